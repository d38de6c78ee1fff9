//! Somebody whom two systems know by different ids is made one person, and all that counts, prints or erases takes them as
//! one, until it is taken back.

use bona::Exit;
use bona_tests::Ran;

use super::erase::{BY, forms, found, traces};
use super::{Desk, PACKAGE, snapshot};

const WHY: [&str; 4] = ["--reason", "systems", "--decided-by", "D. Head"];
const SHEET: &str = "name,email,minutes\nAnn E. Byrne,ann@elm.example,60\n";

impl Desk {
    /// Ann Byrne is 0042 in Moodle's report and the staff list, and an address in that of a group session.
    fn twice() -> Self {
        let desk = Self::staffed();
        desk.machine().put("sheet.csv", SHEET.as_bytes());
        let said = ["--count", "1", "--stated-by", "C. Manager", "--apply"];
        let session = desk.evidence(&["session", "--starts", "2026-11-20 09:30", "--mode", "video"]);
        let name =
            session.out.split("--session ").nth(1).and_then(|rest| rest.get(..8)).expect("it is named");
        let about = ["--kind", "sign-in", "--session", name, "--package", PACKAGE];
        let ran = desk.import("sheet.csv", &[&about[..], &said].concat());
        // Whoever vouches for the sheet was never met before either, and is no learner.
        assert!(ran.out.contains("(1 person is met for the first time)"), "{}", ran.out);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        desk
    }

    fn joined(&self, arguments: &[&str]) -> Ran {
        let ran = self.evidence(&[&["person"][..], arguments, &WHY, &["--apply"]].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        ran
    }

    fn recorded_of(&self, who: &str) -> usize {
        let held = self.json(&["person", who, "--output", "json"]);
        held["records"].as_array().expect("a list").len()
    }
}

#[test]
fn two_ids_become_one_person_and_two_again() {
    let desk = Desk::twice();
    let mapping = "StaffMapping(staff_number: \"No\", email: \"Mail\", name: [\"Name\"], role: \"Role\")";
    desk.machine().put("staff.ron", mapping.as_bytes());
    let list = "No,Mail,Name,Role\r\n0042,ann@elm.example,Ann Byrne,Staff Nurse\r\n";
    let ran = desk.staff(list, &["--as-at", "2026-11-21"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(ran.err.contains("if both are this person's, say so"), "{}", ran.err);
    assert!(ran.err.contains("`bona evidence person ") && ran.err.contains("--same-as"), "{}", ran.err);
    let (before, size) = ((desk.recorded_of("0042"), desk.recorded_of("ann@elm.example")), desk.size());
    let dry = desk.evidence(&[&["person", "0042", "--same-as", "ann@elm.example"][..], &WHY].concat());
    assert_eq!((dry.exit, desk.size()), (Exit::Done, size), "{}", dry.whole());
    let mut told = dry.out;
    for who in ["0042", "ann@elm.example"] {
        let held = desk.json(&["person", who, "--output", "json"]);
        told = told.replace(held["person"].as_str().expect("a number"), "NUMBER");
    }
    snapshot("evidence_same_rehearsed", &told);
    desk.joined(&["0042", "--same-as", "ann@elm.example"]);
    for who in ["0042", "ann@elm.example", "Ann Byrne", "Ann E. Byrne"] {
        assert_eq!(desk.recorded_of(who), before.0 + before.1, "{who}");
    }
    let matrix = desk.json(&["matrix", "--output", "json"]);
    let lines = matrix["completions"].as_array().expect("a list").iter();
    let names: Vec<_> =
        lines.filter_map(|line| line["name"].as_str()).filter(|it| it.starts_with("Ann")).collect();
    assert!(names.iter().all(|name| *name == "Ann Byrne"), "{names:?}");
    let ran = desk.staff(list, &["--as-at", "2026-11-21", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    let twice = desk.evidence(&[&["person", "0042", "--same-as", "Ann E. Byrne"][..], &WHY].concat());
    assert!(twice.err.contains("one person already"), "{}", twice.err);
    let page = desk.evidence(&["person", "0042", "--html", "ann.html"]);
    assert_eq!(page.exit, Exit::Done, "{}", page.whole());
    let page = String::from_utf8(desk.kept("ann.html").expect("it was written")).expect("UTF-8");
    assert!(page.contains("Several numbers") && page.contains("two systems know them by different ids"));
    desk.joined(&["0042", "--apart-from", "ann@elm.example"]);
    assert_eq!((desk.recorded_of("0042"), desk.recorded_of("ann@elm.example")), before);
    let none = desk.evidence(&[&["person", "0042", "--apart-from", "ann@elm.example"][..], &WHY].concat());
    assert!(none.err.contains("nothing says that"), "{}", none.err);
}

/// Who has it by one id has it, wherever somebody looks.
#[test]
fn gaps_uploads_and_comparisons_take_them_as_one() {
    let desk = Desk::twice();
    let ann = |desk: &Desk| {
        let gaps = desk.json(&["gaps", "--all", "--output", "json", "--as-at", "2026-11-21"]);
        let lines = gaps["lines"].as_array().expect("a list").clone();
        let ann = lines.into_iter().find(|line| line["name"] == "Ann Byrne").expect("she is listed");
        (ann["state"].clone(), ann["last"].clone())
    };
    let (moodle, _) = (ann(&desk), desk.joined(&["0042", "--same-as", "ann@elm.example"]));
    assert_eq!((moodle.1.as_str(), ann(&desk).1.as_str()), (Some("2026-11-03"), Some("2026-11-20")));
    desk.machine().put("users.csv", b"mail,user\nann@elm.example,ann\n");
    let list =
        ["--list", "users.csv", "--identify-by", "email", "--id-column", "mail", "--user-column", "user"];
    let upload = ["upload", "up.csv", "--for", "totara", "--course", "first_contact", "--short-name", "FC1"];
    let ran = desk.evidence(&[&upload[..], &list, &["--no-score-as", "100"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let compared = desk.json(&["reconcile", "moodle.csv", "--package", PACKAGE, "--output", "json"]);
    let lines = compared["lines"].as_array().expect("a list");
    assert!(lines.iter().all(|line| line["name"] != "Ann E. Byrne"), "{compared}");
    let ran = desk.bench.run(&[
        "certificate",
        "issue",
        "ann@elm.example",
        "--name",
        "Ann",
        "--leaf",
        "2",
        "--out",
        "ann.html",
        "--store",
        &desk.store(),
    ]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    // Whose page it is, she is told of both numbers.
    let ran = desk.evidence(&["rename", "ann@elm.example", "--to", "Andrew Byrne", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    for old in ["Ann Byrne", "Ann E. Byrne"] {
        desk.machine().put("sheet.csv", b"");
        assert_eq!(desk.evidence(&["person", old]).exit, Exit::World, "{old}");
    }
    desk.joined(&["0042", "--apart-from", "ann@elm.example"]);
    assert_eq!(desk.recorded_of("ann@elm.example"), 1);
    assert_eq!(desk.evidence(&["person", "Ann E. Byrne"]).exit, Exit::World, "no old name comes back");
}

#[test]
fn whoever_erases_one_erases_both() {
    let desk = Desk::twice();
    let mut both = traces(&desk, "Ann Byrne");
    both.extend(traces(&desk, "Ann E. Byrne"));
    both.extend(forms("Ann E. Byrne"));
    let canary = traces(&desk, "Dilys Eze");
    let kept = found(&desk, &canary);
    desk.joined(&["0042", "--same-as", "ann@elm.example"]);
    desk.machine().put("sheet.csv", b"");
    let ran = desk.evidence(&[&["erase", "Ann Byrne", "--apply"][..], &BY].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("2 person numbers and 2 pseudonyms"), "{}", ran.out);
    assert_eq!((found(&desk, &both), found(&desk, &canary)), (0, kept));
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    for who in ["0042", "ann@elm.example", "Ann Byrne", "Ann E. Byrne"] {
        assert_eq!(desk.evidence(&["person", who]).exit, Exit::World, "{who}");
    }
    desk.machine().put("sheet.csv", SHEET.as_bytes());
    let about =
        ["--kind", "sign-in", "--package", PACKAGE, "--count", "1", "--stated-by", "C. Manager", "--apply"];
    let session = desk.evidence(&["session", "--starts", "2026-11-21 09:30", "--mode", "video"]);
    let name = session.out.split("--session ").nth(1).and_then(|rest| rest.get(..8)).expect("it is named");
    let ran = desk.import("sheet.csv", &[&about[..], &["--session", name]].concat());
    assert!(ran.err.contains("erased: somebody decided"), "{}", ran.whole());
}
