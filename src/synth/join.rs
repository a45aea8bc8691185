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
    /// The clause that was laid out last.
    segments: Vec<Segment>,
    /// Its length without room tone, in samples.
    length: usize,
}

/// How much of a clause has been read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading {
    /// Samples, without room tone.
    done: usize,
    /// The segment that is read, and how much of it has been.
    segment: usize,
    within: usize,
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
        let rest = self.lay_out(inventory, rate, phones, units, begin, last, times);
        let mut reading = Reading::default();
        while self.read(inventory, &mut reading, usize::MAX, samples) {}
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

    /// Lays out the units of a clause for [`Joiner::read`]. `times` counts as if the tone that `begin`
    /// asks for stood before them; returns how much belongs behind them.
    #[allow(clippy::too_many_arguments)] // Voice, product of the stage before, and an output.
    pub(super) fn lay_out(
        &mut self,
        inventory: &Inventory<'_>,
        rate: u32,
        phones: &[PlannedPhone],
        units: &[UnitId],
        Begin { rest, cut }: Begin,
        last: bool,
        times: &mut [PhoneTime],
    ) -> usize {
        let half = self.fade.len() / 2;
        self.fetch(inventory, units);
        self.segments.clear();
        let (mut i, mut at) = (0, rest);
        times[0].start = 0;
        while i < units.len() {
            let end = run_end(inventory, units, i);
            let last = units[end - 1] as usize;
            let skipped = if i == 0 { cut } else { 0 };
            self.segments.push(Segment {
                start: inventory.start[units[i] as usize] + skipped as u32,
                end: inventory.start[last] + u32::from(inventory.length[last]),
            });
            for (k, unit) in units.iter().enumerate().take(end).skip(i) {
                let boundary = at + inventory.center[*unit as usize] as usize - skipped;
                times[k].end = boundary as u32;
                times[k + 1].start = boundary as u32;
                at += inventory.length[*unit as usize] as usize;
            }
            at -= skipped;
            i = end;
        }
        self.length = at - rest + half;
        let start = times[i].start as usize - rest;
        let pause = phones[i].phone == Phone::Pau;
        let wanted = frames(phones[i].ms, rate);
        if pause {
            // Of a pause that is shorter than its silence, each side keeps a half.
            let most = (wanted / 2).max(half);
            self.length = self.length.min(start + most);
        }
        self.tail = self.length - start;
        let behind = match last && pause {
            true => wanted.saturating_sub(self.tail),
            false => 0,
        };
        times[i].end = (rest + self.length + behind) as u32;
        behind
    }

    /// The length of the clause that was laid out, without room tone, in samples.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// So many of the samples that were read last are not as they will be heard: what comes next is
    /// blended with them.
    pub(super) fn unsettled(&self) -> usize {
        self.fade.len()
    }

    /// Appends what comes next of the clause that was laid out: of one segment, and not much more than
    /// `most` samples. Returns whether there is more; if not, all that was read is settled.
    pub(super) fn read(
        &mut self,
        inventory: &Inventory<'_>,
        reading: &mut Reading,
        most: usize,
        samples: &mut Vec<f32>,
    ) -> bool {
        let Some(segment) = self.segments.get(reading.segment) else {
            return false;
        };
        let half = self.fade.len() / 2;
        let (codes, scales) = (inventory.codes, inventory.scales);
        let (start, end) = (segment.start as usize, segment.end as usize + half);
        if reading.within == 0 && reading.segment > 0 {
            self.lead.clear();
            audio::decode(codes, scales, start - half, 2 * half, &mut self.lead);
            audio::cross_fade(&self.lead, &self.fade, samples);
            reading.within = half;
        }
        // What remains, straight to where it is heard.
        let from = start + reading.within;
        let count = (end - from).min(most.max(self.fade.len()));
        let count = count.min(self.length - reading.done);
        let at = samples.len();
        audio::decode(codes, scales, from, count, samples);
        if reading.done == 0 {
            for (sample, gain) in samples[at..].iter_mut().zip(&self.fade) {
                *sample *= gain;
            }
        }
        reading.done += count;
        reading.within += count;
        if from + count == end {
            *reading = Reading {
                segment: reading.segment + 1,
                within: 0,
                ..*reading
            };
        }
        let more = reading.done < self.length && reading.segment < self.segments.len();
        if !more {
            self.fade_out(samples);
        }
        more
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

    /// The pitch marks of the units that were laid out, in samples from where the first begins; `rest` is
    /// the tone that `times` counts before it. Those of a damaged pack may be out of order.
    pub(super) fn marks<'a>(
        inventory: &'a Inventory<'_>,
        units: &'a [UnitId],
        times: &'a [PhoneTime],
        rest: usize,
    ) -> impl Iterator<Item = u32> + 'a {
        units.iter().zip(times).flat_map(move |(unit, time)| {
            // The beginning of the first unit may be cut off.
            let center = u32::from(inventory.center[*unit as usize]) + rest as u32;
            let marks = inventory.marks_of(*unit).iter();
            marks.filter_map(move |m| (time.end + u32::from(*m)).checked_sub(center))
        })
    }

    fn prepare(&mut self, rate: u32) {
        self.tone.prepare(rate);
        let half = audio::margin(rate);
        if self.fade.len() != 2 * half {
            let step = std::f32::consts::PI / (2 * half) as f32;
            self.fade = (0..2 * half)
                .map(|i| 0.5 - 0.5 * ((i as f32 + 0.5) * step).cos())
                .collect();
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

    /// Reads the beginning of every unit's pitch marks, for the same reason.
    pub(super) fn fetch_marks(inventory: &Inventory<'_>, units: &[UnitId]) {
        const LINE: usize = 64 / size_of::<u16>();
        let mut sum = 0;
        for unit in units {
            let first = inventory.first_mark[*unit as usize] as usize;
            for line in 0..2 {
                let mark = inventory.marks.get(first + line * LINE);
                sum ^= mark.copied().unwrap_or(0);
            }
        }
        std::hint::black_box(sum);
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
