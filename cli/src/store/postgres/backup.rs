//! A backup of a store in PostgreSQL: the same store in one file of SQLite, of one moment. What is sealed is copied as it is:
//! a box is bound to table, column and row, and not to the database.

use std::path::Path;

use bona_engine::evidence::StoreError;
use postgres::types::Type;

use super::PostgresStore;
use super::link::{Link, value};
use crate::store::common::damaged;
use crate::store::sqlite::{Cell, Copying};

/// Rows that are held at once.
const AT_ONCE: usize = 2_048;

/// The tables that mean the same in both, with their columns, which in a file are called as here. Those that others point to
/// come first.
pub(super) const TABLES: [(&str, &str); 12] = [
    ("leaf", "place, bytes, hash"),
    ("node", "place, hash"),
    ("checkpoint", "size, note"),
    ("seal", "id, fingerprint"),
    ("vault", "leaf, parts"),
    ("person", "number, name"),
    ("learner", "key, person"),
    ("post", "number, person, post"),
    ("staff_list", "id, as_at"),
    ("suppressed", "digest"),
    ("answer_code", "code, copy, course, edition, wave, released"),
    ("pulled", "address, course, edition, activity, verb, since"),
];

impl PostgresStore {
    /// Puts all of this store into a backup: a file that needs no other beside it to be read.
    pub(crate) fn back_up(&self, path: &Path) -> Result<(), StoreError> {
        self.still()?;
        let mut link = self.link.borrow_mut();
        let mut copying = Copying::begin(path)?;
        for (table, columns) in TABLES {
            each(&mut link, table, columns, |rows| copying.rows(table, columns, rows))?;
        }
        each(&mut link, "seen", "digest, leaf", |rows| copying.seen(rows))?;
        let head = link.head()?;
        copying.end(&head)
    }
}

/// Gives all rows of a table, some at a time.
fn each(
    link: &mut Link,
    table: &str,
    columns: &str,
    mut take: impl FnMut(Vec<Vec<Cell>>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    link.all(&format!("DECLARE copied NO SCROLL CURSOR FOR SELECT {columns} FROM {table}"), "read it")?;
    let fetch = format!("FETCH {AT_ONCE} FROM copied");
    loop {
        let rows = link.once(&fetch)?;
        if rows.is_empty() {
            return link.all("CLOSE copied", "read it");
        }
        let cell = |row: &postgres::Row, column: usize| {
            Ok(match *row.columns()[column].type_() {
                Type::INT8 => value::<Option<i64>>(row, column)?.map_or(Cell::Null, Cell::Integer),
                Type::BYTEA => value::<Option<Vec<u8>>>(row, column)?.map_or(Cell::Null, Cell::Blob),
                Type::TEXT => value::<Option<String>>(row, column)?.map_or(Cell::Null, Cell::Text),
                _ => return Err(damaged("a column of its tables has another type than was made")),
            })
        };
        let row = |row: &postgres::Row| (0..row.len()).map(|column| cell(row, column)).collect();
        take(rows.iter().map(row).collect::<Result<_, StoreError>>()?)?;
    }
}
