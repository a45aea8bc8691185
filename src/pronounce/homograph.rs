//! Which reading of a homograph the context asks for.
//!
//! A log-linear model: every feature of the context (the words around, their classes and endings,
//! punctuation, capitals) has a weight for each reading and another for the reading's kind, which
//! all homographs of that kind share, so that what `to record` teaches also reads `to permit`.
//! After Gorman, Mazovetskiy and Nikolaev 2018 ("Improving homograph disambiguation with
//! supervised machine learning", LREC), from whose sentences it is learnt.
//!
//! Layout, little-endian: `RLH1`; number of homographs, u32; for each the word's number in the
//! lexicon, u32, and the [`Kind`]s of its readings, four bytes; the weights
//! as in the module `sparse`.

use super::class::{Class, hash};
use super::sparse::{self, take};
use crate::text::Punctuation;
use crate::{Error, Result};

/// What a model begins with: name and version of the format.
pub const MAGIC: &[u8; 4] = b"RLH1";
/// The most readings of a word.
pub const MAX_READINGS: usize = 4;

/// What the readings of homographs share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A reading that shares nothing.
    Own = 1,
    /// Noun, or noun and adjective.
    Noun = 2,
    /// Verb.
    Verb = 3,
    /// Adjective.
    Adjective = 4,
    /// A plural.
    Nouns = 5,
    /// The third person of a verb.
    Verbs = 6,
}

impl Kind {
    /// The kind of a byte in the compiled model or a name in `src/language/sources/homographs.txt`.
    pub fn parse(name: &str) -> Option<Kind> {
        Some(match name {
            "own" => Kind::Own,
            "noun" => Kind::Noun,
            "verb" => Kind::Verb,
            "adj" => Kind::Adjective,
            "nouns" => Kind::Nouns,
            "verbs" => Kind::Verbs,
            _ => return None,
        })
    }

    fn from_byte(byte: u8) -> Option<Kind> {
        use Kind::*;
        [Own, Noun, Verb, Adjective, Nouns, Verbs]
            .into_iter()
            .find(|&k| k as u8 == byte)
    }
}

/// What the model sees of a word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// The hash of its spelling.
    pub hash: u32,
    /// The hash of its last three letters.
    pub ending: u32,
    /// Its class.
    pub class: Class,
    /// Whether it was written with a capital inside the sentence.
    pub capital: bool,
    /// The punctuation after it.
    pub after: Punctuation,
}

/// The features of a context: hashes, first those of structure, then those of topic.
#[derive(Debug, Clone, Default)]
pub struct Features {
    hashes: Vec<u32>,
    topic: usize,
}

/// How many words to each side tell the topic.
const TOPIC: usize = 12;
/// The numbers of the features of the word before, the word after and any word near.
const BEFORE: u32 = 2;
const AFTER: u32 = 5;
/// The numbers of the features of the next word's ending, and of a capital inside the sentence.
const ENDING_AFTER: u32 = 9;
const CAPITAL: u32 = 35;
const NEAR: u32 = 1000;

impl Features {
    /// Collects the features of the word at `at`.
    pub fn collect(&mut self, words: &[Seen], at: usize) {
        self.hashes.clear();
        let edge = Seen {
            class: Class::Edge,
            hash: 1,
            ..Seen::default()
        };
        let word = |offset: isize| {
            let place = at as isize + offset;
            usize::try_from(place)
                .ok()
                .and_then(|p| words.get(p))
                .copied()
                .unwrap_or(edge)
        };
        let (l3, l2, l1) = (word(-3), word(-2), word(-1));
        let (own, r1, r2, r3) = (word(0), word(1), word(2), word(3));
        let c = |s: Seen| s.class as u32 * 2 + u32::from(s.capital);
        let stop = |s: Seen| s.after as u32;
        let (b1, b2, a0, a1) = (stop(l1), stop(l2), stop(own), stop(r1));
        let verb_before = nearest(words[..at].iter().rev().copied());
        let verb_after = nearest(words[at + 1..].iter().copied());
        let mut kind = 0;
        let mut push = |values: &[u32]| {
            kind += 1;
            self.hashes
                .push(values.iter().fold(kind, |h, &v| mix(h, v)));
        };
        push(&[]); // The reading's own frequency.
        push(&[l1.hash]); // BEFORE
        push(&[l2.hash]);
        push(&[l3.hash]);
        push(&[r1.hash]); // AFTER
        push(&[r2.hash]);
        push(&[r3.hash]);
        push(&[l1.ending]);
        push(&[r1.ending]); // ENDING_AFTER
        push(&[l2.ending]);
        push(&[r2.ending]);
        push(&[c(l1), b1]);
        push(&[c(l2), b2, b1]);
        push(&[c(l3)]);
        push(&[c(r1), a0]);
        push(&[c(r2), a1, a0]);
        push(&[c(r3)]);
        push(&[c(l2), c(l1), b1]);
        push(&[c(l3), c(l2), c(l1)]);
        push(&[c(l1), c(r1), b1, a0]);
        push(&[c(r1), c(r2), a0]);
        push(&[c(l2), c(l1), c(r1)]);
        push(&[c(l1), c(r1), c(r2)]);
        push(&[l1.hash, r1.hash]);
        push(&[l1.hash, c(r1), a0]);
        push(&[c(l1), r1.hash]);
        push(&[l2.hash, l1.hash]);
        push(&[r1.hash, r2.hash]);
        push(&[c(l2), l1.hash]);
        push(&[l2.hash, c(l1)]);
        push(&[l1.ending, c(r1)]);
        push(&[c(l1), r1.ending]);
        push(&[a0]);
        push(&[b1]);
        push(&[u32::from(own.capital)]); // CAPITAL
        push(&[u32::from(own.capital), c(l1)]);
        push(&[u32::from(own.capital), c(r1)]);
        push(&[verb_before]);
        push(&[verb_after]);
        push(&[verb_before, verb_after]);
        push(&[verb_before, c(l1)]);
        push(&[verb_after, c(l1)]);
        push(&[verb_before, c(r1)]);
        push(&[verb_after, c(r1), a0]);
        push(&[(at as u32).min(3)]);
        self.topic = self.hashes.len();
        let near = at.saturating_sub(TOPIC)..(at + TOPIC + 1).min(words.len());
        for (i, seen) in words[near.clone()].iter().enumerate() {
            if i + near.start != at && !is_function(seen.class) {
                self.hashes.push(mix(NEAR, seen.hash));
            }
        }
    }

    /// Makes one feature of a cue: `cue` stands near, `cue*` just before, `*cue` just after; `*-cue`
    /// are the last three letters of the word after; `^` and `!^` are the word with a capital inside
    /// the sentence and without one.
    pub fn cue(&mut self, cue: &str) {
        let word = hash(cue.trim_matches(['*', '-']));
        let feature = match (cue, cue.ends_with('*'), cue.starts_with('*')) {
            ("^" | "!^", ..) => mix(CAPITAL, u32::from(cue == "^")),
            (_, true, _) => mix(BEFORE, word),
            _ if cue.starts_with("*-") => mix(ENDING_AFTER, word),
            (.., true) => mix(AFTER, word),
            _ => mix(NEAR, word),
        };
        self.hashes.clear();
        self.hashes.push(feature);
        self.topic = 0;
    }

    /// Calls `f` with the place of the weight of every feature for a reading.
    pub fn places(&self, key: u32, kind: Kind, count: usize, mut f: impl FnMut(usize)) {
        let place = |hash: u32, key: u32| ((mix(hash, key) as u64 * count as u64) >> 32) as usize;
        for &hash in &self.hashes {
            f(place(hash, key.wrapping_add(16)));
        }
        if kind != Kind::Own {
            for &hash in &self.hashes[..self.topic] {
                f(place(hash, kind as u32));
            }
        }
    }
}

/// The class and distance of the nearest word that shows where the clause's verb is.
fn nearest(words: impl Iterator<Item = Seen>) -> u32 {
    let mut found = 0;
    for (distance, seen) in words.take(8).enumerate() {
        use Class::*;
        if matches!(
            seen.class,
            Modal | Be | Have | Do | To | Subject | Past | Ed | Verb
        ) {
            found = seen.class as u32 * 4 + (distance as u32 / 2).min(3);
            break;
        }
        if seen.after >= Punctuation::Comma {
            found = 1;
            break;
        }
    }
    found
}

fn is_function(class: Class) -> bool {
    use Class::*;
    matches!(
        class,
        Article
            | Possessive
            | Demonstrative
            | That
            | Quantifier
            | Subject
            | Object
            | Pronoun
            | Reflexive
            | To
            | Modal
            | Be
            | Have
            | Do
            | Not
            | Preposition
            | As
            | Like
            | Conjunction
            | Subordinator
            | Wh
            | Number
    )
}

fn mix(hash: u32, value: u32) -> u32 {
    let h = (hash ^ value.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0x9E37_79B1);
    h ^ (h >> 15)
}

/// The compiled model.
#[derive(Debug)]
pub struct Homographs {
    entries: &'static [u8],
    weights: sparse::Weights,
}

const ENTRY: usize = 4 + MAX_READINGS;

impl Homographs {
    /// Opens a compiled model in place.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the bytes are not a model of this version.
    pub fn open(bytes: &'static [u8]) -> Result<Homographs> {
        Self::read(bytes).ok_or_else(|| {
            Error::malformed(
                "compiled homographs",
                "not a complete model of this version",
                "header",
                "build them again with examples/build_lexicon",
            )
        })
    }

    fn read(bytes: &'static [u8]) -> Option<Homographs> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let count = u32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?) as usize;
        let entries = take(&mut rest, count.checked_mul(ENTRY)?)?;
        let weights = sparse::Weights::read(&mut rest)?;
        Some(Homographs { entries, weights })
    }

    /// The reading that the context asks for, and its kind; `None` if the word of that number in
    /// the lexicon is no homograph.
    pub fn choose(&self, number: u32, features: &Features) -> Option<(usize, Kind)> {
        let (index, kinds) = self.find(number)?;
        let readings = kinds.iter().map_while(|byte| Kind::from_byte(*byte));
        let key = |reading: usize| (index * MAX_READINGS + reading) as u32;
        let mut touched = 0;
        for (reading, kind) in readings.clone().enumerate() {
            features.places(key(reading), kind, self.weights.places(), |at| {
                touched ^= self.weights.touch(at);
            });
        }
        std::hint::black_box(touched);
        let mut best: Option<(i64, usize, Kind)> = None;
        for (reading, kind) in readings.enumerate() {
            let mut score = 0i64;
            features.places(key(reading), kind, self.weights.places(), |at| {
                score += self.weights.get(at) as i64;
            });
            if best.is_none_or(|(most, ..)| score > most) {
                best = Some((score, reading, kind));
            }
        }
        best.map(|(_, reading, kind)| (reading, kind))
    }

    /// The reading of a homograph that is a verb, if one of them is.
    pub fn verb(&self, number: u32) -> Option<(usize, Kind)> {
        let (_, kinds) = self.find(number)?;
        let at = kinds.iter().position(|&k| k == Kind::Verb as u8)?;
        Some((at, Kind::Verb))
    }

    /// The place and the kinds of a homograph, by binary search.
    fn find(&self, number: u32) -> Option<(usize, &[u8])> {
        let entry = |i: usize| &self.entries[i * ENTRY..][..ENTRY];
        let key = |i: usize| {
            let entry = entry(i);
            u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]])
        };
        let (mut low, mut high) = (0, self.entries.len() / ENTRY);
        while low < high {
            let middle = (low + high) / 2;
            if key(middle) < number {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let found = low * ENTRY < self.entries.len() && key(low) == number;
        found.then(|| (low, &entry(low)[4..]))
    }
}
