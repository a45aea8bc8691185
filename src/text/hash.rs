//! The hash sign: numbers, tags, sharps.

use super::reader::Reader;

impl Reader<'_> {
    /// "#5" is a number; other hash signs are silent or named.
    pub(super) fn hash(&mut self, i: usize) -> Option<usize> {
        // "the q3 #s"
        if self.glued(i + 1) && matches!(self.at(i + 1), "s" | "'s") && !self.glued_operand(i + 2) {
            let end = self.named(i, "numbers") + 1;
            return Some(self.finish(end));
        }
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
        // "80# paper", "press 1#", "code 4471#"
        if self.glued_before(i) && self.is_digits(i - 1) && !self.glued_operand(i + 1) {
            self.join = true;
            self.begin(i);
            self.say_word("pound");
            return Some(self.finish(i + 1));
        }
        // "# of users", "the # key"
        if self.lexemes[i].spaced && !self.glued(i + 1) {
            let word = match &*self.lower(i + 1) {
                "of" => "number",
                "key" | "button" => "pound",
                "sign" | "symbol" | "character" => "hash",
                // "my # is"
                _ if i > 0
                    && self.one_of(
                        i - 1,
                        &[
                            "my", "your", "ur", "his", "her", "our", "their", "phone", "order",
                            "account", "acct", "tracking", "serial", "invoice", "case", "room",
                        ],
                    ) =>
                {
                    "number"
                }
                _ if self.is_digits(i + 1) && i > 0 => "number",
                _ if self.len() == 1 => "hash",
                _ => "",
            };
            if !word.is_empty() {
                return Some(self.named(i, word));
            }
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
}
