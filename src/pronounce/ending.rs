//! Endings, and what they do to the sounds of the words before them.

use super::{Phone, Sound, Stress};

/// What is left of "will" and "have": no syllable after a stressed vowel, as in "who've".
pub(super) fn append_contraction(out: &mut Vec<Sound>, consonant: Phone) {
    let stressed = |s: &Sound| s.is_vowel() && s.stress() != Stress::None;
    if !out.last().is_some_and(stressed) {
        out.push(plain(Phone::Ax));
    }
    out.push(plain(consonant));
}

/// Appends the ending `-ing`.
pub(super) fn append_ing(stem: &str, out: &mut Vec<Sound>) {
    close_syllable(stem, out);
    tense_age(out);
    out.extend([plain(Phone::Ih), plain(Phone::Ng)]);
}

/// The weak vowel of -age before an ending: that of "it", as in "packages", "packaging".
fn tense_age(out: &mut [Sound]) {
    if ends_with(out, &[Phone::Ax, Phone::Jh]) {
        let weak = out.len() - 2;
        out[weak] = plain(Phone::Ih);
    }
}

/// "sample" has a vowel before its l, "sampling" and "sampler" have none.
pub(super) fn close_syllable(stem: &str, out: &mut Vec<Sound>) {
    let letters = stem.as_bytes();
    let of_le = matches!(letters, [.., before, b'l'] if !is_vowel(*before) && *before != b'l');
    if of_le && ends_with(out, &[Phone::Ax, Phone::L]) {
        out.remove(out.len() - 2);
    }
}

/// Whether the last sounds are these.
fn ends_with(sounds: &[Sound], phones: &[Phone]) -> bool {
    sounds.len() >= phones.len()
        && sounds[sounds.len() - phones.len()..]
            .iter()
            .zip(phones)
            .all(|(sound, phone)| sound.phone() == *phone)
}

/// What -y becomes before -ly: "happily". "ordinarily" has its stress on its third syllable.
pub(super) fn weaken_y(first: usize, out: &mut [Sound]) {
    use Phone::{Ax, Eh, Iy, R};
    if !ends_with(out, &[Iy]) {
        return;
    }
    let full = out.len().wrapping_sub(3);
    let arily = ends_with(out, &[Eh, R, Iy]) && out[full].stress() == Stress::Secondary;
    if arily {
        let primary = |s: &&mut Sound| s.stress() == Stress::Primary;
        out[first..].iter_mut().filter(primary).for_each(|s| {
            *s = s.with_stress(Stress::Secondary);
        });
        out[full] = out[full].with_stress(Stress::Primary);
    }
    if let Some(last) = out.last_mut() {
        *last = plain(Ax);
    }
}

/// "chemically" has a syllable less than "chemical", "markedly" one more than "marked".
pub(super) fn before_ly(stem: &str, out: &mut Vec<Sound>) {
    use Phone::{Ax, D, Eh, K, L, T};
    if stem.ends_with("ical") && ends_with(out, &[K, Ax, L]) {
        out.remove(out.len() - 2);
    }
    let past = stem.ends_with("ed") && !stem.ends_with("eed");
    if let [.., before, last] = out[..]
        && past
        && matches!(last.phone(), D | T)
        && before.phone() != Eh
        && (!before.is_vowel() || before.stress() != Stress::None)
    {
        out.pop();
        out.extend([plain(Ax), plain(D)]);
    }
}

/// Appends the ending `-s`: IH0 Z after sibilants, S after other voiceless sounds, else Z.
pub fn append_s(out: &mut Vec<Sound>) {
    use Phone::*;
    match out.last().map(|s| s.phone()) {
        Some(S | Z | Sh | Zh | Ch | Jh) => {
            tense_age(out);
            out.extend([plain(Ih), plain(Z)]);
        }
        Some(P | T | K | F | Th) => out.push(plain(S)),
        _ => out.push(plain(Z)),
    }
}

/// Appends the ending `-ed`: IH0 D after t and d, T after other voiceless sounds, else D.
pub fn append_d(out: &mut Vec<Sound>) {
    use Phone::*;
    match out.last().map(|s| s.phone()) {
        Some(T | D) => out.extend([plain(Ih), plain(D)]),
        Some(Jh) => {
            tense_age(out);
            out.push(plain(D));
        }
        Some(P | K | F | Th | S | Sh | Ch) => out.push(plain(T)),
        _ => out.push(plain(D)),
    }
}

pub(super) fn plain(phone: Phone) -> Sound {
    Sound::new(phone, Stress::None)
}

pub(super) fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}
