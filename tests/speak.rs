//! The `speak` program from end to end; what it says of times is in `speak_marks.rs`.
#![cfg(all(feature = "wav", feature = "embedded-voice"))]

mod program;

use std::io::Read;
use std::process::Stdio;

use program::{Folder, TEXT, json, message, run, run_ok, run_with_input, samples, speak};
use rhapsode::Document;
use rhapsode::prosody::Plan;
use serde_json::Value;

fn bytes(samples: &[i16]) -> Vec<u8> {
    samples.iter().flat_map(|s| s.to_le_bytes()).collect()
}

#[test]
fn file_stream_and_raw_hold_the_same_audio() {
    let folder = Folder::new("same");
    let out = folder.file("out.wav");
    let output = run(["-t", TEXT, "-o", &out]);
    assert!(output.status.success());
    let summary = message(&output);
    assert_eq!(summary.lines().count(), 1, "{summary}");
    assert!(summary.contains("s of audio") && summary.contains("times real time"));
    assert_eq!(folder.names(), ["out.wav"]);
    let wav = samples(&std::fs::read(&out).unwrap());
    assert!((8..30).contains(&(wav.len() / 16_000)));
    assert_eq!(run_ok(["-t", TEXT, "--raw"]), bytes(&wav));
    let stream = run_ok(["-t", TEXT, "-o", "-"]);
    assert_eq!(stream[40..44], [0xFF; 4]);
    assert_eq!(stream[44..], bytes(&wav));
    // From a file and from standard input it is the same text.
    let file = folder.write("text.txt", TEXT);
    assert_eq!(run_ok([&file, "--raw"]), bytes(&wav));
    assert_eq!(
        run_with_input(&["-", "--raw"], TEXT.as_bytes()).stdout,
        bytes(&wav)
    );
    // Quiet is quiet.
    let output = run(["-q", "-t", TEXT, "-o", &out]);
    assert_eq!(message(&output), "");
}

#[test]
fn settings_change_the_audio() {
    let plain = run_ok(["-t", TEXT, "--raw"]);
    let length = |args: &[&str]| run_ok([&["-t", TEXT, "--raw"], args].concat()).len() as f64;
    let ratio = length(&["-r", "2"]) / plain.len() as f64;
    assert!((0.45..0.60).contains(&ratio), "{ratio}");
    assert!(length(&["--wpm", "100"]) > length(&["--wpm", "200"]) * 1.5);
    let pitched = run_ok(["-t", TEXT, "--raw", "-p", "-4"]);
    assert_ne!(pitched, plain);
    let peak = |raw: &[u8]| {
        let samples = raw
            .as_chunks::<2>()
            .0
            .iter()
            .map(|s| i16::from_le_bytes(*s));
        samples.map(|s| f64::from(s).abs()).fold(0.0, f64::max)
    };
    let quieter = peak(&run_ok(["-t", TEXT, "--raw", "--volume", "-20"])) / peak(&plain);
    assert!((quieter - 0.1).abs() < 0.001, "{quieter}");
    let voice = concat!(env!("CARGO_MANIFEST_DIR"), "/voices/slt.voice");
    assert_eq!(run_ok(["-t", TEXT, "--raw", "-v", voice]), plain);
    assert_eq!(run_ok(["-t", TEXT, "--raw", "-v", "slt"]), plain);
}

#[test]
fn it_begins_at_the_words_that_are_named() {
    let marks = json(&run_ok([
        "-t",
        TEXT,
        "--dump",
        "marks",
        "--from",
        "and  NOBODY",
    ]));
    assert_eq!(marks[1]["value"], "and");
    assert_eq!(marks[1]["start"], TEXT.find("and nobody").unwrap());
    let output = run(["-t", TEXT, "--dump", "marks", "--from", "no such words"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(message(&output).contains("no such words"));
}

#[test]
fn compressed_formats_are_there_or_say_how_to_get_them() {
    let folder = Folder::new("formats");
    for (name, magic, there) in [
        ("out.flac", &b"fLaC"[..], cfg!(feature = "flac")),
        ("out.opus", b"OggS", cfg!(feature = "opus")),
    ] {
        let out = folder.file(name);
        let output = run(["-t", TEXT, "-o", &out]);
        assert_eq!(output.status.success(), there);
        if there {
            assert!(std::fs::read(&out).unwrap().starts_with(magic));
        } else {
            assert!(message(&output).contains("--features"));
            assert!(folder.names().is_empty());
        }
    }
}

#[test]
fn a_name_of_another_format_is_refused() {
    let folder = Folder::new("other-formats");
    for name in ["out.mp3", "out.M4A"] {
        let output = run(["-t", TEXT, "-o", &folder.file(name)]);
        assert_eq!(output.status.code(), Some(1));
        let said = message(&output);
        assert!(said.contains(name) && said.contains(".opus"), "{said}");
        assert!(folder.names().is_empty());
    }
}

#[test]
fn lines_are_texts_of_their_own() {
    let folder = Folder::new("lines");
    let lines = [
        "The first line. It has two sentences.",
        "",
        "Advertisement",
        "...",
        "No. 5",
        "a",
    ];
    let file = folder.write("lines.txt", lines.join("\n") + "\n");
    let out = folder.file("out");
    run_ok([&file, "--lines", "-o", &out]);
    let mut names: Vec<String> = std::fs::read_dir(&out)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let expected: Vec<String> = (0..lines.len()).map(|i| format!("{i:04}.wav")).collect();
    assert_eq!(names, expected);
    for (name, line) in names.iter().zip(lines) {
        let wav = samples(&std::fs::read(folder.path().join("out").join(name)).unwrap());
        let heard = line.chars().any(char::is_alphanumeric);
        assert_eq!(wav.iter().any(|s| *s != 0), heard, "{line:?}");
    }
    let alone = folder.file("alone.wav");
    run_ok(["-t", lines[0], "-o", &alone]);
    let first = std::fs::read(folder.path().join("out/0000.wav")).unwrap();
    assert_eq!(std::fs::read(&alone).unwrap(), first);

    for stage in ["normalized", "phones"] {
        let printed = json(&run_ok([&file, "--lines", "--dump", stage]));
        let texts: Vec<&Value> = printed.iter().map(|line| &line["text"]).collect();
        assert_eq!(texts, lines, "{stage}");
    }
    let printed = json(&run_ok([&file, "--lines", "--dump", "normalized"]));
    assert_eq!(printed[0]["spoken"], "the first line it has two sentences");
    assert_eq!(printed[1]["spoken"], "");
    assert_eq!(printed[2]["spoken"], "advertisement");
    assert_eq!(printed[4]["spoken"], "number five");
    assert!(run_ok(["-t", "", "--lines", "--dump", "phones"]).is_empty());
}

#[test]
fn every_stage_can_be_printed() {
    let dump = |stage: &str| json(&run_ok(["-t", TEXT, "--dump", stage]));
    let document = dump("document");
    assert_eq!(document.len(), 1);
    let Value::Object(fields) = &document[0] else {
        panic!("{document:?}")
    };
    assert!(fields.contains_key("title") && fields.contains_key("byline"));
    let block = fields["blocks"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&block["kind"], &block["speaker"]),
        (&"paragraph".into(), &"A".into())
    );
    let document: Document = serde_json::from_value(document[0].clone()).unwrap();

    let sentences = dump("sentences");
    for sentence in &sentences {
        let at = |key: &str| sentence[key].as_u64().unwrap() as usize;
        assert_eq!(sentence["text"], TEXT[at("start")..at("end")]);
    }
    let written: String = sentences
        .iter()
        .map(|s| s["text"].as_str().unwrap())
        .collect();
    let blocks: String = document.blocks.iter().map(|b| &*b.text).collect();
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(letters(&written), letters(&blocks));

    let normalized = dump("normalized");
    assert_eq!(normalized.len(), sentences.len());
    assert_eq!(normalized[0]["spoken"], "the tide turned at six forty");

    let phones = dump("phones");
    let words = phones[0]["words"].as_array().unwrap();
    let spoken: Vec<&str> = words.iter().map(|w| w["word"].as_str().unwrap()).collect();
    assert_eq!(normalized[0]["spoken"], spoken.join(" "));
    assert_eq!(words[1]["phones"], serde_json::json!(["T", "AY1", "D"]));
    assert_eq!(
        (&words[1]["start"], &words[1]["end"]),
        (&4.into(), &8.into())
    );
    assert_eq!(
        (&words[5]["start"], &words[5]["end"]),
        (&words[4]["start"], &words[4]["end"])
    );

    let plans: Vec<Plan> = dump("plan")
        .into_iter()
        .map(|p| serde_json::from_value(p).unwrap())
        .collect();
    let units = dump("units");
    assert_eq!(
        (plans.len(), units.len()),
        (sentences.len(), sentences.len())
    );
    for ((plan, units), sentence) in plans.iter().zip(&units).zip(&sentences) {
        assert_eq!(units["text"], sentence["text"]);
        assert_eq!(
            units["units"].as_array().unwrap().len(),
            plan.phones.len() - 1
        );
        assert!(units["cost"].as_f64().unwrap() > 0.0);
        assert!(units["substitutions"].is_array());
    }
}

#[test]
fn voices_are_listed() {
    let list = String::from_utf8(run_ok(["--list-voices"])).unwrap();
    let first = list.lines().next().unwrap();
    for part in ["slt", "en-US", "16000 Hz", "MB", "embedded"] {
        assert!(first.contains(part), "{list}");
    }
}

#[test]
fn voices_are_listed_once() {
    // The repository holds the pack of the embedded voice.
    let output = speak()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("--list-voices")
        .output()
        .unwrap();
    let list = String::from_utf8(output.stdout).unwrap();
    let names: Vec<&str> = list.lines().filter_map(|l| l.split('\t').next()).collect();
    assert_eq!(names.iter().filter(|n| **n == "slt").count(), 1, "{list}");
    // From elsewhere, a pack beside the program or in the folder is found with its place.
    let folder = Folder::new("listed");
    let pack = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/voices/slt.voice")).unwrap();
    folder.write("other.voice", pack);
    let output = speak()
        .current_dir(folder.path())
        .arg("--list-voices")
        .output()
        .unwrap();
    let list = String::from_utf8(output.stdout).unwrap();
    assert!(list.lines().any(|l| l.ends_with("other.voice")), "{list}");
}

/// Words a minute as they are counted in the article.
#[test]
fn words_a_minute_are_those_of_the_article() {
    let article = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/article.txt");
    let words: usize = json(&run_ok([article, "--dump", "sentences"]))
        .iter()
        .map(|s| {
            let words = s["text"].as_str().unwrap().split_whitespace();
            words.filter(|w| w.contains(char::is_alphanumeric)).count()
        })
        .sum();
    for wanted in [120.0, 180.0, 300.0, 450.0] {
        let raw = run_ok([article, "--raw", "--wpm", &wanted.to_string()]);
        let minutes = raw.len() as f64 / 32_000.0 / 60.0;
        let ratio = words as f64 / minutes / wanted;
        assert!((0.97..1.03).contains(&ratio), "{wanted}: {ratio}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_program_leaves_nothing_behind() {
    let folder = Folder::new("interrupted");
    let text = folder.write("text.txt", TEXT.repeat(20_000));
    let (out, marks) = (folder.file("out.wav"), folder.file("out.vtt"));
    for signal in ["INT", "TERM"] {
        let mut child = speak()
            .args([&text, "-o", &out, "--marks", &marks])
            .spawn()
            .unwrap();
        while folder
            .names()
            .iter()
            .filter(|n| n.ends_with(".part"))
            .count()
            < 2
        {
            assert_eq!(child.try_wait().unwrap(), None, "it ended by itself");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let kill = std::process::Command::new("kill")
            .args([&format!("-{signal}"), &child.id().to_string()])
            .status();
        assert!(kill.unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        assert_eq!(folder.names(), ["text.txt"], "{signal}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let text = TEXT.repeat(200);
    for job in [
        &["--raw"][..],
        &["-o", "-"],
        &["--dump", "units"],
        &["--dump", "document"],
    ] {
        let mut command = speak();
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.args(["-t", &text]).args(job).spawn().unwrap();
        let mut head = [0; 100];
        child.stdout.take().unwrap().read_exact(&mut head).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(message(&output), "", "{job:?}");
        assert!(output.status.success(), "{job:?}");
    }
}

/// The words of a long text, in paragraphs.
#[cfg(target_os = "linux")]
fn long_text(words: usize) -> String {
    let sentence =
        "In the year 1875 a small boat with 3 men left the harbour and was not seen again. ";
    let in_sentence = sentence.split_whitespace().count();
    let paragraph = sentence.repeat(6) + "\n\n";
    paragraph.repeat(words.div_ceil(6 * in_sentence))
}

/// The most memory that a process has had, in kB.
#[cfg(target_os = "linux")]
fn peak_kb(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_text_of_100_000_words_takes_no_more_memory_the_longer_it_speaks() {
    let folder = Folder::new("long");
    let file = folder.write("long.txt", long_text(100_000));
    let mut command = speak();
    let mut child = command
        .args([&file, "--raw"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdout.take().unwrap();
    let mut buffer = vec![0; 1 << 20];
    let mut read = |megabytes: usize| {
        for _ in 0..megabytes {
            pipe.read_exact(&mut buffer).unwrap();
        }
    };
    // A minute of audio is 1.9 MB; all of it would be 1.3 GB.
    read(4);
    let early = peak_kb(child.id());
    read(60);
    let late = peak_kb(child.id());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(
        late < early + 1_000,
        "{early} kB after 2 minutes, {late} kB after 30"
    );
    // The text, its blocks, the program and the voice.
    assert!(late < 48_000, "{late} kB");
}

#[test]
fn an_article_loses_no_word() {
    let article = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/articles/000_3028256bf78cf7ce.txt"
    );
    if !std::path::Path::new(article).exists() {
        println!("skipped: there is no {article}");
        return;
    }
    let seconds = run_ok([article, "--raw"]).len() / 2 / 16_000;
    assert!((230..=380).contains(&seconds), "{seconds} s");
    let source = std::fs::read_to_string(article).unwrap();
    // The words that are heard, and every word of the source from the first of them to the last.
    let marks = json(&run_ok([article, "--dump", "marks"]));
    let mut heard = vec![false; source.len()];
    for mark in marks.iter().filter(|m| m["type"] == "word") {
        let at = |key: &str| mark[key].as_u64().unwrap() as usize;
        heard[at("start")..at("end")].fill(true);
    }
    let document = &json(&run_ok([article, "--dump", "document"]))[0];
    for skipped in document["skipped"].as_array().unwrap() {
        let range: std::ops::Range<usize> =
            serde_json::from_value(skipped["source"].clone()).unwrap();
        heard[range].fill(true);
    }
    for (at, c) in source.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        assert!(
            heard[at],
            "{c:?} at byte {at}: {:?}",
            source.get(at..).map(|s| s.lines().next())
        );
    }
}

#[cfg(all(feature = "playback", target_os = "linux"))]
mod playing {
    use super::*;

    #[test]
    fn no_device_is_one_message_that_names_the_option() {
        let folder = Folder::new("nodevice");
        let marks = folder.file("marks.json");
        let config = folder.write("asound.conf", "");
        let mut command = speak();
        command.env("ALSA_CONFIG_PATH", config);
        let output = command
            .args(["-t", "Hi.", "--marks", &marks])
            .output()
            .unwrap();
        let message = message(&output);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(message.lines().count(), 1, "{message}");
        assert!(message.contains("-o PATH"), "{message}");
        assert_eq!(folder.names(), ["asound.conf"]);
    }

    /// A device that writes to a pipe, read at about the real rate.
    #[test]
    fn a_device_gets_the_whole_text() {
        let folder = Folder::new("device");
        let played = folder.file("played.raw");
        // 44.1 kHz, 2 channels of 4 bytes: 35280 bytes are a tenth of a second.
        let reader = folder.write(
            "reader.sh",
            format!(
                "while n=$(dd bs=35280 count=1 iflag=fullblock 2>/dev/null | tee -a {played} | wc -c) && [ $n -gt 0 ]; do sleep 0.09; done\n"
            ),
        );
        let config = folder.write(
            "asound.conf",
            format!("pcm.!default {{ type file slave.pcm \"null\" file \"|sh {reader}\" format raw }}\npcm.null {{ type null }}\n"),
        );
        let marks = folder.file("marks.json");
        let began = std::time::Instant::now();
        let mut command = speak();
        command.env("ALSA_CONFIG_PATH", config);
        let output = command
            .args(["-t", "Good morning.", "--marks", &marks])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", message(&output));
        let raw = run_ok(["-t", "Good morning.", "--raw"]);
        let seconds = raw.len() as f64 / 32_000.0;
        assert!(began.elapsed().as_secs_f64() > 0.7 * seconds);
        let device = std::fs::read(&played).unwrap();
        assert!(
            device.len() as f64 > 0.8 * seconds * 352_800.0,
            "{} bytes",
            device.len()
        );
        let loudest = device
            .as_chunks::<4>()
            .0
            .iter()
            .map(|s| f32::from_le_bytes(*s).abs())
            .fold(0.0, f32::max);
        let expected = raw
            .as_chunks::<2>()
            .0
            .iter()
            .map(|s| i16::from_le_bytes(*s).unsigned_abs())
            .max()
            .unwrap();
        let ratio = loudest * 32_767.0 / f32::from(expected);
        assert!((0.8..1.25).contains(&ratio), "{ratio}");
        assert_eq!(
            std::fs::read(&marks).unwrap(),
            run_ok(["-t", "Good morning.", "--dump", "marks"])
        );
    }
}
