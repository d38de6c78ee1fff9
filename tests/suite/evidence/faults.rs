//! A machine that dies or whose disk is full at each of its writes; a log of the database cut short; bytes of the file
//! flipped; a clock set back; a backup put back; eight writers. No record that was acknowledged is lost, none stands twice.
//!
//! Writes of the made-up machine are counted and tried one by one. The database's own writes are true ones: a program
//! that is killed at those is judged by tests/oracles/faults.sh.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bona::Exit;
use bona_tests::Ran;
use bona_tests::made_up::{Died, Fault};
use bona_tests::seeded::Seeded;

use super::{Desk, PACKAGE};

const MOODLE: [&str; 5] = ["import", "moodle.csv", "--package", PACKAGE, "--apply"];
const SCORM: [&str; 5] = ["import", "run_time.json", "--package", PACKAGE, "--apply"];

/// Runs a command on a machine that may die in it: `None` if it did.
pub(crate) fn survived(run: impl FnOnce() -> Ran) -> Option<Ran> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(ran) => Some(ran),
        Err(payload) if payload.is::<Died>() => None,
        Err(payload) => std::panic::resume_unwind(payload),
    }
}

/// Both imports are there, once.
fn is_whole(desk: &Desk, when: &str) {
    let found = desk.json(&["verify", "--output", "json"]);
    assert_eq!(
        (found["sound"].as_bool(), found["completions"].as_u64()),
        (Some(true), Some(6)),
        "{when}: {found}"
    );
    assert_eq!(found["size"], found["signed"], "{when}");
    let beside = String::from_utf8(desk.kept(".checkpoint").expect("it is kept")).expect("text");
    assert_eq!(
        beside.lines().nth(1),
        Some(found["size"].to_string().as_str()),
        "{when}: the newest stands beside it"
    );
    let leftovers =
        desk.bench.files().into_keys().filter(|path| path.extension().is_some_and(|end| end == "part"));
    let leftovers = leftovers.count();
    let doctor = desk.evidence(&["doctor"]);
    assert_eq!(doctor.exit == Exit::Done, leftovers == 0, "{when}: {}", doctor.whole());
    assert_eq!(
        doctor.out.matches("is left of a write that was cut off").count(),
        leftovers,
        "{when}: {}",
        doctor.out
    );
}

/// How many writes the second of two imports takes.
fn writes_of_an_import() -> u64 {
    let desk = Desk::begun();
    assert_eq!(desk.evidence(&MOODLE).exit, Exit::Done);
    desk.machine().fault(None);
    assert_eq!(desk.evidence(&SCORM).exit, Exit::Done);
    desk.machine().ticks()
}

#[test]
fn a_machine_that_dies_at_any_write_loses_nothing_and_doubles_nothing() {
    let writes = writes_of_an_import();
    assert!(4 <= writes, "only {writes} writes");
    for at in 1..=writes + 1 {
        let desk = Desk::begun();
        let first = desk.evidence(&MOODLE);
        assert_eq!(first.exit, Exit::Done, "{}", first.whole());
        desk.machine().fault(Some((at, Fault::Dies)));
        let second = survived(|| desk.evidence(&SCORM));
        assert_eq!(second.is_some(), writes < at, "write {at}");
        desk.machine().fault(None);
        // What was acknowledged before is there, whatever became of what was not.
        let found = desk.json(&["verify", "--output", "json"]);
        assert_eq!(found["sound"], true, "write {at}: {found}");
        assert!([5, 6].map(Some).contains(&found["completions"].as_u64()), "write {at}: {found}");
        if found["signed"] != found["size"] {
            let doctor = desk.evidence(&["doctor"]);
            assert!(
                doctor.out.contains("not signed yet, as after a power cut"),
                "write {at}: {}",
                doctor.out
            );
        }
        let again = desk.evidence(&SCORM);
        assert_eq!(again.exit, Exit::Done, "write {at}: {}", again.whole());
        is_whole(&desk, &format!("died at write {at}"));
    }
}

#[test]
fn a_disk_that_is_full_at_any_write_ends_in_a_sentence() {
    let writes = writes_of_an_import();
    for at in 1..=writes {
        let desk = Desk::begun();
        assert_eq!(desk.evidence(&MOODLE).exit, Exit::Done);
        desk.machine().fault(Some((at, Fault::Full)));
        let second = desk.evidence(&SCORM);
        assert_eq!(second.exit, Exit::World, "write {at}: {}", second.whole());
        assert!(second.err.contains("No space left on device"), "write {at}: {}", second.err);
        desk.machine().fault(None);
        let again = desk.evidence(&SCORM);
        assert_eq!(again.exit, Exit::Done, "write {at}: {}", again.whole());
        is_whole(&desk, &format!("full at write {at}"));
    }
}

#[test]
fn a_store_that_was_never_finished_is_told_of() {
    let desk = Desk::bare();
    desk.machine().fault(None);
    assert_eq!(desk.evidence(&["init", "--organisation", "Elm"]).exit, Exit::Done);
    let writes = desk.machine().ticks();
    assert!(12 <= writes, "only {writes} writes");
    for at in 1..=writes {
        let desk = Desk::bare();
        desk.machine().fault(Some((at, Fault::Dies)));
        assert!(survived(|| desk.evidence(&["init", "--organisation", "Elm"])).is_none(), "write {at}");
        desk.machine().fault(None);
        let doctor = desk.evidence(&["doctor"]);
        let whole = desk.kept(".checkpoint").is_some();
        assert_eq!(doctor.exit == Exit::Done, whole, "write {at}: {}", doctor.whole());
        let again = desk.evidence(&["init", "--organisation", "Elm"]);
        let good = again.exit != Exit::Done || desk.evidence(&["verify"]).exit == Exit::Done;
        assert!(good, "write {at}: what is begun anew is whole");
    }
}

#[test]
fn a_log_of_the_database_cut_short_is_whole_or_told_of() {
    let desk = Desk::begun();
    // Somebody reads meanwhile, so that the database's own log is not folded into the file.
    let reader = rusqlite::Connection::open(desk.store()).expect("SQLite opens it");
    let count = "SELECT count(*) FROM leaf";
    let leaves = |database: &rusqlite::Connection| database.query_row(count, [], |row| row.get::<_, i64>(0));
    assert_eq!(leaves(&reader), Ok(1));
    assert_eq!(desk.evidence(&MOODLE).exit, Exit::Done);
    let (file, log) = (fs::read(desk.store()).expect("readable"), fs::read(format!("{}-wal", desk.store())));
    let log = log.expect("the reader keeps it");
    drop(reader);
    let (mut whole, mut told) = (0, 0);
    for length in (0..=log.len()).step_by(997).chain([log.len()]) {
        let folder = tempfile::tempdir().expect("the machine has room for a folder");
        let store = folder.path().join("evidence.bona");
        fs::write(&store, &file).expect("writable");
        fs::write(folder.path().join("evidence.bona-wal"), &log[..length]).expect("writable");
        for (name, ending) in [
            ("evidence.bona.checkpoint", ".checkpoint"),
            ("evidence.bona.keys/log.vkey", "keys/log.vkey"),
            ("evidence.bona.keys/vault.key", "vault.key"),
        ] {
            desk.machine().put(folder.path().join(name), &desk.kept(ending).expect("init made it"));
        }
        let store = store.display().to_string();
        let ran = desk.bench.run(&["evidence", "--store", &store, "verify"]);
        if ran.exit == Exit::Done {
            assert!(ran.out.contains("leaves       7"), "{length} bytes: {}", ran.out);
            whole += 1;
        } else {
            assert_eq!(ran.exit, Exit::AtFault, "{length} bytes: {}", ran.whole());
            assert!(ran.out.contains("an older copy was put back"), "{length} bytes: {}", ran.out);
            told += 1;
        }
    }
    assert!(1 <= whole && 10 <= told, "{whole} whole, {told} told");
}

/// The leaves as they are given away.
fn exported(desk: &Desk) -> Option<Vec<u8>> {
    assert_eq!(desk.evidence(&["export", "given"]).exit, Exit::Done);
    desk.kept("given/leaves.jsonl")
}

#[test]
fn a_flipped_byte_of_the_file_changes_no_record_unnoticed() {
    let desk = Desk::filled();
    let sound = fs::read(desk.store()).expect("a store that nobody has open is one file");
    let before = (desk.json(&["verify", "--output", "json"]), exported(&desk));
    let flips = if std::env::var("BONA_TESTS").is_ok_and(|mode| mode == "full") { 300 } else { 40 };
    // Most of a small file is room that is kept free, as noughts; what is flipped is something.
    let used: Vec<usize> = (0..sound.len()).filter(|at| sound[*at] != 0).collect();
    let mut seeded = Seeded::new(7);
    let (mut named, mut silent) = (0, 0);
    for _ in 0..flips {
        let mut file = sound.clone();
        let place = used[seeded.below(used.len())];
        file[place] ^= 1 << (place % 8);
        fs::write(desk.store(), &file).expect("writable");
        let doctor = desk.evidence(&["doctor"]);
        let verified = desk.evidence(&["verify", "--output", "json"]);
        // Either all that was recorded is as it was, or it does not verify, and the doctor says why.
        if verified.exit == Exit::Done {
            let found = serde_json::from_str(&verified.out).expect("it is JSON");
            assert_eq!((found, exported(&desk)), before, "byte {place}");
            silent += u32::from(doctor.exit == Exit::Done);
        } else {
            assert_ne!(doctor.exit, Exit::Done, "byte {place}: {}", verified.whole());
        }
        named += u32::from(doctor.exit != Exit::Done);
        for ending in ["-wal", "-shm"] {
            // Where the database could not close its file, it leaves these behind.
            let _removed = fs::remove_file(format!("{}{ending}", desk.store())).is_ok();
        }
    }
    assert!(5 <= named, "{named} named, {silent} in room that nothing uses");
}

#[test]
fn a_clock_set_back_and_a_backup_put_back_are_named() {
    let desk = Desk::begun();
    let backup = desk.folder.path().join("backup");
    fs::copy(desk.store(), &backup).expect("it can be copied");
    assert_eq!(desk.evidence(&MOODLE).exit, Exit::Done);
    desk.machine().clock("2026-11-22T09:29:59Z");
    let ran = desk.evidence(&SCORM);
    assert!(ran.exit == Exit::World && ran.err.contains("set the clock"), "{}", ran.whole());
    let doctor = desk.evidence(&["doctor"]);
    assert!(doctor.exit == Exit::AtFault && doctor.out.contains("help: set the clock"), "{}", doctor.whole());
    desk.machine().clock("2026-11-22T09:30:00Z");
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "{}", desk.evidence(&["doctor"]).whole());
    fs::copy(&backup, desk.store()).expect("it can be put back");
    let doctor = desk.evidence(&["doctor"]);
    assert!(doctor.out.contains("help: put back the newest copy of the store"), "{}", doctor.whole());
    assert_eq!(desk.evidence(&SCORM).exit, Exit::World);
    for (ending, says) in
        [("log.key", "put back the folder of keys"), (".checkpoint", "put there the newest checkpoint")]
    {
        let path = format!("{}{}", desk.store(), if ending == "log.key" { ".keys/log.key" } else { ending });
        bona::machine::Machine::remove(desk.machine(), path.as_ref()).expect("it is there");
        let doctor = desk.evidence(&["doctor"]);
        assert!(doctor.exit == Exit::AtFault && doctor.out.contains(says), "{}", doctor.whole());
    }
    let missing = Desk::bare();
    assert_eq!(missing.evidence(&["doctor"]).exit, Exit::World);
}

#[test]
fn eight_writers_record_each_row_once() {
    let desk = Desk::begun();
    let report = String::from_utf8(desk.kept("moodle.csv").expect("the fixture")).expect("UTF-8");
    for writer in 0..8 {
        // Each has learners of its own, and all have one in common.
        let own = report.replace("\"00", &format!("\"{writer}00"));
        desk.machine().put(format!("own-{writer}.csv"), own.as_bytes());
    }
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let desk = &desk;
            scope.spawn(move || {
                for file in [format!("own-{writer}.csv"), "moodle.csv".to_owned()] {
                    let store = desk.store();
                    let ran = desk.bench.run(&[
                        "evidence",
                        "--store",
                        &store,
                        "import",
                        &file,
                        "--package",
                        PACKAGE,
                        "--apply",
                    ]);
                    assert_eq!(ran.exit, Exit::Done, "{file}: {}", ran.whole());
                }
            });
        }
    });
    let found = desk.json(&["matrix", "--output", "json"]);
    let lines = found["completions"].as_array().expect("a list");
    let leaves: BTreeSet<u64> = lines.iter().filter_map(|line| line["leaf"].as_u64()).collect();
    assert_eq!(leaves.len(), lines.len(), "each is a leaf of its own");
    let verified = desk.json(&["verify", "--output", "json"]);
    assert_eq!(
        (verified["sound"].as_bool(), verified["size"] == verified["signed"]),
        (Some(true), true),
        "{verified}"
    );
    assert_eq!(verified["completions"].as_u64(), Some(lines.len() as u64), "{verified}");
    let again = desk.evidence(&MOODLE);
    assert!(again.out.contains("nothing new to record"), "{}", again.out);
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "{}", desk.evidence(&["doctor"]).whole());
}

#[test]
fn of_two_backups_to_one_name_one_is_whole_and_the_other_says_so() {
    let desk = Desk::filled();
    let file = desk.folder.path().join("copy.bona").display().to_string();
    // What SQLite writes stands on the true machine, and the made-up one is asked whether a name is taken.
    let ran: Vec<bona_tests::Ran> = std::thread::scope(|scope| {
        let one = || desk.bench.run(&["evidence", "--store", &desk.store(), "backup", &file]);
        let all: Vec<_> = (0..6).map(|_| scope.spawn(one)).collect();
        all.into_iter().map(|one| one.join().expect("it ends")).collect()
    });
    // They share one console, so what one of them said may be handed out with another.
    let said: String = ran.iter().map(bona_tests::Ran::whole).collect();
    let ends = |exit: Exit| ran.iter().filter(|ran| ran.exit == exit).count();
    assert_eq!((ends(Exit::Done), ends(Exit::World)), (1, 5), "{said}");
    let times = |words: &str| said.matches(words).count();
    assert_eq!(
        (times("read again and found whole"), times("stands there already, or another backup")),
        (1, 5),
        "{said}"
    );
}
