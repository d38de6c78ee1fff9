//! What can be typed to witness a log: keys, `bona evidence witness`, `bona evidence cosign`; and its help.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::Listing;
use super::evidence::STORE;

/// See what a log has become, and say so with your own key: for a commissioner, not for whoever keeps the store
///
/// Checks that the log's key signed it and that it only grew since you last looked. Then it keeps what it saw, and
/// prints one line to send back. Whoever keeps the store cannot rewrite anything before it unnoticed from then on.
/// Exit value 1 when the log did not grow as a log grows: keep both files then, for together they prove it.
#[derive(Debug, clap::Args)]
pub(crate) struct WitnessArgs {
    /// What you were sent: the folder of `bona evidence export`, a proof of growth from it, or a checkpoint
    #[arg(value_name = "CHECKPOINT|DIR")]
    pub(crate) given: PathBuf,
    /// Where you keep what you saw last; it is made the first time, one file for each log
    #[arg(long, value_name = "FILE")]
    pub(crate) state: PathBuf,
    /// The log's verifier key, or a file that holds it; needed the first time, and kept beside the state
    #[arg(long, value_name = "VKEY")]
    pub(crate) key: Option<String>,
    /// The folder of your own key; without it the one that BONA_KEYS names, or witness.keys
    #[arg(long, value_name = "DIR")]
    pub(crate) keys: Option<PathBuf>,
}

/// Keep what witnesses sent back
#[derive(Debug, clap::Args)]
pub(crate) struct CosignArgs {
    #[command(subcommand)]
    pub(crate) command: CosignCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CosignCommand {
    Add(CosignAddArgs),
}

/// Keep a witness's cosignature, from the line or from the whole mail that it came in
///
/// It is checked first. From then on the store refuses to go on from an older copy of itself, or another history.
#[derive(Debug, clap::Args)]
pub(crate) struct CosignAddArgs {
    /// The line that begins with a dash, or a file that holds it
    #[arg(value_name = "LINE|FILE", allow_hyphen_values = true)]
    pub(crate) given: String,
    /// The witness's verifier key, or a file that holds it; without it those of the policy
    #[arg(long, value_name = "VKEY")]
    pub(crate) key: Option<String>,
    /// The policy that names the witnesses; without it `<store>.policy`
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
}

/// Make, list and change keys; each is for one purpose alone
#[derive(Debug, clap::Args)]
pub(crate) struct KeysArgs {
    /// A file whose one line is the passphrase of the keys; without it the one that BONA_PASSPHRASE holds, or it is asked for
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: KeysCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    New(NewKeyArgs),
    List(ListKeysArgs),
    Rotate(RotateKeyArgs),
}

/// Say which keys there are, what checks them, and what is wrong with their files; no secret is printed
///
/// Exit value 1 when a key that the store needs is missing, or others than its owner may read one.
#[derive(Debug, clap::Args)]
pub(crate) struct ListKeysArgs {
    /// The store whose keys are meant, as `bona evidence` takes it; without it the one that BONA_STORE names, or
    /// evidence.bona
    #[arg(long, value_name = STORE)]
    pub(crate) store: Option<PathBuf>,
    /// The folder in which they stand; without it the one that BONA_KEYS names, or `<store>.keys`
    #[arg(long, value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Listing::Human)]
    pub(crate) output: Listing,
}

/// Make a key that there is none of yet
///
/// The keys of a store are made by `bona evidence init`. One for badges stands beside them, and is made here.
#[derive(Debug, clap::Args)]
pub(crate) struct NewKeyArgs {
    /// What it is for
    #[arg(value_enum)]
    pub(crate) role: NewKeyRole,
    /// The witness's name, without blanks: an address that is yours, such as commissioner.example/evidence
    #[arg(long, value_name = "NAME", required_if_eq("role", "witness"))]
    pub(crate) name: Option<String>,
    /// The folder to keep it in; without it the one that BONA_KEYS names, or witness.keys for a witness and
    /// `<store>.keys` for badges
    #[arg(long, value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Ask for a passphrase to keep it under; one that is given, or that keeps other keys of the folder, is taken in any case
    #[arg(long)]
    pub(crate) passphrase: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewKeyRole {
    /// To say what a log was when you saw it
    Witness,
    /// To sign badges that you give out
    Badge,
}

/// Let another key take the place of one, so that whoever knows the old one can follow
///
/// Without --apply it says what it would do. Of a log: a leaf names the new key, and both keys sign it, so the old one is
/// needed; if that is lost, `bona evidence adopt --key-lost` goes on in a new log. Cut off half-way, it goes on where it was
/// when it is run again. Of the vault: all of it is sealed anew, and only backups that were made before are opened by the
/// old key. Keys that were given up stay in the folder as `log-1.key`, `vault-1.key`, `badge-1.key` and so on, until you
/// delete them.
#[derive(Debug, clap::Args)]
pub(crate) struct RotateKeyArgs {
    /// Which key
    #[arg(value_enum)]
    pub(crate) role: RotateKeyRole,
    /// The store whose key is meant; without it the one that BONA_STORE names, or evidence.bona
    #[arg(long, value_name = STORE)]
    pub(crate) store: Option<PathBuf>,
    /// The folder in which the keys stand; without it the one that BONA_KEYS names, or `<store>.keys`
    #[arg(long, value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// With `passphrase`: a file whose one line is the new one; without it it is asked for twice
    #[arg(long, value_name = "FILE", conflicts_with = "no_passphrase")]
    pub(crate) new_passphrase_file: Option<PathBuf>,
    /// With `passphrase`: take it off, so that whoever can read the files has the keys
    #[arg(long)]
    pub(crate) no_passphrase: bool,
    /// Do it
    #[arg(long)]
    pub(crate) apply: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RotateKeyRole {
    /// Signs the log's checkpoints
    Log,
    /// Seals names and records in the store
    Vault,
    /// Signs badges that you give out
    Badge,
    /// No key, but what all keys of the folder are under: put it on, change it, take it off
    Passphrase,
    /// Makes pseudonyms; it cannot be changed, and the command says why
    Pseudonym,
    /// Cosigns the logs of others; the command says how to get another
    Witness,
}
