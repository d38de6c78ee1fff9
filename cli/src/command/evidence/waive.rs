//! `bona evidence waive`: somebody is let off a requirement until a day, and the log has it.

use bona_engine::diagnostic::did_you_mean;
use bona_engine::evidence::{Batch, Person, PlanFault, Store as _, StoreError, TEXT_MAX, Waiving, waive};
use bona_engine::time::is_day;

use super::duty::requirements_of;
use super::{TRIES, appendable, one_line, open, people_of, sign, verified, who, words};
use crate::args::WaiveArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys::{self, Keys};
use crate::machine::Machine;
use crate::store::{AnyStore, Place};

/// Says what it would record, and with `--apply` records it.
pub(crate) fn run(args: &WaiveArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let today: String = machine.now().chars().take(10).collect();
    if !is_day(&args.until) || args.until < today {
        return Err(Failure::Argument(format!(
            "--until `{}` is no day from {today} on; write it as 2026-11-23",
            args.until
        )));
    }
    let args = &WaiveArgs {
        because: one_line("--because", &args.because, TEXT_MAX)?,
        decided_by: one_line("--decided-by", &args.decided_by, TEXT_MAX)?,
        ..args.clone()
    };
    let Some(requirements) = requirements_of(args.requirements.as_deref(), place, machine)? else {
        return Ok(Exit::AtFault);
    };
    let Some(requirement) = requirements.iter().find(|known| known.id == args.requirement) else {
        let ids = requirements.iter().map(|known| known.id.as_str());
        let meant = did_you_mean(&args.requirement, ids.clone()).map(|id| format!("did you mean `{id}`?"));
        let known = || format!("there is {}", ids.map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "));
        return Err(Failure::Argument(format!(
            "--requirement `{}` is none of requirements.ron; {}",
            args.requirement,
            meant.unwrap_or_else(known)
        )));
    };
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
    let people = people_of(&store, &log, place)?;
    let person = who::find(&people, &keys.pseudonym, &log, &store, &args.person)?;
    words::without_names("--because", &args.because, &people)?;
    let told = format!(
        "{who} need not have {title} until {until}: {because}\nDecided by {by}.\n",
        who = who::called(person),
        title = requirement.title,
        until = args.until,
        because = args.because,
        by = args.decided_by,
    );
    let text = if args.apply {
        format!("{told}{}", apply(args, place, machine, &keys, &mut store, person)?)
    } else {
        planned(args, place, machine, &keys, &store, person)?;
        format!("{told}Nothing was written. Add --apply to record it.\n")
    };
    print(machine, &text)?;
    Ok(Exit::Done)
}

fn planned(
    args: &WaiveArgs,
    place: &Place,
    machine: &dyn Machine,
    keys: &Keys,
    store: &AnyStore,
    person: &Person,
) -> Result<Batch, Failure> {
    let (tree, now) = appendable(machine, place, store, &keys.signer.vkey())?;
    let waiving = Waiving {
        requirement: args.requirement.clone(),
        until: args.until.clone(),
        because: args.because.clone(),
        decided_by: args.decided_by.clone(),
        now,
    };
    let mut failed = None;
    let mut chance = |bytes: &mut [u8]| failed = keys::random(machine, bytes).err().or(failed.take());
    let plan = waive(store, &tree, &keys.pseudonym, &person.number, &waiving, &mut chance);
    match (failed, plan) {
        (Some(failure), _) => Err(failure),
        (None, Ok(batch)) => Ok(batch),
        (None, Err(PlanFault::Store(error))) => Err(place.failure(&error)),
        (None, Err(fault)) => Err(Failure::Argument(fault.to_string())),
    }
}

fn apply(
    args: &WaiveArgs,
    place: &Place,
    machine: &dyn Machine,
    keys: &Keys,
    store: &mut AnyStore,
    person: &Person,
) -> Result<String, Failure> {
    for _ in 0..TRIES {
        let batch = planned(args, place, machine, keys, store, person)?;
        match store.append(&batch) {
            Err(StoreError::Moved) => continue,
            Err(error) => return Err(place.failure(&error)),
            Ok(()) => {}
        }
        let checkpoint = sign(machine, place, store, &keys.signer, batch.head)?;
        return Ok(format!(
            "Recorded as leaf {}.\n\nThe new checkpoint; give it to somebody else:\n\n{checkpoint}",
            batch.head.size - 1
        ));
    }
    Err(place.failure(&StoreError::Moved))
}
