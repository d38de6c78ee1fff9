//! Rows of a learning system become one batch: an open leaf that says where they came from, then a sealed leaf each.
//!
//! Nothing is written here. [`plan`] reads the store and says what an import would do; applying it is handing
//! its batch to the store. A row that was recorded before is known by its keyed digest and not recorded again.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};

use super::canonical::{self, EntryFault};
use super::commit::{Commitment, Field, Salt};
use super::learner::{LearnerKey, PersonNumber, PseudonymKey, RowDigest, Suppressed};
use super::record::{
    BatchLeaf, Completion, EditionBasis, Leaf, Opened, RowCounts, Sealed, SessionLeaf, Source,
};
use super::told::{self, Known, Withdrawn};
use super::vault::{Batch, Chance, Head, NewPerson, Store, StoreError, StoredLeaf, VaultPart};
use crate::intake::{ClaimBasis, Claimed, Intake, Row};
use crate::log::{NODE_LEAVES, Tree, leaf_hash};

/// What is known of an import beside its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Id of the course.
    pub course: String,
    /// The author's edition, if it is known.
    pub edition: Option<String>,
    /// How it is known.
    pub edition_basis: EditionBasis,
    /// Who stated it, by name; only a person number goes into the record.
    pub stated_by: Option<String>,
    /// Content hash in hex.
    pub content: Option<String>,
    /// The place that the package was tailored for.
    pub variant: Option<String>,
    /// BCP 47 tag of the package's language.
    pub language: Option<String>,
    /// Whether the package was a release.
    pub release: Option<bool>,
    /// The group session, if it is of one.
    pub session: Option<SessionLeaf>,
    /// The file.
    pub source: Source,
    /// Whether learners' names go into the vault.
    pub keep_names: bool,
    /// The time, UTC.
    pub now: String,
}

/// How one row fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowResult {
    /// It becomes this leaf.
    Recorded(u64),
    /// It was recorded before.
    Already,
    /// It says nothing to record.
    Nothing,
    /// Its learner was erased: nothing may be recorded of them again.
    Erased,
    /// A statement of it said something else when it was recorded as this leaf.
    Changed(u64),
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What to append; `None` if there is nothing new.
    pub batch: Option<Batch>,
    /// How many rows fared how.
    pub counts: RowCounts,
    /// How each row of the intake fared, in its order.
    pub results: Vec<RowResult>,
    /// People met for the first time.
    pub new_people: usize,
    /// Statements that were recorded before, and that the source now says are void.
    pub withdrawn: Vec<Withdrawn>,
}

/// Why no plan could be made.
#[derive(Debug, thiserror::Error)]
pub enum PlanFault {
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A record could not be written: a text from the file is not fit to be kept.
    #[error("{place} cannot be recorded: {fault}")]
    Entry {
        /// Which row.
        place: String,
        /// Why.
        fault: EntryFault,
    },
}

/// The batch that begins a log: leaf 0 alone.
///
/// # Errors
/// When the organisation's name is not fit to be recorded.
pub fn open_log(opened: Opened) -> Result<Batch, EntryFault> {
    let empty = Tree::default();
    let mut growing = Growing::from(&empty);
    growing.leaf(&Leaf::Opened(opened))?;
    Ok(growing.batch(Head { size: 0, root: empty.root() }))
}

/// The batch that says that a session is to be held: one open leaf.
///
/// # Errors
/// When it is not fit to be recorded.
pub fn schedule(tree: &Tree, session: SessionLeaf) -> Result<Batch, EntryFault> {
    let mut growing = Growing::from(tree);
    growing.leaf(&Leaf::Session(session))?;
    Ok(growing.batch(Head { size: tree.size(), root: tree.root() }))
}

/// Works out what importing these rows would append to the store. `tree` is the tree of its leaves.
///
/// # Errors
/// When the store cannot be read, or a row's texts are not fit to be recorded.
pub fn plan(
    store: &dyn Store,
    tree: &Tree,
    key: &PseudonymKey,
    intake: &Intake,
    facts: &Facts,
    chance: Chance<'_>,
) -> Result<Plan, PlanFault> {
    let head = Head { size: tree.size(), root: tree.root() };
    let mut met = Met::new(store, key);
    let mut new_rows: Vec<NewRow<'_>> = Vec::new();
    let mut digests = BTreeSet::new();
    let mut results = Vec::with_capacity(intake.rows.len());
    let suppressed: BTreeSet<Suppressed> = store.suppressions()?.into_iter().collect();
    let learners: Vec<LearnerKey> = intake.rows.par_iter().map(|row| key.learner(&row.learner)).collect();
    let keyed: Vec<RowDigest> = intake
        .rows
        .par_iter()
        .zip(&learners)
        .map(|(row, learner)| digest(key, facts, row, learner))
        .collect();
    let before = store.seen(&keyed)?;
    for (((row, learner), digest), before) in intake.rows.iter().zip(&learners).zip(keyed).zip(before) {
        let erased = || !suppressed.is_empty() && suppressed.contains(&key.suppression(learner));
        let known = told::known(store, key, &facts.course, row)?;
        let result = match (row.verdict, known) {
            (None, _) => RowResult::Nothing,
            _ if erased() => RowResult::Erased,
            (_, Known::Changed(leaf)) => RowResult::Changed(leaf),
            (_, Known::Recorded) => RowResult::Already,
            _ if before || !digests.insert(digest) => RowResult::Already,
            _ => {
                // The batch's own leaf comes first.
                let index = head.size + new_rows.len() as u64 + 1;
                new_rows.push((row, index, digest, learner));
                RowResult::Recorded(index)
            }
        };
        results.push(result);
    }
    let counts = counts(intake, &results);
    let withdrawn = told::withdrawn(store, key, &facts.course, &intake.voided)?;
    if new_rows.is_empty() {
        return Ok(Plan { batch: None, counts, results, new_people: 0, withdrawn });
    }
    let mut growing = Growing::from(tree);
    batch_leaf(&mut growing, facts, counts, chance).map_err(|fault| entry("the batch", fault))?;
    let stater = match &facts.stated_by {
        Some(name) => met.stater(name, chance)?,
        None => None,
    };
    for record in records(&mut met, &new_rows, (facts, intake.system.as_ref()), stater.as_ref(), chance)? {
        growing.record(record?);
    }
    let mut batch = growing.batch(head);
    for (row, leaf, digest, _) in new_rows {
        // Two rows of one batch can rest on one statement.
        let statements = told::fresh(store, key, &facts.course, row)?;
        let statements = statements.into_iter().filter(|statement| digests.insert(*statement));
        batch.seen.extend(std::iter::once(digest).chain(statements).map(|digest| (leaf, digest)));
    }
    batch.people = met.new;
    let new_people = batch.people.len();
    Ok(Plan { batch: Some(batch), counts, results, new_people, withdrawn })
}

/// A row that is to be recorded: its leaf, the digest by which it is known again, and whose it is.
type NewRow<'a> = (&'a Row, u64, RowDigest, &'a LearnerKey);

/// Makes the records of rows: chance is drawn in their order, and all else is worked out by all cores.
fn records(
    met: &mut Met<'_>,
    rows: &[NewRow<'_>],
    (facts, system): (&Facts, Option<&String>),
    stater: Option<&PersonNumber>,
    chance: Chance<'_>,
) -> Result<Vec<Result<Record, PlanFault>>, PlanFault> {
    let mut drawn = Vec::with_capacity(rows.len());
    for (row, .., learner) in rows {
        let person = met.person(learner, row.name.as_deref().filter(|_| facts.keep_names), chance)?;
        let mut salts = [[0; 32]; 2];
        salts.iter_mut().for_each(|salt| chance(salt));
        drawn.push((person, salts));
    }
    let made = rows.par_iter().zip(drawn).map(|((row, index, ..), (person, salts))| {
        let what = completion(facts, system, row, stater.cloned()).and_then(|body| body.write());
        what.and_then(|what| Record::new(*index, &person, what, salts))
            .map_err(|fault| entry(&row.place, fault))
    });
    Ok(made.collect())
}

pub(super) fn entry(place: &str, fault: EntryFault) -> PlanFault {
    PlanFault::Entry { place: place.to_owned(), fault }
}

fn counts(intake: &Intake, results: &[RowResult]) -> RowCounts {
    let count =
        |wanted: fn(&RowResult) -> bool| results.iter().filter(|result| wanted(result)).count() as u64;
    let refused_here = count(|result| matches!(result, RowResult::Erased | RowResult::Changed(_)));
    let refused = intake.refusals.len() as u64;
    RowCounts {
        already: count(|result| *result == RowResult::Already),
        nothing: count(|result| *result == RowResult::Nothing) + intake.others,
        read: results.len() as u64 + intake.others + refused,
        recorded: count(|result| matches!(result, RowResult::Recorded(_))),
        refused: refused + refused_here,
    }
}

/// What makes a row the same row when it comes again. The edition is not in it unless the learner's state says it:
/// the same row imported with another package is still the same row.
pub(super) fn digest(key: &PseudonymKey, facts: &Facts, row: &Row, learner: &LearnerKey) -> RowDigest {
    let claimed = match (&row.attempt, &row.claimed) {
        // An attempt is known by itself: a later look at it moves the LMS's time, and is no new completion.
        (None, Some(claimed)) => claimed.at.as_str(),
        _ => "",
    };
    key.row(&[
        learner.as_str(),
        facts.source.kind.name(),
        &facts.course,
        row.item.as_deref().unwrap_or(""),
        row.attempt.as_deref().or(facts.session.as_ref().map(|it| it.session.as_str())).unwrap_or(""),
        row.verdict.map_or("", |verdict| verdict.name()),
        claimed,
        row.mark.as_deref().unwrap_or(""),
    ])
}

/// A batch of its own leaf alone: of what stands outside the vault.
pub(super) fn of_returns(
    tree: &Tree,
    source: &Source,
    rows: RowCounts,
    now: &str,
    chance: Chance<'_>,
) -> Result<Batch, EntryFault> {
    let mut growing = Growing::from(tree);
    let source = growing.part(Field::Source, canonical::write(source)?, chance);
    growing.leaf(&Leaf::Batch(BatchLeaf { recorded: now.to_owned(), rows, source, v: 1 }))?;
    Ok(growing.batch(Head { size: tree.size(), root: tree.root() }))
}

fn batch_leaf(
    growing: &mut Growing,
    facts: &Facts,
    rows: RowCounts,
    chance: Chance<'_>,
) -> Result<(), EntryFault> {
    let body = canonical::write(&facts.source)?;
    let source = growing.part(Field::Source, body, chance);
    growing.leaf(&Leaf::Batch(BatchLeaf { recorded: facts.now.clone(), rows, source, v: 1 }))
}

fn completion(
    facts: &Facts,
    system: Option<&String>,
    row: &Row,
    stated_by: Option<PersonNumber>,
) -> Result<Completion, EntryFault> {
    use unicode_normalization::UnicodeNormalization as _;
    let nfc = |text: &String| match text.is_ascii() {
        true => text.clone(),
        false => text.nfc().collect::<String>(),
    };
    Ok(Completion {
        answers: row.answers.clone(),
        claimed: row.claimed.clone().or_else(|| facts.session.as_ref().map(begins)),
        content: facts.content.clone(),
        corrects: None,
        course: facts.course.clone(),
        edition: facts.edition.as_ref().map(nfc),
        edition_basis: facts.edition_basis,
        item: row.item.as_ref().map(nfc),
        kind: facts.source.kind.records(),
        language: facts.language.clone(),
        minutes: row.minutes,
        recorded: facts.now.clone(),
        release: facts.release,
        said: nfc(&row.said),
        score: row.score,
        session: facts.session.as_ref().map(|it| it.session.clone()),
        source: facts.source.kind,
        stated_by,
        system: system.map(nfc),
        v: 1,
        variant: facts.variant.clone(),
        verdict: row.verdict.ok_or_else(|| EntryFault::Form("it says nothing to record".into()))?,
    })
}

/// When a session began, as somebody stated.
fn begins(session: &SessionLeaf) -> Claimed {
    Claimed { at: session.starts.clone(), basis: ClaimBasis::Stated }
}

/// People, met again or for the first time.
pub(super) struct Met<'a> {
    store: &'a dyn Store,
    key: &'a PseudonymKey,
    people: BTreeMap<LearnerKey, PersonNumber>,
    pub(super) new: Vec<NewPerson>,
}

impl<'a> Met<'a> {
    pub(super) fn new(store: &'a dyn Store, key: &'a PseudonymKey) -> Self {
        Self { store, key, people: BTreeMap::new(), new: Vec::new() }
    }

    fn person(
        &mut self,
        learner: &LearnerKey,
        name: Option<&str>,
        chance: Chance<'_>,
    ) -> Result<PersonNumber, StoreError> {
        if let Some(number) = self.people.get(learner) {
            return Ok(number.clone());
        }
        let number = match self.store.person(learner)? {
            Some(number) => number,
            None => {
                let mut random = [0; 16];
                chance(&mut random);
                let number = PersonNumber::new(random);
                self.new.push(NewPerson {
                    number: number.clone(),
                    name: name.map(str::to_owned),
                    learner: learner.clone(),
                });
                number
            }
        };
        self.people.insert(learner.clone(), number.clone());
        Ok(number)
    }

    pub(super) fn stater(
        &mut self,
        name: &str,
        chance: Chance<'_>,
    ) -> Result<Option<PersonNumber>, StoreError> {
        match self.key.stater(name) {
            Some(known) => self.person(&known, Some(name), chance).map(Some),
            None => Ok(None),
        }
    }
}

/// A sealed leaf with its bodies.
struct Record {
    leaf: StoredLeaf,
    parts: [VaultPart; 2],
}

impl Record {
    fn new(index: u64, who: &PersonNumber, what: Vec<u8>, salts: [Salt; 2]) -> Result<Self, EntryFault> {
        let [one, two] = salts;
        let who = VaultPart { index, field: Field::Who, salt: one, body: who.as_str().as_bytes().to_vec() };
        let what = VaultPart { index, field: Field::What, salt: two, body: what };
        let commit = [&who, &what].map(|part| Commitment::to(part.field, &part.salt, &part.body));
        let bytes = Leaf::Sealed(Sealed { commit, v: 1 }).write()?;
        let hash = leaf_hash(&bytes);
        Ok(Self { leaf: StoredLeaf { index, bytes, hash }, parts: [who, what] })
    }
}

/// A log that grows by a batch.
pub(super) struct Growing {
    tree: Tree,
    leaves: Vec<StoredLeaf>,
    parts: Vec<VaultPart>,
}

impl Growing {
    pub(super) fn from(tree: &Tree) -> Self {
        Self { tree: tree.clone(), leaves: Vec::new(), parts: Vec::new() }
    }

    pub(super) fn leaf(&mut self, leaf: &Leaf) -> Result<(), EntryFault> {
        let bytes = leaf.write()?;
        let hash = leaf_hash(&bytes);
        self.leaves.push(StoredLeaf { index: self.tree.size(), bytes, hash });
        self.tree.push(hash);
        Ok(())
    }

    /// Adds a leaf that was made for its place.
    fn record(&mut self, record: Record) {
        self.tree.push(record.leaf.hash);
        self.leaves.push(record.leaf);
        self.parts.extend(record.parts);
    }

    pub(super) fn sealed(
        &mut self,
        who: &PersonNumber,
        what: Vec<u8>,
        chance: Chance<'_>,
    ) -> Result<(), EntryFault> {
        let who = self.part(Field::Who, who.as_str().as_bytes().to_vec(), chance);
        let what = self.part(Field::What, what, chance);
        self.leaf(&Leaf::Sealed(Sealed { commit: [who, what], v: 1 }))
    }

    /// Puts a body of the next leaf into the vault, under a fresh salt.
    pub(super) fn part(&mut self, field: Field, body: Vec<u8>, chance: Chance<'_>) -> Commitment {
        let mut salt = [0; 32];
        chance(&mut salt);
        let commitment = Commitment::to(field, &salt, &body);
        self.parts.push(VaultPart { index: self.tree.size(), field, salt, body });
        commitment
    }

    pub(super) fn batch(self, expect: Head) -> Batch {
        let head = Head { size: self.tree.size(), root: self.tree.root() };
        let old = usize::try_from(expect.size / NODE_LEAVES).unwrap_or(usize::MAX);
        Batch {
            expect,
            head,
            nodes: self.tree.nodes().get(old..).unwrap_or_default().to_vec(),
            leaves: self.leaves,
            parts: self.parts,
            people: Vec::new(),
            seen: Vec::new(),
            returns: Vec::new(),
            released: Vec::new(),
        }
    }
}
