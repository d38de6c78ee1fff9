//! `bona evidence correct`: a record was wrong, and the log says behind it what counts.

use std::collections::BTreeMap;

use bona_engine::evidence::{
    Amendment, Change, Corrected, Correcting, CorrectionFault, CorrectionReason, EditionBasis, Log, Person,
    PersonNumber, PlanFault, Recorded, Step, Store as _, StoreError, TEXT_MAX, Taken, correct,
};
use bona_engine::id::is_id;
use bona_engine::intake::{VerdictWord, too_early};
use bona_engine::time::is_day;

use super::erase::came_to;
use super::{TRIES, appendable, count, one_line, open, package, people_of, sign, verified, who, words};
use crate::args::{CorrectArgs, ReasonWord, VerdictName};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys::{self, Keys};
use crate::machine::Machine;
use crate::store::{AnyStore, Place};

/// Records that are printed.
const PRINTED: usize = 40;

/// Says what it would record, and with `--apply` records it.
pub(crate) fn run(args: &CorrectArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let today: String = machine.now().chars().take(10).collect();
    asked(args, &today)?;
    let taken = taken(args, machine)?;
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    for _ in 0..TRIES {
        // Anew each time: what another program recorded meanwhile may be about the same records.
        let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
        let people = people_of(&store, &log, place)?;
        let asked = Asked { args, place, machine, keys: &keys, log: &log, people: &people };
        let wanted = asked.wanted(&store, taken.clone())?;
        let Some(plan) = asked.plan(&store, wanted)? else { continue };
        let told = asked.told(&plan);
        if !args.apply {
            print(machine, &format!("{told}\nNothing was written. Add --apply to record it.\n"))?;
            return Ok(Exit::Done);
        }
        match store.append(&plan.batch) {
            Err(StoreError::Moved) => continue,
            Err(error) => return Err(place.failure(&error)),
            Ok(()) => {}
        }
        let checkpoint = sign(machine, place, &mut store, &keys.signer, plan.batch.head)?;
        let leaves = super::places(plan.batch.expect.size, plan.batch.head.size - 1);
        let done =
            format!("{told}\nRecorded as {leaves}.\n\nThe new checkpoint; give it to somebody else:\n\n");
        print(machine, &format!("{done}{checkpoint}"))?;
        return Ok(Exit::Done);
    }
    Err(place.failure(&StoreError::Moved))
}

/// Whether something is said of what becomes of the records, and whether it can be so.
fn asked(args: &CorrectArgs, today: &str) -> Result<(), Failure> {
    let wrong = |why: String| Err(Failure::Argument(why));
    let values = [args.verdict.is_some(), args.score.is_some(), args.day.is_some(), args.person.is_some()];
    let amends = values.contains(&true) || args.edition.is_some() || args.package.is_some();
    if !amends && !args.withdraw && !args.put_back {
        return wrong(
            "nothing is said of what counts instead; add --withdraw if nothing does, or one or more of --verdict, --score, \
             --day, --person, --edition and --package"
                .to_owned(),
        );
    }
    if let Some(day) = args.day.as_deref().filter(|day| !is_day(day) || today < *day) {
        return wrong(format!("--day `{day}` is no day up to today ({today}); write it as 2026-11-03"));
    }
    if let Some(why) = args.day.as_deref().and_then(too_early) {
        return wrong(format!("--day: {why}"));
    }
    if let Some(course) = args.course.as_deref().filter(|course| !is_id(course)) {
        return wrong(format!("--course `{course}` is no id of a course; write it as first_contact"));
    }
    match args.edition.as_deref() {
        Some(edition) if edition.trim().is_empty() => wrong("--edition names no edition".to_owned()),
        _ => Ok(()),
    }
}

/// What was taken, by a package or as somebody states.
fn taken(args: &CorrectArgs, machine: &dyn Machine) -> Result<Option<Taken>, Failure> {
    if let Some(path) = &args.package {
        let told = package::open(machine, path)?;
        return Ok(Some(Taken {
            course: Some(told.course),
            edition: told.edition,
            basis: EditionBasis::Package,
            content: Some(told.content),
            variant: told.variant,
            language: Some(told.language),
            release: Some(told.release),
        }));
    }
    Ok(args.edition.as_ref().map(|edition| Taken {
        course: args.course.clone(),
        edition: edition.trim().to_owned(),
        basis: EditionBasis::Stated,
        content: None,
        variant: None,
        language: None,
        release: None,
    }))
}

struct Asked<'a> {
    args: &'a CorrectArgs,
    place: &'a Place,
    machine: &'a dyn Machine,
    keys: &'a Keys,
    log: &'a Log,
    people: &'a [Person],
}

impl Asked<'_> {
    fn wanted(&self, store: &AnyStore, taken: Option<Taken>) -> Result<Correcting, Failure> {
        let args = self.args;
        let person = match &args.person {
            Some(typed) => {
                Some(who::find(self.people, &self.keys.pseudonym, self.log, store, typed)?.number.clone())
            }
            None => None,
        };
        let change = match (args.withdraw, args.put_back) {
            (true, _) => Change::Withdraw,
            (_, true) => Change::PutBack,
            _ => Change::Amend(Amendment {
                verdict: args.verdict.map(|verdict| match verdict {
                    VerdictName::Passed => VerdictWord::Passed,
                    VerdictName::Completed => VerdictWord::Completed,
                    VerdictName::Failed => VerdictWord::Failed,
                }),
                score: args.score.map(|score| score.0),
                day: args.day.clone(),
                person,
                taken,
            }),
        };
        let because =
            args.because.as_deref().map(|text| one_line("--because", text, TEXT_MAX)).transpose()?;
        if let Some(because) = &because {
            words::without_names("--because", because, self.people)?;
        }
        Ok(Correcting {
            leaves: self.leaves()?,
            change,
            reason: reason(args.reason),
            because,
            decided_by: one_line("--decided-by", &args.decided_by, TEXT_MAX)?,
            now: String::new(),
        })
    }

    /// The leaves that are meant. Of a range only records are: those that count, or for --put-back those that do not.
    fn leaves(&self) -> Result<Vec<u64>, Failure> {
        let mut leaves = Vec::new();
        for range in &self.args.leaves {
            if range.first == range.last {
                leaves.push(range.first);
                continue;
            }
            let within = |record: &&Recorded| (range.first..=range.last).contains(&record.index);
            let before = leaves.len();
            let held = |record: &Recorded| record.person.is_some().then_some(record.index);
            if self.args.put_back {
                leaves.extend(self.log.replaced.iter().filter(within).filter_map(held));
            } else {
                leaves.extend(self.log.standing().filter(within).filter_map(held));
            }
            if leaves.len() == before {
                let (first, last) = (range.first, range.last);
                let what = if self.args.put_back { "was withdrawn or replaced" } else { "counts" };
                return Err(Failure::Argument(format!(
                    "none of the leaves {first} to {last} is a record that {what}; `bona evidence person` lists the leaves \
                     of a person"
                )));
            }
        }
        Ok(leaves)
    }

    /// The plan; `None` if another program was quicker.
    fn plan(&self, store: &AnyStore, wanted: Correcting) -> Result<Option<Corrected>, Failure> {
        let (tree, now) = appendable(self.machine, self.place, store, &self.keys.signer.vkey())?;
        let wanted = Correcting { now, ..wanted };
        let mut stock = keys::Chance::new(self.machine);
        let mut chance = |bytes: &mut [u8]| stock.fill(bytes);
        let plan = correct(store, &tree, &self.keys.pseudonym, self.log, &wanted, &mut chance);
        // Salts without chance would be no salts.
        stock.end()?;
        match plan {
            Ok(plan) => Ok(Some(plan)),
            Err(CorrectionFault::Moved) => Ok(None),
            Err(CorrectionFault::Plan(PlanFault::Store(error))) => Err(self.place.failure(&error)),
            Err(CorrectionFault::Withdrawn(leaf)) => Err(Failure::Argument(format!(
                "leaf {leaf} was withdrawn before, so it does not count\n  help: --put-back lets it count again; --verdict and \
                 the others say what counts in its place"
            ))),
            Err(fault) => Err(Failure::Argument(fault.to_string())),
        }
    }

    fn told(&self, plan: &Corrected) -> String {
        let names: BTreeMap<&PersonNumber, &Person> =
            self.people.iter().map(|person| (&person.number, person)).collect();
        let records = count(plan.steps.len() as u64, "record", "records");
        let because = self.args.because.as_deref().map(|text| format!("In words: {}\n", text.trim()));
        let mut text = format!(
            "{records} to correct, since {}.\n{}Decided by {}.\n\n",
            reason(self.args.reason).says(),
            because.unwrap_or_default(),
            self.args.decided_by
        );
        for step in plan.steps.iter().take(PRINTED) {
            text.push_str(&one(step, &names));
        }
        if PRINTED < plan.steps.len() {
            text.push_str(&format!("  and {} more\n", plan.steps.len() - PRINTED));
        }
        let answers: usize = plan.steps.iter().map(|step| step.answers_left).sum();
        if 0 < answers {
            text.push_str(&format!(
                "\n{} not taken over: what letters meant was said by the other package.\n",
                count(answers as u64, "answer is", "answers are")
            ));
        }
        text.push_str(
            "\nThe wrong record stays in the log. The learning system still says what it said: mend it there as well. A \
             certificate of\nit is a file in somebody's hands: `bona certificate verify --store` says that it does not stand.\n",
        );
        text
    }
}

/// What becomes of one record, in two lines.
fn one(step: &Step, names: &BTreeMap<&PersonNumber, &Person>) -> String {
    let before = &step.before;
    let was = if step.counted { "" } else { ", was withdrawn" };
    let after = match &step.after {
        Some(after) => format!("counts as {}", said(after, names)),
        None => "does not count any more".to_owned(),
    };
    format!("  leaf {}  {}{was}\n    {after}\n", before.index, said(before, names))
}

/// A record in a line, with whose it is.
fn said(record: &Recorded, names: &BTreeMap<&PersonNumber, &Person>) -> String {
    let done = &record.completion;
    let whose = record.person.as_ref().and_then(|number| names.get(number)).map(|person| who::called(person));
    let score = done.score.map(|score| format!(", {score} %")).unwrap_or_default();
    format!(
        "{} {}, {}{score}, {}, of {}",
        done.course,
        done.edition.as_deref().unwrap_or("edition unknown"),
        came_to(done),
        done.when().get(..10).unwrap_or(done.when()),
        whose.unwrap_or_else(|| "somebody who was erased".to_owned()),
    )
}

fn reason(word: ReasonWord) -> CorrectionReason {
    match word {
        ReasonWord::Edition => CorrectionReason::Edition,
        ReasonWord::Person => CorrectionReason::Person,
        ReasonWord::Result => CorrectionReason::Result,
        ReasonWord::Day => CorrectionReason::Day,
        ReasonWord::Keying => CorrectionReason::Keying,
        ReasonWord::Voided => CorrectionReason::Voided,
        ReasonWord::Twice => CorrectionReason::Twice,
        ReasonWord::Correction => CorrectionReason::Correction,
    }
}
