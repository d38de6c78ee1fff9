//! A log is gone on with from kept roots instead of every leaf: they are those of the leaves, are mended where they are
//! not, and lead nobody to sign what the leaves do not say.

use bona::Exit;
use bona_engine::log::{NODE_LEAVES, Tree};
use rusqlite::Connection;

use super::{Desk, PACKAGE};

/// Moodle's report with so many learners, from a number on.
fn report(from: u32, count: u32) -> String {
    let rows = (from..from + count).map(|number| {
        format!("\"Person {number}\",\"{number:05}\",\"Completed\",\"2026-11-03 14:02:11\"\r\n")
    });
    let header = "\"\",\"ID number\",\"First contact\",\"\"\r\n".to_owned();
    std::iter::once(header).chain(rows).collect()
}

fn import(desk: &Desk, from: u32, count: u32) -> bona_tests::Ran {
    desk.machine().put("many.csv", report(from, count).as_bytes());
    desk.import("many.csv", &["--package", PACKAGE, "--apply"])
}

fn nodes(desk: &Desk) -> (Vec<[u8; 32]>, Vec<[u8; 32]>) {
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    let all = |sql: &str| -> Vec<[u8; 32]> {
        let mut statement = database.prepare(sql).expect("a table");
        let rows = statement.query_map([], |row| row.get(0)).expect("readable");
        rows.collect::<Result<_, _>>().expect("32 bytes")
    };
    let tree: Tree = all("SELECT hash FROM leaf ORDER BY place").into_iter().collect();
    (all("SELECT hash FROM node ORDER BY place"), tree.nodes().to_vec())
}

#[test]
fn kept_roots_are_those_of_the_leaves_whatever_a_batch_fills() {
    let desk = Desk::begun();
    let mut size = 1;
    for (from, count) in [(0, 254), (300, 1), (400, 700), (2_000, 300)] {
        let ran = import(&desk, from, count);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        size += u64::from(count) + 1;
        assert_eq!(desk.size(), size);
        let (kept, worked_out) = nodes(&desk);
        assert_eq!((kept.len() as u64, kept), (size / NODE_LEAVES, worked_out));
    }
    let again = import(&desk, 400, 700);
    assert!(again.out.contains("    700 recorded before"), "{}", again.out);
}

#[test]
fn a_changed_root_is_mended_and_a_leaf_behind_the_end_is_refused() {
    let desk = Desk::begun();
    assert_eq!(import(&desk, 0, 600).exit, Exit::Done);
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    for spoil in [
        "UPDATE node SET hash = zeroblob(32) WHERE place = 1",
        "DELETE FROM node",
        "DELETE FROM node WHERE place = 0",
    ] {
        database.execute_batch(spoil).expect("the owner can");
        let size = desk.size();
        let from = u32::try_from(size).expect("small") * 10;
        let ran = import(&desk, from, 3);
        assert_eq!(ran.exit, Exit::Done, "{spoil}: {}", ran.whole());
        assert_eq!(desk.size(), size + 4, "{spoil}");
        let (kept, worked_out) = nodes(&desk);
        assert_eq!(kept, worked_out, "{spoil}");
    }
    let sql = "INSERT INTO leaf (place, bytes, hash) SELECT max(place) + 1, X'00', zeroblob(32) FROM leaf";
    database.execute_batch(sql).expect("the owner can");
    let ran = import(&desk, 90_000, 1);
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert!(ran.err.contains("behind the end that its head says"), "{}", ran.err);
}

/// How many digests of rows are kept: in runs, and in the stocks before them.
pub(super) const DIGESTS: &str = "SELECT coalesce(sum(length(entries)), 0) / 24
    FROM (SELECT entries FROM seen_block UNION ALL SELECT entries FROM seen_new)";

/// What is kept of rows goes with their leaves, and only then do they count as new.
#[test]
fn digests_of_rows_go_with_the_leaves() {
    let desk = Desk::begun();
    assert_eq!(import(&desk, 0, 40).exit, Exit::Done);
    let count = || -> i64 {
        let database = Connection::open(desk.store()).expect("SQLite opens it");
        database.query_row(DIGESTS, [], |row| row.get(0)).expect("a table")
    };
    assert_eq!(count(), 40);
    let ran = desk.evidence(&[&["erase", "Person 7", "--apply"][..], &super::erase::BY].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(count(), 39);
}
