//! First audio waits for a clause, and a reading that goes on needs no more memory.

#![cfg(feature = "voice-rms")]

use rhapsode::{Chunk, Document, Engine, MarkKind};

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
