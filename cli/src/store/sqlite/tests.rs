//! What only a store in SQLite does: accidents are refused, and the database is asked to take care. What every store must do
//! is asked in cli/src/store/tests.rs.

use std::path::Path;

use bona_engine::evidence::{Batch, Store as _, StoredCheckpoint};
use bona_engine::log::Tree;
use rusqlite::Connection;
use tempfile::TempDir;

use super::SqliteStore;
use crate::machine::{Keep, Machine as _, Real, write_bytes};
use crate::store::tests::{batch, boxed, empty, many, seal};

fn folder() -> TempDir {
    tempfile::tempdir().expect("the machine has room for a folder")
}

fn made(path: &Path) -> SqliteStore {
    let mut store = SqliteStore::create(path).expect("a new store");
    store.begin_seal(seal(1)).expect("writable");
    store
}

#[test]
fn accidents_are_refused_by_the_database_itself() {
    let folder = folder();
    let path = folder.path().join("evidence.bona");
    let mut store = made(&path);
    store.append(&batch(empty(), &mut Tree::default(), "first")).expect("the head fits");
    store.keep_checkpoint(&StoredCheckpoint { size: 1, text: "note".into() }).expect("writable");
    drop(store);
    let database = Connection::open(&path).expect("SQLite opens it");
    for sql in [
        "UPDATE leaf SET bytes = x'00'",
        "DELETE FROM leaf",
        "UPDATE checkpoint SET note = ''",
        "DELETE FROM checkpoint",
        "UPDATE vault SET parts = x'00'",
        "DELETE FROM head",
        "UPDATE head SET size = 0",
        "INSERT INTO head (id, size, root) VALUES (2, 0, x'00')",
    ] {
        assert!(database.execute_batch(sql).is_err(), "{sql}");
    }
    database.execute_batch("DELETE FROM vault").expect("a body may be erased");
}

#[test]
fn a_file_that_is_no_store_or_a_newer_one_is_refused_in_words() {
    let folder = folder();
    let refused = |name: &str| {
        SqliteStore::open(&folder.path().join(name), Some(seal(1))).expect_err("no store").to_string()
    };
    assert!(refused("missing.bona").contains("bona evidence init"));
    let words = folder.path().join("words.bona");
    write_bytes(&Real::default(), &words, Keep::Remade, b"not a database at all").expect("writable");
    assert_eq!(refused("words.bona"), "the file is no evidence store");
    let other = Connection::open(folder.path().join("other.bona")).expect("writable");
    other.execute_batch("CREATE TABLE x (y)").expect("writable");
    assert_eq!(refused("other.bona"), "the file is no evidence store");
    let path = folder.path().join("evidence.bona");
    drop(made(&path));
    let again = SqliteStore::create(&path).expect_err("there is one");
    assert_eq!(again.to_string(), "there is one already; name another with --store");
    let database = Connection::open(&path).expect("SQLite opens it");
    database.pragma_update(None, "user_version", 99).expect("writable");
    assert!(refused("evidence.bona").contains("a newer release"));
}

#[test]
fn the_database_is_asked_to_take_care() {
    let folder = folder();
    let store = made(&folder.path().join("evidence.bona"));
    let asked = |name: &str| store.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    for (name, value) in [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("application_id", 0x626f_6e61),
        ("user_version", 8),
    ] {
        assert_eq!(asked(name).expect("readable"), value, "{name}");
    }
    let mode = store.connection.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0));
    assert_eq!(mode.expect("readable"), "wal");
}

#[test]
fn after_a_long_append_keys_are_looked_up_again() {
    let folder = folder();
    let path = folder.path().join("evidence.bona");
    let mut store = made(&path);
    // As many as fill no number of statements.
    let whole = many(101);
    let mut appending = store.appending(empty(), 0).expect("nobody else writes");
    appending.put(boxed(&whole)).expect("writable");
    drop(appending);
    let stranger = "INSERT INTO learner (key, person) VALUES ('a', 'nobody')";
    assert!(store.connection.execute_batch(stranger).is_err());
    store.append(&whole).expect("the head fits");
    assert_eq!(store.leaves(0, 200).expect("readable"), whole.leaves);
}

/// Bytes that are much beside a store that is new.
const MUCH: u64 = 64 * 1024 * 1024;

fn mode(store: &SqliteStore) -> String {
    store.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).expect("readable")
}

#[test]
fn much_goes_straight_into_the_file_whole_or_not_at_all() {
    let folder = folder();
    let path = folder.path().join("evidence.bona");
    let mut store = made(&path);
    let mut tree = Tree::default();
    let (first, second) = (batch(empty(), &mut tree, "0"), batch(empty(), &mut tree, "1"));

    let mut appending = store.appending(empty(), MUCH).expect("nobody else writes");
    assert_eq!(mode(appending.store()), "truncate");
    let before = appending.beside().expect("readable");
    appending.put(boxed(&first)).expect("writable");
    assert_eq!(before.leaves(0, 9).expect("readable"), Vec::new());
    // Who only looks sees nothing of it meanwhile, and waits.
    let other = Connection::open(&path).expect("the file is there");
    other.busy_timeout(std::time::Duration::ZERO).expect("settable");
    let seen = other.query_row("SELECT count(*) FROM leaf", [], |row| row.get::<_, i64>(0));
    assert!(seen.is_err_and(|error| error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)));
    drop((other, appending));
    assert_eq!((store.leaves(0, 9).expect("readable"), mode(&store)), (Vec::new(), "wal".to_owned()));

    let mut appending = store.appending(empty(), MUCH).expect("nobody else writes");
    appending.put(boxed(&first)).expect("writable");
    let own = Batch {
        expect: empty(),
        people: Vec::new(),
        seen: Vec::new(),
        leaves: second.leaves.clone(),
        parts: second.parts.clone(),
        ..second.clone()
    };
    let checkpoint = StoredCheckpoint { size: own.head.size, text: "signed".to_owned() };
    appending.keep(&own, &checkpoint).expect("writable");
    assert_eq!((store.head().expect("readable"), mode(&store)), (own.head, "wal".to_owned()));
    assert_eq!(store.leaves(0, 9).expect("readable"), [first.leaves, second.leaves].concat());
    let journal = Real::default().stands(&folder.path().join("evidence.bona-journal"));
    assert_eq!(journal.expect("the folder is there"), None);
}

#[test]
fn where_another_program_has_the_store_open_much_goes_into_the_log() {
    let folder = folder();
    let path = folder.path().join("evidence.bona");
    let mut store = made(&path);
    let other = SqliteStore::open(&path, Some(seal(1))).expect("it is one");
    let appending = store.appending(empty(), MUCH).expect("nobody else writes");
    assert_eq!(mode(appending.store()), "wal");
    assert_eq!(other.head().expect("readable"), empty());
    drop((appending, other));
    // And so does little.
    let appending = store.appending(empty(), 1_000).expect("nobody else writes");
    assert_eq!(mode(appending.store()), "wal");
}
