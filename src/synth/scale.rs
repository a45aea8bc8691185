//! Time and pitch scaling by pitch-synchronous overlap-add (TD-PSOLA: Moulines and Charpentier 1990,
//! *Pitch-synchronous waveform processing techniques for text-to-speech synthesis using diphones*).
//!
//! Speech is taken apart into grains, two periods long and centred on pitch marks. Laid out again,
//! they are closer together or further apart for another pitch, and left out or repeated for another
//! rate. Where nothing is voiced, grains stand at a fixed distance and keep it.
//!
//! Room tone in pauses is not scaled: there is more or less of it.
//!
//! Where the pitch stays, two grains are blended from centre to centre in one pass, straight to where
//! they are heard, and grains that follow each other in the recording are copied. At another pitch grains
//! are added to zeros: blended ones, which are shorter there, cost a fifth less but sounded worse (P.808
//! of 3.41, not 3.48). Both go over whole vectors and cut off what is too much, so that no loop has a
//! remainder. The walk from grain to grain is compiled together with the blends, for the vectors that the
//! machine has; that and the tone saved 8 % of the instructions of three articles at rate 2 (78.3 of 85.1
//! million, without those that fill memory, which callgrind counts by bytes).

mod pace;
mod window;

use super::PhoneTime;
use crate::prosody::PlannedPhone;
use crate::settings::{Rate, Semitones};
use crate::simd::{dispatch, level};
use pace::Pacer;
use window::{LANES, Windows};

/// Distance of grains in unvoiced sound, in milliseconds.
const UNVOICED_MS: f32 = 6.0;
/// A gap between pitch marks longer than this (in milliseconds) is not voiced: 50 Hz.
const LONGEST_PERIOD_MS: f32 = 20.0;
/// Where a grain comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Grain {
    /// Its centre in the unscaled audio.
    center: u32,
    /// Samples to the mark after it.
    period: u16,
    voiced: bool,
}

impl Grain {
    fn period(self) -> usize {
        self.period.into()
    }
}

/// The phone that is being laid out: what is the same for all of its grains.
#[derive(Debug, Default)]
struct Here {
    /// Where it begins, in the output and in the source: both without the tone before them, so that a
    /// pause may begin before zero.
    at: f32,
    from: f32,
    /// Where it ends in the output.
    end: f32,
    /// Samples of the source to one of the output.
    slope: f32,
    /// The factor on the distance of voiced grains.
    closer: f32,
}

/// A grain in the output.
#[derive(Debug, Clone, Copy)]
struct Laid {
    /// Its centre in the unscaled audio.
    center: usize,
    /// Samples to the mark after it, and from the one before it.
    period: usize,
    before: usize,
    /// It is heard turned round.
    backwards: bool,
}

/// Scales one sentence after the other; holds the scratch.
#[derive(Debug, Default)]
pub struct Scaler {
    /// Pitch marks of the unscaled sentence, ascending.
    pub marks: Vec<u32>,
    grains: Vec<Grain>,
    /// The unscaled clause, and [`LANES`] zeros that a blend may read.
    source: Vec<f32>,
    pacer: Pacer,
    windows: Windows,
    /// Room tone before the source, in samples.
    before: usize,
    /// Room tone before and behind what is scaled, in samples.
    rests: [usize; 2],
}

impl Scaler {
    /// The unscaled audio of a clause, empty: to be filled before [`Scaler::plan`].
    pub fn source(&mut self) -> &mut Vec<f32> {
        self.source.clear();
        &mut self.source
    }

    /// Plans the clause in [`Scaler::source`], spoken at rate 1 and pitch 0, at another pace.
    /// [`Scaler::marks`] must hold its pitch marks. `times` counts so much room tone before and behind
    /// the source as `rests` says; returns how much of it there is at the new pace, in samples.
    pub fn plan(
        &mut self,
        phones: &[PlannedPhone],
        times: &[PhoneTime],
        rate: Rate,
        sample_rate: u32,
        rests: [usize; 2],
    ) -> [usize; 2] {
        let frames = |ms: f32| ms * sample_rate as f32 / 1000.0;
        // A period is at most the longest that is voiced and what is left of a step, and a fade is at
        // most a quarter longer.
        let longest = frames(LONGEST_PERIOD_MS + UNVOICED_MS);
        self.windows.reserve((1.25 * longest) as usize + 1);
        self.cut_grains(frames(UNVOICED_MS) as u16, frames(LONGEST_PERIOD_MS) as u32);
        self.source.resize(self.source.len() + LANES, 0.0);
        self.pacer.plan(phones, times, rate, sample_rate);
        let ends = &self.pacer.ends;
        let share = |phone: usize, rest: usize| {
            let begin = phone.checked_sub(1).map_or(0.0, |before| ends[before]);
            let length = times[phone].end.saturating_sub(times[phone].start).max(1);
            ((ends[phone] - begin) * (rest as f32 / length as f32)).round() as usize
        };
        self.rests = match ends.len() {
            0 => [0; 2],
            phones => [share(0, rests[0]), share(phones - 1, rests[1])],
        };
        self.before = rests[0];
        self.rests
    }

    /// Appends to `samples` what [`Scaler::plan`] planned, without the tone before and behind it, and moves
    /// `times`, which go on counting it.
    pub fn scale(
        &mut self,
        phones: &[PlannedPhone],
        pitch: Semitones,
        times: &mut [PhoneTime],
        samples: &mut Vec<f32>,
    ) {
        let level = pitch.factor();
        match level != 1.0 || phones.iter().any(|p| p.manner.semitones != 0.0) {
            true => self.add_grains(phones, times, level, samples),
            false => self.blend_grains(phones, times, samples),
        }
        let mut start = 0;
        for (time, end) in times.iter_mut().zip(&self.pacer.ends) {
            *time = PhoneTime {
                start,
                end: end.round() as u32,
            };
            start = time.end;
        }
    }

    /// Turns marks into grains, and fills what is not voiced.
    fn cut_grains(&mut self, step: u16, longest: u32) {
        let end = self.source.len() as u32;
        let grain = |center: u32, voiced: bool| Grain {
            center,
            period: step,
            voiced,
        };
        self.grains.clear();
        let mut at = 0;
        let marks = self.marks.iter().copied().take_while(|mark| *mark < end);
        for mark in marks.chain([end]) {
            if self.grains.is_empty() || mark - at > longest {
                while at + u32::from(step) <= mark {
                    self.grains.push(grain(at, false));
                    at += u32::from(step);
                }
            }
            match self.grains.last_mut() {
                // The grain that was just pushed stands there.
                Some(last) if last.center == mark => {}
                last => {
                    if let Some(last) = last {
                        last.period = (mark - last.center) as u16;
                    }
                    if mark < end {
                        self.grains.push(grain(mark, true));
                    }
                }
            }
            at = mark;
        }
    }

    /// Samples of the clause in the output, without the tone before and behind it.
    fn total(&self) -> usize {
        let whole = self.pacer.ends.last().map_or(0, |end| end.round() as usize);
        whole.saturating_sub(self.rests[0] + self.rests[1])
    }

    /// The output from grain to grain, for [`Scaler::total`] samples; none if there is no grain.
    fn walk<'a>(
        &'a self,
        phones: &'a [PlannedPhone],
        times: &'a [PhoneTime],
        level: f32,
    ) -> Option<Walk<'a>> {
        let (first, grains) = self.grains.split_first()?;
        let mut walk = Walk {
            phones,
            times,
            ends: &self.pacer.ends,
            tone: [self.before as f32, self.rests[0] as f32],
            level,
            total: self.total() as f32,
            at: 0.0,
            phone: 0,
            here: Here::default(),
            grain: *first,
            before: first.period,
            grains: grains.iter(),
            last: u32::MAX,
        };
        walk.arrive();
        Some(walk)
    }

    /// Appends the clause at another rate, blended from grain to grain.
    fn blend_grains(&mut self, phones: &[PlannedPhone], times: &[PhoneTime], out: &mut Vec<f32>) {
        let (origin, total) = (out.len(), self.total());
        // Blends write whole vectors.
        out.resize(origin + total + LANES, 0.0);
        let own = &mut out[origin..];
        let mut windows = std::mem::take(&mut self.windows);
        dispatch!(level(), _ => self.blend_with(&mut windows, phones, times, total, own));
        self.windows = windows;
        out.truncate(origin + total);
    }

    #[inline(always)]
    fn blend_with(
        &self,
        windows: &mut Windows,
        phones: &[PlannedPhone],
        times: &[PhoneTime],
        total: usize,
        out: &mut [f32],
    ) {
        let source = Source(&self.source);
        let mut last: Option<(Laid, usize)> = None;
        let Some(walk) = self.walk(phones, times, 1.0) else {
            return;
        };
        for (laid, _, at) in walk {
            if let Some((left, start)) = last {
                source.fade(windows, left, laid, at - start, &mut out[start..]);
            }
            last = Some((laid, at));
        }
        if let Some((last, start)) = last {
            let ahead = &self.source[last.center..];
            let fall = windows.fall(last.period);
            let heard = out[start..total].iter_mut();
            for ((out, sample), gain) in heard.zip(ahead).zip(fall) {
                *out = sample * gain;
            }
        }
    }

    /// Appends the clause at another pitch: grains, two periods long, are added.
    fn add_grains(
        &mut self,
        phones: &[PlannedPhone],
        times: &[PhoneTime],
        level: f32,
        out: &mut Vec<f32>,
    ) {
        let end = out.len() + self.total();
        let origin = out.len();
        out.resize(end + LANES, 0.0);
        let own = &mut out[origin..];
        let mut windows = std::mem::take(&mut self.windows);
        let source = Source(&self.source);
        let walk = self.walk(phones, times, level);
        for (laid, closer, at) in walk.into_iter().flatten() {
            // More pulses a second carry more power. Fewer cannot be made louder: they would be clipped.
            source.add(&mut windows, laid, closer.sqrt().min(1.0), at, own);
        }
        self.windows = windows;
        out.truncate(end);
    }
}

/// Goes through the output from grain to grain: each one, the factor on its distance from the next, and
/// where its centre lies.
struct Walk<'a> {
    phones: &'a [PlannedPhone],
    times: &'a [PhoneTime],
    /// Where phones end in the output, counted with the tone before it.
    ends: &'a [f32],
    /// The tone before the source and before the output.
    tone: [f32; 2],
    level: f32,
    total: f32,
    at: f32,
    phone: usize,
    here: Here,
    grain: Grain,
    /// The period of the grain before.
    before: u16,
    /// Those that follow.
    grains: std::slice::Iter<'a, Grain>,
    /// The centre of the grain that was heard last, if it was not turned round.
    last: u32,
}

impl Walk<'_> {
    /// Finds the phone that is heard at `at`.
    fn arrive(&mut self) {
        let ends = self.ends;
        while self.phone + 1 < ends.len() && self.at >= ends[self.phone] - self.tone[1] {
            self.phone += 1;
        }
        let phone = self.phone;
        let begin = phone.checked_sub(1).map_or(0.0, |before| ends[before]);
        let time = self.times.get(phone).copied().unwrap_or_default();
        let end = ends.get(phone).copied().unwrap_or(begin + 1.0);
        let own = self.phones.get(phone).map_or(0.0, |p| p.manner.semitones);
        let pitch = match own == 0.0 {
            true => self.level,
            false => self.level * (own / 12.0).exp2(),
        };
        self.here = Here {
            at: begin - self.tone[1],
            from: time.start as f32 - self.tone[0],
            end: match phone + 1 < ends.len() {
                true => end - self.tone[1],
                false => f32::INFINITY,
            },
            slope: time.end.saturating_sub(time.start) as f32 / (end - begin).max(1.0),
            closer: 1.0 / pitch,
        };
    }
}

impl Iterator for Walk<'_> {
    type Item = (Laid, f32, usize);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.total {
            return None;
        }
        if self.at >= self.here.end {
            self.arrive();
        }
        let from = self.here.from + (self.at - self.here.at) * self.here.slope;
        // To the nearest.
        while let Some(next) = self.grains.as_slice().first()
            && 2.0 * from > (self.grain.center + next.center) as f32
        {
            (self.before, self.grain) = (self.grain.period, *next);
            self.grains.next();
        }
        let g = self.grain;
        // A noise grain that is heard twice in a row buzzes; turned round it does not.
        let backwards = !g.voiced && self.last == g.center;
        self.last = if backwards { u32::MAX } else { g.center };
        let laid = Laid {
            center: g.center as usize,
            period: g.period(),
            before: self.before.into(),
            backwards,
        };
        let closer = if g.voiced { self.here.closer } else { 1.0 };
        let at = self.at as usize;
        self.at += (f32::from(g.period) * closer).max(8.0);
        Some((laid, closer, at))
    }
}

/// The unscaled audio that grains are cut from.
#[derive(Clone, Copy)]
struct Source<'a>(&'a [f32]);

impl Source<'_> {
    /// Adds one grain, where the pitch is another: grains lie closer together than they are long, or
    /// further apart.
    fn add(self, windows: &mut Windows, grain: Laid, gain: f32, at: usize, out: &mut [f32]) {
        let (left, right) = out.split_at_mut(at);
        if grain.backwards {
            self.add_fall(grain, windows.fall(grain.period), right);
            self.add_rise(grain, windows.fall(grain.before), left);
            return;
        }
        let room = grain.period.next_multiple_of(LANES);
        let ahead = self.0.get(grain.center..grain.center + room);
        let fall = windows.fall_between(grain.period).get(LANES..);
        if let (Some(ahead), Some(fall)) = (ahead, fall) {
            window::add_falling(ahead, fall, gain, right);
        }
        // The rising half is the falling one turned upside down. At the beginning of the clause there is
        // less of it: whole vectors again.
        let room = grain.before.next_multiple_of(LANES);
        let most = at.min(grain.center) / LANES * LANES;
        let length = room.min(most);
        let left = &mut left[at - length..];
        let back = &self.0[grain.center - length..grain.center];
        let end = LANES + grain.before;
        if let Some(rise) = windows.fall_between(grain.before).get(end - length..end) {
            window::add_rising(back, rise, gain, left);
        }
    }

    /// Lays down what lies between the centres of two grains, `length` samples: one falls and the
    /// other rises. What is more of a vector is written over by the next.
    ///
    /// Both do so over the whole of it, so that their gains add up to 1, unless it is so much longer
    /// than the period that the next pulse of the recording would be heard.
    #[inline(always)]
    fn fade(self, windows: &mut Windows, left: Laid, right: Laid, length: usize, out: &mut [f32]) {
        let reach = |period: usize| match 4 * length <= 5 * period {
            true => length,
            false => period,
        };
        let (fall, rise) = (reach(left.period), reach(right.before));
        let whole = fall == length && rise == length && !left.backwards && !right.backwards;
        let room = length.next_multiple_of(LANES);
        let ahead = self.0.get(left.center..left.center + room);
        // The two follow each other in the recording.
        let copied = right.center == left.center + length;
        let back = right.center.checked_sub(length);
        let back = back.and_then(|start| self.0.get(start..start + room));
        match (ahead, back, out.get_mut(..room)) {
            (Some(ahead), _, Some(out)) if whole && copied => out.copy_from_slice(ahead),
            (Some(ahead), Some(back), Some(out)) if whole => {
                let fall = windows.fall_between(length).get(LANES..);
                window::blend(ahead, back, fall.unwrap_or_default(), out);
            }
            _ => {
                let out = &mut out[..length];
                out.fill(0.0);
                self.add_fall(left, windows.fall(fall), out);
                self.add_rise(right, windows.fall(rise), out);
            }
        }
    }

    /// Adds the half of a grain behind its centre, which is where `out` begins.
    fn add_fall(self, grain: Laid, fall: &[f32], out: &mut [f32]) {
        let (before, ahead) = self.0.split_at(grain.center);
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
    fn add_rise(self, grain: Laid, fall: &[f32], out: &mut [f32]) {
        let out = out.iter_mut().rev().zip(fall.iter().rev());
        let (before, ahead) = self.0.split_at(grain.center);
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

#[cfg(test)]
mod tests {
    use super::pace::tests::phones;
    use super::*;
    use crate::pronounce::Phone;

    type Clause = (Vec<PlannedPhone>, Vec<f32>, Vec<u32>, Vec<PhoneTime>);

    fn clause(seconds: f32, f0: f32) -> Clause {
        let length = (16000.0 * seconds) as usize;
        let period = (16000.0 / f0) as usize;
        let wave = (0..length)
            .map(|i| (-((i % period) as f32) / 20.0).exp() * 0.5)
            .collect();
        let middle = length as u32 / 2;
        let (phones, times) = phones(&[(Phone::Aa, middle), (Phone::S, length as u32 - middle)]);
        (
            phones,
            wave,
            (0..length as u32).step_by(period).skip(1).collect(),
            times,
        )
    }

    fn pulses(wave: &[f32]) -> usize {
        (1..wave.len() - 1)
            .filter(|&i| wave[i] > 0.25 && wave[i] >= wave[i - 1] && wave[i] > wave[i + 1])
            .count()
    }

    #[test]
    fn rate_changes_length_and_not_pitch_and_pitch_changes_pitch_and_not_length() {
        for (rate, semitones) in [
            (2.0, 0.0),
            (0.5, 0.0),
            (4.0, 0.0),
            (1.0, 12.0),
            (1.0, -12.0),
            (1.5, 4.0),
        ] {
            let (phones, wave, marks, mut times) = clause(2.0, 100.0);
            let mut scaler = Scaler {
                marks,
                source: wave.clone(),
                ..Scaler::default()
            };
            let mut samples = vec![0.25; 10];
            let pace = (Rate::new(rate).unwrap(), Semitones::new(semitones).unwrap());
            scaler.plan(&phones, &times, pace.0, 16000, [0; 2]);
            scaler.scale(&phones, pace.1, &mut times, &mut samples);
            assert_eq!(samples[..10], [0.25; 10]);
            let length = (samples.len() - 10) as f32;
            assert!(
                (length / (wave.len() as f32 / rate) - 1.0).abs() < 0.01,
                "{rate}: {length}"
            );
            assert_eq!(times[1].end as usize, samples.len() - 10);
            let expected = 100.0 * (semitones / 12.0f32).exp2() * length / 16000.0;
            let found = pulses(&samples) as f32;
            assert!(
                (found / expected - 1.0).abs() < 0.05,
                "{rate} {semitones}: {found} of {expected}"
            );
        }
    }
}
