//! The lines of a plain text, and whether they are hard-wrapped.

use crate::article::words;

/// A line without the white space at its edges.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Empty for a blank line.
    pub(super) text: &'a str,
    /// Byte offset of `text` in the source.
    pub(super) start: usize,
    /// Columns of white space before `text`, a tab going to the next multiple of four.
    pub(super) indent: usize,
    /// Characters in `text`.
    pub(super) width: usize,
}

/// The lines of `text`, whatever ends them: LF, CR LF, CR, form feed, or Unicode's separators.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let rest = &text[from..];
        let len = rest.find(is_line_end).unwrap_or(rest.len());
        lines.push(line(&rest[..len], from));
        let end = &rest[len..];
        let separator = match end.strip_prefix("\r\n") {
            Some(_) => 2,
            None => end.chars().next().map_or(0, char::len_utf8),
        };
        from += len + separator;
    }
    lines
}

fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn line(raw: &str, from: usize) -> Line<'_> {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}';
    let text = raw.trim_start_matches(blank);
    let start = from + raw.len() - text.len();
    let indent = raw[..raw.len() - text.len()]
        .chars()
        .fold(0, |column, c| match c {
            '\t' => column / 4 * 4 + 4,
            '\u{feff}' | '\u{200b}' => column,
            _ => column + 1,
        });
    let text = text.trim_end_matches(blank);
    Line {
        text,
        start,
        indent,
        width: text.chars().count(),
    }
}

/// How the document breaks its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A paragraph is one line.
    OneLine,
    /// Paragraphs run over lines of about this many characters.
    Wrapped(usize),
}

/// Wider lines than this are not hard-wrapped text, in characters.
const WIDEST: usize = 130;
/// Narrower ones are verse, lists or columns.
const NARROWEST: usize = 30;

impl Layout {
    /// Decides from the pairs of neighbouring lines: in hard-wrapped text the first word of a line
    /// did not fit on the line before, and most lines begin and end inside a sentence.
    pub(super) fn of(lines: &[Line<'_>]) -> Layout {
        let pairs = || {
            lines
                .windows(2)
                .filter(|pair| !pair[0].text.is_empty() && !pair[1].text.is_empty())
        };
        let total: usize = lines.iter().map(|l| l.width).sum();
        let long: usize = lines.iter().map(|l| l.width).filter(|&w| w > WIDEST).sum();
        let mut widths: Vec<usize> = pairs()
            .map(|p| p[0].width)
            .filter(|&w| w <= WIDEST)
            .collect();
        if widths.is_empty() || long * 2 > total {
            return Layout::OneLine;
        }
        let at = (widths.len() * 9 / 10).min(widths.len() - 1);
        let width = *widths.select_nth_unstable(at).1;
        let (mut count, mut full, mut inside, mut capital) = (0, 0, 0, 0);
        for pair in pairs() {
            count += 1;
            full += usize::from(is_full(&pair[0], &pair[1], width));
            inside += usize::from(!words::ends_sentence(pair[0].text));
            capital += usize::from(pair[1].text.starts_with(char::is_uppercase));
        }
        let wrapped = width >= NARROWEST
            && full * 5 >= count * 3
            && inside * 2 >= count
            && capital * 5 < count * 3;
        if wrapped {
            Layout::Wrapped(width)
        } else {
            Layout::OneLine
        }
    }

    /// Whether `next` goes on with the paragraph of `line`.
    pub(super) fn joins(self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let runs_on = words::starts_lower(next.text) && !words::ends_sentence(line.text);
        match self {
            Layout::OneLine => runs_on && (line.width >= 40 || is_broken_sentence(line, next)),
            Layout::Wrapped(_) if line.width > WIDEST => runs_on,
            Layout::Wrapped(_) if next.indent >= line.indent + 2 && !runs_on => false,
            Layout::Wrapped(width) => runs_on || is_full(line, next, width),
        }
    }
}

/// Whether two short lines are one sentence: it begins like one, in words enough, and ends like one.
fn is_broken_sentence(line: &Line<'_>, next: &Line<'_>) -> bool {
    line.text.starts_with(char::is_uppercase)
        && line.text.split_whitespace().nth(2).is_some()
        && words::ends_sentence(next.text)
}

/// Whether the first word of `next` would not have fitted on `line`, within 15 % of the width.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let first = next.text.split_whitespace().next().unwrap_or("");
    (line.width + 1 + first.chars().count()) * 100 > width * 85
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end() {
        let lines = split("\u{feff}a\r\n \tb \n\nc\rd\u{2028}e");
        let found: Vec<_> = lines.iter().map(|l| (l.text, l.start, l.indent)).collect();
        let expected = [
            ("a", 3, 0),
            ("b", 8, 4),
            ("", 11, 0),
            ("c", 12, 0),
            ("d", 14, 0),
            ("e", 18, 0),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn verse_is_not_wrapped() {
        let verse = "The harbour lights go out by one\nAnd two, and then by three,\n\
                     Until the only lamp is one\nThat no one else can see.";
        assert_eq!(Layout::of(&split(verse)), Layout::OneLine);
    }

    #[test]
    fn a_short_sentence_may_be_broken() {
        let joins = |text: &str| {
            let lines = split(text);
            Layout::of(&lines).joins(&lines[0], &lines[1])
        };
        assert!(joins("The ferry leaves\nwhen the tide is in."));
        assert!(!joins("harbour\nferry times."));
        assert!(!joins("Shopping list\nmilk and two eggs."));
        assert!(!joins("What to bring\nwarm socks"));
    }

    #[test]
    fn wrapped_prose_is() {
        let prose = "The harbour was quiet that morning, and nobody\nhad seen the ferry leave. \
                     It had gone before\nthe mist lifted, with its lamps out, and the\npilot alone.";
        assert!(matches!(
            Layout::of(&split(prose)),
            Layout::Wrapped(40..=50)
        ));
    }
}
