//! Rows of one list that would make one person of several: one id beside two names, one mailbox beside two staff
//! numbers. Which of them is right nobody can tell from the list, so all of them are refused.

use std::collections::BTreeMap;

use super::{StaffList, StaffRow};
use crate::intake::{IdKind, LearnerId, parts};

/// Whether two names are written with the same words; neither their order nor case, accents or punctuation matter.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    parts(one) == parts(other)
}

/// Refuses rows of a list whose ids do not say whose they are.
pub(super) fn refuse(list: &mut StaffList) {
    let mut by: BTreeMap<&LearnerId, Vec<&StaffRow>> = BTreeMap::new();
    for row in &list.rows {
        row.ids.iter().for_each(|id| by.entry(id).or_default().push(row));
    }
    let mut refused: BTreeMap<u64, (String, String)> = BTreeMap::new();
    for (id, rows) in by.into_iter().filter(|(_, rows)| 1 < rows.len()) {
        let numbers: Vec<Option<&LearnerId>> = rows.iter().map(|row| number(row)).collect();
        let names: Vec<Option<Vec<String>>> = rows.iter().map(|row| row.name.as_deref().map(parts)).collect();
        let several = id.kind() == IdKind::Email && differ(&numbers);
        if !several && !differ(&names) {
            continue;
        }
        for (place, row) in rows.iter().enumerate() {
            let other = if several { another(&numbers, place) } else { another(&names, place) };
            let beside = other.map(|other| rows[other].row);
            refused.entry(row.row).or_insert_with(|| fault(id.kind(), several, beside));
        }
    }
    list.rows.retain(|row| !refused.contains_key(&row.row));
    list.refused.extend(refused.into_iter().map(|(row, (why, help))| (row, why, help)));
    list.refused.sort();
}

/// The staff number of a row.
fn number(row: &StaffRow) -> Option<&LearnerId> {
    row.ids.iter().find(|id| id.kind() == IdKind::StaffNumber)
}

/// Whether two of the values that are there differ.
fn differ<T: PartialEq>(values: &[Option<T>]) -> bool {
    let mut there = values.iter().flatten();
    there.next().is_some_and(|first| there.any(|value| value != first))
}

/// The first place whose value is another than that of `place`; where that has none, the first of any.
fn another<T: PartialEq>(values: &[Option<T>], place: usize) -> Option<usize> {
    (0..values.len())
        .find(|other| *other != place && values[*other].is_some() && values[*other] != values[place])
}

fn fault(kind: IdKind, several: bool, beside: Option<u64>) -> (String, String) {
    let row = beside.map(|row| format!(" (row {row})")).unwrap_or_default();
    let mailbox = "if it is a shared mailbox, leave the e-mail address out of these rows, or its column out of the \
                   mapping";
    match (kind, several) {
        (IdKind::Email, true) => (
            format!("its e-mail address stands beside another staff number too{row}, so it tells nobody apart"),
            format!("{mailbox}; if they are one person, give them one staff number in the list"),
        ),
        (IdKind::Email, false) => (
            format!("its e-mail address stands beside another name too{row}, so two people may be meant"),
            format!("{mailbox}; if they are one person, write one name in the list"),
        ),
        _ => (
            format!("its staff number stands beside another name too{row}, so two people may be meant"),
            "one of the two has the other's number: mend it; if they are one person, write one name in the list"
                .to_owned(),
        ),
    }
}
