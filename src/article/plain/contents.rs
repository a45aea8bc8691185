//! Tables of contents: runs of lines that only repeat the headings that follow.

use std::collections::HashMap;
use std::ops::Range;

use super::lines::Line;
use crate::article::words;

/// Titles of a table of contents, as keys.
const TITLES: [&str; 5] = [
    "contents",
    "table of contents",
    "in this article",
    "on this page",
    "inhalt",
];

/// The line ranges of the tables of contents.
///
/// A table is at least [`FEWEST`] lines. Most of its titles must stand on lines of their own further
/// down; page numbers after dots, under a title such as "Contents", do instead. So a price list stays.
pub(super) fn find(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut last_of = None;
    let mut i = 0;
    while i < lines.len() {
        let titled = is_title(lines[i].text);
        if !titled && !has_leader(lines[i].text) {
            i += 1;
            continue;
        }
        let last_of = last_of.get_or_insert_with(|| last_lines(lines));
        let (end, is_table) = run(lines, i, titled, last_of);
        if is_table {
            found.push(i..end);
        }
        i = end.max(i + 1);
    }
    found
}

/// A run of entries; shorter ones are kept.
const FEWEST: usize = 3;

fn is_title(text: &str) -> bool {
    text.len() < 40 && TITLES.contains(&words::key(text).as_str())
}

/// The end of the run of entries that begins at line `from`, and whether it is a table.
fn run(
    lines: &[Line<'_>],
    from: usize,
    titled: bool,
    last_of: &HashMap<String, usize>,
) -> (usize, bool) {
    let first = from + usize::from(titled);
    let (mut end, mut count, mut repeated, mut paged) = (first, 0, 0, 0);
    for (i, line) in lines.iter().enumerate().skip(first) {
        if line.text.is_empty() {
            continue;
        }
        let again = is_short(line) && last_of.get(&entry(line.text)).is_some_and(|&at| at > i);
        let leader = has_leader(line.text);
        if !(leader || titled && again) {
            break;
        }
        count += 1;
        repeated += usize::from(again);
        paged += usize::from(leader);
        end = i + 1;
    }
    let sure = repeated * 3 >= count * 2 || (titled && paged == count);
    (end, count >= FEWEST && sure)
}

fn is_short(line: &Line<'_>) -> bool {
    line.width <= 120
}

/// The last line on which each short text stands, without numbers and page numbers.
fn last_lines(lines: &[Line<'_>]) -> HashMap<String, usize> {
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.text.is_empty() && is_short(line) && !has_leader(line.text))
        .map(|(i, line)| (entry(line.text), i))
        .collect()
}

/// Whether the line ends in dots and a page number.
fn has_leader(text: &str) -> bool {
    let body = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if body.len() == text.len() || text.len() - body.len() > 4 {
        return false;
    }
    let title = body.trim_end_matches(['.', ' ', '…', '·', '_', '\t']);
    let leader = &body[title.len()..];
    let dots = leader.chars().filter(|&c| c != ' ').count();
    !title.is_empty() && (dots >= 3 || leader.contains('…'))
}

/// What of an entry stands again as a heading: no number before it, no page after it.
fn entry(text: &str) -> String {
    let text = if has_leader(text) {
        text.trim_end_matches(|c: char| c.is_ascii_digit())
    } else {
        text
    };
    let key = words::key(text);
    let mut rest = key.as_str();
    while let Some((first, tail)) = rest.split_once(' ') {
        if !first.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        rest = tail;
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    #[test]
    fn a_table_with_page_numbers() {
        let text = "Contents\n\n1. Tides ........ 3\n2. Moon ..... 12\n3. Sun . . . . 20\n\nTides\nThey rise.";
        assert_eq!(find(&split(text)), vec![0..5]);
    }

    #[test]
    fn a_table_of_headings_that_follow() {
        let text =
            "On this page\nTides\nMoon\nSun\n\nTides\n\nText.\n\nMoon\n\nText.\n\nSun\n\nText.";
        assert_eq!(find(&split(text)), vec![0..4]);
    }

    #[test]
    fn a_price_list_is_none() {
        let text = "Soup ....... 4\nFish ...... 12\nCake ..... 5\nTea ...... 2";
        assert!(find(&split(text)).is_empty());
        assert!(find(&split("Contents\n\nThis box holds three screws.")).is_empty());
    }
}
