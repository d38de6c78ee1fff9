//! One statement: who, what, of which course, and whether cmi5 defines it.

use serde_json::Value;

use super::{STATEMENT, Why};
use crate::intake::{IdKind, LearnerId, ToldBy, Wanted, shown, unseen};
use crate::time::utc_from_rfc3339;

const CMI5: &str = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
const MOVE_ON: &str = "https://w3id.org/xapi/cmi5/context/categories/moveon";
const MASTERY: &str = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const REASON: &str = "https://w3id.org/xapi/cmi5/result/extensions/reason";

/// The reasons that cmi5 names (9.5.5.2).
const REASONS: [&str; 4] = ["Tested Out", "Equivalent AU", "Equivalent Outside Activity", "Administrative"];

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Completed,
    Passed,
    Failed,
    /// By an administrator, and why.
    Waived(String),
    /// That the statement of this id is void.
    Voided(String),
    Other,
}

/// A statement, as far as it matters.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) id: String,
    pub(super) verb: Verb,
    pub(super) learner: LearnerId,
    pub(super) name: Option<String>,
    pub(super) registration: String,
    /// UTC.
    pub(super) at: String,
    /// In whole per cent.
    pub(super) score: Option<u8>,
    /// What the system wants for a pass, in whole per cent.
    pub(super) mastery: Option<u8>,
    /// The edition that the course says it is.
    pub(super) revision: Option<String>,
    /// Every id that it gives of its actor.
    who: String,
    about: bool,
    defined: bool,
    move_on: bool,
}

impl Statement {
    /// Whether it is a verdict that cmi5 defines, about the course that is meant.
    pub(super) fn counts(&self) -> bool {
        let verdict = match self.verb {
            Verb::Completed | Verb::Passed | Verb::Failed => self.move_on,
            Verb::Waived(_) => true,
            Verb::Voided(_) | Verb::Other => false,
        };
        verdict && self.about && self.defined
    }

    /// All of it that a verdict is made of, by which it is told whether it was changed under its id. Who it is about is in
    /// it, and so is kept by its keyed digest alone.
    pub(super) fn told(&self) -> ToldBy {
        let verb = match &self.verb {
            Verb::Completed => "completed",
            Verb::Passed => "passed",
            Verb::Failed => "failed",
            Verb::Waived(reason) => reason,
            Verb::Voided(_) => "voided",
            Verb::Other => "other",
        };
        let score = self.score.map_or_else(String::new, |score| score.to_string());
        let says = [verb, &self.at, &score, &self.registration, &self.who].join(" ");
        ToldBy { id: self.id.clone(), says }
    }
}

/// Reads a statement. Others than verdicts about the course need not be whole.
pub(super) fn statement(value: &Value, wanted: &Wanted) -> Result<Statement, Why> {
    if STATEMENT < value.to_string().len() {
        return Err((
            format!("the statement holds more than {STATEMENT} bytes"),
            "leave its attachments out".into(),
        ));
    }
    let text = |path: &str| value.pointer(path).and_then(Value::as_str);
    let verb = verb(value)?;
    let ids = |kind: &str| ids(value.pointer(&format!("/context/contextActivities/{kind}")));
    let category = ids("category");
    let has = |id: &str| category.iter().any(|found| found == id);
    let mut activities = ids("grouping");
    activities.extend(text("/object/id").map(str::to_owned));
    let about = activities.iter().any(|id| is_course(id, wanted));
    let mut found = Statement {
        id: text("/id").unwrap_or_default().to_ascii_lowercase(),
        verb,
        // Stands in only where the statement does not count, and is never recorded.
        learner: LearnerId::new(IdKind::Code, "nobody").expect("it has letters"),
        name: text("/actor/name").map(|name| name.chars().take(100).collect()),
        registration: text("/context/registration").unwrap_or_default().to_ascii_lowercase(),
        at: String::new(),
        score: None,
        mastery: None,
        revision: text("/context/revision").map(str::to_owned),
        who: ["/actor/account/homePage", "/actor/account/name", "/actor/mbox"]
            .map(|path| text(path).unwrap_or_default())
            .join(" "),
        about,
        defined: has(CMI5),
        move_on: has(MOVE_ON),
    };
    if !found.counts() {
        return Ok(found);
    }
    let missing = |what: &str| {
        (format!("the statement has no {what}"), "export it again from the record store".to_owned())
    };
    if let Some(name) = found.name.as_ref().filter(|name| name.chars().any(unseen)) {
        let why = format!("the name {} holds a sign that cannot be seen", shown(name));
        return Err((why, "mend it in the learning system, and export again".to_owned()));
    }
    if !is_uuid(&found.id) {
        return Err(missing("`id`"));
    }
    if !is_uuid(&found.registration) {
        return Err(missing("`registration`, which cmi5 demands"));
    }
    let time = text("/timestamp").or(text("/stored")).ok_or_else(|| missing("`timestamp`"))?;
    found.at = utc_from_rfc3339(time).ok_or_else(|| {
        (
            format!("`timestamp` is {}, which is no time with its zone", shown(time)),
            "export it again".to_owned(),
        )
    })?;
    found.score = share(value.pointer("/result/score/scaled"), "result.score.scaled")?;
    let extensions = value.pointer("/context/extensions").and_then(Value::as_object);
    found.mastery = share(extensions.and_then(|all| all.get(MASTERY)), "masteryscore")?;
    found.learner = actor(value, wanted)?;
    Ok(found)
}

fn verb(value: &Value) -> Result<Verb, Why> {
    let Some(id) = value.pointer("/verb/id").and_then(Value::as_str) else {
        return Err(("the statement has no verb".into(), "take it out, or export it again".into()));
    };
    let adl = id
        .strip_prefix("http://adlnet.gov/expapi/verbs/")
        .or(id.strip_prefix("https://w3id.org/xapi/adl/verbs/"));
    Ok(match adl {
        Some("completed") => Verb::Completed,
        Some("passed") => Verb::Passed,
        Some("failed") => Verb::Failed,
        Some("waived") => {
            let extensions = value.pointer("/result/extensions").and_then(Value::as_object);
            let reason =
                extensions.and_then(|all| all.get(REASON)).and_then(Value::as_str).unwrap_or_default();
            // Free words could hold a name, and no name stands under a commitment.
            let reason = REASONS.into_iter().find(|known| *known == reason).unwrap_or("another reason");
            Verb::Waived(reason.to_owned())
        }
        Some("voided") => {
            let of = value.pointer("/object/id").and_then(Value::as_str).unwrap_or_default();
            Verb::Voided(of.to_ascii_lowercase())
        }
        _ => Verb::Other,
    })
}

/// Ids of one activity or of several.
fn ids(value: Option<&Value>) -> Vec<String> {
    let id = |value: &Value| value.get("id").and_then(Value::as_str).map(str::to_owned);
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(id).collect(),
        Some(one) => id(one).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The activity that was typed, or the id that packages of this course have: `…/<course>/au/main`.
fn is_course(id: &str, wanted: &Wanted) -> bool {
    if wanted.activity.as_deref() == Some(id) {
        return true;
    }
    id.strip_suffix("/au/main")
        .is_some_and(|course| course.rsplit('/').next() == Some(wanted.course.as_str()))
}

/// A share from 0 to 1 in whole per cent, rounded half up.
fn share(value: Option<&Value>, name: &str) -> Result<Option<u8>, Why> {
    let Some(value) = value.filter(|value| !value.is_null()) else { return Ok(None) };
    let wrong =
        || (format!("`{name}` is {}", shown(&value.to_string())), "a share lies from 0 to 1".to_owned());
    let text = value.as_number().map(ToString::to_string).ok_or_else(wrong)?;
    super::super::scorm::share_in_per_cent(&text).map(Some).ok_or_else(wrong)
}

/// Who it is about, by the id that is asked for.
fn actor(value: &Value, wanted: &Wanted) -> Result<LearnerId, Why> {
    let text = |path: &str| value.pointer(path).and_then(Value::as_str);
    let help = || {
        "learners are known by an account or a mail address; add --identify-by staff_number where the account's \
                   name is the staff number"
        .to_owned()
    };
    let mail = text("/actor/mbox").and_then(|mail| mail.strip_prefix("mailto:"));
    let found = match (text("/actor/account/homePage"), text("/actor/account/name"), mail) {
        (Some(_), Some(name), _) if wanted.identify_by == Some(IdKind::StaffNumber) => {
            LearnerId::new(IdKind::StaffNumber, name)
        }
        (Some(_), Some(name), _) if wanted.identify_by == Some(IdKind::Email) && name.contains('@') => {
            LearnerId::new(IdKind::Email, name)
        }
        (Some(home), Some(name), _) if wanted.identify_by.is_none_or(|by| by == IdKind::Account) => {
            LearnerId::account(home, name)
        }
        (_, _, Some(mail)) if wanted.identify_by.is_none_or(|by| by == IdKind::Email) => {
            LearnerId::new(IdKind::Email, mail)
        }
        _ => None,
    };
    found.ok_or_else(|| ("the statement does not say who by the id that is asked for".into(), help()))
}

/// 8-4-4-4-12 figures of base 16 (RFC 9562).
pub(super) fn is_uuid(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
