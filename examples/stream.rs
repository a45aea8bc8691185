//! An async app: the events of a player as a `Stream`.
//!
//! It runs on any executor; here it is that of `futures-lite`.

use std::time::Duration;

use futures_lite::{StreamExt, future};
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
    while let Some(event) = events.next().await {
        match event {
            Event::Word(word) => words.push(text[word.source].to_owned()),
            Event::Finished { .. } => break,
            _ => {}
        }
    }
    Ok(words)
}

fn main() -> Result<(), rhapsode::Error> {
    let words = future::block_on(read_aloud("The sea rises twice a day."))?;
    println!("{}", words.join(" "));
    Ok(())
}
