//! Where an evidence store stands, and what stands beside it: its keys, its newest checkpoint, those that were cosigned.
//!
//! Keys and checkpoints are never inside the store alone, so that a copy of it gives nobody the keys, and an older
//! copy put back does not bring its own older checkpoints along. One file a kind of store.

mod any;
mod common;
mod lid;
#[cfg(feature = "store-postgres")]
mod postgres;
mod seal;
mod sqlite;
mod written;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bona_engine::evidence::StoreError;

pub(crate) use any::{AnyStore, Appending};
pub(crate) use lid::Lid;
#[cfg(feature = "store-postgres")]
use postgres::Address;
pub(crate) use seal::{Seal, fingerprint};
#[cfg(feature = "lrs")]
pub(crate) use written::PullOf;
pub(crate) use written::{Boxed, StaffChange};

use crate::exit::Failure;
use crate::machine::Machine;

/// The store's name unless another is given.
const DEFAULT: &str = "evidence.bona";

/// A name of a store without what may be a password, wherever in it somebody wrote one: for messages.
fn without_password(named: &Path) -> String {
    let named = named.to_string_lossy();
    match named.split_once("://") {
        Some((scheme, rest)) if rest.contains(['@', '?']) => format!("{scheme}://…"),
        _ => named.into_owned(),
    }
}

/// The places of one store.
#[derive(Debug)]
pub(crate) struct Place {
    /// The database; of one that has an address, what stands in front of the endings of what stands beside it.
    pub(crate) store: PathBuf,
    /// The address of the database, where it is no file.
    #[cfg(feature = "store-postgres")]
    address: Option<Address>,
    /// The folder of its keys: `<store>.keys`, or `BONA_KEYS`.
    pub(crate) keys: PathBuf,
    /// Its newest checkpoint.
    pub(crate) checkpoint: PathBuf,
    /// The folder of the checkpoints that witnesses cosigned: `<store>.cosigned`, a file a size.
    pub(crate) cosigned: PathBuf,
    /// The journal of erasures: `<store>.erased`.
    pub(crate) journal: PathBuf,
    /// Whom to believe: `<store>.policy`, if somebody put it there.
    pub(crate) policy: PathBuf,
}

impl Place {
    /// The store that is named: by `--store`, else by `BONA_STORE`, else `evidence.bona`.
    pub(crate) fn of(named: Option<&Path>, machine: &dyn Machine) -> Result<Self, Failure> {
        let named = named.map(Path::to_owned).or_else(|| machine.variable("BONA_STORE").map(PathBuf::from));
        let store = named.unwrap_or_else(|| PathBuf::from(DEFAULT));
        let mut place = Self::named(store)?;
        if let Some(keys) = machine.variable("BONA_KEYS") {
            place.keys = PathBuf::from(keys);
        }
        Ok(place)
    }

    fn named(store: PathBuf) -> Result<Self, Failure> {
        #[cfg(feature = "store-postgres")]
        if let Some(text) = store.to_str().filter(|text| postgres::is_address(text)) {
            let wrong = |why: String| {
                Failure::Store(format!("`{}` cannot be the store's address: {why}", without_password(&store)))
            };
            let address = Address::parse(text).map_err(wrong)?;
            let beside = address.beside();
            return Ok(Self { address: Some(address), ..Self::at(beside) });
        }
        if store.to_string_lossy().contains("://") {
            let built = match cfg!(feature = "store-postgres") {
                true => "it may be postgres://USER@HOST/DATABASE, or a file such as `evidence.bona`",
                false => {
                    "this program was built without PostgreSQL; name a file, such as `evidence.bona`, or build it with \
                     `cargo build --release --features store-postgres` (docs/evidence.md, In PostgreSQL)"
                }
            };
            return Err(Failure::Store(format!("`{}` is an address; {built}", without_password(&store))));
        }
        if store.file_name().is_none() {
            return Err(Failure::Store(format!(
                "`{}` names no file; write --store {DEFAULT}",
                store.display()
            )));
        }
        Ok(Self::at(store))
    }

    /// What the store is called in messages: its file, or its address, in which no password stands.
    pub(crate) fn shown(&self) -> String {
        #[cfg(feature = "store-postgres")]
        if let Some(address) = &self.address {
            return address.to_string();
        }
        self.store.display().to_string()
    }

    /// Whether the store is a file.
    pub(crate) fn is_file(&self) -> bool {
        #[cfg(feature = "store-postgres")]
        if self.address.is_some() {
            return false;
        }
        true
    }

    /// Where what stands beside the store is looked for, where that is not told by the store's own name; for a help.
    pub(crate) fn whereabouts(&self) -> &'static str {
        match self.is_file() {
            true => "",
            false => {
                "; of a store at an address it is looked for in the folder in which the command is started: start it where \
                 those files are, or let BONA_KEYS name the folder of the keys (of the keys alone)"
            }
        }
    }

    /// The same of what is no key: where the keys stand elsewhere, the rest is not looked for there.
    pub(crate) fn whereabouts_of_others(&self) -> &'static str {
        match self.is_file() && self.keys != Self::at(self.store.clone()).keys {
            true => "; BONA_KEYS names the folder of the keys alone: all else is looked for beside the store",
            false => self.whereabouts(),
        }
    }

    /// Refuses what is not done to a store that has an address.
    pub(crate) fn only_file(&self, why: &str, help: &str) -> Result<(), Failure> {
        if self.is_file() {
            return Ok(());
        }
        Err(Failure::Store(format!("`{}` is an address, and {why}\n  help: {help}", self.shown())))
    }

    /// Whether anything stands where the store would.
    pub(crate) fn stands(&self, machine: &dyn Machine) -> Result<bool, Failure> {
        #[cfg(feature = "store-postgres")]
        if let Some(address) = &self.address {
            return postgres::PostgresStore::stands(address, machine).map_err(|error| self.failure(&error));
        }
        let stands = machine.stands(&self.store);
        Ok(stands.map_err(|error| Failure::file("cannot look at", &self.store, error))?.is_some())
    }

    /// A store with all that is its own beside it.
    pub(crate) fn at(store: PathBuf) -> Self {
        let beside = |ending: &str| {
            let mut name: OsString = store.clone().into_os_string();
            name.push(ending);
            PathBuf::from(name)
        };
        let (keys, journal, policy) = (beside(".keys"), beside(".erased"), beside(".policy"));
        Self {
            keys,
            checkpoint: beside(".checkpoint"),
            cosigned: beside(".cosigned"),
            journal,
            policy,
            store,
            #[cfg(feature = "store-postgres")]
            address: None,
        }
    }

    /// All that is the store's own: its files, those that SQLite keeps beside it, and those that tell what it asks and keeps.
    /// No command writes anything else there.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let beside = |ending: &str| {
            let mut name: OsString = self.store.clone().into_os_string();
            name.push(ending);
            PathBuf::from(name)
        };
        let sqlite = ["-wal", "-shm", "-journal"].map(beside);
        let told = ["requirements.ron", "retention.ron"].map(|name| self.store.with_file_name(name));
        let own = [&self.store, &self.keys, &self.checkpoint, &self.cosigned, &self.journal, &self.policy];
        own.into_iter().cloned().chain(sqlite).chain(told).collect()
    }

    /// What a store could not do, as a failure of the command.
    pub(crate) fn failure(&self, error: &StoreError) -> Failure {
        use std::error::Error as _;
        let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
        Failure::Store(format!("the evidence store `{}` cannot be used: {error}{cause}", self.shown()))
    }
}

#[cfg(test)]
mod tests;
