//! What is set below the last paragraph: how to reach the author, initials, a signature.

use super::{Looks, Verdict, words};
use crate::article::{Block, BlockKind, Document, Look};

/// Judges the blocks from `end` on, below the last block of running text.
pub(super) fn judge(document: &Document, looks: &Looks, end: usize, verdicts: &mut [Verdict]) {
    let blocks = &document.blocks;
    let open = |i: &usize| verdicts[*i] == Verdict::Keep && blocks[*i].kind == BlockKind::Paragraph;
    let found: Vec<usize> = (end..blocks.len())
        .filter(open)
        .filter(|&i| {
            let text = &blocks[i].text;
            is_contact(text) || is_initials(text) || names_editor(text)
        })
        .collect();
    let signature = (end..blocks.len())
        .rev()
        .find(|&i| verdicts[i] == Verdict::Keep)
        .filter(open)
        .filter(|&i| is_signature(&blocks[i], looks));
    for i in found {
        verdicts[i] = Verdict::Skip("contact line");
    }
    if let Some(i) = signature {
        verdicts[i] = Verdict::Skip("about the author");
    }
}

/// A few words with an address for mail, or a telephone number.
fn is_contact(text: &str) -> bool {
    /// In words; in digits.
    const MOST: usize = 6;
    const FEWEST_DIGITS: usize = 9;
    let mail = text.split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.trim_end_matches('.').contains('.')
        })
    });
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let telephone = digits >= FEWEST_DIGITS
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+' | '.' | '/'));
    words::at_most(text, MOST) && (mail || telephone)
}

/// Who edited it: "（编辑：何平）", "Edição: Ana Prado".
fn names_editor(text: &str) -> bool {
    const OFFICES: [&str; 12] = [
        "责任编辑",
        "编辑",
        "责编",
        "校对",
        "記者",
        "编审",
        "Edição",
        "Edición",
        "Redaktion",
        "Redakcja",
        "Montage",
        "Editing",
    ];
    /// In words; a line of Chinese is one.
    const MOST: usize = 5;
    /// In bytes.
    const LONGEST: usize = 80;
    let bare = text.trim_matches(['(', ')', '（', '）', '[', ']', '【', '】', ' ', '\u{3000}']);
    let named = OFFICES
        .iter()
        .filter_map(|office| bare.strip_prefix(office));
    text.len() <= LONGEST
        && words::at_most(bare, MOST)
        && named
            .map(str::trim_start)
            .any(|rest| rest.starts_with([':', '：']))
}

/// Initials of who wrote it: "(hw)", "(AP/jl)", "SB/RK", "ib/rt (AFP, dpa)", or an agency: "AAP".
fn is_initials(text: &str) -> bool {
    /// In bytes.
    const LONGEST: usize = 12;
    let sign = |c: char| c.is_alphabetic() || matches!(c, '/' | '.' | '-');
    let (initials, agencies) = match text.strip_suffix(')').and_then(|t| t.split_once(" (")) {
        Some((initials, agencies)) => (initials, agencies),
        None => (text, ""),
    };
    let of_agencies = |c: char| sign(c) || matches!(c, ',' | ' ');
    if initials.len() > LONGEST
        || agencies.len() > LONGEST * 2
        || !agencies.chars().all(of_agencies)
    {
        return false;
    }
    if let Some(inner) = initials.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return inner.chars().all(sign);
    }
    let short = |part: &str| (1..=4).contains(&part.len()) && part.chars().all(char::is_alphabetic);
    let agency = agencies.is_empty()
        && (2..=4).contains(&initials.len())
        && initials.bytes().all(|b| b.is_ascii_uppercase());
    let mut parts = initials.split('/');
    agency || initials.contains('/') && parts.all(short)
}

/// A name alone, set apart by emphasis: "<b>Minh Hạnh</b>"; "The End" is none.
fn is_signature(block: &Block, looks: &Looks) -> bool {
    const NO_NAMES: [&str; 12] = [
        "the", "a", "an", "to", "of", "and", "be", "in", "is", "at", "long", "no",
    ];
    let key = words::key(&block.text);
    let look = looks.get(&block.source.span().start).copied();
    let names = block.text.split_whitespace().count();
    look.is_some_and(|look: Look| look.styled && !look.linked)
        && (2..=4).contains(&names)
        && !block
            .text
            .contains(|c: char| c.is_ascii_digit() || c == ':')
        && block
            .text
            .split_whitespace()
            .all(|w| w.starts_with(char::is_uppercase))
        && !words::ends_sentence(&block.text)
        && !key.split(' ').any(|word| NO_NAMES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_below_the_text() {
        for line in [
            "504-555-0188",
            "Ann Lee, ann@paper.example",
            "박서준 기자 seojun@namhae.example",
        ] {
            assert!(is_contact(line), "{line}");
        }
        for line in [
            "1939-1945",
            "In 2019 there were 1234567.",
            "She meets him @ noon.",
        ] {
            assert!(!is_contact(line), "{line}");
        }
        assert!(names_editor("（编辑：何平）") && names_editor("Edição: Ana Prado"));
        assert!(!names_editor("Edição limitada") && !names_editor("编辑何平说天气很好"));
        for initials in ["(hw)", "(AP/jl)", "SB/RK", "ib/rt (AFP, dpa)", "AAP"] {
            assert!(is_initials(initials), "{initials}");
        }
        for text in ["(see below)", "9/11", "TCP/IP works", "See (below)"] {
            assert!(!is_initials(text), "{text}");
        }
    }
}
