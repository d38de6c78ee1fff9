//! `bona evidence reconcile`: a report held against the store, or two reports against each other.
//!
//! What a report says is read as an import would read it, and nothing is written. Which of two is right is for people to
//! find out.

use std::collections::BTreeMap;

use bona_engine::evidence::{
    Account, CompletionKind, Finding, LearnerKey, Person, PersonNumber, Reconciled, reconcile,
};
use bona_engine::intake::{Intake, safe_cell};
use serde_json::{Value, json};

use super::columns::{columns, shortened};
use super::{count, import, open, people_of, verified};
use crate::args::{ReconcileArgs, Table};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::Machine;
use crate::show::many;
use crate::store::Place;

/// What is printed of it.
struct Told {
    course: String,
    /// What either side is called.
    sides: [String; 2],
    lines: Vec<Reconciled>,
    /// Rows that could not be believed.
    refused: usize,
    /// People of the report whom the store knows by no id that the report has.
    strangers: usize,
}

/// Compares, and prints what was found.
pub(crate) fn run(args: &ReconcileArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let Some((course, first)) = import::read_alone(&args.reading(false), machine)? else {
        return Ok(Exit::AtFault);
    };
    let named = |path: &std::path::Path| format!("`{}`", path.display());
    let told = if let Some(other) = &args.other {
        let Some((_, second)) = import::read_alone(&args.reading(true), machine)? else {
            return Ok(Exit::AtFault);
        };
        let refused = first.refusals.len() + second.refusals.len();
        let plain = |intake: Intake| accounts(intake, |key| format!("{} {}", key.kind().name(), key.value()));
        let lines = reconcile(plain(first), plain(second));
        Told { course, sides: [named(&args.file), named(other)], lines, refused, strangers: 0 }
    } else {
        let store = open(place, machine)?;
        let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
        let key = keys::load(machine, &place.keys)?.pseudonym;
        let people = people_of(&store, &log, place)?;
        let of: BTreeMap<&LearnerKey, &Person> =
            people.iter().flat_map(|own| own.learners.iter().map(move |key| (key, own))).collect();
        let refused = first.refusals.len();
        let first = accounts(first, |id| {
            let key = key.learner(id);
            of.get(&key).map_or_else(|| key.as_str().to_owned(), |own| own.number.as_str().to_owned())
        });
        let numbers: BTreeMap<&PersonNumber, &Person> = people.iter().map(|own| (&own.number, own)).collect();
        let known = |who: &str| people.iter().any(|own| own.number.as_str() == who);
        let here = log.completions.iter().filter(|one| {
            one.completion.course == course && one.completion.kind == CompletionKind::Completion
        });
        let here = here.filter_map(|one| {
            let number = one.person.as_ref()?;
            let done = &one.completion;
            Some(Account {
                who: number.as_str().to_owned(),
                name: numbers.get(number).and_then(|own| own.name.clone()),
                verdict: Some(done.verdict),
                score: done.score,
                day: done.when().get(..10).map(str::to_owned),
            })
        });
        let lines = reconcile(first, here.collect());
        let strangers =
            lines.iter().filter(|line| line.finding == Finding::FirstAlone && !known(&line.who)).count();
        Told { course, sides: [named(&args.file), "the store".to_owned()], lines, refused, strangers }
    };
    print(machine, &told.text(args, machine.out_columns()))?;
    let differs = told.lines.iter().any(|line| line.finding.differs());
    Ok(if differs || told.refused > 0 { Exit::AtFault } else { Exit::Done })
}

/// What a report says, a row each.
fn accounts(intake: Intake, who: impl Fn(&bona_engine::intake::LearnerId) -> String) -> Vec<Account> {
    let rows = intake.rows.into_iter();
    rows.map(|row| Account {
        who: who(&row.learner),
        name: row.name,
        verdict: row.verdict,
        score: row.score,
        day: row.claimed.and_then(|claimed| claimed.at.get(..10).map(str::to_owned)),
    })
    .collect()
}

impl Told {
    fn text(&self, args: &ReconcileArgs, most: Option<usize>) -> String {
        let lines: Vec<&Reconciled> =
            self.lines.iter().filter(|line| args.all || line.finding.differs()).collect();
        match args.output {
            Table::Human => self.human(&lines, most),
            Table::Csv => self.csv(&lines),
            Table::Json => format!("{}\n", self.json(&lines)),
        }
    }

    fn count(&self, finding: Finding) -> usize {
        self.lines.iter().filter(|line| line.finding == finding).count()
    }

    /// What a finding comes to, in words.
    fn says(&self, finding: Finding) -> String {
        let [first, second] = &self.sides;
        match finding {
            Finding::FirstAlone => format!("by {first} alone"),
            Finding::SecondAlone => format!("by {second} alone"),
            Finding::Score => "by both, with another score".to_owned(),
            Finding::Day => "by both, on another day".to_owned(),
            Finding::Agree => "by both".to_owned(),
            Finding::Neither => "by neither".to_owned(),
        }
    }

    fn human(&self, lines: &[&Reconciled], most: Option<usize>) -> String {
        let [first, second] = &self.sides;
        let mut text = format!("{}: who has it, by {first} and by {second}\n", self.course);
        for finding in Finding::ALL {
            let count = self.count(finding);
            if count > 0 {
                text.push_str(&format!("  {count:>7} {}\n", self.says(finding)));
            }
        }
        if !lines.is_empty() {
            let mut rows = vec![["who".to_owned(), first.clone(), second.clone(), "who has it".to_owned()]];
            rows.extend(lines.iter().map(|line| {
                let who = line.name.as_deref().unwrap_or(&line.who);
                [
                    shortened(who),
                    account(line.first.as_ref()),
                    account(line.second.as_ref()),
                    self.says(line.finding),
                ]
            }));
            text.push('\n');
            text.push_str(&columns(&rows, most));
        }
        if self.strangers > 0 {
            text.push_str(&format!(
                "\nThe store knows {} of these by no id that stands in {first}. They may stand in it under another id: \
                 --identify-by takes another one of the report, and a staff list with both tells the store that they are one.\n",
                count(self.strangers as u64, "person", "people"),
            ));
        }
        if self.refused > 0 {
            text.push_str(&format!(
                "\n{} could not be believed and {} compared.\n",
                many(self.refused, "row"),
                if self.refused == 1 { "was not" } else { "were not" },
            ));
        }
        text
    }

    /// For a spreadsheet; no cell runs as a formula.
    fn csv(&self, lines: &[&Reconciled]) -> String {
        let mut text = "\u{feff}name,finding,first_verdict,first_score,first_day,second_verdict,second_score,second_day\r\n"
            .to_owned();
        for line in lines {
            let mut cells = vec![line.name.clone().unwrap_or_else(|| line.who.clone())];
            cells.push(line.finding.name().to_owned());
            for side in [&line.first, &line.second] {
                let own = side.as_ref();
                cells.push(own.and_then(|own| own.verdict).map_or("", |verdict| verdict.name()).to_owned());
                cells.push(own.and_then(|own| own.score).map(|score| score.to_string()).unwrap_or_default());
                cells.push(own.and_then(|own| own.day.clone()).unwrap_or_default());
            }
            let cells = cells.iter().map(|cell| format!("\"{}\"", safe_cell(cell).replace('"', "\"\"")));
            text.push_str(&cells.collect::<Vec<_>>().join(","));
            text.push_str("\r\n");
        }
        text
    }

    /// For programs.
    fn json(&self, lines: &[&Reconciled]) -> Value {
        let side = |own: &Option<Account>| {
            own.as_ref().map(|own| {
                json!({ "verdict": own.verdict.map(|verdict| verdict.name()), "score": own.score, "day": own.day })
            })
        };
        let line = |line: &&Reconciled| {
            json!({
                "name": line.name,
                "finding": line.finding.name(),
                "first": side(&line.first),
                "second": side(&line.second),
            })
        };
        let counts: BTreeMap<&str, usize> =
            Finding::ALL.into_iter().map(|finding| (finding.name(), self.count(finding))).collect();
        json!({
            "course": self.course,
            "sides": self.sides,
            "counts": counts,
            "refused": self.refused,
            "strangers": self.strangers,
            "lines": lines.iter().map(line).collect::<Vec<_>>(),
        })
    }
}

/// What one side says of somebody, in a cell.
fn account(own: Option<&Account>) -> String {
    let Some(own) = own else { return "not there".to_owned() };
    let Some(verdict) = own.verdict else { return "not done".to_owned() };
    let score = own.score.map(|score| format!(" {score} %")).unwrap_or_default();
    let day = own.day.as_ref().map(|day| format!(", {day}")).unwrap_or_default();
    format!("{}{score}{day}", verdict.name())
}
