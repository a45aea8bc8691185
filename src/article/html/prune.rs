//! What is left out inside the element that holds the article: links to other articles, teasers,
//! and what stands after the text.

use std::collections::HashSet;

use super::dom::{Dom, Id, NONE};
use super::extract::SHORT_PAGE;
use super::headline::headline;
use super::text::short_text_of;
use super::weigh::{Skips, Weight, is_block, weigh};
use crate::article::{BlockKind, words};

/// Marks what is not the article's own. Gives the element in which all of it stands: `top`, or one
/// around it that holds the headline too.
pub(super) fn prune(
    dom: &Dom,
    top: Id,
    title: &str,
    weights: &[Weight],
    skipped: &mut Skips,
) -> Id {
    let whole = weights[top as usize];
    // A page that is a list of links is read as it is, and so is a short one without a headline.
    if whole.good < SHORTEST_NEWS || whole.good >= SHORT_PAGE && whole.link_share() > 0.5 {
        return top;
    }
    let container = container(dom, top, weights);
    let headline = headline(dom, container, title, weights, skipped);
    if whole.good < SHORT_PAGE && headline.is_none_or(|id| dom.name(id) != "h1") {
        return top;
    }
    let page = Page {
        dom,
        weights,
        top,
        container,
        headline,
    };
    let around = page.around();
    page.surroundings(around, skipped);
    let mut next = dom.following(page.container, page.container, true);
    while let Some(id) = next {
        let at = id as usize;
        if skipped[at].is_none() && dom.is_element(id) {
            skipped[at] = page.judge(id, skipped);
        }
        next = dom.following(id, page.container, skipped[at].is_none());
    }
    bare_headings(dom, around, container, weights, skipped);
    around
}

/// In bytes of running text: below a headline, as much is news.
const SHORTEST_NEWS: u32 = 80;

/// Marks the parts of which nothing but a heading is left.
fn bare_headings(dom: &Dom, around: Id, container: Id, before: &[Weight], skipped: &mut Skips) {
    let order: Vec<Id> =
        std::iter::successors(Some(around), |&id| dom.following(id, around, true)).collect();
    let after = weigh(dom, &order, skipped);
    for &id in &order {
        let parent = dom.node(id).parent;
        if !matches!(dom.name(id), "h2" | "h3" | "h4" | "h5" | "h6")
            || skipped[id as usize].is_some()
            || parent == NONE
            || dom.is_within(container, parent)
        {
            continue;
        }
        let (left, was) = (after[parent as usize].text, before[parent as usize].text);
        if left == after[id as usize].text && left < was {
            skipped[parent as usize].get_or_insert("heading of what is left out");
        }
    }
}

/// The innermost element that holds nearly all of the running text, or most of it if its name says
/// that it is the text of the article.
fn container(dom: &Dom, top: Id, weights: &[Weight]) -> Id {
    /// In percent: the rest may be a summary above the text and a few lines about the author.
    const NEARLY_ALL: u32 = 85;
    const MOST: u32 = 60;
    let mut at = top;
    while let Some(child) = dom.children(at).find(|&child| {
        let (inner, outer) = (weights[child as usize], weights[at as usize]);
        let share = if names_body(dom, child) {
            MOST
        } else {
            NEARLY_ALL
        };
        inner.good * 100 >= outer.good * share && (inner.has_block || inner.own == inner.good)
    }) {
        if !dom.is_element(child) || matches!(dom.name(child), "p" | "li" | "blockquote" | "pre") {
            break;
        }
        at = child;
    }
    at
}

/// Whether an element is named as the text of an article, as common systems do.
fn names_body(dom: &Dom, id: Id) -> bool {
    const BODIES: [&str; 18] = [
        "articlebody",
        "storybody",
        "entrycontent",
        "postcontent",
        "postbody",
        "articlecontent",
        "storycontent",
        "articletext",
        "storytext",
        "bodycopy",
        "bodytext",
        "contentbody",
        "maincontentbody",
        "articlecopy",
        "postarticle",
        "blogcontent",
        "fieldnamebody",
        "availablecontent",
    ];
    [
        "class",
        "id",
        "itemprop",
        "name",
        "data-testid",
        "data-component",
    ]
    .into_iter()
    .filter_map(|attribute| dom.attribute(id, attribute))
    .flat_map(|value| value.split_ascii_whitespace().take(16))
    .any(|class| {
        let bare = class.chars().filter(|c| c.is_ascii_alphanumeric()).take(80);
        let bare: String = bare.map(|c| c.to_ascii_lowercase()).collect();
        BODIES.iter().any(|name| bare.contains(name))
    })
}

/// Whether the node is a block of text and no block stands in it.
pub(super) fn is_leaf(dom: &Dom, id: Id, weight: &Weight) -> bool {
    !weight.has_block && is_block(dom, id)
}

pub(super) struct Page<'a> {
    pub(super) dom: &'a Dom,
    pub(super) weights: &'a [Weight],
    /// What was taken for the article.
    top: Id,
    /// Its text.
    pub(super) container: Id,
    /// Its headline, above the text.
    headline: Option<Id>,
}

/// In bytes: more text than when a page was published and when it was changed.
const LONGEST_DATES: u32 = 160;

/// Where a node stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    AboveHeadline,
    /// Between the headline and the text, or above the text where there is no headline.
    Lead,
    Below,
}

impl Page<'_> {
    /// The innermost element around the article and its headline.
    fn around(&self) -> Id {
        let Some(headline) = self.headline else {
            return self.top;
        };
        let mut at = self.top;
        while !self.dom.is_within(headline, at) {
            let parent = self.dom.node(at).parent;
            if parent == NONE || self.dom.name(at) == "body" {
                return self.top;
            }
            at = parent;
        }
        at
    }

    /// Marks what stands beside the container below `around`.
    fn surroundings(&self, around: Id, skipped: &mut Skips) {
        if let Some(headline) = self.headline
            && self.dom.is_within(headline, self.container)
            && !self.is_short()
        {
            self.lead_inside(headline, skipped);
        }
        if around == self.container {
            return;
        }
        let path = |id: Option<Id>| {
            std::iter::successors(id, |&id| {
                let parent = self.dom.node(id).parent;
                (parent != NONE).then_some(parent)
            })
        };
        let path: HashSet<Id> = path(self.headline)
            .chain(path(Some(self.container)))
            .collect();
        let mut place = match self.headline {
            Some(_) => Place::AboveHeadline,
            None => Place::Lead,
        };
        let mut next = self.dom.following(around, around, true);
        while let Some(id) = next {
            let mut enter = true;
            if id == self.container {
                (place, enter) = (Place::Below, false);
            } else if Some(id) == self.headline {
                (place, enter) = (Place::Lead, false);
            } else if !path.contains(&id) && skipped[id as usize].is_none() {
                enter = place == Place::Lead && self.weights[id as usize].has_block;
                if !enter {
                    skipped[id as usize] = self.beside(id, place);
                }
            } else if skipped[id as usize].is_some() {
                enter = false;
            }
            next = self.dom.following(id, around, enter);
        }
    }

    /// Marks what stands between the headline and the first paragraph, where both are in the text.
    fn lead_inside(&self, headline: Id, skipped: &mut Skips) {
        /// A paragraph as long as this, in bytes, or two shorter ones together begin the text.
        const LONG: u32 = 80;
        /// More parts than this are no head of an article.
        const MOST: usize = 60;
        let mut next = self.dom.following(self.container, self.container, true);
        let (mut count, mut above, mut good) = (0, true, false);
        let mut details = Vec::new();
        while let Some(id) = next.filter(|_| count < MOST) {
            count += 1;
            let weight = self.weights[id as usize];
            let leaf = !weight.has_block;
            let shown = skipped[id as usize].is_none();
            if id == headline {
                above = false;
            } else if shown && leaf && weight.text > 0 {
                if !above && weight.good > 0 && (good || weight.own >= LONG) {
                    // Only here it is certain that this was a head, and not a poem.
                    for (id, reason) in details {
                        skipped[id as usize] = Some(reason);
                    }
                    return;
                }
                good = weight.good > 0;
                if !above && !self.comes_back(id) || above && !self.dom.is_within(headline, id) {
                    details.extend(self.lead(id).map(|reason| (id, reason)));
                }
            }
            next = self.dom.following(id, self.container, shown && !leaf);
        }
    }

    /// Whether several more parts of the text have the same class, as the names above the posts of
    /// a forum have.
    fn comes_back(&self, id: Id) -> bool {
        let Some(class) = self.dom.attribute(id, "class") else {
            return false;
        };
        let mut next = self.dom.following(id, self.container, false);
        let mut count = 0;
        while let Some(at) = next {
            count += usize::from(self.dom.attribute(at, "class") == Some(class));
            if count == 2 {
                return self.weights[id as usize].links == 0;
            }
            next = self.dom.following(at, self.container, true);
        }
        false
    }

    fn is_short(&self) -> bool {
        self.weights[self.top as usize].good < SHORT_PAGE
    }

    /// Why a node beside the text is not a part of the article.
    fn beside(&self, id: Id, place: Place) -> Option<&'static str> {
        if self.weights[id as usize].text == 0 {
            return None;
        }
        match place {
            Place::AboveHeadline => Some("page details"),
            // Short paragraphs may be all that a short text has.
            Place::Lead if self.is_short() => None,
            Place::Lead => self.lead(id),
            Place::Below if self.dom.is_within(id, self.top) => self.after(id),
            Place::Below => Some("outside the article"),
        }
    }

    /// Above the text stand headings, a summary and a picture; the rest is about the page.
    fn lead(&self, id: Id) -> Option<&'static str> {
        let weight = self.weights[id as usize];
        let heading = matches!(self.dom.name(id), "h2" | "h3" | "h4") && weight.link_share() < 0.9;
        let item = match self.dom.name(id) {
            "li" => self.is_point(id),
            name => matches!(name, "dt" | "dd"),
        };
        let dates = weight.text <= LONGEST_DATES && self.holds(id, &["time"]);
        let running = weight.good > 0 || weight.links == 0 && self.is_sentence(id);
        let kept = running && !dates || heading || item || self.is_summary(id);
        (!kept).then_some("page details")
    }

    /// Whether an element holds a short sentence, as a summary may be, or a question.
    fn is_sentence(&self, id: Id) -> bool {
        let block = short_text_of(self.dom, id, BlockKind::Paragraph, 300);
        block.is_some_and(|b| {
            let question = words::ends_question(&b.text) && !words::at_most(&b.text, 2);
            question || words::ends_sentence(&b.text) && !words::at_most(&b.text, 6)
        })
    }

    /// Whether a list item is one of the points in which an article is summed up: they are about as
    /// long as a sentence.
    fn is_point(&self, id: Id) -> bool {
        /// In bytes, on average.
        const LEAST: u32 = 25;
        let list = self.dom.node(id).parent;
        let (weight, all) = (self.weights[id as usize], self.weights[list as usize]);
        let items = self
            .dom
            .children(list)
            .filter(|&c| self.dom.name(c) == "li");
        let items = items.take(20).count().max(1) as u32;
        weight.link_share() < 0.5 && (weight.text >= LEAST || all.text >= LEAST * items)
    }

    /// Whether the node is a caption, or is named as the summary of the article.
    fn is_summary(&self, id: Id) -> bool {
        const NAMES: [&str; 21] = [
            "keypoint",
            "key-point",
            "highlight",
            "standfirst",
            "summary",
            "subtitle",
            "subhead",
            "deck",
            "dek",
            "lede",
            "lead",
            "excerpt",
            "abstract",
            "intro",
            "description",
            "teaser",
            "vorspann",
            "chapo",
            "chapeau",
            "entradilla",
            "ingress",
        ];
        let mut at = id;
        for _ in 0..4 {
            if matches!(self.dom.name(at), "figcaption" | "figure") {
                return true;
            }
            let named = self.dom.attribute(at, "class").is_some_and(|class| {
                let class = class.to_ascii_lowercase();
                class.contains("caption") || NAMES.iter().any(|name| class.contains(name))
            });
            if named && self.weights[at as usize].text < 1000 {
                return true;
            }
            at = self.dom.node(at).parent;
            if at == NONE {
                break;
            }
        }
        false
    }

    /// Below the text, only what looks like more of it is kept: running text without links, or
    /// much of it; and notes.
    fn after(&self, id: Id) -> Option<&'static str> {
        /// In bytes: less running text below a heading of its own is a note about something else.
        const LEAST_MORE: u32 = 100;
        let (weight, all) = (
            self.weights[id as usize],
            self.weights[self.container as usize].good,
        );
        let free = weight.good > 0 && weight.links == 0;
        let much =
            weight.good * 10 >= all && weight.good >= LEAST_MORE && weight.link_share() < 0.25;
        let notes = ["id", "class", "role"]
            .into_iter()
            .filter_map(|name| self.dom.attribute(id, name))
            .any(|value| value.to_ascii_lowercase().contains("note"));
        let free = free && !self.holds(id, &["h2", "h3", "h4", "h5", "button", "form", "input"]);
        const HEADINGS: [&str; 4] = ["h2", "h3", "h4", "h5"];
        let own_part = weight.good * 4 >= all || !self.holds(id, &HEADINGS);
        let much = much && own_part && !self.is_cards(id);
        let kept = free || much || notes || self.holds(id, &["table"]);
        (!kept && weight.text > 0).then_some("after the article")
    }

    /// Whether the running text of an element stands below headings that lead to other pages.
    fn is_cards(&self, top: Id) -> bool {
        let (mut cards, mut paragraphs) = (0, 0);
        let mut next = Some(top);
        while let Some(id) = next {
            let weight = &self.weights[id as usize];
            if matches!(self.dom.name(id), "h2" | "h3" | "h4" | "h5" | "h6") {
                cards += u32::from(self.leads_away(id) || self.stands_in_link(id, top));
            } else if is_leaf(self.dom, id, weight) && weight.good > 0 {
                paragraphs += 1;
            }
            next = self.dom.following(id, top, true);
        }
        cards > 0 && paragraphs <= cards * 2
    }

    /// Whether the element is, or has somewhere in it, one of these.
    fn holds(&self, top: Id, names: &[&str]) -> bool {
        let mut next = Some(top);
        while let Some(id) = next {
            if names.contains(&self.dom.name(id)) && self.weights[id as usize].text > 0 {
                return true;
            }
            next = self.dom.following(id, top, true);
        }
        false
    }
}
