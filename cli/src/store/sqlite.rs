//! The evidence store in SQLite: one file, many readers, one writer at a time, every commit forced to the disk.
//!
//! SQLite opens real paths by itself: this is the store's own door. A batch is appended in one transaction
//! that first compares the one head row, so that no two programs give one place to two leaves. Triggers stop
//! accidents, not the owner: what tells is the tree.

mod append;
mod boxes;
mod copy;
#[cfg(feature = "store-postgres")]
mod copying;
mod erase;
mod many;
mod nodes;
#[cfg(feature = "lrs")]
mod pulled;
mod reseal;
mod schema;
mod seen;
mod shape;
mod staff;
mod straight;

use std::cell::RefCell;
use std::path::Path;

use bona_engine::evidence::{
    Batch, Gone, Head, LearnerKey, NewPerson, Opening, Parts, Person, PersonNumber, ReturnsOf, RowDigest,
    Store, StoreError, StoredCheckpoint, StoredLeaf, StoredReturn, Suppressed,
};
use bona_engine::log::Hash;
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension as _, Row, Transaction, TransactionBehavior, params,
};

pub(crate) use append::Appending;
#[cfg(feature = "store-postgres")]
pub(crate) use copying::{Cell, Copying};

use super::common::{bytes, damaged, number, person_number, refused, signed, stored_leaf};
use super::lid::{self, Lid};
use super::seal::Seal;

/// How long a writer waits for another, in milliseconds.
const PATIENCE: u32 = 10_000;
/// Statements that are kept ready: more than an import needs, which asks for the same again for each of many files.
const STATEMENTS: usize = 64;

/// An open store.
#[derive(Debug)]
pub(crate) struct SqliteStore {
    connection: Connection,
    lid: Lid,
    stocks: RefCell<seen::Stocks>,
}

impl SqliteStore {
    /// Makes a new store; there must be none. Nothing can be put into its vault until it has a seal.
    pub(crate) fn create(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let connection = connect(path, flags)?;
        if schema::is_used(&connection).map_err(cannot("look at the file"))? {
            return Err(refused("there is one already; name another with --store"));
        }
        schema::create(&connection)?;
        Ok(Self { connection, lid: Lid::Missing, stocks: RefCell::default() })
    }

    /// Lets all that is read from here on be of one moment, whatever other programs write meanwhile, until something
    /// is written through this store.
    pub(crate) fn still(&self) -> Result<(), StoreError> {
        match self.connection.is_autocommit() {
            true => self.connection.execute_batch("BEGIN").map_err(cannot("read it")),
            false => Ok(()),
        }
    }

    /// Where reading was of one moment, lets it be of a newer one: what was committed since is seen.
    pub(crate) fn anew(&self) -> Result<(), StoreError> {
        match self.connection.is_autocommit() {
            true => Ok(()),
            false => self.connection.execute_batch("COMMIT; BEGIN").map_err(cannot("read it")),
        }
    }

    /// Waits until whoever writes has done so; what is read from here on is of a newer moment.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        let still = !self.connection.is_autocommit();
        if still {
            self.connection.execute_batch("COMMIT").map_err(cannot("read it"))?;
        }
        self.connection.execute_batch("BEGIN IMMEDIATE; COMMIT").map_err(cannot("write it"))?;
        if still { self.still() } else { Ok(()) }
    }

    /// Does something while no other program writes to the store.
    pub(crate) fn alone<T>(&mut self, work: impl FnOnce() -> T) -> Result<T, StoreError> {
        let cannot_write = cannot("write it");
        let transaction = begin(&mut self.connection)?;
        let done = work();
        transaction.commit().map_err(&cannot_write)?;
        Ok(done)
    }

    /// What SQLite itself finds wrong with its file; nothing is the good answer.
    pub(crate) fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let said =
            rows(&self.connection, "PRAGMA integrity_check(20)", [], |row| Ok(Ok(row.get::<_, String>(0)?)))?;
        Ok(said.into_iter().filter(|line| line != "ok").collect())
    }

    /// How its tables, indexes, triggers and views differ from those that this program makes; nothing is the good answer.
    pub(crate) fn misshapen(&self) -> Result<Vec<String>, StoreError> {
        shape::faults(&self.connection)
    }

    /// Opens a store that is there. What an older release kept unsealed is sealed by this key; without the right one
    /// the log can be read, and nothing of the vault.
    pub(crate) fn open(path: &Path, seal: Option<Seal>) -> Result<Self, StoreError> {
        let store = Self::as_it_is(path, seal)?;
        erase::finish(&store.connection);
        Ok(store)
    }

    /// The same, and what waits to be cleared away waits on; but what an older release kept unsealed goes when it is sealed.
    pub(crate) fn as_it_is(path: &Path, seal: Option<Seal>) -> Result<Self, StoreError> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if schema::check(&connection, seal.as_ref())? {
            erase::finish(&connection);
        }
        let lid = Lid::of(boxes::sealed_by(&connection)?, seal);
        Ok(Self { connection, lid, stocks: RefCell::default() })
    }

    /// Whether something that was removed waits to be cleared out of the file.
    pub(crate) fn is_to_clear(&self) -> Result<bool, StoreError> {
        erase::is_to_clear(&self.connection).map_err(cannot("read it"))
    }

    /// Opens a store of any release for a look at its log; nothing of it is brought up to date.
    pub(crate) fn look(path: &Path) -> Result<Self, StoreError> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        schema::version(&connection)?;
        Ok(Self { connection, lid: Lid::Missing, stocks: RefCell::default() })
    }
}

/// The right to write, before anything is looked at. What was read before at one moment is over then; whoever writes
/// compares the head with what they expect.
fn begin(connection: &mut Connection) -> Result<Transaction<'_>, StoreError> {
    if !connection.is_autocommit() {
        connection.execute_batch("COMMIT").map_err(cannot("read it"))?;
    }
    connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(cannot("write it"))
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    schema::check_library()?;
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(cannot("open it"))?;
    let care = || {
        connection.busy_timeout(std::time::Duration::from_millis(PATIENCE.into()))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        schema::care(&connection)
    };
    care().map_err(cannot("open it"))?;
    Ok(connection)
}

/// What SQLite said, as an error of a store.
fn cannot(what: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
    move |error| match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt) => {
            StoreError::Damaged(format!("the database file itself is damaged ({error})"))
        }
        Some(ErrorCode::NotADatabase) => refused("the file is no evidence store"),
        Some(ErrorCode::DiskFull) => world("cannot write it: the disk is full", error),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            world("another program is writing to it; try again when it is done", error)
        }
        Some(ErrorCode::ReadOnly | ErrorCode::SystemIoFailure) => world(
            &format!(
                "cannot {what}; see that its file and its folder may be written (SQLite writes beside it, also to look), and that \
                 the disk is sound"
            ),
            error,
        ),
        Some(ErrorCode::CannotOpen) => world("cannot open it; `bona evidence init` makes a new one", error),
        _ => world(&format!("cannot {what}"), error),
    }
}

fn world(what: &str, error: rusqlite::Error) -> StoreError {
    StoreError::World { what: what.to_owned(), source: Box::new(error) }
}

/// Reads all rows of a question, each through a fallible reader.
fn rows<T>(
    connection: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<Result<T, StoreError>>,
) -> Result<Vec<T>, StoreError> {
    let cannot_read = cannot("read it");
    let mut statement = connection.prepare_cached(sql).map_err(&cannot_read)?;
    let found = statement.query_map(values, |row| read(row)).map_err(&cannot_read)?;
    found.map(|row| row.map_err(&cannot_read)?).collect()
}

fn head_of(connection: &Connection) -> Result<Head, StoreError> {
    let sql = "SELECT size, root FROM head WHERE id = 1";
    let row = connection.prepare_cached(sql).and_then(|mut head| {
        head.query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))).optional()
    });
    let (size, root) = row.map_err(cannot("read it"))?.ok_or_else(|| damaged("its head is missing"))?;
    Ok(Head { size: number(size)?, root: bytes(root, "the head's root has not 32 bytes")? })
}

impl Store for SqliteStore {
    fn head(&self) -> Result<Head, StoreError> {
        head_of(&self.connection)
    }

    fn leaves(&self, from: u64, count: u64) -> Result<Vec<StoredLeaf>, StoreError> {
        let sql = "SELECT place, bytes, hash FROM leaf WHERE place >= ?1 ORDER BY place LIMIT ?2";
        rows(&self.connection, sql, params![signed(from), signed(count)], |row| {
            // Of memory that stands already, where it can: there may be millions.
            let (place, leaf) = (row.get(0)?, row.get_ref(1)?.as_blob()?.to_vec());
            let hash = <[u8; 32]>::try_from(row.get_ref(2)?.as_blob()?);
            let hash = hash.map_err(|_| damaged("the hash beside a leaf has not 32 bytes"));
            Ok(number(place).and_then(|index| Ok(StoredLeaf { index, bytes: leaf, hash: hash? })))
        })
    }

    fn parts(&self, from: u64, to: u64) -> Result<Parts, StoreError> {
        boxes::read(&self.connection, from, to).map(|boxes| self.lid.parts(boxes))
    }

    fn opening(&self, from: u64, to: u64) -> Result<Opening<'_>, StoreError> {
        let boxes = boxes::read(&self.connection, from, to)?;
        let lid = &self.lid;
        Ok(Box::new(move || lid.parts(boxes)))
    }

    fn checkpoints(&self) -> Result<Vec<StoredCheckpoint>, StoreError> {
        rows(&self.connection, "SELECT size, note FROM checkpoint ORDER BY size", [], |row| {
            // A damaged text is read all the same, so that it can be named: no signature fits it.
            let text = String::from_utf8_lossy(row.get_ref(1)?.as_bytes()?).into_owned();
            Ok(number(row.get(0)?).map(|size| StoredCheckpoint { size, text }))
        })
    }

    fn person(&self, learner: &LearnerKey) -> Result<Option<PersonNumber>, StoreError> {
        let found =
            rows(&self.connection, "SELECT person FROM learner WHERE key = ?1", [learner.as_str()], |row| {
                Ok(person_number(&row.get::<_, String>(0)?))
            })?;
        Ok(found.into_iter().next())
    }

    fn knows_anybody(&self) -> Result<bool, StoreError> {
        let any = self.connection.query_row("SELECT EXISTS (SELECT 1 FROM person)", [], |row| row.get(0));
        any.map_err(cannot("read it"))
    }

    fn name(&self, learner: &LearnerKey) -> Result<Option<String>, StoreError> {
        let cannot = cannot("read it");
        let sql = "SELECT number, name FROM person JOIN learner ON number = person WHERE key = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(&cannot)?;
        let found = statement.query_row([learner.as_str()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<Vec<u8>>>(1)?))
        });
        match found.optional().map_err(&cannot)? {
            Some((number, Some(name))) => self.lid.name(&number, &name).map(Some),
            _ => Ok(None),
        }
    }

    fn people(&self) -> Result<Vec<Person>, StoreError> {
        let mut people =
            rows(&self.connection, "SELECT number, name FROM person ORDER BY number", [], |row| {
                let (number, name) = (row.get::<_, String>(0)?, row.get::<_, Option<Vec<u8>>>(1)?);
                let name = name.map(|name| self.lid.name(&number, &name)).transpose();
                Ok(person_number(&number).and_then(|number| {
                    Ok(Person { number, name: name?, learners: Vec::new(), also: Vec::new() })
                }))
            })?;
        let learners = rows(&self.connection, "SELECT person, key FROM learner ORDER BY key", [], |row| {
            let (person, key) = (row.get::<_, String>(0)?, row.get::<_, String>(1)?);
            let key = LearnerKey::parse(&key).ok_or_else(|| damaged("a learner's pseudonym is not one"));
            Ok(person_number(&person).and_then(|person| Ok((person, key?))))
        })?;
        for (number, key) in learners {
            if let Ok(place) = people.binary_search_by(|person| person.number.cmp(&number)) {
                people[place].learners.push(key);
            }
        }
        Ok(people)
    }

    fn nodes(&self) -> Result<Vec<Hash>, StoreError> {
        rows(&self.connection, "SELECT hash FROM node ORDER BY place", [], |row| {
            Ok(bytes(row.get(0)?, "a kept root has not 32 bytes"))
        })
    }

    fn seen(&self, digests: &[RowDigest]) -> Result<Vec<bool>, StoreError> {
        seen::which(&self.connection, &self.stocks, digests)
    }

    fn seen_as(&self, row: &RowDigest) -> Result<Option<u64>, StoreError> {
        seen::leaf_of(&self.connection, &self.stocks, row)
    }

    fn returns(&self) -> Result<Vec<StoredReturn>, StoreError> {
        let sql = "SELECT code, copy, course, edition, wave, released FROM answer_code ORDER BY code, copy";
        rows(&self.connection, sql, [], |row| {
            let of = ReturnsOf { course: row.get(2)?, edition: row.get(3)?, wave: row.get(4)? };
            Ok(Ok(StoredReturn { code: row.get(0)?, copy: row.get(1)?, of, released: row.get(5)? }))
        })
    }

    fn append(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let cannot_write = cannot("write it");
        // IMMEDIATE takes the right to write before the head is read, so that it cannot move in between.
        let transaction = begin(&mut self.connection)?;
        if head_of(&transaction)? != batch.expect {
            return Err(StoreError::Moved);
        }
        insert(&transaction, self.lid.sealing(boxes::sealed_by(&transaction)?)?, batch)
            .map_err(&cannot_write)?;
        transaction.commit().map_err(&cannot_write)
    }

    fn suppressed(&self, learner: &Suppressed) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM suppressed WHERE digest = ?1";
        Ok(!rows(&self.connection, sql, [learner.0.as_slice()], |_| Ok(Ok(())))?.is_empty())
    }

    fn suppressions(&self) -> Result<Vec<Suppressed>, StoreError> {
        rows(&self.connection, "SELECT digest FROM suppressed ORDER BY digest", [], |row| {
            Ok(bytes(row.get(0)?, "a digest of somebody erased has not 16 bytes").map(Suppressed))
        })
    }

    fn erase(
        &mut self,
        notices: Option<&Batch>,
        gone: &Gone,
        before: &mut dyn FnMut() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let cannot_write = cannot("write it");
        let transaction = begin(&mut self.connection)?;
        if let Some(notices) = notices {
            if head_of(&transaction)? != notices.expect {
                return Err(StoreError::Moved);
            }
            insert(&transaction, self.lid.sealing(boxes::sealed_by(&transaction)?)?, notices)
                .map_err(&cannot_write)?;
        }
        erase::remove(&transaction, gone)?;
        before()?;
        transaction.commit().map_err(&cannot_write)
    }

    fn rename(
        &mut self,
        people: &[PersonNumber],
        name: &str,
        before: &mut dyn FnMut() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        erase::rename((&mut self.connection, &self.lid), people, name, before)
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        erase::scrub(&self.connection)
    }

    fn keep_checkpoint(&mut self, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
        let transaction = begin(&mut self.connection)?;
        insert_checkpoint(&transaction, checkpoint).map_err(cannot("write it"))?;
        transaction.commit().map_err(cannot("write it"))
    }
}

fn insert(transaction: &Connection, seal: &Seal, batch: &Batch) -> rusqlite::Result<()> {
    insert_leaves(transaction, &batch.leaves)?;
    boxes::insert(transaction, seal, &batch.parts)?;
    nodes::insert(transaction, batch)?;
    insert_people(transaction, seal, &batch.people)?;
    seen::insert(transaction, batch.seen.clone(), batch.head.size)?;
    insert_returns(transaction, batch)?;
    let sql = "UPDATE head SET size = ?1, root = ?2 WHERE id = 1";
    let mut head = transaction.prepare_cached(sql)?;
    head.execute(params![signed(batch.head.size), batch.head.root.as_slice()])?;
    Ok(())
}

fn insert_leaves(transaction: &Connection, leaves: &[StoredLeaf]) -> rusqlite::Result<()> {
    many::insert(transaction, ("leaf (place, bytes, hash)", 3), leaves, |row, at, new| {
        row.raw_bind_parameter(at, signed(new.index))?;
        row.raw_bind_parameter(at + 1, new.bytes.as_slice())?;
        row.raw_bind_parameter(at + 2, new.hash.as_slice())
    })
}

fn insert_checkpoint(transaction: &Connection, checkpoint: &StoredCheckpoint) -> rusqlite::Result<()> {
    let sql = "INSERT INTO checkpoint (size, note) VALUES (?1, ?2) ON CONFLICT (size) DO NOTHING";
    let mut keep = transaction.prepare_cached(sql)?;
    keep.execute(params![signed(checkpoint.size), checkpoint.text]).map(drop)
}

fn insert_people(transaction: &Connection, seal: &Seal, people: &[NewPerson]) -> rusqlite::Result<()> {
    // In the order of the table, so that each of its pages is touched once.
    let mut people: Vec<&NewPerson> = people.iter().collect();
    people.sort_unstable_by(|one, two| one.number.cmp(&two.number));
    many::insert(transaction, ("person (number, name)", 2), &people, |row, at, new| {
        let name = new.name.as_ref().map(|name| lid::name(seal, new.number.as_str(), name));
        row.raw_bind_parameter(at, new.number.as_str())?;
        row.raw_bind_parameter(at + 1, name)
    })?;
    people.sort_unstable_by(|one, two| one.learner.cmp(&two.learner));
    many::insert(transaction, ("learner (key, person)", 2), &people, |row, at, new| {
        row.raw_bind_parameter(at, new.learner.as_str())?;
        row.raw_bind_parameter(at + 1, new.number.as_str())
    })
}

fn insert_returns(transaction: &Connection, batch: &Batch) -> rusqlite::Result<()> {
    let sql = "INSERT INTO answer_code (code, copy, course, edition, wave, released) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut code = transaction.prepare_cached(sql)?;
    for new in &batch.returns {
        let of = &new.of;
        code.execute(params![new.code, new.copy, of.course, of.edition, of.wave, new.released])?;
    }
    let sql = "UPDATE answer_code SET released = 1 WHERE course = ?1 AND edition = ?2 AND wave = ?3";
    let mut release = transaction.prepare_cached(sql)?;
    for of in &batch.released {
        release.execute(params![of.course, of.edition, of.wave])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
