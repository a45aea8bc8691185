//! How much of a text is in scripts that the language does not use.

use std::ops::AddAssign;

use crate::text::{Sentence, WordKind};

/// Characters of other scripts: those that were transliterated and are read by rule, and those for
/// which nobody has a transliteration, which are left out.
///
/// Where they stand: the words of [`WordKind::Transliterated`] have their place in the text like
/// all words; what is left out belongs to no word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Foreign {
    /// Characters that were transliterated.
    pub transliterated: usize,
    /// Letters and digits that are not read at all.
    pub unread: usize,
}

impl Foreign {
    /// Counts in a sentence whose words are known.
    pub fn count(sentence: &Sentence) -> Foreign {
        let mut found = Foreign::default();
        if sentence.text.is_ascii() {
            return found;
        }
        let mut at = 0;
        for token in sentence.tokens.iter().filter(|t| !t.words.is_empty()) {
            let span = token.span.start as usize..token.span.end as usize;
            found.unread += letters(sentence.text.get(at..span.start));
            at = at.max(span.end);
            let first = sentence.words.get(token.words.start as usize);
            if first.is_some_and(|w| w.kind == WordKind::Transliterated) {
                found.transliterated += letters(sentence.text.get(span));
            }
        }
        found.unread += letters(sentence.text.get(at..));
        found
    }
}

impl AddAssign for Foreign {
    fn add_assign(&mut self, other: Foreign) {
        self.transliterated += other.transliterated;
        self.unread += other.unread;
    }
}

fn letters(text: Option<&str>) -> usize {
    let foreign = |c: &char| !c.is_ascii() && c.is_alphanumeric();
    text.unwrap_or_default().chars().filter(foreign).count()
}
