//! Another key for the vault: all of it is sealed anew, and the old key opens nothing of it any more.

use std::panic::{AssertUnwindSafe, catch_unwind};

use bona::Exit;
use bona_tests::Ran;
use bona_tests::made_up::Fault;

use super::erase::holds;
use super::{Desk, PACKAGE, vault};

impl Desk {
    fn reseal(&self, more: &[&str]) -> Ran {
        let store = self.store();
        self.bench.run(&[&["keys", "rotate", "vault"], more, &["--store", &store]].concat())
    }

    fn vault_key(&self, name: &str) -> Option<Vec<u8>> {
        self.kept(&format!("keys/{name}"))
    }

    fn put_vault_key(&self, name: &str, bytes: &[u8]) {
        self.machine().put(format!("{}.keys/{name}", self.store()), bytes);
    }

    fn matrix(&self) -> String {
        let ran = self.evidence(&["matrix", "--output", "json"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        ran.out
    }
}

#[test]
fn another_key_seals_all_of_it_anew() {
    let desk = Desk::staffed();
    let old = desk.vault_key("vault.key").expect("it is there");
    let (said, parts, boxes) = (desk.matrix(), vault::parts(&desk), vault::boxes(&desk));
    let dry = desk.reseal(&[]);
    assert!(dry.exit == Exit::Done && dry.out.contains("Nothing was written"), "{}", dry.whole());
    assert_eq!((desk.vault_key("vault.key"), desk.vault_key("vault-next.key")), (Some(old.clone()), None));
    let ran = desk.reseal(&["--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let new = desk.vault_key("vault.key").expect("it is there");
    assert!(new != old && desk.vault_key("vault-next.key").is_none());
    assert_eq!(desk.vault_key("vault-1.key").as_ref(), Some(&old), "for backups that were made before");
    assert!(
        ran.out.contains("Make a new one now") && !ran.whole().contains(String::from_utf8_lossy(&new).trim())
    );
    assert_eq!((desk.matrix(), vault::parts(&desk)), (said, parts), "to the last salt");
    let doctor = desk.evidence(&["doctor"]);
    assert_eq!(
        (desk.evidence(&["verify"]).exit, doctor.exit),
        (Exit::Done, Exit::Done),
        "{}",
        doctor.whole()
    );
    let gaps = desk.evidence(&["gaps", "--all", "--as-at", "2026-11-20"]);
    assert!(gaps.out.contains("Porter"), "posts are opened too: {}", gaps.whole());
    let file = std::fs::read(desk.store()).expect("it is there");
    assert!(
        !boxes.is_empty() && boxes.iter().all(|sealed| !holds(&file, sealed)),
        "no box of the old key is left"
    );
    let again = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert!(again.out.contains("5 recorded before"), "{}", again.whole());
    desk.put_vault_key("vault.key", &old);
    let shut = desk.evidence(&["matrix"]);
    assert!(shut.exit == Exit::World && shut.err.contains("cannot be opened"), "{}", shut.whole());
}

/// A backup of before is opened by the key that was given up, and the store that comes of it is sealed anew.
#[test]
fn an_older_backup_is_opened_by_the_key_that_was_given_up() {
    let desk = Desk::filled();
    let backup = desk.folder.path().join("before.bona").display().to_string();
    let said = desk.matrix();
    assert_eq!(desk.evidence(&["backup", &backup]).exit, Exit::Done);
    assert_eq!(desk.reseal(&["--apply"]).exit, Exit::Done);
    desk.machine().put(&backup, b"");
    let restored = desk.evidence(&["restore", &backup, "--replace", "--apply"]);
    assert_eq!(restored.exit, Exit::Done, "{}", restored.whole());
    assert_eq!(desk.matrix(), said);
    let store = desk.store();
    let listed = desk.bench.run(&["keys", "list", "--store", &store]);
    assert!(
        listed.out.contains("a key that was given up") && listed.out.contains("rotate vault"),
        "{}",
        listed.whole()
    );
    assert!(desk.evidence(&["doctor"]).out.contains("a key that was given up"));
    let resealed = desk.reseal(&["--apply"]);
    assert_eq!(resealed.exit, Exit::Done, "{}", resealed.whole());
    assert_eq!(desk.matrix(), said);
    assert!(desk.vault_key("vault-2.key").is_some());
    let listed = desk.bench.run(&["keys", "list", "--store", &store]);
    assert_eq!(listed.exit, Exit::Done, "{}", listed.whole());
}

/// Cut off at every write: one of the keys that stand there opens all of it, and the same command goes on.
#[test]
fn a_change_that_was_cut_off_anywhere_goes_on() {
    let desk = Desk::filled();
    let said = desk.matrix();
    let (store, old) = (
        std::fs::read(desk.store()).expect("it is there"),
        desk.vault_key("vault.key").expect("it is there"),
    );
    let mut stages = std::collections::BTreeSet::new();
    for at in 1_u64.. {
        std::fs::write(desk.store(), &store).expect("it can be put back");
        for name in ["vault-next.key", "vault-1.key"] {
            if desk.vault_key(name).is_some() {
                let path = format!("{}.keys/{name}", desk.store());
                bona::machine::Machine::remove(desk.machine(), path.as_ref()).expect("it is there");
            }
        }
        desk.put_vault_key("vault.key", &old);
        let kind = if at % 3 == 0 { Fault::Full } else { Fault::Dies };
        desk.machine().fault(Some((at, kind)));
        let ran = catch_unwind(AssertUnwindSafe(|| desk.reseal(&["--apply"])));
        desk.machine().fault(None);
        if matches!(&ran, Ok(ran) if ran.exit == Exit::Done) {
            assert!(9 <= at, "three files are written, each in three steps");
            break;
        }
        stages.insert((
            desk.vault_key("vault-next.key").is_some(),
            desk.vault_key("vault-1.key").is_some(),
            desk.vault_key("vault.key").as_ref() == Some(&old),
        ));
        assert_eq!(desk.matrix(), said, "{kind:?} at {at}");
        if desk.vault_key("vault-next.key").is_some() {
            let doctor = desk.evidence(&["doctor"]);
            assert!(doctor.out.contains("bona keys rotate vault"), "{kind:?} at {at}: {}", doctor.whole());
        }
        let ran = desk.reseal(&["--apply"]);
        assert_eq!(ran.exit, Exit::Done, "{kind:?} at {at}: {}", ran.whole());
        assert_eq!(desk.vault_key("vault-1.key").as_ref(), Some(&old), "{kind:?} at {at}");
        assert!(desk.vault_key("vault-next.key").is_none() && desk.vault_key("vault-2.key").is_none());
        assert_eq!(desk.matrix(), said, "{kind:?} at {at}");
    }
    assert!(4 <= stages.len(), "it was cut off before and behind each step: {stages:?}");
}

#[test]
fn of_a_store_that_does_not_verify_no_key_is_changed() {
    let desk = Desk::filled();
    let old = desk.vault_key("vault.key");
    let database = rusqlite::Connection::open(desk.store()).expect("SQLite opens it");
    database.execute_batch("DELETE FROM vault WHERE leaf = 2").expect("written");
    drop(database);
    let ran = desk.reseal(&["--apply"]);
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert_eq!((desk.vault_key("vault.key"), desk.vault_key("vault-next.key")), (old, None));
}
