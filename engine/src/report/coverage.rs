//! What a course teaches and what it asks, outcome by outcome, and which frameworks each outcome leads to.

use crate::course::{Bank, BlockKind, Course, Draw, Framework, ItemOf, Module, Outcome, Page, Question};
use crate::id::{CourseId, ModuleId, OutcomeId, PageId, QuestionId};

/// What a course teaches and asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The course.
    pub course: CourseId,
    /// Its edition.
    pub edition: String,
    /// Its outcomes, in the author's order.
    pub outcomes: Vec<OutcomeCoverage>,
    /// The frameworks that they lead to, in order of first use. It is the author's own reading, and no endorsement.
    pub frameworks: Vec<Framework>,
    /// How much of it is in Easy Read.
    pub easy: EasyCoverage,
}

/// How much of a course is in Easy Read: versions of the words that it has now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EasyCoverage {
    /// The pages that have such a version, in order.
    pub pages: Vec<PageId>,
    /// The pages that have none.
    pub without: Vec<PageId>,
    /// The modules whose own title and summary are in easy words, in order.
    pub modules: Vec<ModuleId>,
    /// All modules.
    pub all_modules: usize,
    /// Questions of pages and of the test that have an easy wording.
    pub questions: usize,
    /// All questions of pages and of the test; of neither form of a measurement.
    pub all_questions: usize,
}

/// What is taught and asked of one outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeCoverage {
    /// The outcome.
    pub id: OutcomeId,
    /// In words.
    pub text: String,
    /// Items of frameworks that it names itself, mostly the house's own competencies.
    pub named: Vec<ItemOf>,
    /// Items of frameworks that it reaches through them, each once, in the order of the house's lists.
    pub reached: Vec<ItemOf>,
    /// The modules that serve it, each with its pages; where nothing tells the modules apart, all of them.
    pub taught: Vec<(ModuleId, Vec<PageId>)>,
    /// Pages that practise it, each with its question.
    pub practised: Vec<(PageId, QuestionId)>,
    /// In the test.
    pub test: Asked,
    /// In form A of the measurement.
    pub form_a: Asked,
    /// In form B of the measurement.
    pub form_b: Asked,
    /// What is missing, in the order of [`Gap`].
    pub gaps: Vec<Gap>,
}

impl OutcomeCoverage {
    /// How many pages teach it.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.taught.iter().map(|(_, pages)| pages.len()).sum()
    }
}

/// What a bank asks of an outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The questions that can be drawn; those that only stand in for another are not among them.
    pub questions: Vec<QuestionId>,
    /// How many of them each learner gets.
    pub drawn: usize,
}

/// What is missing for an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A module serves it, and no question asks it.
    NeverAsked,
    /// A question asks it, and no module serves it.
    NeverTaught,
    /// The course has a test that never asks it.
    NotTested,
    /// It is tested or measured, and no page practises it.
    NotPractised,
    /// The course has a measurement that never asks it.
    NotMeasured,
}

/// Goes through a course, outcome by outcome.
#[must_use]
pub fn coverage(course: &Course) -> Coverage {
    let practice: Vec<(&PageId, &Question)> = course
        .pages()
        .flat_map(|page| {
            page.blocks.iter().filter_map(move |block| match &block.kind {
                BlockKind::Question(question) if !question.is_opinion() => Some((&page.id, question)),
                _ => None,
            })
        })
        .collect();
    let outcomes = course.outcomes.iter().map(|outcome| {
        let modules = course.modules.iter().filter(|module| course.served_by(module).contains(&&outcome.id));
        let pages = |module: &Module| module.pages.iter().map(|page| page.id.clone()).collect();
        let taught = modules.map(|module| (module.id.clone(), pages(module))).collect();
        let practised: Vec<(PageId, QuestionId)> = practice
            .iter()
            .filter(|(_, question)| question.outcome == outcome.id)
            .map(|(page, question)| ((*page).clone(), question.id.clone()))
            .collect();
        let (test, measure) = (course.test.as_ref(), course.measure.as_ref());
        let asked = |bank: Option<&Bank>, draw: Draw| {
            bank.map(|bank| asked(bank, draw, &outcome.id)).unwrap_or_default()
        };
        let mut own = OutcomeCoverage {
            id: outcome.id.clone(),
            text: outcome.text.clone(),
            named: outcome.maps_to.clone(),
            reached: reached(course, outcome),
            taught,
            practised,
            test: asked(test.map(|test| &test.bank), test.map_or(Draw::All, |test| test.draw)),
            form_a: asked(measure.map(|measure| &measure.form_a), Draw::All),
            form_b: asked(measure.map(|measure| &measure.form_b), Draw::All),
            gaps: Vec::new(),
        };
        own.gaps = gaps(&own, test.is_some(), measure.is_some());
        own
    });
    Coverage {
        course: course.id.clone(),
        edition: course.edition.clone(),
        outcomes: outcomes.collect(),
        frameworks: course.frameworks.clone(),
        easy: easy(course),
    }
}

fn easy(course: &Course) -> EasyCoverage {
    let on_pages = course.pages().flat_map(|page| &page.blocks).filter_map(|block| match &block.kind {
        BlockKind::Question(question) => Some(question),
        _ => None,
    });
    let in_test = course.test.iter().flat_map(|test| &test.bank.questions);
    let questions: Vec<&Question> = on_pages.chain(in_test).collect();
    let (with, without): (Vec<_>, Vec<_>) = course.pages().partition(|page| page.easy_read.is_some());
    let ids = |pages: Vec<&Page>| pages.into_iter().map(|page| page.id.clone()).collect();
    let worded = course.modules.iter().filter(|module| module.easy_read.is_some());
    EasyCoverage {
        modules: worded.map(|module| module.id.clone()).collect(),
        all_modules: course.modules.len(),
        pages: ids(with),
        without: ids(without),
        questions: questions.iter().filter(|question| question.easy_read.is_some()).count(),
        all_questions: questions.len(),
    }
}

/// What an outcome reaches through the items that it names, each once.
fn reached(course: &Course, outcome: &Outcome) -> Vec<ItemOf> {
    let items = |named: &ItemOf| {
        let framework = course.frameworks.iter().find(|framework| framework.id == named.framework);
        let item = framework.and_then(|found| found.items.iter().find(|item| item.id == named.item));
        item.map(|item| item.maps_to.clone()).unwrap_or_default()
    };
    let mut all: Vec<ItemOf> = Vec::new();
    for one in outcome.maps_to.iter().flat_map(items) {
        if !all.contains(&one) && !outcome.maps_to.contains(&one) {
            all.push(one);
        }
    }
    all
}

fn asked(bank: &Bank, draw: Draw, outcome: &OutcomeId) -> Asked {
    let questions: Vec<QuestionId> = bank
        .drawable()
        .filter(|question| question.outcome == *outcome)
        .map(|question| question.id.clone())
        .collect();
    let drawn = match draw {
        Draw::All => questions.len(),
        Draw::PerOutcome(many) => questions.len().min(usize::try_from(many).unwrap_or(usize::MAX)),
    };
    Asked { questions, drawn }
}

fn gaps(own: &OutcomeCoverage, test: bool, measure: bool) -> Vec<Gap> {
    let tested = !own.test.questions.is_empty();
    let measured = !own.form_a.questions.is_empty() || !own.form_b.questions.is_empty();
    let practised = !own.practised.is_empty();
    let asked = tested || measured || practised;
    let all = [
        (Gap::NeverAsked, !own.taught.is_empty() && !asked),
        (Gap::NeverTaught, own.taught.is_empty() && asked),
        (Gap::NotTested, test && asked && !tested),
        (Gap::NotPractised, (tested || measured) && !practised),
        (Gap::NotMeasured, measure && asked && !measured),
    ];
    all.into_iter().filter(|(_, holds)| *holds).map(|(gap, _)| gap).collect()
}
