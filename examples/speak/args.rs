//! The command line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::error::ErrorKind;
use clap::{ArgGroup, CommandFactory, Parser, ValueEnum};
use rhapsode::article::{Format, SpeakerLabels};
use rhapsode::prosody::Verbosity;
use rhapsode::{Decibels, Document, Engine, Rate, Result, Semitones, Settings};

use crate::audio::AudioFormat;

/// Reads an article aloud, offline.
///
/// Without -o, --raw or --dump it plays through the default sound device.
#[derive(Debug, Parser)]
#[command(name = "speak", version)]
#[command(group = ArgGroup::new("what").args(["input", "text", "list_voices"]).required(true))]
pub struct Args {
    /// A file, or - for standard input
    pub input: Option<PathBuf>,
    /// Speak this text
    #[arg(short, long, value_name = "TEXT", allow_hyphen_values = true)]
    pub text: Option<String>,
    /// The format of the input
    #[arg(short, long, value_enum, default_value = "auto")]
    pub format: FormatName,
    /// Write a WAV instead of playing, or by its ending a .flac or .opus file ("-" is standard output; with --lines a folder: 0000.wav, 0001.wav ...)
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Write 16-bit little-endian mono PCM to standard output, as it is made
    #[arg(long)]
    pub raw: bool,
    /// Each line of the input is a text of its own (an empty line too)
    #[arg(long)]
    pub lines: bool,
    /// Print a stage as JSON lines instead of speaking
    #[arg(long, value_name = "STAGE", value_enum, conflicts_with_all = ["output", "raw", "marks"])]
    pub dump: Option<Stage>,
    /// Print the diphones that the voice lacks, with what stands in for them, instead of speaking
    #[arg(long, conflicts_with_all = ["output", "raw", "marks", "dump"])]
    pub report: bool,
    /// The voice: a name of --list-voices, or a pack file
    #[arg(short, long, value_name = "NAME|FILE")]
    pub voice: Option<String>,
    /// List the voices that are found
    #[arg(long)]
    pub list_voices: bool,
    /// Speaking rate, 1 is the voice's own
    #[arg(short, long, value_name = "FACTOR", value_parser = rate, allow_hyphen_values = true, conflicts_with = "wpm")]
    pub rate: Option<Rate>,
    /// Speaking rate in words a minute
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub wpm: Option<f32>,
    /// Pitch shift in semitones
    #[arg(short, long, value_name = "SEMITONES", value_parser = semitones, allow_hyphen_values = true)]
    pub pitch: Option<Semitones>,
    /// Volume in decibels, 0 is the voice's own
    #[arg(long, value_name = "DB", value_parser = decibels, allow_hyphen_values = true)]
    pub volume: Option<Decibels>,
    /// Write the time of every word: .json, .vtt or .srt, by ending; chapters.json: of every heading;
    /// .smil: of every element of an XHTML file that has an id
    #[arg(long, value_name = "FILE", value_parser = marks_file)]
    pub marks: Option<MarksFile>,
    /// With --marks FILE.json or --dump marks: the shapes of the mouth, too
    #[arg(long)]
    pub visemes: bool,
    /// Pronunciations of your own: lines of `word  P H OW1 N Z` or `word = respelling`, or W3C PLS
    /// if the name ends in .pls or .xml
    #[arg(long, value_name = "FILE")]
    pub lexicon: Option<PathBuf>,
    /// Begin at these words
    #[arg(long, value_name = "WORDS", conflicts_with = "lines")]
    pub from: Option<String>,
    /// How much is said besides the text: brief leaves bylines, dates, captions, tables and code
    /// out; full announces headings, lists and quotations
    #[arg(long, value_name = "LEVEL", value_enum, default_value = "normal")]
    pub verbosity: VerbosityName,
    /// When the name of a speaker is read
    #[arg(long, value_name = "WHEN", value_enum, default_value = "each-turn")]
    pub speaker_labels: LabelsName,
    /// Do not say of the items of a task list whether they are done
    #[arg(long)]
    pub no_task_states: bool,
    /// Read the descriptions of pictures
    #[arg(long)]
    pub picture_descriptions: bool,
    /// Leave blocks of program code out
    #[arg(long)]
    pub skip_code: bool,
    /// The voice of a speaker, and of SSML's `voice`: a name of --list-voices, a pack file, or a
    /// pitch in semitones
    #[arg(long, value_name = "NAME=VOICE|SEMITONES", value_parser = role, allow_hyphen_values = true)]
    pub speaker: Vec<(String, String)>,
    /// One voice for everybody
    #[arg(long)]
    pub one_voice: bool,
    /// Speak the plans in this file, printed with --dump plan and edited, for the same input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["dump", "lines"])]
    pub plan: Option<PathBuf>,
    /// No progress, no summary; errors only
    #[arg(short, long)]
    pub quiet: bool,
}

/// The formats by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    Auto,
    Text,
    Html,
    Markdown,
    Ssml,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Format {
        match name {
            FormatName::Auto => Format::Auto,
            FormatName::Text => Format::Text,
            FormatName::Html => Format::Html,
            FormatName::Markdown => Format::Markdown,
            FormatName::Ssml => Format::Ssml,
        }
    }
}

/// The levels of verbosity by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VerbosityName {
    Brief,
    Normal,
    Full,
}

impl From<VerbosityName> for Verbosity {
    fn from(name: VerbosityName) -> Verbosity {
        match name {
            VerbosityName::Brief => Verbosity::Brief,
            VerbosityName::Normal => Verbosity::Normal,
            VerbosityName::Full => Verbosity::Full,
        }
    }
}

/// When labels are read, by its names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LabelsName {
    EachTurn,
    FirstTurn,
    Never,
}

impl From<LabelsName> for SpeakerLabels {
    fn from(name: LabelsName) -> SpeakerLabels {
        match name {
            LabelsName::EachTurn => SpeakerLabels::EachTurn,
            LabelsName::FirstTurn => SpeakerLabels::FirstTurn,
            LabelsName::Never => SpeakerLabels::Never,
        }
    }
}

/// The stages that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    Document,
    Sentences,
    Normalized,
    Phones,
    Plan,
    Units,
    Marks,
}

/// A file of marks, with its format.
#[derive(Debug, Clone)]
pub struct MarksFile {
    pub path: PathBuf,
    pub format: MarksFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarksFormat {
    Json,
    WebVtt,
    Srt,
    Chapters,
    Smil,
}

/// What is to be done.
#[derive(Debug, Clone, Copy)]
pub enum Job<'a> {
    Dump(Stage),
    Raw,
    WavStream,
    WavFile(&'a Path),
    WavFolder(&'a Path),
    Play,
}

impl Job<'_> {
    /// Whether it needs no more of a text than the part that is spoken. Announcements of the length
    /// of lists look ahead.
    pub fn goes_through_once(self, args: &Args) -> bool {
        let by_part = match self {
            Job::Dump(stage) => stage != Stage::Document,
            Job::Raw | Job::WavStream => true,
            Job::WavFile(path) => !AudioFormat::of(path).has_chapters(),
            Job::WavFolder(_) | Job::Play => false,
        };
        let whole = args.lines || args.plan.is_some() || args.wpm.is_some() || args.from.is_some();
        by_part && !whole && args.verbosity != VerbosityName::Full
    }
}

impl Args {
    /// What is to be done; leaves the program if the options contradict each other.
    pub fn job(&self) -> Job<'_> {
        let stdout = self.output.as_deref() == Some(Path::new("-"));
        if self.lines && self.marks.is_some() {
            self.wrong("--marks cannot be used with --lines: each line has times of its own");
        }
        if self.raw && self.output.is_some() && !stdout {
            self.wrong("--raw writes to standard output: leave out -o");
        }
        match (&self.output, self.dump) {
            (_, Some(stage)) => Job::Dump(stage),
            _ if self.raw => Job::Raw,
            (Some(_), _) if stdout && self.lines => {
                self.wrong("-o - cannot be used with --lines: name a folder, or use --raw")
            }
            (Some(_), _) if stdout => Job::WavStream,
            (Some(folder), _) if self.lines => Job::WavFolder(folder),
            (Some(file), _) => Job::WavFile(file),
            (None, _) => Job::Play,
        }
    }

    fn wrong(&self, message: &str) -> ! {
        Args::command()
            .error(ErrorKind::ArgumentConflict, message)
            .exit()
    }

    /// How a text is to sound; `None` stands for many short ones.
    ///
    /// Leaves the program if the voice cannot speak so many words a minute.
    pub fn settings(&self, engine: &Engine, document: Option<&Arc<Document>>) -> Settings {
        let rate = match (self.rate, self.wpm) {
            (Some(rate), _) => rate,
            (None, Some(wpm)) => self.rate_for(engine, wpm, document),
            (None, None) => Rate::default(),
        };
        Settings {
            rate,
            pitch: self.pitch.unwrap_or_default(),
            volume: self.volume.unwrap_or_default(),
        }
    }

    fn rate_for(&self, engine: &Engine, wpm: f32, document: Option<&Arc<Document>>) -> Rate {
        let rate = match document {
            Some(document) => engine.rate_for_document(wpm, document.clone()),
            None => engine.rate_for(wpm),
        };
        rate.unwrap_or_else(|e| {
            let message = format!("--wpm: {e}");
            Args::command()
                .error(ErrorKind::ValueValidation, message)
                .exit()
        })
    }
}

fn number(text: &str) -> Result<f32, String> {
    text.parse().map_err(|_| "not a number".to_owned())
}

fn rate(text: &str) -> Result<Rate, String> {
    Rate::new(number(text)?).map_err(|e| e.to_string())
}

fn semitones(text: &str) -> Result<Semitones, String> {
    Semitones::new(number(text)?).map_err(|e| e.to_string())
}

fn decibels(text: &str) -> Result<Decibels, String> {
    Decibels::new(number(text)?).map_err(|e| e.to_string())
}

fn role(text: &str) -> Result<(String, String), String> {
    let (name, voice) = text
        .split_once('=')
        .ok_or("write NAME=VOICE, for example Ann=+3")?;
    Ok((name.to_owned(), voice.to_owned()))
}

fn marks_file(text: &str) -> Result<MarksFile, String> {
    let path = PathBuf::from(text);
    let ending = path.extension().and_then(|e| e.to_str());
    let chapters = text.ends_with("chapters.json");
    let format = match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("json") if chapters => MarksFormat::Chapters,
        Some("smil") => MarksFormat::Smil,
        Some("json" | "jsonl") => MarksFormat::Json,
        Some("vtt") => MarksFormat::WebVtt,
        Some("srt") => MarksFormat::Srt,
        _ => {
            return Err(
                "the name must end in .json, .vtt, .srt, chapters.json or .smil".to_owned(),
            );
        }
    };
    Ok(MarksFile { path, format })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }
}
