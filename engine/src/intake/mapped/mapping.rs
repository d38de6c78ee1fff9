//! The mapping file, in RON: which column is what, which words mean what, which order dates have, which scale grades.

use ron::extensions::Extensions;
use serde::Deserialize;

use super::super::{FileFault, shown};
use super::MAPPING_BYTES;

/// What the columns of a table mean.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Form of the file: 1.
    pub format: u8,
    /// What the learning system is called in records.
    #[serde(default)]
    pub system: Option<String>,
    /// By which column people are known.
    pub who: Who,
    /// Columns that make a name, in order; none leaves names out.
    #[serde(default)]
    pub name: Vec<String>,
    /// Which rows are about the course; without it all are.
    #[serde(default)]
    pub course: Option<Course>,
    /// What a word comes to. Without it whoever has a day has completed it, as in a sheet with a column of days for each
    /// course, and a row without one has nothing to record.
    #[serde(default)]
    pub state: Option<State>,
    /// When it was completed.
    pub when: When,
    /// The grade, if it is to be kept.
    #[serde(default)]
    pub score: Option<Score>,
}

/// By which id people are known: the heading of its column.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Who {
    /// The employer's number.
    StaffNumber(String),
    /// An e-mail address.
    Email(String),
    /// The name of an account, which needs the system's address.
    Account(String),
}

/// Which rows are about the course.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Heading of the column.
    pub column: String,
    /// Names of the course there.
    pub is: Vec<String>,
}

/// What a word comes to. A word that stands nowhere is refused.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Heading of the column.
    pub column: String,
    /// Words for completed, with the test passed.
    #[serde(default)]
    pub passed: Vec<String>,
    /// Words for completed.
    #[serde(default)]
    pub completed: Vec<String>,
    /// Words for ended without passing.
    #[serde(default)]
    pub failed: Vec<String>,
    /// Words for nothing to record.
    #[serde(default)]
    pub nothing: Vec<String>,
}

impl State {
    /// Refuses words that come to two things, and lists that come to nothing.
    fn check(&self) -> Result<(), FileFault> {
        let words = [&self.passed, &self.completed, &self.failed, &self.nothing];
        let all: Vec<&String> = words.into_iter().flatten().collect();
        if let Some(twice) = all.iter().enumerate().find(|(place, word)| all[..*place].contains(word)) {
            let why = format!("the word {} comes to two things", shown(twice.1));
            return Err(FileFault::new(why, "leave it in one list of `state`"));
        }
        if words[..3].iter().all(|words| words.is_empty()) {
            let why =
                "no word of the mapping comes to anything: `passed`, `completed` and `failed` are empty";
            return Err(FileFault::new(why, "put the words of the table there, or leave `state` out"));
        }
        Ok(())
    }
}

/// When it was completed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// Heading of the column.
    pub column: String,
    /// In which order day and month stand; without it what could be two days is refused.
    #[serde(default)]
    pub order: Option<Order>,
}

impl Mapping {
    /// The column by which the header is known: that of the words, or where there is none that of the days.
    pub(super) fn first(&self) -> &str {
        self.state.as_ref().map_or(&self.when.column, |state| &state.column)
    }
}

/// In which order a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Order {
    /// 03/11/2026 is the third of November.
    DayFirst,
    /// 03/11/2026 is the eleventh of March.
    MonthFirst,
    /// 2026-11-03.
    YearFirst,
    /// 46329: days as a spreadsheet counts them.
    Spreadsheet,
}

/// The grade.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Heading of the column.
    pub column: String,
    /// Of what a grade is.
    pub scale: Scale,
}

/// Of what a grade is. Totara prints "Real" or "Percentage" by a setting of the site, and 60 does not say which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Scale {
    /// Of a hundred.
    Percent,
    /// Of so many points.
    Points(u32),
}

/// Reads a mapping file.
pub(super) fn read(text: &str) -> Result<Mapping, FileFault> {
    if MAPPING_BYTES < text.len() as u64 {
        let why = format!("the mapping holds {} bytes; at most {MAPPING_BYTES} are read", text.len());
        return Err(FileFault::new(why, "a mapping is a page of text"));
    }
    let open = |line: &str| !line.trim_start().starts_with("//") && line.contains("\"?\"");
    if let Some(line) = text.lines().position(open) {
        let why = format!("line {} is not filled in yet: it holds a `?`", line + 1);
        return Err(FileFault::new(why, "the line above it shows what stands in the table"));
    }
    let extensions =
        Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES | Extensions::UNWRAP_VARIANT_NEWTYPES;
    let options = ron::Options::default().with_default_extension(extensions);
    let mapping: Mapping = options.from_str(text).map_err(|fault| {
        let start = fault.span.start;
        let why = format!("line {}, column {}: {}", start.line, start.col, fault.code);
        let lost_scale = matches!(&fault.code, ron::Error::MissingStructField { field: "scale", .. });
        let help = if lost_scale {
            "say of what a grade is: `scale: Percent`, or `scale: Points(20)`; in Totara look at Site administration, \
             Grades, Grade display type: Percentage is Percent, Real is Points"
        } else {
            "docs/evidence.md shows a mapping file with every field"
        };
        FileFault::new(why, help)
    })?;
    if mapping.format != 1 {
        return Err(FileFault::new(
            "the mapping is of a form that this program does not know",
            "write `format: 1`",
        ));
    }
    mapping.state.as_ref().map(State::check).transpose()?;
    Ok(mapping)
}
