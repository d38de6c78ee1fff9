//! Two accounts of who has a training, held against each other: a report and the store, or two reports.
//!
//! Local and national records disagree, and whoever keeps both must know where. Nothing is decided here: each person is
//! named with what either side says.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::intake::VerdictWord;
use crate::time::days_between;

/// Days by which two clocks may differ: one may tell the time of another zone.
const CLOCKS: i64 = 1;

/// What one side says of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// By which both sides know the person: the same text on both.
    pub who: String,
    /// Their name, if this side has it.
    pub name: Option<String>,
    /// What it came to; `None` where they are named and nothing is done.
    pub verdict: Option<VerdictWord>,
    /// Score in whole per cent.
    pub score: Option<u8>,
    /// The day, `2026-11-22`.
    pub day: Option<String>,
}

impl Account {
    fn counts(&self) -> bool {
        self.verdict.is_some_and(VerdictWord::counts)
    }

    /// Of several of one person: the better verdict, and of two that are as good the later.
    fn rank(&self) -> (Option<Reverse<VerdictWord>>, Option<&str>) {
        (self.verdict.map(Reverse), self.day.as_deref())
    }
}

/// How two sides stand to each other about one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// Only the first side says that they have it.
    FirstAlone,
    /// Only the second side does.
    SecondAlone,
    /// Both do, with another score.
    Score,
    /// Both do, on days that are more than one apart.
    Day,
    /// Both say the same, as far as both say something.
    Agree,
    /// Both know the person, or one does, and neither says that they have it.
    Neither,
}

impl Finding {
    /// All of them, what somebody must look at first.
    pub const ALL: [Self; 6] =
        [Self::FirstAlone, Self::SecondAlone, Self::Score, Self::Day, Self::Agree, Self::Neither];

    /// As it is printed for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FirstAlone => "first_alone",
            Self::SecondAlone => "second_alone",
            Self::Score => "score",
            Self::Day => "day",
            Self::Agree => "agree",
            Self::Neither => "neither",
        }
    }

    /// Whether somebody must look at it.
    #[must_use]
    pub fn differs(self) -> bool {
        !matches!(self, Self::Agree | Self::Neither)
    }
}

/// One person, with what either side says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// Their name, if a side has it; the first side's where both do.
    pub name: Option<String>,
    /// By which they are known.
    pub who: String,
    /// What the first side says; `None` where it does not name them.
    pub first: Option<Account>,
    /// What the second side says.
    pub second: Option<Account>,
    /// How these stand to each other.
    pub finding: Finding,
}

/// Holds two sides against each other; by finding, then by name.
#[must_use]
pub fn reconcile(first: Vec<Account>, second: Vec<Account>) -> Vec<Reconciled> {
    let mut both: BTreeMap<String, (Option<Account>, Option<Account>)> = BTreeMap::new();
    for own in first {
        let who = own.who.clone();
        better(&mut both.entry(who).or_default().0, own);
    }
    for own in second {
        let who = own.who.clone();
        better(&mut both.entry(who).or_default().1, own);
    }
    let mut all: Vec<Reconciled> = both
        .into_iter()
        .map(|(who, (first, second))| {
            let name = [&first, &second].into_iter().flatten().find_map(|own| own.name.clone());
            let finding = finding(first.as_ref(), second.as_ref());
            Reconciled { name, who, first, second, finding }
        })
        .collect();
    all.sort_by_cached_key(|one| {
        (one.finding, one.name.as_ref().map(|name| name.to_lowercase()), one.who.clone())
    });
    all
}

/// Puts an account in the place of one that says less.
fn better(kept: &mut Option<Account>, own: Account) {
    match kept {
        Some(old) if own.rank() <= old.rank() => {}
        _ => *kept = Some(own),
    }
}

fn finding(first: Option<&Account>, second: Option<&Account>) -> Finding {
    match (first.filter(|own| own.counts()), second.filter(|own| own.counts())) {
        (Some(_), None) => Finding::FirstAlone,
        (None, Some(_)) => Finding::SecondAlone,
        (None, None) => Finding::Neither,
        (Some(one), Some(other)) => {
            let apart = one.day.as_deref().zip(other.day.as_deref()).and_then(|(a, b)| days_between(a, b));
            if one.score.zip(other.score).is_some_and(|(a, b)| a != b) {
                Finding::Score
            } else if apart.is_some_and(|days| days.abs() > CLOCKS) {
                Finding::Day
            } else {
                Finding::Agree
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Account, Finding, reconcile};
    use crate::intake::VerdictWord::{self, Completed, Failed, Passed};

    fn says(who: &str, verdict: Option<VerdictWord>, score: Option<u8>, day: &str) -> Account {
        let day = (!day.is_empty()).then(|| day.to_owned());
        Account { who: who.to_owned(), name: None, verdict, score, day }
    }

    fn found(first: Vec<Account>, second: Vec<Account>) -> Vec<(String, Finding)> {
        reconcile(first, second).into_iter().map(|one| (one.who, one.finding)).collect()
    }

    #[test]
    fn each_way_in_which_two_sides_can_differ_is_told() {
        let first = vec![
            says("a", Some(Passed), Some(90), "2026-11-01"),
            says("b", Some(Passed), Some(90), "2026-11-01"),
            says("c", Some(Completed), None, "2026-11-01"),
            says("d", Some(Passed), Some(80), "2026-11-01"),
            says("e", Some(Failed), Some(20), "2026-11-01"),
            says("f", None, None, ""),
        ];
        let second = vec![
            says("a", Some(Completed), None, "2026-11-02"),
            says("b", Some(Passed), Some(91), "2026-11-01"),
            says("c", Some(Completed), None, "2026-11-03"),
            says("e", Some(Passed), Some(80), "2026-11-01"),
        ];
        let wanted = [
            ("d", Finding::FirstAlone),
            ("e", Finding::SecondAlone),
            ("b", Finding::Score),
            ("c", Finding::Day),
            ("a", Finding::Agree),
            ("f", Finding::Neither),
        ];
        assert_eq!(found(first, second), wanted.map(|(who, finding)| (who.to_owned(), finding)));
    }

    #[test]
    fn of_several_the_best_counts_and_of_two_as_good_the_later() {
        let first = vec![
            says("a", Some(Failed), Some(20), "2026-11-05"),
            says("a", Some(Passed), Some(80), "2026-11-01"),
            says("a", Some(Passed), Some(90), "2026-11-03"),
            says("a", None, None, "2026-11-09"),
        ];
        let second = vec![says("a", Some(Passed), Some(90), "2026-11-03")];
        assert_eq!(found(first, second), [("a".to_owned(), Finding::Agree)]);
    }

    #[test]
    fn the_other_way_round_the_sides_change_places() {
        let first = vec![says("a", Some(Passed), None, "")];
        let one = reconcile(first.clone(), Vec::new());
        let other = reconcile(Vec::new(), first);
        assert_eq!([one[0].finding, other[0].finding], [Finding::FirstAlone, Finding::SecondAlone]);
        assert_eq!(one[0].first, other[0].second);
    }
}
