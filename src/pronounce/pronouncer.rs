//! From a sentence's words to an [`Utterance`].

use std::sync::Arc;

use super::class::hash;
use super::context::Context;
use super::homograph::{Features, Kind};
use super::lts::Search;
use super::sound::append_cmu;
use super::speech_part::{part_of_speech, weaken};
use super::user::UserLexicon;
use super::{
    Origin, Phone, PhoneWord, Sound, Stress, Utterance, Wanted, derive, ending, letters, syllable,
};
use crate::language::Language;
use crate::text::{Punctuation, Sentence, WordKind};

/// Pronounces sentences: a language's lexicon and models, a user's lexicon, reusable scratch.
///
/// Cheap to make; keep one for each thread.
#[derive(Debug, Clone)]
pub struct Pronouncer {
    language: Arc<Language>,
    user: Option<Arc<UserLexicon>>,
    context: Context,
    features: Features,
    speller: Speller,
    /// The sounds of all words, and for each word where they end, where they came from and the
    /// kind of reading.
    sounds: Vec<Sound>,
    found: Vec<(usize, Origin, Option<Kind>)>,
    word: Vec<Sound>,
}

/// What looking up a single word needs.
#[derive(Debug, Clone, Default)]
struct Speller {
    folded: String,
    search: Search,
    /// Words that the lexicon lacks and what the rules made of them: an article repeats its names.
    recent: Vec<Recent>,
}

/// A word that was pronounced by rule.
#[derive(Debug, Clone, Default)]
struct Recent {
    word: String,
    name: bool,
    sounds: Vec<Sound>,
    origin: Origin,
}

/// How many words by rule are remembered, each in the place that its hash gives.
const RECENT: usize = 256;
/// Longer ones are not.
const MAX_REMEMBERED: usize = 40;

impl Pronouncer {
    /// A pronouncer for a language.
    pub fn new(language: Arc<Language>) -> Pronouncer {
        Pronouncer {
            language,
            user: None,
            context: Context::default(),
            features: Features::default(),
            speller: Speller::default(),
            sounds: Vec::new(),
            found: Vec::new(),
            word: Vec::new(),
        }
    }

    /// Uses a user's lexicon from the next sentence on, or none.
    pub fn set_user_lexicon(&mut self, user: Option<Arc<UserLexicon>>) {
        self.user = user;
    }

    /// Pronounces a sentence: one [`PhoneWord`] for each of its words, in order.
    ///
    /// A word in which nothing can be pronounced (no Latin or Greek letter, no digit) gets no
    /// syllables.
    pub fn pronounce(&mut self, sentence: &Sentence, out: &mut Utterance) {
        self.pronounce_wanted(sentence, None, out);
    }

    /// The same, with pronunciations that the document asks for.
    pub fn pronounce_wanted(
        &mut self,
        sentence: &Sentence,
        wanted: Option<&Wanted>,
        out: &mut Utterance,
    ) {
        out.clear();
        out.kind = sentence.kind;
        self.context.fill(sentence, &self.language.classes);
        self.look_up(sentence, wanted);
        self.place(sentence, out);
    }

    /// Finds every word's strong form.
    fn look_up(&mut self, sentence: &Sentence, wanted: Option<&Wanted>) {
        self.sounds.clear();
        self.found.clear();
        while self.found.len() < sentence.words.len() {
            let i = self.found.len();
            if wanted.is_some_and(|wanted| self.wanted(sentence, wanted, i))
                || self.user_entry(sentence, i)
                || self.phrase(sentence, i)
            {
                continue;
            }
            let word = &sentence.words[i];
            let (origin, kind) = match word.kind {
                WordKind::Letter => (spell(sentence.spelling(word), &mut self.sounds), None),
                WordKind::Word | WordKind::Transliterated => self.strong_form(sentence, i),
            };
            self.found.push((self.sounds.len(), origin, kind));
        }
    }

    /// Takes the sounds that are wanted for word `i` and what belongs to it.
    fn wanted(&mut self, sentence: &Sentence, wanted: &Wanted, i: usize) -> bool {
        if let Some((words, sounds)) = wanted.at(i) {
            self.sounds.extend_from_slice(sounds);
            let end = (i + words).min(sentence.words.len());
            let entry = (self.sounds.len(), Origin::User, None);
            self.found.resize(end, entry);
            return true;
        }
        let (folded, sounds) = (&mut self.speller.folded, &mut self.sounds);
        wanted.lexicons(i).any(|(lexicon, end)| {
            lexicon_entry(lexicon, sentence, i, end, folded, sounds, &mut self.found)
        })
    }

    /// Takes the longest entry of the user's lexicon that begins with word `i`.
    fn user_entry(&mut self, sentence: &Sentence, i: usize) -> bool {
        let (folded, sounds) = (&mut self.speller.folded, &mut self.sounds);
        let end = sentence.words.len();
        self.user.as_ref().is_some_and(|user| {
            lexicon_entry(user, sentence, i, end, folded, sounds, &mut self.found)
        })
    }

    /// Takes the longest of the language's phrases that begins with word `i`.
    fn phrase(&mut self, sentence: &Sentence, i: usize) -> bool {
        // A phrase has several words; the phrases are read when the first could be one.
        if i + 1 >= sentence.words.len() {
            return false;
        }
        let Some(phrase) = self.language.phrases.at(sentence, i) else {
            return false;
        };
        phrase.append(&mut self.sounds, &mut self.found, |found, sounds| {
            found.push((sounds.len(), Origin::Derived, None));
        });
        true
    }

    fn strong_form(&mut self, sentence: &Sentence, i: usize) -> (Origin, Option<Kind>) {
        let spelling = sentence.spelling(&sentence.words[i]);
        let language = &*self.language;
        if let Some(mut readings) = language.lexicon.get(spelling) {
            let place = self.context.place[i] as usize;
            let chosen = readings.homograph.and_then(|number| {
                if commands(sentence, i)
                    && let Some(verb) = language.homographs.verb(number)
                {
                    return Some(verb);
                }
                self.features.collect(&self.context.seen, place);
                language.homographs.choose(number, &self.features)
            });
            let accented = chosen.and_then(|_| self.accented(sentence, i));
            let reading = accented.or(chosen.map(|(reading, _)| reading));
            if let Some(packed) = readings.nth(reading.unwrap_or(0)) {
                let first = self.sounds.len();
                packed.unpack(&mut self.sounds);
                if spelling == "used" && is_used_to(sentence, i) {
                    self.sounds.truncate(first);
                    let _ = append_cmu("Y UW1 S T", &mut self.sounds);
                }
                let kind = chosen.filter(|_| accented.is_none());
                return (Origin::Lexicon, kind.map(|(_, kind)| kind));
            }
        }
        (
            self.speller.word(
                language,
                spelling,
                sentence.words[i].capital,
                &mut self.sounds,
            ),
            None,
        )
    }

    /// "résumé", "exposé": the reading of a homograph that its last letter as written asks for.
    fn accented(&self, sentence: &Sentence, i: usize) -> Option<usize> {
        let word = &sentence.words[i];
        let written = sentence.written(sentence.tokens.get(word.token as usize)?);
        if !written.ends_with('é') {
            return None;
        }
        let mut readings = self.language.lexicon.get(sentence.spelling(word))?;
        readings.position(|packed| {
            let mut sounds = Vec::new();
            packed.unpack(&mut sounds);
            sounds.last().is_some_and(|s| s.phone() == Phone::Ey)
        })
    }

    /// Puts the words into the utterance, weakened where they are weak.
    fn place(&mut self, sentence: &Sentence, out: &mut Utterance) {
        let mut start = 0;
        for (i, (word, &(end, origin, kind))) in sentence.words.iter().zip(&self.found).enumerate()
        {
            let place = self.context.place[i] as usize;
            let pos = part_of_speech(&self.context.seen, place, kind, sentence.kind);
            self.word.clear();
            self.word.extend_from_slice(&self.sounds[start..end]);
            if origin == Origin::Lexicon {
                let next = self.sounds.get(end).copied();
                let spelling = sentence.spelling(word);
                weaken(
                    spelling,
                    pos,
                    &self.context.seen,
                    place,
                    next,
                    &mut self.word,
                );
            }
            start = end;
            let syllables = syllable::append(&self.word, out);
            out.words.push(PhoneWord {
                syllables,
                pos,
                origin,
                before: word.before,
                after: word.after,
            });
        }
    }
}

/// Whether space stands before word `i` in the text.
fn is_spaced(sentence: &Sentence, i: usize) -> bool {
    let token = sentence.tokens.get(sentence.words[i].token as usize);
    let first = token.filter(|t| t.words.start as usize == i);
    let before = first.and_then(|t| sentence.text.get(..t.span.start as usize));
    before.is_some_and(|b| b.ends_with(char::is_whitespace))
}

/// Takes the longest entry of a lexicon that begins with word `i` and ends before word `limit`: each
/// of its words goes to the sentence's word that stands there, the rest of them to the last.
fn lexicon_entry(
    lexicon: &UserLexicon,
    sentence: &Sentence,
    i: usize,
    limit: usize,
    folded: &mut String,
    sounds: &mut Vec<Sound>,
    all: &mut Vec<(usize, Origin, Option<Kind>)>,
) -> bool {
    let found = lexicon.longest(sentence, i, folded);
    let Some(found) = found.filter(|found| found.end <= limit) else {
        return false;
    };
    let mut parts = found.sounds.iter();
    for j in i..found.end {
        if j == i || is_spaced(sentence, j) {
            let part = parts.next().map_or(&[][..], Vec::as_slice);
            sounds.extend_from_slice(part);
        }
        if j + 1 == found.end {
            parts.for_each(|part| sounds.extend_from_slice(part));
            if found.genitive {
                ending::append_s(sounds);
            }
            all.push((sounds.len(), Origin::User, None));
            break;
        }
        all.push((sounds.len(), Origin::User, None));
    }
    found.end > i
}

/// "Separate the eggs", "Record your voice": what begins a sentence before an article is a verb.
fn commands(sentence: &Sentence, i: usize) -> bool {
    i == 0
        && sentence.words.get(1).is_some_and(|next| {
            sentence.words[0].after == Punctuation::None
                && matches!(
                    sentence.spelling(next),
                    "the" | "a" | "an" | "your" | "my" | "his" | "our" | "their" | "its"
                )
        })
}

/// Whether "used" is the one of "used to do": not "is used to cut".
fn is_used_to(sentence: &Sentence, i: usize) -> bool {
    let spelling = |i: usize| sentence.words.get(i).map_or("", |w| sentence.spelling(w));
    let before = i.checked_sub(1).map_or("", spelling);
    spelling(i + 1) == "to"
        && matches!(
            before,
            "i" | "you"
                | "he"
                | "she"
                | "it"
                | "we"
                | "they"
                | "who"
                | "there"
                | "that"
                | "get"
                | "got"
        )
}

/// Letters by their names, with a plural or possessive ending.
fn spell(spelling: &str, out: &mut Vec<Sound>) -> Origin {
    let base = spelling.strip_suffix("'s").unwrap_or(spelling);
    for letter in base.chars() {
        if let Some(name) = letters::name(letter) {
            // The names are this crate's own and parse.
            let _ = append_cmu(name, out);
        }
    }
    if base.len() < spelling.len() && !out.is_empty() {
        ending::append_s(out);
    }
    Origin::Letter
}

/// Appends the pronunciation of a word outside any sentence: lexicon, stem rules, letters.
pub(super) fn pronounce_word(language: &Language, word: &str, out: &mut Vec<Sound>) {
    Speller::default().word(language, word, false, out);
}

impl Speller {
    /// A word by the lexicon and the rules, as a `name` if it was written with a capital; parts
    /// between signs and digits one by one.
    fn word(
        &mut self,
        language: &Language,
        spelling: &str,
        name: bool,
        out: &mut Vec<Sound>,
    ) -> Origin {
        let first = out.len();
        let mut origin = Origin::Rules;
        self.folded.clear();
        for c in spelling.chars() {
            match c {
                '’' | '\'' => self.folded.push('\''),
                'a'..='z' => self.folded.push(c),
                'A'..='Z' => self.folded.push(c.to_ascii_lowercase()),
                _ => match c.to_lowercase().find_map(letters::fold) {
                    Some(plain) => self.folded.push_str(plain),
                    None => {
                        origin = self.flush(language, name, out);
                        if let Some(name) = letters::name(c) {
                            // The names are this crate's own and parse.
                            let _ = append_cmu(name, out);
                            origin = Origin::Letter;
                        }
                    }
                },
            }
        }
        if !self.folded.is_empty() {
            origin = self.flush(language, name, out);
        }
        if out.len() == first {
            origin = Origin::Letter;
        }
        origin
    }

    /// The letters collected so far, as a word.
    fn flush(&mut self, language: &Language, name: bool, out: &mut Vec<Sound>) -> Origin {
        let folded = std::mem::take(&mut self.folded);
        let word = folded.trim_matches('\'');
        let origin = if word.is_empty() {
            Origin::Rules
        } else if let Some(packed) = [folded.as_str(), word]
            .iter()
            .find_map(|w| language.lexicon.get(w).and_then(|mut all| all.next()))
        {
            packed.unpack(out);
            Origin::Lexicon
        } else {
            self.by_rule(language, &folded, name, out)
        };
        self.folded = folded;
        self.folded.clear();
        origin
    }

    /// A word that the lexicon lacks: remembered, or by stems, or by its letters.
    fn by_rule(
        &mut self,
        language: &Language,
        whole: &str,
        name: bool,
        out: &mut Vec<Sound>,
    ) -> Origin {
        let word = whole.trim_matches('\'');
        if self.recent.is_empty() {
            self.recent.resize_with(RECENT, Recent::default);
        }
        let slot = hash(whole) as usize % RECENT;
        let recent = &self.recent[slot];
        if recent.word == whole && recent.name == name {
            out.extend_from_slice(&recent.sounds);
            return recent.origin;
        }
        let first = out.len();
        let derived = derive::derive(&language.lexicon, whole, name, out)
            || (whole != word && derive::derive(&language.lexicon, word, name, out));
        let origin = if derived {
            Origin::Derived
        } else if !word.contains(['a', 'e', 'i', 'o', 'u', 'y']) && word.len() <= MAX_SPELLED {
            // Nothing to be read as a syllable.
            spell(word, out)
        } else {
            let (base, genitive) = match word.strip_suffix("'s") {
                Some(base) => (base, true),
                None => (word, false),
            };
            language.lts.pronounce(base, &mut self.search, out);
            // Families and tribes of animals: "felidae", "bovinae".
            let family = base.ends_with("idae") || base.ends_with("inae");
            if family && out.last().is_some_and(|s| s.phone() == Phone::Ey) {
                out.pop();
                out.push(Sound::new(Phone::Iy, Stress::None));
            }
            if genitive {
                ending::append_s(out);
            }
            Origin::Rules
        };
        if whole.len() <= MAX_REMEMBERED {
            let recent = &mut self.recent[slot];
            recent.word.clear();
            recent.word.push_str(whole);
            recent.sounds.clear();
            recent.sounds.extend_from_slice(&out[first..]);
            (recent.name, recent.origin) = (name, origin);
        }
        origin
    }
}

/// The longest run of consonants that is spelled out.
const MAX_SPELLED: usize = 8;
