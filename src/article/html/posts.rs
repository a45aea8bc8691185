//! Posts of other sites that a page shows in its text.

use crate::article::{BlockKind, Document, furniture, words};

/// Leaves out the account and the date behind the name of whoever wrote a post: "— Ann Lee (@annlee)
/// August 11, 2018" names Ann Lee.
pub(super) fn names(document: &mut Document) {
    for i in 0..document.blocks.len() {
        let block = &document.blocks[i];
        let Some(at) = account(&block.text).filter(|_| block.kind == BlockKind::Quote) else {
            continue;
        };
        let rest = block.part(at..block.text.len());
        if let Some(kept) = block.part(0..at).trimmed() {
            document.skip(&rest.text, rest.source.span(), "account and date");
            document.blocks[i] = kept;
        }
    }
}

/// Where the account begins, if the text ends with one and perhaps a date.
fn account(text: &str) -> Option<usize> {
    let at = text.rfind(" (@")?;
    let (_, after) = text[at..].split_once(')')?;
    let named = text[..at].contains(['—', '–', '―']);
    let ends = after.trim().is_empty()
        || words::at_most(after, 8) && furniture::is_date(&words::key(after));
    (named && ends).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_and_dates() {
        for (text, name) in [
            ("— Ann Lee (@annlee) August 11, 2018", "— Ann Lee"),
            (
                "Brown water again. — Ann Lee (@annlee)",
                "Brown water again. — Ann Lee",
            ),
        ] {
            assert_eq!(account(text).map(|at| &text[..at]), Some(name), "{text}");
        }
        for text in [
            "— Ann Lee (@annlee) was right",
            "She wrote to him (@ann) in May.",
        ] {
            assert_eq!(account(text), None, "{text}");
        }
    }
}
