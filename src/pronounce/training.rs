//! What `examples/build_lexicon` compiles and trains with: the readers of the compiled forms.

pub use super::derive::derive;
pub use super::lexicon::{BLOCK, Lexicon, MAGIC};
