//! `bona evidence rename`: another name for a person, and nothing that says there was one before.

use bona_engine::evidence::{Journal, Store as _, TEXT_MAX};

use super::outside::journalled;
use super::{count, one_line, open, people_of, traces, verified, who, words};
use crate::args::RenameArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::Machine;
use crate::store::Place;

/// Says what would change, and with `--apply` changes it.
pub(crate) fn run(args: &RenameArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let name = one_line("--to", &args.to, TEXT_MAX)?;
    let name = name.as_str();
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
    let people = people_of(&store, &log, place)?;
    let person = who::find(&people, &keys.pseudonym, &log, &store, &args.person)?;
    let records = log.completions.iter().filter(|found| found.person.as_ref() == Some(&person.number));
    let records = count(records.count() as u64, "record", "records");
    let old: Vec<String> = person.names().filter(|old| *old != name).flat_map(traces::forms_of).collect();
    let elsewhere = traces::told(machine, place, &args.look_in, &old)?;
    let named = words::naming(&store, person, &old).map_err(|error| place.failure(&error))?;
    let elsewhere: String = [words::told(&named), elsewhere]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| format!("\n{part}"))
        .collect();
    let text = if args.apply {
        let mut journal = Journal::of(&store, &log.opened.origin).map_err(|error| place.failure(&error))?;
        // No other number of theirs shall keep the old name.
        let named = person.also.iter().filter(|other| other.name.is_some()).map(|other| &other.number);
        let numbers: Vec<_> = std::iter::once(&person.number).chain(named).cloned().collect();
        numbers.iter().for_each(|number| journal.rename(keys.pseudonym.renaming(number, name)));
        journalled(place, machine, &mut store, &journal, &mut |store, before| {
            store.rename(&numbers, name, before)
        })
        .map_err(|error| place.failure(&error))?;
        store.scrub().map_err(|error| place.failure(&error))?;
        format!(
            "Done: {records} are now {name}'s. The store keeps nothing of the old name, and the log, which never \
             knew a name, is as it was.\n{elsewhere}"
        )
    } else {
        let from = who::called(person);
        format!(
            "{from} becomes {name}, with {records}.\nNothing will keep the old name or say that there was one.\n\
             {elsewhere}\nNothing was written. Add --apply to do it.\n"
        )
    };
    print(machine, &text)?;
    Ok(Exit::Done)
}
