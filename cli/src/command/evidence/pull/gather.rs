//! What is asked of a record store: verdicts by their verbs, what was voided, and all of a registration that is touched.
//!
//! A verdict is made of all statements of a registration, and a later pull sees only the newer ones. So whatever
//! registration they belong to is asked for whole, unless they are recorded already; so is that of a statement that was
//! voided since.

use std::collections::{BTreeMap, BTreeSet};

use bona_engine::intake::xapi::{Brief, Page};
use bona_engine::intake::{ToldBy, Wanted};
use bona_engine::time::utc_from_rfc3339;
use serde_json::Value;

use super::manners::{Candidate, Since, knows_verbs};
use super::since::is_to_come;
use crate::exit::Failure;
use crate::lrs::{Ended, Lrs, Pulled};

/// Registrations that one pull asks for again: each is a request, or more.
const TOUCHED: usize = 500;

/// A verb that is asked for.
pub(super) struct Verb {
    /// As it is called here.
    pub(super) name: &'static str,
    pub(super) iri: &'static str,
}

/// What verdicts are made of (cmi5 1.0, 9.3), and what takes statements back (xAPI 1.0.3, 2.3.2).
pub(super) const VERBS: [Verb; 5] = [
    Verb { name: "completed", iri: "http://adlnet.gov/expapi/verbs/completed" },
    Verb { name: "passed", iri: "http://adlnet.gov/expapi/verbs/passed" },
    Verb { name: "failed", iri: "http://adlnet.gov/expapi/verbs/failed" },
    Verb { name: "waived", iri: "https://w3id.org/xapi/adl/verbs/waived" },
    Verb { name: "voided", iri: "http://adlnet.gov/expapi/verbs/voided" },
];

/// All verbs, for a record store that does not tell them apart.
pub(super) const ALL: Verb = Verb { name: "all", iri: "" };

/// How far a verb was asked for.
#[derive(Debug, Default)]
pub(super) struct Stream {
    pub(super) verb: &'static str,
    /// Whether anything was answered at all.
    pub(super) asked: bool,
    /// Whether there is more than was taken.
    pub(super) cut: bool,
    /// Up to when the record store gave everything, by its first answer.
    pub(super) consistent: Option<String>,
    /// Whether that time was not believed.
    pub(super) ignored: bool,
    /// The newest time at which a statement of it was stored.
    pub(super) newest: Option<String>,
    /// Whether a page was older than the one before it.
    backwards: bool,
}

/// What the pull is about, and what was recorded of it before.
pub(super) struct About<'a> {
    pub(super) wanted: &'a Wanted,
    /// Whether a statement was recorded before and says the same.
    pub(super) known: &'a dyn Fn(&ToldBy) -> Result<bool, Failure>,
}

/// All that was answered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Each statement once, in the order in which they came; one that came in two wordings, in both.
    pub(super) statements: Vec<Value>,
    /// How far each verb was asked for.
    pub(super) streams: Vec<Stream>,
    /// Whether it was asked for verbs.
    pub(super) by_verbs: bool,
    /// Whether the next pull may go on from here.
    pub(super) since: Since,
    /// On what that is tried.
    candidate: Option<Candidate>,
    /// Where statements of an id stand.
    places: BTreeMap<String, Vec<usize>>,
    /// Registrations of verdicts about the course.
    touched: BTreeSet<String>,
    /// Statements that were voided.
    voided: BTreeSet<String>,
}

/// Asks for everything since then.
pub(super) fn gather(
    lrs: &mut Lrs<'_>,
    about: &About<'_>,
    begin: &BTreeMap<String, String>,
) -> Result<Gathered, Failure> {
    let by_verbs = knows_verbs(lrs)?;
    let mut gathered = Gathered { by_verbs, ..Gathered::default() };
    // From the beginning, all of each registration comes by itself.
    let partly = !begin.is_empty();
    let verbs: &[Verb] = if by_verbs { &VERBS } else { &[ALL] };
    for verb in verbs {
        let since = begin.get(verb.name).map(String::as_str);
        let stream = gathered.stream(lrs, about, verb, since, partly)?;
        gathered.streams.push(stream);
    }
    if let Some(candidate) = &gathered.candidate {
        gathered.since = candidate.tried(lrs)?;
    }
    if partly && gathered.since == Since::Unsound {
        return gather(lrs, about, &BTreeMap::new());
    }
    if partly {
        gathered.taken_back(lrs, about.wanted)?;
        gathered.whole_registrations(lrs, about)?;
    }
    Ok(gathered)
}

impl Gathered {
    fn stream(
        &mut self,
        lrs: &mut Lrs<'_>,
        about: &About<'_>,
        verb: &Verb,
        since: Option<&str>,
        partly: bool,
    ) -> Result<Stream, Failure> {
        let mut questions = vec![("ascending", "true")];
        questions.extend(Some(("verb", verb.iri)).filter(|_| !verb.iri.is_empty()));
        questions.extend(since.map(|since| ("since", since)));
        let now = lrs.now();
        let mut stream = Stream { verb: verb.name, ..Stream::default() };
        let ended = lrs.pages(&questions, &mut |pulled| {
            self.page(pulled, about, (&mut stream, partly), &now)?;
            Ok(!partly || self.touched.len() < TOUCHED)
        })?;
        stream.cut = ended == Ended::Cut;
        if stream.cut && stream.backwards {
            let why = "it has more than one pull takes, and does not give the oldest first, so nobody knows where to go on";
            return Err(lrs.fault(why, "ask for what is newer: --since"));
        }
        if stream.cut && since.is_some() && stream.newest.as_deref() <= since {
            let why = "more was stored in one moment than one pull takes";
            return Err(
                lrs.fault(why, "ask whoever runs it; a list of statements can also be imported from a file")
            );
        }
        Ok(stream)
    }

    fn page(
        &mut self,
        pulled: Pulled,
        about: &About<'_>,
        (stream, partly): (&mut Stream, bool),
        now: &str,
    ) -> Result<(), Failure> {
        if !stream.asked {
            stream.consistent = pulled.consistent.as_deref().and_then(utc_from_rfc3339);
            stream.ignored = stream.consistent.as_deref().is_some_and(|time| is_to_come(time, now));
            if stream.ignored {
                stream.consistent = None;
            }
        }
        stream.asked = true;
        for stored in self.take(pulled.page, about, partly)? {
            stream.backwards |= stream.newest.as_ref().is_some_and(|newest| stored < *newest);
            stream.newest = stream.newest.take().max(Some(stored));
        }
        Ok(())
    }

    /// Takes the statements of a page; gives the times at which they were stored. Of those that were recorded already
    /// none is taken where new ones alone are wanted: without the others of its registration it would come to something else.
    fn take(&mut self, page: Page, about: &About<'_>, new_ones: bool) -> Result<Vec<String>, Failure> {
        let mut times = Vec::new();
        for statement in page.statements {
            let brief = Brief::of(&statement, about.wanted);
            times.extend(brief.stored.clone());
            Candidate::look_at(&mut self.candidate, &statement, &brief);
            let known = brief.told.as_ref().map(about.known).transpose()?;
            if known == Some(true) && new_ones {
                continue;
            }
            self.touched.extend(brief.registration);
            self.voided.extend(brief.voids);
            let places = brief.id.map(|id| self.places.entry(id).or_default());
            match places {
                Some(places) if places.iter().any(|place| self.statements[*place] == statement) => continue,
                Some(places) => places.push(self.statements.len()),
                None => {}
            }
            self.statements.push(statement);
        }
        Ok(times)
    }

    /// Finds out whose registration it is that lost a statement. The voided statement itself is not taken.
    fn taken_back(&mut self, lrs: &mut Lrs<'_>, wanted: &Wanted) -> Result<(), Failure> {
        for id in self.voided.clone() {
            let Some(page) = lrs.voided(&id)? else { continue };
            self.touched.extend(page.statements.iter().filter_map(|one| Brief::of(one, wanted).registration));
        }
        Ok(())
    }

    fn whole_registrations(&mut self, lrs: &mut Lrs<'_>, about: &About<'_>) -> Result<(), Failure> {
        for registration in self.touched.clone() {
            let questions = [("registration", registration.as_str()), ("ascending", "true")];
            let ended = lrs.pages(&questions, &mut |pulled| {
                self.take(pulled.page, about, false)?;
                Ok(true)
            })?;
            if ended == Ended::Cut {
                let why = "the registrations that changed since the last pull hold more than one pull takes";
                return Err(lrs.fault(why, "ask for what is newer: --since"));
            }
        }
        Ok(())
    }
}
