//! Voices: a pack file with the unit inventory, the join tables and the prosody models.
//!
//! # The pack format, version 1
//!
//! Little-endian. A header, a section table, then sections, each aligned to 16 bytes:
//!
//! | bytes | content |
//! | --- | --- |
//! | 0..8 | magic, `RHAPSODE` |
//! | 8..12 | version, `u32` |
//! | 12..16 | number of sections, `u32` |
//! | 16..24 | length of the whole pack in bytes, `u64` |
//! | 24..32 | FNV-1a hash of all that follows, `u64` ([`Voice::verify`] compares it) |
//! | 32.. | for each section: name (4 bytes of ASCII), 4 zero bytes, offset `u64`, length in bytes `u64` |
//!
//! Unknown sections are ignored. Known ones (N units, P = 40 phones):
//!
//! | name | type | content |
//! | --- | --- | --- |
//! | `MANI` | JSON | [`Manifest`] |
//! | `DIPH` | `u32[P*P+1]` | units of the diphone *a b* are numbers `DIPH[a*P+b] .. DIPH[a*P+b+1]` |
//! | `STRT` | `u32[N]` | first sample of the unit in the audio section |
//! | `LENG` | `u16[N]` | its length in samples |
//! | `CENT` | `u16[N]` | samples from its start to the phone boundary inside |
//! | `CTXT` | `[u8;4][N]` | phone before *a*, phone after *b*, context byte of *a*, of *b* ([`crate::prosody::Context::to_byte`]) |
//! | `EDGE` | `[u8;8][N]` | log duration of phone *a* and of *b*, log F0 at the left and right cut, join code at the left and right cut, 2 zero bytes |
//! | `FIRS` | `u32[N]` | number of the unit's first pitch mark |
//! | `MARK` | `u16[..]` | distance of each pitch mark from the unit's start, in samples |
//! | `JOIN` | `u8[..]` | join costs in [`units::JOIN_STEP`]: for each phone a square, symmetric table over its join codes |
//! | `JOFF` | `u32[P+1]` | where the phone's join table begins in `JOIN` |
//! | `DURA`, `FZER` | tree nodes | the models of log duration (ms) and log F0 (Hz), [`crate::prosody::tree::Node`] |
//! | `AUDI` | `i8[..]` | samples, in blocks of [`audio::BLOCK`] |
//! | `SCAL` | `u8[..]` | for each block the scale, in 16 steps an octave below 1/127 |
//!
//! Units that were neighbours in the recordings lie side by side in the audio section: one's cut is
//! the other's start. Around every stretch of neighbours [`audio::margin`] more samples are kept for
//! the cross-fade.

pub mod audio;
mod pack;
pub mod units;

use std::borrow::Cow;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::prosody::Models;
use crate::prosody::tree::Tree;
use crate::{Error, Result};
pub use pack::{MAGIC, PackWriter, VERSION};
use pack::{Pack, Storage};
pub use units::Inventory;

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Short name, for `--voice`.
    pub name: String,
    /// Who speaks, and how it was recorded.
    pub speaker: String,
    /// BCP 47 language tag.
    pub language: String,
    /// Samples a second.
    #[serde(default)]
    pub sample_rate: u32,
    /// Where the recordings came from.
    pub source: String,
    /// The licence of the recordings.
    pub licence: String,
    /// How many units the pack holds.
    #[serde(default)]
    pub units: u32,
    /// The middle of the speaker's F0 range in Hz (the median of the recordings).
    #[serde(default)]
    pub f0_hz: f32,
}

/// An opened voice: immutable, read in place; share it in an `Arc`.
#[derive(Debug)]
pub struct Voice {
    pack: Pack,
    manifest: Manifest,
    /// Lengths in bytes, of the whole pack.
    len: usize,
}

/// The embedded pack, aligned so that its sections can be read in place.
#[cfg(feature = "embedded-voice")]
static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../voices/slt.voice"));

#[cfg(feature = "embedded-voice")]
const EMBEDDED_NAME: &str = "the embedded voice";

#[cfg(feature = "embedded-voice")]
#[repr(C, align(16))]
struct Aligned<B: ?Sized>(B);

impl Voice {
    /// The voice that is compiled into the crate (feature `embedded-voice`).
    ///
    /// Its units are not looked at, as those of another pack are: the crate's tests have done so.
    ///
    /// # Errors
    /// None in a released crate: those of a pack that is no pack.
    #[cfg(feature = "embedded-voice")]
    pub fn embedded() -> Result<Self> {
        Self::read(Storage::Borrowed(&EMBEDDED.0), EMBEDDED_NAME)
    }

    /// Opens a pack file.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be read, and the errors of [`Voice::from_bytes`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|e| {
            Error::io(
                path,
                e,
                "name a voice pack file, or leave --voice out for the embedded voice",
            )
        })?;
        Self::parse(Storage::copied(bytes), &path.display().to_string())
    }

    /// Opens a pack that is in memory.
    ///
    /// # Errors
    /// [`Error::Malformed`] if it is no pack, is truncated or contradicts itself;
    /// [`Error::Unsupported`] if it was written in another version of the format.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self> {
        let storage = match bytes.into() {
            Cow::Borrowed(b) => Storage::Borrowed(b).aligned(),
            Cow::Owned(v) => Storage::copied(v),
        };
        Self::parse(storage, "voice pack")
    }

    /// Opens a pack and checks it.
    fn parse(storage: Storage, name: &str) -> Result<Self> {
        let voice = Self::read(storage, name)?;
        voice.check(name)?;
        Ok(voice)
    }

    /// Reads the table of sections and the manifest.
    fn read(storage: Storage, name: &str) -> Result<Self> {
        let len = storage.bytes().len();
        let pack = Pack::parse(storage, name)?;
        let manifest: Manifest = serde_json::from_slice(pack.section(*b"MANI")).map_err(|e| {
            Error::malformed(
                name,
                format!("bad manifest: {e}"),
                "section MANI",
                pack::REBUILD,
            )
        })?;
        if !(8_000..=48_000).contains(&manifest.sample_rate) {
            return Err(Error::limit(
                format!("{name}: sample rate"),
                manifest.sample_rate,
                "8000 to 48000 Hz",
                pack::REBUILD,
            ));
        }
        Ok(Voice {
            pack,
            manifest,
            len,
        })
    }

    /// Checks that no number in the pack leads outside of what it points into.
    fn check(&self, name: &str) -> Result<()> {
        self.inventory().check(name, self.sample_rate())?;
        Tree::new(self.pack.typed(*b"DURA"))?;
        Tree::new(self.pack.typed(*b"FZER"))?;
        Ok(())
    }

    /// What the pack says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Samples a second.
    pub fn sample_rate(&self) -> u32 {
        self.manifest.sample_rate
    }

    /// The size of the pack in bytes.
    pub fn size(&self) -> usize {
        self.len
    }

    /// Compares the content with the hash in the header. It reads every byte of the pack, which
    /// opening does not.
    ///
    /// # Errors
    /// [`Error::Malformed`] if a byte was changed.
    pub fn verify(&self) -> Result<()> {
        self.pack.verify(&self.manifest.name)
    }

    /// The prosody models.
    pub fn models(&self) -> Models<'_> {
        Models {
            duration: Tree::trusted(self.pack.typed(*b"DURA")),
            f0: Tree::trusted(self.pack.typed(*b"FZER")),
        }
    }

    /// The units.
    pub fn inventory(&self) -> Inventory<'_> {
        let p = &self.pack;
        Inventory {
            diphones: p.typed(*b"DIPH"),
            start: p.typed(*b"STRT"),
            length: p.typed(*b"LENG"),
            center: p.typed(*b"CENT"),
            context: p.typed(*b"CTXT"),
            edge: p.typed(*b"EDGE"),
            first_mark: p.typed(*b"FIRS"),
            marks: p.typed(*b"MARK"),
            joins: p.typed(*b"JOIN"),
            join_offsets: p.typed(*b"JOFF"),
            codes: p.typed(*b"AUDI"),
            scales: p.typed(*b"SCAL"),
        }
    }
}

#[cfg(all(test, feature = "embedded-voice"))]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_voice_is_sound() {
        let voice = Voice::embedded().unwrap();
        voice.check(EMBEDDED_NAME).unwrap();
        voice.verify().unwrap();
    }
}
