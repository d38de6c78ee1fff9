//! What is recorded: the leaves of the log, and the bodies that sealed leaves commit to.
//!
//! A leaf holds no personal data: an open one has none to hold, a sealed one is made of commitments alone.
//! That somebody completed something, rather than anything else, stands in the body: in a small team
//! the order and day of a leaf could otherwise tell who it was about.

use serde::{Deserialize, Serialize};

use super::canonical::{self, EntryFault};
use super::commit::{Commitment, Field};
use super::learner::PersonNumber;
use crate::intake::{ClaimBasis, Claimed, VerdictWord};
use crate::time;

/// Longest text in a record, in characters (X-19: a title has 200; SCORM 1.2 strings have 255).
pub const TEXT_MAX: usize = 255;

/// A leaf of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Leaf {
    /// The log begins: always leaf 0, never again.
    Opened(Opened),
    /// Rows of one file come next.
    Batch(BatchLeaf),
    /// Something about a person, said in commitments.
    Sealed(Sealed),
    /// Bodies and salts of earlier leaves were erased.
    Erased(Erased),
}

/// How a log begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Whose log it is, as they were named.
    pub organisation: String,
    /// Which log it is; also the name of its key.
    pub origin: String,
    /// When, UTC.
    pub recorded: String,
    /// Form of the leaf: 1.
    pub v: u8,
    /// The log's verifier key, for the record; trust comes from a copy kept elsewhere.
    pub vkey: String,
}

/// What a batch came from and how its rows fared. Counts alone: no course, no person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchLeaf {
    /// When, UTC.
    pub recorded: String,
    /// How many rows fared how.
    pub rows: RowCounts,
    /// Commitment to a [`Source`].
    pub source: Commitment,
    /// Form of the leaf: 1.
    pub v: u8,
}

/// How the rows of a file fared; `read` is the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCounts {
    /// Recorded before, so not again.
    pub already: u64,
    /// Said nothing to record, such as "not completed".
    pub nothing: u64,
    /// All rows.
    pub read: u64,
    /// New records.
    pub recorded: u64,
    /// Could not be understood; kept in a file of their own.
    pub refused: u64,
}

/// A sealed leaf: commitments to who and what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// To a [`PersonNumber`], and to a [`Completion`].
    pub commit: [Commitment; 2],
    /// Form of the leaf: 1.
    pub v: u8,
}

/// A notice of erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Why it was lawful, in one word: `art17`, `retention` or `consent`.
    pub basis: String,
    /// The leaves whose bodies and salts are gone, ascending.
    pub index: Vec<u64>,
    /// When, UTC.
    pub recorded: String,
    /// Form of the leaf: 1.
    pub v: u8,
}

impl Leaf {
    /// Reads a leaf; the bytes must be canonical and of a known form.
    ///
    /// # Errors
    /// When they are not.
    pub fn read(bytes: &[u8]) -> Result<Self, EntryFault> {
        let leaf: Self = canonical::read(bytes)?;
        let version = match &leaf {
            Self::Opened(leaf) => leaf.v,
            Self::Batch(leaf) => leaf.v,
            Self::Sealed(leaf) => leaf.v,
            Self::Erased(leaf) => leaf.v,
        };
        let timed = leaf.recorded().is_none_or(time::is_utc);
        match version {
            1 if timed => Ok(leaf),
            1 => Err(EntryFault::Form("its time is not in UTC".into())),
            _ => Err(EntryFault::Form(format!("form {version} is newer than this program"))),
        }
    }

    /// Writes the leaf's bytes.
    ///
    /// # Errors
    /// When it is too large, or a text in it is not NFC.
    pub fn write(&self) -> Result<Vec<u8>, EntryFault> {
        canonical::write(self)
    }

    /// When it was recorded, if it says; the leaves after a batch were recorded with it.
    #[must_use]
    pub fn recorded(&self) -> Option<&str> {
        match self {
            Self::Opened(leaf) => Some(&leaf.recorded),
            Self::Batch(leaf) => Some(&leaf.recorded),
            Self::Erased(leaf) => Some(&leaf.recorded),
            Self::Sealed(_) => None,
        }
    }

    /// What the leaf commits to.
    #[must_use]
    pub fn commitments(&self) -> Vec<(Field, Commitment)> {
        match self {
            Self::Batch(leaf) => vec![(Field::Source, leaf.source)],
            Self::Sealed(leaf) => vec![(Field::Who, leaf.commit[0]), (Field::What, leaf.commit[1])],
            Self::Opened(_) | Self::Erased(_) => Vec::new(),
        }
    }
}

/// The file that a batch came from: the body of `source`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Length of the file in bytes.
    pub bytes: u64,
    /// What kind of file it was.
    pub kind: SourceKind,
    /// SHA-256 of the package by which it was read, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// Form of the body: 1.
    pub v: u8,
}

/// A kind of file that completions come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// What an LMS stored of SCORM 1.2, as JSON.
    ScormRuntime,
    /// Moodle's report *Activity completion*.
    MoodleCompletion,
}

impl SourceKind {
    /// As it is typed and recorded.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ScormRuntime => "scorm-runtime",
            Self::MoodleCompletion => "moodle-completion",
        }
    }
}

/// How it is known which edition was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditionBasis {
    /// The package itself says so.
    Package,
    /// Somebody said so at import.
    Stated,
    /// Nobody knows.
    Unknown,
}

/// That somebody completed a course: the body of `what`. Who it was stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// When it happened, as the source claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed: Option<Claimed>,
    /// Content hash of the edition, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Id of the course.
    pub course: String,
    /// The author's edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// How the edition is known.
    pub edition_basis: EditionBasis,
    /// The item or activity of the LMS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Always `completion`; told inside, so that the leaf does not show it.
    pub kind: CompletionKind,
    /// BCP 47 tag of the package's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When it was recorded here, UTC: the time of its batch.
    pub recorded: String,
    /// Whether the package was a release; `false` is a draft that was not reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<bool>,
    /// The LMS's own word, such as `Completed (achieved pass grade)`.
    pub said: String,
    /// Score in whole per cent, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    /// What kind of file it came from.
    pub source: SourceKind,
    /// Who stated the edition, by person number: their name stays in the vault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_by: Option<PersonNumber>,
    /// The LMS, as the source names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// Form of the body: 1.
    pub v: u8,
    /// The place that the package was tailored for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// What it came to.
    pub verdict: VerdictWord,
}

/// The one kind of body under `what` so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletionKind {
    /// A completion.
    Completion,
}

impl Completion {
    /// Reads a body of `what`.
    ///
    /// # Errors
    /// When the bytes are not canonical, or a field is outside its range.
    pub fn read(bytes: &[u8]) -> Result<Self, EntryFault> {
        let body: Self = canonical::read(bytes)?;
        body.check()?;
        Ok(body)
    }

    /// Writes the body.
    ///
    /// # Errors
    /// When a field is outside its range or a text is not NFC.
    pub fn write(&self) -> Result<Vec<u8>, EntryFault> {
        self.check()?;
        canonical::write(self)
    }

    /// The time by which it is sorted: the claimed one, or when it was recorded.
    #[must_use]
    pub fn when(&self) -> &str {
        self.claimed.as_ref().map_or(&self.recorded, |claimed| &claimed.at)
    }

    fn check(&self) -> Result<(), EntryFault> {
        let wrong = |what: &str| Err(EntryFault::Form(what.to_owned()));
        if self.v != 1 {
            return wrong("its form is newer than this program");
        }
        if !time::is_utc(&self.recorded) {
            return wrong("its recorded time is not in UTC");
        }
        if let Some(claimed) = &self.claimed {
            let good = match claimed.basis {
                ClaimBasis::LmsUtc => time::is_utc(&claimed.at),
                ClaimBasis::LmsLocal => time::is_local(&claimed.at),
            };
            if !good {
                return wrong("its claimed time is not in the form that its basis says");
            }
        }
        if self.score.is_some_and(|score| 100 < score) {
            return wrong("its score is over 100 per cent");
        }
        let texts = [&self.edition, &self.item, &self.system, &self.language, &self.variant, &self.content];
        let texts = texts.into_iter().flatten().chain([&self.course, &self.said]);
        if texts.into_iter().any(|text| TEXT_MAX < text.chars().count()) {
            return wrong("a text in it is longer than 255 characters");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
