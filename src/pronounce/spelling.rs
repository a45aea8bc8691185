//! A word's letters and the readings of them, as the features of the letter-to-sound rules.

use super::lts::Weights;
use super::{Sound, Stress};

/// The alphabet: a word's end, the letters a to z, the apostrophe.
pub const LETTERS: usize = 28;
/// How far the rules see to either side, in letters.
const REACH: usize = 5;
/// How far anything sees.
pub const PAD: usize = 8;
/// The longest run of letters that is one feature.
const LONGEST: usize = 8;
/// How many rows depend on the letters alone.
pub const CONTEXT_ROWS: usize = 37;
/// How many rows depend on earlier choices.
pub const HISTORY_ROWS: usize = 18;

/// The number of a letter in the alphabet, if it has one.
pub fn letter_index(letter: u8) -> Option<u8> {
    match letter {
        b'a'..=b'z' => Some(letter - b'a' + 1),
        b'\'' => Some(27),
        _ => None,
    }
}

/// A reading of the letters so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reading {
    /// The sum of its weights.
    pub score: i64,
    /// Its place in the trace, for the way back.
    pub node: u32,
    /// The last eight chunks, the latest in the lowest byte, plus one (0 is the word's start).
    pub chunks: u64,
    /// The last eight chunks that were not empty, likewise.
    pub sounding: u64,
    /// The stresses of the vowels so far, two bits each + 1, the latest lowest; 8 vowels.
    pub stresses: u16,
    /// Whether there is a primary stress yet.
    pub primary: bool,
}

impl Reading {
    /// The reading that follows when the next letter gives this chunk.
    pub fn extend(&self, chunk: u16, sounds: &[Sound]) -> Reading {
        let mut next = *self;
        next.chunks = self.chunks << 8 | (chunk as u64 + 1);
        if !sounds.is_empty() {
            next.sounding = self.sounding << 8 | (chunk as u64 + 1);
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
    /// Letter numbers, with [`PAD`] zeros at both ends.
    padded: Vec<u8>,
    /// How many groups of vowel letters begin after each letter.
    groups_after: Vec<u8>,
}

impl Spelling {
    /// Takes a word's letters.
    pub fn set(&mut self, word: &[u8]) {
        self.take(word.iter().filter_map(|&b| letter_index(b)));
    }

    /// Takes a word's letters from its end.
    pub fn mirror(&mut self, word: &Spelling) {
        self.take(word.padded[PAD..PAD + word.len()].iter().rev().copied());
    }

    fn take(&mut self, letters: impl Iterator<Item = u8>) {
        self.padded.clear();
        self.padded.resize(PAD, 0);
        self.padded.extend(letters);
        let end = self.padded.len();
        self.padded.resize(end + PAD, 0);
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
        self.padded.len().saturating_sub(2 * PAD)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the letter at `i`; zero at the end.
    pub fn letter(&self, i: usize) -> u8 {
        self.padded[i + PAD]
    }

    /// The letters within [`PAD`] of letter `i`.
    pub fn around(&self, i: usize) -> &[u8] {
        &self.padded[i..=i + 2 * PAD]
    }

    /// How many groups of vowel letters begin after letter `i`; more than five count as five.
    pub fn groups_after(&self, i: usize) -> usize {
        self.groups_after.get(i).copied().unwrap_or(0) as usize
    }

    /// The hashes of the features of the letters around letter `i`.
    pub fn context(&self, i: usize, rows: &mut [u32; CONTEXT_ROWS]) {
        let at = |offset: usize| self.padded[i + PAD - REACH + offset] as u32;
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
        let groups = self.groups_after(i) as u32;
        let end = self.padded.len() - PAD;
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
        let left_in_word = (end - PAD - i).min(6) as u32;
        push(71, mix(left_in_word, (i as u32).min(3)));
    }

    /// The hashes of the features of the choices before letter `i`.
    pub fn history(&self, i: usize, reading: &Reading, rows: &mut [u32; HISTORY_ROWS]) {
        let at = |offset: usize| self.padded[i + PAD - REACH + offset] as u32;
        let (centre, next, after) = (at(REACH), at(REACH + 1), at((REACH + 2).min(2 * REACH)));
        let sounding = |n: u32| (reading.sounding & (u64::MAX >> (64 - 8 * n))) as u32;
        // The last letters with what they gave.
        let mut joint = [0; 7];
        for k in 1..joint.len() {
            let letter = if k <= REACH { at(REACH - k) } else { 0 };
            let chunk = (reading.chunks >> (8 * (k - 1))) as u32 & 0xFF;
            joint[k] = mix(mix(joint[k - 1] + 3, letter), chunk);
        }
        let end = self.padded.len() - PAD;
        let ending = self.padded[end - 3..end]
            .iter()
            .fold(9, |h, &l| mix(h, l as u32));
        let groups = self.groups_after(i) as u32;
        let stress = reading.stresses as u32;
        let recent = (stress & 0xF) | u32::from(reading.primary) << 8;
        let values = [
            joint[1],
            joint[2],
            joint[3],
            joint[4],
            joint[5],
            joint[6],
            mix(joint[1], next),
            mix(mix(joint[1], next), after),
            mix(joint[2], next),
            mix(joint[3], next),
            mix(mix(joint[3], next), after),
            mix(joint[4], next),
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
        let next = &self.padded[i + PAD + 1..];
        next.iter().take(REACH).fold(1, |h, &l| {
            h * 3 + if l == 0 { 2 } else { u32::from(is_vowel(l)) }
        })
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, 1 | 5 | 9 | 15 | 21 | 25)
}

/// Mixes a value into a hash (the multiplier of Knuth's multiplicative hashing).
fn mix(hash: u32, value: u32) -> u32 {
    let h = (hash ^ value.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0x9E37_79B1);
    h ^ (h >> 15)
}

impl Spelling {
    /// Adds what the letters around letter `i` say for each of its choices.
    pub fn score_context<W: Weights>(&self, i: usize, weights: &W, scores: &mut [i32]) {
        if i < self.len() {
            let mut hashes = [0; CONTEXT_ROWS];
            self.context(i, &mut hashes);
            weights.touch(hashes.iter().map(|hash| row(*hash, weights.rows())));
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

/// The row of a feature's hash.
pub fn row(hash: u32, rows: usize) -> usize {
    ((hash as u64 * rows as u64) >> 32) as usize
}
