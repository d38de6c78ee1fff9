//! Which parts of courses were read in which capacity, as it is printed: never by whom.

use bona_engine::check::REVIEWS_FILE;
use bona_engine::course::{Course, ReviewedPart, Reviewer, Standing};
use serde_json::{Value, json};

use super::{Report, table, wrapped};

/// The report on reviews.
pub(super) fn report(courses: &[&Course], columns: usize) -> Report {
    let human: Vec<String> = courses.iter().map(|course| human(course, columns)).collect();
    let all: Vec<Value> = courses.iter().map(|course| to_json(course)).collect();
    let found = courses.iter().any(|course| !course.ledger.missing(&course.needs_review_by).is_empty());
    Report { human: human.join("\n"), json: json!({ "courses": all }), found }
}

/// The capacities that a course asks for, then others in which somebody has read it.
fn capacities(course: &Course) -> Vec<Reviewer> {
    let mut all: Vec<Reviewer> = Vec::new();
    let given = course.ledger.parts.iter().flat_map(|part| &part.reviews).map(|review| review.by);
    for by in course.needs_review_by.iter().copied().chain(given) {
        if !all.contains(&by) {
            all.push(by);
        }
    }
    all
}

fn human(course: &Course, columns: usize) -> String {
    let wanted = &course.needs_review_by;
    let asked = match wanted.iter().map(|by| by.word()).collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => "no review is asked for".to_owned(),
        asked => format!("reviews by {asked} are asked for"),
    };
    let mut text = wrapped(&format!("{} {}: {asked}", course.id, course.edition), 2, columns);
    let all = capacities(course);
    if all.is_empty() {
        return text;
    }
    text.push('\n');
    let heads = all.iter().map(|by| by.word().to_owned());
    let mut rows = vec![std::iter::once("part".to_owned()).chain(heads).collect::<Vec<_>>()];
    let row = |part: &ReviewedPart| {
        let cells = all.iter().map(|by| say(part, *by));
        std::iter::once(part.id.clone()).chain(cells).collect()
    };
    rows.extend(course.ledger.parts.iter().map(row));
    text.push_str(&table(&rows, columns).unwrap_or_else(|| lines(course, &all, columns)));
    text.push('\n');
    text.push_str(&wrapped(&outcome(course), 2, columns));
    text
}

/// Each part as a sentence, where the columns have no room.
fn lines(course: &Course, all: &[Reviewer], columns: usize) -> String {
    let line = |part: &ReviewedPart| {
        let each: Vec<String> = all.iter().map(|by| format!("{} {}", by.word(), say(part, *by))).collect();
        wrapped(&format!("{}: {}", part.id, each.join("; ")), 2, columns)
    };
    course.ledger.parts.iter().map(line).collect()
}

/// How a part stands in a capacity. Of one of which nothing is in Easy Read, nobody who uses it is asked.
fn say(part: &ReviewedPart, by: Reviewer) -> String {
    match part.standing(by) {
        _ if !part.is_for(by) => "not asked for".to_owned(),
        Standing::Signed(on) => format!("signed {on}"),
        Standing::Lapsed(on) => format!("changed since {on}"),
        Standing::Unbound(on) => format!("read {on}, no hash"),
        Standing::Awaited => "awaited".to_owned(),
    }
}

/// Whether the course can be given out, and what is to be done if not.
fn outcome(course: &Course) -> String {
    if course.needs_review_by.is_empty() {
        return "nothing keeps a release waiting".to_owned();
    }
    let missing = course.ledger.missing(&course.needs_review_by);
    if missing.is_empty() {
        return "reviewed: each part was read in each capacity as it stands".to_owned();
    }
    let is = |fits: fn(&Standing<'_>) -> bool| missing.iter().any(|(.., standing)| fits(standing));
    let mut todo = Vec::new();
    if is(|standing| matches!(standing, Standing::Unbound(_))) {
        todo.push(
            "run `bona check --write` before any edit, so that each review has the hash of what was read"
                .to_owned(),
        );
    }
    if is(|standing| matches!(standing, Standing::Lapsed(_))) {
        todo.push("have what has changed since then read again, and add a further Review of it".to_owned());
    }
    if is(|standing| matches!(standing, Standing::Awaited)) {
        todo.push(format!(
            "write a Review into {REVIEWS_FILE} for each that is awaited, once somebody has read it"
        ));
    }
    format!("not reviewed as it stands: {}", todo.join("; "))
}

fn to_json(course: &Course) -> Value {
    let all = capacities(course);
    let standing = |part: &ReviewedPart, by: Reviewer| {
        let (state, on) = match part.standing(by) {
            Standing::Signed(on) => ("signed", Some(on)),
            Standing::Lapsed(on) => ("lapsed", Some(on)),
            Standing::Unbound(on) => ("unbound", Some(on)),
            Standing::Awaited => ("awaited", None),
        };
        json!({ "as": by.word(), "state": state, "on": on })
    };
    let part = |part: &ReviewedPart| {
        json!({
            "part": part.id,
            "text": part.text,
            "standing": all
                .iter()
                .filter(|by| part.is_for(**by))
                .map(|by| standing(part, *by))
                .collect::<Vec<_>>(),
            "reviews": part.reviews.iter().map(|review| json!({
                "as": review.by.word(),
                "on": review.on,
                "paid": review.paid,
                "changed": review.changed,
                "text": review.text,
            })).collect::<Vec<_>>(),
        })
    };
    json!({
        "course": course.id.as_str(),
        "edition": course.edition,
        "needs_review_by": course.needs_review_by.iter().map(|by| by.word()).collect::<Vec<_>>(),
        "reviewed": course.ledger.missing(&course.needs_review_by).is_empty(),
        "parts": course.ledger.parts.iter().map(part).collect::<Vec<_>>(),
    })
}
