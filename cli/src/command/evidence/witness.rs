//! `bona evidence witness`: somebody else sees what a log has become, keeps it, and says so with a key of their own.
//!
//! What was seen is forced to the disk before the cosignature is shown, so that no two histories can be cosigned.
//! The state is the newest checkpoint with the witness's own line under it; the log's key stands beside it. Where the log
//! has changed its key, what was sent must show that the old one signed for the new, and that the log which was seen did so.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use bona_engine::evidence::{Rotation, keys_by};
use bona_engine::log::{
    Checkpoint, CheckpointFault, Growth, LogKeys, Note, NoteFault, Opens as _, SignatureLine, Tree, Vkey,
    WitnessSigner, leaf_hash,
};
use bona_engine::time;

use super::CHECKPOINT_BYTES;
use super::mail::{self, MAIL_BYTES, plain_lines};
use crate::args::WitnessArgs;
use crate::command::keys::witness_folder;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Keep, Machine, Stands, read_at_most, write_bytes};

/// Largest proof of growth, in bytes.
const GROWTH_BYTES: u64 = 2 * CHECKPOINT_BYTES;

/// What was given to be seen.
struct Given {
    /// The folder, if it was one.
    folder: Option<PathBuf>,
    /// A checkpoint or a proof of growth.
    bytes: Vec<u8>,
}

/// What was seen before.
struct Seen {
    checkpoint: Checkpoint,
    /// When it was cosigned, in seconds since the start of 1970.
    time: u64,
}

/// How the newest checkpoint stands to what was seen.
enum Judged {
    /// It may be cosigned.
    Good(Checkpoint),
    /// The log did not do what a log does, as what was seen and what was sent show: both are signed.
    AtFault(String),
    /// Nothing can be told from it: it cannot be read, the log's key did not sign it, or a proof in it is broken.
    Unshown(String),
}

/// Looks, keeps and says so.
pub(super) fn run(args: &WitnessArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let signer = keys::witness(machine, &witness_folder(args.keys.as_deref(), machine))?;
    let given = given(&args.given, machine)?;
    let (key, kept) = log_key(args, &given, machine)?;
    let rotations = given.folder.as_deref().map(|folder| keys::rotations(machine, folder)).transpose()?;
    let rotations = rotations.unwrap_or_default();
    let keys = keys_by(&key, &rotations).map_err(|fault| Failure::Store(fault.to_string()))?;
    let seen = seen(&args.state, &keys, &signer, machine)?;
    let newest = match judge(&given, seen.as_ref(), &keys, &rotations, machine)? {
        Judged::Good(newest) => newest,
        bad => return Ok(refused(bad, &args.state, machine)),
    };
    let now = machine.now();
    let time = time::posix(&now).unwrap_or(0);
    if let Some(seen) = seen.as_ref().filter(|seen| time < seen.time) {
        return Err(Failure::Store(format!(
            "the clock says {now}, and you cosigned at {} already; set the clock",
            time::utc_from_posix(seen.time).unwrap_or_default()
        )));
    }
    let line = signer.cosign(&newest, time);
    let keep_key = |key: &Vkey| {
        let path = vkey_path(&args.state);
        write_bytes(machine, &path, Keep::Forced, format!("{key}\n").as_bytes())
            .map_err(|error| Failure::file("cannot write", &path, error))
    };
    if !kept {
        keep_key(&key)?;
    }
    let note = Note { text: newest.text(), signatures: own_lines(&given.bytes, &keys, &line)? };
    write_bytes(machine, &args.state, Keep::Forced, note.to_string().as_bytes())
        .map_err(|error| Failure::file("cannot write", &args.state, error))?;
    // Behind the state: where the power goes between them, the changes that are sent again lead to it.
    let changed = keys.signs_at(newest.size) != &key;
    if changed {
        keep_key(keys.signs_at(newest.size))?;
    }
    let mut text = told(&newest, seen.as_ref(), &line);
    if changed {
        text.push_str(&format!(
            "\nThe log has another key since you last looked, for which the old one signed. It is kept in `{}`:\n\n{}\n",
            vkey_path(&args.state).display(),
            keys.signs_at(newest.size)
        ));
    }
    print(machine, &text)?;
    Ok(Exit::Done)
}

/// Says why nothing was cosigned, and what that shows.
fn refused(judged: Judged, state: &Path, machine: &dyn Machine) -> Exit {
    let (why, help) = match judged {
        Judged::Good(_) => return Exit::Done,
        Judged::AtFault(why) => (
            why,
            format!(
                "keep `{}` and what you were sent: both are signed, and together they show it",
                state.display()
            ),
        ),
        Judged::Unshown(why) => (
            why,
            "this shows nothing about the log: a mail may have changed it; ask for the folder of `bona evidence export` \
             again, as files or in an archive"
                .to_owned(),
        ),
    };
    machine.err(&format!("error: {why}\n  help: nothing was cosigned; {help}\n"));
    Exit::AtFault
}

fn given(path: &Path, machine: &dyn Machine) -> Result<Given, Failure> {
    let look = |error| Failure::file("cannot look at", path, error);
    let is_folder = machine.stands(path).map_err(look)? == Some(Stands::Folder);
    let file = if is_folder { path.join("checkpoint") } else { path.to_owned() };
    let bytes = read_at_most(machine, &file, MAIL_BYTES)
        .map_err(|error| Failure::file("cannot read", &file, error))?;
    // A proof of growth has a checkpoint within, which alone shows less.
    let bytes = if bytes.starts_with(b"old ") { plain_lines(bytes) } else { mail::checkpoint(bytes) };
    Ok(Given { folder: is_folder.then(|| path.to_owned()), bytes })
}

fn vkey_path(state: &Path) -> PathBuf {
    let mut name: OsString = state.as_os_str().to_owned();
    name.push(".vkey");
    PathBuf::from(name)
}

/// The log's key: the one that is kept beside the state, or was given; and whether it is kept already.
fn log_key(args: &WitnessArgs, given: &Given, machine: &dyn Machine) -> Result<(Vkey, bool), Failure> {
    let path = vkey_path(&args.state);
    let look = |error| Failure::file("cannot look at", &path, error);
    let kept = match machine.stands(&path).map_err(look)? {
        Some(_) => Some(keys::vkey_in(machine, &path)?),
        None => None,
    };
    let typed = args.key.as_ref().map(|key| keys::given(machine, key)).transpose()?;
    match (kept, typed) {
        (Some(kept), Some(typed)) if kept != typed => Err(Failure::Argument(format!(
            "--key is another key than the one in `{}`\n  help: leave --key out; where the log has changed its key, the \
             folder of `bona evidence export` shows that the old one signed for the new",
            path.display()
        ))),
        (Some(kept), _) => Ok((kept, true)),
        (None, Some(typed)) => Ok((typed, false)),
        (None, None) => {
            let said = given
                .folder
                .as_ref()
                .and_then(|folder| keys::vkey_in(machine, &folder.join("log.vkey")).ok());
            let said = said.map(|key| format!("; the folder says it is\n  {key}")).unwrap_or_default();
            Err(Failure::Argument(format!(
                "the first time, the log's key is needed: give --key with the key that you were sent in another \
                 way{said}"
            )))
        }
    }
}

/// What was seen before; `None` the first time.
fn seen(
    state: &Path,
    keys: &LogKeys,
    signer: &WitnessSigner,
    machine: &dyn Machine,
) -> Result<Option<Seen>, Failure> {
    if machine.stands(state).map_err(|error| Failure::file("cannot look at", state, error))?.is_none() {
        return Ok(None);
    }
    let bytes = read_at_most(machine, state, CHECKPOINT_BYTES)
        .map_err(|error| Failure::file("cannot read", state, error))?;
    let wrong = |why: String| Failure::Store(format!("`{}`: {why}", state.display()));
    let checkpoint = keys.open(&bytes).map_err(|fault| {
        let help = "keep it; ask for the folder of `bona evidence export`, which shows how the log's key was changed";
        wrong(format!("{fault}\n  help: {help}"))
    })?;
    let note = Note::parse(&bytes).map_err(|fault| wrong(fault.to_string()))?;
    let time = signer.vkey().on(&note).map_err(|fault| wrong(fault.to_string()))?.unwrap_or(0);
    Ok(Some(Seen { checkpoint, time }))
}

/// Whether the newest checkpoint may be cosigned after what was seen.
fn judge(
    given: &Given,
    seen: Option<&Seen>,
    keys: &LogKeys,
    rotations: &[Rotation],
    machine: &dyn Machine,
) -> Result<Judged, Failure> {
    let growth = if Growth::is_one(&given.bytes) {
        match Growth::parse(&given.bytes) {
            Ok(growth) => Some(growth),
            Err(fault) => return Ok(Judged::Unshown(fault.to_string())),
        }
    } else {
        None
    };
    let bytes = growth.as_ref().map_or(given.bytes.as_slice(), |growth| growth.checkpoint.as_bytes());
    let newest = match keys.open(bytes) {
        Ok(newest) => newest,
        Err(CheckpointFault::Note(fault @ NoteFault::Unsigned(_))) => {
            let more = match given.folder {
                Some(_) => "nor shows anything in the folder that this key led to another",
                None => {
                    "if the log has changed its key, the folder of `bona evidence export` shows it: ask for that"
                }
            };
            return Ok(Judged::Unshown(format!("{fault}; {more}")));
        }
        Err(fault) => return Ok(Judged::Unshown(fault.to_string())),
    };
    let Some(Seen { checkpoint: seen, .. }) = seen else { return Ok(Judged::Good(newest)) };
    if newest.size < seen.size {
        return Ok(Judged::AtFault(format!(
            "the log has {} leaves, and you saw {}: an older copy was put back, or leaves were cut off",
            newest.size, seen.size
        )));
    }
    if newest.size == seen.size {
        return Ok(if newest.root == seen.root {
            Judged::Good(newest)
        } else {
            Judged::AtFault(format!(
                "there are two logs of {} leaves: this is another than the one you saw; somebody may be shown the other",
                newest.size
            ))
        });
    }
    let grown = match (growth, &given.folder) {
        (Some(growth), _) => {
            growth.verify(seen, keys).map(drop).map_err(|fault| Judged::Unshown(fault.to_string()))
        }
        (None, Some(folder)) => grown_in(folder, seen, &newest, keys, machine)?,
        (None, None) => return Err(unproven(seen.size)),
    };
    let shown = match (grown, &given.folder) {
        (Ok(()), Some(folder)) => turned_in(folder, seen, &newest, (keys, rotations), machine)?,
        (grown, _) => grown,
    };
    Ok(match shown {
        Ok(()) => Judged::Good(newest),
        Err(bad) => bad,
    })
}

/// Whether each change of the key since the log was seen stands in the log that is shown now.
fn turned_in(
    folder: &Path,
    seen: &Checkpoint,
    newest: &Checkpoint,
    (keys, rotations): (&LogKeys, &[Rotation]),
    machine: &dyn Machine,
) -> Result<Result<(), Judged>, Failure> {
    let since = |rotation: &&Rotation| seen.size <= rotation.index && keys.holds(rotation.to());
    for rotation in rotations.iter().filter(since) {
        let signed = rotation.signed().map_err(|fault| Failure::Store(fault.to_string()))?;
        if newest.size < signed.size || signed == *newest {
            continue;
        }
        let told = |why| format!("the log that changed its key at leaf {} is another: {why}", rotation.index);
        match grown_in(folder, &signed, newest, keys, machine)? {
            Err(Judged::AtFault(why)) => return Ok(Err(Judged::AtFault(told(why)))),
            Err(bad) => return Ok(Err(bad)),
            Ok(()) => {}
        }
    }
    Ok(Ok(()))
}

/// Whether the files of an export show that the log grew: by the proof from what was seen, or by all its leaves.
fn grown_in(
    folder: &Path,
    seen: &Checkpoint,
    newest: &Checkpoint,
    keys: &LogKeys,
    machine: &dyn Machine,
) -> Result<Result<(), Judged>, Failure> {
    let stands =
        |path: &Path| machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error));
    let proof = folder.join(format!("since-{}.growth", seen.size));
    if stands(&proof)?.is_some() {
        let bytes = read_at_most(machine, &proof, GROWTH_BYTES)
            .map_err(|error| Failure::file("cannot read", &proof, error))?;
        let grown = Growth::parse(&plain_lines(bytes)).and_then(|growth| growth.verify(seen, keys));
        return Ok(match grown {
            Ok(grown) if grown == *newest => Ok(()),
            Ok(_) => Err(Judged::Unshown(format!(
                "`{}` is of another checkpoint than the one beside it",
                proof.display()
            ))),
            Err(fault) => Err(Judged::Unshown(fault.to_string())),
        });
    }
    let path = folder.join("leaves.jsonl");
    if stands(&path)?.is_none() {
        return Err(unproven(seen.size));
    }
    let read = |error| Failure::file("cannot read", &path, error);
    let mut tree = Tree::default();
    for leaf in BufReader::new(machine.open(&path).map_err(read)?).split(b'\n') {
        tree.push(leaf_hash(&leaf.map_err(read)?));
    }
    if (tree.size(), tree.root()) != (newest.size, newest.root) {
        return Ok(Err(Judged::Unshown(format!("`{}` are not the leaves that were signed", path.display()))));
    }
    Ok(if tree.root_at(seen.size) == Some(seen.root) {
        Ok(())
    } else {
        Err(Judged::AtFault(format!(
            "the log of {} leaves did not grow from the {} that you saw: history was written anew",
            newest.size, seen.size
        )))
    })
}

fn unproven(size: u64) -> Failure {
    Failure::Argument(format!(
        "a checkpoint alone does not show that the log grew from the {size} leaves that you saw; ask for the folder of \
         `bona evidence export DIR --since {size}`"
    ))
}

/// The log's own lines under what was given, then the witness's.
fn own_lines(bytes: &[u8], keys: &LogKeys, line: &SignatureLine) -> Result<Vec<SignatureLine>, Failure> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let note = match Growth::parse(bytes) {
        Ok(growth) => Note::parse(growth.checkpoint.as_bytes()),
        Err(_) => Note::parse(text.as_bytes()),
    };
    let note = note.map_err(|fault| Failure::Store(fault.to_string()))?;
    let is_own = |found: &SignatureLine| {
        keys.all().any(|key| (found.name.as_str(), found.id) == (key.name(), key.id()))
    };
    let own = note.signatures.into_iter().filter(is_own);
    Ok(own.chain([line.clone()]).collect())
}

fn told(newest: &Checkpoint, seen: Option<&Seen>, line: &SignatureLine) -> String {
    let before = match seen {
        None => "It is the first time that you see it; it is kept.".to_owned(),
        Some(seen) if seen.checkpoint.size == newest.size => "It is what you saw before.".to_owned(),
        Some(seen) => {
            format!("It grew from the {} that you saw before by additions alone.", seen.checkpoint.size)
        }
    };
    format!(
        "The log `{}` has {} leaves. {before}\n\nSend this line back:\n\n{line}\n",
        newest.origin, newest.size
    )
}
