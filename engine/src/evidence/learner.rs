//! Who somebody is in the records: a keyed pseudonym of what an LMS calls them, and a random number of ours.
//!
//! A [`LearnerKey`] makes imports repeatable without keeping the staff number; without the organisation's key
//! nobody can work it out. It never stands in a leaf. A [`PersonNumber`] is chance alone: the one thing to
//! which the `who` of a leaf commits, so that a name can be mended or erased without touching the log.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::intake::{IdKind, LearnerId};

/// The organisation's secret from which pseudonyms are made. Kept outside the store.
#[derive(Clone)]
pub struct PseudonymKey {
    key: [u8; 32],
    /// The key, taken in once.
    keyed: Hmac<Sha256>,
}

impl PseudonymKey {
    /// Takes 32 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        let keyed = Hmac::new_from_slice(&bytes).expect("HMAC takes a key of any length");
        Self { key: bytes, keyed }
    }

    /// The pseudonym of a learner: the first 128 bits of `HMAC-SHA256(key, "bona/learner/v1" 0 kind 0 value)`.
    #[must_use]
    pub fn learner(&self, id: &LearnerId) -> LearnerKey {
        LearnerKey(base32_128(&self.short(&["bona/learner/v1", id.kind().name(), id.value()])))
    }

    /// The pseudonym of somebody who stated something, by their name: never that of a learner.
    #[must_use]
    pub fn stater(&self, name: &str) -> Option<LearnerKey> {
        let id = LearnerId::new(IdKind::Code, name)?;
        Some(LearnerKey(base32_128(&self.short(&["bona/stater/v1", id.value()]))))
    }

    /// What is kept of an erased learner, so that no import brings them back.
    #[must_use]
    pub fn suppression(&self, learner: &LearnerKey) -> Suppressed {
        Suppressed(self.short(&["bona/suppressed/v1", learner.as_str()]))
    }

    /// What is kept of a person who was given another name, and of that name, so that no older copy brings the older
    /// one back: two digests that say nothing without the key.
    #[must_use]
    pub fn renaming(&self, person: &PersonNumber, name: &str) -> Renaming {
        Renaming {
            person: self.short(&["bona/renamed/v1", person.as_str()]),
            name: self.short(&["bona/renamed/v1", person.as_str(), name]),
        }
    }

    /// The key of one pack, by which whoever gets it knows people: HKDF-SHA256 (RFC 5869) without a salt, `info` being
    /// `"bona/pack/v1" 0 name`, 32 bytes. The name is brought into one form like an id; `None` if it is none.
    #[must_use]
    pub fn pack(&self, name: &str) -> Option<PackKey> {
        let name = LearnerId::new(IdKind::Code, name)?;
        Some(PackKey(hkdf(&self.key, format!("bona/pack/v1\0{}", name.value()).as_bytes())))
    }

    /// A keyed digest of what a row said, by which it is known when it comes again.
    #[must_use]
    pub fn row(&self, parts: &[&str]) -> RowDigest {
        RowDigest(self.first_half(std::iter::once("bona/row/v1").chain(parts.iter().copied())))
    }

    fn short(&self, parts: &[&str]) -> [u8; 16] {
        self.first_half(parts.iter().copied())
    }

    fn first_half<'a>(&self, parts: impl Iterator<Item = &'a str>) -> [u8; 16] {
        self.mac(parts).first_chunk().copied().expect("a SHA-256 hash has more than 16 bytes")
    }

    /// Each part but the last ends with a nought byte, and no part holds one, so that parts cannot run together.
    fn mac<'a>(&self, parts: impl Iterator<Item = &'a str>) -> [u8; 32] {
        let mut mac = self.keyed.clone();
        for (index, part) in parts.enumerate() {
            if 0 < index {
                mac.update(&[0]);
            }
            match part.contains('\0') {
                true => mac.update(part.replace('\0', " ").as_bytes()),
                false => mac.update(part.as_bytes()),
            }
        }
        mac.finalize().into_bytes().into()
    }
}

/// HKDF-SHA256 of RFC 5869 without a salt, for 32 bytes: one step of each of its two.
fn hkdf(key: &[u8], info: &[u8]) -> [u8; 32] {
    let mac = |key: &[u8], parts: [&[u8]; 2]| -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().into()
    };
    let extracted = mac(&[0; 32], [key, &[]]);
    mac(&extracted, [info, &[1]])
}

/// The key of one pack: two recipients of two packs cannot tell by its numbers that somebody is the same person.
#[derive(Clone)]
pub struct PackKey([u8; 32]);

impl PackKey {
    /// What a person is called in the pack: 26 characters of lower-case base32, the first 128 bits of
    /// `HMAC-SHA256(key, "bona/pack/person/v1" 0 person number)`.
    #[must_use]
    pub fn person(&self, person: &PersonNumber) -> String {
        base32(&PseudonymKey::new(self.0).short(&["bona/pack/person/v1", person.as_str()]))
    }
}

/// Never shows the secret.
impl fmt::Debug for PackKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("PackKey")
    }
}

/// Never shows the secret.
impl fmt::Debug for PseudonymKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("PseudonymKey")
    }
}

/// A learner's pseudonym: 26 characters of lower-case base32. Still personal data while the key exists.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LearnerKey([u8; DIGITS]);

impl fmt::Debug for LearnerKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "LearnerKey({:?})", self.as_str())
    }
}

impl LearnerKey {
    /// Takes a pseudonym from the store; `None` if it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        digits(text).map(Self)
    }

    /// The pseudonym as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("base32 is ASCII")
    }

    /// Its 128 bits.
    pub(super) fn bits(&self) -> u128 {
        bits(&self.0)
    }
}

/// A person's number: 128 random bits as 26 characters of lower-case base32.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonNumber([u8; DIGITS]);

impl fmt::Debug for PersonNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PersonNumber({:?})", self.as_str())
    }
}

impl serde::Serialize for PersonNumber {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for PersonNumber {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("a person's number has 26 characters of base32"))
    }
}

impl PersonNumber {
    /// Takes 16 random bytes.
    #[must_use]
    pub fn new(random: [u8; 16]) -> Self {
        Self(base32_128(&random))
    }

    /// Takes its 128 bits.
    pub(super) fn of_bits(bits: u128) -> Self {
        Self(base32_128(&bits.to_be_bytes()))
    }

    /// Its 128 bits.
    pub(super) fn bits(&self) -> u128 {
        bits(&self.0)
    }

    /// Takes a number as it is written; `None` if it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        digits(text).map(Self)
    }

    /// The number as text; exactly these bytes are the body of `who`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("base32 is ASCII")
    }
}

/// What is kept of a row to know it again: 16 bytes that say nothing without the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowDigest(pub [u8; 16]);

/// What is kept of an erased learner: 16 bytes that say nothing without the key, and with it only whether an id
/// that somebody has at hand was theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suppressed(pub [u8; 16]);

/// That somebody was given another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Renaming {
    /// Who.
    pub person: [u8; 16],
    /// The name that they have now.
    pub name: [u8; 16],
}

/// Digits of 128 bits in base32.
const DIGITS: usize = 26;
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Lower-case base32 of RFC 4648 without padding.
fn base32(bytes: &[u8]) -> String {
    let digits = (bytes.len() * 8).div_ceil(5);
    let bit = |place: usize| bytes.get(place / 8).is_some_and(|byte| byte & (0x80 >> (place % 8)) != 0);
    (0..digits)
        .map(|digit| (0..5).fold(0, |value, place| value * 2 + usize::from(bit(digit * 5 + place))))
        .map(|value| char::from(ALPHABET[value]))
        .collect()
}

/// The same of 128 bits, which is asked for once a row.
fn base32_128(bytes: &[u8; 16]) -> [u8; DIGITS] {
    let number = u128::from_be_bytes(*bytes);
    let mut text = [0; DIGITS];
    // Eight digits have 40 bits, and the last two digits ten, of which two are nought.
    for (place, digits) in text.chunks_mut(8).enumerate() {
        let some = (number << (40 * place)) >> 88;
        let some = u64::try_from(some).unwrap_or(0);
        for (digit, sign) in digits.iter_mut().enumerate() {
            *sign = ALPHABET[usize::try_from(some >> (35 - 5 * digit) & 31).unwrap_or(0)];
        }
    }
    text
}

/// The 128 bits of their digits.
fn bits(digits: &[u8; DIGITS]) -> u128 {
    let value = |digit: &u8| match digit {
        b'a'..=b'z' => digit - b'a',
        _ => digit.wrapping_sub(b'2').wrapping_add(26) & 31,
    };
    let number =
        |digits: &[u8]| digits.iter().fold(0_u64, |number, digit| number << 5 | u64::from(value(digit)));
    let (first, rest) = digits.split_at(8);
    let (second, rest) = rest.split_at(8);
    let (third, last) = rest.split_at(8);
    let front =
        [first, second, third].into_iter().fold(0_u128, |front, some| front << 40 | u128::from(number(some)));
    front << 8 | u128::from(number(last) >> 2)
}

/// The digits of 128 bits; `None` if the text is none.
fn digits(text: &str) -> Option<[u8; DIGITS]> {
    let digits: [u8; DIGITS] = text.as_bytes().try_into().ok()?;
    // 26 digits hold 130 bits; the last two are nought, so the last digit is one of eight.
    let known = digits.iter().all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(byte));
    (known && b"aeimquy4".contains(&digits[25])).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::{PersonNumber, PseudonymKey, base32, base32_128, bits, hkdf};
    use crate::intake::{IdKind, LearnerId};

    #[test]
    fn base32_is_that_of_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "my"),
            ("fo", "mzxq"),
            ("foo", "mzxw6"),
            ("foob", "mzxw6yq"),
            ("fooba", "mzxw6ytb"),
            ("foobar", "mzxw6ytboi"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        for bytes in [[0; 16], [0xff; 16], *b"0123456789abcdef", [0x80; 16], [1; 16]] {
            assert_eq!(base32_128(&bytes).as_slice(), base32(&bytes).as_bytes());
            assert_eq!(bits(&base32_128(&bytes)), u128::from_be_bytes(bytes));
        }
        let number = PersonNumber::new([0xff; 16]);
        assert_eq!(PersonNumber::parse(number.as_str()), Some(number.clone()));
        for bad in
            ["", "a", &"a".repeat(27), &"A".repeat(26), &format!("{}b", "a".repeat(25)), &"1".repeat(26)]
        {
            assert_eq!(PersonNumber::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_learner_is_known_again_however_the_id_is_typed() {
        let key = PseudonymKey::new([1; 32]);
        let known = |kind, text: &str| LearnerId::new(kind, text).map(|id| key.learner(&id));
        let first = known(IdKind::Email, "A.Byrne@elm.example");
        // Made with Python's hmac over b"bona/learner/v1\0email\0a.byrne@elm.example".
        assert_eq!(first.as_ref().map(|key| key.as_str()), Some("joir3pq5ahdbcw3fqyzl3diuzm"));
        assert_eq!(first, known(IdKind::Email, "  a.byrne@ELM.example\u{a0}"));
        assert_ne!(first, known(IdKind::Account, "a.byrne@elm.example"));
    }

    #[test]
    fn each_pack_calls_a_person_something_else() {
        // RFC 5869, A.3: the first of its two blocks.
        let known = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d";
        assert_eq!(crate::canon::hex(&hkdf(&[0x0b; 22], b"")), known);
        let key = PseudonymKey::new([1; 32]);
        let ann = PersonNumber::new([0xff; 16]);
        let called = |pack: &str| key.pack(pack).map(|pack| pack.person(&ann));
        let north = called("North ICB, autumn 2026");
        // Made with Python's hmac, by RFC 5869 and the doc comments above.
        assert_eq!(north.as_deref(), Some("e4d6q6l26kduxp5r7ks4ips3ty"));
        assert_eq!(called(" north  ICB, Autumn 2026"), north, "one pack, however it is typed");
        assert_ne!(called("South ICB, autumn 2026"), north);
        assert_ne!(
            PseudonymKey::new([2; 32]).pack("North ICB, autumn 2026").map(|pack| pack.person(&ann)),
            north
        );
        assert_ne!(north.as_deref(), Some(ann.as_str()));
        assert_eq!(called("  "), None);
        assert_eq!(format!("{:?}", key.pack("a")), "Some(PackKey)");
    }

    #[test]
    fn other_keys_and_other_uses_give_other_pseudonyms() {
        let id = LearnerId::new(IdKind::Code, "ann").expect("an id");
        let (one, two) = (PseudonymKey::new([1; 32]), PseudonymKey::new([2; 32]));
        assert_ne!(one.learner(&id), two.learner(&id));
        assert_ne!(Some(one.learner(&id)), one.stater("ann"));
        assert_ne!(one.row(&["a", "b"]), one.row(&["ab", ""]));
        assert_eq!(format!("{one:?}"), "PseudonymKey");
    }
}
