//! What can be typed after `bona certificate`, and its help.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::Listing;
use super::evidence::{STORE, STORE_HELP};

/// Make a certificate of a record, and check one without the store
///
/// A certificate is one file: a page that prints on one sheet of A4, or a badge (Open Badges 3.0), and in it the record,
/// opened, with the proof that it stands in the log. It says nothing about anybody but its holder.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct CertificateArgs {
    /// A file whose one line is the passphrase of the keys; without it the one that BONA_PASSPHRASE holds, or it is asked for
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: CertificateCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CertificateCommand {
    Issue(IssueArgs),
    Verify(CertificateVerifyArgs),
}

/// Make a certificate of one record of one person, or of many in one call
///
/// The log is verified first. Where somebody has several records, they are listed with the leaf to choose. Give the file
/// to its holder: who has it can show that the record is theirs, even after it was erased here.
///
/// With --into, a certificate is made of the best completion of each person, course and edition: of those who are named,
/// or of all. Their names are those that the store holds. What stands in the folder already stays as it is.
#[derive(Debug, clap::Args)]
pub(crate) struct IssueArgs {
    /// Who: a name, staff number, e-mail address or person number; with --into several, or --all
    #[arg(value_name = "WHO", required_unless_present_any = ["all", "since"])]
    pub(crate) people: Vec<String>,
    /// The name to stand on it, as its holder wants it
    #[arg(long, value_name = "NAME", required_unless_present = "into", conflicts_with = "into")]
    pub(crate) name: Option<String>,
    /// The file to write; by its ending a page (html), or a badge, which `bona keys new badge` is needed for: a credential
    /// (json), or one in a picture (svg, png)
    #[arg(long, value_name = "FILE", required_unless_present = "into", conflicts_with = "into")]
    pub(crate) out: Option<PathBuf>,
    /// The folder for certificates of many: `record-LEAF.html` and so on, which say nobody's name, and `index.csv`, which says
    /// whose each is
    #[arg(long, value_name = "FOLDER")]
    pub(crate) into: Option<PathBuf>,
    /// What to make of each record, with --into
    #[arg(
        long = "as",
        value_name = "FORM",
        value_delimiter = ',',
        default_value = "html",
        requires = "into"
    )]
    pub(crate) forms: Vec<CertificateForm>,
    /// Of everybody, with --into
    #[arg(long, requires = "into", conflicts_with = "people")]
    pub(crate) all: bool,
    /// Of those whose record came in on this day or later, with --into: 2026-11-22
    #[arg(long, value_name = "DAY", requires = "into")]
    pub(crate) since: Option<String>,
    /// Only records of this course, by its id
    #[arg(long, value_name = "ID")]
    pub(crate) course: Option<String>,
    /// The record, by its leaf
    #[arg(long, value_name = "LEAF", conflicts_with = "into")]
    pub(crate) leaf: Option<u64>,
    /// The package that was taken, for the course's title. With --into, one for each edition
    #[arg(long, value_name = "ZIP")]
    pub(crate) package: Vec<PathBuf>,
    /// The course's title, where no package is at hand; without either the course's id stands there
    #[arg(long, value_name = "TEXT", conflicts_with = "package")]
    pub(crate) title: Option<String>,
    /// Where you have certificates checked, for the code on a page: `https://…`; without it the code holds a hash alone
    #[arg(long, value_name = "URL")]
    pub(crate) verify_at: Option<String>,
    /// Make it although the record lists answers, which then stand in the file: a record is opened whole or not at all
    #[arg(long)]
    pub(crate) with_answers: bool,
    #[arg(long, value_name = STORE, help = STORE_HELP)]
    pub(crate) store: Option<PathBuf>,
}

/// What is made of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum CertificateForm {
    /// A page that prints on one sheet of A4
    Html,
    /// A badge: a credential alone
    Json,
    /// A badge in a picture with words
    Svg,
    /// A badge in a fixed picture
    Png,
}

impl CertificateForm {
    /// As it is typed, and as its files end.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Json => "json",
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The form of a file with this ending.
    pub(crate) fn of(ending: &str) -> Option<Self> {
        Self::value_variants().iter().copied().find(|form| form.ending() == ending)
    }
}

/// Check certificates, by the log's key and without a network
///
/// Says what each proves and what it does not. Exit value 1 when one is not to be believed or, by the store that --store
/// names, does not count any more; 2 when one could not be examined.
#[derive(Debug, clap::Args)]
pub(crate) struct CertificateVerifyArgs {
    /// Pages and badges
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The log's verifier key, or a file that holds it, from whoever keeps the log and not from the certificate
    #[arg(long, value_name = "VKEY")]
    pub(crate) key: Option<String>,
    /// The key of badges, or a file that holds it, from whoever gives them: it signs names, and what it did not sign is refused;
    /// without it a badge's own key is taken, which anybody can make
    #[arg(long, value_name = "DID")]
    pub(crate) badge_key: Option<String>,
    /// Whom to believe: a file of logs, witnesses and how many of them must have cosigned (C2SP tlog-policy)
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// How it is said
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) output: Listing,
    /// For whoever keeps the store: also say whether the record still counts there, or was withdrawn, replaced or erased
    #[arg(long, value_name = STORE)]
    pub(crate) store: Option<PathBuf>,
}
