//! Cosignatures (C2SP `tlog-cosignature` v1, Ed25519 of type 0x04): a witness says when it saw a checkpoint.
//!
//! A witness signs only what grew by additions alone from what it saw before; that is the caller's to check, by
//! `growth`. The signature does not hold the witness's name, so a key is used for one witness and nothing else.
//! Cosignatures travel by e-mail: `lines_in` finds them in what was pasted, quoted or broken into lines.

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::checkpoint::Checkpoint;
use super::note::{Note, NoteFault, SignatureLine, VkeyFault, is_key_name, key_id, key_text, parse_key};

/// C2SP `signed-note`: type byte of an Ed25519 cosignature.
const COSIGNATURE: u8 = 0x04;
/// Time in eight bytes, then the signature.
const LENGTH: usize = 8 + 64;
/// Id, time and signature, in base64 with its padding.
const LETTERS: usize = (4 + LENGTH).div_ceil(3) * 4;
/// What a mail program may make of the dash in front of a signature.
const DASHES: [&str; 4] = ["\u{2014}", "\u{2013}", "--", "-"];

/// A key that checks a witness's cosignatures, with the witness's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessKey {
    name: String,
    key: VerifyingKey,
}

/// A witness's own key.
pub struct WitnessSigner {
    name: String,
    key: SigningKey,
}

impl WitnessKey {
    /// Takes the text form `name+hash+key`.
    ///
    /// # Errors
    /// When it is not one, or is not an Ed25519 key of type 4.
    pub fn parse(text: &str) -> Result<Self, VkeyFault> {
        let (name, key) = parse_key(text, COSIGNATURE)?;
        Ok(Self { name, key })
    }

    /// The witness's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key itself, to tell whether two names stand for one key.
    pub(super) fn point(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Whether a line claims to be of this key: by name and id, which proves nothing.
    #[must_use]
    pub fn claims(&self, line: &SignatureLine) -> bool {
        line.name == self.name && line.id == key_id(&self.name, COSIGNATURE, &self.key)
    }

    /// When this witness cosigned the text of a checkpoint, in seconds since the start of 1970; `None` if the line
    /// does not say so.
    #[must_use]
    pub fn cosigned(&self, text: &str, line: &SignatureLine) -> Option<u64> {
        let (time, signature) = line.signature.split_first_chunk::<8>()?;
        let time = u64::from_be_bytes(*time);
        let signature = Signature::from_slice(signature).ok()?;
        let good = self.claims(line)
            && time <= i64::MAX.unsigned_abs()
            && self.key.verify_strict(message(text, time).as_bytes(), &signature).is_ok();
        good.then_some(time)
    }

    /// When this witness cosigned a note; `None` if it did not. Lines of other keys are ignored.
    ///
    /// # Errors
    /// When a line in its name and id does not fit the text.
    pub fn on(&self, note: &Note) -> Result<Option<u64>, NoteFault> {
        let mut newest = None;
        for line in note.signatures.iter().filter(|line| self.claims(line)) {
            let forged = || NoteFault::Forged(self.name.clone());
            newest = newest.max(Some(self.cosigned(&note.text, line).ok_or_else(forged)?));
        }
        Ok(newest)
    }
}

/// Prints the text form `name+hash+key`.
impl fmt::Display for WitnessKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&key_text(&self.name, COSIGNATURE, &self.key))
    }
}

impl WitnessSigner {
    /// Gives a secret key its name; `None` if the name is empty, long, or holds a space or a plus.
    #[must_use]
    pub fn new(name: &str, key: SigningKey) -> Option<Self> {
        is_key_name(name).then(|| Self { name: name.to_owned(), key })
    }

    /// The key that checks what this one signs.
    #[must_use]
    pub fn vkey(&self) -> WitnessKey {
        WitnessKey { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// Says that this checkpoint was seen at this time, in seconds since the start of 1970.
    #[must_use]
    pub fn cosign(&self, checkpoint: &Checkpoint, time: u64) -> SignatureLine {
        let signature = self.key.sign(message(&checkpoint.text(), time).as_bytes()).to_bytes();
        let vkey = self.vkey();
        SignatureLine {
            id: key_id(&vkey.name, COSIGNATURE, &vkey.key),
            name: vkey.name,
            signature: [&time.to_be_bytes()[..], &signature].concat(),
        }
    }
}

/// Never shows the secret.
impl fmt::Debug for WitnessSigner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "WitnessSigner({})", self.vkey())
    }
}

/// The cosignatures in a text, however it was quoted or broken into lines on its way.
#[must_use]
pub fn lines_in(text: &str) -> Vec<SignatureLine> {
    let words: Vec<&str> = text
        .lines()
        .flat_map(|line| line.trim_start_matches(['>', ' ', '\t', '|']).split_whitespace())
        .collect();
    let mut found = Vec::new();
    for (place, _) in words.iter().enumerate().filter(|(_, word)| DASHES.contains(word)) {
        let [name, rest @ ..] = &words[place + 1..] else { continue };
        let mut letters = String::new();
        for word in rest {
            letters.push_str(word);
            if LETTERS <= letters.len() {
                break;
            }
        }
        let line = (letters.len() == LETTERS).then(|| SignatureLine::of(name, &letters)).flatten();
        found.extend(line.filter(|line| line.signature.len() == LENGTH));
    }
    found
}

/// What is signed: a line that no log signs, the time, and the checkpoint's own lines.
fn message(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

#[cfg(test)]
mod tests;
