//! `bona certificate issue`: finds the record, proves it, and writes the page. Nothing is written to the store.

use bona_engine::certificate::{Certificate, CertificateFault, Proven};
use bona_engine::credential::urn_uuid;
use bona_engine::evidence::{Disclosure, Log, Parts, Person, Recorded, Store as _, provable};
use bona_engine::log::{Checkpoint, Opens as _, Proof};
use bona_packager::{badge_png, badge_svg, certificate_page, certificate_words};

use super::badge;
use crate::args::IssueArgs;
use crate::command::evidence::signing::rotation_proofs;
use crate::command::evidence::{cosigned, erase, open, package, policy, verified, who};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Keep, Machine, write_bytes};
use crate::store::{Place, SqliteStore};

/// Writes the certificate.
pub(super) fn run(args: &IssueArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let place = Place::of(args.store.as_deref(), machine)?;
    let store = open(&place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let Some(log) = verified(machine, &place, &store)? else { return Ok(Exit::AtFault) };
    let people = store.people().map_err(|error| place.failure(&error))?;
    let person = who::find(&people, &keys.pseudonym, &log, &args.person)?;
    let recorded = choose(args, &log, person)?;
    let answers = recorded.completion.answers.len();
    if 0 < answers && !args.with_answers {
        return Err(Failure::Argument(format!(
            "leaf {} lists {answers} answers, and a record is opened whole or not at all: whoever sees the certificate \
             could read them\n  help: --with-answers makes it all the same",
            recorded.index
        )));
    }
    let title = title(args, recorded, machine)?;
    let note = checkpoint(&place, &store, &log, recorded.index, machine)?;
    let parts = store
        .parts(recorded.index, recorded.index + 1)
        .and_then(Parts::whole)
        .map_err(|error| place.failure(&error))?;
    let opened = Disclosure::of(recorded.index, parts);
    let first = proof(&place, &store, &log, 0, &note)?;
    let proof = proof(&place, &store, &log, recorded.index, &note)?;
    let name = args.name.trim().to_owned();
    let key = log.keys.newest().clone();
    let signed = Checkpoint::peek(note.as_bytes()).map_or(0, |checkpoint| checkpoint.size);
    let rotations =
        rotation_proofs(&place, &store, &log, signed)?.into_iter().map(|(_, proof)| proof).collect();
    let certificate =
        Certificate::new(name, title, &first, &proof, &opened, log.keys.signs_at(signed), rotations);
    // What is given away is checked as whoever gets it will check it, with the changes of the key that stand beside it.
    let known = keys::rotations(machine, &place.keys)?;
    let proven = certificate.check(&key, &known).map_err(|fault| match fault {
        CertificateFault::Words(why) => Failure::Argument(format!("--name: {why}")),
        other => Failure::Store(format!("the certificate would not be believed: {other}")),
    })?;
    let bytes = written(args, &place, &certificate, &proven, machine)?;
    write_bytes(machine, &args.out, Keep::Secret, &bytes)
        .map_err(|error| Failure::file("cannot write", &args.out, error))?;
    print(machine, &told(args, person, recorded, &key.to_string()))?;
    Ok(Exit::Done)
}

fn ending(args: &IssueArgs) -> &str {
    args.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

fn is_page(args: &IssueArgs) -> bool {
    ending(args) == "html"
}

/// The file, of the kind that its name asks for.
fn written(
    args: &IssueArgs,
    place: &Place,
    certificate: &Certificate,
    proven: &Proven,
    machine: &dyn Machine,
) -> Result<Vec<u8>, Failure> {
    let ending = ending(args);
    if is_page(args) {
        let page = certificate_page(certificate, proven, &certificate.json());
        return page
            .map(String::into_bytes)
            .map_err(|source| Failure::Package { path: args.out.display().to_string(), source });
    }
    if !["json", "svg", "png"].contains(&ending) {
        return Err(Failure::Argument(format!(
            "--out `{}`: the ending says what to write: html is a page, json, svg or png a badge",
            args.out.display()
        )));
    }
    let signer = keys::badge(machine, &place.keys)?;
    let mut random = [[0; 16]; 2];
    random.iter_mut().try_for_each(|bytes| keys::random(machine, bytes))?;
    let [id, holder] = random.map(urn_uuid);
    let words = certificate_words(certificate, proven);
    let badge = badge::of(certificate, proven, &words, (id, holder), machine.now());
    let credential = badge
        .sign(&signer)
        .map_err(|fault| Failure::Store(format!("the badge would not be believed: {fault}")))?;
    Ok(match ending {
        "svg" => badge_svg(&words, &credential).into_bytes(),
        "png" => badge_png(&credential),
        _ => (credential + "\n").into_bytes(),
    })
}

fn told(args: &IssueArgs, person: &Person, recorded: &Recorded, vkey: &str) -> String {
    format!(
        "Wrote `{file}`, readable by you alone: a certificate for {who}, who is called `{name}` on it.\n\n{line}\n\n\
         It opens this one record, and names nobody else. Give it to its holder: who has it can show the record \
         even after\nit was erased here. Whoever checks it needs {needs}, from you and not from the file:\n\n\
         {vkey}\n",
        needs =
            if is_page(args) { "the log's key" } else { "the badge's key (`badge.did`) and the log's key" },
        file = args.out.display(),
        who = who::called(person),
        name = args.name.trim(),
        line = erase::line(recorded.index, &recorded.completion),
    )
}

/// The one record that is meant. Nobody is guessed at.
fn choose<'a>(args: &IssueArgs, log: &'a Log, person: &Person) -> Result<&'a Recorded, Failure> {
    let theirs = |found: &&Recorded| found.person.as_ref() == Some(&person.number);
    let records = log.completions.iter().chain(&log.observed).filter(theirs);
    let asked = |found: &&Recorded| {
        args.course.as_ref().is_none_or(|course| found.completion.course == *course)
            && args.leaf.is_none_or(|leaf| found.index == leaf)
    };
    let (reached, failed): (Vec<&Recorded>, Vec<&Recorded>) =
        records.filter(asked).partition(|found| found.completion.verdict.counts());
    let called = who::called(person);
    match reached.as_slice() {
        [one] => Ok(one),
        [] if failed.is_empty() => Err(Failure::Argument(format!(
            "no such record of {called} is held; `bona evidence person` lists what is"
        ))),
        [] => Err(Failure::Argument(format!(
            "what is held of {called} says `failed`, and no certificate is for that:\n{}",
            listed(&failed)
        ))),
        several => Err(Failure::Argument(format!(
            "{called} has {} such records; say which with --leaf:\n{}",
            several.len(),
            listed(several)
        ))),
    }
}

fn listed(records: &[&Recorded]) -> String {
    let line = |recorded: &&Recorded| format!("  {}", erase::line(recorded.index, &recorded.completion));
    records.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The title, from a package of the very words that were taken.
fn title(args: &IssueArgs, recorded: &Recorded, machine: &dyn Machine) -> Result<Option<String>, Failure> {
    let Some(path) = &args.package else { return Ok(None) };
    let told = package::open(machine, path)?;
    let record = &recorded.completion;
    if told.course != record.course || Some(&told.content) != record.content.as_ref() {
        return Err(Failure::Argument(format!(
            "`{}` is not the package that was taken: it holds `{}` {} ({}), and leaf {} is of `{}` {} ({})",
            path.display(),
            told.course,
            told.edition,
            short(&told.content),
            recorded.index,
            record.course,
            record.edition.as_deref().unwrap_or("of an unknown edition"),
            record.content.as_deref().map_or("content not known", short),
        )));
    }
    Ok(Some(told.title))
}

fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

/// The signed checkpoint by which the leaf is proven: the first that witnesses cosigned with it, as the policy asks,
/// since their time bounds best when it was recorded; else the newest.
fn checkpoint(
    place: &Place,
    store: &SqliteStore,
    log: &Log,
    leaf: u64,
    machine: &dyn Machine,
) -> Result<String, Failure> {
    if let Some(policy) = policy(None, place, machine)?.filter(|policy| policy.asks_witnesses()) {
        for (size, bytes) in cosigned(place, machine)?.range(leaf + 1..) {
            let believed = policy.believe(bytes, &log.keys).is_ok();
            if *size <= log.head.size && believed {
                return Ok(String::from_utf8_lossy(bytes).into_owned());
            }
        }
    }
    let checkpoints = store.checkpoints().map_err(|error| place.failure(&error))?;
    let newest = checkpoints.into_iter().rfind(|kept| kept.size == log.signed && leaf < kept.size);
    newest.map(|kept| kept.text).ok_or_else(|| {
        Failure::Store(format!("leaf {leaf} is not signed yet; the next import with --apply signs it"))
    })
}

/// The proof of a leaf in a checkpoint.
fn proof(place: &Place, store: &SqliteStore, log: &Log, index: u64, note: &str) -> Result<Proof, Failure> {
    let size = Checkpoint::peek(note.as_bytes()).map_or(0, |checkpoint| checkpoint.size);
    let leaf = store.leaves(index, 1).map_err(|error| place.failure(&error))?.into_iter().next();
    let tree = provable(store, &log.tree, &[index, size]).map_err(|error| place.failure(&error))?;
    match (leaf, tree.inclusion(index, size)) {
        (Some(leaf), Some(path)) => {
            Ok(Proof { extra: Some(leaf.bytes), index, path, checkpoint: note.to_owned() })
        }
        _ => Err(Failure::Store(format!("leaf {index} vanished while it was read"))),
    }
}
