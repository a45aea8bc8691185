//! How the state of a task is said: in Markdown "[x]", in HTML a box that is ticked.

/// What is said before the text of a task.
pub(super) fn state(done: bool) -> &'static str {
    match done {
        true => "Done: ",
        false => "To do: ",
    }
}
