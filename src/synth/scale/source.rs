//! The unscaled audio of a clause, of which only so much is held as grains are cut from.

use super::Laid;
use super::window::{LANES, Windows, add_falling, add_rising, blend};

/// Whether half of a grain may be stretched to a gap.
fn fits(length: usize, period: usize) -> bool {
    4 * length <= 5 * period
}

/// What was passed is dropped when it is so long, in samples.
const PASSED: usize = 2048;

/// The audio around the grains that are laid out, read on as they ask for it: a few thousand samples,
/// which stay in the first-level cache, where a clause of five seconds would take 320 KB. In time that
/// bought nothing that can be told apart: what is waited for are the units in the pack.
///
/// Places count as if as many zeros stood before the clause as a grain reaches, and as many stand behind
/// it: whatever a grain asks for is there.
pub struct Source<'a> {
    samples: &'a mut Vec<f32>,
    /// Appends what comes next; false when that was all.
    read: &'a mut dyn FnMut(&mut Vec<f32>) -> bool,
    /// The place of the first of `samples`.
    base: usize,
    /// Where what was read and will not change any more ends.
    settled: usize,
    /// So many of the samples that were read last may change.
    unsettled: usize,
    /// How far a grain reaches on both sides of its centre, at most.
    reach: usize,
}

impl<'a> Source<'a> {
    pub fn new(
        samples: &'a mut Vec<f32>,
        unsettled: usize,
        reach: usize,
        read: &'a mut dyn FnMut(&mut Vec<f32>) -> bool,
    ) -> Self {
        samples.clear();
        samples.resize(reach, 0.0);
        Source {
            samples,
            read,
            base: 0,
            settled: 0,
            unsettled,
            reach,
        }
    }

    /// Reads on until the grain with this centre is there; lets go of what lies before the one with its
    /// centre at `from`.
    #[inline(always)]
    pub fn hold(&mut self, from: usize, center: usize) {
        if center + self.reach > self.settled {
            self.advance(from, center);
        }
    }

    #[inline(never)]
    fn advance(&mut self, from: usize, center: usize) {
        while center + self.reach > self.settled {
            // Grains may jump over what was not read yet.
            let needed = from.min(self.settled).saturating_sub(self.reach);
            let passed = needed.saturating_sub(self.base);
            if passed >= PASSED {
                self.samples.drain(..passed);
                self.base += passed;
            }
            match (self.read)(self.samples) {
                true => {
                    let read = self.samples.len().saturating_sub(self.unsettled);
                    self.settled = self.base + read;
                }
                false => {
                    self.samples.resize(self.samples.len() + self.reach, 0.0);
                    self.settled = usize::MAX;
                }
            }
        }
    }

    /// What is held, split at a place of the clause.
    fn split(&self, place: usize) -> (&[f32], &[f32]) {
        self.samples.split_at(place - self.base)
    }

    /// So many samples from a place on.
    fn get(&self, place: usize, count: usize) -> &[f32] {
        let start = place - self.base;
        &self.samples[start..start + count]
    }

    /// What is held from a place on.
    pub fn from(&self, place: usize) -> &[f32] {
        self.split(place).1
    }

    /// Adds one grain, where the pitch is another: grains lie closer together than they are long, or
    /// further apart.
    #[inline(always)]
    pub fn add(&self, windows: &mut Windows, grain: Laid, gain: f32, at: usize, out: &mut [f32]) {
        let (left, right) = out.split_at_mut(at);
        if grain.backwards {
            self.add_fall(grain, windows.fall(grain.period), right);
            self.add_rise(grain, windows.fall(grain.before), left);
            return;
        }
        let ahead = self.get(grain.center, grain.period.next_multiple_of(LANES));
        add_falling(ahead, windows.fall_on(grain.period), gain, right);
        // The rising half is the falling one turned upside down. At the beginning of the clause there is
        // less room for it: whole vectors again.
        let room = grain.before.next_multiple_of(LANES);
        let length = room.min(at / LANES * LANES);
        let left = &mut left[at - length..];
        let back = self.get(grain.center - length, length);
        let end = LANES + grain.before;
        let rise = windows.fall_between(grain.before).get(end - length..end);
        add_rising(back, rise.unwrap_or_default(), gain, left);
    }

    /// Lays down what lies between the centres of two grains, `length` samples: one falls and the
    /// other rises. What is more of a vector is written over by the next.
    ///
    /// Both do so over the whole of it, so that their gains add up to 1, unless it is so much longer
    /// than the period that the next pulse of the recording would be heard.
    #[inline(always)]
    pub fn fade(
        &self,
        windows: &mut Windows,
        left: Laid,
        right: Laid,
        length: usize,
        out: &mut [f32],
    ) {
        let turned = left.backwards || right.backwards;
        if turned || !fits(length, left.period.min(right.before)) {
            return self.fade_unlike(windows, left, right, length, out);
        }
        let room = length.next_multiple_of(LANES);
        let (ahead, out) = (self.get(left.center, room), &mut out[..room]);
        if right.center == left.center + length {
            // The two follow each other in the recording.
            out.copy_from_slice(ahead);
        } else {
            let back = self.get(right.center - length, room);
            blend(ahead, back, windows.fall_on(length), out);
        }
    }

    /// The same where one of the halves is shorter than the gap or turned round.
    #[inline(always)]
    fn fade_unlike(
        &self,
        windows: &mut Windows,
        left: Laid,
        right: Laid,
        length: usize,
        out: &mut [f32],
    ) {
        let reach = |period: usize| match fits(length, period) {
            true => length,
            false => period,
        };
        let (fall, rise) = (reach(left.period), reach(right.before));
        out[..length].fill(0.0);
        if left.backwards || right.backwards {
            let out = &mut out[..length];
            self.add_fall(left, windows.fall(fall), out);
            self.add_rise(right, windows.fall(rise), out);
            return;
        }
        let ahead = self.get(left.center, fall.next_multiple_of(LANES));
        add_falling(ahead, windows.fall_on(fall), 1.0, out);
        let back = self.get(right.center - rise, rise.next_multiple_of(LANES));
        add_rising(back, windows.fall_on(rise), 1.0, &mut out[length - rise..]);
    }

    /// Adds the half of a grain behind its centre, which is where `out` begins.
    fn add_fall(&self, grain: Laid, fall: &[f32], out: &mut [f32]) {
        let (before, ahead) = self.split(grain.center);
        let out = out.iter_mut().zip(fall);
        if grain.backwards {
            let back = ahead.iter().take(1).chain(before.iter().rev());
            out.zip(back).for_each(|((out, gain), s)| *out += gain * s);
        } else {
            out.zip(ahead).for_each(|((out, gain), s)| *out += gain * s);
        }
    }

    /// Adds the half of a grain before its centre, which is where `out` ends. Its gain is that of the
    /// falling half turned upside down.
    fn add_rise(&self, grain: Laid, fall: &[f32], out: &mut [f32]) {
        let out = out.iter_mut().rev().zip(fall.iter().rev());
        let (before, ahead) = self.split(grain.center);
        if grain.backwards {
            let ahead = ahead.iter().skip(1);
            out.zip(ahead)
                .for_each(|((out, gain), s)| *out += (1.0 - gain) * s);
        } else {
            let back = before.iter().rev();
            out.zip(back)
                .for_each(|((out, gain), s)| *out += (1.0 - gain) * s);
        }
    }
}
