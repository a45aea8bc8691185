//! Long plain text, a piece at a time.

use std::io::Read;
use std::ops::Range;

use super::{Document, Format, Options, read};
use crate::{Error, Result};

/// The length of a piece in bytes: an article of any usual length is one piece.
const PIECE: usize = 256 << 10;

/// Reads plain text in UTF-8 of any length, in constant memory: each item is a document with the next
/// part of it, to be spoken one after the other with [`Speech::go_on`](crate::Speech::go_on).
///
/// Text up to 256 KiB is one document, read as [`read`] does. Longer text is cut between paragraphs,
/// or where there are none between lines or words; each piece is read by itself, and nothing of it is
/// taken for furniture. Offsets count from the start of the whole text.
/// [`Options::max_bytes`] bounds no more than a piece.
///
/// # Errors
/// [`Error::Io`] from the input, and the errors of [`read`]; after an error there are no more pieces.
pub fn pieces<R: Read>(input: R, options: &Options) -> Pieces<R> {
    Pieces {
        input,
        options: options.clone(),
        bytes: Vec::new(),
        offset: 0,
        ended: false,
    }
}

/// The iterator that [`pieces`] returns.
#[derive(Debug)]
pub struct Pieces<R> {
    input: R,
    options: Options,
    /// What was read and is not spoken yet.
    bytes: Vec<u8>,
    /// Where it begins in the whole text.
    offset: usize,
    ended: bool,
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        if let Err(error) = self.fill() {
            self.ended = true;
            self.bytes.clear();
            let remedy = "check the input";
            return Some(Err(Error::io("article", error, remedy)));
        }
        if self.bytes.is_empty() {
            return None;
        }
        let end = match self.ended {
            true => self.bytes.len(),
            false => cut(&self.bytes),
        };
        if self.offset > 0 || !self.ended {
            self.options.keep_everything = true;
        }
        let document = read(&self.bytes[..end], Format::Text, &self.options);
        let document = document.map(|mut document| {
            shift(&mut document, self.offset);
            document
        });
        if document.is_err() {
            self.ended = true;
            self.bytes.clear();
        } else {
            self.bytes.drain(..end);
            self.offset += end;
        }
        Some(document)
    }
}

impl<R: Read> Pieces<R> {
    /// Reads up to one piece and a byte, so that a text that is just one piece is seen to end.
    fn fill(&mut self) -> std::io::Result<()> {
        if self.ended {
            return Ok(());
        }
        let wanted = PIECE + 1 - self.bytes.len();
        let got = (&mut self.input)
            .take(wanted as u64)
            .read_to_end(&mut self.bytes)?;
        self.ended = got < wanted;
        Ok(())
    }
}

/// Where to cut: behind the last blank line, line or word in the second half, else before the last
/// character.
fn cut(bytes: &[u8]) -> usize {
    let half = bytes.len() / 2;
    let last = |gap: &[u8]| {
        let mut at = (half..bytes.len() - gap.len()).rev();
        at.find(|&i| &bytes[i..i + gap.len()] == gap)
            .map(|i| i + gap.len())
    };
    let character = || (half..bytes.len()).rfind(|&i| bytes[i] & 0xC0 != 0x80);
    last(b"\n\n")
        .or_else(|| last(b"\r\n\r\n"))
        .or_else(|| last(b"\n"))
        .or_else(|| last(b". "))
        .or_else(|| last(b" "))
        .or_else(character)
        .unwrap_or(bytes.len())
}

/// Moves the places in the source.
fn shift(document: &mut Document, offset: usize) {
    let move_on = |range: &mut Range<usize>| *range = range.start + offset..range.end + offset;
    for block in &mut document.blocks {
        for piece in &mut block.source.pieces {
            piece.source += offset;
        }
    }
    for skipped in &mut document.skipped {
        move_on(&mut skipped.source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_one_document() {
        let text = "The tide.\n\nIt turned twice a day, and nobody wrote it down.";
        let all: Vec<_> = pieces(text.as_bytes(), &Options::default()).collect();
        assert_eq!(all.len(), 1);
        assert_eq!(*all[0].as_ref().unwrap(), Document::from_text(text));
        assert_eq!(pieces(&b""[..], &Options::default()).count(), 0);
        let bad: Vec<_> = pieces(&b"ab\xff\xfe\x00cd"[..], &Options::default()).collect();
        assert!(bad.len() == 1 && bad[0].is_err());
    }

    #[test]
    fn a_long_text_loses_nothing() {
        for gap in ["\n\n", "\n", " ", ""] {
            let text: String = (0..90_000).map(|i| format!("wört{i}{gap}")).collect();
            let all: Vec<Document> = pieces(text.as_bytes(), &Options::default())
                .map(Result::unwrap)
                .collect();
            assert!(all.len() >= text.len() / PIECE, "{gap:?}");
            let mut read = String::new();
            for block in all.iter().flat_map(|d| &d.blocks) {
                assert_eq!(
                    text[block.source.span()].split_whitespace().next(),
                    block.text.split_whitespace().next()
                );
                read.push_str(&block.text);
            }
            let bare = |t: &str| t.split_whitespace().collect::<String>();
            assert_eq!(bare(&read), bare(&text), "{gap:?}");
        }
    }
}
