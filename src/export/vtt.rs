//! WebVTT cues (W3C, *WebVTT: The Web Video Text Tracks Format*, 4.1 and 4.2).

use super::captions::{end, words};
use super::{clock, ms};
use crate::speech::Chunk;

/// What a file begins with.
pub(super) const HEADER: &str = "WEBVTT\n\n";

/// The cue of a sentence, with the blank line after it.
pub(super) fn cue(chunk: &Chunk, speaker: Option<&str>, sample_rate: u32) -> String {
    let start = ms(chunk.start, sample_rate);
    let end = ms(end(chunk), sample_rate);
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
        escape(&chunk.text[written..word.text.start], &mut cue);
        let time = ms(word.frames.start, sample_rate);
        if time > last && time < end {
            cue.push_str(&format!("<{}>", clock(time, '.')));
            last = time;
        }
        escape(&chunk.text[word.text.clone()], &mut cue);
        written = word.text.end;
    }
    escape(&chunk.text[written..], &mut cue);
    cue.push_str("\n\n");
    cue
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
}
