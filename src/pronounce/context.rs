//! A sentence's words as their neighbours see them.

use super::class::{Class, Classes, hash};
use super::homograph::Seen;
use crate::text::{Sentence, WordKind};

/// The words of a sentence, with the words of a number counted as one.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// What is seen of each.
    pub seen: Vec<Seen>,
    /// Which of them each word of the sentence belongs to.
    pub place: Vec<u32>,
}

impl Context {
    /// Takes a sentence in.
    pub fn fill(&mut self, sentence: &Sentence, classes: &Classes) {
        self.seen.clear();
        self.place.clear();
        for (i, word) in sentence.words.iter().enumerate() {
            let spelling = sentence.spelling(word);
            let hashed = hash(spelling);
            let mut seen = Seen {
                hash: hashed,
                ending: hash(last_letters(spelling, 3)),
                class: classes.class(spelling, hashed),
                capital: word.capital && i > 0,
                after: word.after,
            };
            if word.kind == WordKind::Letter {
                seen.class = Class::Letter;
            } else if seen.class == Class::Other && seen.capital {
                seen.class = Class::Name;
            }
            if seen.class == Class::Number {
                (seen.hash, seen.ending) = (2, 2);
                if let Some(before) = self.seen.last_mut().filter(|b| b.class == Class::Number) {
                    before.after = seen.after;
                    self.place.push(self.seen.len() as u32 - 1);
                    continue;
                }
            }
            self.place.push(self.seen.len() as u32);
            self.seen.push(seen);
        }
    }
}

/// The last letters of a word, or all of it.
fn last_letters(word: &str, count: usize) -> &str {
    let mut start = word.len().saturating_sub(count);
    while !word.is_char_boundary(start) {
        start -= 1;
    }
    &word[start..]
}
