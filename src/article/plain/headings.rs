//! Headings in plain text: short lines that stand above running text.

use crate::article::{Block, BlockKind, Document, Part, words};

/// Marks headings, and in the first part of a text the title if there is none yet.
pub(super) fn mark(document: &mut Document, part: Part) {
    let blocks = &mut document.blocks;
    for i in 0..blocks.len() {
        if let Some(level) = level(blocks, i, part) {
            blocks[i].kind = BlockKind::Heading;
            blocks[i].level = level;
        }
    }
    let titled = blocks.iter().any(|b| b.kind == BlockKind::Title);
    if let Some(first) = blocks.first_mut()
        && first.kind == BlockKind::Heading
        && !titled
        && part.first
    {
        first.kind = BlockKind::Title;
        first.level = 1;
        document.title.get_or_insert_with(|| first.text.clone());
    }
}

/// In words.
const LONGEST: usize = 12;
/// From so many words on, a paragraph is running text.
const RUNNING: usize = 15;

/// The heading level of block `i`, if it is a heading that nothing marks as one.
fn level(blocks: &[Block], i: usize, part: Part) -> Option<u8> {
    let block = &blocks[i];
    let numbered = block.kind == BlockKind::ListItem;
    let alone = |b: Option<&Block>| b.is_none_or(|b| b.kind != BlockKind::ListItem);
    let before = i.checked_sub(1).map(|i| &blocks[i]);
    if numbered && !(alone(before) && alone(blocks.get(i + 1)))
        || !(numbered || block.kind == BlockKind::Paragraph)
        || !looks_like_heading(&block.text)
    {
        return None;
    }
    let next = blocks.get(i + 1)?;
    let above_heading = matches!(next.kind, BlockKind::Paragraph | BlockKind::ListItem)
        && looks_like_heading(&next.text)
        && (words::is_title_case(&block.text) || words::is_all_caps(&block.text))
        && blocks.get(i + 2).is_some_and(is_running);
    // A line like any other needs more around it than one that is written as a heading.
    let plain = !(numbered || words::is_title_case(&block.text) || words::is_all_caps(&block.text));
    let after_open =
        before.is_some_and(|b| b.kind == BlockKind::Paragraph && !words::ends_sentence(&b.text));
    let begins = i == 0 && part.first;
    if plain && !begins && (after_open || words::at_most(&next.text, RUNNING - 1)) {
        return None;
    }
    let above_talk = begins && next.kind == BlockKind::SpeakerLabel;
    let above_text =
        numbered && next.kind == BlockKind::Paragraph && !words::at_most(&next.text, 7);
    if !is_running(next) && !above_heading && !above_talk && !above_text {
        return None;
    }
    if numbered {
        return Some(1 + depth(&block.text).max(1));
    }
    Some(if is_division(&block.text) { 1 } else { 2 }.max(1 + depth(&block.text)))
}

fn is_running(block: &Block) -> bool {
    let text = &block.text;
    block.kind == BlockKind::Paragraph
        && (!words::at_most(text, RUNNING - 1)
            || words::ends_sentence(text) && !words::at_most(text, 5))
}

/// Short, without a final stop, beginning like a sentence or with a number.
pub(super) fn looks_like_heading(text: &str) -> bool {
    let ends_open = !words::ends_sentence(text) && !text.ends_with([',', ';', ':']);
    ends_open
        && words::at_most(text, LONGEST)
        && !words::starts_lower(text)
        && text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '(' | '‘'))
        && text.contains(char::is_alphabetic)
}

/// How deep a number such as `2.1.3` at the start of the text goes, up to 5; 0 without one.
fn depth(text: &str) -> u8 {
    let number = text.split([' ', '\t']).next().unwrap_or("");
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !is_number {
        return 0;
    }
    number
        .split('.')
        .filter(|part| !part.is_empty())
        .count()
        .min(5) as u8
}

/// Whether the text names a main division of a work: "Chapter 3", "PART II".
fn is_division(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("").to_lowercase();
    let divides = matches!(
        first.as_str(),
        "chapter" | "part" | "book" | "act" | "appendix"
    );
    divides && words.next().is_some()
}
