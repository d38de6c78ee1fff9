//! Questions: what is asked, what is right, and why.

use super::{EasyWording, Markup};
use crate::id::{OptionId, OutcomeId, QuestionId};

/// A question. One of a bank is scored; one on a page is practised; a [`Likert`] is an opinion.
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
    /// How much it counts in a test, however many parts it has; 1 to 10.
    pub weight: u32,
    /// What may be hard to read in it, named in plain words.
    pub content_note: Option<Markup>,
    /// An equal question of the same bank or page, with the same outcome and weight, that the learner may take
    /// instead. It has no alternative itself, and is asked in no other way.
    pub alternative: Option<QuestionId>,
    /// The same in easy words.
    pub easy_read: Option<Box<EasyWording>>,
    /// The place of each option in the learner's record, from which its letter follows; empty: the author's order.
    pub places: Vec<usize>,
    /// The same of each row to which something is put, in the order of its scoring table.
    pub row_places: Box<[usize]>,
}

impl Question {
    /// Whether it has no right answer: then it is never scored, and no answer is kept or sent.
    #[must_use]
    pub fn is_opinion(&self) -> bool {
        matches!(self.kind, QuestionKind::Likert(_))
    }

    /// Whether each learner sees what can be chosen in an order of their own.
    #[must_use]
    pub fn is_shuffled(&self) -> bool {
        match &self.kind {
            QuestionKind::SingleChoice { keep_order, .. }
            | QuestionKind::MultipleChoice { keep_order, .. } => !keep_order,
            QuestionKind::Matching(_) | QuestionKind::SortIntoGroups(_) | QuestionKind::Ordering(_) => true,
            QuestionKind::TrueFalse { .. }
            | QuestionKind::ShortText(_)
            | QuestionKind::Number(_)
            | QuestionKind::Likert(_)
            | QuestionKind::SpotTheWords(_) => false,
        }
    }
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
        /// How points are given; the parts are the options.
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
    /// What belongs to what.
    Matching(Matching),
    /// Things that each belong to one of a few groups.
    SortIntoGroups(Sorting),
    /// Things that have an order.
    Ordering(Ordering),
    /// A word or a few, typed.
    ShortText(ShortText),
    /// A number, typed.
    Number(Number),
    /// Opinions.
    Likert(Likert),
    /// Words of a passage to be spotted.
    SpotTheWords(Spotting),
}

/// How an answer of several parts is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// One point, if everything is right.
    All,
    /// One point for each part that is right: an option, a pair, a thing in its group, two neighbours in order.
    PerPart,
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

/// What belongs to what. A pair's id names both its sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching {
    /// The pairs, in the author's order; at least two, and with the extra right sides at most 26.
    pub pairs: Vec<Pair>,
    /// Right sides that fit nothing.
    pub extra: Vec<Extra>,
    /// How points are given; the parts are the pairs.
    pub marks: Marks,
    /// Why.
    pub because: Markup,
}

/// A left side and the right side that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What records call it.
    pub id: OptionId,
    /// What is given.
    pub left: Markup,
    /// What belongs to it.
    pub right: Markup,
    /// Why.
    pub because: Option<Markup>,
}

/// A right side that fits nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra {
    /// What records call it.
    pub id: OptionId,
    /// What the learner reads.
    pub text: Markup,
}

/// Things that each belong to a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorting {
    /// Two to 26 groups, in the author's order; each has an item.
    pub groups: Vec<Group>,
    /// Two to 26 items, in the author's order.
    pub items: Vec<Sorted>,
    /// How points are given; the parts are the items.
    pub marks: Marks,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What records call it.
    pub id: OptionId,
    /// What the learner reads.
    pub title: String,
}

/// A thing that belongs to a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorted {
    /// What records call it.
    pub id: OptionId,
    /// What the learner reads.
    pub text: Markup,
    /// Its group; index into [`Sorting::groups`].
    pub group: usize,
    /// Why it belongs there.
    pub because: Markup,
}

/// Things that have an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordering {
    /// Two to 26 items, in the right order.
    pub items: Vec<Ordered>,
    /// How points are given; the parts are the neighbours.
    pub marks: Marks,
    /// Why.
    pub because: Markup,
}

/// A thing that has its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// What records call it.
    pub id: OptionId,
    /// What the learner reads.
    pub text: Markup,
    /// Why it stands there.
    pub because: Option<Markup>,
}

/// A word or a few, typed; worth one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortText {
    /// One to 25 answers that are right. No two accept the same text.
    pub accept: Vec<Accept>,
    /// What is said to any other answer.
    pub otherwise: Markup,
    /// What helps to answer.
    pub hint: Option<String>,
}

/// An answer that is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accept {
    /// What records call it; never `other`.
    pub id: OptionId,
    /// Every way to write it, as the author wrote it; `score::normal` says when two texts are one.
    pub texts: Vec<String>,
    /// Why it is right.
    pub because: Markup,
}

/// A number, typed; worth one point. All numbers are whole, in units of 10 to the power of minus `places`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Digits behind the point, 0 to 6.
    pub places: u32,
    /// The smallest that can be typed.
    pub min: i64,
    /// The largest that can be typed; less than 2 to the power of 32 minus 1 above `min`.
    pub max: i64,
    /// The smallest that is right; not below `min`.
    pub from: i64,
    /// The largest that is right; not above `max`, not below `from`.
    pub to: i64,
    /// What is counted.
    pub unit: Option<String>,
    /// Why it is right.
    pub because: Markup,
    /// What is said to any other number.
    pub otherwise: Option<Markup>,
}

/// Opinions. No answer is ever kept or sent: only that it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likert {
    /// One to 26 statements.
    pub statements: Vec<Statement>,
    /// The words to choose from.
    pub scale: Scale,
}

/// A statement to agree with or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What the author calls it.
    pub id: OptionId,
    /// What the learner reads.
    pub text: Markup,
}

/// The words to choose from, from one end to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scale {
    /// From strongly disagree to strongly agree, in five words of the page's language.
    Agreement5,
    /// The same in seven.
    Agreement7,
    /// From never to always, in five words of the page's language.
    Frequency5,
    /// The author's own, two to nine.
    Words(Vec<String>),
}

impl Scale {
    /// How many words there are.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Agreement5 | Self::Frequency5 => 5,
            Self::Agreement7 => 7,
            Self::Words(words) => words.len(),
        }
    }
}

/// Words of a passage to be spotted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spotting {
    /// The passage.
    pub passage: Markup,
    /// Two to 26 pieces that can be marked, in the author's order.
    pub words: Vec<Spot>,
    /// How points are given; the parts are the pieces.
    pub marks: Marks,
}

/// A piece of a passage that can be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// What records call it.
    pub id: OptionId,
    /// The words: they stand once in the passage, in one [`super::Inline::Text`], and overlap no other piece.
    pub text: String,
    /// Whether marking it is right.
    pub right: bool,
    /// Why.
    pub because: Markup,
}
