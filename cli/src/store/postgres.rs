//! The evidence store in PostgreSQL: many readers, one writer at a time, every commit forced to the server's disk.
//!
//! The driver opens connections by itself: this is the store's own door. Whoever writes locks the one head row first and
//! compares it, so that no two programs give one place to two leaves; no sequence and no advisory lock has a part in that.
//! Triggers stop accidents, not the owner: what tells is the tree. What is kept, and how it is sealed, is what a file keeps.

mod address;
mod append;
mod backup;
mod erase;
mod fill;
mod link;
mod reseal;
mod said;
mod schema;
mod staff;
mod tls;

use std::cell::RefCell;
use std::fmt;

use bona_engine::evidence::{
    Batch, Gone, Head, Leaf, LearnerKey, Opening, Parts, Person, PersonNumber, ReturnsOf, RowDigest, Store,
    StoreError, StoredCheckpoint, StoredLeaf, StoredReturn, Suppressed,
};
use bona_engine::log::{Hash, Tree};

pub(crate) use address::{Address, is_address};
pub(crate) use append::Appending;

use self::link::{Door, Link, value};
use super::common::{bytes, damaged, number, person_number, signed, stored_leaf};
use super::lid::{self, Lid};
use super::seal::Seal;
use crate::machine::Machine;

/// An open store.
pub(crate) struct PostgresStore {
    door: Door,
    /// In a cell, since whoever reads writes to the connection.
    link: RefCell<Link>,
    lid: Lid,
}

/// Never shows how it was connected to, in which a password stands.
impl fmt::Debug for PostgresStore {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PostgresStore {:?}", self.lid)
    }
}

impl PostgresStore {
    /// Makes a new store; there must be none. Nothing can be put into its vault until it has a seal.
    pub(crate) fn create(address: &Address, machine: &dyn Machine) -> Result<Self, StoreError> {
        let door = Door::of(address, machine)?;
        let mut link = door.open()?;
        schema::create(&mut link, |_| Ok(()))?;
        Ok(Self { door, link: RefCell::new(link), lid: Lid::Missing })
    }

    /// Takes away a store that was made just now.
    pub(crate) fn unmake(self) -> Result<(), StoreError> {
        schema::unmake(&mut self.link.into_inner())
    }

    /// Opens a store that is there; without the right key the log can be read, and nothing of the vault.
    pub(crate) fn open(
        address: &Address,
        machine: &dyn Machine,
        seal: Option<Seal>,
    ) -> Result<Self, StoreError> {
        let mut store = Self::as_it_is(address, machine, seal)?;
        erase::finish(store.link.get_mut());
        Ok(store)
    }

    /// The same, and what waits to be cleared away waits on.
    pub(crate) fn as_it_is(
        address: &Address,
        machine: &dyn Machine,
        seal: Option<Seal>,
    ) -> Result<Self, StoreError> {
        let mut store = Self::look(address, machine)?;
        store.lid = Lid::of(store.sealed_by()?, seal);
        Ok(store)
    }

    /// Whether something that was removed waits to be cleared out of the tables' files.
    pub(crate) fn is_to_clear(&self) -> Result<bool, StoreError> {
        erase::is_to_clear(&mut self.link.borrow_mut())
    }

    /// Opens a store for a look at its log.
    pub(crate) fn look(address: &Address, machine: &dyn Machine) -> Result<Self, StoreError> {
        let door = Door::of(address, machine)?;
        let mut link = door.open()?;
        schema::check(&mut link)?;
        Ok(Self { door, link: RefCell::new(link), lid: Lid::Missing })
    }

    /// Whether there is a store.
    pub(crate) fn stands(address: &Address, machine: &dyn Machine) -> Result<bool, StoreError> {
        schema::stands(&mut Door::of(address, machine)?.open()?)
    }

    /// A second look at the same store: what was committed before now.
    fn beside(&self) -> Result<Self, StoreError> {
        let lid = self.lid.seal().map_or(Lid::Missing, |seal| Lid::Open(seal.clone()));
        let beside = Self { door: self.door.clone(), link: RefCell::new(self.door.open()?), lid };
        beside.still()?;
        // The first question settles of which moment the answers are.
        beside.head()?;
        Ok(beside)
    }

    /// Says by which key the vault of a new store is sealed; from then on something can be put into it.
    pub(crate) fn begin_seal(&mut self, seal: Seal) -> Result<(), StoreError> {
        let sql = "INSERT INTO seal (id, fingerprint) VALUES (1, $1)";
        self.link.get_mut().run(sql, &[&seal.fingerprint()])?;
        self.lid = Lid::Open(seal.into());
        Ok(())
    }

    /// The fingerprint of the key by which the vault is sealed.
    pub(crate) fn sealed_by(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT fingerprint FROM seal WHERE id = 1";
        Ok(self.link.borrow_mut().rows(sql, &[], |row| value(row, 0))?.pop())
    }

    /// Whether the vault can be opened.
    pub(crate) fn lid(&self) -> &Lid {
        &self.lid
    }

    /// Lets all that is read from here on be of one moment, whatever other programs write meanwhile, until something
    /// is written through this store.
    pub(crate) fn still(&self) -> Result<(), StoreError> {
        self.link.borrow_mut().still()
    }

    /// Where reading was of one moment, lets it be of a newer one: what was committed since is seen.
    pub(crate) fn anew(&self) -> Result<(), StoreError> {
        self.link.borrow_mut().anew()
    }

    /// Waits until whoever writes has done so; what is read from here on is of a newer moment.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        let mut link = self.link.borrow_mut();
        let still = link.is_still();
        link.write(|_, _| Ok(()))?;
        if still { link.still() } else { Ok(()) }
    }

    /// Does something while no other program writes to the store.
    pub(crate) fn alone<T>(&mut self, work: impl FnOnce() -> T) -> Result<T, StoreError> {
        self.link.get_mut().write(|_, _| Ok(work()))
    }

    /// What is wrong with the tables and with what the server promises; nothing is the good answer.
    pub(crate) fn integrity(&self) -> Result<Vec<String>, StoreError> {
        schema::faults(&mut self.link.borrow_mut())
    }

    /// Works the kept roots out anew; for a store in which they do not lead to the head's.
    pub(crate) fn build_nodes(&self) -> Result<(), StoreError> {
        self.link.borrow_mut().write_again(|link| {
            let hashes = link.rows("SELECT hash FROM leaf ORDER BY place", &[], |row| {
                bytes(value(row, 0)?, "the hash beside a leaf has not 32 bytes")
            })?;
            let tree: Tree = hashes.into_iter().collect();
            let nodes: Vec<&[u8]> = tree.nodes().iter().map(<[u8; 32]>::as_slice).collect();
            let places: Vec<i64> = (0_i64..).zip(&nodes).map(|(place, _)| place).collect();
            link.run("DELETE FROM node", &[])?;
            let sql = "INSERT INTO node (place, hash) SELECT * FROM unnest($1::bigint[], $2::bytea[])";
            link.run(sql, &[&places, &nodes]).map(drop)
        })
    }

    /// The leaves that may change the log's key, by place.
    pub(crate) fn rotated(&self) -> Result<Vec<StoredLeaf>, StoreError> {
        // `"kind":"rotated"`, among the leaves that are not sealed, as the index has them.
        let sql =
            "SELECT place, bytes, hash FROM leaf WHERE substring(bytes FROM 1 FOR 8) <> '\\x7b22636f6d6d6974'
            AND position('\\x226b696e64223a22726f746174656422'::bytea IN bytes) > 0 ORDER BY place";
        self.leaves_by(sql, &[])
    }

    fn leaves_by(
        &self,
        sql: &'static str,
        values: &[link::Value<'_>],
    ) -> Result<Vec<StoredLeaf>, StoreError> {
        let mut link = self.link.borrow_mut();
        link.rows(sql, values, |row| stored_leaf(value(row, 0)?, value(row, 1)?, value(row, 2)?))
    }

    /// When the newest leaf was recorded that says so. Times do not run backwards, but that leaf 0 of a log that goes on
    /// from another is newer than what was carried over.
    pub(crate) fn recorded(&self) -> Result<String, StoreError> {
        let sql =
            "SELECT place, bytes, hash FROM leaf WHERE substring(bytes FROM 1 FOR 8) <> '\\x7b22636f6d6d6974'
            ORDER BY place DESC LIMIT 1";
        let (newest, first) = (self.leaves_by(sql, &[])?, self.leaves(0, 1)?);
        let times = newest.iter().chain(&first).filter_map(|leaf| {
            Leaf::read(&leaf.bytes).ok().and_then(|leaf| leaf.recorded().map(str::to_owned))
        });
        Ok(times.max().unwrap_or_default())
    }

    /// What is sealed of leaves, by place.
    fn boxes(&self, from: u64, to: u64) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let sql = "SELECT leaf, parts FROM vault WHERE leaf >= $1 AND leaf < $2 ORDER BY leaf";
        let mut link = self.link.borrow_mut();
        link.rows(sql, &[&signed(from), &signed(to)], |row| Ok((number(value(row, 0)?)?, value(row, 1)?)))
    }
}

impl Store for PostgresStore {
    fn head(&self) -> Result<Head, StoreError> {
        self.link.borrow_mut().head()
    }

    fn leaves(&self, from: u64, count: u64) -> Result<Vec<StoredLeaf>, StoreError> {
        let sql = "SELECT place, bytes, hash FROM leaf WHERE place >= $1 ORDER BY place LIMIT $2";
        self.leaves_by(sql, &[&signed(from), &signed(count)])
    }

    fn nodes(&self) -> Result<Vec<Hash>, StoreError> {
        self.link.borrow_mut().rows("SELECT hash FROM node ORDER BY place", &[], |row| {
            bytes(value(row, 0)?, "a kept root has not 32 bytes")
        })
    }

    fn parts(&self, from: u64, to: u64) -> Result<Parts, StoreError> {
        self.boxes(from, to).map(|boxes| self.lid.parts(boxes))
    }

    fn opening(&self, from: u64, to: u64) -> Result<Opening<'_>, StoreError> {
        let (boxes, lid) = (self.boxes(from, to)?, &self.lid);
        Ok(Box::new(move || lid.parts(boxes)))
    }

    fn checkpoints(&self) -> Result<Vec<StoredCheckpoint>, StoreError> {
        self.link.borrow_mut().rows("SELECT size, note FROM checkpoint ORDER BY size", &[], |row| {
            Ok(StoredCheckpoint { size: number(value(row, 0)?)?, text: value(row, 1)? })
        })
    }

    fn person(&self, learner: &LearnerKey) -> Result<Option<PersonNumber>, StoreError> {
        let mut link = self.link.borrow_mut();
        let found = link.rows("SELECT person FROM learner WHERE key = $1", &[&learner.as_str()], |row| {
            person_number(value(row, 0)?)
        })?;
        Ok(found.into_iter().next())
    }

    fn knows_anybody(&self) -> Result<bool, StoreError> {
        Ok(!self.link.borrow_mut().ask("SELECT 1 FROM person LIMIT 1", &[])?.is_empty())
    }

    fn name(&self, learner: &LearnerKey) -> Result<Option<String>, StoreError> {
        let sql = "SELECT number, name FROM person JOIN learner ON number = person WHERE key = $1";
        let mut link = self.link.borrow_mut();
        let found = link.rows(sql, &[&learner.as_str()], |row| {
            let (number, name): (&str, Option<&[u8]>) = (value(row, 0)?, value(row, 1)?);
            name.map(|name| self.lid.name(number, name)).transpose()
        })?;
        Ok(found.into_iter().next().flatten())
    }

    fn people(&self) -> Result<Vec<Person>, StoreError> {
        let mut link = self.link.borrow_mut();
        let mut people = link.rows("SELECT number, name FROM person ORDER BY number", &[], |row| {
            let (number, name): (&str, Option<&[u8]>) = (value(row, 0)?, value(row, 1)?);
            let name = name.map(|name| self.lid.name(number, name)).transpose()?;
            Ok(Person { number: person_number(number)?, name, learners: Vec::new(), also: Vec::new() })
        })?;
        let learners = link.rows("SELECT person, key FROM learner ORDER BY key", &[], |row| {
            let key = LearnerKey::parse(value(row, 1)?);
            Ok((
                person_number(value(row, 0)?)?,
                key.ok_or_else(|| damaged("a learner's pseudonym is not one"))?,
            ))
        })?;
        for (number, key) in learners {
            if let Ok(place) = people.binary_search_by(|person| person.number.cmp(&number)) {
                people[place].learners.push(key);
            }
        }
        Ok(people)
    }

    fn seen(&self, digests: &[RowDigest]) -> Result<Vec<bool>, StoreError> {
        let asked: Vec<&[u8]> = digests.iter().map(|digest| digest.0.as_slice()).collect();
        let mut link = self.link.borrow_mut();
        let found = link.rows("SELECT digest FROM seen WHERE digest = ANY($1)", &[&asked], |row| {
            bytes::<16>(value(row, 0)?, "the digest of a row has not 16 bytes")
        })?;
        let found: std::collections::BTreeSet<[u8; 16]> = found.into_iter().collect();
        Ok(digests.iter().map(|digest| found.contains(&digest.0)).collect())
    }

    fn seen_as(&self, row: &RowDigest) -> Result<Option<u64>, StoreError> {
        let mut link = self.link.borrow_mut();
        let found = link.rows(
            "SELECT leaf FROM seen WHERE digest = $1 AND 0 <= leaf",
            &[&row.0.as_slice()],
            |row| number(value(row, 0)?),
        )?;
        Ok(found.into_iter().next())
    }

    fn returns(&self) -> Result<Vec<StoredReturn>, StoreError> {
        let sql = "SELECT code, copy, course, edition, wave, released FROM answer_code ORDER BY code, copy";
        self.link.borrow_mut().rows(sql, &[], |row| {
            let of = ReturnsOf { course: value(row, 2)?, edition: value(row, 3)?, wave: value(row, 4)? };
            let copy = u32::try_from(value::<i64>(row, 1)?)
                .map_err(|_| damaged("the copy of a code is no number"))?;
            Ok(StoredReturn { code: value(row, 0)?, copy, of, released: value::<i64>(row, 5)? != 0 })
        })
    }

    fn append(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let Self { link, lid, .. } = self;
        link.get_mut().write(|link, head| {
            if head != batch.expect {
                return Err(StoreError::Moved);
            }
            let seal = reseal::sealing(link, lid)?;
            append::insert(link, seal, batch)
        })
    }

    fn suppressed(&self, learner: &Suppressed) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM suppressed WHERE digest = $1";
        Ok(!self.link.borrow_mut().ask(sql, &[&learner.0.as_slice()])?.is_empty())
    }

    fn suppressions(&self) -> Result<Vec<Suppressed>, StoreError> {
        self.link.borrow_mut().rows("SELECT digest FROM suppressed ORDER BY digest", &[], |row| {
            bytes(value(row, 0)?, "a digest of somebody erased has not 16 bytes").map(Suppressed)
        })
    }

    fn erase(
        &mut self,
        notices: Option<&Batch>,
        gone: &Gone,
        before: &mut dyn FnMut() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Self { link, lid, .. } = self;
        link.get_mut().write(|link, head| {
            erase::only_owner(link)?;
            if let Some(notices) = notices {
                if head != notices.expect {
                    return Err(StoreError::Moved);
                }
                let seal = reseal::sealing(link, lid)?;
                append::insert(link, seal, notices)?;
            }
            erase::remove(link, gone)?;
            before()
        })
    }

    fn rename(
        &mut self,
        people: &[PersonNumber],
        name: &str,
        before: &mut dyn FnMut() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Self { link, lid, .. } = self;
        link.get_mut().write(|link, _| {
            erase::only_owner(link)?;
            let seal = reseal::sealing(link, lid)?;
            let sealed = |person: &PersonNumber| (person.clone(), lid::name(seal, person.as_str(), name));
            let sealed: Vec<_> = people.iter().map(sealed).collect();
            erase::rename(link, &sealed).and_then(|()| before())
        })
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        erase::scrub(self.link.get_mut())
    }

    fn keep_checkpoint(&mut self, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
        self.link.get_mut().write_again(|link| append::insert_checkpoint(link, checkpoint))
    }
}

#[cfg(test)]
mod tests;
