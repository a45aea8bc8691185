//! The text stage against its case files (`tests/cases/`), and its properties on arbitrary input.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rhapsode::Language;
use rhapsode::text::{MAX_SENTENCE, Normalizer, Punctuation, Sentence, SentenceKind, sentences};

/// The case files of a folder, in order.
fn case_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of case files")
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no case files in {}", folder.display());
    files
}

fn normalized(text: &str) -> Sentence {
    let mut sentence = Sentence {
        text: text.to_owned(),
        ..Sentence::default()
    };
    Normalizer::default().normalize(&Language::english(), &mut sentence);
    sentence
}

/// `input => spoken`, one case a line; `#` begins a comment line.
#[test]
fn verbalisation_cases() {
    let (mut cases, mut failures) = (0, String::new());
    for path in case_files("verbalise") {
        let text = std::fs::read_to_string(&path).expect("a case file");
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') && !line.contains(" => ") || line.trim().is_empty() {
                continue;
            }
            let (input, expected) = line
                .split_once(" => ")
                .unwrap_or_else(|| panic!("{}:{}: no ' => '", path.display(), number + 1));
            cases += 1;
            let spoken = normalized(input.trim()).spoken;
            if spoken != expected.trim() {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let _ = write!(
                    failures,
                    "\n{name}:{}: {input}\n  expected {expected}\n  spoken   {spoken}",
                    number + 1
                );
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {cases} cases failed:{failures}",
        failures.matches("\n  expected").count()
    );
}

/// Sentences are parted by ` | `; `\n` stands for a line break.
#[test]
fn sentence_cases() {
    let (mut cases, mut failures) = (0, String::new());
    for path in case_files("sentences") {
        let text = std::fs::read_to_string(&path).expect("a case file");
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            cases += 1;
            let line = line.replace("\\n", "\n");
            let expected: Vec<&str> = line
                .split(" | ")
                .flat_map(|s| s.split("\n| "))
                .flat_map(|s| s.split('¦'))
                .map(str::trim)
                .collect();
            let input = line
                .replace("¦", "")
                .replace("\n| ", "\n")
                .replace(" | ", " ");
            let found: Vec<&str> = sentences(&input).map(|range| &input[range]).collect();
            if found != expected {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let _ = write!(
                    failures,
                    "\n{name}:{}:\n  expected {expected:?}\n  found    {found:?}",
                    number + 1
                );
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {cases} cases failed:{failures}",
        failures.matches("\n  expected").count()
    );
}
