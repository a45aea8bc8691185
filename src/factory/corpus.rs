//! Reads a corpus in the festvox layout, the one in which CMU ARCTIC ships:
//! `etc/txt.done.data`, `wav/ID.wav` and `lab/ID.lab`.

use std::path::Path;

use crate::pronounce::Phone;
use crate::{Error, Result};

/// One prompt of a corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Its name, the stem of its files.
    pub id: String,
    /// What was read.
    pub text: String,
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

/// The prompts of the corpus in `folder`, in the order of its list.
///
/// # Errors
/// [`Error::Io`] if the list cannot be read, [`Error::Malformed`] with its line if it breaks the
/// form `( id "text" )`.
pub fn prompts(folder: &Path) -> Result<Vec<Prompt>> {
    let path = folder.join("etc/txt.done.data");
    let list = read_to_string(&path)?;
    let lines = list
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(number, line)| {
            parse_prompt(line).ok_or_else(|| {
                Error::malformed(
                    path.display().to_string(),
                    "not a prompt",
                    format!("line {}", number + 1),
                    "write ( id \"text\" )",
                )
            })
        })
        .collect()
}

fn parse_prompt(line: &str) -> Option<Prompt> {
    let inner = line.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
    let (id, rest) = inner.split_once(char::is_whitespace)?;
    let text = rest.trim().strip_prefix('"')?.strip_suffix('"')?;
    let plain_name = !id.is_empty() && !id.contains(['/', '\\']) && id != "..";
    plain_name.then(|| Prompt {
        id: id.to_string(),
        text: text.replace("\\\"", "\""),
    })
}

/// The recording of a prompt and its labels.
///
/// # Errors
/// [`Error::Io`] if a file is missing, [`Error::Malformed`] if one breaks its format.
pub fn recording(folder: &Path, id: &str) -> Result<Recording> {
    let (samples, rate) = read_wav(&folder.join("wav").join(format!("{id}.wav")))?;
    let mut labels = read_labels(&folder.join("lab").join(format!("{id}.lab")))?;
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

fn read_wav(path: &Path) -> Result<(Vec<f32>, u32)> {
    let bad = |problem: String| {
        let remedy = "record it as 16-bit mono PCM WAV";
        Error::malformed(path.display().to_string(), problem, "header", remedy)
    };
    let reader = hound::WavReader::open(path).map_err(|e| bad(e.to_string()))?;
    let spec = reader.spec();
    if spec.channels != 1
        || spec.bits_per_sample != 16
        || spec.sample_format != hound::SampleFormat::Int
    {
        return Err(bad(format!(
            "{} channels of {} bits",
            spec.channels, spec.bits_per_sample
        )));
    }
    let samples: Result<Vec<f32>, _> = reader
        .into_samples::<i16>()
        .map(|s| s.map(|s| s as f32 / 32768.0))
        .collect();
    Ok((samples.map_err(|e| bad(e.to_string()))?, spec.sample_rate))
}

/// Reads lines of `end-in-seconds number phone`; what stands before a line `#` is a header.
fn read_labels(path: &Path) -> Result<Vec<Label>> {
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
    std::fs::read_to_string(path).map_err(|e| {
        Error::io(
            path,
            e,
            "a corpus has etc/txt.done.data, wav/ID.wav and lab/ID.lab",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_festvox_prompts() {
        let p = parse_prompt("( arctic_a0001 \"Hello, \\\"you\\\".\" )").unwrap();
        assert_eq!(
            (p.id.as_str(), p.text.as_str()),
            ("arctic_a0001", "Hello, \"you\".")
        );
        for bad in ["", "( x )", "(a/b \"t\")", "a \"b\""] {
            assert_eq!(parse_prompt(bad), None, "{bad}");
        }
    }
}
