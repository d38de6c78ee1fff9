//! 1EdTech's published vector byte for byte, RFC 8032's keys, and every changed badge refused.

use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{
    Badge, BadgeKey, BadgeSigner, CredentialFault, SignedBadge, achievement_id, badge_ids, canonical,
};
use crate::canon::hex;

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex")).collect()
}

fn seed(text: &str) -> SigningKey {
    SigningKey::from_bytes(&unhex(&text[..64]).try_into().expect("32 bytes"))
}

fn signer() -> BadgeSigner {
    BadgeSigner::new(SigningKey::from_bytes(&[9; 32]))
}

fn badge() -> Badge {
    let (id, holder) = badge_ids("{}", &signer().key());
    Badge {
        id,
        holder,
        name: "Zoë \"Bee\" Díaz".into(),
        issuer: "Elm & Ash".into(),
        achievement: achievement_id("first_contact", Some("1.0.0"), None),
        title: "First contact".into(),
        description: "A course.".into(),
        criteria: "Completed the course.".into(),
        valid_from: "2026-11-22T09:30:00Z".into(),
        created: "2026-11-22T10:00:00Z".into(),
        evidence: "line\nwith \\ and \"{\"a\":1}\" and \u{2014} <b>\t.".into(),
    }
}

/// 1EdTech, Open Badges 3.0, test vector of `eddsa-rdfc-2022`: the values, from the specification.
#[test]
fn the_published_vector_is_reproduced() {
    let document = json!({
        "@context": super::CONTEXTS,
        "id": "http://example.com/credentials/3527",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": "https://example.edu/issuers/565049",
            "type": ["Profile"], "url": "https://www.imsglobal.org", "name": "Example Corp"
        },
        "validFrom": "2010-01-01T00:00:00Z",
        "name": "Teamwork Badge",
        "credentialSubject": {
            "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://example.com/achievements/21st-century-skills/teamwork",
                "type": ["Achievement"],
                "criteria": { "narrative": "Team members are nominated for this badge by their peers and recognized upon review by Example Corp management." },
                "description": "This badge recognizes the development of the capacity to collaborate within a group environment.",
                "name": "Teamwork"
            }
        }
    });
    let proof = json!({
        "@context": super::CONTEXTS,
        "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2010-01-01T19:23:24Z",
        "verificationMethod": "https://example.edu/issuers/565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
        "proofPurpose": "assertionMethod"
    });
    let hash = |value: &Value| hex(&Sha256::digest(canonical::rdf(value).expect("a graph")));
    assert_eq!(hash(&document), "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773");
    assert_eq!(hash(&proof), "d34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19");
    let key = seed("6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4");
    let signer = BadgeSigner::new(key);
    assert_eq!(signer.key().did(), "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi");
    let value = signer.sign(
        &super::message(&document, &canonical::rdf(&document).expect("a graph"), &proof)
            .expect("it can be signed"),
    );
    assert_eq!(
        value,
        "z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr"
    );
}

/// RFC 8032, 7.1, tests 1 to 3: seed, public key, message, signature.
#[test]
fn keys_and_signatures_are_those_of_rfc_8032() {
    let vectors = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ];
    for (secret, public, message, signature) in vectors {
        let key = seed(secret);
        assert_eq!(hex(key.verifying_key().as_bytes()), public);
        assert_eq!(hex(&key.sign(&unhex(message)).to_bytes()), signature);
    }
}

#[test]
fn a_badge_reads_back_as_it_was_signed() {
    let text = badge().sign(&signer()).expect("it can be signed");
    let read = SignedBadge::read(&text).expect("it holds");
    assert_eq!(read, SignedBadge { badge: badge(), key: signer().key() });
    let pretty = format!("{:#}", serde_json::from_str::<Value>(&text).expect("JSON"));
    assert_eq!(SignedBadge::read(&pretty).as_ref(), Ok(&read), "layout says nothing");
}

/// A term that no context knows is dropped by JSON-LD, and so would be signed by nobody.
#[test]
fn nothing_unknown_can_stand_in_a_badge() {
    let text = badge().sign(&signer()).expect("it can be signed");
    let mut more: Value = serde_json::from_str(&text).expect("JSON");
    let document = badge().document(&signer().key());
    let mut added = document.clone();
    added["tlogProof"] = "c2sp.org/tlog-proof@v1".into();
    let canon = |value: &Value| canonical::rdf(value).expect("a graph");
    assert_eq!(canon(&document), canon(&added), "the signature would cover nothing of it");
    let refused = super::signed_whole(&added);
    assert_eq!(refused, Err(CredentialFault::Unsigned("/tlogProof".into())));
    more["tlogProof"] = "c2sp.org/tlog-proof@v1".into();
    assert_eq!(SignedBadge::read(&more.to_string()), Err(CredentialFault::Shape("/tlogProof".into())));
    // That its text stands elsewhere signs it no more.
    added["tlogProof"] = document["name"].clone();
    assert_eq!(super::signed_whole(&added), Err(CredentialFault::Unsigned("/tlogProof".into())));
    let blank = Badge { holder: "not an id".into(), ..badge() };
    assert!(
        matches!(blank.sign(&signer()), Err(CredentialFault::Unsigned(_))),
        "{:?}",
        blank.sign(&signer())
    );
}

#[test]
fn each_changed_part_is_refused() {
    let text = badge().sign(&signer()).expect("it can be signed");
    let whole: Value = serde_json::from_str(&text).expect("JSON");
    let mut places = Vec::new();
    super::leaves(&whole, "", &mut places);
    assert!(places.len() >= 18, "{places:?}");
    for (place, _) in &places {
        let mut changed = whole.clone();
        let value = changed.pointer_mut(place).expect("it stands there");
        *value = match &*value {
            Value::Bool(flag) => Value::Bool(!flag),
            value => format!("{}x", value.as_str().unwrap_or_default()).into(),
        };
        assert!(SignedBadge::read(&changed.to_string()).is_err(), "{place}");
        let mut without = whole.clone();
        let (above, name) = place.rsplit_once('/').expect("a place");
        if let Some(fields) = without.pointer_mut(above).and_then(Value::as_object_mut) {
            fields.remove(name);
            assert!(SignedBadge::read(&without.to_string()).is_err(), "without {place}");
        }
    }
    // Signed anew by somebody else, it names their key.
    let forged =
        Badge { name: "Bob".into(), ..badge() }.sign(&BadgeSigner::new(SigningKey::from_bytes(&[8; 32])));
    let forged = SignedBadge::read(&forged.expect("anybody can sign")).expect("it fits their key");
    assert_ne!(forged.key, signer().key());
    for text in ["", "{}", "[]", "null", "{\"id\":1}"] {
        assert!(SignedBadge::read(text).is_err(), "{text}");
    }
    assert!(matches!(SignedBadge::read(&" ".repeat(5_000_000)), Err(CredentialFault::Form(_))));
}

#[test]
fn other_keys_are_no_badge_keys() {
    let did = signer().key().did();
    assert_eq!(BadgeKey::parse(&did), Ok(signer().key()));
    for wrong in [
        "",
        "did:key:",
        "did:key:z6Mk",
        &did.replace("did:key", "did:web"),
        &(did.clone() + "x"),
        &did.replace('z', "m"),
        "did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc",
    ] {
        assert!(BadgeKey::parse(wrong).is_err(), "{wrong}");
    }
}
