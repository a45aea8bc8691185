//! How well labels agree with others of the same recording.

use crate::factory::corpus::Label;
use crate::pronounce::Phone;

/// How far boundaries lie from those of a reference.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Agreement {
    /// For each boundary of the reference between phones that both have, the distance of ours in
    /// seconds, ours minus theirs.
    pub errors: Vec<f32>,
    /// Boundaries of the reference beside a phone that ours do not have.
    pub unmatched: usize,
}

impl Agreement {
    /// Compares the labels of one recording and adds them up. Sequences of phones may differ: they
    /// are matched by least edit distance. A boundary counts if the phones on both sides match.
    pub fn add(&mut self, ours: &[Label], reference: &[Label]) {
        let pairs = matches(ours, reference);
        for (j, pair) in reference.windows(2).enumerate() {
            let here = (pairs[j], pairs[j + 1]);
            match here {
                (Some(left), Some(right)) if right == left + 1 => {
                    self.errors.push(ours[left].end - pair[0].end);
                }
                // Ours have something between, a pause for instance: the nearer side counts.
                (Some(left), Some(right)) => {
                    let sides = [ours[left].end, ours[right].start].map(|t| t - pair[0].end);
                    self.errors.push(if sides[0].abs() < sides[1].abs() {
                        sides[0]
                    } else {
                        sides[1]
                    });
                }
                _ => self.unmatched += 1,
            }
        }
    }

    /// The share of matched boundaries that lie within so many seconds, 0 to 1.
    pub fn within(&self, seconds: f32) -> f32 {
        let near = self.errors.iter().filter(|e| e.abs() <= seconds + 1e-6);
        near.count() as f32 / self.errors.len().max(1) as f32
    }

    /// The median distance in seconds.
    pub fn median(&self) -> f32 {
        let mut all: Vec<f32> = self.errors.iter().map(|e| e.abs()).collect();
        all.sort_by(f32::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or(0.0)
    }
}

/// For each label of `reference`, the one of `ours` that it is (the same phone, or one of the same
/// kind in its place), ascending.
pub fn matches(ours: &[Label], reference: &[Label]) -> Vec<Option<usize>> {
    let width = ours.len() + 1;
    let mismatch = |a: &Label, b: &Label| match (a.phone, b.phone) {
        (a, b) if a == b => 0,
        (Phone::Pau, _) | (_, Phone::Pau) => 9,
        (a, b) if a.is_vowel() == b.is_vowel() => 2,
        _ => 5,
    };
    let mut cost = vec![0u32; (reference.len() + 1) * width];
    for i in 0..=reference.len() {
        for j in 0..=ours.len() {
            cost[i * width + j] = match (i, j) {
                (0, j) => 3 * j as u32,
                (i, 0) => 3 * i as u32,
                _ => (cost[(i - 1) * width + j - 1] + mismatch(&reference[i - 1], &ours[j - 1]))
                    .min(cost[(i - 1) * width + j] + 3)
                    .min(cost[i * width + j - 1] + 3),
            };
        }
    }
    let mut out = vec![None; reference.len()];
    let (mut i, mut j) = (reference.len(), ours.len());
    while i > 0 && j > 0 {
        let here = cost[i * width + j];
        let differ = mismatch(&reference[i - 1], &ours[j - 1]);
        if here == cost[(i - 1) * width + j - 1] + differ {
            (i, j) = (i - 1, j - 1);
            out[i] = (differ < 5).then_some(j);
        } else if here == cost[(i - 1) * width + j] + 3 {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use Phone::*;

    fn labels(of: &[(Phone, f32)]) -> Vec<Label> {
        let mut start = 0.0;
        let mut label = |&(phone, end): &(Phone, f32)| {
            let label = Label { phone, start, end };
            start = end;
            label
        };
        of.iter().map(&mut label).collect()
    }

    #[test]
    fn errors_are_counted_at_matched_boundaries() {
        let theirs = labels(&[(Pau, 0.1), (T, 0.2), (Uw, 0.4), (B, 0.5), (Pau, 0.6)]);
        let ours = labels(&[(Pau, 0.1), (T, 0.23), (Ax, 0.4), (B, 0.51), (Pau, 0.6)]);
        let mut agreement = Agreement::default();
        agreement.add(&ours, &theirs);
        assert_eq!((agreement.errors.len(), agreement.unmatched), (4, 0));
        assert!((agreement.within(0.02) - 0.75).abs() < 1e-6);
        assert!((agreement.median() - 0.01).abs() < 1e-4);
    }

    #[test]
    fn a_phone_that_ours_lack_is_unmatched() {
        let theirs = labels(&[(Pau, 0.1), (T, 0.2), (Uw, 0.4), (B, 0.5), (Pau, 0.6)]);
        let ours = labels(&[(Pau, 0.1), (T, 0.2), (B, 0.5), (Pau, 0.6)]);
        let mut agreement = Agreement::default();
        agreement.add(&ours, &theirs);
        assert_eq!((agreement.errors.len(), agreement.unmatched), (2, 2));
    }
}
