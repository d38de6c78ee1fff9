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

/// Go on in a new log, where the newest copy of a store or its signing key is lost for good; without --apply it only
/// says what it would do
///
/// A lost log cannot be gone on with: nobody could tell it from one that was made up. So a new store begins, with a key
/// and a name of its own, and its first leaf says which log came before, how far that was signed, and why it ended. All
/// that is left of the earlier log comes along as it was signed. What was lost has to be imported again.
#[derive(Debug, clap::Args)]
pub(crate) struct AdoptArgs {
    /// The earlier store, with its keys, its checkpoint and its journal beside it; the store itself may be missing
    #[arg(long, value_name = "STORE")]
    pub(crate) from: PathBuf,
    /// A checkpoint of the earlier log that somebody else kept; can be given more than once
    #[arg(long, value_name = "FILE")]
    pub(crate) checkpoint: Vec<PathBuf>,
    /// The earlier log's verifier key, or a file that holds it; without it the one among its keys
    #[arg(long, value_name = "VKEY")]
    pub(crate) key: Option<String>,
    /// The earlier store is whole, and its signing key is lost or in other hands
    #[arg(long)]
    pub(crate) key_lost: bool,
    /// Whose evidence it is; without it whose the earlier store says
    #[arg(long, value_name = "NAME")]
    pub(crate) organisation: Option<String>,
    /// Go on without the journal of erasures: whoever was erased may come back
    #[arg(long)]
    pub(crate) accept_unknown_erasures: bool,
    /// Do it; without this nothing is written
    #[arg(long)]
    pub(crate) apply: bool,
}

/// Put a backup in the store's place, after whoever was erased since was erased from it; without --apply it only
/// says what it would do
///
/// A file that is damaged, is no store, or is of another log is refused. What was erased never comes to stand in the
/// store's file again. Under another name than before, copy what stood beside the store (<store>.keys, <store>.checkpoint,
/// <store>.erased) to that name first.
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
