//! What the `speak` program writes about times: marks, captions, chapters, media overlays.
#![cfg(all(feature = "wav", feature = "embedded-voice"))]

mod program;

use program::{Folder, TEXT, json, run_ok, samples};
use serde_json::Value;

#[test]
fn marks_lie_in_the_audio_and_in_the_source() {
    let folder = Folder::new("marks");
    let (out, file) = (folder.file("out.wav"), folder.file("out.json"));
    run_ok(["-t", TEXT, "-o", &out, "--marks", &file]);
    let wav = samples(&std::fs::read(&out).unwrap());
    let lines = std::fs::read(&file).unwrap();
    assert_eq!(lines, run_ok(["-t", TEXT, "--dump", "marks"]));
    let first = std::str::from_utf8(&lines).unwrap().lines().nth(2).unwrap();
    assert!(first.starts_with(r#"{"time":"#), "{first}");
    let (mut last, mut words, mut sentences) = (0, Vec::new(), 0);
    for mark in json(&lines) {
        let number = |key: &str| mark[key].as_u64().unwrap();
        assert!(last <= number("time"), "{mark}");
        last = number("time");
        let source = &TEXT[number("start") as usize..number("end") as usize];
        assert_eq!(mark["value"], source);
        match mark["type"].as_str() {
            Some("word") => words.push(source),
            Some("sentence") => sentences += 1,
            _ => panic!("{mark}"),
        }
    }
    assert!(last < wav.len() as u64 * 1000 / 16_000);
    assert!(sentences >= 4);
    let spoken: String = words.concat();
    for word in [
        "tide", "6:40", "nobody", "café", "1998", "she", "12", "stove",
    ] {
        assert!(spoken.contains(word), "{word} is not in {words:?}");
    }
}

/// A time of captions in milliseconds.
fn time(text: &str, mark: char) -> u64 {
    let (rest, ms) = text.rsplit_once(mark).expect("a decimal mark");
    assert_eq!(ms.len(), 3, "{text}");
    let fields = rest.split(':').map(|f| f.parse::<u64>().expect("a number"));
    assert_eq!(fields.clone().count(), 3, "{text}");
    fields.fold(0, |s, f| s * 60 + f) * 1000 + ms.parse::<u64>().expect("a number")
}

/// Checks that cues follow each other; gives their texts.
fn cues(captions: &str, mark: char, numbered: bool) -> Vec<String> {
    let mut last = 0;
    let mut texts = Vec::new();
    for (i, cue) in captions.trim_end().split("\n\n").enumerate() {
        let mut lines = cue.lines();
        if numbered {
            assert_eq!(lines.next(), Some(&*(i + 1).to_string()));
        }
        let (from, to) = lines.next().unwrap().split_once(" --> ").expect(cue);
        assert!(
            time(from, mark) >= last && time(to, mark) > time(from, mark),
            "{cue}"
        );
        last = time(to, mark);
        texts.push(lines.collect::<Vec<_>>().join("\n"));
        assert!(!texts[i].is_empty(), "{cue}");
    }
    texts
}

#[test]
fn webvtt() {
    let folder = Folder::new("vtt");
    let (out, file) = (folder.file("out.wav"), folder.file("out.vtt"));
    run_ok(["-t", TEXT, "-o", &out, "--marks", &file]);
    let captions = std::fs::read_to_string(&file).unwrap();
    let body = captions.strip_prefix("WEBVTT\n\n").expect("the signature");
    let texts = cues(body, '.', false);
    assert!(texts.iter().any(|t| t.starts_with("<v Q>")), "{captions}");
    assert!(
        texts
            .iter()
            .any(|t| t.contains("tables ") && t.contains("&amp;")),
        "{captions}"
    );
    for cue in body.trim_end().split("\n\n") {
        let (times, text) = cue.split_once('\n').unwrap();
        let (from, to) = times.split_once(" --> ").unwrap();
        let mut last = time(from, '.');
        let stamps = text.split('<').skip(1).filter(|t| !t.starts_with("v "));
        for stamp in stamps.map(|t| t.split_once('>').expect(cue).0) {
            assert!(
                time(stamp, '.') > last && time(stamp, '.') < time(to, '.'),
                "{cue}"
            );
            last = time(stamp, '.');
        }
    }
}

#[test]
fn srt() {
    let folder = Folder::new("srt");
    let (out, file) = (folder.file("out.wav"), folder.file("out.srt"));
    let text = "The keeper of the lighthouse wrote down the height of the water every morning, and \
        every evening he compared it with the tables that his father had printed. He slept well.";
    run_ok(["-t", text, "-o", &out, "--marks", &file]);
    let texts = cues(&std::fs::read_to_string(&file).unwrap(), ',', true);
    assert!(texts.len() >= 3);
    for cue in &texts {
        let lines: Vec<&str> = cue.lines().collect();
        assert!(
            lines.len() <= 2 && lines.iter().all(|l| l.chars().count() <= 42),
            "{cue}"
        );
    }
    assert_eq!(texts.join(" ").replace('\n', " "), text);
}

#[test]
fn visemes_are_marks_in_order_of_time() {
    let plain = json(&run_ok(["-t", TEXT, "--dump", "marks"]));
    let marks = json(&run_ok(["-t", TEXT, "--dump", "marks", "--visemes"]));
    let (visemes, others): (Vec<_>, Vec<_>) =
        marks.iter().partition(|mark| mark["type"] == "viseme");
    assert!(others.into_iter().eq(&plain));
    let time = |mark: &Value| mark["time"].as_u64().unwrap();
    assert!(marks.windows(2).all(|m| time(&m[0]) <= time(&m[1])));
    // "The tide": th, a neutral vowel, t, a wide vowel.
    let shapes: Vec<&str> = visemes
        .iter()
        .map(|v| v["value"].as_str().unwrap())
        .collect();
    assert_eq!(shapes[..5], ["sil", "T", "@", "t", "a"]);
    let tide = visemes[4];
    assert_eq!((&tide["start"], &tide["end"]), (&4.into(), &8.into()));
}

#[test]
fn chapters() {
    let folder = Folder::new("chapters");
    let (out, file) = (folder.file("out.wav"), folder.file("out.chapters.json"));
    let text = folder.write(
        "text.md",
        "# Tides\n\nThe sea rises.\n\n## The moon\n\nIt pulls.\n",
    );
    run_ok([&text, "-o", &out, "--marks", &file]);
    let chapters = &json(&run_ok([&text, "--dump", "marks"]));
    let moon = chapters.iter().find(|m| m["value"] == "The moon").unwrap();
    let written: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(written["version"], "1.2.0");
    assert_eq!(written["chapters"][0]["title"], "Tides");
    assert_eq!(written["chapters"][1]["title"], "The moon");
    let start = written["chapters"][1]["startTime"].as_f64().unwrap() * 1000.0;
    assert_eq!(start.round() as u64, moon["time"].as_u64().unwrap());
    assert_eq!(written["chapters"].as_array().unwrap().len(), 2);
}

#[cfg(all(feature = "epub", feature = "html"))]
#[test]
fn a_media_overlay_names_every_element_in_order() {
    let folder = Folder::new("overlay");
    let page = "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\
        <head><title>Tides</title></head><body><article><h1 id=\"h\">Tides</h1>\
        <p id=\"p1\">The sea rises twice a day, and it falls again.</p>\
        <p><span id=\"s1\">Few people notice it.</span> <span id=\"s2\">Nobody minds.</span></p>\
        </article></body></html>";
    let page = folder.write("tides.xhtml", page);
    let (out, file) = (folder.file("tides.wav"), folder.file("tides.smil"));
    run_ok([&page, "-f", "html", "-o", &out, "--marks", &file]);
    let smil = std::fs::read_to_string(&file).unwrap();
    let pars: Vec<&str> = smil.lines().filter(|l| l.starts_with("<par")).collect();
    let ids: Vec<&str> = pars
        .iter()
        .map(|p| {
            p.split_once("tides.xhtml#")
                .unwrap()
                .1
                .split('"')
                .next()
                .unwrap()
        })
        .collect();
    assert_eq!(ids, ["h", "p1", "s1", "s2"]);
    let seconds = samples(&std::fs::read(&out).unwrap()).len() as f64 / 16_000.0;
    let end = pars[3].rsplit_once("clipEnd=\"").unwrap().1;
    let end = time(end.split('"').next().unwrap(), '.') as f64 / 1000.0;
    assert!((end - seconds).abs() < 0.002, "{end} of {seconds}");
    assert!(pars.iter().all(|p| p.contains("src=\"tides.wav\"")));
}
