//! Room tone: what a pause is filled with.
//!
//! No room is as quiet as a row of zeros, on which some Bluetooth links, televisions and amplifiers mute and
//! swallow the beginning of what follows. With speech at 65 dB of sound pressure the tone has 11 dB(A),
//! most of it low, as in rooms: by third octaves it lies below the threshold of hearing (ISO 226), but for 1
//! to 2 dB from 2.5 to 4 kHz, which the noise of a quiet room covers. (ACX asks audiobooks for a floor below
//! -60 dB.)
//!
//! Predictors of quality disagree about the silence behind a sentence. For 120 sentences of `slt` and of its
//! full pack, with the equaliser of that time, DNSMOS (overall) gives 3.22 and 3.21 with a tone of -93 dB, and
//! 3.18 and 3.17 with this one; Distill-MOS (Stahl and Gamper 2025) 3.06 and 3.13, and 3.30 and 3.36. At
//! -93 dB, 16 bits hold little but scattered steps of one. Zeros, in 40 sentences of our own, are worse for
//! DNSMOS (3.11) than either.

/// The level, root mean square: -68 dB below full scale.
const LEVEL: f32 = 4.0e-4;

/// Samples before it repeats: half a second or a quarter.
const LENGTH: usize = 8192;

/// Above this the tone falls by 6 dB an octave.
const CORNER_HZ: f32 = 200.0;

/// Low-passed noise, repeated without end.
#[derive(Debug, Default)]
pub struct Tone {
    samples: Vec<f32>,
    rate: u32,
    next: usize,
}

impl Tone {
    /// Makes the tone for a sample rate; nothing is done if it is there.
    pub fn prepare(&mut self, rate: u32) {
        if self.rate == rate {
            return;
        }
        self.rate = rate;
        let keep = (-std::f32::consts::TAU * CORNER_HZ / rate as f32).exp();
        // Uniform noise has a variance of 1/3, and the filter leaves (1 - keep) / (1 + keep) of it.
        let gain = LEVEL * (3.0 * (1.0 + keep) / (1.0 - keep)).sqrt();
        let mut seed = 0x2545_f491u32;
        let mut low = 0.0f32;
        let mut sample = || {
            // Xorshift (Marsaglia 2003).
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            let noise = seed as i32 as f32 / 2f32.powi(31);
            low = noise * (1.0 - keep) + low * keep;
            low * gain
        };
        self.samples = (0..LENGTH).map(|_| sample()).collect();
    }

    /// Begins again, so that the same text sounds the same.
    pub fn restart(&mut self) {
        self.next = 0;
    }

    /// Appends so many samples.
    pub fn append(&mut self, mut count: usize, out: &mut Vec<f32>) {
        while count > 0 {
            let part = count.min(LENGTH - self.next);
            out.extend_from_slice(&self.samples[self.next..self.next + part]);
            self.next = (self.next + part) % LENGTH;
            count -= part;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_soft_never_long_silent_and_goes_on_where_it_stopped() {
        for rate in [16_000, 44_100] {
            let mut tone = Tone::default();
            tone.prepare(rate);
            let mut whole = Vec::new();
            tone.append(3 * LENGTH + 5, &mut whole);
            assert_eq!(whole.len(), 3 * LENGTH + 5);
            let rms = (whole.iter().map(|s| s * s).sum::<f32>() / whole.len() as f32).sqrt();
            assert!((0.7..1.4).contains(&(rms / LEVEL)), "{rms}");
            assert!(whole.iter().all(|s| s.abs() < 6.0 * LEVEL));
            tone.restart();
            let mut parts = Vec::new();
            for count in [0, 1, 5000, 2 * LENGTH, 3191, 2 * LENGTH] {
                tone.append(count, &mut parts);
            }
            assert_eq!(parts[..whole.len()], whole);
        }
    }
}
