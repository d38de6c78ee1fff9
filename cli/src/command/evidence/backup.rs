//! `bona evidence backup`: the store in one file, as it verifies, written by the database itself.

use std::path::Path;

use bona_engine::evidence::{Head, Journal, Store as _};

use super::outside::{journal, keep_journal};
use super::{count, open, verified};
use crate::args::BackupArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::give::Giving;
use crate::keys;
use crate::machine::{Keep, Machine, write_bytes};
use crate::store::{AnyStore, Place};

/// Writes the backup, and reads it again.
pub(crate) fn run(args: &BackupArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let mut store = open(place, machine)?;
    let file = &args.file;
    Giving::of(place, machine).apart(file)?;
    // Of two that want one name, whoever is first has it; before anything is read, since that ends what is read at one moment.
    store.alone(|| claim(file, machine)).map_err(|error| place.failure(&error))??;
    let done = backed_up(&store, args, place, machine);
    if !matches!(done, Ok(Some(_))) {
        let _removed = machine.remove(file).is_ok();
    }
    let Some(head) = done? else { return Ok(Exit::AtFault) };
    print(
        machine,
        &format!(
            "Wrote the backup `{backup}`: {leaves}, read again and found whole.\n\n\
             Names and records in it are sealed. Without `{vault}` nobody can read them:\n\
             keep a copy of the keys, and in another place than this file. With it keep the newest\n\
             \x20 {checkpoint}  what was signed last\n\
             \x20 {journal}  whom you erased: an older one would bring people back\n",
            backup = file.display(),
            vault = place.keys.join(keys::VAULT_KEY).display(),
            leaves = count(head.size, "leaf", "leaves"),
            checkpoint = place.checkpoint.display(),
            journal = place.journal.display(),
        ),
    )?;
    Ok(Exit::Done)
}

/// Verifies the store and writes it into the file, whose name is ours; `None` if it is at fault, which was printed.
fn backed_up(
    store: &AnyStore,
    args: &BackupArgs,
    place: &Place,
    machine: &dyn Machine,
) -> Result<Option<Head>, Failure> {
    let Some(log) = verified(machine, place, store)? else { return Ok(None) };
    if journal(place, machine)?.is_none() {
        // A store of an earlier release has none, and its log says all that was erased.
        let said = Journal::of(store, &log.opened.origin).map_err(|error| place.failure(&error))?;
        keep_journal(place, machine, &said).map_err(|error| place.failure(&error))?;
    }
    written(store, &log.head, args, machine)?;
    Ok(Some(log.head))
}

fn free(file: &Path, machine: &dyn Machine) -> Result<(), Failure> {
    match machine.stands(file).map_err(|error| Failure::file("cannot look at", file, error))? {
        None => Ok(()),
        Some(_) => Err(Failure::Argument(format!(
            "`{}` stands there already, or another backup is being written to it; name a file that does not, such as one \
             with today's date",
            file.display()
        ))),
    }
}

/// Takes the name, while nobody else writes to the store.
fn claim(file: &Path, machine: &dyn Machine) -> Result<(), Failure> {
    free(file, machine)?;
    // SQLite would let everybody read it; it takes an empty file for an empty database.
    write_bytes(machine, file, Keep::Secret, b"").map_err(|error| Failure::file("cannot write", file, error))
}

fn written(store: &AnyStore, head: &Head, args: &BackupArgs, machine: &dyn Machine) -> Result<(), Failure> {
    let path = machine.full(&args.file);
    let cannot = |why: String| Failure::Store(format!("the backup `{}` {why}", args.file.display()));
    store.back_up(&path).map_err(|error| cannot(format!("cannot be written: {}", super::why(&error))))?;
    let copy = AnyStore::in_memory(&path, None)
        .map_err(|error| cannot(format!("cannot be read again: {}", super::why(&error))))?;
    let faults = copy.integrity().map_err(|error| cannot(super::why(&error)))?;
    if let Some(fault) = faults.first() {
        return Err(cannot(format!("is damaged: {fault}")));
    }
    match copy.head() {
        Ok(found) if found == *head => Ok(()),
        _ => Err(cannot("is not what was written".to_owned())),
    }
}
