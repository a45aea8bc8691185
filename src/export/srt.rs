//! SubRip cues: at most two lines of 42 characters, the limit of common broadcasting guidelines.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{captions, clock, ms};
use crate::speech::{Chunk, Mark};

/// The longest line, in characters as people count them (grapheme clusters).
const LINE: usize = 42;
/// The most lines in a cue.
const LINES: usize = 2;

/// The cues of a sentence: the time line, the text, a line break.
pub(super) fn cues(chunk: &Chunk, sample_rate: u32) -> Vec<String> {
    let cues = group(&pieces(&chunk.text));
    let words: Vec<&Mark> = captions::words(chunk).collect();
    let end = chunk.end();
    let starts: Vec<u64> = cues
        .iter()
        .enumerate()
        .map(|(i, lines)| match i {
            0 => ms(chunk.start, sample_rate),
            _ => ms(frame_of(&words, lines[0].start, end), sample_rate),
        })
        .chain([ms(end, sample_rate)])
        .collect();
    let text = |lines: &[Range<usize>]| {
        let lines: Vec<String> = lines
            .iter()
            .map(|l| clean(&chunk.text[l.clone()]))
            .collect();
        lines.join("\n")
    };
    cues.iter()
        .zip(starts.windows(2))
        .map(|(lines, t)| {
            let (from, to) = (clock(t[0], ','), clock(t[1].max(t[0] + 1), ','));
            format!("{from} --> {to}\n{}\n", text(lines))
        })
        .collect()
}

/// White space inside a line as single spaces.
fn clean(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.join(" ")
}

/// A piece of text that stays on one line, with its length in characters.
struct Piece {
    bytes: Range<usize>,
    len: usize,
    /// Whether the reader pauses after it.
    pause: bool,
}

/// The words between white space; one longer than a line is cut.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in text.split_whitespace() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let (mut start, mut len) = (at, 0);
        for (offset, _) in word.grapheme_indices(true) {
            if len == LINE {
                let bytes = start..at + offset;
                pieces.push(Piece {
                    bytes,
                    len,
                    pause: false,
                });
                (start, len) = (at + offset, 0);
            }
            len += 1;
        }
        let bytes = start..at + word.len();
        let last = word.trim_end_matches(['"', '\'', '”', '’', ')']);
        pieces.push(Piece {
            bytes,
            len,
            pause: last.ends_with([',', ';', ':', '?', '!', '—', '–']),
        });
    }
    pieces
}

/// The lines of each cue. Cues of one sentence get about the same share of it, and end where the reader
/// pauses if that is near.
fn group(pieces: &[Piece]) -> Vec<Vec<Range<usize>>> {
    let mut left: usize = pieces.iter().map(|p| p.len + 1).sum();
    let mut cues_left = left.div_ceil(LINES * LINE).max(1);
    let mut cues = Vec::new();
    let mut rest = pieces;
    while !rest.is_empty() {
        let share = left.div_ceil(cues_left);
        let (lines, taken) = match cues_left {
            1 => None,
            _ => fill_to_pause(rest, share),
        }
        .unwrap_or_else(|| fill(rest, share));
        left -= rest[..taken].iter().map(|p| p.len + 1).sum::<usize>();
        rest = &rest[taken..];
        cues_left = cues_left
            .saturating_sub(1)
            .max(left.div_ceil(LINES * LINE))
            .max(1);
        cues.push(lines);
    }
    cues
}

/// The lines of one cue that ends at the pause that is nearest to `share` characters; `None` if there is
/// no pause that is less than half of that away, or it needs too many lines.
fn fill_to_pause(pieces: &[Piece], share: usize) -> Option<(Vec<Range<usize>>, usize)> {
    let ends = pieces.iter().scan(0, |total, piece| {
        *total += piece.len + 1;
        Some((piece.pause, *total))
    });
    let near = ends.enumerate().filter_map(|(i, (pause, total))| {
        let off = total.abs_diff(share);
        (pause && 2 * off < share).then_some((off, i + 1, total))
    });
    let (_, taken, total) = near.min()?;
    [total, LINES * LINE]
        .into_iter()
        .map(|share| fill(&pieces[..taken], share))
        .find(|(_, filled)| *filled == taken)
}

/// The lines of one cue that takes about `share` characters, and how many pieces it took.
fn fill(pieces: &[Piece], share: usize) -> (Vec<Range<usize>>, usize) {
    // What does not fill a line stays on one; the rest is shared out between two.
    let width = if share <= LINE {
        LINE
    } else {
        LINE.min(share.div_ceil(LINES) + LINE / 8)
    };
    let mut lines: Vec<Range<usize>> = Vec::new();
    let (mut line, mut total) = (0, 0);
    for (i, piece) in pieces.iter().enumerate() {
        let fits = !lines.is_empty() && line + 1 + piece.len <= width;
        if i > 0 && total >= share || !fits && lines.len() == LINES {
            return (lines, i);
        }
        total += piece.len + 1;
        match lines.last_mut() {
            Some(last) if fits => {
                last.end = piece.bytes.end;
                line += 1 + piece.len;
            }
            _ => {
                lines.push(piece.bytes.clone());
                line = piece.len;
            }
        }
    }
    (lines, pieces.len())
}

/// When the text at a byte offset is heard: inside a word in proportion, else when the next begins.
fn frame_of(words: &[&Mark], at: usize, end: u64) -> u64 {
    let Some(word) = words.get(words.partition_point(|w| w.text.end <= at)) else {
        return end;
    };
    let Some(inside) = at.checked_sub(word.text.start) else {
        return word.frames.start;
    };
    let frames = word.frames.end - word.frames.start;
    word.frames.start + frames * inside as u64 / word.text.len().max(1) as u64
}

#[cfg(test)]
mod tests {
    use super::super::captions::tests::chunk;
    use super::super::{CaptionFormat, Captions};
    use super::*;

    #[test]
    fn short_sentences_are_one_cue() {
        let mut out = Vec::new();
        let mut srt = Captions::new(&mut out, CaptionFormat::Srt, 16_000);
        srt.write(&chunk("One\ntwo.", 0), Some("Ann")).unwrap();
        srt.write(&chunk("Three.", 16_000), None).unwrap();
        let expected = "1\n00:00:00,000 --> 00:00:01,000\nOne two.\n\n\
            2\n00:00:01,000 --> 00:00:02,000\nThree.\n\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn long_sentences_are_split_by_word_times() {
        let text = "The keeper of the lighthouse wrote down the height of the water every morning, \
            and every evening he compared it with the tables that his father had printed, and \
            in forty years he found no more than three days on which they were wrong.";
        let cues = cues(&chunk(text, 0), 16_000);
        assert!((3..=4).contains(&cues.len()), "{cues:#?}");
        let mut words = Vec::new();
        let mut last = "00:00:00,000".to_owned();
        for cue in &cues {
            let mut lines = cue.lines();
            let (from, to) = lines.next().unwrap().split_once(" --> ").unwrap();
            assert_eq!(from, last);
            assert!(from < to);
            last = to.to_owned();
            let lines: Vec<&str> = lines.collect();
            assert!((1..=2).contains(&lines.len()), "{cue}");
            assert!(lines.iter().all(|l| l.chars().count() <= 42), "{cue}");
            words.extend(lines.iter().flat_map(|l| l.split(' ')));
        }
        assert_eq!(words.join(" "), text);
        assert_eq!(last, "00:00:01,000");
    }

    #[test]
    fn cues_end_where_the_reader_pauses() {
        let text = "At dusk she counted the boats that had come back to the harbour, \
            and then she put the lamp into the window of the kitchen.";
        let cues = cues(&chunk(text, 0), 16_000);
        assert_eq!(cues.len(), 2, "{cues:#?}");
        assert!(cues[0].ends_with("harbour,\n"), "{cues:#?}");
        assert_eq!(cues[0].lines().count(), 3);
    }

    #[test]
    fn endless_words_are_cut_between_characters() {
        let text = "e\u{301}".repeat(100);
        let cues = cues(&chunk(&text, 0), 16_000);
        let lines: Vec<&str> = cues.iter().flat_map(|c| c.lines().skip(1)).collect();
        assert_eq!(lines.concat(), text);
        assert!(lines.iter().all(|l| l.graphemes(true).count() <= 42));
        assert!(lines.iter().all(|l| l.starts_with('e')));
    }
}
