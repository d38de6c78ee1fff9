//! The checked course: what can be true. Only `check` makes one, and no later code asks again.
//!
//! Nothing here knows RON, HTML or a standard. Every reference by id has been followed, every text is
//! checked Markdown ([`Markup`]), every number is inside its range.

mod block;
mod easy;
mod figure;
mod framework;
mod impact;
mod markup;
mod opinions;
mod people;
mod question;
mod recording;
mod review;
mod scenario;
mod statement;
mod theme;
mod voice;

pub use block::{Block, BlockKind, Fact, Image, Instead, Pledge, StepOn};
pub use easy::{EasyBlock, EasyModule, EasyOption, EasyRead, EasyWording};
pub use figure::{Bar, Chart, Label, LabelledImage, Table};
pub use framework::{Framework, FrameworkItem, FrameworkStatus, ItemOf};
pub use impact::{Action, Asked, Characteristic, Effect, Evidence, Expected, Impact};
pub use markup::{Inline, LinkTo, Markup, Node};
pub use opinions::{Answer, OpinionScale, OpinionSet, OpinionStatement, Opinions, Wave};
pub use people::{Part, PeopleGroup, Shown};
pub use question::{
    Accept, Extra, Group, Likert, Marks, Matching, Number, Ordered, Ordering, Pair, Question, QuestionKind,
    QuestionOption, Scale, ShortText, Sorted, Sorting, Spot, Spotting, Statement,
};
pub use recording::{Audio, Download, Video};
pub use review::{Ledger, Review, ReviewedPart, Standing};
pub use scenario::{Choice, Decision, Ending, EndingKind, Guard, Line, Scenario, Scene, Step};
pub use statement::{Accessibility, Enforcement, Issue, ManualTest, Why};
pub use theme::{HOUSE_MEDIA, Logo, Palette, Theme, Token};
pub use voice::{Opinion, Poll, Questionnaire, Quote, Reflection, Signpost, Story, Teller};

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{BankId, CourseId, ModuleId, OutcomeId, PageId, RoleId, SourceId, SupportId, TermId};
use crate::measure::{Minutes, Share};

/// A whole course in one language, ready to be packaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// What the course is called in records.
    pub id: CourseId,
    /// The author's own number of this text, `1.0.0`.
    pub edition: String,
    /// What the learner sees, at most 200 characters.
    pub title: String,
    /// BCP 47 tag of the course's language, `en-GB`.
    pub language: String,
    /// Whom the course is for, in the house's words.
    pub audience: Vec<String>,
    /// Roles that pages and blocks may be meant for.
    pub roles: Vec<Role>,
    /// How far the course goes.
    pub level: Level,
    /// One or two sentences for a catalogue.
    pub summary: String,
    /// What a learner can do afterwards.
    pub outcomes: Vec<Outcome>,
    /// The modules, in order.
    pub modules: Vec<Module>,
    /// What completes the course.
    pub completion: Completion,
    /// The test, if the course has one.
    pub test: Option<Test>,
    /// What is asked before the course and after it, if anything.
    pub measure: Option<Measure>,
    /// When to take the course again, `3 years`.
    pub refresher_after: Option<String>,
    /// Who must have reviewed the text before a release.
    pub needs_review_by: Vec<Reviewer>,
    /// What the ledger of reviews says of the course as it was written; in every language and at every place the same.
    pub ledger: Ledger,
    /// Its equality impact assessment, in the author's language; `None` where nobody has written one.
    pub impact: Option<Impact>,
    /// Where a learner can turn, in order.
    pub support: Vec<Support>,
    /// Absolute address under which the course is known to xAPI and cmi5.
    pub address: Option<String>,
    /// The mail address that learners may write to about a page, without `mailto:`.
    pub reply_to: Option<String>,
    /// Whether a visit is closed when nobody is there, since learners share computers.
    pub shared_pc: bool,
    /// Credits as plain words; never a name tied to what somebody is.
    pub credits: Vec<String>,
    /// The sources that the course cites, in order of first use.
    pub sources: Vec<Source>,
    /// The terms that the course uses, in order of first use.
    pub terms: Vec<Term>,
    /// Frameworks of the house that its outcomes lead to, in order of first use.
    pub frameworks: Vec<Framework>,
    /// Groups of the house that its invented people can belong to, in the order of their ids.
    pub people_groups: Vec<PeopleGroup>,
    /// How it looks, where that is not as the player looks by itself.
    pub theme: Option<Theme>,
    /// What the place adds to the accessibility statement.
    pub accessibility: Accessibility,
    /// Plain texts that it shows in another language than its own, each with the BCP 47 tag of that: what nobody has
    /// translated, and words of the house. Texts in Markdown say it of themselves ([`Inline::Language`]).
    pub foreign: BTreeMap<String, String>,
    /// How it came into its language; `None` of a course in the language that it was written in.
    pub translation: Option<Translation>,
}

/// How a course came into another language than it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// BCP 47 tag of the language that it was written in.
    pub from: String,
    /// The day on which somebody who speaks the language read all of it, `2026-11-20`; `None`: nobody has.
    pub reviewed: Option<String>,
    /// How many texts a learner may read.
    pub texts: usize,
    /// How many of them nobody has translated yet; they stay as they were written.
    pub missing: usize,
    /// The texts that stayed, each on one line.
    pub left: BTreeSet<String>,
}

impl Course {
    /// The language that a plain text of the course is in: the course's own, unless it is known to be in another.
    #[must_use]
    pub fn language_of(&self, text: &str) -> &str {
        self.foreign.get(text).unwrap_or(&self.language)
    }

    /// All pages of all modules, in order.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.modules.iter().flat_map(|module| &module.pages)
    }

    /// The outcomes that a module serves; all of them where there is one module, or none that names any: then nobody
    /// tells them apart.
    #[must_use]
    pub fn served_by(&self, module: &Module) -> Vec<&OutcomeId> {
        let together = self.modules.len() < 2 || self.modules.iter().all(|module| module.outcomes.is_empty());
        let all = self.outcomes.iter().map(|outcome| &outcome.id);
        all.filter(|outcome| together || module.outcomes.contains(outcome)).collect()
    }

    /// The outcomes that a page is for: those of its module, and those that its questions ask.
    #[must_use]
    pub fn taught_on(&self, page: &Page) -> Vec<&OutcomeId> {
        let own = self.modules.iter().find(|module| module.pages.iter().any(|one| one.id == page.id));
        let served = own.map(|module| self.served_by(module)).unwrap_or_default();
        let asks = |outcome: &OutcomeId| {
            page.blocks.iter().any(|block| match &block.kind {
                BlockKind::Question(question) => question.outcome == *outcome,
                _ => false,
            })
        };
        let all = self.outcomes.iter().map(|outcome| &outcome.id);
        all.filter(|outcome| served.contains(outcome) || asks(outcome)).collect()
    }

    /// Media that the course shows, each once, by their path in the media folder.
    #[must_use]
    pub fn media(&self) -> BTreeSet<&str> {
        let blocks = self.pages().flat_map(|page| &page.blocks);
        let easy = self.pages().filter_map(|page| page.easy_read.as_ref()).flat_map(EasyRead::images);
        let pictures = easy.map(|image| image.file.as_str());
        blocks.flat_map(|block| block.kind.files()).chain(pictures).collect()
    }

    /// Minutes of all modules together.
    #[must_use]
    pub fn minutes(&self) -> Minutes {
        Minutes(self.modules.iter().map(|module| module.minutes.0).sum())
    }
}

/// A role that parts of a course are meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// What pages and blocks call it.
    pub id: RoleId,
    /// What the learner reads.
    pub title: String,
}

/// How far a course goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// For everyone.
    Aware,
    /// For those who meet patients.
    PatientFacing,
    /// For clinical and care practice.
    ClinicalPractice,
    /// For those who lead and commission.
    Lead,
    /// For those who teach.
    Teach,
}

/// What completes a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// Every page done.
    Pages,
    /// The test passed.
    Test,
    /// Every page done and the test passed.
    PagesAndTest,
    /// The questions handed in, whatever was right: a part that measures, and no author's choice for a course.
    HandedIn,
}

/// In which capacity a review is wanted. Reviews hold no names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reviewer {
    /// Somebody whose life the text is about.
    LivedExperience,
    /// Somebody who tests with assistive technology.
    Accessibility,
    /// A clinician.
    Clinical,
    /// A lawyer.
    Legal,
    /// People who use Easy Read; asked only of what has such a version.
    EasyRead,
}

/// A learning outcome: what a learner can do afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What questions refer to.
    pub id: OutcomeId,
    /// How deep it goes.
    pub verb: Verb,
    /// In words that finish "afterwards you can …".
    pub text: String,
    /// Items of frameworks that it leads to; each is among [`Course::frameworks`].
    pub maps_to: Vec<ItemOf>,
}

/// How deep an outcome goes (Bloom's words).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Verb {
    Remember,
    Understand,
    Apply,
    Analyse,
    Evaluate,
    Create,
}

/// A part of a course that is read in one sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// What contents and records call it.
    pub id: ModuleId,
    /// What the learner sees.
    pub title: String,
    /// The author's estimate of learning time.
    pub minutes: Minutes,
    /// The lead of the module's first page.
    pub summary: Option<Markup>,
    /// The same title and summary in easy words.
    pub easy_read: Option<EasyModule>,
    /// The outcomes that this module serves.
    pub outcomes: Vec<OutcomeId>,
    /// The pages, in order; at least one.
    pub pages: Vec<Page>,
}

impl Module {
    /// Whether something of it is in Easy Read.
    #[must_use]
    pub fn in_easy_read(&self) -> bool {
        self.easy_read.is_some() || self.pages.iter().any(|page| page.easy_read.is_some())
    }
}

/// A page: one thing at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Part of the address, `#/two_minutes`.
    pub id: PageId,
    /// The page's one heading of the first level.
    pub title: String,
    /// A short word for the margin, such as `Scene`.
    pub label: Option<String>,
    /// What may be hard to read here, named in plain words; the learner may skip.
    pub content_note: Option<Markup>,
    /// The roles that the page is meant for; empty means all. A page that is not shown counts as done.
    pub for_roles: Vec<RoleId>,
    /// Invented people on it, as the author states them; no learner sees it.
    pub people: Vec<Shown>,
    /// The blocks, in order; at least one, but in a package of what is in Easy Read alone.
    pub blocks: Vec<Block>,
    /// The same in Easy Read.
    pub easy_read: Option<EasyRead>,
}

/// A test drawn from a bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// The bank that the questions are drawn from.
    pub bank: Bank,
    /// How many are drawn.
    pub draw: Draw,
    /// Share of the points that passes.
    pub pass_mark: Share,
    /// How often the test may be taken before reading again; 1 to 7.
    pub attempts: u32,
    /// Whether it is offered before anything is read; pages on what was answered rightly then count as done.
    pub check_first: bool,
}

impl Test {
    /// The questions that can be drawn: all but those that only stand in for another.
    pub fn drawable(&self) -> impl Iterator<Item = &Question> {
        self.bank.drawable()
    }
}

/// The same things asked before the course, straight after it and later, in two forms that match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Asked before the course.
    pub form_a: Bank,
    /// Asked straight after, and again later; as many questions of each outcome as form A.
    pub form_b: Bank,
    /// When to ask again, `3 months`.
    pub follow_up_after: String,
    /// Why it is asked and who sees the results.
    pub about: Option<Markup>,
    /// Opinions that are asked as well; a learner takes them away as a code.
    pub opinions: Option<Opinions>,
}

/// How a test is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    /// Every question of the bank.
    All,
    /// So many of each outcome.
    PerOutcome(u32),
}

/// A bank of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bank {
    /// What the course calls it.
    pub id: BankId,
    /// The questions, in the author's order.
    pub questions: Vec<Question>,
}

impl Bank {
    /// Whether a question of it has an easy wording.
    #[must_use]
    pub fn in_easy_read(&self) -> bool {
        self.questions.iter().any(|question| question.easy_read.is_some())
    }

    /// The questions that can be drawn: all but those that only stand in for another.
    pub fn drawable(&self) -> impl Iterator<Item = &Question> {
        let stands_in = |question: &&Question| {
            self.questions.iter().any(|other| other.alternative.as_ref() == Some(&question.id))
        };
        self.questions.iter().filter(move |question| !stands_in(question))
    }
}

/// Where a claim comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What facts refer to.
    pub id: SourceId,
    /// Printed title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Year of publication.
    pub year: u16,
    /// Month of publication, 1 to 12.
    pub month: Option<u8>,
    /// Address to print; `https` only.
    pub url: Option<String>,
    /// Month in which it was read, `2026-08`.
    pub retrieved: Option<String>,
    /// Date by which it must be looked at again.
    pub review_by: Option<String>,
}

/// A word that needs care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What courses call it.
    pub id: TermId,
    /// The word itself.
    pub term: String,
    /// What it means.
    pub says: String,
    /// When to use it.
    pub use_when: Option<String>,
    /// What to leave, and why.
    pub avoid: Option<String>,
    /// Where this comes from.
    pub source: SourceId,
}

/// Where a learner can turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// What courses refer to.
    pub id: SupportId,
    /// What it is called.
    pub name: String,
    /// What it offers, in a sentence.
    pub what: String,
    /// Telephone number as people write it.
    pub phone: Option<String>,
    /// Address, `https` only.
    pub url: Option<String>,
    /// Parts of the UK that it serves; empty means all.
    pub nations: Vec<String>,
    /// Day on which the details were checked with the service; `None` means check before use.
    pub checked: Option<String>,
    /// Why they were not checked yet.
    pub unchecked: Option<Unchecked>,
}

/// Why the details of a service were not checked with it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// The reason, for whoever gives the course out.
    pub because: String,
    /// The last day on which it may stand.
    pub until: String,
}
