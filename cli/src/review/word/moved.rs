//! Things of a storyboard that stand elsewhere than where they were sent, whether somebody tracked that or not: each
//! bookmark holds the thing's number in the order of sending, and its depth.
//!
//! A thing was moved if another thing holds it now, or if it stands in another order among those that one thing holds. What
//! was moved takes along what it holds, and that is not told again.

use super::body::Seen;

/// Where everything stood and stands.
pub(super) struct Order {
    /// What held each thing when it was sent, by its number among the things of the document.
    pub(super) held: Vec<Option<usize>>,
    /// What was moved, in the order of the document.
    pub(super) moved: Vec<Moved>,
}

/// A thing that was moved, what holds it, and the thing of the same holder behind which it stands; `None` where it is the
/// first one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) thing: usize,
    pub(super) from: (Option<usize>, Option<usize>),
    pub(super) to: (Option<usize>, Option<usize>),
}

/// Looks where things stood and stand. `numbers` are those of the order of sending; `None`, nobody knows it, and of such a
/// thing nothing is told.
pub(super) fn order(things: &[Seen], numbers: &[Option<usize>]) -> Order {
    let depths: Vec<usize> = things.iter().map(|seen| seen.depth).collect();
    of(&depths, numbers)
}

fn of(depths: &[usize], numbers: &[Option<usize>]) -> Order {
    let mut sent: Vec<(usize, usize)> =
        numbers.iter().enumerate().filter_map(|(at, number)| Some(((*number)?, at))).collect();
    sent.sort_unstable();
    let mut known: Vec<usize> = sent.iter().map(|(_, at)| *at).collect();
    let was = holders(depths, &known);
    let before = behind(&was, &known);
    known.sort_unstable();
    let is = holders(depths, &known);
    let places = Places { depths, numbers, known: &known, was: &was, is: &is };
    let (is_moved, now) = places.moved();
    let after = behind(&now, &known);
    let moved = known.iter().filter(|at| is_moved[**at]).map(|at| Moved {
        thing: *at,
        from: (was[*at], before[*at]),
        to: (now[*at], after[*at]),
    });
    let moved = moved.collect();
    // Of what has no number only where it stands is known.
    let every: Vec<usize> = (0..depths.len()).collect();
    let stands = holders(depths, &every);
    let held = (0..depths.len()).map(|at| if numbers[at].is_some() { was[at] } else { stands[at] }).collect();
    Order { held, moved }
}

/// What holds each of these things in this order: the last one before it that lies less deep.
fn holders(depths: &[usize], order: &[usize]) -> Vec<Option<usize>> {
    let (mut held, mut open): (Vec<Option<usize>>, Vec<usize>) = (vec![None; depths.len()], Vec::new());
    for at in order {
        while open.last().is_some_and(|last| depths[*last] >= depths[*at]) {
            open.pop();
        }
        held[*at] = open.last().copied();
        open.push(*at);
    }
    held
}

/// The last one before each that the same thing holds.
fn behind(held: &[Option<usize>], order: &[usize]) -> Vec<Option<usize>> {
    let mut last = std::collections::BTreeMap::new();
    let mut behind = vec![None; held.len()];
    for at in order {
        behind[*at] = last.insert(held[*at], *at);
    }
    behind
}

struct Places<'a> {
    depths: &'a [usize],
    numbers: &'a [Option<usize>],
    /// The things whose numbers are known, in the order of the document.
    known: &'a [usize],
    was: &'a [Option<usize>],
    is: &'a [Option<usize>],
}

impl Places<'_> {
    /// Which things were moved, and what holds each now: from the shallowest on, so that what was put between a thing and
    /// what it holds is known as that.
    fn moved(&self) -> (Vec<bool>, Vec<Option<usize>>) {
        let (mut moved, mut within) = (vec![false; self.depths.len()], vec![false; self.depths.len()]);
        let mut now = self.is.to_vec();
        let mut levels: Vec<usize> = self.known.iter().map(|at| self.depths[*at]).collect();
        levels.sort_unstable();
        levels.dedup();
        for level in levels {
            let mut alike: std::collections::BTreeMap<Option<usize>, Vec<usize>> =
                std::collections::BTreeMap::new();
            for (place, at) in self.known.iter().enumerate().filter(|(_, at)| self.depths[**at] == level) {
                if self.is[*at] != self.was[*at] {
                    let before = self.known[..place].iter().rev();
                    let stayed = before.copied().find(|other| self.depths[*other] < level && !within[*other]);
                    if stayed != self.was[*at] || self.is[*at].is_none_or(|holder| !within[holder]) {
                        moved[*at] = true;
                        continue;
                    }
                    now[*at] = stayed;
                }
                alike.entry(self.was[*at]).or_default().push(*at);
            }
            for siblings in alike.values() {
                let numbers: Vec<usize> = siblings.iter().filter_map(|at| self.numbers[*at]).collect();
                let stay = longest_rise(&numbers);
                siblings.iter().zip(stay).filter(|(_, stays)| !stays).for_each(|(at, _)| moved[*at] = true);
            }
            for at in self.known.iter().filter(|at| self.depths[**at] == level) {
                within[*at] = moved[*at] || now[*at].is_some_and(|holder| within[holder]);
            }
        }
        (moved, now)
    }
}

/// Which numbers are of the longest run that rises, when the others are left out.
fn longest_rise(numbers: &[usize]) -> Vec<bool> {
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut stay = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stay[at] = true;
        next = before[at];
    }
    stay
}

#[cfg(test)]
mod tests {
    use super::{Moved, of};

    /// A course, two pages with two blocks each, the first block with two parts: as they are sent.
    const DEPTHS: [usize; 9] = [0, 1, 2, 3, 3, 2, 1, 2, 2];

    /// Which thing, and for both places what it stands in and behind what.
    type Move = (usize, [Option<usize>; 2], [Option<usize>; 2]);

    /// What was moved where things stand in this order: which, from where, to where, by the numbers of sending.
    fn moves(order: &[usize]) -> Vec<Move> {
        let depths: Vec<usize> = order.iter().map(|number| DEPTHS[*number]).collect();
        let numbers: Vec<Option<usize>> = order.iter().copied().map(Some).collect();
        let own = |at: Option<usize>| at.map(|at| order[at]);
        let told = |Moved { thing, from, to }: Moved| {
            (order[thing], [own(from.0), own(from.1)], [own(to.0), own(to.1)])
        };
        of(&depths, &numbers).moved.into_iter().map(told).collect()
    }

    #[test]
    fn what_stands_elsewhere_is_known_with_both_places() {
        assert_eq!(moves(&[0, 1, 2, 3, 4, 5, 6, 7, 8]), []);
        // What is missing has not been moved, nor has what it held.
        assert_eq!(moves(&[0, 1, 2, 3, 4, 5, 7, 8]), []);
        // To another page, behind its first block, and to its beginning.
        assert_eq!(moves(&[0, 1, 2, 3, 4, 6, 7, 5, 8]), [(5, [Some(1), Some(2)], [Some(6), Some(7)])]);
        assert_eq!(moves(&[0, 1, 2, 3, 4, 6, 5, 7, 8]), [(5, [Some(1), Some(2)], [Some(6), None])]);
        // With what it holds it is one thing.
        assert_eq!(moves(&[0, 1, 5, 6, 7, 2, 3, 4, 8]), [(2, [Some(1), None], [Some(6), Some(7)])]);
        // Another order of pages, and of parts.
        let pages = moves(&[0, 6, 7, 8, 1, 2, 3, 4, 5]);
        assert_eq!(pages.len(), 1, "{pages:?}");
        assert_eq!(moves(&[0, 1, 2, 4, 3, 5, 6, 7, 8]).len(), 1);
        // Between a block and its second part: that part stays where it was.
        assert_eq!(moves(&[0, 1, 2, 3, 8, 4, 5, 6, 7]), [(8, [Some(6), Some(7)], [Some(1), Some(2)])]);
        // A part alone.
        assert_eq!(moves(&[0, 1, 2, 3, 5, 6, 7, 4, 8]), [(4, [Some(2), Some(3)], [Some(7), None])]);
    }

    #[test]
    fn of_what_has_no_number_nothing_is_told() {
        let order = of(&[0, 1, 2, 1, 2], &[Some(0), Some(1), None, Some(3), Some(2)]);
        assert_eq!(order.moved.iter().map(|one| one.thing).collect::<Vec<_>>(), [4]);
        assert_eq!(order.held, [None, Some(0), Some(1), Some(0), Some(1)]);
        assert_eq!(of(&[], &[]).moved, []);
    }
}
