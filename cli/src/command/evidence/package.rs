//! Which course and edition an import is about: what the package says of itself, or what somebody states.

use std::io::Cursor;
use std::path::Path;

use bona_engine::canon::hex;
use bona_engine::id::is_id;
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
    pub(crate) variant: Option<String>,
    pub(crate) language: String,
    pub(crate) content: String,
    pub(crate) release: bool,
    pub(crate) title: String,
    /// SHA-256 of the package, in hex.
    #[serde(skip)]
    pub(crate) sha256: String,
}

/// What the import is about.
#[derive(Debug)]
pub(crate) enum About {
    /// The package says.
    Package(Told),
    /// Somebody typed it.
    Typed {
        /// The course's id.
        course: String,
        /// The edition and who states it.
        edition: Option<(String, String)>,
    },
}

/// Reads what the arguments say the import is about.
pub(crate) fn about(args: &ImportArgs, machine: &dyn Machine) -> Result<About, Failure> {
    match (&args.package, &args.course) {
        (Some(path), _) => read(machine, path).map(About::Package),
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

fn read(machine: &dyn Machine, path: &Path) -> Result<Told, Failure> {
    let wrong = |why: String| Failure::Argument(format!("`{}` {why}", path.display()));
    let bytes = read_at_most(machine, path, PACKAGE_BYTES)
        .map_err(|error| Failure::file("cannot read", path, error))?;
    let sha256 = hex(&Sha256::digest(&bytes));
    let mut archive =
        Archive::open(Cursor::new(bytes)).map_err(|error| wrong(format!("is no package: {error}")))?;
    let text = archive
        .read(COURSE_EVIDENCE, COURSE_EVIDENCE_BYTES)
        .map_err(|error| wrong(format!("is no package of bona, or is damaged: {error}")))?;
    let told: Told = serde_json::from_slice(&text)
        .map_err(|error| wrong(format!("does not say which course it is ({COURSE_EVIDENCE}: {error})")))?;
    if told.version != VERSION || !is_id(&told.course) {
        return Err(wrong("was made by another release of bona, or was changed".to_owned()));
    }
    if told.part != "course" {
        let why = format!(
            "is the part `{}`: it asks before or after the course and completes nothing; import with the package of \
             the course itself",
            told.part
        );
        return Err(wrong(why));
    }
    Ok(Told { sha256, ..told })
}

fn whole() -> String {
    "course".to_owned()
}
