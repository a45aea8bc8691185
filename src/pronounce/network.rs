//! A small neural network that reads a word letter by letter: another opinion beside the linear
//! rules.
//!
//! One hidden layer. What goes in is a set of rows, one for each letter within [`PAD`] of the one
//! to be read, and one for each of the last choices and stresses: their sum is the hidden layer,
//! so that the letters' part is computed once for all readings in the beam. What comes out is a
//! probability for each choice that the letter has (Sejnowski and Rosenberg 1987 had the window of
//! letters; the choices before are what makes the readings consistent).
//!
//! Layout, little-endian: units of the hidden layer, u16; input rows, u16; output rows, u16; the
//! shift and the scale of [`Network`], u8 and f32; the bias of each output, f32; the bias of the
//! hidden layer, i16 each; the input rows, then the output rows, one signed byte a unit.

use super::sparse::take;
use super::spelling::{LETTERS, PAD, Reading, Spelling};
use crate::simd::{dispatch, level};

/// Rows that depend on the letters alone.
pub const LETTER_ROWS: usize = 2 * PAD + 2;
/// Rows that depend on earlier choices.
pub const HISTORY_ROWS: usize = CHUNKS + SOUNDING + 2;
/// How many of the last chunks are seen.
const CHUNKS: usize = 4;
/// How many of the last chunks that were not empty are seen.
const SOUNDING: usize = 3;
/// The most groups of vowels that are counted, and one more.
const GROUPS: usize = 6;
/// Combinations of the last three stresses.
const STRESSES: usize = 64;

/// How many input rows there are for a number of chunks.
pub const fn input_rows(chunks: usize) -> usize {
    LETTERS * (2 * PAD + 1) + GROUPS + (chunks + 1) * (CHUNKS + SOUNDING) + STRESSES + 2
}

impl Spelling {
    /// The rows of the letters around letter `i`.
    pub fn letter_rows(&self, i: usize) -> [usize; LETTER_ROWS] {
        std::array::from_fn(|k| match self.around(i).get(k) {
            Some(&letter) => LETTERS * k + letter as usize,
            None => LETTERS * (2 * PAD + 1) + self.groups_after(i),
        })
    }
}

impl Reading {
    /// The rows of the choices so far.
    pub fn history_rows(&self, chunks: usize) -> [usize; HISTORY_ROWS] {
        let first = LETTERS * (2 * PAD + 1) + GROUPS;
        let stresses = first + (chunks + 1) * (CHUNKS + SOUNDING);
        let byte = |bytes: u64, k: usize| (bytes >> (8 * k)) as usize & 0xFF;
        std::array::from_fn(|k| {
            if k < CHUNKS {
                first + (chunks + 1) * k + byte(self.chunks, k)
            } else if k < CHUNKS + SOUNDING {
                first + (chunks + 1) * k + byte(self.sounding, k - CHUNKS)
            } else if k == CHUNKS + SOUNDING {
                stresses + self.stresses as usize % STRESSES
            } else {
                stresses + STRESSES + usize::from(self.primary)
            }
        })
    }
}

/// A trained network, used in place.
#[derive(Debug)]
pub struct Network {
    units: usize,
    inputs: &'static [u8],
    outputs: &'static [u8],
    bias: Vec<i16>,
    output_bias: Vec<f32>,
    /// A unit's activity is its sum shifted right by so much, cut to 0 to 127.
    shift: u8,
    /// What the product of an activity and an output weight is worth, in nats.
    scale: f32,
}

/// The most units of a hidden layer.
pub const MAX_UNITS: usize = 512;

impl Network {
    /// Takes a network from the front of `rest`; `None` if it is not complete, or was not made for
    /// so many chunks and choices.
    pub fn read(rest: &mut &'static [u8], chunks: usize, choices: usize) -> Option<Network> {
        let mut u16 = || Some(u16::from_le_bytes(take(rest, 2)?.try_into().ok()?) as usize);
        let (units, inputs, outputs) = (u16()?, u16()?, u16()?);
        if units > MAX_UNITS || inputs != input_rows(chunks) || outputs != choices {
            return None;
        }
        let shift = take(rest, 1)?[0].min(15);
        let mut f32 = || Some(f32::from_le_bytes(take(rest, 4)?.try_into().ok()?));
        let scale = f32()?;
        let output_bias = (0..outputs).map(|_| f32()).collect::<Option<_>>()?;
        let bias = take(rest, 2 * units)?.chunks_exact(2);
        let bias = bias.map(|b| i16::from_le_bytes([b[0], b[1]])).collect();
        Some(Network {
            units,
            inputs: take(rest, inputs * units)?,
            outputs: take(rest, outputs * units)?,
            bias,
            output_bias,
            shift,
            scale,
        })
    }

    /// Appends the sums that the letters around letter `i` give.
    pub fn see(&self, spelling: &Spelling, i: usize, sums: &mut Vec<i16>) {
        let first = sums.len();
        sums.extend_from_slice(&self.bias);
        let rows = spelling.letter_rows(i);
        dispatch!(level(), _ => self.add_rows(&rows, &mut sums[first..]));
    }

    #[inline(always)]
    fn add_rows(&self, rows: &[usize], sums: &mut [i16]) {
        for &row in rows {
            let row = &self.inputs[row * self.units..][..self.units];
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum = sum.wrapping_add(weight as i8 as i16);
            }
        }
    }

    /// The log probabilities of a letter's choices, whose output rows begin at `first`, after a
    /// reading, of which [`Reading::history_rows`] is all that is seen. `letters` are the sums of
    /// [`Network::see`].
    pub fn judge(
        &self,
        letters: &[i16],
        history: &[usize; HISTORY_ROWS],
        first: usize,
        out: &mut [f32],
    ) {
        dispatch!(level(), _ => self.score(letters, history, first, out));
        log_softmax(out);
    }

    /// The scores behind the log probabilities. Whole numbers: the same on every machine.
    #[inline(always)]
    fn score(
        &self,
        letters: &[i16],
        history: &[usize; HISTORY_ROWS],
        first: usize,
        out: &mut [f32],
    ) {
        let mut sums = [0i16; MAX_UNITS];
        let sums = &mut sums[..self.units];
        sums.copy_from_slice(letters);
        self.add_rows(history, sums);
        for sum in sums.iter_mut() {
            *sum = (*sum >> self.shift).clamp(0, 127);
        }
        for (k, out) in out.iter_mut().enumerate() {
            let row = &self.outputs[(first + k) * self.units..][..self.units];
            let products = sums.iter().zip(row);
            // At most 512 × 127 × 128: nothing overflows, and a loop without checks is a vector loop.
            let sum = products.fold(0i32, |sum, (&s, &w)| {
                sum.wrapping_add(i32::from(s).wrapping_mul(i32::from(w as i8)))
            });
            *out = self.output_bias[first + k] + sum as f32 * self.scale;
        }
    }
}

/// Makes log probabilities of scores.
pub fn log_softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = scores.iter().map(|s| (s - top).exp()).sum();
    let log = top + total.ln();
    scores.iter_mut().for_each(|s| *s -= log);
}
