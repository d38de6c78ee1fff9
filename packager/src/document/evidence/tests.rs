use bona_engine::canon::hex;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};

#[test]
fn a_package_knows_itself() {
    let (made, zip) = packed(&sample::course(), "scorm12", &options("moodle")).expect("packed");
    let (files, _) = unpacked(zip);
    let evidence: Value = serde_json::from_slice(&files["course-evidence.json"]).expect("JSON");
    let expected = json!({
        "version": 1,
        "tool": env!("CARGO_PKG_VERSION"),
        "course": "first_contact",
        "edition": "1.0.0",
        "variant": null,
        "language": "en-GB",
        "content": made.identity.content,
        "format": "scorm12",
        "part": "course",
        "form": null,
        "profile": "moodle",
        "release": false,
        "title": "First contact: welcoming LGBT+ patients",
        "item": "ITEM_first_contact_main",
        "completion": "pages_and_test",
    });
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(&evidence[name], value, "{name}");
    }
    assert_eq!(evidence["test"]["pass_mark"], 800_000);
    assert_eq!(evidence["test"]["attempts"], 2);
    assert_eq!(evidence["test"]["per_outcome"], 1);
    assert_eq!(evidence["test"]["questions"], json!(["bank_rule", "bank_open", "bank_repair"]));
    // Nothing more than what is judged above and below.
    assert_eq!(evidence.as_object().expect("an object").len(), 15 + 3);
}

#[test]
fn letters_can_be_read_back() {
    let course = sample::course();
    let (_, zip) = packed(&course, "scorm12", &options("universal")).expect("packed");
    let evidence: Value = serde_json::from_slice(&unpacked(zip).0["course-evidence.json"]).expect("JSON");
    let interactions = evidence["interactions"].as_object().expect("an object");
    assert_eq!(interactions["bank_rule"]["letters"], json!({"t": "true", "f": "false"}));
    assert_eq!(interactions["bank_open"]["several"], true);
    assert_eq!(interactions["repair"]["kind"], "question");
    assert_eq!(interactions["repair"]["letters"]["a"], "brief");
    let scenes: Vec<_> = interactions.iter().filter(|(_, value)| value["kind"] == "scene").collect();
    assert!(!scenes.is_empty());
    for (id, scene) in &scenes {
        assert!(id.contains("__"), "{id}");
        assert!(1 < scene["letters"].as_object().expect("letters").len(), "{id}");
    }
    // What the file must not give away stands in it nowhere.
    let text = evidence.to_string();
    for word in ["right", "because", "Switchboard", "Written by the house"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn every_other_file_is_held_by_its_sum() {
    let (_, zip) = packed(&sample::course(), "scorm12", &options("universal")).expect("packed");
    let (files, _) = unpacked(zip);
    let bytes = &files["course-evidence.json"];
    let evidence: Value = serde_json::from_slice(bytes).expect("JSON");
    assert_eq!(&serde_json_canonicalizer::to_vec(&evidence).expect("JSON"), bytes, "canonical");
    let sums = evidence["files"].as_object().expect("an object");
    assert_eq!(sums.len(), files.len() - 2, "all but itself and the manifest");
    for (name, sum) in sums {
        assert_eq!(sum, &hex(&Sha256::digest(&files[name])), "{name}");
    }
}
