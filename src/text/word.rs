//! Plain words: contractions, compounds, abbreviations, acronyms, letters, other scripts.

use super::WordKind;
use super::acronym::{self, Reading};
use super::reader::Reader;
use super::token::Small;

impl Reader<'_> {
    /// Reads what begins with a word.
    pub(super) fn word(&mut self, i: usize) -> usize {
        let word = self.at(i);
        // The common case first: a lower-case word, nothing of note around it.
        let short = is_function_word(word)
            && self.glued_sign(i + 1) == '\0'
            && !self.glued(i + 1)
            // "portland or", "gary in"
            && !(i + 1 == self.len() && matches!(word, "or" | "in" | "me"));
        if short && self.plain_context(i) {
            self.begin(i);
            self.say_word(word);
            return self.finish(i + 1);
        }
        if is_plain_name(word) && self.plain_context(i) {
            return self.plain(i);
        }
        if word.len() > 2
            && (word.len() > 6 || super::abbreviation::without_stop(word).is_none())
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
            && !acronym::vowelless(word)
            && !(word.len() <= 5 && super::chat::is_more(word))
            && self.plain_context(i)
        {
            self.begin(i);
            self.say_word(word);
            return self.finish(i + 1);
        }
        self.date_from_word(i)
            .or_else(|| self.book(i))
            .or_else(|| self.zone_offset(i))
            .or_else(|| self.currency_code(i))
            .or_else(|| self.roman(i))
            .or_else(|| self.chemical(i))
            .or_else(|| self.named_function(i))
            .or_else(|| self.special(i))
            .or_else(|| self.abbreviation(i))
            .or_else(|| self.state(i))
            .or_else(|| self.formula(i))
            .or_else(|| self.stylised(i))
            .unwrap_or_else(|| self.plain(i))
    }

    /// Whether neither a full stop, a digit nor a slash touches the word, so that no reader but
    /// [`plain`](Self::plain) can want it.
    fn plain_context(&self, i: usize) -> bool {
        let before = !self.glued_before(i)
            || self.is_word(i - 1)
            || matches!(self.sign(i - 1), '(' | '“' | '"' | '‘' | '\'' | '—' | '-');
        let after = match self.lexemes.get(i + 1) {
            None => true,
            Some(next) if next.spaced => {
                !acronym::may_take_number(self.at(i))
                    || !(self.is_digits(i + 1)
                        || self.is_word(i + 1) && self.at(i + 1).chars().count() == 1)
            }
            Some(_) => {
                matches!(
                    self.sign(i + 1),
                    ',' | ';' | ':' | '?' | '!' | ')' | '”' | '"' | '’' | '—'
                ) || self.sign(i + 1) == '.' && self.at(i).len() > 6 && !self.glued(i + 2)
            }
        };
        before && after
    }

    /// A word that no other reader wants.
    pub(super) fn plain(&mut self, i: usize) -> usize {
        self.begin(i);
        self.plain_word(i);
        self.finish(i + 1)
    }

    /// Says a word: in lower case, spelled, or transliterated.
    pub(super) fn plain_word(&mut self, i: usize) {
        let (stem, ending) = self.possessive(i);
        if !stem.is_ascii() {
            // "Ⅳ"
            let numeral = stem
                .chars()
                .next()
                .filter(|c| ('Ⅰ'..='Ⅿ').contains(c) || ('ⅰ'..='ⅿ').contains(c));
            let value = numeral.and_then(deunicode::deunicode_char);
            if let Some(n) = value.and_then(super::numeral_roman::value) {
                return self.cardinal(n);
            }
            let written = self.at(i);
            return self.foreign(written);
        }
        // "rock'n'roll"
        if let Some((first, second)) = stem.split_once("'n'").or_else(|| stem.split_once("’n’"))
        {
            self.mixed(&Small::lower(first));
            self.say_word("and");
            self.mixed(&Small::lower(second));
            return self.ending(ending);
        }
        if acronym::vowelless(stem) || super::chat::is_spelled(stem) || self.factors_at(i) {
            let many = stem.ends_with('s') && super::chat::is_spelled(stem);
            let plural = many && !matches!(stem, "irs" | "aws" | "usps");
            self.letters(if plural {
                &stem[..stem.len() - 1]
            } else {
                stem
            });
            if plural {
                self.ending("'s");
            }
            return self.ending(ending);
        }
        if stem.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') && stem.len() > 1 {
            let start = self.open_word();
            self.out.spoken.push_str(stem);
            self.out.spoken.push_str(ending);
            return self.close_word(start, WordKind::Word);
        }
        match self.reading(i, stem) {
            Reading::Spelled => {
                self.spelled(stem);
                self.ending(ending);
            }
            Reading::Mixed(phrase) => {
                self.mixed(phrase);
                self.ending(ending);
            }
            Reading::Word
                if acronym::tail(stem) > 0 || acronym::head(stem) > 0 || identifier(stem) =>
            {
                self.compound(stem);
                self.ending(ending);
            }
            Reading::Word => {
                let start = self.open_word();
                for c in stem
                    .chars()
                    .filter(|c| c.is_ascii_alphabetic() || *c == '\'')
                {
                    self.out.spoken.push(c.to_ascii_lowercase());
                }
                self.out.spoken.push_str(ending);
                self.close_word(start, WordKind::Word);
            }
        }
    }

    /// Says a phrase in which single letters are letters: "j peg", "h i v".
    pub(super) fn mixed(&mut self, phrase: &str) {
        for word in phrase.split(' ') {
            match word.as_bytes() {
                [letter] => self.letter(char::from(*letter)),
                _ => self.say_word(word),
            }
        }
    }

    /// Says letters by name; a plural "s" is added to the last one: "SDGs" is "s d g's".
    pub(super) fn spelled(&mut self, word: &str) {
        let letters = match word.strip_suffix('s') {
            Some(stem) if stem.ends_with(|c: char| c.is_ascii_uppercase()) => stem,
            _ => word,
        };
        self.letters(letters);
        if letters.len() < word.len() {
            self.ending("'s");
        }
    }

    /// Decides how a word with capitals (or a single letter) is read.
    fn reading(&self, i: usize, word: &str) -> Reading {
        let mut chars = word.bytes();
        if word.len() == 1 {
            return self.single_letter(i, word);
        }
        // "MS-DOS", "an MS in history"; "AM/FM", "AM radio"
        let radio = self.glued_sign(i + 1) == '/'
            || self.one_of(
                i + 1,
                &["radio", "station", "stations", "band", "broadcast"],
            );
        // "AT&T"
        let letters = word == "AT" && self.glued_sign(i + 1) == '&';
        if letters
            || word == "MS" && (!self.shouting || self.glued_sign(i + 1) == '-')
            || word == "AM" && radio
        {
            return Reading::Spelled;
        }
        if word == "US" && self.shouting && i > 0 && self.one_of(i - 1, OBJECT_BEFORE) {
            return Reading::Word;
        }
        // "T&Cs", "Xs and Os"; "As", "Is", "Us" and "Ms" are words.
        if word.len() == 2
            && word.ends_with('s')
            && (i > 0 && self.glued(i) && self.sign(i - 1) == '&'
                || word.starts_with(|c: char| c.is_ascii_uppercase() && !"AIUMEH".contains(c))
                    && !self.shouting)
        {
            return Reading::Spelled;
        }
        let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
        let first = chars.next().is_some_and(|b| b.is_ascii_uppercase());
        if capitals <= usize::from(first) {
            return acronym::lower(word).unwrap_or(Reading::Word);
        }
        acronym::reading(word, self.shouting, self.language)
    }

    /// "I" and the article "a" are words; other single letters are letters.
    fn single_letter(&self, i: usize, letter: &str) -> Reading {
        let compound = self.glued_before(i)
            && !matches!(self.sign(i - 1), '"' | '“' | '(' | '‘' | '\'' | '—')
            || matches!(
                self.glued_sign(i + 1),
                '-' | '.' | '/' | '+' | '#' | '=' | '*'
            );
        match letter {
            "a" if compound && !self.spelled_hyphen(i) => Reading::Word,
            "a" if self.glued_sign(i + 1) == ')' => Reading::Spelled,
            "a" if compound && self.sign(i + 1) != '.' => Reading::Spelled,
            "a" => Reading::Word,
            "A" if compound => Reading::Spelled,
            "A" if self.starts_clause(i) || self.title_case || self.shouting => {
                if i + 1 < self.len() && self.is_word(i + 1) {
                    Reading::Word
                } else {
                    Reading::Spelled
                }
            }
            "A" if self.lower_word(i + 1)
                && !self.names_with_letter(i)
                && !self.one_of(i + 1, &["and", "or", "is", "to", "was", "in", "for", "as"]) =>
            {
                Reading::Word
            }
            "F" if matches!(&*self.word_before(i), "degrees" | "degree" | "deg") => {
                Reading::Mixed("fahrenheit")
            }
            "C" if matches!(&*self.word_before(i), "degrees" | "degree" | "deg") => {
                Reading::Mixed("celsius")
            }
            "I" | "O" if !compound => Reading::Word,
            "I" if matches!(self.sign(i.wrapping_sub(1)), '"' | '“' | '—' | '-')
                && self.is_word(i + 1) =>
            {
                Reading::Word
            }
            _ => Reading::Spelled,
        }
    }

    /// "five-a-day": an article between hyphens.
    fn spelled_hyphen(&self, i: usize) -> bool {
        !(self.glued_before(i) && self.glued_sign(i + 1) == '-' && i > 0 && self.sign(i - 1) == '-')
    }

    fn starts_clause(&self, i: usize) -> bool {
        i == 0 || !self.is_word(i - 1) && !self.is_digits(i - 1)
    }

    /// "Vitamin A", "plan A": a word that takes a letter as a name.
    fn names_with_letter(&self, i: usize) -> bool {
        i > 0
            && self.one_of(
                i - 1,
                &[
                    "vitamin",
                    "plan",
                    "type",
                    "grade",
                    "hepatitis",
                    "influenza",
                    "group",
                    "class",
                    "team",
                    "section",
                    "appendix",
                    "exhibit",
                    "option",
                    "point",
                    "part",
                    "gate",
                    "side",
                    "level",
                    "letter",
                    "schedule",
                    "category",
                    "series",
                ],
            )
    }
}

/// The words of one or two letters that are most of a text's, and nothing else in lower case
/// between spaces.
fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "as"
            | "at"
            | "be"
            | "by"
            | "do"
            | "go"
            | "he"
            | "if"
            | "in"
            | "is"
            | "it"
            | "me"
            | "my"
            | "of"
            | "on"
            | "or"
            | "so"
            | "to"
            | "up"
            | "us"
            | "we"
    )
}

/// A word with one capital, the first, that no reader but the plain one can want.
fn is_plain_name(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 3
        && bytes[0].is_ascii_uppercase()
        && bytes[1..].iter().all(u8::is_ascii_lowercase)
        && !matches!(
            word,
            "January"
                | "February"
                | "March"
                | "April"
                | "June"
                | "July"
                | "August"
                | "September"
                | "October"
                | "November"
                | "December"
                | "Sept"
                | "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "Sunday"
                | "Tues"
                | "Thur"
                | "Thurs"
                | "Prof"
                | "Messrs"
                | "Approx"
                | "Dept"
                | "Blvd"
                | "Bldg"
                | "Prop"
                | "Bros"
                | "Govt"
                | "Capt"
                | "Attn"
                | "Mgmt"
                | "Expy"
                | "Pkwy"
                | "Terr"
                | "Wifi"
                | "Figs"
                | "Vols"
                | "Ages"
                | "Chap"
        )
}

/// Words after which "US" among capitals is the pronoun.
const OBJECT_BEFORE: &[&str] = &[
    "give", "gives", "let", "lets", "tell", "help", "to", "for", "of", "with", "join", "show",
    "about", "between", "make", "call", "contact", "follow", "around", "behind", "like", "visit",
];

/// Whether a word is an identifier of several words: "getElementById", "userName"; not "iPhone".
fn identifier(word: &str) -> bool {
    let first = super::electronic::case_change(word);
    let (mut parts, mut at) = (1, first);
    while at < word.len() {
        at += super::electronic::case_change(&word[at..]);
        parts += 1;
    }
    let short = matches!(
        &word[..first.min(word.len())],
        "my" | "is" | "on" | "to" | "no" | "do" | "go"
    );
    parts > 2
        || parts == 2 && (first > 2 || short) && word.starts_with(|c: char| c.is_ascii_lowercase())
}
