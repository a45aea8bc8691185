//! Short words that are read for what stands around them: "w/o", "v2.0", "km/h", "T-10", "H.264".

use super::acronym;
use super::reader::Reader;

impl Reader<'_> {
    /// Street types and compass points inside an address, and other short forms without a stop.
    pub(super) fn special(&mut self, i: usize) -> Option<usize> {
        if let Some(end) = self.open_enumerator(i) {
            return Some(end);
        }
        let word = self.at(i);
        if let Some(end) = self.with_slash(i, word) {
            return Some(end);
        }
        // "Ali v Frazier"
        if word == "v"
            && i > 0
            && self.lexemes[i].spaced
            && self.capitalised(i - 1)
            && self.capitalised(i + 1)
            && !self.glued(i + 1)
        {
            self.begin(i);
            self.say_word("versus");
            return Some(self.finish(i + 1));
        }
        // "C/2020 F3": a comet and its year.
        if matches!(word, "C" | "P")
            && self.lexemes[i].spaced
            && self.glued_sign(i + 1) == '/'
            && self.glued_digits(i + 2) == 4
            && self.capitalised(i + 3)
        {
            self.begin(i);
            self.letters(word);
            self.year(self.value(i + 2));
            return Some(self.finish(i + 3));
        }
        if let Some(end) = self
            .version(i, word)
            .or_else(|| self.countdown(i))
            .or_else(|| self.standard(i))
        {
            return Some(end);
        }
        if let Some(end) = self.lower_street(i).or_else(|| self.chat(i)) {
            return Some(end);
        }
        self.bare_unit(i)
            .or_else(|| self.address_word_after_number(i))
    }

    /// "km/h", "kg", "m²" without a number.
    pub(super) fn bare_unit(&mut self, i: usize) -> Option<usize> {
        let symbol = self.at(i);
        if self.glued_before(i) && !matches!(self.sign(i - 1), '(' | '/') {
            return None;
        }
        let plain = (acronym::vowelless(symbol) || matches!(symbol, "kWh" | "MWh" | "kW" | "kHz"))
            && !self.capitalised(i + 1)
            && self.sign(i + 1) != ':'
            && !(symbol == "cl" && self.glued_sign(i + 1) == '.')
            && !matches!(
                symbol,
                "pp" | "pct"
                    | "bp"
                    | "bps"
                    | "pt"
                    | "pts"
                    | "pc"
                    | "cd"
                    | "cc"
                    | "ps"
                    | "pg"
                    | "sr"
            )
            && (symbol != "hr" || i > 0 && self.one_of(i - 1, &["an", "a", "half"]));
        let compound = symbol.len() <= 3
            && (matches!(self.glued_sign(i + 1), '²' | '³')
                && matches!(
                    symbol,
                    "km" | "cm" | "mm" | "ft" | "mi" | "yd" | "dm" | "nm"
                )
                || matches!(
                    symbol,
                    "km" | "mi" | "mg" | "kg" | "ml" | "MB" | "GB" | "Mb" | "m"
                ) && self.glued_sign(i + 1) == '/');
        // "L/100 km", "W/m²"
        let slash = self.glued_sign(i + 1) == '/';
        let over = slash && self.at(i + 2) == "100" && matches!(symbol, "L" | "l" | "kg" | "g");
        let watts = slash && symbol == "W";
        // "gal./min.", "lb/ft²": a unit over a unit.
        let stop = usize::from(self.glued_sign(i + 1) == '.');
        let rate = self.glued_sign(i + 1 + stop) == '/'
            && symbol.len() > 1
            && self.lower_word(i)
            && symbol != "in"
            && super::unit::find(self.at(i + 2 + stop)).is_some();
        // "per m²", "per kg"
        let before_per = symbol.len() > 1
            && self.lower_word(i)
            && self.one_of(i + 1, &["per"])
            && !matches!(symbol, "in" | "bar" | "bit");
        let after_per = before_per
            || &*self.word_before(i) == "per" && !matches!(symbol, "in" | "d" | "s" | "A");
        // "last wk.", "each mo."
        let article =
            matches!(symbol, "mo" | "yr" | "wk") && self.one_of(i.wrapping_sub(1), &["a"]);
        let one = article
            || matches!(symbol, "mo" | "yr" | "wk" | "hr" | "min" | "sec")
                && self.one_of(
                    i.wrapping_sub(1),
                    &["last", "next", "this", "each", "every", "past"],
                );
        if !(plain || compound || over || watts || rate || after_per || one) {
            return None;
        }
        let measure = self.unit_at(i)?;
        self.begin(i);
        let stopped = self.len() == 2 && self.sign(1) == '.' && !symbol.ends_with('s');
        let per = one || &*self.word_before(i) == "per" || stopped;
        self.say_measure(&measure, per);
        if self.glued_sign(measure.end) == '/' && self.glued_digits(measure.end + 1) > 0 {
            self.say_word("per");
            self.finish(measure.end + 1);
            self.join = true;
            return Some(measure.end + 1);
        }
        Some(self.finish(measure.end))
    }

    /// "w/", "w/o", "c/o", "n/a"
    pub(super) fn with_slash(&mut self, i: usize, word: &str) -> Option<usize> {
        if self.glued_sign(i + 1) != '/'
            || word.len() > 1
            || self.glued_before(i)
            || self.glued_sign(i + 2) == '('
        {
            return None;
        }
        // "W/m²"
        if word == "W" && matches!(self.at(i + 2), "m" | "cm" | "kg" | "sr" | "Hz") {
            return None;
        }
        let next = if self.glued(i + 2) {
            self.at(i + 2)
        } else {
            ""
        };
        if matches!(word, "r" | "u") && next.len() > 2 && next.is_ascii() {
            // "r/AskReddit"
            self.begin(i);
            self.letters(word);
            self.say_word("slash");
            self.compound(next);
            return Some(self.finish(i + 3));
        }
        // "f/2.8"
        if word == "f" && self.glued_digits(i + 2) > 0 {
            self.begin(i);
            self.letters(word);
            let end = self.finish(i + 2);
            self.join = true;
            return Some(end);
        }
        let (phrase, end) = match (word, next) {
            ("w" | "W", "o") => ("without", i + 3),
            ("y" | "Y", "y" | "Y") => ("year over year", i + 3),
            ("q" | "Q", "q" | "Q") => ("quarter over quarter", i + 3),
            ("m" | "M", "m" | "M") => ("month over month", i + 3),
            ("w", "c" | "e") if self.is_digits(i + 3) => {
                let phrase = if next == "c" {
                    "week commencing"
                } else {
                    "week ending"
                };
                (phrase, i + 3)
            }
            ("w" | "W", "out") => ("without", i + 3),
            ("w" | "W", "in") => ("within", i + 3),
            ("w" | "W", _) => ("with", i + 2),
            ("y", "o") if i > 0 && self.is_digits(i - 1) => (
                if self.lower_word(i + 3) {
                    "year old"
                } else {
                    "years old"
                },
                i + 3,
            ),
            ("c" | "C", "o") => ("care of", i + 3),
            // "$40 + s/h", "$5 s/h"
            ("s" | "S", "h" | "H")
                if i > 0
                    && (self.is_digits(i - 1)
                        || self.sign(i - 1) == '+'
                        || self.one_of(i - 1, &["plus", "and", "for", "free", "with"])) =>
            {
                ("shipping and handling", i + 3)
            }
            ("b", "c" | "w") => (if next == "c" { "because" } else { "between" }, i + 3),
            ("n" | "N", "a" | "A") => ("not applicable", i + 3),
            _ => return None,
        };
        self.begin(i);
        self.say(phrase);
        Some(self.finish(end))
    }

    /// "v2.0", "v. 3": a version.
    pub(super) fn version(&mut self, i: usize, word: &str) -> Option<usize> {
        if !matches!(word, "v" | "V" | "ver") || self.glued_digits(i + 1) == 0 {
            return None;
        }
        if self.glued_after_word(i) || word == "V" && self.glued_sign(i + 2) != '.' {
            return None;
        }
        self.begin(i);
        self.say_word("version");
        self.finish(i + 1);
        self.join = true;
        Some(match self.dotted(i + 1) {
            Some(end) => end,
            None => self.serial_digits(i + 1),
        })
    }

    /// "T-10 seconds", "T-minus" without its word.
    pub(super) fn countdown(&mut self, i: usize) -> Option<usize> {
        let counts = self.at(i) == "T"
            && matches!(self.glued_sign(i + 1), '-' | '−' | '–')
            && self.glued_digits(i + 2) > 0
            && self.one_of(
                i + 3,
                &["seconds", "minutes", "hours", "days", "sec", "min", "and"],
            );
        if !counts {
            return None;
        }
        self.begin(i);
        self.letters("t");
        self.say_word("minus");
        self.finish(i + 2);
        self.join = true;
        Some(i + 2)
    }

    /// "H.264", "X.509": a standard of a telephone union, by its letter and its number in pairs.
    pub(super) fn standard(&mut self, i: usize) -> Option<usize> {
        let named = self.at(i).len() == 1
            && self.capitalised(i)
            && self.lexemes[i].spaced
            && self.glued_sign(i + 1) == '.'
            && self.glued_digits(i + 2) == 3
            && !self.glued_operand(i + 3);
        if !named {
            return None;
        }
        self.begin(i);
        self.letters(self.at(i));
        self.pairs(self.value(i + 2));
        Some(self.finish(i + 3))
    }
}
