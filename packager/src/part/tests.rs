//! A part asks one form, sends a share, says nothing of right or wrong, and is never the course.

use bona_engine::course::Measure;
use serde_json::{Value, json};

use super::{Part, QuestionForm};
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};
use crate::{PackError, PackOptions};

fn measured() -> bona_engine::course::Course {
    let mut course = sample::course();
    let mut bank = course.test.as_ref().expect("the sample has a test").bank.clone();
    bank.questions.truncate(1);
    let mut other = course.test.as_ref().expect("it has").bank.clone();
    other.questions.remove(0);
    other.questions.truncate(1);
    course.measure = Some(Measure {
        form_a: bank,
        form_b: other,
        follow_up_after: "3 months".into(),
        about: None,
        opinions: None,
    });
    course
}

#[test]
fn a_baseline_asks_its_form_and_nothing_else() {
    let course = measured();
    let part = Part::Baseline(QuestionForm::A);
    let (made, zip) =
        packed(&course, "scorm12", &PackOptions { part, ..options("universal") }).expect("packed");
    let (whole, _) = packed(&course, "scorm12", &options("universal")).expect("packed");
    assert_eq!(made.identity.content, whole.identity.content, "all packages of a text bear its hash");
    let files = unpacked(zip).0;
    let evidence: Value = serde_json::from_slice(&files["course-evidence.json"]).expect("JSON");
    assert_eq!(evidence["item"], "ITEM_first_contact_baseline_a");
    assert_eq!((&evidence["part"], &evidence["form"]), (&json!("baseline"), &json!("a")));
    assert_eq!(evidence["completion"], "handed_in");
    assert_eq!(evidence["test"]["questions"], json!(["bank_rule"]));
    let page = String::from_utf8(files["index.html"].clone()).expect("text");
    for there in ["Before the course", "There is no pass mark", "how many of your answers were right"] {
        assert!(page.contains(there), "{there}");
    }
    for gone in ["per cent of the points is a pass", "how you answered", "Two minutes that matter"] {
        assert!(!page.contains(gone), "{gone}");
    }
    assert!(page.contains("\"interactions\":false"));
    let manifest = String::from_utf8(files["imsmanifest.xml"].clone()).expect("text");
    assert!(manifest.contains("First contact: welcoming LGBT+ patients: Before the course"));
    let sheet = String::from_utf8(files["readme-lms.txt"].clone()).expect("text");
    let sheet = sheet.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(sheet.contains("never passed or failed"), "{sheet}");
    assert!(!sheet.contains("course-evidence.json says what the letters mean"), "{sheet}");
}

#[test]
fn forms_and_parts_have_items_and_names_of_their_own() {
    let course = measured();
    let mut seen = std::collections::BTreeSet::new();
    for part in [
        Part::Course,
        Part::Baseline(QuestionForm::A),
        Part::Baseline(QuestionForm::B),
        Part::Post(QuestionForm::B),
        Part::FollowUp(QuestionForm::B),
    ] {
        let options = PackOptions { part, ..options("universal") };
        let (made, _) = packed(&course, "html", &options).expect("packed");
        let standard = crate::standard("html").expect("it is there");
        assert!(seen.insert(made.identity.item()), "{part:?}");
        assert!(seen.insert(crate::file_name(&made.identity, "en-GB", standard)), "{part:?}");
    }
    assert!(seen.contains("first_contact-1.0.0-follow-up-b-html-draft.zip"), "{seen:?}");
}

#[test]
fn a_course_that_measures_nothing_says_what_to_write() {
    let options = PackOptions { part: Part::Post(QuestionForm::B), ..options("universal") };
    let error = packed(&sample::course(), "scorm12", &options).expect_err("there is nothing to ask");
    assert!(matches!(error, PackError::NothingToMeasure(_)));
    assert!(error.to_string().contains("write `measure: Measure(…)`"), "{error}");
}
