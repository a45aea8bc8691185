//! What a measure is divided by: "km/h", "m s⁻²", "$5/hour".

use super::reader::Reader;
use super::unit::{Unit, find};

/// The denominator of a measure.
#[derive(Debug, Clone, Copy)]
pub(super) enum Per {
    Unit(&'static Unit),
    /// An ordinary word, by its lexeme: "people/km²" the other way round, "5 mg/day".
    Word(usize),
}

impl Reader<'_> {
    /// "/h", "/day", "/m²" at `i`.
    pub(super) fn per_at(&self, i: usize) -> Option<(Per, &'static str, usize)> {
        if self.glued_sign(i) != '/' || !self.glued(i + 1) {
            return None;
        }
        // "/sq mi", "/cu. ft"
        let power = match self.at(i + 1) {
            "sq" => "square",
            "cu" => "cubic",
            _ => "",
        };
        if !power.is_empty() {
            let at = i + 2 + usize::from(self.glued_sign(i + 2) == '.');
            return find(self.at(at)).map(|unit| (Per::Unit(unit), power, at + 1));
        }
        if let Some(unit) = find(self.at(i + 1)) {
            let (exponent, end) = self.exponent_at(i + 2);
            let word = match (exponent, unit.symbol) {
                (2, "s" | "sec" | "h") => "squared",
                (2, _) => "square",
                (3, _) => "cubic",
                _ => "",
            };
            return Some((Per::Unit(unit), word, end));
        }
        let word = self.lower(i + 1);
        matches!(
            &*word,
            "hour"
                | "day"
                | "week"
                | "month"
                | "year"
                | "minute"
                | "second"
                | "night"
                | "person"
                | "capita"
                | "head"
                | "unit"
                | "kilometer"
                | "mile"
                | "acre"
                | "gallon"
                | "serving"
                | "dose"
                | "item"
                | "page"
                | "user"
                | "student"
                | "child"
                | "share"
                | "barrel"
                | "ton"
                | "tonne"
                | "liter"
                | "pound"
                | "ounce"
                | "game"
        )
        .then_some((Per::Word(i + 1), "", i + 2))
    }

    /// " s⁻²", " s^-1" at `i`: a unit with a negative power.
    pub(super) fn inverse_at(&self, i: usize) -> Option<(Per, &'static str, usize)> {
        let unit = find(self.at(i)).filter(|_| self.is_word(i))?;
        let caret = usize::from(self.glued_sign(i + 1) == '^');
        if !matches!(self.glued_sign(i + 1 + caret), '⁻' | '-' | '−') {
            return None;
        }
        let at = i + 2 + caret;
        let power = match (caret, self.glued_sign(at)) {
            (0, '¹') => 1,
            (0, '²') => 2,
            (0, '³') => 3,
            (1, _) if self.glued_digits(at) == 1 => self.value(at),
            _ => return None,
        };
        let word = match (power, unit.symbol) {
            (1, _) => "",
            (2, "s") => "squared",
            (2, _) => "square",
            (3, _) => "cubic",
            _ => return None,
        };
        Some((Per::Unit(unit), word, at + 1))
    }

    /// Says "per" and the denominator at `i`, after money: "$5/hour".
    pub(super) fn say_per(&mut self, i: usize) -> Option<usize> {
        let (per, power, end) = self.per_at(i)?;
        self.say_denominator(per, power);
        Some(end)
    }

    /// "W/(m·K)", "J/(kg K)": a denominator of two units in brackets, at `i`.
    pub(super) fn bracketed_per(&mut self, i: usize) -> Option<usize> {
        if self.glued_sign(i) != '/' || self.glued_sign(i + 1) != '(' {
            return None;
        }
        let first = find(self.at(i + 2))?;
        let (exponent, mut at) = self.exponent_at(i + 3);
        at += usize::from(matches!(self.glued_sign(at), '·' | '⋅' | '*'));
        let second = find(self.at(at))?;
        if self.glued_sign(at + 1) != ')' {
            return None;
        }
        self.say_word("per");
        self.say(match exponent {
            2 => "square",
            3 => "cubic",
            _ => "",
        });
        self.say_unit_name(first.one);
        self.say_unit_name(second.one);
        Some(at + 2)
    }

    pub(super) fn say_denominator(&mut self, per: Per, power: &str) {
        self.say_word("per");
        if power != "squared" {
            self.say(power);
        }
        match per {
            Per::Unit(unit) => self.say_unit_name(unit.one),
            Per::Word(word) => self.plain_word(word),
        }
        if power == "squared" {
            self.say(power);
        }
    }
}
