//! Several keys of one log: each size is signed by its own, the change by both, and nothing else is taken.

use ed25519_dalek::SigningKey;

use super::{LogKeys, Opens};
use crate::log::{Checkpoint, CheckpointFault, NoteFault, NoteSigner};

const ORIGIN: &str = "a.example/log";

fn signer(seed: u8) -> NoteSigner {
    NoteSigner::new(ORIGIN, SigningKey::from_bytes(&[seed; 32])).expect("a legal name")
}

fn at(size: u64) -> Checkpoint {
    Checkpoint { origin: ORIGIN.into(), size, root: [9; 32] }
}

fn alone(size: u64, seed: u8) -> String {
    at(size).sign(&signer(seed)).expect("its own log").to_string()
}

fn both(size: u64, old: u8, new: u8) -> String {
    at(size).sign_by_both(&signer(old), &signer(new)).expect("its own log").to_string()
}

/// Key 1 up to 5 leaves, key 2 up to 9, key 3 from there on.
fn keys() -> LogKeys {
    let mut keys = LogKeys::new(signer(1).vkey());
    assert_eq!(keys.turn(both(5, 1, 2).as_bytes(), signer(2).vkey()), Ok(5));
    assert_eq!(keys.turn(both(9, 2, 3).as_bytes(), signer(3).vkey()), Ok(9));
    keys
}

#[test]
fn each_size_is_signed_by_its_own_key() {
    let keys = keys();
    for (size, seed) in [(0, 1), (4, 1), (6, 2), (8, 2), (10, 3), (99, 3)] {
        assert_eq!(keys.open(alone(size, seed).as_bytes()), Ok(at(size)), "{size}");
        assert_eq!(*keys.signs_at(size), signer(seed).vkey());
    }
    for (size, old, new) in [(5, 1, 2), (9, 2, 3)] {
        assert_eq!(keys.open(both(size, old, new).as_bytes()), Ok(at(size)));
        assert_eq!(keys.open(both(size, new, old).as_bytes()), Ok(at(size)), "their order says nothing");
    }
    assert_eq!(*keys.newest(), signer(3).vkey());
    assert_eq!(keys.all().count(), 3);
    assert!((1..4).all(|seed| keys.holds(&signer(seed).vkey())) && !keys.holds(&signer(4).vkey()));
}

#[test]
fn a_key_that_was_given_up_or_not_yet_there_is_named() {
    let keys = keys();
    let given_up = |size, at| Err(CheckpointFault::GivenUp { size, at });
    let too_soon = |size, from| Err(CheckpointFault::TooSoon { size, from });
    assert_eq!(keys.open(alone(6, 1).as_bytes()), given_up(6, 5));
    assert_eq!(keys.open(alone(40, 1).as_bytes()), given_up(40, 5));
    assert_eq!(keys.open(alone(40, 2).as_bytes()), given_up(40, 9));
    assert_eq!(keys.open(alone(4, 2).as_bytes()), too_soon(4, 5));
    assert_eq!(keys.open(alone(8, 3).as_bytes()), too_soon(8, 9));
    for seed in [1, 2] {
        assert_eq!(keys.open(alone(5, seed).as_bytes()), Err(CheckpointFault::NotBoth { size: 5 }));
    }
    let foreign = keys.open(alone(7, 4).as_bytes());
    assert_eq!(foreign, Err(CheckpointFault::Note(NoteFault::Unsigned(ORIGIN.into()))));
    // A line of the right key that does not fit is a forgery, whatever else stands under it.
    let forged = alone(7, 2).replace("\n7\n", "\n8\n");
    assert_eq!(keys.open(forged.as_bytes()), Err(CheckpointFault::Note(NoteFault::Forged(ORIGIN.into()))));
}

#[test]
fn a_change_of_key_needs_both_and_goes_on() {
    let fresh = || LogKeys::new(signer(1).vkey());
    for (what, text, to) in [
        ("the old key did not sign", alone(5, 2), 2),
        ("the new key did not sign", alone(5, 1), 2),
        ("others signed", both(5, 3, 4), 2),
        ("it is its own key", both(5, 1, 1), 1),
    ] {
        assert!(fresh().turn(text.as_bytes(), signer(to).vkey()).is_err(), "{what}");
    }
    let mut keys = keys();
    for (what, text, to) in [
        ("it goes back to a key that was given up", both(12, 3, 1), 1),
        ("it is not behind the one before", both(9, 3, 4), 4),
        ("it begins at a key that was given up", both(12, 2, 4), 4),
    ] {
        assert!(keys.turn(text.as_bytes(), signer(to).vkey()).is_err(), "{what}");
    }
    assert_eq!(keys.all().count(), 3, "nothing of it was taken");
}
