//! Stand-in on this branch only; the text stage replaces it.
use super::*;
use crate::language::Language;

/// Sentences: the whole text, split at full stops.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split_inclusive(['.', '?', '!']).filter_map(move |s| {
        let start = at + (s.len() - s.trim_start().len());
        at += s.len();
        let end = start + s.trim().len();
        (end > start).then_some(start..end)
    })
}

/// Fills in a sentence.
#[derive(Debug, Default)]
pub struct Normalizer;

impl Normalizer {
    /// Words in lower case.
    pub fn normalize(&mut self, _: &Language, s: &mut Sentence) {
        let base = s.text.as_ptr() as usize;
        let text = s.text.clone();
        for w in text.split_whitespace() {
            let clean: String = w.to_lowercase().chars().filter(|c| c.is_ascii_alphabetic() || *c == '\'').collect();
            if clean.is_empty() {
                continue;
            }
            if !s.spoken.is_empty() {
                s.spoken.push(' ');
            }
            let _ = base;
            let at = (w.as_ptr() as usize - text.as_ptr() as usize) as u32;
            let (start, n) = (s.spoken.len() as u32, s.words.len() as u32);
            s.spoken.push_str(&clean);
            s.tokens.push(Token { span: at..at + w.len() as u32, words: n..n + 1 });
            let after = match w.chars().last() {
                Some(',') => Punctuation::Comma,
                Some('.') => Punctuation::Stop,
                Some('?') => Punctuation::Question,
                _ => Punctuation::None,
            };
            s.words.push(Word {
                spoken: start..s.spoken.len() as u32,
                token: n,
                kind: WordKind::Word,
                capital: false,
                before: Punctuation::None,
                after,
            });
        }
    }
}
