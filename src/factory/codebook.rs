//! Vector quantisation of join spectra (Linde, Buzo and Gray 1980), one codebook for each phone.

use super::spectrum::{CEPSTRA, Cepstrum};

/// At most this many codes; the join table of a phone has the square of it.
pub const MAX_CODES: usize = 64;

/// One step of MFCC distance in join cost.
const SCALE: f32 = 0.145;

/// A codebook for the cuts of one phone.
#[derive(Debug, Default)]
pub struct Codebook {
    centroids: Vec<Cepstrum>,
}

impl Codebook {
    /// Trains on the cuts of one phone; a phone without cuts gets an empty book.
    pub fn train(cuts: &[Cepstrum]) -> Self {
        let mut centroids: Vec<Cepstrum> = Vec::new();
        // The farthest-first start is deterministic and spreads the codes.
        let mut nearest = vec![f32::INFINITY; cuts.len()];
        let mut next = 0;
        while !cuts.is_empty() && centroids.len() < MAX_CODES.min(cuts.len().div_ceil(2)) {
            centroids.push(cuts[next]);
            for (d, cut) in nearest.iter_mut().zip(cuts) {
                *d = d.min(distance(cut, &cuts[next]));
            }
            next = (0..cuts.len())
                .max_by(|a, b| nearest[*a].total_cmp(&nearest[*b]))
                .unwrap_or(0);
        }
        let mut book = Codebook { centroids };
        for _ in 0..12 {
            book.refine(cuts);
        }
        book
    }

    fn refine(&mut self, cuts: &[Cepstrum]) {
        let mut sums = vec![([0.0; CEPSTRA], 0u32); self.centroids.len()];
        for cut in cuts {
            let cell = &mut sums[self.code(cut) as usize];
            cell.0.iter_mut().zip(cut).for_each(|(s, c)| *s += c);
            cell.1 += 1;
        }
        for (centroid, (sum, n)) in self.centroids.iter_mut().zip(sums) {
            if n > 0 {
                *centroid = sum.map(|s| s / n as f32);
            }
        }
    }

    /// The nearest code.
    pub fn code(&self, cut: &Cepstrum) -> u8 {
        let order = |a: &usize, b: &usize| {
            distance(cut, &self.centroids[*a]).total_cmp(&distance(cut, &self.centroids[*b]))
        };
        (0..self.centroids.len()).min_by(order).unwrap_or(0) as u8
    }

    /// The join table in stored steps, by the codes of the left and the right unit: symmetric, as
    /// distances are, for the search reads it by the rows of the right one.
    pub fn table(&self, step: f32) -> Vec<u8> {
        let cells = self
            .centroids
            .iter()
            .flat_map(|a| self.centroids.iter().map(move |b| distance(a, b).sqrt()));
        cells
            .map(|d| (d * SCALE / step).round().min(255.0) as u8)
            .collect()
    }
}

fn distance(a: &Cepstrum, b: &Cepstrum) -> f32 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}
