//! All that cmi5 says of one learner's registration at the course comes to one verdict, or to none.

use std::collections::BTreeSet;

use super::Why;
use super::statement::{Statement, Verb, uuid};
use crate::intake::{ClaimBasis, Claimed, ToldBy, VerdictWord, Wanted, shown};

/// The statements of one registration that count, in the order of the file.
#[derive(Debug)]
pub(super) struct Group<'g, 'a> {
    pub(super) said: &'g [&'g Statement<'a>],
}

/// What they come to.
pub(super) struct Said {
    pub(super) said: String,
    pub(super) verdict: VerdictWord,
    pub(super) score: Option<u8>,
    pub(super) claimed: Claimed,
    pub(super) name: Option<String>,
    pub(super) by: Vec<ToldBy>,
}

impl Group<'_, '_> {
    /// The verdict. cmi5 allows at most one completed and one passed of a registration, and no failed after passed (9.3).
    pub(super) fn told(&self, wanted: &Wanted) -> Result<Option<Said>, Why> {
        let of = |verb: fn(&Verb) -> bool| -> Vec<&Statement<'_>> {
            let mut found: Vec<&Statement<'_>> =
                self.said.iter().copied().filter(|one| verb(&one.verb)).collect();
            found.sort_by(|one, other| one.at().cmp(other.at()));
            found
        };
        let completed = of(|verb| *verb == Verb::Completed);
        let passed = of(|verb| *verb == Verb::Passed);
        let failed = of(|verb| *verb == Verb::Failed);
        let waived = of(|verb| matches!(verb, Verb::Waived(_)));
        let help = || "ask whoever runs the record store; void what is wrong, and export again".to_owned();
        for (all, word) in [(&completed, "completed"), (&passed, "passed")] {
            if 1 < all.len() {
                return Err((
                    format!("{} statements say {word} of one registration; cmi5 allows one", all.len()),
                    help(),
                ));
            }
        }
        if let Some(pass) = passed.first() {
            if failed.iter().any(|fail| pass.at() < fail.at()) {
                return Err(("it says failed after passed, which cmi5 forbids".into(), help()));
            }
            // A system may ask for another mark than the package, and says so in the statement (cmi5 1.0, 9.6.3.2).
            if let (Some(score), Some(mastery)) = (pass.score, pass.mastery.or(wanted.mastery))
                && score < mastery
            {
                return Err((
                    format!("it says passed with {score} per cent where {mastery} are wanted"),
                    help(),
                ));
            }
        }
        self.is_this_edition(wanted)?;
        let (verdict, said, deciding) =
            match (completed.first(), passed.first(), failed.last(), waived.first()) {
                (_, _, _, Some(one)) => {
                    let Verb::Waived(reason) = &one.verb else { return Ok(None) };
                    (VerdictWord::Completed, format!("waived: {reason}"), *one)
                }
                (Some(done), Some(pass), _, _) => (
                    VerdictWord::Passed,
                    "completed, passed".to_owned(),
                    if done.at() < pass.at() { *pass } else { *done },
                ),
                (Some(done), None, None, _) => (VerdictWord::Completed, "completed".to_owned(), *done),
                (_, None, Some(fail), _) => (VerdictWord::Failed, "failed".to_owned(), *fail),
                // Passed and not completed is not yet anything.
                _ => return Ok(None),
            };
        wanted.has_been(deciding.at())?;
        let score = passed.first().or(failed.last()).and_then(|one| one.score);
        Ok(Some(Said {
            said,
            verdict,
            score,
            claimed: Claimed { at: deciding.at().to_owned(), basis: ClaimBasis::LmsUtc },
            name: deciding.name.as_ref().map(|name| name.clone().into_owned()),
            by: self.said.iter().map(|one| one.told()).collect(),
        }))
    }

    /// No id stands in it under which two things were said (xAPI 1.0.3, 2.2: a statement is never changed).
    pub(super) fn unchanged(&self, changed: &BTreeSet<u128>) -> Result<(), Why> {
        if changed.is_empty() {
            return Ok(());
        }
        let is_changed = |one: &&&Statement<'_>| uuid(&one.id).is_some_and(|id| changed.contains(&id));
        match self.said.iter().find(is_changed) {
            Some(one) => Err((
                format!("two statements that differ have the id {}", one.id.to_ascii_lowercase()),
                "ask whoever runs the record store which of them is true, and leave the other out".into(),
            )),
            None => Ok(()),
        }
    }

    /// The course says in each statement which edition it is.
    fn is_this_edition(&self, wanted: &Wanted) -> Result<(), Why> {
        let Some(edition) = &wanted.edition else { return Ok(()) };
        let content = wanted.content.as_deref().and_then(|content| content.get(..8)).unwrap_or("");
        let expected = format!("{edition}+{content}");
        for revision in self.said.iter().filter_map(|one| one.revision.as_ref()) {
            if !revision.starts_with(&expected) {
                return Err((
                    format!("the statement is of the edition {}, not {}", shown(revision), shown(&expected)),
                    "import it with the package that the learner had".into(),
                ));
            }
        }
        Ok(())
    }
}
