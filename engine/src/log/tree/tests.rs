//! Our tree against `ct-merkle`, which nobody here wrote, on all sizes to 70; and against every tampering of a proof.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use sha2::Sha256;

use super::{Hash, Tree, empty_root, leaf_hash, verify_consistency, verify_inclusion};

const LARGEST: u64 = 70;

fn leaf(index: u64) -> Vec<u8> {
    format!("leaf {index}").into_bytes()
}

fn ours(size: u64) -> Tree {
    (0..size).map(|index| leaf_hash(&leaf(index))).collect()
}

fn theirs(size: u64) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    (0..size).for_each(|index| tree.push(leaf(index)));
    tree
}

#[test]
fn roots_and_proofs_equal_those_of_ct_merkle() {
    let whole = ours(LARGEST);
    let mut judged = 0;
    for size in 1..=LARGEST {
        let (ours, theirs) = (ours(size), theirs(size));
        let root = ours.root();
        assert_eq!(root.as_slice(), theirs.root().as_bytes().as_slice(), "root at {size}");
        assert_eq!(whole.root_at(size), Some(root), "root of the larger tree at {size}");
        let their_root = RootHash::<Sha256>::new(root.into(), size);
        for index in 0..size {
            let proof = ours.inclusion(index, size).expect("the leaf is there");
            assert_eq!(whole.inclusion(index, size).as_ref(), Some(&proof));
            let place = usize::try_from(index).expect("small");
            assert_eq!(proof.concat(), theirs.prove_inclusion(place).as_bytes(), "leaf {index} of {size}");
            assert!(verify_inclusion(&leaf_hash(&leaf(index)), index, size, &proof, &root));
            let proof = InclusionProof::<Sha256>::from_bytes(proof.concat());
            their_root.verify_inclusion(&leaf(index), index, &proof).expect("they take our proof");
            judged += 1;
        }
        for old in 1..=size {
            let proof = ours.consistency(old, size).expect("both were");
            let old_root = whole.root_at(old).expect("it was");
            assert!(verify_consistency(old, &old_root, size, &root, &proof), "{old} in {size}");
            let added = usize::try_from(size - old).expect("small");
            assert_eq!(proof.concat(), theirs.prove_consistency(added).as_bytes(), "{old} in {size}");
            let proof = ConsistencyProof::<Sha256>::try_from_bytes(proof.concat()).expect("whole hashes");
            their_root
                .verify_consistency(&RootHash::new(old_root.into(), old), &proof)
                .expect("they take our proof");
            judged += 1;
        }
    }
    assert_eq!(judged, LARGEST * (LARGEST + 1), "every pair was judged");
}

#[test]
fn the_empty_tree_is_the_beginning_of_every_tree() {
    let tree = ours(5);
    assert_eq!(Tree::default().root(), empty_root());
    assert_eq!(tree.consistency(0, 5), Some(Vec::new()));
    assert!(verify_consistency(0, &empty_root(), 5, &tree.root(), &[]));
    assert!(!verify_consistency(0, &tree.root(), 5, &tree.root(), &[]));
    assert!(!verify_consistency(0, &empty_root(), 5, &tree.root(), &[[0; 32]]));
}

#[test]
fn what_never_was_has_no_proof() {
    let tree = ours(5);
    assert_eq!(tree.root_at(6), None);
    assert_eq!(tree.inclusion(5, 5), None);
    assert_eq!(tree.inclusion(0, 6), None);
    assert_eq!(tree.consistency(4, 6), None);
    assert_eq!(tree.consistency(5, 4), None);
}

/// Every way to spoil a proof: a flipped byte anywhere, a hash lost, doubled or added.
fn spoilt(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all = Vec::new();
    for place in 0..proof.len() {
        let mut flipped = proof.to_vec();
        flipped[place][place * 7 % 32] ^= 1;
        all.push(flipped);
        let mut lost = proof.to_vec();
        let gone = lost.remove(place);
        all.push(lost);
        let mut doubled = proof.to_vec();
        doubled.insert(place, gone);
        all.push(doubled);
    }
    all.push([proof, &[[7; 32]]].concat());
    all
}

#[test]
fn a_tampered_proof_is_refused() {
    let mut judged = 0;
    for size in 1..=40 {
        let tree = ours(size);
        let root = tree.root();
        for index in 0..size {
            let hash = leaf_hash(&leaf(index));
            let proof = tree.inclusion(index, size).expect("the leaf is there");
            for proof in spoilt(&proof) {
                assert!(!verify_inclusion(&hash, index, size, &proof, &root), "leaf {index} of {size}");
                judged += 1;
            }
            assert!(!verify_inclusion(&leaf_hash(b"another"), index, size, &proof, &root));
            assert!(!verify_inclusion(&hash, index, size, &proof, &leaf_hash(b"another")));
            assert!(!verify_inclusion(&hash, size, size, &proof, &root));
        }
        for old in 1..size {
            let old_root = tree.root_at(old).expect("it was");
            let proof = tree.consistency(old, size).expect("both were");
            for proof in spoilt(&proof) {
                assert!(!verify_consistency(old, &old_root, size, &root, &proof), "{old} in {size}");
                judged += 1;
            }
            assert!(!verify_consistency(old, &root, size, &root, &proof));
            assert!(!verify_consistency(old, &old_root, size, &old_root, &proof));
        }
    }
    assert!(20_000 < judged, "only {judged} tamperings were judged");
}

/// A tree of kept roots goes on as the whole one does, and says nothing of what it has not.
#[test]
fn a_tree_of_kept_roots_grows_as_the_whole_one() {
    let whole = ours(1_500);
    for size in [0, 1, 255, 256, 257, 511, 512, 1_000, 1_024, 1_300] {
        let hashes = &whole.hashes()[..usize::try_from(size).expect("small")];
        let full = hashes.len() / 256;
        let mut crown = Tree::of_nodes(&whole.nodes()[..full], &hashes[full * 256..]);
        assert_eq!((crown.size(), Some(crown.root())), (size, whole.root_at(size)));
        for hash in &whole.hashes()[hashes.len()..] {
            crown.push(*hash);
            assert_eq!(Some(crown.root()), whole.root_at(crown.size()), "{size} and then {}", crown.size());
        }
        assert_eq!(crown.nodes(), whole.nodes(), "{size}");
        if 256 < size {
            assert_eq!(crown.root_at(255), None, "its leaves are not there");
            assert_eq!(crown.root_at(256), whole.root_at(256));
            assert_eq!(crown.inclusion(3, crown.size()), None);
        }
    }
}
