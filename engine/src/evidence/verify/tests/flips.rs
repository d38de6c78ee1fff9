//! Every byte of leaf, hash, salt, body, checkpoint and head, flipped one at a time.

use super::{Memory, damages, judged, sample};
use crate::evidence::Store as _;

/// Flips each byte that `bytes` gives, one at a time, and checks the first damage that is named.
fn flip_all(
    bytes: fn(&mut Memory, usize) -> Option<&mut [u8]>,
    named: fn(&Memory, usize) -> String,
) -> usize {
    let sound = sample();
    let mut judged = 0;
    for item in 0.. {
        let mut store = sound.clone();
        let Some(length) = bytes(&mut store, item).map(|bytes| bytes.len()) else {
            return judged;
        };
        for place in 0..length {
            let mut store = sound.clone();
            bytes(&mut store, item).expect("it was there")[place] ^= 1 << (place % 8);
            let found = damages(&store);
            assert_eq!(found, [named(&sound, item)], "byte {place} of item {item}");
            judged += 1;
        }
    }
    judged
}

fn body_changed(store: &Memory, item: usize) -> String {
    let part = &store.parts[item];
    format!("leaf {}, body of `{}`: it or its salt was changed", part.index, part.field)
}

#[test]
fn what_cannot_be_opened() {
    for (shut, named) in [
        (
            vec![2],
            vec!["leaf 2: the sealed bodies cannot be opened: they were changed, or sealed with another key"],
        ),
        (
            vec![2, 3, 5],
            vec![
                "leaves 2 to 3: the sealed bodies cannot be opened: they were changed, or sealed with another key",
                "leaf 5: the sealed bodies cannot be opened: they were changed, or sealed with another key",
            ],
        ),
    ] {
        let store = Memory { shut, ..sample() };
        assert_eq!(damages(&store), named);
    }
    // Whoever erases must know whose every body is.
    assert!(Memory { shut: vec![3], ..sample() }.parts(2, 6).expect("memory can be read").whole().is_err());
}

#[test]
fn a_leaf() {
    let judged = flip_all(
        |store, item| store.leaves.get_mut(item).map(|leaf| leaf.bytes.as_mut_slice()),
        |_, item| format!("leaf {item}: its bytes were changed"),
    );
    assert!(900 < judged, "only {judged}");
}

#[test]
fn the_hash_beside_a_leaf() {
    flip_all(
        |store, item| store.leaves.get_mut(item).map(|leaf| leaf.hash.as_mut_slice()),
        |_, item| {
            format!("leaf {item}: the hash kept beside it was changed; the leaf itself is as it was signed")
        },
    );
}

#[test]
fn a_salt() {
    flip_all(|store, item| store.parts.get_mut(item).map(|part| part.salt.as_mut_slice()), body_changed);
}

#[test]
fn a_body() {
    let judged =
        flip_all(|store, item| store.parts.get_mut(item).map(|part| part.body.as_mut_slice()), body_changed);
    assert!(1_000 < judged, "only {judged}");
}

#[test]
fn the_root_in_the_head() {
    flip_all(
        |store, item| (item == 0).then_some(store.head.root.as_mut_slice()),
        |_, _| "head: its root is not that of the 6 leaves".to_owned(),
    );
}

#[test]
fn the_size_in_the_head() {
    for bit in 0..64 {
        let mut store = sample();
        store.head.size ^= 1 << bit;
        let says = store.head.size;
        assert_eq!(damages(&store), [format!("head: it says {says} leaves; there are 6")]);
    }
}

#[test]
fn a_checkpoint() {
    let sound = sample();
    let mut flipped = 0;
    for item in 0..3 {
        let size = sound.checkpoints[item].size;
        let whole = sound.checkpoints[item].text.clone().into_bytes();
        for place in 0..whole.len() {
            let mut store = sound.clone();
            let mut bytes = whole.clone();
            bytes[place] ^= 1;
            // A text column holds UTF-8; a flip that breaks it is noticed before we are asked.
            let Ok(text) = String::from_utf8(bytes) else {
                continue;
            };
            store.checkpoints[item].text = text;
            let found = damages(&store);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].starts_with(&format!("checkpoint at {size} leaves: ")), "{found:?}");
            flipped += 1;
        }
        for bit in 0..64 {
            let mut store = sound.clone();
            store.checkpoints[item].size ^= 1 << bit;
            let kept = store.checkpoints[item].size;
            assert_eq!(damages(&store), [format!("checkpoint at {kept} leaves: it says {size}")]);
        }
    }
    assert!(500 < flipped, "only {flipped}");
}

#[test]
fn the_place_of_a_leaf_or_body() {
    for item in 0..sample().parts.len() {
        let mut store = sample();
        store.parts[item].index += 100;
        store.parts.sort_by_key(|part| part.index);
        let found = damages(&store);
        assert!(found.iter().any(|damage| damage.ends_with("no leaf commits to it")), "{found:?}");
        assert!(found.iter().any(|damage| damage.contains("it is missing")), "{found:?}");
    }
    for item in 0..6 {
        let mut store = sample();
        store.leaves[item].index += 100;
        store.leaves.sort_by_key(|leaf| leaf.index);
        assert_eq!(damages(&store)[0], format!("leaf {item}: it is missing"));
    }
    assert!(judged(&sample()).is_ok());
}
