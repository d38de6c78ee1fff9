//! A course as JSON, written by hand so that a change of a Rust type never changes a hash unseen.
//!
//! Fields that are left out are absent, never null.

use serde_json::{Map, Value, json};

use super::question::question;
use crate::course::{
    Bank, Block, BlockKind, Course, Draw, EndingKind, Guard, Inline, Line, LinkTo, Markup, Measure, Module,
    Node, Page, Scenario, Scene, Step,
};
use crate::id::{FlagId, RoleId};

/// The course without its edition, credits and reviews.
pub(super) fn course(course: &Course) -> Value {
    let mut entry = but_modules(course);
    entry.insert(super::MODULES.to_owned(), course.modules.iter().map(module).collect());
    Value::Object(entry)
}

/// The same without its modules, which are nearly all of it.
pub(super) fn but_modules(course: &Course) -> Map<String, Value> {
    let outcomes =
        course.outcomes.iter().map(|outcome| json!({"id": outcome.id.as_str(), "text": outcome.text}));
    let support = course.support.iter().map(|support| {
        let mut entry = object([
            ("id", support.id.as_str().into()),
            ("name", support.name.as_str().into()),
            ("what", support.what.as_str().into()),
        ]);
        optional(&mut entry, "phone", support.phone.as_ref().map(|text| text.as_str().into()));
        optional(&mut entry, "url", support.url.as_ref().map(|text| text.as_str().into()));
        Value::Object(entry)
    });
    let sources = course.sources.iter().map(|source| {
        let mut entry = object([
            ("id", source.id.as_str().into()),
            ("publisher", source.publisher.as_str().into()),
            ("title", source.title.as_str().into()),
            ("year", source.year.into()),
        ]);
        optional(&mut entry, "month", source.month.map(Value::from));
        optional(&mut entry, "url", source.url.as_ref().map(|text| text.as_str().into()));
        Value::Object(entry)
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
    optional(
        &mut entry,
        "test",
        course.test.as_ref().map(|test| {
            let draw = match test.draw {
                Draw::All => json!("all"),
                Draw::PerOutcome(each) => json!({"per_outcome": each}),
            };
            let mut entry = object([
                ("attempts", test.attempts.into()),
                ("bank", test.bank.questions.iter().map(question).collect()),
                ("draw", draw),
                ("pass_mark", test.pass_mark.millionths().into()),
            ]);
            optional(&mut entry, "check_first", test.check_first.then_some(Value::Bool(true)));
            Value::Object(entry)
        }),
    );
    optional(&mut entry, "measure", course.measure.as_ref().map(measure));
    entry
}

/// Two forms, and the opinions that are asked with them.
fn measure(measure: &Measure) -> Value {
    let form = |bank: &Bank| bank.questions.iter().map(question).collect::<Vec<_>>();
    let mut entry = object([
        ("follow_up_after", measure.follow_up_after.as_str().into()),
        ("form_a", form(&measure.form_a).into()),
        ("form_b", form(&measure.form_b).into()),
    ]);
    optional(&mut entry, "about", measure.about.as_ref().map(markup));
    optional(&mut entry, "opinions", measure.opinions.as_ref().map(super::opinions::opinions));
    Value::Object(entry)
}

/// Roles and terms; absent where there are none.
fn roles_and_terms(entry: &mut Map<String, Value>, course: &Course) {
    let roles = course.roles.iter().map(|role| json!({"id": role.id.as_str(), "title": role.title}));
    optional(entry, "roles", (!course.roles.is_empty()).then(|| roles.collect()));
    let terms = course.terms.iter().map(super::shown::term);
    optional(entry, "terms", (!course.terms.is_empty()).then(|| terms.collect()));
}

/// A module and its pages.
pub(super) fn module(module: &Module) -> Value {
    let mut entry = object([
        ("id", module.id.as_str().into()),
        ("minutes", module.minutes.0.into()),
        ("outcomes", module.outcomes.iter().map(|outcome| outcome.as_str()).collect()),
        ("pages", module.pages.iter().map(page).collect()),
        ("title", module.title.as_str().into()),
    ]);
    optional(&mut entry, "summary", module.summary.as_ref().map(markup));
    Value::Object(entry)
}

/// A bank and its questions.
pub(super) fn bank(bank: &Bank) -> Value {
    let questions: Vec<Value> = bank.questions.iter().map(question).collect();
    json!({"id": bank.id.as_str(), "questions": questions})
}

fn page(page: &Page) -> Value {
    let mut entry = object([
        ("blocks", page.blocks.iter().map(block).collect()),
        ("id", page.id.as_str().into()),
        ("title", page.title.as_str().into()),
    ]);
    optional(&mut entry, "label", page.label.as_ref().map(|label| label.as_str().into()));
    optional(&mut entry, "content_note", page.content_note.as_ref().map(markup));
    optional(&mut entry, "easy_read", page.easy_read.as_ref().map(super::easy::page));
    roles(&mut entry, &page.for_roles);
    Value::Object(entry)
}

fn block(block: &Block) -> Value {
    let mut entry = match &block.kind {
        BlockKind::Text(text) => object([("text", markup(text))]),
        BlockKind::Image(image) => {
            let mut inner =
                object([("alt", image.alt.as_str().into()), ("file", image.file.as_str().into())]);
            optional(&mut inner, "caption", image.caption.as_ref().map(markup));
            optional(&mut inner, "credit", image.credit.as_ref().map(|credit| credit.as_str().into()));
            object([("image", Value::Object(inner))])
        }
        BlockKind::Note { label, text } => {
            let mut inner = object([("text", markup(text))]);
            optional(&mut inner, "label", label.as_ref().map(|label| label.as_str().into()));
            object([("note", Value::Object(inner))])
        }
        BlockKind::Fact(fact) => {
            let mut inner = object([("claim", markup(&fact.claim)), ("source", fact.source.as_str().into())]);
            optional(&mut inner, "note", fact.note.as_ref().map(markup));
            optional(&mut inner, "as_of", fact.as_of.as_ref().map(|date| date.as_str().into()));
            object([("fact", Value::Object(inner))])
        }
        BlockKind::Details { summary, text } => {
            object([("details", json!({"summary": summary, "text": markup(text)}))])
        }
        BlockKind::DoDont(pairs) => {
            let pairs = pairs
                .iter()
                .map(|pair| json!({"because": markup(&pair.because), "of": markup(&pair.of), "say": markup(&pair.say)}));
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
            optional(
                &mut inner,
                "follow_up_after",
                pledge.follow_up_after.as_ref().map(|when| when.as_str().into()),
            );
            object([("pledge", Value::Object(inner))])
        }
        BlockKind::Support(ids) => object([("support", ids.iter().map(|id| id.as_str()).collect())]),
        other => super::shown::block(other),
    };
    roles(&mut entry, &block.for_roles);
    optional(&mut entry, "id", block.id.as_ref().map(|id| id.as_str().into()));
    Value::Object(entry)
}

fn scenario(scenario: &Scenario) -> Value {
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
                optional(&mut entry, "sets", flags(&choice.sets));
                let was = choice.was.map(|was| match was {
                    Step::Good => "good",
                    Step::Partly => "partly",
                    Step::Slip => "slip",
                    Step::Mends => "mends",
                });
                optional(&mut entry, "was", was.map(Value::from));
                optional(&mut entry, "because", choice.because.as_ref().map(markup));
                Value::Object(entry)
            });
            let mut entry = object([
                ("ask", decision.ask.as_str().into()),
                ("choices", choices.collect()),
                ("id", decision.id.as_str().into()),
                ("says", lines(&decision.says)),
            ]);
            optional(&mut entry, "content_note", decision.content_note.as_ref().map(markup));
            guard(&mut entry, decision.guard.as_ref(), &name);
            Value::Object(entry)
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
            optional(&mut entry, "content_note", ending.content_note.as_ref().map(markup));
            guard(&mut entry, ending.guard.as_ref(), &name);
            Value::Object(entry)
        }
    });
    let mut entry = object([
        ("id", scenario.id.as_str().into()),
        ("intro", markup(&scenario.intro)),
        ("required", scenario.required.into()),
        ("scenes", scenes.collect()),
        ("start", name(scenario.start).into()),
    ]);
    optional(&mut entry, "title", scenario.title.as_ref().map(|title| title.as_str().into()));
    Value::Object(entry)
}

/// Flags; absent where there are none.
fn flags(flags: &[FlagId]) -> Option<Value> {
    (!flags.is_empty()).then(|| flags.iter().map(|flag| flag.as_str()).collect())
}

fn guard(entry: &mut Map<String, Value>, guard: Option<&Guard>, name: &dyn Fn(usize) -> String) {
    let Some(guard) = guard else { return };
    optional(entry, "when", flags(&guard.when));
    optional(entry, "unless", flags(&guard.unless));
    optional(entry, "otherwise", guard.otherwise.map(|to| name(to).into()));
}

fn lines(lines: &[Line]) -> Value {
    lines
        .iter()
        .map(|line| match line {
            Line::Narrator(text) => json!({"narrator": markup(text)}),
            Line::Person { name, said } => json!({"name": name, "said": markup(said)}),
        })
        .collect()
}

pub(super) fn markup(markup: &Markup) -> Value {
    nodes(&markup.nodes())
}

fn nodes(list: &[Node]) -> Value {
    list.iter()
        .map(|node| match node {
            Node::Paragraph(line) => alone("p", inlines(line)),
            Node::Heading(level, line) => alone(&format!("h{level}"), inlines(line)),
            Node::List { ordered, items } => {
                alone(if *ordered { "ol" } else { "ul" }, items.iter().map(|item| nodes(item)).collect())
            }
            Node::Quote(inner) => alone("quote", nodes(inner)),
        })
        .collect()
}

fn inlines(line: &[Inline]) -> Value {
    line.iter()
        .map(|piece| match piece {
            Inline::Text(text) => text.as_str().into(),
            Inline::Break => alone("br", true.into()),
            Inline::Emphasis(inner) => alone("em", inlines(inner)),
            Inline::Strong(inner) => alone("strong", inlines(inner)),
            Inline::Language(tag, inner) => {
                Value::Object(object([("lang", tag.as_str().into()), ("words", inlines(inner))]))
            }
            Inline::Link(to, inner) => {
                let to = match to {
                    LinkTo::Web(address) => address.clone(),
                    LinkTo::Mail(address) => format!("mailto:{address}"),
                    LinkTo::Page(page) => format!("page:{page}"),
                    LinkTo::Source(source) => format!("source:{source}"),
                    LinkTo::Term(term) => format!("term:{term}"),
                };
                Value::Object(object([("to", to.into()), ("words", inlines(inner))]))
            }
        })
        .collect()
}

/// Of a field with its value; the macro would copy what it is given, and all below it.
fn alone(name: &str, value: Value) -> Value {
    Value::Object(object([(name, value)]))
}

pub(super) fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The roles that something is meant for; absent where it is for all.
fn roles(entry: &mut Map<String, Value>, roles: &[RoleId]) {
    let ids = (!roles.is_empty()).then(|| roles.iter().map(|role| role.as_str()).collect());
    optional(entry, "for_roles", ids);
}

pub(super) fn optional(entry: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        entry.insert(name.to_owned(), value);
    }
}
