//! What a learner did with a test: answers as they were given, and the verdict that follows.
//!
//! No points are reckoned here (see `score`), and nobody is named. A response may hold anything that an LMS
//! or a damaged file brings: marking it is still total.

use crate::course::{Completion, Test};
use crate::id::{OptionId, QuestionId};
use crate::measure::{Credit, Share};

/// An answer as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Response {
    /// No answer.
    #[default]
    Nothing,
    /// Options chosen, in any order; repeated and unknown ones may occur.
    Options(Vec<OptionId>),
    /// A statement held to be true or false.
    Truth(bool),
    /// For each row what was put to it: a pair's id and the id whose right side was chosen, an item's id and its
    /// group's. In any order; repeated and unknown ones may occur.
    Rows(Vec<(OptionId, OptionId)>),
    /// Items in the order in which they were put; repeated and unknown ones may occur.
    Order(Vec<OptionId>),
    /// What was typed, a text or a number, as it was typed.
    Text(String),
    /// A number, in units of 10 to the power of minus the question's places.
    Number(i64),
}

/// One attempt at a test: the questions that were drawn and what was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    /// In the order of the draw; a question without an answer has [`Response::Nothing`].
    pub answers: Vec<(QuestionId, Response)>,
}

/// Whether a course is completed, and whether it is passed: two things, which SCORM 1.2 folds into one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the course's completion rule is met.
    pub completed: bool,
    /// Whether the test is passed; [`Success::Unknown`] without a test or while attempts remain.
    pub success: Success,
    /// Best share of the points so far; `None` without a test or before its first attempt.
    pub score: Option<Share>,
}

/// Whether a test is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Success {
    /// Nobody can tell yet, or there is no test.
    Unknown,
    /// Passed, once and for all.
    Passed,
    /// Every attempt was used without passing.
    Failed,
}

/// How the test stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Best result so far; `None` before the first attempt was handed in.
    pub best: Option<Share>,
    /// Whether an attempt passed.
    pub passed: bool,
    /// Whether every attempt was used (and no attempt passed).
    pub used_up: bool,
}

/// The verdict on a course (the truth table of SCORM's `lesson_status`, but for the profile's word on failing).
///
/// `pages_done` says whether every page is done; `standing` is ignored when `completion` asks for no test.
#[must_use]
pub fn verdict(completion: Completion, pages_done: bool, standing: Standing) -> Verdict {
    if completion == Completion::HandedIn {
        // The best result is there as soon as anything was handed in; a measurement is neither passed nor failed.
        return Verdict {
            completed: standing.best.is_some(),
            success: Success::Unknown,
            score: standing.best,
        };
    }
    let asks_test = !matches!(completion, Completion::Pages);
    let asks_pages = !matches!(completion, Completion::Test);
    let completed = (pages_done || !asks_pages) && (standing.passed || !asks_test);
    let success = match standing {
        _ if !asks_test => Success::Unknown,
        // A pass counts once the contents are done too, so that one word can carry both.
        Standing { passed: true, .. } if completed => Success::Passed,
        Standing { used_up: true, passed: false, .. } => Success::Failed,
        _ => Success::Unknown,
    };
    Verdict { completed, success, score: standing.best.filter(|_| asks_test) }
}

/// Whether so much credit passes a test. Nothing possible is never a pass.
#[must_use]
pub fn passes(test: &Test, credit: Credit) -> bool {
    reaches(credit, test.pass_mark)
}

/// Whether a credit reaches a pass mark: whole numbers, no rounding.
#[must_use]
pub fn reaches(credit: Credit, pass_mark: Share) -> bool {
    credit.possible > 0
        && u128::from(credit.earned) * 1_000_000
            >= u128::from(pass_mark.millionths()) * u128::from(credit.possible)
}

/// A credit as whole per cent, rounded half up, once, at the end; nothing possible is nothing.
#[must_use]
pub fn per_cent(credit: Credit) -> u32 {
    if credit.possible == 0 {
        return 0;
    }
    let possible = u128::from(credit.possible);
    let doubled = u128::from(credit.earned.min(credit.possible)) * 200 + possible;
    u32::try_from(doubled / (possible * 2)).expect("a share of at most one is at most 100 per cent")
}

#[cfg(test)]
mod tests {
    use super::{Credit, Share, Standing, Success, per_cent, reaches, verdict};
    use crate::course::Completion;

    fn of(earned: u64, possible: u64) -> Credit {
        Credit { earned, possible }
    }

    #[test]
    fn a_share_is_rounded_half_up_and_a_pass_is_not_rounded() {
        assert_eq!(per_cent(of(1, 8)), 13); // 12.5
        assert_eq!(per_cent(of(1, 3)), 33); // 33.3
        assert_eq!(per_cent(of(2, 3)), 67); // 66.7
        assert_eq!(per_cent(of(9, 3)), 100);
        assert_eq!(per_cent(of(0, 0)), 0);
        let eighty = Share::parse(0.8).expect("a share");
        assert!(reaches(of(4, 5), eighty));
        // 79.6 per cent is shown as 80, and is still no pass.
        assert!(!reaches(of(199, 250), eighty));
        assert_eq!(per_cent(of(199, 250)), 80);
        assert!(!reaches(of(0, 0), Share::parse(0.0).expect("a share")));
    }

    #[test]
    fn a_measurement_is_complete_when_it_is_handed_in_and_is_never_passed() {
        let none = verdict(Completion::HandedIn, true, Standing::default());
        assert_eq!((none.completed, none.success, none.score), (false, Success::Unknown, None));
        let best = Share::parse(0.25);
        let whole = verdict(Completion::HandedIn, false, Standing { best, passed: true, used_up: true });
        assert_eq!((whole.completed, whole.success, whole.score), (true, Success::Unknown, best));
    }

    #[test]
    fn a_pass_before_the_pages_are_done_is_not_yet_a_verdict() {
        let passed = Standing { best: None, passed: true, used_up: false };
        let early = verdict(Completion::PagesAndTest, false, passed);
        assert_eq!((early.completed, early.success), (false, Success::Unknown));
        let late = verdict(Completion::PagesAndTest, true, passed);
        assert_eq!((late.completed, late.success), (true, Success::Passed));
        let lost = Standing { used_up: true, ..Standing::default() };
        assert_eq!(verdict(Completion::Test, true, lost).success, Success::Failed);
        assert!(verdict(Completion::Pages, true, lost).completed);
        assert_eq!(verdict(Completion::Pages, true, lost).success, Success::Unknown);
    }
}
