//! Where the article is on the page.
//!
//! Paragraphs are weighed by their length, links count against them; the weight goes to the elements
//! around them. The element with the most weight near its paragraphs is the article's, and grows to
//! hold parts of the article that stand beside it. What is in doubt is kept.

use super::dom::{Dom, Id, NONE, ROOT};
use super::judge::{self, Display};
use super::meta;
use super::prune;
use super::surroundings;
use super::weigh::{Skips, Weight, is_block, weigh};

/// What was found on the page.
#[derive(Debug)]
pub(super) struct Found {
    /// The element that holds the article.
    pub(super) top: Id,
    /// Elements that are left out, by node: a reason or nothing.
    pub(super) skipped: Skips,
    /// Bytes of running text on the page, of whatever kind.
    pub(super) running: u32,
}

/// A page with less running text than this, in bytes, is read as a whole.
pub(super) const SHORT_PAGE: u32 = 250;

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
    let page = weigh(dom, &order, &skipped)[body as usize];
    let mut running = page.good;
    if keep_everything {
        let top = body;
        return Found {
            top,
            skipped,
            running,
        };
    }
    if page.good < SHORT_PAGE {
        running = show(dom, &order, body, page, &mut skipped);
    }
    surroundings::mark(dom, &order, body, &mut skipped);
    let weights = weigh(dom, &order, &skipped);
    let top = top(dom, &order, body, &weights);
    let title = meta::title_key(dom);
    let top = prune::prune(dom, top, &title, &weights, &mut skipped);
    Found {
        top,
        skipped,
        running,
    }
}

/// Takes hidden parts in after all, if there is an article in them and none elsewhere: pages hide it
/// until a script has run. Gives the running text of what is shown.
fn show(dom: &Dom, order: &[Id], body: Id, page: Weight, skipped: &mut Skips) -> u32 {
    let shown: Skips = skipped
        .iter()
        .map(|reason| reason.filter(|r| !matches!(*r, "hidden" | "dialog" | "closed dialog")))
        .collect();
    let all = weigh(dom, order, &shown)[body as usize];
    if all.good >= SHORT_PAGE && all.good > page.good * 3 {
        *skipped = shown;
        return all.good;
    }
    page.good
}

/// All nodes in document order.
fn in_order(dom: &Dom) -> Vec<Id> {
    std::iter::successors(Some(ROOT), |&id| dom.following(id, ROOT, true)).collect()
}

/// The element that holds the article.
fn top(dom: &Dom, order: &[Id], body: Id, weights: &[Weight]) -> Id {
    let all = weights[body as usize].good;
    if all > 0
        && let Some(named) = named(dom, order, weights, all)
    {
        return named;
    }
    if all < SHORT_PAGE {
        return short_top(dom, order, body, weights);
    }
    let value = |id: Id| {
        let weight = weights[id as usize];
        weight.score * (1.0 - weight.link_share())
    };
    let best = order
        .iter()
        .copied()
        .filter(|&id| dom.is_element(id))
        .max_by(|&a, &b| value(a).total_cmp(&value(b)));
    grow(dom, best.unwrap_or(body), body, weights)
}

/// On a page with little text, the innermost element that holds the headline and most of it.
fn short_top(dom: &Dom, order: &[Id], body: Id, weights: &[Weight]) -> Id {
    let free = |id: Id| {
        let weight = weights[id as usize];
        weight.text - weight.links.min(weight.text)
    };
    let mut headlines = order
        .iter()
        .filter(|&&id| dom.name(id) == "h1" && weights[id as usize].text > 0);
    let (Some(&headline), None) = (headlines.next(), headlines.next()) else {
        return body;
    };
    let mut at = dom.node(headline).parent;
    while at != body && at != NONE {
        if free(at) * 10 >= free(body) * 7 {
            return at;
        }
        at = dom.node(at).parent;
    }
    body
}

/// An element that says itself that it holds the article, and does.
fn named(dom: &Dom, order: &[Id], weights: &[Weight], all: u32) -> Option<Id> {
    let holds = |id: Id, share: u32| weights[id as usize].good * 100 >= all * share;
    let is_body = |id: Id| {
        ["itemprop", "name"].into_iter().any(|attribute| {
            dom.attribute(id, attribute)
                .is_some_and(|v| v.split(' ').any(|v| v == "articleBody"))
        })
    };
    let is_article =
        |id: Id| dom.name(id) == "article" || dom.attribute(id, "role") == Some("article");
    let is_main = |id: Id| dom.name(id) == "main" || dom.attribute(id, "role") == Some("main");
    let bodies = || order.iter().copied().filter(|&id| is_body(id));
    let articles = || order.iter().copied().filter(|&id| is_article(id));
    let mains = || order.iter().copied().filter(|&id| is_main(id));
    let with_headline =
        |id: Id| holds(id, 20) && weights[id as usize].good >= WHOLE_ARTICLE && has_h1(dom, id);
    body_parts(dom, order, weights, &bodies().collect::<Vec<_>>(), all)
        .or_else(|| first_of_many(dom, order, weights, &articles().collect::<Vec<_>>()))
        .or_else(|| first_of_alike(dom, order, weights))
        .or_else(|| articles().find(|&id| holds(id, 50)))
        .or_else(|| articles().take(16).find(|&id| with_headline(id)))
        .or_else(|| {
            mains()
                .find(|&id| holds(id, 60))
                .map(|main| descend(dom, main, weights))
        })
}

/// In bytes of running text: what has a headline and as much text is an article, however much
/// stands below it.
pub(super) const WHOLE_ARTICLE: u32 = 600;

/// The element around the parts that are marked as the text of the article: often one, sometimes
/// several with advertising between them. What comes after another headline is another article.
fn body_parts(dom: &Dom, order: &[Id], weights: &[Weight], parts: &[Id], all: u32) -> Option<Id> {
    let good = |id: Id| weights[id as usize].good;
    if let Some(&most) = parts.iter().find(|&&id| good(id) * 100 >= all * 80) {
        return Some(most);
    }
    let mut top = None;
    let mut sum = 0;
    let mut wanted = parts
        .iter()
        .copied()
        .filter(|&id| good(id) > 0)
        .take(64)
        .peekable();
    for &id in order {
        if dom.name(id) == "h1" && top.is_some() {
            break;
        }
        if wanted.next_if_eq(&id).is_none() {
            continue;
        }
        match top {
            Some(outer) if dom.is_within(id, outer) => {}
            Some(other) => {
                top = Some(around_both(dom, other, id));
                sum += good(id);
            }
            None => {
                top = Some(id);
                sum = good(id);
            }
        }
    }
    top.filter(|_| sum * 2 >= all || sum >= WHOLE_ARTICLE && sum * 5 >= all)
}

/// The innermost element around both.
fn around_both(dom: &Dom, a: Id, b: Id) -> Id {
    let mut at = a;
    while !dom.is_within(b, at) {
        at = dom.node(at).parent;
    }
    at
}

pub(super) fn has_h1(dom: &Dom, top: Id) -> bool {
    let mut next = dom.following(top, top, true);
    while let Some(id) = next {
        if dom.name(id) == "h1" {
            return true;
        }
        next = dom.following(id, top, true);
    }
    false
}

/// The first of several articles of a page that goes on with another one at the end: each has its
/// own heading of the first level. The posts of a live blog have not, nor has a list of teasers
/// much text.
fn first_of_many(dom: &Dom, order: &[Id], weights: &[Weight], articles: &[Id]) -> Option<Id> {
    let whole = |id: &&Id| weights[**id as usize].good >= WHOLE_ARTICLE;
    let mut found = articles.iter().filter(whole).filter(|&&id| {
        // Only the outermost, so that every node is looked at once.
        let parent = dom.node(id).parent;
        !articles
            .iter()
            .take(64)
            .any(|&other| other != id && dom.is_within(parent, other))
    });
    let firsts: Vec<Id> = found
        .by_ref()
        .take(8)
        .copied()
        .filter(|&id| has_h1(dom, id))
        .collect();
    let headings = order
        .iter()
        .filter(|&&id| dom.name(id) == "h1")
        .take(2)
        .count();
    (firsts.len() >= 2 && headings >= 2).then(|| firsts[0])
}

/// The first of two parts side by side that are made alike, each below a heading of the first level of its
/// own: two articles on one page, of whatever element.
fn first_of_alike(dom: &Dom, order: &[Id], weights: &[Weight]) -> Option<Id> {
    let headings = order.iter().copied();
    let mut headings = headings.filter(|&id| dom.name(id) == "h1" && weights[id as usize].text > 0);
    let (first, second) = (headings.next()?, headings.next()?);
    let both = around_both(dom, first, second);
    let part = |id: Id| {
        let up = |&id: &Id| Some(dom.node(id).parent).filter(|&at| at != both && at != NONE);
        std::iter::successors((id != both).then_some(id), up).last()
    };
    let (first, second) = (part(first)?, part(second)?);
    let class = |id: Id| dom.attribute(id, "class").filter(|class| !class.is_empty());
    let alike = first != second
        && dom.name(first) == dom.name(second)
        && class(first).is_some()
        && class(first) == class(second);
    let (whole, other) = (weights[first as usize].good, weights[second as usize].good);
    (alike && whole >= WHOLE_ARTICLE && other >= SHORT_PAGE / 2).then_some(first)
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
        // Broken markup moves the last paragraphs out of what should hold them.
        let inline = !is_block(dom, at) && dom.name(at) != "body";
        let beside = || {
            dom.children(parent)
                .any(|child| is_more(dom, child, weights, at))
        };
        if !(alike || too_small || inline || beside()) {
            return at;
        }
        at = parent;
    }
}

/// Whether a neighbour of the article's element is another paragraph of it, or another part: of the
/// same make, with text, and without a headline of its own.
fn is_more(dom: &Dom, id: Id, weights: &[Weight], at: Id) -> bool {
    /// In bytes of running text.
    const LEAST: u32 = 80;
    const LEAST_PART: u32 = 300;
    if id == at {
        return false;
    }
    let weight = weights[id as usize];
    if dom.name(id) == "p" {
        return weight.own >= LEAST && weight.links * 4 < weight.own;
    }
    let class = dom.attribute(at, "class").filter(|class| !class.is_empty());
    class.is_some()
        && dom.name(id) == dom.name(at)
        && dom.attribute(id, "class") == class
        && weight.good >= LEAST_PART
        && weight.paragraphs >= 2
        && weight.link_share() < 0.2
        && !has_heading(dom, id)
        && !has_heading(dom, at)
}

/// Whether a heading of one of the first two levels stands in the element.
fn has_heading(dom: &Dom, top: Id) -> bool {
    let mut below = std::iter::successors(dom.following(top, top, true), |&id| {
        dom.following(id, top, true)
    });
    below.any(|id| matches!(dom.name(id), "h1" | "h2"))
}
