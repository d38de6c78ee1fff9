//! Questions: what is asked, what is right, and why.

use super::Markup;
use crate::id::{OptionId, OutcomeId, QuestionId};

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What records call it.
    pub id: QuestionId,
    /// What it assesses.
    pub outcome: OutcomeId,
    /// What is asked.
    pub ask: Markup,
    /// How it is answered and marked.
    pub kind: QuestionKind,
    /// Said once the question is done, whatever was chosen.
    pub because: Option<Markup>,
    /// Tries on a page before the answer is shown; 1 to 7. In a test each question has one.
    pub attempts: u32,
    /// Whether a page is only done when this is answered.
    pub required: bool,
    /// The place of each option in the learner's record, from which its letter follows; empty: the author's order.
    pub places: Vec<usize>,
}

/// How a question is answered and marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// Exactly one option is right.
    SingleChoice {
        /// Two to 26 options, in the author's order.
        options: Vec<QuestionOption>,
        /// Whether the author's order must be kept.
        keep_order: bool,
    },
    /// One option or more is right.
    MultipleChoice {
        /// Two to 26 options, in the author's order.
        options: Vec<QuestionOption>,
        /// How points are given.
        marks: Marks,
        /// Whether the author's order must be kept.
        keep_order: bool,
    },
    /// A statement.
    TrueFalse {
        /// Whether the statement is true.
        answer: bool,
        /// Why.
        because: Markup,
    },
}

/// How a multiple choice is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// One point, for exactly the right options and no other.
    All,
    /// One point for each option that was rightly chosen or rightly left.
    PerOption,
}

/// An option, whether it is right, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionOption {
    /// What records call it.
    pub id: OptionId,
    /// What the learner reads.
    pub text: Markup,
    /// Whether choosing it is right.
    pub right: bool,
    /// Why.
    pub because: Markup,
}
