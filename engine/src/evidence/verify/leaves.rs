//! Judges the leaves and their bodies in the order of the log, step by step.

mod corrected;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rayon::slice::ParallelSliceMut as _;

use self::corrected::time_fault;
use super::Recorded;
use super::blocks::{Block, Looked};
use super::damage::Damage;
use super::sums::{Said, Sums};
use crate::evidence::canonical::{self, EntryFault};
use crate::evidence::commit::{Commitment, Field};
use crate::evidence::correction::Correction;
use crate::evidence::erase::Decision;
use crate::evidence::journal::Journal;
use crate::evidence::learner::PersonNumber;
use crate::evidence::record::{Completion, CompletionKind, Leaf, Opened, RowCounts, SessionLeaf, Source};
use crate::evidence::returns::digest_of;
use crate::evidence::rotation::Rotated;
use crate::evidence::same::Same;
use crate::evidence::vault::{Store, StoreError, StoredLeaf, VaultPart};
use crate::evidence::waiver::Waiver;
use crate::log::{Hash, NODE_LEAVES, Run, Trunk, leaf_hash};

/// What was found so far.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) damages: Vec<Damage>,
    /// Whether records are counted and let go.
    pub(super) counted: bool,
    /// Of the leaves' bytes.
    pub(super) tree: Trunk,
    /// Of the hashes kept beside them, where they differ: tells which of the two was changed.
    kept_tree: Option<Trunk>,
    /// Of the earlier log whose leaves stand here, if there is one, and how many stand here.
    pub(super) earlier: Option<(Trunk, u64)>,
    /// Sizes at which checkpoints from outside were signed.
    outside: Vec<u64>,
    /// The beginning of each leaf's hash, by which two that are alike are found.
    marks: Vec<u64>,
    /// Leaves whose bytes do not fit the hash beside them.
    pub(super) unfit: Vec<u64>,
    pub(super) opened: Option<Opened>,
    pub(super) batches: Vec<(u64, RowCounts, Option<Source>)>,
    pub(super) completions: Vec<Recorded>,
    pub(super) observed: Vec<Recorded>,
    pub(super) practice: Vec<Recorded>,
    /// Records that a later correction is about, once all is settled.
    pub(super) replaced: Vec<Recorded>,
    pub(super) corrections: Vec<Correction>,
    pub(super) sessions: Vec<(u64, SessionLeaf)>,
    /// The leaves that change the key, those of an earlier log included.
    pub(super) rotated: Vec<(u64, Rotated)>,
    pub(super) waivers: Vec<(Option<PersonNumber>, Waiver)>,
    /// Who is the same as whom.
    pub(super) same: Same,
    /// How many completions and attendances there are, kept or not.
    pub(super) completed: u64,
    pub(super) erased: u64,
    pub(super) opened_bodies: u64,
    /// Up to which size checkpoints of an earlier log show that what stands here of it was signed.
    pub(super) shown: u64,
    last_recorded: String,
    /// When the rows were recorded that stand here: with the last import; `None` where that leaf cannot be believed.
    import: Option<String>,
    /// How many leaves of an earlier log stand here, and when it was adopted, until they are passed.
    carried: Option<(u64, String)>,
    /// Bodies that are not there, a bit a field; an erasure that stands later may explain them.
    missing: Vec<u8>,
    erasures: BTreeSet<u64>,
    /// Bodies that are there, a bit a field, and what sort of record it is.
    with_body: Vec<u8>,
    /// Runs of leaves whose bodies cannot be opened, first and last.
    shut: Vec<(u64, u64)>,
}

impl Found {
    /// Nothing is found yet; roots will be asked for at these sizes.
    pub(super) fn new(counted: bool, asked: Vec<u64>, outside: Vec<u64>) -> Self {
        Self {
            damages: Vec::new(),
            counted,
            tree: Trunk::new(asked),
            kept_tree: None,
            earlier: None,
            outside,
            marks: Vec::new(),
            unfit: Vec::new(),
            opened: None,
            batches: Vec::new(),
            completions: Vec::new(),
            observed: Vec::new(),
            practice: Vec::new(),
            replaced: Vec::new(),
            corrections: Vec::new(),
            sessions: Vec::new(),
            rotated: Vec::new(),
            waivers: Vec::new(),
            same: Same::default(),
            completed: 0,
            erased: 0,
            opened_bodies: 0,
            shown: 0,
            last_recorded: String::new(),
            import: Some(String::new()),
            carried: None,
            missing: Vec::new(),
            erasures: BTreeSet::new(),
            with_body: Vec::new(),
            shut: Vec::new(),
        }
    }

    /// The tree of the hashes that are kept beside the leaves.
    pub(super) fn kept_tree(&self) -> &Trunk {
        self.kept_tree.as_ref().unwrap_or(&self.tree)
    }

    /// Judges what only the whole log can tell.
    pub(super) fn settle(&mut self, store: &dyn Store, journal: Option<&Journal>) -> Result<(), StoreError> {
        let extra = store.parts(self.tree.size(), u64::MAX)?;
        self.cannot_open(&extra.shut);
        let extra = extra.open.into_iter();
        self.damages.extend(extra.map(|part| Damage::BodyExtra { index: part.index, field: part.field }));
        let shut = std::mem::take(&mut self.shut).into_iter();
        self.damages.extend(shut.map(|(from, to)| Damage::Shut { from, to }));
        self.settle_erasures(&journal.map(Journal::leaves).unwrap_or_default());
        self.settle_corrections();
        self.settle_owners(store)?;
        self.settle_same();
        self.settle_returns(store)?;
        self.find_repeated(store)
    }

    /// Judges leaves in their order; `false` where one is missing, which hides all behind it.
    pub(super) fn block(&mut self, block: Block) -> bool {
        let Block { leaves, kept, looked } = block;
        self.cannot_open(&kept.shut);
        let mut parts = kept.open.as_slice();
        for (leaves, Looked { sums, what }) in leaves.chunks(NODE_LEAVES as usize).zip(looked) {
            let first = self.tree.size();
            let there = (first..).zip(leaves).take_while(|(place, leaf)| *place == leaf.index).count();
            let Sums { run, said, opens } = sums;
            let all = there == leaves.len();
            self.grow(&leaves[..there], if all { run } else { Run::of(run.hashes()[..there].to_vec()) });
            let mut opens = opens.as_slice();
            for (leaf, (said, what)) in leaves[..there].iter().zip(said.into_iter().zip(what)) {
                let mine = parts.iter().take_while(|part| part.index <= leaf.index).count();
                let (part, open);
                (part, parts) = parts.split_at(mine);
                (open, opens) = opens.split_at(mine);
                self.leaf(leaf.index, said, (part, open), what);
            }
            if !all {
                self.damages.push(Damage::LeafMissing { index: self.tree.size() });
                return false;
            }
        }
        true
    }

    /// Lets the trees grow by the hashes of leaves.
    fn grow(&mut self, leaves: &[StoredLeaf], run: Run) {
        let unfit = leaves.iter().zip(run.hashes()).filter(|(leaf, hash)| leaf.hash != **hash);
        self.unfit.extend(unfit.map(|(leaf, _)| leaf.index));
        if !self.unfit.is_empty() {
            let kept = self.kept_tree.get_or_insert_with(|| self.tree.clone());
            leaves.iter().for_each(|leaf| kept.push(leaf.hash));
        }
        let mark = |hash: &Hash| hash.first_chunk().copied().map_or(0, u64::from_be_bytes);
        self.marks.extend(run.hashes().iter().map(mark));
        self.grow_earlier(leaves, &run);
        self.tree.push_run(&run);
    }

    /// Lets the tree of an earlier log grow, whose leaves stand at their places here, but for the first.
    fn grow_earlier(&mut self, leaves: &[StoredLeaf], run: &Run) {
        let mut hashes = run.hashes().iter();
        if let Some(first) = leaves.first().filter(|first| first.index == 0) {
            hashes.next();
            let adopted = match Leaf::read(&first.bytes) {
                Ok(Leaf::Opened(opened)) => opened.adopted,
                _ => None,
            };
            self.earlier = adopted.map(|adopted| (adopted.begin(&self.outside), adopted.carried));
        }
        if let Some((earlier, carried)) = &mut self.earlier {
            let left = usize::try_from(carried.saturating_sub(earlier.size())).unwrap_or(usize::MAX);
            hashes.take(left).for_each(|hash| earlier.push(*hash));
        }
    }

    fn leaf(
        &mut self,
        index: u64,
        said: Said,
        parts: (&[VaultPart], &[bool]),
        what: Option<Result<Completion, EntryFault>>,
    ) {
        let wanted = said.commits();
        let sound = self.unfit.binary_search(&index).is_err();
        let leaf = match said {
            Said::Sealed(sealed) => Ok(Leaf::Sealed(sealed)),
            Said::Other(leaf) => *leaf,
        };
        let leaf = match leaf {
            Ok(leaf) => leaf,
            Err(fault) => {
                // A changed leaf is named as such; only a leaf that was signed so is unreadable.
                if sound {
                    self.damages.push(Damage::LeafUnreadable { index, why: fault.to_string() });
                }
                self.with_body.push(UNREAD);
                self.missing.push(0);
                self.import = None;
                return;
            }
        };
        if sound {
            self.order(index, &leaf);
        }
        let bodies = self.bodies(index, wanted, parts, sound);
        match &leaf {
            Leaf::Batch(batch) => self.import = sound.then(|| batch.recorded.clone()),
            Leaf::Erased(notice) if sound => self.notice(index, notice),
            _ => {}
        }
        match leaf {
            // A leaf that was changed leads to no key.
            Leaf::Rotated(_) if !sound => {}
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

    /// Notes which commitments of a leaf are opened; gives the bodies that open.
    fn bodies<'a>(
        &mut self,
        index: u64,
        wanted: [Option<(Field, Commitment)>; 2],
        (parts, opens): (&'a [VaultPart], &[bool]),
        sound: bool,
    ) -> Vec<(Field, &'a [u8])> {
        let mut bodies = Vec::with_capacity(parts.len());
        let fields = || wanted.iter().flatten().map(|(field, _)| *field);
        let mut there = 0;
        for (part, opens) in parts.iter().zip(opens) {
            let field = part.field;
            if part.index != index || !fields().any(|wanted| wanted == field) {
                self.damages.push(Damage::BodyExtra { index: part.index, field });
                continue;
            }
            there |= bit(field);
            if *opens {
                self.opened_bodies += 1;
                bodies.push((field, part.body.as_slice()));
            } else if sound {
                self.damages.push(Damage::Body { index, field });
            } // Else the leaf's own change explains that nothing opens it.
        }
        let all = fields().map(bit).fold(0, |all, bit| all | bit);
        let shut = self.is_shut(index);
        self.with_body.push(if shut { all } else { there });
        self.missing.push(if shut { 0 } else { all & !there });
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
        bodies: &[(Field, &[u8])],
        what: Option<Result<Completion, EntryFault>>,
    ) {
        let body = |field| bodies.iter().find(|(found, _)| *found == field).map(|(_, body)| *body);
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
            Leaf::Sealed(_) => self.sealed(index, bodies, what),
        }
    }

    /// Keeps a record, or counts it and lets it go.
    fn record(&mut self, record: Recorded) {
        let (kept, completes) = match record.completion.kind {
            CompletionKind::Competence => (&mut self.observed, 0),
            CompletionKind::Pledge | CompletionKind::FollowUp => (&mut self.practice, 0),
            CompletionKind::Completion | CompletionKind::Attendance => (&mut self.completions, COMPLETION),
        };
        let correction = Correction::replacing(&record);
        let (index, recorded) = (record.index, record.completion.recorded.as_str());
        let early = time_fault(self.import.as_deref(), &self.last_recorded, recorded, correction.is_some());
        self.damages.extend(early.map(|why| Damage::BodyUnreadable { index, field: Field::What, why }));
        let first = if correction.is_none() { FIRST } else { 0 };
        // Its bodies were noted just now.
        self.with_body.last_mut().into_iter().for_each(|bits| *bits |= completes | first);
        self.completed += u64::from(completes != 0);
        self.corrections.extend(correction);
        if !self.counted {
            kept.push(record);
        }
    }

    /// A leaf that stands twice was copied: somebody would count a completion twice.
    fn find_repeated(&mut self, store: &dyn Store) -> Result<(), StoreError> {
        // Eight bytes find what may be equal, in a quarter of the room.
        let mut marks = self.marks.clone();
        marks.par_sort_unstable();
        let twice: BTreeSet<u64> =
            marks.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        if twice.is_empty() {
            return Ok(());
        }
        let mut firsts: BTreeMap<Hash, u64> = BTreeMap::new();
        for (index, _) in (0..).zip(&self.marks).filter(|(_, mark)| twice.contains(*mark)) {
            for leaf in store.leaves(index, 1)? {
                match firsts.entry(leaf_hash(&leaf.bytes)) {
                    Entry::Occupied(first) => {
                        self.damages.push(Damage::Repeated { index, first: *first.get() });
                    }
                    Entry::Vacant(place) => drop(place.insert(index)),
                }
            }
        }
        Ok(())
    }

    /// A body that is not there must have been erased, and one that was erased must not be there.
    fn settle_erasures(&mut self, elsewhere: &BTreeSet<u64>) {
        let missing = std::mem::take(&mut self.missing);
        for (index, field) in
            (0..).zip(&missing).flat_map(|(index, bits)| fields(*bits).map(move |it| (index, it)))
        {
            if !self.erasures.contains(&index) {
                self.damages.push(match elsewhere.contains(&index) {
                    true => Damage::ErasedUnsaid { index, field },
                    false => Damage::BodyMissing { index, field },
                });
            }
        }
        let held = |index: &u64| {
            let bits = usize::try_from(*index).ok().and_then(|place| self.with_body.get(place));
            fields(bits.copied().unwrap_or(0))
        };
        let mut still = Vec::new();
        for index in elsewhere.difference(&self.erasures) {
            still.extend(held(index).map(|field| Damage::BodyBack { index: *index, field }));
        }
        for index in &self.erasures {
            still.extend(held(index).map(|field| Damage::NotErased { index: *index, field }));
        }
        self.damages.append(&mut still);
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

/// The bit of a completion or an attendance.
const COMPLETION: u8 = 16;
/// The bit of a record that corrects no other.
const FIRST: u8 = 32;

/// The bit of a leaf that cannot be read.
const UNREAD: u8 = 64;

/// The place of a field among eight bits.
fn bit(field: Field) -> u8 {
    match field {
        Field::Who => 1,
        Field::What => 2,
        Field::Source => 4,
        Field::Decision => 8,
    }
}

/// The fields whose bits are set.
fn fields(bits: u8) -> impl Iterator<Item = Field> {
    Field::ALL.into_iter().filter(move |field| bits & bit(*field) != 0)
}

fn person_number(body: &[u8]) -> Option<PersonNumber> {
    PersonNumber::parse(std::str::from_utf8(body).ok()?)
}
