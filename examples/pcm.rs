//! An app without rodio: it takes samples and word times, sentence by sentence.
//!
//! This needs no default feature but the voice: no threads, no files, no sound card.
//!
//! ```text
//! cargo run --release --no-default-features --features embedded-voice --example pcm
//! ```

use rhapsode::{Chunk, Engine, MarkKind};

const TEXT: &str = "The sea rises twice a day. Few people notice.";

fn main() -> Result<(), rhapsode::Error> {
    let mut speech = Engine::new()?.speak_text(TEXT);
    let rate = f64::from(speech.sample_rate());
    let mut chunk = Chunk::default();
    while speech.next_into(&mut chunk) {
        // Here an app hands `chunk.samples` (mono, -1 to 1) to whatever plays it.
        let loudest = chunk.samples.iter().fold(0f32, |m, s| m.max(s.abs()));
        println!(
            "{:6} samples, the loudest {loudest:.2}",
            chunk.samples.len()
        );
        for word in chunk.marks.iter().filter(|m| m.kind == MarkKind::Word) {
            let seconds = word.frames.start as f64 / rate;
            println!("{seconds:8.3} s  {}", &TEXT[word.source.clone()]);
        }
    }
    Ok(())
}
