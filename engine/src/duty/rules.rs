//! `requirements.ron` and a mapping file become values, or faults with their places.

use std::collections::BTreeMap;

use super::{POST_TEXT, Reach, Requirement, Span, StaffKind};
use crate::diagnostic::{At, Checked, Diagnostic, Path, Place, Severity};
use crate::id::is_id;
use crate::intake::one_line;
use crate::raw::{RawDates, RawExempt, RawRequirement, RawSpan, RawStaffKind, RawStaffMapping};
use crate::read::tree::Tree;
use crate::read::{Read, locate, read};
use crate::rule::Rule;
use crate::source::Source;
use crate::time::is_day;

/// How the dates of a staff list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// 2026-11-23.
    YearMonthDay,
    /// 23/11/2026.
    DayMonthYear,
    /// 11/23/2026.
    MonthDayYear,
}

/// How a staff list is to be read: headings of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The staff number.
    pub staff_number: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The parts of the name.
    pub name: Vec<String>,
    /// The role.
    pub role: String,
    /// The place of work.
    pub place: Option<String>,
    /// The kind of staff.
    pub kind: Option<String>,
    /// What its words mean, in small letters.
    pub kinds: BTreeMap<String, StaffKind>,
    /// The first day.
    pub starts: Option<String>,
    /// The last day.
    pub ends: Option<String>,
    /// How dates are written.
    pub dates: Dates,
}

/// Reads `requirements.ron`.
#[must_use]
pub fn requirements(source: &Source) -> Checked<Vec<Requirement>> {
    let mut judge = Judge::new(source);
    let read: Read<Vec<RawRequirement>> = read(source, "list of requirements", &mut judge.found);
    let mut ids: BTreeMap<String, Path> = BTreeMap::new();
    let raw = read.value.unwrap_or_default();
    let mut list = Vec::new();
    for (number, raw) in raw.into_iter().enumerate() {
        let path = Path::default().index(number);
        judge.requirement(&raw, &path, &ids);
        ids.entry(raw.id.clone()).or_insert(path.field("id"));
        list.push(requirement(raw));
    }
    judge.checked(list, &read.gaps)
}

/// Reads a mapping file.
#[must_use]
pub fn mapping(source: &Source) -> Checked<Mapping> {
    let mut judge = Judge::new(source);
    let read: Read<RawStaffMapping> = read(source, "mapping of a staff list", &mut judge.found);
    let Some(raw) = read.value else {
        return Checked { value: None, diagnostics: judge.found };
    };
    let top = Path::default();
    if raw.staff_number.is_none() && raw.email.is_none() {
        let fault = judge.fault(Rule::MissingField, &top, "nobody can be known by this mapping");
        judge.found.push(fault.label("neither a staff number nor an e-mail address").help(
            "write `staff_number: \"…\"` or `email: \"…\"` with the heading of that column; a name alone tells \
             people of one name apart from nobody",
        ));
    }
    if raw.name.is_empty() {
        let fault = judge.fault(Rule::NothingInside, &top.field("name"), "no column makes the name");
        judge
            .found
            .push(fault.help("write `name: [\"First Name\", \"Last Name\"]` with the list's own headings"));
    }
    let kinds = raw.kinds.iter().map(|word| (word.says.trim().to_lowercase(), kind(word.means))).collect();
    let mapping = Mapping {
        staff_number: raw.staff_number,
        email: raw.email,
        name: raw.name,
        role: raw.role,
        place: raw.place,
        kind: raw.kind,
        kinds,
        starts: raw.starts,
        ends: raw.ends,
        dates: match raw.dates {
            None | Some(RawDates::YearMonthDay) => Dates::YearMonthDay,
            Some(RawDates::DayMonthYear) => Dates::DayMonthYear,
            Some(RawDates::MonthDayYear) => Dates::MonthDayYear,
        },
    };
    judge.checked(mapping, &read.gaps)
}

fn kind(raw: RawStaffKind) -> StaffKind {
    match raw {
        RawStaffKind::Employed => StaffKind::Employed,
        RawStaffKind::Bank => StaffKind::Bank,
        RawStaffKind::Agency => StaffKind::Agency,
        RawStaffKind::Volunteer => StaffKind::Volunteer,
        RawStaffKind::Other => StaffKind::Other,
    }
}

pub(super) fn span(raw: &RawSpan) -> Span {
    match *raw {
        RawSpan::Days(days) => Span::Days(days),
        RawSpan::Weeks(weeks) => Span::Days(weeks.saturating_mul(7)),
        RawSpan::Months(months) => Span::Months(months.into()),
        RawSpan::Years(years) => Span::Months(u32::from(years) * 12),
    }
}

fn reach(roles: Vec<String>, places: Vec<String>, kinds: &[RawStaffKind]) -> Reach {
    Reach { roles, places, kinds: kinds.iter().map(|raw| kind(*raw)).collect() }
}

fn requirement(raw: RawRequirement) -> Requirement {
    let exempt = |raw: RawExempt| (reach(raw.roles, raw.places, &raw.kinds), raw.because.trim().to_owned());
    Requirement {
        id: raw.id,
        title: raw.title,
        courses: raw.courses,
        reach: reach(raw.roles, raw.places, &raw.kinds),
        within: span(&raw.within),
        every: raw.every.as_ref().map(span),
        since: raw.since,
        passed: raw.passed,
        exempt: raw.exempt.into_iter().map(exempt).collect(),
    }
}

/// Collects what is wrong with one file.
pub(super) struct Judge<'a> {
    source: &'a Source,
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self { source, found: Vec::new() }
    }

    pub(super) fn fault(&self, rule: Rule, path: &Path, message: impl Into<String>) -> Diagnostic {
        let at = At { file: self.source.name().to_owned(), place: Place::Path(path.clone()) };
        Diagnostic::new(rule, at, message)
    }

    /// An id that no other value of the file has; `what` and `named` say what they are, and where it is used.
    pub(super) fn id(
        &mut self,
        id: &str,
        path: &Path,
        ids: &BTreeMap<String, Path>,
        (what, named): (&str, &str),
    ) {
        let place = path.field("id");
        if !is_id(id) {
            let fault = self.fault(Rule::BadId, &place, format!("`{id}` is no id"));
            self.found.push(
                fault
                    .label("3 to 40 small letters, digits and `_`, beginning with a letter")
                    .help("write such as `lgbt_awareness`"),
            );
        } else if let Some(first) = ids.get(id) {
            let at = At { file: self.source.name().to_owned(), place: Place::Path(first.clone()) };
            let fault = self.fault(Rule::DuplicateId, &place, format!("`{id}` is the id of two {what}"));
            self.found.push(
                fault
                    .label("the second")
                    .also(at, "the first")
                    .help(format!("give one of them another id; {named}")),
            );
        }
    }

    /// Ids of courses; `none` says what it means that there are none.
    pub(super) fn courses(&mut self, courses: &[String], path: &Path, none: &str) {
        if courses.is_empty() {
            let fault = self.fault(Rule::NothingInside, &path.field("courses"), none);
            self.found.push(fault.label("empty").help("write `courses: [\"first_contact\"]`"));
        }
        for (number, course) in courses.iter().enumerate().filter(|(_, course)| !is_id(course)) {
            let place = path.field("courses").index(number);
            let fault = self.fault(Rule::BadId, &place, format!("`{course}` is no course's id"));
            self.found.push(
                fault
                    .label("3 to 40 small letters, digits and `_`")
                    .help("write the `id` in its `course.ron`"),
            );
        }
    }

    /// A text that lists print: one line without a sign that nobody sees.
    fn printed(&mut self, text: &str, place: &Path, named: &str) {
        let Err(why) = one_line(text, POST_TEXT) else { return };
        let rule = if text.trim().is_empty() { Rule::EmptyText } else { Rule::NotAllowedHere };
        let (why, help) = why.split_once("; ").unwrap_or((&why, "write a few words; every list prints them"));
        let fault = self.fault(rule, place, format!("{named} {why}"));
        self.found.push(fault.label("it stands in every list").help(help));
    }

    fn requirement(&mut self, raw: &RawRequirement, path: &Path, ids: &BTreeMap<String, Path>) {
        self.printed(&raw.title, &path.field("title"), "the title");
        self.id(&raw.id, path, ids, ("requirements", "waivers name a requirement by it"));
        self.courses(&raw.courses, path, "no course fulfils this");
        if let Some(since) = raw.since.as_ref().filter(|since| !is_day(since)) {
            let fault = self.fault(Rule::DayForm, &path.field("since"), format!("`{since}` is no day"));
            self.found.push(fault.label("year, month and day").help("write `since: \"2026-04-01\"`"));
        }
        if matches!(
            raw.every,
            Some(RawSpan::Days(0) | RawSpan::Weeks(0) | RawSpan::Months(0) | RawSpan::Years(0))
        ) {
            let fault = self.fault(Rule::WrongType, &path.field("every"), "a completion would never count");
            self.found.push(
                fault
                    .label("no time at all")
                    .help("write `every: Years(3)`, or leave it out if it counts for good"),
            );
        }
        for (number, exempt) in raw.exempt.iter().enumerate() {
            let place = path.field("exempt").index(number);
            if exempt.because.trim().is_empty() {
                let fault = self.fault(
                    Rule::MissingField,
                    &place.field("because"),
                    "nobody says why they are exempt",
                );
                self.found.push(fault.label("empty").help("write the reason; every list prints it"));
            } else {
                self.printed(&exempt.because, &place.field("because"), "the reason");
            }
            if exempt.roles.is_empty() && exempt.places.is_empty() && exempt.kinds.is_empty() {
                let fault = self.fault(Rule::MissingField, &place, "this exempts everybody");
                self.found.push(
                    fault
                        .label("no roles, places or kinds")
                        .help("say whom: `kinds: [Agency]`; or take the requirement out if nobody needs it"),
                );
            }
        }
    }

    /// Turns ways into bytes; what only follows from a named fault is left out.
    pub(super) fn checked<T>(mut self, value: T, gaps: &crate::read::tree::Gaps) -> Checked<T> {
        let tree = Tree::of(self.source.text());
        let source = self.source;
        let place = |at: &mut At| {
            let found = locate(&at.place, source, &tree, gaps);
            found.map(|found| at.place = found).is_some()
        };
        self.found.retain_mut(|fault| {
            fault.also.retain_mut(|(at, _)| place(at));
            place(&mut fault.at)
        });
        let wrong = self.found.iter().any(|fault| fault.severity == Severity::Error);
        Checked { value: (!wrong).then_some(value), diagnostics: self.found }
    }
}
