//! What of the database is sealed, and by which key: bodies with their salts, names, posts.
//!
//! Numbers of people, pseudonyms and digests stand open: they are chance, or made with another key, and say nothing
//! to whoever has the database alone. A store without its key is still a log that can be verified as a tree.

use std::sync::Arc;

use bona_engine::duty::{Post, StaffKind};
use bona_engine::evidence::{Field, Parts, StoreError, VaultPart};
use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelIterator as _, IntoParallelRefIterator as _,
    ParallelIterator as _,
};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{bytes, cannot, damaged, many, number, refused, rows, signed};
use crate::store::seal::{Seal, Spot, unpacked};

/// Whether the vault can be opened.
#[derive(Debug)]
pub(crate) enum Lid {
    /// By this key.
    Open(Arc<Seal>),
    /// There is no key.
    Missing,
    /// The key is another than that with which it was sealed; their fingerprints.
    Other {
        /// The key with which it was sealed.
        sealed: String,
        /// The key that is there.
        given: String,
    },
}

impl Lid {
    /// The lid of a database: the key is compared by its fingerprint.
    pub(super) fn of(connection: &Connection, seal: Option<Seal>) -> Result<Self, StoreError> {
        let kept = sealed_by(connection)?;
        Ok(match (seal, kept) {
            (None, _) => Self::Missing,
            (Some(seal), Some(kept)) if kept == seal.fingerprint() => Self::Open(Arc::new(seal)),
            (Some(seal), kept) => {
                let sealed = kept.unwrap_or_else(|| "none".to_owned());
                Self::Other { sealed, given: seal.fingerprint().to_owned() }
            }
        })
    }

    /// The key, where it is the right one.
    pub(super) fn seal(&self) -> Result<&Arc<Seal>, StoreError> {
        match self {
            Self::Open(seal) => Ok(seal),
            _ => Err(refused("its vault is sealed, and the key that opens it is not there")),
        }
    }

    /// Opens a name.
    pub(super) fn name(&self, person: &str, sealed: &[u8]) -> Result<String, StoreError> {
        let spot = Spot { table: "person", column: "name", row: person };
        self.text(spot, sealed).ok_or_else(|| {
            StoreError::Damaged(format!("the sealed name of the person {person} cannot be opened"))
        })
    }

    /// Opens a post.
    pub(super) fn post(&self, number: i64, sealed: &[u8]) -> Result<Post, StoreError> {
        let row = number.to_string();
        let wrong = || StoreError::Damaged(format!("the sealed post {number} cannot be opened"));
        let text = self.text(Spot { table: "post", column: "post", row: &row }, sealed).ok_or_else(wrong)?;
        let parts: Vec<&str> = text.split('\0').collect();
        let [role, place, kind, starts, ends @ ..] = parts.as_slice() else { return Err(wrong()) };
        let kind = StaffKind::parse(kind).ok_or_else(|| damaged("a post has an unknown kind of staff"))?;
        let ends = match ends {
            [] => None,
            [day] => Some((*day).to_owned()),
            _ => return Err(wrong()),
        };
        let [role, place, starts] = [role, place, starts].map(|text| (*text).to_owned());
        Ok(Post { role, place, kind, starts, ends })
    }

    fn text(&self, spot: Spot<'_>, sealed: &[u8]) -> Option<String> {
        let Self::Open(seal) = self else { return None };
        String::from_utf8(seal.open(spot, sealed)?).ok()
    }
}

/// The fingerprint of the key by which the vault is sealed.
pub(super) fn sealed_by(connection: &Connection) -> Result<Option<String>, StoreError> {
    let sql = "SELECT fingerprint FROM seal WHERE id = 1";
    connection.query_row(sql, [], |row| row.get(0)).optional().map_err(cannot("read it"))
}

/// A name, sealed for the row of its person.
pub(super) fn name(seal: &Seal, person: &str, name: &str) -> Vec<u8> {
    seal.shut(Spot { table: "person", column: "name", row: person }, name.as_bytes())
}

/// A post, sealed for its row: role, place, kind, first day, and last day if there is one, with a nought byte between.
pub(super) fn post(seal: &Seal, number: i64, post: &Post) -> Vec<u8> {
    let mut parts = vec![post.role.as_str(), &post.place, post.kind.name(), &post.starts];
    parts.extend(post.ends.as_deref());
    let text = parts.iter().map(|part| part.replace('\0', " ")).collect::<Vec<_>>().join("\0");
    seal.shut(Spot { table: "post", column: "post", row: &number.to_string() }, text.as_bytes())
}

/// What is sealed of leaves, by place.
pub(super) fn boxes(connection: &Connection, from: u64, to: u64) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
    let sql = "SELECT leaf, parts FROM vault WHERE leaf >= ?1 AND leaf < ?2 ORDER BY leaf";
    rows(connection, sql, params![signed(from), signed(to)], |row| {
        let sealed = row.get_ref(1)?.as_blob()?.to_vec();
        Ok(number(row.get(0)?).map(|leaf| (leaf, sealed)))
    })
}

impl Lid {
    /// Opens the bodies of leaves.
    pub(super) fn parts(&self, boxes: Vec<(u64, Vec<u8>)>) -> Parts {
        let open = |(leaf, mut sealed): (u64, Vec<u8>)| match self {
            Self::Open(seal) => {
                let opened = seal.open_in(Spot { row: &leaf.to_string(), ..VAULT }, &mut sealed);
                (leaf, opened.and_then(|bytes| unpacked(leaf, bytes)))
            }
            _ => (leaf, None),
        };
        let boxes = boxes.into_par_iter().with_min_len(OPENED_AT_ONCE);
        let opened: Vec<(u64, Option<Vec<VaultPart>>)> = boxes.map(open).collect();
        let mut parts = Parts::default();
        for (leaf, opened) in opened {
            match opened {
                Some(mut opened) => parts.open.append(&mut opened),
                None => parts.shut.push(leaf),
            }
        }
        parts
    }
}

/// Boxes that one thread opens at least, where there are so many.
const OPENED_AT_ONCE: usize = 64;
/// Leaves whose bodies are sealed at once.
const AT_ONCE: u64 = 4_096;
const VAULT: Spot<'_> = Spot { table: "vault", column: "parts", row: "" };

/// The bodies of leaves, all of one into one box; they come by leaf. All cores seal.
pub(super) fn sealed(seal: &Seal, parts: &[VaultPart]) -> Vec<(u64, Vec<u8>)> {
    let leaves: Vec<&[VaultPart]> = parts.chunk_by(|one, two| one.index == two.index).collect();
    leaves.par_iter().map(|mine| shut(seal, mine)).collect()
}

/// The bodies of one leaf in a box.
pub(super) fn shut(seal: &Seal, parts: &[VaultPart]) -> (u64, Vec<u8>) {
    let leaf = parts[0].index;
    (leaf, seal.shut_packed(Spot { row: &leaf.to_string(), ..VAULT }, parts))
}

/// Puts boxes into the vault.
pub(super) fn keep(transaction: &Connection, boxes: &[(u64, Vec<u8>)]) -> rusqlite::Result<()> {
    many::insert(transaction, ("vault (leaf, parts)", 2), boxes, |row, at, (leaf, sealed)| {
        row.raw_bind_parameter(at, signed(*leaf))?;
        row.raw_bind_parameter(at + 1, sealed.as_slice())
    })
}

/// Puts bodies into the vault; they come by leaf.
pub(super) fn insert(transaction: &Connection, seal: &Seal, parts: &[VaultPart]) -> rusqlite::Result<()> {
    for some in parts.chunk_by(|one, two| one.index / AT_ONCE == two.index / AT_ONCE) {
        keep(transaction, &sealed(seal, some))?;
    }
    Ok(())
}

/// Says by which key the vault of a new store is sealed.
pub(super) fn begin(connection: &Connection, seal: &Seal) -> rusqlite::Result<()> {
    let sql = "INSERT INTO seal (id, fingerprint) VALUES (1, ?1)";
    connection.execute(sql, [seal.fingerprint()]).map(drop)
}

/// Seals what an older release kept in the open.
pub(super) fn take_over(transaction: &Connection, seal: &Seal) -> Result<(), StoreError> {
    let cannot = cannot("seal its vault");
    begin(transaction, seal).map_err(&cannot)?;
    bodies(transaction, seal)?;
    let names = "SELECT number, name_unsealed FROM person WHERE name_unsealed IS NOT NULL";
    let names: Vec<(String, String)> =
        rows(transaction, names, [], |row| Ok(Ok((row.get(0)?, row.get(1)?))))?;
    for (person, open) in names {
        let sql = "UPDATE person SET name = ?2 WHERE number = ?1";
        transaction.execute(sql, params![person, name(seal, &person, &open)]).map_err(&cannot)?;
    }
    let posts = "SELECT number, role, place, kind, starts, ends FROM post";
    let posts: Vec<(i64, Post)> = rows(transaction, posts, [], |row| {
        let (number, kind) = (row.get(0)?, StaffKind::parse(&row.get::<_, String>(3)?));
        let (role, place, starts, ends) = (row.get(1)?, row.get(2)?, row.get(4)?, row.get(5)?);
        let kind = kind.ok_or_else(|| damaged("a post has an unknown kind of staff"));
        Ok(kind.map(|kind| (number, Post { role, place, kind, starts, ends })))
    })?;
    for (number, open) in posts {
        let sql = "UPDATE post SET post = ?2 WHERE number = ?1";
        transaction.execute(sql, params![number, post(seal, number, &open)]).map_err(&cannot)?;
    }
    Ok(())
}

fn bodies(transaction: &Connection, seal: &Seal) -> Result<(), StoreError> {
    let cannot = cannot("seal its vault");
    let sql = "SELECT leaf, field, salt, body FROM vault_unsealed ORDER BY leaf";
    let mut statement = transaction.prepare(sql).map_err(&cannot)?;
    let mut found = statement.query([]).map_err(&cannot)?;
    let mut mine: Vec<VaultPart> = Vec::new();
    while let Some(row) = found.next().map_err(&cannot)? {
        let read = || -> rusqlite::Result<(i64, String, Vec<u8>, Vec<u8>)> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        };
        let (leaf, field, salt, body) = read().map_err(&cannot)?;
        let field = Field::parse(&field).ok_or_else(|| damaged("a body is kept under an unknown field"))?;
        let part =
            VaultPart { index: number(leaf)?, field, salt: bytes(salt, "a salt has not 32 bytes")?, body };
        if mine.first().is_some_and(|first| first.index != part.index) {
            insert(transaction, seal, &mine).map_err(&cannot)?;
            mine.clear();
        }
        mine.push(part);
    }
    insert(transaction, seal, &mine).map_err(&cannot)
}
