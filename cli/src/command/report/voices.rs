//! Who is shown in courses, and in which part, as it is printed.

use bona_engine::course::Part;
use bona_engine::report::{GroupShown, Pattern, Somebody, Voices};
use serde_json::{Value, json};

use super::{Report, table, wrapped};
use crate::show::many;

/// The report on voices.
pub(super) fn report(all: &Voices, columns: usize) -> Report {
    Report { human: human(all, columns), json: to_json(all), found: all.found() }
}

fn human(all: &Voices, columns: usize) -> String {
    let courses = many(all.courses.len(), "course");
    let described = match all.people {
        1 => "1 invented person is described".to_owned(),
        people => format!("{people} invented people are described"),
    };
    let mut text = wrapped(&format!("who is shown, and in which part: {described} in {courses}"), 2, columns);
    text.push('\n');
    let heads = ["group", "people"].into_iter().map(str::to_owned);
    let mut rows: Vec<Vec<String>> = vec![heads.chain(Part::ALL.map(|part| name(part).to_owned())).collect()];
    rows.extend(all.groups.iter().map(row));
    text.push_str(&table(&rows, columns).unwrap_or_else(|| lines(all, columns)));
    text.push('\n');
    for (group, pattern) in &all.patterns {
        let shown = all.groups.iter().find(|shown| shown.group.id == *group);
        if let Some(shown) = shown {
            text.push_str(&wrapped(&told(*pattern, shown), 2, columns));
        }
    }
    for (course, page) in &all.undescribed {
        let what = format!(
            "not described: nobody on the page `{page}` of {course}; write `people: [Shown(…)]` there"
        );
        text.push_str(&wrapped(&what, 2, columns));
    }
    if !all.found() {
        let none = "nothing stands out: no group is only harmed, always errs or always asks, and none that is wanted is missing";
        text.push_str(&wrapped(none, 2, columns));
    }
    text.push('\n');
    let note = "It counts what authors state of people whom they invented. Nobody's own life is asked for. What is not stated is not seen: read the scenes as well.";
    text.push_str(&wrapped(note, 0, columns));
    text
}

fn row(shown: &GroupShown) -> Vec<String> {
    let number = |count: usize| if count == 0 { "-".to_owned() } else { count.to_string() };
    let counts = Part::ALL.map(|part| number(shown.count(part)));
    [shown.group.id.to_string(), number(shown.people.len())].into_iter().chain(counts).collect()
}

/// Each group as a sentence, where the columns have no room.
fn lines(all: &Voices, columns: usize) -> String {
    let line = |shown: &GroupShown| {
        let parts = Part::ALL.into_iter().filter(|part| shown.count(*part) > 0);
        let parts: Vec<String> = parts.map(|part| format!("{} {}", name(part), shown.count(part))).collect();
        let people = many(shown.people.len(), "person");
        let people = people.replace("persons", "people");
        wrapped(&format!("{}: {people}; {}", shown.group.id, parts.join(", ")), 2, columns)
    };
    all.groups.iter().map(line).collect()
}

/// What stands out, and what to write.
fn told(pattern: Pattern, shown: &GroupShown) -> String {
    let says = &shown.group.says;
    let names: Vec<String> =
        shown.people.iter().map(|one| format!("{} ({})", one.name, one.course)).collect();
    let names = names.join(", ");
    match pattern {
        Pattern::Missing => {
            let wanted: Vec<&str> = shown.group.wanted.iter().map(|part| name(*part)).collect();
            format!(
                "missing: nobody of “{says}” {}; write somebody of whom all of it is told",
                wanted.join(", ")
            )
        }
        Pattern::OnlyHarmed => {
            format!("only harmed: “{says}”: {names}; show somebody who leads, helps, is able or glad")
        }
        Pattern::AlwaysSlips => {
            format!("always the one who errs: “{says}”: {names}; let somebody else slip too")
        }
        Pattern::AlwaysAsks => {
            format!("always the one who asks: “{says}”: {names}; show somebody who helps or is able")
        }
    }
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Leads => "leads",
        Part::Helps => "helps",
        Part::Able => "able",
        Part::Glad => "glad",
        Part::Asks => "asks",
        Part::Slips => "slips",
        Part::Harmed => "harmed",
    }
}

fn pattern(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Missing => "missing",
        Pattern::OnlyHarmed => "only_harmed",
        Pattern::AlwaysSlips => "always_slips",
        Pattern::AlwaysAsks => "always_asks",
    }
}

fn to_json(all: &Voices) -> Value {
    let parts = |parts: &mut dyn Iterator<Item = &Part>| parts.map(|part| name(*part)).collect::<Vec<_>>();
    let person = |one: &Somebody| json!({ "course": one.course.as_str(), "name": one.name, "parts": parts(&mut one.parts.iter()) });
    let groups = all.groups.iter().map(|shown| {
        json!({
            "group": shown.group.id.as_str(),
            "says": shown.group.says,
            "wanted": parts(&mut shown.group.wanted.iter()),
            "people": shown.people.iter().map(person).collect::<Vec<_>>(),
        })
    });
    let patterns = all.patterns.iter();
    let patterns =
        patterns.map(|(group, found)| json!({ "group": group.as_str(), "pattern": pattern(*found) }));
    let undescribed = all.undescribed.iter();
    let undescribed =
        undescribed.map(|(course, page)| json!({ "course": course.as_str(), "page": page.as_str() }));
    json!({
        "courses": all.courses.iter().map(|course| course.as_str()).collect::<Vec<_>>(),
        "people": all.people,
        "groups": groups.collect::<Vec<_>>(),
        "patterns": patterns.collect::<Vec<_>>(),
        "undescribed": undescribed.collect::<Vec<_>>(),
    })
}
