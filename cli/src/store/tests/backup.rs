//! A backup of a store of each kind, and what is put back from it into each: it is the same store.

use bona_engine::evidence::{
    Batch, Gone, ReturnsOf, RowDigest, Store as _, StoredCheckpoint, StoredReturn, Suppressed,
};
use bona_engine::log::Tree;

use super::{Spot, batch, digest, each, many, seal, staff};
use crate::machine::Real;
use crate::store::AnyStore;

/// A store with something of everything; and what was appended to it.
fn full(spot: &Spot) -> (AnyStore, Batch) {
    let mut store = spot.made();
    store.take_staff(&staff()).expect("writable");
    let mut whole = many(3_000);
    whole.people.clear();
    let of = ReturnsOf { course: "c".into(), edition: "1".into(), wave: "before".into() };
    let code = |code: &str, copy| StoredReturn { code: code.into(), copy, of: of.clone(), released: false };
    whole.returns = vec![code("ZB", 0), code("a", 1)];
    store.append(&whole).expect("the head fits");
    store.keep_checkpoint(&StoredCheckpoint { size: 3_000, text: "note".into() }).expect("writable");
    let gone =
        Gone { people: Vec::new(), leaves: vec![7], suppress: vec![Suppressed([3; 16])], names: Vec::new() };
    store.erase(None, &gone, &mut || Ok(())).expect("writable");
    store.scrub().expect("writable");
    (store, whole)
}

fn is_the_same(copy: &AnyStore, store: &AnyStore, whole: &Batch) {
    assert_eq!(copy.integrity().expect("readable"), [""; 0]);
    assert_eq!(copy.head().expect("readable"), whole.head);
    assert_eq!(copy.leaves(0, 9_000).expect("readable"), whole.leaves);
    let (one, two) = (copy.parts(0, 9_000).expect("readable"), store.parts(0, 9_000).expect("readable"));
    assert_eq!((one.open.len(), one.open), (2_999, two.open));
    assert_eq!(copy.nodes().expect("readable"), whole.nodes);
    assert_eq!(copy.checkpoints().expect("readable"), store.checkpoints().expect("readable"));
    assert_eq!(copy.people().expect("readable"), store.people().expect("readable"));
    assert_eq!(copy.posts().expect("readable"), store.posts().expect("readable"));
    assert_eq!(copy.staff_list().expect("readable"), store.staff_list().expect("readable"));
    assert_eq!(copy.returns().expect("readable"), store.returns().expect("readable"));
    assert_eq!(copy.suppressions().expect("readable"), [Suppressed([3; 16])]);
    let asked: Vec<RowDigest> = (0..3_010).map(digest).collect();
    assert_eq!(copy.seen(&asked).expect("readable"), store.seen(&asked).expect("readable"));
    assert_eq!(copy.seen_as(&digest(2_999)).expect("readable"), Some(2_999));
    assert!(!copy.is_to_clear().expect("readable"));
}

#[test]
fn a_backup_is_a_file_of_the_same() {
    each(|spot| {
        let (store, whole) = full(spot);
        store.still().expect("readable");
        store.back_up(&spot.backup()).expect("writable");
        let copy = AnyStore::in_memory(&spot.backup(), Some(seal(1))).expect("it is a store");
        is_the_same(&copy, &store, &whole);
    });
}

#[test]
fn a_backup_is_put_back_into_any_kind_of_store() {
    each(|spot| {
        let (store, whole) = full(spot);
        store.back_up(&spot.backup()).expect("writable");
        let copy = AnyStore::in_memory(&spot.backup(), Some(seal(1))).expect("it is a store");
        each(|other| {
            copy.put_into(&other.place, &Real::default()).expect("nothing is in the way");
            let mut back = other.open(Some(seal(1)));
            is_the_same(&back, &store, &whole);
            let mut tree: Tree = whole.leaves.iter().map(|leaf| leaf.hash).collect();
            back.append(&batch(whole.head, &mut tree, "next")).expect("the head fits");
            if !other.place.is_file() {
                // What stands there is left as it is.
                let refused = copy.put_into(&other.place, &Real::default()).expect_err("it is not empty");
                assert!(refused.to_string().contains("there is one already"), "{refused}");
                assert_eq!(back.head().expect("readable").size, 3_001);
            }
        });
    });
}
