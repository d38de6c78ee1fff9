//! Badges from end to end: what one says is what its record says, and each changed one is refused with the reason.

use bona::Exit;
use bona_engine::credential::{BadgeKey, SignedBadge};
use bona_tests::Ran;
use serde_json::Value;

use super::{Desk, PACKAGE, snapshot};

/// Badges of the first form, made once and kept; their log's key is the certificate's.
const KEPT: [(&str, &[u8]); 3] = [
    ("kept.json", include_bytes!("../../fixtures/evidence/badge.json")),
    ("kept.svg", include_bytes!("../../fixtures/evidence/badge.svg")),
    ("kept.png", include_bytes!("../../fixtures/evidence/badge.png")),
];
/// What signed them.
const KEPT_KEY: &str = include_str!("../../fixtures/evidence/badge.did");

impl Desk {
    fn badge(&self, file: &str) -> Ran {
        let store = self.store();
        let fixed =
            ["certificate", "issue", "--store", &store, "0042", "--leaf", "2", "--name", "Ann B. Byrne"];
        self.bench.run(&[&fixed[..], &["--package", PACKAGE, "--out", file]].concat())
    }

    /// A badge in each form, with both keys beside it.
    fn badged() -> Self {
        let desk = Self::filled();
        let keys = format!("{}.keys", desk.store());
        let made = desk.bench.run(&["keys", "new", "badge", "--folder", &keys]);
        assert_eq!(made.exit, Exit::Done, "{}", made.whole());
        for (name, from) in [("log.vkey", "keys/log.vkey"), ("badge.did", "keys/badge.did")] {
            desk.machine().put(name, &desk.kept(from).expect("it was made"));
        }
        for file in ["ann.json", "ann.svg", "ann.png"] {
            let ran = desk.badge(file);
            assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        }
        desk
    }

    fn checked(&self, file: &str, more: &[&str]) -> Ran {
        self.bench.run(&[&["certificate", "verify", file, "--key", "log.vkey"], more].concat())
    }

    /// The reason for which a file is refused.
    fn refuses(&self, file: &str, bytes: &[u8]) -> String {
        self.machine().put(file, bytes);
        let ran = self.checked(file, &[]);
        assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
        ran.out
    }

    fn bytes(&self, file: &str) -> Vec<u8> {
        self.kept(file).expect("it was written")
    }

    fn credential(&self) -> Value {
        serde_json::from_slice(&self.bytes("ann.json")).expect("JSON")
    }
}

#[test]
fn a_badge_is_signed_and_checked_in_every_form() {
    let desk = Desk::badged();
    let credential = desk.credential();
    let mut told = credential.clone();
    told["evidence"][0]["narrative"] = "…".into();
    snapshot("badge_credential", &format!("{told:#}\n"));
    snapshot("badge_picture", &{
        let svg = String::from_utf8(desk.bytes("ann.svg")).expect("text");
        let (start, rest) = svg.split_once("<![CDATA[").expect("the credential");
        format!("{start}…{}", rest.split_once("]]>").expect("it ends").1)
    });
    for file in ["ann.json", "ann.svg", "ann.png"] {
        let ran = desk.checked(file, &["--badge-key", "badge.did"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        assert!(ran.out.contains("signed by the key that you trust"), "{}", ran.out);
    }
    snapshot("badge_verify", &desk.checked("ann.svg", &[]).whole());
    // The same certificate makes the same badge; with another name it is another, and no id of it leads to the first.
    let text = credential.to_string();
    let again = desk.badge("again.json");
    assert_eq!(again.exit, Exit::Done, "{}", again.whole());
    let other: Value = serde_json::from_slice(&desk.bytes("again.json")).expect("JSON");
    assert_eq!(credential, other);
    let store = desk.store();
    let renamed = [
        "certificate",
        "issue",
        "--store",
        &store,
        "0042",
        "--leaf",
        "2",
        "--name",
        "Ann",
        "--out",
        "ann2.json",
    ];
    assert_eq!(desk.bench.run(&renamed).exit, Exit::Done);
    let other: Value = serde_json::from_slice(&desk.bytes("ann2.json")).expect("JSON");
    assert_ne!(credential["id"], other["id"]);
    assert_ne!(credential["credentialSubject"]["id"], other["credentialSubject"]["id"]);
    assert_ne!(credential["id"], credential["credentialSubject"]["id"]);
    for word in ["Cole", "Zoë", "Dilys", "0043", "0042", "ann.byrne@"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn keys_for_badges_are_made_once_and_asked_for() {
    let desk = Desk::filled();
    let none = desk.badge("ann.json");
    assert!(none.err.contains("there is no key for badges in"), "{}", none.whole());
    assert!(none.err.contains("`bona keys new badge --folder"), "{}", none.whole());
    let wrong = desk.badge("ann.pdf");
    assert!(wrong.err.contains("the ending says what to write"), "{}", wrong.whole());
    let made = desk.bench.run(&["keys", "new", "badge", "--folder", "here.keys"]);
    snapshot("badge_key", &made.whole());
    let did = String::from_utf8(desk.bytes("badge.did")).expect("text");
    assert!(BadgeKey::parse(did.trim_end()).is_ok(), "{did}");
    let twice = desk.bench.run(&["keys", "new", "badge", "--folder", "here.keys"]);
    assert!(twice.err.contains("stands in `here.keys` already"), "{}", twice.whole());
    let named = desk.bench.run(&["keys", "new", "badge", "--name", "me", "--folder", "x"]);
    assert!(named.err.contains("--name is for a witness"), "{}", named.whole());
    assert_eq!(desk.bench.run(&["keys", "new", "witness"]).exit, Exit::World, "a witness has a name");
}

#[test]
fn each_changed_badge_is_refused_with_the_reason() {
    let desk = Desk::badged();
    let credential = desk.credential();
    let set = |place: &str, value: &str| {
        let mut changed = credential.clone();
        *changed.pointer_mut(place).expect("it stands there") = value.into();
        changed.to_string().into_bytes()
    };
    let forged = "it was changed";
    let shape = "is not as it must be";
    for (place, value, why) in [
        ("/credentialSubject/identifier/0/identityHash", "Bob Cole", forged),
        ("/credentialSubject/achievement/criteria/narrative", "Passed with distinction.", forged),
        ("/credentialSubject/achievement/description", "Another.", forged),
        ("/credentialSubject/achievement/id", "ni:///sha-256;AAAA", forged),
        ("/credentialSubject/id", "urn:uuid:00000000-0000-4000-8000-000000000000", forged),
        ("/id", "urn:uuid:00000000-0000-4000-8000-000000000000", forged),
        ("/issuer/name", "Ash Lane", forged),
        ("/validFrom", "2020-01-01T00:00:00Z", forged),
        ("/proof/created", "2020-01-01T00:00:00Z", forged),
        ("/evidence/0/narrative", "Trust me.", forged),
        ("/name", "Last contact", shape),
        ("/credentialSubject/achievement/name", "Last contact", shape),
        ("/proof/proofPurpose", "authentication", shape),
        ("/proof/cryptosuite", "eddsa-jcs-2022", shape),
        ("/@context/1", "https://evil.example/context", shape),
        ("/type/1", "VerifiablePresentation", shape),
        ("/issuer/id", "did:web:elm.example", "not a badge's key"),
        ("/proof/proofValue", "z1", forged),
    ] {
        let told = desk.refuses("changed.json", &set(place, value));
        assert!(told.contains(why), "{place}: {told}");
    }
    let mut more = credential.clone();
    more["tlogProof"] = "c2sp.org/tlog-proof@v1".into();
    let told = desk.refuses("changed.json", more.to_string().as_bytes());
    assert!(told.contains("`/tlogProof` is not as it must be"), "{told}");
    let (svg, png) = (String::from_utf8(desk.bytes("ann.svg")).expect("text"), desk.bytes("ann.png"));
    let shown = svg.replacen(">Ann B. Byrne</text>", ">Bob Cole</text>", 1);
    assert!(desk.refuses("changed.svg", shown.as_bytes()).contains("it shows other words"));
    // What was taken is a draft; a picture from which that was cut out is another one.
    assert!(svg.contains("<text class=\"draft\"") && svg.contains("draft that was not reviewed"), "{svg}");
    let cut = |line: &&str| !line.starts_with("<text class=\"draft\"");
    let cut: String = svg.lines().filter(cut).map(|line| format!("{line}\n")).collect();
    assert!(desk.refuses("changed.svg", cut.as_bytes()).contains("it shows other words"));
    let mut painted = png.clone();
    let last = painted.len() - 30;
    painted[last] ^= 1;
    assert!(desk.refuses("changed.png", &painted).contains("not the one of a badge"));
    assert!(desk.refuses("cut.png", &png[..200]).contains("carries no proof"));
    assert!(desk.refuses("cut.json", b"{\"id\":").contains("it is no sound JSON"));
    // A second value of a key would be what another program reads.
    let twice = credential.to_string().replacen("{", "{\"id\":\"urn:uuid:other\",", 1);
    assert!(desk.refuses("twice.json", twice.as_bytes()).contains("the key `id` stands twice"));
}

/// Whoever has a sound certificate can sign a badge of it with a key of their own, and nothing more.
#[test]
fn a_badge_by_another_key_is_told_from_one_that_is_trusted() {
    let desk = Desk::badged();
    let keys = "thief.keys";
    assert_eq!(desk.bench.run(&["keys", "new", "badge", "--folder", keys]).exit, Exit::Done);
    let thief = desk.kept("thief.keys/badge.did").expect("it was made");
    desk.machine().put("thief.did", &thief);
    let other = desk.checked("ann.png", &["--badge-key", "thief.did"]);
    assert_eq!(other.exit, Exit::AtFault);
    assert!(other.out.contains("and not by the key that is trusted"), "{}", other.out);
    let wrong = desk.checked("ann.png", &["--badge-key", "did:key:zzz"]);
    assert_eq!(wrong.exit, Exit::World);
    assert!(wrong.err.contains("--badge-key `did:key:zzz`: not a badge's key"), "{}", wrong.err);
    let unknown = desk.checked("ann.png", &[]);
    assert!(unknown.out.contains("Who signed the name: anybody can make a key."), "{}", unknown.out);
    let key = std::str::from_utf8(&thief).expect("text").trim_end().to_owned();
    assert_ne!(SignedBadge::read(&desk.credential().to_string()).expect("it holds").key.did(), key);
}

/// A badge that says more than its record is refused although its signature fits.
#[test]
fn a_signed_badge_says_no_more_than_its_record() {
    let desk = Desk::badged();
    let signer = bona_engine::credential::BadgeSigner::new(ed25519_dalek::SigningKey::from_bytes(&[3; 32]));
    let sound = SignedBadge::read(&desk.credential().to_string()).expect("it holds").badge;
    type Change = fn(&mut bona_engine::credential::Badge);
    let changes: [(&str, Change); 6] = [
        ("name", |badge| badge.name = "Bob Cole".into()),
        ("title", |badge| badge.title = "Brain surgery".into()),
        ("issuer", |badge| badge.issuer = "The King".into()),
        ("criteria", |badge| badge.criteria = "Passed with distinction.".into()),
        ("date", |badge| badge.valid_from = "2020-01-01T00:00:00Z".into()),
        ("achievement", |badge| badge.achievement = "ni:///sha-256;AAAA".into()),
    ];
    for (what, change) in changes {
        let mut badge = sound.clone();
        change(&mut badge);
        let signed = badge.sign(&signer).expect("anybody can sign");
        let told = desk.refuses("signed.json", signed.as_bytes());
        let whose = if matches!(what, "name" | "title") { "certificate" } else { "record" };
        assert!(told.contains(&format!("says another {what} than the {whose}")), "{what}: {told}");
    }
}

/// Its ids follow from its certificate and its key; of the first badges, which had random ones, none had more than that.
#[test]
fn a_signed_badge_has_the_ids_that_its_certificate_and_key_make() {
    let desk = Desk::badged();
    let signer = bona_engine::credential::BadgeSigner::new(ed25519_dalek::SigningKey::from_bytes(&[3; 32]));
    let sound = SignedBadge::read(&desk.credential().to_string()).expect("it holds").badge;
    let (id, holder) = bona_engine::credential::badge_ids(&sound.evidence, &signer.key());
    let own = bona_engine::credential::Badge { id, holder, ..sound.clone() };
    let put = |badge: &bona_engine::credential::Badge| {
        desk.machine().put("signed.json", badge.sign(&signer).expect("anybody can sign").as_bytes());
        desk.checked("signed.json", &[])
    };
    assert_eq!(put(&own).exit, Exit::Done, "{}", put(&own).whole());
    let random = "urn:uuid:00000000-0000-4000-8000-000000000001";
    let first = |holder: &str| bona_engine::credential::Badge {
        id: "urn:uuid:00000000-0000-4000-8000-000000000000".into(),
        holder: holder.into(),
        ..own.clone()
    };
    assert_eq!(put(&first(random)).exit, Exit::Done, "as badges of the first form had");
    let upper = random.to_uppercase();
    for other in [
        sound,
        first("did:example:eve"),
        first("urn:uuid:00000000-0000-4000-8000-000000000000"),
        first("urn:uuid:00000000-0000-8000-8000-000000000001"),
        first("urn:uuid:0000000000004000-8000-000000000001"),
        first(&upper),
        bona_engine::credential::Badge { id: "https://x.example/".into(), ..own.clone() },
        bona_engine::credential::Badge { holder: random.into(), ..own.clone() },
    ] {
        let ran = put(&other);
        assert_eq!(ran.exit, Exit::AtFault, "{}: {}", other.id, ran.whole());
        assert!(ran.out.contains("another id, or another of its holder"), "{}", ran.out);
    }
}

/// A badge that was once made is believed by every later release: its form never changes.
#[test]
fn kept_badges_still_hold() {
    let desk = Desk::bare();
    let vkey = include_str!("../../fixtures/evidence/certificate.vkey").trim();
    for (name, bytes) in KEPT {
        desk.machine().put(name, bytes);
        let arguments = ["certificate", "verify", name, "--key", vkey, "--badge-key", KEPT_KEY.trim()];
        let ran = desk.bench.run(&arguments);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    }
}
