//! The places of a course that no author wrote as a page: covers, contents, test, support, sources, end.

use bona_engine::course::{
    BlockKind, Completion, Course, Draw, Module, Page, Reviewer, Source, Support, Term, Test,
};

use super::easy;
use super::told::{join, upper_first};
use super::{
    CONTENTS, Call, Contents, Cover, Entry, FINISH, FinishView, Help, OPINIONS, RoleView, Row, SUPPORT,
    SourceView, Sources, SupportView, TEST, TermView, Terms, TestView, To, Told, Turn, asked_opinions,
    role_ids,
};
use crate::Identity;
use crate::markup::{SOURCES, TERMS, escape, html};
use crate::role::shown_to;
use crate::strings::{Words, fill};

/// Every step of the way, in order, with what its page is called: covers, pages, test, end.
pub(crate) fn steps(course: &Course, say: &Words) -> Vec<To> {
    let step = |place: &str, words: &str| To { place: place.to_owned(), words: words.to_owned(), easy: None };
    let mut all = Vec::new();
    for module in &course.modules {
        all.push(To { easy: easy::module_title(course, module), ..step(module.id.as_str(), &module.title) });
        let pages = module.pages.iter();
        all.extend(
            pages.map(|page| To {
                easy: easy::page_title(course, page),
                ..step(page.id.as_str(), &page.title)
            }),
        );
    }
    let mut end = Vec::new();
    end.extend(course.test.as_ref().map(|_| step(TEST, &test_title(course, say))));
    if let Some(own) = asked_opinions(course) {
        let place = if own.first { 0 } else { end.len() };
        end.insert(place, step(OPINIONS, say["opinions_title"]));
    }
    all.extend(end);
    all.push(step(FINISH, say["finish"]));
    all
}

/// The buttons of a step: on to the next, back to the one before.
pub(super) fn turn(steps: &[To], place: &str, say: &Words) -> Turn {
    let at = steps.iter().position(|step| step.place == place).unwrap_or_default();
    let here = steps.get(at);
    let name = |title: &str| fill(say["pages_nav"], &[("title", title)]);
    let towards = |to: Option<&To>, key: &str| {
        to.map(|step| To { place: step.place.clone(), words: say[key].to_owned(), easy: None })
    };
    Turn {
        name: name(here.map_or("", |step| step.words.as_str())),
        easy_name: here.and_then(|step| step.easy.as_deref()).map(name),
        next: towards(steps.get(at + 1), if at == 0 { "start" } else { "continue" }),
        back: towards(at.checked_sub(1).and_then(|before| steps.get(before)), "back"),
    }
}

/// The buttons of an author's page.
pub(crate) fn page_turn(steps: &[To], page: &Page, say: &Words) -> Turn {
    turn(steps, page.id.as_str(), say)
}

/// The first page of a module.
pub(crate) fn cover(
    course: &Course,
    at: usize,
    told: &Told,
    identity: &Identity,
    steps: &[To],
    say: &Words,
) -> Cover {
    let module = &course.modules[at];
    let mut labels = vec![short(&course.title).to_owned()];
    if course.modules.len() > 1 {
        let (n, all) = ((at + 1).to_string(), course.modules.len().to_string());
        labels.push(fill(say["part_of"], &[("n", &n), ("all", &all)]));
    }
    let mut rows = vec![row(say["time"], &time(module, say)), row(say["who_sees"], &told.sentence(say))];
    let first = course.test.as_ref().filter(|test| at == 0 && test.check_first);
    rows.extend(first.map(|test| Row {
        label: say["check_first"].to_owned(),
        words_html: format!(
            "<a href=\"#/{TEST}\">{}</a>: {}",
            escape(say["check_first_link"]),
            escape(&say.counted("check_first_text", test.attempts as usize))
        ),
    }));
    rows.extend(notes(module, say));
    rows.extend(draft(course, identity.release, say).map(|words| row(say["draft"], &words)));
    rows.extend(reviewed(course, identity, say).map(|words| row(say["reviewed"], &words)));
    let (easy_title, easy_lead_html) = (easy::module_title(course, module), easy::lead_html(module));
    Cover {
        place: module.id.to_string(),
        logo: None,
        labels,
        title: module.title.clone(),
        easy_words: easy_title.is_some() || !easy_lead_html.is_empty(),
        easy_title,
        easy_lead_html,
        easy_draft: easy::module_draft(course, module, identity.easy_only),
        lead_html: match &module.summary {
            Some(lead) => html(lead),
            None if at == 0 => format!("<p>{}</p>", escape(&course.summary)),
            None => String::new(),
        },
        roles: if at == 0 { String::new() } else { reached_by(course, module) },
        choice: if at == 0 { choice(course, identity) } else { Vec::new() },
        easy: easy::of_module(course, at, identity.easy_only),
        aims: course
            .outcomes
            .iter()
            .filter(|outcome| module.outcomes.contains(&outcome.id))
            .map(|outcome| outcome.text.clone())
            .collect(),
        rows,
        turn: turn(steps, module.id.as_str(), say),
    }
}

/// The roles that a learner may choose from; none where the package is for one.
fn choice(course: &Course, identity: &Identity) -> Vec<RoleView> {
    let known = if identity.role.is_some() { &[][..] } else { &course.roles };
    known.iter().map(|role| RoleView { id: role.id.to_string(), title: role.title.clone() }).collect()
}

/// The ids of the roles that a module has pages for; empty where it has one for all, or none at all.
fn reached_by(course: &Course, module: &Module) -> String {
    let shown: Vec<_> = module.pages.iter().map(|page| shown_to(course, page)).collect();
    if shown.iter().any(Vec::is_empty) {
        return String::new();
    }
    let all = course.roles.iter().map(|role| &role.id);
    role_ids(all.filter(|role| shown.iter().any(|page| page.contains(role))))
}

/// The list of pages.
pub(crate) fn contents(course: &Course, identity: &Identity, say: &Words) -> Contents {
    let mut parts: Vec<Vec<Entry>> = Vec::new();
    for (at, module) in course.modules.iter().enumerate() {
        let label = if course.modules.len() > 1 {
            fill(say["part"], &[("n", &(at + 1).to_string())])
        } else {
            String::new()
        };
        let roles = if at == 0 { String::new() } else { reached_by(course, module) };
        let cover = entry(module.id.as_str(), &module.title, "cover", &label);
        let mut part = vec![Entry { roles, easy: easy::module_title(course, module), ..cover }];
        part.extend(module.pages.iter().map(|page| Entry {
            roles: role_ids(shown_to(course, page)),
            easy: easy::page_title(course, page),
            ..entry(page.id.as_str(), &page.title, "page", "")
        }));
        parts.push(part);
    }
    let mut end = Vec::new();
    if course.test.is_some() {
        end.push(entry(TEST, &test_title(course, say), "test", ""));
    }
    if let Some(own) = asked_opinions(course) {
        let place = if own.first { 0 } else { end.len() };
        end.insert(place, entry(OPINIONS, say["opinions_title"], "opinions", ""));
    }
    end.push(entry(FINISH, say["finish"], "finish", ""));
    parts.push(end);
    Contents {
        place: CONTENTS,
        label: short(&course.title).to_owned(),
        first: parts[0][0].place.clone(),
        parts,
        choice: choice(course, identity),
        draft: draft(course, identity.release, say),
        statement: None,
    }
}

/// What the test is called.
fn test_title(course: &Course, say: &Words) -> String {
    say[if course.completion == Completion::HandedIn { "measure_title" } else { "test_title" }].to_owned()
}

/// The test, before it begins.
pub(crate) fn test(
    course: &Course,
    test: &Test,
    questions_html: Vec<String>,
    (steps, easy_only): (&[To], bool),
    say: &Words,
) -> TestView {
    let length = row(say["test_length"], &say.counted("test_questions", drawn(test)));
    let pass = test.pass_mark.per_cent().to_string();
    let measures = course.completion == Completion::HandedIn;
    let (easy, easy_draft) = easy::of_test(course, easy_only);
    TestView {
        place: TEST,
        label: say[if measures { "label_measure" } else { "label_test" }].to_owned(),
        title: test_title(course, say),
        rows: if measures {
            vec![
                length,
                row(say["test_mark"], say["measure_mark"]),
                row(say["test_tries"], say["measure_tries"]),
            ]
        } else {
            let tries = row(say["test_tries"], &say.counted("test_attempts", test.attempts as usize));
            let mark = row(say["test_mark"], &fill(say["test_pass"], &[("n", &pass)]));
            // A test that is a package of its own has no page that could be read again.
            let reads = course.pages().next().is_some();
            [length, mark].into_iter().chain(reads.then_some(tries)).collect()
        },
        easy,
        easy_draft,
        questions_html,
        turn: turn(steps, TEST, say),
    }
}

/// The people to turn to.
pub(crate) fn support(course: &Course, say: &Words) -> SupportView {
    SupportView {
        place: SUPPORT,
        helps: course.support.iter().map(|entry| help(entry, say)).collect(),
        first: first(course),
    }
}

/// The sources and the credits.
pub(crate) fn sources(course: &Course, say: &Words) -> Sources {
    Sources {
        place: SOURCES,
        sources: course.sources.iter().map(|one| source(one, say)).collect(),
        credits: course.credits.clone(),
        first: first(course),
    }
}

/// The words that need care.
pub(crate) fn terms(course: &Course, say: &Words) -> Terms {
    Terms {
        place: TERMS,
        terms: course.terms.iter().map(|one| term(one, course, say)).collect(),
        first: first(course),
    }
}

/// A word that needs care, as it is printed.
pub(super) fn term(one: &Term, course: &Course, say: &Words) -> TermView {
    TermView {
        id: one.id.to_string(),
        term: one.term.clone(),
        says: one.says.clone(),
        use_when: one.use_when.clone(),
        avoid: one.avoid.clone(),
        source: course.sources.iter().find(|own| own.id == one.source).map(|own| source(own, say)),
    }
}

/// The last page.
pub(crate) fn finish(course: &Course, told: &Told, steps: &[To], say: &Words) -> FinishView {
    let counts = match course.completion {
        Completion::Pages => "counts.pages",
        Completion::Test => "counts.test",
        Completion::PagesAndTest => "counts.pages_and_test",
        Completion::HandedIn => "counts.handed_in",
    };
    let sent = match told.list(say) {
        Some(list) => row(say["to_lms"], &fill(say["to_lms_text"], &[("list", &list)])),
        None => row(say["to_device"], say["to_device_text"]),
    };
    let mut kinds = course.pages().flat_map(|page| &page.blocks).map(|block| &block.kind);
    FinishView {
        place: FINISH,
        reminds: kinds
            .any(|kind| matches!(kind, BlockKind::Pledge(pledge) if pledge.follow_up_after.is_some())),
        code: asked_opinions(course).is_some(),
        certificate: course.completion != Completion::HandedIn,
        label: short(&course.title).to_owned(),
        counts: say[counts].to_owned(),
        sent,
        not_sent: told.kept_back(say),
        helps: course.support.iter().map(|entry| help(entry, say)).collect(),
        turn: turn(steps, FINISH, say),
    }
}

/// Somebody to turn to.
pub(super) fn help(entry: &Support, say: &Words) -> Help {
    Help {
        name: entry.name.clone(),
        what: entry.what.clone(),
        call: entry.phone.as_ref().map(|phone| Call {
            dial: phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect(),
            words: fill(say["call"], &[("phone", phone)]),
        }),
        url: entry.url.clone().filter(|url| url.starts_with("https://")),
    }
}

/// A source as it is printed.
pub(super) fn source(one: &Source, say: &Words) -> SourceView {
    SourceView {
        id: one.id.to_string(),
        title: one.title.clone(),
        url: one.url.clone().filter(|url| url.starts_with("https://")),
        by: published(one),
        retrieved: one.retrieved.as_ref().map(|date| fill(say["retrieved"], &[("date", &month(date, say))])),
    }
}

/// By whom a source was published, and when.
pub(crate) fn published(one: &Source) -> String {
    format!("{}, {}", one.publisher, one.year)
}

/// `August 2026` from `2026-08`; anything else as it stands.
pub(super) fn month(date: &str, say: &Words) -> String {
    date.split_once('-')
        .and_then(|(year, month)| Some(format!("{} {year}", say.get(&format!("month.m{month}"))?)))
        .unwrap_or_else(|| date.to_owned())
}

/// The part of a course's title before its colon, which fits beside the line.
pub(crate) fn short(title: &str) -> &str {
    title.split_once(": ").map_or(title, |(name, _)| name)
}

fn first(course: &Course) -> String {
    course.modules.first().map(|module| module.id.to_string()).unwrap_or_default()
}

pub(super) fn row(label: &str, words: &str) -> Row {
    Row { label: label.to_owned(), words_html: escape(words) }
}

fn entry(place: &str, title: &str, kind: &'static str, label: &str) -> Entry {
    Entry {
        place: place.to_owned(),
        title: title.to_owned(),
        easy: None,
        kind,
        label: label.to_owned(),
        roles: String::new(),
    }
}

fn time(module: &Module, say: &Words) -> String {
    say.counted("time_about", usize::from(module.minutes.0))
}

/// What may be hard to read in a module, named beforehand.
fn notes(module: &Module, say: &Words) -> Option<Row> {
    let scene = |page: &Page| page.blocks.iter().any(|block| matches!(block.kind, BlockKind::Scenario(_)));
    let noted: Vec<&Page> = module.pages.iter().filter(|page| page.content_note.is_some()).collect();
    let label = match noted.as_slice() {
        [] => return None,
        [one] if !scene(one) => "one_page",
        [_] => "one_scene",
        _ => "some_scenes",
    };
    let mut words_html: String =
        noted.iter().filter_map(|page| page.content_note.as_ref()).map(html).collect();
    words_html.push_str(&format!("<p>{}</p>", escape(say["may_skip"])));
    Some(Row { label: say[label].to_owned(), words_html })
}

/// What a draft says of itself; `None` once released (decisions, D-21).
pub(crate) fn draft(course: &Course, release: bool, say: &Words) -> Option<String> {
    if release {
        return None;
    }
    let awaited = course.needs_review_by.iter().filter(|by| course.ledger.awaits(**by));
    let wanted: Vec<&str> = awaited.map(|by| capacity(*by, say)).collect();
    Some(if wanted.is_empty() {
        say["draft_plain"].to_owned()
    } else {
        upper_first(&fill(say["draft_by"], &[("list", &join(&wanted, say))]))
    })
}

/// In which capacities a released course was read, and in which month last: never by whom. `None` in another language
/// and at a place, whose own words nobody read for it, and where no review was asked for.
pub(crate) fn reviewed(course: &Course, identity: &Identity, say: &Words) -> Option<String> {
    if !identity.release || course.translation.is_some() || identity.variant.is_some() {
        return None;
    }
    let told = |by: &Reviewer| {
        let on = course.ledger.signed(*by)?;
        let month = month(on.get(..7)?, say);
        Some(fill(say["reviewed_in"], &[("who", capacity(*by, say)), ("month", &month)]))
    };
    let all: Vec<String> = course.needs_review_by.iter().filter_map(told).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    (!all.is_empty()).then(|| fill(say["reviewed_by"], &[("list", &join(&all, say))]))
}

/// A capacity in words.
fn capacity(by: Reviewer, say: &Words) -> &'static str {
    match by {
        Reviewer::LivedExperience => say["reviewer.lived_experience"],
        Reviewer::Accessibility => say["reviewer.accessibility"],
        Reviewer::Clinical => say["reviewer.clinical"],
        Reviewer::Legal => say["reviewer.legal"],
        Reviewer::EasyRead => say["reviewer.easy_read"],
    }
}

/// How many questions an attempt has.
fn drawn(test: &Test) -> usize {
    let questions: Vec<_> = test.drawable().collect();
    match test.draw {
        Draw::All => questions.len(),
        Draw::PerOutcome(wanted) => {
            let mut outcomes: Vec<_> = questions.iter().map(|question| &question.outcome).collect();
            outcomes.sort();
            let held = outcomes.chunk_by(|one, other| one == other).map(<[_]>::len);
            held.map(|held| held.min(usize::try_from(wanted).unwrap_or(usize::MAX))).sum()
        }
    }
}
