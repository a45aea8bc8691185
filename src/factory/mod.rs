//! Builds voice packs from recordings: a corpus in the LJ Speech or the festvox layout in, a pack out.
//! The [`guide`] goes from a microphone to a pack.
//!
//! ```text
//! corpus --align--> labels --label--> takes --grow--> prosody models --cut--> units --prune--> pack
//! ```
//!
//! The result depends on the corpus and the options only: the same input gives the same bytes.

mod align;
mod codebook;
mod corpus;
mod equaliser;
mod fit;
mod grow;
mod inventory;
mod label;
mod master;
mod pitch;
mod predict;
mod prune;
mod spectrum;
mod takes;
mod wav;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[doc = include_str!("guide.md")]
pub mod guide {}

pub use align::{Agreement, Labelling, label};
pub use corpus::{Corpus, Label, Prompt, Recording, read_labels};
pub use equaliser::Equaliser;
pub use fit::{Fit, PeerFit};
pub use spectrum::{Analyser, CEPSTRA, Cepstrum};

use crate::article::BlockKind;
use crate::language::Language;
use crate::pronounce::{Phone, Pronouncer, Utterance};
use crate::prosody::tree::{Node, Tree};
use crate::prosody::{Models, Plan, Planner, Position, features};
use crate::text::{Normalizer, Sentence};
use crate::voice::{Manifest, PackWriter, Voice};
use crate::{Error, Result};
use prune::Trial;
use takes::Take;

/// How to build a pack.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the pack says of itself; `sample_rate`, `units` and `f0_hz` are filled in.
    pub manifest: Manifest,
    /// The pack may be at most this large, in bytes.
    pub max_bytes: usize,
    /// Recordings are converted to this rate, in Hz; `None` leaves them as they are.
    pub rate: Option<u32>,
    /// How the voice is to sound different from the recordings.
    pub equaliser: Equaliser,
    /// The voice that guides the alignment of recordings that have no labels.
    pub guide: Option<Arc<Voice>>,
    /// A corpus with the same texts, read by another engine: its durations and F0 are measured against
    /// the recordings, beside those of the models.
    pub peer: Option<PathBuf>,
}

/// What was built, and from what.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Prompts used.
    pub prompts: usize,
    /// Prompts left out, because text and labels disagree too much.
    pub left_out: Vec<String>,
    /// What is wrong with recordings and prompts, each with its file and line.
    pub warnings: Vec<String>,
    /// Units in the recordings.
    pub units: usize,
    /// Units in the pack.
    pub kept: usize,
    /// Different diphones in the pack.
    pub diphones: usize,
    /// How well log duration is predicted on held-out prompts.
    pub log_duration: Fit,
    /// The same for log F0.
    pub log_f0: Fit,
}

/// A prompt is left out when text and labels disagree on more than this share of its phones.
const MAX_DISAGREEMENT: f32 = 0.2;
/// Builds a pack from the corpus in `folder`.
///
/// # Errors
/// [`Error::Io`] and [`Error::Malformed`] name the file of the corpus that is missing or wrong.
pub fn build(
    folder: &Path,
    language: Arc<Language>,
    options: &Options,
) -> Result<(Vec<u8>, Report)> {
    let (corpus, warnings) = labelled(folder, &language, options)?;
    let mut studio = Studio::new(language);
    let (mut takes, rate) = studio.record(&corpus)?;
    let (duration, f0, mut report) = fit::train(&takes);
    if let Some(peer) = &options.peer {
        let peers = studio.peers(peer, options)?;
        let pairs = || fit::held_out(&takes).zip(&peers);
        report.log_duration.peer = fit::compare(pairs(), fit::log_duration);
        report.log_f0.peer = fit::compare(pairs(), fit::log_f0);
    }
    let models = Models {
        duration: Tree::new(&duration)?,
        f0: Tree::new(&f0)?,
    };
    let trials = studio.trials(&models, &takes);
    let units = inventory::cut(&takes, rate);
    let overhead = (duration.len() + f0.len()) * size_of::<Node>()
        + Phone::COUNT * codebook::MAX_CODES * codebook::MAX_CODES
        + 16_384;
    let kept = prune::prune(
        &units,
        &trials,
        options.max_bytes.saturating_sub(overhead),
        rate,
    );
    let mut arrays = inventory::Arrays::arrange(&units, &kept);
    // After all that is measured: a thinner voice would make the tracking of its pitch harder.
    let filter = options.equaliser.filter(rate);
    for take in &mut takes {
        filter.apply(&mut take.samples);
    }
    master::level(&mut takes, rate);
    arrays.store_audio(&takes, rate, &prune::count_uses(&units, &kept, &trials));
    report.left_out = studio.left_out;
    report.warnings = warnings;
    report.units = units.len();
    report.kept = kept.len();
    report.diphones = kept
        .iter()
        .map(|i| units[*i].phones)
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    let manifest = Manifest {
        sample_rate: rate,
        units: kept.len() as u32,
        f0_hz: median_f0(&takes),
        ..options.manifest.clone()
    };
    let mut pack = PackWriter::new();
    let manifest = serde_json::to_vec_pretty(&manifest)
        .map_err(|e| Error::malformed("manifest", e.to_string(), "options", "use plain text"))?;
    pack.section(*b"MANI", &manifest);
    arrays.write(&mut pack);
    pack.section(*b"DURA", &duration);
    pack.section(*b"FZER", &f0);
    Ok((pack.finish(), report))
}

/// Opens a corpus, aligns it if it has no labels, and gives what is wrong with its recordings.
fn labelled(
    folder: &Path,
    language: &Arc<Language>,
    options: &Options,
) -> Result<(Corpus, Vec<String>)> {
    let mut corpus = Corpus::open(folder, options.rate)?;
    if corpus.is_labelled() {
        return Ok((corpus, Vec::new()));
    }
    let Some(guide) = &options.guide else {
        return Err(Error::unsupported(
            folder.display().to_string(),
            "it has no labels (lab/ID.lab), and no voice was named to align it with",
            "name a voice as guide, or add labels",
        ));
    };
    let labelling = align::label(&corpus, language.clone(), guide)?;
    corpus.adopt(labelling.labels);
    Ok((corpus, labelling.warnings))
}

/// The front end at work on a corpus.
struct Studio {
    language: Arc<Language>,
    normalizer: Normalizer,
    pronouncer: Pronouncer,
    prompts: Vec<Utterance>,
    /// What each of them reads.
    texts: Vec<String>,
    left_out: Vec<String>,
}

impl Studio {
    fn new(language: Arc<Language>) -> Self {
        Studio {
            normalizer: Normalizer::default(),
            pronouncer: Pronouncer::new(language.clone()),
            language,
            prompts: Vec::new(),
            texts: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Reads, labels and measures every recording.
    fn record(&mut self, corpus: &Corpus) -> Result<(Vec<Take>, u32)> {
        let mut takes = Vec::new();
        let mut analyser: Option<(u32, Analyser)> = None;
        for prompt in corpus.prompts() {
            let mut recording = corpus.recording(prompt)?;
            let rate = recording.rate;
            let (first, analyser) = analyser.get_or_insert_with(|| (rate, Analyser::new(rate)));
            if *first != rate {
                let (place, expected) = (corpus.place(prompt), format!("{first} Hz, as before"));
                let remedy = "convert all recordings to one rate (build_voice --rate)";
                return Err(Error::limit(place, format!("{rate} Hz"), expected, remedy));
            }
            let utterance = self.read(&prompt.text);
            let labelled = label::align(&utterance, &mut recording.labels);
            if labelled.disagreement > MAX_DISAGREEMENT {
                self.left_out.push(prompt.id.clone());
                continue;
            }
            let mut features_of = Vec::new();
            features(&labelled.utterance, &labelled.breaks, &mut features_of);
            takes.push(Take::new(recording, labelled, features_of, analyser));
            self.prompts.push(utterance);
            self.texts.push(prompt.text.clone());
        }
        match analyser {
            Some((rate, _)) if !takes.is_empty() => Ok((takes, rate)),
            _ => Err(Error::malformed(
                corpus.list().display().to_string(),
                "no usable recording",
                "all lines",
                "check that the labels fit the text",
            )),
        }
    }

    /// What another engine made of the texts of the held-out takes, as far as it has them.
    fn peers(&self, folder: &Path, options: &Options) -> Result<Vec<Option<Take>>> {
        let held: Vec<&str> = fit::held_out(&self.texts).map(String::as_str).collect();
        let (mut corpus, _) = labelled(folder, &self.language, options)?;
        corpus.keep(|prompt| held.contains(&prompt.text.as_str()));
        let mut studio = Studio::new(self.language.clone());
        let (takes, _) = studio.record(&corpus)?;
        let mut read: HashMap<String, Take> = studio.texts.into_iter().zip(takes).collect();
        Ok(held.iter().map(|text| read.remove(*text)).collect())
    }

    /// The pronunciation of a prompt, as the engine itself would read it.
    fn read(&mut self, text: &str) -> Utterance {
        let mut sentence = Sentence {
            text: text.to_string(),
            ..Sentence::default()
        };
        self.normalizer.normalize(&self.language, &mut sentence);
        let mut out = Utterance::default();
        self.pronouncer.pronounce(&sentence, &mut out);
        out
    }

    fn trials(&self, models: &Models<'_>, takes: &[Take]) -> Vec<Trial> {
        let mut planner = Planner::new();
        let mut start = 0u32;
        let trial = |(utterance, take): (&Utterance, &Take)| {
            let mut plan = Plan::default();
            let position = Position {
                block: Some(BlockKind::Paragraph),
                ends_block: true,
            };
            planner.plan(models, utterance, position, &mut plan);
            let own = start..start + take.samples.len() as u32;
            start = own.end;
            Trial { plan, own }
        };
        self.prompts.iter().zip(takes).map(trial).collect()
    }
}

fn median_f0(takes: &[Take]) -> f32 {
    let mut all: Vec<f32> = takes
        .iter()
        .flat_map(|t| t.f0.iter().copied())
        .filter(|f| *f > 0.0)
        .collect();
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(0.0)
}
