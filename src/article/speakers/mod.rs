//! Who says what in an interview or a dialogue: labels before turns, on their own line or in it.

mod names;
#[cfg(any(feature = "html", feature = "markdown"))]
mod unnamed;

use std::collections::HashMap;

use super::{Block, BlockKind, Document, Options, SpeakerLabels, words};
#[cfg(any(feature = "html", feature = "markdown"))]
pub(super) use names::begins_turn;
use names::{Inline, inline_name, is_role, line_name, tag_name};

/// Finds speaker labels, makes them blocks of their own and gives every turn its speaker.
///
/// A name counts as a label by how it is used: known roles ("Q:", "INTERVIEWER") at once, other
/// names when they come back. Where only the answers are labelled, the question before a label is
/// the narrator's. Questions without labels are told by their emphasis, or as terms of a list; `looks`
/// tells what the page shows of the blocks.
#[cfg(any(feature = "html", feature = "markdown"))]
pub(super) fn assign(document: &mut Document, looks: &super::Looks, options: &Options) {
    let mut dialogue = Dialogue {
        terms: unnamed::names(document, looks),
        ..Dialogue::default()
    };
    dialogue.go_on(document, options);
    if dialogue.labels.is_empty() {
        unnamed::assign(document, looks);
    }
}

/// What is known of a dialogue, from one part of a long text to the next.
#[derive(Debug, Default)]
pub(super) struct Dialogue {
    labels: Labels,
    /// Names that are labels because the markup says so, as keys.
    terms: Vec<String>,
    /// Whose turn it is.
    speaker: Option<String>,
    /// Whose name was read.
    named: Vec<String>,
}

impl Dialogue {
    /// Finds labels and turns in the next part.
    pub(super) fn go_on(&mut self, document: &mut Document, options: &Options) {
        self.labels.join(Labels::of(document));
        for name in self.terms.drain(..) {
            self.labels.lines.entry(name).or_default();
        }
        if self.labels.is_empty() {
            return;
        }
        let mut turns = Turns {
            document,
            policy: options.speaker_labels,
            speaker: self.speaker.take(),
            named: std::mem::take(&mut self.named),
        };
        take_turns(&self.labels, &mut turns);
        (self.speaker, self.named) = (turns.speaker, turns.named);
    }
}

fn take_turns(labels: &Labels, turns: &mut Turns<'_>) {
    let blocks = std::mem::take(&mut turns.document.blocks);
    for (i, block) in blocks.iter().enumerate() {
        if let Some(name) = labels.line(block) {
            turns.label(block.part(0..name.len()), None);
        } else if let Some(label) = labels.inline(block) {
            turns.label(
                block.part(label.name.clone()),
                labels.full_name(block, &label),
            );
            turns.tagged(block, &label);
        } else {
            let asks = labels.answers_only
                && words::ends_question(&block.text)
                && blocks
                    .get(i + 1)
                    .is_some_and(|next| labels.line(next).is_some());
            let parts = matches!(block.kind, BlockKind::Heading | BlockKind::Title);
            if asks || parts {
                turns.speaker = None;
            }
            let said = turns.said(block.clone());
            turns.document.blocks.push(said);
        }
    }
    turns.document.skipped.sort_by_key(|s| s.source.start);
}

/// The document as it grows, and whose turn it is.
struct Turns<'d> {
    document: &'d mut Document,
    policy: SpeakerLabels,
    speaker: Option<String>,
    named: Vec<String>,
}

impl Turns<'_> {
    /// A label, and the name of who speaks where that is another.
    fn label(&mut self, mut label: Block, full_name: Option<String>) {
        let name = full_name.unwrap_or_else(|| label.text.clone());
        let first = !self.named.contains(&name);
        let spoken = match self.policy {
            SpeakerLabels::EachTurn => true,
            SpeakerLabels::FirstTurn => first,
            SpeakerLabels::Never => false,
        };
        if first && self.named.len() < MOST_SPEAKERS {
            self.named.push(name.clone());
        }
        self.speaker = Some(name);
        if spoken {
            label.kind = BlockKind::SpeakerLabel;
            label.level = 0;
            self.document.blocks.push(label);
        } else {
            let source = label.source.span();
            self.document.skip(&label.text, source, "speaker label");
        }
    }

    /// What follows a label in its own block, without the tag around it.
    fn tagged(&mut self, block: &Block, label: &Inline) {
        let mut end = block.text.len();
        if label.name.start > 0 {
            self.skip_tag(block, 0..label.name.start);
            let said = &block.text[label.said..];
            let tag = said.trim_end().strip_suffix("</v>");
            end = tag.map_or(end, |said| label.said + said.len());
            self.skip_tag(block, end..block.text.len());
        }
        if let Some(said) = block.part(label.said..end).trimmed() {
            let said = self.said(said);
            self.document.blocks.push(said);
        }
    }

    fn skip_tag(&mut self, block: &Block, tag: std::ops::Range<usize>) {
        if !tag.is_empty() {
            let source = block.source.slice(tag.clone()).span();
            self.document.skip(&block.text[tag], source, "speaker tag");
        }
    }

    /// What is under a picture, in a table or code, nobody says.
    fn said(&self, block: Block) -> Block {
        let spoken = can_be_said(&block) || block.kind == BlockKind::Heading;
        Block {
            speaker: self.speaker.clone().filter(|_| spoken),
            ..block
        }
    }
}

/// More names than this are no cast of speakers; the rest are announced at every turn.
const MOST_SPEAKERS: usize = 256;

/// More labels than this are not remembered from one part of a text to the next.
const MOST_LABELS: usize = 1024;

/// The labels that a document uses, by key.
#[derive(Debug, Default)]
struct Labels {
    lines: HashMap<String, Use>,
    inline: HashMap<String, Use>,
    /// The full names, as written, of those who are announced by their last name later on.
    full_names: HashMap<String, String>,
    /// Whether tags like `<v Ann>` name speakers.
    tagged: bool,
    /// Whether the questions between labelled turns have no label themselves.
    answers_only: bool,
}

/// How a possible label is used.
#[derive(Debug, Clone, Copy, Default)]
struct Use {
    count: usize,
    /// How often a question stands before it.
    after_question: usize,
    /// How often something that can be said stands after it.
    before_speech: usize,
    /// How often that is a question.
    before_question: usize,
    /// How often another label stands within three blocks.
    in_company: usize,
    colon: bool,
    role: bool,
    capitals: bool,
    /// A full stop follows it: "Q. When?"
    dotted: bool,
}

impl Labels {
    fn of(document: &Document) -> Labels {
        let mut labels = Labels {
            lines: lines(&document.blocks),
            inline: inlines(&document.blocks),
            full_names: HashMap::new(),
            tagged: document.blocks.iter().any(|b| tag_name(&b.text).is_some()),
            answers_only: false,
        };
        let title = document
            .title
            .as_deref()
            .map(words::key)
            .unwrap_or_default();
        labels
            .lines
            .retain(|key, used| is_line_label(key, used, &title));
        labels.join_last_names(&document.blocks);
        if !["q", "a"].iter().all(|l| labels.inline.contains_key(*l)) {
            // Numbers of a list: "A. First".
            labels.inline.retain(|_, used| !used.dotted);
        }
        let speakers = labels.inline.len() + labels.lines.len();
        let turns: usize = labels.inline.values().map(|u| u.count).sum();
        labels.inline.retain(|_, used| {
            let company = used.in_company * 2 >= used.count;
            turns >= 2 && company && speakers >= 2 && (used.role || used.count >= 2)
        });
        // A cast of one is a repeated word, not a dialogue.
        if labels.inline.len() + labels.lines.len() < 2 {
            labels.inline.retain(|_, used| used.role);
        }
        let turns: usize = labels.lines.values().map(|u| u.count).sum();
        let questions: usize = labels.lines.values().map(|u| u.before_question).sum();
        labels.answers_only = questions * 3 < turns;
        labels
    }

    /// Counts "LEE" after "ANN LEE, HOST" as the same speaker, where there is one of that name only.
    fn join_last_names(&mut self, blocks: &[Block]) {
        let last = |key: &str| key.rsplit_once(' ').map(|(_, last)| last.to_owned());
        let mut full: HashMap<String, Vec<String>> = HashMap::new();
        for key in self.inline.keys() {
            let short = last(key).filter(|short| self.inline.contains_key(short));
            if let Some(short) = short.filter(|short| !is_role(short)) {
                full.entry(short).or_default().push(key.clone());
            }
        }
        full.retain(|_, keys| keys.len() == 1);
        for block in blocks.iter().filter(|_| !full.is_empty()) {
            let Some(label) = inline_name(block) else {
                continue;
            };
            let key = label.key(block);
            let short = last(&key).filter(|s| full.get(s).is_some_and(|keys| keys[0] == key));
            if let Some(short) = short {
                let name = &block.text[label.name.start..label.bare];
                self.full_names.entry(short).or_insert(name.to_owned());
            }
        }
        for (short, keys) in full {
            let (full, last) = (self.inline[&keys[0]], self.inline[&short]);
            for key in [&keys[0], &short] {
                if let Some(used) = self.inline.get_mut(key) {
                    used.count = full.count + last.count;
                    used.in_company = full.in_company + last.in_company;
                }
            }
        }
    }

    /// The name of who speaks, where the label says more or less than that.
    fn full_name(&self, block: &Block, label: &Inline) -> Option<String> {
        let bare = &block.text[label.name.start..label.bare];
        let known = self.full_names.get(&label.key(block)).cloned();
        known.or_else(|| (label.bare < label.name.end).then(|| bare.to_owned()))
    }

    /// Adds those of the next part, in which the ones that were found so far are labels too.
    fn join(&mut self, next: Labels) {
        if self.lines.len() + self.inline.len() > MOST_LABELS || self.is_empty() {
            *self = next;
            return;
        }
        self.lines.extend(next.lines);
        self.inline.extend(next.inline);
        self.full_names.extend(next.full_names);
        self.tagged |= next.tagged;
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.inline.is_empty() && !self.tagged
    }

    /// The name, if the block is a label.
    fn line<'b>(&self, block: &'b Block) -> Option<&'b str> {
        if self.lines.is_empty() {
            return None;
        }
        let (name, _) = line_name(block)?;
        self.lines.contains_key(&words::key(name)).then_some(name)
    }

    /// The label at the beginning of the block, if there is one.
    fn inline(&self, block: &Block) -> Option<Inline> {
        let label = inline_name(block)?;
        let tagged = block.text.starts_with('<');
        (tagged || self.inline.contains_key(&label.key(block))).then_some(label)
    }
}

/// Whether a block is something that a person says.
fn can_be_said(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem
    )
}

/// Texts that can be a label on a line of its own, and how they are used.
fn lines(blocks: &[Block]) -> HashMap<String, Use> {
    let mut uses: HashMap<String, Use> = HashMap::new();
    for (i, block) in blocks.iter().enumerate() {
        let Some((name, colon)) = line_name(block) else {
            continue;
        };
        let speech = blocks.get(i + 1).is_some_and(|next| {
            can_be_said(next) && (line_name(next).is_none() || words::ends_sentence(&next.text))
        });
        let asked = i > 0 && words::ends_question(&blocks[i - 1].text);
        let used = uses.entry(words::key(name)).or_default();
        used.count += 1;
        used.after_question += usize::from(asked);
        used.before_speech += usize::from(speech);
        used.before_question += usize::from(
            blocks
                .get(i + 1)
                .is_some_and(|next| words::ends_question(&next.text)),
        );
        used.colon |= colon;
        used.role |= is_role(&words::key(name));
        used.capitals |= words::is_all_caps(name);
    }
    uses
}

fn is_line_label(key: &str, used: &Use, title: &str) -> bool {
    let names = key.split(' ').count();
    let answers = used.after_question * 2 >= used.count && used.after_question > 0;
    let asks = used.before_question * 2 >= used.count;
    if used.before_speech < used.count {
        return false;
    }
    if used.count == 1 {
        let known = names >= 2
            && key
                .split(' ')
                .filter(|w| w.len() > 2)
                .any(|w| title.split(' ').any(|t| t == w));
        return used.role && used.colon || answers && known;
    }
    used.role || used.colon || (names >= 2 || used.capitals) && (answers || asks)
}

/// Texts that can be a label at the beginning of a turn, and how they are used.
fn inlines(blocks: &[Block]) -> HashMap<String, Use> {
    let mut uses: HashMap<String, Use> = HashMap::new();
    let mut last: Option<(usize, String)> = None;
    for (i, block) in blocks.iter().enumerate() {
        let Some(label) = inline_name(block) else {
            continue;
        };
        let key = label.key(block);
        let near = last.as_ref().filter(|(at, _)| i - at <= 3);
        if let Some((_, before)) = near {
            uses.entry(before.clone()).or_default().in_company += 1;
        }
        let used = uses.entry(key.clone()).or_default();
        used.count += 1;
        used.in_company += usize::from(near.is_some());
        used.role |= is_role(&key);
        used.capitals |= words::is_all_caps(&block.text[label.name]);
        used.dotted |= block.text[..label.said].ends_with('.');
        last = Some((i, key));
    }
    uses
}
