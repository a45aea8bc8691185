//! The player on a virtual ALSA device that consumes in real time.
//!
//! The device is ALSA's `file` plug-in, which writes into a pipe of 11 ms. This program, run again as
//! `reader`, takes 5 ms from it whenever they are over, so that it is known when each sample is heard. Run
//! again as one of the `drive_` tests, it plays with that device as its default.
#![cfg(all(feature = "playback", feature = "embedded-voice", target_os = "linux"))]

mod program;

use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use program::Folder;
use rhapsode::playback::{Event, Output, Player, Seek, SpeechSource};
use rhapsode::{Document, Engine, Rate};

/// Names the folder in which the parts of a test leave what they saw.
const FOLDER: &str = "RHAPSODE_TEST_FOLDER";
/// What the null device is opened with: 48 kHz, 2 channels of 4 bytes.
const RATE: u32 = 48_000;
const FRAME: usize = 8;
const TICK: Duration = Duration::from_millis(5);

const TEXT: &str = "The keeper of the light wrote the height of the water down every morning. \
    In the evening he compared it with the tables that his father had left him. Nobody knows why.";

fn folder() -> std::path::PathBuf {
    std::env::var_os(FOLDER).expect("run by the test").into()
}

/// Whether a test runs this program for one of its parts: with `--ignored` they are run for themselves,
/// too, and have nothing to do then.
fn is_part() -> bool {
    std::env::var_os(FOLDER).is_some()
}

fn now() -> f64 {
    let time = SystemTime::now().duration_since(UNIX_EPOCH);
    time.expect("after 1970").as_secs_f64()
}

/// The device's end of the pipe.
#[test]
#[ignore = "run by the other tests"]
fn reader() {
    if !is_part() {
        return;
    }
    let mut stdin = std::io::stdin().lock();
    let mut period = vec![0; FRAME * RATE as usize / 200];
    // It may be too full for that: what is in it then is the silence before the text.
    while rustix::pipe::fcntl_setpipe_size(&stdin, 4096).is_err() {
        stdin.read_exact(&mut period).expect("a stream");
    }
    let (mut played, mut late) = (Vec::new(), 0);
    let mut waits = String::new();
    stdin.read_exact(&mut period).expect("a first period");
    let (start, began) = (now() - TICK.as_secs_f64(), Instant::now());
    loop {
        played.extend_from_slice(&period);
        let due = TICK * (played.len() / period.len()) as u32;
        if let Some(rest) = due.checked_sub(began.elapsed()) {
            std::thread::sleep(rest);
        }
        let asked = Instant::now();
        if stdin.read_exact(&mut period).is_err() {
            break;
        }
        // The pipe was empty when its time had come.
        if asked.elapsed() > 4 * TICK {
            late += 1;
            let waited = asked.elapsed().as_secs_f64();
            waits.push_str(&format!("{} {waited}\n", now()));
        }
    }
    let left: Vec<u8> = played
        .as_chunks::<FRAME>()
        .0
        .iter()
        .flat_map(|frame| frame[..4].to_vec())
        .collect();
    std::fs::write(folder().join("played"), left).expect("written");
    std::fs::write(folder().join("waits"), waits).expect("written");
    std::fs::write(folder().join("clock"), format!("{start} {late}")).expect("written");
}

/// What the device heard.
struct Heard {
    samples: Vec<f32>,
    /// When the first of them was heard.
    start: f64,
    /// How often it waited for sound.
    late: usize,
    /// When the waits ended, and how long they were.
    waits: Vec<(f64, f64)>,
}

impl Heard {
    fn time(&self, sample: usize) -> f64 {
        self.start + sample as f64 / f64::from(RATE)
    }
}

/// Runs a `drive_` test with the device; gives what the device heard and what the test noted.
fn run(drive: &str) -> (Heard, Vec<(String, f64)>) {
    let folder = Folder::new(drive);
    let program = std::env::current_exe().expect("the test");
    let config = format!(
        "pcm.!default {{ type file slave.pcm \"null\" format raw \
         file \"|{} --ignored --exact reader --nocapture\" }}\npcm.null {{ type null }}\n",
        program.display()
    );
    let config = folder.write("asound.conf", config);
    let output = Command::new(&program)
        .args(["--ignored", "--exact", drive, "--nocapture"])
        .env("ALSA_CONFIG_PATH", config)
        .env(FOLDER, folder.path())
        .output()
        .expect("it starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{text}\n{}",
        program::message(&output)
    );
    let path = |name: &str| Path::new(&folder.file(name)).to_path_buf();
    // The reader ends a moment later than the player.
    let began = Instant::now();
    while !path("clock").exists() {
        assert!(began.elapsed() < Duration::from_secs(5), "{text}");
        std::thread::sleep(TICK);
    }
    let clock = std::fs::read_to_string(path("clock")).expect("it exists");
    let (start, late) = clock.split_once(' ').expect("two numbers");
    let played = std::fs::read(path("played")).expect("written before");
    let heard = Heard {
        samples: played
            .as_chunks::<4>()
            .0
            .iter()
            .map(|s| f32::from_le_bytes(*s))
            .collect(),
        start: start.parse().expect("a number"),
        late: late.parse().expect("a number"),
        waits: std::fs::read_to_string(path("waits"))
            .expect("written before")
            .lines()
            .filter_map(|line| {
                let (end, waited) = line.split_once(' ')?;
                Some((end.parse().ok()?, waited.parse().ok()?))
            })
            .collect(),
    };
    println!("the device waited {} times", heard.late);
    let notes = text
        .lines()
        .filter_map(|line| line.strip_prefix("note ")?.split_once('\t'));
    let notes = notes.map(|(what, when)| (what.to_owned(), when.parse().expect("a number")));
    (heard, notes.collect())
}

/// Notes when something happened.
fn note(what: &str) {
    println!("note {what}\t{}", now());
}

/// The sound of the text from its beginning, at the device's rate.
fn expected() -> Vec<f32> {
    let speech = Engine::new().expect("a voice").speak_text(TEXT);
    SpeechSource::new(speech, RATE).expect("a thread").collect()
}

/// Where the text begins in what was heard.
fn beginning(heard: &Heard, expected: &[f32]) -> usize {
    let first = |samples: &[f32]| {
        samples
            .iter()
            .position(|s| s.abs() > 0.01)
            .expect("a sound")
    };
    let (heard, expected) = (first(&heard.samples), first(expected));
    heard.checked_sub(expected).expect("nothing is lost")
}

/// The first sample that is not that of the text read on, after `from`.
fn departure(heard: &Heard, expected: &[f32], from: usize) -> usize {
    let begin = beginning(heard, expected);
    (from.max(begin)..heard.samples.len())
        .find(|i| {
            let other = expected.get(i - begin).copied().unwrap_or(0.0);
            (heard.samples[*i] - other).abs() > 0.002
        })
        .expect("it changes")
}

/// How long the reader may take to begin.
const START: Duration = Duration::from_millis(1_500);

/// Plays until a word has been heard, and does something then.
fn drive(word: usize, change: impl Fn(&Player)) {
    if !is_part() {
        return;
    }
    let player = Player::new(Engine::new().expect("a voice")).expect("the device");
    let events = player.events();
    std::thread::sleep(START);
    player.enqueue(Document::from_text(TEXT));
    let mut words = 0;
    for event in events {
        match event {
            Event::Word(span) => {
                note(&TEXT[span.source]);
                words += 1;
                if words == word {
                    // In the middle of what is heard.
                    std::thread::sleep(Duration::from_millis(60));
                    note("change");
                    change(&player);
                }
            }
            Event::Changed(_) => note("changed"),
            Event::Finished { .. } => break,
            _ => {}
        }
    }
    assert_eq!(player.underruns(), (0, 0));
    std::thread::sleep(Duration::from_millis(100));
}

#[test]
#[ignore = "run by the other tests"]
fn drive_words() {
    drive(usize::MAX, |_| {});
}

#[test]
#[ignore = "run by the other tests"]
fn drive_rate() {
    drive(6, |player| {
        player.set_rate(Rate::new(1.6).expect("in range"))
    });
}

#[test]
#[ignore = "run by the other tests"]
fn drive_seek() {
    drive(6, |player| player.seek(Seek::NextSentence));
}

#[test]
#[ignore = "run by the other tests"]
fn drive_pause() {
    drive(6, |player| {
        player.pause();
        std::thread::sleep(Duration::from_millis(300));
        note("play");
        player.play();
    });
}

fn when(notes: &[(String, f64)], what: &str) -> f64 {
    let found = notes.iter().find(|(name, _)| name == what);
    found.unwrap_or_else(|| panic!("no {what}: {notes:?}")).1
}

#[test]
#[ignore = "measures time: run with --ignored on a quiet machine"]
fn words_are_told_when_they_are_heard() {
    let (heard, notes) = run("drive_words");
    let expected = expected();
    let begin = beginning(&heard, &expected);
    let mut speech = Engine::new().unwrap().speak_text(TEXT);
    let marks = speech.by_ref().flat_map(|chunk| chunk.marks);
    let words: Vec<_> = marks
        .filter(|m| m.kind == rhapsode::MarkKind::Word)
        .collect();
    assert_eq!(notes.len(), words.len());
    let mut off: Vec<f64> = words
        .iter()
        .zip(&notes)
        .map(|(mark, (name, told))| {
            assert_eq!(*name, TEXT[mark.source.clone()]);
            let frame = mark.frames.start as usize * RATE as usize / 16_000;
            (told - heard.time(begin + frame)) * 1000.0
        })
        .collect();
    off.sort_by(f64::total_cmp);
    println!(
        "told {:.1} to {:.1} ms after the sound, in the middle {:.1}",
        off[0],
        off[off.len() - 1],
        off[off.len() / 2]
    );
    // One of them may meet a busy machine.
    assert!(off[0] > -20.0 && off[off.len() - 2] < 20.0, "{off:?}");
    assert_eq!(heard.late, 0);
}

#[test]
#[ignore = "measures time: run with --ignored on a quiet machine"]
fn another_rate_is_heard_within_60_ms() {
    let (heard, notes) = run("drive_rate");
    let expected = expected();
    let changed = heard.time(departure(&heard, &expected, 0));
    let took = (changed - when(&notes, "change")) * 1000.0;
    println!("another rate is heard after {took:.1} ms");
    assert!((0.0..60.0).contains(&took), "{took} ms");
    let told = (when(&notes, "changed") - changed) * 1000.0;
    // The waves run alike for 10 ms from the change on, before they are seen to part.
    assert!(
        (-30.0..20.0).contains(&told),
        "told {told} ms after the sound"
    );
}

#[test]
#[ignore = "measures time: run with --ignored on a quiet machine"]
fn a_seek_is_heard_within_50_ms() {
    let (heard, notes) = run("drive_seek");
    let sought = heard.time(departure(&heard, &expected(), 0));
    let took = (sought - when(&notes, "change")) * 1000.0;
    println!("a seek is heard after {took:.1} ms");
    assert!((0.0..50.0).contains(&took), "{took} ms");
}

#[test]
#[ignore = "measures time: run with --ignored on a quiet machine"]
fn a_pause_is_heard_within_50_ms() {
    let (heard, notes) = run("drive_pause");
    let paused = heard.time(departure(&heard, &expected(), 0));
    let took = (paused - when(&notes, "change")) * 1000.0;
    println!("a pause is heard after {took:.1} ms");
    assert!((0.0..50.0).contains(&took), "{took} ms");
}

/// A thread with nothing else to do sleeps for 2 ms at a time. Where it wakes so much later, in seconds,
/// the machine gave nobody the time.
const STALL: f64 = 0.006;

/// Ten minutes: run it with `-- --ignored ten_minutes --nocapture`; `MINUTES` and `PERIOD_MS` in the
/// environment change its length and the device's period.
///
/// The device's buffer is 20 ms. A wait of the device counts against the player unless a thread of the
/// same priority that only sleeps was held up at the same time.
#[test]
#[ignore = "takes ten minutes"]
fn ten_minutes_while_the_other_core_is_busy() {
    let (heard, notes) = run("drive_long");
    let stalls: Vec<(f64, f64)> = notes
        .iter()
        .filter_map(|(name, end)| Some((*end, name.strip_prefix("stall ")?.parse().ok()?)))
        .collect();
    for (told, _) in notes.iter().filter(|n| n.0.starts_with("underruns")) {
        println!("{told}");
    }
    let held_up = |(end, waited): &(f64, f64)| {
        let meets = |(stall_end, stall): &(f64, f64)| {
            stall_end - stall < end + 0.005 && end - waited < stall_end + 0.03
        };
        stalls.iter().any(meets)
    };
    let ours: Vec<_> = heard.waits.iter().filter(|w| !held_up(w)).collect();
    println!(
        "{:.0} s heard; the device waited {} times, {} of them while nobody was held up; the machine \
         held a sleeping thread up {} times, by {:.0} ms at most",
        heard.samples.len() as f64 / f64::from(RATE),
        heard.late,
        ours.len(),
        stalls.len(),
        stalls.iter().map(|s| s.1 * 1000.0).fold(0.0, f64::max),
    );
    assert!(ours.is_empty(), "{ours:?}");
}

/// Notes whenever it was held up.
fn watch_the_machine() {
    let nap = Duration::from_millis(2);
    loop {
        let began = Instant::now();
        std::thread::sleep(nap);
        let late = (began.elapsed() - nap).as_secs_f64();
        if late > STALL {
            note(&format!("stall {late}"));
        }
    }
}

#[test]
#[ignore = "run by ten_minutes"]
fn drive_long() {
    if !is_part() {
        return;
    }
    std::thread::spawn(|| {
        let mut x = 1u64;
        loop {
            x = std::hint::black_box(x.wrapping_mul(3));
        }
    });
    std::thread::spawn(watch_the_machine);
    let number = |name: &str, default: u64| {
        std::env::var(name).map_or(default, |n| n.parse().expect("a number"))
    };
    let period = Duration::from_millis(number("PERIOD_MS", 10));
    let output = Output::with_period(period).expect("the device");
    let player = Player::on_output(Engine::new().expect("a voice"), output).expect("a thread");
    let underruns = player.events();
    std::thread::sleep(START);
    let text = (TEXT.to_owned() + "\n\n").repeat(60 * number("MINUTES", 10) as usize / 10);
    player.enqueue(Document::from_text(&text));
    player.wait().expect("it plays");
    let (ours, device) = player.underruns();
    note(&format!(
        "underruns of synthesis {ours}, of the device {device}"
    ));
    let underruns: Vec<Event> = std::iter::from_fn(|| underruns.try_recv())
        .filter(|e| matches!(e, Event::Underrun { .. } | Event::DeviceUnderrun { .. }))
        .collect();
    assert_eq!((underruns, player.underruns()), (Vec::new(), (0, 0)));
}

#[test]
#[ignore = "run by the other tests"]
fn drive_reconnect() {
    if !is_part() {
        return;
    }
    let player = Player::new(Engine::new().expect("a voice")).expect("the device");
    let events = player.events();
    std::thread::sleep(START);
    player.enqueue(Document::from_text(TEXT));
    let mut words = 0;
    for event in events {
        match event {
            Event::Word(span) => {
                let start = span.source.start;
                note(&format!("{start} {}", &TEXT[span.source]));
                words += 1;
                if words == 6 {
                    note("change");
                    player.reconnect().expect("the device again");
                }
            }
            Event::DeviceLost { problem } => panic!("{problem}"),
            Event::Finished { .. } => break,
            _ => {}
        }
    }
}

#[test]
fn another_device_goes_on_with_the_word_that_was_heard() {
    let (_, notes) = run("drive_reconnect");
    let at = notes.iter().position(|(name, _)| name == "change").unwrap();
    let place = |(name, _): &(String, f64)| {
        let start = name.split(' ').next().expect("a place");
        start.parse::<usize>().expect("a number")
    };
    let (before, after) = (&notes[..at], &notes[at + 1..]);
    let (last, first) = (place(&before[at - 1]), place(&after[0]));
    let words: Vec<usize> = after.iter().map(place).collect();
    assert!(words.windows(2).all(|w| w[0] < w[1]), "{notes:?}");
    // It is told again, or only the next one is.
    let next = TEXT[last..].find(' ').map(|len| last + len + 1);
    assert!(first == last || Some(first) == next, "{notes:?}");
    assert!(notes.last().unwrap().0.ends_with("why"), "{notes:?}");
}
