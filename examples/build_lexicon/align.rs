//! Which sounds each letter of a word gives: none, one or two, found by expectation maximisation
//! (Black, Lenzo and Pagel 1998, without their table of allowables).

use std::collections::HashMap;

use rhapsode::pronounce::training::spelling::letter_index;
use rhapsode::pronounce::{Phone, Sound};

/// A word's letters and the length of each letter's chunk of the pronunciation.
pub struct Alignment {
    pub letters: Vec<u8>,
    pub lengths: Vec<u8>,
    /// The mean log probability of a chunk.
    pub fit: f64,
}

/// The most sounds that one letter gives.
const LONGEST: usize = 2;
const ROUNDS: usize = 8;

type Chunk = (u8, [u8; LONGEST]);

/// Aligns words with their pronunciations; `None` for a word that cannot be aligned.
pub fn align(words: &[(&str, &[Sound])]) -> Vec<Option<Alignment>> {
    let words: Vec<_> = words
        .iter()
        .map(|(word, sounds)| prepare(word, sounds))
        .collect();
    let mut model: HashMap<Chunk, f64> = HashMap::new();
    for _ in 0..ROUNDS {
        let mut counts: HashMap<Chunk, f64> = HashMap::new();
        for (letters, phones) in words.iter().flatten() {
            expect(letters, phones, &model, &mut counts);
        }
        // In a fixed order: the sums, and with them every rebuild, are the same to the last bit.
        let mut ordered: Vec<(&Chunk, &f64)> = counts.iter().collect();
        ordered.sort_by_key(|(chunk, _)| **chunk);
        let mut totals = [0.0; 256];
        for ((letter, _), count) in ordered {
            totals[*letter as usize] += count;
        }
        model = counts
            .into_iter()
            .map(|(chunk, count)| (chunk, count / totals[chunk.0 as usize]))
            .collect();
    }
    words
        .into_iter()
        .map(|word| word.and_then(|(letters, phones)| best(letters, &phones, &model)))
        .collect()
}

/// Letters and phones without stress; `None` if the word has other signs or too many sounds.
fn prepare(word: &str, sounds: &[Sound]) -> Option<(Vec<u8>, Vec<u8>)> {
    let letters: Vec<u8> = word.bytes().map(letter_index).collect::<Option<_>>()?;
    let phones = sounds.iter().map(|s| match s.phone() {
        Phone::Ax => Phone::Ah as u8,
        phone => phone as u8,
    });
    let phones: Vec<u8> = phones.collect();
    (!phones.is_empty() && phones.len() <= LONGEST * letters.len()).then_some((letters, phones))
}

fn chunk(letter: u8, phones: &[u8]) -> Chunk {
    let mut sounds = [0; LONGEST];
    sounds[..phones.len()].copy_from_slice(phones);
    (letter, sounds)
}

/// The probability of a chunk; the first round's guess prefers one sound a letter.
fn probability(model: &HashMap<Chunk, f64>, letter: u8, phones: &[u8]) -> f64 {
    match model.get(&chunk(letter, phones)) {
        Some(p) => p.max(1e-9),
        None if model.is_empty() => [0.1, 1.0, 0.02][phones.len()],
        None => 1e-9,
    }
}

/// Adds a word's expected counts (forward and backward sums).
fn expect(
    letters: &[u8],
    phones: &[u8],
    model: &HashMap<Chunk, f64>,
    counts: &mut HashMap<Chunk, f64>,
) {
    let (n, m) = (letters.len(), phones.len());
    let width = m + 1;
    let mut forward = vec![0.0; (n + 1) * width];
    let mut backward = forward.clone();
    forward[0] = 1.0;
    backward[n * width + m] = 1.0;
    for i in 0..n {
        for j in 0..=m {
            for k in 0..=LONGEST.min(m - j) {
                let p = probability(model, letters[i], &phones[j..j + k]);
                forward[(i + 1) * width + j + k] += forward[i * width + j] * p;
            }
        }
    }
    for i in (0..n).rev() {
        for j in 0..=m {
            for k in 0..=LONGEST.min(m - j) {
                let p = probability(model, letters[i], &phones[j..j + k]);
                backward[i * width + j] += backward[(i + 1) * width + j + k] * p;
            }
        }
    }
    let total = backward[0];
    if total <= 0.0 {
        return;
    }
    for i in 0..n {
        for j in 0..=m {
            for k in 0..=LONGEST.min(m - j) {
                let p = probability(model, letters[i], &phones[j..j + k]);
                let share = forward[i * width + j] * p * backward[(i + 1) * width + j + k] / total;
                if share > 1e-6 {
                    *counts
                        .entry(chunk(letters[i], &phones[j..j + k]))
                        .or_default() += share;
                }
            }
        }
    }
}

/// The likeliest alignment.
fn best(letters: Vec<u8>, phones: &[u8], model: &HashMap<Chunk, f64>) -> Option<Alignment> {
    let (n, m) = (letters.len(), phones.len());
    let width = m + 1;
    let mut score = vec![f64::NEG_INFINITY; (n + 1) * width];
    let mut from = vec![0u8; (n + 1) * width];
    score[0] = 0.0;
    for i in 0..n {
        for j in 0..=m {
            for k in 0..=LONGEST.min(m - j) {
                let p = probability(model, letters[i], &phones[j..j + k]).ln();
                let (to, s) = ((i + 1) * width + j + k, score[i * width + j] + p);
                if s > score[to] {
                    (score[to], from[to]) = (s, k as u8);
                }
            }
        }
    }
    let fit = score[n * width + m] / n as f64;
    if !fit.is_finite() {
        return None;
    }
    let mut lengths = vec![0; n];
    let mut j = m;
    for i in (0..n).rev() {
        lengths[i] = from[(i + 1) * width + j];
        j -= lengths[i] as usize;
    }
    Some(Alignment {
        letters,
        lengths,
        fit,
    })
}
