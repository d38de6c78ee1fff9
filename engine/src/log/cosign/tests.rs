//! Cosignatures: the bytes of another program, every flipped bit, and lines that went by e-mail.

use ed25519_dalek::SigningKey;

use super::{WitnessKey, WitnessSigner, lines_in};
use crate::log::{Checkpoint, Note, NoteFault, NoteSigner, SignatureLine, VkeyFault};

/// Made with aics-tlog 0.2.1 from the secret key 09…09, of the checkpoint below at 1679315147.
const THEIR_KEY: &str = "witness.example/w1+24b5d9fe+BP0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY";
const THEIR_LINE: &str = "\u{2014} witness.example/w1 JLXZ/gAAAABkGFDLq3u+DRjUb1AYBMssW0EdRN4oSuXCE106VxTGkZFnOT6//uNVbjrPB+Pfa+J46d6aBoGwGjMApDEnIWzMRSBFDA==";
const TIME: u64 = 1_679_315_147;

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: "a.example/log".into(), size: 20_852_163, root: [9; 32] }
}

fn witness() -> WitnessSigner {
    WitnessSigner::new("witness.example/w1", SigningKey::from_bytes(&[9; 32])).expect("a legal name")
}

fn note() -> Note {
    let log = NoteSigner::new("a.example/log", SigningKey::from_bytes(&[5; 32])).expect("a legal name");
    checkpoint().sign(&log).expect("its own log")
}

fn line(text: &str) -> SignatureLine {
    let [line] = <[_; 1]>::try_from(lines_in(text)).expect("one line");
    line
}

#[test]
fn key_and_cosignature_are_those_of_another_program() {
    assert_eq!(witness().vkey().to_string(), THEIR_KEY);
    assert_eq!(WitnessKey::parse(THEIR_KEY), Ok(witness().vkey()));
    assert_eq!(witness().cosign(&checkpoint(), TIME).to_string(), THEIR_LINE);
    assert_eq!(witness().vkey().cosigned(&checkpoint().text(), &line(THEIR_LINE)), Some(TIME));
    let log = NoteSigner::new("a.example/log", SigningKey::from_bytes(&[5; 32])).expect("a legal name");
    assert_eq!(WitnessKey::parse(&log.vkey().to_string()), Err(VkeyFault::Kind(4)));
}

#[test]
fn a_note_says_who_cosigned_it_and_when() {
    let mut note = note();
    let key = witness().vkey();
    assert_eq!(key.on(&note), Ok(None));
    note.signatures.push(witness().cosign(&checkpoint(), TIME));
    note.signatures.push(witness().cosign(&checkpoint(), TIME + 5));
    let read = Note::parse(note.to_string().as_bytes()).expect("a note");
    assert_eq!(key.on(&read), Ok(Some(TIME + 5)));
    // A log's key of that name is no witness's, and the log's own signature stays good.
    let other = WitnessSigner::new("witness.example/w1", SigningKey::from_bytes(&[8; 32])).expect("a name");
    assert_eq!(other.vkey().on(&read), Ok(None));
    note.signatures[1].signature[30] ^= 1;
    assert_eq!(key.on(&note), Err(NoteFault::Forged("witness.example/w1".into())));
}

#[test]
fn every_flipped_bit_of_a_cosignature_is_noticed() {
    let (key, text, good) = (witness().vkey(), checkpoint().text(), line(THEIR_LINE));
    for place in 0..good.signature.len() {
        for bit in 0..8 {
            let mut spoilt = good.clone();
            spoilt.signature[place] ^= 1 << bit;
            assert_eq!(key.cosigned(&text, &spoilt), None, "bit {bit} of byte {place}");
        }
    }
    let longer = Checkpoint { size: 20_852_164, ..checkpoint() };
    assert_eq!(key.cosigned(&longer.text(), &good), None);
    let never = witness().cosign(&checkpoint(), u64::MAX);
    assert_eq!(key.cosigned(&text, &never), None, "a time past 2^63");
}

#[test]
fn a_line_is_found_however_it_came() {
    let good = line(THEIR_LINE);
    let (front, back) = THEIR_LINE.split_at(70);
    for text in [
        format!("Dear all,\r\nhere it is:\r\n\r\n{THEIR_LINE}\r\n\r\nKind regards\r\n-- \r\nC. Manager"),
        format!("> > {front}\n> > {back}\n"),
        format!("  {}", THEIR_LINE.replace('\u{2014}', "--")),
        THEIR_LINE.replace(' ', "\n"),
        format!("a.example/log\n3\nroot\n\n\u{2014} a.example/log AAAA\n{THEIR_LINE}\n"),
        format!("- one\n- two three\n{}", THEIR_LINE.replace('\u{2014}', "\u{2013}")),
    ] {
        assert_eq!(lines_in(&text), std::slice::from_ref(&good), "{text}");
    }
    let twice = format!("{THEIR_LINE}\n{THEIR_LINE}\n");
    assert_eq!(lines_in(&twice).len(), 2);
    for text in ["", "Dear all,", "- - - -", &THEIR_LINE[..100], &note().to_string()] {
        assert!(lines_in(text).is_empty(), "{text}");
    }
}

#[test]
fn a_witness_needs_a_name() {
    for name in ["", "a b", "a+b"] {
        assert!(WitnessSigner::new(name, SigningKey::from_bytes(&[1; 32])).is_none(), "{name}");
    }
    assert!(!format!("{:?}", witness()).contains("0909"), "the secret is not shown");
}
