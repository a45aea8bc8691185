//! An author line that goes on with the date: "Ann Lee, 3 March 2022".

use crate::article::furniture::is_date;
use crate::article::{Block, words};

/// Whether a number of four digits stands in the text.
pub(super) fn has_year(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))
}

/// The line without the date behind the name, and the date.
pub(super) fn split(line: Block) -> (Block, Option<Block>) {
    /// In bytes: longer lines are looked at no further.
    const LONGEST: usize = 400;
    let text = &line.text;
    let mut before = ' ';
    let found = text.char_indices().take(LONGEST).find(|&(at, c)| {
        // Elements that follow each other may have no space between them: "Ann Lee3 March 2022".
        let begins = at > 0
            && (c == ' '
                || before.is_alphabetic() && c.is_ascii_digit()
                || before.is_lowercase() && c.is_uppercase());
        before = c;
        let (name, rest) = text.split_at(at);
        let dated = |rest: &str| has_year(rest) && is_date(&words::key(rest));
        begins && name.contains(char::is_alphabetic) && dated(rest) && !is_surname(rest, dated)
    });
    let Some((at, _)) = found else {
        return (line, None);
    };
    let rest = &text[at..];
    let date = at + rest.find(char::is_alphanumeric).unwrap_or(0);
    let name = text[..at].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '.');
    match line.part(0..name.len()).trimmed() {
        Some(name) => (name, line.part(date..text.len()).trimmed()),
        None => (line, None),
    }
}

/// Whether the first word is the name of a month that somebody bears: "Jun Sep 9, 2021".
fn is_surname(rest: &str, dated: impl Fn(&str) -> bool) -> bool {
    const NAMES: [&str; 8] = ["Jan", "Mar", "April", "May", "Jun", "June", "August", "Mai"];
    let mut parts = rest.trim_start().splitn(2, ' ');
    let (first, after) = (parts.next(), parts.next());
    first.is_some_and(|first| NAMES.contains(&first))
        && after.is_some_and(|after| after.starts_with(char::is_alphabetic) && dated(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_behind_the_name() {
        for (line, name, date) in [
            ("Ann Lee 3 March 2022", "Ann Lee", Some("3 March 2022")),
            ("Ann Jun Sep 9, 2021", "Ann Jun", Some("Sep 9, 2021")),
            (
                "By Ann Lee, Updated: June 14, 2022",
                "By Ann Lee",
                Some("Updated: June 14, 2022"),
            ),
            (
                "By Ann LeeSep 9, 2021, 8:00am EDT",
                "By Ann Lee",
                Some("Sep 9, 2021, 8:00am EDT"),
            ),
            (
                "Ann Lee6 Aug 2019, 14:05",
                "Ann Lee",
                Some("6 Aug 2019, 14:05"),
            ),
            (
                "Ann Lee » Sat May 09, 2015",
                "Ann Lee",
                Some("Sat May 09, 2015"),
            ),
            ("Ann McDonald Jr.", "Ann McDonald Jr.", None),
            ("3 March 2022", "3 March 2022", None),
        ] {
            let (found, rest) = split(Block::paragraph(line));
            assert_eq!(found.text, name);
            assert_eq!(rest.map(|b| b.text).as_deref(), date);
        }
    }
}
