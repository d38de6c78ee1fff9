//! Holds the tree against what was signed: the head, the checkpoints in the store, those kept outside.

use super::Trust;
use super::damage::Damage;
use super::leaves::Found;
use crate::evidence::adopted::{self, Adopted};
use crate::evidence::record::Opened;
use crate::evidence::vault::{Head, StoredCheckpoint};
use crate::log::{Checkpoint, Hash, Tree};

/// What a believed checkpoint says.
struct Signed {
    name: String,
    size: u64,
    root: Hash,
    outside: bool,
}

/// Checks head and checkpoints, and settles which leaves were changed. Gives the largest signed size.
pub(super) fn check(found: &mut Found, head: &Head, stored: &[StoredCheckpoint], trust: &Trust) -> u64 {
    let mut damages = Vec::new();
    let (mut signed, earlier) = believed(found.opened.as_ref(), stored, trust, &mut damages);
    signed.sort_by_key(|signed| (signed.size, signed.outside));
    check_opening(found, trust, &mut damages);
    // What was changed is named by itself, and would spoil what is said of an earlier log.
    if let Some(opened) = found.opened.as_ref().filter(|_| found.unfit.is_empty()) {
        found.shown = adopted::check(opened, found.tree.hashes(), &earlier, &mut damages);
    }
    let size = found.tree.size();
    // A gap was named already, and hides what stands behind it.
    let whole = !found.damages.iter().any(|damage| matches!(damage, Damage::LeafMissing { .. }));
    let fits = |tree: &Tree| found.unfit.last().is_some_and(|last| fits_behind(tree, *last, head, &signed));
    let (kept_fits, bytes_fit) = (fits(&found.kept_tree), fits(&found.tree));
    let name = |index: u64| match (kept_fits, bytes_fit) {
        (true, false) => Damage::Leaf { index },
        (false, true) => Damage::LeafHash { index },
        _ => Damage::LeafOrHash { index },
    };
    let unfit: Vec<Damage> = found.unfit.iter().copied().map(name).collect();
    // Leaves that were named explain a wrong root: what is left to say, the tree that fits says.
    let tree = if kept_fits { &found.kept_tree } else { &found.tree };
    check_checkpoints(tree, &signed, whole, &mut damages);
    if whole {
        check_head(tree, head, &signed, &mut damages);
    }
    found.damages.splice(0..0, unfit);
    found.damages.append(&mut damages);
    signed.iter().map(|signed| signed.size).filter(|signed| *signed <= size).max().unwrap_or(0)
}

/// The checkpoints that the trusted key signed, and those of an earlier log that its own key signed; the others are
/// damages.
fn believed(
    opened: Option<&Opened>,
    stored: &[StoredCheckpoint],
    trust: &Trust,
    damages: &mut Vec<Damage>,
) -> (Vec<Signed>, Vec<(String, Checkpoint)>) {
    let before = opened.and_then(|opened| opened.adopted.as_ref()).and_then(Adopted::key);
    let mut earlier = Vec::new();
    let mut signed = Vec::new();
    for kept in stored {
        let name = format!("checkpoint at {} leaves", kept.size);
        match Checkpoint::open(kept.text.as_bytes(), &trust.key) {
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
        match Checkpoint::open(bytes, &trust.key) {
            Ok(checkpoint) => {
                signed.push(Signed { name, size: checkpoint.size, root: checkpoint.root, outside: true });
            }
            Err(fault) => match before.as_ref().and_then(|key| Checkpoint::open(bytes, key).ok()) {
                Some(checkpoint) => earlier.push((name, checkpoint)),
                None => damages.push(Damage::Checkpoint { name, why: fault.to_string() }),
            },
        }
    }
    (signed, earlier)
}

/// The log names its own key and origin; they must be the trusted ones.
fn check_opening(found: &Found, trust: &Trust, damages: &mut Vec<Damage>) {
    let Some(opened) = &found.opened else {
        if found.damages.is_empty() && found.unfit.is_empty() {
            damages.push(Damage::Order { index: 0, why: "the log was never opened" });
        }
        return;
    };
    let own = found.unfit.first() != Some(&0);
    if own && (opened.origin != trust.key.name() || opened.vkey != trust.key.to_string()) {
        let why = "it names another origin or another key than the trusted one";
        damages.push(Damage::Order { index: 0, why });
    }
}

/// Whether the tree has a root that head or a checkpoint confirms, with this leaf in it.
fn fits_behind(tree: &Tree, index: u64, head: &Head, signed: &[Signed]) -> bool {
    let roots = signed.iter().map(|signed| (signed.size, signed.root)).chain([(head.size, head.root)]);
    roots.filter(|(size, _)| index < *size).any(|(size, root)| tree.root_at(size) == Some(root))
}

fn check_checkpoints(tree: &Tree, signed: &[Signed], whole: bool, damages: &mut Vec<Damage>) {
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

fn check_head(tree: &Tree, head: &Head, signed: &[Signed], damages: &mut Vec<Damage>) {
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
