//! What every kind of store makes of the values that it reads and writes.

use bona_engine::evidence::{PersonNumber, StoreError, StoredLeaf};

/// Something that may not be done so; the text says what to do.
pub(super) fn refused(what: &str) -> StoreError {
    StoreError::Refused(what.to_owned())
}

/// Something that no store keeps.
pub(super) fn damaged(what: &str) -> StoreError {
    StoreError::Damaged(what.to_owned())
}

/// A database's whole numbers have a sign; places in the log have none.
pub(super) fn number(value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|_| damaged("a place in the log is negative"))
}

/// Places past what a database can hold cannot occur.
pub(super) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Bytes of which there must be so many.
pub(super) fn bytes<const N: usize>(value: Vec<u8>, what: &'static str) -> Result<[u8; N], StoreError> {
    value.try_into().map_err(|_| damaged(what))
}

/// A leaf of its row.
pub(super) fn stored_leaf(place: i64, leaf: Vec<u8>, hash: Vec<u8>) -> Result<StoredLeaf, StoreError> {
    let hash = bytes(hash, "the hash beside a leaf has not 32 bytes")?;
    Ok(StoredLeaf { index: number(place)?, bytes: leaf, hash })
}

/// A person's number of its row.
pub(super) fn person_number(text: &str) -> Result<PersonNumber, StoreError> {
    PersonNumber::parse(text).ok_or_else(|| damaged("a person's number is not one"))
}
