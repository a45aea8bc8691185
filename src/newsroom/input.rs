//! Where articles come from: a folder, or a stream of JSON lines.

use std::fs::{self, File, ReadDir};
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Outcome, Report};
use crate::article::{Format, Options};
use crate::{Error, Result};

/// An article to be spoken.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// What its files are called after. Two articles with the same id are taken for one.
    pub id: String,
    /// What is in it.
    pub content: Content,
}

/// What is in an article.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Content {
    /// A file; its format follows from its name and what is in it.
    File(PathBuf),
    /// Text in a format.
    Text(String, Format),
}

impl Content {
    /// The bytes, and their format.
    pub(super) fn load(&self, id: &str, max_bytes: usize) -> Result<(Vec<u8>, Format)> {
        match self {
            Content::Text(text, format) => Ok((text.clone().into_bytes(), *format)),
            Content::File(path) => {
                let mut bytes = Vec::new();
                // One more than is accepted, so that the limit is noticed.
                let limit = max_bytes as u64 + 1;
                let file = File::open(path).and_then(|f| f.take(limit).read_to_end(&mut bytes));
                file.map_err(|e| Error::io(id, e, "check the file, and who may read it"))?;
                Ok((bytes, Format::of_path(path)))
            }
        }
    }
}

/// All files of a folder and its subfolders, one at a time, in the order of the file system; hidden
/// ones are left out.
pub fn folder(path: impl Into<PathBuf>) -> Folder {
    let root = path.into();
    Folder {
        next: Some(root.clone()),
        root,
        open: Vec::new(),
    }
}

/// The iterator that [`folder`] returns. In memory is one handle for each level of folders.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// A folder to be opened.
    next: Option<PathBuf>,
    open: Vec<ReadDir>,
}

impl Iterator for Folder {
    type Item = Result<Article, Report>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(path) = self.next.take() {
                match fs::read_dir(&path) {
                    Ok(entries) => self.open.push(entries),
                    Err(e) => return Some(Err(bad_path(&path, e))),
                }
            }
            let entry = match self.open.last_mut()?.next() {
                Some(Ok(entry)) => entry,
                Some(Err(e)) => return Some(Err(bad_path(&self.root, e))),
                None => {
                    self.open.pop();
                    continue;
                }
            };
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            // Follows links.
            match fs::metadata(&path) {
                Ok(m) if m.is_dir() => self.next = Some(path),
                Ok(m) if m.is_file() => return Some(Ok(self.article(path))),
                Ok(_) => continue,
                Err(e) => return Some(Err(bad_path(&path, e))),
            }
        }
    }
}

impl Folder {
    fn article(&self, path: PathBuf) -> Article {
        let inside = path.strip_prefix(&self.root).unwrap_or(&path);
        let parts = inside.components().map(|c| c.as_os_str().to_string_lossy());
        Article {
            id: parts.collect::<Vec<_>>().join("/"),
            content: Content::File(path),
        }
    }
}

fn bad_path(path: &Path, error: std::io::Error) -> Report {
    Report {
        id: path.display().to_string(),
        outcome: Outcome::Failed(Error::io(path, error, "check that it can be read")),
    }
}

/// Articles from JSON lines: one object a line, with an `id` (a string or a number) and its content
/// as `text`, `markdown` or `html`, or as a `path` to a file. Other fields are ignored, and so are
/// empty lines. A bad line is reported, and the next one is read.
///
/// ```text
/// {"id": "2026/11/tides", "text": "The sea rises twice a day."}
/// {"id": 4711, "html": "<h1>Mills</h1><p>The wheel turns again.</p>"}
/// ```
pub fn json_lines<R: BufRead>(input: R) -> JsonLines<R> {
    JsonLines {
        input,
        line: Vec::new(),
        number: 0,
        ended: false,
    }
}

/// The iterator that [`json_lines`] returns.
#[derive(Debug)]
pub struct JsonLines<R> {
    input: R,
    line: Vec<u8>,
    number: u64,
    ended: bool,
}

/// The longest line: the largest article that is accepted, with room for escapes.
const MAX_LINE: u64 = 2 * Options::MAX_BYTES as u64;

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Article, Report>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line.clear();
            self.number += 1;
            let line = (&mut self.input)
                .take(MAX_LINE)
                .read_until(b'\n', &mut self.line);
            match line {
                Ok(0) => self.ended = true,
                Ok(n) if n as u64 == MAX_LINE && self.line.last() != Some(&b'\n') => {
                    return Some(Err(self.too_long()));
                }
                Ok(_) if self.line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(parse(&self.line).map_err(|problem| self.bad(problem))),
                Err(e) => {
                    self.ended = true;
                    let place = format!("line {}", self.number);
                    return Some(Err(Report {
                        outcome: Outcome::Failed(Error::io(&place, e, "check the input")),
                        id: place,
                    }));
                }
            }
        }
        None
    }
}

impl<R: BufRead> JsonLines<R> {
    fn bad(&self, problem: String) -> Report {
        let id = format!("line {}", self.number);
        let remedy = r#"write {"id": ..., "text": ...}, with "html" or "markdown" for such text"#;
        Report {
            outcome: Outcome::Failed(Error::malformed(&id, problem, "JSON lines", remedy)),
            id,
        }
    }

    /// Reports a line beyond the limit, and reads on to its end.
    fn too_long(&mut self) -> Report {
        let report = self.bad(format!("longer than {MAX_LINE} bytes"));
        while self.line.last() != Some(&b'\n') {
            self.line.clear();
            let more = (&mut self.input)
                .take(1 << 20)
                .read_until(b'\n', &mut self.line);
            if !matches!(more, Ok(n) if n > 0) {
                break;
            }
        }
        report
    }
}

#[derive(Deserialize)]
struct Line {
    id: Id,
    text: Option<String>,
    markdown: Option<String>,
    html: Option<String>,
    path: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(i64),
    Text(String),
}

fn parse(line: &[u8]) -> Result<Article, String> {
    let line: Line = serde_json::from_slice(line).map_err(|e| e.to_string())?;
    let id = match line.id {
        Id::Number(number) => number.to_string(),
        Id::Text(text) => text,
    };
    let formats = [
        (line.text, Format::Text),
        (line.markdown, Format::Markdown),
        (line.html, Format::Html),
    ];
    let texts = formats
        .into_iter()
        .filter_map(|(text, format)| Some(Content::Text(text?, format)));
    let mut contents = texts.chain(line.path.map(Content::File));
    match (contents.next(), contents.next()) {
        (Some(content), None) => Ok(Article { id, content }),
        (None, _) => Err(format!("article {id:?} has no content")),
        _ => Err(format!("article {id:?} has more than one content")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_good_and_bad() {
        let input = "{\"id\": \"a\", \"text\": \"One.\"}\n\n{\"id\": 7, \"html\": \"<p>Two.</p>\", \"x\": 1}\n\
                     nonsense\n{\"id\": \"b\"}\n{\"text\": \"Three.\"}\n\
                     {\"id\": \"c\", \"text\": \"\", \"html\": \"\"}\n{\"id\":\"d\",\"path\":\"d.md\"}";
        let read: Vec<_> = json_lines(input.as_bytes()).collect();
        let ids: Vec<&str> = read
            .iter()
            .map(|r| match r {
                Ok(article) => &*article.id,
                Err(report) => &*report.id,
            })
            .collect();
        assert_eq!(ids, ["a", "7", "line 4", "line 5", "line 6", "line 7", "d"]);
        assert_eq!(read.iter().filter(|r| r.is_ok()).count(), 3);
        let content = Content::Text("<p>Two.</p>".into(), Format::Html);
        assert_eq!(read[1].as_ref().unwrap().content, content);
        let Err(report) = &read[3] else { panic!() };
        let Outcome::Failed(error) = &report.outcome else {
            panic!()
        };
        assert!(
            error.to_string().contains("\"b\" has no content"),
            "{error}"
        );
    }
}
