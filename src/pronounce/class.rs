//! Word classes: what a word can be, by itself, before its context is looked at.

use std::borrow::Cow;

use crate::{Error, Result};

macro_rules! classes {
    ($($name:ident $text:literal),+ $(,)?) => {
        /// A word's class: finer than a part of speech where words govern what follows them.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)] // the names say all
        pub enum Class {
            #[default]
            $($name),+
        }

        impl Class {
            const ALL: &[Class] = &[$(Class::$name),+];

            /// The class of a name in `src/language/sources/classes.txt`.
            pub fn parse(name: &str) -> Option<Class> {
                match name {
                    $($text => Some(Class::$name),)+
                    _ => None,
                }
            }
        }
    };
}

classes! {
    Other "-", Article "article", Possessive "possessive", Demonstrative "demonstrative",
    That "that", Quantifier "quantifier", Subject "subject", Object "object", Pronoun "pronoun",
    Reflexive "reflexive", To "to", Modal "modal", Be "be", Have "have", Do "do", Not "not",
    Preposition "preposition", As "as", Like "like", Conjunction "conjunction",
    Subordinator "subordinator", Wh "wh", Number "number", Month "month", Title "title",
    Adverb "adverb", Interjection "interjection", Verb "verb", Past "past",
    Participle "participle", Adjective "adjective", Noun "noun",
    // By ending or form.
    Ly "*ly", Ed "*ed", Ing "*ing", Plural "*s", Genitive "*'s", NounEnding "*tion",
    AdjectiveEnding "*ous", VerbEnding "*ize", Name "*Name", Letter "*letter", Edge "*edge",
}

/// The compiled word classes: an open-addressed table of hashes, read in place.
#[derive(Debug)]
pub struct Classes {
    slots: Cow<'static, [u8]>,
}

/// Bytes of a slot: 24 bits of the word's hash, then its class; all zero if empty.
pub const SLOT: usize = 4;

impl Classes {
    /// Opens a compiled table.
    ///
    /// # Errors
    /// [`Error::Malformed`] if its length is not a power of two.
    pub fn open(slots: Cow<'static, [u8]>) -> Result<Classes> {
        if !slots.len().is_power_of_two() || slots.len() < SLOT {
            return Err(Error::malformed(
                "compiled word classes",
                "not a table",
                "length",
                "build them again with examples/build_lexicon",
            ));
        }
        Ok(Classes { slots })
    }

    /// The class of a word in lower case: from the table, else by its ending.
    pub fn class(&self, word: &str, hash: u32) -> Class {
        let count = self.slots.len() / SLOT;
        let (mut at, tag) = place(hash, count);
        for _ in 0..count {
            let slot = &self.slots[at * SLOT..][..SLOT];
            if slot[3] == 0 {
                break;
            }
            if slot[..3] == tag {
                return Class::ALL
                    .get(slot[3] as usize)
                    .copied()
                    .unwrap_or_default();
            }
            at = (at + 1) % count;
        }
        by_ending(word)
    }
}

/// Where a word's slot is looked for first, and what identifies it.
pub fn place(hash: u32, count: usize) -> (usize, [u8; 3]) {
    let bytes = hash.to_le_bytes();
    let at = (hash.wrapping_mul(0x9E37_79B1) >> 12) as usize % count;
    (at, [bytes[0], bytes[1], bytes[2]])
}

/// FNV-1a of a word.
pub fn hash(word: &str) -> u32 {
    word.bytes()
        .fold(0x811C_9DC5, |h, b| (h ^ b as u32).wrapping_mul(0x0100_0193))
}

fn by_ending(word: &str) -> Class {
    let ends = |endings: &[&str]| endings.iter().any(|e| word.ends_with(e));
    if word.len() < 4 {
        Class::Other
    } else if ends(&["'s", "s'"]) {
        Class::Genitive
    } else if ends(&["ly"]) {
        Class::Ly
    } else if ends(&["ing"]) {
        Class::Ing
    } else if ends(&["ed"]) && !ends(&["eed"]) {
        Class::Ed
    } else if ends(&[
        "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ism", "er", "or", "ist",
        "ure", "age", "hood", "dom", "ology", "graphy",
    ]) {
        Class::NounEnding
    } else if ends(&[
        "ous", "ful", "less", "ible", "able", "ive", "al", "ic", "ish", "ary", "ian", "ese", "ant",
        "ent", "est",
    ]) {
        Class::AdjectiveEnding
    } else if ends(&["ize", "ise", "ify", "ate"]) {
        Class::VerbEnding
    } else if ends(&["s"]) && !ends(&["ss", "us", "is"]) {
        Class::Plural
    } else {
        Class::Other
    }
}
