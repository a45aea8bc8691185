//! Where text stands in its source: [`SourceMap`] queries, and the builder that makes both.

use std::ops::Range;

use super::{Annotation, Block, BlockKind, Piece, SourceMap, annotation};

impl SourceMap {
    /// A map for text that is one unbroken slice of the source.
    pub fn verbatim(source: usize, len: usize) -> Self {
        SourceMap {
            pieces: vec![Piece {
                text: 0,
                source,
                len,
            }],
        }
    }

    /// The source bytes that `text` (a byte range of the block's text) came from.
    ///
    /// An offset between two pieces maps to the end of the piece before it (for a range's end) or
    /// the start of the piece after it (for a range's start).
    pub fn range(&self, text: Range<usize>) -> Range<usize> {
        let start = self.start(text.start);
        start..self.end(text.end).max(start)
    }

    /// All the source bytes of the text, from its first piece to its last.
    pub fn span(&self) -> Range<usize> {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => first.source..last.source + last.len,
            _ => 0..0,
        }
    }

    /// The map of a part of the text, a byte range, with offsets from the start of the part.
    pub fn slice(&self, text: Range<usize>) -> SourceMap {
        let from = self
            .pieces
            .partition_point(|p| p.text + p.len <= text.start);
        let pieces = self.pieces[from..]
            .iter()
            .take_while(|p| p.text < text.end)
            .map(|p| {
                let cut = text.start.saturating_sub(p.text);
                let end = (p.text + p.len).min(text.end);
                Piece {
                    text: p.text + cut - text.start,
                    source: p.source + cut,
                    len: end - (p.text + cut),
                }
            })
            .filter(|p| p.len > 0)
            .collect();
        SourceMap { pieces }
    }

    /// Appends a stretch that stands at `source`, and joins it to the piece before where both run on.
    ///
    /// A stretch that stands before the piece before it (broken HTML tables move text) gets no
    /// piece, so that the map stays in order.
    pub(super) fn push(&mut self, text: usize, source: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && last.text + last.len == text
            && last.source + last.len == source
        {
            last.len += len;
            return;
        }
        if self
            .pieces
            .last()
            .is_some_and(|last| source < last.source + last.len)
        {
            return;
        }
        self.pieces.push(Piece { text, source, len });
    }

    fn start(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.text + p.len <= at);
        match self.pieces.get(i) {
            Some(p) => p.source + at.saturating_sub(p.text),
            None => self.pieces.last().map_or(0, |p| p.source + p.len),
        }
    }

    fn end(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.text < at);
        match i.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some(p) => p.source + (at - p.text).min(p.len),
            None => self.pieces.first().map_or(0, |p| p.source),
        }
    }
}

/// Text under construction together with its [`SourceMap`].
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) text: String,
    map: SourceMap,
    annotations: Vec<Annotation>,
}

impl Builder {
    /// Text copied from the source at byte `source`.
    pub(super) fn copy(&mut self, text: &str, source: usize) {
        self.map.push(self.text.len(), source, text.len());
        self.text.push_str(text);
    }

    /// Text that does not stand in the source as it is.
    pub(super) fn insert(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A space, unless there is white space or nothing before it.
    #[cfg(feature = "html")]
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    /// The text of another block, with its places in the source.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn paste(&mut self, block: &Block) {
        let at = self.text.len();
        for piece in &block.source.pieces {
            self.map.push(at + piece.text, piece.source, piece.len);
        }
        for annotation in &block.annotations {
            let text = at + annotation.text.start..at + annotation.text.end;
            let inline = annotation.inline.clone();
            self.annotations.push(Annotation::new(text, inline));
        }
        self.text.push_str(&block.text);
    }

    /// Takes the last character back, if there is one.
    pub(super) fn unsay_last(&mut self) {
        let Some(last) = self.text.pop() else { return };
        let Some(piece) = self.map.pieces.last_mut() else {
            return;
        };
        if piece.text + piece.len > self.text.len() {
            piece.len = piece.len.saturating_sub(last.len_utf8());
        }
        if piece.len == 0 {
            self.map.pieces.pop();
        }
    }

    /// Says of the text from byte `from` on how it is to be read.
    #[cfg(feature = "html")]
    pub(super) fn annotate(&mut self, from: usize, inline: super::Inline) {
        if from < self.text.len() {
            let annotation = Annotation::new(from..self.text.len(), inline);
            // In the order in which they begin, the wider ones first.
            let at = self.annotations.partition_point(|a| a.text.start < from);
            self.annotations.insert(at, annotation);
        }
    }

    /// Ends the block, without white space at its edges; `None` if nothing is left of it.
    pub(super) fn finish(&mut self, kind: BlockKind) -> Option<Block> {
        let text = std::mem::take(&mut self.text);
        let source = std::mem::take(&mut self.map);
        let annotations = std::mem::take(&mut self.annotations);
        Block {
            source,
            annotations,
            ..Block::new(kind, text)
        }
        .trimmed()
    }
}

impl Block {
    /// The block without white space at the edges of its text; `None` if nothing else is in it.
    pub(super) fn trimmed(self) -> Option<Block> {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len();
        if start >= end {
            return None;
        }
        if start == 0 && end == self.text.len() {
            return Some(self);
        }
        Some(self.part(start..end))
    }

    /// A part of the block, by a byte range of its text.
    pub(super) fn part(&self, range: Range<usize>) -> Block {
        Block {
            kind: self.kind,
            speaker: self.speaker.clone(),
            level: self.level,
            text: self.text[range.clone()].to_owned(),
            source: self.source.slice(range.clone()),
            annotations: annotation::slice(&self.annotations, &range),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_lines() -> Block {
        // Source: "ab\n  cd\n" as the text "ab cd".
        let mut b = Builder::default();
        b.copy("ab", 0);
        b.insert(" ");
        b.copy("cd", 5);
        b.finish(BlockKind::Paragraph).unwrap()
    }

    #[test]
    fn ranges_cross_line_breaks() {
        let block = two_lines();
        assert_eq!(block.text, "ab cd");
        assert_eq!(block.source.range(0..5), 0..7);
        assert_eq!(block.source.range(3..5), 5..7);
        assert_eq!(block.source.range(2..3), 5..5);
        assert_eq!(block.source.span(), 0..7);
    }

    #[test]
    fn parts_keep_their_place() {
        let part = two_lines().part(1..4);
        assert_eq!(part.text, "b c");
        assert_eq!(part.source.range(0..1), 1..2);
        assert_eq!(part.source.range(2..3), 5..6);
    }

    #[test]
    fn neighbouring_stretches_become_one_piece() {
        let mut b = Builder::default();
        b.copy("ab", 3);
        b.copy("cd", 5);
        assert_eq!(
            b.finish(BlockKind::Code).unwrap().source,
            SourceMap::verbatim(3, 4)
        );
    }

    #[test]
    fn white_space_at_the_edges_goes() {
        let mut b = Builder::default();
        b.copy(" x ", 10);
        let block = b.finish(BlockKind::Paragraph).unwrap();
        assert_eq!((block.text.as_str(), block.source.span()), ("x", 11..12));
        b.copy("\u{a0}\t", 0);
        assert!(b.finish(BlockKind::Paragraph).is_none());
    }
}
