//! A user's lexicon from end to end: through the library and the `speak` program.
#![cfg(all(feature = "wav", feature = "embedded-voice"))]

mod program;

use program::{Folder, json, message, run, run_ok};
use rhapsode::Engine;
use rhapsode::pronounce::UserLexicon;

/// What `speak` makes of a text with a lexicon: the words and their phones.
fn phones(lexicon: &str, text: &str) -> Vec<(String, String)> {
    let stdout = run_ok(["--lexicon", lexicon, "-t", text, "--dump", "phones"]);
    let mut all = Vec::new();
    for line in json(&stdout) {
        for word in line["words"].as_array().unwrap() {
            let phones = word["phones"].as_array().unwrap().iter();
            let phones: Vec<&str> = phones.map(|p| p.as_str().unwrap()).collect();
            all.push((word["word"].as_str().unwrap().into(), phones.join(" ")));
        }
    }
    all
}

/// The phones of all words together.
fn said(lexicon: &str, text: &str) -> String {
    let parts = phones(lexicon, text).into_iter().map(|(_, phones)| phones);
    parts
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

const PLAIN: &str = "# names of ours\n\
    rhapsode  R AE1 P S OW2 D  # like a poem\n\
    gif = jiff\n\
    w3c = web consortium\n\
    at&t = ay tee en tee\n\
    c# = see sharp\n\
    node.js = node jay ess\n\
    vis-à-vis = veeza vee\n\
    new york\tN UW1 | Y AO1 R K\n\
    new york times = the times\n\
    \"Boat\"  K OW1 T\n\
    \"IT\" = eye tee\n";

#[test]
fn words_signs_phrases_and_case() {
    let folder = Folder::new("lexicon");
    let file = folder.write("mine.txt", PLAIN);
    for (text, want) in [
        ("Rhapsode!", "R AE1 P S OW2 D"),
        ("“Rhapsode’s”", "R AE1 P S OW2 D Z"),
        ("a GIF", "AH0 JH IH1 F"),
        ("W3C", "W EH1 B K AH0 N S AO1 R SH IY0 AH0 M"),
        ("C#", "S IY1 SH AA1 R P"),
        ("Node.js", "N OW1 D JH EY1 EH1 S"),
        ("Boat", "K OW1 T"),
        ("boat", "B OW1 T"),
        ("jiffy", "JH IH1 F IY0"),
        ("IT", "AY1 T IY1"),
        ("New York", "N UW1 Y AO1 R K"),
        ("new\u{a0}york's", "N UW1 Y AO1 R K S"),
        ("The New York Times", "DH AH0 DH AH0 T AY1 M Z"),
        ("New Yorkers", "N UW1 Y AO1 R K ER0 Z"),
    ] {
        assert_eq!(said(&file, text), want, "{text}");
    }
    let words = phones(&file, "in New York.");
    assert_eq!(words[1].1, "N UW1");
    assert_eq!(words[2].1, "Y AO1 R K");
    assert_eq!(said(&file, "AT&T"), "EY1 T IY1 EH1 N T IY1");
    assert_eq!(said(&file, "vis-à-vis"), said(&file, "veeza vee"));
}

#[test]
fn it_is_heard() {
    let folder = Folder::new("heard");
    let file = folder.write("mine.txt", "boat = coat\n");
    let with = run_ok(["--lexicon", &file, "-t", "The boat.", "--raw"]);
    assert_eq!(with, run_ok(["-t", "The coat.", "--raw"]));
    assert_ne!(with, run_ok(["-t", "The boat.", "--raw"]));
}

#[test]
fn errors_name_file_line_and_column() {
    let folder = Folder::new("lexicon-errors");
    let mut cases = vec![
        (
            "a.txt",
            &b"ok  OW2 K EY1\nbad  OW1 QQ T\n"[..],
            "line 2, column 10",
        ),
        ("b.txt", b"new york N UW1\n", "line 1, column 5"),
        (
            "c.txt",
            b"fine = fine\ncaf\xe9 = cafe\n",
            "line 2, column 4",
        ),
    ];
    if cfg!(feature = "ssml") {
        cases.push((
            "d.pls",
            b"<lexicon version=\"1.0\">\n <lexeme><grapheme>a</grapheme><phoneme>\xca\x98</phoneme></lexeme></lexicon>",
            "line 2, column 41",
        ));
        cases.push(("e.XML", b"<lexicon>\n<lexeme></lexicon>", "line 2, column"));
    }
    for (name, content, place) in cases {
        let file = folder.write(name, content);
        let output = run(["--lexicon", &file, "-t", "x", "--dump", "phones"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let message = message(&output);
        assert!(
            message.contains(&file) && message.contains(place) && message.lines().count() == 1,
            "{message}"
        );
    }
    let missing = folder.file("none.txt");
    let output = run(["--lexicon", &missing, "-t", "x", "--dump", "phones"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(message(&output).contains(&missing));
}

#[cfg(feature = "ssml")]
#[test]
fn pls() {
    let folder = Folder::new("lexicon-pls");
    let content = r#"<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
  <lexeme><grapheme>Khampheng</grapheme><phoneme>ˈkɑmpɛŋ</phoneme></lexeme>
  <lexeme><grapheme>Luang Prabang</grapheme><phoneme>ˈluɑŋ prɑˈbɑŋ</phoneme></lexeme>
  <lexeme><grapheme>WHO</grapheme><alias>World Health Organization</alias></lexeme>
</lexicon>"#;
    let file = folder.write("laos.pls", content);
    assert_eq!(said(&file, "Khampheng's"), "K AA1 M P EH0 NG Z");
    let words = phones(&file, "Luang Prabang");
    assert_eq!(words[0].1, "L UW1 AA0 NG");
    assert_eq!(words[1].1, "P R AA0 B AA1 NG");
    assert_eq!(said(&file, "WHO"), said(&file, "World Health Organization"));
    let german = content.replace("\"en\"", "\"de-AT\"");
    let file = folder.write("german.pls", german);
    let output = run(["--lexicon", &file, "-t", "x", "--dump", "phones"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(message(&output).contains("de-AT"), "{}", message(&output));
}

#[test]
fn a_running_speech_takes_another_lexicon() {
    let mut engine = Engine::new().unwrap();
    let lexicon = |text| {
        let parsed = UserLexicon::parse(text, "test", engine.language());
        Some(parsed.unwrap().into())
    };
    let (first, second) = (lexicon("gif = jiff"), lexicon("gif = goof"));
    engine.set_lexicon(first);
    let mut speech = engine.speak_text("A GIF. A GIF. A GIF.");
    let mut gif = |swap: Option<_>| {
        if let Some(lexicon) = swap {
            speech.set_lexicon(lexicon);
        }
        let utterance = &speech.next_plan().unwrap().utterance;
        utterance.notation(&utterance.words[1]).join(" ")
    };
    assert_eq!(gif(None), "JH IH1 F");
    assert_eq!(gif(Some(second)), "G UW1 F");
    let plain = gif(Some(None));
    assert!(plain != "G UW1 F" && !plain.is_empty(), "{plain}");
}

#[test]
fn other_scripts_are_counted() {
    let text = "The words 你好 and Привет, and 𓀀𓀁 too, in a café.";
    let mut speech = Engine::new().unwrap().speak_text(text);
    while speech.next_plan().is_some() {}
    let foreign = speech.foreign();
    assert_eq!((foreign.transliterated, foreign.unread), (8, 2));
    let output = run(["-t", text, "--raw"]);
    assert!(output.status.success());
    let message = message(&output);
    assert!(
        message.contains("8 were transliterated, 2 could not be read"),
        "{message}"
    );
    assert_eq!(run(["-q", "-t", text, "--raw"]).stderr, b"");
    assert_eq!(run(["-t", "A café.", "--raw"]).stderr, b"");
}
