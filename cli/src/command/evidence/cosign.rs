//! `bona evidence cosign add`: what a witness sent back is checked and kept outside the store.

use std::path::Path;

use bona_engine::log::{Checkpoint, Note, SignatureLine, WitnessKey, lines_in};
use bona_engine::time;

use super::mail::{self, MAIL_BYTES};
use super::open;
use super::outside::{cosigned, keep_cosigned, policy};
use crate::args::{CosignAddArgs, CosignArgs, CosignCommand};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Machine, Stands, read_at_most};
use crate::store::Place;
use bona_engine::evidence::Store as _;

/// Runs one of its commands.
pub(super) fn run(args: &CosignArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    match &args.command {
        CosignCommand::Add(args) => add(args, place, machine),
    }
}

fn add(args: &CosignAddArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let mut lines: Vec<SignatureLine> = Vec::new();
    for line in given(&args.given, machine)?.iter().flat_map(|text| lines_in(text)) {
        // A mail says the same more than once: as text, as a page, and quoted.
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() {
        return Err(Failure::Argument(
            "there is no cosignature in it; it is the line that begins with a dash, then a name, then 104 signs"
                .to_owned(),
        ));
    }
    let witnesses = witnesses(args, place, machine)?;
    let store = open(place, machine)?;
    let mut notes = Vec::new();
    for kept in store.checkpoints().map_err(|error| place.failure(&error))? {
        notes.push(Note::parse(kept.text.as_bytes()).map_err(|fault| Failure::Store(fault.to_string()))?);
    }
    let mut text = String::new();
    let mut fit = true;
    for line in &lines {
        let found = witnesses.iter().find_map(|witness| seen(witness, &notes, line));
        let Some((note, time)) = found else {
            fit = false;
            machine.err(&format!("error: {}\n", unfit(line, &witnesses)));
            continue;
        };
        let checkpoint = Checkpoint::peek(note.to_string().as_bytes())
            .map_err(|fault| Failure::Store(fault.to_string()))?;
        let path = keep(place, machine, note, line, checkpoint.size)?;
        text.push_str(&format!(
            "`{}` saw the log at {} leaves on {}. Kept in `{}`.\n",
            line.name,
            checkpoint.size,
            time::utc_from_posix(time).unwrap_or_else(|| format!("second {time} of 1970")),
            path.display()
        ));
    }
    print(machine, &text)?;
    Ok(if fit { Exit::Done } else { Exit::AtFault })
}

/// The text itself, or those of the file that it names, which may be a mail.
fn given(given: &str, machine: &dyn Machine) -> Result<Vec<String>, Failure> {
    let path = Path::new(given);
    match machine.stands(path) {
        Ok(Some(Stands::File(_))) => {
            let bytes = read_at_most(machine, path, MAIL_BYTES)
                .map_err(|error| Failure::file("cannot read", path, error))?;
            Ok(mail::texts(&bytes))
        }
        // A line is no path, and a system may say so in its own way.
        _ => Ok(vec![given.to_owned()]),
    }
}

fn witnesses(args: &CosignAddArgs, place: &Place, machine: &dyn Machine) -> Result<Vec<WitnessKey>, Failure> {
    if let Some(given) = &args.key {
        return Ok(vec![keys::given_witness(machine, given)?]);
    }
    let policy = policy(args.policy.as_deref(), place, machine)?;
    let known: Vec<WitnessKey> = policy.iter().flat_map(|policy| policy.witnesses().cloned()).collect();
    if known.is_empty() {
        return Err(Failure::Argument(format!(
            "nobody says whose cosignature it is; give the witness's key with --key, or write into `{}`:\n  \
             witness NAME KEY\n  quorum NAME",
            place.policy.display()
        )));
    }
    Ok(known)
}

/// Which checkpoint the line cosigns, and when; the newest first.
fn seen<'a>(witness: &WitnessKey, notes: &'a [Note], line: &SignatureLine) -> Option<(&'a Note, u64)> {
    notes.iter().rev().find_map(|note| Some((note, witness.cosigned(&note.text, line)?)))
}

fn unfit(line: &SignatureLine, witnesses: &[WitnessKey]) -> String {
    if witnesses.iter().any(|witness| witness.claims(line)) {
        format!(
            "the cosignature of `{}` fits no checkpoint of this store: it is damaged, or of another log",
            line.name
        )
    } else {
        format!("`{}` with this key is no witness that is known; give its key with --key", line.name)
    }
}

/// Puts the line under the checkpoint, beside those of other witnesses; a later one of a witness takes its place.
fn keep(
    place: &Place,
    machine: &dyn Machine,
    note: &Note,
    line: &SignatureLine,
    size: u64,
) -> Result<std::path::PathBuf, Failure> {
    let mut note = note.clone();
    if let Some(kept) = cosigned(place, machine)?.get(&size).and_then(|bytes| Note::parse(bytes).ok())
        && kept.text == note.text
    {
        note = kept;
    }
    note.signatures.retain(|known| (&known.name, known.id) != (&line.name, line.id));
    note.signatures.push(line.clone());
    keep_cosigned(place, machine, size, &note)
}
