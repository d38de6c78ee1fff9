//! Another key for the vault: every box is opened with the old one and sealed with the new, in one transaction under the
//! lock of the head's row. Some thousand boxes are in memory at once, however many there are.

use std::sync::Arc;

use bona_engine::evidence::StoreError;
use rayon::iter::{IntoParallelRefMutIterator as _, ParallelIterator as _};

use super::link::{Link, value};
use super::{PostgresStore, append, erase};
use crate::store::common::{number, signed};
use crate::store::lid::{self, Lid};
use crate::store::seal::{Seal, Spot};

/// Boxes that are held at once.
const AT_ONCE: u64 = 4_096;

/// The key, for what is written in this transaction.
pub(super) fn sealing<'l>(link: &mut Link, lid: &'l Lid) -> Result<&'l Arc<Seal>, StoreError> {
    let sql = "SELECT fingerprint FROM seal WHERE id = 1";
    lid.sealing(link.rows(sql, &[], |row| value(row, 0))?.pop())
}

impl PostgresStore {
    /// Seals all of the vault with another key, whole or not at all.
    ///
    /// # Errors
    /// When a box cannot be opened, another program gave the vault another key meanwhile, or the server fails.
    pub(crate) fn reseal(&mut self, next: Seal) -> Result<(), StoreError> {
        let Self { link, lid, .. } = self;
        link.get_mut().write(|link, head| {
            erase::only_owner(link)?;
            let old = sealing(link, lid)?;
            bodies(link, old, &next, head.size)?;
            names(link, old, &next)?;
            posts(link, old, &next)?;
            link.run("UPDATE seal SET fingerprint = $1 WHERE id = 1", &[&next.fingerprint()])?;
            erase::note(link)
        })?;
        self.lid = Lid::Open(Arc::new(next));
        Ok(())
    }
}

/// The boxes of leaves. A body is never changed, so the old box goes and the new one comes.
fn bodies(link: &mut Link, old: &Seal, next: &Seal, size: u64) -> Result<(), StoreError> {
    for from in (0..size).step_by(AT_ONCE as usize) {
        let (from, to) = (signed(from), signed(from + AT_ONCE));
        let sql = "DELETE FROM vault WHERE leaf >= $1 AND leaf < $2 RETURNING leaf, parts";
        let mut boxes: Vec<(u64, Vec<u8>)> =
            link.rows(sql, &[&from, &to], |row| Ok((number(value(row, 0)?)?, value(row, 1)?)))?;
        boxes.par_iter_mut().try_for_each(|one| lid::change(old, next, one))?;
        append::keep(link, boxes)?;
    }
    Ok(())
}

fn names(link: &mut Link, old: &Seal, next: &Seal) -> Result<(), StoreError> {
    let mut from = String::new();
    loop {
        let sql =
            "SELECT number, name FROM person WHERE number > $1 AND name IS NOT NULL ORDER BY number LIMIT $2";
        let found: Vec<(String, Vec<u8>)> =
            link.rows(sql, &[&from, &signed(AT_ONCE)], |row| Ok((value(row, 0)?, value(row, 1)?)))?;
        let Some((last, _)) = found.last() else { return Ok(()) };
        from.clone_from(last);
        let change = |(row, sealed): &(String, Vec<u8>)| {
            lid::change_text(old, next, Spot { table: "person", column: "name", row }, sealed)
        };
        let sealed = found.iter().map(change).collect::<Result<Vec<Vec<u8>>, _>>()?;
        let numbers: Vec<&str> = found.iter().map(|(number, _)| number.as_str()).collect();
        let sql =
            "UPDATE person SET name = new.name FROM unnest($1::text[], $2::bytea[]) AS new (number, name)
            WHERE person.number = new.number";
        link.run(sql, &[&numbers, &sealed])?;
    }
}

fn posts(link: &mut Link, old: &Seal, next: &Seal) -> Result<(), StoreError> {
    let mut from = i64::MIN;
    loop {
        let sql = "SELECT number, post FROM post WHERE number > $1 ORDER BY number LIMIT $2";
        let found: Vec<(i64, Vec<u8>)> =
            link.rows(sql, &[&from, &signed(AT_ONCE)], |row| Ok((value(row, 0)?, value(row, 1)?)))?;
        let Some((last, _)) = found.last() else { return Ok(()) };
        from = *last;
        let change = |(number, sealed): &(i64, Vec<u8>)| {
            let row = number.to_string();
            lid::change_text(old, next, Spot { table: "post", column: "post", row: &row }, sealed)
        };
        let sealed = found.iter().map(change).collect::<Result<Vec<Vec<u8>>, _>>()?;
        let numbers: Vec<i64> = found.iter().map(|(number, _)| *number).collect();
        let sql =
            "UPDATE post SET post = new.post FROM unnest($1::bigint[], $2::bytea[]) AS new (number, post)
            WHERE post.number = new.number";
        link.run(sql, &[&numbers, &sealed])?;
    }
}
