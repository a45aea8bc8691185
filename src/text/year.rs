//! Years and decades: when four digits are a year.

use super::reader::Reader;

impl Reader<'_> {
    /// A year at `i` that is read as one because of what stands around it; `None` if it is a number.
    pub(super) fn reads_as_year(&self, i: usize, end: usize) -> bool {
        let n = self.value(i);
        if self.digit_count(i) != 4 || !(1000..=2199).contains(&n) {
            return false;
        }
        let recent = (1900..=2099).contains(&n);
        let before = self.word_before(i);
        match &*before {
            "than" | "over" | "nearly" | "almost" | "approximately" | "exactly" | "least"
            | "most" | "another" | "only" | "some" | "roughly" | "additional" | "extra" | "all"
            | "those" | "these" | "equals" | "plus" | "minus" | "times" | "total" | "number"
            | "has" | "have" | "had" | "with" | "are" | "costs" | "cost" => {
                return self.era_at(end);
            }
            "year" | "since" | "circa" | "ca" | "c" | "est" | "copyright" | "spring" | "summer"
            | "autumn" | "fall" | "winter" | "anno" | "years" => return true,
            "in" | "until" | "till" | "by" | "from" | "during" | "before" | "after" | "late"
            | "early" | "mid" | "of" | "between" | "and" | "to" | "through" => {
                let dates = matches!(
                    &*before,
                    "in" | "until" | "during" | "late" | "early" | "from"
                );
                return self.era_at(end)
                    || (recent || dates) && !self.counts(end)
                    || recent && &*before == "in";
            }
            _ => {}
        }
        if self.era_at(end) {
            return true;
        }
        if recent {
            return !self.counts(end);
        }
        // Older years only where nothing else is likely: "(1492)", "the 1812 overture", "1066,".
        let bracketed = i > 0 && self.sign(i - 1) == '(' && self.sign(end) == ')';
        bracketed && n > 1100 || &*before == "the" && !self.counts(end)
    }

    /// Whether a counted noun follows: "2000 people", "1500 students".
    fn counts(&self, i: usize) -> bool {
        if !self.lower_word(i) {
            return false;
        }
        let word = self.lower(i);
        match &*word {
            "people" | "men" | "women" | "children" | "percent" | "persons" | "feet" | "square"
            | "cubic" | "more" | "other" | "different" | "new" | "fish" | "sheep" | "extra"
            | "additional" | "young" | "hundred" | "thousand" | "million" | "billion" => true,
            "is" | "was" | "as" | "has" | "this" | "does" | "its" | "his" | "us" | "yes"
            | "thus" | "plus" | "versus" | "across" | "towards" | "always" | "perhaps" | "sees"
            | "saw" | "series" | "olympics" | "elections" | "games" => false,
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
            return Some(self.finish(end));
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
        Some(self.finish(ending))
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
