//! Checkpoints: what is signed reads back, and what is not three plain lines is refused.

use ed25519_dalek::SigningKey;

use super::{Checkpoint, CheckpointFault};
use crate::log::note::NoteSigner;

fn signer(name: &str) -> NoteSigner {
    NoteSigner::new(name, SigningKey::from_bytes(&[5; 32])).expect("a legal name")
}

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: "a.example/log".into(), size: 20_852_163, root: [9; 32] }
}

#[test]
fn a_signed_checkpoint_reads_back() {
    let signer = signer("a.example/log");
    let signed = checkpoint().sign(&signer).expect("its own log").to_string();
    assert_eq!(Checkpoint::open(signed.as_bytes(), &signer.vkey()), Ok(checkpoint()));
    assert_eq!(Checkpoint::peek(signed.as_bytes()), Ok(checkpoint()));
}

#[test]
fn a_key_of_another_log_neither_signs_nor_checks() {
    let other = signer("b.example/log");
    let fault = CheckpointFault::OtherLog { found: "a.example/log".into(), wanted: "b.example/log".into() };
    assert_eq!(checkpoint().sign(&other).err(), Some(fault.clone()));
    let signed = other.sign(&checkpoint().text()).expect("a text").to_string();
    assert_eq!(Checkpoint::open(signed.as_bytes(), &other.vkey()).err(), Some(fault));
}

#[test]
fn what_is_not_three_plain_lines_is_refused() {
    let signer = signer("a.example/log");
    let good = checkpoint().text();
    let root = good.lines().nth(2).expect("a root").to_owned();
    let table = [
        ("no origin", good.replacen("a.example/log", "", 1)),
        ("a leading nought", good.replace("20852163", "020852163")),
        ("a sign", good.replace("20852163", "+20852163")),
        ("not a number", good.replace("20852163", "20 852 163")),
        ("no number", good.replace("20852163", "")),
        ("a number past 64 bits", good.replace("20852163", "20852163000000000000000")),
        ("a short root", good.replace(&root, "CQkJ")),
        ("a root without padding", good.replace('=', "")),
        ("an extension line", format!("{good}more\n")),
        ("a line less", good.replace(&root, "").trim_end().to_owned() + "\n"),
    ];
    for (what, text) in table {
        let signed = signer.sign(&text).expect("a text").to_string();
        let found = Checkpoint::open(signed.as_bytes(), &signer.vkey());
        assert!(matches!(found, Err(CheckpointFault::NotACheckpoint(_))), "{what}: {found:?}");
    }
    let nought = good.replace("20852163", "0");
    let signed = signer.sign(&nought).expect("a text").to_string();
    assert_eq!(Checkpoint::open(signed.as_bytes(), &signer.vkey()).map(|found| found.size), Ok(0));
}
