//! Many articles: bad ones, shards, and a death in the middle.

#![cfg(all(feature = "newsroom", feature = "embedded-voice"))]

mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use program::{Folder, message};
use rhapsode::Engine;
use rhapsode::newsroom::{MarksFormat, Newsroom, Outcome, Shard, folder, json_lines};

const ARTICLE: &str = include_str!("../benches/article.txt");

/// The `newsroom` program, which Cargo builds before it runs all tests.
fn newsroom() -> Command {
    let mut speak = std::path::PathBuf::from(program::speak().get_program());
    speak.set_file_name(format!("newsroom{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(speak);
    command.stdin(Stdio::null());
    command
}

/// All files under a folder, hidden ones too, by path, with their time of change.
fn files(path: &Path) -> BTreeMap<String, SystemTime> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(path).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        // A running program renames its temporary files between the listing and this.
        let Ok(data) = entry.metadata() else { continue };
        if data.is_dir() {
            let inner = files(&entry.path()).into_iter();
            found.extend(inner.map(|(path, time)| (format!("{name}/{path}"), time)));
        } else {
            found.insert(name, data.modified().unwrap());
        }
    }
    found
}

fn wavs(path: &Path) -> BTreeMap<String, SystemTime> {
    let mut all = files(path);
    all.retain(|name, _| name.ends_with(".wav"));
    all
}

#[test]
fn one_bad_article_is_reported_and_the_others_are_spoken() {
    let room = Folder::new("newsroom-bad");
    let input = room.path().join("in");
    fs::create_dir_all(input.join("deep")).unwrap();
    fs::write(input.join("good.txt"), "The sea rises twice a day.").unwrap();
    fs::write(
        input.join("deep/page.html"),
        "<h1>Mills</h1><p>The wheel turns.</p>",
    )
    .unwrap();
    fs::write(input.join("bad.txt"), b"\xff\xfe\xfa nonsense \x00\x01").unwrap();
    fs::write(input.join("empty.md"), "\n\n").unwrap();
    fs::write(input.join(".hidden.txt"), "Not this.").unwrap();

    let out = room.path().join("out");
    let run = || newsroom().arg(&input).arg(&out).output().unwrap();
    let first = run();
    assert_eq!(first.status.code(), Some(1));
    let errors = message(&first);
    assert!(errors.contains("newsroom: bad.txt: "), "{errors}");
    assert!(errors.contains("newsroom: empty.md: "), "{errors}");
    assert!(errors.contains("2 spoken"), "{errors}");
    let made: Vec<String> = files(&out).into_keys().collect();
    let expected = [
        "deep/page.html.json",
        "deep/page.html.wav",
        "good.txt.json",
        "good.txt.wav",
    ];
    assert_eq!(made, expected);

    // The audio is what the engine speaks, and the marks lie in it.
    let wav = hound::WavReader::open(out.join("good.txt.wav")).unwrap();
    let speech = Engine::new()
        .unwrap()
        .speak_text("The sea rises twice a day.");
    let frames: usize = speech.map(|c| c.samples.len()).sum();
    assert_eq!(wav.len() as usize, frames);
    let marks = fs::read(out.join("good.txt.json")).unwrap();
    assert_eq!(program::json(&marks).len(), 7);

    // The bad ones are tried again, the others are not.
    let times = wavs(&out);
    let second = run();
    assert!(
        message(&second).contains("0 spoken"),
        "{}",
        message(&second)
    );
    assert!(message(&second).contains("2 there before, 2 bad"));
    assert_eq!(wavs(&out), times);
}

#[test]
fn a_run_that_was_killed_goes_on_where_it_was() {
    const ARTICLES: usize = 60;
    let room = Folder::new("newsroom-kill");
    let input = room.path().join("articles.jsonl");
    let lines = (0..ARTICLES).map(|i| {
        let text = format!("Number {i}.\n\n{ARTICLE}");
        serde_json::json!({ "id": format!("a/{i:03}"), "text": text }).to_string() + "\n"
    });
    fs::write(&input, lines.collect::<String>()).unwrap();
    let out = room.path().join("out");
    let mut command = newsroom();
    command.arg(&input).arg(&out);

    // Killed, twice, when some but not all are done.
    let mut before = BTreeMap::new();
    for _ in 0..2 {
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        let patience = Instant::now();
        loop {
            let done = if out.exists() { wavs(&out).len() } else { 0 };
            if done > before.len() + 2 {
                break;
            }
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
            assert!(patience.elapsed() < Duration::from_secs(60));
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let now = wavs(&out);
        assert!(now.len() < ARTICLES, "killed too late to prove anything");
        for (name, time) in &before {
            assert_eq!(now.get(name), Some(time), "{name} was made again");
        }
        for name in now.keys().filter(|n| !n.contains("/.")) {
            hound::WavReader::open(out.join(name)).expect("what is there is whole");
            let marks = out.join(name.replace(".wav", ".json"));
            assert!(marks.exists(), "the marks of {name} were there first");
        }
        before = now;
    }

    let last = command.stderr(Stdio::piped()).output().unwrap();
    assert!(last.status.success(), "{}", message(&last));
    let expected = format!("{} there before, 0 bad", before.len());
    assert!(message(&last).contains(&expected), "{}", message(&last));
    let now = files(&out);
    for (name, time) in &before {
        assert_eq!(now.get(name), Some(time), "{name} was made again");
    }
    // All articles, audio and marks, and no leftovers.
    let names: BTreeSet<String> = now.into_keys().collect();
    let all = (0..ARTICLES).flat_map(|i| ["wav", "json"].map(|e| format!("a/{i:03}.{e}")));
    assert_eq!(names, all.collect());
}

#[test]
fn shards_are_a_partition() {
    let room = Folder::new("newsroom-shards");
    let lines: String = (0..24)
        .map(|i| format!("{{\"id\": {i}, \"text\": \"Number {i}.\"}}\n"))
        .collect();
    let input = room.path().join("articles.jsonl");
    fs::write(&input, lines).unwrap();
    let mut all = BTreeSet::new();
    for number in 1..=3 {
        let out = room.path().join(format!("out{number}"));
        let mut command = newsroom();
        let shard = format!("{number}/3");
        let run = command.args(["--shard", &shard, "--marks", "none", "-q"]);
        assert!(run.arg(&input).arg(&out).status().unwrap().success());
        for name in files(&out).into_keys() {
            assert!(all.insert(name.clone()), "{name} was spoken twice");
        }
    }
    assert_eq!(all.len(), 24);

    let bad = newsroom()
        .args(["--shard", "4/3", "in", "out"])
        .output()
        .unwrap();
    assert_eq!(bad.status.code(), Some(2));
    assert!(message(&bad).contains("write I/N"), "{}", message(&bad));
    // Parts are of one size, whatever the ids look like.
    for form in [
        "{}",
        "2026/11/{}-news",
        "https://example.org/articles/{}.html",
    ] {
        for of in [2u32, 16] {
            let mut sizes = vec![0usize; of as usize];
            for i in 0..8000 {
                let id = form.replace("{}", &i.to_string());
                let ours = |n: &u32| Shard::new(*n, of).unwrap().takes(&id);
                let owners: Vec<u32> = (1..=of).filter(ours).collect();
                assert_eq!(owners.len(), 1, "{id}");
                sizes[owners[0] as usize - 1] += 1;
            }
            let mean = 8000 / of as usize;
            let even = sizes.iter().all(|s| s.abs_diff(mean) < mean / 4);
            assert!(even, "{form}: {sizes:?}");
        }
    }
}

#[test]
fn the_same_through_the_library() {
    let room = Folder::new("newsroom-library");
    let input = "{\"id\": \"a\", \"markdown\": \"# Mills\\n\\nThe wheel *turns*.\"}\nrubbish\n";
    let newsroom = Newsroom::new(Engine::new().unwrap(), room.path().join("out"))
        .marks(Some(MarksFormat::WebVtt))
        .workers(2.try_into().unwrap());
    let mut failed = Vec::new();
    let tally = newsroom.render(json_lines(input.as_bytes()), |report| {
        if let Outcome::Failed(error) = report.outcome {
            failed.push((report.id, error.to_string()));
        }
    });
    let tally = tally.unwrap();
    assert_eq!((tally.spoken, tally.present, tally.failed), (1, 0, 1));
    assert!(tally.frames > 16_000 && tally.articles() == 2);
    assert_eq!(failed[0].0, "line 2");
    let vtt = fs::read_to_string(room.path().join("out/a.vtt")).unwrap();
    assert!(vtt.starts_with("WEBVTT") && vtt.contains("turns"), "{vtt}");

    let missing = newsroom.render(folder(room.path().join("nowhere")), |_| {});
    assert_eq!(missing.unwrap().failed, 1);
}
