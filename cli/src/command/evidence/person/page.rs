//! `bona evidence person --html`: what is held, in words that the person can read, each value beside what it means.

use std::collections::BTreeSet;

use bona_engine::duty::Post;
use bona_engine::evidence::{
    Completion, CompletionKind, Correction, EditionBasis, PersonNumber, Recorded, SourceKind, Waiver,
};
use bona_engine::intake::{Answered, ClaimBasis, VerdictWord};
use bona_engine::time::day_in_words;
use bona_packager::{PersonEntry, PersonFact, PersonPage};

use super::{Held, NOT_HELD};
use crate::command::evidence::title::Titles;
use crate::command::evidence::{count, who};

/// The page, as at a time in UTC.
pub(super) fn page(held: &Held<'_>, titles: &Titles, now: &str) -> PersonPage {
    let number = |number: usize, one, many| count(number as u64, one, many);
    let mut sums = vec![format!("{}.", number(held.records.len(), "record", "records"))];
    if !held.replaced.is_empty() {
        let gone = number(held.replaced.len(), "record that was", "records that were");
        sums.push(format!("{gone} corrected since."));
    }
    if !held.posts.is_empty() {
        let posts = number(held.posts.len(), "post", "posts");
        sums.push(format!("{posts}, as staff lists said it."));
    }
    if !held.waivers.is_empty() {
        let waivers = number(held.waivers.len(), "requirement", "requirements");
        sums.push(format!("{waivers} from which you were let off."));
    }
    let leaves = count(held.log.head.size, "leaf", "leaves");
    let mut elsewhere = match held.stated {
        0 => Vec::new(),
        stated => vec![format!(
            "In {} of other people you are named, by your person number, as whoever stated the edition, accepted their own \
             record, vouched for a list or observed them.",
            number(stated, "record", "records")
        )],
    };
    elsewhere.extend(held.decided.told().into_iter().map(|decided| {
        format!("In {decided} you are named, by your person number, as whoever decided on it.")
    }));
    PersonPage {
        organisation: held.log.opened.organisation.clone(),
        name: who::called(held.person),
        printed: day_in_words(now.get(..10).unwrap_or(now)),
        sums,
        who: known_as(held),
        records: said_once(held.records.iter().map(|found| record(found, titles)).collect()),
        corrected: said_once(held.replaced.iter().map(|found| gone(found, titles)).collect()),
        posts: held.posts.iter().map(post).collect(),
        waivers: held.waivers.iter().map(|waiver| waived(waiver)).collect(),
        elsewhere,
        not_held: NOT_HELD.map(str::to_owned).to_vec(),
        verified: format!("{}, {leaves}", held.log.opened.origin),
    }
}

/// What a part means stands where it first comes; a page of thirty records would otherwise say it thirty times.
fn said_once(mut entries: Vec<PersonEntry>) -> Vec<PersonEntry> {
    let mut said = BTreeSet::new();
    for fact in entries.iter_mut().flat_map(|entry| &mut entry.facts) {
        if !said.insert((fact.what.clone(), fact.means.clone())) {
            fact.means.clear();
        }
    }
    entries
}

fn fact(what: &str, says: impl Into<String>, means: &str) -> PersonFact {
    PersonFact { what: what.to_owned(), says: vec![says.into()], means: means.to_owned() }
}

/// What it means that a record corrects another.
const CORRECTS: &str = "This record stands in the place of an earlier one, which was wrong.";

fn known_as(held: &Held<'_>) -> Vec<PersonFact> {
    let person = held.person;
    let name = person.name.as_deref().unwrap_or("none is kept");
    let mut facts = vec![
        fact("Name", name, "As the first list or report had it that named you, or as it was changed since."),
        fact(
            "Person number",
            person.number.as_str(),
            "A random number. Records are joined to you by it and by nothing else.",
        ),
    ];
    let same = held.same.iter().map(|found| {
        let said = &found.said;
        format!(
            "{} and {} are {}: leaf {}, recorded {}, since {}; decided by {}",
            found.person.as_str(),
            said.with.as_str(),
            if said.same { "one person" } else { "two people" },
            found.index,
            said.recorded,
            said.reason.says(),
            said.by.as_str()
        )
    });
    let same: Vec<String> = same.collect();
    if !same.is_empty() {
        facts.push(PersonFact {
            what: "Several numbers".to_owned(),
            says: same,
            means: "Two systems may know one person by different ids. Somebody looked, and said whether it is one; what counts \
                    is the last that was said."
                .to_owned(),
        });
    }
    if !person.learners.is_empty() {
        facts.push(PersonFact {
            what: "Pseudonyms".to_owned(),
            says: person.learners.iter().map(|learner| learner.as_str().to_owned()).collect(),
            means: "Each is made with a secret key from a number, address or account of yours. A later list is known by it to \
                    be about you, and a row of a report to have been recorded before; what it was made from cannot be read back."
                .to_owned(),
        });
    }
    facts
}

fn record(recorded: &Recorded, titles: &Titles) -> PersonEntry {
    let done = &recorded.completion;
    let (result, means) = result(done);
    let mut facts = vec![fact("Result", result, means), fact("When", when(done), clock(done))];
    let mut add = |what: &str, says: String, means: &str| facts.push(fact(what, says, means));
    let title = titles.of_record(recorded);
    if title.is_some() {
        add("Course", done.course.clone(), "What records call it. The title above is its package's.");
    }
    if let Some(score) = done.score {
        add("Score", format!("{score} %"), "Of a hundred, as it was reported.");
    }
    if let Some(minutes) = done.minutes {
        add("There for", count(minutes.into(), "minute", "minutes"), "As the list of the session has it.");
    }
    add("Its word", done.said.clone(), "What the learning system or the list said, word for word.");
    if let Some(item) = &done.item {
        add("Part", item.clone(), "What the learning system calls it, or what was observed.");
    }
    let (edition, means) = edition(done);
    add("Edition", edition, means);
    let said = [
        ("Language", &done.language),
        ("Made for", &done.variant),
        ("System", &done.system),
        ("Session", &done.session),
    ];
    for (what, value) in said {
        if let Some(value) = value {
            add(what, value.clone(), "");
        }
    }
    if let Some(content) = &done.content {
        add(
            "Content",
            content.clone(),
            "A number made from the whole course: with it everybody can tell what you were shown.",
        );
    }
    if done.release == Some(false) {
        add(
            "Draft",
            "a draft that was not reviewed".to_owned(),
            "The course was not released when you took it.",
        );
    }
    if let Some(stated) = &done.stated_by {
        let means = "The person number of whoever stated the edition, accepted your own record, vouches for the list or observed you.";
        add("Stated by", stated.as_str().to_owned(), means);
    }
    if !done.answers.is_empty() {
        facts.push(PersonFact {
            what: "Answers".to_owned(),
            says: done.answers.iter().map(answered).collect(),
            means: "What you chose, by the names that the course's authors gave to questions and options."
                .to_owned(),
        });
    }
    facts.extend(corrects(done));
    let day = moment(&done.recorded);
    facts.push(fact(
        "Recorded",
        format!("{day}, from {}, as leaf {}", source(done.source), recorded.index),
        "When it came in here, and its place in the log.",
    ));
    let day = day_in_words(done.when().get(..10).unwrap_or(""));
    let title = title.unwrap_or_else(|| done.course.clone());
    PersonEntry { title: format!("{title}, {day}"), facts }
}

/// In the place of which record it stands, and why.
fn corrects(done: &Completion) -> Vec<PersonFact> {
    let Some(corrects) = &done.corrects else { return Vec::new() };
    let says = format!("leaf {}, since {}", corrects.leaf, corrects.reason.says());
    let mut facts = vec![fact("Corrects", says, CORRECTS)];
    facts.extend(decided(corrects.because.as_deref(), &corrects.by));
    facts
}

/// A record that does not count any more, and why.
fn gone((recorded, correction): &(&Recorded, &Correction), titles: &Titles) -> PersonEntry {
    let mut entry = record(recorded, titles);
    let how = if correction.replaces { "replaced by" } else { "withdrawn by" };
    let day = moment(&correction.recorded);
    let mut facts = vec![fact(
        "Corrected",
        format!("{day}, {how} leaf {}, since {}", correction.index, correction.reason.says()),
        "From then on this record does not count. It stays in the log, since nothing is ever taken out of that.",
    )];
    facts.extend(decided(correction.because.as_deref(), &correction.by));
    facts.append(&mut entry.facts);
    PersonEntry { facts, ..entry }
}

/// Who decided on a correction, and what they added.
fn decided(because: Option<&str>, by: &PersonNumber) -> Vec<PersonFact> {
    let mut facts: Vec<PersonFact> = because.map(|text| fact("Why", text, "")).into_iter().collect();
    facts.push(fact("Decided by", by.as_str(), "The person number of whoever decided."));
    facts
}

fn result(done: &Completion) -> (&'static str, &'static str) {
    match (done.kind, done.verdict) {
        (CompletionKind::Competence, VerdictWord::Passed) => {
            ("competent", "Somebody watched you do it, and it was good.")
        }
        (CompletionKind::Competence, _) => {
            ("not yet", "Somebody watched you do it, and it was not there yet.")
        }
        (CompletionKind::Pledge, _) => {
            ("pledge made", "You made a pledge after the course. What it is, is yours, and is kept nowhere.")
        }
        (CompletionKind::FollowUp, _) if done.source != SourceKind::FollowUps => (
            "follow-up handed in",
            "You answered what is asked some time after the course. What you answered is not kept with your name.",
        ),
        (CompletionKind::FollowUp, _) => (
            "follow-up held",
            "Somebody followed up with you after the course. What was said is kept nowhere.",
        ),
        (CompletionKind::Attendance, _) => ("attended", "You were at a group session of the course."),
        (CompletionKind::Completion, VerdictWord::Passed) => {
            ("passed", "You completed the course and passed its test.")
        }
        (CompletionKind::Completion, VerdictWord::Completed) => {
            ("completed", "You completed the course; nothing is said of a test.")
        }
        (CompletionKind::Completion, VerdictWord::Failed) => (
            "not passed",
            "You came to the end and did not pass. It does not count against you; it only does not count as done.",
        ),
    }
}

fn when(done: &Completion) -> String {
    done.claimed.as_ref().map_or_else(|| "it is not said".to_owned(), |claimed| moment(&claimed.at))
}

/// `2026-11-03T14:02:11Z` as people write it.
fn moment(at: &str) -> String {
    let day = day_in_words(at.get(..10).unwrap_or(at));
    match at.get(11..16) {
        Some("00:00") | None => day,
        Some(clock) if at.ends_with('Z') => format!("{day}, {clock} (UTC)"),
        Some(clock) => format!("{day}, {clock}"),
    }
}

fn clock(done: &Completion) -> &'static str {
    match done.claimed.as_ref().map(|claimed| claimed.basis) {
        Some(ClaimBasis::LmsUtc) => "By the learning system's clock.",
        Some(ClaimBasis::LmsLocal) => {
            "By the learning system's clock, in the zone of whoever downloaded the report."
        }
        Some(ClaimBasis::Device) => "By the clock of your own device.",
        Some(ClaimBasis::Stated) => "As somebody stated it.",
        None => "Neither the learning system nor anybody else said when.",
    }
}

fn edition(done: &Completion) -> (String, &'static str) {
    let edition = done.edition.clone().unwrap_or_else(|| "unknown".to_owned());
    let means = match done.edition_basis {
        EditionBasis::Package => "As the course itself says it.",
        EditionBasis::Stated => "As somebody stated it.",
        EditionBasis::Unknown => "Nobody said which edition of the course you had.",
    };
    (edition, means)
}

fn source(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::MoodleCompletion => "a report of Moodle",
        SourceKind::ScormRuntime => "what the learning system stored (SCORM)",
        SourceKind::Aicc => "what the learning system stored (AICC)",
        SourceKind::Receipt => "your own record, which you handed in",
        SourceKind::Returns => "answer codes",
        SourceKind::SignIn => "a sign-in sheet",
        SourceKind::Teams => "a meeting's list (Teams)",
        SourceKind::Zoom => "a meeting's list (Zoom)",
        SourceKind::Observed => "a list of what was observed",
        SourceKind::Pledges => "a list of who made a pledge",
        SourceKind::FollowUps => "a list of follow-ups that were held",
        SourceKind::Table => "a table that somebody exported",
        SourceKind::Xapi => "a record store (xAPI)",
    }
}

fn answered(answer: &Answered) -> String {
    let chosen = if answer.chosen.is_empty() { "nothing".to_owned() } else { answer.chosen.join(", ") };
    let time = if answer.attempt < 2 { String::new() } else { format!(", time {}", answer.attempt) };
    let right = match answer.right {
        Some(true) => " (right)",
        Some(false) => " (not right)",
        None => "",
    };
    format!("{}{time}: {chosen}{right}", answer.id)
}

fn post(post: &Post) -> PersonEntry {
    let ends = post.ends.as_deref().map_or_else(|| "no last day is known".to_owned(), day_in_words);
    let mut facts = vec![
        fact("Kind", post.kind.name(), ""),
        fact("From", day_in_words(&post.starts), "The first day, or the first list that named you so."),
        fact("Until", ends, ""),
    ];
    if !post.place.is_empty() {
        facts.insert(0, fact("Place", post.place.clone(), ""));
    }
    PersonEntry { title: post.role.clone(), facts }
}

fn waived(waiver: &Waiver) -> PersonEntry {
    let facts = vec![
        fact("Why", waiver.because.clone(), ""),
        fact("Until", day_in_words(&waiver.until), "The last day on which it holds."),
        fact("Decided by", waiver.by.as_str(), "The person number of whoever decided."),
        fact("Recorded", moment(&waiver.recorded), ""),
    ];
    PersonEntry { title: waiver.requirement.clone(), facts }
}
