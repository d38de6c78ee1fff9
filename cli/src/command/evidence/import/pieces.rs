//! Rows that were read whole: sealed and written in pieces, in one transaction, as those of a table are.
//!
//! While one piece is written the next one is sealed. Who wrote to the store last is asked before the first piece, and the
//! right to write is held to the last.

use std::slice::Chunks;
use std::sync::Arc;

use bona_engine::evidence::{
    Ended, Facts, Head, Looked, Outside, Plan, PlanFault, RowResult, Rows, Sealing, Store, StoreError,
    StoredCheckpoint, VaultPart, withdrawn,
};
use bona_engine::intake::Row;
use bona_engine::log::Tree;

use super::super::signing::note;
use super::super::{appendable, keep_beside};
use super::told::recorded;
use super::{Import, TRIES, keep_refused, signed};
use crate::exit::Failure;
use crate::keys;
use crate::store::{AnyStore, Appending, Boxed, Seal};

/// Rows of a piece.
const PIECE: usize = 2_048;
/// Pieces that are looked up at once.
const LOOKED: usize = 16;

impl Import<'_> {
    /// Records the rows; gives what is said of it, and how many were refused.
    pub(super) fn in_pieces(&self, store: &mut AnyStore) -> Result<(String, u64), Failure> {
        let Self { place, machine, .. } = *self;
        // First, so that no refused row is lost if the disk is full.
        let kept = keep_refused(machine, &self.refused, &self.intake.refused_file)?;
        for _ in 0..TRIES {
            let (tree, now) = appendable(machine, place, store, &self.keys.signer.vkey())?;
            let head = Head { size: tree.size(), root: tree.root() };
            let facts = Facts { now, ..self.facts.clone() };
            let appending = match store.appending(head, facts.source.bytes) {
                Err(StoreError::Moved) => continue,
                appending => appending.map_err(|error| place.failure(&error))?,
            };
            let (plan, checkpoint) = self.sealed(appending, &tree, &facts)?;
            let mut text = self.told(&plan);
            match &plan.batch {
                None => text.push_str("There is nothing new to record.\n"),
                Some(batch) => text.push_str(&recorded(self.facts, plan.counts.recorded, batch)),
            }
            text.push_str(&kept);
            match checkpoint {
                // Where a machine died before the log was signed, or told of outside, that is done now.
                None => text.push_str(&signed(machine, place, store, self.keys, head)?),
                Some(checkpoint) => {
                    keep_beside(machine, place, store, &checkpoint)?;
                    let said = "The new checkpoint; give it to somebody else";
                    text.push_str(&format!("\n{said}:\n\n{}", checkpoint.text));
                }
            }
            self.beside(store, &plan)?;
            return Ok((text, plan.counts.refused));
        }
        Err(place.failure(&StoreError::Moved))
    }

    /// Seals and writes all rows, and keeps them with the checkpoint of the new head. Gives how they fared; of the batch only
    /// its own leaf.
    fn sealed(
        &self,
        mut appending: Appending<'_>,
        tree: &Tree,
        facts: &Facts,
    ) -> Result<(Plan, Option<StoredCheckpoint>), Failure> {
        let failure = |error| self.place.failure(&error);
        let key = &self.keys.pseudonym;
        let withdrawn =
            withdrawn(appending.store(), key, &facts.course, &self.intake.voided).map_err(failure)?;
        let system = self.intake.system.clone();
        let sealing = Sealing::begin(appending.store(), tree, key, (facts, system), Rows::Any);
        let mut making = Making {
            looking: self.intake.rows.chunks(PIECE * LOOKED),
            looked: Looked::default(),
            rows: self.intake.rows.chunks(PIECE),
            sealing: sealing.map_err(failure)?,
            chance: keys::Chance::new(self.machine),
            seal: appending.seal().map_err(failure)?,
            results: Vec::with_capacity(self.intake.rows.len()),
        };
        let fault = |fault| self.fault(fault);
        let mut piece = making.next(appending.store()).map_err(fault)?;
        if 0 < making.rows.len() {
            let mut before = appending.beside().map_err(failure)?;
            while let Some(boxed) = piece {
                let (making, before) = (&mut making, &mut before);
                let (put, next) = rayon::join(|| appending.put_at_once(boxed), move || making.next(&*before));
                put.map_err(failure)?;
                piece = next.map_err(fault)?;
            }
        } else if let Some(boxed) = piece {
            appending.put(boxed).map_err(failure)?;
        }
        let Making { sealing, chance, results, .. } = making;
        // Salts without chance would be no salts: nothing of such an import may be kept.
        chance.end()?;
        let outside = Outside { refused: self.intake.refusals.len() as u64, others: self.intake.others };
        let Ended { batch, counts, new_people, .. } = sealing.end(outside).map_err(fault)?;
        let mut checkpoint = None;
        if let Some(batch) = &batch {
            let text = note(&self.keys.signer, batch.head)?.to_string();
            let signed = StoredCheckpoint { size: batch.head.size, text };
            appending.keep(batch, &signed).map_err(failure)?;
            checkpoint = Some(signed);
        }
        Ok((Plan { batch, counts, results, new_people, withdrawn }, checkpoint))
    }
}

/// What is made of the rows.
struct Making<'a> {
    rows: Chunks<'a, Row>,
    /// Rows that are still to be looked up.
    looking: Chunks<'a, Row>,
    /// What is known of those that are next.
    looked: Looked,
    sealing: Sealing<'a>,
    chance: keys::Chance<'a>,
    seal: Arc<Seal>,
    results: Vec<RowResult>,
}

impl Making<'_> {
    /// Seals the next rows, known by the store as it was before; `None` when there are no more.
    fn next(&mut self, store: &dyn Store) -> Result<Option<Boxed>, PlanFault> {
        let Some(rows) = self.rows.next() else { return Ok(None) };
        if self.looked.is_empty()
            && let Some(rows) = self.looking.next()
        {
            self.looked = self.sealing.look(store, rows)?;
        }
        let looked = self.looked.first(PIECE);
        let mut chance = |bytes: &mut [u8]| self.chance.fill(bytes);
        let seal = &*self.seal;
        let shut = |parts: [VaultPart; 2]| Some(Boxed::shut(seal, &parts));
        let mut taken = self.sealing.take_looked(store, (rows, looked), &mut chance, shut)?;
        self.results.append(&mut taken.results);
        Ok(Some(Boxed::of(taken)))
    }
}
