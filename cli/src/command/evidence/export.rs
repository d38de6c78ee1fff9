//! `bona evidence export`: the log as files that others can check. No name leaves the store, and no body or salt but
//! those of a leaf that is opened by number.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bona_engine::evidence::{Disclosure, Log, Parts, Store as _, provable};
use bona_engine::log::{Growth, Note, Opens as _, Proof, Provable};

use super::outside::cosigned;
use super::signing::rotation_proofs;
use super::{STEP, count, open, verified};
use crate::args::ExportArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::give::Giving;
use crate::keys::given_up;
use crate::machine::{Keep, Machine, Stands, write_bytes};
use crate::store::{AnyStore, Place};

/// Writes the files.
pub(crate) fn run(args: &ExportArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let store = open(place, machine)?;
    let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
    let checkpoints = store.checkpoints().map_err(|error| place.failure(&error))?;
    let newest = checkpoints.into_iter().rfind(|kept| kept.size == log.signed);
    let Some(newest) = newest else {
        return Err(Failure::Store("no checkpoint was signed yet; import with --apply signs one".to_owned()));
    };
    if let Some(leaf) = args.proof.iter().find(|leaf| newest.size <= **leaf) {
        let last = newest.size - 1;
        return Err(Failure::Argument(format!("--proof {leaf}: the signed log has the leaves 0 to {last}")));
    }
    only_ours(&args.folder, &log.opened.origin, &store, place, machine)?;
    machine.make_folder(&args.folder).map_err(|error| Failure::file("cannot make", &args.folder, error))?;
    let write = |name: &str, text: &str| {
        let path = args.folder.join(name);
        write_bytes(machine, &path, Keep::Remade, text.as_bytes())
            .map_err(|error| Failure::file("cannot write", &path, error))
    };
    let witnessed = cosigned(place, machine)?;
    let mut checkpoint = newest.text.clone();
    if let Some((size, bytes)) = witnessed.last_key_value() {
        let note = String::from_utf8_lossy(bytes).into_owned();
        if *size == newest.size {
            checkpoint = note;
        } else {
            write("cosigned", &note)?;
        }
    }
    write("checkpoint", &checkpoint)?;
    let rotations = rotation_proofs(place, &store, &log, newest.size)?;
    // Whoever knows an older key sees by these that the log which changed it is the one that stands here now.
    let turned = rotations.iter().map(|(size, _)| *size).filter(|size| *size < newest.size);
    let since: BTreeSet<u64> =
        since(args, &witnessed, &log, newest.size)?.into_iter().chain(turned).collect();
    let places: Vec<u64> = since.iter().chain(&args.proof).copied().chain([newest.size]).collect();
    let tree = provable(&store, &log.tree, &places).map_err(|error| place.failure(&error))?;
    for old in since {
        let path = tree.consistency(old, newest.size).unwrap_or_default();
        let growth = Growth { old, path, checkpoint: newest.text.clone() };
        write(&format!("since-{old}.growth"), &growth.to_string())?;
    }
    for (number, (_, proof)) in (1..).zip(&rotations) {
        write(&given_up("log", number, "tlog-proof"), proof)?;
    }
    write("log.vkey", &format!("{}\n", log.keys.newest()))?;
    write("README.txt", &read_me(&log, newest.size))?;
    leaves(machine, place, &store, &args.folder.join("leaves.jsonl"), newest.size)?;
    for index in &args.proof {
        write(
            &format!("leaf-{index}.tlog-proof"),
            &proof(place, &store, &tree, *index, newest.size, &newest.text)?,
        )?;
    }
    let opening = opening(&args.open, &log);
    for index in opening.keys() {
        let path = args.folder.join(format!("leaf-{index}.opened"));
        let text = opened(place, &store, *index)?;
        write_bytes(machine, &path, Keep::Secret, text.as_bytes())
            .map_err(|error| Failure::file("cannot write", &path, error))?;
    }
    let proofs = match args.proof.len() {
        0 => String::new(),
        some => format!(" and {}", count(some as u64, "proof", "proofs")),
    };
    let leaves = count(newest.size, "leaf", "leaves");
    let wrote = format!("Wrote {leaves}{proofs} to `{}`, with checkpoint and key.\n", args.folder.display());
    print(machine, &format!("{wrote}{}", corrected(&opening)))?;
    Ok(Exit::Done)
}

/// Refuses a folder that is of the store, or in which something else stands under a name that is written there.
fn only_ours(
    folder: &Path,
    origin: &str,
    store: &AnyStore,
    place: &Place,
    machine: &dyn Machine,
) -> Result<(), Failure> {
    let first = store.leaves(0, 1).map_err(|error| place.failure(&error))?;
    let giving = Giving::of(place, machine);
    giving.apart(&folder.join("README.txt"))?;
    let look = |error| Failure::file("cannot look at", folder, error);
    if machine.stands(folder).map_err(look)? != Some(Stands::Folder) {
        return Ok(());
    }
    for entry in machine.list(folder).map_err(look)? {
        let (name, ending) = entry.name.rsplit_once('.').unwrap_or((&entry.name, ""));
        let begins: Vec<u8> = match (name, ending) {
            ("checkpoint" | "cosigned", "") => format!("{origin}\n").into(),
            ("log", "vkey") => format!("{origin}+").into(),
            ("README", "txt") => b"The evidence log of ".to_vec(),
            ("leaves", "jsonl") => first.first().map(|leaf| leaf.bytes.clone()).unwrap_or_default(),
            (name, "growth") if name.starts_with("since-") => b"old ".to_vec(),
            (name, "tlog-proof") if name.starts_with("log-") || name.starts_with("leaf-") => {
                b"c2sp.org/tlog-proof@v1\n".to_vec()
            }
            (name, "opened") if name.starts_with("leaf-") => b"bona/opened/v1\n".to_vec(),
            _ => continue,
        };
        giving.may(&folder.join(&entry.name), |head| head.starts_with(&begins))?;
    }
    Ok(())
}

/// Which records that were opened do not count any more.
fn corrected(opening: &BTreeMap<u64, Option<u64>>) -> String {
    let line = |(by, of): (&u64, &Option<u64>)| {
        let of = (*of)?;
        Some(format!("Leaf {of} does not count any more: leaf {by} corrects it, and is opened as well.\n"))
    };
    opening.iter().filter_map(line).collect()
}

/// The leaves to open. A record that was corrected is never shown without that; then it stands beside the correction.
fn opening(asked: &[u64], log: &Log) -> BTreeMap<u64, Option<u64>> {
    let person =
        |leaf| log.records().find(|record| record.index == leaf).and_then(|record| record.person.as_ref());
    let corrected = asked.iter().filter_map(|leaf| {
        let correction = log.correction_of(*leaf)?;
        (correction.person.as_ref() == person(*leaf)).then_some((correction.index, Some(*leaf)))
    });
    let corrected: BTreeMap<u64, Option<u64>> = corrected.collect();
    let mut opening: BTreeMap<u64, Option<u64>> = asked.iter().map(|leaf| (*leaf, None)).collect();
    opening.extend(corrected);
    opening
}

/// From which sizes growth is proven: those that were asked for, and what each witness saw last.
fn since(
    args: &ExportArgs,
    witnessed: &BTreeMap<u64, Vec<u8>>,
    log: &Log,
    size: u64,
) -> Result<BTreeSet<u64>, Failure> {
    if let Some(since) = args.since.iter().find(|since| size < **since) {
        return Err(Failure::Argument(format!("--since {since}: the signed log has {size} leaves")));
    }
    let mut last: BTreeMap<String, u64> = BTreeMap::new();
    for (seen, bytes) in witnessed.range(..size) {
        let lines = Note::parse(bytes).map(|note| note.signatures).unwrap_or_default();
        let names = lines.into_iter().map(|line| line.name).filter(|name| *name != log.opened.origin);
        last.extend(names.map(|name| (name, *seen)));
    }
    Ok(args.since.iter().copied().chain(last.into_values()).collect())
}

/// One leaf a line: a leaf's bytes are JSON without line ends, so a line without its end is the leaf.
fn leaves(
    machine: &dyn Machine,
    place: &Place,
    store: &AnyStore,
    path: &Path,
    size: u64,
) -> Result<(), Failure> {
    let mut failed = None;
    let written = machine.write(path, Keep::Remade, &mut |file| {
        let mut next = 0;
        while next < size {
            let leaves = match store.leaves(next, STEP.min(size - next)) {
                Ok(leaves) if !leaves.is_empty() => leaves,
                Ok(_) => return Err(std::io::Error::other("the store became shorter while it was read")),
                Err(error) => {
                    failed = Some(place.failure(&error));
                    return Err(std::io::Error::other("the store cannot be read"));
                }
            };
            next += leaves.len() as u64;
            for leaf in leaves {
                file.write_all(&leaf.bytes)?;
                file.write_all(b"\n")?;
            }
        }
        Ok(())
    });
    match failed {
        Some(failure) => Err(failure),
        None => written.map_err(|error| Failure::file("cannot write", path, error)),
    }
}

fn proof(
    place: &Place,
    store: &AnyStore,
    tree: &Provable<'_>,
    index: u64,
    size: u64,
    checkpoint: &str,
) -> Result<String, Failure> {
    let leaf = store.leaves(index, 1).map_err(|error| place.failure(&error))?.into_iter().next();
    let path = tree.inclusion(index, size);
    let (Some(leaf), Some(path)) = (leaf, path) else {
        return Err(Failure::Store(format!("leaf {index} vanished while it was read")));
    };
    // The leaf travels along as extra data, which is not signed: whoever checks hashes it.
    let proof = Proof { extra: Some(leaf.bytes), index, path, checkpoint: checkpoint.to_owned() };
    Ok(proof.to_string())
}

/// What a leaf commits to, with the salts that show it. This is the one file of an export that names anything.
fn opened(place: &Place, store: &AnyStore, index: u64) -> Result<String, Failure> {
    let parts =
        store.parts(index, index + 1).and_then(Parts::whole).map_err(|error| place.failure(&error))?;
    if parts.is_empty() {
        return Err(Failure::Argument(format!(
            "--open {index}: this leaf commits to nothing, or what it committed to was erased"
        )));
    }
    Ok(Disclosure::of(index, parts).to_string())
}

fn read_me(log: &Log, size: u64) -> String {
    format!(
        "The evidence log of {organisation}, as it was signed at {size} leaves.\n\n\
         checkpoint         what was signed: which log, how many leaves, the root of their tree (C2SP tlog-checkpoint)\n\
         log.vkey           the key that signed it (C2SP signed-note); trust the copy that you were sent before, not this one\n\
         log-N.tlog-proof   that the log's Nth key signed for the next one, if it has had several: whoever has that key follows to log.vkey\n\
         cosigned           the newest checkpoint that a witness has cosigned, if that is another\n\
         since-N.growth     that the log only grew since it had N leaves (C2SP tlog-witness, add-checkpoint)\n\
         leaves.jsonl       the leaves, one a line; the line without its end is the leaf (RFC 6962 hashes it after a 0x00)\n\
         leaf-N.tlog-proof  that leaf N is in the log (C2SP tlog-proof@v1); its extra data are the leaf\n\
         leaf-N.opened      what leaf N commits to, with the salts that show it: this is about a person\n\n\
         No leaf says who completed what: it commits to that, with salts that stay with the organisation.\n\
         Keep the checkpoint. With it you can tell later whether anything before it was changed.\n",
        organisation = log.opened.organisation,
    )
}
