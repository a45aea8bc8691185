//! The wordings of page furniture, from the table in `phrases.txt`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
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
///
/// Phrases that begin with a word go before those that begin with a sign; among them, the first of the
/// table counts.
pub(super) fn find(key: &str) -> Option<Phrase> {
    let table = table();
    let words: Vec<&str> = key.split(' ').collect();
    let first = words.first().copied().unwrap_or("");
    let fixed = [first, ""]
        .into_iter()
        .filter_map(|first| table.fixed.get(first))
        .flatten()
        .find(|entry| matches(&entry.pattern, &words));
    let entry = fixed.or_else(|| {
        // Phrases that may begin with anything are looked up by the word that has to come then.
        let found = words.iter().enumerate().filter_map(|(at, word)| {
            let entries = table.open.get(word)?;
            entries
                .iter()
                .find(|entry| matches(&entry.pattern, &words[at..]))
        });
        found.min_by_key(|entry| entry.line)
    });
    entry.map(|entry| entry.phrase)
}

/// Whether the words fit the pattern.
fn matches(pattern: &[&str], words: &[&str]) -> bool {
    match pattern {
        [] => words.is_empty(),
        ["*"] => true,
        ["*", rest @ ..] => (0..=words.len()).any(|n| matches(rest, &words[n..])),
        [first, rest @ ..] => match words {
            [word, others @ ..] => fits(first, word) && matches(rest, others),
            [] => false,
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

/// FNV-1a: every word of every short text is looked up, and the table cannot be attacked, as it is
/// our own.
#[derive(Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

type Words = HashMap<&'static str, Vec<Entry>, BuildHasherDefault<Fnv>>;

/// The phrases, by the word that a text has to hold for them.
#[derive(Debug, Default)]
struct Table {
    /// By their first word; those that begin with a sign for one word under `""`.
    fixed: Words,
    /// Those that begin with `*`, by the word after it, and without the `*`.
    open: Words,
}

#[derive(Debug)]
struct Entry {
    phrase: Phrase,
    pattern: Vec<&'static str>,
    line: usize,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        let phrases = include_str!("phrases.txt").lines().filter_map(parse);
        for (line, phrase) in phrases.enumerate() {
            let mut pattern: Vec<_> = phrase.words.split_ascii_whitespace().collect();
            let sign = |word: &str| matches!(word, "#" | "+" | "*");
            let place = match pattern[..] {
                ["*", word, ..] if !sign(word) => {
                    pattern.remove(0);
                    table.open.entry(word)
                }
                [word, ..] if !sign(word) => table.fixed.entry(word),
                _ => table.fixed.entry(""),
            };
            place.or_default().push(Entry {
                phrase,
                pattern,
                line,
            });
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
