//! Directions: what a document asks of the way in which a sentence is said, besides its words.
//!
//! Structure ([`super::structure`]), annotations and the cast end up here; the planner carries them
//! out, so that all of it can be seen, and changed, in the [`Plan`](super::Plan).

use std::ops::Range;

use super::{Break, Plan, PlannedPhone};
use crate::article::{Level, Pause, Pitch, Prosody};
use crate::pronounce::Phone;

/// What is asked for in one sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Directions {
    /// Pauses at places of their own, ascending. Each goes before what the words would make there.
    pub rests: Vec<Rest>,
    /// How stretches of words are said, the outer before the inner.
    pub manners: Vec<(Range<u32>, Bend)>,
    /// The pause after the last word, in milliseconds; `None` for the planner's own.
    pub final_ms: Option<f32>,
    /// The juncture after the last word; `None` for the end of a sentence.
    pub last: Option<Break>,
}

/// A pause that is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rest {
    /// Before which word; the number of words for the end.
    pub before: u32,
    /// In milliseconds at rate 1.
    pub ms: f32,
}

/// How a stretch of words is said.
#[derive(Debug, Clone, PartialEq)]
pub enum Bend {
    /// As `prosody` asks: the signal is bent to it, exactly.
    Prosody(Prosody),
    /// With targets moved by so much: units are chosen that were spoken so, as far as there are any.
    /// The natural way, for shades.
    Lean {
        /// Of the pitch, in semitones.
        semitones: f32,
        /// A factor on the speaking rate.
        rate: f32,
        /// Of the volume, in decibels: this is exact.
        decibels: f32,
    },
    /// The last syllables rise by so many semitones.
    Rise(f32),
}

/// The slowest and the fastest that a stretch is spoken, as factors.
const RATES: (f32, f32) = (0.25, 4.0);
/// The furthest that the pitch of a stretch is moved, in semitones.
const MAX_SEMITONES: f32 = 12.0;
/// The softest (silence) and the loudest, in decibels.
const DECIBELS: (f32, f32) = (-60.0, 12.0);

impl Directions {
    /// Forgets everything and keeps the buffers.
    pub fn clear(&mut self) {
        self.rests.clear();
        self.manners.clear();
        self.final_ms = None;
        self.last = None;
    }

    /// Adds a pause before word `before`; pauses at one place add up.
    pub fn rest(&mut self, before: u32, ms: f32) {
        let ms = if ms.is_finite() { ms.max(0.0) } else { 0.0 };
        match self.rests.last_mut() {
            Some(last) if last.before == before => last.ms = (last.ms + ms).min(Pause::MAX_MS),
            _ => self.rests.push(Rest {
                before,
                ms: ms.min(Pause::MAX_MS),
            }),
        }
    }

    /// The pause that is asked for before a word, in milliseconds.
    pub(super) fn rest_before(&self, word: usize) -> Option<f32> {
        let found = self
            .rests
            .binary_search_by_key(&(word as u32), |rest| rest.before)
            .ok()?;
        Some(self.rests[found].ms)
    }

    /// Makes the junctures after words what the pauses say.
    pub(super) fn adjust(&self, breaks: &mut [Break]) {
        for rest in &self.rests {
            let after = (rest.before as usize).checked_sub(1);
            let inside = after.filter(|&i| i + 1 < breaks.len());
            if let Some(juncture) = inside.and_then(|i| breaks.get_mut(i)) {
                *juncture = Break::of_pause(rest.ms);
            }
        }
        if let (Some(last), Some(wanted)) = (breaks.last_mut(), self.last) {
            *last = wanted;
        }
    }

    /// Bends the planned phones.
    pub(super) fn bend(&self, plan: &mut Plan) {
        let base = mean_f0(&plan.phones);
        for (words, bend) in &self.manners {
            let phones = plan.phones_of(words.clone());
            let phones = &mut plan.phones[phones];
            match bend {
                Bend::Prosody(prosody) => shape(phones, prosody, base),
                Bend::Lean {
                    semitones,
                    rate,
                    decibels,
                } => lean(phones, *semitones, *rate, *decibels),
                Bend::Rise(semitones) => rise(phones, *semitones),
            }
        }
    }
}

impl Break {
    /// The juncture that a pause of so many milliseconds stands for.
    pub(super) fn of_pause(ms: f32) -> Break {
        [Break::Stop, Break::Clause, Break::Comma, Break::Minor]
            .into_iter()
            .find(|b| ms >= 0.7 * b.pause_ms())
            .unwrap_or(Break::None)
    }
}

fn spoken(phones: &mut [PlannedPhone]) -> impl Iterator<Item = &mut PlannedPhone> {
    phones.iter_mut().filter(|p| p.phone != Phone::Pau)
}

/// The level of the pitch: the geometric mean over vowels, in Hz.
fn mean_f0(phones: &[PlannedPhone]) -> f32 {
    let vowels = phones.iter().filter(|p| p.phone.is_vowel() && p.f0 > 0.0);
    let (sum, count) = vowels.fold((0.0, 0.0f32), |(sum, n), p| (sum + p.f0.ln(), n + 1.0));
    (sum / count.max(1.0)).exp()
}

fn shape(phones: &mut [PlannedPhone], prosody: &Prosody, base: f32) {
    let range = prosody.range.map(|r| clamp(r, 0.0, 4.0, 1.0));
    for phone in spoken(phones) {
        let manner = &mut phone.manner;
        if let Some(pitch) = prosody.pitch {
            manner.semitones = bounded(semitones(pitch, manner.semitones, base));
        }
        if let Some(range) = range.filter(|_| phone.f0 > 0.0 && base > 0.0) {
            let movement = 12.0 * (phone.f0 / base).log2();
            manner.semitones = bounded(manner.semitones + (range - 1.0) * movement);
        }
        manner.rate = match prosody.rate {
            Some(Level::Set(rate)) => clamp(rate, RATES.0, RATES.1, 1.0),
            Some(Level::By(factor)) => clamp(manner.rate * factor, RATES.0, RATES.1, 1.0),
            None => manner.rate,
        };
        manner.decibels = match prosody.volume {
            Some(Level::Set(db)) => clamp(db, DECIBELS.0, DECIBELS.1, 0.0),
            Some(Level::By(db)) => clamp(manner.decibels + db, DECIBELS.0, DECIBELS.1, 0.0),
            None => manner.decibels,
        };
    }
    if let Some(ms) = prosody.duration_ms {
        fit(phones, ms);
    } else {
        scale_pauses(phones, prosody);
    }
    if !prosody.contour.is_empty() {
        follow(phones, &prosody.contour, base);
    }
}

/// Pauses between the words of a slower stretch are longer. They are planned so: the signal leaves
/// pauses as they are.
fn scale_pauses(phones: &mut [PlannedPhone], prosody: &Prosody) {
    let Some(Level::Set(rate) | Level::By(rate)) = prosody.rate else {
        return;
    };
    let rate = clamp(rate, RATES.0, RATES.1, 1.0);
    let pauses = phones.iter_mut().filter(|p| p.phone == Phone::Pau);
    pauses.filter(|p| !p.exact).for_each(|p| p.ms /= rate);
}

/// Makes a stretch last so many milliseconds, by its planned durations.
fn fit(phones: &mut [PlannedPhone], ms: f32) {
    let sum = |pauses: bool| -> f32 {
        let of = phones.iter().filter(|p| (p.phone == Phone::Pau) == pauses);
        of.map(|p| p.ms).sum()
    };
    let (silence, speech) = (sum(true), sum(false));
    let rate = clamp(speech / (ms - silence).max(1.0), RATES.0, RATES.1, 1.0);
    spoken(phones).for_each(|p| p.manner.rate = rate);
}

/// Moves the pitch along a contour.
fn follow(phones: &mut [PlannedPhone], contour: &[(f32, Pitch)], base: f32) {
    let length = |p: &PlannedPhone| p.ms / p.manner.rate;
    let total: f32 = phones.iter().map(length).sum();
    let mut at = 0.0;
    for phone in phones {
        let half = length(phone) / 2.0;
        let place = (at + half) / total.max(1.0);
        at += 2.0 * half;
        let surrounding = phone.manner.semitones;
        let level = |i: usize| semitones(contour[i].1, surrounding, base);
        let next = contour.iter().position(|(x, _)| *x >= place);
        let target = match next {
            Some(0) => level(0),
            None => level(contour.len() - 1),
            Some(i) => {
                let (from, to) = (contour[i - 1].0, contour[i].0);
                let share = (place - from) / (to - from).max(1e-6);
                level(i - 1) + share * (level(i) - level(i - 1))
            }
        };
        if phone.phone != Phone::Pau {
            phone.manner.semitones = bounded(target);
        }
    }
}

fn semitones(pitch: Pitch, around: f32, base: f32) -> f32 {
    let hertz = |hz: f32| 12.0 * (hz.max(1.0) / base.max(1.0)).log2();
    match pitch {
        Pitch::Set(semitones) => semitones,
        Pitch::By(semitones) => around + semitones,
        Pitch::Hertz(hz) => hertz(hz),
        Pitch::ByHertz(hz) => around + hertz(base + hz),
    }
}

fn lean(phones: &mut [PlannedPhone], semitones: f32, rate: f32, decibels: f32) {
    let factor = (semitones / 12.0).exp2();
    for phone in spoken(phones) {
        phone.f0 *= factor;
        phone.ms /= rate;
        phone.manner.decibels += decibels;
    }
}

/// Bends the pitch up from the last stressed syllable on.
fn rise(phones: &mut [PlannedPhone], semitones: f32) {
    let stressed = |p: &PlannedPhone| p.phone.is_vowel() && p.context.stress == 1;
    let last_vowel = phones.iter().rposition(|p| p.phone.is_vowel());
    let Some(from) = phones.iter().rposition(stressed).or(last_vowel) else {
        return;
    };
    let tail = &mut phones[from..];
    let count = tail.len() as f32;
    for (i, phone) in tail.iter_mut().enumerate() {
        if phone.phone != Phone::Pau {
            let share = 0.4 + 0.6 * (i as f32 + 1.0) / count;
            phone.manner.semitones = bounded(phone.manner.semitones + share * semitones);
        }
    }
}

fn bounded(semitones: f32) -> f32 {
    clamp(semitones, -MAX_SEMITONES, MAX_SEMITONES, 0.0)
}

/// A value inside its range; `otherwise` for what is no number.
fn clamp(value: f32, low: f32, high: f32, otherwise: f32) -> f32 {
    if value.is_nan() {
        return otherwise;
    }
    value.clamp(low, high)
}
