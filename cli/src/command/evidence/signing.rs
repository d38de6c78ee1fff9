//! Which key signs: those that a store's log has had, whether the one in the folder may sign for it, and the signing.
//!
//! A log whose key is being changed is signed by nobody but the command that changes it: what is signed by one key alone
//! where both must have signed could never be mended.

use bona_engine::evidence::{
    Followed, Head, Leaf, Log, Opened, Rotated, Rotation, Store as _, StoreError, StoredCheckpoint, crown,
    keys_from, provable,
};
use bona_engine::log::{Checkpoint, Hash, Note, NoteSigner, Opens as _, Proof, Provable, Tree, Vkey};

use super::{STEP, keep_beside};
use crate::exit::Failure;
use crate::keys;
use crate::machine::Machine;
use crate::store::{AnyStore, Place};

/// What the leaves of a store say without being opened.
#[derive(Default)]
pub(in crate::command) struct Standing {
    /// Of the hashes that the store keeps.
    pub(in crate::command) tree: Tree,
    /// When its newest leaf was recorded.
    pub(in crate::command) recorded: String,
    /// Its first leaf, if that can be read.
    pub(in crate::command) opened: Option<Opened>,
    /// The leaves that change its key.
    pub(in crate::command) rotated: Vec<(u64, Rotated)>,
}

impl Standing {
    /// Looks at no more than it takes to go on with the log: kept roots, the leaves behind them, and the few that say a time
    /// or another key.
    pub(super) fn crown(store: &AnyStore, nodes: &[Hash], size: u64) -> Result<Self, StoreError> {
        let tree = crown(store, nodes, size)?;
        let first = store.leaves(0, 1)?;
        let opened = first.first().and_then(|leaf| match Leaf::read(&leaf.bytes) {
            Ok(Leaf::Opened(opened)) => Some(opened),
            _ => None,
        });
        let turns = store.rotated()?.into_iter();
        let rotated = turns.filter_map(|leaf| match Leaf::read(&leaf.bytes) {
            Ok(Leaf::Rotated(rotated)) => Some((leaf.index, rotated)),
            _ => None,
        });
        Ok(Self { tree, recorded: store.recorded()?, opened, rotated: rotated.collect() })
    }

    /// Looks at all leaves.
    pub(in crate::command) fn of(store: &AnyStore, place: &Place) -> Result<Self, Failure> {
        let mut found = Self::default();
        loop {
            let leaves = store.leaves(found.tree.size(), STEP).map_err(|error| place.failure(&error))?;
            if leaves.is_empty() {
                return Ok(found);
            }
            for leaf in leaves {
                if leaf.index != found.tree.size() {
                    return Err(Failure::Store(format!(
                        "the evidence store `{}` has no leaf {}; `bona evidence verify` looks at all of it",
                        place.shown(),
                        found.tree.size()
                    )));
                }
                found.tree.push(leaf.hash);
                // A sealed leaf, which most are, has no time of its own and begins so.
                if leaf.bytes.starts_with(b"{\"commit\"") {
                    continue;
                }
                let Ok(said) = Leaf::read(&leaf.bytes) else { continue };
                found.recorded =
                    said.recorded().map(str::to_owned).max(Some(found.recorded)).unwrap_or_default();
                match said {
                    Leaf::Opened(opened) if leaf.index == 0 => found.opened = Some(opened),
                    Leaf::Rotated(rotated) => found.rotated.push((leaf.index, rotated)),
                    _ => {}
                }
            }
        }
    }

    /// The keys of the log; `None` if it does not say with which it began.
    pub(in crate::command) fn keys(
        &self,
        store: &AnyStore,
        known: &[Rotation],
        place: &Place,
    ) -> Result<Option<Followed>, Failure> {
        let checkpoints = store.checkpoints().map_err(|error| place.failure(&error))?;
        let opened = self.opened.as_ref();
        Ok(opened.and_then(|opened| keys_from(opened, &self.rotated, &checkpoints, known)))
    }
}

/// Refuses to go on unless this key is the one that signs for the log now.
pub(in crate::command) fn may_sign(place: &Place, followed: &Followed, key: &Vkey) -> Result<(), Failure> {
    let refuse = |why: String, help: String| {
        Err(Failure::Store(format!(
            "the evidence store `{}` cannot be signed: {why}\n  help: {help}; nothing was recorded",
            place.shown()
        )))
    };
    if let Some((leaf, why)) = &followed.fault {
        let verify = "`bona evidence verify` looks at all of it".to_owned();
        return refuse(format!("leaf {leaf} names another key for the log, and {why}"), verify);
    }
    let finish = || format!("`bona keys rotate log --store {} --apply` finishes it", place.shown());
    if let Some((leaf, _)) = &followed.pending {
        return refuse(
            format!("leaf {leaf} changes its key, and that was cut off before both signed"),
            finish(),
        );
    }
    if followed.keys.newest() == key {
        return Ok(());
    }
    match followed.keys.holds(key) {
        true => refuse(
            format!(
                "`{}` is a key that the log has given up; now it has {}",
                place.keys.join(keys::LOG_KEY).display(),
                followed.keys.newest()
            ),
            format!("put back the newest copy of the keys; where the change was cut off, {}", finish()),
        ),
        false => refuse(
            format!("its key is {}, and `{}` is another", followed.keys.newest(), place.keys.display()),
            "put back the folder of its keys from its copy".to_owned(),
        ),
    }
}

/// Signs the log as it stands, keeps the checkpoint in the store, then beside it.
pub(super) fn sign(
    machine: &dyn Machine,
    place: &Place,
    store: &mut AnyStore,
    signer: &NoteSigner,
    head: Head,
) -> Result<String, Failure> {
    keep(machine, place, store, head.size, &note(signer, head)?)
}

/// The checkpoint of a head, signed.
pub(super) fn note(signer: &NoteSigner, head: Head) -> Result<Note, Failure> {
    let checkpoint = Checkpoint { origin: signer.vkey().name().to_owned(), size: head.size, root: head.root };
    checkpoint.sign(signer).map_err(|fault| Failure::Store(fault.to_string()))
}

/// Keeps a checkpoint in the store, then beside it; gives its text.
pub(in crate::command) fn keep(
    machine: &dyn Machine,
    place: &Place,
    store: &mut AnyStore,
    size: u64,
    note: &Note,
) -> Result<String, Failure> {
    let kept = StoredCheckpoint { size, text: note.to_string() };
    store.keep_checkpoint(&kept).map_err(|error| place.failure(&error))?;
    keep_beside(machine, place, store, &kept)?;
    Ok(kept.text)
}

/// What shows each change of a log's key up to a size: the proof of its leaf in the checkpoint that both keys signed.
pub(in crate::command) fn rotation_proofs(
    place: &Place,
    store: &AnyStore,
    log: &Log,
    size: u64,
) -> Result<Vec<(u64, String)>, Failure> {
    let checkpoints = store.checkpoints().map_err(|error| place.failure(&error))?;
    let turned = log.keys.turns().map(|(turned, _)| turned).filter(|turned| *turned <= size);
    let turned: Vec<u64> = turned.collect();
    let places: Vec<u64> = turned.iter().flat_map(|turned| [*turned - 1, *turned]).collect();
    let tree = provable(store, &log.tree, &places).map_err(|error| place.failure(&error))?;
    let proof = |turned| Ok((turned, rotation_proof(place, store, &tree, &checkpoints, turned)?));
    turned.into_iter().map(proof).collect()
}

/// The proof of the leaf with which the checkpoint of a size ends.
pub(in crate::command) fn rotation_proof(
    place: &Place,
    store: &AnyStore,
    tree: &Provable<'_>,
    checkpoints: &[StoredCheckpoint],
    size: u64,
) -> Result<String, Failure> {
    let index = size - 1;
    let leaf = store.leaves(index, 1).map_err(|error| place.failure(&error))?.into_iter().next();
    let signed = checkpoints.iter().find(|kept| kept.size == size);
    match (leaf, tree.inclusion(index, size), signed) {
        (Some(leaf), Some(path), Some(signed)) => {
            let checkpoint = signed.text.clone();
            Ok(Proof { extra: Some(leaf.bytes), index, path, checkpoint }.to_string())
        }
        _ => Err(Failure::Store(format!(
            "the store has no checkpoint that ends with leaf {index}, which changes the log's key; put back the newest copy"
        ))),
    }
}
