//! Whole parts below an article that their headings give away: readers' comments, lists of sources, and
//! a few lines about the author.

use super::{Verdict, is_running, words};
use crate::article::{Block, BlockKind, Document};

/// Judges the parts below the article.
pub(super) fn judge(document: &Document, keys: &[Option<String>], verdicts: &mut [Verdict]) {
    comments(document, keys, verdicts);
    sources(&document.blocks, keys, verdicts);
    back_matter(&document.blocks, keys, verdicts);
    author(document, keys, verdicts);
}

fn skip(verdicts: &mut [Verdict], reason: &'static str) {
    for verdict in verdicts {
        *verdict = match *verdict {
            Verdict::Skip(known) => Verdict::Skip(known),
            _ => Verdict::Skip(reason),
        };
    }
}

/// Readers' comments: all that follows a heading that counts them, or one that only names them where
/// someone "says" something below it.
fn comments(document: &Document, keys: &[Option<String>], verdicts: &mut [Verdict]) {
    /// In bytes of running text: less of it is no article to be commented on.
    const SHORTEST: usize = 300;
    let blocks = &document.blocks;
    let mut before = 0;
    for (i, block) in blocks.iter().enumerate() {
        let key = keys[i].as_deref().unwrap_or("");
        let alone = block.kind == BlockKind::Heading
            || block.kind == BlockKind::Paragraph && words::at_most(&block.text, 6);
        if alone && before >= SHORTEST {
            let named = block.kind == BlockKind::Heading
                && is_name_of_comments(key)
                && blocks
                    .get(i + 1)
                    .is_some_and(|next| is_said(next) || is_heading_of_comments(next));
            if counts_comments(key) || named {
                return skip(&mut verdicts[i..], "comments");
            }
        }
        if is_running(block) {
            before += block.text.len();
        }
    }
}

fn is_heading_of_comments(block: &Block) -> bool {
    let key = words::key(&block.text);
    block.kind == BlockKind::Heading && (is_name_of_comments(&key) || counts_comments(&key))
}

/// Whether the line gives a number of comments, or is one that only systems for comments write.
fn counts_comments(key: &str) -> bool {
    let mut parts = key.split(' ');
    let number = parts
        .next()
        .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()) || n == "one");
    let things = parts.next().is_some_and(|w| {
        matches!(
            w,
            "comments"
                | "comment"
                | "responses"
                | "replies"
                | "thoughts"
                | "kommentare"
                | "commentaires"
                | "comentarios"
        )
    });
    let rest = parts.next();
    number && things && rest.is_none_or(|w| matches!(w, "on" | "to"))
        || matches!(
            key,
            "reader interactions"
                | "reader comments"
                | "readers comments"
                | "add your comment"
                | "have your say"
                | "what you said"
                | "ihre meinung"
                | "diskutieren sie mit"
                | "vos réactions"
                | "deja tu comentario"
                | "deixe seu comentário"
                | "plaats een reactie"
        )
}

fn is_name_of_comments(key: &str) -> bool {
    let readers = key
        .split(' ')
        .any(|w| matches!(w, "readers" | "comments" | "conversation"));
    readers && words::at_most(key, 5)
        || matches!(
            key,
            "comments"
                | "discussion"
                | "responses"
                | "replies"
                | "kommentare"
                | "leserkommentare"
                | "commentaires"
                | "comentarios"
                | "commenti"
                | "reacties"
        )
}

/// Whether a text begins as systems for comments write: "Joan says:", "Joan on May 3".
fn is_said(block: &Block) -> bool {
    let mut parts = block.text.split_whitespace().take(7);
    let dated = words::at_most(&block.text, 7) && words::key(&block.text).ends_with(" ago");
    dated
        || parts.any(|w| {
            matches!(
                w,
                "says" | "says:" | "wrote:" | "schrieb:" | "dice:" | "dit" | "dit:"
            )
        })
}

/// Lists of sources and of links: below such a heading stand list items and nothing else.
fn sources(blocks: &[Block], keys: &[Option<String>], verdicts: &mut [Verdict]) {
    const NAMES: [&str; 24] = [
        "references",
        "notes and references",
        "citations",
        "works cited",
        "bibliography",
        "external links",
        "see also",
        "further reading",
        "related links",
        "einzelnachweise",
        "weblinks",
        "literatur",
        "siehe auch",
        "quellen",
        "références",
        "notes et références",
        "liens externes",
        "voir aussi",
        "bibliographie",
        "referencias",
        "enlaces externos",
        "véase también",
        "bibliografía",
        "collegamenti esterni",
    ];
    for (i, block) in blocks.iter().enumerate() {
        let named = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph)
            && keys[i].as_deref().is_some_and(|key| NAMES.contains(&key));
        if !named {
            continue;
        }
        let end = blocks[i + 1..].iter().position(|b| match block.kind {
            BlockKind::Heading => b.kind == BlockKind::Heading && b.level <= block.level,
            // A line that only looks like a heading: the list below it, and no more.
            _ => b.kind != BlockKind::ListItem,
        });
        let end = end.map_or(blocks.len(), |len| i + 1 + len);
        let items = &blocks[i + 1..end];
        let list = items.iter().all(|b| b.kind == BlockKind::ListItem);
        if list && !items.is_empty() && items.len() <= MOST_SOURCES {
            skip(&mut verdicts[i..end], "references");
        }
    }
}

/// What journals print behind a paper: from the first of several such headings to the last section
/// that has one.
fn back_matter(blocks: &[Block], keys: &[Option<String>], verdicts: &mut [Verdict]) {
    const NAMES: [&str; 32] = [
        "references",
        "acknowledgements",
        "acknowledgments",
        "author information",
        "authors and affiliations",
        "author notes",
        "author contributions",
        "authors contributions",
        "corresponding author",
        "affiliations",
        "contributions",
        "ethics declarations",
        "ethics approval",
        "competing interests",
        "conflict of interest",
        "conflicts of interest",
        "declaration of competing interest",
        "declarations",
        "funding",
        "data availability",
        "availability of data and materials",
        "additional information",
        "supplementary information",
        "supplementary material",
        "electronic supplementary material",
        "publishers note",
        "rights and permissions",
        "about this article",
        "cite this article",
        "how to cite this article",
        "cited by",
        "article metrics",
    ];
    let named = |i: &usize| {
        blocks[*i].kind == BlockKind::Heading
            && keys[*i].as_deref().is_some_and(|key| NAMES.contains(&key))
    };
    let found: Vec<usize> = (0..blocks.len()).filter(named).collect();
    let text = |range: std::ops::Range<usize>| -> usize {
        blocks[range].iter().map(|b| b.text.len()).sum()
    };
    let (Some(&first), true) = (found.first(), found.len() >= 3) else {
        return;
    };
    if text(0..first) < text(first..blocks.len()) {
        return;
    }
    for start in found {
        let level = blocks[start].level;
        let end = blocks[start + 1..]
            .iter()
            .position(|b| b.kind == BlockKind::Heading && b.level <= level);
        let end = end.map_or(blocks.len(), |len| start + 1 + len);
        skip(&mut verdicts[start..end], "references");
    }
}

/// Longer lists below such a heading are what the document is about.
const MOST_SOURCES: usize = 2000;

/// A name below the article, and what is said of the one who bears it: "Ana Sol", "Ana has ridden
/// through 31 countries." The name is that of the author, or its heading is like no other above it.
fn author(document: &Document, keys: &[Option<String>], verdicts: &mut [Verdict]) {
    let blocks = &document.blocks;
    let Some(name) = blocks.len().checked_sub(2).filter(|&at| at >= 2) else {
        return;
    };
    let (line, about) = (&blocks[name], &blocks[name + 1]);
    let parts: Vec<&str> = line.text.split_whitespace().collect();
    let is_name = (2..=4).contains(&parts.len())
        && parts.iter().all(|p| p.starts_with(char::is_uppercase))
        && !words::ends_sentence(&line.text);
    let first = about.text.split_whitespace().next().unwrap_or("");
    let about_them = about.kind == BlockKind::Paragraph
        && words::at_most(&about.text, 60)
        && (parts.first() == Some(&first) || parts.last() == Some(&first));
    if !is_name || !about_them {
        return;
    }
    let byline = document.byline.as_deref().map(words::key);
    let alone = line.kind == BlockKind::Heading
        && blocks[..name]
            .iter()
            .all(|b| b.kind != BlockKind::Heading || b.level < line.level);
    if byline.is_some() && byline == keys[name] || alone {
        skip(&mut verdicts[name..], "about the author");
    }
}
