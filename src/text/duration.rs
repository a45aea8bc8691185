//! Durations and ratios: what else is written with a colon or with hours.

use super::reader::Reader;
use super::time::is_zone;

impl Reader<'_> {
    /// "1h45m", "2h30", "3m20s", "1h5m30s": a duration without spaces.
    pub(super) fn compact_duration(&mut self, i: usize) -> Option<usize> {
        const NAMES: [(&str, &str); 4] = [
            ("day", "days"),
            ("hour", "hours"),
            ("minute", "minutes"),
            ("second", "seconds"),
        ];
        let rank = |word: &str| match word {
            "d" => Some(0),
            "h" | "hr" | "hrs" => Some(1),
            "m" | "min" | "mins" => Some(2),
            "s" | "sec" | "secs" => Some(3),
            _ => None,
        };
        let mut parts = [0; 4];
        let (mut count, mut end) = (0, i);
        while (end == i || self.glued(end))
            && self.digit_count(end) > 0
            && self.glued(end + 1)
            && let Some(next) = rank(self.at(end + 1))
            && (count == 0 || next > parts[count - 1])
        {
            parts[count] = next;
            count += 1;
            end += 2;
        }
        if count < 2 || self.glued_alphanumeric(end) {
            return None;
        }
        self.begin(i);
        for (k, &part) in parts[..count].iter().enumerate() {
            let (one, many) = NAMES[part];
            self.count(self.value(i + 2 * k), one, many);
        }
        Some(self.finish(end))
    }

    /// "2:05:30"
    pub(super) fn hours_minutes_seconds(&mut self, i: usize) -> usize {
        self.begin(i);
        let clock = self.half_of_day(i + 5).is_some()
            || self.is_word(i + 5) && is_zone(self.at(i + 5))
            || self.digit_count(i) == 2 && matches!(&*self.word_before(i), "at")
            || i > 0 && self.at(i - 1) == "T" && self.glued(i)
            // "24 July 2022 15:45:15"
            || i > 0 && self.digit_count(i - 1) == 4 && self.digit_count(i) == 2;
        let (hours, minutes, seconds) = (self.value(i), self.value(i + 2), self.value(i + 4));
        if clock {
            let half = self.half_of_day(i + 5).is_some();
            self.say_time(i, half);
            if seconds > 0 {
                self.say_word("and");
                self.count(seconds, "second", "seconds");
            }
            let end = self.after_time(i + 5);
            return self.finish(end);
        }
        self.count(hours, "hour", "hours");
        if (minutes, seconds) != (0, 0) {
            self.count(minutes, "minute", "minutes");
        }
        let mut end = i + 5;
        let fraction = self.glued_sign(end) == '.' && self.glued_digits(end + 1) > 0;
        if seconds > 0 || fraction {
            self.say_word("and");
            self.cardinal(seconds);
        }
        if fraction {
            self.say_word("point");
            self.digits(self.at(end + 1));
            end += 2;
        }
        if seconds > 0 || fraction {
            self.say_word(if seconds == 1 && !fraction {
                "second"
            } else {
                "seconds"
            });
        }
        let end = self.zone(end);
        self.finish(end)
    }

    /// "1:23.45"
    pub(super) fn minutes_seconds(&mut self, i: usize) -> usize {
        self.begin(i);
        if self.one_of(i + 5, &["minutes", "min", "mins"]) {
            self.cardinal(self.value(i));
        } else {
            self.count(self.value(i), "minute", "minutes");
        }
        self.cardinal(self.value(i + 2));
        self.say_word("point");
        self.digits(self.at(i + 4));
        if !self.one_of(i + 5, &["minutes", "min", "mins"]) {
            self.say_word("seconds");
        }
        self.finish(i + 5)
    }

    /// "45:30": more than a day has hours, so minutes and seconds.
    pub(super) fn long_duration(&mut self, i: usize) -> usize {
        self.begin(i);
        self.cardinal(self.value(i));
        if self.value(i + 2) > 0 {
            if self.value(i + 2) < 10 {
                self.say_word("oh");
            }
            self.cardinal(self.value(i + 2));
        }
        self.finish(i + 3)
    }

    fn count(&mut self, n: u64, one: &str, many: &str) {
        self.cardinal(n);
        self.say_word(if n == 1 { one } else { many });
    }

    /// "the rate is 1:10", "odds of 5:30", "a 1:24 scale": whether the words around "1:10" at `i`
    /// make it a proportion, though it could be a time.
    pub(super) fn proportion(&self, i: usize) -> bool {
        const NAMES: &[&str] = &[
            "ratio",
            "ratios",
            "odds",
            "proportion",
            "proportions",
            "scale",
            "dilution",
            "mixture",
            "leverage",
            "gearing",
            "gradient",
            "slope",
        ];
        const LINKS: &[&str] = &[
            "is", "was", "are", "were", "be", "of", "at", "about", "roughly", "only", "a",
        ];
        let after = i + 3;
        if self.half_of_day(after).is_some() || self.is_word(after) && is_zone(self.at(after)) {
            return false;
        }
        if self.one_of(after, NAMES) || self.one_of(after, &["mix", "replica", "solution"]) {
            return true;
        }
        let mut at = i;
        while at > 0 && i - at < 2 && self.one_of(at - 1, LINKS) {
            at -= 1;
        }
        at > 0
            && (self.one_of(at - 1, NAMES)
                || self.one_of(i - 1, &["is", "was"]) && self.one_of(at - 1, &["rate", "mix"])
                || at == i && self.one_of(i - 1, &["mixed", "diluted", "thinned"]))
    }

    /// "16:9", "3:1": a ratio; a verse after a book's name.
    pub(super) fn ratio(&mut self, i: usize, verse: bool) -> Option<usize> {
        self.begin(i);
        let first = self.value(i);
        let dated = self.digit_count(i) == 4 && (1800..2100).contains(&first);
        if dated {
            self.year(first)
        } else if first == u64::MAX {
            self.digits(self.at(i))
        } else {
            self.cardinal(first)
        }
        let mut end = i + 1;
        while self.glued_sign(end) == ':' && self.glued_digits(end + 1) > 0 {
            // "ISO 9001:2015"
            let version = self.digit_count(i) > 2
                && self.digit_count(end + 1) == 4
                && (1900..2100).contains(&self.value(end + 1));
            if version {
                self.group();
                self.year(self.value(end + 1));
                end += 2;
                continue;
            }
            // "(2001:149)" is a page of a book of that year.
            if !(verse || dated) {
                self.say_word("to");
            }
            let Some(number) = self.number_at(end + 1) else {
                break;
            };
            self.say_number(&number);
            end = number.end;
        }
        if verse && matches!(self.glued_sign(end), '-' | '–') && self.glued_digits(end + 1) > 0 {
            self.say_word("to");
            self.cardinal(self.value(end + 1));
            end += 2;
        }
        Some(self.finish(end))
    }
}
