//! One byte of the store is flipped, in the true database: `verify` leaves with 1 and names leaf and part.

use bona::Exit;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::Desk;

/// A column whose every byte is flipped, and what is said of the row with this key.
struct Column {
    table: &'static str,
    key: &'static str,
    value: &'static str,
    says: fn(&[Value]) -> String,
}

fn whole(value: &Value) -> i64 {
    match value {
        Value::Integer(number) => *number,
        other => panic!("{other:?} is no place"),
    }
}

/// Of so many bytes one is flipped.
const STRIDE: usize = 3;

const COLUMNS: [Column; 5] = [
    Column {
        table: "leaf",
        key: "place",
        value: "bytes",
        says: |key| format!("leaf {}: its bytes were changed", whole(&key[0])),
    },
    Column {
        table: "leaf",
        key: "place",
        value: "hash",
        says: |key| format!("leaf {}: the hash kept beside it was changed", whole(&key[0])),
    },
    Column {
        table: "vault",
        key: "leaf",
        value: "parts",
        says: |key| format!("leaf {}: the sealed bodies cannot be opened", whole(&key[0])),
    },
    Column {
        table: "head",
        key: "id",
        value: "root",
        says: |_| "head: its root is not that of the 9 leaves".into(),
    },
    Column {
        table: "checkpoint",
        key: "size",
        value: "note",
        says: |key| format!("checkpoint at {} leaves: ", whole(&key[0])),
    },
];

/// The rows of a column: key and bytes.
fn rows(database: &Connection, column: &Column) -> Vec<(Vec<Value>, Vec<u8>)> {
    let keys = column.key.split(", ").count();
    let sql = format!("SELECT {}, CAST({} AS BLOB) FROM {}", column.key, column.value, column.table);
    let mut statement = database.prepare(&sql).expect("the column is there");
    let read = |row: &rusqlite::Row<'_>| {
        let key = (0..keys).map(|place| row.get(place)).collect::<Result<Vec<Value>, _>>()?;
        Ok((key, row.get(keys)?))
    };
    let found = statement.query_map([], read).expect("readable");
    found.collect::<Result<_, _>>().expect("readable")
}

fn write(database: &Connection, column: &Column, key: &[Value], bytes: &[u8]) {
    let places = column.key.split(", ").enumerate().map(|(place, name)| format!("{name} = ?{}", place + 2));
    let cast = if column.table == "checkpoint" { "CAST(?1 AS TEXT)" } else { "?1" };
    let matching = places.collect::<Vec<_>>().join(" AND ");
    let sql = format!("UPDATE {} SET {} = {cast} WHERE {matching}", column.table, column.value);
    let changed = match key {
        [one] => database.execute(&sql, params![bytes, one]),
        [one, two] => database.execute(&sql, params![bytes, one, two]),
        _ => panic!("a key has one or two columns"),
    };
    assert_eq!(changed, Ok(1), "{sql}");
}

#[test]
fn a_byte_of_leaf_sealed_body_checkpoint_and_head() {
    let desk = Desk::filled();
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    for trigger in ["leaf_stays", "checkpoint_stays", "body_stays", "head_grows"] {
        database.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("it is there");
    }
    // What is forced to the disk is not what is judged here.
    database.pragma_update(None, "synchronous", "off").expect("a known setting");
    let mut judged = 0;
    for column in &COLUMNS {
        for (key, bytes) in rows(&database, column) {
            // Each byte is tried in memory, in the engine; here one in three, each time from another.
            for place in (judged % STRIDE..bytes.len()).step_by(STRIDE) {
                let mut flipped = bytes.clone();
                flipped[place] ^= 1 << (place % 8);
                write(&database, column, &key, &flipped);
                let ran = desk.evidence(&["verify"]);
                let says = (column.says)(&key);
                assert_eq!(ran.exit, Exit::AtFault, "{says}, byte {place}: {}", ran.whole());
                assert!(ran.out.starts_with(&format!("error: {says}")), "{says}, byte {place}: {}", ran.out);
                judged += 1;
            }
            write(&database, column, &key, &bytes);
        }
    }
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done, "all of it was put back");
    assert!(1_500 < judged, "only {judged} bytes were flipped");
}

#[test]
fn every_byte_of_the_checkpoint_beside_the_store() {
    let desk = Desk::filled();
    let sound = desk.kept(".checkpoint").expect("it is kept");
    let path = format!("{}.checkpoint", desk.store());
    for place in 0..sound.len() {
        let mut flipped = sound.clone();
        flipped[place] ^= 1 << (place % 8);
        desk.machine().put(&path, &flipped);
        let ran = desk.evidence(&["verify"]);
        assert_eq!(ran.exit, Exit::AtFault, "byte {place}: {}", ran.whole());
        assert!(ran.out.starts_with("error: the checkpoint beside the store: "), "byte {place}: {}", ran.out);
    }
}

#[test]
fn the_size_in_the_head() {
    let desk = Desk::filled();
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    database.execute_batch("DROP TRIGGER head_grows").expect("it is there");
    for bit in 0..63 {
        let size = 9_i64 ^ (1 << bit);
        database.execute("UPDATE head SET size = ?1", [size]).expect("writable");
        let ran = desk.evidence(&["verify"]);
        assert_eq!(ran.exit, Exit::AtFault);
        assert!(
            ran.out.starts_with(&format!("error: head: it says {size} leaves; there are 9")),
            "{}",
            ran.out
        );
    }
}
