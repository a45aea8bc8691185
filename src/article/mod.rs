//! Stage 1: bytes to a [`Document`]: what is read, in order, and where it stands in the source.
//!
//! [`read`] takes an article as it comes (plain text, Markdown, HTML, SSML) and gives the parts that a
//! person would read aloud, as [`Block`]s. What was left out is listed too, with the reason.
//!
//! ```
//! use rhapsode::article::{self, BlockKind, Format, Options};
//!
//! let text = "Q: Does it work?\n\nA: It does.";
//! let document = article::read(text.as_bytes(), Format::Text, &Options::default())?;
//! assert_eq!(document.blocks[1].text, "Does it work?");
//! assert_eq!(document.blocks[1].speaker.as_deref(), Some("Q"));
//! assert_eq!(document.blocks[1].source.range(5..7), 8..10);
//! # Ok::<(), rhapsode::Error>(())
//! ```
//!
//! From a web page the article is read: its headline, author line and date, summary, text, lists,
//! tables and captions. Menus, related articles, advertising, newsletter boxes, notes about the
//! author, readers' comments and the like are left out, by where they stand, how much of them is
//! links, what their classes are called and what they say; notes are read where they stand, marks
//! that lead to them are not. Where a page shows only the beginning of the text but gives all of it
//! as linked data (JSON-LD), all of it is read. A page that only a script would fill gives its
//! description.
//!
//! A document can also be built by hand, by an app that has its own extraction:
//!
//! ```
//! use rhapsode::article::{Block, Document};
//!
//! let document = Document::titled("Tides")
//!     .by("Ann Lee")
//!     .with(Block::paragraph("The sea rises twice a day."))
//!     .with(Block::paragraph("I saw it.").said_by("Ben"));
//! assert_eq!(document.blocks.len(), 4);
//! ```

use std::ops::Range;

use serde::{Deserialize, Serialize};

mod annotation;
mod build;
mod decode;
mod format;
mod furniture;
#[cfg(feature = "html")]
mod html;
mod look;
#[cfg(feature = "markdown")]
mod markdown;
mod pieces;
mod plain;
mod source;
mod speakers;
#[cfg(feature = "ssml")]
mod ssml;
#[cfg(any(feature = "html", feature = "markdown"))]
mod table;
#[cfg(any(feature = "html", feature = "markdown"))]
mod tasks;
mod words;

pub use annotation::{
    Alphabet, Annotation, Emphasis, Gender, Inline, Interpretation, Level, Pause, Phonemes, Pitch,
    Prosody, SayAs, Strength, VoiceRequest,
};
pub use decode::decode;
pub use format::Format;
pub use pieces::{Pieces, pieces};

use crate::{Error, Result};
use look::{Look, Looks};

/// What an article is made of, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The headline, if one was recognised (it also stands among the blocks when it is to be read).
    pub title: Option<String>,
    /// The author line, if one was recognised.
    pub byline: Option<String>,
    /// The date as written, if one was recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The language that the source declares, as a BCP 47 tag such as `"en-GB"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The pronunciation lexicons that the source refers to (SSML). They are not read here: an app
    /// that can reach them gives them to [`Engine::add_lexicon`](crate::Engine::add_lexicon).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lexicons: Vec<LexiconReference>,
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
    /// Depth: 1 to 6 for headings, nesting from 1 for list items and quotes, 0 where none is known.
    #[serde(default)]
    pub level: u8,
    /// The text to read. Never empty, never only white space, in a document that [`read`] gave.
    pub text: String,
    /// Where each stretch of `text` stands in the source.
    #[serde(default)]
    pub source: SourceMap,
    /// How stretches of `text` are to be said, in the order in which they begin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
}

/// A lexicon that a document refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LexiconReference {
    /// Its address as written, absolute or from the place of the document.
    pub uri: String,
    /// The name by which the document refers to it; empty if it holds for the whole document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
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

/// What [`read`] does beyond recognising the parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Keep what would be left out as page furniture (search boxes, share buttons, credits).
    ///
    /// What cannot be read at all (rules, markup) stays out.
    pub keep_everything: bool,
    /// When the name of a speaker is itself read.
    pub speaker_labels: SpeakerLabels,
    /// Read the descriptions of pictures (`alt` in HTML, the text in brackets in Markdown).
    pub image_descriptions: bool,
    /// Leave blocks of program code out.
    pub skip_code: bool,
    /// Say of the items of a task list whether they are done: "Done: buy bread", "To do: sweep". Without
    /// it, the marks are listed as left out.
    pub task_states: bool,
    /// The character encoding that came with the article, for example the `charset` of an HTTP
    /// `Content-Type` header. Only HTML and SSML can be in an encoding other than UTF-8 or UTF-16; SSML names its own.
    pub charset: Option<String>,
    /// The largest source accepted, in bytes.
    pub max_bytes: usize,
}

impl Options {
    /// The default for [`Options::max_bytes`]: 64 MiB, more than a hundred long novels.
    pub const MAX_BYTES: usize = 64 << 20;
}

impl Default for Options {
    fn default() -> Self {
        Options {
            keep_everything: false,
            speaker_labels: SpeakerLabels::default(),
            image_descriptions: false,
            skip_code: false,
            task_states: true,
            charset: None,
            max_bytes: Options::MAX_BYTES,
        }
    }
}

/// When the label of a speaker ("Q:", a name on a line of its own) is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SpeakerLabels {
    /// Before each turn.
    #[default]
    EachTurn,
    /// Before the first turn of each speaker only.
    FirstTurn,
    /// Never: for voices that can be told apart.
    Never,
}

/// Reads an article.
///
/// With [`Format::Auto`] the format is found from the content. Offsets in the result are byte
/// offsets in `bytes` when these are UTF-8, with or without a byte order mark, and otherwise in the
/// text that [`decode`] gives. A source with nothing to read gives a document without blocks.
///
/// Time is linear in the size of the source.
///
/// # Errors
///
/// [`Error::Limit`] for a source above [`Options::max_bytes`]; [`Error::Malformed`] for text that
/// is not valid in its encoding, with the place; [`Error::Unsupported`] for a file that is not text
/// (a picture, an archive, a PDF), and for a format that this build leaves out. Of SSML, what is not
/// well-formed is malformed, with line and column.
pub fn read(bytes: &[u8], format: Format, options: &Options) -> Result<Document> {
    if bytes.len() > options.max_bytes {
        return Err(Error::limit(
            "article",
            format_args!("{} bytes", bytes.len()),
            format!("max_bytes = {}", options.max_bytes),
            "split the text, or raise `article::Options::max_bytes`",
        ));
    }
    let format = match format {
        Format::Auto => Format::of_content(bytes),
        named => named,
    };
    let text = decode(bytes, format, options)?;
    match format {
        Format::Auto | Format::Text => Ok(plain::read(&text, options)),
        #[cfg(feature = "html")]
        Format::Html => html::read(&text, options),
        #[cfg(not(feature = "html"))]
        Format::Html => Err(missing("HTML", "html")),
        #[cfg(feature = "markdown")]
        Format::Markdown => Ok(markdown::read(&text, options)),
        #[cfg(not(feature = "markdown"))]
        Format::Markdown => Err(missing("Markdown", "markdown")),
        #[cfg(feature = "ssml")]
        Format::Ssml => ssml::read(&text),
        #[cfg(not(feature = "ssml"))]
        Format::Ssml => Err(missing("SSML", "ssml")),
    }
}

/// A format that this build leaves out.
#[cfg(not(all(feature = "html", feature = "markdown", feature = "ssml")))]
fn missing(format: &str, feature: &str) -> Error {
    Error::unsupported(
        "article",
        format!("this build does not read {format}"),
        format!("build with the feature `{feature}`, or give it as plain text"),
    )
}

impl Document {
    /// Reads plain text with the default options. It cannot fail.
    pub fn from_text(text: &str) -> Self {
        plain::read(text, &Options::default())
    }

    /// Lists a part of the source as not read, with no more than the beginning of its text.
    fn skip(&mut self, text: &str, source: Range<usize>, reason: &str) {
        let end = (0..=EXCERPT.min(text.len()))
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(0);
        self.skipped.push(Skipped {
            text: text[..end].to_owned(),
            source,
            reason: reason.to_owned(),
        });
    }

    /// A section ends here, without a heading after it.
    fn end_section(&mut self) {
        if let Some(block) = self.blocks.last_mut() {
            let end = block.text.len();
            let section = Annotation::new(end..end, Inline::Section);
            if block.annotations.last() != Some(&section) {
                block.annotations.push(section);
            }
        }
    }

    /// Moves the places in the source on.
    fn shift(&mut self, offset: usize) {
        if offset == 0 {
            return;
        }
        let pieces = self.blocks.iter_mut().flat_map(|b| &mut b.source.pieces);
        pieces.for_each(|piece| piece.source += offset);
        for Skipped { source, .. } in &mut self.skipped {
            *source = source.start + offset..source.end + offset;
        }
    }

    /// The length of the text to read, in bytes.
    pub fn text_len(&self) -> usize {
        self.blocks.iter().map(|b| b.text.len()).sum()
    }
}

/// Which part of a text it is that is read: a long text is read in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// Nothing stands before it.
    first: bool,
    /// Nothing stands behind it.
    last: bool,
}

impl Part {
    /// All of the text.
    #[cfg(feature = "html")]
    const WHOLE: Part = Part {
        first: true,
        last: true,
    };
}

/// The place of byte `at` of a text, for an error: line and column, both from 1.
#[cfg(feature = "ssml")]
fn place(text: &str, at: usize) -> String {
    let at = (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    let before = &text[..at];
    let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[start..].chars().count() + 1;
    format!("line {line}, column {column}")
}

/// How much text of a skipped part is kept for the report, in bytes.
const EXCERPT: usize = 160;

impl Block {
    /// A block said by the narrator, with no place in a source.
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Block {
            kind,
            speaker: None,
            level: 0,
            text: text.into(),
            source: SourceMap::default(),
            annotations: Vec::new(),
        }
    }

    /// The same block, said by `speaker`.
    pub fn said_by(mut self, speaker: impl Into<String>) -> Self {
        self.speaker = Some(speaker.into());
        self
    }

    /// The same block at a heading level or a depth of nesting.
    pub fn at_level(mut self, level: u8) -> Self {
        self.level = level;
        self
    }
}
