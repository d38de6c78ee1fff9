//! `bona keys`: keys that no store makes by itself.
//!
//! What a store needs is made by `bona evidence init`; a witness has no store.

use std::path::{Path, PathBuf};

use crate::args::{KeysArgs, KeysCommand, NewKeyArgs, NewKeyRole};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::Machine;

/// Where a witness's key stands unless something else is named.
const WITNESS_FOLDER: &str = "witness.keys";

/// Runs one of its commands.
pub(crate) fn run(args: &KeysArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    match &args.command {
        KeysCommand::New(args) => new(args, machine),
    }
}

/// The folder of a witness's key: the one that was named, else BONA_KEYS, else `witness.keys`.
pub(crate) fn witness_folder(named: Option<&Path>, machine: &dyn Machine) -> PathBuf {
    let named = named.map(Path::to_owned).or_else(|| machine.variable("BONA_KEYS").map(PathBuf::from));
    named.unwrap_or_else(|| PathBuf::from(WITNESS_FOLDER))
}

fn new(args: &NewKeyArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let folder = witness_folder(args.folder.as_deref(), machine);
    let vkey = match args.role {
        NewKeyRole::Witness => keys::make_witness(machine, &folder, args.name.trim())?,
    };
    print(
        machine,
        &format!(
            "Made a witness's key in `{folder}`. Keep `witness.key` from others.\n\n\
             Give this line to those whose logs you will see; it is no secret:\n\n{vkey}\n\n\
             They put it into `<store>.policy`:\n\n\
             witness {name} {vkey}\nquorum {name}\n",
            folder = folder.display(),
            name = vkey.name(),
        ),
    )?;
    Ok(Exit::Done)
}
