//! Why a package could not be made though the course is right.

/// Why a package could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A part was asked for that measures, and the course says nothing to measure. Write `measure: Measure(…)`.
    #[error(
        "the course `{0}` has nothing to ask before or after it; write `measure: Measure(…)` in its course.ron"
    )]
    NothingToMeasure(bona_engine::id::CourseId),
    /// A package was asked for a role that sees no page, or that the course does not know.
    #[error("no page of the course `{course}` is for the role `{role}`")]
    NothingForRole {
        /// The course.
        course: bona_engine::id::CourseId,
        /// The role.
        role: bona_engine::id::RoleId,
    },
    /// A package was asked for of what is in Easy Read, and no page of the course is. Write `easy_read: EasyRead(…)`.
    #[error(
        "no page of the course `{0}` is in Easy Read; write `easy_read: EasyRead(…)` on the pages that matter most, or leave out `--only`"
    )]
    NothingEasy(bona_engine::id::CourseId),
    /// What is in Easy Read was asked for where nothing could be left out: the caller leaves one of the two out.
    #[error("a package of what is in Easy Read cannot be made: {0}")]
    EasyOnly(&'static str),
    /// Two parts of the package want one path: ours to mend, never the author's.
    #[error("two parts of the package want the file `{0}`")]
    PathTaken(String),
    /// A path that no LMS would take (PK-03): the author renames the media file.
    #[error(
        "`{0}` cannot be a path in a package: use a to z, 0 to 9, `.`, `_` and `-`, at most 120 characters and 6 folders deep"
    )]
    BadPath(String),
    /// A kind of file that LMS hosts refuse or would run (PK-06): the author leaves it out or packs it otherwise.
    #[error("`{0}` cannot go into a package: LMS hosts refuse files of this kind, or run them")]
    BlockedExtension(String),
    /// A template and its view disagree: ours to mend.
    #[error("template `{template}` cannot be rendered")]
    Template {
        /// The template.
        template: &'static str,
        /// What handlebars said.
        source: Box<handlebars::RenderError>,
    },
    /// Reading media or writing the package failed: the disk, not the course.
    #[error("{what}")]
    Io {
        /// What was being read or written.
        what: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The package would be larger than the format allows; shrink or drop media.
    #[error("the package would hold {size} bytes; `{format}` allows {limit}")]
    TooLarge {
        /// Name of the format.
        format: &'static str,
        /// Bytes that it would hold.
        size: u64,
        /// Bytes that it may hold.
        limit: u64,
    },
    /// A file that is neither PNG nor JPEG cannot go into one page: pack the course as `html`.
    #[error("`media/{0}` cannot go into one page: only PNG and JPEG pictures can; pack the course as `html`")]
    NotAPicture(String),
    /// A control document that was handed over is not one that the manifest names, or one is missing.
    #[error("control document `{name}` {fault}: give all of the standard's schema files, or none")]
    ControlDocument {
        /// Its file name.
        name: String,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// More files than a package may hold: join or drop some.
    #[error("the package would hold {files} files; at most {limit} are allowed")]
    TooManyFiles {
        /// Files that it would hold.
        files: usize,
        /// Files that it may hold.
        limit: usize,
    },
    /// The worst case of the learner's saved state does not fit the profile: fewer or smaller questions and scenes.
    #[error("the learner's place could need {needed} characters; profile `{profile}` keeps {budget}")]
    StateTooLarge {
        /// Name of the profile.
        profile: String,
        /// Characters that the worst case needs.
        needed: usize,
        /// Characters that are allowed.
        budget: usize,
    },
    /// A question of the test asks for an opinion, which is never marked: ask it on a page.
    #[error("the question `{0}` of the test asks for an opinion, which is never marked; ask it on a page")]
    CannotAsk(String),
    /// The lock is not that of the course as it stands: let it grow and write it before packing.
    #[error("`course.lock` is older than the course `{0}`, or another course's; run `bona check --write`")]
    LockStale(String),
    /// A format names everything by absolute addresses, and the course has none (decisions C-N-15).
    #[error(
        "`{format}` names a course by its own web address, and `{course}` has none; write \
         `address: \"https://training.your-trust.nhs.uk/{course}\"` in its course.ron, with an address of yours"
    )]
    NoAddress {
        /// Name of the format.
        format: &'static str,
        /// The course.
        course: bona_engine::id::CourseId,
    },
    /// This kind of learning system hears nothing by that format: pack the course in one that it takes.
    #[error("{title} takes no `{format}`; write `--format {takes}`, or leave out `--profile {profile}`")]
    ProfileFormat {
        /// What administrators call the kind of system.
        title: &'static str,
        /// Name of its profile.
        profile: &'static str,
        /// Name of the format that was asked for.
        format: &'static str,
        /// Name of the first format that it takes.
        takes: &'static str,
    },
    /// A course cannot be split into packages, or not so.
    #[error("{0}")]
    Split(String),
    /// Pages were named that may frame the course, and the package is for no such page, or the name is none.
    #[error("{0}")]
    Hosts(String),
    /// A page that is one file holds one language: make one for each, or a folder of files.
    #[error("`{0}` holds one language; write `--languages-apart` for a package of each, or `--format html`")]
    OneLanguage(&'static str),
    /// Somebody asked to stop.
    #[error("interrupted")]
    Interrupted,
}
