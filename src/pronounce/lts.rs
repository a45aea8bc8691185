//! Letter-to-sound: the pronunciation of a word from its spelling alone.
//!
//! Every letter gives none, one or two sounds, with their stress (the alignment of Black, Lenzo
//! and Pagel 1998). A beam search keeps the best readings of the word. Three judges that are wrong
//! in different places score each choice; together they make fewer errors than the best of them:
//!
//! - a linear model of the letters around it, of the choices made for the letters before it and of
//!   the stresses so far (features after Jiampojamarn, Cherry and Kondrak 2010), learnt by the
//!   averaged structured perceptron with max-violation updates (Collins 2002; Huang, Fayong and Guo
//!   2012). A feature is no more than a hash: it selects a row of weights, one for each choice that
//!   the letter has, anywhere in one table of bytes;
//! - a small neural network (see the module `network`) that reads the word from its start;
//! - another that reads the best readings from the word's end.
//!
//! Layout, little-endian: `RLT2`; number of chunks, u16; per chunk a byte length and its sounds;
//! for each of the [`LETTERS`] a byte count and so many chunk numbers, u16; what a nat of a network
//! is worth, f32; the two networks; the weights as in the module `sparse`.

use super::memo::Memo;
use super::network::Network;
use super::sparse::{self, take};
use super::spelling::{HISTORY_ROWS, LETTERS, Reading, Spelling, row};
use super::{Phone, Sound, Stress};
use crate::{Error, Result};

/// What a model begins with: name and version of the format.
pub const MAGIC: &[u8; 4] = b"RLT2";
/// Longer words (which are none) are read in pieces of so many letters.
const MAX_LETTERS: usize = 48;
/// The most choices that a letter may have.
pub const MAX_CHOICES: usize = 40;
/// The most chunks: their numbers fit a byte, with one to spare.
pub const MAX_CHUNKS: usize = 254;
/// How many readings of a word the search keeps.
pub const BEAM: usize = 8;
/// Scores are multiplied with so much before a network's are added, which are finer.
const FINE: i32 = 64;
/// By how much the right choice must outdo each wrong one in training.
pub const MARGIN: i32 = 30;
/// The choices of every letter.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The sounds that a letter can give.
    pub chunks: Vec<Vec<Sound>>,
    /// For each letter the numbers of its chunks, the most frequent first.
    pub of_letter: Vec<Vec<u16>>,
}

impl Choices {
    /// The number of a letter's first choice among all choices of all letters.
    pub fn first(&self, letter: usize) -> usize {
        self.of_letter[..letter].iter().map(Vec::len).sum()
    }

    /// How many choices all letters have together.
    pub fn count(&self) -> usize {
        self.first(self.of_letter.len())
    }
}

/// What judges readings.
pub struct Judges<'a, W> {
    /// Weights of the linear rules.
    pub weights: &'a W,
    /// The network, and what a nat of it is worth in units of the weights.
    pub network: Option<(&'a Network, f32)>,
}

/// A table of weights in training or in use.
pub trait Weights {
    /// How many rows it has: any row up to this is followed by [`MAX_CHOICES`] weights.
    fn rows(&self) -> usize;
    /// Adds the weights of a row to the scores of a letter's choices.
    fn add(&self, row: usize, scores: &mut [i32]);
    /// Gets rows ready that are asked about next.
    fn touch(&self, _rows: impl Iterator<Item = usize>) {}
}

impl Weights for sparse::Weights {
    fn rows(&self) -> usize {
        self.places().saturating_sub(MAX_CHOICES)
    }

    fn add(&self, row: usize, scores: &mut [i32]) {
        self.add(row, scores);
    }

    fn touch(&self, rows: impl Iterator<Item = usize>) {
        std::hint::black_box(rows.fold(0, |sum, row| sum ^ sparse::Weights::touch(self, row)));
    }
}

/// Letter-to-sound rules, compiled.
#[derive(Debug)]
pub struct LetterToSound {
    choices: Choices,
    weights: sparse::Weights,
    forward: Network,
    backward: Network,
    /// What a nat of each network is worth in units of the weights.
    worth: f32,
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
        if count as usize > MAX_CHUNKS {
            return None;
        }
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
        let worth = f32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?);
        let forward = Network::read(&mut rest, count as usize, choices.count())?;
        let backward = Network::read(&mut rest, count as usize, choices.count())?;
        let weights = sparse::Weights::read(&mut rest)?;
        Some(LetterToSound {
            choices,
            weights,
            forward,
            backward,
            worth,
        })
    }

    /// Appends the pronunciation of a word in lower-case ASCII letters and apostrophes; anything
    /// else is skipped.
    pub fn pronounce(&self, word: &str, search: &mut Search, out: &mut Vec<Sound>) {
        // What is too long to be a word need not be read well, but fast.
        let is_word = word.len() <= MAX_LETTERS;
        let judges = Judges {
            weights: &self.weights,
            network: is_word.then_some((&self.forward, self.worth)),
        };
        for piece in word.as_bytes().chunks(MAX_LETTERS) {
            let first = out.len();
            search.run(piece, &self.choices, &judges, &[], |_, _| ());
            if is_word {
                search.judge_backwards(&self.choices, &self.backward, self.worth);
            }
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

/// The beam search and its buffers, reusable.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The word.
    pub spelling: Spelling,
    /// The readings kept, the best first.
    pub beam: Vec<Reading>,
    candidates: Vec<(Reading, u8)>,
    /// The word from its end.
    mirrored: Spelling,
    /// What a network sees of the letters.
    sums: Vec<i16>,
    memo: Memo,
    /// Where each reading came from: the node before and the choice.
    trace: Vec<(u32, u8)>,
}

impl Search {
    /// Reads a word. In training, `right` has the right choices: the others get [`MARGIN`] ahead. `each` sees the number of letters read and the search after each letter.
    pub fn run<W: Weights>(
        &mut self,
        word: &[u8],
        choices: &Choices,
        judges: &Judges<'_, W>,
        right: &[u8],
        mut each: impl FnMut(usize, &Search),
    ) {
        self.spelling.set(word);
        self.trace.clear();
        self.trace.push((0, 0));
        self.beam.clear();
        self.beam.push(Reading::default());
        for i in 0..=self.spelling.len() {
            self.step(i, choices, judges, right.get(i).copied());
            each(i + 1, self);
        }
    }

    /// Reads letter `i` (the end of the word is a letter too).
    fn step<W: Weights>(
        &mut self,
        i: usize,
        choices: &Choices,
        judges: &Judges<'_, W>,
        right: Option<u8>,
    ) {
        let letter = self.spelling.letter(i) as usize;
        let letter_choices = &choices.of_letter[letter];
        let count = letter_choices.len();
        let weights = judges.weights;
        // With a single choice there is nothing to judge.
        let network = judges.network.filter(|_| count > 1);
        let mut context = [0; MAX_CHOICES];
        let context = &mut context[..count];
        self.spelling.score_context(i, weights, context);
        if let Some(right) = right {
            context.iter_mut().for_each(|score| *score += MARGIN);
            context[right as usize] -= MARGIN;
        }
        if let Some((network, _)) = network {
            self.sums.clear();
            network.see(&self.spelling, i, &mut self.sums);
        }
        self.candidates.clear();
        self.memo.clear();
        let mut histories = [[0; HISTORY_ROWS]; BEAM];
        for (reading, hashes) in self.beam.iter().zip(&mut histories) {
            self.spelling.history(i, reading, hashes);
        }
        let asked = histories[..self.beam.len()].iter().flatten();
        weights.touch(asked.map(|hash| row(*hash, weights.rows())));
        for (reading, hashes) in self.beam.iter().zip(histories) {
            let mut scores = [0; MAX_CHOICES];
            let scores = &mut scores[..count];
            scores.copy_from_slice(context);
            for (rule, hash) in hashes.into_iter().enumerate() {
                self.memo.add_rule(rule, hash, scores, |said| {
                    weights.add(row(hash, weights.rows()), said);
                });
            }
            if let Some((network, worth)) = network {
                let history = reading.history_rows(choices.chunks.len());
                let first = choices.first(letter);
                let logs = self.memo.judge(history, |logs| {
                    network.judge(&self.sums, &history, first, &mut logs[..count]);
                });
                for (score, log) in scores.iter_mut().zip(logs) {
                    *score = *score * FINE + (*log * worth * FINE as f32) as i32;
                }
            }
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

    /// The choices of a reading, the last letter's first.
    fn choices_backwards(&self, reading: usize) -> impl Iterator<Item = u8> {
        let mut node = self.beam.get(reading).map_or(0, |r| r.node);
        std::iter::from_fn(move || {
            let (before, choice) = *self.trace.get(node as usize).filter(|_| node != 0)?;
            node = before;
            Some(choice)
        })
    }

    /// The choices of the best reading, the first letter's first.
    pub fn best_choices(&self) -> Vec<u8> {
        let mut choices: Vec<u8> = self.choices_backwards(0).collect();
        choices.reverse();
        choices
    }

    /// Adds to the readings that are left what a network says that reads words from their end, and
    /// puts the best first. English stress depends on endings: there it is ahead.
    fn judge_backwards(&mut self, choices: &Choices, network: &Network, worth: f32) {
        let Search {
            mirrored,
            spelling,
            sums,
            ..
        } = self;
        mirrored.mirror(spelling);
        let len = mirrored.len();
        let mut letters = std::mem::take(sums);
        letters.clear();
        for i in 0..len {
            network.see(mirrored, i, &mut letters);
        }
        let units = letters.len() / len.max(1);
        let chunks = choices.chunks.len();
        // The readings, letter by letter in step, and what they are worth so far.
        let mut paths = [[0; MAX_LETTERS]; BEAM];
        for (k, path) in paths.iter_mut().enumerate().take(self.beam.len()) {
            // The first is the word's end.
            let choices = self.choices_backwards(k).skip(1);
            path.iter_mut().zip(choices).for_each(|(to, c)| *to = c);
        }
        let mut readings = [(Reading::default(), 0.0); BEAM];
        let readings = &mut readings[..self.beam.len()];
        for i in 0..len {
            let letter = self.mirrored.letter(i) as usize;
            let own = &choices.of_letter[letter];
            let seen = &letters[i * units..][..units];
            let first = choices.first(letter);
            self.memo.clear();
            for ((reading, sum), path) in readings.iter_mut().zip(&paths) {
                let history = reading.history_rows(chunks);
                let logs = self.memo.judge(history, |logs| {
                    network.judge(seen, &history, first, &mut logs[..own.len()]);
                });
                let choice = path[i] as usize;
                *sum += logs[choice];
                let chunk = own[choice];
                *reading = reading.extend(chunk, &choices.chunks[chunk as usize]);
            }
        }
        let mut best = (i64::MIN, 0);
        for (k, (_, sum)) in readings.iter().enumerate() {
            let score = self.beam[k].score + (sum * worth * FINE as f32) as i64;
            if score > best.0 {
                best = (score, k);
            }
        }
        self.sums = letters;
        if !self.beam.is_empty() {
            self.beam.swap(0, best.1);
        }
    }

    /// Appends the sounds of the best reading. A piece is short: its path stands on the stack.
    fn best(&self, choices: &Choices, out: &mut Vec<Sound>) {
        // The word's end is a letter too.
        let (mut path, mut length) = ([0; MAX_LETTERS + 1], 0);
        for (slot, choice) in path.iter_mut().zip(self.choices_backwards(0)) {
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
