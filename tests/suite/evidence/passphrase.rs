//! Keys under a passphrase: where it comes from, what is made under it, and a change of it that is cut off anywhere.
//!
//! Who else reads such keys is judged by tests/oracles/passphrase.py.

use std::panic::{AssertUnwindSafe, catch_unwind};

use bona::Exit;
use bona_tests::Ran;
use bona_tests::made_up::Fault;

use super::{Desk, PACKAGE};

const RIGHT: &str = "correct horse battery";
const NEXT: &str = "another staple now";

impl Desk {
    /// With a store whose keys are under a passphrase from the first byte on.
    fn locked() -> Self {
        let desk = Self::bare();
        desk.machine().types(&[RIGHT, RIGHT]);
        let ran = desk.evidence(&["init", "--organisation", "Elm Street Surgery", "--passphrase"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        assert!(ran.out.contains("The keys are under the passphrase") && !ran.whole().contains(RIGHT));
        desk
    }

    fn passphrase(&self, more: &[&str]) -> Ran {
        let folder = format!("{}.keys", self.store());
        self.bench.run(&[&["keys", "rotate", "passphrase", "--folder", &folder], more].concat())
    }

    /// Which secrets stand under a passphrase.
    fn under(&self) -> Vec<String> {
        let secrets = self
            .bench
            .files()
            .into_iter()
            .filter(|(path, _)| path.extension().is_some_and(|end| end == "key"));
        let under = secrets.filter(|(_, bytes)| bytes.windows(9).any(|word| word == b"ENCRYPTED"));
        under.map(|(path, _)| path.file_name().expect("a name").display().to_string()).collect()
    }
}

#[test]
fn a_passphrase_is_typed_or_given_and_a_wrong_one_is_refused() {
    let desk = Desk::locked();
    assert_eq!(desk.under(), ["log.key", "pseudonym.key", "vault.key"]);
    let verify = |typed: &[&str]| {
        desk.machine().types(typed);
        desk.evidence(&["verify"])
    };
    assert_eq!(verify(&[RIGHT]).exit, Exit::Done, "one is asked for once, for all keys");
    let second = verify(&["no", RIGHT]);
    assert!(second.exit == Exit::Done && second.err.contains("That is not it."), "{}", second.whole());
    let third = verify(&["no", "no", "no", RIGHT]);
    assert!(
        third.exit == Exit::World && third.err.contains("passphrase that was typed"),
        "{}",
        third.whole()
    );
    assert!(verify(&[]).err.contains("and none was given"));
    desk.machine().put("given", format!("{RIGHT}\r\n").as_bytes());
    let given = desk.evidence(&["verify", "--passphrase-file", "given"]);
    assert_eq!(given.exit, Exit::Done, "{}", given.whole());
    assert!(given.err.contains("`given` can be read by others"), "{}", given.err);
    for (bytes, why) in [
        (&b""[..], "it is empty"),
        (b"\n", "it is empty"),
        (b"one\ntwo\n", "more than one line"),
        (b"\xff\n", "not text"),
        (b"not the right one\n", "passphrase that stands in `given`"),
        (&[b'a'; 1_027], "larger than"),
    ] {
        desk.machine().put("given", bytes);
        let ran = desk.evidence(&["verify", "--passphrase-file", "given"]);
        assert!(ran.exit == Exit::World && ran.err.contains(why), "{why}: {}", ran.whole());
    }
    let missing = desk.evidence(&["verify", "--passphrase-file", "nowhere"]);
    assert!(missing.err.contains("cannot read the passphrase in `nowhere`"), "{}", missing.whole());
    desk.machine().set("BONA_PASSPHRASE", RIGHT);
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done);
}

/// What cannot be done is said before it is begun.
#[test]
fn a_passphrase_that_does_not_fit_is_told_before_anything_is_made_or_promised() {
    let desk = Desk::locked();
    desk.machine().put("wrong", b"quite another one\n");
    let plan = desk.passphrase(&["--passphrase-file", "wrong"]);
    assert!(plan.exit == Exit::World && plan.err.contains("is not opened by"), "{}", plan.whole());
    let folder = format!("{}.keys", desk.store());
    let list = desk.bench.run(&["keys", "list", "--folder", &folder]);
    assert!(
        !list.out.contains("Nothing is wrong") && list.out.contains("Not opened, since"),
        "{}",
        list.whole()
    );

    let bare = Desk::bare();
    bare.machine().put("short", b"abc\n");
    for file in ["short", "none"] {
        let ran = bare.evidence(&["init", "--organisation", "Elm", "--passphrase-file", file]);
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    }
    let made: Vec<_> = bare.bench.files().into_keys().filter(|path| path.ends_with("log.key")).collect();
    assert!(made.is_empty(), "{made:?}");
}

#[test]
fn keys_that_are_made_later_are_under_it_too_and_all_commands_work() {
    let desk = Desk::locked();
    desk.machine().set("BONA_PASSPHRASE", RIGHT);
    let import = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(import.exit, Exit::Done, "{}", import.whole());
    let (store, folder) = (desk.store(), format!("{}.keys", desk.store()));
    for command in [
        &["new", "badge", "--folder", &folder][..],
        &["rotate", "log", "--store", &store, "--apply"],
        &["rotate", "badge", "--store", &store, "--apply"],
    ] {
        let ran = desk.bench.run(&[&["keys"], command].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    }
    let all = ["badge-1.key", "badge.key", "log-1.key", "log.key", "pseudonym.key", "vault.key"];
    assert_eq!(desk.under(), all);
    let matrix = desk.evidence(&["matrix"]);
    assert!(matrix.out.contains("Ann Byrne"), "{}", matrix.whole());
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done);
    desk.machine().set("BONA_PASSPHRASE", "");
    let listed = desk.bench.run(&["keys", "list", "--folder", &folder]);
    assert!(listed.out.contains("vault.key, a secret under a passphrase"), "{}", listed.whole());
    let doctor = desk.evidence(&["doctor"]);
    assert!(doctor.exit == Exit::World && doctor.err.contains("none was given"), "{}", doctor.whole());
}

#[test]
fn a_new_passphrase_is_typed_twice_and_is_no_short_one() {
    let desk = Desk::begun();
    let before = desk.bench.files();
    for (typed, why) in [
        (&["short"][..], "too short"),
        (&[NEXT, "another staple nwo"], "the two passphrases differ"),
        (&[], "too short"),
    ] {
        desk.machine().types(typed);
        let ran = desk.passphrase(&["--apply"]);
        assert!(ran.exit == Exit::World && ran.err.contains(why), "{why}: {}", ran.whole());
    }
    assert_eq!(desk.bench.files(), before, "nothing was written");
    let role = desk.bench.run(&["keys", "rotate", "log", "--no-passphrase", "--store", &desk.store()]);
    assert!(role.err.contains("are for `bona keys rotate passphrase`"), "{}", role.whole());
    let dry = desk.passphrase(&[]);
    assert!(dry.out.contains("Nothing was written") && desk.under().is_empty(), "{}", dry.whole());
    desk.machine().types(&[NEXT, NEXT]);
    let put = desk.passphrase(&["--apply"]);
    assert_eq!((put.exit, desk.under().len()), (Exit::Done, 3), "{}", put.whole());
    desk.machine().types(&[NEXT]);
    let off = desk.passphrase(&["--no-passphrase", "--apply"]);
    assert_eq!((off.exit, desk.under().len()), (Exit::Done, 0), "{}", off.whole());
    assert!(before.iter().all(|(path, bytes)| desk.bench.files().get(path) == Some(bytes)), "as they were");
}

#[test]
fn a_change_of_the_passphrase_that_was_cut_off_anywhere_is_finished() {
    let desk = Desk::locked();
    desk.machine().put("right", RIGHT.as_bytes());
    desk.machine().put("next", NEXT.as_bytes());
    let change = ["--passphrase-file", "right", "--new-passphrase-file", "next", "--apply"];
    let keys: Vec<_> = desk
        .bench
        .files()
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|end| end == "key"))
        .collect();
    let mut mixed = 0;
    for at in 1_u64.. {
        for (path, bytes) in &keys {
            desk.machine().put(path, bytes);
        }
        let kind = if at % 4 == 0 { Fault::Full } else { Fault::Dies };
        desk.machine().fault(Some((at, kind)));
        let ran = catch_unwind(AssertUnwindSafe(|| desk.passphrase(&change)));
        desk.machine().fault(None);
        if matches!(&ran, Ok(ran) if ran.exit == Exit::Done) {
            assert!(3 * keys.len() as u64 <= at, "there is more than one place in each write");
            break;
        }
        let files = desk.bench.files();
        let changed = keys.iter().filter(|(path, bytes)| files.get(path) != Some(bytes)).count();
        mixed += usize::from((1..keys.len()).contains(&changed));
        let ran = desk.passphrase(&change);
        assert_eq!(ran.exit, Exit::Done, "{kind:?} at {at}: {}", ran.whole());
        let doctor = desk.evidence(&["doctor", "--passphrase-file", "next"]);
        assert_eq!(doctor.exit, Exit::Done, "{kind:?} at {at}: {}", doctor.whole());
    }
    assert!(0 < mixed, "some are under the one and some under the other at times");
    let old = desk.evidence(&["verify", "--passphrase-file", "right"]);
    assert_eq!(old.exit, Exit::World, "{}", old.whole());
    let again = desk.passphrase(&change);
    assert!(again.out.contains("under that passphrase already"), "{}", again.whole());
}

#[test]
fn a_new_log_takes_the_passphrase_of_the_earlier_one() {
    let desk = Desk::locked();
    desk.machine().types(&[RIGHT]);
    let store = desk.store();
    let next = desk.folder.path().join("next.bona").display().to_string();
    let ran =
        desk.bench.run(&["evidence", "--store", &next, "adopt", "--from", &store, "--key-lost", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(desk.under().len(), 6, "{:?}", desk.under());
    desk.machine().types(&[RIGHT]);
    let verified = desk.bench.run(&["evidence", "--store", &next, "verify"]);
    assert_eq!(verified.exit, Exit::Done, "{}", verified.whole());
}
