//! Stage 4: an [`Utterance`] to a [`Plan`]: phrases, pauses, and for each phone its duration and F0.
//!
//! The models are regression trees learnt from the voice's own recordings (Breiman et al. 1984,
//! *Classification and Regression Trees*); a voice pack carries them.

mod context;
mod phrasing;
pub mod tree;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use context::{Context, FEATURES, Features, features};
pub use phrasing::{Break, phrase_breaks};

use crate::article::BlockKind;
use crate::pronounce::{Phone, Utterance};
use tree::Tree;

/// How a sentence will be said: what unit selection takes, and all that it takes.
///
/// It can be printed, stored, edited and fed back in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Phones in order, pauses among them; begins and ends with a pause ([`Phone::Pau`]).
    pub phones: Vec<PlannedPhone>,
    /// For each word, its phones as indices into `phones`.
    pub words: Vec<Range<u32>>,
}

/// One phone of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PlannedPhone {
    /// Which phone.
    pub phone: Phone,
    /// Its duration in milliseconds at rate 1.
    pub ms: f32,
    /// F0 at its middle in Hz.
    pub f0: f32,
    /// Where it stands: what unit selection compares besides phones.
    pub context: Context,
}

/// The prosody models of a voice, in place in its pack.
#[derive(Debug, Clone, Copy)]
pub struct Models<'a> {
    /// Predicts the natural logarithm of a phone's duration in milliseconds.
    pub duration: Tree<'a>,
    /// Predicts the natural logarithm of F0 in Hz at the middle of a phone.
    pub f0: Tree<'a>,
}

/// The position of a sentence in its document, as far as it can be heard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Position {
    /// The kind of block it stands in.
    pub block: Option<BlockKind>,
    /// Whether it ends its block.
    pub ends_block: bool,
}

/// The pause before the first sentence: just the onset of the first unit.
const LEAD_MS: f32 = 40.0;

/// Makes the plan of an utterance. Scratch buffers live here; the plan is the product.
#[derive(Debug, Default)]
pub struct Planner {
    breaks: Vec<Break>,
    features: Vec<Features>,
}

impl Planner {
    /// A planner with empty buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Plans `utterance` with the voice's `models` into `plan` (which is emptied first).
    ///
    /// An utterance without phones gives a plan without phones.
    pub fn plan(
        &mut self,
        models: &Models<'_>,
        utterance: &Utterance,
        position: Position,
        plan: &mut Plan,
    ) {
        plan.phones.clear();
        plan.words.clear();
        phrase_breaks(utterance, &mut self.breaks);
        features(utterance, &self.breaks, &mut self.features);
        if utterance.phones.is_empty() {
            plan.words.resize(utterance.words.len(), 0..0);
            return;
        }
        plan.phones.push(PlannedPhone::pause(LEAD_MS));
        let last = utterance.words.len() - 1;
        for (index, word) in utterance.words.iter().enumerate() {
            let start = plan.phones.len() as u32;
            for i in utterance.phones_of(word) {
                plan.phones.push(PlannedPhone::predict(
                    models,
                    utterance.phones[i],
                    &self.features[i],
                ));
            }
            plan.words.push(start..plan.phones.len() as u32);
            if index < last && self.breaks[index] >= Break::Minor {
                plan.pause(self.breaks[index].pause_ms());
            }
        }
        plan.pause(final_pause_ms(position));
        fill_f0(&mut plan.phones);
    }
}

impl Plan {
    /// The clauses: what lies between two pauses, as ranges of diphones (diphone `i` leads from the
    /// middle of phone `i` to the middle of phone `i + 1`). In order, without gaps, never empty; a
    /// plan with fewer than two phones has none.
    pub fn clauses(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        std::iter::from_fn(move || {
            let clause = self.clause_at(start)?;
            start = clause.end;
            Some(clause)
        })
    }

    /// The clause that begins at a diphone; `None` at the end.
    pub fn clause_at(&self, start: usize) -> Option<Range<usize>> {
        let diphones = self.phones.len().saturating_sub(1);
        let inner = self.phones.get(start + 1..diphones)?;
        let pause = inner.iter().position(|p| p.phone == Phone::Pau);
        Some(start..pause.map_or(diphones, |i| start + 1 + i))
    }

    /// Adds a pause, or lengthens the one that stands at the end already.
    fn pause(&mut self, ms: f32) {
        match self.phones.last_mut() {
            Some(last) if last.phone == Phone::Pau => last.ms = last.ms.max(ms),
            _ => self.phones.push(PlannedPhone::pause(ms)),
        }
    }
}

impl PlannedPhone {
    fn pause(ms: f32) -> Self {
        PlannedPhone {
            phone: Phone::Pau,
            ms,
            f0: 0.0,
            context: Context::default(),
        }
    }

    fn predict(models: &Models<'_>, phone: Phone, features: &Features) -> Self {
        PlannedPhone {
            phone,
            ms: models.duration.predict(features).exp(),
            f0: models.f0.predict(features).exp(),
            context: Context::of(features),
        }
    }
}

/// Gives pauses the F0 of the phone beside them, so that a cost has something to compare.
fn fill_f0(phones: &mut [PlannedPhone]) {
    for i in 0..phones.len() {
        if phones[i].phone == Phone::Pau {
            let before = i.checked_sub(1).map(|j| phones[j].f0);
            let after = phones.get(i + 1).map(|p| p.f0);
            phones[i].f0 = before.filter(|f| *f > 0.0).or(after).unwrap_or(0.0);
        }
    }
}

/// The pause after a sentence, by what ends with it. Heard gaps of newsreaders lie at 0.4 to 0.6 s
/// between sentences and about twice that between paragraphs.
fn final_pause_ms(position: Position) -> f32 {
    use BlockKind::*;
    match (position.ends_block, position.block) {
        (false, _) => 430.0,
        (true, Some(Title | Heading | SpeakerLabel)) => 700.0,
        (true, Some(Byline | Date | ListItem | Table | Caption)) => 550.0,
        (true, _) => 800.0,
    }
}
