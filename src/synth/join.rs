//! Joins: reads units from the pack and lays them end to end with cross-fades.

use super::{PhoneTime, Selection};
use crate::pronounce::Phone;
use crate::prosody::Plan;
use crate::voice::audio;
use crate::voice::units::Inventory;

/// A stretch of neighbouring units, copied as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// First sample in the pack's audio.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// The scratch of the join loop.
#[derive(Debug, Default)]
pub struct Joiner {
    fade: Vec<f32>,
    block: Vec<f32>,
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
        self.prepare(rate);
        let origin = samples.len();
        let frames = |ms: f32| (ms.max(0.0) * rate as f32 / 1000.0) as usize;
        let units = &selection.units;
        let mut i = 0;
        while i < units.len() {
            let mut end = i + 1;
            while end < units.len()
                && plan.phones[end].phone != Phone::Pau
                && inventory.follows(units[end - 1], units[end])
            {
                end += 1;
            }
            let last = units[end - 1] as usize;
            let segment = Segment {
                start: inventory.start[units[i] as usize],
                end: inventory.start[last] + inventory.length[last] as u32,
            };
            let after_pause = plan.phones[i].phone == Phone::Pau;
            if i == 0 && after_pause {
                // The first unit brings silence of its own.
                let own = inventory.center[units[0] as usize] as usize;
                let silence = frames(plan.phones[0].ms).saturating_sub(own);
                samples.resize(origin + silence, 0.0);
            }
            let mut at = self.append(inventory, segment, after_pause, samples) - origin;
            for (k, unit) in units.iter().enumerate().take(end).skip(i) {
                let boundary = at + inventory.center[*unit as usize] as usize;
                times[k].end = boundary as u32;
                times[k + 1].start = boundary as u32;
                at += inventory.length[*unit as usize] as usize;
            }
            if plan.phones[end].phone == Phone::Pau {
                self.fade_out(samples);
                let spoken = samples.len() - origin - times[end].start as usize;
                // The unit that comes next brings its own silence before the phone boundary.
                let next = units
                    .get(end)
                    .map_or(0, |u| inventory.center[*u as usize] as usize);
                let silence = frames(plan.phones[end].ms).saturating_sub(spoken + next);
                samples.resize(samples.len() + silence, 0.0);
            }
            i = end;
        }
        let total = (samples.len() - origin) as u32;
        if let Some(last) = times.last_mut() {
            last.end = total;
        }
    }

    /// The pitch marks of what [`Joiner::join`] just made, in samples from its start, ascending.
    pub fn marks(
        &self,
        inventory: &Inventory<'_>,
        selection: &Selection,
        times: &[PhoneTime],
        out: &mut Vec<usize>,
    ) {
        out.clear();
        for (unit, time) in selection.units.iter().zip(times) {
            let center = inventory.center[*unit as usize] as usize;
            let start = (time.end as usize).saturating_sub(center);
            let marks = inventory
                .marks_of(*unit)
                .iter()
                .map(|m| start + *m as usize);
            out.extend(marks);
        }
        // A damaged pack may hold marks out of order.
        out.dedup();
        if !out.is_sorted() {
            out.sort_unstable();
        }
    }

    fn prepare(&mut self, rate: u32) {
        let half = audio::margin(rate);
        if self.fade.len() != 2 * half {
            let step = std::f32::consts::PI / (2 * half) as f32;
            self.fade = (0..2 * half)
                .map(|i| 0.5 - 0.5 * ((i as f32 + 0.5) * step).cos())
                .collect();
        }
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
        let length = (segment.end - segment.start) as usize;
        let first = segment.start as usize - half;
        self.block.clear();
        self.block.resize(length + 2 * half, 0.0);
        audio::decode(inventory.codes, inventory.scales, first, &mut self.block);
        if after_pause {
            for (sample, gain) in self.block[half..].iter_mut().zip(&self.fade) {
                *sample *= gain;
            }
            samples.extend_from_slice(&self.block[half..]);
            return samples.len() - length - half;
        }
        let at = samples.len() - 2 * half;
        let overlap = samples[at..].iter_mut().zip(&self.block);
        for ((out, new), gain) in overlap.zip(&self.fade) {
            *out += (new - *out) * gain;
        }
        samples.extend_from_slice(&self.block[2 * half..]);
        at + half
    }

    /// Ends a stretch at a pause: the last fade falls to zero.
    fn fade_out(&self, samples: &mut [f32]) {
        let at = samples.len() - self.fade.len();
        for (sample, gain) in samples[at..].iter_mut().zip(self.fade.iter().rev()) {
            *sample *= gain;
        }
    }
}
