//! The elements of the article as blocks of text.

mod inline;

use std::collections::HashSet;

use super::dom::{Data, Dom, Id, NONE};
use super::extract::Found;
use super::judge::{self, Display};
use super::lines::{self, Line};
use super::lists::{self, List};
use super::math::{self, Join};
use super::outside::exact;
use super::shapes::{
    has_caption, is_address, is_caption, is_data_table, is_footnote_mark, is_heading_row, is_mark,
    is_picture, is_pull_quote,
};
use super::text::{begins_word, rest_of};
use crate::article::source::Builder;
use crate::article::table::Table;
use crate::article::{BlockKind, Document, Inline, Look, Looks, Options, words};

/// Adds what is read of the article to `document`; the nodes in `taken` have been read already.
/// Gives what the blocks look like.
pub(super) fn read(
    dom: &Dom,
    found: &Found,
    taken: &HashSet<Id>,
    options: &Options,
    document: &mut Document,
) -> Looks {
    let mut reader = Reader::new(dom, taken, options, document);
    let top = found.top;
    let mut at = top;
    loop {
        let silent = found.skipped[at as usize].or(reader.by_option(at));
        let enter = silent.is_none() && !taken.contains(&at);
        if enter {
            reader.enter(at);
        } else if let Some(reason) = silent {
            reader.skip(at, reason);
        }
        if enter && dom.node(at).first != NONE {
            at = dom.node(at).first;
            continue;
        }
        if enter {
            reader.leave(at);
        }
        loop {
            if at == top {
                reader.close();
                return reader.looks;
            }
            if dom.node(at).next != NONE {
                at = dom.node(at).next;
                break;
            }
            at = dom.node(at).parent;
            reader.leave(at);
        }
    }
}

struct Reader<'a> {
    dom: &'a Dom,
    taken: &'a HashSet<Id>,
    options: &'a Options,
    document: &'a mut Document,
    open: Builder,
    lists: Vec<List>,
    /// The item whose first block has not come yet, with its number.
    item: Option<Option<String>>,
    first_in_item: bool,
    /// What is said before the text of a task, by its state.
    task: Option<&'static str>,
    /// Inside a term, or what it means.
    term: bool,
    definition: bool,
    quotes: u8,
    heading: Option<u8>,
    captions: usize,
    /// How many figures with a picture are open.
    figures: usize,
    /// Whether one of them has a caption that is marked as one.
    captioned: bool,
    pre: usize,
    /// The data table that is being read, and its node.
    table: Option<Table>,
    table_node: Id,
    row_is_heading: bool,
    breaks: usize,
    /// Two breaks stand before or behind the open block.
    broken: bool,
    /// The lines of the open block that single breaks have ended.
    lines: Vec<Line>,
    /// How many links are open, and the bytes of the open line in them.
    links: usize,
    linked: usize,
    /// How many elements that emphasise are open.
    emphases: usize,
    /// How the open block looks so far.
    linked_text: bool,
    plain_text: bool,
    plain_line: bool,
    looks: Looks,
    /// How many `q` are open.
    quoted: usize,
    /// Inside `sup`.
    raised: bool,
    /// Inside an index of a formula.
    lowered: bool,
    /// How many pull quotes are open.
    pulls: usize,
    /// The open elements in other languages: the tag, and where they begin in the open block.
    langs: Vec<(Id, String, usize)>,
}

/// Deeper nesting of languages is noise, and would be written to every block below it.
const MOST_LANGS: usize = 4;

impl<'a> Reader<'a> {
    fn new(
        dom: &'a Dom,
        taken: &'a HashSet<Id>,
        options: &'a Options,
        document: &'a mut Document,
    ) -> Self {
        Reader {
            dom,
            taken,
            options,
            document,
            open: Builder::default(),
            lists: Vec::new(),
            item: None,
            first_in_item: false,
            task: None,
            term: false,
            definition: false,
            quotes: 0,
            heading: None,
            captions: 0,
            figures: 0,
            captioned: false,
            pre: 0,
            table: None,
            table_node: NONE,
            row_is_heading: false,
            breaks: 0,
            broken: false,
            lines: Vec::new(),
            links: 0,
            linked: 0,
            emphases: 0,
            linked_text: false,
            plain_text: false,
            plain_line: false,
            looks: Looks::new(),
            quoted: 0,
            raised: false,
            lowered: false,
            pulls: 0,
            langs: Vec::new(),
        }
    }

    /// Why an element is left out by its place or by an option.
    fn by_option(&self, id: Id) -> Option<&'static str> {
        match self.dom.name(id) {
            "sup" if is_footnote_mark(self.dom, id) => Some("footnote mark"),
            "a" if is_mark(self.dom, id) => Some("footnote mark"),
            "a" if is_address(self.dom, id) => Some("address"),
            "pre" if self.options.skip_code => Some("code"),
            "del" => Some("deleted text"),
            "annotation" | "annotation-xml" => Some("not shown"),
            _ => None,
        }
    }

    fn skip(&mut self, id: Id, reason: &'static str) {
        if self.item.is_some() && self.options.task_states {
            self.task = lists::task(self.dom, id).or(self.task);
        }
        if let Some(block) = rest_of(self.dom, id, BlockKind::Paragraph, self.taken)
            && !matches!(reason, "not shown" | "ruby reading")
        {
            let reason = exact(&block.text, reason);
            self.document.skip(&block.text, block.source.span(), reason);
        }
        if matches!(judge::display(self.dom, id), Display::Block) {
            self.close();
        }
    }

    fn enter(&mut self, id: Id) {
        if let Data::Text { text, source } = &self.dom.node(id).data {
            self.text(text, *source);
            return;
        }
        let name = self.dom.name(id);
        if judge::display(self.dom, id) == Display::Block
            || matches!(name, "td" | "th")
            || matches!(name, "span" | "em") && self.captions == 0 && is_caption(self.dom, id)
        {
            self.close();
        }
        if begins_word(self.dom, id, &self.open.text) {
            self.open.space();
        }
        self.pulls += usize::from(is_pull_quote(self.dom, id));
        if let Some(lang) = self.lang(id) {
            self.langs.push((id, lang.to_owned(), self.open.text.len()));
        }
        match math::join(self.dom, id) {
            Some(Join::Spaced) => self.open.space(),
            Some(Join::Below) => self.open.insert(" / "),
            Some(Join::Root) => {
                self.open.space();
                self.open.insert("√");
            }
            Some(Join::Raised) => self.raised = true,
            Some(Join::Lowered) => self.lowered = true,
            Some(Join::Close) | None => {}
        }
        match name {
            "hr" => self.document.end_section(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading = name.as_bytes().get(1).map(|digit| digit - b'0');
            }
            "ul" | "dl" | "dir" => self.lists.push(List::default()),
            "ol" => self.lists.push(List::ordered(self.dom, id)),
            "li" => self.start_item(id),
            "dd" | "dt" => {
                self.item = Some(None);
                (self.term, self.definition) = (name == "dt", name == "dd");
            }
            "blockquote" => self.quotes = self.quotes.saturating_add(1),
            "figcaption" | "caption" => self.captions += 1,
            "p" | "div" | "td" | "span" | "em" if is_caption(self.dom, id) => self.captions += 1,
            "figure" if is_picture(self.dom, id) => {
                self.figures += 1;
                self.captioned |= has_caption(self.dom, id);
            }
            "pre" => self.pre += 1,
            "br" => self.line_break(),
            "img" => self.picture(id),
            "q" => {
                self.open.insert(if self.quoted.is_multiple_of(2) {
                    "“"
                } else {
                    "‘"
                });
                self.quoted += 1;
            }
            "sup" => self.raised = true,
            "em" | "i" | "strong" | "b" => self.emphases += 1,
            "a" if self
                .dom
                .attribute(id, "href")
                .is_some_and(|href| !href.starts_with('#')) =>
            {
                self.links += 1;
            }
            "table" if self.table.is_none() && is_data_table(self.dom, id) => {
                self.table = Some(Table::default());
                self.table_node = id;
            }
            "tr" => self.row_is_heading = is_heading_row(self.dom, id),
            _ => {}
        }
    }

    fn leave(&mut self, id: Id) {
        let name = self.dom.name(id);
        if let Some((_, lang, from)) = self.langs.pop_if(|(open, _, _)| *open == id) {
            self.open.annotate(from, Inline::Lang(lang));
        }
        if judge::display(self.dom, id) == Display::Block {
            self.close();
        }
        match math::join(self.dom, id) {
            Some(Join::Raised) => self.raised = false,
            Some(Join::Lowered) => self.lowered = false,
            _ => {}
        }
        self.pulls = self
            .pulls
            .saturating_sub(usize::from(is_pull_quote(self.dom, id)));
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "ul" | "ol" | "dl" | "dir" => {
                self.lists.pop();
            }
            "li" | "dd" | "dt" => {
                self.item = None;
                self.task = None;
                self.first_in_item = false;
                (self.term, self.definition) = (false, false);
            }
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "figcaption" | "caption" => self.captions = self.captions.saturating_sub(1),
            "p" | "div" | "td" | "span" | "em" if is_caption(self.dom, id) => {
                if matches!(name, "td" | "span" | "em") {
                    self.close();
                }
                self.captions = self.captions.saturating_sub(1);
            }
            "figure" if is_picture(self.dom, id) => {
                self.figures = self.figures.saturating_sub(1);
                self.captioned &= self.figures > 0;
            }
            "pre" => self.pre = self.pre.saturating_sub(1),
            "q" => {
                self.quoted = self.quoted.saturating_sub(1);
                self.open.insert(if self.quoted.is_multiple_of(2) {
                    "”"
                } else {
                    "’"
                });
            }
            "sup" => self.raised = false,
            "em" | "i" | "strong" | "b" => {
                self.emphases = self.emphases.saturating_sub(1);
                // "<b>Why the sea?</b> It was there."
                let asks = self.emphases == 0 && !self.plain_text && !self.open.text.is_empty();
                if asks && words::ends_question(&self.open.text) {
                    self.end_line();
                }
            }
            "a" if self
                .dom
                .attribute(id, "href")
                .is_some_and(|href| !href.starts_with('#')) =>
            {
                self.links = self.links.saturating_sub(1);
            }
            "td" | "th" => self.end_cell(id),
            "tr" => {
                if let Some(table) = &mut self.table {
                    table.end_row(self.row_is_heading);
                }
            }
            "table" if id == self.table_node => {
                if let Some(table) = self.table.take() {
                    table.finish(self.document);
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self, id: Id) {
        if self.table.is_none() {
            self.close();
            return;
        }
        self.annotate_open();
        let Some(table) = &mut self.table else {
            return;
        };
        let span = |name: &str| {
            let value = self.dom.attribute(id, name)?;
            value.trim().parse().ok()
        };
        let spans = (span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
        let heading = self.dom.name(id) == "th";
        let text = self.open.finish(BlockKind::Table);
        table.wide_cell(text, spans, heading);
    }

    fn start_item(&mut self, id: Id) {
        let value = self
            .dom
            .attribute(id, "value")
            .and_then(|v| v.trim().parse::<i64>().ok());
        let number = self.lists.last_mut().and_then(|list| list.label(value));
        self.item = Some(number);
    }

    /// Ends the open block; inside a table it only divides words.
    fn close(&mut self) {
        self.breaks = 0;
        let line = self.take_line();
        let broken = std::mem::take(&mut self.broken);
        if self.table.is_some() && self.captions == 0 {
            self.lines.clear();
            self.open.space();
            return;
        }
        let (kind, level) = match self.heading {
            Some(level) if self.captions == 0 => (BlockKind::Heading, level),
            _ if self.captions > 0 => (BlockKind::Caption, 0),
            None if self.figures > 0
                && self.quotes == 0
                && self.lists.is_empty()
                && self.pre == 0 =>
            {
                (BlockKind::Caption, 0)
            }
            None if self.pre > 0 => (BlockKind::Code, 0),
            None if !self.lists.is_empty() && self.first_in_item => {
                (BlockKind::ListItem, self.lists.len().min(9) as u8)
            }
            None if self.quotes > 0 => (BlockKind::Quote, self.quotes),
            None if self.pulls > 0 => (BlockKind::Quote, 1),
            _ => (BlockKind::Paragraph, 0),
        };
        self.annotate_open();
        let look = Look {
            linked: std::mem::take(&mut self.linked_text),
            styled: !std::mem::take(&mut self.plain_text),
            term: self.term,
            definition: self.definition,
        };
        // Leading white space would move the lines.
        let divided = !self.lines.is_empty()
            && lines::may_divide(kind, self.lines.len())
            && !self.open.text.starts_with(char::is_whitespace);
        let finished = self.open.finish(kind);
        let mut lines = std::mem::take(&mut self.lines);
        if let Some(block) = finished {
            // Stars, rules and bullets by themselves only divide.
            if kind != BlockKind::Code && !block.text.contains(char::is_alphanumeric) {
                self.document.skip(&block.text, block.source.span(), "rule");
                self.document.end_section();
                return;
            }
            self.first_in_item = false;
            // Beside a caption stands who took the picture.
            let beside = kind == BlockKind::Caption && self.captioned && self.captions == 0;
            if beside && words::at_most(&block.text, 8) && !words::ends_sentence(&block.text) {
                let source = block.source.span();
                self.document.skip(&block.text, source, "photo credit");
                return;
            }
            let lonely = broken && !divided && kind == BlockKind::Paragraph;
            if lonely && line.is_link(&block.text) {
                let reason = "link to another page";
                self.document.skip(&block.text, block.source.span(), reason);
                return;
            }
            let block = block.at_level(level);
            if divided {
                lines.push(line);
                lines::add(block, &lines, look, self.document, &mut self.looks);
                return;
            }
            if look != Look::default() {
                self.looks.insert(block.source.span().start, look);
            }
            self.document.blocks.push(block);
        }
    }
}
