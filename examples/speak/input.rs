//! What is spoken: the text of the command line, a file or standard input.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use rhapsode::article::{self, Format, Options, Pieces};
use rhapsode::{Document, Error, Result};

use crate::args::Args;

/// A file that is longer is not read as a whole if it need not be, in bytes.
const LONG: usize = 128 << 10;

/// The parts of a long text.
pub type Parts = Pieces<Box<dyn Read>>;

/// The texts to speak: one, or with `--lines` one for each line. With `in_parts`, of a long plain text
/// only the first part is read, and the others when they are asked for.
pub fn documents(args: &Args, in_parts: bool) -> Result<Vec<Text>> {
    let mut source = Source::of(args)?;
    if in_parts && source.is_long_text() {
        return Ok(vec![source.in_parts()?]);
    }
    source.read_rest()?;
    if !args.lines {
        if source.bytes.trim_ascii().is_empty() {
            return Err(source.empty());
        }
        let document = source.read(&source.bytes)?;
        return Ok(vec![Text {
            name: source.name.clone(),
            written: String::new(),
            document: Arc::new(document),
            parts: RefCell::default(),
        }]);
    }
    let text = article::decode(&source.bytes, source.format, &source.options);
    let text = text.map_err(|e| source.named(e))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let line = |(i, line): (usize, &str)| {
        Ok(Text {
            name: format!("{}, line {}", source.name, i + 1),
            written: line.to_owned(),
            document: Arc::new(source.read(line.as_bytes())?),
            parts: RefCell::default(),
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
    /// All of it, or its first part.
    pub document: Arc<Document>,
    /// What follows, until somebody speaks it.
    pub parts: RefCell<Option<Parts>>,
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
    /// As much of it as was read.
    bytes: Vec<u8>,
    /// The rest, if there may be one.
    input: Option<Box<dyn Read>>,
    format: Format,
    /// How it is read.
    options: Options,
}

impl Source {
    fn of(args: &Args) -> Result<Source> {
        let format = Format::from(args.format);
        if let Some(text) = &args.text {
            return Ok(Source {
                name: "--text".to_owned(),
                bytes: text.clone().into_bytes(),
                input: None,
                // What is typed is meant as it is, but nobody means tags to be read.
                format: match format {
                    Format::Auto if text.trim_start().starts_with("<speak") => Format::Ssml,
                    Format::Auto => Format::Text,
                    format => format,
                },
                options: options(args, false),
            });
        }
        let path = args.input.as_deref().unwrap_or(Path::new("-"));
        let stdin = path == Path::new("-");
        let name = if stdin {
            "standard input".to_owned()
        } else {
            path.display().to_string()
        };
        let input: Box<dyn Read> = if stdin {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(path).map_err(|e| unread(&name, e))?)
        };
        let format = match (format, args.lines) {
            (Format::Auto, true) => Format::Text,
            (Format::Auto, false) if !stdin => Format::of_path(path),
            (format, _) => format,
        };
        let mut source = Source {
            name,
            bytes: Vec::new(),
            input: Some(input),
            format,
            options: options(args, !args.lines),
        };
        source.read_to(LONG + 1)?;
        Ok(source)
    }

    /// Reads on until this many bytes are there, or all of them.
    fn read_to(&mut self, length: usize) -> Result<()> {
        if let Some(input) = &mut self.input {
            let wanted = length.saturating_sub(self.bytes.len());
            let read = input.take(wanted as u64).read_to_end(&mut self.bytes);
            if read.map_err(|e| unread(&self.name, e))? < wanted {
                self.input = None;
            }
        }
        Ok(())
    }

    /// Reads all of it, or one byte more than is accepted, so that the limit is noticed and an
    /// endless input ends.
    fn read_rest(&mut self) -> Result<()> {
        self.read_to(Options::MAX_BYTES + 1)
    }

    /// Whether it is plain text in UTF-8, as far as its beginning tells, and goes on.
    fn is_long_text(&self) -> bool {
        let format = match self.format {
            Format::Auto => Format::of_content(&self.bytes),
            format => format,
        };
        let wide = self.bytes.starts_with(b"\xFF\xFE") || self.bytes.starts_with(b"\xFE\xFF");
        format == Format::Text && self.input.is_some() && !wide
    }

    fn in_parts(mut self) -> Result<Text> {
        let begun = Cursor::new(std::mem::take(&mut self.bytes));
        let input: Box<dyn Read> = match self.input.take() {
            Some(rest) => Box::new(begun.chain(rest)),
            None => Box::new(begun),
        };
        let mut parts = article::pieces(input, &self.options);
        let document = parts.next().unwrap_or_else(|| Ok(Document::default()));
        let document = document.map_err(|e| self.named(e))?;
        Ok(Text {
            name: self.name,
            written: String::new(),
            document: Arc::new(document),
            parts: RefCell::new(Some(parts)),
        })
    }

    fn read(&self, bytes: &[u8]) -> Result<Document> {
        article::read(bytes, self.format, &self.options).map_err(|e| self.named(e))
    }

    fn empty(&self) -> Error {
        nothing(&self.name)
    }

    fn named(&self, error: Error) -> Error {
        named(&self.name, error)
    }
}

/// How the input is read; a page may have more on it than the article.
fn options(args: &Args, page: bool) -> Options {
    Options {
        keep_everything: !page,
        speaker_labels: args.speaker_labels.into(),
        image_descriptions: args.picture_descriptions,
        skip_code: args.skip_code,
        task_states: !args.no_task_states,
        ..Options::default()
    }
}

fn unread(name: &str, error: io::Error) -> Error {
    Error::io(name, error, "name a text file, or - for standard input")
}

/// An error of reading the article, with the name of the input.
pub fn named(name: &str, mut error: Error) -> Error {
    if let Error::Malformed { what, .. }
    | Error::Unsupported { what, .. }
    | Error::Limit { what, .. } = &mut error
        && what == "article"
    {
        name.clone_into(what);
    }
    error
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
