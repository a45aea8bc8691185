//! Reads an article aloud, or writes it to a file.
//!
//! ```text
//! cargo run --release --example speak -- article.txt
//! cargo run --release --example speak -- article.txt -o article.wav --marks article.vtt
//! ```

mod args;
mod dump;
mod files;
mod input;
mod output;
#[cfg(feature = "playback")]
mod play;
mod report;
mod voices;

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use args::{Args, Job};
use clap::Parser;
use rhapsode::Error;
use rhapsode::pronounce::UserLexicon;

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
    files::clean_up_when_interrupted()?;
    let mut engine = voices::engine(args.voice.as_deref())?;
    if let Some(path) = &args.lexicon {
        let lexicon = UserLexicon::open(path, engine.language())?;
        engine.set_lexicon(Some(Arc::new(lexicon)));
    }
    if args.report {
        return report::report(&engine, args);
    }
    let texts = input::documents(args)?;
    let document = texts.first().filter(|_| !args.lines).map(|t| &t.document);
    engine.set_settings(args.settings(&engine, document));
    match job {
        Job::Dump(stage) => dump::dump(&engine, args, stage, &texts),
        Job::Raw => output::raw(&engine, args, &texts),
        Job::WavStream => output::wav_stream(&engine, args, &texts),
        Job::WavFile(path) => output::wav_file(&engine, args, &texts, path),
        Job::WavFolder(path) => output::wav_folder(&engine, args, &texts, path),
        #[cfg(feature = "playback")]
        Job::Play => play::play(&engine, args, &texts),
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
