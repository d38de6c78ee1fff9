//! What places say and change, what has moved under them, and who has not answered, as it is printed.

use bona_engine::check::{Changed, Stale, State, Survey, Surveyed};
use serde_json::{Value, json};

use super::{Report, table, wrapped};
use crate::show::many;

/// The report on places.
pub(super) fn report(all: &[Survey], columns: usize) -> Report {
    let found = all.iter().flat_map(|course| &course.places).any(is_open);
    let mut human = all.iter().map(|course| one(course, columns)).collect::<Vec<_>>().join("\n");
    let unused = unused(all);
    if !unused.is_empty() {
        let line = format!("none of these courses has the variables: {}", unused.join(", "));
        human.push_str(&format!("\n{}", wrapped(&line, 2, columns)));
    }
    let courses: Vec<Value> = all.iter().map(to_json).collect();
    Report { human, json: json!({ "courses": courses, "unused_variables": unused }), found }
}

/// Whether somebody has to do something at a place.
fn is_open(place: &Surveyed) -> bool {
    let held = |change: &Changed| change.state == State::Held && change.easy != Some(false);
    let looked_at = place.changes.iter().all(held);
    let waits = !place.above_others && (!place.answered || missing(place).next().is_some());
    !looked_at || waits || !place.stale.is_empty()
}

/// The variables for which a place must say something, and does not.
fn missing(place: &Surveyed) -> impl Iterator<Item = &str> {
    let missing = place.values.iter().filter(|value| value.required && value.say.is_none());
    missing.map(|value| value.variable.as_str())
}

/// The variables of the house that none of the courses has.
fn unused(all: &[Survey]) -> Vec<&str> {
    let mut unused: Vec<&str> = Vec::new();
    for variable in all.iter().flat_map(|course| &course.variables) {
        let used =
            all.iter().flat_map(|course| &course.variables).any(|one| one.id == variable.id && one.used);
        if !used && !unused.contains(&variable.id.as_str()) {
            unused.push(&variable.id);
        }
    }
    unused
}

fn one(course: &Survey, columns: usize) -> String {
    let head = format!("{} {}: what its places say and change", course.course, course.edition);
    let mut text = wrapped(&head, 2, columns);
    text.push('\n');
    if course.places.is_empty() {
        text.push_str(&wrapped("no place: write one as house/places/<id>.ron", 2, columns));
        return text;
    }
    let mut rows = vec![["place", "changes", "moved", "says", "of"].map(str::to_owned).to_vec()];
    rows.extend(course.places.iter().map(|place| {
        let moved = place.changes.iter().filter(|change| change.state == State::Moved).count();
        let says = place.values.iter().filter(|value| value.say.is_some()).count();
        let counts = [place.changes.len(), moved, says, place.values.len()];
        let mut row = vec![place.place.clone()];
        row.extend(counts.map(|count| if count == 0 { "-".to_owned() } else { count.to_string() }));
        row
    }));
    match table(&rows, columns) {
        Some(table) => text.push_str(&table),
        None => rows[1..].iter().for_each(|row| {
            let [place, changes, moved, says, of] = row.as_slice() else { return };
            let line = format!("{place}: changes {changes}, moved {moved}, says {says} of {of}");
            text.push_str(&wrapped(&line, 2, columns));
        }),
    }
    text.push('\n');
    let todo = todo(course);
    for line in &todo {
        text.push_str(&wrapped(line, 2, columns));
    }
    if todo.is_empty() {
        text.push_str(&wrapped("nothing waits: every place has answered, and nothing has moved", 2, columns));
    }
    text
}

/// What somebody has to do, line by line.
fn todo(course: &Survey) -> Vec<String> {
    let (mut lines, folder) = (Vec::new(), &course.folder);
    for place in &course.places {
        let id = &place.place;
        for change in &place.changes {
            let (what, of) = (change.what, &change.of);
            lines.extend(match change.state {
                State::Held => None,
                State::Moved => Some(format!(
                    "moved: `{of}` under {what} of {id}; look at it, then `bona check --accept {id}/{of} {folder}`"
                )),
                State::Unbound => Some(format!(
                    "without a hash: {what} of `{of}` at {id}; `bona check --write` fills it in"
                )),
                State::AtFault => Some(format!("at fault: {what} of `{of}` at {id}; `bona check` says why")),
            });
            if change.easy == Some(false) {
                lines.push(format!(
                    "Easy Read: not shown at {id} because of {what} of `{of}`; read it there, then `bona check --accept \
                     {id}/{of} {folder}`"
                ));
            }
        }
    }
    for place in &course.places {
        lines.extend(place.stale.iter().map(|Stale { of, language }| {
            format!(
                "older words: `{of}` of {id} in `{language}`; look at it, then `bona check --accept {id}/{of} {folder}`",
                id = place.place
            )
        }));
    }
    let below = course.places.iter().filter(|place| !place.above_others);
    for place in below.clone().filter(|place| place.answered) {
        let missing: Vec<&str> = missing(place).collect();
        if !missing.is_empty() {
            lines.push(format!("{} must say something for: {}", place.place, missing.join(", ")));
        }
    }
    let silent: Vec<&str> = below.filter(|place| !place.answered).map(|place| place.place.as_str()).collect();
    if !silent.is_empty() {
        lines.push(format!("{} not answered: {}", have(silent.len()), silent.join(", ")));
    }
    lines
}

fn have(places: usize) -> String {
    let word = if places == 1 { "has" } else { "have" };
    format!("{} {word}", many(places, "place"))
}

fn name(state: State) -> &'static str {
    match state {
        State::Held => "held",
        State::Moved => "moved",
        State::Unbound => "unbound",
        State::AtFault => "at_fault",
    }
}

fn to_json(course: &Survey) -> Value {
    let variable = |one: &bona_engine::check::Variable| json!({ "id": one.id, "ask": one.ask, "required": one.required, "used": one.used });
    let place = |place: &Surveyed| {
        let changes = place.changes.iter();
        let easy = |holds| if holds { "holds" } else { "stale" };
        let changes = changes.map(|one| {
            json!({ "what": one.what, "of": one.of, "state": name(one.state), "easy_read": one.easy.map(easy) })
        });
        let values = place.values.iter();
        let values = values.map(|one| {
            json!({ "variable": one.variable, "required": one.required, "say": one.say, "from": one.from })
        });
        let stale = place.stale.iter().map(|one| json!({ "of": one.of, "language": one.language }));
        json!({
            "place": place.place,
            "name": place.name,
            "of": place.of,
            "nation": place.nation,
            "above_others": place.above_others,
            "answered": place.answered,
            "changes": changes.collect::<Vec<_>>(),
            "values": values.collect::<Vec<_>>(),
            "stale": stale.collect::<Vec<_>>(),
        })
    };
    json!({
        "course": course.course,
        "edition": course.edition,
        "variables": course.variables.iter().map(variable).collect::<Vec<_>>(),
        "places": course.places.iter().map(place).collect::<Vec<_>>(),
    })
}
