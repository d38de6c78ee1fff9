//! Flags of a scene: that each is set and read, and that under every set of them that choices can make the scene goes
//! on and comes to an end.
//!
//! Asked only of a scene without other faults of its graph. Every way through it is gone: a place and the flags set so
//! far are one state, and there are at most 2^8 times as many as scenes.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, Spot};
use crate::course::{Decision, Guard, Scenario, Scene};
use crate::diagnostic::Diagnostic;
use crate::id::FlagId;
use crate::limits;
use crate::rule::Rule;

/// Where somebody stands, and the flags that were set on the way.
type State<'a> = (usize, BTreeSet<&'a FlagId>);

/// Judges the flags of a scene; `nodes` is the place of its nodes.
pub(super) fn judge(context: &mut Context<'_>, scenario: &Scenario, nodes: &Spot) {
    let guarded = scenario.scenes.iter().any(|scene| scene.guard().is_some());
    let flags = scenario.flags();
    if flags.is_empty() && !guarded {
        return;
    }
    let before = context.found.len();
    unknown(context, scenario, &flags, nodes);
    if flags.len() > limits::FLAGS {
        let message = format!("the scene `{}` has {} flags", scenario.id, flags.len());
        let fault = Diagnostic::new(Rule::FlagsTooMany, nodes.at(), message);
        let help = "make two scenes of it, or keep the flags that later scenes ask for";
        context.fault(fault.label(format!("at most {}", limits::FLAGS)).help(help));
    }
    if context.found.len() == before {
        ways(context, scenario, nodes);
    }
    unread(context, scenario, nodes);
}

/// Flags that are asked for and set nowhere.
fn unknown(context: &mut Context<'_>, scenario: &Scenario, flags: &[&FlagId], nodes: &Spot) {
    for (at, scene) in scenario.scenes.iter().enumerate() {
        let Some(guard) = scene.guard() else { continue };
        for (field, asked) in [("when", &guard.when), ("unless", &guard.unless)] {
            for (place, flag) in asked.iter().enumerate().filter(|(_, flag)| !flags.contains(flag)) {
                let spot = nodes.index(at).field(field).index(place);
                let known = flags.iter().map(|flag| flag.as_str());
                context.unknown(Rule::UnknownFlag, spot.at(), "flag in this scene", flag.as_str(), known);
            }
        }
    }
}

/// Flags that are set and asked for nowhere.
fn unread(context: &mut Context<'_>, scenario: &Scenario, nodes: &Spot) {
    let guards = || scenario.scenes.iter().filter_map(Scene::guard);
    let read = |flag: &FlagId| guards().any(|guard| guard.when.contains(flag) || guard.unless.contains(flag));
    let mut told: BTreeSet<&FlagId> = BTreeSet::new();
    for (at, decision) in decisions(scenario) {
        for (place, choice) in decision.choices.iter().enumerate() {
            for (nth, flag) in choice.sets.iter().enumerate() {
                if read(flag) || !told.insert(flag) {
                    continue;
                }
                let spot = nodes.index(at).field("choices").index(place).field("sets").index(nth);
                let message = format!("nothing in this scene depends on the flag `{flag}`");
                let fault =
                    Diagnostic::new(Rule::FlagUnread, spot.at(), message).label("set here, never read");
                context.fault(fault.help(format!(
                    "write `when: [\"{flag}\"]` and `otherwise: \"…\"` in a later node or ending, or take the flag out"
                )));
            }
        }
    }
}

fn decisions(scenario: &Scenario) -> impl Iterator<Item = (usize, &Decision)> {
    scenario.scenes.iter().enumerate().filter_map(|(at, scene)| match scene {
        Scene::Decision(decision) => Some((at, decision)),
        Scene::Ending(_) => None,
    })
}

/// Goes every way through the scene.
fn ways(context: &mut Context<'_>, scenario: &Scenario, nodes: &Spot) {
    let mut walk = Walk { scenario, leads: BTreeMap::new(), came: BTreeMap::new(), stuck: BTreeMap::new() };
    walk.go();
    for (at, scene) in scenario.scenes.iter().enumerate() {
        let name = name(scene);
        let spot = nodes.index(at);
        let (fitted, refused) = walk.came.get(&at).copied().unwrap_or_default();
        if let Some(flags) = walk.stuck.get(&at) {
            let message = format!("who comes to {name} with {} goes nowhere", told(flags));
            let fault = Diagnostic::new(Rule::NoWayOn, spot.field("id").at(), message);
            let help = "write `otherwise: \"…\"`: the node or ending that follows then";
            context.fault(fault.label("its `when` or `unless` does not fit then").help(help));
        } else if !walk.stuck.is_empty() {
            // What is never reached then may only stand behind the door that does not open.
        } else if !fitted {
            let message = format!("no way through this scene sets the flags that {name} asks for");
            let fault = Diagnostic::new(Rule::UnreachableScene, spot.field("id").at(), message);
            context.fault(
                fault.label("never reached").help("let a choice on the way here set them, or ask for others"),
            );
        } else if scene.guard().is_some() && !refused {
            let message = format!("{name} depends on flags, and whoever comes to it fits");
            let fault = Diagnostic::new(Rule::FlagIdle, spot.field("id").at(), message);
            let help = "take `when`, `unless` and `otherwise` out, or let another way lead here";
            context.fault(fault.label("decides nothing").help(help));
        }
    }
    if walk.stuck.is_empty() {
        endless(context, &walk, nodes);
    }
}

/// Places from which, with some flags, no ending is reached.
fn endless(context: &mut Context<'_>, walk: &Walk<'_>, nodes: &Spot) {
    let mut ends: BTreeSet<&State<'_>> = BTreeSet::new();
    let mut grew = true;
    while grew {
        grew = false;
        for (state, leads) in &walk.leads {
            let over = matches!(walk.scenario.scenes[state.0], Scene::Ending(_));
            if !ends.contains(state) && (over || leads.iter().any(|to| ends.contains(to))) {
                grew = ends.insert(state);
            }
        }
    }
    let mut told_of = BTreeSet::new();
    for (at, flags) in walk.leads.keys().filter(|state| !ends.contains(state)) {
        if told_of.insert(at) {
            let name = name(&walk.scenario.scenes[*at]);
            let message = format!("from {name} no ending can be reached with {}", told(flags));
            let fault = Diagnostic::new(Rule::NoEnding, nodes.index(*at).field("id").at(), message);
            context.fault(
                fault.label("goes round for ever").help("let one of its choices lead to an `Ending(…)` then"),
            );
        }
    }
}

/// All ways through a scene.
struct Walk<'a> {
    scenario: &'a Scenario,
    /// Every state that can be, and those that follow.
    leads: BTreeMap<State<'a>, Vec<State<'a>>>,
    /// Of each scene that is come to: whether somebody fits, and whether somebody does not.
    came: BTreeMap<usize, (bool, bool)>,
    /// Scenes at which somebody does not fit and has nowhere to go, with the flags of one of them.
    stuck: BTreeMap<usize, BTreeSet<&'a FlagId>>,
}

impl<'a> Walk<'a> {
    fn go(&mut self) {
        let first = self.enter(self.scenario.start, BTreeSet::new());
        let mut open: Vec<State<'a>> = first.into_iter().collect();
        while let Some(state) = open.pop() {
            if self.leads.contains_key(&state) {
                continue;
            }
            let (at, flags) = &state;
            let mut leads = Vec::new();
            if let Scene::Decision(decision) = &self.scenario.scenes[*at] {
                for choice in &decision.choices {
                    let flags = flags.iter().copied().chain(&choice.sets).collect();
                    leads.extend(self.enter(choice.then, flags));
                }
            }
            open.extend(leads.iter().cloned());
            self.leads.insert(state, leads);
        }
    }

    /// Where somebody stands who comes to a scene, and what every scene on the way made of them.
    fn enter(&mut self, scene: usize, flags: BTreeSet<&'a FlagId>) -> Option<State<'a>> {
        let settled = self.scenario.enter(scene, &flags);
        let mut at = scene;
        for _ in &self.scenario.scenes {
            let came = self.came.entry(at).or_default();
            let refusal = self.scenario.scenes[at].guard().filter(|guard| !guard.lets_in(&flags));
            match refusal {
                None => came.0 = true,
                Some(_) => came.1 = true,
            }
            match refusal {
                Some(Guard { otherwise: Some(to), .. }) => at = *to,
                _ => break,
            }
        }
        if settled.is_none() {
            self.stuck.entry(at).or_insert_with(|| flags.clone());
        }
        settled.map(|at| (at, flags))
    }
}

fn name(scene: &Scene) -> String {
    match scene {
        Scene::Decision(decision) => format!("the node `{}`", decision.id),
        Scene::Ending(ending) => format!("the ending `{}`", ending.id),
    }
}

fn told(flags: &BTreeSet<&FlagId>) -> String {
    let names: Vec<String> = flags.iter().map(|flag| format!("`{flag}`")).collect();
    match names.len() {
        0 => "no flag set".to_owned(),
        1 => format!("the flag {} set", names[0]),
        _ => format!("the flags {} set", names.join(", ")),
    }
}
