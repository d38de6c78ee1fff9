//! What happens to a store in the hands of its holder: an older copy, a lost key, a full disk, two programs.

use std::fs;

use bona::Exit;
use bona::machine::Machine as _;
use rusqlite::Connection;

use super::{Desk, PACKAGE};

#[test]
fn an_older_copy_put_back_is_told_by_the_checkpoint_beside_it() {
    let desk = Desk::begun();
    let older = desk.folder.path().join("older");
    // A store that nobody has open is one file.
    fs::copy(desk.store(), &older).expect("it can be copied");
    let ran = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    fs::copy(&older, desk.store()).expect("it can be put back");
    let ran = desk.evidence(&["verify"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        ran.out.contains("signed at 7 leaves, and the store has 1: an older copy was put back"),
        "{}",
        ran.out
    );
    let ran = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("it has 1 leaves") && ran.err.contains("nothing was recorded"), "{}", ran.err);
    assert_eq!(desk.evidence(&["matrix"]).exit, Exit::AtFault, "nothing is printed of it");
}

#[test]
fn without_the_checkpoint_beside_it_nothing_is_added() {
    let desk = Desk::begun();
    desk.machine().remove(format!("{}.checkpoint", desk.store()).as_ref()).expect("it is there");
    let ran = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("is missing, so an older copy could not be told"), "{}", ran.err);
    let ran = desk.evidence(&["verify"]);
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.out.contains("there is no\n    checkpoint `"), "{}", ran.out);
}

#[test]
fn what_is_missing_beside_a_copy_is_named_with_what_it_leaves_unproven() {
    let desk = Desk::filled();
    let copy = desk.folder.path().join("alone.bona");
    std::fs::copy(desk.store(), &copy).expect("there is room");
    desk.machine().put(&copy, b"");
    desk.machine().set("BONA_KEYS", &format!("{}.keys", desk.store()));
    let copy = copy.display().to_string();
    let ask = |command: &str| desk.bench.run(&["evidence", "--store", &copy, command]);
    let beside = |name: &str| desk.kept(&format!("evidence.bona{name}")).expect("it is kept");
    let (verify, doctor) = (ask("verify"), ask("doctor"));
    assert_eq!((verify.exit, doctor.exit), (Exit::Done, Exit::AtFault), "the log itself is sound");
    let told = [
        (".checkpoint", "checkpoint", "this is the newest copy"),
        (".erased", "journal of erasures", "whoever was erased since this copy was made is gone from it"),
    ];
    for (ending, what, untold) in told {
        let what = format!("{what} `{copy}{ending}`");
        assert!(verify.out.contains(&format!("That {untold}: there is no\n    {what}.\n")), "{}", verify.out);
        let missing = format!("the {what} is missing: without it nobody can tell whether {untold}");
        assert!(doctor.out.contains(&missing), "{}", doctor.out);
    }
    assert_eq!(
        verify.out.matches("BONA_KEYS names the folder of the keys alone").count(),
        1,
        "{}",
        verify.out
    );
    for (ending, _, untold) in told {
        desk.machine().put(format!("{copy}{ending}"), &beside(ending));
        assert!(!ask("verify").out.contains(untold) && !ask("doctor").out.contains(untold));
    }
    assert!(!ask("verify").out.contains("BONA_KEYS") && ask("doctor").exit == Exit::Done);
    // Without the keys none of its bodies can be opened; what else is missing is told beside that.
    desk.machine().set("BONA_KEYS", "elsewhere.keys");
    desk.machine().remove(format!("{copy}.erased").as_ref()).expect("it is there");
    let shut = ask("verify");
    let told = shut.out.contains("\nNot proven either\n  - That whoever was erased");
    assert!(shut.exit == Exit::AtFault && told, "{}", shut.whole());
}

#[test]
fn leaves_cut_off_or_lost_are_named() {
    let desk = Desk::filled();
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    let sql = "DROP TRIGGER leaf_remains; PRAGMA foreign_keys = off; DELETE FROM leaf WHERE place = 8";
    database.execute_batch(sql).expect("the owner can");
    let ran = desk.evidence(&["verify"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        ran.out.contains("leaves were cut off") && ran.out.contains("leaf 8: it is missing"),
        "{}",
        ran.out
    );
    database.execute_batch("DELETE FROM leaf WHERE place = 3").expect("the owner can");
    assert!(desk.evidence(&["verify"]).out.starts_with("error: leaf 3: it is missing"));
}

#[test]
fn without_its_keys_a_store_can_be_verified_and_not_added_to() {
    let desk = Desk::filled();
    let vkey = desk.kept("log.vkey").expect("it is kept");
    for name in ["log.key", "log.vkey", "pseudonym.key"] {
        let path = format!("{}.keys/{name}", desk.store());
        desk.machine().remove(path.as_ref()).expect("it is there");
    }
    let ran = desk.import("moodle.csv", &["--package", PACKAGE]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("there are no keys in"), "{}", ran.err);
    let own = desk.evidence(&["verify"]);
    assert_eq!(own.exit, Exit::Done);
    assert!(own.out.contains("a key that the log itself names"), "{}", own.out);
    desk.machine().put("sent.vkey", &vkey);
    let given = desk.evidence(&["verify", "--key", "sent.vkey"]);
    assert_eq!(given.exit, Exit::Done);
    assert!(!given.out.contains("the log itself names"), "{}", given.out);
}

#[test]
fn a_full_disk_ends_in_a_sentence_and_leaves_no_keys_behind() {
    // Each file that init writes beside the store meets the full disk once.
    for room in [0, 60, 130, 200, 330, 500] {
        let desk = Desk::bare();
        desk.machine().room(room);
        let ran = desk.evidence(&["init", "--organisation", "Elm Street Surgery"]);
        assert_eq!(ran.exit, Exit::World, "room for {room} bytes: {}", ran.whole());
        assert!(ran.err.starts_with("error: cannot write"), "{}", ran.err);
        for ending in ["log.key", "pseudonym.key", "log.vkey", ".checkpoint"] {
            assert_eq!(desk.kept(ending), None, "room for {room} bytes: {ending}");
        }
    }
}

#[test]
fn a_second_store_never_takes_the_place_of_the_first() {
    let desk = Desk::begun();
    let again = desk.evidence(&["init", "--organisation", "Another"]);
    assert_eq!(again.exit, Exit::World);
    assert!(again.err.contains("of another store"), "{}", again.err);
    let missing = Desk::bare();
    for arguments in
        [&["verify"][..], &["matrix"], &["export", "x"], &["import", "moodle.csv", "--package", PACKAGE]]
    {
        let ran = missing.evidence(arguments);
        assert_eq!(ran.exit, Exit::World, "{arguments:?}");
        assert!(ran.err.contains("`bona evidence init` makes a new one"), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_checkpoint_that_a_power_cut_prevented_is_signed_by_the_next_import() {
    let desk = Desk::filled();
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    let earlier: String = database
        .query_row("SELECT note FROM checkpoint WHERE size = 7", [], |row| row.get(0))
        .expect("the first import signed it");
    // As if the power had gone between the commit of the rows and the signature.
    database
        .execute_batch("DROP TRIGGER checkpoint_remains; DELETE FROM checkpoint WHERE size = 9")
        .expect("writable");
    desk.machine().put(format!("{}.checkpoint", desk.store()), earlier.as_bytes());
    let ran = desk.evidence(&["verify"]);
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.out.contains("The last 2 leaves are not signed yet"), "{}", ran.out);
    let ran = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert!(
        ran.out.contains("nothing new to record") && ran.out.contains("The new checkpoint"),
        "{}",
        ran.out
    );
    assert_eq!(desk.json(&["verify", "--output", "json"])["signed"], 9);
}

#[test]
fn what_somebody_changed_in_the_database_itself_is_named() {
    let desk = Desk::filled();
    let guards = "DROP TRIGGER leaf_stays; DROP TRIGGER head_grows; DROP INDEX post_person;
        CREATE TRIGGER own AFTER INSERT ON leaf BEGIN SELECT 1; END;
        PRAGMA legacy_alter_table = ON; ALTER TABLE leaf RENAME TO leaf_kept;
        CREATE VIEW leaf AS SELECT * FROM leaf_kept;";
    Connection::open(desk.store()).expect("SQLite opens it").execute_batch(guards).expect("writable");
    let doctor = desk.evidence(&["doctor"]);
    assert_eq!(doctor.exit, Exit::AtFault, "{}", doctor.whole());
    for told in [
        "the trigger `leaf_stays` is missing",
        "the trigger `head_grows` is missing",
        "the index `post_person` is missing",
        "the table `leaf` is missing",
        "the trigger `own` was added",
        "the view `leaf` was added",
        "the table `leaf_kept` was added",
        "find out who",
    ] {
        assert!(doctor.out.contains(told), "{told}: {}", doctor.out);
    }
}

#[test]
fn a_trigger_that_was_made_anew_as_another_is_named() {
    let desk = Desk::filled();
    let other =
        "DROP TRIGGER leaf_stays; CREATE TRIGGER leaf_stays BEFORE UPDATE ON leaf BEGIN SELECT 1; END;";
    Connection::open(desk.store()).expect("SQLite opens it").execute_batch(other).expect("writable");
    let doctor = desk.evidence(&["doctor"]);
    let told = "the trigger `leaf_stays` is another than this program makes";
    assert!(doctor.exit == Exit::AtFault && doctor.out.contains(told), "{}", doctor.whole());
}
