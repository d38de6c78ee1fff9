//! People of one name are told apart wherever somebody has to know which of them is meant.

use bona::Exit;

use super::staff::RULES;
use super::{Desk, snapshot};

const MAPPING: &str = "StaffMapping(staff_number: \"No\", name: [\"Name\"], role: \"Role\", place: \"Place\", starts: \"From\")";
const LIST: &str = "No,Name,Role,Place,From\r\n0042,Ann Byrne,Nurse,Ward 9,2020-11-23\r\n0071,Sam Smith,Porter,Ward 9,2024-02-01\r\n\
    0072,Sam SMITH,Porter,Ward 9,2026-11-15\r\n0073,Sam Smith,Nurse,Front Hall,2024-02-01\r\n";

fn smiths() -> Desk {
    let desk = Desk::filled();
    desk.rules(RULES);
    desk.machine().put("staff.ron", MAPPING.as_bytes());
    let ran = desk.staff(LIST, &["--as-at", "2026-11-20", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    desk
}

/// The person numbers of a listing, in its order.
fn numbers(text: &str) -> Vec<String> {
    let sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit();
    let words = text.split(|c| !sign(c)).filter(|word| word.len() == 26);
    words.map(str::to_owned).collect()
}

#[test]
fn a_name_of_several_lists_what_tells_them_apart() {
    let desk = smiths();
    let ran = desk.evidence(&["person", "sam smith"]);
    assert_eq!(ran.exit, Exit::World);
    let mut lines: Vec<String> = ran.err.lines().skip(1).map(|line| line.trim()[26..].to_owned()).collect();
    lines.sort();
    snapshot("evidence_alike_listed", &lines.join("\n"));
    let ran = desk.evidence(&["person", "byrne"]);
    assert!(
        ran.err.contains("Nurse, Ward 9 from 2020-11-23; 1 id; 2 records, the last of 2026-11-03"),
        "{}",
        ran.err
    );
}

#[test]
fn lists_say_the_number_where_the_name_does_not_tell() {
    let desk = smiths();
    let gaps = desk.evidence(&["gaps", "--as-at", "2026-11-20", "--all"]);
    let told = numbers(&gaps.out);
    assert_eq!(told.len(), 2, "those of Ward 9 alone: {}", gaps.out);
    for number in &told {
        assert!(
            desk.json(&["person", number, "--output", "json"])["name"]
                .as_str()
                .is_some_and(|it| it.len() == 9)
        );
    }
    // Only one of them is a gap, and whoever reads that must know which.
    let gaps = desk.evidence(&["gaps", "--as-at", "2026-11-20"]);
    assert_eq!(numbers(&gaps.out).len(), 1, "{}", gaps.out);
    assert_eq!(numbers(&desk.evidence(&["chase", "--as-at", "2026-11-20"]).out).len(), 2);
    let csv = desk.evidence(&["gaps", "--as-at", "2026-11-20", "--all", "--output", "csv"]).out;
    assert!(csv.lines().next().is_some_and(|head| head.ends_with(",reason,person")), "{csv}");
    assert_eq!(numbers(&csv).len(), 4, "one a line: {csv}");
    assert!(csv.contains("\"Sam SMITH\",\"Porter\""), "a name is a name: {csv}");
    assert_eq!(desk.evidence(&["page", "staff.html", "--as-at", "2026-11-20"]).exit, Exit::Done);
    let page = String::from_utf8(desk.kept("staff.html").expect("it was written")).expect("UTF-8");
    assert!(told.iter().all(|number| page.contains(&format!("(person {number})"))), "{page}");
    assert_eq!(page.matches("(person ").count(), 2);
}
