//! Times of day, durations, ratios, and what else is written with a colon.

use super::reader::Reader;

/// Time zones that follow a time.
#[rustfmt::skip]
static ZONES: &[&str] = &[
    "ACST", "AEDT", "AEST", "AKST", "AST", "AWST", "BRT", "BST", "CAT", "CDT", "CEST", "CET", "CST", "CT", "EAT",
    "EDT", "EEST", "EET", "EST", "ET", "GMT", "HKT", "HST", "ICT", "IST", "JST", "KST", "MDT", "MSK", "MST", "MT",
    "NZDT", "NZST", "PDT", "PHT", "PKT", "PST", "PT", "SAST", "SGT", "UTC", "WAT", "WEST", "WET", "WIB", "Z",
];

/// Words before a time of day.
const CLOCK_BEFORE: &[&str] = &[
    "at", "until", "from", "by", "around", "before", "after", "till",
];

/// Whether a word is a time zone, in capitals.
pub(super) fn is_zone(word: &str) -> bool {
    ZONES.binary_search(&word).is_ok()
}

impl Reader<'_> {
    /// Reads what has a colon between digits, and hours with "am" or "pm".
    pub(super) fn clock(&mut self, i: usize) -> Option<usize> {
        // "8h30", "15h00"
        if self.digit_count(i) <= 2
            && self.value(i) < 24
            && self.glued(i + 1)
            && self.at(i + 1) == "h"
            && self.glued_digits(i + 2) == 2
            && self.value(i + 2) < 60
            && !self.glued_alphanumeric(i + 3)
        {
            self.begin(i);
            self.say_time(i, false);
            return Some(self.finish(i + 3));
        }
        // "10 : 30 am"
        let spaced = self.sign(i + 1) == ':'
            && !self.glued(i + 1)
            && self.digit_count(i + 2) == 2
            && self.value(i + 2) < 60
            && self.value(i) <= 24
            && self.half_of_day(i + 3).is_some();
        if spaced {
            self.begin(i);
            self.say_time(i, true);
            let end = self.after_time(i + 3);
            return Some(self.finish(end));
        }
        if self.glued_sign(i + 1) != ':' || self.glued_digits(i + 2) == 0 {
            return self.hour(i).or_else(|| self.dotted_time(i));
        }
        let book = super::scripture::is_book(&self.word_before(i))
            && i > 0
            && (self.capitalised(i - 1)
                || i > 1 && self.sign(i - 1) == '.' && self.capitalised(i - 2));
        let thousands = self.glued_sign(i + 3) == ',' && self.glued_digits(i + 4) == 3;
        let minutes = self.digit_count(i + 2) == 2 && self.value(i + 2) < 60 && !thousands;
        if book || !minutes || self.digit_count(i) > 2 || self.proportion(i) {
            return self.ratio(i, book);
        }
        if self.glued_sign(i + 3) == ':' && self.glued_digits(i + 4) == 2 {
            return Some(self.hours_minutes_seconds(i));
        }
        if self.glued_sign(i + 3) == '.' && self.glued_digits(i + 4) > 0 {
            return Some(self.minutes_seconds(i));
        }
        if self.value(i) > 24 {
            return Some(self.long_duration(i));
        }
        self.begin(i);
        let half = self.half_of_day(i + 3);
        self.say_time(i, half.is_some());
        let end = self.after_time(i + 3);
        // "9:30-10:45", "9:30–11am"
        if matches!(self.sign(end), '-' | '–' | '—')
            && self.is_digits(end + 1)
            && self.glued(end + 1) == self.glued(end)
        {
            self.say_word("to");
            let next = end + 1;
            if self.glued_sign(next + 1) == ':' && self.glued_digits(next + 2) == 2 {
                let half = self.half_of_day(next + 3);
                self.say_time(next, half.is_some());
                let end = self.after_time(next + 3);
                return Some(self.finish(end));
            }
            self.cardinal(self.value(next));
            let end = self.after_time(next + 1);
            return Some(self.finish(end));
        }
        Some(self.finish(end))
    }

    /// Says hours and minutes at `i`.
    pub(super) fn say_time(&mut self, i: usize, half: bool) {
        let (hours, minutes) = (self.value(i), self.value(i + 2));
        match (hours, minutes) {
            (0, 0) if half => self.say_word("zero"),
            // "06:00 hours"
            (1..=12, 0) if self.one_of(i + 3, &["hours", "hrs"]) => {
                if self.at(i).starts_with('0') {
                    self.say_word("oh");
                }
                self.cardinal(hours);
                self.say_word("hundred");
            }
            (0, 0) => self.say_word("midnight"),
            (_, 0) if half => self.cardinal(hours),
            (12, 0) if self.one_of(i + 3, &["noon", "midnight"]) => self.cardinal(12),
            (1..=12, 0) => {
                self.cardinal(hours);
                self.say_word("o'clock");
            }
            (_, 0) => {
                self.cardinal(hours);
                self.say_word("hundred");
            }
            _ => {
                self.cardinal(hours);
                if minutes < 10 {
                    self.say_word("oh");
                }
                self.cardinal(minutes);
            }
        }
    }

    /// Says "a m", "p m" and the zone that follow a time; returns the index after them.
    pub(super) fn after_time(&mut self, at: usize) -> usize {
        let mut end = at;
        if let Some((letter, after)) = self.half_of_day(at) {
            self.letter(letter);
            self.letter('m');
            end = after;
        } else if matches!(&*self.lower(at), "h" | "hrs" | "hours")
            && self.at(at).len() <= 3
            && (self.at(at) != "h" || self.glued(at))
        {
            self.say_word("hours");
            end = at + 1;
        }
        self.zone(end)
    }

    /// "am", "p.m." at `at`: its letter, and the index after it.
    pub(super) fn half_of_day(&self, at: usize) -> Option<(char, usize)> {
        match self.at(at) {
            "am" | "AM" | "Am" => return Some(('a', at + 1)),
            "pm" | "PM" | "Pm" => return Some(('p', at + 1)),
            "a" | "A" | "p" | "P" => {}
            _ => return None,
        }
        let letter = if matches!(self.at(at), "a" | "A") {
            'a'
        } else {
            'p'
        };
        if self.glued_sign(at + 1) == '.'
            && (self.glued(at + 2) || self.glued_sign(at + 3) == '.')
            && matches!(self.at(at + 2), "m" | "M")
        {
            let stop = usize::from(self.glued_sign(at + 3) == '.');
            return Some((letter, at + 3 + stop));
        }
        // "5p" is money; "5 a m" needs its second letter.
        (matches!(self.at(at + 1), "m" | "M") && !self.glued(at + 2)).then_some((letter, at + 2))
    }

    /// Says a time zone at `at`: "EST", "UTC+2", "(GMT)".
    pub(super) fn zone(&mut self, at: usize) -> usize {
        let bracket = usize::from(self.sign(at) == '(');
        let i = at + bracket;
        let name = self.at(i);
        let lower = matches!(
            name,
            "est" | "edt" | "cst" | "cdt" | "mst" | "mdt" | "pst" | "pdt" | "gmt" | "utc"
        );
        if !self.is_word(i)
            || ZONES.binary_search(&name).is_err() && !lower
            || bracket == 1 && self.sign(i + 1) != ')'
        {
            return at;
        }
        if name == "MT" && !self.ends(i + 1) {
            return at;
        }
        self.letters(name);
        let mut end = i + 1;
        if matches!(self.glued_sign(end), '+' | '-' | '−' | '–') && self.glued_digits(end + 1) > 0
        {
            self.say_word(if self.sign(end) == '+' {
                "plus"
            } else {
                "minus"
            });
            let offset = self.value(end + 1);
            if self.glued_sign(end + 2) == ':' && self.glued_digits(end + 3) == 2 {
                self.cardinal(offset);
                if self.value(end + 3) > 0 {
                    self.cardinal(self.value(end + 3));
                }
                end += 4;
            } else {
                self.cardinal(offset);
                end += 2;
            }
        }
        end + bracket
    }

    /// "5 pm", "5-7pm", "9am–5pm", "5 o'clock" needs nothing.
    fn hour(&mut self, i: usize) -> Option<usize> {
        if self.digit_count(i) == 4
            && self.value(i) < 2400
            && self.one_of(i + 1, &["hours", "hrs", "h"])
            && self.at(i).ends_with("00")
        {
            // "0800 hours"
            self.begin(i);
            if self.value(i) < 1000 {
                self.say_word("oh");
            }
            self.cardinal(self.value(i) / 100);
            self.say("hundred hours");
            return Some(self.finish(i + 2));
        }
        // "at 1630 hours", "1630 hrs."
        let soldier = self.digit_count(i) == 4
            && self.value(i) < 2400
            && self.value(i) % 100 < 60
            && (self.one_of(i + 1, &["hrs"]) && self.ends(i + 2)
                || self.one_of(i + 1, &["hours", "hrs"])
                    && self.one_of(i.wrapping_sub(1), CLOCK_BEFORE));
        if soldier {
            self.begin(i);
            self.four_digit_time(i);
            self.say_word("hours");
            return Some(self.finish(i + 2));
        }
        // "1500 GMT"
        if self.digit_count(i) == 4
            && self.value(i) < 2400
            && self.value(i) % 100 < 60
            && (self.at(i + 1).len() >= 3 && ZONES.binary_search(&self.at(i + 1)).is_ok()
                || self.at(i + 1) == "Zulu")
        {
            self.begin(i);
            self.four_digit_time(i);
            let end = self.zone(i + 1);
            return Some(self.finish(end));
        }
        // "9a-5p"
        let half = |r: &Self, at: usize| {
            r.glued(at) && matches!(r.at(at), "a" | "p") && (1..=12).contains(&r.value(at - 1))
        };
        if half(self, i + 1)
            && matches!(self.glued_sign(i + 2), '-' | '–')
            && self.glued_digits(i + 3) > 0
            && half(self, i + 4)
        {
            self.begin(i);
            for (number, mark) in [(i, i + 1), (i + 3, i + 4)] {
                if number > i {
                    self.say_word("to");
                }
                self.cardinal(self.value(number));
                self.letters(self.at(mark));
                self.letter('m');
            }
            return Some(self.finish(i + 5));
        }
        if let Some(end) = self.military(i).or_else(|| self.compact_duration(i)) {
            return Some(end);
        }
        if self.digit_count(i) > 2 || self.value(i) > 24 {
            return None;
        }
        if self.half_of_day(i + 1).is_some() {
            if !self.glued(i + 1)
                && matches!(self.at(i + 1), "am" | "Am")
                && self.is_word(i + 2)
                && self.value(i) > 12
            {
                return None;
            }
            self.begin(i);
            self.cardinal(self.value(i));
            let end = self.after_time(i + 1);
            if matches!(self.sign(end), '-' | '–' | '—')
                && self.is_digits(end + 1)
                && self.glued(end + 1) == self.glued(end)
            {
                self.say_word("to");
                self.finish(end + 1);
                self.join = true;
                return Some(end + 1);
            }
            return Some(self.finish(end));
        }
        // "5-7pm", "5–7:30 p.m."
        let dash = matches!(self.glued_sign(i + 1), '-' | '–')
            && matches!(self.glued_digits(i + 2), 1 | 2);
        if !dash || self.value(i + 2) > 24 {
            return None;
        }
        let with_minutes = self.glued_sign(i + 3) == ':' && self.glued_digits(i + 4) == 2;
        let at = if with_minutes { i + 5 } else { i + 3 };
        self.half_of_day(at)?;
        self.begin(i);
        self.cardinal(self.value(i));
        self.say_word("to");
        if with_minutes {
            self.say_time(i + 2, true);
        } else {
            self.cardinal(self.value(i + 2));
        }
        let end = self.after_time(at);
        Some(self.finish(end))
    }

    /// "7.30pm", "19.45 Uhr" is not English: the point needs "am" or "pm" after it.
    fn dotted_time(&mut self, i: usize) -> Option<usize> {
        if self.glued_sign(i + 1) != '.'
            || self.glued_digits(i + 2) != 2
            || self.value(i) > 24
            || self.value(i + 2) > 59
        {
            return None;
        }
        // "at 9.30 on Monday"
        let clock = self.one_of(i.wrapping_sub(1), &["at", "until", "from", "around", "by"])
            && (self.one_of(i + 3, &["tonight", "tomorrow", "today", "this", "every"])
                || self.one_of(i + 3, &["on"])
                    && super::date::weekday(&self.lower(i + 4)).is_some());
        if !clock {
            self.half_of_day(i + 3)?;
        }
        self.begin(i);
        self.say_time(i, true);
        let end = self.after_time(i + 3);
        Some(self.finish(end))
    }

    /// "at 0600", "until 0930": four digits with a zero first, after a word that times follow.
    fn military(&mut self, i: usize) -> Option<usize> {
        let time = self.digit_count(i) == 4
            && self.at(i).starts_with('0')
            && (100..1000).contains(&self.value(i))
            && self.value(i) % 100 < 60
            && !self.glued(i + 1) | self.ends(i + 1)
            && self.one_of(i.wrapping_sub(1), CLOCK_BEFORE);
        if !time {
            return None;
        }
        let (hours, minutes) = (self.value(i) / 100, self.value(i) % 100);
        self.begin(i);
        self.say_word("oh");
        self.cardinal(hours);
        match minutes {
            0 => self.say_word("hundred"),
            1..=9 => {
                self.say_word("oh");
                self.cardinal(minutes);
            }
            _ => self.cardinal(minutes),
        }
        let end = self.after_time(i + 1);
        Some(self.finish(end))
    }

    /// "UTC-5", "GMT+01:00": a zone with its offset, without a time.
    pub(super) fn zone_offset(&mut self, i: usize) -> Option<usize> {
        if !matches!(self.at(i), "UTC" | "GMT")
            || !matches!(self.glued_sign(i + 1), '-' | '−' | '+' | '–')
            || !matches!(self.glued_digits(i + 2), 1 | 2)
        {
            return None;
        }
        self.begin(i);
        let end = self.zone(i);
        Some(self.finish(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(ZONES.is_sorted());
    }
}
