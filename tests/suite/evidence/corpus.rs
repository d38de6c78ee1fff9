//! Files of every shape that learning systems, spreadsheets and people bring about, each of another kind and made from a
//! sound one: what is told of each stands in a snapshot, word for word, and each refusal has its file, its place and its
//! remedy. Of no file is a row lost: what was read is recorded, was recorded before, says nothing, or is refused.

use bona::Exit;
use bona_tests::Ran;

use super::hostile::{Sound, desk, sound};
use super::returns::{code, part};
use super::{Desk, snapshot};

/// What a file is, the kind as which it is imported, and how it is made from the sound file of that kind.
type Odd = (&'static str, &'static str, fn(&str) -> Vec<u8>);

fn wide(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
        .collect()
}

fn with(text: &str, from: &str, to: &str) -> Vec<u8> {
    assert!(text.contains(from), "`{from}` stands in the sound file");
    text.replacen(from, to, 1).into_bytes()
}

/// The text behind bytes that say what it is.
fn behind(mark: &[u8], text: &str) -> Vec<u8> {
    [mark, text.as_bytes()].concat()
}

/// What is no text, or one in another encoding than it says.
const BYTES: [Odd; 25] = [
    ("nothing at all", "moodle-completion", |_| Vec::new()),
    ("blank lines", "observed", |_| b"\r\n\r\n \n".to_vec()),
    ("a header and no row", "table", |text| text.lines().next().unwrap_or("").into()),
    ("nothing but noughts", "teams", |_| vec![0; 4096]),
    ("a nought in a cell", "table", |text| with(text, "Bo", "B\0o")),
    ("UTF-16 without its mark", "moodle-completion", |text| wide(text, true)),
    ("UTF-16, most significant byte first, without its mark", "teams", |text| wide(text, false)),
    ("UTF-16 of an odd length", "zoom", |text| [b"\xff\xfe".to_vec(), wide(text, true), vec![0x41]].concat()),
    ("UTF-16 with half a sign", "table", |text| {
        [b"\xff\xfe".to_vec(), wide(text, true), vec![0, 0xd8, 0x41, 0]].concat()
    }),
    ("UTF-32", "observed", |text| {
        [b"\xff\xfe\0\0".to_vec(), text.bytes().flat_map(|byte| [byte, 0, 0, 0]).collect()].concat()
    }),
    ("a mark of UTF-8 before UTF-16", "table", |text| [b"\xef\xbb\xbf".to_vec(), wide(text, true)].concat()),
    ("the mark of UTF-8 twice", "table", |text| behind(b"\xef\xbb\xbf\xef\xbb\xbf", text)),
    ("two encodings in one file", "observed", |text| {
        [text.replace("Ann", "Zo\u{eb}").as_bytes(), b"Zo\xeb,0044,asks,competent,2026-11-03\n"].concat()
    }),
    ("a workbook called .csv", "table", |text| behind(b"PK\x03\x04\x14\0\x06\0", text)),
    ("an old workbook", "observed", |text| behind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", text)),
    ("a web page called .xls", "table", |text| format!("<html><table><tr><td>{text}</table>").into()),
    ("XML of a spreadsheet", "zoom", |_| b"\xef\xbb\xbf<?xml version=\"1.0\"?><Workbook/>".to_vec()),
    ("packed with gzip", "scorm-runtime", |text| behind(b"\x1f\x8b\x08\0", text)),
    ("packed with gzip and cut off", "xapi", |_| b"\x1f\x8b\x08".to_vec()),
    ("a PDF", "receipt", |_| b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec()),
    ("a picture", "moodle-completion", |_| b"\x89PNG\r\n\x1a\n".to_vec()),
    ("a store", "moodle-completion", |_| b"SQLite format 3\0\x10\0".to_vec()),
    ("a document of a word processor", "aicc", |text| behind(b"{\\rtf1\\ansi ", text)),
    ("half a mark", "moodle-completion", |_| b"\xff\xfe".to_vec()),
    ("JSON where a table is meant", "table", |_| b"{\"rows\": []}".to_vec()),
];

/// Tables that are not what they seem.
const TABLES: [Odd; 31] = [
    ("a million columns", "table", |text| with(text, "No,", &format!("No,{}", ",x".repeat(1_000_000)))),
    ("a million columns of Moodle", "moodle-completion", |text| {
        with(text, "\"ID number\"", &format!("\"ID number\"{}", ",\"a\",\"\"".repeat(500_000)))
    }),
    ("a cell of a megabyte", "table", |text| with(text, "Bo", &"B".repeat(1_000_000))),
    ("a cell of 256 signs", "observed", |text| with(text, "Bo", &"B".repeat(256))),
    ("a quotation mark that is never closed", "observed", |text| with(text, "Bo,", "\"Bo,")),
    ("a quotation mark inside a cell", "table", |text| with(text, "Bo", "B\"o")),
    ("lines that end in three ways", "table", |text| {
        with(text, "85\n", "85\r").iter().copied().chain(*b"0044,Cy,Done,2026-11-03,70\r\n").collect()
    }),
    ("cells parted by bars", "table", |text| text.replace(',', "|").into()),
    ("a header that stands twice", "table", |text| {
        with(text, "No,Who,Status,Day,Grade\n", "No,Who,Status,Day,Grade\nNo,Who,Status,Day,Grade\n")
    }),
    ("two columns headed alike", "table", |text| with(text, "Day,Grade", "Day,Grade,Status")),
    ("two columns headed alike on a list", "observed", |text| with(text, "result,day", "result,day,Result")),
    ("a row that stands twice", "table", |text| {
        with(text, "0043,Bo,Done,2026-11-03,90\n", "0043,Bo,Done,2026-11-03,90\n0043,Bo,Done,2026-11-03,90\n")
    }),
    ("two people with one id", "moodle-completion", |text| with(text, "0043", "0042")),
    ("a row of sums at the end", "table", |text| [text, "Total,2,,,\n"].concat().into()),
    ("a cell too many in a Zoom list", "zoom", |text| with(text, "11:00,60\nBo", "11:00,60,x,y,z\nBo")),
    ("a person of two names", "table", |text| with(text, "Bo", "Bo; Cy")),
    ("the 31st of February", "table", |text| with(text, "2026-11-03,90", "31/02/2026,90")),
    ("a day that could be two", "table", |text| with(text, "2026-11-03,90", "03/11/2026,90")),
    ("a day as a number", "table", |text| with(text, "2026-11-03,90", "46329,90")),
    ("a year of two figures", "table", |text| with(text, "2026-11-03,90", "13/11/26,90")),
    ("a day of the year nought", "observed", |text| with(text, "not yet,2026-11-03", "not yet,0000-00-00")),
    ("a time that no clock shows", "table", |text| with(text, "2026-11-03,90", "2026-11-03 25:61,90")),
    ("a grade of 1e999", "table", |text| with(text, ",90", ",1e999")),
    ("a grade below nought", "table", |text| with(text, ",90", ",-5")),
    ("a grade that is no number", "table", |text| with(text, ",90", ",NaN")),
    ("a sign that turns a name about", "observed", |text| with(text, "Bo", "Bo\u{202e}nnA")),
    ("a sign without width in an id", "table", |text| with(text, "0043", "00\u{200b}43")),
    ("colours of a console in a name", "moodle-completion", |text| with(text, "\"Bo\"", "\"\u{1b}[31mBo\"")),
    ("a formula for a name", "table", |text| with(text, "Bo", "\"=HYPERLINK(\"\"http://x\"\")\"")),
    ("a list of another kind", "zoom", |_| b"name,staff_number,minutes\nAnn,0042,60\n".to_vec()),
    ("Teams in French", "teams", |text| {
        with(text, "2. Participants\r\nName\tFirst Join", "2. Participants\r\nNom\tPremi\u{e8}re")
    }),
];

/// JSON, statements, texts of AICC, and learners' own records.
const TEXTS: [Odd; 29] = [
    ("brackets a hundred thousand deep", "scorm-runtime", |_| "[".repeat(100_000).into()),
    ("objects a hundred thousand deep", "xapi", |_| "{\"a\":".repeat(100_000).into()),
    ("a single text", "xapi", |_| b"\"statements\"".to_vec()),
    ("a single number", "scorm-runtime", |_| b"42".to_vec()),
    ("something behind the end", "scorm-runtime", |text| [text, "]"].concat().into()),
    ("half a sign in JSON", "receipt", |text| with(text, "Ann Byrne", "\\ud800")),
    ("another encoding in JSON", "receipt", |text| {
        text.replace("Ann", "Zo\u{eb}")
            .chars()
            .map(|sign| u8::try_from(u32::from(sign)).unwrap_or(b'?'))
            .collect()
    }),
    ("a number past all numbers", "scorm-runtime", |text| with(text, "\"85\"", "1e999")),
    ("a score below nought", "scorm-runtime", |text| with(text, "\"85\"", "\"-5\"")),
    ("a status that is a list", "scorm-runtime", |text| {
        with(text, "\"cmi.core.lesson_status\":\"passed\",", "\"cmi.core.lesson_status\":[\"passed\"],")
    }),
    ("a sign that nobody sees in an id", "scorm-runtime", |text| with(text, "\"0043\"", "\"0043\u{2066}\"")),
    ("learners that are an object", "scorm-runtime", |text| {
        let mut whole: serde_json::Value = serde_json::from_str(text).expect("JSON");
        whole["learners"] = serde_json::json!({ "first": whole["learners"][0] });
        whole.to_string().into()
    }),
    ("a verb that is a number", "xapi", |text| {
        with(text, "{\"id\":\"http://adlnet.gov/expapi/verbs/completed\"}", "7")
    }),
    ("an actor that is a group", "xapi", |text| {
        with(
            text,
            "{\"account\":{\"homePage\":\"https://lms.example\",\"name\":\"bo\"}}",
            "{\"objectType\":\"Group\",\"member\":[]}",
        )
    }),
    ("a share of two", "xapi", |text| {
        with(text, "\"timestamp\"", "\"result\":{\"score\":{\"scaled\":2}},\"timestamp\"")
    }),
    ("a time without a zone", "xapi", |text| with(text, "11Z\"", "11\"")),
    ("one statement told twice", "xapi", |text| {
        with(text, "000000000002\",\"object\"", "000000000001\",\"object\"")
    }),
    ("a statement that was taken back", "xapi", |text| {
        let void = r#"{"actor":{"account":{"homePage":"https://lms.example","name":"ann"}},"verb":{"id":"http://adlnet.gov/expapi/verbs/voided"},"object":{"objectType":"StatementRef","id":"00000000-0000-4000-8000-000000000002"}}"#;
        format!("{},{void}]", text.trim_end_matches(']')).into()
    }),
    ("two completed in one registration", "xapi", |text| {
        text.replace("10000000-0000-4000-8000-000000000002", "10000000-0000-4000-8000-000000000001")
            .replace("\"bo\"", "\"ann\"")
            .into()
    }),
    ("a statement of a megabyte", "xapi", |text| {
        with(text, "\"timestamp\"", &format!("\"x\":\"{}\",\"timestamp\"", "x".repeat(1_100_000)))
    }),
    ("an answer of which more is left", "xapi", |text| {
        format!("{{\"statements\":{text},\"more\":\"/more/2\"}}").into()
    }),
    ("one group of AICC twice", "aicc", |text| {
        with(text, "[core_lesson]", "[core]\nlesson_status=failed\n[core_lesson]")
    }),
    ("a status that AICC has not", "aicc", |text| with(text, "passed", "xyz")),
    ("a score of 101", "aicc", |text| with(text, "score=85", "score=101")),
    ("a learner without an id", "aicc", |text| with(text, "student_id=0042\n", "")),
    ("a record of another edition", "receipt", |text| {
        with(text, "\"content\": \"0f3a", "\"content\": \"ffff")
    }),
    ("a record with a field of its own", "receipt", |text| {
        with(text, "\"basis\"", "\"verified\": true, \"basis\"")
    }),
    ("a record with more pages than there are", "receipt", |text| {
        with(text, "\"pages_done\": 100", "\"pages_done\": 101")
    }),
    ("a record of a megabyte", "receipt", |text| with(text, "Ann Byrne", &"x".repeat(1_000_000))),
];

fn number(ran: &Ran, what: &str) -> u64 {
    let line = ran.out.lines().find(|line| line.contains(what) && line.starts_with("  "));
    let number = line.and_then(|line| line.trim().split(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("`{what}`: {}", ran.whole()))
}

/// What is told of the file, with what nobody could foresee left out and long cells cut.
fn told(ran: &Ran) -> String {
    let text = ran.out.split("\nThe new checkpoint").next().unwrap_or("");
    format!("{:?}\n{}{}", ran.exit, ran.err, text)
}

/// Imports one file, holds what is true of all of them against it, and gives what was told.
fn judged(desk: &Desk, file: &str, name: &str, import: impl Fn() -> Ran) -> String {
    let before = desk.size();
    let ran = import();
    let after = desk.size();
    let refused = ran.err.matches("refused: ").count();
    let whole = ran.err.starts_with(&format!("error: `{file}`: "));
    if ran.out.is_empty() {
        assert!(whole && ran.exit == Exit::AtFault, "{name}: {}", ran.whole());
        assert!(ran.err.contains("\n  help: "), "{name}: {}", ran.err);
        assert_eq!(after, before, "{name}: nothing of a refused file is recorded");
    } else {
        let parts = ["to record", "recorded before", "with nothing to record", "refused"];
        let sum: u64 = parts.iter().map(|part| number(&ran, part)).sum();
        assert_eq!(sum, number(&ran, "read"), "{name}: {}", ran.out);
        assert_eq!(number(&ran, "refused"), refused as u64, "{name}: {}", ran.whole());
        let notes = ran.err.matches("note: statement ").count();
        assert_eq!(ran.err.matches("\n  help: ").count(), refused + notes, "{name}: {}", ran.err);
        let recorded = number(&ran, "to record");
        // Answer codes stand outside the log; the leaf of their batch says how many they are.
        let leaves = if ran.out.contains("answer codes, which say nobody's name") { 1 } else { recorded + 1 };
        assert_eq!(after - before, if recorded == 0 { 0 } else { leaves }, "{name}: {}", ran.out);
        let kept = desk
            .kept(&format!("{file}.refused.csv"))
            .or_else(|| desk.kept(&format!("{file}.refused.json")))
            .or_else(|| desk.kept(&format!("{file}.refused.txt")));
        let more = ran.err.contains("the record store had more");
        assert_eq!(
            kept.is_some_and(|kept| !kept.is_empty()),
            0 < refused && !more,
            "{name}: what is refused comes back"
        );
    }
    format!("# {name}\n{}\n", told(&ran))
}

fn all(name: &str, odd: &[Odd]) {
    let mut text = String::new();
    let (desk, session) = desk();
    for (place, (what, kind, made)) in odd.iter().enumerate() {
        let sound: Sound = sound(kind, &session);
        let file = format!("odd-{place}");
        desk.machine().put(file.as_str(), &made(&sound.text));
        let what = format!("{what} ({kind})");
        text.push_str(&judged(&desk, &file, &what, || sound.import(&desk, &file, true)));
    }
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    snapshot(name, &text.replace(&session, "SESSION"));
}

#[test]
fn bytes_that_are_no_text_are_named_for_what_they_are() {
    all("corpus_bytes", &BYTES);
}

#[test]
fn tables_that_are_not_what_they_seem_lose_nothing() {
    all("corpus_tables", &TABLES);
}

#[test]
fn json_and_other_texts_lose_nothing() {
    all("corpus_texts", &TEXTS);
}

/// Answer codes are about nobody, so no row could be mended by whom it is.
#[test]
fn answer_codes_that_were_changed_are_refused_one_by_one() {
    let mut desk = Desk::begun();
    desk.bench = desk.bench.file("post.zip", part());
    let good = code(1);
    let turned: String = good.chars().rev().collect();
    let last = if good.ends_with('0') { '1' } else { '0' };
    let spoilt = [
        ("a wrong check", format!("{}{last}\n{}\n", &good[..good.len() - 1], code(2))),
        ("written backwards", format!("{turned}\n{}\n", code(2))),
        ("cut off", format!("{}\n{}\n", &good[..good.len() / 2], code(2))),
        ("no code at all", format!("I liked it\n{}\n", code(2))),
        ("a sign that nobody sees", format!("{}\u{202e}\n{}\n", code(3), code(2))),
        ("a megabyte on one line", format!("{}\n{}\n", "B".repeat(1_000_000), code(2))),
        ("a column that is not there", format!("Zeit;Kode\n1;{good}\n")),
    ];
    let mut text = String::new();
    for (place, (what, lines)) in spoilt.iter().enumerate() {
        let file = format!("codes-{place}");
        desk.machine().put(file.as_str(), lines.as_bytes());
        let column: &[&str] = if what.contains("column") { &["--column", "Your code"] } else { &[] };
        let by = ["--kind", "returns", "--package", "post.zip", "--apply"];
        text.push_str(&judged(&desk, &file, what, || desk.import(&file, &[&by[..], column].concat())));
    }
    snapshot("corpus_codes", &text);
}

/// The kinds above are told apart, and are as many as were promised.
#[test]
fn no_kind_of_file_stands_in_the_corpus_twice() {
    let all = [&BYTES[..], &TABLES, &TEXTS].concat();
    let names: std::collections::BTreeSet<&str> = all.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names.len(), all.len());
    assert!(80 <= names.len(), "{} kinds of file", names.len());
    let kinds: std::collections::BTreeSet<&str> = all.iter().map(|(_, kind, _)| *kind).collect();
    assert!(9 <= kinds.len(), "{kinds:?}");
}
