//! The unit inventory: diphones from the middle of a phone to the middle of the next, in
//! struct-of-arrays form.

use super::audio;
use crate::pronounce::Phone;
use crate::{Error, Result};

/// The number of a unit in its inventory.
pub type UnitId = u32;

/// One step of a stored join cost.
pub const JOIN_STEP: f32 = 1.0 / 64.0;

/// Log F0 and log durations are stored in a byte: `value = base * 2^(byte / STEPS_PER_OCTAVE)`.
pub const STEPS_PER_OCTAVE: f32 = 48.0;
/// The F0 that byte 1 stands for, in Hz; byte 0 is "unvoiced".
pub const F0_BASE: f32 = 40.0;
/// The duration that byte 0 stands for, in ms.
pub const MS_BASE: f32 = 8.0;

/// F0 as it is stored: 0 is unvoiced, then 48 steps an octave from 40 Hz (to 1577 Hz).
pub fn f0_code(hz: f32) -> u8 {
    if hz <= 0.0 {
        return 0;
    }
    nearest((hz / F0_BASE).log2()).min(254) + 1
}

/// A duration as it is stored: 48 steps an octave from 8 ms (to 318 ms).
pub fn ms_code(ms: f32) -> u8 {
    nearest((ms / MS_BASE).max(1e-3).log2())
}

/// The step nearest to a number of octaves, 0 to 255. What is cast ends at both.
fn nearest(octaves: f32) -> u8 {
    (octaves * STEPS_PER_OCTAVE + 0.5) as u8
}

/// What selection reads of a unit's two cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct Edge {
    /// Duration of the first phone, then of the second ([`ms_code`]).
    pub ms: [u8; 2],
    /// F0 at the left and the right cut ([`f0_code`]).
    pub f0: [u8; 2],
    /// Join code at the left and the right cut, a row or column of the phone's join table.
    pub join: [u8; 2],
    /// Zero.
    pub reserved: [u8; 2],
}

/// What selection reads of a unit's surroundings in the recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct Surroundings {
    /// The phone before the diphone and the phone after it.
    pub phones: [u8; 2],
    /// Context bytes of the diphone's two phones.
    pub context: [u8; 2],
}

/// The units of a voice, in place in its pack. See the [pack format](super) for each array.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)] // The table of the pack format documents each array once.
pub struct Inventory<'a> {
    pub diphones: &'a [u32],
    pub start: &'a [u32],
    pub length: &'a [u16],
    pub center: &'a [u16],
    pub context: &'a [Surroundings],
    pub edge: &'a [Edge],
    pub first_mark: &'a [u32],
    pub marks: &'a [u16],
    pub joins: &'a [u8],
    pub join_offsets: &'a [u32],
    pub codes: &'a [i8],
    pub scales: &'a [u8],
}

impl<'a> Inventory<'a> {
    /// How many units there are.
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// The units of the diphone `a b`, as a range of numbers.
    #[inline]
    pub fn of(&self, a: Phone, b: Phone) -> std::ops::Range<u32> {
        let i = a as usize * Phone::COUNT + b as usize;
        self.diphones[i]..self.diphones[i + 1]
    }

    /// The join table of a phone and its side length. It is the same read by rows and by columns.
    #[inline]
    pub fn join_table(&self, phone: Phone) -> (&'a [u8], usize) {
        let i = phone as usize;
        let table = &self.joins[self.join_offsets[i] as usize..self.join_offsets[i + 1] as usize];
        // Exact for squares of this size, and quicker than the root of an integer.
        (table, (table.len() as f32).sqrt() as usize)
    }

    /// Whether `b` followed `a` in the recording.
    #[inline]
    pub fn follows(&self, a: UnitId, b: UnitId) -> bool {
        self.start[a as usize] + self.length[a as usize] as u32 == self.start[b as usize]
    }

    /// The pitch marks of a unit, in samples from its start.
    #[inline]
    pub fn marks_of(&self, unit: UnitId) -> &'a [u16] {
        let i = unit as usize;
        let end = self
            .first_mark
            .get(i + 1)
            .map_or(self.marks.len(), |e| *e as usize);
        &self.marks[self.first_mark[i] as usize..end]
    }

    /// Checks that every number in the arrays points inside the array that it is used on, so that
    /// the search and the joins cannot leave them whatever the pack holds.
    pub(super) fn check(&self, name: &str, rate: u32) -> Result<()> {
        let bad = |problem: &str, place: String| {
            Err(Error::malformed(name, problem, place, super::pack::REBUILD))
        };
        let n = self.len();
        let same = [
            self.length.len(),
            self.center.len(),
            self.context.len(),
            self.edge.len(),
            self.first_mark.len(),
        ];
        if n == 0 || same.iter().any(|len| *len != n) {
            return bad("unit arrays differ in length", format!("{n} units"));
        }
        if !is_index(self.diphones, Phone::COUNT * Phone::COUNT + 1, n) {
            return bad("the diphone index is out of order", "section DIPH".into());
        }
        if !is_index(self.join_offsets, Phone::COUNT + 1, self.joins.len()) {
            return bad("the join index is out of order", "section JOFF".into());
        }
        if self.codes.len().div_ceil(audio::BLOCK) != self.scales.len() {
            return bad("scales do not match the audio", "section SCAL".into());
        }
        self.check_units(name, audio::margin(rate))
    }

    fn check_units(&self, name: &str, margin: usize) -> Result<()> {
        for a in Phone::ALL {
            for b in Phone::ALL {
                let sides = (self.join_table(*a).1, self.join_table(*b).1);
                if let Some(unit) = self
                    .of(*a, *b)
                    .find(|u| !self.unit_is_sound(*u as usize, sides, margin))
                {
                    return Err(Error::malformed(
                        name,
                        "a unit lies outside its arrays",
                        format!("unit {unit}"),
                        super::pack::REBUILD,
                    ));
                }
            }
        }
        Ok(())
    }

    fn unit_is_sound(&self, u: usize, sides: (usize, usize), margin: usize) -> bool {
        let (start, length) = (self.start[u] as usize, self.length[u] as usize);
        let marks_end = self
            .first_mark
            .get(u + 1)
            .map_or(self.marks.len(), |e| *e as usize);
        start >= margin
            && start + length + margin <= self.codes.len()
            && length >= 2 * margin
            && self.center[u] as usize <= length
            && (self.edge[u].join[0] as usize) < sides.0
            && (self.edge[u].join[1] as usize) < sides.1
            && self.first_mark[u] as usize <= marks_end
            && marks_end <= self.marks.len()
            && self.context[u]
                .phones
                .iter()
                .all(|p| (*p as usize) < Phone::COUNT)
    }
}

/// Whether `offsets` has `len` ascending entries from 0 to `end`.
fn is_index(offsets: &[u32], len: usize, end: usize) -> bool {
    offsets.len() == len
        && offsets[0] == 0
        && offsets[len - 1] as usize == end
        && offsets.is_sorted()
}
