//! Questions, and the kinds that are answered by choosing among options.

use super::easy::RawEasyQuestion;
use super::kinds::{RawLikert, RawMatching, RawNumber, RawOrdering, RawShortText, RawSorting, RawSpotting};
use super::shape::authored;

authored! {
    /// A question, on a page or in a bank.
    struct RawQuestion "Question" {
        /// What records call it; no other question of the course has it.
        id: String,
        /// The outcome that it assesses, by its id.
        outcome: String,
        /// What is asked, in Markdown.
        ask: String,
        /// How it is answered, and what is right.
        kind: RawKind,
        /// Said once the question is done, whatever was chosen.
        because: Option<String>,
        /// Tries on a page before the answer is shown, 1 to 7; left out, 2 (of a true or false, 1).
        attempts: Option<u32>,
        /// Whether the page is only done when this is answered; left out, yes.
        required: Option<bool>,
        /// How much it counts in the test, 1 to 10; left out, 1. However many parts it has, it counts once.
        weight: Option<u32>,
        /// What it is for; left out, `Practice` on a page and `Scored` in a bank.
        purpose: Option<RawPurpose>,
        /// What may be hard to read in it, named in plain words, in Markdown.
        content_note: Option<String>,
        /// An equal question that the learner may take instead, by its id; both stand in one bank or on one page.
        alternative: Option<String>,
        /// The same question in easy words, read where the learner chose Easy Read.
        easy_read: Option<Box<RawEasyQuestion>>,
    }
    example "Question(
    id: \"repair\",
    outcome: \"repair_a_slip\",
    ask: \"You used the wrong pronoun. What mends it best?\",
    kind: SingleChoice(options: [
        Right(id: \"brief\", text: \"“Sorry, she.”\", because: \"Short, and the talk moves on.\"),
        Wrong(id: \"silence\", text: \"Say nothing.\", because: \"It was heard.\"),
    ]),
)"

    /// A kind of question.
    enum RawKind "Kind" {
        /// Exactly one option is right.
        SingleChoice(RawSingleChoice),
        /// One option or more is right.
        MultipleChoice(RawMultipleChoice),
        /// A statement.
        TrueFalse(RawTrueFalse),
        /// What belongs to what.
        Matching(RawMatching),
        /// Things that each belong to one of a few groups.
        SortIntoGroups(RawSorting),
        /// Things that have an order.
        Ordering(RawOrdering),
        /// A word or a few, typed.
        ShortText(RawShortText),
        /// A number, typed.
        Number(RawNumber),
        /// Opinions: never right, never wrong, never sent.
        Likert(RawLikert),
        /// Words of a passage to be spotted.
        SpotTheWords(RawSpotting),
    }

    /// What a question is for.
    words RawPurpose "Purpose" {
        /// It counts in the test. Questions of a bank are this.
        Scored,
        /// It is tried out, and counts nowhere. Questions on a page are this.
        Practice,
        /// It has no right answer. `Likert` is this, and nothing else is.
        Opinion,
    }

    /// Exactly one option is right.
    struct RawSingleChoice "SingleChoice" {
        /// Two to 26 options, one of them `Right`.
        options: Vec<RawOption>,
        /// Whether the learner sees them in your order; left out, they are shuffled.
        keep_order: bool = "Default::default",
    }
    example "SingleChoice(options: [
    Right(id: \"brief\", text: \"“Sorry, she.”\", because: \"Short, and the talk moves on.\"),
    Wrong(id: \"silence\", text: \"Say nothing.\", because: \"It was heard.\"),
])"

    /// One option or more is right.
    struct RawMultipleChoice "MultipleChoice" {
        /// Two to 26 options, at least one of them `Right`.
        options: Vec<RawOption>,
        /// How points are given, `All` or `PerOption`; left out, `All`.
        marks: Option<RawMarks>,
        /// Whether the learner sees them in your order; left out, they are shuffled.
        keep_order: bool = "Default::default",
    }
    example "MultipleChoice(
    options: [
        Right(id: \"name\", text: \"“What name shall I call you by?”\", because: \"It lets the person choose.\"),
        Wrong(id: \"wife\", text: \"“Is your wife parking the car?”\", because: \"It assumes.\"),
    ],
    marks: PerOption,
)"

    /// How points are given where several things can be right. Each kind takes `All` and one of the others.
    words RawMarks "Marks" {
        /// One point, if everything is right and nothing is wrong.
        All,
        /// One point for each option that was rightly chosen or rightly left, or for each thing in its right group.
        PerOption,
        /// One point for each pair that was rightly made.
        Pairs,
        /// One point for each two neighbours of the right order that directly follow one another in the answer.
        Sequence,
    }

    /// A statement that is true or false.
    struct RawTrueFalse "TrueFalse" {
        /// Whether the statement is true.
        answer: bool,
        /// Why, in Markdown.
        because: String,
    }
    example "TrueFalse(answer: true, because: \"Records are changed when the patient asks; no certificate is needed.\")"

    /// An option, whether it is right, and why.
    enum RawOption "Option" {
        /// It is right to choose this.
        Right(RawAnswer),
        /// It is right to leave this.
        Wrong(RawAnswer),
    }

    /// What stands in `Right(…)` or `Wrong(…)`.
    struct RawAnswer "Option" {
        /// What records call it; no other option of the question has it.
        id: String,
        /// What the learner reads, in Markdown.
        text: String,
        /// Why it is right or wrong, in Markdown.
        because: String,
    }
    example "(id: \"brief\", text: \"“Sorry, she.”\", because: \"Short, and the talk moves on.\")"
}

impl RawOption {
    /// Whether it is right, and what it says.
    pub(crate) fn parts(&self) -> (bool, &RawAnswer) {
        match self {
            Self::Right(answer) => (true, answer),
            Self::Wrong(answer) => (false, answer),
        }
    }
}
