//! Chapters and verses of scripture.

use super::reader::Reader;

/// Books whose chapters and verses are written like times. Sorted.
#[rustfmt::skip]
static BOOKS: &[&str] = &[
    "acts", "amos", "chronicles", "colossians", "corinthians", "daniel", "deuteronomy", "ecclesiastes", "ephesians",
    "exodus", "ezekiel", "ezra", "galatians", "genesis", "habakkuk", "haggai", "hebrews", "hosea", "isaiah", "james",
    "jeremiah", "job", "joel", "john", "jonah", "joshua", "jude", "judges", "kings", "lamentations", "leviticus",
    "luke", "malachi", "mark", "matthew", "micah", "nahum", "nehemiah", "numbers", "obadiah", "peter", "philemon",
    "philippians", "proverbs", "psalm", "psalms", "quran", "revelation", "romans", "ruth", "samuel", "surah",
    "thessalonians", "timothy", "titus", "zechariah", "zephaniah",
];

/// Their abbreviations, read as such before a chapter and a verse. Sorted.
#[rustfmt::skip]
static SHORT: &[(&str, &str)] = &[
    ("chr", "chronicles"), ("chron", "chronicles"), ("col", "colossians"), ("cor", "corinthians"), ("dan", "daniel"),
    ("deut", "deuteronomy"), ("eccl", "ecclesiastes"), ("eccles", "ecclesiastes"), ("eph", "ephesians"),
    ("ex", "exodus"), ("exod", "exodus"), ("ezek", "ezekiel"), ("gal", "galatians"), ("gen", "genesis"),
    ("hab", "habakkuk"), ("heb", "hebrews"), ("hos", "hosea"), ("isa", "isaiah"), ("jas", "james"),
    ("jer", "jeremiah"), ("jn", "john"), ("josh", "joshua"), ("judg", "judges"), ("kgs", "kings"),
    ("lam", "lamentations"), ("lev", "leviticus"), ("lk", "luke"), ("mal", "malachi"), ("matt", "matthew"),
    ("mic", "micah"), ("mk", "mark"), ("mt", "matthew"), ("neh", "nehemiah"), ("num", "numbers"), ("pet", "peter"),
    ("phil", "philippians"), ("prov", "proverbs"), ("ps", "psalm"), ("pss", "psalms"), ("rev", "revelation"),
    ("rom", "romans"), ("sam", "samuel"), ("thess", "thessalonians"), ("tim", "timothy"), ("zech", "zechariah"),
    ("zeph", "zephaniah"),
];

/// Whether a word, or what it is short for, is the name of a book.
pub(super) fn is_book(word: &str) -> bool {
    BOOKS.binary_search(&word).is_ok() || long(word).is_some()
}

fn long(word: &str) -> Option<&'static str> {
    SHORT
        .binary_search_by(|e| e.0.cmp(word))
        .ok()
        .map(|i| SHORT[i].1)
}

impl Reader<'_> {
    /// "Gen 1:1", "Matt. 5:3": the name of a book for its abbreviation.
    pub(super) fn book(&mut self, i: usize) -> Option<usize> {
        if !self.capitalised(i) || self.glued_after_word(i) {
            return None;
        }
        let number = i + 1 + usize::from(self.glued_sign(i + 1) == '.');
        let verse = self.glued_sign(number + 1) == ':' && self.glued_digits(number + 2) > 0;
        // "1 Cor 13"
        let numbered = i > 0
            && matches!(self.at(i - 1), "1" | "2" | "3")
            && matches!(
                &*self.lower(i),
                "cor" | "sam" | "kgs" | "chr" | "chron" | "thess" | "tim" | "pet" | "jn"
            );
        if self.digit_count(number) == 0 || !(verse || numbered) {
            return None;
        }
        let name = long(&self.lower(i))?;
        self.begin(i);
        self.say_word(name);
        Some(self.finish(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(BOOKS.is_sorted());
        assert!(SHORT.is_sorted());
    }
}
