//! Which course and edition an import is about: what the package says of itself, or what somebody states.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use bona_engine::answer_code::Key;
use bona_engine::canon::hex;
use bona_engine::evidence::{CompletionKind, SourceKind};
use bona_engine::id::is_id;
use bona_engine::intake::AnswerKey;
use bona_engine::slots::{Slot, SlotKind};
use bona_packager::Archive;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::args::ImportArgs;
use crate::exit::Failure;
use crate::machine::{Machine, read_at_most};

/// Largest package that is read: NHS Learning Hub takes up to 2 GB.
const PACKAGE_BYTES: u64 = 2_000_000_000;
/// What a package says of itself.
const COURSE_EVIDENCE: &str = "course-evidence.json";
/// Largest such file, in bytes.
const COURSE_EVIDENCE_BYTES: u64 = 16_000_000;
/// Widest opinion in a code, in bits: a scale has at most 26 points.
const BITS_MAX: u32 = 8;
/// The part that asks some time after the course, as a package calls it.
const FOLLOW_UP: &str = "follow-up";
/// The layout of it that is known here.
const VERSION: u32 = 1;

/// What a package says of itself; fields that import does not need are left unread.
#[derive(Debug, Deserialize)]
pub(crate) struct Told {
    version: u32,
    pub(crate) course: String,
    pub(crate) edition: String,
    /// What the package holds of the course; a package that says nothing holds all of it.
    #[serde(default = "whole")]
    part: String,
    /// Which of two forms a part asks.
    #[serde(default)]
    form: Option<String>,
    pub(crate) variant: Option<String>,
    pub(crate) language: String,
    pub(crate) content: String,
    pub(crate) release: bool,
    pub(crate) title: String,
    /// What the letters of answers mean.
    #[serde(default)]
    pub(crate) interactions: AnswerKey,
    /// The test, if it has one.
    #[serde(default)]
    test: Option<Test>,
    /// What an answer code of it is made of.
    #[serde(default)]
    answer_code: Option<AnswerCode>,
    /// SHA-256 of each other file, in hex, by its path; a manifest lists this file, and so cannot stand in it.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// SHA-256 of the package, in hex.
    #[serde(skip)]
    pub(crate) sha256: String,
}

#[derive(Debug, Deserialize)]
struct Test {
    /// Share of the points that passes, in millionths.
    pass_mark: u32,
}

#[derive(Debug, Deserialize)]
struct AnswerCode {
    slots: Vec<OpinionSlot>,
}

#[derive(Debug, Deserialize)]
struct OpinionSlot {
    id: String,
    bits: u32,
    options: Vec<String>,
}

/// What the import is about.
#[derive(Debug)]
pub(crate) enum About {
    /// The package says.
    Package(Box<Told>),
    /// Somebody typed it.
    Typed {
        /// The course's id.
        course: String,
        /// The edition and who states it.
        edition: Option<(String, String)>,
    },
}

impl About {
    /// What is recorded of a file of this kind.
    pub(crate) fn records(&self, kind: SourceKind) -> CompletionKind {
        match self {
            Self::Package(told) if told.part == FOLLOW_UP => CompletionKind::FollowUp,
            _ => kind.records(),
        }
    }

    /// What passes the test, in whole per cent, rounded half up; `None` where no package says it or there is no test.
    pub(crate) fn mastery(&self) -> Option<u8> {
        match self {
            Self::Package(told) => {
                let test = told.test.as_ref()?;
                u8::try_from((test.pass_mark.min(1_000_000) + 5_000) / 10_000).ok()
            }
            _ => None,
        }
    }

    /// The part of the course, as items name it; `None` is the course itself.
    pub(crate) fn part(&self) -> Option<String> {
        match self {
            Self::Package(told) if told.part == FOLLOW_UP => {
                Some(format!("follow_up_{}", told.form.as_deref().unwrap_or_default()))
            }
            _ => None,
        }
    }
}

/// That the package of the part that asks later is named for nothing but who handed it in.
pub(crate) fn fits(args: &ImportArgs, about: &About, kind: SourceKind) -> Result<(), Failure> {
    let (Some(path), Some(_)) = (&args.package, about.part()) else { return Ok(()) };
    let can = matches!(
        kind,
        SourceKind::MoodleCompletion
            | SourceKind::ScormRuntime
            | SourceKind::Aicc
            | SourceKind::Table
            | SourceKind::FollowUps
    );
    if !can {
        return Err(Failure::Argument(format!(
            "`{}` is the part `{FOLLOW_UP}`, of which only a learning system's report (moodle-completion, scorm-runtime, aicc, \
             table) or a list (follow-ups) says who handed it in; `{}` does not",
            path.display(),
            kind.name()
        )));
    }
    if args.answers || args.interactions.is_some() {
        return Err(Failure::Argument(format!(
            "`{}` is the part `{FOLLOW_UP}`: what is answered there is kept of nobody by name; leave out --answers and \
             --interactions",
            path.display()
        )));
    }
    Ok(())
}

/// Reads what the arguments say the import is about.
pub(crate) fn about(args: &ImportArgs, machine: &dyn Machine) -> Result<About, Failure> {
    match (&args.package, &args.course) {
        (Some(path), _) => read(machine, path).map(|told| About::Package(Box::new(told))),
        (None, Some(course)) if is_id(course) => {
            let edition = args.edition.clone().zip(args.stated_by.clone());
            Ok(About::Typed { course: course.clone(), edition })
        }
        (None, Some(course)) => Err(Failure::Argument(format!(
            "`{course}` is no course id: 3 to 40 small letters, digits and `_`, a letter first"
        ))),
        (None, None) => {
            Err(Failure::Argument("say what the file is about: --package ZIP or --course ID".into()))
        }
    }
}

/// The key to a package's answer codes; any package of the edition that asks opinions has it.
pub(crate) fn answer_key(args: &ImportArgs, machine: &dyn Machine) -> Result<(Told, Key), Failure> {
    let Some(path) = &args.package else {
        return Err(Failure::Argument(
            "answer codes are read by a package that asks opinions: add --package".into(),
        ));
    };
    let told = open(machine, path)?;
    let Some(code) = &told.answer_code else {
        let why = "asks no opinions, so it has no answer codes; take the package of a part that measures";
        return Err(Failure::Argument(format!("`{}` {why}", path.display())));
    };
    let slot = |slot: &OpinionSlot| Slot {
        kind: SlotKind::Single,
        id: slot.id.clone(),
        bits: slot.bits,
        step: 0,
        options: slot.options.clone(),
    };
    let slots: Vec<Slot> = code.slots.iter().map(slot).collect();
    if slots.iter().any(|slot| !(1..=BITS_MAX).contains(&slot.bits)) {
        return Err(Failure::Argument(format!("`{}` was changed: an opinion has no width", path.display())));
    }
    let key = Key { course: told.course.clone(), edition: told.edition.clone(), slots };
    Ok((told, key))
}

fn read(machine: &dyn Machine, path: &Path) -> Result<Told, Failure> {
    let wrong = |why: String| Failure::Argument(format!("`{}` {why}", path.display()));
    let told = open(machine, path)?;
    if ["module", "test"].contains(&told.part.as_str()) {
        let why = "is one of several packages of a course, which completes nothing by itself; whoever finished all of \
                   them has finished the course, and no one export says that";
        return Err(wrong(why.to_owned()));
    }
    if !["course", FOLLOW_UP].contains(&told.part.as_str()) {
        let why = format!(
            "is the part `{}`: it asks before or straight after the course and completes nothing; import with the \
             package of the course itself",
            told.part
        );
        return Err(wrong(why));
    }
    Ok(told)
}

/// Reads what any package of ours says of itself.
pub(crate) fn open(machine: &dyn Machine, path: &Path) -> Result<Told, Failure> {
    let wrong = |why: String| Failure::Argument(format!("`{}` {why}", path.display()));
    let bytes = read_at_most(machine, path, PACKAGE_BYTES)
        .map_err(|error| Failure::file("cannot read", path, error))?;
    let sha256 = hex(&Sha256::digest(&bytes));
    let mut archive =
        Archive::open(Cursor::new(bytes)).map_err(|error| wrong(format!("is no package: {error}")))?;
    let text = archive.read(COURSE_EVIDENCE, COURSE_EVIDENCE_BYTES).map_err(|error| {
        let deeper = archive.names().find(|name| name.ends_with(&format!("/{COURSE_EVIDENCE}")));
        let inner = archive.names().find(|name| name.ends_with(".zip") || name.ends_with(".imscc"));
        wrong(match deeper.or(inner) {
            Some(deeper) => format!(
                "holds the package one level deeper (`{deeper}`): give the zip as `bona package` made it"
            ),
            None => format!("is no package of bona, or is damaged: {error}"),
        })
    })?;
    let told: Told = serde_json::from_slice(&text)
        .map_err(|error| wrong(format!("does not say which course it is ({COURSE_EVIDENCE}: {error})")))?;
    if told.version != VERSION || !is_id(&told.course) {
        return Err(wrong("was made by another release of bona, or was changed".to_owned()));
    }
    // What a system adds is its own; what was made is still as it was.
    for (name, made) in &told.files {
        let now = archive.read(name, PACKAGE_BYTES).map(|bytes| hex(&Sha256::digest(&bytes)));
        let fault = match now {
            Ok(now) if now == *made => continue,
            Ok(_) => format!("`{name}` in it is another file than when the package was made"),
            Err(error) => error.to_string(),
        };
        return Err(wrong(format!(
            "was changed or damaged since it was made: {fault}; give the package as `bona package` made it, or state --course, \
             --edition and --stated-by"
        )));
    }
    Ok(Told { sha256, ..told })
}

fn whole() -> String {
    "course".to_owned()
}
