//! A take: one recording with all that was measured on it.

use super::corpus::{Label, Recording};
use super::label::Labelled;
use super::pitch;
use super::spectrum::{Analyser, Cepstrum};
use crate::pronounce::Phone;
use crate::prosody::Features;

/// How much silence a unit keeps beside speech, in seconds: the onset and the decay of sounds.
const SILENCE: f32 = 0.045;

/// One recording, analysed.
pub struct Take {
    /// Samples after clean-up, -1 to 1.
    pub samples: Vec<f32>,
    /// Labels, pauses included.
    pub labels: Vec<Label>,
    /// The words and syllables behind the labels.
    pub labelled: Labelled,
    /// Features of the phones of `labelled.utterance`.
    pub features: Vec<Features>,
    /// F0 in the middle of each label, in Hz; 0 is unvoiced.
    pub f0: Vec<f32>,
    /// Where units that start in a label's phone are cut, and units that end in it: the same place
    /// but in pauses.
    pub cuts: Vec<[Cut; 2]>,
    /// Pitch marks in samples.
    pub marks: Vec<usize>,
}

/// A place where units begin or end.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// The sample.
    pub at: usize,
    /// F0 there in Hz; 0 is unvoiced.
    pub f0: f32,
    /// The spectrum there.
    pub cepstrum: Cepstrum,
}

impl Take {
    /// Measures a recording.
    pub fn new(
        recording: Recording,
        labelled: Labelled,
        features: Vec<Features>,
        analyser: &Analyser,
    ) -> Self {
        let rate = recording.rate;
        let samples = without_rumble(&recording.samples, rate);
        let track = pitch::track(&samples, rate);
        let marks = pitch::marks(&samples, rate, &track);
        let labels = recording.labels;
        let f0_at = |seconds: f32| {
            track
                .get((seconds / pitch::HOP) as usize)
                .copied()
                .unwrap_or(0.0)
        };
        let cut = |seconds: f32| {
            let f0 = f0_at(seconds);
            let at = snap((seconds * rate as f32) as usize, rate, f0, &marks).min(samples.len());
            Cut {
                at,
                f0,
                cepstrum: analyser.cepstrum(&samples, at),
            }
        };
        let cuts = labels
            .iter()
            .map(|l| match cut_times(l) {
                [start, end] if start == end => [cut(start); 2],
                times => times.map(cut),
            })
            .collect();
        let f0 = labels.iter().map(|l| middle_f0(l, &f0_at)).collect();
        Take {
            samples,
            labels,
            labelled,
            features,
            f0,
            cuts,
            marks,
        }
    }
}

/// Where a phone is cut, in seconds: for units that start there, and for units that end there.
fn cut_times(label: &Label) -> [f32; 2] {
    let length = label.end - label.start;
    if label.phone == Phone::Pau {
        let kept = SILENCE.min(length / 2.0);
        return [label.end - kept, label.start + kept];
    }
    // A stop is cut in its closure, before the burst.
    let share = if label.phone.is_stop() { 0.35 } else { 0.5 };
    [label.start + share * length; 2]
}

/// Voiced cuts lie on a pitch mark, so that joined periods are in phase.
fn snap(at: usize, rate: u32, f0: f32, marks: &[usize]) -> usize {
    if f0 <= 0.0 {
        return at;
    }
    let after = marks.partition_point(|m| *m < at);
    let around = marks[after.saturating_sub(1)..(after + 1).min(marks.len())].iter();
    let reach = (0.75 * rate as f32 / f0) as usize;
    let nearest = around.copied().min_by_key(|m| m.abs_diff(at));
    nearest.filter(|m| m.abs_diff(at) <= reach).unwrap_or(at)
}

/// The median F0 of the middle of a label.
fn middle_f0(label: &Label, f0_at: &impl Fn(f32) -> f32) -> f32 {
    let length = label.end - label.start;
    let mut values: Vec<f32> = (2..=6)
        .map(|i| f0_at(label.start + length * i as f32 / 8.0))
        .filter(|f| *f > 0.0)
        .collect();
    values.sort_by(f32::total_cmp);
    if values.len() < 3 {
        0.0
    } else {
        values[values.len() / 2]
    }
}

/// Takes out direct current and rumble below 40 Hz with a one-pole filter run in both directions,
/// which leaves phases, and so pitch marks, where they are.
fn without_rumble(samples: &[f32], rate: u32) -> Vec<f32> {
    let keep = (-std::f32::consts::TAU * 40.0 / rate as f32).exp();
    let mut low = samples.to_vec();
    for backwards in [false, true] {
        let mut state = 0.0;
        for i in 0..low.len() {
            let i = if backwards { low.len() - 1 - i } else { i };
            state = low[i] * (1.0 - keep) + state * keep;
            low[i] = state;
        }
    }
    samples.iter().zip(&low).map(|(s, l)| s - l).collect()
}
