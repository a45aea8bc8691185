//! Tracks: what the aligner hears, a vector every few milliseconds.

use crate::factory::spectrum::{Analyser, CEPSTRA, Cepstrum};

/// Seconds between frames. Frame `i` stands for the samples from `i * HOP` to `(i + 1) * HOP`.
pub const HOP: f32 = 0.005;
/// Cepstra, their slopes, and the slopes of their slopes.
pub const DIMENSIONS: usize = 3 * CEPSTRA;
/// What is heard of one frame.
pub type Frame = [f32; DIMENSIONS];

/// Slopes are regression lines over so many frames on either side (20 ms in all directions counts
/// a burst and its onset as one event).
const REACH: usize = 3;

/// The frames of a recording.
pub fn track(analyser: &Analyser, samples: &[f32], rate: u32) -> Vec<Frame> {
    let hop = HOP * rate as f32;
    let count = (samples.len() as f32 / hop) as usize;
    let cepstra: Vec<Cepstrum> = (0..count)
        .map(|i| analyser.cepstrum(samples, ((i as f32 + 0.5) * hop) as usize))
        .collect();
    let slopes = slopes(&cepstra);
    let bends = self::slopes(&slopes);
    let mut frames = vec![[0.0; DIMENSIONS]; count];
    for (i, frame) in frames.iter_mut().enumerate() {
        frame[..CEPSTRA].copy_from_slice(&cepstra[i]);
        frame[CEPSTRA..2 * CEPSTRA].copy_from_slice(&slopes[i]);
        frame[2 * CEPSTRA..].copy_from_slice(&bends[i]);
    }
    frames
}

fn slopes(values: &[Cepstrum]) -> Vec<Cepstrum> {
    let last = values.len().saturating_sub(1);
    let norm: f32 = (1..=REACH).map(|k| 2.0 * (k * k) as f32).sum();
    let slope = |i: usize| {
        let mut sum = [0.0; CEPSTRA];
        for k in 1..=REACH {
            let (after, before) = (&values[(i + k).min(last)], &values[i.saturating_sub(k)]);
            for (s, (a, b)) in sum.iter_mut().zip(after.iter().zip(before)) {
                *s += k as f32 * (a - b) / norm;
            }
        }
        sum
    };
    (0..values.len()).map(slope).collect()
}

/// Which frames are speech: those louder than the middle between the quiet and the loud ones.
pub fn is_speech(frames: &[Frame]) -> Vec<bool> {
    let mut levels: Vec<f32> = frames.iter().map(|f| f[0]).collect();
    if levels.is_empty() {
        return Vec::new();
    }
    levels.sort_by(f32::total_cmp);
    let (quiet, loud) = (levels[levels.len() / 20], levels[levels.len() * 9 / 10]);
    let threshold = quiet + 0.4 * (loud - quiet);
    frames.iter().map(|f| f[0] >= threshold).collect()
}

/// Mean and spread of a speaker's frames, for comparing speakers and microphones.
#[derive(Debug, Clone)]
pub struct Scale {
    mean: Frame,
    spread: Frame,
}

impl Scale {
    /// Measures the speech in tracks.
    pub fn of<'a>(tracks: impl Iterator<Item = &'a [Frame]>) -> Self {
        let (mut sum, mut squares) = ([0f64; DIMENSIONS], [0f64; DIMENSIONS]);
        let mut count = 0f64;
        for track in tracks {
            let speech = is_speech(track);
            for (frame, _) in track.iter().zip(speech).filter(|(_, s)| *s) {
                for d in 0..DIMENSIONS {
                    sum[d] += f64::from(frame[d]);
                    squares[d] += f64::from(frame[d]).powi(2);
                }
                count += 1.0;
            }
        }
        let n = count.max(1.0);
        let mean = sum.map(|s| (s / n) as f32);
        let mut spread = [1.0; DIMENSIONS];
        for d in 0..DIMENSIONS {
            let variance = squares[d] / n - (sum[d] / n).powi(2);
            spread[d] = variance.max(1e-6).sqrt() as f32;
        }
        Scale { mean, spread }
    }

    /// Brings frames to mean 0 and spread 1.
    pub fn apply(&self, track: &mut [Frame]) {
        for frame in track {
            for ((x, mean), spread) in frame.iter_mut().zip(&self.mean).zip(&self.spread) {
                *x = (*x - mean) / spread;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_of_a_line_are_its_steepness() {
        let line: Vec<Cepstrum> = (0..20).map(|i| [0.5 * i as f32; CEPSTRA]).collect();
        for slope in &slopes(&line)[REACH..20 - REACH] {
            assert!((slope[3] - 0.5).abs() < 1e-5, "{}", slope[3]);
        }
    }

    #[test]
    fn scaled_speech_has_mean_0_and_spread_1() {
        let mut track: Vec<Frame> = (0..400)
            .map(|i| [if i < 100 { -9.0 } else { 2.0 + (i % 7) as f32 }; DIMENSIONS])
            .collect();
        let speech: Vec<bool> = is_speech(&track);
        assert_eq!(speech.iter().filter(|s| **s).count(), 300);
        Scale::of(std::iter::once(track.as_slice())).apply(&mut track);
        let mean = track[100..].iter().map(|f| f[5]).sum::<f32>() / 300.0;
        let square = track[100..].iter().map(|f| f[5] * f[5]).sum::<f32>() / 300.0;
        assert!(mean.abs() < 1e-3 && (square - 1.0).abs() < 1e-3);
    }
}
