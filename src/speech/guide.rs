//! From a block's annotations to what is asked for in each of its sentences.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::article::{
    Annotation, Block, Emphasis, Inline, Interpretation, Level, Pause, Pitch, Prosody, Strength,
};
use crate::cast::Parts;
use crate::pronounce::{UserLexicon, Wanted, parse_phonemes};
use crate::prosody::{Bend, Directions, Pauses, Verbosity};
use crate::text::Sentence;

/// How long the pause in place of an expletive is, in milliseconds.
const BLEEP_MS: f32 = 350.0;

/// The annotations of the current block, and how far they have been used.
#[derive(Debug, Default)]
pub(super) struct Guide {
    /// In the order in which they begin.
    annotations: Vec<Annotation>,
    /// Those that begin in the current sentence.
    here: Range<usize>,
    /// Those that began before it and have not ended.
    open: Vec<u32>,
}

/// Where a mark of the document is heard: between which words, and on which side of the pause.
pub(super) struct Point {
    /// The word after it.
    pub before: usize,
    /// It stands after a pause that is asked for.
    pub after_rest: bool,
    /// It stands before one.
    pub before_rest: bool,
}

impl Guide {
    /// Takes the annotations of a block, and what is announced around it.
    pub(super) fn enter(&mut self, blocks: &[Block], index: usize, verbosity: Verbosity) {
        let block = &blocks[index];
        self.annotations.clear();
        self.here = 0..0;
        self.open.clear();
        verbosity.announce(blocks, index, &mut self.annotations);
        let fitting = block.annotations.iter().filter(|a| a.fits(&block.text));
        self.annotations.extend(fitting.cloned());
        self.annotations.sort_by_key(|a| a.text.start);
    }

    pub(super) fn all(&self) -> &[Annotation] {
        &self.annotations
    }

    /// Goes on to the sentence that begins at `start` of the block; the next one begins at `next`.
    pub(super) fn advance(&mut self, start: usize, next: usize) {
        let annotations = &self.annotations;
        self.open.extend(self.here.clone().map(|i| i as u32));
        self.open
            .retain(|&i| annotations[i as usize].text.end > start);
        let begin = self.here.end;
        let count = annotations[begin..].partition_point(|a| a.text.start < next);
        self.here = begin..begin + count;
    }

    /// Those that begin in the current sentence.
    pub(super) fn here(&self) -> &[Annotation] {
        &self.annotations[self.here.clone()]
    }

    /// Those that hold for something in the current sentence, the outer before the inner.
    fn holding(&self) -> impl Iterator<Item = &Annotation> {
        let open = self.open.iter().map(|&i| &self.annotations[i as usize]);
        open.chain(self.here())
    }

    /// Who says the sentence that begins at `start` of the block, where `part` would otherwise.
    pub(super) fn part(&self, start: usize, mut part: usize, parts: &mut Parts) -> usize {
        for annotation in self.holding() {
            if let Inline::Voice(request) = &annotation.inline
                && annotation.text.contains(&start)
            {
                part = parts.request(request, part);
            }
        }
        part
    }

    /// What is asked for in the sentence.
    pub(super) fn direct(
        &self,
        sentence: &Sentence,
        pauses: &Pauses,
        lexicons: &HashMap<String, Arc<UserLexicon>>,
        directions: &mut Directions,
        wanted: &mut Wanted,
    ) {
        for annotation in self.holding() {
            let text = place(sentence, &annotation.text);
            match &annotation.inline {
                Inline::Break(pause) => {
                    directions.rest(word_at(sentence, text.start) as u32, ms(*pause, pauses));
                }
                Inline::SayAs(what) if what.interpret_as == Interpretation::Expletive => {
                    directions.rest(word_at(sentence, text.end) as u32, BLEEP_MS);
                }
                Inline::Emphasis(level) => {
                    if let Some(prosody) = stress(*level) {
                        let words = words_in(sentence, &text);
                        directions.manners.push((words, Bend::Prosody(prosody)));
                    }
                }
                Inline::Prosody(prosody) => {
                    let words = words_in(sentence, &text);
                    let bend = Bend::Prosody(prosody.clone());
                    directions.manners.push((words, bend));
                }
                Inline::Phoneme(phonemes) => {
                    let words = token_words(sentence, &text);
                    if let Ok(sounds) = parse_phonemes(phonemes)
                        && !words.is_empty()
                    {
                        wanted.sounds(words, &sounds);
                    }
                }
                Inline::Lexicon(uri) => {
                    if let Some(lexicon) = lexicons.get(uri) {
                        wanted.lexicon(words_in(sentence, &text), lexicon.clone());
                    }
                }
                _ => {}
            }
        }
    }

    /// The marks of the sentence, each with its place.
    pub(super) fn marks<'g>(
        &'g self,
        sentence: &'g Sentence,
    ) -> impl Iterator<Item = (&'g str, usize, Point)> {
        let here = self.here();
        here.iter().enumerate().filter_map(move |(i, annotation)| {
            let Inline::Mark(name) = &annotation.inline else {
                return None;
            };
            let at = place(sentence, &annotation.text).start;
            let before = word_at(sentence, at);
            let rests = |a: &Annotation| {
                let start = place(sentence, &a.text).start;
                matches!(a.inline, Inline::Break(_)) && word_at(sentence, start) == before
            };
            let point = Point {
                before,
                after_rest: here[..i].iter().rev().take(NEAR).any(rests),
                before_rest: here[i + 1..].iter().take(NEAR).any(rests),
            };
            Some((name.as_str(), at, point))
        })
    }
}

/// How many annotations around a mark are looked at for a break at the same place.
const NEAR: usize = 16;

/// A range of the block as one of the sentence.
fn place(sentence: &Sentence, text: &Range<usize>) -> Range<usize> {
    let at = |at: usize| at.saturating_sub(sentence.start).min(sentence.text.len());
    at(text.start)..at(text.end)
}

/// The first word of the first token that begins at byte `at` or later.
fn word_at(sentence: &Sentence, at: usize) -> usize {
    let token = sentence
        .tokens
        .partition_point(|t| (t.span.start as usize) < at);
    let token = sentence.tokens.get(token);
    token.map_or(sentence.words.len(), |t| t.words.start as usize)
}

/// The words of all tokens that lie in a part of the text, even if not wholly.
fn words_in(sentence: &Sentence, text: &Range<usize>) -> Range<u32> {
    let tokens = &sentence.tokens;
    let first = tokens.partition_point(|t| (t.span.end as usize) <= text.start);
    let end = tokens.partition_point(|t| (t.span.start as usize) < text.end);
    match tokens.get(first..end) {
        Some([first, .., last]) => first.words.start..last.words.end,
        Some([only]) => only.words.clone(),
        _ => 0..0,
    }
}

/// The words of the token that is just this part of the text.
fn token_words(sentence: &Sentence, text: &Range<usize>) -> Range<u32> {
    let (start, end) = (text.start as u32, text.end as u32);
    let tokens = &sentence.tokens;
    let at = tokens.partition_point(|t| (t.span.start, t.span.end) < (start, end));
    match tokens.get(at) {
        Some(token) if (token.span.start, token.span.end) == (start, end) => token.words.clone(),
        _ => 0..0,
    }
}

fn ms(pause: Pause, pauses: &Pauses) -> f32 {
    match pause {
        Pause::Ms(ms) => ms,
        Pause::Strength(Strength::None) => 0.0,
        Pause::Strength(Strength::XWeak) => 70.0,
        Pause::Strength(Strength::Weak) => 170.0,
        Pause::Strength(Strength::Medium) => 290.0,
        Pause::Strength(Strength::Strong) => pauses.sentence,
        Pause::Strength(Strength::XStrong) => pauses.paragraph,
    }
}

/// What a degree of stress does to the signal; the figures are in the docs of [`Emphasis`].
fn stress(level: Emphasis) -> Option<Prosody> {
    let (semitones, rate, decibels) = match level {
        Emphasis::Strong => (2.0, 0.85, 3.0),
        Emphasis::Moderate => (1.0, 0.92, 1.5),
        Emphasis::None => return None,
        Emphasis::Reduced => (-1.0, 1.1, -2.0),
    };
    Some(Prosody {
        rate: Some(Level::By(rate)),
        pitch: Some(Pitch::By(semitones)),
        volume: Some(Level::By(decibels)),
        ..Prosody::default()
    })
}
