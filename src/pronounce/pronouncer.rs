//! From a sentence's words to an [`Utterance`].

use std::sync::Arc;

use super::sound::parse_cmu;
use super::{Origin, PartOfSpeech, PhoneWord, Sound, Utterance, derive, letters, syllable};
use crate::language::Language;
use crate::text::{Sentence, WordKind};

/// Pronounces sentences: a language's lexicon and models, with reusable scratch.
///
/// Cheap to make; keep one for each thread.
#[derive(Debug, Clone)]
pub struct Pronouncer {
    language: Arc<Language>,
    sounds: Vec<Sound>,
    folded: String,
}

impl Pronouncer {
    /// A pronouncer for a language.
    pub fn new(language: Arc<Language>) -> Pronouncer {
        Pronouncer {
            language,
            sounds: Vec::new(),
            folded: String::new(),
        }
    }

    /// Pronounces a sentence: one [`PhoneWord`] for each of its words, in order.
    ///
    /// A word in which nothing can be pronounced gets no syllables.
    pub fn pronounce(&mut self, sentence: &Sentence, out: &mut Utterance) {
        out.clear();
        out.kind = sentence.kind;
        for word in &sentence.words {
            self.sounds.clear();
            let origin = match word.kind {
                WordKind::Letter => self.letters(sentence.spelling(word)),
                WordKind::Word => self.word(sentence.spelling(word)),
            };
            let syllables = syllable::append(&self.sounds, out);
            out.words.push(PhoneWord {
                syllables,
                pos: PartOfSpeech::Noun,
                origin,
                before: word.before,
                after: word.after,
            });
        }
    }

    /// A letter's name, its plural or possessive.
    fn letters(&mut self, spelling: &str) -> Origin {
        let base = spelling.strip_suffix("'s").unwrap_or(spelling);
        for letter in base.chars() {
            if let Some(name) = letters::name(letter) {
                self.sounds.extend(parse_cmu(name).unwrap_or_default());
            }
        }
        if base.len() < spelling.len() {
            derive::append_s(&mut self.sounds);
        }
        Origin::Letter
    }

    fn word(&mut self, spelling: &str) -> Origin {
        self.folded.clear();
        for c in spelling.chars() {
            match c {
                '’' => self.folded.push('\''),
                c if c.is_ascii() => self.folded.push(c.to_ascii_lowercase()),
                c => self.folded.push_str(letters::fold(c).unwrap_or_default()),
            }
        }
        let lexicon = &self.language.lexicon;
        if let Some(packed) = lexicon.get(&self.folded).and_then(|mut all| all.next()) {
            packed.unpack(&mut self.sounds);
            return Origin::Lexicon;
        }
        if derive::derive(lexicon, &self.folded, &mut self.sounds) {
            return Origin::Derived;
        }
        self.language.lts.pronounce(&self.folded, &mut self.sounds);
        if self.sounds.is_empty() {
            return self.letters(spelling);
        }
        Origin::Rules
    }
}
