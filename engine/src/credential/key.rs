//! A badge's key: Ed25519, named by itself (`did:key`). Who holds it, nobody can tell from it.

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

/// The method of DIDs that are keys.
const METHOD: &str = "did:key:";
/// Multicodec of an Ed25519 public key, as a varint.
const ED25519: [u8; 2] = [0xed, 0x01];
/// Multibase of base 58 in Bitcoin's alphabet.
const BASE58: char = 'z';
/// Longest text in base 58 that is read, in letters: 64 bytes have at most 88.
const LETTERS: usize = 100;

/// A key that checks badges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadgeKey(VerifyingKey);

/// A key that signs badges.
pub struct BadgeSigner(SigningKey);

/// Why a text is not a badge's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a badge's key: it reads `did:key:z6Mk` and 44 more letters")]
pub struct BadgeKeyFault;

impl BadgeKey {
    /// Takes a `did:key`.
    ///
    /// # Errors
    /// When it is not one of an Ed25519 key.
    pub fn parse(text: &str) -> Result<Self, BadgeKeyFault> {
        let bytes = text.strip_prefix(METHOD).and_then(base58).ok_or(BadgeKeyFault)?;
        let key: &[u8; 32] =
            bytes.strip_prefix(&ED25519).and_then(|key| key.try_into().ok()).ok_or(BadgeKeyFault)?;
        let key = VerifyingKey::from_bytes(key).map_err(|_| BadgeKeyFault)?;
        let found = Self(key);
        if key.is_weak() || found.did() != text { Err(BadgeKeyFault) } else { Ok(found) }
    }

    /// The key as a DID.
    #[must_use]
    pub fn did(&self) -> String {
        format!("{METHOD}{}", self.multibase())
    }

    /// The DID's one method of verification.
    pub(super) fn method(&self) -> String {
        format!("{}#{}", self.did(), self.multibase())
    }

    /// Whether it made this signature, which is base 58 with its sign in front.
    pub(super) fn signed(&self, message: &[u8], value: &str) -> bool {
        let signature = base58(value).and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| {
            multibase(&signature.to_bytes()) == value && self.0.verify_strict(message, &signature).is_ok()
        })
    }

    fn multibase(&self) -> String {
        multibase(&[&ED25519[..], self.0.as_bytes()].concat())
    }
}

/// Prints the DID.
impl fmt::Display for BadgeKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.did())
    }
}

impl BadgeSigner {
    /// Takes a secret key that is used for nothing else.
    #[must_use]
    pub fn new(key: SigningKey) -> Self {
        Self(key)
    }

    /// The key that checks what this one signs.
    #[must_use]
    pub fn key(&self) -> BadgeKey {
        BadgeKey(self.0.verifying_key())
    }

    /// Signs, as base 58 with its sign in front.
    pub(super) fn sign(&self, message: &[u8]) -> String {
        multibase(&self.0.sign(message).to_bytes())
    }
}

/// Never shows the secret.
impl fmt::Debug for BadgeSigner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "BadgeSigner({})", self.key())
    }
}

fn multibase(bytes: &[u8]) -> String {
    format!("{BASE58}{}", bs58::encode(bytes).into_string())
}

fn base58(text: &str) -> Option<Vec<u8>> {
    let letters = text.strip_prefix(BASE58).filter(|letters| letters.len() <= LETTERS)?;
    bs58::decode(letters).into_vec().ok()
}
