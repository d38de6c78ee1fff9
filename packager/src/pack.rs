//! The way from a checked course to the bytes of a package, and the name of the file.
//!
//! Media are read twice, once for their sums, unless the caller knows them, and once into the zip; nothing else is large.
//! Who the caller is makes no difference to a byte.

mod learner;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use bona_engine::canon::{content_hash, hex};
use bona_engine::course::Course;
use bona_engine::id::RoleId;
use bona_engine::lock::Lock;
use bona_engine::slots::{self, Layout};
use sha2::{Digest as _, Sha256};

use crate::bundle::{Bundle, MEDIA_ALL_MAX, Media, MediaSource, Part, measured as known};
use crate::easy;
use crate::error::PackError;
use crate::exchange::Loss;
use crate::framed::hosts_fault;
use crate::identity::{Further, Identity, identity};
use crate::part::Part as CoursePart;
use crate::player;
use crate::profile::Profile;
use crate::role;
use crate::split::Piece;
use crate::standard::{Form, Job, Standard, sheet_of};
use crate::tongue;
use crate::view::asked_opinions;
use crate::watch::{Step, Watch};
use crate::zip;
use learner::{LearnerPage, inlined};

/// What a caller may choose.
#[derive(Clone, Copy, Debug)]
pub struct PackOptions<'a> {
    /// The kind of LMS.
    pub profile: &'a Profile,
    /// What to pack of the course.
    pub part: CoursePart,
    /// Which of the packages of a course that is split; `None` makes one package.
    pub piece: Option<&'a Piece>,
    /// The one role that the package is for; `None` where the learner chooses, or there are no roles.
    pub role: Option<&'a RoleId>,
    /// Whether to pack what is in Easy Read alone.
    pub easy_only: bool,
    /// The place for which the course was tailored, by its id; `None` is the course itself.
    pub variant: Option<&'a str>,
    /// What people call that place; `None` where it has no name but its id.
    pub place: Option<&'a str>,
    /// The same course in further languages, which the package holds too: `course` is what it begins in.
    pub others: &'a [Course],
    /// Whether it is for computers that learners share, even where the course does not say so.
    pub shared_pc: bool,
    /// Origins of the pages that may frame it and keep the record, for the profile `host` alone; empty is any page.
    pub hosts: &'a [String],
    /// Whether every review has been given; otherwise the package calls itself a draft wherever it is named.
    pub release: bool,
    /// Schema files of the standard by their names: all of [`CONTROL_DOCUMENTS`](crate::CONTROL_DOCUMENTS),
    /// or none. Formats without a manifest leave them out.
    pub control_documents: &'a [(String, Vec<u8>)],
    /// The course's `course.lock`, by which learners' places outlive an update. Without it the slots follow the
    /// author's order, and a place kept by an older package is not read.
    pub lock: Option<&'a Lock>,
}

impl<'a> PackOptions<'a> {
    /// The whole course, for everybody, in its own language, as a draft: for this kind of LMS.
    #[must_use]
    pub const fn of(profile: &'a Profile) -> Self {
        Self {
            profile,
            part: CoursePart::Course,
            piece: None,
            role: None,
            easy_only: false,
            variant: None,
            place: None,
            others: &[],
            shared_pc: false,
            hosts: &[],
            release: false,
            control_documents: &[],
            lock: None,
        }
    }
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// What the package says of itself.
    pub identity: Identity,
    /// SHA-256 of the package in lower-case hex.
    pub sha256: String,
    /// CRC-32 of the package.
    pub crc: u32,
    /// How many files it holds.
    pub files: usize,
    /// Its size in bytes.
    pub bytes: u64,
    /// Characters that a learner's place can need at most; `None` of a format that keeps none.
    pub state: Option<usize>,
    /// What it cannot say of the course, or says otherwise; nothing where a course is played as it is.
    pub losses: Vec<Loss>,
    /// The sheet for administrators as it stands in the package, HTML; `None` of a package that has none.
    pub sheet: Option<Vec<u8>>,
}

/// A package that is made and not yet written: every file of it by its path.
#[derive(Clone, Debug)]
pub struct Composed {
    /// What the package says of itself.
    pub identity: Identity,
    /// Characters that a learner's place can need at most; `None` of a format that keeps none.
    pub state: Option<usize>,
    bundle: Bundle,
}

/// What a file of a package is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// Its bytes.
    Bytes(&'a [u8]),
    /// A media file: its path as [`MediaSource`] knows it, and its packaged size in bytes when it was measured.
    Media(&'a str, u64),
}

impl Composed {
    /// The file at a path, `index.html`; `None` where the package has none. Only what is in the package can be had.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<Content<'_>> {
        let (_, part) = self.bundle.parts().find(|(own, _)| own.as_str() == path)?;
        Some(match part {
            Part::Bytes(bytes) => Content::Bytes(bytes),
            Part::Media(media) => Content::Media(&media.path, media.len),
        })
    }

    /// SHA-256 in lower-case hex of all that a page shows or runs and does not hold itself: style, scripts and media.
    /// Two pages of one course that have the same one differ in nothing but themselves.
    #[must_use]
    pub fn beside(&self) -> String {
        let mut sum = Sha256::new();
        let read_by_itself =
            |path: &str| [".html", ".json", ".txt", ".xml"].iter().any(|ending| path.ends_with(ending));
        for (path, part) in self.bundle.parts().filter(|(path, _)| !read_by_itself(path.as_str())) {
            let own: [u8; 32] = match part {
                Part::Bytes(bytes) => Sha256::digest(bytes).into(),
                Part::Media(media) => media.sha256,
            };
            sum.update(path.as_str());
            sum.update([0]);
            sum.update(own);
        }
        hex(&sum.finalize())
    }
}

/// Packs a course for a standard, and writes it to `out` from the first byte to the last.
///
/// # Errors
/// [`PackError`]; what was written to `out` by then is to be thrown away.
pub fn pack(
    course: &Course,
    media: &dyn MediaSource,
    standard: &dyn Standard,
    options: &PackOptions<'_>,
    watch: &dyn Watch,
    out: &mut dyn Write,
) -> Result<Packed, PackError> {
    let Composed { identity, state, bundle } = compose(course, media, standard, options, watch)?;
    let written = match single(standard, &bundle) {
        Some((path, bytes)) => write_single(path, bytes, watch, out)?,
        None => zip::write(&bundle, media, watch, out)?,
    };
    let (sheet, losses) = (sheet_of(&bundle), bundle.losses);
    Ok(Packed {
        identity,
        sha256: written.sha256,
        crc: written.crc,
        files: written.files,
        bytes: written.bytes,
        state,
        losses,
        sheet,
    })
}

/// Makes every file of a package, and writes none: for whoever shows a course without a package.
///
/// # Errors
/// [`PackError`], for the same reasons as [`pack`] but those of writing.
pub fn compose(
    course: &Course,
    media: &dyn MediaSource,
    standard: &dyn Standard,
    options: &PackOptions<'_>,
    watch: &dyn Watch,
) -> Result<Composed, PackError> {
    check_options(standard, options)?;
    // The whole course is measured whatever the part: all its packages bear one content hash.
    let all = measure_all(course, media, watch)?;
    let sums: BTreeMap<String, [u8; 32]> =
        all.iter().map(|media| (media.path.clone(), media.source.sha256)).collect();
    let content = hex(&content_hash(course, &sums));
    let identity = identity(course, standard, options, content, further(options.others, &sums));
    let (own, layout, losses) = to_pack(course, options)?;
    let course = own.as_ref();
    let others = options.others.iter().map(|other| Ok(to_pack(other, options)?.0));
    let others: Vec<Cow<'_, Course>> = others.collect::<Result<_, PackError>>()?;
    // A part has no pages, and so no media; what others see is left out.
    let shown = course.media();
    let mut measured: Vec<Media> =
        all.into_iter().filter(|media| shown.contains(media.path.as_str())).collect();
    // A theme's sign is no content: with another the course is the same.
    if let Some(logo) = course.theme.as_ref().and_then(|theme| theme.logo.as_ref()) {
        measured.push(known(media, &logo.path(), watch)?);
    }
    let mut state = None;
    if standard.is_played() {
        state = Some(check_state(&layout, &identity, options.profile)?);
        check_test(course)?;
    }
    let pictures = || inlined(&measured, media, watch);
    let page = |course: &Course, form, reading| {
        let page = LearnerPage {
            course,
            identity: &identity,
            profile: options.profile,
            layout: &layout,
            reading,
            watch,
        };
        page.in_form(form, &pictures)
    };
    let job = Job {
        course,
        further: options.others,
        identity: &identity,
        place: options.place.or(options.variant),
        profile: options.profile,
        layout: &layout,
        media: &measured,
        control_documents: options.control_documents,
        losses: &losses,
        page: &|form| Ok(page(course, form, false)?.0),
        others: &|form| in_others(&others, form, &page),
    };
    if watch.cancelled() {
        return Err(PackError::Interrupted);
    }
    let bundle = standard.pack(&job)?;
    let (files, bytes) =
        bundle.parts().fold((0, 0), |(files, bytes), (_, part)| (files + 1, bytes + part.len()));
    watch.step(Step::Composed { files, bytes });
    Ok(Composed { identity, state, bundle })
}

/// What is packed, the slots that the package carries, and what it says otherwise: the course with the letters of its lock, or the small
/// course of a part, which is gone through in one sitting and needs no lock; of either what the role sees.
fn to_pack<'a>(
    course: &'a Course,
    options: &PackOptions<'_>,
) -> Result<(Cow<'a, Course>, Layout, Vec<Loss>), PackError> {
    if options.part != CoursePart::Course {
        let nothing = || PackError::NothingToMeasure(course.id.clone());
        let own = options.part.of(course).ok_or_else(nothing)?;
        // A code is made of the whole list of opinions, whatever is asked at this time.
        let opinions = match options.lock {
            Some(lock) if asked_opinions(&own).is_some() => {
                fresh(lock, course)?;
                lock.layout().opinions
            }
            _ => slots::opinions(course),
        };
        let layout = Layout { opinions, ..Layout::of(&own) };
        return Ok((Cow::Owned(own), layout, Vec::new()));
    }
    let (course, layout) = match options.lock {
        None => (Cow::Borrowed(course), Layout::of(course)),
        Some(lock) => {
            fresh(lock, course)?;
            (Cow::Owned(lock.settled(course)), lock.layout())
        }
    };
    if let Some(piece) = options.piece {
        let (own, losses) = piece.course(&course);
        let layout = role::without_others(layout, &own);
        return Ok((Cow::Owned(own), layout, losses));
    }
    let Some(chosen) = options.role else { return in_easy_read(course, layout, options) };
    let nothing = || PackError::NothingForRole { course: course.id.clone(), role: chosen.clone() };
    let own = role::only(&course, chosen).ok_or_else(nothing)?;
    let layout = role::without_others(layout, &own);
    in_easy_read(Cow::Owned(own), layout, options)
}

/// The course, or of it what is in Easy Read where that is asked for.
fn in_easy_read<'a>(
    course: Cow<'a, Course>,
    layout: Layout,
    options: &PackOptions<'_>,
) -> Result<(Cow<'a, Course>, Layout, Vec<Loss>), PackError> {
    if !options.easy_only {
        return Ok((course, layout, Vec::new()));
    }
    let (own, losses) = easy::only(&course)?;
    let layout = role::without_others(layout, &own);
    Ok((Cow::Owned(own), layout, losses))
}

/// That a lock is this course's and knows all that it asks.
fn fresh(lock: &Lock, course: &Course) -> Result<(), PackError> {
    let known = lock.course() == course.id.as_str() && lock.grown(course) == *lock;
    if known { Ok(()) } else { Err(PackError::LockStale(course.id.to_string())) }
}

/// What a package says of its further languages.
fn further(others: &[Course], sums: &BTreeMap<String, [u8; 32]>) -> Vec<Further> {
    let one = |course: &Course| Further {
        language: course.language.clone(),
        content: hex(&content_hash(course, sums)),
    };
    others.iter().map(one).collect()
}

/// A document with its data block, or a file's path with its text.
type Pair = (String, String);

/// The files of the further languages: of each the script that brings it, and the document that can be read without.
fn in_others(
    others: &[Cow<'_, Course>],
    form: Form,
    page: &dyn Fn(&Course, Form, bool) -> Result<Pair, PackError>,
) -> Result<Vec<Pair>, PackError> {
    let mut files = Vec::new();
    for course in others {
        let (document, data) = page(course, form, false)?;
        files.push((
            tongue::script_path(&course.language),
            tongue::script(&course.language, &document, &data),
        ));
        files.push((tongue::reading_path(&course.language), page(course, form, true)?.0));
    }
    Ok(files)
}

/// Every media file of the course, once, in order of the paths.
fn measure_all(
    course: &Course,
    source: &dyn MediaSource,
    watch: &dyn Watch,
) -> Result<Vec<Media>, PackError> {
    let mut all = Vec::new();
    let mut size = 0;
    for path in course.media() {
        let media = known(source, path, watch)?;
        size += media.len;
        if MEDIA_ALL_MAX < size {
            return Err(PackError::TooLarge { format: "a course's media", size, limit: MEDIA_ALL_MAX });
        }
        all.push(media);
    }
    Ok(all)
}

/// Refuses a format of which the kind of LMS hears nothing, pages that are named for another kind, and what cannot be
/// split.
fn check_options(standard: &dyn Standard, options: &PackOptions<'_>) -> Result<(), PackError> {
    let &Profile { name: profile, title, hears, .. } = options.profile;
    let format = standard.name();
    if !options.profile.takes(format) {
        let takes = hears.first().copied().unwrap_or_default();
        return Err(PackError::ProfileFormat { title, profile, format, takes });
    }
    if options.piece.is_some() {
        let why = match (options.part, options.role) {
            (CoursePart::Course, None) if standard.is_played() => None,
            (CoursePart::Course, None) => Some("hands content on and keeps no record that could be split"),
            (CoursePart::Course, Some(_)) => Some("is made for one role; leave out `--role` or `--split`"),
            _ => Some("asks before or after the whole course; leave out `--part` or `--split`"),
        };
        if let Some(why) = why {
            return Err(PackError::Split(format!(
                "a package that is split cannot be made: `{format}` {why}"
            )));
        }
    }
    if options.easy_only && (options.piece.is_some() || options.part != CoursePart::Course) {
        let why = "it is made of the whole course; leave out `--only`, or `--part` and `--split`";
        return Err(PackError::EasyOnly(why));
    }
    if options.easy_only && !standard.is_played() {
        return Err(PackError::EasyOnly(
            "this format hands questions and pages on as they stand; leave out `--only`",
        ));
    }
    match hosts_fault(options.profile, options.hosts) {
        Some(fault) => Err(PackError::Hosts(fault)),
        None => Ok(()),
    }
}

/// Refuses a course whose learners' places might not fit (ST-05): the worst case, with 5 % to spare.
fn check_state(layout: &Layout, identity: &Identity, profile: &Profile) -> Result<usize, PackError> {
    let mark = slots::edition_mark(&identity.edition, &identity.content);
    let needed = slots::worst_case(&layout.slots, &mark);
    let budget = profile.state_limit();
    if needed <= budget {
        return Ok(needed);
    }
    Err(PackError::StateTooLarge { profile: profile.name.to_owned(), needed, budget })
}

/// Refuses a test that could not be taken.
fn check_test(course: &Course) -> Result<(), PackError> {
    let mut questions = course.test.iter().flat_map(|test| &test.bank.questions);
    match questions.find(|question| !player::counts(&question.kind)) {
        Some(question) => Err(PackError::CannotAsk(question.id.to_string())),
        None => Ok(()),
    }
}

/// Name and bytes of a package that is one file and no zip.
fn single<'a>(standard: &dyn Standard, bundle: &'a Bundle) -> Option<(&'a str, &'a [u8])> {
    let mut parts = bundle.parts();
    match (standard.extension(), parts.next(), parts.next()) {
        ("zip" | "imscc", ..) => None,
        (_, Some((path, Part::Bytes(bytes))), None) => Some((path.as_str(), bytes)),
        _ => None,
    }
}

fn write_single(
    path: &str,
    page: &[u8],
    watch: &dyn Watch,
    out: &mut dyn Write,
) -> Result<zip::Written, PackError> {
    if watch.cancelled() {
        return Err(PackError::Interrupted);
    }
    let done = out.write_all(page).and_then(|()| out.flush());
    done.map_err(|source| PackError::Io { what: "cannot write the package".into(), source })?;
    let bytes = page.len() as u64;
    watch.step(Step::Written { path, bytes });
    Ok(zip::Written { sha256: hex(&Sha256::digest(page)), crc: crc32fast::hash(page), files: 1, bytes })
}

#[cfg(test)]
mod tests;
