//! Interviews without labels: the questions stand in bold, or as the terms of a list, and whoever answers
//! is named nowhere beside the answers.

use std::collections::HashMap;

use super::can_be_said;
use super::names::{is_name, is_role};
use crate::article::{Block, BlockKind, Document, Look, Looks, words};

/// The speaker of the answers where nobody is named. The questions are the narrator's.
const ANSWERS: &str = "Interviewee";

/// Fewer questions than this in bold are no interview. A list says more clearly what it is.
const FEWEST_QUESTIONS: usize = 3;
const FEWEST_TERMS: usize = 2;

fn look(looks: &Looks, block: &Block) -> Look {
    let look = looks.get(&block.source.span().start);
    look.copied().unwrap_or_default()
}

/// The terms of a list of definitions that are names of speakers, as keys: at least two, one of which
/// comes back. They and what they say become paragraphs.
pub(super) fn names(document: &mut Document, looks: &Looks) -> Vec<String> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    let mut all = true;
    for block in &document.blocks {
        if look(looks, block).term {
            let name = block.text.trim_end_matches([':', ' ']);
            let key = words::key(name);
            all &= is_name(name) || is_role(&key);
            *uses.entry(key).or_default() += 1;
        }
    }
    if !all || uses.len() < 2 || uses.values().all(|&count| count < 2) {
        return Vec::new();
    }
    unlist(document, looks);
    uses.into_keys().collect()
}

/// Makes the terms and their definitions paragraphs.
fn unlist(document: &mut Document, looks: &Looks) {
    for block in &mut document.blocks {
        let look = look(looks, block);
        if look.term || look.definition {
            block.kind = BlockKind::Paragraph;
            block.level = 0;
        }
    }
}

/// What a block is in an interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Question,
    Answer,
    /// A heading or what else ends an answer.
    Other,
    /// A caption or a table between the lines of an answer.
    Between,
}

/// Gives the answers to questions in bold, or in the terms of a list, a speaker of their own, where the
/// pattern is clear.
pub(super) fn assign(document: &mut Document, looks: &Looks) {
    if under_headings(document) {
        return;
    }
    let terms = |block: &Block| look(looks, block).term;
    let listed = document.blocks.iter().filter(|b| terms(b)).count() >= FEWEST_TERMS;
    let parts: Vec<Part> = document
        .blocks
        .iter()
        .map(|block| {
            let look = look(looks, block);
            match block.kind {
                BlockKind::Heading | BlockKind::Title | BlockKind::Byline | BlockKind::Date => {
                    Part::Other
                }
                _ if !can_be_said(block) => Part::Between,
                _ if listed && look.term => Part::Question,
                _ if listed => match look.definition {
                    true => Part::Answer,
                    false => Part::Other,
                },
                BlockKind::Paragraph if look.styled => Part::Question,
                _ => Part::Answer,
            }
        })
        .collect();
    let fewest = if listed {
        FEWEST_TERMS
    } else {
        FEWEST_QUESTIONS
    };
    if !is_interview(&document.blocks, &parts, fewest) {
        return;
    }
    if listed {
        unlist(document, looks);
    }
    give(document, &parts);
}

/// Gives the answers their speaker.
fn give(document: &mut Document, parts: &[Part]) {
    let name = answerer(document, parts).unwrap_or_else(|| ANSWERS.to_owned());
    let mut asked = false;
    for (block, part) in document.blocks.iter_mut().zip(parts) {
        match part {
            Part::Question => asked = true,
            Part::Other => asked = false,
            Part::Answer if asked => block.speaker = Some(name.clone()),
            Part::Answer | Part::Between => {}
        }
    }
}

/// Who answers, if the lines above the first question say with whom somebody spoke: "An interview with
/// Ann Lee", "We talked to Ann Lee about boats".
fn answerer(document: &Document, parts: &[Part]) -> Option<String> {
    /// Lines above the first question.
    const MOST: usize = 8;
    let first = parts.iter().position(|part| *part == Part::Question)?;
    let lines = document.blocks[..first].iter();
    let mut named = lines
        .filter(|block| matches!(block.kind, BlockKind::Title | BlockKind::Paragraph))
        .take(MOST)
        .filter_map(|block| partner(&block.text));
    let name = named.next()?;
    // Of two that are named nobody knows who speaks.
    named.all(|other| other == name).then_some(name)
}

/// The name of the one with whom somebody spoke, by the words before it.
fn partner(text: &str) -> Option<String> {
    const BEFORE: [&str; 22] = [
        "interview with",
        "conversation with",
        "q&a with",
        "questions for",
        "spoke to",
        "spoke with",
        "talked to",
        "talked with",
        "speaks to",
        "speaks with",
        "talks to",
        "talks with",
        "sat down with",
        "caught up with",
        "we interviewed",
        "interview mit",
        "gespräch mit",
        "sprachen mit",
        "entretien avec",
        "entrevista a",
        "entrevista con",
        "entrevista com",
    ];
    /// In words.
    const LONGEST: usize = 3;
    // Byte for byte as long, so that a place in it is one in the text.
    let lower = text.to_ascii_lowercase();
    let (at, before) = BEFORE
        .iter()
        .filter_map(|before| Some((lower.find(before)?, before)))
        .min()?;
    let after = text[at + before.len()..].strip_prefix(' ')?;
    let mut name: Vec<&str> = Vec::new();
    for word in after.split(' ').take(LONGEST) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.trim_end_matches("'s").trim_end_matches("’s");
        if !bare.starts_with(char::is_uppercase) || !is_name(bare) {
            break;
        }
        name.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    (name.len() >= 2).then(|| name.join(" "))
}

/// Gives the answers below headings that are questions a speaker of their own, if somebody speaks of
/// himself in them and is not the one who asks: answers to readers have headings like "How do I ...?".
/// The headings stay what they are.
fn under_headings(document: &mut Document) -> bool {
    let question =
        |block: &Block| block.kind == BlockKind::Heading && words::ends_question(&block.text);
    let parts: Vec<Part> = document
        .blocks
        .iter()
        .map(|block| match block.kind {
            _ if question(block) => Part::Question,
            BlockKind::Heading | BlockKind::Title | BlockKind::Byline | BlockKind::Date => {
                Part::Other
            }
            _ if !can_be_said(block) => Part::Between,
            _ => Part::Answer,
        })
        .collect();
    let (mut questions, mut personal) = (0, 0);
    for (i, block) in document.blocks.iter().enumerate() {
        if parts[i] == Part::Question {
            let answers = (i + 1..parts.len()).take_while(|&j| parts[j] != Part::Question);
            let mut answers = answers.filter(|&j| parts[j] == Part::Answer);
            questions += 1;
            personal += usize::from(
                !names_one(&block.text, &ONESELF)
                    && answers.any(|j| names_one(&document.blocks[j].text, &ONESELF)),
            );
        }
    }
    let clear = questions >= FEWEST_QUESTIONS
        && personal * 2 > questions
        && is_interview(&document.blocks, &parts, FEWEST_QUESTIONS);
    if clear {
        give(document, &parts);
    }
    clear
}

/// Whether most questions are questions, each has an answer, and they are a person's.
fn is_interview(blocks: &[Block], parts: &[Part], fewest: usize) -> bool {
    let questions: Vec<usize> = (0..parts.len())
        .filter(|&i| parts[i] == Part::Question)
        .collect();
    let (mut turns, mut marked, mut personal) = (0, 0, 0);
    let (mut asked, mut answered) = (0, 0);
    for (n, &at) in questions.iter().enumerate() {
        let next = questions.get(n + 1).copied().unwrap_or(parts.len());
        let answer: Vec<&Block> = (at + 1..next)
            .take_while(|&i| parts[i] != Part::Other)
            .filter(|&i| parts[i] == Part::Answer)
            .map(|i| &blocks[i])
            .collect();
        if answer.is_empty() {
            continue;
        }
        turns += 1;
        asked += blocks[at].text.len();
        answered += answer.iter().map(|b| b.text.len()).sum::<usize>();
        marked += usize::from(words::ends_question(&blocks[at].text));
        let speaks = answer.iter().any(|b| names_one(&b.text, &FIRST_PERSON));
        personal += usize::from(speaks || names_one(&blocks[at].text, &SECOND_PERSON));
    }
    turns >= fewest
        && turns * 4 >= questions.len() * 3
        && marked * 2 >= turns
        && personal * 2 >= turns
        && answered * 2 >= asked
}

/// Words by which somebody speaks of himself; an explanation in questions and answers has none.
const FIRST_PERSON: [&str; 22] = [
    "i", "im", "ive", "id", "ill", "we", "weve", "my", "our", "me", "ich", "wir", "mein", "meine",
    "je", "jai", "nous", "yo", "mi", "eu", "io", "jag",
];

/// Words by which one person, not a firm, speaks of himself.
const ONESELF: [&str; 14] = [
    "i", "im", "ive", "ill", "my", "me", "ich", "mein", "meine", "je", "jai", "yo", "eu", "io",
];

/// Words with which somebody is addressed.
const SECOND_PERSON: [&str; 12] = [
    "you", "your", "youre", "youve", "sie", "ihr", "ihre", "vous", "votre", "usted", "su", "você",
];

fn names_one(text: &str, persons: &[&str]) -> bool {
    let key = words::key(text);
    key.split(' ').any(|word| persons.contains(&word))
}
