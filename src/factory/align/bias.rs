//! What the models place too early or too late, by the kinds of the two phones.
//!
//! Models of phones settle on boundaries of their own: that between a vowel and a nasal, say, a
//! little later than a phonetician puts it. The guide's speech has known boundaries. Aligned by
//! models that were trained in the same way, it shows the difference, which is then taken out of
//! the labels (statistical correction; Toledano, Hernandez Gomez and Villarrubia Grande 2003,
//! *Automatic phonetic segmentation*).

use super::search::Span;
use crate::pronounce::Phone;

/// Kinds of phones.
const KINDS: usize = 9;
/// A pair of kinds that was met so often counts half.
const PRIOR: f32 = 4.0;

/// The kind of a phone as far as its edges go.
fn kind(phone: Phone) -> usize {
    use Phone::*;
    match phone {
        Pau => 0,
        P | T | K | Ch => 1,
        B | D | G | Jh => 2,
        F | Th | S | Sh | Hh => 3,
        V | Dh | Z | Zh => 4,
        M | N | Ng => 5,
        L | R | Er => 6,
        W | Y => 7,
        _ => 8,
    }
}

/// For each pair of kinds, how many frames to add to a boundary between them.
#[derive(Debug, Clone)]
pub struct Bias([[f32; KINDS]; KINDS]);

impl Bias {
    /// Compares alignments with the truth. A pair of sequences that differ in their phones is
    /// compared up to the difference.
    pub fn learn<'a>(pairs: impl Iterator<Item = (&'a [Span], &'a [Span])>) -> Self {
        let mut sums = [[(0.0f32, 0.0f32); KINDS]; KINDS];
        for (found, truth) in pairs {
            for (f, t) in matching(found, truth) {
                let cell = &mut sums[kind(f[0].phone)][kind(f[1].phone)];
                // One boundary far off says nothing about the rest.
                cell.0 += (t[1].start as f32 - f[1].start as f32).clamp(-8.0, 8.0);
                cell.1 += 1.0;
            }
        }
        Bias(sums.map(|row| row.map(|(sum, n)| sum / (n + PRIOR))))
    }

    /// The boundary between `spans[0]` and `spans[1]`, in frames, corrected.
    pub fn correct(&self, spans: &[Span; 2]) -> f32 {
        spans[1].start as f32 + self.0[kind(spans[0].phone)][kind(spans[1].phone)]
    }
}

/// Neighbouring spans that both sequences have. They have the same phones in the same order; only
/// pauses may be in one and not in the other.
fn matching<'a>(a: &'a [Span], b: &'a [Span]) -> Vec<(&'a [Span], &'a [Span])> {
    let number = |spans: &[Span]| -> Vec<(usize, usize)> {
        // For each pair of neighbours, the number of the speech phone at or before its left.
        let mut said = 0;
        let mut out = Vec::new();
        for (i, span) in spans.iter().enumerate() {
            said += (span.phone != Phone::Pau) as usize;
            out.push((said, i));
        }
        out
    };
    let (left, right) = (number(a), number(b));
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i + 1 < a.len() && j + 1 < b.len() {
        if left[i].0 < right[j].0 {
            i += 1;
        } else if left[i].0 > right[j].0 {
            j += 1;
        } else if a[i].phone == b[j].phone {
            if a[i + 1].phone == b[j + 1].phone {
                out.push((&a[i..i + 2], &b[j..j + 2]));
            }
            (i, j) = (i + 1, j + 1);
        } else if a[i].phone == Phone::Pau {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(of: &[(Phone, usize)]) -> Vec<Span> {
        let mut start = 0;
        let span = |&(phone, length): &(Phone, usize)| {
            start += length;
            Span {
                phone,
                start: start - length,
                end: start,
            }
        };
        of.iter().map(span).collect()
    }

    #[test]
    fn learns_a_shift_of_one_kind_of_boundary() {
        use Phone::*;
        let truth = spans(&[(Pau, 10), (M, 10), (Aa, 20), (N, 10), (Pau, 10)]);
        let found = spans(&[(Pau, 10), (M, 10), (Aa, 24), (N, 6), (Pau, 10)]);
        let many = std::iter::repeat_n((found.as_slice(), truth.as_slice()), 400);
        let bias = Bias::learn(many);
        let at = |i: usize| bias.correct(&[found[i], found[i + 1]]);
        assert!((at(2) - 40.0).abs() < 0.1, "{}", at(2));
        assert!((at(1) - 20.0).abs() < 0.1, "{}", at(1));
    }

    #[test]
    fn a_pause_in_one_only_is_passed_over() {
        use Phone::*;
        let a = spans(&[(Pau, 5), (M, 5), (Pau, 9), (Aa, 5), (T, 5)]);
        let b = spans(&[(Pau, 5), (M, 5), (Aa, 5), (T, 5)]);
        let pairs = matching(&a, &b);
        let phones: Vec<Phone> = pairs.iter().map(|(x, _)| x[0].phone).collect();
        assert_eq!(phones, [Pau, Aa]);
    }
}
