//! What a scene's graph teaches: that choices matter, that it can end well, and that a slip can be mended.
//!
//! Asked only of a scene that holds together (`scenarios`): every choice leads somewhere, everything is reached.

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use crate::diagnostic::Diagnostic;
use crate::raw::{RawChoice, RawEndingKind, RawLine, RawNode, RawScenario, RawStep};
use crate::rule::Rule;

/// Judges a scene. `start` and the index are those of its nodes.
pub(super) fn judge(
    context: &mut Context<'_>,
    raw: &RawScenario,
    index: &BTreeMap<&str, usize>,
    start: usize,
    nodes: &Spot,
) {
    endings(context, raw, nodes);
    for (at, node) in raw.nodes.iter().enumerate() {
        if let RawNode::Node(decision) = node {
            choices(context, &decision.id, &decision.choices, &nodes.index(at).field("choices"));
        }
    }
    repairs(context, raw, index, start, nodes);
    names(context, raw, nodes);
}

fn endings(context: &mut Context<'_>, raw: &RawScenario, nodes: &Spot) {
    let kinds: Vec<RawEndingKind> = raw
        .nodes
        .iter()
        .filter_map(|node| match node {
            RawNode::Ending(ending) => Some(ending.kind),
            RawNode::Node(_) => None,
        })
        .collect();
    if kinds.len() == 1 {
        let fault =
            Diagnostic::new(Rule::OneEnding, nodes.at(), "this scene has one ending, whatever is chosen");
        context.fault(fault.help("write a second `Ending(…)`, and let a choice lead there"));
    } else if kinds.len() > 1 && kinds.iter().all(|kind| *kind == RawEndingKind::Poor) {
        let fault =
            Diagnostic::new(Rule::EndingsAllPoor, nodes.at(), "this scene ends badly, whatever is chosen");
        context.fault(fault.help("write an `Ending(kind: Good, …)`, and let a choice lead there"));
    }
}

fn choices(context: &mut Context<'_>, id: &str, choices: &[RawChoice], spot: &Spot) {
    let first = choices.first().map(|choice| choice.then.as_str());
    // Choices that set other flags lead elsewhere in the end.
    let alike = |choice: &RawChoice| Some(choice.then.as_str()) == first && choice.sets == choices[0].sets;
    if choices.len() > 1 && choices.iter().all(alike) {
        let message = format!("every choice of `{id}` leads to `{}`", first.unwrap_or_default());
        let fault = Diagnostic::new(Rule::SameWay, spot.at(), message).label("nothing is decided here");
        context.fault(fault.help("let one of them lead elsewhere, or tell it without a question"));
    }
    for (at, choice) in choices.iter().enumerate() {
        if choice.then == id {
            let message = format!("the choice `{}` leads back to its own node", choice.id);
            let fault = Diagnostic::new(Rule::WayToItself, spot.index(at).field("then").at(), message);
            context
                .fault(fault.label("the same words again").help("write a node that takes up what was said"));
        }
        if let Some(before) = choices[..at].iter().position(|other| other.text.trim() == choice.text.trim())
            && !choice.text.trim().is_empty()
        {
            let place = spot.index(at).field("text").at();
            let fault = Diagnostic::new(Rule::SameChoice, place, "two choices say the same");
            context.fault(
                fault
                    .label("said again here")
                    .also(spot.index(before).field("text").at(), "first said here")
                    .help("say in each what is different, or take one of the two out"),
            );
        }
    }
}

/// Where a gap can be open, and whether choices that mend stand there.
fn repairs(
    context: &mut Context<'_>,
    raw: &RawScenario,
    index: &BTreeMap<&str, usize>,
    start: usize,
    nodes: &Spot,
) {
    let decisions = || {
        raw.nodes.iter().enumerate().filter_map(|(at, node)| match node {
            RawNode::Node(decision) => Some((at, decision)),
            RawNode::Ending(_) => None,
        })
    };
    let mut open = vec![false; raw.nodes.len()];
    let mut grew = true;
    while grew {
        grew = false;
        for (at, decision) in decisions() {
            for choice in &decision.choices {
                let slips = matches!(choice.was, Some(RawStep::Slip | RawStep::Partly));
                if let Some(to) = index.get(choice.then.as_str())
                    && (slips || open[at])
                    && !open[*to]
                {
                    open[*to] = true;
                    grew = true;
                }
            }
        }
        for (at, node) in raw.nodes.iter().enumerate() {
            let to = super::scenarios::otherwise(node).and_then(|to| index.get(to));
            if let Some(to) = to.filter(|to| open[at] && !open[**to]) {
                open[*to] = true;
                grew = true;
            }
        }
    }
    let (mut slip, mut mends) = (None, false);
    for (at, decision) in decisions() {
        for (place, choice) in decision.choices.iter().enumerate() {
            let here = nodes.index(at).field("choices").index(place).field("was");
            match choice.was {
                Some(RawStep::Slip) if slip.is_none() => slip = Some(here),
                Some(RawStep::Mends) => {
                    mends = true;
                    if !open[at] {
                        let message =
                            format!("the choice `{}` mends, and nothing went wrong before it", choice.id);
                        let from = &raw.nodes[start];
                        let help = format!(
                            "write `was: Good`, or let a choice from `{}` on be a `Slip`",
                            super::scenarios::name(from)
                        );
                        let fault = Diagnostic::new(Rule::MendsNothing, here.at(), message);
                        context.fault(fault.label("no gap is open here").help(help));
                    }
                }
                _ => {}
            }
        }
    }
    if let (Some(slip), false) = (slip, mends) {
        let fault =
            Diagnostic::new(Rule::NoRepair, slip.at(), "a slip can be made here, and none can be mended");
        context
            .fault(fault.label("a gap that stays open").help("write a choice behind it with `was: Mends`"));
    }
}

fn names(context: &mut Context<'_>, raw: &RawScenario, nodes: &Spot) {
    let mut seen: BTreeMap<String, (String, Spot)> = BTreeMap::new();
    // One message a name, however often it is spelt another way.
    let mut told: Vec<String> = Vec::new();
    for (at, node) in raw.nodes.iter().enumerate() {
        let says = match node {
            RawNode::Node(decision) => &decision.says,
            RawNode::Ending(ending) => &ending.says,
        };
        for (line, said) in says.iter().enumerate() {
            let RawLine::Person(name, _) = said else { continue };
            let here = nodes.index(at).field("says").index(line).index(0);
            let key = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            match seen.get(&key) {
                Some((before, place)) if before.trim() != name.trim() && !told.contains(&key) => {
                    told.push(key.clone());
                    let message = format!("`{name}` and `{before}` are shown as two people");
                    let fault = Diagnostic::new(Rule::NameSpeltTwoWays, here.at(), message);
                    context.fault(
                        fault
                            .label("spelt this way here")
                            .also(place.at(), "spelt that way here")
                            .help(format!("if they are one, write `{before}` everywhere, or `{name}`")),
                    );
                }
                Some(_) => {}
                None => drop(seen.insert(key, (name.clone(), here))),
            }
        }
    }
}
