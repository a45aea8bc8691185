//! Sentence segmentation: UAX #29 sentence bounds, and what real text needs beyond them.
//!
//! `unicode-segmentation` proposes bounds. [`boundary`](super::boundary) decides which of them end
//! a sentence, and finds those that UAX #29 does not know: missing spaces, list items, bullets.

use std::ops::Range;

use unicode_segmentation::{USentenceBoundIndices, UnicodeSegmentation};

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
        start: 0,
        first_word: 0,
        scanned: 0,
        segment: 0,
        bounds: Bounds::new(text),
        lines: boundary::Lines::default(),
    }
}

/// The iterator that [`sentences`] returns.
pub struct Sentences<'a> {
    text: &'a str,
    /// Where the next sentence begins.
    start: usize,
    /// Where the sentence's first letter or digit stands; its limit if there is none before.
    first_word: usize,
    /// Up to where bounds of our own have been looked for.
    scanned: usize,
    /// The end of the UAX #29 segment that is being looked at.
    segment: usize,
    bounds: Bounds<'a>,
    lines: boundary::Lines,
}

impl std::fmt::Debug for Sentences<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sentences")
            .field("start", &self.start)
            .finish_non_exhaustive()
    }
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text[self.start..].trim_start();
        if rest.is_empty() {
            self.start = self.text.len();
            return None;
        }
        self.start = self.text.len() - rest.len();
        let end = self.end();
        let start = std::mem::replace(&mut self.start, end);
        Some(start..start + self.text[start..end].trim_end().len())
    }
}

impl std::iter::FusedIterator for Sentences<'_> {}

impl Sentences<'_> {
    /// Finds the end of the sentence at `self.start`.
    fn end(&mut self) -> usize {
        let limit = floor(self.text, self.start + MAX_SENTENCE);
        if self.first_word <= self.start {
            self.first_word = self.text[self.start..limit]
                .find(char::is_alphanumeric)
                .map_or(limit, |i| self.start + i);
        }
        loop {
            let from = self.scanned.max(self.start);
            let to = self.segment.min(limit);
            if from < to {
                if let Some(end) = inner::inner(self.text, self.start, self.first_word, from, to) {
                    self.scanned = end;
                    return end;
                }
                self.scanned = to;
            }
            if self.segment > limit {
                let end = split(self.text, self.start, limit);
                self.scanned = end;
                return end;
            }
            if self.segment == self.text.len() {
                return self.segment;
            }
            if self.segment > self.first_word
                && boundary::ends_sentence(self.text, self.start, self.segment, &mut self.lines)
            {
                return self.segment;
            }
            self.segment = self.bounds.next().unwrap_or(self.text.len());
        }
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

/// UAX #29 sentence bounds, from stretches of bounded length.
struct Bounds<'a> {
    text: &'a str,
    /// Where the current stretch begins and ends.
    stretch: Range<usize>,
    bounds: Option<USentenceBoundIndices<'a>>,
}

impl<'a> Bounds<'a> {
    fn new(text: &'a str) -> Self {
        Bounds {
            text,
            stretch: 0..0,
            bounds: None,
        }
    }

    /// The next bound: the end of a UAX #29 sentence or of a stretch.
    fn next(&mut self) -> Option<usize> {
        loop {
            let base = self.stretch.start;
            // The first segment begins at 0; every further beginning is a bound.
            match self.bounds.as_mut().and_then(Iterator::next) {
                Some((0, _)) => continue,
                Some((at, _)) => return Some(base + at),
                None if self.bounds.take().is_some() => return Some(self.stretch.end),
                None if self.stretch.end == self.text.len() => return None,
                None => {
                    self.stretch = self.stretch.end..stretch_end(self.text, self.stretch.end);
                    // An empty string would make the iterator panic; a stretch never is.
                    let stretch = &self.text[self.stretch.clone()];
                    self.bounds = Some(stretch.split_sentence_bound_indices());
                }
            }
        }
    }
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
