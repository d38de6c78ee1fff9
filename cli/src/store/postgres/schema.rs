//! The tables of the store in PostgreSQL, and what the server is asked about them.
//!
//! They stand in a schema of their own, `bona`, and mean what those of a file mean; texts are compared by their bytes, as
//! they are there. Steps are only ever added at the end.

use bona_engine::evidence::StoreError;

use super::link::{Link, value};
use crate::store::common::refused;

/// What each version of the tables adds.
const STEPS: [&str; 1] = ["
    CREATE TABLE bona.release (
        id BIGINT PRIMARY KEY CHECK (id = 1),
        version BIGINT NOT NULL
    );
    INSERT INTO bona.release (id, version) VALUES (1, 0);
    CREATE TABLE bona.head (
        id BIGINT PRIMARY KEY CHECK (id = 1),
        size BIGINT NOT NULL,
        root BYTEA NOT NULL
    );
    -- The empty tree: its root is SHA-256 of nothing.
    INSERT INTO bona.head (id, size, root)
        VALUES (1, 0, '\\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    CREATE TABLE bona.leaf (
        place BIGINT PRIMARY KEY,
        bytes BYTEA NOT NULL CHECK (length(bytes) <= 65535),
        hash BYTEA NOT NULL
    );
    -- The few leaves that are not sealed: sealed ones begin with these bytes.
    CREATE INDEX leaf_open ON bona.leaf (place) WHERE substring(bytes FROM 1 FOR 8) <> '\\x7b22636f6d6d6974';
    CREATE TABLE bona.node (
        place BIGINT PRIMARY KEY,
        hash BYTEA NOT NULL
    );
    CREATE TABLE bona.checkpoint (
        size BIGINT PRIMARY KEY,
        note TEXT NOT NULL
    );
    CREATE TABLE bona.seal (
        id BIGINT PRIMARY KEY CHECK (id = 1),
        fingerprint TEXT NOT NULL
    );
    -- All bodies of a leaf, with their salts, in one box; see cli/src/store/seal.rs.
    CREATE TABLE bona.vault (
        leaf BIGINT PRIMARY KEY,
        parts BYTEA NOT NULL
    );
    CREATE TABLE bona.person (
        number TEXT COLLATE \"C\" PRIMARY KEY,
        name BYTEA
    );
    CREATE TABLE bona.learner (
        key TEXT COLLATE \"C\" PRIMARY KEY,
        person TEXT COLLATE \"C\" NOT NULL REFERENCES bona.person (number)
    );
    CREATE TABLE bona.post (
        number BIGINT PRIMARY KEY,
        person TEXT COLLATE \"C\" NOT NULL REFERENCES bona.person (number),
        post BYTEA NOT NULL
    );
    CREATE TABLE bona.staff_list (
        id BIGINT PRIMARY KEY CHECK (id = 1),
        as_at TEXT COLLATE \"C\" NOT NULL
    );
    CREATE TABLE bona.seen (
        digest BYTEA PRIMARY KEY,
        leaf BIGINT NOT NULL
    );
    CREATE TABLE bona.suppressed (
        digest BYTEA PRIMARY KEY
    );
    -- Answer codes. Sorted by what they say when they are read; nothing here points to a person.
    CREATE TABLE bona.answer_code (
        code TEXT COLLATE \"C\" NOT NULL,
        copy BIGINT NOT NULL,
        course TEXT COLLATE \"C\" NOT NULL,
        edition TEXT COLLATE \"C\" NOT NULL,
        wave TEXT COLLATE \"C\" NOT NULL,
        released BIGINT NOT NULL,
        PRIMARY KEY (code, copy)
    );
    CREATE TABLE bona.pulled (
        address TEXT COLLATE \"C\" NOT NULL,
        course TEXT COLLATE \"C\" NOT NULL,
        edition TEXT COLLATE \"C\" NOT NULL,
        activity TEXT COLLATE \"C\" NOT NULL,
        verb TEXT COLLATE \"C\" NOT NULL,
        since TEXT COLLATE \"C\" NOT NULL,
        PRIMARY KEY (address, course, edition, activity, verb)
    );
    -- What is still to be done after a power cut.
    CREATE TABLE bona.chore (
        name TEXT COLLATE \"C\" PRIMARY KEY
    );
    CREATE FUNCTION bona.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END
    $$;
    CREATE TRIGGER leaf_stays BEFORE UPDATE OR DELETE ON bona.leaf
        FOR EACH ROW EXECUTE FUNCTION bona.refuse('a leaf is never changed or removed');
    CREATE TRIGGER leaf_remains BEFORE TRUNCATE ON bona.leaf EXECUTE FUNCTION bona.refuse('a leaf is never removed');
    CREATE TRIGGER checkpoint_stays BEFORE UPDATE OR DELETE ON bona.checkpoint
        FOR EACH ROW EXECUTE FUNCTION bona.refuse('a checkpoint is never changed or removed');
    CREATE TRIGGER checkpoint_remains BEFORE TRUNCATE ON bona.checkpoint
        EXECUTE FUNCTION bona.refuse('a checkpoint is never removed');
    CREATE TRIGGER body_stays BEFORE UPDATE ON bona.vault
        FOR EACH ROW EXECUTE FUNCTION bona.refuse('a body is erased or stays as it is');
    CREATE TRIGGER body_remains BEFORE TRUNCATE ON bona.vault
        EXECUTE FUNCTION bona.refuse('bodies are erased one by one');
    CREATE TRIGGER head_grows BEFORE UPDATE ON bona.head
        FOR EACH ROW WHEN (new.size <= old.size) EXECUTE FUNCTION bona.refuse('the log only grows');
    CREATE TRIGGER head_stays BEFORE DELETE ON bona.head
        FOR EACH ROW EXECUTE FUNCTION bona.refuse('the head is never removed');
    CREATE TRIGGER head_remains BEFORE TRUNCATE ON bona.head EXECUTE FUNCTION bona.refuse('the head is never removed');
"];

/// Lets the server keep no statistics of the columns by which a person or a row could be told: a number that stood in them
/// would stay there when it is erased.
pub(super) const UNCOUNTED: &str = "
    ALTER TABLE bona.learner ALTER key SET STATISTICS 0, ALTER person SET STATISTICS 0;
    ALTER TABLE bona.person ALTER number SET STATISTICS 0, ALTER name SET STATISTICS 0;
    ALTER TABLE bona.post ALTER number SET STATISTICS 0, ALTER person SET STATISTICS 0, ALTER post SET STATISTICS 0;
    ALTER TABLE bona.seen ALTER digest SET STATISTICS 0, ALTER leaf SET STATISTICS 0;
    ALTER TABLE bona.vault ALTER leaf SET STATISTICS 0, ALTER parts SET STATISTICS 0;
";

/// The columns of these tables of which the server keeps statistics or may, in stores that were made before it was told not to.
const COUNTED: &str = "
    SELECT attrelid::regclass::text || '.' || attname FROM pg_attribute
    WHERE attrelid IN ('bona.learner'::regclass, 'bona.person'::regclass, 'bona.post'::regclass, 'bona.seen'::regclass,
        'bona.vault'::regclass) AND attnum > 0 AND NOT attisdropped AND attstattarget IS DISTINCT FROM 0 ORDER BY 1";

/// The triggers that stop accidents.
const TRIGGERS: [&str; 9] = [
    "body_remains",
    "body_stays",
    "checkpoint_remains",
    "checkpoint_stays",
    "head_grows",
    "head_remains",
    "head_stays",
    "leaf_remains",
    "leaf_stays",
];

/// All of a store, as it is taken away again where its beginning broke off.
const AWAY: &str = "
    DROP TABLE bona.answer_code, bona.checkpoint, bona.chore, bona.head, bona.leaf, bona.learner, bona.node, bona.person,
        bona.post, bona.pulled, bona.release, bona.seal, bona.seen, bona.staff_list, bona.suppressed, bona.vault;
    DROP FUNCTION bona.refuse();
";

/// Makes the tables and what is put into them, whole or not at all; there must be none. The schema may have been made by
/// somebody who may.
pub(super) fn create(
    link: &mut Link,
    fill: impl FnOnce(&mut Link) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let is_there = "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'bona'),
        EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace('bona'))";
    let found = link.once(is_there)?;
    let row = found.first().ok_or_else(|| refused("the server answers nothing"))?;
    let (schema, used): (bool, bool) = (value(row, 0)?, value(row, 1)?);
    if used {
        return Err(refused("there is one already; name another database with --store"));
    }
    let schema = if schema { "" } else { "CREATE SCHEMA bona;" };
    let version = STEPS.len();
    let sql =
        format!("BEGIN; {schema} {} {UNCOUNTED} UPDATE bona.release SET version = {version}", STEPS.concat());
    let made =
        link.all(&sql, "make it").and_then(|()| fill(link)).and_then(|()| link.all("COMMIT", "make it"));
    if made.is_err() {
        link.roll_back();
    }
    made
}

/// Takes away what [`create`] made.
pub(super) fn unmake(link: &mut Link) -> Result<(), StoreError> {
    link.roll_back();
    link.all(AWAY, "take it away")
}

/// Whether there is a store.
pub(super) fn stands(link: &mut Link) -> Result<bool, StoreError> {
    let found = link.once("SELECT to_regclass('bona.release') IS NOT NULL")?;
    found.first().map_or(Ok(false), |row| value(row, 0))
}

/// Whether there is a store, and of a release that is known.
pub(super) fn check(link: &mut Link) -> Result<(), StoreError> {
    if !stands(link)? {
        return Err(refused("there is no evidence store there; `bona evidence init` makes one"));
    }
    let found = link.once("SELECT version FROM bona.release WHERE id = 1")?;
    let version: i64 = found.first().map_or(Ok(0), |row| value(row, 0))?;
    match usize::try_from(version) {
        Ok(version) if version == STEPS.len() => Ok(()),
        Ok(version) if STEPS.len() < version => {
            Err(refused("it was written by a newer release of bona; use that one"))
        }
        _ => Err(refused("its tables are none that a release of bona made")),
    }
}

/// The columns of which the server may keep statistics, and should not.
pub(super) fn counted(link: &mut Link) -> Result<Vec<String>, StoreError> {
    link.rows(COUNTED, &[], |row| value(row, 0))
}

/// What the server promises less than a store needs, and what of the tables is not as it was made.
pub(super) fn faults(link: &mut Link) -> Result<Vec<String>, StoreError> {
    let mut faults = Vec::new();
    let settings =
        "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') ORDER BY name";
    for row in link.once(settings)? {
        let (name, setting): (String, String) = (value(&row, 0)?, value(&row, 1)?);
        if setting != "on" {
            faults.push(format!(
                "the server runs with {name} = {setting}: a power cut can damage all that it keeps"
            ));
        }
    }
    let awake = "SELECT tgname::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relnamespace = 'bona'::regnamespace AND tgenabled IN ('O', 'A')";
    let mut found = Vec::new();
    for row in link.once(awake)? {
        found.push(value::<String>(&row, 0)?);
    }
    for trigger in TRIGGERS.iter().filter(|trigger| !found.iter().any(|found| found == *trigger)) {
        faults.push(format!("the trigger `{trigger}` is missing or disabled"));
    }
    for column in counted(link)? {
        faults.push(format!(
            "the server may keep statistics of `{column}`, in which a number stays that is erased; the next `bona evidence \
             verify` of the tables' owner ends that"
        ));
    }
    let broken = "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
        WHERE relnamespace = 'bona'::regnamespace AND NOT (indisvalid AND indisready)";
    for row in link.once(broken)? {
        faults.push(format!("the index `{}` is not whole", value::<String>(&row, 0)?));
    }
    let lost =
        "SELECT count(*) FROM bona.vault WHERE NOT EXISTS (SELECT 1 FROM bona.leaf WHERE place = leaf)";
    let lost: i64 = link.once(lost)?.first().map_or(Ok(0), |row| value(row, 0))?;
    if lost != 0 {
        faults.push(format!("{lost} bodies are of leaves that are not there"));
    }
    Ok(faults)
}
