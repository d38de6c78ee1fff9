//! What can be typed after `bona evidence` about people, and its help.

use clap::ValueEnum;
use std::path::PathBuf;

use super::Listing;

/// Erase a person: every record, name and pseudonym of theirs; without --apply it only says what would go
///
/// The leaves of the log stay, and nobody can open them any more, so the log still verifies. An import refuses
/// to bring the person back. It cannot be undone. With --expired it goes over everybody, and erases those of whom
/// nothing is left that the rules of `retention.ron` still keep.
#[derive(Debug, clap::Args)]
pub(crate) struct EraseArgs {
    /// Who: a name, staff number, e-mail address or person number
    #[arg(required_unless_present_any = ["expired", "leaf"])]
    pub(crate) person: Option<String>,
    /// Why it is lawful
    #[arg(long, value_enum, required_unless_present = "expired")]
    pub(crate) basis: Option<BasisWord>,
    /// Everybody whose records have all run out, by `retention.ron` beside the store
    #[arg(long, conflicts_with_all = ["person", "basis"])]
    pub(crate) expired: bool,
    /// The rules of retention, if they stand elsewhere
    #[arg(long, value_name = "FILE", requires = "expired")]
    pub(crate) retention: Option<PathBuf>,
    /// One waiver, or a correction that was corrected since, by its leaf: for a name in its words
    #[arg(long, value_name = "LEAF", conflicts_with_all = ["person", "expired", "look_in"])]
    pub(crate) leaf: Option<u64>,
    /// Who decided on it
    #[arg(long, value_name = "NAME")]
    pub(crate) decided_by: String,
    /// Also look for the person in this file, or in all files of this folder; can be given more than once
    #[arg(long, value_name = "PATH")]
    pub(crate) look_in: Vec<PathBuf>,
    /// Do it; without this nothing is written
    #[arg(long)]
    pub(crate) apply: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BasisWord {
    /// The person asked for it (UK GDPR, Article 17)
    Art17,
    /// The time for which it may be kept is over
    Retention,
    /// It stood on consent alone, which was withdrawn
    Consent,
}

/// Give a person another name; nothing keeps the old one, or says that there was one
///
/// Names stand outside the log. Without --apply it only says what it would do.
#[derive(Debug, clap::Args)]
pub(crate) struct RenameArgs {
    /// Who: a name, staff number, e-mail address or person number
    pub(crate) person: String,
    /// Their name from now on
    #[arg(long, value_name = "NAME")]
    pub(crate) to: String,
    /// Also look for the old name in this file, or in all files of this folder; can be given more than once
    #[arg(long, value_name = "PATH")]
    pub(crate) look_in: Vec<PathBuf>,
    /// Do it; without this nothing is written
    #[arg(long)]
    pub(crate) apply: bool,
}

/// Print everything that is held on a person, for whoever asks for it; or say that two people of the store are one
///
/// With --html it becomes a page that the person can read and keep: each value beside what it means, what is not held, what
/// it can show and what they can ask for.
///
/// With --same-as somebody whom two systems know by different ids becomes one person; the log has who decided it, when and
/// why. No record is written anew, and --apart-from takes it back.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("joins").args(["same_as", "apart_from"]))]
pub(crate) struct PersonArgs {
    /// Who: a name, staff number, e-mail address or person number
    pub(crate) person: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Listing::Human)]
    pub(crate) output: Listing,
    /// Write a page to be read, printed and handed over; readable by you alone
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub(crate) html: Option<PathBuf>,
    /// A package that was taken: the page then has the course's title; can be given more than once
    #[arg(long, value_name = "ZIP", requires = "html")]
    pub(crate) package: Vec<PathBuf>,
    /// Say that they are the same as this one, who has another number here; WHO's name and number are gone on with
    #[arg(long, value_name = "OTHER", requires_all = ["reason", "decided_by"], conflicts_with_all = ["output", "html"])]
    pub(crate) same_as: Option<String>,
    /// Say that they are not the same as this one after all; name one of the two by an id or number
    #[arg(long, value_name = "OTHER", requires_all = ["reason", "decided_by"], conflicts_with_all = ["output", "html"])]
    pub(crate) apart_from: Option<String>,
    /// Why they are, or are not
    #[arg(long, value_enum, requires = "joins")]
    pub(crate) reason: Option<SameWord>,
    /// Who decided on it
    #[arg(long, value_name = "NAME", requires = "joins")]
    pub(crate) decided_by: Option<String>,
    /// Record it; without this nothing is written
    #[arg(long, requires = "joins")]
    pub(crate) apply: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SameWord {
    /// Two systems know them by different ids
    Systems,
    /// They have another number or address than before
    Renumbered,
    /// What was said earlier was wrong
    Mistake,
}
