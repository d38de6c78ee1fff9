//! The canonical form of a course, and its content hash.
//!
//! The hash is SHA-256 over `bona/content/v1` and a line end, the course as RFC 8785 JSON, and a line
//! `path sha256` for each media file in order of the path. Edition, reviews, credits and the tool's own
//! version stand outside it: the same words have the same hash. The same function on a module gives the
//! hash that a review or a translation is bound to.

mod easy;
mod json;
mod opinions;
mod question;
mod shown;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::course::{Bank, Course, Module};

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

/// The content hash of a bank's questions, without media.
#[must_use]
pub fn bank_hash(bank: &Bank) -> [u8; 32] {
    hash(&json::bank(bank), &BTreeMap::new())
}

/// What the modules and the test of a course refer to, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Referred {
    /// Sources that are cited or linked to; those of terms alone are not among them.
    pub sources: BTreeSet<String>,
    /// Terms that are shown or linked to.
    pub terms: BTreeSet<String>,
    /// Pages that something leads to.
    pub pages: BTreeSet<String>,
}

/// What a course's modules and test refer to. It is read from the canonical form, in which every text stands.
#[must_use]
pub fn referred(course: &Course) -> Referred {
    let whole = json::course(course);
    let mut found = Referred::default();
    ["modules", "test"].iter().filter_map(|part| whole.get(part)).for_each(|part| refer(part, &mut found));
    found
}

fn refer(value: &Value, found: &mut Referred) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| refer(one, found)),
        Value::Object(fields) => {
            for (name, inner) in fields {
                match (name.as_str(), inner) {
                    ("source", Value::String(id)) => drop(found.sources.insert(id.clone())),
                    ("term", Value::String(id)) => drop(found.terms.insert(id.clone())),
                    // Of a signpost; the pages of a module are no texts.
                    ("pages", Value::Array(list)) => {
                        found.pages.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    ("to", Value::String(to)) => link(to, found),
                    _ => {}
                }
                refer(inner, found);
            }
        }
        _ => {}
    }
}

/// Notes where a link in a text leads.
fn link(to: &str, found: &mut Referred) {
    let Some((kind, id)) = to.split_once(':') else { return };
    let list = match kind {
        "source" => &mut found.sources,
        "term" => &mut found.terms,
        "page" => &mut found.pages,
        _ => return,
    };
    list.insert(id.to_owned());
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
