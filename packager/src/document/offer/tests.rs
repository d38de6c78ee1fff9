use super::{Offer, Offered, audience, offer_page, sheet_name};
use crate::identity::Identity;
use crate::pack::Packed;
use crate::page::sample::course;

fn packed(format: &'static str, profile: &str, place: Option<&str>) -> Packed {
    let identity =
        Identity::of(&course(), "0".repeat(64), format, profile, place.is_none()).with_variant(place);
    let sheet = (format != "gift").then(Vec::new);
    Packed {
        identity,
        sha256: "a".repeat(64),
        crc: 7,
        files: 9,
        bytes: 12_001,
        state: None,
        losses: Vec::new(),
        sheet,
    }
}

#[test]
fn the_page_lists_each_package_once_and_runs_nothing() {
    let all = [
        packed("scorm12", "esr", None),
        packed("gift", "universal", None),
        packed("cmi5", "universal", Some("elm")),
    ];
    let title = "Words & <people>";
    let offered: Vec<Offered<'_>> = all
        .iter()
        .zip(["a.zip", "b.txt", "c.zip"])
        .map(|(packed, file)| {
            let place = packed.identity.variant.as_ref().map(|_| "Elm & Oak");
            Offered { packed, file, title, place }
        })
        .collect();
    let offer = Offer { publisher: Some("Elm & <Ash>"), time: "2026-11-20T00:00:00Z", address: None };
    let html = offer_page(&offered, &offer).expect("template and view agree");
    let counts = [
        ("Words &amp; &lt;people&gt;", 1),
        ("From Elm &amp; &lt;Ash&gt;", 1),
        ("On 20 November 2026", 1),
        ("The course itself: ", 1),
        ("<h3>For Elm &amp; Oak <span class=\"small\">(elm)</span>: ", 1),
        ("For NHS Electronic Staff Record.", 1),
        ("row open", 1),
        ("row holds", 2),
        ("13 KB", 3),
        ("<a href=\"a-readme-lms.html\">", 1),
        ("b-readme-lms", 0),
        ("<script", 0),
        ("http://", 0),
        ("src=", 0),
    ];
    for (text, count) in counts {
        assert_eq!(html.matches(text).count(), count, "{text}: {html}");
    }
}

#[test]
fn every_format_says_whom_it_is_for() {
    for (format, profile, says) in [
        ("scorm12", "universal", "any learning system that takes SCORM 1.2"),
        ("scorm2004-4", "universal", "any learning system that takes SCORM 2004"),
        ("xapi", "universal", "any learning system that takes xAPI"),
        ("html", "host", "a page of your own that frames the course"),
        ("html", "universal", "reading in a browser; no learning system is told"),
        ("moodle-xml", "moodle", "the question bank of Moodle"),
    ] {
        assert_eq!(audience(&packed(format, profile, None).identity), says);
    }
    assert_eq!(sheet_name("a-1.0.0-x.zip"), "a-1.0.0-x-readme-lms.html");
}
