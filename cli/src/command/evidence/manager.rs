//! `bona evidence page`: a page for a manager, place by place, as one file.

mod book;

use std::collections::BTreeMap;
use std::path::Path;

use bona_engine::duty::State;
use bona_engine::time::{day_in_words, days_later};
use bona_packager::{ManagerPage, ManagerPerson, ManagerPlace, ManagerSettled, manager_page};

use super::count;
use super::duty::{Known, Written};
use crate::args::PageArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::give::{Giving, is_page, never};
use crate::machine::{Keep, Machine};
use crate::store::Place;

/// So many days before its end a page tells of a training or a waiver: as `chase` does.
const SOON: i64 = 30;

/// Writes the page.
pub(crate) fn run(args: &PageArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let form = Form::of(&args.file)?;
    let Some(known) = Known::of(args.as_at.as_deref(), args.requirements.as_deref(), place, machine)? else {
        return Ok(Exit::AtFault);
    };
    let giving = Giving::of(place, machine).reading(args.requirements.as_deref());
    match form {
        Form::Page => giving.put(&args.file, Keep::Secret, page(args, &known)?.as_bytes(), |head| {
            is_page(head, "Training at ")
        })?,
        // Somebody may have written in a spreadsheet since, so none is replaced.
        Form::Book => giving.put(&args.file, Keep::Secret, &spreadsheet(args, &known)?, never)?,
    }
    let file = args.file.display();
    print(machine, &format!("Wrote `{file}`, readable by you alone. It names people.\n"))?;
    Ok(Exit::Done)
}

/// What the file's name asks for.
enum Form {
    Page,
    Book,
}

impl Form {
    fn of(file: &Path) -> Result<Self, Failure> {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "html" | "htm" => Ok(Self::Page),
            "xlsx" => Ok(Self::Book),
            _ => Err(Failure::Argument(format!(
                "`{}`: the ending says what to write: .html is a page, .xlsx a spreadsheet",
                file.display()
            ))),
        }
    }
}

/// The lists as a spreadsheet.
fn spreadsheet(args: &PageArgs, known: &Known) -> Result<Vec<u8>, Failure> {
    let written = known.written(|_| true);
    if book::ROWS <= written.len() {
        return Err(Failure::Argument(format!(
            "{} lines are more than a spreadsheet holds; `bona evidence gaps --all --output csv` prints them all",
            written.len()
        )));
    }
    let mut lines = vec![
        format!("As at {}. Staff list of {}.", day_in_words(&known.as_at), day_in_words(&known.listed)),
        format!("Log verified: {}, {}.", known.log.opened.origin, leaves(known)),
        "This file names people: give it to nobody who need not know.".to_owned(),
        String::new(),
    ];
    lines.extend(sums(&written));
    let told = book::Told { organisation: &known.log.opened.organisation, lines: &lines };
    let soon = days_later(&known.as_at, SOON).unwrap_or_default();
    book::book(&told, &written, &soon)
        .map_err(|error| Failure::Argument(format!("`{}` cannot be made: {error}", args.file.display())))
}

fn leaves(known: &Known) -> String {
    count(known.log.head.size, "leaf", "leaves")
}

/// The page.
fn page(args: &PageArgs, known: &Known) -> Result<String, Failure> {
    let written = known.written(|_| true);
    let soon = days_later(&known.as_at, SOON).unwrap_or_default();
    let page = ManagerPage {
        organisation: known.log.opened.organisation.clone(),
        as_at: day_in_words(&known.as_at),
        listed: day_in_words(&known.listed),
        sums: sums(&written),
        verified: format!("{}, {}", known.log.opened.origin, leaves(known)),
        places: places(&written, &soon),
    };
    manager_page(&page).map_err(|source| Failure::Package { path: args.file.display().to_string(), source })
}

fn sums(lines: &[Written]) -> Vec<String> {
    let mut by: BTreeMap<(&str, &str), [usize; 4]> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.again) {
        let sums = by.entry((line.title.as_str(), line.requirement.as_str())).or_default();
        sums[match line.state {
            State::Has(_) => 0,
            State::Missing(_) | State::Lapsed(_) => 1,
            State::InTime(_) => 2,
            State::Waived(..) | State::Exempt(_) => 3,
        }] += 1;
    }
    let sentence = |((title, _), [has, gap, time, off]): (&(&str, &str), &[usize; 4])| {
        let asked = has + gap + time;
        let mut text = format!("{title}: {has} of {asked} have it");
        if 0 < *gap {
            text.push_str(&format!(", {gap} late"));
        }
        if 0 < *time {
            text.push_str(&format!(", {time} still in time"));
        }
        if 0 < *off {
            text.push_str(&format!("; {off} need not have it"));
        }
        text + "."
    };
    by.iter().map(sentence).collect()
}

/// Lines stand place by place and name by name already. Waivers that end by a day are told of.
fn places(lines: &[Written], soon: &str) -> Vec<ManagerPlace> {
    let mut places: Vec<ManagerPlace> = Vec::new();
    let mut people: Vec<(&str, Vec<&Written>)> = Vec::new();
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let here = rest.iter().take_while(|line| line.place == first.place).count();
        people.clear();
        for line in &rest[..here] {
            match people.last_mut() {
                Some((person, theirs)) if *person == line.person => theirs.push(line),
                _ => people.push((line.person.as_str(), vec![line])),
            }
        }
        places.push(one_place(&first.place, &people, soon));
        rest = &rest[here..];
    }
    places
}

fn one_place(name: &str, people: &[(&str, Vec<&Written>)], soon: &str) -> ManagerPlace {
    let (mut open, mut settled) = (Vec::new(), Vec::new());
    for (_, lines) in people {
        let pressing = lines.iter().filter_map(|line| Pressing::of(line, soon)).min();
        let Some(first) = lines.first() else { continue };
        match pressing {
            None => {
                let has = lines.iter().map(|line| has(line)).collect();
                settled.push(ManagerSettled { name: first.called(), has });
            }
            Some(pressing) => {
                let (name, role) = (first.called(), first.role.clone());
                let to_do = lines.iter().filter_map(|line| to_do(line, soon)).collect();
                open.push((pressing, ManagerPerson { name, role, when: pressing.name().to_owned(), to_do }));
            }
        }
    }
    // By name within each, as they came.
    open.sort_by_key(|(pressing, _)| *pressing);
    let everybody = count(people.len() as u64, "person", "people");
    ManagerPlace {
        name: if name.is_empty() { "Without a place".to_owned() } else { name.to_owned() },
        sum: match settled.len() {
            0 if people.len() == 1 => format!("{everybody}, who has something to do."),
            0 => format!("{everybody}; everybody has something to do."),
            all if all == people.len() => format!("{everybody}; nothing is to be done."),
            1 => format!("{everybody}; 1 of them has nothing to do."),
            some => format!("{everybody}; {some} of them have nothing to do."),
        },
        open: open.into_iter().map(|(_, person)| person).collect(),
        settled,
    }
}

/// How pressing something is that is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pressing {
    Late,
    Soon,
    Later,
}

impl Pressing {
    /// Of one line; nothing where nothing is to be done.
    fn of(line: &Written, soon: &str) -> Option<Self> {
        match &line.state {
            _ if line.state.is_gap() => Some(Self::Late),
            State::InTime(day) if day.as_str() <= soon => Some(Self::Soon),
            State::InTime(_) => Some(Self::Later),
            _ => to_do(line, soon).map(|_| Self::Soon),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Late => "Late",
            Self::Soon => "Within 30 days",
            Self::Later => "Later",
        }
    }
}

/// What somebody has who has nothing to do. Why somebody need not have it is for the spreadsheet: a page hangs on walls.
fn has(line: &Written) -> String {
    let title = &line.title;
    match &line.state {
        State::Has(Some(day)) => format!("{title} until {}", day_in_words(day)),
        State::Waived(day, _) => format!("{title}: let off until {}", day_in_words(day)),
        State::Exempt(_) => format!("{title}: not asked of this post"),
        _ => title.clone(),
    }
}

/// What is to be done, or nothing.
pub(super) fn to_do(line: &Written, soon: &str) -> Option<String> {
    let title = &line.title;
    match &line.state {
        State::Missing(day) => Some(format!("{title}: late, it was due by {}.", day_in_words(day))),
        State::Lapsed(day) => Some(format!("{title}: late, it ran out on {}.", day_in_words(day))),
        State::InTime(day) => Some(format!("{title}: to be done by {}.", day_in_words(day))),
        State::Has(Some(day)) if day.as_str() <= soon => {
            Some(format!("{title}: runs out on {}, and is to be done again by then.", day_in_words(day)))
        }
        State::Waived(day, _) if day.as_str() <= soon => {
            let then = match line.then.as_ref()? {
                State::Missing(day) => {
                    format!("late from then on, since it was due by {}", day_in_words(day))
                }
                State::Lapsed(day) => format!("late from then on, since it ran out on {}", day_in_words(day)),
                State::InTime(day) => format!("to be done by {}", day_in_words(day)),
                _ => return None,
            };
            Some(format!("{title}: the waiver ends on {}; {then}.", day_in_words(day)))
        }
        State::Has(_) | State::Waived(..) | State::Exempt(_) => None,
    }
}
