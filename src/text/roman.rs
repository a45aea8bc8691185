//! Roman numerals: kings, chapters, centuries, enumerations.

use super::given::is_given_name;
use super::numeral_roman::{RULERS, is_heading, takes_ordinal, value};
use super::reader::Reader;

impl Reader<'_> {
    /// Reads Roman numerals in capitals (lower case only after "p." and the like).
    pub(super) fn roman(&mut self, i: usize) -> Option<usize> {
        let (stem, possessive) = self.possessive(i);
        let first = stem.as_bytes().first()?;
        if !matches!(
            first,
            b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M' | b'i' | b'v' | b'x'
        ) || self.glued_before(i)
            && !matches!(self.sign(i - 1), '(' | '-' | '–' | '"' | '“' | '.')
        {
            return None;
        }
        if let Some(end) = self.roman_ordinal(i) {
            return Some(end);
        }
        let before = self.word_before(i);
        // "Part IIa", "phase IIb", "stage IIIB"
        if let Some((numeral, letter)) = stem.split_at_checked(stem.len() - 1)
            && numeral.len() > 1 - usize::from(letter != "c")
            && matches!(letter, "a" | "b" | "c" | "A" | "B")
            && is_heading(&before)
            && let Some(n) = value(numeral).filter(|_| first.is_ascii_uppercase())
        {
            self.begin(i);
            self.cardinal(n);
            self.letters(letter);
            return Some(self.finish(i + 1));
        }
        let n = value(stem)?;
        let lower = first.is_ascii_lowercase();
        if lower {
            let page = matches!(
                &*before,
                "p" | "pp"
                    | "pg"
                    | "page"
                    | "pages"
                    | "chapter"
                    | "chapters"
                    | "section"
                    | "sections"
                    | "part"
                    | "parts"
                    | "paragraph"
                    | "clause"
                    | "act"
                    | "scene"
                    | "footnote"
                    | "vol"
                    | "vols"
                    | "volume"
                    | "volumes"
                    | "ch"
                    | "sec"
                    | "para"
                    | "book"
                    | "appendix"
                    | "table"
                    | "fig"
                    | "figure"
            );
            // "the xvi century", "sections ii and iii"
            let century = stem.len() > 1
                && (self.one_of(i + 1, &["century", "centuries"])
                    || self.at(i + 1) == "c" && self.glued_sign(i + 2) == '.');
            let second = i > 2
                && self.one_of(i - 1, &["and", "or", "to"])
                && value(self.at(i - 2)).is_some()
                && is_heading(self.lower(i - 3).trim_end_matches('s'));
            if century {
                return Some(self.say_roman(i, n, true, possessive));
            }
            // "world war ii", "type iv"
            let page = page
                || stem.len() > 1
                    && stem.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
                    && matches!(
                        &*before,
                        "war"
                            | "type"
                            | "phase"
                            | "stage"
                            | "title"
                            | "class"
                            | "article"
                            | "grade"
                            | "level"
                    );
            let alone = self.len() == 1 && stem.len() > 1 && n < 50;
            let one = stem == "i" && !self.ends(i + 1) && !self.one_of(i + 1, &["and", "or"]);
            if !(self.listed(i, n) || (page || second || alone) && !one) {
                return None;
            }
            self.begin(i);
            self.cardinal(n);
            let end = self.roman_range(i + 1);
            return Some(self.finish(end));
        }
        if self.graded(i, n) {
            return Some(self.say_roman(i, n, false, possessive));
        }
        // "Grade C", "section D": these letters alone are letters.
        if matches!(stem, "C" | "D" | "L" | "M") {
            return None;
        }
        let section = i > 0 && self.sign(i - 1) == '§';
        let heading = section && stem != "I"
            || is_heading(&before)
                && (stem.len() > 1 || stem != "I" || self.heading_takes_one(i, &before));
        let coordinated = i > 1
            && self.one_of(i - 1, &["and", "or", "to"])
            && value(self.at(i - 2)).is_some()
            && i > 2
            && (is_heading(&self.lower(i - 3))
                || is_heading(self.lower(i - 3).trim_end_matches('s')));
        // "George I and II", "James VI and I"; in "Louis XVI and I met" the numbers do not go on.
        let second_ruler = i > 2
            && self.one_of(i - 1, &["and", "or", "to"])
            && value(self.at(i - 2))
                .is_some_and(|first| first < n || self.one_of(i - 3, &["james"]))
            && self.ruler(i - 2, self.at(i - 2));
        if second_ruler {
            self.begin(i);
            self.say_word("the");
            self.finish(i + 1);
            self.join = true;
            return Some(self.say_roman(i, n, true, possessive));
        }
        let plural = matches!(
            &*before,
            "parts"
                | "chapters"
                | "books"
                | "articles"
                | "volumes"
                | "sections"
                | "acts"
                | "types"
                | "titles"
                | "phases"
                | "stages"
                | "tables"
                | "wars"
                | "levels"
        );
        if heading || plural || coordinated {
            return Some(self.say_roman(i, n, false, possessive));
        }
        if stem.len() > 1 && possessive.is_empty() && takes_ordinal(&self.lower(i + 1)) {
            return Some(self.say_roman(i, n, true, possessive));
        }
        if self.ruler(i, stem) {
            if &*before != "the" {
                self.begin(i);
                self.say_word("the");
                self.finish(i + 1);
                self.join = true;
            }
            return Some(self.say_roman(i, n, true, possessive));
        }
        if self.listed(i, n) {
            return Some(self.say_roman(i, n, false, possessive));
        }
        // "IV. Discussion", or the numeral alone.
        let alone = i == 0
            && (self.len() == 1
                || self.glued_sign(1) == '.' && (self.len() == 2 || self.capitalised(2)));
        if alone
            && stem.len() > 1
            && (n < 40 && stem.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) || stem.len() > 3)
            && !(1100..2100).contains(&n)
        {
            return Some(self.say_roman(i, n, false, possessive));
        }
        // A year: "MCMXCIV".
        if stem.len() >= 4 && (1100..2100).contains(&n) && stem.starts_with('M') {
            self.begin(i);
            self.year(n);
            self.ending(possessive);
            return Some(self.finish(i + 1));
        }
        // After a name: "Apollo XI", "Model III". Letters that are common acronyms stay letters.
        let plain = stem.len() >= 2
            && stem.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
            && !matches!(stem, "IV" | "XX" | "XI" | "VI" | "XV");
        let hyphened = i > 1 && self.sign(i - 1) == '-' && self.capitalised(i - 2);
        let after_name = i > 0 && (self.capitalised(i - 1) || hyphened) && !self.shouting;
        if stem.len() >= 2
            && (plain || after_name)
            && stem.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
            && n < 40
        {
            return Some(self.say_roman(i, n, false, possessive));
        }
        None
    }

    /// "I, II and III", "i, ii, or iii": whether the numeral `n` at `i` has the one before it or
    /// after it at its side.
    fn listed(&self, i: usize, n: u64) -> bool {
        let small = |j: usize| {
            let text = self.at(j);
            self.is_word(j)
                && text
                    .bytes()
                    .all(|b| matches!(b, b'I' | b'V' | b'X' | b'i' | b'v' | b'x'))
                && self.lower_word(j) == self.lower_word(i)
        };
        let joins = |j: usize| self.sign(j) == ',' || self.one_of(j, &["and", "or"]);
        let comma = |j: usize| self.sign(j) == ',' && self.one_of(j + 1, &["and", "or"]);
        let next = i + 2 + usize::from(comma(i + 1));
        // "x and xi", "v or vi" are letters of a formula.
        let clear = |j: usize| !self.lower_word(j) || self.at(j).len() > 1 || self.at(j) == "i";
        let after = joins(i + 1) && small(next) && value(self.at(next)) == Some(n + 1) && clear(i);
        let mut first = i;
        while first > 0 && i - first < 2 && joins(first - 1) {
            first -= 1;
        }
        let before = first < i
            && first > 0
            && n > 1
            && small(first - 1)
            && clear(first - 1)
            && value(self.at(first - 1)) == Some(n - 1);
        small(i) && (after || before)
    }

    fn heading_takes_one(&self, i: usize, before: &str) -> bool {
        // "Part I", "World War I"; but "the article I wrote", "no I".
        let short = i > 1
            && self.sign(i - 1) == '.'
            && matches!(
                before,
                "vol" | "ch" | "pt" | "bk" | "fig" | "ep" | "sc" | "art" | "sec"
            );
        short
            || i > 0
                && self.capitalised(i - 1)
                && !matches!(before, "no" | "world" | "p" | "page" | "round")
                && (self.ends(i + 1)
                    || !self.verb_follows(i + 1)
                    || matches!(before, "war" | "phase" | "type"))
            || matches!(before, "type" | "phase" | "stage" | "class") && self.noun_like(i + 1)
    }

    fn verb_follows(&self, i: usize) -> bool {
        self.one_of(
            i,
            &[
                "am", "was", "have", "had", "will", "would", "can", "could", "think", "do", "did",
                "know", "want", "wrote", "read", "saw", "like", "love", "say", "said", "may",
                "must", "should", "don't",
            ],
        )
    }

    fn noun_like(&self, i: usize) -> bool {
        self.ends(i) || self.lower_word(i) && !self.verb_follows(i)
    }

    /// "XXth", "XIXth century"
    fn roman_ordinal(&mut self, i: usize) -> Option<usize> {
        let word = self.at(i);
        let stem = ["th", "st", "nd", "rd"]
            .iter()
            .find_map(|s| word.strip_suffix(s))?;
        if stem.is_empty() || !stem.bytes().all(|b| b.is_ascii_uppercase()) {
            return None;
        }
        let n = value(stem)?;
        // "Ind." is no numeral.
        let fits = match n % 10 {
            1 => word.ends_with("st") || n % 100 == 11,
            2 => word.ends_with("nd") || n % 100 == 12,
            3 => word.ends_with("rd") || n % 100 == 13,
            _ => false,
        };
        if !fits && !word.ends_with("th") {
            return None;
        }
        self.begin(i);
        self.ordinal(n);
        Some(self.finish(i + 1))
    }

    fn say_roman(&mut self, i: usize, n: u64, ordinal: bool, possessive: &str) -> usize {
        self.begin(i);
        if ordinal {
            self.ordinal(n)
        } else {
            self.cardinal(n)
        }
        self.ending(possessive);
        let end = self.roman_range(i + 1);
        self.finish(end)
    }

    /// "an I–V scale", "grades I-III": whether the numeral `n` at `i` begins a range of grades.
    fn graded(&self, i: usize, n: u64) -> bool {
        let last = if matches!(self.glued_sign(i + 1), '-' | '–') && self.glued(i + 2) {
            value(self.at(i + 2))
        } else {
            None
        };
        last.is_some_and(|last| n < last && last <= 20)
            && (self.one_of(
                i + 3,
                &[
                    "scale",
                    "scales",
                    "range",
                    "spectrum",
                    "rating",
                    "ratings",
                    "grading",
                    "classification",
                    "ladder",
                    "system",
                ],
            ) || self.one_of(
                i.wrapping_sub(1),
                &[
                    "grades",
                    "types",
                    "stages",
                    "classes",
                    "levels",
                    "phases",
                    "tiers",
                    "ranks",
                    "categories",
                    "orders",
                    "factors",
                ],
            ))
    }

    /// "II-IV": the rest of a range.
    fn roman_range(&mut self, at: usize) -> usize {
        if matches!(self.glued_sign(at), '-' | '–')
            && self.glued(at + 1)
            && let Some(n) = value(self.at(at + 1))
        {
            self.say_word("to");
            self.cardinal(n);
            return at + 2;
        }
        at
    }

    /// Whether the numeral at `i` belongs to a ruler or a person: "Louis XIV", "John Smith III".
    fn ruler(&self, i: usize, stem: &str) -> bool {
        if i == 0 || !self.is_word(i - 1) || !self.capitalised(i - 1) {
            return false;
        }
        let name = self.lower(i - 1);
        let known = RULERS.binary_search(&&*name).is_ok();
        let crowned = (1..=4).any(|back| {
            i > back
                && matches!(
                    &*self.lower(i - 1 - back),
                    "king"
                        | "queen"
                        | "pope"
                        | "emperor"
                        | "empress"
                        | "tsar"
                        | "czar"
                        | "prince"
                        | "sultan"
                        | "duke"
                        | "shah"
                        | "pharaoh"
                        | "saint"
                )
        });
        match stem {
            // "King James I was", "Napoleon I had"; but "when I met James I was".
            "I" => {
                // "Henry I. Smith"
                if self.glued_sign(i + 1) == '.'
                    && self.capitalised(i + 2)
                    && !super::starter::is_starter(self.at(i + 2))
                {
                    return false;
                }
                let subject = i == 1 || !(self.is_word(i - 2) || self.is_digits(i - 2));
                let own = self.one_of(
                    i + 1,
                    &["am", "have", "think", "do", "don't", "know", "want"],
                );
                crowned && !own || known && (!self.verb_follows(i + 1) || subject && !own)
            }
            "C" | "D" | "L" | "M" | "CD" | "DC" | "MD" | "CM" | "MC" => false,
            "X" | "V" => known || crowned,
            // "John D. Smith III", "Sammy Davis II"
            "II" | "III" | "IV" => known || crowned || i > 1 && self.personal(i),
            _ => known || crowned,
        }
    }

    /// A given name or an initial, and a name with a capital, before `i`.
    fn personal(&self, i: usize) -> bool {
        let initial = self.sign(i - 2) == '.' && i > 2 && self.at(i - 3).len() == 1;
        let given = (2..=3).any(|back| {
            i >= back
                && (back == 2 || self.capitalised(i - 2))
                && self.capitalised(i - back)
                && is_given_name(&self.lower(i - back))
        });
        self.capitalised(i - 1)
            && (initial || given)
            && (initial || self.ends(i + 1) || self.lower_word(i + 1))
            && self.at(i - 1).len() > 2
    }
}
