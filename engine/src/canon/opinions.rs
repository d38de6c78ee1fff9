//! Opinions of a measurement as JSON. What is left out is absent, never null.

use serde_json::{Value, json};

use super::json::{markup, optional};
use crate::course::{OpinionScale, OpinionSet, Opinions, Wave};

/// Who sees the opinions, when they are asked, and in which words.
pub(super) fn opinions(own: &Opinions) -> Value {
    let mut entry = serde_json::Map::new();
    entry.insert("own_code".into(), own.own_code.into());
    entry.insert("sets".into(), own.sets.iter().map(set).collect());
    entry.insert("who_sees".into(), own.who_sees.as_str().into());
    optional(&mut entry, "first", own.first.then_some(Value::Bool(true)));
    Value::Object(entry)
}

fn set(own: &OpinionSet) -> Value {
    let at = own.at.iter().map(|wave| match wave {
        Wave::Baseline => "baseline",
        Wave::Post => "post",
        Wave::FollowUp => "follow_up",
    });
    let scale = match &own.scale {
        OpinionScale::Agreement5 => json!("agreement_5"),
        OpinionScale::Agreement7 => json!("agreement_7"),
        OpinionScale::Frequency5 => json!("frequency_5"),
        OpinionScale::Answers(all) => {
            all.iter().map(|one| json!({"id": one.id.as_str(), "text": one.text})).collect()
        }
    };
    let statements =
        own.statements.iter().map(|one| json!({"id": one.id.as_str(), "text": markup(&one.text)}));
    json!({
        "at": at.collect::<Vec<_>>(),
        "lead": markup(&own.lead),
        "scale": scale,
        "statements": statements.collect::<Vec<_>>(),
    })
}
