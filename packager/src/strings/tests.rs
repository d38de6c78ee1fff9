//! The words of every language: that each is whole, that nothing is put in that the English does not put in, and that
//! numbers choose as the script's do.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::fluent::flat;
use super::{CATEGORIES, FILES, SPOKEN, Words, category, fill, read, spoken};

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
fn every_sentence_is_for_the_document_or_for_a_script() {
    let words = Words::of("en-GB");
    assert!(words.page.len() > 150 && words.player.len() > 100, "the file was read");
    let all = words.page.len() + words.player.len() + words.measuring.len() + words.accept.len();
    assert_eq!(all, read(0).len());
    assert_eq!(words.player_measuring().len(), words.player.len(), "it says the same things in other words");
    assert_eq!(words.player_measuring()["attempts_left.one"], "You hand in once.");
}

#[test]
fn the_check_of_a_system_knows_in_which_language_it_speaks() {
    let words = Words::of("ar").accept();
    assert_eq!((words["language"], words["direction"]), ("ar", "rtl"));
    assert_eq!(Words::of("en-GB").accept()["came_same"], "The same {n} characters came back.");
    assert!(!Words::of("en-GB").player().contains_key("came_same"), "no learner loads it");
}

#[test]
fn the_script_has_the_months_of_each_language() {
    for own in spoken() {
        let months: Vec<_> = Words::of(own.language).months().collect();
        let keys: Vec<String> = (1..=12).map(|n| format!("month.m{n:02}")).collect();
        assert_eq!(months.iter().map(|(key, _)| *key).collect::<Vec<_>>(), keys, "{}", own.language);
    }
    let eighth = |language: &str| Words::of(language).months().nth(7).map(|(_, name)| name);
    assert_eq!([eighth("cy"), eighth("pl")], [Some("Awst"), Some("August")]);
}

#[test]
fn a_part_of_a_country_takes_the_words_of_its_language() {
    assert_eq!(Words::of("en-US").language, "en-GB");
    assert_eq!(Words::of("EN").language, "en-GB");
    assert_eq!(Words::of("xx").language, "en-GB");
    assert_eq!(Words::of("cy-GB").language, "cy");
    assert_eq!(Words::of("ar-EG").language, "ar");
    assert!(Words::of("cy-GB").are_in("cy-GB") && !Words::of("cym").are_in("cym"));
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

/// Forms and placeholders of each sentence of a file; the one form of a sentence that is not counted is "".
fn sentences(flat: &BTreeMap<String, String>) -> BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>)> {
    let mut all: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    for (key, sentence) in flat {
        let counted = key.rsplit_once('.').filter(|(_, form)| CATEGORIES.contains(form));
        let (name, form) = counted.unwrap_or((key, ""));
        let (forms, values) = all.entry(name).or_default();
        forms.insert(form);
        values.extend(sentence.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)));
    }
    all
}

#[test]
fn every_language_says_everything_in_every_form() {
    let english = sentences(read(0));
    assert!(english.len() > 250, "{} sentences", english.len());
    for (own, flat) in SPOKEN.iter().zip((0..).map(read)) {
        let rules = vectors("plurals").into_iter().find(|rules| rules["language"] == own.language);
        let rules = rules.expect("a language has its rules in the vectors");
        let wanted: BTreeSet<&str> = CATEGORIES.into_iter().filter(|form| rules[*form].is_array()).collect();
        let here = sentences(flat);
        let names = |all: &BTreeMap<&str, _>| all.keys().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&here), names(&english), "{}", own.language);
        for (name, (forms, values)) in &here {
            let (counted, expected) = &english[name];
            assert_eq!(values, expected, "what `{name}` puts in, in {}", own.language);
            let once = BTreeSet::from([""]);
            let forms_wanted = if counted.contains("other") { &wanted } else { &once };
            assert_eq!(forms, forms_wanted, "the forms of `{name}` in {}", own.language);
        }
    }
}

/// A sentence that was forgotten would still be English.
#[test]
fn every_sentence_is_translated() {
    const ALIKE: [&str; 7] =
        ["as_of", "file_kb", "file_mb", "list.next", "part.title", "reviewed_in", "script-day"];
    for (key, sentence) in read(1) {
        let same = read(0).get(key) == Some(sentence);
        assert_eq!(same, ALIKE.contains(&key.as_str()), "cy: {key} = {sentence}");
    }
    for (key, sentence) in read(2) {
        let own = sentence.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest));
        let told: String = own.collect();
        assert!(!told.contains(|sign: char| sign.is_ascii_alphabetic()), "ar: {key} = {sentence}");
    }
}

#[test]
fn a_draft_says_so_in_its_head() {
    for (own, file) in SPOKEN.iter().zip(FILES) {
        assert_eq!(file.contains("not yet read by a native speaker"), own.draft, "{}", own.language);
        assert_eq!(Words::of(own.language).draft, own.draft);
    }
}

/// Such words could otherwise turn the sentence around them.
#[test]
fn what_an_author_wrote_is_kept_apart_in_a_language_from_the_right() {
    let said = Words::of("ar").player()["go_on_with"];
    assert!(said.contains("\u{2068}{title}\u{2069}"), "{said}");
    let numbers = Words::of("ar").player()["step"];
    assert!(numbers.contains("{n}") && !numbers.contains('\u{2068}'), "{numbers}");
    assert!(!Words::of("cy").player()["go_on_with"].contains('\u{2068}'));
}

#[test]
fn a_number_is_said_as_its_language_says_it() {
    let minutes = |language: &str, n| Words::of(language).counted("time_about", n);
    assert!(minutes("en-GB", 1).starts_with("About 1 minute."));
    assert!(minutes("cy", 2).starts_with("Tua 2 funud."));
    assert!(minutes("cy", 12).starts_with("Tua 12 munud."));
    assert!(minutes("ar", 2).starts_with("نحو دقيقتين."));
    assert!(minutes("ar", 5).starts_with("نحو 5 دقائق."));
    assert!(minutes("ar", 15).starts_with("نحو 15 دقيقة."));
}
