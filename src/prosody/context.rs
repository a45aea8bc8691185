//! Features: where a phone stands in its syllable, word, phrase and sentence.

use serde::{Deserialize, Serialize};

use super::Break;
use crate::pronounce::{Phone, Stress, Utterance};

/// How many features a phone has.
pub const FEATURES: usize = 26;

/// The features of a phone, each a small integer below 64, for the trees.
pub type Features = [u8; FEATURES];

/// The feature numbers.
pub(crate) mod index {
    pub const PHONE: usize = 0;
    pub const PREVIOUS: usize = 1;
    pub const NEXT: usize = 2;
    pub const PREVIOUS2: usize = 3;
    pub const NEXT2: usize = 4;
    pub const STRESS: usize = 5;
    pub const IN_SYLLABLE: usize = 6;
    pub const IN_WORD: usize = 7;
    pub const FROM_PHRASE_START: usize = 8;
    pub const TO_PHRASE_END: usize = 9;
    pub const POS: usize = 10;
    pub const CONTENT: usize = 11;
    pub const BREAK: usize = 12;
    pub const PHRASES_LEFT: usize = 13;
    pub const PHRASES_BEFORE: usize = 14;
    pub const KIND: usize = 15;
    pub const SYLLABLE_PHONES: usize = 16;
    pub const WORD_SYLLABLES: usize = 17;
    pub const STRESSES_BEFORE: usize = 18;
    pub const STRESSES_LEFT: usize = 19;
    pub const PREVIOUS_STRESS: usize = 20;
    pub const NEXT_STRESS: usize = 21;
    pub const WORDS_LEFT: usize = 22;
    pub const WORDS_BEFORE: usize = 23;
    pub const NEXT_POS: usize = 24;
    pub const CODA: usize = 25;
}

/// What unit selection compares besides phones, duration and F0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Stress of the syllable: 0, 1 (primary) or 2 (secondary).
    pub stress: u8,
    /// Place in the syllable: 0 onset, 1 nucleus, 2 coda.
    pub in_syllable: u8,
    /// Place of the syllable in its word: 0 only, 1 first, 2 middle, 3 last.
    pub in_word: u8,
    /// 1 in the last syllable before a break, else 0.
    pub phrase_final: u8,
}

impl Context {
    /// The part of a phone's features that unit selection compares.
    pub fn of(features: &Features) -> Self {
        Context {
            stress: features[index::STRESS],
            in_syllable: features[index::IN_SYLLABLE].min(4) / 2,
            in_word: features[index::IN_WORD],
            phrase_final: (features[index::TO_PHRASE_END] == 0) as u8,
        }
    }

    /// All of it in one byte, the form that packs store: bits 0-1 stress, 2-3 place in the
    /// syllable, 4-5 place in the word, 6 phrase-final.
    pub fn to_byte(self) -> u8 {
        (self.stress & 3)
            | (self.in_syllable & 3) << 2
            | (self.in_word & 3) << 4
            | (self.phrase_final & 1) << 6
    }
}

fn cap(value: usize, max: u8) -> u8 {
    value.min(max as usize) as u8
}

fn is_stressed(stress: Stress) -> bool {
    stress == Stress::Primary
}

/// The features of every phone of `utterance`, given the break after each word.
pub fn features(utterance: &Utterance, breaks: &[Break], out: &mut Vec<Features>) {
    out.clear();
    let phrases = breaks.iter().filter(|b| **b >= Break::Minor).count();
    let mut phrase = 0;
    let mut start = 0;
    for (end, &after) in breaks.iter().enumerate().take(utterance.words.len()) {
        if after >= Break::Minor || end + 1 == utterance.words.len() {
            phrase_features(utterance, start..end + 1, after, phrase, phrases, out);
            phrase += 1;
            start = end + 1;
        }
    }
    for (i, features) in out.iter_mut().enumerate() {
        let at = |j: Option<usize>| {
            j.and_then(|j| utterance.phones.get(j))
                .map_or(Phone::Pau, |p| *p) as u8
        };
        features[index::PHONE] = at(Some(i));
        features[index::PREVIOUS] = at(i.checked_sub(1));
        features[index::NEXT] = at(Some(i + 1));
        features[index::PREVIOUS2] = at(i.checked_sub(2));
        features[index::NEXT2] = at(Some(i + 2));
    }
    separate_phrases(utterance, breaks, out);
}

/// Puts silence between phrases into the neighbour features.
fn separate_phrases(utterance: &Utterance, breaks: &[Break], out: &mut [Features]) {
    let pau = Phone::Pau as u8;
    for (word, _) in utterance
        .words
        .iter()
        .zip(breaks)
        .filter(|(_, b)| **b >= Break::Minor)
    {
        let end = utterance.phones_of(word).end;
        if end == 0 || end >= out.len() {
            continue;
        }
        out[end - 1][index::NEXT] = pau;
        out[end - 1][index::NEXT2] = pau;
        out[end][index::PREVIOUS] = pau;
        out[end][index::PREVIOUS2] = pau;
        if end >= 2 {
            out[end - 2][index::NEXT2] = pau;
        }
        if end + 1 < out.len() {
            out[end + 1][index::PREVIOUS2] = pau;
        }
    }
}

fn phrase_features(
    utterance: &Utterance,
    words: std::ops::Range<usize>,
    after: Break,
    phrase: usize,
    phrases: usize,
    out: &mut Vec<Features>,
) {
    let syllables_in = |w: &crate::pronounce::PhoneWord| w.syllables.len();
    let total: usize = utterance.words[words.clone()]
        .iter()
        .map(syllables_in)
        .sum();
    let stress_of = |s: u32| utterance.syllables[s as usize].stress;
    let stresses: usize = utterance.words[words.clone()]
        .iter()
        .flat_map(|w| w.syllables.clone())
        .filter(|s| is_stressed(stress_of(*s)))
        .count();
    let (mut syllable_number, mut stressed) = (0, 0);
    for index_of_word in words.clone() {
        let word = &utterance.words[index_of_word];
        let next = utterance
            .words
            .get(index_of_word + 1)
            .filter(|_| index_of_word + 1 < words.end);
        for s in word.syllables.clone() {
            let syllable = &utterance.syllables[s as usize];
            let neighbour = |at: Option<u32>| {
                at.and_then(|at| utterance.syllables.get(at as usize))
                    .map_or(3, |s| s.stress as u8)
            };
            let here = is_stressed(syllable.stress) as usize;
            let mut v = [0; FEATURES];
            v[index::STRESS] = syllable.stress as u8;
            v[index::IN_WORD] = place(s - word.syllables.start, word.syllables.len());
            v[index::FROM_PHRASE_START] = cap(syllable_number, 31);
            v[index::TO_PHRASE_END] = cap(total - 1 - syllable_number, 31);
            v[index::POS] = word.pos as u8;
            v[index::CONTENT] = word.pos.is_content() as u8;
            v[index::BREAK] = after as u8;
            v[index::PHRASES_LEFT] = cap(phrases.saturating_sub(phrase + 1), 7);
            v[index::PHRASES_BEFORE] = cap(phrase, 7);
            v[index::KIND] = utterance.kind as u8;
            v[index::SYLLABLE_PHONES] = cap(syllable.phones.len(), 9);
            v[index::WORD_SYLLABLES] = cap(word.syllables.len(), 9);
            v[index::STRESSES_BEFORE] = cap(stressed, 15);
            v[index::STRESSES_LEFT] = cap(stresses - stressed - here, 15);
            v[index::PREVIOUS_STRESS] = if syllable_number == 0 {
                3
            } else {
                neighbour(s.checked_sub(1))
            };
            v[index::NEXT_STRESS] = if syllable_number + 1 == total {
                3
            } else {
                neighbour(Some(s + 1))
            };
            v[index::WORDS_LEFT] = cap(words.end - 1 - index_of_word, 31);
            v[index::WORDS_BEFORE] = cap(index_of_word - words.start, 31);
            v[index::NEXT_POS] = next.map_or(31, |w| w.pos as u8);
            push_phones(utterance, syllable.phones.clone(), &v, out);
            syllable_number += 1;
            stressed += here;
        }
    }
}

fn place(number: u32, of: usize) -> u8 {
    match (number as usize, of) {
        (_, 1) => 0,
        (0, _) => 1,
        (n, of) if n + 1 == of => 3,
        _ => 2,
    }
}

fn push_phones(
    utterance: &Utterance,
    phones: std::ops::Range<u32>,
    syllable: &Features,
    out: &mut Vec<Features>,
) {
    let all = &utterance.phones[phones.start as usize..phones.end as usize];
    let nucleus = all.iter().position(|p| p.is_vowel()).unwrap_or(all.len());
    for i in 0..all.len() {
        let mut v = *syllable;
        v[index::IN_SYLLABLE] = match i {
            i if i < nucleus => (i > 0) as u8,
            i if i == nucleus => 2,
            i => 4 + (i + 1 == all.len()) as u8,
        };
        v[index::CODA] = cap(all.len().saturating_sub(nucleus + 1), 5);
        out.push(v);
    }
}
