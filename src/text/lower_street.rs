//! Street addresses in lower case: "123 main st", "4521 oak ridge dr, apt 3", "near 5th ave".

use super::address::street;
use super::reader::Reader;

/// How many words the name of a street may have.
const NAME_REACH: usize = 3;

/// The types of street that are nothing else after a name, and those that must end what is said.
fn is_type(word: &str) -> bool {
    matches!(
        word,
        "st" | "ave"
            | "av"
            | "rd"
            | "blvd"
            | "dr"
            | "ln"
            | "ct"
            | "pl"
            | "hwy"
            | "pkwy"
            | "expy"
            | "ter"
            | "cir"
    )
}

/// A compass point in lower case.
fn point(word: &str) -> Option<&'static str> {
    Some(match word {
        "n" => "north",
        "s" => "south",
        "e" => "east",
        "w" => "west",
        "ne" => "northeast",
        "nw" => "northwest",
        "se" => "southeast",
        "sw" => "southwest",
        _ => return None,
    })
}

impl Reader<'_> {
    /// Where the type of the street stands, if a house number stands at `i` and a name follows it.
    fn street_type_after(&self, i: usize) -> Option<usize> {
        if !(1..=5).contains(&self.digit_count(i)) || self.glued_before(i) {
            return None;
        }
        let mut at = i + 1;
        if point(self.at(at)).is_some() && !self.glued(at) {
            at += 1 + usize::from(self.glued_sign(at + 1) == '.');
        }
        for _ in 0..NAME_REACH {
            if self.digit_count(at) > 0 && self.ordinal_suffix(at + 1) {
                at += 2;
            } else {
                let named = self.lower_word(at)
                    && !self.glued(at)
                    && self.at(at).len() > 2
                    && !super::attribute::is_function_word(self.at(at))
                    && self.unit_at(at).is_none();
                if !named {
                    return None;
                }
                at += 1;
            }
            if self.lower_word(at) && !self.glued(at) && is_type(self.at(at)) {
                return self.ends_street(at + 1).then_some(at);
            }
        }
        None
    }

    /// Whether what stands at `i` can follow the type of a street.
    fn ends_street(&self, i: usize) -> bool {
        self.ends(i)
            || self.sign(i) == '#'
            || point(self.at(i)).is_some()
            || super::attribute::is_function_word(self.at(i))
            || self.one_of(
                i,
                &[
                    "apt", "unit", "suite", "ste", "floor", "near", "is", "was", "if",
                ],
            )
    }

    /// "123 main st": the number of the house in pairs, and a compass point before the name.
    pub(super) fn lower_address(&mut self, i: usize) -> Option<usize> {
        if !self.lower_word(i + 1) && !self.is_digits(i + 1) {
            return None;
        }
        self.street_type_after(i)?;
        self.begin(i);
        self.house_number(i);
        let mut end = self.finish(i + 1);
        if let Some(words) = point(self.at(end)) {
            let stop = usize::from(self.glued_sign(end + 1) == '.');
            self.begin(end);
            self.say_word(words);
            end = self.finish(end + 1 + stop);
        }
        Some(end)
    }

    /// "st", "ave", "n" in lower case, where an address or a numbered street stands before.
    pub(super) fn lower_street(&mut self, i: usize) -> Option<usize> {
        let word = self.at(i);
        if i == 0 || word.len() > 4 || !self.lower_word(i) || self.glued(i) {
            return None;
        }
        if let Some(words) = point(word) {
            // "123 main st n", "5th ave s"
            let typed = self.is_word(i - 1)
                && is_type(self.at(i - 1))
                && self.ends(i + 1)
                && self.typed_street(i - 1);
            if !typed {
                return None;
            }
            self.begin(i);
            self.say_word(words);
            return Some(self.finish(i + 1));
        }
        if !is_type(word) || !self.typed_street(i) {
            return None;
        }
        let name = street(word)?;
        self.begin(i);
        self.say_word(name);
        let stop = usize::from(self.glued_sign(i + 1) == '.' && !self.ends(i + 2));
        Some(self.finish(i + 1 + stop))
    }

    /// Whether the type of a street at `i` has a numbered street or a house before it.
    fn typed_street(&self, i: usize) -> bool {
        // "5th ave", "42nd st"
        let numbered = i > 1
            && self.ordinal_suffix(i - 1)
            && self.is_digits(i - 2)
            && matches!(self.at(i), "st" | "ave" | "av" | "rd" | "blvd");
        numbered
            || (2..=NAME_REACH + 3).any(|back| {
                i >= back && self.is_digits(i - back) && self.street_type_after(i - back) == Some(i)
            })
    }
}
