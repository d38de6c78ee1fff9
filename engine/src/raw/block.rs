//! The blocks of a page.

use super::figure::{RawChart, RawLabelledImage, RawTable};
use super::question::RawQuestion;
use super::recording::{RawAudio, RawDownload, RawVideo};
use super::scenario::RawScenario;
use super::shape::authored;
use super::voice::{RawPoll, RawQuestionnaire, RawQuote, RawReflection, RawSignpost, RawStory};

authored! {
    /// A block of a page.
    enum RawBlock "Block" {
        /// Running text in Markdown.
        Text(String),
        /// A picture.
        Image(RawImage),
        /// An aside with a short label.
        Note(RawNote),
        /// A claim with its source and its limits.
        Fact(RawFact),
        /// Text that opens on request.
        Details(RawDetails),
        /// Pairs of what to leave and what to say.
        DoDont(Vec<RawInstead>),
        /// A question that is practised on the page.
        Question(RawQuestion),
        /// A branching scene.
        Scenario(RawScenario),
        /// A promise that the learner makes to themselves.
        Pledge(RawPledge),
        /// Where to turn, by the ids of `house/support.ron`.
        Support(Vec<String>),
        /// What somebody said or wrote, with its source.
        Quote(RawQuote),
        /// Numbers as bars, with the same numbers in a table.
        Chart(RawChart),
        /// Rows and columns.
        Table(RawTable),
        /// What to do, one step after another.
        Steps(Vec<RawStepOn>),
        /// A picture with numbered places on it.
        LabelledImage(RawLabelledImage),
        /// Something to hear.
        Audio(RawAudio),
        /// Something to see and hear.
        Video(RawVideo),
        /// A file to take away.
        Download(RawDownload),
        /// A word of the house, by its id in `house/terms.ron`.
        Term(String),
        /// A question without a right answer, and what you say to it.
        Poll(RawPoll),
        /// Questions of opinion.
        Questionnaire(RawQuestionnaire),
        /// A place to write for oneself.
        Reflection(RawReflection),
        /// Somebody's story.
        Story(RawStory),
        /// Where to go on from here.
        Signpost(RawSignpost),
        /// A block that is meant for some roles, by their ids: `For(["reception"], Text("…"))`.
        For(Vec<String>, Box<RawBlock>),
        /// A block with an id, for blocks that have none of their own: `Named("our_form", Text("…"))`.
        Named(String, Box<RawBlock>),
    }

    /// A picture, PNG or JPEG. What a camera or an editor wrote into the file stays out of every package, single page and
    /// preview: where and when it was taken and with which camera (Exif), who made it and what was said of it (IPTC, XMP,
    /// comments), small pictures of what was cropped, and whatever stands behind its end. What decides how it looks stays:
    /// its pixels, colour profile, transparency, density, movement and which way is up. So name whoever made it with
    /// `credit`. The file in `media` is not touched, and what is to be seen in a picture is not looked at: a face or a name
    /// on a badge is for you to see. The same holds of every picture of a course; sound, film, and files to take away keep
    /// what is written into them.
    struct RawImage "Image" {
        /// The file below the course's `media` folder; at most 64 MB, and slow above 2 MB.
        file: String,
        /// What the picture shows, for those who do not see it.
        alt: Option<String>,
        /// Whether the picture says nothing that the text does not; then `alt` is left out.
        decorative: bool = "Default::default",
        /// Words under it, in Markdown.
        caption: Option<String>,
        /// Who made it.
        credit: Option<String>,
    }
    example "Image(file: \"desk.png\", alt: \"A reception desk, seen from the waiting room.\", credit: \"Drawn for this course.\")"

    /// An aside.
    struct RawNote "Note" {
        /// A short word for the margin; at most 24 characters.
        label: Option<String>,
        /// What is said, in Markdown.
        text: String,
    }
    example "Note(label: \"At your place\", text: \"Ask who keeps the form.\")"

    /// A claim with its source and its limits: your own, with `claim` and `source`, or one of the house, with `house`.
    struct RawFact "Fact" {
        /// Facts of the house, by the ids of `house/facts.ron`; the first of them gives the source.
        house: Vec<String> = "Default::default",
        /// What is said of them here, in Markdown, with no number that they have not; left out, what the house says.
        say: Option<String>,
        /// What is claimed, in Markdown; needed where `house` is left out, and only there.
        claim: Option<String>,
        /// Where it comes from, by the ids of `house/sources.ron`; needed where `house` is left out, and only there.
        source: Option<String>,
        /// How far it goes: who was asked, what is not known. Left out, the house's caveat.
        note: Option<String>,
        /// The date at which it held, printed as you write it. Left out, the house's.
        as_of: Option<String>,
    }
    example "Fact(claim: \"Two in five had not disclosed.\", source: \"nls_2018\", note: \"Of those who answered; nobody drew the sample.\")"

    /// Text that opens on request.
    struct RawDetails "Details" {
        /// What is always seen.
        summary: String,
        /// What opens, in Markdown.
        text: String,
    }
    example "Details(summary: \"Why not just ask for the title?\", text: \"Because the task does not need it.\")"

    /// What to leave, what to say, and why.
    struct RawInstead "Instead" {
        /// What to leave, in Markdown.
        of: String,
        /// What to say, in Markdown.
        say: String,
        /// Why, in Markdown.
        because: String,
    }
    example "Instead(of: \"“Is it Miss or Mrs?”\", say: \"“What name shall I call you by?”\", because: \"It asks for nothing you do not need.\")"

    /// A promise that the learner makes to themselves; it never leaves their device.
    struct RawPledge "Pledge" {
        /// What its state is called; no other pledge, question or page has it.
        id: String,
        /// What is asked.
        ask: String,
        /// What can be chosen.
        choose: Vec<String>,
        /// Whether the learner may write their own.
        or_own_words: bool = "Default::default",
        /// When to look at it again, `6 weeks`.
        follow_up_after: Option<String>,
    }
    example "Pledge(id: \"my_desk\", ask: \"One thing that I will do this week\", choose: [\"Call people by surname, then ask.\"], or_own_words: true, follow_up_after: \"6 weeks\")"

    /// One thing to do, after those before it and before those behind it.
    struct RawStepOn "Step" {
        /// A few words for it.
        title: Option<String>,
        /// What to do, in Markdown.
        text: String,
    }
    example "Step(title: \"Say sorry\", text: \"Once, and briefly.\")"
}
