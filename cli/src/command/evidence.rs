//! `bona evidence`: what its commands share. One file a command.
//!
//! Nothing is counted or printed that was not verified in the same run, and nothing is appended to a store
//! that is older than its own newest checkpoint, or than one that a witness cosigned.

mod adopt;
mod backup;
mod columns;
mod correct;
mod cosign;
mod doctor;
mod duty;
pub(super) mod erase;
mod export;
mod import;
mod init;
mod mail;
mod manager;
pub(super) mod matrix;
mod outside;
pub(super) mod package;
mod person;
#[cfg(feature = "lrs")]
mod pull;
mod reconcile;
mod rename;
mod restore;
mod returns;
mod same;
mod session;
pub(super) mod signing;
mod staff;
pub(super) mod title;
mod traces;
mod upload;
mod vault;
mod verify;
mod waive;
pub(super) mod who;
mod witness;
mod words;

use bona_engine::duty::Held as Post;
use bona_engine::evidence::{
    Head, Held, Journal, Leaf, Log, Person, PersonNumber, PseudonymKey, Store, StoreError, StoredCheckpoint,
    Trust, Verified, crown, still_held,
};
use bona_engine::log::{Checkpoint, Hash, NODE_LEAVES, Opens as _, Tree, Vkey, leaf_hash};
use bona_engine::time::days_later;

pub(super) use outside::{cosigned, policy, policy_in};
use signing::{Standing, may_sign, sign};

use crate::args::{EvidenceArgs, EvidenceCommand};
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Keep, Machine, write_bytes};
use crate::store::{AnyStore, Place};

/// Largest checkpoint file, in bytes: one with many cosignatures is far smaller.
const CHECKPOINT_BYTES: u64 = 256 * 1024;
/// How often an append is tried anew when another program was quicker; each time that one has got on.
pub(crate) const TRIES: usize = 64;
/// Leaves that are read at once.
const STEP: u64 = 4_096;
/// What the newest checkpoint beside the store is called in messages.
const BESIDE: &str = "the checkpoint beside the store";

/// Runs one of its commands.
pub(crate) fn run(args: &EvidenceArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let place = Place::of(args.store.as_deref(), machine)?;
    match &args.command {
        EvidenceCommand::Init(args) => init::run(args, &place, machine),
        EvidenceCommand::Import(args) => import::run(args, &place, machine),
        #[cfg(feature = "lrs")]
        EvidenceCommand::Pull(args) => pull::run(args, &place, machine),
        EvidenceCommand::Matrix(args) => matrix::run(args, &place, machine),
        EvidenceCommand::Reconcile(args) => reconcile::run(args, &place, machine),
        EvidenceCommand::Returns(args) => returns::run(args, &place, machine),
        EvidenceCommand::Session(args) => session::run(args, &place, machine),
        EvidenceCommand::Staff(args) => staff::run(args, &place, machine),
        EvidenceCommand::Gaps(args) => duty::gaps(args, &place, machine),
        EvidenceCommand::Expiring(args) => duty::expiring(args, &place, machine),
        EvidenceCommand::Chase(args) => duty::chase(args, &place, machine),
        EvidenceCommand::Page(args) => manager::run(args, &place, machine),
        EvidenceCommand::Upload(args) => upload::run(args, &place, machine),
        EvidenceCommand::Waive(args) => waive::run(args, &place, machine),
        EvidenceCommand::Correct(args) => correct::run(args, &place, machine),
        EvidenceCommand::Person(args) => person::run(args, &place, machine),
        EvidenceCommand::Rename(args) => rename::run(args, &place, machine),
        EvidenceCommand::Erase(args) => erase::run(args, &place, machine),
        EvidenceCommand::Verify(args) => verify::run(args, &place, machine),
        EvidenceCommand::Export(args) => export::run(args, &place, machine),
        EvidenceCommand::Doctor => doctor::run(&place, machine),
        EvidenceCommand::Backup(args) => backup::run(args, &place, machine),
        EvidenceCommand::Restore(args) => restore::run(args, &place, machine),
        EvidenceCommand::Adopt(args) => adopt::run(args, &place, machine),
        EvidenceCommand::Witness(args) => witness::run(args, machine),
        EvidenceCommand::Cosign(args) => cosign::run(args, &place, machine),
    }
}

/// Opens the store that is there, unless it holds what was erased.
pub(super) fn open(place: &Place, machine: &dyn Machine) -> Result<AnyStore, Failure> {
    let store = opened(place, machine)?;
    let mut before = None;
    while let Some(journal) = journal_of(place, machine, &store)? {
        let held = held(place, machine, &store, &journal)?;
        if held.is_nothing() {
            break;
        }
        // An erasure is in the journal a moment before it is in the store: whoever carries one out is waited for.
        if before.as_ref() == Some(&held) || store.settle().is_err() {
            return Err(brought_back(place, &held));
        }
        before = Some(held);
    }
    Ok(store)
}

/// Opens the store that is there, whatever it holds: to look for what is wrong with it, and to mend it.
fn opened(place: &Place, machine: &dyn Machine) -> Result<AnyStore, Failure> {
    let seal = vault::seal(place, machine)?;
    let store = AnyStore::open(place, machine, seal).map_err(|error| place.failure(&error))?;
    match vault::shut(place, store.lid()) {
        Some(shut) => Err(Failure::Store(shut.to_string())),
        None => Ok(store),
    }
}

/// The journal of erasures beside the store; that of another log is refused.
fn journal_of(place: &Place, machine: &dyn Machine, store: &dyn Store) -> Result<Option<Journal>, Failure> {
    let Some(journal) = outside::journal(place, machine)? else { return Ok(None) };
    let first = store.leaves(0, 1).map_err(|error| place.failure(&error))?;
    // A first leaf that was changed is no sign of another log; whoever verifies names it.
    let whole = first.first().filter(|leaf| leaf_hash(&leaf.bytes) == leaf.hash);
    match whole.map(|leaf| Leaf::read(&leaf.bytes)) {
        Some(Ok(Leaf::Opened(opened))) if opened.origin != journal.origin => Err(Failure::Store(format!(
            "the journal of erasures `{}` is of the log `{}`, and the store of `{}`; put each beside its own",
            place.journal.display(),
            journal.origin,
            opened.origin
        ))),
        _ => Ok(Some(journal)),
    }
}

/// What the store holds although the journal says otherwise. Without the pseudonym key older names are not known.
fn held(place: &Place, machine: &dyn Machine, store: &dyn Store, journal: &Journal) -> Result<Held, Failure> {
    let key = keys::pseudonym(machine, &place.keys)?.map(PseudonymKey::new);
    still_held(store, journal, key.as_ref()).map_err(|error| place.failure(&error))
}

fn brought_back(place: &Place, held: &Held) -> Failure {
    let mut what = Vec::new();
    if !held.leaves.is_empty() {
        what.push(format!("the bodies of {}", count(held.leaves.len() as u64, "leaf", "leaves")));
    }
    if 0 < held.people {
        what.push(count(held.people as u64, "person", "people"));
    }
    if !held.names.is_empty() {
        what.push(count(held.names.len() as u64, "older name", "older names"));
    }
    Failure::Store(format!(
        "the evidence store `{}` holds what was erased: {}, as the journal `{}` says. An older copy was put back, or an \
         erasure was cut off, by a power cut or a full disk\n  help: `bona evidence restore --in-place --apply` erases it again; until \
         then nothing is read, given away or recorded",
        place.shown(),
        what.join(" and "),
        place.journal.display()
    ))
}

/// Puts a checkpoint of the store beside it, unless a newer one stands there. One program at a time does so: of two
/// that sign, the one that is quicker must not be followed by the older.
pub(super) fn keep_beside(
    machine: &dyn Machine,
    place: &Place,
    store: &mut AnyStore,
    newest: &StoredCheckpoint,
) -> Result<(), Failure> {
    let put = || {
        let kept = outside::beside(place, machine)?;
        let size = kept.and_then(|bytes| Checkpoint::peek(&bytes).ok()).map_or(0, |kept| kept.size);
        if newest.size <= size {
            return Ok(());
        }
        write_bytes(machine, &place.checkpoint, Keep::Forced, newest.text.as_bytes())
            .map_err(|error| Failure::file("cannot write", &place.checkpoint, error))
    };
    store.alone(put).map_err(|error| place.failure(&error))?
}

/// The tree of a store that may be appended to: whole, and neither older nor other than what is kept outside it.
pub(super) fn appendable(
    machine: &dyn Machine,
    place: &Place,
    store: &AnyStore,
    key: &Vkey,
) -> Result<(Tree, String), Failure> {
    let refuse = |why: String| {
        let verify = "nothing was recorded; `bona evidence verify` looks at all of it";
        Failure::Store(format!(
            "the evidence store `{}` cannot be added to: {why}\n  help: {verify}",
            place.shown()
        ))
    };
    // First, so that what another program adds meanwhile is in the tree and not only outside it; and the store of after that,
    // whatever moment it was verified at.
    let outside = outside::all(place, machine)?;
    store.anew().map_err(|error| place.failure(&error))?;
    let (head, nodes, standing) = settled(store, place)?;
    let known = keys::rotations(machine, &place.keys)?;
    let followed = standing.keys(store, &known, place)?;
    let Standing { tree, recorded, .. } = standing;
    // Last: of two that write at once, the slower one would else bring an earlier time than the quicker.
    let now = machine.now();
    if now < recorded {
        return Err(refuse(format!(
            "its newest leaf is of {recorded}, and the clock says {now}; set the clock"
        )));
    }
    if (tree.size(), tree.root()) != (head.size, head.root) {
        return Err(refuse("its head does not fit its leaves".to_owned()));
    }
    let Some(followed) = followed else { return Err(refuse("its first leaf names no key".to_owned())) };
    may_sign(place, &followed, key)?;
    if outside::beside(place, machine)?.is_none() {
        let path = place.checkpoint.display();
        return Err(refuse(format!(
            "its checkpoint `{path}` is missing, so an older copy could not be told from the newest; put it back, or \
             put there the newest checkpoint that you sent to somebody{}",
            place.whereabouts_of_others()
        )));
    }
    for (name, bytes) in outside {
        let kept = followed.keys.open(&bytes).map_err(|fault| refuse(format!("{name}: {fault}")))?;
        // An older size may need leaves that the tree has not in memory.
        let root = match kept.size <= tree.size() {
            true => Some(crown(store, &nodes, kept.size).map_err(|error| place.failure(&error))?.root()),
            false => None,
        };
        match root {
            Some(root) if root == kept.root => {}
            Some(_) => {
                return Err(refuse(format!(
                    "its history is another than {name} says ({} leaves)",
                    kept.size
                )));
            }
            None => {
                return Err(refuse(format!(
                    "it has {} leaves, and {name} was signed at {}: an older copy was put back",
                    tree.size(),
                    kept.size
                )));
            }
        }
    }
    Ok((tree, now))
}

/// Head, kept roots and what stands in the log, of one moment: read anew when another program has added to it meanwhile.
fn settled(store: &AnyStore, place: &Place) -> Result<(Head, Vec<Hash>, Standing), Failure> {
    let failure = |error| place.failure(&error);
    let mut mended = false;
    loop {
        let head = store.head().map_err(failure)?;
        let nodes = store.nodes().map_err(failure)?;
        let standing = Standing::crown(store, &nodes, head.size).map_err(failure)?;
        let extra = !store.leaves(head.size, 1).map_err(failure)?.is_empty();
        if store.head().map_err(failure)? != head {
            continue;
        }
        if extra {
            return Err(Failure::Store(format!(
                "the evidence store `{}` has leaves behind the end that its head says; `bona evidence verify` looks at \
                 all of it",
                place.shown()
            )));
        }
        // The kept roots are only worked out from the leaves; whoever changed one has changed no record.
        let all = nodes.len() as u64 == head.size / NODE_LEAVES;
        let fits = all && (standing.tree.size(), standing.tree.root()) == (head.size, head.root);
        if !fits && !mended {
            store.build_nodes().map_err(failure)?;
            mended = true;
            continue;
        }
        return Ok((head, nodes, standing));
    }
}

/// The tree of the hashes that the store keeps, and when its newest leaf was recorded.
fn tree_of(store: &AnyStore, place: &Place) -> Result<(Tree, String), Failure> {
    let Standing { tree, recorded, .. } = Standing::of(store, place)?;
    Ok((tree, recorded))
}

/// Verifies with the store's own verifier key and the checkpoint beside it; prints what is damaged.
pub(super) fn verified(
    machine: &dyn Machine,
    place: &Place,
    store: &AnyStore,
) -> Result<Option<Verified<Log>>, Failure> {
    let key = keys::vkey(machine, &place.keys)?.ok_or_else(|| {
        Failure::Store(format!(
            "there is no verifier key in `{}`; put back the folder that init made{}",
            place.keys.display(),
            place.whereabouts()
        ))
    })?;
    let outside = outside::all(place, machine)?;
    let journal = journal_of(place, machine, store)?;
    // Of after that, also where it was verified before.
    store.anew().and_then(|()| store.still()).map_err(|error| place.failure(&error))?;
    let rotations = keys::rotations(machine, &place.keys)?;
    let found = bona_engine::evidence::verify(store, &Trust { key, rotations, outside, journal })
        .map_err(|error| place.failure(&error))?;
    match found {
        Ok(log) => Ok(Some(log)),
        Err(damages) => {
            machine.err(&format!("{}nothing is printed of evidence that does not verify\n", told(&damages)));
            Ok(None)
        }
    }
}

/// Everybody once, by number: whom the log says to be one person are one.
pub(super) fn people_of(store: &AnyStore, log: &Log, place: &Place) -> Result<Vec<Person>, Failure> {
    store.people().map(|people| log.same.people(people)).map_err(|error| place.failure(&error))
}

/// The posts of staff lists with whose they are, in the order of the store.
fn posts_of(store: &AnyStore, log: &Log, place: &Place) -> Result<Vec<(PersonNumber, Post)>, Failure> {
    let posts = store.posts().map_err(|error| place.failure(&error))?;
    Ok(posts.into_iter().map(|(person, held)| (log.same.of(&person).clone(), held)).collect())
}

/// Damages as lines; at most a hundred, since one fault can have many ends.
fn told<T: std::fmt::Display>(damages: &[T]) -> String {
    let mut text = String::new();
    for damage in damages.iter().take(100) {
        text.push_str(&format!("error: {damage}\n"));
    }
    if 100 < damages.len() {
        text.push_str(&format!("and {} more\n", damages.len() - 100));
    }
    text
}

/// A range of leaves: `leaf 9`, `leaves 7 to 9`.
fn places(from: u64, to: u64) -> String {
    if from == to { format!("leaf {from}") } else { format!("leaves {from} to {to}") }
}

/// What a store could not do, with its cause.
fn why(error: &StoreError) -> String {
    use std::error::Error as _;
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("{error}{cause}")
}

/// What somebody typed as a name or a reason, as it is kept.
pub(super) fn one_line(flag: &str, typed: &str, most: usize) -> Result<String, Failure> {
    bona_engine::intake::one_line(typed, most).map_err(|why| Failure::Argument(format!("{flag}: it {why}")))
}

/// The last day that anything can be of which has been: a day after the clock's, since people stand in several zones.
pub(super) fn last_day(machine: &dyn Machine) -> Option<String> {
    days_later(machine.now().get(..10)?, 1)
}

/// A number and its word: `1 row`, `2 rows`.
pub(super) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
