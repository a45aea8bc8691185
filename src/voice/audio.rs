//! The coding of unit audio: 8 bits a sample in blocks with one scale each (block floating point).

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
#[inline]
pub fn decode_onto(codes: &[i8], scales: &[u8], start: usize, count: usize, out: &mut Vec<f32>) {
    out.reserve(count);
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

/// Encodes samples (-1 to 1): codes and one scale a block. The error is at most half a step.
pub fn encode(samples: &[f32]) -> (Vec<i8>, Vec<u8>) {
    let mut codes = Vec::with_capacity(samples.len());
    let mut scales = Vec::with_capacity(samples.len().div_ceil(BLOCK));
    for block in samples.chunks(BLOCK) {
        let peak = block.iter().fold(0f32, |peak, s| peak.max(s.abs()));
        let index = SCALES.partition_point(|s| s * 127.0 < peak).min(255);
        let scale = SCALES[index];
        codes.extend(
            block
                .iter()
                .map(|s| (s / scale).round().clamp(-127.0, 127.0) as i8),
        );
        scales.push(index as u8);
    }
    (codes, scales)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_was_encoded_within_half_a_step() {
        let wave: Vec<f32> = (0..1000)
            .map(|i| (i as f32 * 0.1).sin() * i as f32 / 1000.0)
            .collect();
        let (codes, scales) = encode(&wave);
        for (start, len) in [(0, 1000), (1, 31), (31, 2), (500, 500), (64, 0)] {
            let mut out = vec![0.0; len];
            decode(&codes, &scales, start, &mut out);
            for (i, sample) in out.iter().enumerate() {
                let step = SCALES[scales[(start + i) / BLOCK] as usize];
                assert!((sample - wave[start + i]).abs() <= step * 0.501);
            }
            let mut behind = vec![9.0];
            decode_onto(&codes, &scales, start, len, &mut behind);
            assert_eq!(behind[1..], out);
        }
    }

    #[test]
    fn steps_fit_the_block() {
        let (codes, scales) = encode(&[0.5; BLOCK]);
        assert!(codes[0] >= 120, "a block uses its range: {}", codes[0]);
        assert_eq!(scales.len(), 1);
        assert_eq!(encode(&[0.0; 3]).0, [0, 0, 0]);
        assert_eq!(encode(&[1.0, -1.0]).0, [127, -127]);
    }
}
