//! Blocks in which people speak: quotes, stories, opinions, and the learner to themselves.

use super::shape::authored;

authored! {
    /// What somebody said or wrote.
    struct RawQuote "Quote" {
        /// The words, in Markdown.
        text: String,
        /// Whose they are, without a name where a name would say what somebody is: `a patient, quoted in the report`.
        who: Option<String>,
        /// Where they stand, by the ids of `house/sources.ron`.
        source: Option<String>,
    }
    example "Quote(text: \"“I was asked once, and then it was written down.”\", who: \"a patient, quoted in the report\", source: \"seed_cqc_innovation\")"

    /// A question without a right answer. Nothing is sent or kept.
    struct RawPoll "Poll" {
        /// What variants and comments call it; no other poll, question or page has it.
        id: String,
        /// What is asked.
        ask: String,
        /// What can be chosen; two to eight.
        options: Vec<String>,
        /// What you say to it, whatever was chosen, in Markdown.
        note: String,
    }
    example "Poll(id: \"how_often\", ask: \"How often did you check a name this week?\", options: [\"Never\", \"Once or twice\", \"More often\"], note: \"Most slips come from not checking.\")"

    /// Questions of opinion.
    struct RawQuestionnaire "Questionnaire" {
        /// What records call it; no other questionnaire, question or page has it.
        id: String,
        /// Who sees the answers, and what for, in Markdown.
        intro: String,
        /// The questions, in order.
        questions: Vec<RawOpinion>,
    }
    example "Questionnaire(
    id: \"before\",
    intro: \"Your trainer sees all answers together, to plan the next hour.\",
    questions: [Opinion(id: \"sure\", ask: \"I know what to say after a slip.\", answers: [\"No\", \"Partly\", \"Yes\"])],
)"

    /// A question of opinion: nothing is right or wrong.
    struct RawOpinion "Opinion" {
        /// What records call it; no other question of the questionnaire has it.
        id: String,
        /// What is asked.
        ask: String,
        /// What can be answered, from one end to the other; left out, in own words.
        answers: Vec<String> = "Default::default",
    }
    example "Opinion(id: \"sure\", ask: \"I know what to say after a slip.\", answers: [\"No\", \"Partly\", \"Yes\"])"

    /// A place to write for oneself. What is written never leaves the page.
    struct RawReflection "Reflection" {
        /// What variants and comments call it; no other reflection, question or page has it.
        id: String,
        /// What to think about.
        ask: String,
        /// What others have thought, to open afterwards.
        thoughts: Vec<String> = "Default::default",
    }
    example "Reflection(id: \"last_time\", ask: \"When were you last called by a wrong name?\", thoughts: [\"Others have said that they put it right once, and then gave up.\"])"

    /// Somebody's story.
    struct RawStory "Story" {
        /// What variants and comments call it; no other story, question or page has it.
        id: Option<String>,
        /// A heading.
        title: Option<String>,
        /// Whose story it is: made up from several, or one person's with their consent.
        who: Option<RawTeller>,
        /// The story, in Markdown.
        text: String,
    }
    example "Story(who: Composite, title: \"The form\", text: \"Jo filled in the same form three times.\")"

    /// Whose story it is.
    enum RawTeller "Teller" {
        /// Put together from what several people told; nobody in it is one person.
        Composite,
        /// One person's own, and when they agreed that it stands here: `2026-05`.
        Consented(String),
    }

    /// Where to go on from here.
    struct RawSignpost "Signpost" {
        /// What it is for, in Markdown; it may hold links.
        text: String,
        /// Where to turn, by the ids of `house/support.ron`.
        support: Vec<String> = "Default::default",
        /// Pages of this course, by their ids.
        pages: Vec<String> = "Default::default",
    }
    example "Signpost(text: \"If this was close to home, stop here for today.\", support: [\"occupational_health\"], pages: [\"two_minutes\"])"
}
