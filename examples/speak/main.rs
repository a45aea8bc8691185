//! Reads an article aloud, or writes it to a file.
//!
//! ```text
//! cargo run --release --example speak -- article.txt
//! cargo run --release --example speak -- article.txt -o article.wav --marks article.vtt
//! ```

mod args;
mod audio;
mod begin;
mod dump;
mod files;
mod input;
#[cfg(feature = "playback")]
mod layout;
mod output;
#[cfg(feature = "playback")]
mod play;
#[cfg(feature = "playback")]
mod reader;
mod report;
mod voices;

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use args::{Args, Job};
use clap::Parser;
use rhapsode::Error;
use rhapsode::pronounce::UserLexicon;
use rhapsode::prosody::Delivery;

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Interrupted) => ExitCode::from(files::INTERRUPTED),
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
    let mut engine = voices::engine(args)?;
    engine.set_delivery(Delivery {
        verbosity: args.verbosity.into(),
        ..Delivery::default()
    });
    if let Some(path) = &args.lexicon {
        let lexicon = UserLexicon::open(path, engine.language())?;
        engine.set_lexicon(Some(Arc::new(lexicon)));
    }
    if args.report {
        return report::report(&engine, args);
    }
    let mut texts = input::documents(args, job.goes_through_once(args))?;
    let document = texts.first().filter(|_| !args.lines).map(|t| &t.document);
    engine.set_settings(args.settings(&engine, document));
    #[cfg(feature = "playback")]
    if let (Job::Play, [text]) = (job, &texts[..])
        && reader::is_possible(args)
    {
        let block = |at: (usize, usize)| text.document.blocks[at.0].source.range(at.1..at.1 + 1);
        let from = args.from.as_deref().map(|w| input::find(&text.document, w));
        return reader::read(
            &engine,
            args,
            text,
            from.transpose()?.map(|at| block(at).start),
        );
    }
    if let (Some(words), [text]) = (&args.from, &mut texts[..]) {
        text.begin_at(words)?;
    }
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
    /// The user pressed Ctrl-C.
    Interrupted,
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
