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

/// Takes what is known from front matter (YAML or TOML, plain values only) and skips the rest.
pub(super) fn read(document: &mut Document, source: &str, at: Range<usize>) {
    let text = &source[at.clone()];
    document.skip(text, at.clone(), "front matter");
    let mut from = at.start;
    for line in text.split_inclusive('\n') {
        if let Some((key, value)) = entry(line) {
            let start = from + (value.as_ptr() as usize - line.as_ptr() as usize);
            fact(document, &key, value, start);
        }
        from += line.len();
    }
    // Whatever the order there, the title is read first, then the author, then the date.
    document.blocks.sort_by_key(|b| match b.kind {
        BlockKind::Title => 0,
        BlockKind::Byline => 1,
        _ => 2,
    });
}

/// The key in lower case and the value, without quotation marks, of `key: value` or `key = "value"`.
fn entry(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once([':', '='])?;
    let value = value.trim();
    let value = ['"', '\'']
        .iter()
        .find_map(|&mark| value.strip_prefix(mark)?.strip_suffix(mark))
        .unwrap_or(value);
    let plain = !key.starts_with(char::is_whitespace)
        && !value.is_empty()
        && !value.starts_with(['[', '{', '|', '>', '&', '*']);
    plain.then(|| (key.trim().to_ascii_lowercase(), value))
}

fn fact(document: &mut Document, key: &str, value: &str, start: usize) {
    let (place, kind) = match key {
        "title" => (&mut document.title, BlockKind::Title),
        "author" | "authors" | "byline" => (&mut document.byline, BlockKind::Byline),
        "date" | "published" => (&mut document.date, BlockKind::Date),
        "lang" | "language" => {
            document.lang.get_or_insert_with(|| value.to_owned());
            return;
        }
        _ => return,
    };
    if place.is_some() {
        return;
    }
    *place = Some(value.to_owned());
    let mut text = Builder::default();
    text.copy(value, start);
    if let Some(block) = text.finish(kind) {
        let level = u8::from(kind == BlockKind::Title);
        document.blocks.push(block.at_level(level));
    }
}
