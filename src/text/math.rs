//! Arithmetic, comparison, powers.

use super::reader::Reader;
use super::token::Kind;

/// The digit that a superscript or subscript sign stands for.
pub(super) fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁻' => '-',
        '⁺' => '+',
        'ⁿ' => 'n',
        _ => return None,
    })
}

/// The digit that a subscript sign stands for.
pub(super) fn subscript(c: char) -> Option<char> {
    ('₀'..='₉')
        .contains(&c)
        .then(|| char::from(b'0' + (c as u32 - '₀' as u32) as u8))
}

/// What a sign between operands is called.
fn operator(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '−' => "minus",
        '×' => "times",
        '*' | '⋅' | '∗' => "times",
        '÷' => "divided by",
        '=' => "equals",
        '≠' => "is not equal to",
        '<' => "less than",
        '>' => "greater than",
        '≤' | '⩽' => "less than or equal to",
        '≥' | '⩾' => "greater than or equal to",
        '≈' | '≅' => "is approximately equal to",
        '≡' => "is identical to",
        '±' => "plus or minus",
        '∝' => "is proportional to",
        '∈' => "is in",
        '⊂' => "is a subset of",
        '∪' => "union",
        '∩' => "intersection",
        '∉' => "is not in",
        '⊆' => "is a subset of",
        '⊃' | '⊇' => "is a superset of",
        '⊥' => "is perpendicular to",
        '∥' => "is parallel to",
        '∧' => "and",
        '∨' => "or",
        '¬' => "not",
        '∴' => "therefore",
        '∵' => "because",
        '∼' => "is similar to",
        '≪' => "is much less than",
        '≫' => "is much greater than",
        _ => return None,
    })
}

impl Reader<'_> {
    /// Whether an operand stands at `i`: a number, a word, or an opening bracket.
    fn operand(&self, i: usize) -> bool {
        match self.lexemes.get(i).map(|l| l.kind) {
            Some(Kind::Word | Kind::Digits) => true,
            Some(Kind::Sign(c)) => {
                matches!(
                    c,
                    '(' | '√'
                        | '∞'
                        | '-'
                        | '−'
                        | '$'
                        | '€'
                        | '£'
                        | '.'
                        | 'π'
                        | '¥'
                        | '|'
                        | '∆'
                        | '∂'
                        | '∑'
                        | '∫'
                        | '∅'
                ) || super::numeral::vulgar(c).is_some()
            }
            None => false,
        }
    }

    /// Reads a sign of arithmetic or comparison at `i`.
    pub(super) fn math_sign(&mut self, i: usize, c: char) -> Option<usize> {
        if let Some(end) = self.power(i) {
            return Some(self.finish(end));
        }
        let words = match (c, self.glued_sign(i + 1)) {
            ('<', '=') => return Some(self.sign_words(i, "less than or equal to", i + 2)),
            ('>', '=') => return Some(self.sign_words(i, "greater than or equal to", i + 2)),
            ('!', '=') if self.operand(i + 2) => {
                return Some(self.sign_words(i, "is not equal to", i + 2));
            }
            ('=', '>') => return Some(self.sign_words(i, "right arrow", i + 2)),
            ('<', '-') if self.lexemes[i].spaced && !self.glued(i + 2) => {
                return Some(self.sign_words(i, "left arrow", i + 2));
            }
            ('-', '>') => return Some(self.sign_words(i, "right arrow", i + 2)),
            // "M*A*S*H" is a name.
            ('*', _)
                if self.glued(i)
                    && self.glued(i + 1)
                    && self.capitalised(i - 1)
                    && self.capitalised(i + 1) =>
            {
                self.join = true;
                return Some(i + 1);
            }
            ('*', '*') if self.is_digits(i.wrapping_sub(1)) && self.glued_digits(i + 2) > 0 => {
                self.attach(i);
                self.say_power("", self.value(i + 2), false);
                return Some(self.finish(i + 3));
            }
            ('·', _)
                if self.operand(i + 1)
                    && self.operand_before(i)
                    && self.glued(i)
                    && self.single(i) =>
            {
                "times"
            }
            ('·', _) => return None,
            ('=', '=') => return Some(self.sign_words(i, "equals", i + 2)),
            ('+', '/') if self.glued_sign(i + 2) == '-' => {
                return Some(self.sign_words(i, "plus or minus", i + 3));
            }
            ('√' | '∛', _) => {
                return Some(self.sign_words(
                    i,
                    if c == '√' {
                        "square root of"
                    } else {
                        "cube root of"
                    },
                    i + 1,
                ));
            }
            ('∞', _) => return Some(self.sign_words(i, "infinity", i + 1)),
            ('∑', _) => {
                let of = usize::from(self.one_of(i + 1, &["of"]));
                if self.len() == 1 {
                    return Some(self.sign_words(i, "sum", i + 1));
                }
                return Some(self.sign_words(i, "the sum of", i + 1 + of));
            }
            ('∫', _) => return Some(self.sign_words(i, "the integral of", i + 1)),
            ('∏', _) => return Some(self.sign_words(i, "the product of", i + 1)),
            ('∇', _) => return Some(self.sign_words(i, "del", i + 1)),
            ('∠', _) => return Some(self.sign_words(i, "angle", i + 1)),
            ('△', _) if self.glued(i + 1) => return Some(self.sign_words(i, "triangle", i + 1)),
            ('∀', _) => return Some(self.sign_words(i, "for all", i + 1)),
            ('∃', _) => return Some(self.sign_words(i, "there exists", i + 1)),
            ('∅', _) => return Some(self.sign_words(i, "the empty set", i + 1)),
            ('‱', _) => return Some(self.sign_words(i, "per ten thousand", i + 1)),
            ('′', _) if self.glued_after_word(i) => {
                return Some(self.sign_words(i, "prime", i + 1));
            }
            ('∂', _) => return Some(self.sign_words(i, "partial", i + 1)),
            ('∆', _) => return Some(self.sign_words(i, "delta", i + 1)),
            // "<ann@example.org>": brackets, not signs of comparison.
            ('<', _) if self.lexemes[i].spaced && self.glued(i + 1) && self.is_word(i + 1) => {
                return None;
            }
            ('>', _) if self.glued(i) && i > 0 && self.is_word(i - 1) && !self.glued(i + 1) => {
                return None;
            }
            ('<' | '>', _)
                if self.operand(i + 1)
                    && (self.is_digits(i + 1)
                        || self.operand_before(i)
                        || matches!(self.sign(i + 1), '$' | '€' | '£' | '.')) =>
            {
                operator(c)?
            }
            ('<' | '>', _) => return None,
            ('-', _) if self.equation(i) || self.lessened(i) => "minus",
            ('-', _) => return None,
            ('/', _) if self.differential(i) => "over",
            ('/', _) if self.equation(i) && self.operand_before(i) && self.operand(i + 1) => {
                "divided by"
            }
            // "n!/k!"
            ('/', _)
                if i > 1
                    && self.sign(i - 1) == '!'
                    && self.operand(i - 2)
                    && self.operand(i + 1)
                    && (self.glued_sign(i + 2) == '!' || self.sign(i + 1) == '(') =>
            {
                "divided by"
            }
            ('*', _)
                if !(self.operand_before(i)
                    && self.operand(i + 1)
                    && self.glued(i) == self.glued(i + 1))
                    || self.word_stars(i) =>
            {
                return None;
            }
            ('+', _)
                if i > 0
                    && self.glued(i)
                    && (self.sign(i - 1) == '+' || self.glued_sign(i + 1) == '+') =>
            {
                "plus"
            }
            ('+', _) if !(self.operand(i + 1) || self.operand_before(i)) => return None,
            ('≈', _) if !self.operand_before(i) => "approximately",
            ('=' | '±' | '×' | '÷' | '+', _)
                if self.operand(i + 1) || self.operand_before(i) || c != '=' =>
            {
                operator(c)?
            }
            ('=', _) => return None,
            _ => operator(c)?,
        };
        Some(self.sign_words(i, words, i + 1))
    }

    /// "*emphasis*": asterisks that touch words on one side only, or between words.
    fn word_stars(&self, i: usize) -> bool {
        i > 0 && self.is_word(i - 1) && self.at(i - 1).len() > 2
            || self.is_word(i + 1) && self.at(i + 1).len() > 2
    }

    /// Whether both operands of the sign at `i` are single letters or digits.
    fn single(&self, i: usize) -> bool {
        self.at(i - 1).chars().count() <= 2 && self.at(i + 1).chars().count() <= 2
    }

    /// "dy/dx", "∂f/∂x"
    fn differential(&self, i: usize) -> bool {
        let letters = |j: usize, d: usize| {
            self.at(j).len() == 1 && self.sign(d) == '∂'
                || self.at(j).len() == 2 && self.at(j).starts_with('d')
        };
        let over = if self.sign(i + 1) == '∂' {
            i + 2
        } else {
            i + 1
        };
        i > 0
            && self.glued(i)
            && self.glued(i + 1)
            && letters(i - 1, i.wrapping_sub(2))
            && self.is_word(over)
            && letters(over, i + 1)
    }

    /// Whether the letters at `i` are factors of a formula: "ma" in "F = ma", "dy" in "dy/dx".
    pub(super) fn factors_at(&self, i: usize) -> bool {
        if self.at(i).len() != 2 || !self.lower_word(i) || !self.at(i).is_ascii() {
            return false;
        }
        let word = matches!(
            self.at(i),
            "is" | "in"
                | "to"
                | "of"
                | "or"
                | "an"
                | "at"
                | "as"
                | "by"
                | "if"
                | "it"
                | "no"
                | "on"
                | "so"
                | "up"
        );
        let variable = |j: usize| self.is_word(j) && self.at(j).len() == 1;
        let equals = i > 1 && self.sign(i - 1) == '=' && variable(i - 2) && self.ends(i + 1);
        let slash = if self.glued_sign(i + 1) == '/' {
            i + 1
        } else {
            i.wrapping_sub(1)
        };
        !word && (equals || self.sign(slash) == '/' && slash > 0 && self.differential(slash))
    }

    fn operand_before(&self, i: usize) -> bool {
        i > 0
            && (!matches!(self.lexemes[i - 1].kind, Kind::Sign(_))
                || matches!(self.sign(i - 1), ')' | '²' | '³' | '%' | '∞' | '°' | '∅')
                || super::numeral::vulgar(self.sign(i - 1)).is_some()
                || superscript(self.sign(i - 1)).is_some())
    }

    /// Whether the minus or slash at `i` stands in an expression: both operands are there, and an
    /// equals sign or another operator is near.
    fn equation(&self, i: usize) -> bool {
        if !(self.operand_before(i) && self.operand(i + 1)) || self.glued(i) != self.glued(i + 1) {
            return false;
        }
        let short = |j: usize| {
            self.is_digits(j)
                || self.is_word(j) && self.at(j).len() <= 2
                || matches!(self.sign(j), ')' | '(' | '²' | '³')
        };
        if !(short(i - 1) && short(i + 1)) {
            return false;
        }
        // "LGBTQ+ and K-12"
        if self.sign(i) == '-'
            && self.glued(i)
            && self.capitalised(i - 1)
            && self.digit_count(i + 1) > 1
        {
            return false;
        }
        let from = i.saturating_sub(8);
        let to = (i + 9).min(self.len());
        let near = (from..to).any(|j| {
            matches!(
                self.sign(j),
                '=' | '≤' | '≥' | '≠' | '≈' | '×' | '÷' | '+' | '²' | '³'
            )
        });
        // "2^n - 1"
        let power = !self.glued(i) && i > 1 && self.sign(i - 2) == '^';
        near || power
            || self.sign(i) == '−'
            || !self.glued(i)
                && self.is_digits(i - 1)
                && self.is_digits(i + 1)
                && self.sign(i) == '-'
    }

    fn sign_words(&mut self, i: usize, words: &str, end: usize) -> usize {
        self.begin(i);
        self.say(words);
        self.finish(end)
    }

    /// Says a power at `i`, after a base: "²", "^6", "⁻³"; extends the token before it.
    pub(super) fn power(&mut self, i: usize) -> Option<usize> {
        if !self.glued(i) || i == 0 {
            return None;
        }
        if self.sign(i) == '^' {
            return self.caret(i);
        }
        superscript(self.sign(i))?;
        let mut end = i;
        let mut digits = [0u8; 8];
        let mut n = 0;
        let mut sign = "";
        while let Some(c) = superscript(self.glued_sign(end)) {
            match c {
                '-' => sign = "minus",
                '+' => sign = "plus",
                'n' if n == 0 => {
                    self.attach(i);
                    self.say("to the");
                    self.letter('n');
                    return Some(end + 1);
                }
                _ if n < digits.len() => {
                    digits[n] = c as u8;
                    n += 1;
                }
                _ => {}
            }
            end += 1;
        }
        self.attach(i);
        if n == 0 {
            return Some(end);
        }
        let before = self.lexemes[i - 1].kind;
        // A mark after a word is a footnote: not said.
        let word = before == Kind::Word && self.at(i - 1).chars().count() > 2
            || matches!(
                before,
                Kind::Sign('.' | ',' | ';' | '"' | '”' | '?' | '!' | ':' | '’')
            );
        if word {
            return Some(end);
        }
        let value = digits[..n]
            .iter()
            .fold(0u64, |v, b| 10 * v + u64::from(b - b'0'));
        self.say_power(sign, value, false);
        Some(self.unit_of_power(i, end))
    }

    fn caret(&mut self, i: usize) -> Option<usize> {
        let open = usize::from(matches!(self.glued_sign(i + 1), '(' | '{'));
        let minus = usize::from(matches!(self.glued_sign(i + 1 + open), '-' | '−'));
        let at = i + 1 + open + minus;
        if !self.glued(at) || matches!(self.lexemes[at].kind, Kind::Sign(_)) {
            return None;
        }
        self.attach(i);
        if open == 1 && !matches!(self.glued_sign(at + 1), ')' | '}') {
            self.say("to the");
            if minus == 1 {
                self.say_word("minus");
            }
            return Some(at);
        }
        let end = at + 1 + usize::from(open == 1);
        if self.is_word(at) {
            self.say("to the");
            let word = self.at(at);
            if word.len() <= 2 {
                self.letters(word)
            } else {
                self.plain_word(at)
            }
            return Some(end);
        }
        self.say_power(if minus == 1 { "minus" } else { "" }, self.value(at), false);
        Some(self.unit_of_power(i, end))
    }

    /// "10^5 J", "10⁻⁹ m": the unit at `end`, after a power of the number before `i`.
    fn unit_of_power(&mut self, i: usize, end: usize) -> usize {
        match self.unit_at(end) {
            Some(measure) if self.is_digits(i - 1) && !self.glued(end) => {
                self.say_measure(&measure, false);
                measure.end
            }
            _ => end,
        }
    }

    /// Says a power: a square only where the base is not ten.
    pub(super) fn say_power(&mut self, sign: &str, n: u64, ten: bool) {
        match (sign, n) {
            ("", 2) if !ten => self.say_word("squared"),
            ("", 3) if !ten => self.say_word("cubed"),
            ("", 0..=99) => {
                self.say("to the");
                self.ordinal(n);
                self.say_word("power");
            }
            _ => {
                self.say("to the power of");
                self.say(sign);
                self.cardinal(n);
            }
        }
    }
}
