//! Speech marks: JSON lines, in the form that Amazon Polly made known.

use std::io::{self, Write};

use serde::Serialize;

use super::{captions, ms, viseme};
use crate::speech::{Chunk, MarkKind, TimedPhone};

/// Writes speech marks, one JSON object a line:
///
/// ```json
/// {"time":373,"type":"word","start":5,"end":8,"value":"had"}
/// ```
///
/// `time` is milliseconds from the start of the audio; `start` and `end` are byte offsets into the
/// source, end exclusive; `value` is the text as written. `type` is `sentence`, `word` or `ssml` (a
/// mark of the document, with its name for a value). With
/// [`SpeechMarks::with_visemes`] there are `viseme` marks, too: `value` is the shape of the mouth
/// ([`viseme`]), `start` and `end` are those of the word, or of the sentence in a pause.
#[derive(Debug)]
pub struct SpeechMarks<W> {
    out: W,
    sample_rate: u32,
    visemes: bool,
}

/// The fields in the order in which they are written.
#[derive(Serialize)]
struct Line<'a> {
    time: u64,
    r#type: Type,
    start: usize,
    end: usize,
    value: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Type {
    Mark(MarkKind),
    Viseme(&'static str),
}

impl<W: Write> SpeechMarks<W> {
    /// Writes to `out`, which should be buffered.
    pub fn new(out: W, sample_rate: u32) -> Self {
        SpeechMarks {
            out,
            sample_rate,
            visemes: false,
        }
    }

    /// The same, with a mark wherever the mouth changes its shape.
    pub fn with_visemes(mut self) -> Self {
        self.visemes = true;
        self
    }

    /// Gives the output back.
    pub fn into_inner(self) -> W {
        self.out
    }

    /// Writes the marks of a chunk.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&mut self, chunk: &Chunk) -> io::Result<()> {
        let mut shapes = Shapes::new(chunk, self.visemes);
        for mark in &chunk.marks {
            while let Some(shape) = shapes.before(mark.frames.start) {
                self.viseme(chunk, shape)?;
            }
            self.line(&Line {
                time: ms(mark.frames.start, self.sample_rate),
                r#type: Type::Mark(mark.kind),
                start: mark.source.start,
                end: mark.source.end,
                value: match mark.kind {
                    MarkKind::Ssml => &mark.name,
                    _ => &chunk.text[mark.text.clone()],
                },
            })?;
        }
        while let Some(shape) = shapes.before(u64::MAX) {
            self.viseme(chunk, shape)?;
        }
        Ok(())
    }

    fn viseme(&mut self, chunk: &Chunk, (frame, value): (u64, &'static str)) -> io::Result<()> {
        let mut words = captions::words(chunk);
        let word = words.find(|w| w.frames.contains(&frame));
        let source = word.map_or(&chunk.source, |w| &w.source);
        self.line(&Line {
            time: ms(frame, self.sample_rate),
            r#type: Type::Viseme("viseme"),
            start: source.start,
            end: source.end,
            value,
        })
    }

    fn line(&mut self, line: &Line<'_>) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, line)?;
        self.out.write_all(b"\n")
    }
}

/// The shapes of the mouth in a chunk, one after the other, without repetitions.
struct Shapes<'a> {
    phones: std::slice::Iter<'a, TimedPhone>,
    start: u64,
    last: &'static str,
}

impl<'a> Shapes<'a> {
    fn new(chunk: &'a Chunk, wanted: bool) -> Self {
        let phones = if wanted { &chunk.phones[..] } else { &[] };
        Shapes {
            phones: phones.iter(),
            start: chunk.start,
            last: "",
        }
    }

    /// The next shape, if it begins before a frame.
    fn before(&mut self, end: u64) -> Option<(u64, &'static str)> {
        loop {
            let phone = self.phones.as_slice().first()?;
            let frame = self.start + u64::from(phone.time.start);
            if frame >= end {
                return None;
            }
            self.phones.next();
            let shape = viseme(phone.phone);
            if phone.time.end > phone.time.start && shape != self.last {
                self.last = shape;
                return Some((frame, shape));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::captions::tests::chunk;
    use super::*;

    #[test]
    fn one_object_a_line() {
        let mut out = Vec::new();
        let mut marks = SpeechMarks::new(&mut out, 16_000);
        marks.write(&chunk("Mary \"had\".", 16_000)).unwrap();
        let expected = concat!(
            r#"{"time":1000,"type":"sentence","start":100,"end":111,"value":"Mary \"had\"."}"#,
            "\n",
            r#"{"time":1000,"type":"word","start":100,"end":104,"value":"Mary"}"#,
            "\n",
            r#"{"time":1250,"type":"word","start":105,"end":111,"value":"\"had\"."}"#,
            "\n"
        );
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
