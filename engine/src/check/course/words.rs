//! Bare words of course.ron, as the course has them.
//!
//! One arm a word: a word that the format gains does not compile before it stands here.

use crate::course::{Completion, Level, Reviewer, Verb};
use crate::raw::{RawCompletion, RawLevel, RawReviewer, RawVerb};

/// What completes the course.
pub(super) fn completes(raw: RawCompletion) -> Completion {
    match raw {
        RawCompletion::Pages => Completion::Pages,
        RawCompletion::Test => Completion::Test,
        RawCompletion::PagesAndTest => Completion::PagesAndTest,
    }
}

/// How far it goes.
pub(super) fn level(raw: RawLevel) -> Level {
    match raw {
        RawLevel::Aware => Level::Aware,
        RawLevel::PatientFacing => Level::PatientFacing,
        RawLevel::ClinicalPractice => Level::ClinicalPractice,
        RawLevel::Lead => Level::Lead,
        RawLevel::Teach => Level::Teach,
    }
}

/// In which capacity a review is wanted.
pub(in crate::check) fn reviewer(raw: RawReviewer) -> Reviewer {
    match raw {
        RawReviewer::LivedExperience => Reviewer::LivedExperience,
        RawReviewer::Accessibility => Reviewer::Accessibility,
        RawReviewer::Clinical => Reviewer::Clinical,
        RawReviewer::Legal => Reviewer::Legal,
        RawReviewer::EasyRead => Reviewer::EasyRead,
    }
}

/// How deep an outcome goes.
pub(super) fn verb(raw: RawVerb) -> Verb {
    match raw {
        RawVerb::Remember => Verb::Remember,
        RawVerb::Understand => Verb::Understand,
        RawVerb::Apply => Verb::Apply,
        RawVerb::Analyse => Verb::Analyse,
        RawVerb::Evaluate => Verb::Evaluate,
        RawVerb::Create => Verb::Create,
    }
}
