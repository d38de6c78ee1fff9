//! What an attempt came to, by the words of SCORM 1.2 or of SCORM 2004.
//!
//! 1.2 folds completion and success in one word. 2004 has two, and a course is completed only where both say so or
//! nothing is said of success: passed and not complete is nothing to record, and passed with completion unknown is
//! refused, not guessed at.

use serde_json::{Map, Value};

use super::Why;
use super::element::{element, percent, verdict};
use crate::intake::{VerdictWord, shown};

/// What an attempt came to.
pub(super) struct Told {
    /// The system's own word, or its two.
    pub(super) said: String,
    pub(super) verdict: Option<VerdictWord>,
    /// In whole per cent.
    pub(super) score: Option<u8>,
}

/// Reads whichever standard's words are there.
pub(super) fn told(cmi: &Map<String, Value>) -> Result<Told, Why> {
    let status = element(cmi, "core.lesson_status")?;
    let [completion, success, scaled] =
        [element(cmi, "completion_status")?, element(cmi, "success_status")?, element(cmi, "score.scaled")?];
    let newer = completion.is_some() || success.is_some() || scaled.is_some();
    if status.is_some() && newer {
        return Err((
            "`cmi.core.lesson_status` of SCORM 1.2 and elements of SCORM 2004 stand side by side".into(),
            "keep those that the learning system stored for this attempt".into(),
        ));
    }
    if !newer {
        let score = points(cmi, "core.score")?;
        let said = status.unwrap_or_default();
        return Ok(Told { verdict: verdict(&said, score.is_some())?, said, score });
    }
    let score = match scaled {
        Some(scaled) => Some(of_scaled(&scaled)?),
        None => points(cmi, "score")?,
    };
    let (completion, success) = (completion.unwrap_or_default(), success.unwrap_or_default());
    let said = format!("{}, {}", or_unknown(&completion), or_unknown(&success));
    Ok(Told { verdict: of_two(&completion, &success, score.is_some())?, said, score })
}

fn or_unknown(word: &str) -> &str {
    if word.is_empty() { "unknown" } else { word }
}

/// What the two words come to. Source: SCORM 2004 run-time environment, `cmi.completion_status`, `cmi.success_status`.
fn of_two(completion: &str, success: &str, scored: bool) -> Result<Option<VerdictWord>, Why> {
    let known = |element: &str, word: &str, words: &[&str]| match word {
        "" | "unknown" => Ok(()),
        _ if words.contains(&word) => Ok(()),
        _ => Err((
            format!("`cmi.{element}` is {}", shown(word)),
            format!("SCORM 2004 knows {} and unknown", words.join(", ")),
        )),
    };
    known("completion_status", completion, &["completed", "incomplete", "not attempted"])?;
    known("success_status", success, &["passed", "failed"])?;
    match (completion, success) {
        (_, "failed") => Ok(Some(VerdictWord::Failed)),
        ("completed", "passed") => Ok(Some(VerdictWord::Passed)),
        ("completed", _) => Ok(Some(VerdictWord::Completed)),
        ("incomplete" | "not attempted", _) => Ok(None),
        (_, "passed") => Err((
            "it says passed, and not whether the course was completed".into(),
            "export `cmi.completion_status` too, or leave this attempt out".into(),
        )),
        _ if scored => Err((
            "there is a score but neither completion nor success: score seen, status unknown".into(),
            "a score alone is no completion; export `cmi.completion_status` and `cmi.success_status` too"
                .into(),
        )),
        _ => Ok(None),
    }
}

/// `cmi.score.scaled` in whole per cent, rounded half up. SCORM 2004: −1 to 1; below nought no course of ours goes.
pub(super) fn of_scaled(text: &str) -> Result<u8, Why> {
    let wrong = || {
        (
            format!("`cmi.score.scaled` is {}", shown(text)),
            "a score of this course lies from 0 to 1".to_owned(),
        )
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits =
        |text: &str| (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(part) || !(whole.is_empty() || digits(whole)) {
        return Err(wrong());
    }
    let digit = |place: usize| part.as_bytes().get(place).map_or(0, |byte| byte - b'0');
    match whole.trim_start_matches('0') {
        "" => Ok(digit(0) * 10 + digit(1) + u8::from(5 <= digit(2))),
        "1" if part.bytes().all(|byte| byte == b'0') => Ok(100),
        _ => Err(wrong()),
    }
}

/// Points in whole per cent. Without a scale they are per cent, as SCORM 1.2 wants and this course sends them; on
/// another scale only where both its ends are given.
fn points(cmi: &Map<String, Value>, name: &str) -> Result<Option<u8>, Why> {
    let [most, least] = [element(cmi, &format!("{name}.max"))?, element(cmi, &format!("{name}.min"))?];
    let is = |text: &Option<String>, number: i128| {
        text.as_deref().is_none_or(|text| millionths(text) == Some(number * 1_000_000))
    };
    let raw_name = format!("{name}.raw");
    if is(&most, 100) && is(&least, 0) {
        return percent(cmi, &raw_name);
    }
    let Some(raw) = element(cmi, &raw_name)? else { return Ok(None) };
    let wrong = |why: String| {
        let help = if name == "score" {
            "export `cmi.score.scaled` too"
        } else {
            "export both ends of the scale, `cmi.core.score.min` and `cmi.core.score.max`, or write the score in per cent \
             and leave them out"
        };
        Err((why, help.to_owned()))
    };
    let (most, least) = match (most, least) {
        (Some(most), Some(least)) => (most, least),
        (Some(most), None) => {
            return wrong(format!("`cmi.{name}.max` is {}, and `cmi.{name}.min` is missing", shown(&most)));
        }
        (None, least) => {
            let least = shown(&least.unwrap_or_default());
            return wrong(format!("`cmi.{name}.min` is {least}, and `cmi.{name}.max` is missing"));
        }
    };
    match (millionths(&raw), millionths(&least), millionths(&most)) {
        (Some(raw), Some(least), Some(most)) if least < most && least <= raw && raw <= most => {
            // Rounded half up.
            let part = (200 * (raw - least) + (most - least)) / (2 * (most - least));
            Ok(u8::try_from(part).ok())
        }
        _ => wrong(format!(
            "`cmi.{raw_name}` is {}, on a scale from {} to {}",
            shown(&raw),
            shown(&least),
            shown(&most)
        )),
    }
}

/// A decimal number of at most 12 figures in front of the point and 6 behind it, in millionths.
fn millionths(text: &str) -> Option<i128> {
    let (plain, sign) = text.strip_prefix('-').map_or((text, 1), |plain| (plain, -1));
    let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(whole, 12) || !digits(part, 6) {
        return None;
    }
    let number = format!("{whole}{part:0<6}").parse::<i128>().ok()?;
    Some(sign * number)
}
