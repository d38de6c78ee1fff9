//! Reads the leaves and their bodies, step by step, and judges each by itself.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::damage::Damage;
use super::{Recorded, STEP};
use crate::evidence::canonical::{self, EntryFault};
use crate::evidence::commit::{Commitment, Field};
use crate::evidence::erase::Decision;
use crate::evidence::journal::Journal;
use crate::evidence::learner::PersonNumber;
use crate::evidence::record::{Completion, CompletionKind, Leaf, Opened, RowCounts, SessionLeaf, Source};
use crate::evidence::returns::digest_of;
use crate::evidence::rotation::Rotated;
use crate::evidence::vault::{Store, StoreError, StoredLeaf, VaultPart};
use crate::evidence::waiver::Waiver;
use crate::log::{Hash, Tree, leaf_hash};

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) damages: Vec<Damage>,
    /// Of the leaves' bytes.
    pub(super) tree: Tree,
    /// Of the hashes kept beside them: tells which of the two was changed.
    pub(super) kept_tree: Tree,
    /// Leaves whose bytes do not fit the hash beside them.
    pub(super) unfit: Vec<u64>,
    pub(super) opened: Option<Opened>,
    pub(super) batches: Vec<(u64, RowCounts, Option<Source>)>,
    pub(super) completions: Vec<Recorded>,
    pub(super) observed: Vec<Recorded>,
    pub(super) sessions: Vec<(u64, SessionLeaf)>,
    /// The leaves that change the key, those of an earlier log included.
    pub(super) rotated: Vec<(u64, Rotated)>,
    pub(super) waivers: Vec<(Option<PersonNumber>, Waiver)>,
    pub(super) erased: u64,
    pub(super) opened_bodies: u64,
    /// Up to which size checkpoints of an earlier log show that what stands here of it was signed.
    pub(super) shown: u64,
    last_recorded: String,
    /// How many leaves of an earlier log stand here, and when it was adopted, until they are passed.
    carried: Option<(u64, String)>,
    /// Bodies that are not there; an erasure that stands later may explain them.
    missing: Vec<(u64, Field)>,
    erasures: BTreeSet<u64>,
    /// Leaves that still have a body.
    with_body: BTreeSet<(u64, Field)>,
    /// Runs of leaves whose bodies cannot be opened, first and last.
    shut: Vec<(u64, u64)>,
}

/// A leaf and what it says by itself, wherever it stands.
struct Looked {
    stored: StoredLeaf,
    /// The hash of its bytes.
    hash: Hash,
    leaf: Result<Leaf, EntryFault>,
    /// Its bodies, and whether each opens what the leaf commits to.
    parts: Vec<(VaultPart, bool)>,
    /// The record, where it is one.
    what: Option<Result<Completion, EntryFault>>,
}

impl Looked {
    fn at((stored, parts): (StoredLeaf, Vec<VaultPart>)) -> Self {
        let (hash, leaf) = (leaf_hash(&stored.bytes), Leaf::read(&stored.bytes));
        let commits = leaf.as_ref().map(Leaf::commitments).unwrap_or_default();
        let opens = |part: &VaultPart| {
            let wanted = commits.iter().find(|(field, _)| *field == part.field);
            wanted.is_some_and(|(field, commitment)| commitment.opens(*field, &part.salt, &part.body))
        };
        let sealed = matches!(leaf, Ok(Leaf::Sealed(_)));
        let record = |(part, opens): &&(VaultPart, bool)| {
            sealed && *opens && part.field == Field::What && part.index == stored.index
        };
        let parts: Vec<(VaultPart, bool)> = parts
            .into_iter()
            .map(|part| {
                let opens = opens(&part);
                (part, opens)
            })
            .collect();
        let what = parts.iter().find(record).filter(|(part, _)| !Waiver::is(&part.body));
        let what = what.map(|(part, _)| Completion::read(&part.body));
        Self { hash, leaf, what, parts, stored }
    }
}

/// Reads all leaves and bodies.
pub(super) fn read(store: &dyn Store, journal: Option<&Journal>) -> Result<Found, StoreError> {
    let mut found = Found::default();
    let mut next = 0;
    loop {
        let leaves = store.leaves(next, STEP)?;
        let Some(last) = leaves.last().map(|leaf| leaf.index) else {
            break;
        };
        // Without this a store that answers nonsense would be read for ever.
        if last < next {
            return Err(StoreError::Damaged(format!("leaf {last} came when leaf {next} was asked for")));
        }
        let kept = store.parts(next, last + 1)?;
        found.cannot_open(&kept.shut);
        let mut parts = kept.open.into_iter().peekable();
        let with_parts = leaves.into_iter().map(|leaf| {
            let mut mine = Vec::new();
            while let Some(part) = parts.next_if(|part| part.index <= leaf.index) {
                mine.push(part);
            }
            (leaf, mine)
        });
        let with_parts: Vec<(StoredLeaf, Vec<VaultPart>)> = with_parts.collect();
        // What each leaf says by itself is worked out by all cores; what it means in its place, in order.
        let looked: Vec<Looked> = with_parts.into_par_iter().map(Looked::at).collect();
        for looked in looked {
            if looked.stored.index != found.tree.size() {
                found.damages.push(Damage::LeafMissing { index: found.tree.size() });
                return Ok(found);
            }
            found.leaf(looked);
        }
        next = last + 1;
    }
    let extra = store.parts(next, u64::MAX)?;
    found.cannot_open(&extra.shut);
    for part in extra.open {
        found.damages.push(Damage::BodyExtra { index: part.index, field: part.field });
    }
    found
        .damages
        .extend(std::mem::take(&mut found.shut).into_iter().map(|(from, to)| Damage::Shut { from, to }));
    found.settle_erasures(&journal.map(Journal::leaves).unwrap_or_default());
    found.settle_returns(store)?;
    found.find_repeated();
    Ok(found)
}

impl Found {
    fn leaf(&mut self, looked: Looked) {
        let Looked { stored, hash, leaf, parts, what } = looked;
        let index = stored.index;
        self.tree.push(hash);
        self.kept_tree.push(stored.hash);
        if hash != stored.hash {
            self.unfit.push(index);
        }
        let leaf = match leaf {
            Ok(leaf) => leaf,
            Err(fault) => {
                // A changed leaf is named as such; only a leaf that was signed so is unreadable.
                if hash == stored.hash {
                    self.damages.push(Damage::LeafUnreadable { index, why: fault.to_string() });
                }
                return;
            }
        };
        if hash == stored.hash {
            self.order(index, &leaf);
        }
        let bodies = self.bodies(index, &leaf.commitments(), parts, hash == stored.hash);
        match leaf {
            // A leaf that was changed leads to no key.
            Leaf::Rotated(_) if hash != stored.hash => {}
            leaf => self.keep(index, leaf, &bodies, what),
        }
    }

    /// A log begins once, and its times do not run backwards.
    fn order(&mut self, index: u64, leaf: &Leaf) {
        match leaf {
            Leaf::Opened(_) if index != 0 => {
                self.damages
                    .push(Damage::Order { index, why: "a log begins once, and this begins it again" });
            }
            Leaf::Opened(_) => {}
            _ if index == 0 => {
                self.damages.push(Damage::Order {
                    index,
                    why: "a log begins with a leaf that opens it, and this is another",
                });
            }
            _ => {}
        }
        let Some(recorded) = leaf.recorded() else {
            return;
        };
        if let Leaf::Opened(Opened { adopted: Some(adopted), .. }) = leaf {
            // What is carried over was recorded before this leaf; what comes behind it was not.
            self.carried = Some((adopted.carried, recorded.to_owned()));
            return;
        }
        if let Some((_, adopted)) = self.carried.take_if(|(carried, _)| *carried <= index) {
            self.last_recorded = adopted.max(std::mem::take(&mut self.last_recorded));
        }
        if recorded < self.last_recorded.as_str() {
            self.damages.push(Damage::Order { index, why: "it was recorded before the leaf in front of it" });
        }
        recorded.clone_into(&mut self.last_recorded);
    }

    /// Opens each commitment of a leaf; gives the bodies that open.
    fn bodies(
        &mut self,
        index: u64,
        wanted: &[(Field, Commitment)],
        parts: Vec<(VaultPart, bool)>,
        sound: bool,
    ) -> Vec<(Field, Vec<u8>)> {
        let mut bodies = Vec::new();
        let mut there = BTreeSet::new();
        for (part, opens) in parts {
            let field = part.field;
            if part.index != index || !wanted.iter().any(|(wanted, _)| *wanted == field) {
                self.damages.push(Damage::BodyExtra { index: part.index, field });
                continue;
            }
            there.insert(field);
            self.with_body.insert((index, field));
            if opens {
                self.opened_bodies += 1;
                bodies.push((field, part.body));
            } else if sound {
                self.damages.push(Damage::Body { index, field });
            } // Else the leaf's own change explains that nothing opens it.
        }
        if self.is_shut(index) {
            self.with_body.extend(wanted.iter().map(|(field, _)| (index, *field)));
            return bodies;
        }
        let missing = wanted.iter().map(|(field, _)| *field).filter(|field| !there.contains(field));
        self.missing.extend(missing.map(|field| (index, field)));
        bodies
    }

    /// Notes leaves whose bodies cannot be opened; they come in order.
    fn cannot_open(&mut self, leaves: &[u64]) {
        for leaf in leaves {
            match self.shut.last_mut() {
                Some((_, last)) if *last + 1 == *leaf => *last = *leaf,
                _ => self.shut.push((*leaf, *leaf)),
            }
        }
    }

    fn is_shut(&self, leaf: u64) -> bool {
        let after = self.shut.partition_point(|(from, _)| *from <= leaf);
        0 < after && leaf <= self.shut[after - 1].1
    }

    fn keep(
        &mut self,
        index: u64,
        leaf: Leaf,
        bodies: &[(Field, Vec<u8>)],
        what: Option<Result<Completion, EntryFault>>,
    ) {
        let body = |field| bodies.iter().find(|(found, _)| *found == field).map(|(_, body)| body.as_slice());
        let unreadable = |field, why: String| Damage::BodyUnreadable { index, field, why };
        match leaf {
            Leaf::Opened(opened) => {
                self.opened.get_or_insert(opened);
            }
            Leaf::Erased(erased) => {
                self.erasures.extend(erased.index);
                if let Some(Err(fault)) = body(Field::Decision).map(Decision::read) {
                    self.damages.push(unreadable(Field::Decision, fault.to_string()));
                }
            }
            Leaf::Session(session) => self.sessions.push((index, session)),
            Leaf::Rotated(rotated) => self.rotated.push((index, rotated)),
            Leaf::Batch(batch) => {
                let source = match body(Field::Source).map(canonical::read::<Source>).transpose() {
                    Ok(source) => source,
                    Err(fault) => return self.damages.push(unreadable(Field::Source, fault.to_string())),
                };
                self.batches.push((index, batch.rows, source));
            }
            Leaf::Sealed(_) => {
                let person = match body(Field::Who).map(person_number) {
                    Some(None) => {
                        return self
                            .damages
                            .push(unreadable(Field::Who, "it is not a person's number".into()));
                    }
                    Some(person) => person,
                    None => None,
                };
                if let Some(body) = body(Field::What).filter(|body| Waiver::is(body)) {
                    match Waiver::read(body) {
                        Ok(waiver) => self.waivers.push((person, waiver)),
                        Err(fault) => self.damages.push(unreadable(Field::What, fault.to_string())),
                    }
                    return;
                }
                match what.filter(|_| body(Field::What).is_some()) {
                    Some(Ok(completion)) => {
                        let kept = match completion.kind {
                            CompletionKind::Competence => &mut self.observed,
                            _ => &mut self.completions,
                        };
                        kept.push(Recorded { index, person, completion });
                    }
                    Some(Err(fault)) => self.damages.push(unreadable(Field::What, fault.to_string())),
                    None => {}
                }
            }
        }
    }

    /// A leaf that stands twice was copied: somebody would count a completion twice.
    fn find_repeated(&mut self) {
        // Eight bytes find what may be equal, in a quarter of the room.
        let mark = |hash: &Hash| hash.first_chunk().copied().map_or(0, u64::from_be_bytes);
        let mut marks: Vec<u64> = self.tree.hashes().iter().map(mark).collect();
        marks.sort_unstable();
        let twice: BTreeSet<u64> =
            marks.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        if twice.is_empty() {
            return;
        }
        let mut firsts: BTreeMap<Hash, u64> = BTreeMap::new();
        for (index, hash) in (0..).zip(self.tree.hashes()).filter(|(_, hash)| twice.contains(&mark(hash))) {
            match firsts.get(hash) {
                Some(first) => self.damages.push(Damage::Repeated { index, first: *first }),
                None => drop(firsts.insert(*hash, index)),
            }
        }
    }

    /// A body that is not there must have been erased, and one that was erased must not be there.
    fn settle_erasures(&mut self, elsewhere: &BTreeSet<u64>) {
        for (index, field) in std::mem::take(&mut self.missing) {
            if !self.erasures.contains(&index) {
                self.damages.push(match elsewhere.contains(&index) {
                    true => Damage::ErasedUnsaid { index, field },
                    false => Damage::BodyMissing { index, field },
                });
            }
        }
        let back = self
            .with_body
            .iter()
            .filter(|(index, _)| elsewhere.contains(index) && !self.erasures.contains(index));
        let back: Vec<Damage> =
            back.map(|(index, field)| Damage::BodyBack { index: *index, field: *field }).collect();
        self.damages.extend(back);
        let still = self.with_body.iter().filter(|(index, _)| self.erasures.contains(index));
        let still: Vec<Damage> =
            still.map(|(index, field)| Damage::NotErased { index: *index, field: *field }).collect();
        self.damages.extend(still);
        self.erased = self.erasures.len() as u64;
    }
}

impl Found {
    /// Answer codes stand outside the vault: the newest batch of them says what all of them come to.
    fn settle_returns(&mut self, store: &dyn Store) -> Result<(), StoreError> {
        let mut all = store.returns()?;
        let newest = self.batches.iter().rev().find_map(|(index, _, source)| {
            source.as_ref().and_then(|source| source.returns.clone()).map(|digest| (*index, digest))
        });
        let sound = match &newest {
            Some((_, digest)) => *digest == digest_of(&mut all),
            None => all.is_empty(),
        };
        if !sound {
            let index = newest.map_or(self.tree.size().saturating_sub(1), |(index, _)| index);
            self.damages.push(Damage::Returns { index });
        }
        Ok(())
    }
}

fn person_number(body: &[u8]) -> Option<PersonNumber> {
    PersonNumber::parse(std::str::from_utf8(body).ok()?)
}
