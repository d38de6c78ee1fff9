//! What can be typed after `bona evidence correct`, and its help.

use std::path::PathBuf;

use clap::ValueEnum;

/// Correct records that are wrong; without --apply it only says what it would record
///
/// The log only grows: the wrong record stays in it, and a correction behind it says that it does not count (--withdraw), or
/// what counts in its place. Whatever counts or prints records counts the corrected ones; `bona evidence person` shows both.
/// A correction can be corrected: the last one counts.
#[derive(Debug, clap::Args)]
#[command(after_help = STEPS)]
pub(crate) struct CorrectArgs {
    /// The leaves of the records: numbers, and ranges such as 7-306; `bona evidence person` and `matrix` print them
    #[arg(required = true, value_name = "LEAF", value_parser = leaves)]
    pub(crate) leaves: Vec<Leaves>,
    /// What was wrong
    #[arg(long, value_enum)]
    pub(crate) reason: ReasonWord,
    /// Who decided on it
    #[arg(long, value_name = "NAME")]
    pub(crate) decided_by: String,
    /// It does not count, and nothing does in its place
    #[arg(long, conflicts_with_all = ["put_back", "verdict", "score", "day", "person", "edition", "package"])]
    pub(crate) withdraw: bool,
    /// It counts again as it was first recorded
    #[arg(long, conflicts_with_all = ["verdict", "score", "day", "person", "edition", "package"])]
    pub(crate) put_back: bool,
    /// What it came to
    #[arg(long, value_enum)]
    pub(crate) verdict: Option<VerdictName>,
    /// The score in whole per cent, or `none`
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub(crate) score: Option<ScoreWord>,
    /// The day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) day: Option<String>,
    /// Whose it is: a name, staff number, e-mail address or person number that the store knows
    #[arg(long, value_name = "WHO")]
    pub(crate) person: Option<String>,
    /// The edition that was taken, as you state it
    #[arg(long, value_name = "EDITION", conflicts_with = "package")]
    pub(crate) edition: Option<String>,
    /// The course that was taken, by its id
    #[arg(long, value_name = "ID", requires = "edition")]
    pub(crate) course: Option<String>,
    /// The package that was taken: it says course and edition
    #[arg(long, value_name = "ZIP")]
    pub(crate) package: Option<PathBuf>,
    /// More about why; whoever asks what is held on them reads it, so write nothing about health or family
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: Option<String>,
    /// Do it; without this nothing is written
    #[arg(long)]
    pub(crate) apply: bool,
}

const STEPS: &str = "\
Examples:
  bona evidence correct 12 --withdraw --reason person --decided-by \"C. Manager\"
  bona evidence correct 12 --verdict failed --score 40 --reason result --decided-by \"C. Manager\" --apply
  bona evidence correct 7-306 --package first_contact-1.1.0.zip --reason edition --decided-by \"C. Manager\" --apply";

/// Leaves, first and last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Leaves {
    pub(crate) first: u64,
    pub(crate) last: u64,
}

/// A score, or that none is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ScoreWord(pub(crate) Option<u8>);

fn leaves(text: &str) -> Result<Leaves, String> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (first.parse(), last.parse()) {
        (Ok(first), Ok(last)) if first <= last => Ok(Leaves { first, last }),
        _ => Err("a record is named by its leaf, such as 12, or a range of them, such as 7-306; \
                  `bona evidence person` lists the leaves of a person"
            .to_owned()),
    }
}

fn score(text: &str) -> Result<ScoreWord, String> {
    match (text, text.parse::<u8>()) {
        ("none", _) => Ok(ScoreWord(None)),
        (_, Ok(score)) if score <= 100 => Ok(ScoreWord(Some(score))),
        _ => Err("a score is a whole number of per cent from 0 to 100, or `none`".to_owned()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerdictName {
    /// Completed, and the test passed
    Passed,
    /// Completed; nothing is said of a test
    Completed,
    /// Ended without passing
    Failed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReasonWord {
    /// It was another course or edition
    Edition,
    /// It is somebody else's
    Person,
    /// The verdict or the score is another
    Result,
    /// It was on another day
    Day,
    /// A list was keyed wrongly
    Keying,
    /// Its source took it back, as a voided statement
    Voided,
    /// It was recorded twice, from two sources
    Twice,
    /// An earlier correction was wrong
    Correction,
}
