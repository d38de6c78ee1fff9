//! Codes are kept without an order, counted ten at a time, and every change of one is noticed.

use super::{Returns, StoredReturn, count_returns, plan_returns, read_returns};
use crate::answer_code::{self, Form, Key, Return, Said};
use crate::course::Wave;
use crate::evidence::memory::Memory;
use crate::evidence::verify::tests::{chance, facts, opened, sign, tree_of, trust};
use crate::evidence::{Damage, PseudonymKey, Store as _, verify};
use crate::intake::Listed;
use crate::slots::{Slot, SlotKind};

fn key() -> Key {
    let options = ["prefer-not", "one", "two", "three"].map(str::to_owned).to_vec();
    let slot =
        |id: &str| Slot { kind: SlotKind::Single, id: id.into(), bits: 3, step: 0, options: options.clone() };
    Key { course: "first_contact".into(), edition: "1.0.0".into(), slots: vec![slot("agree"), slot("sure")] }
}

fn code(wave: Wave, own: u16) -> String {
    let said = vec![Said::Point(usize::from(own % 3)), Said::PreferNot];
    let own = [Some(own), None, Some(7)];
    answer_code::write(&key(), &Return { wave, form: Form::B, own, said }).expect("it is short")
}

fn listed(texts: &[String]) -> Returns {
    let one = |(at, text): (usize, &String)| Listed { row: at as u64 + 1, text: text.clone() };
    read_returns(&texts.iter().enumerate().map(one).collect::<Vec<_>>(), &key())
}

/// Imports them and gives how many were kept, recorded before, and refused.
fn import(store: &mut Memory, texts: &[String]) -> (u64, u64, u64) {
    let (returns, facts) = (listed(texts), facts());
    let pseudonym = PseudonymKey::new([3; 32]);
    let about = (&facts.source, facts.now.as_str());
    let plan =
        plan_returns(store, &tree_of(store), &pseudonym, &returns, about, &mut chance()).expect("a plan");
    if let Some(batch) = &plan.batch {
        store.append(batch).expect("the head has not moved");
        sign(store);
    }
    (plan.counts.recorded, plan.counts.already, plan.counts.refused)
}

fn counted(store: &Memory) -> Vec<(String, usize, bool)> {
    let counts = count_returns(&store.returns().expect("memory"));
    counts.into_iter().map(|count| (count.of.wave, count.released, count.held)).collect()
}

#[test]
fn codes_are_released_ten_at_a_time_by_course_edition_and_time() {
    let mut store = opened();
    let post: Vec<String> = (1..=9).map(|own| code(Wave::Post, own)).collect();
    assert_eq!(import(&mut store, &post), (9, 0, 0));
    assert_eq!(import(&mut store, &[code(Wave::Baseline, 5)]), (1, 0, 0));
    assert_eq!(counted(&store), [("baseline".into(), 0, true), ("post".into(), 0, true)]);
    assert_eq!(import(&mut store, &[code(Wave::Post, 10)]), (1, 0, 0));
    assert_eq!(counted(&store)[1], ("post".into(), 10, false));
    assert_eq!(import(&mut store, &[code(Wave::Post, 11)]), (1, 0, 0));
    assert_eq!(counted(&store)[1], ("post".into(), 10, true), "one more is held back again");
    let more: Vec<String> = (12..=20).map(|own| code(Wave::Post, own)).collect();
    assert_eq!(import(&mut store, &more), (9, 0, 0));
    assert_eq!(counted(&store)[1], ("post".into(), 20, false));
    assert!(verify(&store, &trust()).expect("memory").is_ok());
}

#[test]
fn a_code_is_kept_once_however_it_is_typed_and_two_of_one_list_are_two() {
    let mut store = opened();
    let first = code(Wave::Post, 1);
    assert_eq!(import(&mut store, &[first.clone(), first.to_lowercase(), code(Wave::Post, 2)]), (3, 0, 0));
    assert_eq!(import(&mut store, &[format!(" {} ", first.to_lowercase()), first.clone()]), (0, 2, 0));
    assert_eq!(import(&mut store, &[first.clone(), first.clone(), first]), (1, 2, 0));
    let kept = store.returns().expect("memory");
    let mut sorted = kept.clone();
    sorted.sort();
    assert_eq!(kept, sorted, "no order tells when one came");
}

#[test]
fn what_is_no_code_of_the_edition_is_refused_with_its_row() {
    let texts = [
        "B1.first_contact.1.0.0.PB.0".to_owned(),
        "Dear all".into(),
        code(Wave::Post, 1).replace("1.0.0", "1.0.1"),
    ];
    let returns = listed(&texts);
    let said: Vec<_> =
        returns.refused.iter().map(|(_, refusal)| (refusal.place.as_str(), refusal.why.as_str())).collect();
    assert_eq!(said.len(), 3);
    assert_eq!(said[0].0, "row 1");
    assert!(said[0].1.contains("cut off") && said[1].1.contains("no answer code"), "{said:?}");
    assert!(said[2].1.contains("edition `1.0.1`"), "{said:?}");
}

#[test]
fn a_code_that_was_changed_added_or_taken_away_is_noticed() {
    let mut store = opened();
    import(&mut store, &[code(Wave::Post, 1), code(Wave::Post, 2)]);
    let spoilings: [fn(&mut Vec<StoredReturn>); 4] = [
        |all| drop(all.remove(0)),
        |all| all.clear(),
        |all| all.push(StoredReturn { copy: 2, ..all[0].clone() }),
        |all| all[0].code = all[1].code.clone(),
    ];
    for spoil in spoilings {
        let mut spoilt = store.clone();
        spoil(&mut spoilt.returns);
        let damages = verify(&spoilt, &trust()).expect("memory").expect_err("it is noticed");
        assert_eq!(damages, [Damage::Returns { index: 1 }]);
    }
    let mut planted = opened();
    planted.returns.extend(store.returns().expect("memory"));
    assert!(verify(&planted, &trust()).expect("memory").is_err(), "no leaf knows them");
}
