//! What a package says of itself: the same words in the data block, in course-evidence.json and in records.

use bona_engine::course::Course;
use bona_engine::id::RoleId;

use crate::part::Part;

/// Who this package is. Item ids of a standard never depend on it, so that an update keeps a learner's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The course's id.
    pub course: String,
    /// The author's edition.
    pub edition: String,
    /// The place that the course was tailored for, if any.
    pub variant: Option<String>,
    /// BCP 47 tag; of a package in several languages that in which it begins.
    pub language: String,
    /// The other languages that it holds, in order.
    pub further: Vec<Further>,
    /// Content hash: 64 lower-case hex digits of SHA-256 (see `bona_engine::canon`).
    pub content: String,
    /// Name of the format, `scorm12`.
    pub format: &'static str,
    /// Name of the LMS profile, `universal`.
    pub profile: String,
    /// What the package holds of the course.
    pub part: Part,
    /// The role that it was made for; `None` where everything is there.
    pub role: Option<String>,
    /// Whether a visit is closed when nobody is there, since learners share computers.
    pub shared_pc: bool,
    /// Whether every review that the course wants has been given; a draft says so to the learner.
    pub release: bool,
}

/// A further language of a package. The learner has one place and one record, whatever they read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Further {
    /// BCP 47 tag.
    pub language: String,
    /// Content hash of the course in this language.
    pub content: String,
}

impl Identity {
    /// The identity of a course in one format; `content` is its content hash in hex.
    #[must_use]
    pub fn of(course: &Course, content: String, format: &'static str, profile: &str, release: bool) -> Self {
        Self {
            course: course.id.to_string(),
            edition: course.edition.clone(),
            variant: None,
            language: course.language.clone(),
            further: Vec::new(),
            content,
            format,
            profile: profile.to_owned(),
            part: Part::Course,
            role: None,
            shared_pc: course.shared_pc,
            release,
        }
    }

    /// The same for a part of the course.
    #[must_use]
    pub fn with_part(self, part: Part) -> Self {
        Self { part, ..self }
    }

    /// The same for those who work in one role.
    #[must_use]
    pub fn with_role(self, role: Option<&RoleId>) -> Self {
        Self { role: role.map(ToString::to_string), ..self }
    }

    /// The same for a package that holds further languages.
    #[must_use]
    pub fn with_further(self, further: Vec<Further>) -> Self {
        Self { further, ..self }
    }

    /// Every language that it holds, the first first.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.language.as_str())
            .chain(self.further.iter().map(|other| other.language.as_str()))
    }

    /// The same for computers that learners share, if that is asked for or the course says so.
    #[must_use]
    pub fn with_shared_pc(self, asked: bool) -> Self {
        Self { shared_pc: self.shared_pc || asked, ..self }
    }

    /// The address under which records know what the package holds, without a stroke at its end: the course's own, and
    /// of a part one below it. `None` where the course has none.
    #[must_use]
    pub fn address(&self, course: &Course) -> Option<String> {
        let own = course.address.as_deref()?.trim_end_matches('/');
        Some(match self.part {
            Part::Course => own.to_owned(),
            part => format!("{own}/{}", part.mark('_')),
        })
    }

    /// The id under which an LMS keeps a learner's results: the same for every edition, variant, language,
    /// role and release, so that an update keeps them (LMS sheet, Q-MO-01).
    #[must_use]
    pub fn item(&self) -> String {
        format!("ITEM_{}_{}", self.course, self.part.mark('_'))
    }
}
