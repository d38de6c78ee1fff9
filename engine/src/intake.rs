//! Intake: what a learning system wrote becomes rows that can be recorded.
//!
//! A file that is not what it was said to be is refused whole ([`FileFault`]). A row that cannot be believed is
//! refused alone, with its place, reason and remedy, and goes into a file of refused rows that can be mended and
//! imported again. Nothing is guessed: an unknown word, an ambiguous date, a second row of one learner are refused.

pub mod aicc;
mod answers;
pub mod attendance;
mod flow;
mod foreign;
mod json;
mod learner;
pub mod list;
pub mod mapped;
pub mod moodle;
mod names;
pub mod observed;
pub mod practice;
pub mod receipt;
pub mod scorm;
mod table;
mod text;
mod unseen;
pub mod users;
pub mod xapi;

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

pub use answers::{ANSWERS, AnswerKey, Answered, Letters};
pub use flow::{Open, ReadFault};
pub(crate) use foreign::foreign;
pub use learner::{IdKind, LEARNER_ID_MAX, LearnerId};
pub use list::Listed;
pub use names::alike;
pub(crate) use names::parts;
pub(crate) use text::on_one_line;
pub use text::{decode, safe_cell};
pub use unseen::{hidden, one_line};
pub(crate) use unseen::{hidden_in_id, unseen};

/// Bytes of one CSV file.
pub const CSV_BYTES: u64 = 2_000_000_000;
/// Bytes of one row of a CSV file.
pub const ROW_BYTES: usize = 64 * 1024;
/// Columns of a CSV file.
pub const COLUMNS: usize = 200;
/// Bytes of one JSON file of run-time data.
pub const JSON_BYTES: u64 = 256_000_000;
/// Levels of brackets in a JSON file.
pub const NESTING: usize = 64;
/// Characters of a name, an item, a status word (SCORM 1.2, `CMIString255`).
pub const TEXT: usize = 255;

/// The first day that anything recorded can be of. What stands in front of it is what programs write for no day at all:
/// 1899-12-30, 1900-01-01, 1970-01-01, the year 1.
pub const FIRST_DAY: &str = "1990-01-01";

/// Why a day, `2026-11-24`, is too early to be one; `None` if it is not.
#[must_use]
pub fn too_early(day: &str) -> Option<String> {
    (day < FIRST_DAY).then(|| {
        let first = FIRST_DAY;
        format!("{} is what programs write for no day: the first day that is believed is {first}", shown(day))
    })
}

/// What an import is about; rows that contradict it are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Id of the course.
    pub course: String,
    /// The edition, if somebody knows it.
    pub edition: Option<String>,
    /// The content hash in hex, if a package says it.
    pub content: Option<String>,
    /// The least that passes the test, in whole per cent, where a package says it.
    pub mastery: Option<u8>,
    /// The part of the course that the report is about, as items name it (`follow_up_b`); `None` is the course itself.
    pub part: Option<String>,
    /// Name of the activity in the LMS: what was typed, or the course's title.
    pub activity: Option<String>,
    /// The LMS's own address, which an account name needs to mean anything.
    pub lms: Option<String>,
    /// By which id learners are to be known; `None` takes the strongest that the file has.
    pub identify_by: Option<IdKind>,
    /// What the package says of letters; `None` leaves answers unread.
    pub answers: Option<AnswerKey>,
    /// Whose file it is, as typed, where a file does not say.
    pub learner: Option<String>,
    /// The last day that anything can be of, `2026-11-24`: a day after today, since clocks stand in several zones. `None`
    /// believes every day.
    pub until: Option<String>,
}

impl Wanted {
    /// What is said of a course by its id, and nothing more.
    #[must_use]
    pub fn of(course: &str) -> Self {
        Self {
            course: course.to_owned(),
            edition: None,
            content: None,
            mastery: None,
            part: None,
            activity: None,
            lms: None,
            identify_by: None,
            answers: None,
            learner: None,
            until: None,
        }
    }

    /// That what is claimed can have been by now: `at` begins with a day.
    pub(crate) fn has_been(&self, at: &str) -> Result<(), (String, String)> {
        let day = at.get(..10).unwrap_or(at);
        if let Some(why) = too_early(day) {
            return Err((why, "look up the day and mend it".to_owned()));
        }
        match &self.until {
            Some(until) if until.as_str() < day => Err((
                format!("{} has not been yet: the last day that is believed is {until}", shown(day)),
                "look up the day and mend it; if it is right, set the clock of this machine".to_owned(),
            )),
            _ => Ok(()),
        }
    }

    /// The learner that was typed, of the kind that was typed.
    fn typed_learner(&self) -> Result<LearnerId, FileFault> {
        let (Some(written), Some(kind)) = (&self.learner, self.identify_by) else {
            return Err(FileFault::new(
                "the file does not say whose it is by an id",
                "add --learner with the id, and --identify-by staff_number, email or account",
            ));
        };
        let id = match (kind, &self.lms) {
            (IdKind::Account, Some(home)) => LearnerId::account(home, written),
            (IdKind::Account, None) => {
                return Err(FileFault::new(
                    "an account means nothing outside its learning system",
                    "add --lms with its address",
                ));
            }
            _ => LearnerId::given(kind, written),
        };
        id.ok_or_else(|| {
            let why = hides(written).unwrap_or_else(|| format!("{} is not an id", shown(written)));
            FileFault::new(why, "an id has 1 to 255 characters, and each can be seen")
        })
    }
}

/// The one word by which a record says a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictWord {
    /// Completed, and the test passed.
    Passed,
    /// Completed; the LMS says nothing of a test.
    Completed,
    /// Ended without passing.
    Failed,
}

impl VerdictWord {
    /// As it is printed and recorded.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }

    /// Whether it counts as having the training.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Passed | Self::Completed)
    }
}

/// Whose clock a claimed time is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimBasis {
    /// The LMS's clock, in UTC.
    LmsUtc,
    /// The LMS's clock, in a zone that it does not name.
    LmsLocal,
    /// The clock of the learner's own device, in UTC.
    Device,
    /// Somebody said so, in local time.
    Stated,
}

impl ClaimBasis {
    /// As it is printed and recorded.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LmsUtc => "lms_utc",
            Self::LmsLocal => "lms_local",
            Self::Device => "device",
            Self::Stated => "stated",
        }
    }
}

/// When something happened, as the source claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// `2026-11-22T02:30:00Z`, or without the `Z` where the zone is not known.
    pub at: String,
    /// Whose clock.
    pub basis: ClaimBasis,
}

/// What one learner did with one item, as the LMS says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands, as [`Refusal::place`].
    pub place: String,
    /// Which record of the file: a row, or a learner and an attempt; see [`Intake::refused_file`].
    pub source: RowSource,
    /// Who.
    pub learner: LearnerId,
    /// Their name, if the file has it.
    pub name: Option<String>,
    /// The item or activity.
    pub item: Option<String>,
    /// What tells attempts of one learner at one item apart, if the file does.
    pub attempt: Option<String>,
    /// The LMS's own word.
    pub said: String,
    /// What that comes to; `None` where there is nothing to record, such as "not completed".
    pub verdict: Option<VerdictWord>,
    /// Score in whole per cent, 0 to 100.
    pub score: Option<u8>,
    /// When.
    pub claimed: Option<Claimed>,
    /// The edition's mark in the learner's kept state (see `slots::edition_mark`).
    pub mark: Option<String>,
    /// What was answered, where it was asked for and the source says.
    pub answers: Vec<Answered>,
    /// How long somebody was there, in whole minutes, where the list says.
    pub minutes: Option<u32>,
    /// The statements that it was made of, where the source has such.
    pub told: Vec<ToldBy>,
}

/// A statement that a row was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldBy {
    /// Its id, a UUID in small letters.
    pub id: String,
    /// All that was understood of it; another text under one id is a statement that was changed.
    pub says: String,
}

impl Row {
    /// A row of a table that says no more than this.
    pub(crate) fn of_table(line: u64, learner: LearnerId, said: String) -> Self {
        // In one piece of memory: there may be millions.
        let mut place = String::with_capacity(16);
        write!(place, "row {line}").expect("a text takes all that is written");
        Self {
            place,
            source: RowSource::Table(line),
            learner,
            name: None,
            item: None,
            attempt: None,
            said,
            verdict: None,
            score: None,
            claimed: None,
            mark: None,
            answers: Vec::new(),
            minutes: None,
            told: Vec::new(),
        }
    }
}

/// Which record of a file something came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowSource {
    /// A row of a table, from 1; the header is row 1.
    Table(u64),
    /// A learner and, unless the learner is meant, an attempt; both from 0.
    Attempt(usize, Option<usize>),
    /// The file is one record.
    Whole,
}

/// A row that cannot be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which record.
    pub source: RowSource,
    /// Where it stands, for a person: `row 7, column 4 (ID number)`.
    pub place: String,
    /// What is wrong, with the found value.
    pub why: String,
    /// What to do.
    pub help: String,
}

/// A file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// Rows that can be believed, in the order of the file.
    pub rows: Vec<Row>,
    /// Rows that cannot.
    pub refusals: Vec<Refusal>,
    /// The LMS, as the file names it.
    pub system: Option<String>,
    /// Rows about other courses: counted, otherwise left alone.
    pub others: u64,
    /// What the first of them names as its item, where the file does.
    pub other: Option<String>,
    /// What else is to be said of the file: a line each, with counts and no names.
    pub notes: Vec<String>,
    /// The refused rows in the form of the file, to be mended and imported again; empty if there are none.
    pub refused_file: Vec<u8>,
    /// Ids of statements that the source says are void.
    pub voided: Vec<String>,
}

/// Why a whole file cannot be imported. Nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}\n  help: {help}")]
pub struct FileFault {
    /// What is wrong.
    pub why: String,
    /// What to do.
    pub help: String,
}

impl FileFault {
    /// A fault of a file, and what to do about it.
    pub fn new(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self { why: why.into(), help: help.into() }
    }
}

/// Reads JSON as strictly as every file that comes in: at most 64 levels, and no key twice in one object, by which two
/// programs would read two things.
///
/// # Errors
/// Says why it is none, with line and column.
pub fn strict_json(text: &str) -> Result<serde_json::Value, String> {
    json::node(text).map(|node| serde_json::Value::from(&node))
}

/// Why an id that was written is none, where it holds a sign that nobody sees, is what a spreadsheet made of one, or stands
/// for nobody.
pub(crate) fn hides(id: &str) -> Option<String> {
    let hidden = hidden_in_id(id).map(|sign| holds(id, sign));
    hidden.or_else(|| learner::spreadsheets(id)).or_else(|| learner::nobody(IdKind::StaffNumber, id))
}

/// That a text holds a sign that nobody sees.
pub(crate) fn holds(text: &str, sign: char) -> String {
    format!("{} {}", shown(text), unseen::why(sign))
}

/// That a name, or another text that people read, holds no sign that nobody sees.
///
/// # Errors
/// What is wrong with it, and what to do.
pub(crate) fn fit_name(name: &str) -> Result<(), (String, String)> {
    hidden(name).map_or(Ok(()), |sign| Err((holds(name, sign), unseen::HELP.to_owned())))
}

/// Shortens a found value for a message, and shows what cannot be seen.
pub(crate) fn shown(value: &str) -> String {
    let mut plain = String::new();
    for sign in value.chars().take(60) {
        if hidden_in_id(sign.encode_utf8(&mut [0; 4])).is_some() || unseen(sign) {
            plain.extend(sign.escape_default())
        } else {
            plain.push(sign)
        }
    }
    let more = if value.chars().nth(60).is_some() { "…" } else { "" };
    format!("`{plain}{more}`")
}
