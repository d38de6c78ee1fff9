//! A course as several packages: one for each module, and the test as the last of them (decisions, C-N-3).
//!
//! Each is a small course of its own, with a place and a record of its own: a module completes by its pages, the test by
//! passing it. A test that decides nothing stays behind the last module, where it is practice as it was. The slots stay
//! those of the whole course, so an edition reads what an older one kept, and nothing depends on the number of packages.
//! A link into another of them becomes words, and is told as a loss.

mod elsewhere;

pub(crate) use elsewhere::without_links;

use bona_engine::canon::{Referred, referred};
use bona_engine::course::{Completion, Course, Draw, Module, Test};
use bona_engine::id::ModuleId;
use bona_engine::measure::Minutes;

use crate::error::PackError;
use crate::exchange::Loss;
use crate::strings::Words;

/// Characters of a title that systems show whole (S12-12, S04-17).
const TITLE_MAX: usize = 200;

/// One of the packages into which a course is split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which of them it is.
    at: usize,
    /// All of them, in the order in which they are taken.
    all: Vec<Share>,
}

/// What one of them holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Share {
    /// Its module; `None` is the test.
    module: Option<ModuleId>,
    /// What it is called.
    title: String,
}

impl Piece {
    /// The packages into which a course is split, in the order in which they are taken.
    ///
    /// # Errors
    /// [`PackError::Split`] where there would be one alone.
    pub fn all(course: &Course) -> Result<Vec<Self>, PackError> {
        let of = |module: &Module| Share { module: Some(module.id.clone()), title: module.title.clone() };
        let title = Words::of(&course.language)["test_title"].to_owned();
        let test = decides(course).then_some(Share { module: None, title });
        let all: Vec<Share> = course.modules.iter().map(of).chain(test).collect();
        if all.len() < 2 {
            let why = format!(
                "the course `{}` has one module and nothing to split; leave out `--split`",
                course.id
            );
            return Err(PackError::Split(why));
        }
        Ok((0..all.len()).map(|at| Self { at, all: all.clone() }).collect())
    }

    /// Its number among them, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.at + 1
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// What it holds, as records name it: `module`, or `test`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        if self.module().is_some() { "module" } else { "test" }
    }

    /// The id of its module; `None` of the test.
    #[must_use]
    pub fn module(&self) -> Option<&str> {
        self.all[self.at].module.as_ref().map(ModuleId::as_str)
    }

    /// What is put into ids, the same in every edition: `module_at_the_desk`, or `test`, which no module's can be.
    pub(crate) fn mark(&self) -> String {
        self.module().map_or_else(|| "test".to_owned(), |module| format!("module_{module}"))
    }

    /// What is put into file names, so that they stand in their order: `1-at_the_desk`, `4-test`.
    pub(crate) fn file_mark(&self) -> String {
        format!("{}-{}", self.number(), self.module().unwrap_or("test"))
    }

    /// What each of them is called, in their order.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|share| share.title.as_str())
    }

    /// The small course of it, and what it says otherwise than the whole: where that leads into another package.
    pub(crate) fn course(&self, whole: &Course) -> (Course, Vec<Loss>) {
        let mut own = match &self.all[self.at].module {
            Some(id) => module(whole, id, self.number() == self.count()),
            None => test(whole),
        };
        let title = &own.modules[0].title;
        // Its own name is what tells it from the others, so it is the course's that is cut.
        let room = TITLE_MAX.saturating_sub(title.chars().count() + 2);
        own.title = format!("{}: {title}", whole.title.chars().take(room).collect::<String>());
        own.measure = None;
        let losses = elsewhere::in_words(&mut own, whole, self.count());
        let Referred { sources, terms, pages } = referred(&own);
        own.terms.retain(|term| terms.contains(term.id.as_str()));
        let defined = |id: &str| own.terms.iter().any(|term| term.source.as_str() == id);
        own.sources.retain(|source| sources.contains(source.id.as_str()) || defined(source.id.as_str()));
        let here = |page: &String| own.pages().any(|known| known.id.as_str() == page.as_str());
        assert!(pages.iter().all(here), "every text was gone through, so nothing leads into another package");
        (own, losses)
    }
}

/// Whether the test decides anything, so that it is a package of its own.
fn decides(course: &Course) -> bool {
    course.test.is_some() && matches!(course.completion, Completion::Test | Completion::PagesAndTest)
}

/// A module as a course: what its pages teach and ask, and behind the last one a test that decides nothing.
fn module(whole: &Course, id: &ModuleId, last: bool) -> Course {
    let mut own = whole.clone();
    own.modules.retain(|module| module.id == *id);
    let taught: Vec<_> = own.pages().flat_map(|page| whole.taught_on(page)).cloned().collect();
    own.completion = Completion::Pages;
    own.test = whole.test.clone().filter(|_| last && !decides(whole));
    let asked =
        |outcome| own.test.iter().any(|test| test.bank.questions.iter().any(|one| one.outcome == outcome));
    let kept: Vec<_> = whole
        .outcomes
        .iter()
        .filter(|outcome| taught.contains(&outcome.id) || asked(outcome.id.clone()))
        .cloned()
        .collect();
    own.outcomes = kept;
    own
}

/// The test as a course: a cover, the questions, an end.
fn test(whole: &Course) -> Course {
    let say = Words::of(&whole.language);
    let mut own = whole.clone();
    // Pages that could be spared are in other packages.
    own.test = whole.test.clone().map(|test| Test { check_first: false, ..test });
    let drawn = own.test.as_ref().map_or(0, |test| match test.draw {
        Draw::All => test.drawable().count(),
        Draw::PerOutcome(each) => {
            let asked = |outcome| test.drawable().filter(|question| question.outcome == outcome).count();
            own.outcomes.iter().map(|outcome| asked(outcome.id.clone()).min(each as usize)).sum()
        }
    });
    own.outcomes.retain(|outcome| {
        own.test.iter().any(|test| test.bank.questions.iter().any(|one| one.outcome == outcome.id))
    });
    own.completion = Completion::Test;
    own.modules = vec![Module {
        id: ModuleId::parse("test").expect("it is an id"),
        title: say["test_title"].to_owned(),
        // Half a minute a question, and one to begin, as of the parts that measure.
        minutes: Minutes(u16::try_from(drawn.div_ceil(2)).unwrap_or(u16::MAX).saturating_add(1)),
        summary: None,
        easy_read: None,
        outcomes: Vec::new(),
        pages: Vec::new(),
    }];
    own
}

#[cfg(test)]
mod tests;
