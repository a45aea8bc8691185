//! The head of a Markdown text: title, author line and date, in the front matter or below it.

use crate::article::furniture::{author, is_byline, is_date};
use crate::article::{Block, BlockKind, Document, words};

/// Finds them. What stands in the front matter and in the text is read once, where it has the
/// better place in the source: in the text.
pub(super) fn find(document: &mut Document) {
    title(document);
    byline(document);
    date(document);
}

/// How many blocks the front matter gave, and a title from the text.
fn front(document: &Document) -> usize {
    let head = |b: &&Block| {
        matches!(
            b.kind,
            BlockKind::Title | BlockKind::Byline | BlockKind::Date
        )
    };
    document.blocks.iter().take_while(head).count()
}

/// Makes the first heading the title, unless the front matter has another one.
fn title(document: &mut Document) {
    let front = front(document);
    let Some(first) = document.blocks.get_mut(front) else {
        return;
    };
    if first.kind != BlockKind::Heading || first.level != 1 {
        return;
    }
    match &document.title {
        None => {
            document.title = Some(first.text.clone());
            first.kind = BlockKind::Title;
            document.blocks[..=front].rotate_right(1);
        }
        Some(title) if words::key(title) == words::key(&first.text) => {
            first.kind = BlockKind::Title;
            let again = document
                .blocks
                .iter()
                .position(|b| b.kind == BlockKind::Title);
            if let Some(again) = again.filter(|&again| again < front) {
                document.blocks.swap(again, front);
                document.blocks.remove(front);
            }
        }
        Some(_) => {}
    }
}

/// An author line stands among so many blocks below the title: a line of summary may come first.
const NEAR: usize = 3;

fn byline(document: &mut Document) {
    let front = front(document);
    if front == 0 {
        return;
    }
    let below = document.blocks.iter().enumerate().skip(front).take(NEAR);
    let found = below
        .take_while(|(_, b)| matches!(b.kind, BlockKind::Paragraph | BlockKind::Heading))
        .find(|(_, b)| b.kind == BlockKind::Paragraph && is_byline(&b.text));
    let Some((at, _)) = found else { return };
    document.blocks[at].kind = BlockKind::Byline;
    let name = author(&document.blocks[at].text);
    document.byline.get_or_insert(name);
    if at == front && document.blocks[at - 1].kind == BlockKind::Date {
        // The author is read before the date, whichever of them the front matter gave.
        document.blocks.swap(at - 1, at);
    }
    once(document, BlockKind::Byline, front);
}

/// A date counts beside the title or the author only.
fn date(document: &mut Document) {
    let front = front(document);
    let blocks = &document.blocks;
    let author = blocks.iter().position(|b| b.kind == BlockKind::Byline);
    let places = [Some(front), author.map(|at| at + 1)];
    let is_date = |b: &Block| {
        b.kind == BlockKind::Paragraph
            && is_date(&words::key(&b.text))
            && b.text.len() <= LONGEST_DATE
    };
    let Some(at) = places
        .into_iter()
        .flatten()
        .find(|&at| blocks.get(at).is_some_and(is_date))
    else {
        return;
    };
    if front == 0 && author.is_none() {
        return;
    }
    document.blocks[at].kind = BlockKind::Date;
    let text = document.blocks[at].text.clone();
    document.date.get_or_insert(text);
    once(document, BlockKind::Date, front);
}

/// In bytes.
const LONGEST_DATE: usize = 60;

/// Takes out what the front matter says of this kind, where the text says it too.
fn once(document: &mut Document, kind: BlockKind, front: usize) {
    let twice = document.blocks.iter().filter(|b| b.kind == kind).count() > 1;
    if let Some(first) = document.blocks.iter().position(|b| b.kind == kind)
        && twice
        && first < front
    {
        document.blocks.remove(first);
    }
}
