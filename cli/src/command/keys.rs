//! `bona keys`: keys that no store makes by itself, a list of all that stand beside one, and another in a key's place.
//!
//! What a store needs is made by `bona evidence init`; a witness has no store.

mod list;
mod passphrase;
mod rotate;
mod vault;

use std::path::{Path, PathBuf};

use crate::args::{KeysArgs, KeysCommand, NewKeyArgs, NewKeyRole};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::Machine;
use crate::store::Place;

/// Where a witness's key stands unless something else is named.
const WITNESS_FOLDER: &str = "witness.keys";

/// Runs one of its commands.
pub(crate) fn run(args: &KeysArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    match &args.command {
        KeysCommand::New(args) => new(args, machine),
        KeysCommand::List(args) => list::run(args, machine),
        KeysCommand::Rotate(args) => rotate::run(args, machine),
    }
}

/// The folder of a witness's key: the one that was named, else BONA_KEYS, else `witness.keys`.
pub(crate) fn witness_folder(named: Option<&Path>, machine: &dyn Machine) -> PathBuf {
    let named = named.map(Path::to_owned).or_else(|| machine.variable("BONA_KEYS").map(PathBuf::from));
    named.unwrap_or_else(|| PathBuf::from(WITNESS_FOLDER))
}

fn new(args: &NewKeyArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let text = match args.role {
        NewKeyRole::Witness => witness(args, machine)?,
        NewKeyRole::Badge => badge(args, machine)?,
    };
    print(machine, &text)?;
    Ok(Exit::Done)
}

fn witness(args: &NewKeyArgs, machine: &dyn Machine) -> Result<String, Failure> {
    let folder = witness_folder(args.folder.as_deref(), machine);
    if args.passphrase {
        keys::want(machine, &folder)?;
    }
    let vkey = keys::make_witness(machine, &folder, args.name.as_deref().unwrap_or_default().trim())?;
    Ok(format!(
        "Made a witness's key in `{folder}`. Keep `witness.key` from others.\n\n\
         Give this line to those whose logs you will see; it is no secret:\n\n{vkey}\n\n\
         They put it into `<store>.policy`:\n\n\
         witness {name} {vkey}\nquorum {name}\n",
        folder = folder.display(),
        name = vkey.name(),
    ))
}

fn badge(args: &NewKeyArgs, machine: &dyn Machine) -> Result<String, Failure> {
    if args.name.is_some() {
        return Err(Failure::Argument("--name is for a witness; a badge's key is its own name".to_owned()));
    }
    let folder = match &args.folder {
        Some(folder) => folder.clone(),
        None => Place::of(None, machine)?.keys,
    };
    if args.passphrase {
        keys::want(machine, &folder)?;
    }
    let key = keys::make_badge(machine, &folder)?;
    Ok(format!(
        "Made a key for badges in `{folder}`. Keep `badge.key` from others, and a copy of it elsewhere.\n\n\
         Publish this line where people know it is yours; it is no secret. Whoever checks a badge needs it from there,\n\
         since anybody can make a key:\n\n{key}\n",
        folder = folder.display(),
    ))
}
