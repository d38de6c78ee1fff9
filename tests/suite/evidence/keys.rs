//! `bona keys list` names every key beside a store and what is wrong with its file, and prints no secret.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bona::Exit;
use bona_tests::Ran;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _};
use serde_json::Value;

use super::{Desk, snapshot};

impl Desk {
    /// Runs `bona keys list` on the store.
    fn keys(&self, more: &[&str]) -> Ran {
        self.machine().put(self.store(), b"");
        let store = self.store();
        self.bench.run(&[&["keys", "list", "--store", &store][..], more].concat())
    }

    fn listed(&self, ran: &Ran) -> String {
        ran.whole().replace(&self.folder.path().display().to_string(), "FOLDER")
    }

    fn role(&self, role: &str) -> Value {
        let found: Value = serde_json::from_str(&self.keys(&["--output", "json"]).out).expect("JSON");
        let keys = found["keys"].as_array().expect("a list");
        keys.iter().find(|key| key["role"] == role).cloned().expect("it is listed")
    }

    fn key_file(&self, name: &str) -> String {
        format!("{}.keys/{name}", self.store())
    }

    fn made_badge(&self) {
        let made = self.bench.run(&["keys", "new", "badge", "--folder", &format!("{}.keys", self.store())]);
        assert_eq!(made.exit, Exit::Done, "{}", made.whole());
    }
}

#[test]
fn keys_are_listed_with_what_checks_them_and_no_secret() {
    let desk = Desk::begun();
    desk.made_badge();
    let ran = desk.keys(&[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    snapshot("keys_listed", &desk.listed(&ran));
    let json = desk.keys(&["--output", "json"]).out;
    for name in ["log.key", "pseudonym.key", "badge.key"] {
        let secret = String::from_utf8(desk.kept(name).expect("it is there")).expect("text");
        for line in secret.lines().filter(|line| !line.starts_with('-')) {
            assert!(!ran.out.contains(line) && !json.contains(line), "{name} is printed");
        }
    }
    let vkey = String::from_utf8(desk.kept("log.vkey").expect("it is there")).expect("text");
    assert_eq!(desk.role("log")["checked_by"], vkey.trim_end());
    assert_eq!(desk.role("log")["since"], "2026-11-22T09:30:00Z");
    assert_eq!(desk.role("pseudonym")["since"], Value::Null, "the log does not say it");
}

#[test]
fn each_fault_of_a_key_file_is_named_with_its_remedy() {
    let desk = Desk::begun();
    desk.made_badge();
    for name in ["log.key", "pseudonym.key", "badge.key"] {
        let bytes = desk.kept(name).expect("it is there");
        // Whatever is put there anew can be read by everybody.
        desk.machine().put(desk.key_file(name), &bytes);
    }
    desk.machine().put(desk.key_file("old.key"), b"");
    let open = desk.keys(&[]);
    assert_eq!(open.exit, Exit::AtFault, "{}", open.whole());
    snapshot("keys_open", &desk.listed(&open));
    for (file, role, what) in [
        ("log.key", "log", "nothing can be recorded"),
        ("log.vkey", "log", "nothing can be checked"),
        ("pseudonym.key", "pseudonym", "nobody in the store is known again"),
        ("badge.key", "badge", "and `badge.did` is there"),
        ("badge.did", "badge", "badge.did` is missing"),
    ] {
        let desk = Desk::begun();
        desk.made_badge();
        bona::machine::Machine::remove(desk.machine(), desk.key_file(file).as_ref()).expect("it is there");
        assert_eq!(desk.keys(&[]).exit, Exit::AtFault, "{file}");
        let faults = desk.role(role)["faults"].to_string();
        assert!(faults.contains(what), "{file}: {faults}");
    }
}

#[test]
fn keys_of_another_store_are_named() {
    let desk = Desk::begun();
    let made = desk.bench.run(&["keys", "new", "witness", "--name", "commissioner", "--folder", "w.keys"]);
    assert_eq!(made.exit, Exit::Done, "{}", made.whole());
    let key = String::from_utf8(desk.kept("w.keys/witness.key").expect("it is there")).expect("text");
    desk.machine().put(desk.key_file("log.key"), key.as_bytes());
    let faults = desk.role("log")["faults"].to_string();
    assert!(faults.contains("does not belong to the verifier key beside it"), "{faults}");
    let alone = desk.bench.run(&["keys", "list", "--folder", "w.keys"]);
    assert!(alone.out.contains("witness: cosigns the logs of others"), "{}", alone.whole());
    assert_eq!(alone.exit, Exit::AtFault, "no store's keys stand there");
}

/// RFC 8410 has the key alone; what earlier releases wrote has the public key behind it, and is read as well.
#[test]
fn keys_are_written_as_other_programs_read_them_and_those_of_earlier_releases_are_read() {
    let desk = Desk::filled();
    desk.made_badge();
    let der = |pem: &str| -> Vec<u8> {
        let text: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        STANDARD.decode(text).expect("base64")
    };
    for name in ["log.key", "badge.key"] {
        let path = desk.key_file(name);
        let pem = String::from_utf8(desk.kept(name).expect("it was made")).expect("text");
        let bytes = der(&pem);
        assert_eq!(bona_engine::canon::hex(&bytes[..16]), "302e020100300506032b657004220420", "{name}");
        assert_eq!(bytes.len(), 48, "{name}: the key and nothing behind it");
        let key = SigningKey::from_pkcs8_pem(&pem).expect("it was written so");
        let older = key.to_pkcs8_pem(LineEnding::LF).expect("it has a form");
        assert_ne!(der(&older).len(), 48, "{name}: with the public key");
        desk.machine().put(path, older.as_bytes());
    }
    let ran = desk.evidence(&["session", "--starts", "2026-12-03 09:30", "--mode", "video"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    let store = desk.store();
    let who = ["0042", "--leaf", "2", "--name", "Ann Byrne", "--out", "ann.json", "--store", &store];
    let ran = desk.bench.run(&[&["certificate", "issue"][..], &who].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
}
