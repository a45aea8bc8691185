//! The formats of `-o`, by the ending of the name.

use std::io;
use std::path::Path;

#[cfg(feature = "flac")]
use rhapsode::export::Flac;
#[cfg(feature = "opus")]
use rhapsode::export::Opus;
use rhapsode::export::{Metadata, OutputFile, Wav, WavStream};
use rhapsode::{Error, Result};

/// Bits a second of an Opus file.
#[cfg(feature = "opus")]
const OPUS_BITRATE: u32 = 32_000;

/// Endings of audio that is not written here: a WAV under such a name would not play.
const OTHERS: [&str; 12] = [
    "mp3", "m4a", "m4b", "mp4", "aac", "wma", "aif", "aiff", "webm", "mka", "au", "caf",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AudioFormat {
    Wav,
    Flac,
    Opus,
}

impl AudioFormat {
    /// By the ending of a name; any other is WAV, but see [`AudioFormat::check`].
    pub fn of(path: &Path) -> Self {
        match ending(path).as_deref() {
            Some("flac") => AudioFormat::Flac,
            Some("opus" | "ogg" | "oga") => AudioFormat::Opus,
            _ => AudioFormat::Wav,
        }
    }

    /// Whether a file of this format has chapters.
    pub fn has_chapters(self) -> bool {
        self != AudioFormat::Wav
    }

    /// Whether this build has it, and the name is not one of another format.
    pub fn check(self, path: &Path) -> Result<()> {
        if let Some(other) = ending(path).filter(|e| OTHERS.contains(&e.as_str())) {
            return Err(Error::unsupported(
                path.display().to_string(),
                format!("there is no encoder for .{other} here"),
                "name a .wav, .flac or .opus file; phones and browsers play .opus".to_owned(),
            ));
        }
        let feature = match self {
            AudioFormat::Flac if !cfg!(feature = "flac") => "flac",
            AudioFormat::Opus if !cfg!(feature = "opus") => "opus",
            _ => return Ok(()),
        };
        Err(Error::unsupported(
            path.display().to_string(),
            format!("this build has no `{feature}` feature"),
            format!("build with --features {feature}, or name a .wav file"),
        ))
    }
}

/// What stands behind the last full stop of a name, in lower case.
fn ending(path: &Path) -> Option<String> {
    let ending = path.extension().and_then(|e| e.to_str());
    ending.map(str::to_ascii_lowercase)
}

/// Audio on its way to a file, or to a device or pipe that has a name.
pub enum Audio<'a> {
    Wav(Wav<&'a mut OutputFile>),
    Stream(WavStream<&'a mut OutputFile>),
    #[cfg(feature = "flac")]
    Flac(Box<Flac<&'a mut OutputFile>>),
    #[cfg(feature = "opus")]
    Opus(Box<Opus<&'a mut OutputFile>>),
}

impl<'a> Audio<'a> {
    pub fn new(
        file: &'a mut OutputFile,
        format: AudioFormat,
        rate: u32,
        metadata: &Metadata,
    ) -> io::Result<Self> {
        match format {
            #[cfg(feature = "flac")]
            AudioFormat::Flac => Flac::new(file, rate, metadata).map(|f| Audio::Flac(Box::new(f))),
            #[cfg(feature = "opus")]
            AudioFormat::Opus => {
                let opus = Opus::new(file, rate, OPUS_BITRATE, metadata);
                opus.map(|o| Audio::Opus(Box::new(o)))
            }
            _ if file.is_seekable() => {
                let mut wav = Wav::new(file, rate)?;
                wav.describe(metadata);
                Ok(Audio::Wav(wav))
            }
            _ => WavStream::new(file, rate).map(Audio::Stream),
        }
    }

    pub fn write(&mut self, samples: &[f32]) -> io::Result<()> {
        match self {
            Audio::Wav(wav) => wav.write(samples),
            Audio::Stream(wav) => wav.write(samples),
            #[cfg(feature = "flac")]
            Audio::Flac(flac) => flac.write(samples),
            #[cfg(feature = "opus")]
            Audio::Opus(opus) => opus.write(samples),
        }
    }

    pub fn finish(self) -> io::Result<()> {
        match self {
            Audio::Wav(wav) => wav.finish(),
            Audio::Stream(_) => Ok(()),
            #[cfg(feature = "flac")]
            Audio::Flac(flac) => flac.finish(),
            #[cfg(feature = "opus")]
            Audio::Opus(opus) => opus.finish().map(drop),
        }
    }
}
