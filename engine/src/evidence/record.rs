//! What is recorded: the leaves of the log, and the bodies that sealed leaves commit to.
//!
//! A leaf holds no personal data: an open one has none to hold, a sealed one is made of commitments alone.
//! That somebody completed something, rather than anything else, stands in the body: in a small team
//! the order and day of a leaf could otherwise tell who it was about.

mod sealed;
mod values;

use serde::{Deserialize, Serialize};

use super::adopted::Adopted;
use super::canonical::{self, EntryFault};
use super::commit::{Commitment, Field};
use super::correction::Corrects;
use super::learner::PersonNumber;
use super::rotation::Rotated;
use crate::intake::{ANSWERS, Answered, ClaimBasis, Claimed, VerdictWord};
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
    /// A group session is to be held.
    Session(SessionLeaf),
    /// Something about a person, said in commitments.
    Sealed(Sealed),
    /// Bodies and salts of earlier leaves were erased.
    Erased(Erased),
    /// Another key signs from here on.
    Rotated(Rotated),
}

/// How a log begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The earlier log from which this one goes on, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopted: Option<Adopted>,
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

/// That a group session is to be held: no course and no place, which could tell who it was for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLeaf {
    /// In which form.
    pub mode: Mode,
    /// When this was recorded, UTC.
    pub recorded: String,
    /// What it is called in records: 8 characters of lower-case base32.
    pub session: String,
    /// When it begins, in local time.
    pub starts: String,
    /// Form of the leaf: 1.
    pub v: u8,
}

/// In which form a group session is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Everybody in one room.
    InPerson,
    /// Everybody by video.
    Video,
    /// Some in a room and some by video.
    Hybrid,
}

impl Mode {
    /// As it is typed and recorded.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Video => "video",
            Self::Hybrid => "hybrid",
        }
    }
}

/// A sealed leaf: commitments to who and what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// To a [`PersonNumber`], and to a [`Completion`].
    pub commit: [Commitment; 2],
    /// Form of the leaf: 1.
    pub v: u8,
}

impl Sealed {
    /// Reads the bytes of a sealed leaf, which most leaves are; `None` if they are of another leaf, or of none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        sealed::read(bytes)
    }
}

/// A notice of erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Why it was lawful, in one word: `art17`, `retention` or `consent`.
    pub basis: String,
    /// Commitment to a [`Decision`](super::Decision): who decided on it. Logs of old have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Commitment>,
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
        if let Some(leaf) = sealed::read(bytes) {
            return Ok(Self::Sealed(leaf));
        }
        let leaf: Self = canonical::read(bytes)?;
        let version = match &leaf {
            Self::Opened(leaf) => leaf.v,
            Self::Batch(leaf) => leaf.v,
            Self::Session(leaf) => leaf.v,
            Self::Sealed(leaf) => leaf.v,
            Self::Erased(leaf) => leaf.v,
            Self::Rotated(leaf) => leaf.v,
        };
        let wrong = leaf.wrong();
        let timed = leaf.recorded().is_none_or(time::is_utc);
        match version {
            1 if timed => wrong.map_or(Ok(leaf), |wrong| Err(EntryFault::Form(wrong.to_owned()))),
            1 => Err(EntryFault::Form(values::TIME.into())),
            _ => Err(EntryFault::Form(format!("form {version} is newer than this program"))),
        }
    }

    /// Writes the leaf's bytes.
    ///
    /// # Errors
    /// When it is too large, or a text in it is not NFC.
    pub fn write(&self) -> Result<Vec<u8>, EntryFault> {
        match self {
            Self::Sealed(leaf) if leaf.v == 1 => Ok(sealed::write(leaf)),
            _ => canonical::write(self),
        }
    }

    /// When it was recorded, if it says; the leaves after a batch were recorded with it.
    #[must_use]
    pub fn recorded(&self) -> Option<&str> {
        match self {
            Self::Opened(leaf) => Some(&leaf.recorded),
            Self::Batch(leaf) => Some(&leaf.recorded),
            Self::Session(leaf) => Some(&leaf.recorded),
            Self::Erased(leaf) => Some(&leaf.recorded),
            Self::Rotated(leaf) => Some(&leaf.recorded),
            Self::Sealed(_) => None,
        }
    }

    /// What the leaf commits to.
    #[must_use]
    pub fn commitments(&self) -> Vec<(Field, Commitment)> {
        match self {
            Self::Batch(leaf) => vec![(Field::Source, leaf.source)],
            Self::Sealed(leaf) => vec![(Field::Who, leaf.commit[0]), (Field::What, leaf.commit[1])],
            Self::Erased(leaf) => leaf.decision.map(|commit| (Field::Decision, commit)).into_iter().collect(),
            Self::Opened(_) | Self::Session(_) | Self::Rotated(_) => Vec::new(),
        }
    }
}

/// The file that a batch came from: the body of `source`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Length of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the second file that was joined to it, such as Moodle's SCORM report, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<String>,
    /// What kind of file it was.
    pub kind: SourceKind,
    /// SHA-256 of the package by which it was read, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// Of answer codes: SHA-256 in hex over all that the store holds with these, sorted, each with a line end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returns: Option<String>,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// Form of the body: 1.
    pub v: u8,
}

/// A kind of file that completions come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// What an LMS stored of SCORM 1.2 or 2004, as JSON.
    ScormRuntime,
    /// Moodle's report *Activity completion*.
    MoodleCompletion,
    /// What an AICC system stored of one learner.
    Aicc,
    /// A learner's own record: a statement of theirs that somebody accepted.
    Receipt,
    /// Answer codes, one a line or in a column of a form's export.
    Returns,
    /// A sheet that people signed, keyed by hand.
    SignIn,
    /// The attendance report of Microsoft Teams.
    Teams,
    /// The participants of a Zoom meeting.
    Zoom,
    /// What somebody observed others do.
    Observed,
    /// Who made a pledge, by somebody's list.
    Pledges,
    /// With whom a follow-up was held, by somebody's list.
    FollowUps,
    /// A table that a site defined, read by a mapping file.
    Table,
    /// Statements of xAPI that cmi5 defines.
    Xapi,
}

impl SourceKind {
    /// As it is typed and recorded.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ScormRuntime => "scorm-runtime",
            Self::MoodleCompletion => "moodle-completion",
            Self::Aicc => "aicc",
            Self::Receipt => "receipt",
            Self::Returns => "returns",
            Self::SignIn => "sign-in",
            Self::Teams => "teams",
            Self::Zoom => "zoom",
            Self::Observed => "observed",
            Self::Pledges => "pledges",
            Self::FollowUps => "follow-ups",
            Self::Table => "table",
            Self::Xapi => "xapi",
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
    /// What was answered, where that was asked for at import.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answered>,
    /// When it happened, as the source claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed: Option<Claimed>,
    /// Content hash of the edition, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// The record in whose place it stands, and why, where it is a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Corrects>,
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
    /// Which kind it is; told inside, so that the leaf does not show it.
    pub kind: CompletionKind,
    /// BCP 47 tag of the package's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// How long somebody was there, in whole minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
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
    /// The group session, by the name that its leaf gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// What kind of file it came from.
    pub source: SourceKind,
    /// Who stated the edition, accepted a learner's own record, vouches for a list, or observed, by person number: their name stays in the vault.
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

/// What a body under `what` is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletionKind {
    /// A completion.
    Completion,
    /// That somebody was at a group session of the course.
    Attendance,
    /// That somebody was seen to do something, or not yet; no completion of the course.
    Competence,
    /// That somebody made a pledge, never which; no completion of the course.
    Pledge,
    /// That a follow-up was held with somebody, never what was said; no completion of the course.
    FollowUp,
}

impl CompletionKind {
    /// As it is recorded.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Completion => "completion",
            Self::Attendance => "attendance",
            Self::Competence => "competence",
            Self::Pledge => "pledge",
            Self::FollowUp => "follow_up",
        }
    }
}

impl SourceKind {
    /// What a record that comes from it is about.
    #[must_use]
    pub fn records(self) -> CompletionKind {
        match self {
            Self::SignIn | Self::Teams | Self::Zoom => CompletionKind::Attendance,
            Self::Observed => CompletionKind::Competence,
            Self::Pledges => CompletionKind::Pledge,
            Self::FollowUps => CompletionKind::FollowUp,
            _ => CompletionKind::Completion,
        }
    }
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

    /// Whether it rests on the learner's own statement alone.
    #[must_use]
    pub fn is_self_reported(&self) -> bool {
        self.source == SourceKind::Receipt
    }

    /// The time by which it is sorted: the claimed one, or when it was first recorded.
    #[must_use]
    pub fn when(&self) -> &str {
        let recorded = self.corrects.as_ref().map_or(&self.recorded, |corrects| &corrects.first);
        self.claimed.as_ref().map_or(recorded, |claimed| &claimed.at)
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
                ClaimBasis::LmsUtc | ClaimBasis::Device => time::is_utc(&claimed.at),
                ClaimBasis::LmsLocal | ClaimBasis::Stated => time::is_local(&claimed.at),
            };
            if !good {
                return wrong("its claimed time is not in the form that its basis says");
            }
        }
        if let Some(corrects) = &self.corrects {
            corrects.check()?;
        }
        if self.score.is_some_and(|score| 100 < score) {
            return wrong("its score is over 100 per cent");
        }
        if ANSWERS < self.answers.len() {
            return wrong("it has more than 500 answers");
        }
        let texts = [
            &self.session,
            &self.edition,
            &self.item,
            &self.system,
            &self.language,
            &self.variant,
            &self.content,
        ];
        let texts = texts.into_iter().flatten().chain([&self.course, &self.said]);
        let texts =
            texts.chain(self.answers.iter().flat_map(|answer| answer.chosen.iter().chain([&answer.id])));
        // A text has no more characters than bytes, so few need be counted.
        if texts.into_iter().any(|text| TEXT_MAX < text.len() && TEXT_MAX < text.chars().count()) {
            return wrong("a text in it is longer than 255 characters");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
