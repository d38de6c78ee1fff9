//! Bona's engine: what a course is, whether it is right, what an answer earns, and what may be believed.
//!
//! It touches no disk, network, clock, chance or terminal: everything comes in as an argument. The way of a
//! course and of an answer, from text to mark:
//!
//! ```
//! use bona_engine::check::{Given, Input, Options, check};
//! use bona_engine::course::BlockKind;
//!
//! // What an author wrote …
//! let course = r#"Course(id: "my_course", edition: "1.0.0", title: "My course", language: "en-GB",
//!     audience: ["everyone"], level: Aware, summary: "One question.",
//!     outcomes: [Outcome(id: "repair_a_slip", verb: Apply, text: "Put a slip right.")],
//!     modules: ["one"], completion: Pages)"#;
//! let module = r#"Module(id: "one", title: "One", minutes: 1, pages: [Page(id: "try_it", title: "Try it", blocks: [
//!     Question(id: "long_sorry", outcome: "repair_a_slip", ask: "A repair needs a long apology.",
//!         kind: TrueFalse(answer: false, because: "Sorry, the right word, and on.")),
//! ])])"#;
//! let mut input = Input { folder: "my_course".into(), ..Input::default() };
//! input.files.insert("course.ron".into(), Given::Bytes(course.into()));
//! input.files.insert("modules/one.ron".into(), Given::Bytes(module.into()));
//!
//! // … becomes a course, or all its faults at once.
//! let checked = check(&input, &Options::default());
//! assert_eq!(checked.diagnostics, []);
//! let course = checked.value.expect("there was no fault");
//!
//! // Its words have a hash that a record can name.
//! let hash = bona_engine::canon::content_hash(&course, &Default::default());
//! assert_eq!(bona_engine::canon::hex(&hash).len(), 64);
//!
//! // A misspelt word is a fault with a place and a remedy.
//! input.files.insert("modules/one.ron".into(), Given::Bytes(module.replace("ask:", "aks:").into()));
//! let found = &check(&input, &Options::default()).diagnostics[0];
//! assert_eq!(found.message, "a question has no field `aks`");
//! assert!(found.help.as_deref().is_some_and(|help| help.starts_with("did you mean `ask`?")));
//! # let page = course.pages().next().expect("it has a page");
//! # assert!(matches!(page.blocks[0].kind, BlockKind::Question(_)));
//! ```

pub mod answer_code;
pub mod attempt;
pub mod canon;
pub mod certificate;
pub mod check;
pub mod colour;
pub mod course;
#[cfg(feature = "credential")]
pub mod credential;
pub mod diagnostic;
pub mod draw;
pub mod duty;
pub mod evidence;
pub mod id;
pub mod intake;
pub mod limits;
pub mod lock;
pub mod log;
pub mod measure;
pub mod outline;
mod raw;
mod read;
pub mod reference;
pub mod report;
pub mod rule;
pub mod score;
pub mod slots;
pub mod source;
pub mod text;
pub mod time;
mod vary;
pub mod wording;
pub mod write;

/// README.md's example of embedding, compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
