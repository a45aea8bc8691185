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
//! machine has, and reads the clause piece by piece ([`source`]). In instructions on three articles at rate
//! 2 (callgrind, without those that fill memory, which it counts by bytes): 85 million to 78 by the walk and
//! by leaving the tone alone; marks and grains took 3.2 million, and take 1.6 as grains of four bytes.

mod pace;
mod source;
mod window;

use super::PhoneTime;
use crate::prosody::PlannedPhone;
use crate::settings::{Rate, Semitones};
use crate::simd::dispatch;
use pace::Pacer;
use source::Source;
use window::{LANES, Windows};

/// Distance of grains in unvoiced sound, in milliseconds.
const UNVOICED_MS: f32 = 6.0;
/// A gap between pitch marks longer than this (in milliseconds) is not voiced: 50 Hz.
const LONGEST_PERIOD_MS: f32 = 20.0;
/// Where a grain comes from: its centre in the unscaled audio, and whether it is voiced. Its period is
/// what lies between its centre and the next grain's.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Grain(u32);

impl Grain {
    fn new(center: u32, voiced: bool) -> Self {
        Grain(center << 1 | u32::from(voiced))
    }

    fn center(self) -> u32 {
        self.0 >> 1
    }

    fn is_voiced(self) -> bool {
        self.0 & 1 == 1
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
    /// Its centre as a place of [`Source`].
    center: usize,
    /// Samples to the mark after it, and from the one before it.
    period: usize,
    before: usize,
    /// It is heard turned round.
    backwards: bool,
}

/// Scales one clause after the other; holds the scratch.
#[derive(Debug, Default)]
pub struct Scaler {
    /// The last one marks the end.
    grains: Vec<Grain>,
    /// Distance of grains in unvoiced sound, in samples.
    step: u32,
    /// The unscaled audio around the grain that is laid out.
    held: Vec<f32>,
    /// How far a grain reaches on both sides of its centre, at most.
    reach: usize,
    pacer: Pacer,
    windows: Windows,
    /// Room tone before the source, in samples.
    before: usize,
    /// Room tone before and behind what is scaled, in samples.
    rests: [usize; 2],
}

impl Scaler {
    /// Plans a clause of `length` samples, spoken at rate 1 and pitch 0 and with its pitch marks at
    /// `marks`, at another pace. `times` counts so much room tone before and behind it as `rests` says;
    /// returns how much of it there is at the new pace, in samples.
    #[allow(clippy::too_many_arguments)] // What is known of the clause, and the pace.
    pub fn plan(
        &mut self,
        phones: &[PlannedPhone],
        times: &[PhoneTime],
        marks: impl Iterator<Item = u32>,
        length: usize,
        rate: Rate,
        sample_rate: u32,
        rests: [usize; 2],
    ) -> [usize; 2] {
        let frames = |ms: f32| ms * sample_rate as f32 / 1000.0;
        // A period is at most the longest that is voiced and what is left of a step, and a fade is at
        // most a quarter longer.
        let longest = (1.25 * frames(LONGEST_PERIOD_MS + UNVOICED_MS)) as usize + 1;
        self.windows.reserve(longest);
        self.reach = longest + LANES;
        self.step = frames(UNVOICED_MS) as u32;
        self.cut_grains(marks, length as u32, frames(LONGEST_PERIOD_MS) as u32);
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
    /// `times`, which go on counting it. `read` appends what comes next of the clause, and says whether
    /// there is more; of what it appended last, so many samples may change as `unsettled` says.
    pub fn scale(
        &mut self,
        phones: &[PlannedPhone],
        pitch: Semitones,
        times: &mut [PhoneTime],
        unsettled: usize,
        read: &mut dyn FnMut(&mut Vec<f32>) -> bool,
        samples: &mut Vec<f32>,
    ) {
        let mut held = std::mem::take(&mut self.held);
        let mut windows = std::mem::take(&mut self.windows);
        let source = Source::new(&mut held, unsettled, self.reach, read);
        let level = pitch.factor();
        let bent = level != 1.0 || phones.iter().any(|p| p.manner.semitones != 0.0);
        dispatch!(crate::simd::level(), _ => match bent {
            true => self.add_grains(source, &mut windows, phones, times, level, samples),
            false => self.blend_grains(source, &mut windows, phones, times, samples),
        });
        (self.held, self.windows) = (held, windows);
        let mut start = 0;
        for (time, end) in times.iter_mut().zip(&self.pacer.ends) {
            *time = PhoneTime {
                start,
                end: end.round() as u32,
            };
            start = time.end;
        }
    }

    /// Turns marks into grains, and fills what is not voiced, up to `end`.
    fn cut_grains(&mut self, marks: impl Iterator<Item = u32>, end: u32, longest: u32) {
        let (grains, step) = (&mut self.grains, self.step);
        grains.clear();
        let fill = |grains: &mut Vec<Grain>, mut at: u32, mark: u32| {
            while at + step <= mark {
                grains.push(Grain::new(at, false));
                at += step;
            }
        };
        let (mut at, mut least) = (0, 0);
        marks.for_each(|mark| {
            // A damaged pack may hold marks out of order.
            if mark < least || mark >= end {
                return;
            }
            if mark - at > longest || least == 0 {
                fill(grains, at, mark);
            }
            grains.push(Grain::new(mark, true));
            (at, least) = (mark, mark + 1);
        });
        if end - at > longest || least == 0 {
            fill(grains, at, end);
        }
        grains.push(Grain::new(end, false));
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
        let [first, second, ..] = self.grains[..] else {
            return None;
        };
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
            grains: &self.grains,
            step: self.step,
            reach: self.reach,
            before: period(first, second, self.step),
            last: u32::MAX,
        };
        walk.arrive();
        Some(walk)
    }

    /// Appends the clause at another rate, blended from grain to grain.
    #[inline(always)]
    fn blend_grains(
        &self,
        mut source: Source<'_>,
        windows: &mut Windows,
        phones: &[PlannedPhone],
        times: &[PhoneTime],
        out: &mut Vec<f32>,
    ) {
        let (origin, total) = (out.len(), self.total());
        // Blends write whole vectors.
        out.resize(origin + total + LANES, 0.0);
        let own = &mut out[origin..];
        let mut last: Option<(Laid, usize)> = None;
        let Some(walk) = self.walk(phones, times, 1.0) else {
            return out.truncate(origin + total);
        };
        for (laid, _, at) in walk {
            if let Some((left, start)) = last {
                source.hold(left.center, laid.center);
                source.fade(windows, left, laid, at - start, &mut own[start..]);
            }
            last = Some((laid, at));
        }
        if let Some((last, start)) = last {
            source.hold(last.center, last.center);
            let ahead = source.from(last.center);
            let fall = windows.fall(last.period);
            let heard = &mut own[start..total];
            let (faded, rest) = heard.split_at_mut(fall.len().min(heard.len()));
            for ((out, sample), gain) in faded.iter_mut().zip(ahead).zip(fall) {
                *out = sample * gain;
            }
            rest.fill(0.0);
        }
        out.truncate(origin + total);
    }

    /// Appends the clause at another pitch: grains, two periods long, are added.
    #[inline(always)]
    fn add_grains(
        &self,
        mut source: Source<'_>,
        windows: &mut Windows,
        phones: &[PlannedPhone],
        times: &[PhoneTime],
        level: f32,
        out: &mut Vec<f32>,
    ) {
        let (origin, end) = (out.len(), out.len() + self.total());
        out.resize(end + LANES, 0.0);
        let own = &mut out[origin..];
        let Some(walk) = self.walk(phones, times, level) else {
            return out.truncate(end);
        };
        for (laid, closer, at) in walk {
            source.hold(laid.center, laid.center);
            // More pulses a second carry more power. Fewer cannot be made louder: they would be clipped.
            source.add(windows, laid, closer.sqrt().min(1.0), at, own);
        }
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
    /// The grain that is nearest, those that follow, and the end.
    grains: &'a [Grain],
    step: u32,
    reach: usize,
    /// The period of the grain before.
    before: u32,
    /// The centre of the grain that was heard last, if it was not turned round.
    last: u32,
}

/// The period of a grain, where `next` follows. Where a voiced grain is the last one, the first unvoiced
/// one has the same centre.
fn period(grain: Grain, next: Grain, step: u32) -> u32 {
    match next.center() - grain.center() {
        0 => step,
        period => period,
    }
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
        // To the nearest: twice a place is compared with the sum of two.
        let twice = (2.0 * from).ceil() as u32;
        while let [grain, next, _, ..] = *self.grains
            && twice > grain.center() + next.center()
        {
            self.before = period(grain, next, self.step);
            self.grains = &self.grains[1..];
        }
        let &[g, next, ..] = self.grains else {
            return None;
        };
        // A noise grain that is heard twice in a row buzzes; turned round it does not.
        let backwards = !g.is_voiced() && self.last == g.center();
        self.last = if backwards { u32::MAX } else { g.center() };
        let period = period(g, next, self.step);
        let laid = Laid {
            center: g.center() as usize + self.reach,
            period: period as usize,
            before: self.before as usize,
            backwards,
        };
        let closer = if g.is_voiced() { self.here.closer } else { 1.0 };
        let at = self.at as u32 as usize;
        self.at += (period as f32 * closer).max(8.0);
        Some((laid, closer, at))
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

    /// Scales a clause, read in pieces that know nothing of grains.
    fn scale(
        phones: &[PlannedPhone],
        wave: &[f32],
        marks: Vec<u32>,
        times: &mut [PhoneTime],
        (rate, semitones): (f32, f32),
        samples: &mut Vec<f32>,
    ) {
        let (rate, pitch) = (Rate::new(rate).unwrap(), Semitones::new(semitones).unwrap());
        let mut scaler = Scaler::default();
        let (length, marks) = (wave.len(), marks.into_iter());
        scaler.plan(phones, times, marks, length, rate, 16000, [0; 2]);
        let mut pieces = wave.chunks(397);
        let mut read = |source: &mut Vec<f32>| {
            let piece = pieces.next();
            source.extend_from_slice(piece.unwrap_or_default());
            piece.is_some()
        };
        scaler.scale(phones, pitch, times, 100, &mut read, samples);
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
            let mut samples = vec![0.25; 10];
            scale(
                &phones,
                &wave,
                marks,
                &mut times,
                (rate, semitones),
                &mut samples,
            );
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

    #[test]
    fn grains_may_jump_over_what_was_not_read() {
        let (_, wave, marks, _) = clause(3.0, 100.0);
        let long = wave.len() as u32 - 1600;
        let (phones, mut times) = phones(&[(Phone::Aa, 1600), (Phone::Pau, long)]);
        let mut samples = Vec::new();
        scale(
            &phones,
            &wave,
            marks,
            &mut times,
            (6.0, -12.0),
            &mut samples,
        );
        assert!(samples.len().abs_diff(wave.len() / 6) < 2);
    }
}
