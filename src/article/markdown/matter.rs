//! Front matter: the title, author, date and language that stand above a Markdown text.

use std::ops::Range;

use crate::article::source::Builder;
use crate::article::{BlockKind, Document};

/// Whether the text begins with front matter, and not with a rule and a heading.
pub(super) fn begins(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let Some(fence) = lines.next().filter(|line| ["---", "+++"].contains(line)) else {
        return false;
    };
    let mut inside = lines.take_while(|line| *line != fence && *line != "...");
    inside.any(|line| {
        line.split_once([':', '='])
            .is_some_and(|(key, _)| !key.contains(' ') || fence == "+++")
    })
}

/// Takes what is known from front matter (YAML or TOML: plain values, folded ones, and lists of
/// authors) and skips the rest.
pub(super) fn read(document: &mut Document, source: &str, at: Range<usize>) {
    let text = &source[at.clone()];
    document.skip(text, at.clone(), "front matter");
    for entry in entries(text) {
        fact(document, &entry, source);
    }
    // Whatever the order there, the title is read first, then the author, then the date.
    document.blocks.sort_by_key(|b| match b.kind {
        BlockKind::Title => 0,
        BlockKind::Byline => 1,
        _ => 2,
    });
}

/// A key in lower case with its values, which are slices of the front matter.
struct Entry<'s> {
    key: String,
    values: Vec<&'s str>,
    /// The values may go on in the lines below.
    open: bool,
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut table = String::new();
    for line in text.lines() {
        if line.starts_with("---") || line.starts_with("+++") {
            continue;
        }
        if let Some(name) = line.strip_prefix('[') {
            table = name.trim_end_matches([']', ' ']).to_ascii_lowercase();
        } else if line.starts_with([' ', '\t', '-']) {
            if let Some(entry) = entries.last_mut().filter(|e| e.open) {
                entry.values.extend(item(line));
            }
        } else if let Some((key, value)) = line.split_once([':', '=']) {
            let mut key = key.trim().to_ascii_lowercase();
            if key == "name" && table.starts_with("author") {
                key = "author".to_owned();
            }
            let value = value.trim();
            let open = matches!(value, "" | ">" | ">-" | "|" | "|-");
            let list = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
            let values = match list {
                Some(list) => list.split(',').map(unquoted).collect(),
                None if open || value.starts_with(['{', '&', '*', '[']) => Vec::new(),
                None => vec![unquoted(value)],
            };
            entries.push(Entry { key, values, open });
        }
    }
    entries
}

/// What a line below a key adds to its values: an item of a list, a name, or more of a text.
fn item(line: &str) -> Option<&str> {
    let line = line.trim();
    let item = line.strip_prefix('-').map_or(line, str::trim_start);
    let value = match item.split_once(": ") {
        Some(("name", name)) => name,
        Some((key, _)) if !key.contains(' ') => return None,
        _ => item,
    };
    Some(unquoted(value)).filter(|v| !v.is_empty())
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let marks = ['"', '\''];
    let inside = |mark| value.strip_prefix(mark)?.strip_suffix(mark);
    marks.into_iter().find_map(inside).unwrap_or(value)
}

fn fact(document: &mut Document, entry: &Entry<'_>, source: &str) {
    let (place, kind) = match entry.key.as_str() {
        "title" => (&mut document.title, BlockKind::Title),
        "author" | "authors" | "byline" => (&mut document.byline, BlockKind::Byline),
        "date" | "published" => (&mut document.date, BlockKind::Date),
        "lang" | "language" => {
            if document.lang.is_none() {
                document.lang = entry.values.first().map(|lang| (*lang).to_owned());
            }
            return;
        }
        _ => return,
    };
    if place.is_some() {
        return;
    }
    let mut text = Builder::default();
    for (i, value) in entry.values.iter().enumerate() {
        text.insert(match kind {
            _ if i == 0 => "",
            BlockKind::Byline if i + 1 == entry.values.len() => " and ",
            BlockKind::Byline => ", ",
            _ => " ",
        });
        // The values are slices of the source.
        text.copy(value, value.as_ptr() as usize - source.as_ptr() as usize);
    }
    if let Some(block) = text.finish(kind) {
        *place = Some(block.text.clone());
        let level = u8::from(kind == BlockKind::Title);
        document.blocks.push(block.at_level(level));
    }
}
