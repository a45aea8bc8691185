//! Which candidate bounds end a sentence.

use super::abbreviation::{self, Abbreviation};
use super::footnote;
use super::listing::{self, Marker};
use super::scripture;
use super::starter::{STARTERS, takes_letter};
use super::token::Small;

pub(super) use super::listing::Lines;

/// Full stops that need no space after them.
pub(super) fn is_cjk_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡')
}

fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』' | '）'
    )
}

pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '"' | '\'' | '“' | '‘' | '«' | '‹' | '¿' | '¡' | '「' | '『' | '（'
    )
}

/// Whether the sentence that begins at `start` ends at `at`, a bound that UAX #29 proposes. There
/// is a letter or digit in it.
pub(super) fn ends_sentence(text: &str, start: usize, at: usize, lines: &mut Lines) -> bool {
    let before = text[start..at].trim_end();
    let gap = &text[start + before.len()..at];
    if Marker::is_all_of(before) || first_item(before) {
        return false;
    }
    if gap.is_empty() && (footnote::touches(text, at) || file_name(before, &text[at..])) {
        return false;
    }
    let after = text[at..].trim_start();
    if after.is_empty() || listing::starts_bullet(after) {
        return true;
    }
    let body = before.trim_end_matches(is_closer);
    let newline = gap.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
    match body.chars().next_back() {
        Some('.' | '…' | '?' | '!') => {
            let closers = &before[body.len()..];
            ends_at_mark(body, closers, after, newline) && !inside_bracket(before, after)
        }
        Some('。' | '！' | '？' | '．' | '｡' | '।' | '॥' | '؟' | '۔' | '‼' | '⁇' | '⁈' | '⁉') => {
            true
        }
        _ if newline => lines.breaks(text, start, start + before.len(), at),
        // A terminator of another script that only UAX #29 knows, or the end of a stretch.
        Some(c) => !c.is_ascii() && !c.is_alphanumeric() && !is_closer(c) && gap.is_empty(),
        None => false,
    }
}

/// "IMG_2047.JPG": `before` ends with the name of a file and its dot, `after` begins with the ending.
fn file_name(before: &str, after: &str) -> bool {
    let end = after.find(|c: char| !c.is_ascii_alphanumeric());
    let ending = &after[..end.unwrap_or(after.len())];
    (2..=4).contains(&ending.len())
        && !ending.bytes().any(|b| b.is_ascii_lowercase())
        && before.ends_with('.')
        && super::domain::FILES
            .binary_search(&&*Small::lower(ending))
            .is_ok()
}

/// How far the end of a bracket is looked for, in bytes.
const BRACKET_REACH: usize = 240;

/// "He slept (It was late. He was tired.) at the inn.": a bracket is open, and the sentence goes on
/// after it.
fn inside_bracket(before: &str, after: &str) -> bool {
    let Some(open) = before.rfind('(') else {
        return false;
    };
    if open == 0 || before[open..].contains(')') {
        return false;
    }
    let near = &after[..super::token::floor(after, BRACKET_REACH)];
    let Some((inside, rest)) = near.split_once(')') else {
        return false;
    };
    // "(it was late. He was tired)": what begins in lower case is a part of the sentence around it.
    let marks = inside.trim_end_matches(['"', '”', '’', '\'']);
    let part = before[open + 1..].starts_with(char::is_lowercase);
    !inside.contains('(')
        && (part || marks.ends_with(['.', '!', '?', '…']))
        && rest
            .trim_start()
            .starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';'))
}

/// "Pack three things: 1.": the text ends with the number of a first item, after a colon.
fn first_item(before: &str) -> bool {
    ["1.", "1)", "(1)", "1.)", "i.", "a."]
        .iter()
        .filter_map(|item| before.strip_suffix(item))
        .any(|announced| announced.ends_with(": "))
}

/// Decides at a terminal mark: `body` ends with it, `closers` follow it, then white space, then `after`.
pub(super) fn ends_at_mark(body: &str, closers: &str, after: &str, newline: bool) -> bool {
    let next = after.trim_start_matches(is_opener);
    let first = next.chars().next().unwrap_or(' ');
    if first.is_lowercase() && !newline && !camel(next) {
        return false;
    }
    // "7! = 5040", "n! / k!"
    if after.starts_with(['=', '+', '×', '÷', '≈', '≤', '≥']) || after.starts_with("/ ") {
        return false;
    }
    let stem = body.trim_end_matches(['.', '…', '?', '!']);
    let marks = &body[stem.len()..];
    if marks.contains(['?', '!']) {
        return (!first.is_lowercase() || camel(next)) && !names_company(stem, marks, next);
    }
    if marks.len() > 1 || stem.ends_with(". ") {
        return ends_at_ellipsis(body, closers, next);
    }
    let word = last_word(stem);
    let verdict = Stop {
        stem: &stem[..stem.len() - word.len()],
        word,
        next,
        bracketed: closers.starts_with([')', ']']),
    };
    verdict.ends()
        && !(first.is_lowercase()
            && newline
            && closers.is_empty()
            && !camel(next)
            && abbreviation::find(&Small::lower(word)).is_some())
}

/// "iPhone", "eBay": a word that may begin a sentence in lower case.
pub(super) fn camel(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_uppercase)
}

/// "Yahoo! Inc.", "E! News", "Yum! Brands": an exclamation mark that belongs to a name.
fn names_company(stem: &str, marks: &str, next: &str) -> bool {
    let word = last_word(stem);
    let end = next.find(|c: char| !c.is_alphanumeric());
    let after = &next[..end.unwrap_or(next.len())];
    let form = matches!(
        after,
        "Inc"
            | "Corp"
            | "Ltd"
            | "News"
            | "Brands"
            | "Finance"
            | "Mail"
            | "Sports"
            | "Answers"
            | "Japan"
            | "Groups"
            | "Messenger"
            | "Entertainment"
    );
    marks == "!" && word.starts_with(char::is_uppercase) && form
}

fn ends_at_ellipsis(body: &str, closers: &str, next: &str) -> bool {
    // "[...]" stands for words left out.
    let inner = body.trim_end_matches(['.', '…', ' ']);
    if inner.ends_with(['[', '(']) && closers.starts_with([']', ')']) {
        return false;
    }
    // A table of contents: "Introduction ........ 5".
    let line = next.lines().next().unwrap_or("").trim_end();
    let leader = marks_of(body) > 4 && line.bytes().all(|b| b.is_ascii_digit());
    if leader && !line.is_empty() {
        return false;
    }
    // Three dots may be a pause, four are an ellipsis and a full stop; "I" has its capital anywhere.
    let marks = &body[inner.len()..];
    let pause = marks.matches('.').count() == 3;
    if pause && closers.is_empty() && (marks.starts_with(" . .") || pronoun_i(next)) {
        return false;
    }
    !next.starts_with(char::is_lowercase)
}

/// How many dots a text ends with.
fn marks_of(body: &str) -> usize {
    body.bytes().rev().take_while(|&b| b == b'.').count()
}

/// "I", "I'm", "I'd" at the beginning of `text`.
fn pronoun_i(text: &str) -> bool {
    text.strip_prefix('I')
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// A single full stop after a word.
struct Stop<'a> {
    /// The sentence up to the word.
    stem: &'a str,
    word: &'a str,
    /// What follows, without opening quotation marks and brackets.
    next: &'a str,
    /// Whether a bracket closes after the full stop.
    bracketed: bool,
}

impl Stop<'_> {
    fn ends(&self) -> bool {
        let word = self.word.trim_start_matches(is_opener);
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (None, _) => true,
            (Some(c), None) if c.is_alphabetic() => self.ends_after_letter(c),
            _ if word.ends_with(['°', 'º']) && word.len() <= 4 => !self.number_follows(),
            _ if matches!(word, "lat" | "long" | "Lat" | "Long") && self.degrees_follow() => false,
            // "100 deg. F"
            _ if word == "deg" && matches!(self.next_word(), "F" | "C") => false,
            _ if dotted_letters(word) => self.ends_after_initialism(word),
            _ if self.verse_follows() && scripture::is_book(&Small::lower(word)) => false,
            _ => match abbreviation::find(&Small::lower(word)) {
                Some((kind, _)) => self.ends_after(kind, word),
                None => true,
            },
        }
    }

    /// "lat. 40.7° N"
    fn degrees_follow(&self) -> bool {
        self.next
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
            .starts_with('°')
    }

    /// "5:3"
    fn verse_follows(&self) -> bool {
        let rest = self.next.trim_start_matches(|c: char| c.is_ascii_digit());
        self.number_follows()
            && rest
                .strip_prefix(':')
                .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn number_follows(&self) -> bool {
        self.next.starts_with(|c: char| c.is_ascii_digit())
    }

    fn next_word(&self) -> &str {
        let end = self
            .next
            .find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        let word = &self.next[..end.unwrap_or(self.next.len())];
        word.split(['\'', '’']).next().unwrap_or(word)
    }

    fn starter_follows(&self) -> bool {
        STARTERS.binary_search(&self.next_word()).is_ok()
    }

    fn capital_follows(&self) -> bool {
        self.next.starts_with(char::is_uppercase)
    }

    /// The word before the abbreviation.
    fn previous(&self) -> &str {
        last_word(self.stem.trim_end())
    }

    /// "James T. Kirk", but "you and I. Did", "plan B. The".
    fn ends_after_letter(&self, letter: char) -> bool {
        let previous = self.previous();
        let lower_before = previous.starts_with(char::is_lowercase);
        match letter {
            'I' if lower_before => true,
            'A'..='Z' if takes_letter(&Small::lower(previous)) && !second_initial(self.next) => {
                true
            }
            'J' if self.judge_follows() => true,
            // "at 100° C. Ice"
            'C' | 'F' if previous.ends_with('°') || previous == "deg." => true,
            'v' | 'p' | 'c' if !self.starter_follows() => false,
            _ if self.next.starts_with(|c: char| c.is_ascii_digit()) => {
                !letter.is_lowercase() && lower_before
            }
            // A spaced initial: "J. R. R.", "A. The first" is a list.
            _ => self.starter_follows() && !second_initial(self.next) && !previous.is_empty(),
        }
    }

    /// "U.S.", "p.m.", "Ph.D."
    fn ends_after_initialism(&self, word: &str) -> bool {
        if self.bracketed {
            return false;
        }
        let key = Small::lower(word);
        match &*key {
            "p.s" | "p.p.s" | "n.b" | "q.v" => false,
            // "90 m.p.h. Slow down": a unit stands before no name.
            "m.p.h" | "k.p.h" | "m.p.g" | "r.p.m" | "p.s.i" => self.capital_follows(),
            "e.g" | "i.e" | "h.e" | "h.h" | "h.m" | "h.r.h" => false,
            // "Roberts, C.J. Alito, J., dissented."
            "c.j" if self.judge_follows() => true,
            "a.m" | "p.m" => {
                !self.fronted()
                    && !self.zone_or_day_follows()
                    && (self.capital_follows() || self.opens())
            }
            _ if self.next.starts_with(|c: char| c.is_ascii_digit()) => false,
            // Initials of a name: "J.K. Rowling".
            _ => self.starter_follows() && !second_initial(self.next),
        }
    }

    /// "Alito, J.", "Roberts, C.J.": a judge's name follows one, or a new sentence follows what was
    /// done "by Roberts, C.J."
    fn judge_follows(&self) -> bool {
        let rest = &self.next[self.next_word().len()..];
        let Some(name) = self.stem.trim_end().strip_suffix(',') else {
            return false;
        };
        let surname = last_word(name);
        let before = last_word(name[..name.len() - surname.len()].trim_end());
        self.capital_follows()
            && (surname.starts_with(char::is_uppercase)
                && matches!(before, "by" | "before" | "Before" | "per" | "Per")
                || [", J.", ", C.J.", ", JJ."]
                    .iter()
                    .any(|j| rest.starts_with(j)))
    }

    fn opens(&self) -> bool {
        !self
            .next
            .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
    }

    /// "At 5 p.m. Mr. Smith left": the time stands before the clause.
    fn fronted(&self) -> bool {
        let mut words = self.stem.split_whitespace();
        let first = words.next().unwrap_or("").trim_start_matches(is_opener);
        matches!(
            &*Small::lower(first),
            "at" | "by"
                | "around"
                | "about"
                | "from"
                | "until"
                | "after"
                | "before"
                | "since"
                | "between"
        ) && words.count() <= 4
    }

    fn zone_or_day_follows(&self) -> bool {
        let word = self.next_word();
        let zone = (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
        zone || matches!(
            word,
            "Eastern" | "Pacific" | "Central" | "Mountain" | "Greenwich" | "Zulu"
        ) || super::date::weekday(&Small::lower(word)).is_some()
            || super::date::month(&Small::lower(word)).is_some()
    }

    fn ends_after(&self, kind: Abbreviation, word: &str) -> bool {
        let capital = word.starts_with(char::is_uppercase);
        match kind {
            Abbreviation::Title if matches!(word, "Dr" | "St") => {
                // A street at the end: "on Elm Dr. The house"; but "Ask Dr. Who".
                let previous = self.previous();
                let first = self.stem.trim_end().len() == previous.len()
                    || self.stem.trim_end()[..self.stem.trim_end().len() - previous.len()]
                        .ends_with(is_opener);
                previous.starts_with(char::is_uppercase)
                    && !first
                    && (self.starter_follows()
                        || self.title_follows()
                        || self.house_before() && self.verb_follows())
            }
            Abbreviation::Title if capital => false,
            Abbreviation::Title => self.street_or_word(word),
            Abbreviation::Numbered
                if matches!(word, "No" | "no" | "art" | "par" | "Art" | "ex" | "Ex") =>
            {
                !self.number_follows() && !self.roman_follows() && !self.code_follows()
            }
            Abbreviation::Numbered => self.starter_follows(),
            Abbreviation::Medial => false,
            Abbreviation::Calendar if !capital => true,
            Abbreviation::Calendar => !self.number_follows(),
            Abbreviation::Final if matches!(word, "Jr" | "Sr") && self.office_follows() => true,
            Abbreviation::Final if matches!(word, "etc") => !self.bracketed,
            Abbreviation::Final if word == "al" => self.starter_follows(),
            Abbreviation::State if !capital => true,
            Abbreviation::Final | Abbreviation::Street | Abbreviation::State => {
                !self.bracketed && (self.starter_follows() || self.title_follows())
            }
            Abbreviation::Unit if word == "in" => true,
            Abbreviation::Unit if word == "Ft" => !self.capital_follows(),
            Abbreviation::Unit if matches!(word, "sq" | "cu") => false,
            Abbreviation::Unit if word == "Sq" => self.starter_follows(),
            Abbreviation::Unit => !self.number_follows(),
        }
    }

    /// "By Ann Lee Sr. | Staff writer": what the person does stands under the name.
    fn office_follows(&self) -> bool {
        let mut words = self.next.split_whitespace();
        words.next();
        matches!(
            words.next().unwrap_or("").trim_end_matches(['.', ',']),
            "writer"
                | "reporter"
                | "editor"
                | "correspondent"
                | "columnist"
                | "critic"
                | "photographer"
        )
    }

    /// "10 Downing St.": the number of a house stands before the name.
    fn house_before(&self) -> bool {
        let mut words = self.stem.split_whitespace().rev();
        words.next();
        words
            .next()
            .is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()))
    }

    /// Whether the word that follows has a word in lower case after it, as the subject of a sentence
    /// has: "St. Talks failed", not "St. NW" or "St. James Park".
    fn verb_follows(&self) -> bool {
        let word = self.next_word();
        word.chars().nth(1).is_some_and(char::is_lowercase)
            && self.capital_follows()
            && self.next[word.len()..]
                .strip_prefix(' ')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
    }

    /// "model no. XJ-9"
    fn code_follows(&self) -> bool {
        let end = self.next.find(char::is_whitespace);
        let code = &self.next.as_bytes()[..end.unwrap_or(self.next.len())];
        code.first().is_some_and(u8::is_ascii_uppercase)
            && code.iter().any(u8::is_ascii_digit)
            && !code.iter().any(u8::is_ascii_lowercase)
    }

    fn roman_follows(&self) -> bool {
        let word = self.next_word();
        !word.is_empty() && word.bytes().all(|b| b"IVXLC".contains(&b)) && word != "I"
    }

    /// "col.", "gen.", "rep." in lower case: an abbreviation before a name, else a word.
    fn street_or_word(&self, word: &str) -> bool {
        match word {
            "st" | "dr" => self.starter_follows(),
            "rep" | "reps" | "hon" | "mt" | "ms" | "bro" => true,
            _ => self.starter_follows(),
        }
    }

    fn title_follows(&self) -> bool {
        let word = self.next_word();
        matches!(
            abbreviation::find(&Small::lower(word)),
            Some((Abbreviation::Title, _))
        ) && self.next[word.len()..].starts_with('.')
            && word != "St"
    }
}

/// Whether a capital letter with a full stop stands first: "R. R. Martin".
fn second_initial(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.')
}

/// "U.S", "p.m", "Ph.D": letters with full stops between them (the last one is not in `word`).
pub(super) fn dotted_letters(word: &str) -> bool {
    let mut parts = word.split('.');
    let first = parts.next().unwrap_or("");
    let short = |p: &str| {
        let mut chars = p.chars();
        chars.next().is_some_and(char::is_alphabetic)
            && chars.clone().count() <= 1
            && chars.all(char::is_alphabetic)
    };
    let mut more = 0;
    short(first)
        && parts.all(|p| {
            more += 1;
            short(p)
        })
        && more > 0
        && word.len() <= 16
}

/// The run of non-space characters at the end, after the last opening bracket or quotation mark.
pub(super) fn last_word(text: &str) -> &str {
    let mut start = text.len();
    for (i, c) in text.char_indices().rev() {
        if c.is_whitespace()
            || is_opener(c) && c != '\''
            || matches!(c, '/' | '—' | '–' | '-')
            || text.len() - i > 64
        {
            break;
        }
        start = i;
    }
    &text[start..]
}
