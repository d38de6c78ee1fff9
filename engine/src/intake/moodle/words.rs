//! The words of English Moodle for the state of an activity, and what is wrong with a time that is not Moodle's.

use super::super::{VerdictWord, shown};

/// What a state comes to.
pub(super) struct State {
    /// The word as it is recorded: without the name of whoever set it.
    pub(super) said: String,
    /// `None` where there is nothing to record.
    pub(super) verdict: Option<VerdictWord>,
}

/// Moodle, `lang/en/completion.php`: `completion-n`, `-y`, `-pass`, `-fail`, `-y-override`, `-n-override`.
pub(super) fn state(word: &str) -> Option<State> {
    let verdict = match word {
        "Not completed" => None,
        "Completed" => Some(VerdictWord::Completed),
        "Completed (achieved pass grade)" => Some(VerdictWord::Passed),
        "Completed (did not achieve pass grade)" => Some(VerdictWord::Failed),
        _ => return set_by_hand(word),
    };
    Some(State { said: word.to_owned(), verdict })
}

/// Set by a teacher. Their name is left out: no name stands under a commitment.
fn set_by_hand(word: &str) -> Option<State> {
    let of = |start: &str| word.strip_prefix(start)?.strip_suffix(')');
    if of("Completed (set by ").is_some_and(|name| !name.is_empty()) {
        return Some(State {
            said: "Completed (set by hand)".to_owned(),
            verdict: Some(VerdictWord::Completed),
        });
    }
    of("Not completed (set by ").filter(|name| !name.is_empty())?;
    Some(State { said: "Not completed (set by hand)".to_owned(), verdict: None })
}

/// Why a time cannot be believed, and what to do.
pub(super) fn bad_time(time: &str) -> (String, &'static str) {
    if time.is_empty() {
        return ("it says completed, but not when".to_owned(), "fill in the time, `2026-11-03 14:02:11`");
    }
    let parts: Vec<&str> = time.split(['/', '.', '-', ' ']).take(3).collect();
    let day_or_month = |part: &&str| part.parse::<u8>().is_ok_and(|number| (1..=12).contains(&number));
    if parts.len() == 3 && parts[..2].iter().all(day_or_month) {
        return (
            format!("{} could be two days: the day or the month may stand first", shown(time)),
            "export the report again and import it without opening it in a spreadsheet",
        );
    }
    (
        format!("{} is not a time as Moodle writes it, `2026-11-03 14:02:11`", shown(time)),
        "export the report again and import it without opening it in a spreadsheet",
    )
}
