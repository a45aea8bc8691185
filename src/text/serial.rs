//! Codes: digits that touch letters, and numbers that name things by their parts.

use super::numeral::Number;
use super::reader::Reader;

impl Reader<'_> {
    /// Digits after a hyphen and a code: "COVID-19", "F-16"; not "mid-1990s", "sub-5".
    pub(super) fn after_code(&self, i: usize) -> bool {
        // "1990s" after a hyphen is a decade.
        let decade = self.glued(i + 1) && self.at(i + 1) == "s" && self.digit_count(i) == 4;
        // "180C/350F", "16 GB RAM/512 GB": a measure after a slash is none.
        let measure = i > 1
            && self.sign(i - 1) == '/'
            && (i > 2 && self.is_digits(i - 3) && self.glued(i - 2)
                || self.is_word(i + 1) && !self.glued(i + 1))
            && self.unit_at(i + 1).is_some();
        // "7:05 p.m. ET/4:05 p.m. PT"
        let clock = i > 0
            && self.sign(i - 1) == '/'
            && self.glued_sign(i + 1) == ':'
            && self.glued_digits(i + 2) == 2;
        if measure || clock {
            return false;
        }
        // "98°F–102°F"
        let degrees = i > 2 && self.sign(i - 3) == '°' && self.glued(i - 2);
        let word = i > 1 && self.is_word(i - 2) && !self.lower_word(i - 2) && !degrees;
        // "i7-9700K", "737-800" after its own code.
        let code = i > 2 && self.is_digits(i - 2) && self.glued(i - 2) && self.is_word(i - 3);
        // "CVE-2021-44228"
        let code = code
            || i > 3
                && self.is_digits(i - 2)
                && self.sign(i - 3) == '-'
                && self.is_word(i - 4)
                && self.glued(i - 3);
        // "blink-182"; but "sub-200", "top-100"
        let name = i > 1
            && self.digit_count(i) == 3
            && self.sign(i - 1) == '-'
            && self.lower_word(i - 2)
            && !self.glued(i + 1) | self.ends(i + 1)
            && !self.value(i).is_multiple_of(10)
            && !self.one_of(
                i - 2,
                &[
                    "sub", "over", "under", "pre", "post", "plus", "non", "to", "the", "of",
                    "about",
                ],
            );
        self.join && !decade && (word || name || code && self.sign(i - 1) == '-')
    }

    /// Digits inside a code: two as a number, three and four in pairs, more one by one.
    pub(super) fn serial_digits(&mut self, i: usize) -> usize {
        self.join |= self.glued_after_word(i);
        self.begin(i);
        let digits = self.at(i);
        let n = self.value(i);
        let year = digits.len() == 4 && (1900..2100).contains(&n);
        match digits.len() {
            _ if digits.starts_with('0') && digits.len() > 1 => self.digits(digits),
            1 | 2 => self.cardinal(n),
            4 if year => self.year(n),
            3 | 4 => self.pairs(n),
            _ => self.digits(digits),
        }
        let mut end = i + 1;
        while self.glued_sign(end) == '.' && self.glued_digits(end + 1) > 0 {
            self.say_word("point");
            self.digits(self.at(end + 1));
            end += 2;
        }
        // "5'-ATGC-3'"
        if matches!(self.glued_sign(end), '\'' | '’')
            && matches!(digits, "3" | "5")
            && i > 1
            && self.sign(i - 1) == '-'
            && !self.glued(end + 1) | self.ends(end + 1)
            && !self.single_quote
        {
            self.say_word("prime");
            end += 1;
        }
        let mut end = self.number_ending(end);
        // "MP3s", "747s"
        if self.glued(end) && self.at(end) == "s" && !self.glued_alphanumeric(end + 1) {
            self.ending(if self.out.spoken.ends_with("six") {
                "es"
            } else {
                "s"
            });
            end += 1;
        }
        let end = self.finish(end);
        self.join = self.glued(end) && self.is_word(end);
        end
    }

    /// Whether a letter or digit touches what comes before lexeme `i`.
    pub(super) fn glued_alphanumeric(&self, i: usize) -> bool {
        self.glued(i) && (self.is_word(i) || self.is_digits(i))
    }

    /// "401(k)", "501(c)(3)": a number of three digits and a letter in brackets, by parts.
    pub(super) fn bracketed_section(&mut self, i: usize) -> Option<usize> {
        let letter = |r: &Self, at: usize| {
            r.glued_sign(at) == '('
                && r.glued(at + 1)
                && (r.is_word(at + 1) && r.at(at + 1).len() == 1 || r.digit_count(at + 1) == 1)
                && r.glued_sign(at + 2) == ')'
        };
        if self.digit_count(i) != 3 || !letter(self, i + 1) || !self.is_word(i + 2) {
            return None;
        }
        self.begin(i);
        self.pairs(self.value(i));
        let mut end = i + 1;
        while letter(self, end) && end < i + 10 {
            match self.digit_count(end + 1) {
                0 => self.letters(self.at(end + 1)),
                _ => self.cardinal(self.value(end + 1)),
            }
            end += 3;
        }
        if self.glued(end) && self.at(end) == "s" {
            self.ending("'s");
            end += 1;
        }
        Some(self.finish(end))
    }

    /// "802.11ac", "802.11b/g/n": the standard's number as its users say it.
    pub(super) fn wireless(&mut self, i: usize) -> Option<usize> {
        if self.at(i) != "802"
            || self.glued_sign(i + 1) != '.'
            || !self.glued(i + 2)
            || self.at(i + 2) != "11"
        {
            return None;
        }
        self.begin(i);
        self.pairs(802);
        self.pairs(11);
        let mut end = i + 3;
        while self.glued(end)
            && (self.is_word(end) && self.at(end).len() <= 2 || self.sign(end) == '/')
        {
            self.letters(self.at(end));
            end += 1;
        }
        if self.sign(end - 1) == '/' {
            end -= 1;
        }
        Some(self.finish(end))
    }

    /// "20200702", "4111111111111111": long digits without separators, as a date or one by one.
    /// Round numbers and short ones are numbers.
    pub(super) fn long_digits(&mut self, i: usize) -> Option<usize> {
        let count = self.digit_count(i);
        let text = self.at(i);
        let fraction =
            matches!(self.glued_sign(i + 1), ',' | '.' | ':') && self.glued_digits(i + 2) > 0;
        let more =
            fraction || self.glued_alphanumeric(i + 1) || matches!(self.sign(i + 1), '%' | '°');
        if count < 8 || more || text.ends_with("000") {
            return None;
        }
        if count == 8 && text.starts_with(['1', '2']) {
            let n = self.value(i);
            let (year, month, day) = (n / 10_000, n / 100 % 100, n % 100);
            if (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
            {
                self.begin(i);
                self.say_word(super::date::name(month));
                self.ordinal(day);
                self.group();
                self.year(year);
                return Some(self.finish(i + 1));
            }
        }
        let telephone = count == 10 && !text.starts_with(['0', '1']) && !text.ends_with("00");
        if count < 11 && !telephone {
            return None;
        }
        self.begin(i);
        self.digits(text);
        Some(self.finish(i + 1))
    }

    /// "S02E05": an episode of a season.
    pub(super) fn episode(&mut self, i: usize) -> Option<usize> {
        let number = |r: &Self, at: usize| (1..=2).contains(&r.glued_digits(at));
        if !matches!(self.at(i), "S" | "s")
            || !number(self, i + 1)
            || !self.glued(i + 2)
            || !matches!(self.at(i + 2), "E" | "e")
            || !number(self, i + 3)
            || self.glued_alphanumeric(i + 4)
        {
            return None;
        }
        self.begin(i);
        self.say_word("season");
        self.cardinal(self.value(i + 1));
        self.say_word("episode");
        self.cardinal(self.value(i + 3));
        Some(self.finish(i + 4))
    }

    /// "4111 1111 1111 1111": three groups of four digits or more, one by one.
    pub(super) fn card_number(&mut self, i: usize) -> Option<usize> {
        let group = |r: &Self, at: usize| r.digit_count(at) == 4 && !r.glued_alphanumeric(at + 1);
        let mut end = i;
        while group(self, end) && (end == i || !self.glued(end)) && end < i + 8 {
            end += 1;
        }
        if end < i + 3 {
            return None;
        }
        // A list of years has commas.
        if self.digit_count(end) > 0 && !self.glued(end) {
            end += 1;
        }
        self.begin(i);
        for j in i..end {
            self.digits(self.at(j));
            self.group();
        }
        Some(self.finish(end))
    }

    /// "1080p", "720p60": the lines of a picture, in pairs.
    pub(super) fn lines(&mut self, i: usize, number: &Number) -> Option<usize> {
        let mark = number.end;
        if mark != i + 1
            || !self.glued(mark)
            || !matches!(self.at(mark), "p" | "i")
            || !matches!(
                self.value(i),
                360 | 480 | 540 | 576 | 720 | 1080 | 1440 | 2160 | 4320
            )
        {
            return None;
        }
        self.begin(i);
        self.pairs(self.value(i));
        self.letters(self.at(mark));
        let end = self.finish(mark + 1);
        self.join = self.glued_alphanumeric(end);
        Some(end)
    }
}
