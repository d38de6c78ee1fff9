//! Another key for a log: the leaf that says so, and how its keys are followed from one to the next.
//!
//! The leaf names the old key and the new one. The checkpoint that ends with it is signed by both, so that nobody without
//! the old key can bring in a new one, and nobody is named who does not hold theirs. All that leads from key to key is
//! this leaf and that checkpoint: a log shows them for itself, and a proof of the leaf shows them to whoever has no log.

use serde::{Deserialize, Serialize};

use super::append::Growing;
use super::canonical::EntryFault;
use super::record::{Leaf, Opened};
use super::vault::{Batch, Head, StoredCheckpoint};
use crate::log::{Checkpoint, LogKeys, Opens as _, Proof, ProofFault, Tree, Vkey};

/// Most changes of its key that a log may have. Ours: one a year for a working life, twice over.
pub const ROTATIONS: usize = 100;

/// A leaf: the log is signed by another key from here on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotated {
    /// The verifier key that is given up.
    pub from: String,
    /// When, UTC.
    pub recorded: String,
    /// The verifier key that takes its place; of the same origin.
    pub to: String,
    /// Form of the leaf: 1.
    pub v: u8,
}

/// One change of a log's key that shows itself: both keys signed the checkpoint that ends with its leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// The leaf's place.
    pub index: u64,
    from: Vkey,
    to: Vkey,
    checkpoint: String,
}

/// Why something does not show a change of a log's key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RotationFault {
    /// It is no proof, or one of the two keys did not sign its checkpoint.
    #[error(transparent)]
    Proof(#[from] ProofFault),
    /// Its leaf cannot be read.
    #[error("its leaf: {0}")]
    Leaf(EntryFault),
    /// It is of something else.
    #[error("it shows no change of a log's key: {0}")]
    Other(&'static str),
    /// Several of them do not lead from one key to the next.
    #[error(
        "the changes of the log's key do not lead from one key to the next: that at leaf {0} begins at another"
    )]
    Gap(u64),
}

/// The keys of a log as its leaves and checkpoints show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The keys that are shown.
    pub keys: LogKeys,
    /// The newest leaf that changes the key, where nothing was signed from there on: its place, and the key that it names.
    pub pending: Option<(u64, Vkey)>,
    /// The leaf at which it ends, and why, where a change is not shown as it must be.
    pub fault: Option<(u64, String)>,
}

impl Rotation {
    /// Reads the proof (`tlog-proof@v1`) of a leaf that changes the key, and checks it by the two keys that the leaf names.
    /// That either of them is to be trusted, it does not say.
    ///
    /// # Errors
    /// When it is of another leaf, its checkpoint goes on behind that leaf, or one of the two did not sign it.
    pub fn parse(bytes: &[u8]) -> Result<Self, RotationFault> {
        let proof = Proof::parse(bytes)?;
        let leaf = proof.extra.as_deref().ok_or(RotationFault::Other("the leaf is not with it"))?;
        let Leaf::Rotated(rotated) = Leaf::read(leaf).map_err(RotationFault::Leaf)? else {
            return Err(RotationFault::Other("its leaf says something else"));
        };
        let (from, to) =
            rotated.keys().ok_or(RotationFault::Other("its leaf does not name two keys of one log"))?;
        let signed = proof.verify(leaf, &from)?;
        proof.verify(leaf, &to)?;
        if signed.size != proof.index + 1 {
            return Err(RotationFault::Other("its checkpoint does not end with the leaf"));
        }
        Ok(Self { index: proof.index, from, to, checkpoint: proof.checkpoint })
    }

    /// The key that was given up.
    #[must_use]
    pub fn from(&self) -> &Vkey {
        &self.from
    }

    /// The key that took its place.
    #[must_use]
    pub fn to(&self) -> &Vkey {
        &self.to
    }

    /// What both keys signed.
    ///
    /// # Errors
    /// Never for one that was read; it is read anew here.
    pub fn signed(&self) -> Result<Checkpoint, RotationFault> {
        Ok(Checkpoint::open(self.checkpoint.as_bytes(), &self.to).map_err(ProofFault::from)?)
    }
}

impl Rotated {
    /// The two keys; `None` if they are none, are the same, or of different logs.
    pub(super) fn keys(&self) -> Option<(Vkey, Vkey)> {
        let (from, to) = (Vkey::parse(&self.from).ok()?, Vkey::parse(&self.to).ok()?);
        (from != to && from.name() == to.name()).then_some((from, to))
    }
}

/// The keys of the log of `trusted`, as far as these changes lead to and from it. Without any it has this one.
///
/// # Errors
/// When changes of that log's key do not lead from one to the next.
pub fn keys_by(trusted: &Vkey, rotations: &[Rotation]) -> Result<LogKeys, RotationFault> {
    let mut own: Vec<&Rotation> =
        rotations.iter().filter(|rotation| rotation.from.name() == trusted.name()).collect();
    own.sort_by_key(|rotation| rotation.index);
    let Some(first) = own.first() else { return Ok(LogKeys::new(trusted.clone())) };
    let mut keys = LogKeys::new(first.from.clone());
    for rotation in own {
        if rotation.from != *keys.newest() {
            return Err(RotationFault::Gap(rotation.index));
        }
        keys.turn(rotation.checkpoint.as_bytes(), rotation.to.clone())
            .map_err(|_| RotationFault::Gap(rotation.index))?;
    }
    Ok(if keys.holds(trusted) { keys } else { LogKeys::new(trusted.clone()) })
}

/// Follows the keys of a log from the first: by its own leaves, and by what is known of later changes from outside it.
pub(super) fn follow(
    first: Vkey,
    rotated: &[(u64, Rotated)],
    checkpoints: &[StoredCheckpoint],
    known: &[Rotation],
) -> Followed {
    let mut found = Followed { keys: LogKeys::new(first), pending: None, fault: None };
    for (index, leaf) in rotated {
        if let Err(why) = found.turn(*index, leaf, checkpoints, known) {
            found.fault = Some((*index, why));
        }
        if found.fault.is_some() || found.pending.is_some() {
            return found;
        }
    }
    let mut later: Vec<&Rotation> = known.iter().collect();
    later.sort_by_key(|rotation| rotation.index);
    for rotation in later {
        if rotation.from == *found.keys.newest() {
            // What does not fit is no key of this log; whoever asks for it is told that it is not known.
            let _fits = found.keys.turn(rotation.checkpoint.as_bytes(), rotation.to.clone()).is_ok();
        }
    }
    found
}

impl Followed {
    /// One change, as the log's own leaf says it.
    fn turn(
        &mut self,
        index: u64,
        leaf: &Rotated,
        checkpoints: &[StoredCheckpoint],
        known: &[Rotation],
    ) -> Result<(), String> {
        let (from, to) = leaf.keys().ok_or("it does not name two keys of one log")?;
        if from != *self.keys.newest() {
            return Err("it gives up another key than the one that the log had".to_owned());
        }
        if self.keys.holds(&to) {
            return Err("the log has had that key already".to_owned());
        }
        let own = checkpoints.iter().find(|kept| kept.size == index + 1).map(|kept| &kept.text);
        let shown = known.iter().find(|known| known.index == index && known.to == to);
        let Some(text) = own.or(shown.map(|shown| &shown.checkpoint)) else {
            if checkpoints.iter().any(|kept| index < kept.size) {
                return Err("no checkpoint ends with it that the old and the new key signed".to_owned());
            }
            self.pending = Some((index, to));
            return Ok(());
        };
        self.keys.turn(text.as_bytes(), to).map_err(|fault| {
            format!("the checkpoint that ends with it is not signed by the old and the new key: {fault}")
        })?;
        Ok(())
    }
}

/// Follows the keys of a log from its first leaf; `None` if that names no key. Leaves of an earlier log, which were
/// carried over, change that one's key and are left alone.
#[must_use]
pub fn keys_from(
    opened: &Opened,
    rotated: &[(u64, Rotated)],
    checkpoints: &[StoredCheckpoint],
    known: &[Rotation],
) -> Option<Followed> {
    let carried = opened.adopted.as_ref().map_or(0, |adopted| adopted.carried);
    let own = rotated.partition_point(|(index, _)| *index < carried);
    Some(follow(Vkey::parse(&opened.vkey).ok()?, &rotated[own..], checkpoints, known))
}

/// The batch that changes the key: one open leaf.
///
/// # Errors
/// When it is not fit to be recorded.
pub fn rotate(tree: &Tree, from: &Vkey, to: &Vkey, now: &str) -> Result<Batch, EntryFault> {
    let mut growing = Growing::from(tree);
    let leaf = Rotated { from: from.to_string(), recorded: now.to_owned(), to: to.to_string(), v: 1 };
    growing.leaf(&Leaf::Rotated(leaf))?;
    Ok(growing.batch(Head { size: tree.size(), root: tree.root() }))
}

#[cfg(test)]
mod tests;
