//! SSML in, speech out: case files, times to the sample, and input that nobody should write.
#![cfg(all(feature = "ssml", feature = "embedded-voice"))]

mod score;

use std::fmt::Write as _;
use std::time::Instant;

use proptest::prelude::*;
use rhapsode::article::{
    self, Annotation, Block, BlockKind, Emphasis, Format, Inline, Level, Options, Pause, Prosody,
};
use rhapsode::pronounce::UserLexicon;
use rhapsode::{Chunk, Document, Engine, Error, MarkKind};

fn read(text: &str) -> Result<Document, Error> {
    article::read(text.as_bytes(), Format::Ssml, &Options::default())
}

/// Every case of every file in `tests/cases/ssml`; see the file `README` there.
#[test]
fn cases() {
    let found = score::cases("ssml", &["ssml"])
        .into_iter()
        .map(|(_, case)| {
            let (engine, all_pauses) = score::engine(&case.options);
            let found = match read(&case.input) {
                Ok(document) => {
                    let mut reports = String::new();
                    for skipped in &document.skipped {
                        writeln!(reports, "- {}: {}", skipped.reason, skipped.text).unwrap();
                    }
                    score::score(&engine, document, all_pauses) + &reports
                }
                Err(Error::Malformed { problem, place, .. }) => {
                    format!("error at {place}: {problem}\n")
                }
                Err(error) => panic!("{}: {error}", case.place),
            };
            (case, found)
        });
    score::check(40, found);
}

fn spoken(document: Document) -> (Vec<Chunk>, u32) {
    let speech = Engine::new().unwrap().speak(document);
    let rate = speech.sample_rate();
    (speech.collect(), rate)
}

fn words(chunks: &[Chunk]) -> Vec<(String, std::ops::Range<u64>)> {
    let marks = chunks
        .iter()
        .flat_map(|c| c.marks.iter().map(move |m| (c, m)));
    let words = marks.filter(|(_, m)| m.kind == MarkKind::Word);
    words
        .map(|(c, m)| (c.text[m.text.clone()].to_owned(), m.frames.clone()))
        .collect()
}

#[test]
fn a_break_lasts_as_long_as_it_says_to_the_sample() {
    let text = r#"<speak>One <break time="437ms"/> two.<break time="1.5s"/> Three,
        <break time="140ms"/> four <prosody rate="slow" pitch="+2st">five
        <break time="613ms"/> six</prosody>.<p>Seven.</p><break time="2s"/><p>Eight.</p></speak>"#;
    let (chunks, rate) = spoken(read(text).unwrap());
    assert_eq!(rate, 16_000);
    let words = words(&chunks);
    let gap = |before: usize| words[before + 1].1.start - words[before].1.end;
    assert_eq!(gap(0), 437 * 16, "{words:?}");
    assert_eq!(gap(1), 1500 * 16, "{words:?}");
    assert_eq!(gap(2), 140 * 16, "{words:?}");
    assert_eq!(gap(4), 613 * 16, "{words:?}");
    assert_eq!(gap(6), 2000 * 16, "{words:?}");
}

#[test]
fn silence_where_a_break_is_and_nowhere_else() {
    let (chunks, _) = spoken(read(r#"<speak>Hello <break time="900ms"/> there</speak>"#).unwrap());
    // Room tone is 68 dB below full scale, and the edges of the pause are the recordings' own silence.
    let silent = chunks[0]
        .samples
        .split(|s| s.abs() > 3e-3)
        .map(<[f32]>::len);
    let longest = silent.max().unwrap();
    assert!((700 * 16..=900 * 16).contains(&longest), "{longest}");
}

#[test]
fn a_break_without_words_is_as_long_and_no_row_of_zeros() {
    let (chunks, rate) = spoken(read(r#"<speak><break time="2s"/></speak>"#).unwrap());
    let samples: Vec<f32> = chunks.into_iter().flat_map(|c| c.samples).collect();
    assert_eq!(samples.len(), 2 * rate as usize);
    assert!(samples.iter().all(|s| s.abs() < 3e-3));
    let zeros = samples.split(|s| *s != 0.0).map(<[f32]>::len).max();
    assert!(zeros.unwrap() < 4, "{zeros:?}");
}

#[test]
fn marks_have_the_times_of_the_words_around_them() {
    let text = r#"<speak><mark name="a"/>One <mark name="b"/>two <mark name="c"/><break time="1s"/>
        <mark name="d"/>three. <mark name="e"/>Four.<mark name="f"/></speak>"#;
    let (chunks, _) = spoken(read(text).unwrap());
    let words = words(&chunks);
    let marks: Vec<_> = chunks.iter().flat_map(|c| &c.marks).collect();
    let at = |name: &str| {
        let mark = marks.iter().find(|m| m.name == name).unwrap();
        assert_eq!(mark.kind, MarkKind::Ssml);
        assert_eq!(mark.frames.start, mark.frames.end);
        mark.frames.start
    };
    assert_eq!(at("a"), words[0].1.start);
    assert_eq!(at("b"), words[1].1.start);
    assert_eq!(at("c"), words[1].1.end);
    assert_eq!(at("d"), words[2].1.start);
    assert_eq!(at("d") - at("c"), 16_000);
    assert_eq!(at("e"), words[3].1.start);
    assert_eq!(at("f"), words[3].1.end);
    let starts: Vec<u64> = marks[1..].iter().map(|m| m.frames.start).collect();
    let chunk = &chunks[0];
    assert!(
        chunk.marks[1..].is_sorted_by_key(|m| m.frames.start),
        "{starts:?}"
    );
}

#[test]
fn marks_are_exported_by_name() {
    let text = r#"<speak>Go <mark name="here"/>on.</speak>"#;
    let (chunks, rate) = spoken(read(text).unwrap());
    let mut out = Vec::new();
    let mut marks = rhapsode::export::SpeechMarks::new(&mut out, rate);
    marks.write(&chunks[0]).unwrap();
    let out = String::from_utf8(out).unwrap();
    let line = out
        .lines()
        .find(|l| l.contains(r#""type":"ssml""#))
        .unwrap();
    assert!(line.ends_with(r#""value":"here"}"#), "{line}");
}

#[test]
fn byte_ranges_are_those_of_the_source() {
    let text = "\u{feff}<?xml version=\"1.0\"?>\n<!-- é --><speak>\n  Grüße <emphasis>from</emphasis>\n\
                \t<sub alias=\"Rhapsode\">R.</sub> &amp; all<![CDATA[ <of> ]]>us.</speak>";
    let (chunks, _) = spoken(read(text).unwrap());
    for mark in chunks
        .iter()
        .flat_map(|c| c.marks.iter().map(move |m| (c, m)))
    {
        let (chunk, mark) = mark;
        let (written, source) = (&chunk.text[mark.text.clone()], &text[mark.source.clone()]);
        if mark.kind == MarkKind::Word && !written.contains('&') {
            assert_eq!(written, source);
        }
    }
}

/// Seconds of audio of the words alone.
fn speaking(text: &str) -> f64 {
    let (chunks, rate) = spoken(read(text).unwrap());
    let words = words(&chunks);
    let frames: u64 = words.iter().map(|(_, f)| f.end - f.start).sum();
    frames as f64 / f64::from(rate)
}

#[test]
fn rates_and_durations_are_heard() {
    let plain = speaking("<speak>The harbour has silted up again.</speak>");
    for (rate, factor) in [("50%", 2.0), ("200%", 0.5), ("80%", 1.25)] {
        let text = format!(
            "<speak><prosody rate='{rate}'>The harbour has silted up again.</prosody></speak>"
        );
        let share = speaking(&text) / plain;
        assert!((share / factor - 1.0).abs() < 0.03, "{rate}: {share}");
    }
    let text = "<speak><prosody duration='4s'>The harbour has silted up again.</prosody></speak>";
    let seconds = speaking(text);
    assert!((3.2..4.8).contains(&seconds), "{seconds}");
}

/// Root mean square of the samples, in decibels.
fn loudness(chunk: &Chunk) -> f32 {
    let power: f32 = chunk.samples.iter().map(|s| s * s).sum::<f32>() / chunk.samples.len() as f32;
    10.0 * power.log10()
}

#[test]
fn volumes_are_heard() {
    let say = |volume: &str| {
        let text =
            format!("<speak><prosody volume='{volume}'>Can you hear me now?</prosody></speak>");
        spoken(read(&text).unwrap()).0.remove(0)
    };
    let plain = loudness(&say("medium"));
    assert!((loudness(&say("-6dB")) - plain + 6.0).abs() < 0.1);
    assert!((loudness(&say("loud")) - plain - 3.0).abs() < 0.3);
    let silent = say("silent");
    let spoken = words(std::slice::from_ref(&silent));
    let spoken = spoken[0].1.start as usize + 80..spoken[4].1.end as usize;
    assert!(silent.samples[spoken].iter().all(|s| *s == 0.0));
}

#[test]
fn lexicons_hold_where_they_are_looked_up() {
    let text = r#"<speak><lexicon uri="names.pls" xml:id="names"/>
        Live. <lookup ref="names">Live and live.</lookup> Live.</speak>"#;
    let document = read(text).unwrap();
    assert_eq!(document.lexicons[0].uri, "names.pls");
    let mut engine = Engine::new().unwrap();
    let lexicon = UserLexicon::parse("live  L IY1 V", "names", engine.language()).unwrap();
    engine.add_lexicon("names.pls", lexicon);
    let found = score::score(&engine, document, false);
    assert_eq!(found, "live\nlive/L IY1 V/ and live/L IY1 V/\nlive\n");
}

#[test]
fn a_document_by_hand_says_the_same_as_its_ssml() {
    let ssml = r#"<speak><p>One <break time="700ms"/>two <emphasis level="strong">three</emphasis>
        <prosody rate="50%">four</prosody></p></speak>"#;
    let prosody = Prosody {
        rate: Some(Level::Set(0.5)),
        ..Prosody::default()
    };
    let block = Block::new(BlockKind::Paragraph, "One two three four")
        .annotated(Annotation::new(3..3, Inline::Break(Pause::Ms(700.0))))
        .annotated(Annotation::new(8..13, Inline::Emphasis(Emphasis::Strong)))
        .annotated(Annotation::new(14..18, Inline::Prosody(prosody)));
    let mut by_hand = Document::default();
    by_hand.blocks.push(block);
    let (from_ssml, _) = spoken(read(ssml).unwrap());
    let (from_hand, _) = spoken(by_hand);
    assert_eq!(from_ssml[0].samples, from_hand[0].samples);
}

#[test]
fn annotations_out_of_place_do_no_harm() {
    let mut document = Document::default();
    let mut block = Block::new(BlockKind::Paragraph, "Añb cd. Ef gh.");
    let inlines = [
        Inline::Sentence,
        Inline::Word,
        Inline::Break(Pause::Ms(f32::NAN)),
        Inline::Break(Pause::Ms(-3.0)),
        Inline::Sub("x".into()),
        Inline::Voice(Default::default()),
        Inline::Prosody(Prosody {
            rate: Some(Level::Set(f32::NAN)),
            range: Some(f32::INFINITY),
            volume: Some(Level::By(1e30)),
            duration_ms: Some(0.0),
            contour: vec![(f32::NAN, rhapsode::article::Pitch::Hertz(-1.0))],
            ..Prosody::default()
        }),
    ];
    for start in 0..18 {
        for end in 0..18 {
            for inline in &inlines {
                block = block.annotated(Annotation::new(start..end, inline.clone()));
            }
        }
    }
    document.blocks.push(block);
    let (chunks, _) = spoken(document);
    assert!(
        chunks
            .iter()
            .flat_map(|c| &c.samples)
            .all(|s| s.is_finite())
    );
}

#[test]
fn bombs_are_refused_or_bounded() {
    let began = Instant::now();
    let deep = "<speak>".to_owned() + &"<prosody>".repeat(100_000) + "x";
    assert!(matches!(read(&deep), Err(Error::Limit { .. })), "depth");
    let mut lol = "<!DOCTYPE speak [<!ENTITY a \"lol\">".to_owned();
    for (name, before) in ('b'..='j').zip('a'..) {
        write!(
            lol,
            "<!ENTITY {name} \"{}\">",
            format!("&{before};").repeat(10)
        )
        .unwrap();
    }
    lol.push_str("]><speak>&j;</speak>");
    let message = read(&lol).unwrap_err().to_string();
    assert!(message.contains("entities in it"), "{message}");
    let breaks = format!(
        "<speak>a{}b</speak>",
        "<break time='9999s'/>".repeat(100_000)
    );
    let (chunks, _) = spoken(read(&breaks).unwrap());
    assert!(chunks[0].samples.len() < 62 * 16_000);
    let marks = format!("<speak>{}</speak>", "<mark name='m'/>a ".repeat(100_000));
    assert_eq!(read(&marks).unwrap().blocks.len(), 1);
    let wide = format!("<speak>{}</speak>", "<p><s>a</s></p>".repeat(200_000));
    assert_eq!(read(&wide).unwrap().blocks.len(), 200_000);
    let entity = format!("<speak {}/>", "a='".repeat(100_000));
    assert!(read(&entity).is_err());
    let seconds = began.elapsed().as_secs_f32();
    assert!(seconds < 60.0, "{seconds} s");
}

#[test]
fn other_encodings_are_those_that_are_declared() {
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><speak>caf\xe9</speak>";
    let read = |bytes: &[u8]| article::read(bytes, Format::Ssml, &Options::default());
    assert_eq!(read(latin).unwrap().blocks[0].text, "café");
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            "<speak>café</speak>"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    assert_eq!(read(&utf16).unwrap().blocks[0].text, "café");
    assert!(matches!(
        read(b"<speak>caf\xe9</speak>"),
        Err(Error::Malformed { .. })
    ));
}

#[test]
fn the_format_is_recognised() {
    for text in [
        "<speak>a</speak>",
        "<?xml version='1.0'?>\n<!-- x -->\n<speak version='1.1'>",
    ] {
        assert_eq!(Format::of_content(text.as_bytes()), Format::Ssml, "{text}");
    }
    assert_eq!(Format::of_path("a.ssml"), Format::Ssml);
}

/// Pieces from which SSML is put together, well-formed or not.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: [&str; 40] = [
        "<speak>",
        "</speak>",
        "<p>",
        "</p>",
        "<s>",
        "</s>",
        "<break/>",
        "<break time='1s'/>",
        "<break strength='none'/>",
        "<mark name='m'/>",
        "<sub alias='x y'>",
        "</sub>",
        "<say-as interpret-as='date' format='mdy'>",
        "<say-as interpret-as='characters'>",
        "<say-as interpret-as='telephone'>",
        "</say-as>",
        "<phoneme ph='tə'>",
        "</phoneme>",
        "<emphasis>",
        "</emphasis>",
        "<prosody rate='x-slow' pitch='+9st' volume='loud'>",
        "<prosody contour='(0%,+20Hz)(100%,-3st)' duration='3s'>",
        "</prosody>",
        "<voice name='a b'>",
        "<voice gender='female'>",
        "</voice>",
        "<w>",
        "</w>",
        "<audio src='x'>",
        "</audio>",
        "<desc>",
        "</desc>",
        "&amp;",
        "&#65;",
        "&x;",
        "<![CDATA[<]]>",
        "<!-- -->",
        "word 1/2 (and) \"so\" ",
        "Dr. X 3.5% ",
        "ü. ",
    ];
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|p| p.concat())
}

fn survives(bytes: &[u8]) {
    let Ok(document) = article::read(bytes, Format::Ssml, &Options::default()) else {
        return;
    };
    let mut speech = Engine::new().unwrap().speak(document);
    while let Some(stages) = speech.next_plan() {
        stages.plan.check(stages.sentence.words.len()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survives(&bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        survives(format!("<speak>{text}</speak>").as_bytes());
        survives(text.as_bytes());
    }

    #[test]
    fn any_markup(text in pieces()) {
        survives(text.as_bytes());
        survives(format!("<speak>{text}</speak>").as_bytes());
    }
}
