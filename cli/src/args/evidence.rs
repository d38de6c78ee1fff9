//! What can be typed after `bona evidence`, and its help.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

#[cfg(feature = "lrs")]
use super::PullArgs;
use super::witness::{CosignArgs, WitnessArgs};
use super::{
    AdoptArgs, BackupArgs, ChaseArgs, CorrectArgs, EraseArgs, ExpiringArgs, GapsArgs, Listing, PageArgs,
    PersonArgs, ReconcileArgs, RenameArgs, RestoreArgs, StaffArgs, UploadArgs, WaiveArgs,
};

/// Keep evidence of who completed what, and show that nobody changed it since
///
/// Evidence stands in one file, the store. Beside it stand its keys (`<store>.keys`) and its newest
/// checkpoint (`<store>.checkpoint`), one line of which says all that was recorded: give that to somebody
/// else, and nobody can rewrite the past unnoticed.
#[cfg_attr(
    feature = "store-postgres",
    doc = "
A store may also stand in a database of PostgreSQL, postgres://USER@HOST/DATABASE. Its keys and its checkpoint stand in the \
folder in which the command is started, as DATABASE@HOST.keys and DATABASE@HOST.checkpoint; its password comes from \
PGPASSWORD or ~/.pgpass."
)]
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true, after_help = EVIDENCE_STEPS)]
pub(crate) struct EvidenceArgs {
    #[arg(long, global = true, value_name = STORE, help = STORE_HELP)]
    pub(crate) store: Option<PathBuf>,
    /// A file whose one line is the passphrase of the keys; without it the one that BONA_PASSPHRASE holds, or it is asked for
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: EvidenceCommand,
}

/// What `--store` names.
pub(super) const STORE: &str = if cfg!(feature = "store-postgres") { "FILE|ADDRESS" } else { "FILE" };
/// The help of every `--store`.
pub(super) const STORE_HELP: &str = if cfg!(feature = "store-postgres") {
    "The store: a file, or postgres://USER@HOST/DATABASE; without it the one that BONA_STORE names, or evidence.bona"
} else {
    "The store; without it the one that BONA_STORE names, or evidence.bona. This program was built without PostgreSQL, and \
     takes no address"
};

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
    Import(Box<ImportArgs>),
    #[cfg(feature = "lrs")]
    Pull(Box<PullArgs>),
    Matrix(MatrixArgs),
    Reconcile(Box<ReconcileArgs>),
    Returns(ReturnsArgs),
    Session(SessionArgs),
    Staff(StaffArgs),
    Gaps(GapsArgs),
    Expiring(ExpiringArgs),
    Chase(ChaseArgs),
    Page(PageArgs),
    Upload(Box<UploadArgs>),
    Waive(WaiveArgs),
    Correct(Box<CorrectArgs>),
    Person(PersonArgs),
    Rename(RenameArgs),
    Erase(EraseArgs),
    Verify(VerifyArgs),
    Export(ExportArgs),
    /// Name everything that is wrong with a store and what stands beside it, each with its remedy; changes nothing
    Doctor,
    Backup(BackupArgs),
    Restore(RestoreArgs),
    Adopt(AdoptArgs),
    Witness(WitnessArgs),
    Cosign(CosignArgs),
}

/// Begin a store, make its keys and sign its first checkpoint
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// Whose evidence it is, as they are known; it begins the log's name
    #[arg(long, value_name = "NAME")]
    pub(crate) organisation: String,
    /// Ask for a passphrase to keep the keys under; one that is given is taken in any case
    #[arg(long)]
    pub(crate) passphrase: bool,
}

/// Take completions from a file of a learning system; without --apply it only says what it would do
///
/// Known by their beginning are Moodle's report "Activity completion" (CSV or for Excel), what a system stored of SCORM
/// 1.2 and 2004 (JSON) or of AICC (text of one learner), and a learner's own record; --kind names the others: answer
/// codes, sign-in sheets, lists of Teams and Zoom, what was observed, any table by a mapping, statements of xAPI.
///
/// Rows that cannot be believed are refused with the reason and kept in a file beside it, to be mended and imported.
/// A row that was recorded before is not recorded again.
#[derive(Debug, Clone, clap::Args)]
#[command(group = clap::ArgGroup::new("about").required(true).args(["package", "course"]))]
pub(crate) struct ImportArgs {
    /// The file
    pub(crate) file: PathBuf,
    /// Further files of the same kind, each recorded by itself, one after the other
    #[arg(value_name = "FILE")]
    pub(crate) more: Vec<PathBuf>,
    /// The package that the learners had: it says which course and edition it is
    #[arg(long, value_name = "ZIP")]
    pub(crate) package: Option<PathBuf>,
    /// The course's id, if there is no package at hand
    #[arg(long, value_name = "ID")]
    pub(crate) course: Option<String>,
    /// The edition that the learners had; it needs somebody who states it
    #[arg(long, value_name = "EDITION", requires = "course", requires = "stated_by")]
    pub(crate) edition: Option<String>,
    /// Who states the edition, or accepts a learner's own record
    #[arg(long, value_name = "NAME")]
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
    /// Whose file it is, where it does not say; needs --identify-by
    #[arg(long, value_name = "ID", requires = "identify_by")]
    pub(crate) learner: Option<String>,
    /// Also keep what was answered, by the ids of the package; needs --package
    #[arg(long, requires = "package")]
    pub(crate) answers: bool,
    /// Of Moodle: the SCORM activity's Interactions report, downloaded as text; its scores and, with --answers, answers
    /// are joined to the completions
    #[arg(long, value_name = "FILE")]
    pub(crate) interactions: Option<PathBuf>,
    /// Of a form's export: the column that holds answer codes
    #[arg(long, value_name = "NAME")]
    pub(crate) column: Option<String>,
    /// The group session that the list is of, as `bona evidence session` named it
    #[arg(long, value_name = "SESSION")]
    pub(crate) session: Option<String>,
    /// Take the list though the very same file was imported for another session: one meeting was both
    #[arg(long, requires = "session")]
    pub(crate) another_session: bool,
    /// Minutes that somebody must have been there to count
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(0..=2880))]
    pub(crate) minimum: Option<u32>,
    /// Of a sheet: how many signatures are on it
    #[arg(long, value_name = "NUMBER")]
    pub(crate) count: Option<u64>,
    /// Of a sheet: the same sheet, keyed a second time by somebody else
    #[arg(long, value_name = "FILE", conflicts_with = "count")]
    pub(crate) keyed_again: Option<PathBuf>,
    /// Of a table: the file that says what its columns mean
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// Of a workbook (XLSX, ODS): the sheet that is meant, where something stands in several
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
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
    /// What a system stored of SCORM 1.2 or 2004, as JSON
    ScormRuntime,
    /// Moodle's report "Activity completion"
    MoodleCompletion,
    /// What an AICC system stored of one learner
    Aicc,
    /// A learner's own record, as the last page of a course saves it
    Receipt,
    /// Answer codes, one a line or in a column; they are never joined to a person
    Returns,
    /// A sheet that people signed, keyed by hand: name, staff_number or email, and perhaps minutes
    SignIn,
    /// The attendance report of Microsoft Teams, in English
    Teams,
    /// The participants of a Zoom meeting, in English
    Zoom,
    /// What somebody observed: name, staff_number or email, competence, result, day
    Observed,
    /// Who made a pledge: name, staff_number or email, pledge (`yes` or nothing), day unless --session says it; never which
    Pledges,
    /// With whom a follow-up was held: name, staff_number or email, follow_up (`yes` or nothing), day unless --session says it
    FollowUps,
    /// Any other table, such as Totara's reports, by a mapping file; without one a mapping is proposed
    Table,
    /// Statements of xAPI (a list, one a line, or a record store's answer): only what cmi5 defines counts
    Xapi,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum IdentifyBy {
    /// The employer's number (Moodle: ID number)
    StaffNumber,
    /// The e-mail address
    Email,
    /// The name of the account; a table does not say of which system, so there it needs --lms
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
    /// For somebody else: no names, ids, days, scores or leaves, and numbers of people that stand in this pack alone; needs
    /// --output csv. The name says whose pack it is: the same name gives the same numbers again
    #[arg(long, value_name = "NAME")]
    pub(crate) pack: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Table::Human)]
    pub(crate) output: Table,
}

/// Record that a group session is to be held, and name it
///
/// It stands in the log before anybody came. Who was there is imported by that name.
#[derive(Debug, clap::Args)]
pub(crate) struct SessionArgs {
    /// When it begins, in local time, YYYY-MM-DD HH:MM
    #[arg(long, value_name = "TIME")]
    pub(crate) starts: String,
    /// In which form it is held
    #[arg(long, value_enum)]
    pub(crate) mode: SessionMode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum SessionMode {
    /// Everybody in one room
    InPerson,
    /// Everybody by video
    Video,
    /// Some in a room and some by video
    Hybrid,
}

/// Print how many answer codes were handed in of each course, edition and time
///
/// A code is held back until ten of its course, edition and time are there; how many are held is not said. The log
/// is verified first.
#[derive(Debug, clap::Args)]
pub(crate) struct ReturnsArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t = Listing::Human)]
    pub(crate) output: Listing,
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
    /// Whom to believe: a file of logs, witnesses and how many of them must have cosigned (C2SP tlog-policy); without
    /// it `<store>.policy`, if it stands there
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Listing::Human)]
    pub(crate) output: Listing,
}

/// Write the log for others to check: checkpoint, key, leaves and proofs; no personal data but with --open
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// Folder to write into
    pub(crate) folder: PathBuf,
    /// Also write the proof that this leaf is in the log; can be given more than once
    #[arg(long, value_name = "LEAF")]
    pub(crate) proof: Vec<u64>,
    /// Also write the proof that the log only grew since it had so many leaves, for somebody who saw it then; it is
    /// written for each witness that has cosigned without being asked for
    #[arg(long, value_name = "LEAVES")]
    pub(crate) since: Vec<u64>,
    /// Also write what this leaf commits to, with the salts that show it: personal data, for whom it concerns; can be
    /// given more than once
    #[arg(long, value_name = "LEAF")]
    pub(crate) open: Vec<u64>,
}
