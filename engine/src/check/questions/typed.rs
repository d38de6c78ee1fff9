//! Questions that are answered by typing: a text, a number.

use super::{Different, Ids, count};
use crate::check::context::{Context, Spot};
use crate::course::{Accept, Number, QuestionKind, ShortText};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::raw::{RawNumber, RawShortText};
use crate::rule::Rule;
use crate::score::{self, OTHER};

/// Most digits behind the point.
const PLACES: u32 = 6;
/// How far apart the smallest and the largest number may be: with "none" beside them they fill 32 bits.
const REACH: u64 = (1 << 32) - 2;

/// A word or a few.
pub(super) fn short_text(context: &mut Context<'_>, own: &RawShortText, spot: &Spot) -> QuestionKind {
    let mut ids = Ids::default();
    let mut texts = Different::new(Rule::AcceptedTwice, "the same text is accepted twice");
    texts.help = "capitals, blanks around and a full stop at the end make no difference: write it once";
    let spots = spot.field("accept");
    let mut accept = Vec::new();
    for (at, one) in own.accept.iter().enumerate() {
        let here = spots.index(at);
        let id = ids.take(context, &here.field("id"), &one.id);
        if one.id == OTHER {
            let message = "`other` stands for every answer that is not accepted";
            let fault = Diagnostic::new(Rule::DuplicateId, here.field("id").at(), message);
            context.fault(fault.label("taken").help("call it by what it says"));
        }
        let ways = here.field("texts");
        context.need_some(&one.texts, &ways, "this answer", "texts");
        let mut written = Vec::new();
        for (at, text) in one.texts.iter().enumerate() {
            let text = context.title(&ways.index(at), text);
            let normal = score::normal(&text);
            if normal.is_empty() && !text.is_empty() {
                let fault =
                    Diagnostic::new(Rule::EmptyText, ways.index(at).at(), "nothing is left of this text");
                context.fault(
                    fault
                        .label("a full stop at the end does not count")
                        .help("write letters or digits, or take this text out"),
                );
            } else if !normal.is_empty() {
                texts.take(context, normal, &ways.index(at));
            }
            written.push(text);
        }
        let because = context.markup(&here.field("because"), &one.because);
        accept.extend(id.map(|id| Accept { id, texts: written, because }));
    }
    // One letter less than for options: `other` has one too.
    count(context, own.accept.len(), 1, limits::OPTIONS - 1, &spots, "answer");
    let otherwise = context.markup(&spot.field("otherwise"), &own.otherwise);
    let hint = own.hint.as_ref().map(|hint| context.title(&spot.field("hint"), hint));
    QuestionKind::ShortText(ShortText { accept, otherwise, hint })
}

/// A number.
pub(super) fn number(context: &mut Context<'_>, own: &RawNumber, spot: &Spot) -> Option<QuestionKind> {
    let because = context.markup(&spot.field("because"), &own.because);
    let otherwise = own.otherwise.as_ref().map(|text| context.markup(&spot.field("otherwise"), text));
    let unit = own.unit.as_ref().map(|unit| context.title(&spot.field("unit"), unit));
    if own.places > PLACES {
        let message = format!("{} digits behind the point are too many", own.places);
        let help = format!("write `places: {PLACES}`, or fewer");
        form(context, &spot.field("places"), message, "0 to 6", help);
        return None;
    }
    let mut fixed = |value: f64, here: &Spot| fixed(context, value, own.places, here);
    let (min, max) = (fixed(own.min, &spot.field("min")), fixed(own.max, &spot.field("max")));
    let (from, to, right) = match (own.answer, &own.between) {
        (Some(answer), None) => {
            let here = spot.field("answer");
            let answer = fixed(answer, &here);
            (answer, answer, here)
        }
        (None, Some(between)) => {
            let here = spot.field("between");
            (fixed(between.from, &here.field("from")), fixed(between.to, &here.field("to")), here)
        }
        (answer, _) => {
            let message = if answer.is_some() {
                "a number has both `answer` and `between`"
            } else {
                "no number is right"
            };
            form(
                context,
                spot,
                message.into(),
                "one of the two",
                "write `answer: 42`, or `between: (from: 40, to: 45)`".into(),
            );
            return None;
        }
    };
    let (min, max, from, to) = (min?, max?, from?, to?);
    reach(context, own, spot, &right, [min, max, from, to]);
    Some(QuestionKind::Number(Number { places: own.places, min, max, from, to, unit, because, otherwise }))
}

/// That what is right is a range, and lies among the numbers that can be typed.
fn reach(
    context: &mut Context<'_>,
    own: &RawNumber,
    spot: &Spot,
    right: &Spot,
    [min, max, from, to]: [i64; 4],
) {
    if max < min {
        form(
            context,
            &spot.field("max"),
            "the largest number is below the smallest".into(),
            "below `min`",
            format!("write `min: {}` and `max: {}`", own.max, own.min),
        );
    } else if max.abs_diff(min) > REACH {
        let message = "there are too many numbers from `min` to `max`".to_owned();
        let help =
            "write a smaller `max`, or fewer `places`: at most 4,294,967,295 numbers can be told apart";
        form(context, &spot.field("max"), message, "too far from `min`", help.into());
    } else if to < from {
        let turned =
            own.between.as_ref().map(|own| format!("write `between: (from: {}, to: {})`", own.to, own.from));
        form(
            context,
            right,
            "the range that is right ends before it begins".into(),
            "`to` is below `from`",
            turned.unwrap_or_default(),
        );
    } else if from < min || max < to {
        let fault = Diagnostic::new(Rule::AnswerOutOfReach, right.at(), "what is right cannot be typed");
        let one = own.answer.unwrap_or(own.min);
        let (least, most) = own.between.as_ref().map_or((one, one), |own| (own.from, own.to));
        let help = match (from < min, max < to) {
            (true, true) => format!("write `min: {least}` and `max: {most}`"),
            (true, false) => format!("write `min: {least}`, or less"),
            _ => format!("write `max: {most}`, or more"),
        };
        let label = format!("the learner can type {} to {}", own.min, own.max);
        context.fault(fault.label(label).help(help));
    }
}

/// A number as a whole number of its last digit; by its digits, so that nothing is rounded.
fn fixed(context: &mut Context<'_>, value: f64, places: u32, spot: &Spot) -> Option<i64> {
    let text = value.to_string();
    let found = score::number(&text, places);
    if found.is_none() {
        let behind = text.split_once('.').map_or(0, |(_, digits)| digits.len());
        if behind > places as usize && behind <= PLACES as usize {
            let message = format!("`{text}` has more digits behind the point than can be typed");
            form(context, spot, message, "too many digits", format!("write `places: {behind}`"));
        } else {
            form(
                context,
                spot,
                format!("`{text}` has too many digits"),
                "at most 10, and 6 behind the point",
                "round it, or count in another unit".into(),
            );
        }
    }
    found
}

fn form(context: &mut Context<'_>, spot: &Spot, message: String, label: &str, help: String) {
    context.fault(Diagnostic::new(Rule::NumberForm, spot.at(), message).label(label).help(help));
}
