//! What can be typed after `bona review`, and its help.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// Send a course to reviewers, take in their comments, and record that they have read it
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArgs {
    #[command(subcommand)]
    pub(crate) command: ReviewCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReviewCommand {
    Make(ReviewMakeArgs),
    Read(ReviewReadArgs),
    Record(ReviewRecordArgs),
}

/// Make one file with everything of a course that a reviewer can comment on
///
/// A page for any browser, which saves a file to send back; or a document for Word, in which a reviewer comments and edits
/// as usual. Nothing needs to be installed, and nothing is asked of a network.
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewMakeArgs {
    /// Folder of the course
    #[arg(value_name = "COURSE")]
    pub(crate) course: PathBuf,
    /// What to make, separated by commas
    #[arg(
        long = "format",
        alias = "to",
        value_enum,
        value_name = "FORMAT",
        value_delimiter = ',',
        default_value = "html"
    )]
    pub(crate) formats: Vec<ReviewFormat>,
    /// The place of house/places whose variant is read
    #[arg(long, value_name = "PLACE")]
    pub(crate) variant: Option<String>,
    /// The language that is read, where it is not the course's own
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// Folder for the file
    #[arg(long, value_name = "DIR", default_value = "review")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReviewFormat {
    /// A page for a browser
    Html,
    /// A document for Word, LibreOffice and others
    Docx,
}

/// Take comments that came back into the course's comments.ron
///
/// Each comes once, however often its file is read. What has moved or changed since is told; no comment is lost, and none is
/// put on anything else than what it was made on. Names in a document are not taken over.
///
/// In a document for Word, words that were changed and blocks that were put elsewhere or taken out are comments as well,
/// whether the document tracked that or not.
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewReadArgs {
    /// Folder of the course
    #[arg(value_name = "COURSE")]
    pub(crate) course: PathBuf,
    /// Files that came back (.json that the page saved, or .docx), or folders with them
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// In which capacity these documents for Word were read; the page asks for it itself
    #[arg(long = "as", value_enum, value_name = "CAPACITY", default_value_t = CapacityWord::Unsaid)]
    pub(crate) by: CapacityWord,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CapacityWord {
    /// Somebody whose life the text is about
    LivedExperience,
    /// A clinician
    Clinical,
    /// Somebody who tests with assistive technology
    Accessibility,
    /// Somebody who uses Easy Read
    EasyRead,
    /// A lawyer
    Legal,
    /// Somebody who teaches or edits
    Editor,
    /// Nobody said
    Unsaid,
}

/// Write into reviews.ron that a part of the course was read as it stands
///
/// The review is bound to the text by its hash: once that changes, a release asks for another reading. No name is
/// recorded, and none has a place.
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewRecordArgs {
    /// Folder of the course
    #[arg(value_name = "COURSE")]
    pub(crate) course: PathBuf,
    /// What was read, separated by commas: modules by their ids, banks as banks/<id>, or `all`
    #[arg(long = "of", value_name = "PART", value_delimiter = ',', required = true)]
    pub(crate) parts: Vec<String>,
    /// In which capacity
    #[arg(long = "as", value_enum, value_name = "CAPACITY")]
    pub(crate) by: ReviewerWord,
    /// Whether the work was paid
    #[arg(long, value_enum, value_name = "YES_OR_NO")]
    pub(crate) paid: YesOrNo,
    /// What was changed because of it; where nothing was, say so
    #[arg(long, value_name = "TEXT")]
    pub(crate) changed: String,
    /// The day, `2026-11-01`; left out, today
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReviewerWord {
    /// Somebody whose life the text is about
    LivedExperience,
    /// Somebody who tests with assistive technology
    Accessibility,
    /// A clinician
    Clinical,
    /// A lawyer
    Legal,
    /// People who use Easy Read, of what has such a version
    EasyRead,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum YesOrNo {
    /// It was
    Yes,
    /// It was not
    No,
}
