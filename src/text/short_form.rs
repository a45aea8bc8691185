//! Abbreviations: those with a full stop, and the few that do without.

use super::abbreviation::{self, Abbreviation};
use super::date;
use super::reader::Reader;
use super::token::is_apostrophe;

/// Counties whose names "Co." stands before in Ireland and England.
fn is_county(name: &str) -> bool {
    matches!(
        name,
        "Antrim"
            | "Armagh"
            | "Carlow"
            | "Cavan"
            | "Clare"
            | "Cork"
            | "Derry"
            | "Donegal"
            | "Down"
            | "Dublin"
            | "Durham"
            | "Fermanagh"
            | "Galway"
            | "Kerry"
            | "Kildare"
            | "Kilkenny"
            | "Laois"
            | "Leitrim"
            | "Limerick"
            | "Londonderry"
            | "Longford"
            | "Louth"
            | "Mayo"
            | "Meath"
            | "Monaghan"
            | "Offaly"
            | "Roscommon"
            | "Sligo"
            | "Tipperary"
            | "Tyrone"
            | "Waterford"
            | "Westmeath"
            | "Wexford"
            | "Wicklow"
    )
}

impl Reader<'_> {
    /// Abbreviations with a full stop, and the few that do without.
    pub(super) fn abbreviation(&mut self, i: usize) -> Option<usize> {
        if let Some(end) = self.dotted_initials(i) {
            return Some(end);
        }
        let key = self.lower(i);
        let stop = self.glued_sign(i + 1) == '.' && !self.glued(i + 2)
            || self.glued_sign(i + 1) == '.'
                && matches!(
                    self.glued_sign(i + 2),
                    ',' | ')' | ';' | ':' | '-' | '?' | '!' | '\'' | '’' | '”' | '"' | '/'
                );
        if self.glued_after_word(i) {
            return None;
        }
        if let Some(end) = self.before_number(i, &key) {
            return Some(end);
        }
        if matches!(self.glued_sign(i + 1), 'º' | '°') && &*key == "n" {
            let end = i + 2 + usize::from(self.glued_sign(i + 2) == '.');
            self.begin(i);
            self.say_word("number");
            return Some(self.finish(end));
        }
        if !stop
            && i > 0
            && self.at(i) == "No"
            && self.is_digits(i + 1)
            && self.lexemes[i + 1].spaced
        {
            self.begin(i);
            self.say_word("number");
            return Some(self.finish(i + 1));
        }
        if !stop {
            if matches!(&*key, "dr" | "st") {
                return self.saint_or_street(i, &key, i + 1);
            }
            if self.numbered_without_stop(i, &key) {
                let (_, phrase) = abbreviation::find(&key)?;
                let colon = self.glued_sign(i + 1) == ':';
                let after = i + 1 + usize::from(colon);
                let phrase = self.in_context(i, after, &key).unwrap_or(phrase);
                self.begin(i);
                self.say(phrase);
                return Some(self.finish(i + 1));
            }
            if matches!(&*key, "ie" | "eg") && !self.lower_word(i) {
                return None;
            }
            let named = self.capitalised(i) && !self.at(i).ends_with(char::is_uppercase);
            let phrase = match &*key {
                "lt" if named && self.capitalised(i + 1) => "lieutenant",
                // "Lt-Col.", "Maj-Gen."
                "lt" | "maj" | "brig" | "gov" | "col"
                    if named
                        && self.glued_sign(i + 1) == '-'
                        && abbreviation::find(&self.lower(i + 2))
                            .is_some_and(|(kind, _)| kind == Abbreviation::Title) =>
                {
                    abbreviation::find(&key)?.1
                }
                "ctr" if named && i > 0 && self.capitalised(i - 1) => "center",
                "cty" if named && self.capitalised(i + 1) => "county",
                "fwy" if named && i > 0 => "freeway",
                "mme" if named => "madame",
                "mt" if named && self.capitalised(i + 1) => "mount",
                "mk" if named && self.lexemes.get(i + 1).is_some_and(|l| l.spaced) => "mark",
                _ => abbreviation::without_stop(&key)?,
            };
            self.begin(i);
            self.say(phrase);
            return Some(self.finish(i + 1));
        }
        let after = i + 2;
        if let Some(end) = self.saint_or_street(i, &key, after) {
            return Some(end);
        }
        if &*key == "ft" && self.capitalised(i) && self.capitalised(after) {
            self.begin(i);
            self.say_word("fort");
            return Some(self.finish(after));
        }
        if let Some(words) = self.timetable(i, after, &key) {
            self.begin(i);
            self.say_word(words);
            return Some(self.finish(after));
        }
        // "Int'l. Assn."
        if key.contains('\'')
            && let Some(phrase) = abbreviation::without_stop(&key)
        {
            self.begin(i);
            self.say(phrase);
            return Some(self.finish(after));
        }
        let (kind, phrase) = abbreviation::find(&key)?;
        // The abbreviation is all there is.
        let alone = i == 0
            && after == self.len()
            && !matches!(
                &*key,
                "no" | "in"
                    | "art"
                    | "par"
                    | "la"
                    | "ore"
                    | "ill"
                    | "me"
                    | "wash"
                    | "del"
                    | "est"
                    | "ed"
                    | "hon"
                    | "bro"
                    | "pres"
                    | "rep"
                    | "op"
                    | "app"
                    | "pop"
                    | "s"
            );
        if alone && kind == Abbreviation::Unit && phrase.is_empty() {
            let measure = self.unit_at(i)?;
            self.begin(i);
            let plural = key.ends_with('s') && !key.ends_with("bs");
            self.say_measure(&measure, !plural);
            return Some(self.finish(after));
        }
        if alone
            && !phrase.is_empty()
            && (kind != Abbreviation::Calendar && kind != Abbreviation::State
                || self.capitalised(i))
        {
            self.begin(i);
            self.say(phrase);
            return Some(self.finish(after));
        }
        if phrase.is_empty() || !self.abbreviates(i, after, kind, &key) {
            return None;
        }
        let phrase = self.in_context(i, after, &key).unwrap_or(phrase);
        self.begin(i);
        self.say(phrase);
        // "Jr.'s"
        let genitive = is_apostrophe(self.glued_sign(after))
            && self.glued(after + 1)
            && self.at(after + 1) == "s";
        if genitive {
            self.ending("'s");
        }
        // "Pasadena, Calif. 91101"
        if kind == Abbreviation::State && self.digit_count(after) == 5 && !self.glued(after) {
            self.finish(after);
            return Some(self.postal_code(after));
        }
        Some(self.finish(after + 2 * usize::from(genitive)))
    }

    /// What an abbreviation stands for where that depends on what follows it.
    pub(super) fn in_context(&self, i: usize, after: usize, key: &str) -> Option<&'static str> {
        let number = self.is_digits(after);
        let name = self.capitalised(after) && !self.lower_roman_or_letter(after);
        Some(match key {
            "rev" if number => "revision",
            // "vs. $1.27 est.", "est. $5"
            "est"
                if i > 0 && self.is_digits(i - 1)
                    || matches!(self.sign(after), '$' | '€' | '£') =>
            {
                "estimated"
            }
            "ph" if self.phone_at(after) => "phone",
            // "a 6-pk."
            "pk" if i > 0 && (self.is_digits(i - 1) || self.sign(i - 1) == '-') => "pack",
            "sec" if self.one_of(after, &["of"]) || name && self.capitalised(i) => "secretary",
            "ste" if !number && self.capitalised(after) => "saint",
            "ste" if i > 0 && self.one_of(i - 1, &["sault"]) => "saint",
            "pt" if name => "point",
            "gen" if number || matches!(self.at(after), "X" | "Y" | "Z") => "generation",
            "col" if number => "column",
            "ed" if self.lower(after).starts_with("by") => "edited",
            "cir"
                if i > 1
                    && (self.ordinal_suffix(i - 1) || self.at(i - 1) == "d")
                    && self.is_digits(i - 2) =>
            {
                "circuit"
            }
            "sr" if name
                && !(i > 0 && self.capitalised(i - 1))
                && !self.one_of(after, &["high", "school", "vice", "director", "manager"])
                && self.at(after).bytes().any(|b| !b.is_ascii_uppercase()) =>
            {
                "sister"
            }
            "rev"
                if self.one_of(after, &["ed"])
                    || i > 2
                        && self.sign(i - 1) == ','
                        && self.sign(i - 2) == '.'
                        && self.one_of(i - 3, &["ed"]) =>
            {
                "revised"
            }
            "treas" if self.one_of(after, &["dept"]) => "treasury",
            "rt" if self.one_of(after, &["rev", "hon"]) => "right",
            "co" if is_county(self.at(after))
                || self.one_of(after, &["rd", "road", "hwy", "highway", "rte", "route"]) =>
            {
                "county"
            }
            "sts" if self.capitalised(after) && !(i > 0 && self.capitalised(i - 1)) => "saints",
            "eds" if i > 0 && self.is_digits(i - 1) => "editions",
            _ => return None,
        })
    }

    /// "Lv. Boston 9:05", "arr. 11:40": a train or a flight, its station and its time.
    fn timetable(&self, i: usize, after: usize, key: &str) -> Option<&'static str> {
        let verb = match key {
            "lv" => "leaves",
            "ar" | "arr" => "arrives",
            "dep" => "departs",
            _ => return None,
        };
        let time = (after..after + 4)
            .take_while(|&j| j == after || self.capitalised(j - 1))
            .find(|&j| self.is_digits(j))?;
        let clock = self.glued_sign(time + 1) == ':' && self.glued_digits(time + 2) == 2
            || self.half_of_day(time + 1).is_some();
        (clock && (self.capitalised(i) || time == after)).then_some(verb)
    }

    /// Whether a telephone number begins at `i`: "555-0163", "(202) 555", "+44 20".
    pub(super) fn phone_at(&self, i: usize) -> bool {
        matches!(self.sign(i), '(' | '+') && self.glued_digits(i + 1) > 0
            || self.digit_count(i) >= 3
                && (matches!(self.glued_sign(i + 1), '-' | '.') && self.glued_digits(i + 2) > 2
                    || self.digit_count(i + 1) > 2)
    }

    /// "2 T. butter", "1/2 t. salt"
    pub(super) fn spoonfuls(&self, i: usize) -> bool {
        matches!(self.at(i), "T" | "t")
            && i > 0
            && (self.is_digits(i - 1) || super::numeral::vulgar(self.sign(i - 1)).is_some())
            && self.glued_sign(i + 1) == '.'
            && self.lower_word(i + 2)
    }

    /// "b. 1756", "d. 1791", "fl. 1450", "r. 1327": what happened in a year; "c.1450", "p.55".
    pub(super) fn before_number(&mut self, i: usize, key: &str) -> Option<usize> {
        let at = i + 2;
        if self.glued_sign(i + 1) != '.' {
            return None;
        }
        // "19th c."
        if key == "c" && i > 1 && self.ordinal_suffix(i - 1) && self.is_digits(i - 2) {
            self.begin(i);
            self.say_word("century");
            return Some(self.finish(at));
        }
        // "the xviii c."
        if key == "c"
            && i > 0
            && self.at(i - 1).len() > 1
            && super::numeral_roman::value(self.at(i - 1)).is_some()
        {
            self.begin(i);
            self.say_word("century");
            return Some(self.finish(at));
        }
        // "20th-c. art"
        if key == "c"
            && i > 2
            && self.glued(i)
            && self.sign(i - 1) == '-'
            && self.ordinal_suffix(i - 2)
            && self.is_digits(i - 3)
        {
            self.begin(i);
            self.say_word("century");
            return Some(self.finish(at));
        }
        // "12th fl."
        if key == "fl" && i > 1 && self.ordinal_suffix(i - 1) && self.is_digits(i - 2) {
            self.begin(i);
            self.say_word("floor");
            return Some(self.finish(at));
        }
        // "2 c. flour"
        if key == "c"
            && i > 0
            && (self.is_digits(i - 1) || super::numeral::vulgar(self.sign(i - 1)).is_some())
            && self.lower_word(at)
        {
            let mixed = i > 3 && self.is_digits(i - 4) && !self.glued(i - 3);
            let one = self.at(i - 1) == "1" || i > 1 && self.sign(i - 2) == '/' && !mixed;
            self.begin(i);
            self.say_word(if one { "cup" } else { "cups" });
            return Some(self.finish(at));
        }
        if self.spoonfuls(i) {
            let one = self.at(i - 1) == "1" || i > 1 && self.sign(i - 2) == '/';
            self.begin(i);
            self.say_joined((
                if self.lower_word(i) {
                    "teaspoon"
                } else {
                    "tablespoon"
                },
                if one { "" } else { "s" },
            ));
            return Some(self.finish(at));
        }
        // "lat. 40.7° N"
        if matches!(key, "lat" | "long" | "lon")
            && let Some(number) = self.number_at(at)
            && self.glued_sign(number.end) == '°'
        {
            self.begin(i);
            self.say_word(if key == "lat" {
                "latitude"
            } else {
                "longitude"
            });
            return Some(self.finish(at));
        }
        let counted = i > 0 && self.is_digits(i - 1) && !self.glued(i);
        if key == "pp" && counted
            || key == "no"
                && self.one_of(at, &["of"])
                && (self.lower_word(i) || self.lower_word(at + 1) && self.at(at + 1).ends_with('s'))
        {
            self.begin(i);
            self.say_word(if key == "pp" { "pages" } else { "number" });
            return Some(self.finish(at));
        }
        if !self.is_digits(at) {
            return None;
        }
        let year = matches!(self.digit_count(at), 3 | 4) && self.lower_word(i);
        let dated = self.lower_word(i)
            && self.digit_count(at) <= 2
            && date::month(&self.lower(at + 1)).is_some();
        let phrase = match key {
            "b" if dated => "born",
            "d" if dated => "died",
            "b" if year => "born",
            "d" if year => "died",
            "r" if year => "reigned",
            "fl" if year => "flourished",
            "c" | "ca" if self.glued(at) && year => "circa",
            "p" | "pp" | "no" | "fig" | "figs" | "vol" | "ch" | "sec" | "nos" | "eq"
                if self.glued(at) =>
            {
                abbreviation::find(key)?.1
            }
            _ => return None,
        };
        self.begin(i);
        self.say(phrase);
        Some(self.finish(at))
    }

    /// "Fig 3", "Vol 2", "pp 10-12", "Tel: ..."
    pub(super) fn numbered_without_stop(&self, i: usize, key: &str) -> bool {
        let number = self.is_digits(i + 1) && !self.glued(i + 1);
        match key {
            "ext" if number && self.digit_count(i + 1) >= 2 => true,
            "ph" | "fx" => self.glued_sign(i + 1) == ':' && self.phone_at(i + 2),
            "lvl" | "lvls" => number,
            "tel" | "qty" | "ref" | "acct" | "amt" | "temp" | "ext" | "appt" | "mtg" => {
                self.glued_sign(i + 1) == ':'
            }
            "rm" | "apt" | "bldg" if self.lower_word(i) => number,
            "fl" => {
                let ordinal = i > 1 && self.ordinal_suffix(i - 1) && self.is_digits(i - 2);
                self.at(i) == "Fl" && (ordinal || number && i > 0 && self.sign(i - 1) == ',')
            }
            "pp" => number,
            "vol" | "vols" | "fig" | "figs" => number,
            "ch" | "eq" | "sec" | "apt" | "ste" | "rm" | "ver" | "prop" | "rt" | "rte" | "bldg"
            | "blk" => number && self.capitalised(i),
            _ => false,
        }
    }
}
