//! The coding of unit audio: 8 bits a sample in blocks with one scale each (block floating point).

use crate::simd::{dispatch, level};

/// Samples that share a scale.
pub const BLOCK: usize = 32;

/// Half the length of a cross-fade in milliseconds. Cuts in voiced phones lie on pitch marks, so the
/// two sides run in phase; one period of a male voice is enough to blend them.
const HALF_FADE_MS: u32 = 5;

/// Half the length of a cross-fade in samples; a pack keeps as many samples on both sides of every
/// stretch of neighbouring units, and no unit is shorter than twice that.
pub const fn margin(sample_rate: u32) -> usize {
    (sample_rate * HALF_FADE_MS / 1000) as usize
}

/// The value of one code step for each scale byte: 16 steps an octave, the last is 1/127.
static SCALES: [f32; 256] = {
    // 2^(1/16), by repeated division from the top.
    const ROOT: f64 = 1.044_273_782_427_413_8;
    let mut table = [0.0; 256];
    let mut i = 256;
    let mut value = 1.0 / 127.0;
    while i > 0 {
        i -= 1;
        table[i] = value as f32;
        value /= ROOT;
    }
    table
};

/// Decodes `count` samples (-1 to 1) from sample `start` on, behind what stands in `out`.
///
/// Codes and scales are those of a pack; the range must lie inside them.
///
/// Whole blocks are loops of fixed length, which compile to straight vector code, and nothing is
/// written twice: room that is first filled with zeros would cost as much again as decoding does. Of the
/// first and the last block all is decoded and a part is kept: that and [`cross_fade`] saved 2 % of all
/// instructions on three articles, against going through them sample by sample.
pub fn decode(codes: &[i8], scales: &[u8], start: usize, count: usize, out: &mut Vec<f32>) {
    out.reserve(count);
    dispatch!(level(), _ => decode_behind(codes, scales, start, count, out));
}

#[inline(always)]
fn decode_behind(codes: &[i8], scales: &[u8], start: usize, count: usize, out: &mut Vec<f32>) {
    let end = start + count;
    let (first, last) = (start / BLOCK, end / BLOCK);
    let (blocks, rest) = codes.as_chunks::<BLOCK>();
    let part = |block: usize, kept: std::ops::Range<usize>, out: &mut Vec<f32>| {
        let mut padded = [0; BLOCK];
        let codes = blocks.get(block).unwrap_or_else(|| {
            padded[..rest.len()].copy_from_slice(rest);
            &padded
        });
        out.extend_from_slice(&decoded(codes, scales[block])[kept]);
    };
    let mut whole = first;
    if !start.is_multiple_of(BLOCK) {
        let from = start % BLOCK;
        part(first, from..(from + count).min(BLOCK), out);
        whole += 1;
    }
    if whole > last {
        return;
    }
    for (codes, scale) in blocks[whole..last].iter().zip(&scales[whole..last]) {
        out.extend_from_slice(&decoded(codes, *scale));
    }
    if !end.is_multiple_of(BLOCK) {
        part(last, 0..end % BLOCK, out);
    }
}

#[inline(always)]
fn decoded(codes: &[i8; BLOCK], scale: u8) -> [f32; BLOCK] {
    let scale = SCALES[scale as usize];
    std::array::from_fn(|i| f32::from(codes[i]) * scale)
}

/// Fades from the end of `out` to `new`, which is as long as `gain`: 0 to 1.
pub fn cross_fade(new: &[f32], gain: &[f32], out: &mut [f32]) {
    dispatch!(level(), _ => fade_into(new, gain, out));
}

#[inline(always)]
fn fade_into(new: &[f32], gain: &[f32], out: &mut [f32]) {
    let at = out.len() - new.len();
    for ((out, new), gain) in out[at..].iter_mut().zip(new).zip(gain) {
        *out += (new - *out) * gain;
    }
}

/// The scale byte for samples that are at most `peak`.
#[cfg(any(test, feature = "factory"))]
pub fn scale_for(peak: f32) -> u8 {
    SCALES.partition_point(|s| s * 127.0 < peak).min(255) as u8
}

/// The value of one code step at a scale.
#[cfg(any(test, feature = "factory"))]
pub fn step(scale: u8) -> f32 {
    SCALES[scale as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_decoded_as_in_the_whole() {
        let codes: Vec<i8> = (0..1000).map(|i| (i * 37 % 255 - 127) as i8).collect();
        let scales: Vec<u8> = (0..32).map(|i| 100 + i * 4).collect();
        let mut whole = Vec::new();
        decode(&codes, &scales, 0, 1000, &mut whole);
        for (i, sample) in whole.iter().enumerate() {
            assert_eq!(*sample, codes[i] as f32 * step(scales[i / BLOCK]));
        }
        for start in [0, 1, 31, 32, 64, 500, 959, 960, 990, 999, 1000] {
            for count in [0, 1, 2, 31, 32, 33, 64, 300] {
                let count = count.min(1000 - start);
                let mut behind = vec![9.0];
                decode(&codes, &scales, start, count, &mut behind);
                assert_eq!(behind[1..], whole[start..start + count]);
            }
        }
    }

    #[test]
    fn scales_fit_the_peak() {
        assert_eq!(scale_for(1.0), 255);
        assert_eq!(scale_for(9.0), 255);
        assert_eq!(scale_for(0.0), 0);
        for peak in [0.9, 0.5, 0.01] {
            let room = step(scale_for(peak)) * 127.0 / peak;
            assert!((1.0..1.05).contains(&room), "{room} at {peak}");
        }
    }
}
