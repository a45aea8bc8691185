//! The lexer: text to lexemes, the smallest pieces that the readers look at.

use std::ops::{Deref, Range};

/// A run of letters, a run of digits, or one other character. White space is only remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lexeme {
    /// Its bytes in the text.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// Whether white space (or the beginning of the text) comes before it.
    pub spaced: bool,
}

/// The kinds of lexeme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with apostrophes and marks between them.
    Word,
    /// ASCII digits.
    Digits,
    /// One character of any other kind.
    Sign(char),
}

/// Fills `lexemes` with those of `text`. The text must be shorter than 4 GiB.
#[cfg(test)]
pub(super) fn lex(text: &str, lexemes: &mut Vec<Lexeme>) {
    lexemes.clear();
    lex_more(text, 0..text.len(), lexemes);
}

/// Adds the lexemes of a part of `text`, as if nothing but it were there.
pub(super) fn lex_more(text: &str, part: Range<usize>, lexemes: &mut Vec<Lexeme>) {
    let text = &text[..part.end];
    let bytes = text.as_bytes();
    let mut at = part.start;
    let mut spaced = at == 0;
    while at < bytes.len() {
        let (kind, end) = match bytes[at] {
            b' ' | b'\n' | b'\t' | b'\r' => {
                spaced = true;
                at += 1;
                continue;
            }
            b'0'..=b'9' => (Kind::Digits, run(bytes, at, u8::is_ascii_digit)),
            b'a'..=b'z' | b'A'..=b'Z' => (Kind::Word, word_end(text, at)),
            b if b.is_ascii() => (Kind::Sign(b as char), at + 1),
            _ => {
                let c = text[at..].chars().next().unwrap_or(' ');
                let end = at + c.len_utf8();
                if c.is_whitespace() {
                    spaced = true;
                    at = end;
                    continue;
                }
                // The figure dash is an en dash of another width.
                let c = if c == '‒' { '–' } else { c };
                if is_letter(c) {
                    (Kind::Word, word_end(text, at))
                } else {
                    (Kind::Sign(c), end)
                }
            }
        };
        lexemes.push(Lexeme {
            start: at as u32,
            end: end as u32,
            kind,
            spaced,
        });
        spaced = false;
        at = end;
    }
}

fn run(bytes: &[u8], from: usize, is: impl Fn(&u8) -> bool) -> usize {
    bytes[from..]
        .iter()
        .position(|b| !is(b))
        .map_or(bytes.len(), |n| from + n)
}

/// The end of the word that begins at `from`.
fn word_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at = run(bytes, at, u8::is_ascii_alphabetic);
        let mut rest = text[at..].chars();
        let Some(c) = rest.next() else { return at };
        let inside = is_letter(c) || is_mark(c);
        let joins = (is_apostrophe(c) || is_ignorable(c)) && rest.next().is_some_and(is_letter);
        if !inside && !joins {
            return at;
        }
        at += c.len_utf8();
    }
}

/// Letters that words are made of (not ordinal indicators, not other letter-like signs).
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || !c.is_ascii()
            && c.is_alphabetic()
            && !matches!(c, 'ª' | 'º' | 'ⁿ' | 'ᵗ' | 'ʰ' | 'ℓ' | 'ʼ' | 'ʹ' | 'ʺ')
}

/// Combining marks, and the signs of Indic and south-east Asian scripts that are no letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}'
        | '\u{610}'..='\u{65F}' | '\u{900}'..='\u{963}' | '\u{981}'..='\u{DF3}'
        | '\u{E31}'..='\u{E4E}' | '\u{EB1}'..='\u{ECE}' | '\u{F71}'..='\u{FBC}'
        | '\u{1037}'..='\u{103A}' | '\u{17B4}'..='\u{17D3}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{3099}'..='\u{309A}' | '\u{FE20}'..='\u{FE2F}')
        && !c.is_numeric()
}

/// Characters that are not there, for a reader: soft hyphens, joiners, variation selectors.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The last character boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (at.saturating_sub(3)..=at)
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

/// Apostrophes, typewritten and typographic.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// A short string in lower case, on the stack, for look-ups; longer ones become empty.
#[derive(Clone, Copy)]
pub(super) struct Small {
    len: u8,
    bytes: [u8; Small::CAPACITY],
}

impl Small {
    const CAPACITY: usize = 24;

    /// Lower-case ASCII; other characters as they are, apostrophes as `'`.
    pub(super) fn lower(text: &str) -> Small {
        let mut small = Small {
            len: 0,
            bytes: [0; Small::CAPACITY],
        };
        if text.len() > Small::CAPACITY {
            return small;
        }
        for c in text.chars() {
            if is_apostrophe(c) {
                small.bytes[small.len as usize] = b'\'';
                small.len += 1;
            } else {
                let n = c
                    .to_ascii_lowercase()
                    .encode_utf8(&mut small.bytes[small.len as usize..])
                    .len();
                small.len += n as u8;
            }
        }
        small
    }
}

impl Deref for Small {
    type Target = str;

    fn deref(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len as usize]).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lexemes_cover_the_text() {
        let mut lexemes = Vec::new();
        let text = "Don’t pay €1,5 (naïve co\u{AD}op)";
        lex(text, &mut lexemes);
        let found: Vec<&str> = lexemes
            .iter()
            .map(|l| &text[l.start as usize..l.end as usize])
            .collect();
        assert_eq!(
            found,
            [
                "Don’t",
                "pay",
                "€",
                "1",
                ",",
                "5",
                "(",
                "naïve",
                "co\u{AD}op",
                ")"
            ]
        );
    }

    #[test]
    fn small_strings_are_folded() {
        assert_eq!(&*Small::lower("O’Brien"), "o'brien");
        assert_eq!(
            &*Small::lower("much too long to be looked up in a table"),
            ""
        );
    }
}
