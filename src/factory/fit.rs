//! Grows the prosody models and measures them on takes that they have not seen.

use super::corpus::Label;
use super::takes::Take;
use super::{Report, align, grow};
use crate::prosody::Features;
use crate::prosody::tree::{Node, Tree};

/// How well a model predicts held-out values, natural logarithms.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Fit {
    /// Root mean square error.
    pub rmse: f32,
    /// Pearson's correlation.
    pub correlation: f32,
    /// Root mean square error of the baseline, the mean of each phone.
    pub baseline_rmse: f32,
    /// How well another engine's reading of the same texts predicts them.
    pub peer: Option<PeerFit>,
}

/// How close another engine's reading comes, phone by phone.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PeerFit {
    /// Root mean square error, without the difference of the means: engines differ in rate and register.
    pub rmse: f32,
    /// Pearson's correlation.
    pub correlation: f32,
    /// Phones that both readings have.
    pub phones: usize,
}

/// One prompt in this many is held out to measure the models.
const HELD_OUT: usize = 20;

/// What is held out of a list that has an entry for each take.
pub fn held_out<T>(all: &[T]) -> impl Iterator<Item = &T> {
    all.iter().step_by(HELD_OUT)
}

/// The logarithm of a phone's duration in milliseconds.
pub fn log_duration(label: &Label, _: f32) -> f32 {
    ((label.end - label.start) * 1000.0).max(5.0).ln()
}

/// The logarithm of a phone's F0 in Hz; no number where it is unvoiced.
pub fn log_f0(_: &Label, f0: f32) -> f32 {
    if f0 > 0.0 { f0.ln() } else { f32::NAN }
}

/// Grows the models of log duration and log F0 and measures them on held-out takes.
pub fn train(takes: &[Take]) -> (Vec<Node>, Vec<Node>, Report) {
    let mut report = Report {
        prompts: takes.len(),
        ..Report::default()
    };
    let duration = cases(takes, log_duration);
    let f0 = cases(takes, log_f0);
    let limits = grow::Limits {
        leaf: 25,
        gain: 0.05,
    };
    let fit = |cases: &[Vec<(Features, f32)>]| {
        let seen = |(i, case): (usize, &Vec<_>)| (i % HELD_OUT != 0).then(|| case.clone());
        let rest: Vec<_> = cases.iter().enumerate().filter_map(seen).collect();
        let held: Vec<_> = held_out(cases).cloned().collect();
        let (held, rest) = (held.concat(), rest.concat());
        measure(&grow::grow(&rest, limits), &rest, &held)
    };
    report.log_duration = fit(&duration);
    report.log_f0 = fit(&f0);
    let all = |cases: Vec<Vec<(Features, f32)>>| grow::grow(&cases.concat(), limits);
    (all(duration), all(f0), report)
}

/// For each take, the features of its phones and a value; values that are no number are left out.
fn cases(takes: &[Take], value: impl Fn(&Label, f32) -> f32) -> Vec<Vec<(Features, f32)>> {
    let of_take = |take: &Take| {
        let labels = take
            .labels
            .iter()
            .zip(&take.f0)
            .zip(&take.labelled.phone_of);
        labels
            .filter_map(|((label, f0), phone)| {
                Some((take.features[(*phone)? as usize], value(label, *f0)))
            })
            .filter(|(_, v)| v.is_finite())
            .collect()
    };
    takes.iter().map(of_take).collect()
}

fn measure(nodes: &[Node], rest: &[(Features, f32)], held: &[(Features, f32)]) -> Fit {
    let tree = Tree::trusted(nodes);
    let mut means = vec![(0.0f64, 0.0f64); 64];
    for (features, value) in rest {
        means[features[0] as usize].0 += *value as f64;
        means[features[0] as usize].1 += 1.0;
    }
    let mut sums = Sums::default();
    let mut baseline = Sums::default();
    for (features, value) in held {
        let mean = means[features[0] as usize];
        sums.add(tree.predict(features), *value);
        baseline.add((mean.0 / mean.1.max(1.0)) as f32, *value);
    }
    Fit {
        rmse: sums.rmse(),
        correlation: sums.correlation(),
        baseline_rmse: baseline.rmse(),
        peer: None,
    }
}

/// Compares takes with another engine's reading of the same texts, by a value of each phone but pauses.
/// `None` if there is nothing to compare.
pub fn compare<'a>(
    pairs: impl Iterator<Item = (&'a Take, &'a Option<Take>)>,
    value: impl Fn(&Label, f32) -> f32,
) -> Option<PeerFit> {
    let mut sums = Sums::default();
    for (own, peer) in pairs.filter_map(|(own, peer)| Some((own, peer.as_ref()?))) {
        let partners = align::matches(&peer.labels, &own.labels);
        for (i, partner) in partners.iter().enumerate() {
            let Some(j) = *partner else { continue };
            if own.labelled.phone_of[i].is_none() || own.labels[i].phone != peer.labels[j].phone {
                continue;
            }
            let theirs = value(&peer.labels[j], peer.f0[j]);
            let ours = value(&own.labels[i], own.f0[i]);
            if theirs.is_finite() && ours.is_finite() {
                sums.add(theirs, ours);
            }
        }
    }
    (sums.count > 0).then(|| PeerFit {
        rmse: sums.spread_of_errors(),
        correlation: sums.correlation(),
        phones: sums.count,
    })
}

/// Sums over pairs of a prediction and what it should be.
#[derive(Debug, Default)]
struct Sums {
    count: usize,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
}

impl Sums {
    fn add(&mut self, x: f32, y: f32) {
        let (x, y) = (x as f64, y as f64);
        self.count += 1;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.yy += y * y;
        self.xy += x * y;
    }

    fn mean(&self, sum: f64) -> f64 {
        sum / self.count.max(1) as f64
    }

    fn rmse(&self) -> f32 {
        let squares = self.xx - 2.0 * self.xy + self.yy;
        self.mean(squares).max(0.0).sqrt() as f32
    }

    /// The root mean square error once the means are made equal.
    fn spread_of_errors(&self) -> f32 {
        let shift = self.mean(self.x) - self.mean(self.y);
        let squares = self.mean(self.xx - 2.0 * self.xy + self.yy) - shift * shift;
        squares.max(0.0).sqrt() as f32
    }

    fn correlation(&self) -> f32 {
        let spread = |s: f64, ss: f64| (self.mean(ss) - self.mean(s).powi(2)).max(1e-12).sqrt();
        let shared = self.mean(self.xy) - self.mean(self.x) * self.mean(self.y);
        (shared / (spread(self.x, self.xx) * spread(self.y, self.yy))) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(pairs: &[(f32, f32)]) -> Sums {
        let mut sums = Sums::default();
        pairs.iter().for_each(|(x, y)| sums.add(*x, *y));
        sums
    }

    #[test]
    fn a_shift_is_an_error_of_a_model_and_none_of_a_peer() {
        let shifted = sums(&[(1.0, 2.0), (2.0, 3.0), (4.0, 5.0)]);
        assert!((shifted.rmse() - 1.0).abs() < 1e-6);
        assert!(shifted.spread_of_errors() < 1e-6);
        assert!((shifted.correlation() - 1.0).abs() < 1e-6);
        let turned = sums(&[(1.0, -1.0), (2.0, -2.0), (3.0, -3.0)]);
        assert!((turned.correlation() + 1.0).abs() < 1e-6);
        // Errors of -1, 0 and 1 around no shift.
        let apart = sums(&[(1.0, 2.0), (2.0, 2.0), (3.0, 2.0)]);
        assert!((apart.spread_of_errors() - (2.0f32 / 3.0).sqrt()).abs() < 1e-6);
    }
}
