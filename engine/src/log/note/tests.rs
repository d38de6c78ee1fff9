//! Signatures against the vectors of RFC 8032; the parser against a table of what is not a note.

use ed25519_dalek::{Signer as _, SigningKey};

use super::{Note, NoteFault, NoteSigner, Vkey, VkeyFault};

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).expect("hex")).collect()
}

fn signer(name: &str, seed: u8) -> NoteSigner {
    NoteSigner::new(name, SigningKey::from_bytes(&[seed; 32])).expect("a legal name")
}

/// RFC 8032, section 7.1, tests 1 to 3: secret key, public key, message, signature.
const RFC_8032: [[&str; 4]; 3] = [
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
];

#[test]
fn keys_and_signatures_are_those_of_rfc_8032() {
    for [secret, public, message, signature] in RFC_8032 {
        let secret: [u8; 32] = bytes(secret).try_into().expect("32 bytes");
        let signer = NoteSigner::new("a.example/log", SigningKey::from_bytes(&secret)).expect("a name");
        assert_eq!(signer.vkey().key.as_bytes().to_vec(), bytes(public));
        assert_eq!(signer.key.sign(&bytes(message)).to_vec(), bytes(signature));
    }
}

#[test]
fn a_verifier_key_reads_back_as_it_was_printed() {
    let vkey = signer("elm.example/bona/x", 7).vkey();
    assert_eq!(Vkey::parse(&vkey.to_string()), Ok(vkey));
    // The key that the documentation of Go's sumdb/note shows: its hash was not made here.
    let go = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert_eq!(Vkey::parse(go).map(|key| key.to_string()).as_deref(), Ok(go));
}

#[test]
fn what_is_not_a_verifier_key_is_refused() {
    let good = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let check = |text: &str, fault: VkeyFault| assert_eq!(Vkey::parse(text), Err(fault), "{text}");
    check("", VkeyFault::Form);
    check("PeterNeumann", VkeyFault::Form);
    check("PeterNeumann+c74f20a3", VkeyFault::Form);
    check(&good.replace("c74f20a3", "C74F20A3"), VkeyFault::Hash);
    check(&good.replace("c74f20a3", "c74f20a"), VkeyFault::Form);
    check(&good.replace("PeterN", "Peter N"), VkeyFault::Form);
    check(&good.replace("PeterN", "peterN"), VkeyFault::Hash);
    check(&good.replace("+ARpc", "+BBpc"), VkeyFault::Kind(1));
    check(&format!("{good}\n"), VkeyFault::Form);
    // The identity point, to which anything can be made to fit.
    check("x+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", VkeyFault::Kind(1));
}

#[test]
fn a_note_reads_back_and_is_believed_only_by_its_key() {
    let (mine, other) = (signer("a.example/log", 1), signer("b.example/log", 2));
    let note = mine.sign("first\n\nthird\n").expect("a text");
    let read = Note::parse(note.to_string().as_bytes()).expect("a note");
    assert_eq!(read, note);
    assert_eq!(read.verify(&mine.vkey()), Ok(()));
    assert_eq!(read.verify(&other.vkey()), Err(NoteFault::Unsigned("b.example/log".into())));
    // Same name, other key: known by its id, so it is simply not its signature.
    let namesake = signer("a.example/log", 3).vkey();
    assert_eq!(read.verify(&namesake), Err(NoteFault::Unsigned("a.example/log".into())));
}

#[test]
fn lines_of_unknown_keys_are_ignored() {
    let mine = signer("a.example/log", 1);
    let mut note = mine.sign("text\n").expect("a text");
    let mut witness = note.signatures[0].clone();
    witness.name = "w.example".into();
    witness.signature = vec![9; 2428];
    note.signatures.insert(0, witness.clone());
    note.signatures.push(witness);
    let read = Note::parse(note.to_string().as_bytes()).expect("a note");
    assert_eq!(read.verify(&mine.vkey()), Ok(()));
}

#[test]
fn a_second_line_of_our_key_must_fit_too() {
    let mine = signer("a.example/log", 1);
    let mut note = mine.sign("text\n").expect("a text");
    let mut forged = note.signatures[0].clone();
    forged.signature[5] ^= 1;
    note.signatures.push(forged);
    assert_eq!(note.verify(&mine.vkey()), Err(NoteFault::Forged("a.example/log".into())));
}

#[test]
fn every_flipped_bit_of_a_note_is_noticed() {
    let mine = signer("a.example/log", 1);
    let whole = mine.sign("a.example/log\n3\nroot\n").expect("a text").to_string().into_bytes();
    for place in 0..whole.len() {
        for bit in 0..8 {
            let mut flipped = whole.clone();
            flipped[place] ^= 1 << bit;
            let believed = Note::parse(&flipped).is_ok_and(|note| note.verify(&mine.vkey()).is_ok());
            assert!(!believed, "bit {bit} of byte {place}");
        }
    }
}

#[test]
fn what_is_not_a_note_is_refused() {
    let good = signer("a.example/log", 1).sign("text\n").expect("a text").to_string();
    let line = good.lines().last().expect("a line");
    let many = format!("text\n\n{}", format!("{line}\n").repeat(65));
    let table: &[(&str, String)] = &[
        ("empty", String::new()),
        ("no signatures", "text\n".into()),
        ("no empty line", format!("text\n{line}\n")),
        ("no lines under it", "text\n\n".into()),
        ("no last newline", good.trim_end().into()),
        ("a carriage return", good.replace("text", "te\rxt")),
        ("a tab in a line", good.replace("a.example", "a\texample")),
        ("a hyphen for the dash", good.replace('\u{2014}', "-")),
        ("no name", good.replace("a.example/log ", "")),
        ("a plus in the name", good.replace("a.example", "a+example")),
        ("a space in the name", good.replace("a.example/log", "a log")),
        ("bad base64", good.replace(line, &format!("{line}="))),
        ("an id without signature", good.replace(line, "\u{2014} a.example/log AAAAAA==")),
        ("a third word", good.replace(line, &format!("{line} more"))),
        ("too many lines", many),
        ("too large", "x".repeat(300_000) + &good),
    ];
    for (what, text) in table {
        assert!(Note::parse(text.as_bytes()).is_err(), "{what}");
    }
    assert!(Note::parse(b"te\xffxt\n\n").is_err());
    for unsigned in ["text\n\n".to_owned(), format!("{good}\n")] {
        let fault = Note::parse(unsigned.as_bytes()).expect_err("nobody signed it").to_string();
        assert!(fault.contains("no signature stands under its last empty line"), "{fault}");
    }
    assert!(signer("a", 1).sign("no newline").is_err());
    assert!(signer("a", 1).sign("bell \u{7}\n").is_err());
    for name in ["", "a b", "a+b", "a\u{a0}b", "a\nb", &"a".repeat(201)] {
        assert!(NoteSigner::new(name, SigningKey::from_bytes(&[1; 32])).is_none(), "{name}");
    }
}

#[test]
fn sixteen_signatures_of_the_largest_kind_are_taken() {
    // C2SP signed-note: verifiers must accept at least 16; post-quantum ones are nearly 5 kB.
    let mine = signer("a.example/log", 1);
    let mut note = mine.sign("text\n").expect("a text");
    for index in 0..15 {
        let mut line = note.signatures[0].clone();
        line.name = format!("w{index}.example");
        line.signature = vec![1; 5_000];
        note.signatures.push(line);
    }
    let read = Note::parse(note.to_string().as_bytes()).expect("a note");
    assert_eq!(read.verify(&mine.vkey()), Ok(()));
}
