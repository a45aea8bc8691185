//! Reads recordings, and says what is wrong with how they were recorded.

use std::path::Path;

use hound::{SampleFormat, WavReader};

use crate::{Error, Result};

/// A sample at or above this is at the end of the scale.
const FULL_SCALE: f32 = 0.999;
/// So many samples in a row at the end of the scale are a clipped peak.
const CLIPPED_RUN: usize = 3;
/// Recordings whose peak is lower are too quiet: 16 bits leave too few for them.
const QUIET_PEAK: f32 = 0.03;
/// The quietest tenth of a recording should lie this far below its loudest, in dB.
const LEAST_RANGE_DB: f32 = 30.0;

/// Samples (-1 to 1) of a mono WAV file of 16, 24 or 32 bits, and its rate.
///
/// # Errors
/// [`Error::Io`] if it cannot be opened; [`Error::Malformed`] if it is no WAV, is empty or has more
/// than one channel.
pub fn read(path: &Path) -> Result<(Vec<f32>, u32)> {
    let bad = |problem: String, remedy: &str| {
        Error::malformed(path.display().to_string(), problem, "header", remedy)
    };
    const REMEDY: &str = "record it as mono WAV of 16, 24 or 32 bits";
    let reader = WavReader::open(path).map_err(|e| match e {
        hound::Error::IoError(e) if e.kind() != std::io::ErrorKind::UnexpectedEof => {
            Error::io(path, e, "check that it is there and can be read")
        }
        e => bad(format!("not a WAV file: {e}"), REMEDY),
    })?;
    let spec = reader.spec();
    if spec.channels != 1 {
        return Err(bad(
            format!("it has {} channels", spec.channels),
            "mix it down to one",
        ));
    }
    let samples: Result<Vec<f32>, _> = match (spec.sample_format, spec.bits_per_sample) {
        (SampleFormat::Float, 32) => reader.into_samples::<f32>().collect(),
        (SampleFormat::Int, bits @ (16 | 24 | 32)) => {
            let scale = 1.0 / (1u64 << (bits - 1)) as f32;
            let samples = reader.into_samples::<i32>();
            samples.map(|s| s.map(|s| s as f32 * scale)).collect()
        }
        (_, bits) => return Err(bad(format!("it has {bits} bits a sample"), REMEDY)),
    };
    let samples = samples.map_err(|e| bad(format!("it ends too early: {e}"), REMEDY))?;
    if samples.is_empty() {
        return Err(bad("it has no samples".into(), "record it again"));
    }
    if samples.iter().any(|s| !s.is_finite()) {
        return Err(bad("a sample is not a number".into(), REMEDY));
    }
    Ok((samples, spec.sample_rate))
}

/// What makes a recording less than good, in words; usually nothing.
pub fn complaints(samples: &[f32], rate: u32) -> Vec<String> {
    let mut out = Vec::new();
    let clipped = samples
        .chunk_by(|a, b| a.abs() >= FULL_SCALE && b.abs() >= FULL_SCALE)
        .filter(|run| run.len() >= CLIPPED_RUN)
        .count();
    if clipped > 0 {
        out.push(format!(
            "{clipped} peaks are clipped; record it again at a lower level"
        ));
    }
    let peak = samples.iter().fold(0f32, |p, s| p.max(s.abs()));
    if peak < QUIET_PEAK {
        let db = 20.0 * peak.max(1e-6).log10();
        out.push(format!(
            "its peak is at {db:.0} dB; record it again at a higher level"
        ));
    }
    let mut levels: Vec<f32> = samples
        .chunks((rate / 50).max(1) as usize)
        .map(|c| c.iter().map(|s| s * s).sum::<f32>() / c.len() as f32 + 1e-12)
        .collect();
    levels.sort_by(f32::total_cmp);
    let at = |tenths: usize| {
        levels
            .get(levels.len() * tenths / 20)
            .copied()
            .unwrap_or(1.0)
    };
    let range = 10.0 * (at(19) / at(1)).log10();
    if range < LEAST_RANGE_DB {
        out.push(format!(
            "speech is only {range:.0} dB above the noise; find a quieter room"
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clipped_quiet_and_noisy_recordings_are_told() {
        let tone = |gain: f32, noise: f32| -> Vec<f32> {
            let sample = |i: usize| {
                let hiss = noise * ((i * 7919 % 1013) as f32 / 506.5 - 1.0);
                let loud = if i > 4000 { gain } else { 0.0 };
                ((i as f32 * 0.05).sin() * loud + hiss).clamp(-1.0, 1.0)
            };
            (0..16000).map(sample).collect()
        };
        assert!(complaints(&tone(0.5, 0.0001), 16000).is_empty());
        assert!(complaints(&tone(1.5, 0.0001), 16000)[0].contains("clipped"));
        assert!(complaints(&tone(0.01, 0.0), 16000)[0].contains("higher level"));
        assert!(complaints(&tone(0.5, 0.1), 16000)[0].contains("noise"));
    }
}
