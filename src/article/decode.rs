//! Bytes to text: byte order marks, what is not text at all, and where bytes are not valid.

use std::borrow::Cow;

use super::{Format, Options};
use crate::{Error, Result};

/// The text of an article: what the offsets of a [`Document`](super::Document) point into.
///
/// UTF-8 is borrowed as it is; a byte order mark stays in the text, so that offsets in the text are
/// offsets in the bytes. UTF-16 is recognised by its byte order mark. HTML may be in any encoding of
/// the web: the one in [`Options::charset`], or the one that a `meta` element names, or the one that
/// the bytes look like; what is not valid in it becomes U+FFFD, as in a browser. SSML may be in the
/// encoding that its XML declaration names.
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
    if format == Format::Html && !bytes.starts_with(b"\xEF\xBB\xBF") {
        return Ok(page(bytes, options));
    }
    if format == Format::Html {
        return Ok(String::from_utf8_lossy(bytes));
    }
    if bytes.contains(&0) {
        return Err(not_text("a binary file (it has null bytes)"));
    }
    #[cfg(feature = "ssml")]
    if format == Format::Ssml
        && let Some(encoding) = super::ssml::encoding(bytes)
    {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        return text.ok_or_else(|| {
            Error::malformed(
                "article",
                format!("some bytes are not valid {}", encoding.name()),
                "the encoding that the XML declaration names",
                "correct the declaration, or save it as UTF-8",
            )
        });
    }
    utf8(bytes, 0, 0).map(Cow::Borrowed)
}

/// A part of a plain text in UTF-8, before which stand so many bytes and ends of lines.
pub(super) fn part(bytes: &[u8], before: usize, lines: usize) -> Result<&str> {
    if let Some(kind) = magic(bytes).filter(|_| before == 0) {
        return Err(not_text(kind));
    }
    if bytes.contains(&0) {
        return Err(not_text("a binary file (it has null bytes)"));
    }
    utf8(bytes, before, lines)
}

fn utf8(bytes: &[u8], before: usize, lines: usize) -> Result<&str> {
    let invalid = |e: std::str::Utf8Error| invalid(bytes, e.valid_up_to(), before, lines);
    std::str::from_utf8(bytes).map_err(invalid)
}

/// The text of a page, by the rules of the Encoding Standard.
#[cfg(feature = "html")]
fn page<'a>(bytes: &'a [u8], options: &Options) -> Cow<'a, str> {
    let named = options
        .charset
        .as_deref()
        .and_then(|label| encoding_rs::Encoding::for_label(label.trim().as_bytes()))
        .or_else(|| declared(bytes));
    if let Ok(text) = std::str::from_utf8(bytes)
        && named.is_none_or(|encoding| encoding == encoding_rs::UTF_8 || text.is_ascii())
    {
        return Cow::Borrowed(text);
    }
    let encoding = named.unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, chardetng::Utf8Detection::Allow)
    });
    encoding.decode_without_bom_handling(bytes).0
}

/// Without a reader for HTML there is no page to decode.
#[cfg(not(feature = "html"))]
fn page<'a>(bytes: &'a [u8], _: &Options) -> Cow<'a, str> {
    String::from_utf8_lossy(bytes)
}

/// The encoding that a `meta` element near the start of the page names.
#[cfg(feature = "html")]
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    /// More than the 1024 bytes that the standard asks for, since pages put scripts first.
    const NEAR: usize = 8192;
    let head = bytes[..bytes.len().min(NEAR)].to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = find(rest, b"<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..rest.iter().position(|&b| b == b'>').unwrap_or(rest.len())];
        let Some(at) = find(tag, b"charset") else {
            continue;
        };
        let value = tag[at + 7..]
            .trim_ascii_start()
            .strip_prefix(b"=")
            .unwrap_or(b"");
        let value = value.trim_ascii_start();
        let label: Vec<u8> = value
            .iter()
            .skip_while(|b| matches!(b, b'"' | b'\''))
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
            .copied()
            .collect();
        if let Some(encoding) = encoding_rs::Encoding::for_label(&label) {
            // A page that can say so in ASCII is not in UTF-16, whatever it says.
            let wide = [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].contains(&encoding);
            return Some(if wide { encoding_rs::UTF_8 } else { encoding });
        }
    }
    None
}

#[cfg(feature = "html")]
fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn not_text(kind: &str) -> Error {
    Error::unsupported(
        "article",
        format!("this looks like {kind}, not like text"),
        "save or export it as plain text, Markdown or HTML first",
    )
}

fn invalid(bytes: &[u8], at: usize, before: usize, lines: usize) -> Error {
    let line = 1 + lines + bytes[..at].iter().filter(|&&b| b == b'\n').count();
    let byte = bytes[at];
    let at = before + at;
    Error::malformed(
        "article",
        format!("byte 0x{byte:02X} is not valid UTF-8"),
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

    #[cfg(feature = "html")]
    #[test]
    fn pages_in_other_encodings() {
        let html = |bytes: &[u8], charset: Option<&str>| {
            let charset = charset.map(str::to_owned);
            let options = Options {
                charset,
                ..Options::default()
            };
            decode(bytes, Format::Html, &options).unwrap().into_owned()
        };
        assert_eq!(html(b"caf\xE9", Some("iso-8859-1")), "café");
        assert_eq!(
            html(b"<meta charset='windows-1251'>\xCC\xEE", None),
            "<meta charset='windows-1251'>Мо"
        );
        let typed =
            b"<META http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">\x8A\x43";
        assert!(html(typed, None).ends_with('海'));
        assert_eq!(
            html(b"na\xEFve caf\xE9 d\xE9j\xE0 vu", None),
            "naïve café déjà vu"
        );
        assert_eq!(html("já".as_bytes(), None), "já");
        assert_eq!(html(b"\xEF\xBB\xBFx", Some("big5")), "\u{feff}x");
        assert_eq!(
            html(b"<meta charset=utf-8>caf\xE9", None),
            "<meta charset=utf-8>caf\u{fffd}"
        );
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
