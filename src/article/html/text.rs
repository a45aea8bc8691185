//! The text below an element as one block.

use std::collections::HashSet;

use super::dom::{Data, Dom, Id, NONE};
use super::judge::{self, Display};
use super::shapes::is_mark;
use crate::article::source::Builder;
use crate::article::{Block, BlockKind};

/// The text below `id` as one block, white space collapsed, but no more of it than the text
/// that goes over `limit` bytes.
pub(super) fn short_text_of(dom: &Dom, id: Id, kind: BlockKind, limit: usize) -> Option<Block> {
    text_below(dom, id, kind, limit, |at| {
        dom.name(at) == "a" && is_mark(dom, at)
    })
}

/// The same without the nodes that were read already.
pub(super) fn rest_of(dom: &Dom, id: Id, kind: BlockKind, taken: &HashSet<Id>) -> Option<Block> {
    text_below(dom, id, kind, usize::MAX, |at| taken.contains(&at))
}

/// The text below `id` without what stands in the nodes for which `is_out` holds.
pub(super) fn text_below(
    dom: &Dom,
    id: Id,
    kind: BlockKind,
    limit: usize,
    is_out: impl Fn(Id) -> bool,
) -> Option<Block> {
    let mut text = Builder::default();
    let mut next = Some(id);
    while let Some(at) = next {
        if text.text.len() > limit {
            break;
        }
        let display = judge::display(dom, at);
        let out = is_out(at);
        if out && at == id {
            return None;
        }
        let hidden = matches!(display, Display::Skipped(_)) && dom.name(at) != "title" || out;
        if let Data::Text { text: raw, source } = &dom.node(at).data {
            collapse(&mut text, raw, *source);
        } else if out
            || display == Display::Block
            || dom.name(at) == "br"
            || begins_word(dom, at, &text.text)
        {
            text.space();
        }
        next = dom.following(at, id, !hidden || at == id);
    }
    text.finish(kind)
}

/// Whether a span or link is set apart from the one before it, although no space divides them:
/// "<span>Port Ansel</span><span>Ferry afloat</span>".
pub(super) fn begins_word(dom: &Dom, id: Id, before: &str) -> bool {
    let previous = dom.node(id).previous;
    let apart = |id: Id| matches!(dom.name(id), "span" | "a" | "time");
    if !apart(id) || previous == NONE || !apart(previous) || !before.ends_with(char::is_lowercase) {
        return false;
    }
    let below = std::iter::successors(Some(id), |&at| dom.following(at, id, true));
    let mut texts = below.filter_map(|at| match &dom.node(at).data {
        Data::Text { text, .. } => text.chars().next(),
        _ => None,
    });
    texts.next().is_some_and(char::is_uppercase)
}

/// The parts of a text between its null bytes, which are no characters, each with its place, unless
/// there are more than text has.
pub(super) fn without_nulls(
    raw: &str,
    source: Option<usize>,
) -> impl Iterator<Item = (&str, Option<usize>)> {
    /// A place for each part takes more memory than the part.
    const MOST: usize = 1000;
    let nulls = raw.bytes().filter(|b| *b == 0).take(MOST + 1).count();
    let source = source.filter(|_| nulls <= MOST);
    let mut from = 0;
    raw.split('\0').map(move |part| {
        let at = from;
        from += part.len() + 1;
        (part, source.map(|start| start + at))
    })
}

/// Adds text with every run of white space as a single space.
pub(super) fn collapse(out: &mut Builder, raw: &str, source: Option<usize>) {
    if raw.contains('\0') {
        without_nulls(raw, source).for_each(|(part, source)| collapse(out, part, source));
        return;
    }
    let mut from = 0;
    for word in raw.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_whitespace());
        let spaced = bare.len() < word.len();
        // The space itself is a copy where it is one, so that a line of text is a single piece.
        let copied = if spaced && word.ends_with(' ') && !bare.is_empty() {
            word
        } else {
            bare
        };
        match source {
            Some(start) => out.copy(copied, start + from),
            None => out.insert(copied),
        }
        if spaced && copied.len() == bare.len() {
            out.space();
        }
        from += word.len();
    }
}
