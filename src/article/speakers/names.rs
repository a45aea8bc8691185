//! What a label looks like: a name alone on a line, a name before a colon, a tag.

use crate::article::{Block, BlockKind, words};

/// A label at the beginning of a turn: the bytes of the name, and where the turn begins.
pub(super) struct Inline {
    pub(super) name: std::ops::Range<usize>,
    /// Where the name ends without what is added to it: "ANN LEE, HOST", "Ann Lee (laughing)".
    pub(super) bare: usize,
    pub(super) said: usize,
}

impl Inline {
    pub(super) fn key(&self, block: &Block) -> String {
        words::key(&block.text[self.name.start..self.bare])
    }
}

/// In bytes; a name with its titles.
const LONGEST_NAME: usize = 60;

/// The name on a line of its own, and whether a colon follows it.
pub(super) fn line_name(block: &Block) -> Option<(&str, bool)> {
    let kind = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
    if !kind || block.text.len() > LONGEST_NAME {
        return None;
    }
    let name = block.text.trim_end_matches([':', ' ', '\u{a0}']);
    is_name(name).then_some((name, name.len() < block.text.len()))
}

/// The name before a colon at the beginning of a block, or in a tag like WebVTT's `<v Ann>`.
pub(super) fn inline_name(block: &Block) -> Option<Inline> {
    let text = &block.text;
    if !matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote
    ) {
        return None;
    }
    if text.starts_with('<') {
        let name = tag_name(text)?;
        return Some(Inline {
            bare: name.end,
            said: name.end + 1,
            name,
        });
    }
    if let Some(after) = text
        .strip_prefix(['Q', 'A'])
        .and_then(|t| t.strip_prefix('.'))
    {
        return after.starts_with(char::is_whitespace).then_some(Inline {
            name: 0..1,
            bare: 1,
            said: 2,
        });
    }
    let colon = text.bytes().take(LONGEST_NAME).position(|b| b == b':')?;
    let after = &text[colon + 1..];
    let name = text[..colon].trim_end();
    let spaced = after.starts_with(char::is_whitespace);
    let bare = bare_name(name);
    let key = words::key(bare);
    // In lists "Type: text" is more common than a name.
    let item = block.kind == BlockKind::ListItem && !is_role(&key);
    (spaced && is_name(bare) && !is_notice(&key) && !item).then_some(Inline {
        name: 0..name.len(),
        bare: bare.len(),
        said: colon + 1,
    })
}

/// The name in a tag like WebVTT's `<v Ann>` or `<v.loud Ann>`.
pub(super) fn tag_name(text: &str) -> Option<std::ops::Range<usize>> {
    let tag = text.strip_prefix("<v")?;
    let end = 2 + tag.find('>').filter(|&end| end <= LONGEST_NAME)?;
    let start = 3 + tag
        .find(' ')
        .filter(|&at| at == 0 || tag.starts_with('.'))?;
    (start < end && !text[start..end].trim().is_empty()).then_some(start..end)
}

/// A name without what is added to it: "ANN LEE, HOST", "Ann Lee (on the phone)". An office is told
/// from a sentence with a comma by its capitals.
fn bare_name(name: &str) -> &str {
    if let Some((bare, _)) = name.strip_suffix(')').and_then(|n| n.split_once(" (")) {
        return bare;
    }
    match name.split_once(", ") {
        Some((bare, added)) if is_name(added) && words::is_all_caps(bare) => bare,
        _ => name,
    }
}

/// Whether a line of a paragraph begins another turn: a role, or a name in capitals or in bold
/// (Markdown's marks are still there), before a colon.
#[cfg(any(feature = "html", feature = "markdown"))]
pub(in crate::article) fn begins_turn(line: &str) -> bool {
    const MARKS: [char; 2] = ['*', '_'];
    let text = line.trim_start().trim_start_matches(MARKS);
    let Some(colon) = text.bytes().take(LONGEST_NAME).position(|b| b == b':') else {
        return false;
    };
    let name = text[..colon].trim_end_matches(MARKS).trim_end();
    let after = text[colon + 1..].trim_start_matches(MARKS);
    let key = words::key(name);
    let marked = line
        .trim_start()
        .get(..2)
        .is_some_and(|m| m == "**" || m == "__");
    let named = is_role(&key) || marked || words::is_all_caps(name);
    after.starts_with(char::is_whitespace) && is_name(name) && !is_notice(&key) && named
}

/// Whether the text can be somebody's name, initials or role.
pub(super) fn is_name(text: &str) -> bool {
    let letters =
        |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '\u{a0}');
    !text.is_empty()
        && words::at_most(text, 6)
        && text.starts_with(char::is_alphabetic)
        && text.chars().all(letters)
        && (words::is_title_case(text) || is_role(&text.to_lowercase()))
}

/// Words that name a part in an interview.
pub(super) fn is_role(key: &str) -> bool {
    const ROLES: [&str; 20] = [
        "q",
        "a",
        "question",
        "answer",
        "interviewer",
        "interviewee",
        "host",
        "moderator",
        "narrator",
        "reporter",
        "guest",
        "presenter",
        "audience",
        "speaker",
        "anchor",
        "editor",
        "caller",
        "journalist",
        "interlocutor",
        "questioner",
    ];
    ROLES.contains(&key)
}

/// Words that stand before a colon and are nobody's name.
fn is_notice(key: &str) -> bool {
    const NOTICES: [&str; 76] = [
        "default",
        "type",
        "deprecated",
        "returns",
        "version",
        "status",
        "author",
        "authors",
        "title",
        "language",
        "license",
        "requires",
        "syntax",
        "usage",
        "ingredients",
        "method",
        "note",
        "notes",
        "warning",
        "tip",
        "tips",
        "caution",
        "danger",
        "important",
        "update",
        "updated",
        "correction",
        "example",
        "examples",
        "source",
        "sources",
        "see",
        "see also",
        "read",
        "read more",
        "photo",
        "image",
        "figure",
        "table",
        "date",
        "time",
        "place",
        "location",
        "address",
        "phone",
        "telephone",
        "tel",
        "fax",
        "email",
        "website",
        "web",
        "url",
        "subject",
        "from",
        "to",
        "cc",
        "re",
        "summary",
        "abstract",
        "keywords",
        "result",
        "results",
        "conclusion",
        "problem",
        "solution",
        "step",
        "pros",
        "cons",
        "price",
        "verdict",
        "director",
        "cast",
        "genre",
        "rating",
        "hint",
        "remark",
    ];
    NOTICES.contains(&key)
}
