//! What `examples/build_lexicon` compiles and trains with: the readers of the compiled forms, and
//! the features that training and use share. No stable interface.

pub use super::derive::derive;
pub use super::ending::append_s;
pub use super::lexicon::{BLOCK, Lexicon, MAGIC};

/// Word classes.
pub mod class {
    pub use super::super::class::*;
}
/// Sentences as models see them.
pub mod context {
    pub use super::super::context::*;
}
/// The homograph model.
pub mod homograph {
    pub use super::super::homograph::*;
}
/// The letter-to-sound model.
pub mod lts {
    pub use super::super::lts::*;
}
/// The network that judges beside it.
pub mod network {
    pub use super::super::network::*;
}
/// Letters and readings.
pub mod spelling {
    pub use super::super::spelling::*;
}
/// Stored weights.
pub mod sparse {
    pub use super::super::sparse::*;
}
