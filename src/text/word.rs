//! Plain words: contractions, compounds, abbreviations, acronyms, letters, other scripts.

use super::abbreviation::{self, Abbreviation};
use super::acronym::{self, Reading};
use super::reader::Reader;
use super::token::{Small, is_apostrophe, is_ignorable};
use super::{WordKind, date};

impl Reader<'_> {
    /// Reads what begins with a word.
    pub(super) fn word(&mut self, i: usize) -> usize {
        let word = self.at(i);
        // The common case first: a lower-case word, nothing of note around it.
        if word.len() > 2
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
            && !acronym::vowelless(word)
            && self.plain_context(i)
        {
            self.begin(i);
            self.say_word(word);
            return self.finish(i + 1);
        }
        self.date_from_word(i)
            .or_else(|| self.book(i))
            .or_else(|| self.currency_code(i))
            .or_else(|| self.roman(i))
            .or_else(|| self.chemical(i))
            .or_else(|| self.special(i))
            .or_else(|| self.abbreviation(i))
            .or_else(|| self.state(i))
            .or_else(|| self.formula(i))
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
                !self.is_digits(i + 1) || !acronym::may_take_number(self.at(i))
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
            let written = self.at(i);
            return self.foreign(written);
        }
        if acronym::vowelless(stem) || self.factors_at(i) {
            self.letters(stem);
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
        if word == "MS" && (!self.shouting || self.glued_sign(i + 1) == '-')
            || word == "AM" && radio
        {
            return Reading::Spelled;
        }
        if word == "US" && self.shouting && i > 0 && self.one_of(i - 1, OBJECT_BEFORE) {
            return Reading::Word;
        }
        // "T&Cs"
        if word.len() == 2
            && word.ends_with('s')
            && i > 0
            && self.glued(i)
            && self.sign(i - 1) == '&'
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

    /// Letters beyond ASCII: accents are dropped, other scripts transliterated.
    pub(super) fn foreign(&mut self, word: &str) {
        let latin = word.chars().all(|c| {
            c.is_ascii() || is_apostrophe(c) || is_ignorable(c) || matches!(c, '\u{C0}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' | 'ﬀ'..='ﬆ' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
        });
        if let Some(name) = greek(word) {
            return self.say(name);
        }
        // "Δx", "πr": Greek and Latin letters of a formula.
        if word.chars().count() <= 3
            && word.chars().any(|c| c.is_ascii_alphabetic())
            && !word.is_ascii()
            && word
                .chars()
                .all(|c| c.is_ascii_alphabetic() || greek(c.encode_utf8(&mut [0; 4])).is_some())
        {
            for c in word.chars() {
                match greek(c.encode_utf8(&mut [0; 4])) {
                    Some(name) => self.say(name),
                    None => self.letter(c),
                }
            }
            return;
        }
        let capitals = word.chars().count() > 1
            && !self.shouting
            && word.chars().all(char::is_uppercase)
            && latin;
        let kind = if latin {
            WordKind::Word
        } else {
            WordKind::Transliterated
        };
        let mut start = self.open_word();
        for c in word.chars() {
            if is_apostrophe(c) {
                self.out.spoken.push('\'');
                continue;
            }
            if is_ignorable(c) {
                continue;
            }
            for b in deunicode::deunicode_char(c).unwrap_or("").bytes() {
                match b {
                    b'a'..=b'z' | b'A'..=b'Z' => {
                        self.out.spoken.push(char::from(b.to_ascii_lowercase()))
                    }
                    b'0'..=b'9' => {
                        self.close_word(start, kind);
                        self.digits(char::from(b).encode_utf8(&mut [0; 4]));
                        start = self.open_word();
                    }
                    b' ' if self.out.spoken.len() > start => {
                        self.close_word(start, kind);
                        start = self.open_word();
                    }
                    _ => {}
                }
            }
        }
        let spelled = capitals
            && self.out.spoken.len() - start <= 4
            && acronym::unpronounceable(&self.out.spoken[start..]);
        if spelled {
            let mut letters = [0u8; 4];
            let bytes = &self.out.spoken.as_bytes()[start..];
            let n = bytes.len();
            letters[..n].copy_from_slice(bytes);
            self.out.spoken.truncate(start);
            self.close_word(start, kind);
            for b in &letters[..n] {
                self.letter(char::from(*b));
            }
            return;
        }
        self.close_word(start, kind);
    }

    /// Abbreviations with a full stop, and the few that do without.
    fn abbreviation(&mut self, i: usize) -> Option<usize> {
        if let Some(end) = self.dotted_initials(i) {
            return Some(end);
        }
        let key = self.lower(i);
        let stop = self.glued_sign(i + 1) == '.' && !self.glued(i + 2)
            || self.glued_sign(i + 1) == '.'
                && matches!(
                    self.glued_sign(i + 2),
                    ',' | ')' | ';' | ':' | '-' | '?' | '!' | '\'' | '’' | '”' | '"' | '/'
                );
        if self.glued_after_word(i) {
            return None;
        }
        if let Some(end) = self.before_number(i, &key) {
            return Some(end);
        }
        if matches!(self.glued_sign(i + 1), 'º' | '°') && &*key == "n" {
            let end = i + 2 + usize::from(self.glued_sign(i + 2) == '.');
            self.begin(i);
            self.say_word("number");
            return Some(self.finish(end));
        }
        if !stop
            && i > 0
            && self.at(i) == "No"
            && self.is_digits(i + 1)
            && self.lexemes[i + 1].spaced
        {
            self.begin(i);
            self.say_word("number");
            return Some(self.finish(i + 1));
        }
        if !stop {
            if key.starts_with("dr") || key.starts_with("st") {
                return self.saint_or_street(i, &key, i + 1);
            }
            if self.numbered_without_stop(i, &key) {
                let (_, phrase) = abbreviation::find(&key)?;
                self.begin(i);
                self.say(phrase);
                return Some(self.finish(i + 1));
            }
            if matches!(&*key, "ie" | "eg") && !self.lower_word(i) {
                return None;
            }
            let named = self.capitalised(i) && !self.at(i).ends_with(char::is_uppercase);
            let phrase = match &*key {
                "lt" if named && self.capitalised(i + 1) => "lieutenant",
                "mme" if named => "madame",
                "mt" if named && self.capitalised(i + 1) => "mount",
                "mk" if named && self.lexemes.get(i + 1).is_some_and(|l| l.spaced) => "mark",
                _ => abbreviation::without_stop(&key)?,
            };
            self.begin(i);
            self.say(phrase);
            return Some(self.finish(i + 1));
        }
        let after = i + 2;
        if let Some(end) = self.saint_or_street(i, &key, after) {
            return Some(end);
        }
        if &*key == "ft" && self.capitalised(i) && self.capitalised(after) {
            self.begin(i);
            self.say_word("fort");
            return Some(self.finish(after));
        }
        let (kind, phrase) = abbreviation::find(&key)?;
        // The abbreviation is all there is.
        let alone = i == 0
            && after == self.len()
            && !matches!(
                &*key,
                "no" | "in"
                    | "art"
                    | "par"
                    | "la"
                    | "ore"
                    | "ill"
                    | "me"
                    | "wash"
                    | "del"
                    | "est"
                    | "ed"
                    | "hon"
                    | "bro"
                    | "pres"
                    | "rep"
                    | "op"
            );
        if alone && kind == Abbreviation::Unit && phrase.is_empty() {
            let measure = self.unit_at(i)?;
            self.begin(i);
            self.say_measure(&measure, false);
            return Some(self.finish(after));
        }
        if alone
            && !phrase.is_empty()
            && (kind != Abbreviation::Calendar && kind != Abbreviation::State
                || self.capitalised(i))
        {
            self.begin(i);
            self.say(phrase);
            return Some(self.finish(after));
        }
        if phrase.is_empty() || !self.abbreviates(i, after, kind, &key) {
            return None;
        }
        let phrase = self.in_context(i, after, &key).unwrap_or(phrase);
        self.begin(i);
        self.say(phrase);
        Some(self.finish(after))
    }

    /// What an abbreviation stands for where that depends on what follows it.
    fn in_context(&self, i: usize, after: usize, key: &str) -> Option<&'static str> {
        let number = self.is_digits(after);
        let name = self.capitalised(after) && !self.lower_roman_or_letter(after);
        Some(match key {
            "rev" if number => "revision",
            "sec" if self.one_of(after, &["of"]) || name && self.capitalised(i) => "secretary",
            "ste" if !number && self.capitalised(after) => "saint",
            "ste" if i > 0 && self.one_of(i - 1, &["sault"]) => "saint",
            "pt" if name => "point",
            "gen" if number || matches!(self.at(after), "X" | "Y" | "Z") => "generation",
            "col" if number => "column",
            "ed" if self.lower(after).starts_with("by") => "edited",
            "eds" if i > 0 && self.is_digits(i - 1) => "editions",
            _ => return None,
        })
    }

    /// "b. 1756", "d. 1791", "fl. 1450", "r. 1327": what happened in a year; "c.1450", "p.55".
    fn before_number(&mut self, i: usize, key: &str) -> Option<usize> {
        let at = i + 2;
        if self.glued_sign(i + 1) != '.' {
            return None;
        }
        // "19th c."
        if key == "c" && i > 1 && self.ordinal_suffix(i - 1) && self.is_digits(i - 2) {
            self.begin(i);
            self.say_word("century");
            return Some(self.finish(at));
        }
        // "2 c. flour"
        if key == "c"
            && i > 0
            && (self.is_digits(i - 1) || super::quantity::vulgar(self.sign(i - 1)).is_some())
            && self.lower_word(at)
        {
            let one = self.at(i - 1) == "1" || i > 1 && self.sign(i - 2) == '/';
            self.begin(i);
            self.say_word(if one { "cup" } else { "cups" });
            return Some(self.finish(at));
        }
        let counted = i > 0 && self.is_digits(i - 1) && !self.glued(i);
        if key == "pp" && counted || key == "no" && self.one_of(at, &["of"]) && self.lower_word(i) {
            self.begin(i);
            self.say_word(if key == "pp" { "pages" } else { "number" });
            return Some(self.finish(at));
        }
        if !self.is_digits(at) {
            return None;
        }
        let year = matches!(self.digit_count(at), 3 | 4) && self.lower_word(i);
        let phrase = match key {
            "b" if year => "born",
            "d" if year => "died",
            "r" if year => "reigned",
            "fl" if year => "flourished",
            "c" | "ca" if self.glued(at) && year => "circa",
            "p" | "pp" | "no" | "fig" | "figs" | "vol" | "ch" | "sec" | "nos" | "eq"
                if self.glued(at) =>
            {
                abbreviation::find(key)?.1
            }
            _ => return None,
        };
        self.begin(i);
        self.say(phrase);
        Some(self.finish(at))
    }

    /// "Fig 3", "Vol 2", "pp 10-12", "Tel: ..."
    fn numbered_without_stop(&self, i: usize, key: &str) -> bool {
        let number = self.is_digits(i + 1) && !self.glued(i + 1);
        match key {
            "tel" => self.glued_sign(i + 1) == ':',
            "pp" => number,
            "fig" | "figs" | "vol" | "vols" | "ch" | "eq" | "sec" | "apt" | "ste" | "rm" => {
                number && self.capitalised(i)
            }
            _ => false,
        }
    }

    /// Whether the word with a full stop stands for something longer, here.
    fn abbreviates(&self, i: usize, after: usize, kind: Abbreviation, key: &str) -> bool {
        let capital = self.capitalised(i);
        let number = self.is_digits(after) || self.lower_roman_or_letter(after);
        match kind {
            Abbreviation::Title
                if matches!(
                    key,
                    "fr" | "rep"
                        | "hon"
                        | "col"
                        | "gen"
                        | "mt"
                        | "bro"
                        | "pres"
                        | "adm"
                        | "brig"
                        | "dep"
                        | "asst"
                        | "reps"
                        | "det"
                        | "insp"
                        | "amb"
                        | "sra"
                ) =>
            {
                capital && after < self.len()
            }
            Abbreviation::Title => true,
            Abbreviation::Numbered => match key {
                "pt" if capital && self.capitalised(after) => true,
                "ste" => capital || number,
                "p" | "pp" | "op" | "no" | "nos" | "art" | "par" | "ex" | "pt" | "ch" | "ext"
                | "mk" | "ver" | "ref" | "refs" => number || self.sign(after) == '#',
                "fl" => i > 0 && capital,
                "sec" | "fig" | "figs" | "vol" | "vols" => number || after < self.len(),
                _ => true,
            },
            Abbreviation::Medial if key == "v" => self.capitalised(after) && i > 0,
            Abbreviation::Medial if matches!(key, "c" | "ca") => self.is_digits(after),
            Abbreviation::Medial | Abbreviation::Street => true,
            Abbreviation::Final if key == "ed" => {
                // "2nd ed.", "(ed.)", "ed. by"; but "Ed. Smith".
                i > 1 && self.ordinal_suffix(i - 1) && self.is_digits(i - 2)
                    || i > 0 && matches!(self.sign(i - 1), '(' | ',')
                    || i > 0 && self.one_of(i - 1, &["revised", "rev", "new", "expanded"])
                    || self.one_of(after, &["by"])
            }
            Abbreviation::Final
                if matches!(
                    key,
                    "min"
                        | "max"
                        | "temp"
                        | "co"
                        | "ed"
                        | "est"
                        | "inst"
                        | "div"
                        | "conf"
                        | "lib"
                        | "ret"
                ) =>
            {
                capital || after < self.len() || key == "co"
            }
            Abbreviation::Final => true,
            Abbreviation::Calendar => capital && date::calendar_context(self, i, after),
            Abbreviation::State => capital && self.state_context(i, after, key),
            Abbreviation::Unit => key == "sq",
        }
    }

    fn lower_roman_or_letter(&self, i: usize) -> bool {
        self.is_word(i)
            && (self.at(i).len() == 1 && self.at(i) != "I"
                || super::roman::value(self.at(i)).is_some() && self.at(i) != "I")
    }

    /// "U.S.", "p.m.", "e.g.", "J. K.": letters with full stops.
    fn dotted_initials(&mut self, i: usize) -> Option<usize> {
        let short = |r: &Self, j: usize| {
            r.is_word(j)
                && r.at(j).chars().count() <= 2
                && (r.at(j).len() == 1
                    || matches!(
                        r.at(j),
                        "Ph" | "Sc" | "Ed" | "Th" | "Lt" | "Eng" | "Sh" | "Ch"
                    )
                    || r.at(j).len() > 1 && !r.at(j).is_ascii())
        };
        if !short(self, i) || self.glued_sign(i + 1) != '.' || self.glued_after_word(i) {
            return None;
        }
        let mut end = i + 2;
        let mut parts = 1;
        while self.glued(end) && short(self, end) {
            parts += 1;
            end += 1;
            if self.glued_sign(end) == '.' {
                end += 1;
            } else {
                break;
            }
        }
        // A full stop that belongs to the sentence alone: "plan B."
        if parts == 1
            && (self.at(i).len() > 1
                || !self.capitalised(i)
                || end >= self.len()
                || self.at(i) == "I"
                || self.at(i) == "A")
        {
            return None;
        }
        // "U.S.'s", "Ph.D.s"
        let letters = self.between(i, end);
        let key = Small::lower(letters.trim_end_matches('.'));
        let state = self.dotted_state(i, letters);
        self.begin(i);
        match &*key {
            _ if state.is_some() => self.say(state.unwrap_or("")),
            "e.g" => self.say("for example"),
            "p.a" if self.lower_word(i) => self.say("per annum"),
            "i.e" => self.say("that is"),
            "y.o" if i > 0 && self.is_digits(i - 1) => {
                self.say(if self.lower_word(end) {
                    "year old"
                } else {
                    "years old"
                });
            }
            _ => {
                for c in letters.chars().filter(|c| c.is_alphabetic()) {
                    let folded = deunicode::deunicode_char(c)
                        .unwrap_or("")
                        .chars()
                        .next()
                        .unwrap_or(' ');
                    if folded.is_ascii_alphabetic() {
                        self.letter(folded);
                    }
                }
            }
        }
        if self.glued(end) && matches!(self.at(end), "s" | "S") {
            self.ending("'s");
            end += 1;
        } else if is_apostrophe(self.glued_sign(end))
            && self.glued(end + 1)
            && matches!(self.at(end + 1), "s" | "S")
        {
            self.ending("'s");
            end += 2;
        }
        Some(self.finish(end))
    }
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
    parts > 2 || parts == 2 && first > 2 && word.starts_with(|c: char| c.is_ascii_lowercase())
}

/// The name of a Greek letter that stands alone.
fn greek(word: &str) -> Option<&'static str> {
    let mut chars = word.chars();
    let (c, None) = (chars.next()?, chars.next()) else {
        return None;
    };
    Some(match c {
        'α' | 'Α' => "alpha",
        'β' | 'Β' => "beta",
        'γ' | 'Γ' => "gamma",
        'δ' | 'Δ' => "delta",
        'ε' | 'Ε' | 'ϵ' => "epsilon",
        'ζ' | 'Ζ' => "zeta",
        'η' | 'Η' => "eta",
        'θ' | 'Θ' | 'ϑ' => "theta",
        'ι' | 'Ι' => "iota",
        'κ' | 'Κ' => "kappa",
        'λ' | 'Λ' => "lambda",
        'μ' | 'Μ' | 'µ' => "mu",
        'ν' | 'Ν' => "nu",
        'ξ' | 'Ξ' => "xi",
        'ο' | 'Ο' => "omicron",
        'π' | 'Π' => "pi",
        'ρ' | 'Ρ' => "rho",
        'σ' | 'Σ' | 'ς' => "sigma",
        'τ' | 'Τ' => "tau",
        'υ' | 'Υ' => "upsilon",
        'φ' | 'Φ' | 'ϕ' => "phi",
        'χ' | 'Χ' => "chi",
        'ψ' | 'Ψ' => "psi",
        'ω' | 'Ω' => "omega",
        'ℵ' => "aleph",
        _ => return None,
    })
}
