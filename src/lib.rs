//! Offline, embeddable "Listen to this article".

pub mod article;
pub mod cast;
mod engine;
mod error;
pub mod export;
#[cfg(feature = "factory")]
pub mod factory;
pub mod language;
#[cfg(feature = "playback")]
pub mod playback;
pub mod pronounce;
pub mod prosody;
mod settings;
mod speech;
pub mod synth;
pub mod text;
pub mod voice;

pub use article::Document;
pub use engine::Engine;
pub use error::{Error, Result};
pub use language::Language;
pub use settings::{Decibels, Rate, Semitones, Settings};
pub use speech::{Chunk, Mark, MarkKind, Speech, Stages};
pub use voice::Voice;
