//! An async app: the events of a player as a `Stream`.
//!
//! It runs on any executor; the one below is the standard library's least.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use futures_core::Stream;
use rhapsode::playback::{Event, Player};
use rhapsode::{Document, Engine};

async fn read_aloud(text: &str) -> Result<Vec<String>, rhapsode::Error> {
    // Where there is a device, `Player::new` plays on it. Here, another thread listens.
    let (player, mut source) = Player::detached(Engine::new()?, 16_000)?;
    std::thread::spawn(move || {
        let mut samples = [0.0; 160];
        loop {
            source.read(&mut samples);
            std::thread::sleep(Duration::from_millis(3));
        }
    });
    let mut events = player.events();
    player.enqueue(Document::from_text(text));
    let mut words = Vec::new();
    while let Some(event) = poll_fn(|context| Pin::new(&mut events).poll_next(context)).await {
        match event {
            Event::Word(word) => words.push(text[word.source].to_owned()),
            Event::Finished { .. } => break,
            _ => {}
        }
    }
    Ok(words)
}

fn main() -> Result<(), rhapsode::Error> {
    let words = block_on(read_aloud("The sea rises twice a day."))?;
    println!("{}", words.join(" "));
    Ok(())
}

/// Wakes the thread that waits.
struct Unpark(std::thread::Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}
