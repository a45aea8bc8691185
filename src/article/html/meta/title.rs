//! The headline: the heading that says what the page's title says, or a line that stands for one.

use std::ops::Range;

use super::{LONGEST, Page, is_hidden, text_of};
use crate::article::html::dom::{Dom, Id};
use crate::article::html::extract::Found;
use crate::article::html::headline::{is_named_title, is_site_name};
use crate::article::html::text::short_text_of;
use crate::article::{Block, BlockKind, words};

/// A headline that is no heading is looked for in so many nodes.
const MOST_LOOKED_AT: usize = 2000;

impl Page {
    /// The heading of the article: the one that the page's title repeats, best in the article itself.
    pub(super) fn heading(&self, dom: &Dom, found: &Found) -> Option<Id> {
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
    pub(super) fn title_block(&self, dom: &Dom, found: &Found) -> Option<(Id, Block)> {
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
}

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

pub(super) fn heading_block(dom: &Dom, heading: Option<Id>) -> Option<(Id, Block)> {
    let id = heading?;
    let block = text_of(dom, id, BlockKind::Title)?;
    (block.text.len() <= LONGEST).then_some((id, block))
}
