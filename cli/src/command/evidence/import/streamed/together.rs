//! Small tables of one run: each a batch of its own, several of them forced to the disk together.
//!
//! What a small table costs is above all the wait for the disk. So those that wait in one run are written in one transaction,
//! and none is told of before all of them are on the disk. A machine that dies meanwhile loses whole tables, of which nobody
//! was told; one that cannot be read leaves the others as they are.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use bona_engine::evidence::{Facts, Head, SourceKind, StoreError, StoredCheckpoint};
use bona_engine::intake::ReadFault;
use bona_engine::intake::mapped::Reading;
use bona_engine::log::Tree;

use super::super::super::appendable;
use super::super::super::signing::note;
use super::super::given::Given;
use super::super::kind::refused_path;
use super::super::told::recorded;
use super::super::{TRIES, facts_of, keep_refused, signed};
use super::{By, Import, Making, Opened, PIPED_BYTES, Stopped, at_fault};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys::Keys;
use crate::machine::{Stands, read_at_most};
use crate::store::{Appending, Seal};

/// Bytes of a table that may be kept together with others.
const SMALL: u64 = 256 * 1024;
/// Tables that are kept together, and their bytes, at most: so nobody else who wants to write waits for long.
const TABLES: usize = 16;
const BYTES: u64 = 1024 * 1024;

/// What was written and is not kept yet.
struct Waiting<'s> {
    appending: Appending<'s>,
    seal: Arc<Seal>,
    tree: Tree,
    now: String,
    newest: Option<StoredCheckpoint>,
    /// What is told of each table, and how many of its rows were refused.
    told: Vec<(String, u64)>,
}

/// What was kept.
struct Kept {
    exit: Exit,
    /// Why the tables behind these were not read.
    stopped: Option<Failure>,
    newest: Option<StoredCheckpoint>,
    told: Vec<(String, u64)>,
}

impl By<'_> {
    /// How many of the first of these tables are kept together; one at least.
    pub(super) fn together(&self, files: &[&Path]) -> usize {
        let mut bytes = 0;
        let small = files.iter().take(TABLES).take_while(|file| {
            // What cannot be looked at is told of when its turn comes.
            let Ok(Some(Stands::File(length))) = self.machine.stands(file) else { return false };
            bytes += length;
            length <= SMALL && bytes <= BYTES
        });
        if self.args.apply { small.count().max(1) } else { 1 }
    }

    /// Records some tables together.
    pub(super) fn all(&self, files: &[&Path], opened: &mut Option<Opened>) -> Result<Exit, Failure> {
        let Opened { store, keys, newest } = self.opened(opened)?;
        let failure = |error| self.place.failure(&error);
        for _ in 0..TRIES {
            let (tree, now) = appendable(self.machine, self.place, store, &keys.signer.vkey())?;
            let head = Head { size: tree.size(), root: tree.root() };
            let appending = match store.appending(head, 0) {
                Err(StoreError::Moved) => continue,
                appending => appending.map_err(failure)?,
            };
            let seal = appending.seal().map_err(failure)?;
            let waiting = Waiting { appending, seal, tree, now, newest: None, told: Vec::new() };
            let Kept { mut exit, stopped, newest: written, told } = self.kept(files, keys, waiting)?;
            for (text, refused) in told {
                print(self.machine, &text)?;
                if 0 < refused {
                    exit = Exit::AtFault;
                }
            }
            match written {
                Some(written) => *newest = Some(written),
                // Where a machine died before the log was signed, or told of outside, that is done now.
                None => print(self.machine, &signed(self.machine, self.place, store, keys, head)?)?,
            }
            return stopped.map_or(Ok(exit), Err);
        }
        Err(failure(StoreError::Moved))
    }

    /// Writes tables one behind the other, and keeps them all.
    fn kept(&self, files: &[&Path], keys: &Keys, mut waiting: Waiting<'_>) -> Result<Kept, Failure> {
        let (mut exit, mut stopped) = (Exit::Done, None);
        for file in files {
            match self.write(file, keys, &mut waiting)? {
                Ok(()) => {}
                Err(Stopped::File(why)) => exit = at_fault(file, self.machine, &why)?,
                Err(Stopped::Failure(failure)) => {
                    stopped = Some(failure);
                    break;
                }
            }
        }
        let Waiting { appending, newest, told, .. } = waiting;
        appending.commit().map_err(|error| self.place.failure(&error))?;
        Ok(Kept { exit, stopped, newest, told })
    }

    /// Writes one table behind the others. Nothing of it is written where it is at fault; where it cannot be written, none of
    /// them is kept.
    fn write(
        &self,
        file: &Path,
        keys: &Keys,
        waiting: &mut Waiting<'_>,
    ) -> Result<Result<(), Stopped>, Failure> {
        let import = Import { file, place: self.place, machine: self.machine, keys };
        let table = match self.sealed(&import, waiting) {
            Ok(table) => table,
            Err(stopped) => return Ok(Err(stopped)),
        };
        let failure = |error| self.place.failure(&error);
        let Table { pieces, ended, facts, kept, refused } = table;
        let mut text = import.summary(&facts, &ended);
        match &ended.batch {
            None => text.push_str("There is nothing new to record.\n"),
            Some(batch) => {
                let checkpoint = note(&keys.signer, batch.head)?.to_string();
                let checkpoint = StoredCheckpoint { size: batch.head.size, text: checkpoint };
                for boxed in pieces {
                    waiting.appending.put(boxed).map_err(failure)?;
                }
                waiting.appending.add(batch, &checkpoint).map_err(failure)?;
                waiting.newest = Some(checkpoint);
                text.push_str(&recorded(&facts, ended.counts.recorded, batch));
            }
        }
        text.push_str(&kept);
        waiting.told.push((text, refused));
        waiting.tree = ended.tree;
        Ok(Ok(()))
    }

    /// Reads and seals a table, and keeps its refused rows beside it.
    fn sealed(&self, import: &Import<'_>, waiting: &Waiting<'_>) -> Result<Table, Stopped> {
        let Self { machine, .. } = *self;
        let cannot_read = |error| Stopped::Failure(Failure::file("cannot read", import.file, error));
        let bytes = read_at_most(machine, import.file, PIPED_BYTES).map_err(cannot_read)?;
        let Given { bytes, source } =
            Given::of(self.args, bytes).map_err(|fault| Stopped::File(fault.to_string()))?;
        let open_file = || Ok(Box::new(bytes.as_slice()) as Box<dyn Read + Send + '_>);
        let reading = match Reading::begin(&open_file, self.mapping, self.wanted) {
            Ok(reading) => reading,
            Err(ReadFault::File(fault)) => return Err(Stopped::File(fault.to_string())),
            Err(ReadFault::Disk(error)) => return Err(cannot_read(error)),
        };
        let facts = facts_of(self.args, self.about, SourceKind::Table, source, waiting.now.clone());
        let store = waiting.appending.store();
        let seal = Some(waiting.seal.clone());
        let mut making = Making::new(import, reading, (store, &waiting.tree), &facts, seal)?;
        let mut pieces = Vec::new();
        while let Some(piece) = making.next(store)? {
            pieces.push(piece);
        }
        let (ended, rows, beside) = making.end()?;
        // First, so that no refused row is lost if the disk is full.
        let kept = keep_refused(
            machine,
            &refused_path(import.file, SourceKind::Table, (import.place, machine)),
            &rows,
        )?;
        machine.err(&beside);
        let refused = ended.counts.refused;
        Ok(Table { pieces, ended, facts, kept, refused })
    }
}

/// A table that is sealed and not written yet.
struct Table {
    pieces: Vec<crate::store::Boxed>,
    ended: bona_engine::evidence::Ended,
    facts: Facts,
    kept: String,
    refused: u64,
}
