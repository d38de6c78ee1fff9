//! What a package says of itself: the same words in the data block, in course-evidence.json and in records.

use bona_engine::course::Course;
use bona_engine::id::RoleId;

use crate::pack::PackOptions;
use crate::part::Part;
use crate::split::Piece;
use crate::standard::Standard;

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
    /// Which of several packages it is; `None` where the course is one.
    pub piece: Option<Piece>,
    /// The role that it was made for; `None` where everything is there.
    pub role: Option<String>,
    /// Whether it holds what is in Easy Read alone.
    pub easy_only: bool,
    /// Whether a visit is closed when nobody is there, since learners share computers.
    pub shared_pc: bool,
    /// Origins of the pages that may frame it and keep the record; empty is any page, where it is for one at all.
    pub hosts: Vec<String>,
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
            piece: None,
            role: None,
            easy_only: false,
            shared_pc: course.shared_pc,
            hosts: Vec::new(),
            release,
        }
    }

    /// The same for a part of the course.
    #[must_use]
    pub fn with_part(self, part: Part) -> Self {
        Self { part, ..self }
    }

    /// The same for one of the packages into which the course is split.
    #[must_use]
    pub fn with_piece(self, piece: Option<&Piece>) -> Self {
        Self { piece: piece.cloned(), ..self }
    }

    /// What it holds of the course, as records name it: `course`, a part that measures, `module` or `test`.
    #[must_use]
    pub fn part_name(&self) -> &'static str {
        self.piece.as_ref().map_or(self.part.name(), Piece::name)
    }

    /// What is put into ids for what it holds: `main`, `baseline_a`, `module_at_the_desk`.
    fn mark(&self) -> String {
        self.piece.as_ref().map_or_else(|| self.part.mark('_'), Piece::mark)
    }

    /// What ids of a manifest are made of: the course, and which of several packages it is.
    pub(crate) fn key(&self) -> String {
        match &self.piece {
            Some(piece) => format!("{}_{}", self.course, piece.mark()),
            None => self.course.clone(),
        }
    }

    /// The same for those who work in one role.
    #[must_use]
    pub fn with_role(self, role: Option<&RoleId>) -> Self {
        Self { role: role.map(ToString::to_string), ..self }
    }

    /// The same for a package of what is in Easy Read alone.
    #[must_use]
    pub fn with_easy_only(self, easy_only: bool) -> Self {
        Self { easy_only, ..self }
    }

    /// The same for the place for which the course was tailored.
    #[must_use]
    pub fn with_variant(self, place: Option<&str>) -> Self {
        Self { variant: place.map(str::to_owned), ..self }
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

    /// The same for pages that frame it and keep the record.
    #[must_use]
    pub fn with_hosts(self, hosts: &[String]) -> Self {
        Self { hosts: hosts.to_vec(), ..self }
    }

    /// The address under which records know what the package holds, without a stroke at its end: the course's own, and
    /// of a part or a piece one below it. `None` where the course has none.
    #[must_use]
    pub fn address(&self, course: &Course) -> Option<String> {
        let own = course.address.as_deref()?.trim_end_matches('/');
        let whole = self.part == Part::Course && self.piece.is_none();
        Some(if whole { own.to_owned() } else { format!("{own}/{}", self.mark()) })
    }

    /// The id under which an LMS keeps a learner's results: the same for every edition, variant, language,
    /// role and release, so that an update keeps them (LMS sheet, Q-MO-01).
    #[must_use]
    pub fn item(&self) -> String {
        format!("ITEM_{}_{}", self.course, self.mark())
    }
}

/// What a package says of itself. `content` and that of `further` are hashes of the contents; they stand in no file's
/// name, so whoever wants that alone may leave them empty.
#[must_use]
pub fn identity(
    course: &Course,
    standard: &dyn Standard,
    options: &PackOptions<'_>,
    content: String,
    further: Vec<Further>,
) -> Identity {
    Identity::of(course, content, standard.name(), options.profile.name, options.release)
        .with_part(options.part)
        .with_piece(options.piece)
        .with_role(options.role)
        .with_easy_only(options.easy_only)
        .with_variant(options.variant)
        .with_further(further)
        .with_shared_pc(options.shared_pc)
        .with_hosts(options.hosts)
}

/// The name of the file of a package; what is as by default is left out:
/// `<course>-<edition>[-<number>-<module>][-<part>-<form>][-<role>][-easy-read][-<variant>][-<language>][-shared-pc]-<format>[-<profile>][-draft].<extension>`;
/// several languages stand as `en-GB_cy`. `own_language` is the language in which the course was written.
#[must_use]
pub fn file_name(identity: &Identity, own_language: &str, standard: &dyn Standard) -> String {
    let languages = identity.languages().collect::<Vec<_>>().join("_");
    let language = (languages != own_language).then_some(languages.as_str());
    let profile = (identity.profile != "universal").then_some(identity.profile.as_str());
    let draft = (!identity.release).then_some("draft");
    let part = identity.part.form().map(|form| format!("{}-{}", identity.part.name(), form.name()));
    let piece = identity.piece.as_ref().map(Piece::file_mark);
    let parts = [
        Some(identity.course.as_str()),
        Some(identity.edition.as_str()),
        piece.as_deref(),
        part.as_deref(),
        identity.role.as_deref(),
        identity.easy_only.then_some("easy-read"),
        identity.variant.as_deref(),
        language,
        identity.shared_pc.then_some("shared-pc"),
        Some(identity.format),
        profile,
        draft,
    ];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join("-");
    // An edition is the author's own text; what a disk might refuse becomes a low line.
    let safe = |sign: char| if sign.is_ascii_alphanumeric() || "._-".contains(sign) { sign } else { '_' };
    format!("{}.{}", name.chars().map(safe).collect::<String>(), standard.extension())
}
