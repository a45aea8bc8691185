//! From a sentence as written to the words that are said.

use serde::{Deserialize, Serialize};

use super::marked::{self, Marked};
use super::reader::Reader;
use super::token::{Kind, Lexeme, Small, is_apostrophe, is_ignorable};
use super::{Punctuation, Sentence, SentenceKind};
use crate::article::Annotation;
use crate::language::Language;

/// What a [`Normalizer`] does where there is a choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TextOptions {
    /// What to do with emoji.
    pub emoji: Emoji,
}

/// What to do with emoji.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Emoji {
    /// Say their Unicode short names.
    #[default]
    Named,
    /// Leave them out.
    Silent,
}

/// Verbalises sentences: tokens as written, words as spoken, punctuation, kind of sentence.
///
/// Holds scratch that is reused from sentence to sentence; cheap to make, one per thread.
///
/// ```
/// use rhapsode::text::{Normalizer, Sentence};
/// let mut sentence = Sentence { text: "It rose 5% in 2020.".into(), ..Sentence::default() };
/// Normalizer::default().normalize(&rhapsode::Language::english(), &mut sentence);
/// assert_eq!(sentence.spoken, "it rose five percent in twenty twenty");
/// ```
#[derive(Debug, Default)]
pub struct Normalizer {
    lexemes: Vec<Lexeme>,
    marked: Vec<Marked>,
    options: TextOptions,
}

impl Normalizer {
    /// A normaliser with options.
    pub fn new(options: TextOptions) -> Self {
        Normalizer {
            options,
            ..Normalizer::default()
        }
    }

    /// Fills `kind`, `tokens`, `spoken` and `words` of `sentence` from its `text`.
    ///
    /// `spoken` is lower-case words of `[a-z']`, separated by single spaces, US English. Letters of
    /// other scripts are transliterated ([`WordKind::Transliterated`](super::WordKind)); characters
    /// that cannot be said at all leave a token without words.
    pub fn normalize(&mut self, language: &Language, sentence: &mut Sentence) {
        self.normalize_annotated(language, sentence, &[]);
    }

    /// The same for a sentence of a block with [`annotations`](crate::article::Block::annotations):
    /// those that begin in the sentence, in order. Their places are in the block, in which the
    /// sentence begins at [`Sentence::start`].
    ///
    /// What each annotation says is read as one token. A token whose words stand nowhere in the
    /// text has an empty span.
    pub fn normalize_annotated(
        &mut self,
        language: &Language,
        sentence: &mut Sentence,
        annotations: &[Annotation],
    ) {
        sentence.tokens.clear();
        sentence.spoken.clear();
        sentence.words.clear();
        let text = std::mem::take(&mut sentence.text);
        marked::find(&text, sentence.start, annotations, &mut self.marked);
        marked::lex(&text, &self.marked, &mut self.lexemes);
        let (shouting, title_case) = casing(&text, &self.lexemes);
        let mut reader = Reader {
            text: &text,
            lexemes: &self.lexemes,
            language,
            options: &self.options,
            out: sentence,
            annotations,
            marked: &self.marked,
            shouting,
            title_case,
            join: false,
            opened: false,
            single_quote: false,
            in_token: false,
            capital: false,
            chunk: 0,
            year_said: 0,
        };
        reader.read();
        sentence.kind = kind(&text, sentence);
        end_punctuation(&text, sentence);
        sentence.text = text;
    }
}

impl Reader<'_> {
    pub(super) fn read(&mut self) {
        let mut i = 0;
        while i < self.len() {
            i = self.read_one(i);
        }
    }

    /// Reads what begins at lexeme `i`; returns the index after it.
    fn read_one(&mut self, i: usize) -> usize {
        let lexeme = self.lexemes[i];
        if lexeme.spaced {
            self.join = false;
        }
        if i >= self.chunk {
            self.chunk_end(i);
        }
        if (lexeme.spaced || self.after_opener(i))
            && let Some(end) = self.electronic(i)
        {
            return end;
        }
        match lexeme.kind {
            Kind::Digits => self.quantity(i),
            Kind::Word => self.word(i),
            Kind::Sign(c) => match self.marked_at(i, c) {
                Some(annotation) => self.read_marked(i, annotation),
                None => self.read_sign(i, c),
            },
        }
    }

    /// Whether a letter or digit touches lexeme `i` from the left.
    pub(super) fn glued_after_word(&self, i: usize) -> bool {
        self.glued_before(i) && !matches!(self.lexemes[i - 1].kind, Kind::Sign(_))
    }

    fn read_sign(&mut self, i: usize, c: char) -> usize {
        if let Some(end) = self
            .money(i)
            .or_else(|| self.command_option(i))
            .or_else(|| self.signed_number(i))
            .or_else(|| self.parenthesised_phone(i))
            .or_else(|| self.enumerator(i))
            .or_else(|| self.symbol(i, c))
        {
            return end;
        }
        self.punctuation(i, c)
    }

    /// Turns a sign into the punctuation between words.
    fn punctuation(&mut self, i: usize, c: char) -> usize {
        let next_spaced = i + 1 >= self.len() || !self.glued(i + 1);
        let spaced = self.lexemes[i].spaced;
        match c {
            ',' | '、' | '，' | '،' | '؛' => self.punctuate(Punctuation::Comma),
            ';' => self.punctuate(Punctuation::Semicolon),
            ':' | '：' => self.punctuate(Punctuation::Colon),
            '?' | '？' | '؟' => self.punctuate_end(Punctuation::Question),
            '!' | '！' => self.punctuate_end(Punctuation::Exclamation),
            '…' => self.punctuate(Punctuation::Ellipsis),
            '.' if self.glued_sign(i + 1) == '.' && self.glued_sign(i + 2) == '.' => {
                self.punctuate(Punctuation::Ellipsis);
                return i + 3;
            }
            '.' | '。' | '।' => self.punctuate(Punctuation::Stop),
            '—' | '―' | '⸺' => self.punctuate(Punctuation::Dash),
            '–' | '-' | '‐' | '‑' | '−' => return self.dash(i, spaced, next_spaced),
            '(' | '[' | '{' | '“' | '«' | '‹' | '„' | '「' | '『' | '（' => {
                self.opened = true
            }
            ')' | ']' | '}' | '”' | '»' | '›' | '」' | '』' | '）' => self.close(),
            '"' if spaced || self.opens_before(i) => self.opened = !next_spaced,
            '"' => self.close(),
            '‘' => {
                self.opened = true;
                self.single_quote = true;
            }
            c if is_apostrophe(c) => self.apostrophe(spaced, next_spaced, i),
            '/' | '|' | '\\' | '·' => self.group(),
            _ => {
                if let Some(end) = self.foreign_numeral(i) {
                    return end;
                }
                // A letter-like sign that nothing is known of: an unread token marks it.
                if c.is_alphanumeric() {
                    self.begin(i);
                    return self.finish(i + 1);
                }
            }
        }
        i + 1
    }

    fn punctuate_end(&mut self, mark: Punctuation) {
        if let Some(word) = self.out.words.last_mut()
            && !matches!(word.after, Punctuation::Question | Punctuation::Exclamation)
        {
            word.after = mark;
        }
    }

    fn close(&mut self) {
        self.opened = false;
        self.punctuate(Punctuation::Close);
    }

    fn after_opener(&self, i: usize) -> bool {
        i > 0
            && matches!(
                self.sign(i - 1),
                '(' | '[' | '{' | '<' | '“' | '"' | '‘' | '\'' | '«'
            )
    }

    fn opens_before(&self, i: usize) -> bool {
        i > 0
            && matches!(
                self.sign(i - 1),
                '(' | '[' | '{' | '“' | '—' | '–' | '-' | '/'
            )
    }

    fn apostrophe(&mut self, spaced: bool, next_spaced: bool, i: usize) {
        if (spaced || self.opens_before(i)) && !next_spaced {
            self.opened = true;
            self.single_quote = true;
        } else if self.single_quote {
            self.single_quote = false;
            self.close();
        }
    }

    fn dash(&mut self, i: usize, spaced: bool, next_spaced: bool) -> usize {
        let mut end = i + 1;
        while matches!(self.glued_sign(end), '-' | '–') {
            end += 1;
        }
        let glued = !spaced && !next_spaced && i > 0;
        if end > i + 1 || !glued && (spaced && next_spaced) {
            self.punctuate(Punctuation::Dash);
        } else if glued
            && self.sign(i - 1) == '.'
            && i > 1
            && matches!(self.at(i - 2), "m" | "M")
            && self.one_of(
                i + 1,
                &["noon", "midnight", "close", "closing", "dawn", "dusk"],
            )
        {
            // "8 p.m.-midnight"
            self.begin(i);
            self.say_word("to");
            self.finish(i + 1);
        } else if glued
            && self.glued_after_word(i)
            && !matches!(self.lexemes[i + 1].kind, Kind::Sign(_))
        {
            self.join = true;
            if self.sign(i) == '–' {
                self.join = false;
                self.group();
            }
            // "A–Z", "K–5"
            let capital = |j: usize| self.capitalised(j) && self.at(j).len() == 1;
            let letters = (capital(i - 1) || self.at(i - 1) == "a")
                && (self.sign(i) == '–' && (capital(i + 1) || self.digit_count(i + 1) == 1)
                    || matches!((self.at(i - 1), self.at(i + 1)), ("A", "Z") | ("a", "z")))
                && !self.glued_alphanumeric(i + 2);
            // "figures 2a-c"
            let letter = |j: usize| self.at(j).len() == 1 && self.lower_word(j);
            let letters = letters
                || i > 1
                    && letter(i - 1)
                    && letter(i + 1)
                    && self.glued(i - 1)
                    && self.is_digits(i - 2)
                    && self.at(i - 1) < self.at(i + 1)
                    && !self.glued_alphanumeric(i + 2);
            if letters {
                self.begin(i);
                self.say_word("to");
                self.finish(i + 1);
                self.join = false;
            }
            // "noon–3 p.m.", "1998–present"
            let limit = |r: &Self, j: usize| {
                r.one_of(
                    j,
                    &[
                        "noon", "midnight", "present", "now", "dawn", "dusk", "today",
                    ],
                )
            };
            let number = |r: &Self, j: usize| r.is_digits(j) || limit(r, j);
            if i > 0
                && (limit(self, i - 1) && number(self, i + 1)
                    || limit(self, i + 1)
                        && (self.is_digits(i - 1) || matches!(self.at(i - 1), "am" | "pm")))
            {
                self.begin(i);
                self.say_word("to");
                self.finish(i + 1);
            }
        }
        end
    }
}

/// Whether all letters are capitals (of at least two words), and whether most words have one.
fn casing(text: &str, lexemes: &[Lexeme]) -> (bool, bool) {
    let (mut words, mut capitals, mut lower_long) = (0u32, 0u32, false);
    let mut shouting = true;
    for lexeme in lexemes.iter().filter(|l| l.kind == Kind::Word) {
        let word = &text[lexeme.start as usize..lexeme.end as usize];
        words += 1;
        if word.starts_with(char::is_uppercase) {
            capitals += 1;
        } else if word.len() > 4 {
            lower_long = true;
        }
        if shouting && word.contains(char::is_lowercase) {
            shouting = false;
        }
    }
    (
        shouting && words > 1,
        words > 2 && capitals * 3 >= words * 2 && !lower_long,
    )
}

/// The kind of sentence, from its last mark and its first words.
fn kind(text: &str, sentence: &Sentence) -> SentenceKind {
    let end = text
        .trim_end_matches(|c: char| c.is_whitespace() || is_closing(c) || is_ignorable(c))
        .char_indices()
        .rev()
        .take(4)
        .map(|(_, c)| c)
        .take_while(|c| matches!(c, '?' | '!' | '？' | '！' | '؟' | '.' | '…'));
    let (mut question, mut exclamation) = (false, false);
    for c in end {
        question |= matches!(c, '?' | '？' | '؟');
        exclamation |= matches!(c, '!' | '！');
    }
    match (question, exclamation) {
        (true, _) if asks_with_question_word(sentence) => SentenceKind::WhQuestion,
        (true, _) => SentenceKind::YesNoQuestion,
        (_, true) => SentenceKind::Exclamation,
        _ => SentenceKind::Statement,
    }
}

/// Whether the question opens with a question word, after particles and a preposition at most.
fn asks_with_question_word(sentence: &Sentence) -> bool {
    for word in sentence.words.iter().take(6) {
        match sentence.spelling(word) {
            "what" | "when" | "where" | "who" | "whom" | "whose" | "which" | "why" | "how"
            | "what's" | "who's" | "where's" | "how's" | "when's" | "why's" | "what're" => {
                return true;
            }
            "and" | "but" | "so" | "or" | "well" | "then" | "now" | "in" | "at" | "on" | "for"
            | "to" | "from" | "with" | "by" | "of" | "about" | "under" | "until" | "since"
            | "exactly" | "just" | "oh" | "yes" | "no" | "okay" | "ok" | "ah" | "hey" | "than" => {}
            // A vocative or clause before a comma: "Minister, what ..."
            _ if word.after >= Punctuation::Comma => {}
            _ => return false,
        }
    }
    false
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '"' | '”' | '’' | '\'' | '»' | '›')
}

/// Gives the last word the mark that ends the sentence, even where an abbreviation has taken it.
fn end_punctuation(text: &str, sentence: &mut Sentence) {
    let body = text.trim_end_matches(|c: char| c.is_whitespace() || is_closing(c));
    if body.ends_with('.')
        && let Some(word) = sentence.words.last_mut()
    {
        word.after = word.after.max(Punctuation::Stop);
    }
}

impl<'a> Reader<'a> {
    /// The word `i` as written without a possessive ending, and the ending.
    pub(super) fn possessive(&self, i: usize) -> (&'a str, &'static str) {
        let word = self.at(i);
        for ending in ["'s", "’s", "'S", "’S"] {
            if let Some(stem) = word.strip_suffix(ending) {
                return (stem, "'s");
            }
        }
        (word, "")
    }

    /// Whether lexeme `i` is one of `words` (lower case).
    pub(super) fn one_of(&self, i: usize, words: &[&str]) -> bool {
        self.is_word(i) && words.contains(&&*Small::lower(self.at(i)))
    }
}
