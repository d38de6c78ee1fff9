//! What a record store is seen to do with the questions that a pull rests on. None is believed to answer by the text of xAPI.
//!
//! A filter by which a store gives nothing would lose completions unseen; one that takes `since` for the time of the deed
//! and not of the storing would lose what came in late. So each is tried on a statement that is known to be there. What is
//! not seen to work is not used: then all is asked for, every time.

use std::collections::BTreeMap;

use bona_engine::intake::xapi::Brief;
use bona_engine::time::{posix, utc_from_rfc3339};
use serde_json::Value;

use super::gather::VERBS;
use crate::exit::Failure;
use crate::lrs::Lrs;

/// Whether a later pull may go on where an earlier one ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Since {
    /// Nothing was there to try it on.
    #[default]
    Unseen,
    /// It gives what was stored since then, and a registration whole.
    Sound,
    /// It does not.
    Unsound,
}

/// Whether it gives the statements of a verb.
pub(super) fn knows_verbs(lrs: &mut Lrs<'_>) -> Result<bool, Failure> {
    let verb_of = |one: &Value| one["verb"]["id"].as_str().map(str::to_owned);
    let gives = |lrs: &mut Lrs<'_>, verb: &str| -> Result<bool, Failure> {
        let found = lrs.first(&[("verb", verb)])?;
        Ok(found.iter().any(|one| verb_of(one).as_deref() == Some(verb)))
    };
    if gives(lrs, VERBS[0].iri)? {
        return Ok(true);
    }
    // It may have none of them, or not know the question.
    match lrs.first(&[])?.iter().find_map(verb_of) {
        Some(verb) => gives(lrs, &verb),
        None => Ok(true),
    }
}

/// The statement of a verdict on which it is tried: the one that was stored the longest after its deed.
#[derive(Debug, Default)]
pub(super) struct Candidate {
    late: u64,
    id: String,
    registration: String,
    timestamp: String,
}

impl Candidate {
    /// Takes the statement if it serves better.
    pub(super) fn look_at(own: &mut Option<Self>, value: &Value, brief: &Brief) {
        let Some(timestamp) = value.get("timestamp").and_then(Value::as_str) else { return };
        let at = utc_from_rfc3339(timestamp).as_deref().and_then(posix);
        let (Some(at), Some(stored)) = (at, brief.stored.as_deref().and_then(posix)) else { return };
        let (Some(id), Some(registration)) = (&brief.id, &brief.registration) else { return };
        let late = stored.saturating_sub(at);
        if own.as_ref().is_none_or(|own| own.late < late) && 0 < late {
            let (id, registration) = (id.clone(), registration.clone());
            *own = Some(Self { late, id, registration, timestamp: timestamp.to_owned() });
        }
    }

    /// Whether it is found among all of its registration, and nothing else, and among what was stored after its deed.
    pub(super) fn tried(&self, lrs: &mut Lrs<'_>) -> Result<Since, Failure> {
        let registration = ("registration", self.registration.as_str());
        let found = self.is_found(lrs, &[registration])?
            && self.is_found(lrs, &[registration, ("since", self.timestamp.as_str())])?;
        Ok(if found { Since::Sound } else { Since::Unsound })
    }

    /// Whether it is among what is asked for, page after page, and nothing of another registration is.
    fn is_found(&self, lrs: &mut Lrs<'_>, questions: &[(&str, &str)]) -> Result<bool, Failure> {
        let (mut there, mut strange) = (false, false);
        lrs.pages(questions, &mut |pulled| {
            for one in &pulled.page.statements {
                let is = |path: &str, wanted: &str| {
                    one.pointer(path)
                        .and_then(Value::as_str)
                        .is_some_and(|own| own.eq_ignore_ascii_case(wanted))
                };
                there |= is("/id", &self.id);
                // What refers to a statement is given with it, and has no registration.
                strange |= !is("/context/registration", &self.registration)
                    && !is("/object/objectType", "StatementRef");
            }
            Ok(!there && !strange)
        })?;
        Ok(there && !strange)
    }
}

/// What may be remembered: of a store that was never seen to answer well, nothing.
pub(super) fn may_keep(since: Since, kept: &BTreeMap<String, String>) -> bool {
    match since {
        Since::Sound => true,
        Since::Unseen => !kept.is_empty(),
        Since::Unsound => false,
    }
}
