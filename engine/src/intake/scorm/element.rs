//! The elements that say what an attempt came to, and what was answered.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Why;
use crate::intake::answers::ANSWERS;
use crate::intake::{AnswerKey, Answered, VerdictWord, shown};

/// The longest value that is looked at: SCORM 1.2 keeps 4,096 characters of `cmi.suspend_data`, some LMSs 64,000.
const VALUE_MAX: usize = 64 * 1024;

/// An element by its name after `cmi.`, from a tree or from dotted names. `None` if it is missing or empty.
pub(super) fn element(cmi: &Map<String, Value>, name: &str) -> Result<Option<String>, Why> {
    let dotted = cmi.get(&format!("cmi.{name}")).or_else(|| cmi.get(name));
    let tree = cmi.get("cmi").and_then(Value::as_object).unwrap_or(cmi);
    let mut parts = name.split('.');
    let first = parts.next().and_then(|part| tree.get(part));
    let nested =
        parts.fold(first, |found, part| found.and_then(Value::as_object).and_then(|fields| fields.get(part)));
    let (found, other) = match (dotted, nested) {
        (Some(found), other) => (found, other),
        (None, Some(found)) => (found, None),
        (None, None) => return Ok(None),
    };
    if other.is_some_and(|other| other != found) {
        return Err((
            format!("`cmi.{name}` stands twice with two values"),
            "keep the one that the learning system stored".into(),
        ));
    }
    let text = match found {
        Value::String(text) => text.trim().to_owned(),
        // NHS Learning Hub keeps numbers and booleans as such.
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null => String::new(),
        Value::Array(_) | Value::Object(_) => {
            return Err((
                format!("`cmi.{name}` is not a text"),
                "keep the value that the learning system stored".into(),
            ));
        }
    };
    if VALUE_MAX < text.len() {
        return Err((
            format!("`cmi.{name}` holds {} bytes", text.len()),
            format!("at most {VALUE_MAX} are read"),
        ));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// What `cmi.core.lesson_status` comes to. Source: SCORM 1.2 run-time environment, `cmi.core.lesson_status`.
pub(super) fn verdict(status: &str, scored: bool) -> Result<Option<VerdictWord>, Why> {
    match status {
        "passed" => Ok(Some(VerdictWord::Passed)),
        "completed" => Ok(Some(VerdictWord::Completed)),
        "failed" => Ok(Some(VerdictWord::Failed)),
        "incomplete" | "browsed" | "not attempted" => Ok(None),
        "" if scored => Err((
            "there is a score but no `cmi.core.lesson_status`: score seen, status unknown".into(),
            "a score alone is no completion; export the status too".into(),
        )),
        "" => Ok(None),
        _ => Err((
            format!("`cmi.core.lesson_status` is {}", shown(status)),
            "SCORM 1.2 knows passed, completed, failed, incomplete, browsed and not attempted".into(),
        )),
    }
}

/// A score of 0 to 100 in whole per cent, rounded half up. Source: SCORM 1.2, `cmi.core.score.raw`.
pub(super) fn percent(cmi: &Map<String, Value>, name: &str) -> Result<Option<u8>, Why> {
    let Some(text) = element(cmi, name)? else {
        return Ok(None);
    };
    let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
    let digits =
        |text: &str| (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let half = u8::from(part.as_bytes().first().is_some_and(|first| b'5' <= *first));
    let number = whole.parse::<u8>().ok().filter(|_| digits(whole) && digits(part));
    match number {
        Some(number) if number < 100 || (number == 100 && part.bytes().all(|byte| byte == b'0')) => {
            Ok(Some(number + half))
        }
        _ => Err((format!("`cmi.{name}` is {}", shown(&text)), "scores go from 0 to 100".into())),
    }
}

/// What was answered, by the ids of the package; of one question and time the last counts.
pub(super) fn answers(cmi: &Map<String, Value>, key: &AnswerKey) -> Result<Vec<Answered>, Why> {
    let wrong = |why: String| (why, "import it with the package that the learner had".to_owned());
    let interactions = interactions(cmi);
    if ANSWERS < interactions.len() {
        return Err(wrong(format!(
            "the attempt has {} answers; at most {ANSWERS} are read",
            interactions.len()
        )));
    }
    let mut found = BTreeMap::new();
    for fields in interactions.values() {
        let Some(id) = element(fields, "id")? else { continue };
        let older = element(fields, "student_response")?;
        let response = older.or(element(fields, "learner_response")?).unwrap_or_default();
        let right = match element(fields, "result")?.as_deref() {
            Some("correct") => Some(true),
            Some("wrong" | "incorrect") => Some(false),
            _ => None,
        };
        let answer = key.read(&id, &response, right).map_err(wrong)?;
        found.insert((answer.id.clone(), answer.attempt), answer);
    }
    Ok(found.into_values().collect())
}

/// The interactions by their numbers: a list, an object with numbers for keys, or dotted names.
fn interactions(cmi: &Map<String, Value>) -> BTreeMap<usize, Map<String, Value>> {
    let mut found: BTreeMap<usize, Map<String, Value>> = BTreeMap::new();
    for (name, value) in cmi {
        let rest = name.strip_prefix("cmi.").unwrap_or(name).strip_prefix("interactions.");
        // Moodle's table of tracks writes `interactions_0.id`.
        let rest = rest.or(name.strip_prefix("cmi.interactions_"));
        if let Some((number, field)) = rest.and_then(|rest| rest.split_once('.'))
            && let Ok(number) = number.parse()
        {
            found.entry(number).or_default().insert(field.to_owned(), value.clone());
        }
    }
    let tree = cmi.get("cmi").and_then(Value::as_object).unwrap_or(cmi);
    let mut add = |number: usize, value: &Value| {
        if let Some(fields) = value.as_object() {
            found.entry(number).or_insert_with(|| fields.clone());
        }
    };
    match tree.get("interactions") {
        Some(Value::Array(list)) => list.iter().enumerate().for_each(|(number, value)| add(number, value)),
        Some(Value::Object(list)) => {
            list.iter().for_each(|(name, value)| {
                if let Ok(number) = name.parse() {
                    add(number, value)
                }
            });
        }
        _ => {}
    }
    found
}

/// The edition's mark in the kept state `v.f.e.p.c`, as the player writes it: `1_0_0-0f3a9c21`.
pub(super) fn mark_of(state: &str) -> Option<String> {
    let parts: Vec<&str> = state.split('.').collect();
    let [_, _, mark, _, _] = parts.as_slice() else {
        return None;
    };
    let (edition, content) = mark.rsplit_once('-')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let good = !edition.is_empty() && edition.len() <= 20 && edition.bytes().all(plain) && content.len() == 8;
    (good && content.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| (*mark).to_owned())
}
