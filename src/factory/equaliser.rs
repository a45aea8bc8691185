//! An equaliser: a filter of minimum phase whose gain follows a curve, for recordings that sound dull,
//! boomy or boxy.

use std::str::FromStr;

use crate::{Error, Result};

/// Gains in dB over frequencies in Hz. Between two points the gain is interpolated on a logarithmic
/// axis, outside them it is that of the nearest; without points nothing is changed.
///
/// ```
/// # use rhapsode::factory::Equaliser;
/// let warmer: Equaliser = "200:2,1000:0,4000:-3".parse()?;
/// assert!("200:2,100:0".parse::<Equaliser>().is_err());
/// # Ok::<_, rhapsode::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Equaliser {
    points: Vec<(f32, f32)>,
}

/// Samples that are filtered at once.
const BLOCK: usize = 2048;

impl Equaliser {
    /// The highest and, negative, the lowest gain in dB.
    pub const MOST: f32 = 24.0;

    /// An equaliser through points of Hz and dB, with ascending frequencies.
    ///
    /// # Errors
    /// [`Error::Limit`] for a gain beyond [`Equaliser::MOST`], a frequency outside 20 to 24,000 Hz, or
    /// one that is not above the one before it.
    pub fn new(points: Vec<(f32, f32)>) -> Result<Self> {
        let mut lowest = 20.0;
        for (hertz, decibels) in &points {
            if !(lowest..=24_000.0).contains(hertz) {
                let range = format!("{lowest} to 24000 Hz");
                let remedy = "give points in ascending order";
                return Err(Error::limit("frequency", hertz, range, remedy));
            }
            if !(-Self::MOST..=Self::MOST).contains(decibels) {
                let range = format!("{} to {} dB", -Self::MOST, Self::MOST);
                return Err(Error::limit(
                    "gain",
                    decibels,
                    range,
                    "choose one inside it",
                ));
            }
            lowest = hertz + 1.0;
        }
        Ok(Equaliser { points })
    }

    /// The filter for a sample rate.
    pub(super) fn filter(&self, rate: u32) -> Filter {
        Filter(match self.points.is_empty() {
            true => Vec::new(),
            false => self.response(rate),
        })
    }

    /// The impulse response of minimum phase: from the cepstrum of the gains (Oppenheim and Schafer,
    /// *Discrete-Time Signal Processing*, on homomorphic systems). 32 ms, the end faded out.
    fn response(&self, rate: u32) -> Vec<f32> {
        let size = (rate as usize / 16).next_power_of_two();
        let half = size / 2;
        let logs: Vec<f64> = (0..=half)
            .map(|bin| self.log_gain(bin as f32 * rate as f32 / size as f32))
            .collect();
        let turn = std::f64::consts::TAU / size as f64;
        let cepstrum = |n: usize| {
            let inner = (1..half).map(|k| 2.0 * logs[k] * (turn * (k * n % size) as f64).cos());
            let last = if n.is_multiple_of(2) {
                logs[half]
            } else {
                -logs[half]
            };
            (logs[0] + inner.sum::<f64>() + last) / size as f64
        };
        let folded: Vec<f64> = (0..half)
            .map(|n| {
                if n == 0 {
                    cepstrum(0)
                } else {
                    2.0 * cepstrum(n)
                }
            })
            .collect();
        let mut response = vec![folded[0].exp()];
        for n in 1..half {
            let sum: f64 = (1..=n)
                .map(|k| k as f64 * folded[k] * response[n - k])
                .sum();
            response.push(sum / n as f64);
        }
        let fade = |n: usize| match (n * 4).checked_sub(half * 3) {
            None => 1.0,
            Some(over) => 0.5 + 0.5 * (std::f64::consts::PI * over as f64 / half as f64).cos(),
        };
        let faded = response
            .iter()
            .enumerate()
            .map(|(n, h)| (h * fade(n)) as f32);
        faded.collect()
    }

    /// The natural logarithm of the gain at a frequency.
    fn log_gain(&self, hertz: f32) -> f64 {
        let after = self.points.partition_point(|(at, _)| *at <= hertz);
        let decibels = match (after.checked_sub(1), self.points.get(after)) {
            (None, None) => 0.0,
            (None, Some((_, gain))) => *gain,
            (Some(i), None) => self.points[i].1,
            (Some(i), Some((right, gain))) => {
                let (left, before) = self.points[i];
                before + (gain - before) * (hertz / left).ln() / (right / left).ln()
            }
        };
        f64::from(decibels) * std::f64::consts::LN_10 / 20.0
    }
}

/// An impulse response; empty where nothing is changed.
pub(super) struct Filter(Vec<f32>);

impl Filter {
    /// Filters a recording.
    pub fn apply(&self, samples: &mut [f32]) {
        let response = &self.0;
        if response.is_empty() {
            return;
        }
        let mut past = vec![0.0; response.len() - 1];
        past.extend_from_slice(samples);
        samples.fill(0.0);
        // Blocks that stay in the first cache, and tap by tap, so that each loop is one of vectors.
        for (number, block) in samples.chunks_mut(BLOCK).enumerate() {
            let past = &past[number * BLOCK..];
            for (gain, from) in response.iter().rev().zip(0..) {
                let shifted = block.iter_mut().zip(&past[from..]);
                shifted.for_each(|(out, sample)| *out += gain * sample);
            }
        }
    }
}

impl FromStr for Equaliser {
    type Err = Error;

    /// Reads `HZ:DB,HZ:DB,...`.
    fn from_str(text: &str) -> Result<Self> {
        let point = |part: &str| {
            let (hertz, decibels) = part.split_once(':')?;
            Some((hertz.trim().parse().ok()?, decibels.trim().parse().ok()?))
        };
        let parse = |part: &str| {
            point(part).ok_or_else(|| {
                let problem = format!("\"{part}\" is no frequency and gain");
                Error::malformed("equaliser", problem, "its points", "write HZ:DB,HZ:DB")
            })
        };
        Self::new(text.split(',').map(parse).collect::<Result<_>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gains_are_those_of_the_curve_and_the_response_begins_at_once() {
        let equaliser: Equaliser = "100:-6,400:0,1600:6, 6400 : -3".parse().unwrap();
        for rate in [16_000, 32_000] {
            let gain = |hertz: f32| {
                let turn = std::f32::consts::TAU * hertz / rate as f32;
                let mut wave: Vec<f32> = (0..rate).map(|i| (turn * i as f32).sin()).collect();
                equaliser.filter(rate).apply(&mut wave);
                let power = |w: &[f32]| w.iter().map(|s| s * s).sum::<f32>() / w.len() as f32;
                10.0 * (power(&wave[2_000..]) / 0.5).log10()
            };
            for (hertz, expected) in [
                (60., -6.),
                (200., -3.),
                (400., 0.),
                (800., 3.),
                (7000., -3.),
            ] {
                let found = gain(hertz);
                assert!((found - expected).abs() < 0.3, "{hertz} Hz: {found}");
            }
            let mut pulse = vec![0.0; 2_000];
            pulse[10] = 1.0;
            equaliser.filter(rate).apply(&mut pulse);
            assert!(pulse[..10].iter().all(|s| *s == 0.0));
            let energy = |w: &[f32]| w.iter().map(|s| s * s).sum::<f32>();
            assert!(energy(&pulse[..20]) > 0.8 * energy(&pulse));
        }
    }

    #[test]
    fn without_points_nothing_changes_and_nonsense_is_refused() {
        let mut wave = vec![0.1, -0.2, 0.3];
        Equaliser::default().filter(16_000).apply(&mut wave);
        assert_eq!(wave, [0.1, -0.2, 0.3]);
        for wrong in [
            "",
            "100",
            "100:x",
            "100:1,100:2",
            "5:1",
            "100:30",
            "100:NaN",
            "NaN:1",
        ] {
            assert!(wrong.parse::<Equaliser>().is_err(), "{wrong}");
        }
        let message = "100:1,3".parse::<Equaliser>().unwrap_err().to_string();
        assert!(
            message.contains("\"3\"") && message.contains("HZ:DB"),
            "{message}"
        );
    }
}
