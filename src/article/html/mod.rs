//! HTML to a document: html5ever parses, the article is found by the weight of its paragraphs, and
//! what is left of the page's own furniture goes by the rules for text.

mod blocks;
mod boxes;
mod classes;
mod dateline;
mod dom;
mod extract;
mod headline;
mod judge;
mod lines;
mod linked;
mod lists;
mod math;
mod meta;
mod outside;
mod parse;
mod posts;
mod prune;
mod repeats;
mod shapes;
mod stored;
mod surroundings;
mod text;
mod thin;
mod weigh;
mod witness;

use self::dom::Dom;
use self::extract::{Found, SHORT_PAGE};
use super::{Block, BlockKind, Document, Options, furniture, speakers, words};
use crate::Result;

/// Reads a page or a piece of one. Offsets are byte offsets in `text`.
///
/// # Errors
///
/// [`Error::Limit`](crate::Error::Limit) for a page of too many nodes.
pub(super) fn read(text: &str, options: &Options) -> Result<Document> {
    let (dom, found) = find(&thin::thin(text), options)?;
    let linked = linked::read(&dom);
    let mut document = Document::default();
    let taken = meta::read(&dom, &found, &linked, &mut document);
    let head = document.blocks.len();
    let looks = blocks::read(&dom, &found, &taken, options, &mut document);
    witness::hear(&mut document, head, linked.body(&dom));
    if document.blocks.len() == head
        && let Some(summary) = meta::summary(&dom)
    {
        document
            .blocks
            .push(Block::new(BlockKind::Paragraph, summary));
    }
    outside::list(&dom, &found, &taken, &mut document);
    if !options.keep_everything {
        repeats::title(&mut document);
        posts::names(&mut document);
        furniture::remove(&mut document, &looks, options);
        repeats::pull_quotes(&mut document);
        repeats::author_lines(&mut document);
        drop_empty_sections(&mut document);
    }
    speakers::assign(&mut document, &looks, options);
    document.skipped.sort_by_key(|s| s.source.start);
    Ok(document)
}

/// In bytes of running text: what a page holds back is often only a request to enable scripts.
const SHORTEST_STORED: u32 = 160;

/// The page as a tree, and where the article is on it. If the page shows next to nothing, what it
/// holds back for a script is looked at, too.
fn find(text: &str, options: &Options) -> Result<(Dom, Found)> {
    let dom = parse::parse(text)?;
    let found = extract::find(&dom, options.keep_everything);
    if found.running < SHORT_PAGE
        && let Some(shown) = stored::uncover(text)
    {
        let shown = parse::parse(&shown)?;
        let more = extract::find(&shown, options.keep_everything);
        if more.running >= SHORTEST_STORED && more.running > found.running * 3 {
            return Ok((shown, more));
        }
    }
    Ok((dom, found))
}

/// Leaves out headings below which everything was left out, and labels such as "Further reading:".
fn drop_empty_sections(document: &mut Document) {
    document.skipped.sort_by_key(|s| s.source.start);
    let starts: Vec<usize> = document.skipped.iter().map(|s| s.source.start).collect();
    // From the last: a heading may be followed by one that goes itself.
    let mut end = usize::MAX;
    let mut below = 0;
    for i in (0..document.blocks.len()).rev() {
        let block = &document.blocks[i];
        let span = block.source.span();
        let heading = block.kind == BlockKind::Heading;
        let from = starts.partition_point(|&start| start < span.end);
        let label = block.kind == BlockKind::Paragraph
            && block.text.ends_with(':')
            && words::at_most(&block.text, 5);
        let bare = heading && (end == usize::MAX || below != 0 && below <= block.level);
        // "More plum recipes", above a list of links.
        let teaser = heading && words::at_most(&block.text, 6) && {
            let key = words::key(&block.text);
            ["more ", "other ", "related ", "also "]
                .iter()
                .any(|start| key.starts_with(start))
        };
        let empty = (bare || label || teaser)
            && !span.is_empty()
            && starts.get(from).is_some_and(|&start| start < end);
        if empty {
            let block = document.blocks.remove(i);
            let reason = "heading of what is left out";
            document.skip(&block.text, span, reason);
        } else {
            end = span.start;
            below = if heading { block.level } else { 0 };
        }
    }
}
