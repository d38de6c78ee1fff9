//! The blocks of a page.

use super::{
    Audio, Chart, Download, LabelledImage, Markup, Poll, Question, Questionnaire, Quote, Reflection,
    Scenario, Signpost, Story, Table, Video,
};
use crate::id::{BlockId, FactId, PledgeId, RoleId, SourceId, SupportId, TermId};

/// A block and, where the author gave one, its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What a variant or a comment calls it.
    pub id: Option<BlockId>,
    /// The roles that it is meant for; empty means all.
    pub for_roles: Vec<RoleId>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Text(Markup),
    /// A picture.
    Image(Image),
    /// An aside with a short label.
    Note {
        /// Short word for the margin.
        label: Option<String>,
        /// What is said.
        text: Markup,
    },
    /// A claim with its source and its limits.
    Fact(Fact),
    /// Text that opens on request.
    Details {
        /// What is always seen.
        summary: String,
        /// What opens.
        text: Markup,
    },
    /// Pairs of what to leave and what to say.
    DoDont(Vec<Instead>),
    /// A question that is practised on the page.
    Question(Question),
    /// A branching scene.
    Scenario(Scenario),
    /// A promise that the learner makes to themselves.
    Pledge(Pledge),
    /// Where to turn.
    Support(Vec<SupportId>),
    /// What somebody said or wrote.
    Quote(Quote),
    /// Numbers as bars.
    Chart(Chart),
    /// Rows and columns.
    Table(Table),
    /// What to do, in order.
    Steps(Vec<StepOn>),
    /// A picture with numbered places on it.
    LabelledImage(LabelledImage),
    /// Something to hear.
    Audio(Audio),
    /// Something to see and hear.
    Video(Video),
    /// A file to take away.
    Download(Download),
    /// A word of the house.
    Term(TermId),
    /// A question without a right answer.
    Poll(Poll),
    /// Questions of opinion.
    Questionnaire(Questionnaire),
    /// A place to write for oneself.
    Reflection(Reflection),
    /// Somebody's story.
    Story(Story),
    /// Where to go on.
    Signpost(Signpost),
}

impl BlockKind {
    /// The id that a block of this kind has by itself; `None` of one that has none, or was given none.
    #[must_use]
    pub fn own_id(&self) -> Option<&str> {
        match self {
            Self::Question(own) => Some(own.id.as_str()),
            Self::Scenario(own) => Some(own.id.as_str()),
            Self::Pledge(own) => Some(own.id.as_str()),
            Self::Poll(own) => Some(own.id.as_str()),
            Self::Questionnaire(own) => Some(own.id.as_str()),
            Self::Reflection(own) => Some(own.id.as_str()),
            Self::Story(own) => own.id.as_ref().map(BlockId::as_str),
            _ => None,
        }
    }

    /// The media files that it shows, plays or hands out, by their path in the media folder.
    pub(super) fn files(&self) -> Vec<&str> {
        let (file, more) = match self {
            Self::Image(image) => (&image.file, [None, None]),
            Self::LabelledImage(own) => (&own.image.file, [None, None]),
            Self::Audio(audio) => (&audio.file, [audio.captions.as_ref(), None]),
            Self::Video(video) => (&video.file, [Some(&video.captions), video.poster.as_ref()]),
            Self::Download(download) => (&download.file, [None, None]),
            _ => return Vec::new(),
        };
        std::iter::once(file).chain(more.into_iter().flatten()).map(String::as_str).collect()
    }
}

/// One thing to do, after those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepOn {
    /// A few words for it.
    pub title: Option<String>,
    /// What to do.
    pub text: Markup,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Path below the course's `media` folder, with forward slashes.
    pub file: String,
    /// What it shows; empty only when the author calls it decorative.
    pub alt: String,
    /// Words under it.
    pub caption: Option<Markup>,
    /// Who made it.
    pub credit: Option<String>,
    /// Width in pixels, read from the file.
    pub width: u32,
    /// Height in pixels, read from the file.
    pub height: u32,
}

/// A claim with its source and its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What is claimed.
    pub claim: Markup,
    /// The facts of the house that it tells, the one that gives the source first; empty where it is the author's own.
    pub house: Vec<FactId>,
    /// Where it comes from.
    pub source: SourceId,
    /// How far it goes.
    pub note: Option<Markup>,
    /// The date at which it held, printed as the author writes it.
    pub as_of: Option<String>,
}

/// What to leave, what to say, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instead {
    /// What to leave.
    pub of: Markup,
    /// What to say.
    pub say: Markup,
    /// Why.
    pub because: Markup,
}

/// A promise that the learner makes to themselves; it never leaves their device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// What its state is called.
    pub id: PledgeId,
    /// What is asked.
    pub ask: String,
    /// Suggestions; may be empty when own words are welcome.
    pub choose: Vec<String>,
    /// Whether the learner may write their own.
    pub or_own_words: bool,
    /// When to look at it again, `6 weeks`.
    pub follow_up_after: Option<String>,
}
