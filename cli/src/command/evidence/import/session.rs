//! What lists of a group session need beside the file: which session, how long is enough, who checked the keying.

use std::path::Path;

use bona_engine::evidence::{CompletionKind, Facts, Leaf, SessionLeaf, SourceKind, Store as _, StoreError};
use bona_engine::intake::attendance::{Keyed, PEOPLE_BYTES, days_named, keyed_alike};
use bona_engine::intake::{FileFault, Intake, Wanted};
use bona_engine::time::days_between;
use serde_json::Value;

use super::super::{STEP, last_day};
use super::kind::read;
use super::mapping;
use crate::args::ImportArgs;
use crate::exit::Failure;
use crate::machine::{Machine, read_at_most};
use crate::sheet::list::plain;
use crate::store::{AnyStore, Place};

/// Whether all is there that such a list needs, and nothing that means nothing for it.
pub(super) fn asked(args: &ImportArgs, kind: SourceKind) -> Result<(), Failure> {
    let wrong = |why: &str| Err(Failure::Argument(why.to_owned()));
    let checked = args.count.is_some() || args.keyed_again.is_some();
    if checked && kind != SourceKind::SignIn {
        return wrong("--count and --keyed-again check a sheet that was keyed by hand; leave them out");
    }
    if kind.records() != CompletionKind::Attendance {
        let of_session = matches!(kind, SourceKind::Pledges | SourceKind::FollowUps);
        return match (args.session.as_ref().filter(|_| !of_session), args.minimum) {
            (None, None) => Ok(()),
            _ => wrong("--session and --minimum are for lists of a group session; leave them out"),
        };
    }
    if args.session.is_none() {
        return wrong("say of which session the list is: --session; `bona evidence session` names a new one");
    }
    match kind {
        SourceKind::SignIn if !checked => wrong(
            "a sheet keyed by hand must be checked: add --count with the number of signatures on it, or --keyed-again \
             with a second keying by somebody else",
        ),
        SourceKind::Teams | SourceKind::Zoom if args.minimum.is_none() => {
            wrong("say how many minutes somebody must have been there: --minimum")
        }
        _ => Ok(()),
    }
}

/// Checks the keying of a sheet, then reads the list.
pub(super) fn keyed(
    args: &ImportArgs,
    kind: SourceKind,
    bytes: &[u8],
    wanted: &Wanted,
    machine: &dyn Machine,
) -> Result<Result<Intake, FileFault>, Failure> {
    let alike = match (args.count, &args.keyed_again) {
        (Some(count), _) => keyed_alike(bytes, Keyed::Count(count), wanted),
        (None, Some(path)) => {
            let read = |path: &Path| {
                read_at_most(machine, path, PEOPLE_BYTES)
                    .map_err(|error| Failure::file("cannot read", path, error))
            };
            let second = read(path)?;
            if second == read(&args.file)? {
                return Err(Failure::Argument(format!(
                    "`{}` holds the very bytes of `{}`, so nobody keyed the sheet a second time; have somebody else key it, or \
                     add --count with the number of signatures on it instead",
                    path.display(),
                    args.file.display()
                )));
            }
            let named =
                |fault: FileFault| FileFault { why: format!("`{}`: {}", path.display(), fault.why), ..fault };
            plain(second, args.sheet.as_deref())
                .map_err(named)
                .and_then(|second| keyed_alike(bytes, Keyed::Twice(&second), wanted))
        }
        (None, None) => Ok(()),
    };
    let mapping = match &args.mapping {
        Some(path) => match mapping::of(machine, path)? {
            Ok(mapping) => Some(mapping),
            Err(fault) => return Ok(Err(fault)),
        },
        None => None,
    };
    Ok(alike
        .and_then(|()| read(kind, bytes, (args.minimum, args.session.is_some()), mapping.as_ref(), wanted)))
}

/// The session that was named, as its leaf says it.
pub(super) fn of(
    args: &ImportArgs,
    store: &AnyStore,
    (place, machine): (&Place, &dyn Machine),
) -> Result<Option<SessionLeaf>, Failure> {
    let Some(name) = &args.session else { return Ok(None) };
    let mut next = 0;
    loop {
        let leaves = store.leaves(next, STEP).map_err(|error| place.failure(&error))?;
        let Some(last) = leaves.last() else { break };
        next = last.index + 1;
        for leaf in &leaves {
            if !leaf.bytes.starts_with(b"{\"kind\":\"session\"") {
                continue;
            }
            match Leaf::read(&leaf.bytes) {
                Ok(Leaf::Session(session)) if session.session == *name => {
                    return has_been(session, machine).map(Some);
                }
                _ => {}
            }
        }
    }
    Err(Failure::Argument(format!(
        "no session is called `{name}`; `bona evidence session --starts … --mode …` names a new one"
    )))
}

/// That the very same file was not imported for another session: it would credit everybody twice.
pub(super) fn is_its_own(
    args: &ImportArgs,
    store: &AnyStore,
    (place, machine): (&Place, &dyn Machine),
    facts: &Facts,
) -> Result<(), Failure> {
    let Some(session) = &facts.session else { return Ok(()) };
    if facts.records != CompletionKind::Attendance {
        return Ok(());
    }
    let Some((leaf, other)) =
        imported_for(store, &facts.source.sha256, &session.session).map_err(|error| place.failure(&error))?
    else {
        return Ok(());
    };
    let what =
        format!("`{}` was imported for the session `{other}` before (leaf {leaf})", args.file.display());
    if args.another_session {
        machine.err(&format!("note: {what}, and is taken for `{}` too\n", session.session));
        return Ok(());
    }
    Err(Failure::Argument(format!(
        "{what}, and everybody on it would have been at `{}` too; give the list of that session, or add --another-session if \
         one meeting was both",
        session.session
    )))
}

/// The batch that this file was imported as for another session than this one, and that session.
fn imported_for(store: &AnyStore, sha256: &str, session: &str) -> Result<Option<(u64, String)>, StoreError> {
    let mut next = 0;
    loop {
        let leaves = store.leaves(next, STEP)?;
        let Some(last) = leaves.last() else { return Ok(None) };
        next = last.index + 1;
        for leaf in leaves.iter().filter(|leaf| leaf.bytes.starts_with(b"{\"kind\":\"batch\"")) {
            // The batch, and the first that was recorded of it.
            let bodies: Vec<(u64, Value)> = store
                .parts(leaf.index, leaf.index + 2)?
                .open
                .into_iter()
                .filter_map(|part| Some((part.index, serde_json::from_slice(&part.body).ok()?)))
                .collect();
            let says = |index: u64, key: &str| {
                bodies.iter().filter(|(at, _)| *at == index).find_map(|(_, body)| body.get(key)?.as_str())
            };
            if says(leaf.index, "sha256") == Some(sha256)
                && let Some(other) = says(leaf.index + 1, "session").filter(|other| *other != session)
            {
                return Ok(Some((leaf.index, other.to_owned())));
            }
        }
    }
}

/// What is to be said where a report of a meeting names other days than that of the session.
pub(super) fn other_day(bytes: &[u8], kind: SourceKind, session: &SessionLeaf) -> Option<String> {
    if !matches!(kind, SourceKind::Teams | SourceKind::Zoom) {
        return None;
    }
    let held = session.starts.get(..10)?;
    let named = days_named(bytes);
    // Clocks stand in several zones.
    let near = |day: &String| days_between(held, day).is_some_and(|days| days.abs() <= 1);
    let (written, _) = named.first()?;
    (!named.iter().any(|(_, days)| days.iter().any(near))).then(|| {
        format!(
            "note: the report names the day `{written}`, and the session `{}` is of {held}: look whether it is the report of \
             another meeting",
            session.session
        )
    })
}

/// Nobody can have been at a session that has not been held yet.
fn has_been(session: SessionLeaf, machine: &dyn Machine) -> Result<SessionLeaf, Failure> {
    let day = session.starts.get(..10).unwrap_or_default();
    match last_day(machine) {
        Some(last) if last.as_str() < day => Err(Failure::Argument(format!(
            "the session `{}` is to be held on {day}, so nobody was there yet; if it was held on another day, name that with \
             `bona evidence session`, and if the day is right, set the clock of this machine",
            session.session
        ))),
        _ => Ok(session),
    }
}
