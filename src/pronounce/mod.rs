//! Stage 3: words to an [`Utterance`]: phones with stress, in syllables, in words.

mod affix;
mod british;
#[cfg_attr(not(feature = "factory"), allow(dead_code))] // Training uses more of it.
pub(crate) mod class;
mod context;
pub(crate) mod derive;
mod ending;
mod foreign;
#[cfg_attr(not(feature = "factory"), allow(dead_code))] // Training uses more of it.
pub(crate) mod homograph;
mod letters;
#[cfg_attr(not(feature = "factory"), allow(dead_code))] // Training uses more of it.
pub(crate) mod lexicon;
#[cfg_attr(not(feature = "factory"), allow(dead_code))] // Training uses more of it.
pub(crate) mod lts;
mod marked;
mod memo;
#[cfg_attr(not(feature = "factory"), allow(dead_code))] // Training uses more of it.
pub(crate) mod network;
mod phone;
pub(crate) mod phrase;
#[cfg(feature = "ssml")]
mod pls;
mod pronouncer;
pub mod sound;
mod sparse;
mod speech_part;
#[cfg_attr(not(feature = "factory"), allow(dead_code))] // Training uses more of it.
pub(crate) mod spelling;
pub mod syllable;
#[cfg(feature = "factory")]
pub mod training;
mod user;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use foreign::Foreign;
pub use marked::Wanted;
pub(crate) use marked::parse_phonemes;
pub use phone::{Phone, Stress};
pub use pronouncer::Pronouncer;
pub use sound::Sound;
pub use user::UserLexicon;

use crate::text::{Punctuation, SentenceKind};

/// A sentence as it will be pronounced.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Utterance {
    /// What kind of sentence it is.
    pub kind: SentenceKind,
    /// Its words, one for each of the sentence's words, in the same order.
    pub words: Vec<PhoneWord>,
    /// Its syllables; every phone belongs to one.
    pub syllables: Vec<Syllable>,
    /// Its phones, without pauses.
    pub phones: Vec<Phone>,
}

/// A word's pronunciation and what prosody needs to know of the word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneWord {
    /// Its syllables, as indices into [`Utterance::syllables`].
    pub syllables: Range<u32>,
    /// Its part of speech.
    pub pos: PartOfSpeech,
    /// Where the pronunciation came from.
    pub origin: Origin,
    /// The punctuation that opens before it.
    pub before: Punctuation,
    /// The punctuation that follows it.
    pub after: Punctuation,
}

/// A syllable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Syllable {
    /// Its phones, as indices into [`Utterance::phones`].
    pub phones: Range<u32>,
    /// Lexical stress (weak forms of function words have none).
    pub stress: Stress,
}

/// Coarse parts of speech: what phrasing, accent and homographs need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum PartOfSpeech {
    /// Noun, name or number.
    #[default]
    Noun,
    /// Full verb.
    Verb,
    /// Adjective.
    Adjective,
    /// Adverb.
    Adverb,
    /// Article, possessive, demonstrative, quantifier.
    Determiner,
    /// Pronoun.
    Pronoun,
    /// Preposition, and "to" before a verb.
    Preposition,
    /// Conjunction.
    Conjunction,
    /// Auxiliary or modal verb.
    Auxiliary,
    /// Question word.
    Interrogative,
    /// Interjection and whatever else.
    Other,
}

impl PartOfSpeech {
    /// Whether words of this kind normally carry an accent.
    pub fn is_content(self) -> bool {
        use PartOfSpeech::*;
        matches!(
            self,
            Noun | Verb | Adjective | Adverb | Interrogative | Other
        )
    }
}

/// Where a pronunciation came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
#[non_exhaustive]
pub enum Origin {
    /// The lexicon.
    #[default]
    Lexicon,
    /// A lexicon word with a regular ending, a compound of lexicon words, or part of a phrase that
    /// the language lists ("vis-à-vis").
    Derived,
    /// Letter-to-sound rules.
    Rules,
    /// A letter's name.
    Letter,
    /// The user's lexicon.
    User,
}

impl Utterance {
    /// Empties the utterance and keeps its buffers.
    pub fn clear(&mut self) {
        self.kind = SentenceKind::Statement;
        self.words.clear();
        self.syllables.clear();
        self.phones.clear();
    }

    /// The indices of a word's phones.
    pub fn phones_of(&self, word: &PhoneWord) -> Range<usize> {
        let s = word.syllables.start as usize..word.syllables.end as usize;
        match self.syllables.get(s) {
            Some([first, .., last]) => first.phones.start as usize..last.phones.end as usize,
            Some([only]) => only.phones.start as usize..only.phones.end as usize,
            _ => 0..0,
        }
    }
}
