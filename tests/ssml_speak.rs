//! SSML, speakers and edited plans through the `speak` program.
#![cfg(all(feature = "ssml", feature = "wav", feature = "embedded-voice"))]

mod program;

use program::{Folder, json, message, run, run_ok, run_with_input};

const SSML: &str = r#"<?xml version="1.0"?>
<speak version="1.1"><p>One <mark name="here"/><break time="700ms"/>two.</p></speak>"#;

#[test]
fn the_ending_and_the_first_tag_name_the_format() {
    let folder = Folder::new("ssml-format");
    let by_ending = folder.write("a.ssml", SSML);
    let by_content = folder.write("a", SSML);
    for args in [
        vec![by_ending.as_str()],
        vec![by_content.as_str()],
        vec!["-t", "<speak>One two.</speak>"],
        vec!["-f", "ssml", "-t", "<speak>One two.</speak>"],
    ] {
        let mut args = args.clone();
        args.extend(["--dump", "normalized"]);
        assert_eq!(json(&run_ok(args))[0]["spoken"], "one two");
    }
}

#[test]
fn marks_are_printed_and_written() {
    let folder = Folder::new("ssml-marks");
    let file = folder.write("a.ssml", SSML);
    let marks = json(&run_ok([file.as_str(), "--dump", "marks"]));
    let here = marks.iter().find(|m| m["type"] == "ssml").unwrap();
    assert_eq!(here["value"], "here");
    let word = |value: &str| marks.iter().find(|m| m["value"] == value).unwrap();
    let gap = word("two")["time"].as_u64().unwrap() - here["time"].as_u64().unwrap();
    assert!((699..=701).contains(&gap), "{gap}");
    let (wav, json_file) = (folder.file("a.wav"), folder.file("a.json"));
    run_ok([file.as_str(), "-q", "-o", &wav, "--marks", &json_file]);
    let written = std::fs::read_to_string(json_file).unwrap();
    assert!(written.contains(r#""type":"ssml""#), "{written}");
}

#[test]
fn a_break_lasts_as_long_as_it_says_however_short() {
    for ms in [10, 20, 60, 90, 120, 300] {
        let ssml =
            format!(r#"<speak>One <mark name="here"/><break time="{ms}ms"/>two. Three.</speak>"#);
        for rate in ["1", "0.5"] {
            let args = ["-t", &ssml, "--rate", rate, "--dump", "marks"];
            let marks = json(&run_ok(args));
            let time = |value: &str| {
                let mark = marks.iter().find(|m| m["value"] == value);
                mark.unwrap()["time"].as_f64().unwrap()
            };
            let expected = f64::from(ms) / rate.parse::<f64>().unwrap();
            let gap = time("two") - time("here");
            assert!((gap - expected).abs() <= 1.5, "{ms} ms at {rate}: {gap}");
        }
    }
}

#[test]
fn what_is_not_well_formed_is_told_with_its_place() {
    let output = run_with_input(&["-", "-f", "ssml", "--raw"], b"<speak>\n<p>One</speak>");
    assert_eq!(output.status.code(), Some(1));
    let message = message(&output);
    assert!(message.contains("line 2, column 7"), "{message}");
    assert!(message.contains("standard input"), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");
}

#[test]
fn a_lexicon_beside_the_document_is_used() {
    let folder = Folder::new("ssml-lexicon");
    let lexicon = r#"<lexicon version="1.0" alphabet="x-cmu" xml:lang="en-US">
        <lexeme><grapheme>gif</grapheme><phoneme>JH IH1 F</phoneme></lexeme></lexicon>"#;
    folder.write("names.pls", lexicon);
    let text =
        r#"<speak><lexicon uri="names.pls" xml:id="n"/><lookup ref="n">GIF</lookup></speak>"#;
    let file = folder.write("a.ssml", text);
    let line = &json(&run_ok([file.as_str(), "--dump", "phones"]))[0];
    let phones = line["words"][0]["phones"].as_array().unwrap();
    assert_eq!(phones, &["JH", "IH1", "F"]);
    let file = folder.write("b.ssml", text.replace("names", "none"));
    let output = run([file.as_str(), "--dump", "phones"]);
    assert!(output.status.success() && message(&output).contains("none.pls"));
}

#[test]
fn an_edited_plan_is_spoken() {
    let folder = Folder::new("plan");
    let text = folder.write("a.txt", "One two.\n\nThree four.\n");
    let printed = String::from_utf8(run_ok([text.as_str(), "--dump", "plan"])).unwrap();
    let same = folder.write("same.jsonl", &printed);
    let speak = |plan: Option<&str>| {
        let mut args = vec![text.as_str(), "--raw", "-q"];
        args.extend(plan.map(|plan| ["--plan", plan]).into_iter().flatten());
        run_ok(args)
    };
    assert_eq!(speak(None), speak(Some(&same)));
    let mut lines = json(printed.as_bytes());
    assert_eq!(lines[0]["kind"], "paragraph");
    assert_eq!(lines[0]["text"], "One two.");
    let last = lines[0]["phones"]
        .as_array_mut()
        .unwrap()
        .last_mut()
        .unwrap();
    let longer = last["ms"].as_f64().unwrap() + 1000.0;
    last["ms"] = longer.into();
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let edited = folder.write("edited.jsonl", lines.join("\n"));
    assert_eq!(speak(Some(&edited)).len(), speak(None).len() + 2 * 16_000);
    let short = folder.write("short.jsonl", &lines[0]);
    let output = run([text.as_str(), "--raw", "--plan", &short]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        message(&output).contains("only 1 plans"),
        "{}",
        message(&output)
    );
    let broken = folder.write("broken.jsonl", "{\n");
    let output = run([text.as_str(), "--raw", "--plan", &broken]);
    assert!(message(&output).contains("line 1"), "{}", message(&output));
}

#[test]
fn speakers_verbosity_and_labels_are_options() {
    let folder = Folder::new("speakers");
    let text = folder.write(
        "a.txt",
        "Ann: Did it work?\n\nBob: It did.\n\nAnn: How?\n\nBob: So.\n",
    );
    let plans = |args: &[&str]| {
        let all = [&[text.as_str(), "--dump", "plan"], args].concat();
        json(&run_ok(all))
    };
    let pitch = |line: &serde_json::Value| line["settings"]["pitch"].as_f64().unwrap();
    let plain = plans(&["--speaker-labels", "never"]);
    assert_eq!(plain.len(), 4);
    assert_eq!((pitch(&plain[0]), pitch(&plain[1])), (-2.5, 2.5));
    assert_eq!(plans(&["--speaker-labels", "first-turn"]).len(), 6);
    let set = plans(&["--speaker-labels", "never", "--speaker", "Bob=-5"]);
    assert_eq!((pitch(&set[0]), pitch(&set[1])), (-2.5, -5.0));
    let one = plans(&["--speaker-labels", "never", "--one-voice"]);
    assert!(one.iter().all(|line| pitch(line) == 0.0));
    let output = run([text.as_str(), "--dump", "plan", "--speaker", "Bob=nobody"]);
    assert_eq!(output.status.code(), Some(1));
    let page = folder.write("a.md", "# Tides\n\n## Why\n\nThe moon.\n");
    let spoken = run_ok([page.as_str(), "--verbosity", "full", "--dump", "normalized"]);
    assert_eq!(json(&spoken)[1]["spoken"], "heading why");
}

#[test]
fn what_is_read_of_a_document_is_an_option() {
    let folder = Folder::new("documents");
    let text = folder.write("a.md", "- [x] sweep\n\n![a broom](b.png)\n\n    code\n");
    let blocks = |args: &[&str]| {
        let all = [&[text.as_str(), "--dump", "document"], args].concat();
        let document = json(&run_ok(all)).remove(0);
        let blocks = document["blocks"].as_array().unwrap().clone();
        let texts = blocks
            .iter()
            .map(|b| b["text"].as_str().unwrap().to_owned());
        texts.collect::<Vec<_>>()
    };
    assert_eq!(blocks(&[]), ["Done: sweep", "code"]);
    assert_eq!(blocks(&["--no-task-states"]), ["sweep", "code"]);
    assert_eq!(blocks(&["--skip-code"]), ["Done: sweep"]);
    let described = blocks(&["--picture-descriptions"]);
    assert!(described.contains(&"a broom".to_owned()), "{described:?}");
}
