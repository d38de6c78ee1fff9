//! Commitments: what a sealed leaf shows of a body that stands in the vault.
//!
//! `SHA-256("bona/commit/v1/<field>" 0x00, salt[32], length as 8 bytes big-endian, body)`.
//! With salt and body gone nobody can say what was committed to; with them nobody can say something else.
//! The salt is fresh for each commitment: staff numbers are few enough to be tried one by one.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::log::digest;

/// 32 random bytes, used once.
pub type Salt = [u8; 32];

/// What a commitment is about; part of what is hashed, so that none can stand in another's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The person number of a learner, alone.
    Who,
    /// What they completed.
    What,
    /// The file that a batch came from.
    Source,
    /// Who decided on an erasure.
    Decision,
}

impl Field {
    /// All fields, in the order in which they are kept.
    pub const ALL: [Self; 4] = [Self::Who, Self::What, Self::Source, Self::Decision];

    /// As it is hashed, kept and printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::What => "what",
            Self::Source => "source",
            Self::Decision => "decision",
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// A commitment; in JSON its standard base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Commitment([u8; 32]);

impl Commitment {
    /// Commits to a body.
    #[must_use]
    pub fn to(field: Field, salt: &Salt, body: &[u8]) -> Self {
        let length = (body.len() as u64).to_be_bytes();
        Self(digest(&[b"bona/commit/v1/", field.name().as_bytes(), &[0], salt, &length, body]))
    }

    /// Takes the hash itself.
    pub(super) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash itself.
    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Says whether salt and body open it.
    #[must_use]
    pub fn opens(&self, field: Field, salt: &Salt, body: &[u8]) -> bool {
        *self == Self::to(field, salt, body)
    }
}

impl TryFrom<String> for Commitment {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = STANDARD.decode(text).map_err(|_| "a commitment is base64")?;
        bytes.try_into().map(Self).map_err(|_| "a commitment has 32 bytes")
    }
}

impl From<Commitment> for String {
    fn from(commitment: Commitment) -> Self {
        STANDARD.encode(commitment.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Commitment, Field};

    #[test]
    fn a_commitment_opens_with_its_own_field_salt_and_body_alone() {
        let (salt, body) = ([7; 32], b"body".as_slice());
        let commitment = Commitment::to(Field::What, &salt, body);
        assert!(commitment.opens(Field::What, &salt, body));
        assert!(!commitment.opens(Field::Who, &salt, body));
        assert!(!commitment.opens(Field::What, &[8; 32], body));
        assert!(!commitment.opens(Field::What, &salt, b"bodz"));
        assert!(!commitment.opens(Field::What, &salt, b""));
    }

    #[test]
    fn the_bytes_hashed_are_those_of_the_documentation() {
        // Made with Python: base64(sha256(b"bona/commit/v1/who\0" + bytes(32) + (4).to_bytes(8, "big") + b"body")).
        let commitment = Commitment::to(Field::Who, &[0; 32], b"body");
        assert_eq!(String::from(commitment), "pPEpJ9TygJ9ugXSo0G/iqxLdgylup3CJc8OEZ5Kmnwk=");
        assert_eq!(Commitment::try_from(String::from(commitment)), Ok(commitment));
        assert!(Commitment::try_from("AAAA".to_owned()).is_err());
    }

    #[test]
    fn fields_are_known_by_name() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.name()), Some(field));
        }
        assert_eq!(Field::parse("when"), None);
    }
}
