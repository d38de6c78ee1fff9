//! A secret under a passphrase, as it is written: PBES2 of RFC 8018 in the `EncryptedPrivateKeyInfo` of RFC 5958.
//!
//! The key is PBKDF2's, the cipher AES-256-CBC: what `openssl pkcs8 -topk8` writes, and reads. Nothing here knows files, or
//! where a passphrase comes from.

use std::num::NonZeroU32;

use aes::Aes256;
use bona_engine::canon::hex;
use cbc::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use ed25519_dalek::pkcs8::spki::der::pem::{LineEnding, decode_vec, encode_string};
use ring::pbkdf2;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// What begins a signing key in PKCS#8 form that is under no passphrase.
const OPEN: &str = "PRIVATE KEY";
/// The same under a passphrase (RFC 7468).
const SIGNING: &str = "ENCRYPTED PRIVATE KEY";
/// A text of another kind under a passphrase, which no other program shall take for a private key.
const TEXT: &str = "BONA ENCRYPTED KEY";
/// How often a digest is taken of a new passphrase: what OWASP's Password Storage Cheat Sheet asks of PBKDF2 with
/// HMAC-SHA-256 in 2026.
const ITERATIONS: u32 = 600_000;
/// Most iterations that are read: seconds, not hours.
const MOST_ITERATIONS: u32 = 20_000_000;
/// Bytes of a new salt.
const SALT: usize = 16;
/// Digits of the SHA-256 that ends a text of another kind: CBC alone lets a digit of its beginning be changed unnoticed, and no
/// other file says which key it was.
const SUM: usize = 64;
/// Bytes of a block of AES.
const BLOCK: usize = 16;

/// 1.2.840.113549.1.5.13, PBES2.
const PBES2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d];
/// 1.2.840.113549.1.5.12, PBKDF2.
const PBKDF2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c];
/// 2.16.840.1.101.3.4.1.42, AES-256-CBC.
const AES_256_CBC: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2a];
/// 1.2.840.113549.2, behind which the number of an HMAC's digest stands.
const HMAC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02];
/// The numbers behind it that are read: SHA-1, SHA-256, SHA-384, SHA-512.
const SHA_1: u8 = 7;
const SHA_256: u8 = 9;
const SHA_384: u8 = 10;
const SHA_512: u8 = 11;

const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const NULL: u8 = 0x05;
const OID: u8 = 0x06;
const SEQUENCE: u8 = 0x30;

/// A key of AES-256, wiped when it is no longer needed.
pub(crate) type Derived = Zeroizing<[u8; 32]>;

/// How a key is made of a passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Way {
    salt: Vec<u8>,
    iterations: NonZeroU32,
    /// The digest of the HMAC, by the last number of its name.
    digest: u8,
}

impl Way {
    /// The way of a new key.
    pub(crate) fn new(salt: [u8; SALT]) -> Self {
        let iterations = NonZeroU32::new(ITERATIONS).expect("there are some");
        Self { salt: salt.to_vec(), iterations, digest: SHA_256 }
    }

    /// Whether a new key may be made so: not if another program made it easier to guess.
    pub(crate) fn is_good(&self) -> bool {
        ITERATIONS <= self.iterations.get() && self.digest == SHA_256 && SALT <= self.salt.len()
    }

    /// Makes the key, which takes a moment.
    pub(crate) fn derive(&self, passphrase: &str) -> Derived {
        let algorithm = match self.digest {
            SHA_1 => pbkdf2::PBKDF2_HMAC_SHA1,
            SHA_384 => pbkdf2::PBKDF2_HMAC_SHA384,
            SHA_512 => pbkdf2::PBKDF2_HMAC_SHA512,
            _ => pbkdf2::PBKDF2_HMAC_SHA256,
        };
        let mut key = Derived::default();
        pbkdf2::derive(algorithm, self.iterations, &self.salt, passphrase.as_bytes(), &mut *key);
        key
    }
}

/// A secret that cannot be read without its passphrase.
#[derive(Debug)]
pub(crate) struct Locked {
    pub(crate) way: Way,
    label: &'static str,
    iv: [u8; BLOCK],
    sealed: Vec<u8>,
}

/// Whether a file's text is that of a secret under a passphrase, whatever else is wrong with it.
pub(crate) fn is_locked(text: &str) -> bool {
    [SIGNING, TEXT].iter().any(|label| text.trim_start().starts_with(&format!("-----BEGIN {label}-----")))
}

impl Locked {
    /// Reads it; `None` if it is damaged, or made in a way that is not read here.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (label, der) = decode_vec(text.trim_start().as_bytes()).ok()?;
        let label = [SIGNING, TEXT].into_iter().find(|known| *known == label)?;
        let mut all = Der(&der);
        let mut info = all.inside()?;
        let (mut scheme, sealed) = (info.inside()?, info.take(OCTETS)?);
        let is_pbes2 = scheme.take(OID)? == PBES2;
        let mut parts = scheme.inside()?;
        let (mut derivation, mut cipher) = (parts.inside()?, parts.inside()?);
        let is_pbkdf2 = derivation.take(OID)? == PBKDF2;
        let way = derivation.inside()?.way()?;
        let is_aes = cipher.take(OID)? == AES_256_CBC;
        let iv = cipher.take(OCTETS)?.try_into().ok()?;
        let read = [all, info, scheme, parts, derivation, cipher].iter().all(|rest| rest.0.is_empty());
        let blocks = !sealed.is_empty() && sealed.len().is_multiple_of(BLOCK);
        (read && blocks && is_pbes2 && is_pbkdf2 && is_aes).then(|| Self {
            way,
            label,
            iv,
            sealed: sealed.to_vec(),
        })
    }

    /// The text as it stands where there is no passphrase; `None` if the key is another.
    pub(crate) fn open(&self, key: &Derived) -> Option<Zeroizing<String>> {
        let mut plain = Zeroizing::new(self.sealed.clone());
        let mut cipher = cbc::Decryptor::<Aes256>::new(&(**key).into(), &self.iv.into());
        for block in plain.chunks_exact_mut(BLOCK) {
            cipher.decrypt_block(block.try_into().ok()?);
        }
        let padded = usize::from(*plain.last()?);
        let end = plain.len().checked_sub(padded).filter(|_| (1..=BLOCK).contains(&padded))?;
        if plain[end..].iter().any(|byte| usize::from(*byte) != padded) {
            return None;
        }
        plain.truncate(end);
        if self.label == TEXT {
            let (text, sum) = plain.split_at_checked(plain.len().checked_sub(SUM)?)?;
            let whole = hex(&Sha256::digest(text)).as_bytes() == sum;
            return std::str::from_utf8(text)
                .ok()
                .filter(|_| whole)
                .map(|text| Zeroizing::new(text.to_owned()));
        }
        // Of a wrong key, one in 256 looks padded; a private key begins as a sequence that fills it.
        let mut whole = Der(&plain);
        whole.inside().filter(|_| whole.0.is_empty())?;
        encode_string(OPEN, LineEnding::LF, &plain).ok().map(Zeroizing::new)
    }
}

/// Puts a secret under a passphrase: `open` is its text without one.
pub(crate) fn lock(open: &str, way: &Way, key: &Derived, iv: [u8; BLOCK]) -> String {
    let signing = decode_vec(open.as_bytes()).ok().filter(|(label, _)| *label == OPEN);
    let (label, mut plain) = match signing {
        Some((_, der)) => (SIGNING, Zeroizing::new(der)),
        None => {
            let sum = hex(&Sha256::digest(open));
            (TEXT, Zeroizing::new([open.as_bytes(), sum.as_bytes()].concat()))
        }
    };
    let padded = BLOCK - plain.len() % BLOCK;
    let whole = plain.len() + padded;
    plain.resize(whole, u8::try_from(padded).unwrap_or_default());
    let mut cipher = cbc::Encryptor::<Aes256>::new(&(**key).into(), &iv.into());
    for block in plain.chunks_exact_mut(BLOCK) {
        cipher.encrypt_block(block.try_into().expect("it is a block long"));
    }
    let digest = tlv(SEQUENCE, &[tlv(OID, &[HMAC.to_vec(), vec![way.digest]]), tlv(NULL, &[])]);
    let iterations = way.iterations.get().to_be_bytes();
    let nought = iterations.iter().take_while(|byte| **byte == 0).count();
    // A number that begins with a set bit would be below nought.
    let iterations = match iterations[nought] & 0x80 {
        0 => iterations[nought..].to_vec(),
        _ => [&[0], &iterations[nought..]].concat(),
    };
    let parts = [tlv(OCTETS, std::slice::from_ref(&way.salt)), tlv(INTEGER, &[iterations]), digest];
    let derivation = tlv(SEQUENCE, &[tlv(OID, &[PBKDF2.to_vec()]), tlv(SEQUENCE, &parts)]);
    let cipher = tlv(SEQUENCE, &[tlv(OID, &[AES_256_CBC.to_vec()]), tlv(OCTETS, &[iv.to_vec()])]);
    let scheme = tlv(SEQUENCE, &[tlv(OID, &[PBES2.to_vec()]), tlv(SEQUENCE, &[derivation, cipher])]);
    let der = tlv(SEQUENCE, &[scheme, tlv(OCTETS, &[plain.to_vec()])]);
    encode_string(label, LineEnding::LF, &der).expect("a few hundred bytes have a PEM form")
}

/// A value of DER: its tag, its length, what is in it.
fn tlv(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    let inside = parts.concat();
    let length = u16::try_from(inside.len()).expect("a key is a few hundred bytes").to_be_bytes();
    let head = match length {
        [0, short @ 0..=0x7f] => vec![tag, short],
        [0, short] => vec![tag, 0x81, short],
        [high, low] => vec![tag, 0x82, high, low],
    };
    [head, inside].concat()
}

/// Values of DER, one behind another.
struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    /// What is in the next value, if it has this tag.
    fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        let (length, rest) = match self.0 {
            [found, rest @ ..] if *found == tag => match rest {
                [short @ 0..=0x7f, rest @ ..] => (usize::from(*short), rest),
                [0x81, short, rest @ ..] if 0x80 <= *short => (usize::from(*short), rest),
                [0x82, high, low, rest @ ..] if 0 < *high => {
                    (usize::from(u16::from_be_bytes([*high, *low])), rest)
                }
                _ => return None,
            },
            _ => return None,
        };
        let (inside, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(inside)
    }

    /// The next value, a sequence.
    fn inside(&mut self) -> Option<Self> {
        self.take(SEQUENCE).map(Der)
    }

    /// A whole number from 1 on.
    fn number(&mut self) -> Option<u32> {
        let bytes = self.take(INTEGER)?;
        let digits = if let [0, rest @ ..] = bytes { rest } else { bytes };
        let signed = bytes.first().is_none_or(|first| first & 0x80 != 0);
        let few = digits.len() <= 4 && !signed;
        few.then(|| digits.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
    }

    /// The parameters of PBKDF2, of which the length of the key may be left out, and the digest, which is SHA-1's then.
    fn way(mut self) -> Option<Way> {
        let salt = self.take(OCTETS)?.to_vec();
        let iterations = self.number().filter(|number| *number <= MOST_ITERATIONS)?;
        if self.0.first() == Some(&INTEGER) && self.number()? != 32 {
            return None;
        }
        let mut digest = SHA_1;
        if !self.0.is_empty() {
            let mut named = self.inside()?;
            digest = match named.take(OID)?.strip_prefix(HMAC)? {
                [known @ (SHA_1 | SHA_256 | SHA_384 | SHA_512)] => *known,
                _ => return None,
            };
            named.take(NULL)?;
        }
        let iterations = NonZeroU32::new(iterations).filter(|_| self.0.is_empty())?;
        Some(Way { salt, iterations, digest })
    }
}
