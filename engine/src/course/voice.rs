//! Quotes, stories, opinions, what a learner writes for themselves, and where to go on.

use super::Markup;
use crate::id::{BlockId, OpinionId, PageId, PollId, QuestionnaireId, ReflectionId, SourceId, SupportId};

/// What somebody said or wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub text: Markup,
    /// Whose they are, without a name where it would say what somebody is.
    pub who: Option<String>,
    /// Where they stand.
    pub source: SourceId,
}

/// A question without a right answer. Nothing is sent or kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// What variants and comments call it.
    pub id: PollId,
    /// What is asked.
    pub ask: String,
    /// What can be chosen; two to eight.
    pub options: Vec<String>,
    /// What the author says to it, whatever was chosen.
    pub note: Markup,
}

/// Questions of opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questionnaire {
    /// What records call it.
    pub id: QuestionnaireId,
    /// Who sees the answers, and what for.
    pub intro: Markup,
    /// The questions, in order; at least one.
    pub questions: Vec<Opinion>,
}

/// A question of opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// What records call it.
    pub id: OpinionId,
    /// What is asked.
    pub ask: String,
    /// What can be answered; empty is in own words.
    pub answers: Vec<String>,
}

/// A place to write for oneself. What is written never leaves the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reflection {
    /// What variants and comments call it.
    pub id: ReflectionId,
    /// What to think about.
    pub ask: String,
    /// What others have thought.
    pub thoughts: Vec<Markup>,
}

/// Somebody's story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// What variants and comments call it.
    pub id: Option<BlockId>,
    /// A heading.
    pub title: Option<String>,
    /// Whose story it is.
    pub who: Teller,
    /// The story.
    pub text: Markup,
}

/// Whose story it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Teller {
    /// Put together from what several people told.
    Composite,
    /// One person's own, with the date at which they agreed, `2026-05`.
    Consented(String),
}

/// Where to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signpost {
    /// What it is for.
    pub text: Markup,
    /// Where to turn.
    pub support: Vec<SupportId>,
    /// Pages of this course.
    pub pages: Vec<PageId>,
}
