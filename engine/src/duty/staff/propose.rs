//! A mapping proposed from a list's header and the look of its cells, as a text for somebody to mend.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::super::StaffKind;
use super::{day_of, table};
use crate::duty::rules::Dates;
use crate::intake::{FileFault, decode};

/// Words that headings are known by, best first, in small letters without anything between them.
const KNOWN: [(&str, &[&str]); 7] = [
    (
        "staff_number",
        &[
            "employeenumber",
            "staffnumber",
            "payrollnumber",
            "assignmentnumber",
            "staffid",
            "employeeid",
            "esrnumber",
        ],
    ),
    ("email", &["emailaddress", "email", "workemail", "mail"]),
    ("role", &["jobtitle", "role", "positiontitle", "position", "staffgroup", "post"]),
    (
        "place",
        &["location", "ward", "site", "department", "team", "service", "organisation", "practice", "place"],
    ),
    (
        "kind",
        &[
            "assignmentcategory",
            "employeecategory",
            "contracttype",
            "employmenttype",
            "stafftype",
            "category",
            "kind",
        ],
    ),
    (
        "starts",
        &[
            "poststartdate",
            "assignmentstartdate",
            "startdate",
            "dateofjoining",
            "lateststartdate",
            "hiredate",
            "starts",
            "from",
        ],
    ),
    (
        "ends",
        &[
            "terminationdate",
            "leavingdate",
            "leavedate",
            "leftdate",
            "dateleft",
            "enddate",
            "dateofleaving",
            "leaver",
            "ends",
            "to",
        ],
    ),
];
/// Headings of whole names, and of their parts.
const WHOLE_NAME: [&str; 5] = ["fullname", "employeename", "staffname", "name", "displayname"];
const FIRST_NAME: [&str; 5] = ["firstname", "forename", "forenames", "givenname", "preferredname"];
const LAST_NAME: [&str; 4] = ["lastname", "surname", "familyname", "secondname"];
/// What words of lists mean, where that is plain.
const KINDS: [(&str, StaffKind); 12] = [
    ("permanent", StaffKind::Employed),
    ("fixed term temp", StaffKind::Employed),
    ("fixed term", StaffKind::Employed),
    ("full time", StaffKind::Employed),
    ("part time", StaffKind::Employed),
    ("substantive", StaffKind::Employed),
    ("bank", StaffKind::Bank),
    ("zero hours", StaffKind::Bank),
    ("agency", StaffKind::Agency),
    ("locum", StaffKind::Agency),
    ("volunteer", StaffKind::Volunteer),
    ("honorary", StaffKind::Other),
];

/// Proposes a mapping for a list. Where nothing can be guessed it says so, and cannot be used as it stands.
///
/// # Errors
/// When the file is no table.
pub fn proposal(bytes: &[u8]) -> Result<String, FileFault> {
    let text = decode(bytes)?;
    let (header, rows) = table(&text)?;
    let find = |words: &[&str]| {
        words.iter().find_map(|word| header.iter().position(|heading| plain(heading) == *word))
    };
    let column =
        |field: &str| KNOWN.iter().find(|(name, _)| *name == field).and_then(|(_, words)| find(words));
    let heading = |place: usize| header.get(place).unwrap_or_default().trim();
    let mut lines = vec![
        "// Proposed from the list's header. Look at each line, mend it, and give it back with --mapping."
            .to_owned(),
        format!(
            "// The list's columns: {}",
            header.iter().map(str::trim).collect::<Vec<_>>().join(" | ").replace(['\n', '\r'], " ")
        ),
        "StaffMapping(".to_owned(),
    ];
    for field in ["staff_number", "email"] {
        match column(field) {
            Some(place) => lines.push(format!("    {field}: {:?},", heading(place))),
            None => lines.push(format!("    // {field}: \"…\",")),
        }
    }
    let names: Vec<usize> = match (find(&FIRST_NAME), find(&LAST_NAME), find(&WHOLE_NAME)) {
        (Some(first), Some(last), _) => vec![first, last],
        (_, _, Some(whole)) => vec![whole],
        (first, last, None) => first.into_iter().chain(last).collect(),
    };
    let names: Vec<String> = names.into_iter().map(|place| format!("{:?}", heading(place))).collect();
    lines.push(format!("    name: [{}],", names.join(", ")));
    match column("role") {
        Some(place) => lines.push(format!("    role: {:?},", heading(place))),
        None => lines.push("    role: ?, // which column tells what somebody does".to_owned()),
    }
    for field in ["place", "kind", "starts", "ends"] {
        let Some(place) = column(field) else {
            lines.push(format!("    // {field}: \"…\","));
            continue;
        };
        lines.push(format!("    {field}: {:?},", heading(place)));
        if field == "kind" {
            lines.push(kinds(&rows, place));
        }
    }
    let days: Vec<usize> = [column("starts"), column("ends")].into_iter().flatten().collect();
    lines.extend(dates(&rows, &days));
    lines.push(")\n".to_owned());
    Ok(lines.join("\n"))
}

/// A heading without anything but letters and digits.
fn plain(heading: &str) -> String {
    heading.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What each word of a column may mean; a word that is not known must be decided by somebody.
fn kinds(rows: &[StringRecord], place: usize) -> String {
    let words: BTreeSet<&str> = rows.iter().filter_map(|row| row.get(place)).map(str::trim).collect();
    let mut lines = vec!["    kinds: [".to_owned()];
    for word in words.into_iter().filter(|word| !word.is_empty()).take(40) {
        let known = KINDS.iter().find(|(known, _)| *known == word.to_lowercase());
        match known.map(|(_, kind)| *kind).or_else(|| StaffKind::parse(&word.to_lowercase())) {
            Some(kind) => lines.push(format!("        KindWord(says: {word:?}, means: {kind:?}),")),
            None => lines.push(format!(
                "        KindWord(says: {word:?}, means: ?), // Employed, Bank, Agency, Volunteer or Other"
            )),
        }
    }
    lines.push("    ],".to_owned());
    lines.join("\n")
}

/// How dates are written, if one of them can be read in one way alone.
fn dates(rows: &[StringRecord], columns: &[usize]) -> Option<String> {
    let cells: Vec<&str> = rows
        .iter()
        .flat_map(|row| columns.iter().filter_map(|place| row.get(*place)))
        .map(|cell| cell.split(' ').next().unwrap_or_default())
        .filter(|cell| !cell.is_empty())
        .collect();
    let all = |dates| cells.iter().all(|cell| day_of(cell, dates).is_some());
    if cells.is_empty() || all(Dates::YearMonthDay) {
        return None;
    }
    Some(match (all(Dates::DayMonthYear), all(Dates::MonthDayYear)) {
        (true, false) => "    dates: DayMonthYear,".to_owned(),
        (false, true) => "    dates: MonthDayYear,".to_owned(),
        (true, true) => {
            "    dates: ?, // every date can be read in two ways: DayMonthYear or MonthDayYear".to_owned()
        }
        (false, false) => {
            "    dates: ?, // not all dates are written alike: YearMonthDay, DayMonthYear or MonthDayYear"
                .to_owned()
        }
    })
}
