//! The store in SQLite: what is appended is read back, two writers never take one place, accidents are refused.

use std::path::Path;

use bona_engine::evidence::{
    Batch, Field, Head, LearnerKey, NewPerson, Parts, PersonNumber, RowDigest, SealedRows, Store as _,
    StoreError, StoredCheckpoint, StoredLeaf, VaultPart,
};
use bona_engine::log::{Tree, empty_root, leaf_hash};
use rusqlite::Connection;
use tempfile::TempDir;

use super::{Boxed, Lid, SqliteStore};
use crate::machine::{Keep, Machine as _, Real, write_bytes};
use crate::store::Seal;

fn folder() -> TempDir {
    tempfile::tempdir().expect("the machine has room for a folder")
}

fn batch(expect: Head, tree: &mut Tree, word: &str) -> Batch {
    let index = tree.size();
    let bytes = word.as_bytes().to_vec();
    let hash = leaf_hash(&bytes);
    tree.push(hash);
    let learner = LearnerKey::parse(&format!("{}aaaa", "b".repeat(22))).expect("base32");
    let number = PersonNumber::new([u8::try_from(index).expect("small"); 16]);
    Batch {
        expect,
        head: Head { size: tree.size(), root: tree.root() },
        nodes: Vec::new(),
        leaves: vec![StoredLeaf { index, bytes, hash }],
        parts: vec![VaultPart { index, field: Field::What, salt: [7; 32], body: b"body".to_vec() }],
        people: if index == 0 {
            vec![NewPerson { number, name: Some("Ann".into()), learner }]
        } else {
            Vec::new()
        },
        seen: vec![(index, RowDigest([u8::try_from(index).expect("small"); 16]))],
        returns: Vec::new(),
        released: Vec::new(),
    }
}

fn seal(key: u8) -> Seal {
    Seal::new([key; 32], [7; 32])
}

fn made(path: &Path) -> SqliteStore {
    let mut store = SqliteStore::create(path).expect("a new store");
    store.begin_seal(seal(1)).expect("writable");
    store
}

fn empty() -> Head {
    Head { size: 0, root: empty_root() }
}

#[test]
fn what_is_appended_is_read_back_by_a_later_program() {
    let folder = folder();
    let path = folder.path().join("evidence.bona");
    let mut tree = Tree::default();
    let first = batch(empty(), &mut tree, "first");
    let second = batch(first.head, &mut tree, "second");
    let mut store = made(&path);
    assert_eq!(store.head().expect("readable"), empty());
    store.append(&first).expect("the head fits");
    store.append(&second).expect("the head fits");
    let checkpoint = StoredCheckpoint { size: 2, text: "note".into() };
    store.keep_checkpoint(&checkpoint).expect("writable");
    store.keep_checkpoint(&checkpoint).expect("keeping it twice is no fault");
    drop(store);
    let store = SqliteStore::open(&path, Some(seal(1))).expect("it is there");
    assert_eq!(store.head().expect("readable"), second.head);
    assert_eq!(
        store.leaves(0, 10).expect("readable"),
        [first.leaves.clone(), second.leaves.clone()].concat()
    );
    assert_eq!(store.leaves(1, 10).expect("readable"), second.leaves);
    assert_eq!(store.leaves(0, 1).expect("readable"), first.leaves);
    assert_eq!(store.parts(0, 1).and_then(Parts::whole).expect("readable"), first.parts);
    assert_eq!(store.parts(1, u64::MAX).and_then(Parts::whole).expect("readable"), second.parts);
    assert_eq!(store.checkpoints().expect("readable"), [checkpoint]);
    let person = &first.people[0];
    assert_eq!(store.person(&person.learner).expect("readable"), Some(person.number.clone()));
    let people = store.people().expect("readable");
    assert_eq!((people.len(), people[0].name.as_deref()), (1, Some("Ann")));
    assert_eq!(people[0].learners, std::slice::from_ref(&person.learner));
    assert!(store.seen(&[first.seen[0].1]).expect("readable")[0]);
    assert!(!store.seen(&[RowDigest([9; 16])]).expect("readable")[0]);
}

#[test]
fn of_two_writers_the_second_is_told_that_the_head_moved() {
    let folder = folder();
    let path = folder.path().join("evidence.bona");
    let mut one = made(&path);
    let mut two = SqliteStore::open(&path, Some(seal(1))).expect("it is there");
    let first = batch(empty(), &mut Tree::default(), "first");
    let other = batch(empty(), &mut Tree::default(), "other");
    one.append(&first).expect("the head fits");
    assert!(matches!(two.append(&other), Err(StoreError::Moved)));
    assert_eq!(two.leaves(0, 10).expect("readable"), first.leaves, "nothing of the second was written");
}

#[test]
fn a_batch_that_breaks_off_leaves_nothing() {
    let folder = folder();
    let path = folder.path().join("evidence.bona");
    let mut store = made(&path);
    let mut broken = batch(empty(), &mut Tree::default(), "first");
    broken.seen.push(broken.seen[0]);
    assert!(store.append(&broken).is_err());
    assert_eq!(store.head().expect("readable"), empty());
    assert!(store.leaves(0, 10).expect("readable").is_empty());
    assert!(store.people().expect("readable").is_empty());
}

#[test]
fn without_its_key_a_store_is_a_log_and_no_vault() {
    let folder = folder();
    let path = folder.path().join("evidence.bona");
    let first = batch(empty(), &mut Tree::default(), "first");
    made(&path).append(&first).expect("the head fits");
    for (given, wrong) in [(None, false), (Some(seal(2)), true)] {
        let mut store = SqliteStore::open(&path, given).expect("it is there");
        assert_eq!(matches!(store.lid(), Lid::Other { .. }), wrong);
        assert_eq!(store.leaves(0, 10).expect("readable"), first.leaves);
        let parts = store.parts(0, 10).expect("readable");
        assert_eq!((parts.open.len(), parts.shut.as_slice()), (0, &[0][..]));
        assert!(store.people().is_err(), "a name that cannot be opened is not left out");
        let refused = store.append(&batch(
            first.head,
            &mut first.leaves.iter().map(|leaf| leaf.hash).collect(),
            "second",
        ));
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
        assert_eq!(store.head().expect("readable"), first.head);
    }
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
fn many_rows_stand_as_one_by_one_and_after_a_long_append_keys_are_looked_up_again() {
    let folder = folder();
    let path = folder.path().join("evidence.bona");
    let mut store = made(&path);
    // As many as fill no number of statements.
    let mut tree = Tree::default();
    let mut whole = batch(empty(), &mut tree, "0");
    for place in 1..101 {
        let next = batch(empty(), &mut tree, &place.to_string());
        whole.head = next.head;
        whole.leaves.extend(next.leaves);
        whole.parts.extend(next.parts);
        whole.seen.extend(next.seen);
    }
    let mut appending = store.appending(empty(), 0).expect("nobody else writes");
    let unwritten = || SealedRows {
        leaves: whole.leaves.clone(),
        bodies: whole
            .parts
            .iter()
            .map(|part| Some(Boxed::shut(&seal(1), std::slice::from_ref(part))))
            .collect(),
        people: whole.people.clone(),
        seen: whole.seen.clone(),
        results: Vec::new(),
    };
    appending.put(Boxed::of(unwritten())).expect("writable");
    drop(appending);
    assert_eq!(
        (store.head().expect("readable"), store.leaves(0, 1).expect("readable")),
        (empty(), Vec::new())
    );
    let stranger = "INSERT INTO learner (key, person) VALUES ('a', 'nobody')";
    assert!(store.connection.execute_batch(stranger).is_err());

    store.append(&whole).expect("the head fits");
    assert_eq!(store.leaves(0, 200).expect("readable"), whole.leaves);
    assert_eq!(store.parts(0, 200).expect("readable"), Parts { open: whole.parts.clone(), shut: Vec::new() });
    let digests: Vec<RowDigest> = whole.seen.iter().map(|(_, digest)| *digest).collect();
    assert_eq!(store.seen(&digests).expect("readable"), vec![true; 101]);
    assert_eq!(store.seen_as(&digests[77]).expect("readable"), Some(77));
}

/// Bytes that are much beside a store that is new.
const MUCH: u64 = 64 * 1024 * 1024;

fn mode(store: &SqliteStore) -> String {
    store.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).expect("readable")
}

fn boxed(batch: &Batch) -> Boxed {
    let bodies = batch.parts.iter().map(|part| Some(Boxed::shut(&seal(1), std::slice::from_ref(part))));
    Boxed::of(SealedRows {
        leaves: batch.leaves.clone(),
        bodies: bodies.collect(),
        people: batch.people.clone(),
        seen: batch.seen.clone(),
        results: Vec::new(),
    })
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
