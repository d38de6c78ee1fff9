//! What an AICC learning system stored of one learner: groups of `name=value` lines, as HACP sends them.
//!
//! `[core]` holds who, the status and the score; `[core_lesson]` the learner's kept state, bare or behind
//! `Suspend_Data=`. Names are compared without regard to case, lines that begin with `;` are remarks, and a reply's own
//! lines (`error=0`, `aicc_data=[core]`) are read past. A status is known by its first letter (AICC CMI001). No answers
//! and no times are in such a text.

use serde_json::{Map, Value};

use super::text::decode;
use super::{FileFault, Intake, Refusal, Row, RowSource, Wanted, scorm, shown};

/// Bytes of one AICC text: the largest state that a system keeps is far smaller.
pub const AICC_BYTES: u64 = 1_000_000;
/// What the statuses of AICC are in words.
const STATUSES: [&str; 6] = ["passed", "completed", "failed", "incomplete", "browsed", "not attempted"];

/// Reads the text of one learner.
///
/// # Errors
/// When it is no such text, or says neither who nor by which kind of id.
pub fn read(bytes: &[u8], wanted: &Wanted) -> Result<Intake, FileFault> {
    if AICC_BYTES < bytes.len() as u64 {
        let why = format!("the file holds {} bytes; at most {AICC_BYTES} are read", bytes.len());
        return Err(FileFault::new(why, "give one file a learner"));
    }
    let text = decode(bytes)?;
    let found = groups(&text)?;
    let mut elements = Map::new();
    let mut put = |name: &str, value: Option<&String>| {
        if let Some(value) = value {
            elements.insert(name.to_owned(), Value::String(value.clone()));
        }
    };
    let nobody = String::new();
    let who = wanted.learner.as_ref().or(found.get("core.student_id")).unwrap_or(&nobody);
    put("cmi.core.student_id", Some(who));
    put("cmi.core.student_name", found.get("core.student_name"));
    put("cmi.suspend_data", found.get("state"));
    let status = found.get("core.lesson_status").map(|word| status(word)).transpose();
    let score = found.get("core.score").map(|score| points(score)).transpose();
    let told = status.and_then(|status| score.map(|score| (status, score)));
    let (status, score) = match told {
        Ok(told) => told,
        Err((why, help)) => return Ok(refused(&text, &why, &help)),
    };
    put("cmi.core.lesson_status", status.as_ref());
    put("cmi.core.score.raw", score.as_ref());
    let intake = scorm::of_elements(&elements, wanted)?;
    let whole = |row: Row| Row { source: RowSource::Whole, place: "the file".into(), ..row };
    match intake.refusals.first() {
        None => Ok(Intake { rows: intake.rows.into_iter().map(whole).collect(), ..intake }),
        Some(refusal) => Ok(refused(&text, &refusal.why.replace("cmi.core.", ""), &refusal.help)),
    }
}

/// Whether bytes begin as such a text does.
#[must_use]
pub fn looks_so(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let text = decode(start).unwrap_or_default().to_ascii_lowercase();
    let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with(';'));
    line.is_some_and(|line| {
        line.starts_with("[core]") || line.starts_with("error=") || line.starts_with("aicc_data=")
    })
}

/// `group.name` in small letters and its value; the state of the lesson is `state`. A name that stands twice with two
/// values is a fault: nobody could say which counts.
fn groups(text: &str) -> Result<std::collections::BTreeMap<String, String>, FileFault> {
    let mut found = std::collections::BTreeMap::new();
    let mut group = String::new();
    let mut core = false;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let start = line.get(..10).filter(|start| start.eq_ignore_ascii_case("aicc_data="));
        let line = start.map_or(line, |start| line[start.len()..].trim());
        if line.is_empty() || line.starts_with(';') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            group = name.trim().to_ascii_lowercase();
            core |= group == "core";
            continue;
        }
        let (name, value) = line.split_once('=').unwrap_or(("", line));
        let name = name.trim().to_ascii_lowercase();
        let (name, value) = match (group.as_str(), name.as_str()) {
            ("core_lesson", "suspend_data") => ("state".to_owned(), value),
            ("core_lesson", _) => ("state".to_owned(), line),
            (group, name) => (format!("{group}.{name}"), value),
        };
        let value = value.trim().to_owned();
        match found.get(&name) {
            Some(first) if *first != value && name != "state" => {
                let why = format!("line {}: {} stands twice with two values", number + 1, shown(&name));
                return Err(FileFault::new(why, "keep the one that the learning system stored"));
            }
            Some(_) => {}
            None => drop(found.insert(name, value)),
        }
    }
    if core {
        return Ok(found);
    }
    Err(FileFault::new(
        "this is no AICC text: it has no group `[core]`",
        "give what the learning system keeps of one learner, beginning with `[core]`",
    ))
}

/// `P`, `passed`, or `passed,suspend`.
fn status(word: &str) -> Result<String, (String, String)> {
    let first = word.split(',').next().unwrap_or("").trim().to_ascii_lowercase();
    if first.is_empty() {
        return Ok(String::new());
    }
    let found =
        STATUSES.iter().find(|status| **status == first || (first.len() == 1 && status.starts_with(&first)));
    found.map(|status| (*status).to_owned()).ok_or_else(|| {
        (format!("`lesson_status` is {}", shown(word)), format!("AICC knows {}", STATUSES.join(", ")))
    })
}

/// `85`, or `85,100,0`: points, the most and the least that there are.
fn points(score: &str) -> Result<String, (String, String)> {
    let parts: Vec<&str> = score.split(',').map(str::trim).collect();
    match parts.get(1) {
        Some(most) if !most.is_empty() && *most != "100" => Err((
            format!("`score` is {}: the most is not 100", shown(score)),
            "write it in per cent, `score=85`".into(),
        )),
        _ => Ok(parts[0].to_owned()),
    }
}

/// The text with a remark in front that says why; remarks are read past, so it can be mended and imported.
fn refused(text: &str, why: &str, help: &str) -> Intake {
    let source = RowSource::Whole;
    let refusal = Refusal { source, place: "the file".into(), why: why.to_owned(), help: help.to_owned() };
    let kept = format!("; refused: {why}\r\n; help: {help}\r\n{text}");
    Intake { refusals: vec![refusal], refused_file: kept.into_bytes(), ..Intake::default() }
}

#[cfg(test)]
mod tests {
    use super::{looks_so, read};
    use crate::intake::{IdKind, Intake, LearnerId, VerdictWord, Wanted};

    const TEXT: &str = "error=0\r\nerror_text=Successful\r\nversion=4.0\r\naicc_data=[Core]\r\nStudent_ID=0042\r\n\
        Student_Name=Byrne, Ann\r\nLesson_Status=P,S\r\nScore=85,100,0\r\ntime=00:12:30\r\n[core_lesson]\r\n\
        1.abcdef.1_0_0-0f3a9c21.AAAA.wxyz\r\n[student_data]\r\nmastery_score=80\r\n";

    fn wanted() -> Wanted {
        Wanted {
            edition: Some("1.0.0".into()),
            content: Some("0f3a9c21".repeat(8)),
            identify_by: Some(IdKind::StaffNumber),
            ..Wanted::of("first_contact")
        }
    }

    fn good(text: &str) -> Intake {
        read(text.as_bytes(), &wanted()).expect("it is an AICC text")
    }

    #[test]
    fn a_reply_of_hacp_is_read_as_one_learner() {
        assert!(looks_so(TEXT.as_bytes()));
        let intake = good(TEXT);
        assert!(intake.refusals.is_empty(), "{:?}", intake.refusals);
        let row = &intake.rows[0];
        assert_eq!(Some(row.learner.clone()), LearnerId::new(IdKind::StaffNumber, "0042"));
        assert_eq!((row.verdict, row.score), (Some(VerdictWord::Passed), Some(85)));
        assert_eq!((row.name.as_deref(), row.mark.as_deref()), (Some("Byrne, Ann"), Some("1_0_0-0f3a9c21")));
        assert_eq!((row.said.as_str(), row.claimed.clone()), ("passed", None));
        let suspended = TEXT.replace("1.abcdef", "Suspend_Data=1.abcdef");
        assert_eq!(good(&suspended).rows, intake.rows);
        for (written, verdict) in [
            ("completed,", Some(VerdictWord::Completed)),
            ("c", Some(VerdictWord::Completed)),
            ("failed", Some(VerdictWord::Failed)),
            ("I", None),
            ("n,a", None),
            ("B", None),
        ] {
            assert_eq!(good(&TEXT.replace("P,S", written)).rows[0].verdict, verdict, "{written}");
        }
    }

    #[test]
    fn what_cannot_be_believed_comes_back_with_a_remark_and_can_be_mended() {
        for (from, to, why) in [
            ("P,S", "done", "`lesson_status` is `done`"),
            ("85,100,0", "17,20,0", "the most is not 100"),
            ("85,100,0", "many", "`score.raw` is `many`"),
            ("Lesson_Status=P,S\r\n", "", "score seen, status unknown"),
            ("1_0_0-0f3a9c21", "0_9_0-0f3a9c21", "is of the edition `0_9_0-0f3a9c21`"),
            ("Student_ID=0042", "Student_ID=", "id is empty"),
        ] {
            let intake = good(&TEXT.replace(from, to));
            assert_eq!((intake.rows.len(), intake.refusals.len()), (0, 1), "{to}");
            assert!(intake.refusals[0].why.contains(why), "{to}: {}", intake.refusals[0].why);
            let kept = String::from_utf8(intake.refused_file).expect("UTF-8");
            if !to.is_empty() {
                assert_eq!(good(&kept.replace(to, from)).rows.len(), 1, "{to}");
            }
        }
    }

    #[test]
    fn a_text_that_is_not_aicc_is_refused_whole() {
        for text in ["", "Dear all,", "[student_data]\nmastery_score=80", "core\nlesson_status=p"] {
            assert!(
                read(text.as_bytes(), &wanted()).is_err_and(|fault| fault.why.contains("no group")),
                "{text}"
            );
        }
        let twice = TEXT.replace("Score=", "Lesson_Status=F\r\nScore=");
        assert!(
            read(twice.as_bytes(), &wanted())
                .is_err_and(|fault| fault.why.contains("line 8: `core.lesson_status`"))
        );
        let nobody = Wanted { identify_by: None, ..wanted() };
        assert!(read(TEXT.as_bytes(), &nobody).is_err_and(|fault| fault.help.contains("--identify-by")));
        assert!(
            read(&vec![b';'; 1_000_001], &wanted()).is_err_and(|fault| fault.why.contains("1000001 bytes"))
        );
        assert!(!looks_so(b",\"ID number\"") && !looks_so(b"{\"format\":1}") && !looks_so(b""));
    }
}
