//! Rows become sealed leaves in pieces, so that an import of any size is held in pieces too.
//!
//! The batch's own leaf comes first in the log and says how many rows fared how, which is known last. So its place is kept
//! free, and it is made at the end: no other leaf rests on it, and of the tree only the way from it to the root does. What is
//! held of all rows is the root of every 256 leaves and who was met; where the rows may repeat each other, a digest each.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::iter::{IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};

use super::super::canonical::{self, EntryFault};
use super::super::commit::{Commitment, Field, Salt};
use super::super::learner::{LearnerKey, PersonNumber, PseudonymKey, RowDigest, Suppressed};
use super::super::record::{BatchLeaf, Leaf, RowCounts, Sealed};
use super::super::told::{self, Known};
use super::super::vault::{Batch, Chance, Head, NewPerson, Store, StoreError, StoredLeaf, VaultPart};
use super::body::{common, fill};
use super::people::People;
use super::{Facts, PlanFault, RowResult, entry};
use crate::intake::Row;
use crate::log::{Hash, NODE_LEAVES, Tree, leaf_hash};

/// What is known of rows before they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// The same row may come twice.
    Any,
    /// Whoever reads them gives no two rows of one learner with the same verdict, time, item and attempt.
    Distinct,
}

/// Rows of a file that never became rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// That could not be believed.
    pub refused: u64,
    /// About other courses.
    pub others: u64,
}

/// What became of some rows.
#[derive(Debug)]
pub struct SealedRows<T> {
    /// New leaves, ascending.
    pub leaves: Vec<StoredLeaf>,
    /// What was made of the bodies of each.
    pub bodies: Vec<T>,
    /// People met for the first time.
    pub people: Vec<NewPerson>,
    /// Rows that will be known again, each with the leaf that it became.
    pub seen: Vec<(u64, RowDigest)>,
    /// How each row fared, in their order.
    pub results: Vec<RowResult>,
}

/// What became of all rows.
#[derive(Debug)]
pub struct Ended {
    /// The batch's own leaf with its body, the kept roots, and both heads; its other leaves are those that were taken. `None`
    /// if nothing is new.
    pub batch: Option<Batch>,
    /// How many rows fared how.
    pub counts: RowCounts,
    /// Learners met for the first time.
    pub new_people: usize,
    /// The tree with all of it.
    pub tree: Tree,
}

/// An import whose rows come in pieces.
pub struct Sealing<'a> {
    key: &'a PseudonymKey,
    facts: &'a Facts,
    system: Option<String>,
    people: People,
    met: usize,
    /// How many of them state something and are no learners.
    staters: usize,
    suppressed: BTreeSet<Suppressed>,
    /// What this import records, where its rows may repeat each other.
    digests: Option<BTreeSet<RowDigest>>,
    counts: RowCounts,
    grown: Grown,
    /// The salt of the batch's leaf and who stated what: drawn before the first record.
    begun: Option<(Salt, Option<PersonNumber>)>,
}

/// A new leaf and what was made of its bodies, or why there is none.
type Made<T> = Result<(StoredLeaf, T), PlanFault>;

/// A row that is to be recorded.
struct NewRow<'r> {
    row: &'r Row,
    /// The leaf that it becomes.
    index: u64,
    /// By which it is known again.
    digest: RowDigest,
    /// Whose it is.
    learner: &'r LearnerKey,
    /// Whether none of its statements was ever recorded.
    untold: bool,
}

/// What is known of rows that are to be taken: looked up for many at once, each page of a store is read once.
#[derive(Debug, Default)]
pub struct Looked {
    /// By whom and by what each is known.
    keyed: Vec<(LearnerKey, RowDigest)>,
    /// Whether it was recorded before.
    before: Vec<bool>,
    /// Whether none of its statements was.
    untold: Vec<bool>,
}

impl Looked {
    /// Whether it says nothing of any row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keyed.is_empty()
    }

    /// What is known of the first rows, so many at most; the others stay.
    #[must_use]
    pub fn first(&mut self, rows: usize) -> Self {
        fn first<T>(all: &mut Vec<T>, rows: usize) -> Vec<T> {
            let behind = all.split_off(rows.min(all.len()));
            std::mem::replace(all, behind)
        }
        Self {
            keyed: first(&mut self.keyed, rows),
            before: first(&mut self.before, rows),
            untold: first(&mut self.untold, rows),
        }
    }
}

impl<'a> Sealing<'a> {
    /// Begins behind the leaves of a tree, which is that of the store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn begin(
        store: &dyn Store,
        tree: &Tree,
        key: &'a PseudonymKey,
        (facts, system): (&'a Facts, Option<String>),
        rows: Rows,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            key,
            facts,
            system,
            people: People::default(),
            met: 0,
            staters: 0,
            suppressed: store.suppressions()?.into_iter().collect(),
            digests: (rows == Rows::Any).then(BTreeSet::new),
            counts: RowCounts::default(),
            grown: Grown::behind(tree),
            begun: None,
        })
    }

    /// Takes some rows. The store is read as it was before this import; it may hold what was taken already, or not. `keep`
    /// is given the bodies of each new leaf, `who` and `what`, where they were made: on any core, in any order.
    ///
    /// # Errors
    /// When the store cannot be read, or a row's texts are not fit to be recorded.
    pub fn take<T: Send>(
        &mut self,
        store: &dyn Store,
        rows: &[Row],
        chance: Chance<'_>,
        keep: impl Fn([VaultPart; 2]) -> T + Sync,
    ) -> Result<SealedRows<T>, PlanFault> {
        let looked = self.look(store, rows)?;
        self.take_looked(store, (rows, looked), chance, keep)
    }

    /// Looks rows up, in the store as it was before this import.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn look(&self, store: &dyn Store, rows: &[Row]) -> Result<Looked, StoreError> {
        let (key, facts) = (self.key, self.facts);
        let keyed: Vec<(LearnerKey, RowDigest)> = rows
            .par_iter()
            .map(|row| {
                let learner = key.learner(&row.learner);
                let digest = digest(key, facts, row, &learner);
                (learner, digest)
            })
            .collect();
        let digests: Vec<RowDigest> = keyed.iter().map(|(_, digest)| *digest).collect();
        let before = store.seen(&digests)?;
        let untold = told::untold(store, key, &facts.course, rows)?;
        Ok(Looked { keyed, before, untold })
    }

    /// The same as [`Sealing::take`] of rows that were looked up: what [`Sealing::look`] gave of just these.
    ///
    /// # Errors
    /// As [`Sealing::take`].
    pub fn take_looked<T: Send>(
        &mut self,
        store: &dyn Store,
        (rows, looked): (&[Row], Looked),
        chance: Chance<'_>,
        keep: impl Fn([VaultPart; 2]) -> T + Sync,
    ) -> Result<SealedRows<T>, PlanFault> {
        let (key, facts) = (self.key, self.facts);
        let Looked { keyed, before, untold } = looked;
        let mut taken = SealedRows {
            leaves: Vec::with_capacity(rows.len()),
            bodies: Vec::with_capacity(rows.len()),
            people: Vec::new(),
            seen: Vec::with_capacity(rows.len()),
            results: Vec::with_capacity(rows.len()),
        };
        let mut new: Vec<NewRow<'_>> = Vec::with_capacity(rows.len());
        for (((row, (learner, digest)), before), untold) in rows.iter().zip(&keyed).zip(before).zip(untold) {
            let known = match untold {
                true => Known::New,
                false => told::known(store, key, &facts.course, row)?,
            };
            let result = match self.fares(row, known, learner, (*digest, before)) {
                None => {
                    let index = self.grown.next() + new.len() as u64;
                    new.push(NewRow { row, index, digest: *digest, learner, untold });
                    RowResult::Recorded(index)
                }
                Some(result) => result,
            };
            taken.results.push(result);
            self.count(result);
        }
        if new.is_empty() {
            return Ok(taken);
        }
        for record in self.records(store, &new, chance, keep)? {
            let (leaf, bodies) = record?;
            self.grown.push(leaf.hash);
            taken.leaves.push(leaf);
            taken.bodies.push(bodies);
        }
        for NewRow { row, index, digest, untold, .. } in new {
            taken.seen.push((index, digest));
            // Two rows of one batch can rest on one statement.
            let fresh = told::fresh(store, key, &facts.course, row, untold)?;
            let fresh = fresh.into_iter().filter(|it| match &mut self.digests {
                Some(digests) => digests.insert(*it),
                None => true,
            });
            taken.seen.extend(fresh.map(|digest| (index, digest)));
        }
        taken.people = std::mem::take(&mut self.people.new);
        self.met += taken.people.len();
        Ok(taken)
    }

    /// How a row fares; `None` if it is to be recorded.
    fn fares(
        &mut self,
        row: &Row,
        known: Known,
        learner: &LearnerKey,
        (digest, before): (RowDigest, bool),
    ) -> Option<RowResult> {
        let erased =
            || !self.suppressed.is_empty() && self.suppressed.contains(&self.key.suppression(learner));
        match (self.facts.verdict(row), known) {
            (None, _) => Some(RowResult::Nothing),
            _ if erased() => Some(RowResult::Erased),
            (_, Known::Changed(leaf)) => Some(RowResult::Changed(leaf)),
            (_, Known::Recorded) => Some(RowResult::Already),
            _ if before => Some(RowResult::Already),
            _ => match &mut self.digests {
                Some(digests) => (!digests.insert(digest)).then_some(RowResult::Already),
                None => None,
            },
        }
    }

    fn count(&mut self, result: RowResult) {
        self.counts.read += 1;
        match result {
            RowResult::Recorded(_) => self.counts.recorded += 1,
            RowResult::Already => self.counts.already += 1,
            RowResult::Nothing => self.counts.nothing += 1,
            RowResult::Erased | RowResult::Changed(_) => self.counts.refused += 1,
        }
    }

    /// Makes the records of rows: chance is drawn in their order, and all else is worked out by all cores.
    fn records<T: Send>(
        &mut self,
        store: &dyn Store,
        rows: &[NewRow<'_>],
        chance: Chance<'_>,
        keep: impl Fn([VaultPart; 2]) -> T + Sync,
    ) -> Result<Vec<Made<T>>, PlanFault> {
        let (facts, system) = (self.facts, self.system.as_ref());
        let stater = match &self.begun {
            Some((_, stater)) => stater.clone(),
            None => {
                let mut salt = [0; 32];
                chance(&mut salt);
                let stater = match &facts.stated_by {
                    Some(name) => self.people.stater(store, self.key, name, chance)?,
                    None => None,
                };
                // Whoever states something is no learner who was met.
                self.staters = self.people.new.len();
                self.begun = Some((salt, stater.clone()));
                stater
            }
        };
        let mut drawn = Vec::with_capacity(rows.len());
        for NewRow { row, learner, .. } in rows {
            let name = row.name.as_deref().filter(|_| facts.keep_names);
            let person = self.people.person(store, learner, name, chance)?;
            let mut salts = [[0; 32]; 2];
            salts.iter_mut().for_each(|salt| chance(salt));
            drawn.push((person, salts));
        }
        // Each thread fills one body again and again, whose texts so keep their memory.
        let common = || common(facts, system, stater.clone());
        let made = rows.par_iter().zip(drawn).map_init(common, |body, (new, (person, salts))| {
            let NewRow { row, index, .. } = new;
            let record = fill(body, facts, row)
                .and_then(|()| body.write())
                .and_then(|what| Record::new(*index, &person, what, salts));
            let Record { leaf, parts } = record.map_err(|fault| entry(&row.place, fault))?;
            Ok((leaf, keep(parts)))
        });
        Ok(made.collect())
    }

    /// Makes the batch's own leaf, now that it is known how all rows fared.
    ///
    /// # Errors
    /// When what the file was is not fit to be recorded.
    pub fn end(self, outside: Outside) -> Result<Ended, PlanFault> {
        let RowCounts { nothing, read, refused, .. } = self.counts;
        let counts = RowCounts {
            nothing: nothing + outside.others,
            read: read + outside.others + outside.refused,
            refused: refused + outside.refused,
            ..self.counts
        };
        let Some((salt, _)) = self.begun else {
            return Ok(Ended { batch: None, counts, new_people: 0, tree: self.grown.tree });
        };
        let fault = |fault| entry("the batch", fault);
        let body = canonical::write(&self.facts.source).map_err(fault)?;
        let source = Commitment::to(Field::Source, &salt, &body);
        let recorded = self.facts.now.clone();
        let bytes = Leaf::Batch(BatchLeaf { recorded, rows: counts, source, v: 1 }).write().map_err(fault)?;
        let (hash, index) = (leaf_hash(&bytes), self.grown.tree.size());
        let expect = Head { size: index, root: self.grown.tree.root() };
        let (tree, nodes) = self.grown.end(hash);
        let batch = Batch {
            expect,
            head: Head { size: tree.size(), root: tree.root() },
            nodes,
            leaves: vec![StoredLeaf { index, bytes, hash }],
            parts: vec![VaultPart { index, field: Field::Source, salt, body }],
            people: Vec::new(),
            seen: Vec::new(),
            returns: Vec::new(),
            released: Vec::new(),
        };
        Ok(Ended { batch: Some(batch), counts, new_people: self.met - self.staters, tree })
    }
}

/// A tree that grows behind one leaf that is not known yet.
struct Grown {
    tree: Tree,
    /// The leaves up to the first place that 256 divides.
    first: Vec<Hash>,
    /// The roots of every full 256 behind them.
    nodes: Vec<Hash>,
    /// The leaves behind those.
    behind: Vec<Hash>,
}

impl Grown {
    fn behind(tree: &Tree) -> Self {
        Self { tree: tree.clone(), first: Vec::new(), nodes: Vec::new(), behind: Vec::new() }
    }

    /// The place of the next leaf.
    fn next(&self) -> u64 {
        let nodes = self.nodes.len() as u64 * NODE_LEAVES;
        self.tree.size() + 1 + nodes + (self.first.len() + self.behind.len()) as u64
    }

    fn push(&mut self, hash: Hash) {
        if self.nodes.is_empty() && self.behind.is_empty() && !self.next().is_multiple_of(NODE_LEAVES) {
            return self.first.push(hash);
        }
        self.behind.push(hash);
        if self.behind.len() as u64 == NODE_LEAVES {
            let tree: Tree = self.behind.drain(..).collect();
            self.nodes.extend_from_slice(tree.nodes());
        }
    }

    /// The tree with all of it, and the kept roots that ended since.
    fn end(self, leaf: Hash) -> (Tree, Vec<Hash>) {
        let size = self.tree.size();
        let mut tree = self.tree;
        tree.push(leaf);
        self.first.into_iter().for_each(|hash| tree.push(hash));
        if !self.nodes.is_empty() || !self.behind.is_empty() {
            let nodes = [tree.nodes(), &self.nodes].concat();
            tree = Tree::of_nodes(&nodes, &self.behind);
        }
        let old = usize::try_from(size / NODE_LEAVES).unwrap_or(usize::MAX);
        let nodes = tree.nodes().get(old..).unwrap_or_default().to_vec();
        (tree, nodes)
    }
}

/// What makes a row the same row when it comes again. The edition is not in it unless the learner's state says it:
/// the same row imported with another package is still the same row.
pub(in crate::evidence) fn digest(
    key: &PseudonymKey,
    facts: &Facts,
    row: &Row,
    learner: &LearnerKey,
) -> RowDigest {
    let claimed = match (&row.attempt, &row.claimed) {
        // An attempt is known by itself: a later look at it moves the LMS's time, and is no new completion.
        (None, Some(claimed)) => claimed.at.as_str(),
        _ => "",
    };
    // Who handed in a part did so whatever else the same report says of them under the same names.
    let kind = facts.source.kind.name();
    let kind = if facts.is_of_part() {
        Cow::Owned(format!("{kind}{}", facts.records.name()))
    } else {
        Cow::Borrowed(kind)
    };
    key.row(&[
        learner.as_str(),
        &kind,
        &facts.course,
        row.item.as_deref().unwrap_or(""),
        row.attempt.as_deref().or(facts.session.as_ref().map(|it| it.session.as_str())).unwrap_or(""),
        facts.verdict(row).map_or("", |verdict| verdict.name()),
        claimed,
        row.mark.as_deref().unwrap_or(""),
    ])
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
