//! Speech to files: WAV, FLAC, Opus and raw PCM; speech marks, WebVTT, SRT, chapters and media
//! overlays.
//!
//! Every writer takes [`Chunk`](crate::Chunk)s as a [`Speech`](crate::Speech) makes them, one at
//! a time, and holds none of them: memory does not grow with the length of the text. Times are
//! counted in frames (integers) and turned into milliseconds only when they are written, rounded
//! down, so that none lies past the end of the audio.
//!
#![cfg_attr(all(feature = "wav", feature = "embedded-voice"), doc = "```no_run")]
#![cfg_attr(
    not(all(feature = "wav", feature = "embedded-voice")),
    doc = "```ignore"
)]
//! use rhapsode::export::{OutputFile, SpeechMarks, Wav};
//! use rhapsode::{Chunk, Engine};
//!
//! let mut speech = Engine::new()?.speak_text("The sea rises twice a day.");
//! let mut file = OutputFile::create("tides.wav")?;
//! let mut wav = Wav::new(&mut file, speech.sample_rate())?;
//! let mut marks = SpeechMarks::new(std::io::stdout(), speech.sample_rate());
//! let mut chunk = Chunk::default();
//! while speech.next_into(&mut chunk) {
//!     wav.write(&chunk.samples)?;
//!     marks.write(&chunk)?;
//! }
//! wav.finish()?;
//! file.commit()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod captions;
mod file;
#[cfg(feature = "flac")]
mod flac;
mod marks;
mod metadata;
#[cfg(feature = "opus")]
mod opus;
mod pcm;
#[cfg(feature = "epub")]
mod smil;
mod srt;
mod viseme;
mod vtt;
#[cfg(feature = "wav")]
mod wav;

pub use captions::{CaptionFormat, Captions};
pub use file::OutputFile;
#[cfg(feature = "flac")]
pub use flac::Flac;
pub use marks::SpeechMarks;
pub use metadata::{Chapter, Chapters, Metadata};
#[cfg(feature = "opus")]
pub use opus::Opus;
pub use pcm::{Pcm, to_i16};
#[cfg(feature = "epub")]
pub use smil::Overlay;
pub use viseme::viseme;
#[cfg(feature = "wav")]
pub use wav::{Wav, WavStream};

/// Frames as whole milliseconds, rounded down.
fn ms(frames: u64, sample_rate: u32) -> u64 {
    // In two parts, so that no count of frames overflows.
    let rate = u64::from(sample_rate.max(1));
    frames / rate * 1000 + frames % rate * 1000 / rate
}

/// A time of captions, `00:00:00.000`, with the format's decimal mark.
fn clock(ms: u64, mark: char) -> String {
    let (s, ms) = (ms / 1000, ms % 1000);
    let (m, s) = (s / 60, s % 60);
    format!("{:02}:{:02}:{s:02}{mark}{ms:03}", m / 60, m % 60)
}

#[cfg(test)]
mod tests {
    #[test]
    fn times() {
        assert_eq!(super::ms(15_999, 16_000), 999);
        assert_eq!(super::ms(u64::MAX, 8_000), u64::MAX / 8);
        assert_eq!(super::clock(3_723_004, ','), "01:02:03,004");
        assert_eq!(super::clock(360_000_000, '.'), "100:00:00.000");
    }
}
