//! What follows a number: its scale, its unit, a percent sign, an ending.

use super::numeral::Number;
use super::reader::Reader;

impl Reader<'_> {
    /// Says what follows a number that has been said: scale, unit, percent, degrees, or nothing.
    pub(super) fn suffix(&mut self, i: usize, from: usize, number: &Number) -> usize {
        let mut at = number.end;
        let mut singular = number.is_one();
        let (scale, after) = self.number_scale(number);
        if !scale.is_empty() {
            self.say(scale);
            singular = false;
            at = after;
            if matches!(self.glued_sign(at), '-' | '–') && self.glued_digits(at + 1) > 0 {
                return self.finish_range(at);
            }
        }
        // "5d 3h"
        if self.at(at) == "d"
            && self.is_digits(at + 1)
            && matches!(self.at(at + 2), "h" | "hr" | "hrs")
        {
            self.say_word(if singular { "day" } else { "days" });
            return self.finish(at + 1);
        }
        if let Some(end) = self.percent(at).or_else(|| self.degrees(at, singular)) {
            // "6.5 °C/km", "5%/year"
            if let Some(end) = self.say_per(end) {
                return self.finish(end);
            }
            return self.finish_range(end);
        }
        if matches!(self.sign(at), '+') && self.glued(at) && !self.glued_operand(at + 1) {
            self.say_word("plus");
            return self.finish(at + 1);
        }
        let hyphen = self.glued_sign(at) == '-' && self.glued(at + 1);
        // "Seat 14C"
        let place = self.glued(at)
            && self.at(at).len() == 1
            && matches!(
                &*self.word_before(from),
                "seat"
                    | "seats"
                    | "row"
                    | "gate"
                    | "apt"
                    | "apartment"
                    | "flat"
                    | "unit"
                    | "exit"
                    | "platform"
                    | "suite"
                    | "ste"
                    | "route"
                    | "highway"
                    | "hwy"
                    | "rte"
                    | "size"
                    | "block"
                    | "room"
            );
        let unit = if place || self.coefficient(i, at) {
            None
        } else if hyphen {
            self.unit_at(at + 1).filter(|_| {
                let symbol = self.at(at + 1);
                symbol.len() > 1 && (symbol != "in" || self.glued_sign(at + 2) == '.')
                    || matches!(symbol, "m" | "g" | "l" | "L" | "W" | "V")
                        && self.lower_word(at + 2)
            })
        } else {
            self.unit_at(at)
        };
        if let Some(measure) = unit {
            let noun = self.capitalised(measure.end)
                || self.noun_at(measure.end)
                || self.glued_sign(measure.end) == '-';
            let one = singular
                || hyphen && (noun || !self.one_of(measure.end, &["of"]))
                || number.int_end == number.start && self.sign(i) != '.'
                || self.attributive_measure(from, &measure);
            // "the 3-pt. line", "a 12 pt font": points, not pints.
            let points = self.at(at + usize::from(hyphen)) == "pt"
                && if hyphen {
                    !self.one_of(measure.end, &["bottle", "can", "carton", "jar", "glass"])
                } else {
                    self.one_of(measure.end, &["font", "type", "text", "lead", "size"])
                };
            if points {
                self.say_word("point");
            } else if self.at(at) == "m" && measure.end == at + 1 && self.of_duration(i, at) {
                // "a 2h 15m flight"
                let one = singular || i > 2 && self.attributive(i - 2, measure.end);
                self.say_word(if one { "minute" } else { "minutes" });
            } else {
                self.say_measure(&measure, one);
            }
            if let Some(end) = self.bracketed_per(measure.end) {
                return self.finish(end);
            }
            // "1 mg/kg/day"
            if measure.is_rate()
                && self.glued_sign(measure.end) == '/'
                && let Some(end) = self.say_per(measure.end)
            {
                return self.finish(end);
            }
            // "2.5 L/100 km"; but "400g/14oz" is the same twice.
            if self.glued_sign(measure.end) == '/' && self.glued_digits(measure.end + 1) > 0 {
                let hundred = self.at(measure.end + 1).trim_end_matches('0') == "1";
                if !self.converted(&measure, measure.end + 1)
                    && (hundred || self.unit_at(measure.end + 2).is_none())
                    && self.glued_sign(measure.end + 2) != '-'
                {
                    self.say_word("per");
                } else {
                    self.group();
                }
                self.finish(measure.end + 1);
                self.join = true;
                return measure.end + 1;
            }
            return self.finish_range(measure.end);
        }
        // "4.5/5" is a rating; after more decimals it is a code.
        if number.has_fraction() && self.glued_sign(at) == '/' && self.glued_digits(at + 1) > 0 {
            let rating = matches!(self.at(at + 1), "5" | "10" | "100") && !number.has_cents();
            self.say(if rating { "out of" } else { "slash" });
            self.cardinal(self.value(at + 1));
            return self.finish(at + 2);
        }
        // "1.5:1"
        if number.has_fraction()
            && self.glued_sign(at) == ':'
            && self.glued_digits(at + 1) > 0
            && let Some(second) = self.number_at(at + 1)
        {
            self.say_word("to");
            self.say_number(&second);
            return self.finish(second.end);
        }
        // "3/$25"
        if self.glued_sign(at) == '/'
            && matches!(self.glued_sign(at + 1), '$' | '€' | '£')
            && self.glued_digits(at + 2) > 0
        {
            self.say_word("for");
            self.finish(at + 1);
            self.join = true;
            return at + 1;
        }
        // "12/hr"
        if self.glued_sign(at) == '/'
            && self.glued(at + 1)
            && self.at(at + 1).len() > 1
            && let Some(end) = self.say_per(at)
        {
            return self.finish(end);
        }
        if let Some(end) = self.number_mark(at, number) {
            return end;
        }
        if number.int_end > number.start
            && let Some(end) = self.length_mark(at, singular)
        {
            return self.finish_range(end);
        }
        let end = self.number_ending(at);
        let end = self.finish(end);
        self.join = self.glued(end) && self.is_word(end);
        end
    }

    /// "1h 30m", "1m 30s": whether the "m" at `at` is minutes.
    pub(super) fn of_duration(&self, i: usize, at: usize) -> bool {
        self.one_of(i.wrapping_sub(1), &["h", "hr", "hrs", "hour", "hours"])
            || self.is_digits(at + 1)
                && self.glued(at + 2)
                && matches!(self.at(at + 2), "s" | "sec" | "secs")
    }

    /// An ending that is part of the number's last word: "COVID-19's", "the 49ers".
    pub(super) fn number_ending(&mut self, at: usize) -> usize {
        if super::token::is_apostrophe(self.glued_sign(at))
            && self.glued(at + 1)
            && self.at(at + 1) == "s"
        {
            self.ending("'s");
            return at + 2;
        }
        if self.glued(at) && matches!(self.at(at), "er" | "ers") {
            let ending = self.at(at);
            self.ending(if self.out.spoken.ends_with('e') {
                &ending[1..]
            } else {
                ending
            });
            return at + 1;
        }
        at
    }

    /// Closes the token; says "to" if a dash and a further number touch it: "5%-10%".
    pub(super) fn finish_range(&mut self, end: usize) -> usize {
        if matches!(self.glued_sign(end), '-' | '–' | '—') && self.glued_digits(end + 1) > 0 {
            self.say_word("to");
            self.finish(end + 1);
            self.join = true;
            return end + 1;
        }
        self.finish(end)
    }

    /// A scale after a plain number: "5.2 million", "3bn", "10k".
    pub(super) fn number_scale(&self, number: &Number) -> (&'static str, usize) {
        let at = number.end;
        let (name, end) = self.scale_at(at, false);
        if !name.is_empty() {
            return (name, end);
        }
        if self.glued(at) && !self.glued(at + 1)
            || self.glued(at)
                && self.is_word(at)
                && matches!(
                    self.glued_sign(at + 1),
                    ',' | '.' | ')' | '+' | ';' | '-' | '–'
                )
        {
            let run = self.one_of(
                at + 1,
                &[
                    "run", "runs", "race", "races", "runner", "runners", "walk", "course", "trail",
                ],
            );
            let name = match self.at(at) {
                "k" | "K" if run => "",
                "k" if number.value != Some(4) => "thousand",
                "K" if number.value.is_none_or(|n| n >= 20) => "thousand",
                // The company.
                "M" if number.value == Some(3)
                    && number.end == number.start + 1
                    && (self.len() == number.end + 1
                        || self.one_of(
                            number.start.wrapping_sub(1),
                            &["at", "by", "with", "joined", "like", "sued"],
                        )
                        || self.one_of(number.start.wrapping_sub(1), &["of"])
                            && self.one_of(number.start.wrapping_sub(2), &["shares", "stock"])
                        || super::token::is_apostrophe(self.glued_sign(at + 1))
                        || self.one_of(
                            at + 1,
                            &[
                                "company", "co", "said", "says", "is", "has", "tape", "mask",
                                "masks",
                            ],
                        )) =>
                {
                    ""
                }
                "M" => "million",
                // "330m Americans", "1.8m-2m years old"
                "m" if self.people(at + 1)
                    || matches!(self.glued_sign(at + 1), '-' | '–')
                        && self.number_at(at + 2).is_some_and(|second| {
                            self.at(second.end) == "m" && self.people(second.end + 1)
                        }) =>
                {
                    "million"
                }
                "B" if number.has_fraction()
                    || self.counts(at + 1) && !self.one_of(at + 1, &["pencils"]) =>
                {
                    "billion"
                }
                _ => "",
            };
            if !name.is_empty() {
                return (name, at + 1);
            }
        }
        ("", at)
    }

    /// Whether what is counted at `i` cannot be measured: "Americans", "users".
    pub(super) fn people(&self, i: usize) -> bool {
        let word = self.at(i);
        let nation = self.capitalised(i)
            && [
                "ans",
                "ians",
                "ese",
                "anis",
                "Muslims",
                "Catholics",
                "Christians",
                "Jews",
                "Poles",
            ]
            .iter()
            .any(|ending| word.ends_with(ending));
        nation
            || self.one_of(
                i,
                &[
                    "people",
                    "years",
                    "users",
                    "customers",
                    "followers",
                    "subscribers",
                    "voters",
                    "viewers",
                    "visitors",
                    "shares",
                    "residents",
                    "adults",
                    "children",
                    "workers",
                    "tourists",
                    "refugees",
                    "doses",
                    "downloads",
                    "views",
                    "passengers",
                    "members",
                    "homes",
                    "households",
                    "streams",
                    "copies",
                    "jobs",
                    "tonnes",
                    "barrels",
                    "accounts",
                ],
            )
    }

    /// "x" after a number and the like: "2x faster", "1080p", "4K".
    pub(super) fn number_mark(&mut self, at: usize, number: &Number) -> Option<usize> {
        if !self.glued(at) || number.int_end == number.start {
            return None;
        }
        match self.at(at) {
            "x" if self.variable_follows(at) => {
                self.letter('x');
                Some(self.finish(at + 1))
            }
            "X" if number.value.is_some_and(|n| n >= 1000) => None,
            "x" | "×" | "X" if !self.glued(at + 1) || self.ends(at + 1) => {
                self.say_word(if number.is_one() { "time" } else { "times" });
                Some(self.finish(at + 1))
            }
            _ => None,
        }
    }

    /// Whether the "x" at `at` is a variable: "3x + 2", "cos(2x)".
    pub(super) fn variable_follows(&self, at: usize) -> bool {
        let operator = |j: usize| {
            matches!(
                self.sign(j),
                '+' | '=' | '−' | '*' | '^' | '²' | '³' | '<' | '≤' | '≥'
            ) || self.sign(j) == '-' && self.is_digits(j + 1) && self.glued(j) == self.glued(j + 1)
        };
        operator(at + 1)
            || self.equated(at)
            || at > 2
                && self.sign(at - 2) == '='
                && (self.is_word(at - 3) || matches!(self.sign(at - 3), '\'' | '’' | '′'))
            || at > 2
                && matches!(self.sign(at - 2), '+' | '-' | '(')
                && !self.lower_word(at + 1)
                && self.glued_sign(at + 1) == ')'
    }

    /// Whether the factor at `at` ends a formula: "f(x)=2x".
    pub(super) fn equated(&self, at: usize) -> bool {
        at > 2 && self.sign(at - 2) == '=' && self.sign(at - 3) == ')' && self.ends(at + 1)
    }

    pub(super) fn percent(&mut self, i: usize) -> Option<usize> {
        let words = match self.sign(i) {
            '%' | '٪' | '％' => "percent",
            '‰' => "per mille",
            _ => return None,
        };
        self.say(words);
        Some(i + 1)
    }
}
