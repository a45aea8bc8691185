//! The coding of unit audio: 8 bits a sample in blocks with one scale each.

/// Samples that share a scale.
pub const BLOCK: usize = 32;

/// Samples kept on both sides of every stretch of neighbouring units, for the cross-fade.
pub const MARGIN: usize = 128;

/// Decodes `out.len()` samples from sample `start` on.
///
/// Code and scale slices are those of the pack; the range must lie inside them.
#[inline]
pub fn decode(codes: &[i8], scales: &[f32], start: usize, out: &mut [f32]) {
    let codes = &codes[start..start + out.len()];
    let mut done = 0;
    let mut block = start / BLOCK;
    let mut until = BLOCK - start % BLOCK;
    while done < out.len() {
        let end = out.len().min(done + until);
        let scale = scales[block];
        for (sample, code) in out[done..end].iter_mut().zip(&codes[done..end]) {
            *sample = *code as f32 * scale;
        }
        done = end;
        block += 1;
        until = BLOCK;
    }
}

/// Encodes samples (in -1 to 1); the error is at most half a step of the block.
pub fn encode(samples: &[f32]) -> (Vec<i8>, Vec<f32>) {
    let mut codes = Vec::with_capacity(samples.len());
    let mut scales = Vec::with_capacity(samples.len().div_ceil(BLOCK));
    for block in samples.chunks(BLOCK) {
        let peak = block.iter().fold(1e-9f32, |peak, s| peak.max(s.abs()));
        let scale = peak / 127.0;
        codes.extend(block.iter().map(|s| (s / scale).round() as i8));
        scales.push(scale);
    }
    (codes, scales)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_was_encoded_within_half_a_step() {
        let wave: Vec<f32> = (0..1000).map(|i| (i as f32 * 0.1).sin() * i as f32 / 1000.0).collect();
        let (codes, scales) = encode(&wave);
        for (start, len) in [(0, 1000), (1, 31), (31, 2), (500, 500), (64, 0)] {
            let mut out = vec![0.0; len];
            decode(&codes, &scales, start, &mut out);
            for (i, sample) in out.iter().enumerate() {
                let step = scales[(start + i) / BLOCK];
                assert!((sample - wave[start + i]).abs() <= step * 0.501);
            }
        }
    }
}
