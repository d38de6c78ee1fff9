//! Growth: what was proven reads back and is believed; every spoiling of it is not.

use ed25519_dalek::SigningKey;

use super::{Growth, GrowthFault};
use crate::log::{Checkpoint, NoteSigner, Tree, leaf_hash};

const ORIGIN: &str = "a.example/log";

fn signer() -> NoteSigner {
    NoteSigner::new(ORIGIN, SigningKey::from_bytes(&[5; 32])).expect("a legal name")
}

fn tree(size: u64) -> Tree {
    (0..size).map(|index| leaf_hash(&index.to_be_bytes())).collect()
}

fn seen(size: u64) -> Checkpoint {
    Checkpoint { origin: ORIGIN.into(), size, root: tree(size).root() }
}

fn growth(old: u64, size: u64) -> Growth {
    let checkpoint = seen(size).sign(&signer()).expect("its own log").to_string();
    Growth { old, path: tree(size).consistency(old, size).expect("both were"), checkpoint }
}

#[test]
fn growth_reads_back_and_is_believed() {
    let mut judged = 0;
    for size in 1..20 {
        for old in 0..=size {
            let text = growth(old, size).to_string();
            assert!(Growth::is_one(text.as_bytes()));
            let read = Growth::parse(text.as_bytes()).expect("a proof of growth");
            assert_eq!(read, growth(old, size));
            assert_eq!(read.verify(&seen(old), &signer().vkey()), Ok(seen(size)), "{old} to {size}");
            judged += 1;
        }
    }
    assert_eq!(judged, 209);
}

#[test]
fn what_did_not_grow_is_refused() {
    let key = signer().vkey();
    let good = growth(7, 12);
    let other = Checkpoint { root: [1; 32], ..seen(7) };
    assert_eq!(good.verify(&other, &key), Err(GrowthFault::NotGrown { seen: 7, size: 12 }));
    assert_eq!(good.verify(&seen(6), &key), Err(GrowthFault::OtherSize { found: 7, seen: 6 }));
    let mut spoilt = good.clone();
    spoilt.path.pop();
    assert!(spoilt.verify(&seen(7), &key).is_err());
    for place in 0..good.path.len() {
        let mut spoilt = good.clone();
        spoilt.path[place][3] ^= 1;
        assert!(spoilt.verify(&seen(7), &key).is_err(), "hash {place}");
    }
    let namesake = NoteSigner::new(ORIGIN, SigningKey::from_bytes(&[6; 32])).expect("a legal name").vkey();
    assert!(matches!(good.verify(&seen(7), &namesake), Err(GrowthFault::Checkpoint(_))));
    let shorter = Growth { old: 12, path: Vec::new(), checkpoint: growth(5, 7).checkpoint };
    assert_eq!(shorter.verify(&seen(12), &key), Err(GrowthFault::NotGrown { seen: 12, size: 7 }));
}

#[test]
fn what_is_no_proof_of_growth_is_refused() {
    let good = growth(7, 12).to_string();
    let many = format!("old 7\n{}\n{good}", format!("{}=\n", "A".repeat(43)).repeat(64));
    for (what, text) in [
        ("empty", String::new()),
        ("no first line", good.replacen("old 7\n", "", 1)),
        ("another word", good.replacen("old", "new", 1)),
        ("a leading nought", good.replacen("old 7", "old 07", 1)),
        ("no empty line", good.replacen("\n\n", "\n", 1)),
        ("a short hash", good.replacen("=\n", "\n", 1)),
        ("a long path", many),
        ("too large", format!("old 7\n\n{}", "x".repeat(600_000))),
    ] {
        assert!(matches!(Growth::parse(text.as_bytes()), Err(GrowthFault::NotAGrowth(_))), "{what}");
    }
    assert!(Growth::parse(b"old 1\n\xff\n\n").is_err());
}
