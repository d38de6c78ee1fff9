//! An older copy put back brings nobody back who was erased: it is refused until they are erased from it again, and a
//! backup is erased before it takes the store's place. What is no whole backup of this log is refused.

use std::fs;
use std::path::PathBuf;

use bona::Exit;
use bona::machine::Machine as _;
use bona_tests::made_up::Fault;
use rusqlite::Connection;
use tempfile::TempDir;

use super::erase::{BY, found, holds, traces};
use super::faults::survived;
use super::{Desk, PACKAGE};

const ERASE: [&str; 3] = ["erase", "Ann Byrne", "--apply"];
const IN_PLACE: [&str; 3] = ["restore", "--in-place", "--apply"];

/// A folder that stands on both machines, and is not looked at with the store's.
fn elsewhere(desk: &Desk) -> TempDir {
    let folder = tempfile::tempdir().expect("the machine has room for a folder");
    desk.machine().put(folder.path().join("here"), b"");
    folder
}

/// A store with a backup from before somebody was erased.
pub(super) struct Kept {
    pub(super) desk: Desk,
    pub(super) away: TempDir,
    /// What there was of whoever was erased, and of somebody who was not.
    pub(super) ann: Vec<Vec<u8>>,
    canary: Vec<Vec<u8>>,
    pub(super) checkpoint: Vec<u8>,
}

impl Kept {
    pub(super) fn new() -> Self {
        let desk = Desk::filled();
        let (ann, canary) = (traces(&desk, "Ann Byrne"), traces(&desk, "Dilys Eze"));
        let checkpoint = desk.kept(".checkpoint").expect("it is kept");
        let kept = Self { away: elsewhere(&desk), desk, ann, canary, checkpoint };
        let ran = kept.desk.evidence(&["backup", &kept.backup()]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        kept
    }

    pub(super) fn backup(&self) -> String {
        self.away.path().join("backup").display().to_string()
    }

    pub(super) fn erased(self) -> Self {
        let ran = self.desk.evidence(&[&ERASE[..], &BY].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        assert_eq!(found(&self.desk, &self.ann), 0);
        self
    }

    /// Puts the backup back by other means.
    pub(super) fn copied(&self) {
        fs::copy(self.backup(), self.desk.store()).expect("writable");
        assert!(4 < found(&self.desk, &self.ann), "the copy has brought her back");
    }

    /// The store's file is gone.
    pub(super) fn lost(&self) {
        fs::remove_file(self.desk.store()).expect("it is there");
        self.desk.machine().remove(self.desk.store().as_ref()).expect("it is there");
    }

    pub(super) fn restore(&self, more: &[&str]) -> bona_tests::Ran {
        self.desk.evidence(&[&["restore", &self.backup()], more].concat())
    }

    pub(super) fn beside(&self, ending: &str) -> PathBuf {
        PathBuf::from(format!("{}{ending}", self.desk.store()))
    }
}

#[test]
fn the_journal_names_leaves_and_nobody() {
    let kept = Kept::new().erased();
    let journal = String::from_utf8(kept.desk.kept(".erased").expect("it is kept")).expect("text");
    let lines: Vec<&str> = journal.lines().collect();
    assert_eq!(lines[0], "bona/erased/v1");
    assert_eq!(lines[2], "leaves art17 2026-11-22T09:30:00Z 2 7 8");
    assert_eq!(lines.len(), 3 + 1 + 1, "one learner, and the hash: {journal}");
    assert!(kept.ann.iter().all(|trace| !holds(journal.as_bytes(), trace)), "{journal}");
}

#[test]
fn an_older_copy_is_not_read_given_away_or_added_to_until_it_is_erased_again() {
    let kept = Kept::new().erased();
    kept.copied();
    // Whoever puts the checkpoint back as well has taken away all that tells but the journal.
    kept.desk.machine().put(kept.beside(".checkpoint"), &kept.checkpoint);
    let desk = &kept.desk;
    for arguments in [
        &["matrix"][..],
        &["person", "Ann Byrne"],
        &["export", "given"],
        &["import", "moodle.csv", "--package", PACKAGE, "--apply"],
        &["rename", "Ann Byrne", "--to", "Andrew Byrne", "--apply"],
        &["session", "--starts", "2026-12-03 09:30", "--mode", "video"],
        &["gaps"],
        &["returns"],
        &["backup", "another"],
    ] {
        let ran = desk.evidence(arguments);
        assert_eq!(ran.exit, Exit::World, "{arguments:?}: {}", ran.whole());
        let what = "holds what was erased: the bodies of 3 leaves and 1 person";
        assert!(ran.err.contains(what), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("help: `bona evidence restore --in-place --apply`"), "{}", ran.err);
        assert!(!ran.whole().contains("Dilys"), "{arguments:?}: {}", ran.whole());
    }
    assert_eq!(desk.kept("given/leaves.jsonl"), None);
    let doctor = desk.evidence(&["doctor"]);
    assert!(
        doctor.out.contains("journal of erasures says that it was erased, but it is there"),
        "{}",
        doctor.out
    );
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::AtFault);
    let dry = desk.evidence(&IN_PLACE[..2]);
    assert!(dry.out.contains("1 person, as the journal says") && dry.out.contains("Nothing was written"));
    assert!(4 < found(desk, &kept.ann), "a rehearsal writes nothing");
    let ran = desk.evidence(&IN_PLACE);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(found(desk, &kept.ann), 0, "something of her is left");
    assert!(4 < found(desk, &kept.canary), "the others are there");
    // The log was as new as its checkpoint, so it says now what was erased.
    assert_eq!(desk.json(&["verify", "--output", "json"])["erased"], 3);
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "{}", desk.evidence(&["doctor"]).whole());
    let again = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert!(again.err.contains("refused: row 2: erased"), "{}", again.whole());
}

#[test]
fn a_restored_backup_holds_nothing_of_whom_was_erased_since() {
    let kept = Kept::new().erased();
    let desk = &kept.desk;
    let taken = kept.restore(&["--apply"]);
    assert_eq!(taken.exit, Exit::World);
    assert!(taken.err.contains("a store stands in") && taken.err.contains("--replace"), "{}", taken.err);
    let dry = kept.restore(&["--replace"]);
    assert!(dry.out.contains("Nothing was written"), "{}", dry.whole());
    assert_eq!(desk.size(), 10, "a rehearsal writes nothing");
    for lost in [false, true] {
        if lost {
            // The whole file is gone, and with it nothing may come back.
            kept.lost();
        }
        let ran = kept.restore(if lost { &["--apply"] } else { &["--replace", "--apply"] });
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        super::snapshot(
            "evidence_restored",
            &ran.out.replace(&kept.backup(), "BACKUP").replace(&desk.store(), "STORE"),
        );
        assert_eq!(found(desk, &kept.ann), 0, "something of her is left");
        assert!(4 < found(desk, &kept.canary), "the others are there");
        // An older copy stays as it was signed, and says that it is one.
        let verified = desk.evidence(&["verify"]);
        assert_eq!(verified.exit, Exit::AtFault);
        assert!(verified.out.contains("no leaf of this copy says so"), "{}", verified.out);
        assert!(verified.out.contains("an older copy was put back"), "{}", verified.out);
        // What the restore said will not work does not.
        for arguments in
            [&["matrix"][..], &["person", "Dilys Eze"], &["export", "given"], &["backup", "another"]]
        {
            let ran = desk.evidence(arguments);
            assert_ne!(ran.exit, Exit::Done, "{arguments:?}: {}", ran.whole());
        }
        let ran = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    }
}

#[test]
fn the_newest_backup_goes_on_where_the_store_was() {
    let kept = Kept::new();
    kept.lost();
    let ran = kept.restore(&["--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("nobody: all erasures of the journal are in it"), "{}", ran.out);
    assert_eq!(kept.desk.evidence(&["doctor"]).exit, Exit::Done);
    let again = kept.desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert!(again.out.contains("5 recorded before"), "{}", again.whole());
    let taken = kept.desk.evidence(&["backup", &kept.backup()]);
    assert!(taken.err.contains("stands there already"), "{}", taken.whole());
}

#[test]
fn without_the_journal_nothing_older_is_restored_unasked() {
    let kept = Kept::new().erased();
    let journal = kept.desk.kept(".erased").expect("it is kept");
    kept.desk.machine().remove(&kept.beside(".erased")).expect("it is there");
    let doctor = kept.desk.evidence(&["doctor"]);
    assert!(
        doctor.out.contains("the journal of erasures") && doctor.out.contains("is missing"),
        "{}",
        doctor.out
    );
    let ran = kept.restore(&["--replace", "--apply"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("--accept-unknown-erasures"), "{}", ran.err);
    // The log of the newest copy says all, so the journal is written anew from it.
    let ran = kept.desk.evidence(&IN_PLACE);
    assert!(
        ran.exit == Exit::Done && ran.out.contains("nobody: there was no journal to ask"),
        "{}",
        ran.whole()
    );
    assert!(ran.out.contains(".erased` is missing, and is written anew"), "{}", ran.out);
    assert!(!kept.desk.evidence(&IN_PLACE).out.contains("  journal "), "it is whole by now");
    assert_eq!(kept.desk.kept(".erased").as_ref(), Some(&journal));
    let mut spoilt = journal.clone();
    spoilt[60] ^= 1;
    kept.desk.machine().put(kept.beside(".erased"), &spoilt);
    for arguments in [&["matrix"][..], &["verify"], &IN_PLACE] {
        let ran = kept.desk.evidence(arguments);
        assert!(
            ran.exit == Exit::World && ran.err.contains("its last line is not the hash"),
            "{}",
            ran.whole()
        );
    }
    kept.desk.machine().remove(&kept.beside(".erased")).expect("it is there");
    let ran = kept.restore(&["--replace", "--accept-unknown-erasures", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(0 < found(&kept.desk, &kept.ann), "as was said, she comes back");
}

#[test]
fn an_older_copy_does_not_bring_an_older_name_back() {
    let kept = Kept::new();
    let desk = &kept.desk;
    let old = super::erase::forms("Ann Byrne");
    let rename = ["rename", "Ann Byrne", "--to", "Andrew Byrne", "--apply"];
    assert_eq!(desk.evidence(&rename).exit, Exit::Done);
    assert_eq!(found(desk, &old), 0);
    for by_restore in [false, true] {
        // No leaf says that somebody was renamed, so the log is as new as its checkpoint.
        if by_restore {
            let ran = kept.restore(&["--replace", "--apply"]);
            assert!(ran.out.contains("taken out     1 name that was changed since"), "{}", ran.whole());
        } else {
            kept.copied();
            let matrix = desk.evidence(&["matrix"]);
            assert!(
                matrix.exit == Exit::World && matrix.err.contains("erased: 1 older name, as"),
                "{}",
                matrix.whole()
            );
            let doctor = desk.evidence(&["doctor"]);
            assert!(doctor.out.contains("1 older name came back"), "{}", doctor.out);
            assert_eq!(desk.evidence(&IN_PLACE).exit, Exit::Done);
        }
        assert_eq!(found(desk, &old), 0, "the old name came back");
        assert!(4 < found(desk, &kept.canary), "the others are there");
        assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "{}", desk.evidence(&["doctor"]).whole());
        let ran = desk.evidence(&["rename", "0042", "--to", "Andrew Byrne", "--apply"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        assert!(desk.evidence(&["matrix"]).out.contains("Andrew Byrne"));
    }
}

#[test]
fn nothing_is_appended_where_no_checkpoint_shows_that_it_is_the_newest() {
    let kept = Kept::new().erased();
    kept.copied();
    kept.desk.machine().remove(&kept.beside(".checkpoint")).expect("it is there");
    let ran = kept.desk.evidence(&IN_PLACE);
    assert!(ran.exit == Exit::Done && ran.out.contains("none stands beside the store"), "{}", ran.whole());
    assert_eq!(found(&kept.desk, &kept.ann), 0);
    kept.desk.machine().put(kept.beside(".checkpoint"), &kept.checkpoint);
    let doctor = kept.desk.evidence(&["doctor"]);
    assert!(
        doctor.out.contains("let its log say so with `bona evidence restore --in-place"),
        "{}",
        doctor.out
    );
    assert_eq!(kept.desk.evidence(&IN_PLACE).exit, Exit::Done);
    assert_eq!(
        kept.desk.evidence(&["doctor"]).exit,
        Exit::Done,
        "{}",
        kept.desk.evidence(&["doctor"]).whole()
    );
    assert_eq!(kept.desk.json(&["verify", "--output", "json"])["size"], 10);
}

/// What a command may leave behind that died, or met a full disk, at its write number `at`.
fn finished(kept: &Kept, when: &str) {
    let desk = &kept.desk;
    desk.machine().fault(None);
    let names = |ran: &bona_tests::Ran| ran.out.contains("Ann Byrne");
    let matrix = desk.evidence(&["matrix"]);
    let journal = desk.kept(".erased").expect("init made it");
    let noted = String::from_utf8_lossy(&journal).contains("\nleaves art17 ");
    assert!(noted || names(&matrix), "{when}: what is gone is in the journal: {}", matrix.whole());
    assert!(!(noted && names(&matrix)), "{when}: what the journal says is not read: {}", matrix.whole());
    let again = desk.evidence(&IN_PLACE);
    assert_eq!(again.exit, Exit::Done, "{when}: {}", again.whole());
    let erased = desk.evidence(&[&ERASE[..], &BY].concat());
    assert_eq!(erased.exit == Exit::World, noted, "{when}: {}", erased.whole());
    assert_eq!(found(desk, &kept.ann), 0, "{when}: something of her is left");
    let verified = desk.json(&["verify", "--output", "json"]);
    assert_eq!((&verified["sound"], &verified["erased"]), (&true.into(), &3.into()), "{when}: {verified}");
    assert_eq!(verified["size"], verified["signed"], "{when}");
}

#[test]
fn an_erasure_that_is_cut_off_at_any_write_is_never_ahead_of_its_journal() {
    let kept = Kept::new();
    kept.desk.machine().fault(None);
    let erase = [&ERASE[..], &BY].concat();
    assert_eq!(kept.desk.evidence(&erase).exit, Exit::Done);
    let writes = kept.desk.machine().ticks();
    assert!(8 <= writes, "only {writes} writes");
    for (fault, at) in
        [Fault::Dies, Fault::Full].into_iter().flat_map(|fault| (1..=writes).map(move |at| (fault, at)))
    {
        let kept = Kept::new();
        kept.desk.machine().fault(Some((at, fault)));
        let ran = survived(|| kept.desk.evidence(&erase));
        assert!(
            ran.is_none_or(|ran| ran.exit == Exit::World && ran.err.contains("No space left")),
            "{fault:?} {at}"
        );
        finished(&kept, &format!("{fault:?} at write {at}"));
    }
}

#[test]
fn a_restore_that_is_cut_off_at_any_write_brings_nobody_back() {
    let kept = Kept::new().erased();
    kept.desk.machine().fault(None);
    assert_eq!(kept.restore(&["--replace", "--apply"]).exit, Exit::Done);
    let writes = kept.desk.machine().ticks();
    assert!(4 <= writes, "only {writes} writes");
    for (fault, at) in
        [Fault::Dies, Fault::Full].into_iter().flat_map(|fault| (1..=writes).map(move |at| (fault, at)))
    {
        let kept = Kept::new().erased();
        kept.lost();
        kept.desk.machine().fault(Some((at, fault)));
        let ran = survived(|| kept.restore(&["--apply"]));
        assert!(
            ran.is_none_or(|ran| ran.exit == Exit::World && ran.err.contains("No space left")),
            "{fault:?} {at}"
        );
        assert_eq!(found(&kept.desk, &kept.ann), 0, "{fault:?} at write {at}");
        kept.desk.machine().fault(None);
        let ran = kept.restore(&["--replace", "--apply"]);
        assert_eq!(ran.exit, Exit::Done, "{fault:?} at write {at}: {}", ran.whole());
        assert_eq!(found(&kept.desk, &kept.ann), 0, "{fault:?} at write {at}");
        assert!(4 < found(&kept.desk, &kept.canary), "{fault:?} at write {at}");
    }
}

#[test]
fn what_is_no_whole_backup_of_this_log_is_refused() {
    let kept = Kept::new();
    let sound = fs::read(kept.backup()).expect("readable");
    let other = Desk::filled();
    let mut spoilt = Connection::open(other.store()).expect("SQLite opens it");
    spoilt.pragma_update(None, "journal_mode", "delete").expect("writable");
    let body = spoilt.transaction().expect("writable");
    body.execute_batch("DROP TRIGGER body_stays; UPDATE vault SET parts = X'00' WHERE leaf = 2")
        .expect("writable");
    body.commit().expect("writable");
    drop(spoilt);
    let changed = fs::read(other.store()).expect("readable");
    let cut = &sound[..sound.len() / 2];
    for (bytes, exit, why) in [
        (&b""[..], Exit::World, "the file is no evidence store"),
        (b"Dear all, nothing of this is a database", Exit::World, "the file is no evidence store"),
        (cut, Exit::World, "damaged"),
        // The made-up machine gives each of its stores the same chance, and so the same log.
        (&changed, Exit::AtFault, "leaf 2: the sealed bodies cannot be opened"),
    ] {
        fs::write(kept.backup(), bytes).expect("writable");
        let before = fs::read(kept.desk.store()).expect("readable");
        let ran = kept.restore(&["--replace", "--apply"]);
        assert_eq!(ran.exit, exit, "{why}: {}", ran.whole());
        assert!(ran.err.contains(why), "{why}: {}", ran.err);
        assert!(before == fs::read(kept.desk.store()).expect("readable"), "{why}: the store is as it was");
    }
    fs::write(kept.backup(), &sound).expect("writable");
    let stray = kept.desk.evidence(&["init", "--organisation", "Another"]);
    assert_eq!(stray.exit, Exit::World);
    let away = kept.away.path().join("other").display().to_string();
    let ran = kept.desk.bench.run(&["evidence", "--store", &away, "init", "--organisation", "Another"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let ran = kept.desk.bench.run(&[
        "evidence",
        "--store",
        &away,
        "restore",
        &kept.backup(),
        "--replace",
        "--apply",
    ]);
    assert!(ran.exit == Exit::World && ran.err.contains("is of the log `elm"), "{}", ran.whole());
    kept.desk.machine().put(format!("{}-wal", kept.backup()), b"half of it");
    let half = kept.restore(&["--replace"]);
    assert!(half.exit == Exit::World && half.err.contains("the backup is not whole"), "{}", half.whole());
}
