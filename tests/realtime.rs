//! The sound card's thread neither allocates nor frees memory.
#![cfg(all(feature = "playback", feature = "voice-rms"))]
#![allow(unsafe_code)] // A counting allocator is one.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::num::NonZero;
use std::time::Duration;

use rhapsode::playback::{Player, Seek};
use rhapsode::{Document, Engine, Rate};

thread_local! {
    /// Calls of the allocator on this thread, while it is watched.
    static CALLS: Cell<Option<usize>> = const { Cell::new(None) };
}

struct Counting;

fn count() {
    CALLS.with(|calls| calls.set(calls.get().map(|n| n + 1)));
}

// SAFETY: every call is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: as the caller promised.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        count();
        // SAFETY: as the caller promised.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Calls of the allocator while `run` runs.
fn calls(run: impl FnOnce()) -> usize {
    CALLS.set(Some(0));
    run();
    CALLS.replace(None).unwrap_or_default()
}

#[test]
fn taking_samples_allocates_nothing_whatever_is_asked_for() {
    assert_ne!(calls(|| drop(vec![1])), 0, "the counter counts");
    let rate = NonZero::new(48_000).unwrap();
    let (mixer, mut output) = rodio::mixer::mixer(NonZero::new(2).unwrap(), rate);
    let player = Player::on_mixer(Engine::new().unwrap(), &mixer, 48_000).unwrap();
    player.enqueue(Document::from_text(
        &"The sea rises twice a day. It falls again.\n\n".repeat(20),
    ));
    // rodio takes up the source.
    output.by_ref().take(960).for_each(drop);
    std::thread::sleep(Duration::from_millis(100));
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
        let taken = calls(|| output.by_ref().take(1920).for_each(drop));
        assert_eq!(taken, 0, "at {i}");
        std::thread::sleep(Duration::from_millis(4));
    }
}
