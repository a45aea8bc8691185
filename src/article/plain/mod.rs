//! Plain text to a document: paragraphs, lists, quotes, headings, whatever the line breaks.
//!
//! Lines become blocks, then the blocks are judged: furniture goes, speakers and headings are found.

mod contents;
mod headings;
mod lines;
mod marks;

use std::collections::HashSet;

use lines::{Layout, Line};
use marks::Number;

use super::source::Builder;
use super::speakers::Dialogue;
use super::{Block, BlockKind, Document, Options, Part, furniture, pieces};

/// Reads plain text. Offsets are byte offsets in `text`.
///
/// A long text is read piece by piece, so that [`pieces`](super::pieces()) read the same in it.
pub(super) fn read(text: &str, options: &Options) -> Document {
    let mut parts = Parts::default();
    let mut document = Document::default();
    let mut from = 0;
    while from < text.len() || from == 0 {
        let end = from + pieces::length(&text.as_bytes()[from..], from);
        let more = parts.read(&text[from..end], from, end == text.len(), options);
        match from {
            0 => document = more,
            _ => {
                document.blocks.extend(more.blocks);
                document.skipped.extend(more.skipped);
            }
        }
        from = end;
        if from == text.len() {
            break;
        }
    }
    document
}

/// Reads a text part by part: what was found out in one holds in the next.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// How lines are broken, and whether there is only one.
    shape: Option<(Layout, bool)>,
    dialogue: Dialogue,
    title: Option<String>,
    byline: Option<String>,
    date: Option<String>,
}

impl Parts {
    /// Reads the next part, which begins at byte `offset` of the text.
    pub(super) fn read(
        &mut self,
        text: &str,
        offset: usize,
        last: bool,
        options: &Options,
    ) -> Document {
        let part = Part {
            first: self.shape.is_none(),
            last,
        };
        let lines = lines::split(text);
        let mut reader = Reader::new(text, &lines);
        if let Some((layout, single)) = self.shape {
            reader.layout = layout;
            reader.single &= single;
        }
        self.shape = Some((reader.layout, reader.single));
        reader.document.title = self.title.take();
        reader.document.byline = self.byline.take();
        reader.document.date = self.date.take();
        let mut document = reader.run(part, options);
        furniture::remove_in_part(&mut document, part, options);
        self.dialogue.go_on(&mut document, options);
        headings::mark(&mut document, part);
        if !last {
            self.title.clone_from(&document.title);
            self.byline.clone_from(&document.byline);
            self.date.clone_from(&document.date);
        }
        document.shift(offset);
        document
    }
}

/// Turns lines into blocks, one line after the other.
struct Reader<'a> {
    text: &'a str,
    lines: &'a [Line<'a>],
    layout: Layout,
    /// Whether there is a single line of text: then a mark before it (`- 5`, `> 5`) is text too.
    single: bool,
    /// Lines that begin an item of an ordered list.
    numbered: HashSet<usize>,
    /// All words of the text, built when the first hyphenated line end asks for them.
    words: Option<HashSet<&'a str>>,
    document: Document,
    /// The block under construction.
    open: Builder,
    kind: BlockKind,
    level: u8,
    /// The lines in it so far: how many, the first and the last.
    count: usize,
    first: Line<'a>,
    last: Line<'a>,
    /// The indents of the list items that the next item may stand under.
    indents: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, lines: &'a [Line<'a>]) -> Self {
        let none = Line {
            text: "",
            start: 0,
            indent: 0,
            width: 0,
        };
        Reader {
            text,
            lines,
            layout: Layout::of(lines),
            single: lines.iter().filter(|l| !l.text.is_empty()).take(2).count() == 1,
            numbered: numbered(lines),
            words: None,
            document: Document::default(),
            open: Builder::default(),
            kind: BlockKind::Paragraph,
            level: 0,
            count: 0,
            first: none,
            last: none,
            indents: Vec::new(),
        }
    }

    fn run(mut self, part: Part, options: &Options) -> Document {
        let mut contents = Vec::new();
        if part.first && !options.keep_everything {
            contents = contents::find(self.lines);
        }
        let mut contents = contents.into_iter().peekable();
        let lines = self.lines;
        let mut i = 0;
        while let Some(line) = lines.get(i) {
            if let Some(part) = contents.next_if(|part| part.start == i) {
                self.close();
                i = part.end;
                let last = &lines[i - 1];
                let source = line.start..last.start + last.text.len();
                let text = &self.text[source.clone()];
                self.document.skip(text, source, "table of contents");
                continue;
            }
            self.line(i, *line);
            i += 1;
        }
        self.close();
        self.document
    }

    fn line(&mut self, i: usize, line: Line<'a>) {
        if line.text.is_empty() {
            self.close();
        } else if self.single {
            self.start(BlockKind::Paragraph, 0, line);
        } else if marks::is_rule(line.text) {
            self.rule(&line);
        } else if let Some((depth, len)) = marks::quote(line.text) {
            self.quote(inner(&line, len), depth);
        } else if let Some((level, len)) = marks::hashes(line.text) {
            self.start(BlockKind::Heading, level, inner(&line, len));
            self.close();
        } else if let Some(len) = self.bullet(i) {
            self.item(&line, len);
        } else if self.numbered.contains(&i) {
            self.item(&line, 0);
        } else if self.goes_on(&line) {
            self.append(line);
        } else {
            self.start(BlockKind::Paragraph, 0, line);
        }
    }

    /// Whether a line without a mark of its own belongs to the open block.
    fn goes_on(&self, line: &Line<'_>) -> bool {
        let hangs = self.kind == BlockKind::ListItem && line.indent > self.first.indent;
        self.count > 0
            && self.kind != BlockKind::Quote
            && (hangs || self.layout.joins(&self.last, line))
    }

    fn rule(&mut self, rule: &Line<'a>) {
        let level = match self.kind {
            BlockKind::Paragraph if self.count == 1 && self.first.width <= LONGEST_TITLE => {
                marks::underline_level(rule, &self.first)
            }
            _ => None,
        };
        if let Some(level) = level {
            self.kind = BlockKind::Heading;
            self.level = level;
        }
        self.close();
        if level.is_none() {
            self.document.end_section();
        }
        self.skip(rule, "rule");
    }

    fn quote(&mut self, line: Line<'a>, depth: u8) {
        if line.text.is_empty() {
            self.close();
        } else if self.count > 0
            && (self.kind, self.level) == (BlockKind::Quote, depth)
            && self.layout.joins(&self.last, &line)
        {
            self.append(line);
        } else {
            self.start(BlockKind::Quote, depth, line);
        }
    }

    /// The length of the line's bullet. A dash may begin a speech, so that it needs company.
    fn bullet(&self, i: usize) -> Option<usize> {
        let len = marks::bullet(self.lines[i].text)?;
        if !marks::is_dash(self.lines[i].text) {
            return Some(len);
        }
        let mut around = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
        around
            .any(|n| self.lines.get(n).is_some_and(|l| marks::is_dash(l.text)))
            .then_some(len)
    }

    fn item(&mut self, line: &Line<'a>, mark: usize) {
        self.close();
        let follows = self.document.blocks.last();
        if !follows.is_some_and(|b| b.kind == BlockKind::ListItem) {
            self.indents.clear();
        }
        self.indents.retain(|&indent| indent < line.indent);
        self.indents.push(line.indent);
        let level = self.indents.len().min(MAX_DEPTH) as u8;
        self.start(BlockKind::ListItem, level, inner(line, mark));
        self.first = *line;
    }

    fn start(&mut self, kind: BlockKind, level: u8, line: Line<'a>) {
        self.close();
        self.kind = kind;
        self.level = level;
        self.first = line;
        self.last = line;
        self.count = 1;
        self.open.copy(line.text, line.start);
    }

    /// Adds a line to the open block, with what the line break stands for.
    fn append(&mut self, line: Line<'a>) {
        let before = self.last.text;
        if before.ends_with('\u{ad}') || self.splits_word(before, line.text) {
            self.open.unsay_last();
        } else if !joins_without_space(before, line.text) {
            self.open.insert(" ");
        }
        self.open.copy(line.text, line.start);
        self.last = line;
        self.count += 1;
    }

    /// Whether the hyphen at the end of a line only divides a word: the whole word stands elsewhere, or
    /// its second half nowhere, as a word of its own would.
    fn splits_word(&mut self, before: &str, after: &str) -> bool {
        let Some(stem) = before.strip_suffix('-') else {
            return false;
        };
        let from = stem.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
            at + stem[at..].chars().next().map_or(0, char::len_utf8)
        });
        let rest = after
            .find(|c: char| !c.is_alphabetic())
            .map_or(after, |at| &after[..at]);
        if stem[from..].is_empty() || rest.is_empty() {
            return false;
        }
        let lines = self.lines;
        let words = self.words.get_or_insert_with(|| whole_words(lines));
        let stem = &stem[from..];
        if words.contains(format!("{stem}{rest}").as_str()) {
            return true;
        }
        // "well-known", "Jean-Luc": halves that begin in capitals or are words keep their hyphen.
        let whole =
            rest.chars().all(char::is_lowercase) && stem.chars().skip(1).all(char::is_lowercase);
        whole && !words.contains(rest) && !keeps_hyphen(stem, rest)
    }

    fn close(&mut self) {
        if self.count == 0 {
            return;
        }
        let set_in = self.count > 1
            && self.kind == BlockKind::Paragraph
            && self.first.indent >= 4
            && self.last.indent >= 4
            && self.layout != Layout::OneLine;
        if set_in && self.text_is_set_in() {
            self.kind = BlockKind::Quote;
            self.level = 1;
        }
        self.count = 0;
        if let Some(block) = self.open.finish(self.kind) {
            let level = self.level;
            self.document.blocks.push(Block { level, ..block });
        }
    }

    /// Whether the open paragraph stands further in than the one before it.
    fn text_is_set_in(&self) -> bool {
        let before = self.document.blocks.last();
        before.is_some_and(|b| {
            let span = b.source.span();
            let line = self.lines.partition_point(|l| l.start < span.end);
            let indent = self.lines[line.saturating_sub(1)].indent;
            indent + 4 <= self.last.indent
                || b.kind == BlockKind::Quote && indent == self.last.indent
        })
    }

    fn skip(&mut self, line: &Line<'_>, reason: &str) {
        if !line.text.is_empty() {
            let source = line.start..line.start + line.text.len();
            self.document.skip(line.text, source, reason);
        }
    }
}

/// In characters; longer lines are no headings.
const LONGEST_TITLE: usize = 120;
/// Deeper lists are read like this depth.
const MAX_DEPTH: usize = 9;

/// A line without the mark at its beginning.
fn inner<'a>(line: &Line<'a>, mark: usize) -> Line<'a> {
    let text = line.text[mark..].trim_start();
    Line {
        text,
        start: line.start + line.text.len() - text.len(),
        indent: line.indent,
        width: line.width.saturating_sub(mark),
    }
}

/// The lines that begin an item of an ordered list: those with a neighbour in the count.
fn numbered(lines: &[Line<'_>]) -> HashSet<usize> {
    /// Lists nest; so many other numbers may stand between two that follow each other.
    const BETWEEN: usize = 8;
    let marks: Vec<(usize, Number)> = lines
        .iter()
        .enumerate()
        .filter_map(|(i, line)| Some((i, Number::read(line.text)?)))
        .collect();
    let mut found = HashSet::new();
    for (at, (i, mark)) in marks.iter().enumerate() {
        for (j, next) in marks[at + 1..].iter().take(BETWEEN) {
            if mark.leads_to(next) {
                found.extend([*i, *j]);
            }
        }
    }
    found
}

/// The words of a text but for those that a line's end may have divided.
fn whole_words<'a>(lines: &[Line<'a>]) -> HashSet<&'a str> {
    let mut words = HashSet::new();
    let mut divided = false;
    for line in lines {
        let mut text = line.text;
        if divided {
            let end = text.find(|c: char| !c.is_alphabetic());
            text = end.map_or("", |end| &text[end..]);
        }
        divided = text.ends_with('-');
        if divided {
            let whole = text.trim_end_matches('-');
            let start = whole.rfind(|c: char| !c.is_alphabetic());
            text = start.map_or("", |start| &whole[..start]);
        }
        words.extend(text.split(|c: char| !c.is_alphabetic()));
    }
    words
}

/// Whether the halves are such as words with a hyphen are made of.
fn keeps_hyphen(stem: &str, rest: &str) -> bool {
    const FIRST: [&str; 42] = [
        "well", "self", "non", "half", "high", "low", "long", "short", "full", "part", "ex", "all",
        "cross", "mid", "ill", "so", "first", "second", "third", "old", "new", "ever", "far",
        "hard", "soft", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        "ten", "twenty", "thirty", "forty", "fifty", "sixty", "left", "right",
    ];
    const SECOND: [&str; 30] = [
        "known", "based", "old", "year", "years", "time", "term", "class", "made", "like", "style",
        "up", "off", "in", "out", "day", "free", "called", "scale", "wide", "speaking", "looking",
        "century", "hand", "law", "and", "or", "to", "of", "the",
    ];
    let stem = stem.to_lowercase();
    FIRST.contains(&stem.as_str()) || SECOND.contains(&rest)
}

/// Whether two lines join without a space: after a hyphen or dash, and in scripts without spaces.
fn joins_without_space(before: &str, after: &str) -> bool {
    let spaceless = |c: char| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    let mut ends = before.chars().rev();
    match (ends.next(), ends.next(), after.chars().next()) {
        (Some('—'), _, _) | (Some('-'), Some('-'), _) => true,
        (Some('-'), Some(letter), Some(next)) => letter.is_alphanumeric() && next.is_alphanumeric(),
        (Some(last), _, Some(next)) => spaceless(last) && spaceless(next),
        _ => false,
    }
}
