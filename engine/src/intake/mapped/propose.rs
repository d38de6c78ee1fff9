//! A mapping made out of a table's header and words, for a person to look at. What it cannot know it leaves open, and a
//! mapping with something left open is not read.

use std::collections::BTreeSet;

use super::super::table::{Table, place};
use super::super::{FileFault, shown};
use super::day;
use super::mapping::Order;

/// Most words of a column that are shown.
const WORDS: usize = 20;

/// What columns are often headed, strongest first. Guesses, and said to be.
const WHO: [(&str, &[&str]); 3] = [
    (
        "StaffNumber",
        &[
            "staff number",
            "employee number",
            "employee id",
            "staff id",
            "payroll number",
            "assignment number",
            "id number",
            "user id number",
        ],
    ),
    ("Email", &["email", "e-mail", "email address", "user's email", "user email"]),
    ("Account", &["username", "user name", "login"]),
];
const NAMES: &[&str] =
    &["name", "full name", "user's fullname", "user's full name", "employee name", "learner"];
const FIRST: &[&str] = &["first name", "forename", "user's first name"];
const LAST: &[&str] = &["last name", "surname", "user's last name"];
const COURSES: &[&str] =
    &["course", "course name", "course full name", "course title", "competency", "learning item"];
const STATES: &[&str] =
    &["completion status", "course completion status", "status", "state", "result", "outcome"];
const WHENS: &[&str] = &[
    "completion date",
    "date completed",
    "time completed",
    "completed on",
    "achieved date",
    "date achieved",
    "date",
];
const SCORES: &[&str] = &["grade", "score", "course grade", "final grade", "mark"];

/// Orders of which days can say that they stand in one and not in another.
const ORDERS: [(Order, &str); 3] =
    [(Order::DayFirst, "DayFirst"), (Order::MonthFirst, "MonthFirst"), (Order::Spreadsheet, "Spreadsheet")];

/// Proposes a mapping.
///
/// # Errors
/// When no row of the file looks like a header.
pub fn propose(bytes: &[u8]) -> Result<String, FileFault> {
    let known = |headings: &[String]| {
        let has = |names: &[&str]| place(headings, names).is_some();
        2 <= headings.len() && has(STATES) && WHO.iter().any(|(_, names)| has(names))
    };
    let any = |headings: &[String]| 2 <= headings.len() && headings.iter().all(|heading| !heading.is_empty());
    let none = || {
        FileFault::new(
            "no row of this file looks like the header of a table",
            "see docs/evidence.md for the kinds of file that are read, and name one with --kind",
        )
    };
    // Where cells are parted by semicolons a comma stands in a number, and no heading of such a table holds a semicolon.
    let parted = |headings: &[String]| any(headings) && !headings.iter().any(|heading| heading.contains(';'));
    let table = Table::read(bytes, known, none())
        .or_else(|_| Table::read(bytes, parted, none()))
        .or_else(|_| Table::read(bytes, any, none()))?;
    Ok(text(&table))
}

fn text(table: &Table) -> String {
    let column = |names: &[&str]| table.column(names).map(|place| table.headings[place].clone());
    let quoted = |text: &str| format!("{text:?}");
    let mut out = String::from(
        "// Proposed by what the columns are headed. Look at every line, put the words where they belong, then import with\n\
         // --mapping and this file. Lines that hold a `?` must be filled in.\n",
    );
    let headings: Vec<String> = table.headings.iter().map(|heading| shown(heading)).collect();
    let who = WHO
        .iter()
        .find_map(|(kind, names)| column(names).map(|heading| format!("{kind}({})", quoted(&heading))));
    let names = match (column(NAMES), column(FIRST), column(LAST)) {
        (Some(name), _, _) => vec![name],
        (None, Some(first), Some(last)) => vec![first, last],
        _ => Vec::new(),
    };
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    let mut line = |text: String| out.push_str(&text);
    line(format!("// The table has {}.\n(\n    format: 1,\n", headings.join(", ")));
    line(format!("    who: {},\n", who.unwrap_or_else(|| "StaffNumber(\"?\")".into())));
    line(format!("    name: [{}],\n", names.join(", ")));
    if let Some(course) = table.column(COURSES) {
        let heading = quoted(&table.headings[course]);
        line(format!("    // Which of these is the course? {}\n", words(table, course)));
        line(format!("    course: (column: {heading}, is: [\"?\"]),\n"));
    }
    let when = table.column(WHENS);
    line(said(table, when.is_some()));
    line(day_of(table, when));
    if let Some(score) = table.column(SCORES) {
        let heading = quoted(&table.headings[score]);
        line(format!(
            "    // Such as {}. Percent, or Points(20)? Totara: Grade display type.\n",
            words(table, score)
        ));
        line(format!("    score: (column: {heading}, scale: \"?\"),\n"));
    }
    out.push_str(")\n");
    out
}

/// The line of the words that say whether it was completed.
fn said(table: &Table, has_days: bool) -> String {
    match (table.column(STATES), has_days) {
        (None, true) => "    // Whoever has a day counts as completed. If a column says it in words, name it here:\n    \
             // state: (column: \"\", passed: [], completed: [], failed: [], nothing: []),\n"
            .to_owned(),
        (None, false) => {
            "    // A column that says in words whether it was completed? Without this line whoever has a day has.\n    \
             state: (column: \"?\", passed: [], completed: [\"?\"], failed: [], nothing: []),\n"
                .to_owned()
        }
        (Some(state), _) => format!(
            "    // What do these words come to? {}\n    \
             state: (column: {:?}, passed: [], completed: [\"?\"], failed: [], nothing: []),\n",
            words(table, state),
            table.headings[state]
        ),
    }
}

/// The line of the days.
fn day_of(table: &Table, when: Option<usize>) -> String {
    let Some(when) = when else {
        return "    // Which column has the days? In a sheet with a column for each course it is that of this course.\n    \
             when: (column: \"?\", order: \"?\"),\n"
            .to_owned();
    };
    let (ask, order) = match order(table, when) {
        Some(Fitting::Plain) => ("Each can be read in one way only.".to_owned(), String::new()),
        Some(Fitting::One(name, day)) => (format!("No other order fits {day}."), format!(", order: {name}")),
        None => ("DayFirst, MonthFirst, YearFirst or Spreadsheet?".to_owned(), ", order: \"?\"".to_owned()),
    };
    let heading = &table.headings[when];
    format!("    // Such as {}. {ask}\n    when: (column: {heading:?}{order}),\n", words(table, when))
}

/// In which order days stand, where the days themselves say it.
enum Fitting {
    /// In none that matters.
    Plain,
    /// In this one, and a day that fits no other.
    One(&'static str, String),
}

/// In which order the days of a column stand; `None` where they do not say it, or nothing stands there.
fn order(table: &Table, column: usize) -> Option<Fitting> {
    let days =
        || table.rows.iter().map(|(_, record)| table.cell(record, column)).filter(|day| !day.is_empty());
    let fits = |order| move |day: &str| day::read(day, order).is_ok();
    days().next()?;
    let mut fitting = ORDERS.iter().filter(|(order, _)| days().all(fits(Some(*order))));
    let (own, name) = fitting.next()?;
    if fitting.next().is_some() {
        return days().all(fits(None)).then_some(Fitting::Plain);
    }
    let others = |day: &str| ORDERS.iter().any(|(order, _)| order != own && fits(Some(*order))(day));
    let day = days().find(|day| !others(day))?;
    Some(Fitting::One(name, shown(day)))
}

/// What stands in a column, each once.
fn words(table: &Table, column: usize) -> String {
    let all: BTreeSet<&str> = table
        .rows
        .iter()
        .map(|(_, record)| table.cell(record, column))
        .filter(|cell| !cell.is_empty())
        .collect();
    let more = if WORDS < all.len() { ", …" } else { "" };
    let words: Vec<String> = all.into_iter().take(WORDS).map(shown).collect();
    format!("{}{more}", words.join(", "))
}
