//! Statements of xAPI in a file: a list, one a line, or an answer of a record store.
//!
//! Only what cmi5 defines is a verdict: statements that carry its category, and of those that say passed, failed or
//! completed the category `moveon` too; what anybody else says with the same verbs is counted and left alone (cmi5 1.0,
//! 7.1.3, 9.6.2). Statements that were voided are nothing. One learner's registration at the course is one record.

mod group;
mod page;
mod statement;

use serde_json::{Map, Value, json};

use self::group::{Group, Said};
pub use self::page::{Brief, Page, as_lines};
use self::statement::{Statement, Verb, statement};
use super::json::parse;
use super::{FileFault, Intake, LearnerId, Refusal, Row, RowSource, ToldBy, Wanted, foreign, shown};

/// Bytes of one file of statements.
pub const XAPI_BYTES: u64 = 256_000_000;
/// Bytes of one statement.
pub const STATEMENT: usize = 1_000_000;

/// Why a statement or a registration is refused: what is wrong, and what to do.
type Why = (String, String);

/// Reads the file.
///
/// # Errors
/// When it holds no statements.
pub fn read(bytes: &[u8], wanted: &Wanted) -> Result<Intake, FileFault> {
    if XAPI_BYTES < bytes.len() as u64 {
        let why = format!(
            "the file holds {} MB; at most {} are read",
            bytes.len() / 1_000_000,
            XAPI_BYTES / 1_000_000
        );
        return Err(FileFault::new(why, "export fewer statements at once"));
    }
    if let Some(fault) = foreign(bytes) {
        return Err(fault);
    }
    let (statements, more) = statements(bytes)?;
    let mut intake = of_statements(&statements, wanted);
    if more {
        let why = "the record store had more statements than are in this file".to_owned();
        let help =
            "fetch the rest by its link `more`, or with `bona evidence pull`, and import that too".to_owned();
        intake.refusals.push(Refusal { source: RowSource::Whole, place: "the file".into(), why, help });
    }
    Ok(intake)
}

/// What a list of statements comes to; see [`read`].
#[must_use]
pub fn of_statements(statements: &[Value], wanted: &Wanted) -> Intake {
    let mut intake = Intake { system: wanted.lms.clone(), ..Intake::default() };
    let mut refused: Vec<Value> = Vec::new();
    let mut groups: std::collections::BTreeMap<_, Group> = std::collections::BTreeMap::new();
    let mut voided = std::collections::BTreeSet::new();
    let mut read = Vec::new();
    for (place, value) in statements.iter().enumerate() {
        match statement(value, wanted) {
            Ok(Statement { verb: Verb::Voided(of), .. }) => drop(voided.insert(of)),
            Ok(found) => read.push((place, found)),
            Err((why, help)) => refuse(&mut intake, &mut refused, place, value, (why, help)),
        }
    }
    let mut told = std::collections::BTreeMap::new();
    let mut changed = std::collections::BTreeSet::new();
    for (place, found) in read {
        if voided.contains(&found.id) || !found.counts() {
            intake.others += 1;
            continue;
        }
        let ToldBy { id, says } = found.told();
        match told.get(&id) {
            // What is told more than once under one id is one statement; told in two ways it is none.
            Some(earlier) if *earlier == says => {
                intake.others += 1;
                continue;
            }
            Some(_) => drop(changed.insert(id)),
            None => drop(told.insert(id, says)),
        }
        let key = (found.learner.clone(), found.registration.clone());
        groups.entry(key).or_default().said.push((place, found));
    }
    intake.voided = voided.into_iter().collect();
    for ((learner, registration), group) in groups {
        let places: Vec<usize> = group.said.iter().map(|(place, _)| *place).collect();
        match group.unchanged(&changed).and_then(|()| group.told(wanted)) {
            Ok(Some(said)) => {
                let place = place_of(places[0], &statements[places[0]]);
                intake.rows.push(Row { place, ..row(places[0] + 1, learner, registration, said) });
            }
            Ok(None) => intake.others += places.len() as u64,
            Err(why) => {
                // All of a registration come back: one alone would say something else.
                refused.extend(places[1..].iter().map(|place| statements[*place].clone()));
                refuse(&mut intake, &mut refused, places[0], &statements[places[0]], why);
            }
        }
    }
    intake.rows.sort_by_key(|row| row.source);
    if !refused.is_empty() {
        let why: Vec<Value> = intake
            .refusals
            .iter()
            .map(|it| json!({ "at": it.place, "why": it.why, "help": it.help }))
            .collect();
        let whole = json!({ "statements": refused, "refused": why });
        intake.refused_file = serde_json::to_vec_pretty(&whole).expect("JSON that was read can be written");
    }
    intake
}

fn row(number: usize, learner: LearnerId, registration: String, told: Said) -> Row {
    Row {
        name: told.name,
        attempt: Some(registration),
        verdict: Some(told.verdict),
        score: told.score,
        claimed: Some(told.claimed),
        told: told.by,
        ..Row::of_table(number as u64, learner, told.said)
    }
}

/// Where a statement stands, for a person: its number in the list, and its id, by which the record store knows it.
fn place_of(place: usize, value: &Value) -> String {
    let id = value.get("id").and_then(Value::as_str).filter(|id| statement::is_uuid(id));
    format!("statement {}{}", place + 1, id.map(|id| format!(" ({id})")).unwrap_or_default())
}

fn refuse(intake: &mut Intake, refused: &mut Vec<Value>, place: usize, value: &Value, (why, help): Why) {
    let source = RowSource::Table(place as u64 + 1);
    refused.push(value.clone());
    let place = place_of(place, value);
    intake.refusals.push(Refusal { source, place, why, help });
}

/// The statements of a file, and whether the store that answered had more.
fn statements(bytes: &[u8]) -> Result<(Vec<Value>, bool), FileFault> {
    let whole = match parse(bytes) {
        Ok(whole) => whole,
        Err(why) => {
            return lines(bytes)
                .ok_or_else(|| nothing(&format!("it cannot be read as JSON: {why}")))
                .map(|found| (found, false));
        }
    };
    match whole {
        Value::Array(list) => Ok((list, false)),
        Value::Object(fields) => of_object(fields),
        _ => Err(nothing("it is a single value")),
    }
}

fn of_object(mut fields: Map<String, Value>) -> Result<(Vec<Value>, bool), FileFault> {
    let more = fields.get("more").and_then(Value::as_str).is_some_and(|more| !more.is_empty());
    match fields.remove("statements") {
        Some(Value::Array(list)) => Ok((list, more)),
        Some(other) => Err(nothing(&format!("`statements` is {}", shown(&other.to_string())))),
        None if fields.contains_key("verb") => Ok((vec![Value::Object(fields)], false)),
        None => Err(nothing("it has no list `statements`")),
    }
}

/// One statement a line; `None` if any line is none.
fn lines(bytes: &[u8]) -> Option<Vec<Value>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let lines: Vec<&str> =
        text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.len() < 2 {
        return None;
    }
    lines.iter().map(|line| parse(line.as_bytes()).ok().filter(Value::is_object)).collect()
}

fn nothing(why: &str) -> FileFault {
    FileFault::new(
        format!("this file holds no statements of xAPI: {why}"),
        "give a list of statements, one a line, or what a record store answered",
    )
}

#[cfg(test)]
mod tests;
