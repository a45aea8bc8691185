//! Numbers as they are written: groups, decimals, vulgar fractions.

use super::number::Form;
use super::reader::Reader;

/// A number as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    /// The lexemes of its integer part: digits and separators.
    pub start: usize,
    /// The end of the integer part.
    pub int_end: usize,
    /// The index after the last lexeme.
    pub end: usize,
    /// The integer part, if it is below 10^18.
    pub value: Option<u64>,
    /// The words of a vulgar fraction at the end: "a half".
    pub vulgar: &'static str,
    /// Whether there are exactly two decimals.
    pub two: bool,
}

impl Number {
    /// Whether it has decimals.
    pub(super) fn has_fraction(&self) -> bool {
        self.end > self.int_end && self.vulgar.is_empty()
    }

    /// Whether the noun after it is in the singular.
    pub(super) fn is_one(&self) -> bool {
        self.value == Some(1) && self.end == self.int_end
    }

    /// Whether it has exactly two decimals.
    pub(super) fn has_cents(&self) -> bool {
        self.two
    }
}

/// The words of a vulgar fraction character: alone, and after a whole number.
pub(super) fn vulgar(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        '½' => ("one half", "a half"),
        '¼' => ("one quarter", "a quarter"),
        '¾' => ("three quarters", "three quarters"),
        '⅓' => ("one third", "one third"),
        '⅔' => ("two thirds", "two thirds"),
        '⅕' => ("one fifth", "one fifth"),
        '⅖' => ("two fifths", "two fifths"),
        '⅗' => ("three fifths", "three fifths"),
        '⅘' => ("four fifths", "four fifths"),
        '⅙' => ("one sixth", "one sixth"),
        '⅚' => ("five sixths", "five sixths"),
        '⅐' => ("one seventh", "one seventh"),
        '⅛' => ("one eighth", "one eighth"),
        '⅜' => ("three eighths", "three eighths"),
        '⅝' => ("five eighths", "five eighths"),
        '⅞' => ("seven eighths", "seven eighths"),
        '⅑' => ("one ninth", "one ninth"),
        '⅒' => ("one tenth", "one tenth"),
        _ => return None,
    })
}

impl Reader<'_> {
    /// The number at `i`: "1,234.5", ".5", "2½".
    pub(super) fn number_at(&self, i: usize) -> Option<Number> {
        let mut end = i;
        if self.is_digits(i) {
            end = i + 1;
            if self.digit_count(i) <= 3 {
                while matches!(self.glued_sign(end), ',' | '\'' | '’')
                    && self.glued_digits(end + 1) == 3
                    && !self.glued_more_digits(end + 1)
                {
                    end += 2;
                }
                end = self.spaced_groups(i, end);
                end = self.other_groups(i, end);
            }
        } else if self.sign(i) != '.' {
            let (_, _) = vulgar(self.sign(i))?;
            return Some(Number {
                start: i,
                int_end: i,
                end: i + 1,
                value: None,
                vulgar: "",
                two: false,
            });
        }
        let int_end = end;
        let fraction = self.sign(end) == '.'
            && (end == i || self.glued(end))
            && self.glued_digits(end + 1) > 0
            || self.decimal_comma(i, end);
        if !fraction && end == i {
            return None;
        }
        let two = fraction && self.digit_count(end + 1) == 2;
        if fraction {
            end += 2;
        }
        let mut words = "";
        if !fraction
            && (self.glued(end) || self.lexemes.get(end).is_some())
            && let Some((_, after)) = vulgar(self.sign(end))
        {
            words = after;
            end += 1;
        }
        Some(Number {
            start: i,
            int_end,
            end,
            value: self.integer(i, int_end),
            vulgar: words,
            two,
        })
    }

    /// "1,00,000" as in India, "1.000.000" as on the continent (two groups at least).
    pub(super) fn other_groups(&self, i: usize, end: usize) -> usize {
        if end > i + 1 {
            return end;
        }
        let (mut at, mut groups) = (i + 1, 0);
        while self.glued_sign(at) == ','
            && self.glued_digits(at + 1) == 2
            && self.digit_count(i) < 3
        {
            at += 2;
            groups += 1;
        }
        if groups > 0 && self.glued_sign(at) == ',' && self.glued_digits(at + 1) == 3 {
            return at + 2;
        }
        (at, groups) = (i + 1, 0);
        while self.glued_sign(at) == '.' && self.glued_digits(at + 1) == 3 {
            at += 2;
            groups += 1;
        }
        let more = self.glued_sign(at) == '.' && self.glued_digits(at + 1) > 0;
        let decimals = self.glued_sign(at) == ',' && matches!(self.glued_digits(at + 1), 1 | 2);
        // "192.168.100.200" is an address.
        let address = groups == 3 && (0..4).all(|k| !self.at(i + 2 * k).starts_with('0'));
        if (groups > 1 || groups == 1 && decimals)
            && !more
            && !address
            && !self.at(i).starts_with('0')
        {
            at
        } else {
            end
        }
    }

    /// "19,99 €", "1,5 million": a comma before decimals, as on the continent.
    pub(super) fn decimal_comma(&self, i: usize, end: usize) -> bool {
        if end > i + 1 && self.sign(i + 1) == '.' {
            return self.glued_sign(end) == ',' && matches!(self.glued_digits(end + 1), 1 | 2);
        }
        end == i + 1
            && self.glued_sign(end) == ','
            && matches!(self.glued_digits(end + 1), 1 | 2)
            && (self.sign(end + 2) == '€' && !self.glued_digits(end + 3).gt(&0)
                || self.sign(end + 2) == '%'
                || self.one_of(
                    end + 2,
                    &["million", "billion", "eur", "euros", "euro", "percent"],
                )
                || i > 0 && matches!(self.sign(i - 1), '€' | '£') && self.digit_count(end + 1) == 2
                || self.at(i) == "0" && !matches!(self.glued_sign(end + 2), ',' | ')')
                || self.unit_at(end + 2).is_some_and(|m| !m.is_doubtful())
                    && !(i > 0 && self.sign(i - 1) == ','))
    }

    /// Digits go on after a group of three without a separator (never, within one lexeme).
    pub(super) fn glued_more_digits(&self, i: usize) -> bool {
        self.glued_digits(i + 1) > 0
    }

    /// Groups of three digits after thin or unbreakable spaces, or after plain ones if there are two.
    pub(super) fn spaced_groups(&self, i: usize, mut end: usize) -> usize {
        if end > i + 1 {
            return end;
        }
        let mut plain = 0;
        while self.digit_count(end) == 3 && !self.glued(end) {
            let gap =
                &self.text[self.lexemes[end - 1].end as usize..self.lexemes[end].start as usize];
            match gap {
                "\u{A0}" | "\u{2009}" | "\u{202F}" => {}
                " " => plain += 1,
                _ => break,
            }
            end += 1;
        }
        let telephone_like = matches!(self.glued_sign(end), '-');
        // "10 000 people": a single plain space too, if the group is round or a counted noun follows.
        let round = (i + 1..end).all(|j| self.at(j) == "000") && !self.at(i).starts_with('0');
        let counted = self.digit_count(i) == 2 && self.counts(end);
        let sure = round || plain == 1 && end == i + 2 && counted;
        if telephone_like || !sure && (plain == 1 || plain > 0 && self.digit_count(i) == 3) {
            i + 1
        } else {
            end
        }
    }

    pub(super) fn integer(&self, i: usize, end: usize) -> Option<u64> {
        let text = self.between(i, end);
        let digits = text.bytes().filter(u8::is_ascii_digit);
        if text.is_empty() {
            return Some(0);
        }
        (text.len() <= 24).then(|| {
            digits.fold(0u64, |n, b| {
                n.saturating_mul(10).saturating_add(u64::from(b - b'0'))
            })
        })
    }

    pub(super) fn say_integer(&mut self, number: &Number) {
        let text = self.between(number.start, number.int_end);
        let leading_zero = text.len() > 1 && text.starts_with('0');
        if leading_zero {
            self.digits(text);
        } else {
            self.number_text(text, Form::Cardinal);
        }
    }

    /// Says a number with its decimals or its fraction.
    pub(super) fn say_number(&mut self, number: &Number) {
        if number.int_end > number.start {
            self.say_integer(number);
        } else if let Some((alone, _)) = vulgar(self.sign(number.start)) {
            return self.say(alone);
        }
        if !number.vulgar.is_empty() {
            self.say_word("and");
            self.say(number.vulgar);
        } else if number.has_fraction() {
            self.say_word("point");
            let digits = self.at(number.int_end + 1);
            self.digits(digits);
        }
    }
}
