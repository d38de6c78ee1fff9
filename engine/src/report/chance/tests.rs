//! Chances against numbers that were counted by hand.

use super::{Chance, choose, hits, orders, right_neighbours, right_pairs, taken};

fn of(cases: &[u128], all: u128) -> Vec<Chance> {
    cases.iter().map(|&cases| Chance::of(cases, all)).collect()
}

#[test]
fn shares_of_large_numbers_keep_their_digits() {
    assert_eq!(Chance::of(1, 4).parts(), 250_000_000_000_000);
    assert_eq!(Chance::of(1, 3).millionths(), 333_333);
    assert_eq!(Chance::of(orders(26), orders(26)), Chance::SURE);
    assert_eq!(Chance::of(orders(26) / 2, orders(26)).millionths(), 500_000);
    assert_eq!(Chance::of(1, 0), Chance::NONE);
}

#[test]
fn chances_join() {
    let quarter = Chance::of(1, 4);
    assert_eq!(quarter.and(quarter), Chance::of(1, 16));
    assert_eq!(quarter.missed(), Chance::of(3, 4));
    // Not three times in a row: 1 - 27/64.
    assert_eq!(quarter.within(3), Chance::of(37, 64));
    assert_eq!(quarter.within(0), Chance::NONE);
    assert_eq!(Chance::of(1, 1_000_000_000_000).within(3), Chance::of(3, 1_000_000_000_000));
}

#[test]
fn ways_are_counted() {
    assert_eq!((choose(5, 2), choose(26, 13), choose(3, 4)), (10, 10_400_600, 0));
    // Of the six orders of three things two leave nothing in its place, three leave one, one leaves all.
    assert_eq!(right_pairs(3, 3), of(&[2, 3, 0, 1], 6));
    // Two rows, three things: ab ac ba bc ca cb, where a is right for the first row and b for the second.
    assert_eq!(right_pairs(2, 3), of(&[3, 2, 1], 6));
    // abc has two right neighbours; bca and cab have one; acb, bac, cba none.
    assert_eq!(right_neighbours(3), of(&[3, 2, 1], 6));
    assert_eq!(right_neighbours(2), of(&[1, 1], 2));
    // Two of four are right, two are taken: 1, 4 and 1 of 6 ways.
    assert_eq!(taken(4, 2, 2), of(&[1, 4, 1], 6));
    assert_eq!(hits(2, Chance::of(1, 4)), of(&[9, 6, 1], 16));
}

#[test]
fn what_is_largest_still_sums_to_one() {
    for spread in [right_pairs(26, 26), right_pairs(13, 26), right_neighbours(26), taken(26, 13, 13)] {
        let sum: u64 = spread.iter().map(|chance| chance.parts()).sum();
        assert!(sum.abs_diff(Chance::SURE.parts()) < 100, "{sum}");
    }
}
