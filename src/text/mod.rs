//! Stage 2: a block's text to [`Sentence`]s: tokens as written, words as spoken.

mod abbreviation;
mod acronym;
mod address;
mod angle;
mod attribute;
mod boundary;
mod chat;
mod chemistry;
mod cluster;
mod command;
mod compat;
mod date;
mod domain;
mod duration;
mod electronic;
mod emoji;
mod enumerator;
mod era;
mod exponent;
mod footnote;
mod foreign;
mod fraction;
mod function;
mod given;
mod hash;
mod initials;
mod inner;
mod listing;
mod lower_street;
pub(crate) mod marked;
mod math;
mod measure;
mod money;
mod named_number;
mod normalize;
mod number;
mod numeral;
mod numeral_roman;
mod numeric_date;
mod path;
mod plural;
mod quantity;
mod range;
mod rate;
mod reader;
mod roman;
mod say_as;
mod scripture;
mod sentence;
mod serial;
mod shilling;
mod short_context;
mod short_form;
mod short_word;
mod slash;
mod starter;
mod state;
mod suffix;
mod symbol;
mod telephone;
mod time;
mod token;
mod unit;
mod word;
mod year;

use std::ops::Range;

pub use normalize::{Emoji, Normalizer, TextOptions};
pub(crate) use sentence::Segmenter;
pub use sentence::{MAX_SENTENCE, Sentences, sentences};

use serde::{Deserialize, Serialize};

use crate::article::BlockKind;

/// One sentence: its text, the tokens in it and the words that will be said.
///
/// Flat and reusable: [`Sentence::clear`] keeps the buffers, so that a warm reader allocates nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// The sentence as written.
    pub text: String,
    /// Byte offset of `text` in the text of its block.
    pub start: usize,
    /// What kind of block the sentence stands in.
    pub block: Option<BlockKind>,
    /// Whether it is the last sentence of its block.
    pub ends_block: bool,
    /// What kind of sentence it is.
    pub kind: SentenceKind,
    /// Tokens as written, in order; every word belongs to one.
    pub tokens: Vec<Token>,
    /// What will be said: lower-case words separated by single spaces.
    pub spoken: String,
    /// The words of `spoken`, in order.
    pub words: Vec<Word>,
}

/// The kinds of sentence that differ in melody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SentenceKind {
    /// Falls at the end.
    #[default]
    Statement,
    /// A question that yes or no answers: rises at the end.
    YesNoQuestion,
    /// A question with a question word: falls at the end.
    WhQuestion,
    /// Ends with an exclamation mark.
    Exclamation,
}

/// A stretch of the sentence as written that is spoken as a whole: a word, a number, a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Its bytes in [`Sentence::text`].
    pub span: Range<u32>,
    /// Its words, as indices into [`Sentence::words`] (empty for a token that is not said).
    pub words: Range<u32>,
}

/// A word as it will be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Its bytes in [`Sentence::spoken`].
    pub spoken: Range<u32>,
    /// Its token, as an index into [`Sentence::tokens`].
    pub token: u32,
    /// How its pronunciation is found.
    pub kind: WordKind,
    /// Whether it was written with a capital (a hint for names).
    pub capital: bool,
    /// The punctuation that opens before it: only [`Punctuation::Open`] or [`Punctuation::None`].
    pub before: Punctuation,
    /// The punctuation that follows it.
    pub after: Punctuation,
}

/// How a spoken word is to be pronounced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WordKind {
    /// An ordinary word: lexicon, then rules.
    #[default]
    Word,
    /// A single letter said by its name ("a" is "ay" here, never the article); a plural or
    /// possessive ending may follow ("g's" in "s d g's").
    Letter,
    /// A word of another script, transliterated: pronounced by rules, for want of better.
    Transliterated,
}

/// What stands between two words, as far as it can be heard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Punctuation {
    /// Nothing but space.
    #[default]
    None,
    /// An opening bracket or quotation mark.
    Open,
    /// A slight separation inside an expansion: digit groups, parts of a date.
    Group,
    /// A closing bracket or quotation mark.
    Close,
    /// A comma.
    Comma,
    /// A spaced dash.
    Dash,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// An ellipsis.
    Ellipsis,
    /// A full stop.
    Stop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
}

impl Sentence {
    /// Empties the sentence and keeps its buffers.
    pub fn clear(&mut self) {
        self.text.clear();
        self.start = 0;
        self.block = None;
        self.ends_block = false;
        self.kind = SentenceKind::Statement;
        self.tokens.clear();
        self.spoken.clear();
        self.words.clear();
    }

    /// The spelling of a word as it will be said.
    pub fn spelling(&self, word: &Word) -> &str {
        &self.spoken[word.spoken.start as usize..word.spoken.end as usize]
    }

    /// A token as written.
    pub fn written(&self, token: &Token) -> &str {
        &self.text[token.span.start as usize..token.span.end as usize]
    }
}
