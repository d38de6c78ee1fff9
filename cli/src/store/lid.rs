//! What of a store is sealed, and by which key: bodies with their salts, names, posts.
//!
//! Numbers of people, pseudonyms and digests stand open: they are chance, or made with another key, and say nothing
//! to whoever has the database alone. A store without its key is still a log that can be verified as a tree. Nothing here
//! knows a database.

use std::sync::Arc;

use bona_engine::duty::{Post, StaffKind};
use bona_engine::evidence::{Parts, StoreError, VaultPart};
use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelIterator as _, IntoParallelRefIterator as _,
    ParallelIterator as _,
};

use super::common::{damaged, refused};
use super::seal::{Seal, Spot, unpacked};

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
    /// The lid of a store that says by which key it is sealed, and of the key that is there: compared by their fingerprints.
    pub(super) fn of(kept: Option<String>, seal: Option<Seal>) -> Self {
        match (seal, kept) {
            (None, _) => Self::Missing,
            (Some(seal), Some(kept)) if kept == seal.fingerprint() => Self::Open(Arc::new(seal)),
            (Some(seal), kept) => {
                let sealed = kept.unwrap_or_else(|| "none".to_owned());
                Self::Other { sealed, given: seal.fingerprint().to_owned() }
            }
        }
    }

    /// The key, where it is the right one.
    pub(super) fn seal(&self) -> Result<&Arc<Seal>, StoreError> {
        match self {
            Self::Open(seal) => Ok(seal),
            _ => Err(refused("its vault is sealed, and the key that opens it is not there")),
        }
    }

    /// The key, for what is written in a transaction in which the store says that it is sealed by this one: another program may
    /// have given it another since it was looked at.
    pub(super) fn sealing(&self, kept: Option<String>) -> Result<&Arc<Seal>, StoreError> {
        let seal = self.seal()?;
        match kept {
            Some(kept) if kept == seal.fingerprint() => Ok(seal),
            _ => Err(refused(
                "another program gave its vault another key in the meantime; run the command again",
            )),
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
const VAULT: Spot<'_> = Spot { table: "vault", column: "parts", row: "" };

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

/// A box of a leaf, opened with one key and sealed with another.
pub(super) fn change(old: &Seal, next: &Seal, (leaf, sealed): &mut (u64, Vec<u8>)) -> Result<(), StoreError> {
    let row = leaf.to_string();
    let spot = Spot { row: &row, ..VAULT };
    let plain = old.open_in(spot, sealed);
    let plain = plain
        .ok_or_else(|| StoreError::Damaged(format!("what is sealed of leaf {leaf} cannot be opened")))?;
    *sealed = next.shut(spot, plain);
    Ok(())
}

/// The same of a name or a post.
pub(super) fn change_text(
    old: &Seal,
    next: &Seal,
    spot: Spot<'_>,
    sealed: &[u8],
) -> Result<Vec<u8>, StoreError> {
    let plain = old.open(spot, sealed).ok_or_else(|| damaged("a sealed name or post cannot be opened"))?;
    Ok(next.shut(spot, &plain))
}

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
