//! British money before 1971: pounds, shillings and pence.

use super::reader::Reader;

impl Reader<'_> {
    /// Says " 6s 4d" at `i`, after pounds; returns the index after it, or `i`.
    pub(super) fn shillings(&mut self, i: usize) -> usize {
        let mut end = i;
        if let Some(after) = self.old_coin(i, "s") {
            self.say_coins(i, "shilling", "shillings");
            end = after;
        }
        if let Some(after) = self.old_coin(end, "d") {
            self.say_word("and");
            self.say_coins(end, "penny", "pence");
            end = after;
        }
        end
    }

    /// "10s. 6d.": shillings and pence without pounds; either alone could be something else.
    pub(super) fn old_money(&mut self, i: usize) -> Option<usize> {
        let pence = self.old_coin(i, "s")?;
        let end = self.old_coin(pence, "d")?;
        self.begin(i);
        self.say_coins(i, "shilling", "shillings");
        self.say_word("and");
        self.say_coins(pence, "penny", "pence");
        Some(self.finish(end))
    }

    /// One or two digits at `i` with the coin's letter, and the index after it and its full stop.
    fn old_coin(&self, i: usize, letter: &str) -> Option<usize> {
        let half = usize::from(matches!(self.glued_sign(i + 1), '½' | '¼' | '¾'));
        let at = i + 1 + half;
        if !matches!(self.digit_count(i), 1 | 2)
            || !self.glued(at)
            || self.at(at) != letter
            || self.glued_alphanumeric(at + 1)
        {
            return None;
        }
        let inside = self.glued_sign(at + 1) == '.'
            && (self.lower_word(at + 2)
                || self.is_digits(at + 2)
                || matches!(self.sign(at + 2), ',' | ')' | ';'));
        Some(at + 1 + usize::from(inside))
    }

    fn say_coins(&mut self, i: usize, one: &str, many: &str) {
        let n = self.value(i);
        self.cardinal(n);
        let half = super::numeral::vulgar(self.glued_sign(i + 1));
        if let Some((_, after)) = half {
            self.say_word("and");
            self.say(after);
        }
        self.say_word(if n == 1 && half.is_none() { one } else { many });
    }
}
