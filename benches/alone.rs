//! What a second of speech costs us at another rate and pitch, and in texts of 1,000 to a million words.
//!
//! `cargo bench --bench alone`. The processes are those of `cargo bench --bench peers`: the `speak`
//! example, user and system time as the kernel counts it, medians of `RHAPSODE_ROUNDS` (5), in turn.
//! At another rate or pitch, 20 articles are written to a WAV file, and a second is one that is heard.
//! Texts of other lengths are streamed (`--raw`) and dropped, since a WAV file holds no million words:
//! each in a process of its own, and then in this one, after an article, by the clock.

#[allow(dead_code)] // The wall clock is for the bench of the peers.
mod process;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{fs, io};

use process::{Cost, median};
use rhapsode::article::{Options, pieces};
use rhapsode::export::Pcm;
use rhapsode::{Chunk, Document, Engine, Speech};

const ARTICLE: &str = include_str!("article.txt");
/// Copies of the article in the text that is written.
const COPIES: usize = 20;
/// Settings beside the voice's own, as `speak` takes them.
const SETTINGS: [&[&str]; 3] = [&[], &["--rate", "2"], &["--pitch", "3"]];
/// Lengths in words, and how often a round speaks them.
const LENGTHS: [(usize, usize); 4] = [(1_000, 25), (10_000, 5), (100_000, 1), (1_000_000, 1)];

struct Bench {
    speak: PathBuf,
    folder: PathBuf,
}

impl Bench {
    fn speak(&self, text: &Path, arguments: &[&str]) -> Cost {
        let mut command = Command::new(&self.speak);
        command.arg("-q").arg(text).args(arguments);
        process::run(command.stdout(Stdio::null()))
    }

    /// Writes a text of so many words.
    fn text(&self, words: usize) -> PathBuf {
        let path = self.folder.join(format!("{words}.txt"));
        let mut text = String::new();
        let mut left = words;
        while left > 0 {
            for line in ARTICLE.lines().filter(|line| !line.trim().is_empty()) {
                let taken: Vec<&str> = line.split_whitespace().take(left).collect();
                left -= taken.len();
                text += &taken.join(" ");
                text += "\n\n";
            }
        }
        fs::write(&path, text).expect("a temporary file");
        path
    }

    /// Seconds of speech in a text.
    fn seconds(&self, text: &Path) -> f64 {
        let wav = self.folder.join("out.wav");
        self.speak(text, &["-o", wav.to_str().expect("UTF-8")]);
        process::seconds(&wav)
    }
}

fn main() {
    // `cargo test --benches` only asks whether it runs.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    let folder = std::env::temp_dir().join(format!("rhapsode-alone-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder");
    let bench = Bench {
        speak: process::speak(),
        folder,
    };
    settings(&bench);
    lengths(&bench);
    // Last: what this process holds counts as its children's memory too.
    inside(&bench);
    let _ = fs::remove_dir_all(&bench.folder);
}

fn settings(bench: &Bench) {
    let text = bench.folder.join("articles.txt");
    fs::write(&text, format!("{ARTICLE}\n\n").repeat(COPIES)).expect("a temporary file");
    let wav = bench.folder.join("out.wav");
    let mut measured = SETTINGS.map(|_| Vec::new());
    for _ in 0..process::rounds() {
        for (setting, measured) in SETTINGS.iter().zip(&mut measured) {
            let _ = fs::remove_file(&wav);
            let output = ["-o", wav.to_str().expect("UTF-8")];
            let cost = bench.speak(&text, &[&output, *setting].concat());
            measured.push(cost.cpu / process::seconds(&wav) * 1e6);
        }
    }
    let medians = measured.map(median);
    for (setting, cost) in SETTINGS.iter().zip(medians) {
        let name = match setting {
            [] => "the voice's own rate and pitch".to_owned(),
            _ => setting.join(" "),
        };
        println!(
            "{name:32}{cost:8.2} µs of CPU for a second that is heard, {:.2} times the first",
            cost / medians[0]
        );
    }
}

fn lengths(bench: &Bench) {
    let texts = LENGTHS.map(|(words, _)| bench.text(words));
    let word = bench.folder.join("word.txt");
    fs::write(&word, "Hello").expect("a temporary file");
    // The longer ones are the same article again.
    let seconds = bench.seconds(&texts[1]) / LENGTHS[1].0 as f64;
    let (mut start, mut measured) = (Vec::new(), LENGTHS.map(|_| Vec::new()));
    for _ in 0..process::rounds() {
        start.extend((0..LENGTHS[0].1).map(|_| bench.speak(&word, &["--raw"]).cpu));
        for ((text, (_, times)), measured) in texts.iter().zip(LENGTHS).zip(&mut measured) {
            measured.extend((0..times).map(|_| bench.speak(text, &["--raw"])));
        }
    }
    let start = median(start);
    for ((words, _), costs) in LENGTHS.into_iter().zip(measured) {
        let cpu = median(costs.iter().map(|c| c.cpu).collect());
        let memory = median(costs.iter().map(|c| c.memory / 1e6).collect());
        let speech = words as f64 * seconds;
        println!(
            "{words:>9} words: {:6.2} µs of CPU a second of speech, {:6.2} without what one word takes; {memory:.1} MB",
            cpu / speech * 1e6,
            (cpu - start) / speech * 1e6,
        );
    }
}

/// The cost of other lengths in a process that has spoken: an app, or a newsroom.
fn inside(bench: &Bench) {
    let engine = Engine::new().expect("the embedded voice");
    let texts = LENGTHS.map(|(words, _)| fs::read(bench.text(words)).expect("a text"));
    let mut speaker = Speaker {
        engine,
        pcm: Pcm::new(io::sink()),
        chunk: Chunk::default(),
    };
    speaker.speak(ARTICLE.as_bytes());
    let mut measured = LENGTHS.map(|_| Vec::new());
    for _ in 0..process::rounds() {
        for ((text, (_, times)), measured) in texts.iter().zip(LENGTHS).zip(&mut measured) {
            measured.extend((0..times).map(|_| speaker.speak(text)));
        }
    }
    for ((words, _), costs) in LENGTHS.into_iter().zip(measured) {
        let cost = median(costs);
        println!("{words:>9} words: {cost:6.2} µs a second of speech in a process that has spoken");
    }
}

/// What an app keeps from one article to the next.
struct Speaker {
    engine: Engine,
    pcm: Pcm<io::Sink>,
    chunk: Chunk,
}

impl Speaker {
    /// Streams a text as `speak --raw` does; microseconds that a second of speech takes.
    fn speak(&mut self, text: &[u8]) -> f64 {
        let began = Instant::now();
        let mut parts = pieces(text, &Options::default());
        let mut speech = self.engine.speak(Document::default());
        loop {
            speech.refill(&mut parts).expect("plain text");
            if !self.sentence(&mut speech) {
                break;
            }
        }
        let seconds = speech.frames() as f64 / f64::from(speech.sample_rate());
        began.elapsed().as_secs_f64() / seconds * 1e6
    }

    /// Streams a sentence; false if there was none.
    fn sentence(&mut self, speech: &mut Speech) -> bool {
        while let Some(clause) = speech.next_clause(&mut self.chunk) {
            let samples = &self.chunk.samples[clause.samples];
            self.pcm.write(samples).expect("a sink takes all");
            self.chunk.samples.clear();
            if clause.ends_sentence {
                return true;
            }
        }
        false
    }
}
