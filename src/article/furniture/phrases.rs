//! The wordings of page furniture, from the table in `phrases.txt`.

use std::str::SplitAsciiWhitespace;
use std::sync::OnceLock;

const TABLE: &str = include_str!("phrases.txt");

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

    /// What it says, word by word.
    fn pattern(&self) -> SplitAsciiWhitespace<'static> {
        self.words.split_ascii_whitespace()
    }

    /// The same without its first word, a `*`.
    fn after_star(&self) -> SplitAsciiWhitespace<'static> {
        let mut pattern = self.pattern();
        pattern.next();
        pattern
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
    let index = index();
    let words: Vec<&str> = key.split(' ').collect();
    let first = words.first().copied().unwrap_or("");
    let fixed = [first, ""]
        .into_iter()
        .flat_map(|first| lines_of(&index.fixed, first))
        .map(|at| line(at).1)
        .find(|phrase| matches(phrase.pattern(), &words));
    fixed.or_else(|| {
        // Phrases that may begin with anything are looked up by the word that has to come then.
        let found = words.iter().enumerate().filter_map(|(from, word)| {
            lines_of(&index.open, word)
                .map(line)
                .find(|(_, phrase)| matches(phrase.after_star(), &words[from..]))
        });
        found.min_by_key(|(at, _)| *at).map(|(_, phrase)| phrase)
    })
}

/// Whether the words fit what is left of a pattern.
fn matches(mut pattern: SplitAsciiWhitespace<'_>, words: &[&str]) -> bool {
    match pattern.next() {
        None => words.is_empty(),
        Some("*") => {
            let ends = pattern.clone().next().is_none();
            ends || (0..=words.len()).any(|n| matches(pattern.clone(), &words[n..]))
        }
        Some(first) => match words {
            [word, others @ ..] => fits(first, word) && matches(pattern, others),
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

/// The hash of a word, and where a line begins that has it.
type Entry = (u32, u32);

/// Where the lines of the table begin, by the word that a text has to hold for them: the first article
/// waits for it to be made, so that it is two arrays and no more. (A map with the patterns taken apart
/// touched 22 pages more.)
#[derive(Debug, Default)]
struct Index {
    /// By their first word; those that begin with a sign for one word under `""`.
    fixed: Vec<Entry>,
    /// Those that begin with `*`, by the word after it.
    open: Vec<Entry>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index::default();
        let mut at = 0;
        for line in TABLE.split_inclusive('\n') {
            if let Some([_, _, words]) = columns(line) {
                let mut pattern = words.split_ascii_whitespace();
                let sign = |word: &str| matches!(word, "#" | "+" | "*");
                let words = (pattern.next().unwrap_or(""), pattern.next().unwrap_or("*"));
                let (lines, word) = match words {
                    ("*", word) if !sign(word) => (&mut index.open, word),
                    (word, _) if !sign(word) => (&mut index.fixed, word),
                    _ => (&mut index.fixed, ""),
                };
                lines.push((hash(word), at));
            }
            at += line.len() as u32;
        }
        index.fixed.sort_unstable();
        index.open.sort_unstable();
        index
    })
}

/// FNV-1a: every word of every short text is looked up, and the table cannot be attacked, as it is
/// our own.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Where the lines for a word begin, in the order of the table; perhaps those of others, too.
fn lines_of(entries: &[Entry], word: &str) -> impl Iterator<Item = u32> {
    let hash = hash(word);
    let first = entries.partition_point(|entry| entry.0 < hash);
    let lines = entries[first..].iter().take_while(move |e| e.0 == hash);
    lines.map(|entry| entry.1)
}

/// The line that begins at a byte of the table.
fn line(at: u32) -> (u32, Phrase) {
    let line = TABLE[at as usize..].lines().next();
    (at, line.and_then(parse).expect("it is in the index"))
}

/// What stands between the bars of a line, as it stands there.
fn columns(line: &'static str) -> Option<[&'static str; 3]> {
    let (place, rest) = line.split_once('|').filter(|_| !line.starts_with('#'))?;
    let (reason, words) = rest.split_once('|')?;
    Some([place, reason, words])
}

fn parse(line: &'static str) -> Option<Phrase> {
    let [place, reason, words] = columns(line)?;
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
        for (i, line) in TABLE.lines().enumerate() {
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
