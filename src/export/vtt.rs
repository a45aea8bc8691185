//! WebVTT cues (W3C, *WebVTT: The Web Video Text Tracks Format*, 4.1 and 4.2).

use super::captions::words;
use super::{clock, ms};
use crate::speech::Chunk;

/// What a file begins with.
pub(super) const HEADER: &str = "WEBVTT\n\n";

/// The cue of a sentence, with the blank line after it.
pub(super) fn cue(chunk: &Chunk, speaker: Option<&str>, sample_rate: u32) -> String {
    let start = ms(chunk.start, sample_rate);
    let end = ms(chunk.end(), sample_rate);
    let mut cue = format!("{} --> {}\n", clock(start, '.'), clock(end, '.'));
    if let Some(speaker) = speaker.filter(|s| !s.trim().is_empty()) {
        cue.push_str("<v ");
        escape(speaker.trim(), &mut cue);
        cue.push('>');
    }
    let mut written = 0;
    // A time stamp must lie after the one before it and inside the cue.
    let mut last = start;
    for word in words(chunk) {
        let (before, opening) = part(&chunk.text[written..word.text.start]);
        escape(before, &mut cue);
        let time = ms(word.frames.start, sample_rate);
        if time > last && time < end {
            cue.push_str(&format!("<{}>", clock(time, '.')));
            last = time;
        }
        escape(opening, &mut cue);
        escape(&chunk.text[word.text.clone()], &mut cue);
        written = word.text.end;
    }
    escape(&chunk.text[written..], &mut cue);
    cue.push_str("\n\n");
    cue
}

/// What stands between two words: up to the last space it belongs to the one before; an opening quote or
/// bracket goes with the one after.
fn part(between: &str) -> (&str, &str) {
    let space = between.char_indices().rfind(|(_, c)| c.is_whitespace());
    between.split_at(space.map_or(0, |(at, space)| at + space.len_utf8()))
}

/// Escapes what is markup in a cue; a line break, which could end the cue, becomes a space.
fn escape(text: &str, cue: &mut String) {
    for c in text.chars() {
        match c {
            '&' => cue.push_str("&amp;"),
            '<' => cue.push_str("&lt;"),
            '>' => cue.push_str("&gt;"),
            '\n' | '\r' | '\0' => cue.push(' '),
            c => cue.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::captions::tests::chunk;
    use super::super::{CaptionFormat, Captions};
    use super::cue;

    #[test]
    fn cues_with_speaker_and_word_times() {
        let mut out = Vec::new();
        let mut vtt = Captions::new(&mut out, CaptionFormat::WebVtt, 16_000);
        vtt.write(&chunk("AT&T\r\n\r\nsaid --> <no>", 0), Some("Ann > Bob"))
            .unwrap();
        vtt.write(&chunk("Yes.", 16_000), None).unwrap();
        let expected = "WEBVTT\n\n\
            00:00:00.000 --> 00:00:01.000\n\
            <v Ann &gt; Bob>AT&amp;T    <00:00:00.125>said <00:00:00.250>--&gt; <00:00:00.375>&lt;no&gt;\n\n\
            00:00:01.000 --> 00:00:02.000\n\
            Yes.\n\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn an_opening_quote_comes_with_its_word() {
        let mut quoted = chunk("She said, “Now (or never).”", 0);
        for word in quoted.marks.iter_mut().skip(1) {
            let text = &quoted.text[word.text.clone()];
            let letters = |c: char| c.is_alphabetic();
            let (start, end) = (
                text.find(letters).unwrap(),
                text.rfind(letters).unwrap() + 1,
            );
            word.text = word.text.start + start..word.text.start + end;
        }
        assert_eq!(
            cue(&quoted, None, 16_000),
            "00:00:00.000 --> 00:00:01.000\n\
            She <00:00:00.100>said, <00:00:00.200>“Now <00:00:00.300>(or <00:00:00.400>never).”\n\n"
        );
    }
}
