//! Symbols, arrows, emoji.

use super::emoji::Name;
use super::normalize::Emoji;
use super::reader::Reader;
use super::token::{Kind, is_ignorable};

/// What a symbol is called.
pub(super) fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '§' => "section",
        '¶' => "paragraph",
        '©' | '℗' => "copyright",
        '®' => "registered",
        '™' => "trademark",
        '℠' => "service mark",
        '№' => "number",
        '%' => "percent",
        '‰' => "per mille",
        '°' => "degrees",
        '℃' => "degrees celsius",
        '℉' => "degrees fahrenheit",
        '†' | '‡' | '•' | '·' | '▪' | '●' | '◦' | '⁃' | '‣' | '■' | '□' | '▸' | '►' | '◆' =>
        {
            return None;
        }
        '←' | '⇐' => "left arrow",
        '→' | '⇒' | '➔' | '➜' | '⟶' => "right arrow",
        '↑' | '⇑' => "up arrow",
        '↓' | '⇓' => "down arrow",
        '↔' | '⇔' => "left right arrow",
        '✓' | '✔' | '☑' => "check mark",
        '✗' | '✘' | '✕' => "cross mark",
        '★' | '☆' => "star",
        '♥' | '❤' => "heart",
        '♠' => "spade",
        '♣' => "club",
        '♦' => "diamond",
        '♪' | '♫' => "music note",
        '♯' => "sharp",
        '♭' => "flat",
        '♀' => "female",
        '♂' => "male",
        '☎' => "telephone",
        'ℓ' => "liters",
        _ => return None,
    })
}

/// What a sign is called that stands for nothing but itself.
fn alone(c: char) -> Option<&'static str> {
    Some(match c {
        '_' => "underscore",
        '^' => "caret",
        '~' => "tilde",
        '\\' => "backslash",
        '|' => "vertical bar",
        '/' => "slash",
        '+' => "plus",
        '=' => "equals",
        '<' => "less than",
        '>' => "greater than",
        _ => return None,
    })
}

impl Reader<'_> {
    /// Reads a symbol at `i` that is said by name, or decides that it is silent.
    pub(super) fn symbol(&mut self, i: usize, c: char) -> Option<usize> {
        match c {
            '°' if matches!(self.at(i + 1), "C" | "F") && self.glued(i + 1) => {
                self.begin(i);
                let end = self.degrees(i, false)?;
                return Some(self.finish(end));
            }
            ',' | ';' | ':' | '?' | '.' | '“' | '”' | '"' | '—' => return None,
            '!' if self.glued_sign(i + 1) != '=' => return self.factorial(i),
            '(' => {
                return self
                    .factor(i)
                    .or_else(|| self.silent_bracket(i))
                    .or_else(|| self.lettered_bracket(i));
            }
            '[' => return self.footnote(i),
            '§' if self.glued_sign(i + 1) == '§' => {
                self.begin(i);
                self.say_word("sections");
                return Some(self.finish(i + 2));
            }
            '&' => return Some(self.ampersand(i)),
            '@' => return Some(self.named(i, "at")),
            '#' => return self.hash(i),
            '/' => return self.math_sign(i, c).or_else(|| self.slash_between(i)),
            '$' | '€' | '£' | '¥' if self.lexemes[i].spaced || i == 0 => {
                let word = match c {
                    '$' => "dollar",
                    '€' => "euro",
                    '£' => "pound",
                    _ => "yen",
                };
                return Some(self.named(i, word));
            }
            '©' if i > 0 && self.one_of(i - 1, &["copyright"]) => {
                self.begin(i);
                return Some(self.finish(i + 1));
            }
            '%' => return Some(self.named(i, "percent")),
            _ if self.len() == 1
                && let Some(words) = alone(c) =>
            {
                return Some(self.named(i, words));
            }
            '_' => return self.underscore(i),
            '*' if i > 0 && self.one_of(i - 1, &["press", "dial", "hit"]) => {
                let end = self.named(i, "star");
                if self.glued_digits(end) > 0 {
                    self.begin(end);
                    self.digits(self.at(end));
                    return Some(self.finish(end + 1));
                }
                return Some(end);
            }
            // "She got an A-."
            '-' | '−'
                if self.glued_before(i)
                    && matches!(self.at(i - 1), "A" | "B" | "C" | "D")
                    && self.lexemes[i - 1].spaced
                    && !self.glued_operand(i + 1)
                    && (i > 1
                        && self.one_of(i - 2, &["a", "an", "got", "grade", "earned", "rated"])) =>
            {
                self.join = true;
                self.begin(i);
                self.say_word("minus");
                return Some(self.finish(i + 1));
            }
            // "an A* in chemistry", "A* search"; a star after a word is a footnote's.
            '*' if self.glued_before(i)
                && self.capitalised(i - 1)
                && self.at(i - 1).len() == 1
                && self.lexemes[i - 1].spaced
                && !self.glued_operand(i + 1) =>
            {
                self.join = true;
                self.begin(i);
                self.say_word("star");
                return Some(self.finish(i + 1));
            }
            '★' | '☆' if matches!(self.glued_sign(i + 1), '★' | '☆') => {
                return Some(self.stars(i));
            }
            '\'' | '’' | '‘' => return self.elision(i),
            _ => {}
        }
        if is_ignorable(c) {
            return Some(i + 1);
        }
        if let Some(end) = self.emoji(i) {
            return Some(end);
        }
        if let Some((words, _)) = super::numeral::vulgar(c) {
            self.begin(i);
            self.say(words);
            let end = i + 1;
            if self.length_mark(end, true).is_some() {
                return Some(self.finish(end + 1));
            }
            let end = match self.unit_at(end) {
                Some(measure) if !self.glued(end) || self.at(end).len() > 1 => {
                    self.say("of a");
                    self.say_measure(&measure, true);
                    measure.end
                }
                _ => end,
            };
            return Some(self.finish(end));
        }
        if let Some(end) = self.isotope(i).or_else(|| self.math_sign(i, c)) {
            return Some(end);
        }
        if let Some(digit) = super::math::subscript(c) {
            self.join = self.glued_before(i);
            self.begin(i);
            if i > 0 && self.lower_word(i - 1) && self.at(i - 1).len() == 1 && self.glued(i) {
                self.say_word("sub");
            }
            self.digits(digit.encode_utf8(&mut [0; 4]));
            return Some(self.finish(i + 1));
        }
        if matches!(c, '®' | '™' | '℠') && self.glued_before(i) {
            // A mark after a name is not read.
            self.join = false;
            return Some(i + 1);
        }
        name(c).map(|words| self.named(i, words))
    }

    fn named(&mut self, i: usize, words: &str) -> usize {
        self.join = false;
        self.begin(i);
        self.say(words);
        self.finish(i + 1)
    }

    /// "foo_bar" is said with its underscore, "x_1" as a subscript; "_emphasis_" is not said.
    fn underscore(&mut self, i: usize) -> Option<usize> {
        if !(self.glued_after_word(i) && self.glued_alphanumeric(i + 1)) {
            return None;
        }
        let index = self.at(i - 1).len() == 1 && self.at(i + 1).len() == 1;
        self.join = true;
        self.begin(i);
        self.say_word(if index { "sub" } else { "underscore" });
        let end = self.finish(i + 1);
        self.join = true;
        Some(end)
    }

    /// "★★★☆☆": a rating.
    fn stars(&mut self, i: usize) -> usize {
        let (mut full, mut end) = (0, i);
        while end < self.len()
            && (end == i || self.glued(end))
            && matches!(self.sign(end), '★' | '☆')
        {
            full += u64::from(self.sign(end) == '★');
            end += 1;
        }
        let all = (end - i) as u64;
        self.begin(i);
        self.cardinal(full);
        if full < all {
            self.say("out of");
            self.cardinal(all);
        }
        self.say_word("stars");
        self.finish(end)
    }

    /// "R&D", "Q&A", "salt & pepper"
    fn ampersand(&mut self, i: usize) -> usize {
        let glued = self.glued_before(i) && self.glued(i + 1);
        self.join = glued;
        self.begin(i);
        self.say_word("and");
        let end = self.finish(i + 1);
        self.join = glued;
        end
    }

    /// "#5" is a number; other hash signs are silent or named.
    fn hash(&mut self, i: usize) -> Option<usize> {
        // "#100DaysOfCode"
        if self.glued_digits(i + 1) > 0
            && self.glued(i + 2)
            && self.at(i + 2).len() > 2
            && self.is_word(i + 2)
        {
            self.begin(i);
            self.say_word("hashtag");
            self.cardinal(self.value(i + 1));
            self.compound(self.at(i + 2));
            return Some(self.finish(i + 3));
        }
        if self.glued_digits(i + 1) > 0 {
            self.begin(i);
            self.say_word("number");
            let end = self.finish(i + 1);
            self.join = true;
            return Some(end);
        }
        // "LOT# 44821"
        if self.glued_before(i)
            && self.digit_count(i + 1) > 0
            && self.at(i.saturating_sub(1)).len() > 1
        {
            return Some(self.named(i, "number"));
        }
        // "#A-5521"
        if self.capitalised(i + 1) && self.at(i + 1).len() == 1 && self.glued_sign(i + 2) == '-' {
            return Some(self.named(i, "number"));
        }
        if i > 0 && self.one_of(i - 1, &["press", "dial", "hit"]) {
            return Some(self.named(i, "pound"));
        }
        let word_before = i > 0 && self.is_word(i - 1) && self.lexemes[i].spaced;
        if word_before && (i + 1 >= self.len() || self.ends(i + 1)) {
            return Some(self.named(i, "hash"));
        }
        // "C#", "F#"
        if self.glued_before(i) && self.is_word(i - 1) && self.at(i - 1).len() == 1 {
            self.join = true;
            return Some(self.sharp(i));
        }
        Some(i + 1)
    }

    fn sharp(&mut self, i: usize) -> usize {
        self.begin(i);
        self.say_word("sharp");
        self.finish(i + 1)
    }

    /// A slash between words: nothing is said, the words stay apart.
    fn slash_between(&mut self, i: usize) -> Option<usize> {
        if self.glued_before(i) && self.glued(i + 1) {
            // "people/km²", "jobs/day"
            if i > 0
                && self.lower_word(i - 1)
                && (self.at(i - 1).ends_with('s') || self.at(i - 1) == "people")
            {
                self.attach(i);
                if let Some(end) = self.say_per(i) {
                    return Some(self.finish(end));
                }
                self.finish(i);
            }
            let per = self.is_word(i + 1)
                && i > 0
                && self.is_word(i - 1)
                && self.one_of(
                    i + 1,
                    &[
                        "hour", "hr", "day", "week", "month", "year", "person", "minute", "second",
                        "sec", "km", "mile", "night",
                    ],
                );
            if per && self.lower_word(i - 1) && self.at(i - 1).ends_with('s') {
                self.begin(i);
                self.say_word("per");
                return Some(self.finish(i + 1));
            }
            let short =
                |j: usize| self.is_digits(j) || self.is_word(j) && self.at(j).chars().count() == 1;
            // "24/7/365", "95/46/EC"
            let chain = self.glued_sign(i + 2) == '/' || i > 2 && self.glued_sign(i - 2) == '/';
            let road = self.capitalised(i + 1) || self.capitalised(i - 1) || chain;
            if short(i - 1)
                && short(i + 1)
                && (self.is_digits(i - 1) || self.is_digits(i + 1))
                && !road
                && !self.glued_after_word(i - 1)
                && !(self.glued_before(i - 1) && self.sign(i.saturating_sub(2)) == '-')
            {
                // "π/2"
                self.attach(i);
                self.say_word("over");
                return Some(self.finish(i + 1));
            }
            self.group();
            self.join = !matches!(self.lexemes[i + 1].kind, Kind::Sign(_))
                && !matches!(self.lexemes[i - 1].kind, Kind::Sign(_));
            return Some(i + 1);
        }
        if self.lexemes[i].spaced && !self.glued(i + 1) && i > 0 && i + 1 < self.len() {
            self.punctuate(super::Punctuation::Comma);
        }
        Some(i + 1)
    }

    /// "[12]", "[a]", "[citation needed]": editors' marks are not read.
    fn footnote(&mut self, i: usize) -> Option<usize> {
        if !self.glued_before(i) && i > 0 {
            return None;
        }
        let close = (i + 1..(i + 8).min(self.len())).find(|&j| self.sign(j) == ']')?;
        let inner = &self.text[self.lexemes[i].end as usize..self.lexemes[close].start as usize];
        let mark = !inner.is_empty()
            && (inner
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b',' | b' ' | b'-'))
                && inner.len() <= 12
                || inner.len() == 1 && i > 0
                || matches!(
                    inner,
                    "citation needed"
                        | "clarification needed"
                        | "who?"
                        | "when?"
                        | "note 1"
                        | "note 2"
                        | "note 3"
                        | "sic"
                ));
        if !mark || i == 0 {
            return None;
        }
        self.join = false;
        self.begin(i);
        Some(self.finish(close + 1))
    }

    /// "(c) 2020", "(r)", "(tm)"
    fn silent_bracket(&mut self, i: usize) -> Option<usize> {
        if self.glued_sign(i + 2) != ')' || !self.glued(i + 1) {
            return None;
        }
        match self.at(i + 1) {
            "c" | "C" if self.is_digits(i + 3) || i > 0 && self.one_of(i - 1, &["copyright"]) => {
                self.begin(i);
                if i == 0 || !self.one_of(i - 1, &["copyright"]) {
                    self.say_word("copyright");
                }
                Some(self.finish(i + 3))
            }
            "TM" | "tm" | "R" | "r" if self.glued_before(i) => {
                self.begin(i);
                Some(self.finish(i + 3))
            }
            // "child(ren)", "name(s)"
            "s" | "es" | "S" if self.glued_after_word(i) => {
                self.ending(if self.at(i + 1) == "es" { "es" } else { "s" });
                self.join = true;
                self.begin(i);
                Some(self.finish(i + 3))
            }
            _ => None,
        }
    }

    /// "(a)", "(b)": the letter of an item.
    fn lettered_bracket(&mut self, i: usize) -> Option<usize> {
        let letter = self.at(i + 1);
        if self.glued_sign(i + 2) != ')'
            || letter.len() != 1
            || !self.is_word(i + 1)
            || !self.glued(i + 1)
            || self.glued_before(i)
        {
            return None;
        }
        self.begin(i);
        self.letters(letter);
        self.punctuate(super::Punctuation::Comma);
        Some(self.finish(i + 3))
    }

    /// "'tis", "'em", "rock 'n' roll", "'90s", "'cause"
    fn elision(&mut self, i: usize) -> Option<usize> {
        if self.glued_digits(i + 1) == 2 && self.glued(i + 2) && self.at(i + 2) == "s" {
            self.begin(i);
            let n = self.value(i + 1);
            if n == 0 {
                self.say("two thousands")
            } else {
                self.decade(n)
            }
            return Some(self.finish(i + 3));
        }
        // "class of '98"
        if self.glued_digits(i + 1) == 2
            && !self.glued(i + 2) | self.ends(i + 2)
            && self.lexemes[i].spaced
        {
            self.begin(i);
            let n = self.value(i + 1);
            if n < 10 {
                self.say_word("oh");
            }
            self.cardinal(n);
            return Some(self.finish(i + 2));
        }
        if !self.lexemes[i].spaced || !self.glued(i + 1) {
            return None;
        }
        let phrase = match &*self.lower(i + 1) {
            "tis" => "'tis",
            "twas" => "'twas",
            "em" => "'em",
            "cause" => "'cause",
            "til" | "till" => "till",
            "bout" => "'bout",
            "round" => "round",
            "n" => "and",
            _ => return None,
        };
        // "'cause and effect'": a quotation, if it closes.
        if matches!(phrase, "'cause" | "round" | "'bout")
            && (i + 2..self.len().min(i + 40)).any(|j| matches!(self.sign(j), '\'' | '’'))
        {
            return None;
        }
        self.begin(i);
        self.say_word(phrase);
        let n = phrase == "and" && matches!(self.glued_sign(i + 2), '\'' | '’');
        Some(self.finish(i + 2 + usize::from(n)))
    }

    /// An emoji sequence at `i`, by its Unicode name.
    fn emoji(&mut self, i: usize) -> Option<usize> {
        let first = self.sign(i);
        if (first as u32) < 0x2190
            || matches!(first, '\u{2190}'..='\u{21FF}' | '✓' | '✗' | '★' | '☆' | '♥' | '∞' | '♪' | '♫' | '\u{2200}'..='\u{22FF}')
                && !self.emoji_style(i)
        {
            return None;
        }
        // The longest sequence that has a name; at most 10 characters make one emoji.
        let mut end = (i + 1..(i + 11).min(self.len() + 1))
            .take_while(|&j| {
                j == i + 1 || self.glued(j - 1) && matches!(self.lexemes[j - 1].kind, Kind::Sign(_))
            })
            .last()?;
        let found = loop {
            let text = self.between(i, end);
            if let Some(name) = Name::of(text) {
                break name;
            }
            if end == i + 1 {
                return None;
            }
            end -= 1;
        };
        while self.glued(end) && is_ignorable(self.sign(end)) {
            end += 1;
        }
        self.join = false;
        self.begin(i);
        if self.options.emoji == Emoji::Named {
            for word in found.words() {
                if word.bytes().all(|b| b.is_ascii_digit()) {
                    self.number_text(word, super::number::Form::Cardinal);
                } else {
                    self.foreign(word);
                }
            }
        }
        let end = self.finish(end);
        self.group();
        Some(end)
    }

    fn emoji_style(&self, i: usize) -> bool {
        self.glued_sign(i + 1) == '\u{FE0F}'
    }
}
