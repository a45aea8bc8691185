//! Numbers in words, without allocation.

use super::reader::Reader;

/// The form of a number's last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "five"
    Cardinal,
    /// "fifth"
    Ordinal,
    /// "fives", "eighties"
    Plural,
    /// "fifths"
    OrdinalPlural,
}

static ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

static TENS: [&str; 10] = [
    "", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Names of the powers of a thousand, short scale.
static SCALES: [&str; 12] = [
    "",
    "thousand",
    "million",
    "billion",
    "trillion",
    "quadrillion",
    "quintillion",
    "sextillion",
    "septillion",
    "octillion",
    "nonillion",
    "decillion",
];

/// The most digits that are read as one number; longer ones are read digit by digit.
const MAX_DIGITS: usize = 36;

/// The words of a number: at most 12 groups of at most 5 words.
struct Words {
    words: [&'static str; 64],
    len: usize,
}

impl Words {
    fn push(&mut self, word: &'static str) {
        self.words[self.len] = word;
        self.len += 1;
    }

    fn below_hundred(&mut self, n: usize) {
        if n >= 20 {
            self.push(TENS[n / 10]);
        }
        let ones = if n >= 20 { n % 10 } else { n };
        if ones > 0 {
            self.push(ONES[ones]);
        }
    }

    fn below_thousand(&mut self, n: usize) {
        if n >= 100 {
            self.push(ONES[n / 100]);
            self.push("hundred");
        }
        self.below_hundred(n % 100);
    }
}

/// Whether a lower-case word is a whole number from one to twelve.
pub(super) fn is_small(word: &str) -> bool {
    ONES[1..13].contains(&word)
}

impl Reader<'_> {
    /// Says a number below 2^64.
    pub(super) fn number(&mut self, n: u64, form: Form) {
        let mut buffer = [0u8; 20];
        let mut at = buffer.len();
        let mut rest = n;
        while at == buffer.len() || rest > 0 {
            at -= 1;
            buffer[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        let digits = std::str::from_utf8(&buffer[at..]).unwrap_or("0");
        self.number_text(digits, form);
    }

    /// Says a number below 2^64 as a cardinal.
    pub(super) fn cardinal(&mut self, n: u64) {
        self.number(n, Form::Cardinal);
    }

    /// Says a number below 2^64 as an ordinal.
    pub(super) fn ordinal(&mut self, n: u64) {
        self.number(n, Form::Ordinal);
    }

    /// Says the number that the digits in `text` make (other characters are separators).
    pub(super) fn number_text(&mut self, text: &str, form: Form) {
        let mut digits = [0usize; MAX_DIGITS];
        let mut len = 0;
        for b in text.bytes().filter(u8::is_ascii_digit) {
            if len == 0 && b == b'0' {
                continue;
            }
            if len == MAX_DIGITS {
                return self.digits(text);
            }
            digits[len] = usize::from(b - b'0');
            len += 1;
        }
        let mut words = Words {
            words: [""; 64],
            len: 0,
        };
        if len == 0 {
            words.push("zero");
        }
        let mut at = 0;
        for scale in (0..len.div_ceil(3)).rev() {
            let end = len - 3 * scale;
            let group = digits[at..end].iter().fold(0, |n, d| 10 * n + d);
            at = end;
            if group > 0 {
                words.below_thousand(group);
                if scale > 0 {
                    words.push(SCALES[scale]);
                }
            }
        }
        let last = words.len - 1;
        for &word in &words.words[..last] {
            self.say_word(word);
        }
        self.say_form(words.words[last], form);
    }

    /// Says one number word in a form.
    fn say_form(&mut self, word: &'static str, form: Form) {
        match form {
            Form::Cardinal => self.say_word(word),
            Form::Ordinal => self.say_joined(ordinal_stem(word)),
            Form::OrdinalPlural => {
                let (stem, ending) = ordinal_stem(word);
                self.say_joined((stem, ending));
                self.ending("s");
            }
            Form::Plural => match word.strip_suffix('y') {
                Some(stem) => self.say_joined((stem, "ies")),
                None if word == "six" => self.say_joined((word, "es")),
                None => self.say_joined((word, "s")),
            },
        }
    }

    /// Says each digit in `text` by its name; other characters separate groups.
    pub(super) fn digits(&mut self, text: &str) {
        let mut any = false;
        for b in text.bytes() {
            if b.is_ascii_digit() {
                self.say_word(ONES[usize::from(b - b'0')]);
                any = true;
            } else if any {
                self.group();
            }
        }
    }

    /// Says a year: "nineteen eighty four", "two thousand five", "twenty twenty".
    pub(super) fn year(&mut self, n: u64) {
        self.year_said = self.out.tokens.len();
        match n {
            0..=99 | 1000..=1009 | 2000..=2009 => self.cardinal(n),
            _ if n.is_multiple_of(1000) || n >= 10_000 => self.cardinal(n),
            100..=999 if n.is_multiple_of(100) => self.cardinal(n),
            _ => self.pairs(n),
        }
    }

    /// Says a number in pairs: "seven forty seven", "two oh four", "twelve hundred".
    pub(super) fn pairs(&mut self, n: u64) {
        match (n / 100, n % 100) {
            (0, low) => self.cardinal(low),
            (high, 0) if high % 10 == 0 => self.cardinal(high * 100),
            (high, 0) => {
                self.cardinal(high);
                self.say_word("hundred");
            }
            (high, low) => {
                if high > 99 {
                    self.pairs(high);
                } else {
                    self.cardinal(high);
                }
                if low < 10 {
                    self.say_word("oh");
                }
                self.cardinal(low);
            }
        }
    }

    /// Says a decade: "nineteen eighties", "eighties", "two thousands".
    pub(super) fn decade(&mut self, n: u64) {
        match n {
            0 => self.say("two thousands"),
            1000 | 2000 => self.number(n, Form::Plural),
            _ if n >= 100 && n.is_multiple_of(100) => {
                self.cardinal(n / 100);
                self.say_word("hundreds");
            }
            _ if n >= 100 => {
                self.cardinal(n / 100);
                self.number(n % 100, Form::Plural);
            }
            _ => self.number(n, Form::Plural),
        }
    }
}

/// The ordinal of a number word, in two parts.
fn ordinal_stem(word: &'static str) -> (&'static str, &'static str) {
    match word {
        "one" => ("first", ""),
        "two" => ("second", ""),
        "three" => ("third", ""),
        "five" => ("fifth", ""),
        "eight" => ("eighth", ""),
        "nine" => ("ninth", ""),
        "twelve" => ("twelfth", ""),
        _ => match word.strip_suffix('y') {
            Some(stem) => (stem, "ieth"),
            None => (word, "th"),
        },
    }
}
