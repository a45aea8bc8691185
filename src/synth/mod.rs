//! Stages 5 and 6: a [`Plan`] to unit numbers ([`select`](Selector)), units to PCM ([`join`](Joiner)).

mod cost;
mod join;
mod scale;
mod select;
mod substitute;
mod tone;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use cost::Weights;
pub use join::{Joiner, Segment};
pub use select::{Selection, Selector, Substitution};

use crate::prosody::Plan;
use crate::settings::{Rate, Semitones};
use crate::voice::Voice;
use join::Reading;
use scale::Scaler;

/// Samples of a clause that are read at once where they are scaled.
const PIECE: usize = 2048;

/// Where a planned phone lies in the audio.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneTime {
    /// Its first frame, counted from the start of the sentence's audio.
    pub start: u32,
    /// One past its last frame.
    pub end: u32,
}

/// The scratch of synthesis: cheap, one for each thread that speaks.
#[derive(Debug, Default)]
pub struct Synthesizer {
    selector: Selector,
    joiner: Joiner,
    scaler: Scaler,
    selection: Selection,
    pace: (Rate, Semitones),
    weights: Weights,
}

impl Synthesizer {
    /// A synthesizer with empty buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Changes rate and pitch, from the next sentence on.
    pub fn set_pace(&mut self, rate: Rate, pitch: Semitones) {
        self.pace = (rate, pitch);
        self.selector.set_rate(rate);
    }

    /// Changes the weights of the cost function.
    pub fn set_weights(&mut self, weights: Weights) {
        self.weights = weights;
    }

    /// Speaks a plan: appends samples (-1 to 1, at the voice's rate) to `samples`, and puts the
    /// place of each planned phone, counted from the first appended sample, into `times`.
    pub fn synthesize(
        &mut self,
        voice: &Voice,
        plan: &Plan,
        samples: &mut Vec<f32>,
        times: &mut Vec<PhoneTime>,
    ) {
        let mut start = 0;
        times.clear();
        while let Some(clause) = plan.clause_at(start) {
            start = clause.end;
            self.synthesize_clause(voice, plan, clause, samples, times);
        }
        times.resize(plan.phones.len(), PhoneTime::default());
    }

    /// Speaks one clause of a plan ([`Plan::clauses`]), which is what the first audio of a sentence
    /// waits for. Clauses come in order, with the same `times`: it is emptied before the first clause,
    /// and holds the places of all phones up to the pause that ends the clause, counted from the
    /// beginning of the sentence. `samples` may be emptied in between.
    pub fn synthesize_clause(
        &mut self,
        voice: &Voice,
        plan: &Plan,
        clause: Range<usize>,
        samples: &mut Vec<f32>,
        times: &mut Vec<PhoneTime>,
    ) {
        let inventory = voice.inventory();
        let rate = voice.sample_rate();
        if clause.start == 0 {
            self.selection.clear();
            times.clear();
        }
        self.selector.select_clause(
            &inventory,
            plan,
            clause.clone(),
            &self.weights,
            &mut self.selection,
        );
        // A clause ends with a pause, in which the next one begins.
        let PhoneTime {
            start: began,
            end: at,
        } = times.last().copied().unwrap_or_default();
        times.resize(clause.end + 1, PhoneTime::default());
        let local = &mut times[clause.start..];
        let phones = &plan.phones[clause.start..=clause.end];
        let bent = phones.iter().any(|p| p.manner.is_bent());
        let scaled = bent || self.pace != (Rate::default(), Semitones::default());
        if scaled {
            self.scale_clause(voice, plan, clause.clone(), samples, local);
        } else {
            let selection = &self.selection;
            let clause = clause.clone();
            self.joiner
                .join_clause(&inventory, rate, plan, clause, selection, samples, local);
        }
        for time in &mut *local {
            time.start += at;
            time.end += at;
        }
        if clause.start > 0 {
            // The pause before the clause began in the clause before.
            local[0].start = began;
        }
    }

    /// Appends the selected units of a clause at another pace. Room tone needs no scaling.
    fn scale_clause(
        &mut self,
        voice: &Voice,
        plan: &Plan,
        clause: Range<usize>,
        samples: &mut Vec<f32>,
        times: &mut [PhoneTime],
    ) {
        let (inventory, rate) = (voice.inventory(), voice.sample_rate());
        let Some(units) = self.selection.of(&clause) else {
            return;
        };
        let phones = &plan.phones[clause.start..=clause.end];
        let (joiner, scaler) = (&mut self.joiner, &mut self.scaler);
        let begin = joiner.begin_clause(&inventory, rate, phones, units, clause.start == 0);
        let last = clause.end + 1 == plan.phones.len();
        Joiner::fetch_marks(&inventory, units);
        let behind = joiner.lay_out(&inventory, rate, phones, units, begin, last, times);
        let marks = Joiner::marks(&inventory, units, times, begin.rest);
        let length = joiner.length();
        let rests = [begin.rest, behind];
        let rests = scaler.plan(phones, times, marks, length, self.pace.0, rate, rests);
        joiner.append_rest(rests[0], samples);
        let unsettled = joiner.unsettled();
        let mut reading = Reading::default();
        let mut read = |source: &mut Vec<f32>| joiner.read(&inventory, &mut reading, PIECE, source);
        scaler.scale(phones, self.pace.1, times, unsettled, &mut read, samples);
        joiner.append_rest(rests[1], samples);
    }

    /// The audio of a plan without speech ([`Plan::is_silent`]): appends room tone to `samples`, and
    /// puts the place of each phone into `times`.
    pub fn rest(
        &mut self,
        plan: &Plan,
        sample_rate: u32,
        samples: &mut Vec<f32>,
        times: &mut Vec<PhoneTime>,
    ) {
        self.selection.clear();
        times.clear();
        let mut end = 0;
        for phone in &plan.phones {
            let start = end;
            let seconds = phone.ms.max(0.0) / self.pace.0.get() / 1000.0;
            end += (seconds * sample_rate as f32) as u32;
            times.push(PhoneTime { start, end });
        }
        self.joiner.rest(sample_rate, end as usize, samples);
    }

    /// What the last call of [`Synthesizer::synthesize`] chose.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }
}
