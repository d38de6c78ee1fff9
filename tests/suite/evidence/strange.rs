//! Files that are not what they seem, and what is asked before they are believed: a list of another session, numbers that
//! lost their noughts, JSON of no stated kind, what was piped in.

use bona::Exit;
use bona_tests::Ran;

use super::kinds::bodies;
use super::{Desk, PACKAGE};

const SHEET: &str = "name,staff_number\nAnn Byrne,0042\nBo Cole,0043\n";

fn session(desk: &Desk, starts: &str) -> String {
    let ran = desk.evidence(&["session", "--starts", starts, "--mode", "video"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    ran.out.split("--session ").nth(1).and_then(|rest| rest.get(..8)).expect("it is named").to_owned()
}

fn keyed(desk: &Desk, sheet: &str, session: &str, more: &[&str]) -> Ran {
    let list = ["--kind", "sign-in", "--session", session, "--package", PACKAGE, "--stated-by", "C. Manager"];
    desk.import(sheet, &[&list[..], more].concat())
}

#[test]
fn one_list_credits_nobody_at_two_sessions_unless_that_is_meant() {
    let desk = Desk::begun();
    desk.machine().put("sheet.csv", SHEET.as_bytes());
    let (one, two) = (session(&desk, "2026-11-03 10:00"), session(&desk, "2026-11-04 10:00"));
    let first = keyed(&desk, "sheet.csv", &one, &["--count", "2", "--apply"]);
    assert_eq!(first.exit, Exit::Done, "{}", first.whole());
    let again = keyed(&desk, "sheet.csv", &one, &["--count", "2"]);
    assert!(again.out.contains("2 recorded before"), "{}", again.whole());
    for apply in [&["--count", "2"][..], &["--count", "2", "--apply"]] {
        let ran = keyed(&desk, "sheet.csv", &two, apply);
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
        assert!(ran.err.contains(&format!("was imported for the session `{one}` before")), "{}", ran.err);
        assert!(ran.err.contains("--another-session"), "{}", ran.err);
    }
    assert_eq!(bodies(&desk).len(), 2, "nothing more was recorded");
    let meant = keyed(&desk, "sheet.csv", &two, &["--count", "2", "--another-session", "--apply"]);
    assert_eq!(meant.exit, Exit::Done, "{}", meant.whole());
    assert!(meant.err.contains("is taken for") && bodies(&desk).len() == 4, "{}", meant.whole());
}

#[test]
fn a_report_of_another_day_than_its_session_is_told() {
    let desk = Desk::begun();
    let path = std::path::Path::new(bona_tests::TESTS).join("fixtures/evidence/zoom.csv");
    desk.machine().put("zoom.csv", &std::fs::read(path).expect("the fixture is there"));
    let day = |starts: &str| {
        let session = session(&desk, starts);
        let ran = desk.import(
            "zoom.csv",
            &["--kind", "zoom", "--session", &session, "--minimum", "45", "--package", PACKAGE],
        );
        ran.out.contains("the report names the day `11/03/2026`")
    };
    assert!(!day("2026-11-03 10:00") && !day("2026-03-11 10:00") && !day("2026-11-04 00:10"));
    assert!(day("2026-10-20 10:00"));
}

#[test]
fn a_number_that_lost_its_noughts_is_told_with_whose_it_may_be() {
    let desk = Desk::begun();
    desk.machine().put("sheet.csv", SHEET.as_bytes());
    desk.machine().put("bare.csv", b"name,staff_number\nAnn Byrne,42\nCy Day,77\n");
    let one = session(&desk, "2026-11-03 10:00");
    assert_eq!(keyed(&desk, "sheet.csv", &one, &["--count", "2", "--apply"]).exit, Exit::Done);
    let ran = keyed(&desk, "bare.csv", &one, &["--count", "2"]);
    assert!(
        ran.err.contains("it says `42`, and somebody else is known by `0042` (`Ann Byrne`)"),
        "{}",
        ran.err
    );
    assert_eq!(ran.err.matches("somebody else is known").count(), 1, "{}", ran.err);
    desk.machine()
        .put("spoilt.csv", b"name,staff_number\nAnn Byrne,1.23E+11\nBo Cole,\nCy Day,0077\nDi Fox,0077\n");
    let ran = keyed(&desk, "spoilt.csv", &one, &["--count", "4"]);
    assert!(ran.err.contains("is what a spreadsheet makes of a number"), "{}", ran.err);
    assert!(ran.err.contains("nothing says who this is\n"), "no telephone signs a sheet: {}", ran.err);
    let kept = keyed(&desk, "spoilt.csv", &one, &["--count", "4", "--apply"]);
    assert_eq!(kept.exit, Exit::AtFault, "{}", kept.whole());
    let text = String::from_utf8(desk.kept("spoilt.csv.refused.csv").expect("it is kept")).expect("UTF-8");
    assert!(text.contains("'0077"), "{text}");
}

#[test]
fn json_whose_kind_nobody_says_is_named_for_what_it_is() {
    let desk = Desk::begun();
    let wide =
        [b"\xff\xfe".to_vec(), "{\"cmi\":{}}".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let cases: [(&[u8], Option<&str>, &str); 4] = [
        (&b""[..], None, "nothing stands in the file"),
        (b" \n[{}]", None, "this is a list in JSON"),
        (&wide, None, "this is JSON in UTF-16"),
        (&wide, Some("scorm-runtime"), "it is UTF-16; save it as UTF-8"),
    ];
    for (bytes, kind, why) in cases {
        desk.machine().put("some.json", bytes);
        let kind = kind.map_or(vec![], |kind| vec!["--kind", kind]);
        let ran = desk.import("some.json", &[&["--package", PACKAGE][..], kind.as_slice()].concat());
        assert_eq!(ran.exit, Exit::AtFault, "{why}: {}", ran.whole());
        assert!(ran.err.contains(why), "{why}: {}", ran.err);
    }
}
