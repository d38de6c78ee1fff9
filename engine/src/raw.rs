//! What an author may write. Serde lives here and nowhere else on the course model.
//!
//! Everything here may still be wrong; `check` makes a [`crate::course::Course`] of it. Each type is declared
//! once, by `authored!`: what is read, what messages call it and what the reference says of it are one thing.

mod block;
mod comment;
mod course;
mod duty;
mod easy;
mod figure;
mod framework;
mod house;
mod impact;
mod kinds;
mod language;
mod lock;
mod opinions;
mod page;
mod people;
mod place;
mod question;
mod recording;
mod review;
mod scenario;
pub(crate) mod shape;
mod statement;
mod theme;
mod variant;
mod voice;

pub(crate) use block::{RawBlock, RawFact, RawImage, RawInstead, RawPledge, RawStepOn};
pub(crate) use comment::{RawCapacity, RawComment, RawRemark, RawStatus};
pub(crate) use course::{
    RawBank, RawCompletion, RawCourse, RawDraw, RawLevel, RawMeasure, RawReviewer, RawTest, RawVerb,
};
pub(crate) use duty::{
    RawAfter, RawAlso, RawDates, RawExempt, RawRequirement, RawRetention, RawSpan, RawStaffKind,
    RawStaffMapping,
};
pub(crate) use easy::{RawEasyBlock, RawEasyModule, RawEasyQuestion, RawPictured};
pub(crate) use figure::{RawBar, RawChart, RawChartKind, RawLabel, RawLabelledImage, RawTable};
pub(crate) use framework::{RawFramework, RawFrameworkStatus};
pub(crate) use house::{RawHouseFact, RawSource, RawStanding, RawSupport, RawTerm};
pub(crate) use impact::{RawAction, RawCharacteristic, RawEffect, RawEvidence, RawExpected, RawImpact};
pub(crate) use kinds::{
    RawItem, RawLikert, RawMatching, RawNumber, RawOrdering, RawScale, RawShortText, RawSorting, RawSpotting,
};
pub(crate) use language::{RawLanguage, RawSaid};
pub(crate) use lock::{RawLock, RawSlot};
pub(crate) use opinions::{RawAnswer, RawOpinionScale, RawOpinionSet, RawOpinions, RawWave};
pub(crate) use page::{RawModule, RawPage};
pub(crate) use people::{RawPart, RawPeopleGroup};
pub(crate) use place::{RawNation, RawPlace, RawSet, RawVariable};
pub(crate) use question::{
    RawKind, RawMarks, RawMultipleChoice, RawOption, RawPurpose, RawQuestion, RawSingleChoice, RawTrueFalse,
};
pub(crate) use recording::{RawAudio, RawDownload, RawVideo};
pub(crate) use review::RawReview;
pub(crate) use scenario::{RawChoice, RawEndingKind, RawLine, RawNode, RawScenario, RawStep};
pub(crate) use statement::{RawAccessibility, RawEnforcement, RawIssue, RawManualTest, RawWhy};
pub(crate) use theme::{RawColours, RawLogo, RawTheme};
pub(crate) use variant::{RawChange, RawVariant};
pub(crate) use voice::{
    RawPoll, RawQuestionnaire, RawQuote, RawReflection, RawSignpost, RawStory, RawTeller,
};
