//! Where an evidence store stands, and what stands beside it: its keys, its newest checkpoint, those that were cosigned.
//!
//! Keys and checkpoints are never inside the store alone, so that a copy of it gives nobody the keys, and an older
//! copy put back does not bring its own older checkpoints along. One file a kind of store.

mod any;
mod seal;
mod sqlite;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bona_engine::evidence::StoreError;

pub(crate) use any::{AnyStore, Appending};
pub(crate) use seal::{Seal, fingerprint};
#[cfg(feature = "lrs")]
pub(crate) use sqlite::PullOf;
pub(crate) use sqlite::{Boxed, Lid, StaffChange};

use crate::exit::Failure;
use crate::machine::Machine;

/// The store's name unless another is given.
const DEFAULT: &str = "evidence.bona";

/// The places of one store.
#[derive(Debug)]
pub(crate) struct Place {
    /// The database.
    pub(crate) store: PathBuf,
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
        if store.to_string_lossy().contains("://") {
            return Err(Failure::Store(format!(
                "`{}` is an address; this program keeps evidence in a file, such as `{DEFAULT}`",
                store.display()
            )));
        }
        if store.file_name().is_none() {
            return Err(Failure::Store(format!(
                "`{}` names no file; write --store {DEFAULT}",
                store.display()
            )));
        }
        let mut place = Self::at(store);
        if let Some(keys) = machine.variable("BONA_KEYS") {
            place.keys = PathBuf::from(keys);
        }
        Ok(place)
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
        Failure::Store(format!(
            "the evidence store `{}` cannot be used: {error}{cause}",
            self.store.display()
        ))
    }
}
