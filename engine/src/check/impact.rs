//! `impact.ron` beside its course: that each characteristic stands there once, that what is named is there, and that no day
//! on which something was due has passed. It holds capacities and no names. What an organisation makes of it is its own.

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use super::prose;
use super::statement::is_day;
use crate::course::{Action, Asked, Characteristic, Effect, Evidence, Expected, Impact};
use crate::diagnostic::Diagnostic;
use crate::id::is_id;
use crate::limits;
use crate::raw::{RawAction, RawCharacteristic, RawEffect, RawEvidence, RawExpected, RawImpact};
use crate::rule::Rule;
use crate::text::normal;
use crate::time::day_in_words;

/// The file in the course's folder.
pub const IMPACT_FILE: &str = "impact.ron";

/// Reads the assessment, if there is one.
pub(super) fn check(context: &mut Context<'_>) -> Option<Impact> {
    let (raw, spot) = context.read::<RawImpact>(IMPACT_FILE, "equality impact assessment")?;
    for (field, many) in
        [("effects", raw.effects.len()), ("asked", raw.asked.len()), ("actions", raw.actions.len())]
    {
        if many > limits::IMPACT_ENTRIES {
            let message = format!("{many} entries are more than {}", limits::IMPACT_ENTRIES);
            let fault = Diagnostic::new(Rule::TextTooLong, spot.field(field).at(), message).label("too many");
            context.fault(fault.help("say in this form what matters, and the rest in a paper of its own"));
        }
    }
    let mut words = |field: &'static str, text: &Option<String>| {
        text.as_ref().map(|text| words(context, &spot.field(field), text))
    };
    let (scope, aims) = (words("scope", &raw.scope), words("aims", &raw.aims));
    let monitoring = words("monitoring", &raw.monitoring);
    let actions = actions(context, &raw.actions, &spot.field("actions"));
    let effects = effects(context, &raw, &spot.field("effects"));
    let asked = asked(context, &raw, &spot.field("asked"));
    if let Some(day) = &raw.assessed {
        been(context, &spot.field("assessed"), "assessed", day);
    }
    if let Some(day) = &raw.review_on {
        let help = "look at the form again, and write the next day";
        due(context, &spot.field("review_on"), "review_on", day, "this form was to be looked at", help);
    }
    let (assessed, review_on) = (raw.assessed, raw.review_on);
    Some(Impact { scope, effects, aims, asked, actions, monitoring, assessed, review_on })
}

/// A text of a few sentences.
fn words(context: &mut Context<'_>, spot: &Spot, text: &str) -> String {
    let text = normal(text).into_owned();
    let long = text.chars().count();
    if text.trim().is_empty() {
        let fault = Diagnostic::new(Rule::EmptyText, spot.at(), "there is no text here");
        let help = "say it, or take the field out: the form then leaves room for it";
        context.fault(fault.label("say something here").help(help));
    } else if long > limits::IMPACT_WORDS {
        let message = format!("this text has {long} characters; at most {} fit", limits::IMPACT_WORDS);
        let fault = Diagnostic::new(Rule::TextTooLong, spot.at(), message).label("too long");
        context.fault(fault.help("say the main thing here, and the rest in a paper of its own"));
    } else {
        prose::plain(context, spot, &text);
        prose::capacity(context, spot, &text);
    }
    text
}

/// A day on which something has happened; one that is still to come says what is not so.
fn been(context: &mut Context<'_>, spot: &Spot, field: &str, day: &str) {
    is_day(context, spot, field, day);
    let today = context.options.as_of.as_deref();
    if today.is_some_and(|today| crate::time::is_day(day) && day > today) {
        let message = format!("{} is still to come", day_in_words(day));
        let fault = Diagnostic::new(Rule::ImpactDay, spot.at(), message).label("nothing has happened then");
        let help = match field {
            "done" => "take `done` out until it is done; a day by which it is to be done stands in `until`",
            _ => "write the day on which it was, or take it out until then",
        };
        context.fault(fault.help(help));
    }
}

/// A day on which something is due; one that has passed asks for somebody.
fn due(context: &mut Context<'_>, spot: &Spot, field: &str, day: &str, what: &str, help: &str) {
    is_day(context, spot, field, day);
    let today = context.options.as_of.as_deref();
    if today.is_some_and(|today| crate::time::is_day(day) && day < today) {
        let message = format!("{what} by {}", day_in_words(day));
        context.fault(
            Diagnostic::new(Rule::ImpactDue, spot.at(), message).label("that day has passed").help(help),
        );
    }
}

fn actions(context: &mut Context<'_>, raws: &[RawAction], spot: &Spot) -> Vec<Action> {
    let mut seen: BTreeMap<&str, Spot> = BTreeMap::new();
    let mut all = Vec::new();
    for (at, raw) in raws.iter().enumerate() {
        let here = spot.index(at);
        let id = here.field("id");
        context.id(&id, &raw.id, |id| is_id(id).then_some(()));
        let before = seen.entry(&raw.id).or_insert_with(|| id.clone()).clone();
        if before.at() != id.at() {
            let message = format!("the action `{}` stands here twice", raw.id);
            let fault = Diagnostic::new(Rule::ImpactTwice, id.at(), message).label("again here");
            context.fault(fault.also(before.at(), "first here").help("give one of the two another id"));
        }
        match (&raw.until, &raw.done) {
            (Some(day), None) => {
                let help = "write `done` with the day on which it was done, or a later day with the reason in `what`";
                due(context, &here.field("until"), "until", day, "this was to be done", help);
            }
            (Some(day), Some(_)) => is_day(context, &here.field("until"), "until", day),
            (None, _) => {}
        }
        if let Some(day) = &raw.done {
            been(context, &here.field("done"), "done", day);
        }
        all.push(Action {
            id: raw.id.clone(),
            what: words(context, &here.field("what"), &raw.what),
            until: raw.until.clone(),
            done: raw.done.clone(),
        });
    }
    all
}

fn effects(context: &mut Context<'_>, raw: &RawImpact, spot: &Spot) -> Vec<Effect> {
    let known: Vec<&str> = raw.actions.iter().map(|action| action.id.as_str()).collect();
    let mut seen: BTreeMap<Characteristic, Spot> = BTreeMap::new();
    let mut all = Vec::new();
    for (at, raw) in raw.effects.iter().enumerate() {
        let here = spot.index(at);
        let on = characteristic(raw.on);
        let field = here.field("on");
        let before = seen.entry(on).or_insert_with(|| field.clone()).clone();
        if before.at() != field.at() {
            let message = format!("`{}` stands here twice", on.word());
            let fault = Diagnostic::new(Rule::ImpactTwice, field.at(), message).label("again here");
            context
                .fault(fault.also(before.at(), "first here").help("put what both say into one of the two"));
        }
        for (at, id) in raw.actions.iter().enumerate() {
            if !known.contains(&id.as_str()) {
                let at = here.field("actions").index(at).at();
                context.unknown(Rule::UnknownAction, at, "action", id, known.iter().copied());
            }
        }
        all.push(effect(context, raw, on, &here));
    }
    all.sort_by_key(|effect| effect.on);
    all
}

fn effect(context: &mut Context<'_>, raw: &RawEffect, on: Characteristic, here: &Spot) -> Effect {
    let expected = match raw.expected {
        RawExpected::Gain => Expected::Gain,
        RawExpected::Loss => Expected::Loss,
        RawExpected::Both => Expected::Both,
        RawExpected::Neither => Expected::Neither,
        RawExpected::NotKnown => Expected::NotKnown,
    };
    if raw.evidence.is_empty() && expected != Expected::NotKnown {
        let message = format!("nothing says on what `{}` rests", expected.word());
        let fault = Diagnostic::new(Rule::ImpactUnproven, here.field("expected").at(), message);
        let help =
            "write `evidence: [Evidence(…)]` with what you know and how far it goes, or `expected: NotKnown`";
        context.fault(fault.label("an expectation without evidence").help(help));
    }
    if raw.actions.is_empty() && matches!(expected, Expected::Loss | Expected::Both) {
        let message = format!("nothing is done about `{}`", expected.word());
        let fault = Diagnostic::new(Rule::ImpactUnmet, here.field("expected").at(), message);
        let help = "write what is done into `actions` of the form, and its id into `actions` here";
        context.fault(fault.label("a loss without an action").help(help));
    }
    Effect {
        on,
        expected,
        says: words(context, &here.field("says"), &raw.says),
        evidence: evidence(context, &raw.evidence, &here.field("evidence")),
        actions: raw.actions.clone(),
    }
}

fn evidence(context: &mut Context<'_>, raws: &[RawEvidence], spot: &Spot) -> Vec<Evidence> {
    let mut all = Vec::new();
    for (at, raw) in raws.iter().enumerate() {
        let here = spot.index(at);
        let mut cited = String::new();
        if let Some(id) = &raw.source {
            match context.house_sources.get(id) {
                Some((source, _)) => {
                    cited = format!("{}, {}, {}", source.publisher, source.title, source.year);
                }
                None => context.cite(id, here.field("source").at()),
            }
        }
        let says = words(context, &here.field("says"), &raw.says);
        all.push(Evidence { source: raw.source.clone(), cited, says });
    }
    all
}

fn asked(context: &mut Context<'_>, raw: &RawImpact, spot: &Spot) -> Vec<Asked> {
    let mut all = Vec::new();
    for (at, raw) in raw.asked.iter().enumerate() {
        let here = spot.index(at);
        been(context, &here.field("on"), "on", &raw.on);
        let mut words = |field: &'static str, text: &str| words(context, &here.field(field), text);
        let (by, said, changed) =
            (words("as", &raw.r#as), words("said", &raw.said), words("changed", &raw.changed));
        for (field, text) in [("said", &raw.said), ("changed", &raw.changed)] {
            prose::beside(context, &here.field(field), text, &raw.r#as);
        }
        all.push(Asked { by, on: raw.on.clone(), said, changed });
    }
    all
}

fn characteristic(raw: RawCharacteristic) -> Characteristic {
    match raw {
        RawCharacteristic::Age => Characteristic::Age,
        RawCharacteristic::Disability => Characteristic::Disability,
        RawCharacteristic::GenderReassignment => Characteristic::GenderReassignment,
        RawCharacteristic::MarriageAndCivilPartnership => Characteristic::MarriageAndCivilPartnership,
        RawCharacteristic::PregnancyAndMaternity => Characteristic::PregnancyAndMaternity,
        RawCharacteristic::Race => Characteristic::Race,
        RawCharacteristic::ReligionOrBelief => Characteristic::ReligionOrBelief,
        RawCharacteristic::Sex => Characteristic::Sex,
        RawCharacteristic::SexualOrientation => Characteristic::SexualOrientation,
    }
}
