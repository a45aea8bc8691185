//! What is spoken: the text of the command line, a file or standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use rhapsode::article::{self, Format, Options, SpeakerLabels};
use rhapsode::{Document, Error, Result};

use crate::args::Args;

/// The texts to speak: one, or with `--lines` one for each line.
pub fn documents(args: &Args) -> Result<Vec<Text>> {
    let source = Source::of(args)?;
    if !args.lines {
        if source.bytes.trim_ascii().is_empty() {
            return Err(source.empty());
        }
        let document = source.read(&source.bytes)?;
        return Ok(vec![Text {
            name: source.name.clone(),
            written: String::new(),
            document: Arc::new(document),
        }]);
    }
    let options = source.options();
    let text = article::decode(&source.bytes, source.format, &options);
    let text = text.map_err(|e| source.named(e))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let line = |(i, line): (usize, &str)| {
        Ok(Text {
            name: format!("{}, line {}", source.name, i + 1),
            written: line.to_owned(),
            document: Arc::new(source.read(line.as_bytes())?),
        })
    };
    text.lines().enumerate().map(line).collect()
}

/// A text to speak.
pub struct Text {
    /// What messages call it.
    pub name: String,
    /// With `--lines`, the line.
    pub written: String,
    pub document: Arc<Document>,
}

impl Text {
    /// Leaves out what stands before some words.
    pub fn begin_at(&mut self, words: &str) -> Result<()> {
        let (block, at) = find(&self.document, words)?;
        let mut document = Document::clone(&self.document);
        document.blocks.drain(..block);
        if let Some(first) = document.blocks.first_mut() {
            first.source = first.source.slice(at..first.text.len());
            first.text.drain(..at);
        }
        self.document = Arc::new(document);
        Ok(())
    }

    /// The error for a text of which nothing is heard.
    pub fn silent(&self) -> Error {
        nothing(&self.name)
    }
}

fn nothing(name: &str) -> Error {
    Error::malformed(
        name,
        "there is nothing to speak",
        "empty, or without a word",
        "give it some text",
    )
}

/// The input as it came.
struct Source {
    name: String,
    bytes: Vec<u8>,
    format: Format,
    /// Whether it may be a page with more on it than the article.
    page: bool,
    labels: SpeakerLabels,
}

impl Source {
    fn of(args: &Args) -> Result<Source> {
        let format = Format::from(args.format);
        if let Some(text) = &args.text {
            return Ok(Source {
                name: "--text".to_owned(),
                bytes: text.clone().into_bytes(),
                // What is typed is meant as it is, but nobody means tags to be read.
                format: match format {
                    Format::Auto if text.trim_start().starts_with("<speak") => Format::Ssml,
                    Format::Auto => Format::Text,
                    format => format,
                },
                page: false,
                labels: args.speaker_labels.into(),
            });
        }
        let path = args.input.as_deref().unwrap_or(Path::new("-"));
        let stdin = path == Path::new("-");
        let name = if stdin {
            "standard input".to_owned()
        } else {
            path.display().to_string()
        };
        let mut bytes = Vec::new();
        // One byte more than is accepted, so that the limit is noticed and an endless input ends.
        let limit = Options::MAX_BYTES as u64 + 1;
        let read = if stdin {
            io::stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            File::open(path).and_then(|f| f.take(limit).read_to_end(&mut bytes))
        };
        read.map_err(|e| Error::io(&name, e, "name a text file, or - for standard input"))?;
        let format = match (format, args.lines) {
            (Format::Auto, true) => Format::Text,
            (Format::Auto, false) if !stdin => Format::of_path(path),
            (format, _) => format,
        };
        Ok(Source {
            name,
            bytes,
            format,
            page: !args.lines,
            labels: args.speaker_labels.into(),
        })
    }

    fn options(&self) -> Options {
        Options {
            keep_everything: !self.page,
            speaker_labels: self.labels,
            ..Options::default()
        }
    }

    fn read(&self, bytes: &[u8]) -> Result<Document> {
        article::read(bytes, self.format, &self.options()).map_err(|e| self.named(e))
    }

    fn empty(&self) -> Error {
        nothing(&self.name)
    }

    /// An error of reading the article, with the name of this input.
    fn named(&self, mut error: Error) -> Error {
        if let Error::Malformed { what, .. }
        | Error::Unsupported { what, .. }
        | Error::Limit { what, .. } = &mut error
            && what == "article"
        {
            what.clone_from(&self.name);
        }
        error
    }
}

/// Where words stand in a document: the block, and the byte in its text. Case and white space do not
/// count.
pub fn find(document: &Document, words: &str) -> Result<(usize, usize), Error> {
    let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let wanted = wanted.join(" ");
    for (i, block) in document.blocks.iter().enumerate() {
        let (mut text, mut places) = (String::new(), Vec::new());
        for word in block.text.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            let at = word.as_ptr() as usize - block.text.as_ptr() as usize;
            places.push((text.len(), at));
            text.push_str(&word.to_lowercase());
        }
        if let Some(at) = text.find(&wanted).filter(|_| !wanted.is_empty()) {
            let word = places.partition_point(|(start, _)| *start <= at);
            return Ok((i, places[word.max(1) - 1].1));
        }
    }
    Err(Error::malformed(
        "--from",
        format!("the text does not hold \"{words}\""),
        "all of it",
        "give a few words as they are written",
    ))
}
