//! Draws against numbers that were counted by hand.

use super::{Entry, passing, range};
use crate::measure::Share;
use crate::report::chance::{Chance, Spread, all_or_nothing, sure};
use crate::score::PARTS;

fn entry(spread: Spread, weight: u32) -> Entry {
    Entry { spread, weight }
}

fn mark(share: f64) -> Share {
    Share::parse(share).expect("it is a share")
}

#[test]
fn every_draw_counts_once() {
    let known = |known: bool| entry(sure(PARTS * u64::from(known)), 1);
    // Of the three pairs of three questions one holds both that are known.
    let group = || vec![known(true), known(false), known(true)];
    let one = passing(&[group()], Some(2), mark(1.0)).expect("few results");
    assert!(one.parts().abs_diff(Chance::of(1, 3).parts()) < 10, "{one:?}");
    // Two such groups; half is enough with two of four known, which every draw has.
    let near = passing(&[group(), group()], Some(2), mark(0.5)).expect("few results");
    assert!(near.parts().abs_diff(Chance::SURE.parts()) < 100, "{near:?}");
    // More is asked for than there is: all are asked.
    assert_eq!(passing(&[group()], Some(9), mark(0.6)), Some(Chance::SURE));
    assert_eq!(passing(&[group()], None, mark(0.7)), Some(Chance::NONE));
    assert_eq!(passing(&[], None, mark(0.0)), Some(Chance::NONE), "nothing to earn is no pass");
}

#[test]
fn weights_and_parts_of_points_count() {
    // Three of four points are exactly 0.75, and no less.
    let heavy = || vec![entry(sure(PARTS), 3), entry(sure(0), 1)];
    assert_eq!(passing(&[heavy()], None, mark(0.75)), Some(Chance::SURE));
    assert_eq!(passing(&[heavy()], None, mark(0.750_001)), Some(Chance::NONE));
    // A half for sure and a whole point in one of four cases: 0.75 once in four.
    let parts = vec![entry(sure(PARTS / 2), 1), entry(all_or_nothing(PARTS, Chance::of(1, 4)), 1)];
    assert_eq!(passing(&[parts], None, mark(0.75)), Some(Chance::of(1, 4)));
}

#[test]
fn too_many_results_are_not_reckoned() {
    // Every sum of different powers of two is another result: 2^20 of them.
    let group = |at: u32| vec![entry(all_or_nothing(1 << at, Chance::of(1, 2)), 1)];
    assert_eq!(passing(&(0..20).map(group).collect::<Vec<_>>(), None, mark(0.5)), None);
    assert!(passing(&(0..10).map(group).collect::<Vec<_>>(), None, mark(0.0)).is_some());
}

#[test]
fn the_longest_draw_and_the_shortest() {
    let found = range(&[vec![10, 30, 20], vec![5]], Some(2));
    assert_eq!((found.least, found.mean, found.most), (35, 45, 55));
    assert_eq!(range(&[vec![10, 30]], None).mean, 40);
}
