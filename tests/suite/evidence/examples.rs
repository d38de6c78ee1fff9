//! The mappings in docs/examples: each reads a table of the columns that it is for, and the traps of Totara's grades are asked
//! about or refused, never guessed at.

use std::path::Path;

use bona::Exit;
use serde_json::{Value, json};

use super::kinds::bodies;
use super::{Desk, PACKAGE};

/// As Totara's report source "Course Completion" prints it in CSV: its words, its days, and its grades, which have no sign
/// where it does not know the most (`course_grade_percent`).
const TOTARA: &str = "\
\"User's Fullname\",\"User ID Number\",\"Course Name\",\"Completion Status\",\"Completion Date\",Grade
\"Ann Byrne\",0042,\"First contact\",Complete,\"3 Nov 2026\",85.0%
\"Bo Cole\",0043,\"First contact\",\"In progress\",,-
\"Zoë Díaz\",0044,\"First contact\",\"Complete via rpl\",\"4 Nov 2026\",30.0%
\"Ann Byrne\",0042,\"Fire safety\",Complete,\"5 Nov 2026\",100.0%
\"Dilys Eze\",0045,\"First contact\",Complete,\"6 Nov 2026\",-
";

/// Columns as the example for ESR has them; they are made up.
const ESR: &str = "\
Employee Number,First Name,Last Name,Competence Name,Date From,Date To
00420001,Ann,Byrne,LOCAL|LGBT+ awareness|3 Years|,03/11/2026,02/11/2029
00420001,Ann,Byrne,LOCAL|Fire safety|1 Year|,04/11/2026,03/11/2027
00430002,Bo,Cole,LOCAL|LGBT+ awareness|3 Years|,05/11/2026,04/11/2029
";

fn example(name: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a root");
    std::fs::read(root.join("docs/examples").join(name)).expect("the example is there")
}

/// Imports a table by an example, in which something may be changed.
fn import(table: &str, name: &str, change: (&str, &str)) -> (Desk, bona_tests::Ran) {
    let desk = Desk::begun();
    let mapping = String::from_utf8(example(name)).expect("UTF-8");
    assert!(mapping.contains(change.0), "`{}` stands in the example", change.0);
    desk.machine().put("table.ron", mapping.replace(change.0, change.1).as_bytes());
    desk.machine().put("table.csv", table.as_bytes());
    let by = ["--package", PACKAGE, "--kind", "table", "--mapping", "table.ron", "--apply"];
    let ran = desk.import("table.csv", &by);
    (desk, ran)
}

fn told(desk: &Desk) -> Value {
    let told =
        bodies(desk).into_iter().map(|body| json!([body["said"], body["score"], body["claimed"]["at"]]));
    told.collect()
}

#[test]
fn totaras_report_is_read_by_the_example() {
    let (desk, ran) = import(TOTARA, "totara.mapping.ron", ("", ""));
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let wanted = json!([
        ["Complete", 85, "2026-11-03T00:00:00"],
        ["Complete via rpl", 30, "2026-11-04T00:00:00"],
        ["Complete", null, "2026-11-06T00:00:00"],
    ]);
    assert_eq!(told(&desk), wanted);
    assert!(ran.out.contains("2 with nothing to record"), "{}", ran.out);
    // The workbook that Totara exports, saved as CSV, has the days of a spreadsheet.
    let (desk, ran) = import(&TOTARA.replace("\"3 Nov 2026\"", "03/11/2026"), "totara.mapping.ron", ("", ""));
    assert_eq!((ran.exit, told(&desk)), (Exit::Done, wanted));
}

/// Totara's own help: of 300 points, 60 is 20 % as "Real" and 60 % as "Percentage".
#[test]
fn sixty_is_what_somebody_says_it_is() {
    let bare = TOTARA.replace("85.0%", "60").replace("30.0%", "-").replace("100.0%", "60");
    let score = |change| {
        let (desk, ran) = import(&bare, "totara.mapping.ron", change);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        told(&desk)[0][1].clone()
    };
    assert_eq!(score(("", "")), json!(60));
    assert_eq!(score(("scale: Percent", "scale: Points(300)")), json!(20));
    let (desk, ran) = import(&bare, "totara.mapping.ron", (", scale: Percent", ""));
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        ran.err.contains("say of what a grade is") && ran.err.contains("Grade display type"),
        "{}",
        ran.err
    );
    assert_eq!(desk.size(), 1);
    // A proposal leaves it open, and what is open is not read.
    desk.machine().put("other.csv", bare.as_bytes());
    let ran = desk.import("other.csv", &["--package", PACKAGE, "--kind", "table"]);
    assert!(ran.out.contains("score: (column: \"Grade\", scale: \"?\")"), "{}", ran.out);
    let by = ["--package", PACKAGE, "--kind", "table", "--mapping", "other.csv.mapping.ron", "--apply"];
    let ran = desk.import("other.csv", &by);
    assert!(ran.exit == Exit::AtFault && ran.err.contains("is not filled in yet"), "{}", ran.whole());
}

#[test]
fn a_grade_of_another_kind_in_the_same_column_is_refused_alone() {
    let mixed = TOTARA.replace("30.0%", "60");
    let (desk, ran) = import(&mixed, "totara.mapping.ron", ("", ""));
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        ran.err.contains(
            "row 4, column Grade: `60` has no sign of per cent, and other grades of the column have one"
        ),
        "{}",
        ran.err
    );
    assert_eq!(told(&desk).as_array().map(Vec::len), Some(2));
    let twice = TOTARA.replace("Completion Date\",Grade", "Completion Date\",Grade,Grade");
    let (desk, ran) = import(&twice, "totara.mapping.ron", ("", ""));
    assert!(
        ran.exit == Exit::AtFault && ran.err.contains("two columns are headed `Grade`"),
        "{}",
        ran.whole()
    );
    assert_eq!(desk.size(), 1);
}

#[test]
fn a_list_of_competences_is_read_by_the_example() {
    let (desk, ran) = import(ESR, "esr.mapping.ron", ("", ""));
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let said = "LOCAL|LGBT+ awareness|3 Years|";
    assert_eq!(
        told(&desk),
        json!([[said, null, "2026-11-03T00:00:00"], [said, null, "2026-11-05T00:00:00"]])
    );
    assert!(ran.out.contains("1 with nothing to record"), "another competence is left alone: {}", ran.out);
    // Noughts in front are part of a number: without them it is somebody else.
    let (other, _) = import(&ESR.replace("00420001", "420001"), "esr.mapping.ron", ("", ""));
    let missing = other.evidence(&["person", "00420001"]);
    assert_eq!(missing.exit, Exit::World, "{}", missing.whole());
    assert_eq!(desk.evidence(&["person", "00420001"]).exit, Exit::Done);
}
