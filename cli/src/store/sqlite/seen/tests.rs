//! Digests in stocks and in runs are one set, however they came.

use std::cell::RefCell;
use std::collections::BTreeMap;

use bona_engine::evidence::RowDigest;
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::runs::{self, BLOCK};
use super::{ENTRY, HELD, STOCK, Stocks, entry, forget, insert, leaf_of, take_over, which};

/// The tables alone.
const TABLES: &str = "CREATE TABLE seen_block (place INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT;
        CREATE TABLE seen_run (run INTEGER PRIMARY KEY, digests INTEGER NOT NULL) STRICT;
        CREATE TABLE seen_new (stock INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT;";

fn store() -> Connection {
    let connection = Connection::open_in_memory().expect("memory");
    connection.execute_batch(TABLES).expect("writable");
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

/// Digests in runs; each run says how many it has.
fn in_runs(connection: &Connection) -> u64 {
    let said = runs::list(connection).expect("readable").iter().map(|(_, digests)| digests).sum();
    let blocks = number(connection, "SELECT coalesce(sum(length(entries)), 0) FROM seen_block");
    assert_eq!(blocks / ENTRY as u64, said);
    said
}

#[test]
fn what_was_put_in_is_found_wherever_it_stands() {
    let connection = store();
    let mut all = BTreeMap::new();
    let mut next = 0;
    for size in [1, 1, 1, 500, 500, 3, 5_000, 500, HELD - 1_000, 7, 500, HELD + 1, 40] {
        let new = batch(next, next + size);
        next += size;
        insert(&connection, new.clone(), next).expect("writable");
        all.extend(new.into_iter().map(|(leaf, digest)| (digest, leaf)));
        assert_eq!(in_runs(&connection) + in_stocks(&connection), next);
        assert!(in_stocks(&connection) <= HELD);
        let small = format!("SELECT count(*) FROM seen_new WHERE length(entries) < {}", STOCK * ENTRY);
        assert!(number(&connection, &small) <= 12, "a stock for each digit of a counter up to {STOCK}");
    }
    assert!(HELD < in_runs(&connection) && 0 < in_stocks(&connection));
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
    insert(&connection, batch(0, HELD + 3), 0).expect("writable");
    insert(&connection, batch(HELD + 3, HELD + 33), 9).expect("writable");
    insert(&connection, batch(HELD + 33, HELD + 36), 0).expect("writable");
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
    assert!(insert(&connection, twice, 0).is_err());
    assert_eq!(in_stocks(&connection), 0);
    insert(&connection, Vec::new(), 0).expect("nothing is to be done");
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
    let (mine, other, kept) = (open(), open(), kept());
    mine.execute_batch(TABLES).expect("writable");
    let known = |number| {
        let asked = [digest(number)];
        let which = which(&mine, &kept, &asked).expect("readable")[0];
        assert_eq!(which, leaf_of(&mine, &kept, &asked[0]).expect("readable").is_some());
        which
    };
    assert!(!known(1));
    insert(&mine, batch(1, 2), 0).expect("writable");
    assert!(known(1) && !known(2));
    insert(&other, batch(2, 3), 0).expect("writable");
    assert!(known(1) && known(2), "what another program wrote");
    forget(&other, &[0]).expect("writable");
    assert!(!known(1) && !known(2), "what another program took out");
    mine.execute_batch("BEGIN").expect("writable");
    insert(&mine, batch(3, 6), 0).expect("writable");
    assert!(known(3), "what is not kept yet");
    mine.execute_batch("ROLLBACK").expect("writable");
    kept.borrow_mut().forget();
    assert!(!known(3), "what was taken back");
}

#[test]
fn few_runs_are_left_of_many_and_nothing_is_lost() {
    let connection = store();
    let (mut next, mut all) = (0, BTreeMap::new());
    for size in [9_000, 1_000, 1_000, 700, 1, 2_000, 168, 168, 169, 1, 40_000, 300] {
        let mut new = batch(next, next + size);
        next += size;
        all.extend(new.iter().map(|(leaf, digest)| (*digest, *leaf)));
        new.sort_unstable_by_key(|(_, digest)| *digest);
        let sorted = new.iter().map(|(leaf, digest)| entry(digest, *leaf));
        assert_eq!(runs::insert(&connection, sorted).expect("writable"), 0);
        assert_eq!(in_runs(&connection), next);
    }
    let sizes: Vec<u64> = runs::list(&connection).expect("readable").into_iter().map(|run| run.1).collect();
    assert!(sizes.windows(2).all(|two| 2 * two[1] < two[0]), "{sizes:?}");
    let asked: Vec<RowDigest> = (0..next + 500).map(digest).collect();
    let found = which(&connection, &kept(), &asked).expect("readable");
    let known: Vec<bool> = asked.iter().map(|digest| all.contains_key(digest)).collect();
    assert_eq!(found, known);
    let again = runs::insert(&connection, all.keys().map(|digest| entry(digest, 1 << 40)));
    assert_eq!(again.expect("writable"), next, "each stood there already");
    assert_eq!((in_runs(&connection), runs::list(&connection).expect("readable").len()), (next, 1));
    for (digest, leaf) in all.iter().step_by(89) {
        assert_eq!(leaf_of(&connection, &kept(), digest).expect("readable"), Some(*leaf));
    }
}

/// The place of a block has the first 40 bits of a digest, so what agrees in them stands in one block.
#[test]
fn digests_that_begin_alike_are_told_apart() {
    let connection = store();
    let alike = |high: u8, low: u16| {
        let mut digest = [high; 16];
        digest[14..].copy_from_slice(&low.to_be_bytes());
        RowDigest(digest)
    };
    let most = BLOCK as u16 * 2 + 5;
    let all: Vec<RowDigest> =
        [0, 7, 255].into_iter().flat_map(|high| (0..most).map(move |low| alike(high, 2 * low))).collect();
    assert_eq!(runs::insert(&connection, all.iter().map(|digest| entry(digest, 3))).expect("writable"), 0);
    assert_eq!(number(&connection, "SELECT count(*) FROM seen_block"), 3);
    assert!(which(&connection, &kept(), &all).expect("readable").iter().all(|found| *found));
    let others: Vec<RowDigest> = [0, 7, 255, 6, 8]
        .into_iter()
        .flat_map(|high| (0..most).map(move |low| alike(high, 2 * low + 1)))
        .collect();
    assert!(which(&connection, &kept(), &others).expect("readable").iter().all(|found| !found));
}

#[test]
fn what_an_older_release_kept_is_taken_over() {
    let connection = store();
    let old = "CREATE TABLE seen (digest BLOB PRIMARY KEY, leaf INTEGER) STRICT, WITHOUT ROWID";
    connection.execute_batch(old).expect("writable");
    for (leaf, digest) in batch(0, 1_000) {
        let leaf = (leaf != 5).then(|| i64::try_from(leaf).expect("small"));
        let sql = "INSERT INTO seen VALUES (?1, ?2)";
        connection.execute(sql, rusqlite::params![digest.0.as_slice(), leaf]).expect("writable");
    }
    take_over(&connection).expect("writable");
    assert_eq!(in_runs(&connection), 1_000);
    forget(&connection, &[7]).expect("writable");
    assert_eq!(in_runs(&connection), 997);
    for (number, (leaf, digest)) in (0..).zip(batch(0, 1_010)) {
        let (there, leaf) = (number < 1_000 && leaf != 7, Some(leaf).filter(|it| *it != 5));
        assert_eq!(which(&connection, &kept(), &[digest]).expect("readable"), [there]);
        assert_eq!(leaf_of(&connection, &kept(), &digest).expect("readable"), leaf.filter(|_| there));
    }
    connection.execute("UPDATE seen_block SET entries = zeroblob(25)", []).expect("writable");
    assert!(which(&connection, &kept(), &[digest(1)]).is_err(), "a block that was cut is named");
    assert!(forget(&connection, &[7]).is_err());
}
