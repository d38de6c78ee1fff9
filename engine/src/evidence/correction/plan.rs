//! Works out the leaves of corrections, from a log that was verified. Nothing is written here.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::{CorrectionReason, Corrects, Withdrawal, WithdrawalKind, first_leaf, mark};
use crate::evidence::append::{Growing, Met, PlanFault, entry};
use crate::evidence::canonical::EntryFault;
use crate::evidence::commit::Field;
use crate::evidence::learner::{PersonNumber, PseudonymKey};
use crate::evidence::record::{Completion, CompletionKind, EditionBasis, Leaf, SourceKind};
use crate::evidence::vault::{Batch, Chance, Head, Parts, Store, StoreError};
use crate::evidence::verify::{Log, Recorded};
use crate::evidence::waiver::Waiver;
use crate::intake::{ClaimBasis, Claimed, VerdictWord};
use crate::log::Tree;

/// Records that are corrected at once: a whole list that was imported by the wrong package.
pub const CORRECTED_MAX: usize = 10_000;

/// What somebody decided on records that are wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correcting {
    /// Their leaves: as they were first recorded, or as they stand now.
    pub leaves: Vec<u64>,
    /// What becomes of them.
    pub change: Change,
    /// What was wrong.
    pub reason: CorrectionReason,
    /// In their own words, where they add some.
    pub because: Option<String>,
    /// Who decided, by name; only a person number goes into the record.
    pub decided_by: String,
    /// The time, UTC.
    pub now: String,
}

/// What becomes of a wrong record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It does not count, and nothing does in its place.
    Withdraw,
    /// It counts again as it was first recorded.
    PutBack,
    /// This counts in its place.
    Amend(Amendment),
}

/// What is to stand in the place of what was recorded; all else stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amendment {
    /// What it came to.
    pub verdict: Option<VerdictWord>,
    /// The score in whole per cent; `Some(None)`: none is known.
    pub score: Option<Option<u8>>,
    /// The day, `2026-11-23`.
    pub day: Option<String>,
    /// Whose it is.
    pub person: Option<PersonNumber>,
    /// What was taken.
    pub taken: Option<Taken>,
}

/// What was taken, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Id of the course; `None`: the one that is recorded.
    pub course: Option<String>,
    /// The author's edition.
    pub edition: String,
    /// How it is known.
    pub basis: EditionBasis,
    /// Content hash in hex.
    pub content: Option<String>,
    /// The place that the package was tailored for.
    pub variant: Option<String>,
    /// BCP 47 tag of the package's language.
    pub language: Option<String>,
    /// Whether the package was a release.
    pub release: Option<bool>,
}

/// What correcting some records would append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The leaves.
    pub batch: Batch,
    /// What becomes of each record, in the order of the log.
    pub steps: Vec<Step>,
}

/// What becomes of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The record that was last believed.
    pub before: Recorded,
    /// Whether it counts now; else it was withdrawn before.
    pub counted: bool,
    /// What counts from now on.
    pub after: Option<Recorded>,
    /// How many answers are not taken over: they were read by another package.
    pub answers_left: usize,
}

/// Why a record cannot be corrected so.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionFault {
    /// There is no such leaf: look the number up anew.
    #[error(
        "there is no leaf {leaf}; the log has the leaves 0 to {last}. `bona evidence person` lists the leaves of a person"
    )]
    NoLeaf {
        /// The leaf.
        leaf: u64,
        /// The last one.
        last: u64,
    },
    /// The leaf is not about what somebody completed: name the leaf of a record.
    #[error(
        "leaf {leaf} is {what}, and only records of completions, attendance and competence are corrected. {help}"
    )]
    NotARecord {
        /// The leaf.
        leaf: u64,
        /// What it is.
        what: &'static str,
        /// What to do.
        help: String,
    },
    /// Its salts and bodies were erased: there is nothing left that could be wrong.
    #[error("what leaf {0} said was erased: nothing is held that could be wrong, and nothing counts")]
    Erased(u64),
    /// It was withdrawn before: there is nothing to do.
    #[error("leaf {0} was withdrawn before, so it does not count")]
    Withdrawn(u64),
    /// It counts already: there is nothing to do.
    #[error("leaf {0} counts just so already; nothing would change")]
    Same(u64),
    /// A value that records of its kind do not have: withdraw it, or leave the value out.
    #[error("leaf {leaf} is a record of {kind}, which has no {what}")]
    NoSuchValue {
        /// The leaf.
        leaf: u64,
        /// What it is a record of.
        kind: &'static str,
        /// What it does not have.
        what: &'static str,
    },
    /// More than are corrected at once: do it in parts.
    #[error("{0} records are more than the 10,000 that are corrected at once; name fewer")]
    TooMany(usize),
    /// The store grew since it was verified: verify it again and make the plan anew.
    #[error("the store was written to in the meantime")]
    Moved,
    /// As for any other batch.
    #[error(transparent)]
    Plan(#[from] PlanFault),
}

impl From<StoreError> for CorrectionFault {
    fn from(error: StoreError) -> Self {
        Self::Plan(PlanFault::Store(error))
    }
}

/// Works out the leaves that correct records. `log` is what was verified of the store, `tree` the tree of its leaves.
///
/// # Errors
/// When a leaf is no record that can be corrected so, nobody decided, or the store cannot be read or has grown since.
pub fn correct(
    store: &dyn Store,
    tree: &Tree,
    key: &PseudonymKey,
    log: &Log,
    wanted: &Correcting,
    chance: Chance<'_>,
) -> Result<Corrected, CorrectionFault> {
    if tree.size() != log.head.size {
        return Err(CorrectionFault::Moved);
    }
    if CORRECTED_MAX < wanted.leaves.len() {
        return Err(CorrectionFault::TooMany(wanted.leaves.len()));
    }
    let known = Known::of(log);
    let firsts = known.firsts(store, log, &wanted.leaves)?;
    let fault = |fault| entry("the correction", fault);
    let mut met = Met::new(store, key);
    let by = met.stater(&wanted.decided_by, chance)?;
    let by = by.ok_or_else(|| fault(EntryFault::Form("nobody decided on it".to_owned())))?;
    let mut growing = Growing::from(tree);
    let mut steps = Vec::new();
    let mut seen = Vec::new();
    let firsts_marked: Vec<_> = firsts.keys().map(|first| mark(key, *first)).collect();
    let marked = store.seen(&firsts_marked)?;
    let mut index = tree.size();
    for (((first, named), digest), marked) in firsts.iter().zip(firsts_marked).zip(marked) {
        let mut step = known.step(*first, *named, wanted)?;
        if !marked {
            seen.push((index, digest));
        }
        let before = whose(log, &step.before);
        let owner = step.after.as_ref().and_then(|after| owner_of(log, wanted, &step.before, after));
        let moved = step.after.is_none() || owner != before;
        if let Some(person) = before.filter(|_| moved) {
            let body = withdrawal(wanted, &by, *first).write().map_err(fault)?;
            growing.sealed(&person, body, chance).map_err(fault)?;
            index += 1;
        }
        if let Some(after) = &mut step.after {
            after.index = index;
            let corrects = Corrects {
                because: because(wanted),
                by: by.clone(),
                first: known.first_recorded(&step.before),
                leaf: *first,
                reason: wanted.reason,
            };
            stated(&mut after.completion, wanted, &by);
            after.completion.corrects = Some(corrects);
            after.completion.recorded.clone_from(&wanted.now);
            let body = after.completion.write().map_err(fault)?;
            if let Some(person) = &owner {
                growing.sealed(person, body, chance).map_err(fault)?;
                index += 1;
            }
        }
        steps.push(step);
    }
    let mut batch = growing.batch(Head { size: tree.size(), root: tree.root() });
    batch.people = met.new_people();
    batch.seen = seen;
    Ok(Corrected { batch, steps })
}

/// To whom a record commits, whatever number they go on under.
fn whose(log: &Log, record: &Recorded) -> Option<PersonNumber> {
    log.same.committed(record.index).or(record.person.as_ref()).cloned()
}

/// To whom the record commits that stands in the place of another: to the same, unless it was somebody else's.
fn owner_of(log: &Log, wanted: &Correcting, before: &Recorded, after: &Recorded) -> Option<PersonNumber> {
    match wanted.change {
        Change::Amend(_) if after.person != before.person => after.person.clone(),
        _ => whose(log, after),
    }
}

fn because(wanted: &Correcting) -> Option<String> {
    wanted.because.as_deref().map(|text| text.trim().nfc().collect())
}

fn withdrawal(wanted: &Correcting, by: &PersonNumber, first: u64) -> Withdrawal {
    Withdrawal {
        because: because(wanted),
        by: by.clone(),
        kind: WithdrawalKind::Withdrawal,
        leaf: first,
        reason: wanted.reason,
        recorded: wanted.now.clone(),
        v: 1,
    }
}

/// Who states the edition, unless that field says who vouches for the record.
fn stated(done: &mut Completion, wanted: &Correcting, by: &PersonNumber) {
    let Change::Amend(Amendment { taken: Some(taken), .. }) = &wanted.change else { return };
    let vouched = matches!(
        done.source,
        SourceKind::SignIn
            | SourceKind::Observed
            | SourceKind::Receipt
            | SourceKind::Pledges
            | SourceKind::FollowUps
    );
    if !vouched {
        done.stated_by = (taken.basis == EditionBasis::Stated).then(|| by.clone());
    }
}

/// The records of a log by their leaves, and which of them stand.
struct Known<'a> {
    records: BTreeMap<u64, &'a Recorded>,
    standing: BTreeMap<u64, &'a Recorded>,
    /// Of each record the last that was believed.
    newest: BTreeMap<u64, &'a Recorded>,
}

impl<'a> Known<'a> {
    fn of(log: &'a Log) -> Self {
        let stand = || log.standing();
        let records: BTreeMap<u64, &Recorded> =
            stand().chain(&log.replaced).map(|record| (record.index, record)).collect();
        let newest = records.values().map(|record| (first_leaf(record), *record)).collect();
        Self { standing: stand().map(|record| (first_leaf(record), record)).collect(), newest, records }
    }

    /// The leaves under which these records were first recorded, each with the one that was named.
    fn firsts(
        &self,
        store: &dyn Store,
        log: &Log,
        leaves: &[u64],
    ) -> Result<BTreeMap<u64, u64>, CorrectionFault> {
        let mut firsts = BTreeMap::new();
        for leaf in leaves {
            let record = match self.records.get(leaf) {
                Some(record) if record.person.is_some() => *record,
                Some(_) => return Err(CorrectionFault::Erased(*leaf)),
                None => return Err(no_record(store, log, *leaf)?),
            };
            firsts.entry(first_leaf(record)).or_insert(*leaf);
        }
        Ok(firsts)
    }

    fn step(&self, first: u64, named: u64, wanted: &Correcting) -> Result<Step, CorrectionFault> {
        let standing = self.standing.get(&first).copied();
        let newest = self.newest.get(&first).copied();
        let Some(before) = standing.or(newest).filter(|record| record.person.is_some()) else {
            return Err(CorrectionFault::Erased(named));
        };
        let mut answers_left = 0;
        let after = match &wanted.change {
            Change::Withdraw if standing.is_none() => return Err(CorrectionFault::Withdrawn(named)),
            Change::Withdraw => None,
            Change::PutBack => match self.records.get(&first) {
                Some(record) if standing.is_some_and(|standing| standing.index == record.index) => {
                    return Err(CorrectionFault::Same(named));
                }
                Some(record) if record.person.is_some() => Some((*record).clone()),
                _ => return Err(CorrectionFault::Erased(first)),
            },
            Change::Amend(amendment) => {
                let after = amended(before, amendment, named)?;
                answers_left = before.completion.answers.len() - after.completion.answers.len();
                if after == *before && standing.is_some() {
                    return Err(CorrectionFault::Same(named));
                }
                Some(after)
            }
        };
        Ok(Step { before: before.clone(), counted: standing.is_some(), after, answers_left })
    }

    fn first_recorded(&self, record: &Recorded) -> String {
        let done = &record.completion;
        done.corrects.as_ref().map_or_else(|| done.recorded.clone(), |corrects| corrects.first.clone())
    }
}

fn amended(before: &Recorded, change: &Amendment, named: u64) -> Result<Recorded, CorrectionFault> {
    let mut after = before.clone();
    let done = &mut after.completion;
    let no = |kind, what| Err(CorrectionFault::NoSuchValue { leaf: named, kind, what });
    match done.kind {
        CompletionKind::Attendance if change.verdict.is_some() => return no("attendance", "verdict"),
        CompletionKind::Attendance if change.score.is_some() => return no("attendance", "score"),
        CompletionKind::Pledge | CompletionKind::FollowUp if change.verdict.is_some() => {
            return no("what came of a course", "verdict");
        }
        CompletionKind::Pledge | CompletionKind::FollowUp if change.score.is_some() => {
            return no("what came of a course", "score");
        }
        CompletionKind::Competence if change.score.is_some() => return no("competence", "score"),
        CompletionKind::Competence if change.verdict == Some(VerdictWord::Completed) => {
            return no("competence", "verdict `completed`; it is `passed` or `failed`");
        }
        _ => {}
    }
    if let Some(verdict) = change.verdict {
        done.verdict = verdict;
    }
    if let Some(score) = change.score {
        done.score = score;
    }
    if let Some(day) = &change.day {
        let same = done.claimed.as_ref().is_some_and(|claimed| claimed.at.get(..10) == Some(day));
        if !same {
            done.claimed = Some(Claimed { at: format!("{day}T00:00:00"), basis: ClaimBasis::Stated });
        }
    }
    if let Some(person) = &change.person {
        after.person = Some(person.clone());
    }
    if let Some(taken) = &change.taken {
        let course = taken.course.as_ref().unwrap_or(&done.course).clone();
        let same = course == done.course
            && done.edition.as_ref() == Some(&taken.edition)
            && (taken.content.is_none() || taken.content == done.content);
        if !same {
            done.course = course;
            done.edition = Some(taken.edition.nfc().collect());
            done.edition_basis = taken.basis;
            done.content.clone_from(&taken.content);
            done.variant.clone_from(&taken.variant);
            done.language.clone_from(&taken.language);
            done.release = taken.release;
            // What letters meant was said by the other package.
            done.answers.clear();
        }
    }
    Ok(after)
}

/// Why a leaf that is no record cannot be corrected.
fn no_record(store: &dyn Store, log: &Log, leaf: u64) -> Result<CorrectionFault, StoreError> {
    let last = log.head.size.saturating_sub(1);
    let found = store.leaves(leaf, 1)?.into_iter().find(|found| found.index == leaf);
    let Some(found) = found else { return Ok(CorrectionFault::NoLeaf { leaf, last }) };
    let other = |what, help: &str| CorrectionFault::NotARecord { leaf, what, help: help.to_owned() };
    let person = "`bona evidence person` lists the leaves of a person";
    if let Some(correction) = log.corrections.iter().find(|correction| correction.index == leaf) {
        return Ok(other("a withdrawal", &format!("Name the leaf that it is about: {}", correction.leaf)));
    }
    Ok(match Leaf::read(&found.bytes) {
        Ok(Leaf::Sealed(_)) => {
            let parts = store.parts(leaf, leaf + 1).and_then(Parts::whole)?;
            match parts.iter().find(|part| part.field == Field::What) {
                Some(part) if Waiver::is(&part.body) => {
                    other("a waiver", "It holds until its last day; a later one can be recorded beside it")
                }
                Some(_) => other("no record of a completion", person),
                None => CorrectionFault::Erased(leaf),
            }
        }
        Ok(Leaf::Batch(batch)) => other(
            "the beginning of an import",
            &match batch.rows.recorded {
                0 => "It recorded nothing".to_owned(),
                rows => format!("Its records are leaves {} to {}", leaf + 1, leaf + rows),
            },
        ),
        Ok(Leaf::Erased(_)) => other("a notice of erasure", person),
        Ok(Leaf::Session(_)) => other("the name of a group session", person),
        _ => other("about the log itself", person),
    })
}
