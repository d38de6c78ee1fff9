//! What is given out: the packages of one call on one page, for whoever puts them into learning systems.
//!
//! What stands here: the page and the words for a package. What does not: the feed, which uses the same words
//! (feed.rs), and any file or clock: whoever calls says what day it is.

use bona_engine::time::day_in_words;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::admin::format_title;
use super::alone::policy;
use crate::error::PackError;
use crate::identity::Identity;
use crate::pack::Packed;
use crate::page::render;
use crate::part::{Part, QuestionForm};
use crate::profile::{HOST, Profile};
use crate::split::Piece;
use crate::strings::Words;
use crate::tongue;

/// The name of the page in the folder of the packages.
pub const OFFER_PAGE: &str = "index.html";
/// By this a page of ours is known, so that nobody else's is written over.
pub const OFFER_MARK: &str = "<meta name=\"generator\" content=\"Bona\">";

const STYLE: &str = concat!(
    include_str!("../../templates/readme-lms.css"),
    include_str!("../../templates/accessibility.css"),
    include_str!("../../templates/offer.css")
);

/// A package that is given out.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// What was made.
    pub packed: &'a Packed,
    /// The name of its file, which stands beside the page.
    pub file: &'a str,
    /// The title of the course, in the language in which the package begins.
    pub title: &'a str,
    /// What people call the place for which it is; `None` of the course itself.
    pub place: Option<&'a str>,
}

/// What page and feed say of the whole.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// Who gives the packages out; `None` where nobody is named.
    pub publisher: Option<&'a str>,
    /// When, in UTC to the second: `2026-11-22T02:30:00Z`.
    pub time: &'a str,
    /// Address of the folder, with a stroke at its end; `None` leaves links relative.
    pub address: Option<&'a str>,
}

/// The name of the file of a package's sheet for administrators; it is [`Packed::sheet`].
#[must_use]
pub fn sheet_name(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    format!("{stem}-readme-lms.html")
}

#[derive(Serialize)]
struct View<'a> {
    publisher: Option<&'a str>,
    day: String,
    count: String,
    courses: Vec<Course<'a>>,
    drafts: bool,
    mark_html: &'static str,
    policy: String,
    style_html: &'static str,
}

#[derive(Serialize)]
struct Course<'a> {
    title: &'a str,
    language: &'a str,
    id: &'a str,
    edition: &'a str,
    groups: Vec<Group<'a>>,
}

/// The packages for one place and in the same languages.
#[derive(Serialize)]
struct Group<'a> {
    /// The place, by its id and by what people call it.
    place: Option<Place<'a>>,
    languages: Vec<Tongue<'a>>,
    packages: Vec<Package<'a>>,
}

#[derive(PartialEq, Serialize)]
struct Place<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(PartialEq, Serialize)]
struct Tongue<'a> {
    tag: &'a str,
    name: String,
}

#[derive(Serialize)]
struct Package<'a> {
    anchor: String,
    line: &'static str,
    format: &'static str,
    release: bool,
    audience: String,
    notes: Vec<String>,
    file: &'a str,
    size: String,
    sha256: &'a str,
    sheet: Option<String>,
}

/// Makes the page: the packages in the order given, by course and edition, then by place and languages.
///
/// # Errors
/// [`PackError::Template`] when the template and its view disagree, which is ours to mend.
pub fn offer_page(offered: &[Offered<'_>], offer: &Offer<'_>) -> Result<String, PackError> {
    let mut courses: Vec<Course<'_>> = Vec::new();
    for one in offered {
        let identity = &one.packed.identity;
        let same = |own: &Course<'_>| own.id == identity.course && own.edition == identity.edition;
        let at = courses.iter().position(same).unwrap_or_else(|| {
            courses.push(Course {
                title: one.title,
                language: &identity.language,
                id: &identity.course,
                edition: &identity.edition,
                groups: Vec::new(),
            });
            courses.len() - 1
        });
        let groups = &mut courses[at].groups;
        let place = |id| Place { id, name: one.place.unwrap_or(id) };
        let (place, languages) = (identity.variant.as_deref().map(place), tongues(identity));
        let same = |own: &Group<'_>| own.place == place && own.languages == languages;
        let at = groups.iter().position(same).unwrap_or(groups.len());
        if at == groups.len() {
            groups.push(Group { place, languages, packages: Vec::new() });
        }
        groups[at].packages.push(package(one));
    }
    let view = View {
        publisher: offer.publisher,
        day: day_in_words(offer.time.get(..10).unwrap_or(offer.time)),
        count: if offered.len() == 1 { "1 package".into() } else { format!("{} packages", offered.len()) },
        courses,
        drafts: offered.iter().any(|one| !one.packed.identity.release),
        mark_html: OFFER_MARK,
        policy: policy(STYLE, None),
        style_html: STYLE,
    };
    render("offer", &view, Words::of("en-GB"))
}

fn tongues(identity: &Identity) -> Vec<Tongue<'_>> {
    let named = identity.languages().zip(tongue::names(identity.languages()));
    named.map(|(tag, name)| Tongue { tag, name }).collect()
}

fn package<'a>(one: &Offered<'a>) -> Package<'a> {
    let identity = &one.packed.identity;
    Package {
        anchor: anchor(one.file),
        line: if identity.release { "holds" } else { "open" },
        format: format_words(identity.format),
        release: identity.release,
        audience: audience(identity),
        notes: notes(identity),
        file: one.file,
        size: size(one.packed.bytes),
        sha256: &one.packed.sha256,
        sheet: one.packed.sheet.is_some().then(|| sheet_name(one.file)),
    }
}

/// Where on the page a package stands.
pub(super) fn anchor(file: &str) -> String {
    let sum: [u8; 32] = Sha256::digest(file).into();
    format!("p{}", &bona_engine::canon::hex(&sum)[..12])
}

pub(super) fn size(bytes: u64) -> String {
    format!("{} KB", bytes.div_ceil(1_000))
}

/// The format as administrators call it.
pub(super) fn format_words(format: &str) -> &'static str {
    match format {
        "gift" => "Questions in GIFT",
        "moodle-xml" => "Questions in Moodle XML",
        other => format_title(other),
    }
}

/// For which learning systems a package is: the continuation of "For".
pub(super) fn audience(identity: &Identity) -> String {
    let takes = match identity.format {
        "html" if identity.profile == HOST => "",
        "html" | "html-single" => return "reading in a browser; no learning system is told".into(),
        "cc11" | "cc13" => return "any learning system that imports IMS Common Cartridge".into(),
        "gift" => return "any question bank that imports GIFT".into(),
        "moodle-xml" => return "the question bank of Moodle".into(),
        "scorm12" => "SCORM 1.2",
        "scorm2004-3" | "scorm2004-4" => "SCORM 2004",
        "aicc" => "AICC",
        "xapi" => "xAPI",
        _ => "cmi5",
    };
    match Profile::named(&identity.profile) {
        Some(profile) if profile.name != "universal" => profile.title.to_owned(),
        _ => format!("any learning system that takes {takes}"),
    }
}

/// What a package is besides its course, each a sentence without a full stop.
pub(super) fn notes(identity: &Identity) -> Vec<String> {
    let mut notes = Vec::new();
    let form = |form: QuestionForm| form.name();
    match identity.part {
        Part::Course => {}
        Part::Baseline(own) => notes.push(format!("What is asked before the course, form {}", form(own))),
        Part::Post(own) => notes.push(format!("What is asked straight after the course, form {}", form(own))),
        Part::FollowUp(own) => {
            notes.push(format!("What is asked some time after the course, form {}", form(own)));
        }
    }
    if let Some(piece) = &identity.piece {
        notes.push(piece_words(piece));
    }
    notes.extend(identity.role.as_ref().map(|role| format!("For the role {role} alone")));
    if identity.shared_pc {
        notes.push("For computers that learners share".into());
    }
    notes
}

fn piece_words(piece: &Piece) -> String {
    let what = piece.module().map_or_else(|| "the test".to_owned(), |module| format!("the module {module}"));
    format!("Package {} of {}, {what}", piece.number(), piece.count())
}

#[cfg(test)]
mod tests;
