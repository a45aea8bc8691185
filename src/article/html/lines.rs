//! Paragraphs whose lines are divided by single line breaks: some are one paragraph, some are several,
//! and some hold the author, the date or links to other pages.

use std::ops::Range;

use crate::article::{Block, BlockKind, Document, Look, Looks, furniture, speakers, words};

/// A line of an open block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Where it ends in the text of the block.
    pub end: usize,
    /// The bytes of it that stand in links.
    pub linked: usize,
    /// All of it is emphasised.
    pub styled: bool,
}

impl Line {
    /// Whether the line, with this text, is nothing but a link.
    pub(super) fn is_link(&self, text: &str) -> bool {
        self.linked * 10 >= text.len() * 9 && text.len() <= LONGEST_LINK
    }
}

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A part of the text.
    Text,
    /// Nothing but a link.
    Link,
    /// The author, the date, the title, or furniture by its wording.
    Own,
}

/// In bytes: a line as long as this that ends a sentence is a paragraph.
const PARAGRAPH: usize = 80;
/// In bytes: a shorter line after it is the end of the same thought.
const SHORTEST_NEXT: usize = 40;
/// In bytes: a link of more is no name of a page.
const LONGEST_LINK: usize = 200;

/// Adds a paragraph with single line breaks to the document, as the blocks that it consists of; `look` is
/// how all of it looks.
pub(super) fn add(
    block: Block,
    lines: &[Line],
    look: Look,
    document: &mut Document,
    looks: &mut Looks,
) {
    let parts = parts(&block, lines);
    let title = document.title.as_deref().map(words::key);
    let role = |part: &Part| role(&block.text[part.text.clone()], &part.line, title.as_deref());
    let mut roles: Vec<Role> = parts.iter().map(role).collect();
    // Links in the middle of the text are a part of it; at its end, they lead away.
    let text_end = roles.iter().rposition(|r| *r == Role::Text);
    let text_end = text_end.map_or(0, |last| last + 1);
    if text_end == 0 && parts.len() < 2 {
        roles.fill(Role::Text);
    }
    roles[..text_end]
        .iter_mut()
        .filter(|r| **r == Role::Link)
        .for_each(|r| *r = Role::Text);
    let mut from = 0;
    while from < parts.len() {
        let joins = |i: &usize| {
            let (before, after) = (&parts[*i - 1], &parts[*i]);
            roles[*i - 1] == Role::Text
                && roles[*i] == Role::Text
                && !divides(&block.text, before, after)
        };
        let to = from + 1 + (from + 1..parts.len()).take_while(joins).count();
        let range = parts[from].text.start..parts[to - 1].text.end;
        if let Some(part) = block.part(range).trimmed() {
            let span = part.source.span();
            if roles[from] == Role::Link {
                document.skip(&part.text, span, "link to another page");
            } else {
                let look = Look {
                    styled: parts[from..to].iter().all(|part| part.line.styled),
                    linked: parts[from..to].iter().any(|part| part.line.linked > 0),
                    ..look
                };
                if look != Look::default() {
                    looks.insert(span.start, look);
                }
                document.blocks.push(part.at_level(block.level));
            }
        }
        from = to;
    }
}

/// A line that holds anything.
struct Part {
    text: Range<usize>,
    line: Line,
}

fn parts(block: &Block, lines: &[Line]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut from = 0;
    let rest = lines.last().map(|line| Line {
        end: block.text.len(),
        ..*line
    });
    for line in lines.iter().copied().chain(rest) {
        let end = line.end.min(block.text.len());
        if from < end && block.text.is_char_boundary(from) && block.text.is_char_boundary(end) {
            if !block.text[from..end].trim().is_empty() {
                let text = from..end;
                parts.push(Part { text, line });
            }
            from = end;
        }
    }
    parts
}

/// Whether two lines belong to different paragraphs.
fn divides(text: &str, before: &Part, after: &Part) -> bool {
    let (line, next) = (&text[before.text.clone()], &text[after.text.clone()]);
    let asks = |part: &Part, line: &str| part.line.styled && words::ends_question(line.trim_end());
    let spaced = before.text.end < after.text.start
        || line.ends_with(char::is_whitespace)
        || next.starts_with(char::is_whitespace);
    let interview = spaced
        && before.line.styled != after.line.styled
        && (asks(before, line) && !words::starts_lower(next.trim_start()) || asks(after, next));
    interview || spaced && is_title(before, line, after, next) || is_paragraph(line, next)
}

/// Whether a line stands above the next as its title: emphasised, a few words, no sentence.
fn is_title(before: &Part, line: &str, after: &Part, next: &str) -> bool {
    let (line, next) = (line.trim(), next.trim());
    before.line.styled
        && !after.line.styled
        && words::at_most(line, 8)
        && !words::at_most(next, 8)
        && !line.ends_with([':', ',', ';', '-', '–', '—'])
        && !words::ends_sentence(line)
        && line.starts_with(char::is_uppercase)
        && next.starts_with(char::is_uppercase)
}

fn role(text: &str, line: &Line, title: Option<&str>) -> Role {
    let text = text.trim();
    if line.is_link(text) {
        return Role::Link;
    }
    let key = words::at_most(text, 25).then(|| words::key(text));
    let own = key.is_some_and(|key| furniture::is_date(&key) || title == Some(&*key))
        || furniture::is_byline(text)
        || furniture::reason(text).is_some();
    if own { Role::Own } else { Role::Text }
}

/// Whether a line is a paragraph by itself, and the one after it begins another.
fn is_paragraph(line: &str, next: &str) -> bool {
    let (line, next) = (line.trim(), next.trim());
    if speakers::begins_turn(line) && speakers::begins_turn(next) {
        return true;
    }
    line.len() >= PARAGRAPH
        && next.len() >= SHORTEST_NEXT
        && words::ends_sentence(line)
        && !words::starts_lower(next)
}

/// Whether a block may be divided into its lines: what has thousands of them is no article.
pub(super) fn may_divide(kind: BlockKind, lines: usize) -> bool {
    kind == BlockKind::Paragraph && lines <= MOST_LINES
}

const MOST_LINES: usize = 500;
