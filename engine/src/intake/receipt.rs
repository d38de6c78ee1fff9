//! A learner's own record (`bona/receipt/v1`), which the last page of a course saves: docs/schema/receipt.json.
//!
//! It is not signed and proves nothing; whoever imports it accepts what the learner says, and the record names both.
//! So it must be about exactly the course, edition and content that the import is about, and hold nothing that the
//! player would not have written. Whose it is stands nowhere in it and is typed.

use serde_json::{Map, Value, json};

use super::json::parse;
use super::{
    ANSWERS, Answered, ClaimBasis, Claimed, FileFault, Intake, LearnerId, Refusal, Row, RowSource, TEXT,
    VerdictWord, Wanted, fit_name, foreign, shown, unseen,
};
use crate::time::utc_from_rfc3339;

/// The name of the form.
pub const FORMAT: &str = "bona/receipt/v1";
/// Bytes of one record: five hundred answers are a tenth of it.
pub const RECEIPT_BYTES: u64 = 1_000_000;
/// Every field that the form has.
const FIELDS: &str = "format basis name course title edition content variant language part form release package link made \
                      last_kept status pages_done score points points_of answered refused";

/// Why the record is refused: what is wrong, and what to do.
type Why = (String, String);

/// Reads one record.
///
/// # Errors
/// When it is no such record, or nobody says whose it is or which edition is meant.
pub fn read(bytes: &[u8], wanted: &Wanted) -> Result<Intake, FileFault> {
    if RECEIPT_BYTES < bytes.len() as u64 {
        let why = format!("the file holds {} bytes; at most {RECEIPT_BYTES} are read", bytes.len());
        return Err(FileFault::new(why, "ask the learner to save it again, and give that file"));
    }
    if let Some(fault) = foreign(bytes) {
        return Err(fault);
    }
    let whole = match parse(bytes) {
        Ok(Value::Object(whole)) => whole,
        Ok(_) => return Err(not_one("it is no JSON object")),
        Err(why) => return Err(not_one(&format!("it cannot be read as JSON: {why}"))),
    };
    if whole.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(not_one(&format!("it does not say `\"format\": \"{FORMAT}\"`")));
    }
    if wanted.edition.is_none() {
        return Err(FileFault::new(
            "a learner's own record counts for one edition, and nobody says which",
            "add --package with the package that the learner had, or --edition and --stated-by",
        ));
    }
    let learner = wanted.typed_learner()?;
    let (source, place) = (RowSource::Whole, "the file".to_owned());
    let system = wanted.lms.clone();
    match row(&whole, wanted, learner) {
        Ok(row) => {
            let notes = contradiction(&whole, &row, wanted).into_iter().collect();
            Ok(Intake { rows: vec![row], system, notes, ..Intake::default() })
        }
        Err((why, help)) => {
            let mut kept = whole.clone();
            kept.insert("refused".into(), json!({ "why": why, "help": help }));
            let mut refused_file =
                serde_json::to_vec_pretty(&kept).expect("JSON that was read can be written");
            refused_file.push(b'\n');
            let refusals = vec![Refusal { source, place, why, help }];
            Ok(Intake { refusals, refused_file, system, ..Intake::default() })
        }
    }
}

/// What of a record speaks against its own word. A course may have written it: whoever passed, and began again where
/// nothing else was kept, has such a record.
fn contradiction(whole: &Map<String, Value>, row: &Row, wanted: &Wanted) -> Option<String> {
    let mut against = Vec::new();
    if let (Some(VerdictWord::Passed), Some(score), Some(mark)) = (row.verdict, row.score, wanted.mastery)
        && score < mark
    {
        against.push(format!("its best score is {score} per cent, where {mark} pass"));
    }
    let pages = per_cent(whole, "pages_done").ok().flatten();
    if let (Some(VerdictWord::Passed | VerdictWord::Completed), Some(pages @ 0..100)) = (row.verdict, pages) {
        against.push(format!("{pages} per cent of its pages are done"));
    }
    (!against.is_empty()).then(|| {
        format!(
            "note: it says {}, and {}: ask the learner, before it is accepted, whether they had finished and began again",
            row.said,
            against.join(", and ")
        )
    })
}

/// Whether bytes begin as such a record does.
#[must_use]
pub fn looks_so(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let name = br#""bona/receipt/"#;
    start.windows(name.len()).any(|part| part == name)
}

fn not_one(why: &str) -> FileFault {
    FileFault::new(
        format!("this is no learner's own record: {why}"),
        "it is the file `<course>-record.json` that the last page of a course saves",
    )
}

/// What the record says, checked field by field.
fn row(whole: &Map<String, Value>, wanted: &Wanted, learner: LearnerId) -> Result<Row, Why> {
    if let Some(field) = whole.keys().find(|field| !FIELDS.split_whitespace().any(|known| known == *field)) {
        return Err(unwritten(&format!("the field {} is not known here", shown(field))));
    }
    is_about(whole, wanted)?;
    let verdict = match text(whole, "status")? {
        "passed" => Some(VerdictWord::Passed),
        "completed" => Some(VerdictWord::Completed),
        "failed" => Some(VerdictWord::Failed),
        "incomplete" => None,
        other => return Err(unwritten(&format!("`status` is {}", shown(other)))),
    };
    let made = text(whole, "made")?;
    let at = utc_from_rfc3339(made).filter(|_| made.ends_with('Z'));
    let at =
        at.ok_or_else(|| unwritten(&format!("`made` is {}, which is not a time in UTC", shown(made))))?;
    wanted.has_been(&at)?;
    if per_cent(whole, "pages_done")?.is_none() {
        return Err(unwritten("`pages_done` is missing"));
    }
    let name = match whole.get("name") {
        None => None,
        Some(_) => Some(text(whole, "name")?.trim()).filter(|name| !name.is_empty()).map(str::to_owned),
    };
    fit_name(name.as_deref().unwrap_or_default())?;
    Ok(Row {
        place: "the file".to_owned(),
        source: RowSource::Whole,
        learner,
        name,
        item: None,
        attempt: None,
        said: text(whole, "status")?.to_owned(),
        verdict,
        score: per_cent(whole, "score")?,
        claimed: Some(Claimed { at, basis: ClaimBasis::Device }),
        mark: None,
        answers: answers(whole, wanted)?,
        minutes: None,
        told: Vec::new(),
    })
}

/// The record must be of the whole course, and of what the import is about.
fn is_about(whole: &Map<String, Value>, wanted: &Wanted) -> Result<(), Why> {
    if text(whole, "basis")? != "self_reported" {
        return Err(unwritten("`basis` is not `self_reported`"));
    }
    let part = text(whole, "part")?;
    if part != "course" {
        let why = format!("it is of the part {}, which completes nothing", shown(part));
        return Err((why, "ask the learner for the record that the course itself saves".into()));
    }
    let same = |name: &str, meant: Option<&str>| match meant {
        Some(meant) if text(whole, name)? != meant => Err((
            format!("`{name}` is {}, not {}", shown(text(whole, name)?), shown(meant)),
            "import it with the package that the learner had".to_owned(),
        )),
        _ => Ok(()),
    };
    same("course", Some(&wanted.course))?;
    same("edition", wanted.edition.as_deref())?;
    same("content", wanted.content.as_deref())
}

/// The answers on pages, where the package would report them and they are asked for.
fn answers(whole: &Map<String, Value>, wanted: &Wanted) -> Result<Vec<Answered>, Why> {
    let list = match whole.get("answered") {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) if list.len() <= ANSWERS => list,
        Some(_) => return Err(unwritten(&format!("`answered` is no list of at most {ANSWERS}"))),
    };
    let Some(key) = &wanted.answers else { return Ok(Vec::new()) };
    let one = |answer: &Value| {
        let field = |name: &str| answer.get(name);
        match (field("id").and_then(Value::as_str), field("letters").and_then(Value::as_str)) {
            (Some(id), Some(letters)) => key
                .read(id, letters, field("right").and_then(Value::as_bool))
                .map_err(|why| (why, "import it with the package that the learner had".to_owned())),
            _ => Err(unwritten("an answer has no `id` or no `letters`")),
        }
    };
    list.iter().map(one).collect()
}

fn text<'v>(whole: &'v Map<String, Value>, name: &str) -> Result<&'v str, Why> {
    match whole.get(name) {
        Some(Value::String(text)) if text.chars().count() <= TEXT && !text.chars().any(unseen) => Ok(text),
        Some(other) => Err(unwritten(&format!("`{name}` is {}", shown(&other.to_string())))),
        None => Err(unwritten(&format!("`{name}` is missing"))),
    }
}

fn per_cent(whole: &Map<String, Value>, name: &str) -> Result<Option<u8>, Why> {
    match whole.get(name) {
        None => Ok(None),
        Some(value) => match value.as_u64().and_then(|number| u8::try_from(number).ok()) {
            Some(number) if number <= 100 => Ok(Some(number)),
            _ => Err(unwritten(&format!("`{name}` is {}, not 0 to 100", shown(&value.to_string())))),
        },
    }
}

fn unwritten(why: &str) -> Why {
    (
        format!("{why}: no course wrote that"),
        "ask the learner to save the record again, and give that file".into(),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{looks_so, read};
    use crate::intake::{Answered, ClaimBasis, IdKind, LearnerId, VerdictWord, Wanted};

    fn record() -> Value {
        json!({
            "format": "bona/receipt/v1", "basis": "self_reported", "name": "Ann Byrne, 0042", "course": "first_contact",
            "title": "First contact", "edition": "1.0.0", "content": "0f3a9c21".repeat(8), "language": "en-GB",
            "part": "course", "release": false, "package": "scorm12", "link": "nowhere",
            "made": "2026-11-22T09:30:00.000Z", "status": "passed", "pages_done": 100, "score": 85, "points": 4.5,
            "points_of": 5, "answered": [{ "id": "repair", "letters": "b", "right": true }]
        })
    }

    fn wanted() -> Wanted {
        let key = r#"{"repair":{"letters":{"a":"long","b":"brief"}}}"#;
        Wanted {
            edition: Some("1.0.0".into()),
            content: Some("0f3a9c21".repeat(8)),
            identify_by: Some(IdKind::StaffNumber),
            answers: serde_json::from_str(key).ok(),
            learner: Some("0042".into()),
            mastery: Some(80),
            ..Wanted::of("first_contact")
        }
    }

    #[test]
    fn a_learners_own_record_is_read_and_says_whose_clock_it_is() {
        let bytes = record().to_string().into_bytes();
        assert!(looks_so(&bytes) && !looks_so(b"{\"format\":\"bona/scorm-runtime/v1\"}"));
        let intake = read(&bytes, &wanted()).expect("it is one");
        assert!(intake.refusals.is_empty(), "{:?}", intake.refusals);
        let row = &intake.rows[0];
        assert_eq!(Some(row.learner.clone()), LearnerId::new(IdKind::StaffNumber, "0042"));
        assert_eq!((row.verdict, row.score), (Some(VerdictWord::Passed), Some(85)));
        let claimed = row.claimed.as_ref().expect("it says when");
        assert_eq!((claimed.at.as_str(), claimed.basis), ("2026-11-22T09:30:00Z", ClaimBasis::Device));
        let answer =
            Answered { attempt: 1, chosen: vec!["brief".into()], id: "repair".into(), right: Some(true) };
        assert_eq!(row.answers, [answer]);
        let unasked = read(&bytes, &Wanted { answers: None, ..wanted() }).expect("it is one");
        assert!(unasked.rows[0].answers.is_empty());
        let mut open = record();
        open["status"] = "incomplete".into();
        assert_eq!(read(open.to_string().as_bytes(), &wanted()).expect("it is one").rows[0].verdict, None);
    }

    #[test]
    fn what_speaks_against_its_own_word_is_told() {
        let notes = |fields: &[(&str, Value)]| {
            let mut record = record();
            for (field, value) in fields {
                record[field] = value.clone();
            }
            read(record.to_string().as_bytes(), &wanted()).expect("it is one").notes
        };
        assert_eq!(notes(&[]), Vec::<String>::new());
        let both = notes(&[("score", json!(10)), ("pages_done", json!(3))]);
        assert!(
            both[0].contains("10 per cent, where 80 pass") && both[0].contains("3 per cent of its pages"),
            "{both:?}"
        );
        assert_eq!(notes(&[("status", json!("failed")), ("score", json!(10))]), Vec::<String>::new());
    }

    #[test]
    fn what_no_course_wrote_or_another_one_did_is_refused_and_can_be_mended() {
        for (field, value, why) in [
            ("course", json!("other_course"), "`course` is `other_course`, not `first_contact`"),
            ("edition", json!("0.9.0"), "`edition` is `0.9.0`, not `1.0.0`"),
            ("content", json!("ff".repeat(32)), "`content` is"),
            ("part", json!("baseline"), "completes nothing"),
            ("basis", json!("lms"), "`basis`"),
            ("status", json!("won"), "`status` is `won`"),
            ("status", json!(true), "`status` is `true`"),
            ("score", json!(101), "`score` is `101`"),
            ("score", json!(85.5), "`score` is `85.5`"),
            ("pages_done", json!(-1), "`pages_done` is `-1`"),
            ("made", json!("yesterday"), "is not a time"),
            ("made", json!("2026-11-22T09:30:00+01:00"), "is not a time"),
            ("name", json!("x".repeat(300)), "`name` is"),
            ("answered", json!(7), "`answered` is no list"),
            ("answered", json!([{ "id": "repair" }]), "no `letters`"),
            ("answered", json!([{ "id": "repair", "letters": "z" }]), "no answer `z`"),
            ("nhs_number", json!("1"), "`nhs_number` is not known"),
        ] {
            let mut spoilt = record();
            spoilt[field] = value;
            let intake = read(spoilt.to_string().as_bytes(), &wanted()).expect("it is a record");
            assert_eq!((intake.rows.len(), intake.refusals.len()), (0, 1), "{field}");
            assert!(intake.refusals[0].why.contains(why), "{field}: {}", intake.refusals[0].why);
            let mut mended: Value = serde_json::from_slice(&intake.refused_file).expect("JSON");
            mended[field] = record()[field].clone();
            if !mended[field].is_null() {
                assert_eq!(
                    read(mended.to_string().as_bytes(), &wanted()).map(|intake| intake.rows.len()),
                    Ok(1),
                    "{field}"
                );
            }
        }
    }

    #[test]
    fn a_file_that_is_no_record_or_nobodys_is_refused_whole() {
        let bytes = record().to_string().into_bytes();
        let fault =
            |bytes: &[u8], wanted: Wanted| read(bytes, &wanted).expect_err("it cannot be read").to_string();
        assert!(fault(b"[]", wanted()).contains("no JSON object"));
        assert!(fault(b"{", wanted()).contains("cannot be read as JSON"));
        assert!(fault(b"{\"format\":\"bona/receipt/v2\"}", wanted()).contains("does not say"));
        assert!(fault(&vec![b' '; 1_000_001], wanted()).contains("1000001 bytes"));
        assert!(fault(&bytes, Wanted { learner: None, ..wanted() }).contains("--learner"));
        assert!(fault(&bytes, Wanted { identify_by: None, ..wanted() }).contains("--identify-by"));
        assert!(fault(&bytes, Wanted { learner: Some(" ".into()), ..wanted() }).contains("is not an id"));
        assert!(fault(&bytes, Wanted { identify_by: Some(IdKind::Account), ..wanted() }).contains("--lms"));
        assert!(fault(&bytes, Wanted { edition: None, ..wanted() }).contains("--edition"));
    }
}
