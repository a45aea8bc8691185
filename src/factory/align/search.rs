//! Forced alignment: the Viterbi search for the most likely times of a known sequence of phones.

use super::model::{ALL_STATES, Models, STATES, state};
use super::track::Frame;
use crate::pronounce::Phone;

/// The shortest pause between words, in frames (45 ms): closures of stops are not pauses.
const PAUSE_FRAMES: usize = 9;
/// How long the worst place of a recording is, in frames (half a second: some words).
const DOUBT_FRAMES: usize = 100;
/// The shortest silence at either end, in frames.
const EDGE_FRAMES: usize = 2;

/// What is said in a recording.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// Phones in order, without pauses.
    pub phones: Vec<Phone>,
    /// For each phone, what a pause before it costs, in log likelihood; `None` inside words.
    pub pauses: Vec<Option<f32>>,
}

/// A phone or pause in a recording, in frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which phone.
    pub phone: Phone,
    /// Its first frame.
    pub start: usize,
    /// One past its last frame.
    pub end: usize,
}

/// An aligned recording.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Phones and pauses in order, without gaps.
    pub spans: Vec<Span>,
    /// How much likelier than what is said another phone is, in log likelihood a frame, where
    /// that is worst.
    pub doubt: f32,
}

const NOWHERE: u32 = u32::MAX;

/// A state at a place of the script.
struct Node {
    state: usize,
    phone: Phone,
    /// Whether it begins a phone or pause.
    begins: bool,
    /// The nodes before it, and what coming from each costs.
    from: [(u32, f32); 2],
}

/// The nodes of a script; those that may be first and last are at its ends.
fn nodes(script: &Script) -> (Vec<Node>, [usize; 2], [usize; 2]) {
    let mut nodes: Vec<Node> = Vec::new();
    let chain = |nodes: &mut Vec<Node>, phone: Phone, length: usize, from: [(u32, f32); 2]| {
        for part in 0..length {
            let previous = nodes.len().checked_sub(1).map_or(NOWHERE, |n| n as u32);
            nodes.push(Node {
                state: state(phone, part),
                phone,
                begins: part == 0,
                from: if part == 0 {
                    from
                } else {
                    [(previous, 0.0), (NOWHERE, 0.0)]
                },
            });
        }
    };
    let none = (NOWHERE, 0.0);
    chain(&mut nodes, Phone::Pau, EDGE_FRAMES, [none, none]);
    let first_phone = nodes.len();
    for (i, &phone) in script.phones.iter().enumerate() {
        let before = (nodes.len() - 1) as u32;
        let mut from = [(before, 0.0), none];
        if let Some(cost) = script.pauses[i].filter(|_| i > 0) {
            chain(&mut nodes, Phone::Pau, PAUSE_FRAMES, [(before, cost), none]);
            from[1] = ((nodes.len() - 1) as u32, 0.0);
        }
        chain(&mut nodes, phone, STATES, from);
    }
    let last_phone = nodes.len() - 1;
    chain(
        &mut nodes,
        Phone::Pau,
        EDGE_FRAMES,
        [(last_phone as u32, 0.0), none],
    );
    let last = nodes.len() - 1;
    (nodes, [0, first_phone], [last_phone, last])
}

/// The most likely times of `script` in `frames`; `None` if the recording is too short for it.
pub fn search(models: &Models, script: &Script, frames: &[Frame]) -> Option<Found> {
    let (nodes, starts, ends) = nodes(script);
    let mut wanted: Vec<usize> = nodes.iter().map(|n| n.state).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut likelihood = [0.0; ALL_STATES];
    // How each node was reached: 0 from itself, 1 and 2 by its first and second way.
    let mut ways = vec![0u8; frames.len() * nodes.len()];
    let mut before = vec![f32::NEG_INFINITY; nodes.len()];
    let mut here = before.clone();
    for (t, frame) in frames.iter().enumerate() {
        models.score(frame, &wanted, &mut likelihood);
        let ways = &mut ways[t * nodes.len()..][..nodes.len()];
        for (n, node) in nodes.iter().enumerate() {
            let mut best = (before[n], 0);
            for (way, (from, cost)) in node.from.iter().enumerate() {
                if *from != NOWHERE && before[*from as usize] - cost > best.0 {
                    best = (before[*from as usize] - cost, way as u8 + 1);
                }
            }
            if t == 0 && starts.contains(&n) {
                best = (0.0, 0);
            }
            here[n] = best.0 + likelihood[node.state];
            ways[n] = best.1;
        }
        std::mem::swap(&mut before, &mut here);
    }
    let end = ends
        .into_iter()
        .max_by(|a, b| before[*a].total_cmp(&before[*b]))?;
    if frames.is_empty() || before[end] == f32::NEG_INFINITY {
        return None;
    }
    let spans = trace_back(&nodes, &ways, frames.len(), end);
    let doubt = doubt(models, &spans, frames);
    Some(Found { spans, doubt })
}

/// How much likelier the likeliest phone is than the one said, over [`DOUBT_FRAMES`] where it is
/// most.
fn doubt(models: &Models, spans: &[Span], frames: &[Frame]) -> f32 {
    let all: Vec<usize> = Phone::ALL
        .iter()
        .flat_map(|p| (0..STATES).map(|part| state(*p, part)))
        .collect();
    let mut likelihood = [0.0; ALL_STATES];
    let mut gaps = Vec::with_capacity(frames.len());
    for span in spans {
        for frame in &frames[span.start..span.end] {
            models.score(frame, &all, &mut likelihood);
            let best = likelihood.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let said = (0..STATES).map(|part| likelihood[state(span.phone, part)]);
            gaps.push(best - said.fold(f32::NEG_INFINITY, f32::max));
        }
    }
    let window = DOUBT_FRAMES.min(gaps.len()).max(1);
    let means = gaps
        .windows(window)
        .map(|w| w.iter().sum::<f32>() / window as f32);
    means.fold(0.0, f32::max)
}

fn trace_back(nodes: &[Node], ways: &[u8], frames: usize, end: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut n, mut until) = (end, frames);
    for t in (0..frames).rev() {
        let way = ways[t * nodes.len() + n] as usize;
        let node = &nodes[n];
        if t == 0 || (node.begins && way > 0) {
            spans.push(Span {
                phone: node.phone,
                start: t,
                end: until,
            });
            until = t;
        }
        if way > 0 {
            n = node.from[way - 1].0 as usize;
        }
    }
    spans.reverse();
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A recording in which every state has a value of its own, for `length` frames a state.
    fn recording(phones: &[(Phone, usize)]) -> Vec<Frame> {
        let value = |s: usize| std::array::from_fn(|d| ((s * 7 + d * 13) % 29) as f32 * 0.3);
        let mut frames = Vec::new();
        for &(phone, length) in phones {
            for t in 0..length {
                frames.push(value(state(phone, t * STATES / length)));
            }
        }
        frames
    }

    fn models(frames: &[Frame], phones: &[(Phone, usize)]) -> Models {
        let mut of_state = vec![Vec::new(); ALL_STATES];
        let mut t = 0;
        for &(phone, length) in phones {
            for i in 0..length {
                of_state[state(phone, i * STATES / length)].push(&frames[t]);
                t += 1;
            }
        }
        Models::estimate(&of_state, 1)
    }

    #[test]
    fn finds_phones_and_only_the_pause_that_is_there() {
        use Phone::*;
        let said = [
            (Pau, 20),
            (S, 12),
            (Iy, 15),
            (Pau, 30),
            (M, 9),
            (Aa, 21),
            (T, 6),
            (Pau, 12),
        ];
        let frames = recording(&said);
        let models = models(&frames, &said);
        let script = Script {
            phones: vec![S, Iy, M, Aa, T],
            pauses: vec![Some(0.0), None, Some(5.0), None, Some(5.0)],
        };
        let found = search(&models, &script, &frames).unwrap();
        let heard: Vec<(Phone, usize)> = found
            .spans
            .iter()
            .map(|s| (s.phone, s.end - s.start))
            .collect();
        assert_eq!(heard, said);
    }

    #[test]
    fn a_recording_without_edges_is_aligned_and_one_too_short_is_not() {
        use Phone::*;
        let said = [(S, 12), (Iy, 15)];
        let frames = recording(&said);
        let models = models(&frames, &said);
        let script = Script {
            phones: vec![S, Iy],
            pauses: vec![Some(0.0), None],
        };
        let found = search(&models, &script, &frames).unwrap();
        assert_eq!(found.spans.len(), 2);
        assert_eq!(found.spans[0].end, 12);
        assert!(search(&models, &script, &frames[..5]).is_none());
        assert!(search(&models, &script, &[]).is_none());
    }
}
