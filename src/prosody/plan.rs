//! What a plan can do: grow, and be checked when it comes from outside.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Directions, Plan, PlannedPhone};
use crate::article::Pause;
use crate::pronounce::Phone;
use crate::{Error, Result};

/// How the signal of a phone is bent, after units were chosen by duration and F0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manner {
    /// A factor on the speaking rate, above 0. Pauses are never bent: their length is in the plan.
    pub rate: f32,
    /// The shift of the pitch, in semitones.
    pub semitones: f32,
    /// The change of volume, in decibels; -60 and below is silence.
    pub decibels: f32,
}

impl Default for Manner {
    fn default() -> Self {
        Manner {
            rate: 1.0,
            semitones: 0.0,
            decibels: 0.0,
        }
    }
}

impl Manner {
    /// Whether nothing is bent.
    pub fn is_natural(&self) -> bool {
        *self == Manner::default()
    }

    /// Whether the signal has to be stretched or shifted.
    pub(crate) fn is_bent(&self) -> bool {
        self.rate != 1.0 || self.semitones != 0.0
    }

    /// The factor on samples.
    pub(crate) fn gain(&self) -> f32 {
        if self.decibels <= -60.0 {
            return 0.0;
        }
        10f32.powf(self.decibels / 20.0)
    }
}

/// The longest phone in a plan from outside, in milliseconds.
const MAX_PHONE_MS: f32 = 10_000.0;
/// The most phones of a plan from outside.
const MAX_PHONES: usize = 100_000;

impl Plan {
    /// The phones of words, pauses between them included.
    pub(super) fn phones_of(&self, words: Range<u32>) -> Range<usize> {
        let words = words.start as usize..(words.end as usize).min(self.words.len());
        match self.words.get(words) {
            Some([first, .., last]) => first.start as usize..last.end as usize,
            Some([only]) => only.start as usize..only.end as usize,
            _ => 0..0,
        }
    }

    /// Adds a pause, or lengthens the one that stands at the end already.
    pub(super) fn pause(&mut self, ms: f32) {
        match self.phones.last_mut() {
            Some(last) if last.phone == Phone::Pau => last.ms = last.ms.max(ms),
            _ => self.phones.push(PlannedPhone::pause(ms)),
        }
    }

    /// Adds a pause that was asked for, in place of the one that stands at the end already; none if
    /// it is to be silent for no time at all.
    pub(super) fn rest(&mut self, ms: f32) {
        match self.phones.last_mut() {
            // The first stays: a plan begins with a pause.
            Some(last) if last.phone == Phone::Pau => {
                let ms = if last.exact { last.ms + ms } else { ms };
                *last = PlannedPhone::rest(ms.min(Pause::MAX_MS));
            }
            _ if ms > 0.0 => self.phones.push(PlannedPhone::rest(ms)),
            _ => {}
        }
    }

    /// Ends the plan with a pause.
    pub(super) fn end(&mut self, pause: PlannedPhone) {
        let ends =
            self.phones.len() > 1 && self.phones.last().is_some_and(|p| p.phone == Phone::Pau);
        if ends {
            self.phones.pop();
        }
        self.phones.push(pause);
    }

    /// A plan of nothing but the pauses that are asked for.
    pub(super) fn silence(&mut self, directions: &Directions) {
        let ms: f32 = directions.rests.iter().map(|rest| rest.ms).sum();
        if ms > 0.0 {
            self.phones.push(PlannedPhone::rest(ms.min(Pause::MAX_MS)));
        }
    }

    /// Whether it has nothing but pauses.
    pub fn is_silent(&self) -> bool {
        self.phones.iter().all(|p| p.phone == Phone::Pau)
    }

    /// Checks a plan that was stored or edited, for a sentence of `words` words.
    ///
    /// # Errors
    /// [`Error::Malformed`] with the phone or word that is out of order: words that do not cover
    /// phones in order, a beginning or end that is no pause, numbers that cannot be spoken.
    pub fn check(&self, words: usize) -> Result<()> {
        let bad = |problem: String, place: String| {
            let remedy = "print it again with `--dump plan` and edit that";
            Err(Error::malformed("plan", problem, place, remedy))
        };
        if self.words.len() != words {
            let problem = format!("{} words where the sentence has {words}", self.words.len());
            return bad(problem, "words".to_owned());
        }
        let mut at = 0;
        for (i, word) in self.words.iter().enumerate() {
            let empty = word.start >= word.end;
            if !empty && (word.start < at || word.end as usize > self.phones.len()) {
                return bad("phones out of order".to_owned(), format!("word {i}"));
            }
            at = at.max(word.end);
        }
        let pause = |p: Option<&PlannedPhone>| p.is_none_or(|p| p.phone == Phone::Pau);
        if !pause(self.phones.first()) || !pause(self.phones.last()) {
            let problem = "it does not begin and end with PAU";
            return bad(problem.to_owned(), "phones".to_owned());
        }
        if self.phones.len() > MAX_PHONES {
            return bad(
                format!("more than {MAX_PHONES} phones"),
                "phones".to_owned(),
            );
        }
        for (i, phone) in self.phones.iter().enumerate() {
            let longest = match phone.phone {
                Phone::Pau => Pause::MAX_MS,
                _ => MAX_PHONE_MS,
            };
            let manner = &phone.manner;
            let sound = (0.0..=longest).contains(&phone.ms)
                && (0.0..=2000.0).contains(&phone.f0)
                && (0.05..=20.0).contains(&manner.rate)
                && (-24.0..=24.0).contains(&manner.semitones)
                && (-200.0..=24.0).contains(&manner.decibels);
            if !sound {
                return bad(
                    "a value that cannot be spoken".to_owned(),
                    format!("phone {i}"),
                );
            }
        }
        Ok(())
    }
}
