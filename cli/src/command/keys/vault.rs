//! `bona keys rotate vault`: another key seals names and records, and the old one opens nothing of the store any more.
//!
//! The new key is written first, the store is sealed with it in one transaction, and only then the files change places. Cut
//! off anywhere, the store is opened by whichever of the keys it says, and the same command goes on from there.

use bona_engine::evidence::{ROTATIONS, Store as _, StoreError};

use crate::args::RotateKeyArgs;
use crate::command::evidence::{open, verified};
use crate::exit::Failure;
use crate::keys;
use crate::machine::{Keep, Machine};
use crate::store::{Place, fingerprint};

/// What becomes of copies.
const BACKUPS: &str = "Backups that were made before are opened by the old key alone. Make a new one now. When the last of the older\n\
    ones is destroyed, delete the old key, and its copies, too: whoever has both can read them still.\n";

/// Says what it would do, and with `--apply` does it.
pub(super) fn rotate(args: &RotateKeyArgs, place: &Place, machine: &dyn Machine) -> Result<String, Failure> {
    let failure = |error: StoreError| place.failure(&error);
    let mut store = open(place, machine)?;
    let sealed = store.sealed_by().map_err(failure)?.unwrap_or_default();
    let next = place.keys.join(keys::VAULT_NEXT);
    let resealed = keys::secret_in(machine, &next)?.is_some_and(|key| fingerprint(&key) == sealed);
    if !args.apply {
        let rest = match resealed {
            true => {
                "The store is sealed with the new key already; only the files of the keys would still change places.\n"
            }
            false => "All of it would be sealed with another key, and the old one be kept beside it.\n",
        };
        return Ok(format!(
            "Names and records in `{}` are sealed with the key {sealed}.\n\n{rest}{BACKUPS}\nNothing was written. Add --apply to \
             do it.\n",
            place.store.display()
        ));
    }
    if !resealed {
        if verified(machine, place, &store)?.is_none() {
            let why = "nothing is sealed anew of evidence that does not verify; `bona evidence doctor` says what to do";
            return Err(Failure::Store(why.to_owned()));
        }
        // Made once, whoever else changes it at the same time.
        let make = || match keys::stands(machine, &next)? {
            true => Ok(()),
            false => keys::make_vault_in(machine, &next),
        };
        store.alone(make).map_err(failure)??;
        let missing = || Failure::Store(format!("`{}` vanished while the key was changed", next.display()));
        let key = keys::secret_in(machine, &next)?.ok_or_else(missing)?;
        store.reseal(keys::sealing(machine, key)?).map_err(failure)?;
    }
    let kept = files(place, machine)?;
    store.scrub().map_err(failure)?;
    let new = store.sealed_by().map_err(failure)?.unwrap_or_default();
    Ok(format!(
        "Names and records are sealed with another key, {new}.\n\n\
         \x20 {own}  is that key: keep a copy of it where you keep those of the other keys, and in another place\n\
         \x20 {space}  than the copies of the store\n\
         \x20 {kept:<width$}  was given up; what the disk itself keeps of old blocks is not in anybody's hands here\n\n\
         {BACKUPS}",
        own = keys::VAULT_KEY,
        space = " ".repeat(keys::VAULT_KEY.len()),
        width = keys::VAULT_KEY.len(),
    ))
}

/// Lets the files change places: the old key is kept under a number, and the new one takes its place. Each step can be done
/// again. Gives the old key's name.
fn files(place: &Place, machine: &dyn Machine) -> Result<String, Failure> {
    let (own, next) = (place.keys.join(keys::VAULT_KEY), place.keys.join(keys::VAULT_NEXT));
    let print = |path: &std::path::Path| Ok(keys::secret_in(machine, path)?.map(|key| fingerprint(&key)));
    let (old, new) = (print(&own)?, print(&next)?);
    let mut last = keys::VAULT_KEY.to_owned();
    for number in 1..=ROTATIONS {
        let name = keys::given_up("vault", number, "key");
        let path = place.keys.join(&name);
        let stands = print(&path)?;
        if old == new {
            // The old key has its number already, the last that is taken.
            if stands.is_none() {
                break;
            }
            last = name;
        } else if stands.is_none() || stands == old {
            if stands.is_none() && old.is_some() {
                keys::keep_as(machine, &own, &path, Keep::Secret)?;
            }
            keys::replace(machine, &next, &own, Keep::Secret)?;
            last = name;
            break;
        } else if number == ROTATIONS {
            return Err(Failure::Store(format!(
                "`{}` has {ROTATIONS} keys of the vault that were given up; delete those of which no backup is left, and run this \
                 again",
                place.keys.display()
            )));
        }
    }
    machine.remove(&next).map_err(|error| Failure::file("cannot remove", &next, error))?;
    Ok(last)
}
