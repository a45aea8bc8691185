//! The labels of list items.

use super::dom::{Dom, Id};

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
