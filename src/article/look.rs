//! What a page shows of a block besides its text.

use std::collections::HashMap;

/// How a block looks on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Some of its text is a link to another page.
    pub(super) linked: bool,
    /// All of its text is emphasised.
    pub(super) styled: bool,
    /// It is a term of a list of definitions.
    pub(super) term: bool,
    /// It says what the term before it means.
    pub(super) definition: bool,
}

/// The looks of blocks, by where they begin in the source.
pub(super) type Looks = HashMap<usize, Look>;
