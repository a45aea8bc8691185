//! The sentences of an article and how long each is: estimated until it has been spoken once.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::event::{ArticleId, Span};
use crate::article::{BlockKind, Document};
use crate::speech::{Place, Speech};

/// Characters that are read in a second before anything is known of the voice.
const CHARACTERS_A_SECOND: f64 = 15.0;

/// An article in the queue.
#[derive(Debug)]
pub(super) struct Article {
    pub id: ArticleId,
    pub document: Arc<Document>,
    outline: Mutex<Outline>,
}

impl Article {
    /// `speech` has to stand at the beginning of the document.
    pub fn new(id: ArticleId, speech: Speech) -> Self {
        Article {
            id,
            document: speech.document().clone(),
            outline: Mutex::new(Outline::new(speech)),
        }
    }

    pub fn outline(&self) -> MutexGuard<'_, Outline> {
        self.outline.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A part of a sentence, given in bytes of the sentence, as a span of the article.
    pub fn span(&self, place: &Place, sentence: usize, part: std::ops::Range<usize>) -> Span {
        let text = place.text.start + part.start..place.text.start + part.end;
        Span {
            article: self.id,
            block: place.block,
            sentence,
            source: self.document.blocks[place.block].source.range(text.clone()),
            text,
        }
    }

    /// Whether the sentence begins a heading.
    pub fn begins_heading(&self, outline: &Outline, sentence: usize) -> bool {
        let kind = self.document.blocks[outline.places[sentence].block].kind;
        outline.begins_block(sentence) && matches!(kind, BlockKind::Heading | BlockKind::Title)
    }
}

/// The sentences in order. Lengths are in frames of the voice at the present rate.
#[derive(Debug)]
pub(super) struct Outline {
    pub places: Vec<Place>,
    frames: Vec<Option<u32>>,
    known: usize,
    known_bytes: usize,
    known_frames: u64,
    frames_a_byte: f64,
}

impl Outline {
    fn new(mut speech: Speech) -> Self {
        let rate = f64::from(speech.settings().rate.get());
        let frames_a_byte = f64::from(speech.sample_rate()) / CHARACTERS_A_SECOND / rate;
        let places: Vec<Place> = std::iter::from_fn(|| speech.skip_sentence()).collect();
        Outline {
            frames: vec![None; places.len()],
            places,
            known: 0,
            known_bytes: 0,
            known_frames: 0,
            frames_a_byte,
        }
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Notes the length of a sentence.
    pub fn set(&mut self, sentence: usize, frames: usize) {
        if let Some(slot @ None) = self.frames.get_mut(sentence) {
            *slot = Some(frames as u32);
            self.known += 1;
            self.known_bytes += self.places[sentence].text.len();
            self.known_frames += frames as u64;
            if self.known_bytes > 0 {
                self.frames_a_byte = self.known_frames as f64 / self.known_bytes as f64;
            }
        }
    }

    pub fn is_known(&self, sentence: usize) -> bool {
        self.frames.get(sentence).is_none_or(Option::is_some)
    }

    /// Every length changes about by a factor.
    pub fn rescale(&mut self, factor: f64) {
        self.frames.fill(None);
        (self.known, self.known_bytes, self.known_frames) = (0, 0, 0);
        self.frames_a_byte *= factor;
    }

    fn length(&self, sentence: usize) -> u64 {
        match self.frames[sentence] {
            Some(frames) => u64::from(frames),
            None => (self.places[sentence].text.len() as f64 * self.frames_a_byte) as u64,
        }
    }

    /// Where a sentence begins.
    pub fn start(&self, sentence: usize) -> u64 {
        (0..sentence.min(self.len())).map(|s| self.length(s)).sum()
    }

    /// The length of it all, and whether it is exact.
    pub fn total(&self) -> (u64, bool) {
        (self.start(self.len()), self.known == self.len())
    }

    /// The sentence that is heard at a frame, and the frame in it; the end for one beyond.
    pub fn at(&self, frame: u64) -> (usize, u64) {
        let mut left = frame;
        for sentence in 0..self.len() {
            let length = self.length(sentence);
            if left < length {
                return (sentence, left);
            }
            left -= length;
        }
        (self.len(), 0)
    }

    pub fn begins_block(&self, sentence: usize) -> bool {
        sentence == 0 || self.places[sentence].block != self.places[sentence - 1].block
    }

    /// The first sentence at or after a block.
    pub fn of_block(&self, block: usize) -> usize {
        self.places.partition_point(|p| p.block < block)
    }

    /// The first sentence of the document whose source ends after a byte.
    pub fn of_byte(&self, document: &Document, byte: usize) -> usize {
        let end = |p: &Place| document.blocks[p.block].source.range(p.text.clone()).end;
        self.places.partition_point(|p| end(p) <= byte)
    }
}
