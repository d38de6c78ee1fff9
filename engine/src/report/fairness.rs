//! Whether a test can be passed without having learnt anything: what guessers earn, and how far draws differ.
//!
//! The limits are those of the programme (decisions, X-14): no guesser earns more than [`BANK_LIMIT`] of a bank, and
//! over all banks together each stays within [`TOGETHER_ROOM`] of what chance earns.

mod draws;
mod guess;

pub use guess::Strategy;

use std::collections::BTreeSet;

use super::chance::{Chance, mean};
use crate::course::{Bank, Course, Draw, Question, QuestionKind, Test};
use crate::id::{BankId, CourseId};
use crate::measure::Share;
use crate::score::PARTS;
use draws::Entry;

/// Most that any guesser may earn of a bank, in millionths.
pub const BANK_LIMIT: u32 = 450_000;
/// How far a guesser may be from chance over all banks together, in millionths, to either side.
pub const TOGETHER_ROOM: u32 = 30_000;

/// What guessers earn in the banks of some courses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fairness {
    /// The banks, in the order of the courses; a bank that serves twice in one course stands once.
    pub banks: Vec<BankReport>,
    /// All banks as one.
    pub together: Together,
}

/// What guessers earn in one bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankReport {
    /// The course.
    pub course: CourseId,
    /// The bank.
    pub bank: BankId,
    /// What the course uses it for.
    pub used: Use,
    /// How many questions can be drawn; opinions apart.
    pub questions: usize,
    /// Each guesser, in the order of [`Strategy::ALL`]; none that cannot read the course's language.
    pub guesses: Vec<Guess>,
    /// Those that earn more than [`BANK_LIMIT`].
    pub over: Vec<Strategy>,
    /// What is drawn, where the bank is the test's.
    pub drawn: Option<Drawn>,
}

/// What a bank is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// The test is drawn from it.
    Test,
    /// Form A of the measurement.
    FormA,
    /// Form B of the measurement.
    FormB,
}

/// What a guesser earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What the guesser goes by.
    pub strategy: Strategy,
    /// The mean of what each question earns, by its weight, in the order as written.
    pub share: Chance,
    /// How likely the test is passed, in the order as the player asks; nothing where the bank is not the test's, or
    /// has too many results to tell apart.
    pub passing: Option<Passing>,
}

/// How likely a test is passed by guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passing {
    /// In one attempt.
    pub once: Chance,
    /// In the attempts that the test allows before reading again, each drawn afresh.
    pub within: Chance,
}

/// How a test is drawn, and how far draws differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// How many questions are drawn.
    pub questions: usize,
    /// How many of each outcome; nothing means all.
    pub per_outcome: Option<u32>,
    /// Share of the points that passes.
    pub pass_mark: Share,
    /// Attempts before reading again.
    pub attempts: u32,
    /// Words to read.
    pub words: Range,
    /// What chance earns of a draw, each question counted once, in millionths.
    pub chance: Range,
}

/// The least, the mean and the most of what can be drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub least: u64,
    /// The mean, rounded half up in each outcome.
    pub mean: u64,
    /// The most.
    pub most: u64,
}

/// What guessers earn in all banks together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Together {
    /// How many questions.
    pub questions: usize,
    /// Each guesser; what it earns and what chance earns of the same questions.
    pub guesses: Vec<(Strategy, Chance, Chance)>,
    /// Those that are further than [`TOGETHER_ROOM`] from chance.
    pub off: Vec<Strategy>,
}

impl Fairness {
    /// Whether no guesser breaks a limit.
    #[must_use]
    pub fn is_fair(&self) -> bool {
        self.together.off.is_empty() && self.banks.iter().all(|bank| bank.over.is_empty())
    }
}

/// Lets every guesser loose on every bank.
#[must_use]
pub fn fairness(courses: &[&Course]) -> Fairness {
    let mut banks = Vec::new();
    let mut all: Vec<(&Question, bool)> = Vec::new();
    for course in courses {
        let english = course.language.starts_with("en");
        let mut seen = BTreeSet::new();
        for (used, bank) in banks_of(course) {
            if seen.insert(bank.id.as_str()) {
                let questions = asked(bank);
                banks.push(report(course, used, bank, &questions, english));
                all.extend(questions.into_iter().map(|question| (question, english)));
            }
        }
    }
    Fairness { banks, together: together(&all) }
}

fn banks_of(course: &Course) -> impl Iterator<Item = (Use, &Bank)> {
    let test = course.test.iter().map(|test| (Use::Test, &test.bank));
    let forms = course.measure.iter().flat_map(|own| [(Use::FormA, &own.form_a), (Use::FormB, &own.form_b)]);
    test.chain(forms)
}

fn asked(bank: &Bank) -> Vec<&Question> {
    bank.drawable().filter(|question| !question.is_opinion()).collect()
}

fn report(course: &Course, used: Use, bank: &Bank, questions: &[&Question], english: bool) -> BankReport {
    let test = course.test.as_ref().filter(|_| used == Use::Test);
    let guess = |strategy: Strategy| Guess {
        strategy,
        share: share(questions, strategy),
        passing: test.and_then(|test| passing(course, test, questions, strategy)),
    };
    let able = Strategy::ALL.into_iter().filter(|strategy| english || !strategy.reads_english());
    let guesses: Vec<Guess> = able.map(guess).collect();
    let over = guesses.iter().filter(|guess| guess.share.millionths() > BANK_LIMIT);
    BankReport {
        course: course.id.clone(),
        bank: bank.id.clone(),
        used,
        questions: questions.len(),
        over: over.map(|guess| guess.strategy).collect(),
        guesses,
        drawn: test.map(|test| drawn(course, test, questions)),
    }
}

/// The mean of what a guesser earns, each question by its weight.
fn share(questions: &[&Question], strategy: Strategy) -> Chance {
    let weights: u32 = questions.iter().map(|question| question.weight).sum();
    let sum = questions.iter().map(|question| {
        let part = Chance::of(question.weight.into(), weights.into());
        mean(&guess::spread(question, strategy), PARTS).and(part)
    });
    sum.fold(Chance::NONE, Chance::or)
}

/// The questions of each outcome, in the order of the outcomes.
fn groups<'a>(course: &Course, questions: &[&'a Question]) -> Vec<Vec<&'a Question>> {
    let of = |outcome| questions.iter().copied().filter(move |question| question.outcome == outcome);
    course.outcomes.iter().map(|outcome| of(outcome.id.clone()).collect()).collect()
}

fn per_outcome(test: &Test) -> Option<u32> {
    match test.draw {
        Draw::All => None,
        Draw::PerOutcome(many) => Some(many),
    }
}

fn passing(course: &Course, test: &Test, questions: &[&Question], strategy: Strategy) -> Option<Passing> {
    let entry = |question: &&Question| {
        // Where each learner has an order of their own, to go by the place is to go by nothing.
        let shuffled = strategy.goes_by_place() && question.is_shuffled();
        let strategy = if shuffled { Strategy::Random } else { strategy };
        Entry { spread: guess::spread(question, strategy), weight: question.weight }
    };
    let groups: Vec<Vec<Entry>> =
        groups(course, questions).iter().map(|group| group.iter().map(entry).collect()).collect();
    let once = draws::passing(&groups, per_outcome(test), test.pass_mark)?;
    Some(Passing { once, within: once.within(test.attempts) })
}

fn drawn(course: &Course, test: &Test, questions: &[&Question]) -> Drawn {
    let groups = groups(course, questions);
    let per_outcome = per_outcome(test);
    let each = |value: &dyn Fn(&Question) -> u64| {
        let values: Vec<Vec<u64>> =
            groups.iter().map(|group| group.iter().map(|question| value(question)).collect()).collect();
        draws::range(&values, per_outcome)
    };
    let questions: usize = groups.iter().map(|group| draws::drawn(group.len(), per_outcome)).sum();
    let chance =
        each(&|question| mean(&guess::spread(question, Strategy::Random), PARTS).millionths().into());
    let many = (questions as u64).max(1);
    let of_each = |sum: u64| (sum + many / 2) / many;
    Drawn {
        questions,
        per_outcome,
        pass_mark: test.pass_mark,
        attempts: test.attempts,
        words: each(&words),
        chance: Range {
            least: of_each(chance.least),
            mean: of_each(chance.mean),
            most: of_each(chance.most),
        },
    }
}

/// Words of a question that are read before it is answered.
fn words(question: &Question) -> u64 {
    let count = |text: &str| text.split_whitespace().count();
    let shown: usize = match &question.kind {
        QuestionKind::SingleChoice { options, .. } | QuestionKind::MultipleChoice { options, .. } => {
            options.iter().map(|option| count(&option.text.plain())).sum()
        }
        QuestionKind::TrueFalse { .. } | QuestionKind::ShortText(_) | QuestionKind::Number(_) => 0,
        QuestionKind::Matching(own) => {
            let pairs = own.pairs.iter().map(|pair| count(&pair.left.plain()) + count(&pair.right.plain()));
            pairs.sum::<usize>() + own.extra.iter().map(|extra| count(&extra.text.plain())).sum::<usize>()
        }
        QuestionKind::SortIntoGroups(own) => {
            let items = own.items.iter().map(|item| count(&item.text.plain()));
            items.sum::<usize>() + own.groups.iter().map(|group| count(&group.title)).sum::<usize>()
        }
        QuestionKind::Ordering(own) => own.items.iter().map(|item| count(&item.text.plain())).sum(),
        QuestionKind::Likert(own) => own.statements.iter().map(|one| count(&one.text.plain())).sum(),
        QuestionKind::SpotTheWords(own) => count(&own.passage.plain()),
    };
    (count(&question.ask.plain()) + shown) as u64
}

fn together(all: &[(&Question, bool)]) -> Together {
    let judged = |strategy: Strategy| -> Vec<&Question> {
        let able = all.iter().filter(|(_, english)| *english || !strategy.reads_english());
        able.map(|(question, _)| *question).collect()
    };
    let mut together = Together { questions: all.len(), ..Together::default() };
    for strategy in Strategy::ALL {
        let questions = judged(strategy);
        if questions.is_empty() {
            continue;
        }
        let (own, chance) = (share(&questions, strategy), share(&questions, Strategy::Random));
        together.guesses.push((strategy, own, chance));
        if own.millionths().abs_diff(chance.millionths()) > TOGETHER_ROOM {
            together.off.push(strategy);
        }
    }
    together
}
