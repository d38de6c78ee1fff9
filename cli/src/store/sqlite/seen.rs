//! The keyed digests by which rows are known again: what a batch costs follows from its own size, and not from how much is
//! stored.
//!
//! Digests are chance, so each of a small batch belongs to another page of a run. So the newest stand in stocks beside it:
//! sorted, each in one row. Once there are many they become a run of `runs`, in its order.

mod runs;

use std::cell::{Ref, RefCell};

use bona_engine::evidence::{RowDigest, StoreError};
use rusqlite::{Connection, ffi, params};

use super::{cannot, damaged, signed};
pub(super) use runs::take_over;

/// Digests in all stocks, at most, while the log is small; later a share of its leaves; and never more than can be gone
/// through for each piece of an import.
const HELD: u64 = 65_536;
const SHARE: u64 = 8;
const MOST: u64 = 500_000;
/// Digests of a stock that later batches no longer join.
const STOCK: usize = 4_096;
/// Bytes of a digest, and of one in a stock, with its leaf big-endian behind it.
const DIGEST: usize = 16;
const ENTRY: usize = DIGEST + 8;
/// A stock of so many times the digests that are looked for is searched for each of them, and a smaller one read through.
const SPARSE: usize = 16;
/// In the place of a leaf, where a release of old kept none: no log has so many.
pub(super) const NO_LEAF: u64 = u64::MAX;

type Entry = [u8; ENTRY];
/// A stock by its number.
type Stock = (i64, Vec<Entry>);

/// The stocks as they were read last.
#[derive(Debug, Default)]
pub(super) struct Stocks {
    /// The version of the data for other programs, and what this one has changed since it began.
    at: Option<(i64, u64)>,
    /// Each with its number, under which none comes twice; one of which something was taken out is shorter.
    stocks: Vec<Stock>,
}

impl Stocks {
    /// Forgets them: something that was written was taken back.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// The stocks as they are now. Looked at anew only when somebody wrote to the store since, and then read are those alone
    /// that are new.
    fn now<'c>(kept: &'c RefCell<Self>, connection: &Connection) -> Result<Ref<'c, [Stock]>, StoreError> {
        let cannot = cannot("read it");
        let version = connection
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut version| version.query_row([], |row| row.get(0)));
        let now = (version.map_err(&cannot)?, connection.total_changes());
        if kept.borrow().at != Some(now) {
            let listed = listed(connection).map_err(&cannot)?;
            let mut before = kept.take().stocks;
            let mut stocks = Vec::with_capacity(listed.len());
            for (stock, length) in listed {
                let same = |(known, entries): &Stock| *known == stock && entries.len() == length;
                stocks.push(match before.iter().position(same) {
                    Some(place) => before.swap_remove(place),
                    None => (stock, read(connection, stock)?),
                });
            }
            *kept.borrow_mut() = Self { at: Some(now), stocks };
        }
        Ok(Ref::map(kept.borrow(), |kept| kept.stocks.as_slice()))
    }
}

/// The stocks by their numbers, and how many digests stand in each.
fn listed(connection: &Connection) -> rusqlite::Result<Vec<(i64, usize)>> {
    let mut listed =
        connection.prepare_cached("SELECT stock, length(entries) FROM seen_new ORDER BY stock")?;
    let length = |bytes: i64| usize::try_from(bytes).unwrap_or(usize::MAX) / ENTRY;
    let listed = listed.query_map([], |row| Ok((row.get(0)?, length(row.get(1)?))))?;
    listed.collect()
}

/// The digests of a stock.
fn read(connection: &Connection, stock: i64) -> Result<Vec<Entry>, StoreError> {
    let sql = "SELECT entries FROM seen_new WHERE stock = ?1";
    let mut statement = connection.prepare_cached(sql).map_err(cannot("read it"))?;
    let entries = statement.query_row([stock], |row| {
        let (entries, rest) = row.get_ref(0)?.as_blob()?.as_chunks::<ENTRY>();
        Ok(rest.is_empty().then(|| entries.to_vec()))
    });
    entries.map_err(cannot("read it"))?.ok_or_else(|| damaged("a stock of digests ends within one"))
}

/// Which of these stand in the store, in their order. They are asked for in the order of the table.
pub(super) fn which(
    connection: &Connection,
    stocks: &RefCell<Stocks>,
    digests: &[RowDigest],
) -> Result<Vec<bool>, StoreError> {
    let cannot = cannot("read it");
    let mut found = vec![false; digests.len()];
    let mut order: Vec<usize> = (0..digests.len()).collect();
    order.sort_unstable_by_key(|place| digests[*place]);
    for (_, stock) in Stocks::now(stocks, connection)?.iter() {
        let mut rest = stock.as_slice();
        for place in &order {
            let digest = &digests[*place];
            let at = match stock.len() / SPARSE < order.len() {
                true => rest.iter().position(|entry| digest.0.as_slice() <= digest_of(entry)),
                false => Some(rest.partition_point(|entry| digest_of(entry) < digest.0.as_slice())),
            };
            rest = &rest[at.unwrap_or(rest.len())..];
            found[*place] |= rest.first().is_some_and(|entry| digest_of(entry) == digest.0.as_slice());
        }
    }
    for (run, _) in runs::list(connection).map_err(&cannot)? {
        let mut look = runs::Look::into(connection, run)?;
        for place in &order {
            found[*place] = found[*place] || look.find(&digests[*place].0)?.is_some();
        }
    }
    Ok(found)
}

/// The leaf that a digest stands beside; `None` where it does not stand there, or a release of old kept no leaf.
pub(super) fn leaf_of(
    connection: &Connection,
    stocks: &RefCell<Stocks>,
    digest: &RowDigest,
) -> Result<Option<u64>, StoreError> {
    for (_, stock) in Stocks::now(stocks, connection)?.iter() {
        if let Ok(at) = stock.binary_search_by(|entry| digest_of(entry).cmp(&digest.0)) {
            return Ok(Some(leaf_in(&stock[at])).filter(|leaf| *leaf != NO_LEAF));
        }
    }
    for (run, _) in runs::list(connection).map_err(cannot("read it"))? {
        if let Some(entry) = runs::Look::into(connection, run)?.find(&digest.0)? {
            return Ok(Some(leaf_in(&entry)).filter(|leaf| *leaf != NO_LEAF));
        }
    }
    Ok(None)
}

/// Puts the digests of a batch in, in a log of so many leaves.
pub(super) fn insert(
    transaction: &Connection,
    mut seen: Vec<(u64, RowDigest)>,
    leaves: u64,
) -> rusqlite::Result<()> {
    if seen.is_empty() {
        return Ok(());
    }
    seen.sort_unstable_by_key(|(_, digest)| u128::from_be_bytes(digest.0));
    if seen.windows(2).any(|two| two[0].1 == two[1].1) {
        return Err(twice());
    }
    let most = (leaves / SHARE).clamp(HELD, MOST);
    let new = seen.iter().map(|(leaf, digest)| entry(digest, *leaf));
    if most < seen.len() as u64 {
        return match runs::insert(transaction, new)? {
            0 => Ok(()),
            _ => Err(twice()),
        };
    }
    let mut new: Vec<Entry> = new.collect();
    let mut stocks = listed(transaction)?;
    // Greater than any that there was.
    let number = stocks.last().map_or(signed(leaves), |(last, _)| signed(leaves).max(last + 1));
    let held: usize = stocks.iter().map(|(_, entries)| entries).sum();
    let full = most < (held + new.len()) as u64;
    // Small stocks are joined as the digits of a counter are: few of them are left, and none is written often.
    while let Some((stock, _)) =
        stocks.pop_if(|(_, entries)| full || *entries < STOCK && *entries <= new.len())
    {
        let sql = "SELECT entries FROM seen_new WHERE stock = ?1";
        transaction.prepare_cached(sql)?.query_row([stock], |row| {
            new.extend_from_slice(row.get_ref(0)?.as_blob()?.as_chunks().0);
            Ok(())
        })?;
        transaction.prepare_cached("DELETE FROM seen_new WHERE stock = ?1")?.execute([stock])?;
    }
    new.sort_unstable();
    if full {
        // One that stood there already, as none should, keeps no others out.
        return runs::insert(transaction, new.iter().copied()).map(drop);
    }
    let mut keep = transaction.prepare_cached("INSERT INTO seen_new (stock, entries) VALUES (?1, ?2)")?;
    keep.execute(params![number, new.as_flattened()]).map(drop)
}

fn twice() -> rusqlite::Error {
    let twice = ffi::Error::new(ffi::SQLITE_CONSTRAINT_PRIMARYKEY);
    rusqlite::Error::SqliteFailure(twice, Some("a digest comes twice".to_owned()))
}

/// Takes out the digests of these leaves, ascending, in one pass over the runs and the stocks.
pub(super) fn forget(transaction: &Connection, leaves: &[u64]) -> Result<(), StoreError> {
    if leaves.is_empty() {
        return Ok(());
    }
    let cannot = cannot("write it");
    let mut left: Vec<Stock> = Vec::new();
    for (stock, length) in listed(transaction).map_err(&cannot)? {
        let mut entries = read(transaction, stock)?;
        entries.retain(|entry| leaves.binary_search(&leaf_in(entry)).is_err());
        if entries.len() < length {
            left.push((stock, entries));
        }
    }
    for (stock, entries) in left {
        let done = match entries.is_empty() {
            true => transaction.execute("DELETE FROM seen_new WHERE stock = ?1", [stock]),
            false => transaction.execute(
                "UPDATE seen_new SET entries = ?2 WHERE stock = ?1",
                params![stock, entries.as_flattened()],
            ),
        };
        done.map_err(&cannot)?;
    }
    runs::forget(transaction, leaves).map_err(&cannot)
}

fn entry(digest: &RowDigest, leaf: u64) -> Entry {
    let mut entry = [0; ENTRY];
    entry[..DIGEST].copy_from_slice(&digest.0);
    entry[DIGEST..].copy_from_slice(&leaf.to_be_bytes());
    entry
}

/// The leaf and the digest of each entry of a stock or a block.
#[cfg(feature = "store-postgres")]
pub(super) fn read_entries(
    bytes: &[u8],
) -> Result<impl Iterator<Item = (u64, [u8; DIGEST])> + '_, StoreError> {
    let (entries, rest) = bytes.as_chunks::<ENTRY>();
    let read = |entry: &Entry| Some((leaf_in(entry), *entry.first_chunk()?));
    if rest.is_empty() {
        Ok(entries.iter().filter_map(read))
    } else {
        Err(damaged("a stock of digests ends within one"))
    }
}

fn digest_of(entry: &Entry) -> &[u8] {
    &entry[..DIGEST]
}

fn leaf_in(entry: &Entry) -> u64 {
    u64::from_be_bytes(entry.last_chunk().copied().expect("an entry has more than 8 bytes"))
}

#[cfg(test)]
mod tests;
