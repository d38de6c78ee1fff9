//! A change of a log's key: it shows itself to whoever has either key, and nothing else is taken for one.

use ed25519_dalek::SigningKey;

use super::{Rotation, keys_by, rotate};
use crate::evidence::memory::Memory;
use crate::evidence::verify::tests::{NOW, ORIGIN, judged, sample, sign, tree_of, trust};
use crate::evidence::{Damage, Store, StoredCheckpoint, Trust, verify};
use crate::log::{Checkpoint, NoteSigner, Opens as _, Proof, Vkey, leaf_hash};

fn signer(seed: u8) -> NoteSigner {
    NoteSigner::new(ORIGIN, SigningKey::from_bytes(&[seed; 32])).expect("a legal name")
}

fn key(seed: u8) -> Vkey {
    signer(seed).vkey()
}

/// Appends the leaf; gives the size that it makes.
fn name(store: &mut Memory, from: u8, to: u8) -> u64 {
    let batch = rotate(&tree_of(store), &key(from), &key(to), NOW).expect("fit to be recorded");
    store.append(&batch).expect("the head has not moved");
    batch.head.size
}

fn keep(store: &mut Memory, by: &[u8]) {
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: store.head.size, root: store.head.root };
    let mut note = checkpoint.sign(&signer(by[0])).expect("its own log");
    for more in &by[1..] {
        note.signatures.extend(checkpoint.sign(&signer(*more)).expect("its own log").signatures);
    }
    store
        .keep_checkpoint(&StoredCheckpoint { size: checkpoint.size, text: note.to_string() })
        .expect("memory");
}

fn turn(store: &mut Memory, from: u8, to: u8) -> Rotation {
    let size = name(store, from, to);
    keep(store, &[from, to]);
    Rotation::parse(shown(store, size).as_bytes()).expect("both signed")
}

/// The proof of the last leaf of a size.
fn shown(store: &Memory, size: u64) -> String {
    let checkpoint =
        store.checkpoints.iter().find(|kept| kept.size == size).expect("it was signed").text.clone();
    let tree = tree_of(store);
    let index = size - 1;
    let leaf = store.leaves[usize::try_from(index).expect("small")].bytes.clone();
    Proof { extra: Some(leaf), index, path: tree.inclusion(index, size).expect("a place"), checkpoint }
        .to_string()
}

fn found(store: &Memory, trusted: u8) -> Result<Vec<Vkey>, Vec<Damage>> {
    let trust = Trust { key: key(trusted), ..trust() };
    verify(store, &trust).expect("memory").map(|log| log.keys.all().cloned().collect())
}

/// The sample, which key 5 signed; then key 6 and key 7.
fn turned() -> (Memory, Vec<Rotation>) {
    let mut store = sample();
    let rotations = vec![turn(&mut store, 5, 6), turn(&mut store, 6, 7)];
    (store, rotations)
}

#[test]
fn a_log_verifies_by_each_key_that_it_has_had() {
    let (store, rotations) = turned();
    for trusted in [5, 6, 7] {
        assert_eq!(found(&store, trusted), Ok(vec![key(5), key(6), key(7)]), "{trusted}");
    }
    assert!(found(&store, 8).is_err(), "a key that it never had");
    for (trusted, from) in [(5, 0), (6, 0), (7, 0), (6, 1), (7, 1)] {
        let keys = keys_by(&key(trusted), &rotations[from..]).expect("they follow on");
        assert_eq!((keys.newest(), keys.first()), (&key(7), rotations[from].from()), "{trusted}, {from}");
    }
    let apart = keys_by(&key(8), &rotations).expect("they follow on");
    assert_eq!(apart.all().count(), 1, "what leads from other keys to others says nothing of this one");
    let mut gap = rotations.clone();
    gap.push(Rotation { index: 40, ..rotations[0].clone() });
    assert!(keys_by(&key(5), &gap).is_err());
}

#[test]
fn an_older_copy_is_told_as_such_by_whoever_knows_the_later_key() {
    let older = sample();
    let (newer, rotations) = turned();
    let beside = newer.checkpoints.last().expect("signed").text.clone().into_bytes();
    let trust = Trust { key: key(7), rotations, outside: vec![("beside".to_owned(), beside)], journal: None };
    let damages = verify(&older, &trust).expect("memory").expect_err("it is older");
    assert!(matches!(damages.as_slice(), [Damage::RolledBack { signed: 8, size: 6, .. }]), "{damages:?}");
}

#[test]
fn a_change_that_is_not_signed_yet_is_no_damage_and_no_key() {
    let mut store = sample();
    name(&mut store, 5, 6);
    assert_eq!(found(&store, 5), Ok(vec![key(5)]));
    keep(&mut store, &[5, 6]);
    assert_eq!(found(&store, 5), Ok(vec![key(5), key(6)]));
}

#[test]
fn a_change_that_shows_too_little_is_named() {
    let judge = |spoil: &dyn Fn(&mut Memory)| {
        let mut store = sample();
        spoil(&mut store);
        let damages = found(&store, 5).expect_err("it was spoilt");
        damages.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    };
    let one = |by: u8| {
        move |store: &mut Memory| {
            name(store, 5, 6);
            keep(store, &[by]);
        }
    };
    let new_alone = judge(&one(6));
    assert!(
        new_alone.contains("leaf 6, another key: the checkpoint that ends with it is not signed by the old"),
        "{new_alone}"
    );
    let old_alone = judge(&one(5));
    assert!(old_alone.contains("leaf 6, another key"), "{old_alone}");
    let never = judge(&|store| {
        name(store, 5, 6);
        name(store, 6, 7);
        keep(store, &[6, 7]);
    });
    assert!(never.contains("leaf 6, another key: no checkpoint ends with it"), "{never}");
    let other = judge(&|store| {
        name(store, 8, 9);
        keep(store, &[5, 8, 9]);
    });
    assert!(other.contains("it gives up another key than the one that the log had"), "{other}");
    let back = judge(&|store| {
        turn(store, 5, 6);
        name(store, 6, 5);
        keep(store, &[5, 6]);
    });
    assert!(back.contains("leaf 7, another key: the log has had that key already"), "{back}");
    let after = judge(&|store| {
        turn(store, 5, 6);
        let tree = tree_of(store);
        let session = crate::evidence::SessionLeaf {
            mode: crate::evidence::Mode::Video,
            recorded: NOW.into(),
            session: "abcdefgh".into(),
            starts: "2026-12-03T09:30:00".into(),
            v: 1,
        };
        store.append(&crate::evidence::schedule(&tree, session).expect("fit")).expect("memory");
        sign(store);
    });
    assert!(after.contains("of 8 leaves, and signed by a key that the log gave up at 7"), "{after}");
}

#[test]
fn what_shows_a_change_shows_nothing_when_it_is_spoilt() {
    let (store, rotations) = turned();
    let good = shown(&store, 7);
    assert_eq!(Rotation::parse(good.as_bytes()).as_ref(), Ok(&rotations[0]));
    let mut refused = 0;
    for place in 0..good.len() {
        let mut spoilt = good.clone().into_bytes();
        spoilt[place] ^= 1;
        refused += usize::from(Rotation::parse(&spoilt).as_ref() != Ok(&rotations[0]));
    }
    assert_eq!(refused, good.len(), "each byte tells");
    let text = |by: &[u8]| {
        let mut store = sample();
        name(&mut store, 5, 6);
        keep(&mut store, by);
        shown(&store, 7)
    };
    assert!(Rotation::parse(text(&[5, 6]).as_bytes()).is_ok());
    for by in [&[5][..], &[6], &[8]] {
        assert!(Rotation::parse(text(by).as_bytes()).is_err(), "signed by {by:?}");
    }
    let opening = Proof {
        extra: Some(store.leaves[0].bytes.clone()),
        index: 0,
        path: tree_of(&store).inclusion(0, 8).expect("a place"),
        checkpoint: store.checkpoints.last().expect("signed").text.clone(),
    };
    assert!(Rotation::parse(opening.to_string().as_bytes()).is_err(), "another leaf");
    let later = Proof {
        extra: Some(store.leaves[6].bytes.clone()),
        index: 6,
        path: tree_of(&store).inclusion(6, 8).expect("a place"),
        checkpoint: store.checkpoints.last().expect("signed").text.clone(),
    };
    assert!(Rotation::parse(later.to_string().as_bytes()).is_err(), "its checkpoint goes on behind it");
    assert!(judged(&sample()).is_ok(), "the judge takes what is sound");
}

/// The leaf that opens says which changes were carried over from an earlier log; without it nothing is said of any.
#[test]
fn where_the_first_leaf_cannot_be_read_no_change_is_called_unsigned() {
    let (mut store, _) = turned();
    let text = String::from_utf8(store.leaves[0].bytes.clone()).expect("JSON");
    let unfit = |store: &mut Memory, text: &str| {
        store.leaves[0].bytes = text.as_bytes().to_vec();
        store.leaves[0].hash = leaf_hash(text.as_bytes());
        let root = tree_of(store).root();
        store.head.root = root;
        store.checkpoints.clear();
        keep(store, &[7]);
    };
    let changes = |store: &Memory| {
        let found = found(store, 7).expect_err("it is spoilt");
        let unread = found.iter().any(|one| matches!(one, Damage::LeafUnreadable { index: 0, .. }));
        (unread, found.iter().any(|one| matches!(one, Damage::KeyChange { .. })))
    };
    unfit(&mut store, &text.replace("\"v\":1", "\"v\":1,\"w\":1"));
    assert_eq!(changes(&store), (true, false));
    unfit(&mut store, &text);
    assert_eq!(changes(&store), (false, true), "with it the missing signatures are named");
}
