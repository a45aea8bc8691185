//! Letter-to-sound: the pronunciation of a word from its spelling alone.
//!
//! Every letter gives none, one or two sounds, with their stress (the alignment of Black, Lenzo
//! and Pagel 1998). A linear model scores each choice from the letters around it, from the choices
//! made for the letters before it and from the stresses so far, and a beam search keeps the best
//! readings of the word (features after Jiampojamarn, Cherry and Kondrak 2010). The weights are
//! learnt by the averaged structured perceptron with max-violation updates (Collins 2002; Huang,
//! Fayong and Guo 2012) from the lexicon. A feature is no more than a hash: it selects a row of
//! weights, one for each choice that the letter has, anywhere in one table of bytes.
//!
//! Layout, little-endian: `RLT1`; number of chunks, u16; per chunk a byte length and its sounds;
//! for each of the [`LETTERS`] a byte count and so many chunk numbers, u16; the weights
//! as in the module `sparse`.

use super::sparse::{self, take};
use super::{Phone, Sound, Stress};
use crate::{Error, Result};

/// What a model begins with: name and version of the format.
pub const MAGIC: &[u8; 4] = b"RLT1";
/// The alphabet: a word's end, the letters a to z, the apostrophe.
pub const LETTERS: usize = 28;
/// Longer words (which are none) are read in pieces of so many letters.
const MAX_LETTERS: usize = 48;
/// The most choices that a letter may have.
pub const MAX_CHOICES: usize = 40;
/// How many readings of a word the search keeps.
pub const BEAM: usize = 6;
/// By how much the right choice must outdo each wrong one in training.
pub const MARGIN: i32 = 30;
/// How far a choice sees to either side, in letters.
const REACH: usize = 5;
/// The longest run of letters that is one feature.
const LONGEST: usize = 8;
/// How many rows depend on the letters alone.
pub const CONTEXT_ROWS: usize = 37;
/// How many rows depend on earlier choices.
pub const HISTORY_ROWS: usize = 14;

/// The number of a letter in the alphabet, if it has one.
pub fn letter_index(letter: u8) -> Option<u8> {
    match letter {
        b'a'..=b'z' => Some(letter - b'a' + 1),
        b'\'' => Some(27),
        _ => None,
    }
}

/// The choices of every letter.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The sounds that a letter can give.
    pub chunks: Vec<Vec<Sound>>,
    /// For each letter the numbers of its chunks, the most frequent first.
    pub of_letter: Vec<Vec<u16>>,
}

/// A table of weights in training or in use.
pub trait Weights {
    /// How many rows it has: any row up to this is followed by [`MAX_CHOICES`] weights.
    fn rows(&self) -> usize;
    /// Adds the weights of a row to the scores of a letter's choices.
    fn add(&self, row: usize, scores: &mut [i32]);
}

impl Weights for sparse::Weights {
    fn rows(&self) -> usize {
        self.places().saturating_sub(MAX_CHOICES)
    }

    fn add(&self, row: usize, scores: &mut [i32]) {
        self.add(row, scores);
    }
}

/// Letter-to-sound rules, compiled.
#[derive(Debug)]
pub struct LetterToSound {
    choices: Choices,
    weights: sparse::Weights,
}

impl LetterToSound {
    /// Opens a model; its weights are used in place.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the bytes are not a model of this version.
    pub fn open(bytes: &'static [u8]) -> Result<LetterToSound> {
        Self::read(bytes).ok_or_else(|| {
            Error::malformed(
                "compiled letter-to-sound rules",
                "not a complete model of this version",
                "header",
                "build them again with examples/build_lexicon",
            )
        })
    }

    fn read(bytes: &'static [u8]) -> Option<LetterToSound> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut choices = Choices::default();
        let count = u16::from_le_bytes(take(&mut rest, 2)?.try_into().ok()?);
        for _ in 0..count {
            let len = take(&mut rest, 1)?[0] as usize;
            let sounds = take(&mut rest, len)?.iter().map(|&c| Sound::from_code(c));
            choices.chunks.push(sounds.collect::<Option<_>>()?);
        }
        for _ in 0..LETTERS {
            let len = take(&mut rest, 1)?[0] as usize;
            let numbers = take(&mut rest, 2 * len)?.chunks_exact(2);
            let numbers: Vec<u16> = numbers.map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
            if numbers.len() > MAX_CHOICES || numbers.iter().any(|&n| n >= count) {
                return None;
            }
            choices.of_letter.push(numbers);
        }
        let weights = sparse::Weights::read(&mut rest)?;
        Some(LetterToSound { choices, weights })
    }

    /// Appends the pronunciation of a word in lower-case ASCII letters and apostrophes; anything
    /// else is skipped.
    pub fn pronounce(&self, word: &str, search: &mut Search, out: &mut Vec<Sound>) {
        for piece in word.as_bytes().chunks(MAX_LETTERS) {
            let first = out.len();
            search.run(piece, &self.choices, &self.weights, &[], |_, _| ());
            search.best(&self.choices, out);
            one_primary_stress(&mut out[first..]);
        }
    }
}

/// Leaves one primary stress: the first, or else one put on the first secondary or full vowel.
fn one_primary_stress(sounds: &mut [Sound]) {
    let mut primary = false;
    for sound in sounds.iter_mut().filter(|s| s.stress() == Stress::Primary) {
        if primary {
            *sound = sound.with_stress(Stress::Secondary);
        }
        primary = true;
    }
    if primary {
        return;
    }
    let found = sounds
        .iter()
        .position(|s| s.stress() == Stress::Secondary)
        .or_else(|| {
            sounds
                .iter()
                .position(|s| s.is_vowel() && s.phone() != Phone::Ax)
        })
        .or_else(|| sounds.iter().position(|s| s.is_vowel()));
    if let Some(vowel) = found {
        sounds[vowel] = sounds[vowel].with_stress(Stress::Primary);
    }
}

/// A reading of the letters so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reading {
    /// The sum of its weights.
    pub score: i64,
    /// Its place in the trace, for the way back.
    node: u32,
    /// The last four chunks, the latest in the lowest 16 bits, plus one (0 is the word's start).
    chunks: u64,
    /// The last four chunks that were not empty, likewise.
    sounding: u64,
    /// The stresses of the vowels so far, two bits each + 1, the latest lowest; 8 vowels.
    stresses: u16,
    /// Whether there is a primary stress yet.
    primary: bool,
}

impl Reading {
    /// The reading that follows when the next letter gives this chunk.
    pub fn extend(&self, chunk: u16, sounds: &[Sound]) -> Reading {
        let mut next = *self;
        next.chunks = self.chunks << 16 | (chunk as u64 + 1);
        if !sounds.is_empty() {
            next.sounding = self.sounding << 16 | (chunk as u64 + 1);
        }
        for sound in sounds.iter().filter(|s| s.is_vowel()) {
            next.stresses = next.stresses << 2 | (sound.stress() as u16 + 1);
            next.primary |= sound.stress() == Stress::Primary;
        }
        next
    }
}

/// The letters of a word as features see them.
#[derive(Debug, Clone, Default)]
pub struct Spelling {
    /// Letter numbers, with [`REACH`] zeros at both ends.
    padded: Vec<u8>,
    /// How many groups of vowel letters begin after each letter.
    groups_after: Vec<u8>,
}

impl Spelling {
    /// Takes a word's letters.
    pub fn set(&mut self, word: &[u8]) {
        self.padded.clear();
        self.padded.resize(REACH, 0);
        self.padded
            .extend(word.iter().filter_map(|&b| letter_index(b)));
        let end = self.padded.len();
        self.padded.resize(end + REACH, 0);
        self.groups_after.clear();
        self.groups_after.resize(self.len() + 1, 0);
        let mut groups = 0u8;
        for i in (0..self.len()).rev() {
            self.groups_after[i] = groups;
            if is_vowel(self.letter(i)) && (i == 0 || !is_vowel(self.letter(i - 1))) {
                groups = (groups + 1).min(5);
            }
        }
    }

    /// How many letters there are.
    pub fn len(&self) -> usize {
        self.padded.len().saturating_sub(2 * REACH)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the letter at `i`; zero at the end.
    pub fn letter(&self, i: usize) -> u8 {
        self.padded[i + REACH]
    }

    /// The hashes of the features of the letters around letter `i`.
    pub fn context(&self, i: usize, rows: &mut [u32; CONTEXT_ROWS]) {
        let at = |offset: usize| self.padded[i + offset] as u32;
        let centre = at(REACH);
        let (mut left, mut right) = ([0u32; REACH + 1], [0u32; REACH + 1]);
        for k in 1..=REACH {
            left[k] = mix(left[k - 1] + 1, at(REACH - k));
            right[k] = mix(right[k - 1] + 2, at(REACH + k));
        }
        let mut n = 0;
        let mut push = |kind: u32, value: u32| {
            rows[n] = mix(mix(kind << 8 | centre, value), kind);
            n += 1;
        };
        for (a, l) in left.iter().enumerate() {
            for (b, r) in right.iter().enumerate() {
                let reaches_out = (a == REACH && b > 1) || (b == REACH && a > 2);
                if a + b < LONGEST && !reaches_out {
                    push((a * 8 + b) as u32, mix(*l, *r));
                }
            }
        }
        let groups = self.groups_after[i] as u32;
        let end = self.padded.len() - REACH;
        let ending = self.padded[end - 3..end]
            .iter()
            .fold(7, |h, &l| mix(h, l as u32));
        push(64, groups);
        push(65, mix(groups, at(REACH + 1)));
        push(66, mix(groups, ending));
        push(67, mix(at(REACH - 1), at(REACH + 2)));
        push(68, at(REACH + 2));
        push(69, at(REACH - 2));
        push(70, self.shape(i));
        let left_in_word = (end - REACH - i).min(6) as u32;
        push(71, mix(left_in_word, (i as u32).min(3)));
    }

    /// The hashes of the features of the choices before letter `i`.
    pub fn history(&self, i: usize, reading: &Reading, rows: &mut [u32; HISTORY_ROWS]) {
        let at = |offset: usize| self.padded[i + offset] as u32;
        let (centre, next, after) = (at(REACH), at(REACH + 1), at((REACH + 2).min(2 * REACH)));
        let chunks = |n: u32| fold(reading.chunks & (u64::MAX >> (64 - 16 * n)));
        let sounding = |n: u32| fold(reading.sounding & (u64::MAX >> (64 - 16 * n)));
        let end = self.padded.len() - REACH;
        let ending = self.padded[end - 3..end]
            .iter()
            .fold(9, |h, &l| mix(h, l as u32));
        let groups = self.groups_after.get(i).copied().unwrap_or(0) as u32;
        let stress = reading.stresses as u32;
        let recent = (stress & 0xF) | u32::from(reading.primary) << 8;
        let values = [
            chunks(1),
            chunks(2),
            chunks(3),
            chunks(4),
            mix(chunks(1), next),
            mix(mix(chunks(1), next), after),
            mix(chunks(2), next),
            mix(mix(chunks(3), next), after),
            mix(sounding(1), next),
            mix(sounding(2), next),
            sounding(3),
            mix(stress, groups),
            mix(mix(recent, groups), ending),
            mix(mix(recent, next), after),
        ];
        for (kind, (row, value)) in rows.iter_mut().zip(values).enumerate() {
            let kind = 128 + kind as u32;
            *row = mix(mix(kind << 8 | centre, value), kind);
        }
    }

    /// The next five letters as vowels, consonants and end.
    fn shape(&self, i: usize) -> u32 {
        let next = &self.padded[i + REACH + 1..];
        next.iter().take(REACH).fold(1, |h, &l| {
            h * 3 + if l == 0 { 2 } else { u32::from(is_vowel(l)) }
        })
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, 1 | 5 | 9 | 15 | 21 | 25)
}

fn fold(value: u64) -> u32 {
    mix(value as u32, (value >> 32) as u32)
}

/// Mixes a value into a hash (the multiplier of Knuth's multiplicative hashing).
fn mix(hash: u32, value: u32) -> u32 {
    let h = (hash ^ value.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0x9E37_79B1);
    h ^ (h >> 15)
}

/// The row of a feature's hash.
pub fn row(hash: u32, rows: usize) -> usize {
    ((hash as u64 * rows as u64) >> 32) as usize
}

/// The beam search and its buffers, reusable.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The word.
    pub spelling: Spelling,
    /// The readings kept, the best first.
    pub beam: Vec<Reading>,
    candidates: Vec<(Reading, u8)>,
    /// Where each reading came from: the node before and the choice.
    trace: Vec<(u32, u8)>,
}

impl Search {
    /// Reads a word. In training, `right` has the right choices: the others get [`MARGIN`] ahead. `each` sees the number of letters read and the search after each letter.
    pub fn run<W: Weights>(
        &mut self,
        word: &[u8],
        choices: &Choices,
        weights: &W,
        right: &[u8],
        mut each: impl FnMut(usize, &Search),
    ) {
        self.spelling.set(word);
        self.trace.clear();
        self.trace.push((0, 0));
        self.beam.clear();
        self.beam.push(Reading::default());
        for i in 0..=self.spelling.len() {
            self.step(i, choices, weights, right.get(i).copied());
            each(i + 1, self);
        }
    }

    /// Reads letter `i` (the end of the word is a letter too).
    fn step<W: Weights>(&mut self, i: usize, choices: &Choices, weights: &W, right: Option<u8>) {
        let letter_choices = &choices.of_letter[self.spelling.letter(i) as usize];
        let count = letter_choices.len();
        let mut context = [0; MAX_CHOICES];
        let context = &mut context[..count];
        self.spelling.score_context(i, weights, context);
        if let Some(right) = right {
            context.iter_mut().for_each(|score| *score += MARGIN);
            context[right as usize] -= MARGIN;
        }
        self.candidates.clear();
        for reading in &self.beam {
            let mut scores = [0; MAX_CHOICES];
            let scores = &mut scores[..count];
            scores.copy_from_slice(context);
            self.spelling.score_history(i, reading, weights, scores);
            for (choice, &score) in scores.iter().enumerate() {
                let total = reading.score + score as i64;
                let full = self.candidates.len() == BEAM;
                if full && self.candidates[BEAM - 1].0.score >= total {
                    continue;
                }
                let at = self
                    .candidates
                    .partition_point(|(kept, _)| kept.score >= total);
                if full {
                    self.candidates.pop();
                }
                let kept = Reading {
                    score: total,
                    ..*reading
                };
                self.candidates.insert(at, (kept, choice as u8));
            }
        }
        self.beam.clear();
        for &(reading, choice) in &self.candidates {
            let chunk = letter_choices[choice as usize];
            let mut next = reading.extend(chunk, &choices.chunks[chunk as usize]);
            next.node = self.trace.len() as u32;
            self.trace.push((reading.node, choice));
            self.beam.push(next);
        }
    }

    /// The choices of the best reading, the first letter's first.
    pub fn best_choices(&self) -> Vec<u8> {
        let mut choices: Vec<u8> = self.choices_backwards().collect();
        choices.reverse();
        choices
    }

    /// The choices of the best reading, the last letter's first.
    fn choices_backwards(&self) -> impl Iterator<Item = u8> {
        let mut node = self.beam.first().map_or(0, |r| r.node);
        std::iter::from_fn(move || {
            let (before, choice) = *self.trace.get(node as usize).filter(|_| node != 0)?;
            node = before;
            Some(choice)
        })
    }

    /// Appends the sounds of the best reading. A piece is short: its path stands on the stack.
    fn best(&self, choices: &Choices, out: &mut Vec<Sound>) {
        let (mut path, mut length) = ([0; MAX_LETTERS], 0);
        for (slot, choice) in path.iter_mut().zip(self.choices_backwards()) {
            *slot = choice;
            length += 1;
        }
        for (i, choice) in path[..length].iter().rev().enumerate() {
            let letter = self.spelling.letter(i) as usize;
            let chunk = choices.of_letter[letter][*choice as usize] as usize;
            out.extend_from_slice(&choices.chunks[chunk]);
        }
    }
}

impl Spelling {
    /// Adds what the letters around letter `i` say for each of its choices.
    pub fn score_context<W: Weights>(&self, i: usize, weights: &W, scores: &mut [i32]) {
        if i < self.len() {
            let mut hashes = [0; CONTEXT_ROWS];
            self.context(i, &mut hashes);
            for hash in hashes {
                weights.add(row(hash, weights.rows()), scores);
            }
        }
    }

    /// Adds what the choices before letter `i` say for each of its choices.
    pub fn score_history<W: Weights>(
        &self,
        i: usize,
        reading: &Reading,
        weights: &W,
        scores: &mut [i32],
    ) {
        let mut hashes = [0; HISTORY_ROWS];
        self.history(i, reading, &mut hashes);
        for hash in hashes {
            weights.add(row(hash, weights.rows()), scores);
        }
    }
}
