//! Sentence segmentation: UAX #29 sentence bounds, and what real text needs beyond them.
//!
//! `unicode-segmentation` proposes bounds. [`boundary`](super::boundary) decides which of them end
//! a sentence, and finds those that UAX #29 does not know: missing spaces, list items, bullets.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::boundary::{self, is_cjk_stop};
use super::inner;
use super::token::floor;

/// The longest sentence, in bytes: longer ones are split at the best place before the limit.
///
/// Three times the longest sentence met in newspaper text; it bounds memory and time per sentence.
pub const MAX_SENTENCE: usize = 1024;

/// The longest stretch handed to the UAX #29 iterator at once, in bytes.
///
/// Its rule SB8 looks ahead without a limit, so that the cost of a stretch is quadratic in the worst
/// case; with this limit the whole is linear.
const MAX_STRETCH: usize = 2048;

/// The longest run without a letter or digit inside a stretch, in bytes (see [`MAX_STRETCH`]).
const MAX_RUN: usize = 32;

/// The sentences of one block's text, as byte ranges without outer white space.
///
/// The iterator is lazy: a sentence costs no more than its own length and a bounded look-ahead.
/// Ranges ascend, and all text but white space lies in one of them.
///
/// ```
/// # use rhapsode::text::sentences;
/// let text = "Dr. Lee left at 5 p.m. on Friday. Nobody asked why.";
/// let found: Vec<&str> = sentences(text).map(|range| &text[range]).collect();
/// assert_eq!(found, ["Dr. Lee left at 5 p.m. on Friday.", "Nobody asked why."]);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences {
        text,
        segmenter: Segmenter::default(),
    }
}

/// The iterator that [`sentences`] returns.
#[derive(Debug)]
pub struct Sentences<'a> {
    text: &'a str,
    segmenter: Segmenter,
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        self.segmenter.next(self.text)
    }
}

impl std::iter::FusedIterator for Sentences<'_> {}

/// How far the sentences of a text have been found. It does not borrow the text, so that it can stand
/// beside its owner; every call must be given the same text.
#[derive(Clone, Default)]
pub(crate) struct Segmenter {
    /// Where the next sentence begins.
    start: usize,
    /// Where the sentence's first letter or digit stands; its limit if there is none before.
    first_word: usize,
    /// Up to where bounds of our own have been looked for.
    scanned: usize,
    /// The end of the UAX #29 segment that is being looked at.
    segment: usize,
    /// Where the current stretch ends.
    stretch: usize,
    lines: boundary::Lines,
}

impl std::fmt::Debug for Segmenter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Segmenter")
            .field("start", &self.start)
            .finish_non_exhaustive()
    }
}

impl Segmenter {
    /// The next sentence of `text`.
    pub fn next(&mut self, text: &str) -> Option<Range<usize>> {
        let rest = text[self.start..].trim_start();
        if rest.is_empty() {
            self.start = text.len();
            return None;
        }
        self.start = text.len() - rest.len();
        let end = self.end(text);
        let start = std::mem::replace(&mut self.start, end);
        Some(start..start + text[start..end].trim_end().len())
    }

    /// Whether no sentence is left.
    pub fn is_done(&self, text: &str) -> bool {
        text[self.start..].trim_start().is_empty()
    }

    /// Finds the end of the sentence at `self.start`.
    fn end(&mut self, text: &str) -> usize {
        let limit = floor(text, self.start + MAX_SENTENCE);
        if self.first_word <= self.start {
            self.first_word = text[self.start..limit]
                .find(char::is_alphanumeric)
                .map_or(limit, |i| self.start + i);
        }
        loop {
            let from = self.scanned.max(self.start);
            let to = self.segment.min(limit);
            if from < to {
                if let Some(end) = inner::inner(text, self.start, self.first_word, from, to) {
                    self.scanned = end;
                    return end;
                }
                self.scanned = to;
            }
            if self.segment > limit {
                let end = split(text, self.start, limit);
                self.scanned = end;
                return end;
            }
            if self.segment == text.len() {
                return self.segment;
            }
            if self.segment > self.first_word
                && boundary::ends_sentence(text, self.start, self.segment, &mut self.lines)
            {
                return self.segment;
            }
            self.segment = self.next_bound(text);
        }
    }

    /// The UAX #29 bound after `self.segment`, or the end of the stretch. A bound is as good a
    /// beginning as the start of the text: no rule of UAX #29 looks back across one.
    fn next_bound(&mut self, text: &str) -> usize {
        if self.segment == self.stretch {
            self.stretch = stretch_end(text, self.stretch);
        }
        // An empty string would make the iterator panic; a stretch never is.
        let rest = &text[self.segment..self.stretch];
        let first = rest.split_sentence_bounds().next();
        self.segment + first.map_or(rest.len(), str::len)
    }
}

/// The best place to split a sentence that reaches beyond `limit`: after clause punctuation in the
/// second half, or else at the last space, or else at `limit`.
fn split(text: &str, start: usize, limit: usize) -> usize {
    let half = floor(text, start + (limit - start) / 2);
    let tail = &text[half..limit];
    let after = |marks: &[char]| {
        tail.char_indices()
            .rev()
            .find(|&(i, c)| {
                marks.contains(&c) && tail[i + c.len_utf8()..].starts_with(char::is_whitespace)
            })
            .map(|(i, c)| half + i + c.len_utf8())
    };
    after(&[';', ':', '—', '–', '.', '!', '?', '…'])
        .or_else(|| after(&[',', ')']))
        .or_else(|| tail.rfind(char::is_whitespace).map(|i| half + i))
        .or_else(|| {
            tail.char_indices()
                .rev()
                .find(|&(_, c)| is_cjk_stop(c) || c == '，')
                .map(|(i, c)| half + i + c.len_utf8())
        })
        .filter(|&at| at > start)
        .unwrap_or(limit)
}

/// Where the stretch that begins at `start` ends: before a word, if there is one in reach.
fn stretch_end(text: &str, start: usize) -> usize {
    let limit = floor(text, start + MAX_STRETCH);
    let (mut run, mut before_word) = (0, 0);
    let mut spaced = false;
    for (i, c) in text[start..limit].char_indices() {
        if c.is_alphanumeric() {
            if spaced {
                before_word = start + i;
            }
            run = 0;
        } else {
            run += c.len_utf8();
            if run > MAX_RUN {
                return start + i + c.len_utf8();
            }
        }
        spaced = c.is_whitespace();
    }
    if limit < text.len() && before_word > start {
        before_word
    } else {
        limit
    }
}
