//! What can be typed after `bona evidence`, and its help.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::Listing;

/// Keep evidence of who completed what, and show that nobody changed it since
///
/// Evidence stands in one file, the store. Beside it stand its keys (`<store>.keys`) and its newest
/// checkpoint (`<store>.checkpoint`), one line of which says all that was recorded: give that to somebody
/// else, and nobody can rewrite the past unnoticed.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true, after_help = EVIDENCE_STEPS)]
pub(crate) struct EvidenceArgs {
    /// The store; without it the one that BONA_STORE names, or evidence.bona
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: EvidenceCommand,
}

const EVIDENCE_STEPS: &str = "\
First steps:
  bona evidence init --organisation \"Elm Street Surgery\"
  bona evidence import progress.csv --package first_contact.zip            says what it would do
  bona evidence import progress.csv --package first_contact.zip --apply    does it
  bona evidence matrix
  bona evidence verify";

#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceCommand {
    Init(InitArgs),
    Import(ImportArgs),
    Matrix(MatrixArgs),
    Verify(VerifyArgs),
    Export(ExportArgs),
}

/// Begin a store, make its keys and sign its first checkpoint
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// Whose evidence it is, as they are known; it begins the log's name
    #[arg(long, value_name = "NAME")]
    pub(crate) organisation: String,
}

/// Take completions from a file of a learning system; without --apply it only says what it would do
///
/// Reads Moodle's report "Activity completion" (CSV or for Excel) and what a system stored of SCORM 1.2 (JSON).
/// Rows that cannot be believed are refused with the reason and kept in a file beside it, to be mended
/// and imported. A row that was recorded before is not recorded again.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("about").required(true).args(["package", "course"]))]
pub(crate) struct ImportArgs {
    /// The file
    pub(crate) file: PathBuf,
    /// The package that the learners had: it says which course and edition it is
    #[arg(long, value_name = "ZIP")]
    pub(crate) package: Option<PathBuf>,
    /// The course's id, if there is no package at hand
    #[arg(long, value_name = "ID")]
    pub(crate) course: Option<String>,
    /// The edition that the learners had; it needs somebody who states it
    #[arg(long, value_name = "EDITION", requires = "course", requires = "stated_by")]
    pub(crate) edition: Option<String>,
    /// Who states the edition
    #[arg(long, value_name = "NAME", requires = "edition")]
    pub(crate) stated_by: Option<String>,
    /// What kind of file it is; without it the file's first sign tells
    #[arg(long, value_enum)]
    pub(crate) kind: Option<ImportKind>,
    /// The activity that is the course, as Moodle names it; without it the course's title
    #[arg(long, value_name = "NAME")]
    pub(crate) activity: Option<String>,
    /// By which id learners are known; without it the strongest in the file
    #[arg(long, value_enum, value_name = "ID")]
    pub(crate) identify_by: Option<IdentifyBy>,
    /// The learning system's address, for account names and for the record
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) lms: Option<String>,
    /// Do not keep learners' names, only their pseudonyms
    #[arg(long)]
    pub(crate) no_names: bool,
    /// Do it; without this nothing is written
    #[arg(long)]
    pub(crate) apply: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportKind {
    /// What a system stored of SCORM 1.2, as JSON
    ScormRuntime,
    /// Moodle's report "Activity completion"
    MoodleCompletion,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum IdentifyBy {
    /// The employer's number (Moodle: ID number)
    StaffNumber,
    /// The e-mail address
    Email,
    /// The name of the account; needs --lms
    Account,
}

/// Print who completed which course and edition
///
/// The log is verified first: what cannot be believed is not printed.
#[derive(Debug, clap::Args)]
pub(crate) struct MatrixArgs {
    /// Only what was completed up to this day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Table::Human)]
    pub(crate) output: Table,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    /// To be read
    Human,
    /// For a spreadsheet; no cell runs as a formula
    Csv,
    /// One JSON document
    Json,
}

/// Look at everything again: every leaf, body, signature and checkpoint
///
/// Says what is proven by it, and what is not. Exit value 1 when something was changed, 2 when the store
/// could not be examined.
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// The log's verifier key, or a file that holds it; without it the one among the store's keys
    #[arg(long, value_name = "VKEY")]
    pub(crate) key: Option<String>,
    /// A checkpoint that somebody else kept; can be given more than once
    #[arg(long, value_name = "FILE")]
    pub(crate) checkpoint: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Listing::Human)]
    pub(crate) output: Listing,
}

/// Write the log for others to check: checkpoint, key, leaves and proofs; no personal data
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// Folder to write into
    pub(crate) folder: PathBuf,
    /// Also write the proof that this leaf is in the log; can be given more than once
    #[arg(long, value_name = "LEAF")]
    pub(crate) proof: Vec<u64>,
}
