//! Packs whose numbers were changed: they are refused, or spoken somehow, and nothing panics.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use rhapsode::{Engine, Rate, Semitones, Settings, Voice};

const TEXT: &str =
    "The old harbour pilot said, quietly: \"Seven ships, and no wind!\" Then she left. A, b, c.";
/// Rates and pitches: each takes another way through the scaler.
const PACES: [(f32, f32); 6] = [
    (1.0, 0.0),
    (2.0, 0.0),
    (0.5, 0.0),
    (6.0, 0.0),
    (1.0, 7.0),
    (6.0, -12.0),
];

fn slt() -> Vec<u8> {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("voices/slt.voice");
    std::fs::read(pack).unwrap()
}

/// Where a section of a pack lies, as the [pack format](rhapsode::voice) says.
fn section(pack: &[u8], name: &[u8; 4]) -> std::ops::Range<usize> {
    let number = |at: usize| u64::from_le_bytes(pack[at..at + 8].try_into().unwrap()) as usize;
    let entry = (32..).step_by(24).find(|at| pack[*at..at + 4] == *name);
    let entry = entry.unwrap();
    number(entry + 8)..number(entry + 8) + number(entry + 16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.div_ceil(4), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_numbers_are_refused_or_spoken(
        name in prop::sample::select(vec![
            *b"MARK", *b"MARK", *b"FIRS", *b"CENT", *b"LENG", *b"STRT", *b"CTXT", *b"EDGE", *b"JOIN", *b"DURA", *b"FZER",
            *b"DIPH", *b"JOFF",
        ]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..3000),
    ) {
        let mut pack = slt();
        let section = section(&pack, &name);
        for (place, byte) in changes {
            pack[section.start + place.index(section.len())] = byte;
        }
        let Ok(voice) = Voice::from_bytes(pack) else {
            return Ok(());
        };
        let voice = Arc::new(voice);
        for (rate, pitch) in PACES {
            let mut speech = Engine::with_voice(voice.clone()).speak_text(TEXT);
            speech.set_settings(Settings {
                rate: Rate::new(rate).unwrap(),
                pitch: Semitones::new(pitch).unwrap(),
                ..Settings::default()
            });
            prop_assert!(speech.map(|chunk| chunk.samples.len()).sum::<usize>() > 0);
        }
    }
}
