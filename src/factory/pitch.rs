//! F0 and pitch marks of a recording.
//!
//! F0: normalised cross-correlation on a decimated signal, candidates joined by dynamic programming
//! (after Talkin 1995, *A robust algorithm for pitch tracking*). Marks: peaks of the linear-prediction
//! residual, where the glottis closes, again chosen by dynamic programming.

use super::predict::{predictor, window_around};

/// Seconds between F0 frames.
pub const HOP: f32 = 0.005;

const LOWEST: f32 = 60.0;
const HIGHEST: f32 = 400.0;
/// The decimated signal keeps the first harmonics only.
const COARSE_RATE: usize = 4000;

/// F0 in Hz every [`HOP`] seconds; 0 is unvoiced.
pub fn track(samples: &[f32], rate: u32) -> Vec<f32> {
    let step = (rate as usize / COARSE_RATE).max(1);
    let coarse = decimate(samples, step);
    let coarse_rate = rate as f32 / step as f32;
    let lags = (coarse_rate / HIGHEST) as usize..=(coarse_rate / LOWEST) as usize;
    let frames = (samples.len() as f32 / rate as f32 / HOP) as usize;
    let loudest = frame_energies(&coarse, coarse_rate, frames)
        .into_iter()
        .fold(0.0, f32::max);
    let columns: Vec<Vec<(f32, f32)>> = (0..frames)
        .map(|f| candidates(&coarse, coarse_rate, f, lags.clone(), loudest))
        .collect();
    best_track(&columns)
}

fn decimate(samples: &[f32], step: usize) -> Vec<f32> {
    // A raised-cosine low-pass of eight output samples' length.
    let half = 4 * step as isize;
    let taps: Vec<f32> = (-half..=half)
        .map(|i| 1.0 + (std::f32::consts::PI * i as f32 / (half + 1) as f32).cos())
        .collect();
    let sum: f32 = taps.iter().sum();
    (0..samples.len() / step)
        .map(|n| {
            let center = (n * step) as isize;
            let window = taps.iter().enumerate().map(|(i, tap)| {
                let at = center + i as isize - half;
                usize::try_from(at)
                    .ok()
                    .and_then(|at| samples.get(at))
                    .map_or(0.0, |s| s * tap)
            });
            window.sum::<f32>() / sum
        })
        .collect()
}

fn frame_energies(coarse: &[f32], rate: f32, frames: usize) -> Vec<f32> {
    let half = (0.015 * rate) as usize;
    (0..frames)
        .map(|f| {
            let center = (f as f32 * HOP * rate) as usize;
            let window = &coarse[center.saturating_sub(half)..(center + half).min(coarse.len())];
            window.iter().map(|s| s * s).sum::<f32>() / window.len().max(1) as f32
        })
        .collect()
}

/// The best lags of a frame as (F0, local cost), unvoiced (0) first.
fn candidates(
    coarse: &[f32],
    rate: f32,
    frame: usize,
    lags: std::ops::RangeInclusive<usize>,
    loudest: f32,
) -> Vec<(f32, f32)> {
    let half = (0.0125 * rate) as usize;
    let center = (frame as f32 * HOP * rate) as usize;
    let longest = *lags.end();
    let mut out = vec![(0.0, 0.35)];
    if center < half + longest / 2 + 1 || center + half + longest / 2 + 2 > coarse.len() {
        return out;
    }
    let at = |shift: isize| {
        let start = (center as isize + shift) as usize - half;
        &coarse[start..start + 2 * half]
    };
    let energy = |w: &[f32]| w.iter().map(|s| s * s).sum::<f32>();
    let correlation = |lag: usize| {
        let back = (lag / 2) as isize;
        let (x, y) = (at(-back), at(lag as isize - back));
        let product: f32 = x.iter().zip(y).map(|(a, b)| a * b).sum();
        product / (energy(x) * energy(y) + 1e-9).sqrt()
    };
    if energy(at(0)) / (2 * half) as f32 <= loudest * 3e-4 {
        out[0].1 = 0.0;
        return out;
    }
    let values: Vec<f32> = lags.clone().map(correlation).collect();
    for i in 1..values.len().saturating_sub(1) {
        let (a, b, c) = (values[i - 1], values[i], values[i + 1]);
        if b > 0.4 && b >= a && b > c {
            let shift = 0.5 * (a - c) / (a - 2.0 * b + c).min(-1e-6);
            let lag = (lags.start() + i) as f32 + shift;
            // A slight preference for short lags, against octave errors downwards.
            out.push((rate / lag, 1.0 - b + 0.15 * lag / longest as f32));
        }
    }
    out
}

fn best_track(columns: &[Vec<(f32, f32)>]) -> Vec<f32> {
    let transition = |a: f32, b: f32| match (a > 0.0, b > 0.0) {
        (true, true) => 2.0 * (a / b).log2().abs(),
        (false, false) => 0.0,
        _ => 0.25,
    };
    let mut paths: Vec<Vec<(f32, usize)>> = Vec::with_capacity(columns.len());
    for (t, column) in columns.iter().enumerate() {
        let scored = column.iter().map(|&(f0, local)| {
            let Some(t) = t.checked_sub(1) else {
                return (local, 0);
            };
            let options = columns[t].iter().zip(&paths[t]).enumerate();
            let costs = options.map(|(i, (from, path))| (path.0 + transition(from.0, f0), i));
            let (cost, i) = costs.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, 0));
            (cost + local, i)
        });
        let scored = scored.collect();
        paths.push(scored);
    }
    let mut track = vec![0.0; columns.len()];
    let ends = paths.last().map(|p| p.iter().enumerate());
    let mut i = ends
        .and_then(|p| p.min_by(|a, b| a.1.0.total_cmp(&b.1.0)))
        .map_or(0, |(i, _)| i);
    for t in (0..columns.len()).rev() {
        track[t] = columns[t][i].0;
        i = paths[t][i].1;
    }
    track
}

/// Pitch marks in samples, ascending: one a period where `f0` is voiced, none elsewhere.
pub fn marks(samples: &[f32], rate: u32, f0: &[f32]) -> Vec<usize> {
    let residual = residual(samples, rate);
    let skew: f32 = residual.iter().map(|r| r * r * r).sum();
    let sign = if skew < 0.0 { -1.0 } else { 1.0 };
    let hop = HOP * rate as f32;
    let mut out = Vec::new();
    let mut frame = 0;
    while frame < f0.len() {
        if f0[frame] <= 0.0 {
            frame += 1;
            continue;
        }
        let start = frame;
        while frame < f0.len() && f0[frame] > 0.0 {
            frame += 1;
        }
        let region =
            (start as f32 * hop) as usize..((frame as f32 * hop) as usize).min(samples.len());
        mark_region(
            &residual,
            sign,
            region,
            |at| f0[((at as f32 / hop) as usize).clamp(start, frame - 1)],
            rate,
            &mut out,
        );
    }
    out
}

/// Chooses marks in a voiced region: peaks that are high and a period apart.
fn mark_region(
    residual: &[f32],
    sign: f32,
    region: std::ops::Range<usize>,
    f0_at: impl Fn(usize) -> f32,
    rate: u32,
    out: &mut Vec<usize>,
) {
    let scale = region
        .clone()
        .map(|i| residual[i] * residual[i])
        .sum::<f32>()
        / region.len().max(1) as f32;
    let scale = scale.sqrt().max(1e-9);
    let height = |i: usize| (sign * residual[i] / scale).clamp(0.0, 6.0);
    let reach = (rate / 2000) as usize;
    let peaks: Vec<usize> = region
        .clone()
        .filter(|&i| {
            let around = i.saturating_sub(reach)..(i + reach + 1).min(residual.len());
            height(i) > 0.3
                && around
                    .into_iter()
                    .all(|j| sign * residual[j] <= sign * residual[i])
        })
        .collect();
    let mut best: Vec<(f32, usize)> = Vec::with_capacity(peaks.len());
    for (n, &peak) in peaks.iter().enumerate() {
        let period = rate as f32 / f0_at(peak);
        let mut choice = (-1.5, usize::MAX);
        for m in (0..n).rev() {
            let gap = (peak - peaks[m]) as f32;
            if gap > 2.2 * period {
                break;
            }
            let score = best[m].0 - 12.0 * (gap / period).ln().powi(2);
            if gap > 0.5 * period && score > choice.0 {
                choice = (score, m);
            }
        }
        best.push((choice.0 + height(peak), choice.1));
    }
    let end = (0..peaks.len()).max_by(|a, b| best[*a].0.total_cmp(&best[*b].0));
    let first = out.len();
    let mut next = end;
    while let Some(n) = next {
        out.push(peaks[n]);
        next = Some(best[n].1).filter(|m| *m != usize::MAX);
    }
    out[first..].reverse();
}

/// The linear-prediction residual, slightly smoothed.
fn residual(samples: &[f32], rate: u32) -> Vec<f32> {
    const ORDER: usize = 18;
    let hop = (0.005 * rate as f32) as usize;
    let length = (0.025 * rate as f32) as usize;
    let mut out = vec![0.0; samples.len()];
    for start in (0..samples.len()).step_by(hop) {
        let center = start + hop / 2;
        let window = window_around(samples, center, length);
        let a = predictor::<ORDER>(&window);
        for n in start..(start + hop).min(samples.len()) {
            let predicted: f32 = (1..=ORDER.min(n)).map(|k| a[k - 1] * samples[n - k]).sum();
            out[n] = samples[n] - predicted;
        }
    }
    let smooth = |i: usize| {
        let at = |j: usize| out.get(j).copied().unwrap_or(0.0);
        0.25 * at(i.wrapping_sub(1)) + 0.5 * out[i] + 0.25 * at(i + 1)
    };
    (0..out.len()).map(smooth).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pulse train through a resonance, the simplest thing that resembles a vowel.
    fn vowel(rate: u32, f0: f32, seconds: f32) -> Vec<f32> {
        let (mut y1, mut y2, mut phase) = (0.0f32, 0.0f32, 0.0f32);
        let (r, w) = (0.97f32, std::f32::consts::TAU * 600.0 / rate as f32);
        (0..(seconds * rate as f32) as usize)
            .map(|_| {
                phase += f0 / rate as f32;
                let pulse = if phase >= 1.0 { 1.0 } else { 0.0 };
                phase -= pulse;
                let y = pulse * 0.1 + 2.0 * r * w.cos() * y1 - r * r * y2;
                (y2, y1) = (y1, y);
                y
            })
            .collect()
    }

    #[test]
    fn finds_f0_and_one_mark_a_period() {
        for f0 in [90.0, 130.0, 210.0] {
            let wave = vowel(16000, f0, 1.0);
            let track = track(&wave, 16000);
            let voiced: Vec<f32> = track.iter().copied().filter(|f| *f > 0.0).collect();
            assert!(voiced.len() > 150, "{} frames at {f0} Hz", voiced.len());
            let close = voiced
                .iter()
                .filter(|f| (*f / f0 - 1.0).abs() < 0.03)
                .count();
            assert!(
                close * 100 >= voiced.len() * 95,
                "{close} of {}",
                voiced.len()
            );
            let marks = marks(&wave, 16000, &track);
            let period = 16000.0 / f0;
            let regular = marks
                .windows(2)
                .filter(|w| ((w[1] - w[0]) as f32 - period).abs() < 3.0);
            assert!(regular.count() * 100 >= (marks.len() - 1) * 95);
        }
    }

    #[test]
    fn silence_and_noise_are_unvoiced() {
        assert!(track(&vec![0.0; 16000], 16000).iter().all(|f| *f == 0.0));
        let mut seed = 1u32;
        let noise: Vec<f32> = (0..16000)
            .map(|_| {
                seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
                (seed >> 8) as f32 / (1 << 24) as f32 - 0.5
            })
            .collect();
        let voiced = track(&noise, 16000).iter().filter(|f| **f > 0.0).count();
        assert!(voiced < 40, "{voiced} voiced frames in noise");
    }
}
