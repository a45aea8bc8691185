//! The last treatment of the sound before it is stored: one loudness for all voices, and 8 bits a sample with the noise of the coding under the speech.

use super::predict::{predictor, window_around};
use super::takes::Take;
use crate::voice::audio::{BLOCK, scale_for, step};

/// The loudness of the recordings of every voice (ITU-R BS.1770 integrated, mono), in LUFS. An article
/// that is spoken by the voice is about 0.2 lower: -19 (tests/loudness.rs).
const LOUDNESS: f64 = -18.8;
/// The highest sample: -2.5 dBFS, so that between samples, after joins and in headings, which are a little
/// louder, the sound stays below -1 dB.
const CEILING: f32 = 0.75;

/// Brings the recordings to [`LOUDNESS`]; single peaks that would pass [`CEILING`] are turned down.
pub fn level(takes: &mut [Take], rate: u32) {
    // Turning peaks down makes the whole a little quieter, which the next round mends.
    for _ in 0..ROUNDS {
        let measured = ebur128::EbuR128::new(1, rate, ebur128::Mode::I).and_then(|mut meter| {
            for take in &*takes {
                meter.add_frames_f32(&take.samples)?;
            }
            meter.loudness_global()
        });
        let gain = match measured {
            Ok(loudness) if loudness.is_finite() => 10f64.powf((LOUDNESS - loudness) / 20.0) as f32,
            _ => 1.0,
        };
        for take in &mut *takes {
            take.samples.iter_mut().for_each(|s| *s *= gain);
            limit(&mut take.samples, rate);
        }
    }
}

/// The last changes the level by less than 0.1 dB.
const ROUNDS: usize = 5;

/// Turns the sound down around every sample above [`CEILING`], smoothly over [`DIP_MS`] on both sides.
fn limit(samples: &mut [f32], rate: u32) {
    let reach = (DIP_MS * rate as f32 / 1000.0) as usize;
    let shape: Vec<f32> = (0..=reach)
        .map(|d| 0.5 + 0.5 * (std::f32::consts::PI * d as f32 / (reach + 1) as f32).cos())
        .collect();
    let mut gains: Vec<f32> = Vec::new();
    for at in 0..samples.len() {
        let level = samples[at].abs();
        if level <= CEILING {
            continue;
        }
        gains.resize(samples.len(), 1.0);
        let dip = 1.0 - CEILING / level;
        let around = at.saturating_sub(reach)..(at + reach + 1).min(samples.len());
        for i in around {
            gains[i] = gains[i].min(1.0 - dip * shape[i.abs_diff(at)]);
        }
    }
    for (sample, gain) in samples.iter_mut().zip(gains) {
        *sample *= gain;
    }
}

/// Longer than a period of a low voice, so that the form of the wave stays.
const DIP_MS: f32 = 20.0;

/// The order of the filter that shapes the noise.
const ORDER: usize = 16;
/// How closely the noise follows the spectrum of the speech: 0 is white, 1 the same shape.
const SHAPE: f32 = 0.8;
/// Room for the noise that is fed back, in steps.
const HEADROOM: f32 = 3.0;

/// Encodes samples (-1 to 1) as a pack stores them: codes, and one scale for each [`BLOCK`].
///
/// The error of each sample goes into the ones that follow it, through a filter that has the shape of
/// the speech (noise feedback coding; Atal and Schroeder, "Predictive coding of speech signals and
/// subjective error criteria", 1979): the noise lies under the formants instead of between and above them.
pub fn encode(samples: &[f32], rate: u32) -> (Vec<i8>, Vec<u8>) {
    let length = (0.025 * rate as f32) as usize;
    let mut codes = Vec::with_capacity(samples.len());
    let mut scales = Vec::with_capacity(samples.len().div_ceil(BLOCK));
    let mut filter = [0.0; ORDER];
    // The newest error first.
    let mut errors = [0.0f32; ORDER];
    for (number, block) in samples.chunks(BLOCK).enumerate() {
        if number % BLOCKS_A_FILTER == 0 {
            let center = number * BLOCK + BLOCKS_A_FILTER * BLOCK / 2;
            filter = predictor::<ORDER>(&window_around(samples, center, length));
            let mut weight = 1.0;
            for a in &mut filter {
                weight *= SHAPE;
                *a *= weight;
            }
        }
        let peak = block.iter().fold(0f32, |peak, s| peak.max(s.abs()));
        let scale = scale_for(peak * 127.0 / (127.0 - HEADROOM));
        let step = step(scale);
        for &sample in block {
            let fed_back: f32 = filter.iter().zip(&errors).map(|(a, e)| a * e).sum();
            let limit = HEADROOM * step;
            let wanted = sample + fed_back.clamp(-limit, limit);
            let code = (wanted / step).round().clamp(-127.0, 127.0);
            errors.rotate_right(1);
            errors[0] = code * step - sample;
            codes.push(code as i8);
        }
        scales.push(scale);
    }
    (codes, scales)
}

/// The filter is made anew every 4 ms at 16 kHz.
const BLOCKS_A_FILTER: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voice::audio::decode;

    /// A dull sound: noise through a low-pass filter of one pole.
    fn dull(count: usize) -> Vec<f32> {
        let (mut seed, mut y) = (1u32, 0.0f32);
        let mut sample = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            y = 0.95 * y + 0.05 * ((seed >> 8) as f32 / (1 << 23) as f32 - 1.0);
            y
        };
        (0..count).map(|_| sample()).collect()
    }

    fn decoded(codes: &[i8], scales: &[u8]) -> Vec<f32> {
        let mut out = Vec::new();
        decode(codes, scales, 0, codes.len(), &mut out);
        out
    }

    /// The power of the difference between neighbours: of what is high in the spectrum.
    fn high(wave: &[f32]) -> f32 {
        wave.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum()
    }

    #[test]
    fn noise_leaves_the_frequencies_where_the_sound_is_weak() {
        let wave = dull(16_000);
        let (codes, scales) = encode(&wave, 16_000);
        let shaped: Vec<f32> = decoded(&codes, &scales)
            .iter()
            .zip(&wave)
            .map(|(d, w)| d - w)
            .collect();
        let white: Vec<f32> = wave
            .iter()
            .enumerate()
            .map(|(i, w)| {
                let step = step(scales[i / BLOCK]);
                (w / step).round() * step - w
            })
            .collect();
        assert!(high(&shaped) < 0.7 * high(&white));
        let power = |wave: &[f32]| wave.iter().map(|s| s * s).sum::<f32>();
        assert!(
            power(&shaped) < 1e-3 * power(&wave),
            "30 dB below the sound"
        );
    }

    #[test]
    fn full_scale_and_silence_are_exact_enough() {
        let (codes, scales) = encode(&[1.0; 64], 16_000);
        assert!(
            decoded(&codes, &scales)
                .iter()
                .all(|s| (s - 1.0).abs() < 0.03)
        );
        assert!(encode(&[0.0; 70], 16_000).0.iter().all(|c| *c == 0));
        assert!(encode(&[], 16_000).0.is_empty());
    }

    #[test]
    fn peaks_are_turned_down_and_the_rest_stays() {
        let tone = |i: usize| 0.5 * (std::f32::consts::TAU * 200.0 * i as f32 / 16_000.0).sin();
        let mut wave: Vec<f32> = (0..8_000).map(tone).collect();
        for sample in &mut wave[4_000..4_400] {
            *sample *= 3.0;
        }
        let before = wave.clone();
        limit(&mut wave, 16_000);
        assert!(wave.iter().all(|s| s.abs() <= CEILING * 1.0001));
        assert_eq!(wave[..3_600], before[..3_600]);
        assert_eq!(wave[4_800..], before[4_800..]);
        let largest = wave[4_000..4_400].iter().fold(0f32, |p, s| p.max(s.abs()));
        assert!(largest > 0.7, "no more than needed: {largest}");
    }
}
