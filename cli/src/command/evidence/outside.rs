//! What is kept of a log outside its store: the newest checkpoint, those that witnesses cosigned, whom to believe.
//!
//! An older copy of the store does not bring these along, so they tell. Nothing here is believed before its
//! signature was checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bona_engine::evidence::{Journal, StoreError};
use bona_engine::log::{Believed, Checkpoint, LogKeys, Note, Policy, Unmet};

use super::{BESIDE, CHECKPOINT_BYTES, held, why};
use crate::exit::Failure;
use crate::machine::{Keep, Machine, Stands, read_at_most, write_bytes};
use crate::store::{AnyStore, Place};

/// Ending of a cosigned checkpoint's file; the size stands in front.
const ENDING: &str = ".checkpoint";
/// Largest policy file, in bytes.
const POLICY_BYTES: u64 = 1024 * 1024;

/// Largest journal of erasures, in bytes: some million erasures.
const JOURNAL_BYTES: u64 = 256_000_000;

/// What is kept outside a store: what it is called in messages, and its bytes.
pub(super) type Outside = Vec<(String, Vec<u8>)>;

/// What should stand beside a store and does not.
pub(super) struct Missing {
    /// What it is, and where it was looked for.
    pub(super) what: String,
    /// What nobody can tell without it: that this is so.
    pub(super) untold: &'static str,
}

impl Missing {
    /// The newest checkpoint; `None` if it is there.
    pub(super) fn checkpoint(place: &Place, machine: &dyn Machine) -> Result<Option<Self>, Failure> {
        let what = format!("checkpoint `{}`", place.checkpoint.display());
        let untold = "this is the newest copy";
        Ok(beside(place, machine)?.is_none().then_some(Self { what, untold }))
    }

    /// The journal of erasures, which a store has from its beginning, or since its first backup if it is older than
    /// journals; `None` if it is there.
    pub(super) fn journal(place: &Place, kept: Option<&Journal>) -> Option<Self> {
        let what = format!("journal of erasures `{}`", place.journal.display());
        let untold = "whoever was erased since this copy was made is gone from it";
        kept.is_none().then_some(Self { what, untold })
    }
}

/// The checkpoint beside the store; `None` if there is none.
pub(super) fn beside(place: &Place, machine: &dyn Machine) -> Result<Option<Vec<u8>>, Failure> {
    let path = &place.checkpoint;
    match machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))? {
        None => Ok(None),
        Some(Stands::Folder | Stands::File(_)) => read_at_most(machine, path, CHECKPOINT_BYTES)
            .map(Some)
            .map_err(|error| Failure::file("cannot read", path, error)),
    }
}

/// The checkpoints that witnesses cosigned, by size.
pub(in crate::command) fn cosigned(
    place: &Place,
    machine: &dyn Machine,
) -> Result<BTreeMap<u64, Vec<u8>>, Failure> {
    let folder = &place.cosigned;
    let look = |error| Failure::file("cannot look at", folder, error);
    let mut found = BTreeMap::new();
    if machine.stands(folder).map_err(look)? != Some(Stands::Folder) {
        return Ok(found);
    }
    for entry in machine.list(folder).map_err(look)? {
        let Some(size) = entry.name.strip_suffix(ENDING).and_then(|size| size.parse().ok()) else { continue };
        let path = folder.join(&entry.name);
        let bytes = read_at_most(machine, &path, CHECKPOINT_BYTES)
            .map_err(|error| Failure::file("cannot read", &path, error))?;
        found.insert(size, bytes);
    }
    Ok(found)
}

/// Keeps a cosigned checkpoint; gives its file.
pub(super) fn keep_cosigned(
    place: &Place,
    machine: &dyn Machine,
    size: u64,
    note: &Note,
) -> Result<PathBuf, Failure> {
    let folder = &place.cosigned;
    machine.make_folder(folder).map_err(|error| Failure::file("cannot make", folder, error))?;
    let path = folder.join(format!("{size}{ENDING}"));
    write_bytes(machine, &path, Keep::Forced, note.to_string().as_bytes())
        .map_err(|error| Failure::file("cannot write", &path, error))?;
    Ok(path)
}

/// All of it, by what it is called.
pub(super) fn all(place: &Place, machine: &dyn Machine) -> Result<Outside, Failure> {
    let mut outside: Outside =
        beside(place, machine)?.map(|bytes| (BESIDE.to_owned(), bytes)).into_iter().collect();
    let named = |(size, bytes)| (format!("the cosigned checkpoint of {size} leaves"), bytes);
    outside.extend(cosigned(place, machine)?.into_iter().map(named));
    Ok(outside)
}

/// The journal of erasures beside the store; `None` if there is none.
pub(super) fn journal(place: &Place, machine: &dyn Machine) -> Result<Option<Journal>, Failure> {
    let path = &place.journal;
    if machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))?.is_none() {
        return Ok(None);
    }
    let bytes = read_at_most(machine, path, JOURNAL_BYTES)
        .map_err(|error| Failure::file("cannot read", path, error))?;
    Journal::parse(&bytes).map(Some).map_err(|fault| {
        Failure::Store(format!(
            "the journal of erasures `{}` cannot be used: {fault}\n  help: put back its newest copy; without it nobody \
             can tell who was erased since an older copy of the store was made",
            path.display()
        ))
    })
}

/// What is done before a change of the store is final.
type Before<'a> = &'a mut dyn FnMut() -> Result<(), StoreError>;

/// Changes a store so that the journal of erasures says so first: `change` is given what adds to it. Where the store then
/// could not be changed, the disk being full, the journal is put back as it was: else it would say of the newest store that
/// it is an older copy.
pub(super) fn journalled(
    place: &Place,
    machine: &dyn Machine,
    store: &mut AnyStore,
    journal: &Journal,
    change: &mut dyn FnMut(&mut AnyStore, Before<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut written = None;
    let changed = change(store, &mut || {
        let journal = merged(place, machine, journal.clone())?;
        written = Some((journal_text(place, machine)?, journal.to_string().into_bytes()));
        keep_journal(place, machine, &journal)
    });
    match (changed, written) {
        (Err(error), Some((was, now))) => match taken_back(place, machine, store, (was.as_ref(), &now)) {
            true => Err(error),
            false => Err(StoreError::Refused(format!(
                "{}\n  help: the journal `{}` names it already, and could not be put back either. When that is mended, \
                 `bona evidence restore --in-place --apply` finishes it; until then nothing is read, given away or recorded",
                why(&error),
                place.journal.display()
            ))),
        },
        (changed, _) => changed,
    }
}

/// What stands in the journal's file.
fn journal_text(place: &Place, machine: &dyn Machine) -> Result<Option<Vec<u8>>, StoreError> {
    let path = &place.journal;
    let unread = |source| StoreError::World {
        what: format!("cannot read the journal of erasures `{}`", path.display()),
        source: Box::new(source),
    };
    match machine.stands(path).map_err(unread)? {
        None => Ok(None),
        Some(_) => read_at_most(machine, path, JOURNAL_BYTES).map(Some).map_err(unread),
    }
}

/// Puts the journal's file back as it was, unless the store has what it says after all, or somebody else wrote it since.
fn taken_back(
    place: &Place,
    machine: &dyn Machine,
    store: &mut AnyStore,
    (was, now): (Option<&Vec<u8>>, &Vec<u8>),
) -> bool {
    let is_done = journal(place, machine).is_ok_and(|journal| {
        journal
            .is_none_or(|journal| held(place, machine, store, &journal).is_ok_and(|held| held.is_nothing()))
    });
    let text = || journal_text(place, machine);
    let put_back = || {
        if text().is_ok_and(|text| text.as_ref() == Some(now)) {
            let _told = match was {
                Some(was) => write_bytes(machine, &place.journal, Keep::Secret, was),
                None => machine.remove(&place.journal),
            };
        }
        // What stands there tells: a write can fail when the file is in its place already.
        text().is_ok_and(|text| text.as_ref() == was)
    };
    is_done || store.alone(put_back).unwrap_or(false)
}

/// A journal with all that the one beside the store says.
fn merged(place: &Place, machine: &dyn Machine, mut journal: Journal) -> Result<Journal, StoreError> {
    let kept = self::journal(place, machine).map_err(|failure| StoreError::Refused(failure.to_string()))?;
    if let Some(kept) = kept {
        journal.merge(kept);
    }
    Ok(journal)
}

/// Writes the journal of erasures, as part of an erasure that is not final yet.
pub(super) fn keep_journal(
    place: &Place,
    machine: &dyn Machine,
    journal: &Journal,
) -> Result<(), StoreError> {
    let text = journal.to_string();
    let whole = u64::try_from(text.len()).is_ok_and(|length| length <= JOURNAL_BYTES);
    if !whole {
        return Err(StoreError::Refused(format!(
            "the journal of erasures `{}` would be larger than {} MB, the most that is read of one",
            place.journal.display(),
            JOURNAL_BYTES / 1_000_000
        )));
    }
    write_bytes(machine, &place.journal, Keep::Secret, text.as_bytes()).map_err(|error| StoreError::World {
        what: format!("cannot write the journal of erasures `{}`", place.journal.display()),
        source: Box::new(error),
    })
}

/// Whom to believe: the policy that was named, else the one beside the store, if there is one.
pub(in crate::command) fn policy(
    named: Option<&Path>,
    place: &Place,
    machine: &dyn Machine,
) -> Result<Option<Policy>, Failure> {
    let path = named.unwrap_or(&place.policy);
    let stands = machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))?;
    if named.is_none() && stands.is_none() {
        return Ok(None);
    }
    policy_in(path, machine).map(Some)
}

/// Whom to believe, from this file.
pub(in crate::command) fn policy_in(path: &Path, machine: &dyn Machine) -> Result<Policy, Failure> {
    let bytes = read_at_most(machine, path, POLICY_BYTES)
        .map_err(|error| Failure::file("cannot read", path, error))?;
    Policy::parse(&bytes).map_err(|fault| Failure::Store(format!("`{}`: {fault}", path.display())))
}

/// The largest of these checkpoints that the policy believes; or why it believes none of them.
pub(super) fn believed(policy: &Policy, keys: &LogKeys, outside: &Outside) -> Result<Believed, String> {
    let mut best: Option<Believed> = None;
    let mut why = (0, "there is no checkpoint outside the store".to_owned());
    for (name, bytes) in outside {
        match policy.believe(bytes, keys) {
            Ok(found) if best.as_ref().is_none_or(|best| best.checkpoint.size < found.checkpoint.size) => {
                best = Some(found);
            }
            Ok(_) => {}
            // A line in a witness's name that it never signed is no matter of how many there are.
            Err(fault @ Unmet::Forged(_)) => return Err(format!("{name}: {fault}")),
            Err(fault) => {
                let size = Checkpoint::peek(bytes).map_or(0, |checkpoint| checkpoint.size);
                if why.0 <= size {
                    why = (size, format!("{name}: {fault}"));
                }
            }
        }
    }
    best.ok_or(why.1)
}
