//! One leaf's proof (C2SP `tlog-proof@v1`): the leaf's place, the path to the root, and the checkpoint, as text.
//!
//! It stands by itself: with the leaf and the log's key anybody can check it, without a network.
//! The extra data are not signed: whoever reads them must check them against the leaf.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::checkpoint::{Checkpoint, CheckpointFault, parse_decimal, parse_hash};
use super::keys::Opens;
use super::tree::{Hash, leaf_hash, verify_inclusion};

/// First line of every proof.
const HEAD: &str = "c2sp.org/tlog-proof@v1";
/// Longest path: a tree of 2^63 leaves.
const PATH_MAX: usize = 63;
/// Largest extra data, in bytes: a leaf of 65,535 bytes and what opens its commitments.
const EXTRA_MAX: usize = 256 * 1024;
/// Largest proof, in bytes.
const PROOF_MAX: usize = 1024 * 1024;

/// A proof, not yet believed: [`Proof::verify`] says whether it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Data that travel along and are not signed.
    pub extra: Option<Vec<u8>>,
    /// Place of the leaf, from 0.
    pub index: u64,
    /// Siblings from the leaf up to below the root.
    pub path: Vec<Hash>,
    /// The signed checkpoint, exactly as the log gave it.
    pub checkpoint: String,
}

/// Why a proof is not to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    /// It is not in the form of `tlog-proof@v1`.
    #[error("not a proof: {0}")]
    NotAProof(&'static str),
    /// Its checkpoint is not to be believed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointFault),
    /// The path does not lead from this leaf to the signed root.
    #[error("the leaf is not number {index} of the signed log: leaf, place or path was changed")]
    NotIncluded {
        /// The place that the proof claims.
        index: u64,
    },
}

impl Proof {
    /// Reads a proof.
    ///
    /// # Errors
    /// When it is not in the form of `tlog-proof@v1`.
    pub fn parse(bytes: &[u8]) -> Result<Self, ProofFault> {
        use ProofFault::NotAProof;
        if PROOF_MAX < bytes.len() {
            return Err(NotAProof("it is larger than 1 MiB"));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| NotAProof("it is not UTF-8"))?;
        let (head, checkpoint) =
            text.split_once("\n\n").ok_or(NotAProof("no empty line stands before the checkpoint"))?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEAD) {
            return Err(NotAProof("its first line is not `c2sp.org/tlog-proof@v1`"));
        }
        let extra = match lines.next_if(|line| line.starts_with("extra ")) {
            Some(line) => {
                Some(parse_extra(line).ok_or(NotAProof("its extra data are not base64, or too large"))?)
            }
            None => None,
        };
        let index = lines
            .next()
            .and_then(|line| parse_decimal(line.strip_prefix("index ")?))
            .ok_or(NotAProof("it has no line `index` with a whole number"))?;
        let path = lines
            .map(|line| {
                parse_hash(line).ok_or(NotAProof("a line of its path is not a SHA-256 hash in base64"))
            })
            .collect::<Result<Vec<_>, _>>()?;
        if PATH_MAX < path.len() {
            return Err(NotAProof("its path is longer than any log"));
        }
        Ok(Self { extra, index, path, checkpoint: checkpoint.to_owned() })
    }

    /// Checks that `key` signed a checkpoint in which this leaf stands at this place; gives the checkpoint.
    ///
    /// # Errors
    /// When any of that is not so.
    pub fn verify(&self, leaf: &[u8], key: &impl Opens) -> Result<Checkpoint, ProofFault> {
        let checkpoint = key.open(self.checkpoint.as_bytes())?;
        if verify_inclusion(&leaf_hash(leaf), self.index, checkpoint.size, &self.path, &checkpoint.root) {
            Ok(checkpoint)
        } else {
            Err(ProofFault::NotIncluded { index: self.index })
        }
    }
}

/// Prints the proof as it is kept and sent.
impl fmt::Display for Proof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{HEAD}")?;
        if let Some(extra) = &self.extra {
            writeln!(out, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(out, "index {}", self.index)?;
        for hash in &self.path {
            writeln!(out, "{}", STANDARD.encode(hash))?;
        }
        write!(out, "\n{}", self.checkpoint)
    }
}

fn parse_extra(line: &str) -> Option<Vec<u8>> {
    let extra = STANDARD.decode(line.strip_prefix("extra ")?).ok()?;
    (extra.len() <= EXTRA_MAX).then_some(extra)
}

#[cfg(test)]
mod tests;
