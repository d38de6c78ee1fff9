//! Marks of answers that put things to one another: pairs, groups, an order.

use super::{Mark, Reason, nothing, of_parts, possible_of};
use crate::attempt::Response;
use crate::course::{Marks, Matching, Ordering, Sorting};
use crate::id::OptionId;

/// A pair is right when its own right side was put to it.
pub(super) fn matching(matching: &Matching, response: &Response) -> Mark {
    let rows: Vec<_> = matching.pairs.iter().map(|pair| (&pair.id, &pair.id)).collect();
    let extra = matching.extra.iter().map(|extra| &extra.id);
    let known: Vec<_> = matching.pairs.iter().map(|pair| &pair.id).chain(extra).collect();
    put(&rows, &known, matching.marks, response)
}

/// A thing is right when it was put into its group.
pub(super) fn sorting(sorting: &Sorting, response: &Response) -> Mark {
    let known: Vec<_> = sorting.groups.iter().map(|group| &group.id).collect();
    let own = |group: usize| sorting.groups.get(group).map(|group| &group.id);
    let rows: Vec<_> = sorting.items.iter().filter_map(|item| Some((&item.id, own(item.group)?))).collect();
    put(&rows, &known, sorting.marks, response)
}

/// Each row with what belongs to it. A row to which several things were put has no answer.
fn put(rows: &[(&OptionId, &OptionId)], known: &[&OptionId], marks: Marks, response: &Response) -> Mark {
    let Response::Rows(given) = response else { return nothing(possible_of(marks, rows.len())) };
    let answer = |row: &OptionId| {
        let mut own =
            given.iter().filter(|(to, what)| to == row && known.contains(&what)).map(|(_, what)| what);
        let first = own.next()?;
        own.all(|what| what == first).then_some(first)
    };
    let answers: Vec<_> = rows.iter().map(|(row, right)| (*row, *right, answer(row))).collect();
    if answers.iter().all(|(_, _, answer)| answer.is_none()) {
        return nothing(possible_of(marks, rows.len()));
    }
    let right = answers.iter().filter(|(_, right, answer)| *answer == Some(*right)).count();
    let reasons = answers
        .iter()
        .map(|(row, right, answer)| match answer {
            Some(what) => Reason::Put((*row).clone(), (*what).clone(), what == right),
            None => Reason::Open((*row).clone()),
        })
        .collect();
    of_parts(marks, right, rows.len(), reasons)
}

/// The parts are the neighbours of the right order: a part is right when the second directly follows the first.
/// Of an item that was put twice the first place counts.
pub(super) fn ordering(ordering: &Ordering, response: &Response) -> Mark {
    let items: Vec<_> = ordering.items.iter().map(|item| &item.id).collect();
    let parts = items.len().saturating_sub(1).max(1);
    let mut order: Vec<&OptionId> = Vec::new();
    if let Response::Order(given) = response {
        for id in given {
            if items.contains(&id) && !order.contains(&id) {
                order.push(id);
            }
        }
    }
    if order.is_empty() {
        return nothing(possible_of(ordering.marks, parts));
    }
    let follows =
        |first: &OptionId, second: &OptionId| order.windows(2).any(|two| two[0] == first && two[1] == second);
    let neighbours: Vec<_> = items.windows(2).map(|two| (two[0], two[1], follows(two[0], two[1]))).collect();
    let right = neighbours.iter().filter(|(_, _, follows)| *follows).count();
    let reasons = neighbours
        .iter()
        .map(|(a, b, follows)| Reason::Follows((*a).clone(), (*b).clone(), *follows))
        .collect();
    of_parts(ordering.marks, right, parts, reasons)
}
