//! What is going to be heard, in a notation that people can read: used by several test programs.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rhapsode::article::Inline;
use rhapsode::pronounce::{Origin, Phone};
use rhapsode::prosody::{Delivery, Manner, Verbosity};
use rhapsode::{Document, Engine, Speech, Stages};

/// A case of a file: what goes in, and what is expected.
pub struct Case {
    pub place: String,
    pub options: Vec<String>,
    pub input: String,
    pub expected: String,
}

/// Every case of the files with one of these endings in a folder of `tests/cases`.
pub fn cases(folder: &str, endings: &[&str]) -> Vec<(PathBuf, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(folder);
    let mut all = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if endings
            .iter()
            .any(|e| path.extension().is_some_and(|x| x == *e))
        {
            let cases = parse(&path).into_iter().map(|case| (path.clone(), case));
            all.extend(cases);
        }
    }
    all
}

fn parse(path: &Path) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut expects = false;
    for (i, line) in fs::read_to_string(path).unwrap().lines().enumerate() {
        let here = format!("{}:{}", path.display(), i + 1);
        if let Some(name) = line.strip_prefix("%% case ") {
            cases.push(Case {
                place: format!("{here}: {name}"),
                options: Vec::new(),
                input: String::new(),
                expected: String::new(),
            });
            expects = false;
            continue;
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        if let Some(option) = line.strip_prefix("%% option ") {
            case.options.push(option.trim().to_owned());
        } else if line == "%% expected" {
            expects = true;
        } else if line.starts_with("%%") {
            panic!("{here}: unknown line {line:?}");
        } else if !expects {
            writeln!(case.input, "{line}").unwrap();
        } else if !line.trim().is_empty() {
            writeln!(case.expected, "{line}").unwrap();
        }
    }
    cases
}

/// Fails with everything that is not as expected.
pub fn check(least: usize, found: impl Iterator<Item = (Case, String)>) {
    let (mut count, mut wrong) = (0, Vec::new());
    for (case, found) in found {
        count += 1;
        if case.expected != found {
            let Case {
                place, expected, ..
            } = case;
            wrong.push(format!(
                "{place}\n--- expected\n{expected}--- found\n{found}"
            ));
        }
    }
    assert!(count >= least, "only {count} cases found");
    let wrongs = wrong.len();
    assert!(
        wrong.is_empty(),
        "{wrongs} of {count} cases:\n{}",
        wrong.join("\n")
    );
}

/// The engine that a case asks for, and whether pauses are shown that the text itself makes.
pub fn engine(options: &[String]) -> (Engine, bool) {
    let mut engine = Engine::new().unwrap();
    let mut delivery = Delivery::default();
    let mut all_pauses = false;
    for option in options {
        match option.as_str() {
            "all pauses" => all_pauses = true,
            "verbosity brief" => delivery.verbosity = Verbosity::Brief,
            "verbosity full" => delivery.verbosity = Verbosity::Full,
            "labels never" | "labels first" => {}
            other => panic!("unknown option {other:?}"),
        }
    }
    engine.set_delivery(delivery);
    (engine, all_pauses)
}

/// One line for each sentence: words, pauses in square brackets, marks in braces, changes of manner
/// in angle brackets, sounds that are asked for between slashes.
pub fn score(engine: &Engine, document: Document, all_pauses: bool) -> String {
    let mut out = String::new();
    let mut speech = engine.speak(document);
    while speech.next_plan().is_some() {
        line(&speech, all_pauses, &mut out);
    }
    out
}

fn line(speech: &Speech, all_pauses: bool, out: &mut String) {
    let Stages {
        block,
        sentence,
        utterance,
        plan,
        ..
    } = speech.stages();
    let (_, settings) = speech.speaking();
    let (rate, pitch) = (settings.rate.get(), settings.pitch.get());
    if (rate, pitch) != (1.0, 0.0) {
        write!(out, "(pitch {pitch:+}, rate {rate}) ").unwrap();
    }
    let block = &speech.document().blocks[*block];
    let mut parts: Vec<String> = Vec::new();
    let mut marks = block.annotations.iter().filter_map(|a| match &a.inline {
        Inline::Mark(name) => Some((a.text.start, name)),
        _ => None,
    });
    let end = sentence.start + sentence.text.len();
    let mut mark = marks.find(|(at, _)| *at >= sentence.start && *at <= end);
    let mut phone = 0;
    let mut manner = Manner::default();
    for (i, word) in sentence.words.iter().enumerate() {
        let phones = plan.words[i].start as usize..plan.words[i].end as usize;
        let first = phones.start.max(phone).min(plan.phones.len());
        for pause in &plan.phones[phone..first] {
            if pause.phone == Phone::Pau && (pause.exact || all_pauses && phone > 0) {
                parts.push(format!("[{:.0}]", pause.ms));
            }
        }
        phone = phones.end.max(phone);
        let token = &sentence.tokens[word.token as usize];
        let at = sentence.start + token.span.start as usize;
        while let Some((_, name)) = mark.filter(|(place, _)| *place <= at) {
            parts.push(format!("{{{name}}}"));
            mark = marks.find(|(place, _)| *place <= end);
        }
        // Of a word that rises, its end counts.
        if let Some(last) = plan.phones[phones].last().filter(|p| p.manner != manner) {
            manner = last.manner;
            parts.push(show(&manner));
        }
        let spelling = sentence.spelling(word);
        let pronounced = &utterance.words[i];
        if pronounced.origin == Origin::User {
            parts.push(format!(
                "{spelling}/{}/",
                utterance.notation(pronounced).join(" ")
            ));
        } else {
            parts.push(spelling.to_owned());
        }
    }
    if let Some(last) = plan.phones.last().filter(|p| p.exact || all_pauses) {
        // Of a pause that is asked for, 50 ms come with the next sentence.
        let onset = if last.exact && !plan.is_silent() {
            50.0
        } else {
            0.0
        };
        parts.push(format!("[{:.0}]", last.ms + onset));
    }
    while let Some((_, name)) = mark {
        parts.push(format!("{{{name}}}"));
        mark = marks.find(|(place, _)| *place <= end);
    }
    writeln!(out, "{}", parts.join(" ")).unwrap();
}

fn show(manner: &Manner) -> String {
    let mut parts = Vec::new();
    if manner.rate != 1.0 {
        parts.push(format!("rate {:.2}", manner.rate));
    }
    if manner.semitones != 0.0 {
        parts.push(format!("pitch {:+.1}", manner.semitones));
    }
    if manner.decibels != 0.0 {
        parts.push(format!("volume {:+.1}", manner.decibels));
    }
    if parts.is_empty() {
        parts.push("plain".to_owned());
    }
    format!("<{}>", parts.join(", "))
}
