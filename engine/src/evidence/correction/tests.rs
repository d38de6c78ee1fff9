//! Histories of corrections, and what counts after each.

use super::{
    Amendment, Change, Correcting, CorrectionFault, CorrectionReason, Withdrawal, came_again, correct,
    corrected_by,
};
use crate::evidence::erase::{Basis, Why, erase};
use crate::evidence::memory::Memory;
use crate::evidence::record::EditionBasis;
use crate::evidence::verify::tests::{
    NOW, chance, damages, facts, import, judged, planned, row, sample, sign, tree_of,
};
use crate::evidence::{
    Commitment, Field, Head, Log, Person, PersonNumber, PseudonymKey, Store, Taken, Waiving, waive,
};
use crate::intake::VerdictWord;
use crate::log::{Tree, leaf_hash};

fn key() -> PseudonymKey {
    PseudonymKey::new([3; 32])
}

fn wanted(leaf: u64, change: Change) -> Correcting {
    Correcting {
        leaves: vec![leaf],
        change,
        reason: CorrectionReason::Result,
        because: None,
        decided_by: "D. Head".into(),
        now: NOW.into(),
    }
}

fn amend(amendment: Amendment) -> Change {
    Change::Amend(amendment)
}

fn failed() -> Change {
    amend(Amendment { verdict: Some(VerdictWord::Failed), ..Amendment::default() })
}

fn to(person: &PersonNumber) -> Change {
    amend(Amendment { person: Some(person.clone()), ..Amendment::default() })
}

fn try_all(store: &mut Memory, wanted: &Correcting) -> Result<(), CorrectionFault> {
    let log = judged(store).expect("it is sound");
    let mut chance = chance();
    (0..store.parts.len() * 3).for_each(|_| chance(&mut [0; 32]));
    let plan = correct(store, &tree_of(store), &key(), &log, wanted, &mut chance)?;
    store.append(&plan.batch).expect("the head has not moved");
    sign(store);
    Ok(())
}

fn fix(store: &mut Memory, leaf: u64, change: Change) {
    try_all(store, &wanted(leaf, change)).expect("it can be corrected so");
}

fn refused(store: &mut Memory, leaf: u64, change: Change) -> String {
    try_all(store, &wanted(leaf, change)).expect_err("it cannot be corrected so").to_string()
}

/// Leaf, whose and verdict of what counts.
fn counts(store: &Memory) -> Vec<(u64, Option<PersonNumber>, VerdictWord)> {
    let log = judged(store).expect("it is sound");
    log.completions.iter().map(|it| (it.index, it.person.clone(), it.completion.verdict)).collect()
}

fn leaves(store: &Memory) -> Vec<u64> {
    counts(store).into_iter().map(|(leaf, ..)| leaf).collect()
}

fn person(store: &Memory, leaf: u64) -> PersonNumber {
    let log: Log = (*judged(store).expect("it is sound")).clone();
    let found = log.records().find(|record| record.index == leaf).and_then(|record| record.person.clone());
    found.expect("somebody")
}

fn erased(store: &mut Memory, number: &PersonNumber) {
    let own = store.people.iter().filter(|known| known.number == *number);
    let learners = own.map(|known| known.learner.clone()).collect();
    let person = Person { number: number.clone(), name: None, learners, also: Vec::new() };
    let why = Why { basis: Basis::Art17, decided_by: "D. Head".into(), now: NOW.into() };
    let mut chance = chance();
    (0..store.parts.len() * 5).for_each(|_| chance(&mut [0; 32]));
    let plan = erase(store, &tree_of(store), &key(), &person, &why, &mut chance).expect("a plan");
    store.erase(Some(&plan.notices), &plan.gone, &mut || Ok(())).expect("memory");
    sign(store);
}

#[test]
fn the_last_correction_of_a_record_counts() {
    let mut store = sample();
    assert_eq!(leaves(&store), [2, 3, 5]);
    let ann = person(&store, 2);
    fix(&mut store, 2, failed());
    assert_eq!(leaves(&store), [3, 5, 6]);
    assert_eq!(counts(&store)[2], (6, Some(ann.clone()), VerdictWord::Failed));
    // A correction of the correction, by either leaf, is about the record as it was first recorded.
    fix(&mut store, 6, amend(Amendment { score: Some(Some(40)), ..Amendment::default() }));
    assert_eq!(leaves(&store), [3, 5, 7]);
    let log = judged(&store).expect("it is sound");
    let last = &log.completions[2].completion;
    assert_eq!((last.score, last.verdict), (Some(40), VerdictWord::Failed), "what is not named stays");
    assert_eq!(last.corrects.as_ref().map(|it| (it.leaf, it.first.as_str())), Some((2, NOW)));
    assert_eq!(log.replaced.iter().map(|it| it.index).collect::<Vec<_>>(), [2, 6]);
    assert_eq!(log.correction_of(2).map(|it| it.index), Some(7));
    assert_eq!((log.correction_of(7), log.correction_of(3)), (None, None));
    fix(&mut store, 2, Change::Withdraw);
    assert_eq!(leaves(&store), [3, 5]);
    fix(&mut store, 7, Change::PutBack);
    assert_eq!(counts(&store)[2], (9, Some(ann), VerdictWord::Completed));
}

#[test]
fn whoever_is_erased_takes_no_one_else_along_and_brings_nothing_back() {
    // Leaf 2 was Ann's and is Bo's; then it is Cy's, then Ann's again.
    let moved = |times: usize| {
        let mut store = sample();
        let all = [2, 3, 5].map(|leaf| person(&store, leaf));
        for next in [1, 2, 0].into_iter().take(times) {
            fix(&mut store, 2, to(&all[next]));
        }
        (store, all)
    };
    for (times, owner) in [(1, 1), (2, 2), (3, 0)] {
        for gone in 0..3_usize {
            let (mut store, all) = moved(times);
            let before = counts(&store);
            let theirs = |who: &PersonNumber| before.iter().filter(|it| it.1.as_ref() == Some(who)).count();
            assert_eq!(theirs(&all[owner]), if owner == 0 { 1 } else { 2 }, "{times}");
            erased(&mut store, &all[gone]);
            let after = counts(&store);
            let others: Vec<_> = before.into_iter().filter(|it| it.1.as_ref() != Some(&all[gone])).collect();
            assert_eq!(after, others, "moved {times} times, {gone} erased");
            let left: Vec<_> = store.parts.iter().filter(|part| part.field == Field::Who).collect();
            assert!(left.iter().all(|part| part.body != all[gone].as_str().as_bytes()));
        }
    }
}

#[test]
fn each_person_is_told_of_what_became_of_their_own_record() {
    let mut store = sample();
    let bo = person(&store, 3);
    fix(&mut store, 2, to(&bo));
    let log = judged(&store).expect("it is sound");
    let correction = log.correction_of(2).expect("it was corrected");
    assert_eq!((correction.index, correction.replaces), (6, false), "for Ann it was withdrawn");
    assert_eq!(log.completions.last().map(|it| (it.index, it.person.clone())), Some((7, Some(bo))));
}

#[test]
fn what_was_taken_the_day_and_many_at_once_can_be_corrected() {
    let mut store = sample();
    let taken = Taken {
        course: None,
        edition: "1.1.0".into(),
        basis: EditionBasis::Package,
        content: Some("0f".repeat(32)),
        variant: None,
        language: Some("en-GB".into()),
        release: Some(true),
    };
    let change =
        amend(Amendment { taken: Some(taken), day: Some("2026-11-02".into()), ..Amendment::default() });
    let all = Correcting { leaves: vec![5, 2, 3, 2], ..wanted(2, change) };
    try_all(&mut store, &all).expect("it can be corrected so");
    let log = judged(&store).expect("it is sound");
    let found: Vec<_> = log.completions.iter().collect();
    assert_eq!(found.iter().map(|it| it.index).collect::<Vec<_>>(), [6, 7, 8], "each once, in order");
    for record in found {
        let done = &record.completion;
        assert_eq!(done.edition.as_deref(), Some("1.1.0"));
        assert_eq!((done.edition_basis, &done.stated_by), (EditionBasis::Package, &None));
        assert_eq!(done.when(), "2026-11-02T00:00:00");
    }
    assert!(matches!(try_all(&mut store, &all), Err(CorrectionFault::Same(_))), "nothing would change");
}

#[test]
fn what_is_no_record_is_refused_by_name() {
    let mut store = sample();
    let mut chance_of_waiver = chance();
    (0..99).for_each(|_| chance_of_waiver(&mut [0; 32]));
    let waiving = Waiving {
        requirement: "lgbt_awareness".into(),
        until: "2026-12-01".into(),
        because: "Long leave.".into(),
        decided_by: "D. Head".into(),
        now: NOW.into(),
    };
    let ann = person(&store, 2);
    let waiver = waive(&store, &tree_of(&store), &key(), &ann, &waiving, &mut chance_of_waiver);
    store.append(&waiver.expect("a plan")).expect("the head has not moved");
    sign(&mut store);
    fix(&mut store, 3, Change::Withdraw);
    for (leaf, says) in [
        (0, "about the log itself"),
        (1, "the beginning of an import"),
        (6, "a waiver"),
        (7, "a withdrawal"),
        (8, "there is no leaf 8"),
        (3, "was withdrawn before"),
    ] {
        let told = refused(&mut store, leaf, Change::Withdraw);
        assert!(told.contains(says), "{leaf}: {told}");
    }
    assert!(refused(&mut store, 1, Change::Withdraw).contains("leaves 2 to 3"));
    assert!(refused(&mut store, 2, Change::PutBack).contains("counts just so already"));
    erased(&mut store, &ann);
    assert!(refused(&mut store, 2, Change::Withdraw).contains("was erased"));
    let nobody = Correcting { decided_by: " ".into(), ..wanted(5, Change::Withdraw) };
    assert!(try_all(&mut store, &nobody).expect_err("nobody decided").to_string().contains("nobody decided"));
    for because in [" ".to_owned(), "x".repeat(256)] {
        for change in [Change::Withdraw, failed()] {
            let wrong = Correcting { because: Some(because.clone()), ..wanted(5, change) };
            let told = try_all(&mut store, &wrong).expect_err("it has no reason").to_string();
            assert!(told.contains("1 to 255 characters"), "{told}");
        }
    }
    let many = Correcting { leaves: vec![5; 10_001], ..wanted(5, Change::Withdraw) };
    assert!(matches!(try_all(&mut store, &many), Err(CorrectionFault::TooMany(10_001))));
}

#[test]
fn a_row_that_comes_again_brings_nothing_back_and_is_known() {
    let mut store = sample();
    fix(&mut store, 2, Change::Withdraw);
    let rows = || vec![row("ann", Some(VerdictWord::Completed)), row("bo", Some(VerdictWord::Completed))];
    let plan = planned(&store, rows());
    assert_eq!(plan.batch, None);
    let found = came_again(&store, &key(), &facts(), &rows(), &plan.results).expect("memory");
    assert_eq!(found.iter().map(|it| (it.leaf, it.by)).collect::<Vec<_>>(), [(2, 6)]);
    assert_eq!(corrected_by(&store, &key(), 3).expect("memory"), None);
    // The mark goes with whom it is about.
    let ann = person(&store, 2);
    erased(&mut store, &ann);
    assert_eq!(corrected_by(&store, &key(), 2).expect("memory"), None);
}

#[test]
fn a_correction_of_what_is_no_earlier_record_is_damage() {
    let mut store = sample();
    fix(&mut store, 2, Change::Withdraw);
    let log = judged(&store).expect("it is sound");
    let bad = |leaf: u64| {
        let mut store = store.clone();
        let body = Withdrawal {
            because: None,
            by: person(&store, 3),
            kind: super::WithdrawalKind::Withdrawal,
            leaf,
            reason: CorrectionReason::Keying,
            recorded: NOW.into(),
            v: 1,
        };
        let mut growing = crate::evidence::append::Growing::from(&tree_of(&store));
        let bytes = crate::evidence::canonical::write(&body).expect("canonical");
        let mut chance = chance();
        (0..77).for_each(|_| chance(&mut [0; 32]));
        growing.sealed(&person(&store, 3), bytes, &mut chance).expect("it fits");
        let batch = growing.batch(log.head);
        store.append(&batch).expect("the head has not moved");
        sign(&mut store);
        store
    };
    assert_eq!(leaves(&bad(3)), [5]);
    for leaf in [0, 1, 6, 7, 99] {
        let found = damages(&bad(leaf));
        assert_eq!(found.len(), 1, "{leaf}: {found:?}");
        assert!(
            found[0].contains(&format!("it corrects leaf {leaf}, which is no earlier record")),
            "{found:?}"
        );
    }
}

#[test]
fn a_store_that_grew_meanwhile_is_looked_at_anew() {
    let mut store = sample();
    let log = judged(&store).expect("it is sound");
    import(&mut store, vec![row("dee", Some(VerdictWord::Passed))]);
    let plan = correct(&store, &tree_of(&store), &key(), &log, &wanted(2, Change::Withdraw), &mut chance());
    assert!(matches!(plan, Err(CorrectionFault::Moved)));
}

/// Writes a body of `what` anew, with a commitment and signatures that fit.
fn rewritten(store: &mut Memory, leaf: u64, change: impl Fn(&str) -> String) {
    let part =
        store.parts.iter_mut().find(|part| part.index == leaf && part.field == Field::What).expect("a body");
    let old = String::from(Commitment::to(Field::What, &part.salt, &part.body));
    part.body = change(std::str::from_utf8(&part.body).expect("JSON")).into_bytes();
    let new = String::from(Commitment::to(Field::What, &part.salt, &part.body));
    let kept = &mut store.leaves[usize::try_from(leaf).expect("small")];
    kept.bytes = String::from_utf8(kept.bytes.clone()).expect("JSON").replace(&old, &new).into_bytes();
    kept.hash = leaf_hash(&kept.bytes);
    let tree: Tree = store.leaves.iter().map(|leaf| leaf.hash).collect();
    store.head = Head { size: tree.size(), root: tree.root() };
    store.checkpoints.clear();
    sign(store);
}

#[test]
fn a_correction_that_says_something_else_of_its_record_is_damage() {
    let mut store = sample();
    fix(&mut store, 2, failed());
    let place = store.head.size - 1;
    for (from, to, why) in [
        ("\"first\":\"2026", "\"first\":\"2025", "it says that leaf 2 was first recorded at another time"),
        ("\"recorded\":\"2026", "\"recorded\":\"2025", "and a leaf in front of it at 2026-11-22T02:30:00Z"),
    ] {
        let mut spoilt = store.clone();
        rewritten(&mut spoilt, place, |body| body.replace(from, to));
        let found = damages(&spoilt);
        assert!(found.len() == 1 && found[0].contains(why), "{found:?}");
    }
    let mut withdrawn = sample();
    fix(&mut withdrawn, 2, Change::Withdraw);
    let place = withdrawn.head.size - 1;
    rewritten(&mut withdrawn, place, |body| body.replace("\"leaf\":2", "\"leaf\":3"));
    let found = damages(&withdrawn);
    assert!(
        found.len() == 1 && found[0].contains("it withdraws the record of leaf 3, which was somebody else's"),
        "{found:?}"
    );
}
