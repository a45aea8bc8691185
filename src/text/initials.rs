//! Letters with full stops: "U.S.", "p.m.", "e.g.", "J. K."

use super::reader::Reader;
use super::token::{Small, is_apostrophe};

impl Reader<'_> {
    /// "U.S.", "p.m.", "e.g.", "J. K.": letters with full stops.
    pub(super) fn dotted_initials(&mut self, i: usize) -> Option<usize> {
        let short = |r: &Self, j: usize| {
            r.is_word(j)
                && r.at(j).chars().count() <= 2
                && (r.at(j).len() == 1
                    || matches!(
                        r.at(j),
                        "Ph" | "Sc" | "Ed" | "Th" | "Lt" | "Eng" | "Sh" | "Ch"
                    )
                    || r.at(j).len() > 1 && !r.at(j).is_ascii())
        };
        if !short(self, i) || self.glued_sign(i + 1) != '.' || self.glued_after_word(i) {
            return None;
        }
        let mut end = i + 2;
        let mut parts = 1;
        while self.glued(end) && short(self, end) {
            // "Ph.D.s"
            if self.at(end) == "s" && parts > 1 && self.glued_sign(end + 1) != '.' {
                break;
            }
            parts += 1;
            end += 1;
            if self.glued_sign(end) == '.' {
                end += 1;
            } else {
                break;
            }
        }
        // A full stop that belongs to the sentence alone: "plan B."
        if parts == 1
            && (self.at(i).len() > 1
                || !self.capitalised(i)
                || end >= self.len()
                || self.at(i) == "I"
                || self.at(i) == "A"
                || self.spoonfuls(i))
        {
            return None;
        }
        // "U.S.'s", "Ph.D.s"
        let letters = self.between(i, end);
        let key = Small::lower(letters.trim_end_matches('.'));
        let state = self.dotted_state(i, letters);
        self.begin(i);
        match &*key {
            _ if state.is_some() => self.say(state.unwrap_or("")),
            "e.g" => self.say("for example"),
            "p.a" if self.lower_word(i) => self.say("per annum"),
            "i.e" => self.say("that is"),
            "y.o" if i > 0 && self.is_digits(i - 1) => {
                self.say(if self.lower_word(end) {
                    "year old"
                } else {
                    "years old"
                });
            }
            _ => {
                for c in letters.chars().filter(|c| c.is_alphabetic()) {
                    let folded = deunicode::deunicode_char(c)
                        .unwrap_or("")
                        .chars()
                        .next()
                        .unwrap_or(' ');
                    if folded.is_ascii_alphabetic() {
                        self.letter(folded);
                    }
                }
            }
        }
        if (state.is_some() || &*key == "d.c")
            && self.digit_count(end) == 5
            && !self.glued(end)
            && !self.glued(end + 1) | self.ends(end + 1)
        {
            self.group();
            self.digits(self.at(end));
            end += 1;
        } else if self.glued(end) && matches!(self.at(end), "s" | "S") {
            self.ending("'s");
            end += 1;
        } else if is_apostrophe(self.glued_sign(end))
            && self.glued(end + 1)
            && matches!(self.at(end + 1), "s" | "S")
        {
            self.ending("'s");
            end += 2;
        }
        Some(self.finish(end))
    }

    pub(super) fn lower_roman_or_letter(&self, i: usize) -> bool {
        self.is_word(i)
            && (self.at(i).len() == 1 && self.at(i) != "I"
                || super::numeral_roman::value(self.at(i)).is_some() && self.at(i) != "I")
    }
}
