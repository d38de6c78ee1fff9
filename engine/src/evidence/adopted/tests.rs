//! What a log says of the one before it: which key that had last, and how far it was signed.

use ed25519_dalek::SigningKey;

use super::{Adopted, AdoptedWhy, HashText, check};
use crate::evidence::rotation::Rotated;
use crate::evidence::{Damage, Opened};
use crate::log::{Checkpoint, Hash, NoteSigner, Tree, Trunk, Vkey};

const EARLIER: &str = "elm/bona/earlier1";
const NOW: &str = "2026-11-22T02:30:00Z";

fn key(seed: u8) -> Vkey {
    NoteSigner::new(EARLIER, SigningKey::from_bytes(&[seed; 32])).expect("a legal name").vkey()
}

fn adopted(carried: u64, size: u64, last: u8) -> Adopted {
    Adopted {
        carried,
        first: Some(HashText([0; 32])),
        origin: EARLIER.into(),
        root: HashText(root(size)),
        size,
        vkey: key(last).to_string(),
        why: AdoptedWhy::RolledBack,
    }
}

fn turn(index: u64, from: u8, to: u8) -> (u64, Rotated) {
    (index, Rotated { from: key(from).to_string(), recorded: NOW.into(), to: key(to).to_string(), v: 1 })
}

/// The hashes of the earlier log, whatever its leaves are.
fn hashes(size: u64) -> impl Iterator<Item = Hash> {
    (0..size).map(|place| [u8::try_from(place).expect("small"); 32])
}

fn root(size: u64) -> Hash {
    hashes(size).collect::<Tree>().root()
}

#[test]
fn the_last_key_of_the_earlier_log_is_the_one_to_which_its_leaves_lead() {
    let two = [turn(3, 1, 2), turn(6, 2, 3)];
    let pending = [turn(3, 1, 2), turn(9, 2, 3)];
    for (carried, size, last, rotated, good) in [
        (10, 10, 1, &[][..], true),
        (10, 10, 3, &two, true),
        (10, 10, 1, &two, false),
        (10, 10, 2, &two, false),
        (10, 10, 9, &two, false),
        // What is lost may have changed it again, but not back.
        (10, 20, 9, &two, true),
        (10, 20, 1, &two, false),
        // What stands from place 7 on is not of the earlier log.
        (7, 7, 3, &[turn(3, 1, 2), turn(6, 2, 3), turn(8, 7, 8)], true),
        // A change that nobody had signed may count or not.
        (10, 9, 2, &pending, true),
        (10, 9, 3, &pending, true),
        (10, 9, 1, &pending, false),
        (10, 10, 2, &pending, false),
        (10, 10, 3, &[turn(3, 1, 2), turn(6, 1, 3)], false),
        (10, 10, 1, &[turn(3, 1, 2), turn(6, 2, 1)], false),
    ] {
        let it = adopted(carried, size, last);
        assert_eq!(it.names_last_key(rotated), good, "{carried} {size} {last} {}", rotated.len());
    }
}

#[test]
fn no_checkpoint_of_the_earlier_log_is_larger_than_the_one_that_is_named() {
    let opened = |size| Opened {
        adopted: Some(adopted(12, size, 1)),
        organisation: "Elm".into(),
        origin: "elm/bona/newer123".into(),
        recorded: NOW.into(),
        v: 1,
        vkey: String::new(),
    };
    let judged = |said: u64, kept: u64| {
        let mut tree = Trunk::new([said, kept]);
        hashes(12).for_each(|hash| tree.push(hash));
        let kept = Checkpoint { origin: EARLIER.into(), size: kept, root: root(kept) };
        let mut damages = Vec::new();
        let shown = check(&opened(said), (15, &tree), (&[("kept".into(), kept)], &[]), &mut damages);
        (shown, damages)
    };
    assert_eq!(judged(10, 8), (8, Vec::new()));
    assert_eq!(judged(10, 10), (10, Vec::new()));
    for kept in [11, 12, 13] {
        let name = "kept".to_owned();
        assert_eq!(judged(10, kept), (0, vec![Damage::AdoptedOlder { name, signed: kept, size: 10 }]));
    }
}
