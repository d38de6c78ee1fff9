//! The rows of the database in which what is sealed stands.

use bona_engine::duty::{Post, StaffKind};
use bona_engine::evidence::{Field, StoreError, VaultPart};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{bytes, cannot, damaged, many, number, rows, signed};
use crate::store::lid;
use crate::store::seal::Seal;

/// Leaves whose bodies are sealed at once.
pub(super) const AT_ONCE: u64 = 4_096;

/// The fingerprint of the key by which the vault is sealed.
pub(super) fn sealed_by(connection: &Connection) -> Result<Option<String>, StoreError> {
    let sql = "SELECT fingerprint FROM seal WHERE id = 1";
    connection.query_row(sql, [], |row| row.get(0)).optional().map_err(cannot("read it"))
}

/// What is sealed of leaves, by place.
pub(super) fn read(connection: &Connection, from: u64, to: u64) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
    let sql = "SELECT leaf, parts FROM vault WHERE leaf >= ?1 AND leaf < ?2 ORDER BY leaf";
    rows(connection, sql, params![signed(from), signed(to)], |row| {
        let sealed = row.get_ref(1)?.as_blob()?.to_vec();
        Ok(number(row.get(0)?).map(|leaf| (leaf, sealed)))
    })
}

/// Puts boxes into the vault.
pub(super) fn keep(transaction: &Connection, boxes: &[(u64, Vec<u8>)]) -> rusqlite::Result<()> {
    many::insert(transaction, ("vault (leaf, parts)", 2), boxes, |row, at, (leaf, sealed)| {
        row.raw_bind_parameter(at, signed(*leaf))?;
        row.raw_bind_parameter(at + 1, sealed.as_slice())
    })
}

/// Puts bodies into the vault; they come by leaf.
pub(super) fn insert(transaction: &Connection, seal: &Seal, parts: &[VaultPart]) -> rusqlite::Result<()> {
    for some in parts.chunk_by(|one, two| one.index / AT_ONCE == two.index / AT_ONCE) {
        keep(transaction, &lid::sealed(seal, some))?;
    }
    Ok(())
}

/// Says by which key the vault of a new store is sealed.
pub(super) fn begin(connection: &Connection, seal: &Seal) -> rusqlite::Result<()> {
    let sql = "INSERT INTO seal (id, fingerprint) VALUES (1, ?1)";
    connection.execute(sql, [seal.fingerprint()]).map(drop)
}

/// Seals what an older release kept in the open.
pub(super) fn take_over(transaction: &Connection, seal: &Seal) -> Result<(), StoreError> {
    let cannot = cannot("seal its vault");
    begin(transaction, seal).map_err(&cannot)?;
    bodies(transaction, seal)?;
    let names = "SELECT number, name_unsealed FROM person WHERE name_unsealed IS NOT NULL";
    let names: Vec<(String, String)> =
        rows(transaction, names, [], |row| Ok(Ok((row.get(0)?, row.get(1)?))))?;
    for (person, open) in names {
        let sql = "UPDATE person SET name = ?2 WHERE number = ?1";
        transaction.execute(sql, params![person, lid::name(seal, &person, &open)]).map_err(&cannot)?;
    }
    let posts = "SELECT number, role, place, kind, starts, ends FROM post";
    let posts: Vec<(i64, Post)> = rows(transaction, posts, [], |row| {
        let (number, kind) = (row.get(0)?, StaffKind::parse(&row.get::<_, String>(3)?));
        let (role, place, starts, ends) = (row.get(1)?, row.get(2)?, row.get(4)?, row.get(5)?);
        let kind = kind.ok_or_else(|| damaged("a post has an unknown kind of staff"));
        Ok(kind.map(|kind| (number, Post { role, place, kind, starts, ends })))
    })?;
    for (number, open) in posts {
        let sql = "UPDATE post SET post = ?2 WHERE number = ?1";
        transaction.execute(sql, params![number, lid::post(seal, number, &open)]).map_err(&cannot)?;
    }
    Ok(())
}

fn bodies(transaction: &Connection, seal: &Seal) -> Result<(), StoreError> {
    let cannot = cannot("seal its vault");
    let sql = "SELECT leaf, field, salt, body FROM vault_unsealed ORDER BY leaf";
    let mut statement = transaction.prepare(sql).map_err(&cannot)?;
    let mut found = statement.query([]).map_err(&cannot)?;
    let mut mine: Vec<VaultPart> = Vec::new();
    while let Some(row) = found.next().map_err(&cannot)? {
        let read = || -> rusqlite::Result<(i64, String, Vec<u8>, Vec<u8>)> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        };
        let (leaf, field, salt, body) = read().map_err(&cannot)?;
        let field = Field::parse(&field).ok_or_else(|| damaged("a body is kept under an unknown field"))?;
        let part =
            VaultPart { index: number(leaf)?, field, salt: bytes(salt, "a salt has not 32 bytes")?, body };
        if mine.first().is_some_and(|first| first.index != part.index) {
            insert(transaction, seal, &mine).map_err(&cannot)?;
            mine.clear();
        }
        mine.push(part);
    }
    insert(transaction, seal, &mine).map_err(&cannot)
}
