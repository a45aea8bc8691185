//! Syllables: every consonant between two vowels goes to the second as long as English has words
//! that begin so (the maximal onset principle; Kahn 1976, Selkirk 1982).

use super::{Phone, PhoneWord, Sound, Stress, Syllable, Utterance};

/// Calls `f` with each syllable of a pronunciation, in order. Sounds without any vowel make one
/// syllable; no sounds make none.
pub fn each<'a>(sounds: &'a [Sound], mut f: impl FnMut(&'a [Sound])) {
    let mut start = 0;
    let mut nucleus = sounds.iter().position(|s| s.is_vowel());
    while let Some(vowel) = nucleus {
        nucleus = sounds[vowel + 1..]
            .iter()
            .position(|s| s.is_vowel())
            .map(|gap| vowel + 1 + gap);
        let Some(next) = nucleus else { break };
        let boundary = next - onset_len(&sounds[vowel + 1..next]);
        f(&sounds[start..boundary]);
        start = boundary;
    }
    if start < sounds.len() {
        f(&sounds[start..]);
    }
}

/// Appends a pronunciation to an utterance and gives the range of its new syllables.
pub(super) fn append(sounds: &[Sound], out: &mut Utterance) -> std::ops::Range<u32> {
    let first = out.syllables.len() as u32;
    let Utterance {
        syllables, phones, ..
    } = out;
    each(sounds, |syllable| {
        let start = phones.len() as u32;
        phones.extend(syllable.iter().map(|s| s.phone()));
        let stress = syllable.iter().find(|s| s.is_vowel());
        syllables.push(Syllable {
            phones: start..phones.len() as u32,
            stress: stress.map_or(Stress::None, |s| s.stress()),
        });
    });
    first..out.syllables.len() as u32
}

impl Utterance {
    /// A word's pronunciation in CMUdict notation, one string for each phone: vowels with the
    /// stress of their syllable.
    pub fn notation(&self, word: &PhoneWord) -> Vec<String> {
        let range = word.syllables.start as usize..word.syllables.end as usize;
        let syllables = self.syllables.get(range).unwrap_or_default();
        let phones = |s: &Syllable| s.phones.start as usize..s.phones.end as usize;
        syllables
            .iter()
            .flat_map(|s| self.phones[phones(s)].iter().map(|&p| (p, s.stress)))
            .map(|(phone, stress)| Sound::new(phone, stress).to_string())
            .collect()
    }
}

/// How many of the consonants between two vowels begin the second syllable.
fn onset_len(consonants: &[Sound]) -> usize {
    let phone = |from_end: usize| consonants[consonants.len() - from_end].phone();
    match consonants.len() {
        0 => 0,
        1 => usize::from(phone(1) != Phone::Ng),
        n => {
            if n >= 3 && is_onset3(phone(3), phone(2), phone(1)) {
                3
            } else if is_onset2(phone(2), phone(1)) {
                2
            } else {
                usize::from(phone(1) != Phone::Ng)
            }
        }
    }
}

fn is_onset2(first: Phone, second: Phone) -> bool {
    use Phone::*;
    match second {
        L => matches!(first, P | B | K | G | F | S),
        R => matches!(first, P | B | T | D | K | G | F | Th | Sh),
        W => matches!(first, T | D | K | G | S | Th | Hh),
        Y => matches!(first, P | B | K | G | F | V | M | Hh),
        P | T | K | M | N | F => first == S,
        _ => false,
    }
}

fn is_onset3(first: Phone, second: Phone, third: Phone) -> bool {
    use Phone::*;
    first == S
        && match third {
            R => matches!(second, P | T | K),
            L => second == P,
            W => second == K,
            Y => matches!(second, P | K),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::super::sound::{parse_cmu, print_cmu};
    use super::*;

    fn split(text: &str) -> String {
        let mut parts = Vec::new();
        each(&parse_cmu(text).unwrap(), |s| parts.push(print_cmu(s)));
        parts.join(" . ")
    }

    #[test]
    fn maximal_onset() {
        assert_eq!(split("EH1 K S T R AH0"), "EH1 K . S T R AH0");
        assert_eq!(split("S IH1 NG ER0"), "S IH1 NG . ER0");
        assert_eq!(split("AE1 T L AH0 S"), "AE1 T . L AH0 S");
        assert_eq!(split("R IY0 AE1 K T"), "R IY0 . AE1 K T");
        assert_eq!(split("P S T"), "P S T");
        assert_eq!(split(""), "");
    }
}
