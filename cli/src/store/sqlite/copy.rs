//! Whole copies of a store, by SQLite's own backup: one transaction of the file that is written, so that a power cut
//! leaves what stood there before.

use std::cell::RefCell;
use std::path::Path;

use bona_engine::evidence::{StoreError, StoredLeaf};
use bona_engine::log::Tree;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, params};

use super::{Lid, Seal, SqliteStore, begin, boxes, bytes, cannot, connect, erase, refused, rows, schema};

/// To write a file, whether it is there or not.
pub(super) const NEW: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_CREATE);

impl SqliteStore {
    /// Reads a store's file into memory, brought up to date and sealed there. The file stays as it is, and none is made
    /// beside it.
    pub(crate) fn in_memory(path: &Path, seal: Option<Seal>) -> Result<Self, StoreError> {
        schema::check_library()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        // `immutable`: SQLite would make files of its own beside one that it may only read.
        let file = Connection::open_with_flags(address(path), flags).map_err(cannot("open it"))?;
        let mut memory = Connection::open_in_memory().map_err(cannot("read it"))?;
        copy(&file, &mut memory)?;
        schema::care(&memory).map_err(cannot("read it"))?;
        schema::check(&memory, seal.as_ref())?;
        erase::finish(&memory);
        let lid = Lid::of(boxes::sealed_by(&memory)?, seal);
        Ok(Self { connection: memory, lid, stocks: RefCell::default() })
    }

    /// The store as it stands now, in memory, with its key: a look at it while it is written to.
    pub(super) fn copied(&self) -> Result<Self, StoreError> {
        let mut memory = Connection::open_in_memory().map_err(cannot("read it"))?;
        copy(&self.connection, &mut memory)?;
        let lid = self.lid.seal().map_or(Lid::Missing, |seal| Lid::Open(seal.clone()));
        Ok(Self { connection: memory, lid, stocks: RefCell::default() })
    }

    /// A new store in memory.
    pub(crate) fn empty(seal: Seal) -> Result<Self, StoreError> {
        schema::check_library()?;
        let connection = Connection::open_in_memory().map_err(cannot("make it"))?;
        schema::care(&connection).map_err(cannot("make it"))?;
        schema::create(&connection)?;
        let mut store = Self { connection, lid: Lid::Missing, stocks: RefCell::default() };
        store.begin_seal(seal)?;
        Ok(store)
    }

    /// Says by which key the vault of a new store is sealed; from then on something can be put into it.
    pub(crate) fn begin_seal(&mut self, seal: Seal) -> Result<(), StoreError> {
        boxes::begin(&self.connection, &seal).map_err(cannot("write it"))?;
        self.lid = Lid::Open(seal.into());
        Ok(())
    }

    /// The fingerprint of the key by which the vault is sealed; `None` in a store that is not sealed.
    pub(crate) fn sealed_by(&self) -> Result<Option<String>, StoreError> {
        if schema::is_unsealed(&self.connection)? { Ok(None) } else { boxes::sealed_by(&self.connection) }
    }

    /// Whether the vault can be opened.
    pub(crate) fn lid(&self) -> &Lid {
        &self.lid
    }

    /// Whether a file is a store of an older release, which kept its vault in the open.
    pub(crate) fn is_unsealed(path: &Path) -> Result<bool, StoreError> {
        let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
        schema::is_unsealed(&file.map_err(cannot("open it"))?)
    }

    /// The same of a copy, which is only read, and beside which no file is made.
    pub(crate) fn is_unsealed_copy(path: &Path) -> Result<bool, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let file = Connection::open_with_flags(address(path), flags);
        schema::is_unsealed(&file.map_err(cannot("open it"))?)
    }

    /// The fingerprint of the key by which a copy is sealed. It is only read, and no file is made beside it.
    pub(crate) fn copy_sealed_by(path: &Path) -> Result<Option<String>, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        boxes::sealed_by(&Connection::open_with_flags(address(path), flags).map_err(cannot("open it"))?)
    }

    /// Puts another first leaf in the place of the one that is there, and forgets all checkpoints: the log is another
    /// then. For a store in memory that is to become another's beginning.
    pub(crate) fn begin_anew(&mut self, first: &StoredLeaf) -> Result<(), StoreError> {
        let cannot_write = cannot("write it");
        let mut tree = Tree::default();
        tree.push(first.hash);
        rows(&self.connection, "SELECT hash FROM leaf WHERE 0 < place ORDER BY place", [], |row| {
            Ok(bytes(row.get(0)?, "the hash beside a leaf has not 32 bytes"))
        })?
        .into_iter()
        .for_each(|hash| tree.push(hash));
        let transaction = begin(&mut self.connection)?;
        let said = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
        let triggers =
            rows(&transaction, said, [], |row| Ok(Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))))?;
        let change = || {
            for (name, _) in &triggers {
                transaction.execute_batch(&format!("DROP TRIGGER {name}"))?;
            }
            let sql = "UPDATE leaf SET bytes = ?1, hash = ?2 WHERE place = 0";
            transaction.execute(sql, params![first.bytes, first.hash.as_slice()])?;
            transaction.execute("DELETE FROM checkpoint", [])?;
            transaction.execute("UPDATE head SET root = ?1 WHERE id = 1", [tree.root().as_slice()])?;
            if let Some(node) = tree.nodes().first() {
                transaction.execute("UPDATE node SET hash = ?1 WHERE place = 0", [node.as_slice()])?;
            }
            triggers.iter().try_for_each(|(_, sql)| transaction.execute_batch(sql))
        };
        change().map_err(&cannot_write)?;
        transaction.commit().map_err(&cannot_write)
    }

    /// Whether a file holds anything, be it a store or not; an empty one is what a broken-off beginning leaves.
    pub(crate) fn is_used(path: &Path) -> Result<bool, StoreError> {
        match Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE) {
            Ok(file) => Ok(schema::is_used(&file).unwrap_or(true)),
            Err(error) => Err(cannot("open it")(error)),
        }
    }

    /// Puts all of this store into a file, in place of what it holds; an empty file is taken for an empty store.
    pub(crate) fn put_into(&self, path: &Path) -> Result<(), StoreError> {
        let mut file = connect(path, NEW)?;
        copy(&self.connection, &mut file)?;
        erase::truncate(&file)
    }

    /// Puts all of this store into a backup: a file that needs no other beside it to be read.
    pub(crate) fn back_up(&self, path: &Path) -> Result<(), StoreError> {
        let cannot_write = cannot("write it");
        let mut file = Connection::open_with_flags(path, NEW).map_err(cannot("write the backup"))?;
        file.pragma_update(None, "synchronous", "full").map_err(&cannot_write)?;
        file.pragma_update(None, "fullfsync", true).map_err(&cannot_write)?;
        copy(&self.connection, &mut file)?;
        file.pragma_update(None, "journal_mode", "delete").map_err(&cannot_write)
    }
}

/// A file as SQLite takes it in an address: everything but plain letters is written by its number.
fn address(path: &Path) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02x}"),
    };
    let path: String = path.to_string_lossy().bytes().map(sign).collect();
    format!("file:{path}?immutable=1")
}

fn copy(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    let backup = Backup::new(from, to).map_err(cannot("copy it"))?;
    match backup.step(-1).map_err(cannot("copy it"))? {
        StepResult::Done => Ok(()),
        _ => Err(refused("another program is writing to it; try again when it is done")),
    }
}
