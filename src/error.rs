//! The crate's one error type.

use std::path::{Path, PathBuf};

/// What a fallible call of this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong, by what the caller can do about it.
///
/// Messages name the thing, the place in it and, where there is one, the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Input that breaks the rules of its own format.
    #[error("{what}: {problem} ({place}); {remedy}")]
    Malformed {
        /// The file or input.
        what: String,
        /// What is wrong with it.
        problem: String,
        /// Where: a line and column, a byte offset or a section.
        place: String,
        /// What to do.
        remedy: String,
    },
    /// Input that is fine in itself, but that this version or build cannot use.
    #[error("{what}: {problem}; {remedy}")]
    Unsupported {
        /// The file, option or input.
        what: String,
        /// What is not supported.
        problem: String,
        /// What to do.
        remedy: String,
    },
    /// A named limit was exceeded.
    #[error("{what}: {value} is outside the limit {limit}; {remedy}")]
    Limit {
        /// What was too large or too small.
        what: String,
        /// The value met.
        value: String,
        /// The limit, with its unit.
        limit: String,
        /// What to do.
        remedy: String,
    },
    /// The operating system refused.
    #[error("{}: {source}; {remedy}", path.display())]
    Io {
        /// The path concerned.
        path: PathBuf,
        /// The system's own error.
        source: std::io::Error,
        /// What to do.
        remedy: String,
    },
    /// The sound device is missing or failed.
    #[error("no sound: {problem}; {remedy}")]
    Device {
        /// What the audio system said.
        problem: String,
        /// What to do.
        remedy: String,
    },
}

impl Error {
    /// An I/O error with the path it concerns and what the user can do.
    pub fn io(path: impl AsRef<Path>, source: std::io::Error, remedy: impl Into<String>) -> Self {
        Error::Io {
            path: path.as_ref().to_path_buf(),
            source,
            remedy: remedy.into(),
        }
    }

    /// An error of reading an article, with the name of that article.
    #[cfg(feature = "newsroom")]
    pub(crate) fn about(mut self, name: &str) -> Self {
        if let Error::Malformed { what, .. }
        | Error::Unsupported { what, .. }
        | Error::Limit { what, .. } = &mut self
            && what == "article"
        {
            name.clone_into(what);
        }
        self
    }

    /// A format error in `what` at `place`.
    pub fn malformed(
        what: impl Into<String>,
        problem: impl Into<String>,
        place: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Error::Malformed {
            what: what.into(),
            problem: problem.into(),
            place: place.into(),
            remedy: remedy.into(),
        }
    }

    /// Something this build or version cannot do.
    pub fn unsupported(
        what: impl Into<String>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Error::Unsupported {
            what: what.into(),
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }

    /// A value outside a named limit.
    pub fn limit(
        what: impl Into<String>,
        value: impl ToString,
        limit: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Error::Limit {
            what: what.into(),
            value: value.to_string(),
            limit: limit.into(),
            remedy: remedy.into(),
        }
    }
}
