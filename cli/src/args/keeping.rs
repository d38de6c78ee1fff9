//! What can be typed to keep a store over the years: backups and what is put back from them; and its help.

use std::path::PathBuf;

/// Write a backup of the store into one file, and check it; the store may be in use meanwhile
///
/// Copying the store's file by other means can take half of a change along. Keep the backup in another place than the
/// keys. The journal of erasures beside the store (`<store>.erased`) is no part of it: keep its newest copy with the
/// newest checkpoint, for `bona evidence restore` needs it to erase again whoever was erased since.
#[derive(Debug, clap::Args)]
pub(crate) struct BackupArgs {
    /// The file to write; there must be none
    pub(crate) file: PathBuf,
}

/// Put a backup in the store's place, after whoever was erased since was erased from it; without --apply it only
/// says what it would do
///
/// A file that is damaged, is no store, or is of another log is refused. What was erased never comes to stand in the
/// store's file again.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("which").required(true).args(["backup", "in_place"]))]
pub(crate) struct RestoreArgs {
    /// The backup
    pub(crate) backup: Option<PathBuf>,
    /// Erase again in the store that stands there: an older copy was put back by other means, or an erasure was cut off
    #[arg(long)]
    pub(crate) in_place: bool,
    /// Put the backup in place of a store that stands there: all that only that one holds is lost
    #[arg(long, requires = "backup")]
    pub(crate) replace: bool,
    /// Go on without the journal of erasures: whoever was erased since the backup comes back
    #[arg(long)]
    pub(crate) accept_unknown_erasures: bool,
    /// Do it; without this nothing is written
    #[arg(long)]
    pub(crate) apply: bool,
}
