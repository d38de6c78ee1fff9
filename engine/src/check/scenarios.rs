//! Scenarios: that every choice leads somewhere, everything is reached, and every path can end.

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use super::{flags, paths, say, tells};
use crate::course::{Choice, Decision, Ending, EndingKind, Guard, Line, Markup, Scenario, Scene, Step};
use crate::diagnostic::{Diagnostic, Severity, did_you_mean};
use crate::id::{ChoiceId, FlagId, NodeId, ScenarioId};
use crate::raw::{RawChoice, RawEndingKind, RawLine, RawNode, RawScenario, RawStep};
use crate::rule::Rule;

/// Most choices of a node: they are kept in three bits, and nobody reads more.
const CHOICES: usize = 8;

/// Checks a scenario.
pub(super) fn check(context: &mut Context<'_>, raw: &RawScenario, spot: &Spot) -> Option<Scenario> {
    let began = context.found.len();
    let id = context.unique_id("scenario", &spot.field("id"), &raw.id, ScenarioId::parse);
    let title = raw.title.as_ref().map(|title| context.title(&spot.field("title"), title));
    let intro = context.markup(&spot.field("intro"), &raw.intro);
    let nodes = spot.field("nodes");
    let index = names(context, raw, &nodes);
    let start = index.get(raw.start.as_str()).copied();
    if start.is_none() {
        context.unknown(
            Rule::UnknownScene,
            spot.field("start").at(),
            "node",
            &raw.start,
            index.keys().copied(),
        );
    }
    let mut choices_seen: BTreeMap<String, Spot> = BTreeMap::new();
    let mut scenes = Vec::new();
    for (at, node) in raw.nodes.iter().enumerate() {
        scenes.extend(check_scene(context, node, &nodes.index(at), &index, &mut choices_seen));
    }
    let before = context.found.len();
    let mut holds = false;
    if let Some(start) = start
        && !context.has_lost()
    {
        graph(context, raw, &index, start, &nodes);
        holds = context.found.len() == before;
        if holds {
            paths::judge(context, raw, &index, start, &nodes);
            tells::judge(context, raw, &nodes);
        }
    }
    // A node that could not be taken was a fault; the course is not made then.
    // And a choice or a flag that was a fault is not there to be gone by.
    let errors = context.found[began..].iter().any(|fault| fault.severity == Severity::Error);
    let whole = holds && !errors && scenes.len() == raw.nodes.len();
    let required = raw.required.unwrap_or(false);
    let scenario = Scenario { id: id?, title, intro, start: start?, scenes, required };
    if whole {
        flags::judge(context, &scenario, &nodes);
    }
    Some(scenario)
}

fn names<'b>(context: &mut Context<'_>, raw: &'b RawScenario, nodes: &Spot) -> BTreeMap<&'b str, usize> {
    let mut index = BTreeMap::new();
    for (at, node) in raw.nodes.iter().enumerate() {
        let id = name(node);
        if let Some(before) = index.insert(id, at) {
            let message = format!("node id `{id}` is used twice in this scenario");
            let fault = Diagnostic::new(Rule::DuplicateId, nodes.index(at).field("id").at(), message)
                .label("used again here")
                .also(nodes.index(before).field("id").at(), "first used here")
                .help("give one of the two another id");
            context.fault(fault);
        }
    }
    index
}

/// What choices call a node.
pub(super) fn name(node: &RawNode) -> &str {
    match node {
        RawNode::Node(node) => &node.id,
        RawNode::Ending(ending) => &ending.id,
    }
}

fn check_scene(
    context: &mut Context<'_>,
    raw: &RawNode,
    spot: &Spot,
    index: &BTreeMap<&str, usize>,
    choices_seen: &mut BTreeMap<String, Spot>,
) -> Option<Scene> {
    match raw {
        RawNode::Node(node) => {
            let id = context.id(&spot.field("id"), &node.id, NodeId::parse);
            let content_note = note(context, node.content_note.as_deref(), spot);
            let says = lines(context, &node.says, &spot.field("says"));
            let ask = context.title(&spot.field("ask"), &node.ask);
            if !(2..=CHOICES).contains(&node.choices.len()) && !context.has_lost() {
                let has = say::many(node.choices.len(), "choice");
                let message = format!("the node `{}` has {has}", node.id);
                let fault = Diagnostic::new(Rule::OneChoice, spot.field("choices").at(), message);
                let help = match node.choices.len() {
                    0 | 1 => "add `Choice(id: \"…\", text: \"…\", then: \"…\")`".to_owned(),
                    _ => format!("keep at most {CHOICES}, or ask in two nodes"),
                };
                context.fault(fault.label(format!("2 to {CHOICES}")).help(help));
            }
            let spots = spot.field("choices");
            let mut choices: Vec<Choice> = Vec::new();
            for (at, choice) in node.choices.iter().enumerate() {
                choices.extend(check_choice(context, choice, &spots.index(at), index, choices_seen));
            }
            for (place, choice) in choices.iter_mut().enumerate() {
                choice.place = place;
            }
            let guard = guard(context, (&node.when, &node.unless, node.otherwise.as_deref()), spot, index);
            Some(Scene::Decision(Decision { id: id?, guard, content_note, says, ask, choices }))
        }
        RawNode::Ending(ending) => {
            let id = context.id(&spot.field("id"), &ending.id, NodeId::parse);
            let content_note = note(context, ending.content_note.as_deref(), spot);
            let says = lines(context, &ending.says, &spot.field("says"));
            let looking_back = context.markup(&spot.field("looking_back"), &ending.looking_back);
            let kind = match ending.kind {
                RawEndingKind::Good => EndingKind::Good,
                RawEndingKind::Mixed => EndingKind::Mixed,
                RawEndingKind::Poor => EndingKind::Poor,
            };
            let guard =
                guard(context, (&ending.when, &ending.unless, ending.otherwise.as_deref()), spot, index);
            Some(Scene::Ending(Ending { id: id?, kind, guard, content_note, says, looking_back }))
        }
    }
}

fn note(context: &mut Context<'_>, raw: Option<&str>, spot: &Spot) -> Option<Markup> {
    raw.map(|text| context.markup(&spot.field("content_note"), text))
}

fn check_choice(
    context: &mut Context<'_>,
    raw: &RawChoice,
    spot: &Spot,
    index: &BTreeMap<&str, usize>,
    seen: &mut BTreeMap<String, Spot>,
) -> Option<Choice> {
    let id = context.id(&spot.field("id"), &raw.id, ChoiceId::parse);
    if let Some(before) = seen.insert(raw.id.clone(), spot.field("id")) {
        let message = format!("choice id `{}` is used twice in this scenario", raw.id);
        let fault = Diagnostic::new(Rule::DuplicateId, spot.field("id").at(), message);
        let fault = fault.label("used again here").also(before.at(), "first used here");
        context.fault(fault.help("give one of the two another id"));
    }
    let then = index.get(raw.then.as_str()).copied();
    if then.is_none() {
        context.unknown(
            Rule::UnknownScene,
            spot.field("then").at(),
            "node or ending",
            &raw.then,
            index.keys().copied(),
        );
    }
    if let (Some(was), None) = (raw.was, &raw.because) {
        let message = format!("the choice `{}` is judged `{was:?}` without a reason", raw.id);
        let fault = Diagnostic::new(Rule::StepWithoutReason, spot.field("was").at(), message);
        context.fault(fault.label("judged here").help("write `because: \"…\"`: looking back reads it out"));
    }
    let text = context.markup(&spot.field("text"), &raw.text);
    let because = raw.because.as_ref().map(|text| context.markup(&spot.field("because"), text));
    let was = raw.was.map(|was| match was {
        RawStep::Good => Step::Good,
        RawStep::Partly => Step::Partly,
        RawStep::Slip => Step::Slip,
        RawStep::Mends => Step::Mends,
    });
    let sets = flag_ids(context, &raw.sets, &spot.field("sets"));
    Some(Choice { id: id?, text, then: then?, sets, was, because, place: 0 })
}

fn flag_ids(context: &mut Context<'_>, raw: &[String], spot: &Spot) -> Vec<FlagId> {
    let flags = raw.iter().enumerate();
    flags.filter_map(|(at, flag)| context.id(&spot.index(at), flag, FlagId::parse)).collect()
}

/// What must hold to come to a scene, from its `when`, `unless` and `otherwise`.
fn guard(
    context: &mut Context<'_>,
    (when, unless, otherwise): (&[String], &[String], Option<&str>),
    spot: &Spot,
    index: &BTreeMap<&str, usize>,
) -> Option<Guard> {
    let to = otherwise.and_then(|id| index.get(id).copied());
    if let (Some(id), None) = (otherwise, to) {
        let at = spot.field("otherwise").at();
        context.unknown(Rule::UnknownScene, at, "node or ending", id, index.keys().copied());
    }
    let when = flag_ids(context, when, &spot.field("when"));
    let unless = flag_ids(context, unless, &spot.field("unless"));
    let guarded = otherwise.is_some() || !when.is_empty() || !unless.is_empty();
    guarded.then_some(Guard { when, unless, otherwise: to })
}

/// What a node or an ending leads to without a choice.
pub(super) fn otherwise(node: &RawNode) -> Option<&str> {
    match node {
        RawNode::Node(node) => node.otherwise.as_deref(),
        RawNode::Ending(ending) => ending.otherwise.as_deref(),
    }
}

fn lines(context: &mut Context<'_>, raw: &[RawLine], spot: &Spot) -> Vec<Line> {
    let lines = raw.iter().enumerate();
    lines
        .map(|(at, line)| match line {
            RawLine::Narrator(text) => Line::Narrator(context.markup(&spot.index(at).index(0), text)),
            RawLine::Person(name, said) => Line::Person {
                name: context.label(&spot.index(at).index(0), name),
                said: context.markup(&spot.index(at).index(1), said),
            },
        })
        .collect()
}

/// Follows the choices from the start, and back from the endings.
fn graph(
    context: &mut Context<'_>,
    raw: &RawScenario,
    index: &BTreeMap<&str, usize>,
    start: usize,
    nodes: &Spot,
) {
    let leads: Vec<Vec<usize>> = raw
        .nodes
        .iter()
        .map(|node| {
            let choices = match node {
                RawNode::Node(node) => node.choices.iter(),
                RawNode::Ending(_) => [].iter(),
            };
            let leads = choices.map(|choice| choice.then.as_str()).chain(otherwise(node));
            leads.filter_map(|to| index.get(to).copied()).collect()
        })
        .collect();
    let mut reached = vec![false; leads.len()];
    let mut next = vec![start];
    while let Some(at) = next.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            next.extend(&leads[at]);
        }
    }
    let mut ends: Vec<bool> = raw.nodes.iter().map(|node| matches!(node, RawNode::Ending(_))).collect();
    let mut grew = true;
    while grew {
        grew = false;
        for at in 0..leads.len() {
            if !ends[at] && leads[at].iter().any(|to| ends[*to]) {
                ends[at] = true;
                grew = true;
            }
        }
    }
    let choices = raw.nodes.iter().flat_map(|node| match node {
        RawNode::Node(node) => node.choices.as_slice(),
        RawNode::Ending(_) => &[],
    });
    let astray: Vec<&str> =
        choices.map(|choice| choice.then.as_str()).filter(|then| !index.contains_key(then)).collect();
    for (at, node) in raw.nodes.iter().enumerate() {
        let id = name(node);
        // A choice that is told to lead nowhere was meant to lead here.
        if astray.iter().any(|then| did_you_mean(then, index.keys().copied()) == Some(id)) {
            continue;
        }
        let what = if matches!(node, RawNode::Ending(_)) { "ending" } else { "node" };
        if !reached[at] {
            let message = format!("no choice leads to the {what} `{id}`");
            let fault = Diagnostic::new(Rule::UnreachableScene, nodes.index(at).field("id").at(), message);
            context.fault(
                fault
                    .label("never reached")
                    .help(format!("write `then: \"{id}\"` in a choice, or take the {what} out")),
            );
        } else if !ends[at] && leads[at].iter().all(|to| index.len() > *to) {
            let message = format!("from the node `{id}` no ending can be reached");
            let fault = Diagnostic::new(Rule::NoEnding, nodes.index(at).field("id").at(), message);
            context.fault(
                fault.label("goes round for ever").help("let one of its choices lead to an `Ending(…)`"),
            );
        }
    }
}
