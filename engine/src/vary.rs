//! A course goes over into another language, or to a place: its texts and blocks, what is said instead of each, and the
//! files that result.
//!
//! It works on the files as texts, by the shape of the author's language, and knows nothing of meaning: what comes
//! out is checked like anything that an author wrote. Of a translation everything but words stays byte for byte what it
//! was, so ids, answers and places of learners cannot change.

mod blocks;
mod fit;
mod patch;
mod prose;
mod put;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use crate::raw::shape::{Authored as _, Shape};
use crate::raw::{RawBank, RawCourse, RawHouseFact, RawModule, RawSupport, RawTerm};
use crate::source::Span;
use crate::text::{dedent, normal};

pub(crate) use blocks::{
    Blocks, EasyAt, EasyIn, PageAt, behind, easy_of, easy_there, field, hash_without, inner, text_of,
};
pub(crate) use fit::{Fit, State, fit};
pub(crate) use patch::{Edit, Origin, Patched, Put, patch};
pub(crate) use put::{Varied, Whence, literal, put};
pub(crate) use texts::{language_of, texts};

/// What a file of a course holds that a learner may read.
#[derive(Clone, Debug)]
pub(crate) enum Holds {
    /// The course as a whole.
    Course,
    /// A module.
    Module,
    /// A bank.
    Bank,
    /// Facts of the house; those with these ids are shown.
    Facts(BTreeSet<String>),
    /// Places to turn to; those with these ids are shown.
    Support(BTreeSet<String>),
    /// Words of the house; those with these ids are shown.
    Terms(BTreeSet<String>),
}

impl Holds {
    fn shape(&self) -> Shape {
        match self {
            Self::Course => RawCourse::SHAPE,
            Self::Module => RawModule::SHAPE,
            Self::Bank => RawBank::SHAPE,
            Self::Facts(_) => Vec::<RawHouseFact>::SHAPE,
            Self::Support(_) => Vec::<RawSupport>::SHAPE,
            Self::Terms(_) => Vec::<RawTerm>::SHAPE,
        }
    }
}

/// A text of a course that a learner may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// The nearest id and the field, `repair.brief/text`.
    pub(crate) name: String,
    /// The first eight digits of the hash of its words.
    pub(crate) hash: String,
    /// Its words as they count.
    pub(crate) words: String,
    /// Its file, by number.
    pub(crate) file: usize,
    /// Where it stands there, quotes included.
    pub(crate) span: Span,
    /// What must be in one language with it, by a number: a passage and the words to be spotted in it.
    pub(crate) unit: Option<usize>,
    /// What holds it and the field there, in the author's words: `Option` and `because`.
    pub(crate) held: (&'static str, &'static str),
    /// The title of the page on which it stands.
    pub(crate) page: Option<String>,
    /// The nearest warning of what may be hard to read.
    pub(crate) content_note: Option<String>,
}

impl Text {
    /// What a translation calls it: `repair.brief/text/77ab01fe`.
    pub(crate) fn key(&self) -> String {
        format!("{}/{}", self.name, self.hash)
    }
}

/// A text as it counts: letters composed, lines without what they are indented by, no blank lines around it.
pub(crate) fn words(text: &str) -> String {
    dedent(&normal(text)).trim().to_owned()
}

/// The first eight hex digits of SHA-256 over `bona/text/v1`, a line end, and the words.
pub(crate) fn hash(words: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"bona/text/v1\n");
    hash.update(words.as_bytes());
    hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
