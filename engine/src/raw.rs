//! What an author may write. Serde lives here and nowhere else on the course model.
//!
//! The names in `serde(rename)` are the author's words: ron shows them in its messages.
//! Everything here may still be wrong; `check` makes a [`crate::course::Course`] of it.

use serde::Deserialize;

/// `course.ron`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Course", deny_unknown_fields)]
pub(crate) struct RawCourse {
    pub(crate) id: String,
    pub(crate) edition: String,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) audience: Vec<String>,
    pub(crate) level: RawLevel,
    pub(crate) summary: String,
    pub(crate) outcomes: Vec<RawOutcome>,
    pub(crate) modules: Vec<String>,
    pub(crate) completion: RawCompletion,
    pub(crate) test: Option<RawTest>,
    pub(crate) refresher_after: Option<String>,
    #[serde(default)]
    pub(crate) needs_review_by: Vec<RawReviewer>,
    #[serde(default)]
    pub(crate) support: Vec<String>,
    pub(crate) address: Option<String>,
    #[serde(default)]
    pub(crate) credits: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename = "Level")]
pub(crate) enum RawLevel {
    Aware,
    PatientFacing,
    ClinicalPractice,
    Lead,
    Teach,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename = "Completion")]
pub(crate) enum RawCompletion {
    Pages,
    Test,
    PagesAndTest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename = "Reviewer")]
pub(crate) enum RawReviewer {
    LivedExperience,
    Accessibility,
    Clinical,
    Legal,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Outcome", deny_unknown_fields)]
pub(crate) struct RawOutcome {
    pub(crate) id: String,
    pub(crate) verb: RawVerb,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) maps_to: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename = "Verb")]
pub(crate) enum RawVerb {
    Remember,
    Understand,
    Apply,
    Analyse,
    Evaluate,
    Create,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Test", deny_unknown_fields)]
pub(crate) struct RawTest {
    pub(crate) bank: String,
    pub(crate) draw: RawDraw,
    pub(crate) pass_mark: f64,
    #[serde(default = "three")]
    pub(crate) attempts: u32,
}

fn three() -> u32 {
    3
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename = "Draw")]
pub(crate) enum RawDraw {
    /// Every question of the bank.
    All,
    /// So many questions of each outcome that the bank has.
    PerOutcome(u32),
}

/// `modules/<id>.ron`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Module", deny_unknown_fields)]
pub(crate) struct RawModule {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) minutes: u16,
    pub(crate) summary: Option<String>,
    #[serde(default)]
    pub(crate) outcomes: Vec<String>,
    pub(crate) pages: Vec<RawPage>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Page", deny_unknown_fields)]
pub(crate) struct RawPage {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) label: Option<String>,
    pub(crate) content_note: Option<String>,
    pub(crate) blocks: Vec<RawBlock>,
}

/// A block of a page. `Named("id", …)` gives an id to a block that has none of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Block")]
pub(crate) enum RawBlock {
    Text(String),
    Image(RawImage),
    Note(RawNote),
    Fact(RawFact),
    Details(RawDetails),
    DoDont(Vec<RawInstead>),
    Question(RawQuestion),
    Scenario(RawScenario),
    Pledge(RawPledge),
    Support(Vec<String>),
    Named(String, Box<RawBlock>),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Image", deny_unknown_fields)]
pub(crate) struct RawImage {
    pub(crate) file: String,
    pub(crate) alt: Option<String>,
    #[serde(default)]
    pub(crate) decorative: bool,
    pub(crate) caption: Option<String>,
    pub(crate) credit: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Note", deny_unknown_fields)]
pub(crate) struct RawNote {
    pub(crate) label: Option<String>,
    pub(crate) text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Fact", deny_unknown_fields)]
pub(crate) struct RawFact {
    pub(crate) claim: String,
    pub(crate) source: String,
    pub(crate) note: Option<String>,
    pub(crate) as_of: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Details", deny_unknown_fields)]
pub(crate) struct RawDetails {
    pub(crate) summary: String,
    pub(crate) text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Instead", deny_unknown_fields)]
pub(crate) struct RawInstead {
    pub(crate) of: String,
    pub(crate) say: String,
    pub(crate) because: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Question", deny_unknown_fields)]
pub(crate) struct RawQuestion {
    pub(crate) id: String,
    pub(crate) outcome: String,
    pub(crate) ask: String,
    pub(crate) kind: RawKind,
    /// Said under the options once the question is done, whatever was chosen.
    pub(crate) because: Option<String>,
    pub(crate) attempts: Option<u32>,
    pub(crate) required: Option<bool>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Kind")]
pub(crate) enum RawKind {
    SingleChoice(RawSingleChoice),
    MultipleChoice(RawMultipleChoice),
    TrueFalse(RawTrueFalse),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "SingleChoice", deny_unknown_fields)]
pub(crate) struct RawSingleChoice {
    pub(crate) options: Vec<RawOption>,
    #[serde(default)]
    pub(crate) keep_order: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "MultipleChoice", deny_unknown_fields)]
pub(crate) struct RawMultipleChoice {
    pub(crate) options: Vec<RawOption>,
    #[serde(default)]
    pub(crate) marks: RawMarks,
    #[serde(default)]
    pub(crate) keep_order: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename = "Marks")]
pub(crate) enum RawMarks {
    /// One point, for exactly the right options and no other.
    #[default]
    All,
    /// One point for each option that was rightly chosen or rightly left.
    PerOption,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "TrueFalse", deny_unknown_fields)]
pub(crate) struct RawTrueFalse {
    pub(crate) answer: bool,
    pub(crate) because: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Option")]
pub(crate) enum RawOption {
    Right(RawAnswer),
    Wrong(RawAnswer),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Option", deny_unknown_fields)]
pub(crate) struct RawAnswer {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) because: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Scenario", deny_unknown_fields)]
pub(crate) struct RawScenario {
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) intro: String,
    pub(crate) start: String,
    pub(crate) nodes: Vec<RawNode>,
    pub(crate) required: Option<bool>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Scene")]
pub(crate) enum RawNode {
    Node(RawDecision),
    Ending(RawEnding),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Node", deny_unknown_fields)]
pub(crate) struct RawDecision {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) says: Vec<RawLine>,
    pub(crate) ask: String,
    pub(crate) choices: Vec<RawChoice>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Line")]
pub(crate) enum RawLine {
    /// What happens.
    Narrator(String),
    /// Who speaks (a short name), and what they say.
    Person(String, String),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Choice", deny_unknown_fields)]
pub(crate) struct RawChoice {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) then: String,
    /// What looking back will call this step; left out, it is not judged.
    pub(crate) was: Option<RawStep>,
    pub(crate) because: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename = "Step")]
pub(crate) enum RawStep {
    Good,
    Partly,
    Slip,
    Mends,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Ending", deny_unknown_fields)]
pub(crate) struct RawEnding {
    pub(crate) id: String,
    pub(crate) kind: RawEndingKind,
    pub(crate) says: Vec<RawLine>,
    pub(crate) looking_back: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename = "EndingKind")]
pub(crate) enum RawEndingKind {
    Good,
    Mixed,
    Poor,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Pledge", deny_unknown_fields)]
pub(crate) struct RawPledge {
    pub(crate) id: String,
    pub(crate) ask: String,
    pub(crate) choose: Vec<String>,
    #[serde(default)]
    pub(crate) or_own_words: bool,
    pub(crate) follow_up_after: Option<String>,
}

/// `banks/<id>.ron`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Bank", deny_unknown_fields)]
pub(crate) struct RawBank {
    pub(crate) id: String,
    pub(crate) questions: Vec<RawQuestion>,
}

/// One entry of `house/sources.ron`, which is a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Source", deny_unknown_fields)]
pub(crate) struct RawSource {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) year: u16,
    pub(crate) month: Option<u8>,
    pub(crate) url: Option<String>,
    #[allow(dead_code, reason = "read so that it is spelt right; reports will use it")]
    pub(crate) kind: String,
    #[allow(dead_code, reason = "as above")]
    pub(crate) country: String,
    /// When the text was read, `2026-08`; left out where nobody of ours has read it.
    pub(crate) retrieved: Option<String>,
    pub(crate) review_by: Option<String>,
    #[allow(dead_code, reason = "for whoever keeps the list")]
    pub(crate) note: Option<String>,
}

/// One entry of `house/support.ron`, which is a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "Support", deny_unknown_fields)]
pub(crate) struct RawSupport {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) what: String,
    pub(crate) phone: Option<String>,
    pub(crate) url: Option<String>,
    #[serde(default)]
    pub(crate) nations: Vec<String>,
    /// When the name and number were last checked with the service itself, `2026-11-02`.
    pub(crate) checked: Option<String>,
    #[allow(dead_code, reason = "for whoever keeps the list")]
    pub(crate) source: Option<String>,
}
