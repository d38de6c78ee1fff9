//! A sheet that people signed, keyed into a table by hand, and the checks of the keying.

use std::collections::{BTreeMap, BTreeSet};

use super::super::names::{parts, same_keyed};
use super::super::table::{Table, place};
use super::super::{FileFault, IdKind, LearnerId, Wanted, alike, shown};
use super::{Columns, one};

/// What the ids of people are headed by, strongest first.
const IDS: [(&[&str], IdKind); 3] = [
    (&["staff_number", "staff number", "ID number"], IdKind::StaffNumber),
    (&["email", "e-mail", "email address"], IdKind::Email),
    (&["account", "username"], IdKind::Account),
];

/// The table, and where things stand in it.
pub(in crate::intake) fn open(bytes: &[u8], wanted: &Wanted) -> Result<(Table, Columns), FileFault> {
    let known: Vec<&(&[&str], IdKind)> =
        IDS.iter().filter(|(_, kind)| wanted.identify_by.is_none_or(|by| by == *kind)).collect();
    let has = |headings: &[String]| known.iter().any(|(names, _)| place(headings, names).is_some());
    let none = FileFault::new(
        "this is no list of people: no column says who people are",
        "head the columns `name` and `staff_number` (or `email`), and put a row below for each who signed",
    );
    let table = Table::read(bytes, has, none)?;
    let found = known.iter().find_map(|(names, kind)| table.column(names).map(|column| (column, *kind)));
    let (id, kind) = found.expect("the header was taken for having one");
    if kind == IdKind::Account && wanted.lms.is_none() {
        return Err(FileFault::new(
            "people are known by an account here, which means nothing outside its learning system",
            "add --lms with its address, always the same one",
        ));
    }
    let (name, minutes) = (table.column(&["name", "full name"]), table.column(&["minutes"]));
    table.once([Some(id), name, minutes].into_iter().flatten())?;
    Ok((
        table,
        Columns {
            name,
            id,
            id_else: None,
            kind,
            minutes,
            role: None,
            visit: None,
            waiting: None,
            each: false,
            online: false,
        },
    ))
}

/// How it is known that nobody was lost or added when a sheet was keyed.
#[derive(Clone, Copy, Debug)]
pub enum Keyed<'a> {
    /// Somebody else keyed it a second time.
    Twice(&'a [u8]),
    /// So many signatures are on the sheet.
    Count(u64),
}

/// Compares the keyed list with its second keying, or with the number that stands on the sheet.
///
/// # Errors
/// Where they differ, with the rows in which they do.
pub fn keyed_alike(bytes: &[u8], keyed: Keyed<'_>, wanted: &Wanted) -> Result<(), FileFault> {
    let first = people(bytes, wanted)?;
    let second = match keyed {
        Keyed::Count(count) => {
            let found = first.values().map(|keyed| keyed.lines.len() as u64).sum::<u64>();
            return if found == count {
                Ok(())
            } else {
                Err(FileFault::new(
                    format!("the sheet has {count} signatures, and the list {found} rows"),
                    "look for the row that was left out or keyed twice",
                ))
            };
        }
        Keyed::Twice(bytes) => people(bytes, wanted)?,
    };
    let mut differ = Vec::new();
    let named: BTreeMap<Vec<String>, &String> =
        first.iter().map(|(id, keyed)| (parts(&keyed.name), id)).collect();
    let both: BTreeSet<&String> = first.keys().chain(second.keys()).collect();
    for who in both {
        let why = match (first.get(who), second.get(who)) {
            (Some(one), None) => format!("row {} ({}) is not in the second", one.lines[0], shown(who)),
            (None, Some(other)) => {
                format!("row {} of the second ({}) is not in the first", other.lines[0], shown(who))
            }
            (Some(one), Some(other)) if one.minutes != other.minutes => {
                let minutes = [one, other].map(|keyed| said(keyed.minutes));
                format!("row {} ({}): {} and {} minutes", one.lines[0], shown(who), minutes[0], minutes[1])
            }
            (Some(one), Some(other)) if is_another(who, one, other, &named) => {
                let names = [one, other].map(|keyed| shown(&keyed.name));
                format!("row {} ({}): {} and {}", one.lines[0], shown(who), names[0], names[1])
            }
            _ => continue,
        };
        differ.push(why);
    }
    if differ.is_empty() {
        return Ok(());
    }
    let more = differ.len().saturating_sub(10);
    differ.truncate(10);
    let rest = if more == 0 { String::new() } else { format!("; and {more} more") };
    Err(FileFault::new(
        format!("the two keyings differ: {}{rest}", differ.join("; ")),
        "look at the sheet, and mend the list that is wrong",
    ))
}

fn said(minutes: Option<u32>) -> String {
    minutes.map_or("no".to_owned(), |minutes| minutes.to_string())
}

/// What was keyed of one id.
struct Keying {
    lines: Vec<u64>,
    minutes: Option<u32>,
    name: String,
}

/// What was keyed of each person, by their id.
type People = BTreeMap<String, Keying>;

/// Whether the second keying names somebody else by this id: the name has nothing of the first one, or is that which the
/// first keying has by another id.
fn is_another(who: &str, one: &Keying, other: &Keying, named: &BTreeMap<Vec<String>, &String>) -> bool {
    let crossed = || named.get(&parts(&other.name)).is_some_and(|id| *id != who);
    !other.name.is_empty()
        && (!same_keyed(&one.name, &other.name) || (!alike(&one.name, &other.name) && crossed()))
}

/// Everybody on the list by their id, with their rows, minutes and name. Rows that cannot be read are compared as they
/// stand.
fn people(bytes: &[u8], wanted: &Wanted) -> Result<People, FileFault> {
    let (table, columns) = open(bytes, wanted)?;
    let mut found = People::new();
    for (line, record) in &table.rows {
        let (who, minutes) = match one(&table, &columns, *line, record, wanted) {
            Ok(somebody) => (LearnerId::value(&somebody.learner).to_owned(), somebody.minutes),
            Err(_) => (table.cell(record, columns.id).to_owned(), None),
        };
        let name = columns.name.map(|column| table.cell(record, column).to_owned()).unwrap_or_default();
        found.entry(who).or_insert(Keying { lines: Vec::new(), minutes, name }).lines.push(*line);
    }
    Ok(found)
}
