//! What the holder of a store might do on purpose: cut, roll back, write anew, swap, erase without saying so.
//! Each is noticed by what the test names; what needs a checkpoint kept elsewhere is shown to need it.

use ed25519_dalek::SigningKey;

use super::{ORIGIN, damages, facts, import, judged, opened, row, sample, sign, signer, trust};
use crate::evidence::memory::Memory;
use crate::evidence::{Erased, Head, Leaf, Store as _, StoredLeaf, Trust, verify};
use crate::intake::VerdictWord;
use crate::log::{NoteSigner, leaf_hash};

fn with_outside(store: &Memory, kept: &Memory) -> Vec<String> {
    let newest = kept.checkpoints.last().expect("a checkpoint").text.clone();
    let trust =
        Trust { outside: vec![("the commissioner's checkpoint".into(), newest.into_bytes())], ..trust() };
    let found = verify(store, &trust).expect("memory can be read");
    found.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// Hashes, head and newest checkpoint made to fit again, as the holder of the key can.
fn made_to_fit(store: &mut Memory) {
    for leaf in &mut store.leaves {
        leaf.hash = leaf_hash(&leaf.bytes);
    }
    let tree = super::tree_of(store);
    store.head = Head { size: tree.size(), root: tree.root() };
    store.checkpoints.clear();
    sign(store);
}

#[test]
fn leaves_cut_off_are_missed_by_the_head_and_by_the_checkpoint() {
    let mut store = sample();
    store.leaves.truncate(4);
    store.parts.retain(|part| part.index < 4);
    let found = damages(&store);
    assert_eq!(
        found[0],
        "checkpoint at 6 leaves: it was signed at 6 leaves, and the store has 4: an older copy was put back, or leaves were cut off"
    );
    assert_eq!(found[1], "leaf 4: it is missing");
}

#[test]
fn an_older_copy_is_whole_and_only_a_checkpoint_kept_outside_tells() {
    let (mut old, mut new) = (opened(), opened());
    import(&mut old, vec![row("ann", Some(VerdictWord::Passed))]);
    import(&mut new, vec![row("ann", Some(VerdictWord::Passed))]);
    import(&mut new, vec![row("bo", Some(VerdictWord::Passed))]);
    assert!(judged(&old).is_ok(), "every older copy is sound by itself");
    assert_eq!(
        with_outside(&old, &new),
        [
            "the commissioner's checkpoint: it was signed at 5 leaves, and the store has 3: an older copy was put back, or leaves were cut off"
        ]
    );
    assert!(with_outside(&new, &old).is_empty(), "an older checkpoint of the same history is no fault");
}

#[test]
fn history_written_anew_with_the_key_is_told_by_a_checkpoint_kept_outside_alone() {
    let kept = sample();
    let mut store = opened();
    import(&mut store, vec![row("ann", Some(VerdictWord::Passed)), row("zoe", Some(VerdictWord::Passed))]);
    import(&mut store, vec![row("cy", Some(VerdictWord::Passed))]);
    assert!(judged(&store).is_ok(), "the holder of the key can write another history");
    assert_eq!(
        with_outside(&store, &kept),
        [
            "the commissioner's checkpoint: the log had another root at 6 leaves when it was signed: history was written anew"
        ]
    );
}

#[test]
fn a_leaf_changed_together_with_its_hash_is_bounded_by_the_checkpoints() {
    let mut store = sample();
    // Another body for Cy, committed to properly, and hash and head made to fit: the signatures do not.
    store.leaves[5] = StoredLeaf { index: 5, ..store.leaves[3].clone() };
    store.parts.retain(|part| part.index != 5);
    let again: Vec<_> = store.parts.iter().filter(|part| part.index == 3).cloned().collect();
    store.parts.extend(again.into_iter().map(|part| crate::evidence::VaultPart { index: 5, ..part }));
    let tree = super::tree_of(&store);
    store.head.root = tree.root();
    let found = damages(&store);
    assert!(found[0].starts_with("leaf 5: it is a copy of leaf 3;"), "{found:?}");
    assert_eq!(
        found[1..],
        [
            "leaves 4 to 5: at least one was changed together with its hash; the signed root of 6 leaves is another"
        ]
    );
}

#[test]
fn leaves_added_past_the_head_and_bodies_swapped_are_named() {
    let mut store = sample();
    let extra = StoredLeaf { index: 6, ..store.leaves[5].clone() };
    store.leaves.push(extra);
    assert!(
        damages(&store)
            .contains(&"leaf 6: it stands behind the end of the log, which has 6 leaves".to_owned())
    );
    let mut store = sample();
    let (first, second) = (store.parts[1].clone(), store.parts[3].clone());
    (store.parts[1].salt, store.parts[1].body) = (second.salt, second.body);
    (store.parts[3].salt, store.parts[3].body) = (first.salt, first.body);
    assert_eq!(
        damages(&store),
        [
            "leaf 2, body of `who`: it or its salt was changed",
            "leaf 3, body of `who`: it or its salt was changed"
        ]
    );
}

#[test]
fn another_key_or_another_origin_is_not_believed() {
    let mut store = sample();
    let other = NoteSigner::new(ORIGIN, SigningKey::from_bytes(&[6; 32])).expect("a legal name");
    for kept in &mut store.checkpoints {
        let text = kept.text.split("\n\n").next().expect("a text").to_owned() + "\n";
        kept.text = other.sign(&text).expect("a text").to_string();
    }
    let found = damages(&store);
    assert_eq!(found.len(), 3);
    assert!(found[0].ends_with(&format!("no signature by `{ORIGIN}` stands under it")), "{found:?}");
    // Who trusts that other key sees that the log names the first.
    let found = verify(&store, &Trust { key: other.vkey(), ..trust() }).expect("memory");
    let found = found.expect_err("the first leaf names another key");
    assert_eq!(found[0].to_string(), "leaf 0: it names another origin or another key than the trusted one");
}

#[test]
fn a_body_may_only_go_with_a_leaf_that_says_so() {
    let mut store = sample();
    store.parts.retain(|part| part.index != 3);
    let gone =
        |field| format!("leaf 3, body of `{field}`: it is missing, and no leaf says that it was erased");
    assert_eq!(damages(&store), [gone("who"), gone("what")]);
    let notice = Leaf::Erased(Erased {
        basis: "art17".into(),
        decision: None,
        index: vec![3],
        recorded: facts().now,
        v: 1,
    });
    let bytes = notice.write().expect("fit to be recorded");
    store.leaves.push(StoredLeaf { index: 6, hash: leaf_hash(&bytes), bytes });
    made_to_fit(&mut store);
    let log = judged(&store).expect("the erasure is told");
    assert_eq!((log.erased, log.completions.len()), (1, 2));
    // An erased body that comes back, as from a backup, is named.
    store.parts = sample().parts;
    let still =
        |field| format!("leaf 3, body of `{field}`: the log says that it was erased, but it is still there");
    assert_eq!(damages(&store), [still("who"), still("what")]);
}

#[test]
fn what_is_signed_and_makes_no_sense_is_named() {
    let spoil = |index: usize, from: &str, to: &str| {
        let mut store = sample();
        let text = String::from_utf8(store.leaves[index].bytes.clone()).expect("JSON");
        store.leaves[index].bytes = text.replace(from, to).into_bytes();
        made_to_fit(&mut store);
        damages(&store)
    };
    assert_eq!(
        spoil(4, "02:30:00Z", "02:29:59Z"),
        [
            "leaf 4: it was recorded before the leaf in front of it",
            "leaf 5, body of `what`: it cannot be read: it says that it was recorded at 2026-11-22T02:30:00Z, and the import to which it belongs at 2026-11-22T02:29:59Z"
        ]
    );
    assert!(spoil(4, "\"v\":1", "\"v\":9")[0].starts_with("leaf 4: it cannot be read"));
    assert!(spoil(4, "{\"kind", "{ \"kind")[0].contains("RFC 8785"));
    let mut store = sample();
    store.leaves[4].bytes = store.leaves[0].bytes.clone();
    made_to_fit(&mut store);
    assert_eq!(damages(&store)[0], "leaf 4: a log begins once, and this begins it again");
    let mut store = Memory::default();
    assert_eq!(damages(&store), ["leaf 0: the log was never opened"]);
    store.keep_checkpoint(&sample().checkpoints[0]).expect("memory");
    assert!(damages(&store)[0].contains("never opened"));
    assert_eq!(signer().vkey().name(), ORIGIN);
}
