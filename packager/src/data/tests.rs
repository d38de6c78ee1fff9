//! The block against its twin in TypeScript, and against what must not be seen at a glance.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bona_engine::course::{BlockKind, Course};
use bona_engine::slots::{Layout, opinions};
use serde_json::{Value, json};

use super::{ascii, block, scenario};
use crate::Identity;
use crate::page::{Adapter, sample};
use crate::part::tests::with_opinions;
use crate::part::{Part, QuestionForm};
use crate::profile::Profile;

const TYPES: &str = include_str!("../../player/src/data.ts");

fn sample_block(course: &Course) -> Value {
    let identity = Identity::of(course, "0f3a9c21".repeat(8), "scorm12", "universal", false);
    let profile = Profile::named("universal").expect("the default profile");
    block(course, &identity, Adapter::Scorm12, profile, &Layout::of(course))
}

/// The fields of an interface: those that it always has, and those that it may leave out.
#[derive(Default)]
struct Fields {
    must: BTreeSet<String>,
    may: BTreeSet<String>,
}

impl Fields {
    fn fit(&self, there: &BTreeSet<String>) -> bool {
        self.must.is_subset(there) && there.difference(&self.must).all(|field| self.may.contains(field))
    }
}

/// The fields of every interface of data.ts, by its name.
fn interfaces() -> BTreeMap<String, Fields> {
    let mut all = BTreeMap::new();
    let mut name = None;
    for line in TYPES.lines() {
        if let Some(rest) = line.strip_prefix("export interface ") {
            let word = rest.split(' ').next().expect("a name").to_owned();
            all.insert(word.clone(), Fields::default());
            name = Some(word);
        } else if line == "}" {
            name = None;
        } else if let (Some(name), Some((field, _))) = (&name, line.trim().split_once(':'))
            && field.bytes().all(|sign| sign.is_ascii_lowercase() || b"_?".contains(&sign))
        {
            let own = all.get_mut(name).expect("it was just put in");
            match field.strip_suffix('?') {
                Some(field) => own.may.insert(field.to_owned()),
                None => own.must.insert(field.to_owned()),
            };
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

/// Of what the code of a baseline is made.
fn opinions_block() -> Value {
    let part = Part::Baseline(QuestionForm::A);
    let whole = with_opinions(false);
    let course = part.of(&whole).expect("it measures");
    let identity = Identity::of(&course, "0f3a9c21".repeat(8), "scorm12", "universal", false).with_part(part);
    let profile = Profile::named("universal").expect("the default profile");
    let layout = Layout { opinions: opinions(&whole), ..Layout::of(&course) };
    block(&course, &identity, Adapter::Scorm12, profile, &layout)["opinions"].take()
}

#[test]
fn every_field_is_the_players_field() {
    let types = interfaces();
    let mut course = sample::course();
    let others = sample::other_kinds().into_iter().map(BlockKind::Question).map(sample::block);
    course.modules[0].pages[0].blocks.extend(others);
    let block = sample_block(&course);
    let item = any(&block, "items");
    let secret = STANDARD.decode(item["secret"].as_str().expect("text")).expect("base64");
    let secret: Value = serde_json::from_slice(&secret).expect("JSON");
    let page = &block["modules"][0]["pages"]
        .as_array()
        .expect("pages")
        .iter()
        .find(|page| page["needs"][0] != Value::Null);
    let remembering = scenario(&sample::remembering(), "a_page");
    let scenes = remembering["scenes"].as_array().expect("scenes");
    let guard = &scenes.iter().find(|scene| scene.get("guard").is_some()).expect("a guard")["guard"];
    let mut first = sample::course();
    first.test.as_mut().expect("the sample has a test").check_first = true;
    let first = sample_block(&first);
    let spared = &first["test"]["check_first"][0];
    let asked = opinions_block();
    let cases: [(&str, &Value); 23] = [
        ("Data", &block),
        ("Package", &block["package"]),
        ("Profile", &block["profile"]),
        ("Role", &block["roles"][0]),
        ("Module", &block["modules"][0]),
        ("Page", page.expect("a page that needs something")),
        ("Need", &page.expect("a page that needs something")["needs"][0]),
        ("Item", item),
        ("Bounds", &block["items"]["count_it"]["number"]),
        ("Secret", &secret),
        ("Scenario", any(&block, "scenarios")),
        ("Decision", scene(&block, true)),
        ("Ending", scene(&block, false)),
        ("Guard", guard),
        ("Spared", spared),
        ("Choice", &scene(&block, true)["choices"][0]),
        ("Pledge", any(&block, "pledges")),
        ("Test", &block["test"]),
        ("Group", &block["test"]["groups"][0]),
        ("Slot", &block["slots"][0]),
        ("Opinions", &asked),
        ("OpinionSlot", &asked["slots"][0]),
        // Older lists come with course.lock; until then there are none.
        ("Past", &Value::Null),
    ];
    for (name, value) in cases {
        if !value.is_null() {
            let Fields { must, may } = &types[name];
            assert!(types[name].fit(&fields(value)), "{name}: {:?} beside {must:?}, {may:?}", fields(value));
        }
    }
    assert_eq!(types.len(), cases.len(), "an interface that nobody compares");
    // The oracle itself: a field more is noticed.
    let mut more = block["test"].clone();
    more["extra"] = Value::Null;
    assert!(!types["Test"].fit(&fields(&more)));
    more.as_object_mut().expect("an object").retain(|name, _| name == "bank");
    assert!(!types["Test"].fit(&fields(&more)), "and a field less");
}

/// Flags are bits by their place in the scene; a scene without any says nothing of them.
#[test]
fn flags_are_told_as_bits() {
    let told = scenario(&sample::remembering(), "a_page");
    assert_eq!(told["scenes"][0]["choices"][0]["sets"], 1);
    assert!(told["scenes"][0]["choices"][1].get("sets").is_none());
    assert_eq!(told["scenes"][2]["guard"], serde_json::json!({ "when": 0, "unless": 1, "otherwise": 3 }));
    let plain = scenario(&sample::scenario(), "a_page").to_string();
    assert!(!plain.contains("guard") && !plain.contains("sets"), "{plain}");
}

/// A page is spared once everything it teaches is known: what its module serves, and what its questions ask.
#[test]
fn a_test_that_is_taken_first_says_what_each_page_teaches() {
    let mut course = sample::course();
    let plain = sample_block(&course);
    assert!(plain["test"].get("check_first").is_none());
    course.test.as_mut().expect("the sample has a test").check_first = true;
    let block = sample_block(&course);
    let spared = block["test"]["check_first"].as_array().expect("a list");
    assert_eq!(spared.len(), course.pages().count(), "each module serves something");
    assert_eq!(spared[0]["outcomes"], serde_json::json!(["greet_openly", "repair_a_slip"]));
    assert_eq!(spared.last().expect("pages")["outcomes"], serde_json::json!(["repair_a_slip"]));
}

#[test]
fn no_key_stands_in_plain_sight() {
    let block = sample_block(&sample::course());
    for (id, item) in block["items"].as_object().expect("items") {
        assert!(item.get("right").is_none() && item.get("because").is_none(), "{id}");
        let letters = item["letters"].as_str().expect("letters").len();
        assert_eq!(item["options"].as_array().expect("options").len(), letters, "{id}");
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

fn opened(item: &Value) -> Value {
    let secret = STANDARD.decode(item["secret"].as_str().expect("text")).expect("base64");
    serde_json::from_slice(&secret).expect("JSON")
}

/// The other kinds are told as the player reads them, and their letters give nothing away.
#[test]
fn every_kind_is_told_with_its_rows_and_its_key() {
    let mut course = sample::course();
    let others = sample::other_kinds().into_iter().map(BlockKind::Question).map(sample::block);
    course.modules[0].pages[0].blocks.extend(others);
    let block = sample_block(&course);
    let items = &block["items"];
    let told = |id: &str| {
        let item = &items[id];
        let text = |name: &str| item[name].as_str().expect("text").to_owned();
        let right = opened(item)["right"].as_str().expect("text").to_owned();
        [text("kind"), text("row_letters"), text("letters"), right, text("marks")].join(" ")
    };
    assert_eq!(told("match_it"), "matching ab abc ba pairs");
    assert_eq!(items["match_it"]["options"], serde_json::json!(["title", "next_of_kin", "nothing"]));
    assert_eq!(told("sort_it"), "groups ab ab ba per_option");
    assert_eq!(told("order_it"), "ordering  abc bca sequence");
    assert_eq!(told("write_it"), "text  ab a all");
    assert_eq!(opened(&items["write_it"])["accept"], serde_json::json!([["pronouns", "pronoun"]]));
    assert_eq!(told("count_it"), "number    all");
    assert_eq!(items["count_it"]["number"], serde_json::json!({"places": 1, "min": 0, "max": 1000}));
    assert_eq!(opened(&items["count_it"])["range"], serde_json::json!([31, 33]));
    assert_eq!(told("feel_it"), "likert a abcde  none");
    assert_eq!(told("spot_it"), "spot  ab a all");
    for id in ["match_it", "sort_it", "order_it", "write_it", "count_it", "spot_it"] {
        assert_eq!(items[id]["weight"], 1);
        assert!(!opened(&items[id])["reasons"].as_array().expect("reasons").is_empty(), "{id}");
    }
    assert_eq!(opened(&items["feel_it"])["reasons"], serde_json::json!([]));
}

#[test]
fn a_secret_is_ascii_and_says_the_same() {
    let words = json!({"right": "a", "reasons": ["It’s “theirs”: \\ \" /", "🏳 Cymru ŵ"]});
    let told = ascii(&words.to_string());
    assert!(told.is_ascii() && told.contains("\\u2019") && told.contains("\\ud83c\\udff3"), "{told}");
    assert_eq!(serde_json::from_str::<Value>(&told).expect("JSON"), words);
}
