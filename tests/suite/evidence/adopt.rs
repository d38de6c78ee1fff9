//! Where the newest copy of a store or its key is lost, a new log names the earlier one, carries over what is left of it
//! as it was signed, and says what nobody can prove any more. Nobody who was erased comes along.

use std::fs;

use bona::Exit;
use bona::machine::Machine as _;
use bona_tests::Ran;
use bona_tests::made_up::Fault;

use super::PACKAGE;
use super::erase::{found, holds};
use super::faults::survived;
use super::restore::Kept;

/// The store of an earlier log, and a place for the new one.
struct Adopting {
    kept: Kept,
}

impl Adopting {
    /// Of the earlier store an older copy is left, in which whoever was erased since was erased again.
    fn rolled_back() -> Self {
        let kept = Kept::new().erased();
        let ran = kept.restore(&["--replace", "--apply"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        Self { kept }
    }

    fn whole() -> Self {
        Self { kept: Kept::new().erased() }
    }

    fn new_store(&self) -> String {
        self.kept.away.path().join("new.bona").display().to_string()
    }

    fn adopt(&self, more: &[&str]) -> Ran {
        let (old, new) = (self.kept.desk.store(), self.new_store());
        self.kept.desk.bench.run(&[&["evidence", "--store", &new, "adopt", "--from", &old], more].concat())
    }

    fn now(&self, arguments: &[&str]) -> Ran {
        self.kept.desk.bench.run(&[&["evidence", "--store", &self.new_store()], arguments].concat())
    }

    /// A checkpoint of the earlier log that somebody kept, as a file.
    fn put(&self, name: &str, bytes: &[u8]) {
        self.kept.desk.machine().put(name, bytes);
    }
}

/// A certificate of the earlier log is asked about in the new one, which has its leaf at the same place.
#[test]
fn a_certificate_of_the_earlier_log_is_known_to_the_new_one() {
    let it = Adopting::whole();
    let desk = &it.kept.desk;
    let found = desk.json(&["person", "Dilys Eze", "--output", "json"]);
    let leaf = found["records"][0]["leaf"].to_string();
    let store = desk.store();
    let issue =
        ["certificate", "issue", "Dilys Eze", "--leaf", &leaf, "--name", "Dilys Eze", "--store", &store];
    let ran = desk.bench.run(&[&issue[..], &["--out", "given.html"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    it.put("old.vkey", &desk.kept(&format!("{store}.keys/log.vkey")).expect("init made it"));
    assert_eq!(it.adopt(&["--key-lost", "--apply"]).exit, Exit::Done);
    let new = it.new_store();
    let asked =
        || desk.bench.run(&["certificate", "verify", "given.html", "--key", "old.vkey", "--store", &new]);
    let ran = asked();
    assert!(ran.exit == Exit::Done && ran.out.contains("The record stands"), "{}", ran.whole());
    let withdraw =
        ["correct", &leaf, "--withdraw", "--reason", "twice", "--decided-by", "D. Head", "--apply"];
    assert_eq!(it.now(&withdraw).exit, Exit::Done);
    let ran = asked();
    assert!(ran.exit == Exit::AtFault && ran.out.contains("The record was withdrawn"), "{}", ran.whole());
}

#[test]
fn a_new_log_carries_over_what_an_older_copy_holds_and_names_the_earlier_one() {
    let it = Adopting::rolled_back();
    let earlier = fs::read(it.kept.desk.store()).expect("readable");
    let dry = it.adopt(&[]);
    assert!(dry.exit == Exit::Done && dry.out.ends_with("Add --apply to do it.\n"), "{}", dry.whole());
    assert_eq!(it.now(&["verify"]).exit, Exit::World, "a rehearsal writes nothing");
    let ran = it.adopt(&["--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let told = ran.out.replace(&it.new_store(), "STORE");
    super::snapshot("evidence_adopted", told.split("\n\nMade").next().unwrap_or_default());
    assert!(earlier == fs::read(it.kept.desk.store()).expect("readable"), "the earlier store is only read");
    let verify = it.now(&["verify"]);
    assert_eq!(verify.exit, Exit::Done, "{}", verify.whole());
    super::snapshot("evidence_verify_adopted", &verify.out);
    assert_eq!(it.now(&["doctor"]).exit, Exit::Done, "{}", it.now(&["doctor"]).whole());
    // What was signed at nine leaves stands here; what was signed at ten is lost.
    it.put("nine", &it.kept.checkpoint);
    it.put("ten", &it.kept.desk.kept(&format!("{}.checkpoint", it.kept.desk.store())).expect("it is kept"));
    let both = it.now(&["verify", "--checkpoint", "nine", "--checkpoint", "ten"]);
    assert_eq!(both.exit, Exit::Done, "{}", both.whole());
    assert!(both.out.contains("The first 9 leaves of the earlier log stand here"), "{}", both.out);
    assert!(!both.out.contains("by additions alone"), "that is of another log: {}", both.out);
    let file = fs::read(it.new_store()).expect("readable");
    assert!(it.kept.ann.iter().all(|trace| !holds(&file, trace)), "somebody who was erased came along");
    let again = it.now(&["import", "moodle.csv", "--package", PACKAGE, "--apply"]);
    assert!(again.out.contains("4 recorded before") && again.err.contains("erased"), "{}", again.whole());
    let matrix = it.now(&["matrix"]);
    assert!(matrix.out.contains("Dilys Eze") && !matrix.out.contains("Ann"), "{}", matrix.whole());
    let copy = it.kept.away.path().join("copy").display().to_string();
    for arguments in [&["export", "given", "--proof", "0"][..], &["person", "Dilys Eze"], &["backup", &copy]]
    {
        let ran = it.now(arguments);
        assert_eq!(ran.exit, Exit::Done, "{arguments:?}: {}", ran.whole());
    }
    assert_eq!(it.now(&["session", "--starts", "2026-12-03 09:30", "--mode", "video"]).exit, Exit::Done);
    let twice = it.adopt(&["--apply"]);
    assert!(twice.exit == Exit::World && twice.err.contains("of another store"), "{}", twice.whole());
}

#[test]
fn where_no_copy_is_left_the_new_log_says_so_and_nobody_erased_comes_back() {
    let it = Adopting::whole();
    it.kept.lost();
    let nameless = it.adopt(&["--apply"]);
    assert!(nameless.err.contains("--organisation"), "{}", nameless.whole());
    let ran = it.adopt(&["--organisation", "Elm Street Surgery", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(
        ran.out.contains("because no copy of its store was left") && ran.out.contains("leaves 0 to 9"),
        "{}",
        ran.out
    );
    let verify = it.now(&["verify"]);
    assert_eq!(verify.exit, Exit::Done, "{}", verify.whole());
    assert!(verify.out.contains("What stood in leaves 0 to 9 of the earlier log"), "{}", verify.out);
    let again = it.now(&["import", "moodle.csv", "--package", PACKAGE, "--apply"]);
    assert!(
        again.out.contains("Recorded 4 completions") && again.err.contains("erased"),
        "{}",
        again.whole()
    );
    assert_eq!(it.now(&["doctor"]).exit, Exit::Done);
}

#[test]
fn a_lost_key_ends_a_log_and_a_sound_one_is_not_ended() {
    let it = Adopting::whole();
    let needless = it.adopt(&["--apply"]);
    assert_eq!(needless.exit, Exit::World);
    assert!(needless.err.contains("nothing needs to be adopted"), "{}", needless.err);
    let key = format!("{}.keys/log.key", it.kept.desk.store());
    it.kept.desk.machine().remove(key.as_ref()).expect("it is there");
    let ran = it.adopt(&["--key-lost", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("comes on  10 leaves, as they were signed: 4 completions"), "{}", ran.out);
    assert!(!ran.out.contains("lost      leaves"), "{}", ran.out);
    assert_eq!(it.now(&["doctor"]).exit, Exit::Done, "{}", it.now(&["doctor"]).whole());
    let verified = it.now(&["verify"]);
    assert!(verified.out.contains("10 leaves of it stand here"), "{}", verified.out);
    assert_eq!(found(&it.kept.desk, &it.kept.ann), 0);
}

#[test]
fn nothing_is_adopted_of_which_something_is_hidden_or_wrong() {
    let it = Adopting::whole();
    it.kept.copied();
    let held = it.adopt(&["--apply"]);
    assert!(held.exit == Exit::World && held.err.contains("holds what was erased"), "{}", held.whole());
    let it = Adopting::rolled_back();
    let journal = it.kept.beside(".erased");
    let text = it.kept.desk.kept(".erased").expect("it is kept");
    it.kept.desk.machine().remove(&journal).expect("it is there");
    let ran = it.adopt(&["--apply"]);
    assert!(ran.exit == Exit::World && ran.err.contains("--accept-unknown-erasures"), "{}", ran.whole());
    it.kept.desk.machine().put(&journal, &text);
    let same = it.kept.desk.evidence(&["adopt", "--from", &it.kept.desk.store(), "--apply"]);
    assert_eq!(same.exit, Exit::World, "{}", same.whole());
    let database = rusqlite::Connection::open(it.kept.desk.store()).expect("SQLite opens it");
    let sql = "DROP TRIGGER body_stays; UPDATE vault SET parts = X'00' WHERE leaf = 4";
    database.execute_batch(sql).expect("the owner can");
    drop(database);
    let ran = it.adopt(&["--apply"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(ran.err.contains("leaf 4: the sealed bodies cannot be opened"), "{}", ran.err);
    assert_eq!(it.now(&["verify"]).exit, Exit::World, "nothing was made");
}

#[test]
fn an_adoption_that_is_cut_off_at_any_write_is_told_of() {
    let it = Adopting::rolled_back();
    it.kept.desk.machine().fault(None);
    assert_eq!(it.adopt(&["--apply"]).exit, Exit::Done);
    let writes = it.kept.desk.machine().ticks();
    assert!(12 <= writes, "only {writes} writes");
    for at in 1..=writes {
        let it = Adopting::rolled_back();
        it.kept.desk.machine().fault(Some((at, Fault::Full)));
        let ran = it.adopt(&["--apply"]);
        assert!(ran.exit == Exit::World && ran.err.contains("No space left"), "write {at}: {}", ran.whole());
        it.kept.desk.machine().fault(Some((at, Fault::Dies)));
        assert!(survived(|| it.adopt(&["--apply"])).is_none(), "write {at}");
        it.kept.desk.machine().fault(None);
        let doctor = it.now(&["doctor"]);
        let beside = it.kept.desk.kept("new.bona.checkpoint").is_some();
        assert_eq!(doctor.exit == Exit::Done, beside, "write {at}: {}", doctor.whole());
        assert_eq!(found(&it.kept.desk, &it.kept.ann), 0, "write {at}");
    }
}
