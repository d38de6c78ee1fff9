//! Opinions of a measurement: who sees them, when they are asked, and that they can be told apart for good.

use std::collections::BTreeMap;

use super::{Different, SCALE, count};
use crate::check::context::{Context, Spot};
use crate::check::voices;
use crate::course::{Answer, OpinionScale, OpinionSet, OpinionStatement, Opinions, Wave};
use crate::diagnostic::Diagnostic;
use crate::id::OpinionId;
use crate::limits;
use crate::raw::{RawAnswer, RawOpinionScale, RawOpinionSet, RawOpinions, RawWave};
use crate::rule::Rule;

/// Checks the opinions of a measurement.
pub(in crate::check) fn check(context: &mut Context<'_>, raw: &RawOpinions, spot: &Spot) -> Opinions {
    let who_sees = context.title(&spot.field("who_sees"), &raw.who_sees);
    let spots = spot.field("sets");
    context.need_some(&raw.sets, &spots, "the measurement of opinions", "sets");
    let mut ids = Ids::new("these opinions");
    let mut texts = Different::new(Rule::SameOption, "two statements say the same");
    let mut sets = Vec::new();
    for (at, own) in raw.sets.iter().enumerate() {
        let here = spots.index(at);
        let lead = context.markup(&here.field("lead"), &own.lead);
        let scale = scale(context, &own.scale, &here.field("scale"));
        let places = here.field("statements");
        let mut statements = Vec::new();
        for (at, statement) in own.statements.iter().enumerate() {
            let here = places.index(at);
            let id = ids.take(context, &here.field("id"), &statement.id);
            let text = context.markup(&here.field("text"), &statement.text);
            voices::asks_who(context, &here.field("text"), &text.plain());
            voices::asks_who_you_are(context, &here.field("text"), &text.plain());
            texts.take(context, text.clone(), &here.field("text"));
            statements.extend(id.map(|id| OpinionStatement { id, text }));
        }
        count(context, own.statements.len(), 1, limits::OPTIONS, &places, "statement");
        sets.push(OpinionSet { lead, at: waves(context, own, &here), scale, statements });
    }
    let (first, own_code) = (raw.first.unwrap_or(false), raw.own_code.unwrap_or(true));
    Opinions { who_sees, first, own_code, sets }
}

/// When a set is asked. What is asked before the course alone says nothing of a change.
fn waves(context: &mut Context<'_>, own: &RawOpinionSet, spot: &Spot) -> Vec<Wave> {
    let wave = |raw: &RawWave| match raw {
        RawWave::Baseline => Wave::Baseline,
        RawWave::Post => Wave::Post,
        RawWave::FollowUp => Wave::FollowUp,
    };
    let wanted: Vec<Wave> = own.at.iter().map(wave).collect();
    let at: Vec<Wave> =
        Wave::ALL.into_iter().filter(|wave| wanted.is_empty() || wanted.contains(wave)).collect();
    if at == [Wave::Baseline] {
        let message = "these statements are asked before the course and never again";
        let fault = Diagnostic::new(Rule::OpinionAskedOnce, spot.field("at").at(), message);
        let help = "write `at: [Baseline, Post, FollowUp]`, or leave `at` out: then they are asked each time";
        context.fault(fault.label("nothing to compare with").help(help));
    }
    at
}

fn scale(context: &mut Context<'_>, raw: &RawOpinionScale, spot: &Spot) -> OpinionScale {
    match raw {
        RawOpinionScale::Agreement5 => OpinionScale::Agreement5,
        RawOpinionScale::Agreement7 => OpinionScale::Agreement7,
        RawOpinionScale::Frequency5 => OpinionScale::Frequency5,
        RawOpinionScale::Answers(all) => OpinionScale::Answers(answers(context, all, &spot.index(0))),
    }
}

fn answers(context: &mut Context<'_>, raw: &[RawAnswer], spot: &Spot) -> Vec<Answer> {
    let mut ids = Ids::new("this scale");
    let mut texts = Different::new(Rule::SameOption, "two answers say the same");
    let mut all = Vec::new();
    for (at, one) in raw.iter().enumerate() {
        let here = spot.index(at);
        let id = ids.take(context, &here.field("id"), &one.id);
        let text = context.title(&here.field("text"), &one.text);
        texts.take(context, text.clone(), &here.field("text"));
        all.extend(id.map(|id| Answer { id, text }));
    }
    count(context, raw.len(), 2, SCALE, spot, "point");
    all
}

/// Ids that are told apart within something.
struct Ids<'a> {
    within: &'static str,
    seen: BTreeMap<&'a str, Spot>,
}

impl<'a> Ids<'a> {
    fn new(within: &'static str) -> Self {
        Self { within, seen: BTreeMap::new() }
    }

    fn take(&mut self, context: &mut Context<'_>, spot: &Spot, id: &'a str) -> Option<OpinionId> {
        let parsed = context.id(spot, id, OpinionId::parse);
        if let Some(before) = self.seen.insert(id, spot.clone()) {
            let message = format!("the id `{id}` is used twice in {}", self.within);
            let fault = Diagnostic::new(Rule::DuplicateId, spot.at(), message);
            let fault = fault.label("used again here").also(before.at(), "first used here");
            context.fault(fault.help("give one of the two another id"));
        }
        parsed
    }
}
