//! HTML to a document: html5ever parses, the article is found by the weight of its paragraphs, and
//! what is left of the page's own furniture goes by the rules for text.

mod blocks;
mod dom;
mod extract;
mod judge;
mod meta;
mod parse;
mod thin;

use super::{BlockKind, Document, Options, furniture, speakers, words};
use crate::Result;

/// Reads a page or a piece of one. Offsets are byte offsets in `text`.
///
/// # Errors
///
/// [`Error::Limit`](crate::Error::Limit) for a page of too many nodes.
pub(super) fn read(text: &str, options: &Options) -> Result<Document> {
    let dom = parse::parse(&thin::thin(text))?;
    let found = extract::find(&dom, options.keep_everything);
    let mut document = Document::default();
    let taken = meta::read(&dom, &found, &mut document);
    blocks::read(&dom, &found, &taken, options, &mut document);
    blocks::list_outside(&dom, &found, &taken, &mut document);
    if !options.keep_everything {
        drop_second_title(&mut document);
        furniture::remove(&mut document, options);
    }
    speakers::assign(&mut document, options);
    document.skipped.sort_by_key(|s| s.source.start);
    Ok(document)
}

/// Leaves out a heading that only says the title again.
fn drop_second_title(document: &mut Document) {
    let Some(title) = document.title.as_deref().map(words::key) else {
        return;
    };
    let again = document
        .blocks
        .iter()
        .position(|b| b.kind == BlockKind::Heading && words::key(&b.text) == title);
    if let Some(again) = again {
        let block = document.blocks.remove(again);
        document.skip(&block.text, block.source.span(), "repeats the title");
    }
}
