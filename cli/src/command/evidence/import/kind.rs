//! Which kind of file it is, who reads it, and what it is called.

use std::path::{Path, PathBuf};

use bona_engine::evidence::SourceKind;
use bona_engine::intake::attendance::{self, AttendanceList};
use bona_engine::intake::mapped::{self, Mapping};
use bona_engine::intake::practice::{self, Practice};
use bona_engine::intake::{
    FileFault, Intake, JSON_BYTES, Wanted, aicc, moodle, observed, receipt, scorm, xapi,
};

use crate::args::ImportKind;
use crate::machine::Machine;
use crate::store::Place;

/// The kind that was typed, or what the file's beginning says: JSON begins with a bracket, an AICC text with a group.
pub(super) fn kind(typed: Option<ImportKind>, bytes: &[u8]) -> SourceKind {
    let json = || {
        bytes
            .trim_ascii_start()
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(bytes)
            .trim_ascii_start()
            .starts_with(b"{")
    };
    match typed {
        Some(ImportKind::ScormRuntime) => SourceKind::ScormRuntime,
        Some(ImportKind::MoodleCompletion) => SourceKind::MoodleCompletion,
        Some(ImportKind::Aicc) => SourceKind::Aicc,
        Some(ImportKind::Receipt) => SourceKind::Receipt,
        Some(ImportKind::Returns) => SourceKind::Returns,
        Some(ImportKind::SignIn) => SourceKind::SignIn,
        Some(ImportKind::Teams) => SourceKind::Teams,
        Some(ImportKind::Zoom) => SourceKind::Zoom,
        Some(ImportKind::Observed) => SourceKind::Observed,
        Some(ImportKind::Pledges) => SourceKind::Pledges,
        Some(ImportKind::FollowUps) => SourceKind::FollowUps,
        Some(ImportKind::Table) => SourceKind::Table,
        Some(ImportKind::Xapi) => SourceKind::Xapi,
        None if json() && receipt::looks_so(bytes) => SourceKind::Receipt,
        None if json() => SourceKind::ScormRuntime,
        None if aicc::looks_so(bytes) => SourceKind::Aicc,
        None => SourceKind::MoodleCompletion,
    }
}

/// What is wrong with a file of which nobody said the kind, and whose beginning says none.
pub(super) fn untold(typed: Option<ImportKind>, bytes: &[u8]) -> Option<FileFault> {
    if typed.is_some() {
        return None;
    }
    let fault = |why: &str, help: &str| Some(FileFault { why: why.to_owned(), help: help.to_owned() });
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    // `{` in UTF-16, either way round.
    let wide = [&b"\xff\xfe{\0"[..], b"\xfe\xff\0{", b"\xff\xfe[\0", b"\xfe\xff\0["];
    if start.is_empty() {
        fault("nothing stands in the file", "export it again")
    } else if wide.iter().any(|mark| bytes.starts_with(mark)) {
        fault("this is JSON in UTF-16", "save it as UTF-8")
    } else if start.starts_with(b"[") && !aicc::looks_so(bytes) {
        fault(
            "this is a list in JSON, which may be of several kinds",
            "say which: --kind xapi reads a list of statements",
        )
    } else {
        None
    }
}

/// Reads the file as that kind.
pub(super) fn read(
    kind: SourceKind,
    bytes: &[u8],
    (minimum, of_session): (Option<u32>, bool),
    mapping: Option<&Mapping>,
    wanted: &Wanted,
) -> Result<Intake, FileFault> {
    let of_meeting = |list| attendance::read(bytes, list, minimum.unwrap_or(0), wanted);
    match kind {
        SourceKind::SignIn => of_meeting(AttendanceList::SignIn),
        SourceKind::Teams => of_meeting(AttendanceList::Teams),
        SourceKind::Zoom => of_meeting(AttendanceList::Zoom),
        SourceKind::Observed => observed::read(bytes, wanted),
        SourceKind::Pledges => practice::read(bytes, Practice::Pledge, of_session, wanted),
        SourceKind::FollowUps => practice::read(bytes, Practice::FollowUp, of_session, wanted),
        SourceKind::Xapi => xapi::read(bytes, wanted),
        SourceKind::Table => match mapping {
            Some(mapping) => mapped::read(bytes, mapping, wanted),
            None => unreachable!("without a mapping one is proposed, and nothing is read"),
        },
        SourceKind::MoodleCompletion => moodle::read(bytes, wanted),
        SourceKind::Aicc => aicc::read(bytes, wanted),
        SourceKind::Receipt => receipt::read(bytes, wanted),
        SourceKind::Returns => unreachable!("answer codes are about nobody and are read by themselves"),
        SourceKind::ScormRuntime if JSON_BYTES < bytes.len() as u64 => Err(FileFault {
            why: format!(
                "the file holds {} MB; at most {} are read",
                bytes.len() / 1_000_000,
                JSON_BYTES / 1_000_000
            ),
            help: "export fewer learners at once".to_owned(),
        }),
        SourceKind::ScormRuntime => scorm::read(bytes, wanted),
    }
}

/// What the kind is called in a sentence.
pub(super) fn called(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::MoodleCompletion => "Moodle's report Activity completion",
        SourceKind::ScormRuntime => "SCORM run-time data",
        SourceKind::Aicc => "an AICC text of one learner",
        SourceKind::Receipt => "a learner's own record, which proves nothing by itself",
        SourceKind::Returns => "answer codes, which say nobody's name and no time",
        SourceKind::SignIn => "a sign-in sheet, keyed by hand",
        SourceKind::Teams => "the attendance report of Teams",
        SourceKind::Zoom => "the participants of a Zoom meeting",
        SourceKind::Observed => "what somebody observed",
        SourceKind::Pledges => "a list of who made a pledge, and not which",
        SourceKind::FollowUps => "a list of with whom a follow-up was held, and not what was said",
        SourceKind::Table => "a table, read as its mapping says",
        SourceKind::Xapi => "statements of xAPI",
    }
}

/// Where refused rows are kept: beside the file, in its own form; of what was piped in beside the store.
pub(super) fn refused_path(
    file: &Path,
    kind: SourceKind,
    (place, machine): (&Place, &dyn Machine),
) -> PathBuf {
    let is_file = matches!(machine.saved(file), Ok(Some(_)));
    let mut name = if is_file { file } else { place.store.as_path() }.as_os_str().to_owned();
    name.push(if is_file { "" } else { ".piped" });
    name.push(match kind {
        SourceKind::MoodleCompletion
        | SourceKind::Returns
        | SourceKind::SignIn
        | SourceKind::Teams
        | SourceKind::Zoom
        | SourceKind::Observed
        | SourceKind::Pledges
        | SourceKind::FollowUps
        | SourceKind::Table => ".refused.csv",
        SourceKind::ScormRuntime | SourceKind::Receipt | SourceKind::Xapi => ".refused.json",
        SourceKind::Aicc => ".refused.txt",
    });
    PathBuf::from(name)
}
