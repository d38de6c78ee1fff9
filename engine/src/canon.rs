//! The canonical form of a course, and its content hash.
//!
//! The hash is SHA-256 over `bona/content/v1` and a line end, the course as RFC 8785 JSON, and a line
//! `path sha256` for each media file in order of the path. Edition, reviews, credits and the tool's own
//! version stand outside it: the same words have the same hash. The same function on a module gives the
//! hash that a review or a translation is bound to.

mod json;
mod opinions;
mod question;
mod shown;

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::course::{Course, Module};

/// The content hash of a course. `media` gives the SHA-256 of each media file by its path in the media folder.
#[must_use]
pub fn content_hash(course: &Course, media: &BTreeMap<String, [u8; 32]>) -> [u8; 32] {
    hash(&json::course(course), media)
}

/// The content hash of a module, without media.
#[must_use]
pub fn module_hash(module: &Module) -> [u8; 32] {
    hash(&json::module(module), &BTreeMap::new())
}

/// Bytes as lower-case hex digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash(value: &Value, media: &BTreeMap<String, [u8; 32]>) -> [u8; 32] {
    let json = serde_json_canonicalizer::to_vec(value)
        .expect("texts and whole numbers always have a canonical form");
    let mut hash = Sha256::new();
    hash.update(b"bona/content/v1\n");
    hash.update(&json);
    for (path, sha256) in media {
        hash.update(format!("\n{path} {}", hex(sha256)));
    }
    hash.finalize().into()
}
