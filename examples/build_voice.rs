//! Builds a voice pack from a corpus in the festvox layout.
//!
//! ```text
//! voices/record-flite.sh rms voices/prompts.txt corpus/rms
//! cargo run --release --features factory --example build_voice -- corpus/rms -m voices/rms.json -o voices/rms.voice
//! ```

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use rhapsode::factory::{self, Fit, Options};
use rhapsode::{Error, Language, Result};

/// Builds a voice pack from recordings.
#[derive(Parser)]
struct Args {
    /// The corpus: etc/txt.done.data, wav/ID.wav, lab/ID.lab.
    corpus: PathBuf,
    /// The manifest, JSON: name, speaker, language, source, licence.
    #[arg(short, long)]
    manifest: PathBuf,
    /// The pack to write.
    #[arg(short, long)]
    output: PathBuf,
    /// The largest size of the pack, in bytes.
    #[arg(long, default_value_t = 8_000_000)]
    max_bytes: usize,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("build_voice: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<()> {
    let remedy = "name a JSON file with name, speaker, language, source and licence";
    let manifest =
        std::fs::read(&args.manifest).map_err(|e| Error::io(&args.manifest, e, remedy))?;
    let manifest = serde_json::from_slice(&manifest).map_err(|e| {
        let place = format!("line {}", e.line());
        Error::malformed(
            args.manifest.display().to_string(),
            e.to_string(),
            place,
            remedy,
        )
    })?;
    let options = Options {
        manifest,
        max_bytes: args.max_bytes,
    };
    let (pack, report) = factory::build(&args.corpus, Arc::new(Language::english()), &options)?;
    let partial = args.output.with_extension("part");
    std::fs::write(&partial, &pack)
        .and_then(|()| std::fs::rename(&partial, &args.output))
        .map_err(|e| {
            let _ = std::fs::remove_file(&partial);
            Error::io(
                &args.output,
                e,
                "name a file in a folder that can be written",
            )
        })?;
    println!("{}: {} bytes", args.output.display(), pack.len());
    println!(
        "prompts   {} used, {} left out: {}",
        report.prompts,
        report.left_out.len(),
        report.left_out.join(" ")
    );
    println!(
        "units     {} of {}, {} diphones",
        report.kept, report.units, report.diphones
    );
    print_fit("duration", report.log_duration);
    print_fit("F0", report.log_f0);
    Ok(())
}

fn print_fit(name: &str, fit: Fit) {
    println!(
        "log {name:9} held out: RMSE {:.3}, correlation {:.3}; phone means: RMSE {:.3}",
        fit.rmse, fit.correlation, fit.baseline_rmse
    );
}
