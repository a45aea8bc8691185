//! Fractions and mixed numbers, and what else is written with a slash between digits.

use super::number::Form;
use super::reader::Reader;
use super::token::floor;

/// How far from a fraction signs of arithmetic are looked for, in bytes.
const NEAR: usize = 48;

/// Denominators that hardly any fraction has, and days of a month.
fn calendar_only(d: u64) -> bool {
    matches!(d, 13 | 17 | 19 | 21..=23 | 26..=29 | 31)
}

/// "6/30", "10/25": what nobody writes as a fraction, as it can be reduced.
fn unreduced(n: u64, d: u64) -> bool {
    let divides = |k: u64| n.is_multiple_of(k) && d.is_multiple_of(k);
    matches!(d, 14 | 15 | 18 | 22 | 25 | 26 | 28 | 30)
        && n > 1
        && [2, 3, 5, 7].into_iter().any(divides)
}

/// Pairs that are said as they stand: "24/7", "50-50".
pub(super) fn is_pair(n: u64, d: u64) -> bool {
    matches!(
        (n, d),
        (24, 7)
            | (9, 11)
            | (7, 7)
            | (20, 20)
            | (50, 50)
            | (60, 40)
            | (80, 20)
            | (70, 30)
            | (90, 10)
            | (75, 25)
            | (95, 5)
    )
}

impl Reader<'_> {
    /// "1/2", "2 3/4", "24/7", "9/11", "50/50"
    pub(super) fn fraction(&mut self, i: usize) -> Option<usize> {
        // "I-15/90" names two roads.
        if i > 1 && self.glued(i) && self.sign(i - 1) == '-' && self.capitalised(i - 2) {
            return None;
        }
        // In "24/7/365" one number follows the other.
        if i > 1
            && self.glued(i)
            && self.glued(i - 1)
            && self.sign(i - 1) == '/'
            && self.is_digits(i - 2)
        {
            return None;
        }
        let whole = self.digit_count(i + 1) > 0
            && !self.glued(i + 1)
            && self.digit_count(i) <= 3
            && self.slash(i + 2);
        // "2-1/2" is a mixed number too.
        let hyphened =
            self.glued_sign(i + 1) == '-' && self.glued_digits(i + 2) > 0 && self.slash(i + 3);
        let at = if whole {
            i + 1
        } else if hyphened {
            i + 2
        } else {
            i
        };
        if !self.slash(at + 1) {
            return None;
        }
        let n = self.value(at);
        // "1/1,000"
        let below = self.number_at(at + 2).filter(|b| b.end == b.int_end);
        let d = below.and_then(|b| b.value).unwrap_or(u64::MAX);
        let end = below.map_or(at + 3, |b| b.end);
        if matches!(self.glued_sign(end), '/' | '.') && self.glued_digits(end + 1) > 0
            || self.glued_sign(end) == '/' && self.glued(end + 1) && self.capitalised(end + 1)
        {
            return None;
        }
        if self.sign(end) == '=' && n >= d {
            self.begin(i);
            self.cardinal(n);
            self.say("divided by");
            self.cardinal(d);
            return Some(self.finish(end));
        }
        if whole || hyphened {
            if n >= d {
                return None;
            }
            self.begin(i);
            self.cardinal(self.value(i));
            self.say_word("and");
            match (n, d) {
                (1, 2) => self.say("a half"),
                (1, 4) => self.say("a quarter"),
                _ => self.say_fraction(n, d),
            }
            return Some(self.fraction_end(end, n, d, true));
        }
        self.begin(i);
        let date = (1..=12).contains(&n)
            && (1..=31).contains(&d)
            && self.unit_at(end).is_none()
            && (self.date_before(i)
                || self.at(at).starts_with('0')
                || calendar_only(d)
                || i > 0
                    && self.one_of(i - 1, &["the"])
                    && matches!(d, 14 | 15 | 18 | 22 | 30)
                    && self.noun_at(end)
                || unreduced(n, d) && i > 0);
        // "two and 1/2", "at 8/7c"
        if matches!((n, d), (1, 2 | 4)) && self.after_whole(i) {
            self.say(if d == 2 { "a half" } else { "a quarter" });
            return Some(self.fraction_end(end, n, d, true));
        }
        if n == d.saturating_add(1) && self.glued(end) && self.at(end) == "c" {
            self.cardinal(n);
            self.cardinal(d);
            self.say_word("central");
            return Some(self.finish(end + 1));
        }
        if (n, d) == (1, 2) && !self.glued(end) && self.one_of(end, &["a", "an", "the"]) {
            self.say_word("half");
            return Some(self.finish(end));
        }
        let starred = self.one_of(end, &["stars", "points"])
            || self.one_of(end, &["rating", "score"]) && matches!(d, 5 | 10 | 100)
            || self.one_of(end, &["would"]) && matches!(d, 10 | 100);
        let music = self.one_of(
            end,
            &["time", "beat", "rhythm", "meter", "metre", "signature"],
        );
        let odds = n > d
            && d <= 10
            && self.one_of(end, &["odds", "favourite", "favorite", "outsider", "shot"]);
        // "Regulation 2016/679", "1999/2000"
        let dated = (1900..2100).contains(&n) && d >= 100;
        let bare = i == 0 && end >= self.len();
        let percent = d == 100 && n > 10 && n < 100 && !n.is_multiple_of(5) && !bare;
        let rated = percent
            || starred && n <= d
            || i > 0
                && n <= d
                && self.one_of(
                    i - 1,
                    &[
                        "rated", "scored", "score", "rating", "gave", "grade", "it", "got",
                    ],
                )
                && matches!(d, 5 | 10 | 100);
        // "cut into 1/3s"
        if n == 1
            && d < 100
            && self.glued(end)
            && self.at(end) == "s"
            && !self.glued_alphanumeric(end + 1)
        {
            match d {
                2 => self.say_word("halves"),
                4 => self.say_word("quarters"),
                _ => self.number(d, Form::OrdinalPlural),
            }
            return Some(self.finish(end + 1));
        }
        // "50/60 Hz", "110/220 V": two ratings of an appliance.
        if n >= 10
            && n < d
            && matches!(
                self.at(end),
                "Hz" | "V" | "W" | "VAC" | "volt" | "volts" | "kHz" | "MHz"
            )
        {
            self.cardinal(n);
            self.group();
            self.cardinal(d);
            if let Some(measure) = self.unit_at(end) {
                self.say_measure(&measure, false);
                return Some(self.finish(measure.end));
            }
            return Some(self.finish(end));
        }
        match (n, d) {
            _ if rated => {
                self.cardinal(n);
                self.say("out of");
                self.cardinal(d);
                return Some(self.finish(end));
            }
            // "Windows 95/98": two versions or years.
            _ if (60..100).contains(&n)
                && n < d
                && d < 100
                && i > 0
                && self.capitalised(i - 1)
                && !self.glued(end)
                && !self.one_of(end, &["of"]) =>
            {
                self.cardinal(n);
                self.cardinal(d);
                return Some(self.finish(end));
            }
            // "2/2024"
            _ if (1..=12).contains(&n)
                && self.digit_count(at + 2) == 4
                && (1900..2100).contains(&d) =>
            {
                self.say_word(super::date::name(n));
                self.year(d);
                return Some(self.finish(end));
            }
            _ if odds => {
                self.cardinal(n);
                self.say_word("to");
                self.cardinal(d);
                return Some(self.finish(end));
            }
            _ if dated => {
                self.year(n);
                if d == n.saturating_add(1) {
                    self.year(d);
                } else {
                    self.say_word("slash");
                    self.cardinal(d);
                }
                return Some(self.finish(end));
            }
            _ if music && matches!(d, 2 | 4 | 8 | 16) && !self.glued(end) => {
                self.cardinal(n);
                self.cardinal(d);
                return Some(self.finish(end));
            }
            _ if is_pair(n, d)
                || n == 365
                || n == 20
                    && (self.one_of(end, &["vision", "eyesight", "acuity", "or"])
                        || self.one_of(i.wrapping_sub(1), &["vision", "is", "was"])
                            && matches!(
                                d,
                                10 | 15 | 25 | 30 | 40 | 60 | 70 | 80 | 100 | 200 | 400
                            )) =>
            {
                self.cardinal(n);
                self.cardinal(d);
                return Some(self.finish(end));
            }
            _ if date => {
                self.say_word(super::date::name(n));
                self.ordinal(d);
                return Some(self.finish(end));
            }
            _ if self.digit_count(at) == 4
                && self.digit_count(at + 2) == 2
                && n > 1900
                && n < 2100 =>
            {
                // "2019/20": a season.
                self.year(n);
                if d < 10 {
                    self.say_word("oh");
                }
                self.cardinal(d);
                return Some(self.finish(end));
            }
            // "10/10 would eat again"
            _ if n == d && matches!(d, 5 | 10 | 100) && !self.in_formula() => {
                self.cardinal(n);
                self.say("out of");
                self.cardinal(d);
                return Some(self.finish(end));
            }
            _ => {
                // "23/57 patients": a count.
                let counted = n < d && d > 20 && !self.out.words.is_empty() && !self.in_formula();
                self.say_parts(n, d, if counted { "out of" } else { "over" });
            }
        }
        Some(self.fraction_end(end, n, d, false))
    }

    /// Whether "and" and a whole number stand before `i`: "2 and 1/2", "two and 1/2".
    fn after_whole(&self, i: usize) -> bool {
        let number = |j: usize| {
            self.is_digits(j) && !matches!(self.sign(j.wrapping_sub(1)), '/' | '.')
                || super::number::is_small(&self.lower(j))
        };
        i > 1 && self.one_of(i - 1, &["and"]) && number(i - 2)
    }

    /// A unit after a fraction: "1/2 cup" needs none, "3/4 mi" does.
    fn fraction_end(&mut self, end: usize, n: u64, d: u64, mixed: bool) -> usize {
        if let Some(measure) = self
            .unit_at(end)
            .filter(|_| !self.glued(end) && self.at(end) != "bit")
        {
            let part = !mixed && n < d;
            let filled = measure.weighs_or_fills()
                && (self.one_of(measure.end, &["of"]) || self.noun_at(measure.end));
            if part && !filled {
                self.say(if measure.begins_with_vowel() {
                    "of an"
                } else {
                    "of a"
                });
            }
            self.say_measure(&measure, part);
            return self.finish(measure.end);
        }
        let inch = matches!(self.glued_sign(end), '"' | '″' | '”')
            && (self.sign(end) == '″' || !self.single_open_quote());
        if inch {
            let cross = matches!(self.at(end + 1), "x" | "X" | "×") && self.is_digits(end + 2);
            // "a (1/4") hole"
            let opened = self.out.tokens.last().map_or(0, |t| t.span.start as usize);
            let bracketed = self.glued_sign(end + 1) == ')'
                && self.text[..opened].ends_with('(')
                && self.measured_noun(end + 2);
            let noun = self.measured_noun(end + 1) || bracketed || cross && !mixed;
            self.say(match (mixed, noun) {
                (_, true) => "inch",
                (true, _) => "inches",
                (false, _) => "of an inch",
            });
            if let Some(end) = self.crossed(end + 1) {
                return end;
            }
            return self.finish(end + 1);
        }
        // "1/4-1/2 cup", "1 1/2-2 cups"; "8 1/2 x 11"
        if matches!(self.glued_sign(end), '-' | '–') && self.glued_digits(end + 1) > 0 {
            return self.finish_range(end);
        }
        if mixed && let Some(end) = self.crossed(end) {
            return end;
        }
        let ordinal = self.ordinal_suffix(end)
            || self.glued(end) && matches!(self.at(end), "ths" | "rds" | "nds")
            || self.glued(end) && n > 1 && self.at(end) == "s" && !self.glued_alphanumeric(end + 1);
        let end = self.finish(end + usize::from(ordinal));
        self.join = self.glued(end) && self.is_word(end);
        end
    }

    /// Says "by" for the cross at `i` if a further number follows.
    fn crossed(&mut self, i: usize) -> Option<usize> {
        let cross = self.sign(i) == '×' || matches!(self.at(i), "x" | "X");
        if !cross || self.glued(i) != self.glued(i + 1) {
            return None;
        }
        self.number_at(i + 1)?;
        self.say_word("by");
        let end = self.finish(i + 1);
        self.join = true;
        Some(end)
    }

    /// Whether a straight quotation mark is open, so that the next one closes it.
    fn single_open_quote(&self) -> bool {
        let at = self.out.tokens.last().map_or(0, |t| t.span.start as usize);
        let before = &self.text.as_bytes()[at.saturating_sub(200)..at];
        super::angle::straight_quote_open(before)
    }

    /// Whether a sign of arithmetic stands near the token that is being read.
    fn in_formula(&self) -> bool {
        let at = self.out.tokens.last().map_or(0, |t| t.span.start as usize);
        let near = floor(self.text, at.saturating_sub(NEAR))..floor(self.text, at + NEAR);
        self.text[near].contains(['=', '+', '×', '÷', '*'])
    }

    fn slash(&self, i: usize) -> bool {
        matches!(self.glued_sign(i), '/' | '⁄') && self.glued_digits(i + 1) > 0
    }

    pub(super) fn say_fraction(&mut self, n: u64, d: u64) {
        self.say_parts(n, d, "over");
    }

    /// Says `n` parts of `d`: a fraction, or, where `d` makes none that has a name, with `over` between them.
    fn say_parts(&mut self, n: u64, d: u64, over: &str) {
        let words = match d {
            2 => Some(if n == 1 { "half" } else { "halves" }),
            4 => Some(if n == 1 { "quarter" } else { "quarters" }),
            _ => None,
        };
        let named = (3..=20).contains(&d)
            || matches!(
                d,
                24 | 25
                    | 30
                    | 32
                    | 40
                    | 48
                    | 50
                    | 60
                    | 64
                    | 100
                    | 128
                    | 200
                    | 250
                    | 256
                    | 500
                    | 1000
                    | 10_000
                    | 1_000_000
            );
        self.cardinal(n);
        match words {
            Some(word) => self.say_word(word),
            None if named && (n < d || d <= 10) || (n == 1 && d > 20 && d <= 1000) => {
                self.number(
                    d,
                    if n == 1 {
                        Form::Ordinal
                    } else {
                        Form::OrdinalPlural
                    },
                );
            }
            None => {
                self.say(over);
                if d == u64::MAX {
                    self.say_word("many")
                } else {
                    self.cardinal(d)
                }
            }
        }
    }
}
