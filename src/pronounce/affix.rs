//! Prefixes and endings that leave their stem as it is.

use super::Phone;

/// Endings that leave their stem as it is, with their sounds.
pub(super) const SUFFIXES: &[(&str, &[Phone])] = {
    use Phone::*;
    &[
        ("ly", &[L, Iy]),
        ("ness", &[N, Ax, S]),
        ("less", &[L, Ax, S]),
        ("ful", &[F, Ax, L]),
        ("ment", &[M, Ax, N, T]),
        ("ship", &[Sh, Ih, P]),
        ("hood", &[Hh, Uh, D]),
        ("like", &[L, Ay, K]),
        ("wise", &[W, Ay, Z]),
        ("ish", &[Ih, Sh]),
        ("able", &[Ax, B, Ax, L]),
        ("ism", &[Ih, Z, Ax, M]),
        ("ist", &[Ih, S, T]),
        ("man", &[M, Ax, N]),
        ("dom", &[D, Ax, M]),
    ]
};

/// Prefixes that leave their stem as it is, with their pronunciation; stress codes as in CMUdict.
pub(super) const PREFIXES: &[(&str, &[(Phone, u8)])] = {
    use Phone::*;
    &[
        ("un", &[(Ax, 0), (N, 0)]),
        ("re", &[(R, 0), (Iy, 0)]),
        ("non", &[(N, 0), (Aa, 2), (N, 0)]),
        ("pre", &[(P, 0), (R, 0), (Iy, 2)]),
        ("dis", &[(D, 0), (Ih, 2), (S, 0)]),
        ("mis", &[(M, 0), (Ih, 2), (S, 0)]),
        ("anti", &[(Ae, 2), (N, 0), (T, 0), (Iy, 0)]),
        ("over", &[(Ow, 2), (V, 0), (Er, 0)]),
        ("under", &[(Ah, 2), (N, 0), (D, 0), (Er, 0)]),
        ("out", &[(Aw, 2), (T, 0)]),
        ("super", &[(S, 0), (Uw, 2), (P, 0), (Er, 0)]),
        ("inter", &[(Ih, 2), (N, 0), (T, 0), (Er, 0)]),
        ("multi", &[(M, 0), (Ah, 2), (L, 0), (T, 0), (Iy, 0)]),
        ("micro", &[(M, 0), (Ay, 2), (K, 0), (R, 0), (Ow, 0)]),
        ("macro", &[(M, 0), (Ae, 2), (K, 0), (R, 0), (Ow, 0)]),
        ("semi", &[(S, 0), (Eh, 2), (M, 0), (Iy, 0)]),
        ("sub", &[(S, 0), (Ah, 2), (B, 0)]),
        ("co", &[(K, 0), (Ow, 2)]),
        ("de", &[(D, 0), (Iy, 2)]),
        ("bio", &[(B, 0), (Ay, 2), (Ow, 0)]),
        ("geo", &[(Jh, 0), (Iy, 2), (Ow, 0)]),
        ("neuro", &[(N, 0), (Uh, 2), (R, 0), (Ow, 0)]),
        ("cyber", &[(S, 0), (Ay, 2), (B, 0), (Er, 0)]),
        ("hyper", &[(Hh, 0), (Ay, 2), (P, 0), (Er, 0)]),
        ("ultra", &[(Ah, 2), (L, 0), (T, 0), (R, 0), (Ax, 0)]),
        ("mega", &[(M, 0), (Eh, 2), (G, 0), (Ax, 0)]),
        ("mid", &[(M, 0), (Ih, 2), (D, 0)]),
        ("nano", &[(N, 0), (Ae, 2), (N, 0), (Ow, 0)]),
        ("psycho", &[(S, 0), (Ay, 2), (K, 0), (Ow, 0)]),
        (
            "electro",
            &[(Ih, 0), (L, 0), (Eh, 2), (K, 0), (T, 0), (R, 0), (Ow, 0)],
        ),
        ("photo", &[(F, 0), (Ow, 2), (T, 0), (Ow, 0)]),
        ("counter", &[(K, 0), (Aw, 2), (N, 0), (T, 0), (Er, 0)]),
        ("trans", &[(T, 0), (R, 0), (Ae, 2), (N, 0), (Z, 0)]),
        ("ex", &[(Eh, 2), (K, 0), (S, 0)]),
    ]
};
