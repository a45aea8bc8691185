//! A sentence's audio, and what is heard in it when.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::pronounce::Phone;
use crate::synth::PhoneTime;

/// One sentence's audio, with the place of every word in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chunk {
    /// The sentence as written.
    pub text: String,
    /// Its bytes in the source.
    pub source: Range<usize>,
    /// The block it stands in, as an index into [`Document::blocks`](crate::Document::blocks).
    pub block: usize,
    /// Where it begins, in frames from the start of the speech.
    pub start: u64,
    /// Mono samples, -1 to 1: all of the sentence, or what
    /// [`Speech::next_clause`](crate::Speech::next_clause) has made of it.
    pub samples: Vec<f32>,
    /// The sentence, then its words and the document's own marks, in the order in which they are
    /// heard.
    pub marks: Vec<Mark>,
    /// Its phones and pauses, from the first frame to the last: for mouths that move, and to find a
    /// place again at another rate.
    pub phones: Vec<TimedPhone>,
}

/// A phone that is heard at a known time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimedPhone {
    /// The phone; [`Phone::Pau`] is silence.
    pub phone: Phone,
    /// Its frames, counted from the start of the chunk.
    pub time: PhoneTime,
}

/// Something that is heard at a known time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// Frames from the start of the speech, end exclusive.
    pub frames: Range<u64>,
    /// Its bytes in [`Chunk::text`].
    pub text: Range<usize>,
    /// Its bytes in the source.
    pub source: Range<usize>,
    /// The name of a mark of the document; empty for the other kinds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// The kinds of mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MarkKind {
    /// A sentence.
    Sentence,
    /// A word as written; a number is one word.
    Word,
    /// A mark that the document asked for by name: it has a time and no length.
    Ssml,
}

impl Chunk {
    /// Where the audio made so far ends, in frames from the start of the speech: the end of the
    /// sentence's mark, whether or not its samples have been passed on and cleared.
    pub fn end(&self) -> u64 {
        let sentence = self.marks.first().filter(|m| m.kind == MarkKind::Sentence);
        match sentence {
            Some(mark) => mark.frames.end,
            None => self.start + self.samples.len() as u64,
        }
    }

    /// Empties the chunk and keeps its buffers.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.samples.clear();
        self.marks.clear();
        self.phones.clear();
    }
}
