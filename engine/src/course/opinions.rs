//! Opinions that are asked with a measurement, in the same words each time.
//!
//! No answer of them is kept or sent: a learner gets them as a code (see `crate::answer_code`), and decides.

use super::Markup;
use crate::id::OpinionId;

/// Opinions that are asked before the course, straight after it and later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinions {
    /// Who sees the answers of those who hand their code on: one sentence.
    pub who_sees: String,
    /// Whether they are asked before the questions of the form, not after them.
    pub first: bool,
    /// Whether learners may make a code of their own, by which answers of different times are put together.
    pub own_code: bool,
    /// The statements, in groups that share a scale; at least one.
    pub sets: Vec<OpinionSet>,
}

/// Statements that share a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpinionSet {
    /// What is asked of all of them.
    pub lead: Markup,
    /// When they are asked, in the order of time; at least once.
    pub at: Vec<Wave>,
    /// The words to choose from.
    pub scale: OpinionScale,
    /// One to 26 statements.
    pub statements: Vec<OpinionStatement>,
}

/// A statement that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpinionStatement {
    /// What codes and reports call it: unique among the opinions of the course.
    pub id: OpinionId,
    /// What the learner reads.
    pub text: Markup,
}

/// When a measurement asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wave {
    /// Before the course.
    Baseline,
    /// Straight after it.
    Post,
    /// Some time later.
    FollowUp,
}

impl Wave {
    /// Every time, in order.
    pub const ALL: [Self; 3] = [Self::Baseline, Self::Post, Self::FollowUp];
}

/// The words to choose from, from one end to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpinionScale {
    /// Five, from strongly disagree to strongly agree, in the page's language.
    Agreement5,
    /// The same in seven.
    Agreement7,
    /// Five, from never to always, in the page's language.
    Frequency5,
    /// The author's own, two to nine.
    Answers(Vec<Answer>),
}

impl OpinionScale {
    /// What codes call the points, from one end to the other: `agreement5.1`, or the ids of the author's own.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let points = |name: &str, count: usize| (1..=count).map(|point| format!("{name}.{point}")).collect();
        match self {
            Self::Agreement5 => points("agreement5", 5),
            Self::Agreement7 => points("agreement7", 7),
            Self::Frequency5 => points("frequency5", 5),
            Self::Answers(answers) => answers.iter().map(|answer| answer.id.to_string()).collect(),
        }
    }
}

/// An answer of the author's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What codes and reports call it: unique in its set.
    pub id: OpinionId,
    /// What the learner reads.
    pub text: String,
}

impl Opinions {
    /// What is asked at one time; `None` where that is nothing.
    #[must_use]
    pub fn at(&self, wave: Wave) -> Option<Self> {
        let sets: Vec<OpinionSet> = self.sets.iter().filter(|set| set.at.contains(&wave)).cloned().collect();
        (!sets.is_empty()).then(|| Self { sets, ..self.clone() })
    }

    /// Every statement with its set, in the author's order.
    pub fn statements(&self) -> impl Iterator<Item = (&OpinionSet, &OpinionStatement)> {
        self.sets.iter().flat_map(|set| set.statements.iter().map(move |statement| (set, statement)))
    }
}
