//! Reads an article aloud, or writes it to a file.
//!
//! ```text
//! cargo run --release --example speak -- article.txt
//! cargo run --release --example speak -- article.txt -o article.wav --marks article.vtt
//! ```

mod args;
mod begin;
mod dump;
mod input;
mod output;
#[cfg(feature = "playback")]
mod play;
mod voices;

use std::io::{self, Write};
use std::process::ExitCode;

use args::{Args, Job};
use clap::Parser;
use rhapsode::Error;
use rhapsode::prosody::Delivery;

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our output has enough: not our error.
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(Failure::Speech(error)) => {
            // `eprintln!` would panic if standard error is closed.
            let message = error.to_string().replace(['\n', '\r'], " ");
            let _ = writeln!(io::stderr(), "speak: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Failure> {
    if args.list_voices {
        return voices::list();
    }
    let job = args.job();
    let mut engine = voices::engine(args)?;
    engine.set_settings(args.settings(&engine));
    engine.set_delivery(Delivery {
        verbosity: args.verbosity.into(),
        ..Delivery::default()
    });
    if let Some(path) = &args.lexicon {
        return Err(not_yet(format!("--lexicon {}", path.display())));
    }
    match job {
        Job::Dump(stage) => dump::dump(&engine, args, stage),
        Job::Raw => output::raw(&engine, args),
        Job::WavStream => output::wav_stream(&engine, args),
        Job::WavFile(path) => output::wav_file(&engine, args, path),
        Job::WavFolder(path) => output::wav_folder(&engine, args, path),
        #[cfg(feature = "playback")]
        Job::Play => play::play(&engine, args),
        #[cfg(not(feature = "playback"))]
        Job::Play => Err(Failure::Speech(Error::unsupported(
            "playing",
            "this build has no `playback` feature",
            "write a file with -o PATH",
        ))),
    }
}

/// Why nothing, or no more, was spoken.
enum Failure {
    /// Standard output was closed by its reader.
    ClosedPipe,
    /// Anything else.
    Speech(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Speech(error)
    }
}

impl Failure {
    /// What an error of writing to standard output means.
    fn of_stdout(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::Speech(Error::io(
                "standard output",
                error,
                "check where it is redirected to",
            )),
        }
    }
}

/// The error for what belongs to a later version.
fn not_yet(what: impl Into<String>) -> Failure {
    Failure::Speech(Error::unsupported(
        what,
        "not in this version yet",
        "leave it out",
    ))
}
