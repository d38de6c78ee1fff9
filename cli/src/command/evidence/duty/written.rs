//! Lines of who should have what, as a table, as CSV, as JSON and as reminders.

use bona_engine::duty::State;
use bona_engine::intake::safe_cell;
use serde_json::{Value, json};

use super::Known;
use crate::command::evidence::columns::{columns, fitted, shortened};

/// A line with its names.
pub(crate) struct Written {
    pub(crate) name: String,
    pub(crate) person: String,
    /// Whether somebody else at this place has that name.
    pub(crate) alike: bool,
    pub(crate) role: String,
    pub(crate) place: String,
    /// Whether the same stands at another place too, and is counted there.
    pub(crate) again: bool,
    pub(crate) kind: &'static str,
    pub(crate) requirement: String,
    pub(crate) title: String,
    pub(crate) last: Option<String>,
    pub(crate) state: State,
    /// How they stand once a waiver is over.
    pub(crate) then: Option<State>,
    /// Days since it should have been there.
    pub(crate) late: Option<i64>,
}

impl Written {
    /// Place by place, and by name.
    pub(super) fn order(&self) -> (String, String, String, String) {
        let small = |text: &str| text.to_lowercase();
        (small(&self.place), small(&self.name), self.person.clone(), small(&self.title))
    }

    /// What they are called where people read it: with their number where the name does not tell.
    pub(crate) fn called(&self) -> String {
        match self.alike {
            true => format!("{} (person {})", self.name, self.person),
            false => self.name.clone(),
        }
    }

    /// Why they need not have it; empty where they need it.
    pub(crate) fn reason(&self) -> &str {
        match &self.state {
            State::Waived(_, because) | State::Exempt(because) => because,
            _ => "",
        }
    }

    /// How they stand, in words.
    pub(crate) fn says(&self) -> String {
        match &self.state {
            State::Has(Some(day)) => format!("has it until {day}"),
            State::Has(None) => "has it".to_owned(),
            State::InTime(day) => format!("has time until {day}"),
            State::Missing(day) => format!("missing since {day}"),
            State::Lapsed(day) => format!("lapsed on {day}"),
            State::Waived(day, because) => {
                let then = match &self.then {
                    Some(State::Missing(due)) => format!(", then missing since {due}"),
                    Some(State::Lapsed(day)) => format!(", then lapsed on {day}"),
                    Some(State::InTime(due)) => format!(", then time until {due}"),
                    _ => String::new(),
                };
                format!("waived until {day}{then}: {because}")
            }
            State::Exempt(because) => format!("exempt: {because}"),
        }
    }
}

/// A table to be read, on a terminal of so many columns.
pub(super) fn human(lines: &[Written], summary: &str, most: Option<usize>) -> String {
    if lines.is_empty() {
        return format!("There is nothing to list.\n\n{summary}");
    }
    let mut rows = vec![["who", "role", "place", "requirement", "how they stand", "last"].map(str::to_owned)];
    for line in lines {
        rows.push([
            shortened_name(line),
            shortened(&line.role),
            shortened(&line.place),
            shortened(&line.title),
            line.says(),
            line.last.clone().unwrap_or_else(|| "never".to_owned()),
        ]);
    }
    format!("{}\n{}", columns(&rows, most), fitted(summary, most))
}

/// A name that is cut leaves the number whole.
fn shortened_name(line: &Written) -> String {
    match line.alike {
        true => format!("{} (person {})", shortened(&line.name), line.person),
        false => shortened(&line.name),
    }
}

/// For a spreadsheet; no cell runs as a formula.
pub(super) fn csv(lines: &[Written]) -> String {
    let mut text =
        "\u{feff}name,role,place,kind,requirement,title,state,day,days_late,last,reason,person\r\n"
            .to_owned();
    for line in lines {
        let late = line.late.map(|days| days.to_string()).unwrap_or_default();
        let cells = [
            line.name.as_str(),
            &line.role,
            &line.place,
            line.kind,
            &line.requirement,
            &line.title,
            line.state.name(),
            line.state.day().unwrap_or_default(),
            &late,
            line.last.as_deref().unwrap_or_default(),
            line.reason(),
            &line.person,
        ];
        let cells = cells.map(|cell| format!("\"{}\"", safe_cell(cell).replace('"', "\"\"")));
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// For programs.
pub(super) fn json(lines: &[Written], known: &Known) -> String {
    let line = |line: &Written| {
        json!({
            "name": line.name,
            "person": line.person,
            "role": line.role,
            "place": line.place,
            "kind": line.kind,
            "requirement": line.requirement,
            "title": line.title,
            "state": line.state.name(),
            "day": line.state.day(),
            "days_late": line.late,
            "last": line.last,
            "reason": Some(line.reason()).filter(|reason| !reason.is_empty()),
        })
    };
    let document: Value = json!({
        "origin": known.log.opened.origin,
        "size": known.log.head.size,
        "as_at": known.as_at,
        "staff_list": known.listed,
        "lines": lines.iter().map(line).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

/// Sentences to send, place by place.
pub(super) fn reminders(lines: &[Written], as_at: &str) -> String {
    if lines.is_empty() {
        return format!("As at {as_at} there is nobody to remind.\n");
    }
    let mut text = format!("Training to be done, as at {as_at}\n");
    let mut place = None;
    for line in lines {
        if place != Some(&line.place) {
            place = Some(&line.place);
            let heading = if line.place.is_empty() { "Without a place" } else { &line.place };
            text.push_str(&format!("\n{}\n", plain(heading)));
        }
        let what = match &line.state {
            State::Missing(day) => format!("should have been done by {day}"),
            State::Lapsed(day) => format!("ran out on {day}; to be done again"),
            State::InTime(day) => format!("to be done by {day}"),
            State::Has(Some(day)) => format!("runs out on {day}; to be done again by then"),
            State::Waived(until, _) => match &line.then {
                Some(State::Missing(day)) => format!("waived until {until}; should have been done by {day}"),
                Some(State::Lapsed(day)) => format!("waived until {until}; ran out on {day}"),
                Some(State::InTime(day)) => format!("waived until {until}; to be done by {day}"),
                _ => continue,
            },
            _ => continue,
        };
        let role = if line.role.is_empty() { String::new() } else { format!(" ({})", plain(&line.role)) };
        text.push_str(&format!("  {}{role}: {}, {what}.\n", plain(&line.called()), plain(&line.title)));
    }
    text
}

/// Control characters would disturb a terminal and a mail.
fn plain(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}
