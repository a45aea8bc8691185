//! The marks of an enumeration: "i)", "(iv)".

use super::numeral_roman::value;
use super::reader::Reader;
use super::token::Small;

/// The number of a Roman enumerator in lower case; letters that are more often letters are none.
fn enumerated(text: &str) -> Option<u64> {
    if !text.starts_with(|c: char| c.is_ascii_lowercase())
        || matches!(
            &*Small::lower(text),
            "c" | "d" | "l" | "m" | "mi" | "di" | "mix" | "dim" | "mild"
        )
    {
        return None;
    }
    value(text).filter(|n| *n < 50)
}

impl Reader<'_> {
    /// "i)", "(iv)", "iii.", "a)": the marks of an enumeration.
    pub(super) fn enumerator(&mut self, i: usize) -> Option<usize> {
        if self.glued_after_word(i)
            // "f'(x)"
            || self.glued_before(i) && matches!(self.sign(i - 1), '\'' | '’' | '′')
            || self.sign(i) != '('
            || self.glued_sign(i + 2) != ')'
            || !self.glued(i + 1)
        {
            return None;
        }
        let text = self.at(i + 1);
        let n = enumerated(text)?;
        self.begin(i);
        self.cardinal(n);
        self.punctuate(super::Punctuation::Comma);
        Some(self.finish(i + 3))
    }

    /// "i)" and "ii." without an opening bracket, at `i`.
    pub(super) fn open_enumerator(&mut self, i: usize) -> Option<usize> {
        let mark = self.glued_sign(i + 1);
        let first = i == 0;
        let end = match mark {
            ')' => i + 2,
            '.' if self.glued_sign(i + 2) == ')' => i + 3,
            '.' if first => i + 2,
            _ => return None,
        };
        if self.glued(end)
            || mark == '.' && self.is_digits(end)
            || !self.lexemes[i].spaced
            || mark == ')' && self.bracket_open(i)
        {
            return None;
        }
        let n = enumerated(self.at(i))?;
        self.begin(i);
        self.cardinal(n);
        self.punctuate(super::Punctuation::Comma);
        Some(self.finish(end))
    }

    /// Whether a bracket that opens before `i` is still open.
    pub(super) fn bracket_open(&self, i: usize) -> bool {
        let from = i.saturating_sub(64);
        let mut depth = 0;
        for j in from..i {
            match self.sign(j) {
                '(' => depth += 1,
                ')' => depth = (depth - 1).max(0),
                _ => {}
            }
        }
        depth > 0
    }
}
