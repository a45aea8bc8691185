//! Where the audio of many articles goes.

use std::fs;
use std::path::{Path, PathBuf};

use super::Shard;
use crate::article::Document;
use crate::export::{CaptionFormat, Captions, OutputFile, SpeechMarks, Wav};
use crate::speech::Chunk;
use crate::{Error, Result};

/// The form of the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarksFormat {
    /// Speech marks as JSON lines, `.json`.
    Json,
    /// WebVTT captions, `.vtt`.
    WebVtt,
    /// SubRip captions, `.srt`.
    Srt,
}

impl MarksFormat {
    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            MarksFormat::Json => "json",
            MarksFormat::WebVtt => "vtt",
            MarksFormat::Srt => "srt",
        }
    }
}

/// The longest name of a file without its ending, in bytes: most file systems take 255.
const MAX_NAME: usize = 200;

const FULL: &str = "make room, or name another folder, and run it again: what is done stays";

/// An id as a relative path, `/` separating folders. Everything that a file system might not take
/// stands as `%` and two hexadecimal digits, so that no two ids share a path.
fn encode(id: &str) -> Result<String> {
    let mut path = String::new();
    for (i, part) in id.split('/').enumerate() {
        if i > 0 {
            path.push('/');
        }
        let from = path.len();
        for byte in part.bytes() {
            let first = path.len() == from;
            let plain = byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b' ')
                || byte >= 0x80
                // No hidden file, and nothing that looks like an option.
                || !first && matches!(byte, b'-' | b'.');
            if plain && byte < 0x80 {
                path.push(byte as char);
            } else {
                path.push_str(&format!("%{byte:02X}"));
            }
        }
        let length = path.len() - from;
        if length == 0 || length > MAX_NAME {
            return Err(Error::limit(
                format!("article id {id:?}"),
                format!("{length} bytes in a part of it, as a file name"),
                format!("1 to {MAX_NAME} bytes"),
                "give it another id",
            ));
        }
    }
    Ok(path)
}

/// Makes the output folder, and takes away what a run that was killed left half-written there, if it
/// belongs to this shard.
pub(super) fn prepare(folder: &Path, shard: Shard) -> Result<()> {
    fs::create_dir_all(folder)
        .map_err(|e| Error::io(folder, e, "name a folder that can be written"))?;
    // A folder that cannot be listed can still be written.
    clean(folder, "", shard);
    Ok(())
}

fn clean(folder: &Path, prefix: &str, shard: Shard) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            clean(&entry.path(), &format!("{prefix}{name}/"), shard);
        } else if let Some(path) = partial_of(name)
            && decode(&format!("{prefix}{path}")).is_some_and(|id| shard.takes(&id))
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The encoded id of a half-written file: `.ID.wav.PID-0.part` (see [`OutputFile`]).
fn partial_of(name: &str) -> Option<&str> {
    let name = name.strip_prefix('.')?.strip_suffix(".part")?;
    let (name, _process) = name.rsplit_once('.')?;
    let (id, ending) = name.rsplit_once('.')?;
    matches!(ending, "wav" | "json" | "vtt" | "srt").then_some(id)
}

/// The id that [`encode`] made a path of.
fn decode(path: &str) -> Option<String> {
    let (mut bytes, mut rest) = (Vec::new(), path.bytes());
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |b: Option<u8>| char::from(b?).to_digit(16);
        bytes.push((digit(rest.next())? * 16 + digit(rest.next())?) as u8);
    }
    String::from_utf8(bytes).ok()
}

/// The files of one article.
pub(super) struct Files {
    /// Without an ending.
    stem: PathBuf,
}

impl Files {
    pub fn of(folder: &Path, id: &str) -> Result<Self> {
        Ok(Files {
            stem: folder.join(encode(id)?),
        })
    }

    fn with(&self, extension: &str) -> PathBuf {
        let mut path = self.stem.clone().into_os_string();
        path.push(".");
        path.push(extension);
        path.into()
    }

    /// Whether the article was spoken: its audio is the last file to appear.
    pub fn are_there(&self) -> bool {
        self.with("wav").exists()
    }

    pub fn create(&self, sample_rate: u32, marks: Option<MarksFormat>) -> Result<Out> {
        let path = self.with("wav");
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|e| Error::io(parent, e, FULL))?;
        }
        let file = OutputFile::create(&path)?;
        let marks = match marks {
            None => Marks::None,
            Some(format) => {
                let file = OutputFile::create(self.with(format.extension()))?;
                Marks::new(file, format, sample_rate)
            }
        };
        let wav = Wav::new(file, sample_rate).map_err(|e| Error::io(&path, e, FULL))?;
        Ok(Out { path, wav, marks })
    }
}

/// The files of one article under construction.
pub(super) struct Out {
    path: PathBuf,
    wav: Wav<OutputFile>,
    marks: Marks,
}

enum Marks {
    None,
    Json(SpeechMarks<OutputFile>),
    Captions(Captions<OutputFile>),
}

impl Marks {
    fn new(file: OutputFile, format: MarksFormat, rate: u32) -> Self {
        match format {
            MarksFormat::Json => Marks::Json(SpeechMarks::new(file, rate)),
            MarksFormat::WebVtt => {
                Marks::Captions(Captions::new(file, CaptionFormat::WebVtt, rate))
            }
            MarksFormat::Srt => Marks::Captions(Captions::new(file, CaptionFormat::Srt, rate)),
        }
    }
}

impl Out {
    pub fn write(&mut self, samples: &[f32]) -> Result<()> {
        let written = self.wav.write(samples);
        written.map_err(|e| Error::io(&self.path, e, FULL))
    }

    /// Adds a sentence to the marks, when all of its audio is made.
    pub fn mark(&mut self, document: &Document, chunk: &Chunk) -> Result<()> {
        let marked = match &mut self.marks {
            Marks::None => Ok(()),
            Marks::Json(marks) => marks.write(chunk),
            Marks::Captions(captions) => {
                let block = document.blocks.get(chunk.block);
                captions.write(chunk, block.and_then(|b| b.speaker.as_deref()))
            }
        };
        marked.map_err(|e| Error::io(&self.path, e, FULL))
    }

    /// Ends the files: the marks first, for the audio stands for the whole.
    pub fn commit(self) -> Result<()> {
        match self.marks {
            Marks::None => {}
            Marks::Json(marks) => marks.into_inner().commit()?,
            Marks::Captions(captions) => captions.into_inner().commit()?,
        }
        let file = self.wav.finish_into();
        file.map_err(|e| Error::io(&self.path, e, FULL))?.commit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_paths() {
        for (id, path) in [
            ("a.txt", "a.txt"),
            ("2026/11/tides", "2026/11/tides"),
            ("../../etc/passwd", "%2E./%2E./etc/passwd"),
            (".hidden", "%2Ehidden"),
            ("-rf", "%2Drf"),
            ("a:b*\\", "a%3Ab%2A%5C"),
            ("naïve", "na%C3%AFve"),
            ("100%", "100%25"),
        ] {
            assert_eq!(encode(id).unwrap(), path);
            assert_eq!(decode(path).as_deref(), Some(id));
        }
        for id in ["", "/etc", "a//b", "a/", &"x".repeat(300)] {
            assert!(encode(id).is_err(), "{id:?}");
        }
    }

    #[test]
    fn knows_its_half_written_files() {
        assert_eq!(partial_of(".a.b.wav.4711-0.part"), Some("a.b"));
        assert_eq!(partial_of(".a.json.1-12.part"), Some("a"));
        for other in [".a.txt.1-0.part", "a.wav", ".part", "a.wav.1-0.part"] {
            assert_eq!(partial_of(other), None, "{other}");
        }
    }
}
