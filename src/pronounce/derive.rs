//! Words that the lexicon lacks but that regular endings, prefixes and compounding make of words
//! that it has.

use super::lexicon::Lexicon;
use super::{Phone, Sound, Stress};

/// Appends the pronunciation of a word as a possessive, an inflection, a prefixed word or a
/// compound of lexicon words, and says whether it is one.
pub fn derive(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    possessive(lexicon, word, out)
}

fn possessive(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    if let Some(base) = word.strip_suffix("'s") {
        return known(lexicon, base, out) && {
            append_s(out);
            true
        };
    }
    match word.strip_suffix('\'') {
        Some(base) if base.ends_with('s') => known(lexicon, base, out),
        _ => false,
    }
}

/// Appends the usual pronunciation of a lexicon word.
fn known(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    match lexicon.get(word).and_then(|mut all| all.next()) {
        Some(packed) => {
            packed.unpack(out);
            true
        }
        None => false,
    }
}

/// Appends the ending `-s`: AH0 Z after sibilants, S after other voiceless sounds, else Z.
pub fn append_s(out: &mut Vec<Sound>) {
    use Phone::*;
    match out.last().map(|s| s.phone()) {
        Some(S | Z | Sh | Zh | Ch | Jh) => {
            out.push(Sound::new(Ax, Stress::None));
            out.push(Sound::new(Z, Stress::None));
        }
        Some(P | T | K | F | Th) => out.push(Sound::new(S, Stress::None)),
        _ => out.push(Sound::new(Z, Stress::None)),
    }
}
