//! `bona evidence erase --leaf`: the words of one waiver or correction go, and nothing else of whom it is about.
//!
//! For a name that somebody wrote into a reason: no erasure and no change of name of that person reaches it.

use bona_engine::evidence::{Basis, Log, Store as _, TEXT_MAX, Why, erase_leaf};

use super::super::words::{self, Wording};
use super::super::{appendable, one_line, open, verified};
use super::{by_chance, carry_out, named_basis};
use crate::args::EraseArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::Machine;
use crate::store::{AnyStore, Place};

/// Says what would go, and with `--apply` lets it go.
pub(super) fn run(
    leaf: u64,
    args: &EraseArgs,
    place: &Place,
    machine: &dyn Machine,
) -> Result<Exit, Failure> {
    let decided_by = one_line("--decided-by", &args.decided_by, TEXT_MAX)?;
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
    let worded = may_go(&store, place, &log, leaf)?;
    let basis = args.basis.map_or(Basis::Art17, named_basis);
    let plan = |store: &AnyStore| {
        let (tree, now) = appendable(machine, place, store, &keys.signer.vkey())?;
        let why = Why { basis, decided_by: decided_by.clone(), now };
        by_chance(place, machine, &mut |chance| erase_leaf(store, &tree, &keys.pseudonym, leaf, &why, chance))
    };
    let told = format!(
        "  goes   leaf {leaf}, {worded}, with its salts: nobody can say afterwards what stood in it\n  stays  its leaf in \
         the log, all checkpoints, and every other record\n  why    {}, decided by {decided_by}\n\n",
        basis.name()
    );
    let text = if args.apply {
        let done = carry_out((place, machine, &keys, &log), &mut store, &plan, &|_| true)?;
        let checkpoint = done.map(|(_, checkpoint)| checkpoint).unwrap_or_default();
        format!("Erased:\n\n{told}The new checkpoint; give it to somebody else:\n\n{checkpoint}")
    } else {
        plan(&store)?;
        format!("To erase:\n\n{told}Nothing was written. Add --apply to do it; it cannot be taken back.\n")
    };
    print(machine, &text)?;
    Ok(Exit::Done)
}

/// That the leaf holds words that nothing else rests on, and what they are.
fn may_go(store: &AnyStore, place: &Place, log: &Log, leaf: u64) -> Result<&'static str, Failure> {
    let parts = store.parts(leaf, leaf.saturating_add(1)).map_err(|error| place.failure(&error))?;
    let wrong = |why: String| Err(Failure::Argument(format!("--leaf {leaf}: {why}")));
    match words::wording(&parts.open) {
        Some(Wording::Waiver) => Ok("why somebody was let off, which does not count any more then"),
        Some(Wording::Correction) => {
            let own = log.corrections.iter().find(|own| own.index == leaf);
            let later = |own| log.corrections.iter().any(|other| leaf < other.index && other.leaf == own);
            if own.is_some_and(|own| later(own.leaf)) {
                return Ok("a correction that a later one has replaced");
            }
            wrong(
                "without this correction its record would count as it was; correct it once more without the name, and then \
                 let this one go"
                    .to_owned(),
            )
        }
        None => wrong(
            "it is no waiver and no correction that is still held; records go with the person whom they are about"
                .to_owned(),
        ),
    }
}
