//! Blocks of HTML in Markdown, part by part.

use pulldown_cmark::{Event, Parser};

/// What a browser makes of a part of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Text,
    /// A character by its name or number: `&amp;`.
    Entity,
    /// A heading of this level begins.
    Heading(u8),
    /// A tag between two blocks.
    Division,
    /// A tag that parts words.
    Space,
    /// A tag inside the text.
    Mark,
    Nothing,
}

/// The length of the first part of HTML that is not empty, and what it is.
pub(super) fn first(html: &str) -> (usize, Shown) {
    let to = |from: usize, end: &str| {
        html[from..]
            .find(end)
            .map_or(html.len(), |at| from + at + end.len())
    };
    let raw = ["script", "style"].into_iter().find(|name| {
        let start = html.get(1..1 + name.len());
        html.starts_with('<') && start.is_some_and(|start| start.eq_ignore_ascii_case(name))
    });
    if html.starts_with("<!--") {
        return (to(4, "-->"), Shown::Nothing);
    }
    if let Some(name) = raw {
        return (to(to(0, &format!("</{name}")), ">"), Shown::Nothing);
    }
    if html.starts_with("<?") || html.starts_with("<!") {
        return (to(0, ">"), Shown::Nothing);
    }
    if let Some(len) = entity(html) {
        return (len, Shown::Entity);
    }
    match html.strip_prefix('<') {
        Some(tag) if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
            (to(0, ">"), of_tag(tag))
        }
        _ => {
            let first = html.chars().next().map_or(0, char::len_utf8);
            let end = html[first..].find(['<', '&']);
            (end.map_or(html.len(), |at| first + at), Shown::Text)
        }
    }
}

/// In bytes: the longest name of a character, with its signs.
const LONGEST_ENTITY: usize = 33;

/// The length of what looks like a character by its name or number at the beginning.
fn entity(html: &str) -> Option<usize> {
    let name = html.strip_prefix('&')?;
    let end = name.bytes().take(LONGEST_ENTITY).position(|b| b == b';')?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'#';
    (end > 0 && name.bytes().take(end).all(plain)).then_some(end + 2)
}

/// The character, which the Markdown parser knows: `&amp;` alone is a paragraph of it.
pub(super) fn character(entity: &str) -> Option<String> {
    let text = Parser::new(entity).find_map(|event| match event {
        Event::Text(text) => Some(text),
        _ => None,
    })?;
    (*text != *entity).then(|| text.into_string())
}

/// What the tag does, by the name of the element behind its `<`.
fn of_tag(tag: &str) -> Shown {
    let name = tag.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
    match name.as_str() {
        "br" | "td" | "th" | "img" | "button" | "option" => Shown::Space,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !tag.starts_with('/') => {
            Shown::Heading(name.as_bytes()[1] - b'0')
        }
        "a" | "abbr" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn"
        | "em" | "font" | "i" | "ins" | "kbd" | "mark" | "q" | "s" | "samp" | "small" | "span"
        | "strike" | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var" | "wbr" => Shown::Mark,
        _ => Shown::Division,
    }
}
