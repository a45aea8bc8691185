//! Recordings without labels: alignment measured against an independent engine, and bad input.
#![cfg(all(feature = "factory", feature = "embedded-voice"))]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use rhapsode::factory::{Agreement, Corpus, Options, build, label, read_labels};
use rhapsode::voice::Manifest;
use rhapsode::{Language, Speech, Voice};

/// A folder that is removed with its content.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("rhapsode-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("wavs")).unwrap();
        Folder(path)
    }

    fn list(&self, text: impl AsRef<[u8]>) {
        std::fs::write(self.0.join("metadata.csv"), text).unwrap();
    }

    fn wav(&self, id: &str, samples: &[f32], rate: u32) {
        self.wav_of(id, samples, rate, 1);
    }

    fn wav_of(&self, id: &str, samples: &[f32], sample_rate: u32, channels: u16) {
        let spec = hound::WavSpec {
            channels,
            sample_rate,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let path = self.0.join("wavs").join(format!("{id}.wav"));
        let mut writer = hound::WavWriter::create(path, spec).unwrap();
        for sample in samples {
            writer.write_sample((sample * 32767.0) as i16).unwrap();
        }
        writer.finalize().unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn guide() -> Arc<Voice> {
    Arc::new(Voice::embedded().unwrap())
}

fn english() -> Arc<Language> {
    Arc::new(Language::english())
}

/// The embedded voice's own speech, as a recording.
fn spoken(text: &str) -> Vec<f32> {
    let engine = rhapsode::Engine::new().unwrap();
    let speech: Speech = engine.speak_text(text);
    speech.flat_map(|chunk| chunk.samples).collect()
}

const TEXTS: [&str; 6] = [
    "The kettle was just coming to the boil.",
    "She sells fresh bread at the corner shop.",
    "Nobody knew why the bridge had closed.",
    "A thin blue line ran along the map.",
    "He gave his brother half of the money.",
    "We waited, and the rain went on and on.",
];

fn corpus_of(name: &str, texts: &[&str]) -> Folder {
    let folder = Folder::new(name);
    let mut list = String::new();
    for (i, text) in texts.iter().enumerate() {
        list.push_str(&format!("s{i}|{text}\n"));
        folder.wav(&format!("s{i}"), &spoken(TEXTS[i]), 16_000);
    }
    folder.list(list);
    folder
}

/// The message of opening, or of aligning, the corpus.
fn error_of(folder: &Folder) -> String {
    let aligned =
        Corpus::open(&folder.0, None).and_then(|c| label(&c, english(), &guide()).map(|_| ()));
    aligned.unwrap_err().to_string()
}

fn warnings_of(folder: &Folder) -> Vec<String> {
    let corpus = Corpus::open(&folder.0, None).unwrap();
    label(&corpus, english(), &guide()).unwrap().warnings
}

/// Boundaries against Flite's own: at least 85 % within 20 ms, over 100 sentences.
#[test]
#[ignore = "needs flite; takes a minute"]
fn boundaries_lie_where_flite_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if Command::new("flite").arg("--version").output().is_err() {
        println!("skipped: flite is not installed");
        return;
    }
    let prompts = std::fs::read_to_string(root.join("voices/prompts.txt")).unwrap();
    let chosen: Vec<&str> = prompts.lines().skip(29).step_by(30).take(100).collect();
    assert_eq!(chosen.len(), 100);
    for voice in ["awb", "slt"] {
        let folder = Folder::new(&format!("flite-{voice}"));
        let list = folder.0.join("prompts.txt");
        std::fs::write(&list, chosen.join("\n") + "\n").unwrap();
        let recorded = folder.0.join("recorded");
        let mut script = Command::new(root.join("voices/record-flite.sh"));
        let done = script
            .arg(voice)
            .arg(&list)
            .arg(&recorded)
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
        std::fs::rename(recorded.join("lab"), folder.0.join("reference")).unwrap();

        let corpus = Corpus::open(&recorded, None).unwrap();
        assert!(!corpus.is_labelled());
        let labelling = label(&corpus, english(), &guide()).unwrap();
        assert_eq!(labelling.labels.len(), 100, "{:?}", labelling.warnings);
        let mut agreement = Agreement::default();
        for (prompt, labels) in &labelling.labels {
            let reference = folder
                .0
                .join("reference")
                .join(format!("{}.lab", prompt.id));
            agreement.add(labels, &read_labels(&reference).unwrap());
        }
        let matched = agreement.errors.len() as f32;
        let share = agreement.within(0.020) * matched / (matched + agreement.unmatched as f32);
        println!(
            "{voice}: {:.1} % of all boundaries within 20 ms, median {:.1} ms",
            share * 100.0,
            agreement.median() * 1000.0
        );
        assert!(share >= 0.85);
    }
}

/// A folder in the LJ Speech layout becomes a pack that speaks, at another rate than recorded.
#[test]
fn a_plain_folder_becomes_a_voice() {
    let folder = corpus_of("plain", &TEXTS);
    let options = Options {
        manifest: Manifest {
            name: "plain".into(),
            speaker: "the embedded voice".into(),
            language: "en-US".into(),
            sample_rate: 0,
            source: "its own speech".into(),
            licence: "as the embedded voice".into(),
            units: 0,
            f0_hz: 0.0,
        },
        max_bytes: 4_000_000,
        equaliser: Default::default(),
        rate: Some(22_050),
        guide: Some(guide()),
        // Another reading of the same texts, which here is the same one.
        peer: Some(folder.0.clone()),
    };
    let (pack, report) = build(&folder.0, english(), &options).unwrap();
    assert_eq!(report.prompts, TEXTS.len(), "{:?}", report.warnings);
    for peer in [report.log_duration.peer, report.log_f0.peer] {
        let peer = peer.unwrap();
        assert!(
            peer.phones > 10 && peer.rmse < 1e-3 && peer.correlation > 0.999,
            "{peer:?}"
        );
    }
    assert_eq!(
        build(&folder.0, english(), &options).unwrap().0,
        pack,
        "not the same bytes"
    );
    let voice = Voice::from_bytes(pack).unwrap();
    assert_eq!(voice.sample_rate(), 22_050);
    let spoken: Vec<f32> = rhapsode::Engine::with_voice(voice)
        .speak_text("The money was half of the bread.")
        .flat_map(|chunk| chunk.samples)
        .collect();
    assert!(spoken.len() > 22_050 && spoken.iter().any(|s| s.abs() > 0.05));

    let without_guide = Options {
        guide: None,
        ..options
    };
    let error = build(&folder.0, english(), &without_guide).unwrap_err();
    assert!(error.to_string().contains("no labels"), "{error}");
}

/// Labels that were written out are used in place of an alignment.
#[test]
fn labels_that_were_written_are_read_again() {
    let folder = corpus_of("written", &TEXTS);
    let corpus = Corpus::open(&folder.0, None).unwrap();
    let labelling = label(&corpus, english(), &guide()).unwrap();
    labelling.write(&folder.0.join("lab")).unwrap();
    let corpus = Corpus::open(&folder.0, None).unwrap();
    assert!(corpus.is_labelled());
    for (prompt, labels) in &labelling.labels {
        let read = corpus.recording(prompt).unwrap().labels;
        assert_eq!(read.len(), labels.len());
        for (a, b) in read.iter().zip(labels) {
            assert!(
                a.phone == b.phone && (a.end - b.end).abs() < 1e-3,
                "{a:?} {b:?}"
            );
        }
    }
}

#[test]
fn what_is_wrong_with_a_list_is_told_with_its_line() {
    let folder = corpus_of("list", &TEXTS[..2]);
    for (list, line, problem) in [
        ("s0|Hello there.\n\ns7|Hello.\n", "line 3", "no recording"),
        ("s0|Hello there.\ns1\n", "line 2", "no text"),
        ("s0|Hello there.\ns1| \n", "line 2", "no text"),
        ("s0|Hello there.\ns0|Hello.\n", "line 2", "line 1 too"),
        ("s0|Hello.\n../s1|Hello.\n", "line 2", "name of a file"),
        ("s0|a|b|c\n", "line 1", "three columns"),
        ("", "whole file", "lists no recording"),
    ] {
        folder.list(list);
        let error = error_of(&folder);
        assert!(error.contains("metadata.csv"), "{error}");
        assert!(error.contains(line) && error.contains(problem), "{error}");
    }
    folder.list(b"s0|Hello.\ns1|caf\xe9\n");
    let error = error_of(&folder);
    assert!(
        error.contains("line 2") && error.contains("UTF-8"),
        "{error}"
    );
    std::fs::remove_file(folder.0.join("metadata.csv")).unwrap();
    assert!(error_of(&folder).contains("metadata.csv"));
}

#[test]
fn what_is_wrong_with_a_recording_is_told_with_its_file() {
    let folder = corpus_of("wavs", &TEXTS[..2]);
    let wav = folder.0.join("wavs/s1.wav");
    std::fs::write(&wav, "").unwrap();
    assert!(
        error_of(&folder).contains("s1.wav"),
        "{}",
        error_of(&folder)
    );
    std::fs::write(
        &wav,
        "no wave at all, but long enough to be a header of one",
    )
    .unwrap();
    assert!(
        error_of(&folder).contains("not a WAV"),
        "{}",
        error_of(&folder)
    );
    folder.wav("s1", &[], 16_000);
    assert!(
        error_of(&folder).contains("no samples"),
        "{}",
        error_of(&folder)
    );
    folder.wav_of("s1", &[0.0; 200], 16_000, 2);
    assert!(
        error_of(&folder).contains("2 channels"),
        "{}",
        error_of(&folder)
    );
    folder.wav("s1", &[0.1; 8_000], 8_000);
    assert!(
        error_of(&folder).contains("8000 Hz"),
        "{}",
        error_of(&folder)
    );
}

#[test]
fn doubtful_recordings_are_warned_of_or_left_out() {
    let texts = [
        TEXTS[0],
        TEXTS[1],
        "Никто не знал почему.",
        TEXTS[3],
        "?!",
        TEXTS[5],
    ];
    let folder = corpus_of("doubt", &texts);
    let loud: Vec<f32> = spoken(TEXTS[0])
        .iter()
        .map(|s| (s * 20.0).clamp(-1.0, 1.0))
        .collect();
    folder.wav("s0", &loud, 16_000);
    folder.wav("s1", &vec![0.0; 32_000], 16_000);
    folder.wav("s3", &spoken(TEXTS[3])[..1_500], 16_000);
    let warnings = warnings_of(&folder);
    let has = |id: &str, line: &str, problem: &str| {
        let found = warnings
            .iter()
            .any(|w| w.contains(id) && w.contains(line) && w.contains(problem));
        assert!(found, "{id} {problem}: {warnings:#?}");
    };
    has("s0", "line 1", "clipped");
    has("s1", "line 2", "silent");
    has("s2", "line 3", "not English");
    has("s3", "line 4", "too short");
    has("s4", "line 5", "no word");
    assert!(!warnings.iter().any(|w| w.contains("s5")), "{warnings:#?}");
}
