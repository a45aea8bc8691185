//! Years and decades: when four digits are a year.

use super::reader::Reader;
use super::token::Small;

/// Words before a number that make it a quantity.
fn is_quantity(word: &str) -> bool {
    matches!(
        word,
        "than"
            | "over"
            | "nearly"
            | "almost"
            | "approximately"
            | "exactly"
            | "least"
            | "most"
            | "another"
            | "only"
            | "some"
            | "roughly"
            | "additional"
            | "extra"
            | "all"
            | "those"
            | "these"
            | "equals"
            | "plus"
            | "minus"
            | "times"
            | "total"
            | "number"
            | "has"
            | "have"
            | "had"
            | "with"
            | "are"
            | "costs"
            | "cost"
            | "page"
            | "pages"
            | "lot"
            | "item"
            | "weighs"
            | "weighed"
            | "contains"
            | "sold"
            | "scored"
            | "earned"
            | "totaling"
            | "averaging"
            | "every"
            | "estimated"
    )
}

/// Words before a number that make it a year.
fn names_year(word: &str) -> bool {
    matches!(
        word,
        "year"
            | "since"
            | "circa"
            | "ca"
            | "c"
            | "est"
            | "copyright"
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "anno"
            | "years"
            | "born"
            | "died"
            | "founded"
            | "established"
            | "dated"
            | "flourished"
            | "reigned"
            | "erected"
            | "built"
            | "opened"
            | "date"
            | "completed"
            | "released"
            | "published"
            | "incorporated"
            | "midsummer"
            | "christmas"
            | "easter"
    )
}

impl Reader<'_> {
    /// Whether the four digits at `i` are a year, for what stands around them; `end` is behind them.
    ///
    /// In running text a number that long without a comma is a year more often than not. What it
    /// counts, or a word of quantity before it, makes it a number.
    pub(super) fn reads_as_year(&self, i: usize, end: usize) -> bool {
        let n = self.value(i);
        if self.digit_count(i) != 4 || !(1000..=2199).contains(&n) {
            return false;
        }
        let before = self.word_before(i);
        if self.era_at(end) || self.titled(end) && !is_quantity(&before) {
            return true;
        }
        if is_quantity(&before) || self.quantity_phrase(i, &before) {
            return false;
        }
        if names_year(&before) {
            return true;
        }
        // "Year: 1861", "Founded: 1848"
        if self.sign(i.wrapping_sub(1)) == ':' && i > 1 && names_year(&self.lower(i - 2)) {
            return n >= 1100;
        }
        // "The logbook says 1862."
        let told = matches!(
            &*before,
            "says" | "reads" | "read" | "said" | "marked" | "inscribed"
        );
        if told && n >= 1100 && self.ends(end) && self.sign(end) != ',' {
            return true;
        }
        let recent = (1900..=2099).contains(&n);
        // "Q3 2019", "H1 2020"
        let period = i > 1
            && matches!(self.at(i - 2), "Q" | "H")
            && matches!(self.at(i - 1), "1" | "2" | "3" | "4")
            && self.glued(i - 1);
        if recent && period {
            return true;
        }
        if recent
            && matches!(&*before, "in" | "since" | "during" | "until")
            && !n.is_multiple_of(100)
            && !self.one_of(end, &["people", "men", "women", "children", "of"])
        {
            return true;
        }
        // "pre-2023 borders"
        if n >= 1100
            && self.sign(i.wrapping_sub(1)) == '-'
            && i > 1
            && self.glued(i)
            && self.one_of(i - 2, &["mid", "pre", "post", "early", "late"])
        {
            return true;
        }
        if self.counts(end) {
            // "the 1848 revolutions", "2016 elections were"; but "the 1500 men".
            let round = n.is_multiple_of(if recent { 100 } else { 50 });
            return !round
                && (&*before == "the" || recent && i == 0)
                && !self.one_of(end, &["people", "men", "women", "children", "of", "feet"]);
        }
        recent || self.dated(i, end, n, &before)
    }

    /// "1066 and All That", "1776 and After": the rest of a title follows a year that ends before `end`.
    fn titled(&self, end: usize) -> bool {
        self.at(end) == "and"
            && self.one_of(
                end + 1,
                &[
                    "all", "after", "beyond", "its", "their", "the", "other", "before", "since",
                ],
            )
            && self.capitalised(end + 1)
    }

    /// "~1750", "≈1066": whether the four digits at `i`, after a sign for "about", are a year: not
    /// what is measured, counted or compared.
    pub(super) fn about_year(&self, i: usize) -> bool {
        let n = self.value(i);
        let before = i
            .checked_sub(1)
            .map_or(Small::lower(""), |sign| self.word_before(sign));
        let told = names_year(&before)
            || matches!(
                &*before,
                "in" | "by" | "from" | "until" | "since" | "before" | "after" | "during" | "to"
            );
        let alone = i == 1 || self.sign(i - 2) == '(';
        let end = i + 1;
        self.digit_count(i) == 4
            && (1000..=2099).contains(&n)
            && !self.glued_operand(end)
            && !self.unit_follows(end)
            && !self.counts(end)
            && (told && !n.is_multiple_of(1000)
                || alone && n >= 1100 && !n.is_multiple_of(100)
                || self.era_at(end))
    }

    /// Whether an older year at `i` stands where years stand.
    fn dated(&self, i: usize, end: usize, n: u64, before: &str) -> bool {
        match before {
            "in" | "until" | "till" | "by" | "from" | "during" | "before" | "after" | "late"
            | "early" | "mid" | "of" | "between" | "through" | "pre" | "post" => return true,
            "the" => return n >= 1100 || !n.is_multiple_of(100) && self.lower_word(end),
            "around" | "about" => return n >= 1100,
            "to" | "and" | "or" => return self.year_near(),
            "as" => return i > 1 && self.one_of(i - 2, &["early", "late", "recently", "until"]),
            "b" | "d" | "r" | "fl" => return self.sign(i - 1) == '.',
            _ => {}
        }
        let sign = self.sign(i.wrapping_sub(1));
        // "the Battle of Hastings (1066)"
        if sign == '(' && self.sign(end) == ')' && i > 1 && self.capitalised(i - 2) {
            return true;
        }
        if n < 1100 {
            return false;
        }
        match sign {
            '(' => return matches!(self.sign(end), ')' | ',' | ';' | '–' | '-'),
            // "London, 1851.", "(Smith, 1848)", "1850, 1851 and 1852"
            ',' => return self.year_near() || i > 1 && self.capitalised(i - 2) && self.ends(end),
            _ => {}
        }
        let verb = i == 0 && self.lower_word(end);
        let genitive = super::token::is_apostrophe(self.glued_sign(end)) && self.glued(end + 1);
        verb || genitive || self.years_follow(end)
    }

    /// Whether a year has just been said, so that the number after "and" is one too.
    fn year_near(&self) -> bool {
        self.year_said > 0 && self.out.tokens.len() - self.year_said <= 3
    }

    /// "1861 to 1865": a second year at `i`, and nothing that it counts.
    fn years_follow(&self, i: usize) -> bool {
        self.one_of(i, &["to", "until", "through"])
            && self.digit_count(i + 1) == 4
            && (1100..=2199).contains(&self.value(i + 1))
            && !self.counts(i + 2)
            && !self.unit_follows(i + 2)
    }

    /// "a total of 1850", "up to 1850": a quantity, for the words before the preposition.
    fn quantity_phrase(&self, i: usize, before: &str) -> bool {
        if i < 2 {
            return false;
        }
        match before {
            "of" => {
                let noun = self.lower(i - 2);
                matches!(
                    noun.trim_end_matches('s'),
                    "total"
                        | "population"
                        | "height"
                        | "length"
                        | "weight"
                        | "sum"
                        | "number"
                        | "group"
                        | "distance"
                        | "speed"
                        | "average"
                        | "maximum"
                        | "minimum"
                        | "capacity"
                        | "depth"
                        | "width"
                        | "crowd"
                        | "team"
                        | "price"
                        | "cost"
                        | "elevation"
                        | "altitude"
                        | "score"
                        | "majority"
                        | "collection"
                        | "out"
                        | "limit"
                        | "garrison"
                        | "force"
                        | "fleet"
                        | "army"
                        | "mean"
                        | "median"
                        | "area"
                        | "record"
                        | "attendance"
                        | "some"
                        | "peak"
                        | "rate"
                )
            }
            "to" => self.one_of(
                i - 2,
                &[
                    "up", "close", "down", "added", "rose", "fell", "grew", "amounted", "adds",
                    "equal",
                ],
            ),
            "in" => self.one_of(i - 2, &["one", "1"]) || self.at(i - 2) == "1",
            _ => false,
        }
    }

    /// Whether a counted noun follows: "2000 people", "1500 students", "1500 of them".
    pub(super) fn counts(&self, i: usize) -> bool {
        if !self.lower_word(i) {
            return false;
        }
        let word = self.lower(i);
        match &*word {
            "people" | "men" | "women" | "children" | "percent" | "persons" | "feet" | "square"
            | "cubic" | "more" | "other" | "different" | "new" | "fish" | "sheep" | "extra"
            | "additional" | "young" | "hundred" | "thousand" | "million" | "billion" | "of"
            | "volunteer" => true,
            "is" | "was" | "as" | "has" | "this" | "does" | "its" | "his" | "us" | "yes"
            | "thus" | "plus" | "versus" | "across" | "towards" | "always" | "perhaps" | "sees"
            | "saw" | "series" | "olympics" | "elections" | "games" | "brings" | "comes"
            | "begins" | "starts" | "ends" | "marks" | "makes" | "besides" | "afterwards"
            | "sometimes" | "onwards" | "upwards" | "whereas" | "unless" | "shows" => false,
            w => {
                w.len() > 3
                    && w.ends_with('s')
                    && !w.ends_with("ss")
                    && !w.ends_with("'s")
                    && !w.ends_with("us")
            }
        }
    }

    /// Says a year with its era, if one follows.
    pub(super) fn year_token(&mut self, i: usize) -> Option<usize> {
        let n = self.value(i);
        let end = i + 1;
        if self.era_at(end) && self.digit_count(i) <= 4 && !self.glued_before(i) {
            self.begin(i);
            self.year(n);
            let end = self.say_era(end).unwrap_or(end);
            // "30 BC–AD 14"
            let dash = matches!(self.sign(end), '-' | '–' | '—');
            if dash && (self.at(end + 1) == "AD" || self.between(end + 1, end + 5) == "A.D.") {
                self.say_word("to");
                return Some(self.finish(end + 1));
            }
            return Some(self.finish_range(end));
        }
        None
    }

    /// "1980s", "'80s", "2000s", "mid-1990s"
    pub(super) fn decade_at(&mut self, i: usize) -> Option<usize> {
        let ending = self.possessive_s(i + 1)?;
        let n = self.value(i);
        if ending == i + 2
            && self.digit_count(i) == 3
            && !n.is_multiple_of(10)
            && &*self.word_before(i) == "the"
        {
            // "the 747s"
            self.begin(i);
            self.pairs(n);
            self.ending("s");
            return Some(self.finish(ending));
        }
        // "the 7s and aces"
        if ending == i + 2
            && !n.is_multiple_of(10)
            && self.digit_count(i) <= 2
            && self.one_of(
                i.wrapping_sub(1),
                &["the", "all", "two", "three", "four", "into", "by"],
            )
        {
            self.begin(i);
            self.number(n, super::number::Form::Plural);
            return Some(self.finish(ending));
        }
        if ending > i + 3
            || !n.is_multiple_of(10)
            || !matches!(self.digit_count(i), 2 | 4)
            || n > 2200 && n < 10_000 && self.digit_count(i) == 4
        {
            return None;
        }
        // "30s" may be seconds.
        let cued = matches!(
            &*self.word_before(i),
            "the"
                | "his"
                | "her"
                | "their"
                | "my"
                | "our"
                | "your"
                | "in"
                | "of"
                | "mid"
                | "early"
                | "late"
                | "roaring"
                | "to"
                | "and"
                | "into"
                | "from"
        ) || self.glued_before(i);
        if n <= 30 && n > 0 && !cued && self.sign(i + 1) == '\0' {
            return None;
        }
        self.begin(i);
        if self.digit_count(i) == 2 && n == 0 {
            self.say("two thousands")
        } else {
            self.decade(n)
        }
        Some(self.finish_range(ending))
    }

    /// "s" or "'s" glued at `i`, and the index after it.
    fn possessive_s(&self, i: usize) -> Option<usize> {
        if self.glued(i) && self.at(i) == "s" {
            return Some(i + 1);
        }
        let apostrophe = super::token::is_apostrophe(self.glued_sign(i));
        (apostrophe && self.glued(i + 1) && self.at(i + 1) == "s").then_some(i + 2)
    }
}
