//! Two people become one and two again, and whatever a log says of them follows.

use super::{Joining, SamePerson, SameReason, join};
use crate::evidence::canonical;
use crate::evidence::erase::{Basis, Why, erase};
use crate::evidence::memory::Memory;
use crate::evidence::verify::tests::{NOW, chance, damages, import, judged, row, sample, sign, tree_of};
use crate::evidence::{
    Amendment, Change, Correcting, CorrectionReason, Field, Log, Person, PersonNumber, PseudonymKey, Store,
    Waiving, correct, waive,
};
use crate::intake::VerdictWord;

fn key() -> PseudonymKey {
    PseudonymKey::new([3; 32])
}

/// Chance that differs from what was drawn before.
fn fresh(store: &Memory) -> impl FnMut(&mut [u8]) {
    let mut chance = chance();
    (0..store.parts.len() * 3).for_each(|_| chance(&mut [0; 32]));
    chance
}

fn joining(person: &PersonNumber, with: &PersonNumber, same: bool) -> Joining {
    Joining {
        person: person.clone(),
        with: with.clone(),
        same,
        reason: SameReason::Systems,
        decided_by: "D. Head".into(),
        now: NOW.into(),
    }
}

fn say(store: &mut Memory, person: &PersonNumber, with: &PersonNumber, same: bool) -> Result<(), String> {
    let log = judged(store).expect("it is sound");
    let joining = joining(person, with, same);
    let plan = join(store, &tree_of(store), &key(), &log.same, &joining, &mut fresh(store));
    store.append(&plan.map_err(|fault| fault.to_string())?).expect("the head has not moved");
    sign(store);
    Ok(())
}

/// Whose each record is that counts: the first, second or third who was met.
fn whose(store: &Memory, met: &[PersonNumber]) -> Vec<(u64, usize)> {
    let log = judged(store).expect("it is sound");
    let place = |person: &Option<PersonNumber>| met.iter().position(|one| Some(one) == person.as_ref());
    log.completions.iter().map(|it| (it.index, place(&it.person).expect("somebody who was met"))).collect()
}

/// Of three records, whose they are.
fn met(store: &Memory) -> Vec<PersonNumber> {
    let log = judged(store).expect("it is sound");
    log.completions.iter().map(|it| it.person.clone().expect("somebody")).collect()
}

fn people(store: &Memory) -> Vec<Person> {
    let log: Log = (*judged(store).expect("it is sound")).clone();
    let mut people = store.people().expect("memory");
    people.sort_by(|one, other| one.number.cmp(&other.number));
    log.same.people(people)
}

#[test]
fn two_are_one_until_it_is_taken_back() {
    let mut store = sample();
    let met = met(&store);
    let before = people(&store);
    say(&mut store, &met[0], &met[1], true).expect("they were two");
    assert_eq!(whose(&store, &met), [(2, 0), (3, 0), (5, 2)]);
    let one = people(&store).into_iter().find(|it| it.number == met[0]).expect("she is known");
    assert_eq!((one.numbers().count(), one.learners.len(), one.names().count()), (2, 2, 2));
    // Whoever decided is somebody too.
    assert_eq!(people(&store).len(), before.len(), "one less, and one who decided");
    // What comes in by the other id is hers as well, though the record commits to the other number.
    import(&mut store, vec![row("bo", Some(VerdictWord::Passed))]);
    let newest = store.head().expect("memory").size - 1;
    assert_eq!(whose(&store, &met).last(), Some(&(newest, 0)));
    assert_eq!(judged(&store).expect("sound").same.committed(newest), Some(&met[1]));
    // And a third.
    say(&mut store, &met[2], &met[0], true).expect("they were two");
    assert!(whose(&store, &met).iter().all(|(_, place)| *place == 2));
    say(&mut store, &met[2], &met[0], false).expect("they were one");
    say(&mut store, &met[0], &met[1], false).expect("they were one");
    assert_eq!(whose(&store, &met), [(2, 0), (3, 1), (5, 2), (newest, 1)]);
    assert_eq!(judged(&store).expect("sound").same.said().len(), 4);
}

#[test]
fn nothing_is_said_twice_or_of_nobody() {
    let mut store = sample();
    let met = met(&store);
    let refused = |store: &mut Memory, one: usize, other: usize, same| {
        say(store, &met[one], &met[other], same).expect_err("it cannot be said")
    };
    assert!(refused(&mut store, 0, 0, true).contains("already"));
    assert!(refused(&mut store, 0, 1, false).contains("were not one"));
    say(&mut store, &met[0], &met[1], true).expect("they were two");
    assert!(refused(&mut store, 0, 1, true).contains("already"));
    assert!(refused(&mut store, 1, 0, true).contains("already"), "a ring");
    assert!(refused(&mut store, 2, 1, true).contains("given up before"));
    assert!(refused(&mut store, 1, 0, false).contains("were not one"), "the other way round");
}

/// Somebody with the keys may write what the program would not.
#[test]
fn what_cannot_be_is_damage() {
    let mut store = sample();
    let met = met(&store);
    let log = judged(&store).expect("sound");
    let plan = |store: &Memory, said: &Joining| {
        join(store, &tree_of(store), &key(), &log.same, said, &mut fresh(store)).expect("it can be said now")
    };
    let batch = plan(&store, &joining(&met[0], &met[1], true));
    store.append(&batch).expect("the head has not moved");
    let batch = plan(&store, &joining(&met[1], &met[0], true));
    store.append(&batch).expect("the head has not moved");
    sign(&mut store);
    let found = damages(&store);
    assert!(
        matches!(found.as_slice(), [one] if one.starts_with("leaf 7") && one.contains("already")),
        "{found:?}"
    );
    let mut early = sample();
    let batch =
        plan(&early, &Joining { now: "2020-01-01T00:00:00Z".into(), ..joining(&met[0], &met[1], true) });
    early.append(&batch).expect("the head has not moved");
    sign(&mut early);
    assert!(damages(&early)[0].contains("a leaf in front of it at"), "{:?}", damages(&early));
}

#[test]
fn a_body_is_read_in_its_one_form() {
    let mut store = sample();
    let met = met(&store);
    say(&mut store, &met[0], &met[1], true).expect("they were two");
    let body = store.parts.iter().rfind(|part| part.field == Field::What).expect("it is there").body.clone();
    assert!(SamePerson::is(&body));
    let read = SamePerson::read(&body).expect("its one form");
    assert_eq!((read.same, &read.with), (true, &met[1]));
    for wrong in
        [SamePerson { v: 2, ..read.clone() }, SamePerson { recorded: "2026-11-03".into(), ..read.clone() }]
    {
        let bytes = canonical::write(&wrong).expect("canonical");
        assert!(SamePerson::is(&bytes) && SamePerson::read(&bytes).is_err(), "{wrong:?}");
    }
}

/// A correction withdraws of whom the record commits to, so that it holds when the two are parted again.
#[test]
fn records_of_one_with_two_numbers_are_corrected() {
    let mut store = sample();
    let met = met(&store);
    say(&mut store, &met[0], &met[1], true).expect("they were two");
    let fix = |store: &mut Memory, leaf, change| {
        let log = judged(store).expect("sound");
        let wanted = Correcting {
            leaves: vec![leaf],
            change,
            reason: CorrectionReason::Result,
            because: None,
            decided_by: "D. Head".into(),
            now: NOW.into(),
        };
        let plan = correct(store, &tree_of(store), &key(), &log, &wanted, &mut fresh(store));
        let plan = plan.map_err(|fault| fault.to_string())?;
        store.append(&plan.batch).expect("the head has not moved");
        sign(store);
        Ok::<_, String>(())
    };
    let to = |person: &PersonNumber| {
        Change::Amend(Amendment { person: Some(person.clone()), ..Amendment::default() })
    };
    let failed = Amendment { verdict: Some(VerdictWord::Failed), ..Amendment::default() };
    fix(&mut store, 3, Change::Amend(failed)).expect("it is a record");
    assert!(fix(&mut store, 3, to(&met[0])).is_err(), "it is hers already");
    assert_eq!(whose(&store, &met), [(2, 0), (5, 2), (7, 0)]);
    fix(&mut store, 3, Change::Withdraw).expect("it counts");
    fix(&mut store, 3, Change::PutBack).expect("it was withdrawn");
    fix(&mut store, 2, to(&met[2])).expect("it was hers");
    assert_eq!(whose(&store, &met).iter().map(|it| it.1).collect::<Vec<_>>(), [2, 0, 2]);
    say(&mut store, &met[0], &met[1], false).expect("they were one");
    assert_eq!(whose(&store, &met).iter().map(|it| it.1).collect::<Vec<_>>(), [2, 1, 2]);
}

#[test]
fn whoever_is_erased_goes_with_all_their_numbers() {
    let mut store = sample();
    let met = met(&store);
    let waiving = Waiving {
        requirement: "awareness".into(),
        until: "2027-01-01".into(),
        because: "Away".into(),
        decided_by: "D. Head".into(),
        now: NOW.into(),
    };
    let batch =
        waive(&store, &tree_of(&store), &key(), &met[1], &waiving, &mut fresh(&store)).expect("a plan");
    store.append(&batch).expect("the head has not moved");
    say(&mut store, &met[0], &met[1], true).expect("they were two");
    assert_eq!(judged(&store).expect("sound").waivers[0].0.as_ref(), Some(&met[0]));
    let go = |store: &mut Memory, number: &PersonNumber| {
        let person = people(store).into_iter().find(|it| it.number == *number).expect("known");
        let why = Why { basis: Basis::Art17, decided_by: "D. Head".into(), now: NOW.into() };
        let plan = erase(store, &tree_of(store), &key(), &person, &why, &mut fresh(store)).expect("a plan");
        store.erase(Some(&plan.notices), &plan.gone, &mut || Ok(())).expect("memory");
        sign(store);
        plan.records
    };
    let mut parted = store.clone();
    assert_eq!(go(&mut store, &met[0]), [2, 3, 6, 7]);
    assert_eq!(whose(&store, &met), [(5, 2)]);
    let held = |store: &Memory, number: &PersonNumber| {
        let text = number.as_str().as_bytes();
        let bodies = store.parts.iter().any(|part| part.body.windows(text.len()).any(|part| part == text));
        bodies || store.people.iter().any(|it| it.number == *number)
    };
    assert!(!held(&store, &met[0]) && !held(&store, &met[1]) && held(&store, &met[2]));
    // Parted again, one of them goes alone, and with them what was said of the two.
    say(&mut parted, &met[0], &met[1], false).expect("they were one");
    assert_eq!(go(&mut parted, &met[1]), [3, 6, 7, 8]);
    assert!(!held(&parted, &met[1]) && held(&parted, &met[0]));
    assert_eq!(whose(&parted, &met), [(2, 0), (5, 2)]);
}
