//! Dates in digits alone, and the endings of ordinals.

use super::date::is_day;
use super::number::Form;
use super::reader::Reader;
use super::token::Small;

impl Reader<'_> {
    /// "2020-07-02", "7/4/1776", "25.12.2020", "07/04/76"
    pub(super) fn numeric_date(&mut self, i: usize) -> Option<usize> {
        let mark = self.glued_sign(i + 1);
        if !matches!(mark, '-' | '/' | '.') || self.glued_sign(i + 3) != mark {
            return None;
        }
        let (a, b, c) = (
            self.digit_count(i),
            self.glued_digits(i + 2),
            self.glued_digits(i + 4),
        );
        if b == 0
            || b > 2
            || c == 0
            || self.glued_sign(i + 5) == mark && self.glued_digits(i + 6) > 0
        {
            return None;
        }
        let (x, y, z) = (self.value(i), self.value(i + 2), self.value(i + 4));
        let (year, month, day, day_first) = match (a, c) {
            (4, 1 | 2) if mark != '.' || c == 2 => (x, y, z, false),
            // "08.01.15": two digits each, a leading zero among them.
            (2, 2) if mark == '.' && b == 2 && (x < 10 || y < 10) && y > 0 => (z, y, x, true),
            (1 | 2, 4) | (1 | 2, 2) if c == 4 || mark == '/' => {
                let day_first = x > 12 || mark == '.' && y <= 12;
                if day_first {
                    (z, y, x, true)
                } else {
                    (z, x, y, false)
                }
            }
            _ => return None,
        };
        if !(1..=12).contains(&month) || !is_day(day) {
            return None;
        }
        self.begin(i);
        if day_first {
            if &*self.word_before(i) != "the" {
                self.say_word("the");
            }
            self.ordinal(day);
            self.say_word("of");
            self.say_month(month as usize);
        } else {
            self.say_month(month as usize);
            self.ordinal(day);
        }
        let year = if c == 2 && a != 4 && year < 100 {
            // Two digits: this century up to 2039.
            year + if year < 40 { 2000 } else { 1900 }
        } else {
            year
        };
        self.say_year_after_date(year);
        // "2020-07-02T14:30Z"
        if self.glued(i + 5)
            && self.at(i + 5) == "T"
            && self.glued_digits(i + 6) == 2
            && self.glued_sign(i + 7) == ':'
        {
            self.finish(i + 6);
            self.join = true;
            return self.clock(i + 6).or(Some(i + 6));
        }
        Some(self.finish(i + 5))
    }

    /// An ordinal with its ending: "10th", "21st", "1,000th".
    pub(super) fn ordinal_suffix(&self, i: usize) -> bool {
        self.glued(i)
            && matches!(
                &*Small::lower(self.at(i)),
                "st" | "nd" | "rd" | "th" | "º" | "ª" | "ˢᵗ" | "ⁿᵈ" | "ʳᵈ" | "ᵗʰ"
            )
            || matches!(self.glued_sign(i), 'º' | 'ª')
            || matches!(
                (self.glued_sign(i), self.glued_sign(i + 1)),
                ('ᵗ', 'ʰ') | ('ˢ', 'ᵗ') | ('ⁿ', 'ᵈ') | ('ʳ', 'ᵈ')
            )
    }

    /// Whether the words before `i` call for a date: "on 3/4", "Mon 05/12", "on 3/4 and 5/6".
    pub(super) fn date_before(&self, mut i: usize) -> bool {
        let more = |i: usize| {
            i > 4
                && (self.one_of(i - 1, &["and", "or", "to"]) || self.sign(i - 1) == ',')
                && self.is_digits(i - 2)
                && self.glued_sign(i - 3) == '/'
                && self.is_digits(i - 4)
        };
        for _ in 0..8 {
            if !more(i) {
                break;
            }
            i -= 4;
        }
        let mut comma = usize::from(i > 0 && matches!(self.sign(i - 1), ',' | '.'));
        // "Sat., 9/14"
        comma += usize::from(i > 2 && self.sign(i - 1) == ',' && self.sign(i - 2) == '.');
        let Some(before) = i.checked_sub(1 + comma) else {
            return false;
        };
        self.one_of(
            before,
            &[
                "on",
                "until",
                "since",
                "dated",
                "by",
                "due",
                "effective",
                "through",
                "thru",
                "ends",
                "starting",
                "beginning",
                "begins",
                "starts",
                "expires",
                "ships",
                "arrives",
                "closes",
                "opens",
                "airs",
                "lands",
                "leaves",
                "departs",
                "drops",
                "premieres",
                "born",
                "aired",
                "before",
                "after",
            ],
        ) && comma == 0
            || super::date::weekday(&self.lower(before)).is_some()
            || before > 0
                && self.one_of(before, &["of"])
                && self.one_of(
                    before - 1,
                    &[
                        "week",
                        "weekend",
                        "letter",
                        "ltr",
                        "memo",
                        "email",
                        "order",
                        "issue",
                        "edition",
                        "report",
                        "night",
                        "day",
                        "morning",
                        "evening",
                        "afternoon",
                    ],
                )
    }

    /// Says an ordinal from text with digits.
    pub(super) fn say_ordinal(&mut self, digits: &str) {
        self.number_text(digits, Form::Ordinal);
    }
}
