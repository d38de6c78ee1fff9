//! `bona evidence verify`: all of a store is looked at again, and what that proves is said in plain words.

use std::path::{Path, PathBuf};

use bona_engine::evidence::{Damage, Leaf, Log, Store as _, StoreError, Trust, Verified};
use bona_engine::log::Vkey;
use serde_json::{Value, json};

use super::{BESIDE, CHECKPOINT_BYTES, beside, count, told};
use crate::args::{Listing, VerifyArgs};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Machine, Stands, read_at_most};
use crate::store::{Place, SqliteStore};

/// Where the trusted key came from; that decides what a good signature means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum KeyFrom {
    /// It was given on the command line.
    Given,
    /// It stood among the store's keys.
    Keys,
    /// It stood in the log itself.
    Log,
}

/// Examines the store.
pub(crate) fn run(args: &VerifyArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let store = match SqliteStore::open(&machine.full(&place.store)) {
        Ok(store) => store,
        // What stands in the store is at fault, not what keeps us from looking.
        Err(StoreError::Damaged(what)) => return damaged_file(args, &what, machine),
        Err(error) => return Err(place.failure(&error)),
    };
    let (key, from) = key(args, place, &store, machine)?;
    let mut outside: Vec<(String, Vec<u8>)> = Vec::new();
    let kept_beside = beside(place, machine)?;
    let has_beside = kept_beside.is_some();
    outside.extend(kept_beside.map(|bytes| (BESIDE.to_owned(), bytes)));
    for path in &args.checkpoint {
        let bytes = read_at_most(machine, path, CHECKPOINT_BYTES)
            .map_err(|error| Failure::file("cannot read", path, error))?;
        outside.push((format!("checkpoint `{}`", path.display()), bytes));
    }
    let trust = Trust { key, outside };
    let found = match bona_engine::evidence::verify(&store, &trust) {
        Ok(found) => found,
        Err(StoreError::Damaged(what)) => return damaged_file(args, &what, machine),
        Err(error) => return Err(place.failure(&error)),
    };
    let seen = Seen { from, vkey: trust.key.to_string(), has_beside, others: args.checkpoint.len() };
    let text = match (&found, args.output) {
        (Ok(log), Listing::Human) => seen.sound(log),
        (Err(damages), Listing::Human) => seen.unsound(damages),
        (_, Listing::Json) => format!("{}\n", seen.json(&found)),
    };
    print(machine, &text)?;
    Ok(if found.is_ok() { Exit::Done } else { Exit::AtFault })
}

fn damaged_file(args: &VerifyArgs, what: &str, machine: &dyn Machine) -> Result<Exit, Failure> {
    let text = match args.output {
        Listing::Human => format!("error: {what}\n\nThe evidence does not verify.\n"),
        Listing::Json => format!("{}\n", json!({ "sound": false, "damages": [what] })),
    };
    print(machine, &text)?;
    Ok(Exit::AtFault)
}

/// The key to trust: the one that was given, else the one among the store's keys, else the log's own word.
fn key(
    args: &VerifyArgs,
    place: &Place,
    store: &SqliteStore,
    machine: &dyn Machine,
) -> Result<(Vkey, KeyFrom), Failure> {
    if let Some(given) = &args.key {
        let path = PathBuf::from(given);
        if matches!(machine.stands(&path), Ok(Some(Stands::File(_)))) {
            return Ok((keys::vkey_in(machine, &path)?, KeyFrom::Given));
        }
        let key = Vkey::parse(given.trim()).map_err(|fault| {
            Failure::Argument(format!("--key `{given}`: {fault}; there is no such file either"))
        })?;
        return Ok((key, KeyFrom::Given));
    }
    if let Some(key) = keys::vkey(machine, &place.keys)? {
        return Ok((key, KeyFrom::Keys));
    }
    let first = store.leaves(0, 1).map_err(|error| place.failure(&error))?;
    let opened = first.first().and_then(|leaf| match Leaf::read(&leaf.bytes) {
        Ok(Leaf::Opened(opened)) => Vkey::parse(&opened.vkey).ok(),
        _ => None,
    });
    opened.map(|key| (key, KeyFrom::Log)).ok_or_else(|| no_key(&place.keys))
}

fn no_key(folder: &Path) -> Failure {
    Failure::Store(format!(
        "there is no verifier key in `{}`, and the log's first leaf gives none; give it with --key",
        folder.display()
    ))
}

/// With what the store was examined.
struct Seen {
    from: KeyFrom,
    vkey: String,
    has_beside: bool,
    others: usize,
}

impl Seen {
    fn sound(&self, log: &Verified<Log>) -> String {
        let unsigned = log.head.size - log.signed;
        let mut text = format!(
            "The evidence of {organisation} verifies.\n\n\
             \x20 log          {origin}\n\
             \x20 leaves       {size}, the first {signed} of them signed\n\
             \x20 completions  {completions}, in {batches}\n\
             \x20 bodies       {bodies} fit their leaves; {erased}\n\
             \x20 checkpoints  {checkpoints}\n\
             \x20 key          {vkey}\n\n",
            organisation = log.opened.organisation,
            origin = log.opened.origin,
            size = log.head.size,
            signed = log.signed,
            completions = log.completions.len(),
            batches = count(log.batches.len() as u64, "import", "imports"),
            bodies = log.opened_bodies,
            erased = count(log.erased, "leaf was erased by notice", "leaves were erased by notice"),
            checkpoints = log.checkpoints,
            vkey = self.vkey,
        );
        if 0 < unsigned {
            let leaves = count(unsigned, "leaf is", "leaves are");
            text.push_str(&format!(
                "The last {leaves} not signed yet, as after a power cut; the next import with --apply signs.\n\n"
            ));
        }
        text.push_str(&format!(
            "Proven\n  - No leaf, body, salt or checkpoint was changed since {} signed it.\n",
            match self.from {
                KeyFrom::Log => "a key that the log itself names",
                KeyFrom::Given | KeyFrom::Keys => "this key",
            }
        ));
        if 0 < self.others {
            text.push_str("  - The log grew from the checkpoint that was given by additions alone.\n");
        }
        text.push_str("Not proven\n");
        if self.from == KeyFrom::Log {
            text.push_str("  - Whose key it is. Give the key that you were sent, with --key.\n");
        }
        if self.others == 0 {
            text.push_str(
                "  - That the holder of the key did not write all of it anew. Only a checkpoint that somebody\n    \
                 else kept can show that: give it with --checkpoint.\n",
            );
        }
        if !self.has_beside {
            text.push_str("  - That this is the newest copy: there is no checkpoint beside the store.\n");
        }
        text.push_str(
            "  - That a learning system told the truth, or that nothing was left out.\n  \
             - Whose number is whose: names can be mended, and are not signed.\n  \
             - When something happened: only that it was recorded before its checkpoint was given away.\n",
        );
        text
    }

    fn unsound(&self, damages: &[Damage]) -> String {
        format!(
            "{}\nThe evidence does not verify: {}.\n\
             Keep the store as it is, and compare it with a backup and with checkpoints that others hold.\n",
            told(damages),
            count(damages.len() as u64, "fault", "faults")
        )
    }

    fn json(&self, found: &Result<Verified<Log>, Vec<Damage>>) -> Value {
        let key_from = match self.from {
            KeyFrom::Given => "given",
            KeyFrom::Keys => "store",
            KeyFrom::Log => "log",
        };
        match found {
            Ok(log) => json!({
                "sound": true,
                "origin": log.opened.origin,
                "organisation": log.opened.organisation,
                "size": log.head.size,
                "signed": log.signed,
                "completions": log.completions.len(),
                "imports": log.batches.len(),
                "bodies": log.opened_bodies,
                "erased": log.erased,
                "checkpoints": log.checkpoints,
                "checkpoints_of_others": self.others,
                "checkpoint_beside": self.has_beside,
                "key": self.vkey,
                "key_from": key_from,
            }),
            Err(damages) => json!({
                "sound": false,
                "key": self.vkey,
                "key_from": key_from,
                "damages": damages.iter().map(ToString::to_string).collect::<Vec<_>>(),
            }),
        }
    }
}
