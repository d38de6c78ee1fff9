//! An append in pieces to a store of whichever kind.

use std::sync::Arc;

use bona_engine::evidence::{Batch, Store, StoreError, StoredCheckpoint};

#[cfg(feature = "store-postgres")]
use super::postgres;
use super::{AnyStore, sqlite};
use crate::store::{Boxed, Seal};

/// A transaction that is open until it is kept. Dropped, it leaves nothing.
pub(crate) enum Appending<'s> {
    /// To a file.
    Sqlite(sqlite::Appending<'s>),
    /// To a database that has an address.
    #[cfg(feature = "store-postgres")]
    Postgres(postgres::Appending<'s>),
}

macro_rules! each {
    ($any:expr, $appending:ident => $what:expr) => {
        match $any {
            Appending::Sqlite($appending) => $what,
            #[cfg(feature = "store-postgres")]
            Appending::Postgres($appending) => $what,
        }
    };
}

impl Appending<'_> {
    /// What seals bodies.
    pub(crate) fn seal(&self) -> Result<Arc<Seal>, StoreError> {
        each!(self, appending => appending.seal())
    }

    /// The store with what was written so far.
    pub(crate) fn store(&self) -> &dyn Store {
        each!(self, appending => appending.store())
    }

    /// A second look at the store as it was before.
    pub(crate) fn beside(&self) -> Result<AnyStore, StoreError> {
        Ok(match self {
            Self::Sqlite(appending) => AnyStore::Sqlite(Box::new(appending.beside()?)),
            #[cfg(feature = "store-postgres")]
            Self::Postgres(appending) => AnyStore::Postgres(Box::new(appending.beside()?)),
        })
    }

    /// Writes some leaves.
    pub(crate) fn put(&mut self, boxed: Boxed) -> Result<(), StoreError> {
        each!(self, appending => appending.put(boxed))
    }

    /// Writes some leaves, and whoever was met in them: for whom it is dearer to do so at the end, when nothing else is to be
    /// done.
    pub(crate) fn put_at_once(&mut self, boxed: Boxed) -> Result<(), StoreError> {
        each!(self, appending => appending.put_at_once(boxed))
    }

    /// Writes the batch's own leaf and the checkpoint of the new head, and keeps all that was written: one forced write.
    pub(crate) fn keep(self, batch: &Batch, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
        each!(self, appending => appending.keep(batch, checkpoint))
    }

    /// Writes the batch's own leaf and the checkpoint of the new head; another batch may follow before all are kept.
    pub(crate) fn add(&mut self, batch: &Batch, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
        each!(self, appending => appending.add(batch, checkpoint))
    }

    /// Keeps all that was written.
    pub(crate) fn commit(self) -> Result<(), StoreError> {
        each!(self, appending => appending.commit())
    }
}
