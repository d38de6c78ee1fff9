//! The tables of the store, how they are made and brought up to date, and the care that SQLite is asked to take.
//!
//! Steps are only ever added at the end: a store made by an old release is brought forward step by step, each
//! in one transaction, and a store made by a newer one is refused.

use bona_engine::evidence::StoreError;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{Seal, boxes, cannot, erase, nodes, refused, seen};

/// `bona` in ASCII: by this SQLite and `file` know whose file it is.
const APPLICATION: i32 = 0x626f_6e61;
/// The first SQLite without the bug by which two connections could damage a write-ahead log (3.51.3).
const LIBRARY_MIN: i32 = 3_051_003;

/// Pages of the write-ahead log from which on it is folded into the file before the store is closed: 32 MB. What several
/// batches write to one page is folded once.
const FOLD_PAGES: i64 = 8_192;
/// Pages that SQLite keeps in memory, in KiB.
const CACHE_KIB: i64 = 48 * 1024;

/// What each version of the schema adds.
const STEPS: [&str; 8] = ["
    CREATE TABLE head (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        size INTEGER NOT NULL,
        root BLOB NOT NULL
    ) STRICT;
    -- The empty tree: its root is SHA-256 of nothing.
    INSERT INTO head (id, size, root) VALUES (1, 0, X'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    CREATE TABLE leaf (
        place INTEGER PRIMARY KEY,
        bytes BLOB NOT NULL CHECK (length(bytes) <= 65535),
        hash BLOB NOT NULL
    ) STRICT;
    CREATE TABLE checkpoint (
        size INTEGER PRIMARY KEY,
        note TEXT NOT NULL
    ) STRICT;
    CREATE TABLE vault (
        leaf INTEGER NOT NULL REFERENCES leaf (place),
        field TEXT NOT NULL,
        salt BLOB NOT NULL,
        mark BLOB NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (leaf, field)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE person (
        number TEXT PRIMARY KEY,
        name TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE learner (
        key TEXT PRIMARY KEY,
        person TEXT NOT NULL REFERENCES person (number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX learner_person ON learner (person);
    CREATE TABLE seen (
        digest BLOB PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER leaf_stays BEFORE UPDATE ON leaf BEGIN SELECT RAISE(ABORT, 'a leaf is never changed'); END;
    CREATE TRIGGER leaf_remains BEFORE DELETE ON leaf BEGIN SELECT RAISE(ABORT, 'a leaf is never removed'); END;
    CREATE TRIGGER checkpoint_stays BEFORE UPDATE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END;
    CREATE TRIGGER checkpoint_remains BEFORE DELETE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'a checkpoint is never removed'); END;
    CREATE TRIGGER body_stays BEFORE UPDATE ON vault
        BEGIN SELECT RAISE(ABORT, 'a body is erased or stays as it is'); END;
    CREATE TRIGGER head_remains BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'the head is never removed'); END;
    CREATE TRIGGER head_grows BEFORE UPDATE ON head WHEN new.size <= old.size
        BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
", "
    -- By its leaf the digest of a row goes when the leaf is erased.
    ALTER TABLE seen ADD COLUMN leaf INTEGER;
    CREATE INDEX seen_leaf ON seen (leaf);
    -- Keyed digests of who was erased, so that no import brings them back.
    CREATE TABLE suppressed (
        digest BLOB PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    -- What is still to be done after a power cut.
    CREATE TABLE chore (
        name TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    -- Who works as what, where, from when to when: what staff lists said, outside the log.
    CREATE TABLE post (
        number INTEGER PRIMARY KEY,
        person TEXT NOT NULL REFERENCES person (number),
        role TEXT NOT NULL,
        place TEXT NOT NULL,
        kind TEXT NOT NULL,
        starts TEXT NOT NULL,
        ends TEXT
    ) STRICT;
    CREATE INDEX post_person ON post (person);
    CREATE TABLE staff_list (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        as_at TEXT NOT NULL
    ) STRICT;
", "
    -- Answer codes. Sorted by what they say, so that no order tells when one came; nothing here points to a person.
    CREATE TABLE answer_code (
        code TEXT NOT NULL,
        copy INTEGER NOT NULL,
        course TEXT NOT NULL,
        edition TEXT NOT NULL,
        wave TEXT NOT NULL,
        released INTEGER NOT NULL,
        PRIMARY KEY (code, copy)
    ) STRICT, WITHOUT ROWID;
", "
    -- From here on what names or opens something is sealed; see cli/src/store/seal.rs. The key is known by its fingerprint.
    CREATE TABLE seal (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        fingerprint TEXT NOT NULL
    ) STRICT;
    ALTER TABLE vault RENAME TO vault_unsealed;
    -- All bodies of a leaf, with their salts, in one box.
    CREATE TABLE vault (
        leaf INTEGER PRIMARY KEY REFERENCES leaf (place),
        parts BLOB NOT NULL
    ) STRICT;
    ALTER TABLE person RENAME COLUMN name TO name_unsealed;
    ALTER TABLE person ADD COLUMN name BLOB;
    ALTER TABLE post ADD COLUMN post BLOB NOT NULL DEFAULT X'';
", "
    -- How far each record store was pulled from, by its own times. It says nothing of anybody.
    CREATE TABLE pulled (
        address TEXT NOT NULL,
        course TEXT NOT NULL,
        edition TEXT NOT NULL,
        activity TEXT NOT NULL,
        verb TEXT NOT NULL,
        since TEXT NOT NULL,
        PRIMARY KEY (address, course, edition, activity, verb)
    ) STRICT, WITHOUT ROWID;
", "
    -- The root of every full 256 leaves, worked out from the leaves: so a log is gone on with without reading all of it.
    CREATE TABLE node (
        place INTEGER PRIMARY KEY,
        hash BLOB NOT NULL
    ) STRICT;
    -- The few leaves that are not sealed; x'7b22636f6d6d6974' is how sealed ones begin.
    CREATE INDEX leaf_open ON leaf (place) WHERE substr(bytes, 1, 8) <> x'7b22636f6d6d6974';
    CREATE INDEX leaf_rotated ON leaf (place)
        WHERE substr(bytes, 1, 8) <> x'7b22636f6d6d6974' AND instr(bytes, x'226b696e64223a22726f746174656422') > 0;
    -- Kept in no order but the digests' own, so that a batch goes in as one sorted run.
    DROP INDEX seen_leaf;
", "
    -- The newest digests of rows, before they are many; see cli/src/store/sqlite/seen.rs.
    CREATE TABLE seen_new (
        stock INTEGER PRIMARY KEY,
        entries BLOB NOT NULL
    ) STRICT;
    -- Whoever is erased is looked for in all of them: an index by numbers, which are chance, cost each import more.
    DROP INDEX learner_person;
", "
    -- The other digests of rows, many to a row; see cli/src/store/sqlite/seen/runs.rs. They stood in `seen`, one to a row.
    CREATE TABLE seen_block (
        place INTEGER PRIMARY KEY,
        entries BLOB NOT NULL
    ) STRICT;
    CREATE TABLE seen_run (
        run INTEGER PRIMARY KEY,
        digests INTEGER NOT NULL
    ) STRICT;
"];
/// The step by which digests stand in blocks, and what it does once all of them do.
const BLOCKS: usize = 7;
const ROWS_GONE: &str = "DROP TABLE seen";
/// The step by which the roots are kept.
const NODES: usize = 5;
/// The step by which the vault is sealed, and what it does once all is sealed.
const SEALED: usize = 3;
const UNSEALED_GONE: &str = "
    DROP TABLE vault_unsealed;
    CREATE TRIGGER body_stays BEFORE UPDATE ON vault
        BEGIN SELECT RAISE(ABORT, 'a body is erased or stays as it is'); END;
    ALTER TABLE person DROP COLUMN name_unsealed;
    ALTER TABLE post DROP COLUMN role;
    ALTER TABLE post DROP COLUMN place;
    ALTER TABLE post DROP COLUMN kind;
    ALTER TABLE post DROP COLUMN starts;
    ALTER TABLE post DROP COLUMN ends;
";

/// Refuses a library with a bug that loses data, should somebody build against the system's own.
pub(super) fn check_library() -> Result<(), StoreError> {
    if LIBRARY_MIN <= rusqlite::version_number() {
        return Ok(());
    }
    let source = format!("SQLite {} is older than 3.51.3, which can damage a store", rusqlite::version());
    Err(StoreError::World {
        what: "the program was built against an unsafe library".to_owned(),
        source: source.into(),
    })
}

/// The care that every connection is asked to take.
pub(super) fn care(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    // FULL forces the log to the disk at each commit; NORMAL would let a power cut take the last ones.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // In KiB, since negative: room for what a large batch touches again and again.
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "wal_autocheckpoint", FOLD_PAGES)?;
    // What is erased is overwritten, not only forgotten.
    connection.pragma_update(None, "secure_delete", true)
}

/// Whether there is anything in the file.
pub(super) fn is_used(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT count(*) > 0 FROM sqlite_schema", [], |row| row.get(0))
}

/// Makes the tables in an empty file.
pub(super) fn create(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "application_id", APPLICATION).map_err(cannot("make it"))?;
    forward(connection, 0, None)
}

/// Checks whose file it is; gives the version of its tables.
pub(super) fn version(connection: &Connection) -> Result<usize, StoreError> {
    let read = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let application = read("application_id").map_err(cannot("read it"))?;
    let version = read("user_version").map_err(cannot("read it"))?;
    match usize::try_from(version) {
        Ok(version @ 1..) if application == APPLICATION => {
            if STEPS.len() < version {
                return Err(refused("it was written by a newer release of bona; use that one"));
            }
            Ok(version)
        }
        _ => Err(refused("the file is no evidence store")),
    }
}

/// Whether it is a store of an older release that sealed nothing.
pub(super) fn is_unsealed(connection: &Connection) -> Result<bool, StoreError> {
    version(connection).map(|version| version <= SEALED)
}

/// Checks whose file it is, and brings it up to date; whether it was not.
pub(super) fn check(connection: &Connection, seal: Option<&Seal>) -> Result<bool, StoreError> {
    let version = version(connection)?;
    if version <= SEALED && seal.is_none() {
        return Err(refused("an older release wrote it, and there is no key with which to seal its vault"));
    }
    forward(connection, version, seal).map(|()| version < STEPS.len())
}

fn forward(connection: &Connection, from: usize, seal: Option<&Seal>) -> Result<(), StoreError> {
    (from..STEPS.len()).try_for_each(|number| step(connection, number, seal))
}

/// One step and its number, whole or not at all.
fn step(connection: &Connection, number: usize, seal: Option<&Seal>) -> Result<(), StoreError> {
    let cannot = cannot("bring it up to date");
    let transaction =
        Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map_err(&cannot)?;
    // Another program may have done it since the version was looked at.
    if 0 < number && version(&transaction)? != number {
        return Ok(());
    }
    transaction.execute_batch(STEPS[number]).map_err(&cannot)?;
    if number == SEALED {
        if let Some(seal) = seal {
            boxes::take_over(&transaction, seal)?;
            // Older pages hold all of it in the open.
            erase::note(&transaction).map_err(&cannot)?;
        }
        transaction.execute_batch(UNSEALED_GONE).map_err(&cannot)?;
    }
    if number == NODES {
        nodes::build(&transaction)?;
    }
    if number == BLOCKS {
        seen::take_over(&transaction).map_err(&cannot)?;
        transaction.execute_batch(ROWS_GONE).map_err(&cannot)?;
    }
    transaction.pragma_update(None, "user_version", number as u32 + 1).map_err(&cannot)?;
    transaction.commit().map_err(&cannot)
}
