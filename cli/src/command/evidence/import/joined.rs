//! Moodle's SCORM report beside its report *Activity completion*: what it may be joined to, and the two read together.

use std::path::Path;

use bona_engine::canon::hex;
use bona_engine::evidence::SourceKind;
use bona_engine::intake::moodle::{ATTEMPTS_BYTES, attempts, read_with};
use bona_engine::intake::{FileFault, Intake, Wanted};
use sha2::{Digest as _, Sha256};

use crate::args::ImportArgs;
use crate::exit::Failure;
use crate::machine::{Machine, read_at_most};

/// Whether the second report means anything for the first, and whether answers can come from anywhere.
pub(super) fn asked(args: &ImportArgs, kind: SourceKind) -> Result<(), Failure> {
    let wrong = |why: &str| Err(Failure::Argument(why.to_owned()));
    match (&args.interactions, kind) {
        (None, SourceKind::MoodleCompletion) if args.answers => wrong(
            "Moodle's report Activity completion holds no answers; add --interactions with the Interactions report of the \
             SCORM activity, or leave --answers out",
        ),
        (Some(_), kind) if kind != SourceKind::MoodleCompletion => {
            wrong("--interactions is joined to Moodle's report Activity completion; leave it out")
        }
        _ => Ok(()),
    }
}

/// Both reports read together, and the SHA-256 of the second in hex.
pub(super) fn read(
    path: &Path,
    completions: &[u8],
    wanted: &Wanted,
    machine: &dyn Machine,
) -> Result<(Result<Intake, FileFault>, String), Failure> {
    let scorm = read_at_most(machine, path, ATTEMPTS_BYTES)
        .map_err(|error| Failure::file("cannot read", path, error))?;
    let named = |fault: FileFault| FileFault { why: format!("`{}`: {}", path.display(), fault.why), ..fault };
    let intake = match attempts(completions, &scorm, wanted) {
        Ok(attempts) => read_with(completions, &attempts, wanted),
        Err(fault) => Err(named(fault)),
    };
    Ok((intake, hex(&Sha256::digest(&scorm))))
}
