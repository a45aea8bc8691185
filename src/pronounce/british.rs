//! British spellings of words that the lexicon has as Americans write them.

/// The longest word that is looked at.
const MAX_LEN: usize = 32;

/// A word that is written otherwise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Respelled {
    bytes: [u8; MAX_LEN],
    len: usize,
}

impl Respelled {
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}

/// Letters inside a word or at its end, what stands for them in America, and what may follow them.
const PAIRS: &[(&str, &str, &[&str])] = &[
    // "vapour", "analysed", "publicised", "calibre", "manoeuvres", "sulphide", "haemorrhage"
    (
        "our",
        "or",
        &[
            "", "s", "ed", "er", "ers", "ing", "able", "ably", "ful", "fully", "less", "y", "ite",
            "ites", "al", "ation", "hood", "ist", "ism",
        ],
    ),
    ("ys", "yz", &["e", "ed", "er", "ers", "es", "ing"]),
    (
        "is",
        "iz",
        &[
            "e", "ed", "er", "ers", "es", "ing", "ation", "ations", "able",
        ],
    ),
    ("re", "er", &["", "s", "d"]),
    ("sulph", "sulf", &[]),
    ("oeu", "eu", &[]),
    ("ae", "e", &[]),
    ("oe", "e", &[]),
];

/// Endings that a name does not have: where a word with a capital has one, it begins a sentence.
const NO_NAMES: &[&str] = &["ed", "ing", "ation", "ations", "able", "ably", "fully"];

/// The American spellings that a lower-case word may have, in turn. Names have such letters of their own:
/// "Andre", "Baer", "Denise", "Seymour".
pub(super) fn american(word: &str, name: bool) -> impl Iterator<Item = Respelled> + '_ {
    PAIRS
        .iter()
        .filter(move |_| !name || NO_NAMES.iter().any(|ending| word.ends_with(ending)))
        .filter_map(|&(british, american, endings)| respell(word, british, american, endings))
}

fn respell(word: &str, british: &str, american: &str, endings: &[&str]) -> Option<Respelled> {
    let at = word
        .rfind(british)
        .filter(|&at| at > 0 || endings.is_empty())?;
    let rest = &word[at + british.len()..];
    let inside = endings.is_empty() && word.len() >= MIN_LEN && !rest.is_empty();
    // "centre", but not "are", "here": a consonant stands before it.
    let consonant = british != "re" || !word[..at].ends_with(['a', 'e', 'i', 'o', 'u', 'y']);
    let len = word.len() - british.len() + american.len();
    if !(inside || endings.contains(&rest)) || !consonant || len > MAX_LEN || at < 2 && !inside {
        return None;
    }
    let mut bytes = [0; MAX_LEN];
    let mut end = 0;
    for part in [&word[..at], american, rest] {
        bytes[end..end + part.len()].copy_from_slice(part.as_bytes());
        end += part.len();
    }
    Some(Respelled { bytes, len })
}

/// The shortest word in which "ae" and "oe" are looked for: "haemal", not "does".
const MIN_LEN: usize = 6;

#[cfg(test)]
mod tests {
    #[test]
    fn british_words_are_respelled() {
        for (british, american) in [
            ("vapour", "vapor"),
            ("favourably", "favorably"),
            ("analysed", "analyzed"),
            ("publicised", "publicized"),
            ("calibre", "caliber"),
            ("haemorrhages", "hemorrhages"),
            ("disulphide", "disulfide"),
        ] {
            assert!(
                super::american(british, false).any(|word| word.as_str() == american),
                "{british}"
            );
        }
        assert_eq!(super::american("here", false).count(), 0);
        for name in ["andre", "baer", "denise", "seymour"] {
            assert_eq!(super::american(name, true).count(), 0, "{name}");
        }
        assert!(super::american("organising", true).any(|w| w.as_str() == "organizing"));
    }
}
