//! Branching scenes.

use super::shape::authored;

authored! {
    /// A branching scene: every choice leads to another decision or to an ending.
    struct RawScenario "Scenario" {
        /// What records call it; no other scene, question or page has it.
        id: String,
        /// A heading, where the page's own title does not serve.
        title: Option<String>,
        /// Where we are, in Markdown.
        intro: String,
        /// The first decision, by its id.
        start: String,
        /// The decisions (`Node`) and the endings (`Ending`).
        nodes: Vec<RawNode>,
        /// Whether the page is only done when an ending was reached; left out, no.
        required: Option<bool>,
    }
    example "Scenario(
    id: \"sam_arrives\",
    intro: \"Sam has come for a blood test. Your screen shows a different first name.\",
    start: \"what_do_you_call\",
    nodes: [
        Node(
            id: \"what_do_you_call\",
            ask: \"What do you do?\",
            choices: [
                Choice(id: \"read_it_out\", text: \"Call out the name on the screen.\", then: \"sam_leaves\"),
                Choice(id: \"surname\", text: \"Call the surname.\", then: \"sam_at_desk\"),
            ],
        ),
        Ending(id: \"sam_leaves\", kind: Poor, says: [Narrator(\"Sam goes.\")], looking_back: \"One sentence would have mended it.\"),
        Ending(id: \"sam_at_desk\", kind: Good, says: [Person(\"Sam\", \"Thanks.\")], looking_back: \"A surname costs nothing.\"),
    ],
)"

    /// A decision or an ending.
    enum RawNode "Scene" {
        /// The learner chooses.
        Node(RawDecision),
        /// The scene is over.
        Ending(RawEnding),
    }

    /// A place where the learner chooses.
    struct RawDecision "Node" {
        /// What choices call it; no other node of the scene has it.
        id: String,
        /// What may be hard to read here, named in plain words before anything is said.
        content_note: Option<String>,
        /// Flags that must all be set to come here.
        when: Vec<String> = "Default::default",
        /// Flags of which none may be set to come here.
        unless: Vec<String> = "Default::default",
        /// What follows where `when` or `unless` does not fit: the id of a node or of an ending.
        otherwise: Option<String>,
        /// What happens and is said first.
        says: Vec<RawLine> = "Default::default",
        /// The question, `What do you do?`.
        ask: String,
        /// Two choices or more.
        choices: Vec<RawChoice>,
    }
    example "Node(
    id: \"sam_flinches\",
    says: [Narrator(\"Sam looks round to see who heard.\"), Person(\"Sam\", \"It’s Sam.\")],
    ask: \"And now?\",
    choices: [
        Choice(id: \"explain\", text: \"“That’s what the system says.”\", then: \"sam_leaves\"),
        Choice(id: \"sorry\", text: \"“Sorry, Sam.”\", then: \"sam_at_desk\", was: Mends),
    ],
)"

    /// A line of a scene.
    enum RawLine "Line" {
        /// What happens, in Markdown.
        Narrator(String),
        /// Who speaks (a short name), and what they say.
        Person(String, String),
    }

    /// What the learner may do.
    struct RawChoice "Choice" {
        /// What records call it; no other choice of the node has it.
        id: String,
        /// What the learner reads, in Markdown.
        text: String,
        /// What follows: the id of a node or of an ending.
        then: String,
        /// Flags that this choice sets, for what comes later in the scene: words of your own, at most eight a scene.
        sets: Vec<String> = "Default::default",
        /// What looking back calls this step; left out, it is not judged.
        was: Option<RawStep>,
        /// What looking back says of it, in Markdown.
        because: Option<String>,
    }
    example "Choice(id: \"sorry_and_fix\", text: \"“Sorry, Sam. Let me put that right.”\", then: \"sam_at_desk\", sets: [\"said_sorry\"], was: Mends)"

    /// What looking back calls a step.
    words RawStep "Was" {
        /// It held.
        Good,
        /// It held in part.
        Partly,
        /// It left a gap.
        Slip,
        /// It closed a gap.
        Mends,
    }

    /// How a scene can end.
    struct RawEnding "Ending" {
        /// What choices call it; no other node of the scene has it.
        id: String,
        /// How it went.
        kind: RawEndingKind,
        /// Flags that must all be set to come here.
        when: Vec<String> = "Default::default",
        /// Flags of which none may be set to come here.
        unless: Vec<String> = "Default::default",
        /// What follows where `when` or `unless` does not fit: the id of a node or of an ending.
        otherwise: Option<String>,
        /// What may be hard to read here, named in plain words before anything is said.
        content_note: Option<String>,
        /// What happens and is said.
        says: Vec<RawLine>,
        /// What can be learnt from it, in Markdown.
        looking_back: String,
    }
    example "Ending(id: \"sam_at_desk\", kind: Good, when: [\"said_sorry\"], otherwise: \"sam_waits\", says: [Person(\"Sam\", \"Thanks.\")], looking_back: \"A surname costs nothing.\")"

    /// How a scene went.
    words RawEndingKind "EndingKind" {
        /// Well.
        Good,
        /// In part.
        Mixed,
        /// Badly.
        Poor,
    }
}
