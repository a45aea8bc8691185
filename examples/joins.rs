//! Finds joins that can be heard: reads an article, measures how much the spectrum jumps at every
//! join, and compares that with recordings of the speaker.
//!
//! ```text
//! cargo run --release --features factory --example joins -- article.txt --corpus corpus/slt
//! ```
//!
//! The change at a time is the distance of the mel spectra 10 ms before and 10 ms after it. The jump
//! is that change less what is usual around it: speech moves all the time, and a join is only heard
//! where it moves more than its surroundings do. Where the change is larger a little before or after,
//! that place (the burst of a stop, say) is what jumps: the jump is then the negative difference.
//!
//! Joins lie in the middle of phones (of stops, in the closure), so recordings are measured there
//! too, besides at phone boundaries, where the spectrum changes most in natural speech.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use rhapsode::article::{self, Format};
use rhapsode::factory::{Analyser, Corpus};
use rhapsode::pronounce::Phone;
use rhapsode::synth::{PhoneTime, Synthesizer, Weights};
use rhapsode::{Document, Engine, Error, Result, Stages, Voice};

/// Measures how much the spectrum jumps at the joins of a voice.
#[derive(Parser)]
struct Args {
    /// The article to read: text, Markdown or HTML.
    article: PathBuf,
    /// The voice pack [default: the embedded voice]
    #[arg(short, long, value_name = "FILE")]
    voice: Option<PathBuf>,
    /// Recordings of the speaker with labels, to compare with.
    #[arg(short, long, value_name = "FOLDER")]
    corpus: Option<PathBuf>,
    /// How many recordings to compare with, spread over the corpus.
    #[arg(long, default_value_t = 300)]
    recordings: usize,
    /// Choose units without regard to joins: what the measure says of bad joins.
    #[arg(long)]
    careless: bool,
    /// How many of the worst joins to list.
    #[arg(short = 'n', long, default_value_t = 20)]
    worst: usize,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("joins: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<()> {
    let voice = match &args.voice {
        Some(path) => Voice::open(path)?,
        None => embedded()?,
    };
    let bytes = std::fs::read(&args.article)
        .map_err(|e| Error::io(&args.article, e, "name a file that can be read"))?;
    let document = article::read(&bytes, Format::Auto, &article::Options::default())?;
    let weights = match args.careless {
        true => Weights {
            join: 0.0,
            join_f0: 0.0,
            join_spectrum: 0.0,
            ..Weights::default()
        },
        false => Weights::default(),
    };
    let read = read(&Engine::with_voice(voice), weights, document);
    println!(
        "jump of the spectrum in dB                 count   median     90 %     99 %   99.9 %  largest"
    );
    for kind in Kind::ALL {
        print_row(
            &format!("joins in {}", kind.name()),
            &read.joins.jumps(kind),
        );
    }
    print_row("units that run on", &read.unbroken);
    let Some(folder) = &args.corpus else {
        return list(&read.joins, args.worst, |_| 0.0);
    };
    let recorded = listen(folder, args.recordings)?;
    for kind in Kind::ALL {
        let name = format!("recorded middles of {}", kind.name());
        print_row(&name, &recorded.middles[kind as usize]);
    }
    print_row("recorded boundaries", &recorded.boundaries);
    println!(
        "\njoins that jump more than recordings do, at boundaries or where such phones are cut"
    );
    for share in [0.9, 0.99, 0.999, 1.0] {
        let above = read.joins.above(&recorded, share);
        println!(
            "{above:6}, {:5.2} % of {}, jump more than {:.1} % of either",
            100.0 * above as f64 / read.joins.0.len().max(1) as f64,
            read.joins.0.len(),
            share * 100.0,
        );
    }
    list(&read.joins, args.worst, |kind| recorded.limit(kind, 0.99))
}

#[cfg(feature = "embedded-voice")]
fn embedded() -> Result<Voice> {
    Voice::embedded()
}

#[cfg(not(feature = "embedded-voice"))]
fn embedded() -> Result<Voice> {
    let remedy = "name a pack with --voice";
    Err(Error::unsupported(
        "the embedded voice",
        "this build has none",
        remedy,
    ))
}

/// Kinds of phones in which units are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Vowels, nasals, liquids and glides.
    Sonorant,
    Fricative,
    Stop,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Sonorant, Kind::Fricative, Kind::Stop];

    fn of(phone: Phone) -> Kind {
        match phone {
            p if p.is_stop() => Kind::Stop,
            p if p.is_vowel() || p.is_sonorant() => Kind::Sonorant,
            _ => Kind::Fricative,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Sonorant => "vowels and sonorants",
            Kind::Fricative => "fricatives",
            Kind::Stop => "stops",
        }
    }

    /// Where phones of this kind are cut, as a share of their length.
    fn cut(self) -> f32 {
        if self == Kind::Stop { 0.35 } else { 0.5 }
    }
}

/// A place where two units meet that were not neighbours in the recordings.
struct Join {
    /// Seconds from the start of the speech.
    time: f64,
    jump: f32,
    phone: Phone,
    units: [u32; 2],
    diphones: [[Phone; 2]; 2],
    word: String,
}

struct Joins(Vec<Join>);

impl Joins {
    fn jumps(&self, kind: Kind) -> Vec<f32> {
        let of_kind = self.0.iter().filter(|j| Kind::of(j.phone) == kind);
        of_kind.map(|j| j.jump).collect()
    }

    /// How many jump more than the given share of what was recorded.
    fn above(&self, recorded: &Recorded, share: f64) -> usize {
        let limits = Kind::ALL.map(|kind| recorded.limit(kind, share));
        let is_above = |j: &&Join| j.jump > limits[Kind::of(j.phone) as usize];
        self.0.iter().filter(is_above).count()
    }
}

struct Read {
    joins: Joins,
    /// The same measure where units meet that were neighbours.
    unbroken: Vec<f32>,
}

/// Reads a document and measures where its units meet.
fn read(engine: &Engine, weights: Weights, document: Document) -> Read {
    let voice = engine.voice();
    let ear = Ear::new(voice.sample_rate());
    let mut synthesizer = Synthesizer::new();
    synthesizer.set_weights(weights);
    let (mut samples, mut times) = (Vec::new(), Vec::new());
    let mut speech = engine.speak(document);
    let mut read = Read {
        joins: Joins(Vec::new()),
        unbroken: Vec::new(),
    };
    let mut before = 0;
    while let Some(stages) = speech.next_plan() {
        samples.clear();
        synthesizer.synthesize(voice, &stages.plan, &mut samples, &mut times);
        let units = &synthesizer.selection().units;
        ear.meetings(voice, stages, units, &samples, &times, before, &mut read);
        before += samples.len();
    }
    read
}

struct Recorded {
    boundaries: Vec<f32>,
    /// By [`Kind`].
    middles: [Vec<f32>; 3],
}

impl Recorded {
    /// What the given share of the recorded places stays below: boundaries, or cuts of phones of
    /// the kind, whichever jump more.
    fn limit(&self, kind: Kind, share: f64) -> f32 {
        let middles = quantile(&self.middles[kind as usize], share);
        quantile(&self.boundaries, share).max(middles)
    }
}

/// Measures recordings at their labels, pauses left out.
fn listen(folder: &Path, count: usize) -> Result<Recorded> {
    let corpus = Corpus::open(folder, None)?;
    let prompts = corpus.prompts();
    let mut recorded = Recorded {
        boundaries: Vec::new(),
        middles: Default::default(),
    };
    let mut ear: Option<Ear> = None;
    for prompt in prompts
        .iter()
        .step_by((prompts.len() / count.max(1)).max(1))
    {
        let recording = corpus.recording(prompt)?;
        let ear = ear.get_or_insert_with(|| Ear::new(recording.rate));
        let at = |seconds: f32| (seconds * recording.rate as f32) as usize;
        for pair in recording.labels.windows(2) {
            if pair[0].phone == Phone::Pau {
                continue;
            }
            let kind = Kind::of(pair[0].phone);
            let cut = pair[0].start + kind.cut() * (pair[0].end - pair[0].start);
            let jump = ear.jump(&recording.samples, at(cut));
            recorded.middles[kind as usize].push(jump);
            if pair[1].phone != Phone::Pau {
                recorded
                    .boundaries
                    .push(ear.jump(&recording.samples, at(pair[0].end)));
            }
        }
    }
    Ok(recorded)
}

/// Hears jumps of the spectrum.
struct Ear {
    analyser: Analyser,
    rate: u32,
}

/// Frames from a place at which the change around it is measured, in ms: far enough not to hear the
/// place itself, near enough to be about the same sounds.
const AROUND_MS: [i32; 8] = [-60, -50, -40, -30, 30, 40, 50, 60];
/// The place itself: its time is known to some ms only, and a cross-fade takes 10.
const AT_MS: [i32; 3] = [-4, 0, 4];
/// Beside it: what changes more there is not at the place.
const BESIDE_MS: [i32; 4] = [-16, -12, 12, 16];
/// Half the distance of the two spectra that are compared, in ms.
const APART_MS: i32 = 10;

impl Ear {
    fn new(rate: u32) -> Self {
        Ear {
            analyser: Analyser::new(rate),
            rate,
        }
    }

    /// By how many dB the change of the spectrum at a sample exceeds the median around it.
    fn jump(&self, samples: &[f32], at: usize) -> f32 {
        let change = |ms: i32| self.change(samples, at, ms);
        let here = AT_MS.map(change).into_iter().fold(0.0, f32::max);
        let beside = BESIDE_MS.map(change).into_iter().fold(0.0, f32::max);
        if beside > here {
            return here - beside;
        }
        let mut around = AROUND_MS.map(change);
        around.sort_by(f32::total_cmp);
        here - 0.5 * (around[3] + around[4])
    }

    /// The distance of the spectra on both sides of a place, in dB: the root mean square over the
    /// mel bands, of which cepstra hold the smooth part.
    fn change(&self, samples: &[f32], at: usize, ms: i32) -> f32 {
        let place = |ms: i32| {
            let at = at as i64 + i64::from(ms) * i64::from(self.rate) / 1000;
            self.analyser.cepstrum(samples, at.max(0) as usize)
        };
        let (left, right) = (place(ms - APART_MS), place(ms + APART_MS));
        let squares = left.iter().zip(&right).map(|(a, b)| (a - b) * (a - b));
        const DB: f32 = 10.0 / std::f32::consts::LN_10;
        DB * (squares.sum::<f32>() / Analyser::BANDS as f32).sqrt()
    }

    /// Measures every place of a sentence where two units meet within speech.
    #[allow(clippy::too_many_arguments)] // One caller; they are the products of two stages.
    fn meetings(
        &self,
        voice: &Voice,
        stages: &Stages,
        units: &[u32],
        samples: &[f32],
        times: &[PhoneTime],
        before: usize,
        read: &mut Read,
    ) {
        let inventory = voice.inventory();
        let phones = &stages.plan.phones;
        for i in 1..units.len() {
            if phones[i].phone == Phone::Pau {
                continue;
            }
            let pair = [units[i - 1], units[i]];
            let unit = pair[1] as usize;
            let center = u32::from(inventory.center[unit]);
            let at = times[i].end.saturating_sub(center) as usize;
            let jump = self.jump(samples, at);
            if inventory.follows(pair[0], pair[1]) {
                read.unbroken.push(jump);
                continue;
            }
            read.joins.0.push(Join {
                time: (before + at) as f64 / f64::from(self.rate),
                jump,
                phone: phones[i].phone,
                units: pair,
                diphones: [i - 1, i].map(|k| [phones[k].phone, phones[k + 1].phone]),
                word: word_of(stages, i as u32),
            });
        }
    }
}

fn word_of(stages: &Stages, phone: u32) -> String {
    let has = |w: &Range<u32>| w.contains(&phone);
    let word = stages.plan.words.iter().position(has);
    let word = word.and_then(|w| stages.sentence.words.get(w));
    word.map_or_else(String::new, |w| stages.sentence.spelling(w).to_owned())
}

/// Lists the joins that are the furthest above, or the least below, the limit of their kind.
fn list(joins: &Joins, count: usize, limit: impl Fn(Kind) -> f32) -> Result<()> {
    let limits = Kind::ALL.map(limit);
    let excess = |j: &Join| j.jump - limits[Kind::of(j.phone) as usize];
    let mut order: Vec<&Join> = joins.0.iter().collect();
    order.sort_by(|a, b| excess(b).total_cmp(&excess(a)));
    println!("\n    time  jump  in  units            of                word");
    for join in order.iter().take(count) {
        let name = |[a, b]: [Phone; 2]| format!("{}-{}", a.name(), b.name());
        let [left, right] = join.diphones.map(name);
        println!(
            "{:8.3} {:5.1}  {:3} {:7} {:7}  {left:7} {right:7}  {}",
            join.time,
            join.jump,
            join.phone.name(),
            join.units[0],
            join.units[1],
            join.word,
        );
    }
    Ok(())
}

fn quantile(values: &[f32], share: f64) -> f32 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f32::total_cmp);
    let last = sorted.len().saturating_sub(1);
    let at = (last as f64 * share).round() as usize;
    sorted.get(at).copied().unwrap_or(0.0)
}

fn print_row(name: &str, jumps: &[f32]) {
    let q = |share| quantile(jumps, share);
    println!(
        "{name:40} {:7} {:8.1} {:8.1} {:8.1} {:8.1} {:8.1}",
        jumps.len(),
        q(0.5),
        q(0.9),
        q(0.99),
        q(0.999),
        q(1.0)
    );
}
