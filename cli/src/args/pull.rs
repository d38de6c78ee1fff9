//! What can be typed after `bona evidence pull`, and its help.

use std::path::PathBuf;

use super::IdentifyBy;

/// Take completions straight from a learning record store; without --apply it only says what it would do
///
/// Asks for statements of xAPI (2.0 or 1.0.3) and reads them as `import --kind xapi` does: only what cmi5 defines counts.
/// With --apply the store remembers how far it got with this address and course, and the next pull goes on from there; one
/// that was cut off is simply run again, and nothing is recorded twice. The package, or --course and the edition, says
/// what the pull is about.
///
/// The password is read from --password-file or from BONA_LRS_PASSWORD, and is neither printed nor kept.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("pulled").required(true).args(["package", "course"]), after_help = PULL_STEPS)]
pub(crate) struct PullArgs {
    /// The record store's xAPI endpoint, the part in front of `/statements`
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) from: String,
    /// The user, or key, that may read its statements
    #[arg(long, value_name = "NAME")]
    pub(crate) user: String,
    /// A file whose first line is the password, or secret; without it BONA_LRS_PASSWORD is
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// Trust the certificates of this file (PEM) in the place of those that the system trusts
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,
    /// Send the password in the open, by http:// to another machine: anybody on the way can read it
    #[arg(long)]
    pub(crate) insecure_http: bool,
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
    /// The activity that is the course (its IRI), where a launching system gave it one of its own
    #[arg(long, value_name = "IRI")]
    pub(crate) activity: Option<String>,
    /// Begin with what was stored after this day or time, not where the last pull ended: 2026-11-03, 2026-11-03T14:00:00Z
    #[arg(long, value_name = "TIME")]
    pub(crate) since: Option<String>,
    /// By which id learners are known; without it the strongest in the statement
    #[arg(long, value_enum, value_name = "ID")]
    pub(crate) identify_by: Option<IdentifyBy>,
    /// Also write the statements to this file, one a line: what is recorded has its hash, and it can be imported
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// Do not keep learners' names, only their pseudonyms
    #[arg(long)]
    pub(crate) no_names: bool,
    /// Do it; without this nothing is recorded
    #[arg(long)]
    pub(crate) apply: bool,
}

const PULL_STEPS: &str = "\
For example:
  bona evidence pull --from https://lrs.example/xapi --user reader --password-file lrs.secret \\
       --package first_contact-cmi5.zip            says what it would do
  … the same with --apply                          does it; run it again whenever you like";
