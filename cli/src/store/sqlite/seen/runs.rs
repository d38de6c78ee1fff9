//! Runs: many digests, sorted, in blocks of about a page of the database each.
//!
//! A row of its own for each digest costs more than all else that is done with it. So one row holds a block of them, found by
//! its run and the beginning of its first digest. What comes becomes a run of its own, and joins those before it that are not
//! far larger: so there are few runs, and what is large is seldom written again.

use bona_engine::evidence::{RowDigest, StoreError};
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, ffi, params};

use super::super::{cannot, signed};
use super::{DIGEST, ENTRY, Entry, NO_LEAF, digest_of, entry, leaf_in};

/// Digests of a block: as many as go into a page of 4,096 bytes.
pub(super) const BLOCK: usize = 168;
/// A run of at most so many times the digests that come is joined by them.
const JOINED: u64 = 2;
/// Bits of its first digest in the place of a block; its run stands above them.
const BITS: u32 = 40;

/// The runs by their numbers, and how many digests stand in each.
pub(super) fn list(connection: &Connection) -> rusqlite::Result<Vec<(i64, u64)>> {
    let mut runs = connection.prepare_cached("SELECT run, digests FROM seen_run ORDER BY run")?;
    let runs = runs.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
    runs.collect()
}

/// Where the block of a run begins, or would, in which this digest is the first. All that share these bits share a block.
fn place(run: i64, digest: &[u8]) -> i64 {
    let first = digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes)) >> (u64::BITS - BITS);
    run << BITS | first.cast_signed()
}

/// The digests of one row.
fn entries(bytes: &[u8], into: &mut Vec<Entry>) -> Option<()> {
    let (found, rest) = bytes.as_chunks::<ENTRY>();
    into.clear();
    into.extend_from_slice(found);
    rest.is_empty().then_some(())
}

/// Looks for digests in a run; they are asked for in their order, so that neighbours come out of one block.
pub(super) struct Look<'c> {
    run: i64,
    block: Vec<Entry>,
    statement: CachedStatement<'c>,
}

impl<'c> Look<'c> {
    pub(super) fn into(connection: &'c Connection, run: i64) -> Result<Self, StoreError> {
        let sql = "SELECT entries FROM seen_block WHERE place BETWEEN ?1 AND ?2 ORDER BY place DESC LIMIT 1";
        let statement = connection.prepare_cached(sql).map_err(cannot("read it"))?;
        Ok(Self { run, block: Vec::new(), statement })
    }

    /// The digest with its leaf, if it stands there.
    pub(super) fn find(&mut self, digest: &[u8; DIGEST]) -> Result<Option<Entry>, StoreError> {
        let inside = |block: &[Entry]| match (block.first(), block.last()) {
            (Some(first), Some(last)) => (digest_of(first)..=digest_of(last)).contains(&digest.as_slice()),
            _ => false,
        };
        if !inside(&self.block) {
            let block = &mut self.block;
            block.clear();
            let spot = params![self.run << BITS, place(self.run, digest)];
            let read = self
                .statement
                .query_row(spot, |row| entries(row.get_ref(0)?.as_blob()?, block).ok_or_else(damage));
            read.optional().map_err(cannot("read it"))?;
        }
        let found = self.block.binary_search_by(|entry| digest_of(entry).cmp(digest));
        Ok(found.ok().map(|at| self.block[at]))
    }
}

/// Puts sorted digests in. Gives how many of them stood there already, which stay as they were.
pub(super) fn insert(
    transaction: &Connection,
    mut new: impl ExactSizeIterator<Item = Entry>,
) -> rusqlite::Result<u64> {
    let mut runs = list(transaction)?;
    let mut size = new.len() as u64;
    let mut put = Put::begin(transaction, runs.last().map_or(1, |(run, _)| run + 1))?;
    let mut old = Vec::new();
    while let Some((run, digests)) = runs.pop_if(|(_, digests)| *digests <= JOINED * size) {
        size += digests;
        old.push(Old::begin(transaction, run)?);
    }
    let mut next = new.next();
    loop {
        let mut least: Option<(usize, Entry)> = None;
        for (at, old) in old.iter_mut().enumerate() {
            if let Some(entry) = old.first()?
                && least.is_none_or(|(_, least)| entry < least)
            {
                least = Some((at, entry));
            }
        }
        match (least, next) {
            (Some((at, entry)), new) if new.is_none_or(|new| digest_of(&entry) <= digest_of(&new)) => {
                put.push(entry)?;
                old[at].at += 1;
            }
            (_, Some(entry)) => {
                put.push(entry)?;
                next = new.next();
            }
            _ => return put.end(),
        }
    }
}

/// A run that is joined: each block is gone once it was read, so that its page serves the run that is written.
struct Old<'c> {
    run: i64,
    block: Vec<Entry>,
    at: usize,
    ended: bool,
    next: CachedStatement<'c>,
    gone: CachedStatement<'c>,
}

impl<'c> Old<'c> {
    fn begin(transaction: &'c Connection, run: i64) -> rusqlite::Result<Self> {
        transaction.prepare_cached("DELETE FROM seen_run WHERE run = ?1")?.execute([run])?;
        let sql =
            "SELECT place, entries FROM seen_block WHERE place BETWEEN ?1 AND ?2 ORDER BY place LIMIT 1";
        let next = transaction.prepare_cached(sql)?;
        let gone = transaction.prepare_cached("DELETE FROM seen_block WHERE place = ?1")?;
        Ok(Self { run, block: Vec::new(), at: 0, ended: false, next, gone })
    }

    /// The first digest that was not taken; `None` where there are no more.
    fn first(&mut self) -> rusqlite::Result<Option<Entry>> {
        if self.at == self.block.len() && !self.ended {
            let (block, all) = (&mut self.block, params![self.run << BITS, ((self.run + 1) << BITS) - 1]);
            let read = self.next.query_row(all, |row| {
                entries(row.get_ref(1)?.as_blob()?, block).ok_or_else(damage)?;
                row.get::<_, i64>(0)
            });
            let Some(place) = read.optional()? else {
                self.ended = true;
                return Ok(None);
            };
            self.gone.execute([place])?;
            self.at = 0;
        }
        Ok(self.block.get(self.at).copied())
    }
}

fn damage() -> rusqlite::Error {
    let cut = ffi::Error::new(ffi::SQLITE_CORRUPT);
    rusqlite::Error::SqliteFailure(cut, Some("a block of digests ends within one".to_owned()))
}

/// A run that is written.
struct Put<'c> {
    run: i64,
    block: Vec<Entry>,
    digests: u64,
    twice: u64,
    transaction: &'c Connection,
    insert: CachedStatement<'c>,
}

impl<'c> Put<'c> {
    fn begin(transaction: &'c Connection, run: i64) -> rusqlite::Result<Self> {
        let insert = transaction.prepare_cached("INSERT INTO seen_block (place, entries) VALUES (?1, ?2)")?;
        Ok(Self { run, block: Vec::with_capacity(BLOCK), digests: 0, twice: 0, transaction, insert })
    }

    fn push(&mut self, entry: Entry) -> rusqlite::Result<()> {
        if let Some(last) = self.block.last() {
            if digest_of(last) == digest_of(&entry) {
                self.twice += 1;
                return Ok(());
            }
            if BLOCK <= self.block.len()
                && place(self.run, digest_of(last)) != place(self.run, digest_of(&entry))
            {
                self.write()?;
            }
        }
        self.block.push(entry);
        Ok(())
    }

    fn write(&mut self) -> rusqlite::Result<()> {
        let Some(first) = self.block.first() else { return Ok(()) };
        self.insert.execute(params![place(self.run, digest_of(first)), self.block.as_flattened()])?;
        self.digests += self.block.len() as u64;
        self.block.clear();
        Ok(())
    }

    fn end(mut self) -> rusqlite::Result<u64> {
        self.write()?;
        if 0 < self.digests {
            let sql = "INSERT INTO seen_run (run, digests) VALUES (?1, ?2)";
            self.transaction.prepare_cached(sql)?.execute(params![self.run, signed(self.digests)])?;
        }
        Ok(self.twice)
    }
}

/// Takes out the digests of these leaves, ascending, in one pass.
pub(super) fn forget(transaction: &Connection, leaves: &[u64]) -> rusqlite::Result<()> {
    let mut all = transaction.prepare_cached("SELECT place, entries FROM seen_block")?;
    let (mut left, mut block) = (Vec::new(), Vec::new());
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        entries(row.get_ref(1)?.as_blob()?, &mut block).ok_or_else(damage)?;
        let before = block.len();
        block.retain(|entry| leaves.binary_search(&leaf_in(entry)).is_err());
        if block.len() < before {
            left.push((row.get::<_, i64>(0)?, before - block.len(), block.as_flattened().to_vec()));
        }
    }
    for (place, fewer, entries) in left {
        // A block keeps its place, though its first digest be gone: what is looked for there is behind it all the same.
        match entries.is_empty() {
            true => transaction.execute("DELETE FROM seen_block WHERE place = ?1", [place])?,
            false => transaction
                .execute("UPDATE seen_block SET entries = ?2 WHERE place = ?1", params![place, entries])?,
        };
        let sql = "UPDATE seen_run SET digests = digests - ?2 WHERE run = ?1";
        transaction.prepare_cached(sql)?.execute(params![place >> BITS, signed(fewer as u64)])?;
    }
    transaction.execute("DELETE FROM seen_run WHERE digests = 0", []).map(drop)
}

/// Takes over the table of older releases, in which each digest was a row; one of those of old has no leaf.
pub(in super::super) fn take_over(transaction: &Connection) -> rusqlite::Result<()> {
    let mut rows = transaction.prepare("SELECT digest, leaf FROM seen ORDER BY digest")?;
    let mut rows = rows.query([])?;
    let mut put = Put::begin(transaction, 1)?;
    while let Some(row) = rows.next()? {
        let digest = RowDigest(row.get(0)?);
        put.push(entry(&digest, row.get::<_, Option<i64>>(1)?.map_or(NO_LEAF, i64::unsigned_abs)))?;
    }
    put.end().map(drop)
}
