//! What stands in for a diphone that a voice lacks: the one that sounds most like it.
//!
//! A diphone `a b` is the second half of *a* and the first half of *b*. So what counts of *a* is how
//! it ends, and of *b* how it begins: the end of *oy* is nearly that of *ey*, its beginning that of
//! *ao*. Vowels and glides are compared by their formants, consonants by manner, place and voicing.

use std::ops::Range;

use crate::pronounce::Phone;
use crate::voice::Inventory;

/// The half of a phone that a diphone holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Begin,
    End,
}

/// How a half of a phone is made.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// No sound.
    Silence,
    /// First and second formant in Hz, and whether the third is low (r-coloured).
    Vowel(f32, f32, bool),
    /// A glide: a vowel that is passed through.
    Glide(f32, f32, bool),
    Consonant(Manner, Place, bool),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// The closure of a stop.
    Closure,
    /// Its burst and what follows.
    Burst,
    /// Noise with a sharp edge.
    Sibilant,
    Fricative,
    Nasal,
    Lateral,
}
use Manner::*;

/// From the lips to the glottis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Lips = 0,
    LipAndTeeth = 1,
    Teeth = 2,
    Ridge = 3,
    Palate = 5,
    Velum = 8,
    Glottis = 10,
}
use Place::*;

/// Silence and sound do not stand in for each other while there is anything else.
const NEVER: f32 = 1000.0;
/// A vowel for a consonant, or the other way round.
const OTHER_CLASS: f32 = 14.0;

/// The diphone to speak where `a b` is missing, and its units.
pub(super) fn substitute(inv: &Inventory<'_>, a: Phone, b: Phone) -> ([Phone; 2], Range<u32>) {
    let has = |[x, y]: [Phone; 2]| !inv.of(x, y).is_empty();
    let spoken = nearest([a, b], has).expect("an opened voice has at least one unit");
    (spoken, inv.of(spoken[0], spoken[1]))
}

/// The diphone to speak where `wanted` is missing, of those that `has` has: the nearest, the first
/// in the order of phones if there are several. `None` if there is none at all.
fn nearest(wanted: [Phone; 2], has: impl Fn([Phone; 2]) -> bool) -> Option<[Phone; 2]> {
    let mut best: Option<([Phone; 2], f32)> = None;
    for &a in Phone::ALL {
        let left = distance(Half::End, wanted[0], a);
        if best.is_some_and(|b| left >= b.1) {
            continue;
        }
        for &b in Phone::ALL {
            let both = left + distance(Half::Begin, wanted[1], b);
            if best.is_none_or(|best| both < best.1) && has([a, b]) {
                best = Some(([a, b], both));
            }
        }
    }
    best.map(|(pair, _)| pair)
}

/// How far apart two phones sound in one of their halves; 0 is the same.
fn distance(half: Half, a: Phone, b: Phone) -> f32 {
    use Shape::*;
    if a == b {
        return 0.0;
    }
    // Two phones that share a half differ all the same: a little, so that equals come first.
    0.1 + match (shape(half, a), shape(half, b)) {
        (Silence, _) | (_, Silence) => NEVER,
        (Vowel(f1, f2, r), Vowel(g1, g2, s)) => formants([f1, f2], [g1, g2], r != s),
        (Glide(f1, f2, r), Glide(g1, g2, s)) => 1.0 + formants([f1, f2], [g1, g2], r != s),
        (Vowel(f1, f2, r), Glide(g1, g2, s)) | (Glide(f1, f2, r), Vowel(g1, g2, s)) => {
            1.0 + formants([f1, f2], [g1, g2], r != s)
        }
        (Consonant(m, p, v), Consonant(n, q, w)) => {
            manners(m, n) + places(m, n, p, q) + if v == w { 0.0 } else { 1.2 }
        }
        // The lateral and the glides are near.
        (Consonant(Lateral, ..), Glide(..)) | (Glide(..), Consonant(Lateral, ..)) => 3.0,
        _ => OTHER_CLASS,
    }
}

/// The distance of two pairs of formants, in Bark.
fn formants(f: [f32; 2], g: [f32; 2], rhotic_differs: bool) -> f32 {
    // Traunmueller 1990, Analytical expressions for the tonotopic sensory scale.
    let bark = |hz: f32| 26.81 * hz / (1960.0 + hz) - 0.53;
    let apart: f32 = f
        .iter()
        .zip(g)
        .map(|(a, b)| (bark(*a) - bark(b)).abs())
        .sum();
    apart + if rhotic_differs { 2.5 } else { 0.0 }
}

fn manners(a: Manner, b: Manner) -> f32 {
    if a == b {
        return 0.0;
    }
    let pair = |x, y| (a, b) == (x, y) || (a, b) == (y, x);
    if pair(Sibilant, Fricative) {
        2.0
    } else if pair(Burst, Fricative) || pair(Burst, Sibilant) {
        3.0
    } else if pair(Nasal, Lateral) {
        4.0
    } else {
        6.0
    }
}

/// A closure is heard by what it does to the sound before it only, a burst by itself.
fn places(m: Manner, n: Manner, p: Place, q: Place) -> f32 {
    let weight = if m == Closure && n == Closure {
        0.3
    } else {
        0.5
    };
    weight * ((p as u8).abs_diff(q as u8)) as f32
}

/// The shape of the beginning or the end of a phone. Formants are the means of men in Peterson and
/// Barney 1952, *Control methods used in a study of the vowels*; diphthongs begin and end near
/// vowels of that table.
fn shape(half: Half, phone: Phone) -> Shape {
    use Phone::*;
    use Shape::{Consonant, Glide, Silence, Vowel};
    let begins = half == Half::Begin;
    let stop = |place, voiced| match begins {
        true => Consonant(Closure, place, voiced),
        false => Consonant(Burst, place, voiced),
    };
    let affricate = |voiced| match begins {
        true => Consonant(Closure, Ridge, voiced),
        false => Consonant(Sibilant, Palate, voiced),
    };
    let glides = |begin: (f32, f32), end: (f32, f32)| {
        let (f1, f2) = if begins { begin } else { end };
        Vowel(f1, f2, false)
    };
    match phone {
        Pau => Silence,
        Iy => Vowel(270.0, 2290.0, false),
        Ih => Vowel(390.0, 1990.0, false),
        Eh => Vowel(530.0, 1840.0, false),
        Ae => Vowel(660.0, 1720.0, false),
        Ah => Vowel(640.0, 1190.0, false),
        Ax => Vowel(500.0, 1400.0, false),
        Aa => Vowel(730.0, 1090.0, false),
        Ao => Vowel(570.0, 840.0, false),
        Uh => Vowel(440.0, 1020.0, false),
        Uw => Vowel(300.0, 870.0, false),
        Er => Vowel(490.0, 1350.0, true),
        Ey => glides((480.0, 1920.0), (330.0, 2150.0)),
        Ay => glides((730.0, 1200.0), (400.0, 2000.0)),
        Oy => glides((550.0, 850.0), (400.0, 2000.0)),
        Aw => glides((730.0, 1350.0), (450.0, 1000.0)),
        Ow => glides((520.0, 960.0), (400.0, 900.0)),
        W => Glide(300.0, 700.0, false),
        Y => Glide(270.0, 2290.0, false),
        R => Glide(450.0, 1300.0, true),
        P => stop(Lips, false),
        B => stop(Lips, true),
        T => stop(Ridge, false),
        D => stop(Ridge, true),
        K => stop(Velum, false),
        G => stop(Velum, true),
        Ch => affricate(false),
        Jh => affricate(true),
        F => Consonant(Fricative, LipAndTeeth, false),
        V => Consonant(Fricative, LipAndTeeth, true),
        Th => Consonant(Fricative, Teeth, false),
        Dh => Consonant(Fricative, Teeth, true),
        Hh => Consonant(Fricative, Glottis, false),
        S => Consonant(Sibilant, Ridge, false),
        Z => Consonant(Sibilant, Ridge, true),
        Sh => Consonant(Sibilant, Palate, false),
        Zh => Consonant(Sibilant, Palate, true),
        M => Consonant(Nasal, Lips, true),
        N => Consonant(Nasal, Ridge, true),
        Ng => Consonant(Nasal, Velum, true),
        L => Consonant(Lateral, Ridge, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Phone::*;

    /// What stands in for a half of a phone when that phone alone is missing.
    fn like(half: Half, phone: Phone) -> Phone {
        let others = Phone::ALL.iter().copied().filter(|p| *p != phone);
        let key = |p: &Phone| distance(half, phone, *p);
        others.min_by(|x, y| key(x).total_cmp(&key(y))).unwrap()
    }

    #[test]
    fn halves_are_replaced_by_what_sounds_alike() {
        for (phone, end) in [
            (Oy, Ay),
            (Aw, Uh),
            (Ow, Aw),
            (Ey, Iy),
            (P, B),
            (D, T),
            (Ch, Sh),
            (Jh, Zh),
            (Th, F),
            (Dh, V),
            (Zh, Jh),
            (Ng, N),
            (R, Er),
            (Er, R),
            (Y, Iy),
            (W, Uw),
        ] {
            assert_eq!(like(Half::End, phone), end, "end of {phone:?}");
        }
        for (phone, begin) in [
            (Oy, Ao),
            (Ay, Aa),
            (Ey, Eh),
            (Ch, T),
            (Jh, D),
            (F, Th),
            (Ng, N),
            (R, Er),
        ] {
            assert_eq!(like(Half::Begin, phone), begin, "beginning of {phone:?}");
        }
    }

    #[test]
    fn every_diphone_has_a_substitute_of_its_kind_and_none_is_silent() {
        for &a in Phone::ALL {
            for &b in Phone::ALL {
                let [x, y] = nearest([a, b], |pair| pair != [a, b]).unwrap();
                assert_ne!([x, y], [a, b]);
                let kind = |p: Phone| (p == Pau, p.is_vowel() || matches!(p, L | R | W | Y));
                if [a, b] == [Pau, Pau] {
                    continue;
                }
                assert_eq!(
                    (kind(x), kind(y)),
                    (kind(a), kind(b)),
                    "{a:?} {b:?}: {x:?} {y:?}"
                );
            }
        }
        assert_eq!(nearest([Oy, T], |p| p == [Pau, Pau]), Some([Pau, Pau]));
        assert_eq!(nearest([Oy, T], |_| false), None);
    }
}
