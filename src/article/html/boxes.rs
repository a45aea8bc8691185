//! Boxes between the paragraphs of an article: links to other pages, cards, forms, and what asks the
//! reader for something.

use super::dom::{Data, Id, NONE};
use super::prune::{Page, is_leaf};
use super::text::short_text_of;
use super::weigh::{Skips, Weight, is_block};
use crate::article::{BlockKind, furniture, words};

/// A part with a field to fill in and no more text than this, in bytes, is there for the field.
const LONGEST_FORM: u32 = 500;

/// In bytes: a box with more text than this does not only offer a newsletter.
const LONGEST_LETTER: u32 = 300;

/// In bytes: a box with more text is no appeal to the reader.
const LONGEST_APPEAL: u32 = 500;

impl Page<'_> {
    /// Why an element inside the text is not a part of it.
    pub(super) fn judge(&self, id: Id, skipped: &Skips) -> Option<&'static str> {
        let weight = self.weights[id as usize];
        let all = self.weights[self.container as usize].good;
        if weight.text == 0 || weight.good * 3 >= all {
            return None;
        }
        let part = matches!(
            self.dom.name(id),
            "div" | "section" | "form" | "figure" | "article" | "aside"
        );
        if part && weight.fields > 0 && weight.text <= LONGEST_FORM {
            return Some("form");
        }
        if part && weight.text <= LONGEST_APPEAL && self.is_appeal(id) {
            return Some("invitation");
        }
        if weight.good * 8 >= all {
            return None;
        }
        if weight.links == 0 {
            let card = matches!(self.dom.name(id), "div" | "section" | "article");
            return card.then(|| self.card(id, &weight, skipped)).flatten();
        }
        match self.dom.name(id) {
            "ul" | "ol" | "dl" => self.list(id, &weight),
            "a" => self.card_link(id, &weight),
            "h2" | "h3" | "h4" | "h5" | "h6" => self.linked_heading(id),
            "div" | "section" | "article" | "figure" | "table" => self
                .links(&weight)
                .or_else(|| self.card(id, &weight, skipped))
                .or_else(|| self.lone_link(id, &weight)),
            "p" | "center" | "blockquote" | "td" => self.lone_link(id, &weight),
            _ => None,
        }
    }

    /// A box most of whose text speaks of the site: its heading, a few lines and a button.
    fn is_appeal(&self, top: Id) -> bool {
        /// In nodes: a box of more is none.
        const MOST: usize = 200;
        let mut leaves = Vec::new();
        let (mut all, mut nodes, mut parts) = (0, 0, 0);
        let (mut letter, mut asks, mut control) = (false, false, false);
        let mut next = Some(top);
        while let Some(id) = next {
            nodes += 1;
            if nodes > MOST {
                return false;
            }
            control |= matches!(self.dom.name(id), "a" | "button" | "input" | "form");
            let weight = &self.weights[id as usize];
            let leaf = weight.text > 0 && is_leaf(self.dom, id, weight);
            parts += usize::from(leaf);
            let heading = matches!(self.dom.name(id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            if leaf {
                let line = short_text_of(self.dom, id, BlockKind::Paragraph, 100);
                letter |= line
                    .as_ref()
                    .is_some_and(|line| furniture::names_newsletter(&line.text));
                asks |= heading && line.is_some_and(|line| furniture::is_appeal(&line.text, false));
            }
            if leaf && !heading {
                all += weight.text;
                leaves.push(id);
            }
            next = self.dom.following(id, top, true);
        }
        // A line by itself is judged with the text.
        if parts < 2 {
            return false;
        }
        if asks && control {
            return true;
        }
        if letter && control && self.weights[top as usize].text <= LONGEST_LETTER {
            return true;
        }
        let is_appeal = |id: &Id| {
            let block = short_text_of(self.dom, *id, BlockKind::Paragraph, 500);
            let linked = self.weights[*id as usize].links > 0;
            block.is_some_and(|b| {
                furniture::is_appeal(&b.text, linked) || furniture::promises_delivery(&b.text)
            })
        };
        let appeals = leaves.into_iter().filter(is_appeal);
        let appeals: u32 = appeals.map(|id| self.weights[id as usize].text).sum();
        appeals * 2 > all
    }

    /// A part with several links and hardly any other text.
    fn links(&self, weight: &Weight) -> Option<&'static str> {
        /// In bytes, of what stands above the links: "More news".
        const LONGEST_LABEL: u32 = 30;
        const SHORTEST_HEADLINE: u32 = 15;
        let many = weight.link_count >= 3 && weight.link_share() >= 0.8;
        let labelled = weight.has_block
            && weight.good == 0
            && weight.link_count >= 2
            && weight.links >= SHORTEST_HEADLINE * weight.link_count
            && weight.text - weight.links.min(weight.text) <= LONGEST_LABEL
            && weight.link_share() >= 0.6;
        (many || labelled).then_some("list of links")
    }

    /// A list in which each item is a link.
    fn list(&self, id: Id, weight: &Weight) -> Option<&'static str> {
        if weight.link_share() < 0.85 || weight.links < 10 {
            return None;
        }
        Some(if self.leads_here(id) {
            "table of contents"
        } else {
            "list of links"
        })
    }

    /// Whether the first link in an element leads to a place on the same page.
    fn leads_here(&self, id: Id) -> bool {
        let mut next = Some(id);
        while let Some(at) = next {
            if self.dom.name(at) == "a" {
                let href = self.dom.attribute(at, "href");
                return href.is_none_or(|href| href.starts_with('#'));
            }
            next = self.dom.following(at, id, true);
        }
        false
    }

    /// A link around a heading, with what belongs to it.
    fn card_link(&self, id: Id, weight: &Weight) -> Option<&'static str> {
        let class = self.dom.attribute(id, "class").unwrap_or("");
        let mut parts = class.split(|c: char| !c.is_ascii_alphanumeric());
        if weight.text <= 60 && parts.any(|part| matches!(part, "btn" | "button")) {
            return Some("form control");
        }
        let card = weight.has_block && weight.text >= 10 && !self.leads_here(id);
        if card {
            return Some("related articles");
        }
        // Alone between blocks: "Read also", and the link.
        let parent = self.dom.node(id).parent;
        let around = self.weights[parent as usize];
        let alone = around.has_block
            && is_block(self.dom, parent)
            && (10..=200).contains(&weight.text)
            && around.own_links * 10 >= around.own * 9
            && !self.leads_here(id);
        alone.then_some("link to another page")
    }

    /// A part whose heading leads to another page, and that has little else; above the heading may
    /// stand a short one that does not: "Analysis".
    fn card(&self, id: Id, weight: &Weight, skipped: &Skips) -> Option<&'static str> {
        const LONGEST_CARD: u32 = 600;
        const LONGEST_LABEL: u32 = 24;
        if weight.text > LONGEST_CARD {
            return None;
        }
        let mut labels = 0;
        let mut next = Some(id);
        while let Some(at) = next {
            // Its heading has been left out already, by the name of what is around it.
            if at != id && skipped[at as usize] == Some("related articles") {
                return Some("related articles");
            }
            if matches!(self.dom.name(at), "h2" | "h3" | "h4" | "h5" | "h6") {
                if self.leads_away(at) || self.stands_in_link(at, id) {
                    return Some("related articles");
                }
                if labels > 0 || self.weights[at as usize].text > LONGEST_LABEL {
                    return None;
                }
                labels += 1;
                next = self.dom.following(at, id, false);
                continue;
            }
            let text = self.weights[at as usize].text > 0 && !self.dom.is_element(at);
            // A card begins with its heading or a short label.
            if text && self.weights[at as usize].text > 40 {
                return None;
            }
            next = self.dom.following(at, id, true);
        }
        None
    }

    /// Whether a heading stands in a link to another page, somewhere below `top`.
    pub(super) fn stands_in_link(&self, id: Id, top: Id) -> bool {
        let mut at = self.dom.node(id).parent;
        while at != NONE && at != top {
            if self.dom.name(at) == "a" {
                return !self.leads_here(at);
            }
            at = self.dom.node(at).parent;
        }
        false
    }

    pub(super) fn leads_away(&self, id: Id) -> bool {
        let weight = self.weights[id as usize];
        weight.link_share() >= 0.9 && weight.links >= 10 && !self.leads_here(id)
    }

    /// A heading that leads to another page and has no text below it.
    fn linked_heading(&self, id: Id) -> Option<&'static str> {
        if !self.leads_away(id) {
            return None;
        }
        let mut next = self.dom.node(id).next;
        while next != NONE {
            let weight = self.weights[next as usize];
            if weight.good > 0 && weight.link_share() < 0.5 {
                return None;
            }
            if weight.text > 0 {
                break;
            }
            next = self.dom.node(next).next;
        }
        Some("related articles")
    }

    /// A paragraph that is nothing but a link.
    fn lone_link(&self, id: Id, weight: &Weight) -> Option<&'static str> {
        const LONGEST_LINK: u32 = 200;
        let link = is_block(self.dom, id)
            && !weight.has_block
            && weight.own >= 3
            && weight.own <= LONGEST_LINK
            && (weight.own_links * 10 >= weight.own * 9 || self.is_labelled_link(id, weight));
        (link && !self.leads_here(id)).then_some("link to another page")
    }

    /// A short label, a colon or a bar, and a link: "Subscribers only: The pitch that never dries".
    fn is_labelled_link(&self, id: Id, weight: &Weight) -> bool {
        /// In bytes.
        const LONGEST_LABEL: usize = 32;
        const SHORTEST_LINK: u32 = 15;
        if weight.own - weight.own_links.min(weight.own) > LONGEST_LABEL as u32
            || weight.own_links < SHORTEST_LINK
        {
            return false;
        }
        let mut label = String::new();
        let mut next = self.dom.following(id, id, true);
        while let Some(at) = next {
            if self.dom.name(at) == "a" {
                break;
            }
            if let Data::Text { text, .. } = &self.dom.node(at).data {
                label.push_str(text);
            }
            if label.len() > LONGEST_LABEL * 2 {
                return false;
            }
            next = self.dom.following(at, id, true);
        }
        let words = words::count(&label, 6);
        let leads = label.trim_end().ends_with([':', '|', '>', '»', '–', '—'])
            || furniture::reason(&label).is_some_and(|reason| reason.starts_with("related"));
        (1..=4).contains(&words) && leads
    }
}
