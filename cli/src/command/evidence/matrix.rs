//! `bona evidence matrix`: who completed which course and edition, from a log that was verified just now.

mod pack;

use std::collections::{BTreeMap, BTreeSet};

use bona_engine::evidence::{
    Completion, CompletionKind, EditionBasis, Log, PackKey, Person, PersonNumber, Recorded,
};
use bona_engine::intake::safe_cell;
use bona_engine::time::is_day;
use serde_json::{Value, json};

use super::columns::{columns, shortened};
use super::{open, people_of, verified};
use crate::args::{MatrixArgs, Table};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::Machine;
use crate::store::Place;

/// What no matrix without a staff list can say.
const NO_LIST: &str = "no staff list: gaps cannot be known";

/// One line of the matrix: a person, a course, an edition.
struct Line<'a> {
    person: Option<&'a Person>,
    recorded: &'a Recorded,
}

/// Prints the matrix.
pub(crate) fn run(args: &MatrixArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    if let Some(day) = args.as_of.as_ref().filter(|day| !is_day(day)) {
        return Err(Failure::Argument(format!("--as-of `{day}` is no day; write it as 2026-11-22")));
    }
    let key = pack_key(args, place, machine)?;
    let store = open(place, machine)?;
    let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
    let people = people_of(&store, &log, place)?;
    let people: BTreeMap<&PersonNumber, &Person> =
        people.iter().map(|person| (&person.number, person)).collect();
    let lines = lines(&log, &people, args.as_of.as_deref());
    if let Some(key) = key {
        machine.err(&format!("{}\n", pack::NOTE));
        print(machine, &pack::csv(&lines, &key))?;
        return Ok(Exit::Done);
    }
    let listed = store.staff_list().map_err(|error| place.failure(&error))?;
    let note = listed.map_or_else(
        || NO_LIST.to_owned(),
        |day| format!("staff list of {day}: `bona evidence gaps` says who misses what"),
    );
    let practice = practice(&log, args.as_of.as_deref());
    let text = match args.output {
        Table::Human => {
            human(&lines, &log, &format!("{}{note}", practice_told(&practice)), machine.out_columns())
        }
        Table::Csv => csv(&lines),
        Table::Json => {
            let mut table = to_json(&lines, &log, args.as_of.as_deref(), &note);
            table["practice"] = practice_json(&practice);
            format!("{table}\n")
        }
    };
    if args.output == Table::Csv {
        machine.err(&format!("{note}\n"));
    }
    print(machine, &text)?;
    Ok(Exit::Done)
}

/// With how many people pledges and follow-ups are known, course by course: no completions, and counted as what they are.
fn practice<'a>(log: &'a Log, as_of: Option<&str>) -> BTreeMap<&'a str, [usize; 2]> {
    let mut people: BTreeMap<(&str, usize), BTreeSet<&PersonNumber>> = BTreeMap::new();
    for recorded in &log.practice {
        let done = &recorded.completion;
        let Some(person) = recorded.person.as_ref().filter(|_| as_of.is_none_or(|day| day_of(done) <= day))
        else {
            continue;
        };
        let place = usize::from(done.kind == CompletionKind::FollowUp);
        people.entry((done.course.as_str(), place)).or_default().insert(person);
    }
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for ((course, place), people) in people {
        counts.entry(course).or_default()[place] = people.len();
    }
    counts
}

fn practice_told(practice: &BTreeMap<&str, [usize; 2]>) -> String {
    let line = |(course, [pledges, held]): (&&str, &[usize; 2])| {
        format!("{course}: {pledges} made a pledge, {held} had a follow-up\n")
    };
    practice.iter().map(line).collect()
}

fn practice_json(practice: &BTreeMap<&str, [usize; 2]>) -> Value {
    let line = |(course, [pledges, held]): (&&str, &[usize; 2])| json!({ "course": course, "pledges": pledges, "follow_ups": held });
    practice.iter().map(line).collect()
}

/// The key of a pack, where the table is for somebody else.
fn pack_key(args: &MatrixArgs, place: &Place, machine: &dyn Machine) -> Result<Option<PackKey>, Failure> {
    let Some(name) = &args.pack else { return Ok(None) };
    if args.output != Table::Csv {
        return Err(Failure::Argument("--pack makes a table for somebody else; add --output csv".into()));
    }
    let key = keys::load(machine, &place.keys)?.pseudonym.pack(name);
    key.map(Some).ok_or_else(|| {
        Failure::Argument(format!(
            "--pack `{name}` is no name; it has 1 to 255 characters, and each can be seen"
        ))
    })
}

/// The best completions up to a day, by course and name.
fn lines<'a>(
    log: &'a Log,
    people: &BTreeMap<&PersonNumber, &'a Person>,
    as_of: Option<&str>,
) -> Vec<Line<'a>> {
    let in_time = |recorded: &&Recorded| as_of.is_none_or(|day| day_of(&recorded.completion) <= day);
    let best = best(log.completions.iter().filter(in_time));
    let person =
        |recorded: &Recorded| recorded.person.as_ref().and_then(|number| people.get(number).copied());
    let mut lines: Vec<Line<'_>> =
        best.into_iter().map(|recorded| Line { person: person(recorded), recorded }).collect();
    lines.sort_by_cached_key(|line| {
        let done = &line.recorded.completion;
        (done.course.clone(), line.name().to_lowercase(), done.edition.clone(), line.recorded.index)
    });
    lines
}

/// The best completion of each person, course and edition among these; of two that are as good, the later. What is nobody's
/// any more stands for itself.
pub(in crate::command) fn best<'a>(completions: impl Iterator<Item = &'a Recorded>) -> Vec<&'a Recorded> {
    let mut best: BTreeMap<_, &Recorded> = BTreeMap::new();
    for recorded in completions {
        let done = &recorded.completion;
        let key = (
            &recorded.person,
            &done.course,
            &done.edition,
            recorded.person.is_none().then_some(recorded.index),
        );
        let better = |old: &Recorded| {
            let rank = |recorded: &Recorded| {
                (std::cmp::Reverse(recorded.completion.verdict), recorded.completion.when().to_owned())
            };
            rank(old) < rank(recorded)
        };
        match best.get(&key) {
            Some(old) if !better(old) => {}
            _ => drop(best.insert(key, recorded)),
        }
    }
    best.into_values().collect()
}

fn day_of(done: &Completion) -> &str {
    done.when().get(..10).unwrap_or(done.when())
}

impl Line<'_> {
    /// The name, or the beginning of the pseudonym, or that the person was erased.
    fn name(&self) -> String {
        match self.person {
            Some(Person { name: Some(name), .. }) => name.clone(),
            Some(person) => person.learners.first().map_or("(no name)", |key| key.as_str()).to_owned(),
            None => "(erased)".to_owned(),
        }
    }

    fn edition(&self) -> String {
        let done = &self.recorded.completion;
        let edition = done.edition.as_deref().unwrap_or("unknown");
        let draft = if done.release == Some(false) { ", draft" } else { "" };
        format!("{edition}{draft}")
    }

    fn learner(&self) -> &str {
        self.person.and_then(|person| person.learners.first()).map_or("", |key| key.as_str())
    }
}

fn basis(basis: EditionBasis) -> &'static str {
    match basis {
        EditionBasis::Package => "package",
        EditionBasis::Stated => "stated",
        EditionBasis::Unknown => "unknown",
    }
}

fn claim_basis(done: &Completion) -> &'static str {
    done.claimed.as_ref().map_or("", |claimed| claimed.basis.name())
}

fn human(lines: &[Line<'_>], log: &Log, note: &str, most: Option<usize>) -> String {
    if lines.is_empty() {
        return format!("Nothing is recorded yet.\n{note}\n");
    }
    let mut rows = vec![["who", "course", "edition", "verdict", "score", "when", "leaf"].map(str::to_owned)];
    for line in lines {
        let done = &line.recorded.completion;
        rows.push([
            shortened(&line.name()),
            done.course.clone(),
            shortened(&line.edition()),
            format!("{}{}", done.verdict.name(), if done.is_self_reported() { ", own record" } else { "" }),
            done.score.map(|score| format!("{score} %")).unwrap_or_default(),
            match done.claimed {
                Some(_) => day_of(done).to_owned(),
                None => format!("recorded {}", day_of(done)),
            },
            line.recorded.index.to_string(),
        ]);
    }
    let mut text = columns(&rows, most);
    let unsigned = if log.signed < log.head.size { "; the newest leaves are not signed yet" } else { "" };
    text.push_str(&format!(
        "\nverified: {} of {}{unsigned}\n{note}\n",
        super::count(log.head.size, "leaf", "leaves"),
        log.opened.origin
    ));
    text
}

fn csv(lines: &[Line<'_>]) -> String {
    let mut text = "\u{feff}name,learner,course,edition,edition_basis,draft,verdict,score,claimed,claimed_basis,recorded,leaf\r\n".to_owned();
    for line in lines {
        let done = &line.recorded.completion;
        let (score, leaf) =
            (done.score.map(|score| score.to_string()).unwrap_or_default(), line.recorded.index.to_string());
        let cells = [
            line.person.and_then(|person| person.name.as_deref()).unwrap_or(""),
            line.learner(),
            &done.course,
            done.edition.as_deref().unwrap_or(""),
            basis(done.edition_basis),
            done.release.map_or("", |release| if release { "no" } else { "yes" }),
            done.verdict.name(),
            &score,
            done.claimed.as_ref().map_or("", |claimed| &claimed.at),
            claim_basis(done),
            &done.recorded,
            &leaf,
        ];
        let cells = cells.map(|cell| format!("\"{}\"", safe_cell(cell).replace('"', "\"\"")));
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn to_json(lines: &[Line<'_>], log: &Log, as_of: Option<&str>, note: &str) -> Value {
    let line = |line: &Line<'_>| {
        let done = &line.recorded.completion;
        json!({
            "name": line.person.and_then(|person| person.name.clone()),
            "person": line.recorded.person.as_ref().map(PersonNumber::as_str),
            "learners": line.person.map(|person| person.learners.iter().map(|key| key.as_str()).collect::<Vec<_>>()),
            "course": done.course,
            "edition": done.edition,
            "edition_basis": basis(done.edition_basis),
            "content": done.content,
            "variant": done.variant,
            "language": done.language,
            "release": done.release,
            "verdict": done.verdict.name(),
            "said": done.said,
            "score": done.score,
            "claimed": done.claimed.as_ref().map(|claimed| &claimed.at),
            "claimed_basis": done.claimed.as_ref().map(|_| claim_basis(done)),
            "recorded": done.recorded,
            "source": done.source.name(),
            "leaf": line.recorded.index,
        })
    };
    json!({
        "origin": log.opened.origin,
        "size": log.head.size,
        "signed": log.signed,
        "as_of": as_of,
        "completions": lines.iter().map(line).collect::<Vec<_>>(),
        "note": note,
    })
}
