//! Opinions of a measurement as JSON. What is left out is absent, never null.

use super::json::markup;
use super::value::{Json, object};
use crate::course::{OpinionScale, OpinionSet, Opinions, Wave};

/// Who sees the opinions, when they are asked, and in which words.
pub(super) fn opinions(own: &Opinions) -> Json<'_> {
    let mut entry = object([
        ("own_code", own.own_code.into()),
        ("sets", own.sets.iter().map(set).collect()),
        ("who_sees", own.who_sees.as_str().into()),
    ]);
    entry.optional("first", own.first.then_some(Json::Bool(true)));
    entry.done()
}

fn set(own: &OpinionSet) -> Json<'_> {
    let at = own.at.iter().map(|wave| match wave {
        Wave::Baseline => "baseline",
        Wave::Post => "post",
        Wave::FollowUp => "follow_up",
    });
    let scale = match &own.scale {
        OpinionScale::Agreement5 => "agreement_5".into(),
        OpinionScale::Agreement7 => "agreement_7".into(),
        OpinionScale::Frequency5 => "frequency_5".into(),
        OpinionScale::Answers(all) => all
            .iter()
            .map(|one| object([("id", one.id.as_str().into()), ("text", one.text.as_str().into())]).done())
            .collect(),
    };
    let statements = own
        .statements
        .iter()
        .map(|one| object([("id", one.id.as_str().into()), ("text", markup(&one.text))]).done());
    object([
        ("at", at.collect()),
        ("lead", markup(&own.lead)),
        ("scale", scale),
        ("statements", statements.collect()),
    ])
    .done()
}
