//! Reads the leaves and their bodies, a block at a time, and has all cores look at what each leaf says by itself. What they
//! mean in their order stands in `leaves`.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, sync_channel};

use super::STEP;
use super::leaves::Found;
use super::sums::{Said, Sums, each_run};
use crate::evidence::canonical::EntryFault;
use crate::evidence::commit::Field;
use crate::evidence::correction::Withdrawal;
use crate::evidence::journal::Journal;
use crate::evidence::record::Completion;
use crate::evidence::same::SamePerson;
use crate::evidence::vault::{Opening, Parts, Store, StoreError, StoredLeaf, VaultPart};
use crate::evidence::waiver::Waiver;

/// Blocks that are read ahead of the one that is judged: enough for the others to be busy, and a few megabytes.
const AHEAD: usize = 3;

/// A run of leaves and what each says by itself, wherever it stands.
pub(super) struct Looked {
    pub(super) sums: Sums,
    /// The record, where a leaf is one.
    pub(super) what: Vec<Option<Result<Completion, EntryFault>>>,
}

impl Looked {
    fn at(leaves: &[StoredLeaf], parts: &[VaultPart]) -> Self {
        let sums = Sums::of(leaves, parts);
        let mut judged = parts.iter().zip(&sums.opens).peekable();
        let mut what = Vec::with_capacity(leaves.len());
        for (leaf, said) in leaves.iter().zip(&sums.said) {
            let mut record = None;
            while let Some((part, opens)) = judged.next_if(|(part, _)| part.index <= leaf.index) {
                let sealed = matches!(said, Said::Sealed(_)) && part.field == Field::What;
                if sealed && *opens && record.is_none() && is_record(&part.body) {
                    record = Some(Completion::read(&part.body));
                }
            }
            what.push(record);
        }
        Self { sums, what }
    }
}

/// Some leaves in their order, with their bodies and what they say.
pub(super) struct Block {
    pub(super) leaves: Vec<StoredLeaf>,
    pub(super) kept: Parts,
    pub(super) looked: Vec<Looked>,
}

impl Block {
    /// Opens the bodies of leaves, and looks at all of it.
    fn of(leaves: Vec<StoredLeaf>, open: Opening<'_>) -> Self {
        let mut kept = open();
        // A store that answers nonsense shall not be able to stop us.
        if !kept.open.is_sorted_by_key(|part| part.index) {
            kept.open.sort_by_key(|part| part.index);
        }
        let looked = each_run(&leaves, &kept.open, Looked::at);
        Self { leaves, kept, looked }
    }
}

/// Reads all leaves and bodies: one thread reads, and the others look at what was read. Not to be called by one of rayon's
/// threads, which would wait for itself.
pub(super) fn read(
    store: &dyn Store,
    journal: Option<&Journal>,
    found: &mut Found,
) -> Result<(), StoreError> {
    let whole = rayon::in_place_scope(|scope| -> Result<bool, StoreError> {
        let mut ahead: VecDeque<Receiver<Block>> = VecDeque::new();
        let mut next = 0;
        loop {
            let leaves = store.leaves(next, STEP)?;
            let last = leaves.last().map(|leaf| leaf.index);
            if let Some(last) = last {
                // Without this a store that answers nonsense would be read for ever.
                if last < next {
                    return Err(StoreError::Damaged(format!(
                        "leaf {last} came when leaf {next} was asked for"
                    )));
                }
                let open = store.opening(next, last + 1)?;
                let (send, receive) = sync_channel(1);
                scope.spawn(move |_| drop(send.send(Block::of(leaves, open))));
                ahead.push_back(receive);
                next = last + 1;
            }
            let waiting = if last.is_some() { AHEAD } else { 0 };
            while waiting < ahead.len() {
                // Nothing comes only from a thread that panicked, and that panic goes on when the scope ends.
                let block = ahead.pop_front().and_then(|receive| receive.recv().ok());
                if !block.is_some_and(|block| found.block(block)) {
                    return Ok(false);
                }
            }
            if last.is_none() {
                return Ok(true);
            }
        }
    })?;
    if whole { found.settle(store, journal) } else { Ok(()) }
}

/// Whether a body of `what` should be a record; each other kind is read as itself.
fn is_record(body: &[u8]) -> bool {
    !Waiver::is(body) && !Withdrawal::is(body) && !SamePerson::is(body)
}
