//! How a command ends.

use std::process::ExitCode;

/// What a command's result means to a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done (warnings are no fault).
    Done,
    /// What was examined is at fault: the author's files, the package, the evidence.
    AtFault,
    /// It could not be examined or written: arguments, disk, a missing file.
    World,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

impl Exit {
    /// The value that a shell sees.
    #[must_use]
    pub fn value(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::AtFault => 1,
            Self::World => 2,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.value())
    }
}

/// Why a command could not do its work: the world, not the author's text.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file or folder could not be read or written.
    #[error("{what} `{path}`: {source}")]
    File {
        /// What was tried, `cannot read`.
        what: &'static str,
        /// The file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// An argument that cannot be; the text says what may be written instead.
    #[error("{0}")]
    Argument(String),
    /// A package could not be made.
    #[error("cannot make `{path}`: {source}")]
    Package {
        /// The file that was to be made; it is not there.
        path: String,
        /// Why.
        source: bona_packager::PackError,
    },
    /// The evidence store could not be used; the text names the store and the remedy.
    #[error("{0}")]
    Store(String),
    /// A key is under a passphrase that was not given, or is another; the file, and how to give it.
    #[error("{what}\n  help: {help}")]
    Passphrase {
        /// The key's file, and what is wrong.
        what: String,
        /// The remedy.
        help: String,
    },
    /// Standard output was closed, as `head` does: no fault.
    #[error("the output was closed")]
    Closed,
    /// Somebody pressed Ctrl-C; nothing is half-written.
    #[error("interrupted; nothing was left half-written")]
    Interrupted,
}

impl Failure {
    /// How the command ends.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Closed => Exit::Done,
            Self::Interrupted => Exit::Interrupted,
            _ => Exit::World,
        }
    }

    /// A failure at a file.
    pub(crate) fn file(what: &'static str, path: &std::path::Path, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::Interrupted {
            return Self::Interrupted;
        }
        Self::File { what, path: path.display().to_string(), source }
    }
}
