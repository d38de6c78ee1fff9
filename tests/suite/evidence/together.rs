//! Commands of every kind on one store at once, and erasures that break off: nothing is refused or named that is as it should
//! be, and what was begun can be ended.

use bona::Exit;
use bona_tests::Ran;
use bona_tests::made_up::Fault;
use rusqlite::Connection;

use super::erase::BY;
use super::{Desk, PACKAGE};

const DECIDED: [&str; 4] = ["--reason", "result", "--decided-by", "D. Head"];

/// Runs these at once, each to a good end. What they said is told all together, since they share one console.
fn at_once(desk: &Desk, commands: &[Vec<&str>]) {
    let ran: Vec<Ran> = std::thread::scope(|scope| {
        let all: Vec<_> =
            commands.iter().map(|arguments| scope.spawn(move || desk.evidence(arguments))).collect();
        all.into_iter().map(|one| one.join().expect("it ends")).collect()
    });
    let said: String = ran.iter().map(Ran::whole).collect();
    assert!(ran.iter().all(|ran| ran.exit == Exit::Done), "{said}");
}

fn correction<'a>(leaf: &'a str, day: &'a str) -> Vec<&'a str> {
    [&["correct", leaf, "--day", day, "--apply"][..], &DECIDED].concat()
}

#[test]
fn eight_that_correct_wait_for_each_other() {
    let desk = Desk::filled();
    let size = desk.size();
    let leaves = ["2", "3", "4", "5", "6", "8"];
    let mut commands: Vec<_> = leaves.iter().map(|leaf| correction(leaf, "2026-11-02")).collect();
    commands.push(vec!["import", "moodle.csv", "--package", PACKAGE, "--apply"]);
    commands.push(vec!["session", "--starts", "2026-11-25 10:00", "--mode", "video"]);
    at_once(&desk, &commands);
    assert_eq!(desk.size(), size + 7, "each is recorded once, and no row of the report again");
    let found = desk.json(&["verify", "--output", "json"]);
    assert_eq!(found["size"], found["signed"], "{found}");
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "{}", desk.evidence(&["doctor"]).whole());
}

#[test]
fn who_erases_waives_and_corrects_at_once_is_not_refused() {
    let desk = Desk::staffed();
    let waiver = |who| {
        let to =
            ["waive", who, "--until", "2027-03-31", "--requirement", "lgbt_awareness", "--because", "Away"];
        [&to[..], &["--decided-by", "D. Head", "--apply"]].concat()
    };
    let commands = [
        [&["erase", "0042", "--apply"][..], &BY].concat(),
        [&["erase", "0045", "--apply"][..], &BY].concat(),
        waiver("Zoë Díaz"),
        correction("3", "2026-11-02"),
        correction("6", "2026-11-02"),
    ];
    at_once(&desk, &commands);
    let matrix = desk.evidence(&["matrix"]);
    assert!(!matrix.out.contains("Ann Byrne") && !matrix.out.contains("Dilys"), "{}", matrix.out);
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "{}", desk.evidence(&["doctor"]).whole());
}

/// Lets everything of an erasure be written but the end of it, as on a disk that is full then.
const NO_ROOM: &str =
    "CREATE TABLE late (leaf INTEGER REFERENCES leaf (place) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER late_too AFTER DELETE ON vault BEGIN INSERT INTO late (leaf) VALUES (99999999); END;";
const ROOM: &str = "DROP TRIGGER late_too; DROP TABLE late;";

impl Desk {
    fn tamper(&self, sql: &str) {
        let store = Connection::open(self.store()).expect("SQLite opens it");
        store.execute_batch(sql).expect("SQLite does it");
    }

    fn erased(&self) -> Ran {
        self.evidence(&[&["erase", "Ann Byrne", "--apply"][..], &BY].concat())
    }
}

#[test]
fn an_erasure_that_found_no_room_can_be_done_again() {
    let desk = Desk::filled();
    let before = desk.kept(".erased").expect("init made it");
    desk.tamper(NO_ROOM);
    let ran = desk.erased();
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert!(!ran.err.contains("restore"), "nothing is half done: {}", ran.err);
    assert_eq!(desk.kept(".erased").as_ref(), Some(&before), "the journal says nothing of what was not done");
    let matrix = desk.evidence(&["matrix"]);
    assert!(matrix.exit == Exit::Done && matrix.out.contains("Ann Byrne"), "{}", matrix.whole());
    desk.tamper(ROOM);
    let again = desk.erased();
    assert_eq!(again.exit, Exit::Done, "{}", again.whole());
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "{}", desk.evidence(&["doctor"]).whole());
}

#[test]
fn an_erasure_whose_journal_is_ahead_says_how_to_end_it() {
    let mut ahead = 0;
    for at in 1.. {
        let desk = Desk::filled();
        desk.tamper(NO_ROOM);
        desk.machine().fault(Some((at, Fault::Full)));
        let ran = desk.erased();
        let writes = desk.machine().ticks();
        assert_eq!(ran.exit, Exit::World, "write {at}: {}", ran.whole());
        desk.machine().fault(None);
        desk.tamper(ROOM);
        if ran.err.contains("`bona evidence restore --in-place --apply` finishes it") {
            ahead += 1;
            let matrix = desk.evidence(&["matrix"]);
            assert!(matrix.err.contains("or a full disk"), "write {at}: {}", matrix.whole());
            let restored = desk.evidence(&["restore", "--in-place", "--apply"]);
            assert_eq!(restored.exit, Exit::Done, "write {at}: {}", restored.whole());
        } else {
            assert_eq!(desk.erased().exit, Exit::Done, "write {at}: what is said is true: {}", ran.err);
        }
        let doctor = desk.evidence(&["doctor"]);
        assert_eq!(doctor.exit, Exit::Done, "write {at}: {}", doctor.whole());
        assert!(!desk.evidence(&["matrix"]).out.contains("Ann Byrne"), "write {at}");
        if writes < at {
            break;
        }
    }
    assert!(0 < ahead, "some write of the journal that was to be put back failed");
}

#[test]
fn a_store_put_back_with_its_checkpoint_is_mended_in_one_run() {
    let desk = Desk::filled();
    let kept = desk.kept(".checkpoint").expect("it is kept");
    let older = desk.folder.path().join("older");
    std::fs::copy(desk.store(), &older).expect("it can be copied");
    assert_eq!(desk.erased().exit, Exit::Done);
    std::fs::copy(&older, desk.store()).expect("it can be put back");
    desk.machine().put(format!("{}.checkpoint", desk.store()), &kept);
    let restored = desk.evidence(&["restore", "--in-place", "--apply"]);
    assert_eq!(restored.exit, Exit::Done, "{}", restored.whole());
    let doctor = desk.evidence(&["doctor"]);
    assert_eq!(doctor.exit, Exit::Done, "{}", doctor.whole());
    assert!(!desk.evidence(&["matrix"]).out.contains("Ann Byrne"));
}

#[test]
fn a_store_that_is_written_to_is_looked_at_as_it_was_at_one_moment() {
    let desk = Desk::filled();
    let left = std::sync::atomic::AtomicBool::new(true);
    let said: Vec<Ran> = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for _ in 0..3 {
                desk.evidence(&["session", "--starts", "2026-11-25 10:00", "--mode", "video"]);
                desk.evidence(&correction("4", "2026-11-02"));
                desk.evidence(&correction("4", "2026-11-03"));
            }
            left.store(false, std::sync::atomic::Ordering::Release);
        });
        let mut said = Vec::new();
        while left.load(std::sync::atomic::Ordering::Acquire) {
            said.push(desk.evidence(&["restore", "--in-place"]));
        }
        writer.join().expect("it ends");
        said
    });
    let whole: String = said.iter().map(Ran::whole).collect();
    assert!(said.iter().all(|ran| ran.exit == Exit::Done), "{whole}");
    assert!(!whole.contains("error: leaf"), "{whole}");
}
