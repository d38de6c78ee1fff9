//! What can be typed after `bona translate`, and its help.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// Bring a course into another language
#[derive(Debug, clap::Args)]
pub(crate) struct TranslateArgs {
    #[command(subcommand)]
    pub(crate) command: TranslateCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TranslateCommand {
    Export(TranslateExportArgs),
    Import(TranslateImportArgs),
}

/// Write a file with every text of a course, to be translated; or write it again after the course has changed
///
/// The file is `languages/TAG.ron` in the course's folder. What is translated stays to the letter, and so do your
/// comments; what was translated from older words is marked, and what no text needs any more stays at the end.
///
/// With `--format` it is an XLIFF file for translators and their programs instead, and nothing in the course's folder
/// changes: `bona translate import` takes in what comes back.
#[derive(Debug, clap::Args)]
pub(crate) struct TranslateExportArgs {
    /// Folder of the course
    pub(crate) course: PathBuf,
    /// The language, by its tag: cy, ar, pt-BR
    #[arg(long, value_name = "TAG")]
    pub(crate) language: String,
    /// The form of the file
    #[arg(long, value_enum, default_value = "ron")]
    pub(crate) format: TranslateForm,
    /// The XLIFF file to write; without it `COURSE.TAG.xlf` in this folder. A file that stands there is not written over
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TranslateForm {
    /// The language's own file in the course
    Ron,
    /// XLIFF 2.1
    Xliff2,
    /// XLIFF 1.2, which every translator's program reads
    Xliff12,
}

/// Take in an XLIFF file that came back from translators
///
/// Its words go into `languages/TAG.ron`. Each unit is taken by itself: what is translated here is not written over by
/// what is older or empty, and a unit with a fault is named with its line and left out. The course may have changed
/// meanwhile: what was made from older words is kept, and not shown until somebody has mended it.
#[derive(Debug, clap::Args)]
pub(crate) struct TranslateImportArgs {
    /// Folder of the course
    pub(crate) course: PathBuf,
    /// The XLIFF file, version 1.2 or 2.1
    pub(crate) file: PathBuf,
    /// The language, if the file names it by another tag than it was sent with
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// Take the file's words also where somebody has changed the course's own since it was sent
    #[arg(long)]
    pub(crate) replace: bool,
}
