//! Whether the tables, indexes, triggers and views of a store are those that this program makes.
//!
//! Whoever takes a trigger away has changed no record, and no signature tells of it; but what stops accidents is gone then.

use std::collections::BTreeMap;

use bona_engine::evidence::StoreError;
use rusqlite::Connection;

use super::{cannot, schema};

/// What there is by kind and name, each as it was written.
type Shape = BTreeMap<(String, String), String>;

/// What is missing, changed or added; nothing is the good answer.
pub(super) fn faults(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let made = Connection::open_in_memory().map_err(cannot("read it"))?;
    schema::create(&made)?;
    let (made, found) = (shape(&made)?, shape(connection)?);
    let mut faults = Vec::new();
    for (what, sql) in &made {
        match found.get(what) {
            None => faults.push(format!("the {} `{}` is missing", what.0, what.1)),
            Some(other) if other != sql => {
                faults.push(format!("the {} `{}` is another than this program makes", what.0, what.1));
            }
            Some(_) => {}
        }
    }
    for (kind, name) in found.keys().filter(|what| !made.contains_key(what)) {
        faults.push(format!("the {kind} `{name}` was added: this program makes none of that name"));
    }
    Ok(faults)
}

fn shape(connection: &Connection) -> Result<Shape, StoreError> {
    // What SQLite makes for itself has such a name, or no text.
    let sql =
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_'";
    let read = || -> rusqlite::Result<Shape> {
        let mut listed = connection.prepare(sql)?;
        let listed = listed.query_map([], |row| {
            // Where the lines are broken tells nothing.
            let text: String = row.get(2)?;
            Ok(((row.get(0)?, row.get(1)?), text.split_whitespace().collect::<Vec<_>>().join(" ")))
        })?;
        listed.collect()
    };
    read().map_err(cannot("read it"))
}
