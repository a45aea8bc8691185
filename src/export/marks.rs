//! Speech marks: JSON lines, in the form that Amazon Polly made known.

use std::io::{self, Write};

use serde::Serialize;

use super::ms;
use crate::speech::{Chunk, MarkKind};

/// Writes speech marks, one JSON object a line:
///
/// ```json
/// {"time":373,"type":"word","start":5,"end":8,"value":"had"}
/// ```
///
/// `time` is milliseconds from the start of the audio; `start` and `end` are byte offsets into the
/// source, end exclusive; `value` is the text as written. `type` is `sentence`, `word` or `ssml`: a
/// mark of the document, with its name for a value.
#[derive(Debug)]
pub struct SpeechMarks<W> {
    out: W,
    sample_rate: u32,
}

/// The fields in the order in which they are written.
#[derive(Serialize)]
struct Line<'a> {
    time: u64,
    r#type: MarkKind,
    start: usize,
    end: usize,
    value: &'a str,
}

impl<W: Write> SpeechMarks<W> {
    /// Writes to `out`, which should be buffered.
    pub fn new(out: W, sample_rate: u32) -> Self {
        SpeechMarks { out, sample_rate }
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
        for mark in &chunk.marks {
            let line = Line {
                time: ms(mark.frames.start, self.sample_rate),
                r#type: mark.kind,
                start: mark.source.start,
                end: mark.source.end,
                value: match mark.kind {
                    MarkKind::Ssml => &mark.name,
                    _ => &chunk.text[mark.text.clone()],
                },
            };
            serde_json::to_writer(&mut self.out, &line)?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
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
