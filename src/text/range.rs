//! Ranges, scores and dimensions: numbers joined by a dash or a cross.

use super::numeral::Number;
use super::reader::Reader;

impl Reader<'_> {
    /// "5-10 km", "2016–2020", "10 – 20%": two numbers and a dash.
    pub(super) fn range(&mut self, i: usize, first: &Number) -> Option<usize> {
        let mut at = first.end;
        let mark = match self.sign(at) {
            '~' | '∼' | '～' if self.glued(at) => '–',
            mark => mark,
        };
        let minus_spaced = mark == '-' && !self.glued(at) && !self.spaced_range(at, first);
        // "5%-10%", "20°-30°", "5km-10km": the first number has its unit too.
        if !matches!(mark, '-' | '–' | '—' | '‑' | '−') || minus_spaced {
            return None;
        }
        let spaced = !self.glued(at);
        if spaced && (self.glued(at + 1) || !matches!(mark, '–' | '-'))
            || !spaced && !self.glued(at + 1)
        {
            return None;
        }
        at += 1;
        let second = self.number_at(at)?;
        let falls = mark == '−' && first.value >= second.value;
        if falls || self.formula_follows(second.end) {
            return None;
        }
        if first.end == i + 1 && second.end == at + 1 && self.year_range(i, at) {
            return Some(self.say_year_range(i, at));
        }
        if first.end == i + 1
            && second.end == at + 1
            && let Some(end) = self.year_month(i, at)
        {
            return Some(end);
        }
        if self.ordinal_suffix(second.end) {
            self.begin(i);
            self.ordinal(first.value.unwrap_or(0));
            self.say_word("to");
            self.say_ordinal(self.between(at, second.end));
            return Some(self.finish(second.end + 1));
        }
        // "No. 20-1199": the year and the number of a case.
        let docket = mark == '-'
            && matches!(
                &*self.word_before(i),
                "no" | "nos" | "docket" | "case" | "sku" | "part" | "serial" | "model"
            )
            && (i < 2
                || self.sign(i - 1) == '.'
                || self.word_before(i).len() > 3
                || &*self.word_before(i) == "sku")
            && self.digit_count(i) == 2
            && !self.at(i).starts_with('0')
            && first.end == i + 1
            && matches!(self.digit_count(at), 3 | 4)
            && second.end == at + 1;
        if docket {
            self.begin(i);
            self.cardinal(self.value(i));
            self.group();
            self.pairs(self.value(at));
            return Some(self.finish(second.end));
        }
        if let Some(end) = self.zero_led(i, at, second.end) {
            return Some(end);
        }
        // "the 1-800 number"
        let free = self.at(i) == "1"
            && mark == '-'
            && matches!(
                self.at(at),
                "800" | "833" | "844" | "855" | "866" | "877" | "888" | "900"
            )
            && (self.one_of(
                second.end,
                &["number", "numbers", "line", "hotline", "call"],
            ) || self.ends(second.end));
        if free && second.end == at + 1 {
            self.begin(i);
            self.cardinal(1);
            self.pairs(self.value(at));
            return Some(self.finish(second.end));
        }
        // "FIPS 140-2", "Boeing 787-9": a part of a name, not a range.
        let part = mark == '-'
            && i > 0
            && self.capitalised(i - 1)
            && self.digit_count(i) == 3
            && first.end == i + 1
            && self.digit_count(at) == 1
            && second.end == at + 1
            && !self.unit_follows(second.end);
        if part {
            self.begin(i);
            self.pairs(self.value(i));
            self.group();
            self.cardinal(self.value(at));
            return Some(self.finish(second.end));
        }
        self.begin(i);
        self.say_number(first);
        let pair = matches!((first.value, second.value), (Some(a), Some(b))
            if super::fraction::is_pair(a, b) && !self.counted_range(i, second.end)
                || a == b
                || b == 0 && self.one_of(i.wrapping_sub(1), &["big"])
                || (a, b) == (1, 2) && self.one_of(second.end, &["punch", "combination", "combo"])
                // "10-4, over"
                || (a, b) == (10, 4)
                    && self.ends(second.end)
                    && (i == 0 || self.one_of(i - 1, &["a", "big", "that's"])));
        if !pair || first.end > i + 1 || second.end > at + 1 {
            self.say_word("to");
        }
        // "the big 4-0"
        if second.value == Some(0) && self.one_of(i.wrapping_sub(1), &["big"]) {
            self.say_word("oh");
            return Some(self.finish(second.end));
        }
        self.say_number(&second);
        Some(self.suffix_of_range(i, &second))
    }

    /// Whether the words around "9-11" make it a range, not the day: "pp. 9-11", "Tue 9-11", "9-11 a.m."
    fn counted_range(&self, i: usize, end: usize) -> bool {
        let before = self.word_before(i);
        super::date::weekday(&before).is_some()
            || super::date::month(&before).is_some()
            || matches!(
                &*before,
                "pp" | "pages"
                    | "nos"
                    | "numbers"
                    | "ages"
                    | "aged"
                    | "grades"
                    | "chapters"
                    | "from"
                    | "lines"
                    | "weeks"
                    | "verses"
                    | "open"
                    | "items"
            )
            || self.one_of(
                end,
                &["am", "pm", "a", "p", "years", "people", "hours", "days"],
            )
    }

    /// "10 - 12 people": a spaced hyphen at `at` between a number and a greater one that counts.
    fn spaced_range(&self, at: usize, first: &Number) -> bool {
        !self.glued(at + 1)
            && self.number_at(at + 1).is_some_and(|second| {
                first.value < second.value
                    && self.lower_word(second.end)
                    && self.at(second.end).len() > 1
                    && !self.one_of(second.end, &["is", "equals", "was", "gives", "makes"])
            })
    }

    /// "0900-1700" is a time of day, "No. 09-1234" the number of a case: digits that begin with zero.
    fn zero_led(&mut self, i: usize, at: usize, end: usize) -> Option<usize> {
        if end != at + 1 || !self.is_digits(i) || i + 2 != at {
            return None;
        }
        let clock =
            |j: usize| self.digit_count(j) == 4 && self.value(j) < 2401 && self.value(j) % 100 < 60;
        let zero = self.at(i).starts_with('0') && self.digit_count(i) > 1;
        if clock(i) && clock(at) && (zero || self.one_of(end, &["hours", "hrs"])) {
            self.begin(i);
            self.four_digit_time(i);
            self.say_word("to");
            self.four_digit_time(at);
            let named = self.one_of(end, &["hrs"]);
            if named {
                self.say_word("hours");
            }
            return Some(self.finish(end + usize::from(named)));
        }
        if !zero || self.digit_count(at) < 3 {
            return None;
        }
        self.begin(i);
        self.digits(self.at(i));
        self.group();
        match self.digit_count(at) {
            3 | 4 => self.pairs(self.value(at)),
            _ => self.digits(self.at(at)),
        }
        Some(self.finish(end))
    }

    /// "0930": hours and minutes as soldiers say them.
    pub(super) fn four_digit_time(&mut self, i: usize) {
        let (hours, minutes) = (self.value(i) / 100, self.value(i) % 100);
        if hours < 10 {
            self.say_word("oh");
        }
        if hours > 0 || minutes > 0 {
            self.cardinal(hours);
        }
        match minutes {
            0 => self.say_word("hundred"),
            1..10 => {
                self.say_word("oh");
                self.cardinal(minutes);
            }
            _ => self.cardinal(minutes),
        }
    }

    /// An equals sign further on makes a dash a minus: "5-3=2".
    fn formula_follows(&self, i: usize) -> bool {
        matches!(self.sign(i), '=' | '≈') || matches!(self.sign(i), '+' | '×' | '÷' | '*')
    }

    fn suffix_of_range(&mut self, i: usize, second: &Number) -> usize {
        if let Some(end) = self.range_money(second) {
            return end;
        }
        self.suffix(
            i,
            i,
            &Number {
                value: None,
                ..*second
            },
        )
    }

    fn range_money(&mut self, second: &Number) -> Option<usize> {
        let words = match self.sign(second.end) {
            '€' => "euros",
            '¢' => "cents",
            '£' if !self.glued(second.end + 1) => "pounds",
            '$' if !self.glued(second.end + 1) => "dollars",
            _ => return None,
        };
        self.say_word(words);
        Some(self.finish(second.end + 1))
    }

    fn year_range(&self, i: usize, j: usize) -> bool {
        let (a, b) = (self.value(i), self.value(j));
        let first = self.digit_count(i) == 4 && (1000..=2199).contains(&a);
        let era = self.era_at(j + 1);
        match self.digit_count(j) {
            4 => first && (1000..=2199).contains(&b) && (a < b || era) && !self.unit_follows(j + 1),
            2 => {
                first
                    && ((1500..=2099).contains(&a)
                        || i > 0 && self.sign(i - 1) == '('
                        // "(r. 1471–84)"
                        || i > 1
                            && self.sign(i - 1) == '.'
                            && matches!(self.at(i - 2), "r" | "b" | "fl" | "c" | "ca"))
                    && !self.unit_follows(j + 1)
                    && b > a % 100
            }
            _ => era && self.digit_count(i) >= 2,
        }
    }

    /// "2012-12": a year and a month.
    fn year_month(&mut self, i: usize, j: usize) -> Option<usize> {
        let (year, month) = (self.value(i), self.value(j));
        let sure = self.digit_count(i) == 4
            && self.digit_count(j) == 2
            && self.sign(i + 1) == '-'
            && (1000..2200).contains(&year)
            && (1..=12).contains(&month)
            && (month <= year % 100 || self.at(j).starts_with('0') && year % 100 > 12);
        if !sure || self.unit_follows(j + 1) {
            return None;
        }
        self.begin(i);
        self.say_word(super::date::name(month));
        self.year(year);
        Some(self.finish(j + 1))
    }

    fn say_year_range(&mut self, i: usize, j: usize) -> usize {
        self.begin(i);
        self.year(self.value(i));
        self.say_word("to");
        let b = self.value(j);
        if self.digit_count(j) == 2 && b < 10 {
            self.say_word("oh");
        }
        self.year(b);
        let end = self.say_era(j + 1).unwrap_or(j + 1);
        self.finish(end)
    }

    /// "5x7", "3 × 4 × 5 cm", "1920x1080": numbers with a sign of multiplication.
    pub(super) fn dimensions(&mut self, i: usize, first: &Number) -> Option<usize> {
        let times = |r: &Self, at: usize| r.sign(at) == '×' || r.at(at) == "x" || r.at(at) == "X";
        // The unit may come after each number: "5 cm x 7 cm".
        let own_unit = self.unit_at(first.end).filter(|m| times(self, m.end));
        let at = own_unit.map_or(first.end, |m| m.end);
        if let Some(end) = self.marked_dimensions(i, first) {
            return Some(end);
        }
        if !times(self, at) || self.glued(at) != self.glued(at + 1) && !self.glued(at) {
            return None;
        }
        self.number_at(at + 1)?;
        // An expression with a result is a multiplication.
        let lost = self.lost_power(at + 1);
        let multiplication = self.product(i) || lost;
        self.begin(i);
        self.say_number(first);
        if let Some(measure) = own_unit {
            self.say_measure(&measure, first.is_one());
        }
        let mut at = at;
        let mut last = *first;
        while times(self, at)
            && let Some(next) = self.number_at(at + 1)
        {
            let pair = matches!((last.value, next.value), (Some(24), Some(7)));
            if !pair {
                self.say_word(if multiplication { "times" } else { "by" });
            }
            self.say_number(&next);
            last = next;
            at = next.end;
            if let Some(measure) = self.unit_at(at).filter(|m| times(self, m.end)) {
                self.say_measure(&measure, next.is_one());
                at = measure.end;
            }
        }
        // "2x4s"
        if self.glued(at)
            && self.at(at) == "s"
            && !self.glued_alphanumeric(at + 1)
            && at == last.end
        {
            self.ending(if self.out.spoken.ends_with("six") {
                "es"
            } else {
                "s"
            });
            return Some(self.finish(at + 1));
        }
        if lost {
            let power = self.value(at + 1);
            self.say_power("minus", power, true);
            return Some(self.finish(at + 2));
        }
        if multiplication && matches!(self.glued_sign(at), '^')
            || super::math::superscript(self.glued_sign(at)).is_some()
        {
            let end = self.power(at).unwrap_or(at);
            return Some(self.finish(end));
        }
        Some(self.suffix(
            i,
            i,
            &Number {
                value: None,
                ..last
            },
        ))
    }

    /// "8.5\" x 11\"", "6' × 4'": feet or inches on each side.
    fn marked_dimensions(&mut self, i: usize, first: &Number) -> Option<usize> {
        let cross = |r: &Self, at: usize| r.sign(at) == '×' || matches!(r.at(at), "x" | "X");
        let mark = self.inch_or_foot(first.end)?;
        if !cross(self, first.end + 1) {
            return None;
        }
        let mut end = first.end + 1;
        self.begin(i);
        self.say_number(first);
        self.say_word(mark.name(first.is_one()));
        while cross(self, end)
            && let Some(next) = self.number_at(end + 1)
        {
            self.say_word("by");
            self.say_number(&next);
            end = next.end;
            if self.glued_sign(end) == self.sign(first.end) {
                self.say_word(mark.name(next.is_one()));
                end += 1;
            } else if let Some(mark) = self.inch_or_foot(end) {
                self.say_word(mark.name(next.is_one()));
                end += 1;
            }
        }
        Some(self.finish(end))
    }

    /// "1.6×10−19": whether ten and its power stand at `i`, which lost its superscript.
    fn lost_power(&self, i: usize) -> bool {
        self.at(i) == "10"
            && (self.glued_sign(i + 1) == '−'
                || self.glued(i) && matches!(self.glued_sign(i + 1), '–' | '-'))
            && (1..=2).contains(&self.glued_digits(i + 2))
    }

    /// Whether "×" at the number that begins at `i` multiplies: an equals sign or a power follows.
    fn product(&self, i: usize) -> bool {
        let near = i..(i + 12).min(self.len());
        let mut spaced_cross = false;
        for j in near {
            match self.sign(j) {
                '=' | '^' | '≈' => return true,
                '×' if !self.glued(j) => spaced_cross = true,
                c if super::math::superscript(c).is_some() && self.is_digits(j - 1) => return true,
                ',' | ';' | '.' if !self.glued(j + 1) => break,
                _ => {}
            }
        }
        let measured =
            (i..(i + 12).min(self.len())).any(|j| self.is_word(j) && self.unit_at(j).is_some());
        spaced_cross && !measured
    }
}
