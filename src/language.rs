//! The shared, immutable resources of a language: its lexicon and models.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::pronounce::class::Classes;
use crate::pronounce::homograph::Homographs;
use crate::pronounce::lexicon::Lexicon;
use crate::pronounce::lts::LetterToSound;
use crate::pronounce::phrase::Phrases;
use crate::pronounce::{Sound, derive};

/// A language: what the text and pronunciation stages look things up in.
///
/// Immutable; share it between threads in an `Arc`. Opening it parses next to nothing: its tables
/// are compiled into the crate and read in place.
#[derive(Debug)]
pub struct Language {
    pub(crate) lexicon: Lexicon,
    pub(crate) lts: &'static LazyLock<LetterToSound>,
    pub(crate) classes: Classes,
    pub(crate) homographs: Homographs,
    pub(crate) phrases: &'static LazyLock<Phrases>,
}

/// Why what is compiled in can be opened.
const CHECKED: &str = "checked when it was compiled in";

/// Opened when the first word is met that the lexicon does not have: most short texts have none.
static LETTERS: LazyLock<LetterToSound> =
    LazyLock::new(|| LetterToSound::open(include_bytes!("language/en-us.letters")).expect(CHECKED));

/// Indexed once in a process, however many languages are opened.
static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::open(include_str!("language/sources/phrases.txt")));

impl Language {
    /// American English, compiled into the crate.
    ///
    /// Pronunciations are those of the CMU Pronouncing Dictionary (see `LICENSE-cmudict` beside
    /// the compiled data), with corrections and newer words of this project. The choice between
    /// the readings of homographs is learnt from Google's WikipediaHomographData (Apache-2.0).
    pub fn english() -> Self {
        Language {
            lexicon: Lexicon::open(
                Cow::Borrowed(include_bytes!("language/en-us.words")),
                Cow::Borrowed(include_bytes!("language/en-us.sounds")),
            )
            .expect(CHECKED),
            lts: &LETTERS,
            classes: Classes::open(Cow::Borrowed(include_bytes!("language/en-us.classes")))
                .expect(CHECKED),
            homographs: Homographs::open(include_bytes!("language/en-us.homographs"))
                .expect(CHECKED),
            phrases: &PHRASES,
        }
    }

    /// Its tag (BCP 47).
    pub fn tag(&self) -> &'static str {
        "en-US"
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

    /// The pronunciations of a word (lower case) that stands alone, the usual one first; empty if
    /// neither the lexicon nor its stem rules have it.
    ///
    /// ```
    /// use rhapsode::Language;
    /// use rhapsode::pronounce::sound::{print_cmu, print_ipa};
    ///
    /// let english = Language::english();
    /// let all = english.pronunciations("tomato");
    /// assert_eq!(print_cmu(&all[0]), "T AH0 M EY1 T OW2");
    /// assert_eq!(print_ipa(&all[0]), "təˈmeɪˌtoʊ");
    /// ```
    pub fn pronunciations(&self, word: &str) -> Vec<Vec<Sound>> {
        let mut all = Vec::new();
        for packed in self.lexicon.get(word).into_iter().flatten() {
            let mut sounds = Vec::new();
            packed.unpack(&mut sounds);
            all.push(sounds);
        }
        let mut sounds = Vec::new();
        if all.is_empty() && derive::derive(&self.lexicon, word, false, &mut sounds) {
            all.push(sounds);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_possessives() {
        let english = Language::english();
        for word in [
            "the",
            "podcast",
            "podcast's",
            "parents'",
            "vientiane",
            "can't",
        ] {
            assert!(english.has_word(word), "{word}");
        }
        for word in ["", "qzx", "The", "parent'"] {
            assert!(!english.has_word(word), "{word}");
        }
    }

    #[test]
    fn variants_come_after_the_usual_pronunciation() {
        let all = Language::english().pronunciations("route");
        let all: Vec<String> = all
            .iter()
            .map(|s| crate::pronounce::sound::print_cmu(s))
            .collect();
        assert_eq!(all, ["R UW1 T", "R AW1 T"]);
        assert!(Language::english().pronunciations("qzx").is_empty());
    }
}
