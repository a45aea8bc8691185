//! Sample rate conversion by a polyphase filter (Crochiere and Rabiner, *Multirate Digital Signal
//! Processing*, 1983, 4.3): a windowed sinc, stored once for each phase of the ratio.
//!
//! rodio's own converter interpolates linearly: a filter with the response sinc², which takes 6 dB
//! from 7 kHz in a voice at 16 kHz and lets the image of it at 9 kHz through at -10 dB. The libraries
//! for this bring ten crates and more (rubato 5.0 without default features: 11).

/// Zero crossings of the sinc on either side.
const CROSSINGS: usize = 24;
/// The shape of the Kaiser window: 9 puts images about 90 dB down.
const BETA: f64 = 9.0;
/// The cut-off, as a part of the lower of the two Nyquist frequencies.
const CUTOFF: f64 = 0.94;

/// Converts a stream of samples from one rate to another.
#[derive(Debug)]
pub(crate) struct Resampler {
    /// Output and input rate, without common factors: `up` outputs for `down` inputs.
    up: usize,
    down: usize,
    /// Filter length in input samples.
    taps: usize,
    /// `taps` coefficients for each of the `up` phases.
    filter: Vec<f32>,
    /// Input that outputs to come still need; the next one begins at `at`.
    pending: Vec<f32>,
    at: usize,
    phase: usize,
    /// Samples taken and given.
    taken: u64,
    given: u64,
}

impl Resampler {
    /// Input samples that are held back for the outputs to come, at most, when the rate goes up.
    #[cfg(feature = "playback")]
    pub const DELAY: usize = CROSSINGS;

    pub fn new(from: u32, to: u32) -> Self {
        let divisor = gcd(from, to);
        let (up, down) = ((to / divisor) as usize, (from / divisor) as usize);
        // Going down, the filter cuts at the output's Nyquist frequency and is longer for it.
        let scale = (up as f64 / down as f64).min(1.0);
        let half = (CROSSINGS as f64 / scale).ceil() as usize;
        let taps = 2 * half;
        let mut filter = Vec::with_capacity(up * taps);
        for phase in 0..up {
            let center = (half - 1) as f64 + phase as f64 / up as f64;
            let start = filter.len();
            for tap in 0..taps {
                let t = tap as f64 - center;
                filter.push(sinc(t * scale * CUTOFF) * kaiser(t / half as f64));
            }
            // Each phase passes a constant unchanged.
            let sum: f64 = filter[start..].iter().sum();
            filter[start..].iter_mut().for_each(|f| *f /= sum);
        }
        Resampler {
            up,
            down,
            taps,
            filter: filter.into_iter().map(|f| f as f32).collect(),
            pending: vec![0.0; half - 1],
            at: 0,
            phase: 0,
            taken: 0,
            given: 0,
        }
    }

    /// Begins anew, as if nothing had been taken yet.
    pub fn reset(&mut self) {
        self.pending.clear();
        self.pending.resize(self.taps / 2 - 1, 0.0);
        (self.at, self.phase) = (0, 0);
        (self.taken, self.given) = (0, 0);
    }

    /// Takes input and appends the output that it completes.
    pub fn process(&mut self, input: &[f32], output: &mut Vec<f32>) {
        self.taken += input.len() as u64;
        if self.up == self.down {
            output.extend_from_slice(input);
            return;
        }
        self.pending.extend_from_slice(input);
        while self.step(output) {}
        self.pending.drain(..self.at.min(self.pending.len()));
        self.at = 0;
    }

    /// Appends what is left when the input has ended.
    pub fn finish(&mut self, output: &mut Vec<f32>) {
        if self.up == self.down {
            return;
        }
        let total = (self.taken * self.up as u64).div_ceil(self.down as u64);
        self.pending.resize(self.pending.len() + self.taps, 0.0);
        while self.given < total && self.step(output) {}
    }

    /// Appends one sample, if its input is there.
    fn step(&mut self, output: &mut Vec<f32>) -> bool {
        let Some(input) = self.pending.get(self.at..self.at + self.taps) else {
            return false;
        };
        let filter = &self.filter[self.phase * self.taps..][..self.taps];
        output.push(dot(input, filter));
        self.given += 1;
        self.phase += self.down;
        self.at += self.phase / self.up;
        self.phase %= self.up;
        true
    }
}

/// The sum of the products. Eight sums side by side fill the lanes of a vector register: one sum
/// alone would have to be added up in order.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a, rest_a) = a.as_chunks::<8>();
    let (b, rest_b) = b.as_chunks::<8>();
    let mut sums = [0f32; 8];
    for (a, b) in a.iter().zip(b) {
        for i in 0..8 {
            sums[i] += a[i] * b[i];
        }
    }
    let rest: f32 = rest_a.iter().zip(rest_b).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

fn sinc(t: f64) -> f64 {
    let x = std::f64::consts::PI * t;
    if x.abs() < 1e-9 { 1.0 } else { x.sin() / x }
}

/// The Kaiser window (Kaiser 1974) at `t`, -1 to 1.
fn kaiser(t: f64) -> f64 {
    bessel_i0(BETA * (1.0 - t * t).max(0.0).sqrt()) / bessel_i0(BETA)
}

/// The modified Bessel function of the first kind and order 0, by its power series.
fn bessel_i0(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for k in 1..40 {
        term *= (x / (2.0 * f64::from(k))).powi(2);
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(hz: f64, rate: u32, len: usize) -> Vec<f32> {
        let step = std::f64::consts::TAU * hz / f64::from(rate);
        (0..len).map(|i| (i as f64 * step).sin() as f32).collect()
    }

    #[test]
    fn a_tone_stays_that_tone() {
        for (from, to) in [
            (16_000, 48_000),
            (16_000, 44_100),
            (48_000, 16_000),
            (22_050, 48_000),
        ] {
            for hz in [100.0, 1_000.0, 6_500.0] {
                let (mut output, mut resampler) = (Vec::new(), Resampler::new(from, to));
                resampler.process(&sine(hz, from, from as usize), &mut output);
                resampler.finish(&mut output);
                assert_eq!(output.len(), to as usize);
                let expected = sine(hz, to, to as usize);
                let edge = to as usize / 50;
                let worst = (edge..output.len() - edge)
                    .map(|i| (output[i] - expected[i]).abs())
                    .fold(0.0, f32::max);
                assert!(worst < 2e-4, "{hz} Hz, {from} to {to}: {worst}");
            }
        }
    }

    #[test]
    fn what_the_lower_rate_cannot_hold_is_gone() {
        let (mut output, mut resampler) = (Vec::new(), Resampler::new(48_000, 16_000));
        resampler.process(&sine(9_000.0, 48_000, 48_000), &mut output);
        let loudest = output[400..].iter().fold(0f32, |m, x| m.max(x.abs()));
        assert!(loudest < 1e-3, "{loudest}");
    }

    #[test]
    fn pieces_give_what_the_whole_gives() {
        let input = sine(440.0, 16_000, 5_000);
        let mut whole = Vec::new();
        let mut resampler = Resampler::new(16_000, 44_100);
        resampler.process(&input, &mut whole);
        resampler.finish(&mut whole);
        let mut pieces = Vec::new();
        let mut resampler = Resampler::new(16_000, 44_100);
        for piece in input.chunks(7) {
            resampler.process(piece, &mut pieces);
        }
        resampler.finish(&mut pieces);
        assert_eq!(pieces, whole);
        resampler.reset();
        let mut again = Vec::new();
        resampler.process(&input, &mut again);
        resampler.finish(&mut again);
        assert_eq!(again, whole);
    }

    #[test]
    fn equal_rates_change_nothing() {
        let mut output = Vec::new();
        let mut resampler = Resampler::new(16_000, 16_000);
        resampler.process(&[0.5, -0.5], &mut output);
        resampler.finish(&mut output);
        assert_eq!(output, [0.5, -0.5]);
    }
}
