//! What the linked data says of the text, held against what was found on the page.
//!
//! Many pages give all of their text a second time, as `articleBody`, mostly without its headings
//! and lists. A paragraph that does not stand there, where nearly all others do, is the page's own.

use std::collections::HashSet;

use crate::article::{Block, BlockKind, Document, words};

/// In words: stretches of so many are compared.
const SHINGLE: usize = 4;

/// In percent of the words: the two texts are the same but for what the page adds.
const NEARLY_ALL: usize = 85;

/// In percent: less of the text was found.
const HALF: usize = 50;

/// In bytes: longer texts are not compared.
const LONGEST: usize = 2 << 20;

/// Leaves out paragraphs that the linked data's text does not hold, or takes that text if hardly
/// any of it was found; `head` is the number of blocks before the text.
pub(super) fn hear(document: &mut Document, head: usize, body: Vec<Block>) {
    let found: usize = document.blocks[head..].iter().map(|b| b.text.len()).sum();
    let given: usize = body.iter().map(|b| b.text.len()).sum();
    if given == 0 || found + given > LONGEST {
        return;
    }
    let given_text = joined(&body);
    let found_text = joined(&document.blocks[head..]);
    let heard = share(&given_text, &shingles(&found_text));
    if heard < HALF || given > found * 5 / 2 {
        for block in document.blocks.drain(head..).collect::<Vec<_>>() {
            document.skip(
                &block.text,
                block.source.span(),
                "beginning of a longer text",
            );
        }
        document.blocks.extend(body);
        return;
    }
    if heard < NEARLY_ALL {
        return;
    }
    let said = shingles(&given_text);
    let paragraphs: Vec<(usize, usize, usize)> = (head..document.blocks.len())
        .filter(|&i| document.blocks[i].kind == BlockKind::Paragraph)
        .map(|i| {
            let key = words::key(&document.blocks[i].text);
            let parts: Vec<&str> = key.split(' ').collect();
            (i, parts.len(), share(&parts, &said))
        })
        .collect();
    let all: usize = paragraphs.iter().map(|(_, len, _)| len).sum();
    let known: usize = paragraphs
        .iter()
        .map(|(_, len, share)| len * share / 100)
        .sum();
    if known * 100 < all * NEARLY_ALL {
        return;
    }
    // A summary above the text belongs to the article.
    let first = paragraphs.iter().find(|(_, _, share)| *share >= HALF);
    let first = first.map_or(usize::MAX, |&(i, _, _)| i);
    for (i, len, share) in paragraphs.into_iter().rev() {
        if i > first && share == 0 && len > SHINGLE {
            let block = document.blocks.remove(i);
            let reason = "not in the text that the linked data gives";
            document.skip(&block.text, block.source.span(), reason);
        }
    }
}

/// The words of all blocks.
fn joined(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .flat_map(|b| {
            words::key(&b.text)
                .split(' ')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn shingles<S: AsRef<str>>(words: &[S]) -> HashSet<Vec<&str>> {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.windows(SHINGLE).map(<[&str]>::to_vec).collect()
}

/// How many percent of the stretches of words stand in the set.
fn share<S: AsRef<str>>(words: &[S], set: &HashSet<Vec<&str>>) -> usize {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let (mut all, mut known) = (0, 0);
    for window in words.windows(SHINGLE) {
        all += 1;
        known += usize::from(set.contains(window));
    }
    (known * 100).checked_div(all).unwrap_or(100)
}
