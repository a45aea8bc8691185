//! What stands around an article by the names that a page gives its parts, and what its text says against
//! those names.

use std::collections::HashMap;

use super::classes::Force;
use super::dom::{Dom, Id, NONE, Node};
use super::extract::{SHORT_PAGE, WHOLE_ARTICLE, has_h1};
use super::judge;
use super::text::short_text_of;
use super::weigh::{Skips, Weight, weigh};
use crate::article::BlockKind;

/// Marks what stands around the article by name or class.
///
/// A name is not believed where hardly any running text would be left without what it names, and
/// of an element with much of the page's text only if a whole article stands elsewhere; but
/// readers' comments may well be longer than what they comment on.
pub(super) fn mark(dom: &Dom, order: &[Id], body: Id, skipped: &mut Skips) {
    let weights = weigh(dom, order, skipped);
    let all = weights[body as usize].good;
    let mut named: Skips = vec![None; dom.nodes.len()];
    for &id in order {
        if dom.is_element(id) && skipped[id as usize].is_none() {
            let weight = &weights[id as usize];
            named[id as usize] = judge::surrounds(dom, id)
                .filter(|sign| match sign.force {
                    Force::Sure => true,
                    Force::Bare => weight.good == 0,
                    Force::Weak => is_small(weight, all),
                })
                .map(|sign| sign.reason)
                .filter(|reason| !is_misnamed(dom, id, weight, reason))
                .filter(|&reason| reason != "beside the article" || !is_note(dom, id, &weights))
                .filter(|&reason| reason != "paywall notice" || speaks_of_access(dom, id));
        }
    }
    let comments = sums(dom, order, &named, &weights).remove("comments");
    let rest = all - comments.unwrap_or(0).min(all);
    for &id in order {
        let Some(reason) = named[id as usize].filter(|&reason| reason != "comments") else {
            continue;
        };
        let good = weights[id as usize].good;
        let elsewhere = rest - good.min(rest);
        let big = good * 5 > rest * 2;
        let whole = elsewhere >= WHOLE_ARTICLE && reason == "related articles" && !has_h1(dom, id);
        if big && !whole {
            named[id as usize] = None;
        }
    }
    let sums = sums(dom, order, &named, &weights);
    for &id in order {
        let Some(reason) = named[id as usize] else {
            continue;
        };
        let sum = sums.get(reason).copied().unwrap_or(0);
        let left = rest - sum.min(rest);
        let believed = match reason {
            "comments" => rest >= SHORT_PAGE / 2,
            "related articles" => sum * 2 <= rest || left >= WHOLE_ARTICLE,
            _ => sum * 2 <= rest,
        };
        if believed {
            skipped[id as usize] = Some(reason);
        }
    }
}

/// The running text in all elements of each name that do not stand in one of the same name.
fn sums(dom: &Dom, order: &[Id], named: &Skips, weights: &[Weight]) -> HashMap<&'static str, u32> {
    let mut sums = HashMap::new();
    let mut around: Skips = vec![None; dom.nodes.len()];
    for &id in order {
        let at = id as usize;
        around[at] = parent_of(dom, id).and_then(|parent| around[parent]);
        if let Some(reason) = named[at] {
            if around[at] != named[at] {
                *sums.entry(reason).or_default() += weights[at].good;
            }
            around[at] = named[at];
        }
    }
    sums
}

/// What may speak against a name: a class may well say what comes before or after a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// A single paragraph of running text.
    Paragraph,
    /// Several paragraphs without links, which no part of that name has.
    Text,
    /// Either.
    Both,
}

fn doubt(reason: &str) -> Option<Doubt> {
    match reason {
        "advertisement" | "related articles" | "share buttons" | "navigation" | "topics"
        | "topic line" | "page details" | "page control" | "table of contents" | "audio player" => {
            Some(Doubt::Both)
        }
        "footer" | "account" | "dialog" => Some(Doubt::Paragraph),
        "follow buttons" | "video player" | "picture gallery" | "newsletter sign-up" => {
            Some(Doubt::Text)
        }
        _ => None,
    }
}

/// Whether an element holds text that its name does not fit, so that it may be a part of the article.
fn is_misnamed(dom: &Dom, id: Id, weight: &Weight, reason: &str) -> bool {
    let Some(doubt) = doubt(reason) else {
        return false;
    };
    doubt != Doubt::Text
        && is_paragraph(weight, reason)
        && !(weight.links > 0 && speaks_of_site(dom, id))
        || doubt != Doubt::Paragraph && is_text(weight)
}

fn is_paragraph(weight: &Weight, reason: &str) -> bool {
    /// In bytes.
    const LONG: u32 = 120;
    let long = weight.own >= LONG || reason == "footer" && weight.links == 0;
    weight.paragraphs == 1 && !weight.has_block && long && weight.link_share() < 0.3
}

fn is_text(weight: &Weight) -> bool {
    /// In bytes.
    const LONG: u32 = 400;
    weight.paragraphs >= 3 && weight.good >= LONG && weight.link_share() < 0.1
}

/// Whether a box beside the article stands in the midst of its text and is text itself: a box of
/// facts, a note.
fn is_note(dom: &Dom, id: Id, weights: &[Weight]) -> bool {
    /// In bytes.
    const SHORTEST: u32 = 50;
    const LONGEST: u32 = 2000;
    /// So many neighbours are looked at on either side.
    const MOST: usize = 12;
    let weight = weights[id as usize];
    if !(SHORTEST..=LONGEST).contains(&weight.good)
        || weight.links > 0
        || weight.fields > 0
        || weight.good * 3 < weight.text * 2
    {
        return false;
    }
    let is_part = |id: Id| {
        weights[id as usize].good > 0
            && matches!(dom.name(id), "p" | "div" | "section" | "ul" | "ol")
    };
    let stands = |step: fn(&Node) -> Id| {
        let beside = |&id: &Id| Some(step(dom.node(id))).filter(|&id| id != NONE);
        std::iter::successors(beside(&id), beside)
            .take(MOST)
            .any(is_part)
    };
    stands(|node| node.previous) && stands(|node| node.next) && !holds_quotation(dom, id)
}

/// Whether words are set again, large, in an element or it has a button.
fn holds_quotation(dom: &Dom, top: Id) -> bool {
    let quoted = |id: Id| {
        matches!(
            dom.name(id),
            "blockquote" | "q" | "cite" | "button" | "figure" | "img"
        ) || dom
            .attribute(id, "class")
            .is_some_and(|class| class.to_ascii_lowercase().contains("quote"))
    };
    std::iter::successors(Some(top), |&id| dom.following(id, top, true)).any(quoted)
}

/// Whether what is named after a paywall tells the reader to pay or to sign in; the name stands on
/// the text behind it just as well.
fn speaks_of_access(dom: &Dom, id: Id) -> bool {
    const WORDS: [&str; 13] = [
        "subscri",
        "sign in",
        "log in",
        "sign up",
        "register",
        "free trial",
        "unlock",
        "member",
        "abonn",
        "suscri",
        "assin",
        "angemeldet",
        "account",
    ];
    mentions(dom, id, &WORDS)
}

/// Whether a short text speaks of what a site offers besides its articles.
fn speaks_of_site(dom: &Dom, id: Id) -> bool {
    const WORDS: [&str; 10] = [
        "telegram",
        "whatsapp",
        "newsletter",
        "google news",
        "facebook",
        "instagram",
        "subscri",
        "download",
        "abonn",
        "aplikasi",
    ];
    mentions(dom, id, &WORDS)
}

/// Whether one of the words stands in the text of an element, if that is short.
fn mentions(dom: &Dom, id: Id, words: &[&str]) -> bool {
    /// In bytes.
    const LONGEST: usize = 1000;
    short_text_of(dom, id, BlockKind::Paragraph, LONGEST).is_some_and(|block| {
        let text = block.text.to_lowercase();
        text.len() <= LONGEST && words.iter().any(|word| text.contains(word))
    })
}

fn parent_of(dom: &Dom, id: Id) -> Option<usize> {
    let parent = dom.node(id).parent;
    (parent != NONE).then_some(parent as usize)
}

/// Whether a part is made of links or controls, and small against the page.
fn is_small(weight: &Weight, all: u32) -> bool {
    weight.good * 10 <= all && weight.link_share() > 0.4
}
