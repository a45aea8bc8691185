//! The last touches to a sentence's audio: levels, and the places of marks.

use super::guide::Point;
use crate::prosody::Plan;
use crate::settings::Decibels;
use crate::synth::PhoneTime;

/// How long a change of level takes, in seconds: shorter would click.
const RAMP: f32 = 0.005;

/// Brings a clause to the volume that is set, and each phone to its own; `from` is where its samples
/// begin in the sentence.
///
/// Only where the level changes is there a gain for each sample, which waits for the one before; the
/// rest is multiplied in runs. (Sample by sample it was an eighth of all of synthesis.)
pub(super) fn level(
    plan: &Plan,
    times: &[PhoneTime],
    volume: Decibels,
    sample_rate: u32,
    from: u32,
    samples: &mut [f32],
) {
    let overall = volume.gain();
    let manners = || plan.phones.iter().map(|phone| &phone.manner);
    if manners().all(|manner| manner.decibels == 0.0) {
        amplify(samples, overall);
        return;
    }
    let step = 1.0 / (RAMP * sample_rate as f32);
    let mut gain = None;
    let mut last = (0.0, overall);
    for (manner, time) in manners().zip(times) {
        if time.end <= from {
            continue;
        }
        if manner.decibels != last.0 {
            last = (manner.decibels, overall * manner.gain());
        }
        let target = last.1;
        let gain = gain.get_or_insert(target);
        let span = time.start.saturating_sub(from) as usize..(time.end - from) as usize;
        let mut rest = samples.get_mut(span).unwrap_or_default();
        while *gain != target
            && let Some((sample, after)) = std::mem::take(&mut rest).split_first_mut()
        {
            *gain += (target - *gain).clamp(-step, step);
            *sample = (*sample * *gain).clamp(-1.0, 1.0);
            rest = after;
        }
        amplify(rest, target);
    }
}

/// Multiplies samples by a gain; full scale is the limit.
fn amplify(samples: &mut [f32], gain: f32) {
    if gain != 1.0 {
        for sample in samples {
            *sample = (*sample * gain).clamp(-1.0, 1.0);
        }
    }
}

/// The frame of a mark, from the start of the sentence's audio; `None` if it is not reached yet.
/// `length` is that of the audio once all of it is there.
///
/// Before a pause that is asked for, it is the end of the word before; after one, the beginning of
/// the next word, or the end of the audio if there is no next word. Where no pause is asked for, it
/// is the beginning of the next word, or the end of the last.
pub(super) fn frame_of(
    plan: &Plan,
    times: &[PhoneTime],
    point: &Point,
    length: Option<u32>,
) -> Option<u32> {
    let at = point.before.min(plan.words.len());
    let last = plan.words[..at].iter().rev().find(|w| !w.is_empty());
    let next = plan.words[at..].iter().find(|w| !w.is_empty());
    let end_of_last = match last {
        Some(word) => times.get(word.end as usize - 1).map(|t| t.end),
        None => Some(0),
    };
    let start_of_next = next.map(|word| times.get(word.start as usize).map(|t| t.start));
    let frame = match (point.before_rest && !point.after_rest, start_of_next) {
        (true, _) => end_of_last,
        (_, Some(start)) => start,
        (_, None) if point.after_rest => length,
        (_, None) => length.and(end_of_last),
    };
    match length {
        Some(length) => Some(frame.unwrap_or(0).min(length)),
        None => frame,
    }
}
