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
mod value;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::course::{Bank, Course, Module};
use value::Json;

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
    hash(&[json::module(module).canonical()], &BTreeMap::new())
}

/// The content hash of those modules of a course for which it is wanted, in their order.
pub(crate) fn module_hashes_of(
    course: &Course,
    wanted: impl Fn(&Module) -> bool + Sync,
) -> Vec<Option<[u8; 32]>> {
    let one = |module: &Module| wanted(module).then(|| module_hash(module));
    if is_long(course) {
        return course.modules.par_iter().map(one).collect();
    }
    course.modules.iter().map(one).collect()
}

/// The content hash of a bank's questions, without media.
#[must_use]
pub fn bank_hash(bank: &Bank) -> [u8; 32] {
    hash(&[json::bank(bank).canonical()], &BTreeMap::new())
}

fn is_long(course: &Course) -> bool {
    MANY_PAGES <= course.modules.iter().map(|module| module.pages.len()).sum()
}

/// The canonical form of a course, in pieces: each module is written by itself, by several threads where there is much of
/// it, and the memory of one is given back before the next.
fn written(course: &Course) -> Vec<Vec<u8>> {
    let module = |module: &Module| json::module(module).canonical();
    let modules: Vec<Vec<u8>> = if is_long(course) {
        course.modules.par_iter().map(module).collect()
    } else {
        course.modules.iter().map(module).collect()
    };
    let mut fields = json::but_modules(course);
    fields.insert(MODULES, Json::Null);
    let fields = fields.fields();
    let mut pieces = Vec::with_capacity(2 * (fields.len() + modules.len()) + 2);
    let mut modules = Some(modules);
    for (at, (name, value)) in fields.iter().enumerate() {
        pieces.push(format!("{}\"{name}\":", if at == 0 { '{' } else { ',' }).into_bytes());
        match modules.take_if(|_| name == MODULES) {
            Some(modules) => list(modules, &mut pieces),
            None => pieces.push(value.canonical()),
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
    let mut found = Referred::default();
    if let Json::Object(fields) = json::course(course) {
        let parts = fields.iter().filter(|(name, _)| ["modules", "test"].contains(&name.as_ref()));
        parts.for_each(|(_, part)| refer(part, &mut found));
    }
    found
}

fn refer(value: &Json<'_>, found: &mut Referred) {
    match value {
        Json::List(list) => list.iter().for_each(|one| refer(one, found)),
        Json::Object(fields) => {
            for (name, inner) in fields {
                match (name.as_ref(), inner) {
                    ("source", Json::Text(id)) => drop(found.sources.insert(id.to_string())),
                    ("term", Json::Text(id)) => drop(found.terms.insert(id.to_string())),
                    // Of a signpost; the pages of a module are no texts.
                    ("pages", Json::List(list)) => {
                        found.pages.extend(list.iter().filter_map(Json::as_text).map(str::to_owned));
                    }
                    ("to", Json::Text(to)) => link(to, found),
                    _ => {}
                }
                refer(inner, found);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Words(_) => {}
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
