//! Captions: the choice of format, and what WebVTT and SRT share.

use std::io::{self, Write};

use super::{srt, vtt};
use crate::speech::{Chunk, Mark, MarkKind};

/// The formats of captions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CaptionFormat {
    /// WebVTT (W3C): a cue for each sentence, `<v Speaker>` where the speaker is known, and a time
    /// stamp before each word.
    WebVtt,
    /// SubRip: cues of at most two lines of 42 characters; a long sentence has several.
    Srt,
}

/// Writes captions, sentence by sentence.
///
/// A cue lasts until the next begins, pauses included, so that captions do not flicker.
#[derive(Debug)]
pub struct Captions<W> {
    out: W,
    format: CaptionFormat,
    sample_rate: u32,
    /// Cues written.
    cues: u64,
    started: bool,
}

impl<W: Write> Captions<W> {
    /// Writes to `out`, which should be buffered.
    pub fn new(out: W, format: CaptionFormat, sample_rate: u32) -> Self {
        Captions {
            out,
            format,
            sample_rate,
            cues: 0,
            started: false,
        }
    }

    /// Gives the output back.
    pub fn into_inner(self) -> W {
        self.out
    }

    /// Writes the cues of a chunk. `speaker` is who says it
    /// ([`Block::speaker`](crate::article::Block::speaker) of the chunk's block).
    ///
    /// A chunk without audio has no cue.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&mut self, chunk: &Chunk, speaker: Option<&str>) -> io::Result<()> {
        if !std::mem::replace(&mut self.started, true) && self.format == CaptionFormat::WebVtt {
            self.out.write_all(vtt::HEADER.as_bytes())?;
        }
        if chunk.end() == chunk.start {
            return Ok(());
        }
        match self.format {
            CaptionFormat::WebVtt => {
                let cue = vtt::cue(chunk, speaker, self.sample_rate);
                self.out.write_all(cue.as_bytes())
            }
            CaptionFormat::Srt => {
                for cue in srt::cues(chunk, self.sample_rate) {
                    self.cues += 1;
                    writeln!(self.out, "{}\n{cue}", self.cues)?;
                }
                Ok(())
            }
        }
    }
}

/// The chunk's word marks.
pub(super) fn words(chunk: &Chunk) -> impl Iterator<Item = &Mark> {
    chunk.marks.iter().filter(|m| m.kind == MarkKind::Word)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A second of audio that begins at `start`: the words of `text` at equal distances, and
    /// half a second of pause. Its source begins at byte 100.
    pub fn chunk(text: &str, start: u64) -> Chunk {
        let source = |r: std::ops::Range<usize>| 100 + r.start..100 + r.end;
        let pieces: Vec<&str> = text.split_whitespace().collect();
        let step = 8_000 / pieces.len() as u64;
        let mut marks = vec![Mark {
            kind: MarkKind::Sentence,
            frames: start..start + 16_000,
            text: 0..text.len(),
            source: source(0..text.len()),
            name: String::new(),
        }];
        for (i, piece) in pieces.iter().enumerate() {
            let at = piece.as_ptr() as usize - text.as_ptr() as usize;
            let from = start + i as u64 * step;
            marks.push(Mark {
                kind: MarkKind::Word,
                frames: from..from + step,
                text: at..at + piece.len(),
                source: source(at..at + piece.len()),
                name: String::new(),
            });
        }
        Chunk {
            text: text.to_owned(),
            source: source(0..text.len()),
            block: 0,
            start,
            samples: vec![0.0; 16_000],
            marks,
            phones: Vec::new(),
        }
    }
}
