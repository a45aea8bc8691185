//! Telephone numbers, dotted and dashed digit groups, fractions, and numbers that name things.

use super::number::Form;
use super::reader::Reader;

impl Reader<'_> {
    /// Reads telephone numbers that begin with a digit.
    pub(super) fn telephone(&mut self, i: usize) -> Option<usize> {
        let emergency = self.digit_count(i) == 3
            && self.at(i) == "911"
            && !self.glued(i + 1)
            && self.unit_at(i + 1).is_none();
        if emergency
            && (i == 0 || !self.one_of(i - 1, &["porsche", "page", "pages"]))
            && !self.lower_word_plural(i + 1)
        {
            self.begin(i);
            self.digits(self.at(i));
            return Some(self.finish(i + 1));
        }
        let end = self.phone_groups(i).or_else(|| self.national_phone(i))?;
        self.begin(i);
        self.say_phone(i, end);
        let end = self.extension(end);
        Some(self.finish(end))
    }

    /// "020 7946 0018": a first group with a zero, and groups after spaces.
    fn national_phone(&self, i: usize) -> Option<usize> {
        if !self.at(i).starts_with('0') || !(2..=5).contains(&self.digit_count(i)) {
            return None;
        }
        let mut digits = self.digit_count(i);
        let mut end = i + 1;
        while (2..=8).contains(&self.digit_count(end))
            && !self.glued(end)
            && digits + self.digit_count(end) <= 13
        {
            digits += self.digit_count(end);
            end += 1;
        }
        // "call 0800 1111"
        let called = digits >= 7
            && end > i + 1
            && matches!(
                &*self.word_before(i),
                "call" | "ring" | "phone" | "dial" | "tel" | "telephone" | "fax" | "on" | "text"
            );
        ((digits >= 9 || called) && !self.more_number(end)).then_some(end)
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
        if (8..=15).contains(&self.digit_count(i + 1)) && !self.glued_alphanumeric(i + 2) {
            self.begin(i);
            self.say_word("plus");
            self.digits(self.at(i + 1));
            return Some(self.finish(i + 2));
        }
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
            if !(1..=10).contains(&n) || self.is_word(next + 1) && self.glued(next + 1) {
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
        if let Some(end) = self.trunk_prefix(i) {
            return Some(end);
        }
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

    /// "(0)20 7946 0000": a zero that is left out from abroad, and the groups after it.
    fn trunk_prefix(&mut self, i: usize) -> Option<usize> {
        if self.sign(i) != '(' || self.at(i + 1) != "0" || self.glued_sign(i + 2) != ')' {
            return None;
        }
        let (mut digits, mut end) = (self.glued_digits(i + 3), i + 4);
        while digits > 0 && (2..=8).contains(&self.digit_count(end)) && digits <= 11 {
            digits += self.digit_count(end);
            end += 1;
        }
        if !(8..=12).contains(&digits) || self.more_number(end) {
            return None;
        }
        self.begin(i);
        self.say_phone(i + 1, end);
        Some(self.finish(end))
    }

    /// The end of a North American number at `i`, with or without country and area code.
    fn phone_groups(&self, i: usize) -> Option<usize> {
        let mut at = i;
        let first = self.digit_count(i);
        let separator = |at: usize| {
            let slash = self.glued_sign(at) == '/'
                && self.glued_digits(at + 1) == 3
                && self.glued_sign(at + 2) == '-';
            (matches!(self.glued_sign(at), '-' | '.' | '‑' | '–') || slash) && self.glued(at + 1)
        };
        // "1-800-..."
        let dashed = separator(i + 1) && self.digit_count(i + 2) == 3;
        let bracketed =
            self.sign(i + 1) == '(' && self.glued_digits(i + 2) == 3 && self.sign(i + 3) == ')';
        let spaced_out = self.digit_count(i + 1) == 3
            && self.digit_count(i + 2) == 3
            && self.digit_count(i + 3) == 4
            && (1..4).all(|k| !self.glued(i + k));
        if first == 1 && self.at(i) == "1" && spaced_out {
            return (!self.more_number(i + 4)).then_some(i + 4);
        }
        if first == 1 && self.at(i) == "1" && (dashed || bracketed) {
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
        let capitals =
            |j: usize| self.is_word(j) && self.at(j).bytes().all(|b| b.is_ascii_uppercase());
        match self.digit_count(second) {
            // "555-HELP"
            0 if at == i
                && !spaced
                && self.at(second).len() == 4
                && capitals(second)
                && !self.glued_alphanumeric(second + 1)
                && self.value(i) >= 200
                && self.sign(at + 1) == '-' =>
            {
                Some(second + 1)
            }
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
            // "415 5550132"
            7 if self.value(at) >= 200
                && !self.at(second).starts_with(['0', '1'])
                && !self.more_number(second + 1)
                && !self.unit_follows(second + 1)
                && !self.counts(second + 1) =>
            {
                Some(second + 1)
            }
            4 if !spaced
                && separator(at + 1)
                && at == i
                && self.value(i) >= 200
                && (self.sign(at + 1) != '.'
                    || self
                        .one_of(i.wrapping_sub(1), &["call", "dial", "phone", "tel", "fax"]))
                && !self.more_number(second + 1)
                && self.sign(at + 1) != '–' =>
            {
                Some(second + 1)
            }
            // "555 1212"
            4 if spaced
                && at == i
                && self.value(i) >= 200
                && !self.more_number(second + 1)
                && (i == 0 && second + 1 == self.len()
                    || self
                        .one_of(i.wrapping_sub(1), &["call", "dial", "phone", "tel", "ring"])) =>
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
            // "1-888-GO-FEDEX"
            _ if at > i
                && self.is_word(second)
                && separator(second + 1)
                && self.is_word(second + 2) =>
            {
                let capitals = |j: usize| self.at(j).bytes().all(|b| b.is_ascii_uppercase());
                (capitals(second) && capitals(second + 2)).then_some(second + 3)
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
        if super::cluster::unpronounceable(&super::token::Small::lower(word)) {
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
        if groups < 3 || self.number_at(i).is_some_and(|n| n.int_end >= end) {
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
        // "12-3456789"
        let code = groups == 2 && self.digit_count(i) <= 3 && self.digit_count(i + 2) >= 7
            || groups == 2 && matches!(&*self.word_before(i), "issn" | "isbn");
        if groups < 3 && !zip_plus_four && !code {
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
}
