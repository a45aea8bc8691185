//! SSML 1.1 (W3C Recommendation, 7 September 2010) to a document: paragraphs become blocks, and what
//! is asked of the voice becomes [`Annotation`]s. The parser is `quick-xml`.

mod element;
mod entity;
mod trim;
mod value;

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::source::Builder;
use super::{Annotation, Block, BlockKind, Document, Inline};
use crate::{Error, Result};
use element::Element;
use entity::Entities;
use trim::Marks;

/// The deepest nesting of elements. Real documents stay below ten.
const MAX_DEPTH: usize = 256;

/// The most annotations of a document: they weigh more than the tags that make them.
const MAX_ANNOTATIONS: u32 = 4_000_000;

/// Reads SSML. Offsets are byte offsets in `text`.
///
/// # Errors
///
/// [`Error::Malformed`] with line and column for what is not well-formed XML, or no SSML;
/// [`Error::Limit`] for elements nested too deep, and for too many of them.
pub(super) fn read(text: &str) -> Result<Document> {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut ssml = Ssml {
        source: text,
        document: Document::default(),
        open: Builder::default(),
        found: Vec::new(),
        sequence: 0,
        stack: Vec::new(),
        space: false,
        silent: 0,
        atoms: 0,
        begun: false,
        typed: false,
        ended: false,
        entities: Entities::default(),
        marks: Marks::default(),
    };
    ssml.characters()?;
    ssml.run(mark)?;
    ssml.finish()
}

/// The encoding that the XML declaration names, if it is another than UTF-8.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..bytes.len().min(200))?;
    let head = std::str::from_utf8(&head[..head.iter().position(|&b| b == b'>')?]).ok()?;
    let value = head
        .trim_start()
        .strip_prefix("<?xml")?
        .split("encoding")
        .nth(1)?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    // What can say so in ASCII is not in UTF-16.
    let wide = [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].contains(&encoding);
    (encoding != encoding_rs::UTF_8 && !wide).then_some(encoding)
}

/// The document under construction.
struct Ssml<'a> {
    source: &'a str,
    document: Document,
    /// The text of the open block.
    open: Builder,
    /// The annotations of the open block, by the order in which their elements began.
    found: Vec<(u32, Annotation)>,
    /// The number of the next annotation.
    sequence: u32,
    stack: Vec<Element<'a>>,
    /// White space has come since the last character.
    space: bool,
    /// Open elements whose content is not spoken.
    silent: usize,
    /// Open elements whose content is read as one piece.
    atoms: usize,
    /// An element has begun.
    begun: bool,
    /// A document type has come.
    typed: bool,
    /// The root has been closed.
    ended: bool,
    entities: Entities,
    /// Between which marks the document is spoken.
    marks: Marks,
}

impl<'a> Ssml<'a> {
    fn run(&mut self, base: usize) -> Result<()> {
        let source = self.source;
        let mut reader = Reader::from_str(&source[base..]);
        loop {
            let start = base + reader.buffer_position() as usize;
            let event = reader.read_event();
            let end = base + reader.buffer_position() as usize;
            let event = event.map_err(|e| {
                self.malformed(base + reader.error_position() as usize, e.to_string())
            })?;
            match event {
                Event::Start(tag) => self.begin(&tag, start..end)?,
                Event::Empty(tag) => {
                    self.begin(&tag, start..end)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(_) => self.text(start..end)?,
                Event::CData(_) => {
                    let inside = start + "<![CDATA[".len()..end - "]]>".len();
                    self.in_root(start, &source[inside.clone()])?;
                    self.words(inside);
                }
                Event::GeneralRef(name) => self.reference(&name, start)?,
                Event::DocType(content) => {
                    self.in_prolog(start, "a document type")?;
                    self.entities.declare(&content);
                }
                Event::Decl(_) if start > base => {
                    let problem = "an XML declaration that is not at the beginning";
                    return Err(self.malformed(start, problem.to_owned()));
                }
                Event::Comment(_) => self.comment(start..end)?,
                Event::PI(_) | Event::Decl(_) => {}
                Event::Eof => return Ok(()),
            }
        }
    }

    /// Refuses control characters, which XML cannot hold (section 2.2).
    fn characters(&self) -> Result<()> {
        let control = |c: char| {
            c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}')
        };
        match self.source.find(control) {
            Some(at) => Err(self.malformed(at, "a control character".to_owned())),
            None => Ok(()),
        }
    }

    /// Refuses what may only stand once, before the root.
    fn in_prolog(&mut self, at: usize, what: &str) -> Result<()> {
        let problem = match (self.begun, self.typed) {
            (true, _) => format!("{what} behind the beginning of the `speak` element"),
            (_, true) => format!("{what} for the second time"),
            _ => {
                self.typed = true;
                return Ok(());
            }
        };
        Err(self.malformed(at, problem))
    }

    /// Refuses two hyphens inside a comment (XML 1.0, section 2.5).
    fn comment(&self, at: Range<usize>) -> Result<()> {
        let inside = at.start + "<!--".len()..at.end.saturating_sub("-->".len());
        let text = self.source.get(inside.clone()).unwrap_or_default();
        let hyphens = text
            .find("--")
            .or_else(|| text.ends_with('-').then(|| text.len() - 1));
        match hyphens {
            Some(found) => {
                Err(self.malformed(inside.start + found, "`--` inside a comment".to_owned()))
            }
            None => Ok(()),
        }
    }

    /// Text between tags, a byte range of the source.
    fn text(&mut self, at: Range<usize>) -> Result<()> {
        self.in_root(at.start, &self.source[at.clone()])?;
        self.words(at);
        Ok(())
    }

    /// Refuses text outside the root.
    fn in_root(&self, at: usize, text: &str) -> Result<()> {
        if self.stack.is_empty() && !text.trim().is_empty() {
            return Err(self.malformed(at, "text outside the `speak` element".to_owned()));
        }
        Ok(())
    }

    /// Copies text from the source; runs of white space become a single space.
    fn words(&mut self, at: Range<usize>) {
        if self.silent > 0 {
            return;
        }
        let text = &self.source[at.clone()];
        let mut rest = 0;
        while let Some(found) = text[rest..].find(|c: char| !c.is_whitespace()) {
            let start = rest + found;
            let end = text[start..]
                .find(char::is_whitespace)
                .map_or(text.len(), |n| start + n);
            self.space |= found > 0;
            if self.space && !self.open.text.is_empty() {
                // A single space is the same in the source and in the text.
                if found == 1 && text[..start].ends_with(' ') {
                    self.open.copy(" ", at.start + start - 1);
                } else {
                    self.open.insert(" ");
                }
            }
            self.space = false;
            self.open.copy(&text[start..end], at.start + start);
            rest = end;
        }
        self.space |= rest < text.len();
    }

    /// `&amp;`, `&#x2019;` and what the document type declares.
    fn reference(&mut self, name: &quick_xml::events::BytesRef<'_>, at: usize) -> Result<()> {
        let character = name
            .resolve_char_ref()
            .map_err(|e| self.malformed(at, e.to_string()))?;
        let mut bytes = [0; 4];
        let decoded = match character {
            Some(c) => Ok(&*c.encode_utf8(&mut bytes)),
            None => self.entities.resolve(name),
        };
        let decoded = match decoded {
            Ok(text) => text,
            Err(problem) => return Err(self.malformed(at, problem)),
        };
        self.in_root(at, decoded)?;
        if self.silent > 0 {
            return Ok(());
        }
        for c in decoded.chars() {
            if c.is_whitespace() {
                self.space = true;
                continue;
            }
            if std::mem::take(&mut self.space) && !self.open.text.is_empty() {
                self.open.insert(" ");
            }
            self.open.insert(c.encode_utf8(&mut [0; 4]));
        }
        Ok(())
    }

    // --- Blocks and annotations ---

    /// Ends the open block.
    fn flush(&mut self) {
        let end = self.open.text.trim_end().len();
        for element in &mut self.stack {
            for begun in &mut element.begun {
                if begun.start < end {
                    let at = std::mem::take(&mut begun.start)..end;
                    let annotation = Annotation::new(at, begun.inline.clone());
                    self.found.push((begun.sequence, annotation));
                } else {
                    begun.start = 0;
                }
            }
        }
        self.space = false;
        let Some(mut block) = self.open.finish(BlockKind::Paragraph) else {
            return;
        };
        self.found.sort_by_key(|(sequence, _)| *sequence);
        block
            .annotations
            .extend(self.found.drain(..).map(|(_, a)| a));
        self.document.blocks.push(block);
    }

    /// An annotation of the open block, or of the end of the block before where nothing is open.
    fn annotate(&mut self, sequence: u32, at: Range<usize>, inline: Inline) {
        if self.open.text.is_empty()
            && let Some(block) = self.document.blocks.last_mut()
        {
            let end = block.text.len();
            block.annotations.push(Annotation::new(end..end, inline));
        } else {
            self.found.push((sequence, Annotation::new(at, inline)));
        }
    }

    /// A break or a mark, here.
    fn point(&mut self, inline: Inline) {
        // A mark belongs to what comes after it.
        if matches!(inline, Inline::Mark(_)) && !self.open.text.is_empty() && self.space {
            self.open.insert(" ");
            self.space = false;
        }
        let (sequence, at) = (self.next_sequence(), self.open.text.len());
        self.annotate(sequence, at..at, inline);
    }

    /// The annotation of a closed element: its text without white space at the edges.
    fn close(&mut self, begun: element::Begun) {
        let text = &self.open.text[begun.start.min(self.open.text.len())..];
        let start = begun.start + text.len() - text.trim_start().len();
        let end = self.open.text.len();
        let empty = start >= end;
        // Without text only other words can be said.
        let speaks = matches!(begun.inline, Inline::Sub(_) | Inline::Phoneme(_));
        if !empty {
            let annotation = Annotation::new(start..end, begun.inline);
            self.found.push((begun.sequence, annotation));
        } else if speaks {
            self.annotate(begun.sequence, end..end, begun.inline);
        }
    }

    fn next_sequence(&mut self) -> u32 {
        self.sequence += 1;
        self.sequence
    }

    // --- The end ---

    fn finish(mut self) -> Result<Document> {
        if let Some(element) = self.stack.last() {
            let problem = format!("`<{}>` is never closed", element.name);
            return Err(self.malformed(element.tag.start, problem));
        }
        if !self.ended {
            return Err(self.malformed(self.source.len(), "there is no `speak` element".to_owned()));
        }
        self.flush();
        if !self.found.is_empty() {
            // Nothing but pauses and marks.
            let mut silence = Block::new(BlockKind::Paragraph, "");
            silence
                .annotations
                .extend(self.found.drain(..).map(|(_, a)| a));
            self.document.blocks.push(silence);
        }
        trim::trim(&mut self.document, &self.marks);
        self.document.skipped.sort_by_key(|s| s.source.start);
        Ok(self.document)
    }

    /// Lists a tag as not acted on.
    fn report(&mut self, tag: &Range<usize>, reason: &str) {
        let source = self.source;
        self.document
            .skip(&source[tag.clone()], tag.clone(), reason);
    }

    fn malformed(&self, at: usize, problem: String) -> Error {
        Error::malformed(
            "article",
            problem,
            super::place(self.source, at),
            "correct the SSML (each element closed, `&lt;` for <, `&amp;` for &), \
             or give it as plain text",
        )
    }

    fn limit(&self, what: &str, at: usize, limit: String) -> Error {
        Error::limit(
            "article",
            format!("SSML with {what} at {}", super::place(self.source, at)),
            limit,
            "make it simpler, or split it",
        )
    }
}
