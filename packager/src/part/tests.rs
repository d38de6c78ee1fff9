//! A part asks one form, sends a share, says nothing of right or wrong, and is never the course.

use bona_engine::course::{
    Answer, Markup, Measure, OpinionScale, OpinionSet, OpinionStatement, Opinions, Wave,
};
use bona_engine::id::OpinionId;
use bona_engine::lock::Lock;
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

/// A course that measures opinions, some at each time and some later alone.
pub(crate) fn with_opinions(first: bool) -> bona_engine::course::Course {
    let mut course = measured();
    let id = |id| OpinionId::parse(id).expect("an id");
    let statement = |name, text| OpinionStatement { id: id(name), text: Markup::paragraph(text) };
    let set = |at: &[Wave], scale, statements| OpinionSet {
        lead: Markup::paragraph("How far do you agree?"),
        at: at.to_vec(),
        scale,
        statements,
    };
    let answer = |name, text: &str| Answer { id: id(name), text: text.into() };
    let own = OpinionScale::Answers(vec![answer("never", "Never"), answer("no_chance", "No chance arose")]);
    let sets = vec![
        set(&Wave::ALL, OpinionScale::Agreement5, vec![statement("can_repair", "I can put a slip right.")]),
        set(&[Wave::FollowUp], own, vec![statement("did_repair", "I put a slip right.")]),
    ];
    let who_sees = "The people who run it, in numbers of ten or more.".into();
    let measure = course.measure.as_mut().expect("it measures");
    measure.opinions = Some(Opinions { who_sees, first, own_code: true, sets });
    course
}

#[test]
fn opinions_stand_on_a_page_of_their_own_and_in_no_place_that_is_sent() {
    let part = Part::Baseline(QuestionForm::A);
    let page_of = |course, part, format| {
        let (_, zip) =
            packed(&course, format, &PackOptions { part, ..options("universal") }).expect("packed");
        unpacked(zip).0
    };
    let files = page_of(with_opinions(false), part, "scorm12");
    let page = String::from_utf8(files["index.html"].clone()).expect("text");
    for there in [
        "id=\"/course-opinions/can_repair\"",
        "name=\"opinion-can_repair\" value=\"prefer-not\"",
        "name=\"opinion-can_repair\" value=\"agreement5.5\"",
        "The people who run it, in numbers of ten or more.",
        "Your answer code",
        "Never sent: your opinions, which only you can hand on, as a code.",
        "\"letters\":\"BA\"",
        "data-ownpart",
    ] {
        assert!(page.contains(there), "{there}");
    }
    assert!(!page.contains("opinion-did_repair"), "what is asked later is not asked before");
    let place = |page: &str, id: &str| page.find(&format!("id=\"/{id}\"")).expect("it is there");
    assert!(place(&page, "course-test") < place(&page, "course-opinions"));
    assert!(place(&page, "course-opinions") < place(&page, "course-finish"));
    let early = page_of(with_opinions(true), part, "scorm12");
    let early = String::from_utf8(early["index.html"].clone()).expect("text");
    assert!(place(&early, "course-opinions") < place(&early, "course-test"));

    // What is kept of a learner has the same slots as without opinions; a code has all of them.
    let data: Value = serde_json::from_str(&data_of(&page)).expect("JSON");
    let plain = String::from_utf8(page_of(measured(), part, "scorm12")["index.html"].clone()).expect("text");
    let plain: Value = serde_json::from_str(&data_of(&plain)).expect("JSON");
    assert_eq!((&data["slots"], &data["fingerprint"]), (&plain["slots"], &plain["fingerprint"]));
    assert_eq!(plain["opinions"], Value::Null);
    let ids: Vec<_> =
        data["opinions"]["slots"].as_array().expect("slots").iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, ["can_repair", "did_repair"]);
    let evidence: Value = serde_json::from_slice(&files["course-evidence.json"]).expect("JSON");
    assert_eq!(evidence["answer_code"], data["opinions"]);
    let reported = evidence["interactions"].as_object().expect("interactions");
    assert!(reported.keys().all(|id| !id.contains("repair")), "{reported:?}");
    assert!(files.contains_key("code.js"));
    let sheet = String::from_utf8(files["readme-lms.txt"].clone()).expect("text");
    let sheet = sheet.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(sheet.contains("The learner gets them as a code without name and time"), "{sheet}");
}

#[test]
fn the_course_itself_asks_no_opinion_of_its_measurement() {
    let (_, zip) = packed(&with_opinions(false), "scorm12", &options("universal")).expect("packed");
    let files = unpacked(zip).0;
    let page = String::from_utf8(files["index.html"].clone()).expect("text");
    assert!(!page.contains("course-opinions") && !page.contains("can_repair"));
    assert!(!files.contains_key("code.js"));
    let evidence: Value = serde_json::from_slice(&files["course-evidence.json"]).expect("JSON");
    assert_eq!(evidence.get("answer_code"), None);
}

#[test]
fn a_code_is_made_of_the_whole_list_of_the_lock() {
    let course = with_opinions(false);
    let mut before = course.clone();
    let sets = &mut before.measure.as_mut().expect("it measures").opinions.as_mut().expect("opinions").sets;
    sets[0].statements[0].id = OpinionId::parse("gone_since").expect("an id");
    let old = Lock::new(&before).grown(&before);
    let part = Part::Post(QuestionForm::B);
    let stale = PackOptions { part, lock: Some(&old), ..options("universal") };
    assert!(matches!(packed(&course, "scorm12", &stale), Err(PackError::LockStale(_))));
    let lock = old.grown(&course);
    let fresh = PackOptions { lock: Some(&lock), ..stale };
    let files = unpacked(packed(&course, "scorm12", &fresh).expect("packed").1).0;
    let evidence: Value = serde_json::from_slice(&files["course-evidence.json"]).expect("JSON");
    let slots = evidence["answer_code"]["slots"].as_array().expect("slots");
    let ids: Vec<_> = slots.iter().map(|one| one["id"].as_str().expect("an id")).collect();
    assert_eq!(ids, ["-", "did_repair", "can_repair"], "what was taken away keeps its bits");
}

/// The data block of a page.
fn data_of(page: &str) -> String {
    let (_, rest) = page.split_once("id=\"bona-data\">").expect("a data block");
    rest.split_once("</script>").expect("it ends").0.to_owned()
}
