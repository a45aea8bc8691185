//! The labels of list items.

use super::dom::{Dom, Id, NONE};
use crate::article::tasks;

/// An open list.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The number of the next item, if items have numbers.
    next: Option<i64>,
    /// Whether the numbers go down.
    reversed: bool,
    /// Whether the numbers are written as letters, from the letter for 1.
    letters: Option<u8>,
}

impl List {
    pub(super) fn ordered(dom: &Dom, id: Id) -> List {
        let reversed = dom.attribute(id, "reversed").is_some();
        let start = dom
            .attribute(id, "start")
            .and_then(|v| v.trim().parse().ok());
        let first = || match reversed {
            true => dom.children(id).filter(|&c| dom.name(c) == "li").count() as i64,
            false => 1,
        };
        List {
            next: Some(start.unwrap_or_else(first)),
            reversed,
            letters: match dom.attribute(id, "type") {
                Some("a") => Some(b'a'),
                Some("A") => Some(b'A'),
                _ => None,
            },
        }
    }

    /// The label of the next item: its number, or the one in `value`.
    pub(super) fn label(&mut self, value: Option<i64>) -> Option<String> {
        let number = value.filter(|_| self.next.is_some()).or(self.next)?;
        let step = if self.reversed { -1 } else { 1 };
        self.next = Some(number.saturating_add(step));
        Some(match self.letters {
            Some(first) if (1..=26).contains(&number) => {
                char::from(first + (number - 1) as u8).to_string()
            }
            _ => number.to_string(),
        })
    }
}

/// What is said of the state of a task, if the element is the box of one: one that nobody can tick
/// (as Markdown becomes HTML), or in a list that is named so.
pub(super) fn task(dom: &Dom, id: Id) -> Option<&'static str> {
    let named = |id: Id| {
        id != NONE
            && dom
                .attribute(id, "class")
                .is_some_and(|class| class.contains("task-list") || class.contains("contains-task"))
    };
    let parent = dom.node(id).parent;
    let is_box = dom.name(id) == "input" && dom.attribute(id, "type") == Some("checkbox");
    let is_task = dom.attribute(id, "disabled").is_some() || named(id) || named(parent);
    (is_box && is_task).then(|| tasks::state(dom.attribute(id, "checked").is_some()))
}
