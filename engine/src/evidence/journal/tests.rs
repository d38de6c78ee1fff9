//! The journal's text has one form; what an older copy holds is found, and going through it again removes that alone.

use super::{Journal, JournalFault, Noted, replay, still_held};
use crate::evidence::memory::Memory;
use crate::evidence::verify::tests::{NOW, judged, planned, row, sample, sign, tree_of};
use crate::evidence::{Basis, Damage, PseudonymKey, Store as _, Suppressed, Trust, Why, erase, verify};
use crate::intake::VerdictWord;

const ORIGIN: &str = "elm/bona/abcdefgh";

fn journal() -> Journal {
    let mut journal = Journal::new(ORIGIN);
    journal.notices.insert(Noted { recorded: NOW.into(), basis: Basis::Retention, index: vec![4, 17] });
    journal.notices.insert(Noted { recorded: NOW.into(), basis: Basis::Art17, index: Vec::new() });
    journal.people.insert(Suppressed([0xab; 16]));
    journal.names.insert([1; 16], [2; 16]);
    journal
}

/// Somebody is erased; gives the journal of it.
fn erased(store: &mut Memory) -> Journal {
    let key = PseudonymKey::new([3; 32]);
    let person =
        store.people().expect("memory").into_iter().find(|it| it.name.as_deref() == Some("ann Example"));
    let why = Why { basis: Basis::Art17, decided_by: "D. Officer".into(), now: NOW.into() };
    let mut chance = crate::evidence::verify::tests::chance();
    let person = person.expect("she is there");
    let plan = erase(store, &tree_of(store), &key, &person, &why, &mut chance).expect("memory");
    store.erase(Some(&plan.notices), &plan.gone, &mut || Ok(())).expect("the head has not moved");
    sign(store);
    Journal::of(store, ORIGIN).expect("memory")
}

#[test]
fn the_text_is_as_the_docs_say_and_is_read_back() {
    let text = journal().to_string();
    let above = format!(
        "bona/erased/v1\n{ORIGIN}\nleaves art17 {NOW}\nleaves retention {NOW} 4 17\nperson {}\nname {} {}\n",
        "ab".repeat(16),
        "01".repeat(16),
        "02".repeat(16)
    );
    assert_eq!(text.strip_prefix(&above).map(str::len), Some("sha256 ".len() + 64 + 1), "{text}");
    assert_eq!(Journal::parse(text.as_bytes()), Ok(journal()));
    for at in 0..text.len() {
        let mut spoilt = text.clone().into_bytes();
        spoilt[at] ^= 1;
        assert!(Journal::parse(&spoilt).is_err(), "byte {at}");
        assert!(Journal::parse(&text.as_bytes()[..at]).is_err(), "cut at {at}");
    }
    let line = format!("person {}\n", "ab".repeat(16));
    for lines in [line.repeat(2), format!("{line}leaves art17 {NOW} 4\n")] {
        let above = format!("bona/erased/v1\n{ORIGIN}\n{lines}");
        let whole = format!("{above}{}", super::sum_line(&above));
        assert_eq!(Journal::parse(whole.as_bytes()), Err(JournalFault::Disordered), "{lines}");
    }
    let other = format!("{}\nwho Ann\n", "bona/erased/v1\nelm");
    let whole = format!("{other}{}", super::sum_line(&other));
    assert_eq!(Journal::parse(whole.as_bytes()), Err(JournalFault::Line(3)));
}

#[test]
fn an_older_copy_is_told_and_erased_again() {
    let older = sample();
    let mut store = sample();
    let journal = erased(&mut store);
    assert!(still_held(&store, &journal, None).expect("memory").is_nothing());
    let held = still_held(&older, &journal, None).expect("memory");
    assert_eq!((held.leaves.as_slice(), held.people), (&[2][..], 1));
    let trust = Trust { journal: Some(journal.clone()), ..crate::evidence::verify::tests::trust() };
    let damages = verify(&older, &trust).expect("memory").expect_err("she is back");
    assert_eq!(damages.iter().filter(|it| matches!(it, Damage::BodyBack { index: 2, .. })).count(), 2);
    assert!(damages.contains(&Damage::PersonBack { people: 1 }));
    let key = PseudonymKey::new([3; 32]);
    for may_be_added_to in [false, true] {
        let mut copy = sample();
        let tree = tree_of(&copy);
        let tree = may_be_added_to.then_some(&tree);
        let replay = replay(&copy, tree, &journal, &key, NOW).expect("memory");
        assert_eq!(replay.notices.is_some(), may_be_added_to);
        copy.erase(replay.notices.as_ref(), &replay.gone, &mut || Ok(())).expect("the head has not moved");
        assert!(copy.people.iter().all(|it| it.name.as_deref() != Some("ann Example")));
        assert!(
            copy.parts.iter().all(|part| part.index != 2) && copy.parts.iter().any(|part| part.index == 3)
        );
        let left = verify(&copy, &trust).expect("memory");
        if may_be_added_to {
            assert_eq!(left.expect("the log says it").erased, 1);
            assert!(journal.holds(&Journal::of(&copy, ORIGIN).expect("memory")));
        } else {
            let left = left.expect_err("no leaf says so");
            assert!(left.iter().all(|it| matches!(it, Damage::ErasedUnsaid { index: 2, .. })), "{left:?}");
            assert!(judged(&copy).is_err(), "without the journal it is a body that is missing");
        }
    }
}

#[test]
fn a_copy_from_before_they_came_keeps_them_away() {
    let mut store = sample();
    let journal = erased(&mut store);
    let mut older = crate::evidence::verify::tests::opened();
    let held = still_held(&older, &journal, None).expect("memory");
    assert_eq!((held.leaves.len(), held.people), (0, 1));
    let replay = replay(&older, None, &journal, &PseudonymKey::new([3; 32]), NOW).expect("memory");
    older.erase(None, &replay.gone, &mut || Ok(())).expect("memory");
    assert!(still_held(&older, &journal, None).expect("memory").is_nothing());
    let again = planned(&older, vec![row("ann", Some(VerdictWord::Passed))]);
    assert_eq!(again.results, [crate::evidence::RowResult::Erased]);
}

#[test]
fn an_older_name_is_told_by_its_digest_alone_and_taken_out() {
    let key = PseudonymKey::new([3; 32]);
    let mut store = sample();
    let number = |store: &Memory, name: &str| {
        let people = store.people().expect("memory").into_iter();
        people.filter(|it| it.name.as_deref() == Some(name)).map(|it| it.number).next()
    };
    let ann = number(&store, "ann Example").expect("she is there");
    let mut journal = Journal::new(ORIGIN);
    for name in ["Andrew Example", "Andy Example"] {
        journal.rename(key.renaming(&ann, name));
        store.rename(std::slice::from_ref(&ann), name, &mut || Ok(())).expect("he is there");
        assert!(still_held(&store, &journal, Some(&key)).expect("memory").is_nothing(), "{name}");
    }
    assert!(!journal.to_string().contains(ann.as_str()));
    store.rename(std::slice::from_ref(&ann), "Andrew Example", &mut || Ok(())).expect("he is there");
    let held = still_held(&store, &journal, Some(&key)).expect("memory");
    assert_eq!(held.names, std::slice::from_ref(&ann));
    let again = replay(&store, Some(&tree_of(&store)), &journal, &key, NOW).expect("memory");
    assert_eq!((again.notices.as_ref(), again.gone.people.len()), (None, 0));
    store.erase(None, &again.gone, &mut || Ok(())).expect("memory");
    let named: Vec<_> = store.people().expect("memory").into_iter().filter(|it| it.name.is_none()).collect();
    assert_eq!(named.iter().map(|it| &it.number).collect::<Vec<_>>(), [&ann]);
    assert!(judged(&store).is_ok() && number(&store, "bo Example").is_some());
}
