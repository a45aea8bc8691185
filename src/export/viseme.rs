//! Mouth shapes.

use crate::pronounce::Phone;

/// The viseme of a phone, in the symbols of Amazon Polly's speech marks (its table for US English);
/// diphthongs have their first shape.
pub fn viseme(phone: Phone) -> &'static str {
    use Phone::*;
    match phone {
        Pau => "sil",
        P | B | M => "p",
        F | V => "f",
        Th | Dh => "T",
        T | D | N | L => "t",
        S | Z => "s",
        Sh | Zh | Ch | Jh => "S",
        K | G | Ng | Hh => "k",
        R => "r",
        Y | Iy | Ih => "i",
        W | Uw | Uh => "u",
        Er | Ah | Ax => "@",
        Aa | Aw | Ay | Ae => "a",
        Eh | Ey => "e",
        Ao | Oy => "O",
        Ow => "o",
    }
}
