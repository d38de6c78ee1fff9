//! Guesses reckoned by hand.

use super::{Seen, several};
use crate::course::Marks;
use crate::report::chance::{Chance, Spread};
use crate::score::PARTS;

fn options(right: usize, all: usize) -> Vec<Seen> {
    (0..all).map(|at| Seen { text: format!("Option {at}"), right: at < right }).collect()
}

/// Three of five are right. Who takes any three takes one right one at least: one of them in 3 of 10 ways, two in 6,
/// all in 1. Of the five, one, three or five are then as they should be.
#[test]
fn who_takes_most_of_the_options_cannot_miss_all() {
    let spread = several(&[0; 5], &options(3, 5), Marks::PerPart);
    let part = PARTS / 5;
    let wanted = [(part, Chance::of(3, 10)), (3 * part, Chance::of(6, 10)), (5 * part, Chance::of(1, 10))];
    assert_eq!(spread, Spread::from(wanted));
    let spread = several(&[0; 5], &options(5, 5), Marks::All);
    assert_eq!(spread, Spread::from([(PARTS, Chance::of(1, 1))]));
    // One that is liked more is taken for certain: here a wrong one, beside two of the three right ones.
    let spread = several(&[0, 0, 0, 0, 1], &options(3, 5), Marks::PerPart);
    let (one, two) = (Chance::of(1, 2), Chance::of(1, 2));
    assert_eq!(spread, Spread::from([(part, one), (3 * part, two)]));
}
