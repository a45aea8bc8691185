//! The formats of an article, by name, by file name and by content.

use std::path::Path;
use std::str::FromStr;

use crate::Error;

/// The format of an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// To be found from the content; see [`Format::of_path`] for the file name.
    #[default]
    Auto,
    /// Plain text, hard-wrapped or not, or text copied from a page.
    Text,
    /// HTML (feature `html`).
    Html,
    /// CommonMark with tables, footnotes, task lists and front matter (feature `markdown`).
    Markdown,
    /// SSML 1.1 (feature `ssml`).
    Ssml,
}

impl Format {
    /// The format that a file name's ending stands for; [`Format::Auto`] when it says nothing.
    ///
    /// ```
    /// use rhapsode::article::Format;
    /// assert_eq!(Format::of_path("notes/tides.MD"), Format::Markdown);
    /// assert_eq!(Format::of_path("tides"), Format::Auto);
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Format {
        let ending = path.as_ref().extension().and_then(|e| e.to_str());
        match ending.map(str::to_ascii_lowercase).as_deref() {
            Some("txt" | "text" | "asc") => Format::Text,
            Some("html" | "htm" | "xhtml" | "xht") => Format::Html,
            Some("md" | "markdown" | "mdown" | "mkd" | "mkdn") => Format::Markdown,
            Some("ssml") => Format::Ssml,
            _ => Format::Auto,
        }
    }

    /// The format that the content looks like; never [`Format::Auto`].
    ///
    /// HTML and SSML show themselves by their first tags. Markdown needs two different signs of
    /// itself, since a `#` or a `*` is common in plain text; all else is plain text.
    pub fn of_content(bytes: &[u8]) -> Format {
        let head = &bytes[..bytes.len().min(SNIFF_BYTES)];
        let head = match head {
            [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => {
                // UTF-16: the ASCII in it is enough to go by.
                rest.iter().copied().filter(|&b| b != 0).collect()
            }
            [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
            _ => head.to_vec(),
        };
        let head = String::from_utf8_lossy(&head);
        of_markup(head.trim_start()).unwrap_or_else(|| {
            if markdown_signs(&head) >= 2 {
                Format::Markdown
            } else {
                Format::Text
            }
        })
    }
}

/// How much of the content is looked at: more than any doctype, comment and head start.
const SNIFF_BYTES: usize = 8192;

impl FromStr for Format {
    type Err = Error;

    /// Takes `auto`, `text`, `html`, `markdown` and `ssml`.
    fn from_str(name: &str) -> Result<Self, Error> {
        match name {
            "auto" => Ok(Format::Auto),
            "text" => Ok(Format::Text),
            "html" => Ok(Format::Html),
            "markdown" => Ok(Format::Markdown),
            "ssml" => Ok(Format::Ssml),
            _ => Err(Error::unsupported(
                format!("format \"{name}\""),
                "there is no such format",
                "use auto, text, html, markdown or ssml",
            )),
        }
    }
}

/// The format of text that begins with markup, by its first element.
fn of_markup(text: &str) -> Option<Format> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->")? + 3..];
        } else if rest.starts_with("<?") {
            rest = &rest[rest.find('>')? + 1..];
        } else {
            break;
        }
    }
    let tag = rest.strip_prefix('<')?;
    let end = tag
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '!')
        .unwrap_or(tag.len());
    let name = tag[..end].to_ascii_lowercase();
    match name.as_str() {
        "speak" => Some(Format::Ssml),
        "!doctype" => Some(Format::Html),
        _ if HTML_STARTS.contains(&name.as_str()) => Some(Format::Html),
        _ => None,
    }
}

/// Elements that a page, or a piece of one, begins with.
const HTML_STARTS: [&str; 34] = [
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "base",
    "div",
    "p",
    "article",
    "main",
    "section",
    "header",
    "nav",
    "aside",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "figure",
    "blockquote",
    "span",
    "center",
    "form",
    "noscript",
    "br",
];

/// How many different kinds of Markdown syntax the text shows.
fn markdown_signs(text: &str) -> u32 {
    let mut signs = [false; 6];
    let mut lines = text.lines();
    if text.starts_with("---\n") && lines.by_ref().skip(1).any(|l| l.trim_end() == "---") {
        signs[0] = true;
    }
    for line in text.lines() {
        let bare = line.trim_start();
        let hashes = bare.len() - bare.trim_start_matches('#').len();
        signs[1] |= (1..=6).contains(&hashes) && bare[hashes..].starts_with(' ');
        signs[2] |= bare.starts_with("```") || bare.starts_with("~~~");
        signs[3] |= bare.contains("](");
        signs[4] |= bare.split("**").nth(2).is_some() || bare.contains("[^");
        signs[5] |= bare.starts_with("|") && bare.contains("--") && bare.ends_with('|');
    }
    signs.iter().map(|&s| u32::from(s)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_file_names() {
        assert_eq!("html".parse::<Format>().unwrap(), Format::Html);
        let message = "rtf".parse::<Format>().unwrap_err().to_string();
        assert!(message.contains("rtf") && message.contains("markdown"));
        assert_eq!(Format::of_path("a.b/page.HTM"), Format::Html);
        assert_eq!(Format::of_path("a.md/page"), Format::Auto);
    }

    #[test]
    fn content() {
        let cases = [
            ("<!DOCTYPE html><p>x", Format::Html),
            (
                "\u{feff} <!-- a --> <?xml version='1.0'?><html>",
                Format::Html,
            ),
            ("<?xml version='1.0'?>\n<speak version='1.1'>", Format::Ssml),
            ("<Div>x", Format::Html),
            ("<3 is a heart", Format::Text),
            ("<- look", Format::Text),
            ("# Title\n\nSee [here](x).", Format::Markdown),
            ("# 1 in the charts", Format::Text),
            ("---\ntitle: x\n---\n\n# Hello\n", Format::Markdown),
            ("plain", Format::Text),
            ("", Format::Text),
        ];
        for (text, format) in cases {
            assert_eq!(Format::of_content(text.as_bytes()), format, "{text:?}");
        }
        let utf16: Vec<u8> = "\u{feff}<html>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(Format::of_content(&utf16), Format::Html);
    }
}
