//! The names of emojis, from one flat text that is searched in place.
//!
//! Names are those of Unicode's `emoji-test.txt` (Unicode License v3), as the crate `emojis` has
//! them; a test compares the two. That crate's own tables hold 17,000 pointers, which every start of
//! a program has to relocate: a sixth of what it took to say one word.

use super::normalize::Emoji;
use super::reader::Reader;
use super::token::{Kind, is_ignorable};

/// Lines of an emoji without variation selectors, a tab and its name, in the order of their bytes.
/// Of skin tones only those are there that do not follow from the name without them.
static NAMES: &str = include_str!("emoji.names");

/// Chooses the coloured form of a character.
const EMOJI_STYLE: char = '\u{FE0F}';
/// The longest key, in bytes: ten characters.
const LONGEST: usize = 40;

/// The name of an emoji.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    head: &'static str,
    tones: [&'static str; 2],
    tail: &'static str,
}

impl Name {
    /// The name of an emoji sequence, with or without variation selectors.
    pub(super) fn of(text: &str) -> Option<Name> {
        let bare = text.chars().filter(|c| *c != EMOJI_STYLE);
        let plain = |head| Name {
            head,
            tones: [""; 2],
            tail: "",
        };
        if let Some(name) = find(bare.clone()) {
            return Some(plain(name));
        }
        let base = bare.clone().filter(|c| tone(*c).is_none());
        let mut tones = bare.filter_map(tone);
        let first = tones.next()?;
        let second = tones.find(|t| *t != first).unwrap_or("");
        let name = find(base.clone())?;
        // Of a couple the tones come last, of a person before what marks them.
        let (head, tail) = match name.split_once(": ") {
            Some(parts) if !base.clone().any(|c| c == '❤') => parts,
            _ => (name, ""),
        };
        Some(Name {
            head,
            tones: [first, second],
            tail,
        })
    }

    /// The words of the name, in order.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> + use<> {
        let [first, second] = self.tones;
        let parts = [self.head, first, second, self.tail];
        let ends = [' ', ':', ',', '-', '(', ')', '&', '“', '”', '.', '!', '/'];
        parts
            .into_iter()
            .flat_map(move |part| part.split(ends))
            .filter(|word| !word.is_empty())
    }
}

fn tone(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{1F3FB}' => "light skin tone",
        '\u{1F3FC}' => "medium-light skin tone",
        '\u{1F3FD}' => "medium skin tone",
        '\u{1F3FE}' => "medium-dark skin tone",
        '\u{1F3FF}' => "dark skin tone",
        _ => return None,
    })
}

/// The name in the line that begins with these characters.
fn find(key: impl Iterator<Item = char>) -> Option<&'static str> {
    let (mut bytes, mut length) = ([0; LONGEST], 0);
    for c in key {
        let room = bytes.get_mut(length..length + c.len_utf8())?;
        length += c.encode_utf8(room).len();
    }
    let key = &bytes[..length];
    // Both are where lines begin.
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let before = &NAMES.as_bytes()[low..middle];
        let start = before.iter().rposition(|b| *b == b'\n');
        let start = start.map_or(low, |at| low + at + 1);
        let (line, _) = NAMES[start..].split_once('\n')?;
        let (emoji, name) = line.split_once('\t')?;
        match emoji.as_bytes().cmp(key) {
            std::cmp::Ordering::Equal => return Some(name),
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

impl Reader<'_> {
    /// An emoji sequence at `i`, by its Unicode name.
    pub(super) fn emoji(&mut self, i: usize) -> Option<usize> {
        let first = self.sign(i);
        if (first as u32) < 0x2190
            || matches!(first, '\u{2190}'..='\u{21FF}' | '✓' | '✗' | '★' | '☆' | '♥' | '∞' | '♪' | '♫' | '\u{2200}'..='\u{22FF}')
                && !self.emoji_style(i)
        {
            return None;
        }
        // The longest sequence that has a name; at most 10 characters make one emoji.
        let mut end = (i + 1..(i + 11).min(self.len() + 1))
            .take_while(|&j| {
                j == i + 1 || self.glued(j - 1) && matches!(self.lexemes[j - 1].kind, Kind::Sign(_))
            })
            .last()?;
        let found = loop {
            let text = self.between(i, end);
            if let Some(name) = Name::of(text) {
                break name;
            }
            if end == i + 1 {
                return None;
            }
            end -= 1;
        };
        while self.glued(end) && is_ignorable(self.sign(end)) {
            end += 1;
        }
        self.join = false;
        self.begin(i);
        if self.options.emoji == Emoji::Named {
            for word in found.words() {
                if word.bytes().all(|b| b.is_ascii_digit()) {
                    self.number_text(word, super::number::Form::Cardinal);
                } else {
                    self.foreign(word);
                }
            }
        }
        let end = self.finish(end);
        self.group();
        Some(end)
    }

    fn emoji_style(&self, i: usize) -> bool {
        self.glued_sign(i + 1) == '\u{FE0F}'
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&'static str> {
        Name::of(text).expect(text).words().collect()
    }

    #[test]
    fn lines_are_in_order() {
        let keys = NAMES.lines().map(|line| line.split_once('\t').unwrap().0);
        assert!(
            keys.clone()
                .is_sorted_by(|a, b| a.as_bytes() < b.as_bytes())
        );
        assert!(keys.clone().all(|key| key.len() <= LONGEST));
    }

    #[test]
    fn all_that_unicode_names() {
        let mut count = 0;
        let with_tones = |e: &'static emojis::Emoji| {
            let tones = e.skin_tones().map(Iterator::collect::<Vec<_>>);
            tones.unwrap_or_else(|| vec![e])
        };
        for emoji in emojis::iter().flat_map(with_tones) {
            let expected = emoji.name().split(|c: char| " :,-()&“”.!/".contains(c));
            let expected: Vec<&str> = expected.filter(|w| !w.is_empty()).collect();
            let bare = emoji.as_str().replace(EMOJI_STYLE, "");
            for text in [emoji.as_str(), &bare] {
                assert_eq!(words(text), expected, "{text}");
            }
            count += 1;
        }
        assert!(count > 3700, "{count} emojis");
    }

    #[test]
    fn what_is_none_has_no_name() {
        let long = "👍".repeat(100);
        for text in ["", "a", "\u{FE0F}", "\u{1F3FB}", "👍👍", &long, "\n", "\t"] {
            assert_eq!(Name::of(text), None, "{text:?}");
        }
    }
}
