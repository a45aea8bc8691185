//! First audio waits for a clause, and a reading that goes on needs no more memory.

#![cfg(feature = "embedded-voice")]

use rhapsode::article::{Annotation, Format, Inline, Level, Options, Prosody, pieces, read};
use rhapsode::{Chunk, Document, Engine, MarkKind, Rate, Settings};

const LONG: &str = "The tide turned twice a day, and nobody wrote it down; the boats knew, they said, \
    and that was enough for a town which had, in nine hundred years, never once asked the sea why.";

#[test]
fn clauses_are_the_sentence() {
    let engine = Engine::new().unwrap();
    let whole = engine.speak_text(LONG).next().unwrap();
    let mut speech = engine.speak_text(LONG);
    let mut chunk = Chunk::default();
    let mut lengths = Vec::new();
    loop {
        let clause = speech.next_clause(&mut chunk).unwrap();
        assert_eq!(clause.samples.start, lengths.iter().sum::<usize>());
        assert_eq!(chunk.samples[..], whole.samples[..clause.samples.end]);
        // What was heard is marked, and no more.
        assert_eq!(chunk.marks[0].kind, MarkKind::Sentence);
        let end = clause.samples.end as u64;
        assert!(chunk.marks.iter().all(|m| m.frames.end <= end));
        assert!(chunk.marks.len() > lengths.len() + 1);
        lengths.push(clause.samples.len());
        if clause.ends_sentence {
            break;
        }
    }
    assert_eq!(chunk, whole);
    assert!(
        lengths.len() >= 4 && lengths[0] < whole.samples.len() / 3,
        "{lengths:?}"
    );
    assert_eq!(speech.next_clause(&mut chunk), None);
}

#[test]
fn samples_that_were_passed_on_may_be_cleared() {
    for rate in [1.0, 1.7] {
        let mut engine = Engine::new().unwrap();
        engine.set_settings(Settings {
            rate: Rate::new(rate).unwrap(),
            ..Settings::default()
        });
        // Another volume in the middle.
        let softly = Inline::Prosody(Prosody {
            volume: Some(Level::By(-9.0)),
            ..Prosody::default()
        });
        let mut document = Document::from_text(LONG);
        let annotation = Annotation::new(20..90, softly);
        document.blocks[0].annotations.push(annotation);
        let document = std::sync::Arc::new(document);
        let mut whole = engine.speak(document.clone()).next().unwrap();
        let mut speech = engine.speak(document);
        let (mut chunk, mut passed_on) = (Chunk::default(), Vec::new());
        let mut ended = false;
        while !ended {
            let clause = speech.next_clause(&mut chunk).unwrap();
            assert_eq!(clause.samples.start, 0);
            passed_on.append(&mut chunk.samples);
            assert_eq!(chunk.end(), speech.frames());
            ended = clause.ends_sentence;
        }
        assert_eq!(passed_on, std::mem::take(&mut whole.samples));
        assert!(chunk == whole, "{rate}");
    }
}

#[test]
fn going_on_counts_on() {
    let engine = Engine::new().unwrap();
    let mut speech = engine.speak_text(LONG);
    let mut chunk = Chunk::default();
    assert!(speech.next_into(&mut chunk));
    let (first, frames) = (chunk.clone(), speech.frames());
    for part in 1..4 {
        assert!(!speech.next_into(&mut chunk));
        speech.go_on(Document::from_text(LONG));
        assert!(speech.next_into(&mut chunk));
        assert_eq!(chunk.start, frames * part);
        assert_eq!(chunk.samples, first.samples);
    }
    speech.restart(Document::from_text(LONG));
    assert!(speech.next_into(&mut chunk));
    assert_eq!(chunk, first);
}

/// Over 200 KiB: a title, headings, wrapped paragraphs, lists and a dialogue.
fn long_text() -> String {
    let mut text = String::from("The Long Tide\n\nBy Ann Lee\n\n");
    for i in 0..400 {
        if i % 20 == 0 {
            text.push_str(&format!("Chapter {}\n\n", i / 20 + 1));
        }
        text.push_str(&format!(
            "The tide turned for the {i}th time (so they said), and nobody in the\n\
             harbour wrote it down, since the boats knew it as well as any of the\n\
             people who sailed in them; \u{201c}and the boats,\u{201d} she said, \u{201c}cannot\n\
             write.\u{201d} That was in the winter, when the wind came from the north.\n\n\
             MARA: And what did you do then, when it had turned {i} times?\n\n\
             JON: I waited for the next one, as everybody did in those days.\n\n\
             - a rope of {i} yards\n- two oars\n- a lamp\n\n",
        ));
    }
    text
}

#[test]
fn parts_are_spoken_as_the_whole() {
    let text = long_text();
    let options = Options::default();
    let engine = Engine::new().unwrap();
    let whole = read(text.as_bytes(), Format::Text, &options).unwrap();
    let speakers: Vec<_> = whole.blocks.iter().map(|b| b.speaker.clone()).collect();
    let mut expected = engine.speak(whole);
    let mut speech = engine.speak(Document::default());
    let mut parts = pieces(text.as_bytes(), &options);
    let (mut chunk, mut same) = (Chunk::default(), Chunk::default());
    let (mut sentences, mut most) = (0, 0);
    loop {
        speech.refill(&mut parts).unwrap();
        most = most.max(speech.document().blocks.len());
        let more = speech.next_into(&mut chunk);
        assert_eq!(expected.next_into(&mut same), more);
        if !more {
            break;
        }
        let block = &speech.document().blocks[chunk.block];
        assert_eq!(block.speaker, speakers[same.block]);
        assert_eq!(speech.document().title.as_deref(), Some("The Long Tide"));
        // Blocks are numbered anew.
        chunk.block = same.block;
        assert_eq!(chunk, same);
        sentences += 1;
    }
    assert!(parts.next().is_none());
    assert!(sentences > 3000, "{sentences} sentences");
    assert!(
        most < speakers.len() * 3 / 4,
        "{most} of {} blocks",
        speakers.len()
    );
}
