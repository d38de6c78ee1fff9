//! The equality impact assessment of courses, as it is printed: the nine characteristics of the Equality Act 2010, what is
//! expected for each, and what nobody has said yet. As a page it is a form.

use std::path::Path;

use bona_engine::check::IMPACT_FILE;
use bona_engine::course::{Characteristic, Course, Effect, Impact};
use bona_engine::time::day_in_words;
use bona_packager::impact_page;
use serde_json::{Value, json};

use super::{Report, wrapped};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::give::{free, is_page};
use crate::machine::{Keep, Machine, write_bytes};

/// The report on assessments, as of a day.
pub(super) fn report(courses: &[&Course], today: &str, columns: usize) -> Report {
    let human: Vec<String> = courses.iter().map(|course| human(course, today, columns)).collect();
    let all: Vec<Value> = courses.iter().map(|course| to_json(course, today)).collect();
    let found = courses.iter().any(|course| !open(of(course), today).is_empty());
    Report { human: human.join("\n"), json: json!({ "courses": all }), found }
}

/// Writes the form of one course.
pub(super) fn page(courses: &[&Course], file: &Path, machine: &dyn Machine) -> Result<Exit, Failure> {
    let [course] = courses else {
        let why = format!("`--html` makes a page of one course, and {} were given", courses.len());
        return Err(Failure::Argument(why));
    };
    let html = impact_page(course)
        .map_err(|source| Failure::Package { path: file.display().to_string(), source })?;
    free(machine, file, |head| is_page(head, "Equality impact: "))?;
    write_bytes(machine, file, Keep::Remade, html.as_bytes())
        .map_err(|error| Failure::file("cannot write", file, error))?;
    print(machine, &format!("wrote {}: {}\n", file.display(), outcome(of(course))))?;
    Ok(Exit::Done)
}

static NONE: Impact = Impact {
    scope: None,
    effects: Vec::new(),
    aims: None,
    asked: Vec::new(),
    actions: Vec::new(),
    monitoring: None,
    assessed: None,
    review_on: None,
};

fn of(course: &Course) -> &Impact {
    course.impact.as_ref().unwrap_or(&NONE)
}

fn effect(impact: &Impact, on: Characteristic) -> Option<&Effect> {
    impact.effects.iter().find(|effect| effect.on == on)
}

/// How much is said.
fn outcome(impact: &Impact) -> String {
    match impact.effects.len() {
        0 => "nothing is said of any of the nine characteristics".to_owned(),
        9 => "something is said of each of the nine characteristics".to_owned(),
        said => format!("something is said of {said} of the nine characteristics"),
    }
}

/// What nobody has said or done yet, each as a sentence.
fn open(impact: &Impact, today: &str) -> Vec<String> {
    let mut all = Vec::new();
    let unsaid: Vec<&str> = Characteristic::ALL
        .into_iter()
        .filter(|on| effect(impact, *on).is_none())
        .map(Characteristic::says)
        .collect();
    if !unsaid.is_empty() {
        all.push(format!("nothing is said of: {}", unsaid.join("; ")));
    }
    let texts = [
        ("scope", impact.scope.is_none()),
        ("aims", impact.aims.is_none()),
        ("asked", impact.asked.is_empty()),
        ("monitoring", impact.monitoring.is_none()),
        ("assessed", impact.assessed.is_none()),
        ("review_on", impact.review_on.is_none()),
    ];
    let left: Vec<&str> = texts.into_iter().filter(|(_, left)| *left).map(|(name, _)| name).collect();
    if !left.is_empty() {
        all.push(format!("left out of {IMPACT_FILE}: {}", left.join(", ")));
    }
    for action in impact.actions.iter().filter(|action| action.done.is_none()) {
        let by = match &action.until {
            Some(day) if day.as_str() < today => format!("was due by {}", day_in_words(day)),
            Some(day) => format!("is due by {}", day_in_words(day)),
            None => "has no day".to_owned(),
        };
        all.push(format!("not done yet: `{}` {by}", action.id));
    }
    if let Some(day) = impact.review_on.as_ref().filter(|day| day.as_str() < today) {
        all.push(format!("it was to be looked at again by {}", day_in_words(day)));
    }
    all
}

fn human(course: &Course, today: &str, columns: usize) -> String {
    let impact = of(course);
    let mut text = wrapped(&format!("{} {}: {}", course.id, course.edition, outcome(impact)), 2, columns);
    for effect in &impact.effects {
        text.push('\n');
        let head = format!("{}: {}", effect.on.says(), effect.expected.says());
        text.push_str(&wrapped(&head, 2, columns));
        let mut line =
            |label: &str, words: &str| text.push_str(&wrapped(&format!("  {label}{words}"), 4, columns));
        line("", &effect.says);
        for one in &effect.evidence {
            let cited = if one.cited.is_empty() { String::new() } else { format!(" ({})", one.cited) };
            line("evidence: ", &format!("{}{cited}", one.says));
        }
        for action in impact.actions.iter().filter(|action| effect.actions.contains(&action.id)) {
            line("done about it: ", &action.what);
        }
    }
    let left = open(impact, today);
    if !left.is_empty() {
        text.push('\n');
    }
    for one in left {
        text.push_str(&wrapped(&one, 2, columns));
    }
    text
}

fn to_json(course: &Course, today: &str) -> Value {
    let impact = of(course);
    let effect = |on: Characteristic| {
        let own = effect(impact, on);
        json!({
            "on": on.word(),
            "expected": own.map(|own| own.expected.word()),
            "says": own.map(|own| own.says.as_str()),
            "evidence": own.map_or(Vec::new(), |own| own.evidence.iter().map(|one| json!({
                "source": one.source,
                "says": one.says,
            })).collect::<Vec<_>>()),
            "actions": own.map_or(Vec::new(), |own| own.actions.clone()),
        })
    };
    json!({
        "course": course.id.as_str(),
        "edition": course.edition,
        "written": course.impact.is_some(),
        "scope": impact.scope,
        "effects": Characteristic::ALL.into_iter().map(effect).collect::<Vec<_>>(),
        "aims": impact.aims,
        "asked": impact.asked.iter().map(|one| json!({
            "as": one.by, "on": one.on, "said": one.said, "changed": one.changed,
        })).collect::<Vec<_>>(),
        "actions": impact.actions.iter().map(|one| json!({
            "id": one.id, "what": one.what, "until": one.until, "done": one.done,
        })).collect::<Vec<_>>(),
        "monitoring": impact.monitoring,
        "assessed": impact.assessed,
        "review_on": impact.review_on,
        "open": open(impact, today),
    })
}
