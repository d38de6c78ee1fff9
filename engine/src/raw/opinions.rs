//! Opinions that are asked with both forms of a measurement. No answer of them is sent: a learner gets it as a code.

use super::kinds::RawStatement;
use super::shape::authored;

authored! {
    /// Opinions that are asked before the course, straight after it and later, in the same words. No answer leaves the
    /// learner's device: at the end the learner gets a code that holds the answers, and no name and no time, and may
    /// give it to you or not.
    struct RawOpinions "Opinions" {
        /// Who sees the answers of those who hand their code on, and what for, in one sentence.
        who_sees: String,
        /// Whether they are asked before the questions of the form; left out, after them.
        first: Option<bool>,
        /// Whether learners may make a code of their own from three small things, by which answers of one person at
        /// different times can be put together; left out, they may.
        own_code: Option<bool>,
        /// The statements, in groups that share a scale.
        sets: Vec<RawOpinionSet>,
    }
    example "Opinions(
    who_sees: \"The people who run this programme, as numbers of ten people or more.\",
    sets: [
        OpinionSet(
            lead: \"How far do you agree?\",
            scale: Agreement5,
            statements: [
                Statement(id: \"repair\", text: \"I can put right a wrong name or pronoun without fuss.\"),
                Statement(id: \"worry\", text: \"I worry about saying the wrong thing.\"),
            ],
        ),
        OpinionSet(
            lead: \"In the last four weeks, how often did you do this?\",
            at: [FollowUp],
            scale: Answers([
                Answer(id: \"never\", text: \"Never\"),
                Answer(id: \"at_times\", text: \"At times\"),
                Answer(id: \"no_chance\", text: \"No chance arose\"),
            ]),
            statements: [Statement(id: \"did_repair\", text: \"I put a slip of mine right.\")],
        ),
    ],
)"

    /// Statements that share a scale.
    struct RawOpinionSet "OpinionSet" {
        /// What is asked of all of them, in Markdown.
        lead: String,
        /// When they are asked; left out, each time.
        at: Vec<RawWave> = "Default::default",
        /// The words to choose from.
        scale: RawOpinionScale,
        /// One to 26 statements.
        statements: Vec<RawStatement>,
    }
    example "OpinionSet(lead: \"How far do you agree?\", scale: Agreement5, statements: [Statement(id: \"repair\", text: \"I can put right a wrong name or pronoun without fuss.\")])"

    /// When a measurement asks.
    words RawWave "Wave" {
        /// Before the course.
        Baseline,
        /// Straight after it.
        Post,
        /// Some time later.
        FollowUp,
    }

    /// The words to choose from, from one end to the other. “Prefer not to say” always stands behind them.
    enum RawOpinionScale "OpinionScale" {
        /// Five, from strongly disagree to strongly agree.
        Agreement5,
        /// Seven, from strongly disagree to strongly agree.
        Agreement7,
        /// Five, from never to always.
        Frequency5,
        /// Your own, two to nine.
        Answers(Vec<RawAnswer>),
    }

    /// An answer of your own.
    struct RawAnswer "Answer" {
        /// What codes call it; no other answer of the set has it.
        id: String,
        /// What the learner reads.
        text: String,
    }
    example "Answer(id: \"no_chance\", text: \"No chance arose\")"
}
