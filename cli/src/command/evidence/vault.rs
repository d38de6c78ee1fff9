//! The key of the vault: found, made for a store of an older release, or said to be missing.

use std::fmt;
use std::path::Path;

use crate::exit::Failure;
use crate::keys;
use crate::machine::Machine;
use crate::store::{AnyStore, Lid, Place, Seal};

/// What opens the vault of the store; `None` if its key is not there. A store of an older release kept its vault in the
/// open: it gets a key, and is sealed as soon as it is opened.
pub(super) fn seal(place: &Place, machine: &dyn Machine) -> Result<Option<Seal>, Failure> {
    // What cannot be looked at is told by whoever opens it.
    let sealed = || AnyStore::look(place, machine).and_then(|store| store.sealed_by()).ok().flatten();
    found_or_made(place, machine, sealed, || AnyStore::is_unsealed(place, machine).unwrap_or(false))
}

/// The same for a copy that is to take the store's place.
pub(super) fn seal_of_copy(
    place: &Place,
    machine: &dyn Machine,
    copy: &Path,
) -> Result<Option<Seal>, Failure> {
    let full = machine.full(copy);
    let sealed = || AnyStore::copy_sealed_by(&full).ok().flatten();
    found_or_made(place, machine, sealed, || AnyStore::is_unsealed_copy(&full).unwrap_or(false))
}

fn found_or_made(
    place: &Place,
    machine: &dyn Machine,
    sealed: impl Fn() -> Option<String>,
    unsealed: impl Fn() -> bool,
) -> Result<Option<Seal>, Failure> {
    if let Some(seal) = keys::seal(machine, &place.keys, &sealed)? {
        return Ok(Some(seal));
    }
    if !unsealed() {
        return Ok(None);
    }
    keys::make_vault(machine, &place.keys)?;
    machine.err(&format!(
        "note: names and records in the evidence store are sealed from now on, by the new key `{}`: keep a copy of it \
         where you keep those of the other keys, for without it they are lost\n",
        place.keys.join(keys::VAULT_KEY).display()
    ));
    keys::seal(machine, &place.keys, &sealed)
}

/// Why a vault cannot be opened, and what to do.
pub(super) struct Shut {
    pub(super) what: String,
    pub(super) help: String,
}

impl fmt::Display for Shut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\n  help: {}", self.what, self.help)
    }
}

/// Why a vault cannot be opened; `None` if it can.
pub(super) fn shut(place: &Place, lid: &Lid) -> Option<Shut> {
    let key = place.keys.join(keys::VAULT_KEY);
    let key = key.display();
    let why = match lid {
        Lid::Open(_) => return None,
        Lid::Missing => format!("its key `{key}` is missing"),
        Lid::Other { sealed, given } => {
            format!("it was sealed with the key {sealed}, and `{key}` is the key {given}")
        }
    };
    Some(Shut {
        what: format!("the vault of the evidence store `{}` cannot be opened: {why}", place.shown()),
        help: format!(
            "put back `{}` from the copy of the keys; without it `bona evidence verify` still judges the log as a tree, and \
             nobody can read its names and records{}",
            keys::VAULT_KEY,
            place.whereabouts()
        ),
    })
}
