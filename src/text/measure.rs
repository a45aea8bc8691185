//! Units of measure.

use super::rate::Per;
use super::reader::Reader;
use super::unit::{Unit, factors, find};

/// A unit with its power and what it is divided by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// "square" or "cubic"; empty for neither.
    power: &'static str,
    unit: &'static Unit,
    /// The second factor: "kW·h".
    times: Option<&'static Unit>,
    /// The denominator with its power.
    per: Option<(Per, &'static str)>,
    /// The index after the last lexeme.
    pub end: usize,
}

impl Measure {
    /// Whether it has a denominator.
    pub(super) fn is_rate(&self) -> bool {
        self.per.is_some()
    }

    /// Whether "an" stands before it.
    pub(super) fn begins_with_vowel(&self) -> bool {
        let name = if self.power.is_empty() {
            self.unit.one
        } else {
            self.power
        };
        name.starts_with(['a', 'e', 'i', 'o']) || name == "hour"
    }

    /// Whether the symbol is as often something else, so that the number must tell: "5 in", "2 s".
    pub(super) fn is_doubtful(&self) -> bool {
        self.per.is_none() && self.power.is_empty() && self.unit.symbol.len() == 1
    }

    /// Whether what `self` and a unit after a slash measure is the same quantity in another system:
    /// "400g/14oz".
    fn converts_to(&self, other: &Unit) -> bool {
        let kind = |symbol: &str| match symbol {
            "g" | "kg" | "mg" | "oz" | "lb" | "lbs" => 1,
            "ml" | "mL" | "l" | "L" | "cl" | "fl" | "pt" | "gal" | "tbsp" | "tsp" => 2,
            "mm" | "cm" | "m" | "km" | "in" | "ft" | "yd" | "mi" => 3,
            "C" | "F" => 4,
            _ => 0,
        };
        let (a, b) = (kind(self.unit.symbol), kind(other.symbol));
        a == b && a > 0 && self.per.is_none()
    }

    /// Whether a substance may follow without "of": "5 g salt".
    pub(super) fn weighs_or_fills(&self) -> bool {
        self.per.is_none()
            && self.times.is_none()
            && matches!(
                self.unit.symbol,
                "Tbsp"
                    | "TBSP"
                    | "Tsp"
                    | "TSP"
                    | "tbsps"
                    | "tsps"
                    | "Kg"
                    | "KG"
                    | "ozs"
                    | "gals"
                    | "qts"
                    | "mls"
                    | "mgs"
                    | "g"
                    | "gm"
                    | "kg"
                    | "kgs"
                    | "mg"
                    | "mcg"
                    | "ng"
                    | "µg"
                    | "μg"
                    | "oz"
                    | "lb"
                    | "lbs"
                    | "ml"
                    | "mL"
                    | "l"
                    | "L"
                    | "cl"
                    | "dl"
                    | "dL"
                    | "tsp"
                    | "tbsp"
                    | "gal"
                    | "pt"
                    | "qt"
                    | "t"
                    | "mol"
                    | "mmol"
                    | "cc"
                    | "µL"
                    | "μL"
            )
    }
}

/// The exponent that a sign or digit stands for.
fn power_of(c: char) -> u8 {
    match c {
        '²' | '2' => 2,
        '³' | '3' => 3,
        _ => 0,
    }
}

impl Reader<'_> {
    /// The unit at `i`, after a number. A unit that could be another word needs to touch the number.
    pub(super) fn unit_at(&self, i: usize) -> Option<Measure> {
        if !self.is_word(i) {
            return None;
        }
        let (mut power, mut at) = ("", i);
        let glued = self.glued(i);
        match &*self.lower(i) {
            "sq" => power = "square",
            "cu" => power = "cubic",
            _ => {}
        }
        if !power.is_empty() {
            at += 1;
            at += usize::from(self.sign(at) == '.');
            at += usize::from(self.glued_sign(at) == '-');
        }
        if let Some(measure) = self.dotted_unit(i) {
            return Some(measure);
        }
        let mut unit = find(self.at(at))?;
        if unit.symbol == "Mw" && (self.of_earthquake(i) || self.strong(i) && !self.of_power(i)) {
            return None;
        }
        if unit.symbol == "kt" && self.of_wind(i) {
            unit = find("kts")?;
        }
        let mut end = at + 1;
        if unit.symbol == "fl" {
            end += usize::from(self.glued_sign(end) == '.');
            let ounce = find(self.at(end)).filter(|u| u.symbol == "oz")?;
            return Some(Measure {
                power: "fluid",
                unit: ounce,
                times: None,
                per: None,
                end: self.unit_stop(end + 1, glued),
            });
        }
        let (exponent, after) = self.exponent_at(end);
        if power.is_empty() && exponent > 0 {
            power = if exponent == 2 { "square" } else { "cubic" };
            end = after;
        }
        // "2000 cm⁻¹", "5 s⁻¹"
        if power.is_empty() && self.glued_sign(end) == '⁻' && self.glued_sign(end + 1) == '¹' {
            let time = matches!(unit.symbol, "s" | "min" | "h" | "hr" | "d" | "yr");
            power = if time { "per" } else { "inverse" };
            end += 2;
        }
        let mut times = None;
        if matches!(self.glued_sign(end), '·' | '⋅') && self.glued(end + 1) {
            times = find(self.at(end + 1));
            end += 2 * usize::from(times.is_some());
        }
        // "ft-lb", "lb-ft", "kW-h"
        if times.is_none()
            && matches!(self.glued_sign(end), '-' | '‑')
            && self.glued(end + 1)
            && factors(unit.symbol, self.at(end + 1))
        {
            times = find(self.at(end + 1));
            end += 2;
        }
        // "5 gal./min."
        let stop = usize::from(self.glued_sign(end) == '.' && self.glued_sign(end + 1) == '/');
        let per = self.per_at(end + stop).or_else(|| self.inverse_at(end));
        if let Some((_, _, after)) = per {
            end = after;
        } else {
            end = self.unit_stop(end, glued);
        }
        let bare = power.is_empty() && per.is_none() && times.is_none();
        if bare && !unit.loose && !glued && !self.sure_unit(unit, end) {
            return None;
        }
        // "Hwy. 61 N.", "I-80 W"
        if bare && !glued && matches!(unit.symbol, "N" | "W") && self.road_number(i - 1) {
            return None;
        }
        // "123 F. Supp. 2d 456", "12 F.3d 34": a law reporter.
        if bare
            && unit.symbol == "F"
            && self.glued_sign(i + 1) == '.'
            && (self.at(i + 2) == "Supp" || self.glued_digits(i + 2) == 1)
        {
            return None;
        }
        // "10W-40": the grade of an oil.
        if bare
            && glued
            && unit.symbol == "W"
            && self.glued_sign(end) == '-'
            && self.glued_digits(end + 1) > 0
        {
            return None;
        }
        // "4K", "221B", "3d", "5T": letters that touch a number more often than they are units.
        if bare && glued && matches!(unit.symbol, "K" | "B" | "b" | "T" | "H" | "d" | "A") {
            return None;
        }
        // "F3", "C2": a name, where nobody cubes the unit.
        if self.is_digits(at + 1)
            && !power.is_empty()
            && !glued
            && matches!(
                unit.symbol,
                "A" | "B" | "C" | "F" | "H" | "K" | "N" | "T" | "V" | "W"
            )
        {
            return None;
        }
        // "2H2 + O2": atoms of an element.
        if glued && self.is_digits(at + 1) && !power.is_empty() && unit.symbol == "H" {
            return None;
        }
        // "3C 273" is a name.
        if bare && glued && matches!(unit.symbol, "C" | "F") && self.is_digits(end) {
            return None;
        }
        // "5 pp. of the book" are pages.
        if unit.symbol == "pp" && self.glued_sign(at + 1) == '.' {
            return None;
        }
        // "3L9" is a code.
        if glued && bare && self.glued_digits(end) > 0 {
            return None;
        }
        // "5 m" but "5 Ms", "3 g's"; "2 min." but not the "min" of "2 minute".
        Some(Measure {
            power,
            unit,
            times,
            per: per.map(|(p, w, _)| (p, w)),
            end,
        })
    }

    /// Whether what stands before the number before `i`, or after `i`, is of electric current, so
    /// that the "A" at `i` is amperes.
    fn of_current(&self, i: usize) -> bool {
        let decimal = i > 2
            && self.glued_digits(i - 1) > 0
            && self.glued_sign(i - 2) == '.'
            && self.is_digits(i - 3);
        let rated = self.one_of(
            i + 1,
            &[
                "fuse", "fuses", "plug", "plugs", "socket", "sockets", "breaker", "breakers",
                "charger", "circuit", "circuits", "outlet", "outlets", "adapter", "relay",
                "supply", "motor", "load", "switch", "current",
            ],
        );
        decimal
            || rated && !self.capitalised(i + 1)
            || (i.saturating_sub(8)..i).any(|j| {
                self.one_of(
                    j,
                    &[
                        "fuse", "fuses", "rated", "current", "currents", "draws", "drew",
                        "breaker", "charger", "charges", "adapter", "outlet", "circuit", "supply",
                        "volt", "volts", "battery", "relay", "load", "motor", "amps",
                    ],
                ) || self.at(j) == "V"
            })
    }

    /// "7.8 Mw": whether the number before `i` is as an earthquake's that people feel.
    fn strong(&self, i: usize) -> bool {
        i > 2
            && self.glued_sign(i - 2) == '.'
            && self.digit_count(i - 1) == 1
            && self.digit_count(i - 3) == 1
            && (4..=9).contains(&self.value(i - 3))
    }

    /// Whether power is spoken of near `i`, so that "Mw" is a megawatt misspelt.
    fn of_power(&self, i: usize) -> bool {
        const POWER: &[&str] = &[
            "power",
            "plant",
            "plants",
            "turbine",
            "turbines",
            "solar",
            "wind",
            "generator",
            "generators",
            "generating",
            "grid",
            "capacity",
            "reactor",
            "electricity",
            "station",
            "energy",
            "hydroelectric",
            "battery",
            "output",
            "farm",
        ];
        (i.saturating_sub(8)..i + 8).any(|j| self.one_of(j, POWER))
    }

    /// Whether an earthquake is spoken of near `i`, so that "Mw" is its moment magnitude.
    fn of_earthquake(&self, i: usize) -> bool {
        (i.saturating_sub(8)..i + 8).any(|j| {
            self.one_of(
                j,
                &[
                    "quake",
                    "quakes",
                    "earthquake",
                    "earthquakes",
                    "magnitude",
                    "tremor",
                    "aftershock",
                    "seismic",
                    "tremors",
                    "aftershocks",
                    "foreshock",
                    "mainshock",
                    "epicentre",
                    "hypocenter",
                    "tsunami",
                    "richter",
                    "temblor",
                    "epicenter",
                ],
            )
        })
    }

    /// Whether the words before the number before `i` are of wind or of speed, so that "kt" is knots.
    fn of_wind(&self, i: usize) -> bool {
        (i.saturating_sub(9)..i).any(|j| {
            self.one_of(
                j,
                &[
                    "wind",
                    "winds",
                    "gust",
                    "gusts",
                    "gusting",
                    "speed",
                    "speeds",
                    "cruise",
                    "cruises",
                    "airspeed",
                    "sustained",
                    "blowing",
                    "steaming",
                    "sailed",
                ],
            )
        })
    }

    /// "30 m.p.h.": a unit with a full stop after each letter.
    fn dotted_unit(&self, i: usize) -> Option<Measure> {
        if self.at(i).len() != 1 || self.glued_sign(i + 1) != '.' || !self.glued(i + 2) {
            return None;
        }
        let mut end = i + 2;
        while self.glued(end) && self.at(end).len() == 1 && self.glued_sign(end + 1) == '.' {
            end += 2;
        }
        // The last letter may have none.
        end += usize::from(self.glued(end) && self.is_word(end) && self.at(end).len() == 1);
        let symbol = match self.between(i, end).trim_end_matches('.') {
            "m.p.h" | "M.P.H" => "mph",
            "m.p.g" | "M.P.G" => "mpg",
            "k.p.h" | "K.P.H" => "kph",
            "r.p.m" | "R.P.M" => "rpm",
            "p.s.i" | "P.S.I" => "psi",
            "b.p.m" => "bpm",
            "h.p" | "H.P" => "hp",
            "c.c" => "cc",
            _ => return None,
        };
        // The last full stop may be the sentence's.
        let sentence = self.sign(end - 1) == '.' && !self.lower_word(end) && end >= self.len();
        Some(Measure {
            power: "",
            unit: find(symbol)?,
            times: None,
            per: None,
            end: end - usize::from(sentence),
        })
    }

    /// Whether a spaced symbol that may be a word is a unit here.
    fn sure_unit(&self, unit: &Unit, end: usize) -> bool {
        match unit.symbol {
            "in" => {
                self.sign(end - 1) == '.'
                    || self.after_feet(end - 2)
                    // "in .env" is no end.
                    || self.ends(end) && (self.glued(end) || !self.glued(end + 1))
                    || self.sign(end) == '(' && self.is_digits(end + 1)
                    || self.one_of(
                        end,
                        &[
                            "by", "x", "long", "wide", "tall", "high", "deep", "thick", "across",
                            "of",
                        ],
                    )
                    || self.sign(end) == '×'
            }
            "V" if matches!(self.at(end), "AC" | "DC") => true,
            "ga" => self.sign(end - 1) == '.',
            // "5 A" alone
            "A" if end == self.len() && end == 2 => true,
            "A" => !self.capitalised(end) && !self.is_digits(end) && self.of_current(end - 1),
            "mos" if self.sign(end - 1) == '.' || self.glued_sign(end) == '.' => true,
            // "2 T. butter" are tablespoons.
            "T" | "t" if self.sign(end - 1) == '.' => self.one_of(end, &["of"]),
            "d" | "b" | "pm" | "st" | "ps" | "sr" | "pg" | "MT" | "VA" | "mos" => false,
            _ => !self.capitalised(end) && !self.is_digits(end),
        }
    }

    /// "6 ft 2 in": whether feet stand before the number at `i`.
    fn after_feet(&self, i: usize) -> bool {
        let stop = usize::from(i > 0 && self.sign(i - 1) == '.');
        self.is_digits(i) && i > stop && self.one_of(i - 1 - stop, &["ft", "foot", "feet"])
    }

    /// Whether the number at `i` gives a measure once more in another unit.
    pub(super) fn converted(&self, measure: &Measure, i: usize) -> bool {
        self.number_at(i).is_some_and(|number| {
            find(self.at(number.end)).is_some_and(|unit| measure.converts_to(unit))
        })
    }

    /// Steps over a full stop that belongs to an abbreviated unit inside a sentence: "6 ft. tall".
    fn unit_stop(&self, end: usize, _glued: bool) -> usize {
        let inside = self.glued_sign(end) == '.'
            && (self.lower_word(end + 1) && !self.glued(end + 1)
                || matches!(self.glued_sign(end + 1), ',' | ')' | ';' | '-')
                || self.is_digits(end + 1) && !self.glued(end + 1));
        end + usize::from(inside)
    }

    /// An exponent at `i`: "²", "^2", "2" glued to the unit.
    pub(super) fn exponent_at(&self, i: usize) -> (u8, usize) {
        match self.glued_sign(i) {
            '²' | '³' => (power_of(self.sign(i)), i + 1),
            '^' if self.glued(i + 1) && matches!(self.at(i + 1), "2" | "3") => (
                power_of(self.at(i + 1).chars().next().unwrap_or(' ')),
                i + 2,
            ),
            _ if self.glued(i)
                && matches!(self.at(i), "2" | "3")
                && !self.glued_alphanumeric(i + 1) =>
            {
                (power_of(self.at(i).chars().next().unwrap_or(' ')), i + 1)
            }
            _ => (0, i),
        }
    }

    pub(super) fn say_unit_name(&mut self, name: &str) {
        self.mixed(name);
    }

    /// Says a unit, in the singular after "one" and before the noun that it describes.
    pub(super) fn say_measure(&mut self, measure: &Measure, singular: bool) {
        self.say(measure.power);
        let unit = measure.unit;
        match measure.times {
            Some(second) => {
                self.say_unit_name(unit.one);
                self.say_unit_name(if singular { second.one } else { second.many });
            }
            None if measure.power == "per" => self.say_unit_name(unit.one),
            None => self.say_unit_name(if singular { unit.one } else { unit.many }),
        }
        if let Some((per, power)) = measure.per {
            self.say_denominator(per, power);
        }
    }
}
