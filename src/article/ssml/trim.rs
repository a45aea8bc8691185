//! `startmark` and `endmark` of the `speak` element (SSML 1.1, section 3.1.1): only what stands between
//! the two marks is spoken.

use std::ops::Range;

use crate::article::{Block, Document, Inline};

/// The marks that the root names.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub start: Option<String>,
    pub end: Option<String>,
}

/// Leaves out what stands before the one mark and behind the other. A mark that does not come is
/// reported, and changes nothing.
pub(super) fn trim(document: &mut Document, marks: &Marks) {
    if let Some(name) = &marks.end {
        match place(document, name) {
            Some((block, at)) => {
                for rest in document.blocks.drain(block + 1..).collect::<Vec<_>>() {
                    leave_out(document, &rest, "SSML: behind the endmark");
                }
                let whole = document.blocks[block].clone();
                document.blocks[block] = cut(&whole, 0..at);
                let rest = whole.part(at..whole.text.len());
                leave_out(document, &rest, "SSML: behind the endmark");
            }
            None => document.skip(name, 0..0, "SSML: there is no such endmark"),
        }
    }
    if let Some(name) = &marks.start {
        match place(document, name) {
            Some((block, at)) => {
                let whole = document.blocks[block].clone();
                document.blocks[block] = cut(&whole, at..whole.text.len());
                let head = whole.part(0..at);
                let before: Vec<Block> = document.blocks.drain(..block).chain([head]).collect();
                for block in before {
                    leave_out(document, &block, "SSML: before the startmark");
                }
            }
            None => document.skip(name, 0..0, "SSML: there is no such startmark"),
        }
    }
}

/// A part of a block. What was asked for words that are not in it is asked for no more.
fn cut(whole: &Block, range: Range<usize>) -> Block {
    let mut block = whole.part(range);
    block
        .annotations
        .retain(|a| !a.text.is_empty() || matches!(a.inline, Inline::Mark(_) | Inline::Break(_)));
    block
}

/// The block with the mark, and where in its text.
fn place(document: &Document, name: &str) -> Option<(usize, usize)> {
    document.blocks.iter().enumerate().find_map(|(i, block)| {
        let mut marks = block.annotations.iter();
        let found = marks.find(|a| matches!(&a.inline, Inline::Mark(mark) if mark == name))?;
        Some((i, found.text.start))
    })
}

fn leave_out(document: &mut Document, block: &Block, reason: &str) {
    if !block.text.trim().is_empty() {
        document.skip(&block.text, block.source.span(), reason);
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn only_what_stands_between_the_marks() {
        let page = "<speak startmark=\"a\" endmark=\"b\"><p>One.</p><p>Two. <mark name=\"a\"/>Three.</p>\
                    <p>Four.</p><p>Five <mark name=\"b\"/>six.</p><p>Seven.</p></speak>";
        let document = read(page).unwrap();
        let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.trim()).collect();
        assert_eq!(texts, ["Three.", "Four.", "Five"]);
        let skipped: Vec<&str> = document.skipped.iter().map(|s| s.text.trim()).collect();
        assert_eq!(skipped, ["One.", "Two.", "six.", "Seven."]);
        let page = "<speak startmark=\"a\"><sub alias=\"x\">y</sub><mark name=\"a\"/> One.</speak>";
        assert_eq!(read(page).unwrap().blocks[0].annotations.len(), 1);
        let document = read("<speak startmark=\"x\">One.</speak>").unwrap();
        assert_eq!((document.blocks.len(), document.skipped.len()), (1, 1));
    }
}
