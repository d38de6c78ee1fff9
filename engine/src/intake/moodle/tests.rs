//! Moodle's report as Moodle writes it, and a table of files that only look like it.

use super::read;
use crate::intake::{IdKind, Intake, LearnerId, VerdictWord, Wanted};

/// Two activities, as `report/progress` prints them: the header's first cell is empty and unquoted.
const REPORT: &str = "\
,\"ID number\",\"Email address\",\"Tea &amp; talk\",\"\",\"First contact\",\"2026-12-01 00:00:00\"
\"Ann Byrne\",\"0042\",\"ann@elm.example\",\"Completed\",\"2026-11-01 09:00:00\",\"Completed (achieved pass grade)\",\"2026-11-03 14:02:11\"
\"Bo 'Bee' Cole\",\"0043\",\"bo@elm.example\",\"Not completed\",\"\",\"Not completed\",\"\"
\"Zoë D\u{ef}az\",\"0044\",\"zoe@elm.example\",\"Not completed\",\"\",\"Completed (did not achieve pass grade)\",\"2026-11-04 08:00:01\"
\"Dee Eze\",\"0045\",\"dee@elm.example\",\"Not completed\",\"\",\"Completed (set by Cy Manager)\",\"2026-11-05 08:00:01\"
\"Ed Fox\",\"0046\",\"ed@elm.example\",\"Not completed\",\"\",\"Not completed (set by Cy Manager)\",\"2026-11-05 08:00:01\"
";

fn wanted() -> Wanted {
    Wanted {
        edition: Some("1.0.0".into()),
        activity: Some("First contact".into()),
        ..Wanted::of("first_contact")
    }
}

fn good(text: &str) -> Intake {
    read(text.as_bytes(), &wanted()).expect("it is the report")
}

fn fault(text: &str) -> String {
    read(text.as_bytes(), &wanted()).expect_err("it is not the report").to_string()
}

#[test]
fn the_report_is_read_as_moodle_writes_it() {
    let intake = good(REPORT);
    assert!(intake.refusals.is_empty(), "{:?}", intake.refusals);
    let verdicts: Vec<_> = intake.rows.iter().map(|row| row.verdict).collect();
    use VerdictWord::{Completed, Failed, Passed};
    assert_eq!(verdicts, [Some(Passed), None, Some(Failed), Some(Completed), None]);
    let ann = &intake.rows[0];
    assert_eq!(Some(ann.learner.clone()), LearnerId::new(IdKind::StaffNumber, "0042"));
    assert_eq!(ann.name.as_deref(), Some("Ann Byrne"));
    assert_eq!(ann.item.as_deref(), Some("First contact"));
    assert_eq!(ann.claimed.as_ref().map(|claimed| claimed.at.as_str()), Some("2026-11-03T14:02:11"));
    assert_eq!(intake.rows[1].name.as_deref(), Some("Bo 'Bee' Cole"));
    assert_eq!(intake.rows[1].claimed, None);
    // The name of whoever set it by hand is nobody's business here.
    assert_eq!(intake.rows[3].said, "Completed (set by hand)");
}

#[test]
fn the_form_for_excel_and_other_encodings_say_the_same() {
    let plain = good(REPORT);
    let tabs = REPORT.replace("\",\"", "\"\t\"").replacen(',', "\t", 1);
    let utf_16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(tabs.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(read(&utf_16, &wanted()), Ok(plain.clone()));
    assert_eq!(good(&format!("\u{feff}{REPORT}")), plain);
    assert_eq!(good(&REPORT.replace('\n', "\r\n")), plain);
    let windows: Vec<u8> =
        REPORT.chars().map(|c| u8::try_from(u32::from(c)).expect("in Windows-1252")).collect();
    assert_eq!(read(&windows, &wanted()), Ok(plain));
}

#[test]
fn the_activity_is_known_by_the_name_that_moodle_prints() {
    let of = |name: &str| read(REPORT.as_bytes(), &Wanted { activity: Some(name.into()), ..wanted() });
    assert_eq!(of("Tea & talk").map(|intake| intake.rows[0].said.clone()).as_deref(), Ok("Completed"));
    assert_eq!(of("  Tea  &amp; talk").map(|intake| intake.rows.len()), Ok(5));
    assert!(of("Tea").is_err_and(|fault| fault.help.contains("`Tea & talk`, `First contact`")));
    let none = read(REPORT.as_bytes(), &Wanted { activity: None, ..wanted() });
    assert!(none.is_err_and(|fault| fault.help.contains("--activity")));
    let quoted = REPORT.replace("First contact", "The 'first' contact");
    let found =
        read(quoted.as_bytes(), &Wanted { activity: Some("The \"first\" contact".into()), ..wanted() });
    assert_eq!(found.map(|intake| intake.rows.len()), Ok(5));
    assert!(fault(&REPORT.replace("Tea &amp; talk", "First contact")).contains("two activities"));
}

#[test]
fn learners_are_known_by_the_strongest_id_or_by_the_one_that_is_asked_for() {
    let by = |kind, lms: Option<&str>| {
        let wanted = Wanted { identify_by: Some(kind), lms: lms.map(str::to_owned), ..wanted() };
        read(REPORT.as_bytes(), &wanted)
    };
    let email = by(IdKind::Email, None).expect("there are e-mail addresses");
    assert_eq!(Some(email.rows[0].learner.clone()), LearnerId::new(IdKind::Email, "ann@elm.example"));
    assert!(by(IdKind::Account, None).is_err_and(|fault| fault.why.contains("`ID number`, `Email address`")));
    assert!(
        fault(&REPORT.replace("ID number", "Department").replace("Email address", "Town"))
            .contains("`Department`")
    );
    let accounts = REPORT.replace("ID number", "Username").replace("Email address", "Town");
    assert!(fault(&accounts).contains("--lms"));
    let wanted = Wanted { lms: Some("https://moodle.example".into()), ..wanted() };
    let intake = read(accounts.as_bytes(), &wanted).expect("the address is given");
    assert_eq!(Some(intake.rows[0].learner.clone()), LearnerId::account("https://moodle.example", "0042"));
}

#[test]
fn a_row_that_cannot_be_believed_is_refused_alone_with_its_place() {
    let long = "x".repeat(256);
    let huge = "x".repeat(70_000);
    let cases: &[(&str, &str, &str, &str)] = &[
        (
            "Completed (achieved pass grade)",
            "Abgeschlossen",
            "row 2, column F (First contact)",
            "`Abgeschlossen` is not a state",
        ),
        ("Completed (achieved pass grade)", "completed", "row 2, column F", "is not a state"),
        ("Completed (achieved pass grade)", "Completed (set by )", "row 2, column F", "is not a state"),
        ("Completed (achieved pass grade)", "100", "row 2, column F", "is not a state"),
        ("Completed (achieved pass grade)", "", "row 2, column F", "is not a state"),
        ("2026-11-03 14:02:11", "", "row 2, column G (2026-12-01 00:00:00)", "not when"),
        ("2026-11-03 14:02:11", "03/11/2026 14:02", "row 2, column G", "could be two days"),
        ("2026-11-03 14:02:11", "3.11.2026", "row 2, column G", "could be two days"),
        ("2026-11-03 14:02:11", "13/11/2026 14:02", "row 2, column G", "is not a time as Moodle writes it"),
        ("2026-11-03 14:02:11", "46329.58485", "row 2, column G", "is not a time as Moodle writes it"),
        ("2026-11-03 14:02:11", "2026-11-31 14:02:11", "row 2, column G", "is not a time"),
        ("\"0042\"", "\"\"", "row 2, column B (ID number)", "no id"),
        ("\"0042\"", "\" \u{a0} \"", "row 2, column B", "no id"),
        ("\"0043\"", "\"0042\"", "row 3", "the same learner stands in row 2"),
        ("\"0042\"", "\"00\u{0}42\"", "row 2, column B", "a sign that nobody sees"),
        ("Ann Byrne", "Ann\u{1b}[31m", "row 2, column A (name)", "a sign that nobody sees"),
        ("Ann Byrne", &long, "row 2, column A", "longer than 255 characters"),
        ("Ann Byrne", &huge, "row 2", "at most 65536 are read"),
        ("\"0042\",", "", "row 2", "the row has 6 cells; the header has 7"),
        ("\"0042\",", "\"0042\",\"more\",", "row 2", "the row has 8 cells; the header has 7"),
    ];
    for (from, to, place, why) in cases {
        let intake = good(&REPORT.replacen(from, to, 1));
        assert_eq!(intake.refusals.len(), 1, "{to:.40}: {:?}", intake.refusals);
        let refusal = &intake.refusals[0];
        assert!(refusal.place.starts_with(place), "{to:.40}: {}", refusal.place);
        assert!(refusal.why.contains(why), "{to:.40}: {}", refusal.why);
        assert!(!refusal.help.is_empty());
        assert_eq!(intake.rows.len(), 4, "{to:.40}: the other rows are read");
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_ends_in_one_refusal() {
    let filler = "F,9,f@elm.example,Completed,2026-11-01 09:00:00,Completed,2026-11-01 09:00:00\n";
    let (first, rest) = REPORT.split_once("\"Not completed\",\"\"\n").expect("the row of Bo");
    assert!(rest.starts_with("\"Zoë"));
    let intake = good(&format!("{first}\"Not completed\",\"\n{}", filler.repeat(1_000)));
    assert_eq!((intake.rows.len(), intake.refusals.len()), (1, 1));
    assert_eq!(intake.refusals[0].place, "row 3");
    assert!(intake.refusals[0].help.contains("never closed"));
    assert!(intake.refused_file.len() < 1_000, "what is too long to read again is not kept");
}

#[test]
fn a_file_that_is_not_the_report_is_refused_whole() {
    let columns = |count: usize| format!(",\"ID number\"{}\n", ",\"a\",\"\"".repeat(count / 2));
    let cases: &[(&str, String, &str)] = &[
        ("empty", String::new(), "not Moodle's report"),
        ("one line of words", "name,email\n".into(), "not Moodle's report"),
        ("no activity", ",\"ID number\"\n".into(), "not Moodle's report"),
        ("an odd number of cells", ",\"ID number\",\"a\",\"\",\"b\"\n".into(), "not Moodle's report"),
        ("a heading twice empty", ",\"ID number\",\"a\",\"\",\"\",\"\"\n".into(), "not Moodle's report"),
        ("202 columns", columns(200), "at most 200 are read"),
        ("names alone", ",\"a\",\"\"\n".into(), "the report shows names alone"),
        (
            "the SCORM report",
            "First name / Surname\tEmail address\tAttempt\tStarted on\tLast accessed on\tScore\tFirst contact\n\
             Ann\ta@elm.example\t1\tTuesday, 3 November 2026, 2:02 PM\tTuesday, 3 November 2026, 2:12 PM\t90\t90/100\n".into(),
            "score seen, status unknown",
        ),
        ("a picture", "\u{89}PNG\r\n".into(), "not Moodle's report"),
        ("JSON", "{\"format\":\"bona/scorm-runtime/v1\"}".into(), "not Moodle's report"),
    ];
    for (what, text, why) in cases {
        let found = fault(text);
        assert!(found.contains(why), "{what}: {found}");
        assert!(found.contains("help: "), "{what}");
    }
    let not_text =
        read(b",\"ID number\",\"Zo\xc3\xab\",\"\"\n\"Zo\xeb\",\"1\",\"Completed\",\"\"\n", &wanted());
    assert!(not_text.is_err_and(|fault| fault.why.contains("line 2 is not UTF-8")));
}

#[test]
fn refused_rows_come_back_in_a_file_that_can_be_mended_and_imported() {
    let spoilt = REPORT
        .replace("Completed (achieved pass grade)", "Erledigt")
        .replace("\"Dee Eze\"", "\"=cmd|' /C calc'!A0\"")
        .replace("Completed (set by Cy Manager)", "Gesetzt");
    let intake = good(&spoilt);
    assert_eq!((intake.rows.len(), intake.refusals.len()), (3, 2));
    let text = String::from_utf8(intake.refused_file.clone()).expect("UTF-8");
    assert!(text.contains("'=cmd"), "a spreadsheet must not run it: {text}");
    let again = good(&text);
    assert_eq!(again.refusals.len(), 2, "nothing was mended yet");
    assert_eq!(again.refused_file, intake.refused_file);
    let mended = good(&text.replace("Erledigt", "Completed").replace("Gesetzt", "Completed"));
    assert!(mended.refusals.is_empty() && mended.refused_file.is_empty());
    assert_eq!(mended.rows.len(), 2);
    assert_eq!(mended.rows[1].name.as_deref(), Some("=cmd|' /C calc'!A0"));
}
