//! What a file says about what it holds.

use std::io::{self, Write};

use serde::Serialize;

use super::ms;
use crate::article::{BlockKind, Document};
use crate::speech::Chunk;

/// A part of an article that begins with a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Where it begins, in milliseconds.
    pub start: u64,
    /// The heading.
    pub title: String,
}

/// Title, author and chapters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title.
    pub title: Option<String>,
    /// The author.
    pub author: Option<String>,
    /// The chapters in order.
    pub chapters: Vec<Chapter>,
}

impl Metadata {
    /// What a document says of itself. Its chapters are known when it has been spoken: see
    /// [`Chapters`].
    pub fn of(document: &Document) -> Self {
        Metadata {
            title: document.title.clone(),
            author: document.byline.clone(),
            chapters: Vec::new(),
        }
    }

    /// The fields of a Vorbis comment, as FLAC and Opus have it: `TITLE`, `ARTIST`, and `CHAPTER000`
    /// with `CHAPTER000NAME` for each chapter (the chapter extension of xiph.org).
    pub fn comments(&self) -> Vec<String> {
        let mut comments = Vec::new();
        let mut add = |name: &str, value: &str| comments.push(format!("{name}={value}"));
        if let Some(title) = &self.title {
            add("TITLE", title);
        }
        if let Some(author) = &self.author {
            add("ARTIST", author);
        }
        for (i, chapter) in self.chapters.iter().enumerate().take(1_000) {
            let start = super::clock(chapter.start, '.');
            add(&format!("CHAPTER{i:03}"), &start);
            add(&format!("CHAPTER{i:03}NAME"), &chapter.title);
        }
        comments
    }

    /// The body of a Vorbis comment: the program, then the fields, each after its length.
    #[cfg(any(feature = "flac", feature = "opus"))]
    pub(super) fn vorbis_comment(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let mut add = |text: &str| {
            body.extend_from_slice(&(text.len() as u32).to_le_bytes());
            body.extend_from_slice(text.as_bytes());
        };
        add(concat!("rhapsode ", env!("CARGO_PKG_VERSION")));
        let comments = self.comments();
        let mut fields = Vec::new();
        for comment in &comments {
            fields.extend_from_slice(&(comment.len() as u32).to_le_bytes());
            fields.extend_from_slice(comment.as_bytes());
        }
        body.extend_from_slice(&(comments.len() as u32).to_le_bytes());
        body.extend(fields);
        body
    }
}

/// Collects the chapters of an article as it is spoken: one for each heading, and one for what stands
/// before the first.
#[derive(Debug)]
pub struct Chapters {
    sample_rate: u32,
    title: Option<String>,
    author: Option<String>,
    chapters: Vec<Chapter>,
    block: Option<usize>,
}

/// The podcast namespace's form.
#[derive(Serialize)]
struct File<'a> {
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    chapters: Vec<Entry>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    start_time: f64,
    title: String,
}

impl Chapters {
    /// None yet.
    pub fn new(sample_rate: u32) -> Self {
        Chapters {
            sample_rate,
            title: None,
            author: None,
            chapters: Vec::new(),
            block: None,
        }
    }

    /// Looks at a chunk of the document.
    pub fn add(&mut self, document: &Document, chunk: &Chunk) {
        if self.block.is_none() {
            self.title.clone_from(&document.title);
            self.author.clone_from(&document.byline);
        }
        if self.block.replace(chunk.block) == Some(chunk.block) {
            return;
        }
        let block = &document.blocks[chunk.block];
        let heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading);
        if heading || self.chapters.is_empty() {
            let words: Vec<&str> = match (heading, &document.title) {
                (false, Some(title)) => title.split_whitespace().collect(),
                _ => block.text.split_whitespace().take(12).collect(),
            };
            self.chapters.push(Chapter {
                start: ms(chunk.start, self.sample_rate),
                title: words.join(" "),
            });
        }
    }

    /// What was found.
    pub fn into_chapters(self) -> Vec<Chapter> {
        self.chapters
    }

    /// Writes them as JSON Chapters 1.2 of the podcast namespace
    /// (<https://github.com/Podcastindex-org/podcast-namespace>, `chapters/jsonChapters.md`).
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        let entry = |c: &Chapter| Entry {
            start_time: c.start as f64 / 1000.0,
            title: c.title.clone(),
        };
        let file = File {
            version: "1.2.0",
            title: self.title.as_deref(),
            author: self.author.as_deref(),
            chapters: self.chapters.iter().map(entry).collect(),
        };
        serde_json::to_writer_pretty(&mut out, &file)?;
        out.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use super::super::captions::tests::chunk;
    use super::*;
    use crate::article::Block;

    #[test]
    fn headings_are_chapters() {
        let mut document = Document {
            title: Some("Tides".to_owned()),
            ..Document::default()
        };
        let kinds = [
            BlockKind::Paragraph,
            BlockKind::Heading,
            BlockKind::Paragraph,
        ];
        for (kind, text) in kinds.into_iter().zip(["Once.", "The\n moon", "Then."]) {
            document.blocks.push(Block::new(kind, text));
        }
        let mut chapters = Chapters::new(16_000);
        for block in 0..3 {
            let mut chunk = chunk("A text.", 16_000 * block as u64);
            chunk.block = block;
            chapters.add(&document, &chunk);
        }
        let mut json = Vec::new();
        chapters.write(&mut json).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let expected = serde_json::json!({
            "version": "1.2.0",
            "title": "Tides",
            "chapters": [
                {"startTime": 0.0, "title": "Tides"},
                {"startTime": 1.0, "title": "The moon"},
            ],
        });
        assert_eq!(json, expected);
        let mut metadata = Metadata::of(&document);
        metadata.chapters = chapters.into_chapters();
        let comments = metadata.comments();
        assert_eq!(comments[0], "TITLE=Tides");
        assert_eq!(
            comments[3..],
            ["CHAPTER001=00:00:01.000", "CHAPTER001NAME=The moon"]
        );
    }
}
