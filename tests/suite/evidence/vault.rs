//! The vault opened and sealed again from docs/evidence.md alone; who has no key reads nothing of it, and a store of an
//! older release is sealed with nothing of it left in the open.

use std::fs;

use bona::Exit;
use bona::machine::Machine as _;
use bona_tests::made_up::Fault;
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use rusqlite::{Connection, params};

use super::erase::{forms, found, holds, traces};
use super::{Desk, PACKAGE};

/// A part of the vault: leaf, field, salt, body.
pub(super) type Part = (u64, String, Vec<u8>, Vec<u8>);

/// The vault's key, as init wrote it.
fn cipher(desk: &Desk) -> XChaCha20Poly1305 {
    let text = String::from_utf8(desk.kept("vault.key").expect("it is kept")).expect("text");
    let digits = text.trim();
    let byte = |place: usize| u8::from_str_radix(&digits[2 * place..2 * place + 2], 16).expect("hex");
    let key: Vec<u8> = (0..32).map(byte).collect();
    XChaCha20Poly1305::new_from_slice(&key).expect("32 bytes")
}

fn bound(table: &str, column: &str, row: &str) -> Vec<u8> {
    format!("bona/sealed/v1\0{table}\0{column}\0{row}").into_bytes()
}

fn open(desk: &Desk, aad: &[u8], sealed: &[u8]) -> Vec<u8> {
    let (nonce, msg) = sealed.split_first_chunk::<24>().expect("a nonce");
    cipher(desk).decrypt(&XNonce::from(*nonce), Payload { msg, aad }).expect("it was sealed by this key")
}

/// All bodies with their salts.
pub(super) fn parts(desk: &Desk) -> Vec<Part> {
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    let mut statement = database.prepare("SELECT leaf, parts FROM vault ORDER BY leaf").expect("a table");
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?));
    let boxes: Vec<(i64, Vec<u8>)> =
        statement.query_map([], read).expect("readable").collect::<Result<_, _>>().expect("readable");
    let mut parts = Vec::new();
    for (leaf, sealed) in boxes {
        let plain = open(desk, &bound("vault", "parts", &leaf.to_string()), &sealed);
        let mut rest = plain.as_slice();
        while let Some(end) = rest.iter().position(|byte| *byte == 0) {
            let field = String::from_utf8(rest[..end].to_vec()).expect("a field");
            let (salt, behind) = rest[end + 1..].split_at(32);
            let (length, behind) = behind.split_first_chunk::<4>().expect("a length");
            let (body, behind) =
                behind.split_at(usize::try_from(u32::from_be_bytes(*length)).expect("small"));
            parts.push((u64::try_from(leaf).expect("a place"), field, salt.to_vec(), body.to_vec()));
            rest = behind;
        }
    }
    parts
}

/// The boxes of leaves, names and posts as they stand there.
pub(super) fn boxes(desk: &Desk) -> Vec<Vec<u8>> {
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    let sql = "SELECT parts FROM vault UNION ALL SELECT name FROM person WHERE name IS NOT NULL UNION ALL SELECT post FROM post";
    let mut statement = database.prepare(sql).expect("tables");
    let found = statement.query_map([], |row| row.get(0)).expect("readable");
    found.collect::<Result<_, _>>().expect("readable")
}

/// Puts these bodies in the place of all that is there, as whoever has the key can.
pub(super) fn put(desk: &Desk, parts: &[Part]) {
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    let sql = "PRAGMA foreign_keys = off; PRAGMA synchronous = off; DELETE FROM vault";
    database.execute_batch(sql).expect("a body may be erased");
    // Who spoils a store may leave the parts of a leaf in any order.
    let mut parts = parts.to_vec();
    parts.sort_by_key(|part| part.0);
    for mine in parts.chunk_by(|one, two| one.0 == two.0) {
        let mut plain = Vec::new();
        for (_, field, salt, body) in mine {
            let length = u32::try_from(body.len()).expect("small").to_be_bytes();
            plain.extend([field.as_bytes(), b"\0", salt, &length, body].concat());
        }
        let leaf = mine[0].0;
        let aad = bound("vault", "parts", &leaf.to_string());
        let nonce = [u8::try_from(leaf % 200).expect("small") + 50; 24];
        let sealed =
            cipher(desk).encrypt(&XNonce::from(nonce), Payload { msg: &plain, aad: &aad }).expect("small");
        let row = params![i64::try_from(leaf).expect("small"), [&nonce[..], &sealed].concat()];
        database.execute("INSERT INTO vault (leaf, parts) VALUES (?1, ?2)", row).expect("writable");
    }
}

/// Every text of the store that is sealed, opened: bodies with salts, names, posts.
pub(super) fn opened(desk: &Desk) -> Vec<Vec<u8>> {
    let there = fs::metadata(desk.store()).is_ok_and(|file| 0 < file.len());
    let database = if there { Connection::open(desk.store()) } else { Connection::open_in_memory() };
    let database = database.expect("SQLite opens it");
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'seal'";
    // What is no store yet, or was lost, has nothing sealed.
    if database.query_row(sql, [], |row| row.get::<_, i64>(0)) != Ok(1) {
        return Vec::new();
    }
    let mut texts: Vec<Vec<u8>> = parts(desk).into_iter().flat_map(|part| [part.2, part.3]).collect();
    for (table, key, column) in [("person", "number", "name"), ("post", "number", "post")] {
        let sql = format!(
            "SELECT CAST({key} AS TEXT), {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 1"
        );
        let mut statement = database.prepare(&sql).expect("a table");
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?));
        let rows: Vec<(String, Vec<u8>)> =
            statement.query_map([], read).expect("readable").collect::<Result<_, _>>().expect("readable");
        texts.extend(rows.iter().map(|(row, sealed)| open(desk, &bound(table, column, row), sealed)));
    }
    texts
}

/// Bytes of the store's own file, without those beside it.
fn database(desk: &Desk) -> Vec<u8> {
    let mut all = fs::read(desk.store()).expect("readable");
    all.extend(fs::read(format!("{}-wal", desk.store())).unwrap_or_default());
    all
}

/// What of a body must not stand in the database in the open. A person's number does, in the table of people; which
/// leaf it belongs to stands in the sealed body alone.
fn sealed_of(part: &Part) -> Vec<Vec<u8>> {
    let who = part.1 == "who";
    [Some(part.2.clone()), (!who).then(|| part.3.clone())].into_iter().flatten().collect()
}

#[test]
fn the_database_alone_says_nothing_of_anybody() {
    let desk = Desk::filled();
    let bytes = database(&desk);
    let names = ["Ann Byrne", "Dilys Eze"].map(forms).concat();
    let bodies = parts(&desk).into_iter().flat_map(|part| sealed_of(&part));
    for text in names.into_iter().chain(bodies) {
        assert!(!holds(&bytes, &text), "{}", String::from_utf8_lossy(&text));
    }
    // The canary: the same search finds both where it is opened, and what stands open on purpose.
    let plain = opened(&desk).concat();
    assert!(holds(&plain, b"Ann Byrne") && holds(&plain, b"\"course\":\"first_contact\""));
    assert!(holds(&bytes, b"Elm Street Surgery"), "the first leaf names the organisation");
    assert!(0 < found(&desk, &traces(&desk, "Ann Byrne")));
}

#[test]
fn a_vault_without_its_key_is_a_log_that_verifies_as_a_tree() {
    let desk = Desk::filled();
    let path = format!("{}.keys/vault.key", desk.store());
    let key = desk.kept("vault.key").expect("it is kept");
    let other = format!("{}\n", "ab".repeat(32));
    for (bytes, why) in [(None, "is missing"), (Some(other.as_bytes()), "it was sealed with the key ")] {
        desk.machine().remove(path.as_ref()).expect("it is there");
        if let Some(bytes) = bytes {
            desk.machine().put(&path, bytes);
        }
        for command in [&["matrix"][..], &["backup", "b"], &["person", "Ann Byrne"], &["export", "given"]] {
            let ran = desk.evidence(command);
            assert_eq!(ran.exit, Exit::World, "{command:?}: {}", ran.whole());
            assert!(ran.err.contains(why) && ran.err.contains("help: put back `vault.key`"), "{}", ran.err);
        }
        let ran = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
        assert!(ran.exit == Exit::World && ran.err.contains(why), "{}", ran.whole());
        let verify = desk.evidence(&["verify"]);
        assert_eq!(verify.exit, Exit::AtFault, "{}", verify.whole());
        assert!(verify.out.contains("the log itself is sound"), "{}", verify.out);
        assert!(verify.out.contains("does not verify: 1 fault"), "{}", verify.out);
        let doctor = desk.evidence(&["doctor"]);
        assert!(doctor.out.contains(why) && !doctor.out.contains("leaves 1 to"), "{}", doctor.out);
        let keys = desk.bench.run(&["keys", "list", "--store", &desk.store()]);
        assert_eq!(keys.exit, Exit::AtFault, "{}", keys.whole());
        assert!(keys.out.contains("vault: seals names and records"), "{}", keys.out);
        desk.machine().put(&path, &key);
    }
    // Who changes the log as well is told of both.
    let database = Connection::open(desk.store()).expect("SQLite opens it");
    database
        .execute_batch("DROP TRIGGER leaf_stays; UPDATE leaf SET bytes = X'00' WHERE place = 3")
        .expect("owner");
    desk.machine().remove(path.as_ref()).expect("it is there");
    let both = desk.evidence(&["verify"]).out;
    assert!(both.contains("leaf 3: its bytes were changed") && !both.contains("itself is sound"), "{both}");
    desk.machine().put(&path, b"0f3a");
    let ran = desk.evidence(&["verify"]);
    assert!(ran.exit == Exit::World && ran.err.contains("does not hold 64 hex digits"), "{}", ran.whole());
}

#[test]
fn the_key_is_its_owners_alone() {
    let desk = Desk::filled();
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "init wrote it so");
    let path = format!("{}.keys/vault.key", desk.store());
    let key = desk.kept("vault.key").expect("it is kept");
    assert_eq!(key.len(), 65);
    desk.machine().put(&path, &key);
    let doctor = desk.evidence(&["doctor"]);
    assert_eq!(doctor.exit, Exit::AtFault, "{}", doctor.whole());
    assert!(doctor.out.contains("vault.key` can be read by others"), "{}", doctor.out);
    assert!(doctor.out.contains("help: chmod 600"), "{}", doctor.out);
}

/// The tables as the release before the seal made them, filled with what this store holds.
fn unseal(desk: &Desk) {
    let (parts, database) = (parts(desk), Connection::open(desk.store()).expect("SQLite opens it"));
    let names: Vec<(String, Vec<u8>)> = {
        let sql = "SELECT number, name FROM person WHERE name IS NOT NULL";
        let mut statement = database.prepare(sql).expect("a table");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("readable");
        rows.collect::<Result<_, _>>().expect("readable")
    };
    let posts: Vec<(i64, Vec<u8>)> = {
        let mut statement = database.prepare("SELECT number, post FROM post").expect("a table");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("readable");
        rows.collect::<Result<_, _>>().expect("readable")
    };
    database.execute_batch(include_str!("unsealed.sql")).expect("the owner can");
    for (leaf, field, salt, body) in parts {
        let sql = "INSERT INTO vault (leaf, field, salt, mark, body) VALUES (?1, ?2, ?3, X'00', ?4)";
        let row = params![i64::try_from(leaf).expect("small"), field, salt, body];
        database.execute(sql, row).expect("writable");
    }
    for (number, sealed) in names {
        let name = open(desk, &bound("person", "name", &number), &sealed);
        let row = params![number, String::from_utf8(name).expect("text")];
        database.execute("UPDATE person SET name = ?2 WHERE number = ?1", row).expect("writable");
    }
    for (number, sealed) in posts {
        let post = open(desk, &bound("post", "post", &number.to_string()), &sealed);
        let post = String::from_utf8(post).expect("text");
        let mut parts = post.split('\0');
        let mut next = || parts.next();
        let row = params![number, next(), next(), next(), next(), next()];
        let sql =
            "UPDATE post SET role = ?2, place = ?3, kind = ?4, starts = ?5, ends = ?6 WHERE number = ?1";
        database.execute(sql, row).expect("writable");
    }
    desk.machine().remove(format!("{}.keys/vault.key", desk.store()).as_ref()).expect("it is there");
}

#[test]
fn a_store_of_an_older_release_is_sealed_and_nothing_stays_in_the_open() {
    let desk = Desk::staffed();
    let (matrix, posts) = (desk.json(&["matrix", "--output", "json"]), desk.evidence(&["gaps", "--all"]).out);
    let sound: Vec<Part> = parts(&desk);
    unseal(&desk);
    let bytes = database(&desk);
    assert!(
        holds(&bytes, b"Ann Byrne") && holds(&bytes, &sound[2].3),
        "the older release kept it in the open"
    );
    let ran = desk.evidence(&["verify"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.err.contains("note: names and records") && ran.err.contains("vault.key"), "{}", ran.err);
    let bytes = database(&desk);
    let texts = sound.iter().flat_map(sealed_of);
    for text in texts.chain(forms("Ann Byrne")).chain(forms("Dilys Eze")) {
        assert!(!holds(&bytes, &text), "{}", String::from_utf8_lossy(&text));
    }
    assert_eq!(parts(&desk), sound, "and all of it is there");
    assert_eq!(desk.json(&["matrix", "--output", "json"]), matrix);
    assert_eq!(desk.evidence(&["gaps", "--all"]).out, posts);
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "{}", desk.evidence(&["doctor"]).out);
}

#[test]
fn sealing_an_older_store_outlives_a_power_cut_at_any_write() {
    let desk = Desk::filled();
    unseal(&desk);
    let file = fs::read(desk.store()).expect("readable");
    for full in [true, false] {
        let fault = if full { Fault::Full } else { Fault::Dies };
        desk.machine().fault(Some((1, fault)));
        let ran = super::faults::survived(|| desk.evidence(&["verify"]));
        assert!(ran.is_none_or(|ran| ran.exit == Exit::World), "the key could not be written");
        desk.machine().fault(None);
        assert!(file == fs::read(desk.store()).expect("readable"), "and so nothing was sealed by it");
    }
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
}
