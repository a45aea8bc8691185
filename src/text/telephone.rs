//! Telephone numbers, dotted and dashed digit groups, fractions, and numbers that name things.

use super::number::Form;
use super::reader::Reader;

impl Reader<'_> {
    /// Reads telephone numbers that begin with a digit.
    pub(super) fn telephone(&mut self, i: usize) -> Option<usize> {
        let emergency = self.digit_count(i) == 3
            && self.at(i) == "911"
            && !self.glued(i + 1)
            && !self.unit_at(i + 1).is_some();
        if emergency
            && (i == 0 || !self.one_of(i - 1, &["porsche", "page", "pages"]))
            && !self.lower_word_plural(i + 1)
        {
            self.begin(i);
            self.digits(self.at(i));
            return Some(self.finish(i + 1));
        }
        let end = self.phone_groups(i)?;
        self.begin(i);
        self.say_phone(i, end);
        let end = self.extension(end);
        Some(self.finish(end))
    }

    fn lower_word_plural(&self, i: usize) -> bool {
        self.lower_word(i)
            && self.at(i).ends_with('s')
            && !matches!(
                self.at(i),
                "is" | "was" | "operators" | "dispatchers" | "calls"
            )
    }

    /// "+1 202 555 0143", "+44 20 7946 0018"
    pub(super) fn international_phone(&mut self, i: usize) -> Option<usize> {
        if !(1..=3).contains(&self.digit_count(i + 1)) {
            return None;
        }
        let mut end = i + 2;
        let mut digits = self.digit_count(i + 1);
        loop {
            let separated = matches!(self.glued_sign(end), '-' | '.' | '/') && self.glued(end + 1);
            let bracket = self.sign(end) == '('
                && self.glued_digits(end + 1) > 0
                && self.glued_sign(end + 2) == ')';
            let next = if bracket {
                end + 1
            } else {
                end + usize::from(separated)
            };
            let n = self.digit_count(next);
            if !(1..=4).contains(&n) && !(n > 4 && n < 11)
                || self.is_word(next + 1) && self.glued(next + 1)
            {
                break;
            }
            digits += n;
            end = next + 1 + usize::from(bracket);
            if digits > 15 {
                return None;
            }
        }
        if digits < 7 {
            return None;
        }
        self.begin(i);
        self.say_word("plus");
        self.say_phone(i + 1, end);
        let end = self.extension(end);
        Some(self.finish(end))
    }

    /// "(202) 555-0143"
    pub(super) fn parenthesised_phone(&mut self, i: usize) -> Option<usize> {
        if self.sign(i) != '('
            || !(2..=5).contains(&self.glued_digits(i + 1))
            || self.glued_sign(i + 2) != ')'
        {
            return None;
        }
        let dash = usize::from(matches!(self.glued_sign(i + 3), '-'));
        let first = i + 3 + dash;
        let sep = matches!(self.glued_sign(first + 1), '-' | '.') && self.glued(first + 2)
            || self.is_digits(first + 1);
        let second = first + 1 + usize::from(!self.is_digits(first + 1));
        if !sep
            || !(3..=4).contains(&self.digit_count(first))
            || !(3..=4).contains(&self.digit_count(second))
        {
            return None;
        }
        self.begin(i);
        self.say_phone(i + 1, second + 1);
        let end = self.extension(second + 1);
        Some(self.finish(end))
    }

    /// The end of a North American number at `i`, with or without country and area code.
    fn phone_groups(&self, i: usize) -> Option<usize> {
        let mut at = i;
        let first = self.digit_count(i);
        let separator =
            |at: usize| matches!(self.glued_sign(at), '-' | '.' | '‑' | '–') && self.glued(at + 1);
        // "1-800-..."
        if first == 1 && self.at(i) == "1" && separator(i + 1) && self.digit_count(i + 2) == 3 {
            at = i + 2;
        } else if first == 1
            && self.at(i) == "1"
            && self.sign(i + 1) == '('
            && self.glued_digits(i + 2) == 3
            && self.sign(i + 3) == ')'
        {
            at = i + 2;
        }
        if self.digit_count(at) != 3 {
            return None;
        }
        let bracket = usize::from(self.sign(at + 1) == ')' && at > i);
        let step = |from: usize| -> Option<usize> {
            if separator(from) {
                Some(from + 1)
            } else if bracket > 0 || !self.glued(from) {
                Some(from)
            } else {
                None
            }
        };
        let second = step(at + 1 + bracket)?;
        let spaced = !self.glued(second);
        match self.digit_count(second) {
            3 => {
                let third = step(second + 1)?;
                let letters = at > i
                    && self.is_word(third)
                    && self.at(third).bytes().all(|b| b.is_ascii_uppercase())
                    && self.at(third).len() >= 3;
                let whole = self.digit_count(third) == 4 && !self.more_number(third + 1);
                // "555 123 4567" must not be three unrelated numbers: the shape alone decides.
                (letters || whole).then_some(third + 1)
            }
            4 if !spaced
                && separator(at + 1)
                && at == i
                && self.sign(at + 1) != '.'
                && !self.more_number(second + 1)
                && self.sign(at + 1) != '–' =>
            {
                Some(second + 1)
            }
            _ if at > i
                && self.is_word(second)
                && self.at(second).len() >= 5
                && self.at(second).bytes().all(|b| b.is_ascii_uppercase()) =>
            {
                Some(second + 1)
            }
            _ => None,
        }
    }

    fn more_number(&self, i: usize) -> bool {
        self.glued(i)
            && (self.is_word(i) && self.at(i) != "x"
                || matches!(self.sign(i), '-' | '.' | '/' | ':' | ',')
                    && self.glued_digits(i + 1) > 0)
    }

    /// Says the groups from `i` to `end`: digits one by one, "800" and the like as hundreds.
    fn say_phone(&mut self, i: usize, end: usize) {
        for j in i..end {
            if self.is_digits(j) {
                if matches!(self.at(j), "800" | "900") && j <= i + 2 {
                    self.number_text(self.at(j), Form::Cardinal);
                } else {
                    self.digits(self.at(j));
                }
                if j + 1 < end {
                    self.group();
                }
            } else if self.is_word(j) {
                self.phone_word(j);
            }
        }
    }

    /// "FLOWERS" in "1-800-FLOWERS".
    fn phone_word(&mut self, j: usize) {
        let word = self.at(j);
        if super::acronym::unpronounceable(&super::token::Small::lower(word)) {
            self.letters(word);
        } else {
            let start = self.open_word();
            self.out
                .spoken
                .extend(word.chars().map(|c| c.to_ascii_lowercase()));
            self.close_word(start, super::WordKind::Word);
        }
    }

    /// "ext. 22", "x22" after a number.
    fn extension(&mut self, at: usize) -> usize {
        let comma = usize::from(self.sign(at) == ',');
        let i = at + comma;
        if !matches!(&*self.lower(i), "ext" | "x" | "extension") {
            return at;
        }
        let number = i + 1 + usize::from(self.sign(i + 1) == '.');
        if !(1..=6).contains(&self.digit_count(number)) {
            return at;
        }
        self.group();
        self.say_word("extension");
        self.digits(self.at(number));
        number + 1
    }

    /// "192.168.0.1", "2.0.1", "1026.253.553": digit groups with more than one point.
    pub(super) fn dotted(&mut self, i: usize) -> Option<usize> {
        let mut end = i + 1;
        let mut groups = 1;
        while self.glued_sign(end) == '.' && self.glued_digits(end + 1) > 0 {
            groups += 1;
            end += 2;
        }
        if groups < 3 {
            return None;
        }
        let address = groups == 4 && (0..4).all(|k| self.value(i + 2 * k) < 256);
        self.begin(i);
        for k in 0..groups {
            let j = i + 2 * k;
            if k > 0 {
                self.say_word(if address { "dot" } else { "point" });
            }
            if address || self.digit_count(j) > 3 || self.at(j).starts_with('0') {
                self.digits(self.at(j));
            } else {
                self.cardinal(self.value(j));
            }
        }
        let mut end = end;
        if address && self.glued_sign(end) == ':' && self.glued_digits(end + 1) > 0 {
            self.say_word("colon");
            self.digits(self.at(end + 1));
            end += 2;
        } else if address && self.glued_sign(end) == '/' && self.glued_digits(end + 1) > 0 {
            self.say_word("slash");
            self.cardinal(self.value(end + 1));
            end += 2;
        }
        let end = self.finish(end);
        self.join = self.glued(end) && self.is_word(end);
        Some(end)
    }

    /// "123-45-6789", "978-3-16-148410-0", "4-4-2": three or more groups with hyphens.
    pub(super) fn dashed(&mut self, i: usize) -> Option<usize> {
        let dash = |at: usize| {
            matches!(self.glued_sign(at), '-' | '‑' | '–') && self.glued_digits(at + 1) > 0
        };
        let mut end = i + 1;
        let mut groups = 1;
        let mut longest = self.digit_count(i);
        while dash(end) {
            groups += 1;
            longest = longest.max(self.digit_count(end + 1));
            end += 2;
        }
        let zip_plus_four = groups == 2 && self.digit_count(i) == 5 && self.digit_count(i + 2) == 4;
        if groups < 3 && !zip_plus_four {
            return None;
        }
        self.begin(i);
        for k in 0..groups {
            let j = i + 2 * k;
            if longest <= 2 && !self.at(j).starts_with('0') {
                self.cardinal(self.value(j));
            } else {
                self.digits(self.at(j));
            }
            if k + 1 < groups {
                self.group();
            }
        }
        let end = self.finish(end);
        self.join = self.glued(end) && self.is_word(end);
        Some(end)
    }

    /// "1/2", "2 3/4", "24/7", "9/11", "50/50"
    pub(super) fn fraction(&mut self, i: usize) -> Option<usize> {
        let whole = self.digit_count(i + 1) > 0
            && !self.glued(i + 1)
            && self.digit_count(i) <= 3
            && self.slash(i + 2);
        // "2-1/2" is a mixed number too.
        let hyphened =
            self.glued_sign(i + 1) == '-' && self.glued_digits(i + 2) > 0 && self.slash(i + 3);
        let at = if whole {
            i + 1
        } else if hyphened {
            i + 2
        } else {
            i
        };
        if !self.slash(at + 1) {
            return None;
        }
        let (n, d) = (self.value(at), self.value(at + 2));
        let end = at + 3;
        if matches!(self.glued_sign(end), '/' | '.') && self.glued_digits(end + 1) > 0 {
            return None;
        }
        if whole || hyphened {
            if n >= d {
                return None;
            }
            self.begin(i);
            self.cardinal(self.value(i));
            self.say_word("and");
            match (n, d) {
                (1, 2) => self.say("a half"),
                (1, 4) => self.say("a quarter"),
                _ => self.say_fraction(n, d),
            }
            return Some(self.fraction_end(end, n, d, true));
        }
        self.begin(i);
        let date = self.one_of(i.wrapping_sub(1), &["on", "until", "since", "dated"])
            && i > 0
            && (1..=12).contains(&n)
            && (1..=31).contains(&d)
            && !self.unit_at(end).is_some();
        match (n, d) {
            (24, 7)
            | (9, 11)
            | (20, 20)
            | (50, 50)
            | (60, 40)
            | (80, 20)
            | (70, 30)
            | (90, 10)
            | (365, _) => {
                self.cardinal(n);
                self.cardinal(d);
                return Some(self.finish(end));
            }
            _ if date => {
                self.say_word(super::date::name(n));
                self.ordinal(d);
                return Some(self.finish(end));
            }
            _ if self.digit_count(at) == 4
                && self.digit_count(at + 2) == 2
                && n > 1900
                && n < 2100 =>
            {
                // "2019/20": a season.
                self.year(n);
                if d < 10 {
                    self.say_word("oh");
                }
                self.cardinal(d);
                return Some(self.finish(end));
            }
            _ => self.say_fraction(n, d),
        }
        Some(self.fraction_end(end, n, d, false))
    }

    /// A unit after a fraction: "1/2 cup" needs none, "3/4 mi" does.
    fn fraction_end(&mut self, end: usize, _n: u64, _d: u64, mixed: bool) -> usize {
        if let Some(measure) = self.unit_at(end).filter(|_| !self.glued(end)) {
            if !mixed {
                self.say("of a");
            }
            self.say_measure(&measure, !mixed);
            return self.finish(measure.end);
        }
        let inch = matches!(self.glued_sign(end), '"' | '″' | '”')
            && (self.sign(end) == '″' || !self.single_open_quote());
        if inch {
            self.say(if mixed { "inches" } else { "of an inch" });
            return self.finish(end + 1);
        }
        let ordinal = self.ordinal_suffix(end);
        let end = self.finish(end + usize::from(ordinal));
        self.join = self.glued(end) && self.is_word(end);
        end
    }

    /// Whether a straight quotation mark is open, so that the next one closes it.
    fn single_open_quote(&self) -> bool {
        let before = &self.text[..self.out.tokens.last().map_or(0, |t| t.span.start as usize)];
        before.bytes().filter(|b| *b == b'"').count() % 2 == 1
    }

    fn slash(&self, i: usize) -> bool {
        matches!(self.glued_sign(i), '/' | '⁄') && self.glued_digits(i + 1) > 0
    }

    fn say_fraction(&mut self, n: u64, d: u64) {
        let words = match d {
            2 => Some(if n == 1 { "half" } else { "halves" }),
            4 => Some(if n == 1 { "quarter" } else { "quarters" }),
            _ => None,
        };
        let named = (3..=20).contains(&d)
            || matches!(
                d,
                24 | 25
                    | 30
                    | 32
                    | 40
                    | 48
                    | 50
                    | 60
                    | 64
                    | 100
                    | 128
                    | 200
                    | 250
                    | 256
                    | 500
                    | 1000
                    | 10_000
                    | 1_000_000
            );
        self.cardinal(n);
        match words {
            Some(word) => self.say_word(word),
            None if named && (n < d || d <= 10) || (n == 1 && d > 20 && d < 100) => {
                self.number(
                    d,
                    if n == 1 {
                        Form::Ordinal
                    } else {
                        Form::OrdinalPlural
                    },
                );
            }
            None => {
                self.say_word("over");
                if d == u64::MAX {
                    self.say_word("many")
                } else {
                    self.cardinal(d)
                }
            }
        }
    }

    /// "Room 204", "Flight 370", "Highway 101": a number that is a name.
    pub(super) fn named_number(&mut self, i: usize) -> Option<usize> {
        if !matches!(self.digit_count(i), 3 | 4) || i == 0 || self.at(i).starts_with('0') {
            return None;
        }
        let before = self.word_before(i);
        let number_sign = self.sign(i - 1) == '#'
            && i > 1
            && self.one_of(i - 2, &["room", "flight", "apt", "suite", "unit"]);
        let named = matches!(
            &*before,
            "room"
                | "rm"
                | "flight"
                | "suite"
                | "ste"
                | "apartment"
                | "apt"
                | "highway"
                | "route"
                | "interstate"
                | "boeing"
                | "airbus"
                | "bus"
                | "train"
                | "gate"
                | "locker"
                | "cabin"
                | "hwy"
                | "rte"
                | "channel"
                | "peugeot"
                | "bmw"
                | "porsche"
                | "ferrari"
                | "nokia"
                | "dorm"
                | "classroom"
                | "exit"
                | "mail"
                | "studio"
        );
        if !(named || number_sign)
            || self.glued(i + 1)
                && !matches!(
                    self.sign(i + 1),
                    '.' | ',' | ')' | '?' | '!' | ';' | ':' | '"' | '”' | '-'
                )
            || self.glued_sign(i + 1) == ',' && self.glued_digits(i + 2) == 3
            || self.glued_sign(i + 1) == '.' && self.glued_digits(i + 2) > 0
        {
            return None;
        }
        self.begin(i);
        self.pairs(self.value(i));
        let end = self.finish(i + 1);
        Some(end)
    }
}
