//! What a page says twice: the title, words set again as pull quotes, the author below the text.

use crate::article::{BlockKind, Document, words};

/// Leaves out a heading that only says the title again.
pub(super) fn title(document: &mut Document) {
    let Some(title) = document.title.as_deref().map(words::key) else {
        return;
    };
    let again = document
        .blocks
        .iter()
        .position(|b| b.kind == BlockKind::Heading && words::key(&b.text) == title);
    if let Some(again) = again {
        let block = document.blocks.remove(again);
        document.skip(&block.text, block.source.span(), "repeats the title");
    }
}

/// Leaves out quotations that only say again, set large, what stands in a paragraph.
pub(super) fn pull_quotes(document: &mut Document) {
    /// In words: shorter quotations may well come twice.
    const SHORTEST: usize = 4;
    const LONGEST: usize = 60;
    /// Each is looked for in the whole article, in so many bytes at most.
    const MOST: usize = 200;
    const LONGEST_ARTICLE: usize = 1 << 20;
    if document.text_len() > LONGEST_ARTICLE {
        return;
    }
    let quotes = |kind: BlockKind, text: &str| match kind {
        BlockKind::Quote => true,
        BlockKind::Paragraph => text.starts_with(['“', '"', '„', '«', '‘']),
        _ => false,
    };
    let candidates: Vec<usize> = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| {
            quotes(block.kind, &block.text)
                && words::at_most(&block.text, LONGEST)
                && !words::at_most(&block.text, SHORTEST - 1)
        })
        .map(|(i, _)| i)
        .take(MOST)
        .collect();
    if candidates.is_empty() {
        return;
    }
    let keys: Vec<String> = document
        .blocks
        .iter()
        .map(|b| words::key(&b.text))
        .collect();
    for i in candidates.into_iter().rev() {
        let said = without_name(&document.blocks[i].text).map(words::key);
        let quoted = said.as_deref().unwrap_or(&keys[i]);
        let again = keys
            .iter()
            .enumerate()
            .any(|(j, other)| j != i && other.len() > quoted.len() && says(other, quoted));
        if again {
            let who_said_it = document.blocks.get(i + 1).is_some_and(|next| {
                document.blocks[i].kind == BlockKind::Quote
                    && next.kind == BlockKind::Quote
                    && words::at_most(&next.text, 6)
                    && !words::ends_sentence(&next.text)
            });
            for _ in 0..=usize::from(who_said_it) {
                let block = document.blocks.remove(i);
                document.skip(&block.text, block.source.span(), "pull quote");
            }
        }
    }
}

/// A quotation without who said it: "It was dark. – Ann Lee".
fn without_name(text: &str) -> Option<&str> {
    /// In words.
    const LONGEST_NAME: usize = 5;
    const SHORTEST: usize = 5;
    let at = text.rfind(['—', '–', '-', '―'])?;
    let name = text[at..].trim_start_matches(['—', '–', '-', '―', ' ', '\u{a0}']);
    let said = &text[..at];
    let fits = name.starts_with(char::is_uppercase)
        && words::at_most(name, LONGEST_NAME)
        && !words::at_most(said, SHORTEST - 1)
        && words::ends_sentence(said);
    fits.then_some(said)
}

/// Whether a text says what is quoted, in these words or with some between them left out; both as keys.
fn says(text: &str, quoted: &str) -> bool {
    /// In words, on either side of what was left out.
    const SHORTEST: usize = 3;
    /// In bytes: so much may be left out.
    const MOST_OUT: usize = 120;
    if text.contains(quoted) {
        return true;
    }
    let cuts = quoted.match_indices(' ').map(|(at, _)| at);
    let cuts = cuts.filter(|&at| {
        !words::at_most(&quoted[..at], SHORTEST - 1) && !words::at_most(&quoted[at..], SHORTEST - 1)
    });
    cuts.filter_map(|at| Some((text.find(&quoted[..=at])? + at, &quoted[at..])))
        .any(|(from, rest)| text[from..].find(rest).is_some_and(|out| out <= MOST_OUT))
}

/// Blocks at the end among which lines about the author are looked for.
const LAST: usize = 3;

/// Leaves out what is said below the text of whoever wrote it, where nobody was named above it: "Ann
/// Lee is a freelance writer in Oslo."
fn unnamed_author(document: &mut Document) {
    const PROFESSIONS: [&str; 22] = [
        "writer",
        "reporter",
        "journalist",
        "editor",
        "columnist",
        "correspondent",
        "author",
        "contributor",
        "freelance",
        "photographer",
        "blogger",
        "novelist",
        "essayist",
        "critic",
        "writes",
        "reports",
        "covers",
        "edits",
        "blogs",
        "contributes",
        "teaches",
        "professor",
    ];
    if document.blocks.len() <= LAST * 2 {
        return;
    }
    let at = document.blocks.len() - 1;
    let block = &document.blocks[at];
    let names = block
        .text
        .split_whitespace()
        .take_while(|w| w.starts_with(char::is_uppercase) && w.chars().all(char::is_alphabetic))
        .count();
    let key = words::key(&block.text);
    let mut rest = key.split(' ').skip(names);
    let verb = rest.next().unwrap_or("");
    let present = matches!(
        verb,
        "is" | "writes" | "covers" | "reports" | "edits" | "teaches" | "lives"
    ) || verb.ends_with('s') && verb.len() > 4;
    let known = key.split(' ').any(|w| PROFESSIONS.contains(&w));
    if block.kind == BlockKind::Paragraph
        && (2..=4).contains(&names)
        && words::at_most(&block.text, 50)
        && !block.text.contains(['“', '"', '«', '„'])
        && present
        && known
    {
        let block = document.blocks.remove(at);
        document.skip(&block.text, block.source.span(), "about the author");
    }
}

/// Leaves out what is said of the author below the text: "Ann Lee is a reporter in Oslo."
pub(super) fn author_lines(document: &mut Document) {
    unnamed_author(document);
    let Some(author) = document.byline.as_deref().map(words::key) else {
        return;
    };
    // The name itself, without what else stands in its line.
    let name: Vec<&str> = author.split(' ').take(2).collect();
    if name.len() < 2 || document.blocks.len() <= LAST {
        return;
    }
    let name = name.join(" ");
    below_name(document, &author);
    if document.blocks.len() <= LAST {
        return;
    }
    for i in (document.blocks.len() - LAST..document.blocks.len()).rev() {
        let block = &document.blocks[i];
        if block.kind != BlockKind::Paragraph || !words::at_most(&block.text, 60) {
            continue;
        }
        let key = words::key(&block.text);
        let said = key.strip_prefix(&name).is_some_and(|rest| {
            [
                "is",
                "covers",
                "writes",
                "reports",
                "has been",
                "can be reached",
            ]
            .iter()
            .any(|verb| {
                rest.strip_prefix(' ')
                    .is_some_and(|rest| rest.starts_with(verb))
            })
        });
        // "Reach Ann Lee at 555-0134."
        let reach = ["reach ", "contact ", "email ", "follow "]
            .iter()
            .filter_map(|verb| key.strip_prefix(verb))
            .any(|rest| rest.starts_with(&name));
        if said || reach {
            let block = document.blocks.remove(i);
            document.skip(&block.text, block.source.span(), "about the author");
        }
    }
}

/// Leaves out what is said of the author between the name and the text: "Ms. Lee teaches in Oslo."
fn below_name(document: &mut Document, author: &str) {
    let line = document
        .blocks
        .iter()
        .position(|b| b.kind == BlockKind::Byline);
    let Some(at) = line
        .map(|line| line + 1)
        .filter(|&at| at + 1 < document.blocks.len())
    else {
        return;
    };
    let block = &document.blocks[at];
    let key = words::key(&block.text);
    let mut parts = key.split(' ');
    let (first, second) = (parts.next(), parts.next());
    let last = author.split(' ').next_back();
    let formal = matches!(
        first,
        Some("mr" | "ms" | "mrs" | "dr" | "prof" | "professor" | "mx")
    ) && second == last
        && !author.is_empty();
    let full = key
        .strip_prefix(author)
        .is_some_and(|rest| rest.starts_with(" is "));
    if block.kind == BlockKind::Paragraph && words::at_most(&block.text, 40) && (formal || full) {
        let block = document.blocks.remove(at);
        document.skip(&block.text, block.source.span(), "about the author");
    }
}
