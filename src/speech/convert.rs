//! A speaker whose voice has another sample rate than the narrator's is brought to the narrator's.

use crate::resample::Resampler;
use crate::synth::PhoneTime;

/// The audio of a sentence on its way from a voice's own rate to that of the speech.
#[derive(Debug, Default)]
pub(super) struct Conversion {
    /// The clause at the voice's own rate.
    pub native: Vec<f32>,
    /// The places of its phones at the rate of the speech.
    times: Vec<PhoneTime>,
    /// One for each pair of rates that was met; there are few.
    resamplers: Vec<(u32, u32, Resampler)>,
    /// The one in use; `None` for a voice that has the rate of the speech.
    current: Option<usize>,
}

impl Conversion {
    /// Prepares for a sentence.
    pub fn begin(&mut self, from: u32, to: u32) {
        self.native.clear();
        self.times.clear();
        if from == to {
            self.current = None;
            return;
        }
        let known = self.resamplers.iter();
        let known = known.clone().position(|r| (r.0, r.1) == (from, to));
        let current = known.unwrap_or_else(|| {
            let resampler = Resampler::new(from, to);
            self.resamplers.push((from, to, resampler));
            self.resamplers.len() - 1
        });
        self.resamplers[current].2.reset();
        self.current = Some(current);
    }

    /// Whether the sentence's voice has another rate than the speech.
    pub fn is_needed(&self) -> bool {
        self.current.is_some()
    }

    /// The places of the phones at the rate of the speech, where `own` are those at the voice's.
    pub fn heard<'a>(&'a self, own: &'a [PhoneTime]) -> &'a [PhoneTime] {
        match self.current {
            Some(_) => &self.times,
            None => own,
        }
    }

    /// Appends the clause in [`Conversion::native`] to `samples`, and places the sentence's phones.
    /// Until the sentence has ended, the last millisecond and a half is held back: the filter has to
    /// see what follows.
    pub fn run(&mut self, times: &[PhoneTime], ended: bool, samples: &mut Vec<f32>) {
        let Some((own, wanted, resampler)) = self.current.map(|i| &mut self.resamplers[i]) else {
            return;
        };
        resampler.process(&self.native, samples);
        self.native.clear();
        if ended {
            resampler.finish(samples);
        }
        let scale = |frame: u32| {
            let frame = u64::from(frame) * u64::from(*wanted);
            frame.div_ceil(u64::from(*own)) as u32
        };
        self.times.clear();
        self.times.extend(times.iter().map(|time| PhoneTime {
            start: scale(time.start),
            end: scale(time.end),
        }));
    }
}
