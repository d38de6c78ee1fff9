//! Signed notes (C2SP `signed-note` v1): a text, and under it lines that sign it.
//!
//! A log signs with Ed25519 of type 0x01; witnesses cosign otherwise (`cosign`). A line of a key that we do not know
//! is ignored, as the specification demands, so that a later kind of signature can be added beside ours.
//! A key is known by name, id and the configured key itself: never by its four-byte id alone.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

/// Longest name of a key, in bytes. Ours; the specification names none.
pub const KEY_NAME_MAX: usize = 200;
/// Largest note, in bytes: room for 16 signatures of the largest kind that C2SP has (about 5 kB).
const NOTE_MAX: usize = 256 * 1024;
/// Most signature lines; C2SP: verifiers must accept at least 16.
const LINES_MAX: usize = 64;
/// C2SP `signed-note`: type byte of plain Ed25519.
const ED25519: u8 = 0x01;
/// A signature line begins with an em dash and a space.
const LINE_START: &str = "\u{2014} ";

/// A key that may check notes, with the name under which it signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vkey {
    name: String,
    key: VerifyingKey,
}

/// A key that may sign notes, with its name.
pub struct NoteSigner {
    name: String,
    key: SigningKey,
}

/// A note, not yet believed: [`Note::verify`] says whether it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The signed text; ends with a newline.
    pub text: String,
    /// The lines under it, in order.
    pub signatures: Vec<SignatureLine>,
}

/// One line under a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    /// Name of the key.
    pub name: String,
    /// First four bytes of a hash of name and key.
    pub id: [u8; 4],
    /// What the key made of the text; its form depends on the key.
    pub signature: Vec<u8>,
}

/// Why a note is not to be believed. Ask its sender for another copy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteFault {
    /// It is not UTF-8, is too large, or holds control characters: it was damaged or is something else.
    #[error("not a signed note: {0}")]
    NotANote(&'static str),
    /// A signature line does not read as one.
    #[error("line {0} under the note is not a signature line")]
    BadLine(usize),
    /// A key that we know signed another text than this one.
    #[error("the signature of `{0}` does not fit the text: the text or the signature was changed")]
    Forged(String),
    /// No key that we know has signed it.
    #[error("no signature by `{0}` stands under it")]
    Unsigned(String),
}

/// Why a text is not a verifier key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VkeyFault {
    /// It has not the form `name+hash+key`: copy the whole line.
    #[error("not a verifier key: it reads `name+8 hex digits+base64`")]
    Form,
    /// Its middle part does not fit name and key: it was mistyped.
    #[error("the key's hash does not fit its name and bytes: copy it again")]
    Hash,
    /// It is of another kind than Ed25519 type 1, or is not a point on the curve.
    #[error("only Ed25519 keys of type {0} are taken here; a log's key is of type 1, a witness's of type 4")]
    Kind(u8),
}

impl Vkey {
    /// Takes the text form `name+hash+key`.
    ///
    /// # Errors
    /// When it is not one, or is not an Ed25519 key of type 1.
    pub fn parse(text: &str) -> Result<Self, VkeyFault> {
        let (name, key) = parse_key(text, ED25519)?;
        Ok(Self { name, key })
    }

    /// The name under which the key signs.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of SHA-256 over name, newline, type and key: tells keys apart, proves nothing.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, ED25519, &self.key)
    }

    /// The key itself, to tell whether two names stand for one key.
    pub(super) fn point(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }
}

/// Prints the text form `name+hash+key`.
impl fmt::Display for Vkey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&key_text(&self.name, ED25519, &self.key))
    }
}

impl NoteSigner {
    /// Gives a secret key its name; `None` if the name is empty, long, or holds a space or a plus.
    #[must_use]
    pub fn new(name: &str, key: SigningKey) -> Option<Self> {
        is_key_name(name).then(|| Self { name: name.to_owned(), key })
    }

    /// The key that checks what this one signs.
    #[must_use]
    pub fn vkey(&self) -> Vkey {
        Vkey { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// Signs a text, which must end with a newline and hold no other control character.
    ///
    /// # Errors
    /// When the text cannot be the text of a note.
    pub fn sign(&self, text: &str) -> Result<Note, NoteFault> {
        check_text(text)?;
        let line = SignatureLine {
            name: self.name.clone(),
            id: self.vkey().id(),
            signature: self.key.sign(text.as_bytes()).to_vec(),
        };
        Ok(Note { text: text.to_owned(), signatures: vec![line] })
    }
}

/// Never shows the secret.
impl fmt::Debug for NoteSigner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "NoteSigner({})", self.vkey())
    }
}

impl Note {
    /// Takes a note apart.
    ///
    /// # Errors
    /// When the bytes are not a note; a note of unknown keys is one.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteFault> {
        if NOTE_MAX < bytes.len() {
            return Err(NoteFault::NotANote("it is larger than 256 KiB"));
        }
        let whole = std::str::from_utf8(bytes).map_err(|_| NoteFault::NotANote("it is not UTF-8"))?;
        // The last empty line parts text and signatures: a text may hold empty lines.
        let gap =
            whole.rfind("\n\n").ok_or(NoteFault::NotANote("no empty line parts text and signatures"))?;
        let (text, lines) = (&whole[..=gap], &whole[gap + 2..]);
        check_text(text)?;
        if has_control(lines) {
            return Err(NoteFault::NotANote("it holds control characters"));
        }
        if lines.is_empty() {
            let what = "no signature stands under its last empty line: it was cut off there, or has an empty line too many at its end";
            return Err(NoteFault::NotANote(what));
        }
        let lines = lines.strip_suffix('\n').ok_or(NoteFault::NotANote("its last line has no end"))?;
        let signatures = lines
            .split('\n')
            .enumerate()
            .map(|(index, line)| SignatureLine::parse(line).ok_or(NoteFault::BadLine(index + 1)))
            .collect::<Result<Vec<_>, _>>()?;
        if LINES_MAX < signatures.len() {
            return Err(NoteFault::NotANote("it has more than 64 signatures"));
        }
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// Checks that this key signed the text. Lines of other keys are ignored.
    ///
    /// # Errors
    /// When the key did not sign it, or any line in its name and id does not fit the text.
    pub fn verify(&self, key: &Vkey) -> Result<(), NoteFault> {
        let mut signed = false;
        for line in &self.signatures {
            if line.name != key.name || line.id != key.id() {
                continue;
            }
            let forged = || NoteFault::Forged(key.name.clone());
            let signature = Signature::from_slice(&line.signature).map_err(|_| forged())?;
            key.key.verify_strict(self.text.as_bytes(), &signature).map_err(|_| forged())?;
            signed = true;
        }
        if signed { Ok(()) } else { Err(NoteFault::Unsigned(key.name.clone())) }
    }
}

/// Prints the note as it is kept and sent.
impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| writeln!(out, "{line}"))
    }
}

/// Prints the line as it stands under a note, without its end.
impl fmt::Display for SignatureLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.id[..], &self.signature].concat();
        write!(out, "{LINE_START}{} {}", self.name, STANDARD.encode(bytes))
    }
}

impl SignatureLine {
    fn parse(line: &str) -> Option<Self> {
        let (name, signature) = line.strip_prefix(LINE_START)?.split_once(' ')?;
        Self::of(name, signature)
    }

    /// A line of a name and what stands behind it: id and signature in base64. `None` if it cannot be one.
    #[must_use]
    pub fn of(name: &str, signature: &str) -> Option<Self> {
        let bytes = STANDARD.decode(signature).ok()?;
        let (id, signature) = bytes.split_first_chunk::<4>()?;
        (is_key_name(name) && !signature.is_empty()).then(|| Self {
            name: name.to_owned(),
            id: *id,
            signature: signature.to_vec(),
        })
    }
}

/// Takes a key of one kind from its text form `name+hash+key`.
pub(super) fn parse_key(text: &str, kind: u8) -> Result<(String, VerifyingKey), VkeyFault> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(hash), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(VkeyFault::Form);
    };
    if !is_key_name(name) || hash.len() != 8 || NOTE_MAX < key.len() {
        return Err(VkeyFault::Form);
    }
    let bytes = STANDARD.decode(key).map_err(|_| VkeyFault::Form)?;
    let key = match bytes.as_slice() {
        [found, key @ ..] if *found == kind => key,
        _ => return Err(VkeyFault::Kind(kind)),
    };
    let key: &[u8; 32] = key.try_into().map_err(|_| VkeyFault::Kind(kind))?;
    let key = VerifyingKey::from_bytes(key).map_err(|_| VkeyFault::Kind(kind))?;
    if key.is_weak() {
        return Err(VkeyFault::Kind(kind));
    }
    if hex(&key_id(name, kind, &key)) != hash {
        return Err(VkeyFault::Hash);
    }
    Ok((name.to_owned(), key))
}

/// C2SP: the first four bytes of SHA-256 over name, newline, kind and key.
pub(super) fn key_id(name: &str, kind: u8, key: &VerifyingKey) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(name.as_bytes())
        .chain_update([b'\n', kind])
        .chain_update(key.as_bytes())
        .finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// The text form of a key.
pub(super) fn key_text(name: &str, kind: u8, key: &VerifyingKey) -> String {
    let bytes = [&[kind][..], key.as_bytes()].concat();
    format!("{name}+{}+{}", hex(&key_id(name, kind, key)), STANDARD.encode(bytes))
}

/// C2SP: names are not empty and hold neither spaces nor a plus.
pub(super) fn is_key_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= KEY_NAME_MAX
        && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

fn has_control(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 && byte != b'\n')
}

fn check_text(text: &str) -> Result<(), NoteFault> {
    if !text.ends_with('\n') {
        return Err(NoteFault::NotANote("its text does not end with a newline"));
    }
    if has_control(text) {
        return Err(NoteFault::NotANote("it holds control characters"));
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
