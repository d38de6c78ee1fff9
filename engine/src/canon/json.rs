//! A course as JSON, written by hand so that a change of a Rust type never changes a hash unseen.
//!
//! Fields that are left out are absent, never null.

use super::question::question;
use super::value::{Json, Object, alone, object};
use crate::course::{
    Bank, Block, BlockKind, Course, Draw, EndingKind, Guard, Inline, Line, LinkTo, Markup, Measure, Module,
    Node, Page, Scenario, Scene, Step,
};
use crate::id::{FlagId, RoleId};

/// The course without its edition, credits and reviews.
pub(super) fn course(course: &Course) -> Json<'_> {
    let mut entry = but_modules(course);
    entry.insert(super::MODULES, course.modules.iter().map(module).collect());
    entry.done()
}

/// The same without its modules, which are nearly all of it.
pub(super) fn but_modules(course: &Course) -> Object<'_> {
    let outcomes = course.outcomes.iter().map(|outcome| {
        object([("id", outcome.id.as_str().into()), ("text", outcome.text.as_str().into())]).done()
    });
    let support = course.support.iter().map(|support| {
        let mut entry = object([
            ("id", support.id.as_str().into()),
            ("name", support.name.as_str().into()),
            ("what", support.what.as_str().into()),
        ]);
        entry.optional("phone", support.phone.as_ref().map(|text| text.as_str().into()));
        entry.optional("url", support.url.as_ref().map(|text| text.as_str().into()));
        entry.done()
    });
    let sources = course.sources.iter().map(|source| {
        let mut entry = object([
            ("id", source.id.as_str().into()),
            ("publisher", source.publisher.as_str().into()),
            ("title", source.title.as_str().into()),
            ("year", source.year.into()),
        ]);
        entry.optional("month", source.month.map(Json::from));
        entry.optional("url", source.url.as_ref().map(|text| text.as_str().into()));
        entry.done()
    });
    let mut entry = object([
        ("completion", format!("{:?}", course.completion).into()),
        ("id", course.id.as_str().into()),
        ("language", course.language.as_str().into()),
        ("outcomes", outcomes.collect()),
        ("sources", sources.collect()),
        ("summary", course.summary.as_str().into()),
        ("support", support.collect()),
        ("title", course.title.as_str().into()),
    ]);
    roles_and_terms(&mut entry, course);
    entry.optional(
        "test",
        course.test.as_ref().map(|test| {
            let draw = match test.draw {
                Draw::All => "all".into(),
                Draw::PerOutcome(each) => object([("per_outcome", each.into())]).done(),
            };
            let mut entry = object([
                ("attempts", test.attempts.into()),
                ("bank", test.bank.questions.iter().map(question).collect()),
                ("draw", draw),
                ("pass_mark", test.pass_mark.millionths().into()),
            ]);
            entry.optional("check_first", test.check_first.then_some(Json::Bool(true)));
            entry.done()
        }),
    );
    entry.optional("measure", course.measure.as_ref().map(measure));
    entry
}

/// Two forms, and the opinions that are asked with them.
fn measure<'a>(measure: &'a Measure) -> Json<'a> {
    let form = |bank: &'a Bank| bank.questions.iter().map(question).collect::<Json<'a>>();
    let mut entry = object([
        ("follow_up_after", measure.follow_up_after.as_str().into()),
        ("form_a", form(&measure.form_a)),
        ("form_b", form(&measure.form_b)),
    ]);
    entry.optional("about", measure.about.as_ref().map(markup));
    entry.optional("opinions", measure.opinions.as_ref().map(super::opinions::opinions));
    entry.done()
}

/// Roles and terms; absent where there are none.
fn roles_and_terms<'a>(entry: &mut Object<'a>, course: &'a Course) {
    let roles = course
        .roles
        .iter()
        .map(|role| object([("id", role.id.as_str().into()), ("title", role.title.as_str().into())]).done());
    entry.optional("roles", (!course.roles.is_empty()).then(|| roles.collect()));
    let terms = course.terms.iter().map(super::shown::term);
    entry.optional("terms", (!course.terms.is_empty()).then(|| terms.collect()));
}

/// A module and its pages.
pub(super) fn module(module: &Module) -> Json<'_> {
    let mut entry = object([
        ("id", module.id.as_str().into()),
        ("minutes", module.minutes.0.into()),
        ("outcomes", module.outcomes.iter().map(|outcome| outcome.as_str()).collect()),
        ("pages", module.pages.iter().map(page).collect()),
        ("title", module.title.as_str().into()),
    ]);
    entry.optional("summary", module.summary.as_ref().map(markup));
    entry.optional("easy_read", module.easy_read.as_ref().map(super::easy::module));
    entry.done()
}

/// A bank and its questions.
pub(super) fn bank(bank: &Bank) -> Json<'_> {
    let questions = bank.questions.iter().map(question).collect();
    object([("id", bank.id.as_str().into()), ("questions", questions)]).done()
}

fn page(page: &Page) -> Json<'_> {
    let mut entry = object([
        ("blocks", page.blocks.iter().map(block).collect()),
        ("id", page.id.as_str().into()),
        ("title", page.title.as_str().into()),
    ]);
    entry.optional("label", page.label.as_ref().map(|label| label.as_str().into()));
    entry.optional("content_note", page.content_note.as_ref().map(markup));
    entry.optional("easy_read", page.easy_read.as_ref().map(super::easy::page));
    let title = page.easy_read.as_ref().and_then(|easy| easy.title.as_deref());
    entry.optional("easy_title", title.map(Into::into));
    roles(&mut entry, &page.for_roles);
    entry.done()
}

fn block(block: &Block) -> Json<'_> {
    let mut entry = match &block.kind {
        BlockKind::Text(text) => object([("text", markup(text))]),
        BlockKind::Image(image) => {
            let mut inner =
                object([("alt", image.alt.as_str().into()), ("file", image.file.as_str().into())]);
            inner.optional("caption", image.caption.as_ref().map(markup));
            inner.optional("credit", image.credit.as_ref().map(|credit| credit.as_str().into()));
            object([("image", inner.done())])
        }
        BlockKind::Note { label, text } => {
            let mut inner = object([("text", markup(text))]);
            inner.optional("label", label.as_ref().map(|label| label.as_str().into()));
            object([("note", inner.done())])
        }
        BlockKind::Fact(fact) => {
            let mut inner = object([("claim", markup(&fact.claim)), ("source", fact.source.as_str().into())]);
            inner.optional("note", fact.note.as_ref().map(markup));
            inner.optional("as_of", fact.as_of.as_ref().map(|date| date.as_str().into()));
            object([("fact", inner.done())])
        }
        BlockKind::Details { summary, text } => object([(
            "details",
            object([("summary", summary.as_str().into()), ("text", markup(text))]).done(),
        )]),
        BlockKind::DoDont(pairs) => {
            let pairs = pairs.iter().map(|pair| {
                object([
                    ("because", markup(&pair.because)),
                    ("of", markup(&pair.of)),
                    ("say", markup(&pair.say)),
                ])
                .done()
            });
            object([("do_dont", pairs.collect())])
        }
        BlockKind::Question(inner) => object([("question", question(inner))]),
        BlockKind::Scenario(inner) => object([("scenario", scenario(inner))]),
        BlockKind::Pledge(pledge) => {
            let mut inner = object([
                ("ask", pledge.ask.as_str().into()),
                ("choose", pledge.choose.iter().map(String::as_str).collect()),
                ("id", pledge.id.as_str().into()),
                ("own_words", pledge.or_own_words.into()),
            ]);
            inner.optional(
                "follow_up_after",
                pledge.follow_up_after.as_ref().map(|when| when.as_str().into()),
            );
            object([("pledge", inner.done())])
        }
        BlockKind::Support(ids) => object([("support", ids.iter().map(|id| id.as_str()).collect())]),
        other => super::shown::block(other),
    };
    roles(&mut entry, &block.for_roles);
    entry.optional("id", block.id.as_ref().map(|id| id.as_str().into()));
    entry.done()
}

fn scenario(scenario: &Scenario) -> Json<'_> {
    let name = |index: usize| match &scenario.scenes[index] {
        Scene::Decision(decision) => decision.id.as_str().to_owned(),
        Scene::Ending(ending) => ending.id.as_str().to_owned(),
    };
    let scenes = scenario.scenes.iter().map(|scene| match scene {
        Scene::Decision(decision) => {
            let choices = decision.choices.iter().map(|choice| {
                let mut entry = object([
                    ("id", choice.id.as_str().into()),
                    ("text", markup(&choice.text)),
                    ("then", name(choice.then).into()),
                ]);
                entry.optional("sets", flags(&choice.sets));
                let was = choice.was.map(|was| match was {
                    Step::Good => "good",
                    Step::Partly => "partly",
                    Step::Slip => "slip",
                    Step::Mends => "mends",
                });
                entry.optional("was", was.map(Json::from));
                entry.optional("because", choice.because.as_ref().map(markup));
                entry.done()
            });
            let mut entry = object([
                ("ask", decision.ask.as_str().into()),
                ("choices", choices.collect()),
                ("id", decision.id.as_str().into()),
                ("says", lines(&decision.says)),
            ]);
            entry.optional("content_note", decision.content_note.as_ref().map(markup));
            guard(&mut entry, decision.guard.as_ref(), &name);
            entry.done()
        }
        Scene::Ending(ending) => {
            let kind = match ending.kind {
                EndingKind::Good => "good",
                EndingKind::Mixed => "mixed",
                EndingKind::Poor => "poor",
            };
            let mut entry = object([
                ("ending", kind.into()),
                ("id", ending.id.as_str().into()),
                ("looking_back", markup(&ending.looking_back)),
                ("says", lines(&ending.says)),
            ]);
            entry.optional("content_note", ending.content_note.as_ref().map(markup));
            guard(&mut entry, ending.guard.as_ref(), &name);
            entry.done()
        }
    });
    let mut entry = object([
        ("id", scenario.id.as_str().into()),
        ("intro", markup(&scenario.intro)),
        ("required", scenario.required.into()),
        ("scenes", scenes.collect()),
        ("start", name(scenario.start).into()),
    ]);
    entry.optional("title", scenario.title.as_ref().map(|title| title.as_str().into()));
    entry.done()
}

/// Flags; absent where there are none.
fn flags(flags: &[FlagId]) -> Option<Json<'_>> {
    (!flags.is_empty()).then(|| flags.iter().map(|flag| flag.as_str()).collect())
}

fn guard<'a>(entry: &mut Object<'a>, guard: Option<&'a Guard>, name: &dyn Fn(usize) -> String) {
    let Some(guard) = guard else { return };
    entry.optional("when", flags(&guard.when));
    entry.optional("unless", flags(&guard.unless));
    entry.optional("otherwise", guard.otherwise.map(|to| name(to).into()));
}

fn lines(lines: &[Line]) -> Json<'_> {
    lines
        .iter()
        .map(|line| match line {
            Line::Narrator(text) => object([("narrator", markup(text))]).done(),
            Line::Person { name, said } => {
                object([("name", name.as_str().into()), ("said", markup(said))]).done()
            }
        })
        .collect()
}

pub(super) fn markup(markup: &Markup) -> Json<'_> {
    match markup.only_words() {
        Some(words) => Json::Words(words),
        None => nodes(markup.other_nodes()),
    }
}

fn nodes(list: &[Node]) -> Json<'_> {
    list.iter()
        .map(|node| match node {
            Node::Paragraph(line) => alone("p", inlines(line)),
            Node::Heading(level, line) => alone(format!("h{level}"), inlines(line)),
            Node::List { ordered, items } => {
                alone(if *ordered { "ol" } else { "ul" }, items.iter().map(|item| nodes(item)).collect())
            }
            Node::Quote(inner) => alone("quote", nodes(inner)),
        })
        .collect()
}

fn inlines(line: &[Inline]) -> Json<'_> {
    line.iter()
        .map(|piece| match piece {
            Inline::Text(text) => text.as_str().into(),
            Inline::Break => alone("br", true.into()),
            Inline::Emphasis(inner) => alone("em", inlines(inner)),
            Inline::Strong(inner) => alone("strong", inlines(inner)),
            Inline::Language(tag, inner) => {
                object([("lang", tag.as_str().into()), ("words", inlines(inner))]).done()
            }
            Inline::Link(to, inner) => {
                let to = match to {
                    LinkTo::Web(address) => address.clone(),
                    LinkTo::Mail(address) => format!("mailto:{address}"),
                    LinkTo::Page(page) => format!("page:{page}"),
                    LinkTo::Source(source) => format!("source:{source}"),
                    LinkTo::Term(term) => format!("term:{term}"),
                };
                object([("to", to.into()), ("words", inlines(inner))]).done()
            }
        })
        .collect()
}

/// The roles that something is meant for; absent where it is for all.
fn roles<'a>(entry: &mut Object<'a>, roles: &'a [RoleId]) {
    let ids = (!roles.is_empty()).then(|| roles.iter().map(|role| role.as_str()).collect());
    entry.optional("for_roles", ids);
}
