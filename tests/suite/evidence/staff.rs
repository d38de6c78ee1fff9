//! From a staff list and requirements to gaps, reminders and waivers, on a true store.

use bona::Exit;
use bona_tests::Ran;

use super::Desk;

const LIST: &str = "Employee Number,First Name,Last Name,Job Title,Location,Assignment Category,Start Date,Termination Date\r\n\
    0042,Ann,Byrne,Staff Nurse,Ward 9,Permanent,23/11/2020,\r\n\
    0044,Zoë,Díaz,Porter,Front Hall,Permanent,01/02/2024,\r\n\
    0050,Hal,Ito,=Nurse,Ward 9,Bank,01/11/2026,\r\n\
    0051,Ivy,Jones,Staff Nurse,Ward 9,Agency,01/02/2024,\r\n\
    0052,Jo,Khan,Receptionist,Front Hall,Permanent,13/01/2025,\r\n";

const MAPPING: &str = "StaffMapping(staff_number: \"Employee Number\", name: [\"First Name\", \"Last Name\"], \
    role: \"Job Title\", place: \"Location\", kind: \"Assignment Category\", \
    kinds: [KindWord(says: \"Permanent\", means: Employed)], starts: \"Start Date\", ends: \"Termination Date\", \
    dates: DayMonthYear)";

pub(super) const RULES: &str = "[\n    Requirement(\n        id: \"lgbt_awareness\", title: \"LGBT+ awareness\", courses: [\"first_contact\"],\n        \
    within: Days(30), every: Years(1),\n        \
    exempt: [Exempt(kinds: [Agency], because: \"Their agency trains them.\")],\n    ),\n]\n";

impl Desk {
    /// With completions, requirements and a staff list.
    pub(super) fn staffed() -> Self {
        let desk = Self::filled();
        desk.rules(RULES);
        desk.machine().put("staff.ron", MAPPING.as_bytes());
        let ran = desk.staff(LIST, &["--as-at", "2026-11-20", "--apply"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        desk
    }

    pub(super) fn rules(&self, text: &str) {
        self.machine().put(self.folder.path().join("requirements.ron"), text.as_bytes());
    }

    pub(super) fn staff(&self, list: &str, arguments: &[&str]) -> Ran {
        self.machine().put("staff.csv", list.as_bytes());
        self.evidence(&[&["staff", "staff.csv", "--mapping", "staff.ron"][..], arguments].concat())
    }

    /// `who requirement state day`, a line each.
    fn stand(&self, as_at: &str) -> Vec<String> {
        let found = self.json(&["gaps", "--all", "--output", "json", "--as-at", as_at]);
        let lines = found["lines"].as_array().expect("a list").iter();
        let line = |line: &serde_json::Value| {
            ["name", "state", "day"].map(|field| line[field].as_str().unwrap_or("-").to_owned()).join(" ")
        };
        lines.map(line).collect()
    }
}

#[test]
fn a_list_without_a_mapping_gets_a_proposal_and_nothing_is_taken() {
    let desk = Desk::filled();
    desk.machine().put("staff.csv", LIST.as_bytes());
    let ran = desk.evidence(&["staff", "staff.csv", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    super::snapshot("evidence_staff_proposal", &ran.out);
    let kept = desk.kept("staff.csv.mapping.ron").expect("it is written beside the list");
    assert!(ran.out.starts_with(&String::from_utf8(kept).expect("text")));
    let again = desk.evidence(&["staff", "staff.csv"]);
    assert_eq!(again.exit, Exit::World, "a mapping that somebody may have mended is not overwritten");
    let gaps = desk.evidence(&["gaps"]);
    assert!(gaps.err.contains("no staff list: gaps cannot be known"), "{}", gaps.err);
}

#[test]
fn gaps_are_those_of_the_day_that_is_asked_for() {
    let desk = Desk::staffed();
    super::snapshot("evidence_gaps", &desk.evidence(&["gaps", "--all", "--as-at", "2026-11-20"]).out);
    // Zoë failed on 4 November; Hal has 30 days; Ivy is exempt.
    assert_eq!(
        desk.stand("2026-11-20"),
        [
            "Jo Khan missing 2025-02-12",
            "Zoë Díaz missing 2024-03-02",
            "Ann Byrne has 2027-11-03",
            "Hal Ito in_time 2026-12-01",
            "Ivy Jones exempt -",
        ]
    );
    assert_eq!(desk.stand("2026-11-02")[2], "Ann Byrne missing 2020-12-23", "the day before she passed");
    assert_eq!(desk.stand("2027-11-04")[2], "Ann Byrne lapsed 2027-11-03");
    assert_eq!(
        desk.stand("2024-02-02"),
        ["Zoë Díaz in_time 2024-03-02", "Ann Byrne missing 2020-12-23", "Ivy Jones exempt -"]
    );
    let before = desk.evidence(&["gaps", "--as-at", "2019-01-01"]);
    assert!(before.out.contains("There is nothing to list"), "{}", before.whole());
}

#[test]
fn a_second_list_moves_people_and_a_complete_one_ends_who_is_not_in_it() {
    let desk = Desk::staffed();
    let second = LIST.replace("0042,Ann,Byrne,Staff Nurse,Ward 9", "0042,Ann,Byrne,Matron,Ward 2").replace(
        "0052,Jo,Khan,Receptionist,Front Hall,Permanent,13/01/2025,\r\n",
        "0053,Kit,Lee,Cook,Kitchen,Permanent,,\r\n",
    );
    desk.machine().clock("2026-12-01T09:30:00Z");
    let dry = desk.staff(&second, &["--as-at", "2026-12-01", "--complete"]);
    super::snapshot("evidence_staff_second", &dry.out);
    assert!(
        desk.stand("2026-12-01").iter().any(|line| line.starts_with("Jo Khan")),
        "a rehearsal writes nothing"
    );
    let ran = desk.staff(&second, &["--as-at", "2026-12-01", "--complete", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let now = desk.stand("2026-12-01");
    assert!(!now.iter().any(|line| line.starts_with("Jo Khan")), "{now:?}");
    assert!(now.contains(&"Kit Lee in_time 2026-12-31".to_owned()), "{now:?}");
    assert!(desk.stand("2026-11-30").contains(&"Jo Khan missing 2025-02-12".to_owned()), "the past stays");
    let csv = desk.evidence(&["gaps", "--all", "--output", "csv", "--as-at", "2026-12-01"]);
    assert!(csv.out.contains("\"Ann Byrne\",\"Matron\",\"Ward 2\""), "{}", csv.out);
    let refused = desk.staff(&LIST.replace("23/11/2020", "soon"), &["--complete", "--apply"]);
    assert_eq!(refused.exit, Exit::AtFault);
    assert!(refused.err.contains("a complete list must be read completely"), "{}", refused.err);
}

#[test]
fn whom_to_remind_is_said_to_people_and_to_spreadsheets() {
    let desk = Desk::staffed();
    let words = desk.evidence(&["chase", "--as-at", "2026-11-20"]);
    super::snapshot("evidence_chase", &words.out);
    let csv = desk.evidence(&["chase", "--as-at", "2026-11-20", "--output", "csv"]);
    assert!(csv.out.contains("\"'=Nurse\""), "{}", csv.out);
    let cells = csv.out.lines().skip(1).flat_map(|line| line.split("\",\""));
    for cell in cells.map(|cell| cell.trim_matches('"')) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    let soon = |within: &str| {
        desk.json(&["expiring", "--within", within, "--as-at", "2027-10-01", "--output", "json"])
    };
    assert_eq!(soon("60d")["lines"][0]["name"], "Ann Byrne");
    assert_eq!(soon("4w")["lines"].as_array().map(Vec::len), Some(0));
    for wrong in ["", "60", "d", "60y", "-1d"] {
        let ran = desk.evidence(&["expiring", &format!("--within={wrong}")]);
        assert_eq!(ran.exit, Exit::World, "{wrong}: {}", ran.whole());
    }
}

#[test]
fn a_waiver_is_recorded_in_the_log_and_shown() {
    let desk = Desk::staffed();
    let size = desk.size();
    let waive = |until: &str, requirement: &str, more: &[&str]| {
        let fixed = ["waive", "Zoë Díaz", "--until", until, "--requirement", requirement];
        desk.evidence(
            &[&fixed[..], &["--because", "Seconded until spring.", "--decided-by", "C. Manager"], more]
                .concat(),
        )
    };
    let dry = waive("2027-03-31", "lgbt_awareness", &[]);
    assert!(dry.out.contains("Nothing was written"), "{}", dry.whole());
    assert_eq!(desk.size(), size);
    let wrong = waive("2027-03-31", "lgbt_awarenes", &["--apply"]);
    assert!(wrong.err.contains("did you mean `lgbt_awareness`?"), "{}", wrong.err);
    assert_eq!(waive("2020-01-01", "lgbt_awareness", &["--apply"]).exit, Exit::World, "a day that is past");
    let ran = waive("2027-03-31", "lgbt_awareness", &["--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(desk.size(), size + 1);
    let today = desk.json(&["gaps", "--all", "--output", "json"]);
    let zoe = today["lines"]
        .as_array()
        .and_then(|lines| lines.iter().find(|line| line["name"] == "Zoë Díaz").cloned());
    let zoe = zoe.expect("she is listed");
    assert_eq!(
        (zoe["state"].as_str(), zoe["reason"].as_str()),
        (Some("waived"), Some("Seconded until spring."))
    );
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    // Its end is told of in time, and not before.
    let day = |as_at| ["--as-at", as_at];
    for (within, told) in [("30d", false), ("2m", true)] {
        let out = desk.evidence(&[&["expiring", "--within", within][..], &day("2027-02-20")].concat()).out;
        assert_eq!(out.contains("waived until 2027-03-31, then missing since 2024-03-02"), told, "{out}");
    }
    let chased = desk.evidence(&[&["chase"][..], &day("2027-03-10")].concat()).out;
    assert!(chased.contains("waived until 2027-03-31; should have been done by 2024-03-02."), "{chased}");
    for (file, as_at, told) in [("far.html", "2027-02-20", false), ("near.html", "2027-03-10", true)] {
        assert_eq!(desk.evidence(&[&["page", file][..], &day(as_at)].concat()).exit, Exit::Done);
        let page = String::from_utf8(desk.kept(file).expect("it was written")).expect("UTF-8");
        let says = "the waiver ends on 31 March 2027; late from then on, since it was due by 2 March 2024.";
        assert_eq!(page.contains(says), told, "{page}");
    }
    let person = desk.evidence(&["person", "Zoë Díaz"]);
    assert!(person.out.contains("Seconded until spring.") && person.out.contains("Porter"), "{}", person.out);
}

#[test]
fn an_erased_person_loses_their_posts_and_a_list_does_not_bring_them_back() {
    let desk = Desk::staffed();
    let by = ["--basis", "retention", "--decided-by", "D. Officer", "--apply"];
    let ran = desk.evidence(&[&["erase", "Jo Khan"][..], &by].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("1 post of the staff list"), "{}", ran.out);
    let mut bytes = std::fs::read(desk.store()).expect("readable");
    bytes.extend(std::fs::read(format!("{}-wal", desk.store())).unwrap_or_default());
    assert!(!String::from_utf8_lossy(&bytes).contains("Receptionist"), "something of the post is left");
    let again = desk.staff(LIST, &["--apply"]);
    assert_eq!(again.exit, Exit::AtFault);
    assert!(again.err.contains("refused: row 6: erased"), "{}", again.err);
    assert!(!desk.stand("2026-11-20").iter().any(|line| line.starts_with("Jo")));
}

#[test]
fn a_name_that_somebody_gave_is_not_overwritten_by_a_list() {
    let desk = Desk::staffed();
    let ran = desk.evidence(&["rename", "Ann Byrne", "--to", "Andrew Byrne", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let again = desk.staff(LIST, &["--apply"]);
    assert!(again.out.contains("In row 2 the name is another"), "{}", again.out);
    assert!(!again.out.contains("Byrne"), "neither name is printed: {}", again.out);
    assert!(desk.stand("2026-11-20").iter().any(|line| line.starts_with("Andrew Byrne has")));
}

#[test]
fn faults_of_requirements_and_mappings_stand_at_their_place() {
    let desk = Desk::staffed();
    desk.rules(&RULES.replace("within: Days(30)", "within: Day(30)"));
    let ran = desk.evidence(&["gaps"]);
    assert_eq!(ran.exit, Exit::AtFault);
    super::snapshot(
        "evidence_requirements_fault",
        &ran.err.replace(&desk.folder.path().display().to_string(), "FOLDER"),
    );
    // What every list prints is a line that everybody sees whole.
    for (wrong, why) in [
        ("LGBT+\\u{202e} awareness", "the title holds U+202E, a sign that nobody sees"),
        ("LGBT+\\tawareness", "the title holds U+0009, a sign that nobody sees"),
        ("LGBT+\\nawareness", "the title has more than one line"),
        (" ", "the title is empty"),
    ] {
        desk.rules(&RULES.replace("LGBT+ awareness", wrong));
        let ran = desk.evidence(&["gaps"]);
        assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
        assert!(
            ran.err.contains(why) && ran.err.contains("requirements.ron:3:") && ran.err.contains("help: "),
            "{}",
            ran.err
        );
    }
    desk.rules(&RULES.replace("Their agency trains them.", "Their agency\\ntrains them."));
    assert!(desk.evidence(&["gaps"]).err.contains("the reason has more than one line"));
    desk.rules(RULES);
    desk.machine().put("staff.ron", MAPPING.replace("role:", "rool:").as_bytes());
    let ran = desk.staff(LIST, &["--apply"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.err.contains("staff.ron:1:") && ran.err.contains("rool"), "{}", ran.err);
    let bare = Desk::filled();
    bare.machine().put("staff.ron", MAPPING.as_bytes());
    bare.staff(LIST, &["--apply"]);
    let none = bare.evidence(&["gaps"]);
    assert_eq!(none.exit, Exit::World);
    assert!(
        none.err.contains("nobody says who should have what") && none.err.contains("Requirement("),
        "{}",
        none.err
    );
}

/// A list of `number,e-mail,name`, read by a mapping of its own.
fn taken(desk: &Desk, rows: &str, day: &str) -> Ran {
    let mapping = "StaffMapping(staff_number: \"No\", email: \"Mail\", name: [\"Name\"], role: \"Role\")";
    desk.machine().put("staff.ron", mapping.as_bytes());
    let rows: String = rows.lines().map(|row| format!("{row},Nurse\r\n")).collect();
    desk.staff(&format!("No,Mail,Name,Role\r\n{rows}"), &["--as-at", day, "--apply"])
}

#[test]
fn two_people_with_one_mailbox_never_become_one() {
    let desk = Desk::filled();
    desk.rules(RULES);
    let ran = taken(
        &desk,
        "0011,reception@elm.example,Rita\n0012,reception@elm.example,Rob\n0013,,Cat",
        "2026-11-02",
    );
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    super::snapshot("evidence_staff_one_mailbox", &ran.err);
    assert_eq!(desk.stand("2026-11-02"), ["Cat in_time 2026-12-02"]);
    // In lists of two days.
    assert_eq!(taken(&desk, "0011,reception@elm.example,Rita", "2026-11-03").exit, Exit::Done);
    let ran = taken(&desk, "0012,reception@elm.example,Rob", "2026-11-04");
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(ran.err.contains("row 2: its e-mail address is known with another staff number"), "{}", ran.err);
    assert!(ran.err.contains("leave the e-mail address out of this row"), "{}", ran.err);
    assert_eq!(taken(&desk, "0011,reception@elm.example,Rita\n0012,,Rob", "2026-11-04").exit, Exit::Done);
    let now = desk.stand("2026-11-04");
    assert_eq!(now, ["Cat in_time 2026-12-02", "Rita in_time 2026-12-03", "Rob in_time 2026-12-04"]);
    // The same person with a new number is the same person, and it is told.
    let ran = taken(&desk, "0099,reception@elm.example,RITA", "2026-11-05");
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("In row 2 the staff number is new"), "{}", ran.out);
    assert_eq!(desk.stand("2026-11-05"), now);
    let ran = taken(&desk, "0011,,Rita\n0099,,Ruth", "2026-11-06");
    assert!(ran.err.contains("row 3: its ids and those of row 2 are known as one person's"), "{}", ran.err);
}

/// `number,role,place,first day,last day` of people who are called by their number; with the answer.
fn posted(desk: &Desk, rows: &str, arguments: &[&str]) -> Ran {
    let mapping = "StaffMapping(staff_number: \"No\", name: [\"Name\"], role: \"Role\", place: \"Place\", starts: \"From\", ends: \"To\")";
    desk.machine().put("staff.ron", mapping.as_bytes());
    let row = |row: &str| format!("{},{row}\r\n", row.split(',').next().unwrap_or_default());
    let rows: String = rows.lines().map(row).collect();
    desk.staff(&format!("Name,No,Role,Place,From,To\r\n{rows}"), arguments)
}

/// Posts of a person: `place first-day last-day`, a line each.
fn posts(desk: &Desk, person: &str) -> Vec<String> {
    let found = desk.json(&["person", person, "--output", "json"]);
    let post = |post: &serde_json::Value| {
        ["place", "starts", "ends"].map(|field| post[field].as_str().unwrap_or("-").to_owned()).join(" ")
    };
    found["posts"].as_array().expect("a list").iter().map(post).collect()
}

#[test]
fn a_mover_who_comes_back_begins_anew_and_the_past_stays() {
    let desk = Desk::filled();
    let taken = |rows: &str, day: &str| {
        let ran = posted(&desk, rows, &["--as-at", day, "--apply"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        ran.out
    };
    taken("Moe,Nurse,Ward A,2020-01-01,", "2026-01-05");
    taken("Moe,Nurse,Ward B,2020-01-01,", "2026-06-10");
    let told = taken("Moe,Nurse,Ward A,2020-01-01,", "2026-09-05");
    assert!(told.contains("1 change their post"), "{told}");
    let now = ["Ward A 2020-01-01 2026-06-09", "Ward B 2026-06-10 2026-09-04", "Ward A 2026-09-05 -"];
    assert_eq!(posts(&desk, "Moe"), now);
    assert!(taken("Moe,Nurse,Ward A,2020-01-01,", "2026-09-06").contains("1 stay as they are"));
    assert_eq!(posts(&desk, "Moe"), now);
}

#[test]
fn a_corrected_first_day_is_taken_and_told() {
    let desk = Desk::filled();
    posted(
        &desk,
        "Sol,Nurse,Ward A,2026-11-02,\nTam,Nurse,Ward A,2026-11-02,",
        &["--as-at", "2026-11-03", "--apply"],
    );
    let ran = posted(
        &desk,
        "Sol,Nurse,Ward A,2026-11-09,\nTam,Nurse,Ward A,2026-11-02,",
        &["--as-at", "2026-11-04", "--apply"],
    );
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    super::snapshot("evidence_staff_first_day", &ran.out);
    assert_eq!(posts(&desk, "Sol"), ["Ward A 2026-11-09 -"]);
    assert_eq!(posts(&desk, "Tam"), ["Ward A 2026-11-02 -"]);
}

#[test]
fn an_older_list_undoes_nothing() {
    let desk = Desk::filled();
    let rows = "Lea,Nurse,Ward A,2020-01-01,2026-10-31\nMo,Nurse,Ward A,2020-01-01,";
    assert_eq!(posted(&desk, rows, &["--as-at", "2026-10-01", "--apply"]).exit, Exit::Done);
    let before = [posts(&desk, "Lea"), posts(&desk, "Mo")];
    for more in [&["--apply"][..], &[], &["--apply", "--complete"]] {
        let arguments = [&["--as-at", "2026-01-05"][..], more].concat();
        let ran = posted(&desk, "Lea,Nurse,Ward A,2020-01-01,\nMo,Porter,Ward B,2020-01-01,", &arguments);
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
        assert!(ran.err.contains("a list of 2026-10-01 was taken already"), "{}", ran.err);
        assert_eq!([posts(&desk, "Lea"), posts(&desk, "Mo")], before);
    }
    assert_eq!(posted(&desk, rows, &["--as-at", "2026-10-01", "--apply"]).exit, Exit::Done, "the same day");
    // A list that was taken while the clock was wrong keeps no list of today out.
    desk.machine().clock("2031-10-01T09:30:00Z");
    assert_eq!(posted(&desk, rows, &["--as-at", "2031-10-01", "--apply"]).exit, Exit::Done);
    desk.machine().clock("2026-11-22T09:30:00Z");
    assert_eq!(posted(&desk, rows, &["--apply"]).exit, Exit::Done);
}

#[test]
fn a_complete_list_that_ends_most_posts_needs_a_word() {
    let desk = Desk::filled();
    let all = "A,Nurse,W,2020-01-01,\nB,Nurse,W,2020-01-01,\nC,Nurse,W,2020-01-01,\nD,Nurse,W,2020-01-01,";
    let at = |rows: &str, more: &[&str]| {
        posted(&desk, rows, &[&["--as-at", "2026-11-20", "--complete", "--apply"][..], more].concat())
    };
    assert_eq!(at(all, &[]).exit, Exit::Done, "the first of all ends nothing");
    for (rows, why) in [
        ("", "this complete list names nobody; of 4 open posts 4 would end"),
        ("A,Nurse,W,2020-01-01,", "of 4 open posts this complete list would end 3"),
        ("E,Nurse,W,2026-11-20,", "of 4 open posts this complete list would end 4"),
    ] {
        let ran = at(rows, &[]);
        assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
        assert!(ran.err.contains(why) && ran.err.contains("--ends-most"), "{}", ran.err);
        assert_eq!(posts(&desk, "B"), ["W 2020-01-01 -"]);
    }
    let half = "A,Nurse,W,2020-01-01,\nB,Nurse,W,2020-01-01,";
    assert_eq!(at(half, &[]).exit, Exit::Done, "half of them is not most");
    assert_eq!(at("", &["--ends-most"]).exit, Exit::Done);
    assert_eq!(posts(&desk, "B"), ["W 2020-01-01 2026-11-19"]);
    let ran = posted(&desk, all, &["--ends-most"]);
    assert_eq!(ran.exit, Exit::World, "it says something of a complete list: {}", ran.whole());
}

#[test]
fn words_of_requirements_that_fit_nothing_are_noted() {
    let desk = Desk::staffed();
    assert_eq!(desk.evidence(&["gaps", "--as-at", "2026-11-20"]).err, "");
    desk.rules(
        &RULES.replace(
            "[\"first_contact\"]",
            "[\"first_contct\"], roles: [\"Porter\", \"Doctor\", \"*nurse\"]",
        ),
    );
    let ran = desk.evidence(&["gaps", "--as-at", "2026-11-20"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let notes = "note: requirement `lgbt_awareness`: the role `Doctor` is that of no post in any staff list\n\
        note: requirement `lgbt_awareness`: nobody has a record of the course `first_contct` yet; did you mean `first_contact`?\n";
    assert_eq!(ran.err, notes);
}

#[test]
fn whoever_has_posts_in_two_places_is_listed_at_each_and_counted_once() {
    let desk = Desk::filled();
    desk.rules(RULES);
    let rows = "Two,Nurse,Ward A,2026-01-10,\nTwo,Nurse,Ward Z,2026-02-10,\nOne,Nurse,Ward Z,2026-01-10,";
    assert_eq!(posted(&desk, rows, &["--as-at", "2026-11-20", "--apply"]).exit, Exit::Done);
    super::snapshot("evidence_gaps_two_places", &desk.evidence(&["gaps", "--as-at", "2026-11-20"]).out);
    let words = desk.evidence(&["chase", "--as-at", "2026-11-20"]).out;
    assert!(
        words.matches("  Two (Nurse): LGBT+ awareness").count() == 2 && words.contains("\nWard Z\n"),
        "{words}"
    );
    let soon = desk.evidence(&["expiring", "--within", "30d", "--as-at", "2026-02-01"]).out;
    assert!(soon.contains("2 things run out by") && soon.matches("Two").count() == 1, "{soon}");
    desk.evidence(&["page", "staff.html", "--as-at", "2026-11-20"]);
    let html = String::from_utf8(desk.kept("staff.html").expect("it is written")).expect("UTF-8");
    assert!(html.contains("LGBT+ awareness: 0 of 2 have it, 2 late.") && html.contains("Ward Z"), "{html}");
    assert_eq!(html.matches("<strong>Two</strong>").count(), 2, "{html}");
}
