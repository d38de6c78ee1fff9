//! That a log only grew: the size that somebody last saw, the path from there, and the newest checkpoint, as text.
//!
//! The form is the request that C2SP `tlog-witness` has sent to a witness (`add-checkpoint`), kept in a file. Whoever
//! saw the older checkpoint checks it without a network and without the leaves.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::checkpoint::{Checkpoint, CheckpointFault, parse_decimal, parse_hash};
use super::keys::Opens;
use super::tree::{Hash, verify_consistency};

/// Longest path (C2SP `tlog-witness`).
const PATH_MAX: usize = 63;
/// Largest text, in bytes: the path, and a checkpoint with many signatures.
const GROWTH_MAX: usize = 512 * 1024;

/// A proof of growth, not yet believed: [`Growth::verify`] says whether it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The size from which the log grew.
    pub old: u64,
    /// The consistency proof of RFC 6962.
    pub path: Vec<Hash>,
    /// The newest signed checkpoint, exactly as the log gave it.
    pub checkpoint: String,
}

/// Why a proof of growth is not to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrowthFault {
    /// It does not have the form.
    #[error("not a proof of growth: {0}")]
    NotAGrowth(&'static str),
    /// Its checkpoint is not to be believed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointFault),
    /// It begins at another size than the one that was seen.
    #[error("the proof begins at {found} leaves, and {seen} were seen; ask for the proof from {seen}")]
    OtherSize {
        /// Where the proof begins.
        found: u64,
        /// What was seen.
        seen: u64,
    },
    /// The older log is not the beginning of the newer one.
    #[error(
        "the log of {size} leaves did not grow from the {seen} that were seen: history or proof was changed"
    )]
    NotGrown {
        /// What was seen.
        seen: u64,
        /// The newer size.
        size: u64,
    },
}

impl Growth {
    /// Whether a text claims to be one: it begins with the word `old`.
    #[must_use]
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(b"old ")
    }

    /// Reads a proof of growth.
    ///
    /// # Errors
    /// When it does not have the form.
    pub fn parse(bytes: &[u8]) -> Result<Self, GrowthFault> {
        use GrowthFault::NotAGrowth;
        if GROWTH_MAX < bytes.len() {
            return Err(NotAGrowth("it is larger than 512 KiB"));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| NotAGrowth("it is not UTF-8"))?;
        let (head, checkpoint) =
            text.split_once("\n\n").ok_or(NotAGrowth("no empty line stands before the checkpoint"))?;
        let mut lines = head.split('\n');
        let old = lines
            .next()
            .and_then(|line| parse_decimal(line.strip_prefix("old ")?))
            .ok_or(NotAGrowth("its first line is not `old` and a whole number"))?;
        let path = lines
            .map(|line| {
                parse_hash(line).ok_or(NotAGrowth("a line of its path is not a SHA-256 hash in base64"))
            })
            .collect::<Result<Vec<_>, _>>()?;
        if PATH_MAX < path.len() {
            return Err(NotAGrowth("its path is longer than any log"));
        }
        Ok(Self { old, path, checkpoint: checkpoint.to_owned() })
    }

    /// Checks that `key` signed the newest checkpoint and that the one seen is its beginning; gives the newest.
    ///
    /// # Errors
    /// When any of that is not so.
    pub fn verify(&self, seen: &Checkpoint, key: &impl Opens) -> Result<Checkpoint, GrowthFault> {
        let newest = key.open(self.checkpoint.as_bytes())?;
        if self.old != seen.size {
            return Err(GrowthFault::OtherSize { found: self.old, seen: seen.size });
        }
        if verify_consistency(seen.size, &seen.root, newest.size, &newest.root, &self.path) {
            Ok(newest)
        } else {
            Err(GrowthFault::NotGrown { seen: seen.size, size: newest.size })
        }
    }
}

/// Prints it as it is kept and sent.
impl fmt::Display for Growth {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "old {}", self.old)?;
        for hash in &self.path {
            writeln!(out, "{}", STANDARD.encode(hash))?;
        }
        write!(out, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests;
