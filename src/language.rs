//! The shared, immutable resources of a language: its lexicon and models.

use std::borrow::Cow;

use crate::pronounce::lexicon::Lexicon;
use crate::pronounce::lts::LetterToSound;
use crate::pronounce::{Sound, derive};

/// A language: what the text and pronunciation stages look things up in.
///
/// Immutable; share it between threads in an `Arc`. Opening it parses nothing: its tables are
/// compiled into the crate and read in place.
#[derive(Debug)]
pub struct Language {
    pub(crate) lexicon: Lexicon,
    pub(crate) lts: LetterToSound,
}

impl Language {
    /// American English, compiled into the crate.
    ///
    /// Pronunciations are those of the CMU Pronouncing Dictionary (see `LICENSE-cmudict`), with
    /// corrections and newer words of this project.
    pub fn english() -> Self {
        let lexicon = Lexicon::open(
            Cow::Borrowed(include_bytes!("language/en-us.words")),
            Cow::Borrowed(include_bytes!("language/en-us.sounds")),
        );
        Language {
            lexicon: lexicon.expect("the lexicon was checked when it was compiled in"),
            lts: LetterToSound::new(),
        }
    }

    /// Whether the lexicon has the word (lower case), or has it without a possessive `'s` or `'`.
    pub fn has_word(&self, word: &str) -> bool {
        self.lexicon.contains(word) || {
            let base = word.strip_suffix("'s").or_else(|| {
                let base = word.strip_suffix('\'')?;
                base.ends_with('s').then_some(base)
            });
            base.is_some_and(|base| self.lexicon.contains(base))
        }
    }

    /// The pronunciations of a word (lower case) that stands alone, the usual one first; empty
    /// if neither the lexicon nor its stem rules have it.
    pub fn pronunciations(&self, word: &str) -> Vec<Vec<Sound>> {
        let mut all = Vec::new();
        for packed in self.lexicon.get(word).into_iter().flatten() {
            let mut sounds = Vec::new();
            packed.unpack(&mut sounds);
            all.push(sounds);
        }
        let mut sounds = Vec::new();
        if all.is_empty() && derive::derive(&self.lexicon, word, &mut sounds) {
            all.push(sounds);
        }
        all
    }
}
