//! Digests in stocks and in the table are one set, however they came.

use std::cell::RefCell;
use std::collections::BTreeMap;

use bona_engine::evidence::RowDigest;
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::{ENTRY, HELD, STOCK, Stocks, forget, insert, leaf_of, which};

/// The two tables alone.
fn store() -> Connection {
    let connection = Connection::open_in_memory().expect("memory");
    let tables = "CREATE TABLE seen (digest BLOB PRIMARY KEY, leaf INTEGER) STRICT, WITHOUT ROWID;
        CREATE TABLE seen_new (stock INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT;";
    connection.execute_batch(tables).expect("writable");
    connection
}

fn kept() -> RefCell<Stocks> {
    RefCell::default()
}

fn digest(number: u64) -> RowDigest {
    let hash = Sha256::digest(number.to_be_bytes());
    RowDigest(hash.first_chunk().copied().expect("a hash has 32 bytes"))
}

fn batch(from: u64, to: u64) -> Vec<(u64, RowDigest)> {
    (from..to).map(|number| (number / 3, digest(number))).collect()
}

fn number(connection: &Connection, sql: &str) -> u64 {
    let number = connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a number");
    u64::try_from(number).expect("no less than nought")
}

fn in_stocks(connection: &Connection) -> u64 {
    number(connection, "SELECT coalesce(sum(length(entries)), 0) FROM seen_new") / ENTRY as u64
}

#[test]
fn what_was_put_in_is_found_wherever_it_stands() {
    let connection = store();
    let mut all = BTreeMap::new();
    let mut next = 0;
    for size in [1, 1, 1, 500, 500, 3, 5_000, 500, HELD - 1_000, 7, 500, HELD + 1, 40] {
        let new = batch(next, next + size);
        next += size;
        insert(&connection, &new, next).expect("writable");
        all.extend(new.into_iter().map(|(leaf, digest)| (digest, leaf)));
        assert_eq!(number(&connection, "SELECT count(*) FROM seen") + in_stocks(&connection), next);
        assert!(in_stocks(&connection) <= HELD);
        let small = format!("SELECT count(*) FROM seen_new WHERE length(entries) < {}", STOCK * ENTRY);
        assert!(number(&connection, &small) <= 12, "a stock for each digit of a counter up to {STOCK}");
    }
    assert!(HELD < number(&connection, "SELECT count(*) FROM seen") && 0 < in_stocks(&connection));
    let asked: Vec<RowDigest> = (0..next + 1_000).rev().map(digest).collect();
    for some in [&asked[..], &asked[..1], &asked[990..1_100]] {
        let found = which(&connection, &kept(), some).expect("readable");
        let known: Vec<bool> = some.iter().map(|digest| all.contains_key(digest)).collect();
        assert_eq!(found, known);
    }
    let kept = kept();
    for number in (0..next + 50).step_by(97) {
        let digest = digest(number);
        assert_eq!(leaf_of(&connection, &kept, &digest).expect("readable"), all.get(&digest).copied());
    }
}

#[test]
fn what_is_forgotten_is_gone_and_nothing_else() {
    let connection = store();
    insert(&connection, &batch(0, HELD + 3), 0).expect("writable");
    insert(&connection, &batch(HELD + 3, HELD + 33), 9).expect("writable");
    insert(&connection, &batch(HELD + 33, HELD + 36), 0).expect("writable");
    let last = (HELD + 35) / 3;
    forget(&connection, &[1, last - 3, last]).expect("writable");
    let asked: Vec<RowDigest> = (0..HELD + 36).map(digest).collect();
    let found = which(&connection, &kept(), &asked).expect("readable");
    for (number, found) in (0..).zip(found) {
        let leaf: u64 = number / 3;
        assert_eq!(found, ![1, last - 3, last].contains(&leaf), "of leaf {leaf}");
    }
    forget(&connection, &[]).expect("nothing is to be done");
}

#[test]
fn a_batch_of_which_a_digest_comes_twice_is_none() {
    let connection = store();
    let twice = [batch(0, 3), batch(2, 3)].concat();
    assert!(insert(&connection, &twice, 0).is_err());
    assert_eq!(in_stocks(&connection), 0);
    insert(&connection, &[], 0).expect("nothing is to be done");
    connection.execute("INSERT INTO seen_new (entries) VALUES (zeroblob(25))", []).expect("writable");
    assert!(
        which(&connection, &kept(), &[digest(1)]).is_err(),
        "a stock that was cut is named, and not read by half"
    );
}

#[test]
fn what_was_read_is_believed_until_somebody_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("two.db");
    let open = || Connection::open(&path).expect("writable");
    let tables = "CREATE TABLE seen (digest BLOB PRIMARY KEY, leaf INTEGER) STRICT, WITHOUT ROWID;
        CREATE TABLE seen_new (stock INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT;";
    let (mine, other, kept) = (open(), open(), kept());
    mine.execute_batch(tables).expect("writable");
    let known = |number| {
        let asked = [digest(number)];
        let which = which(&mine, &kept, &asked).expect("readable")[0];
        assert_eq!(which, leaf_of(&mine, &kept, &asked[0]).expect("readable").is_some());
        which
    };
    assert!(!known(1));
    insert(&mine, &batch(1, 2), 0).expect("writable");
    assert!(known(1) && !known(2));
    insert(&other, &batch(2, 3), 0).expect("writable");
    assert!(known(1) && known(2), "what another program wrote");
    forget(&other, &[0]).expect("writable");
    assert!(!known(1) && !known(2), "what another program took out");
    mine.execute_batch("BEGIN").expect("writable");
    insert(&mine, &batch(3, 6), 0).expect("writable");
    assert!(known(3), "what is not kept yet");
    mine.execute_batch("ROLLBACK").expect("writable");
    kept.borrow_mut().forget();
    assert!(!known(3), "what was taken back");
}
