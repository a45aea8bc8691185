//! What the readers of all classes share: the lexemes, the context, and the words said so far.

use super::marked::Marked;
use super::normalize::TextOptions;
use super::token::{Kind, Lexeme, Small};
use super::{Punctuation, Sentence, Token, Word, WordKind};
use crate::article::Annotation;
use crate::language::Language;

/// Reads one sentence. Each class of written text adds its readers in a file of its own.
///
/// A reader of a class takes the index of the first lexeme, and returns the index after the last
/// one if it has read something, or `None` if the text is not of its class.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub lexemes: &'a [Lexeme],
    pub language: &'a Language,
    pub options: &'a TextOptions,
    pub out: &'a mut Sentence,
    /// What is asked for in the sentence, and which lexemes stand for it.
    pub annotations: &'a [Annotation],
    pub marked: &'a [Marked],
    /// Whether the whole sentence is written in capitals.
    pub shouting: bool,
    /// Whether most words have capitals, as in a headline.
    pub title_case: bool,
    /// The next token belongs to the one before it (a hyphenated compound).
    pub join: bool,
    /// A quotation mark or bracket has opened, and no word has come since.
    pub opened: bool,
    /// A single quotation mark is open.
    pub single_quote: bool,
    /// A token is open: [`begin`](Reader::begin) without [`finish`](Reader::finish).
    pub in_token: bool,
    /// Whether the words that are said next have a capital.
    pub capital: bool,
    /// The end of the run of lexemes without spaces that was looked at last.
    pub chunk: usize,
    /// The number of tokens when a year was said last; 0 before the first.
    pub year_said: usize,
}

impl<'a> Reader<'a> {
    // --- Looking at lexemes ---

    /// The number of lexemes.
    pub(super) fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// A lexeme as written; empty beyond the end.
    pub(super) fn at(&self, i: usize) -> &'a str {
        self.between(i, i + 1)
    }

    /// The text from lexeme `i` to before lexeme `j`.
    pub(super) fn between(&self, i: usize, j: usize) -> &'a str {
        match (self.lexemes.get(i), self.lexemes.get(j.wrapping_sub(1))) {
            (Some(first), Some(last)) if i < j => {
                &self.text[first.start as usize..last.end as usize]
            }
            _ => "",
        }
    }

    /// The character of a sign, or NUL.
    pub(super) fn sign(&self, i: usize) -> char {
        match self.lexemes.get(i) {
            Some(Lexeme {
                kind: Kind::Sign(c),
                ..
            }) => *c,
            _ => '\0',
        }
    }

    /// The sign, if no space comes before it.
    pub(super) fn glued_sign(&self, i: usize) -> char {
        if self.glued(i) { self.sign(i) } else { '\0' }
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        matches!(self.lexemes.get(i), Some(l) if l.kind == Kind::Word)
    }

    pub(super) fn is_digits(&self, i: usize) -> bool {
        matches!(self.lexemes.get(i), Some(l) if l.kind == Kind::Digits)
    }

    /// Whether the lexeme exists and no space comes before it.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.lexemes.get(i).is_some_and(|l| !l.spaced)
    }

    /// Whether the lexeme before `i` touches it.
    pub(super) fn glued_before(&self, i: usize) -> bool {
        i > 0 && self.glued(i)
    }

    /// A word in lower case; empty if it is none.
    pub(super) fn lower(&self, i: usize) -> Small {
        Small::lower(if self.is_word(i) { self.at(i) } else { "" })
    }

    /// Whether the lexeme is a word with a capital.
    pub(super) fn capitalised(&self, i: usize) -> bool {
        self.is_word(i) && self.at(i).starts_with(char::is_uppercase)
    }

    /// Whether the lexeme is a word in lower case.
    pub(super) fn lower_word(&self, i: usize) -> bool {
        self.is_word(i) && self.at(i).starts_with(char::is_lowercase)
    }

    /// The number of digits of a lexeme; 0 if it is none.
    pub(super) fn digit_count(&self, i: usize) -> usize {
        if self.is_digits(i) {
            self.at(i).len()
        } else {
            0
        }
    }

    /// The value of digits; `u64::MAX` if they are none or too many.
    pub(super) fn value(&self, i: usize) -> u64 {
        let digits = self.at(i);
        if self.is_digits(i) && digits.len() <= 18 {
            digits.bytes().fold(0, |n, b| 10 * n + u64::from(b - b'0'))
        } else {
            u64::MAX
        }
    }

    /// Digits that are glued to what comes before them.
    pub(super) fn glued_digits(&self, i: usize) -> usize {
        if self.glued(i) {
            self.digit_count(i)
        } else {
            0
        }
    }

    /// Whether the sentence (or a clause of it) ends before lexeme `i`.
    pub(super) fn ends(&self, i: usize) -> bool {
        i >= self.len()
            || matches!(
                self.sign(i),
                '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '”' | '"' | '…' | '—'
            )
    }

    /// The word lexeme before `i`, in lower case, if only spaces (or a full stop) come between.
    pub(super) fn word_before(&self, i: usize) -> Small {
        match i.checked_sub(1) {
            Some(p) if self.is_word(p) => self.lower(p),
            Some(p) if p > 0 && self.sign(p) == '.' && self.is_word(p - 1) => self.lower(p - 1),
            _ => Small::lower(""),
        }
    }

    /// The end of the run of lexemes without spaces that `i` lies in.
    pub(super) fn chunk_end(&mut self, i: usize) -> usize {
        if i >= self.chunk {
            let rest = &self.lexemes[i + 1..];
            self.chunk = rest
                .iter()
                .position(|l| l.spaced)
                .map_or(self.len(), |n| i + 1 + n);
        }
        self.chunk
    }

    // --- Speaking ---

    /// Opens the token that begins with lexeme `i`, or goes on with the one before it.
    pub(super) fn begin(&mut self, i: usize) {
        self.capital = self.capitalised(i);
        self.in_token = true;
        let join = std::mem::take(&mut self.join);
        if join && !self.out.tokens.is_empty() {
            return;
        }
        let start = self.lexemes[i].start;
        let words = self.out.words.len() as u32;
        self.out.tokens.push(Token {
            span: start..start,
            words: words..words,
        });
    }

    /// Goes on with the open token, or with the one that touches lexeme `i`, or opens one.
    pub(super) fn attach(&mut self, i: usize) {
        if !self.in_token {
            let start = self.lexemes[i].start;
            self.join = self.out.tokens.last().is_some_and(|t| t.span.end == start);
            self.begin(i);
        }
    }

    /// Closes the open token before lexeme `j`, and returns `j`.
    pub(super) fn finish(&mut self, j: usize) -> usize {
        self.in_token = false;
        let end = self.lexemes[j - 1].end;
        let words = self.out.words.len() as u32;
        if let Some(token) = self.out.tokens.last_mut() {
            token.span.end = end;
            token.words.end = words;
        }
        j
    }

    /// Says lower-case words, separated by single spaces.
    pub(super) fn say(&mut self, phrase: &str) {
        for word in phrase.split(' ').filter(|w| !w.is_empty()) {
            self.say_word(word);
        }
    }

    /// Says one lower-case word.
    pub(super) fn say_word(&mut self, word: &str) {
        self.say_joined((word, ""));
    }

    /// Says one word from two parts.
    pub(super) fn say_joined(&mut self, (stem, ending): (&str, &str)) {
        let start = self.open_word();
        self.out.spoken.push_str(stem);
        self.out.spoken.push_str(ending);
        self.close_word(start, WordKind::Word);
    }

    /// Says a letter by its name.
    pub(super) fn letter(&mut self, letter: char) {
        let start = self.open_word();
        self.out.spoken.push(letter.to_ascii_lowercase());
        self.close_word(start, WordKind::Letter);
    }

    /// Says every ASCII letter of `text` by its name.
    pub(super) fn letters(&mut self, text: &str) {
        for c in text.chars().filter(char::is_ascii_alphabetic) {
            self.letter(c);
        }
    }

    /// Adds an ending ("'s") to the last word.
    pub(super) fn ending(&mut self, ending: &str) {
        if let Some(word) = self.out.words.last_mut() {
            self.out.spoken.push_str(ending);
            word.spoken.end = self.out.spoken.len() as u32;
        }
    }

    pub(super) fn open_word(&mut self) -> usize {
        if !self.out.spoken.is_empty() {
            self.out.spoken.push(' ');
        }
        self.out.spoken.len()
    }

    /// Makes a word of what was pushed to `spoken` since `start`; nothing if that is empty.
    pub(super) fn close_word(&mut self, start: usize, kind: WordKind) {
        if self.out.spoken.len() == start {
            self.out.spoken.truncate(start.saturating_sub(1));
            return;
        }
        let before = if std::mem::take(&mut self.opened) {
            Punctuation::Open
        } else {
            Punctuation::None
        };
        self.out.words.push(Word {
            spoken: start as u32..self.out.spoken.len() as u32,
            token: self.out.tokens.len().saturating_sub(1) as u32,
            kind,
            capital: self.capital,
            before,
            after: Punctuation::None,
        });
    }

    /// Separates groups inside an expansion.
    pub(super) fn group(&mut self) {
        self.punctuate(Punctuation::Group);
    }

    /// Puts punctuation after the last word; the strongest remains.
    pub(super) fn punctuate(&mut self, mark: Punctuation) {
        if let Some(word) = self.out.words.last_mut() {
            word.after = word.after.max(mark);
        }
    }
}
