//! Reads a corpus: prompts and recordings of them, in one of two layouts.
//!
//! - festvox, in which CMU ARCTIC ships: `etc/txt.done.data`, `wav/ID.wav`, `lab/ID.lab`;
//! - LJ Speech: `metadata.csv` with lines `id|text` or `id|text|normalised text`, and the recordings
//!   in `wavs/ID.wav`, `wav/ID.wav` or beside the list.
//!
//! Labels (`lab/ID.lab`) are optional in both: what has none is aligned.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::wav;
use crate::pronounce::Phone;
use crate::resample::Resampler;
use crate::{Error, Result};

/// One prompt of a corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Its name, the stem of its files.
    pub id: String,
    /// What was read.
    pub text: String,
    /// Its line in the list, from 1.
    pub line: usize,
}

/// A labelled stretch of a recording.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label {
    /// Which phone.
    pub phone: Phone,
    /// Where it starts, in seconds.
    pub start: f32,
    /// Where it ends, in seconds.
    pub end: f32,
}

/// A recording and its labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// Samples, -1 to 1.
    pub samples: Vec<f32>,
    /// Samples a second.
    pub rate: u32,
    /// Phones in order, without gaps.
    pub labels: Vec<Label>,
}

/// A folder of recordings and their texts.
#[derive(Debug, Clone)]
pub struct Corpus {
    folder: PathBuf,
    list: PathBuf,
    prompts: Vec<Prompt>,
    /// The rate to which recordings are converted.
    rate: Option<u32>,
    /// Labels that are not in files.
    labels: HashMap<String, Vec<Label>>,
}

/// Folders of a corpus that may hold the recordings.
const WAV_FOLDERS: [&str; 3] = ["wav", "wavs", ""];

/// Takes a line of a list of prompts apart into name and text; says what is wrong with it.
type ParseLine = fn(&str) -> Result<(&str, String), &'static str>;

impl Corpus {
    /// Opens the corpus in `folder` and reads its list of prompts. Recordings are converted to
    /// `rate` samples a second if one is given.
    ///
    /// # Errors
    /// [`Error::Io`] if there is no list; [`Error::Malformed`] with its line if a prompt breaks its
    /// form, is empty, has the name of another, or has no recording.
    pub fn open(folder: &Path, rate: Option<u32>) -> Result<Self> {
        let festvox = folder.join("etc/txt.done.data");
        let lj = folder.join("metadata.csv");
        let (list, parse): (_, ParseLine) = if lj.exists() && !festvox.exists() {
            (lj, parse_metadata)
        } else {
            (festvox, parse_festvox)
        };
        let prompts = read_prompts(&list, parse)?;
        let corpus = Corpus {
            folder: folder.to_path_buf(),
            list,
            prompts,
            rate,
            labels: HashMap::new(),
        };
        corpus.check()?;
        Ok(corpus)
    }

    /// Every prompt has a name of its own and a recording.
    fn check(&self) -> Result<()> {
        let mut lines = HashMap::new();
        for prompt in &self.prompts {
            let bad = |problem: String, remedy: &str| {
                let place = format!("line {}", prompt.line);
                Err(Error::malformed(
                    self.list.display().to_string(),
                    problem,
                    place,
                    remedy,
                ))
            };
            if let Some(line) = lines.insert(&prompt.id, prompt.line) {
                let problem = format!("{} is the name of line {line} too", prompt.id);
                return bad(problem, "give each recording a name of its own");
            }
            if self.wav(&prompt.id).is_none() {
                let problem = format!(
                    "there is no recording wav/{0}.wav or wavs/{0}.wav",
                    prompt.id
                );
                return bad(problem, "record it, or take the line out");
            }
        }
        Ok(())
    }

    /// The prompts, in the order of the list.
    pub fn prompts(&self) -> &[Prompt] {
        &self.prompts
    }

    /// Goes on with some of the prompts only.
    pub(super) fn keep(&mut self, wanted: impl Fn(&Prompt) -> bool) {
        self.prompts.retain(wanted);
    }

    /// The file that lists the prompts.
    pub fn list(&self) -> &Path {
        &self.list
    }

    /// Where a prompt and its recording stand, for messages.
    pub fn place(&self, prompt: &Prompt) -> String {
        format!(
            "{}, line {} ({})",
            self.list.display(),
            prompt.line,
            prompt.id
        )
    }

    /// Whether every prompt has labels.
    pub fn is_labelled(&self) -> bool {
        let has = |p: &Prompt| self.labels.contains_key(&p.id) || self.lab(&p.id).exists();
        self.prompts.iter().all(has)
    }

    /// Takes labels for prompts, and drops the prompts that have none.
    pub fn adopt(&mut self, labels: impl IntoIterator<Item = (Prompt, Vec<Label>)>) {
        self.labels = labels.into_iter().map(|(p, l)| (p.id, l)).collect();
        self.prompts.retain(|p| self.labels.contains_key(&p.id));
    }

    /// The samples of a prompt (-1 to 1) and their rate.
    ///
    /// # Errors
    /// [`Error::Io`] and [`Error::Malformed`] name the file that cannot be read.
    pub fn audio(&self, prompt: &Prompt) -> Result<(Vec<f32>, u32)> {
        let path = self.wav(&prompt.id);
        let path = path.unwrap_or_else(|| self.folder.join(format!("{}.wav", prompt.id)));
        let (samples, rate) = wav::read(&path)?;
        let Some(wanted) = self.rate.filter(|r| *r != rate) else {
            return Ok((samples, rate));
        };
        let mut out =
            Vec::with_capacity(samples.len() * wanted as usize / rate.max(1) as usize + 1);
        let mut resampler = Resampler::new(rate, wanted);
        resampler.process(&samples, &mut out);
        resampler.finish(&mut out);
        Ok((out, wanted))
    }

    /// The recording of a prompt and its labels.
    ///
    /// # Errors
    /// [`Error::Io`] if a file is missing, [`Error::Malformed`] if one breaks its format.
    pub fn recording(&self, prompt: &Prompt) -> Result<Recording> {
        let (samples, rate) = self.audio(prompt)?;
        let mut labels = match self.labels.get(&prompt.id) {
            Some(labels) => labels.clone(),
            None => read_labels(&self.lab(&prompt.id))?,
        };
        let length = samples.len() as f32 / rate as f32;
        for label in &mut labels {
            label.end = label.end.min(length);
            label.start = label.start.min(label.end);
        }
        Ok(Recording {
            samples,
            rate,
            labels,
        })
    }

    fn wav(&self, id: &str) -> Option<PathBuf> {
        let name = format!("{id}.wav");
        let places = WAV_FOLDERS.map(|f| self.folder.join(f).join(&name));
        places.into_iter().find(|p| p.is_file())
    }

    fn lab(&self, id: &str) -> PathBuf {
        self.folder.join("lab").join(format!("{id}.lab"))
    }
}

fn read_prompts(path: &Path, parse: ParseLine) -> Result<Vec<Prompt>> {
    let name = path.display().to_string();
    let list = read_to_string(path)?;
    let mut prompts = Vec::new();
    for (line, text) in list.trim_start_matches('\u{feff}').lines().enumerate() {
        if text.trim().is_empty() {
            continue;
        }
        let bad = |problem: &str| {
            let place = format!("line {}", line + 1);
            Error::malformed(&name, problem, place, "write id|text, or ( id \"text\" )")
        };
        let (id, text) = parse(text).map_err(bad)?;
        if id.is_empty() || id.contains(['/', '\\']) || id == ".." {
            return Err(bad("the name of a recording must be the name of a file"));
        }
        if text.trim().is_empty() {
            return Err(bad("there is no text"));
        }
        prompts.push(Prompt {
            id: id.to_string(),
            text,
            line: line + 1,
        });
    }
    if prompts.is_empty() {
        let remedy = "write a line for each recording: id|text";
        return Err(Error::malformed(
            name,
            "it lists no recording",
            "whole file",
            remedy,
        ));
    }
    Ok(prompts)
}

/// `( id "text" )`
fn parse_festvox(line: &str) -> Result<(&str, String), &'static str> {
    let parts = || {
        let inner = line.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
        let (id, rest) = inner.split_once(char::is_whitespace)?;
        let text = rest.trim().strip_prefix('"')?.strip_suffix('"')?;
        Some((id, text.replace("\\\"", "\"")))
    };
    parts().ok_or("not a prompt")
}

/// `id|text` or `id|text|normalised text`; the last column is what was said.
fn parse_metadata(line: &str) -> Result<(&str, String), &'static str> {
    let mut columns = line.split('|').map(str::trim);
    let id = columns.next().unwrap_or_default();
    let text = columns.next().ok_or("there is no text after the name")?;
    let said = columns.next().filter(|c| !c.is_empty()).unwrap_or(text);
    if columns.next().is_some() {
        return Err("it has more than three columns");
    }
    let id = id.strip_suffix(".wav").unwrap_or(id);
    Ok((id, said.to_string()))
}

/// Reads lines of `end-in-seconds number phone`; what stands before a line `#` is a header.
///
/// # Errors
/// [`Error::Io`] if the file cannot be read, [`Error::Malformed`] with its line if it breaks that
/// form, has a phone that is not known or a time that runs backwards.
pub fn read_labels(path: &Path) -> Result<Vec<Label>> {
    let text = read_to_string(path)?;
    let body = text
        .split_once("#\n")
        .map_or(text.as_str(), |(_, body)| body);
    let skipped = text[..text.len() - body.len()].lines().count();
    let mut labels: Vec<Label> = Vec::new();
    for (number, line) in body
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
    {
        let bad = |problem: &str| {
            Error::malformed(
                path.display().to_string(),
                format!("{problem}: {line:?}"),
                format!("line {}", skipped + number + 1),
                "write lines of: end-in-seconds number phone",
            )
        };
        let mut fields = line.split_whitespace();
        let end: f32 = fields
            .next()
            .and_then(|f| f.parse().ok())
            .ok_or_else(|| bad("no time"))?;
        let name = fields.nth(1).ok_or_else(|| bad("no phone"))?;
        let phone = parse_label(name).ok_or_else(|| bad("unknown phone"))?;
        let start = labels.last().map_or(0.0, |l| l.end);
        if !end.is_finite() || end < start {
            return Err(bad("time runs backwards"));
        }
        labels.push(Label { phone, start, end });
    }
    Ok(labels)
}

/// A phone as festvox labels name it, with the silences and reduced vowels of other label sets.
fn parse_label(name: &str) -> Option<Phone> {
    match name {
        "#" | "h#" | "sil" | "SIL" | "ssil" | "H#" | "pau" => Some(Phone::Pau),
        "axr" => Some(Phone::Er),
        "ix" => Some(Phone::Ih),
        "dx" => Some(Phone::D),
        "nx" => Some(Phone::N),
        "el" => Some(Phone::L),
        "em" => Some(Phone::M),
        "en" => Some(Phone::N),
        "hv" => Some(Phone::Hh),
        _ => Phone::parse(name).map(|(phone, _)| phone),
    }
}

fn read_to_string(path: &Path) -> Result<String> {
    let remedy = "a corpus has metadata.csv and wavs/ID.wav, or etc/txt.done.data and wav/ID.wav";
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e, remedy))?;
    String::from_utf8(bytes).map_err(|e| {
        let valid = &e.as_bytes()[..e.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|b| **b == b'\n').count() + 1;
        Error::malformed(
            path.display().to_string(),
            "it is not UTF-8",
            format!("line {line}"),
            "save it as UTF-8 text",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_festvox_prompts() {
        let line = "( arctic_a0001 \"Hello, \\\"you\\\".\" )";
        let (id, text) = parse_festvox(line).unwrap();
        assert_eq!((id, text.as_str()), ("arctic_a0001", "Hello, \"you\"."));
        for bad in ["", "( x )", "a \"b\""] {
            assert!(parse_festvox(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn parses_metadata() {
        let parse = |line| parse_metadata(line).map(|(id, text)| format!("{id}: {text}"));
        assert_eq!(parse("a1|Hello you."), Ok("a1: Hello you.".into()));
        assert_eq!(
            parse("a1.wav|In 1802|In eighteen two"),
            Ok("a1: In eighteen two".into())
        );
        assert_eq!(parse("a1|Hello.|"), Ok("a1: Hello.".into()));
        assert!(parse("a1").is_err() && parse("a|b|c|d").is_err());
    }
}
