//! How much each phone shrinks at a rate.

use super::PhoneTime;
use crate::pronounce::Phone;
use crate::prosody::PlannedPhone;
use crate::settings::Rate;

/// From this rate on, pauses and vowels shrink as much more than consonants as they ever do; from rate
/// 1 on, they do so more and more. Fast speakers keep consonants (Gay 1978), and people follow them
/// better so (Covell et al. 1998). Of 100 prompts at rate 2, PocketSphinx hears 55 % of the words wrong
/// when all phones shrink alike, 44 % when consonants are kept, 36 % when nothing becomes shorter than
/// [`SHORTEST_MS`] and pauses shrink more, too.
const SELECTIVE_RATE: f32 = 2.0;
/// At [`SELECTIVE_RATE`], a phone shrinks by `factor^(1 + UNLIKE[kind])`.
const UNLIKE: [f32; 4] = [0.7, 0.2, -0.1, -0.4];
/// The kinds of phones that shrink unlike: pauses, vowels, sonorants, and the other consonants.
const PAUSE: usize = 0;
/// What was longer shrinks no further than to this up to rate 2, and beyond in proportion: a phone needs
/// about as much to be heard.
const SHORTEST_MS: f32 = 30.0;

/// Which entry of [`UNLIKE`] is a phone's.
fn kind(phone: Phone) -> usize {
    match phone {
        Phone::Pau => PAUSE,
        p if p.is_vowel() => 1,
        p if p.is_sonorant() => 2,
        _ => 3,
    }
}

/// How close, in samples, a clause comes to the length that its rate asks for.
const NEAR_ENOUGH: f32 = 0.05;

/// A phone as it is spoken at rate 1.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    samples: f32,
    kind: usize,
}

impl Stretch {
    fn of(time: &PhoneTime, phone: &PlannedPhone) -> Self {
        let kind = kind(phone.phone);
        // Pauses are as long as the plan has them, whatever stretch they stand in.
        let own = match kind {
            PAUSE => 1.0,
            _ => phone.manner.rate,
        };
        Stretch {
            samples: time.end.saturating_sub(time.start) as f32 / own,
            kind,
        }
    }

    /// Its length with each kind shrunk by a factor.
    fn shrunk(self, factors: &[f32; 4], shortest: f32) -> f32 {
        let length = self.samples * factors[self.kind];
        match self.kind {
            PAUSE => length,
            _ => length.max(shortest.min(self.samples)),
        }
    }
}

/// Where the phones of a clause end at another rate; holds the scratch.
#[derive(Debug, Default)]
pub struct Pacer {
    stretches: Vec<Stretch>,
    /// Where each phone ends in the output, in samples.
    pub ends: Vec<f32>,
}

impl Pacer {
    /// Fills [`Pacer::ends`]. Phones shrink by `factor^weight`, and the factor is chosen so that the
    /// whole comes out at the rate.
    pub fn plan(
        &mut self,
        phones: &[PlannedPhone],
        times: &[PhoneTime],
        rate: Rate,
        sample_rate: u32,
    ) {
        let rate = rate.get();
        let each = times.iter().zip(phones);
        self.stretches.clear();
        self.stretches
            .extend(each.map(|(time, phone)| Stretch::of(time, phone)));
        let selective = ((rate - 1.0) / (SELECTIVE_RATE - 1.0)).clamp(0.0, 1.0);
        let weights = UNLIKE.map(|unlike| 1.0 + unlike * selective);
        // Up to rate 1 all weights are 1 and nothing shrinks, so that no length is the shortest.
        let shortest = SHORTEST_MS * sample_rate as f32 / 1000.0 * (SELECTIVE_RATE / rate).min(1.0);
        let factors = match selective > 0.0 {
            true => self.factors(rate, &weights, shortest),
            false => weights.map(|weight| (-rate.ln() * weight).exp()),
        };
        self.ends.clear();
        let mut end = 0.0f32;
        for stretch in &self.stretches {
            if rate == 1.0 && stretch.kind == PAUSE {
                // To the sample.
                end = end.round();
            }
            end += stretch.shrunk(&factors, shortest);
            self.ends.push(end);
        }
    }

    /// What each kind of phone shrinks by, so that the sum is `1 / rate` of what it was, by Newton's
    /// method on the logarithm: the sum falls and is convex, and is met after three or four steps.
    fn factors(&self, rate: f32, weights: &[f32; 4], shortest: f32) -> [f32; 4] {
        let wanted = self.stretches.iter().map(|s| s.samples).sum::<f32>() / rate;
        let mut log = rate.ln();
        let most = 2.0 * log;
        let factors = |log: f32| weights.map(|weight| (-log * weight).exp());
        for _ in 0..12 {
            let factors = factors(log);
            let (mut total, mut slope) = (0.0f32, 0.0f32);
            for stretch in &self.stretches {
                let length = stretch.shrunk(&factors, shortest);
                total += length;
                if length == stretch.samples * factors[stretch.kind] {
                    slope += length * weights[stretch.kind];
                }
            }
            let step = (total - wanted) / slope;
            // Where nothing can shrink any more there is no slope.
            if (total - wanted).abs() < NEAR_ENOUGH || !step.is_finite() {
                break;
            }
            log = (log + step).clamp(0.0, most);
        }
        factors(log)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Phones of so many samples each, one behind the other.
    pub fn phones(each: &[(Phone, u32)]) -> (Vec<PlannedPhone>, Vec<PhoneTime>) {
        let phone = |&(phone, _): &(Phone, u32)| PlannedPhone {
            phone,
            ms: 0.0,
            f0: 0.0,
            context: Default::default(),
            manner: Default::default(),
            exact: false,
        };
        let mut at = 0;
        let times = each.iter().map(|(_, length)| {
            let start = at;
            at += length;
            PhoneTime { start, end: at }
        });
        let times = times.collect();
        (each.iter().map(phone).collect(), times)
    }

    #[test]
    fn the_whole_comes_out_at_the_rate_and_consonants_keep_more() {
        use Phone::*;
        let clause = [
            (Pau, 4000),
            (S, 1600),
            (Aa, 2400),
            (N, 900),
            (T, 300),
            (Pau, 2000),
        ];
        let (phones, times) = phones(&clause);
        let mut pacer = Pacer::default();
        for rate in [0.5, 0.8, 1.0, 1.01, 1.3, 2.0, 3.0, 6.0] {
            pacer.plan(&phones, &times, Rate::new(rate).unwrap(), 16000);
            let total = pacer.ends.last().unwrap();
            assert!((total - 11200.0 / rate).abs() < 1.0, "{rate}: {total}");
            let length = |i: usize| pacer.ends[i] - pacer.ends[i - 1];
            let left = |i: usize| length(i) / clause[i].1 as f32;
            if rate > 1.0 {
                assert!(left(1) > left(3) && left(3) > left(2), "{rate}");
                let floor = 480.0f32.min(960.0 / rate).min(300.0);
                assert!(length(4) >= floor - 0.1, "{rate}: {}", length(4));
            }
        }
    }

    #[test]
    fn what_cannot_shrink_stays() {
        let (phones, times) = phones(&[(Phone::T, 200), (Phone::D, 100)]);
        let mut pacer = Pacer::default();
        pacer.plan(&phones, &times, Rate::new(2.0).unwrap(), 16000);
        assert_eq!(pacer.ends, [200.0, 300.0]);
        pacer.plan(&[], &[], Rate::new(2.0).unwrap(), 16000);
        assert!(pacer.ends.is_empty());
    }
}
