//! Words that the lexicon lacks but that regular endings, prefixes and compounding make of words
//! that it has.

use super::affix::{PREFIXES, SUFFIXES};
use super::british;
use super::ending::{
    append_contraction, append_d, append_ing, append_s, before_ly, close_syllable, is_vowel, plain,
    weaken_y,
};
use super::lexicon::Lexicon;
use super::{Phone, Sound, Stress};

/// Appends the pronunciation of a word as a possessive, an inflection, a derivation or a compound
/// of lexicon words, and says whether it is one. Nothing is appended if it is none.
///
/// A `name` is taken for no compound and for no word with a prefix or -er: of the surnames that
/// CMUdict has, half of those that look like compounds are none (measured on held-out words:
/// compounding is wrong for 47 % of them, the letter-to-sound rules for 26 %), and "Delong" is not
/// "de-" and "long".
pub fn derive(lexicon: &Lexicon, word: &str, name: bool, out: &mut Vec<Sound>) -> bool {
    if word.len() > MAX_LEN || !word.is_ascii() {
        return false;
    }
    let first = out.len();
    let found = possessive(lexicon, word, name, out) || stem(lexicon, word, name, out);
    if !found {
        out.truncate(first);
    }
    found
}

/// A word without apostrophe.
fn stem(lexicon: &Lexicon, word: &str, name: bool, out: &mut Vec<Sound>) -> bool {
    if british(lexicon, word, name, out) {
        return true;
    }
    if name && (word.ends_with("er") || word.ends_with("man")) {
        return false;
    }
    // "undesired" is "desired", not "desir" with a prefix and an ending.
    if !name
        && word.starts_with("un")
        && word.len() > MIN_PART + 4
        && prefixed_whole(lexicon, word, out)
    {
        return true;
    }
    inflected(lexicon, word, out)
        || suffixed(lexicon, word, out)
        || (!name && (prefixed(lexicon, word, out) || compound(lexicon, word, out)))
}

/// "analysed", "favourably", "pupae": a British spelling, or a Latin plural of a word in -a.
fn british(lexicon: &Lexicon, word: &str, name: bool, out: &mut Vec<Sound>) -> bool {
    let first = out.len();
    for respelled in british::american(word, name) {
        let american = respelled.as_str();
        if known(lexicon, american, out)
            || american.len() > MIN_PART && inflected(lexicon, american, out)
        {
            return true;
        }
        out.truncate(first);
    }
    let latin = word
        .strip_suffix('e')
        .filter(|stem| !name && stem.ends_with('a') && stem.len() > MIN_STEM);
    if latin.is_some_and(|stem| known(lexicon, stem, out)) {
        out.pop();
        out.push(plain(Phone::Iy));
        return true;
    }
    false
}

/// "un" before a word that the lexicon has as it is.
fn prefixed_whole(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    let first = out.len();
    out.extend([plain(Phone::Ax), plain(Phone::N)]);
    let found = known(lexicon, &word[2..], out);
    if !found {
        out.truncate(first);
    }
    found
}

/// Longer words are not looked at: no English stem and ending makes one.
const MAX_LEN: usize = 40;
/// The shortest stem that takes an ending or a prefix.
const MIN_STEM: usize = 3;
/// The shortest part of a compound.
const MIN_PART: usize = 4;

/// Appends the usual pronunciation of a lexicon word.
fn known(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    let packed = lexicon.get(word).and_then(|mut all| all.next());
    packed.inspect(|packed| packed.unpack(out)).is_some()
}

/// The same for a verb: of readings with as many syllables, the first that is a verb's where the
/// usual one is not.
fn known_verb(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    let Some(mut all) = lexicon.get(word) else {
        return false;
    };
    let first = out.len();
    let Some(usual) = all.next() else {
        return false;
    };
    usual.unpack(out);
    let second = out.len();
    for packed in all {
        packed.unpack(out);
        let (usual, other) = out[first..].split_at(second - first);
        if is_verb_beside(word, usual, other) {
            out.drain(first..second);
            return true;
        }
        out.truncate(second);
    }
    true
}

/// Whether of two readings the other is the verb: "conflict" as in "conflicting", stressed later;
/// "estimate" as in "estimating", with its last vowel full; "abuse" as in "abusing", with Z.
fn is_verb_beside(word: &str, usual: &[Sound], other: &[Sound]) -> bool {
    let ((syllables, stressed), (count, place)) = (stress_place(usual), stress_place(other));
    let end = |sounds: &[Sound]| {
        let mut phones = sounds.iter().rev().map(|s| s.phone());
        (phones.next(), phones.next())
    };
    let (usual, other) = (end(usual), end(other));
    count == syllables
        && (syllables > 1 && stressed == 0 && place > 0
            || word.ends_with("ate") && usual.1 != other.1 && other.1 == Some(Phone::Ey)
            || word.ends_with("se") && usual.0 == Some(Phone::S) && other.0 == Some(Phone::Z))
}

/// How many syllables there are, and which of them has the primary stress.
fn stress_place(sounds: &[Sound]) -> (usize, usize) {
    let vowels = || sounds.iter().filter(|s| s.is_vowel());
    let primary = vowels().position(|s| s.stress() == Stress::Primary);
    (vowels().count(), primary.unwrap_or(0))
}

/// The usual pronunciation of a stem with an ending put back.
fn known_with(lexicon: &Lexicon, stem: &str, ending: &str, out: &mut Vec<Sound>) -> bool {
    put_together(stem, ending, |word| known(lexicon, word, out))
}

/// Looks up a stem with an ending put back. The word is put together on the stack: this runs for
/// many words, and finds few.
fn put_together(stem: &str, ending: &str, look_up: impl FnOnce(&str) -> bool) -> bool {
    // Longer than any word of a lexicon.
    let mut buffer = [0; 64];
    let length = stem.len() + ending.len();
    if length > buffer.len() {
        return false;
    }
    buffer[..stem.len()].copy_from_slice(stem.as_bytes());
    buffer[stem.len()..length].copy_from_slice(ending.as_bytes());
    std::str::from_utf8(&buffer[..length]).is_ok_and(look_up)
}

/// A word with `'s`, or with `'` after s; also the contractions 'll, 'd, 've, 're.
fn possessive(lexicon: &Lexicon, word: &str, name: bool, out: &mut Vec<Sound>) -> bool {
    let Some((base, ending)) = word.rsplit_once('\'') else {
        return false;
    };
    let stem = |out: &mut Vec<Sound>| known(lexicon, base, out) || stem(lexicon, base, name, out);
    match ending {
        "s" if stem(out) => append_s(out),
        "" if base.ends_with('s') => return stem(out),
        "" if base.ends_with("in") => {
            // "runnin'" is "running" with another nasal.
            let found = known_with(lexicon, base, "g", out);
            if found {
                out.pop();
                out.push(plain(Phone::N));
            }
            return found;
        }
        "ll" if stem(out) => append_contraction(out, Phone::L),
        "ve" if stem(out) => append_contraction(out, Phone::V),
        "re" if stem(out) => out.push(plain(Phone::Er)),
        "d" if stem(out) => append_d(out),
        _ => return false,
    }
    true
}

/// The endings -s, -es, -ed, -ing, -er, -ers, -est, -in'.
fn inflected(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    if let Some(stem) = word.strip_suffix('s').filter(|s| !s.ends_with(['s', '\''])) {
        // "-es" belongs to the ending only after a sibilant or o: "watches", "goes"; "-ies" is "y".
        // "carries" is "carry", not "Carrie"; "movies" has no other stem.
        let found = stem.len() >= MIN_STEM
            && (word
                .strip_suffix("ies")
                .is_some_and(|s| with_y(lexicon, s, out))
                || known(lexicon, stem, out)
                || word
                    .strip_suffix("es")
                    .filter(|s| s.ends_with(['s', 'x', 'z', 'h', 'o']))
                    .is_some_and(|s| known(lexicon, s, out))
                || derived_stem(lexicon, stem, out));
        if found {
            append_s(out);
            return true;
        }
    }
    if let Some(stem) = word.strip_suffix("ed") {
        let y = word
            .strip_suffix("ied")
            .is_some_and(|s| with_y(lexicon, s, out));
        if y || verb_stem(lexicon, stem, out) {
            append_d(out);
            return true;
        }
    }
    if let Some(stem) = word.strip_suffix("ing")
        && verb_stem(lexicon, stem, out)
    {
        append_ing(stem, out);
        return true;
    }
    for (ending, sounds) in [
        ("er", &[Phone::Er][..]),
        ("est", &[Phone::Ax, Phone::S, Phone::T]),
    ] {
        if let Some(stem) = word.strip_suffix(ending) {
            let y = stem
                .strip_suffix('i')
                .is_some_and(|s| with_y(lexicon, s, out));
            if y || verb_stem(lexicon, stem, out) {
                if ending == "er" {
                    close_syllable(stem, out);
                }
                out.extend(sounds.iter().map(|&p| plain(p)));
                return true;
            }
        }
    }
    false
}

/// A stem that is itself a derivation: "handlers", "unfriendlinesses".
fn derived_stem(lexicon: &Lexicon, stem: &str, out: &mut Vec<Sound>) -> bool {
    ["er", "ing", "ment", "ness", "ist", "ism"]
        .iter()
        .any(|e| stem.ends_with(e))
        && (suffixed(lexicon, stem, out) || er_or_ing(lexicon, stem, out))
}

fn er_or_ing(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    if let Some(stem) = word.strip_suffix("er") {
        return verb_stem(lexicon, stem, out) && {
            close_syllable(stem, out);
            out.push(plain(Phone::Er));
            true
        };
    }
    let Some(stem) = word.strip_suffix("ing") else {
        return false;
    };
    verb_stem(lexicon, stem, out) && {
        append_ing(stem, out);
        true
    }
}

/// A stem before -ed, -ing, -er: as it is, with its e put back, or with its consonant single again.
fn verb_stem(lexicon: &Lexicon, stem: &str, out: &mut Vec<Sound>) -> bool {
    if stem.len() < MIN_STEM - 1 || !stem.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        return false;
    }
    let bytes = stem.as_bytes();
    let last = bytes[bytes.len() - 1];
    let doubled = bytes.len() > MIN_STEM && bytes[bytes.len() - 2] == last && !is_vowel(last);
    // "hoping" is "hope", not "hop": one consonant after one vowel wants its e back first.
    let open = bytes.len() >= MIN_STEM
        && !is_vowel(last)
        && is_vowel(bytes[bytes.len() - 2])
        && !is_vowel(bytes[bytes.len() - 3]);
    // "mincing", "raising", "breathing": hardly any verb ends with these letters and has no e.
    let wants_e = matches!(last, b'c' | b'v' | b'z')
        || last == b's' && !stem.ends_with("ss")
        || stem.ends_with("th");
    let with_e =
        |out: &mut Vec<Sound>| put_together(stem, "e", |verb| known_verb(lexicon, verb, out));
    if (open || wants_e) && with_e(out) {
        return true;
    }
    // "modelled" is "model", though "Modell" is a name.
    let single = &stem[..stem.len() - 1];
    (doubled && last == b'l' && single.len() > MIN_PART && known(lexicon, single, out))
        || (stem.len() >= MIN_STEM && known_verb(lexicon, stem, out))
        || (doubled && known(lexicon, &stem[..stem.len() - 1], out))
        || with_e(out)
        || (stem.len() > MIN_STEM + 2 && prefixed(lexicon, stem, out))
}

/// A stem whose y became i.
fn with_y(lexicon: &Lexicon, stem: &str, out: &mut Vec<Sound>) -> bool {
    stem.len() + 1 >= MIN_STEM && known_with(lexicon, stem, "y", out)
}

fn suffixed(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    // "semantically": what -ic takes is -ally.
    if let Some(stem) = word
        .strip_suffix("ally")
        .filter(|stem| stem.ends_with("ic"))
        && known(lexicon, stem, out)
    {
        out.extend([plain(Phone::L), plain(Phone::Iy)]);
        return true;
    }
    let first = out.len();
    for &(ending, sounds) in SUFFIXES {
        let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > MIN_STEM) else {
            continue;
        };
        // "happily" is "happy", "possibly" is "possible".
        if let Some(base) = stem.strip_suffix('i')
            && with_y(lexicon, base, out)
        {
            if ending == "ly" {
                weaken_y(first, out);
            }
            out.extend(sounds.iter().map(|&p| plain(p)));
            return true;
        }
        let able = ending == "ly" && stem.ends_with('b');
        if able && known_with(lexicon, stem, "le", out) {
            // "possible" has a vowel before its l, "possibly" has none.
            let schwa = out.len().wrapping_sub(2);
            if out.get(schwa).map(|s| s.phone()) == Some(Phone::Ax) {
                out.remove(schwa);
            }
            out.push(plain(Phone::Iy));
            return true;
        }
        let bare_e = matches!(ending, "able" | "ish" | "ism" | "ist");
        if (ending == "able" && known_verb(lexicon, stem, out))
            || known(lexicon, stem, out)
            || (bare_e && known_with(lexicon, stem, "e", out))
            || (matches!(ending, "ly" | "ness") && inner(lexicon, stem, out))
        {
            // "classicist" has its c before an i.
            if matches!(ending, "ism" | "ist")
                && stem.ends_with('c')
                && out.last().map(|s| s.phone()) == Some(Phone::K)
            {
                out.pop();
                out.push(plain(Phone::S));
            }
            if ending == "ly" {
                before_ly(stem, out);
            }
            // "gently": one l for two.
            let double = out.last().map(|s| s.phone()) == Some(sounds[0]) && ending == "ly";
            out.extend(sounds.iter().skip(usize::from(double)).map(|&p| plain(p)));
            return true;
        }
    }
    false
}

/// A stem before -ly and -ness that has an ending of its own: "unlovingly", "recordedness".
fn inner(lexicon: &Lexicon, stem: &str, out: &mut Vec<Sound>) -> bool {
    (stem.ends_with("ing") && er_or_ing(lexicon, stem, out))
        || ["less", "ful", "ish"].iter().any(|e| stem.ends_with(e)) && suffixed(lexicon, stem, out)
        || prefixed(lexicon, stem, out)
}

fn prefixed(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    for &(prefix, sounds) in PREFIXES {
        let Some(stem) = word.strip_prefix(prefix) else {
            continue;
        };
        // Short prefixes are often no prefixes: "recent", "decal", "code".
        let least = if prefix.len() <= 2 { 5 } else { 4 };
        if stem.len() < least {
            continue;
        }
        let first = out.len();
        let stress = |code| match code {
            0 => Stress::None,
            _ => Stress::Secondary,
        };
        out.extend(sounds.iter().map(|&(p, s)| Sound::new(p, stress(s))));
        if known(lexicon, stem, out) || plain_inflection(lexicon, stem, out) {
            return true;
        }
        out.truncate(first);
    }
    false
}

/// An inflection of a lexicon word, without further prefixes.
fn plain_inflection(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    let endings = [("ed", true), ("ing", false)];
    for (ending, past) in endings {
        let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= MIN_PART) else {
            continue;
        };
        if known_verb(lexicon, stem, out)
            || put_together(stem, "e", |verb| known_verb(lexicon, verb, out))
        {
            if past {
                append_d(out);
            } else {
                out.extend([plain(Phone::Ih), plain(Phone::Ng)]);
            }
            return true;
        }
    }
    let stem = word.strip_suffix('s').filter(|s| s.len() >= MIN_PART);
    stem.is_some_and(|s| known(lexicon, s, out)) && {
        append_s(out);
        true
    }
}

/// Two lexicon words in one: the first keeps its primary stress, the second's becomes secondary.
/// Of several ways to cut, the one whose shorter part is longest.
fn compound(lexicon: &Lexicon, word: &str, out: &mut Vec<Sound>) -> bool {
    let len = word.len();
    if len < 2 * MIN_PART || word.contains('\'') {
        return false;
    }
    let middle = len / 2;
    let cuts = (0..=len - 2 * MIN_PART).map(|i| {
        let away = i.div_ceil(2);
        if i % 2 == 0 {
            middle + away
        } else {
            middle.saturating_sub(away)
        }
    });
    for cut in cuts.filter(|&c| c >= MIN_PART && c + MIN_PART <= len) {
        let (head, tail) = word.split_at(cut);
        if !lexicon.contains(head) || tail == "ally" || plural_head(lexicon, word, cut) {
            continue;
        }
        let first = out.len();
        known(lexicon, head, out);
        let second = out.len();
        if known(lexicon, tail, out) || plain_inflection(lexicon, tail, out) {
            for sound in &mut out[second..] {
                if sound.stress() == Stress::Primary {
                    *sound = sound.with_stress(Stress::Secondary);
                }
            }
            return true;
        }
        out.truncate(first);
    }
    false
}

/// Whether the cut is behind a plural's s that the second word may begin with: "times|tamps".
fn plural_head(lexicon: &Lexicon, word: &str, cut: usize) -> bool {
    let (head, tail) = word.split_at(cut - 1);
    head.len() >= MIN_PART
        && tail.starts_with('s')
        && lexicon.contains(head)
        && (lexicon.contains(tail)
            || tail
                .strip_suffix('s')
                .is_some_and(|stem| lexicon.contains(stem)))
}
