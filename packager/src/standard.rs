//! A standard: how a course is wrapped for one kind of host. One file a standard; none knows another.
//!
//! They are pure: each names files and bytes and never sees a disk. What all share is only what is the
//! same by specification: the bundle, the XML writer, and the documents that every package carries.

mod aicc;
mod html;
mod scorm12;

pub(crate) use html::SINGLE_MAX;

use bona_engine::course::Course;
use bona_engine::slots::Layout;

use crate::bundle::{Bundle, Media, Part};
use crate::document;
use crate::error::PackError;
use crate::identity::Identity;
use crate::page::Adapter;
use crate::player;
use crate::profile::Profile;
use crate::theme::{place_of, style};

/// One way to wrap a course.
pub trait Standard: Sync {
    /// As written on the command line, in file names and in reports.
    fn name(&self) -> &'static str;

    /// Extension of the file that comes out: `zip`, or `html` when the package is one page.
    fn extension(&self) -> &'static str {
        "zip"
    }

    /// All parts of the package.
    ///
    /// # Errors
    /// [`PackError`] when a path, a size or a template is not right.
    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError>;
}

/// Every standard, the default first, in the order in which help lists them.
pub const STANDARDS: &[&dyn Standard] = &[&scorm12::Scorm12, &aicc::Aicc, &html::Html, &html::HtmlSingle];

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
    /// The kind of LMS.
    pub(crate) profile: &'a Profile,
    /// What is kept of a learner.
    pub(crate) layout: &'a Layout,
    /// The course's media, measured, in order of their paths.
    pub(crate) media: &'a [Media],
    /// Control documents by their names.
    pub(crate) control_documents: &'a [(String, Vec<u8>)],
    /// Renders the learner's page.
    pub(crate) page: &'a dyn Fn(Form) -> Result<String, PackError>,
    /// Makes the files of further languages, by their paths.
    pub(crate) others: Others<'a>,
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
    let mut bundle = Bundle::default();
    bundle.add("index.html", Part::Bytes((job.page)(form)?.into_bytes()))?;
    for (name, text) in player::files(adapter, crate::view::asked_opinions(job.course).is_some()) {
        let text = if name == player::STYLE_FILE { style(job.course.theme.as_ref()) } else { text.into() };
        bundle.add(name, Part::Bytes(text.as_bytes().to_vec()))?;
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
    let sheet = document::admin_sheet(job)?;
    bundle.add("readme-lms.html", Part::Bytes(sheet.html.into_bytes()))?;
    bundle.add("readme-lms.txt", Part::Bytes(sheet.text.into_bytes()))?;
    Ok(bundle)
}

/// Adds `course-evidence.json`, the last part but the manifest, since it holds the sums of those before it.
fn add_evidence(job: &Job<'_>, bundle: &mut Bundle) -> Result<(), PackError> {
    let evidence = document::course_evidence(job, bundle);
    bundle.add(document::COURSE_EVIDENCE, Part::Bytes(evidence))
}

#[cfg(test)]
pub(crate) mod tests;
