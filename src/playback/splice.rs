//! Going over from one rendering of a sentence to another, at another rate or pitch, without a click.

use crate::speech::TimedPhone;

/// How far the place may be moved to where the waves fit, in milliseconds: more than a period of a
/// low voice (70 Hz), split to both sides.
const RADIUS_MS: f32 = 8.0;
/// The stretch that is compared, in milliseconds.
const WINDOW_MS: f32 = 10.0;

/// Where a frame of one rendering lies in another: the same phone, the same share of it.
pub(super) fn same_place(old: &[TimedPhone], new: &[TimedPhone], frame: usize) -> usize {
    let i = old.partition_point(|p| p.time.end as usize <= frame);
    let (Some(old), Some(new)) = (old.get(i), new.get(i)) else {
        return new.last().map_or(0, |p| p.time.end as usize);
    };
    let length = |p: &TimedPhone| (p.time.end - p.time.start) as f32;
    let share = frame.saturating_sub(old.time.start as usize) as f32 / length(old).max(1.0);
    new.time.start as usize + (share * length(new)) as usize
}

/// The place near `at` in `new` where the wave runs most like the beginning of `old` (normalised
/// cross-correlation, as in WSOLA: Verhelst and Roelands 1993).
pub(super) fn align(old: &[f32], new: &[f32], at: usize, sample_rate: u32) -> usize {
    let frames = |ms: f32| (ms * sample_rate as f32 / 1000.0) as usize;
    let (radius, window) = (frames(RADIUS_MS), frames(WINDOW_MS));
    let Some(old) = old.get(..window) else {
        return at.min(new.len());
    };
    let mut best = (0.0, at.min(new.len()));
    for place in at.saturating_sub(radius)..=at + radius {
        let Some(new) = new.get(place..place + window) else {
            break;
        };
        let product: f32 = old.iter().zip(new).map(|(a, b)| a * b).sum();
        let energy: f32 = new.iter().map(|x| x * x).sum();
        let likeness = product / (energy + 1e-9).sqrt();
        if likeness > best.0 {
            best = (likeness, place);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pronounce::Phone;
    use crate::synth::PhoneTime;

    fn phones(ends: &[u32]) -> Vec<TimedPhone> {
        let starts = [0].iter().chain(ends);
        let time = |(start, end): (&u32, &u32)| TimedPhone {
            phone: Phone::Aa,
            time: PhoneTime {
                start: *start,
                end: *end,
            },
        };
        starts.zip(ends).map(time).collect()
    }

    #[test]
    fn the_same_share_of_the_same_phone() {
        let (slow, fast) = (phones(&[100, 200, 400]), phones(&[50, 80, 180]));
        for (old, new) in [
            (0, 0),
            (50, 25),
            (150, 65),
            (399, 179),
            (400, 180),
            (9_999, 180),
        ] {
            assert_eq!(same_place(&slow, &fast, old), new, "{old}");
        }
        assert_eq!(same_place(&[], &[], 5), 0);
    }

    #[test]
    fn waves_meet_in_phase() {
        let wave = |period: usize, i: usize| (-((i % period) as f32) / 20.0).exp();
        let old: Vec<f32> = (37..1_000).map(|i| wave(128, i)).collect();
        let new: Vec<f32> = (0..2_000).map(|i| wave(128, i)).collect();
        let place = align(&old, &new, 600, 16_000);
        assert_eq!(place % 128, 37);
        assert!(place.abs_diff(600) <= 128);
        // At the very end and in silence the place stays.
        assert_eq!(align(&old, &new, 2_500, 16_000), 2_000);
        assert_eq!(align(&old, &[0.0; 900], 300, 16_000), 300);
    }
}
