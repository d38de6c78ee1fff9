//! Somebody is erased: their leaves stay and open to nothing, everybody else's stay as they were, and no
//! import brings them back.

use super::{NOW, chance, import, judged, opened, planned, row, sample, sign, tree_of, trust};
use crate::evidence::memory::Memory;
use crate::evidence::{
    Basis, Erasure, Field, Leaf, PseudonymKey, RowResult, Store as _, Trust, Why, erase, verify,
};
use crate::intake::{IdKind, LearnerId, VerdictWord};

fn erasure(store: &Memory, learner: &str, decided_by: &str) -> Erasure {
    let key = PseudonymKey::new([3; 32]);
    let id = LearnerId::new(IdKind::Email, learner).expect("an id");
    let number = store.person(&key.learner(&id)).expect("memory").expect("they are known");
    let people = store.people().expect("memory");
    let person = people.iter().find(|person| person.number == number).expect("they are known");
    let why = Why { basis: Basis::Art17, decided_by: decided_by.into(), now: NOW.into() };
    erase(store, &tree_of(store), &key, person, &why, &mut chance()).expect("memory can be read")
}

fn erased(store: &mut Memory, learner: &str) -> Erasure {
    let erasure = erasure(store, learner, "D. Officer");
    store.erase(Some(&erasure.notices), &erasure.gone, &mut || Ok(())).expect("the head has not moved");
    sign(store);
    erasure
}

#[test]
fn what_is_erased_is_gone_and_earlier_checkpoints_stay_good() {
    let mut store = sample();
    let before = store.checkpoints.clone();
    let erasure = erased(&mut store, "ann");
    assert_eq!((erasure.records, erasure.batches), (vec![2], vec![]), "Bo is left of her batch");
    let log = judged(&store).expect("a log with an erasure verifies");
    assert_eq!((log.head.size, log.erased, log.completions.len()), (7, 1, 2));
    assert!(store.parts.iter().all(|part| part.index != 2));
    assert_eq!(store.seen.iter().map(|(leaf, _)| *leaf).collect::<Vec<_>>(), [3, 5]);
    for kept in before {
        let trust = Trust { outside: vec![("kept".into(), kept.text.into_bytes())], ..trust() };
        assert!(verify(&store, &trust).expect("memory").is_ok(), "at {} leaves", kept.size);
    }
}

#[test]
fn the_notice_says_why_and_commits_to_who_decided() {
    let mut store = sample();
    erased(&mut store, "ann");
    let Ok(Leaf::Erased(notice)) = Leaf::read(&store.leaves[6].bytes) else { panic!("it is a notice") };
    assert_eq!((notice.basis.as_str(), notice.index.as_slice()), ("art17", &[2][..]));
    let part = store.parts.iter().find(|part| part.field == Field::Decision).expect("it is kept");
    assert!(notice.decision.expect("somebody decided").opens(Field::Decision, &part.salt, &part.body));
    let decider = store.people.last().expect("the one who decided");
    assert_eq!(decider.name.as_deref(), Some("D. Officer"));
    assert!(String::from_utf8_lossy(&part.body).contains(decider.number.as_str()));
    store.parts.iter_mut().filter(|part| part.field == Field::Decision).for_each(|part| part.body[9] ^= 1);
    assert!(judged(&store).is_err_and(|damages| damages[0].to_string().contains("body of `decision`")));
}

#[test]
fn a_batch_loses_the_digest_of_its_file_with_its_last_row() {
    let mut store = sample();
    assert_eq!(erased(&mut store, "cy").batches, [4], "Cy's file had one row");
    assert_eq!(erased(&mut store, "bo").batches, [] as [u64; 0]);
    assert_eq!(erased(&mut store, "ann").batches, [1], "and now nobody is left of the first");
    let log = judged(&store).expect("it verifies");
    assert_eq!((log.completions.len(), log.erased), (0, 5));
    assert!(log.batches.iter().all(|(_, _, source)| source.is_none()));
    assert!(store.parts.iter().all(|part| part.field == Field::Decision));
}

#[test]
fn an_erased_person_is_refused_when_a_file_brings_them_again() {
    let mut store = sample();
    erased(&mut store, "ann");
    let rows = ["ann", "bo", "di"].map(|name| row(name, Some(VerdictWord::Completed)));
    let plan = planned(&store, rows.to_vec());
    assert_eq!(plan.results, [RowResult::Erased, RowResult::Already, RowResult::Recorded(8)]);
    assert_eq!((plan.counts.refused, plan.counts.read, plan.counts.recorded), (1, 3, 1));
    // Another name for the same e-mail address is still the same person.
    let again = planned(&store, vec![row(" ANN ", Some(VerdictWord::Passed))]);
    assert_eq!((again.results, again.batch), (vec![RowResult::Erased], None));
}

#[test]
fn many_leaves_are_named_by_several_notices() {
    let mut store = opened();
    let rows = (0..4_100).map(|number| {
        let mut row = row("ann", Some(VerdictWord::Completed));
        row.attempt = Some(number.to_string());
        row
    });
    import(&mut store, rows.collect());
    let erasure = erased(&mut store, "ann");
    assert_eq!((erasure.records.len(), erasure.batches.len()), (4_100, 1));
    assert_eq!(store.leaves.len(), 2 + 4_100 + 2, "two notices");
    let log = judged(&store).expect("it verifies");
    assert_eq!((log.erased, log.completions.len()), (4_101, 0));
}

#[test]
fn whoever_decided_may_be_the_person_themselves_or_have_no_record() {
    let mut store = sample();
    let stater = {
        let key = PseudonymKey::new([3; 32]);
        store
            .person(&key.stater("C. Manager").expect("a name"))
            .expect("memory")
            .expect("they stated editions")
    };
    let people = store.people().expect("memory");
    let person = people.iter().find(|person| person.number == stater).expect("they are known");
    let why = Why { basis: Basis::Consent, decided_by: "C. Manager".into(), now: NOW.into() };
    let key = PseudonymKey::new([3; 32]);
    let erasure = erase(&store, &tree_of(&store), &key, person, &why, &mut chance()).expect("memory");
    assert!(erasure.gone.leaves.is_empty() && erasure.notices.people.is_empty());
    store.erase(Some(&erasure.notices), &erasure.gone, &mut || Ok(())).expect("the head has not moved");
    sign(&mut store);
    assert_eq!(judged(&store).expect("it verifies").completions.len(), 3, "what they stated stays");
}
