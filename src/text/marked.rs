//! Annotated text: what is read as one piece, by another reading than its letters would have.

use std::ops::Range;

use super::reader::Reader;
use super::sentence::MAX_SENTENCE;
use super::token::{self, Kind, Lexeme};
use super::{Punctuation, sentences};
use crate::article::{Annotation, Inline};

/// A stretch of a sentence that is read as one piece.
#[derive(Debug, Clone)]
pub(super) struct Marked {
    /// Its bytes in the sentence; empty for words that stand nowhere in the text.
    pub span: Range<u32>,
    /// Its annotation, as an index.
    pub annotation: u32,
}

/// More pieces than this in one sentence are not looked at: their lexemes are numbered by the
/// characters of a private-use plane.
const MAX_MARKED: usize = 0xFFFD;
const FIRST_SIGN: u32 = 0xF_0000;

/// Finds the pieces of the sentence that begins at byte `start` of its block. `annotations` are in
/// the order of their beginnings; of two that overlap the first counts.
pub(super) fn find(text: &str, start: usize, annotations: &[Annotation], out: &mut Vec<Marked>) {
    out.clear();
    let mut end = 0;
    for (i, annotation) in annotations.iter().enumerate() {
        let Range {
            start: from,
            end: to,
        } = annotation.text;
        if !annotation.inline.is_atom() || from < start || from - start > text.len() {
            continue;
        }
        let span = from - start..(to - start).min(text.len());
        let says =
            !span.is_empty() || matches!(annotation.inline, Inline::Sub(_) | Inline::Phoneme(_));
        if span.start < end || !says || out.len() >= MAX_MARKED || !text.is_char_boundary(span.end)
        {
            continue;
        }
        end = span.end;
        out.push(Marked {
            span: span.start as u32..span.end as u32,
            annotation: i as u32,
        });
    }
}

/// The lexemes of a text in which each of the `marked` pieces is one.
pub(super) fn lex(text: &str, marked: &[Marked], lexemes: &mut Vec<Lexeme>) {
    lexemes.clear();
    let mut at = 0;
    for (number, piece) in marked.iter().enumerate() {
        let start = piece.span.start as usize;
        token::lex_more(text, at..start, lexemes);
        let spaced = text[..start]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        lexemes.push(Lexeme {
            start: piece.span.start,
            end: piece.span.end,
            kind: Kind::Sign(char::from_u32(FIRST_SIGN + number as u32).unwrap_or('\u{F0000}')),
            spaced,
        });
        at = piece.span.end as usize;
    }
    token::lex_more(text, at..text.len(), lexemes);
}

impl Reader<'_> {
    /// The piece that lexeme `i` stands for, if it stands for one.
    pub(super) fn marked_at(&self, i: usize, c: char) -> Option<u32> {
        let number = u32::from(c).checked_sub(FIRST_SIGN)?;
        let piece = self.marked.get(number as usize)?;
        (piece.span.start == self.lexemes[i].start).then_some(piece.annotation)
    }

    /// Reads a piece as its annotation says.
    pub(super) fn read_marked(&mut self, i: usize, annotation: u32) -> usize {
        let written = self.at(i);
        self.capital = false;
        let (first_word, first_token) = (self.out.words.len(), self.out.tokens.len());
        match &self.annotations[annotation as usize].inline {
            Inline::Sub(alias) => self.read_apart(alias),
            Inline::SayAs(what) => self.say_as(written, what),
            Inline::Phoneme(phonemes) => {
                self.read_apart(written);
                if self.out.words.len() == first_word {
                    self.placeholder(&phonemes.ph);
                }
            }
            _ => self.read_apart(written),
        }
        // Whatever tokens that made, it is one.
        self.out.tokens.truncate(first_token);
        self.year_said = self.year_said.min(first_token);
        self.join = false;
        self.begin(i);
        for word in &mut self.out.words[first_word..] {
            word.token = first_token as u32;
        }
        if let Some(token) = self.out.tokens.last_mut() {
            token.words.start = first_word as u32;
        }
        let end = self.finish(i + 1);
        self.genitive(end)
    }

    /// Reads other text than the sentence's, by itself.
    pub(super) fn read_apart(&mut self, text: &str) {
        let mut lexemes = Vec::new();
        token::lex_more(text, 0..text.len(), &mut lexemes);
        let mut apart = Reader {
            text,
            lexemes: &lexemes,
            language: self.language,
            options: self.options,
            out: &mut *self.out,
            annotations: &[],
            marked: &[],
            shouting: false,
            title_case: false,
            join: false,
            opened: self.opened,
            single_quote: false,
            in_token: false,
            capital: false,
            year_said: 0,
            chunk: 0,
        };
        apart.read();
        self.opened = apart.opened && self.opened;
    }

    /// A word that has no letters, only sounds: the letters of its notation stand for it.
    fn placeholder(&mut self, sounds: &str) {
        let start = self.open_word();
        let letters = sounds.chars().filter(char::is_ascii_alphabetic);
        self.out
            .spoken
            .extend(letters.map(|c| c.to_ascii_lowercase()));
        if self.out.spoken.len() == start {
            self.out.spoken.push_str("uh");
        }
        self.close_word(start, super::WordKind::Word);
    }

    /// "'s" that touches the piece before it.
    fn genitive(&mut self, i: usize) -> usize {
        let apostrophe = matches!(self.glued_sign(i), '\'' | '’');
        let ends = |at: usize| !self.glued(at) || matches!(self.lexemes[at].kind, Kind::Sign(_));
        if apostrophe && self.glued(i + 1) && self.at(i + 1) == "s" && ends(i + 2) {
            self.ending("'s");
            return self.finish(i + 2);
        }
        i
    }
}

/// A stretch of a block that is planned and spoken as one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its bytes in the block.
    pub range: Range<usize>,
    /// The sentence goes on after it, in another voice.
    pub goes_on: bool,
}

/// The sentences of an annotated text: those that are marked, and those that the rules find in what
/// is between. None ends inside a piece that is read as one, and each ends where the voice changes.
pub(crate) fn stretches(text: &str, annotations: &[Annotation], out: &mut Vec<Stretch>) {
    let from = out.len();
    let mut add = |range: Range<usize>| {
        let inside = range.start;
        out.extend(sentences(&text[range]).map(|found| Stretch {
            range: inside + found.start..inside + found.end,
            goes_on: false,
        }));
        out.len()
    };
    let mut at = 0;
    let mut whole = Vec::new();
    for annotation in annotations.iter().filter(|a| a.inline == Inline::Sentence) {
        let Range { start, end } = annotation.text;
        if start < at || start == end {
            continue;
        }
        let before = add(at..start);
        let after = add(start..end);
        if end - start <= MAX_SENTENCE {
            whole.push(before..after);
        }
        at = end;
    }
    add(at..text.len());
    // From the last, so that the places before stay right.
    for parts in whole.into_iter().rev().filter(|parts| parts.len() > 1) {
        out[parts.start].range.end = out[parts.end - 1].range.end;
        out.drain(parts.start + 1..parts.end);
    }
    join_pieces(annotations, out, from);
    split_voices(text, annotations, out, from);
}

/// Joins sentences whose bound lies in a piece that is read as one.
fn join_pieces(annotations: &[Annotation], out: &mut Vec<Stretch>, from: usize) {
    let mut kept = from;
    let mut pieces = annotations
        .iter()
        .filter(|a| a.inline.is_atom() && !a.text.is_empty())
        .peekable();
    for i in from..out.len() {
        let range = out[i].range.clone();
        while pieces.peek().is_some_and(|a| a.text.end <= range.start) {
            pieces.next();
        }
        let cut = pieces.peek().is_some_and(|a| a.text.start < range.start);
        if cut && kept > from && range.end - out[kept - 1].range.start <= MAX_SENTENCE {
            out[kept - 1].range.end = range.end;
        } else {
            out.swap(kept, i);
            kept += 1;
        }
    }
    out.truncate(kept);
}

/// Splits sentences where a voice begins or ends.
fn split_voices(text: &str, annotations: &[Annotation], out: &mut Vec<Stretch>, from: usize) {
    let mut cuts: Vec<usize> = annotations
        .iter()
        .filter(|a| matches!(a.inline, Inline::Voice(_)))
        .flat_map(|a| [a.text.start, a.text.end])
        .collect();
    if cuts.is_empty() {
        return;
    }
    for cut in &mut cuts {
        // A mark belongs to what comes before it.
        let closes = |c: char| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '…' | ')' | '”');
        *cut = text.len() - text[*cut..].trim_start_matches(closes).len();
    }
    cuts.sort_unstable();
    cuts.dedup();
    let whole: Vec<Stretch> = out.drain(from..).collect();
    let mut cuts = cuts.into_iter().peekable();
    for stretch in whole {
        let Range { mut start, end } = stretch.range;
        while let Some(cut) = cuts.next_if(|&cut| cut < end) {
            if cut > start {
                push_part(text, start..cut, true, out);
                start = cut;
            }
        }
        push_part(text, start..end, stretch.goes_on, out);
    }
}

/// A part of a sentence; one without a letter or digit goes to the part before it.
fn push_part(text: &str, range: Range<usize>, goes_on: bool, out: &mut Vec<Stretch>) {
    let part = text[range.clone()].trim();
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    let range = start..start + part.len();
    match out.last_mut() {
        _ if part.contains(char::is_alphanumeric) => out.push(Stretch { range, goes_on }),
        Some(last) if last.goes_on && !part.is_empty() => {
            last.range.end = range.end;
            last.goes_on = goes_on;
        }
        Some(last) if last.goes_on => last.goes_on = goes_on,
        _ if !part.is_empty() => out.push(Stretch { range, goes_on }),
        _ => {}
    }
}

impl Reader<'_> {
    /// A pause between words of a piece.
    pub(super) fn comma(&mut self) {
        self.punctuate(Punctuation::Comma);
    }
}
