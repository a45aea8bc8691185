//! Degrees, minutes and seconds; feet and inches.

use super::reader::Reader;

/// What a prime or a straight quotation mark after a number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LengthMark {
    Foot,
    Inch,
}

impl LengthMark {
    pub(super) fn name(self, singular: bool) -> &'static str {
        match (self, singular) {
            (LengthMark::Foot, true) => "foot",
            (LengthMark::Foot, false) => "feet",
            (LengthMark::Inch, true) => "inch",
            (LengthMark::Inch, false) => "inches",
        }
    }
}

/// Nouns that an angle or a temperature describes: "a 90° angle".
fn turned(word: &str) -> bool {
    matches!(
        word,
        "angle"
            | "angles"
            | "turn"
            | "turns"
            | "heat"
            | "view"
            | "views"
            | "arc"
            | "rotation"
            | "bend"
            | "camera"
            | "video"
            | "slope"
            | "incline"
            | "weather"
            | "day"
            | "days"
            | "panorama"
            | "spin"
            | "wedge"
            | "corner"
            | "water"
            | "oven"
            | "temperatures"
            | "feedback"
            | "swing"
    )
}

/// Whether a straight quotation mark is open at the end of `before`: one opens after white space or
/// a bracket; others close, or are inches.
pub(super) fn straight_quote_open(before: &[u8]) -> bool {
    let last = before.iter().rposition(|b| *b == b'"');
    last.is_some_and(|at| {
        at.checked_sub(1)
            .is_none_or(|p| matches!(before[p], b' ' | b'\n' | b'\t' | b'(' | b'[' | b'-'))
    })
}

impl Reader<'_> {
    /// A mark of feet or inches at `i`, glued to a number; no quotation mark that closes.
    pub(super) fn inch_or_foot(&self, i: usize) -> Option<LengthMark> {
        match self.glued_sign(i) {
            '″' => Some(LengthMark::Inch),
            '′' => Some(LengthMark::Foot),
            '"' | '”' if !self.quote_open(i, self.sign(i)) => Some(LengthMark::Inch),
            // Two apostrophes for a double one.
            '\'' | '’' if self.glued_sign(i + 1) == self.sign(i) && !self.single_quote => {
                Some(LengthMark::Inch)
            }
            '\'' | '’'
                if !self.single_quote
                    && (!self.glued_alphanumeric(i + 1)
                        || self.at(i + 1) == "x" && self.glued_digits(i + 2) > 0) =>
            {
                Some(LengthMark::Foot)
            }
            _ => None,
        }
    }

    /// Whether the quotation mark at `i` closes one that stands at most 200 bytes before it.
    fn quote_open(&self, i: usize, mark: char) -> bool {
        let at = self.lexemes[i].start as usize;
        let before = &self.text.as_bytes()[at.saturating_sub(200)..at];
        if mark == '”' {
            // Curly marks come in pairs: the last byte tells them apart.
            let last = before
                .windows(3)
                .rfind(|w| w[..2] == [0xE2, 0x80] && matches!(w[2], 0x9C | 0x9D));
            return last.is_some_and(|w| w[2] == 0x9C);
        }
        straight_quote_open(before)
    }

    /// "5'", "10\"": feet or inches alone. The number is said already.
    pub(super) fn length_mark(&mut self, at: usize, singular: bool) -> Option<usize> {
        let mark = self.inch_or_foot(at)?;
        // "5'-ATGC-3'", "the 3' end": the ends of a strand.
        let strand = self.glued_sign(at + 1) == '-'
            && self.glued(at + 2)
            && self.is_word(at + 2)
            && self.at(at + 2).bytes().all(|b| b.is_ascii_uppercase())
            || self.one_of(
                at + 1,
                &["end", "ends", "utr", "utrs", "overhang", "terminus"],
            );
        if mark == LengthMark::Foot && strand && matches!(self.at(at - 1), "3" | "5") {
            self.say_word("prime");
            return Some(at + 1);
        }
        // "90+3'": minutes of play.
        if mark == LengthMark::Foot && at > 2 && self.sign(at - 2) == '+' && self.is_digits(at - 3)
        {
            self.say_word("minutes");
            return Some(at + 1);
        }
        let one =
            singular || self.lower_word(at + 1) && !self.ends(at + 1) && self.measured_noun(at + 1);
        self.say_word(mark.name(one));
        Some(at + 1)
    }

    /// Reads degrees at `j` after a number: "°C", "° N", "°26′46″N"; says them.
    pub(super) fn degrees(&mut self, j: usize, singular: bool) -> Option<usize> {
        match self.sign(j) {
            '℃' => {
                self.say(if singular {
                    "degree celsius"
                } else {
                    "degrees celsius"
                });
                return Some(j + 1);
            }
            '℉' => {
                self.say(if singular {
                    "degree fahrenheit"
                } else {
                    "degrees fahrenheit"
                });
                return Some(j + 1);
            }
            '°' | 'º' | '˚' => {}
            _ => return None,
        }
        let mut end = j + 1;
        let singular = singular || turned(self.at(end)) && !self.glued(end);
        self.say_word(if singular { "degree" } else { "degrees" });
        let scale = match self.at(end) {
            "C" => "celsius",
            "F" => "fahrenheit",
            "K" => "kelvin",
            "R" if self.glued(end) => "rankine",
            _ => "",
        };
        if !scale.is_empty() {
            self.say_word(scale);
            return Some(end + 1);
        }
        // Minutes and seconds of arc.
        for (marks, one, many) in [
            (&['\'', '′', '’'][..], "minute", "minutes"),
            (&['"', '″', '”'][..], "second", "seconds"),
        ] {
            let fraction = self.glued_sign(end + 1) == '.' && self.glued_digits(end + 2) > 0;
            let mark = end + 1 + 2 * usize::from(fraction);
            if self.is_digits(end) && marks.contains(&self.glued_sign(mark)) {
                let value = self.value(end);
                self.cardinal(value);
                if fraction {
                    self.say_word("point");
                    self.digits(self.at(end + 2));
                }
                self.say_word(if value == 1 { one } else { many });
                end = mark + 1;
            }
        }
        let compass = match self.at(end) {
            "N" => "north",
            "S" => "south",
            "E" => "east",
            "W" => "west",
            _ => return Some(end),
        };
        self.say_word(compass);
        Some(end + 1)
    }

    /// "5'10\"", "6′2″": feet and inches at `i`.
    pub(super) fn feet_and_inches(&mut self, i: usize) -> Option<usize> {
        if let Some(end) = self.spelled_feet(i) {
            return Some(end);
        }
        if !matches!(self.glued_sign(i + 1), '\'' | '′' | '’')
            || !matches!(self.digit_count(i), 1 | 2)
        {
            return None;
        }
        let feet = self.value(i);
        let primes = self.sign(i + 1) == '′' && self.glued_sign(i + 3) == '″';
        let inches = if primes {
            self.digit_count(i + 2)
        } else {
            self.glued_digits(i + 2)
        };
        // "5'10½\""
        let half = super::numeral::vulgar(self.glued_sign(i + 3));
        if let Some((_, part)) = half
            && matches!(self.glued_sign(i + 4), '"' | '″' | '”')
            && matches!(inches, 1 | 2)
            && self.value(i + 2) < 12
        {
            self.begin(i);
            self.cardinal(feet);
            self.say_word(if feet == 1 { "foot" } else { "feet" });
            self.cardinal(self.value(i + 2));
            self.say_word("and");
            self.say(part);
            self.say_word("inches");
            return Some(self.finish(i + 5));
        }
        let mark = matches!(self.glued_sign(i + 3), '"' | '″' | '”')
            || matches!(self.glued_sign(i + 3), '\'' | '’')
                && self.glued_sign(i + 4) == self.sign(i + 3);
        if inches == 0 {
            return None;
        }
        let n = self.value(i + 2);
        // "He is 5'7": the height of a person.
        let height = (4..=7).contains(&feet)
            && n < 12
            && !self.single_quote
            && !self.glued_operand(i + 3)
            && (i == 0 || self.lexemes[i].spaced);
        if inches > 2 || !(mark || height || self.sign(i + 1) == '′') || n > 59 || n > 12 && !mark
        {
            return None;
        }
        self.begin(i);
        self.cardinal(feet);
        // More than a foot has inches: "5'30\"" is a time.
        let [big, bigs, small, smalls] = if n > 12 {
            ["minute", "minutes", "second", "seconds"]
        } else {
            ["foot", "feet", "inch", "inches"]
        };
        self.say_word(if feet == 1 { big } else { bigs });
        self.cardinal(n);
        self.say_word(if n == 1 { small } else { smalls });
        let end = if self.glued_sign(i + 3) == '\''
            || self.glued_sign(i + 3) == '’' && self.glued_sign(i + 4) == '’'
        {
            i + 5
        } else {
            i + 4
        };
        Some(self.finish_range(if mark { end } else { i + 3 }))
    }

    /// "5' 10\"", "5'-10\"", "6ft2in": feet and inches apart, or with their names.
    fn spelled_feet(&mut self, i: usize) -> Option<usize> {
        let named = self.glued(i + 1) && matches!(self.at(i + 1), "ft" | "foot" | "feet");
        let marked = matches!(self.glued_sign(i + 1), '\'' | '’' | '′');
        let dash = usize::from(marked && self.glued_sign(i + 2) == '-');
        let at = i + 2 + dash;
        if !(named && self.glued(at) || marked && (dash == 1 || !self.glued(at)))
            || !matches!(self.digit_count(i), 1 | 2)
            || !matches!(self.digit_count(at), 1 | 2)
            || self.value(at) > 11
        {
            return None;
        }
        let inches =
            named && self.glued(at + 1) && matches!(self.at(at + 1), "in" | "inch" | "inches");
        let mark = marked && matches!(self.glued_sign(at + 1), '"' | '″' | '”');
        if !inches && !mark {
            return None;
        }
        self.begin(i);
        for (number, foot) in [(i, LengthMark::Foot), (at, LengthMark::Inch)] {
            let n = self.value(number);
            self.cardinal(n);
            self.say_word(foot.name(n == 1));
        }
        Some(self.finish(at + 2))
    }
}
