//! Markdown to a document, with the parser `pulldown-cmark`: CommonMark, tables, footnotes, task
//! lists, definition lists, front matter.

mod head;
mod html;
mod matter;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options as Syntax, Parser, Tag, TagEnd};

use super::source::Builder;
use super::table::Table;
use super::{BlockKind, Document, Look, Looks, Options, speakers, tasks};
use html::Shown;

/// Reads Markdown. Offsets are byte offsets in `text`.
pub(super) fn read(text: &str, options: &Options) -> Document {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut syntax = Syntax::ENABLE_TABLES
        | Syntax::ENABLE_FOOTNOTES
        | Syntax::ENABLE_STRIKETHROUGH
        | Syntax::ENABLE_TASKLISTS
        | Syntax::ENABLE_HEADING_ATTRIBUTES
        | Syntax::ENABLE_DEFINITION_LIST
        | Syntax::ENABLE_GFM;
    if matter::begins(&text[mark..]) {
        syntax |= Syntax::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Syntax::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    }
    let mut reader = Reader {
        source: text,
        options,
        document: Document::default(),
        open: Builder::default(),
        inside: Vec::new(),
        lists: Vec::new(),
        quotes: 0,
        heading: None,
        item: None,
        first_in_item: false,
        code: false,
        table: None,
        silent: 0,
        emphases: 0,
        plain_text: false,
        term: false,
        definition: false,
        looks: Looks::new(),
    };
    for (event, at) in Parser::new_ext(&text[mark..], syntax).into_offset_iter() {
        reader.event(event, at.start + mark..at.end + mark);
    }
    reader.close();
    let Reader {
        mut document,
        looks,
        ..
    } = reader;
    head::find(&mut document);
    speakers::assign(&mut document, &looks, options);
    document
}

/// Turns the parser's events into blocks.
struct Reader<'a> {
    source: &'a str,
    options: &'a Options,
    document: Document,
    open: Builder,
    /// The depth of lists outside each open footnote, so that lists in it begin anew.
    inside: Vec<Vec<Option<u64>>>,
    /// The open lists: the number of the next item, or nothing for bullets.
    lists: Vec<Option<u64>>,
    quotes: u8,
    heading: Option<u8>,
    /// The number to say before the first text of an item.
    item: Option<Option<u64>>,
    /// Whether the open block is the first of its item.
    first_in_item: bool,
    code: bool,
    table: Option<Table>,
    /// Open images and front matter, whose text is not read here.
    silent: usize,
    /// How many elements that emphasise are open, and whether the open block has text outside them.
    emphases: usize,
    plain_text: bool,
    /// Inside a term, or what it means.
    term: bool,
    definition: bool,
    looks: Looks,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text, at),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, at),
            Event::SoftBreak | Event::HardBreak if self.silent == 0 => self.line_break(at.end),
            Event::SoftBreak | Event::HardBreak => {}
            Event::Rule => {
                self.close();
                self.document.end_section();
            }
            // Read as a whole where the block of HTML begins.
            Event::Html(_) => {}
            Event::InlineHtml(tag) => {
                if tag.starts_with("<br") {
                    self.open.insert(" ");
                }
            }
            Event::FootnoteReference(name) => self.document.skip(&name, at, "footnote mark"),
            Event::TaskListMarker(done) if self.options.task_states => {
                self.number();
                self.open.insert(tasks::state(done));
            }
            Event::TaskListMarker(_) => {
                let text = &self.source[at.clone()];
                self.document.skip(text, at, "state of a task");
            }
        }
    }

    /// The end of a line inside a paragraph; behind it may be another turn of a dialogue.
    fn line_break(&mut self, at: usize) {
        let line = self.source[at..].lines().next().unwrap_or("");
        let plain = self.heading.is_none() && self.table.is_none();
        if plain && speakers::begins_turn(line) && self.open.text.contains(": ") {
            self.close();
        } else {
            self.open.insert(" ");
        }
    }

    fn start(&mut self, tag: Tag<'a>, at: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.close();
                self.heading = Some(level_of(level));
            }
            Tag::Paragraph => self.close(),
            Tag::HtmlBlock => {
                self.close();
                self.html(at);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_add(1);
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.code = true;
            }
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => {
                self.close();
                let number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = number.map(|n| n.saturating_add(1));
                    number
                });
                self.item = Some(number);
            }
            Tag::FootnoteDefinition(_) => {
                self.close();
                self.inside.push(std::mem::take(&mut self.lists));
            }
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.close();
                self.term = matches!(tag, Tag::DefinitionListTitle);
                self.definition = !self.term;
            }
            Tag::DefinitionList => self.close(),
            Tag::Strong | Tag::Emphasis => self.emphases += 1,
            Tag::Table(_) => {
                self.close();
                self.table = Some(Table::default());
            }
            Tag::Image { .. } if !self.options.image_descriptions => {
                if self.silent == 0 {
                    let text = &self.source[at.clone()];
                    self.document.skip(text, at, "picture");
                }
                self.silent += 1;
            }
            Tag::MetadataBlock(_) => {
                self.close();
                self.silent += 1;
                matter::read(&mut self.document, self.source, at);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock => self.close(),
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                self.close();
                (self.term, self.definition) = (false, false);
            }
            TagEnd::Strong | TagEnd::Emphasis => self.emphases = self.emphases.saturating_sub(1),
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.close();
                self.code = false;
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.close();
                self.item = None;
            }
            TagEnd::FootnoteDefinition => {
                self.close();
                self.lists = self.inside.pop().unwrap_or_default();
            }
            TagEnd::TableCell => {
                let cell = self.open.finish(BlockKind::Table);
                if let Some(table) = &mut self.table {
                    table.cell(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    table.end_row(tag == TagEnd::TableHead);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    table.finish(&mut self.document);
                }
            }
            TagEnd::Image if !self.options.image_descriptions => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::MetadataBlock(_) => self.silent = self.silent.saturating_sub(1),
            _ => {}
        }
    }

    /// Adds text that stands somewhere in the source range: the range may hold marks around it.
    fn text(&mut self, text: &str, at: Range<usize>) {
        if self.silent > 0 {
            return;
        }
        self.number();
        if text.contains(char::is_alphanumeric) {
            self.plain_text |= self.emphases == 0;
        }
        let source = self.source.get(at.clone()).unwrap_or("");
        // Where a picture was left out, one of the spaces around it goes too.
        let text = if self.code || !self.open.text.ends_with(' ') {
            text
        } else {
            text.trim_start_matches(' ')
        };
        match source.find(text) {
            Some(from) => self.open.copy(text, at.start + from),
            None => self.open.insert(text),
        }
    }

    /// Says the number of the item that begins, if one does.
    fn number(&mut self) {
        let Some(number) = self.item.take() else {
            return;
        };
        self.first_in_item = true;
        if let Some(number) = number.filter(|_| self.table.is_none()) {
            self.open.insert(&format!("{number}. "));
        }
    }

    /// Text in a block of HTML is read, its tags are not.
    fn html(&mut self, at: Range<usize>) {
        let end = at.end;
        let mut from = at.start;
        while from < end {
            let (len, shown) = html::first(&self.source[from..end]);
            let part = from..from + len;
            from = part.end;
            let text = &self.source[part.clone()];
            match shown {
                Shown::Text => self.html_text(text, part.start),
                Shown::Entity => match html::character(text) {
                    Some(character) => self.text(&character, part),
                    None => self.text(text, part),
                },
                Shown::Heading(level) => {
                    self.close();
                    self.heading = Some(level);
                }
                Shown::Division => self.close(),
                Shown::Space => self.open.insert(" "),
                Shown::Mark => {}
                Shown::Nothing => self.document.skip(text, part, "HTML that is not shown"),
            }
        }
    }

    /// Text between the tags of a block of HTML: runs of white space become a single space.
    fn html_text(&mut self, text: &str, at: usize) {
        let mut from = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            let start = from;
            from += word.len();
            let shown = word.trim_end();
            if !shown.is_empty() {
                self.text(shown, at + start..at + start + shown.len());
            }
            let blank = self.open.text.is_empty() || self.open.text.ends_with(' ');
            if shown.len() < word.len() && !blank {
                // A space is the same in the source and in the text.
                match word.ends_with(' ') {
                    true => self.open.copy(" ", at + from - 1),
                    false => self.open.insert(" "),
                }
            }
        }
    }

    /// Ends the open block.
    fn close(&mut self) {
        if self.table.is_some() {
            return;
        }
        let in_item = !self.lists.is_empty();
        let depth = self.lists.len().min(9) as u8;
        let (kind, level) = match self.heading.take() {
            Some(level) => (BlockKind::Heading, level),
            None if self.code => (BlockKind::Code, 0),
            None if in_item && self.first_in_item => (BlockKind::ListItem, depth),
            None if self.quotes > 0 => (BlockKind::Quote, self.quotes),
            None => (BlockKind::Paragraph, 0),
        };
        let look = Look {
            linked: false,
            styled: !std::mem::take(&mut self.plain_text),
            term: self.term,
            definition: self.definition,
        };
        let Some(block) = self.open.finish(kind) else {
            return;
        };
        self.first_in_item = false;
        if look != Look::default() {
            self.looks.insert(block.source.span().start, look);
        }
        if kind == BlockKind::Code && self.options.skip_code {
            self.document.skip(&block.text, block.source.span(), "code");
        } else {
            self.document.blocks.push(block.at_level(level));
        }
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
