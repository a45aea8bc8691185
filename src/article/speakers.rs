//! Who says what in an interview or a dialogue: labels before turns, on their own line or in it.

use std::collections::HashMap;

use super::{Block, BlockKind, Document, Options, SpeakerLabels, words};

/// Finds speaker labels, makes them blocks of their own and gives every turn its speaker.
///
/// A name counts as a label by how it is used: known roles ("Q:", "INTERVIEWER") at once, other
/// names when they come back. Where only the answers are labelled, the question before a label is
/// the narrator's.
#[cfg(any(feature = "html", feature = "markdown"))]
pub(super) fn assign(document: &mut Document, options: &Options) {
    Dialogue::default().go_on(document, options);
}

/// What is known of a dialogue, from one part of a long text to the next.
#[derive(Debug, Default)]
pub(super) struct Dialogue {
    labels: Labels,
    /// Whose turn it is.
    speaker: Option<String>,
    /// Whose name was read.
    named: Vec<String>,
}

impl Dialogue {
    /// Finds labels and turns in the next part.
    pub(super) fn go_on(&mut self, document: &mut Document, options: &Options) {
        self.labels.join(Labels::of(document));
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
            turns.label(block.part(0..name.len()));
        } else if let Some(label) = labels.inline(block) {
            turns.label(block.part(label.name.clone()));
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
    fn label(&mut self, mut label: Block) {
        let name = label.text.clone();
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

    fn said(&self, block: Block) -> Block {
        Block {
            speaker: self.speaker.clone(),
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
}

/// A label at the beginning of a turn: the bytes of the name, and where the turn begins.
struct Inline {
    name: std::ops::Range<usize>,
    said: usize,
}

impl Labels {
    fn of(document: &Document) -> Labels {
        let mut labels = Labels {
            lines: lines(&document.blocks),
            inline: inlines(&document.blocks),
            tagged: document.blocks.iter().any(|b| b.text.starts_with("<v ")),
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

    /// Adds those of the next part, in which the ones that were found so far are labels too.
    fn join(&mut self, next: Labels) {
        if self.lines.len() + self.inline.len() > MOST_LABELS || self.is_empty() {
            *self = next;
            return;
        }
        self.lines.extend(next.lines);
        self.inline.extend(next.inline);
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
        let name = &block.text[label.name.clone()];
        let tagged = block.text.starts_with('<');
        (tagged || self.inline.contains_key(&words::key(name))).then_some(label)
    }
}

/// Texts that can be a label on a line of its own, and how they are used.
fn lines(blocks: &[Block]) -> HashMap<String, Use> {
    let mut uses: HashMap<String, Use> = HashMap::new();
    for (i, block) in blocks.iter().enumerate() {
        let Some((name, colon)) = line_name(block) else {
            continue;
        };
        let speech = blocks.get(i + 1).is_some_and(|next| {
            let can_be_said = matches!(
                next.kind,
                BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem
            );
            can_be_said && (line_name(next).is_none() || words::ends_sentence(&next.text))
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
    used.role || used.colon || (names >= 2 || used.capitals) && answers
}

/// Texts that can be a label at the beginning of a turn, and how they are used.
fn inlines(blocks: &[Block]) -> HashMap<String, Use> {
    let mut uses: HashMap<String, Use> = HashMap::new();
    let mut last: Option<(usize, String)> = None;
    for (i, block) in blocks.iter().enumerate() {
        let Some(label) = inline_name(block) else {
            continue;
        };
        let name = &block.text[label.name];
        let key = words::key(name);
        let near = last.as_ref().filter(|(at, _)| i - at <= 3);
        if let Some((_, before)) = near {
            uses.entry(before.clone()).or_default().in_company += 1;
        }
        let used = uses.entry(key.clone()).or_default();
        used.count += 1;
        used.in_company += usize::from(near.is_some());
        used.role |= is_role(&key);
        used.capitals |= words::is_all_caps(name);
        last = Some((i, key));
    }
    uses
}

/// In bytes; a name with its titles.
const LONGEST_NAME: usize = 60;

/// The name on a line of its own, and whether a colon follows it.
fn line_name(block: &Block) -> Option<(&str, bool)> {
    let kind = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
    if !kind || block.text.len() > LONGEST_NAME {
        return None;
    }
    let name = block.text.trim_end_matches([':', ' ', '\u{a0}']);
    is_name(name).then_some((name, name.len() < block.text.len()))
}

/// The name before a colon at the beginning of a block, or in a tag like WebVTT's `<v Ann>`.
fn inline_name(block: &Block) -> Option<Inline> {
    let text = &block.text;
    if !matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote
    ) {
        return None;
    }
    if let Some(tag) = text.strip_prefix("<v ") {
        let end = tag.find('>').filter(|&end| end <= LONGEST_NAME)?;
        let name = 3..3 + end;
        return (!text[name.clone()].trim().is_empty()).then_some(Inline {
            name,
            said: 4 + end,
        });
    }
    let colon = text.bytes().take(LONGEST_NAME).position(|b| b == b':')?;
    let after = &text[colon + 1..];
    let name = text[..colon].trim_end();
    let spaced = after.starts_with(char::is_whitespace);
    let key = words::key(name);
    // In lists "Type: text" is more common than a name.
    let item = block.kind == BlockKind::ListItem && !is_role(&key);
    (spaced && is_name(name) && !is_notice(&key) && !item).then_some(Inline {
        name: 0..name.len(),
        said: colon + 1,
    })
}

/// Whether the text can be somebody's name, initials or role.
fn is_name(text: &str) -> bool {
    let letters =
        |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '\u{a0}');
    !text.is_empty()
        && words::at_most(text, 6)
        && text.starts_with(char::is_alphabetic)
        && text.chars().all(letters)
        && (words::is_title_case(text) || is_role(&text.to_lowercase()))
}

/// Words that name a part in an interview.
fn is_role(key: &str) -> bool {
    const ROLES: [&str; 20] = [
        "q",
        "a",
        "question",
        "answer",
        "interviewer",
        "interviewee",
        "host",
        "moderator",
        "narrator",
        "reporter",
        "guest",
        "presenter",
        "audience",
        "speaker",
        "anchor",
        "editor",
        "caller",
        "journalist",
        "interlocutor",
        "questioner",
    ];
    ROLES.contains(&key)
}

/// Words that stand before a colon and are nobody's name.
fn is_notice(key: &str) -> bool {
    const NOTICES: [&str; 76] = [
        "default",
        "type",
        "deprecated",
        "returns",
        "version",
        "status",
        "author",
        "authors",
        "title",
        "language",
        "license",
        "requires",
        "syntax",
        "usage",
        "ingredients",
        "method",
        "note",
        "notes",
        "warning",
        "tip",
        "tips",
        "caution",
        "danger",
        "important",
        "update",
        "updated",
        "correction",
        "example",
        "examples",
        "source",
        "sources",
        "see",
        "see also",
        "read",
        "read more",
        "photo",
        "image",
        "figure",
        "table",
        "date",
        "time",
        "place",
        "location",
        "address",
        "phone",
        "telephone",
        "tel",
        "fax",
        "email",
        "website",
        "web",
        "url",
        "subject",
        "from",
        "to",
        "cc",
        "re",
        "summary",
        "abstract",
        "keywords",
        "result",
        "results",
        "conclusion",
        "problem",
        "solution",
        "step",
        "pros",
        "cons",
        "price",
        "verdict",
        "director",
        "cast",
        "genre",
        "rating",
        "hint",
        "remark",
    ];
    NOTICES.contains(&key)
}
