//! What a document asks of the pronunciation of its words: sounds, and lexicons for stretches.

use std::ops::Range;
use std::sync::Arc;

use super::sound::{parse_cmu, parse_ipa};
use super::{Sound, UserLexicon};
use crate::article::{Alphabet, Phonemes};

/// The sounds of a pronunciation.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn parse_phonemes(phonemes: &Phonemes) -> Result<Vec<Sound>, String> {
    let sounds = match phonemes.alphabet {
        Alphabet::Ipa => parse_ipa(&phonemes.ph).map_err(|(_, c)| format!("`{c}` is no sound"))?,
        Alphabet::Cmu => {
            parse_cmu(&phonemes.ph).map_err(|(_, part)| format!("`{part}` is no sound"))?
        }
    };
    if sounds.is_empty() {
        return Err("it has no sounds".to_owned());
    }
    Ok(sounds)
}

/// Pronunciations that are asked for in a sentence, by its words. They go before all others.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Words, and their sounds in `sounds`, in order of the words.
    words: Vec<(Range<u32>, Range<u32>)>,
    sounds: Vec<Sound>,
    lexicons: Vec<(Range<u32>, Arc<UserLexicon>)>,
}

impl Wanted {
    /// Forgets everything and keeps the buffers.
    pub fn clear(&mut self) {
        self.words.clear();
        self.sounds.clear();
        self.lexicons.clear();
    }

    /// Asks for the sounds of words, a range of indices into
    /// [`Sentence::words`](crate::text::Sentence::words): the first word takes them all, the others
    /// are silent. Ranges must come in order and not overlap.
    pub fn sounds(&mut self, words: Range<u32>, sounds: &[Sound]) {
        let start = self.sounds.len() as u32;
        self.sounds.extend_from_slice(sounds);
        self.words.push((words, start..self.sounds.len() as u32));
    }

    /// Looks words up in a lexicon, before the user's; of several the last goes first.
    pub fn lexicon(&mut self, words: Range<u32>, lexicon: Arc<UserLexicon>) {
        self.lexicons.push((words, lexicon));
    }

    /// The sounds of the words that begin with word `i`, and how many words these are.
    pub(super) fn at(&self, i: usize) -> Option<(usize, &[Sound])> {
        let found = self
            .words
            .binary_search_by_key(&(i as u32), |(words, _)| words.start)
            .ok()?;
        let (words, sounds) = &self.words[found];
        let sounds = &self.sounds[sounds.start as usize..sounds.end as usize];
        Some((words.len().max(1), sounds))
    }

    /// The lexicons that hold for word `i`, the innermost first.
    pub(super) fn lexicons(&self, i: usize) -> impl Iterator<Item = (&UserLexicon, usize)> {
        let holds = move |(words, _): &&(Range<u32>, _)| words.contains(&(i as u32));
        self.lexicons
            .iter()
            .rev()
            .filter(holds)
            .map(|(words, lexicon)| (&**lexicon, words.end as usize))
    }
}
