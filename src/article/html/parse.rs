//! Source to tree, with the place of every text in the source.
//!
//! html5ever does not say where a token stands, but it takes its input from a queue whose rest can
//! be measured when a token comes. Between its tokenizer and its tree builder stands a gate that
//! does so, and that also keeps the tree from growing too deep.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    CharacterTokens, EOFToken, EndTag, NullCharacterToken, ParseError, StartTag, TagToken, Token,
    TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{LocalName, TokenizerResult, local_name};

use super::dom::{Dom, Id, MAX_NODES, Sink};
use crate::{Error, Result};

/// Elements deeper than this are taken as if they stood at this depth, as browsers do.
const MAX_DEPTH: usize = 400;

/// Reads a page.
///
/// # Errors
///
/// [`Error::Limit`] for a page of more than [`MAX_NODES`] nodes.
pub(super) fn parse(source: &str) -> Result<Dom> {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(source));
    let gate = Gate {
        source,
        queue: &queue,
        builder: TreeBuilder::new(Sink::new(), TreeBuilderOpts::default()),
        dropped: RefCell::default(),
        full: Cell::new(false),
        after_text: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(gate, TokenizerOpts::default());
    // Scripts and encoding declarations interrupt; neither changes anything here.
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    let Gate { builder, full, .. } = tokenizer.sink;
    if full.get() {
        return Err(Error::limit(
            "HTML page",
            "its tree of elements and texts, which has more,",
            format!("{MAX_NODES} nodes"),
            "read the page in parts, or only the element that holds the article",
        ));
    }
    Ok(builder.sink.finish())
}

/// Passes tokens on to the tree builder.
struct Gate<'a> {
    source: &'a str,
    queue: &'a BufferQueue,
    builder: TreeBuilder<Id, Sink>,
    /// How many start tags of each name were dropped, whose end tags are to be dropped too.
    dropped: RefCell<HashMap<LocalName, usize>>,
    full: Cell<bool>,
    /// Whether the last token was text.
    after_text: Cell<bool>,
}

impl TokenSink for Gate<'_> {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        let sink = &self.builder.sink;
        if sink.len() > MAX_NODES {
            self.full.set(true);
        }
        if self.full.get() && token != EOFToken {
            return TokenSinkResult::Continue;
        }
        if self.drops(&token) {
            return TokenSinkResult::Continue;
        }
        if let CharacterTokens(text) = &token {
            self.after_text.set(true);
            let source = self.place(text);
            return self.text(text, source, line);
        }
        // Null bytes are no characters, but without them a text would fall into pieces, each a node.
        if token == NullCharacterToken && self.after_text.get() {
            sink.nulls.set(sink.nulls.get() + 1);
            return TokenSinkResult::Continue;
        }
        if !matches!(token, ParseError(_)) {
            self.after_text.set(false);
            sink.nulls.set(0);
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Gate<'_> {
    /// Passes text on: white space before it by itself, since the tree builder may drop that.
    fn text(&self, text: &StrTendril, source: Option<usize>, line: u64) -> TokenSinkResult<Id> {
        let blank = text.len() - text.trim_start().len();
        let mut result = TokenSinkResult::Continue;
        for range in [0..blank, blank..text.len()] {
            if range.is_empty() {
                continue;
            }
            let part = text.subtendril(range.start as u32, range.len() as u32);
            *self.builder.sink.token.borrow_mut() = (part.clone(), source.map(|s| s + range.start));
            result = self.builder.process_token(CharacterTokens(part), line);
        }
        *self.builder.sink.token.borrow_mut() = (StrTendril::new(), None);
        result
    }

    /// Where a text that was just read stands in the source, if it stands there as it is.
    fn place(&self, text: &str) -> Option<usize> {
        let end = self.source.len().checked_sub(self.rest())?;
        // The tokenizer may have looked at one more character to know that the text ends.
        let looked = self
            .source
            .get(..end)?
            .chars()
            .next_back()
            .map_or(0, char::len_utf8);
        [end, end - looked].into_iter().find_map(|end| {
            let start = end.checked_sub(text.len())?;
            // The sign that was looked at may begin the next character by name: that is not this text.
            let named = text == "&" && is_ampersand(self.source.get(start..).unwrap_or_default());
            (self.source.get(start..end) == Some(text) && !named).then_some(start)
        })
    }

    /// The bytes that the tokenizer has not taken yet.
    fn rest(&self) -> usize {
        let Some(chunk) = self.queue.pop_front() else {
            return 0;
        };
        let more = if self.queue.is_empty() {
            0
        } else {
            self.rest()
        };
        let len = chunk.len();
        self.queue.push_front(chunk);
        len + more
    }

    /// Whether the token is a tag that would make the tree too deep, or the end of such a tag.
    fn drops(&self, token: &Token) -> bool {
        let TagToken(tag) = token else { return false };
        let mut dropped = self.dropped.borrow_mut();
        match tag.kind {
            StartTag if self.builder.sink.depth.get() >= MAX_DEPTH && !is_needed(&tag.name) => {
                if !tag.self_closing && !is_void(&tag.name) {
                    *dropped.entry(tag.name.clone()).or_default() += 1;
                }
                true
            }
            EndTag => match dropped.get_mut(&tag.name) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            },
            StartTag => false,
        }
    }
}

/// Whether the source goes on with a `&` by its name or number.
fn is_ampersand(source: &str) -> bool {
    ["&amp", "&AMP", "&#38", "&#x26", "&#X26"]
        .iter()
        .any(|name| source.starts_with(name))
}

/// Elements whose content is read by rules of its own, so that their tags cannot be dropped.
fn is_needed(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("plaintext")
    )
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("br")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("input")
            | local_name!("meta")
            | local_name!("link")
            | local_name!("wbr")
            | local_name!("source")
            | local_name!("area")
            | local_name!("base")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("param")
            | local_name!("track")
    )
}
