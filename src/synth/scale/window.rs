//! The windows of grains, and the loops that lay grains on each other with them.

/// Samples of a blend that are made at once.
pub const LANES: usize = 16;

/// Halves of a raised cosine, from 1 down to 0, one for each length that was needed so far: grains are
/// then laid on each other by one loop over three slices, which is vectorised.
#[derive(Debug, Default)]
pub struct Windows {
    /// For each length [`LANES`] times 1, the half, and as many zeros, so that a loop over whole vectors
    /// may begin before it or end behind it.
    values: Vec<f32>,
    ready: Vec<bool>,
}

impl Windows {
    /// Makes room for lengths up to `longest`: the only allocation.
    pub fn reserve(&mut self, longest: usize) {
        if self.ready.len() <= longest {
            // As zeros from the system: what is not used takes no memory.
            self.ready = vec![false; longest + 1];
            self.values = vec![0.0; Self::start(longest + 1)];
        }
    }

    /// Where the ones before the half of a length stand.
    fn start(length: usize) -> usize {
        length * length.saturating_sub(1) / 2 + length * 2 * LANES
    }

    /// A half; empty if it is longer than any may be.
    pub fn fall(&mut self, length: usize) -> &[f32] {
        let half = LANES..LANES + length;
        self.fall_between(length).get(half).unwrap_or_default()
    }

    /// A half and [`LANES`] zeros; empty if it is longer than any may be.
    #[inline]
    pub fn fall_on(&mut self, length: usize) -> &[f32] {
        self.fall_between(length).get(LANES..).unwrap_or_default()
    }

    /// A half between [`LANES`] ones and as many zeros; empty if it is longer than any may be.
    #[inline]
    pub fn fall_between(&mut self, length: usize) -> &[f32] {
        let start = Self::start(length);
        match self.ready.get(length) {
            None => return &[],
            Some(true) => {}
            Some(false) => self.compute(length, start),
        }
        &self.values[start..start + length + 2 * LANES]
    }

    #[cold]
    fn compute(&mut self, length: usize, start: usize) {
        self.ready[length] = true;
        let step = std::f32::consts::PI / length as f32;
        let (ones, half) = self.values[start..start + LANES + length].split_at_mut(LANES);
        ones.fill(1.0);
        for (i, value) in half.iter_mut().enumerate() {
            *value = 0.5 + 0.5 * (i as f32 * step).cos();
        }
    }
}

/// Blends two stretches of sound, whole vectors: `ahead` falls as `fall` says, and `back` rises.
#[inline(always)]
pub fn blend(ahead: &[f32], back: &[f32], fall: &[f32], out: &mut [f32]) {
    let (out, _) = out.as_chunks_mut::<LANES>();
    let (ahead, _) = ahead.as_chunks::<LANES>();
    let (back, _) = back.as_chunks::<LANES>();
    let (fall, _) = fall.as_chunks::<LANES>();
    for (((out, ahead), back), fall) in out.iter_mut().zip(ahead).zip(back).zip(fall) {
        *out = std::array::from_fn(|i| back[i] + fall[i] * (ahead[i] - back[i]));
    }
}

/// Adds the half of a grain behind its centre, where all slices begin: whole vectors.
#[inline(always)]
pub fn add_falling(samples: &[f32], fall: &[f32], gain: f32, out: &mut [f32]) {
    add_with(samples, fall, |w| gain * w, out);
}

/// Adds the half of a grain before its centre, whose window is the falling one turned upside down: whole
/// vectors, where all slices begin.
#[inline(always)]
pub fn add_rising(samples: &[f32], fall: &[f32], gain: f32, out: &mut [f32]) {
    add_with(samples, fall, |w| gain * (1.0 - w), out);
}

#[inline(always)]
fn add_with(samples: &[f32], window: &[f32], gain: impl Fn(f32) -> f32, out: &mut [f32]) {
    let (out, _) = out.as_chunks_mut::<LANES>();
    let (window, _) = window.as_chunks::<LANES>();
    let (samples, _) = samples.as_chunks::<LANES>();
    for ((out, w), s) in out.iter_mut().zip(window).zip(samples) {
        *out = std::array::from_fn(|i| out[i] + gain(w[i]) * s[i]);
    }
}
