//! What can be typed, and its help. No logic stands here.

#[cfg(feature = "store-sqlite")]
mod certificate;
#[cfg(feature = "store-sqlite")]
mod correct;
#[cfg(feature = "store-sqlite")]
mod duty;
#[cfg(feature = "store-sqlite")]
mod evidence;
#[cfg(feature = "store-sqlite")]
mod keeping;
#[cfg(feature = "store-sqlite")]
mod people;
#[cfg(feature = "lrs")]
mod pull;
#[cfg(feature = "store-sqlite")]
mod reconcile;
mod review;
mod translate;
#[cfg(feature = "store-sqlite")]
mod upload;
mod variant;
#[cfg(feature = "store-sqlite")]
mod witness;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

#[cfg(feature = "store-sqlite")]
pub(crate) use certificate::{
    CertificateArgs, CertificateCommand, CertificateForm, CertificateVerifyArgs, IssueArgs,
};
#[cfg(feature = "store-sqlite")]
pub(crate) use correct::{CorrectArgs, ReasonWord, VerdictName};
#[cfg(feature = "store-sqlite")]
pub(crate) use duty::{ChaseArgs, DutyArgs, ExpiringArgs, GapsArgs, PageArgs, StaffArgs, WaiveArgs};
#[cfg(feature = "store-sqlite")]
pub(crate) use evidence::{
    EvidenceArgs, EvidenceCommand, ExportArgs, IdentifyBy, ImportArgs, ImportKind, InitArgs, MatrixArgs,
    ReturnsArgs, SessionArgs, SessionMode, Table, VerifyArgs,
};
#[cfg(feature = "store-sqlite")]
pub(crate) use keeping::{AdoptArgs, BackupArgs, RestoreArgs};
#[cfg(feature = "store-sqlite")]
pub(crate) use people::{BasisWord, EraseArgs, PersonArgs, RenameArgs, SameWord};
#[cfg(feature = "lrs")]
pub(crate) use pull::PullArgs;
#[cfg(feature = "store-sqlite")]
pub(crate) use reconcile::ReconcileArgs;
pub(crate) use review::{
    CapacityWord, ReviewArgs, ReviewCommand, ReviewFormat, ReviewMakeArgs, ReviewReadArgs, ReviewRecordArgs,
    ReviewerWord, YesOrNo,
};
pub(crate) use translate::{
    TranslateArgs, TranslateCommand, TranslateExportArgs, TranslateForm, TranslateImportArgs,
};
#[cfg(feature = "store-sqlite")]
pub(crate) use upload::{UploadArgs, UploadFor};
pub(crate) use variant::{FormKind, VariantArgs, VariantCommand, VariantFormArgs, VariantReadArgs};
#[cfg(feature = "store-sqlite")]
pub(crate) use witness::{
    CosignAddArgs, CosignArgs, CosignCommand, KeysArgs, KeysCommand, ListKeysArgs, NewKeyArgs, NewKeyRole,
    RotateKeyArgs, RotateKeyRole, WitnessArgs,
};

/// Checks, packages and records training courses.
#[derive(Debug, Parser)]
#[command(
    name = "bona",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    subcommand_required = true
)]
#[command(
    about = "Training courses as text: check them, package them for any learning system, keep evidence that can be believed"
)]
#[command(after_help = FIRST_STEPS)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const FIRST_STEPS: &str = "\
First steps:
  bona new my_course          a small course to start from
  bona check my_course        every fault, with its place and what to write instead
  bona preview my_course      the course in your browser; each save shows at once
  bona package my_course      a zip to upload to your learning system

A course is a folder with a `course.ron`. Exit values: 0 done, 1 the course or the evidence
is at fault, 2 it could not be examined (a disk, a missing file, a wrong option).";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(NewArgs),
    Check(CheckArgs),
    Fmt(FmtArgs),
    Translate(TranslateArgs),
    Explain(ExplainArgs),
    Package(Box<PackageArgs>),
    Variant(VariantArgs),
    Review(ReviewArgs),
    #[cfg(feature = "preview")]
    Preview(PreviewArgs),
    Graph(GraphArgs),
    Report(ReportArgs),
    #[cfg(feature = "store-sqlite")]
    Evidence(EvidenceArgs),
    #[cfg(feature = "store-sqlite")]
    Certificate(CertificateArgs),
    #[cfg(feature = "store-sqlite")]
    Keys(KeysArgs),
    Completions(CompletionsArgs),
}

#[cfg(feature = "store-sqlite")]
impl Command {
    /// The file that holds the passphrase of the keys, if one is named.
    pub(crate) fn passphrase_file(&self) -> Option<&std::path::Path> {
        let file = match self {
            Self::Evidence(args) => &args.passphrase_file,
            Self::Certificate(args) => &args.passphrase_file,
            Self::Keys(args) => &args.passphrase_file,
            _ => &None,
        };
        file.as_deref()
    }
}

/// Make a small course to start from
///
/// The folder's name becomes the course's id: small letters, digits and `_`.
#[derive(Debug, clap::Args)]
pub(crate) struct NewArgs {
    /// Folder to make; it must not exist yet
    pub(crate) folder: PathBuf,
    /// What to start from
    #[arg(long, value_enum, default_value_t = Template::Awareness)]
    pub(crate) template: Template,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Template {
    /// One page
    Minimal,
    /// Pages, a question, a pledge and where to turn
    Awareness,
    /// A scene with decisions and endings
    Scenario,
    /// A bank of questions and a test
    Test,
}

/// Check courses: every fault in one run, with its place and what to write instead
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Folders of courses
    #[arg(required = true, value_name = "COURSE")]
    pub(crate) courses: Vec<PathBuf>,
    /// Check dates as if it were this day, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Check it with this theme of house/themes in place of the course's own
    #[arg(long, value_name = "ID")]
    pub(crate) theme: Option<String>,
    /// Check it for these places of house/places, separated by commas; left out, for all of them
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    pub(crate) variant: Vec<String>,
    /// Bring course.lock up to date, and fill in the empty `was` of variants; nothing is ever replaced
    #[arg(long)]
    pub(crate) write: bool,
    /// Say that somebody has looked at what moved and found that it still fits: under a place's changes, PLACE for all
    /// of them or PLACE/BLOCK for one; of a translation, TAG for all of it or TAG/TEXT for one text. Several are separated by
    /// commas, or given one by one
    #[arg(long, value_name = "PLACE|TAG", value_delimiter = ',')]
    pub(crate) accept: Vec<String>,
    /// Count warnings as errors
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) deny: Option<Deny>,
    /// Make the corrections of which nothing else can be meant, then check again
    #[arg(long)]
    pub(crate) fix: bool,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Output::Human)]
    pub(crate) output: Output,
}

/// Lay out RON files: one layout, every comment kept, nothing said differently
///
/// A file that is not whole RON is told of and left as it is.
#[derive(Debug, clap::Args)]
pub(crate) struct FmtArgs {
    /// Files, or folders with RON files
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing; name the files that would change, and end with 1 if there are any
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// With the text and a mark under the place
    Human,
    /// One line a fault
    Short,
    /// One JSON document (docs/schema/check.json)
    Json,
    /// One SARIF 2.1.0 document, for code hosts and editors
    Sarif,
}

/// Explain a rule, or list all of them
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The name that stands in brackets after `error` or `warning`
    pub(crate) rule: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Listing::Human)]
    pub(crate) output: Listing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listing {
    /// To be read
    Human,
    /// One JSON document
    Json,
}

/// Show courses in a browser as learners will see them; each save shows at once
///
/// The pages are those of a package, and speak to whichever learning system you choose: none, or one that is played
/// here and shows every call. Whatever you save in the course's folder or its house is shown at the same place; while
/// a file is at fault the last good pages stay, with the faults over them. Nothing is written, and only this computer
/// can open the pages. Ctrl-C ends it.
#[cfg(feature = "preview")]
#[derive(Debug, clap::Args)]
pub(crate) struct PreviewArgs {
    /// Folders of courses
    #[arg(required = true, value_name = "COURSE")]
    pub(crate) courses: Vec<PathBuf>,
    /// The language to begin in, by its tag: cy, ar; `all` for a package that holds every language
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// The role to begin with, as in a package for one role; left out, the learner chooses
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<String>,
    /// The place of house/places for which it is shown; left out, the course itself
    #[arg(long, value_name = "PLACE")]
    pub(crate) variant: Option<String>,
    /// The theme of house/themes to begin with, in place of the course's own
    #[arg(long, value_name = "ID")]
    pub(crate) theme: Option<String>,
    /// The port of 127.0.0.1 to listen at; 0 is any that is free
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub(crate) port: u16,
    /// Only print the address; open no browser
    #[arg(long)]
    pub(crate) no_open: bool,
}

/// Draw where the choices of each scene lead
///
/// One SVG file a scene; or Mermaid's text, which many editors and code hosts draw.
#[derive(Debug, clap::Args)]
pub(crate) struct GraphArgs {
    /// Folder of the course
    pub(crate) course: PathBuf,
    /// Only the scenes of this module
    #[arg(long, value_name = "MODULE")]
    pub(crate) module: Option<String>,
    /// What to make of them
    #[arg(long, value_enum, default_value_t = Drawing::Svg)]
    pub(crate) output: Drawing,
    /// Folder for the drawings
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Drawing {
    /// A file a scene
    Svg,
    /// Text, printed
    Mermaid,
}

/// Report on courses as a whole: what is asked of what is taught, and what guessing earns
///
/// `coverage` goes through the outcomes: the pages that teach each, the questions that practise and test it,
/// how many of them are drawn, what is missing, and which frameworks each leads to. `fairness` lets guessers loose who have not read the course
/// and take the longest option, or the one without "always": what each earns of each bank, and how likely each
/// passes, reckoned over every test that can be drawn. A bank is unfair where a guesser earns more than 45 per
/// cent; all banks together are where one is more than 3 points from chance. `voices` counts who of the invented
/// people leads, helps, is able, glad, asks, slips or is harmed, by the groups that the author states, and names a group
/// that is only ever harmed, always errs, always asks, or is missing. `variants` goes through the places of
/// the house: what each says and changes of each course, which of its changes were written against words that have
/// moved since, and who has not answered. `reviews` goes through the modules and banks: in which of the capacities
/// that the course asks for each was read, on which day, and whether its text has moved since.
/// `comments` lists what reviewers said that is not settled, page by page, with its place in the files.
/// `impact` is the equality impact assessment of impact.ron; with --html it becomes a form that can be printed, with room
/// for a pen where nothing is said.
///
/// A report forbids nothing; with `--deny warnings` it ends with 1 if it finds something.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    /// Folders of courses
    #[arg(required = true, value_name = "COURSE")]
    pub(crate) courses: Vec<PathBuf>,
    /// What to report on
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) of: ReportOf,
    /// End with 1 if the report finds a gap, or something unfair
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) deny: Option<Deny>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Listing::Human)]
    pub(crate) output: Listing,
    /// A page to write instead, for `--of impact` of one course
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportOf {
    /// What is taught and what is asked, outcome by outcome
    Coverage,
    /// What guessers earn, and how far draws differ
    Fairness,
    /// Who is shown, and in which part
    Voices,
    /// What places say and change, what has moved under them, and who has not answered
    Variants,
    /// Which parts were read in which capacity, whether their text has moved since, and what is awaited
    Reviews,
    /// What reviewers said that is open, with its places
    Comments,
    /// The equality impact assessment: what is expected for whom, what is done, and what nobody has said yet
    Impact,
}

/// Make packages for a learning system
///
/// A package is a draft until the reviews that the course asks for are on record; its first page and its
/// file name say so. A package stays as it is while nothing of which it is made has changed; the file .bona-cache in the
/// folder of the packages notes what that was, and can be deleted at any time.
#[derive(Debug, clap::Args)]
pub(crate) struct PackageArgs {
    /// Folders of courses
    #[arg(required = true, value_name = "COURSE")]
    pub(crate) courses: Vec<PathBuf>,
    /// Formats, separated by commas: scorm12, scorm2004-3, scorm2004-4, cmi5, xapi, aicc, html, html-single, cc11, cc13,
    /// moodle-xml, gift; `all` are those that the profile takes
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "scorm12")]
    pub(crate) format: Vec<String>,
    /// What to pack: the course, or what is asked before it, straight after, or some time later
    #[arg(long, value_enum, default_value_t = PartName::Course)]
    pub(crate) part: PartName,
    /// Which of the two forms to ask; left out, form a before the course and form b after it
    #[arg(long, value_enum)]
    pub(crate) form: Option<FormName>,
    /// Make several packages of each course, to be taken one after another: each has a place and a record of its own;
    /// left out, the course is one package
    #[arg(long, value_enum, value_name = "INTO")]
    pub(crate) split: Option<SplitName>,
    /// Make it for one role of the course, and leave out what is for others; left out, everything is there
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<String>,
    /// Make it of what is in Easy Read alone, and leave out pages that are not; left out, everything is there
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) only: Option<OnlyName>,
    /// Places of house/places, separated by commas, or `all`: one package for each, with what it says and changes; left
    /// out, the course itself
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    pub(crate) variant: Vec<String>,
    /// Languages, separated by commas, or `all`: the package begins in the first, and a learner may change to the
    /// others and keeps one place and one record; left out, the language of the course alone
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub(crate) language: Vec<String>,
    /// One package for each language, rather than one that holds them all
    #[arg(long, requires = "language")]
    pub(crate) languages_apart: bool,
    /// How it looks, by the id of a theme in house/themes; left out, as the course says
    #[arg(long, value_name = "ID")]
    pub(crate) theme: Option<String>,
    /// Close a visit when nobody is there, for computers that learners share; left out, as the course says
    #[arg(long)]
    pub(crate) shared_pc: bool,
    /// Learning system: universal, esr, learning-hub, moodle, totara, openedx, scorm-cloud, canvas, aicc; or `host`, a
    /// page of your own that frames the course and keeps the record (docs/embedding.md)
    #[arg(long, default_value = "universal")]
    pub(crate) profile: String,
    /// With `--profile host`: the pages that may frame the course and are told, by their origins, separated by commas,
    /// such as https://portal.example; left out, whatever page frames it
    #[arg(long, value_name = "ORIGIN", value_delimiter = ',')]
    pub(crate) host: Vec<String>,
    /// Folder for the packages
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub(crate) out: PathBuf,
    /// Folder with the standard's XSD files, copied into the package
    #[arg(long, value_name = "DIR")]
    pub(crate) control_documents: Option<PathBuf>,
    /// Make packages to be given out, not drafts: asks for course.lock and for every review on record
    #[arg(long)]
    pub(crate) release: bool,
    /// Make the packages of the courses that are right where others are at fault; left out, none is made then
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Also write a page that lists the packages, index.html, a feed that tells of new ones, feed.xml, and the sheets for
    /// administrators beside them
    #[arg(long)]
    pub(crate) index: bool,
    /// With `--index`: the day on which they are given out, such as 2026-11-22; left out, the time in the variable
    /// SOURCE_DATE_EPOCH
    #[arg(long, value_name = "DAY", requires = "index")]
    pub(crate) date: Option<String>,
    /// With `--index`: who gives them out
    #[arg(long, value_name = "NAME", requires = "index")]
    pub(crate) publisher: Option<String>,
    /// With `--index`: where the folder will be, such as https://training.example/packages/; left out, links in the feed
    /// are relative
    #[arg(long, value_name = "URL", requires = "index")]
    pub(crate) address: Option<String>,
    /// How many packages to make at once
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Read every file again, whatever its size and time say; left out, what has the same as when it was read last is
    /// taken for the same
    #[arg(long)]
    pub(crate) rehash: bool,
    /// Make every package anew, and note nothing for the next time
    #[arg(long, conflicts_with = "rehash")]
    pub(crate) no_cache: bool,
    /// How to print what was made
    #[arg(long, value_enum, default_value_t = Listing::Human)]
    pub(crate) output: Listing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PartName {
    /// The course itself
    Course,
    /// What is asked before it
    Baseline,
    /// What is asked straight after it
    Post,
    /// What is asked some time later
    FollowUp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnlyName {
    /// Pages with a version in Easy Read, in that version
    #[value(name = "easy_read")]
    EasyRead,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SplitName {
    /// One for each module, which its pages complete, and the test as the last
    Modules,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormName {
    A,
    B,
}

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}
