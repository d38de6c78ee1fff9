//! Files that nobody should believe, of every kind that is read: each ends in a sentence that names the file, the place
//! and the remedy; nothing of a refused file is recorded, and a refused row comes back in a file that can be mended.
//!
//! Each file is made here from a sound one by one change, so that what is wrong with it can be seen.

use bona::Exit;
use bona_tests::seeded::Seeded;
use serde_json::json;

use super::{Desk, PACKAGE};

/// A sound file of each kind, and how it is imported.
pub(super) struct Sound {
    pub(super) kind: &'static str,
    pub(super) text: String,
    with: Vec<String>,
}

const MAPPING: &str = r#"(format: 1, who: StaffNumber("No"), name: ["Who"], state: (column: "Status", completed: ["Done"],
    nothing: ["Open"]), when: (column: "Day"), score: (column: "Grade", scale: Percent))"#;

fn scorm(status: &str) -> String {
    json!({ "format": "bona/scorm-runtime/v1", "lms": "https://lms.example", "learners": [
        { "id": "0042", "id_kind": "staff_number", "attempts": [{ "item": "ITEM_first_contact_main",
            "last": "2026-11-03T14:02:11Z", "cmi": { "cmi.core.lesson_status": status, "cmi.core.score.raw": "85" } }] },
        { "id": "0043", "id_kind": "staff_number", "attempts": [{ "item": "ITEM_first_contact_main",
            "last": "2026-11-03T14:02:12Z", "cmi": { "cmi.core.lesson_status": "passed" } }] },
    ]})
    .to_string()
}

fn xapi() -> String {
    let said = |number: u32, who: &str| {
        json!({
            "id": format!("00000000-0000-4000-8000-{number:012}"),
            "actor": { "account": { "homePage": "https://lms.example", "name": who } },
            "verb": { "id": "http://adlnet.gov/expapi/verbs/completed" },
            "object": { "id": "https://bona.example/courses/first_contact/au/main" },
            "context": { "registration": format!("10000000-0000-4000-8000-{number:012}"), "contextActivities": { "category": [
                { "id": "https://w3id.org/xapi/cmi5/context/categories/cmi5" },
                { "id": "https://w3id.org/xapi/cmi5/context/categories/moveon" }
            ] } },
            "timestamp": "2026-11-03T14:02:11Z"
        })
    };
    json!([said(1, "ann"), said(2, "bo")]).to_string()
}

fn receipt() -> String {
    let path = std::path::Path::new(bona_tests::TESTS).join("fixtures/evidence/receipt.json");
    std::fs::read_to_string(path).expect("the fixture is there")
}

pub(super) fn sound(kind: &'static str, session: &str) -> Sound {
    let with = |more: &[&str]| more.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let of_session = ["--session", session, "--stated-by", "C. Manager"];
    let (text, with) = match kind {
        "moodle-completion" => (
            ",\"ID number\",\"First contact\",\"\"\n\"Ann\",\"0042\",\"Completed\",\"2026-11-01 09:00:00\"\n\
             \"Bo\",\"0043\",\"Completed\",\"2026-11-01 09:00:01\"\n"
                .to_owned(),
            Vec::new(),
        ),
        "scorm-runtime" => (scorm("passed"), Vec::new()),
        "aicc" => (
            "[core]\nstudent_id=0042\nlesson_status=passed\nscore=85\n[core_lesson]\n".to_owned(),
            with(&["--identify-by", "staff_number"]),
        ),
        "receipt" => {
            (receipt(), with(&["--learner", "0042", "--identify-by", "staff_number", "--stated-by", "C. Manager"]))
        }
        "sign-in" => (
            "name,staff_number,minutes\nAnn,0042,60\nBo,0043,60\n".to_owned(),
            with(&[&of_session[..], &["--count", "2"]].concat()),
        ),
        "teams" => (
            "1. Summary\r\n2. Participants\r\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole\r\n\
             Ann\tx\ty\t1h 0m 0s\tann@elm.example\tAttendee\r\nBo\tx\ty\t59m 1s\tbo@elm.example\tAttendee\r\n"
                .to_owned(),
            with(&["--session", session, "--minimum", "45"]),
        ),
        "zoom" => (
            "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n\
             Ann,ann@elm.example,11/03/2026 10:00,11/03/2026 11:00,60\nBo,bo@elm.example,11/03/2026 10:00,11/03/2026 11:00,60\n"
                .to_owned(),
            with(&["--session", session, "--minimum", "45"]),
        ),
        "observed" => (
            "name,staff_number,competence,result,day\nAnn,0042,asks,competent,2026-11-03\nBo,0043,asks,not yet,2026-11-03\n"
                .to_owned(),
            with(&["--stated-by", "C. Manager"]),
        ),
        "table" => (
            "No,Who,Status,Day,Grade\n0042,Ann,Done,2026-11-03,85\n0043,Bo,Done,2026-11-03,90\n".to_owned(),
            with(&["--mapping", "table.ron"]),
        ),
        "xapi" => (xapi(), with(&["--lms", "https://lms.example"])),
        _ => unreachable!("the kinds are those of the table below"),
    };
    Sound { kind, text, with }
}

/// Kind, what is changed into what, and what the refusal must say: of the whole file where nothing is read.
const WHOLE: [(&str, &str, &str, &str); 30] = [
    ("moodle-completion", ",\"ID number\"", "\"x\",\"ID number\"", "not Moodle's report"),
    ("moodle-completion", "\"ID number\"", "\"Town\"", "nothing says who the learners are"),
    ("moodle-completion", "First contact", "Fire safety", "no activity is called `First contact`"),
    ("moodle-completion", "\"First contact\",\"\"", "\"First contact\"", "not Moodle's report"),
    ("scorm-runtime", "{\"format\"", "{{\"format\"", "cannot be read as JSON"),
    ("scorm-runtime", "runtime/v1", "runtime/v9", "is not known"),
    ("scorm-runtime", "\"lms\"", "\"lms\":1,\"lms\"", "stands twice"),
    ("scorm-runtime", "\"learners\"", "\"pupils\"", "`pupils`, which is not known"),
    ("scorm-runtime", "https://lms.example", "", "which learning system"),
    ("aicc", "[core]", "[kernel]", "no group `[core]`"),
    ("aicc", "score=85", "lesson_status=failed", "stands twice with two values"),
    ("receipt", "bona/receipt/v1", "bona/receipt/v2", "no learner's own record"),
    ("receipt", "\"basis\"", "\"basis\": 1, \"basis\"", "stands twice"),
    ("receipt", "{\n", "[{\n", "no learner's own record"),
    ("sign-in", "staff_number", "town", "no column says who people are"),
    ("sign-in", "Bo,0043,60\n", "", "2 signatures, and the list 1 rows"),
    ("sign-in", "Bo,0043,60\n", "Bo,0043,60\nCy,0044,60\n", "2 signatures, and the list 3 rows"),
    ("sign-in", "name,", "", "cells"),
    ("teams", "In-Meeting Duration", "Dauer", "not the attendance report of Teams"),
    ("teams", "\tEmail", "\tTown", "not the attendance report of Teams"),
    ("zoom", "Duration (Minutes)", "Dauer", "not the list of participants of Zoom"),
    ("zoom", "User Email", "Town", "not the list of participants of Zoom"),
    ("observed", "competence", "skill", "no column is headed `competence`"),
    ("observed", "day", "when", "no column is headed `day`"),
    ("observed", "staff_number", "town", "no column says who people are"),
    ("table", "Status", "State", "no row of the table is headed `Status`"),
    ("table", "Grade", "Mark", "no column is headed `Grade`"),
    ("table", "No,", "Number,", "no column is headed `No`"),
    ("xapi", "[{", "{", "cannot be read as JSON"),
    ("xapi", "\"actor\"", "\"verb\":1,\"actor\"", "stands twice"),
];

/// Kind, what is changed into what, the place and the reason of the one row that is refused; the other one is recorded.
const ROWS: [(&str, &str, &str, &str, &str); 35] = [
    (
        "moodle-completion",
        "\"Bo\",\"0043\",\"Completed\"",
        "\"Bo\",\"0043\",\"Fertig\"",
        "row 3, column C",
        "is not a state",
    ),
    ("moodle-completion", "2026-11-01 09:00:01", "01/11/2026 09:00", "row 3, column D", "could be two days"),
    ("moodle-completion", "2026-11-01 09:00:01", "", "row 3, column D", "not when"),
    ("moodle-completion", "0043", "0042", "row 3", "the same learner stands in row 2"),
    ("moodle-completion", "0043", "", "row 3, column B", "no id"),
    ("moodle-completion", "\"Bo\",", "\"Bo\",\"x\",", "row 3", "5 cells"),
    ("moodle-completion", "\"Bo\"", "\"B\u{8}o\"", "row 3, column A", "a sign that nobody sees"),
    ("scorm-runtime", "0043", "0042", "learners[1]", "the same learner is learners[0]"),
    ("scorm-runtime", "\"0043\"", "43", "learners[1]", "as a text"),
    ("scorm-runtime", "2026-11-03T14:02:12Z", "3 Nov", "learners[1].attempts[0]", "is not a time"),
    ("scorm-runtime", "\"passed\"}", "\"won\"}", "learners[1].attempts[0]", "is `won`"),
    ("sign-in", "0043", "0042", "row 3, column staff_number", "the same person stands in row 2"),
    ("sign-in", "0043", "", "row 3, column staff_number", "nothing says who this is"),
    ("sign-in", "Bo,0043,60", "Bo,0043,all day", "row 3, column minutes", "how long somebody stayed"),
    ("sign-in", "Bo,0043,60", "Bo,0043,-1", "row 3, column minutes", "how long somebody stayed"),
    ("sign-in", "Bo,0043,60", "Bo,0043", "row 3", "2 cells"),
    ("teams", "bo@elm.example", "", "row 5, column Email", "a guest, or a telephone"),
    ("teams", "bo@elm.example", "Bo", "row 5, column Email", "is no id of that kind"),
    ("teams", "bo@elm.example", "ann@elm.example", "row 5, column Email", "the same person stands in row 4"),
    ("teams", "59m 1s", "59 Min.", "row 5, column In-Meeting Duration", "how long somebody stayed"),
    ("teams", "59m 1s", "99999h", "row 5, column In-Meeting Duration", "how long somebody stayed"),
    ("zoom", "bo@elm.example", "", "row 3, column User Email", "a guest, or a telephone"),
    (
        "zoom",
        "11:00,60\nBo,bo@",
        "11:00,60\nBo,bo@elm.example,12/03/2026 09:00,12/03/2026 10:00,60\nBo,bo@",
        "row 3, column Join Time",
        "cannot be put together",
    ),
    ("observed", "not yet", "nearly", "row 3, column result", "is not a result"),
    (
        "observed",
        "not yet,2026-11-03",
        "not yet,3/11/2026",
        "row 3, column day",
        "could be more than one day",
    ),
    ("observed", "0043", "0042", "row 3", "row 2 says something of the same person"),
    ("observed", "0043,asks", "0043,", "row 3, column competence", "nothing says what was observed"),
    ("table", "Bo,Done", "Bo,Fertig", "row 3, column Status", "a word that the mapping does not say"),
    ("table", "2026-11-03,90", "3/11/2026,90", "row 3, column Day", "could be two days"),
    ("table", "2026-11-03,90", "46329,90", "row 3, column Day", "is no day"),
    ("table", "2026-11-03,90", "2026-11-03,900", "row 3, column Grade", "more than the most"),
    ("table", "2026-11-03,90", "2026-11-03,A", "row 3, column Grade", "is not a grade"),
    ("table", "0043", "", "row 3, column No", "nothing says who this is"),
    ("xapi", "\"bo\"", "7", "statement 2", "does not say who"),
    ("xapi", "10000000-0000-4000-8000-000000000002", "none", "statement 2", "no `registration`"),
];

/// A desk with a session and the mapping.
pub(super) fn desk() -> (Desk, String) {
    let mut desk = Desk::begun();
    desk.bench = desk.bench.file("table.ron", MAPPING);
    let ran = desk.evidence(&["session", "--starts", "2026-11-03 10:00", "--mode", "video"]);
    let name =
        ran.out.split("--session ").nth(1).and_then(|rest| rest.get(..8)).expect("it is named").to_owned();
    (desk, name)
}

impl Sound {
    pub(super) fn import(&self, desk: &Desk, file: &str, apply: bool) -> bona_tests::Ran {
        let mut words = vec!["--package", PACKAGE, "--kind", self.kind];
        words.extend(self.with.iter().map(String::as_str));
        if apply {
            words.push("--apply");
        }
        desk.import(file, &words)
    }
}

#[test]
fn a_file_that_is_not_what_it_is_said_to_be_is_refused_whole_with_the_remedy() {
    let (desk, session) = desk();
    let mut refused = 0;
    for (number, (kind, from, to, why)) in WHOLE.iter().enumerate() {
        let sound = sound(kind, &session);
        assert!(sound.text.contains(from), "{kind}: `{from}` stands in the sound file");
        let file = format!("hostile-{number}");
        desk.machine().put(file.as_str(), sound.text.replacen(from, to, 1).as_bytes());
        let ran = sound.import(&desk, &file, true);
        assert_eq!(ran.exit, Exit::AtFault, "{kind} {to}: {}", ran.whole());
        assert!(ran.err.contains(why) && ran.err.contains("help: "), "{kind} {to}: {}", ran.err);
        assert!(ran.err.contains(&file) || ran.err.contains("row "), "{kind} {to}: {}", ran.err);
        refused += 1;
    }
    assert!(30 <= refused, "{refused} files were judged");
    assert_eq!(desk.size(), 2, "nothing was recorded");
}

#[test]
fn a_row_that_cannot_be_believed_is_refused_alone_and_comes_back_to_be_mended() {
    let mut refused = 0;
    for kind in
        ["moodle-completion", "scorm-runtime", "sign-in", "teams", "zoom", "observed", "table", "xapi"]
    {
        let (desk, session) = desk();
        let sound = sound(kind, &session);
        for (number, (_, from, to, place, why)) in ROWS.iter().enumerate().filter(|(_, case)| case.0 == kind)
        {
            assert!(sound.text.contains(from), "{kind}: `{from}` stands in the sound file");
            let file = format!("hostile-{number}");
            desk.machine().put(file.as_str(), sound.text.replacen(from, to, 1).as_bytes());
            let ran = sound.import(&desk, &file, true);
            assert_eq!(ran.exit, Exit::AtFault, "{kind} {to}: {}", ran.whole());
            assert!(
                ran.err.contains(&format!("refused: {place}"))
                    && ran.err.contains(why)
                    && ran.err.contains("help: "),
                "{kind} {to}: {}",
                ran.err
            );
            assert!(ran.out.contains("1 refused") && ran.out.contains("2 read"), "{kind} {to}: {}", ran.out);
            let kept = desk
                .kept(&format!("{file}.refused.csv"))
                .or_else(|| desk.kept(&format!("{file}.refused.json")));
            assert!(kept.is_some_and(|kept| !kept.is_empty()), "{kind} {to}: the row comes back");
            refused += 1;
        }
        // The sound row of every file was one and the same person: recorded once, and nothing else ever was.
        let sizes = desk.size();
        assert_eq!(sizes, 4, "{kind}: a session, a batch and one record");
        desk.machine().put("sound", sound.text.as_bytes());
        let ran = sound.import(&desk, "sound", true);
        assert_eq!(ran.exit, Exit::Done, "{kind}: {}", ran.whole());
        assert!(
            ran.out.contains("1 to record") && ran.out.contains("1 recorded before"),
            "{kind}: {}",
            ran.out
        );
        assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done, "{kind}");
    }
    assert!(35 <= refused, "{refused} files were judged");
}

/// Bytes turned, cut off or doubled: whatever comes of it is a sentence, and nothing is written by a rehearsal.
#[test]
fn a_damaged_file_of_any_kind_ends_in_a_sentence() {
    let (desk, session) = desk();
    let mut chance = Seeded::new(7);
    let kinds = [
        "moodle-completion",
        "scorm-runtime",
        "aicc",
        "receipt",
        "sign-in",
        "teams",
        "zoom",
        "observed",
        "table",
        "xapi",
    ];
    let rounds = if std::env::var("BONA_TESTS").is_ok_and(|mode| mode == "full") { 300 } else { 12 };
    for kind in kinds {
        let sound = sound(kind, &session);
        for round in 0..rounds {
            let mut bytes = sound.text.clone().into_bytes();
            match round % 4 {
                0 => bytes.truncate(chance.below(bytes.len())),
                1 => {
                    let at = chance.below(bytes.len());
                    bytes[at] ^= 1 << chance.below(8);
                }
                2 => {
                    let at = chance.below(bytes.len());
                    let half = bytes[at..].to_vec();
                    bytes.extend(half);
                }
                _ => {
                    let at = chance.below(bytes.len());
                    bytes.insert(at, [0, 0xff, b'"', b'\n', b'{', b','][chance.below(6)]);
                }
            }
            desk.machine().put("damaged", &bytes);
            let ran = sound.import(&desk, "damaged", false);
            let told = ran.exit == Exit::Done || ran.err.contains("help: ");
            assert!(told, "{kind} {round}: {:?}: {}", String::from_utf8_lossy(&bytes), ran.whole());
        }
    }
    assert_eq!(desk.size(), 2);
}
