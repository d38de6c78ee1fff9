//! Files that an administrator uploads to Totara or Moodle: who stands in them, who does not and is told, and no cell that
//! was changed or runs.

use bona::Exit;

use super::{Desk, snapshot};

/// As a learning system exports its users; Bo is known there by another id, and Gil has no user name.
const USERS: &str = "\
Username,ID number,Email address
ann.byrne,0042,ann.byrne@elm.example
\"bo, the \"\"bee\"\"\",0143,bo@elm.example
zoe,0044,zoe@elm.example
dilys,0045,dilys@elm.example
ffion,0047,ffion@elm.example
,0048,gil@elm.example
new.starter,0099,new@elm.example
";

const JOIN: [&str; 6] =
    ["--identify-by", "staff_number", "--id-column", "ID number", "--user-column", "Username"];
const TOTARA: [&str; 8] =
    ["upload", "up.csv", "--for", "totara", "--course", "first_contact", "--short-name", "FC 1, basic"];
const MOODLE: [&str; 8] =
    ["upload", "up.csv", "--for", "moodle", "--course", "first_contact", "--grade-item", "LGBT+ awareness"];

fn desk() -> Desk {
    let desk = Desk::filled();
    desk.machine().put("users.csv", USERS.as_bytes());
    desk
}

fn upload(desk: &Desk, arguments: &[&[&str]]) -> bona_tests::Ran {
    desk.evidence(&[&arguments.concat()[..], &["--list", "users.csv"], &JOIN].concat())
}

fn written(desk: &Desk) -> String {
    String::from_utf8(desk.kept("up.csv").expect("it was written")).expect("UTF-8")
}

#[test]
fn totara_gets_a_row_for_each_completion_that_it_can_take() {
    let desk = desk();
    let ran = upload(&desk, &[&TOTARA, &["--no-score-as", "100"]]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    snapshot("evidence_upload_totara", &format!("{}\n{}", ran.out, written(&desk)));
    // Nobody's score is made up: Moodle's report has none, so only those of the run-time data stand there.
    let again = TOTARA.map(|argument| if argument == "up.csv" { "again.csv" } else { argument });
    let ran = upload(&desk, &[&again]);
    assert!(ran.whole().contains("nothing is known of a score: --no-score-as"), "{}", ran.whole());
}

#[test]
fn moodle_gets_a_grade() {
    let desk = desk();
    let ran = upload(&desk, &[&MOODLE, &["--no-score-as", "100", "--since", "2026-11-04"]]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    snapshot("evidence_upload_moodle", &format!("{}\n{}", ran.out, written(&desk)));
}

#[test]
fn who_cannot_be_told_apart_stands_in_no_file() {
    let desk = desk();
    let spoilt = USERS.replace("zoe,0044", "=zoe,0044").replace("dilys,0045", "Ann.Byrne,0045");
    desk.machine().put("users.csv", spoilt.as_bytes());
    let ran = upload(&desk, &[&TOTARA, &["--no-score-as", "100"]]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    for why in
        ["row 2: the same user stands in row 5", "row 4, column Username: `=zoe` would run in a spreadsheet"]
    {
        assert!(ran.err.contains(why), "{}", ran.err);
    }
    assert!(ran.out.contains("3 of `users.csv` refused"), "{}", ran.out);
    let file = written(&desk);
    assert!(file.contains("ffion") && !file.contains("zoe") && !file.contains("byrne"), "{file}");
}

#[test]
fn what_cannot_be_written_is_refused_and_nothing_is() {
    let desk = desk();
    let day = ["--since", "3/11/2026"];
    let moodle = ["--grade-item", "x"];
    let course = ["upload", "up.csv", "--for", "totara", "--course", "other", "--short-name", "x"];
    for (arguments, exit, why) in [
        (&[&TOTARA[..7], &["=1+1"]][..], Exit::World, "`=1+1` is empty or would run in a spreadsheet"),
        (&[&TOTARA, &day], Exit::World, "--since `3/11/2026` is no day"),
        (&[&TOTARA, &moodle], Exit::World, "--grade-item is Moodle's"),
        (&[&TOTARA[..6]], Exit::World, "--short-name"),
        (&[&MOODLE, &["--course-number", "7"]], Exit::World, "--course-number is Totara's"),
        (&[&MOODLE, &["--no-score-as", "101"]], Exit::World, "101 is not in 0..=100"),
        (&[&course], Exit::AtFault, "nobody would stand in the file, so it was not written"),
        (&[&TOTARA, &["--sessions", "--no-score-as", "1"]], Exit::AtFault, "nobody would stand in the file"),
    ] {
        let ran = upload(&desk, arguments);
        assert_eq!(ran.exit, exit, "{arguments:?}: {}", ran.whole());
        assert!(ran.err.contains(why), "{arguments:?}: {}", ran.err);
    }
    desk.machine().put("users.csv", b"Name,Town\nAnn,Elm\n");
    let ran = upload(&desk, &[&TOTARA]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        ran.err.contains("`users.csv`: no row of the list is headed `ID number` and `Username`"),
        "{}",
        ran.err
    );
    assert_eq!(desk.kept("up.csv"), None, "nothing was written");
}
