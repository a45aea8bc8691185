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

/// Decodes `out.len()` samples (-1 to 1) from sample `start` on.
///
/// Codes and scales are those of a pack; the range must lie inside them.
pub fn decode(codes: &[i8], scales: &[u8], start: usize, out: &mut [f32]) {
    dispatch!(level(), _ => decode_into(codes, scales, start, out));
}

#[inline(always)]
fn decode_into(codes: &[i8], scales: &[u8], start: usize, out: &mut [f32]) {
    let codes = &codes[start..start + out.len()];
    let mut block = start / BLOCK;
    let (mut from, mut end) = (0, start.next_multiple_of(BLOCK) - start);
    if end == 0 {
        end = BLOCK;
    }
    while from < codes.len() {
        let part = from..end.min(codes.len());
        let scale = SCALES[scales[block] as usize];
        for (sample, code) in out[part.clone()].iter_mut().zip(&codes[part]) {
            *sample = f32::from(*code) * scale;
        }
        (from, end) = (end, end + BLOCK);
        block += 1;
    }
}

/// The same, behind what stands in `out`, `count` samples.
///
/// Whole blocks are loops of fixed length, which compile to straight vector code, and nothing is
/// written twice: room that is first filled with zeros would cost as much again as decoding does.
pub fn decode_onto(codes: &[i8], scales: &[u8], start: usize, count: usize, out: &mut Vec<f32>) {
    out.reserve(count);
    dispatch!(level(), _ => decode_behind(codes, scales, start, count, out));
}

#[inline(always)]
fn decode_behind(codes: &[i8], scales: &[u8], start: usize, count: usize, out: &mut Vec<f32>) {
    let codes = &codes[start..start + count];
    let scale = |block: usize| SCALES[scales[block] as usize];
    let first = start.next_multiple_of(BLOCK);
    let (head, codes) = codes.split_at((first - start).min(codes.len()));
    if !head.is_empty() {
        let scale = scale(start / BLOCK);
        out.extend(head.iter().map(|code| f32::from(*code) * scale));
    }
    let (blocks, tail) = codes.as_chunks::<BLOCK>();
    let block = first / BLOCK;
    for (i, codes) in blocks.iter().enumerate() {
        let scale = scale(block + i);
        let samples: [f32; BLOCK] = std::array::from_fn(|i| f32::from(codes[i]) * scale);
        out.extend_from_slice(&samples);
    }
    if !tail.is_empty() {
        let scale = scale(block + blocks.len());
        out.extend(tail.iter().map(|code| f32::from(*code) * scale));
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
        let mut whole = vec![0.0; 1000];
        decode(&codes, &scales, 0, &mut whole);
        assert_eq!(whole[40], codes[40] as f32 * step(scales[1]));
        for (start, len) in [(0, 1000), (1, 31), (31, 2), (500, 500), (64, 0)] {
            let mut out = vec![0.0; len];
            decode(&codes, &scales, start, &mut out);
            assert_eq!(out, whole[start..start + len]);
            let mut behind = vec![9.0];
            decode_onto(&codes, &scales, start, len, &mut behind);
            assert_eq!(behind[1..], out);
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
