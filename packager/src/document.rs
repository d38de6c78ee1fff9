//! Documents for people and programs that are not learners: the admin sheet and `course-evidence.json`.
//!
//! They say what the package is and does, never who did it. No date stands in them, so that the same
//! course gives the same bytes on any day.

mod admin;
mod alone;
mod badge;
mod certificate;
mod code;
mod evidence;
mod feed;
mod form;
mod impact;
mod manager;
mod offer;
mod person;
mod review;
mod statement;

pub(crate) use admin::admin_sheet;
pub use badge::{BadgeLook, Carrier, badge_png, badge_svg, carried};
pub use certificate::{
    CertificateLook, CertificateWords, certificate_code, certificate_page, certificate_words, first_look,
    shown_name,
};
pub(crate) use evidence::{COURSE_EVIDENCE, course_evidence};
pub use feed::{FEED, Feed, FeedFault, offer_address};
pub use form::{PlaceCourse, PlaceForm, PlacePart, PlaceQuestion, PlaceWords, form_page};
pub use impact::impact_page;
pub use manager::{ManagerPage, ManagerPerson, ManagerPlace, ManagerSettled, manager_page};
pub use offer::{OFFER_MARK, OFFER_PAGE, Offer, Offered, offer_page, sheet_name};
pub use person::{PersonEntry, PersonFact, PersonPage, person_page};
pub use review::{ReviewOf, review_page};
pub(crate) use statement::{STATEMENT, statement};
