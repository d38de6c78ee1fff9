//! How long records are kept: `retention.ron` becomes rules, and rules say whose records have run out.
//!
//! No period stands here: each is what an organisation's own schedule says, with its date. What is not known, such as
//! the day on which somebody left, never lets a record run out.

use std::collections::BTreeMap;

use super::rules::{Judge, span};
use super::{Post, Span};
use crate::diagnostic::{Checked, Path};
use crate::raw::{RawAfter, RawAlso, RawRetention, RawSpan};
use crate::read::{Read, read};
use crate::rule::Rule;
use crate::source::Source;
use crate::time::is_day;

/// From which day the time for keeping a record runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// The day of the record, as its source claims it.
    Completion,
    /// The last day of the last post.
    Leaving,
}

/// How long records of some courses are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// What lists call it.
    pub id: String,
    /// Of which courses; may be empty.
    pub courses: Vec<String>,
    /// Whether it is about posts of the staff list.
    pub staff_list: bool,
    /// Whether it is about waivers.
    pub waivers: bool,
    /// From which day on.
    pub after: After,
    /// How long.
    pub keep: Span,
    /// Whose schedule says so.
    pub says: String,
    /// The day on which somebody last looked there.
    pub as_of: String,
}

/// What is kept of one person, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Course and day of each record.
    pub records: Vec<(String, String)>,
    /// All posts that staff lists named for them.
    pub posts: Vec<Post>,
    /// The last day of each waiver.
    pub waivers: Vec<String>,
}

/// Why something is still kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// No rule is about records of this course.
    NoRule(String),
    /// They have a post, or nobody knows its last day.
    Present,
    /// No staff list ever named them, so that nobody knows when they left.
    LeavingUnknown,
    /// A waiver is kept of them, and no rule is about those.
    Waiver,
    /// A rule is about the staff list, and this is the last day on which it keeps their posts.
    ListedUntil(String),
    /// This is the last day on which a record is kept.
    Until(String),
}

/// What becomes of a person's records on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There is none.
    Nothing,
    /// The time of all of them is over.
    Expired(Over),
    /// Some are kept still; why, without repetition, and how many have run out.
    Kept(Vec<Why>, usize),
}

/// By which rule's place and on which last day the time of something is over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Over {
    /// Of each record, in their order.
    pub records: Vec<(usize, String)>,
    /// Of each waiver, in their order.
    pub waivers: Vec<(usize, String)>,
    /// Of the posts, where a rule is about them.
    pub posts: Option<(usize, String)>,
}

/// Reads `retention.ron`.
#[must_use]
pub fn retention(source: &Source) -> Checked<Vec<Retention>> {
    let mut judge = Judge::new(source);
    let read: Read<Vec<RawRetention>> = read(source, "list of rules of retention", &mut judge.found);
    let mut ids: BTreeMap<String, Path> = BTreeMap::new();
    let mut list = Vec::new();
    for (number, raw) in read.value.unwrap_or_default().into_iter().enumerate() {
        let path = Path::default().index(number);
        judge.id(&raw.id, &path, &ids, ("rules", "what is erased is listed under it"));
        let also = raw.also.as_deref().unwrap_or_default();
        if also.is_empty() || !raw.courses.is_empty() {
            judge.courses(&raw.courses, &path, "this is about no records");
        }
        rest(&mut judge, &raw, &path);
        ids.entry(raw.id.clone()).or_insert(path.field("id"));
        list.push(Retention {
            staff_list: also.contains(&RawAlso::StaffList),
            waivers: also.contains(&RawAlso::Waivers),
            id: raw.id,
            courses: raw.courses,
            after: match raw.after {
                RawAfter::Completion => After::Completion,
                RawAfter::Leaving => After::Leaving,
            },
            keep: span(&raw.keep),
            says: raw.says.trim().to_owned(),
            as_of: raw.as_of,
        });
    }
    judge.checked(list, &read.gaps)
}

/// What is asked of a rule of retention alone.
fn rest(judge: &mut Judge<'_>, raw: &RawRetention, path: &Path) {
    if matches!(raw.keep, RawSpan::Days(0) | RawSpan::Weeks(0) | RawSpan::Months(0) | RawSpan::Years(0)) {
        let fault = judge.fault(Rule::WrongType, &path.field("keep"), "nothing would be kept for a day");
        judge.found.push(
            fault.label("no time at all").help("write what your records schedule says, such as `Years(…)`"),
        );
    }
    if raw.says.trim().is_empty() {
        let fault =
            judge.fault(Rule::MissingField, &path.field("says"), "nobody says where this time comes from");
        judge.found.push(fault.label("empty").help("name the schedule and its date; every list prints it"));
    }
    let also = raw.also.as_deref().unwrap_or_default();
    if also.contains(&RawAlso::StaffList) && matches!(raw.after, RawAfter::Completion) {
        let fault =
            judge.fault(Rule::WrongType, &path.field("after"), "posts of a staff list are no completion");
        judge.found.push(fault.label("they have a last day").help("write `after: Leaving`"));
    }
    if !is_day(&raw.as_of) {
        let fault = judge.fault(Rule::DayForm, &path.field("as_of"), format!("`{}` is no day", raw.as_of));
        judge.found.push(
            fault
                .label("year, month and day")
                .help("write the day on which you looked there, such as `as_of: \"2026-11-23\"`"),
        );
    }
}

/// What becomes of a person's records on a day. A record is kept on its last day; where several rules are about it, as
/// long as the longest of them says. Posts alone keep nobody, and are kept for good, unless a rule is about them.
#[must_use]
pub fn fate(keeping: &Keeping, rules: &[Retention], today: &str) -> Fate {
    let listed = !keeping.posts.is_empty() && rules.iter().any(|rule| rule.staff_list);
    if keeping.records.is_empty() && keeping.waivers.is_empty() && !listed {
        return Fate::Nothing;
    }
    let left = left(&keeping.posts, today);
    let (mut over, mut kept) = (Over::default(), Vec::new());
    for (course, day) in &keeping.records {
        let about = |rule: &Retention| rule.courses.iter().any(|id| id == course);
        match last_day(about, day, rules, &left).unwrap_or_else(|| Err(Why::NoRule(course.clone()))) {
            Ok((_, until)) if today <= until.as_str() => kept.push(Why::Until(until)),
            Ok(ended) => over.records.push(ended),
            Err(why) => kept.push(why),
        }
    }
    for day in &keeping.waivers {
        match last_day(|rule| rule.waivers, day, rules, &left).unwrap_or(Err(Why::Waiver)) {
            Ok((_, until)) if today <= until.as_str() => kept.push(Why::Until(until)),
            Ok(ended) => over.waivers.push(ended),
            Err(why) => kept.push(why),
        }
    }
    // The judge of the file sees to it that this runs from leaving, so no other day is asked for.
    match last_day(|rule| rule.staff_list && listed, today, rules, &left) {
        None => {}
        Some(Ok((_, until))) if today <= until.as_str() => kept.push(Why::ListedUntil(until)),
        Some(Ok(ended)) => over.posts = Some(ended),
        Some(Err(why)) => kept.push(why),
    }
    kept.sort();
    kept.dedup();
    if kept.is_empty() { Fate::Expired(over) } else { Fate::Kept(kept, over.records.len()) }
}

/// The last day of the last post, if it is over.
fn left(posts: &[Post], today: &str) -> Result<String, Why> {
    let mut last = None;
    for post in posts {
        match post.ends.as_deref() {
            Some(ends) if ends < today => last = last.max(Some(ends)),
            _ => return Err(Why::Present),
        }
    }
    last.map(str::to_owned).ok_or(Why::LeavingUnknown)
}

/// The last day on which something is kept, and the rule that says so; `None` if no rule is about it.
fn last_day(
    about: impl Fn(&Retention) -> bool,
    day: &str,
    rules: &[Retention],
    left: &Result<String, Why>,
) -> Option<Result<(usize, String), Why>> {
    let mut longest: Option<(usize, String)> = None;
    for (place, rule) in rules.iter().enumerate().filter(|(_, rule)| about(rule)) {
        let from = match (rule.after, left) {
            (After::Completion, _) => day,
            (After::Leaving, Ok(left)) => left,
            (After::Leaving, Err(why)) => return Some(Err(why.clone())),
        };
        let until = rule.keep.after(from);
        if longest.as_ref().is_none_or(|(_, longest)| *longest < until) {
            longest = Some((place, until));
        }
    }
    longest.map(Ok)
}

#[cfg(test)]
mod tests;
