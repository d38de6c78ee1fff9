//! What can be typed after `bona variant`, and its help.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// Ask places for their own facts and words, and take their answers
#[derive(Debug, clap::Args)]
pub(crate) struct VariantArgs {
    #[command(subcommand)]
    pub(crate) command: VariantCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum VariantCommand {
    Form(VariantFormArgs),
    Read(VariantReadArgs),
}

/// Make a form for each place: one file to send, fill in and send back
///
/// It asks for the variables of house/variables.ron that the courses have, once for all of them, and offers the words
/// of each course that `variants_may_change` names. What a place says already stands in it.
#[derive(Debug, clap::Args)]
pub(crate) struct VariantFormArgs {
    /// Folders of courses; they share one house
    #[arg(required = true, value_name = "COURSE")]
    pub(crate) courses: Vec<PathBuf>,
    /// Places of house/places, separated by commas, or `all`: every place with none below it
    #[arg(long = "for", value_name = "PLACE", value_delimiter = ',', required = true)]
    pub(crate) places: Vec<String>,
    /// What to make, separated by commas
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',', default_value = "xlsx")]
    pub(crate) format: Vec<FormKind>,
    /// Folder for the forms
    #[arg(long, value_name = "DIR", default_value = "forms")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormKind {
    /// A spreadsheet, for Excel, LibreOffice and others
    Xlsx,
    /// A page for a browser, without any network; it saves a file to send back
    Html,
}

/// Read forms that came back, and write what they say into house/places and variants
///
/// Without `--write` it only says what is new, what cannot be taken, and who has not answered. A form is taken whole or
/// not at all; an answer that somebody has written otherwise since the form was made is told and never replaced.
#[derive(Debug, clap::Args)]
pub(crate) struct VariantReadArgs {
    /// Filled forms (.xlsx, .ods, or the .json that a page saved), or folders with them
    #[arg(required = true, value_name = "FORM")]
    pub(crate) forms: Vec<PathBuf>,
    /// Folder of a course that the forms are of; once for each
    #[arg(long = "course", required = true, value_name = "COURSE")]
    pub(crate) courses: Vec<PathBuf>,
    /// Take answers over what was written since a form was made: for a place that sends its form again, corrected
    #[arg(long)]
    pub(crate) replace: bool,
    /// Write what was taken
    #[arg(long)]
    pub(crate) write: bool,
}
