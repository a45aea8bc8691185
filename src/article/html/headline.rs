//! Which heading is the headline of the article.

use super::dom::{Dom, Id, ROOT};
use super::prune::is_leaf;
use super::text::short_text_of;
use super::weigh::{Skips, Weight};
use crate::article::{BlockKind, words};

/// The headline: the last heading above the text that its name or its level makes one.
///
/// The name of the site may be a heading of the first level too; then it is a link.
pub(super) fn headline(
    dom: &Dom,
    container: Id,
    title: &str,
    weights: &[Weight],
    skipped: &Skips,
) -> Option<Id> {
    let mut next = Some(ROOT);
    let (mut said, mut named, mut first, mut unmarked) = (None, None, None, None);
    let mut inside = false;
    while let Some(id) = next {
        let weight = weights[id as usize];
        inside |= id == container;
        if inside && is_leaf(dom, id, &weight) && weight.good > 0 {
            break;
        }
        if matches!(dom.name(id), "h1" | "h2" | "h3") && weight.text > 0 {
            // The name of the site may be in the title too, and is a link.
            if weight.link_share() < 0.9 && !is_site_name(dom, id) && says_title(dom, id, title) {
                said = said.or(Some(id));
            } else if is_named_title(dom, id) {
                named = Some(id);
            } else if dom.name(id) == "h1"
                && !is_site_name(dom, id)
                && (first.is_none() || weight.link_share() < 0.9)
            {
                first = Some(id);
            }
        }
        let line = unmarked.is_none()
            && matches!(dom.name(id), "div" | "p" | "td" | "b" | "strong")
            && !weight.has_block
            && UNMARKED_HEADLINE.contains(&weight.text)
            && weight.links == 0;
        if line && is_end_of_title(dom, id, title) {
            unmarked = Some(id);
        }
        next = dom.following(id, ROOT, skipped[id as usize].is_none());
    }
    said.or(named).or(first).or(unmarked)
}

/// In bytes: a headline that is no heading has so much text.
const UNMARKED_HEADLINE: std::ops::RangeInclusive<u32> = 12..=250;

/// Whether a line says the page's title, given as a key, or the part of it behind the name of the site.
fn is_end_of_title(dom: &Dom, id: Id, title: &str) -> bool {
    let Some(block) = short_text_of(dom, id, BlockKind::Title, 300) else {
        return false;
    };
    let key = words::key(&block.text);
    !words::at_most(&key, 2)
        && (title.starts_with(&key) || title.ends_with(&key) && key.len() * 2 >= title.len())
}

/// Whether the heading says what the page's title, given as a key, says or begins with.
fn says_title(dom: &Dom, id: Id, title: &str) -> bool {
    let Some(block) = short_text_of(dom, id, BlockKind::Title, 300) else {
        return false;
    };
    let key = words::key(&block.text);
    title == key || !words::at_most(&key, 2) && title.starts_with(&key)
}

/// Whether a heading stands at the head of the site, as a name for all of its pages.
pub(super) fn is_site_name(dom: &Dom, id: Id) -> bool {
    const HEADS: [&str; 4] = ["masthead", "brand", "logo", "site-"];
    /// Elements around the name.
    const DEPTH: usize = 3;
    let named = |&id: &Id| {
        ["class", "id"].into_iter().any(|attribute| {
            dom.attribute(id, attribute).is_some_and(|value| {
                let value = value.to_ascii_lowercase();
                HEADS.iter().any(|name| value.starts_with(name))
            })
        })
    };
    let up = |&id: &Id| Some(dom.node(id).parent).filter(|&parent| dom.is_element(parent));
    dom.name(id) == "h1"
        && std::iter::successors(Some(id), up)
            .take(DEPTH)
            .any(|id| named(&id))
}

/// Whether the heading's class says that it is the title of an article.
pub(super) fn is_named_title(dom: &Dom, id: Id) -> bool {
    const NAMES: [&str; 10] = [
        "topic-title",
        "thread-title",
        "p-title-value",
        "entry-title",
        "post-title",
        "article-title",
        "headline",
        "story-title",
        "page-title",
        "articletitle",
    ];
    dom.attribute(id, "itemprop") == Some("headline")
        || dom.attribute(id, "class").is_some_and(|class| {
            let class = class.to_ascii_lowercase().replace('_', "-");
            NAMES.iter().any(|name| class.contains(name)) && !class.contains("sub")
        })
}
