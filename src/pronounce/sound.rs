//! A phone with its stress in one byte, and the notations of a pronunciation: CMUdict and IPA.

use std::fmt;

use super::{Phone, Stress};

/// A phone with its stress, in one byte.
///
/// Consonants have [`Stress::None`]. A pronunciation is a slice of sounds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sound(u8);

/// The bits of a sound's code that hold the phone; the two above hold the stress.
const PHONE_BITS: u32 = 6;
const _: () = assert!(Phone::COUNT <= 1 << PHONE_BITS);

impl Sound {
    /// A phone with a stress (ignored for consonants).
    pub fn new(phone: Phone, stress: Stress) -> Sound {
        let stress = if phone.is_vowel() { stress as u8 } else { 0 };
        Sound(phone as u8 | stress << PHONE_BITS)
    }

    /// The phone.
    pub fn phone(self) -> Phone {
        Phone::from_index(self.0 & ((1 << PHONE_BITS) - 1)).unwrap_or(Phone::Pau)
    }

    /// The stress.
    pub fn stress(self) -> Stress {
        match self.0 >> PHONE_BITS {
            1 => Stress::Primary,
            2 => Stress::Secondary,
            _ => Stress::None,
        }
    }

    /// The byte that stands for it in compiled lexicons: the phone's number + 64 × stress.
    pub fn code(self) -> u8 {
        self.0
    }

    /// The sound of a byte made by [`Sound::code`]; `None` for any other byte.
    pub fn from_code(code: u8) -> Option<Sound> {
        let phone = Phone::from_index(code & ((1 << PHONE_BITS) - 1))?;
        let stress = code >> PHONE_BITS;
        (stress == 0 || (stress < 3 && phone.is_vowel())).then_some(Sound(code))
    }

    /// Whether it is a vowel.
    pub fn is_vowel(self) -> bool {
        self.phone().is_vowel()
    }

    /// The same phone with another stress. A full `AH` that loses its stress becomes
    /// [`Phone::Ax`], and the other way round.
    pub fn with_stress(self, stress: Stress) -> Sound {
        let phone = match (self.phone(), stress) {
            (Phone::Ah, Stress::None) => Phone::Ax,
            (Phone::Ax, Stress::Primary | Stress::Secondary) => Phone::Ah,
            (phone, _) => phone,
        };
        Sound::new(phone, stress)
    }
}

impl fmt::Display for Sound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.phone().notation(self.stress()))
    }
}

impl fmt::Debug for Sound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads a pronunciation in CMUdict notation: `R IH0 S AO1 R S`. Vowels without a digit are
/// unstressed, unless none has one: then the first vowel takes the primary stress.
///
/// # Errors
/// The byte offset and the text of the first word that is no phone.
pub fn parse_cmu(text: &str) -> Result<Vec<Sound>, (usize, &str)> {
    let mut sounds = Vec::new();
    append_cmu(text, &mut sounds)?;
    Ok(sounds)
}

/// Appends a pronunciation in CMUdict notation; after an error, what came before the bad phone.
pub(super) fn append_cmu<'a>(text: &'a str, out: &mut Vec<Sound>) -> Result<(), (usize, &'a str)> {
    let first = out.len();
    let mut any_mark = false;
    for part in text.split_ascii_whitespace() {
        let offset = part.as_ptr() as usize - text.as_ptr() as usize;
        let (phone, stress) = Phone::parse(part).ok_or((offset, part))?;
        if phone == Phone::Pau {
            return Err((offset, part));
        }
        any_mark |= stress.is_some();
        out.push(Sound::new(phone, stress.unwrap_or_default()));
    }
    if !any_mark && let Some(vowel) = out[first..].iter_mut().find(|s| s.is_vowel()) {
        *vowel = vowel.with_stress(Stress::Primary);
    }
    Ok(())
}

/// Reads a pronunciation in the International Phonetic Alphabet: each sound as the nearest of
/// General American. Stress marks stand before their syllables; length marks, ties, syllable dots
/// and spaces are skipped. Without any mark the first vowel takes the primary stress.
///
/// # Errors
/// The byte offset and the first character that has no sound.
pub fn parse_ipa(text: &str) -> Result<Vec<Sound>, (usize, char)> {
    let mut sounds: Vec<Sound> = Vec::new();
    let (mut stress, mut marked) = (Stress::None, false);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut len = c.len_utf8();
        match c {
            'ˈ' | '\'' => (stress, marked) = (Stress::Primary, true),
            'ˌ' => (stress, marked) = (Stress::Secondary, true),
            'ː' | 'ˑ' | '.' | ' ' | '\u{361}' | '\u{35c}' | '‿' | '\u{32f}' | '\u{303}' => {}
            // A syllabic consonant has a schwa before it.
            '\u{329}' => {
                if let Some(consonant) = sounds.pop() {
                    sounds.extend([Sound::new(Phone::Ax, Stress::None), consonant]);
                }
            }
            _ => {
                let found = IPA.iter().find(|(ipa, _)| rest.starts_with(ipa));
                let (ipa, phones) = found.ok_or((text.len() - rest.len(), c))?;
                len = ipa.len();
                for &phone in *phones {
                    let sound = Sound::new(phone, Stress::None);
                    let vowel = sound.is_vowel();
                    sounds.push(if vowel {
                        sound.with_stress(stress)
                    } else {
                        sound
                    });
                    if vowel {
                        stress = Stress::None;
                    }
                }
            }
        }
        rest = &rest[len..];
    }
    if !marked && let Some(vowel) = sounds.iter_mut().find(|s| s.is_vowel()) {
        *vowel = vowel.with_stress(Stress::Primary);
    }
    Ok(sounds)
}

/// Sounds of the IPA, longest first among those that begin alike, with their nearest phones.
const IPA: &[(&str, &[Phone])] = {
    use Phone::*;
    &[
        ("t͡ʃ", &[Ch]),
        ("tʃ", &[Ch]),
        ("ʧ", &[Ch]),
        ("d͡ʒ", &[Jh]),
        ("dʒ", &[Jh]),
        ("ʤ", &[Jh]),
        ("aɪ", &[Ay]),
        ("aʊ", &[Aw]),
        ("eɪ", &[Ey]),
        ("oʊ", &[Ow]),
        ("əʊ", &[Ow]),
        ("ɔɪ", &[Oy]),
        ("ɪə", &[Ih, R]),
        ("eə", &[Eh, R]),
        ("ʊə", &[Uh, R]),
        ("ɜːr", &[Er]),
        ("ɜːɹ", &[Er]),
        ("ɜr", &[Er]),
        ("ɜɹ", &[Er]),
        ("ər", &[Er]),
        ("əɹ", &[Er]),
        ("ɜ", &[Er]),
        ("ɝ", &[Er]),
        ("ɚ", &[Er]),
        ("a", &[Aa]),
        ("ɑ", &[Aa]),
        ("ɒ", &[Aa]),
        ("æ", &[Ae]),
        ("ʌ", &[Ah]),
        ("ɐ", &[Ax]),
        ("ə", &[Ax]),
        ("ɔ", &[Ao]),
        ("e", &[Eh]),
        ("ɛ", &[Eh]),
        ("ɪ", &[Ih]),
        ("ɨ", &[Ih]),
        ("i", &[Iy]),
        ("o", &[Ow]),
        ("ʊ", &[Uh]),
        ("u", &[Uw]),
        ("y", &[Uw]),
        ("ø", &[Er]),
        ("œ", &[Er]),
        ("b", &[B]),
        ("d", &[D]),
        ("ð", &[Dh]),
        ("f", &[F]),
        ("ɡ", &[G]),
        ("g", &[G]),
        ("h", &[Hh]),
        ("ɦ", &[Hh]),
        ("j", &[Y]),
        ("k", &[K]),
        ("x", &[K]),
        ("ç", &[Hh, Y]),
        ("l", &[L]),
        ("ɫ", &[L]),
        ("m", &[M]),
        ("n", &[N]),
        ("ɲ", &[N, Y]),
        ("ŋ", &[Ng]),
        ("p", &[P]),
        ("r", &[R]),
        ("ɹ", &[R]),
        ("ɾ", &[D]),
        ("ʁ", &[R]),
        ("s", &[S]),
        ("ʃ", &[Sh]),
        ("t", &[T]),
        ("ʔ", &[T]),
        ("θ", &[Th]),
        ("v", &[V]),
        ("w", &[W]),
        ("ʍ", &[W]),
        ("z", &[Z]),
        ("ʒ", &[Zh]),
    ]
};

/// Writes a pronunciation in CMUdict notation, phones separated by single spaces.
pub fn print_cmu(sounds: &[Sound]) -> String {
    let mut text = String::with_capacity(sounds.len() * 4);
    for sound in sounds {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&sound.to_string());
    }
    text
}

/// Writes a pronunciation in the International Phonetic Alphabet, with stress marks before the
/// stressed syllables (which are those of [`super::syllable`]).
pub fn print_ipa(sounds: &[Sound]) -> String {
    let mut text = String::new();
    super::syllable::each(sounds, |syllable| {
        let stress = syllable
            .iter()
            .map(|s| s.stress())
            .find(|&s| s != Stress::None);
        match stress {
            Some(Stress::Primary) => text.push('ˈ'),
            Some(Stress::Secondary) => text.push('ˌ'),
            _ => {}
        }
        for sound in syllable {
            text.push_str(ipa(*sound));
        }
    });
    text
}

/// A sound in the International Phonetic Alphabet.
fn ipa(sound: Sound) -> &'static str {
    use Phone::*;
    match sound.phone() {
        Pau => "",
        Aa => "ɑ",
        Ae => "æ",
        Ah => "ʌ",
        Ao => "ɔ",
        Aw => "aʊ",
        Ax => "ə",
        Ay => "aɪ",
        B => "b",
        Ch => "tʃ",
        D => "d",
        Dh => "ð",
        Eh => "ɛ",
        Er if sound.stress() == Stress::None => "ɚ",
        Er => "ɝ",
        Ey => "eɪ",
        F => "f",
        G => "ɡ",
        Hh => "h",
        Ih => "ɪ",
        Iy => "i",
        Jh => "dʒ",
        K => "k",
        L => "l",
        M => "m",
        N => "n",
        Ng => "ŋ",
        Ow => "oʊ",
        Oy => "ɔɪ",
        P => "p",
        R => "ɹ",
        S => "s",
        Sh => "ʃ",
        T => "t",
        Th => "θ",
        Uh => "ʊ",
        Uw => "u",
        V => "v",
        W => "w",
        Y => "j",
        Z => "z",
        Zh => "ʒ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations() {
        let sounds = parse_cmu("R IH0 S AO1 R S").unwrap();
        assert_eq!(print_cmu(&sounds), "R IH0 S AO1 R S");
        assert_eq!(print_ipa(&sounds), "ɹɪˈsɔɹs");
        assert_eq!(print_cmu(&parse_cmu("k ae t").unwrap()), "K AE1 T");
        assert_eq!(parse_cmu("K QQ T").unwrap_err(), (2, "QQ"));
        assert!(parse_cmu("pau").is_err());
        assert_eq!(
            print_cmu(&parse_ipa("ɹɪˈsɔːɹs").unwrap()),
            "R IH0 S AO1 R S"
        );
        assert_eq!(print_cmu(&parse_ipa("ˈbʌt.n̩").unwrap()), "B AH1 T AH0 N");
        assert_eq!(print_cmu(&parse_ipa("t͡ʃɪn").unwrap()), "CH IH1 N");
        assert_eq!(parse_ipa("kʘ").unwrap_err(), (1, 'ʘ'));
    }

    #[test]
    fn codes_round_trip() {
        for &phone in Phone::ALL {
            for stress in [Stress::None, Stress::Primary, Stress::Secondary] {
                let sound = Sound::new(phone, stress);
                assert_eq!(Sound::from_code(sound.code()), Some(sound));
            }
        }
        assert_eq!(Sound::from_code(63), None);
        assert_eq!(Sound::from_code(0xFF), None);
    }
}
