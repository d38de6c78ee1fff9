//! The equality impact form of a course as a page: what the author says, and room for a pen where nothing is said. One file
//! without a request and without a script. What the law asks stands here in the words of sources of the house (`ea_2010`,
//! `psed`); whether a form is enough is for the organisation to say.

use bona_engine::course::{Action, Characteristic, Course, Effect, Expected, Impact, Reviewer};
use bona_engine::time::day_in_words;
use serde::Serialize;

use super::alone::policy;
use crate::error::PackError;
use crate::page::render;
use crate::strings::Words;

const STYLE: &str = concat!(
    include_str!("../../templates/readme-lms.css"),
    include_str!("../../templates/accessibility.css"),
    include_str!("../../templates/impact.css")
);

#[derive(Serialize)]
struct View {
    page: Page,
    policy: String,
    style_html: &'static str,
}

#[derive(Serialize)]
struct Page {
    title: String,
    language: String,
    edition: String,
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct Section {
    title: &'static str,
    says: Vec<&'static str>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    /// Its heading; empty where the section's is enough.
    title: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    what: &'static str,
    /// What the author says; where it is nothing, a pen has room.
    says: Vec<String>,
    /// What a pen can tick instead of writing.
    ticks: Vec<&'static str>,
    /// Whether the room is one line.
    short: bool,
}

/// Makes the page.
///
/// # Errors
/// [`PackError::Template`] when the template and its view disagree, which is ours to mend.
pub fn impact_page(course: &Course) -> Result<String, PackError> {
    let none = Impact::default();
    let impact = course.impact.as_ref().unwrap_or(&none);
    let page = Page {
        title: course.title.clone(),
        language: course.language.clone(),
        edition: course.edition.clone(),
        sections: vec![
            assessed(course, impact),
            affected(impact),
            aims(impact),
            asked(course, impact),
            actions(impact),
            afterwards(impact),
        ],
    };
    render("impact", &View { page, policy: policy(STYLE, None), style_html: STYLE }, Words::of("en-GB"))
}

fn row(what: &'static str, says: impl IntoIterator<Item = String>) -> Row {
    Row { what, says: says.into_iter().collect(), ticks: Vec::new(), short: false }
}

fn short(what: &'static str, says: impl IntoIterator<Item = String>) -> Row {
    Row { short: true, ..row(what, says) }
}

fn one(rows: Vec<Row>) -> Vec<Group> {
    vec![Group { title: String::new(), rows }]
}

fn day(day: &Option<String>) -> Option<String> {
    day.as_deref().map(day_in_words)
}

fn assessed(course: &Course, impact: &Impact) -> Section {
    Section {
        title: "What is assessed",
        says: Vec::new(),
        groups: one(vec![
            row("The course", [course.summary.clone()]),
            row("Who takes it", impact.scope.clone()),
        ]),
    }
}

fn affected(impact: &Impact) -> Section {
    Section {
        title: "Who is affected",
        says: vec![
            "The Equality Act 2010 protects nine characteristics. In Northern Ireland other law stands in the place of most of it.",
            "The law as it was read in August 2026.",
        ],
        groups: Characteristic::ALL.into_iter().map(|on| affects(impact, on)).collect(),
    }
}

fn affects(impact: &Impact, on: Characteristic) -> Group {
    let effect = impact.effects.iter().find(|effect| effect.on == on);
    let evidence = effect.into_iter().flat_map(|effect| &effect.evidence).map(|one| {
        if one.cited.is_empty() { one.says.clone() } else { format!("{} ({})", one.says, one.cited) }
    });
    let done = |effect: &Effect| -> Vec<String> {
        let named = impact.actions.iter().filter(|action| effect.actions.contains(&action.id));
        named.map(|action| action.what.clone()).collect()
    };
    let expected = Row {
        ticks: Expected::ALL.map(Expected::says).to_vec(),
        ..short("Expected", effect.map(|effect| effect.expected.says().to_owned()))
    };
    Group {
        title: on.says().to_owned(),
        rows: vec![
            expected,
            row("Why", effect.map(|effect| effect.says.clone())),
            row("Evidence, and how far it goes", evidence),
            row("What is done about it", effect.map(done).unwrap_or_default()),
        ],
    }
}

fn aims(impact: &Impact) -> Section {
    Section {
        title: "The public sector equality duty",
        says: vec![
            "Section 149 of the Equality Act 2010 asks public bodies to have due regard to ending unlawful discrimination, advancing equality of opportunity and fostering good relations. It applies to NHS bodies, and to others when they carry out public functions.",
        ],
        groups: one(vec![row("How these were regarded", impact.aims.clone())]),
    }
}

fn asked(course: &Course, impact: &Impact) -> Section {
    let mut read: Vec<String> = Vec::new();
    for review in course.ledger.parts.iter().flat_map(|part| &part.reviews) {
        let by = match review.by {
            Reviewer::LivedExperience => "Lived experience",
            Reviewer::Accessibility => "Accessibility",
            Reviewer::Clinical => "Clinical practice",
            Reviewer::Legal => "Law",
            Reviewer::EasyRead => "Easy Read",
        };
        let line = format!("{by}, {}", day_in_words(&review.on));
        if !read.contains(&line) {
            read.push(line);
        }
    }
    let said = |one: &bona_engine::course::Asked| Group {
        title: format!("{}, {}", one.by, day_in_words(&one.on)),
        rows: vec![row("They said", [one.said.clone()]), row("What was changed", [one.changed.clone()])],
    };
    let mut groups: Vec<Group> = impact.asked.iter().map(said).collect();
    if groups.is_empty() {
        groups = one(vec![
            row("Whom, in which capacity, and when", []),
            row("They said", []),
            row("What was changed", []),
        ]);
    }
    if !read.is_empty() {
        groups.extend(one(vec![row("Who has read the course’s text", read)]));
    }
    Section { title: "Who was asked", says: vec!["Capacities stand here, and no names."], groups }
}

fn actions(impact: &Impact) -> Section {
    let action = |action: &Action| Group {
        title: String::new(),
        rows: vec![
            row("What is done", [action.what.clone()]),
            short("By when", day(&action.until)),
            short("Done on", day(&action.done)),
        ],
    };
    let mut groups: Vec<Group> = impact.actions.iter().map(action).collect();
    if groups.is_empty() {
        let blank = || Group {
            title: String::new(),
            rows: vec![row("What is done", []), short("By when", []), short("Done on", [])],
        };
        groups = vec![blank(), blank()];
    }
    Section { title: "What is done", says: Vec::new(), groups }
}

fn afterwards(impact: &Impact) -> Section {
    Section {
        title: "Afterwards",
        says: Vec::new(),
        groups: one(vec![
            row("How it is seen what the course has done", impact.monitoring.clone()),
            short("Assessed on", day(&impact.assessed)),
            short("To be looked at again by", day(&impact.review_on)),
            short("Who answers for it: post", []),
            short("Signed", []),
        ]),
    }
}
