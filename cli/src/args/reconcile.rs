//! What can be typed after `bona evidence reconcile`, and its help.

use std::path::PathBuf;

use super::{IdentifyBy, ImportArgs, ImportKind, Table};

/// Hold a report against the store, or two reports against each other: who has the training by one and not by the other
///
/// Nothing is written. Without OTHER the report is held against the store; people are the same where the store knows the id
/// that the report has. With OTHER no store is needed; people are the same where both files have the same id.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("about").required(true).args(["package", "course"]))]
pub(crate) struct ReconcileArgs {
    /// The report
    pub(crate) file: PathBuf,
    /// Another report; without it the store
    pub(crate) other: Option<PathBuf>,
    /// A package of the course: it says which course it is
    #[arg(long, value_name = "ZIP")]
    pub(crate) package: Option<PathBuf>,
    /// The course's id, if there is no package at hand
    #[arg(long, value_name = "ID")]
    pub(crate) course: Option<String>,
    /// What kind of file the report is; without it the file's first sign tells
    #[arg(long, value_enum)]
    pub(crate) kind: Option<ImportKind>,
    /// What kind of file the other report is
    #[arg(long, value_enum, value_name = "KIND", requires = "other")]
    pub(crate) other_kind: Option<ImportKind>,
    /// Of a table: the file that says what its columns mean
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// The same for the other report
    #[arg(long, value_name = "FILE", requires = "other")]
    pub(crate) other_mapping: Option<PathBuf>,
    /// The activity that is the course, as Moodle names it; without it the course's title
    #[arg(long, value_name = "NAME")]
    pub(crate) activity: Option<String>,
    /// By which id learners are known; without it the strongest in each file
    #[arg(long, value_enum, value_name = "ID")]
    pub(crate) identify_by: Option<IdentifyBy>,
    /// The learning system's address, for account names
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) lms: Option<String>,
    /// Everybody, and not those alone about whom the two differ
    #[arg(long)]
    pub(crate) all: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Table::Human)]
    pub(crate) output: Table,
}

impl ReconcileArgs {
    /// How the report is read, or the other one, as an import would read it.
    pub(crate) fn reading(&self, other: bool) -> ImportArgs {
        let file = self.other.as_ref().filter(|_| other).unwrap_or(&self.file);
        let (kind, mapping) =
            if other { (self.other_kind, &self.other_mapping) } else { (self.kind, &self.mapping) };
        ImportArgs {
            file: file.clone(),
            more: Vec::new(),
            package: self.package.clone(),
            course: self.course.clone(),
            edition: None,
            stated_by: None,
            kind,
            activity: self.activity.clone(),
            identify_by: self.identify_by,
            learner: None,
            answers: false,
            interactions: None,
            column: None,
            session: None,
            another_session: false,
            minimum: None,
            count: None,
            keyed_again: None,
            mapping: mapping.clone(),
            sheet: None,
            lms: self.lms.clone(),
            no_names: false,
            apply: false,
        }
    }
}
