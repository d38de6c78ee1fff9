//! Policies: whom each believes, and every line that is refused.

use ed25519_dalek::SigningKey;

use super::{Policy, Unmet};
use crate::log::{Checkpoint, NoteSigner, WitnessSigner};

const ORIGIN: &str = "a.example/log";

fn log(seed: u8) -> NoteSigner {
    NoteSigner::new(ORIGIN, SigningKey::from_bytes(&[seed; 32])).expect("a legal name")
}

fn witness(number: u8) -> WitnessSigner {
    let name = format!("w{number}.example");
    WitnessSigner::new(&name, SigningKey::from_bytes(&[100 + number; 32])).expect("a legal name")
}

fn key(number: u8) -> String {
    witness(number).vkey().to_string()
}

/// A checkpoint that these witnesses cosigned, each at the time of its number.
fn cosigned(by: &[u8]) -> String {
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: 3, root: [9; 32] };
    let mut note = checkpoint.sign(&log(1)).expect("its own log");
    note.signatures.extend(by.iter().map(|number| witness(*number).cosign(&checkpoint, u64::from(*number))));
    note.to_string()
}

fn policy(quorum: &str) -> Policy {
    let witnesses: String = (1..=4).map(|number| format!("witness W{number} {}\n", key(number))).collect();
    let text = format!("# whom we trust\nlog {} https://a.example\n\n{witnesses}{quorum}\n", log(1).vkey());
    Policy::parse(text.as_bytes()).expect("a policy")
}

fn believes(policy: &Policy, by: &[u8]) -> bool {
    policy.believe(cosigned(by).as_bytes(), &log(1).vkey()).is_ok()
}

#[test]
fn a_quorum_decides_whom_to_believe() {
    let levels = "group one 2 W1 W2 W3\ngroup two\tany W4\n  group both all one two  \nquorum both";
    for (quorum, good, bad) in [
        ("quorum none", vec![&[][..], &[1]], vec![]),
        ("quorum W2", vec![&[2][..], &[1, 2]], vec![&[][..], &[1]]),
        ("group g all W1 W2\nquorum g", vec![&[1, 2][..]], vec![&[1][..], &[2, 3]]),
        ("group g any W1 W2\nquorum g", vec![&[1][..], &[2]], vec![&[][..], &[3, 4]]),
        ("group g 2 W1 W2 W3\nquorum g", vec![&[1, 3][..], &[1, 2, 3]], vec![&[1][..], &[4, 1]]),
        (levels, vec![&[1, 2, 4][..], &[1, 2, 3, 4]], vec![&[1, 2][..], &[1, 4], &[4]]),
    ] {
        let policy = policy(quorum);
        for by in good {
            assert!(believes(&policy, by), "{quorum}: {by:?}");
        }
        for by in bad {
            assert!(!believes(&policy, by), "{quorum}: {by:?}");
        }
    }
    let believed = policy("quorum W2").believe(cosigned(&[2, 3]).as_bytes(), &log(9).vkey()).expect("good");
    assert_eq!(believed.witnesses, [("w2.example".to_owned(), 2), ("w3.example".to_owned(), 3)]);
    assert_eq!(believed.checkpoint.size, 3);
    let unmet = policy("quorum W2").believe(cosigned(&[3]).as_bytes(), &log(1).vkey()).expect_err("W3 alone");
    assert_eq!(unmet.to_string(), "the quorum `W2` is not met; cosigned by w3.example");
}

#[test]
fn a_forged_line_or_another_log_is_not_believed() {
    let policy = policy("quorum W1");
    let good = cosigned(&[1]);
    let mut note = crate::log::Note::parse(good.as_bytes()).expect("a note");
    note.signatures[1].signature[20] ^= 1;
    let forged = policy.believe(note.to_string().as_bytes(), &log(1).vkey());
    assert!(matches!(forged, Err(Unmet::Forged(_))), "{forged:?}");
    // The time is signed too.
    note = crate::log::Note::parse(good.as_bytes()).expect("a note");
    note.signatures[1].signature[7] ^= 1;
    assert!(policy.believe(note.to_string().as_bytes(), &log(1).vkey()).is_err());
    let elsewhere = Checkpoint { origin: "b.example/log".into(), size: 3, root: [9; 32] };
    let other = NoteSigner::new("b.example/log", SigningKey::from_bytes(&[1; 32])).expect("a legal name");
    let text = elsewhere.sign(&other).expect("its own log").to_string();
    let found = policy.believe(text.as_bytes(), &other.vkey());
    assert_eq!(found, Err(Unmet::OtherLog("b.example/log".into())));
    // A policy without logs believes the log that is known from elsewhere, and no other.
    let open = Policy::parse(format!("witness W1 {}\nquorum W1\n", key(1)).as_bytes()).expect("a policy");
    assert!(!open.names_logs() && open.asks_witnesses() && open.witnesses().count() == 1);
    assert!(open.believe(good.as_bytes(), &log(1).vkey()).is_ok());
    assert!(open.believe(good.as_bytes(), &log(2).vkey()).is_err());
}

#[test]
fn what_is_no_policy_is_refused_with_its_line() {
    let (one, two, log) = (key(1), key(2), log(1).vkey());
    let witness = |name: &str| format!("witness {name} {one}\n");
    let table: Vec<(&str, String, usize)> = vec![
        ("empty", String::new(), 1),
        ("no quorum", witness("A"), 2),
        ("two quorums", "quorum none\nquorum none\n".into(), 2),
        ("an unknown word", format!("{}trust A\nquorum A\n", witness("A")), 2),
        ("a witness's key for a log", format!("log {one}\nquorum none\n"), 1),
        ("a log's key for a witness", format!("witness A {log}\nquorum A\n"), 1),
        ("a log twice", format!("log {log}\nlog {log}\nquorum none\n"), 2),
        ("a witness's key twice", format!("{}{}quorum A\n", witness("A"), witness("B")), 2),
        ("a name twice", format!("{}witness A {two}\nquorum A\n", witness("A")), 2),
        ("the name none", format!("{}quorum none\n", witness("none")), 1),
        ("a quorum that is not above", format!("quorum A\n{}", witness("A")), 1),
        ("a group of what is below", format!("group g any A\n{}quorum g\n", witness("A")), 1),
        ("a group of nobody", format!("{}group g any\nquorum g\n", witness("A")), 2),
        ("a member twice", format!("{}group g any A A\nquorum g\n", witness("A")), 2),
        ("a member of two groups", format!("{}group g any A\ngroup h any A\nquorum g\n", witness("A")), 3),
        ("none of its members", format!("{}group g 0 A\nquorum g\n", witness("A")), 2),
        ("more than its members", format!("{}group g 2 A\nquorum g\n", witness("A")), 2),
        ("a sign before a number", format!("{}group g +1 A\nquorum g\n", witness("A")), 2),
        ("a carriage return", "quorum none\r\n".into(), 1),
        ("four words", "quorum none A B\n".into(), 1),
    ];
    for (what, text, line) in table {
        let found = Policy::parse(text.as_bytes()).expect_err(what);
        assert_eq!(found.line, line, "{what}: {found}");
    }
    for text in
        [format!("log {log} # ours\n"), "quorum\n".into(), "witness A\n".into(), "group g all\n".into()]
    {
        let found = Policy::parse(text.as_bytes()).expect_err(&text).to_string();
        let word = text.split_whitespace().next().expect("a word");
        assert!(found.contains(&format!("such a line reads `{word} ")), "{text}: {found}");
    }
    // Names are bytes: another way to write the same letter is another name, and needs no Unicode.
    let opaque = [b"witness \xff ".as_slice(), one.as_bytes(), b"\nquorum \xff\n"].concat();
    assert!(Policy::parse(&opaque).is_ok());
    let known =
        Policy::parse(format!("log {log}\nquorum none").as_bytes()).expect("no last newline is needed");
    assert_eq!(known.log(ORIGIN).map(ToString::to_string), Some(log.to_string()));
    assert!(!known.asks_witnesses());
}
