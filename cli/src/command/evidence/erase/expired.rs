//! `bona evidence erase --expired`: everybody is erased of whom nothing is left that the rules of retention still keep.
//!
//! Whoever has one record that is kept stays whole. The rules are the organisation's own; none stands in the program.

use std::collections::BTreeMap;
use std::path::Path;

use bona_engine::duty::{Fate, Keeping, Over, Retention, Why, fate, retention};
use bona_engine::evidence::{Basis, Log, Person, PersonNumber, Recorded};

use super::super::staff::{day, ron};
use super::super::{count, open, people_of, posts_of, traces, verified, who};
use super::{Erasing, line};
use crate::args::{EraseArgs, Output};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Machine, Stands};
use crate::show;
use crate::store::{AnyStore, Place};

/// Name of the file of rules beside a store.
const RETENTION: &str = "retention.ron";

/// Says who would go and why, and with `--apply` lets them go.
pub(super) fn run(args: &EraseArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let Some(rules) = rules_of(args.retention.as_deref(), place, machine)? else { return Ok(Exit::AtFault) };
    let today = day(machine, None)?;
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
    let people = people_of(&store, &log, place)?;
    let judged = Judged::of(&people, &log, &store, place)?;
    let round = judged.round(&rules, &today);
    let mut text = round.told(&rules, &today, if args.apply { "Erased" } else { "To erase" });
    let texts: Vec<String> = round.gone.iter().flat_map(|gone| traces::of(gone.person)).collect();
    let elsewhere = match texts.is_empty() {
        true => String::new(),
        false => traces::told(machine, place, &args.look_in, &texts)?,
    };
    if !elsewhere.is_empty() {
        text.push_str(&format!("\n{elsewhere}"));
    }
    if round.gone.is_empty() {
        text.push_str("\nNothing is to be erased.\n");
        print(machine, &text)?;
        return Ok(Exit::Done);
    }
    if !args.apply {
        text.push_str("\nNothing was written. Add --apply to do it; it cannot be taken back.\n");
        print(machine, &text)?;
        return Ok(Exit::Done);
    }
    let (mut newest, mut changed) = (None, Vec::new());
    for gone in &round.gone {
        let (person, posts) = (gone.person, gone.keeping.posts.len());
        let (basis, decided_by) = (Basis::Retention, args.decided_by.as_str());
        let one = Erasing { basis, decided_by, place, machine, keys: &keys, log: &log, person, posts };
        // What came in meanwhile was not judged.
        match one.done(&mut store, |erasure| erasure.records.iter().all(|leaf| *leaf < log.head.size))? {
            Some((_, checkpoint)) => newest = Some(checkpoint),
            None => changed.push(who::called(person)),
        }
    }
    for name in changed {
        text.push_str(&format!("\n{name} stays: something was recorded meanwhile; look again.\n"));
    }
    if let Some(newest) = newest {
        text.push_str(&format!("\nDone.\n\nThe new checkpoint; give it to somebody else:\n\n{newest}"));
    }
    print(machine, &text)?;
    Ok(Exit::Done)
}

/// Reads the rules; prints what is wrong with them.
fn rules_of(
    named: Option<&Path>,
    place: &Place,
    machine: &dyn Machine,
) -> Result<Option<Vec<Retention>>, Failure> {
    let beside = place.store.with_file_name(RETENTION);
    let path = named.unwrap_or(&beside);
    let stands = machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))?;
    if !matches!(stands, Some(Stands::File(_))) {
        return Err(Failure::Argument(format!(
            "nobody says how long records are kept: there is no `{}`; write such a list, with the times of your own \
             records schedule:\n\n[\n    Retention(\n        id: \"awareness\",\n        courses: [\"first_contact\"],\n        \
             after: Leaving,          // or Completion\n        keep: Years(…),\n        \
             says: \"whose schedule, with its date\",\n        as_of: \"the day on which you looked there\",\n    ),\n]\n",
            path.display()
        )));
    }
    let source = ron(machine, path)?;
    let checked = retention(&source);
    machine.err(&show::diagnostics(machine, &[source], &checked.diagnostics, Output::Human));
    Ok(checked.value)
}

/// What is kept of everybody.
struct Judged<'a> {
    people: Vec<(&'a Person, Keeping, Vec<&'a Recorded>)>,
}

/// Somebody of whom nothing is left that is kept.
struct Gone<'a> {
    person: &'a Person,
    keeping: &'a Keeping,
    records: &'a [&'a Recorded],
    over: Over,
}

/// Who goes, and why the others stay.
struct Round<'a> {
    gone: Vec<Gone<'a>>,
    /// How many stay for the same reasons.
    stay: BTreeMap<String, usize>,
    /// Who stays since nobody knows whether they left.
    unknown: Vec<String>,
    /// How many stay whole of whom some records have run out.
    some: usize,
}

impl<'a> Judged<'a> {
    fn of(people: &'a [Person], log: &'a Log, store: &AnyStore, place: &Place) -> Result<Self, Failure> {
        let mut records: BTreeMap<&PersonNumber, Vec<&Recorded>> = BTreeMap::new();
        for recorded in log.records() {
            if let Some(person) = &recorded.person {
                records.entry(person).or_default().push(recorded);
            }
        }
        let mut posts: BTreeMap<PersonNumber, Vec<_>> = BTreeMap::new();
        for (person, held) in posts_of(store, log, place)? {
            posts.entry(person).or_default().push(held.post);
        }
        let one = |person: &'a Person| {
            let mut theirs = records.remove(&person.number).unwrap_or_default();
            theirs.sort_by_key(|recorded| recorded.index);
            let record = |recorded: &&Recorded| {
                let when = recorded.completion.when();
                (recorded.completion.course.clone(), when.get(..10).unwrap_or(when).to_owned())
            };
            let keeping = Keeping {
                records: theirs.iter().map(record).collect(),
                posts: posts.remove(&person.number).unwrap_or_default(),
                waivers: log
                    .waivers
                    .iter()
                    .filter(|(whose, _)| whose.as_ref() == Some(&person.number))
                    .map(|(_, waiver)| waiver.until.clone())
                    .collect(),
            };
            (person, keeping, theirs)
        };
        Ok(Self { people: people.iter().map(one).collect() })
    }

    fn round(&self, rules: &[Retention], today: &str) -> Round<'_> {
        let mut round = Round { gone: Vec::new(), stay: BTreeMap::new(), unknown: Vec::new(), some: 0 };
        for (person, keeping, records) in &self.people {
            match fate(keeping, rules, today) {
                Fate::Nothing => {}
                Fate::Expired(over) => round.gone.push(Gone { person, keeping, records, over }),
                Fate::Kept(why, over) => {
                    round.some += usize::from(0 < over);
                    if why.contains(&Why::LeavingUnknown) {
                        round.unknown.push(who::called(person));
                    }
                    let mut because: Vec<String> = why.iter().map(said).collect();
                    because.dedup();
                    *round.stay.entry(because.join("; ")).or_default() += 1;
                }
            }
        }
        round
    }
}

/// Why something stays, in words.
fn said(why: &Why) -> String {
    match why {
        Why::NoRule(course) => format!("no rule is about records of `{course}`"),
        Why::Present => {
            "the time runs from leaving, and they have a post, or nobody knows its last day".to_owned()
        }
        Why::LeavingUnknown => "the time runs from leaving, and no staff list says when they left".to_owned(),
        Why::Waiver => "a waiver is kept of them, and no rule is about those".to_owned(),
        Why::Until(_) => "the time for a record of theirs is not over".to_owned(),
        Why::ListedUntil(_) => "the time for their posts of the staff list is not over".to_owned(),
    }
}

impl Round<'_> {
    fn told(&self, rules: &[Retention], today: &str, heading: &str) -> String {
        let all = count(self.gone.len() as u64, "person", "people");
        let mut text = format!("As at {today}. {heading}: {all}, whose records have all run out.\n");
        for gone in &self.gone {
            text.push_str(&format!("\n  {}\n", who::called(gone.person)));
            let until = |(rule, until): &(usize, String)| {
                let rule = rules.get(*rule).map_or("", |rule| rule.id.as_str());
                format!("kept until {until} by `{rule}`")
            };
            for (recorded, over) in gone.records.iter().zip(&gone.over.records) {
                let record = line(recorded.index, &recorded.completion);
                text.push_str(&format!("    {record}; {}\n", until(over)));
            }
            for over in &gone.over.waivers {
                text.push_str(&format!("    a waiver; {}\n", until(over)));
            }
            if let Some(over) = &gone.over.posts {
                let posts = count(gone.keeping.posts.len() as u64, "post", "posts");
                text.push_str(&format!("    {posts} of the staff list; {}\n", until(over)));
            }
        }
        if !self.stay.is_empty() {
            text.push_str("\nThese stay whole\n");
        }
        for (why, number) in &self.stay {
            text.push_str(&format!("  {}: {why}\n", count(*number as u64, "person", "people")));
        }
        if 0 < self.some {
            let some = count(self.some as u64, "person", "people");
            text.push_str(&format!("  Of these, {some} also with records whose time is over.\n"));
        }
        for name in &self.unknown {
            text.push_str(&format!("  When they left is not known: {name}\n"));
        }
        text.push_str("\nThe rules\n");
        for rule in rules {
            text.push_str(&format!("  {}: {} (as of {})\n", rule.id, rule.says, rule.as_of));
        }
        text
    }
}
