//! Dynamic time warping (Sakoe and Chiba 1978): which frame of one track sounds like which of
//! another that says the same.

use super::track::Frame;
use crate::factory::spectrum::CEPSTRA;

/// What a step costs that moves in one of the tracks only, on top of the distance met.
const STALL: f32 = 0.5;
/// Dimensions compared: cepstra and their slopes.
const COMPARED: usize = 2 * CEPSTRA;

/// For each frame of `guide`, the first frame of `track` that it is paired with; ascending.
/// Empty if either is.
pub fn warp(guide: &[Frame], track: &[Frame]) -> Vec<usize> {
    if guide.is_empty() || track.is_empty() {
        return Vec::new();
    }
    let width = track.len();
    // 0: both tracks move, 1: the guide only, 2: the track only.
    let mut steps = vec![0u8; guide.len() * width];
    let mut above = vec![f32::INFINITY; width];
    let mut here = vec![0.0; width];
    for (i, a) in guide.iter().enumerate() {
        for (j, b) in track.iter().enumerate() {
            let met = distance(a, b);
            let both = match (i, j) {
                (0, 0) => 0.0,
                (_, 0) | (0, _) => f32::INFINITY,
                _ => above[j - 1],
            };
            let guide_only = above[j] + STALL;
            let track_only = if j > 0 {
                here[j - 1] + STALL
            } else {
                f32::INFINITY
            };
            let mut best = (both, 0);
            if guide_only < best.0 {
                best = (guide_only, 1);
            }
            if track_only < best.0 {
                best = (track_only, 2);
            }
            here[j] = best.0 + met;
            steps[i * width + j] = best.1;
        }
        std::mem::swap(&mut above, &mut here);
    }
    let mut first = vec![0; guide.len()];
    let (mut i, mut j) = (guide.len() - 1, width - 1);
    loop {
        first[i] = j;
        match steps[i * width + j] {
            _ if i == 0 => break,
            0 => (i, j) = (i - 1, j - 1),
            1 => i -= 1,
            _ => j -= 1,
        }
    }
    first[0] = 0;
    first
}

/// Euclidean, per dimension of the square root's kind: a large jump in one does not drown the rest.
fn distance(a: &Frame, b: &Frame) -> f32 {
    let squares = a.iter().zip(b).take(COMPARED);
    squares.map(|(x, y)| (x - y) * (x - y)).sum::<f32>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::factory::align::track::DIMENSIONS;

    #[test]
    fn a_stretched_copy_maps_back() {
        let value = |t: usize| [((t / 10) as f32 * 2.3).sin() * 3.0; DIMENSIONS];
        let guide: Vec<Frame> = (0..60).map(value).collect();
        let slow: Vec<Frame> = (0..120).map(|t| value(t / 2)).collect();
        let first = warp(&guide, &slow);
        for change in [10, 20, 30, 40, 50] {
            assert!(
                first[change].abs_diff(2 * change) <= 1,
                "{change}: {}",
                first[change]
            );
        }
        assert!(first.is_sorted());
        assert!(warp(&[], &slow).is_empty() && warp(&guide, &[]).is_empty());
    }
}
