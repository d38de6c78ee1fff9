//! The keyed digests by which rows are known again: read and written as sorted runs, so that what a batch costs follows
//! from its own size and not from chance.

use bona_engine::evidence::{RowDigest, StoreError};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{cannot, signed};

/// Which of these stand in the table, in their order. They are asked for in the order of the table.
pub(super) fn which(connection: &Connection, digests: &[RowDigest]) -> Result<Vec<bool>, StoreError> {
    let cannot = cannot("read it");
    let mut found = vec![false; digests.len()];
    let any = "SELECT 1 FROM seen LIMIT 1";
    let any = connection.query_row(any, [], |_| Ok(())).optional().map_err(&cannot)?;
    if any.is_none() {
        return Ok(found);
    }
    let mut order: Vec<usize> = (0..digests.len()).collect();
    order.sort_unstable_by_key(|place| digests[*place]);
    let mut statement = connection.prepare_cached("SELECT 1 FROM seen WHERE digest = ?1").map_err(&cannot)?;
    for place in order {
        found[place] = statement.exists([digests[place].0.as_slice()]).map_err(&cannot)?;
    }
    Ok(found)
}

/// Puts the digests of a batch in.
pub(super) fn insert(transaction: &Connection, seen: &[(u64, RowDigest)]) -> rusqlite::Result<()> {
    let mut sorted: Vec<&(u64, RowDigest)> = seen.iter().collect();
    sorted.sort_unstable_by_key(|(_, digest)| *digest);
    let mut statement = transaction.prepare_cached("INSERT INTO seen (digest, leaf) VALUES (?1, ?2)")?;
    for (leaf, digest) in sorted {
        statement.execute(params![digest.0.as_slice(), signed(*leaf)])?;
    }
    Ok(())
}

/// Takes out the digests of these leaves, ascending, in one pass over the table.
pub(super) fn forget(transaction: &Connection, leaves: &[u64]) -> rusqlite::Result<()> {
    if leaves.is_empty() {
        return Ok(());
    }
    let gone = {
        let mut statement = transaction.prepare("SELECT leaf, digest FROM seen WHERE leaf IS NOT NULL")?;
        let mut rows = statement.query([])?;
        let mut gone: Vec<Vec<u8>> = Vec::new();
        while let Some(row) = rows.next()? {
            let leaf = u64::try_from(row.get::<_, i64>(0)?).unwrap_or(u64::MAX);
            if leaves.binary_search(&leaf).is_ok() {
                gone.push(row.get(1)?);
            }
        }
        gone
    };
    let mut statement = transaction.prepare_cached("DELETE FROM seen WHERE digest = ?1")?;
    gone.iter().try_for_each(|digest| statement.execute([digest]).map(drop))
}
