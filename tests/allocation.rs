//! A warm speech allocates nothing: not for a sentence, not for a clause, at any pace.

#![cfg(feature = "embedded-voice")]

use std::sync::Arc;

use rhapsode::prosody::Plan;
use rhapsode::synth::Synthesizer;
use rhapsode::{Chunk, Document, Engine, Rate, Semitones, Settings, Speech};

const ARTICLE: &str = include_str!("../benches/article.txt");

fn settings(rate: f32, pitch: f32) -> Settings {
    Settings {
        rate: Rate::new(rate).unwrap(),
        pitch: Semitones::new(pitch).unwrap(),
        ..Settings::default()
    }
}

/// Speaks to the end; gives the frames.
fn drain(speech: &mut Speech, chunk: &mut Chunk) -> u64 {
    while speech.next_into(chunk) {}
    speech.frames()
}

#[test]
fn the_whole_chain_allocates_nothing_once_warm() {
    let document = Arc::new(Document::from_text(ARTICLE));
    for settings in [settings(1.0, 0.0), settings(2.0, 3.0), settings(0.7, -2.0)] {
        let mut engine = Engine::new().unwrap();
        engine.set_settings(settings);
        let mut speech = engine.speak(document.clone());
        let mut chunk = Chunk::default();
        let frames = drain(&mut speech, &mut chunk);
        speech.restart(document.clone());
        assert!(frames > 16_000 * 60, "an article: {frames} frames");
        let mut more = true;
        while more {
            let count = allocation_counter::measure(|| more = speech.next_into(&mut chunk));
            assert_eq!(count.count_total, 0, "{:?}: {count:?}", chunk.text);
        }
        assert_eq!(speech.frames(), frames);
    }
}

#[test]
fn synthesis_allocates_nothing_once_warm() {
    let engine = Engine::new().unwrap();
    let mut speech = engine.speak_text(ARTICLE);
    let mut plans: Vec<Plan> = Vec::new();
    while let Some(stages) = speech.next_plan() {
        plans.push(stages.plan.clone());
    }
    let (mut synthesizer, mut samples, mut times) = (Synthesizer::new(), Vec::new(), Vec::new());
    let mut all = || {
        for plan in &plans {
            samples.clear();
            synthesizer.synthesize(engine.voice(), plan, &mut samples, &mut times);
        }
    };
    all();
    assert_eq!(allocation_counter::measure(all).count_total, 0);
}
