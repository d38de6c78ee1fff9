//! Statements of xAPI in a file: a list, one a line, or an answer of a record store.
//!
//! Only what cmi5 defines is a verdict: statements that carry its category, and of those that say passed, failed or
//! completed the category `moveon` too; what anybody else says with the same verbs is counted and left alone (cmi5 1.0,
//! 7.1.3, 9.6.2). Statements that were voided are nothing. One learner's registration at the course is one record.

mod group;
mod page;
mod statement;

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSliceMut as _;
use serde_json::{Value, json};

use self::group::{Group, Said};
pub use self::page::{Brief, Page, as_lines};
use self::statement::{Refused, Statement, Verb, is_uuid, statement, uuid};
use super::json::{Node, node, text};
use super::{FileFault, Intake, LearnerId, Refusal, Row, RowSource, Wanted, foreign, shown};

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
    let (mut intake, more) = match Listed::read(bytes)? {
        Listed::Values(list, more) => (of_nodes(&list, wanted), more.is_some()),
        Listed::Lines(lines, whole) => {
            (of_lines(&lines, wanted).ok_or_else(|| no_line(bytes, &whole))?, false)
        }
    };
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
    of_nodes(&statements.iter().map(Node::from).collect::<Vec<_>>(), wanted)
}

fn of_nodes(list: &[Node<'_>], wanted: &Wanted) -> Intake {
    let judged = list.par_iter().map(|one| statement(one, wanted)).collect();
    of_judged(judged, &|place| Value::from(&list[place]), wanted)
}

/// The same of one a line; `None` if any line is none. No line is held as a value.
fn of_lines<'a>(lines: &[&'a str], wanted: &Wanted) -> Option<Intake> {
    let judged = |line: &&'a str| in_line(line).map(|one| statement(&one, wanted));
    // In as much memory as they need, which is then theirs again as what they are.
    let judged: Vec<Option<_>> = lines.par_iter().map(judged).collect();
    let judged: Option<Vec<_>> = judged.into_iter().collect();
    let whole = |place: usize| in_line(lines[place]).as_ref().map_or(Value::Null, Value::from);
    Some(of_judged(judged?, &whole, wanted))
}

fn in_line(line: &str) -> Option<Node<'_>> {
    node(line).ok().filter(|one| matches!(one, Node::Object(_)))
}

/// Statements that count, each with its place in the file.
type Counted<'a> = Vec<(usize, Statement<'a>)>;

/// What statements come to; `whole` gives one as it stands in the file.
fn of_judged(
    judged: Vec<Result<Statement<'_>, Box<Refused>>>,
    whole: &dyn Fn(usize) -> Value,
    wanted: &Wanted,
) -> Intake {
    let intake = Intake { system: wanted.lms.clone(), ..Intake::default() };
    let mut told = Told { intake, refused: Vec::new(), whole };
    let mut voided = BTreeSet::new();
    let mut counted: Counted<'_> = Vec::with_capacity(judged.len());
    let mut bad = Vec::new();
    let mut others = 0;
    for (place, judged) in judged.into_iter().enumerate() {
        match judged {
            Ok(Statement { verb: Verb::Voided(of), .. }) => drop(voided.insert(of)),
            Ok(found) if found.counts() => counted.push((place, found)),
            Ok(_) => others += 1,
            Err(refused) => bad.push((place, refused)),
        }
    }
    let mut held = Held::default();
    for (place, refused) in bad {
        // A record store voids what is wrong; then nothing of it is to be mended.
        match &refused.id {
            Some(id) if voided.contains(id) => others += 1,
            _ => told.refuse(place, held.by(*refused)),
        }
    }
    let before = counted.len();
    if !voided.is_empty() {
        counted.retain(|(_, found)| !voided.contains(&found.id.to_ascii_lowercase()));
    }
    let changed = once(&mut counted);
    told.intake.others = others + (before - counted.len()) as u64;
    told.intake.voided = voided.into_iter().collect();
    told.registrations(&counted, (&changed, &held), wanted);
    told.end()
}

/// Whose registrations have a statement that is refused: without it they would come to something else.
#[derive(Default)]
struct Held {
    /// Of each registration the learners whose statement it is; `None` where that cannot be told.
    registrations: BTreeMap<u128, Vec<Option<LearnerId>>>,
    /// Whose statement does not say of which registration it is.
    learners: BTreeSet<LearnerId>,
}

impl Held {
    /// Takes in a statement that is refused; gives why.
    fn by(&mut self, refused: Refused) -> Why {
        match (refused.registration, refused.learner) {
            (Some(registration), learner) => {
                self.registrations.entry(registration).or_default().push(learner)
            }
            (None, Some(learner)) => drop(self.learners.insert(learner)),
            (None, None) => {}
        }
        refused.why
    }

    fn fits(&self, registration: u128, learner: &LearnerId) -> Result<(), Why> {
        let of_it = self
            .registrations
            .get(&registration)
            .is_some_and(|learners| learners.iter().any(|one| one.as_ref().is_none_or(|one| one == learner)));
        match of_it || self.learners.contains(learner) {
            true => Err((
                "another statement of the same registration is refused, and without it this one could come to too little".into(),
                "mend that one: the statements of the registration come back together, to be imported together".into(),
            )),
            false => Ok(()),
        }
    }
}

/// Of which registration a statement is, of whom, and where it stands among those that count.
type Of<'c> = (u128, &'c LearnerId, usize);

/// Leaves one of each statement that is told more than once under one id; told in two ways it stays in both. Gives the ids of
/// those.
fn once(counted: &mut Counted<'_>) -> BTreeSet<u128> {
    let mut ids: Vec<(u128, usize)> = Vec::with_capacity(counted.len());
    ids.extend(counted.iter().enumerate().filter_map(|(index, (_, one))| Some((uuid(&one.id)?, index))));
    ids.par_sort_unstable();
    let mut changed = BTreeSet::new();
    let mut again = BTreeSet::new();
    for same in ids.chunk_by(|one, two| one.0 == two.0).filter(|same| 1 < same.len()) {
        let first = counted[same[0].1].1.told();
        for (id, index) in &same[1..] {
            match counted[*index].1.told() == first {
                true => drop(again.insert(*index)),
                false => drop(changed.insert(*id)),
            }
        }
    }
    if !again.is_empty() {
        let mut index = 0..;
        counted.retain(|_| index.next().is_some_and(|index| !again.contains(&index)));
    }
    changed
}

/// What is made of a file.
struct Told<'w> {
    intake: Intake,
    refused: Vec<Value>,
    whole: &'w dyn Fn(usize) -> Value,
}

impl Told<'_> {
    /// What each registration comes to.
    fn registrations<'c>(
        &mut self,
        counted: &'c Counted<'_>,
        (changed, held): (&BTreeSet<u128>, &Held),
        wanted: &Wanted,
    ) {
        let key = |(index, (_, one)): (usize, &'c (usize, Statement<'_>))| {
            Some((uuid(&one.registration)?, &one.told.as_ref()?.0, index))
        };
        let mut order: Vec<Of<'c>> = counted.iter().enumerate().filter_map(key).collect();
        order.par_sort_unstable();
        let mut groups: Vec<&[Of<'c>]> =
            order.chunk_by(|one, two| (one.0, one.1) == (two.0, two.1)).collect();
        // In the order of the file, as its rows are to be.
        groups.sort_unstable_by_key(|group| group[0].2);
        let come = |group: &&[Of<'c>]| {
            let said: Vec<&Statement<'_>> = group.iter().map(|(.., index)| &counted[*index].1).collect();
            let (registration, learner, first) = group[0];
            held.fits(registration, learner)?;
            let group = Group { said: &said };
            group.unchanged(changed)?;
            Ok(group.told(wanted)?.map(|told| row(&counted[first], learner.clone(), told)))
        };
        let come: Vec<Result<Option<Row>, Why>> = groups.par_iter().map(come).collect();
        let mut refused = Vec::new();
        self.intake.rows.reserve(come.len());
        for (group, come) in groups.into_iter().zip(come) {
            match come {
                Ok(Some(row)) => self.intake.rows.push(row),
                Ok(None) => self.intake.others += group.len() as u64,
                Err(why) => refused.push((group, why)),
            }
        }
        refused.sort_by_key(|(group, _)| (group[0].1, group[0].0));
        for (group, why) in refused {
            let places = group.iter().map(|(.., index)| counted[*index].0);
            // All of a registration come back: one alone would say something else.
            self.refused.extend(places.clone().skip(1).map(self.whole));
            places.take(1).for_each(|place| self.refuse(place, why.clone()));
        }
    }

    fn refuse(&mut self, place: usize, (why, help): Why) {
        let value = (self.whole)(place);
        let id = value.get("id").and_then(Value::as_str).filter(|id| is_uuid(id));
        let source = RowSource::Table(place as u64 + 1);
        self.intake.refusals.push(Refusal { source, place: place_of(place, id), why, help });
        self.refused.push(value);
    }

    fn end(self) -> Intake {
        let Self { mut intake, refused, .. } = self;
        if !refused.is_empty() {
            let why: Vec<Value> = intake
                .refusals
                .iter()
                .map(|it| json!({ "at": it.place, "why": it.why, "help": it.help }))
                .collect();
            let whole = json!({ "statements": refused, "refused": why });
            intake.refused_file =
                serde_json::to_vec_pretty(&whole).expect("JSON that was read can be written");
        }
        intake
    }
}

fn row((place, first): &(usize, Statement<'_>), learner: LearnerId, told: Said) -> Row {
    Row {
        place: place_of(*place, Some(&first.id)),
        name: told.name,
        attempt: Some(first.registration.to_ascii_lowercase()),
        verdict: Some(told.verdict),
        score: told.score,
        claimed: Some(told.claimed),
        told: told.by,
        ..Row::of_table(*place as u64 + 1, learner, told.said)
    }
}

/// Where a statement stands, for a person: its number in the list, and its id, by which the record store knows it.
fn place_of(place: usize, id: Option<&str>) -> String {
    format!("statement {}{}", place + 1, id.map(|id| format!(" ({id})")).unwrap_or_default())
}

/// The statements of a file.
enum Listed<'a> {
    /// A list of them, or one; with the link to more of them, if the store that answered had more.
    Values(Vec<Node<'a>>, Option<String>),
    /// Lines that may each be one, and why the whole is no JSON.
    Lines(Vec<&'a str>, String),
}

impl<'a> Listed<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, FileFault> {
        let no_json = |why: &str| format!("it cannot be read as JSON: {why}");
        let text = text(bytes).map_err(|why| nothing(&no_json(&why)))?;
        match node(text) {
            Ok(Node::List(list)) => Ok(Self::Values(list, None)),
            Ok(whole @ Node::Object(_)) => Self::of_object(whole),
            Ok(_) => Err(nothing("it is a single value")),
            Err(why) => {
                let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
                match lines.len() {
                    ..2 => Err(nothing(&no_json(&why))),
                    _ => Ok(Self::Lines(lines, no_json(&why))),
                }
            }
        }
    }

    /// What a record store answered, of which it must be known whether it is all.
    fn answered(bytes: &'a [u8]) -> Result<(Vec<Node<'a>>, Option<String>), FileFault> {
        let no_json = |why: String| nothing(&format!("it cannot be read as JSON: {why}"));
        let listed = match node(text(bytes).map_err(no_json)?).map_err(no_json)? {
            whole @ Node::Object(_) => Self::of_object(whole)?,
            Node::List(_) => {
                return Err(nothing("it is a list alone, which does not say whether there are more of them"));
            }
            _ => return Err(nothing("it is a single value")),
        };
        match listed {
            Self::Values(list, more) => Ok((list, more)),
            Self::Lines(_, why) => Err(nothing(&why)),
        }
    }

    fn of_object(whole: Node<'a>) -> Result<Self, FileFault> {
        let more = match whole.get("more") {
            None | Some(Node::Null) => None,
            // xAPI's StatementResult: a relative address, or an empty text where there are no more.
            Some(Node::Text(more)) => Some(more.clone().into_owned()).filter(|more| !more.is_empty()),
            Some(other) => {
                let other = shown(&Value::from(other).to_string());
                let why =
                    format!("`more` is {other}, and no link, so nobody knows whether there are more of them");
                return Err(nothing(&why));
            }
        };
        let (listed, verb) = (whole.get("statements").is_some(), whole.get("verb").is_some());
        match whole {
            Node::Object(fields) if listed => {
                match fields.into_iter().find(|(key, _)| key == "statements").map(|(_, list)| list) {
                    Some(Node::List(list)) => Ok(Self::Values(list, more)),
                    other => {
                        let other = other.as_ref().map_or(Value::Null, Value::from);
                        Err(nothing(&format!("`statements` is {}", shown(&other.to_string()))))
                    }
                }
            }
            whole if verb => Ok(Self::Values(vec![whole], None)),
            _ => Err(nothing("it has no list `statements`")),
        }
    }
}

/// Which line of statements one a line is none; where the first is none either, the whole is something else.
fn no_line(bytes: &[u8], whole: &str) -> FileFault {
    let lines =
        text(bytes).unwrap_or_default().lines().zip(1_u64..).filter(|(line, _)| !line.trim().is_empty());
    let mut read = lines.map(|(line, number)| (node(line), number)).enumerate();
    let bad = read.find(|(_, (read, _))| !matches!(read, Ok(Node::Object(_))));
    match bad {
        Some((place, (read, number))) if 0 < place => FileFault::new(
            match read {
                Ok(_) => {
                    format!("line {number} holds no statement, though each line in front of it holds one")
                }
                Err(why) => {
                    let why = why.split(" at line ").next().unwrap_or_default();
                    format!(
                        "line {number} cannot be read as JSON, though each line in front of it can: {why}"
                    )
                }
            },
            "look whether the file was cut off there; export it again, or take that line out",
        ),
        _ => nothing(whole),
    }
}

fn nothing(why: &str) -> FileFault {
    FileFault::new(
        format!("this file holds no statements of xAPI: {why}"),
        "give a list of statements, one a line, or what a record store answered",
    )
}

#[cfg(test)]
mod tests;
