//! How the course was tested: what machines did before the player was given out, and what people found.
//!
//! The machines' part says what stands in `tests/browser`; a test compares versions and counts with what is there.

use bona_engine::course::Accessibility;

use bona_engine::time::day_in_words;

use super::{Part, Row, hole, said};
use crate::standard::Job;

/// Each tool of the browser suite: the package, its version, what people call it, and what it is asked.
pub(super) const TOOLS: [(&str, &str, &str, &str); 4] = [
    (
        "axe-core",
        "4.14.1",
        "axe-core",
        "Every kind of question and scene in every state, every block and page, in light and dark, in forced colours, at \
         320 pixels and in a language from the right, by its rules for WCAG 2.2, A and AA, and for good practice.",
    ),
    (
        "accessibility-checker-engine",
        "4.0.34",
        "IBM Equal Access",
        "The same states, in light and in a language from the right.",
    ),
    ("html-validate", "10.9.0", "html-validate", "The same states, and every page of every kind of package."),
    (
        "@guidepup/virtual-screen-reader",
        "0.33.0",
        "Virtual Screen Reader",
        "What is said of {kinds} kinds of tasks in every state, kept as texts that people read.",
    ),
];

/// Kinds of items of which what is said is kept.
pub(super) const SPOKEN: usize = 17;

/// What only a person can find out.
const FOR_PEOPLE: &str = "Machines find only some barriers. A person must try what NVDA or JAWS with Edge or Chrome, and \
    VoiceOver with Safari, really say; high contrast of Windows; 400 per cent zoom; control by voice; and whether the \
    words are understood.";

/// What was tested automatically.
pub(super) fn by_machines(job: &Job<'_>) -> Part {
    let kinds = SPOKEN.to_string();
    let mut rows: Vec<Row> = TOOLS
        .iter()
        .map(|(_, version, name, what)| Row {
            label: name,
            words: format!("Version {version}. {}", what.replace("{kinds}", &kinds)),
            line: "holds",
        })
        .collect();
    let pages = job.course.pages().count();
    rows.push(said(
        "Bona",
        format!(
            "The words and media of this course, {pages} {}: headings in order, links that say where they lead, words \
             for each picture, captions and every word for each film, and the contrast of each pair of colours.",
            if pages == 1 { "page" } else { "pages" }
        ),
    ));
    Part {
        title: "What machines tested",
        paragraphs_html: vec![
            "The player that shows this course is tested in Chromium with courses that hold everything a course can hold. \
             A violation keeps it from being given out."
                .to_owned(),
        ],
        rows,
        ..Part::default()
    }
}

/// What people found.
pub(super) fn by_people(own: &Accessibility) -> Part {
    let mut rows: Vec<Row> = Vec::new();
    for test in &own.tested {
        rows.push(said(
            "Tried",
            format!("{}, by a {}, with {}. {}", day_in_words(&test.on), test.by, test.with, test.found),
        ));
    }
    if rows.is_empty() {
        rows.push(hole("what a person found who tried the course with assistive technology: `tested`"));
    }
    Part {
        title: "What people tested",
        paragraphs_html: vec![FOR_PEOPLE.to_owned()],
        rows,
        ..Part::default()
    }
}
