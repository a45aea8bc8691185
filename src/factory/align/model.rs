//! Acoustic models: for each third of each phone, a mixture of Gaussians with diagonal covariance.

use super::track::{DIMENSIONS, Frame};
use crate::pronounce::Phone;

/// States of a phone: its beginning, middle and end. Silence has the first alone.
pub const STATES: usize = 3;
/// All states of all phones.
pub const ALL_STATES: usize = Phone::COUNT * STATES;

/// No variance is smaller (frames have variance 1): guards states with few or equal frames.
const FLOOR: f32 = 0.04;
/// A mixture grows by a component for so many frames.
const FRAMES_A_COMPONENT: usize = 120;

/// The number of a phone's state.
pub fn state(phone: Phone, part: usize) -> usize {
    match phone {
        Phone::Pau => 0,
        _ => phone as usize * STATES + part,
    }
}

/// One component of a mixture.
#[derive(Debug, Clone)]
struct Gaussian {
    mean: Frame,
    /// Half the inverse of the variance.
    precision: Frame,
    /// Log of weight and normalisation.
    log_scale: f32,
}

/// The models of one speaker.
#[derive(Debug, Clone)]
pub struct Models {
    mixtures: Vec<Vec<Gaussian>>,
}

impl Models {
    /// Estimates the models from the frames of each state, with at most `components` a state.
    ///
    /// A state without frames is modelled by all frames: any place is as good as another for it.
    pub fn estimate(frames: &[Vec<&Frame>], components: usize) -> Self {
        let everything: Vec<&Frame> = frames.iter().flatten().copied().step_by(7).collect();
        let mixture = |own: &Vec<&Frame>| {
            let own = if own.len() < 2 { &everything } else { own };
            let count = (own.len() / FRAMES_A_COMPONENT).clamp(1, components);
            mixture(own, count)
        };
        Models {
            mixtures: frames.iter().map(mixture).collect(),
        }
    }

    /// The log likelihood of a frame in every state of `wanted`, into `out` (by state).
    pub fn score(&self, frame: &Frame, wanted: &[usize], out: &mut [f32; ALL_STATES]) {
        for &state in wanted {
            let all = self.mixtures[state].iter().map(|g| g.log_likelihood(frame));
            // The best component stands for the sum.
            out[state] = all.fold(f32::NEG_INFINITY, f32::max);
        }
    }
}

impl Gaussian {
    fn of(frames: &[&Frame], share: f32) -> Self {
        let n = frames.len().max(1) as f32;
        let mut mean = [0.0; DIMENSIONS];
        for frame in frames {
            mean.iter_mut().zip(*frame).for_each(|(m, v)| *m += v / n);
        }
        let mut variance = [0.0; DIMENSIONS];
        for frame in frames {
            for d in 0..DIMENSIONS {
                variance[d] += (frame[d] - mean[d]).powi(2) / n;
            }
        }
        let variance = variance.map(|v: f32| v.max(FLOOR));
        let norm: f32 = variance
            .iter()
            .map(|v| (std::f32::consts::TAU * v).ln())
            .sum();
        Gaussian {
            mean,
            precision: variance.map(|v| 0.5 / v),
            log_scale: share.max(1e-3).ln() - 0.5 * norm,
        }
    }

    fn log_likelihood(&self, frame: &Frame) -> f32 {
        let terms = frame.iter().zip(&self.mean).zip(&self.precision);
        let sum: f32 = terms.map(|((x, mean), p)| (x - mean).powi(2) * p).sum();
        self.log_scale - sum
    }
}

/// K-means with a start that spreads the frames by their place in time, then a Gaussian for each.
fn mixture(frames: &[&Frame], count: usize) -> Vec<Gaussian> {
    let mut cell: Vec<usize> = (0..frames.len())
        .map(|i| i * count / frames.len())
        .collect();
    let mut out = Vec::new();
    for _ in 0..if count > 1 { 6 } else { 1 } {
        out = (0..count)
            .filter_map(|c| {
                let own: Vec<&Frame> = (0..frames.len())
                    .filter(|i| cell[*i] == c)
                    .map(|i| frames[i])
                    .collect();
                let share = own.len() as f32 / frames.len() as f32;
                (own.len() > 1 || count == 1).then(|| Gaussian::of(&own, share))
            })
            .collect();
        if count > 1 {
            for (i, frame) in frames.iter().enumerate() {
                let order = |a: &usize, b: &usize| {
                    let score = |c: usize| out[c].log_likelihood(frame);
                    score(*a).total_cmp(&score(*b))
                };
                cell[i] = (0..out.len()).max_by(order).unwrap_or(0);
            }
        }
    }
    if out.is_empty() {
        out.push(Gaussian::of(frames, 1.0));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_scores_best_in_its_own_state() {
        let low: Vec<Frame> = (0..300)
            .map(|i| [-1.0 - (i % 5) as f32 * 0.1; DIMENSIONS])
            .collect();
        let high: Vec<Frame> = (0..300)
            .map(|i| [1.0 + (i % 5) as f32 * 0.1; DIMENSIONS])
            .collect();
        let mut frames = vec![Vec::new(); ALL_STATES];
        let (a, b) = (state(Phone::S, 1), state(Phone::Iy, 1));
        frames[a] = low.iter().collect();
        frames[b] = high.iter().collect();
        let models = Models::estimate(&frames, 4);
        let mut scores = [0.0; ALL_STATES];
        models.score(&low[3], &[a, b], &mut scores);
        assert!(scores[a] > scores[b] + 10.0);
        models.score(&high[3], &[a, b], &mut scores);
        assert!(scores[b] > scores[a] + 10.0);
        assert!(scores.iter().all(|s| s.is_finite()));
    }
}
