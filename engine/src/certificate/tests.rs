//! A certificate of a small log: it proves one record, and each change of it is refused for its own reason.

use ed25519_dalek::SigningKey;

use super::{ADDRESS_MAX, Certificate, CertificateFault, FORMAT};
use crate::evidence::{
    Commitment, Completion, Disclosure, DisclosureFault, Field, Leaf, Opened, PersonNumber, Sealed,
};
use crate::intake::VerdictWord;
use crate::log::{Checkpoint, NoteSigner, Proof, Tree, Vkey, leaf_hash};

const ORIGIN: &str = "elm-street-surgery/bona/abcdefgh";
const PERSON: &str = "abcdefghijklmnopqrstuvwxya";
const WHAT: &str = r#"{"course":"first_contact","edition":"1.0.0","edition_basis":"package","kind":"completion","recorded":"2026-11-22T02:30:00Z","said":"Completed","source":"moodle-completion","v":1,"verdict":"passed"}"#;

fn signer(seed: u8, origin: &str) -> NoteSigner {
    NoteSigner::new(origin, SigningKey::from_bytes(&[seed; 32])).expect("a legal name")
}

fn key() -> Vkey {
    signer(5, ORIGIN).vkey()
}

/// A log of its opening, this record and another leaf, signed.
fn made(what: &str) -> (Proof, Proof, Disclosure) {
    let person = PersonNumber::parse(PERSON).expect("a number");
    let parts = vec![
        (Field::Who, [1; 32], person.as_str().as_bytes().to_vec()),
        (Field::What, [2; 32], what.as_bytes().to_vec()),
    ];
    let commit = [0, 1].map(|at: usize| {
        let (field, salt, body): &(Field, [u8; 32], Vec<u8>) = &parts[at];
        Commitment::to(*field, salt, body)
    });
    let opened = Leaf::Opened(Opened {
        adopted: None,
        organisation: "Elm Street Surgery".into(),
        origin: ORIGIN.into(),
        recorded: "2026-11-20T09:00:00Z".into(),
        v: 1,
        vkey: key().to_string(),
    });
    let sealed = Leaf::Sealed(Sealed { commit, v: 1 });
    let leaves = [opened.write().expect("a leaf"), sealed.write().expect("a leaf"), b"another".to_vec()];
    let tree: Tree = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: 3, root: tree.root() };
    let note = checkpoint.sign(&signer(5, ORIGIN)).expect("its own log").to_string();
    let proof = |index: u64| Proof {
        extra: Some(leaves[usize::try_from(index).expect("small")].clone()),
        index,
        path: tree.inclusion(index, 3).expect("it is there"),
        checkpoint: note.clone(),
    };
    (proof(0), proof(1), Disclosure { index: 1, parts })
}

fn certificate() -> Certificate {
    let (log, proof, opened) = made(WHAT);
    Certificate::new(
        "Ann Example".into(),
        Some("First contact".into()),
        &log,
        &proof,
        &opened,
        &key(),
        Vec::new(),
    )
}

fn fault(certificate: &Certificate) -> String {
    certificate.check(&key(), &[]).expect_err("it was changed").to_string()
}

#[test]
fn it_proves_one_record_of_one_log() {
    let read = Certificate::parse(&certificate().json()).expect("it is read as it was written");
    assert_eq!(read, certificate());
    let proven = read.check(&key(), &[]).expect("it holds");
    assert_eq!(proven.opened.organisation, "Elm Street Surgery");
    assert_eq!((proven.index, proven.checkpoint.size, proven.person.as_str()), (1, 3, PERSON));
    assert_eq!(proven.completion.verdict, VerdictWord::Passed);
    assert_eq!(proven.completion, Completion::read(WHAT.as_bytes()).expect("a record"));
}

#[test]
fn another_key_is_named() {
    let other = certificate().check(&signer(6, ORIGIN).vkey(), &[]);
    assert_eq!(other, Err(CertificateFault::OtherKey(ORIGIN.into())));
    let elsewhere = certificate().check(&signer(5, "ash/bona/x").vkey(), &[]);
    assert!(matches!(elsewhere, Err(CertificateFault::OtherLog { .. })), "{elsewhere:?}");
    // A forger writes their own key into the certificate; the trusted one is asked, not that.
    let mut forged = certificate();
    forged.vkey = signer(6, ORIGIN).vkey().to_string();
    assert!(fault(&forged).contains("names another key"), "{}", fault(&forged));
    assert!(forged.check(&signer(6, ORIGIN).vkey(), &[]).is_err(), "its proofs are not signed by it");
}

#[test]
fn each_changed_part_is_refused_for_its_own_reason() {
    let (log, proof, opened) = made(WHAT);
    let with = |log: &Proof, proof: &Proof, opened: &Disclosure| {
        fault(&Certificate::new("Ann Example".into(), None, log, proof, opened, &key(), Vec::new()))
    };
    let mut moved = proof.clone();
    moved.index = 2;
    assert!(with(&log, &moved, &opened).contains("the record is not proven: the leaf is not number 2"));
    let mut bare = proof.clone();
    bare.extra = None;
    assert!(with(&log, &bare, &opened).contains("the leaf is not with it"));
    let mut resized = proof.clone();
    resized.checkpoint = resized.checkpoint.replace("\n3\n", "\n2\n");
    assert!(with(&log, &resized, &opened).contains("the signature of"));
    assert!(with(&proof, &proof, &opened).contains("not of the log's first leaf"));
    assert!(with(&log, &log, &opened).contains("another leaf than the one that is proven"));
    let mut passed = opened.clone();
    passed.parts[1].2 = WHAT.replace("first_contact", "final_contact").into_bytes();
    assert!(with(&log, &proof, &passed).contains("the leaf does not commit to this `what`"));
    let mut somebody = opened.clone();
    somebody.parts[0].2 = b"bbbbbbbbbbbbbbbbbbbbbbbbba".to_vec();
    assert!(with(&log, &proof, &somebody).contains("the leaf does not commit to this `who`"));
    let mut elsewhere = opened.clone();
    elsewhere.index = 2;
    assert!(with(&log, &proof, &elsewhere).contains("another leaf than the one that is proven"));
    let (failed_log, failed, failed_opened) = made(&WHAT.replace("passed", "failed"));
    let fails = with(&failed_log, &failed, &failed_opened);
    assert!(fails.contains("no certificate is for"), "{fails}");
    // A sound proof of another checkpoint of the same log.
    assert!(with(&failed_log, &proof, &opened).contains("different checkpoints"));
    let (unread_log, unread, unread_opened) = made("{}");
    assert!(with(&unread_log, &unread, &unread_opened).starts_with("the record: not an entry"));
}

#[test]
fn every_flipped_sign_of_what_is_proven_is_noticed() {
    let json = certificate().json();
    let read = |text: &str| Certificate::parse(text).ok();
    let mut judged = 0;
    for at in 0..json.len() {
        let mut bytes = json.clone().into_bytes();
        bytes[at] ^= 1;
        let Some(changed) = String::from_utf8(bytes).ok().and_then(|text| read(&text)) else { continue };
        // Nothing in the log says how somebody is called, or what the course's title is.
        if changed.name != certificate().name || changed.title != certificate().title {
            assert!(changed.check(&key(), &[]).is_ok(), "byte {at}");
            continue;
        }
        judged += 1;
        assert!(changed.check(&key(), &[]).is_err(), "byte {at}");
    }
    assert!(judged > 500, "only {judged} were judged");
}

#[test]
fn names_are_one_line_that_can_be_read() {
    for name in ["", " Ann", "Ann\nB", "Ann\u{202e}nnA", &"x".repeat(121), "e\u{301}"] {
        let mut certificate = certificate();
        certificate.name = (*name).to_owned();
        assert!(matches!(certificate.check(&key(), &[]), Err(CertificateFault::Words(_))), "{name:?}");
    }
    for hidden in "\u{200b}\u{ad}\u{2060}\u{115f}\u{3164}\u{180e}\u{e0041}\u{2066}\u{feff}".chars() {
        let mut certificate = certificate();
        certificate.name = format!("Ann{hidden}B");
        let found = certificate.check(&key(), &[]);
        assert!(matches!(found, Err(CertificateFault::Words(_))), "{hidden:?}");
    }
    // Names that are written with joiners and marks of direction.
    for name in
        ["\u{646}\u{200c}\u{627}", "\u{d9a}\u{dca}\u{200d}\u{dbb}", "\u{5d0}\u{200f}!", "O\u{2019}Neill"]
    {
        let mut certificate = certificate();
        certificate.name = name.to_owned();
        assert!(certificate.check(&key(), &[]).is_ok(), "{name:?}");
    }
}

#[test]
fn an_address_is_one_that_a_telephone_opens_as_it_stands() {
    let with = |address: &str| certificate().checked_at(Some(address.to_owned())).check(&key(), &[]);
    let longest = format!("https://elm.example/{}", "x".repeat(ADDRESS_MAX - 20));
    for address in ["https://elm.example", "https://elm.example:8443/check?v=1", &longest] {
        assert!(with(address).is_ok(), "{address}");
        let made = certificate().checked_at(Some(address.to_owned()));
        assert_eq!(Certificate::parse(&made.json()).as_ref(), Ok(&made));
    }
    let longer = longest + "x";
    for address in [
        "",
        "elm.example",
        "http://elm.example",
        "https://",
        "https:///x",
        "https://a b",
        "https://e.example/#x",
    ] {
        assert!(matches!(with(address), Err(CertificateFault::Words(_))), "{address}");
    }
    for address in [
        "https://elm.example@evil.example",
        "https://\u{435}lm.example",
        "https://e.example/\"",
        longer.as_str(),
    ] {
        assert!(matches!(with(address), Err(CertificateFault::Words(_))), "{address}");
    }
}

#[test]
fn other_texts_are_no_certificates() {
    let json = certificate().json();
    let wrong = [
        String::new(),
        "{}".to_owned(),
        "[]".to_owned(),
        json.replace(FORMAT, "bona/certificate/v2"),
        json.replacen('{', "{\"more\":1,", 1),
        json.replacen("{\"format\"", "{ \"format\"", 1),
        json.replacen("\"name\"", "\"nama\"", 1),
        json.clone() + " ",
        "x".repeat(2_000_000),
    ];
    for text in wrong {
        let short: String = text.chars().take(60).collect();
        assert!(matches!(Certificate::parse(&text), Err(CertificateFault::Form(_))), "{short}");
    }
    assert_eq!(Disclosure::parse("").map(|_| ()), Err(DisclosureFault::Form("its last line has no end")));
}
