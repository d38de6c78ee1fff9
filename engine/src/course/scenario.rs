//! Branching scenes: a graph that is known to end.

use super::Markup;
use crate::id::{ChoiceId, NodeId, ScenarioId};

/// A branching scene. Every choice leads somewhere, every node is reached, every path can end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What records call it.
    pub id: ScenarioId,
    /// Heading, where the page's own title does not serve.
    pub title: Option<String>,
    /// Where we are.
    pub intro: Markup,
    /// Index into `scenes` of the first decision.
    pub start: usize,
    /// Decisions and endings, in the author's order.
    pub scenes: Vec<Scene>,
    /// Whether a page is only done when an ending was reached.
    pub required: bool,
}

/// A decision or an ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scene {
    /// The learner chooses.
    Decision(Decision),
    /// The scene is over.
    Ending(Ending),
}

/// A place where the learner chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What records call it.
    pub id: NodeId,
    /// What may be hard to read here; stands before anything is said.
    pub content_note: Option<Markup>,
    /// What happens and is said first.
    pub says: Vec<Line>,
    /// The question, `What do you do?`.
    pub ask: String,
    /// Two or more.
    pub choices: Vec<Choice>,
}

/// What the learner may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What records call it.
    pub id: ChoiceId,
    /// What the learner reads.
    pub text: Markup,
    /// Index into `scenes` of what follows.
    pub then: usize,
    /// What looking back calls it; `None` is not judged.
    pub was: Option<Step>,
    /// What looking back says of it.
    pub because: Option<Markup>,
    /// Its place among its decision's in the learner's record, from which its letter follows.
    pub place: usize,
}

/// What looking back calls a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It held.
    Good,
    /// It held in part.
    Partly,
    /// It left a gap.
    Slip,
    /// It closed a gap.
    Mends,
}

/// A line of a scene.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// What happens.
    Narrator(Markup),
    /// Somebody speaks.
    Person {
        /// A short name.
        name: String,
        /// What they say.
        said: Markup,
    },
}

/// How a scene can end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// What records call it.
    pub id: NodeId,
    /// How it went.
    pub kind: EndingKind,
    /// What may be hard to read here; stands before anything is said.
    pub content_note: Option<Markup>,
    /// What happens and is said.
    pub says: Vec<Line>,
    /// What can be learnt from it.
    pub looking_back: Markup,
}

/// How a scene went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndingKind {
    /// Well.
    Good,
    /// In part.
    Mixed,
    /// Badly.
    Poor,
}
