//! The words of every language: that each is whole, that nothing is put in that the English does not put in, and that
//! numbers choose as the script's do.

use serde_json::Value;

use super::fluent::flat;
use super::{CATEGORIES, FLAT, Words, category, fill};

/// What the script reads as well: `packager/player/test/strings.test.ts`.
const VECTORS: &str = include_str!("../../words/vectors.json");

fn vectors(part: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(VECTORS).expect("JSON");
    all[part].as_array().expect("a list").clone()
}

#[test]
fn a_number_takes_the_form_that_its_language_gives_it() {
    let mut judged = 0;
    for rules in vectors("plurals") {
        let language = rules["language"].as_str().expect("a tag");
        for form in CATEGORIES {
            for n in rules[form].as_array().into_iter().flatten() {
                let n = usize::try_from(n.as_u64().expect("a number")).expect("a small one");
                assert_eq!(category(language, n), form, "{n} in {language}");
                judged += 1;
            }
        }
    }
    assert!(judged >= 40, "{judged} numbers");
}

#[test]
fn values_are_put_in_by_name() {
    let cases = vectors("sentences");
    for case in &cases {
        let values: Vec<(&str, &str)> = case["values"]
            .as_object()
            .expect("values")
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().expect("text")))
            .collect();
        let sentence = case["sentence"].as_str().expect("a sentence");
        assert_eq!(fill(sentence, &values), case["told"].as_str().expect("text"));
    }
    assert!(cases.len() > 5);
}

#[test]
fn every_sentence_is_for_the_document_or_for_the_script() {
    let words = Words::of("en-GB");
    assert!(words.page.len() > 150 && words.player.len() > 100, "the file was read");
    let all = words.page.len() + words.player.len() + words.measuring.len();
    assert_eq!(all, FLAT[0].len());
    assert_eq!(words.player_measuring().len(), words.player.len(), "it says the same things in other words");
    assert_eq!(words.player_measuring()["attempts_left.one"], "You hand in once.");
}

#[test]
fn a_part_of_a_country_takes_the_words_of_its_language() {
    assert_eq!(Words::of("en-US").language, "en-GB");
    assert_eq!(Words::of("EN").language, "en-GB");
    assert_eq!(Words::of("xx").language, "en-GB");
}

#[test]
fn what_is_not_taken_of_fluent_is_a_fault() {
    let good = "a = { $n ->\n    [one] 1 thing\n   *[other] { $n } things\n}\n    .of = for { $title }\n";
    let table = flat(good, true).expect("it is taken");
    let expected = [("a.of", "for \u{2068}{title}\u{2069}"), ("a.one", "1 thing"), ("a.other", "{n} things")];
    assert_eq!(table, expected.map(|(key, sentence)| (key.to_owned(), sentence.to_owned())).into());
    for bad in [
        "a = 1\na = 2\n",
        "a = { b }\n",
        "-a = 1\n",
        "a = { NUMBER($n) }\n",
        "a = You have { $n ->\n    [one] one\n   *[other] more\n}\n",
        "a = { $n ->\n   *[one] 1\n    [other] { $n }\n}\n",
        "a = { $all ->\n    [one] 1\n   *[other] { $all }\n}\n",
        "a = { $n ->\n    [1] 1\n   *[other] { $n }\n}\n",
        "a = one\n    and two\n",
        "a : 1\n",
    ] {
        assert!(flat(bad, false).is_err(), "{bad}");
    }
}
