//! Tables of any size: read, sealed and written in pieces, whole or not at all; several of them in one run.

use std::fmt::Write as _;

use bona::Exit;
use bona_engine::log::{NODE_LEAVES, Tree};
use bona_tests::made_up::Fault;
use rusqlite::Connection;

use super::Desk;
use super::faults::survived;

const MAPPING: &str = r#"(format: 1, who: StaffNumber("Number"), name: ["Name"],
    state: (column: "Status", completed: ["Done"], nothing: ["Begun"]), when: (column: "Day", order: YearFirst))"#;
const HEADER: &str = "Number,Name,Status,Day\n";
/// More than two pieces.
const MANY: u32 = 17_000;

fn rows(from: u32, to: u32) -> String {
    (from..to).fold(HEADER.to_owned(), |mut text, number| {
        let (person, day) = (number / 2, 1 + number % 2);
        writeln!(text, "{person:05},Person {person},Done,2026-11-{day:02}").expect("memory takes it");
        text
    })
}

fn import(desk: &Desk, files: &[&str], more: &[&str]) -> bona_tests::Ran {
    desk.machine().put("map.ron", MAPPING.as_bytes());
    let by = ["--kind", "table", "--mapping", "map.ron", "--course", "first_contact"];
    desk.evidence(&[&["import"], files, &by[..], more].concat())
}

fn number(desk: &Desk, sql: &str) -> u64 {
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    database.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a number").unsigned_abs()
}

#[test]
fn a_table_of_many_pieces_is_one_batch_and_is_known_again() {
    let desk = Desk::filled();
    let before = desk.size();
    desk.machine().put("many.csv", rows(0, MANY).as_bytes());
    let rehearsed = import(&desk, &["many.csv"], &[]);
    assert!(rehearsed.out.contains("17000 to record (8500 people are met"), "{}", rehearsed.whole());
    assert_eq!(desk.size(), before, "nothing was written");
    let ran = import(&desk, &["many.csv"], &["--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let last = before + u64::from(MANY);
    assert!(ran.out.contains(&format!("as leaves {} to {last}", before + 1)), "{}", ran.out);
    let found = desk.json(&["verify", "--output", "json"]);
    assert_eq!((found["sound"].as_bool(), found["size"].as_u64()), (Some(true), Some(last + 1)));
    assert_eq!((found["signed"].as_u64(), found["completions"].as_u64()), (Some(last + 1), Some(17_006)));
    assert_eq!(number(&desk, "SELECT count(*) FROM person"), 8_505, "five were met before");
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    let hashes = |sql: &str| -> Vec<[u8; 32]> {
        let mut statement = database.prepare(sql).expect("a table");
        let all = statement.query_map([], |row| row.get(0)).expect("readable");
        all.collect::<Result<_, _>>().expect("32 bytes")
    };
    let tree: Tree = hashes("SELECT hash FROM leaf ORDER BY place").into_iter().collect();
    assert_eq!(hashes("SELECT hash FROM node ORDER BY place"), tree.nodes());
    assert_eq!(tree.nodes().len() as u64, (last + 1) / NODE_LEAVES);
    let again = import(&desk, &["many.csv"], &["--apply"]);
    assert!(again.out.contains("  17000 recorded before"), "{}", again.whole());
    assert!(again.out.contains("nothing new to record"), "{}", again.whole());
    assert_eq!(desk.size(), last + 1);
}

#[test]
fn a_row_is_refused_for_one_of_another_piece_and_kept_in_its_form() {
    let desk = Desk::begun();
    let text = format!("{}00003,Person 3,Done,2026-11-02\n00004,Person 4,Gone,2026-11-02\n", rows(0, MANY));
    desk.machine().put("many.csv", text.as_bytes());
    let ran = import(&desk, &["many.csv"], &["--apply"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(ran.err.contains("row 17002, column Number: row 9 says the same"), "{}", ran.err);
    assert!(ran.err.contains("row 17003, column Status: `Gone` is a word"), "{}", ran.err);
    let refused = String::from_utf8(desk.kept("many.csv.refused.csv").expect("it is kept")).expect("UTF-8");
    assert_eq!(refused.lines().count(), 3, "{refused}");
    desk.machine().put("mended.csv", refused.replace("Gone", "Done").replace("00004", "90004").as_bytes());
    let mended = import(&desk, &["mended.csv"], &["--apply"]);
    assert!(
        mended.out.contains("      1 to record") && mended.out.contains("      1 recorded before"),
        "{}",
        mended.whole()
    );
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
}

#[test]
fn a_table_that_is_no_text_to_its_last_line_leaves_nothing() {
    let desk = Desk::filled();
    let before =
        (desk.size(), number(&desk, "SELECT count(*) FROM vault"), number(&desk, super::grow::DIGESTS));
    let text = format!("{}99999,Zo\u{eb},Done,2026-11-02\n", rows(0, MANY));
    desk.machine().put("many.csv", [text.as_bytes(), b"\xff\xfe"].concat().as_slice());
    let ran = import(&desk, &["many.csv"], &["--apply"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(ran.err.contains("line 17003 is not UTF-8"), "{}", ran.err);
    let after =
        (desk.size(), number(&desk, "SELECT count(*) FROM vault"), number(&desk, super::grow::DIGESTS));
    assert_eq!(after, before);
}

#[test]
fn a_machine_that_dies_in_an_import_of_tables_loses_none_that_was_acknowledged() {
    let files = ["one.csv", "two.csv", "three.csv"];
    let begun = || {
        let desk = Desk::begun();
        for (place, file) in (0_u32..).zip(files) {
            let text = rows(place * 10, place * 10 + 10) + "00001,Person 1,Lost,2026-11-09\n";
            desk.machine().put(file, text.as_bytes());
        }
        desk.machine().fault(None);
        desk
    };
    let desk = begun();
    assert_eq!(import(&desk, &files, &["--apply"]).exit, Exit::AtFault);
    let writes = desk.machine().ticks();
    assert!(4 <= writes, "only {writes} writes");
    for at in 1..=writes {
        for fault in [Fault::Dies, Fault::Full] {
            let desk = begun();
            desk.machine().fault(Some((at, fault)));
            let ran = survived(|| import(&desk, &files, &["--apply"]));
            let said = match ran {
                Some(ran) => {
                    assert_eq!(ran.exit, Exit::World, "write {at}: {}", ran.whole());
                    ran.out
                }
                None => desk.machine().said().0,
            };
            let acknowledged = said.matches("Recorded 10 completions").count();
            desk.machine().fault(None);
            let found = desk.json(&["verify", "--output", "json"]);
            assert_eq!(
                (found["sound"].as_bool(), &found["size"]),
                (Some(true), &found["signed"]),
                "write {at}: {found}"
            );
            let kept = found["completions"].as_u64().unwrap_or(0);
            assert!(acknowledged as u64 * 10 <= kept && kept.is_multiple_of(10), "write {at}: {found}");
            let again = import(&desk, &files, &["--apply"]);
            assert_eq!(again.exit, Exit::AtFault, "write {at}: {}", again.whole());
            let whole = desk.json(&["verify", "--output", "json"]);
            assert_eq!(whole["completions"].as_u64(), Some(30), "write {at}: {whole}");
            let beside = String::from_utf8(desk.kept(".checkpoint").expect("it is kept")).expect("text");
            let size = whole["size"].to_string();
            assert_eq!(beside.lines().nth(1), Some(size.as_str()), "write {at}: the newest stands beside it");
        }
    }
}

#[test]
fn several_tables_are_recorded_one_by_one_and_a_faulty_one_stops_no_other() {
    let desk = Desk::begun();
    desk.machine().put("one.csv", rows(0, 4).as_bytes());
    desk.machine().put("two.csv", b"nothing of it\n");
    desk.machine().put("three.csv", rows(2, 6).as_bytes());
    let ran = import(&desk, &["one.csv", "two.csv", "three.csv"], &["--apply"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(ran.err.contains("error: `two.csv`: no row of the table is headed `Status`"), "{}", ran.err);
    assert!(ran.out.contains("Recorded 4 completions as leaves 2 to 5"), "{}", ran.out);
    assert!(ran.out.contains("Recorded 2 completions as leaves 7 to 8"), "{}", ran.out);
    assert_eq!(ran.out.matches("The new checkpoint").count(), 1, "{}", ran.out);
    assert_eq!(desk.size(), 9);
    let of_one =
        import(&desk, &["one.csv", "three.csv"], &["--learner", "1", "--identify-by", "staff_number"]);
    assert!(of_one.err.contains("--learner belongs to one file"), "{}", of_one.whole());
}

/// Small tables are kept together, some at a time; a large one between them is kept by itself.
#[test]
fn each_of_many_small_tables_is_a_batch_of_its_own_in_their_order() {
    let desk = Desk::begun();
    let names: Vec<String> = (0..40).map(|number| format!("table-{number}.csv")).collect();
    for (place, name) in (0_u32..).zip(&names) {
        let text = match place {
            9 => rows(0, 12_000),
            20 => rows(0, 5_000),
            _ => rows(place, place + 1),
        };
        desk.machine().put(name, text.as_bytes());
    }
    let files: Vec<&str> = names.iter().map(String::as_str).collect();
    let rehearsed = import(&desk, &files, &[]);
    assert_eq!((rehearsed.exit, desk.size()), (Exit::Done, 1), "{}", rehearsed.whole());
    let ran = import(&desk, &files, &["--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let told: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("Recorded ")).collect();
    assert_eq!((told.len(), told[8]), (10, "Recorded 1 completion as leaf 18."), "{told:?}");
    assert_eq!(told[9], "Recorded 11991 completions as leaves 20 to 12010.");
    let order: Vec<usize> = files.iter().filter_map(|file| ran.out.find(&format!("`{file}`"))).collect();
    assert!(order.len() == 40 && order.is_sorted(), "{order:?}");
    assert_eq!(ran.out.matches("nothing new to record").count(), 30, "what the tenth said before");
    let found = desk.json(&["verify", "--output", "json"]);
    assert_eq!((found["sound"].as_bool(), found["completions"].as_u64()), (Some(true), Some(12_000)));
    assert_eq!((found["size"].as_u64(), &found["size"]), (Some(12_011), &found["signed"]));
    assert_eq!(number(&desk, "SELECT count(*) FROM checkpoint"), 11, "one of each batch");
}
