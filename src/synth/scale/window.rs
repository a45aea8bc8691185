//! The windows of grains, and the loops that lay grains on each other with them.

use std::ops::Range;

use crate::simd::{dispatch, level};

/// Samples of a blend that are made at once.
const LANES: usize = 8;

/// Halves of a raised cosine, from 1 down to 0, one for each length that was needed so far: two grains
/// are then blended by one loop over three slices, which is vectorised.
#[derive(Debug, Default)]
pub struct Windows {
    /// The half of `n` samples begins at `n * (n - 1) / 2`.
    values: Vec<f32>,
    ready: Vec<bool>,
}

impl Windows {
    /// Makes room for lengths up to `longest`: the only allocation.
    pub fn reserve(&mut self, longest: usize) {
        if self.ready.len() <= longest {
            // As zeros from the system: what is not used takes no memory.
            self.ready = vec![false; longest + 1];
            self.values = vec![0.0; longest * (longest + 1) / 2];
        }
    }

    fn range(length: usize) -> Range<usize> {
        let start = length * length.saturating_sub(1) / 2;
        start..start + length
    }

    /// Computes the half of a length, if it is not there yet.
    pub fn prepare(&mut self, length: usize) {
        let Some(ready) = self.ready.get_mut(length) else {
            return;
        };
        if !std::mem::replace(ready, true) {
            let step = std::f32::consts::PI / length as f32;
            for (i, value) in self.values[Self::range(length)].iter_mut().enumerate() {
                *value = 0.5 + 0.5 * (i as f32 * step).cos();
            }
        }
    }

    /// A half that was prepared; empty if it is longer than any may be.
    pub fn fall(&self, length: usize) -> &[f32] {
        self.values.get(Self::range(length)).unwrap_or_default()
    }
}

/// Appends the blend of two grains from centre to centre: `ahead` falls and `back` rises, their gains
/// add up to 1. All three are equally long.
pub fn blend(ahead: &[f32], back: &[f32], fall: &[f32], out: &mut Vec<f32>) {
    out.reserve(fall.len());
    dispatch!(level(), _ => blend_lanes(ahead, back, fall, out));
}

#[inline(always)]
fn blend_lanes(ahead: &[f32], back: &[f32], fall: &[f32], out: &mut Vec<f32>) {
    let (ahead, last_ahead) = ahead.as_chunks::<LANES>();
    let (back, last_back) = back.as_chunks::<LANES>();
    let (fall, last_fall) = fall.as_chunks::<LANES>();
    for ((ahead, back), fall) in ahead.iter().zip(back).zip(fall) {
        let both: [f32; LANES] = std::array::from_fn(|i| back[i] + fall[i] * (ahead[i] - back[i]));
        out.extend_from_slice(&both);
    }
    let last = last_ahead.iter().zip(last_back).zip(last_fall);
    out.extend(last.map(|((ahead, back), fall)| back + fall * (ahead - back)));
}

/// Adds the half of a grain behind its centre, where both slices begin.
pub fn add_falling(samples: &[f32], fall: &[f32], gain: f32, out: &mut [f32]) {
    dispatch!(level(), _ => add_with(samples, fall, |w| gain * w, out));
}

/// Adds the half of a grain before its centre, where both slices end. Its window is the falling one
/// turned upside down.
pub fn add_rising(samples: &[f32], fall: &[f32], gain: f32, out: &mut [f32]) {
    dispatch!(level(), _ => add_with(samples, fall, |w| gain * (1.0 - w), out));
}

#[inline(always)]
fn add_with(samples: &[f32], window: &[f32], gain: impl Fn(f32) -> f32, out: &mut [f32]) {
    for ((out, w), s) in out.iter_mut().zip(window).zip(samples) {
        *out += gain(*w) * s;
    }
}
