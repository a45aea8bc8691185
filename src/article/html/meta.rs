//! The title, author, date and language of a page.

use std::collections::HashSet;
use std::ops::Range;

use super::dateline::{self, has_year};
use super::dom::{Data, Dom, Id, ROOT};
use super::extract::Found;
use super::headline::{is_named_title, is_site_name};
use super::judge::{self, Display};
use super::linked::Linked;
use super::text::short_text_of;
use crate::article::furniture::{author, is_date};
use crate::article::{Block, BlockKind, Document, furniture, words};

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

/// A headline that is no heading is looked for in so many nodes.
const MOST_LOOKED_AT: usize = 2000;

/// The part of a page's title that is the article's, not the site's: the first, or the longest where
/// the first is only a name.
fn own_part(title: &str) -> Range<usize> {
    const MARKS: [&str; 9] = [
        " | ", " : ", " — ", " – ", " - ", " :: ", " » ", "｜", " • ",
    ];
    let end = (0..=LONGEST.min(title.len()))
        .rev()
        .find(|&end| title.is_char_boundary(end));
    let title = &title[..end.unwrap_or(0)];
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some((at, mark)) = MARKS
        .iter()
        .filter_map(|mark| title[from..].find(mark).map(|at| (from + at, mark)))
        .min()
    {
        parts.push(from..at);
        from = at + mark.len();
    }
    parts.push(from..title.len());
    let words_in = |part: &Range<usize>| words::count(&title[part.clone()], 40);
    let longest = parts.iter().max_by_key(|part| words_in(part)).cloned();
    if words_in(&parts[0]) < 3
        && let Some(longest) = longest.filter(|part| words_in(part) >= 4)
    {
        return longest;
    }
    // "The Herald Online - Local - Storm takes the roof off a school".
    let (first, last) = (words_in(&parts[0]), words_in(&parts[parts.len() - 1]));
    if parts.len() > 2 && first <= 4 && last > first && last >= 5 {
        return parts[parts.len() - 1].clone();
    }
    // A dash may belong to the headline: only what is short at the end is the name of the site.
    let last = parts[parts.len() - 1].clone();
    if parts.len() > 2 && words_in(&last) <= 4 && parts[0].end < 10 {
        return 0..parts[parts.len() - 2].end;
    }
    parts[0].clone()
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

    /// The heading of the article: the one that the page's title repeats, best in the article itself.
    fn heading(&self, dom: &Dom, found: &Found) -> Option<Id> {
        let title = self
            .own_title(dom)
            .map(|t| words::key(&t))
            .unwrap_or_default();
        let rank = |id: Id, key: &str| {
            let first_level = dom.name(id) == "h1";
            let within = dom.is_within(id, found.top);
            // "Norderney Why the railway burns wood": a topic stands before the title.
            let labelled = ends_with_title(key, &title);
            // Two spans of a heading may stand side by side without a space.
            let title = if same_letters(key, &title) {
                key
            } else {
                &*title
            };
            let begins =
                title.starts_with(key) || key.len() >= 12 && title.contains(key) || labelled;
            let named = within && is_named_title(dom, id);
            if key.is_empty() || !(first_level || begins || named) {
                return 0;
            }
            if title == key && is_site_name(dom, id) {
                return 1;
            }
            // The name of the site is a link to its first page.
            let link = dom
                .children(id)
                .filter(|&c| dom.is_element(c))
                .all(|c| dom.name(c) == "a");
            let own = !(link && dom.children(id).any(|c| dom.name(c) == "a"));
            let signs = [
                (title == key, 6),
                // The name of the site mostly comes last.
                (title.starts_with(key) || labelled, 4),
                (begins && !title.ends_with(key), 1),
                (begins, 1),
                (begins && key.len() * 5 >= title.len() * 3, 4),
                (within, 2),
                (first_level, 2),
                (named, 4),
                (own, 2),
            ];
            1 + signs
                .iter()
                .map(|&(yes, weight)| if yes { weight } else { 0 })
                .sum::<i32>()
        };
        let mut best = (0, None);
        let headings = self.order.iter().copied();
        let headings = headings
            .filter(|&id| matches!(dom.name(id), "h1" | "h2" | "h3"))
            .filter(|&id| dom.name(id) == "h1" || !is_hidden(dom, found, id));
        for id in headings.clone().take(30) {
            let text = text_of(dom, id, BlockKind::Title).map(|b| b.text);
            let rank = rank(id, &words::key(&text.unwrap_or_default()));
            if rank > best.0 {
                best = (rank, Some(id));
            }
        }
        // The page's title is the name of the site: the headline is the first heading of the article.
        let site = best.1.filter(|&id| best.0 == 1 && is_site_name(dom, id));
        if site.is_some() {
            let end = self.end_of_head(dom, found, None);
            let above = &self.order[..end];
            let own = headings
                .filter(|&id| dom.is_within(id, found.top) && !is_site_name(dom, id))
                .find(|id| above.contains(id));
            return own.or(site);
        }
        best.1
    }

    /// A title for a page without a heading: the part of the page's title that is said again on the
    /// page, or that part itself.
    fn title_block(&self, dom: &Dom, found: &Found) -> Option<(Id, Block)> {
        let id = self.title_node?;
        let block = text_of(dom, id, BlockKind::Title)?;
        let part = own_part(&block.text);
        let key = words::key(&block.text[part.clone()]);
        let said = |id: Id| {
            let inner = matches!(
                dom.name(id),
                "div" | "span" | "p" | "font" | "b" | "strong" | "td" | "center" | "h4" | "h5"
            );
            let text = inner
                .then(|| short_text_of(dom, id, BlockKind::Title, 200))
                .flatten()?;
            (words::key(&text.text) == key && !is_hidden(dom, found, id)).then_some((id, text))
        };
        let long = !words::at_most(&key, 1);
        let shown = || {
            let body = self.order.iter().position(|&id| dom.name(id) == "body")?;
            self.order[body..]
                .iter()
                .take(MOST_LOOKED_AT)
                .find_map(|&id| said(id))
        };
        long.then(shown)
            .flatten()
            .or_else(|| self.large_line(dom, found))
            .or_else(|| Some((id, block.part(part))))
    }

    /// A line set in large type above the text, on a page from before style sheets.
    fn large_line(&self, dom: &Dom, found: &Found) -> Option<(Id, Block)> {
        /// In words.
        const SHORTEST: usize = 4;
        const LONGEST: usize = 25;
        let is_large = |id: Id| match dom.name(id) {
            "big" => true,
            "font" => dom.attribute(id, "size").is_some_and(|size| {
                matches!(
                    size.trim(),
                    "4" | "5" | "6" | "7" | "+1" | "+2" | "+3" | "+4"
                )
            }),
            _ => false,
        };
        let end = self.order.len().min(MOST_LOOKED_AT);
        let mut large = self.order[..end].iter().copied().filter(|&id| is_large(id));
        large.find_map(|id| {
            let block = short_text_of(dom, id, BlockKind::Title, 300)?;
            let fits = !words::at_most(&block.text, SHORTEST - 1)
                && words::at_most(&block.text, LONGEST)
                && !block.text.ends_with('.')
                && dom.is_within(id, found.top)
                && !is_hidden(dom, found, id);
            fits.then_some((id, block))
        })
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

    fn byline(&self, dom: &Dom, found: &Found, before: usize) -> Option<(Id, Block)> {
        let head = self.order[..before].iter().copied();
        let at = |id: Id, sure: bool| {
            if is_hidden(dom, found, id) {
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

    fn date_block(&self, dom: &Dom, found: &Found, before: usize) -> Option<(Id, Block)> {
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

/// Whether two keys say the same but for spaces and signs.
fn same_letters(one: &str, other: &str) -> bool {
    let letters = |key: &str| {
        key.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    !one.is_empty() && letters(one) == letters(other)
}

/// Whether a heading, as a key, is the title with a few words before it.
fn ends_with_title(key: &str, title: &str) -> bool {
    /// In words.
    const SHORTEST_TITLE: usize = 3;
    const LONGEST_LABEL: usize = 4;
    let label = key.strip_suffix(title).filter(|_| !title.is_empty());
    label.is_some_and(|label| {
        label.ends_with(' ')
            && words::at_most(label, LONGEST_LABEL)
            && !words::at_most(title, SHORTEST_TITLE - 1)
    })
}

fn heading_block(dom: &Dom, heading: Option<Id>) -> Option<(Id, Block)> {
    let id = heading?;
    let block = text_of(dom, id, BlockKind::Title)?;
    (block.text.len() <= LONGEST).then_some((id, block))
}

/// Whether the node or one around it is not shown or belongs to another part of the page.
fn is_hidden(dom: &Dom, found: &Found, id: Id) -> bool {
    let mut at = id;
    while at != ROOT && at != super::dom::NONE {
        let shown = !matches!(judge::display(dom, at), Display::Skipped(_));
        let elsewhere = found.skipped[at as usize]
            .is_some_and(|reason| !matches!(reason, "page details" | "about the author"));
        if !shown || elsewhere {
            return true;
        }
        at = dom.node(at).parent;
    }
    false
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
