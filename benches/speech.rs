//! How fast the stages are, on an article of our own, in samples of audio a second.
//!
//! Divide by the voice's rate (16,000) for "times real time". `cargo bench -- search` runs one group.

use std::hint::black_box;
use std::io::Cursor;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rhapsode::article::{Format, Options, read};
use rhapsode::export::Wav;
use rhapsode::pronounce::{Pronouncer, Utterance};
use rhapsode::prosody::Plan;
use rhapsode::synth::{Joiner, Selection, Selector, Weights};
use rhapsode::text::{Normalizer, Sentence, sentences};
use rhapsode::{Chunk, Document, Engine, Language, Rate, Settings};

const ARTICLE: &str = include_str!("article.txt");

/// The article, what the stages before the one that is measured make of it, and its length.
struct Fixture {
    engine: Engine,
    document: Arc<Document>,
    plans: Vec<Plan>,
    selections: Vec<Selection>,
    samples: u64,
}

impl Fixture {
    fn new() -> Self {
        let engine = Engine::new().expect("the embedded voice");
        let document = Arc::new(Document::from_text(ARTICLE));
        let mut speech = engine.speak(document.clone());
        let (mut plans, mut selections) = (Vec::new(), Vec::new());
        let mut chunk = Chunk::default();
        while speech.next_into(&mut chunk) {
            plans.push(speech.stages().plan.clone());
            selections.push(speech.stages().selection.clone());
        }
        Fixture {
            engine,
            document,
            plans,
            selections,
            samples: speech.frames(),
        }
    }
}

/// Sentences, words and phones, warm: text and pronunciation without prosody and sound.
struct TextStages {
    language: Arc<Language>,
    normalizer: Normalizer,
    pronouncer: Pronouncer,
    sentence: Sentence,
    utterance: Utterance,
}

impl Default for TextStages {
    fn default() -> Self {
        let language = Arc::new(Language::english());
        TextStages {
            normalizer: Normalizer::default(),
            pronouncer: Pronouncer::new(language.clone()),
            language,
            sentence: Sentence::default(),
            utterance: Utterance::default(),
        }
    }
}

impl TextStages {
    fn run(&mut self, document: &Document) {
        for block in &document.blocks {
            for range in sentences(&block.text) {
                self.sentence.clear();
                self.sentence.text.push_str(&block.text[range]);
                self.normalizer
                    .normalize(&self.language, &mut self.sentence);
                self.pronouncer
                    .pronounce(&self.sentence, &mut self.utterance);
                black_box(&self.utterance);
            }
        }
    }
}

/// Bytes to plans: reading, sentences, words, phones, prosody.
fn front_end(criterion: &mut Criterion) {
    let fixture = Fixture::new();
    let mut group = criterion.benchmark_group("front_end");
    group.throughput(Throughput::Elements(fixture.samples));
    group.bench_function("document", |b| {
        b.iter(|| {
            read(
                black_box(ARTICLE).as_bytes(),
                Format::Text,
                &Options::default(),
            )
        });
    });
    let mut text = TextStages::default();
    group.bench_function("words", |b| b.iter(|| text.run(&fixture.document)));
    group.bench_function("plan", |b| {
        b.iter(|| {
            let mut speech = fixture.engine.speak(fixture.document.clone());
            while let Some(stages) = speech.next_plan() {
                black_box(&stages.plan);
            }
        });
    });
    group.finish();
}

/// Plans to units.
fn search(criterion: &mut Criterion) {
    let fixture = Fixture::new();
    let voice = fixture.engine.voice();
    let mut group = criterion.benchmark_group("search");
    group.throughput(Throughput::Elements(fixture.samples));
    let (inventory, weights) = (voice.inventory(), Weights::default());
    let (mut selector, mut selection) = (Selector::new(), Selection::default());
    group.bench_function("select", |b| {
        b.iter(|| {
            for plan in &fixture.plans {
                selector.select(&inventory, black_box(plan), &weights, &mut selection);
                black_box(&selection);
            }
        });
    });
    group.finish();
}

/// Units to samples.
fn join(criterion: &mut Criterion) {
    let fixture = Fixture::new();
    let voice = fixture.engine.voice();
    let mut group = criterion.benchmark_group("join");
    group.throughput(Throughput::Elements(fixture.samples));
    let (inventory, rate) = (voice.inventory(), voice.sample_rate());
    let (mut joiner, mut samples, mut times) = (Joiner::new(), Vec::new(), Vec::new());
    group.bench_function("join", |b| {
        b.iter(|| {
            for (plan, selection) in fixture.plans.iter().zip(&fixture.selections) {
                samples.clear();
                joiner.join(&inventory, rate, plan, selection, &mut samples, &mut times);
                black_box(&samples);
            }
        });
    });
    group.finish();
}

/// Bytes to samples, and to a WAV in memory.
fn end_to_end(criterion: &mut Criterion) {
    let fixture = Fixture::new();
    let mut group = criterion.benchmark_group("end_to_end");
    group.throughput(Throughput::Elements(fixture.samples));
    let mut chunk = Chunk::default();
    group.bench_function("samples", |b| {
        b.iter(|| {
            let mut speech = fixture.engine.speak_text(black_box(ARTICLE));
            while speech.next_into(&mut chunk) {
                black_box(&chunk.samples);
            }
        });
    });
    let mut file = Vec::new();
    group.bench_function("wav", |b| {
        b.iter(|| {
            file.clear();
            let mut speech = fixture.engine.speak_text(black_box(ARTICLE));
            let mut wav = Wav::new(Cursor::new(&mut file), speech.sample_rate())?;
            while speech.next_into(&mut chunk) {
                wav.write(&chunk.samples)?;
            }
            wav.finish()
        });
    });
    let mut engine = fixture.engine.clone();
    let rate = Rate::new(1.5).expect("in range");
    engine.set_settings(Settings {
        rate,
        ..Settings::default()
    });
    // In samples made, which are fewer.
    let samples = engine.speak_text(ARTICLE).map(|c| c.samples.len() as u64);
    group.throughput(Throughput::Elements(samples.sum()));
    group.bench_function("rate_1.5", |b| {
        b.iter(|| {
            let mut speech = engine.speak_text(black_box(ARTICLE));
            while speech.next_into(&mut chunk) {
                black_box(&chunk.samples);
            }
        });
    });
    group.finish();
}

criterion_group!(benches, front_end, search, join, end_to_end);
criterion_main!(benches);
