//! Checkpoints (C2SP `tlog-checkpoint` v1): the three lines that say which log, how large, and with what root.
//!
//! We write no extension lines and read none: nobody could audit them. The key that signs bears the
//! log's origin as its name, so that a key and a log belong together at sight.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::note::{Note, NoteFault, NoteSigner, Vkey};
use super::tree::Hash;

/// How large a log is and what its root is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log; never used for another.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// Root of the tree of that many leaves.
    pub root: Hash,
}

/// Why a checkpoint is not to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointFault {
    /// It is no note, or is not signed by the key that was asked for.
    #[error(transparent)]
    Note(#[from] NoteFault),
    /// Its text is not three lines of origin, size and root.
    #[error("not a checkpoint: {0}")]
    NotACheckpoint(&'static str),
    /// It is signed, but speaks of another log.
    #[error("the checkpoint is of the log `{found}`, the key is of `{wanted}`")]
    OtherLog {
        /// The origin in the checkpoint.
        found: String,
        /// The name of the key.
        wanted: String,
    },
    /// It is signed by a key that the log had given up before: whoever has that key made it.
    #[error("it is of {size} leaves, and signed by a key that the log gave up at {at}")]
    GivenUp {
        /// What it says.
        size: u64,
        /// The size at which the key was changed.
        at: u64,
    },
    /// It is signed by a key that the log had not yet at that size.
    #[error("it is of {size} leaves, and signed by a key that the log has only had since {from}")]
    TooSoon {
        /// What it says.
        size: u64,
        /// The size at which the key was changed.
        from: u64,
    },
    /// At this size the key is changed, so that the old and the new one must have signed.
    #[error("the log's key was changed at {size} leaves, so both keys must have signed, and one did not")]
    NotBoth {
        /// What it says.
        size: u64,
    },
}

impl Checkpoint {
    /// Signs it. The result is what is kept, printed and sent.
    ///
    /// # Errors
    /// When the origin is not the signer's name, or cannot stand in a note.
    pub fn sign(&self, signer: &NoteSigner) -> Result<Note, CheckpointFault> {
        let vkey = signer.vkey();
        self.is_of(&vkey)?;
        Ok(signer.sign(&self.text())?)
    }

    /// Signs it by the log's key and by the one that takes its place.
    ///
    /// # Errors
    /// When the origin is not the name of both, or cannot stand in a note.
    pub fn sign_by_both(&self, old: &NoteSigner, new: &NoteSigner) -> Result<Note, CheckpointFault> {
        let mut note = self.sign(old)?;
        note.signatures.extend(self.sign(new)?.signatures);
        Ok(note)
    }

    /// Reads a checkpoint and checks that `key` signed it and that it is of the key's log.
    ///
    /// # Errors
    /// When any of that is not so.
    pub fn open(bytes: &[u8], key: &Vkey) -> Result<Self, CheckpointFault> {
        let note = Note::parse(bytes)?;
        note.verify(key)?;
        let checkpoint = Self::parse_text(&note.text)?;
        checkpoint.is_of(key)?;
        Ok(checkpoint)
    }

    /// Reads a checkpoint without asking who signed it: only to say what it claims.
    ///
    /// # Errors
    /// When it is no checkpoint.
    pub fn peek(bytes: &[u8]) -> Result<Self, CheckpointFault> {
        Self::parse_text(&Note::parse(bytes)?.text)
    }

    /// The three lines that are signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    fn is_of(&self, key: &Vkey) -> Result<(), CheckpointFault> {
        if self.origin == key.name() {
            return Ok(());
        }
        Err(CheckpointFault::OtherLog { found: self.origin.clone(), wanted: key.name().to_owned() })
    }

    fn parse_text(text: &str) -> Result<Self, CheckpointFault> {
        let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\n').collect();
        let [origin, size, root] = lines.as_slice() else {
            return Err(CheckpointFault::NotACheckpoint(
                "it has not exactly the lines origin, size and root",
            ));
        };
        if origin.is_empty() {
            return Err(CheckpointFault::NotACheckpoint("its origin is empty"));
        }
        let size = parse_decimal(size).ok_or(CheckpointFault::NotACheckpoint(
            "its size is not a whole number without leading noughts",
        ))?;
        let root = parse_hash(root)
            .ok_or(CheckpointFault::NotACheckpoint("its root is not a SHA-256 hash in base64"))?;
        Ok(Self { origin: (*origin).to_owned(), size, root })
    }
}

/// A number as C2SP writes it: digits alone, no leading nought.
pub(super) fn parse_decimal(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

/// A hash as C2SP writes it: standard base64 with padding.
pub(super) fn parse_hash(text: &str) -> Option<Hash> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests;
