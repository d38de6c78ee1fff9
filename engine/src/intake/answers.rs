//! Answers come back as letters (SCORM 1.2, a learner's own record) or as ids (SCORM 2004, xAPI). The package says what
//! each letter means (`course-evidence.json`), so both are kept as the ids that authors gave.
//!
//! An answer that the package cannot have given is refused: it is from another package, or was changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::shown;

/// Most answers of one attempt that are read: SCORM 2004 asks of a system to keep 250, and a test may be taken again.
pub const ANSWERS: usize = 500;

/// What the letters of one question mean, as `course-evidence.json` has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Letters {
    /// The id of an option or of a choice, by its letter; empty where a number is typed.
    #[serde(default)]
    pub letters: BTreeMap<char, String>,
    /// The id of a row, by its letter, where an answer puts things to rows.
    #[serde(default)]
    pub rows: BTreeMap<char, String>,
}

/// What all letters of a package mean, by the id under which an answer is reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct AnswerKey(pub BTreeMap<String, Letters>);

/// An answer, in the ids that authors gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Which time a question of the test was asked: 1 unless it was asked again.
    pub attempt: u32,
    /// Ids of what was chosen, in the order of the answer; `row.option` where something was put to a row; a number as
    /// it was typed.
    pub chosen: Vec<String>,
    /// Id of the question, or of the scenario and its scene.
    pub id: String,
    /// Whether it was right, where the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<bool>,
}

impl AnswerKey {
    /// Reads one answer back, as it is reported: `a,c`, `ac`, `a.c,b.a`, `brief[,]long`, `first[.]brief`, `12.5`.
    ///
    /// # Errors
    /// Why it is none of this package's, in words.
    pub fn read(&self, reported: &str, response: &str, right: Option<bool>) -> Result<Answered, String> {
        let (id, attempt) = self.question(reported)?;
        let letters = &self.0[id];
        let chosen = parts(response, letters)
            .into_iter()
            .map(|part| letters.named(&part))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| format!("the package has no answer {} to `{id}`", shown(response)))?;
        Ok(Answered { attempt, chosen, id: id.to_owned(), right })
    }

    /// A later attempt at a question of the test is reported as `<id>__a2`, `<id>__a3` and so on.
    fn question(&self, reported: &str) -> Result<(&str, u32), String> {
        let unknown = || format!("the package has no question {}", shown(reported));
        if let Some((id, _)) = self.0.get_key_value(reported) {
            return Ok((id, 1));
        }
        let (id, number) = reported.rsplit_once("__a").ok_or_else(unknown)?;
        let attempt =
            number.parse().ok().filter(|attempt| (2..=10_000).contains(attempt)).ok_or_else(unknown)?;
        let (id, _) = self.0.get_key_value(id).ok_or_else(unknown)?;
        Ok((id, attempt))
    }
}

/// One thing that was chosen, and the row that it was put to.
struct Part {
    row: Option<String>,
    option: String,
}

impl Letters {
    fn named(&self, part: &Part) -> Option<String> {
        if self.letters.is_empty() {
            return (part.row.is_none() && is_number(&part.option)).then(|| part.option.clone());
        }
        let option = by_letter(&self.letters, &part.option).or_else(|| other(&part.option))?;
        match &part.row {
            None if self.rows.is_empty() => Some(option),
            Some(row) if !self.rows.is_empty() => Some(format!("{}.{option}", by_letter(&self.rows, row)?)),
            _ => None,
        }
    }
}

/// A text that fits no accepted answer is reported so: what was typed is never sent.
fn other(word: &str) -> Option<String> {
    (word == "other").then(|| word.to_owned())
}

/// The id of a letter, or the id itself.
fn by_letter(ids: &BTreeMap<char, String>, word: &str) -> Option<String> {
    let mut signs = word.chars();
    let letter = signs.next().filter(|_| signs.next().is_none()).and_then(|letter| ids.get(&letter));
    letter.or_else(|| ids.values().find(|id| *id == word)).cloned()
}

/// The parts of a response. Ids are parted by `[,]`, letters by a comma or, in a learner's own record, by nothing.
fn parts(response: &str, letters: &Letters) -> Vec<Part> {
    let response = response.trim();
    if response.is_empty() {
        return Vec::new();
    }
    let of_ids = response.contains("[,]") || response.contains("[.]");
    let (comma, dot) = if of_ids { ("[,]", "[.]") } else { (",", ".") };
    let one = |word: &str| match word.split_once(dot) {
        Some((row, option)) if !letters.rows.is_empty() => {
            Part { row: Some(row.to_owned()), option: option.to_owned() }
        }
        _ => Part { row: None, option: word.to_owned() },
    };
    let known = |word: &str| by_letter(&letters.letters, word).is_some();
    if !of_ids && !response.contains(comma) && letters.rows.is_empty() && !known(response) {
        let each = || response.chars().map(String::from);
        if each().all(|letter| known(&letter)) {
            return each().map(|option| Part { row: None, option }).collect();
        }
    }
    response.split(comma).map(|word| one(word.trim())).collect()
}

/// A number as the player writes it: digits, a point, a sign.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = word.strip_prefix('-').unwrap_or(word);
    let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
    word.len() <= 40 && digits(whole) && digits(part)
}

#[cfg(test)]
mod tests {
    use super::{AnswerKey, Answered};

    /// As a package of ours says it.
    fn key() -> AnswerKey {
        let text = r#"{
            "repair": {"kind":"question","several":false,"letters":{"a":"brief","b":"long","c":"silence"}},
            "open": {"kind":"question","several":true,"letters":{"a":"ask","b":"wait","c":"listen"}},
            "bank_rule": {"letters":{"t":"true","f":"false"}},
            "pairs": {"letters":{"a":"desk","b":"phone"},"rows":{"a":"first","b":"second"}},
            "share": {"letters":{}},
            "desk__greet": {"kind":"scene","letters":{"a":"smile","b":"frown"}}
        }"#;
        serde_json::from_str(text).expect("a key")
    }

    #[test]
    fn every_way_of_writing_an_answer_gives_the_ids_of_the_author() {
        let cases: [(&str, &str, &str, u32, &[&str]); 16] = [
            ("repair", "b", "repair", 1, &["long"]),
            ("repair", "long", "repair", 1, &["long"]),
            ("open", "a,c", "open", 1, &["ask", "listen"]),
            ("open", "ac", "open", 1, &["ask", "listen"]),
            ("open", "ask[,]listen", "open", 1, &["ask", "listen"]),
            ("open", "", "open", 1, &[]),
            ("bank_rule__a2", "t", "bank_rule", 2, &["true"]),
            ("bank_rule__a13", "false", "bank_rule", 13, &["false"]),
            ("pairs", "a.b,b.a", "pairs", 1, &["first.phone", "second.desk"]),
            ("pairs", "first[.]phone[,]second[.]desk", "pairs", 1, &["first.phone", "second.desk"]),
            ("share", "12.5", "share", 1, &["12.5"]),
            ("share", "-3", "share", 1, &["-3"]),
            ("repair", "other", "repair", 1, &["other"]),
            ("desk__greet", "b", "desk__greet", 1, &["frown"]),
            ("desk__greet", "frown", "desk__greet", 1, &["frown"]),
            ("repair", " c ", "repair", 1, &["silence"]),
        ];
        for (reported, response, id, attempt, chosen) in cases {
            let chosen = chosen.iter().map(|id| (*id).to_owned()).collect();
            let wanted = Answered { attempt, chosen, id: id.into(), right: Some(true) };
            assert_eq!(key().read(reported, response, Some(true)), Ok(wanted), "{reported} {response}");
        }
    }

    #[test]
    fn an_answer_of_another_package_is_refused() {
        for (reported, response) in [
            ("unknown", "a"),
            ("repair__a1", "a"),
            ("repair__ax", "a"),
            ("repair__a99999", "a"),
            ("repair", "d"),
            ("repair", "A"),
            ("repair", "a.b"),
            ("open", "a,z"),
            ("open", "az"),
            ("pairs", "a"),
            ("pairs", "z.a"),
            ("pairs", "first[.]nothing"),
            ("share", "twelve"),
            ("share", "1.2.3"),
            ("share", "--1"),
        ] {
            assert!(key().read(reported, response, None).is_err(), "{reported} {response}");
        }
    }
}
