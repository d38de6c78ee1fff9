//! Questions that stand for one another: an equal one that a learner may take instead.

use std::sync::Arc;

use crate::check::context::{Context, Spot};
use crate::diagnostic::Diagnostic;
use crate::raw::{RawKind, RawQuestion};
use crate::rule::Rule;

/// What must be known of a question to compare it with another.
pub(crate) struct Asked {
    id: String,
    outcome: String,
    weight: u32,
    opinion: bool,
    /// The page on which it stands, or the bank's file.
    place: Arc<str>,
    alternative: Option<String>,
    spot: Spot,
}

impl Asked {
    pub(super) fn new(raw: &RawQuestion, page: Option<Arc<str>>, spot: &Spot) -> Self {
        Self {
            id: raw.id.clone(),
            outcome: raw.outcome.clone(),
            weight: raw.weight.unwrap_or(1),
            opinion: matches!(raw.kind, RawKind::Likert(_)),
            place: page.unwrap_or_else(|| spot.file()),
            alternative: raw.alternative.clone(),
            spot: spot.clone(),
        }
    }
}

/// Whether a question of these is asked instead of another, and in no other way.
pub(crate) fn stands_in(asked: &[RawQuestion], id: &str) -> bool {
    asked.iter().any(|question| question.alternative.as_deref() == Some(id))
}

/// Checks every alternative, once all questions are known; `outcomes` are those of the course.
pub(crate) fn check(context: &mut Context<'_>, outcomes: &[String]) {
    let all = std::mem::take(&mut context.asked);
    // Of an outcome that is not known it is said already that it is not.
    let known = |one: &Asked| outcomes.contains(&one.outcome);
    for (at, question) in all.iter().enumerate() {
        let Some(wanted) = &question.alternative else { continue };
        let spot = question.spot.field("alternative");
        let Some(other) = all.iter().find(|other| other.id == *wanted) else {
            let known = all.iter().map(|other| other.id.as_str()).filter(|id| *id != question.id);
            context.unknown(Rule::UnknownAlternative, spot.at(), "question", wanted, known);
            continue;
        };
        let taken = all[..at].iter().any(|before| before.alternative.as_ref() == Some(wanted));
        let fault = if question.id == *wanted {
            Some((
                "a question is its own alternative".to_owned(),
                "names itself",
                "write another question of the same outcome",
            ))
        } else if other.alternative.is_some() {
            Some((
                format!("`{wanted}` has an alternative itself"),
                "an alternative of an alternative",
                "let only one of the two name the other",
            ))
        } else if taken {
            Some((
                format!("`{wanted}` is the alternative of two questions"),
                "already taken",
                "write one alternative for each",
            ))
        } else if question.place != other.place {
            Some((
                format!("`{wanted}` stands on another page or in another bank"),
                "not in the same place",
                "put both in one bank, or on one page",
            ))
        } else if question.outcome != other.outcome && known(question) && known(other) {
            let message =
                format!("`{wanted}` asks about `{}`, and this about `{}`", other.outcome, question.outcome);
            Some((
                message,
                "another outcome",
                "name a question with the same `outcome`, or leave `alternative` out",
            ))
        } else if question.weight != other.weight {
            let message = format!("`{wanted}` weighs {}, and this {}", other.weight, question.weight);
            Some((message, "another weight", "write the same `weight` in both"))
        } else if question.opinion || other.opinion {
            Some((
                "an opinion has no equal".to_owned(),
                "a `Likert` is on one side",
                "leave `alternative` out: an opinion can be skipped",
            ))
        } else {
            None
        };
        if let Some((message, label, help)) = fault {
            context
                .fault(Diagnostic::new(Rule::UnequalAlternative, spot.at(), message).label(label).help(help));
        }
    }
}
