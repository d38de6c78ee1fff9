//! What a store of every kind must do, asked of each: what is appended is read back, two writers never take one place, what
//! breaks off leaves nothing, what is erased is gone.
//!
//! Files stand in a folder of their own; databases on a server that is started for these tests, where there is one to start.

mod backup;
#[cfg(feature = "store-postgres")]
pub(super) mod server;

use std::path::PathBuf;

use bona_engine::duty::{Post, StaffKind};
use bona_engine::evidence::{
    Batch, Field, Gone, Head, LearnerKey, NewPerson, Parts, PersonNumber, ReturnsOf, RowDigest, SealedRows,
    Store as _, StoreError, StoredCheckpoint, StoredLeaf, StoredReturn, Suppressed, VaultPart,
};
use bona_engine::log::{Tree, empty_root, leaf_hash};
use tempfile::TempDir;

use super::{AnyStore, Boxed, Lid, Place, Seal, StaffChange};
use crate::machine::Real;

/// A place for one store.
struct Spot {
    place: Place,
    folder: TempDir,
}

impl Spot {
    fn file() -> Self {
        let folder = tempfile::tempdir().expect("the machine has room for a folder");
        Self { place: Place::at(folder.path().join("evidence.bona")), folder }
    }

    #[cfg(feature = "store-postgres")]
    fn database() -> Option<Self> {
        let place = Place::named(server::database()?.into()).expect("it is an address");
        Some(Self { place, folder: tempfile::tempdir().expect("the machine has room for a folder") })
    }

    fn made(&self) -> AnyStore {
        let mut store = AnyStore::create(&self.place, &Real::default()).expect("a new store");
        store.begin_seal(seal(1)).expect("writable");
        store
    }

    fn open(&self, seal: Option<Seal>) -> AnyStore {
        AnyStore::open(&self.place, &Real::default(), seal).expect("it is there")
    }

    fn backup(&self) -> PathBuf {
        self.folder.path().join("backup.bona")
    }
}

/// A place of each kind.
fn each(test: impl Fn(&Spot)) {
    test(&Spot::file());
    #[cfg(feature = "store-postgres")]
    if let Some(spot) = Spot::database() {
        test(&spot);
    }
}

pub(super) fn seal(key: u8) -> Seal {
    Seal::new([key; 32], [7; 32])
}

pub(super) fn empty() -> Head {
    Head { size: 0, root: empty_root() }
}

fn learner(number: u64) -> LearnerKey {
    let sign = |place: u32| char::from(b'a' + u8::try_from(number / 16_u64.pow(place) % 16).expect("small"));
    let text: String = (0..4).map(sign).collect();
    LearnerKey::parse(&format!("{}{text}", "b".repeat(22))).expect("base32")
}

fn number(index: u64) -> PersonNumber {
    PersonNumber::new([u8::try_from(index).expect("small"); 16])
}

fn digest(index: u64) -> RowDigest {
    RowDigest((u128::from(index).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)).to_be_bytes())
}

/// A batch of one leaf, with a body and a row; the first meets somebody.
pub(super) fn batch(expect: Head, tree: &mut Tree, word: &str) -> Batch {
    let index = tree.size();
    let bytes = word.as_bytes().to_vec();
    let hash = leaf_hash(&bytes);
    let before = tree.nodes().len();
    tree.push(hash);
    let met = NewPerson { number: number(0), name: Some("Ann".into()), learner: learner(0) };
    Batch {
        expect,
        head: Head { size: tree.size(), root: tree.root() },
        nodes: tree.nodes()[before..].to_vec(),
        leaves: vec![StoredLeaf { index, bytes, hash }],
        parts: vec![VaultPart { index, field: Field::What, salt: [7; 32], body: b"body".to_vec() }],
        people: if index == 0 { vec![met] } else { Vec::new() },
        seen: vec![(index, digest(index))],
        returns: Vec::new(),
        released: Vec::new(),
    }
}

/// A batch of so many leaves.
pub(super) fn many(leaves: u64) -> Batch {
    let mut tree = Tree::default();
    let mut whole = batch(empty(), &mut tree, "0");
    for place in 1..leaves {
        let next = batch(empty(), &mut tree, &place.to_string());
        whole.head = next.head;
        whole.nodes.extend(next.nodes);
        whole.leaves.extend(next.leaves);
        whole.parts.extend(next.parts);
        whole.seen.extend(next.seen);
    }
    whole
}

/// The same, as an import writes it.
pub(super) fn boxed(batch: &Batch) -> Boxed {
    let shut = |part: &VaultPart| Some(Boxed::shut(&seal(1), std::slice::from_ref(part)));
    Boxed::of(SealedRows {
        leaves: batch.leaves.clone(),
        bodies: batch.parts.iter().map(shut).collect(),
        people: batch.people.clone(),
        seen: batch.seen.clone(),
        results: Vec::new(),
    })
}

#[test]
fn what_is_appended_is_read_back_by_a_later_program() {
    each(|spot| {
        let mut tree = Tree::default();
        let first = batch(empty(), &mut tree, "first");
        let second = batch(first.head, &mut tree, "second");
        let mut store = spot.made();
        assert_eq!(store.head().expect("readable"), empty());
        store.append(&first).expect("the head fits");
        store.append(&second).expect("the head fits");
        let checkpoint = StoredCheckpoint { size: 2, text: "note".into() };
        store.keep_checkpoint(&checkpoint).expect("writable");
        store.keep_checkpoint(&checkpoint).expect("keeping it twice is no fault");
        drop(store);
        let store = spot.open(Some(seal(1)));
        assert_eq!(store.head().expect("readable"), second.head);
        assert_eq!(
            store.leaves(0, 10).expect("readable"),
            [first.leaves.clone(), second.leaves.clone()].concat()
        );
        assert_eq!(store.leaves(1, 10).expect("readable"), second.leaves);
        assert_eq!(store.leaves(0, 1).expect("readable"), first.leaves);
        assert_eq!(store.parts(0, 1).and_then(Parts::whole).expect("readable"), first.parts);
        assert_eq!(store.parts(1, u64::MAX).and_then(Parts::whole).expect("readable"), second.parts);
        assert_eq!(store.checkpoints().expect("readable"), [checkpoint]);
        let person = &first.people[0];
        assert_eq!(store.person(&person.learner).expect("readable"), Some(person.number.clone()));
        let people = store.people().expect("readable");
        assert_eq!((people.len(), people[0].name.as_deref()), (1, Some("Ann")));
        assert_eq!(people[0].learners, std::slice::from_ref(&person.learner));
        assert!(store.seen(&[first.seen[0].1]).expect("readable")[0]);
        assert!(!store.seen(&[RowDigest([9; 16])]).expect("readable")[0]);
    });
}

#[test]
fn of_two_writers_the_second_is_told_that_the_head_moved() {
    each(|spot| {
        let mut one = spot.made();
        let mut two = spot.open(Some(seal(1)));
        let first = batch(empty(), &mut Tree::default(), "first");
        let other = batch(empty(), &mut Tree::default(), "other");
        one.append(&first).expect("the head fits");
        assert!(matches!(two.append(&other), Err(StoreError::Moved)));
        assert_eq!(two.leaves(0, 10).expect("readable"), first.leaves, "nothing of the second was written");
    });
}

#[test]
fn a_batch_that_breaks_off_leaves_nothing() {
    each(|spot| {
        let mut store = spot.made();
        let mut broken = batch(empty(), &mut Tree::default(), "first");
        broken.seen.push(broken.seen[0]);
        assert!(store.append(&broken).is_err());
        assert_eq!(store.head().expect("readable"), empty());
        assert!(store.leaves(0, 10).expect("readable").is_empty());
        assert!(store.people().expect("readable").is_empty());
    });
}

#[test]
fn without_its_key_a_store_is_a_log_and_no_vault() {
    each(|spot| {
        let first = batch(empty(), &mut Tree::default(), "first");
        spot.made().append(&first).expect("the head fits");
        for (given, wrong) in [(None, false), (Some(seal(2)), true)] {
            let mut store = spot.open(given);
            assert_eq!(matches!(store.lid(), Lid::Other { .. }), wrong);
            assert_eq!(store.leaves(0, 10).expect("readable"), first.leaves);
            let parts = store.parts(0, 10).expect("readable");
            assert_eq!((parts.open.len(), parts.shut.as_slice()), (0, &[0][..]));
            assert!(store.people().is_err(), "a name that cannot be opened is not left out");
            let refused = store.append(&batch(
                first.head,
                &mut first.leaves.iter().map(|leaf| leaf.hash).collect(),
                "second",
            ));
            assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
            assert_eq!(store.head().expect("readable"), first.head);
        }
    });
}

#[test]
fn an_append_in_pieces_is_kept_whole_or_leaves_nothing() {
    each(|spot| {
        let mut store = spot.made();
        let whole = many(600);
        let checkpoint = StoredCheckpoint { size: 600, text: "note".into() };
        let mut appending = store.appending(empty(), 0).expect("nobody else writes");
        appending.put(boxed(&whole)).expect("writable");
        let before = appending.beside().expect("readable");
        assert_eq!(before.head().expect("readable"), empty());
        assert!(before.leaves(0, 1).expect("readable").is_empty(), "a second look sees what was before");
        drop((before, appending));
        assert_eq!(store.head().expect("readable"), empty());
        assert!(
            store.leaves(0, 1).expect("readable").is_empty() && store.people().expect("readable").is_empty()
        );

        let mut appending = store.appending(empty(), 0).expect("nobody else writes");
        appending.put(boxed(&whole)).expect("writable");
        let rest = Batch {
            leaves: Vec::new(),
            parts: Vec::new(),
            people: Vec::new(),
            seen: Vec::new(),
            ..whole.clone()
        };
        appending.keep(&rest, &checkpoint).expect("writable");
        assert!(matches!(store.appending(empty(), 0).map(drop), Err(StoreError::Moved)));
        let store = spot.open(Some(seal(1)));
        assert_eq!(store.head().expect("readable"), whole.head);
        assert_eq!(store.leaves(0, 1_000).expect("readable"), whole.leaves);
        assert_eq!(store.parts(0, 1_000).and_then(Parts::whole).expect("readable"), whole.parts);
        assert_eq!(store.opening(9, 11).expect("readable")().open, whole.parts[9..11]);
        assert_eq!(store.nodes().expect("readable"), whole.nodes);
        assert_eq!(store.checkpoints().expect("readable"), [checkpoint]);
        let asked: Vec<RowDigest> = (590..610).rev().map(digest).collect();
        let known: Vec<bool> = (590..610).rev().map(|row| row < 600).collect();
        assert_eq!(store.seen(&asked).expect("readable"), known);
        assert_eq!(store.seen_as(&digest(77)).expect("readable"), Some(77));
        assert_eq!(store.seen_as(&digest(700)).expect("readable"), None);
    });
}

#[test]
fn kept_roots_that_were_lost_are_worked_out_anew() {
    each(|spot| {
        let mut store = spot.made();
        let whole = many(600);
        store.append(&Batch { nodes: Vec::new(), ..whole.clone() }).expect("the head fits");
        assert!(store.nodes().expect("readable").is_empty());
        store.still().expect("readable");
        store.build_nodes().expect("writable");
        assert_eq!(store.nodes().expect("readable"), whole.nodes);
    });
}

#[test]
fn what_is_read_at_one_moment_stays_as_it_was() {
    each(|spot| {
        let (mut one, two) = (spot.made(), spot.open(Some(seal(1))));
        let first = many(3);
        one.append(&first).expect("the head fits");
        two.still().expect("readable");
        assert_eq!(two.head().expect("readable"), first.head);
        let next = batch(first.head, &mut first.leaves.iter().map(|leaf| leaf.hash).collect(), "next");
        one.append(&next).expect("the head fits");
        assert_eq!(two.head().expect("readable"), first.head);
        assert_eq!(two.leaves(0, 10).expect("readable"), first.leaves);
        assert_eq!(one.alone(|| 7).expect("writable"), 7);
        let mut two = two;
        assert_eq!(two.alone(|| 8).expect("writable"), 8);
        assert_eq!(two.head().expect("readable"), next.head, "whoever writes sees what is there now");
    });
}

#[test]
fn who_is_erased_is_gone_and_who_is_renamed_has_another_name() {
    each(|spot| {
        let mut store = spot.made();
        let whole = many(5);
        store.append(&whole).expect("the head fits");
        let mut never = || Err(StoreError::Refused("no".to_owned()));
        assert!(store.rename(&[number(0)], "Beth", &mut never).is_err());
        assert_eq!(store.name(&learner(0)).expect("readable").as_deref(), Some("Ann"));
        store.rename(&[number(0)], "Beth", &mut || Ok(())).expect("writable");
        assert_eq!(store.name(&learner(0)).expect("readable").as_deref(), Some("Beth"));
        assert!(store.rename(&[number(9)], "Cara", &mut || Ok(())).is_err(), "there is nobody");
        let gone = Gone {
            people: vec![number(0)],
            leaves: vec![1, 3],
            suppress: vec![Suppressed([5; 16]), Suppressed([5; 16])],
            names: Vec::new(),
        };
        assert!(store.erase(None, &gone, &mut never).is_err());
        assert!(store.knows_anybody().expect("readable"), "nothing has happened");
        store.erase(None, &gone, &mut || Ok(())).expect("writable");
        store.scrub().expect("nobody else reads");
        let store = spot.open(Some(seal(1)));
        assert!(!store.knows_anybody().expect("readable"));
        assert_eq!(store.person(&learner(0)).expect("readable"), None);
        let left: Vec<u64> =
            store.parts(0, 9).expect("readable").open.iter().map(|part| part.index).collect();
        assert_eq!(left, [0, 2, 4]);
        assert_eq!(store.seen(&[digest(1), digest(2)]).expect("readable"), [false, true]);
        assert_eq!(store.suppressions().expect("readable"), [Suppressed([5; 16])]);
        assert!(store.suppressed(&Suppressed([5; 16])).expect("readable"));
        assert_eq!(store.leaves(0, 9).expect("readable"), whole.leaves, "a leaf is never removed");
        assert_eq!(store.integrity().expect("readable"), [""; 0]);
    });
}

#[test]
fn what_waits_to_be_cleared_away_is_told_by_a_look_and_done_by_whoever_opens_the_store() {
    each(|spot| {
        let mut store = spot.made();
        store.append(&many(2)).expect("the head fits");
        assert!(!store.is_to_clear().expect("readable"));
        let gone = Gone { people: Vec::new(), leaves: vec![1], suppress: Vec::new(), names: Vec::new() };
        store.erase(None, &gone, &mut || Ok(())).expect("writable");
        drop(store);
        for look in 0..2 {
            let store =
                AnyStore::as_it_is(&spot.place, &Real::default(), Some(seal(1))).expect("it is there");
            assert!(store.is_to_clear().expect("readable"), "look {look}");
            assert_eq!(store.parts(0, 9).expect("readable").open.len(), 1);
        }
        assert!(!spot.open(Some(seal(1))).is_to_clear().expect("readable"));
    });
}

fn staff() -> StaffChange {
    let post = |role: &str, starts: &str| Post {
        role: role.into(),
        place: "Elm".into(),
        kind: StaffKind::Employed,
        starts: starts.into(),
        ends: None,
    };
    StaffChange {
        as_at: "2026-02-01".into(),
        people: vec![(number(2), None), (number(1), Some("Zoë".into()))],
        learners: vec![(learner(7), number(1)), (learner(6), number(1))],
        begins: vec![(number(2), post("nurse", "2026-01-02")), (number(1), post("clerk", "2026-01-01"))],
        ..StaffChange::default()
    }
}

#[test]
fn posts_and_returns_are_kept_beside_the_log() {
    each(|spot| {
        let mut store = spot.made();
        store.take_staff(&staff()).expect("writable");
        let later = StaffChange {
            as_at: "2026-01-15".into(),
            names: vec![(number(2), "Ina".into()), (number(1), "no".into())],
            starts: vec![(1, "2025-12-01".into())],
            ends: vec![(2, Some("2026-03-01".into()))],
            ..StaffChange::default()
        };
        store.take_staff(&later).expect("writable");
        let of = ReturnsOf { course: "c".into(), edition: "e".into(), wave: "w".into() };
        let code =
            |code: &str, copy| StoredReturn { code: code.into(), copy, of: of.clone(), released: false };
        let mut first = many(1);
        first.people.clear();
        first.returns = vec![code("ZB", 0), code("a", 1), code("a", 0)];
        store.append(&first).expect("the head fits");
        let second = Batch {
            released: vec![of.clone()],
            ..batch(first.head, &mut first.leaves.iter().map(|leaf| leaf.hash).collect(), "second")
        };
        store.append(&second).expect("the head fits");

        assert_eq!(store.staff_list().expect("readable").as_deref(), Some("2026-02-01"), "no list goes back");
        let posts = store.posts().expect("readable");
        let told = |(person, held): &(PersonNumber, bona_engine::duty::Held)| {
            (person.clone(), held.number, held.post.starts.clone(), held.post.ends.clone())
        };
        let (ends, none) = (Some("2026-03-01".to_owned()), None);
        assert_eq!(
            posts.iter().map(told).collect::<Vec<_>>(),
            [(number(1), 2, "2026-01-01".to_owned(), ends), (number(2), 1, "2025-12-01".to_owned(), none),]
        );
        let people = store.people().expect("readable");
        let names: Vec<Option<&str>> = people.iter().map(|person| person.name.as_deref()).collect();
        assert_eq!(names, [Some("Zoë"), Some("Ina")]);
        assert_eq!(people[0].learners, [learner(6), learner(7)]);
        let codes = store.returns().expect("readable");
        let codes: Vec<(&str, u32, bool)> =
            codes.iter().map(|it| (it.code.as_str(), it.copy, it.released)).collect();
        assert_eq!(codes, [("ZB", 0, true), ("a", 0, true), ("a", 1, true)], "by the bytes of what they say");
    });
}

#[cfg(feature = "lrs")]
#[test]
fn how_far_was_pulled_never_goes_back() {
    use std::collections::BTreeMap;

    each(|spot| {
        let mut store = spot.made();
        let of = crate::store::PullOf {
            address: "https://lrs.example".into(),
            course: "c".into(),
            edition: String::new(),
            activity: String::new(),
        };
        let since = |day: &str| BTreeMap::from([("passed".to_owned(), day.to_owned())]);
        for day in ["2026-02-02", "2026-01-01"] {
            store.keep_pulled(&of, &since(day)).expect("writable");
            assert_eq!(store.pulled(&of).expect("readable"), since("2026-02-02"));
        }
        store.forget_pulled(&of).expect("writable");
        assert!(store.pulled(&of).expect("readable").is_empty());
    });
}
