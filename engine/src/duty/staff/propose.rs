//! A mapping proposed from a list's header and the look of its cells, as a text for somebody to mend.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::super::StaffKind;
use super::{day_of, table};
use crate::duty::rules::Dates;
use crate::intake::{FileFault, decode};

/// Words that headings are known by, best first, in small letters without anything between them. They are what lists of staff
/// are commonly headed by, and no system's own format: an export has the headings that somebody chose for it.
const KNOWN: [(&str, &[&str]); 7] = [
    (
        "staff_number",
        &[
            "employeenumber",
            "staffnumber",
            "payrollnumber",
            "personnelnumber",
            "assignmentnumber",
            "staffid",
            "employeeid",
            "personnelid",
            "payrollid",
            "esrnumber",
            "payrollreference",
            "payrollref",
            "payroll",
        ],
    ),
    ("email", &["emailaddress", "email", "workemail", "workemailaddress", "mail"]),
    (
        "role",
        &[
            "jobtitle",
            "jobrole",
            "role",
            "roletitle",
            "positiontitle",
            "positionname",
            "position",
            "posttitle",
            "occupation",
            "designation",
            "job",
            "staffgroup",
            "post",
        ],
    ),
    (
        "place",
        &[
            "location",
            "ward",
            "worklocation",
            "workplace",
            "site",
            "unit",
            "department",
            "team",
            "service",
            "branch",
            "base",
            "organisation",
            "practice",
            "place",
            "directorate",
            "division",
            "costcentrename",
            "costcentre",
            "costcenter",
        ],
    ),
    (
        "kind",
        &[
            "assignmentcategory",
            "employeecategory",
            "contracttype",
            "typeofcontract",
            "employmenttype",
            "stafftype",
            "workertype",
            "contract",
            "category",
            "kind",
        ],
    ),
    (
        "starts",
        &[
            "poststartdate",
            "assignmentstartdate",
            "contractstartdate",
            "employmentstartdate",
            "startdate",
            "dateofjoining",
            "joiningdate",
            "datejoined",
            "datestarted",
            "lateststartdate",
            "hiredate",
            "commencementdate",
            "started",
            "joined",
            "commenced",
            "start",
            "starts",
            "from",
        ],
    ),
    (
        "ends",
        &[
            "postenddate",
            "assignmentenddate",
            "contractenddate",
            "employmentenddate",
            "terminationdate",
            "leavingdate",
            "leavedate",
            "leaverdate",
            "leftdate",
            "dateleft",
            "enddate",
            "dateofleaving",
            "lastworkingday",
            "lastday",
            "leaves",
            "leaving",
            "leaver",
            "left",
            "ended",
            "end",
            "ends",
            "to",
        ],
    ),
];
/// Columns that hold numbers or days: one that is headed so and has no digit in any cell holds something else, such as
/// yes or no, or how often somebody is paid.
const DIGITS: [&str; 3] = ["staff_number", "starts", "ends"];
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
    let list = List { header: &header, rows: &rows };
    let mut lines = vec![
        "// Proposed from the list's header. Look at each line, mend it, and give it back with --mapping."
            .to_owned(),
        format!("// The list's columns: {}", list.headings(0..header.len())),
        "StaffMapping(".to_owned(),
    ];
    let mut taken = Vec::new();
    for field in ["staff_number", "email"] {
        lines.push(list.line(field, &mut taken).unwrap_or_else(|| format!("    // {field}: \"…\",")));
    }
    let names = list.names();
    let quoted: Vec<String> = names.iter().map(|place| format!("{:?}", list.heading(*place))).collect();
    lines.push(format!("    name: [{}],", quoted.join(", ")));
    taken.extend(names);
    let role = list.line("role", &mut taken);
    lines.push(role.unwrap_or_else(|| "    role: ?, // which column tells what somebody does".to_owned()));
    for field in ["place", "kind", "starts", "ends"] {
        lines.push(list.line(field, &mut taken).unwrap_or_else(|| format!("    // {field}: \"…\",")));
        if let Some(place) = list.columns(field).first().filter(|_| field == "kind") {
            lines.push(kinds(&rows, *place));
        }
    }
    let first = |field| list.columns(field).first().copied();
    let days: Vec<usize> = [first("starts"), first("ends")].into_iter().flatten().collect();
    lines.extend(dates(&rows, &days));
    let left = (0..header.len()).filter(|place| !taken.contains(place) && !list.heading(*place).is_empty());
    let left = list.headings(left);
    if !left.is_empty() {
        lines.insert(2, format!("// In no line below: {left}"));
    }
    lines.push(")\n".to_owned());
    Ok(lines.join("\n"))
}

/// A list of staff of which nobody has said yet what its columns are.
struct List<'a> {
    header: &'a StringRecord,
    rows: &'a [StringRecord],
}

impl List<'_> {
    fn heading(&self, place: usize) -> &str {
        self.header.get(place).unwrap_or_default().trim()
    }

    /// Headings on one line.
    fn headings(&self, places: impl Iterator<Item = usize>) -> String {
        places.map(|place| self.heading(place)).collect::<Vec<_>>().join(" | ").replace(['\n', '\r'], " ")
    }

    /// The columns that are headed by one of these words, in the order of the words.
    fn headed(&self, words: &[&str]) -> Vec<usize> {
        let places = |word: &&str| {
            let word = (*word).to_owned();
            (0..self.header.len()).filter(move |place| fits(self.heading(*place), &word))
        };
        words.iter().flat_map(places).collect()
    }

    /// The columns that may be a field, the likeliest first.
    fn columns(&self, field: &str) -> Vec<usize> {
        let words = KNOWN.iter().find(|(name, _)| *name == field).map_or(&[][..], |(_, words)| words);
        let mut found = self.headed(words);
        if DIGITS.contains(&field) {
            found.retain(|place| self.has_digits(*place));
        }
        found
    }

    /// Whether a cell of the column has a digit; an empty column may yet have some.
    fn has_digits(&self, place: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(place)).map(str::trim);
        let mut filled = cells.by_ref().filter(|cell| !cell.is_empty()).peekable();
        filled.peek().is_none() || filled.any(|cell| cell.contains(|sign: char| sign.is_ascii_digit()))
    }

    /// The line that proposes a column for a field, with what else it might be; `None` where none may be it.
    fn line(&self, field: &str, taken: &mut Vec<usize>) -> Option<String> {
        let found = self.columns(field);
        let (first, others) = found.split_first()?;
        taken.extend(&found);
        let mut line = format!("    {field}: {:?},", self.heading(*first));
        if !others.is_empty() {
            let others: Vec<String> =
                others.iter().map(|place| format!("{:?}", self.heading(*place))).collect();
            line.push_str(&format!(" // or {}?", others.join(", ")));
        }
        Some(line)
    }

    /// The columns that make a name.
    fn names(&self) -> Vec<usize> {
        let first = |words| self.headed(words).first().copied();
        match (first(&FIRST_NAME), first(&LAST_NAME), first(&WHOLE_NAME)) {
            (Some(first), Some(last), _) => vec![first, last],
            (_, _, Some(whole)) => vec![whole],
            (first, last, None) => first.into_iter().chain(last).collect(),
        }
    }
}

/// Whether a heading is a word, whatever stands between its letters; `no` and `num` at its end mean `number`.
fn fits(heading: &str, word: &str) -> bool {
    let heading = plain(heading);
    let short = ["no", "num"].iter().filter_map(|short| heading.strip_suffix(short));
    heading == word || short.map(|stem| format!("{stem}number")).any(|whole| whole == word)
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
