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

use rayon::prelude::*;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::course::{Bank, Course, Module};

/// Pages of a course from which several threads are worth their start.
const MANY_PAGES: usize = 32;
/// The field of a course in which its modules stand.
const MODULES: &str = "modules";

/// The content hash of a course. `media` gives the SHA-256 of each media file by its path in the media folder.
#[must_use]
pub fn content_hash(course: &Course, media: &BTreeMap<String, [u8; 32]>) -> [u8; 32] {
    hash(&written(course), media)
}

/// The content hash of a module, without media.
#[must_use]
pub fn module_hash(module: &Module) -> [u8; 32] {
    hash(&[canonical(&json::module(module))], &BTreeMap::new())
}

/// The content hash of each module of a course, in their order.
pub(crate) fn module_hashes(course: &Course) -> Vec<[u8; 32]> {
    if is_long(course) {
        return course.modules.par_iter().map(module_hash).collect();
    }
    course.modules.iter().map(module_hash).collect()
}

/// The content hash of a bank's questions, without media.
#[must_use]
pub fn bank_hash(bank: &Bank) -> [u8; 32] {
    hash(&[canonical(&json::bank(bank))], &BTreeMap::new())
}

fn is_long(course: &Course) -> bool {
    MANY_PAGES <= course.modules.iter().map(|module| module.pages.len()).sum()
}

/// The canonical form of a course, in pieces: each module is written by itself, by several threads where there is much of
/// it, and the memory of one is given back before the next.
fn written(course: &Course) -> Vec<Vec<u8>> {
    let module = |module: &Module| canonical(&json::module(module));
    let modules: Vec<Vec<u8>> = if is_long(course) {
        course.modules.par_iter().map(module).collect()
    } else {
        course.modules.iter().map(module).collect()
    };
    let mut fields = json::but_modules(course);
    fields.insert(MODULES.to_owned(), Value::Null);
    let mut pieces = Vec::with_capacity(2 * (fields.len() + modules.len()) + 2);
    let mut modules = Some(modules);
    for (at, (name, value)) in fields.iter().enumerate() {
        pieces.push(format!("{}\"{name}\":", if at == 0 { '{' } else { ',' }).into_bytes());
        match modules.take_if(|_| name == MODULES) {
            Some(modules) => list(modules, &mut pieces),
            None => pieces.push(canonical(value)),
        }
    }
    pieces.push(b"}".to_vec());
    pieces
}

/// A list of what is written already.
fn list(all: Vec<Vec<u8>>, pieces: &mut Vec<Vec<u8>>) {
    pieces.push(b"[".to_vec());
    for (at, one) in all.into_iter().enumerate() {
        if at > 0 {
            pieces.push(b",".to_vec());
        }
        pieces.push(one);
    }
    pieces.push(b"]".to_vec());
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

/// RFC 8785 of what this module makes. Its maps are sorted by the bytes of their keys, which are ASCII, and texts are
/// escaped as that standard says; so it is written as it stands, unless a number is one that the standard rounds.
fn canonical(value: &Value) -> Vec<u8> {
    let written =
        if exact(value) { serde_json::to_vec(value) } else { serde_json_canonicalizer::to_vec(value) };
    written.expect("texts and whole numbers always have a canonical form")
}

/// Whether every number is whole and stays as it is where numbers have 53 bits.
fn exact(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_i64().is_some_and(|number| number.unsigned_abs() < 1 << 53),
        Value::Array(list) => list.iter().all(exact),
        Value::Object(fields) => fields.values().all(exact),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// The hash of a canonical form that stands in pieces.
fn hash(pieces: &[Vec<u8>], media: &BTreeMap<String, [u8; 32]>) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"bona/content/v1\n");
    pieces.iter().for_each(|piece| hash.update(piece));
    for (path, sha256) in media {
        hash.update(format!("\n{path} {}", hex(sha256)));
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    /// Held to a library that writes the canonical form of any value.
    #[test]
    fn what_is_hashed_is_canonical() {
        let every: String =
            (0..0x300).chain([0x2028, 0x2029, 0xfeff, 0xfffd, 0x1_f600]).filter_map(char::from_u32).collect();
        let value = json!({
            "title": every, "id": "é", "p": ["", {"words": [], "lang": "cy", "br": true}], "h2": {}, "h10": {}, "a_b": 0,
            "aB": 4_294_967_295_u32, "pass_mark": 800_000, "weight": -1,
        });
        let theirs = serde_json_canonicalizer::to_vec(&value).expect("it has a canonical form");
        assert_eq!(super::canonical(&value), theirs);
        for number in [9_007_199_254_740_991_i64, 9_007_199_254_740_993, -9_999_999_999_999_999, i64::MIN] {
            let value = json!({"number": {"max": number}});
            let theirs = serde_json_canonicalizer::to_vec(&value).expect("it has a canonical form");
            assert_eq!(super::canonical(&value), theirs);
        }
        assert!(theirs.starts_with(br#"{"aB":4294967295,"a_b":0,"h10":{},"h2":{},"id":"#));
    }
}
