//! What can be typed after `bona certificate`, and its help.

use std::path::PathBuf;

use clap::Subcommand;

/// Make a certificate of a record, and check one without the store
///
/// A certificate is one file: a page that prints on one sheet of A4, or a badge (Open Badges 3.0), and in it the record,
/// opened, with the proof that it stands in the log. It says nothing about anybody but its holder.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct CertificateArgs {
    #[command(subcommand)]
    pub(crate) command: CertificateCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CertificateCommand {
    Issue(IssueArgs),
    Verify(CertificateVerifyArgs),
}

/// Make a certificate of one record of one person
///
/// The log is verified first. Where somebody has several records, they are listed with the leaf to choose. Give the file
/// to its holder: who has it can show that the record is theirs, even after it was erased here.
#[derive(Debug, clap::Args)]
pub(crate) struct IssueArgs {
    /// Who: a name, staff number, e-mail address or person number
    pub(crate) person: String,
    /// The name to stand on it, as its holder wants it
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// The file to write; by its ending a page (html), or a badge, which `bona keys new badge` is needed for: a credential
    /// (json), or one in a picture (svg, png)
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Only records of this course, by its id
    #[arg(long, value_name = "ID")]
    pub(crate) course: Option<String>,
    /// The record, by its leaf
    #[arg(long, value_name = "LEAF")]
    pub(crate) leaf: Option<u64>,
    /// The package that was taken, for the course's title; without it the course's id stands there
    #[arg(long, value_name = "ZIP")]
    pub(crate) package: Option<PathBuf>,
    /// Make it although the record lists answers, which then stand in the file: a record is opened whole or not at all
    #[arg(long)]
    pub(crate) with_answers: bool,
    /// The store; without it the one that BONA_STORE names, or evidence.bona
    #[arg(long, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
}

/// Check certificates, by the log's key and without a network
///
/// Says what each proves and what it does not. Exit value 1 when one is not to be believed, 2 when one could not be
/// examined.
#[derive(Debug, clap::Args)]
pub(crate) struct CertificateVerifyArgs {
    /// Pages and badges
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The log's verifier key, or a file that holds it, from whoever keeps the log and not from the certificate
    #[arg(long, value_name = "VKEY")]
    pub(crate) key: Option<String>,
    /// The key of badges, or a file that holds it, from whoever gives them; without it a badge's own, which anybody can make
    #[arg(long, value_name = "DID")]
    pub(crate) badge_key: Option<String>,
    /// Whom to believe: a file of logs, witnesses and how many of them must have cosigned (C2SP tlog-policy)
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
}
