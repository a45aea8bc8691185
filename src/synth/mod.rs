//! Stages 5 and 6: a [`Plan`] to unit numbers ([`select`](Selector)), units to PCM ([`join`](Joiner)).

mod cost;
mod join;
mod scale;
mod select;

use serde::{Deserialize, Serialize};

pub use cost::Weights;
pub use join::{Joiner, Segment};
pub use select::{Selection, Selector};

use crate::prosody::Plan;
use crate::settings::{Rate, Semitones};
use crate::voice::Voice;
use scale::Scaler;

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
        let inventory = voice.inventory();
        let origin = samples.len();
        self.selector
            .select(&inventory, plan, &self.weights, &mut self.selection);
        self.joiner.join(
            &inventory,
            voice.sample_rate(),
            plan,
            &self.selection,
            samples,
            times,
        );
        let bent = plan.phones.iter().any(|p| p.manner.is_bent());
        if bent || self.pace != (Rate::default(), Semitones::default()) {
            self.joiner
                .marks(&inventory, &self.selection, times, &mut self.scaler.marks);
            self.scaler
                .scale(plan, self.pace, voice.sample_rate(), origin, samples, times);
        }
    }

    /// What the last call of [`Synthesizer::synthesize`] chose.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }
}
