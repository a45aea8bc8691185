//! The wordings of page furniture, from the table in `phrases.txt`.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) place: Place,
    /// What kind of furniture it is.
    pub(super) reason: &'static str,
    words: &'static str,
}

impl Phrase {
    /// Whether any words may stand before it.
    pub(super) fn is_open(&self) -> bool {
        self.words.starts_with('*')
    }
}

/// Where a phrase shows that a line is furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    /// Before the first paragraph of running text or after the last.
    Edge,
    /// After the last.
    Foot,
    /// Anywhere, also where it is a whole sentence or several.
    Line,
}

/// The phrase that a text says, all of it, if there is one; the text as a [`key`](super::words::key).
pub(super) fn find(key: &str) -> Option<Phrase> {
    let table = table();
    let words: Vec<&str> = key.split(' ').collect();
    let first = words.first().copied().unwrap_or("");
    [first, ""]
        .into_iter()
        .filter_map(|first| table.get(first))
        .flatten()
        .find(|phrase| matches(phrase.words, &words))
        .copied()
}

/// Whether the words fit the pattern.
fn matches(pattern: &str, words: &[&str]) -> bool {
    let (first, rest) = pattern.split_once(' ').unwrap_or((pattern, ""));
    match first {
        "" => words.is_empty(),
        "*" if rest.is_empty() => true,
        "*" => (0..=words.len()).any(|n| matches(rest, &words[n..])),
        _ => match words.split_first() {
            Some((word, others)) => fits(first, word) && matches(rest, others),
            None => false,
        },
    }
}

fn fits(pattern: &str, word: &str) -> bool {
    match pattern {
        "#" => word.bytes().all(|b| b.is_ascii_digit()),
        "+" => true,
        _ => pattern == word,
    }
}

/// The phrases by their first word; those that begin with a sign for any word under `""`.
fn table() -> &'static HashMap<&'static str, Vec<Phrase>> {
    static TABLE: OnceLock<HashMap<&'static str, Vec<Phrase>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<_, Vec<_>> = HashMap::new();
        for phrase in include_str!("phrases.txt").lines().filter_map(parse) {
            let first = phrase.words.split(' ').next().unwrap_or("");
            let first = if matches!(first, "*" | "#" | "+") {
                ""
            } else {
                first
            };
            table.entry(first).or_default().push(phrase);
        }
        table
    })
}

fn parse(line: &'static str) -> Option<Phrase> {
    let (place, rest) = line.split_once('|').filter(|_| !line.starts_with('#'))?;
    let (reason, words) = rest.split_once('|')?;
    Some(Phrase {
        place: match place.trim() {
            "any" => Place::Anywhere,
            "edge" => Place::Edge,
            "line" => Place::Line,
            _ => Place::Foot,
        },
        reason: reason.trim(),
        words: words.trim(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        for (i, line) in include_str!("phrases.txt").lines().enumerate() {
            let n = i + 1;
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let phrase = parse(line).unwrap_or_else(|| panic!("phrases.txt:{n}: three columns"));
            let place = line.split('|').next().unwrap().trim();
            assert!(
                ["any", "edge", "foot", "line"].contains(&place),
                "phrases.txt:{n}: {place:?}"
            );
            assert!(!phrase.reason.is_empty(), "phrases.txt:{n}: no reason");
            let single: Vec<_> = phrase.words.split_whitespace().collect();
            for word in &single {
                let plain = ["#", "*", "+"].contains(word) || words::key(word) == **word;
                assert!(plain, "phrases.txt:{n}: {word:?} can never match");
            }
            assert!(
                single
                    .iter()
                    .any(|w| w.len() > 1 || matches!(*w, "x" | "©" | ":" | "/")),
                "phrases.txt:{n}: matches everything"
            );
        }
    }

    #[test]
    fn whole_texts_match() {
        let reason = |text: &str| find(&words::key(text)).map(|p| p.reason);
        assert_eq!(reason("Listen to this article"), Some("audio player"));
        assert_eq!(reason("Search result for \"\""), Some("search box"));
        assert_eq!(reason("PHOTO CREDIT: © A. Person"), Some("photo credit"));
        assert_eq!(
            reason("Sign up for the Daily newsletter"),
            Some("newsletter sign-up")
        );
        assert_eq!(reason("0:00 / 12:40"), Some("audio player"));
        assert_eq!(reason("6 min read"), Some("reading time"));
        assert_eq!(reason("Listen to this article and learn"), None);
        assert_eq!(reason("Search and rescue"), None);
        assert_eq!(reason(""), None);
    }
}
