//! A course laid out for people who comment on it: every thing with an id in reading order, its words line by line, and
//! where a comment on it belongs once the course has changed. How it is shown, sent and read back stands elsewhere.
//!
//! Invariant: a comment is found by an id, or by words that stand in one place alone; whatever else is only like what was
//! meant is never taken for it.

mod asked;
mod blocks;
mod comment;
mod easy;
mod find;
mod lines;
#[cfg(test)]
mod tests;
mod walk;

use sha2::{Digest as _, Sha256};

use crate::canon::hex;
pub use comment::{Capacity, Comment, Remark};
pub(crate) use easy::EASY;
pub use find::{Anchor, Landing};
pub use lines::{Form, Line};
pub use walk::HouseThing;

/// A course as a reviewer reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Everything that can be commented on, in reading order; the course itself is the first.
    pub things: Vec<Thing>,
}

/// Something that can be commented on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// What comments call it: its id (`q1`, `q1.plainly` of an option, `q1/easy_read` of its
    /// words in Easy Read, `house/source/a_report` of what the house lists),
    /// or `<nearest id>/<field>/<first 8 digits of its hash>` where it has none.
    pub key: String,
    /// Whether the key is an id, which stays when the words change.
    pub named: bool,
    /// What it is, in a word or two.
    pub what: &'static str,
    /// The thing that holds it, by its number; `None` of the course itself.
    pub above: Option<usize>,
    /// What is read.
    pub lines: Vec<Line>,
    /// SHA-256 of [`Thing::text`]: 64 lower-case hex digits.
    pub hash: String,
    /// How many things of the course have these very words.
    pub alike: usize,
}

impl Thing {
    /// Its words: line by line, as they are hashed.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(Line::text).collect();
        lines.join("\n")
    }
}

/// The hash of a thing's words.
#[must_use]
pub fn text_hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

impl Outline {
    /// How many things hold this one.
    #[must_use]
    pub fn depth(&self, at: usize) -> usize {
        self.holders(at).count()
    }

    /// What holds a thing, from the nearest on, by numbers.
    pub fn holders(&self, at: usize) -> impl Iterator<Item = usize> {
        let above = |at: &usize| self.things.get(*at).and_then(|thing| thing.above);
        std::iter::successors(self.things.get(at).and_then(|thing| thing.above), above)
    }

    /// The keys of what holds a thing, from the nearest on.
    #[must_use]
    pub fn above(&self, at: usize) -> Vec<String> {
        self.holders(at).map(|at| self.things[at].key.clone()).collect()
    }
}
