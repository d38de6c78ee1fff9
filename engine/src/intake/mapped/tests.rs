//! Tables as sites define them, and what a mapping must say of them.

use super::{propose, read, read_mapping};
use crate::intake::{ClaimBasis, FileFault, IdKind, Intake, LearnerId, VerdictWord, Wanted};

const MAPPING: &str = r#"(
    format: 1,
    system: "Totara of Elm",
    who: StaffNumber("Employee number"),
    name: ["First name", "Last name"],
    course: (column: "Course Name", is: ["First contact", "First contact (2026)"]),
    state: (column: "Completion Status", passed: ["Complete via grade"], completed: ["Complete", "Complete via rpl"],
        failed: ["Failed"], nothing: ["Not yet started", "In progress"]),
    when: (column: "Completion Date", order: DayFirst),
    score: (column: "Grade", scale: Points(20)),
)"#;

const TABLE: &str = "Employee number,First name,Last name,Course Name,Completion Status,Completion Date,Grade\n\
    0042,Ann,Byrne,First contact,Complete via grade,03/11/2026 14:02,17\n\
    0043,Bo,Cole,Fire safety,Complete,03/11/2026,20\n\
    0044,Zo\u{eb},D\u{ed}az,First contact (2026),In progress,,\n\
    0045,Dilys,Eze,First contact,Complete,4 Nov 2026,-\n";

fn wanted() -> Wanted {
    Wanted::of("first_contact")
}

fn given(table: &str, mapping: &str) -> Result<Intake, FileFault> {
    read_mapping(mapping).and_then(|mapping| read(table.as_bytes(), &mapping, &wanted()))
}

fn fault(table: &str, mapping: &str) -> String {
    given(table, mapping).expect_err("it cannot be read").to_string()
}

#[test]
fn a_table_is_read_as_its_mapping_says() {
    let intake = given(TABLE, MAPPING).expect("it is a table");
    assert!(intake.refusals.is_empty(), "{:?}", intake.refusals);
    assert_eq!((intake.rows.len(), intake.others), (3, 1));
    assert_eq!(intake.system.as_deref(), Some("Totara of Elm"));
    let ann = &intake.rows[0];
    assert_eq!(Some(ann.learner.clone()), LearnerId::new(IdKind::StaffNumber, "0042"));
    assert_eq!(
        (ann.verdict, ann.score, ann.name.as_deref()),
        (Some(VerdictWord::Passed), Some(85), Some("Ann Byrne"))
    );
    assert_eq!(ann.claimed.as_ref().map(|claimed| claimed.at.as_str()), Some("2026-11-03T14:02:00"));
    assert_eq!(intake.rows[1].verdict, None);
    assert_eq!((intake.rows[2].score, intake.rows[2].verdict), (None, Some(VerdictWord::Completed)));
    let windows: Vec<u8> = TABLE
        .replace(',', ";")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("in Windows-1252"))
        .collect();
    let mapping = read_mapping(MAPPING).expect("it is a mapping");
    assert_eq!(read(&windows, &mapping, &wanted()).map(|intake| intake.rows), Ok(intake.rows));
}

#[test]
fn a_scale_that_is_not_said_is_refused_with_where_to_look() {
    let silent = MAPPING.replace(", scale: Points(20)", "");
    assert!(fault(TABLE, &silent).contains("Grade display type"), "{}", fault(TABLE, &silent));
    let percent = given(&TABLE.replace(",17\n", ",85.5 %\n"), &MAPPING.replace("Points(20)", "Percent"));
    assert_eq!(percent.map(|intake| intake.rows[0].score), Ok(Some(86)));
    for (grade, why) in [
        ("60", "more than the most"),
        ("85 %", "sign of per cent"),
        ("B+", "is not a grade"),
        ("17,5", "cells"),
    ] {
        let intake = given(&TABLE.replace(",17\n", &format!(",{grade}\n")), MAPPING).expect("it is a table");
        assert_eq!(intake.refusals.len(), 1, "{grade}");
        assert!(intake.refusals[0].why.contains(why), "{grade}: {}", intake.refusals[0].why);
    }
}

#[test]
fn a_row_that_cannot_be_believed_is_refused_alone_and_can_be_mended() {
    let unsaid = MAPPING.replace(", order: DayFirst", "");
    for (mapping, from, to, place, why) in [
        (unsaid.as_str(), "x", "x", "row 2, column Completion Date", "could be two days"),
        (
            MAPPING,
            "Complete via grade",
            "Abgeschlossen",
            "row 2, column Completion Status",
            "is a word that the mapping does not say",
        ),
        (MAPPING, "03/11/2026 14:02", "", "row 2, column Completion Date", "but not when"),
        (
            MAPPING,
            "03/11/2026 14:02",
            "31/02/2026",
            "row 2, column Completion Date",
            "is no day in that order",
        ),
        (MAPPING, "0042", "", "row 2, column Employee number", "nothing says who this is"),
        (MAPPING, "0042,Ann", "0042", "row 2", "6 cells; the header has 7"),
        (MAPPING, "Byrne", "By\u{7}rne", "row 2, column Last name", "a sign that nobody sees"),
    ] {
        let intake = given(&TABLE.replacen(from, to, 1), mapping).expect("it is a table");
        assert_eq!(intake.refusals.len(), 1, "{to}: {:?}", intake.refusals);
        let refusal = &intake.refusals[0];
        assert_eq!(refusal.place, place, "{to}");
        assert!(refusal.why.contains(why) && !refusal.help.is_empty(), "{to}: {}", refusal.why);
        let kept = String::from_utf8(intake.refused_file).expect("UTF-8");
        let again = given(&kept, mapping).expect("it is a table");
        assert_eq!((again.rows.len(), again.refusals.len()), (0, 1), "{to}");
        if to == "Abgeschlossen" {
            assert_eq!(given(&kept.replace(to, from), mapping).map(|intake| intake.rows.len()), Ok(1));
        }
    }
    let twice = format!("{TABLE}0042,Ann,Byrne,First contact,Complete via grade,03/11/2026 14:02,17\n");
    let intake = given(&twice, MAPPING).expect("it is a table");
    assert!(intake.refusals[0].why.contains("row 2 says the same"), "{:?}", intake.refusals);
}

#[test]
fn a_mapping_that_does_not_fit_is_refused_whole() {
    for (from, to, why) in [
        ("\"Employee number\"", "\"Staff No\"", "no column is headed `Staff No`"),
        ("\"Completion Status\"", "\"Status\"", "no row of the table is headed `Status`"),
        ("\"Grade\"", "\"Mark\"", "no column is headed `Mark`"),
        ("format: 1", "format: 2", "is of a form"),
        ("format: 1", "fromat: 1", "line 2"),
        ("DayFirst", "Sometimes", "line 9"),
        ("[\"Failed\"]", "[\"Complete\"]", "comes to two things"),
        ("StaffNumber(\"Employee number\")", "Account(\"Employee number\")", "outside its learning system"),
        ("[\"Failed\"]", "[\"?\"]", "line 8 is not filled in yet"),
    ] {
        let found = fault(TABLE, &MAPPING.replacen(from, to, 1));
        assert!(found.contains(why) && found.contains("help: "), "{to}: {found}");
    }
    let empty = r#"(format: 1, who: Email("a"), state: (column: "b", nothing: ["c"]), when: (column: "d"))"#;
    assert!(fault(TABLE, empty).contains("comes to anything"));
    assert!(read_mapping(&" ".repeat(64_001)).is_err_and(|fault| fault.why.contains("64001 bytes")));
    let by = Wanted { identify_by: Some(IdKind::Email), ..wanted() };
    let mapping = read_mapping(MAPPING).expect("it is a mapping");
    assert!(read(TABLE.as_bytes(), &mapping, &by).is_err_and(|fault| fault.why.contains("two things")));
}

#[test]
fn a_mapping_is_proposed_with_what_must_be_filled_in_and_not_read_before() {
    let proposed = propose(TABLE.as_bytes()).expect("it has a header");
    for line in [
        "who: StaffNumber(\"Employee number\")",
        "name: [\"First name\", \"Last name\"]",
        "// Which of these is the course? `Fire safety`, `First contact`, `First contact (2026)`",
        "// What do these words come to? `Complete`, `Complete via grade`, `In progress`",
        "when: (column: \"Completion Date\", order: \"?\")",
        "score: (column: \"Grade\", scale: \"?\")",
    ] {
        assert!(proposed.contains(line), "{line}: {proposed}");
    }
    assert!(fault(TABLE, &proposed).contains("is not filled in yet"));
    let filled = proposed
        .replace("is: [\"?\"]", "is: [\"First contact\"]")
        .replace(
            "passed: [], completed: [\"?\"], failed: [], nothing: []",
            "passed: [\"Complete via grade\"], completed: [\"Complete\"], nothing: [\"In progress\"]",
        )
        .replace("order: \"?\"", "order: DayFirst")
        .replace("scale: \"?\"", "scale: Points(20)");
    assert_eq!(given(TABLE, &filled).map(|intake| intake.rows.len()), Ok(2));
    assert!(propose(b"").is_err() && propose(b"Dear all").is_err());
    let strange = propose(b"a,b\n1,2\n").expect("it has a header");
    assert!(strange.contains("who: StaffNumber(\"?\")"), "{strange}");
}

/// A sheet with a column of days for each course, as many practices keep it.
#[test]
fn a_sheet_of_days_says_who_has_completed() {
    let sheet = "Staff number,Name,Fire safety,First contact\n\
        1001,Ann Byrne,01/02/2026,14/03/2026\n1002,Bo Cole,01/02/2026,\n1003,Zo\u{eb} D\u{ed}az,,-\n\
        1004,Eve Field,,02/03/2026\n1005,Gil Hay,,due in June\n";
    let mapping = r#"(format: 1, who: StaffNumber("Staff number"), name: ["Name"],
        when: (column: "First contact", order: DayFirst))"#;
    let intake = given(sheet, mapping).expect("it is a table");
    let rows =
        intake.rows.iter().map(|row| (row.verdict, row.claimed.as_ref().map(|claimed| &claimed.at[..10])));
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            (Some(VerdictWord::Completed), Some("2026-03-14")),
            (None, None),
            (None, None),
            (Some(VerdictWord::Completed), Some("2026-03-02")),
        ]
    );
    assert_eq!((intake.refusals.len(), intake.rows[0].said.as_str()), (1, "14/03/2026"));
    let clock = intake.rows[0].claimed.as_ref().map(|claimed| claimed.basis);
    assert_eq!(clock, Some(ClaimBasis::Stated), "no clock is behind a sheet that is kept by hand");
    assert_eq!(intake.refusals[0].place, "row 6, column First contact");
    assert!(
        fault(sheet, &mapping.replace("\"First contact\"", "\"Last contact\""))
            .contains("no row of the table")
    );
    let proposed = propose(sheet.as_bytes()).expect("it has a header");
    assert!(proposed.contains("it is that of this course.\n    when: (column: \"?\""), "{proposed}");
    assert!(fault(sheet, &proposed).contains("is not filled in yet"));
}

#[test]
fn a_row_without_a_course_that_says_something_was_done_is_named() {
    let table = "Employee number,First name,Last name,Course Name,Completion Status,Completion Date,Grade\n\
        0042,Ann,Byrne,First contact,Complete,03/11/2026,\n0043,Bo,Cole,,Complete,04/11/2026,\n\
        0044,Cy,Day,,In progress,,\n,Total,,,,,2\n";
    let intake = given(table, MAPPING).expect("it is a table");
    assert_eq!((intake.rows.len(), intake.refusals.len(), intake.others), (1, 1, 2), "{:?}", intake.refusals);
    assert_eq!(intake.refusals[0].place, "row 3, column Course Name");
    assert!(intake.refusals[0].why.contains("nothing says which course"), "{}", intake.refusals[0].why);
    let kept = String::from_utf8(intake.refused_file).expect("UTF-8");
    assert!(kept.contains("'0043"), "a spreadsheet leaves the number as it is: {kept}");
    let mended = given(&kept.replace("Cole,,", "Cole,First contact,"), MAPPING).expect("it is a table");
    assert_eq!(mended.rows[0].learner, LearnerId::new(IdKind::StaffNumber, "0043").expect("an id"));
}

#[test]
fn a_time_with_its_zone_is_a_clocks_and_a_number_that_a_spreadsheet_made_is_nobodys() {
    let table =
        "No,Date\n1,2026-11-03T14:02:11Z\n1.0,2026-11-03\nTRUE,2026-11-03\n2,\"Monday, 3 November 2026\"\n";
    let mapping = r#"(format: 1, who: StaffNumber("No"), name: [], when: (column: "Date"))"#;
    let intake = given(table, mapping).expect("it is a table");
    let claimed = intake.rows[0].claimed.clone().expect("a time");
    assert_eq!((claimed.at.as_str(), claimed.basis), ("2026-11-03T14:02:11Z", ClaimBasis::LmsUtc));
    let why: Vec<&str> = intake.refusals.iter().map(|one| one.why.as_str()).collect();
    assert!(why[0].contains("`1.0` is what a spreadsheet makes") && why[1].contains("`TRUE`"), "{why:?}");
    assert!(why[2].contains("it is a Tuesday"), "{why:?}");
}

#[test]
fn what_stands_for_nothing_makes_no_person() {
    let nobody = ["#N/A", "#N/A", "#REF!", "N/A", "-", "null", "0", "TBC", "?"];
    let rows: String = nobody.iter().map(|text| format!("{text},2026-11-03\n")).collect();
    let mapping = r#"(format: 1, who: StaffNumber("No"), name: [], when: (column: "Date"))"#;
    let intake = given(&format!("No,Date\n{rows}10,2026-11-03\n"), mapping).expect("it is a table");
    assert_eq!((intake.rows.len(), intake.refusals.len()), (1, nobody.len()));
    for (text, refusal) in nobody.iter().zip(&intake.refusals) {
        assert!(refusal.why.starts_with(&format!("`{text}` ")), "{}", refusal.why);
        assert!(refusal.why.contains("nobody's id: look up whose row it is"), "{}", refusal.why);
    }
    let error = "is a spreadsheet's error, and is nobody's id";
    assert!(intake.refusals[0].why.contains(error), "{}", intake.refusals[0].why);
}

#[test]
fn a_header_is_proposed_where_numbers_have_a_comma() {
    let table = "Personalnummer;Vorname;Kurs;Note\n0001;Ann;First contact;85,0\n0002;Bo;First contact;90,5\n";
    let proposed = propose(table.as_bytes()).expect("it has a header");
    assert!(proposed.contains("The table has `Personalnummer`, `Vorname`, `Kurs`, `Note`."), "{proposed}");
}

/// The days of a column may say themselves in which order they stand; a proposal says so, with the day that shows it.
#[test]
fn an_order_is_proposed_where_no_other_fits() {
    for (days, line) in [
        (
            ["14/03/2026", "02/03/2026"],
            "No other order fits `14/03/2026`.\n    when: (column: \"Date\", order: DayFirst)",
        ),
        (
            ["02/03/2026", "02/14/2026"],
            "No other order fits `02/14/2026`.\n    when: (column: \"Date\", order: MonthFirst)",
        ),
        (
            ["46329", "46330"],
            "No other order fits `46329`.\n    when: (column: \"Date\", order: Spreadsheet)",
        ),
        (["2026-03-14", "3 Mar 2026"], "Each can be read in one way only.\n    when: (column: \"Date\"),"),
        (
            ["02/03/2026", "03/02/2026"],
            "DayFirst, MonthFirst, YearFirst or Spreadsheet?\n    when: (column: \"Date\", order: \"?\")",
        ),
        (["14/03/2026", "02/14/2026"], "or Spreadsheet?\n    when: (column: \"Date\", order: \"?\")"),
        (["", ""], "or Spreadsheet?\n    when: (column: \"Date\", order: \"?\")"),
    ] {
        let table = format!("Staff number,Date\n1,{}\n2,{}\n", days[0], days[1]);
        let proposed = propose(table.as_bytes()).expect("it has a header");
        assert!(proposed.contains(line), "{days:?}: {proposed}");
        assert!(proposed.contains("Whoever has a day counts as completed."), "{proposed}");
        // What is proposed and holds nothing open is read as it stands.
        let read = given(&table, &proposed);
        assert_eq!(
            read.map_or(0, |intake| intake.rows.len()),
            if proposed.contains("\"?\"") { 0 } else { 2 },
            "{proposed}"
        );
    }
}
