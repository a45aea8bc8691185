//! Linear prediction.

/// Linear-prediction coefficients by the autocorrelation method (Levinson and Durbin): a sample is
/// about the sum of `a[k]` times the sample `k + 1` before it.
pub fn predictor<const ORDER: usize>(window: &[f32]) -> [f32; ORDER] {
    let r: Vec<f32> = (0..=ORDER)
        .map(|lag| {
            window
                .iter()
                .skip(lag)
                .zip(window)
                .map(|(a, b)| a * b)
                .sum()
        })
        .collect();
    let mut a = [0.0; ORDER];
    let mut error = r[0] * 1.0001 + 1e-9;
    for i in 0..ORDER {
        let known: f32 = (0..i).map(|j| a[j] * r[i - j]).sum();
        let k = (r[i + 1] - known) / error;
        let previous = a;
        a[i] = k;
        for j in 0..i {
            a[j] = previous[j] - k * previous[i - 1 - j];
        }
        error *= 1.0 - k * k;
    }
    a
}

/// The samples around `center` under a Hann window of `length` samples, cut at the ends.
pub fn window_around(samples: &[f32], center: usize, length: usize) -> Vec<f32> {
    let first = center.saturating_sub(length / 2);
    samples[first.min(samples.len())..(first + length).min(samples.len())]
        .iter()
        .enumerate()
        .map(|(i, s)| {
            s * (std::f32::consts::PI * (i as f32 + 0.5) / length as f32)
                .sin()
                .powi(2)
        })
        .collect()
}
