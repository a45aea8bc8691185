//! Every diphone that English can have is spoken by the embedded voice.
#![cfg(feature = "embedded-voice")]

use rhapsode::Voice;
use rhapsode::pronounce::Phone;
use rhapsode::prosody::{Context, Plan, PlannedPhone};
use rhapsode::synth::Synthesizer;

/// All pairs, those that English never has too: names and foreign words do not keep to its rules.
/// Only silence beside silence is no diphone.
fn pairs() -> impl Iterator<Item = [Phone; 2]> {
    let all = Phone::ALL.iter();
    all.flat_map(|&a| Phone::ALL.iter().map(move |&b| [a, b]))
        .filter(|pair| *pair != [Phone::Pau; 2])
}

/// Whether English has the pair, within a word or where two meet.
fn in_english([a, b]: [Phone; 2]) -> bool {
    use Phone::*;
    let lax = |p| matches!(p, Ae | Ah | Eh | Ih | Uh);
    let ends_words = |p| !lax(p) && !matches!(p, Hh | W | Y);
    let begins_words = |p| p != Ng;
    if ends_words(a) && begins_words(b) {
        return true;
    }
    match (a, b) {
        (Pau, _) | (_, Pau) => false,
        (Hh, b) => b.is_vowel() || matches!(b, W | Y),
        (W | Y, b) => b.is_vowel(),
        (a, Ng) => matches!(a, Ae | Ah | Ao | Eh | Ih),
        (_, b) => !b.is_vowel() && !matches!(b, Hh | W | Y),
    }
}

fn plan(pair: [Phone; 2], f0: f32) -> Plan {
    let planned = |phone| PlannedPhone {
        phone,
        ms: 90.0,
        f0,
        context: Context::default(),
        manner: Default::default(),
        exact: false,
    };
    let said = pair.into_iter().filter(|p| *p != Phone::Pau);
    let mut phones = vec![planned(Phone::Pau)];
    phones.extend(said.map(planned));
    phones.push(planned(Phone::Pau));
    let end = phones.len() as u32 - 1;
    Plan {
        phones,
        words: std::iter::once(1..end).collect(),
    }
}

/// Silence, vowel-like, or another consonant: a substitute is of the same.
fn kind(phone: Phone) -> u8 {
    match phone {
        Phone::Pau => 0,
        Phone::L | Phone::R | Phone::W | Phone::Y => 1,
        p if p.is_vowel() => 1,
        _ => 2,
    }
}

#[test]
fn every_diphone_is_spoken_and_heard() {
    let voice = Voice::embedded().unwrap();
    let inventory = voice.inventory();
    let mut synthesizer = Synthesizer::new();
    let (mut samples, mut times) = (Vec::new(), Vec::new());
    let (mut total, mut english, mut missing) = (0, 0, Vec::new());
    for [a, b] in pairs() {
        let plan = plan([a, b], voice.manifest().f0_hz);
        samples.clear();
        synthesizer.synthesize(&voice, &plan, &mut samples, &mut times);
        let selection = synthesizer.selection();
        assert_eq!(selection.units.len() + 1, plan.phones.len(), "{a:?} {b:?}");
        let (first, last) = (&times[1], &times[plan.phones.len() - 2]);
        let sound = &samples[first.start as usize..last.end as usize];
        let power = sound.iter().map(|s| s * s).sum::<f32>() / sound.len().max(1) as f32;
        let db = 10.0 * (power + 1e-12).log10();
        // The softest sound of a voice at -19 LUFS, a lone th, lies near -50 dB.
        assert!(db > -58.0, "{a:?} {b:?} is silent: {db:.0} dB");
        for s in &selection.substitutions {
            assert!(!inventory.of(s.spoken[0], s.spoken[1]).is_empty());
            for (wanted, spoken) in s.wanted.iter().zip(s.spoken) {
                assert_eq!(kind(*wanted), kind(spoken), "{s:?}");
            }
        }
        total += 1;
        english += u32::from(in_english([a, b]));
        if in_english([a, b]) && inventory.of(a, b).is_empty() {
            missing.push(format!("{}-{}", a.name(), b.name()));
        }
    }
    println!(
        "{total} diphones spoken; of {english} that English has, {} by a substitute: {}",
        missing.len(),
        missing.join(" ")
    );
}
