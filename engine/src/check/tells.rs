//! What gives the best choice of a scene away, that it always stands first, or is always the longest; and the right option
//! of a bank's questions, that it is mostly the longest.
//!
//! Whoever writes a scene begins with the choice that they would wish for, and says it in full. A learner who presses the
//! first choice, or the longest, then comes through without a thought.

use super::context::{Context, Spot};
use crate::course::{Question, QuestionKind, QuestionOption};
use crate::diagnostic::Diagnostic;
use crate::raw::{RawChoice, RawNode, RawScenario, RawStep};
use crate::rule::Rule;

/// Fewer single choices than these show no habit.
const CHOICES: usize = 6;
/// Fewer decisions than these show no habit.
const LEAST: usize = 3;

/// Looks at every decision in which one choice is better than another.
pub(super) fn judge(context: &mut Context<'_>, raw: &RawScenario, nodes: &Spot) {
    let all = raw.nodes.iter().enumerate().filter_map(|(at, node)| match node {
        RawNode::Node(node) => Some((nodes.index(at).field("choices"), node.choices.as_slice())),
        RawNode::Ending(_) => None,
    });
    let told: Vec<(Spot, &[RawChoice])> =
        all.filter(|(_, choices)| choices.iter().any(is_best) && !choices.iter().all(is_best)).collect();
    let [(spot, _), ..] = told.as_slice() else { return };
    if told.len() < LEAST {
        return;
    }
    let count = told.len();
    if told.iter().all(|(_, choices)| is_best(&choices[0])) {
        let message = format!("in each of {count} decisions of this scene the best choice stands first");
        let fault = Diagnostic::new(Rule::BestChoiceFirst, spot.at(), message);
        let help = "put the best choice second or third in some; learners see them in your order";
        context.fault(fault.label("pressing the first is enough").help(help));
    }
    if told.iter().all(|(_, choices)| longest(choices, true) > longest(choices, false)) {
        let message = format!("in each of {count} decisions of this scene the best choice is the longest");
        let fault = Diagnostic::new(Rule::BestChoiceLongest, spot.at(), message);
        let help = "say some of the best choices in one breath, and let the others sound as reasonable as they do at work";
        context.fault(fault.label("pressing the longest is enough").help(help));
    }
}

/// Whether looking back calls a choice good, or one that mends.
fn is_best(choice: &RawChoice) -> bool {
    matches!(choice.was, Some(RawStep::Good | RawStep::Mends))
}

/// Characters of the longest choice among the best, or among the others.
fn longest(choices: &[RawChoice], best: bool) -> usize {
    let own = choices.iter().filter(|choice| is_best(choice) == best);
    own.map(|choice| choice.text.chars().count()).max().unwrap_or(0)
}

/// Looks at the single choices of a bank: whether the longest option is right in more than half of them.
pub(super) fn bank(context: &mut Context<'_>, questions: &[Question], spot: &Spot) {
    let single = questions.iter().filter_map(|question| match &question.kind {
        QuestionKind::SingleChoice { options, .. } => Some((question, options.as_slice())),
        _ => None,
    });
    let single: Vec<(&Question, &[QuestionOption])> = single.collect();
    let told: Vec<&str> = single
        .iter()
        .filter(|(_, options)| longest_option(options, true) > longest_option(options, false))
        .map(|(question, _)| question.id.as_str())
        .collect();
    let (asked, found) = (single.len(), told.len());
    if asked < CHOICES || 2 * found <= asked {
        return;
    }
    let message = format!("in {found} of {asked} questions the longest option is the right one");
    let fault = Diagnostic::new(Rule::KeyLongest, spot.at(), message).label("the longest is mostly right");
    let help = format!("shorten the right option, or say a wrong one as fully, in: {}", told.join(", "));
    context.fault(fault.help(help));
}

/// Characters of the longest option among the right ones, or among the others.
fn longest_option(options: &[QuestionOption], right: bool) -> usize {
    let own = options.iter().filter(|option| option.right == right);
    own.map(|option| option.text.as_plain().chars().count()).max().unwrap_or(0)
}
