//! Files of speech, read back by other programs' decoders.
#![cfg(all(feature = "embedded-voice", feature = "flac", feature = "opus"))]

use std::io::Cursor;

use rhapsode::export::{Chapter, Metadata, to_i16};
use rhapsode::pronounce::Phone;
use rhapsode::{Chunk, Engine, MarkKind};

const TEXT: &str = "The sea rises twice a day. Few people notice, and nobody minds.";

fn speech() -> (Vec<f32>, u32) {
    let speech = Engine::new().unwrap().speak_text(TEXT);
    let rate = speech.sample_rate();
    (speech.flat_map(|chunk| chunk.samples).collect(), rate)
}

fn metadata() -> Metadata {
    Metadata {
        title: Some("Tides".to_owned()),
        author: Some("Ann Åkesson".to_owned()),
        chapters: vec![Chapter {
            start: 1_500,
            title: "The moon".to_owned(),
        }],
    }
}

#[test]
fn flac_holds_every_sample_and_the_metadata() {
    use rhapsode::export::Flac;
    let (samples, rate) = speech();
    // An empty file, a whole number of frames, and one sample more.
    for length in [0, 1, 4096, 8192, 8193, samples.len()] {
        let mut file = Cursor::new(Vec::new());
        let mut flac = Flac::new(&mut file, rate, &metadata()).unwrap();
        for part in samples[..length].chunks(1_000) {
            flac.write(part).unwrap();
        }
        flac.finish().unwrap();
        let mut reader = claxon::FlacReader::new(Cursor::new(file.into_inner())).unwrap();
        let info = reader.streaminfo();
        assert_eq!(
            (info.sample_rate, info.channels, info.bits_per_sample),
            (rate, 1, 16)
        );
        assert_eq!(info.samples.unwrap_or(0), length as u64);
        assert_eq!(reader.get_tag("title").next(), Some("Tides"));
        assert_eq!(reader.get_tag("artist").next(), Some("Ann Åkesson"));
        assert_eq!(reader.get_tag("chapter000").next(), Some("00:00:01.500"));
        let read: Vec<i32> = reader.samples().map(Result::unwrap).collect();
        let expected = samples[..length].iter().map(|s| i32::from(to_i16(*s)));
        assert!(read.into_iter().eq(expected), "{length}");
    }
}

#[test]
fn opus_has_the_length_and_the_sound() {
    use rhapsode::export::Opus;
    use ropus::{Channels, DecodeMode, Decoder};
    let (samples, rate) = speech();
    for length in [0, 1, 320, samples.len()] {
        let mut opus = Opus::new(Vec::new(), rate, 32_000, &metadata()).unwrap();
        for part in samples[..length].chunks(1_000) {
            opus.write(part).unwrap();
        }
        let file = opus.finish().unwrap();
        let mut packets = ogg::PacketReader::new(Cursor::new(file));
        let head = packets.read_packet_expected().unwrap().data;
        assert!(head.starts_with(b"OpusHead"));
        let skip = u64::from(u16::from_le_bytes([head[10], head[11]]));
        let tags = packets.read_packet_expected().unwrap().data;
        let tags = String::from_utf8_lossy(&tags);
        assert!(tags.starts_with("OpusTags") && tags.contains("TITLE=Tides"));
        let mut decoder = Decoder::new(rate, Channels::Mono).unwrap();
        let (mut heard, mut end) = (Vec::new(), 0);
        while let Some(packet) = packets.read_packet().unwrap() {
            let mut pcm = [0; 5_760];
            let count = decoder
                .decode(&packet.data, &mut pcm, DecodeMode::Normal)
                .unwrap();
            heard.extend_from_slice(&pcm[..count]);
            end = packet.absgp_page();
        }
        assert_eq!((end - skip) * u64::from(rate) / 48_000, length as u64);
        let from = (skip * u64::from(rate) / 48_000) as usize;
        let heard = &heard[from..from + length];
        // The same waves: what differs is far below them.
        let energy = |x: &mut dyn Iterator<Item = f64>| x.map(|x| x * x).sum::<f64>();
        let original = samples[..length].iter().map(|s| f64::from(to_i16(*s)));
        let differs = heard
            .iter()
            .zip(original.clone())
            .map(|(h, o)| f64::from(*h) - o);
        let (noise, signal) = (energy(&mut differs.into_iter()), energy(&mut { original }));
        assert!(
            length < 1_000 || noise < signal / 10.0,
            "{noise} in {signal}"
        );
    }
    assert!(Opus::new(Vec::new(), 22_050, 32_000, &metadata()).is_err());
    assert!(Opus::new(Vec::new(), rate, 1, &metadata()).is_err());
}

/// The last word ends where the last pause begins, to the sample, after an hour.
#[test]
fn times_do_not_drift() {
    let paragraph = "In the morning the boats come home, and the children of the village run down to \
        the harbour to see what they have caught. It is seldom much.\n\n";
    let mut speech = Engine::new().unwrap().speak_text(&paragraph.repeat(460));
    let rate = u64::from(speech.sample_rate());
    let (mut chunk, mut samples, mut last_word) = (Chunk::default(), 0, 0);
    let mut pause = 0;
    while speech.next_into(&mut chunk) {
        assert_eq!(chunk.start, samples);
        samples += chunk.samples.len() as u64;
        let mut words = chunk.marks.iter().filter(|m| m.kind == MarkKind::Word);
        last_word = words.next_back().unwrap().frames.end;
        let phones = chunk
            .phones
            .iter()
            .rev()
            .take_while(|p| p.phone == Phone::Pau);
        pause = phones.map(|p| u64::from(p.time.end - p.time.start)).sum();
        let ends: Vec<u32> = chunk.phones.iter().map(|p| p.time.end).collect();
        assert!(ends.is_sorted());
        assert_eq!(*ends.last().unwrap() as usize, chunk.samples.len());
    }
    assert!(samples > 3_600 * rate, "{} s", samples / rate);
    assert_eq!(last_word + pause, samples);
}

#[test]
fn the_last_word_of_an_hour_ends_where_its_sound_does() {
    let text =
        "The sea rises twice a day, and falls as often. Nobody counts the times.\n\n".repeat(700);
    let mut speech = rhapsode::Engine::new().unwrap().speak_text(&text);
    let rate = u64::from(speech.sample_rate());
    let mut chunk = rhapsode::Chunk::default();
    let (mut made, mut seconds) = (0, 0);
    while speech.next_into(&mut chunk) {
        assert_eq!(chunk.start, made);
        made += chunk.samples.len() as u64;
        seconds = made / rate;
        let last = chunk
            .marks
            .iter()
            .rfind(|m| m.kind == rhapsode::MarkKind::Word);
        let last = last.expect("a word").frames.end;
        let pause = chunk.phones.last().expect("a pause").time;
        assert_eq!(pause.end as usize, chunk.samples.len());
        assert_eq!(
            last,
            made - u64::from(pause.end - pause.start),
            "after {seconds} s"
        );
        // And that is silence, from 20 ms after the word on; before, its sound dies away.
        let quiet = (pause.start as usize + rate as usize / 50).min(pause.end as usize);
        let loudest = chunk.samples[quiet..]
            .iter()
            .fold(0f32, |m, s| m.max(s.abs()));
        assert!(loudest < 0.01, "{loudest} after {seconds} s");
    }
    assert!(seconds >= 3_600, "{seconds} s");
    assert_eq!(speech.frames(), made);
}
