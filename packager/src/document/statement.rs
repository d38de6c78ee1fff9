//! The accessibility statement: what is known of the course and of the tests of its player, in the form of a UK public
//! body.
//!
//! What the packager cannot know is asked for in its place and never made up: whom to tell, who tried it, the days. The
//! sentences in `fixed` are the law's and are not changed; all others are ours.

mod fixed;
mod known;
mod tested;

use bona_engine::course::{Accessibility, Enforcement};
use bona_engine::time::day_in_words;
use serde::Serialize;

use super::alone::policy;
use crate::error::PackError;
use crate::markup::escape;
use crate::page::render;
use crate::standard::Job;
use crate::strings::Words;
use crate::view::draft;
use known::Known;

/// What the document is called in a package.
pub(crate) const STATEMENT: &str = "accessibility.html";

const STYLE: &str = concat!(
    include_str!("../../templates/readme-lms.css"),
    include_str!("../../templates/accessibility.css")
);

/// All that the document shows.
#[derive(Serialize)]
struct View {
    title: String,
    draft: Option<String>,
    parts: Vec<Part>,
    policy: String,
    style_html: &'static str,
}

/// A part under a heading; what is empty is not shown.
#[derive(Default, Serialize)]
struct Part {
    title: &'static str,
    /// Whether it belongs to the part before it.
    below: bool,
    paragraphs_html: Vec<String>,
    items: Vec<String>,
    rows: Vec<Row>,
    /// What is said behind the rest.
    after_html: Option<String>,
}

/// A label on the line and what hangs on it: `open` where somebody has something to do.
#[derive(Serialize)]
struct Row {
    label: &'static str,
    words: String,
    line: &'static str,
}

/// What the place must fill in.
fn hole(words: &str) -> Row {
    Row { label: "To be filled in", words: words.to_owned(), line: "open" }
}

fn said(label: &'static str, words: impl Into<String>) -> Row {
    Row { label, words: words.into(), line: "holds" }
}

/// Makes the document.
///
/// # Errors
/// [`PackError::Template`] when the template and its view disagree, which is ours to mend.
pub(crate) fn statement(job: &Job<'_>) -> Result<String, PackError> {
    let say = Words::of("en-GB");
    let view = View {
        title: job.course.title.clone(),
        draft: draft(job.course, job.identity.release, say),
        parts: parts(job),
        policy: policy(STYLE, None),
        style_html: STYLE,
    };
    render("accessibility", &view, say)
}

fn parts(job: &Job<'_>) -> Vec<Part> {
    let own = &job.course.accessibility;
    let known = known::of(job.course);
    let mut parts = vec![scope(job), able(job, &known), feedback(own), problems(own), enforcement(own)];
    parts.push(committed(own));
    parts.push(status(&known));
    parts.extend(listed(&known));
    parts.push(prepared(own));
    parts.extend([tested::by_machines(job), tested::by_people(own)]);
    parts
}

fn scope(job: &Job<'_>) -> Part {
    let (title, edition) = (&job.course.title, &job.identity.edition);
    let scope = format!("the course “{title}”, edition {edition}");
    Part {
        title: "What this statement is about",
        paragraphs_html: vec![
            escape(&fixed::APPLIES.replace("{scope}", &scope)),
            "It is not about the page of the learning system in which the course is shown. That page is the host’s, \
             and so is its statement."
                .to_owned(),
        ],
        ..Part::default()
    }
}

/// What learners can do, as far as it was tested or is known of this course.
fn able(job: &Job<'_>, known: &Known) -> Part {
    let mut items = vec![
        "do everything with a keyboard alone".to_owned(),
        "zoom in to 400 per cent without moving the page sideways".to_owned(),
        "choose light or dark colours, or keep those of your device, such as high contrast".to_owned(),
        "take as long as you like, stop, and go on where you were".to_owned(),
        "read it without scripts, or print it, as one text".to_owned(),
    ];
    items.extend(known::media(job.course));
    Part {
        title: "How accessible this course is",
        paragraphs_html: vec!["You should be able to:".to_owned()],
        items,
        after_html: known
            .reasons()
            .map(|_| "What does not work yet is listed under “Non-accessible content”.".to_owned()),
        ..Part::default()
    }
}

fn feedback(own: &Accessibility) -> Part {
    let mut rows = vec![match &own.contact {
        Some(contact) => said("Write or call", contact),
        None => hole(
            "an address or a number that a team reads: `contact` in course.ron or house/accessibility.ron",
        ),
    }];
    rows.push(match &own.responds_in {
        Some(span) => said("We answer in", span),
        None => hole("how soon somebody answers: `responds_in`"),
    });
    Part {
        title: "Feedback and contact information",
        paragraphs_html: vec![
            "If you need this course in another form, such as large print or easy read:".to_owned(),
        ],
        rows,
        ..Part::default()
    }
}

fn problems(own: &Accessibility) -> Part {
    let contact = own.contact.as_deref().unwrap_or("[whom to tell]");
    Part {
        title: fixed::REPORTING_TITLE,
        paragraphs_html: vec![escape(&fixed::REPORTING.replace("{contact}", contact))],
        ..Part::default()
    }
}

fn enforcement(own: &Accessibility) -> Part {
    let (paragraphs_html, rows) = match own.enforcement {
        Some(Enforcement::Ehrc) => {
            (vec![linked(fixed::EHRC, fixed::EASS, "https://www.equalityadvisoryservice.com/")], vec![])
        }
        Some(Enforcement::Ecni) => {
            (vec![linked(fixed::ECNI, fixed::ECNI_NAME, "https://www.equalityni.org/")], vec![])
        }
        None => (
            Vec::new(),
            vec![hole(
                "who enforces the regulations where you are: `enforcement: Ehrc` in England, Scotland and Wales, \
                 `enforcement: Ecni` in Northern Ireland",
            )],
        ),
    };
    Part { title: fixed::ENFORCEMENT_TITLE, paragraphs_html, rows, ..Part::default() }
}

/// A sentence with a link on some of its words.
fn linked(sentence: &str, words: &str, address: &str) -> String {
    let link = format!("<a href=\"{address}\">{}</a>", escape(words));
    escape(sentence).replacen(&escape(words), &link, 1)
}

fn committed(own: &Accessibility) -> Part {
    let organisation = own.organisation.as_deref().unwrap_or("[Name of organisation]");
    let rows = match &own.organisation {
        Some(_) => Vec::new(),
        None => vec![hole("the organisation that gives the course to its learners: `organisation`")],
    };
    Part {
        title: fixed::TECHNICAL_TITLE,
        paragraphs_html: vec![escape(&fixed::COMMITTED.replace("{organisation}", organisation))],
        rows,
        ..Part::default()
    }
}

fn status(known: &Known) -> Part {
    let sentence = match known.reasons() {
        None => fixed::FULLY.to_owned(),
        Some(reasons) => fixed::PARTIALLY.replace("{reasons}", reasons),
    };
    let wcag = linked(&sentence, fixed::WCAG, "https://www.w3.org/TR/WCAG22/");
    Part { title: fixed::STATUS_TITLE, below: true, paragraphs_html: vec![wcag], ..Part::default() }
}

/// The three groups, where there is anything to list.
fn listed(known: &Known) -> Vec<Part> {
    if known.reasons().is_none() {
        return Vec::new();
    }
    let group = |title, items: &[String], none: &str| Part {
        title,
        below: true,
        paragraphs_html: if items.is_empty() { vec![none.to_owned()] } else { Vec::new() },
        items: items.to_vec(),
        ..Part::default()
    };
    vec![
        Part {
            title: fixed::CONTENT_TITLE,
            paragraphs_html: vec![fixed::CONTENT.to_owned()],
            ..Part::default()
        },
        group(fixed::NON_COMPLIANCE_TITLE, &known.wrong, "Nothing is known."),
        group(fixed::BURDEN_TITLE, &known.burden, "Nothing is claimed."),
        group(fixed::SCOPE_TITLE, &known.outside, "Nothing is known."),
    ]
}

fn prepared(own: &Accessibility) -> Part {
    let day = |day: &Option<String>| day.as_ref().map_or_else(|| "[day]".to_owned(), |day| day_in_words(day));
    let sentence = fixed::PREPARED
        .replace("{prepared}", &day(&own.prepared))
        .replace("{reviewed}", &day(&own.reviewed.clone().or_else(|| own.prepared.clone())));
    let rows = match &own.prepared {
        Some(_) => Vec::new(),
        None => {
            vec![hole("the day on which somebody of yours read this statement and stands by it: `prepared`")]
        }
    };
    Part { title: fixed::PREPARED_TITLE, paragraphs_html: vec![escape(&sentence)], rows, ..Part::default() }
}

#[cfg(test)]
mod tests;
