//! Open Badges 3.0: a credential about one achievement, signed with `eddsa-rdfc-2022`, by a key that names itself.
//!
//! Sources: 1EdTech Open Badges 3.0; W3C VC Data Integrity EdDSA Cryptosuites 1.0, 3.2. Here is one shape of credential
//! and no other: what is read must be, field by field, what would be written. So a term that JSON-LD does not know, and
//! would leave unsigned, cannot stand in it, and nobody can have a hostile graph put into canonical form.

mod canonical;
mod key;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::canon::hex;
use crate::intake::strict_json;
pub use key::{BadgeKey, BadgeKeyFault, BadgeSigner};

/// Largest credential, in bytes: a certificate as text inside a text, and what stands around it.
pub const CREDENTIAL_BYTES: usize = 4 * 1024 * 1024;
/// What the terms mean; the order is part of the standard.
const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/// What a badge says. All of it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// Id of the credential, `urn:uuid:…`; see [`badge_ids`].
    pub id: String,
    /// Id of its holder, `urn:uuid:…`: never anything by which somebody is known elsewhere.
    pub holder: String,
    /// The holder's name, as it was typed.
    pub name: String,
    /// Who gives it.
    pub issuer: String,
    /// Id of what was achieved; see [`achievement_id`].
    pub achievement: String,
    /// Title of what was achieved.
    pub title: String,
    /// What that is.
    pub description: String,
    /// How it was earned.
    pub criteria: String,
    /// From when it counts, UTC.
    pub valid_from: String,
    /// When it was signed, UTC.
    pub created: String,
    /// What it rests on: a text that others can check.
    pub evidence: String,
}

/// A badge with its signature, which fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedBadge {
    /// What it says.
    pub badge: Badge,
    /// The key that signed it. Whose it is, is not said by it.
    pub key: BadgeKey,
}

/// Why a badge cannot be signed, or is not to be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialFault {
    /// It is no JSON, or not a credential of the one shape.
    #[error("this is no badge that can be read: {0}")]
    Form(String),
    /// It holds something that the one shape does not have, or has it otherwise.
    #[error("the badge is not of the form that is known: `{0}` is not as it must be")]
    Shape(String),
    /// Something in it would not be signed.
    #[error("the badge's `{0}` is no part of what is signed")]
    Unsigned(String),
    /// The key in it is no key.
    #[error(transparent)]
    Key(#[from] BadgeKeyFault),
    /// The signature does not fit: something was changed.
    #[error("the badge's signature does not fit what it says: it was changed")]
    Forged,
}

/// The id of what was achieved: RFC 6920 over SHA-256 of `bona/achievement/v1`, a line feed, and the JSON of RFC 8785 of
/// what is known of course, edition and content hash.
#[must_use]
pub fn achievement_id(course: &str, edition: Option<&str>, content: Option<&str>) -> String {
    use base64::Engine as _;
    let mut named = json!({ "course": course });
    if let Some(edition) = edition {
        named["edition"] = edition.into();
    }
    if let Some(content) = content {
        named["content"] = content.into();
    }
    let text = format!("bona/achievement/v1\n{}", canonical::json(&named));
    let hash = Sha256::digest(text);
    format!("ni:///sha-256;{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash))
}

/// The ids of a badge and of its holder. They follow from the certificate and the key, so that the same certificate makes the
/// same badge again; nobody guesses them, since a certificate holds the salts of its record (RFC 9562, version 8).
#[must_use]
pub fn badge_ids(certificate: &str, key: &BadgeKey) -> (String, String) {
    let id = |what: &str| {
        let hash = Sha256::digest(format!("bona/badge/{what}/v1\n{key}\n{certificate}"));
        let mut bytes = *hash.first_chunk::<16>().expect("a hash has 32 bytes");
        bytes[6] = (bytes[6] & 0x0f) | 0x80;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        as_urn(&bytes)
    };
    (id("id"), id("holder"))
}

/// Whether an id is one that the first badges had: `urn:uuid` of version 4, in small hex. It follows from nothing, so nothing
/// but the signature speaks for it.
#[must_use]
pub fn is_random_id(id: &str) -> bool {
    let digits = id.strip_prefix("urn:uuid:").unwrap_or_default().replace('-', "");
    let bytes = u128::from_str_radix(&digits, 16).unwrap_or(0).to_be_bytes();
    as_urn(&bytes) == id && bytes[6] >> 4 == 4 && bytes[8] >> 6 == 0b10
}

fn as_urn(bytes: &[u8; 16]) -> String {
    let text = hex(bytes);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

impl Badge {
    /// Signs it; the result is the credential, as JSON of RFC 8785.
    ///
    /// # Errors
    /// When something in it is not what its term asks for, so that it would not be signed.
    pub fn sign(&self, signer: &BadgeSigner) -> Result<String, CredentialFault> {
        let key = signer.key();
        let (document, proof) = (self.document(&key), self.proof(&key));
        let lines = signed_whole(&document)?;
        let value = signer.sign(&message(&document, &lines, &proof)?);
        Ok(canonical::json(&whole(document, proof, &value)))
    }

    /// The credential without its proof.
    fn document(&self, key: &BadgeKey) -> Value {
        json!({
            "@context": CONTEXTS,
            "id": self.id,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": self.title,
            "issuer": { "id": key.did(), "type": ["Profile"], "name": self.issuer },
            "validFrom": self.valid_from,
            "credentialSubject": {
                "id": self.holder,
                "type": ["AchievementSubject"],
                "identifier": [{
                    "type": "IdentityObject",
                    "hashed": false,
                    "identityHash": self.name,
                    "identityType": "name",
                }],
                "achievement": {
                    "id": self.achievement,
                    "type": ["Achievement"],
                    "name": self.title,
                    "description": self.description,
                    "criteria": { "narrative": self.criteria },
                },
            },
            "evidence": [{ "type": ["Evidence"], "name": "Proof of the record", "narrative": self.evidence }],
        })
    }

    /// The proof without its value.
    fn proof(&self, key: &BadgeKey) -> Value {
        json!({
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": self.created,
            "verificationMethod": key.method(),
            "proofPurpose": "assertionMethod",
        })
    }

    /// What a credential says, wherever that stands; nothing else of it is looked at yet.
    fn of(credential: &Value) -> Result<Self, CredentialFault> {
        let text = |path: &str| {
            let found = credential.pointer(path).and_then(Value::as_str);
            found.map(str::to_owned).ok_or_else(|| CredentialFault::Shape(path.to_owned()))
        };
        Ok(Self {
            id: text("/id")?,
            holder: text("/credentialSubject/id")?,
            name: text("/credentialSubject/identifier/0/identityHash")?,
            issuer: text("/issuer/name")?,
            achievement: text("/credentialSubject/achievement/id")?,
            title: text("/name")?,
            description: text("/credentialSubject/achievement/description")?,
            criteria: text("/credentialSubject/achievement/criteria/narrative")?,
            valid_from: text("/validFrom")?,
            created: text("/proof/created")?,
            evidence: text("/evidence/0/narrative")?,
        })
    }
}

impl SignedBadge {
    /// Reads a credential and checks its signature by the key that it names.
    ///
    /// # Errors
    /// When it is of another shape, or was changed.
    pub fn read(text: &str) -> Result<Self, CredentialFault> {
        let form = |why: String| CredentialFault::Form(why);
        if CREDENTIAL_BYTES < text.len() {
            return Err(form("it is larger than 4 MiB".to_owned()));
        }
        let credential = strict_json(text).map_err(form)?;
        let badge = Badge::of(&credential)?;
        let did = credential.pointer("/issuer/id").and_then(Value::as_str).unwrap_or_default();
        let key = BadgeKey::parse(did)?;
        let value = credential.pointer("/proof/proofValue").and_then(Value::as_str);
        let value = value.ok_or_else(|| CredentialFault::Shape("/proof/proofValue".to_owned()))?;
        let (document, proof) = (badge.document(&key), badge.proof(&key));
        let made = whole(document.clone(), proof.clone(), value);
        if let Some(place) = difference(&made, &credential, "") {
            return Err(CredentialFault::Shape(place));
        }
        let lines = signed_whole(&document)?;
        if !key.signed(&message(&document, &lines, &proof)?, value) {
            return Err(CredentialFault::Forged);
        }
        Ok(Self { badge, key })
    }
}

fn whole(mut document: Value, mut proof: Value, value: &str) -> Value {
    proof["proofValue"] = value.into();
    document["proof"] = proof;
    document
}

/// What is signed: the hash of the proof's canonical form, then that of the document's, which is `lines`.
fn message(document: &Value, lines: &str, proof: &Value) -> Result<[u8; 64], CredentialFault> {
    let mut proof = proof.clone();
    proof["@context"] = document["@context"].clone();
    let mut message = [0; 64];
    let (first, second) = message.split_at_mut(32);
    first.copy_from_slice(&Sha256::digest(canonical::rdf(&proof)?));
    second.copy_from_slice(&Sha256::digest(lines));
    Ok(message)
}

/// The canonical form of a document, in which every text and flag of it stands: JSON-LD drops what it cannot understand.
///
/// A text can be there for another place's sake, so the terms are tried apart, each with a text of its own.
fn signed_whole(document: &Value) -> Result<String, CredentialFault> {
    let lines = canonical::rdf(document)?;
    let mut texts = Vec::new();
    leaves(document, "", &mut texts);
    let mut tried = document.clone();
    let mut marks = Vec::new();
    for (number, (place, _)) in texts.iter().enumerate() {
        let mark = if is_id(place) { format!("urn:tried:{number}") } else { format!("tried {number}") };
        if let Some(value) = tried.pointer_mut(place) {
            *value = mark.as_str().into();
        }
        marks.push(mark);
    }
    let known = canonical::rdf(&tried)?;
    for ((place, text), mark) in texts.into_iter().zip(marks) {
        if !stands(&lines, &place, &text) || !stands(&known, &place, &mark) {
            return Err(CredentialFault::Unsigned(place));
        }
    }
    Ok(lines)
}

/// Whether what stands at a place is an address, and no text.
fn is_id(place: &str) -> bool {
    place.ends_with("/id")
}

/// Whether a text stands in canonical lines, whole.
fn stands(lines: &str, place: &str, text: &str) -> bool {
    let term = canonical::term(text);
    lines.contains(&if is_id(place) { format!("<{term}>") } else { format!("\"{term}\"") })
}

/// Every text of a document with its place, but for contexts and types, which are words of the standard.
fn leaves(value: &Value, place: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((place.to_owned(), text.clone())),
        Value::Bool(flag) => found.push((place.to_owned(), flag.to_string())),
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(at, value)| leaves(value, &format!("{place}/{at}"), found));
        }
        Value::Object(fields) => {
            for (name, value) in
                fields.iter().filter(|(name, _)| !matches!(name.as_str(), "@context" | "type"))
            {
                leaves(value, &format!("{place}/{name}"), found);
            }
        }
        Value::Null | Value::Number(_) => {}
    }
}

/// The first place at which two documents differ.
fn difference(made: &Value, found: &Value, place: &str) -> Option<String> {
    match (made, found) {
        (Value::Object(made), Value::Object(found)) => {
            let names = made.keys().chain(found.keys());
            names.into_iter().find_map(|name| match (made.get(name), found.get(name)) {
                (Some(one), Some(other)) => difference(one, other, &format!("{place}/{name}")),
                _ => Some(format!("{place}/{name}")),
            })
        }
        (Value::Array(made), Value::Array(found)) if made.len() == found.len() => {
            let pairs = made.iter().zip(found).enumerate();
            pairs.into_iter().find_map(|(at, (one, other))| difference(one, other, &format!("{place}/{at}")))
        }
        _ => (made != found).then(|| place.to_owned()),
    }
}

#[cfg(test)]
mod tests;
