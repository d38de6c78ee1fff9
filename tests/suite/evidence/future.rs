//! Nothing has happened tomorrow: what says so is refused where it comes in, with its row.

use bona::Exit;

use super::{Desk, PACKAGE};

/// The made-up clock says 2026-11-22.
const LAST: &str = "2026-11-23";
const AFTER: &str = "2026-11-24";

fn mapping() -> &'static str {
    r#"(format: 1, who: StaffNumber("No"), name: [], when: (column: "Day", order: YearFirst))"#
}

#[test]
fn a_day_that_has_not_been_yet_is_refused_in_every_kind_of_file() {
    let desk = Desk::begun();
    desk.machine().put("m.ron", mapping().as_bytes());
    let read = |name: &str| String::from_utf8(desk.kept(name).expect("a fixture")).expect("UTF-8");
    let moodle = read("moodle.csv");
    let scorm = read("run_time.json");
    let by_hand = ["--stated-by", "C. Manager"];
    let kinds: [(&str, String, Vec<&str>); 5] = [
        ("t.csv", format!("No,Day\n0042,{LAST}\n"), vec!["--kind", "table", "--mapping", "m.ron"]),
        (
            "o.csv",
            format!("name,staff_number,competence,result,day\nAnn,0042,asks,competent,{LAST}\n"),
            [&["--kind", "observed"], &by_hand[..]].concat(),
        ),
        (
            "p.csv",
            format!("name,staff_number,pledge,day\nAnn,0042,yes,{LAST}\n"),
            [&["--kind", "pledges"], &by_hand[..]].concat(),
        ),
        ("m.csv", moodle.replacen("2026-11-03 14:02:11", &format!("{LAST} 14:02:11"), 1), vec![]),
        ("s.json", scorm.replacen("\"last\": \"2026-11-03", &format!("\"last\": \"{LAST}"), 1), vec![]),
    ];
    for (file, text, more) in kinds {
        let about = ["--package", PACKAGE];
        let import = |text: &str| {
            desk.machine().put(file, text.as_bytes());
            desk.import(file, &[&about[..], &more].concat())
        };
        let fits = import(&text);
        assert!(!fits.err.contains("has not been yet"), "{file}: {}", fits.whole());
        let later = text.replace(LAST, AFTER);
        assert_ne!(later, text, "{file}");
        let ran = import(&later);
        assert_eq!(ran.exit, Exit::AtFault, "{file}: {}", ran.whole());
        let why = format!("`{AFTER}` has not been yet: the last day that is believed is {LAST}");
        assert!(ran.err.contains(&why) && ran.err.contains("refused: "), "{file}: {}", ran.whole());
        assert!(ran.err.contains("set the clock"), "{}", ran.err);
    }
}

#[test]
fn nobody_was_at_a_session_that_is_still_to_be_held() {
    let desk = Desk::begun();
    let sheet = "name,staff_number\nAnn Byrne,0042\n";
    desk.machine().put("sheet.csv", sheet.as_bytes());
    for (starts, fits) in
        [("2027-01-16 09:30", false), ("2026-11-24 00:10", false), ("2026-11-23 23:00", true)]
    {
        let ran = desk.evidence(&["session", "--starts", starts, "--mode", "video"]);
        let session = ran.out.split("--session ").nth(1).and_then(|rest| rest.get(..8)).expect("it is named");
        let about = ["--kind", "sign-in", "--package", PACKAGE, "--session", session, "--count", "1"];
        let ran = desk.import("sheet.csv", &[&about[..], &["--stated-by", "C. Manager"]].concat());
        assert_eq!(ran.exit == Exit::Done, fits, "{}", ran.whole());
        assert_eq!(ran.err.contains("so nobody was there yet"), !fits, "{}", ran.err);
    }
}

#[test]
fn a_staff_list_is_of_a_day_that_has_been() {
    let desk = Desk::staffed();
    let list = "Employee Number,First Name,Last Name,Job Title,Location,Assignment Category,Start Date,Termination Date\n\
                0042,Ann,Byrne,Staff Nurse,Ward 9,Permanent,23/11/2020,\n";
    let ran = desk.staff(list, &["--as-at", AFTER]);
    assert!(ran.exit == Exit::World && ran.err.contains("has not been yet"), "{}", ran.whole());
    let ran = desk.staff(list, &["--as-at", LAST]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    // Looking ahead stays possible.
    assert_eq!(desk.evidence(&["gaps", "--as-at", "2027-06-01"]).exit, Exit::Done);
}
