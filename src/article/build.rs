//! Documents made by hand.

use super::{Block, BlockKind, Document, SourceMap};

/// A document from an app that has its own extraction: title, author and date first, then the blocks
/// in reading order.
///
/// ```
/// use rhapsode::article::{Block, Document};
///
/// let page = "<h1>Tides</h1><p>They rise twice a day.</p>";
/// let document = Document::titled("Tides")
///     .by("Ann Lee")
///     .dated("2 July 2020")
///     .in_language("en-GB")
///     .with(Block::paragraph("They rise twice a day.").standing_at(17))
///     .with(Block::heading(2, "A pilot remembers"))
///     .with(Block::paragraph("The fog came in first.").said_by("Ben"));
///
/// assert_eq!(document.blocks.len(), 6);
/// assert_eq!(&page[document.blocks[3].source.range(0..4)], "They");
/// ```
impl Document {
    /// A document with a headline, which is read first.
    pub fn titled(title: impl Into<String>) -> Self {
        let title = title.into();
        Document {
            blocks: vec![Block::new(BlockKind::Title, &title).at_level(1)],
            title: Some(title),
            ..Document::default()
        }
    }

    /// The same document with an author line: "By" and the name are read, the name is kept.
    pub fn by(mut self, author: impl Into<String>) -> Self {
        let author = author.into();
        let line = format!("By {author}");
        self.byline = Some(author);
        self.with(Block::new(BlockKind::Byline, line))
    }

    /// The same document with a date line, read as it is written.
    pub fn dated(mut self, date: impl Into<String>) -> Self {
        let date = date.into();
        self.date = Some(date.clone());
        self.with(Block::new(BlockKind::Date, date))
    }

    /// The same document with its language, a BCP 47 tag.
    pub fn in_language(mut self, tag: impl Into<String>) -> Self {
        self.lang = Some(tag.into());
        self
    }

    /// The same document with one block more.
    pub fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }
}

impl Extend<Block> for Document {
    fn extend<I: IntoIterator<Item = Block>>(&mut self, blocks: I) {
        self.blocks.extend(blocks);
    }
}

impl FromIterator<Block> for Document {
    /// A document of these blocks, without title, author or date.
    fn from_iter<I: IntoIterator<Item = Block>>(blocks: I) -> Self {
        Document {
            blocks: blocks.into_iter().collect(),
            ..Document::default()
        }
    }
}

impl Block {
    /// A paragraph said by the narrator.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Block::new(BlockKind::Paragraph, text)
    }

    /// A heading inside the article; `level` from 1 to 6.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Block::new(BlockKind::Heading, text).at_level(level)
    }

    /// An item of a list that is not nested. A number belongs to the text: `"1. Mix the flour."`
    pub fn list_item(text: impl Into<String>) -> Self {
        Block::new(BlockKind::ListItem, text).at_level(1)
    }

    /// A block quotation that is not nested.
    pub fn quote(text: impl Into<String>) -> Self {
        Block::new(BlockKind::Quote, text).at_level(1)
    }

    /// The same block with its place: its text stands, byte for byte, at byte `source` of the source.
    pub fn standing_at(mut self, source: usize) -> Self {
        self.source = SourceMap::verbatim(source, self.text.len());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_can_be_collected() {
        let mut document: Document = ["a", "b"].into_iter().map(Block::paragraph).collect();
        document.extend([Block::quote("c"), Block::list_item("1. d")]);
        assert_eq!(document.blocks.len(), 4);
        assert_eq!(document.blocks[3].level, 1);
        assert!(document.title.is_none());
    }
}
