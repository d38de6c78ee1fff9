//! Holds the tree against what was signed: the head, the checkpoints in the store, those kept outside.

use super::Trust;
use super::damage::Damage;
use super::leaves::Found;
use crate::evidence::adopted;
use crate::evidence::rotation::follow;
use crate::evidence::vault::{Head, StoredCheckpoint};
use crate::log::{Checkpoint, Hash, LogKeys, Opens as _, Trunk, Vkey};

/// What a believed checkpoint says.
struct Signed {
    name: String,
    size: u64,
    root: Hash,
    outside: bool,
}

/// Checks head and checkpoints, and settles which leaves were changed. Gives the largest signed size, and the keys that
/// the log had.
pub(super) fn check(
    found: &mut Found,
    head: &Head,
    stored: &[StoredCheckpoint],
    trust: &Trust,
) -> (u64, LogKeys) {
    let mut damages = Vec::new();
    let keys = keys(found, stored, trust, &mut damages);
    let (mut signed, earlier) = believed(found, &keys, stored, trust, &mut damages);
    signed.sort_by_key(|signed| (signed.size, signed.outside));
    check_opening(found, &keys, trust, &mut damages);
    // What was changed is named by itself, and would spoil what is said of an earlier log.
    if let (Some(opened), Some((tree, _)), []) = (&found.opened, &found.earlier, found.unfit.as_slice()) {
        found.shown =
            adopted::check(opened, (found.tree.size(), tree), (&earlier, &found.rotated), &mut damages);
    }
    let size = found.tree.size();
    // A gap was named already, and hides what stands behind it.
    let whole = !found.damages.iter().any(|damage| matches!(damage, Damage::LeafMissing { .. }));
    let fits = |tree: &Trunk| found.unfit.last().is_some_and(|last| fits_behind(tree, *last, head, &signed));
    let (kept_fits, bytes_fit) = (fits(found.kept_tree()), fits(&found.tree));
    let name = |index: u64| match (kept_fits, bytes_fit) {
        (true, false) => Damage::Leaf { index },
        (false, true) => Damage::LeafHash { index },
        _ => Damage::LeafOrHash { index },
    };
    let unfit: Vec<Damage> = found.unfit.iter().copied().map(name).collect();
    // Leaves that were named explain a wrong root: what is left to say, the tree that fits says.
    let tree = if kept_fits { found.kept_tree() } else { &found.tree };
    check_checkpoints(tree, &signed, whole, &mut damages);
    if whole {
        check_head(tree, head, &signed, &mut damages);
    }
    found.damages.splice(0..0, unfit);
    found.damages.append(&mut damages);
    (signed.iter().map(|signed| signed.size).filter(|signed| *signed <= size).max().unwrap_or(0), keys)
}

/// The keys of the log, where they lead to or from the trusted one; else that one alone, so that what others signed is
/// named.
fn keys(found: &mut Found, stored: &[StoredCheckpoint], trust: &Trust, damages: &mut Vec<Damage>) -> LogKeys {
    let carried = found.opened.as_ref().and_then(|opened| opened.adopted.as_ref()).map_or(0, |it| it.carried);
    let own = found.rotated.partition_point(|(index, _)| *index < carried);
    let own = &found.rotated[own..];
    // A first leaf that was changed is named as such; what it named, the first change names as well.
    let first = found.opened.as_ref().and_then(|opened| Vkey::parse(&opened.vkey).ok());
    let first = first.or_else(|| Vkey::parse(&own.first()?.1.from).ok());
    let Some(first) = first else { return LogKeys::new(trust.key.clone()) };
    let followed = follow(first, own, stored, &trust.rotations);
    // Without leaf 0 nobody knows which of them were carried over from an earlier log, whose changes were signed elsewhere.
    if let Some((index, why)) = followed.fault.filter(|_| found.opened.is_some()) {
        damages.push(Damage::KeyChange { index, why });
    }
    if followed.keys.holds(&trust.key) { followed.keys } else { LogKeys::new(trust.key.clone()) }
}

/// The checkpoints that the log's keys signed, and those of an earlier log that its own keys signed; the others are
/// damages.
fn believed(
    found: &Found,
    keys: &LogKeys,
    stored: &[StoredCheckpoint],
    trust: &Trust,
    damages: &mut Vec<Damage>,
) -> (Vec<Signed>, Vec<(String, Checkpoint)>) {
    let before = found.opened.as_ref().and_then(|opened| opened.adopted.as_ref());
    let before = before.and_then(|adopted| adopted.keys(&found.rotated));
    let mut earlier = Vec::new();
    let mut signed = Vec::new();
    for kept in stored {
        let name = format!("checkpoint at {} leaves", kept.size);
        match keys.open(kept.text.as_bytes()) {
            Ok(checkpoint) if checkpoint.size != kept.size => {
                damages.push(Damage::CheckpointSize { kept: kept.size, says: checkpoint.size });
            }
            Ok(checkpoint) => {
                signed.push(Signed { name, size: checkpoint.size, root: checkpoint.root, outside: false });
            }
            Err(fault) => damages.push(Damage::Checkpoint { name, why: fault.to_string() }),
        }
    }
    for (name, bytes) in &trust.outside {
        let name = name.clone();
        match keys.open(bytes) {
            Ok(checkpoint) => {
                signed.push(Signed { name, size: checkpoint.size, root: checkpoint.root, outside: true });
            }
            Err(fault) => match before.as_ref().and_then(|earlier| earlier.open(bytes).ok()) {
                Some(checkpoint) => earlier.push((name, checkpoint)),
                None => damages.push(Damage::Checkpoint { name, why: fault.to_string() }),
            },
        }
    }
    (signed, earlier)
}

/// The log names its own key and origin; the trusted one must be that key, or one to which it leads.
fn check_opening(found: &Found, keys: &LogKeys, trust: &Trust, damages: &mut Vec<Damage>) {
    let Some(opened) = &found.opened else {
        if found.damages.is_empty() && found.unfit.is_empty() {
            damages.push(Damage::Order { index: 0, why: "the log was never opened" });
        }
        return;
    };
    let own = found.unfit.first() != Some(&0);
    if own && (opened.origin != trust.key.name() || opened.vkey != keys.first().to_string()) {
        let why = "it names another origin or another key than the trusted one";
        damages.push(Damage::Order { index: 0, why });
    }
}

/// Whether the tree has a root that head or a checkpoint confirms, with this leaf in it.
fn fits_behind(tree: &Trunk, index: u64, head: &Head, signed: &[Signed]) -> bool {
    let roots = signed.iter().map(|signed| (signed.size, signed.root)).chain([(head.size, head.root)]);
    roots.filter(|(size, _)| index < *size).any(|(size, root)| tree.root_at(size) == Some(root))
}

fn check_checkpoints(tree: &Trunk, signed: &[Signed], whole: bool, damages: &mut Vec<Damage>) {
    let size = tree.size();
    let mut good = 0;
    for signed in signed {
        let name = signed.name.clone();
        match tree.root_at(signed.size) {
            Some(root) if root == signed.root => good = good.max(signed.size),
            Some(_) if signed.outside => damages.push(Damage::Rewritten { name, size: signed.size }),
            Some(_) => damages.push(Damage::Leaves { from: good, to: signed.size - 1, size: signed.size }),
            None if whole => damages.push(Damage::RolledBack { name, signed: signed.size, size }),
            None => {}
        }
    }
}

fn check_head(tree: &Trunk, head: &Head, signed: &[Signed], damages: &mut Vec<Damage>) {
    let size = tree.size();
    let signed_past = |size: u64| signed.iter().any(|signed| size < signed.size);
    if size < head.size && signed_past(size) {
        damages.push(Damage::LeafMissing { index: size });
    } else if head.size < size && !signed_past(head.size) && tree.root_at(head.size) == Some(head.root) {
        damages.push(Damage::LeafExtra { index: head.size, size: head.size });
    } else if head.size != size {
        damages.push(Damage::HeadSize { says: head.size, found: size });
    } else if tree.root() != head.root
        && !damages.iter().any(|damage| matches!(damage, Damage::Leaves { .. }))
    {
        damages.push(Damage::HeadRoot { size });
    }
}
