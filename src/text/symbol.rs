//! Symbols, arrows, emoji.

use super::reader::Reader;
use super::token::is_ignorable;

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
    /// "a five-$ bill", "a 10-€ note": the sign of a currency after a number and a hyphen.
    fn hyphened_currency(&self, i: usize) -> bool {
        i > 1
            && self.glued(i)
            && matches!(self.sign(i - 1), '-' | '‑')
            && self.glued(i - 1)
            && (self.is_digits(i - 2) || self.lower_word(i - 2))
            && self.lower_word(i + 1)
            && !self.glued(i + 1)
    }

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
            '/' => {
                return self
                    .phonetic(i)
                    .or_else(|| self.math_sign(i, c))
                    .or_else(|| self.slash_between(i));
            }
            '$' | '€' | '£' | '¥'
                if self.lexemes[i].spaced || i == 0 || self.hyphened_currency(i) =>
            {
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
            '|' if self.absolute(i) => return Some(self.named(i, "the absolute value of")),
            '_' => return self.underscore(i),
            '*' if i > 0
                && !self.glued_before(i)
                && self.one_of(
                    i + 1,
                    &[
                        "key",
                        "symbol",
                        "character",
                        "sign",
                        "wildcard",
                        "operator",
                        "button",
                    ],
                ) =>
            {
                return Some(self.named(i, "asterisk"));
            }
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
                    && (self.len() == 2
                        || i > 1
                            && self.one_of(
                                i - 2,
                                &["a", "an", "got", "grade", "earned", "rated"],
                            )) =>
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
            // "y' = 2x"
            '\'' | '’'
                if self.glued_before(i)
                    && self.lower_word(i - 1)
                    && self.at(i - 1).len() == 1
                    && (!self.glued(i + 1) && self.sign(i + 1) == '='
                        || self.glued_sign(i + 1) == '(') =>
            {
                self.join = true;
                self.begin(i);
                self.say_word("prime");
                if self.glued(i + 1) {
                    self.say_word("of");
                }
                return Some(self.finish(i + 1));
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
            // "½–¾ cup"
            if matches!(self.glued_sign(end), '-' | '–')
                && (self.glued_digits(end + 1) > 0
                    || super::numeral::vulgar(self.glued_sign(end + 1)).is_some())
            {
                self.say_word("to");
                self.finish(end + 1);
                self.join = true;
                return Some(end + 1);
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
        if super::math::subscript(c).is_some() {
            return Some(self.index(i));
        }
        if matches!(c, '®' | '™' | '℠') && self.glued_before(i) {
            // A mark after a name is not read.
            self.join = false;
            return Some(i + 1);
        }
        name(c)
            .map(|words| self.named(i, words))
            .or_else(|| self.unit_sign(i, c))
    }

    pub(super) fn named(&mut self, i: usize, words: &str) -> usize {
        self.join = false;
        self.begin(i);
        self.say(words);
        self.finish(i + 1)
    }

    /// "|x| < 3": whether the bar at `i` opens an absolute value, which a comparison follows.
    fn absolute(&self, i: usize) -> bool {
        let clear = self.lexemes[i].spaced || matches!(self.sign(i.wrapping_sub(1)), '(' | '=');
        // "|x|" alone
        let last = self.len().wrapping_sub(1);
        if i == 0 && (2..6).contains(&last) && self.glued(1) && self.glued_sign(last) == '|' {
            return true;
        }
        clear
            && self.glued(i + 1)
            && (i + 2..(i + 8).min(self.len())).any(|j| {
                self.glued_sign(j) == '|'
                    && matches!(self.sign(j + 1), '=' | '<' | '>' | '≤' | '≥' | '+')
            })
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

    /// "x₁", "a₁₀", "log₂": the digits of a subscript.
    fn index(&mut self, i: usize) -> usize {
        let (mut end, mut n) = (i, 0u64);
        while let Some(digit) = super::math::subscript(self.sign(end))
            && (end == i || self.glued(end))
            && end < i + 6
        {
            n = 10 * n + u64::from(digit as u8 - b'0');
            end += 1;
        }
        self.join = self.glued_before(i);
        self.begin(i);
        if i > 0 && self.glued(i) && self.one_of(i - 1, &["log"]) {
            self.say("base");
        } else if i > 0 && self.lower_word(i - 1) && self.at(i - 1).len() == 1 && self.glued(i) {
            self.say_word("sub");
        }
        self.cardinal(n);
        self.finish(end)
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
}
