//! Bona's packager: checked values become files. It knows standards and pages, not what an answer is worth.
//!
//! [`pack`] is the front door: a checked course, its media and a standard in, the bytes of a package out.
//! [`Archive`] reads packages back, whoever made them. Nothing here touches a disk, a clock or a network.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use bona_engine::check::{Given, Input, Options, check};
//! use bona_packager::{PackOptions, Profile, pack, standard};
//!
//! let course = r#"Course(id: "my_course", edition: "1.0.0", title: "My course", language: "en-GB",
//!     audience: ["everyone"], level: Aware, summary: "One page.",
//!     outcomes: [Outcome(id: "greet", verb: Apply, text: "Greet anyone.")], modules: ["hello"], completion: Pages)"#;
//! let module = r#"Module(id: "hello", title: "Hello", minutes: 1, pages: [
//!     Page(id: "welcome", title: "Welcome", blocks: [Text("Good *morning*.")])])"#;
//! let mut input = Input { folder: "my_course".into(), ..Input::default() };
//! input.files.insert("course.ron".into(), Given::Bytes(course.into()));
//! input.files.insert("modules/hello.ron".into(), Given::Bytes(module.into()));
//! let course = check(&input, &Options::default()).value.expect("nothing is wrong with it");
//!
//! // For any LMS, without media, with nobody who watches.
//! let options = PackOptions::of(Profile::named("universal").expect("it is one"));
//! let media: BTreeMap<String, Vec<u8>> = BTreeMap::new();
//! let scorm = standard("scorm12").expect("it is one");
//! let mut zip = Vec::new();
//! let packed = pack(&course, &media, scorm, &options, &(), &mut zip)?;
//! assert_eq!(zip.len() as u64, packed.bytes);
//!
//! // The same course gives the same bytes, on every machine.
//! let mut again = Vec::new();
//! assert_eq!(pack(&course, &media, scorm, &options, &(), &mut again)?.sha256, packed.sha256);
//! # Ok::<(), bona_packager::PackError>(())
//! ```

mod archive;
mod bundle;
mod control;
mod cut;
mod data;
mod document;
mod easy;
mod error;
mod exchange;
mod framed;
mod graph;
mod handout;
mod identity;
#[cfg(test)]
mod made_up;
mod markup;
mod pack;
mod page;
mod part;
mod player;
mod profile;
mod role;
mod split;
mod standard;
mod strings;
mod theme;
mod tongue;
pub mod verify;
mod view;
mod watch;
mod xliff;
mod xml;
mod zip;

pub use archive::{Archive, ArchiveError};
pub use bundle::{
    CONTROL_DOCUMENTS, CONTROL_DOCUMENTS_2004, Media, MediaSource, Source, crc, measure, packaged_picture,
};
pub use control::{control_document_fault, takes_control_documents};
pub use document::{
    BadgeLook, Carrier, CertificateLook, CertificateWords, FEED, Feed, FeedFault, ManagerPage, ManagerPerson,
    ManagerPlace, ManagerSettled, OFFER_MARK, OFFER_PAGE, Offer, Offered, PersonEntry, PersonFact,
    PersonPage, PlaceCourse, PlaceForm, PlacePart, PlaceQuestion, PlaceWords, ReviewOf, badge_png, badge_svg,
    carried, certificate_code, certificate_page, certificate_words, first_look, form_page, impact_page,
    manager_page, offer_address, offer_page, person_page, review_page, sheet_name, shown_name,
};
pub use error::PackError;
pub use exchange::Loss;
pub use framed::hosts_fault;
pub use graph::{mermaid, svg};
pub use identity::{Further, Identity, file_name, identity};
pub use markup::direction;
pub use pack::{Composed, Content, PackOptions, Packed, compose, pack};
pub use part::{Part, QuestionForm};
pub use player::{PREVIEW_OPENING, PREVIEW_PAGE, PREVIEW_SCRIPT, PREVIEW_STYLE, SIMULATORS};
pub use profile::{PROFILES, Profile};
pub use split::Piece;
pub use standard::{STANDARDS, Standard, standard};
pub use strings::{Spoken, spoken};
pub use tongue::{in_english, names as language_names};
pub use watch::{Step, Watch};
pub use xliff::{Came, Xliff, XliffFault, read_xliff, write_xliff};
