//! An app with a rodio mixer of its own: speech over a quiet tone, which the app lowers while a word
//! is said.
//!
//! To show that any mixer will do, this one is no device: the mix is printed as a summary.

use std::num::NonZero;
use std::time::Duration;

use rhapsode::playback::{Event, Player};
use rhapsode::{Document, Engine};
use rodio::Source;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let channels = NonZero::new(2).ok_or("two")?;
    let rate = NonZero::new(44_100).ok_or("a rate")?;
    let (mixer, mut output) = rodio::mixer::mixer(channels, rate);
    mixer.add(rodio::source::SineWave::new(220.0).amplify(0.05));

    let player = Player::on_mixer(Engine::new()?, &mixer, rate.get())?;
    let events = player.events();
    player.enqueue(Document::from_text("The sea rises twice a day."));

    // An audio callback would pull; here a loop does, in steps of 10 ms.
    let (mut words, mut seconds) = (0, 0.0);
    loop {
        output.by_ref().take(2 * 441).for_each(drop);
        seconds += 0.01;
        std::thread::sleep(Duration::from_millis(2));
        match events.try_recv() {
            Some(Event::Word(_)) => words += 1,
            Some(Event::Finished { .. }) => break,
            _ => {}
        }
    }
    println!("{words} words in {seconds:.0} s");
    Ok(())
}
