//! The phone inventory: General American, in the ARPAbet notation of CMUdict.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! phones {
    ($($name:ident $text:literal $example:literal),+ $(,)?) => {
        /// A phone of General American English, or silence.
        ///
        /// The unstressed vowel that CMUdict writes `AH0` is a phone of its own, [`Phone::Ax`]:
        /// it sounds unlike `AH1` and is recorded apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "UPPERCASE")]
        #[repr(u8)]
        pub enum Phone {
            $(#[doc = concat!("As in *", $example, "*.")] $name,)+
        }

        impl Phone {
            /// All phones, in the order of their numbers.
            pub const ALL: &[Phone] = &[$(Phone::$name),+];

            /// The name without stress, as festvox labels write it but in capitals; `PAU` is silence.
            pub fn name(self) -> &'static str {
                match self { $(Phone::$name => $text),+ }
            }
        }
    };
}

phones! {
    Pau "PAU" "(silence)",
    Aa "AA" "odd", Ae "AE" "at", Ah "AH" "hut", Ao "AO" "ought", Aw "AW" "cow", Ax "AX" "about",
    Ay "AY" "hide", B "B" "be", Ch "CH" "cheese", D "D" "dee", Dh "DH" "thee", Eh "EH" "Ed",
    Er "ER" "hurt", Ey "EY" "ate", F "F" "fee", G "G" "green", Hh "HH" "he", Ih "IH" "it",
    Iy "IY" "eat", Jh "JH" "gee", K "K" "key", L "L" "lee", M "M" "me", N "N" "knee", Ng "NG" "ping",
    Ow "OW" "oat", Oy "OY" "toy", P "P" "pee", R "R" "read", S "S" "sea", Sh "SH" "she", T "T" "tea",
    Th "TH" "theta", Uh "UH" "hood", Uw "UW" "two", V "V" "vee", W "W" "we", Y "Y" "yield",
    Z "Z" "zee", Zh "ZH" "seizure",
}

impl Phone {
    /// How many phones there are, silence included.
    pub const COUNT: usize = Phone::ALL.len();

    /// The phone of a number, as `phone as u8` gives it.
    pub fn from_index(index: u8) -> Option<Phone> {
        Phone::ALL.get(index as usize).copied()
    }

    /// Whether it can be the nucleus of a syllable.
    pub fn is_vowel(self) -> bool {
        use Phone::*;
        matches!(
            self,
            Aa | Ae | Ah | Ao | Aw | Ax | Ay | Eh | Er | Ey | Ih | Iy | Ow | Oy | Uh | Uw
        )
    }

    /// Whether the vocal folds swing.
    pub fn is_voiced(self) -> bool {
        use Phone::*;
        !matches!(self, Pau | Ch | F | Hh | K | P | S | Sh | T | Th)
    }

    /// Whether it is a nasal, a liquid or a glide.
    pub fn is_sonorant(self) -> bool {
        use Phone::*;
        matches!(self, L | M | N | Ng | R | W | Y)
    }

    /// Whether it is a plosive or an affricate: silence, then a burst.
    pub fn is_stop(self) -> bool {
        use Phone::*;
        matches!(self, B | Ch | D | G | Jh | K | P | T)
    }

    /// Reads CMUdict notation (`EH1`, `AH0`, `T`), in either case, as well as festvox labels
    /// (`eh`, `ax`, `pau`). A vowel without a digit has no stress mark.
    pub fn parse(text: &str) -> Option<(Phone, Option<Stress>)> {
        let (name, stress) = match text.as_bytes().last() {
            Some(b'0') => (&text[..text.len() - 1], Some(Stress::None)),
            Some(b'1') => (&text[..text.len() - 1], Some(Stress::Primary)),
            Some(b'2') => (&text[..text.len() - 1], Some(Stress::Secondary)),
            _ => (text, None),
        };
        let phone = *Phone::ALL
            .iter()
            .find(|p| p.name().eq_ignore_ascii_case(name))?;
        match (phone, stress) {
            (Phone::Ah, Some(Stress::None)) => Some((Phone::Ax, stress)),
            (p, Some(_)) if !p.is_vowel() => None,
            (p, s) => Some((p, s)),
        }
    }

    /// Writes CMUdict notation: vowels with their stress digit, [`Phone::Ax`] as `AH`.
    pub fn notation(self, stress: Stress) -> impl fmt::Display {
        struct Notation(Phone, Stress);
        impl fmt::Display for Notation {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.0 {
                    Phone::Ax => write!(f, "AH{}", self.1 as u8),
                    p if p.is_vowel() => write!(f, "{}{}", p.name(), self.1 as u8),
                    p => f.write_str(p.name()),
                }
            }
        }
        Notation(self, stress)
    }
}

/// Lexical stress, numbered as in CMUdict.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Stress {
    /// Unstressed (0).
    #[default]
    None = 0,
    /// Main stress (1).
    Primary = 1,
    /// Secondary stress (2).
    Secondary = 2,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_round_trips() {
        for text in ["R", "EH1", "AH0", "AH1", "ER2", "ZH", "OY0"] {
            let (phone, stress) = Phone::parse(text).unwrap();
            assert_eq!(phone.notation(stress.unwrap_or_default()).to_string(), text);
        }
        assert_eq!(Phone::parse("ax"), Some((Phone::Ax, None)));
        assert_eq!(Phone::parse("pau"), Some((Phone::Pau, None)));
        assert_eq!(Phone::parse("T1"), None);
        assert_eq!(Phone::parse(""), None);
        assert_eq!(Phone::parse("q"), None);
    }
}
