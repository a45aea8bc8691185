//! Builds a voice pack from recordings: a folder in the LJ Speech layout (`metadata.csv` with lines
//! `id|text`, recordings in `wavs/`) or in the festvox layout. The guide in the documentation of
//! `rhapsode::factory` goes from a microphone to a pack.
//!
//! ```text
//! cargo run --release --features factory --example build_voice -- my-voice -m my-voice.json -o my.voice
//!
//! .venv-voices/bin/python voices/record-slt.py voices/prompts.txt corpus/slt
//! cargo run --release --features factory --example build_voice -- corpus/slt -m voices/slt.json --rate 16000 --max-bytes 6850000 \
//!     --equaliser 80:-5,160:-8,280:-6,450:-9,700:-2.5,1100:3,1700:-1,2600:2,3800:3,5400:-1.5,7000:-0.5 -o voices/slt.voice
//! ```

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use rhapsode::factory::{self, Agreement, Corpus, Equaliser, Fit, Options};
use rhapsode::voice::Manifest;
use rhapsode::{Error, Language, Result, Voice};

/// Builds a voice pack from recordings.
#[derive(Parser)]
struct Args {
    /// The corpus: metadata.csv and wavs/ID.wav, or etc/txt.done.data and wav/ID.wav; labels in
    /// lab/ID.lab are used if all are there.
    corpus: PathBuf,
    /// The manifest, JSON: name, speaker, language, source, licence.
    #[arg(short, long, required_unless_present_any = ["labels", "check_labels"])]
    manifest: Option<PathBuf>,
    /// The pack to write.
    #[arg(short, long, required_unless_present_any = ["labels", "check_labels"])]
    output: Option<PathBuf>,
    /// The largest size of the pack, in bytes.
    #[arg(long, default_value_t = 8_000_000)]
    max_bytes: usize,
    /// Convert the recordings to this sample rate.
    #[arg(long, value_name = "HZ", value_parser = clap::value_parser!(u32).range(8_000..=48_000))]
    rate: Option<u32>,
    /// Give the voice another sound than the recordings: gains in dB over frequencies in Hz, ascending.
    #[arg(long, value_name = "HZ:DB,HZ:DB,...")]
    equaliser: Option<Equaliser>,
    /// The voice pack that guides the alignment of recordings without labels [default: the embedded voice]
    #[arg(long, value_name = "FILE")]
    guide: Option<PathBuf>,
    /// Measure another engine's reading of the same prompts, in a folder like the corpus, against the
    /// recordings, beside the prosody models.
    #[arg(long, value_name = "FOLDER")]
    peer: Option<PathBuf>,
    /// Align the recordings, write the labels into this folder, and build nothing.
    #[arg(long, value_name = "FOLDER")]
    labels: Option<PathBuf>,
    /// Align the recordings, compare with the labels in this folder, and build nothing.
    #[arg(long, value_name = "FOLDER")]
    check_labels: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.labels.is_some() || args.check_labels.is_some() {
        true => label(&args),
        false => build(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("build_voice: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build(args: &Args) -> Result<()> {
    let (Some(manifest), Some(output)) = (&args.manifest, &args.output) else {
        return Ok(()); // clap requires both.
    };
    let options = Options {
        manifest: read_manifest(manifest)?,
        max_bytes: args.max_bytes,
        rate: args.rate,
        equaliser: args.equaliser.clone().unwrap_or_default(),
        guide: guide(args.guide.as_deref())?,
        peer: args.peer.clone(),
    };
    let (pack, report) = factory::build(&args.corpus, Arc::new(Language::english()), &options)?;
    let partial = output.with_extension("part");
    std::fs::write(&partial, &pack)
        .and_then(|()| std::fs::rename(&partial, output))
        .map_err(|e| {
            let _ = std::fs::remove_file(&partial);
            Error::io(output, e, "name a file in a folder that can be written")
        })?;
    warn(&report.warnings);
    println!("{}: {} bytes", output.display(), pack.len());
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

fn read_manifest(path: &Path) -> Result<Manifest> {
    let remedy = "name a JSON file with name, speaker, language, source and licence";
    let manifest = std::fs::read(path).map_err(|e| Error::io(path, e, remedy))?;
    serde_json::from_slice(&manifest).map_err(|e| {
        let place = format!("line {}", e.line());
        Error::malformed(path.display().to_string(), e.to_string(), place, remedy)
    })
}

/// The voice that guides the alignment: the one named, else the embedded one, else none.
fn guide(path: Option<&Path>) -> Result<Option<Arc<Voice>>> {
    match path {
        Some(path) => Voice::open(path).map(|v| Some(Arc::new(v))),
        None => embedded(),
    }
}

#[cfg(feature = "embedded-voice")]
fn embedded() -> Result<Option<Arc<Voice>>> {
    Voice::embedded().map(|v| Some(Arc::new(v)))
}

#[cfg(not(feature = "embedded-voice"))]
fn embedded() -> Result<Option<Arc<Voice>>> {
    Ok(None)
}

/// Aligns, writes the labels and compares them, whichever was asked for.
fn label(args: &Args) -> Result<()> {
    let Some(guide) = guide(args.guide.as_deref())? else {
        return Err(Error::unsupported(
            "aligning",
            "this build has no embedded voice",
            "name one with --guide",
        ));
    };
    let corpus = Corpus::open(&args.corpus, args.rate)?;
    let labelling = factory::label(&corpus, Arc::new(Language::english()), &guide)?;
    warn(&labelling.warnings);
    println!(
        "{} of {} recordings aligned",
        labelling.labels.len(),
        corpus.prompts().len()
    );
    if let Some(folder) = &args.labels {
        labelling.write(folder)?;
    }
    if let Some(folder) = &args.check_labels {
        let mut agreement = Agreement::default();
        for (prompt, labels) in &labelling.labels {
            let reference = folder.join(format!("{}.lab", prompt.id));
            agreement.add(labels, &factory::read_labels(&reference)?);
        }
        print_agreement(&agreement);
    }
    Ok(())
}

fn print_agreement(agreement: &Agreement) {
    let all = agreement.errors.len() + agreement.unmatched;
    println!(
        "{} boundaries of {all} have the same phones on both sides; the median of those lies {:.1} ms off",
        agreement.errors.len(),
        agreement.median() * 1000.0
    );
    for ms in [5, 10, 20, 30, 50, 100] {
        let share = agreement.within(ms as f32 / 1000.0);
        let matched = agreement.errors.len() as f32 / all.max(1) as f32;
        println!(
            "within {ms:3} ms: {:5.1} %, {:5.1} % of all",
            share * 100.0,
            share * matched * 100.0
        );
    }
}

fn warn(warnings: &[String]) {
    for warning in warnings {
        eprintln!("build_voice: warning: {warning}");
    }
}

fn print_fit(name: &str, fit: Fit) {
    println!(
        "log {name:9} held out: RMSE {:.3}, correlation {:.3}; phone means: RMSE {:.3}",
        fit.rmse, fit.correlation, fit.baseline_rmse
    );
    if let Some(peer) = fit.peer {
        println!(
            "log {name:9} of the peer, {} phones: RMSE {:.3}, correlation {:.3}",
            peer.phones, peer.rmse, peer.correlation
        );
    }
}
