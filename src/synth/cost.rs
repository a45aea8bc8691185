//! Target cost: how far a unit is from what the plan asks for.

use std::ops::Deref;

use crate::pronounce::Phone;
use crate::prosody::PlannedPhone;
use crate::voice::units::{Edge, JOIN_STEP, STEPS_PER_OCTAVE, Surroundings, f0_code, ms_code};

/// The weights of the cost function, in the units of the join table's distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// For a neighbouring phone of another kind (scaled by how unlike the two are, 0 to 1).
    pub neighbour: f32,
    /// For an octave of difference in a phone's duration.
    pub duration: f32,
    /// For an octave of difference in F0 at a cut.
    pub f0: f32,
    /// For another stress.
    pub stress: f32,
    /// For another place in syllable, word or phrase, each.
    pub place: f32,
    /// For an octave of F0 difference at a join.
    pub join_f0: f32,
    /// For every join of units that were not neighbours in the recording.
    pub join: f32,
    /// For the spectral distance at a join.
    pub join_spectrum: f32,
}

/// By listening: of 900 words of our own in a rhyme test, PocketSphinx hears 862 right with the 40 MB pack of
/// `slt`, against 848 with half the weight of neighbours and 4.2 for F0 at joins, and of 1,789 words of
/// sentences 15.1 % wrong against 15.5 %; with 6.8 MB, 852 against 851 and 15.5 % against 15.4 %. DNSMOS hears
/// no difference.
const STANDARD_WEIGHTS: Weights = Weights {
    neighbour: 2.0,
    duration: 1.4,
    f0: 2.8,
    stress: 0.4,
    place: 0.15,
    join_f0: 2.5,
    join: 0.3,
    join_spectrum: 1.0,
};

impl Default for Weights {
    fn default() -> Self {
        STANDARD_WEIGHTS
    }
}

/// What the plan asks of one diphone, in the codes of the inventory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub phones: [Phone; 2],
    around: [u8; 2],
    context: [u8; 2],
    ms: [u8; 2],
    f0: [u8; 2],
}

impl Target {
    /// The diphone from the middle of `phones[i]` to the middle of `phones[i + 1]`, whose codes are
    /// given: each phone is coded once, for the two diphones that it is part of.
    pub fn at(phones: &[PlannedPhone], i: usize, codes: [Codes; 2]) -> Self {
        let around = |j: Option<usize>| {
            j.and_then(|j| phones.get(j))
                .map_or(Phone::Pau, |p| p.phone) as u8
        };
        let mut target = Target {
            phones: [phones[i].phone, phones[i + 1].phone],
            around: [around(i.checked_sub(1)), around(Some(i + 2))],
            context: codes.map(|c| c.context),
            ms: codes.map(|c| c.ms),
            f0: codes.map(|c| c.f0),
        };
        for (side, t) in [(0, i), (1, i + 1)] {
            if is_tapped(phones, t) {
                target.around[side] = RELEASED_BESIDE[side] as u8;
                target.ms[side] = ms_code(phones[t].ms + RELEASED_MS);
            }
        }
        target
    }
}

/// What the plan asks of one phone, in the codes of the inventory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Codes {
    context: u8,
    ms: u8,
    f0: u8,
}

impl Codes {
    pub fn of(phone: &PlannedPhone) -> Self {
        Codes {
            context: phone.context.to_byte(),
            ms: ms_code(phone.ms),
            f0: f0_code(phone.f0),
        }
    }
}

/// Beside which phones a T that would be tapped is looked for instead: its release after S ("stop"), its
/// closure before a pause. Of 360 words of our own in a rhyme test, 338 were heard right with the taps and 343
/// without, with the 40 MB pack of `slt`; with 7 MB, 340 and 342, and 338 after pruning anew.
const RELEASED_BESIDE: [Phone; 2] = [Phone::S, Phone::Pau];

/// How much longer it is than the tap, in milliseconds.
const RELEASED_MS: f32 = 30.0;

/// Whether phone `i` is a T between vowels that ends a stressed word ("sat again"): speakers of US English tap
/// it, so that it is no other than D (Kahn 1976, *Syllable-based generalizations in English phonology*).
fn is_tapped(phones: &[PlannedPhone], i: usize) -> bool {
    const NUCLEUS: u8 = 1;
    const CODA: u8 = 2;
    let nucleus = |p: &PlannedPhone| p.phone != Phone::Pau && p.context.in_syllable == NUCLEUS;
    let t = &phones[i];
    t.phone == Phone::T
        && t.context.in_syllable == CODA
        && t.context.stress == 1
        && phones.get(i + 1).is_some_and(nucleus)
        && i > 0
        && nucleus(&phones[i - 1])
}

/// Costs by the bits in which two codes differ, or by how far they are apart.
type ByDifference = [f32; 256];

/// Costs by how far two codes are apart, for every code: those of one code to all others are
/// [`beside`] each other.
type ByDistance = [f32; 511];

/// The costs of all codes beside one.
#[inline]
fn beside(costs: &ByDistance, code: u8) -> &[f32; 256] {
    costs[255 - code as usize..]
        .first_chunk()
        .expect("255 - 255 + 256 entries")
}

/// The weights, multiplied out over all codes: the cost of a unit is then eight table entries.
#[derive(Debug)]
pub(super) struct WeightedTables {
    weights: Weights,
    /// What every join costs.
    pub join: f32,
    /// With room for every number that [`PHONES`] lets through.
    near: [[f32; PHONES + 1]; Phone::COUNT],
    /// By the bits in which two context bytes differ.
    place: ByDifference,
    ms: ByDistance,
    f0: ByDistance,
    spectrum: ByDifference,
    /// The last entry is for voiced against unvoiced.
    jump: ByDifference,
}

/// For what is not compared.
static NOTHING: ByDistance = [0.0; 511];

/// A mask that all phones pass: what it lets through is an index without a check.
const PHONES: usize = 63;
const _: () = assert!(Phone::COUNT <= PHONES);

/// The tables of the standard weights, made when the crate is compiled.
static STANDARD: WeightedTables = WeightedTables::of(STANDARD_WEIGHTS);

/// The tables of the weights in use.
#[derive(Debug, Default)]
pub(super) enum Tables {
    #[default]
    Standard,
    Own(Box<WeightedTables>),
}

impl Tables {
    /// Takes new weights; nothing is done if they are the same.
    pub fn weigh(&mut self, weights: &Weights) {
        if self.weights != *weights {
            *self = Tables::Own(Box::new(WeightedTables::of(*weights)));
        }
    }
}

impl Deref for Tables {
    type Target = WeightedTables;

    fn deref(&self) -> &WeightedTables {
        match self {
            Tables::Standard => &STANDARD,
            Tables::Own(tables) => tables,
        }
    }
}

impl WeightedTables {
    const fn of(w: Weights) -> Self {
        const OCTAVE: f32 = 1.0 / STEPS_PER_OCTAVE;
        let mut tables = WeightedTables {
            weights: w,
            join: w.join,
            near: [[0.0; PHONES + 1]; Phone::COUNT],
            place: [0.0; 256],
            ms: [0.0; 511],
            f0: [0.0; 511],
            spectrum: [0.0; 256],
            jump: [0.0; 256],
        };
        let mut a = 0;
        while a < Phone::COUNT {
            let mut b = 0;
            while b < Phone::COUNT {
                tables.near[a][b] = w.neighbour * UNLIKENESS[a][b];
                b += 1;
            }
            a += 1;
        }
        let mut i = 0;
        while i < 256 {
            let stress = (i & 0b11 != 0) as u8 as f32;
            let syllable = (i & 0b1100 != 0) as u8 as f32;
            let word = (i & 0b11_0000 != 0) as u8 as f32;
            let last = (i & 0b100_0000 != 0) as u8 as f32;
            tables.place[i] = w.stress * stress + w.place * (syllable + word + last);
            let octaves = i as f32 * OCTAVE;
            let apart = [255 - i, 255 + i];
            tables.ms[apart[0]] = w.duration * octaves;
            tables.ms[apart[1]] = w.duration * octaves;
            tables.f0[apart[0]] = w.f0 * octaves;
            tables.f0[apart[1]] = w.f0 * octaves;
            tables.spectrum[i] = w.join_spectrum * (i as f32 * JOIN_STEP);
            tables.jump[i] = w.join_f0 * octaves;
            i += 1;
        }
        tables.jump[255] = w.join_f0 / 3.0;
        tables
    }

    /// The cost of a stored spectral distance at a join.
    #[inline]
    pub fn spectrum(&self, stored: u8) -> f32 {
        self.spectrum[stored as usize]
    }

    /// The cost of two stored F0 values at a join; voiced against unvoiced counts a third of an octave.
    #[inline]
    pub fn f0_jump(&self, a: u8, b: u8) -> f32 {
        let voicing = (a == 0) != (b == 0);
        // Two voiced values are at most 254 apart.
        self.jump[if voicing { 255 } else { a.abs_diff(b) } as usize]
    }

    /// What units cost as the target.
    pub fn costs<'a>(&'a self, target: &Target) -> Costs<'a> {
        let side = |i: usize| {
            let ms = match target.phones[i] {
                Phone::Pau => &NOTHING,
                _ => &self.ms,
            };
            let f0 = match target.f0[i] {
                0 => &NOTHING,
                _ => &self.f0,
            };
            Side {
                near: &self.near[target.around[i] as usize],
                place: &self.place,
                context: target.context[i],
                ms: beside(ms, target.ms[i]),
                f0: beside(f0, target.f0[i]),
                f0_code: target.f0[i],
            }
        };
        Costs([side(0), side(1)])
    }
}

/// The tables of one target: for its two phones.
pub(super) struct Costs<'a>([Side<'a>; 2]);

struct Side<'a> {
    near: &'a [f32; PHONES + 1],
    place: &'a ByDifference,
    context: u8,
    ms: &'a [f32; 256],
    f0: &'a [f32; 256],
    f0_code: u8,
}

impl Costs<'_> {
    /// The cost of a unit.
    #[inline]
    pub fn of(&self, around: &Surroundings, edge: &Edge) -> f32 {
        let side = |i: usize| {
            let side = &self.0[i];
            // An unvoiced cut has no F0 to compare.
            let f0 = match edge.f0[i] {
                0 => side.f0_code,
                f0 => f0,
            };
            side.near[around.phones[i] as usize & PHONES]
                + side.place[(side.context ^ around.context[i]) as usize]
                + side.ms[edge.ms[i] as usize]
                + side.f0[f0 as usize]
        };
        side(0) + side(1)
    }
}

/// How unlike two phones are as neighbours, 0 to 1: by what they do to the phone beside them
/// (voicing, manner, place of articulation).
const UNLIKENESS: [[f32; Phone::COUNT]; Phone::COUNT] = unlikeness_table();

const fn unlikeness_table() -> [[f32; Phone::COUNT]; Phone::COUNT] {
    let mut table = [[0.0; Phone::COUNT]; Phone::COUNT];
    let mut a = 0;
    while a < Phone::COUNT {
        let mut b = 0;
        while b < Phone::COUNT {
            let (x, y) = (shape(Phone::ALL[a]), shape(Phone::ALL[b]));
            let manner = if x.0 == y.0 { 0.0 } else { 0.4 };
            let place = if x.1 == y.1 { 0.0 } else { 0.35 };
            let voice = if x.2 == y.2 { 0.0 } else { 0.15 };
            let other = if a == b { 0.0 } else { 0.1 };
            table[a][b] = manner + place + voice + other;
            b += 1;
        }
        a += 1;
    }
    table
}

/// Manner, place (for vowels: front, central, back at the edge) and voicing, as numbers.
const fn shape(phone: Phone) -> (u8, u8, bool) {
    use Phone::*;
    match phone {
        Pau => (0, 0, false),
        P => (1, 1, false),
        B => (1, 1, true),
        T => (1, 3, false),
        D => (1, 3, true),
        K => (1, 5, false),
        G => (1, 5, true),
        Ch => (2, 4, false),
        Jh => (2, 4, true),
        F => (2, 1, false),
        V => (2, 1, true),
        Th => (2, 2, false),
        Dh => (2, 2, true),
        S => (2, 3, false),
        Z => (2, 3, true),
        Sh => (2, 4, false),
        Zh => (2, 4, true),
        Hh => (2, 6, false),
        M => (3, 1, true),
        N => (3, 3, true),
        Ng => (3, 5, true),
        L => (4, 3, true),
        R | Er => (4, 7, true),
        W => (4, 1, true),
        Y => (4, 4, true),
        Iy | Ih | Ey | Eh => (5, 8, true),
        Ae => (5, 9, true),
        Aa | Ao | Ah | Ax => (5, 10, true),
        Uw | Uh | Ow => (5, 11, true),
        Ay | Oy => (5, 8, true),
        Aw => (5, 11, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prosody::Context;

    /// Phones with their places in the syllable, all in stressed syllables.
    fn phones(each: &[(Phone, u8)]) -> Vec<PlannedPhone> {
        let planned = |&(phone, in_syllable)| PlannedPhone {
            phone,
            ms: 50.0,
            f0: 120.0,
            context: Context {
                stress: 1,
                in_syllable,
                ..Context::default()
            },
            manner: Default::default(),
            exact: false,
        };
        each.iter().map(planned).collect()
    }

    #[test]
    fn a_final_t_is_released_before_a_vowel_and_nowhere_else() {
        use Phone::*;
        let sat_again = phones(&[(S, 0), (Ae, 1), (T, 2), (Ax, 1), (G, 0)]);
        let codes = |i: usize| [i, i + 1].map(|i| Codes::of(&sat_again[i]));
        let [closure, release] = [1, 2].map(|i| Target::at(&sat_again, i, codes(i)));
        assert_eq!(closure.around, [S as u8, Pau as u8]);
        assert_eq!(release.around, [S as u8, G as u8]);
        assert_eq!([closure.ms[1], release.ms[0]], [ms_code(80.0); 2]);
        assert_eq!(closure.ms[0], ms_code(50.0));
        for others in [
            [(S, 0), (Ae, 1), (T, 2), (D, 0), (Aw, 1)],
            [(S, 0), (Ae, 1), (T, 0), (Ax, 1), (G, 0)],
            [(S, 0), (Ae, 1), (D, 2), (Ax, 1), (G, 0)],
            [(Ae, 1), (S, 2), (T, 2), (Ax, 1), (G, 0)],
            [(S, 0), (Ae, 1), (T, 2), (Pau, 1), (G, 0)],
        ] {
            let phones = phones(&others);
            assert!((0..5).all(|i| !is_tapped(&phones, i)), "{others:?}");
        }
    }
}
