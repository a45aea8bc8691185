//! A guard against getting slower: counts instructions with valgrind, which no other load disturbs.
//!
//! `cargo bench --bench instructions` speaks `benches/article.txt` 1 and 11 times under callgrind and
//! compares the instructions of the ten articles between with [`REFERENCE`]; it fails beyond
//! [`TOLERANCE`]. A change that is meant to cost, or that saves, moves the reference with it. Then it
//! tells what another pace costs for a second that is heard, against the voice's own. Without valgrind
//! it says so and passes.

use std::process::{Command, ExitCode, Stdio};

use rhapsode::{Chunk, Engine, Rate, Semitones, Settings};

/// Instructions for one article, from text to samples (x86-64, release profile).
const REFERENCE: f64 = 16_893_133.0;
/// How far from the reference is no news.
const TOLERANCE: f64 = 0.05;
const ARTICLE: &str = include_str!("article.txt");
/// Rate and pitch of the voice itself.
const OWN: Pace = (1.0, 0.0);
const OTHERS: [Pace; 2] = [(2.0, 0.0), (1.0, 3.0)];

/// A rate as a factor, and a pitch in semitones.
type Pace = (f32, f32);

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if let [_, speak, times, rate, pitch] = &args[..]
        && speak == "speak"
    {
        let number = |text: &String| text.parse::<f32>().expect("a number");
        speak_times(number(times) as u32, (number(rate), number(pitch)));
        return ExitCode::SUCCESS;
    }
    if !args.iter().any(|a| a == "--bench") {
        return ExitCode::SUCCESS;
    }
    let (Some(once), Some(more)) = (instructions(1, OWN), instructions(11, OWN)) else {
        println!("valgrind IS MISSING: nothing was measured; on Debian, apt-get install valgrind");
        return ExitCode::SUCCESS;
    };
    let article = (more - once) / 10.0;
    let own = article / speak_times(1, OWN);
    for (rate, pitch) in OTHERS {
        if let (Some(once), Some(more)) = (
            instructions(1, (rate, pitch)),
            instructions(6, (rate, pitch)),
        ) {
            let second = (more - once) / 5.0 / speak_times(1, (rate, pitch));
            println!(
                "rate {rate}, pitch {pitch:+}: {second:.0} instructions a second of speech, {:.2} times {own:.0}",
                second / own,
            );
        }
    }
    let change = article / REFERENCE - 1.0;
    println!(
        "{article:.0} instructions an article, {:+.1} % of the reference; {:.0} for the start and one article",
        change * 100.0,
        once,
    );
    if change.abs() <= TOLERANCE {
        return ExitCode::SUCCESS;
    }
    println!("more than {:.0} % from the reference", TOLERANCE * 100.0);
    ExitCode::FAILURE
}

/// Speaks the article so many times; gives the length of one in seconds.
fn speak_times(times: u32, (rate, pitch): Pace) -> f64 {
    let mut engine = Engine::new().expect("the embedded voice");
    engine.set_settings(Settings {
        rate: Rate::new(rate).expect("a rate"),
        pitch: Semitones::new(pitch).expect("a pitch"),
        ..Settings::default()
    });
    let mut speech = engine.speak_text("");
    let mut chunk = Chunk::default();
    for _ in 0..times {
        speech.restart(rhapsode::Document::from_text(ARTICLE));
        while speech.next_into(&mut chunk) {}
    }
    std::hint::black_box(&chunk);
    speech.frames() as f64 / f64::from(speech.sample_rate())
}

/// Instructions of this program speaking so many articles; `None` without valgrind.
fn instructions(times: u32, (rate, pitch): Pace) -> Option<f64> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["speak", &times.to_string()])
        .args([rate.to_string(), pitch.to_string()])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text.lines().find(|l| l.contains("Collected"))?;
    line.rsplit(' ').next()?.parse().ok()
}
