//! How a lock follows its course: what fits stays, what is new is appended, what went is retired.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lock, Locked, group};
use crate::course::Course;
use crate::limits;
use crate::slots::{PREFER_NOT, Past, ROW, Slot, SlotKind, WIRING, bits_for, fingerprint, opinions, slots};

/// What becomes of a slot when its course asks for something else.
#[derive(Debug, PartialEq, Eq)]
enum Growth {
    /// It is wide enough; these are its options now.
    Fits(Vec<String>),
    /// It is retired, and this one appended; its value is taken over, or means nothing any more.
    Outgrown { slot: Slot, taken_over: bool },
}

pub(super) fn grown(lock: &Lock, course: &Course) -> Lock {
    let mut lock = lock.clone();
    grow(&mut lock.slots, slots(course), &course.edition);
    grow(&mut lock.opinions, opinions(course), &course.edition);
    let all: Vec<Slot> = lock.slots.iter().map(|one| one.slot.clone()).collect();
    let shape = Past { fingerprint: fingerprint(&all), slots: all.len() };
    if lock.shapes.last() != Some(&shape) {
        lock.shapes.push(shape);
    }
    lock
}

/// A list with what is wanted of it in this edition.
fn grow(list: &mut Vec<Locked>, wanted: Vec<Slot>, edition: &str) {
    let keys: BTreeSet<(SlotKind, &str)> = wanted.iter().map(key).collect();
    let mut there: BTreeMap<(SlotKind, String), usize> = BTreeMap::new();
    for (at, locked) in list.iter_mut().enumerate() {
        locked.retired |= !keys.contains(&key(&locked.slot));
        if !locked.retired {
            there.insert((locked.slot.kind, locked.slot.id.clone()), at);
        }
    }
    for want in wanted {
        let since = edition.to_owned();
        let Some(&at) = there.get(&(want.kind, want.id.clone())) else {
            list.push(Locked { slot: want, since, retired: false, from: None });
            continue;
        };
        match growth(&list[at].slot, &want) {
            Growth::Fits(options) => list[at].slot.options = options,
            Growth::Outgrown { slot, taken_over } => {
                list[at].retired = true;
                list.push(Locked { slot, since, retired: false, from: taken_over.then_some(at) });
            }
        }
    }
}

fn key(slot: &Slot) -> (SlotKind, &str) {
    (slot.kind, &slot.id)
}

fn growth(old: &Slot, want: &Slot) -> Growth {
    let afresh = || Growth::Outgrown { slot: want.clone(), taken_over: false };
    if want.kind == SlotKind::Rows && want.options.iter().any(|option| option.starts_with(ROW)) {
        return rows(old, want).unwrap_or_else(afresh);
    }
    // An order and a number mean what they mean all together: one thing more is another question.
    if matches!(want.kind, SlotKind::Rows | SlotKind::Number) {
        let same = old.options.iter().collect::<BTreeSet<_>>() == want.options.iter().collect();
        let fits = same && (old.bits, old.step) == (want.bits, want.step);
        return if fits { Growth::Fits(old.options.clone()) } else { afresh() };
    }
    // A path is read through the flags of its scene: with others it would lead where the learner never was.
    let wiring = |slot: &'_ Slot| slot.options.iter().find(|option| option.starts_with(WIRING)).cloned();
    if wiring(old) != wiring(want) {
        return afresh();
    }
    let meant = |option: &&String| *option != PREFER_NOT && want.options.contains(option);
    let survives = old.options.iter().any(|option| meant(&option));
    let without = old.options.is_empty() && want.options.is_empty();
    if !(survives || without) {
        // Nothing that was answered can still be meant: it is another question under the old name.
        return afresh();
    }
    let new = want.options.iter().filter(|option| !old.options.contains(option));
    let options: Vec<String> = old.options.iter().chain(new).cloned().collect();
    // An option that was taken away keeps its place and its letter, and there are no more letters than these.
    if widest(&options) > limits::OPTIONS {
        return afresh();
    }
    let Some((bits, step)) = need(old, want, &options) else { return afresh() };
    let fits = match want.kind {
        SlotKind::Path => step <= old.step && 6 + room(want) * old.step <= old.bits,
        _ => bits <= old.bits && step <= old.step,
    };
    if fits {
        return Growth::Fits(options);
    }
    let slot = Slot { kind: want.kind, id: want.id.clone(), bits, step, options };
    Growth::Outgrown { slot, taken_over: true }
}

/// What becomes of pairs or of things in groups: rows and options that are new stand behind the old ones, and what
/// was taken away keeps its place, so that each row and each option has its number and its letter for good. `None`
/// where nothing that was answered can still be meant, or where the letters do not reach.
fn rows(old: &Slot, want: &Slot) -> Option<Growth> {
    let of = |slot: &Slot, rows: bool| -> Vec<String> {
        slot.options.iter().filter(|option| option.starts_with(ROW) == rows).cloned().collect()
    };
    let joined = |rows: bool| {
        let (mut all, new) = (of(old, rows), of(want, rows));
        let survives = all.iter().any(|one| new.contains(one));
        let behind: Vec<String> = new.into_iter().filter(|one| !all.contains(one)).collect();
        all.extend(behind);
        (survives && all.len() <= limits::OPTIONS).then_some(all)
    };
    let (rows, options) = (joined(true)?, joined(false)?);
    let step = bits_for(options.len() + 1).max(old.step);
    let bits = u32::try_from(rows.len()).ok()? * step;
    let options: Vec<String> = rows.into_iter().chain(options).collect();
    if (bits, step) == (old.bits, old.step) {
        return Some(Growth::Fits(options));
    }
    let slot = Slot { kind: want.kind, id: want.id.clone(), bits, step, options };
    Some(Growth::Outgrown { slot, taken_over: true })
}

/// The bits, and the bits a step, of a slot with these options; `None` where it cannot be told how the numbers of
/// the old slot would be read in the new one.
fn need(old: &Slot, want: &Slot, options: &[String]) -> Option<(u32, u32)> {
    match want.kind {
        SlotKind::Single => Some((bits_for(options.len() + 1), 0)),
        SlotKind::Mask => Some((u32::try_from(options.len()).ok()?, 0)),
        SlotKind::Role => (options.len() <= limits::ROLES).then_some((want.bits, 0)),
        SlotKind::Path => {
            let step = bits_for(widest(options).max(2)).max(old.step);
            Some((6 + room(want).max(room(old)) * step, step))
        }
        _ if options == old.options => Some((want.bits, want.step)),
        _ => None,
    }
}

/// Steps that a path's slot can hold.
fn room(slot: &Slot) -> u32 {
    slot.bits.saturating_sub(6) / slot.step.max(1)
}

/// Options of the largest group.
fn widest(options: &[String]) -> usize {
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for option in options {
        *groups.entry(group(option)).or_default() += 1;
    }
    groups.into_values().max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Growth, growth};
    use crate::slots::{Slot, SlotKind};

    fn slot(kind: SlotKind, bits: u32, step: u32, options: &[&str]) -> Slot {
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        Slot { kind, id: "repair".into(), bits, step, options }
    }

    fn fits(old: &Slot, want: &Slot) -> bool {
        matches!(growth(old, want), Growth::Fits(_))
    }

    #[test]
    fn a_row_more_takes_the_old_rows_over() {
        let two = ["row.letters", "row.title", "title", "letters"];
        let old = slot(SlotKind::Rows, 4, 2, &two);
        let want =
            slot(SlotKind::Rows, 6, 2, &["row.kin", "row.letters", "row.title", "title", "kin", "letters"]);
        let Growth::Outgrown { slot: new, taken_over: true } = growth(&old, &want) else {
            panic!("outgrown")
        };
        assert_eq!(new.options, ["row.letters", "row.title", "row.kin", "title", "letters", "kin"]);
        assert_eq!((new.bits, new.step), (6, 2));
        // A row that was taken away keeps its place; a group more fits where its number does.
        let fewer = slot(SlotKind::Rows, 2, 2, &["row.title", "title", "letters", "third"]);
        let Growth::Fits(options) = growth(&old, &fewer) else { panic!("fits") };
        assert_eq!(options, ["row.letters", "row.title", "title", "letters", "third"]);
        // Other things under the old id are another question.
        assert!(!fits(&old, &slot(SlotKind::Rows, 4, 2, &["row.one", "row.two", "one", "two"])));
    }

    /// Two bits tell "none" and three options apart, not four.
    #[test]
    fn an_option_more_fits_until_the_width_is_used_up() {
        let two = slot(SlotKind::Single, 2, 0, &["brief", "long"]);
        let three = slot(SlotKind::Single, 2, 0, &["silence", "long", "brief"]);
        let Growth::Fits(options) = growth(&two, &three) else { panic!("three fit into two bits") };
        assert_eq!(options, ["brief", "long", "silence"]);
        let old = slot(SlotKind::Single, 2, 0, &["brief", "long", "silence"]);
        let four = slot(SlotKind::Single, 3, 0, &["brief", "long", "silence", "later"]);
        assert_eq!(growth(&old, &four), Growth::Outgrown { slot: four, taken_over: true });
    }

    #[test]
    fn an_option_that_went_keeps_its_place() {
        let old = slot(SlotKind::Mask, 3, 0, &["name", "who", "wife"]);
        let want = slot(SlotKind::Mask, 2, 0, &["wife", "name"]);
        assert_eq!(growth(&old, &want), Growth::Fits(old.options));
    }

    #[test]
    fn other_options_altogether_are_another_question() {
        let old = slot(SlotKind::Single, 2, 0, &["true", "false"]);
        let want = slot(SlotKind::Single, 2, 0, &["brief", "long", "silence"]);
        assert_eq!(growth(&old, &want), Growth::Outgrown { slot: want.clone(), taken_over: false });
    }

    /// More than 26 options, those included that were taken away, have no letters left.
    #[test]
    fn letters_that_are_used_up_begin_anew() {
        let ids =
            |from: usize, to: usize| -> Vec<String> { (from..to).map(|n| format!("opt_{n}")).collect() };
        let old = Slot { options: ids(0, 20), ..slot(SlotKind::Mask, 20, 0, &[]) };
        let want = Slot { options: ids(10, 30), ..slot(SlotKind::Mask, 20, 0, &[]) };
        assert_eq!(growth(&old, &want), Growth::Outgrown { slot: want.clone(), taken_over: false });
        let want = Slot { options: ids(10, 26), ..slot(SlotKind::Mask, 16, 0, &[]) };
        assert!(matches!(growth(&old, &want), Growth::Outgrown { taken_over: true, .. }));
    }

    /// A row more, or another range, is another question; the same in another order is the same.
    #[test]
    fn orders_and_numbers_fit_whole_or_not_at_all() {
        let old = slot(SlotKind::Rows, 4, 2, &["row.name", "row.place", "ask", "leave"]);
        let turned = slot(SlotKind::Rows, 4, 2, &["row.name", "row.place", "leave", "ask"]);
        assert_eq!(growth(&old, &turned), Growth::Fits(old.options.clone()));
        let order = slot(SlotKind::Rows, 4, 2, &["one", "two"]);
        let more = slot(SlotKind::Rows, 6, 2, &["one", "two", "three"]);
        assert_eq!(growth(&order, &more), Growth::Outgrown { slot: more, taken_over: false });
        let number = slot(SlotKind::Number, 7, 0, &["0", "100", "0"]);
        let wider = slot(SlotKind::Number, 8, 0, &["0", "200", "0"]);
        assert!(fits(&number, &number));
        assert!(!fits(&number, &wider));
    }

    #[test]
    fn a_scene_grows_by_choices_and_by_steps() {
        let old = slot(SlotKind::Path, 6 + 2 * 2, 2, &["a.x", "a.y", "a.z", "b.x", "b.y"]);
        assert!(fits(&old, &slot(SlotKind::Path, 6 + 2, 1, &["b.x", "b.y", "a.x"])), "shorter");
        assert!(fits(&old, &slot(SlotKind::Path, 6 + 2 * 2, 2, &["a.x", "a.y", "b.x", "b.y", "b.z"])));
        let longer = slot(SlotKind::Path, 6 + 3 * 2, 2, &["a.x", "a.y", "a.z", "b.x", "b.y", "c.x", "c.y"]);
        assert!(matches!(growth(&old, &longer), Growth::Outgrown { taken_over: true, .. }));
        // The choices of a that went still have their places, so a fourth and a fifth need a third bit.
        let wider = slot(SlotKind::Path, 6 + 2 * 2, 2, &["a.x", "a.v", "a.w", "b.x", "b.y"]);
        let Growth::Outgrown { slot, taken_over: true } = growth(&old, &wider) else { panic!("too narrow") };
        assert_eq!((slot.step, slot.bits), (3, 6 + 2 * 3));
    }

    /// A role keeps its number; with the sixteenth that there ever was the numbers begin anew.
    #[test]
    fn roles_grow_until_four_bits_are_used_up() {
        let ids =
            |from: usize, to: usize| -> Vec<String> { (from..to).map(|n| format!("role_{n}")).collect() };
        let old = Slot { options: ids(0, 3), ..slot(SlotKind::Role, 4, 0, &[]) };
        let want = Slot { options: ids(1, 15), ..slot(SlotKind::Role, 4, 0, &[]) };
        assert_eq!(growth(&old, &want), Growth::Fits(ids(0, 15)));
        let want = Slot { options: ids(2, 17), ..slot(SlotKind::Role, 4, 0, &[]) };
        assert_eq!(growth(&old, &want), Growth::Outgrown { slot: want.clone(), taken_over: false });
    }

    /// With other flags the same choices lead elsewhere; with the same ones a scene grows as any other.
    #[test]
    fn other_flags_begin_a_path_anew() {
        let none = slot(SlotKind::Path, 6 + 2 * 2, 2, &["a.x", "a.y"]);
        let one = slot(SlotKind::Path, 6 + 2 * 2, 2, &["a.x", "a.y", "~01234567"]);
        let more = slot(SlotKind::Path, 6 + 2 * 2, 2, &["a.x", "a.y", "b.x", "b.y", "~01234567"]);
        let other = slot(SlotKind::Path, 6 + 2 * 2, 2, &["a.x", "a.y", "~76543210"]);
        for (old, want) in [(&none, &one), (&one, &none), (&one, &other)] {
            assert_eq!(growth(old, want), Growth::Outgrown { slot: want.clone(), taken_over: false });
        }
        let Growth::Fits(options) = growth(&one, &more) else { panic!("there is room") };
        assert_eq!(options, ["a.x", "a.y", "~01234567", "b.x", "b.y"]);
    }
}
