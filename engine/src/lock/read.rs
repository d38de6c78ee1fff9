//! The text of `course.lock` becomes a lock, or a fault with its place and the way out. Nothing is guessed: bits that
//! are read by a wrong list are somebody else's answers.

use super::text::{FORMAT, sum};
use super::{Edition, LOCK_FILE, Lock, Locked};
use crate::diagnostic::{At, Diagnostic, Path, Place};
use crate::raw::{RawLock, RawSlot};
use crate::rule::Rule;
use crate::slots::{Past, Slot, SlotKind, fingerprint};
use crate::source::Source;

/// Most bits of one slot: a seed has 32, the longest path 6 and 63 steps.
const BITS_MAX: u32 = 1_024;
/// Where version control begins a piece that it could not settle.
const CONFLICT: &str = "<<<<<<<";

/// Reads the text of a lock.
///
/// # Errors
/// A `lock-damaged` fault: cut off, changed by hand, left unsettled by a merge, or of a later version.
pub fn read(source: &Source) -> Result<Lock, Box<Diagnostic>> {
    let text = source.text();
    if let Some(at) = line_starts(text).find(|at| text[*at..].starts_with(CONFLICT)) {
        let fault = fault(
            source,
            Place::Bytes(at..at + CONFLICT.len()),
            "two versions of it were merged and not settled",
        );
        return Err(Box::new(fault.label("the first of them begins here").help(format!(
            "keep the whole file of one side (`git checkout --ours {LOCK_FILE}`), then run `bona check --write`: \
             it appends what the other side had"
        ))));
    }
    let mut found = Vec::new();
    let read = crate::read::read::<RawLock>(source, "lock", &mut found);
    if let Some(first) = found.into_iter().next() {
        let mut fault = damaged(source, first.at.place, &format!("it cannot be read: {}", first.message));
        // How to mend a bracket is no help here: a lock is never written by hand.
        fault.label = Some("damaged here".to_owned());
        return Err(Box::new(fault));
    }
    let Some(raw) = read.value else {
        return Err(Box::new(damaged(source, Place::Whole, "it cannot be read")));
    };
    lock(source, &raw)
}

fn lock(source: &Source, raw: &RawLock) -> Result<Lock, Box<Diagnostic>> {
    let top = Path::default();
    if raw.format != FORMAT {
        let message = format!("it has format {}, and this program reads format {FORMAT}", raw.format);
        let fault = fault(source, Place::Path(top.field("format")), &message);
        return Err(Box::new(fault.help("use the version of bona that wrote it, or a later one")));
    }
    let slots = list(source, &raw.slots, &top.field("slots"))?;
    let opinions = list(source, &raw.opinions, &top.field("opinions"))?;
    if let Some(n) = opinions.iter().position(|one| one.slot.kind != SlotKind::Single) {
        let path = top.field("opinions").index(n).field("kind");
        let fault = damaged(source, Place::Path(path), "an opinion is kept in another way");
        return Err(Box::new(fault.label("changed by hand")));
    }
    let shapes = raw.shapes.iter().map(|one| Past { fingerprint: one.fingerprint.clone(), slots: one.slots });
    let editions = raw.editions.iter().map(|one| Edition {
        edition: one.edition.clone(),
        content: one.content.clone(),
        slots: one.slots,
        opinions: one.opinions,
    });
    let (shapes, editions) = (shapes.collect(), editions.collect());
    let lock = Lock { course: raw.course.clone(), slots, opinions, shapes, editions };
    let all: Vec<Slot> = lock.slots.iter().map(|one| one.slot.clone()).collect();
    let shape = Past { fingerprint: fingerprint(&all), slots: all.len() };
    if lock.shapes.last() != Some(&shape) {
        let why = "its slots are not those that were written last";
        let fault = damaged(source, Place::Path(top.field("shapes")), why);
        return Err(Box::new(fault.label("a slot was changed, added or taken away by hand")));
    }
    let known = |count: usize| count <= lock.slots.len();
    let counts = lock.shapes.iter().map(|one| one.slots).chain(lock.editions.iter().map(|one| one.slots));
    let asked = |one: &Edition| one.opinions <= lock.opinions.len();
    if !counts.into_iter().all(known) || !lock.editions.iter().all(asked) || sum(&lock) != raw.sum {
        let fault = damaged(source, Place::Path(top.field("sum")), "it was changed by hand");
        return Err(Box::new(fault.label("no longer the sum of what stands above")));
    }
    Ok(lock)
}

/// The slots of a list.
fn list(source: &Source, raw: &[RawSlot], top: &Path) -> Result<Vec<Locked>, Box<Diagnostic>> {
    let mut slots: Vec<Locked> = Vec::new();
    for (n, one) in raw.iter().enumerate() {
        let path = top.index(n);
        let locked = slot(one, n).map_err(|(field, why)| {
            let fault = damaged(source, Place::Path(path.field(field)), &why);
            Box::new(fault.label("changed by hand"))
        })?;
        let twice = |other: &Locked| {
            !(other.retired || locked.retired)
                && (other.slot.kind, &other.slot.id) == (locked.slot.kind, &locked.slot.id)
        };
        if let Some(before) = slots.iter().position(twice) {
            let why = format!("slot {n} keeps the same as slot {before}");
            return Err(Box::new(damaged(source, Place::Path(path), &why).label("kept twice")));
        }
        slots.push(locked);
    }
    Ok(slots)
}

/// A slot, or the field that cannot be and why.
fn slot(raw: &RawSlot, n: usize) -> Result<Locked, (&'static str, String)> {
    if raw.n != n {
        return Err(("n", format!("slot {} stands where slot {n} should", raw.n)));
    }
    let Some(kind) = SlotKind::named(&raw.kind) else {
        return Err(("kind", format!("there is no kind of slot `{}`", raw.kind)));
    };
    if !(1..=BITS_MAX).contains(&raw.bits) {
        return Err(("bits", format!("a slot cannot have {} bits", raw.bits)));
    }
    if raw.step > raw.bits {
        return Err(("step", format!("a step of {} bits does not fit into {}", raw.step, raw.bits)));
    }
    if let Some(from) = raw.from.filter(|from| *from >= n) {
        return Err(("from", format!("slot {n} cannot take over from slot {from}, which comes later")));
    }
    let slot =
        Slot { kind, id: raw.id.clone(), bits: raw.bits, step: raw.step, options: raw.options.clone() };
    Ok(Locked { slot, since: raw.since.clone(), retired: raw.retired, from: raw.from })
}

fn fault(source: &Source, place: Place, why: &str) -> Diagnostic {
    let at = At { file: source.name().to_owned(), place };
    Diagnostic::new(Rule::LockDamaged, at, format!("`{LOCK_FILE}` is damaged: {why}"))
}

fn damaged(source: &Source, place: Place, why: &str) -> Diagnostic {
    fault(source, place, why).help(format!(
        "take the last sound version from your version control (`git checkout {LOCK_FILE}`), then run \
         `bona check --write`; if no learner has begun the course yet, delete the file and write it anew"
    ))
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1))
}
