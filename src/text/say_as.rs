//! `say-as`: text that says itself what it stands for.
//!
//! Dates and times are put into the plainest written form and read like any text; what has no
//! written form of its own (digits, characters) is said directly.

use super::number::Form;
use super::reader::Reader;
use super::{date, numeral_roman, symbol};
use crate::article::{Interpretation, SayAs};

/// Longer text is not what it says it is, and read as it stands, in bytes.
const MAX_LENGTH: usize = 512;

impl Reader<'_> {
    /// Says `text` as what it stands for; text that cannot be that is read as it stands.
    pub(super) fn say_as(&mut self, text: &str, what: &SayAs) {
        use Interpretation::*;
        let text = text.trim();
        let done = text.len() <= MAX_LENGTH
            && match what.interpret_as {
                Cardinal => self.as_number(text, Form::Cardinal),
                Ordinal => self.as_number(text, Form::Ordinal),
                Digits => self.as_digits(text),
                Characters => self.as_characters(text),
                Date => self.as_date(text, &what.format),
                Time => self.as_time(text, &what.format),
                Telephone => self.as_telephone(text),
                Fraction => self.as_fraction(text),
                Expletive => true,
                _ => false,
            };
        if !done {
            self.read_apart(text);
        }
    }

    /// "1,234", "-5", "3.14", "IV"
    fn as_number(&mut self, text: &str, form: Form) -> bool {
        let (negative, number) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, decimals) = match number.split_once('.') {
            Some((whole, decimals)) if form == Form::Cardinal => (whole, decimals),
            Some(_) => return false,
            None => (number, ""),
        };
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        let grouped = |b: u8| b.is_ascii_digit() || b == b',' || b == b' ';
        let whole_number = whole.bytes().any(|b| b.is_ascii_digit()) && whole.bytes().all(grouped);
        if !whole_number || !digits(decimals) {
            let Some(value) = numeral_roman::value(text).filter(|_| decimals.is_empty()) else {
                return false;
            };
            self.number(value, form);
            return true;
        }
        if negative {
            self.say_word("minus");
        }
        self.number_text(whole, form);
        if !decimals.is_empty() {
            self.say_word("point");
            self.digits(decimals);
        }
        true
    }

    fn as_digits(&mut self, text: &str) -> bool {
        let any = text.bytes().any(|b| b.is_ascii_digit());
        let other = |c: char| c.is_alphabetic();
        if any && !text.contains(other) {
            self.digits(text);
            return true;
        }
        any && self.as_characters(text)
    }

    /// Every letter, digit and sign by its name.
    fn as_characters(&mut self, text: &str) -> bool {
        let before = self.out.words.len();
        for c in text.chars() {
            match c {
                'a'..='z' | 'A'..='Z' => self.letter(c),
                '0'..='9' => self.digits(c.encode_utf8(&mut [0; 4])),
                c if c.is_whitespace() => self.group(),
                c => match sign(c) {
                    Some(name) => self.say(name),
                    None => self.read_apart(c.encode_utf8(&mut [0; 4])),
                },
            }
        }
        self.out.words.len() > before
    }

    /// Numbers in the order of the format; a month may be written out.
    fn as_date(&mut self, text: &str, format: &str) -> bool {
        let parts: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|p| !p.is_empty())
            .collect();
        let format = match (format, &parts[..]) {
            ("", [year, _, _]) if year.len() == 4 => "ymd",
            ("", [_, _, _]) => "mdy",
            ("", [compact]) if compact.len() == 8 => "yyyymmdd",
            (format, _) => format,
        };
        // "20200305" has no separators.
        let compact;
        let (parts, format) = match (&parts[..], format) {
            ([all], "ymd" | "yyyymmdd") if all.len() == 8 && all.is_ascii() => {
                compact = [&all[..4], &all[4..6], &all[6..]];
                (&compact[..], "ymd")
            }
            (parts, format) => (parts, format),
        };
        if format.len() != parts.len() || parts.is_empty() {
            return false;
        }
        let (mut day, mut month, mut year) = (None, None, None);
        for (part, what) in parts.iter().zip(format.bytes()) {
            let number = part.parse::<u64>().ok();
            match what {
                b'd' => {
                    let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                    let number = digits.parse().ok().filter(|d| (1..=31).contains(d));
                    let Some(number) = number else { return false };
                    day = Some(number);
                }
                b'm' => {
                    let number =
                        number.or_else(|| date::month(&part.to_lowercase()).map(|m| m as u64));
                    let Some(number) = number.filter(|m| (1..=12).contains(m)) else {
                        return false;
                    };
                    month = Some(number);
                }
                b'y' => {
                    let Some(number) = number.filter(|y| *y < 10_000) else {
                        return false;
                    };
                    year = Some(if part.len() == 2 {
                        number + if number < 50 { 2000 } else { 1900 }
                    } else {
                        number
                    });
                }
                _ => return false,
            }
        }
        if let Some(month) = month {
            self.say_word(date::name(month));
        }
        if let Some(day) = day {
            if month.is_none() {
                self.say_word("the");
            }
            self.ordinal(day);
        }
        if let Some(year) = year {
            if day.is_some() {
                self.comma();
            }
            self.year(year);
        }
        true
    }

    /// "14:05" by 24 hours, "2:05pm" by 12.
    fn as_time(&mut self, text: &str, format: &str) -> bool {
        let lower = text.to_lowercase();
        let clock = lower.trim_end_matches(|c: char| !c.is_ascii_digit());
        let half = match lower[clock.len()..].trim() {
            "a" | "am" | "a.m." | "a.m" => "a m",
            "p" | "pm" | "p.m." | "p.m" => "p m",
            "" => "",
            _ => return false,
        };
        let mut parts = clock.split([':', '.']).map(|p| p.parse::<u64>().ok());
        let (Some(Some(hour)), minute, second) = (parts.next(), parts.next(), parts.next()) else {
            return false;
        };
        let valid = |part: Option<Option<u64>>| part.is_none_or(|p| p.is_some_and(|n| n < 60));
        if hour > 24 || !valid(minute) || !valid(second) || parts.next().is_some() {
            return false;
        }
        let military = format == "hms24" || half.is_empty() && format != "hms12" && hour > 12;
        let (minute, second) = (minute.flatten(), second.flatten());
        self.cardinal(hour);
        match minute {
            Some(0) | None if second.is_some_and(|s| s > 0) => self.say("zero zero"),
            Some(0) | None if military => self.say_word("hundred"),
            Some(0) | None if half.is_empty() => self.say_word("o'clock"),
            Some(0) | None => {}
            Some(minute @ 1..=9) => {
                self.letter('o');
                self.cardinal(minute);
            }
            Some(minute) => self.cardinal(minute),
        }
        if let Some(second) = second.filter(|s| *s > 0) {
            self.say_word("and");
            self.cardinal(second);
            self.say_word(if second == 1 { "second" } else { "seconds" });
        }
        for letter in half.split(' ').filter_map(|h| h.chars().next()) {
            self.letter(letter);
        }
        true
    }

    /// Groups of digits; a plus is said, letters by name.
    fn as_telephone(&mut self, text: &str) -> bool {
        if !text.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
        if text.starts_with('+') {
            self.say_word("plus");
        }
        for group in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|g| !g.is_empty())
        {
            let number = group.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let extension = ["x", "ext"].contains(&&group[..group.len() - number.len()]);
            if extension {
                self.say_word("extension");
            }
            match if extension { number } else { group } {
                "800" | "900" => self.number_text(group, Form::Cardinal),
                "" => continue,
                group if group.bytes().all(|b| b.is_ascii_digit()) => self.digits(group),
                group => self.read_apart(group),
            }
            self.group();
        }
        true
    }

    /// "2/3", "1 1/2", "3+1/2"
    fn as_fraction(&mut self, text: &str) -> bool {
        let (mixed, fraction) = match text.rsplit_once(['+', ' ']) {
            Some((whole, fraction)) => (whole.trim().parse::<u64>().ok(), fraction),
            None => (None, text),
        };
        if mixed.is_none() && fraction.len() < text.len() {
            return false;
        }
        let Some((over, under)) = fraction.split_once(['/', '⁄']) else {
            return false;
        };
        let (Ok(over), Ok(under)) = (over.trim().parse(), under.trim().parse::<u64>()) else {
            return false;
        };
        if let Some(whole) = mixed {
            self.cardinal(whole);
            self.say_word("and");
        }
        self.say_fraction(over, under);
        true
    }
}

/// The name of a sign that running text leaves silent.
fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '-' | '‐' | '‑' | '–' => "dash",
        '_' => "underscore",
        '/' => "slash",
        '\\' => "backslash",
        '!' => "exclamation mark",
        '?' => "question mark",
        '\'' | '’' => "apostrophe",
        '"' | '“' | '”' => "quote",
        '(' => "open parenthesis",
        ')' => "close parenthesis",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        '<' => "less than",
        '>' => "greater than",
        '#' => "hash",
        '@' => "at",
        '&' => "and",
        '*' => "asterisk",
        '+' => "plus",
        '=' => "equals",
        '%' => "percent",
        '$' => "dollar",
        '€' => "euro",
        '£' => "pound",
        '|' => "bar",
        '~' => "tilde",
        '^' => "caret",
        c => return symbol::name(c),
    })
}
