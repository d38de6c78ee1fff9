//! What the holder of a store might do on purpose, row by row: each is told by a named means, or is shown to be told
//! by nobody until somebody else has kept a checkpoint, and then by that.
//!
//! The same rows, as files that an inspector is given, stand in tests/fixtures/evidence/holder.json, which a second
//! verifier judges (tests/oracles/holder.py). To write them anew: `BONA_WRITE_FIXTURES=1 cargo test -p bona-tests malice`.

mod spoils;

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bona::Exit;
use bona_engine::log::{Checkpoint, Growth, NoteSigner, Proof, Tree, Vkey, leaf_hash};
use bona_tests::TESTS;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::DecodePrivateKey as _;
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::vault::{self, Part};
use super::{Desk, PACKAGE};
use spoils::ROWS;

/// What somebody does to a store, and how it is told.
struct Row {
    name: &'static str,
    /// Done by whoever holds database and keys.
    spoil: fn(&mut Held),
    /// What `bona evidence verify` says with what the holder has; `None` where it finds nothing.
    alone: Option<&'static str>,
    /// What it says with the checkpoints and the key that a commissioner kept.
    witnessed: &'static str,
    /// The means by which the second verifier finds it: with the files alone, and with what was kept.
    means: (Option<&'static str>, &'static str),
}

/// A store in the hands of its holder.
struct Held {
    origin: String,
    signer: NoteSigner,
    leaves: Vec<Vec<u8>>,
    parts: Vec<Part>,
    /// Signed checkpoints, by size.
    checkpoints: BTreeMap<u64, String>,
    /// The key that the holder gives away.
    vkey: String,
    /// Whether proofs are made as they should be.
    forged: Option<&'static str>,
}

impl Held {
    fn of(desk: &Desk) -> Self {
        let database = Connection::open(desk.store()).expect("SQLite opens it");
        let text = |ending: &str| String::from_utf8(desk.kept(ending).expect("it is kept")).expect("text");
        let vkey = text("keys/log.vkey").trim_end().to_owned();
        let origin = vkey.split('+').next().expect("a name").to_owned();
        let key = SigningKey::from_pkcs8_pem(&text("log.key")).expect("init made it");
        let all = |sql: &str| -> Vec<Part> {
            let mut statement = database.prepare(sql).expect("the table is there");
            let read = |row: &rusqlite::Row<'_>| {
                let leaf: i64 = row.get(0)?;
                let leaf = u64::try_from(leaf).expect("a place");
                Ok((leaf, row.get(1)?, row.get(2)?, Vec::new()))
            };
            statement.query_map([], read).expect("readable").collect::<Result<_, _>>().expect("readable")
        };
        let leaves = all("SELECT place, '', bytes FROM leaf ORDER BY place");
        let checkpoints = all("SELECT size, note, x'' FROM checkpoint ORDER BY size");
        Self {
            signer: NoteSigner::new(&origin, key).expect("a legal name"),
            origin,
            leaves: leaves.into_iter().map(|(_, _, bytes, ..)| bytes).collect(),
            parts: vault::parts(desk),
            checkpoints: checkpoints.into_iter().map(|(size, note, ..)| (size, note)).collect(),
            vkey,
            forged: None,
        }
    }

    fn tree(&self) -> Tree {
        self.leaves.iter().map(|leaf| leaf_hash(leaf)).collect()
    }

    fn sign(&mut self, size: u64) {
        let root = self.tree().root_at(size).expect("it has so many leaves");
        let checkpoint = Checkpoint { origin: self.origin.clone(), size, root };
        let text = checkpoint.sign(&self.signer).expect("its own log").to_string();
        self.checkpoints.insert(size, text);
    }

    /// Hashes and checkpoints made to fit, as whoever has the key can.
    fn resign(&mut self) {
        let size = self.leaves.len() as u64;
        self.checkpoints.clear();
        self.sign(size);
    }

    fn newest(&self) -> &str {
        self.checkpoints.last_key_value().expect("a checkpoint").1
    }

    /// Puts all of it back as a store, with its newest checkpoint beside it.
    fn put(&self, desk: &Desk) {
        let database = Connection::open(desk.store()).expect("SQLite opens it");
        let sql = "PRAGMA foreign_keys = off; PRAGMA synchronous = off; DROP TRIGGER leaf_stays; DROP TRIGGER leaf_remains;
            DROP TRIGGER checkpoint_stays; DROP TRIGGER checkpoint_remains; DROP TRIGGER head_grows;
            DELETE FROM vault; DELETE FROM leaf; DELETE FROM checkpoint";
        database.execute_batch(sql).expect("the owner can");
        let place = |index: u64| i64::try_from(index).expect("small");
        for (index, leaf) in (0..).zip(&self.leaves) {
            let hash = leaf_hash(leaf);
            let row = params![place(index), leaf, hash.as_slice()];
            database
                .execute("INSERT INTO leaf (place, bytes, hash) VALUES (?1, ?2, ?3)", row)
                .expect("writable");
        }
        vault::put(desk, &self.parts);
        for (size, note) in &self.checkpoints {
            let sql = "INSERT INTO checkpoint (size, note) VALUES (?1, ?2)";
            database.execute(sql, params![place(*size), note]).expect("writable");
        }
        let tree = self.tree();
        let root = tree.root();
        let head = params![place(tree.size()), root.as_slice()];
        database.execute("UPDATE head SET size = ?1, root = ?2", head).expect("writable");
        desk.machine().put(format!("{}.checkpoint", desk.store()), self.newest().as_bytes());
        desk.machine().put(format!("{}.keys/log.vkey", desk.store()), format!("{}\n", self.vkey).as_bytes());
    }

    /// The files that an inspector is given.
    fn files(&self) -> BTreeMap<String, String> {
        let tree = self.tree();
        let newest = self.newest();
        let size = Checkpoint::peek(newest.as_bytes()).map_or(0, |checkpoint| checkpoint.size);
        let lines = self.leaves.iter().map(|leaf| String::from_utf8_lossy(leaf).into_owned() + "\n");
        let mut files: BTreeMap<String, String> = BTreeMap::from([
            ("checkpoint".into(), newest.to_owned()),
            ("log.vkey".into(), format!("{}\n", self.vkey)),
            ("leaves.jsonl".into(), lines.collect()),
        ]);
        for index in [0, 2, 3] {
            let mut path = tree.inclusion(index, size.min(tree.size())).expect("it has so many leaves");
            let mut leaf = self.leaves[usize::try_from(index).expect("small")].clone();
            match self.forged {
                Some("leaf") => leaf = self.leaves[1].clone(),
                Some("path") => path[0][5] ^= 1,
                _ => {}
            }
            let index = if self.forged == Some("index") { index + 1 } else { index };
            let proof = Proof { extra: Some(leaf), index, path, checkpoint: newest.to_owned() };
            files.insert(format!("leaf-{index}.tlog-proof"), proof.to_string());
        }
        let turned =
            (0..).zip(&self.leaves).filter(|(_, leaf)| String::from_utf8_lossy(leaf).contains("\"rotated\""));
        for (number, (index, leaf)) in (1..).zip(turned) {
            let path = tree.inclusion(index, index + 1).expect("it has so many leaves");
            if let Some(checkpoint) = self.checkpoints.get(&(index + 1)).cloned() {
                let proof = Proof { extra: Some(leaf.clone()), index, path, checkpoint };
                files.insert(format!("log-{number}.tlog-proof"), proof.to_string());
            }
        }
        if let Some(path) = tree.consistency(3, size) {
            let path = path
                .into_iter()
                .map(|hash| if self.forged == Some("growth") { leaf_hash(&hash) } else { hash });
            let growth = Growth { old: 3, path: path.collect(), checkpoint: newest.to_owned() };
            files.insert("since-3.growth".into(), growth.to_string());
        }
        for leaf in [2, 3, 8] {
            let parts: String = self
                .parts
                .iter()
                .filter(|part| part.0 == leaf)
                .map(|(_, field, salt, body)| {
                    format!("{field} {} {}\n", STANDARD.encode(salt), STANDARD.encode(body))
                })
                .collect();
            if !parts.is_empty() {
                files.insert(format!("leaf-{leaf}.opened"), format!("bona/opened/v1\nindex {leaf}\n{parts}"));
            }
        }
        files
    }
}

/// What a commissioner kept of the sound store: two checkpoints, and the key.
struct Kept {
    checkpoints: Vec<String>,
    key: String,
}

fn sound() -> (Desk, Kept) {
    let desk = Desk::begun();
    let text = |ending: &str| String::from_utf8(desk.kept(ending).expect("it is kept")).expect("text");
    let mut checkpoints = Vec::new();
    for file in ["moodle.csv", "run_time.json"] {
        let ran = desk.import(file, &["--package", PACKAGE, "--apply"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        checkpoints.push(text(".checkpoint"));
    }
    let key = text("keys/log.vkey");
    for (place, checkpoint) in checkpoints.iter().enumerate() {
        desk.machine().put(format!("kept-{place}"), checkpoint.as_bytes());
    }
    desk.machine().put("kept.vkey", key.as_bytes());
    (desk, Kept { checkpoints, key })
}

const WITNESSED: [&str; 7] =
    ["verify", "--key", "kept.vkey", "--checkpoint", "kept-0", "--checkpoint", "kept-1"];

/// Spoils a store as the row says, has it judged, and gives the files that an inspector is given.
fn judge(row: &Row) -> Value {
    let (desk, _) = sound();
    let mut held = Held::of(&desk);
    (row.spoil)(&mut held);
    held.put(&desk);
    let alone = desk.evidence(&["verify"]);
    match row.alone {
        Some(says) => {
            assert_eq!(alone.exit, Exit::AtFault, "{}: {}", row.name, alone.whole());
            assert!(alone.out.contains(says), "{}: {}", row.name, alone.out);
        }
        None => assert_eq!(alone.exit, Exit::Done, "{}: {}", row.name, alone.whole()),
    }
    let witnessed = desk.evidence(&WITNESSED);
    if row.witnessed.is_empty() {
        assert_eq!(witnessed.exit, Exit::Done, "{}: {}", row.name, witnessed.whole());
    } else {
        assert_eq!(witnessed.exit, Exit::AtFault, "{}: {}", row.name, witnessed.whole());
        assert!(witnessed.out.contains(row.witnessed), "{}: {}", row.name, witnessed.out);
    }
    if held.forged.is_some() {
        let key = Vkey::parse(&held.vkey).expect("init made it");
        let files = held.files();
        let proofs = files.values().filter_map(|text| Proof::parse(text.as_bytes()).ok());
        let refused = |proof: &Proof| proof.verify(proof.extra.as_deref().unwrap_or_default(), &key).is_err();
        let refused = proofs.filter(refused).count();
        assert_eq!(refused, if held.forged == Some("growth") { 0 } else { 3 }, "{}", row.name);
    }
    json!({ "name": row.name, "alone": row.means.0, "witnessed": row.means.1, "files": held.files() })
}

#[test]
fn each_row_is_told_by_its_named_means() {
    let (desk, kept) = sound();
    let held = Held::of(&desk);
    held.put(&desk);
    // The canary: what nobody touched is sound in every way, so that whatever is told below was told of the spoiling.
    assert_eq!(desk.evidence(&WITNESSED).exit, Exit::Done, "{}", desk.evidence(&WITNESSED).whole());
    let (turned_desk, _) = sound();
    let mut turned = Held::of(&turned_desk);
    spoils::turn_twice(&mut turned);
    turned.put(&turned_desk);
    for words in [&["verify"][..], &WITNESSED] {
        let ran = turned_desk.evidence(words);
        assert_eq!(ran.exit, Exit::Done, "what was signed by three keys: {}", ran.whole());
    }
    let rows: Vec<Value> = ROWS.iter().map(judge).collect();
    let undetected = ROWS.iter().filter(|row| row.alone.is_none() && row.means.0.is_none()).count();
    assert!(
        20 <= rows.len() && 4 <= undetected,
        "{} rows, {undetected} untold without a witness",
        rows.len()
    );
    let whole = json!({
        "about": "What a malicious holder might give to an inspector, with what each file set is told by; written by tests/suite/evidence/malice.rs.",
        "key": kept.key, "kept": kept.checkpoints, "sound": held.files(), "turned": turned.files(), "rows": rows,
    });
    let text = serde_json::to_string_pretty(&whole).expect("it is JSON") + "\n";
    let path = Path::new(TESTS).join("fixtures/evidence/holder.json");
    if std::env::var_os("BONA_WRITE_FIXTURES").is_some() {
        std::fs::write(&path, &text).expect("the fixtures can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == text,
        "tests/fixtures/evidence/holder.json is of another run; see the head of this test"
    );
}
