//! Numbers with an ending or a mark that changes their class: "747s", "100s of people", "the 82d",
//! ".45 caliber", "0x1F", "1 Corinthians".

use super::number::Form;
use super::numeral::Number;
use super::reader::Reader;

/// Words after which "30s" is seconds.
const SPANS: &[&str] = &[
    "in",
    "for",
    "after",
    "within",
    "every",
    "per",
    "by",
    "than",
    "under",
    "over",
    "about",
    "took",
    "takes",
    "lasts",
    "lasted",
    "around",
    "approximately",
    "nearly",
    "at",
    "last",
    "next",
    "first",
];

impl Reader<'_> {
    /// "100s of people", "747s", "the upper 80s", "two 7s": a number with the plural's s.
    pub(super) fn plural_number(&mut self, i: usize, number: &Number) -> Option<usize> {
        let s = number.end;
        if let Some(end) = self.apostrophe_plural(i, number) {
            return Some(end);
        }
        if !self.glued(s) || number.end != number.int_end || self.glued_alphanumeric(s + 1) {
            return None;
        }
        let n = number.value?;
        if matches!(self.at(s), "ths" | "sts" | "nds" | "rds") {
            self.begin(i);
            self.number(n, Form::OrdinalPlural);
            return Some(self.finish(s + 1));
        }
        if self.at(s) != "s" {
            return None;
        }
        if (10..=1_000_000_000).contains(&n)
            && 10u64.pow(n.ilog10()) == n
            && self.one_of(s + 1, &["of"])
        {
            self.begin(i);
            self.round_plural(n);
            return Some(self.finish(s + 1));
        }
        let before = self.word_before(i);
        let spans = SPANS.contains(&&*before);
        // "iPhone 6s"
        let named = i > 0
            && self.is_word(i - 1)
            && self
                .at(i - 1)
                .get(1..)
                .is_some_and(|w| w.contains(|c: char| c.is_ascii_uppercase()))
            && !self.at(i - 1).ends_with(|c: char| c.is_ascii_uppercase());
        if named && n < 20 {
            self.begin(i);
            self.cardinal(n);
            self.letter('s');
            return Some(self.finish(s + 1));
        }
        // "under 18s", "over-65s"
        let hyphened = i > 1
            && self.glued(i)
            && self.sign(i - 1) == '-'
            && self.one_of(i - 2, &["under", "over"]);
        let aged = (hyphened || matches!(&*before, "under" | "over"))
            && (5..100).contains(&n)
            && (i == 1 || hyphened || self.ends(s + 1) || self.is_word(s + 1))
            && !self.one_of(s + 1, &["on", "left", "before", "after"]);
        let models = matches!(self.digit_count(i), 3 | 4) && s == i + 1 && !spans;
        let tens = n.is_multiple_of(10)
            && n < 100
            && matches!(
                &*before,
                "low" | "mid" | "high" | "upper" | "lower" | "late" | "early"
            );
        let things = n < 100
            && (matches!(
                &*before,
                "no" | "number" | "several" | "few" | "many" | "straight"
            ) || self.one_of(s + 1, &["and", "or"])
                && self.is_digits(s + 2)
                && self.glued(s + 3)
                && self.at(s + 3) == "s"
                || self.one_of(s + 1, &["rugby"]));
        if !(models || tens || things || aged) {
            return None;
        }
        self.begin(i);
        if models {
            self.pairs(n);
            self.ending(if self.out.spoken.ends_with("six") {
                "es"
            } else {
                "s"
            });
        } else {
            self.number(n, Form::Plural);
        }
        Some(self.finish(s + 1))
    }

    /// "1's and 0's": the plural of digits, with an apostrophe; one of a pair, or counted.
    fn apostrophe_plural(&mut self, i: usize, number: &Number) -> Option<usize> {
        let s = |r: &Self, at: usize| {
            super::token::is_apostrophe(r.glued_sign(at)) && r.glued(at + 1) && r.at(at + 1) == "s"
        };
        let end = number.end + 2;
        if number.end != i + 1 || self.digit_count(i) > 2 || !s(self, number.end) {
            return None;
        }
        let with_next =
            self.one_of(end, &["and", "or"]) && self.is_digits(end + 1) && s(self, end + 2);
        let with_last = i > 3
            && self.one_of(i - 1, &["and", "or"])
            && self.at(i - 2) == "s"
            && self.is_digits(i - 4);
        let counted = self.one_of(
            i.wrapping_sub(1),
            &[
                "two", "three", "four", "five", "several", "many", "of", "all",
            ],
        );
        if !(with_next || with_last || counted) {
            return None;
        }
        self.begin(i);
        self.number(self.value(i), Form::Plural);
        Some(self.finish(end))
    }

    /// "tens", "hundreds", "tens of thousands" for a power of ten.
    fn round_plural(&mut self, n: u64) {
        let (scale, rest) = match n {
            1_000_000_000.. => ("billions", n / 1_000_000_000),
            1_000_000.. => ("millions", n / 1_000_000),
            1000.. => ("thousands", n / 1000),
            _ => ("", n),
        };
        match rest {
            10 => self.say_word("tens"),
            100 => self.say_word("hundreds"),
            _ => return self.say_word(scale),
        }
        if !scale.is_empty() {
            self.say_word("of");
            self.say_word(scale);
        }
    }

    /// "the 82d Airborne", "103d Congress": the ordinals of armies and courts.
    pub(super) fn short_ordinal(&mut self, i: usize) -> Option<usize> {
        let n = self.value(i);
        // "F. Supp. 2d 456", "P.3d 12": the series of a law reporter.
        let series = i > 0
            && self.sign(i - 1) == '.'
            && matches!(n, 2 | 3)
            && self.glued(i + 1)
            && self.at(i + 1) == "d"
            && !self.glued(i + 2)
            && self.is_digits(i + 2);
        if series {
            self.begin(i);
            self.ordinal(n);
            return Some(self.finish(i + 2));
        }
        // "2d Dist.", "3d Cir."
        let unit = matches!(n, 2 | 3)
            && self.one_of(
                i + 2,
                &[
                    "cir", "dist", "dept", "div", "sess", "cong", "inf", "regt", "bn", "lt", "ed",
                ],
            );
        let ordinal = self.is_digits(i)
            && (unit || (20..1000).contains(&n))
            && matches!(n % 10, 2 | 3)
            && !matches!(n % 100, 12 | 13)
            && self.glued(i + 1)
            && self.at(i + 1) == "d"
            && !self.glued(i + 2)
            && self.capitalised(i + 2);
        if !ordinal {
            return None;
        }
        self.begin(i);
        self.ordinal(n);
        Some(self.finish(i + 2))
    }

    /// ".45 caliber", ".50 cal", ".22 rifle": hundredths of an inch, said as a whole number.
    pub(super) fn calibre(&mut self, i: usize) -> Option<usize> {
        let gun = i + 2 + usize::from(self.glued_sign(i + 2) == '-');
        // ".30-06": the year in which the cartridge was adopted.
        if self.digit_count(i + 1) == 2 && self.sign(i + 2) == '-' && self.at(gun) == "06" {
            self.begin(i);
            self.cardinal(self.value(i + 1));
            self.say("aught six");
            return Some(self.finish(gun + 1));
        }
        if !matches!(self.glued_digits(i + 1), 2 | 3)
            || !self.one_of(
                gun,
                &[
                    "cal", "caliber", "calibre", "rifle", "rifles", "pistol", "pistols",
                    "revolver", "handgun", "magnum",
                ],
            )
        {
            return None;
        }
        self.begin(i);
        self.pairs(self.value(i + 1));
        let end = self.finish(i + 2);
        if &*self.lower(gun) == "cal" {
            self.begin(gun);
            self.say_word("caliber");
            return Some(self.finish(gun + 1 + usize::from(self.glued_sign(gun + 1) == '.')));
        }
        Some(end)
    }

    /// "401k", "403b": sections of a law, as savers say them.
    pub(super) fn savings_plan(&mut self, i: usize) -> Option<usize> {
        let plan = matches!(
            (self.at(i), self.at(i + 1)),
            ("401", "k" | "K") | ("403" | "457", "b")
        );
        if !plan || !self.glued(i + 1) || self.glued_alphanumeric(i + 2) {
            return None;
        }
        self.begin(i);
        self.pairs(self.value(i));
        self.letters(self.at(i + 1));
        Some(self.finish(i + 2))
    }

    /// "0x1F", "0xFF": a number to base sixteen, spelled.
    pub(super) fn hexadecimal(&mut self, i: usize) -> Option<usize> {
        let prefix = self.at(i) == "0" && self.glued(i + 1) && self.at(i + 1).starts_with('x');
        if !prefix {
            return None;
        }
        let mut end = i + 1;
        while self.glued_alphanumeric(end) && end < i + 20 {
            end += 1;
        }
        let code = &self.between(i + 1, end)[1..];
        if code.len() < 2 || !code.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        self.begin(i);
        self.say_word("zero");
        self.letter('x');
        for c in code.chars() {
            match c.to_digit(10) {
                Some(_) => self.digits(c.encode_utf8(&mut [0; 4])),
                None => self.letter(c),
            }
        }
        Some(self.finish(end))
    }

    /// "1 Corinthians 13": the first of several books of one name.
    pub(super) fn numbered_book(&mut self, i: usize) -> Option<usize> {
        let book = matches!(
            self.at(i + 1),
            "Corinthians"
                | "Samuel"
                | "Kings"
                | "Chronicles"
                | "Thessalonians"
                | "Timothy"
                | "Peter"
                | "John"
                | "Maccabees"
                | "Cor"
                | "Sam"
                | "Kgs"
                | "Chr"
                | "Chron"
                | "Thess"
                | "Tim"
                | "Pet"
                | "Jn"
                | "Macc"
        );
        let number = i + 2 + usize::from(self.glued_sign(i + 2) == '.');
        if !matches!(self.at(i), "1" | "2" | "3")
            || !book
            || self.glued(i + 1)
            || self.digit_count(number) == 0
        {
            return None;
        }
        self.begin(i);
        self.ordinal(self.value(i));
        Some(self.finish(i + 1))
    }

    /// Numerals of other scripts and forms: "５００", "٣", "Ⅳ", "①", by their ASCII transliteration.
    pub(super) fn foreign_numeral(&mut self, i: usize) -> Option<usize> {
        let (mut n, mut digits, mut end) = (0u64, 0, i);
        while end < self.len() && (end == i || self.glued(end)) && digits < 18 {
            let c = self.sign(end);
            let plain = deunicode::deunicode_char(c).unwrap_or("");
            let digit = plain.trim_matches(['(', ')', '.']);
            if c.is_ascii() || !c.is_numeric() || digit.is_empty() {
                break;
            }
            if !digit.bytes().all(|b| b.is_ascii_digit()) {
                // "Ⅳ"
                let value = super::numeral_roman::value(digit).filter(|_| end == i)?;
                self.begin(i);
                self.cardinal(value);
                return Some(self.finish(i + 1));
            }
            for b in digit.bytes() {
                n = n.saturating_mul(10).saturating_add(u64::from(b - b'0'));
                digits += 1;
            }
            end += 1;
        }
        if end == i {
            return None;
        }
        self.begin(i);
        self.cardinal(n);
        Some(self.finish(end))
    }

    /// "Ke$ha", "A$AP", "P!nk": a sign in place of a letter.
    pub(super) fn stylised(&mut self, i: usize) -> Option<usize> {
        let letter = match self.glued_sign(i + 1) {
            '$' => "s",
            '!' if self.at(i).len() <= 2 && self.lower_word(i + 2) => "i",
            _ => return None,
        };
        let (first, last) = (self.lower(i), self.lower(i + 2));
        if !self.glued(i + 2) || last.is_empty() || !first.is_ascii() || !last.is_ascii() {
            return None;
        }
        self.begin(i);
        let start = self.open_word();
        self.out.spoken.push_str(&first);
        self.out.spoken.push_str(letter);
        self.out.spoken.push_str(&last);
        self.close_word(start, super::WordKind::Word);
        Some(self.finish(i + 3))
    }
}
