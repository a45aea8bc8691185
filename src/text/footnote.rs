//! Marks of footnotes that touch the end of a sentence: "left.[1]", "left.¹", "left.1".

use super::math::superscript;

/// How far marks are looked for, in bytes.
const REACH: usize = 48;

fn is_mark(c: char) -> bool {
    matches!(c, '†' | '‡' | '*' | '⁎') || superscript(c).is_some_and(|d| d.is_ascii_digit())
}

/// Whether a footnote's mark stands at `at`.
pub(super) fn touches(text: &str, at: usize) -> bool {
    text[at..].starts_with(is_mark)
}

/// The end of the sentence whose terminal mark stands at `at`, if footnotes touch it and a new
/// sentence follows them.
pub(super) fn end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let closed = rest.trim_start_matches(['"', '”', '’', ')']);
    let first = closed.chars().next()?;
    let word = text[..at].chars().next_back()?;
    let len = match first {
        '[' => bracketed(closed),
        '0'..='9' if word.is_lowercase() => {
            let digits = closed
                .bytes()
                .take(4)
                .take_while(u8::is_ascii_digit)
                .count();
            let long = text[..at].chars().rev().take(3).all(char::is_lowercase);
            if digits > 2 || !long { 0 } else { digits }
        }
        c if is_mark(c) => {
            let marks = closed.chars().take(REACH / 4).take_while(|c| is_mark(*c));
            marks.map(char::len_utf8).sum()
        }
        _ => 0,
    };
    if len == 0 {
        return None;
    }
    let after = &closed[len..];
    let next = after.trim_start();
    let starts = next
        .trim_start_matches(['"', '“', '‘', '(', '\''])
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() && first == '[');
    (next.len() < after.len() && starts).then(|| text.len() - after.len())
}

/// The length of "[1][2, 3][a]" at the start of `text`.
fn bracketed(text: &str) -> usize {
    let mut len = 0;
    while len < REACH && text[len..].starts_with('[') {
        let inner = text[len + 1..]
            .bytes()
            .take(16)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b',' | b'-' | b' '))
            .count();
        let note = &text[len + 1..len + 1 + inner];
        let mark = note.starts_with(|c: char| c.is_ascii_digit())
            || note.len() == 1
            || note.ends_with("needed")
            || note.starts_with("note");
        if !mark || !text[len + 1 + inner..].starts_with(']') {
            break;
        }
        len += inner + 2;
    }
    len
}
