//! Structure made audible: pauses between the parts of a document, the melody of headings and lists,
//! what a presenter announces, what is set off.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Bend, Break, Directions};
use crate::article::{Annotation, Block, BlockKind, Inline};
use crate::text::{Punctuation, Sentence};

/// How the structure of a document is made audible.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Delivery {
    /// The pauses between the parts.
    pub pauses: Pauses,
    /// How much is said.
    pub verbosity: Verbosity,
    /// Titles and headings are said a little higher, slower and louder; items of a list end in a
    /// rise until the last, which falls.
    pub melody: bool,
    /// What stands in brackets is said lower, faster and softer; quotations a little higher.
    pub set_off: bool,
}

impl Default for Delivery {
    fn default() -> Self {
        Delivery {
            pauses: Pauses::default(),
            verbosity: Verbosity::default(),
            melody: true,
            set_off: true,
        }
    }
}

/// How much of a document is said besides its running text.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verbosity {
    /// Title, headings and text. Bylines, dates, captions, tables and code are left out.
    Brief,
    /// Everything that is written; a byline is announced ("By Jane Doe").
    #[default]
    Normal,
    /// Parts are announced, too: "Heading", "List of 3 items", "Quote", "End of quote", "Caption",
    /// "Table", "Code", "Published".
    Full,
}

/// The pauses between the parts of a document, in milliseconds at rate 1.
///
/// Between two blocks the longer one counts of what comes after the first and what comes before the
/// second. Newsreaders leave 0.4 to 0.6 s between sentences and about twice that between paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pauses {
    /// Between the sentences of a block: 430.
    pub sentence: f32,
    /// After a paragraph, and what is not named here: 800.
    pub paragraph: f32,
    /// After the title: 700.
    pub title: f32,
    /// After the byline and after the date: 550.
    pub byline: f32,
    /// Before a heading: 1000.
    pub before_heading: f32,
    /// After a heading: 700.
    pub heading: f32,
    /// After an item of a list: 550.
    pub list_item: f32,
    /// After the last item of a list: 800.
    pub list: f32,
    /// Before and after a quotation: 800.
    pub quote: f32,
    /// After a caption, and a row of a table: 550.
    pub caption: f32,
    /// After the name of a speaker: 700.
    pub speaker_label: f32,
    /// Where another speaker begins: 900.
    pub turn: f32,
    /// Where a section ends without a heading (a rule, three asterisks): 1200.
    pub section: f32,
}

impl Default for Pauses {
    fn default() -> Self {
        Pauses {
            sentence: 430.0,
            paragraph: 800.0,
            title: 700.0,
            byline: 550.0,
            before_heading: 1000.0,
            heading: 700.0,
            list_item: 550.0,
            list: 800.0,
            quote: 800.0,
            caption: 550.0,
            speaker_label: 700.0,
            turn: 900.0,
            section: 1200.0,
        }
    }
}

impl Pauses {
    /// The pause after a block, by its kind alone.
    pub(super) fn after(&self, kind: Option<BlockKind>) -> f32 {
        use BlockKind::*;
        match kind {
            Some(Title) => self.title,
            Some(Heading) => self.heading,
            Some(SpeakerLabel) => self.speaker_label,
            Some(Byline | Date) => self.byline,
            Some(ListItem) => self.list_item,
            Some(Table | Caption) => self.caption,
            Some(Quote) => self.quote,
            _ => self.paragraph,
        }
    }

    /// The pause between a block and the one that is spoken after it, if there is one.
    pub fn between(&self, block: &Block, next: Option<&Block>) -> f32 {
        let ends_list = block.kind == BlockKind::ListItem && is_last_item(block, next);
        let after = match ends_list {
            true => self.list,
            false => self.after(Some(block.kind)),
        };
        let Some(next) = next else { return after };
        // The name of a speaker belongs to what comes.
        let before = match next.kind {
            BlockKind::Heading => self.before_heading,
            BlockKind::Quote if block.kind != BlockKind::Quote => self.quote,
            _ => 0.0,
        };
        let turns = next.speaker != block.speaker && block.kind != BlockKind::SpeakerLabel;
        let turn = if turns { self.turn } else { 0.0 };
        let section = block
            .annotations
            .iter()
            .any(|a| a.inline == Inline::Section);
        let section = if section { self.section } else { 0.0 };
        after.max(before).max(turn).max(section)
    }
}

/// Whether a list ends with this item.
pub(crate) fn is_last_item(item: &Block, next: Option<&Block>) -> bool {
    next.is_none_or(|next| next.kind != BlockKind::ListItem || next.level < item.level)
}

impl Verbosity {
    /// Whether blocks of a kind are spoken.
    pub fn speaks(self, kind: BlockKind) -> bool {
        use BlockKind::*;
        self > Verbosity::Brief || !matches!(kind, Byline | Date | Caption | Table | Code)
    }

    /// What is said before and after block `index`, as annotations of it: other words for no text.
    pub(crate) fn announce(self, blocks: &[Block], index: usize, out: &mut Vec<Annotation>) {
        use BlockKind::*;
        let block = &blocks[index];
        let before = index.checked_sub(1).map(|i| &blocks[i]);
        let next = blocks.get(index + 1);
        let begins = before.is_none_or(|b| b.kind != block.kind);
        let ends = next.is_none_or(|b| b.kind != block.kind);
        let at_end = block.text.len()..block.text.len();
        let mut say = |at: Range<usize>, words: Inline| out.push(Annotation::new(at, words));
        let full = self >= Verbosity::Full;
        match block.kind {
            Byline if self >= Verbosity::Normal && is_name(&block.text) => {
                say(0..0, Inline::Sub("by".into()));
            }
            Date if full && is_date(&block.text) => {
                say(0..0, Inline::Sub("published on".into()));
            }
            Heading if full => say(0..0, Inline::Sub("heading:".into())),
            Caption if full => say(0..0, Inline::Sub("caption:".into())),
            Table if full && begins => say(0..0, Inline::Sub("table:".into())),
            Code if full && begins => say(0..0, Inline::Sub("code:".into())),
            Quote if full => {
                if begins {
                    say(0..0, Inline::Sub("quote:".into()));
                }
                if ends {
                    say(at_end, Inline::Sub("end of quote".into()));
                }
            }
            ListItem if full && begins => {
                let items = blocks[index..].iter();
                let count = items.take_while(|b| b.kind == ListItem).count();
                let items = if count == 1 { "item" } else { "items" };
                say(
                    0..0,
                    Inline::Sub(format!("list of {count} {items}:").into()),
                );
            }
            _ => {}
        }
    }
}

/// Whether a byline is only somebody's name: "By" is not written, nor is anything like it.
fn is_name(byline: &str) -> bool {
    let first = byline.split_whitespace().next().unwrap_or_default();
    let known = [
        "by",
        "from",
        "written",
        "words",
        "text",
        "story",
        "author",
        "authors",
        "posted",
        "reported",
        "reporting",
        "edited",
        "interview",
        "photos",
        "in",
        "updated",
        "published",
    ];
    let key = first.trim_end_matches(':');
    first.starts_with(char::is_uppercase) && !known.iter().any(|k| key.eq_ignore_ascii_case(k))
}

/// Whether a date line is only a date: what happened then is not written.
fn is_date(date: &str) -> bool {
    let known = [
        "published",
        "updated",
        "posted",
        "on",
        "last",
        "by",
        "first",
        "today",
    ];
    let first = date.split_whitespace().next().unwrap_or_default();
    let key = first.trim_end_matches(':');
    !known.iter().any(|k| key.eq_ignore_ascii_case(k))
}

/// The directions that follow from where a sentence stands. `next` is the block that is spoken after
/// this one, and `ends_block` is whether the sentence is the last.
pub(crate) fn direct(
    delivery: &Delivery,
    sentence: &Sentence,
    block: &Block,
    next: Option<&Block>,
    out: &mut Directions,
) {
    let pauses = &delivery.pauses;
    out.final_ms = Some(match sentence.ends_block {
        true => pauses.between(block, next),
        false => pauses.sentence,
    });
    let words = 0..sentence.words.len() as u32;
    if delivery.melody {
        match block.kind {
            BlockKind::Title | BlockKind::Heading => out.manners.push((
                words,
                Bend::Lean {
                    semitones: 1.0,
                    rate: 0.95,
                    decibels: 1.0,
                },
            )),
            BlockKind::ListItem if sentence.ends_block && !is_last_item(block, next) => {
                out.last = Some(Break::Comma);
                out.manners.push((words, Bend::Rise(LIST_RISE)));
            }
            _ => {}
        }
    }
    if delivery.set_off {
        set_off(sentence, out);
    }
}

/// Directions for a sentence that goes on in another voice: the pause that its last mark makes.
pub(crate) fn go_on(sentence: &Sentence, out: &mut Directions) {
    let ms = match sentence.words.last().map(|word| word.after) {
        Some(Punctuation::Close | Punctuation::Comma | Punctuation::Dash) => 170.0,
        Some(after) if after > Punctuation::Dash => 290.0,
        _ => 40.0,
    };
    out.final_ms = Some(ms);
    out.last = Some(Break::of_pause(ms));
}

/// How far the end of an item rises, in semitones.
const LIST_RISE: f32 = 3.0;

/// Brackets and quotations inside a sentence.
fn set_off(sentence: &Sentence, out: &mut Directions) {
    let mut open: Option<(usize, char)> = None;
    for (i, word) in sentence.words.iter().enumerate() {
        if word.before == Punctuation::Open {
            let token = sentence.tokens.get(word.token as usize);
            let start = token.map_or(0, |t| t.span.start as usize);
            let mark = sentence.text[..start].chars().next_back();
            open = mark.map(|mark| (i, mark));
        }
        let closes = word.after >= Punctuation::Close && open.is_some() && {
            let token = sentence.tokens.get(word.token as usize);
            let end = token.map_or(sentence.text.len(), |t| t.span.end as usize);
            let rest = sentence.text[end..].trim_start_matches(['.', ',', '!', '?', ';']);
            rest.starts_with([')', ']', '"', '”', '’', '»', '\''])
        };
        if !closes {
            continue;
        }
        let Some((start, mark)) = open.take() else {
            continue;
        };
        let whole = start == 0 && i + 1 == sentence.words.len();
        let bend = match mark {
            '(' | '[' => Bend::Lean {
                semitones: -1.5,
                rate: 1.05,
                decibels: -1.5,
            },
            _ if whole => continue,
            _ => Bend::Lean {
                semitones: 0.7,
                rate: 1.0,
                decibels: 0.5,
            },
        };
        out.manners.push((start as u32..i as u32 + 1, bend));
    }
}
