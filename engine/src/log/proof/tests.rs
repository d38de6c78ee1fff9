//! Proofs as text: what is printed reads back, every flipped bit is noticed, other forms are refused.

use ed25519_dalek::SigningKey;

use super::{Proof, ProofFault};
use crate::log::checkpoint::Checkpoint;
use crate::log::note::NoteSigner;
use crate::log::tree::{Tree, leaf_hash};

fn signer() -> NoteSigner {
    NoteSigner::new("a.example/log", SigningKey::from_bytes(&[5; 32])).expect("a legal name")
}

fn leaf(index: u64) -> Vec<u8> {
    format!("leaf {index}").into_bytes()
}

fn proof(index: u64, size: u64, extra: Option<Vec<u8>>) -> Proof {
    let tree: Tree = (0..size).map(|index| leaf_hash(&leaf(index))).collect();
    let checkpoint = Checkpoint { origin: "a.example/log".into(), size, root: tree.root() };
    Proof {
        extra,
        index,
        path: tree.inclusion(index, size).expect("the leaf is there"),
        checkpoint: checkpoint.sign(&signer()).expect("its own log").to_string(),
    }
}

#[test]
fn a_proof_reads_back_and_shows_its_leaf_alone() {
    for size in 1..=20 {
        for index in 0..size {
            let extra = (index % 2 == 0).then(|| leaf(index));
            let proof = proof(index, size, extra);
            let read = Proof::parse(proof.to_string().as_bytes()).expect("a proof");
            assert_eq!(read, proof);
            let shown = read.verify(&leaf(index), &signer().vkey()).expect("it is there");
            assert_eq!(shown.size, size);
            let fault = read.verify(&leaf(index + 1), &signer().vkey());
            assert_eq!(fault, Err(ProofFault::NotIncluded { index }));
        }
    }
}

#[test]
fn every_flipped_bit_of_a_proof_is_noticed() {
    // 12 leaves: the path of the 12th has three steps. No extra data: they are not signed.
    let whole = proof(11, 12, None).to_string().into_bytes();
    for place in 0..whole.len() {
        for bit in 0..8 {
            let mut flipped = whole.clone();
            flipped[place] ^= 1 << bit;
            let believed =
                Proof::parse(&flipped).is_ok_and(|proof| proof.verify(&leaf(11), &signer().vkey()).is_ok());
            assert!(!believed, "bit {bit} of byte {place}");
        }
    }
}

#[test]
fn what_is_not_a_proof_is_refused() {
    let good = proof(5, 12, Some(leaf(5))).to_string();
    let index = "\nindex 5\n";
    let hash = good.lines().nth(3).expect("a path").to_owned();
    let table = [
        ("empty", String::new()),
        ("another version", good.replace("@v1", "@v2")),
        ("no index", good.replace(index, "\n")),
        ("a leading nought", good.replace(index, "\nindex 05\n")),
        ("a negative index", good.replace(index, "\nindex -5\n")),
        ("two extras", good.replace(index, "\nextra AAAA\nindex 5\n")),
        ("extra after the index", good.replace(index, "\nindex 5\nextra AAAA\n")),
        ("extra that is not base64", good.replace("extra ", "extra !")),
        ("a short hash", good.replace(&hash, "AAAA")),
        ("a path longer than any log", good.replace(&hash, format!("{hash}\n").repeat(70).trim_end())),
        ("Windows lines", good.replace('\n', "\r\n")),
        ("no checkpoint", good.split("\n\n").next().expect("a head").to_owned()),
        ("too large", good.replace("extra ", &format!("extra {}", "AAAA".repeat(400_000)))),
    ];
    for (what, text) in table {
        assert!(matches!(Proof::parse(text.as_bytes()), Err(ProofFault::NotAProof(_))), "{what}");
    }
}
