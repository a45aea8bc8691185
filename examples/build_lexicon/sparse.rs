//! Writing the weights of linear models as `src/pronounce/sparse.rs` reads them.

use rhapsode::pronounce::training::sparse::{GROUP, PAGE};

/// Sets all but the largest weights to zero.
pub fn prune(weights: &mut [f32], keep: usize) {
    let mut sizes: Vec<f32> = weights
        .iter()
        .map(|w| w.abs())
        .filter(|&w| w > 0.0)
        .collect();
    if keep >= sizes.len() {
        return;
    }
    let (_, &mut least, _) = sizes.select_nth_unstable_by(keep, |a, b| b.total_cmp(a));
    for weight in weights.iter_mut().filter(|w| w.abs() <= least) {
        *weight = 0.0;
    }
}

/// What weights are multiplied with to become bytes.
pub fn scale(weights: &[f32]) -> f32 {
    let mut sizes: Vec<f32> = weights
        .iter()
        .map(|w| w.abs())
        .filter(|&w| w > 0.0)
        .collect();
    sizes.sort_by(f32::total_cmp);
    // The largest weight in a thousand may saturate: it leaves the rest finer steps.
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000));
    127.0 / largest.copied().unwrap_or(1.0)
}

/// Scales weights to bytes and writes those that are not zero.
pub fn write(weights: &[f32], out: &mut Vec<u8>) {
    let scale = scale(weights);
    let bytes = weights
        .iter()
        .map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8);
    let places: Vec<(u32, i8)> = (0u32..).zip(bytes).filter(|&(_, w)| w != 0).collect();
    out.extend((weights.len() as u32).to_le_bytes());
    out.extend((places.len() as u32).to_le_bytes());
    let mut group = 0;
    for page in 0..=weights.len() / PAGE {
        let start = places.partition_point(|&(at, _)| (at as usize) < page * PAGE);
        if page % GROUP == 0 {
            out.extend((start as u32).to_le_bytes());
            group = start;
        }
        out.extend(((start - group) as u16).to_le_bytes());
    }
    for (at, weight) in places {
        out.extend([at as u8, weight as u8]);
    }
}
