//! Speaks many articles, on all cores, and can be stopped and started again.
//!
//! ```text
//! cargo run --release --example newsroom -- articles/ audio/
//! zcat archive.jsonl.gz | newsroom - audio/
//! newsroom --shard 3/16 archive.jsonl audio/          # one of 16 machines
//! ```
//!
//! INPUT is a folder of articles (HTML, Markdown, plain text), or JSON lines
//! `{"id": ..., "text" | "markdown" | "html": ...}` in a file or on standard input. What was already
//! spoken stays; run it again after whatever stopped it. A bad article is reported on standard error
//! and left out; the exit code is then 1. See `rhapsode::newsroom`, which does the work.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rhapsode::newsroom::{
    MarksFormat, Newsroom, Outcome, Report, Shard, Tally, folder, json_lines,
};
use rhapsode::{Engine, Error, Rate, Result, Semitones, Settings, Voice};

/// Speaks many articles into a folder of WAV files and marks.
#[derive(Parser)]
#[command(name = "newsroom", version)]
struct Args {
    /// A folder of articles, a file of JSON lines, or - for JSON lines on standard input
    input: PathBuf,
    /// The folder for audio and marks
    output: PathBuf,
    /// The form of the marks
    #[arg(long, value_enum, default_value = "json")]
    marks: Marks,
    /// Speak one part of N: I/N, for example 3/16
    #[arg(long, value_name = "I/N", value_parser = |s: &str| s.parse::<Shard>().map_err(|e| e.to_string()))]
    shard: Option<Shard>,
    /// Threads [default: one for each core]
    #[arg(short, long)]
    jobs: Option<NonZeroUsize>,
    /// A voice pack [default: the embedded voice]
    #[arg(short, long, value_name = "FILE")]
    voice: Option<PathBuf>,
    /// Speaking rate, a factor
    #[arg(short, long, value_name = "FACTOR", value_parser = |s: &str| parse(s, Rate::new))]
    rate: Option<Rate>,
    /// Pitch shift in semitones
    #[arg(short, long, allow_hyphen_values = true, value_parser = |s: &str| parse(s, Semitones::new))]
    pitch: Option<Semitones>,
    /// No progress bar and no summary
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Marks {
    Json,
    Vtt,
    Srt,
    None,
}

fn parse<T>(text: &str, new: impl Fn(f32) -> Result<T>) -> std::result::Result<T, String> {
    let number = text.parse::<f32>().map_err(|e| e.to_string())?;
    new(number).map_err(|e| e.to_string())
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(tally) if tally.failed == 0 => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "newsroom: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<Tally> {
    let newsroom = newsroom(args)?;
    let began = Instant::now();
    let bar = bar(args);
    let report = |report: Report| {
        if let Outcome::Failed(error) = &report.outcome {
            bar.suspend(|| {
                let message = error.to_string().replace(['\n', '\r'], " ");
                let _ = writeln!(io::stderr(), "newsroom: {}: {message}", report.id);
            });
        }
        bar.inc(1);
    };
    let tally = if args.input.is_dir() {
        newsroom.render(folder(&args.input), report)?
    } else {
        newsroom.render(json_lines(open(&args.input)?), report)?
    };
    bar.finish_and_clear();
    if !args.quiet {
        summary(&tally, newsroom_rate(args)?, began);
    }
    Ok(tally)
}

fn newsroom(args: &Args) -> Result<Newsroom> {
    let mut engine = Engine::with_voice(voice(args)?);
    engine.set_settings(Settings {
        rate: args.rate.unwrap_or_default(),
        pitch: args.pitch.unwrap_or_default(),
        ..Settings::default()
    });
    let mut newsroom = Newsroom::new(engine, &args.output).marks(match args.marks {
        Marks::Json => Some(MarksFormat::Json),
        Marks::Vtt => Some(MarksFormat::WebVtt),
        Marks::Srt => Some(MarksFormat::Srt),
        Marks::None => None,
    });
    if let Some(jobs) = args.jobs {
        newsroom = newsroom.workers(jobs);
    }
    Ok(newsroom.shard(args.shard.unwrap_or_default()))
}

fn voice(args: &Args) -> Result<Voice> {
    match &args.voice {
        Some(path) => Voice::open(path),
        None => Voice::embedded(),
    }
}

fn newsroom_rate(args: &Args) -> Result<u32> {
    Ok(voice(args)?.sample_rate())
}

fn open(path: &Path) -> Result<Box<dyn BufRead + Send>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, io::stdin())));
    }
    let remedy = "name a folder, a file of JSON lines, or - for standard input";
    let file = File::open(path).map_err(|e| Error::io(path, e, remedy))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}

/// A bar as long as there are articles of ours; a count where that cannot be known.
fn bar(args: &Args) -> ProgressBar {
    if args.quiet || !io::stderr().is_terminal() {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let style = |template| ProgressStyle::with_template(template).expect("a constant template");
    match count(args) {
        Some(articles) => ProgressBar::new(articles).with_style(style(
            "{wide_bar} {human_pos}/{human_len} articles, {per_sec}, {eta} left",
        )),
        None => ProgressBar::no_length().with_style(style(
            "{spinner} {human_pos} articles, {per_sec}, {elapsed}",
        )),
    }
}

/// How many articles there are for this shard, where one can look twice.
fn count(args: &Args) -> Option<u64> {
    let shard = args.shard.unwrap_or_default();
    if args.input.is_dir() {
        let ours = |a: &std::result::Result<rhapsode::newsroom::Article, Report>| {
            a.as_ref().map_or(true, |a| shard.takes(&a.id))
        };
        return Some(folder(&args.input).filter(ours).count() as u64);
    }
    let file = File::open(&args.input).ok()?;
    if args.shard.is_some() || !file.metadata().ok()?.is_file() {
        return None;
    }
    let (mut file, mut block, mut lines) = (file, vec![0; 1 << 16], 0);
    loop {
        match file.read(&mut block).ok()? {
            0 => return Some(lines),
            n => lines += block[..n].iter().filter(|b| **b == b'\n').count() as u64,
        }
    }
}

fn summary(tally: &Tally, rate: u32, began: Instant) {
    let seconds = tally.frames as f64 / f64::from(rate);
    let took = began.elapsed().as_secs_f64();
    let _ = writeln!(
        io::stderr(),
        "{} spoken ({:.1} h of audio in {took:.1} s, {:.0} times real time), {} there before, {} bad",
        tally.spoken,
        seconds / 3600.0,
        seconds / took.max(1e-9),
        tally.present,
        tally.failed,
    );
}
