//! What is held on one person, as a page: each record with every field that it has, and nobody else.

use bona::Exit;

use super::{Desk, PACKAGE, snapshot};

/// The words of a page, a line a piece, so that a person can read the snapshot.
fn words(html: &str) -> String {
    let body = html.split_once("<main>").map_or(html, |(_, body)| body);
    let mut text = String::new();
    for piece in body.split('<').filter_map(|piece| piece.split_once('>')) {
        let line = piece.1.trim();
        if !line.is_empty() {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn desk() -> Desk {
    let desk = Desk::filled();
    let list =
        "name,staff_number,competence,result,day\nAnn Byrne,0042,asks for a name,competent,2026-11-09\n";
    desk.machine().put("seen.csv", list.as_bytes());
    let by = ["--package", PACKAGE, "--kind", "observed", "--stated-by", "Dilys Eze", "--apply"];
    assert_eq!(desk.import("seen.csv", &by).exit, Exit::Done);
    desk
}

#[test]
fn the_page_says_everything_that_is_held_and_what_it_means() {
    let desk = desk();
    let held = desk.json(&["person", "0042", "--output", "json"]);
    let ran = desk.evidence(&["person", "0042", "--html", "ann.html"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("Make sure whom you give it to"), "{}", ran.out);
    let page = String::from_utf8(desk.kept("ann.html").expect("it was written")).expect("UTF-8");
    // What is held stands on the page, value by value.
    let records = held["records"].as_array().expect("a list");
    assert_eq!(records.len(), 3, "two completions and what was observed");
    for record in records {
        let body = record["body"].as_object().expect("a body");
        for field in
            ["course", "said", "item", "system", "edition", "content", "variant", "language", "stated_by"]
        {
            if let Some(value) = body.get(field).and_then(|value| value.as_str()) {
                assert!(page.contains(value), "{field}: {value}");
            }
        }
        assert!(page.contains(&format!("as leaf {}", record["leaf"])), "{record}");
    }
    for key in held["pseudonyms"].as_array().expect("a list") {
        assert!(page.contains(key.as_str().expect("a text")));
    }
    for other in ["Cole", "Díaz", "0043", "<script", "http://"] {
        assert!(!page.contains(other), "{other}");
    }
    let number = held["person"].as_str().expect("a number");
    let stater = records[2]["body"]["stated_by"].as_str().expect("a number");
    let mut text = words(&page).replace(number, "NUMBER").replace(stater, "OBSERVER");
    for key in held["pseudonyms"].as_array().expect("a list") {
        text = text.replace(key.as_str().expect("a text"), "PSEUDONYM");
    }
    let origin = held["origin"].as_str().expect("a name");
    snapshot("evidence_person_page", &text.replace(origin, "ORIGIN"));
}

/// No record has a title: whoever has the package gives it.
#[test]
fn a_record_is_headed_by_the_title_of_the_package_that_was_taken() {
    let desk = desk();
    let page = |more: &[&str]| {
        let ran = desk.evidence(&[&["person", "0042", "--html", "ann.html"], more].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        words(&String::from_utf8(desk.kept("ann.html").expect("it was written")).expect("UTF-8"))
    };
    assert!(page(&[]).contains("\nfirst_contact, "), "{}", page(&[]));
    let titled = page(&["--package", PACKAGE]);
    assert!(titled.contains("\nFirst contact, ") && !titled.contains("\nfirst_contact, "), "{titled}");
    assert!(titled.contains("\nCourse\nfirst_contact\n"), "{titled}");
    let ran = desk.evidence(&["person", "0042", "--package", PACKAGE]);
    assert!(ran.exit == Exit::World && ran.err.contains("--html"), "{}", ran.whole());
}

/// Whoever only stated something of others is told that, and not of whom.
#[test]
fn who_stands_in_the_records_of_others_is_told_so() {
    let desk = desk();
    let ran = desk.evidence(&["person", "Dilys Eze", "--html", "dilys.html"]);
    // The observer's name is also a learner's: nobody is guessed at.
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    let stater =
        desk.json(&["person", "0042", "--output", "json"])["records"][2]["body"]["stated_by"].clone();
    let ran = desk.evidence(&["person", stater.as_str().expect("a number"), "--html", "dilys.html"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let page = String::from_utf8(desk.kept("dilys.html").expect("it was written")).expect("UTF-8");
    assert!(
        page.contains("In 1 record of other people you are named")
            && page.contains("Nothing is recorded of you.")
    );
    assert!(!page.contains("Byrne"), "not of whom");
    let both = desk.evidence(&["person", "0042", "--html", "x.html", "--output", "json"]);
    assert_eq!(both.exit, Exit::World, "{}", both.whole());
    assert_eq!(desk.kept("x.html"), None);
}

/// So is whoever decided something.
#[test]
fn who_decided_on_a_waiver_is_told_so() {
    let desk = Desk::staffed();
    let waive =
        ["waive", "Zoë Díaz", "--until", "2026-12-31", "--requirement", "lgbt_awareness", "--because"];
    let ran = desk.evidence(&[&waive[..], &["on leave", "--decided-by", "D. Head", "--apply"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let words = desk.evidence(&["person", "D. Head"]);
    assert!(words.out.contains("They decided on 1 waiver."), "{}", words.whole());
    assert!(!words.out.contains("Zoë") && !words.out.contains("on leave"), "not of whom: {}", words.out);
    assert_eq!(desk.json(&["person", "D. Head", "--output", "json"])["waivers_decided"], 1);
    assert_eq!(desk.evidence(&["person", "D. Head", "--html", "head.html"]).exit, Exit::Done);
    let page = String::from_utf8(desk.kept("head.html").expect("it was written")).expect("UTF-8");
    assert!(page.contains("In 1 waiver you are named, by your person number, as whoever decided on it."));
}
