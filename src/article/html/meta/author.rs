//! The lines that name the author and the date.

use super::{Page, is_hidden, is_hidden_but, text_of};
use crate::article::furniture::is_date;
use crate::article::html::dateline::has_year;
use crate::article::html::dom::{Data, Dom, Id};
use crate::article::html::extract::Found;
use crate::article::{Block, BlockKind, furniture, words};

impl Page {
    pub(super) fn byline(&self, dom: &Dom, found: &Found, before: usize) -> Option<(Id, Block)> {
        let head = self.order[..before].iter().copied();
        let at = |id: Id, sure: bool| {
            // A named author may stand in a bar of buttons to follow them.
            const BARS: [&str; 4] = [
                "page details",
                "about the author",
                "share buttons",
                "follow buttons",
            ];
            let reasons = if sure { &BARS[..] } else { &BARS[..2] };
            if is_hidden_but(dom, found, id, reasons) {
                return None;
            }
            let block = text_of(dom, id, BlockKind::Byline)?;
            let fits = words::at_most(&block.text, 14) && !is_date(&words::key(&block.text));
            (fits && (sure || is_byline(&block.text))).then_some((id, block))
        };
        // "By" before a name belongs to it; what stands beside them does not.
        let whole = |(id, block): (Id, Block)| {
            let parent = dom.node(id).parent;
            let around = at(parent, false).filter(|(_, around)| {
                !is_byline(&block.text)
                    && around.text.len() <= block.text.len() + 12
                    && !around.text.contains(|c: char| c.is_ascii_digit())
            });
            let inner = || {
                let mut inside = dom.children(id).filter(|&child| dom.is_element(child));
                inside.find_map(|child| at(child, false))
            };
            around.or_else(inner).unwrap_or((id, block))
        };
        let named = head.clone().filter(|&id| names_author(dom, id));
        let lines = ["p", "div", "span", "address", "li"];
        let plain = head.filter(|&id| lines.contains(&dom.name(id)));
        named
            .clone()
            .find_map(|id| at(id, true))
            .or_else(|| plain.clone().find_map(|id| at(id, false)))
            .map(whole)
    }

    pub(super) fn date_block(
        &self,
        dom: &Dom,
        found: &Found,
        before: usize,
    ) -> Option<(Id, Block)> {
        let head = self.order[..before].iter().copied();
        let named = head.clone().filter(|&id| names_date(dom, id));
        let plain = head.filter(|&id| matches!(dom.name(id), "p" | "div" | "span" | "li"));
        named
            .clone()
            .find_map(|id| date_at(dom, found, id))
            .or_else(|| {
                plain.clone().find_map(|id| {
                    let block = text_of(dom, id, BlockKind::Date)?;
                    let fits = words::at_most(&block.text, 14)
                        && has_year(&block.text)
                        && is_date(&words::key(&block.text));
                    (fits && !is_hidden(dom, found, id)).then_some((id, block))
                })
            })
    }
}

/// The date in an element that is named as one.
fn date_at(dom: &Dom, found: &Found, id: Id) -> Option<(Id, Block)> {
    if is_hidden(dom, found, id) {
        return None;
    }
    let block = text_of(dom, id, BlockKind::Date)?;
    let parent = dom.node(id).parent;
    let around = text_of(dom, parent, BlockKind::Date)?;
    // "Posted on" goes with the date that follows it.
    if is_date(&words::key(&around.text)) {
        return Some((parent, around));
    }
    let alone = words::at_most(&around.text, 14) || dom.name(parent) != "p";
    let fits = is_date(&words::key(&block.text))
        || dom.name(id) == "time" && words::at_most(&block.text, 8) && has_year(&block.text);
    (fits && alone).then_some((id, block))
}

/// Whether the text announces an author in a language that this knows.
fn is_byline(text: &str) -> bool {
    furniture::is_byline(text) || furniture::is_other_byline(text)
}

fn names_author(dom: &Dom, id: Id) -> bool {
    has_class(
        dom,
        id,
        &["byline", "author", "authors", "bylines", "authorname"],
    ) || dom.attribute(id, "data-testid") == Some("authorName")
        || dom.attribute(id, "class").is_some_and(|class| {
            [
                "author-name",
                "author__name",
                "byline-name",
                "byline__name",
                "byl",
            ]
            .iter()
            .any(|name| class.split_ascii_whitespace().any(|c| c.ends_with(name)))
        })
        || dom.attribute(id, "rel") == Some("author")
        || has_part(dom, id, "itemprop", &["author"])
}

fn names_date(dom: &Dom, id: Id) -> bool {
    dom.name(id) == "time"
        || has_part(dom, id, "itemprop", &["datePublished"])
        || has_class(
            dom,
            id,
            &[
                "date",
                "dateline",
                "published",
                "pubdate",
                "timestamp",
                "time",
            ],
        )
}

fn has_part(dom: &Dom, id: Id, attribute: &str, wanted: &[&str]) -> bool {
    dom.attribute(id, attribute).is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .any(|part| wanted.contains(&part))
    })
}

/// Whether a class ends in one of the words, as `article__byline` does.
fn has_class(dom: &Dom, id: Id, wanted: &[&str]) -> bool {
    if !matches!(dom.node(id).data, Data::Element { .. }) {
        return false;
    }
    dom.attribute(id, "class").is_some_and(|value| {
        value.split_ascii_whitespace().any(|class| {
            let last = class.rsplit(['-', '_']).next().unwrap_or("");
            wanted.iter().any(|w| last.eq_ignore_ascii_case(w))
        })
    })
}
