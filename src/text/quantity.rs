//! What begins with a digit.

use super::numeral::Number;
use super::reader::Reader;

impl Reader<'_> {
    /// Reads what begins with digits at `i`.
    pub(super) fn quantity(&mut self, i: usize) -> usize {
        // "left.1": the mark of a footnote at the end is not said.
        if i > 1
            && i + 1 == self.len()
            && self.glued(i)
            && self.glued_sign(i - 1) == '.'
            && self.lower_word(i - 2)
            && self.at(i - 2).len() > 2
            && self.digit_count(i) < 3
        {
            self.begin(i);
            return self.finish(i + 1);
        }
        if self.glued_after_word(i) || self.after_code(i) {
            return self.serial_digits(i);
        }
        self.telephone(i)
            .or_else(|| self.date_from_number(i))
            .or_else(|| self.feet_and_inches(i))
            .or_else(|| self.clock(i))
            .or_else(|| self.short_ordinal(i))
            .or_else(|| self.hexadecimal(i))
            .or_else(|| self.savings_plan(i))
            .or_else(|| self.numbered_book(i))
            .or_else(|| self.old_money(i))
            .or_else(|| self.long_digits(i))
            .or_else(|| self.card_number(i))
            .or_else(|| self.wireless(i))
            .or_else(|| self.bracketed_section(i))
            .or_else(|| self.dotted(i))
            .or_else(|| self.fraction(i))
            .or_else(|| self.dashed(i))
            .or_else(|| self.address(i))
            .or_else(|| self.lower_address(i))
            .or_else(|| self.named_number(i))
            .or_else(|| self.list_number(i))
            .or_else(|| self.amount(i, i))
            .unwrap_or_else(|| self.serial_digits(i))
    }

    /// "-5", "+3", "±2", "~10", "<5": a sign before a number.
    pub(super) fn signed_number(&mut self, i: usize) -> Option<usize> {
        let number = self.glued(i + 1)
            && (self.is_digits(i + 1) || self.sign(i + 1) == '.' && self.glued_digits(i + 2) > 0);
        if self.sign(i) == '.' {
            // ".5"; a full stop before digits inside a word is punctuation.
            let alone = self.lexemes[i].spaced
                || i > 0
                    && matches!(
                        self.sign(i - 1),
                        '(' | '"' | '“' | '$' | '<' | '>' | '=' | '≤' | '≥' | '~' | '/'
                    );
            if alone && let Some(end) = self.calibre(i) {
                return Some(end);
            }
            return if alone && self.glued_digits(i + 1) > 0 {
                self.amount(i, i)
            } else {
                None
            };
        }
        let operand =
            self.is_digits(i + 1) || self.sign(i + 1) == '.' && self.glued_digits(i + 2) > 0;
        let clear = self.lexemes[i].spaced
            || i == 0
            || matches!(
                self.sign(i - 1),
                '(' | '['
                    | '='
                    | '/'
                    | '*'
                    | '×'
                    | '÷'
                    | '^'
                    | '<'
                    | '>'
                    | '≤'
                    | '≥'
                    | '|'
                    | ','
                    | ':'
                    | '±'
                    | '–'
                    | '"'
                    | '“'
            );
        let words = match self.sign(i) {
            '-' | '−' | '–' if number && clear => "minus",
            '-' | '−' | '~'
                if clear
                    && self.glued(i + 1)
                    && self.sign(i + 1) != '-'
                    && matches!(self.sign(i + 1), '$' | '€' | '£') =>
            {
                self.begin(i);
                self.say_word(if self.sign(i) == '~' {
                    "about"
                } else {
                    "minus"
                });
                self.finish(i + 1);
                self.join = true;
                return Some(i + 1);
            }
            '+' if number && clear => "plus",
            '±' if operand => "plus or minus",
            '~' | '≈' | '∼' if operand && number && clear => "about",
            _ => return None,
        };
        if self.sign(i) == '+'
            && let Some(end) = self.international_phone(i)
        {
            return Some(end);
        }
        self.begin(i);
        self.say(words);
        self.finish(i + 1);
        self.join = true;
        // "-1/2", "-3 3/4"
        let mixed = (1..=2).contains(&self.digit_count(i + 2))
            && !self.glued(i + 2)
            && self.glued_sign(i + 3) == '/';
        if self.digit_count(i + 1) <= 2
            && (mixed || self.glued_sign(i + 2) == '/')
            && let Some(end) = self.fraction(i + 1)
        {
            return Some(end);
        }
        self.amount(i + 1, i).or(Some(i + 1))
    }

    /// Reads a number with what belongs to it: ordinal, decade, year, range, unit, currency.
    /// `from` is where the expression begins, for its context.
    pub(super) fn amount(&mut self, i: usize, from: usize) -> Option<usize> {
        let number = self.number_at(i)?;
        if self.ordinal_suffix(number.end) && number.int_end == number.end {
            return Some(self.ordinal_token(i, &number));
        }
        if self.is_digits(i)
            && number.end == i + 1
            && let Some(end) = self.decade_at(i).or_else(|| self.year_token(i))
        {
            return Some(end);
        }
        if let Some(end) = self.plural_number(i, &number) {
            return Some(end);
        }
        if let Some(end) = self.range(i, &number) {
            return Some(end);
        }
        if let Some(end) = self
            .scientific(i, &number)
            .or_else(|| self.lines(i, &number))
        {
            return Some(end);
        }
        if let Some(end) = self.money_after(i, &number) {
            return Some(end);
        }
        if let Some(end) = self.dimensions(i, &number) {
            return Some(end);
        }
        if number.end == i + 1
            && self.is_digits(i)
            && self.reads_as_year(i, i + 1)
            && !self.unit_follows(i + 1)
            && !self.signed(from, i)
            || self.signed(from, i)
                && matches!(self.sign(from), '~' | '≈' | '∼')
                && self.about_year(i)
        {
            self.begin(i);
            self.year(self.value(i));
            let end = self.number_ending(i + 1);
            return Some(self.finish(end));
        }
        self.begin(i);
        self.say_number(&number);
        Some(self.suffix(i, from, &number))
    }

    fn signed(&self, from: usize, i: usize) -> bool {
        from < i
    }

    pub(super) fn unit_follows(&self, i: usize) -> bool {
        self.unit_at(i).is_some() || matches!(self.sign(i), '%' | '°' | '‰')
    }

    fn ordinal_token(&mut self, i: usize, number: &Number) -> usize {
        self.begin(i);
        self.say_ordinal(self.between(i, number.end));
        let raised = usize::from(matches!(self.sign(number.end), 'ᵗ' | 'ˢ' | 'ⁿ' | 'ʳ'));
        let end = self.finish_range(number.end + 1 + raised);
        // "in the 89th min"
        if &*self.lower(end) == "min" && !self.glued(end) {
            self.begin(end);
            self.say_word("minute");
            return self.finish(
                end + 1
                    + usize::from(
                        self.glued_sign(end + 1) == '.'
                            && !self.ends(end + 2)
                            && end + 2 < self.len(),
                    ),
            );
        }
        end
    }

    pub(super) fn glued_operand(&self, i: usize) -> bool {
        self.glued(i) && !matches!(self.sign(i), ',' | '.' | ')' | ';')
    }

    /// "1." or "2)" at the beginning of a list item: the number alone.
    fn list_number(&mut self, i: usize) -> Option<usize> {
        if i > 0 && !matches!(self.sign(i - 1), '(' | '•' | '⁃')
            || self.digit_count(i) > 3
            || self.digit_count(i) == 0
        {
            return None;
        }
        let mark = self.glued_sign(i + 1);
        let end = match mark {
            '.' if self.glued_sign(i + 2) == ')' => i + 3,
            '.' | ')' => i + 2,
            _ => return None,
        };
        if self.glued(end) || end >= self.len() {
            return None;
        }
        self.begin(i);
        self.cardinal(self.value(i));
        self.punctuate(super::Punctuation::Comma);
        Some(self.finish(end))
    }
}
