//! Another key for a log: whoever knows any of its keys goes on, and a change that was cut off is finished.

use bona::Exit;
use bona::machine::Machine as _;
use bona_tests::Ran;

use super::{Desk, PACKAGE, snapshot};

impl Desk {
    fn turn(&self, more: &[&str]) -> Ran {
        let store = self.store();
        self.bench.run(&[&["keys", "rotate"], more, &["--store", &store]].concat())
    }

    /// Changes the log's key.
    fn turned(&self) -> Ran {
        let ran = self.turn(&["log", "--apply"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        ran
    }

    fn done(&self, arguments: &[&str]) -> Ran {
        let ran = self.evidence(arguments);
        assert_eq!(ran.exit, Exit::Done, "{arguments:?}: {}", ran.whole());
        ran
    }

    fn key_text(&self, name: &str) -> Option<String> {
        let path = format!("keys/{name}");
        self.kept(&path).map(|bytes| String::from_utf8(bytes).expect("text"))
    }

    fn put_key(&self, name: &str, text: &str) {
        self.machine().put(format!("{}.keys/{name}", self.store()), text.as_bytes());
    }

    fn take_key(&self, name: &str) {
        self.machine().remove(format!("{}.keys/{name}", self.store()).as_ref()).expect("it is there");
    }

    fn checked_by(&self, file: &str, key: &str) -> Ran {
        self.bench.run(&["certificate", "verify", file, "--key", key])
    }

    fn issued(&self, file: &str) {
        let store = self.store();
        let of =
            ["certificate", "issue", "Ann Byrne", "--leaf", "2", "--name", "Ann Byrne", "--store", &store];
        let ran = self.bench.run(&[&of[..], &["--out", file]].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    }
}

impl Desk {
    /// A certificate that names another of the log's keys, or its changes in another order, is refused for that.
    fn names_the_keys_up_to_its_checkpoint(&self, file: &str) {
        let page = String::from_utf8(self.kept(file).expect("it was made")).expect("text");
        let newest = self.key_text("log.vkey").expect("it is there");
        let named = format!("\"vkey\":\"{}\"}}", newest.trim_end());
        assert!(page.contains(&named), "{page}");
        for name in ["log-1.vkey", "log-2.vkey"] {
            let old = self.key_text(name).expect("it was given up");
            let other = page.replace(&named, &format!("\"vkey\":\"{}\"}}", old.trim_end()));
            self.machine().put("other.html", other.as_bytes());
            let ran = self.checked_by("other.html", "first.vkey");
            assert_eq!(ran.exit, Exit::AtFault, "{name}: {}", ran.whole());
            assert!(
                ran.out.contains("it names another key of the log than the one that signs"),
                "{}",
                ran.out
            );
        }
        let (front, rest) = page.split_once("\"keys\":[").expect("two changes");
        let (changes, behind) = rest.split_once(']').expect("they end");
        let (one, two) = changes.split_once(',').expect("two changes");
        self.machine().put("other.html", format!("{front}\"keys\":[{two},{one}]{behind}").as_bytes());
        let ran = self.checked_by("other.html", "first.vkey");
        assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
        assert!(ran.out.contains("are not in their order, or go on behind its checkpoint"), "{}", ran.out);
    }
}

/// A text without what is random in it.
fn plain(desk: &Desk, text: &str) -> String {
    let mut plain = text.replace(&desk.folder.path().display().to_string(), "FOLDER");
    for name in ["log.vkey", "log-1.vkey"] {
        if let Some(key) = desk.key_text(name) {
            plain = plain.replace(key.trim_end(), &format!("KEY OF {name}"));
            plain = plain.replace(key.split('+').next().expect("a name"), "LOG");
        }
    }
    let random = |line: &&str| !line.starts_with('\u{2014}') && (line.len() != 44 || line.contains(' '));
    plain.lines().filter(random).map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_log_goes_on_with_another_key_and_whoever_knows_either_can_check_it() {
    let desk = Desk::filled();
    let first = desk.key_text("log.vkey").expect("init made it");
    let planned = desk.turn(&["log"]);
    assert_eq!(planned.exit, Exit::Done, "{}", planned.whole());
    assert!(planned.out.contains("Nothing was written"), "{}", planned.out);
    assert_eq!((desk.size(), desk.key_text("log-next.key")), (9, None), "a rehearsal writes nothing");
    let secret = desk.key_text("log.key").expect("init made it");
    let ran = desk.turned();
    snapshot("keys_rotated", &plain(&desk, &ran.out));
    assert_eq!(desk.key_text("log-1.key"), Some(secret), "the old key is kept, byte by byte");
    assert_eq!(desk.key_text("log-1.vkey"), Some(first.clone()));
    assert_eq!(desk.key_text("log-next.key"), None);
    desk.done(&["doctor"]);
    desk.done(&["import", "moodle-excel.csv", "--package", PACKAGE, "--apply"]);
    desk.done(&["session", "--starts", "2026-12-03 09:30", "--mode", "video"]);
    desk.turned();
    desk.machine().put("first.vkey", first.as_bytes());
    let newest = desk.key_text("log.vkey").expect("it is there");
    desk.machine().put("newest.vkey", newest.as_bytes());
    for key in ["first.vkey", "newest.vkey"] {
        let ran = desk.done(&["verify", "--key", key]);
        assert!(ran.out.contains("Its key was changed 2 times"), "{}", ran.out);
    }
    let json = desk.json(&["verify", "--output", "json"]);
    assert_eq!(json["newest_key"], newest.trim_end());
    assert_eq!((&json["key_changes"][0]["leaf"], &json["key_changes"][1]["leaf"]), (&9.into(), &11.into()));
    let ran = desk.bench.run(&["keys", "list", "--store", &desk.store()]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("log-2: signed checkpoints, and was given up"), "{}", ran.out);
    for number in [1, 2] {
        desk.take_key(&format!("log-{number}.key"));
    }
    desk.done(&["doctor"]);
    desk.done(&["import", "moodle.csv", "--package", PACKAGE, "--apply"]);
}

#[test]
fn certificates_of_before_and_after_are_checked_by_either_key() {
    let desk = Desk::filled();
    let first = desk.key_text("log.vkey").expect("init made it");
    desk.machine().put("first.vkey", first.as_bytes());
    desk.issued("before.html");
    desk.turned();
    desk.turned();
    desk.issued("after.html");
    desk.done(&["export", "sent"]);
    for key in ["first.vkey", "sent/log.vkey"] {
        let after = desk.checked_by("after.html", key);
        assert_eq!(after.exit, Exit::Done, "{key}: {}", after.whole());
        assert!(!after.out.contains("gave up the key"), "{}", after.out);
    }
    desk.names_the_keys_up_to_its_checkpoint("after.html");
    let before = desk.checked_by("before.html", "first.vkey");
    assert_eq!(before.exit, Exit::Done, "{}", before.whole());
    let followed = desk.checked_by("before.html", "sent/log.vkey");
    assert_eq!(followed.exit, Exit::Done, "{}", followed.whole());
    assert!(
        followed.out.contains("whoever has that key can"),
        "an old key that was stolen still signs: {}",
        followed.out
    );
    let newest = desk.key_text("log.vkey").expect("it is there");
    let alone = desk.checked_by("before.html", newest.trim_end());
    assert_eq!(alone.exit, Exit::AtFault, "nothing leads from the new key to the old: {}", alone.whole());
    assert!(
        alone.out.contains("cannot be told here") && alone.out.contains("log-1.tlog-proof"),
        "{}",
        alone.out
    );
    desk.machine().put(format!("{}.policy", desk.store()), format!("log {first}quorum none\n").as_bytes());
    let ran = desk.bench.run(&[
        "certificate",
        "verify",
        "after.html",
        "--policy",
        &format!("{}.policy", desk.store()),
    ]);
    assert_eq!(ran.exit, Exit::Done, "a policy of the old key goes on: {}", ran.whole());
}

#[test]
fn a_witness_follows_the_log_to_its_new_key_and_to_no_other() {
    let desk = Desk::witnessed();
    desk.policy();
    desk.turned();
    desk.done(&["import", "run_time.json", "--package", PACKAGE, "--apply"]);
    desk.done(&["export", "shown"]);
    let see = |given: &str| desk.bench.run(&["evidence", "witness", given, "--state", "seen"]);
    let alone = see("shown/since-7.growth");
    assert_eq!(alone.exit, Exit::AtFault, "{}", alone.whole());
    assert!(alone.err.contains("ask for that"), "{}", alone.err);
    let proof = desk.kept("shown/log-1.tlog-proof").expect("it is written");
    desk.machine().remove("shown/log-1.tlog-proof".as_ref()).expect("it is there");
    let unshown = see("shown");
    assert_eq!(unshown.exit, Exit::AtFault, "{}", unshown.whole());
    assert!(unshown.err.contains("nor shows anything in the folder"), "{}", unshown.err);
    desk.machine().put("shown/log-1.tlog-proof", &proof);
    let seen = see("shown");
    assert_eq!(seen.exit, Exit::Done, "{}", seen.whole());
    assert!(seen.out.contains("The log has another key since you last looked"), "{}", seen.out);
    assert_eq!(desk.kept("seen.vkey"), desk.kept("keys/log.vkey"));
    desk.machine().put("mail", seen.out.as_bytes());
    desk.done(&["cosign", "add", "mail"]);
    let ran = desk.done(&["verify"]);
    assert!(ran.out.contains("The first 10 leaves were recorded when these saw the log"), "{}", ran.out);
    desk.turned();
    desk.done(&["export", "again"]);
    let again = see("again");
    assert_eq!(again.exit, Exit::Done, "{}", again.whole());
    assert_eq!(see("again").exit, Exit::Done, "what was seen under one key is seen again");
    let old = see("shown");
    assert_eq!(old.exit, Exit::AtFault, "{}", old.whole());
}

#[test]
fn a_power_cut_between_any_two_writes_leaves_a_change_that_can_be_finished() {
    let mut states = std::collections::BTreeSet::new();
    for room in (0..4_000).step_by(90) {
        let desk = Desk::filled();
        desk.machine().room(room);
        let cut = desk.turn(&["log", "--apply"]);
        desk.machine().room(u64::MAX);
        assert_eq!(cut.exit, if cut.err.is_empty() { Exit::Done } else { Exit::World }, "{}", cut.whole());
        desk.done(&["verify"]);
        desk.done(&["matrix"]);
        let doctor = desk.evidence(&["doctor"]);
        let imported = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
        if imported.exit != Exit::Done {
            assert!(imported.err.contains("keys rotate log"), "{room}: {}", imported.whole());
            assert!(
                doctor.out.contains("rotate log") && doctor.exit == Exit::AtFault,
                "{room}: {}",
                doctor.whole()
            );
        }
        states.insert((
            cut.exit == Exit::Done,
            imported.exit == Exit::Done,
            doctor.out.lines().next().map(|line| line.len()),
        ));
        if cut.exit != Exit::Done {
            let finished = desk.turn(&["log"]);
            assert_eq!(finished.exit, Exit::Done, "{room}: {}", finished.whole());
            desk.turned();
        }
        assert_eq!(
            desk.json(&["verify", "--output", "json"])["key_changes"].as_array().map(Vec::len),
            Some(1),
            "{room}"
        );
        desk.done(&["doctor"]);
        desk.done(&["session", "--starts", "2026-12-03 09:30", "--mode", "video"]);
        assert!(desk.key_text("log-1.key").is_some() && desk.key_text("log-next.key").is_none(), "{room}");
    }
    assert!(5 <= states.len(), "too few states were met: {states:?}");
}

#[test]
fn keys_that_are_not_those_of_the_log_sign_nothing() {
    let desk = Desk::filled();
    let keys: Vec<(&str, String)> =
        ["log.key", "log.vkey"].map(|name| (name, desk.key_text(name).expect("init made it"))).to_vec();
    desk.turned();
    for (name, text) in &keys {
        desk.put_key(name, text);
    }
    let ran = desk.import("moodle-excel.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert!(ran.err.contains("a key that the log has given up"), "{}", ran.err);
    let doctor = desk.evidence(&["doctor"]);
    assert!(doctor.out.contains("log.vkey` is of a key that the log has given up"), "{}", doctor.whole());
    let turn = desk.turn(&["log", "--apply"]);
    assert_eq!(turn.exit, Exit::World, "{}", turn.whole());
    desk.done(&["verify"]);
}

#[test]
fn a_change_that_was_named_and_not_signed_waits_for_its_new_key() {
    let desk = Desk::filled();
    desk.machine().room(300);
    assert_eq!(desk.turn(&["log", "--apply"]).exit, Exit::World);
    desk.machine().room(u64::MAX);
    // As if the power had gone between the leaf and the signatures.
    let database = rusqlite::Connection::open(desk.store()).expect("SQLite opens it");
    let sql = "DROP TRIGGER checkpoint_remains; DELETE FROM checkpoint WHERE size = 10";
    database.execute_batch(sql).expect("the owner can");
    let next = desk.key_text("log-next.key").expect("it was written first");
    let verified = desk.done(&["verify"]);
    assert!(verified.out.contains("was cut off before both keys signed"), "{}", verified.out);
    let doctor = desk.evidence(&["doctor"]);
    assert!(doctor.out.contains("leaf 9 changes the log's key, and that was cut off"), "{}", doctor.whole());
    let ran = desk.import("moodle-excel.csv", &["--package", PACKAGE, "--apply"]);
    assert!(ran.exit == Exit::World && ran.err.contains("leaf 9 changes its key"), "{}", ran.whole());
    let in_place = desk.evidence(&["restore", "--in-place", "--apply"]);
    assert!(in_place.exit == Exit::World && in_place.err.contains("rotate log"), "{}", in_place.whole());
    desk.put_key("log-next.key", &desk.key_text("log.key").expect("it is there"));
    let other = desk.turn(&["log", "--apply"]);
    assert!(other.exit == Exit::World && other.err.contains("is not that key"), "{}", other.whole());
    desk.take_key("log-next.key");
    let doctor = desk.evidence(&["doctor"]);
    assert!(doctor.out.contains("of which there is no `log-next.key`"), "{}", doctor.whole());
    assert!(doctor.out.contains("adopt --key-lost"), "{}", doctor.out);
    desk.put_key("log-next.key", &next);
    desk.turned();
    desk.done(&["import", "moodle-excel.csv", "--package", PACKAGE, "--apply"]);
}

#[test]
fn an_older_backup_and_an_adopted_log_go_on_behind_a_change() {
    let desk = Desk::filled();
    let backup = desk.folder.path().join("backup").display().to_string();
    desk.done(&["backup", &backup]);
    let kept = String::from_utf8(desk.kept(".checkpoint").expect("it is kept")).expect("text");
    desk.turned();
    let newer = desk.folder.path().join("newer").display().to_string();
    desk.done(&["backup", &newer]);
    desk.machine().put(&backup, b"");
    desk.machine().put(&newer, b"");
    let old = desk.done(&["restore", &backup, "--replace", "--apply"]);
    assert!(old.out.contains("9 leaves"), "{}", old.out);
    let verify = desk.evidence(&["verify"]);
    assert!(verify.out.contains("an older copy was put back"), "by both keys: {}", verify.whole());
    desk.done(&["restore", &newer, "--replace", "--apply"]);
    desk.done(&["import", "moodle-excel.csv", "--package", PACKAGE, "--apply"]);
    desk.turned();
    let store = desk.store();
    desk.machine().put(&store, b"");
    desk.machine().put("kept", kept.as_bytes());
    let anew = desk.folder.path().join("anew.bona").display().to_string();
    let adopt = ["evidence", "--store", &anew, "adopt", "--from", &store, "--key-lost"];
    let ran = desk
        .bench
        .run(&[&adopt[..], &["--accept-unknown-erasures", "--checkpoint", "kept", "--apply"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let verified = desk.bench.run(&["evidence", "--store", &anew, "verify", "--checkpoint", "kept"]);
    assert_eq!(verified.exit, Exit::Done, "{}", verified.whole());
    assert!(verified.out.contains("The first 9 leaves of the earlier log stand here"), "{}", verified.out);
    let turned = desk.bench.run(&["keys", "rotate", "log", "--store", &anew, "--apply"]);
    assert_eq!(turned.exit, Exit::Done, "{}", turned.whole());
    let verified = desk.bench.run(&["evidence", "--store", &anew, "verify", "--checkpoint", "kept"]);
    assert_eq!(verified.exit, Exit::Done, "{}", verified.whole());
    assert!(
        verified.out.contains("Its key was changed once"),
        "that of the earlier log is another's: {}",
        verified.out
    );
}

#[test]
fn another_key_for_badges_leaves_old_badges_good_and_other_roles_say_why_not() {
    let desk = Desk::filled();
    let none = desk.turn(&["badge", "--apply"]);
    assert_eq!(none.exit, Exit::World, "{}", none.whole());
    let folder = format!("{}.keys", desk.store());
    assert_eq!(desk.bench.run(&["keys", "new", "badge", "--folder", &folder]).exit, Exit::Done);
    let first = desk.key_text("badge.did").expect("it was made");
    desk.issued("old.json");
    let planned = desk.turn(&["badge"]);
    assert!(planned.out.contains("Nothing was written"), "{}", planned.whole());
    let ran = desk.turn(&["badge", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(desk.key_text("badge-1.did"), Some(first.clone()));
    assert_ne!(desk.key_text("badge.did"), Some(first.clone()));
    desk.issued("new.json");
    let check = |file: &str, did: &str| {
        let (key, did) = (format!("{folder}/log.vkey"), format!("{folder}/{did}"));
        desk.bench.run(&["certificate", "verify", file, "--key", &key, "--badge-key", &did]).exit
    };
    assert_eq!((check("old.json", "badge-1.did"), check("new.json", "badge.did")), (Exit::Done, Exit::Done));
    assert_eq!(
        (check("new.json", "badge-1.did"), check("old.json", "badge.did")),
        (Exit::AtFault, Exit::AtFault)
    );
    let list = desk.bench.run(&["keys", "list", "--store", &desk.store()]);
    assert!(
        list.out.contains("badge-1: signed badges, and was given up") && list.out.contains(first.trim_end()),
        "{}",
        list.out
    );
    // Cut off between the two files of the new key.
    desk.put_key("badge.did", &first);
    let finished = desk.turn(&["badge", "--apply"]);
    assert!(finished.out.contains("it is done now"), "{}", finished.whole());
    assert_eq!(check("new.json", "badge.did"), Exit::Done);
    assert_eq!(desk.key_text("badge-2.did"), None);
    for (role, why) in
        [("pseudonym", "nobody would be known again"), ("witness", "in the policies of others")]
    {
        let ran = desk.turn(&[role, "--apply"]);
        assert!(ran.exit == Exit::World && ran.err.contains(why), "{role}: {}", ran.whole());
    }
}
