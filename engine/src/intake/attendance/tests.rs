//! Lists as Teams, Zoom and hands write them, and what of them is not believed.

use super::{AttendanceList, Keyed, keyed_alike, read};
use crate::intake::{FileFault, IdKind, Intake, LearnerId, VerdictWord, Wanted};

const TEAMS: &[u8] = include_bytes!("../../../../tests/fixtures/evidence/teams.csv");
const ZOOM: &[u8] = include_bytes!("../../../../tests/fixtures/evidence/zoom.csv");
const SHEET: &str =
    "Name;Staff number;Minutes\nAnn Byrne;0042;90\nBo Cole;0043;90\nZo\u{eb} D\u{ed}az;0044;30\n";

fn wanted() -> Wanted {
    Wanted::of("first_contact")
}

fn given(bytes: &[u8], list: AttendanceList) -> Result<Intake, FileFault> {
    read(bytes, list, 45, &wanted())
}

fn good(bytes: &[u8], list: AttendanceList) -> Intake {
    given(bytes, list).expect("it is a list")
}

/// Each person's address, what is said of them, and whether it counts.
fn said(intake: &Intake) -> Vec<(&str, &str, bool)> {
    let row = |row: &'_ crate::intake::Row| row.verdict == Some(VerdictWord::Completed);
    intake.rows.iter().map(|one| (one.learner.value(), one.said.as_str(), row(one))).collect()
}

#[test]
fn the_report_of_teams_is_read_by_its_second_section() {
    let intake = good(TEAMS, AttendanceList::Teams);
    assert_eq!(
        said(&intake),
        [
            ("ann.byrne@elm.example", "attended 60 minutes", true),
            ("bo@elm.example", "attended 54 minutes", true),
            ("zoe@elm.example", "attended 20 minutes", false),
            ("cy.manager@elm.example", "attended 61 minutes", false),
            ("gil@elm.example", "attended 59 minutes", true),
        ]
    );
    assert_eq!(intake.refusals.len(), 1);
    assert!(intake.refusals[0].place.ends_with("column Email"), "{:?}", intake.refusals);
    assert!(intake.refusals[0].why.contains("a guest, or a telephone"));
    let kept = String::from_utf8(intake.refused_file).expect("UTF-8");
    let mended = kept.replace("59m 0s\t\t\t", "59m 0s\tguest@elm.example\t\t");
    let again = good(mended.as_bytes(), AttendanceList::Teams);
    assert_eq!(said(&again), [("guest@elm.example", "attended 59 minutes", true)]);
}

#[test]
fn a_report_of_teams_that_does_not_say_who_held_the_meeting_is_refused() {
    let units = TEAMS[2..].chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units).map(|sign| sign.expect("UTF-16")).collect();
    assert!(given(text.as_bytes(), AttendanceList::Teams).is_ok());
    for other in ["Rolle", ""] {
        let fault = given(text.replace("\tRole", &format!("\t{other}")).as_bytes(), AttendanceList::Teams);
        let fault = fault.expect_err("the organiser would be counted");
        assert!(fault.why.contains("no column `Role`") && fault.help.contains("Organizer"), "{fault}");
    }
}

#[test]
fn visits_of_zoom_are_put_together_and_two_devices_count_once() {
    let intake = good(ZOOM, AttendanceList::Zoom);
    assert_eq!(
        said(&intake),
        [
            ("ann.byrne@elm.example", "attended 60 minutes", true),
            ("bo@elm.example", "attended 54 minutes", true),
            ("zoe@elm.example", "attended 20 minutes", false),
            ("cy.manager@elm.example", "attended 61 minutes", true),
            ("gil@elm.example", "attended 59 minutes", true),
        ]
    );
    assert_eq!(intake.refusals.len(), 1);
    let unique = "Name (original name),Email,Total duration (minutes),Guest\nAnn,ann@elm.example,58,No\nBo,bo@elm.example,12,No\n";
    let unique = good(unique.as_bytes(), AttendanceList::Zoom);
    assert_eq!(
        said(&unique),
        [("ann@elm.example", "attended 58 minutes", true), ("bo@elm.example", "attended 12 minutes", false)]
    );
}

#[test]
fn who_waited_was_not_there_and_minutes_that_contradict_a_visit_are_refused() {
    let list = |rows: &str| {
        let header =
            "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room";
        good(format!("{header}\n{rows}").as_bytes(), AttendanceList::Zoom)
    };
    let row = |from: &str, to: &str, minutes: u32, waits: &str| {
        format!("Wendy,wendy@elm.example,{from},{to},{minutes},No,{waits}\n")
    };
    let at = |time: &str| format!("11/05/2026 {time}");
    let wait = row(&at("02:00:00 PM"), &at("02:50:00 PM"), 50, "Yes");
    let there = row(&at("02:50:00 PM"), &at("03:40:00 PM"), 50, "No");
    let short = row(&at("02:50:00 PM"), &at("02:52:00 PM"), 2, "No");
    for (rows, minutes, counts) in [
        (format!("{wait}{short}"), 2, false),
        (format!("{short}{wait}"), 2, false),
        (format!("{wait}{there}"), 50, true),
        (wait.clone(), 0, false),
        (row("", "", 50, ""), 50, true),
    ] {
        let intake = list(&rows);
        let word = format!("attended {minutes} minutes");
        assert_eq!(said(&intake), [("wendy@elm.example", word.as_str(), counts)], "{rows}");
        assert!(intake.refusals.is_empty());
    }
    let long = row(&at("09:20:00 AM"), &at("09:30:00 AM"), 100, "No");
    for (rows, lines, why) in [
        (long.clone(), 1, "has other minutes than lie between its join and leave times"),
        (format!("{there}{long}"), 2, "has other minutes"),
        (row(&at("11:30:00 PM"), "11/06/2026 12:30:00 AM", 60, "No"), 1, "is no end of a visit on one day"),
        (row(&at("02:50:00 PM"), &at("02:10:00 PM"), 60, "No"), 1, "is no end of a visit"),
        (row(&at("02:50:00 PM"), "later", 60, "No"), 1, "`later` is no end of a visit"),
        (row(&at("02:50:00 PM"), &at("03:40:00 PM"), 50, "Ja"), 1, "`Ja` is neither Yes nor No"),
    ] {
        let intake = list(&rows);
        assert_eq!((intake.rows.len(), intake.refusals.len()), (0, 1), "{rows}");
        assert!(intake.refusals[0].why.contains(why), "{why}: {}", intake.refusals[0].why);
        let kept = String::from_utf8(intake.refused_file).expect("UTF-8");
        assert_eq!(kept.matches("Wendy").count(), lines, "all their visits come back: {kept}");
    }
}

#[test]
fn a_sheet_is_read_however_it_was_saved() {
    let wanted_rows = [
        ("0042", "attended 90 minutes", true),
        ("0043", "attended 90 minutes", true),
        ("0044", "attended 30 minutes", false),
    ];
    let windows: Vec<u8> =
        SHEET.chars().map(|c| u8::try_from(u32::from(c)).expect("in Windows-1252")).collect();
    let excel: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(SHEET.replace(';', "\t").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [SHEET.as_bytes(), &windows, &excel, SHEET.replace(';', ",").as_bytes()] {
        let intake = good(bytes, AttendanceList::SignIn);
        assert_eq!(said(&intake), wanted_rows);
        assert_eq!(intake.rows[2].name.as_deref(), Some("Zo\u{eb} D\u{ed}az"));
    }
    let plain = good(b"name,email\nAnn,ann@elm.example\nBo,\n", AttendanceList::SignIn);
    assert_eq!(plain.refusals[0].why, "nothing says who this is", "nobody signs a sheet by telephone");
    assert_eq!(said(&plain), [("ann@elm.example", "attended", true)]);
    let by = Wanted { identify_by: Some(IdKind::Email), ..wanted() };
    assert!(
        read(SHEET.as_bytes(), AttendanceList::SignIn, 0, &by)
            .is_err_and(|fault| fault.why.contains("no column"))
    );
    let account = b"name,account\nAnn,ann\n";
    assert!(given(account, AttendanceList::SignIn).is_err_and(|fault| fault.help.contains("--lms")));
    let home = Wanted { lms: Some("https://lms.example".into()), ..wanted() };
    let intake = read(account, AttendanceList::SignIn, 0, &home).expect("the address is given");
    assert_eq!(Some(intake.rows[0].learner.clone()), LearnerId::account("https://lms.example", "ann"));
}

#[test]
fn a_row_that_cannot_be_believed_is_refused_alone_and_can_be_mended() {
    for (from, to, place, why) in [
        ("0043", "", "row 3, column Staff number", "nothing says who this is"),
        ("0043", "0042", "row 3, column Staff number", "the same person stands in row 2"),
        (";90\nZ", ";all of it\nZ", "row 3, column Minutes", "is not how long somebody stayed"),
        (";90\nZ", ";5000\nZ", "row 3, column Minutes", "is not how long somebody stayed"),
        ("Bo Cole", "Bo;Cole", "row 3", "4 cells; the header has 3"),
        ("Bo Cole;0043;90", "Bo Cole;0043", "row 3", "2 cells"),
        ("Bo Cole", "Bo\u{7} Cole", "row 3, column Name", "a sign that nobody sees"),
    ] {
        let intake = good(SHEET.replacen(from, to, 1).as_bytes(), AttendanceList::SignIn);
        assert_eq!((intake.rows.len(), intake.refusals.len()), (2, 1), "{to}");
        let refusal = &intake.refusals[0];
        assert_eq!(refusal.place, place, "{to}");
        assert!(refusal.why.contains(why), "{to}: {}", refusal.why);
        assert!(!intake.refused_file.is_empty());
    }
    let twice = TEAMS.to_vec();
    assert!(given(&twice, AttendanceList::Zoom).is_err_and(|fault| fault.why.contains("Zoom")));
    assert!(given(ZOOM, AttendanceList::Teams).is_err_and(|fault| fault.why.contains("Teams")));
    for bytes in [&b""[..], b"Dear all", b"Name\tBeitritt\tVerlassen", b"{}"] {
        for list in [AttendanceList::Teams, AttendanceList::Zoom, AttendanceList::SignIn] {
            assert!(given(bytes, list).is_err(), "{list:?} {}", String::from_utf8_lossy(bytes));
        }
    }
}

#[test]
fn a_keying_is_checked_by_a_second_one_or_by_the_number_on_the_sheet() {
    let alike = |keyed| keyed_alike(SHEET.as_bytes(), keyed, &wanted());
    assert_eq!(alike(Keyed::Count(3)), Ok(()));
    assert!(
        alike(Keyed::Count(4)).is_err_and(|fault| fault.why.contains("4 signatures, and the list 3 rows"))
    );
    let other = "staff_number,minutes,name\n0044,30,Z Diaz\n0042,90,A Byrne\n0043,90,B Cole\n";
    assert_eq!(alike(Keyed::Twice(other.as_bytes())), Ok(()), "names may be spelt otherwise");
    let lost = other.replace("0043,90,B Cole\n", "0034,90,B Cole\n").replace("0044,30", "0044,80");
    let fault = alike(Keyed::Twice(lost.as_bytes())).expect_err("they differ");
    for why in [
        "row 3 (`0043`) is not in the second",
        "row 4 of the second (`0034`) is not in the first",
        "row 4 (`0044`): 30 and 80 minutes",
    ] {
        assert!(fault.why.contains(why), "{why}: {}", fault.why);
    }
    let crossed = "staff_number,minutes,name\n0044,30,Z Diaz\n0042,90,Bo Cole\n0043,90,Ann Byrne\n";
    let fault = alike(Keyed::Twice(crossed.as_bytes())).expect_err("two people changed their numbers");
    assert!(fault.why.contains("(`0042`): `Ann Byrne` and `Bo Cole`"), "{}", fault.why);
    // One family name does not make one person of two.
    let sheet = "name,staff_number\nAnn Cole,1\nBo Cole,2\n";
    let fault =
        keyed_alike(sheet.as_bytes(), Keyed::Twice(b"name,staff_number\nBo Cole,1\nAnn Cole,2\n"), &wanted());
    assert!(fault.is_err_and(|fault| fault.why.contains("`Ann Cole` and `Bo Cole`")));
    assert!(alike(Keyed::Twice(b"Dear all")).is_err());
}
