//! A store in PostgreSQL that is made of one in memory: its tables and all its rows in one transaction, so that it is there
//! whole or not at all. What is sealed is copied as it is, as into a backup.

use bona_engine::evidence::StoreError;
use postgres::types::{ToSql, Type};

use super::backup::TABLES;
use super::link::{Door, Link};
use super::{Address, PostgresStore, append, schema};
use crate::machine::Machine;
use crate::store::common::{damaged, signed};
use crate::store::sqlite::{Cell, SqliteStore};

impl PostgresStore {
    /// Makes a store that has all that another has; there must be none.
    pub(crate) fn fill(
        address: &Address,
        machine: &dyn Machine,
        from: &SqliteStore,
    ) -> Result<(), StoreError> {
        let mut link = Door::of(address, machine)?.open()?;
        schema::create(&mut link, |link| {
            for (table, columns) in TABLES {
                rows(link, from, table, columns)?;
            }
            let mut seen = Vec::new();
            from.each_seen(|leaf, digest| {
                seen.push((leaf, digest));
                if seen.len() < append::AT_ONCE { Ok(()) } else { put_seen(link, &mut seen) }
            })?;
            put_seen(link, &mut seen)?;
            let head = bona_engine::evidence::Store::head(from)?;
            let sql = "UPDATE head SET size = $1, root = $2 WHERE id = 1";
            link.run(sql, &[&signed(head.size), &head.root.as_slice()]).map(drop)
        })
    }
}

/// All rows of a table.
fn rows(
    link: &mut Link,
    from: &SqliteStore,
    table: &'static str,
    columns: &'static str,
) -> Result<(), StoreError> {
    let mut copying = link.copying(table, columns)?;
    from.each_row(table, columns, |row| {
        let row = row.into_iter().zip(copying.types()).map(|(cell, kind)| value(cell, kind));
        copying.row(&row.collect::<Result<Vec<_>, StoreError>>()?)
    })?;
    copying.end()
}

type Put = Box<dyn ToSql + Sync>;

/// A value as a column of this type takes it.
fn value(cell: Cell, kind: &Type) -> Result<Put, StoreError> {
    Ok(match (cell, kind.clone()) {
        (Cell::Integer(value), Type::INT8) => Box::new(value),
        (Cell::Text(value), Type::TEXT) => Box::new(value),
        (Cell::Blob(value), Type::BYTEA) => Box::new(value),
        (Cell::Null, Type::INT8) => Box::new(None::<i64>),
        (Cell::Null, Type::TEXT) => Box::new(None::<String>),
        (Cell::Null, Type::BYTEA) => Box::new(None::<Vec<u8>>),
        _ => return Err(damaged("a column of its tables has another type than was made")),
    })
}

/// Puts digests in, each with its leaf. One that two runs of a file hold is one.
fn put_seen(link: &mut Link, seen: &mut Vec<(i64, [u8; 16])>) -> Result<(), StoreError> {
    let digests: Vec<&[u8]> = seen.iter().map(|(_, digest)| digest.as_slice()).collect();
    let leaves: Vec<i64> = seen.iter().map(|(leaf, _)| *leaf).collect();
    let sql = "INSERT INTO seen (digest, leaf) SELECT * FROM unnest($1::bytea[], $2::bigint[]) ON CONFLICT DO NOTHING";
    link.run(sql, &[&digests, &leaves])?;
    seen.clear();
    Ok(())
}
