//! Offline, embeddable "Listen to this article".

pub mod article;
mod error;
pub mod language;
pub mod pronounce;
pub mod text;

pub use error::{Error, Result};
pub use language::Language;
