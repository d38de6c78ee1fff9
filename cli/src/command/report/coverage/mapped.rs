//! Which frameworks the outcomes of a course lead to, as it is printed: with date and status, and as nobody's praise.

use bona_engine::course::{Framework, FrameworkStatus, ItemOf, Source};
use bona_engine::report::{Coverage, OutcomeCoverage};
use serde_json::{Value, json};

use crate::command::report::wrapped;

/// What must stand beside every mapping.
pub(super) const NOTE: &str =
    "The mapping is the authors' own reading. Nobody whose framework stands here has endorsed the course.";

/// For people: outcome by outcome, then framework by framework. Nothing where no outcome names one.
pub(super) fn human(course: &Coverage, columns: usize) -> String {
    if course.frameworks.is_empty() {
        return String::new();
    }
    let mut text = "\n".to_owned();
    text.push_str(&wrapped("which frameworks each outcome leads to", 2, columns));
    for outcome in &course.outcomes {
        text.push_str(&format!("{}\n", outcome.id));
        let all: Vec<&ItemOf> = outcome.named.iter().chain(&outcome.reached).collect();
        if all.is_empty() {
            text.push_str(&wrapped("  none", 4, columns));
        }
        for framework in &course.frameworks {
            let here = all.iter().filter(|one| one.framework == framework.id);
            let items: Vec<&str> = here.filter_map(|one| words(framework, one)).collect();
            if !items.is_empty() {
                text.push_str(&wrapped(&format!("  {}: {}", framework.id, items.join("; ")), 4, columns));
            }
        }
    }
    text.push('\n');
    text.push_str(&wrapped("the frameworks, and how they stand", 2, columns));
    for framework in &course.frameworks {
        text.push_str(&wrapped(&told(framework), 2, columns));
    }
    text.push_str(&wrapped(NOTE, 0, columns));
    text
}

fn words<'a>(framework: &'a Framework, one: &ItemOf) -> Option<&'a str> {
    framework.items.iter().find(|item| item.id == one.item).map(|item| item.text.as_str())
}

/// A framework in a line or a few: what it is, whose, and how it stood when.
fn told(framework: &Framework) -> String {
    let (status, how) = status(&framework.status);
    let mut text = format!(
        "{}: {} ({}). As of {}, to be looked at again by {}: {}.",
        framework.id,
        framework.title,
        framework.who,
        framework.as_of,
        framework.review_by,
        status.replace('_', " ")
    );
    for more in how.into_iter().chain(framework.caveat.as_deref()) {
        text.push(' ');
        text.push_str(more);
    }
    if let Some(source) = &framework.source {
        text.push_str(&format!(" Source: {}, {}, {}.", source.title, source.publisher, source.year));
    }
    text
}

/// The status by its name in JSON, and what is said of it.
fn status(status: &FrameworkStatus) -> (&'static str, Option<&str>) {
    match status {
        FrameworkStatus::InUse => ("in_use", None),
        FrameworkStatus::Coming(how) => ("coming", Some(how)),
        FrameworkStatus::BeingReplaced(how) => ("being_replaced", Some(how)),
        FrameworkStatus::Ended(how) => ("ended", Some(how)),
    }
}

/// Items for programs, `framework/item`.
pub(super) fn items(all: &[ItemOf]) -> Vec<String> {
    all.iter().map(|one| format!("{}/{}", one.framework, one.item)).collect()
}

/// A framework for programs: all that it asks, each with the outcomes that lead there.
pub(super) fn to_json(framework: &Framework, course: &Coverage) -> Value {
    let source = |source: &Source| json!({ "source": source.id.as_str(), "title": source.title, "publisher": source.publisher, "year": source.year });
    let item = |id: &str, text: &str, about: Option<&String>| {
        let leads = |outcome: &&OutcomeCoverage| {
            let mut all = outcome.named.iter().chain(&outcome.reached);
            all.any(|one| one.framework == framework.id && one.item.as_str() == id)
        };
        let outcomes: Vec<&str> =
            course.outcomes.iter().filter(leads).map(|outcome| outcome.id.as_str()).collect();
        json!({ "item": id, "text": text, "about": about, "outcomes": outcomes })
    };
    let items = framework.items.iter().map(|one| item(one.id.as_str(), &one.text, one.about.as_ref()));
    let (status, how) = status(&framework.status);
    json!({
        "framework": framework.id.as_str(),
        "title": framework.title,
        "who": framework.who,
        "source": framework.source.as_ref().map(source),
        "as_of": framework.as_of,
        "review_by": framework.review_by,
        "status": status,
        "status_says": how,
        "caveat": framework.caveat,
        "items": items.collect::<Vec<_>>(),
    })
}
