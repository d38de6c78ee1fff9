//! XLIFF, by which translation agencies exchange texts: version 2.1 (OASIS, 2018) and 1.2 (OASIS, 2008), out and in.
//!
//! What stands here is how texts in pieces are written in either version and read again. What may be translated, and
//! whether what came back can be taken, is the engine's.

mod one;
mod read;
#[cfg(test)]
mod tests;
mod two;

use bona_engine::check::{SaidState, ToTranslate, Unit};

pub use read::{Came, XliffFault, read_xliff};

/// Namespace of what we add: `bona:words`, `bona:said` at a unit, `bona:edition`, `bona:language` at the file.
const OURS: &str = "urn:bona:translation:1";

/// A version of XLIFF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Xliff {
    /// 1.2, which every tool reads.
    One,
    /// 2.1.
    Two,
}

/// Writes all that there is to translate of a course, as UTF-8 with two blanks a level.
#[must_use]
pub fn write_xliff(what: &ToTranslate, version: Xliff) -> Vec<u8> {
    match version {
        Xliff::One => one::write(what),
        Xliff::Two => two::write(what),
    }
}

/// A key as an id of XML: a key's strokes are no sign of an NMTOKEN, and a colon stands in no key.
fn id_of(key: &str) -> String {
    key.replace('/', ":")
}

/// What a translator should know of a unit: a heading for each, and the words.
fn notes(unit: &Unit) -> Vec<(&'static str, String)> {
    let (owner, field) = unit.held;
    let page = unit.page.as_ref().map(|page| format!(", page “{page}”")).unwrap_or_default();
    let field = if field == owner { String::new() } else { format!(", {field}") };
    let mut notes = vec![("place", format!("{}{page}: {owner}{field}", unit.file))];
    if let Some(limit) = unit.limit {
        notes.push(("length", format!("At most {limit} characters.")));
    }
    if let Some(content) = &unit.content_note {
        notes.push(("content", format!("Content note: {content}")));
    }
    if unit.passage {
        let words =
            "The words to be spotted stand in their passage letter for letter: translate both together.";
        notes.push(("passage", words.to_owned()));
    }
    if unit.said.as_ref().is_some_and(|said| said.state == SaidState::Stale) {
        let words = "The source has changed since this was translated: mend it, or mark it as translated.";
        notes.push(("changed", words.to_owned()));
    }
    notes
}
