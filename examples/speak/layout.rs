//! The article in rows.

use std::ops::Range;

use ratatui::text::Span;
use rhapsode::Document;
use rhapsode::article::BlockKind;

/// A row of the screen: a part of a block's text; an empty one stands between blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub block: usize,
    /// Its bytes in the block's text.
    pub text: Range<usize>,
    pub indent: usize,
}

/// Lays a document out in rows of so many columns.
pub fn rows(document: &Document, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (i, block) in document.blocks.iter().enumerate() {
        let indent = match block.kind {
            BlockKind::ListItem | BlockKind::Quote => 2 * usize::from(block.level.clamp(1, 8)),
            _ => 0,
        };
        let indent = indent.min(width / 2);
        let row = |text| Row {
            block: i,
            text,
            indent,
        };
        rows.extend(
            wrap(&block.text, (width - indent).max(1))
                .into_iter()
                .map(row),
        );
        rows.push(Row {
            block: i,
            text: block.text.len()..block.text.len(),
            indent: 0,
        });
    }
    rows
}

/// Breaks a text between words; a word that is longer than a row is cut.
fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let columns = Span::raw(word).width();
        match rows.last_mut() {
            Some(row) if used + 1 + columns <= width => {
                row.end = start + word.len();
                used += 1 + columns;
            }
            _ => {
                rows.push(start..start + word.len());
                used = columns;
                while used > width {
                    used = cut(text, &mut rows, width);
                }
            }
        }
    }
    rows
}

/// Cuts the last row at the width; gives the columns of what is left over.
fn cut(text: &str, rows: &mut Vec<Range<usize>>, width: usize) -> usize {
    let Some(row) = rows.last_mut() else { return 0 };
    let mut used = 0;
    let mut fits = |c: char| {
        used += Span::raw(c.to_string()).width();
        used <= width
    };
    let kept: usize = text[row.clone()]
        .chars()
        .take_while(|c| fits(*c))
        .map(char::len_utf8)
        .sum();
    let first = text[row.clone()].chars().next().map_or(1, char::len_utf8);
    let (at, end) = (row.start + kept.max(first), row.end);
    row.end = at;
    if at >= end {
        return 0;
    }
    rows.push(at..end);
    Span::raw(&text[at..end]).width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_every_word_and_no_more_than_fits() {
        let text = "A few words, 日本語の文, and one-that-is-much-longer-than-a-row.";
        for width in [1, 2, 5, 12, 80] {
            let rows = wrap(text, width);
            let letters = |s: &str| s.split_whitespace().collect::<String>();
            let all: String = rows.iter().map(|r| letters(&text[r.clone()])).collect();
            assert_eq!(all, letters(text), "{width}");
            let widest = rows
                .iter()
                .map(|r| Span::raw(&text[r.clone()]).width())
                .max();
            assert!(widest <= Some(width.max(2)), "{width}: {widest:?}");
        }
        assert!(wrap(" \n", 5).is_empty());
    }
}
