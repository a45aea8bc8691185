//! What letter-to-sound rules say of a letter, kept while its readings are compared.
//!
//! The readings in the beam differ in a few choices, so that most rules see the same in most of
//! them. Each is asked once: a row of weights lies anywhere in megabytes, and a network has
//! thousands of products.

use super::lts::{BEAM, MAX_CHOICES};
use super::network;
use super::spelling::HISTORY_ROWS;

/// What was asked about the current letter.
#[derive(Debug, Clone, Default)]
pub(super) struct Memo {
    /// For each rule about the choices so far, the hashes it was asked with, [`BEAM`] places each.
    hashes: Vec<u32>,
    /// What it said then.
    scores: Vec<[i32; MAX_CHOICES]>,
    /// How often.
    asked: [u8; HISTORY_ROWS],
    /// What the network was asked with, and what it said.
    rows: Vec<[usize; network::HISTORY_ROWS]>,
    logs: Vec<[f32; MAX_CHOICES]>,
}

impl Memo {
    /// Goes on to another letter.
    pub(super) fn clear(&mut self) {
        self.hashes.resize(HISTORY_ROWS * BEAM, 0);
        self.scores.resize(HISTORY_ROWS * BEAM, [0; MAX_CHOICES]);
        self.asked = [0; HISTORY_ROWS];
        self.rows.clear();
        self.logs.clear();
    }

    /// Adds what rule `rule` says of a hash to the scores; `weigh` asks it.
    pub(super) fn add_rule(
        &mut self,
        rule: usize,
        hash: u32,
        scores: &mut [i32],
        weigh: impl FnOnce(&mut [i32]),
    ) {
        let first = rule * BEAM;
        let asked = self.asked[rule] as usize;
        let known = &self.hashes[first..first + asked];
        let at = known.iter().position(|known| *known == hash);
        let at = at.unwrap_or_else(|| {
            let said = &mut self.scores[first + asked][..scores.len()];
            said.fill(0);
            weigh(said);
            self.hashes[first + asked] = hash;
            self.asked[rule] += 1;
            asked
        });
        let said = self.scores[first + at].iter();
        scores.iter_mut().zip(said).for_each(|(sum, s)| *sum += s);
    }

    /// What the network says of a history; `judge` asks it.
    pub(super) fn judge(
        &mut self,
        rows: [usize; network::HISTORY_ROWS],
        judge: impl FnOnce(&mut [f32; MAX_CHOICES]),
    ) -> &[f32; MAX_CHOICES] {
        let at = self.rows.iter().position(|known| *known == rows);
        let at = at.unwrap_or_else(|| {
            let mut logs = [0.0; MAX_CHOICES];
            judge(&mut logs);
            self.rows.push(rows);
            self.logs.push(logs);
            self.rows.len() - 1
        });
        &self.logs[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_once_and_adds_every_time() {
        let mut memo = Memo::default();
        for letter in 1..3 {
            memo.clear();
            let (mut asked, mut scores) = (0, [10; 3]);
            for hash in [7, 8, 7, 7] {
                memo.add_rule(2, hash, &mut scores, |said| {
                    asked += 1;
                    said[1] += letter * hash as i32;
                });
            }
            assert_eq!(asked, 2);
            assert_eq!(scores, [10, 10 + 29 * letter, 10]);
        }
    }
}
