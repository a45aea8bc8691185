//! Structure that is heard: pauses, melody, announcements, voices, and plans that come back edited.
#![cfg(all(feature = "html", feature = "markdown", feature = "embedded-voice"))]

mod score;

use rhapsode::article::{self, Block, BlockKind, Format, Options, SpeakerLabels};
use rhapsode::cast::{Cast, Role};
use rhapsode::pronounce::Phone;
use rhapsode::prosody::{Delivery, Pauses, Plan, Verbosity};
use rhapsode::{Chunk, Document, Engine, Semitones, Settings, Voice};

/// Every case of every file in `tests/cases/structure`; see the file `README` there.
#[test]
fn cases() {
    let endings = ["text", "markdown", "html", "ssml"];
    let cases = score::cases("structure", &endings).into_iter();
    let found = cases.map(|(path, case)| {
        let format = match path.extension().and_then(|e| e.to_str()) {
            Some("text") => Format::Text,
            Some("markdown") => Format::Markdown,
            Some("html") => Format::Html,
            _ => Format::Ssml,
        };
        let has = |option: &str| case.options.iter().any(|o| o == option);
        let speaker_labels = match (has("labels never"), has("labels first")) {
            (true, _) => SpeakerLabels::Never,
            (_, true) => SpeakerLabels::FirstTurn,
            _ => SpeakerLabels::EachTurn,
        };
        let options = Options {
            speaker_labels,
            ..Options::default()
        };
        let (engine, _) = score::engine(&case.options);
        let document = article::read(case.input.as_bytes(), format, &options).unwrap();
        let found = score::score(&engine, document, true);
        (case, found)
    });
    score::check(16, found);
}

fn document() -> Document {
    let mut document = Document::default();
    let blocks = [
        (BlockKind::Title, "Tides"),
        (BlockKind::Byline, "Jane Doe"),
        (BlockKind::Paragraph, "The sea rises. It falls, too."),
        (BlockKind::Heading, "Why"),
        (BlockKind::ListItem, "the moon"),
        (BlockKind::ListItem, "the sun"),
        (BlockKind::Paragraph, "That is all."),
    ];
    for (kind, text) in blocks {
        document.blocks.push(Block::new(kind, text));
    }
    document
}

/// The frames between the last word of each sentence and the first of the next.
fn gaps(chunks: &[Chunk]) -> Vec<u64> {
    let edges = chunks.iter().map(|c| {
        let words = &c.marks[1..];
        (words[0].frames.start, words[words.len() - 1].frames.end)
    });
    let edges: Vec<(u64, u64)> = edges.collect();
    edges.windows(2).map(|w| w[1].0 - w[0].1).collect()
}

#[test]
fn pauses_are_as_long_as_set_to_the_sample() {
    let mut engine = Engine::new().unwrap();
    let pauses = Pauses {
        title: 901.0,
        byline: 502.0,
        sentence: 403.0,
        before_heading: 1104.0,
        heading: 605.0,
        list_item: 306.0,
        list: 707.0,
        ..Pauses::default()
    };
    engine.set_delivery(Delivery {
        pauses,
        ..Delivery::default()
    });
    let mut document = document();
    // What is announced has no mark.
    document.blocks[1].text = "By Jane Doe".to_owned();
    let chunks: Vec<Chunk> = engine.speak(document).collect();
    // A sentence begins with a pause of 50 ms.
    let expected = [901, 502, 403, 1104, 605, 306, 707].map(|ms| (ms + 50) * 16);
    assert_eq!(gaps(&chunks), expected);
}

#[test]
fn settings_of_delivery_survive_storage() {
    let delivery = Delivery {
        verbosity: Verbosity::Full,
        melody: false,
        ..Delivery::default()
    };
    let json = serde_json::to_string(&delivery).unwrap();
    assert_eq!(serde_json::from_str::<Delivery>(&json).unwrap(), delivery);
    let sparse: Delivery = serde_json::from_str(r#"{"pauses":{"title":1}}"#).unwrap();
    assert_eq!((sparse.pauses.title, sparse.pauses.list), (1.0, 800.0));
}

fn plans(engine: &Engine, document: &Document) -> Vec<Plan> {
    let mut speech = engine.speak(document.clone());
    let mut plans = Vec::new();
    while let Some(stages) = speech.next_plan() {
        plans.push(stages.plan.clone());
    }
    plans
}

#[test]
fn a_stored_plan_sounds_the_same() {
    let engine = Engine::new().unwrap();
    let document = document();
    let stored = serde_json::to_string(&plans(&engine, &document)).unwrap();
    let plans: Vec<Plan> = serde_json::from_str(&stored).unwrap();
    let direct: Vec<Chunk> = engine.speak(document.clone()).collect();
    let performed: Vec<Chunk> = engine.perform(document, plans).unwrap().collect();
    assert_eq!(direct, performed);
}

#[test]
fn an_edited_plan_sounds_as_edited() {
    let engine = Engine::new().unwrap();
    let document = document();
    let mut plans = plans(&engine, &document);
    plans[2].phones.last_mut().unwrap().ms = 2000.0;
    let vowel = |p: &&mut rhapsode::prosody::PlannedPhone| p.phone.is_vowel();
    for phone in plans[3].phones.iter_mut().filter(vowel) {
        phone.manner.rate = 0.5;
    }
    let direct: Vec<Chunk> = engine.speak(document.clone()).collect();
    let performed: Vec<Chunk> = engine.perform(document, plans).unwrap().collect();
    assert_eq!(gaps(&performed)[2], (2000 + 50) * 16);
    assert!(performed[3].samples.len() > direct[3].samples.len() + 500);
    assert_eq!(performed[5].samples, direct[5].samples);
}

#[test]
fn a_plan_that_cannot_be_spoken_is_refused_with_its_place() {
    let engine = Engine::new().unwrap();
    let document = document();
    let plans = plans(&engine, &document);
    let refused = |edit: &dyn Fn(&mut Vec<Plan>)| {
        let mut plans = plans.clone();
        edit(&mut plans);
        let speech = engine.perform(document.clone(), plans);
        speech.map(|_| ()).unwrap_err().to_string()
    };
    let message = refused(&|p| p[1].phones[2].ms = f32::NAN);
    assert!(message.contains("sentence 2, phone 2"), "{message}");
    assert!(refused(&|p| p[0].words.clear()).contains("words"));
    assert!(refused(&|p| p[0].words[0] = 3..900).contains("word 0"));
    assert!(refused(&|p| p[0].phones[0].phone = Phone::Aa).contains("PAU"));
    assert!(refused(&|p| p[0].phones[1].ms = 1e9).contains("phone 1"));
    assert!(refused(&|p| p.truncate(2)).contains("only 2 plans"));
    assert!(refused(&|p| p.push(p[0].clone())).contains("plans for"));
}

#[test]
fn an_announcement_is_heard_and_has_no_mark() {
    let chunks: Vec<Chunk> = Engine::new().unwrap().speak(document()).collect();
    let byline = &chunks[1];
    assert_eq!(byline.text, "Jane Doe");
    let words: Vec<&str> = byline.marks[1..]
        .iter()
        .map(|m| &byline.text[m.text.clone()])
        .collect();
    assert_eq!(words, ["Jane", "Doe"]);
    // "by" comes first.
    assert!(byline.marks[1].frames.start - byline.start > 100 * 16);
}

/// The mean distance of the peaks of the autocorrelation over the last voiced stretch, as F0 in Hz.
fn f0_at(samples: &[f32], at: usize) -> Option<f32> {
    const WINDOW: usize = 640;
    let window = samples.get(at..at + 2 * WINDOW)?;
    let energy: f32 = window[..WINDOW].iter().map(|s| s * s).sum();
    let best = (50..260).map(|lag| {
        let product = |i: usize| window[i] * window[i + lag];
        let other: f32 = window[lag..lag + WINDOW].iter().map(|s| s * s).sum();
        let sum: f32 = (0..WINDOW).map(product).sum();
        (lag, sum / (energy * other).sqrt().max(1e-9))
    });
    let (lag, likeness) = best.max_by(|a, b| a.1.total_cmp(&b.1))?;
    (likeness > 0.6 && energy > 0.5).then(|| 16_000.0 / lag as f32)
}

/// The pitch over the end of the last word, in Hz.
fn final_f0(chunk: &Chunk) -> f32 {
    let end = (chunk.marks.last().unwrap().frames.end - chunk.start) as usize;
    let places = (end.saturating_sub(3500)..end).step_by(160);
    let voiced: Vec<f32> = places.filter_map(|at| f0_at(&chunk.samples, at)).collect();
    let last = &voiced[voiced.len().saturating_sub(8)..];
    last.iter().sum::<f32>() / last.len().max(1) as f32
}

#[test]
fn items_end_higher_than_the_last_one() {
    let mut rises = 0;
    let items = [
        "two eggs",
        "some milk",
        "a red onion",
        "brown rice",
        "an old lemon",
        "more sugar",
    ];
    for item in items {
        let mut list = Document::default();
        list.blocks.push(Block::new(BlockKind::ListItem, item));
        list.blocks.push(Block::new(BlockKind::ListItem, item));
        let chunks: Vec<Chunk> = Engine::new().unwrap().speak(list).collect();
        let (first, last) = (final_f0(&chunks[0]), final_f0(&chunks[1]));
        println!("{item}: {first:.0} Hz, {last:.0} Hz");
        rises += usize::from(first > 1.1 * last);
    }
    assert!(rises >= items.len() - 1, "only {rises}");
}

#[test]
fn a_role_sounds_as_it_is_set() {
    let mut engine = Engine::new().unwrap();
    let mut cast = Cast::narrator_only();
    let pitch = Semitones::new(6.0).unwrap();
    cast.assign(
        "Ann",
        Role::new(Settings {
            pitch,
            ..Settings::default()
        }),
    );
    engine.set_cast(cast);
    let mut document = Document::default();
    let text = "We all know where you are.";
    for speaker in ["Ann", "Bob"] {
        document
            .blocks
            .push(Block::new(BlockKind::Paragraph, text).said_by(speaker));
    }
    let chunks: Vec<Chunk> = engine.speak(document).collect();
    // The median: an octave taken for another in a few places does not move it.
    let median = |chunk: &Chunk| {
        let places = (0..chunk.samples.len()).step_by(160);
        let mut all: Vec<f32> = places.filter_map(|at| f0_at(&chunk.samples, at)).collect();
        all.sort_by(f32::total_cmp);
        all[all.len() / 2]
    };
    let semitones = 12.0 * (median(&chunks[0]) / median(&chunks[1])).log2();
    assert!((semitones - 6.0).abs() < 1.0, "{semitones}");
}

/// The embedded voice, with another sample rate written into its manifest: everything it says is
/// higher, and its plans are the same.
fn voice_at(rate: u32) -> Voice {
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/voices/slt.voice");
    let mut pack = std::fs::read(pack).unwrap();
    let before = b"\"sample_rate\": 16000";
    let at = pack.windows(before.len()).position(|w| w == before);
    let at = at.expect("the voice has 16000 Hz");
    let after = format!("{:<20}", format!("\"sample_rate\": {rate}"));
    pack[at..at + before.len()].copy_from_slice(after.as_bytes());
    Voice::from_bytes(pack).unwrap()
}

#[test]
fn a_speaker_with_another_sample_rate_is_brought_to_that_of_the_narrator() {
    let text = "The ferry leaves at dawn, and it waits for nobody. Bring a coat.";
    for (wanted, rate) in [
        (16_000, 12_000),
        (16_000, 11_025),
        (11_025, 16_000),
        (8_000, 16_000),
    ] {
        let other = std::sync::Arc::new(voice_at(rate));
        let mut engine = Engine::with_voice(voice_at(wanted));
        let mut cast = Cast::default();
        cast.assign("Ann", Role::with_voice(other.clone()));
        engine.set_cast(cast);
        let mut document = Document::default();
        for speaker in [None, Some("Ann"), None] {
            let mut block = Block::new(BlockKind::Paragraph, text);
            block.speaker = speaker.map(str::to_owned);
            document.blocks.push(block);
        }
        let mut narrator = Engine::with_voice(other);
        narrator.set_cast(Cast::narrator_only());
        let alone: Vec<Chunk> = narrator.speak(document.clone()).collect();
        let chunks: Vec<Chunk> = engine.speak(document).collect();
        assert_eq!(chunks.len(), 6);
        let mut end = 0;
        for (chunk, alone) in chunks.iter().zip(&alone) {
            let of_ann = chunk.block == 1;
            assert_eq!(chunk.start, end);
            end += chunk.samples.len() as u64;
            assert!(
                chunk
                    .samples
                    .iter()
                    .all(|s| s.is_finite() && s.abs() <= 1.0)
            );
            let last = chunk.phones.last().unwrap();
            assert_eq!(last.time.end as usize, chunk.samples.len());
            if !of_ann {
                continue;
            }
            // The same sentence, as long in seconds, with its words at the same times.
            let factor = f64::from(wanted) / f64::from(rate);
            let length = (alone.samples.len() as f64 * factor).ceil() as usize;
            assert_eq!(chunk.samples.len(), length);
            assert_eq!(chunk.marks.len(), alone.marks.len());
            for (mark, own) in chunk.marks.iter().zip(&alone.marks) {
                let at = (mark.frames.start - chunk.start) as f64;
                let own = (own.frames.start - alone.start) as f64 * factor;
                assert!((at - own).abs() <= 1.0, "{mark:?}");
            }
            // And as loud: what the lower rate cannot hold is little.
            let power = |samples: &[f32]| {
                let sum: f64 = samples.iter().map(|s| f64::from(s * s)).sum();
                sum / samples.len() as f64
            };
            let level = 10.0 * (power(&chunk.samples) / power(&alone.samples)).log10();
            assert!(level.abs() < 1.5, "{rate} to {wanted} Hz: {level:.2} dB");
        }
    }
}

#[test]
fn clauses_of_a_speaker_with_another_sample_rate_make_the_sentence() {
    let mut engine = Engine::new().unwrap();
    let mut cast = Cast::default();
    cast.assign("Ann", Role::with_voice(voice_at(12_000)));
    engine.set_cast(cast);
    let text = "The ferry leaves at dawn, and it waits for nobody.";
    let mut document = Document::default();
    let block = Block::new(BlockKind::Paragraph, text);
    document.blocks.push(block.said_by("Ann"));
    let whole = engine.speak(document.clone()).next().unwrap();
    let (mut speech, mut chunk) = (engine.speak(document), Chunk::default());
    let mut clauses = 0;
    while let Some(clause) = speech.next_clause(&mut chunk) {
        clauses += 1;
        assert_eq!(clause.samples.end, chunk.samples.len());
        assert!(chunk.samples == whole.samples[..chunk.samples.len()]);
        if clause.ends_sentence {
            assert!(chunk == whole);
        }
    }
    assert!(clauses > 1);
}
