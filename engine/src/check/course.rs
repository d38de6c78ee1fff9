//! The course as a whole: its own file, what it names, and how it is completed.

mod words;

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use super::{
    addresses, bank, foreign, frameworks, house, languages, media, modules, people, prose, questions, roles,
    say, statement, theme, whole,
};
use crate::course::{BlockKind, Course, Draw, Framework, Ledger, Module, Outcome, Support, Test};
use crate::diagnostic::Diagnostic;
use crate::id::{CourseId, OutcomeId};
use crate::limits;
use crate::measure::Share;
use crate::raw::{RawBank, RawCompletion, RawCourse, RawDraw, RawKind, RawTest};
use crate::rule::Rule;
pub(super) use words::reviewer;
use words::{completes, level, verb};

/// Checks `course.ron` and everything that it names.
pub(super) fn check(context: &mut Context<'_>) -> Option<Course> {
    if !context.input.files.contains_key("course.ron") {
        let at = context.whole("course.ron");
        let fault = Diagnostic::new(Rule::MissingFile, at, "there is no `course.ron` in this folder")
            .help("a course is a folder with a `course.ron`; `bona new my_course` makes one to start from");
        context.fault(fault);
        return None;
    }
    house::read(context);
    let (raw, spot) = context.read::<RawCourse>("course.ron", "course")?;
    prose::begin(context, &raw);
    (context.language, context.may_change) = (raw.language.to_lowercase(), raw.variants_may_change.clone());
    let id = context.unique_id("course", &spot.field("id"), &raw.id, CourseId::parse);
    folder_bears_id(context, &spot, &raw.id);
    let (outcomes, frameworks) = outcomes(context, &raw, &spot);
    let roles = roles::take(context, &raw, &spot);
    let known: Vec<String> = raw.outcomes.iter().map(|outcome| outcome.id.clone()).collect();
    let modules = modules::check(context, &raw, &spot, &known);
    let test = raw.test.as_ref().and_then(|test| check_test(context, test, &spot.field("test"), &known));
    let measure = raw
        .measure
        .as_ref()
        .and_then(|measure| bank::measure(context, measure, &spot.field("measure"), &known));
    spares_somebody(context, &raw, &spot);
    questions::alternatives(context, &known);
    own_file(context, &raw, &spot);
    let support = support(context, &raw, &spot);
    support_for_notes(context, &raw, &spot, &modules, test.as_ref());
    not_assessed(context, &raw, &spot, &modules, test.as_ref());
    roles::page_links(context, &modules, &roles);
    media::unused(context);
    whole::course(context, &raw, &spot, &modules);
    let title = context.title(&spot.field("title"), &raw.title);
    let terms = house::terms(context);
    let accessibility = statement::take(context, raw.accessibility.as_ref(), &spot.field("accessibility"));
    let sources = house::cited(context);
    let translation = languages::translation(context);
    Some(Course {
        foreign: foreign::plain(context, (&spot, &raw), translation.as_ref(), (&support, &terms, &sources)),
        id: id?,
        edition: raw.edition.clone(),
        title,
        language: raw.language.clone(),
        audience: raw.audience.clone(),
        roles,
        level: level(raw.level),
        summary: context.title(&spot.field("summary"), &raw.summary),
        outcomes,
        modules,
        completion: completes(raw.completion),
        test,
        measure,
        refresher_after: raw.refresher_after.clone(),
        needs_review_by: raw.needs_review_by.iter().copied().map(reviewer).collect(),
        ledger: Ledger::default(),
        impact: None,
        support,
        address: raw.address.clone(),
        reply_to: raw.reply_to.clone(),
        shared_pc: raw.shared_pc == Some(true),
        credits: raw.credits.clone(),
        sources,
        terms,
        frameworks,
        people_groups: people::of_house(context),
        theme: theme::chosen(context, raw.theme.as_ref(), &spot.field("theme")),
        accessibility,
        translation,
    })
}

/// What `course.ron` says by itself.
fn own_file(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) {
    unlisted(context, raw);
    completion(context, raw, spot);
    edition(context, raw, spot);
    language(context, raw, spot);
    addresses::all(context, raw, spot);
}

/// Places to turn to: those that the course names, and where a block sends somebody.
fn support(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) -> Vec<Support> {
    let mut support = house::support(context, &raw.support, &spot.field("support"));
    let named = |used: &&Support| raw.support.iter().any(|id| id == used.id.as_str());
    support.extend(context.support_used.iter().filter(|used| !named(used)).cloned());
    support
}

/// Whoever is warned of something hard is told where to turn.
fn support_for_notes(
    context: &mut Context<'_>,
    raw: &RawCourse,
    spot: &Spot,
    modules: &[Module],
    test: Option<&Test>,
) {
    let pages = || modules.iter().flat_map(|module| &module.pages);
    let on_pages = pages().flat_map(|page| &page.blocks).filter_map(|block| match &block.kind {
        BlockKind::Question(question) => Some(question),
        _ => None,
    });
    let mut questions = on_pages.chain(test.iter().flat_map(|test| &test.bank.questions));
    let noted = if pages().any(|page| page.content_note.is_some()) {
        "a page"
    } else if questions.any(|question| question.content_note.is_some()) {
        "a question"
    } else {
        return;
    };
    if raw.support.is_empty() {
        let message = format!("{noted} has a content note, and the course says nowhere to turn");
        let fault = Diagnostic::new(Rule::NoteWithoutSupport, spot.field("support").at(), message);
        let known: Vec<&str> = context.house_support.keys().map(String::as_str).take(8).collect();
        let help = match known.is_empty() {
            true => "write an entry in house/support.ron, and `support: [\"…\"]` with its id here".to_owned(),
            false => format!("write `support: [\"…\"]` with one or more of: {}", known.join(", ")),
        };
        context.fault(fault.label("names no place to turn to").help(help));
    }
}

fn folder_bears_id(context: &mut Context<'_>, spot: &Spot, id: &str) {
    let Some(folder) = context.input.folder_name.clone() else { return };
    if folder != id && crate::id::is_id(id) {
        let message = format!("the course `{id}` stands in a folder named `{folder}`");
        let fault = Diagnostic::new(Rule::IdNotFileName, spot.field("id").at(), message);
        context.fault(fault.label("not the folder's name").help(match crate::id::is_id(&folder) {
            true => format!("rename the folder to `{id}`, or write `id: \"{folder}\"`"),
            false => format!("rename the folder to `{id}`"),
        }));
    }
}

fn outcomes(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) -> (Vec<Outcome>, Vec<Framework>) {
    let spot = spot.field("outcomes");
    let mut seen: BTreeMap<&str, Spot> = BTreeMap::new();
    let mut outcomes = Vec::new();
    let mut reached = frameworks::Reached::default();
    for (at, outcome) in raw.outcomes.iter().enumerate() {
        let here = spot.index(at);
        let id = context.id(&here.field("id"), &outcome.id, OutcomeId::parse);
        if let Some(before) = seen.get(outcome.id.as_str()) {
            let message = format!("outcome id `{}` is used twice", outcome.id);
            let fault = Diagnostic::new(Rule::DuplicateId, here.field("id").at(), message)
                .label("used again here")
                .also(before.at(), "first used here")
                .help("give one of the two another id");
            context.fault(fault);
            continue;
        }
        seen.insert(&outcome.id, here.field("id"));
        let text = context.title(&here.field("text"), &outcome.text);
        let maps_to = reached.outcome(context, &outcome.maps_to, &here.field("maps_to"));
        if let Some(id) = id {
            outcomes.push(Outcome { id, verb: verb(outcome.verb), text, maps_to });
        }
    }
    context.need_some(&raw.outcomes, &spot, "the course", "outcomes");
    (outcomes, reached.frameworks(context))
}

/// A test that may be taken first spares reading, so there must be reading that counts.
fn spares_somebody(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) {
    if raw.test.as_ref().is_some_and(|test| test.check_first == Some(true))
        && matches!(raw.completion, RawCompletion::Test)
    {
        let message = "the test may be taken first, and no page has to be read in any case";
        let at = spot.field("test").field("check_first").at();
        let fault = Diagnostic::new(Rule::CheckFirstIdle, at, message).label("spares nobody anything");
        context.fault(fault.help("write `completion: PagesAndTest`, or take `check_first` out"));
    }
}

fn check_test(context: &mut Context<'_>, raw: &RawTest, spot: &Spot, outcomes: &[String]) -> Option<Test> {
    let pass_mark = Share::parse(raw.pass_mark);
    if pass_mark.is_none() {
        let message = format!("the pass mark {} is not a share from 0 to 1", raw.pass_mark);
        let mut fault = Diagnostic::new(Rule::PassMarkRange, spot.field("pass_mark").at(), message);
        fault = fault.label("0 to 1");
        fault = match Share::parse(raw.pass_mark / 100.0) {
            Some(share) => fault.help(format!("for {} per cent write `pass_mark: {share}`", raw.pass_mark)),
            None => fault.help("for 80 per cent write `pass_mark: 0.8`"),
        };
        context.fault(fault);
    }
    if !(1..=limits::ATTEMPTS).contains(&raw.attempts) {
        let message = format!("a test cannot have {}", say::many(raw.attempts as usize, "attempt"));
        let fault = Diagnostic::new(Rule::AttemptsRange, spot.field("attempts").at(), message);
        let near = raw.attempts.clamp(1, limits::ATTEMPTS);
        let help = format!("write `attempts: {near}`, or leave `attempts` out: then there are 3");
        context.fault(fault.label(format!("1 to {}", limits::ATTEMPTS)).help(help));
    }
    let (bank, checked) = bank::read(context, &raw.bank, &spot.field("bank"), outcomes)?;
    if bank.questions.len() > 1
        && bank.questions.iter().all(|question| matches!(question.kind, RawKind::TrueFalse(_)))
    {
        let message = "every question of the test is true or false";
        let fault = Diagnostic::new(Rule::OnlyTrueFalse, spot.field("bank").at(), message);
        context.fault(
            fault
                .label("half of it can be guessed")
                .help("ask some with `SingleChoice(options: […])`: what somebody would do"),
        );
    }
    let draw = match raw.draw {
        RawDraw::All => Draw::All,
        RawDraw::PerOutcome(each) => {
            enough(context, &bank, each, spot, outcomes);
            Draw::PerOutcome(each)
        }
    };
    let check_first = raw.check_first.unwrap_or(false);
    Some(Test { bank: checked, draw, pass_mark: pass_mark?, attempts: raw.attempts, check_first })
}

fn enough(context: &mut Context<'_>, bank: &RawBank, each: u32, spot: &Spot, outcomes: &[String]) {
    let mut count: BTreeMap<&str, u32> = BTreeMap::new();
    // An alternative is never drawn: it stands in for the question that names it.
    let drawn = bank.questions.iter().filter(|question| !questions::stands_in(&bank.questions, &question.id));
    drawn.for_each(|question| *count.entry(&question.outcome).or_default() += 1);
    if each == 0 {
        let fault = Diagnostic::new(Rule::BankTooSmall, spot.field("draw").at(), "no question is drawn");
        context.fault(fault.label("draws none").help("write `draw: PerOutcome(1)`, or `draw: All`"));
    }
    // Of an outcome that is not known it is said already that it is not, and nobody knows which one lacks a question.
    let known = count.keys().all(|outcome| outcomes.iter().any(|known| known == outcome));
    for (outcome, there) in count {
        if there < each && known && !context.has_lost() {
            let message = format!("{each} questions about `{outcome}` are drawn, and the bank has {there}");
            let fault = Diagnostic::new(Rule::BankTooSmall, spot.field("draw").at(), message);
            context.fault(fault.label("drawn here").help(format!(
                "write {} more with `outcome: \"{outcome}\"`, or `draw: PerOutcome({there})`",
                each - there
            )));
        }
    }
}

/// Files that nobody named are easy to forget.
fn unlisted(context: &mut Context<'_>, raw: &RawCourse) {
    if context.has_lost() {
        return;
    }
    let mut banks: Vec<&str> = raw.test.iter().map(|test| test.bank.as_str()).collect();
    banks.extend(raw.measure.iter().flat_map(|own| [own.form_a.as_str(), own.form_b.as_str()]));
    for (folder, word) in [("modules/", "module"), ("banks/", "bank")] {
        for stem in context.stems(folder) {
            let listed =
                if word == "module" { raw.modules.contains(&stem) } else { banks.contains(&stem.as_str()) };
            if !listed {
                let path = format!("{folder}{stem}.ron");
                let fault = Diagnostic::new(
                    Rule::UnlistedFile,
                    context.whole(&path),
                    format!("this {word} is not named in course.ron"),
                );
                let place = if word == "module" {
                    format!("add \"{stem}\" to `modules`")
                } else {
                    format!("name it in `test: Test(bank: \"{stem}\", …)`")
                };
                context.fault(fault.help(format!("{place}, or take the file away")));
            }
        }
    }
}

fn completion(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) {
    if raw.completion != RawCompletion::Pages && raw.test.is_none() && !context.has_lost() {
        let fault = Diagnostic::new(
            Rule::CompletionWithoutTest,
            spot.field("completion").at(),
            "the test completes this course, and there is no test",
        );
        context.fault(
            fault
                .label("needs a test")
                .help("write `test: Test(bank: \"…\", draw: All, pass_mark: 0.8)`, or `completion: Pages`"),
        );
    }
}

/// Whether a text is three numbers of at most four digits, with dots between them.
fn is_edition(text: &str) -> bool {
    let number =
        |part: &str| part.len() <= 4 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split('.').count() == 3 && text.split('.').all(number)
}

fn edition(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) {
    if !is_edition(&raw.edition) {
        let fault = Diagnostic::new(
            Rule::EditionForm,
            spot.field("edition").at(),
            format!("`{}` is no edition", raw.edition),
        );
        context.fault(fault.label("three numbers with dots").help(
            match say::better_edition(&raw.edition).filter(|better| is_edition(better)) {
                Some(better) => format!("write `edition: \"{better}\"`"),
                None => "write `edition: \"1.0.0\"` for the first one".to_owned(),
            },
        ));
    }
}

fn language(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) {
    if !crate::id::is_language_tag(&raw.language) {
        let message = format!("`{}` is not the short name of a language", raw.language);
        let fault = Diagnostic::new(Rule::LanguageTag, spot.field("language").at(), message);
        let help = "write `language: \"en-GB\"` for British English, `language: \"cy\"` for Welsh";
        context.fault(fault.label("a few letters that stand for it").help(help));
    }
}

fn not_assessed(
    context: &mut Context<'_>,
    raw: &RawCourse,
    spot: &Spot,
    modules: &[Module],
    test: Option<&Test>,
) {
    // Where a module or the bank could not be taken, nobody knows what it would have asked.
    if context.has_lost() || modules.len() < raw.modules.len() || (raw.test.is_some() && test.is_none()) {
        return;
    }
    let on_pages =
        modules.iter().flat_map(|module| &module.pages).flat_map(|page| &page.blocks).filter_map(|block| {
            match &block.kind {
                crate::course::BlockKind::Question(question) => Some(question),
                _ => None,
            }
        });
    let asked: Vec<&str> = on_pages
        .chain(test.iter().flat_map(|test| &test.bank.questions))
        .map(|question| question.outcome.as_str())
        .collect();
    // A question without a right id is none yet.
    if context.found.iter().any(|found| found.rule == Rule::BadId) {
        return;
    }
    // A misspelt outcome is told of where it stands, and may be any of them.
    if asked.iter().any(|own| raw.outcomes.iter().all(|outcome| outcome.id != *own)) {
        return;
    }
    for (at, outcome) in raw.outcomes.iter().enumerate() {
        if !asked.contains(&outcome.id.as_str()) {
            let fault = Diagnostic::new(
                Rule::OutcomeNotAssessed,
                spot.field("outcomes").index(at).field("id").at(),
                format!("no question asks about `{}`", outcome.id),
            );
            let help = format!("write a question with `outcome: \"{}\"`, on a page or in a bank", outcome.id);
            context.fault(fault.label("not assessed").help(help));
        }
    }
}
