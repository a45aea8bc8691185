//! Letter-to-sound: the pronunciation of a word from its spelling alone.

use super::sound::parse_cmu;
use super::{Sound, Stress};

/// Letter-to-sound rules.
#[derive(Debug)]
pub struct LetterToSound {}

/// Spellings, longest first, with their usual sounds.
const SPELLINGS: &[(&str, &str)] = &[
    ("tion", "SH AX N"),
    ("sch", "SH"),
    ("tch", "CH"),
    ("igh", "AY"),
    ("ph", "F"),
    ("th", "TH"),
    ("ch", "CH"),
    ("sh", "SH"),
    ("kh", "K"),
    ("ck", "K"),
    ("qu", "K W"),
    ("ng", "NG"),
    ("ee", "IY"),
    ("ea", "IY"),
    ("oo", "UW"),
    ("ou", "AW"),
    ("ow", "OW"),
    ("ai", "EY"),
    ("ay", "AY"),
    ("oy", "OY"),
    ("er", "ER"),
    ("a", "AA"),
    ("b", "B"),
    ("c", "K"),
    ("d", "D"),
    ("e", "EH"),
    ("f", "F"),
    ("g", "G"),
    ("h", "HH"),
    ("i", "IH"),
    ("j", "JH"),
    ("k", "K"),
    ("l", "L"),
    ("m", "M"),
    ("n", "N"),
    ("o", "OW"),
    ("p", "P"),
    ("q", "K"),
    ("r", "R"),
    ("s", "S"),
    ("t", "T"),
    ("u", "UW"),
    ("v", "V"),
    ("w", "W"),
    ("x", "K S"),
    ("y", "IY"),
    ("z", "Z"),
];

impl LetterToSound {
    pub fn new() -> Self {
        LetterToSound {}
    }

    /// Appends the pronunciation of a word in lower-case ASCII letters.
    pub fn pronounce(&self, word: &str, out: &mut Vec<Sound>) {
        let first = out.len();
        let mut rest = word;
        while let Some(letter) = rest.chars().next() {
            let rule = SPELLINGS.iter().find(|(s, _)| rest.starts_with(s));
            let (spelling, sounds) = rule.copied().unwrap_or((&rest[..letter.len_utf8()], ""));
            out.extend(
                parse_cmu(sounds)
                    .unwrap_or_default()
                    .iter()
                    .map(|s| s.with_stress(Stress::None)),
            );
            rest = &rest[spelling.len()..];
        }
        if let Some(vowel) = out[first..].iter_mut().find(|s| s.is_vowel()) {
            *vowel = vowel.with_stress(Stress::Primary);
        }
    }
}
