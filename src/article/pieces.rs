//! Long plain text, a piece at a time.

use std::io::Read;

use super::plain::Parts;
use super::{Document, Options, decode};
use crate::{Error, Result};

/// The length of the first piece in bytes: an article of any usual length (20,000 words) is one.
const FIRST: usize = 128 << 10;
/// The length of the others, of which nothing is to be found out that needs more of the text: what
/// is held of a long text is then little beside the voice.
const NEXT: usize = 32 << 10;

/// The length of a piece that begins there.
const fn piece(offset: usize) -> usize {
    if offset == 0 { FIRST } else { NEXT }
}

/// Reads plain text in UTF-8 of any length, in constant memory: each item is a document with the next
/// part of it, to be spoken with [`Speech::refill`](crate::Speech::refill).
///
/// Together the parts are what [`read`](super::read) gives for the whole text: the blocks, their
/// places in it, and what is left out. Title, byline and date stand in every part. Text up to 128 KiB
/// is one part; longer text is cut between paragraphs, or where there are none between lines or
/// words. Of what stands around an article, the first part tells what stands before it and the last
/// part what stands behind it.
///
/// [`Options::max_bytes`] bounds nothing here: the input may be endless. Of a million words,
/// `examples/speak` holds 22 MB at most (the voice's 7 MB, the language's 4 MB and the program
/// included), of a thousand 21, and a second of speech takes the same 23 µs of CPU at 10,000, 100,000
/// and a million words (without writing it).
///
/// # Errors
/// [`Error::Io`] from the input, and [`Error::Unsupported`] or [`Error::Malformed`] for what is not
/// text in UTF-8, once that is reached; after an error there are no more parts.
pub fn pieces<R: Read>(input: R, options: &Options) -> Pieces<R> {
    Pieces {
        input,
        options: options.clone(),
        parts: Parts::default(),
        bytes: Vec::new(),
        offset: 0,
        lines: 0,
        ended: false,
    }
}

/// The iterator that [`pieces`] returns.
#[derive(Debug)]
pub struct Pieces<R> {
    input: R,
    options: Options,
    parts: Parts,
    /// What was read and is not spoken yet.
    bytes: Vec<u8>,
    /// Where it begins in the whole text, in bytes and in lines.
    offset: usize,
    lines: usize,
    ended: bool,
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        let next = self.advance().transpose();
        if matches!(next, Some(Err(_))) {
            self.ended = true;
            self.bytes.clear();
        }
        next
    }
}

impl<R: Read> Pieces<R> {
    fn advance(&mut self) -> Result<Option<Document>> {
        let filled = self.fill();
        filled.map_err(|e| Error::io("article", e, "check the input"))?;
        if self.bytes.is_empty() {
            return Ok(None);
        }
        let end = length(&self.bytes, self.offset);
        let last = self.ended && end == self.bytes.len();
        let text = decode::part(&self.bytes[..end], self.offset, self.lines)?;
        let document = self.parts.read(text, self.offset, last, &self.options);
        self.lines += text.bytes().filter(|&b| b == b'\n').count();
        self.offset += end;
        self.bytes.drain(..end);
        Ok(Some(document))
    }

    /// Reads up to one piece and a byte, so that a text that is just one piece is seen to end.
    fn fill(&mut self) -> std::io::Result<()> {
        let wanted = (piece(self.offset) + 1).saturating_sub(self.bytes.len());
        if self.ended || wanted == 0 {
            return Ok(());
        }
        self.bytes.reserve_exact(wanted);
        let mut input = (&mut self.input).take(wanted as u64);
        self.ended = input.read_to_end(&mut self.bytes)? < wanted;
        Ok(())
    }
}

/// The length of the piece that `rest` begins with, which stands at `offset` of the text and is whole
/// or longer than a piece.
pub(super) fn length(rest: &[u8], offset: usize) -> usize {
    match rest.get(..=piece(offset)) {
        Some(longer) => cut(longer),
        None => rest.len(),
    }
}

/// Where to cut: behind the last blank line, line, sentence or word in the second half, else before
/// the last character. Of blank lines, one that follows running text is better: a heading is not
/// parted from what stands below it.
fn cut(bytes: &[u8]) -> usize {
    let half = bytes.len() / 2;
    let last = |gap: &[u8]| {
        let mut at = (half..bytes.len() - gap.len()).rev();
        at.find(|&i| bytes[i..].starts_with(gap))
            .map(|i| i + gap.len())
    };
    let after_text = |gap: &[u8]| {
        let mut at = (half..bytes.len() - gap.len()).rev();
        at.find(|&i| bytes[i..].starts_with(gap) && ends_paragraph(&bytes[..i]))
            .map(|i| i + gap.len())
    };
    let character = || (half..bytes.len()).rfind(|&i| bytes[i] & 0xC0 != 0x80);
    after_text(b"\n\n")
        .or_else(|| last(b"\n\n"))
        .or_else(|| after_text(b"\r\n\r\n"))
        .or_else(|| last(b"\r\n\r\n"))
        .or_else(|| after_text(b"\n"))
        .or_else(|| last(b"\n"))
        .or_else(|| last(b". "))
        .or_else(|| last(b" "))
        .or_else(character)
        .unwrap_or(bytes.len())
}

/// Whether the bytes end with a paragraph of running text, as far as one line of it tells.
fn ends_paragraph(bytes: &[u8]) -> bool {
    /// A line of this many bytes is no heading.
    const LONG: usize = 60;
    let line = &bytes[bytes.len().saturating_sub(LONG)..];
    let ends = line.trim_ascii_end();
    let closed = ends.ends_with(b".") || ends.ends_with(b"?") || ends.ends_with("”".as_bytes());
    line.len() == LONG && closed && !line.contains(&b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, read};

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
            assert!(all.len() >= (text.len() - FIRST) / NEXT, "{gap:?}");
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

    /// A long text with everything that is found out from a whole text: a head and a foot of
    /// furniture, wrapped lines, headings, a dialogue whose names come back.
    fn long_page() -> String {
        let mut text = String::from(
            "Skip to main content\n\nThe Long Tide\n\nBy Ann Lee\n\nShare this article\n\n",
        );
        for i in 0..2500 {
            if i % 40 == 0 {
                text.push_str(&format!("Chapter {}\n\n", i / 40 + 1));
            }
            text.push_str(&format!(
                "The tide turned for the {i}th time that year, and nobody in the\n\
                 harbour wrote it down, since the boats knew it as well as any of\n\
                 the people who sailed in them, and the boats could not write.\n\n\
                 MARA: And what did you do then, when it had turned {i} times?\n\n\
                 JON: I waited for the next one, as everybody did in those days.\n\n",
            ));
        }
        text.push_str("Related articles\n\nThe Short Tide\n\nSubscribe to our newsletter\n");
        text
    }

    #[test]
    fn pieces_are_the_whole() {
        let text = long_page();
        let whole = read(text.as_bytes(), Format::Text, &Options::default()).unwrap();
        let mut blocks = Vec::new();
        let mut skipped = Vec::new();
        let mut count = 0;
        for part in pieces(text.as_bytes(), &Options::default()) {
            let part = part.unwrap();
            assert_eq!(part.title, whole.title);
            blocks.extend(part.blocks);
            skipped.extend(part.skipped);
            count += 1;
        }
        assert!(count >= 15, "{count} parts");
        assert_eq!(blocks, whole.blocks);
        assert_eq!(skipped, whole.skipped);
    }

    #[test]
    fn a_cut_is_not_seen() {
        let whole = read(long_page().as_bytes(), Format::Text, &Options::default()).unwrap();
        assert_eq!(whole.title.as_deref(), Some("The Long Tide"));
        assert_eq!(whole.byline.as_deref(), Some("Ann Lee"));
        let count = |kind| whole.blocks.iter().filter(|b| b.kind == kind).count();
        use crate::article::BlockKind::*;
        assert_eq!((count(Title), count(Heading)), (1, 63));
        assert_eq!((count(SpeakerLabel), count(Paragraph)), (5000, 7500));
        let texts = whole.blocks.iter().map(|b| b.text.as_str());
        assert!(texts.clone().all(|t| !t.contains("Related articles")));
        assert!(texts.clone().all(|t| !t.contains("Skip to main")));
        assert_eq!(
            texts.filter(|t| t.ends_with("could not write.")).count(),
            2500
        );
    }

    #[test]
    fn errors_name_the_place_in_the_whole() {
        let mut bytes = "One line of text.\n".repeat(20_000).into_bytes();
        let at = bytes.len();
        bytes.extend(b"caf\xE9 au lait");
        let error = pieces(&bytes[..], &Options::default()).find_map(Result::err);
        let message = error.unwrap().to_string();
        let whole = read(&bytes, Format::Text, &Options::default());
        assert_eq!(message, whole.unwrap_err().to_string());
        assert!(message.contains(&format!("line 20001, byte offset {}", at + 3)));
    }
}
