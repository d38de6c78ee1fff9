//! The seal of the vault: what names or opens something stands in the database only as XChaCha20-Poly1305 makes it of
//! `vault.key`, which stands outside.
//!
//! A box is `nonce[24] ciphertext tag[16]`, and is bound to the place where it stands: table, column and row are its
//! associated data, so that none can stand in another's place. docs/evidence.md has it byte by byte. Nothing here
//! knows files or SQL.
//!
//! ChaCha20-Poly1305 is ring's, whose assembly takes a fifth of the time that portable code takes for boxes of a few hundred
//! bytes; ring does not have its form with long nonces, which is one step in front of it.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use bona_engine::canon::hex;
use bona_engine::evidence::{Field, VaultPart};
use chacha20::{R20, hchacha};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// What stands in front of the associated data of every box.
const LABEL: &[u8] = b"bona/sealed/v1";
/// What the fingerprint of a key is made with.
const FINGERPRINT: &[u8] = b"bona/vault-key/v1\0";
/// Bytes of a fingerprint.
const FINGERPRINT_BYTES: usize = 8;
/// Bytes of a nonce.
const NONCE: usize = 24;
/// Bytes of a nonce that go into the key of its box; the others are the end of ring's nonce.
const IN_KEY: usize = 16;
/// Bytes of a tag.
const TAG: usize = 16;
/// Bytes of a salt.
const SALT: usize = 32;
/// Bytes that stand in front of a packed body, at most: the name of its field, a nought byte, the salt, the length.
const PACKED: usize = 8 + 1 + SALT + 4;
/// All fields, by their names.
const BY_NAME: [Field; 4] = [Field::Decision, Field::Source, Field::What, Field::Who];

/// Where a box stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot<'a> {
    /// The table.
    pub(crate) table: &'static str,
    /// The column.
    pub(crate) column: &'static str,
    /// The key of the row, as text.
    pub(crate) row: &'a str,
}

/// A key that seals and opens.
pub(crate) struct Seal {
    /// Wiped when it is no longer needed.
    key: Zeroizing<[u8; 32]>,
    fingerprint: String,
    /// 32 random bytes of this run, of which nonces are made: nobody can guess one, and none comes twice.
    seed: [u8; 32],
    count: AtomicU64,
}

/// Never shows the secret.
impl fmt::Debug for Seal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Seal {}", self.fingerprint)
    }
}

/// The first 8 bytes of `SHA-256("bona/vault-key/v1" 0x00 key)` in hex: two copies of a key have the same.
pub(crate) fn fingerprint(key: &[u8; 32]) -> String {
    let digest = Sha256::new().chain_update(FINGERPRINT).chain_update(key).finalize();
    hex(&digest[..FINGERPRINT_BYTES])
}

impl Seal {
    /// Takes the key, and 32 fresh random bytes.
    pub(crate) fn new(key: [u8; 32], seed: [u8; 32]) -> Self {
        let fingerprint = fingerprint(&key);
        Self { key: Zeroizing::new(key), fingerprint, seed, count: AtomicU64::new(0) }
    }

    /// Which key it is; no secret.
    pub(crate) fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Seals a text for one place.
    pub(crate) fn shut(&self, spot: Spot<'_>, plain: &[u8]) -> Vec<u8> {
        self.shut_in(spot, plain.len(), |sealed| sealed.extend_from_slice(plain))
    }

    /// Seals the bodies of one leaf for one place.
    pub(crate) fn shut_packed(&self, spot: Spot<'_>, parts: &[VaultPart]) -> Vec<u8> {
        let bytes = parts.iter().map(|part| part.body.len() + PACKED).sum();
        self.shut_in(spot, bytes, |sealed| pack(parts, sealed))
    }

    /// Seals what is written behind the nonce, of about so many bytes.
    fn shut_in(&self, spot: Spot<'_>, bytes: usize, write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let nonce = self.nonce();
        let mut sealed = Vec::with_capacity(NONCE + bytes + TAG);
        sealed.extend_from_slice(&nonce);
        write(&mut sealed);
        let (key, nonce) = self.of_box(&nonce);
        let tag = key
            .seal_in_place_separate_tag(nonce, Aad::from(spot.bound()), &mut sealed[NONCE..])
            .expect("a body is far smaller than the 256 GB that one box can hold");
        sealed.extend_from_slice(tag.as_ref());
        sealed
    }

    /// Opens what was sealed for this place; `None` if it was changed, stands elsewhere, or the key is another.
    pub(crate) fn open(&self, spot: Spot<'_>, sealed: &[u8]) -> Option<Vec<u8>> {
        let mut sealed = sealed.to_vec();
        self.open_in(spot, &mut sealed).map(<[u8]>::to_vec)
    }

    /// The same, where it stands in memory: of a box that cannot be opened nothing is left.
    pub(crate) fn open_in<'a>(&self, spot: Spot<'_>, sealed: &'a mut [u8]) -> Option<&'a [u8]> {
        let (nonce, text) = sealed.split_first_chunk_mut::<NONCE>()?;
        let (key, nonce) = self.of_box(nonce);
        key.open_in_place(nonce, Aad::from(spot.bound()), text).ok().map(|text| &*text)
    }

    /// The key and the nonce of ChaCha20-Poly1305 for the box with this nonce, as XChaCha20-Poly1305 has them: the key that
    /// HChaCha20 makes of its beginning, and four nought bytes in front of its end.
    fn of_box(&self, nonce: &[u8; NONCE]) -> (LessSafeKey, Nonce) {
        let (in_key, end) = nonce.split_first_chunk::<IN_KEY>().expect("a nonce has 24 bytes");
        let key: Zeroizing<[u8; 32]> =
            Zeroizing::new(hchacha::<R20>(&(*self.key).into(), &(*in_key).into()).into());
        let key = UnboundKey::new(&CHACHA20_POLY1305, &*key).expect("a key has 32 bytes");
        let mut short = [0; NONCE_LEN];
        short[NONCE_LEN - end.len()..].copy_from_slice(end);
        (LessSafeKey::new(key), Nonce::assume_unique_for_key(short))
    }

    fn nonce(&self) -> [u8; NONCE] {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let digest = Sha256::new().chain_update(self.seed).chain_update(count.to_be_bytes()).finalize();
        *digest.first_chunk().expect("a SHA-256 hash has 32 bytes")
    }
}

impl Spot<'_> {
    fn bound(&self) -> Vec<u8> {
        let row = self.row.as_bytes();
        [LABEL, b"\0", self.table.as_bytes(), b"\0", self.column.as_bytes(), b"\0", row].concat()
    }
}

/// The bodies of one leaf as they are sealed together, by the names of their fields: for each that name, a nought byte, the salt, the
/// length as 4 bytes big-endian, the body.
fn pack(parts: &[VaultPart], bytes: &mut Vec<u8>) {
    for part in BY_NAME.iter().flat_map(|field| parts.iter().filter(move |part| part.field == *field)) {
        bytes.extend_from_slice(part.field.name().as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(&part.salt);
        // No body is larger than a leaf may be.
        bytes.extend_from_slice(&u32::try_from(part.body.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend_from_slice(&part.body);
    }
}

/// The bodies again; `None` if these bytes are none that [`pack`] writes.
pub(crate) fn unpacked(index: u64, mut bytes: &[u8]) -> Option<Vec<VaultPart>> {
    let mut parts: Vec<VaultPart> = Vec::with_capacity(2);
    while !bytes.is_empty() {
        let end = bytes.iter().position(|byte| *byte == 0)?;
        let field = Field::parse(std::str::from_utf8(&bytes[..end]).ok()?)?;
        if parts.last().is_some_and(|last| field.name() <= last.field.name()) {
            return None;
        }
        let (salt, rest) = bytes[end + 1..].split_first_chunk::<SALT>()?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let (body, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        parts.push(VaultPart { index, field, salt: *salt, body: body.to_vec() });
        bytes = rest;
    }
    (!parts.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use bona_engine::evidence::{Field, VaultPart};

    use super::{BY_NAME, PACKED, SALT, Seal, Spot, fingerprint, pack, unpacked};

    const SPOT: Spot<'_> = Spot { table: "person", column: "name", row: "7" };

    #[test]
    fn only_the_same_key_opens_a_box_where_it_was_sealed() {
        let (seal, other) = (Seal::new([1; 32], [2; 32]), Seal::new([3; 32], [2; 32]));
        let sealed = seal.shut(SPOT, b"Ann Byrne");
        assert_eq!(sealed.len(), 24 + 9 + 16);
        assert!(!sealed.windows(3).any(|window| window == b"Ann"));
        assert_eq!(seal.open(SPOT, &sealed).as_deref(), Some(&b"Ann Byrne"[..]));
        assert_eq!(other.open(SPOT, &sealed), None);
        for spot in
            [Spot { table: "post", ..SPOT }, Spot { column: "post", ..SPOT }, Spot { row: "8", ..SPOT }]
        {
            assert_eq!(seal.open(spot, &sealed), None, "{spot:?}");
        }
        for place in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[place] ^= 1;
            assert_eq!(seal.open(SPOT, &flipped), None, "byte {place}");
            assert_eq!(seal.open(SPOT, &sealed[..place]), None, "cut at {place}");
        }
        assert_ne!(seal.shut(SPOT, b"Ann Byrne"), sealed, "no nonce comes twice");
    }

    #[test]
    fn a_box_is_that_of_the_documentation() {
        // Made by PyNaCl, crypto_aead_xchacha20poly1305_ietf_encrypt, from the nonce that this box has.
        let seal = Seal::new([1; 32], [2; 32]);
        let sealed = seal.shut(SPOT, b"Ann Byrne");
        assert_eq!(
            bona_engine::canon::hex(&sealed),
            "f5ad92ad0bcc165cf5a131541273264d3b2586635b305bd2876d9650492bb3e6c65d4f4df494edfe329048a1923f0cc6e8"
        );
        assert_eq!(fingerprint(&[1; 32]), "6342ba4cda2b6f09");
        assert_eq!(format!("{seal:?}"), format!("Seal {}", fingerprint(&[1; 32])));
    }

    #[test]
    fn bodies_are_packed_and_found_again_and_nothing_else_is_read() {
        let part = |field, body: &[u8]| VaultPart { index: 4, field, salt: [9; 32], body: body.to_vec() };
        let parts = vec![part(Field::What, b"x"), part(Field::Who, b"")];
        let mut bytes = Vec::new();
        pack(&[parts[1].clone(), parts[0].clone()], &mut bytes);
        assert!(
            BY_NAME.is_sorted_by_key(|field| field.name())
                && Field::ALL.iter().all(|field| BY_NAME.contains(field))
        );
        assert!(bytes.len() <= 2 * PACKED + 1);
        let seal = Seal::new([1; 32], [2; 32]);
        assert_eq!(seal.open(SPOT, &seal.shut_packed(SPOT, &parts)), Some(bytes.clone()));
        assert_eq!(unpacked(4, &bytes), Some(parts));
        assert_eq!(unpacked(4, b""), None, "a leaf without bodies has no box");
        let (one, two) = bytes.split_at(4 + 1 + SALT + 4 + 1);
        assert_eq!(unpacked(4, &[two, one].concat()), None, "in another order");
        assert_eq!(unpacked(4, &[one, one, two].concat()), None, "twice");
        let broken = (1..bytes.len()).filter(|length| unpacked(4, &bytes[..*length]).is_none()).count();
        assert_eq!(broken, bytes.len() - 2, "only the end of the first is an end too");
        assert_eq!(unpacked(4, b"when\0"), None);
    }
}
