//! Street addresses and roads: saints and streets, compass points, numbers of houses.

use super::abbreviation::{self, Abbreviation};
use super::reader::Reader;

/// A street type, written out or abbreviated: its spoken form.
pub(super) fn street(word: &str) -> Option<&'static str> {
    Some(match word {
        "st" | "street" => "street",
        "ave" | "av" | "avenue" => "avenue",
        "rd" | "road" => "road",
        "blvd" | "boulevard" => "boulevard",
        "dr" | "drive" => "drive",
        "ln" | "lane" => "lane",
        "ct" | "court" => "court",
        "pl" | "place" => "place",
        "sq" | "square" => "square",
        "hwy" | "highway" => "highway",
        "pkwy" | "parkway" => "parkway",
        "expy" | "expressway" => "expressway",
        "ter" | "terr" | "terrace" => "terrace",
        "cir" | "circle" => "circle",
        "aly" | "alley" => "alley",
        "way" => "way",
        "trl" | "trail" => "trail",
        "plz" | "plaza" => "plaza",
        "fwy" | "freeway" => "freeway",
        "broadway" => "broadway",
        _ => return None,
    })
}

/// A compass point before or after a street's name.
fn compass(word: &str) -> Option<&'static str> {
    Some(match word {
        "N" => "north",
        "S" => "south",
        "E" => "east",
        "W" => "west",
        "NE" => "northeast",
        "NW" => "northwest",
        "SE" => "southeast",
        "SW" => "southwest",
        _ => return None,
    })
}

/// How many lexemes a street address may have between its number and its type.
const STREET_REACH: usize = 7;

impl Reader<'_> {
    /// "St." as saint or street, "Dr." as doctor or drive; `after` is behind the full stop.
    pub(super) fn saint_or_street(&mut self, i: usize, key: &str, after: usize) -> Option<usize> {
        let (title, way) = match key {
            "st" => ("saint", "street"),
            "dr" => ("doctor", "drive"),
            _ => return None,
        };
        let stop = after > i + 1;
        // "123 main st, springfield"
        let lower_street = !stop
            && self.lower_word(i)
            && self.ends(i + 1)
            && i > 1
            && self.lower_word(i - 1)
            && (self.is_digits(i - 2) || i > 2 && self.lower_word(i - 2) && self.is_digits(i - 3));
        if lower_street {
            self.begin(i);
            self.say_word(way);
            return Some(self.finish(after));
        }
        // "TL;DR", "DR Congo"
        let letters = !stop
            && self.at(i) == "DR"
            && (self.glued_before(i)
                || !self.shouting && self.at(i + 1).ends_with(|c: char| c.is_ascii_lowercase()));
        if letters
            || !stop && !self.capitalised(i)
            || !stop
                && self.glued(i + 1)
                && !matches!(self.sign(i + 1), ',' | ';' | ')' | '.' | '/')
        {
            return None;
        }
        let words = if self.is_street(i, after) { way } else { title };
        self.begin(i);
        self.say_word(words);
        Some(self.finish(after))
    }

    fn is_street(&self, i: usize, after: usize) -> bool {
        let name_follows = self.capitalised(after) && compass(self.at(after)).is_none()
            || self.is_word(after)
                && self.at(after).len() == 1
                && self.glued_sign(after + 1) == '.';
        if i == 0 {
            return false;
        }
        let named = self.capitalised(i - 1)
            && !self.one_of(
                i - 1,
                &[
                    "the", "mount", "mt", "fort", "ft", "port", "lake", "in", "at", "to", "from",
                    "of", "and", "when", "a", "sault", "near", "east", "west", "north", "south",
                    "dear", "by", "for", "with", "if",
                ],
            )
            && abbreviation::find(&self.lower(i - 1)).is_none_or(|a| a.0 != Abbreviation::Title);
        let ordinal = self.is_word(i - 1) && i > 1 && self.is_digits(i - 2) && self.glued(i - 1)
            || self.is_digits(i - 1);
        // "she met dr. jones"
        let lower_title = !self.capitalised(i)
            && self.lower_word(after)
            && !self.glued(after)
            && !self.address_before(i)
            && super::attribute::is_function_word(self.at(i - 1));
        if lower_title {
            return false;
        }
        if !name_follows {
            return named || ordinal || self.sign(i - 1) == '.' || !self.capitalised(i);
        }
        // "14 St. John's Lane", "1 Dr. Goodlett Place"
        if self.is_digits(i - 1) && (self.street_after(after) || &*self.lower(i) == "dr") {
            return false;
        }
        // "Main St. Suite 5", "5th St. NW"
        ordinal
            || named
                && (self.address_before(i)
                    || self.one_of(
                        after,
                        &["suite", "apt", "unit", "floor", "bridge", "station"],
                    ))
    }

    /// Whether the name at `i` goes on to the type of a street: "John's Lane", "James Park Rd."
    fn street_after(&self, i: usize) -> bool {
        (i + 1..i + 3)
            .take_while(|&j| self.capitalised(j))
            .any(|j| street(&self.lower(j)).is_some())
    }

    /// Whether a house number stands a few words before `i`.
    fn address_before(&self, i: usize) -> bool {
        (1..=4)
            .take_while(|&back| {
                i >= back
                    && (self.capitalised(i - back)
                        || self.is_digits(i - back)
                        || back == 1
                        || self.sign(i - back) == '.')
            })
            .any(|back| self.is_digits(i - back))
    }

    /// "2788 San Tomas Expy", "12 N. Elm St.": the number of a house, in pairs.
    pub(super) fn address(&mut self, i: usize) -> Option<usize> {
        // "221B Baker Street"
        let flat =
            usize::from(self.glued(i + 1) && self.capitalised(i + 1) && self.at(i + 1).len() == 1);
        let first = i + 1 + flat;
        if self.digit_count(i) > 5
            || self.glued(first)
            || !(self.capitalised(first) || self.is_digits(first))
        {
            return None;
        }
        let mut end = first;
        while end < self.len() && end < i + STREET_REACH {
            if self.is_word(end) {
                if end > first && street(&self.lower(end)).is_some() && (self.capitalised(end)) {
                    break;
                }
                let suffix = self.glued(end) && self.is_digits(end - 1);
                if !self.capitalised(end) && !suffix {
                    return None;
                }
            } else {
                let ordinal = self.is_digits(end) && self.ordinal_suffix(end + 1);
                let initial = self.sign(end) == '.' && self.at(end - 1).len() <= 2;
                if !ordinal && !initial {
                    return None;
                }
            }
            end += 1;
        }
        if end >= self.len() || end == i + STREET_REACH || street(&self.lower(end)).is_none() {
            return None;
        }
        // "In 1999 Fleet Street": a year before the name of a street is no house number.
        if matches!(&*self.word_before(i), "in" | "since" | "of") && self.digit_count(i) == 4 {
            return None;
        }
        self.begin(i);
        self.house_number(i);
        if flat == 1 {
            self.letters(self.at(i + 1));
        }
        let mut at = self.finish(first);
        // A compass point before the name.
        if let Some(point) = compass(self.at(at)) {
            let stop = usize::from(self.glued_sign(at + 1) == '.');
            self.begin(at);
            self.say_word(point);
            at = self.finish(at + 1 + stop);
        }
        Some(at)
    }

    /// Says the number of a house.
    pub(super) fn house_number(&mut self, i: usize) {
        let n = self.value(i);
        match self.digit_count(i) {
            3 | 4 => self.pairs(n),
            5 => self.digits(self.at(i)),
            _ => self.cardinal(n),
        }
    }

    /// "N. Dakota", "S Korea", "W. 42nd St.": a compass point before a region or a numbered street.
    fn compass_before_name(&mut self, i: usize, at: usize) -> Option<usize> {
        let point = compass(self.at(i)).filter(|_| self.lexemes[i].spaced)?;
        let region = self.one_of(
            at,
            match point {
                "north" => &[
                    "dakota",
                    "carolina",
                    "korea",
                    "pole",
                    "ireland",
                    "america",
                    "africa",
                    "atlantic",
                    "macedonia",
                    "vietnam",
                    "hemisphere",
                    "yorkshire",
                ],
                "south" => &[
                    "dakota",
                    "carolina",
                    "korea",
                    "pole",
                    "africa",
                    "america",
                    "sudan",
                    "pacific",
                    "atlantic",
                    "vietnam",
                    "hemisphere",
                    "asia",
                    "yorkshire",
                ],
                "east" => &["timor", "germany", "africa", "asia", "jerusalem", "sussex"],
                "west" => &[
                    "virginia", "va", "bank", "africa", "germany", "indies", "sussex",
                ],
                _ => &[],
            },
        );
        let numbered = self.is_digits(at)
            && self.ordinal_suffix(at + 1)
            && self.is_word(at + 2)
            && (street(&self.lower(at + 2)).is_some()
                || self.one_of(at + 2, &["sts", "streets", "aves", "avenues"])
                // "between E. 9th and E. 12th"
                || self.one_of(at + 2, &["and"])
                    && self.one_of(i.wrapping_sub(1), &["between", "of", "at"]));
        let apart = !self.glued(at) || self.at(at) == "Va";
        if !(apart && (region && self.capitalised(at) || numbered)) {
            return None;
        }
        self.begin(i);
        self.say_word(point);
        Some(self.finish(at))
    }

    /// Whether the digits at `i` are the number of a road: "Hwy. 61", "I-80", "US 101".
    pub(super) fn road_number(&self, i: usize) -> bool {
        let stop = usize::from(i > 1 && self.sign(i - 1) == '.');
        self.is_digits(i)
            && i > stop
            && (matches!(self.sign(i - 1), '-' | '‑')
                && i > 1
                && matches!(self.at(i - 2), "I" | "US" | "SR" | "CA" | "NY" | "TX")
                || self.at(i - 1) == "US"
                || self.one_of(
                    i - 1 - stop,
                    &["highway", "hwy", "route", "rte", "rt", "interstate"],
                ))
    }

    /// "Expy", "NW", "Ave" without full stops, where an address or a street's name stands before.
    pub(super) fn address_word_after_number(&mut self, i: usize) -> Option<usize> {
        if !self.capitalised(i) {
            return None;
        }
        let stop = usize::from(self.glued_sign(i + 1) == '.');
        if let Some(end) = self.compass_before_name(i, i + 1 + stop) {
            return Some(end);
        }
        if i == 0 {
            return None;
        }
        let stop = usize::from(stop == 1 && !self.glued(i + 2));
        if let Some(point) = compass(self.at(i)) {
            // "I-80 E", "US 101 N"
            let road = i > 1
                && self.lexemes[i].spaced
                && !self.capitalised(i + 1)
                && self.road_number(i - 1);
            if road {
                self.begin(i);
                self.say_word(point);
                return Some(self.finish(i + 1 + stop));
            }
            let after_street = street(&self.lower(i - 1)).is_some()
                || i > 1 && self.sign(i - 1) == '.' && street(&self.lower(i - 2)).is_some();
            let before_street = (i + 1 + stop..i + 5)
                .any(|j| self.capitalised(j) && street(&self.lower(j)).is_some())
                && self.capitalised(i + 1 + stop);
            if !(after_street || before_street && (self.is_digits(i - 1) || self.lower_word(i - 1)))
            {
                return None;
            }
            self.begin(i);
            self.say_word(point);
            return Some(self.finish(i + 1 + stop));
        }
        let name = street(&self.lower(i))?;
        if name == &*self.lower(i) || matches!(&*self.lower(i), "st" | "dr") {
            return None;
        }
        // "the 2nd Cir.": a court.
        if name == "circle"
            && self.is_word(i - 1)
            && (self.ordinal_suffix(i - 1) || self.at(i - 1) == "d")
        {
            return None;
        }
        let named =
            self.capitalised(i - 1) || self.is_word(i - 1) && i > 1 && self.is_digits(i - 2);
        let sure = matches!(
            &*self.lower(i),
            "ave" | "blvd" | "rd" | "hwy" | "pkwy" | "expy" | "fwy"
        );
        if !(named && (sure || self.address_before(i))) {
            return None;
        }
        self.begin(i);
        self.say_word(name);
        Some(self.finish(i + 1 + stop))
    }
}
