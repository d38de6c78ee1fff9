//! Questions that are answered by choosing among options.

use super::{Different, Ids, count, marks};
use crate::check::context::{Context, Spot};
use crate::course::{Marks, QuestionKind, QuestionOption};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::raw::{RawMarks, RawMultipleChoice, RawOption, RawSingleChoice, RawTrueFalse};
use crate::rule::Rule;

/// One option is right.
pub(super) fn single(context: &mut Context<'_>, own: &RawSingleChoice, spot: &Spot) -> QuestionKind {
    let options = options(context, &own.options, &spot.field("options"));
    if options.iter().filter(|option| option.right).count() > 1 {
        let fault =
            Diagnostic::new(Rule::ManyRightOptions, spot.at(), "a single choice has several right options");
        context.fault(
            fault
                .label("only one can be chosen")
                .help("keep one `Right(…)`, or write `MultipleChoice(options: […])`"),
        );
    }
    QuestionKind::SingleChoice { options, keep_order: own.keep_order }
}

/// One option or more is right.
pub(super) fn multiple(context: &mut Context<'_>, own: &RawMultipleChoice, spot: &Spot) -> QuestionKind {
    let options = options(context, &own.options, &spot.field("options"));
    let marks = marks(context, own.marks, RawMarks::PerOption, Marks::All, spot);
    QuestionKind::MultipleChoice { options, marks, keep_order: own.keep_order }
}

/// True or false.
pub(super) fn statement(context: &mut Context<'_>, own: &RawTrueFalse, spot: &Spot) -> QuestionKind {
    let because = context.markup(&spot.field("because"), &own.because);
    QuestionKind::TrueFalse { answer: own.answer, because }
}

fn options(context: &mut Context<'_>, raw: &[RawOption], spot: &Spot) -> Vec<QuestionOption> {
    let mut ids = Ids::default();
    let mut texts = Different::new(Rule::SameOption, "two options say the same");
    let mut options = Vec::new();
    for (at, option) in raw.iter().enumerate() {
        let (right, answer) = option.parts();
        let here = spot.index(at);
        let id = ids.take(context, &here.field("id"), &answer.id);
        let text = context.markup(&here.field("text"), &answer.text);
        let because = context.markup(&here.field("because"), &answer.because);
        if !text.is_empty() {
            texts.take(context, text.clone(), &here.field("text"));
        }
        if let Some(id) = id {
            options.push(QuestionOption { id, text, right, because });
        }
    }
    count(context, raw.len(), 2, limits::OPTIONS, spot, "option");
    some_right(context, raw, spot);
    options
}

/// That something is to be chosen.
pub(super) fn some_right(context: &mut Context<'_>, raw: &[RawOption], spot: &Spot) {
    if !raw.is_empty() && !raw.iter().any(|option| option.parts().0) && !context.has_lost() {
        let fault = Diagnostic::new(Rule::NoRightOption, spot.at(), "no option is right");
        context.fault(fault.label("all are `Wrong(…)`").help("write `Right(…)` for the one that is right"));
    }
}
