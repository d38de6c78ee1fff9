//! The content hash: the same words, the same hash; other words, another.

use std::collections::BTreeMap;

use bona_engine::canon::{content_hash, hex, module_hash};
use bona_engine::check::{Given, HouseFile, HouseList, Input, Media, Options, check};
use bona_engine::course::Course;
use bona_tests::{TESTS, read_folder};

/// The sound fixture with one edit, as a course.
fn course(file: &str, from: &str, to: &str) -> Course {
    let mut input = Input { folder: "sound".into(), ..Input::default() };
    for (path, bytes) in read_folder(&std::path::Path::new(TESTS).join("fixtures/sound")) {
        let name = path.to_string_lossy().into_owned();
        if let Some(media) = name.strip_prefix("media/") {
            input
                .media
                .insert(media.to_owned(), Media { bytes: bytes.len() as u64, head: bytes, cut_off: false });
            continue;
        }
        let text = String::from_utf8(bytes).expect("a fixture is text");
        let text = if name == file { text.replace(from, to) } else { text };
        assert!(name != file || from.is_empty() || text.contains(to), "the edit was made");
        let given = Given::Bytes(text.into_bytes());
        match name.as_str() {
            "house/sources.ron" => input.house.push(HouseFile { name, lists: HouseList::Sources, given }),
            "house/frameworks.ron" => {
                input.house.push(HouseFile { name, lists: HouseList::Frameworks, given });
            }
            "house/support.ron" => input.house.push(HouseFile { name, lists: HouseList::Support, given }),
            _ => {
                input.files.insert(name, given);
            }
        }
    }
    let checked = check(&input, &Options::default());
    checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

fn hash(course: &Course) -> String {
    hex(&content_hash(course, &BTreeMap::from([("desk.png".to_owned(), [7; 32])])))
}

/// A hash that changes without a change of words would make every review and translation look stale.
#[test]
fn the_hash_of_the_sound_course_stays() {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("content_hash", hash(&course("", "", "")));
    });
}

#[test]
fn what_is_not_content_leaves_the_hash() {
    let base = hash(&course("", "", ""));
    for (file, from, to) in [
        ("course.ron", "edition: \"1.0.0\"", "edition: \"1.0.1\""),
        ("course.ron", "refresher_after: \"3 years\"", "credits: [\"Everybody who read it.\"]"),
        ("modules/one.ron", "minutes: 5,", "minutes: 5, // a comment"),
        ("modules/one.ron", "text: \"Breathe.\"", "text: r#\"\n        Breathe.\n      \"#"),
        ("house/sources.ron", "review_by: \"2027-08\"", "review_by: \"2028-08\""),
    ] {
        assert_eq!(hash(&course(file, from, to)), base, "{from} → {to}");
    }
}

#[test]
fn what_is_content_changes_the_hash() {
    let base = hash(&course("", "", ""));
    let mut seen = vec![base];
    for (file, from, to) in [
        ("modules/one.ron", "Breathe.", "Breathe out."),
        ("modules/one.ron", "Most people like", "Many people like"),
        ("modules/one.ron", "then: \"badly\", was: Slip", "then: \"badly\", was: Partly"),
        ("banks/core.ron", "answer: false", "answer: true"),
        ("modules/kinds.ron", "text: \"Nothing at all\"", "text: \"Nothing\""),
        ("modules/kinds.ron", "right: \"A letter\"", "right: \"Letters\""),
        ("modules/kinds.ron", "marks: Pairs", "marks: All"),
        (
            "modules/kinds.ron",
            "address\", text: \"An address\", group: \"yes_now\"",
            "address\", text: \"An address\", group: \"not_now\"",
        ),
        ("modules/kinds.ron", "title: \"Leave it\"", "title: \"Let it be\""),
        ("modules/kinds.ron", "because: \"Once is enough.\"", "because: \"Once.\""),
        ("modules/kinds.ron", "weight: 2", "weight: 3"),
        ("modules/kinds.ron", "\"pronoun\"]", "\"a pronoun\"]"),
        ("modules/kinds.ron", "hint: \"one word\"", "hint: \"a word\""),
        ("modules/kinds.ron", "to: 2.5", "to: 2.4"),
        ("modules/kinds.ron", "max: 60", "max: 61"),
        ("modules/kinds.ron", "unit: \"minutes\"", "unit: \"min\""),
        ("modules/kinds.ron", "\"Sometimes\"", "\"At times\""),
        ("modules/kinds.ron", "I say it.", "I do say it."),
        ("modules/kinds.ron", "with the bag?", "and the bag?"),
        ("modules/kinds.ron", "Wrong(id: \"the_bag\"", "Right(id: \"the_bag\""),
        ("modules/kinds.ron", "content_note: \"A guess about a marriage.\", ", ""),
        ("modules/kinds.ron", "alternative: \"spot_other\", ", ""),
        ("course.ron", "pass_mark: 0.8", "pass_mark: 0.7"),
        ("course.ron", "attempts: 3", "attempts: 2"),
        ("house/support.ron", "0300 000 0000", "0300 000 0001"),
        ("house/sources.ron", "A report", "Another report"),
    ] {
        let next = hash(&course(file, from, to));
        assert!(!seen.contains(&next), "{from} → {to}");
        seen.push(next);
    }
    let course = course("", "", "");
    let other = BTreeMap::from([("desk.png".to_owned(), [8; 32])]);
    assert!(!seen.contains(&hex(&content_hash(&course, &other))), "media count");
    assert_ne!(hex(&module_hash(&course.modules[0])), hash(&course));
}
