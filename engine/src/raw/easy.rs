//! The Easy Read version of a page, and the easy words of a module and of a question.

use super::shape::authored;

authored! {
    /// A page in Easy Read: the same things in short sentences, one idea each, with pictures. The learner changes between
    /// it and the page as it stands; what they answered stays.
    struct RawEasyRead "EasyRead" {
        /// Of which words of the page it was made, as eight digits. Left empty, `bona check --write` fills it in with those
        /// that stand there. When the page changes, `bona check` says so and what to write, and until somebody has looked
        /// learners see the page alone.
        of: String,
        /// The page's heading in easy words, of at most 15; left out, the heading stays as it is.
        title: Option<String>,
        /// What stands there, in order.
        blocks: Vec<RawEasyBlock>,
    }
    example "EasyRead(
    of: \"77ab01fe\",
    title: \"Ask the name\",
    blocks: [
        Say(\"Some people use a new name.\"),
        Pictured(say: \"Ask which name to use.\", file: \"ask.png\", alt: \"Two people talk at a desk.\"),
        Same(\"which_name\"),
    ],
)"

    /// What a module itself says, in easy words: in the contents, above its pages, and on its first page. It is read where
    /// the learner chose Easy Read.
    struct RawEasyModule "EasyModule" {
        /// Of which title and summary of the module it was made; as of a page.
        of: String,
        /// The title in easy words, at most 15.
        title: String,
        /// The module's summary, idea by idea: each in a sentence or two of at most 15 words, in Markdown. Needed where the
        /// module has a summary, and not known where it has none.
        summary: Vec<String> = "Default::default",
    }
    example "EasyModule(
    of: \"5d08e1c4\",
    title: \"At your desk\",
    summary: [\"You meet each patient first.\", \"This part is about those two minutes.\"],
)"

    /// A piece of a page in Easy Read.
    enum RawEasyBlock "EasyBlock" {
        /// A heading, in a few words.
        Heading(String),
        /// One idea, in a sentence or two of at most 15 words, in Markdown.
        Say(String),
        /// One idea with a picture beside it.
        Pictured(RawPictured),
        /// A block of the page by its id, as it stands there; a question in its easy wording, if it has one.
        Same(String),
    }

    /// One idea with a picture beside it.
    struct RawPictured "Pictured" {
        /// The idea, in a sentence or two of at most 15 words, in Markdown.
        say: String,
        /// The picture, a file below the course's `media` folder.
        file: String,
        /// What the picture shows, for those who do not see it.
        alt: Option<String>,
        /// Whether the picture says nothing that the sentence does not; then `alt` is left out.
        decorative: bool = "Default::default",
        /// Who made it.
        credit: Option<String>,
    }
    example "Pictured(say: \"Ask which name to use.\", file: \"ask.png\", alt: \"Two people talk at a desk.\")"

    /// The easy wording of a question: other words for the same options, of which the same are right.
    struct RawEasyQuestion "EasyQuestion" {
        /// Of which words of the question it was made; as of a page.
        of: String,
        /// What is asked, in Markdown.
        ask: String,
        /// Every option of the question by its id; none of a kind that has no options.
        options: Vec<RawEasyOption> = "Default::default",
        /// Said once the question is done, in place of its own `because`.
        because: Option<String>,
    }
    example "EasyQuestion(
    of: \"0c11aa20\",
    ask: \"You said “he”. She is a woman. What do you do?\",
    options: [
        EasyOption(id: \"brief\", text: \"Say “Sorry, she.”\", because: \"It is short. You both go on.\"),
        EasyOption(id: \"silence\", text: \"Say nothing.\", because: \"She heard you.\"),
    ],
)"

    /// An option in easy words.
    struct RawEasyOption "EasyOption" {
        /// The option's id, as the question has it.
        id: String,
        /// What the learner reads, in Markdown.
        text: String,
        /// Why it is right or wrong, in Markdown.
        because: String,
    }
    example "EasyOption(id: \"brief\", text: \"Say “Sorry, she.”\", because: \"It is short. You both go on.\")"
}
