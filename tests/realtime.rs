//! The sound card's thread neither allocates nor frees memory.
#![cfg(all(feature = "playback", feature = "embedded-voice"))]

use std::num::NonZero;
use std::time::{Duration, Instant};

use rhapsode::playback::{Player, Seek};
use rhapsode::{Document, Engine, Rate};

/// How many times memory was allocated, and how much more than was freed, while `run` ran.
fn calls(run: impl FnOnce()) -> (u64, i64) {
    let info = allocation_counter::measure(run);
    (info.count_total, info.count_current)
}

#[test]
fn taking_samples_allocates_nothing_whatever_is_asked_for() {
    let kept = vec![1];
    assert_eq!(calls(|| drop(kept)), (0, -1), "frees are counted");
    let rate = NonZero::new(48_000).unwrap();
    let (mixer, mut output) = rodio::mixer::mixer(NonZero::new(2).unwrap(), rate);
    let player = Player::on_mixer(Engine::new().unwrap(), &mixer, 48_000).unwrap();
    player.enqueue(Document::from_text(
        &"The sea rises twice a day. It falls again.\n\n".repeat(20),
    ));
    // rodio takes up the source.
    output.by_ref().take(960).for_each(drop);
    std::thread::sleep(Duration::from_millis(100));
    let mut pulls = Vec::new();
    for i in 0..200 {
        match i {
            20 => player.set_rate(Rate::new(1.7).unwrap()),
            40 => player.seek(Seek::NextParagraph),
            60 => player.pause(),
            70 => player.play(),
            80 => player.seek(Seek::Time(Duration::from_secs(20))),
            100 => player.stop(),
            110 => drop(player.enqueue(Document::from_text("And once more."))),
            _ => {}
        }
        let began = Instant::now();
        let taken = calls(|| output.by_ref().take(1920).for_each(drop));
        pulls.push(began.elapsed());
        assert_eq!(taken, (0, 0), "at {i}");
        std::thread::sleep(Duration::from_millis(4));
    }
    pulls.sort();
    let (middle, longest) = (pulls[100], pulls[199]);
    println!("20 ms of sound are taken in {middle:?}, {longest:?} at most");
    assert!(middle < Duration::from_millis(2), "{middle:?}");
}
