//! All voices are equally loud: -19 LUFS (EBU R 128, mono) on an article, with a true peak below -1 dB. At other
//! rates and pitches it is less than 5 LU from that: what is fast has more consonants in it.
#![cfg(feature = "embedded-voice")]

use std::path::Path;

use ebur128::{EbuR128, Mode};
use rhapsode::{Chunk, Document, Engine, Rate, Semitones, Settings, Voice};

const ARTICLE: &str = include_str!("../benches/article.txt");

/// Integrated loudness in LUFS, and the true peak in dB.
fn measure(voice: Voice, rate: f32, pitch: f32) -> (f64, f64) {
    let mut engine = Engine::with_voice(voice);
    engine.set_settings(Settings {
        rate: Rate::new(rate).unwrap(),
        pitch: Semitones::new(pitch).unwrap(),
        ..Settings::default()
    });
    let mut speech = engine.speak(Document::from_text(ARTICLE));
    let mode = Mode::I | Mode::TRUE_PEAK;
    let mut meter = EbuR128::new(1, speech.sample_rate(), mode).unwrap();
    let mut chunk = Chunk::default();
    while speech.next_into(&mut chunk) {
        meter.add_frames_f32(&chunk.samples).unwrap();
    }
    let peak = 20.0 * meter.true_peak(0).unwrap().log10();
    (meter.loudness_global().unwrap(), peak)
}

fn voices() -> impl Iterator<Item = (&'static str, Voice)> {
    let embedded = Voice::embedded().unwrap();
    // The published crate has the embedded one only.
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/voices/rms.voice"));
    let rms = path.exists().then(|| ("rms", Voice::open(path).unwrap()));
    [("embedded", embedded)].into_iter().chain(rms)
}

#[test]
fn every_voice_is_as_loud_as_the_others() {
    for (name, voice) in voices() {
        let (loudness, peak) = measure(voice, 1.0, 0.0);
        println!("{name}: {loudness:.2} LUFS, true peak {peak:.2} dB");
        assert!((loudness + 19.0).abs() < 0.5, "{name}: {loudness:.2} LUFS");
        assert!(peak < -1.0, "{name}: {peak:.2} dB");
    }
}

#[test]
fn no_rate_or_pitch_is_far_from_it() {
    for (rate, pitch) in [
        (0.5, 0.0),
        (2.0, 0.0),
        (6.0, 0.0),
        (1.0, 6.0),
        (1.0, -6.0),
        (1.0, 12.0),
        (1.0, -12.0),
    ] {
        for (name, voice) in voices() {
            let (loudness, peak) = measure(voice, rate, pitch);
            println!("{name} at {rate}, {pitch:+}: {loudness:.2} LUFS, true peak {peak:.2} dB");
            assert!(
                (loudness + 19.0).abs() < 5.0,
                "{name} at {rate}, {pitch}: {loudness:.2} LUFS"
            );
            assert!(peak < -1.0, "{name} at {rate}, {pitch}: {peak:.2} dB");
        }
    }
}
