//! The least that an app needs to read a text aloud.
//!
//! ```text
//! cargo run --release --example listen -- "The sea rises twice a day."
//! ```

use rhapsode::playback::Player;
use rhapsode::{Document, Engine};

fn main() -> Result<(), rhapsode::Error> {
    let text = std::env::args().nth(1).unwrap_or("Hello.".to_owned());
    let player = Player::new(Engine::new()?)?;
    player.enqueue(Document::from_text(&text));
    player.wait()
}
