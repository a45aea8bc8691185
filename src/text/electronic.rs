//! E-mail addresses, URLs, domains, file names, handles, hashtags.

use super::acronym;
use super::cluster;
use super::domain;
use super::reader::Reader;
use super::token::{Kind, Small};

/// The most lexemes that an address may have; longer runs without a space are read piece by piece.
const MAX_ADDRESS: usize = 256;

/// What a run of non-space characters is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Email,
    Url,
    Domain,
    File,
    Path,
    Handle,
    Hashtag,
}

impl Reader<'_> {
    /// Reads an electronic address that begins at `i`.
    pub(super) fn electronic(&mut self, i: usize) -> Option<usize> {
        let full = self.chunk_end(i);
        // Cheap rejection: most runs are one word and its punctuation.
        if full - i < 2 || full - i > MAX_ADDRESS {
            return None;
        }
        let begins = match self.lexemes[i].kind {
            Kind::Word | Kind::Digits => !self.glued_after_word(i),
            Kind::Sign(c) => {
                matches!(c, '#' | '@' | '/' | '\\' | '~' | '.') && !self.glued_after_word(i)
            }
        };
        if !begins {
            return None;
        }
        let end = self.trim_chunk(i, full);
        // "7:30p.m." is a time.
        let clock =
            self.is_digits(i) && self.glued_sign(i + 1) == ':' && self.half_of_day(i + 3).is_some();
        if end < i + 2 || clock {
            return None;
        }
        if let Some(end) = self.hardware_address(i, end) {
            return Some(end);
        }
        let shape = self.shape(i, end).or_else(|| self.suffix_alone(i, end))?;
        self.begin(i);
        match shape {
            Shape::Hashtag => {
                self.say_word("hashtag");
                self.hashtag(i + 1, end);
            }
            Shape::Handle => {
                self.say_word("at");
                self.address_parts(i + 1, end, shape);
            }
            _ => self.address_parts(i, end, shape),
        }
        Some(self.finish(end))
    }

    /// The end of the run without the punctuation that follows an address.
    pub(super) fn trim_chunk(&self, i: usize, mut end: usize) -> usize {
        // An address never goes on after these.
        if let Some(n) = (i..end)
            .position(|j| matches!(self.sign(j), '"' | '”' | '“' | '<' | '>' | '—' | '…' | '»'))
        {
            end = i + n;
        }
        let bracket = (i..end).any(|j| self.sign(j) == '(');
        while end > i + 1 {
            match self.sign(end - 1) {
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '}' | '*' => end -= 1,
                ')' if !bracket => end -= 1,
                _ => break,
            }
        }
        // "user@example.com's"
        end
    }

    fn shape(&self, i: usize, end: usize) -> Option<Shape> {
        let first = self.sign(i);
        let numbered = self.glued_digits(i + 1) > 0
            && self.glued(i + 2)
            && self.is_word(i + 2)
            && self.at(i + 2).len() > 2;
        if first == '#' && self.glued(i + 1) && (self.is_word(i + 1) || numbered) {
            let code = self.at(i + 1).len() == 1 && self.glued_sign(i + 2) == '-'
                || self.at(i + 1) == "s" && end == i + 2;
            return (!code).then_some(Shape::Hashtag);
        }
        if first == '@' && self.glued(i + 1) && (self.is_word(i + 1) || self.sign(i + 1) == '_') {
            return Some(Shape::Handle);
        }
        let (mut dots, mut at, mut slashes, mut last_dot, mut other) = (0, 0, 0, 0, false);
        for j in i..end {
            match self.sign(j) {
                '.' => {
                    dots += 1;
                    last_dot = j;
                }
                '@' => at += 1,
                '/' => slashes += 1,
                // "wikipedia.org/wiki/Rust_(language)"
                '(' | ')' if slashes > 0 && dots > 0 => {}
                ':' if (j == i + 1 || j == i + 2 && self.is_digits(i + 1))
                    && self.glued_sign(j + 1) == '/'
                    && self.glued_sign(j + 2) == '/'
                    && j + 3 < end =>
                {
                    return Some(Shape::Url);
                }
                // "host:/tmp", "me@host:~/notes"
                ':' if j > i
                    && self.is_word(j - 1)
                    && !other
                    && (self.glued_sign(j + 1) == '/'
                        && self.glued(j + 2)
                        && self.lower_word(j + 2)
                        || self.glued_sign(j + 1) == '~' && self.glued_sign(j + 2) == '/') =>
                {
                    return Some(Shape::Path);
                }
                ',' | ';' | '(' | ')' | '$' | '€' | '£' | '%' | '°' => other = true,
                _ => {}
            }
        }
        if at == 1
            && dots > 0
            && last_dot > i
            && last_dot + 1 < end
            && !matches!(first, '(' | '[')
            && !other
        {
            let at_sign = (i..end).find(|&j| self.sign(j) == '@').unwrap_or(i);
            if at_sign > i && at_sign + 1 < end && last_dot > at_sign {
                return Some(Shape::Email);
            }
        }
        // "10.1000/182": the identifier of a document.
        if self.at(i) == "10"
            && self.glued_sign(i + 1) == '.'
            && matches!(self.glued_digits(i + 2), 4 | 5)
            && self.glued_sign(i + 3) == '/'
        {
            return Some(Shape::Url);
        }
        if self.is_word(i)
            && matches!(&*self.lower(i), "mailto" | "localhost" | "doi")
            && self.glued_sign(i + 1) == ':'
        {
            return Some(Shape::Url);
        }
        if dots == 0
            && slashes < 2
            && first != '\\'
            && !(first == '~' && slashes == 1)
            && !self.root_folder(i, end)
            && !(self.is_word(i)
                && self.at(i).len() == 1
                && self.glued_sign(i + 1) == ':'
                && matches!(self.glued_sign(i + 2), '\\' | '/'))
        {
            return None;
        }
        if self.is_word(i) && &*self.lower(i) == "www" && self.glued_sign(i + 1) == '.' {
            return Some(Shape::Url);
        }
        if self.path(i, end) {
            return Some(Shape::Path);
        }
        if dots > 0 && !other && matches!(self.lexemes[i].kind, Kind::Word | Kind::Digits) {
            return self.dotted_name(i, end, last_dot);
        }
        None
    }

    /// "example.com/page", "report.pdf", "node.js"
    fn dotted_name(&self, i: usize, end: usize, last_dot: usize) -> Option<Shape> {
        let slash = (i..end)
            .find(|&j| matches!(self.sign(j), '/' | '?' | '#'))
            .unwrap_or(end);
        let dot = (i..slash).rev().find(|&j| self.sign(j) == '.')?;
        // "Booking.com's"
        let (name, ending) = self.possessive(dot + 1);
        let tld = Small::lower(if self.is_word(dot + 1) { name } else { "" });
        let plain = (i..slash).all(|j| !self.is_word(j) || self.at(j).is_ascii() || j == dot + 1)
            && !name.contains(['\'', '’'])
            && (ending.is_empty() || slash == end);
        let letters_before = self.is_word(dot - 1) || self.is_digits(dot - 1);
        let next_ok = dot + 2 == slash || self.sign(dot + 2) == ':';
        let lower_tld = name.bytes().all(|b| b.is_ascii_lowercase())
            || self.at(i).bytes().all(|b| b.is_ascii_uppercase());
        // "e.g", "i.e", "U.S" are abbreviations, not domains.
        let initials = self.at(dot - 1).len() == 1
            && dot - 1 == i
            && slash == end
            && !(self.lower_word(i)
                && (matches!(&*tld, "co" | "com" | "org" | "net" | "io")
                    || tld.len() > 2 && domain::FILES.binary_search(&&*tld).is_ok()));
        // "U.S.C", "p.m"
        // "p.p.m"
        let initials = initials
            || (i..end).all(|j| self.at(j).len() == 1) && (!self.lower_word(i) || end - i > 3);
        if plain && letters_before && next_ok && !initials && self.is_word(dot + 1) && dot > i {
            if domain::DOMAINS.binary_search(&&*tld).is_ok()
                && lower_tld
                && (tld.len() != 2 || self.sure_domain(i, slash, dot, end))
            {
                return Some(Shape::Domain);
            }
            if (slash == end || self.sign(slash) != '/')
                && domain::FILES.binary_search(&&*tld).is_ok()
                && last_dot == dot
                && (tld.len() > 1 || self.is_word(dot - 1) && self.lower_word(dot + 1))
                && dot + 2 == slash
            {
                return Some(Shape::File);
            }
        }
        // "os.path", "a.out": a name in lower case, with more than two parts or a short one.
        let code = |j: usize| self.sign(j) == '.' || self.lower_word(j) && self.at(j).is_ascii();
        if slash == end
            && !initials
            && (i..end).all(code)
            && self.at(i).len() > 1
            && !super::starter::is_starter(self.at(end - 1))
            && super::abbreviation::find(&self.lower(i)).is_none()
        {
            return Some(Shape::File);
        }
        // "lib_foo.so"
        let named = |j: usize| self.is_word(j) || self.is_digits(j) || self.sign(j) == '_';
        if slash == end
            && last_dot == dot
            && dot + 2 == end
            && (i + 1..dot).any(|j| self.sign(j) == '_')
            && (i..dot).all(named)
            && self.lower_word(dot + 1)
            && name.len() <= 4
        {
            return Some(Shape::File);
        }
        // "song.mp3", "video.mp4", "archive.7z"
        let suffix = self.between(last_dot + 1, end);
        if slash == end
            && matches!(
                &*Small::lower(suffix),
                "mp3" | "mp4" | "7z" | "bz2" | "m4a" | "3gp"
            )
        {
            return Some(Shape::File);
        }
        None
    }

    /// Whether a two-letter ending is a domain, not a missing space: "bbc.co.uk", "bit.ly/x", "example.de".
    fn sure_domain(&self, i: usize, slash: usize, dot: usize, end: usize) -> bool {
        let common_word = matches!(
            self.at(dot + 1),
            "at" | "be" | "in" | "is" | "it" | "me" | "my" | "no" | "to" | "us" | "la" | "id"
        );
        let alone = i == 0 && end == self.len()
            || self.one_of(
                i.wrapping_sub(1),
                &[
                    "at", "on", "visit", "to", "from", "via", "see", "site", "website", "domain",
                ],
            );
        !common_word
            || slash < end
            || (i..dot).any(|j| self.sign(j) == '.')
            || alone && dot + 2 == slash
    }

    /// Says the lexemes from `i` to `end` as the parts of an address.
    pub(super) fn address_parts(&mut self, i: usize, end: usize, shape: Shape) {
        for j in i..end {
            match self.lexemes[j].kind {
                Kind::Word => self.address_word(j, i, end, shape),
                Kind::Digits if self.dotted_digits(j, i, end) => self.digits(self.at(j)),
                Kind::Digits => self.address_digits(j),
                // "doi:10.1000/182"
                Kind::Sign(':') if j == i + 1 && self.one_of(i, &["doi"]) => self.group(),
                Kind::Sign(c) => self.address_sign(c),
            }
        }
    }

    /// Whether digits in an address from `i` to `end` are a part of "10.0.0.1".
    fn dotted_digits(&self, j: usize, i: usize, end: usize) -> bool {
        let before = j > i + 1 && self.sign(j - 1) == '.' && self.is_digits(j - 2);
        let after = j + 2 < end && self.sign(j + 1) == '.' && self.is_digits(j + 2);
        before || after
    }

    fn address_digits(&mut self, j: usize) {
        let n = self.value(j);
        let text = self.at(j);
        match text.len() {
            4 if (1900..2100).contains(&n) => self.year(n),
            1 | 2 if !text.starts_with('0') || text.len() == 1 => self.cardinal(n),
            _ => self.digits(text),
        }
    }

    fn address_sign(&mut self, c: char) {
        let word = match c {
            '.' => "dot",
            '@' => "at",
            '/' => "slash",
            '\\' => "backslash",
            ':' => "colon",
            '-' | '‑' => "dash",
            '_' => "underscore",
            '?' => "question mark",
            '=' => "equals",
            '&' => "and",
            '#' => "hash",
            '%' => "percent",
            '+' => "plus",
            '~' => "tilde",
            '*' => "asterisk",
            '!' => "exclamation mark",
            _ => return self.group(),
        };
        self.say(word);
    }

    fn address_word(&mut self, j: usize, i: usize, end: usize, shape: Shape) {
        let (word, ending) = self.possessive(j);
        self.address_name(j, word, i, end, shape);
        self.ending(ending);
    }

    fn address_name(&mut self, j: usize, word: &str, i: usize, end: usize, shape: Shape) {
        let lower = Small::lower(word);
        let after_dot = j > i && self.sign(j - 1) == '.';
        match &*lower {
            "www" => return self.letters("www"),
            "gmail" => return self.mixed("g mail"),
            "http" | "https" | "ftp" | "sftp" => return self.letters(word),
            "env" => return self.say_word("env"),
            "html" | "htm" | "php" | "asp" | "aspx" | "xml" => return self.letters(word),
            _ => {}
        }
        // "nyc.ny.us": a state in the name of a host.
        if word.len() == 2 && after_dot && self.sign(j + 1) == '.' && self.at(j + 2) == "us" {
            return self.letters(word);
        }
        let ends_host = j + 1 == end || matches!(self.sign(j + 1), '/' | ':' | '.' | '?');
        if after_dot
            && ends_host
            && shape != Shape::File
            && shape != Shape::Path
            && domain::DOMAINS.binary_search(&&*lower).is_ok()
        {
            if domain::domain_word(&lower) {
                self.say_word(&lower)
            } else {
                self.letters(word)
            }
            return;
        }
        if after_dot && j + 1 == end && domain::FILES.binary_search(&&*lower).is_ok() {
            match domain::file_word(&lower) {
                Some(phrase) => self.mixed(phrase),
                None => self.letters(word),
            }
            return;
        }
        if after_dot && j + 1 == end && domain::domain_word(&lower) {
            return self.say_word(&lower);
        }
        // "JOHN_DOE@EXAMPLE.COM": capitals that say nothing.
        let loud = shape == Shape::Email
            && word.len() > 2
            && !self.between(i, end).bytes().any(|b| b.is_ascii_lowercase());
        self.compound(if loud { &lower } else { word });
    }

    /// Whether a part in lower case has the look of a word or a name: "john", "dvorak".
    fn word_like(part: &str) -> bool {
        part.len() >= 4
            && part
                .bytes()
                .any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u'))
    }

    /// Says an identifier: parts at changes of case, known or readable ones as words, others spelled.
    pub(super) fn compound(&mut self, word: &str) {
        if !word.is_ascii() {
            return self.foreign(word);
        }
        let mut rest = word;
        while !rest.is_empty() {
            let (part, tail) = rest.split_at(case_change(rest));
            rest = tail;
            let lower = Small::lower(part);
            let upper = part.len() > 1 && part.bytes().all(|b| b.is_ascii_uppercase());
            let spelled = part.len() == 1
                || acronym::vowelless(&lower)
                || acronym::spelled_in_addresses(&lower)
                || matches!(
                    &*lower,
                    "ibm" | "mba" | "usa" | "phd" | "sdk" | "api" | "ssh"
                )
                || !self.language.has_word(&lower)
                    && !Self::word_like(part)
                    && cluster::unpronounceable(&lower)
                || upper
                    && acronym::reading(part, false, self.language) == acronym::Reading::Spelled;
            if spelled && part.len() <= 12 {
                self.letters(part);
            } else {
                let start = self.open_word();
                let letters = part
                    .bytes()
                    .filter(|b| b.is_ascii_alphabetic() || *b == b'\'');
                self.out
                    .spoken
                    .extend(letters.map(|b| char::from(b.to_ascii_lowercase())));
                self.close_word(start, super::WordKind::Word);
            }
        }
    }

    /// "#BlackHistoryMonth", "#covid19"
    fn hashtag(&mut self, i: usize, end: usize) {
        for j in i..end {
            match self.lexemes[j].kind {
                Kind::Word => {
                    let word = self.at(j);
                    if word.len() == 1 {
                        self.letters(word)
                    } else {
                        self.compound(word)
                    }
                }
                Kind::Digits if self.digit_count(j) == 3 && !self.at(j).starts_with('0') => {
                    self.cardinal(self.value(j))
                }
                Kind::Digits => self.address_digits(j),
                Kind::Sign('_') => self.say_word("underscore"),
                Kind::Sign('#') => self.say_word("hashtag"),
                Kind::Sign(_) => self.group(),
            }
        }
    }
}

/// Where an identifier changes its case: "BlackHistory" after "Black", "NASAMission" after "NASA".
pub(super) fn case_change(word: &str) -> usize {
    let bytes = word.as_bytes();
    for k in 1..bytes.len() {
        let (a, b) = (bytes[k - 1], bytes[k]);
        if a.is_ascii_lowercase() && b.is_ascii_uppercase() {
            return k;
        }
        if k > 1
            && a.is_ascii_uppercase()
            && b.is_ascii_lowercase()
            && bytes[k - 2].is_ascii_uppercase()
        {
            return k - 1;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(domain::DOMAINS.is_sorted());
        assert!(domain::FILES.is_sorted());
    }
}
