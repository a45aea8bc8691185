//! How much running text, and how many links, each element holds.

use super::dom::{Data, Dom, Id, NONE};
use super::judge::{self, Display};

/// In bytes: longer texts without letters are figures or foreign to this rule.
const MARKS: usize = 16;

/// Elements that are left out, by node: the reason, or nothing for what is read.
pub(super) type Skips = Vec<Option<&'static str>>;

/// What is known of an element and all that is in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// Bytes of text without white space.
    pub(super) text: u32,
    /// The same, in links.
    pub(super) links: u32,
    pub(super) link_count: u32,
    /// Bytes of running text in good paragraphs.
    pub(super) good: u32,
    /// How many good paragraphs there are.
    pub(super) paragraphs: u32,
    /// The article score that its own paragraphs and those of its children gave it.
    pub(super) score: f32,
    /// Bytes of its text that stand in no block below it.
    pub(super) own: u32,
    /// The same, in links.
    pub(super) own_links: u32,
    /// How many fields to fill in there are.
    pub(super) fields: u32,
    /// Whether a block element stands in it.
    pub(super) has_block: bool,
}

impl Weight {
    /// The share of the text in links, 0 to 1.
    pub(super) fn link_share(&self) -> f32 {
        self.links as f32 / self.text.max(1) as f32
    }

    /// Adds what a child holds to its parent.
    fn add(&mut self, child: &Weight) {
        self.text = self.text.saturating_add(child.text);
        self.links = self.links.saturating_add(child.links);
        self.link_count += child.link_count;
        self.good = self.good.saturating_add(child.good);
        self.paragraphs += child.paragraphs;
        self.fields += child.fields;
    }
}

/// The weights of all nodes, from the leaves up. What is skipped weighs nothing.
pub(super) fn weigh(dom: &Dom, order: &[Id], skipped: &Skips) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); dom.nodes.len()];
    for &id in order.iter().rev() {
        let at = id as usize;
        if skipped[at].is_some() {
            weights[at] = Weight::default();
            let parent = dom.node(id).parent;
            if parent != NONE && is_field(dom, id) {
                weights[parent as usize].fields += 1;
            }
            continue;
        }
        let mut weight = weights[at];
        if let Data::Text { text, .. } = &dom.node(id).data {
            let blank = text
                .bytes()
                .filter(|b| b.is_ascii_whitespace() || *b == 0)
                .count();
            // Bars, dots and arrows between links are no text beside them.
            let marks = text.len() <= MARKS && !text.contains(char::is_alphanumeric);
            let len = text.len().saturating_sub(blank) as u32;
            weight.text = if marks { 0 } else { len };
            weight.own = weight.text;
        }
        let name = dom.name(id);
        if name == "a" {
            weight.links = weight.text;
            weight.own_links = weight.own;
            weight.link_count += 1;
        }
        let is_block = is_block(dom, id);
        // The score that goes up: in full from a paragraph, by half from what holds paragraphs.
        let mut up = weight.score / 2.0;
        if is_block && is_good(&weight, name) {
            weight.good = weight.good.saturating_add(weight.own);
            weight.paragraphs += 1;
            let size = weight.own as f32 / 100.0;
            if weight.has_block || weight.own >= LONG_TEXT && name != "p" {
                // Text that stands bare among blocks, or is divided by line breaks.
                weight.score += size;
                up = weight.score / 2.0;
            } else {
                up = 1.0 + size.min(3.0);
            }
        }
        weights[at] = weight;
        let parent = dom.node(id).parent;
        if parent != NONE {
            let sum = &mut weights[parent as usize];
            sum.add(&weight);
            sum.score += up;
            sum.has_block |= is_block || weight.has_block;
            if !is_block {
                sum.own = sum.own.saturating_add(weight.own);
                sum.own_links = sum.own_links.saturating_add(weight.own_links);
            }
        }
    }
    weights
}

/// Whether the element is a field for an address, a word or a text.
fn is_field(dom: &Dom, id: Id) -> bool {
    match dom.name(id) {
        "textarea" => true,
        "input" => matches!(
            dom.attribute(id, "type").unwrap_or("text"),
            "text" | "email" | "search" | "tel" | "password"
        ),
        _ => false,
    }
}

/// Whether the element begins and ends a block of text.
pub(super) fn is_block(dom: &Dom, id: Id) -> bool {
    matches!(dom.name(id), "td" | "th") || judge::display(dom, id) == Display::Block
}

/// An element other than `p` with as much text of its own, in bytes, holds a whole article.
const LONG_TEXT: u32 = 600;

/// Running text: long enough, and not made of links.
fn is_good(weight: &Weight, name: &str) -> bool {
    let enough = match name {
        "p" | "blockquote" | "pre" => 25,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption" | "caption" => return false,
        "li" | "dd" | "td" | "th" => 80,
        _ => 60,
    };
    weight.own >= enough && weight.own_links * 2 < weight.own
}
