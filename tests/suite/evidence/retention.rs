//! Whose records have all run out by the rules beside the store goes, on the day after the last one and not before.

use bona::Exit;
use bona_tests::Ran;

use super::{Desk, snapshot};

const RULES: &str = "[\n    Retention(\n        id: \"awareness\", courses: [\"first_contact\"], after: Completion, keep: Days(30),\n        \
    says: \"The surgery's own records schedule, 1 May 2026.\", as_of: \"2026-11-20\",\n    ),\n]\n";

impl Desk {
    fn retention(&self, rules: &str, today: &str) {
        self.machine().put(self.folder.path().join("retention.ron"), rules.as_bytes());
        self.machine().clock(&format!("{today}T08:00:00Z"));
    }

    fn expired(&self, more: &[&str]) -> Ran {
        self.evidence(&[&["erase", "--expired", "--decided-by", "D. Officer"][..], more].concat())
    }

    fn said(&self, ran: &Ran) -> String {
        ran.whole().replace(&self.folder.path().display().to_string(), "FOLDER")
    }

    fn people(&self) -> Vec<String> {
        let found = self.json(&["matrix", "--output", "json"]).to_string();
        ["Ann Byrne", "Zoë Díaz", "Dilys Eze"]
            .into_iter()
            .filter(|name| found.contains(name))
            .map(str::to_owned)
            .collect()
    }
}

#[test]
fn a_rehearsal_lists_who_goes_and_why_the_others_stay() {
    let desk = Desk::staffed();
    desk.retention(RULES, "2026-12-04");
    let before = (desk.size(), std::fs::read(desk.store()).expect("readable"));
    let ran = desk.expired(&[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    snapshot("evidence_expired", &desk.said(&ran));
    assert_eq!((desk.size(), std::fs::read(desk.store()).expect("readable")), before, "nothing is written");
}

#[test]
fn a_person_stays_on_the_last_day_and_goes_on_the_next() {
    let desk = Desk::staffed();
    // Ann's record is of 3 November.
    desk.retention(RULES, "2026-12-03");
    let last = desk.expired(&["--apply"]);
    assert_eq!(last.exit, Exit::Done, "{}", last.whole());
    assert!(desk.people().contains(&"Ann Byrne".to_owned()), "{}", last.out);
    let size = desk.size();
    desk.retention(RULES, "2026-12-04");
    let ran = desk.expired(&["--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(
        ran.out.contains("Ann Byrne") && ran.out.contains("kept until 2026-12-03 by `awareness`"),
        "{}",
        ran.out
    );
    assert!(!desk.people().contains(&"Ann Byrne".to_owned()));
    assert!(desk.people().contains(&"Zoë Díaz".to_owned()), "hers is a day younger: {}", ran.out);
    assert!(size < desk.size());
    let checkpoint = String::from_utf8(desk.kept(".checkpoint").expect("it is kept")).expect("text");
    assert!(ran.out.ends_with(&checkpoint), "{}", ran.out);
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    let again = desk.import("moodle.csv", &["--package", super::PACKAGE, "--apply"]);
    assert!(again.err.contains("erased: somebody decided"), "{}", again.whole());
    let nobody = desk.expired(&["--apply"]);
    assert!(nobody.out.contains("Nothing is to be erased."), "{}", nobody.out);
}

#[test]
fn where_the_time_runs_from_leaving_only_a_known_last_day_lets_it_run_out() {
    let desk = Desk::staffed();
    let rules = RULES.replace("Completion", "Leaving");
    desk.retention(&rules, "2099-01-01");
    let ran = desk.expired(&["--apply"]);
    assert!(ran.out.contains("Nothing is to be erased."), "{}", ran.out);
    assert!(ran.out.contains("When they left is not known: Dilys Eze"), "{}", ran.out);
    assert!(ran.out.contains("they have a post, or nobody knows its last day"), "{}", ran.out);
    let list = "Employee Number,First Name,Last Name,Job Title,Location,Assignment Category,Start Date,Termination Date\r\n\
        0042,Ann,Byrne,Staff Nurse,Ward 9,Permanent,23/11/2020,01/12/2026\r\n";
    let left = Desk::staffed();
    left.machine().clock("2026-12-01T09:30:00Z");
    let taken = left.staff(list, &["--as-at", "2026-12-01", "--apply"]);
    assert_eq!(taken.exit, Exit::Done, "{}", taken.whole());
    left.retention(&rules, "2026-12-31");
    assert!(left.expired(&[]).out.contains("Nothing is to be erased."), "30 days behind 1 December");
    left.retention(&rules, "2027-01-01");
    let ran = left.expired(&["--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(!left.people().contains(&"Ann Byrne".to_owned()), "{}", ran.out);
}

/// A withdrawn record is still held, and so runs out like any other; what a rule says beside records runs out with it.
#[test]
fn withdrawn_records_waivers_and_leavers_run_out_too() {
    let desk = Desk::staffed();
    let leaf = desk.json(&["person", "0045", "--output", "json"])["records"][0]["leaf"].to_string();
    let withdrawn =
        ["correct", &leaf, "--withdraw", "--reason", "twice", "--decided-by", "D. Head", "--apply"];
    assert_eq!(desk.evidence(&withdrawn).exit, Exit::Done);
    let list = "Employee Number,First Name,Last Name,Job Title,Location,Assignment Category,Start Date,Termination Date\r\n\
        0044,Zoë,Díaz,Porter,Front Hall,Permanent,01/02/2024,20/11/2026\r\n\
        0052,Jo,Khan,Receptionist,Front Hall,Permanent,13/01/2025,20/11/2026\r\n";
    assert_eq!(desk.staff(list, &["--as-at", "2026-11-20", "--apply"]).exit, Exit::Done);
    let waive = [
        "waive",
        "Zoë Díaz",
        "--until",
        "2026-12-31",
        "--requirement",
        "lgbt_awareness",
        "--because",
        "Seconded.",
    ];
    assert_eq!(
        desk.evidence(&[&waive[..], &["--decided-by", "D. Head", "--apply"]].concat()).exit,
        Exit::Done
    );
    desk.retention(RULES, "2027-06-01");
    let ran = desk.expired(&[]);
    assert!(ran.out.contains("Dilys Eze") && !ran.out.contains("Jo Khan"), "{}", ran.out);
    assert!(ran.out.contains("a waiver is kept of them, and no rule is about those"), "{}", ran.out);
    let also = RULES.replace("\n]\n", "\n    Retention(\n        id: \"leavers\", courses: [], also: [StaffList, Waivers], \
        after: Leaving, keep: Months(3),\n        says: \"The surgery's own.\", as_of: \"2026-11-20\",\n    ),\n]\n");
    desk.retention(&also, "2027-02-20");
    assert!(!desk.expired(&[]).out.contains("2 posts"), "kept on the last day");
    desk.retention(&also, "2027-02-21");
    let ran = desk.expired(&["--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("1 post of the staff list; kept until 2027-02-20 by `leavers`"), "{}", ran.out);
    assert!(ran.out.contains("a waiver; kept until 2027-02-20 by `leavers`"), "{}", ran.out);
    for name in ["Zoë Díaz", "Jo Khan", "Dilys Eze"] {
        assert_eq!(desk.evidence(&["person", name]).exit, Exit::World, "{name}");
    }
    assert_eq!(desk.evidence(&["person", "Hal Ito"]).exit, Exit::Done, "he has not left");
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
}

#[test]
fn without_rules_or_with_faulty_ones_nobody_goes() {
    let desk = Desk::staffed();
    let none = desk.expired(&["--apply"]);
    assert_eq!(none.exit, Exit::World);
    assert!(none.err.contains("nobody says how long records are kept"), "{}", none.err);
    desk.retention(&RULES.replace("Days(30)", "Days(0)"), "2099-01-01");
    let ran = desk.expired(&["--apply"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(ran.err.contains("retention.ron:3:") && ran.err.contains("nothing would be kept"), "{}", ran.err);
    assert_eq!(desk.people().len(), 3);
    for wrong in [
        &["erase", "--expired", "Ann Byrne", "--decided-by", "D"][..],
        &["erase", "Ann Byrne", "--decided-by", "D"],
    ] {
        assert_eq!(desk.evidence(wrong).exit, Exit::World, "{wrong:?}");
    }
}
