//! Numbers with an exponent, and factors before a bracket.

use super::numeral::Number;
use super::reader::Reader;

impl Reader<'_> {
    /// "6.02e23", "1E-19": a number and a power of ten. `number` is not said yet.
    pub(super) fn scientific(&mut self, i: usize, number: &Number) -> Option<usize> {
        let e = number.end;
        if !self.glued(e) || !matches!(self.at(e), "e" | "E") {
            return None;
        }
        let sign = usize::from(matches!(self.glued_sign(e + 1), '+' | '-' | '−'));
        let power = e + 1 + sign;
        if !(1..=3).contains(&self.glued_digits(power)) || self.glued_alphanumeric(power + 1) {
            return None;
        }
        self.begin(i);
        self.say_number(number);
        self.say("times ten");
        let minus = matches!(self.sign(e + 1), '-' | '−');
        self.say_power(if minus { "minus" } else { "" }, self.value(power), true);
        let end = match self.unit_at(power + 1) {
            Some(measure) if !self.glued(power + 1) => {
                self.say_measure(&measure, false);
                measure.end
            }
            _ => power + 1,
        };
        Some(self.finish(end))
    }

    /// "2(3+4)": a factor before a bracket with arithmetic in it.
    pub(super) fn factor(&mut self, i: usize) -> Option<usize> {
        if !self.glued_before(i) || !(self.is_digits(i - 1) || self.sign(i - 1) == ')') {
            return None;
        }
        let mut operators = 0;
        for j in i + 1..(i + 16).min(self.len()) {
            match self.sign(j) {
                ')' if operators > 0 => {
                    self.begin(i);
                    self.say_word("times");
                    return Some(self.finish(i + 1));
                }
                '+' | '-' | '−' | '×' | '*' | '÷' | '/' => operators += 1,
                '.' | '^' | '²' | '³' => {}
                _ if self.is_digits(j) || self.is_word(j) && self.at(j).len() == 1 => {}
                _ => return None,
            }
        }
        None
    }
}
