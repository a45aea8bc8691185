//! What of the page stands outside the article, for the list of what is not read.

use std::collections::HashSet;

use super::dom::{Dom, Id, NONE, ROOT};
use super::extract::Found;
use super::text::rest_of;
use crate::article::{BlockKind, Document, furniture};

/// Lists the parts of the page outside the article, except for the nodes in `taken`.
pub(super) fn list(dom: &Dom, found: &Found, taken: &HashSet<Id>, document: &mut Document) {
    let mut open = HashSet::new();
    for &id in taken.iter().chain([&found.top]) {
        let mut at = id;
        while at != NONE && open.insert(at) {
            at = dom.node(at).parent;
        }
    }
    let mut next = Some(ROOT);
    while let Some(at) = next {
        let inside = at == found.top || taken.contains(&at);
        let around = open.contains(&at);
        if !around
            && dom.name(at) != "head"
            && let Some(block) = rest_of(dom, at, BlockKind::Paragraph, taken)
        {
            let reason = found.skipped[at as usize].unwrap_or("outside the article");
            if reason != "not shown" {
                let reason = exact(&block.text, reason);
                document.skip(&block.text, block.source.span(), reason);
            }
        }
        next = dom.following(at, ROOT, around && !inside);
    }
}

/// What the wording says that a part is, where only its place has spoken so far.
pub(super) fn exact(text: &str, reason: &'static str) -> &'static str {
    match reason {
        "page details"
        | "after the article"
        | "outside the article"
        | "link to another page"
        | "invitation" => furniture::reason(text).unwrap_or(reason),
        known => known,
    }
}
