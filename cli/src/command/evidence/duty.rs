//! `bona evidence gaps`, `expiring` and `chase`: who should have what, from the verified log and the staff list.

mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bona_engine::duty::{
    Done, Line, Post, Requirement, Span, Standing, State, Waived, Word, after_waiver, requirements, standing,
    strangers,
};
use bona_engine::evidence::{Log, Person, PersonNumber, Verified};
use bona_engine::time::days_between;

pub(super) use self::written::Written;
use self::written::{csv, human, json, reminders};
use super::staff::{day, ron};
use super::{open, people_of, posts_of, verified};
use crate::args::{ChaseArgs, DutyArgs, ExpiringArgs, GapsArgs, Output, Table};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::machine::{Machine, Stands};
use crate::show;
use crate::store::{AnyStore, Place};

/// Name of the file of requirements beside a store.
const REQUIREMENTS: &str = "requirements.ron";
/// Notes that are printed.
const NOTES: usize = 20;

/// Prints the gaps.
pub(crate) fn gaps(args: &GapsArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let wanted = |known: &Known| known.written(|line| args.all || line.state.is_gap());
    listed(&args.duty, place, machine, wanted, |lines, known| {
        human(lines, &known.summary(), machine.out_columns())
    })
}

/// Prints what runs out soon.
pub(crate) fn expiring(args: &ExpiringArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let within = within(&args.within)?;
    let until = |known: &Known| within.after(&known.as_at);
    let wanted = |known: &Known| {
        let until = until(known);
        known.written(|line| known.runs_out(line, &until))
    };
    listed(&args.duty, place, machine, wanted, |lines, known| {
        let things = lines.iter().filter(|line| !line.again).count();
        let found = super::count(things as u64, "thing runs", "things run");
        let summary = format!("As at {}, {found} out by {}.\n", known.as_at, until(known));
        human(lines, &summary, machine.out_columns())
    })
}

/// Prints whom to remind.
pub(crate) fn chase(args: &ChaseArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let within = within(&args.within)?;
    let wanted = |known: &Known| {
        let until = within.after(&known.as_at);
        known.written(|line| line.state.is_gap() || known.runs_out(line, &until))
    };
    listed(&args.duty, place, machine, wanted, |lines, known| reminders(lines, &known.as_at))
}

/// Prints the lines that are wanted of all that is known: for people as the command says it, for programs alike.
fn listed(
    duty: &DutyArgs,
    place: &Place,
    machine: &dyn Machine,
    wanted: impl FnOnce(&Known) -> Vec<Written>,
    for_people: impl FnOnce(&[Written], &Known) -> String,
) -> Result<Exit, Failure> {
    let known = Known::of(duty.as_at.as_deref(), duty.requirements.as_deref(), place, machine)?;
    let Some(known) = known else { return Ok(Exit::AtFault) };
    let lines = wanted(&known);
    let text = match duty.output {
        Table::Human => for_people(&lines, &known),
        Table::Csv => csv(&lines),
        Table::Json => json(&lines, &known),
    };
    print(machine, &text)?;
    Ok(Exit::Done)
}

/// `60d`, `8w`, `2m`.
fn within(typed: &str) -> Result<Span, Failure> {
    let wrong = || Failure::Argument(format!("--within `{typed}` is no time; write it as 60d, 8w or 2m"));
    let units = ["d", "w", "m"].into_iter();
    let found =
        units.map(|unit| (typed.trim().strip_suffix(unit), unit)).find(|(number, _)| number.is_some());
    let (Some(number), unit) = found.unwrap_or_default() else { return Err(wrong()) };
    let number: u16 = number.parse().map_err(|_| wrong())?;
    match unit {
        "d" => Ok(Span::Days(number)),
        "w" => number.checked_mul(7).map(Span::Days).ok_or_else(wrong),
        "m" => Ok(Span::Months(number.into())),
        _ => Err(wrong()),
    }
}

/// Reads the requirements; prints what is wrong with them.
pub(super) fn requirements_of(
    named: Option<&Path>,
    place: &Place,
    machine: &dyn Machine,
) -> Result<Option<Vec<Requirement>>, Failure> {
    let beside = place.store.with_file_name(REQUIREMENTS);
    let path = named.unwrap_or(&beside);
    let stands = machine.stands(path).map_err(|error| Failure::file("cannot look at", path, error))?;
    if !matches!(stands, Some(Stands::File(_))) {
        return Err(Failure::Argument(format!(
            "nobody says who should have what: there is no `{}`; write such a list:\n\n[\n    Requirement(\n        \
             id: \"lgbt_awareness\",\n        title: \"LGBT+ awareness\",\n        courses: [\"first_contact\"],\n        \
             within: Days(30),\n        every: Years(3),\n    ),\n]\n",
            path.display()
        )));
    }
    let source = ron(machine, path)?;
    let checked = requirements(&source);
    machine.err(&show::diagnostics(machine, &[source], &checked.diagnostics, Output::Human));
    Ok(checked.value)
}

/// Words of the requirements that fit nothing that is known, for the error output.
fn notes(requirements: &[Requirement], standings: &BTreeMap<PersonNumber, Standing>, log: &Log) -> String {
    let courses = log.completions.iter().map(|recorded| recorded.completion.course.as_str()).collect();
    let posts = standings.values().flat_map(|known| &known.posts);
    let found = strangers(requirements, posts, &courses);
    let mut text = String::new();
    for one in found.iter().take(NOTES) {
        let what = match one.word {
            Word::Role => format!("the role `{}` is that of no post in any staff list", one.says),
            Word::Place => format!("the place `{}` is that of no post in any staff list", one.says),
            Word::Course => format!("nobody has a record of the course `{}` yet", one.says),
        };
        let meant = one.meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        text.push_str(&format!("note: requirement `{}`: {what}{meant}\n", one.requirement));
    }
    if NOTES < found.len() {
        text.push_str(&format!("note: and {} more such words\n", found.len() - NOTES));
    }
    text
}

/// All that is known of who should have what.
pub(super) struct Known {
    pub(super) log: Verified<Log>,
    pub(super) people: BTreeMap<PersonNumber, Person>,
    pub(super) standings: BTreeMap<PersonNumber, Standing>,
    pub(super) requirements: Vec<Requirement>,
    /// The day that is looked at.
    pub(super) as_at: String,
    /// The day of the newest staff list.
    pub(super) listed: String,
}

impl Known {
    /// Reads all of it; `None` if something is at fault, which was printed.
    pub(super) fn of(
        as_at: Option<&str>,
        requirements: Option<&Path>,
        place: &Place,
        machine: &dyn Machine,
    ) -> Result<Option<Self>, Failure> {
        let as_at = day(machine, as_at)?;
        let store = open(place, machine)?;
        let Some(listed) = store.staff_list().map_err(|error| place.failure(&error))? else {
            return Err(Failure::Argument(
                "no staff list: gaps cannot be known; `bona evidence staff LIST.csv` takes one".to_owned(),
            ));
        };
        let Some(requirements) = requirements_of(requirements, place, machine)? else { return Ok(None) };
        let Some(log) = verified(machine, place, &store)? else { return Ok(None) };
        let people = people_of(&store, &log, place)?;
        let people = people.into_iter().map(|person| (person.number.clone(), person)).collect();
        let standings = standings(&store, place, &log)?;
        machine.err(&notes(&requirements, &standings, &log));
        Ok(Some(Self { log, people, standings, requirements, as_at, listed }))
    }

    /// Lines that somebody wants, place by place and by name.
    pub(super) fn written(&self, wanted: impl Fn(&Line<'_>) -> bool) -> Vec<Written> {
        let lines = standing(&self.standings, &self.requirements, &self.as_at);
        let mut named: BTreeMap<(String, &str), BTreeSet<&PersonNumber>> = BTreeMap::new();
        for line in &lines {
            for post in &line.posts {
                let name = self.name_of(line.person).to_lowercase();
                named.entry((name, &post.place)).or_default().insert(line.person);
            }
        }
        let mut written: Vec<Written> =
            lines.iter().filter(|line| wanted(line)).flat_map(|line| self.lines(line)).collect();
        for line in &mut written {
            let alike = named.get(&(line.name.to_lowercase(), line.place.as_str()));
            line.alike = alike.is_some_and(|people| 1 < people.len());
        }
        written.sort_by_cached_key(Written::order);
        written
    }

    /// Whether something that is no gap yet becomes one by a day, or a waiver of it ends.
    fn runs_out(&self, line: &Line<'_>, until: &str) -> bool {
        match &line.state {
            State::Has(Some(day)) | State::InTime(day) => day.as_str() <= until,
            State::Waived(day, _) => day.as_str() <= until && after_waiver(&self.standings, line).is_some(),
            _ => false,
        }
    }

    /// A line for each place, so that whoever looks at one of them sees it.
    fn lines(&self, line: &Line<'_>) -> Vec<Written> {
        let name = self.name_of(line.person);
        let late = match line.state.is_gap() {
            true => line.state.day().and_then(|day| days_between(day, &self.as_at)),
            false => None,
        };
        let then = after_waiver(&self.standings, line);
        let written = |(place, post): (usize, &&Post)| Written {
            name: name.clone(),
            person: line.person.as_str().to_owned(),
            role: post.role.clone(),
            place: post.place.clone(),
            alike: false,
            again: 0 < place,
            kind: post.kind.name(),
            requirement: line.requirement.id.clone(),
            title: line.requirement.title.clone(),
            last: line.last.map(str::to_owned),
            state: line.state.clone(),
            then: then.clone(),
            late,
        };
        line.posts.iter().enumerate().map(written).collect()
    }

    fn name_of(&self, number: &PersonNumber) -> String {
        let name = self.people.get(number).and_then(|person| person.name.clone());
        name.unwrap_or_else(|| format!("person {}", number.as_str()))
    }

    /// How many stand how, in a sentence.
    pub(super) fn summary(&self) -> String {
        let lines = standing(&self.standings, &self.requirements, &self.as_at);
        let number = |name: &str| lines.iter().filter(|line| line.state.name() == name).count();
        let staff =
            self.standings.values().filter(|known| known.posts.iter().any(|post| post.holds_on(&self.as_at)));
        let states = [
            ("has", "have it"),
            ("missing", "missing"),
            ("lapsed", "lapsed"),
            ("in_time", "still in time"),
            ("waived", "waived"),
            ("exempt", "exempt"),
        ];
        let parts: Vec<String> =
            states.iter().map(|(name, says)| format!("{says} {}", number(name))).collect();
        let places = match lines.iter().any(|line| 1 < line.posts.len()) {
            true => "Whoever has posts in several places is listed at each, and counted once.\n",
            false => "",
        };
        format!(
            "As at {}: {}, {} asked for: {}.\n{places}Staff list of {}; log verified: {}.\n",
            self.as_at,
            super::count(staff.count() as u64, "person", "people"),
            super::count(lines.len() as u64, "thing is", "things are"),
            parts.join(", "),
            self.listed,
            super::count(self.log.head.size, "leaf", "leaves"),
        )
    }
}

fn standings(
    store: &AnyStore,
    place: &Place,
    log: &Log,
) -> Result<BTreeMap<PersonNumber, Standing>, Failure> {
    let mut standings: BTreeMap<PersonNumber, Standing> = BTreeMap::new();
    for (person, held) in posts_of(store, log, place)? {
        standings.entry(person).or_default().posts.push(held.post);
    }
    for recorded in &log.completions {
        let known = recorded.person.as_ref().and_then(|person| standings.get_mut(person));
        if let Some(known) = known {
            let done = &recorded.completion;
            let day = done.when().get(..10).unwrap_or(done.when()).to_owned();
            known.done.push(Done { course: done.course.clone(), verdict: done.verdict, day });
        }
    }
    for (person, waiver) in &log.waivers {
        if let Some(known) = person.as_ref().and_then(|person| standings.get_mut(person)) {
            known.waived.push(Waived {
                requirement: waiver.requirement.clone(),
                from: waiver.recorded.chars().take(10).collect(),
                until: waiver.until.clone(),
                because: waiver.because.clone(),
            });
        }
    }
    Ok(standings)
}
