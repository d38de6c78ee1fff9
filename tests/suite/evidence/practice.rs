//! Pledges and follow-ups: counted as what they are, never taken for a completion, and never with a word of theirs.

use bona::Exit;
use serde_json::json;

use super::Desk;
use super::erase::{BY, found, traces};

const SHEET: &str = "name,staff_number,minutes,pledge,follow_up,day\r\n\
    Ann Byrne,0042,90,yes,,2026-11-10\r\n\
    Jo Khan,0052,90,yes,x,2026-11-11\r\n\
    Zoë Díaz,0044,90,no,yes,2026-11-10\r\n";
const BY_HAND: [&str; 5] = ["--course", "first_contact", "--stated-by", "C. Manager", "--apply"];

fn desk() -> Desk {
    let desk = Desk::staffed();
    desk.machine().put("sheet.csv", SHEET.as_bytes());
    for kind in ["pledges", "follow-ups"] {
        let ran = desk.import("sheet.csv", &[&["--kind", kind][..], &BY_HAND].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    }
    desk
}

#[test]
fn they_are_counted_and_listed_and_nobody_has_the_course_by_them() {
    let before = Desk::staffed();
    let desk = desk();
    let gaps = |desk: &Desk| {
        desk.json(&["gaps", "--all", "--output", "json", "--as-at", "2026-11-20"])["lines"].clone()
    };
    assert_eq!(gaps(&desk), gaps(&before), "no gap is filled by a pledge");
    let matrix = desk.json(&["matrix", "--output", "json"]);
    assert_eq!(matrix["practice"], json!([{ "course": "first_contact", "pledges": 2, "follow_ups": 2 }]));
    let told = desk.evidence(&["matrix"]);
    assert!(told.out.contains("first_contact: 2 made a pledge, 2 had a follow-up"), "{}", told.out);
    let early = desk.json(&["matrix", "--output", "json", "--as-of", "2026-11-09"]);
    assert_eq!(early["practice"], json!([]));
    let person = desk.evidence(&["person", "0052"]);
    assert!(
        person.out.contains("pledge made  2026-11-11") && person.out.contains("follow-up held  2026-11-11"),
        "{}",
        person.out
    );
    let page = desk.evidence(&["person", "0052", "--html", "jo.html"]);
    assert_eq!(page.exit, Exit::Done, "{}", page.whole());
    let page = String::from_utf8(desk.kept("jo.html").expect("it was written")).expect("UTF-8");
    assert!(page.contains("What it is, is yours, and is kept nowhere."), "{page}");
    let store = desk.store();
    let issue =
        ["certificate", "issue", "0052", "--name", "Jo", "--out", "jo-certificate.html", "--store", &store];
    assert_eq!(desk.bench.run(&issue).exit, Exit::World, "a pledge gets no certificate");
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    // The same sheet again is nothing new.
    let again = desk.import("sheet.csv", &[&["--kind", "pledges"][..], &BY_HAND].concat());
    assert!(again.out.contains("nothing new to record"), "{}", again.whole());
}

#[test]
fn they_are_withdrawn_and_erased_like_any_record() {
    let desk = desk();
    let leaf = desk.json(&["person", "0042", "--output", "json"])["records"]
        .as_array()
        .and_then(|records| records.iter().find(|record| record["body"]["kind"] == "pledge").cloned())
        .and_then(|record| record["leaf"].as_u64())
        .expect("it is listed")
        .to_string();
    let fixed = ["correct", &leaf, "--reason", "keying", "--decided-by", "D. Head", "--apply"];
    let wrong = desk.evidence(&[&fixed[..], &["--score", "50"]].concat());
    assert!(wrong.err.contains("which has no score"), "{}", wrong.whole());
    assert_eq!(desk.evidence(&[&fixed[..], &["--withdraw"]].concat()).exit, Exit::Done);
    assert_eq!(desk.json(&["matrix", "--output", "json"])["practice"][0]["pledges"], 1);
    let jo = traces(&desk, "Jo Khan");
    assert!(2 < found(&desk, &jo), "the search finds her");
    assert_eq!(desk.evidence(&[&["erase", "0052", "--apply"][..], &BY].concat()).exit, Exit::Done);
    assert_eq!(found(&desk, &jo), 0, "something of her is left");
    assert_eq!(
        desk.json(&["matrix", "--output", "json"])["practice"],
        json!([{ "course": "first_contact", "pledges": 0, "follow_ups": 1 }])
    );
}

#[test]
fn the_words_of_a_pledge_are_kept_nowhere() {
    let desk = Desk::staffed();
    let size = desk.size();
    desk.machine().put("words.csv", SHEET.replace("90,yes", "90,I will ask for names").as_bytes());
    let before = desk.bench.files().len();
    let ran = desk.import("words.csv", &[&["--kind", "pledges"][..], &BY_HAND].concat());
    assert_eq!((ran.exit, desk.size()), (Exit::AtFault, size), "{}", ran.whole());
    assert!(
        ran.err.contains("row 2 says more than `yes`") && !ran.whole().contains("ask for names"),
        "{}",
        ran.whole()
    );
    assert_eq!(desk.bench.files().len(), before, "no file of refused rows has them");
    desk.machine().put("sheet.csv", SHEET.as_bytes());
    for (more, says) in [
        (&["--kind", "pledges", "--course", "first_contact"][..], "add --stated-by"),
        (
            &["--kind", "pledges", "--course", "first_contact", "--stated-by", "C", "--minimum", "5"],
            "leave them out",
        ),
        (
            &["--kind", "pledges", "--course", "first_contact", "--stated-by", "C", "--session", "abcdefgh"],
            "no session is called",
        ),
    ] {
        let ran = desk.import("sheet.csv", more);
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
        assert!(ran.err.contains(says), "{}", ran.err);
    }
}

/// A learning system's report about the part that asks some time later says who handed it in, and nothing more is kept.
#[test]
fn a_report_about_the_part_that_asks_later_records_who_handed_it_in() {
    let mut desk = Desk::begun();
    let part = super::package_that_says(&json!({ "part": "follow-up", "form": "b" }));
    desk.bench = desk.bench.file("later.zip", part);
    // First the course, out of the same report: who handed in the part did so as well.
    assert_eq!(desk.import("moodle.csv", &["--package", super::PACKAGE, "--apply"]).exit, Exit::Done);
    let about = ["--package", "later.zip", "--apply"];
    let ran = desk.import("moodle.csv", &about);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    // Of seven four completed it; whom the system calls failed is not taken for having handed it in.
    for said in [
        "first_contact 1.0.0, its part `follow-up`, as the package says",
        "Recorded 4 follow-ups as leaves 8",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let matrix = desk.json(&["matrix", "--output", "json"]);
    assert_eq!(matrix["practice"], json!([{ "course": "first_contact", "pledges": 0, "follow_ups": 4 }]));
    assert_eq!(matrix["completions"].as_array().map(Vec::len), Some(5), "no course is completed by it");
    let again = desk.import("moodle.csv", &about);
    assert!(again.out.contains("nothing new to record"), "{}", again.whole());
    let bodies = super::kinds::bodies(&desk);
    let held: Vec<_> = bodies.iter().filter(|body| body["kind"] == "follow_up").collect();
    assert_eq!(held.len(), 4);
    for body in held {
        assert_eq!((&body["verdict"], &body["source"]), (&json!("completed"), &json!("moodle-completion")));
        assert!(body["score"].is_null() && body["answers"].is_null(), "{body}");
    }
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    let person = desk.evidence(&["person", "0042"]);
    assert!(person.out.contains("follow-up handed in  2026-11-03"), "{}", person.out);
    let page = desk.evidence(&["person", "0042", "--html", "ann.html"]);
    assert_eq!(page.exit, Exit::Done, "{}", page.whole());
    let page = String::from_utf8(desk.kept("ann.html").expect("it was written")).expect("UTF-8");
    assert!(page.contains("What you answered is not kept with your name."), "{page}");
}

/// SCORM's run-time data name the item: of the course's a part knows nothing, and the other way round.
#[test]
fn run_time_data_of_a_part_are_told_from_those_of_the_course() {
    let mut desk = Desk::begun();
    let part = super::package_that_says(&json!({ "part": "follow-up", "form": "b" }));
    desk.bench = desk.bench.file("later.zip", part);
    let none = desk.import("run_time.json", &["--package", "later.zip", "--apply"]);
    assert!(none.out.contains("nothing new to record"), "{}", none.whole());
    let path = std::path::Path::new(bona_tests::TESTS).join("fixtures/evidence/run_time.json");
    let text = std::fs::read_to_string(path).expect("the fixture is there");
    let text = text.replace("ITEM_first_contact_main", "ITEM_first_contact_follow_up_b");
    desk.machine().put("later.json", text.as_bytes());
    let ran = desk.import("later.json", &["--package", "later.zip", "--apply"]);
    assert!(ran.out.contains("Recorded 1 follow-up as leaf 2."), "{}", ran.whole());
    let body = &super::kinds::bodies(&desk)[0];
    assert_eq!((&body["kind"], &body["verdict"]), (&json!("follow_up"), &json!("completed")));
    assert!(body["score"].is_null(), "what somebody knew later is kept of nobody: {body}");
    let course = desk.import("later.json", &["--package", super::PACKAGE, "--apply"]);
    assert!(course.out.contains("nothing new to record"), "{}", course.whole());
}

#[test]
fn what_cannot_say_who_handed_in_a_part_is_refused() {
    let mut desk = Desk::begun();
    let part = super::package_that_says(&json!({ "part": "follow-up", "form": "b" }));
    desk.bench = desk.bench.file("later.zip", part);
    desk.machine().put("list.csv", b"name,staff_number,follow_up,day\nAnn Byrne,0042,yes,2026-11-10\n");
    for (file, more, why) in [
        ("list.csv", &["--kind", "teams"][..], "`teams` does not"),
        ("list.csv", &["--kind", "pledges", "--stated-by", "C. Manager"], "`pledges` does not"),
        ("list.csv", &["--kind", "receipt"], "`receipt` does not"),
        ("list.csv", &["--kind", "xapi"], "`xapi` does not"),
        ("moodle.csv", &["--answers"], "is kept of nobody by name"),
    ] {
        let ran = desk.import(file, &[&["--package", "later.zip", "--apply"][..], more].concat());
        assert_eq!(ran.exit, Exit::World, "{more:?}: {}", ran.whole());
        assert!(ran.err.contains(why), "{more:?}: {}", ran.err);
    }
    assert_eq!(desk.size(), 1, "nothing was recorded");
    let compared = desk.evidence(&["reconcile", "moodle.csv", "--package", "later.zip"]);
    assert_ne!(compared.exit, Exit::Done, "{}", compared.whole());
    let list = ["--package", "later.zip", "--kind", "follow-ups", "--stated-by", "C. Manager", "--apply"];
    let by_hand = desk.import("list.csv", &list);
    assert!(by_hand.out.contains("Recorded 1 follow-up"), "{}", by_hand.whole());
}
