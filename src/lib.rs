//! Offline, embeddable "Listen to this article".

pub mod article;
mod error;
pub mod language;
pub mod prosody;
pub mod synth;
pub mod voice;
pub mod pronounce;
pub mod text;

pub use error::{Error, Result};
pub use language::Language;
