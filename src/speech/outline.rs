//! The sentences of a block, one after the other.

use crate::article::Annotation;
use crate::text::Segmenter;
use crate::text::marked::{self, Stretch};

/// The sentences of the current block that are still to come.
///
/// Without annotations they are found one at a time, when they are asked for.
#[derive(Debug, Default)]
pub(super) struct Outline {
    segmenter: Segmenter,
    /// Those of an annotated block, last first.
    stretches: Vec<Stretch>,
    annotated: bool,
}

impl Outline {
    /// Begins a block with these annotations.
    pub(super) fn enter(&mut self, text: &str, annotations: &[Annotation]) {
        self.segmenter = Segmenter::default();
        self.stretches.clear();
        self.annotated = !annotations.is_empty();
        if self.annotated {
            marked::stretches(text, annotations, &mut self.stretches);
            if self.stretches.is_empty() {
                // Pauses, marks and announcements that stand alone.
                self.stretches.push(Stretch::default());
            }
            self.stretches.reverse();
        }
    }

    /// Passes over a whole block.
    pub(super) fn pass(&mut self) {
        self.stretches.clear();
        self.annotated = true;
    }

    /// The next sentence of the block, whose text this is.
    pub(super) fn next(&mut self, text: &str) -> Option<Stretch> {
        if self.annotated {
            return self.stretches.pop();
        }
        let range = self.segmenter.next(text)?;
        Some(Stretch {
            range,
            goes_on: false,
        })
    }

    /// Whether the next sentence ends at byte `at` of the text or before; `false` if there is none.
    pub(super) fn ends_by(&self, text: &str, at: usize) -> bool {
        let next = match self.annotated {
            true => self.stretches.last().map(|s| s.range.clone()),
            false => self.segmenter.clone().next(text),
        };
        next.is_some_and(|range| range.start < at && range.end <= at)
    }

    /// Whether no sentence is left.
    pub(super) fn is_done(&self, text: &str) -> bool {
        match self.annotated {
            true => self.stretches.is_empty(),
            false => self.segmenter.is_done(text),
        }
    }

    /// Where the next sentence begins, as far as annotations need to know: the end of all time if
    /// there is none, or no annotation.
    pub(super) fn next_start(&self) -> usize {
        self.stretches.last().map_or(usize::MAX, |s| s.range.start)
    }
}
