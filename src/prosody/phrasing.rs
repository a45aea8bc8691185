//! Phrase breaks: where a reader draws breath.

use serde::{Deserialize, Serialize};

use crate::pronounce::{PartOfSpeech, Utterance};
use crate::text::Punctuation;

/// The strength of the juncture after a word.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Break {
    /// Words run on.
    #[default]
    None,
    /// A short phrase boundary that no punctuation mark shows.
    Minor,
    /// At a comma, bracket or dash.
    Comma,
    /// At a semicolon, colon or ellipsis.
    Clause,
    /// The end of a statement.
    Stop,
    /// The end of a question.
    Question,
    /// The end of an exclamation.
    Exclamation,
}

impl Break {
    /// The pause that a break makes inside a sentence, in milliseconds.
    pub fn pause_ms(self) -> f32 {
        match self {
            Break::None => 0.0,
            Break::Minor => 70.0,
            Break::Comma => 170.0,
            Break::Clause => 290.0,
            Break::Stop | Break::Question | Break::Exclamation => 430.0,
        }
    }
}

/// A phrase this long (in words) is broken before a function word even without punctuation.
const LONG_PHRASE: usize = 9;
/// A break of that kind leaves at least this many words on both sides.
const MIN_PHRASE: usize = 4;

/// The break after each word, from punctuation and, in long stretches, from parts of speech:
/// a content word followed by a function word is the classic place (Liberman and Church 1992).
pub fn phrase_breaks(utterance: &Utterance, out: &mut Vec<Break>) {
    out.clear();
    let words = &utterance.words;
    out.extend(words.iter().enumerate().map(|(i, word)| {
        let opens = words
            .get(i + 1)
            .is_some_and(|w| w.before == Punctuation::Open);
        from_punctuation(word.after).max(if opens { Break::Minor } else { Break::None })
    }));
    if let Some(last) = out.last_mut() {
        *last = (*last).max(Break::Stop);
    }
    let mut start = 0;
    for end in 0..words.len() {
        if out[end] > Break::Minor {
            split_long(utterance, start, end + 1, out);
            start = end + 1;
        }
    }
}

fn from_punctuation(mark: Punctuation) -> Break {
    use Punctuation::*;
    match mark {
        None | Open => Break::None,
        Group => Break::Minor,
        Close | Comma | Dash => Break::Comma,
        Semicolon | Colon | Ellipsis => Break::Clause,
        Stop => Break::Stop,
        Question => Break::Question,
        Exclamation => Break::Exclamation,
    }
}

/// Breaks the stretch `start..end` at its best places until no part is too long.
fn split_long(utterance: &Utterance, mut start: usize, end: usize, out: &mut [Break]) {
    while end - start > LONG_PHRASE {
        let window = start + MIN_PHRASE..(end - MIN_PHRASE + 1).min(start + LONG_PHRASE + 3);
        let best =
            window.max_by_key(|&i| (juncture(utterance, i), usize::MAX - i.abs_diff(start + 6)));
        let Some(at) = best.filter(|&i| juncture(utterance, i) > 0) else {
            return;
        };
        out[at - 1] = out[at - 1].max(Break::Minor);
        start = at;
    }
}

/// How well a phrase can begin with word `i`; 0 is not at all.
fn juncture(utterance: &Utterance, i: usize) -> u8 {
    use PartOfSpeech::*;
    let (before, here) = (utterance.words[i - 1].pos, utterance.words[i].pos);
    match (before.is_content(), here) {
        (true, Conjunction) => 4,
        (true, Preposition) => 3,
        (true, Interrogative | Pronoun) => 3,
        (true, Auxiliary | Determiner) => 1,
        _ => 0,
    }
}
