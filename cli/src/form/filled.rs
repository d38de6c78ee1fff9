//! A form that came back: whose it is, and what stands at each of its answers, with the cell for messages.
//!
//! Sheets are known by what stands in their hidden first cell, rows by their hidden first column: so a sheet may be
//! renamed and rows sorted. What is hidden must be as it was given out; otherwise nobody can say what an answer is of.

use std::collections::{BTreeMap, BTreeSet};

use super::book::{ANSWERS, COURSE, SAY, WHY, WORDS};
use super::{FORMAT, Line, sum};
use crate::sheet::{Cell, Sheet, Unread, cell_name};
use bona_engine::check::said;

/// A form that came back.
#[derive(Clone, Debug)]
pub(crate) struct Filled {
    /// The place's id.
    pub(crate) place: String,
    /// Its answers, in the order in which they were asked.
    pub(crate) answers: Vec<Back>,
}

/// An answer that came back.
#[derive(Clone, Debug)]
pub(crate) struct Back {
    /// What it belongs to.
    pub(crate) line: Line,
    /// The words; `None` where nothing was written.
    pub(crate) say: Option<String>,
    /// Where they stand, `Your answers, C4`.
    pub(crate) say_at: String,
    /// The reason.
    pub(crate) why: Option<String>,
    /// Where it stands.
    pub(crate) why_at: String,
}

/// Something that keeps a form from being taken: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// The sheet and the cell; empty where it is the file as a whole.
    pub(crate) at: String,
    /// What is wrong.
    pub(crate) what: String,
    /// What to do.
    pub(crate) remedy: String,
}

impl Trouble {
    /// A fault at a place of a form.
    pub(crate) fn new(at: impl Into<String>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { at: shown(&at.into()), what: shown(&what.into()), remedy: shown(&remedy.into()) }
    }

    /// One that concerns the file as a whole.
    pub(crate) fn whole(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new("", what, remedy)
    }
}

impl From<Unread> for Trouble {
    fn from(unread: Unread) -> Self {
        Self::whole(unread.what, unread.remedy)
    }
}

pub(super) const ANEW: &str =
    "make the place a new form with `bona variant form`, and copy the answers into it";

/// Whether a sign shows nothing itself: controls, and what turns the direction of letters.
pub(super) fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// What came from a file as a console may show it: nothing in it can move the cursor or begin a line.
pub(crate) fn shown(text: &str) -> String {
    text.chars().map(|sign| if is_unseen(sign) { '\u{fffd}' } else { sign }).collect()
}

/// A form whose sum is right, from its answers by their keys.
pub(super) fn whole(
    place: &str,
    lines: &[Line],
    mut found: BTreeMap<String, Back>,
) -> Result<Filled, Vec<String>> {
    let (mut answers, mut lost) = (Vec::new(), Vec::new());
    for line in lines {
        match found.remove(&line.key) {
            Some(back) => answers.push(back),
            None => lost.push(line.key.clone()),
        }
    }
    if lost.is_empty() { Ok(Filled { place: place.to_owned(), answers }) } else { Err(lost) }
}

/// The place whose form a spreadsheet is, as far as it says so itself: one that cannot be taken did come.
pub(crate) fn place_of_sheets(sheets: &[Sheet]) -> Option<String> {
    let text = |sheet: &Sheet, column: u32| match sheet.cells.get(&(0, column)) {
        Some(Cell::Text(text)) => Some(text.trim().to_owned()),
        _ => None,
    };
    let is_ours = |sheet: &&Sheet| text(sheet, 0).is_some_and(|own| own.starts_with("bona/form/"));
    text(sheets.iter().find(is_ours)?, 1)
}

/// A form from the sheets of a spreadsheet, or everything that is wrong with it.
pub(crate) fn of_sheets(sheets: &[Sheet]) -> Result<Filled, Vec<Trouble>> {
    let text = |sheet: &Sheet, row: u32, column: u32| match sheet.cells.get(&(row, column)) {
        Some(Cell::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    let starts = |sheet: &&Sheet, with: &str| text(sheet, 0, 0).starts_with(with);
    let Some(machine) = sheets.iter().find(|sheet| starts(sheet, "bona/form/")) else {
        let ours = sheets.iter().any(|sheet| starts(&sheet, ANSWERS) || starts(&sheet, COURSE));
        let what = if ours {
            "the hidden sheet `bona` is missing, which says what each answer belongs to"
        } else {
            "this is a spreadsheet, and no form of `bona variant form`"
        };
        return Err(vec![Trouble::whole(what, ANEW)]);
    };
    let (place, own_sum) = (text(machine, 0, 1), text(machine, 0, 2));
    if text(machine, 0, 0) != FORMAT {
        let what =
            format!("this form is of the kind `{}`; this program reads `{FORMAT}`", text(machine, 0, 0));
        return Err(vec![Trouble::whole(what, ANEW)]);
    }
    let (mut courses, mut lines) = (Vec::new(), Vec::new());
    let rows: BTreeSet<u32> = machine.cells.keys().map(|(row, _)| *row).filter(|row| *row > 0).collect();
    for row in rows {
        let [key, was, base] = [1, 2, 3].map(|column| text(machine, row, column));
        match text(machine, row, 0).as_str() {
            "course" => courses.push((key, was)),
            _ => lines.push(Line { key, was, base }),
        }
    }
    if sum(&place, &courses, &lines) != own_sum {
        let at = format!("{}, A1", machine.name);
        return Err(vec![Trouble::new(at, "what is hidden in this form was changed", ANEW)]);
    }
    let mut troubles = Vec::new();
    let mut found = BTreeMap::new();
    for sheet in sheets {
        let marker = text(sheet, 0, 0);
        let reason = marker.starts_with(COURSE);
        if reason || marker == ANSWERS {
            answers(sheet, reason, &lines, &mut found, &mut troubles);
        }
    }
    let whole = whole(&place, &lines, found);
    match whole {
        Ok(filled) if troubles.is_empty() => Ok(filled),
        Ok(_) => Err(troubles),
        Err(lost) => {
            troubles.push(Trouble::whole(missing(&lost, sheets), ANEW));
            Err(troubles)
        }
    }
}

/// What is missing: a whole sheet, or rows.
fn missing(lost: &[String], sheets: &[Sheet]) -> String {
    let there = |marker: &str| {
        let is = |cell: &Cell| matches!(cell, Cell::Text(text) if text.trim() == marker);
        sheets.iter().any(|sheet| sheet.cells.get(&(0, 0)).is_some_and(is))
    };
    let mut gone: BTreeSet<String> = BTreeSet::new();
    let mut rows = Vec::new();
    for key in lost {
        let course = key.strip_prefix("part/").and_then(|rest| rest.split('/').next());
        let (marker, named) = match course {
            Some(course) => {
                (format!("{COURSE}{course}"), format!("the sheet of the course `{course}` is missing"))
            }
            None => (ANSWERS.to_owned(), "the sheet with the questions is missing".to_owned()),
        };
        if there(&marker) {
            rows.push(format!("`{key}`"));
        } else {
            gone.insert(named);
        }
    }
    let mut told: Vec<String> = gone.into_iter().collect();
    if !rows.is_empty() {
        told.push(format!("the rows of these are missing: {}", rows.join(", ")));
    }
    told.join("; ")
}

/// The answers of a sheet; `reason`: it has a column for reasons.
fn answers(
    sheet: &Sheet,
    reason: bool,
    lines: &[Line],
    found: &mut BTreeMap<String, Back>,
    troubles: &mut Vec<Trouble>,
) {
    let keys = sheet.cells.iter().filter(|((row, column), _)| *column == 0 && *row > 0);
    for ((row, _), key) in keys {
        let at = |column: u32| format!("{}, {}", sheet.name, cell_name(*row, column));
        let hidden = "undo the change in the hidden column A, or make the place a new form";
        let Cell::Text(key) = key else {
            troubles.push(Trouble::new(at(0), "the hidden column A holds no text here", hidden));
            continue;
        };
        let key = key.trim();
        let Some(line) = lines.iter().find(|line| line.key == key) else {
            let what = format!("the hidden column A holds `{key}`, which this form did not ask");
            troubles.push(Trouble::new(at(0), what, hidden));
            continue;
        };
        let column = u32::from(if reason { WORDS } else { SAY });
        let say = words(sheet, *row, column, troubles);
        let why = if reason { words(sheet, *row, u32::from(WHY), troubles) } else { None };
        let back = Back { line: line.clone(), say, say_at: at(column), why, why_at: at(u32::from(WHY)) };
        if let Some(before) = found.insert(key.to_owned(), back) {
            let what = format!("`{key}` stands here, and at {}", before.say_at);
            troubles.push(Trouble::new(at(0), what, hidden));
        }
    }
}

/// The words of a cell; what is no text is told.
fn words(sheet: &Sheet, row: u32, column: u32, troubles: &mut Vec<Trouble>) -> Option<String> {
    let at = format!("{}, {}", sheet.name, cell_name(row, column));
    let trouble = match sheet.cells.get(&(row, column))? {
        Cell::Text(text) => {
            let text = said(text);
            return (!text.is_empty()).then_some(text);
        }
        Cell::Formula(_) => Trouble::new(
            at,
            "a formula stands here, and its words may change",
            "write the words themselves: copy the cell, and paste it as a value",
        ),
        Cell::Number(number) => Trouble::new(
            at,
            format!("the program made a number of what was typed: {number}; a nought in front may be lost"),
            "type it once more with an apostrophe before it: '0123",
        ),
        Cell::Date(_) => Trouble::new(
            at,
            "the program made a day or a time of what was typed, and nobody can tell what that was",
            "type it once more with an apostrophe before it: '1/2",
        ),
        Cell::Truth(_) => Trouble::new(
            at,
            "the program made TRUE or FALSE of what was typed",
            "type it once more with an apostrophe before it, or in other words",
        ),
        Cell::Error(_) => Trouble::new(at, "the program shows an error here", "write the words themselves"),
    };
    troubles.push(trouble);
    None
}
