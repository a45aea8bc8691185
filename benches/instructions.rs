//! A guard against getting slower: counts instructions with valgrind, which no other load disturbs.
//!
//! `cargo bench --bench instructions` speaks `benches/article.txt` 1 and 11 times under callgrind and
//! compares the instructions of the ten articles between with [`REFERENCE`]; it fails beyond
//! [`TOLERANCE`]. A change that is meant to cost, or that saves, moves the reference with it. Without
//! valgrind it says so and passes.

use std::process::{Command, ExitCode, Stdio};

use rhapsode::{Chunk, Engine};

/// Instructions for one article, from text to samples (x86-64, release profile).
const REFERENCE: f64 = 22_747_750.0;
/// How far from the reference is no news.
const TOLERANCE: f64 = 0.05;
const ARTICLE: &str = include_str!("article.txt");

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if let [_, speak, times] = &args[..]
        && speak == "speak"
    {
        speak_times(times.parse().expect("a number"));
        return ExitCode::SUCCESS;
    }
    if !args.iter().any(|a| a == "--bench") {
        return ExitCode::SUCCESS;
    }
    let (Some(once), Some(more)) = (instructions(1), instructions(11)) else {
        println!("valgrind IS MISSING: nothing was measured; on Debian, apt-get install valgrind");
        return ExitCode::SUCCESS;
    };
    let article = (more - once) / 10.0;
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

fn speak_times(times: u32) {
    let mut speech = Engine::new().expect("the embedded voice").speak_text("");
    let mut chunk = Chunk::default();
    for _ in 0..times {
        speech.restart(rhapsode::Document::from_text(ARTICLE));
        while speech.next_into(&mut chunk) {}
    }
    std::hint::black_box(&chunk);
}

/// Instructions of this program speaking so many articles; `None` without valgrind.
fn instructions(times: u32) -> Option<f64> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["speak", &times.to_string()])
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text.lines().find(|l| l.contains("Collected"))?;
    line.rsplit(' ').next()?.parse().ok()
}
