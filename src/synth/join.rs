//! Joins: reads units from the pack and lays them end to end with cross-fades.

use std::ops::Range;

use super::tone::Tone;
use super::{PhoneTime, Selection};
use crate::pronounce::Phone;
use crate::prosody::{Plan, PlannedPhone};
use crate::voice::audio;
use crate::voice::units::{Inventory, UnitId};

/// A stretch of neighbouring units, copied as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// First sample in the pack's audio.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// How a clause begins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Begin {
    /// Room tone before the first unit, in samples.
    pub rest: usize,
    /// What is cut off the silence that the first unit brings before the phone boundary.
    pub cut: usize,
}

/// The scratch of the join loop.
#[derive(Debug, Default)]
pub struct Joiner {
    fade: Vec<f32>,
    /// The beginning of a segment, up to where its cross-fade ends.
    lead: Vec<f32>,
    tone: Tone,
    /// How much of the pause at the end of the last clause was spoken, in samples.
    tail: usize,
}

impl Joiner {
    /// A joiner with empty buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends the audio of `selection` to `samples` and fills `times`, a place for each phone.
    pub fn join(
        &mut self,
        inventory: &Inventory<'_>,
        rate: u32,
        plan: &Plan,
        selection: &Selection,
        samples: &mut Vec<f32>,
        times: &mut Vec<PhoneTime>,
    ) {
        times.clear();
        times.resize(plan.phones.len(), PhoneTime::default());
        if selection.units.len() + 1 != plan.phones.len() {
            return;
        }
        let origin = samples.len();
        for clause in plan.clauses() {
            let at = (samples.len() - origin) as u32;
            let phones = clause.start..clause.end + 1;
            // The pause before it began in the clause before.
            let began = times[clause.start].start;
            let times = &mut times[phones];
            self.join_clause(inventory, rate, plan, clause, selection, samples, times);
            for time in &mut *times {
                time.start += at;
                time.end += at;
            }
            if at > 0 {
                times[0].start = began;
            }
        }
    }

    /// Appends the audio of one clause of `plan`, with the silence before it that is still to come;
    /// the last clause brings the silence at the end too. Clauses come in order, and `times` has a
    /// place for each phone of the clause, counted from where it begins in `samples`.
    #[allow(clippy::too_many_arguments)] // Voice, product of the stage before, and two outputs.
    pub fn join_clause(
        &mut self,
        inventory: &Inventory<'_>,
        rate: u32,
        plan: &Plan,
        clause: Range<usize>,
        selection: &Selection,
        samples: &mut Vec<f32>,
        times: &mut [PhoneTime],
    ) {
        let Some(units) = selection.of(&clause) else {
            return;
        };
        let phones = &plan.phones[clause.start..=clause.end];
        let begin = self.begin_clause(inventory, rate, phones, units, clause.start == 0);
        self.tone.append(begin.rest, samples);
        let last = clause.end + 1 == plan.phones.len();
        let rest = self.join_units(inventory, rate, phones, units, begin, last, samples, times);
        self.tone.append(rest, samples);
    }

    /// How a clause begins: what of its first pause is still to come.
    pub(super) fn begin_clause(
        &mut self,
        inventory: &Inventory<'_>,
        rate: u32,
        phones: &[PlannedPhone],
        units: &[UnitId],
        first: bool,
    ) -> Begin {
        self.prepare(rate);
        if first {
            self.tail = 0;
            self.tone.restart();
        }
        if phones[0].phone != Phone::Pau {
            return Begin::default();
        }
        let own = inventory.center[units[0] as usize] as usize;
        let most = own.saturating_sub(self.fade.len() / 2);
        let spoken = self.tail + own;
        let wanted = frames(phones[0].ms, rate);
        Begin {
            rest: wanted.saturating_sub(spoken),
            cut: spoken.saturating_sub(wanted).min(most),
        }
    }

    /// Appends the units of a clause, without room tone. `times` counts as if the tone that `begin` asks
    /// for stood before them; returns how much belongs behind them.
    #[allow(clippy::too_many_arguments)] // Voice, product of the stage before, and two outputs.
    pub(super) fn join_units(
        &mut self,
        inventory: &Inventory<'_>,
        rate: u32,
        phones: &[PlannedPhone],
        units: &[UnitId],
        Begin { rest, cut }: Begin,
        last: bool,
        samples: &mut Vec<f32>,
        times: &mut [PhoneTime],
    ) -> usize {
        let origin = samples.len();
        self.fetch(inventory, units);
        let mut i = 0;
        times[0].start = 0;
        while i < units.len() {
            let end = run_end(inventory, units, i);
            let last = units[end - 1] as usize;
            let skipped = if i == 0 { cut } else { 0 };
            let segment = Segment {
                start: inventory.start[units[i] as usize] + skipped as u32,
                end: inventory.start[last] + inventory.length[last] as u32,
            };
            let mut at = self.append(inventory, segment, i == 0, samples) - origin + rest;
            for (k, unit) in units.iter().enumerate().take(end).skip(i) {
                let boundary = at + inventory.center[*unit as usize] as usize - skipped;
                times[k].end = boundary as u32;
                times[k + 1].start = boundary as u32;
                at += inventory.length[*unit as usize] as usize;
            }
            i = end;
        }
        let start = times[i].start as usize - rest;
        let pause = phones[i].phone == Phone::Pau;
        let wanted = frames(phones[i].ms, rate);
        if pause {
            // Of a pause that is shorter than its silence, each side keeps a half.
            let most = (wanted / 2).max(self.fade.len() / 2);
            samples.truncate(origin + start + most);
        }
        self.fade_out(samples);
        self.tail = samples.len() - origin - start;
        let behind = match last && pause {
            true => wanted.saturating_sub(self.tail),
            false => 0,
        };
        times[i].end = (rest + samples.len() - origin + behind) as u32;
        behind
    }

    /// Appends so much room tone; it goes on where the last one ended.
    pub(super) fn append_rest(&mut self, length: usize, samples: &mut Vec<f32>) {
        self.tone.append(length, samples);
    }

    /// Appends so much room tone for a sentence that says nothing.
    pub fn rest(&mut self, rate: u32, length: usize, samples: &mut Vec<f32>) {
        self.prepare(rate);
        self.tone.restart();
        self.tone.append(length, samples);
    }

    /// The pitch marks of the units that [`Joiner::join_units`] just appended, in samples from their
    /// start, ascending; `rest` is the tone that `times` counts before them.
    pub(super) fn marks(
        &self,
        inventory: &Inventory<'_>,
        units: &[UnitId],
        times: &[PhoneTime],
        rest: usize,
        out: &mut Vec<u32>,
    ) {
        out.clear();
        for (unit, time) in units.iter().zip(times) {
            // The beginning of the first unit may be cut off.
            let center = u32::from(inventory.center[*unit as usize]) + rest as u32;
            let marks = inventory.marks_of(*unit).iter();
            out.extend(marks.filter_map(|m| (time.end + u32::from(*m)).checked_sub(center)));
        }
        // A damaged pack may hold marks out of order.
        out.dedup();
        if !out.is_sorted() {
            out.sort_unstable();
        }
    }

    fn prepare(&mut self, rate: u32) {
        self.tone.prepare(rate);
        let half = audio::margin(rate);
        if self.fade.len() != 2 * half {
            let step = std::f32::consts::PI / (2 * half) as f32;
            self.fade = (0..2 * half)
                .map(|i| 0.5 - 0.5 * ((i as f32 + 0.5) * step).cos())
                .collect();
            self.lead = vec![0.0; 2 * half];
        }
    }

    /// Reads the beginning of every unit of a clause, so that the misses of the cache run side by side:
    /// the units lie all over the pack, and each would be waited for in its turn.
    fn fetch(&self, inventory: &Inventory<'_>, units: &[UnitId]) {
        const LINE: usize = 64;
        let half = self.fade.len() / 2;
        let mut sum = 0;
        for unit in units {
            let start = inventory.start[*unit as usize] as usize - half;
            for line in 0..4 {
                let code = inventory.codes.get(start + line * LINE);
                sum ^= code.map_or(0, |c| *c as u8);
            }
            let scale = inventory.scales.get(start / audio::BLOCK);
            sum ^= scale.copied().unwrap_or(0);
        }
        std::hint::black_box(sum);
    }

    /// Appends a segment, blended with the one before unless a pause lies between; the last half
    /// fade of what stands in `samples` afterwards is the margin past the segment's end.
    /// Returns where the segment's first sample lies.
    fn append(
        &mut self,
        inventory: &Inventory<'_>,
        segment: Segment,
        after_pause: bool,
        samples: &mut Vec<f32>,
    ) -> usize {
        let half = self.fade.len() / 2;
        let (codes, scales) = (inventory.codes, inventory.scales);
        let start = segment.start as usize;
        let length = segment.end as usize - start;
        let at = samples.len();
        if after_pause {
            audio::decode_onto(codes, scales, start, length + half, samples);
            for (sample, gain) in samples[at..].iter_mut().zip(&self.fade) {
                *sample *= gain;
            }
            return at;
        }
        audio::decode(codes, scales, start - half, &mut self.lead);
        let overlap = samples[at - 2 * half..].iter_mut().zip(&self.lead);
        for ((out, new), gain) in overlap.zip(&self.fade) {
            *out += (new - *out) * gain;
        }
        // What remains, straight to where it is heard.
        audio::decode_onto(codes, scales, start + half, length, samples);
        at - half
    }

    /// Ends a stretch at a pause: the last fade falls to zero.
    fn fade_out(&self, samples: &mut [f32]) {
        let at = samples.len() - self.fade.len();
        for (sample, gain) in samples[at..].iter_mut().zip(self.fade.iter().rev()) {
            *sample *= gain;
        }
    }
}

fn frames(ms: f32, rate: u32) -> usize {
    (ms.max(0.0) * rate as f32 / 1000.0) as usize
}

/// One past the last unit that was a neighbour of the one before, from unit `i` on.
fn run_end(inventory: &Inventory<'_>, units: &[UnitId], i: usize) -> usize {
    let pairs = units[i..].windows(2);
    i + 1
        + pairs
            .take_while(|pair| inventory.follows(pair[0], pair[1]))
            .count()
}
