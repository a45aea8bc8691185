//! The title, author, date and language of a page.

mod author;
mod title;

use std::collections::HashSet;

use self::title::heading_block;
use super::dateline;
use super::dom::{Dom, Id, ROOT};
use super::extract::Found;
use super::judge::{self, Display};
use super::linked::Linked;
use super::text::short_text_of;
use crate::article::furniture::author;
use crate::article::{Block, BlockKind, Document, words};

/// Finds them, begins the document with them, and returns the nodes that are thereby read.
pub(super) fn read(
    dom: &Dom,
    found: &Found,
    linked: &Linked,
    document: &mut Document,
) -> HashSet<Id> {
    let page = Page::of(dom, linked);
    let mut taken = HashSet::new();
    document.lang = page.lang.clone();
    let heading = page.heading(dom, found);
    let before = page.end_of_head(dom, found, heading);
    if let Some((id, block)) = heading_block(dom, heading).or_else(|| page.title_block(dom, found))
    {
        document.title = Some(block.text.clone());
        document.blocks.push(block.at_level(1));
        taken.insert(id);
    }
    let mut beside_author = None;
    if let Some((id, block)) = page.byline(dom, found, before) {
        let (block, date) = dateline::split(block);
        let signs =
            |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '·' | '•' | ',');
        let end = block.text.trim_end_matches(signs).len();
        let block = block.part(0..end);
        document.byline = Some(author(&block.text));
        document.blocks.push(block);
        taken.insert(id);
        beside_author = date;
    }
    let dated = page.date_block(dom, found, before);
    if let (None, Some(date)) = (&dated, beside_author) {
        document.date = Some(date.text.clone());
        document.blocks.push(date);
    }
    if let Some((id, block)) = dated {
        document.date = Some(block.text.clone());
        document.blocks.push(block);
        taken.insert(id);
    }
    let known = |fact: &Option<String>| fact.clone();
    document.byline = document
        .byline
        .take()
        .or(page.author)
        .or(known(&linked.author));
    document.date = document.date.take().or(page.date).or(known(&linked.date));
    document.lang = document.lang.take().or(known(&linked.lang));
    document.title = document.title.take().or(known(&linked.title));
    taken
}

/// The title of the page as a key, with the name of the site if that is in it.
pub(super) fn title_key(dom: &Dom) -> String {
    let page = Page::of(dom, &Linked::default());
    words::key(&page.own_title(dom).unwrap_or_default())
}

/// What the page says of itself, for a page whose text comes only with a script.
pub(super) fn summary(dom: &Dom) -> Option<String> {
    let mut next = Some(ROOT);
    while let Some(id) = next {
        let key = dom.attribute(id, "property").or(dom.attribute(id, "name"));
        if dom.name(id) == "meta"
            && matches!(key, Some("description" | "og:description"))
            && let Some(text) = dom.attribute(id, "content").map(str::trim)
            && text.contains(char::is_alphanumeric)
        {
            return Some(text.to_owned());
        }
        next = dom.following(id, ROOT, true);
    }
    None
}

/// In bytes; longer texts are no title, author or date.
const LONGEST: usize = 1000;

/// The text below `id`, cut soon after [`LONGEST`].
fn text_of(dom: &Dom, id: Id, kind: BlockKind) -> Option<Block> {
    short_text_of(dom, id, kind, LONGEST)
}

/// What the head of the page says, and all its nodes in order.
#[derive(Debug, Default)]
struct Page {
    order: Vec<Id>,
    /// The article's headline in the linked data.
    headline: Option<String>,
    title: Option<String>,
    title_node: Option<Id>,
    author: Option<String>,
    date: Option<String>,
    lang: Option<String>,
}

impl Page {
    fn of(dom: &Dom, linked: &Linked) -> Page {
        let mut page = Page {
            headline: linked.title.clone(),
            ..Page::default()
        };
        let mut at = Some(ROOT);
        while let Some(id) = at {
            page.order.push(id);
            page.look(dom, id);
            at = dom.following(id, ROOT, true);
        }
        page
    }

    fn look(&mut self, dom: &Dom, id: Id) {
        match dom.name(id) {
            "html" | "body" => {
                let lang = dom.attribute(id, "lang").or(dom.attribute(id, "xml:lang"));
                if self.lang.is_none() {
                    self.lang = lang
                        .map(str::trim)
                        .filter(|l| !l.is_empty())
                        .map(str::to_owned);
                }
            }
            // A drawing has a title too, but not in the head.
            "title" if self.title_node.is_none() && dom.name(dom.node(id).parent) == "head" => {
                self.title_node = Some(id);
            }
            "meta" => {
                let key = dom.attribute(id, "property").or(dom.attribute(id, "name"));
                let value = dom.attribute(id, "content").map(str::trim);
                let (Some(key), Some(value)) = (key, value.filter(|v| !v.is_empty())) else {
                    return;
                };
                let place = match key.to_ascii_lowercase().as_str() {
                    "og:title" | "twitter:title" | "dc.title" => &mut self.title,
                    "author" | "article:author" | "dc.creator" | "parsely-author" => {
                        &mut self.author
                    }
                    "article:published_time"
                    | "date"
                    | "dc.date"
                    | "pubdate"
                    | "parsely-pub-date" => &mut self.date,
                    _ => return,
                };
                if place.is_none() && !value.starts_with("http") {
                    *place = Some(value.to_owned());
                }
            }
            _ => {}
        }
    }

    /// The page's title without the name of the site.
    fn own_title(&self, dom: &Dom) -> Option<String> {
        let text = || text_of(dom, self.title_node?, BlockKind::Title).map(|b| b.text);
        self.headline
            .clone()
            .or_else(|| self.title.clone())
            .or_else(text)
    }

    /// The node with which the running text begins: author and date stand before it.
    fn end_of_head(&self, dom: &Dom, found: &Found, heading: Option<Id>) -> usize {
        let from = heading
            .and_then(|heading| self.order.iter().position(|&id| id == heading))
            .unwrap_or(0);
        let running = |&id: &Id| {
            dom.name(id) == "p"
                && found.skipped[id as usize].is_none()
                && text_of(dom, id, BlockKind::Paragraph)
                    .is_none_or(|b| words::ends_sentence(&b.text) && !words::at_most(&b.text, 14))
        };
        let mut paragraphs = self.order[from..].iter().enumerate();
        let (mut seen, mut end) = (0, self.order.len());
        for (i, id) in paragraphs.by_ref() {
            if running(id) && dom.is_within(*id, found.top) {
                seen += 1;
                end = from + i;
                // A summary may stand between the title and the author.
                if seen == 2 {
                    break;
                }
            }
        }
        end
    }
}

/// Whether the node or one around it is not shown or belongs to another part of the page.
fn is_hidden(dom: &Dom, found: &Found, id: Id) -> bool {
    is_hidden_but(dom, found, id, &["page details", "about the author"])
}

/// The same, but for parts that were left out for one of the reasons.
fn is_hidden_but(dom: &Dom, found: &Found, id: Id, reasons: &[&str]) -> bool {
    let mut at = id;
    while at != ROOT && at != super::dom::NONE {
        let shown = !matches!(judge::display(dom, at), Display::Skipped(_));
        let elsewhere = found.skipped[at as usize].is_some_and(|reason| !reasons.contains(&reason));
        if !shown || elsewhere {
            return true;
        }
        at = dom.node(at).parent;
    }
    false
}
