//! Signs that nobody sees make no further people, and turn no name about: whichever way they come in.

use bona::Exit;

use super::{Desk, PACKAGE};

/// What each way in says of such a sign.
const WHY: &str = "a sign that nobody sees";

#[test]
fn one_number_is_one_person_however_it_was_pasted() {
    let desk = Desk::staffed();
    let people = || desk.json(&["matrix", "--output", "json"])["completions"].as_array().map(Vec::len);
    let before = people();
    for sign in ["\u{ad}", "\u{200d}", "\u{200f}", "\u{180e}", "\u{fe0f}", "\u{e0041}"] {
        let code = format!("U+{:04X}", sign.chars().next().map_or(0, u32::from));
        let number = format!("00{sign}42");
        let mut said = Vec::new();
        let mapping =
            r#"(format: 1, who: StaffNumber("No"), name: ["Name"], when: (column: "Day", order: YearFirst))"#;
        desk.machine().put("m.ron", mapping.as_bytes());
        desk.machine().put("t.csv", format!("No,Name,Day\n{number},Ann,2026-11-03\n").as_bytes());
        desk.machine()
            .put("p.csv", format!("name,staff_number,pledge,day\nAnn,{number},yes,2026-11-03\n").as_bytes());
        let about = ["--package", PACKAGE, "--apply"];
        said.push(desk.import("t.csv", &[&about[..], &["--kind", "table", "--mapping", "m.ron"]].concat()));
        said.push(
            desk.import("p.csv", &[&about[..], &["--kind", "pledges", "--stated-by", "C. Manager"]].concat()),
        );
        let list = "Employee Number,First Name,Last Name,Job Title,Location,Assignment Category,Start Date,Termination Date\n";
        said.push(desk.staff(
            &format!("{list}{number},Ann,Byrne,Staff Nurse,Ward 9,Permanent,23/11/2020,\n"),
            &["--as-at", "2026-11-20", "--apply"],
        ));
        for ran in said {
            assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
            assert!(ran.err.contains(&format!("holds {code}, {WHY}")), "{code}: {}", ran.whole());
        }
    }
    assert_eq!(people(), before);
}

#[test]
fn a_name_is_read_from_one_side_in_lists_and_where_it_is_typed() {
    let desk = Desk::staffed();
    for sign in ["\u{200e}", "\u{202e}", "\u{61c}", "\u{ad}", "\u{ffff}", "\u{e0041}"] {
        let name = format!("Sam{sign}my");
        desk.machine()
            .put("p.csv", format!("name,staff_number,pledge,day\n{name},0042,yes,2026-11-03\n").as_bytes());
        let pledges = ["--kind", "pledges", "--package", PACKAGE, "--stated-by", "C. Manager"];
        let ran = desk.import("p.csv", &pledges);
        assert!(ran.exit == Exit::AtFault && ran.err.contains(WHY), "{}", ran.whole());
        let told: [&[&str]; 6] = [
            &["rename", "0042", "--to", &name],
            &waived("leave", &name),
            &waived(&name, "Chris"),
            &["correct", "2", "--withdraw", "--reason", "twice", "--decided-by", &name],
            &["erase", "0042", "--basis", "art17", "--decided-by", &name],
            &["import", "p.csv", "--kind", "pledges", "--package", PACKAGE, "--stated-by", &name],
        ];
        for arguments in told {
            let ran = desk.evidence(arguments);
            assert!(ran.exit == Exit::World && ran.err.contains(WHY), "{arguments:?}: {}", ran.whole());
        }
        let store = desk.store();
        let issue = ["certificate", "issue", "0042", "--leaf", "2", "--out", "c.html", "--store", &store];
        let ran = desk.bench.run(&[&issue[..], &["--name", &name]].concat());
        assert!(ran.exit == Exit::World && ran.err.contains(WHY), "{}", ran.whole());
        let other = Desk::bare();
        let ran = other.evidence(&["init", "--organisation", &name]);
        assert!(ran.exit == Exit::World && ran.err.contains(WHY), "{}", ran.whole());
        assert_eq!(other.kept("log.key"), None);
    }
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
}

#[test]
fn names_that_are_written_with_joiners_stay_as_they_are() {
    let desk = Desk::staffed();
    let name = "\u{639}\u{644}\u{6cc}\u{200c}\u{631}\u{636}\u{627}";
    let ran = desk.evidence(&["rename", "0042", "--to", name, "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let waive =
        ["waive", "0042", "--requirement", "lgbt_awareness", "--until", "2026-12-01", "--because", "leave"];
    let ran = desk.evidence(&[&waive[..], &["--decided-by", name, "--apply"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    // A decomposed name is the same name; a certificate has it in one piece.
    let store = desk.store();
    let issue = ["certificate", "issue", "0042", "--leaf", "2", "--out", "c.html", "--store", &store];
    let ran = desk.bench.run(&[&issue[..], &["--name", "Zoe\u{301}"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("Zo\u{e9}"), "{}", ran.out);
    for (typed, why) in
        [("a\nb", "more than one line"), (" ", "is empty"), (&"x".repeat(256), "has 256 characters")]
    {
        let ran = desk.evidence(&["rename", "0042", "--to", typed]);
        assert!(ran.exit == Exit::World && ran.err.contains(why), "{}", ran.whole());
    }
}

fn waived<'a>(because: &'a str, by: &'a str) -> [&'a str; 10] {
    let what = ["waive", "0042", "--requirement", "lgbt_awareness", "--until", "2026-12-01"];
    let [waive, who, requirement, id, until, day] = what;
    [waive, who, requirement, id, until, day, "--because", because, "--decided-by", by]
}
