//! Branching scenes: a graph that is known to end.

use std::collections::BTreeSet;

use super::Markup;
use crate::id::{ChoiceId, FlagId, NodeId, ScenarioId};

/// A branching scene. Every choice leads somewhere, every node is reached, every path can end, whatever flags it sets.
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

impl Scenario {
    /// The flags that choices set, each once, in the author's order.
    #[must_use]
    pub fn flags(&self) -> Vec<&FlagId> {
        let mut flags: Vec<&FlagId> = Vec::new();
        for scene in &self.scenes {
            let Scene::Decision(decision) = scene else { continue };
            for flag in decision.choices.iter().flat_map(|choice| &choice.sets) {
                if !flags.contains(&flag) {
                    flags.push(flag);
                }
            }
        }
        flags
    }

    /// Where somebody stands who comes to a scene with these flags: there, or wherever its guard sends them.
    /// `None` where a guard sends them nowhere, or round for ever; of a checked scene that never happens.
    #[must_use]
    pub fn enter(&self, scene: usize, flags: &BTreeSet<&FlagId>) -> Option<usize> {
        let mut at = scene;
        for _ in &self.scenes {
            match self.scenes.get(at)?.guard() {
                Some(guard) if !guard.lets_in(flags) => at = guard.otherwise?,
                _ => return Some(at),
            }
        }
        None
    }
}

/// A decision or an ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scene {
    /// The learner chooses.
    Decision(Decision),
    /// The scene is over.
    Ending(Ending),
}

impl Scene {
    /// What must hold for somebody to come here.
    #[must_use]
    pub fn guard(&self) -> Option<&Guard> {
        match self {
            Self::Decision(decision) => decision.guard.as_ref(),
            Self::Ending(ending) => ending.guard.as_ref(),
        }
    }
}

/// What must hold for somebody to come to a scene.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// Flags that are all set; each is set by some choice.
    pub when: Vec<FlagId>,
    /// Flags of which none is set; each is set by some choice.
    pub unless: Vec<FlagId>,
    /// Index into `scenes` of what follows instead; `None` where everybody who comes fits.
    pub otherwise: Option<usize>,
}

impl Guard {
    /// Whether it holds with these flags.
    #[must_use]
    pub fn lets_in(&self, flags: &BTreeSet<&FlagId>) -> bool {
        self.when.iter().all(|flag| flags.contains(flag))
            && !self.unless.iter().any(|flag| flags.contains(flag))
    }
}

/// A place where the learner chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What records call it.
    pub id: NodeId,
    /// What must hold for somebody to come here.
    pub guard: Option<Guard>,
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
    /// Flags that it sets, for good.
    pub sets: Vec<FlagId>,
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
    /// What must hold for somebody to come here.
    pub guard: Option<Guard>,
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
