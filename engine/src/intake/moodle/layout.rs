//! The header of Moodle's report: which columns are identity, which is the activity that is meant.
//!
//! Nothing in the file parts the identity columns from the activities. What tells them apart is the second
//! heading of an activity: it is empty or a time, and no identity column is headed so.

use csv::StringRecord;

use super::super::text::unsafe_cell;
use super::super::{COLUMNS, FileFault, IdKind, Wanted, shown};
use crate::time::local_from_moodle;

/// Heading of the column that a file of refused rows has at its end.
pub(super) const WHY: &str = "bona: why refused";

/// What Moodle calls the identity fields that we know, strongest first, in English.
const IDENTITIES: [(&str, IdKind); 4] = [
    ("ID number", IdKind::StaffNumber),
    ("Email address", IdKind::Email),
    ("Email", IdKind::Email),
    ("Username", IdKind::Account),
];

/// Where things stand in a row.
#[derive(Debug)]
pub(super) struct Layout {
    headings: Vec<String>,
    /// Number of columns that the report has.
    pub(super) columns: usize,
    /// The column by which learners are known, and what kind of id it holds.
    pub(super) identity: usize,
    pub(super) kind: IdKind,
    /// The column with the state; the time stands in the next.
    pub(super) activity: usize,
    /// Whether this is a file of refused rows: then there is a column with reasons, and cells were made safe.
    pub(super) mended: bool,
}

impl Layout {
    /// Reads the header.
    pub(super) fn of(header: &StringRecord, wanted: &Wanted) -> Result<Self, FileFault> {
        if COLUMNS < header.len() {
            let why = format!("the file has {} columns; at most {COLUMNS} are read", header.len());
            return Err(FileFault::new(
                why,
                "choose one kind of activity above Moodle's report, and export that",
            ));
        }
        if header.get(0).is_some_and(|first| !first.trim().is_empty()) {
            return Err(not_this_report(header));
        }
        let mended = header.iter().next_back() == Some(WHY);
        let columns = header.len() - usize::from(mended);
        let plain = |cell: &str| if mended { unsafe_cell(cell).to_owned() } else { cell.to_owned() };
        let headings: Vec<String> = header.iter().take(columns).map(plain).collect();
        let first = first_activity(&headings).ok_or_else(not_the_report)?;
        let (identity, kind) = identity(&headings[..first], wanted)?;
        let activity = activity(&headings, first, wanted)?;
        Ok(Self { headings, columns, identity, kind, activity, mended })
    }

    /// Whether a row has as many cells as it must; the reason why it was refused may have been deleted.
    pub(super) fn fits(&self, record: &StringRecord) -> bool {
        record.len() == self.columns || (self.mended && record.len() == self.columns + 1)
    }

    /// The heading of a column, as a person would read it.
    pub(super) fn heading(&self, column: usize) -> String {
        match self.headings.get(column).map(|heading| unescaped(heading)) {
            Some(heading) if !heading.trim().is_empty() => heading,
            _ if column == 0 => "name".to_owned(),
            _ => "time".to_owned(),
        }
    }

    /// A cell; empty where the row has none.
    pub(super) fn cell<'a>(&self, record: &'a StringRecord, column: usize) -> &'a str {
        let cell = record.get(column).unwrap_or("");
        if self.mended { unsafe_cell(cell) } else { cell }
    }
}

pub(super) fn not_the_report() -> FileFault {
    FileFault::new(
        "this is not Moodle's report *Activity completion*",
        "in the Moodle course open Reports, Activity completion, and download it at the foot of the page; if it is another \
         file, say which with --kind: `--kind table` for any table",
    )
}

/// The report's first cell is empty and unquoted, so a file of it begins with what parts its cells.
pub(super) fn delimiter(text: &str) -> Result<u8, FileFault> {
    let start = text.strip_prefix("\"\"").unwrap_or(text);
    match start.bytes().next() {
        Some(found @ (b',' | b'\t' | b';')) => Ok(found),
        _ => {
            // Not that report: read the header by commas or tabs, to say which report it is.
            let line = text.lines().next().unwrap_or("");
            let delimiter = if line.contains('\t') { '\t' } else { ',' };
            let cells = line.split(delimiter).map(|cell| cell.trim_matches('"'));
            Err(not_this_report(&cells.collect()))
        }
    }
}

/// Says which report it is instead, where that is known.
fn not_this_report(header: &StringRecord) -> FileFault {
    let has = |name: &str| header.iter().any(|cell| cell.trim() == name);
    if has("Attempt") && has("Started on") && has("Last accessed on") {
        return FileFault::new(
            "this is Moodle's SCORM report: score seen, status unknown. It cannot say who completed",
            "import Reports, Activity completion of the same Moodle course, and give this one beside it with --interactions",
        );
    }
    not_the_report()
}

fn first_activity(headings: &[String]) -> Option<usize> {
    let is_time =
        |column: usize| headings[column].is_empty() || local_from_moodle(&headings[column]).is_some();
    let first = (1..headings.len().saturating_sub(1)).find(|column| is_time(column + 1))?;
    if !(headings.len() - first).is_multiple_of(2) {
        return None;
    }
    let pair = |column: usize| !headings[column].is_empty() && is_time(column + 1);
    (first..headings.len()).step_by(2).all(pair).then_some(first)
}

/// The columns of identity that we know, strongest first.
pub(super) fn identity_columns(headings: &[String]) -> impl Iterator<Item = (usize, IdKind)> {
    IDENTITIES.iter().filter_map(|(name, kind)| {
        Some((headings.iter().position(|heading| heading.trim() == *name)?, *kind))
    })
}

fn identity(headings: &[String], wanted: &Wanted) -> Result<(usize, IdKind), FileFault> {
    let found = identity_columns(headings).find(|(_, kind)| wanted.identify_by.is_none_or(|by| by == *kind));
    match found {
        Some((_, IdKind::Account)) if wanted.lms.is_none() => Err(FileFault::new(
            "learners are known by `Username` here, which means nothing outside that Moodle",
            "add --lms with the address of the Moodle, always the same one",
        )),
        Some(found) => Ok(found),
        None => {
            let others: Vec<String> = headings.iter().skip(1).map(|heading| shown(heading)).collect();
            let shows = if others.is_empty() { "names alone".to_owned() } else { others.join(", ") };
            Err(FileFault::new(
                format!("nothing says who the learners are: the report shows {shows}"),
                "ask the site's administrator to show `ID number` or `Email address` (Show user identity), and export again in English",
            ))
        }
    }
}

fn activity(headings: &[String], first: usize, wanted: &Wanted) -> Result<usize, FileFault> {
    let all = || (first..headings.len()).step_by(2);
    let list = || {
        let mut names: Vec<String> =
            all().take(20).map(|column| shown(&unescaped(&headings[column]))).collect();
        if 20 < all().count() {
            names.push("…".to_owned());
        }
        names.join(", ")
    };
    let Some(name) = &wanted.activity else {
        return Err(FileFault::new(
            "which activity is the course?",
            format!("name it with --activity: {}", list()),
        ));
    };
    let name = plain(name);
    let mut found = all().filter(|column| plain(&headings[*column]) == name);
    match (found.next(), found.next()) {
        (Some(column), None) => Ok(column),
        (Some(_), Some(_)) => Err(FileFault::new(
            format!("two activities are called {}", shown(&name)),
            "rename one of them in Moodle, and export the report again",
        )),
        (None, _) => Err(FileFault::new(
            format!("no activity is called {}", shown(&name)),
            format!("name the one that is meant with --activity: {}", list()),
        )),
    }
}

/// A name as it can be compared: Moodle writes `&` as `&amp;` and turns `"` into `'` on export.
fn plain(name: &str) -> String {
    let plain = unescaped(name).replace('"', "'");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Undoes what Moodle's `format_string` does to the signs of HTML; `&amp;` last, so that nothing is undone twice.
pub(super) fn unescaped(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#039;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (written, meant)| text.replace(written, meant))
}

/// A column as a spreadsheet names it: A, B … Z, AA.
pub(super) fn column_name(column: usize) -> String {
    let letter = |place: usize| char::from(b'A' + u8::try_from(place % 26).expect("less than 26"));
    match column / 26 {
        0 => letter(column).to_string(),
        more => format!("{}{}", letter(more - 1), letter(column)),
    }
}
