//! Phrases that are not said as their words are: "vis-à-vis", "Des Moines", "hors d'oeuvre".

use super::Sound;
use super::class::hash;
use super::sound::append_cmu;
use crate::text::{Sentence, WordKind};

/// A language's phrases, from a text with one phrase a line: its words as they are spoken, two
/// spaces, the phones of each word in CMUdict notation, parted by bars. `#` begins a comment.
#[derive(Debug)]
pub struct Phrases {
    /// Sorted by the phrase.
    entries: Vec<(&'static str, &'static str)>,
    /// One bit for the hash of each first word: most words begin no phrase.
    first: [u64; 16],
}

/// A phrase in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    phones: &'static str,
    /// Whether its last word has a possessive ending.
    pub genitive: bool,
}

impl Found {
    /// Appends the sounds of each word in turn; `done` is called after each word.
    pub fn append<T>(self, sounds: &mut Vec<Sound>, to: &mut T, done: impl Fn(&mut T, &[Sound])) {
        let mut parts = self.phones.split('|').peekable();
        while let Some(part) = parts.next() {
            // A test parses all of them.
            let _ = append_cmu(part.trim(), sounds);
            if parts.peek().is_none() && self.genitive {
                super::ending::append_s(sounds);
            }
            done(to, sounds);
        }
    }
}

impl Phrases {
    /// Indexes a text; nothing is copied.
    pub fn open(text: &'static str) -> Phrases {
        let lines = text
            .lines()
            .map(|line| line.split('#').next().unwrap_or(""));
        let mut entries: Vec<(&str, &str)> = lines
            .filter_map(|line| line.trim().split_once("  "))
            .map(|(words, phones)| (words, phones.trim()))
            .collect();
        entries.sort_unstable();
        let mut first = [0; 16];
        for (words, _) in &entries {
            let bit = hash(words.split(' ').next().unwrap_or("")) as usize % 1024;
            first[bit / 64] |= 1 << (bit % 64);
        }
        Phrases { entries, first }
    }

    /// The longest phrase that begins with word `i` of a sentence.
    pub fn at(&self, sentence: &Sentence, i: usize) -> Option<Found> {
        let word = sentence.words.get(i)?;
        let head = sentence.spelling(word);
        let bit = hash(head) as usize % 1024;
        if self.first[bit / 64] & (1 << (bit % 64)) == 0 || word.kind == WordKind::Letter {
            return None;
        }
        let from = self.entries.partition_point(|(words, _)| *words < head);
        let near = self.entries[from..]
            .iter()
            .take_while(|(w, _)| w.starts_with(head));
        // In order, so that the last that fits is the longest.
        near.filter_map(|(words, phones)| fits(sentence, i, words, phones))
            .last()
    }
}

/// Whether the words of a sentence from word `i` are a phrase.
fn fits(sentence: &Sentence, i: usize, words: &str, phones: &'static str) -> Option<Found> {
    let mut genitive = false;
    let mut spoken = sentence.words[i..].iter();
    let mut wanted = words.split(' ').peekable();
    while let Some(want) = wanted.next() {
        let word = spoken
            .next()
            .filter(|w| w.kind != WordKind::Letter || want.len() == 1)?;
        let spelling = sentence.spelling(word);
        if spelling != want {
            let stem = spelling.strip_suffix("'s")?;
            genitive = wanted.peek().is_none() && stem == want;
            if !genitive {
                return None;
            }
        }
    }
    Some(Found { phones, genitive })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_sounds_for_every_word() {
        let phrases = Phrases::open(include_str!("../language/sources/phrases.txt"));
        assert!(phrases.entries.len() > 50);
        for (words, phones) in &phrases.entries {
            // The last word of a sentence is not looked for.
            assert!(words.contains(' '), "{words}");
            assert_eq!(
                words.split(' ').count(),
                phones.split('|').count(),
                "{words}"
            );
            for part in phones.split('|') {
                let mut sounds = Vec::new();
                assert_eq!(append_cmu(part.trim(), &mut sounds), Ok(()), "{words}");
                assert!(!sounds.is_empty(), "{words}");
            }
        }
    }
}
