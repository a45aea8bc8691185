//! Which candidate bounds end a sentence.

use super::abbreviation::{self, Abbreviation};
use super::footnote;
use super::listing::{self, Marker};
use super::token::{Small, floor};

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

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '"' | '\'' | '“' | '‘' | '«' | '‹' | '¿' | '¡' | '「' | '『' | '（'
    )
}

/// Words that often begin a sentence and hardly ever follow an abbreviation inside one. Sorted.
#[rustfmt::skip]
static STARTERS: &[&str] = &[
    "A", "Above", "Add", "After", "All", "Also", "Although", "Always", "Among", "An", "And", "Another", "Any", "Are",
    "As", "At", "Because", "Before", "Behind", "Below", "Between", "Beyond", "Both", "Bring", "But", "By", "Call",
    "Can", "Come", "Could", "Despite", "Did", "Do", "Does", "During", "Each", "Either", "Even", "Every", "Everyone",
    "Few", "Finally", "First", "For", "From", "Get", "Given", "Go", "Had", "Has", "Have", "He", "Hence", "Her",
    "Here", "His", "How", "However", "I", "If", "In", "Indeed", "Instead", "Is", "It", "Its", "Just", "Keep", "Later",
    "Let", "Look", "Make", "Many", "Maybe", "Meanwhile", "Moreover", "Most", "Much", "My", "Neither", "Never",
    "Nevertheless", "Next", "No", "Nobody", "None", "Nonetheless", "Nor", "Not", "Nothing", "Now", "Often", "On",
    "Once", "One", "Only", "Or", "Other", "Others", "Otherwise", "Our", "People", "Perhaps", "Please", "Rather",
    "Read", "See", "Several", "She", "Should", "Similarly", "Since", "So", "Some", "Somebody", "Someone", "Something",
    "Sometimes", "Soon", "Stay", "Still", "Such", "Suddenly", "Take", "Thank", "Thanks", "That", "The", "Their",
    "Then", "There", "Therefore", "These", "They", "This", "Those", "Though", "Thus", "To", "Today", "Tomorrow",
    "Try", "Turn", "Under", "Unless", "Until", "Use", "Wait", "Was", "We", "Welcome", "Were", "What", "When", "Where",
    "Whether", "Which", "While", "Who", "Whoever", "Why", "Will", "With", "Would", "Yes", "Yesterday", "Yet", "You",
    "Your",
];

/// Whether a word, in any case, often begins a sentence.
pub(super) fn is_starter(word: &str) -> bool {
    let mut capital = [0u8; 16];
    let Some(bytes) = capital.get_mut(..word.len()) else {
        return false;
    };
    bytes.copy_from_slice(word.as_bytes());
    if let Some(first) = bytes.first_mut() {
        first.make_ascii_uppercase();
    }
    std::str::from_utf8(bytes).is_ok_and(|word| STARTERS.binary_search(&word).is_ok())
}

/// Whether the sentence that begins at `start` ends at `at`, a bound that UAX #29 proposes. There
/// is a letter or digit in it.
pub(super) fn ends_sentence(text: &str, start: usize, at: usize, lines: &mut Lines) -> bool {
    let before = text[start..at].trim_end();
    let gap = &text[start + before.len()..at];
    if Marker::is_all_of(before) {
        return false;
    }
    if gap.is_empty() && footnote::touches(text, at) {
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
            ends_at_mark(body, closers, after, newline)
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

/// Decides at a terminal mark: `body` ends with it, `closers` follow it, then white space, then `after`.
fn ends_at_mark(body: &str, closers: &str, after: &str, newline: bool) -> bool {
    let next = after.trim_start_matches(is_opener);
    let first = next.chars().next().unwrap_or(' ');
    if first.is_lowercase() && !newline && !camel(next) {
        return false;
    }
    let stem = body.trim_end_matches(['.', '…', '?', '!']);
    let marks = &body[stem.len()..];
    if marks.contains(['?', '!']) {
        return !first.is_lowercase() || camel(next);
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
fn camel(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_some_and(char::is_uppercase)
}

fn ends_at_ellipsis(body: &str, closers: &str, next: &str) -> bool {
    // "[...]" stands for words left out.
    let inner = body.trim_end_matches(['.', '…', ' ']);
    if inner.ends_with(['[', '(']) && closers.starts_with([']', ')']) {
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
            _ if dotted_letters(word) => self.ends_after_initialism(word),
            _ => match abbreviation::find(&Small::lower(word)) {
                Some((kind, _)) => self.ends_after(kind, word),
                None => true,
            },
        }
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
            'A'..='Z' if takes_letter(previous) && !second_initial(self.next) => true,
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
            "e.g" | "i.e" | "h.e" | "h.h" | "h.m" | "h.r.h" => false,
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
                    && (self.starter_follows() || self.title_follows())
            }
            Abbreviation::Title if capital => false,
            Abbreviation::Title => self.street_or_word(word),
            Abbreviation::Numbered
                if matches!(word, "No" | "no" | "art" | "par" | "Art" | "ex" | "Ex") =>
            {
                !self.number_follows() && !self.roman_follows()
            }
            Abbreviation::Numbered => self.starter_follows(),
            Abbreviation::Medial => false,
            Abbreviation::Calendar if !capital => true,
            Abbreviation::Calendar => !self.number_follows(),
            Abbreviation::Final if matches!(word, "etc") => !self.bracketed,
            Abbreviation::Final if word == "al" => self.starter_follows(),
            Abbreviation::State if !capital => true,
            Abbreviation::Final | Abbreviation::Street | Abbreviation::State => {
                !self.bracketed && (self.starter_follows() || self.title_follows())
            }
            Abbreviation::Unit if word == "in" => true,
            Abbreviation::Unit if word == "Ft" => !self.capital_follows(),
            Abbreviation::Unit if matches!(word, "sq" | "cu") => false,
            Abbreviation::Unit => !self.number_follows(),
        }
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

/// "plan B.", "an A.": a word before a letter that is no initial.
fn takes_letter(word: &str) -> bool {
    matches!(
        word,
        "plan"
            | "vitamin"
            | "grade"
            | "type"
            | "group"
            | "team"
            | "class"
            | "option"
            | "section"
            | "part"
            | "hepatitis"
            | "an"
            | "a"
            | "level"
            | "point"
            | "side"
            | "column"
            | "exhibit"
            | "appendix"
            | "letter"
    )
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
fn last_word(text: &str) -> &str {
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

/// Looks in `from..to`, inside one UAX #29 segment, for a bound that UAX #29 does not see.
/// `first_word` is where the first letter or digit of the sentence stands.
pub(super) fn inner(
    text: &str,
    start: usize,
    first_word: usize,
    from: usize,
    to: usize,
) -> Option<usize> {
    let next_item = Marker::at(&text[start..]).and_then(|marker| marker.successor());
    for (i, c) in text[from..to].char_indices() {
        let at = from + i;
        if matches!(c, '.' | '?' | '!')
            && at > first_word
            && let Some(end) = footnote::end(text, at)
        {
            return Some(end);
        }
        match c {
            '.' if at > first_word && number_starts(text, start, at) => return Some(at + 1),
            '.' | '?' | '!' if glued_end(text, start, at, c) => return Some(at + 1),
            '.' if four_dots(text, start, at) => return Some(at + 1),
            '.' if camel(text[at + 1..].trim_start()) && text[at + 1..].starts_with(' ') => {
                if ends_at_mark(&text[start..=at], "", text[at + 1..].trim_start(), false) {
                    return Some(at + 1);
                }
            }
            '…' if at > first_word && ends_after_dots(text, at) => {
                return Some(at + c.len_utf8());
            }
            _ if listing::is_bullet(c) && at > first_word => {
                if text[..at].ends_with(char::is_whitespace) {
                    return Some(at);
                }
            }
            _ => {
                if let Some(next) = next_item
                    && at > start
                    && text[..at].ends_with(char::is_whitespace)
                    && Marker::at(&text[at..]) == Some(next)
                {
                    return Some(at);
                }
            }
        }
    }
    None
}

/// "It rained. 10 people left.": a number begins a sentence. UAX #29 looks on to the next letter.
fn number_starts(text: &str, start: usize, at: usize) -> bool {
    let rest = &text[at + 1..];
    let next = rest.trim_start();
    if next.len() == rest.len()
        || !next.starts_with(|c: char| c.is_ascii_digit())
        || rest[..rest.len() - next.len()].contains('\n')
    {
        return false;
    }
    let body = &text[start..=at];
    let word = last_word(&text[start..at]);
    // A short word with a capital may be an abbreviation that nobody has listed: "Reg. 12".
    let plain = word.starts_with(|c: char| c.is_ascii_digit())
        || word.len() > 4
        || word.chars().count() > 1 && word.starts_with(char::is_lowercase);
    plain
        && Marker::at(next).is_none()
        && !Marker::is_all_of(body)
        && ends_at_mark(body, "", next, false)
}

/// "wrote…  The": a horizontal ellipsis, which UAX #29 does not take for a terminator.
fn ends_after_dots(text: &str, at: usize) -> bool {
    let rest = &text[at + '…'.len_utf8()..];
    let after = rest.trim_start();
    after.len() < rest.len()
        && after
            .trim_start_matches(is_opener)
            .starts_with(char::is_uppercase)
}

/// "compounds. . . . The practice": a full stop and then three spaced dots of an ellipsis.
fn four_dots(text: &str, start: usize, at: usize) -> bool {
    let rest = &text[at + 1..];
    text[start..at].ends_with(char::is_alphanumeric)
        && rest
            .strip_prefix(" . . . ")
            .is_some_and(|next| next.starts_with(char::is_uppercase))
}

/// A missing space: "the end.Then", "1,000.That", "What?No".
fn glued_end(text: &str, start: usize, at: usize, mark: char) -> bool {
    // What decides is near: the rest of the run without spaces.
    let next = &text[at + 1..floor(text, at + 80)];
    let mut chars = next.chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return false;
    }
    let second = chars.next().unwrap_or(' ');
    let word = last_word(&text[start..at]);
    // An address, a path or a file name keeps its dots.
    if word.contains(['@', '/', '\\', '_', ':', '?', '=', '&']) || word.starts_with("www") {
        return false;
    }
    let tail = next.split(char::is_whitespace).next().unwrap_or("");
    if tail.len() > 64 || tail.contains(['@', '/', '\\', '_']) {
        return false;
    }
    if mark != '.' {
        return word.ends_with(char::is_alphanumeric) && second.is_lowercase();
    }
    let stem_word = word.rsplit('.').next().unwrap_or(word);
    let next_word = &tail[..tail
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(tail.len())];
    let starter = STARTERS.binary_search(&next_word).is_ok();
    let title = matches!(
        abbreviation::find(&Small::lower(next_word)),
        Some((Abbreviation::Title, _))
    );
    let lower_word = stem_word.chars().count() >= 2 && stem_word.chars().all(char::is_lowercase);
    let number = stem_word.ends_with(|c: char| c.is_ascii_digit());
    let capital_word = stem_word.chars().count() >= 3 && stem_word.chars().all(char::is_alphabetic);
    if abbreviation::find(&Small::lower(stem_word)).is_some() && !starter {
        return false;
    }
    match (lower_word, number) {
        (true, _) => second.is_lowercase() && !tail.contains('(') || starter,
        (_, true) => second.is_lowercase() && next_word.len() > 1 || starter && next_word != "A",
        _ => capital_word && (starter || title),
    }
}
