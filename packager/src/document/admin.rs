//! The admin sheet: what the person who looks after the LMS has to know, on one page and as plain text.
//!
//! It says what this package does and nothing of what it might do: settings to tick for its kind of LMS,
//! what each outcome is told as, what leaves the learner's device, and what is still to be checked.

mod accept;
mod lms;
mod split;
mod store;
mod told;

use std::fmt::Write as _;

use bona_engine::course::Support;
use serde::Serialize;

use super::alone::policy;
use crate::error::PackError;
use crate::exchange::Loss;
use crate::page::render;
use crate::standard::Job;
use crate::strings::Words;
use crate::tongue;
use crate::view::{draft, reviewed};

pub(super) use lms::format_title;

const STYLE: &str = include_str!("../../templates/readme-lms.css");
/// Characters of a line of the plain text.
const LINE: usize = 76;

/// The sheet in both forms.
pub(crate) struct Sheet {
    pub(crate) html: String,
    pub(crate) text: String,
}

/// All that both forms show.
#[derive(Serialize)]
struct View {
    title: String,
    draft: Option<String>,
    facts: Vec<Row>,
    parts: Vec<Part>,
    policy: String,
    style_html: &'static str,
}

/// A label on the line and what hangs on it.
#[derive(Serialize)]
struct Row {
    label: String,
    words: String,
    /// How the line runs: `holds` is solid, `open` is dashed, `plain` has nothing to say of it.
    line: &'static str,
}

/// A part of the sheet; a list that is empty is not shown.
#[derive(Default, Serialize)]
struct Part {
    title: &'static str,
    lead: String,
    steps: Vec<String>,
    boxes: Vec<String>,
    rows: Vec<Row>,
}

fn row(label: &str, words: impl Into<String>) -> Row {
    Row { label: label.to_owned(), words: words.into(), line: "holds" }
}

fn plain_row(label: &str, words: impl Into<String>) -> Row {
    Row { line: "plain", ..row(label, words) }
}

fn open_row(label: &str, words: impl Into<String>) -> Row {
    Row { line: "open", ..row(label, words) }
}

/// Makes the sheet.
///
/// # Errors
/// [`PackError::Template`] when the template and its view disagree, which is ours to mend.
pub(crate) fn admin_sheet(job: &Job<'_>, losses: &[Loss]) -> Result<Sheet, PackError> {
    // Administrators are told in English, whatever the learners read.
    let say = Words::of("en-GB");
    let view = view(job, losses, say);
    Ok(Sheet { html: render("readme-lms", &view, say)?, text: text(&view) })
}

fn view(job: &Job<'_>, losses: &[Loss], say: &Words) -> View {
    let mut parts = if store::is(job) {
        vec![store::steps(job), store::boxes(job), store::outcomes(job)]
    } else {
        vec![lms::steps(job), lms::boxes(job)]
    };
    parts.splice(0..0, split::together(job));
    parts.extend(accept::steps(job));
    parts.extend(told::lost(losses));
    parts.extend(told::outcomes(job));
    parts.extend([told::leaves(job), lms::later(job)]);
    parts.extend(support(&job.course.support));
    View {
        title: job.course.title.clone(),
        draft: draft(job.course, job.identity.release, say),
        facts: facts(job),
        parts,
        policy: policy(STYLE, None),
        style_html: STYLE,
    }
}

fn facts(job: &Job<'_>) -> Vec<Row> {
    let identity = job.identity;
    let mut facts = vec![
        plain_row("Course", identity.course.as_str()),
        plain_row("Edition", identity.edition.as_str()),
        languages(job),
        plain_row("Format", lms::format_title(identity.format)),
        plain_row("Made for", job.profile.title),
        plain_row("Learning time", format!("about {} minutes", job.course.minutes().0)),
        plain_row("Content hash", identity.content.as_str()),
    ];
    if job.identity.shared_pc {
        let closes =
            "a visit that nobody is at is saved and closed after ten minutes and a notice of one more";
        facts.push(plain_row("Shared computers", closes));
    }
    if let Some(address) = &job.course.reply_to {
        facts.push(plain_row("Mail", format!("learners may write to {address} about a page")));
    }
    let read = reviewed(job.course, identity, Words::of("en-GB"));
    facts.extend(read.map(|by| plain_row("Reviewed", by)));
    facts.extend(lms::framed_by(job));
    facts.extend(players_words(&identity.language));
    if let (Some(_), [role]) = (&identity.role, job.course.roles.as_slice()) {
        facts.insert(3, plain_row("For", role.title.as_str()));
    }
    if identity.easy_only {
        let holds =
            "the pages that are in Easy Read, and no others; what completes it is the course’s own rule";
        facts.insert(3, plain_row("Easy Read", holds));
    }
    if let Some(variant) = &identity.variant {
        let place = match job.place.filter(|name| name != variant) {
            Some(name) => format!("{name} ({variant})"),
            None => variant.clone(),
        };
        facts.insert(3, plain_row("Tailored for", place));
    }
    facts
}

/// What is to be known of the player's own words: that they are a draft, or of another language than the course's.
fn players_words(language: &str) -> Option<Row> {
    let words = Words::of(language);
    if !words.are_in(language) {
        let told = format!("English: the player has none in {language}. Its buttons and notes are English.");
        return Some(open_row("Player’s words", told));
    }
    let told =
        format!("A draft in {}: no native speaker has read the buttons and notes yet.", words.language);
    words.draft.then(|| open_row("Player’s words", told))
}

/// The languages of the package, each by its name and tag, and how it came into them.
fn languages(job: &Job<'_>) -> Row {
    let named = job.identity.languages().zip(tongue::names(job.identity.languages()));
    let told = named.map(|(tag, name)| {
        let course = std::iter::once(job.course).chain(job.further).find(|course| course.language == tag);
        let Some(own) = course.and_then(|course| course.translation.as_ref()) else {
            return if job.identity.further.is_empty() { tag.to_owned() } else { format!("{name} ({tag})") };
        };
        let read = match &own.reviewed {
            Some(day) => format!("read by somebody who speaks it on {day}"),
            None => "not yet read by anybody who speaks it".to_owned(),
        };
        let left = match own.missing {
            0 => String::new(),
            missing => format!("; {missing} of {} texts still in {}", own.texts, own.from),
        };
        format!("{name} ({tag}), translated from {}, {read}{left}", own.from)
    });
    let told: Vec<String> = told.collect();
    let label = if told.len() > 1 { "Languages" } else { "Language" };
    let words = told.join(". ");
    let open = std::iter::once(job.course).chain(job.further).any(|course| {
        course.translation.as_ref().is_some_and(|own| own.reviewed.is_none() || own.missing > 0)
    });
    if open { open_row(label, words) } else { plain_row(label, words) }
}

/// The people that the course names, and whether their details were checked (decisions C-R-12).
fn support(all: &[Support]) -> Option<Part> {
    let rows = all.iter().map(|support| {
        let reach: Vec<&str> =
            [&support.phone, &support.url].into_iter().flatten().map(String::as_str).collect();
        let reach =
            if reach.is_empty() { "no number or address is given".to_owned() } else { reach.join(", ") };
        match &support.checked {
            Some(day) => row(&support.name, format!("{reach}. Checked with the service: {day}.")),
            None => {
                let why =
                    support.unchecked.as_ref().map(|own| format!(" {} Until {}.", own.because, own.until));
                let why = why.unwrap_or_default();
                let words = format!("{reach}. Not yet checked with the service: check before use.{why}");
                open_row(&support.name, words)
            }
        }
    });
    (!all.is_empty()).then(|| Part {
        title: "Who the course sends people to",
        lead: "Learners may turn to these in need. A wrong number does harm.".into(),
        rows: rows.collect(),
        ..Part::default()
    })
}

fn text(view: &View) -> String {
    let mut text = String::new();
    heading(&view.title, '=', &mut text);
    if let Some(draft) = &view.draft {
        wrapped("DRAFT. ", "", draft, &mut text);
        text.push('\n');
    }
    rows(&view.facts, &mut text);
    for part in &view.parts {
        text.push('\n');
        heading(part.title, '-', &mut text);
        if !part.lead.is_empty() {
            wrapped("", "", &part.lead, &mut text);
            text.push('\n');
        }
        for (number, step) in (1..).zip(&part.steps) {
            wrapped(&format!("{number}. "), "   ", step, &mut text);
        }
        for tick in &part.boxes {
            wrapped("[ ] ", "    ", tick, &mut text);
        }
        rows(&part.rows, &mut text);
    }
    text
}

fn heading(title: &str, under: char, text: &mut String) {
    wrapped("", "", title, text);
    let width = title.chars().count().min(LINE);
    text.extend(std::iter::repeat_n(under, width));
    text.push_str("\n\n");
}

fn rows(rows: &[Row], text: &mut String) {
    for row in rows {
        wrapped(&format!("{}: ", row.label), "    ", &row.words, text);
    }
}

/// Writes words in lines of at most [`LINE`] characters; a longer word has a line of its own.
fn wrapped(first: &str, later: &str, words: &str, text: &mut String) {
    let mut line = first.to_owned();
    let mut bare = true;
    for word in words.split_whitespace() {
        if !bare && LINE < line.chars().count() + word.chars().count() + 1 {
            writeln!(text, "{}", line.trim_end()).expect("a string takes every byte");
            line = later.to_owned();
            bare = true;
        }
        if !bare {
            line.push(' ');
        }
        line.push_str(word);
        bare = false;
    }
    writeln!(text, "{}", line.trim_end()).expect("a string takes every byte");
}

#[cfg(test)]
mod tests;
