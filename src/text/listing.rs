//! List markers, bullets and lines: where text is laid out rather than written in sentences.

use super::token::floor;

/// A bullet character that begins a list item.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '⁃'
            | '‣'
            | '▪'
            | '●'
            | '◦'
            | '■'
            | '▸'
            | '►'
            | '◆'
            | '❖'
            | '➢'
            | '✓'
            | '✔'
    )
}

/// Whether a list item with a bullet begins here ("-" and "*" only with a space).
pub(super) fn starts_bullet(text: &str) -> bool {
    text.starts_with(is_bullet)
}

/// The number of a list item, as written: "1.", "2)", "(iii)", "b.", "4.)".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    value: u32,
    style: Style,
    opened: bool,
    stop: bool,
    bracket: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Number,
    Lower,
    Upper,
    Roman,
    UpperRoman,
}

/// The longest marker, its bullets included, in bytes.
const MAX_MARKER: usize = 32;

/// Lower-case Roman numerals of list items.
static ROMAN: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii", "xviii", "xix", "xx",
];

impl Marker {
    /// The marker at the start of `text`, with white space after it.
    pub(super) fn at(text: &str) -> Option<Marker> {
        let (marker, len) = Marker::parse(text)?;
        let rest = &text[len..];
        rest.starts_with(char::is_whitespace).then_some(marker)
    }

    /// Whether `text` is nothing but a marker, a bullet, or both.
    pub(super) fn is_all_of(text: &str) -> bool {
        let text = text.trim_start_matches(|c: char| is_bullet(c) || c.is_whitespace());
        Marker::parse(text).is_some_and(|(_, len)| len == text.len())
    }

    /// The marker of the item after this one.
    pub(super) fn successor(self) -> Option<Marker> {
        Some(Marker {
            value: self.value + 1,
            ..self
        })
    }

    fn parse(text: &str) -> Option<(Marker, usize)> {
        // A marker is short, also behind bullets: a page of bullets is not looked through.
        let text = &text[..floor(text, MAX_MARKER)];
        let text_after_bullet = text.trim_start_matches(is_bullet);
        let skipped = text.len() - text_after_bullet.len();
        let opened = text_after_bullet.starts_with('(');
        let rest = &text_after_bullet[usize::from(opened)..];
        let len = rest
            .bytes()
            .take(6)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let (value, style) = value(&rest[..len])?;
        let stop = !opened && rest[len..].starts_with('.');
        let bracket = rest[len + usize::from(stop)..].starts_with(')');
        let closed = if opened { bracket } else { stop || bracket };
        if !closed {
            return None;
        }
        let marker = Marker {
            value,
            style,
            opened,
            stop,
            bracket,
        };
        Some((
            marker,
            skipped + usize::from(opened) + len + usize::from(stop) + usize::from(bracket),
        ))
    }
}

fn value(text: &str) -> Option<(u32, Style)> {
    let bytes = text.as_bytes();
    match bytes {
        [] => None,
        [b'0'..=b'9', ..] if bytes.len() <= 3 => {
            let number = text.parse().ok()?;
            Some((number, Style::Number))
        }
        // "i" is one before "ii"; a list that reaches its ninth letter is rarer.
        [b'i' | b'v' | b'x', ..] => {
            let index = ROMAN.iter().position(|r| *r == text)?;
            Some((index as u32 + 1, Style::Roman))
        }
        [c @ b'a'..=b'z'] => Some((u32::from(c - b'a') + 1, Style::Lower)),
        [b'I' | b'V' | b'X', ..] => {
            let index = ROMAN.iter().position(|r| r.eq_ignore_ascii_case(text))?;
            let upper = bytes.iter().all(u8::is_ascii_uppercase);
            upper.then_some((index as u32 + 1, Style::UpperRoman))
        }
        [c @ b'A'..=b'H'] => Some((u32::from(c - b'A') + 1, Style::Upper)),
        _ => None,
    }
}

/// What is known of the lines around the current position, kept from line to line.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    /// The end of the paragraph that the facts below are about (up to a blank line).
    end: usize,
    /// Its longest line, in characters.
    widest: usize,
    /// Where its last line with a terminal mark ends.
    last_mark: usize,
}

/// How much of a line is looked at, in bytes.
const LONGEST_LINE: usize = 512;

/// How far ahead lines are looked at, in bytes.
const LOOK_AHEAD: usize = 4096;

/// Lines shorter than this, in characters, are not taken for wrapped prose when a capital follows.
const WRAP_WIDTH: usize = 40;

impl Lines {
    /// Whether the line break before `at` ends a sentence, when the line (it ends at `end`) has no
    /// terminal mark. `start` is where the sentence begins.
    pub(super) fn breaks(&mut self, text: &str, start: usize, end: usize, at: usize) -> bool {
        let gap_breaks = text[end..]
            .chars()
            .take_while(|c| c.is_whitespace())
            .filter(|&c| c == '\n')
            .count();
        if gap_breaks > 1 {
            return true;
        }
        let next = text[at..].trim_start();
        if Marker::at(next).is_some()
            || starts_bullet(next)
            || next.starts_with("- ")
            || next.starts_with("* ")
        {
            return true;
        }
        if at >= self.end {
            self.survey(text, start, at);
        }
        // The whole line, also where the sentence begins inside it.
        let from = floor(text, end.saturating_sub(LONGEST_LINE));
        let line = text[from..end].rsplit('\n').next().unwrap_or("").trim();
        if line.ends_with([',', ';', '-', '–', '—', '(', '&', '/']) || dangles(line) {
            return false;
        }
        if line.ends_with(':') {
            return true;
        }
        let first = next.chars().next().unwrap_or(' ');
        if first.is_lowercase() {
            return self.last_mark < at;
        }
        if matches!(first, ',' | ';' | ')' | '.') {
            return false;
        }
        // A wrapped line is one that the next word did not fit into.
        let word = next
            .split(char::is_whitespace)
            .next()
            .unwrap_or("")
            .chars()
            .count();
        let width = line.chars().count();
        !(width >= WRAP_WIDTH && width + 1 + word > self.widest && self.last_mark >= at)
    }

    /// Looks at the paragraph around `at`.
    fn survey(&mut self, text: &str, start: usize, at: usize) {
        let limit = floor(text, at.saturating_add(LOOK_AHEAD));
        *self = Lines::default();
        let mut from = start;
        for line in text[start..limit].split_inclusive('\n') {
            from += line.len();
            let line = line.trim();
            if line.is_empty() && from > at {
                break;
            }
            self.widest = self.widest.max(line.chars().count());
            let body = line.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
            if body.ends_with(['.', '?', '!', '…', ':']) || has_inner_stop(line) {
                self.last_mark = from;
            }
            self.end = from;
        }
    }
}

/// Whether the line ends with a word that never ends anything: "use the", "free and".
fn dangles(line: &str) -> bool {
    let word = line.rsplit(char::is_whitespace).next().unwrap_or("");
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "and"
            | "or"
            | "of"
            | "to"
            | "for"
            | "with"
            | "by"
            | "from"
            | "at"
            | "as"
            | "that"
            | "which"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "will"
            | "would"
            | "can"
            | "may"
            | "must"
            | "shall"
            | "should"
            | "has"
            | "have"
            | "had"
            | "not"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "your"
            | "my"
            | "this"
            | "these"
            | "those"
            | "if"
            | "when"
            | "than"
            | "but"
            | "into"
            | "between"
            | "both"
            | "each"
            | "any"
            | "every"
            | "under"
            | "about"
            | "because"
            | "where"
            | "whose"
            | "who"
            | "The"
            | "An"
            | "A"
    )
}

/// Whether a sentence ends inside the line.
fn has_inner_stop(line: &str) -> bool {
    line.contains(". ") || line.contains("? ") || line.contains("! ")
}
