//! Eras: "AD 79", "44 BC".

use super::reader::Reader;

/// An era after a year: the letters to say.
fn era(word: &str) -> Option<&'static str> {
    Some(match word {
        "BC" => "bc",
        "AD" => "ad",
        "BCE" => "bce",
        "CE" => "ce",
        _ => return None,
    })
}

impl Reader<'_> {
    /// "AD 79"
    pub(super) fn era_before_year(&mut self, i: usize) -> Option<usize> {
        let (letters, after) = if self.at(i) == "AD" {
            ("ad", i + 1)
        } else if self.at(i) == "A" && self.between(i, i + 4) == "A.D." {
            ("ad", i + 4)
        } else {
            return None;
        };
        if !(1..=4).contains(&self.digit_count(after)) || self.glued(after) {
            return None;
        }
        self.begin(i);
        self.letters(letters);
        self.year(self.value(after));
        Some(self.finish_range(after + 1))
    }

    /// Says an era at `i`: "BC", "B.C.E."
    pub(super) fn say_era(&mut self, i: usize) -> Option<usize> {
        if let Some(letters) = era(self.at(i)) {
            self.letters(letters);
            return Some(i + 1);
        }
        let mut end = i;
        while self.is_word(end)
            && self.at(end).len() == 1
            && self.glued_sign(end + 1) == '.'
            && (end == i || self.glued(end))
            && end < i + 6
        {
            end += 2;
        }
        let letters: &str = self.between(i, end);
        if !matches!(letters, "B.C." | "A.D." | "B.C.E." | "C.E.") {
            return None;
        }
        self.letters(letters);
        Some(end)
    }

    /// Whether an era stands at `i`.
    pub(super) fn era_at(&self, i: usize) -> bool {
        era(self.at(i)).is_some()
            || matches!(self.between(i, i + 4), "B.C." | "A.D.")
            || self.between(i, i + 6) == "B.C.E."
            || self.between(i, i + 4) == "C.E."
    }
}
