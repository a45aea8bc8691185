//! Offline, embeddable "Listen to this article".

pub mod article;
mod error;
#[cfg(feature = "factory")]
pub mod factory;
pub mod language;
pub mod pronounce;
pub mod prosody;
mod settings;
pub mod synth;
pub mod text;
pub mod voice;

pub use article::Document;
pub use error::{Error, Result};
pub use language::Language;
pub use settings::{Decibels, Rate, Semitones, Settings};
pub use voice::Voice;
