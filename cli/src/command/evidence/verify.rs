//! `bona evidence verify`: all of a store is looked at again, and what that proves is said in plain words.

use std::path::Path;

use bona_engine::evidence::{
    Adopted, Damage, Examined, Leaf, Rotation, Store as _, StoreError, Trust, Verified,
};
use bona_engine::log::{Believed, Checkpoint, Opens as _, Policy, Vkey};
use bona_engine::time;
use serde_json::{Value, json};

use super::mail::checkpoint_of;
use super::outside::{Missing, Outside, all, believed, policy};
use super::vault::{Shut, seal, shut};
use super::{count, journal_of, places, told};
use crate::args::{Listing, VerifyArgs};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::Machine;
use crate::store::{AnyStore, Place};

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
    let store = match AnyStore::open(place, machine, seal(place, machine)?) {
        Ok(store) => store,
        // What stands in the store is at fault, not what keeps us from looking.
        Err(StoreError::Damaged(what)) => return damaged_file(args, &what, machine),
        Err(error) => return Err(place.failure(&error)),
    };
    let policy = policy(args.policy.as_deref(), place, machine)?;
    let (key, rotations, from) = key(args, place, policy.as_ref(), &store, machine)?;
    let mut outside: Outside = all(place, machine)?;
    let no_checkpoint = Missing::checkpoint(place, machine)?;
    for path in &args.checkpoint {
        outside.push((format!("checkpoint `{}`", path.display()), checkpoint_of(path, machine)?));
    }
    let journal = journal_of(place, machine, &store)?;
    let no_journal = Missing::journal(place, journal.as_ref());
    store.still().map_err(|error| place.failure(&error))?;
    // Those of an earlier log show something else.
    let own = |bytes: &Vec<u8>| Checkpoint::peek(bytes).is_ok_and(|kept| kept.origin == key.name());
    let others = outside.iter().rev().take(args.checkpoint.len()).filter(|(_, bytes)| own(bytes)).count();
    let trust = Trust { key, rotations, outside, journal };
    let found = match bona_engine::evidence::examine(&store, &trust) {
        Ok(found) => found,
        Err(StoreError::Damaged(what)) => return damaged_file(args, &what, machine),
        Err(error) => return Err(place.failure(&error)),
    };
    let whereabouts = place.whereabouts_of_others();
    let vkey = trust.key.to_string();
    let mut seen =
        Seen { from, vkey, no_checkpoint, no_journal, whereabouts, others, cosigned: None, unmet: false };
    // What a policy asks for is asked of a log that is sound in itself.
    let shut = shut(place, store.lid());
    let found = found.map_err(|damages| said(&damages, shut));
    let found = found.and_then(|log| {
        let asked = policy.as_ref().filter(|policy| policy.asks_witnesses());
        let believed = asked.map(|policy| believed(policy, &log.keys, &trust.outside)).transpose();
        seen.unmet = believed.is_err();
        seen.cosigned = believed.map_err(|why| vec![format!("the policy is not met: {why}")])?;
        Ok(log)
    });
    let text = match (&found, args.output) {
        (Ok(log), Listing::Human) => seen.sound(log),
        (Err(damages), Listing::Human) => seen.unsound(damages),
        (_, Listing::Json) => format!("{}\n", seen.json(&found)),
    };
    print(machine, &text)?;
    Ok(if found.is_ok() { Exit::Done } else { Exit::AtFault })
}

/// Damages in words. Where the key of the vault is not there, that says why none of its bodies can be opened.
fn said(damages: &[Damage], shut: Option<Shut>) -> Vec<String> {
    let Some(shut) = shut else { return damages.iter().map(ToString::to_string).collect() };
    let others = damages.iter().filter(|damage| !matches!(damage, Damage::Shut { .. }));
    let others: Vec<String> = others.map(ToString::to_string).collect();
    let tree = "the log itself is sound: every leaf and checkpoint is as it was signed";
    let shut = if others.is_empty() {
        format!("{}; {tree}\n  help: {}", shut.what, shut.help)
    } else {
        shut.to_string()
    };
    [shut].into_iter().chain(others).collect()
}

fn damaged_file(args: &VerifyArgs, what: &str, machine: &dyn Machine) -> Result<Exit, Failure> {
    let text = match args.output {
        Listing::Human => format!("error: {what}\n\nThe evidence does not verify.\n"),
        Listing::Json => format!("{}\n", json!({ "sound": false, "damages": [what] })),
    };
    print(machine, &text)?;
    Ok(Exit::AtFault)
}

/// The key to trust: the one that was given, else the policy's, else the one among the store's keys, else the log's
/// own word. With it the changes of the log's key that are known from outside the store.
fn key(
    args: &VerifyArgs,
    place: &Place,
    policy: Option<&Policy>,
    store: &AnyStore,
    machine: &dyn Machine,
) -> Result<(Vkey, Vec<Rotation>, KeyFrom), Failure> {
    let mut rotations = keys::rotations(machine, &place.keys)?;
    if let Some(given) = &args.key {
        let (key, beside) = keys::given_with(machine, given)?;
        rotations.extend(beside.into_iter().filter(|one| !rotations.contains(one)).collect::<Vec<_>>());
        return Ok((key, rotations, KeyFrom::Given));
    }
    let first = store.leaves(0, 1).map_err(|error| place.failure(&error))?;
    let opened = first.first().and_then(|leaf| match Leaf::read(&leaf.bytes) {
        Ok(Leaf::Opened(opened)) => Vkey::parse(&opened.vkey).ok(),
        _ => None,
    });
    if let Some(policy) = policy.filter(|policy| policy.names_logs()) {
        let origin = opened.as_ref().map_or("", Vkey::name);
        let key = policy.log(origin).ok_or_else(|| {
            Failure::Argument(format!("the policy names logs, and `{origin}` is none of them"))
        })?;
        return Ok((key.clone(), rotations, KeyFrom::Given));
    }
    if let Some(key) = keys::vkey(machine, &place.keys)? {
        return Ok((key, rotations, KeyFrom::Keys));
    }
    opened.map(|key| (key, rotations, KeyFrom::Log)).ok_or_else(|| no_key(&place.keys))
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
    no_checkpoint: Option<Missing>,
    no_journal: Option<Missing>,
    /// Where what is missing is looked for, if the store's name does not tell.
    whereabouts: &'static str,
    others: usize,
    /// What the witnesses of a policy have cosigned.
    cosigned: Option<Believed>,
    /// Whether all is well but for what the policy asks of witnesses.
    unmet: bool,
}

impl Seen {
    /// What the log is.
    fn head(&self, log: &Verified<Examined>) -> String {
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
            completions = log.completions,
            batches = count(log.batches, "import", "imports"),
            bodies = log.opened_bodies,
            erased = count(log.erased, "leaf was erased by notice", "leaves were erased by notice"),
            checkpoints = log.checkpoints,
            vkey = self.vkey,
        );
        let changes: Vec<(u64, &Vkey)> = log.keys.turns().collect();
        if let Some((size, newest)) = changes.last() {
            text.push_str(&format!(
                "Its key was changed {}, and each time the old one signed for the new. Since leaf {} it is\n  {newest}\n\n",
                match changes.len() {
                    1 => "once".to_owned(),
                    times => format!("{times} times"),
                },
                size - 1,
            ));
        }
        if let Some(adopted) = &log.opened.adopted {
            text.push_str(&format!(
                "It goes on from the log `{}`,\nbecause {}.\nThat one was signed at {}; {} here.\n\n",
                adopted.origin,
                adopted.why.words(),
                count(adopted.size, "leaf", "leaves"),
                count(adopted.carried, "leaf of it stands", "leaves of it stand"),
            ));
        }
        text
    }

    fn sound(&self, log: &Verified<Examined>) -> String {
        let unsigned = log.head.size - log.signed;
        let mut text = self.head(log);
        let pending = log.rotated.last().is_some_and(|(index, _)| log.signed <= *index);
        if pending {
            text.push_str(
                "The last leaf changes the log's key, and that was cut off before both keys signed; `bona keys rotate log \
                 --apply`\nfinishes it.\n\n",
            );
        } else if 0 < unsigned {
            let leaves = count(unsigned, "leaf is", "leaves are");
            text.push_str(&format!(
                "The last {leaves} not signed yet, as after a power cut; the next import with --apply signs.\n\n"
            ));
        }
        text.push_str(&format!(
            "Proven\n  - No leaf, body, salt or checkpoint was changed since {} signed it.\n",
            match self.from {
                KeyFrom::Log => "a key that the log itself names",
                KeyFrom::Given | KeyFrom::Keys if log.keys.first() == log.keys.newest() => "this key",
                KeyFrom::Given | KeyFrom::Keys => "this key, or one to which it leads or that led to it,",
            }
        ));
        if 0 < self.others {
            text.push_str("  - The log grew from the checkpoint that was given by additions alone.\n");
        }
        if let Some(cosigned) = &self.cosigned {
            let witnesses = cosigned.witnesses.iter().map(|(name, at)| format!("{name} ({})", utc(*at)));
            text.push_str(&format!(
                "  - The first {} were recorded when these saw the log, and were not rewritten since:\n    {}.\n",
                count(cosigned.checkpoint.size, "leaf", "leaves"),
                witnesses.collect::<Vec<_>>().join(", ")
            ));
        }
        if 0 < log.shown {
            text.push_str(&format!(
                "  - The first {} of the earlier log stand here as its own key signed them.\n",
                count(log.shown, "leaf", "leaves")
            ));
        }
        text.push_str("Not proven\n");
        if self.from == KeyFrom::Log {
            text.push_str("  - Whose key it is. Give the key that you were sent, with --key.\n");
        }
        if self.others == 0 && self.cosigned.is_none() {
            text.push_str(
                "  - That the holder of the key did not write all of it anew. Only a checkpoint that somebody\n    \
                 else kept can show that: give it with --checkpoint.\n",
            );
        }
        text.push_str(&self.untold());
        if let Some(adopted) = &log.opened.adopted {
            text.push_str(&not_proven(adopted, log.shown));
        }
        text.push_str(
            "  - That a learning system told the truth, or that nothing was left out.\n  \
             - Whose number is whose: names can be mended, and are not signed.\n  \
             - When something happened: only that it was recorded before its checkpoint was given away.\n",
        );
        text
    }

    /// What nobody can tell, since it does not stand beside the store.
    fn untold(&self) -> String {
        let line =
            |Missing { what, untold }: &Missing| format!("  - That {untold}: there is no\n    {what}.\n");
        let lines: String = self.no_checkpoint.iter().chain(&self.no_journal).map(line).collect();
        match self.whereabouts.strip_prefix("; ").filter(|_| !lines.is_empty()) {
            Some(whereabouts) => format!("{lines}    ({whereabouts})\n"),
            None => lines,
        }
    }

    fn unsound(&self, damages: &[String]) -> String {
        if self.unmet {
            return format!(
                "{}\nThe log is sound in itself; what is missing is the word of others that the policy asks for. Have the newest \
                 checkpoint\ncosigned (`bona evidence export`, then `bona evidence witness` there), take the answer in with \
                 `bona evidence cosign add`,\nand verify again.\n",
                told(damages)
            );
        }
        let untold = match self.untold() {
            none if none.is_empty() => none,
            lines => format!("\nNot proven either\n{lines}"),
        };
        format!(
            "{}\nThe evidence does not verify: {}.\n\
             Keep the store as it is, and compare it with a backup and with checkpoints that others hold.\n{untold}",
            told(damages),
            count(damages.len() as u64, "fault", "faults")
        )
    }

    fn json(&self, found: &Result<Verified<Examined>, Vec<String>>) -> Value {
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
                "completions": log.completions,
                "imports": log.batches,
                "bodies": log.opened_bodies,
                "erased": log.erased,
                "checkpoints": log.checkpoints,
                "checkpoints_of_others": self.others,
                "checkpoint_beside": self.no_checkpoint.is_none(),
                "journal_beside": self.no_journal.is_none(),
                "adopted": log.opened.adopted,
                "earlier_shown": log.shown,
                "cosigned": self.cosigned.as_ref().map(|cosigned| json!({
                    "size": cosigned.checkpoint.size,
                    "witnesses": cosigned.witnesses.iter()
                        .map(|(name, at)| json!({ "name": name, "at": utc(*at) }))
                        .collect::<Vec<_>>(),
                })),
                "key": self.vkey,
                "key_from": key_from,
                "newest_key": log.keys.newest().to_string(),
                "key_changes": log.keys.turns()
                    .map(|(size, key)| json!({ "leaf": size - 1, "key": key.to_string() }))
                    .collect::<Vec<_>>(),
            }),
            Err(damages) => json!({
                "sound": false,
                "key": self.vkey,
                "key_from": key_from,
                "checkpoint_beside": self.no_checkpoint.is_none(),
                "journal_beside": self.no_journal.is_none(),
                "damages": damages,
            }),
        }
    }
}

/// What nobody can tell of an earlier log.
fn not_proven(adopted: &Adopted, shown: u64) -> String {
    let mut text = String::new();
    if 0 < adopted.lost() {
        text.push_str(&format!(
            "  - What stood in {} of the earlier log: that is lost.\n",
            places(adopted.carried, adopted.size - 1)
        ));
    }
    if shown < adopted.carried {
        text.push_str(
            "  - That all that stands here of the earlier log is what was signed: a checkpoint of it that\n    somebody kept \
             shows it, as far as it goes; give it with --checkpoint.\n",
        );
    }
    text.push_str("  - That the earlier log was not signed any further than is said here.\n");
    text
}

/// A witness's time, to be read.
fn utc(seconds: u64) -> String {
    time::utc_from_posix(seconds).unwrap_or_else(|| format!("second {seconds} after 1970"))
}
