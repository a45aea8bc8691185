//! Stage 4: an [`Utterance`] to a [`Plan`]: phrases, pauses, and for each phone its duration and F0.
//!
//! The models are regression trees learnt from the voice's own recordings (Breiman et al. 1984,
//! *Classification and Regression Trees*); a voice pack carries them.

mod context;
mod directions;
mod phrasing;
mod plan;
pub mod structure;
pub mod tree;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use context::{Context, FEATURES, Features, features};
pub use directions::{Bend, Directions, Rest};
pub use phrasing::{Break, phrase_breaks};
pub use plan::Manner;
pub use structure::{Delivery, Pauses, Verbosity};

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
    /// How the signal is bent after units are chosen.
    #[serde(default, skip_serializing_if = "Manner::is_natural")]
    pub manner: Manner,
    /// For a pause: it was asked for, and no rate of a stretch changes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exact: bool,
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

/// The pause before a sentence, in milliseconds: as long as the silence that units bring along before
/// their first sound, which is at most that long. Pauses after sentences do not count it in.
const LEAD_MS: f32 = 50.0;

/// Makes the plan of an utterance. Scratch buffers live here; the plan is the product.
#[derive(Debug, Default)]
pub struct Planner {
    breaks: Vec<Break>,
    features: Vec<Features>,
    /// Log duration and log F0 of each phone.
    durations: Vec<f32>,
    f0: Vec<f32>,
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
        let pauses = Pauses::default();
        let final_ms = match position.ends_block {
            true => pauses.after(position.block),
            false => pauses.sentence,
        };
        let directions = Directions {
            final_ms: Some(final_ms),
            ..Directions::default()
        };
        self.plan_directed(models, utterance, &directions, plan);
    }

    /// The same, as the directions of a document say.
    ///
    /// An utterance without phones gives a plan without phones, or of a single pause if one is
    /// asked for.
    pub fn plan_directed(
        &mut self,
        models: &Models<'_>,
        utterance: &Utterance,
        directions: &Directions,
        plan: &mut Plan,
    ) {
        plan.phones.clear();
        plan.words.clear();
        phrase_breaks(utterance, &mut self.breaks);
        directions.adjust(&mut self.breaks);
        features(utterance, &self.breaks, &mut self.features);
        let words = utterance.words.len();
        if utterance.phones.is_empty() {
            plan.words.resize(words, 0..0);
            plan.silence(directions);
            return;
        }
        let (durations, f0) = (&mut self.durations, &mut self.f0);
        models.duration.predict_all(&self.features, durations);
        models.f0.predict_all(&self.features, f0);
        plan.phones.push(PlannedPhone::pause(LEAD_MS));
        if let Some(ms) = directions.rest_before(0) {
            plan.phones[0] = PlannedPhone::rest(ms.max(LEAD_MS));
        }
        for (index, word) in utterance.words.iter().enumerate() {
            let start = plan.phones.len() as u32;
            for i in utterance.phones_of(word) {
                plan.phones.push(PlannedPhone {
                    phone: utterance.phones[i],
                    ms: durations[i].exp(),
                    f0: f0[i].exp(),
                    context: Context::of(&self.features[i]),
                    manner: Manner::default(),
                    exact: false,
                });
            }
            plan.words.push(start..plan.phones.len() as u32);
            if index + 1 == words {
                break;
            }
            match directions.rest_before(index + 1) {
                Some(ms) => plan.rest(ms),
                None if self.breaks[index] >= Break::Minor => {
                    plan.pause(self.breaks[index].pause_ms());
                }
                None => {}
            }
        }
        let last = match directions.rest_before(words) {
            // What follows begins with a pause of its own.
            Some(ms) => PlannedPhone::rest((ms - LEAD_MS).max(0.0)),
            None => PlannedPhone::pause(directions.final_ms.unwrap_or_default()),
        };
        plan.end(last);
        directions.bend(plan);
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
}

impl PlannedPhone {
    fn pause(ms: f32) -> Self {
        PlannedPhone {
            phone: Phone::Pau,
            ms,
            f0: 0.0,
            context: Context::default(),
            manner: Manner::default(),
            exact: false,
        }
    }

    /// A pause that was asked for.
    fn rest(ms: f32) -> Self {
        PlannedPhone {
            exact: true,
            ..Self::pause(ms)
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
