//! What can be typed after `bona evidence upload`, and its help.

use std::path::PathBuf;

use clap::ValueEnum;

use super::IdentifyBy;

/// Write a file that an administrator uploads, so that what is recorded here stands in the learning system too
///
/// It holds who passed, completed or attended a course by the store. The store keeps no staff numbers or user names, so a
/// list from the learning system (or a staff list with its user names) is needed to join them: people are the same where the
/// store knows the id that stands in the list. Nothing is recorded, and nothing is sent anywhere.
///
/// Moodle's core takes no completions from a file: what is written for it is a grade, as docs/evidence.md explains.
#[derive(Debug, clap::Args)]
#[command(after_help = UPLOAD_STEPS)]
pub(crate) struct UploadArgs {
    /// File to write, such as completions.csv
    pub(crate) file: PathBuf,
    /// Which learning system it is for
    #[arg(long = "for", value_enum, value_name = "SYSTEM")]
    pub(crate) system: UploadFor,
    /// The course's id
    #[arg(long, value_name = "ID")]
    pub(crate) course: String,
    /// The list of people: a table with the two columns that are named next
    #[arg(long, value_name = "FILE")]
    pub(crate) list: PathBuf,
    /// Which id of people the list has
    #[arg(long, value_enum, value_name = "ID")]
    pub(crate) identify_by: IdentifyBy,
    /// The heading of the column with that id
    #[arg(long, value_name = "HEADING")]
    pub(crate) id_column: String,
    /// The heading of the column with what the system calls them: for Totara the username; for Moodle the ID number, e-mail
    /// address or username, whichever you will choose there
    #[arg(long, value_name = "HEADING")]
    pub(crate) user_column: String,
    /// The learning system's address, where people are identified by account
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) lms: Option<String>,
    /// Of Totara: the course's short name there
    #[arg(long, value_name = "NAME", required_if_eq("system", "totara"))]
    pub(crate) short_name: Option<String>,
    /// Of Totara: the course's ID number there, where it has one
    #[arg(long, value_name = "NUMBER")]
    pub(crate) course_number: Option<String>,
    /// Of Moodle: the name of the grade item that takes the grade
    #[arg(long, value_name = "NAME", required_if_eq("system", "moodle"))]
    pub(crate) grade_item: Option<String>,
    /// Only who was at a group session of the course
    #[arg(long)]
    pub(crate) sessions: bool,
    /// Only from this day on, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,
    /// What grade to write, 0 to 100, where nothing is known of a score; without it such people are left out
    #[arg(long, value_name = "GRADE", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) no_score_as: Option<u8>,
}

const UPLOAD_STEPS: &str = "\
For example:
  bona evidence upload completions.csv --for totara --course first_contact --short-name FC1 \\
       --list users.csv --identify-by staff_number --id-column \"ID number\" \\
       --user-column Username";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum UploadFor {
    /// Totara's upload of course completion records
    Totara,
    /// Moodle's import of grades
    Moodle,
}
