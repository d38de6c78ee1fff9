//! What is taught and what is asked, outcome by outcome, as it is printed.

mod mapped;

use bona_engine::report::{Asked, Coverage, EasyCoverage, Gap, OutcomeCoverage};
use serde_json::{Value, json};

use super::{Report, table, wrapped};
use crate::show::many;

/// The report on coverage.
pub(super) fn report(all: &[Coverage], columns: usize) -> Report {
    let found = all.iter().flat_map(|course| &course.outcomes).any(|outcome| !outcome.gaps.is_empty());
    let human = all.iter().map(|course| one(course, columns)).collect::<Vec<_>>().join("\n");
    let courses: Vec<Value> = all.iter().map(to_json).collect();
    Report { human, json: json!({ "courses": courses, "note": mapped::NOTE }), found }
}

fn one(course: &Coverage, columns: usize) -> String {
    let head = format!("{} {}: what is taught, and what is asked", course.course, course.edition);
    let mut text = wrapped(&head, 2, columns);
    text.push('\n');
    let heads = ["outcome", "pages", "practice", "bank", "drawn", "form a", "form b"];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    rows.extend(course.outcomes.iter().map(|outcome| {
        let counts = [
            outcome.pages(),
            outcome.practised.len(),
            outcome.test.questions.len(),
            outcome.test.drawn,
            outcome.form_a.drawn,
            outcome.form_b.drawn,
        ];
        let mut row = vec![outcome.id.to_string()];
        row.extend(counts.map(|count| if count == 0 { "-".to_owned() } else { count.to_string() }));
        row
    }));
    if let Some(table) = table(&rows, columns) {
        text.push_str(&table);
    } else {
        for outcome in &course.outcomes {
            let counts = format!(
                "{}: {} teach it, {} of practice; {} in the bank, {} drawn; form a {}, form b {}",
                outcome.id,
                many(outcome.pages(), "page"),
                many(outcome.practised.len(), "question"),
                outcome.test.questions.len(),
                outcome.test.drawn,
                outcome.form_a.drawn,
                outcome.form_b.drawn,
            );
            text.push_str(&wrapped(&counts, 2, columns));
        }
    }
    text.push('\n');
    text.push_str(&wrapped("where each is taught, and where it is practised", 2, columns));
    for outcome in &course.outcomes {
        text.push_str(&where_taught(outcome, columns));
    }
    text.push_str(&mapped::human(course, columns));
    text.push_str(&in_easy_read(&course.easy, columns));
    text.push('\n');
    let gaps: Vec<String> = course
        .outcomes
        .iter()
        .flat_map(|outcome| outcome.gaps.iter().map(move |gap| say(*gap, outcome)))
        .collect();
    for gap in &gaps {
        text.push_str(&wrapped(&format!("gap: {gap}"), 2, columns));
    }
    if gaps.is_empty() {
        let none = "no gap: each outcome is taught, practised, and asked wherever the course asks";
        text.push_str(&wrapped(none, 2, columns));
    }
    text
}

/// How much is in Easy Read; nothing of a course that has nothing of it.
fn in_easy_read(easy: &EasyCoverage, columns: usize) -> String {
    let EasyCoverage { pages, without, modules, all_modules, questions, all_questions } = easy;
    if pages.is_empty() && modules.is_empty() && *questions == 0 {
        return String::new();
    }
    let all = many(pages.len() + without.len(), "page");
    let asked = many(*all_questions, "question");
    let titled = many(*all_modules, "module title");
    let (pages, modules) = (pages.len(), modules.len());
    let line = format!("in Easy Read: {pages} of {all}, {modules} of {titled}, {questions} of {asked}");
    let mut text = format!("\n{}", wrapped(&line, 2, columns));
    if !without.is_empty() {
        let ids: Vec<&str> = without.iter().map(|page| page.as_str()).collect();
        text.push_str(&wrapped(&format!("  not in it: {}", ids.join(", ")), 4, columns));
    }
    text
}

fn where_taught(outcome: &OutcomeCoverage, columns: usize) -> String {
    let none = |words: String| if words.is_empty() { "nowhere".to_owned() } else { words };
    let taught =
        outcome.taught.iter().map(|(module, pages)| format!("{module} ({})", many(pages.len(), "page")));
    let taught: Vec<String> = taught.collect();
    let mut practised: Vec<String> = outcome.practised.iter().map(|(page, _)| page.to_string()).collect();
    practised.dedup();
    let mut text = format!("{}\n", outcome.id);
    for (what, pages) in [("taught", taught), ("practised", practised)] {
        text.push_str(&wrapped(&format!("  {what}: {}", none(pages.join(", "))), 4, columns));
    }
    text
}

/// What is missing, and what to write.
fn say(gap: Gap, outcome: &OutcomeCoverage) -> String {
    let id = &outcome.id;
    match gap {
        Gap::NeverAsked => {
            format!("`{id}` is taught and never asked; write a `Question(outcome: \"{id}\", …)`")
        }
        Gap::NeverTaught => {
            format!(
                "`{id}` is asked and never taught; write \"{id}\" into `outcomes` of the module that teaches it"
            )
        }
        Gap::NotTested => format!("`{id}` is not in the test; write questions of it into the test's bank"),
        Gap::NotPractised => {
            format!("`{id}` is asked and never practised; write a `Question(outcome: \"{id}\", …)` on a page")
        }
        Gap::NotMeasured => {
            format!("`{id}` is in neither form of the measurement; ask it in both, or in none")
        }
    }
}

fn name(gap: Gap) -> &'static str {
    match gap {
        Gap::NeverAsked => "never_asked",
        Gap::NeverTaught => "never_taught",
        Gap::NotTested => "not_tested",
        Gap::NotPractised => "not_practised",
        Gap::NotMeasured => "not_measured",
    }
}

fn to_json(course: &Coverage) -> Value {
    let asked = |asked: &Asked| {
        let questions: Vec<&str> = asked.questions.iter().map(|id| id.as_str()).collect();
        json!({ "questions": questions, "drawn": asked.drawn })
    };
    let outcome = |outcome: &OutcomeCoverage| {
        let taught = outcome.taught.iter().map(|(module, pages)| {
            json!({ "module": module.as_str(), "pages": pages.iter().map(|page| page.as_str()).collect::<Vec<_>>() })
        });
        let practised = outcome
            .practised
            .iter()
            .map(|(page, question)| json!({ "page": page.as_str(), "question": question.as_str() }));
        json!({
            "outcome": outcome.id.as_str(),
            "text": outcome.text,
            "named": mapped::items(&outcome.named),
            "reached": mapped::items(&outcome.reached),
            "taught": taught.collect::<Vec<_>>(),
            "practised": practised.collect::<Vec<_>>(),
            "test": asked(&outcome.test),
            "form_a": asked(&outcome.form_a),
            "form_b": asked(&outcome.form_b),
            "gaps": outcome.gaps.iter().map(|gap| name(*gap)).collect::<Vec<_>>(),
        })
    };
    json!({
        "course": course.course.as_str(),
        "edition": course.edition,
        "outcomes": course.outcomes.iter().map(outcome).collect::<Vec<_>>(),
        "easy_read": {
            "pages": course.easy.pages.iter().map(|page| page.as_str()).collect::<Vec<_>>(),
            "without": course.easy.without.iter().map(|page| page.as_str()).collect::<Vec<_>>(),
            "modules": course.easy.modules.iter().map(|module| module.as_str()).collect::<Vec<_>>(),
            "all_modules": course.easy.all_modules,
            "questions": course.easy.questions,
            "all_questions": course.easy.all_questions,
        },
        "frameworks": course.frameworks.iter().map(|framework| mapped::to_json(framework, course)).collect::<Vec<_>>(),
    })
}
