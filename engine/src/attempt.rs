//! What a learner did with a test: answers as they were given, and the verdict that follows.
//!
//! No points are reckoned here (see `score`), and nobody is named. A response may hold anything that an LMS
//! or a damaged file brings: marking it is still total.

use crate::course::{Completion, Test};
use crate::id::{OptionId, QuestionId};
use crate::measure::{Points, Share};

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

/// Whether so many points pass a test. Nothing possible is never a pass.
#[must_use]
pub fn passes(test: &Test, earned: Points, possible: Points) -> bool {
    reaches(earned, possible, test.pass_mark)
}

/// Whether `earned` of `possible` points reach a pass mark: whole numbers, no rounding.
#[must_use]
pub fn reaches(earned: Points, possible: Points, pass_mark: Share) -> bool {
    possible.0 > 0
        && u64::from(earned.0) * 1_000_000 >= u64::from(pass_mark.millionths()) * u64::from(possible.0)
}

/// Points as whole per cent, rounded half up, once, at the end; nothing possible is nothing.
#[must_use]
pub fn per_cent(earned: Points, possible: Points) -> u32 {
    if possible.0 == 0 {
        return 0;
    }
    let doubled = u64::from(earned.0.min(possible.0)) * 200 + u64::from(possible.0);
    u32::try_from(doubled / (u64::from(possible.0) * 2))
        .expect("a share of at most one is at most 100 per cent")
}

#[cfg(test)]
mod tests {
    use super::{Points, Share, Standing, Success, per_cent, reaches, verdict};
    use crate::course::Completion;

    #[test]
    fn a_share_is_rounded_half_up_and_a_pass_is_not_rounded() {
        assert_eq!(per_cent(Points(1), Points(8)), 13); // 12.5
        assert_eq!(per_cent(Points(1), Points(3)), 33); // 33.3
        assert_eq!(per_cent(Points(2), Points(3)), 67); // 66.7
        assert_eq!(per_cent(Points(9), Points(3)), 100);
        assert_eq!(per_cent(Points(0), Points(0)), 0);
        let eighty = Share::parse(0.8).expect("a share");
        assert!(reaches(Points(4), Points(5), eighty));
        // 79.6 per cent is shown as 80, and is still no pass.
        assert!(!reaches(Points(199), Points(250), eighty));
        assert_eq!(per_cent(Points(199), Points(250)), 80);
        assert!(!reaches(Points(0), Points(0), Share::parse(0.0).expect("a share")));
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
