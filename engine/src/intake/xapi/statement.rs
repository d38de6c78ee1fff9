//! One statement: who, what, of which course, and whether cmi5 defines it.

use std::borrow::Cow;

use serde_json::Value;

use super::{STATEMENT, Why};
use crate::intake::json::Node;
use crate::intake::{IdKind, LearnerId, ToldBy, Wanted, fit_name, hides, shown};
use crate::time::utc_from_iso;

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
    Waived(&'static str),
    /// That the statement of this id is void.
    Voided(String),
    Other,
}

/// A statement, as far as it matters; borrowed from the text in which it stands.
#[derive(Clone, Debug)]
pub(super) struct Statement<'a> {
    /// Its id as it is written.
    pub(super) id: Cow<'a, str>,
    pub(super) verb: Verb,
    /// Who it is about, and when it happened, of one that counts.
    pub(super) told: Option<(LearnerId, String)>,
    pub(super) name: Option<Cow<'a, str>>,
    /// As it is written.
    pub(super) registration: Cow<'a, str>,
    /// In whole per cent.
    pub(super) score: Option<u8>,
    /// What the system wants for a pass, in whole per cent.
    pub(super) mastery: Option<u8>,
    /// The edition that the course says it is.
    pub(super) revision: Option<Cow<'a, str>>,
    /// Every id that it gives of its actor.
    who: [Cow<'a, str>; 3],
    about: bool,
    defined: bool,
    move_on: bool,
}

impl Statement<'_> {
    /// Whether it is a verdict that cmi5 defines, about the course that is meant.
    pub(super) fn counts(&self) -> bool {
        let verdict = match self.verb {
            Verb::Completed | Verb::Passed | Verb::Failed => self.move_on,
            Verb::Waived(_) => true,
            Verb::Voided(_) | Verb::Other => false,
        };
        verdict && self.about && self.defined
    }

    /// UTC; nothing of one that does not count.
    pub(super) fn at(&self) -> &str {
        self.told.as_ref().map_or("", |(_, at)| at)
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
        let registration = self.registration.to_ascii_lowercase();
        let [home, name, mail] = &self.who;
        let says = [verb, self.at(), &score, &registration, home, name, mail].join(" ");
        ToldBy { id: self.id.to_ascii_lowercase(), says }
    }
}

/// A statement that is refused, and whose record would be another with it.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) why: Why,
    /// Its id in small letters, if it has one.
    pub(super) id: Option<String>,
    pub(super) registration: Option<u128>,
    /// Who it is about, if it says so; of one that is no verdict about the course nobody.
    pub(super) learner: Option<LearnerId>,
}

impl Refused {
    fn of(value: &Node<'_>, why: Why, learner: Option<LearnerId>) -> Box<Self> {
        Box::new(Self {
            why,
            id: text(value, &["id"]).map(|id| id.to_ascii_lowercase()),
            registration: text(value, &["context", "registration"]).and_then(|one| uuid(one)),
            learner,
        })
    }
}

/// Reads a statement. Others than verdicts about the course need not be whole.
pub(super) fn statement<'a>(value: &Node<'a>, wanted: &Wanted) -> Result<Statement<'a>, Box<Refused>> {
    if value.is_longer_than(STATEMENT) {
        let why = (
            format!("the statement holds more than {STATEMENT} bytes"),
            "leave its attachments out".to_owned(),
        );
        return Err(Refused::of(value, why, None));
    }
    let verb = verb(value).map_err(|why| Refused::of(value, why, None))?;
    let activities = value.at(&["context", "contextActivities"]);
    let [mut defined, mut move_on, mut about] = [false; 3];
    each_id(activities.and_then(|all| all.get("category")), &mut |id| {
        defined |= id == CMI5;
        move_on |= id == MOVE_ON;
    });
    each_id(activities.and_then(|all| all.get("grouping")), &mut |id| about |= is_course(id, wanted));
    about |= text(value, &["object", "id"]).is_some_and(|id| is_course(id, wanted));
    let borrowed = |keys: &[&str]| text(value, keys).cloned().unwrap_or_default();
    let mut found = Statement {
        id: borrowed(&["id"]),
        verb,
        told: None,
        name: text(value, &["actor", "name"]).map(first_hundred),
        registration: borrowed(&["context", "registration"]),
        score: None,
        mastery: None,
        revision: text(value, &["context", "revision"]).cloned(),
        who: [
            borrowed(&["actor", "account", "homePage"]),
            borrowed(&["actor", "account", "name"]),
            borrowed(&["actor", "mbox"]),
        ],
        about,
        defined,
        move_on,
    };
    if found.counts() {
        judge(&mut found, value, wanted).map_err(|why| Refused::of(value, why, actor(value, wanted).ok()))?;
    }
    Ok(found)
}

/// Reads what must stand in one that counts.
fn judge(found: &mut Statement<'_>, value: &Node<'_>, wanted: &Wanted) -> Result<(), Why> {
    let missing = |what: &str| {
        (format!("the statement has no {what}"), "export it again from the record store".to_owned())
    };
    if let Some((why, _)) = found.name.as_deref().and_then(|name| fit_name(name).err()) {
        return Err((why, "mend it in the learning system, and export again".to_owned()));
    }
    if !is_uuid(&found.id) {
        return Err(missing("`id`"));
    }
    if !is_uuid(&found.registration) {
        return Err(missing("`registration`, which cmi5 demands"));
    }
    of_an_activity(value)?;
    no_contradiction(&found.verb, value)?;
    let time = match value.get("timestamp") {
        Some(Node::Text(time)) => time,
        Some(other) => {
            let found = Value::from(other).to_string();
            let why = format!("`timestamp` is {}, which is no time with its zone", shown(&found));
            return Err((why, "export it again".to_owned()));
        }
        None => text(value, &["stored"]).ok_or_else(|| missing("`timestamp`"))?,
    };
    let at = utc_from_iso(time).ok_or_else(|| {
        (
            format!("`timestamp` is {}, which is no time with its zone", shown(time)),
            "export it again".to_owned(),
        )
    })?;
    found.score = share(value.at(&["result", "score", "scaled"]), "result.score.scaled")?;
    found.mastery = share(value.at(&["context", "extensions", MASTERY]), "masteryscore")?;
    found.told = Some((actor(value, wanted)?, at));
    Ok(())
}

/// What cmi5 defines is said of an activity (9.4); of another statement, or of somebody, it says nothing that was done.
fn of_an_activity(value: &Node<'_>) -> Result<(), Why> {
    match value.at(&["object", "objectType"]) {
        None => Ok(()),
        Some(Node::Text(kind)) if kind == "Activity" => Ok(()),
        Some(other) => {
            let found = Value::from(other).to_string();
            Err((
                format!("its object is {}, and no activity", shown(found.trim_matches('"'))),
                "ask whoever runs the record store; void what is wrong, and export again".to_owned(),
            ))
        }
    }
}

/// That the result does not say the contrary of the verb (cmi5 1.0, 9.5.2 and 9.5.3).
fn no_contradiction(verb: &Verb, value: &Node<'_>) -> Result<(), Why> {
    let (name, success, completion) = match verb {
        Verb::Completed => ("completed", None, Some(true)),
        Verb::Passed => ("passed", Some(true), None),
        Verb::Failed => ("failed", Some(false), None),
        Verb::Waived(_) => ("waived", Some(true), Some(true)),
        Verb::Voided(_) | Verb::Other => return Ok(()),
    };
    for (field, due) in [("success", success), ("completion", completion)] {
        let (Some(due), Some(found)) = (due, value.at(&["result", field])) else { continue };
        if *found != Node::Bool(due) {
            let found = Value::from(found).to_string();
            return Err((
                format!("it says {name}, and `result.{field}` is {}", shown(&found)),
                "ask whoever runs the record store which is true; void what is wrong, and export again"
                    .to_owned(),
            ));
        }
    }
    Ok(())
}

/// A text that stands there.
fn text<'v, 'a>(value: &'v Node<'a>, keys: &[&str]) -> Option<&'v Cow<'a, str>> {
    value.at(keys).and_then(Node::text)
}

/// The first hundred characters of a name: no more of it is kept.
fn first_hundred<'a>(name: &Cow<'a, str>) -> Cow<'a, str> {
    match name.len() <= 100 {
        true => name.clone(),
        false => name.chars().take(100).collect::<String>().into(),
    }
}

fn verb(value: &Node<'_>) -> Result<Verb, Why> {
    let Some(id) = text(value, &["verb", "id"]) else {
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
            let reason = text(value, &["result", "extensions", REASON]).map_or("", |reason| reason);
            // Free words could hold a name, and no name stands under a commitment.
            let reason = REASONS.into_iter().find(|known| *known == reason).unwrap_or("another reason");
            Verb::Waived(reason)
        }
        Some("voided") => Verb::Voided(
            text(value, &["object", "id"]).map_or_else(String::new, |of| of.to_ascii_lowercase()),
        ),
        _ => Verb::Other,
    })
}

/// Goes over the ids of one activity or of several.
fn each_id(value: Option<&Node<'_>>, take: &mut dyn FnMut(&str)) {
    let ids = match value {
        Some(Node::List(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    ids.iter().filter_map(|one| text(one, &["id"])).for_each(|id| take(id));
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
fn share(value: Option<&Node<'_>>, name: &str) -> Result<Option<u8>, Why> {
    let Some(value) = value.filter(|value| **value != Node::Null) else { return Ok(None) };
    let wrong = || {
        let found = Value::from(value).to_string();
        (format!("`{name}` is {}", shown(&found)), "a share lies from 0 to 1".to_owned())
    };
    let Node::Number(number) = value else { return Err(wrong()) };
    super::super::scorm::share_in_per_cent(&number.to_string()).map(Some).ok_or_else(wrong)
}

/// Who it is about, by the id that is asked for.
fn actor(value: &Node<'_>, wanted: &Wanted) -> Result<LearnerId, Why> {
    let help = || {
        "learners are known by an account or a mail address; add --identify-by staff_number where the account's \
                   name is the staff number"
        .to_owned()
    };
    let account = |key: &str| text(value, &["actor", "account", key]);
    let mail = text(value, &["actor", "mbox"]).and_then(|mail| mail.strip_prefix("mailto:"));
    let found = match (account("homePage"), account("name"), mail) {
        (Some(_), Some(name), _) if wanted.identify_by == Some(IdKind::StaffNumber) => {
            LearnerId::given(IdKind::StaffNumber, name)
        }
        (Some(_), Some(name), _) if wanted.identify_by == Some(IdKind::Email) && name.contains('@') => {
            LearnerId::given(IdKind::Email, name)
        }
        (Some(home), Some(name), _) if wanted.identify_by.is_none_or(|by| by == IdKind::Account) => {
            LearnerId::account(home, name)
        }
        (_, _, Some(mail)) if wanted.identify_by.is_none_or(|by| by == IdKind::Email) => {
            LearnerId::given(IdKind::Email, mail)
        }
        _ => None,
    };
    found.ok_or_else(|| {
        let nobody = account("name").map(AsRef::as_ref).or(mail).and_then(hides);
        let why = "the statement does not say who by the id that is asked for".to_owned();
        (nobody.unwrap_or(why), help())
    })
}

/// 8-4-4-4-12 figures of base 16 (RFC 9562).
pub(super) fn is_uuid(text: &str) -> bool {
    uuid(text).is_some()
}

/// The number that a UUID is; `None` if the text is none. Two are the same in whichever letters they are written.
pub(super) fn uuid(text: &str) -> Option<u128> {
    if text.len() != 36 {
        return None;
    }
    text.bytes().enumerate().try_fold(0, |number: u128, (place, byte)| match (place, byte) {
        (8 | 13 | 18 | 23, b'-') => Some(number),
        (8 | 13 | 18 | 23, _) => None,
        _ => Some(number << 4 | u128::from(char::from(byte).to_digit(16)?)),
    })
}
