//! A standard: how a course is wrapped for one kind of host. One file a standard; none knows another.
//!
//! They are pure: each names files and bytes and never sees a disk. What all share is only what is the
//! same by specification: the bundle, the XML writer, and the documents that every package carries.

mod aicc;
mod cc;
mod cmi5;
mod gift;
mod html;
mod moodle_xml;
mod scorm12;
mod scorm2004;
mod xapi;

pub(crate) use cmi5::move_on;
pub(crate) use html::SINGLE_MAX;

use bona_engine::course::Course;
use bona_engine::slots::Layout;

use crate::bundle::{Bundle, Media, Part};
use crate::document;
use crate::easy::style;
use crate::error::PackError;
use crate::exchange::Loss;
use crate::identity::Identity;
use crate::page::Adapter;
use crate::player;
use crate::profile::Profile;
use crate::strings::Words;
use crate::theme::place_of;
use crate::tongue;

/// Where the sheet for administrators stands in a package.
pub(crate) const ADMIN_SHEET: &str = "readme-lms.html";

/// The sheet for administrators of a package, where it has one.
pub(crate) fn sheet_of(bundle: &Bundle) -> Option<Vec<u8>> {
    bundle.parts().find_map(|(path, part)| match part {
        Part::Bytes(bytes) if path.as_str() == ADMIN_SHEET => Some(bytes.clone()),
        _ => None,
    })
}

/// One way to wrap a course.
pub trait Standard: Sync {
    /// As written on the command line, in file names and in reports.
    fn name(&self) -> &'static str;

    /// Extension of the file that comes out: `zip`, `imscc` for a cartridge, which is a zip too, or that of its one
    /// file.
    fn extension(&self) -> &'static str {
        "zip"
    }

    /// The schema files that may be handed over for its manifest, by their names; empty where it takes none.
    fn control_documents(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether a learner goes through it, so that a place is kept; otherwise it only hands content on.
    fn is_played(&self) -> bool {
        true
    }

    /// All parts of the package.
    ///
    /// # Errors
    /// [`PackError`] when a path, a size or a template is not right.
    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError>;
}

/// Every standard, the default first, in the order in which help lists them.
pub const STANDARDS: &[&dyn Standard] = &[
    &scorm12::Scorm12,
    &scorm2004::Scorm2004::THIRD,
    &scorm2004::Scorm2004::FOURTH,
    &cmi5::Cmi5,
    &xapi::Xapi,
    &aicc::Aicc,
    &html::Html,
    &html::HtmlSingle,
    &cc::CC11,
    &cc::CC13,
    &moodle_xml::MoodleXml,
    &gift::Gift,
];

/// The standard of that name.
#[must_use]
pub fn standard(name: &str) -> Option<&'static dyn Standard> {
    STANDARDS.iter().copied().find(|standard| standard.name() == name)
}

/// What a standard wraps.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The checked course.
    pub(crate) course: &'a Course,
    /// The same in the further languages of the package.
    pub(crate) further: &'a [Course],
    /// What the package says of itself.
    pub(crate) identity: &'a Identity,
    /// What people call the place for which it is, or else its id; `None` of the course itself.
    pub(crate) place: Option<&'a str>,
    /// The kind of LMS.
    pub(crate) profile: &'a Profile,
    /// What is kept of a learner.
    pub(crate) layout: &'a Layout,
    /// The course's media, measured, in order of their paths.
    pub(crate) media: &'a [Media],
    /// Control documents by their names.
    pub(crate) control_documents: &'a [(String, Vec<u8>)],
    /// What the course that is wrapped says otherwise than the author's whole one.
    pub(crate) losses: &'a [Loss],
    /// Renders the learner's page.
    pub(crate) page: &'a dyn Fn(Form) -> Result<String, PackError>,
    /// Makes the files of further languages, by their paths.
    pub(crate) others: Others<'a>,
}

/// `version` of a manifest is at most 20 characters in SCORM of any edition (S12-12, S04-17).
const VERSION_MAX: usize = 20;
/// Characters of a title that systems show whole (S12-12, S04-17).
const TITLE_MAX: usize = 200;

impl Job<'_> {
    /// The course's title; of a place's package with the place, and of one in several languages with their names, so that
    /// nobody takes it for another: a system knows all of them by the same ids.
    fn title(&self) -> String {
        let further = !self.identity.further.is_empty();
        let languages = further.then(|| tongue::names(self.identity.languages()).join(", "));
        named(&self.course.title, [self.place, languages.as_deref()])
    }

    /// The title in one language, with the place.
    fn title_in(&self, course: &Course) -> String {
        named(&course.title, [self.place, None])
    }

    /// The edition, with its mark when it is a draft.
    fn edition(&self) -> String {
        format!("{}{}", self.identity.edition, self.draft())
    }

    /// The edition in twenty characters; the draft mark is never what is cut.
    fn version(&self) -> String {
        format!("{}{}", cut(&self.identity.edition, VERSION_MAX - self.draft().len()), self.draft())
    }

    fn draft(&self) -> &'static str {
        if self.identity.release { "" } else { "-draft" }
    }
}

/// A title with names in brackets behind it. Of a title that is too long, the names are never what is cut.
fn named(title: &str, names: [Option<&str>; 2]) -> String {
    let names: Vec<&str> = names.into_iter().flatten().collect();
    if names.is_empty() {
        return title.to_owned();
    }
    let names = format!(" ({})", names.join("; "));
    let room = TITLE_MAX.saturating_sub(names.chars().count());
    format!("{}{names}", cut(title, room))
}

/// The first so many characters.
fn cut(text: &str, limit: usize) -> String {
    text.chars().take(limit).collect()
}

/// Adds the schemas that ADL's validator wants beside a manifest, if they were handed to us: all of `names` or none
/// (S12-15, S04-19). `of` names the standard in what is said of a stranger.
fn add_control_documents(
    job: &Job<'_>,
    bundle: &mut Bundle,
    names: &[&str],
    of: &'static str,
) -> Result<(), PackError> {
    let given = job.control_documents;
    if given.is_empty() {
        return Ok(());
    }
    if let Some((name, _)) = given.iter().find(|(name, _)| !names.contains(&name.as_str())) {
        return Err(PackError::ControlDocument { name: name.clone(), fault: of });
    }
    for name in names {
        let found = given.iter().find(|(given, _)| given == name);
        let missing = || PackError::ControlDocument { name: (*name).to_owned(), fault: "is missing" };
        let (_, bytes) = found.ok_or_else(missing)?;
        bundle.add(name, Part::Bytes(bytes.clone()))?;
    }
    Ok(())
}

/// What makes the files of further languages, by their paths.
pub(crate) type Others<'a> = &'a dyn Fn(Form) -> Result<Vec<(String, String)>, PackError>;

/// In what form the learner's page is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// It loads its files from beside it.
    Linked(Adapter),
    /// It speaks to nobody and is one file.
    Single,
}

/// The files that a package has whatever the standard: page, player, media, admin sheet, and last
/// `course-evidence.json`, which holds the sums of all others.
fn common(job: &Job<'_>, adapter: Adapter) -> Result<Bundle, PackError> {
    let form = Form::Linked(adapter);
    let mut bundle = Bundle::with_losses(job.losses.to_vec());
    bundle.add("index.html", Part::Bytes((job.page)(form)?.into_bytes()))?;
    for (name, text) in player::files(adapter, crate::view::asked_opinions(job.course).is_some()) {
        let text = if name == player::STYLE_FILE { style(job.course) } else { text.into() };
        bundle.add(name, Part::Bytes(text.as_bytes().to_vec()))?;
    }
    if let Some(script) = player::accept_script(adapter, Words::of(&job.course.language)) {
        bundle.add("accept.js", Part::Bytes(script.into_bytes()))?;
    }
    if crate::easy::is_in(job.course) && !job.identity.easy_only {
        bundle.add("easy.js", Part::Bytes(player::EASY.as_bytes().to_vec()))?;
    }
    let others = (job.others)(form)?;
    if !others.is_empty() {
        bundle.add("languages.js", Part::Bytes(player::LANGUAGES.as_bytes().to_vec()))?;
    }
    for (path, text) in others {
        bundle.add(&path, Part::Bytes(text.into_bytes()))?;
    }
    for media in job.media {
        bundle.add(&place_of(&media.path), Part::Media(media.clone()))?;
    }
    bundle.add(document::STATEMENT, Part::Bytes(document::statement(job)?.into_bytes()))?;
    let sheet = document::admin_sheet(job, job.losses)?;
    bundle.add(ADMIN_SHEET, Part::Bytes(sheet.html.into_bytes()))?;
    bundle.add("readme-lms.txt", Part::Bytes(sheet.text.into_bytes()))?;
    Ok(bundle)
}

/// The address under which records know what is packed.
///
/// # Errors
/// [`PackError::NoAddress`] where the course has none, since nothing can be named without.
fn address(job: &Job<'_>) -> Result<String, PackError> {
    let missing = || PackError::NoAddress { format: job.identity.format, course: job.course.id.clone() };
    job.identity.address(job.course).ok_or_else(missing)
}

/// Adds `course-evidence.json`, the last part but the manifest, since it holds the sums of those before it.
fn add_evidence(job: &Job<'_>, bundle: &mut Bundle) -> Result<(), PackError> {
    let evidence = document::course_evidence(job, bundle);
    bundle.add(document::COURSE_EVIDENCE, Part::Bytes(evidence))
}

#[cfg(test)]
pub(crate) mod tests;
