//! A certificate: one record of the log, opened, with the proof that it stands there, and the name somebody typed.
//!
//! It is checked without the store and without a network, by the log's key alone. The name and the course's title are
//! in no leaf, so nothing here can vouch for them: whoever prints a certificate has to say so. Its form stands in
//! docs/evidence.md.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use unicode_normalization::is_nfc;

use crate::evidence::{
    Completion, Disclosure, DisclosureFault, EntryFault, Field, Leaf, Opened, PersonNumber, ROTATIONS,
    Rotation, RotationFault, keys_by,
};
use crate::limits;
use crate::log::{Checkpoint, Hash, LogKeys, Opens as _, Proof, ProofFault, Vkey, VkeyFault, leaf_hash};

/// Which form it is.
pub const FORMAT: &str = "bona/certificate/v1";
/// Largest certificate as JSON, in bytes: a proof and what opens the largest leaf.
pub const CERTIFICATE_BYTES: usize = 1024 * 1024;
/// Longest name, in characters.
pub const NAME_MAX: usize = 120;
/// Longest address at which certificates are checked, in bytes: with the hash of a leaf behind it, a code of it can still be
/// read from paper.
pub const ADDRESS_MAX: usize = 160;

/// A certificate, not yet believed: [`Certificate::check`] says what it proves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// [`FORMAT`].
    format: String,
    /// The changes of the log's key up to what was signed here, each as the proof of its leaf; mostly none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    keys: Vec<String>,
    /// The proof of leaf 0, which says whose log it is.
    log: String,
    /// The holder's name, as it was typed when the certificate was made.
    pub name: String,
    /// What opens the leaf.
    opened: String,
    /// The proof of the leaf; its extra data are the leaf.
    proof: String,
    /// The course's title, from its package or as somebody typed it; `None` if neither was at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where the provider has certificates checked, for the code on a page; nothing vouches for it but a badge around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verify_at: Option<String>,
    /// The log's key, for the record: anybody can write one here.
    vkey: String,
}

/// What a certificate proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The keys that the log has had, as far as they are known here.
    pub keys: LogKeys,
    /// Whose log it is.
    pub opened: Opened,
    /// What was signed.
    pub checkpoint: Checkpoint,
    /// The checkpoint with all its signatures, as the log gave it.
    pub note: String,
    /// The leaf's place.
    pub index: u64,
    /// The leaf's hash, by which the log knows it; it says nothing of the record.
    pub leaf: Hash,
    /// Whose record it is: a random number.
    pub person: PersonNumber,
    /// What was recorded.
    pub completion: Completion,
}

/// Why a certificate is not to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateFault {
    /// It is no certificate of this form.
    #[error("this is no certificate that can be read: {0}")]
    Form(String),
    /// The name or the title is not one that a certificate may have.
    #[error("{0}")]
    Words(String),
    /// It names another log's key than the one that is trusted.
    #[error("it is of the log `{found}`, and the key that is trusted is of `{wanted}`")]
    OtherLog {
        /// The log that it names.
        found: String,
        /// The log of the key.
        wanted: String,
    },
    /// It names the right log with another key.
    #[error("it names another key for the log `{0}` than the one that is trusted")]
    OtherKey(String),
    /// The proof of the record does not hold.
    #[error("the record is not proven: {0}")]
    Record(ProofFault),
    /// What should lead from one key of the log to the next does not.
    #[error("the log's keys: {0}")]
    Keys(RotationFault),
    /// The proof of the log's first leaf does not hold.
    #[error("whose log it is, is not proven: {0}")]
    Log(ProofFault),
    /// What is opened is not what the leaf commits to.
    #[error(transparent)]
    Disclosure(#[from] DisclosureFault),
    /// A leaf or a body in it is not of a known form.
    #[error("{what}: {why}")]
    Entry {
        /// Which.
        what: &'static str,
        /// Why.
        why: EntryFault,
    },
    /// Its parts belong to different places or checkpoints.
    #[error("its parts do not belong together: {0}")]
    Mixed(&'static str),
    /// The record is no achievement.
    #[error("the record says `failed`, which no certificate is for")]
    Failed,
}

impl Certificate {
    /// Puts one together; it is not checked. `rotations` are the proofs of the leaves that changed the log's key.
    #[must_use]
    pub fn new(
        name: String,
        title: Option<String>,
        log: &Proof,
        proof: &Proof,
        opened: &Disclosure,
        vkey: &Vkey,
        rotations: Vec<String>,
    ) -> Self {
        Self {
            format: FORMAT.to_owned(),
            keys: rotations,
            log: log.to_string(),
            name,
            opened: opened.to_string(),
            proof: proof.to_string(),
            title,
            verify_at: None,
            vkey: vkey.to_string(),
        }
    }

    /// The same with the address at which the provider has certificates checked.
    #[must_use]
    pub fn checked_at(self, address: Option<String>) -> Self {
        Self { verify_at: address, ..self }
    }

    /// Reads one: its JSON in the form of RFC 8785, and no other.
    ///
    /// # Errors
    /// When it is not one.
    pub fn parse(text: &str) -> Result<Self, CertificateFault> {
        let form = |why: String| CertificateFault::Form(why);
        if CERTIFICATE_BYTES < text.len() {
            return Err(form("it is larger than 1 MiB".to_owned()));
        }
        let fields: BTreeMap<String, Value> =
            serde_json::from_str(text).map_err(|error| form(error.to_string()))?;
        match fields.get("format").and_then(Value::as_str) {
            Some(FORMAT) => {}
            Some(other) => return Err(form(format!("its form `{other}` is not `{FORMAT}`"))),
            None => return Err(form("it does not say which form it is".to_owned())),
        }
        let certificate: Self = serde_json::from_str(text).map_err(|error| form(error.to_string()))?;
        if certificate.json() != text {
            return Err(form("it is not in the one form of RFC 8785".to_owned()));
        }
        Ok(certificate)
    }

    /// Its JSON, in the form of RFC 8785.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json_canonicalizer::to_string(self).expect("texts always have a canonical form")
    }

    /// The key that it names; trust comes from a copy kept elsewhere.
    ///
    /// # Errors
    /// When it is no key.
    pub fn vkey(&self) -> Result<Vkey, VkeyFault> {
        Vkey::parse(&self.vkey)
    }

    /// Checks all of it by a key of the log, which must come from elsewhere, and by what is known there of later changes
    /// of that key.
    ///
    /// # Errors
    /// Names the first thing that is wrong.
    pub fn check(&self, key: &Vkey, known: &[Rotation]) -> Result<Proven, CertificateFault> {
        fit("name", &self.name, NAME_MAX)?;
        self.title.as_deref().map_or(Ok(()), fit_title)?;
        self.verify_at.as_deref().map_or(Ok(()), fit_address)?;
        let (keys, named, changes) = self.keys_by(key, known)?;
        let (proof, leaf) = proven(&self.proof, &keys).map_err(CertificateFault::Record)?;
        let (first, opening) = proven(&self.log, &keys).map_err(CertificateFault::Log)?;
        if first.checkpoint != proof.checkpoint {
            return Err(CertificateFault::Mixed("the two proofs are of different checkpoints"));
        }
        let entry = |what| move |why| CertificateFault::Entry { what, why };
        let opened = match Leaf::read(&opening).map_err(entry("the log's first leaf"))? {
            Leaf::Opened(opened) if first.index == 0 => opened,
            _ => return Err(CertificateFault::Mixed("the second proof is not of the log's first leaf")),
        };
        if opened.vkey != keys.first().to_string() {
            return Err(CertificateFault::OtherKey(opened.origin));
        }
        let hash = leaf_hash(&leaf);
        let leaf = Leaf::read(&leaf).map_err(entry("the leaf"))?;
        let disclosure = Disclosure::parse(&self.opened)?;
        if disclosure.index != proof.index || !matches!(leaf, Leaf::Sealed(_)) {
            return Err(CertificateFault::Mixed(
                "what is opened is another leaf than the one that is proven",
            ));
        }
        disclosure.opens(&leaf)?;
        let body = |field| disclosure.body(field).unwrap_or_default();
        let completion = Completion::read(body(Field::What)).map_err(entry("the record"))?;
        let person = std::str::from_utf8(body(Field::Who)).ok().and_then(PersonNumber::parse);
        let person = person.ok_or(CertificateFault::Mixed("the record is nobody's"))?;
        if !completion.verdict.counts() {
            return Err(CertificateFault::Failed);
        }
        let checkpoint =
            keys.open(proof.checkpoint.as_bytes()).map_err(|fault| CertificateFault::Record(fault.into()))?;
        let size = checkpoint.size;
        if !changes.is_sorted_by(|one, next| one < next) || changes.last().is_some_and(|last| size <= *last) {
            return Err(CertificateFault::Mixed(
                "the changes of the log's key in it are not in their order, or go on behind its checkpoint",
            ));
        }
        if named != *keys.signs_at(size) {
            return Err(CertificateFault::Mixed(
                "it names another key of the log than the one that signs at its checkpoint",
            ));
        }
        Ok(Proven {
            keys,
            opened,
            checkpoint,
            note: proof.checkpoint,
            index: proof.index,
            leaf: hash,
            person,
            completion,
        })
    }

    /// The keys of the log, as the certificate and what is known elsewhere show them; the one that it names, which is among
    /// them; and the leaves of the changes that it carries.
    fn keys_by(&self, key: &Vkey, known: &[Rotation]) -> Result<(LogKeys, Vkey, Vec<u64>), CertificateFault> {
        let named = self.vkey().map_err(|fault| CertificateFault::Form(fault.to_string()))?;
        if named.name() != key.name() {
            let (found, wanted) = (named.name().to_owned(), key.name().to_owned());
            return Err(CertificateFault::OtherLog { found, wanted });
        }
        if ROTATIONS < self.keys.len() {
            return Err(CertificateFault::Form(format!(
                "it has more than {ROTATIONS} changes of the log's key"
            )));
        }
        let mut rotations = Vec::new();
        for proof in &self.keys {
            rotations.push(Rotation::parse(proof.as_bytes()).map_err(CertificateFault::Keys)?);
        }
        let carried = rotations.len();
        let changes = rotations.iter().map(|rotation| rotation.index).collect();
        for rotation in known {
            if !rotations[..carried]
                .iter()
                .any(|own| own.from() == rotation.from() && own.to() == rotation.to())
            {
                rotations.push(rotation.clone());
            }
        }
        let keys = keys_by(key, &rotations).map_err(CertificateFault::Keys)?;
        match keys.holds(&named) {
            true => Ok((keys, named, changes)),
            false => Err(CertificateFault::OtherKey(key.name().to_owned())),
        }
    }
}

/// A proof that holds, and the leaf that it carries.
fn proven(text: &str, key: &LogKeys) -> Result<(Proof, Vec<u8>), ProofFault> {
    let mut proof = Proof::parse(text.as_bytes())?;
    let leaf = proof.extra.take().ok_or(ProofFault::NotAProof("the leaf is not with it"))?;
    proof.verify(&leaf, key)?;
    Ok((proof, leaf))
}

/// A text that stands on a certificate: a line, of so many characters.
fn fit(what: &str, text: &str, most: usize) -> Result<(), CertificateFault> {
    let wrong = |why: String| Err(CertificateFault::Words(format!("the {what} {why}")));
    if text.trim() != text || text.is_empty() {
        return wrong("is empty, or begins or ends with a blank".to_owned());
    }
    if most < text.chars().count() {
        return wrong(format!("is longer than {most} characters"));
    }
    if !is_nfc(text) || text.chars().any(is_hidden) {
        return wrong("holds signs that cannot be seen, or is not in Unicode's form NFC".to_owned());
    }
    Ok(())
}

/// That this is a title which a certificate may have: one line, NFC, at most 200 characters.
///
/// # Errors
/// [`CertificateFault::Words`] when it is not.
pub fn fit_title(text: &str) -> Result<(), CertificateFault> {
    fit("title", text, limits::TITLE)
}

/// Controls, line ends, signs that turn the direction of what follows, and those that nobody can see (Unicode,
/// `Default_Ignorable_Code_Point`). Joiners and marks of direction stay: names are written with them.
fn is_hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || matches!(
            sign,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'
                ..='\u{180f}'
        )
        || matches!(sign, '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{ffa0}')
        || matches!(sign, '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// That this is an address which a telephone opens as it stands: nothing in it leads a reader to take another host for its own.
///
/// # Errors
/// [`CertificateFault::Words`] when it is not.
pub fn fit_address(text: &str) -> Result<(), CertificateFault> {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"#\"<>\\^`{|}@".contains(&byte);
    let host = text.strip_prefix("https://").and_then(|rest| rest.split(['/', '?']).next());
    if text.len() <= ADDRESS_MAX && text.bytes().all(plain) && host.is_some_and(|host| !host.is_empty()) {
        return Ok(());
    }
    Err(CertificateFault::Words(format!(
        "the address to check at is `https://` and what follows it, of at most {ADDRESS_MAX} plain signs, without `#`"
    )))
}

#[cfg(test)]
mod tests;
