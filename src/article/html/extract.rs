//! Where the article is on the page.
//!
//! Paragraphs are weighed by their length, links count against them; the weight goes to the elements
//! around them. The element with the most weight near its paragraphs is the article's, and grows to
//! hold parts of the article that stand beside it. What is in doubt is kept.

use super::dom::{Data, Dom, Id, NONE, ROOT};
use super::judge::{self, Display};

/// What was found on the page.
#[derive(Debug)]
pub(super) struct Found {
    /// The element that holds the article.
    pub(super) top: Id,
    /// Elements that are left out, by node: a reason or nothing.
    pub(super) skipped: Vec<Option<&'static str>>,
}

/// What is known of an element and all that is in it.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    /// Bytes of text without white space.
    text: u32,
    /// The same, in links.
    links: u32,
    link_count: u32,
    /// Bytes of running text in good paragraphs.
    good: u32,
    /// The article score that its own paragraphs and those of its children gave it.
    score: f32,
    /// Whether a block element stands in it.
    has_block: bool,
}

/// Finds the article.
pub(super) fn find(dom: &Dom, keep_everything: bool) -> Found {
    let order = in_order(dom);
    let mut skipped = vec![None; dom.nodes.len()];
    for &id in &order {
        if let Display::Skipped(reason) = judge::display(dom, id) {
            skipped[id as usize] = Some(reason);
        }
    }
    let body = order
        .iter()
        .copied()
        .find(|&id| dom.name(id) == "body")
        .unwrap_or(ROOT);
    if keep_everything {
        return Found { top: body, skipped };
    }
    let mut all = weigh(dom, &order, &skipped)[body as usize].good;
    if all == 0 {
        all = show(dom, &order, body, &mut skipped);
    }
    mark_surroundings(dom, &order, &mut skipped, all);
    let weights = weigh(dom, &order, &skipped);
    let top = top(dom, &order, body, &weights);
    mark_links(dom, &order, top, &weights, &mut skipped);
    Found { top, skipped }
}

/// Takes hidden parts in after all, if there is an article in them: pages hide it until a script has
/// run. Returns the running text there is then.
fn show(dom: &Dom, order: &[Id], body: Id, skipped: &mut Vec<Option<&'static str>>) -> u32 {
    let shown: Vec<_> = skipped
        .iter()
        .map(|reason| reason.filter(|r| !matches!(*r, "hidden" | "dialog" | "closed dialog")))
        .collect();
    let all = weigh(dom, order, &shown)[body as usize].good;
    if all < SHORT_PAGE {
        return 0;
    }
    *skipped = shown;
    all
}

/// All nodes in document order.
fn in_order(dom: &Dom) -> Vec<Id> {
    std::iter::successors(Some(ROOT), |&id| dom.following(id, ROOT, true)).collect()
}

/// Marks what stands around the article by name or class, unless most of the text is in it.
fn mark_surroundings(dom: &Dom, order: &[Id], skipped: &mut [Option<&'static str>], all: u32) {
    let weights = weigh(dom, order, skipped);
    for &id in order {
        let weight = weights[id as usize];
        if skipped[id as usize].is_none()
            && let Some(reason) = judge::surrounds(dom, id)
            && weight.good * 5 < all * 2 + 1
        {
            let quoted = dom.name(id) == "footer" && is_in_quote(dom, id);
            if !quoted {
                skipped[id as usize] = Some(reason);
            }
        }
    }
}

fn is_in_quote(dom: &Dom, id: Id) -> bool {
    dom.name(dom.node(id).parent) == "blockquote"
}

/// The weights of all nodes, from the leaves up.
fn weigh(dom: &Dom, order: &[Id], skipped: &[Option<&'static str>]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); dom.nodes.len()];
    let mut sums: Vec<Weight> = weights.clone();
    for &id in order.iter().rev() {
        let at = id as usize;
        if skipped[at].is_some() {
            continue;
        }
        let mut weight = sums[at];
        let name = dom.name(id);
        if let Data::Text { text, .. } = &dom.node(id).data {
            weight.text = text
                .len()
                .saturating_sub(text.bytes().filter(u8::is_ascii_whitespace).count())
                as u32;
        }
        if name == "a" {
            weight.links = weight.text;
            weight.link_count += 1;
        }
        let is_block = judge::display(dom, id) == Display::Block || matches!(name, "td" | "th");
        let is_paragraph = is_block && !weight.has_block;
        let score = weight.score;
        weight.score = 0.0;
        if is_paragraph && is_good(&weight, name) {
            weight.good = weight.text;
            weight.score = 1.0 + (weight.text as f32 / 100.0).min(3.0);
        }
        weights[at] = weight;
        if !is_paragraph {
            weights[at].score = score;
        }
        let parent = dom.node(id).parent;
        if parent != NONE {
            let sum = &mut sums[parent as usize];
            sum.text = sum.text.saturating_add(weight.text);
            sum.links = sum.links.saturating_add(weight.links);
            sum.link_count += weight.link_count;
            sum.good = sum.good.saturating_add(weight.good);
            // A paragraph counts in full for its parent, by half above, and so on.
            sum.score += if is_paragraph {
                weight.score
            } else {
                score / 2.0
            };
            sum.has_block |= is_block || weight.has_block;
        }
    }
    weights
}

/// Running text: long enough, and not made of links.
fn is_good(weight: &Weight, name: &str) -> bool {
    let enough = if matches!(name, "p" | "blockquote" | "pre") {
        25
    } else {
        60
    };
    weight.text >= enough && weight.links * 2 < weight.text
}

/// A page with less running text than this, in bytes, is read as a whole.
const SHORT_PAGE: u32 = 250;

/// The element that holds the article.
fn top(dom: &Dom, order: &[Id], body: Id, weights: &[Weight]) -> Id {
    let all = weights[body as usize].good;
    if all > 0
        && let Some(named) = named(dom, order, weights, all)
    {
        return named;
    }
    if all < SHORT_PAGE {
        return body;
    }
    let value = |id: Id| {
        let weight = weights[id as usize];
        let links = weight.links as f32 / weight.text.max(1) as f32;
        weight.score * (1.0 - links)
    };
    let best = order
        .iter()
        .copied()
        .filter(|&id| dom.is_element(id))
        .max_by(|&a, &b| value(a).total_cmp(&value(b)));
    grow(dom, best.unwrap_or(body), body, weights)
}

/// An element that says itself that it holds the article, and does.
fn named(dom: &Dom, order: &[Id], weights: &[Weight], all: u32) -> Option<Id> {
    let holds = |id: Id, share: u32| weights[id as usize].good * 100 >= all * share;
    let by = |is: fn(&Dom, Id) -> bool, share: u32| {
        let mut found = order
            .iter()
            .copied()
            .filter(|&id| is(dom, id) && holds(id, share));
        found.next()
    };
    by(
        |dom, id| {
            dom.attribute(id, "itemprop")
                .is_some_and(|v| v.split(' ').any(|v| v == "articleBody"))
        },
        50,
    )
    .or_else(|| by(|dom, id| dom.name(id) == "article", 50))
    .or_else(|| {
        by(
            |dom, id| dom.name(id) == "main" || dom.attribute(id, "role") == Some("main"),
            60,
        )
        .map(|main| descend(dom, main, weights))
    })
}

/// Goes down while one child holds nearly all of the running text.
fn descend(dom: &Dom, top: Id, weights: &[Weight]) -> Id {
    let mut at = top;
    while let Some(child) = dom.children(at).find(|&child| {
        weights[child as usize].good * 20 >= weights[at as usize].good * 19
            && weights[child as usize].has_block
    }) {
        at = child;
    }
    at
}

/// Goes up while the parent adds running text of the same kind, not lists of links.
fn grow(dom: &Dom, best: Id, body: Id, weights: &[Weight]) -> Id {
    let mut at = best;
    loop {
        let parent = dom.node(at).parent;
        if at == body || parent == NONE || !dom.is_within(at, body) {
            return at;
        }
        let (inner, outer) = (weights[at as usize], weights[parent as usize]);
        let more = outer.good - inner.good.min(outer.good);
        let text = outer.text - inner.text.min(outer.text);
        let links = outer.links - inner.links.min(outer.links);
        // Most of the page's text is elsewhere: this cannot be the article.
        let too_small = inner.good * 2 < weights[body as usize].good;
        let alike = more * 10 >= inner.good && more * 10 >= text * 7 && links * 5 < text.max(1);
        if !(alike || too_small) {
            return at;
        }
        at = parent;
    }
}

/// Marks blocks inside the article that are lists of links.
fn mark_links(
    dom: &Dom,
    order: &[Id],
    top: Id,
    weights: &[Weight],
    skipped: &mut [Option<&'static str>],
) {
    let within = weights[top as usize].good;
    for &id in order {
        let weight = weights[id as usize];
        let list = matches!(dom.name(id), "ul" | "ol" | "div" | "section" | "dl");
        if list
            && id != top
            && weight.link_count >= 3
            && weight.links * 10 >= weight.text * 8
            && weight.good * 10 < within
            && within >= SHORT_PAGE
        {
            skipped[id as usize].get_or_insert("list of links");
        }
    }
}
