//! Us beside flite (voice kal16) and espeak-ng: the same article, processes in turn, on this machine.
//!
//! ```text
//! apt-get install flite espeak-ng
//! cargo bench --bench peers                       # prints a table, writes target/peers.json
//! python3 benches/chart.py target/peers.json > benches/chart.svg
//! ```
//!
//! `RHAPSODE_ARTICLE` names another text, `RHAPSODE_ROUNDS` the number of rounds (5). CPU time is user
//! and system time of the process, as the kernel counts it; all write WAV files into the temporary
//! folder. Every figure is the median of the rounds, and ratios are those of medians of the same run.

mod process;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use process::{Cost, median, seconds};

/// Copies of the article in the long text.
const COPIES: usize = 20;
/// How often a round repeats what takes milliseconds.
const SHORT: usize = 5;

/// A program that speaks.
struct Peer {
    name: &'static str,
    program: PathBuf,
    /// Arguments to speak a file (first) into another (second).
    speak: fn(&str, &str) -> Vec<String>,
    /// Arguments to speak a file to standard output; `None` if it cannot.
    stream: Option<fn(&str) -> Vec<String>>,
}

fn strings(args: &[&str]) -> Vec<String> {
    args.iter().map(|a| a.to_string()).collect()
}

fn peers() -> Vec<Peer> {
    vec![
        Peer {
            name: "rhapsode",
            program: process::speak(),
            speak: |text, wav| strings(&["-q", text, "-o", wav]),
            stream: Some(|text| strings(&["-q", "--raw", text])),
        },
        Peer {
            name: "flite",
            program: "flite".into(),
            speak: |text, wav| strings(&["-voice", "kal16", "-f", text, "-o", wav]),
            // It writes to files that it can seek in only.
            stream: None,
        },
        Peer {
            name: "espeak-ng",
            program: "espeak-ng".into(),
            speak: |text, wav| strings(&["-f", text, "-w", wav]),
            stream: Some(|text| strings(&["--stdout", "-f", text])),
        },
    ]
}

impl Peer {
    fn command(&self, args: Vec<String>) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(args)
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    fn is_there(&self) -> bool {
        let mut command = self.command(strings(&["--version"]));
        command.stdout(Stdio::null()).status().is_ok()
    }

    fn run(&self, text: &str, wav: &str) -> Cost {
        let _ = fs::remove_file(wav);
        let mut command = self.command((self.speak)(text, wav));
        process::run(command.stdout(Stdio::null()))
    }

    /// Seconds from the launch to the first audio: on standard output, behind a header if there is
    /// one. For a program that cannot, to the end of the process on the first sentence.
    fn first_audio(&self, text: &str, sentence: &str, wav: &str) -> f64 {
        let Some(stream) = self.stream else {
            return self.run(sentence, wav).wall;
        };
        let began = Instant::now();
        let mut command = self.command(stream(text));
        let mut child = command.stdout(Stdio::piped()).spawn().expect(self.name);
        let mut audio = [0; 64];
        let mut out = child.stdout.take().expect("it was piped");
        out.read_exact(&mut audio).expect("audio");
        let took = began.elapsed().as_secs_f64();
        drop(out);
        let _ = child.kill();
        let _ = child.wait();
        took
    }
}

/// The rows of the table.
const MEASURES: [(&str, &str); 6] = [
    ("long text: CPU per second of speech", "µs"),
    ("the article: CPU per second of speech, whole process", "µs"),
    ("one word: CPU, whole process", "ms"),
    ("one word: wall clock", "ms"),
    ("launch to first audio, the article", "ms"),
    ("resident memory, long text", "MB"),
];

fn main() {
    // `cargo test --benches` only asks whether it runs.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    let rounds = process::rounds();
    let article = match std::env::var_os("RHAPSODE_ARTICLE") {
        Some(path) => fs::read_to_string(path).expect("RHAPSODE_ARTICLE can be read"),
        None => include_str!("article.txt").to_owned(),
    };
    let folder = std::env::temp_dir().join(format!("rhapsode-peers-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder");
    let file = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    let write = |name: &str, text: &str| {
        fs::write(file(name), text).expect("a temporary file");
        file(name)
    };
    let first = article
        .lines()
        .find(|l| !l.trim().is_empty())
        .expect("text");
    let texts = [
        write("long.txt", &format!("{article}\n\n").repeat(COPIES)),
        write("article.txt", &article),
        write("word.txt", "Hello"),
        write("first.txt", first),
    ];
    let (here, missing): (Vec<Peer>, Vec<Peer>) = peers().into_iter().partition(Peer::is_there);
    for peer in &missing {
        println!(
            "{} IS MISSING: no figures for it; on Debian, apt-get install {0}",
            peer.name
        );
    }
    let mut measured = vec![[(); MEASURES.len()].map(|()| Vec::new()); here.len()];
    let wav = file("out.wav");
    let all = || here.iter().enumerate();
    for _ in 0..rounds {
        // What is short comes first, and often: the long files keep the disk busy afterwards.
        for (i, peer) in (0..SHORT).flat_map(|_| all()) {
            let word = peer.run(&texts[2], &wav);
            measured[i][2].push(word.cpu * 1e3);
            measured[i][3].push(word.wall * 1e3);
            let first = peer.first_audio(&texts[1], &texts[3], &wav);
            measured[i][4].push(first * 1e3);
        }
        for (i, peer) in all() {
            let whole = peer.run(&texts[1], &wav);
            measured[i][1].push(whole.cpu / seconds(wav.as_ref()) * 1e6);
        }
        for (i, peer) in all() {
            let long = peer.run(&texts[0], &wav);
            measured[i][0].push(long.cpu / seconds(wav.as_ref()) * 1e6);
            measured[i][5].push(long.memory / 1e6);
        }
    }
    let _ = fs::remove_dir_all(&folder);
    report(&here, measured);
}

fn report(peers: &[Peer], measured: Vec<[Vec<f64>; MEASURES.len()]>) {
    let medians: Vec<Vec<f64>> = measured
        .into_iter()
        .map(|figures| figures.into_iter().map(median).collect())
        .collect();
    print!("{:54}", "");
    peers.iter().for_each(|p| print!("{:>14}", p.name));
    peers[1..]
        .iter()
        .for_each(|p| print!("{:>18}", format!("{} / us", p.name)));
    println!();
    let mut rows = Vec::new();
    for (i, (measure, unit)) in MEASURES.iter().enumerate() {
        print!("{:54}", format!("{measure}, {unit}"));
        medians.iter().for_each(|m| print!("{:>14.2}", m[i]));
        medians[1..]
            .iter()
            .for_each(|m| print!("{:>18.2}", m[i] / medians[0][i]));
        println!();
        let figures = peers
            .iter()
            .zip(&medians)
            .map(|(p, m)| (p.name.to_owned(), m[i].into()));
        let figures: serde_json::Map<String, serde_json::Value> = figures.collect();
        rows.push(serde_json::json!({ "measure": measure, "unit": unit, "figures": figures }));
    }
    let speed = |m: &Vec<f64>| format!("{:>14.0}", 1e6 / m[0]);
    let speeds: String = medians.iter().map(speed).collect();
    println!("{:54}{speeds}", "long text: times real time");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers.json");
    let json = serde_json::to_string_pretty(&rows).expect("figures");
    match fs::write(&path, json) {
        Ok(()) => println!("written to {}", path.display()),
        Err(e) => println!("{}: {e}", path.display()),
    }
}
