//! Stage 1: bytes to a [`Document`]: what is read, in order, and where it stands in the source.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What an article is made of, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The headline, if one was recognised (it also stands among the blocks when it is to be read).
    pub title: Option<String>,
    /// The author line, if one was recognised.
    pub byline: Option<String>,
    /// What is read.
    pub blocks: Vec<Block>,
    /// What was left out, and why.
    #[serde(default)]
    pub skipped: Vec<Skipped>,
}

/// A paragraph-like piece of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What kind of block it is: pauses and intonation follow from it.
    pub kind: BlockKind,
    /// Who says it, in an interview or dialogue; `None` is the narrator.
    pub speaker: Option<String>,
    /// The text to read.
    pub text: String,
    /// Where each stretch of `text` stands in the source.
    #[serde(default)]
    pub source: SourceMap,
}

/// The kinds of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BlockKind {
    /// The article's headline.
    Title,
    /// The author line.
    Byline,
    /// The date line.
    Date,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A block quotation.
    Quote,
    /// The caption of a figure.
    Caption,
    /// A row or summary of a table.
    Table,
    /// Program code.
    Code,
    /// The name of who speaks next, on a line of its own.
    SpeakerLabel,
}

/// A part of the source that is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Its text, or the beginning of it.
    pub text: String,
    /// Its bytes in the source.
    pub source: Range<usize>,
    /// Why it is not read, for example `"search box"`.
    pub reason: String,
}

/// Maps byte offsets in a block's text to byte offsets in the source.
///
/// Pieces are in ascending order of `text`; inside a piece the two run in step, and text that
/// has no piece of its own (an inserted space, a decoded entity) maps to the gap between pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceMap {
    /// The stretches that were copied from the source as they are.
    pub pieces: Vec<Piece>,
}

/// A stretch of block text that is the same, byte for byte, in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Where it begins in the block's text, in bytes.
    pub text: usize,
    /// Where it begins in the source, in bytes.
    pub source: usize,
    /// Its length in bytes.
    pub len: usize,
}

impl SourceMap {
    /// A map for text that is one unbroken slice of the source.
    pub fn verbatim(source: usize, len: usize) -> Self {
        SourceMap {
            pieces: vec![Piece {
                text: 0,
                source,
                len,
            }],
        }
    }

    /// The source bytes that `text` (a byte range of the block's text) came from.
    ///
    /// An offset between two pieces maps to the end of the piece before it (for a range's end) or
    /// the start of the piece after it (for a range's start).
    pub fn range(&self, text: Range<usize>) -> Range<usize> {
        let start = self.start(text.start);
        start..self.end(text.end).max(start)
    }

    fn start(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.text + p.len <= at);
        match self.pieces.get(i) {
            Some(p) => p.source + at.saturating_sub(p.text),
            None => self.pieces.last().map_or(0, |p| p.source + p.len),
        }
    }

    fn end(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.text < at);
        match i.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some(p) => p.source + (at - p.text).min(p.len),
            None => self.pieces.first().map_or(0, |p| p.source),
        }
    }
}
