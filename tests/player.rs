//! The player, listened to by hand: no sound device is needed.
#![cfg(all(feature = "playback", feature = "markdown", feature = "embedded-voice"))]

use std::time::{Duration, Instant};

use rhapsode::playback::{Event, Events, Player, PlayerSource, Seek, Span};
use rhapsode::{Decibels, Document, Engine, Rate, Semitones, Settings};

const RATE: u32 = 48_000;
const TEXT: &str = "Tides\n\n\
    The sea rises twice a day. It falls again! Does it ever stop?\n\n\
    Few people notice. The keeper of the light did, for forty years, and he wrote it all down.\n\n\
    Nobody reads his books now. They stand on a shelf in the kitchen, beside the flour.";

/// Someone who listens, faster than the sound runs. Whether synthesis keeps up with that is a matter of the machine,
/// and not asked here.
struct Ear {
    player: Player,
    events: Events,
    source: PlayerSource,
    heard: Vec<f32>,
}

impl Ear {
    fn new() -> Self {
        let engine = Engine::new().unwrap();
        let (player, source) = Player::detached(engine, RATE).unwrap();
        Ear {
            events: player.events(),
            player,
            source,
            heard: Vec::new(),
        }
    }

    fn on(text: &str) -> Self {
        let ear = Ear::new();
        ear.player.enqueue(Document::from_text(text));
        ear.settle();
        ear
    }

    /// Gives the player's threads time to do what was asked for.
    fn settle(&self) {
        std::thread::sleep(Duration::from_millis(60));
    }

    /// Takes so much sound, as a device would: a bit at a time.
    fn listen(&mut self, seconds: f64) -> &[f32] {
        let begin = self.heard.len();
        let mut left = (seconds * f64::from(RATE)) as usize;
        while left > 0 {
            let burst = left.min(960);
            let at = self.heard.len();
            self.heard.resize(at + burst, 0.0);
            self.source.read(&mut self.heard[at..]);
            left -= burst;
            std::thread::sleep(Duration::from_millis(8));
        }
        &self.heard[begin..]
    }

    /// Listens until an event that `wanted` picks; gives what it picked.
    fn until<T>(&mut self, mut wanted: impl FnMut(&Event) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(event) = self.events.try_recv() {
                if let Some(found) = wanted(&event) {
                    return found;
                }
                continue;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "it never came");
            self.listen(0.02);
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn sentence(&mut self) -> Span {
        self.until(|e| match e {
            Event::Sentence(span) => Some(span.clone()),
            _ => None,
        })
    }

    fn word(&mut self) -> Span {
        self.until(|e| match e {
            Event::Word(span) => Some(span.clone()),
            _ => None,
        })
    }

    fn seek(&mut self, to: Seek) -> &'static str {
        while self.events.try_recv().is_some() {}
        self.player.seek(to);
        self.settle();
        while self.events.try_recv().is_some() {}
        let span = self.sentence();
        &TEXT[span.source]
    }
}

/// The largest step between two samples: a click is one.
fn steepest(samples: &[f32]) -> f32 {
    let steps = samples.windows(2).map(|w| (w[1] - w[0]).abs());
    steps.fold(0.0, f32::max)
}

fn loudest(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |m, s| m.max(s.abs()))
}

#[test]
fn the_whole_article_is_heard_with_every_event_once() {
    let mut ear = Ear::on(TEXT);
    let mut seen = Vec::new();
    let mut events = Vec::new();
    let id = ear.until(|e| {
        events.push(e.clone());
        match e {
            Event::Word(span) => seen.push(span.source.clone()),
            Event::Finished { article } => return Some(*article),
            _ => {}
        }
        None
    });
    assert!(matches!(events[0], Event::Started { article } if article == id));
    assert!(matches!(&events[1], Event::Paragraph(s) if s.block == 0 && s.text == (0..5)));
    assert!(matches!(&events[2], Event::Sentence(s) if s.sentence == 0));
    assert!(matches!(&events[3], Event::Word(s) if TEXT[s.source.clone()] == *"Tides"));
    let paragraphs = events.iter().filter(|e| matches!(e, Event::Paragraph(_)));
    assert_eq!(paragraphs.count(), 4);
    let mut speech = Engine::new().unwrap().speak_text(TEXT);
    let (mut words, mut samples) = (Vec::new(), 0);
    for chunk in speech.by_ref() {
        words.extend(chunk.marks[1..].iter().map(|m| m.source.clone()));
        samples += chunk.samples.len();
    }
    assert_eq!(seen, words);
    // Sound ends where the speech ends.
    let seconds = samples as f64 / 16_000.0;
    let last = ear.heard.iter().rposition(|s| s.abs() > 3e-3).unwrap();
    let end = last as f64 / f64::from(RATE);
    assert!(
        end > seconds - 1.0 && end < seconds + 0.1,
        "{end} of {seconds}"
    );
    let length = ear.player.duration().unwrap();
    assert!(length.exact);
    assert!((length.time.as_secs_f64() - seconds).abs() < 1e-6);
}

#[test]
fn the_sound_is_the_speech() {
    let engine = Engine::new().unwrap();
    let (player, mut source) = Player::detached(engine.clone(), 16_000).unwrap();
    player.enqueue(Document::from_text(TEXT));
    std::thread::sleep(Duration::from_millis(300));
    let expected: Vec<f32> = engine.speak_text(TEXT).flat_map(|c| c.samples).collect();
    // What the ring holds.
    let mut heard = vec![0.0; 16_000];
    source.read(&mut heard);
    // The first milliseconds fade in.
    assert_eq!(heard[200..], expected[200..heard.len()]);
}

#[test]
fn pausing_ramps_down_and_keeps_the_place() {
    let mut ear = Ear::on(TEXT);
    ear.listen(2.0);
    let natural = steepest(&ear.heard);
    ear.player.pause();
    let pause = ear.listen(0.5).to_vec();
    assert!(loudest(&pause[RATE as usize / 100..]) == 0.0);
    assert!(steepest(&pause) <= 1.5 * natural);
    let at = ear.player.position().unwrap().time;
    ear.listen(1.0);
    assert_eq!(ear.player.position().unwrap().time, at);
    ear.player.play();
    let again = ear.listen(0.5).to_vec();
    assert!(loudest(&again) > 0.01 && steepest(&again) <= 1.5 * natural);
    let after = ear.player.position().unwrap().time - at;
    assert!((after.as_secs_f64() - 0.5).abs() < 0.01, "{after:?}");
}

#[test]
fn seeks_go_where_they_should() {
    let mut ear = Ear::on(TEXT);
    ear.listen(0.1);
    assert_eq!(ear.seek(Seek::NextSentence), "The sea rises twice a day.");
    assert_eq!(ear.seek(Seek::NextParagraph), "Few people notice.");
    // At its beginning, "previous" is the one before; later, its own start.
    assert_eq!(ear.seek(Seek::PreviousSentence), "Does it ever stop?");
    assert_eq!(
        ear.seek(Seek::PreviousParagraph),
        "The sea rises twice a day."
    );
    ear.listen(1.3);
    assert_eq!(
        ear.seek(Seek::PreviousSentence),
        "The sea rises twice a day."
    );
    assert_eq!(ear.seek(Seek::Sentence(2)), "It falls again!");
    assert_eq!(ear.seek(Seek::Block(3)), "Nobody reads his books now.");
    assert_eq!(ear.seek(Seek::PreviousHeading), "Tides");
    let keeper = TEXT.find("keeper").unwrap();
    assert!(ear.seek(Seek::Byte(keeper)).starts_with("The keeper"));
    assert_eq!(&TEXT[ear.word().source], "keeper");
    ear.seek(Seek::Time(Duration::from_secs(3)));
    let at = ear.player.position().unwrap().time.as_secs_f64();
    assert!((3.0..3.2).contains(&at), "{at}");
    ear.seek(Seek::Back(Duration::from_secs(2)));
    let back = ear.player.position().unwrap().time.as_secs_f64();
    assert!((0.9..1.5).contains(&back), "{back}");
    let before = ear.player.position().unwrap().time.as_secs_f64();
    ear.seek(Seek::Forward(Duration::from_secs(4)));
    let forward = ear.player.position().unwrap().time.as_secs_f64();
    assert!(
        (before + 3.9..before + 4.6).contains(&forward),
        "{before} {forward}"
    );
    ear.seek(Seek::Time(Duration::ZERO));
    // Beyond the end is the end.
    ear.player.seek(Seek::Time(Duration::from_secs(3_000)));
    ear.until(|e| matches!(e, Event::Finished { .. }).then_some(()));
    // And back again, after the end.
    assert_eq!(ear.seek(Seek::Sentence(0)), "Tides");
}

#[test]
fn the_next_heading_is_one_and_after_the_last_is_the_end() {
    let text = "# Tides\n\nThe sea rises.\n\nIt falls.\n\n## Moons\n\nThere is one.\n\n## Winds\n\nThey blow.";
    let options = rhapsode::article::Options::default();
    let format = rhapsode::article::Format::Markdown;
    let document = rhapsode::article::read(text.as_bytes(), format, &options).unwrap();
    let mut ear = Ear::new();
    ear.player.enqueue(document);
    ear.settle();
    ear.listen(0.1);
    for heading in ["Moons", "Winds"] {
        while ear.events.try_recv().is_some() {}
        ear.player.seek(Seek::NextHeading);
        ear.settle();
        let span = ear.until(|e| match e {
            Event::Paragraph(span) => Some(span.clone()),
            _ => None,
        });
        assert_eq!(&text[span.source], heading);
    }
    ear.player.seek(Seek::NextHeading);
    ear.until(|e| matches!(e, Event::Finished { .. }).then_some(()));
}

#[test]
fn rate_and_pitch_change_in_the_middle_of_a_word_without_a_click() {
    let mut ear = Ear::on(TEXT);
    ear.listen(1.5);
    let natural = steepest(&ear.heard).max(0.05);
    let mut words = Vec::new();
    let mut note = |e: &Event| match e {
        Event::Word(span) => {
            words.push(span.source.start);
            Some(())
        }
        _ => None,
    };
    let changes = [(2.0, 0.0), (0.7, 0.0), (1.0, 5.0), (4.0, -5.0), (1.0, 0.0)];
    for (rate, pitch) in changes {
        let settings = Settings {
            rate: Rate::new(rate).unwrap(),
            pitch: Semitones::new(pitch).unwrap(),
            volume: Decibels::default(),
        };
        ear.player.set_settings(settings);
        ear.settle();
        // It is heard after what is on its way, less than 4 ms.
        let mut heard = ear.listen(0.1).to_vec();
        let changed = ear.until(|e| match e {
            Event::Changed(s) => Some(*s),
            e => {
                note(e);
                None
            }
        });
        assert_eq!(changed, settings);
        heard.extend(ear.listen(0.3).to_vec());
        assert!(
            steepest(&heard) <= 1.6 * natural,
            "{rate} {pitch}: {} {natural}",
            steepest(&heard)
        );
    }
    while let Some(event) = ear.events.try_recv() {
        note(&event);
    }
    assert!(words.windows(2).all(|w| w[0] < w[1]), "{words:?}");
    // The rate is the rate: the rest takes a quarter of its time at 4.
    let length = ear.player.duration().unwrap().time;
    ear.player.set_rate(Rate::new(4.0).unwrap());
    ear.settle();
    ear.settle();
    let fast = ear.player.duration().unwrap();
    assert!(fast.exact);
    let ratio = length.as_secs_f64() / fast.time.as_secs_f64();
    assert!((ratio - 4.0).abs() < 0.05, "{ratio}");
}

#[test]
fn volume_follows_at_once() {
    let mut ear = Ear::on(TEXT);
    let before = loudest(ear.listen(1.5));
    ear.player.set_volume(Decibels::new(-20.0).unwrap());
    ear.listen(0.02);
    let after = loudest(ear.listen(1.5));
    assert!((0.05..0.2).contains(&(after / before)), "{before} {after}");
}

#[test]
fn articles_follow_each_other_and_stop_ends_them() {
    let mut ear = Ear::new();
    let texts = ["One.", "", "Two words.", TEXT];
    let ids = texts.map(|t| ear.player.enqueue(Document::from_text(t)));
    assert_eq!(ear.player.queue(), ids);
    for id in &ids[..3] {
        let finished = ear.until(|e| match e {
            Event::Finished { article } => Some(*article),
            _ => None,
        });
        assert_eq!(finished, *id);
    }
    ear.listen(0.5);
    assert_eq!(ear.player.position().unwrap().article, ids[3]);
    let last = ear.player.enqueue(Document::from_text("The last one."));
    ear.player.next_article();
    ear.until(|e| matches!(e, Event::Started { article } if *article == last).then_some(()));
    ear.player.stop();
    ear.settle();
    ear.listen(0.05);
    assert_eq!(loudest(ear.listen(0.5)), 0.0);
    assert!(ear.player.queue().is_empty() && ear.player.position().is_none());
    ear.player.wait().unwrap();
    while ear.events.try_recv().is_some() {}
    // It can be used again.
    ear.player.enqueue(Document::from_text(TEXT));
    assert_eq!(&TEXT[ear.sentence().source], "Tides");
}

#[test]
fn a_lost_mixer_is_told_and_replaced_at_the_word_that_was_heard() {
    let mut ear = Ear::on(TEXT);
    let mut word = ear.word();
    for _ in 0..6 {
        word = ear.word();
    }
    let (_, unused) = Player::detached(Engine::new().unwrap(), RATE).unwrap();
    drop(std::mem::replace(&mut ear.source, unused));
    let problem = loop {
        match ear.events.recv_timeout(Duration::from_secs(5)).unwrap() {
            Event::DeviceLost { problem } => break problem,
            _ => continue,
        }
    };
    assert!(!problem.is_empty());
    assert!(ear.player.wait().is_err());
    ear.source = ear.player.detach(RATE).unwrap();
    ear.settle();
    let again = ear.word();
    assert!(
        again.source == word.source || again.source.start > word.source.end,
        "{word:?} {again:?}"
    );
    assert!(again.source.start < word.source.end + 12);
    ear.until(|e| matches!(e, Event::Finished { .. }).then_some(()));
    ear.player.wait().unwrap();
}

#[test]
fn a_seek_is_heard_at_once_even_with_a_full_ring() {
    let mut ear = Ear::on(&TEXT.repeat(20));
    ear.listen(1.0);
    // Many of them, and nobody listens: the last one counts.
    for i in 0..200 {
        ear.player.seek(Seek::Sentence(i % 30));
    }
    ear.player.seek(Seek::Sentence(40));
    while ear.player.position().map(|p| p.sentence) != Some(40) {
        std::thread::sleep(Duration::from_millis(10));
    }
    ear.settle();
    ear.listen(0.1);
    while let Some(event) = ear.events.try_recv() {
        if let Event::Sentence(span) = event {
            assert!(span.sentence == 0 || span.sentence == 1 || span.sentence == 40);
        }
    }
    assert_eq!(ear.player.position().unwrap().sentence, 40);
}

#[test]
fn a_callback_hears_what_a_channel_hears() {
    let mut ear = Ear::new();
    let (tell, told) = std::sync::mpsc::channel();
    ear.player.on_event(move |event| {
        let _ = tell.send(event.clone());
    });
    ear.player
        .enqueue(Document::from_text("A few words. And more."));
    let mut events = Vec::new();
    ear.until(|e| {
        events.push(e.clone());
        matches!(e, Event::Finished { .. }).then_some(())
    });
    assert_eq!(told.try_iter().collect::<Vec<_>>(), events);
    drop(ear.player);
    assert_eq!(ear.events.recv_timeout(Duration::from_secs(5)), None);
}

#[test]
fn marks_of_the_document_are_told_between_its_words() {
    use rhapsode::article::{self, Format, Options};
    let ssml = "<speak>One <mark name=\"here\"/> two.</speak>";
    let document = article::read(ssml.as_bytes(), Format::Ssml, &Options::default());
    let mut ear = Ear::new();
    ear.player.enqueue(document.unwrap());
    let mut told = Vec::new();
    ear.until(|e| {
        match e {
            Event::Word(span) => told.push(ssml[span.source.clone()].to_owned()),
            Event::Mark { name, .. } => told.push(name.clone()),
            _ => {}
        }
        matches!(e, Event::Finished { .. }).then_some(())
    });
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!((&*told[0], &*told[1]), ("One", "here"));
}
