//! Questions that are answered by choosing among options.

use super::{Ids, TWICE, count, marks, said_again};
use crate::check::context::{Context, Spot};
use crate::course::{Marks, Markup, QuestionKind, QuestionOption};
use crate::diagnostic::Diagnostic;
use crate::id::OptionId;
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
    let mut made: Vec<(Option<OptionId>, bool, Markup, Markup)> = Vec::with_capacity(raw.len());
    for (at, option) in raw.iter().enumerate() {
        let (right, answer) = option.parts();
        let here = spot.index(at);
        let id = ids.take(context, &here.field("id"), &answer.id);
        let text = context.markup(&here.field("text"), &answer.text);
        let because = context.markup(&here.field("because"), &answer.because);
        let before = made.iter().position(|(.., before, _)| *before == text);
        if let Some(before) = before.filter(|_| !text.is_empty()) {
            let before = spot.index(before).field("text");
            let message = "two options say the same";
            let fault = said_again(Rule::SameOption, message, &before, &here.field("text"));
            context.fault(fault.help(TWICE));
        }
        made.push((id, right, text, because));
    }
    count(context, raw.len(), 2, limits::OPTIONS, spot, "option");
    some_right(context, raw, spot);
    let known = |(id, right, text, because)| Some(QuestionOption { id: id?, text, right, because });
    made.into_iter().filter_map(known).collect()
}

/// That something is to be chosen.
pub(super) fn some_right(context: &mut Context<'_>, raw: &[RawOption], spot: &Spot) {
    if !raw.is_empty() && !raw.iter().any(|option| option.parts().0) && !context.has_lost() {
        let fault = Diagnostic::new(Rule::NoRightOption, spot.at(), "no option is right");
        context.fault(fault.label("all are `Wrong(…)`").help("write `Right(…)` for the one that is right"));
    }
}
