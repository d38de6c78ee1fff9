//! What the templates see: plain values, made from a checked course, and nothing else.
//!
//! A field whose name ends in `_html` holds HTML that `markup` wrote; every other text is escaped by the
//! template. Which answer is right travels in the data block alone.

pub(crate) mod asked;
mod blocks;
pub(crate) mod easy;
mod opinions;
mod paper;
mod places;
mod shown;
mod told;

pub(crate) use blocks::{BlockView, about, block, label, question};
pub(crate) use opinions::{asked as asked_opinions, opinions};
pub(crate) use paper::{certificate, reply};
pub(crate) use places::{
    contents, cover, draft, finish, page_turn, published, reviewed, short, sources, steps, support, terms,
    test,
};
pub(crate) use shown::{for_whom, meant, role_ids};
pub(crate) use told::Told;

use serde::Serialize;

/// Address of the list of pages. The hyphen keeps it apart from every author's id.
pub(crate) const CONTENTS: &str = "course-contents";
/// Address of the list of people to turn to.
pub(crate) const SUPPORT: &str = "course-support";
/// Address of the test.
pub(crate) const TEST: &str = "course-test";
/// Address of the opinions that a part asks.
pub(crate) const OPINIONS: &str = "course-opinions";
/// Address of the last page.
pub(crate) const FINISH: &str = "course-finish";
/// Address of the certificate of attendance.
pub(crate) const CERTIFICATE: &str = "course-certificate";

/// What every template is given: its own values. Sentences stand in it when it is compiled.
#[derive(Serialize)]
pub(crate) struct Sheet<'a, T> {
    /// The values.
    pub(crate) it: &'a T,
}

/// The whole document.
#[derive(Serialize)]
pub(crate) struct Document {
    pub(crate) language: String,
    pub(crate) direction: &'static str,
    /// What marks words of the player; empty where they are in the course's language.
    pub(crate) spoken_html: String,
    pub(crate) title: String,
    pub(crate) header: String,
    pub(crate) policy: String,
    pub(crate) inlined: bool,
    /// Whether a script runs in it.
    pub(crate) live: bool,
    /// Of a document that is only to be read: the address of the course itself, in this language.
    pub(crate) whole: String,
    /// Languages that the learner may change to.
    pub(crate) languages: Vec<Tongue>,
    /// Where other languages can be read without a script.
    pub(crate) read_in: Vec<ReadIn>,
    pub(crate) style_html: String,
    pub(crate) script_html: String,
    pub(crate) data_html: String,
    /// Whether something of it is in Easy Read, and can be switched to.
    pub(crate) easy: bool,
    pub(crate) has_support: bool,
    /// Course, edition, format and profile, for whoever helps a learner.
    pub(crate) made: String,
    /// Whether a check of whoever keeps the record is in the package.
    pub(crate) checks: bool,
    /// Whether only this device keeps a place: then somebody else may find it there.
    pub(crate) device_only: bool,
    pub(crate) reply: ReplyView,
    pub(crate) sections_html: Vec<String>,
}

/// A language that a learner may change to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Tongue {
    pub(crate) tag: String,
    pub(crate) direction: &'static str,
    pub(crate) name: String,
}

/// Where a language can be read without a script, in its own words or, where there are none, in English ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ReadIn {
    pub(crate) file: String,
    pub(crate) tag: String,
    pub(crate) direction: &'static str,
    pub(crate) name: String,
    pub(crate) words: String,
    pub(crate) words_language: &'static str,
    pub(crate) words_direction: &'static str,
}

/// What a learner may do with a word about a page.
#[derive(Serialize)]
pub(crate) struct ReplyView {
    /// The address that a mail goes to, if the course has one.
    pub(crate) to: Option<String>,
    pub(crate) how: String,
}

/// A label on one side of the line, and its words on the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) words_html: String,
}

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct To {
    pub(crate) place: String,
    pub(crate) words: String,
    /// Its title in Easy Read, where that is another.
    pub(crate) easy: Option<String>,
}

/// The buttons at the end of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Turn {
    pub(crate) name: String,
    /// The same in Easy Read, where the page has another title there.
    pub(crate) easy_name: Option<String>,
    pub(crate) next: Option<To>,
    pub(crate) back: Option<To>,
}

/// The sign of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct LogoView {
    pub(crate) address: String,
    pub(crate) alt: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// The first page of a module.
#[derive(Serialize)]
pub(crate) struct Cover {
    pub(crate) place: String,
    pub(crate) logo: Option<LogoView>,
    pub(crate) labels: Vec<String>,
    pub(crate) title: String,
    /// The title in Easy Read, where that is another.
    pub(crate) easy_title: Option<String>,
    pub(crate) lead_html: String,
    /// Whether title or lead are others in Easy Read.
    pub(crate) easy_words: bool,
    /// The lead in Easy Read, where that is another; else empty.
    pub(crate) easy_lead_html: String,
    /// The class of the line that says that these are a draft; `None` where they are none.
    pub(crate) easy_draft: Option<&'static str>,
    /// Ids of the roles that the module has pages for; empty means all, and the first module is always there.
    pub(crate) roles: String,
    /// What the learner may choose from, on the first cover.
    pub(crate) choice: Vec<RoleView>,
    pub(crate) aims: Vec<String>,
    /// The switch: for all pages on the first cover of a course that has something in Easy Read, and for this one where the
    /// module has words in it.
    pub(crate) easy: Option<easy::Switch>,
    pub(crate) rows: Vec<Row>,
    pub(crate) turn: Turn,
}

/// A role to choose.
#[derive(Serialize)]
pub(crate) struct RoleView {
    pub(crate) id: String,
    pub(crate) title: String,
}

/// A page of a module.
#[derive(Serialize)]
pub(crate) struct PageView {
    pub(crate) place: String,
    pub(crate) module: String,
    /// The module's title in Easy Read, where that is another.
    pub(crate) easy_module: Option<String>,
    pub(crate) label: Option<String>,
    pub(crate) title: String,
    /// The title in Easy Read, where that is another.
    pub(crate) easy_title: Option<String>,
    pub(crate) note_html: Option<String>,
    /// Ids of the roles that it is meant for; empty means all.
    pub(crate) roles: String,
    pub(crate) for_whom: Option<String>,
    /// What the scenes of the page are about, for who skips them; empty without a scene.
    pub(crate) about_html: String,
    /// The switch between it and its Easy Read version.
    pub(crate) easy: Option<easy::Switch>,
    pub(crate) blocks_html: Vec<String>,
    pub(crate) turn: Turn,
}

/// The list of pages.
#[derive(Serialize)]
pub(crate) struct Contents {
    pub(crate) place: &'static str,
    pub(crate) label: String,
    pub(crate) parts: Vec<Vec<Entry>>,
    pub(crate) choice: Vec<RoleView>,
    pub(crate) draft: Option<String>,
    /// Address of the accessibility statement; a single page has none beside it.
    pub(crate) statement: Option<&'static str>,
    pub(crate) first: String,
}

/// A line of the list of pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    pub(crate) place: String,
    pub(crate) title: String,
    /// The title in Easy Read, where that is another.
    pub(crate) easy: Option<String>,
    /// `cover`, `page`, `test`, `opinions` or `finish`.
    pub(crate) kind: &'static str,
    pub(crate) label: String,
    /// Ids of the roles that it is there for; empty means all.
    pub(crate) roles: String,
}

/// The test, before it begins.
#[derive(Serialize)]
pub(crate) struct TestView {
    pub(crate) place: &'static str,
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
    /// The switch, where questions have easy wordings.
    pub(crate) easy: Option<easy::Switch>,
    /// The class of the line that says that those are a draft; `None` where they are none.
    pub(crate) easy_draft: Option<&'static str>,
    /// Every question of the bank, out of sight until it is drawn.
    pub(crate) questions_html: Vec<String>,
    pub(crate) turn: Turn,
}

/// Somebody to turn to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Help {
    pub(crate) name: String,
    pub(crate) what: String,
    pub(crate) call: Option<Call>,
    pub(crate) url: Option<String>,
}

/// A telephone number: as it is dialled, and what the link says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Call {
    pub(crate) dial: String,
    pub(crate) words: String,
}

/// The page of people to turn to.
#[derive(Serialize)]
pub(crate) struct SupportView {
    pub(crate) place: &'static str,
    pub(crate) helps: Vec<Help>,
    pub(crate) first: String,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SourceView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    pub(crate) by: String,
    pub(crate) retrieved: Option<String>,
}

/// The page of sources.
#[derive(Serialize)]
pub(crate) struct Sources {
    pub(crate) place: &'static str,
    pub(crate) sources: Vec<SourceView>,
    pub(crate) credits: Vec<String>,
    pub(crate) first: String,
}

/// A word that needs care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct TermView {
    pub(crate) id: String,
    pub(crate) term: String,
    pub(crate) says: String,
    pub(crate) use_when: Option<String>,
    pub(crate) avoid: Option<String>,
    pub(crate) source: Option<SourceView>,
}

/// The page of words that need care.
#[derive(Serialize)]
pub(crate) struct Terms {
    pub(crate) place: &'static str,
    pub(crate) terms: Vec<TermView>,
    pub(crate) first: String,
}

/// The last page.
#[derive(Serialize)]
pub(crate) struct FinishView {
    pub(crate) place: &'static str,
    pub(crate) label: String,
    pub(crate) counts: String,
    pub(crate) sent: Row,
    pub(crate) not_sent: Option<String>,
    /// Whether an answer code is made here.
    pub(crate) code: bool,
    /// Whether a pledge is to be looked at again some time.
    pub(crate) reminds: bool,
    /// Whether there is a certificate for whoever went through it.
    pub(crate) certificate: bool,
    pub(crate) helps: Vec<Help>,
    pub(crate) turn: Turn,
}
