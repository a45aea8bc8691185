//! The slash: over, per, or nothing between words; a pair of them around a transcription.

use super::reader::Reader;
use super::token::Kind;

/// The most lexemes of a transcription.
const TRANSCRIPTION: usize = 40;

impl Reader<'_> {
    /// A slash between words: nothing is said, the words stay apart.
    pub(super) fn slash_between(&mut self, i: usize) -> Option<usize> {
        if self.glued_before(i) && self.glued(i + 1) {
            // "people/km²", "jobs/day"
            if i > 0
                && self.lower_word(i - 1)
                && (self.at(i - 1).ends_with('s') || self.at(i - 1) == "people")
            {
                self.attach(i);
                if let Some(end) = self.say_per(i) {
                    return Some(self.finish(end));
                }
                self.finish(i);
            }
            // "CFU/mL", "EUR/MWh"
            let code = i > 0
                && self.at(i - 1).len() > 1
                && self.at(i - 1).bytes().all(|b| b.is_ascii_uppercase())
                && matches!(
                    self.at(i + 1),
                    "g" | "kg"
                        | "mg"
                        | "ml"
                        | "mL"
                        | "L"
                        | "dL"
                        | "MWh"
                        | "kWh"
                        | "km"
                        | "ha"
                        | "bbl"
                        | "lb"
                        | "oz"
                );
            if code {
                self.attach(i);
                if let Some(end) = self.say_per(i) {
                    return Some(self.finish(end));
                }
                self.finish(i);
            }
            // "cost/km"
            let unit = i > 0
                && self.lower_word(i - 1)
                && self.at(i - 1).len() > 3
                && !self.glued_before(i - 1)
                && self.glued_sign(i + 2) != '/'
                && self.at(i + 1).len() > 1
                && !matches!(
                    self.at(i + 1),
                    "in" | "bar" | "bit" | "min" | "cal" | "st" | "pt"
                )
                && super::unit::find(self.at(i + 1)).is_some();
            if unit {
                self.attach(i);
                if let Some(end) = self.say_per(i) {
                    return Some(self.finish(end));
                }
                self.finish(i);
            }
            let per = self.is_word(i + 1)
                && i > 0
                && self.is_word(i - 1)
                && self.one_of(
                    i + 1,
                    &[
                        "hour", "hr", "day", "week", "month", "year", "person", "minute", "second",
                        "sec", "km", "mile", "night",
                    ],
                );
            if per && self.lower_word(i - 1) && self.at(i - 1).ends_with('s') {
                self.begin(i);
                self.say_word("per");
                return Some(self.finish(i + 1));
            }
            let short =
                |j: usize| self.is_digits(j) || self.is_word(j) && self.at(j).chars().count() == 1;
            // "24/7/365", "95/46/EC"
            let chain = self.glued_sign(i + 2) == '/' || i > 2 && self.glued_sign(i - 2) == '/';
            let variables =
                |j: usize| matches!(self.at(j), "x" | "y" | "z" | "p" | "q" | "u" | "v");
            if variables(i - 1) && variables(i + 1) && !chain && self.lexemes[i - 1].spaced {
                self.attach(i);
                self.say_word("over");
                return Some(self.finish(i + 1));
            }
            let road = self.capitalised(i + 1) || self.capitalised(i - 1) || chain;
            if short(i - 1)
                && short(i + 1)
                && (self.is_digits(i - 1) || self.is_digits(i + 1))
                && !road
                && !self.glued_after_word(i - 1)
                && !(self.glued_before(i - 1) && self.sign(i.saturating_sub(2)) == '-')
            {
                // "π/2"
                self.attach(i);
                self.say_word("over");
                return Some(self.finish(i + 1));
            }
            self.group();
            self.join = !matches!(self.lexemes[i + 1].kind, Kind::Sign(_))
                && !matches!(self.lexemes[i - 1].kind, Kind::Sign(_));
            return Some(i + 1);
        }
        // "8 / 4" alone
        if i == 1 && self.len() == 3 && self.is_digits(0) && self.is_digits(2) && !self.glued(2) {
            self.begin(i);
            self.say("divided by");
            return Some(self.finish(i + 1));
        }
        if self.lexemes[i].spaced && !self.glued(i + 1) && i > 0 && i + 1 < self.len() {
            self.punctuate(super::Punctuation::Comma);
        }
        Some(i + 1)
    }

    /// "/ˈkjʊəri/": a transcription in the alphabet of the IPA, for the eye, is not read.
    pub(super) fn phonetic(&mut self, i: usize) -> Option<usize> {
        if !self.glued(i + 1) || self.glued_after_word(i) {
            return None;
        }
        let close =
            (i + 2..(i + TRANSCRIPTION).min(self.len())).find(|&j| self.glued_sign(j) == '/')?;
        let sound = |c: char| {
            matches!(
                c,
                'ˈ' | 'ˌ' | 'ː' | '\u{250}'..='\u{2AF}' | 'ŋ' | 'θ' | 'ð' | 'æ'
            )
        };
        if self.glued_alphanumeric(close + 1) || !self.between(i, close).contains(sound) {
            return None;
        }
        self.begin(i);
        Some(self.finish(close + 1))
    }
}
