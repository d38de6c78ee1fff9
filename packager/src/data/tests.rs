//! The block against its twin in TypeScript, and against what must not be seen at a glance.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bona_engine::course::Course;
use bona_engine::slots::Layout;
use serde_json::Value;

use super::block;
use crate::Identity;
use crate::page::{Adapter, sample};
use crate::profile::Profile;

const TYPES: &str = include_str!("../../player/src/data.ts");

fn sample_block(course: &Course) -> Value {
    let identity = Identity::of(course, "0f3a9c21".repeat(8), "scorm12", "universal", false);
    let profile = Profile::named("universal").expect("the default profile");
    block(course, &identity, Adapter::Scorm12, profile, &Layout::of(course))
}

/// The fields of every interface of data.ts, by its name.
fn interfaces() -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    let mut name = None;
    for line in TYPES.lines() {
        if let Some(rest) = line.strip_prefix("export interface ") {
            let word = rest.split(' ').next().expect("a name").to_owned();
            all.insert(word.clone(), BTreeSet::new());
            name = Some(word);
        } else if line == "}" {
            name = None;
        } else if let (Some(name), Some((field, _))) = (&name, line.trim().split_once(':'))
            && field.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'_')
        {
            all.get_mut(name).expect("it was just put in").insert(field.to_owned());
        }
    }
    all
}

fn fields(value: &Value) -> BTreeSet<String> {
    value.as_object().map(|object| object.keys().cloned().collect()).unwrap_or_default()
}

fn any<'a>(value: &'a Value, name: &str) -> &'a Value {
    value[name].as_object().and_then(|map| map.values().next()).unwrap_or(&Value::Null)
}

fn scene(block: &Value, decision: bool) -> &Value {
    let scenes = any(block, "scenarios")["scenes"].as_array().expect("scenes");
    scenes.iter().find(|scene| (scene["kind"] == "decision") == decision).expect("both kinds")
}

#[test]
fn every_field_is_the_players_field() {
    let types = interfaces();
    let block = sample_block(&sample::course());
    let item = any(&block, "items");
    let secret = STANDARD.decode(item["secret"].as_str().expect("text")).expect("base64");
    let secret: Value = serde_json::from_slice(&secret).expect("JSON");
    let page = &block["modules"][0]["pages"]
        .as_array()
        .expect("pages")
        .iter()
        .find(|page| page["needs"][0] != Value::Null);
    let cases: [(&str, &Value); 19] = [
        ("Data", &block),
        ("Package", &block["package"]),
        ("Profile", &block["profile"]),
        ("Role", &block["roles"][0]),
        ("Module", &block["modules"][0]),
        ("Page", page.expect("a page that needs something")),
        ("Need", &page.expect("a page that needs something")["needs"][0]),
        ("Item", item),
        ("Secret", &secret),
        ("Scenario", any(&block, "scenarios")),
        ("Decision", scene(&block, true)),
        ("Ending", scene(&block, false)),
        ("Line", &scene(&block, false)["says"][0]),
        ("Choice", &scene(&block, true)["choices"][0]),
        ("Pledge", any(&block, "pledges")),
        ("Test", &block["test"]),
        ("Group", &block["test"]["groups"][0]),
        ("Slot", &block["slots"][0]),
        // Older lists come with course.lock; until then there are none.
        ("Past", &Value::Null),
    ];
    for (name, value) in cases {
        if !value.is_null() {
            assert_eq!(fields(value), types[name], "{name}");
        }
    }
    assert_eq!(types.len(), cases.len(), "an interface that nobody compares");
    // The oracle itself: a field more is noticed.
    let mut more = block["test"].clone();
    more["extra"] = Value::Null;
    assert_ne!(fields(&more), types["Test"]);
}

#[test]
fn no_key_stands_in_plain_sight() {
    let block = sample_block(&sample::course());
    for (id, item) in block["items"].as_object().expect("items") {
        assert!(item.get("right").is_none() && item.get("because").is_none(), "{id}");
        let letters = item["letters"].as_str().expect("letters").len();
        assert_eq!(item["options"].as_array().expect("options").len(), letters, "{id}");
        assert_eq!(item["page"].is_null(), item["ask"].is_string(), "{id}");
    }
    assert!(block["items"].as_object().expect("items").len() >= 4);
}

#[test]
fn the_block_holds_the_test_by_outcome_and_what_to_read_again() {
    let block = sample_block(&sample::course());
    let groups = block["test"]["groups"].as_array().expect("groups");
    let asked: usize =
        groups.iter().map(|group| group["questions"].as_array().expect("questions").len()).sum();
    assert_eq!(asked, 3, "every question of the bank belongs to one group");
    assert!(groups.iter().all(|group| !group["pages"].as_array().expect("pages").is_empty()));
    assert_eq!(block["test"]["pass_mark"], 800_000);
    assert_eq!(block["package"]["mark"], "1_0_0-0f3a9c21");
    assert_eq!(block["package"]["key"], "bona.first_contact");
}
