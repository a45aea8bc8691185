//! Mel-frequency cepstra: what the join cost compares (Davis and Mermelstein 1980).

use realfft::{RealFftPlanner, RealToComplex};
use std::sync::Arc;

/// Cepstral coefficients of a frame, the zeroth (log energy) first.
pub const CEPSTRA: usize = 13;
/// A frame's cepstrum.
pub type Cepstrum = [f32; CEPSTRA];

const BANDS: usize = 26;

/// Computes cepstra at any place of a recording.
pub struct Analyser {
    fft: Arc<dyn RealToComplex<f32>>,
    window: Vec<f32>,
    /// For each band, its first bin and the weights from there on.
    bands: Vec<(usize, Vec<f32>)>,
    cosines: [[f32; BANDS]; CEPSTRA],
}

impl Analyser {
    /// Mel bands that cepstra are made of.
    pub const BANDS: usize = BANDS;

    /// An analyser for a sample rate, with Hann windows of 20 ms.
    pub fn new(rate: u32) -> Self {
        let length = (rate as usize * 20 / 1000) & !1;
        let size = length.next_power_of_two();
        let window = (0..length)
            .map(|i| 0.5 - 0.5 * (std::f32::consts::TAU * (i as f32 + 0.5) / length as f32).cos())
            .collect();
        let mut cosines = [[0.0; BANDS]; CEPSTRA];
        for (k, row) in cosines.iter_mut().enumerate() {
            for (b, c) in row.iter_mut().enumerate() {
                let angle = std::f32::consts::PI * k as f32 * (b as f32 + 0.5) / BANDS as f32;
                *c = angle.cos() * (2.0 / BANDS as f32).sqrt();
            }
        }
        Analyser {
            fft: RealFftPlanner::new().plan_fft_forward(size),
            window,
            bands: mel_bands(rate, size),
            cosines,
        }
    }

    /// The cepstrum of the window centred on sample `center`; outside the recording is silence.
    pub fn cepstrum(&self, samples: &[f32], center: usize) -> Cepstrum {
        let mut input = self.fft.make_input_vec();
        let mut output = self.fft.make_output_vec();
        let first = center as isize - self.window.len() as isize / 2;
        for (i, w) in self.window.iter().enumerate() {
            let at = first + i as isize;
            let sample = usize::try_from(at).ok().and_then(|at| samples.get(at));
            input[i] = sample.copied().unwrap_or(0.0) * w;
        }
        // The plan and the buffers come from the same planner, so the lengths agree.
        let _ = self.fft.process(&mut input, &mut output);
        let mut logs = [0.0; BANDS];
        for (log, (first, weights)) in logs.iter_mut().zip(&self.bands) {
            let bins = output[*first..].iter().zip(weights);
            let energy: f32 = bins.map(|(c, w)| c.norm_sqr() * w).sum();
            *log = (energy + 1e-5).ln();
        }
        self.cosines
            .map(|row| row.iter().zip(&logs).map(|(c, l)| c * l).sum())
    }
}

fn mel_bands(rate: u32, size: usize) -> Vec<(usize, Vec<f32>)> {
    let mel = |hz: f32| 2595.0 * (1.0 + hz / 700.0).log10();
    let hz = |mel: f32| 700.0 * (10f32.powf(mel / 2595.0) - 1.0);
    let (low, high) = (mel(60.0), mel((rate as f32 / 2.0).min(8000.0)));
    let edge = |i: usize| hz(low + (high - low) * i as f32 / (BANDS + 1) as f32);
    let bin_hz = rate as f32 / size as f32;
    (0..BANDS)
        .map(|b| {
            let (left, middle, right) = (edge(b), edge(b + 1), edge(b + 2));
            let first = (left / bin_hz).ceil() as usize;
            let last = ((right / bin_hz) as usize).min(size / 2);
            let weight = |bin: usize| {
                let f = bin as f32 * bin_hz;
                ((f - left) / (middle - left))
                    .min((right - f) / (right - middle))
                    .max(0.0)
            };
            (first, (first..=last).map(weight).collect())
        })
        .collect()
}
