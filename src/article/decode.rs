//! Bytes to text: byte order marks, what is not text at all, and where bytes are not valid.

use std::borrow::Cow;

use super::{Format, Options};
use crate::{Error, Result};

/// The text of an article: what the offsets of a [`Document`](super::Document) point into.
///
/// UTF-8 is borrowed as it is; a byte order mark stays in the text, so that offsets in the text are
/// offsets in the bytes. UTF-16 is recognised by its byte order mark.
///
/// # Errors
///
/// [`Error::Unsupported`] for a file that is not text; [`Error::Malformed`], with byte offset and
/// line, for bytes that are not valid UTF-8.
pub fn decode<'a>(bytes: &'a [u8], format: Format, options: &Options) -> Result<Cow<'a, str>> {
    if let Some(kind) = magic(bytes) {
        return Err(not_text(kind));
    }
    if let [0xFF, 0xFE, rest @ ..] = bytes {
        return utf16(rest, u16::from_le_bytes);
    }
    if let [0xFE, 0xFF, rest @ ..] = bytes {
        return utf16(rest, u16::from_be_bytes);
    }
    let _ = (format, options);
    if bytes.contains(&0) {
        return Err(not_text("a binary file (it has null bytes)"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(e) => Err(invalid(bytes, e.valid_up_to())),
    }
}

fn not_text(kind: &str) -> Error {
    Error::unsupported(
        "article",
        format!("this looks like {kind}, not like text"),
        "save or export it as plain text, Markdown or HTML first",
    )
}

fn invalid(bytes: &[u8], at: usize) -> Error {
    let before = &bytes[..at];
    let line = 1 + before.iter().filter(|&&b| b == b'\n').count();
    Error::malformed(
        "article",
        format!("byte 0x{:02X} is not valid UTF-8", bytes[at]),
        format!("line {line}, byte offset {at}"),
        "convert it first, for example with `iconv -f WINDOWS-1252 -t UTF-8`",
    )
}

/// UTF-16 after its byte order mark, which the result keeps.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2 + 3);
    text.push('\u{feff}');
    let mut at = 2;
    for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let c = c.map_err(|_| broken_utf16("half of a surrogate pair", at))?;
        at += 2 * c.len_utf16();
        text.push(c);
    }
    if !odd.is_empty() {
        return Err(broken_utf16("an odd number of bytes", at));
    }
    Ok(Cow::Owned(text))
}

fn broken_utf16(problem: &str, at: usize) -> Error {
    Error::malformed(
        "article",
        format!("the UTF-16 text has {problem}"),
        format!("byte offset {at}"),
        "save it again as UTF-8",
    )
}

/// What a file is, by the bytes it begins with, where these are never those of text.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 22] = [
        (b"\x7fELF", "a program (ELF)"),
        (b"MZ\x90", "a Windows program"),
        (b"\xCF\xFA\xED\xFE", "a macOS program (Mach-O)"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"%PDF", "a PDF document"),
        (b"{\\rtf", "a rich text (RTF) document"),
        (
            b"\xD0\xCF\x11\xE0",
            "an old Office document (doc, xls, ppt)",
        ),
        (
            b"PK\x03\x04",
            "a ZIP archive or a docx, odt or epub document",
        ),
        (b"\x1F\x8B", "a gzip archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\xFD7zXZ", "an xz archive"),
        (b"7z\xBC\xAF", "a 7z archive"),
        (b"\x28\xB5\x2F\xFD", "a zstd archive"),
        (b"RIFF", "a RIFF file (WAV, AVI or WebP)"),
        (b"OggS", "an Ogg sound file"),
        (b"fLaC", "a FLAC sound file"),
        (b"ID3", "an MP3 sound file"),
        (b"\xFF\xFB", "an MP3 sound file"),
        (b"SQLite format 3", "an SQLite database"),
        (b"wOF2", "a font"),
    ];
    let (_, kind) = STARTS.iter().find(|(start, _)| bytes.starts_with(start))?;
    // Some of the marks are letters; then only what is not text after them tells.
    let head = &bytes[..bytes.len().min(512)];
    let is_text = !head.contains(&0)
        && std::str::from_utf8(head).map_or_else(|e| e.error_len().is_none(), |_| true);
    let always = bytes.starts_with(b"%PDF") || bytes.starts_with(b"{\\rtf");
    (always || !is_text).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<Cow<'_, str>> {
        decode(bytes, Format::Text, &Options::default())
    }

    #[test]
    fn byte_order_marks() {
        assert_eq!(text(b"\xEF\xBB\xBFhi").unwrap(), "\u{feff}hi");
        assert_eq!(text(b"\xFF\xFEh\0i\0").unwrap(), "\u{feff}hi");
        assert_eq!(text(b"\xFE\xFF\0h\0i").unwrap(), "\u{feff}hi");
        assert!(text(b"\xFE\xFF\0h\0").is_err());
        assert!(text(b"\xFF\xFE\x00\xD8").is_err());
    }

    #[test]
    fn invalid_utf8_names_the_place_and_the_remedy() {
        let message = text(b"caf\xC3\xA9\ncaf\xE9 ").unwrap_err().to_string();
        for part in ["0xE9", "line 2", "offset 9", "iconv"] {
            assert!(message.contains(part), "{message}");
        }
    }

    #[test]
    fn files_that_are_not_text() {
        for (bytes, kind) in [
            (&b"%PDF-1.7 x"[..], "PDF"),
            (b"RIFF\x24\0\0\0WAVEfmt ", "WAV"),
            (b"PK\x03\x04\x14\0", "docx"),
            (b"ab\0c", "null"),
        ] {
            let message = text(bytes).unwrap_err().to_string();
            assert!(message.contains(kind), "{message}");
        }
        assert!(text(b"RIFF is a chunked file format.").is_ok());
        assert!(text(b"ID3 tags are in front.").is_ok());
    }
}
