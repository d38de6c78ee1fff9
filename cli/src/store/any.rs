//! A store of whichever kind stands at a place: what commands speak of. Which kinds there are is known here, and in the files
//! of the kinds.

mod appending;

use std::path::Path;

use bona_engine::duty::Held;
use bona_engine::evidence::{
    Batch, Gone, Head, LearnerKey, Opening, Parts, Person, PersonNumber, RowDigest, Store, StoreError,
    StoredCheckpoint, StoredLeaf, StoredReturn, Suppressed,
};
use bona_engine::log::Hash;

#[cfg(feature = "store-postgres")]
use super::postgres::{self, PostgresStore};
use super::sqlite::{self, SqliteStore};
use super::{Lid, Place, Seal, StaffChange};
use crate::machine::Machine;

pub(crate) use appending::Appending;

/// An open store.
#[derive(Debug)]
pub(crate) enum AnyStore {
    /// A file.
    Sqlite(Box<SqliteStore>),
    /// A database that has an address.
    #[cfg(feature = "store-postgres")]
    Postgres(Box<PostgresStore>),
}

/// The same of each kind.
macro_rules! each {
    ($any:expr, $store:ident => $what:expr) => {
        match $any {
            AnyStore::Sqlite($store) => $what,
            #[cfg(feature = "store-postgres")]
            AnyStore::Postgres($store) => $what,
        }
    };
}

/// How a store is come by.
impl AnyStore {
    /// Makes a new store; there must be none. Nothing can be put into its vault until it has a seal.
    pub(crate) fn create(place: &Place, machine: &dyn Machine) -> Result<Self, StoreError> {
        #[cfg(feature = "store-postgres")]
        if let Some(address) = &place.address {
            return PostgresStore::create(address, machine).map(Box::new).map(Self::Postgres);
        }
        SqliteStore::create(&machine.full(&place.store)).map(Box::new).map(Self::Sqlite)
    }

    /// Takes away a store that was made just now, and of which nobody was told.
    pub(crate) fn unmake(self, place: &Place, machine: &dyn Machine) {
        match self {
            Self::Sqlite(store) => {
                drop(store);
                let _removed = machine.remove(&place.store).is_ok();
            }
            #[cfg(feature = "store-postgres")]
            Self::Postgres(store) => {
                let _removed = store.unmake().is_ok();
            }
        }
    }

    /// Opens a store that is there. What an older release kept unsealed is sealed by this key; without the right one
    /// the log can be read, and nothing of the vault.
    pub(crate) fn open(place: &Place, machine: &dyn Machine, seal: Option<Seal>) -> Result<Self, StoreError> {
        #[cfg(feature = "store-postgres")]
        if let Some(address) = &place.address {
            return PostgresStore::open(address, machine, seal).map(Box::new).map(Self::Postgres);
        }
        SqliteStore::open(&machine.full(&place.store), seal).map(Box::new).map(Self::Sqlite)
    }

    /// The same for a look that changes nothing: what waits to be cleared away waits on.
    pub(crate) fn as_it_is(
        place: &Place,
        machine: &dyn Machine,
        seal: Option<Seal>,
    ) -> Result<Self, StoreError> {
        #[cfg(feature = "store-postgres")]
        if let Some(address) = &place.address {
            return PostgresStore::as_it_is(address, machine, seal).map(Box::new).map(Self::Postgres);
        }
        SqliteStore::as_it_is(&machine.full(&place.store), seal).map(Box::new).map(Self::Sqlite)
    }

    /// Opens a store of any release for a look at its log; nothing of it is brought up to date.
    pub(crate) fn look(place: &Place, machine: &dyn Machine) -> Result<Self, StoreError> {
        #[cfg(feature = "store-postgres")]
        if let Some(address) = &place.address {
            return PostgresStore::look(address, machine).map(Box::new).map(Self::Postgres);
        }
        SqliteStore::look(&machine.full(&place.store)).map(Box::new).map(Self::Sqlite)
    }

    /// Whether what stands at a place is a store of an older release, which kept its vault in the open.
    pub(crate) fn is_unsealed(place: &Place, machine: &dyn Machine) -> Result<bool, StoreError> {
        // No release kept one in the open anywhere else than in a file.
        if place.is_file() { SqliteStore::is_unsealed(&machine.full(&place.store)) } else { Ok(false) }
    }

    /// Reads a store's file into memory, brought up to date and sealed there. The file stays as it is, and none is made
    /// beside it.
    pub(crate) fn in_memory(path: &Path, seal: Option<Seal>) -> Result<Self, StoreError> {
        SqliteStore::in_memory(path, seal).map(Box::new).map(Self::Sqlite)
    }

    /// A new store in memory.
    pub(crate) fn empty(seal: Seal) -> Result<Self, StoreError> {
        SqliteStore::empty(seal).map(Box::new).map(Self::Sqlite)
    }

    /// Whether a copy is of an older release, which kept its vault in the open. It is only read, and no file is made beside it.
    pub(crate) fn is_unsealed_copy(path: &Path) -> Result<bool, StoreError> {
        SqliteStore::is_unsealed_copy(path)
    }

    /// The fingerprint of the key by which a copy is sealed. It is only read, and no file is made beside it.
    pub(crate) fn copy_sealed_by(path: &Path) -> Result<Option<String>, StoreError> {
        SqliteStore::copy_sealed_by(path)
    }

    /// Whether a file holds anything, be it a store or not; an empty one is what a broken-off beginning leaves.
    pub(crate) fn is_used(path: &Path) -> Result<bool, StoreError> {
        SqliteStore::is_used(path)
    }
}

/// What every kind can do beside what [`Store`] asks.
impl AnyStore {
    /// Says by which key the vault of a new store is sealed; from then on something can be put into it.
    pub(crate) fn begin_seal(&mut self, seal: Seal) -> Result<(), StoreError> {
        each!(self, store => store.begin_seal(seal))
    }

    /// The fingerprint of the key by which the vault is sealed; `None` in a store that is not sealed.
    pub(crate) fn sealed_by(&self) -> Result<Option<String>, StoreError> {
        each!(self, store => store.sealed_by())
    }

    /// Seals all of the vault with another key, whole or not at all.
    ///
    /// # Errors
    /// When something sealed cannot be opened, or another program gave the vault another key meanwhile.
    pub(crate) fn reseal(&mut self, next: Seal) -> Result<(), StoreError> {
        each!(self, store => store.reseal(next))
    }

    /// Whether the vault can be opened.
    pub(crate) fn lid(&self) -> &Lid {
        each!(self, store => store.lid())
    }

    /// Lets all that is read from here on be of one moment, whatever other programs write meanwhile, until something
    /// is written through this store.
    pub(crate) fn still(&self) -> Result<(), StoreError> {
        each!(self, store => store.still())
    }

    /// Where reading was of one moment, lets it be of a newer one: what was committed since is seen.
    pub(crate) fn anew(&self) -> Result<(), StoreError> {
        each!(self, store => store.anew())
    }

    /// Waits until whoever writes has done so; what is read from here on is of a newer moment.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        each!(self, store => store.settle())
    }

    /// Does something while no other program writes to the store.
    pub(crate) fn alone<T>(&mut self, work: impl FnOnce() -> T) -> Result<T, StoreError> {
        each!(self, store => store.alone(work))
    }

    /// Whether something that was removed waits to be cleared out of the files: whoever opens the store next does it.
    pub(crate) fn is_to_clear(&self) -> Result<bool, StoreError> {
        each!(self, store => store.is_to_clear())
    }

    /// What the database itself finds wrong; nothing is the good answer.
    pub(crate) fn integrity(&self) -> Result<Vec<String>, StoreError> {
        each!(self, store => store.integrity())
    }

    /// How what it is made of differs from what this program makes, where that is not told by [`Self::integrity`].
    pub(crate) fn misshapen(&self) -> Result<Vec<String>, StoreError> {
        match self {
            Self::Sqlite(store) => store.misshapen(),
            // What the database finds wrong has the triggers in it.
            #[cfg(feature = "store-postgres")]
            Self::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Works the kept roots out anew; for a store in which they do not lead to the head's.
    pub(crate) fn build_nodes(&self) -> Result<(), StoreError> {
        each!(self, store => store.build_nodes())
    }

    /// The leaves that may change the log's key, by place.
    pub(crate) fn rotated(&self) -> Result<Vec<StoredLeaf>, StoreError> {
        each!(self, store => store.rotated())
    }

    /// When the newest leaf was recorded that says so.
    pub(crate) fn recorded(&self) -> Result<String, StoreError> {
        each!(self, store => store.recorded())
    }

    /// All posts, by person and first day.
    pub(crate) fn posts(&self) -> Result<Vec<(PersonNumber, Held)>, StoreError> {
        each!(self, store => store.posts())
    }

    /// The day of the newest staff list; `None` if there never was one.
    pub(crate) fn staff_list(&self) -> Result<Option<String>, StoreError> {
        each!(self, store => store.staff_list())
    }

    /// Writes what a staff list changes, whole or not at all.
    pub(crate) fn take_staff(&mut self, change: &StaffChange) -> Result<(), StoreError> {
        each!(self, store => store.take_staff(change))
    }

    /// Puts all of this store into a backup: a file of SQLite that needs no other beside it to be read.
    pub(crate) fn back_up(&self, path: &Path) -> Result<(), StoreError> {
        each!(self, store => store.back_up(path))
    }

    /// Begins an append in pieces, behind this head, of what is read from so many bytes.
    ///
    /// # Errors
    /// [`StoreError::Moved`] when the head is another by now.
    pub(crate) fn appending(&mut self, expect: Head, bytes: u64) -> Result<Appending<'_>, StoreError> {
        Ok(match self {
            Self::Sqlite(store) => Appending::Sqlite(store.appending(expect, bytes)?),
            // A server writes into its own log first, however much it is.
            #[cfg(feature = "store-postgres")]
            Self::Postgres(store) => Appending::Postgres(store.appending(expect)?),
        })
    }
}

/// How far record stores were pulled from.
#[cfg(feature = "lrs")]
mod pulled {
    use std::collections::BTreeMap;

    use super::{AnyStore, StoreError};
    use crate::store::PullOf;

    impl AnyStore {
        /// Since when each verb is to be asked for.
        pub(crate) fn pulled(&self, of: &PullOf) -> Result<BTreeMap<String, String>, StoreError> {
            each!(self, store => store.pulled(of))
        }

        /// Forgets how far was pulled: the next pull asks for everything.
        pub(crate) fn forget_pulled(&mut self, of: &PullOf) -> Result<(), StoreError> {
            each!(self, store => store.forget_pulled(of))
        }

        /// Remembers how far was pulled, whole or not at all. No verb goes back.
        pub(crate) fn keep_pulled(
            &mut self,
            of: &PullOf,
            since: &BTreeMap<String, String>,
        ) -> Result<(), StoreError> {
            each!(self, store => store.keep_pulled(of, since))
        }
    }
}

/// What a store in memory can do, of which another is made.
impl AnyStore {
    /// Puts another first leaf in the place of the one that is there, and forgets all checkpoints: the log is another
    /// then.
    pub(crate) fn begin_anew(&mut self, first: &StoredLeaf) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.begin_anew(first),
            #[cfg(feature = "store-postgres")]
            Self::Postgres(_) => Err(in_memory_alone()),
        }
    }

    /// Puts all of this store where another is to stand, whole or not at all: into a file, in place of what it holds, and an
    /// empty one is taken for an empty store; or into a database in which there is none.
    pub(crate) fn put_into(&self, place: &Place, machine: &dyn Machine) -> Result<(), StoreError> {
        match self {
            #[cfg(feature = "store-postgres")]
            Self::Sqlite(store) if let Some(address) = &place.address => {
                PostgresStore::fill(address, machine, store)
            }
            Self::Sqlite(store) => store.put_into(&machine.full(&place.store)),
            #[cfg(feature = "store-postgres")]
            Self::Postgres(_) => Err(in_memory_alone()),
        }
    }
}

/// What no command asks of a store that has an address.
#[cfg(feature = "store-postgres")]
fn in_memory_alone() -> StoreError {
    StoreError::Refused("only a store in a file becomes another's beginning".to_owned())
}

impl Store for AnyStore {
    fn head(&self) -> Result<Head, StoreError> {
        each!(self, store => store.head())
    }

    fn leaves(&self, from: u64, count: u64) -> Result<Vec<StoredLeaf>, StoreError> {
        each!(self, store => store.leaves(from, count))
    }

    fn nodes(&self) -> Result<Vec<Hash>, StoreError> {
        each!(self, store => store.nodes())
    }

    fn parts(&self, from: u64, to: u64) -> Result<Parts, StoreError> {
        each!(self, store => store.parts(from, to))
    }

    fn opening(&self, from: u64, to: u64) -> Result<Opening<'_>, StoreError> {
        each!(self, store => store.opening(from, to))
    }

    fn checkpoints(&self) -> Result<Vec<StoredCheckpoint>, StoreError> {
        each!(self, store => store.checkpoints())
    }

    fn person(&self, learner: &LearnerKey) -> Result<Option<PersonNumber>, StoreError> {
        each!(self, store => store.person(learner))
    }

    fn knows_anybody(&self) -> Result<bool, StoreError> {
        each!(self, store => store.knows_anybody())
    }

    fn name(&self, learner: &LearnerKey) -> Result<Option<String>, StoreError> {
        each!(self, store => store.name(learner))
    }

    fn people(&self) -> Result<Vec<Person>, StoreError> {
        each!(self, store => store.people())
    }

    fn seen(&self, rows: &[RowDigest]) -> Result<Vec<bool>, StoreError> {
        each!(self, store => store.seen(rows))
    }

    fn seen_as(&self, row: &RowDigest) -> Result<Option<u64>, StoreError> {
        each!(self, store => store.seen_as(row))
    }

    fn returns(&self) -> Result<Vec<StoredReturn>, StoreError> {
        each!(self, store => store.returns())
    }

    fn append(&mut self, batch: &Batch) -> Result<(), StoreError> {
        each!(self, store => store.append(batch))
    }

    fn suppressed(&self, learner: &Suppressed) -> Result<bool, StoreError> {
        each!(self, store => store.suppressed(learner))
    }

    fn suppressions(&self) -> Result<Vec<Suppressed>, StoreError> {
        each!(self, store => store.suppressions())
    }

    fn erase(
        &mut self,
        notices: Option<&Batch>,
        gone: &Gone,
        before: &mut dyn FnMut() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        each!(self, store => store.erase(notices, gone, before))
    }

    fn rename(
        &mut self,
        people: &[PersonNumber],
        name: &str,
        before: &mut dyn FnMut() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        each!(self, store => store.rename(people, name, before))
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        each!(self, store => store.scrub())
    }

    fn keep_checkpoint(&mut self, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
        each!(self, store => store.keep_checkpoint(checkpoint))
    }
}
