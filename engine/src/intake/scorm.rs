//! What a learning system stored of SCORM 1.2 or SCORM 2004, as JSON.
//!
//! Two shapes are read. Ours holds many learners: `{"format":"bona/scorm-runtime/v1","lms":…,"learners":[{"id":…,
//! "id_kind":"staff_number|email|account","name":…,"attempts":[{"item":…,"started":…,"last":…,"cmi":{…}}]}]}`.
//! The other is the tree `{"cmi":{"core":{…}}}` that scorm-again keeps of one learner.
//! In both, `cmi` may be a tree or a list of dotted names. Status, score and `cmi.suspend_data` are looked at, and the
//! answers where they are asked for.

mod element;
mod standard;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use self::element::{answers, element, mark_of};
use self::standard::{Told, told};
use super::json::parse;
use super::{
    ClaimBasis, Claimed, FileFault, IdKind, Intake, LearnerId, Refusal, Row, RowSource, TEXT, Wanted,
    fit_name, foreign, hides, shown, unseen,
};
use crate::time::{is_local, utc_from_iso};

/// The name of our shape.
pub const FORMAT: &str = "bona/scorm-runtime/v1";

/// Why one learner or attempt is refused: what is wrong, and what to do.
type Why = (String, String);

/// Reads run-time data.
///
/// # Errors
/// When the file is neither of the two shapes.
pub fn read(bytes: &[u8], wanted: &Wanted) -> Result<Intake, FileFault> {
    if let Some(fault) = foreign(bytes) {
        return Err(fault);
    }
    let value = parse(bytes).map_err(|why| {
        FileFault::new(
            format!("the file cannot be read as JSON: {why}"),
            "export it again, or mend it at that place",
        )
    })?;
    let Value::Object(whole) = value else {
        return Err(unknown_shape());
    };
    let (system, learners) = match whole.get("format") {
        Some(Value::String(format)) if format == FORMAT => many(&whole)?,
        Some(format) => {
            let why = format!("the format {} is not known", shown(&format.to_string()));
            return Err(FileFault::new(why, format!("this program reads `{FORMAT}`")));
        }
        None => (wanted.lms.clone(), vec![one(&whole, wanted)?]),
    };
    let mut intake = of_learners(system, &learners, wanted);
    intake.refused_file = refused_file(&whole, &learners, &intake.refusals);
    Ok(intake)
}

/// Reads learners of our shape.
fn of_learners(system: Option<String>, learners: &[Value], wanted: &Wanted) -> Intake {
    let mut reading = Reading { wanted, system, seen: BTreeMap::new(), intake: Intake::default() };
    learners.iter().enumerate().for_each(|(place, learner)| reading.learner(place, learner));
    Intake { system: reading.system, ..reading.intake }
}

/// Reads one learner's elements, by dotted names of SCORM 1.2; there is no file of refused rows.
pub(super) fn of_elements(elements: &Map<String, Value>, wanted: &Wanted) -> Result<Intake, FileFault> {
    Ok(of_learners(wanted.lms.clone(), &[one(elements, wanted)?], wanted))
}

/// A share from 0 to 1 as it is written, in whole per cent; `None` if it is none.
pub(super) fn share_in_per_cent(text: &str) -> Option<u8> {
    standard::of_scaled(text).ok()
}

fn unknown_shape() -> FileFault {
    FileFault::new(
        "the file holds no SCORM run-time data that is known here",
        format!("it has `\"format\": \"{FORMAT}\"`, or `cmi` as scorm-again keeps it; see docs/evidence.md"),
    )
}

/// Our shape: the LMS and its learners.
fn many(whole: &Map<String, Value>) -> Result<(Option<String>, Vec<Value>), FileFault> {
    if let Some(key) =
        whole.keys().find(|key| !["format", "lms", "learners", "refused"].contains(&key.as_str()))
    {
        let why = format!("the file has {}, which is not known here", shown(key));
        return Err(FileFault::new(why, "it has format, lms and learners"));
    }
    let lms = match whole.get("lms") {
        Some(Value::String(lms))
            if !lms.trim().is_empty() && lms.chars().count() <= TEXT && !lms.chars().any(unseen) =>
        {
            lms.trim().to_owned()
        }
        _ => {
            return Err(FileFault::new(
                "the file does not say which learning system it is from",
                "add `\"lms\": \"https://…\"`",
            ));
        }
    };
    match whole.get("learners") {
        Some(Value::Array(learners)) => Ok((Some(lms), learners.clone())),
        _ => Err(FileFault::new("the file has no list `learners`", "see docs/evidence.md for its shape")),
    }
}

/// The shape of scorm-again, as if it were one learner of ours.
fn one(whole: &Map<String, Value>, wanted: &Wanted) -> Result<Value, FileFault> {
    let inner = match whole.get("runtimeData") {
        Some(Value::Object(inner)) => inner,
        _ => whole,
    };
    if !inner.keys().any(|key| key == "cmi" || key.starts_with("cmi.")) {
        return Err(unknown_shape());
    }
    let Some(kind) = wanted.identify_by else {
        return Err(FileFault::new(
            "the file does not say what kind of id the learner's is",
            "add --identify-by staff_number, email or account",
        ));
    };
    let read = |name| element(inner, name).ok().flatten();
    let either = |older, newer| read(older).or_else(|| read(newer)).unwrap_or_default();
    Ok(json!({
        "id": either("core.student_id", "learner_id"),
        "id_kind": kind.name(),
        "name": either("core.student_name", "learner_name"),
        "attempts": [{ "cmi": inner }],
    }))
}

/// What has been read so far.
struct Reading<'a> {
    wanted: &'a Wanted,
    system: Option<String>,
    /// Where each learner stood first.
    seen: BTreeMap<LearnerId, usize>,
    intake: Intake,
}

impl Reading<'_> {
    fn learner(&mut self, place: usize, learner: &Value) {
        let (id, name, attempts) = match self.who(learner) {
            Ok(found) => found,
            Err(why) => return self.refuse(RowSource::Attempt(place, None), why),
        };
        if let Some(first) = self.seen.insert(id.clone(), place) {
            self.seen.insert(id, first);
            let why = format!("the same learner is learners[{first}]");
            let help = "put all attempts of a learner under one entry".to_owned();
            return self.refuse(RowSource::Attempt(place, None), (why, help));
        }
        for (number, attempt) in attempts.iter().enumerate() {
            let source = RowSource::Attempt(place, Some(number));
            match self.attempt(&id, name.as_deref(), number, attempt) {
                Ok(Some(row)) => self.intake.rows.push(Row { source, place: place_of(source), ..row }),
                Ok(None) => {
                    self.intake.others += 1;
                    let item = attempt.get("item").and_then(Value::as_str).map(str::to_owned);
                    self.intake.other = self.intake.other.take().or(item);
                }
                Err(why) => self.refuse(source, why),
            }
        }
    }

    fn refuse(&mut self, source: RowSource, (why, help): Why) {
        self.intake.refusals.push(Refusal { source, place: place_of(source), why, help });
    }

    /// Who a learner is, and their attempts.
    fn who<'v>(&self, learner: &'v Value) -> Result<(LearnerId, Option<String>, &'v [Value]), Why> {
        let fields = object(learner, &["id", "id_kind", "name", "attempts"])?;
        let Some(Value::String(written)) = fields.get("id") else {
            return Err((
                "the learner has no `id` as a text".into(),
                "write it in quotation marks, so that noughts in front stay".into(),
            ));
        };
        let kind = match fields.get("id_kind").and_then(Value::as_str).and_then(IdKind::parse) {
            Some(kind) if kind != IdKind::Code => kind,
            _ => {
                return Err((
                    "`id_kind` does not say what the id is".into(),
                    "it is staff_number, email or account".into(),
                ));
            }
        };
        if written.trim().is_empty() {
            return Err(("the learner's id is empty".into(), "fill it in, or take the learner out".into()));
        }
        let id = match (kind, &self.system) {
            (IdKind::Account, Some(home)) => LearnerId::account(home, written),
            (IdKind::Account, None) => {
                return Err((
                    "an account means nothing outside its learning system".into(),
                    "add --lms with its address".into(),
                ));
            }
            _ => LearnerId::given(kind, written),
        };
        let id = id.ok_or_else(|| {
            (
                hides(written).unwrap_or_else(|| format!("{} is not an id", shown(written))),
                "an id has 1 to 255 characters, and each can be seen".to_owned(),
            )
        })?;
        let name =
            optional(fields, "name")?.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
        fit_name(name.as_deref().unwrap_or_default())?;
        match fields.get("attempts") {
            Some(Value::Array(attempts)) => Ok((id, name, attempts)),
            _ => Err(("the learner has no list `attempts`".into(), "it may be empty".into())),
        }
    }

    /// The row of an attempt; `None` if it is about another course.
    fn attempt(
        &self,
        learner: &LearnerId,
        name: Option<&str>,
        number: usize,
        attempt: &Value,
    ) -> Result<Option<Row>, Why> {
        let fields = object(attempt, &["item", "started", "last", "cmi"])?;
        let item = optional(fields, "item")?;
        let part = self.wanted.part.as_deref().unwrap_or("main");
        if item.is_some_and(|item| item != format!("ITEM_{}_{part}", self.wanted.course)) {
            return Ok(None);
        }
        let Some(Value::Object(cmi)) = fields.get("cmi") else {
            return Err((
                "the attempt has no `cmi`".into(),
                "it holds what the learning system stored".into(),
            ));
        };
        let Told { said, verdict, score } = told(cmi)?;
        let mark = element(cmi, "suspend_data")?.as_deref().and_then(mark_of);
        if verdict.is_some() {
            self.is_this_edition(mark.as_deref())?;
        }
        let answers = match (&self.wanted.answers, verdict) {
            (Some(key), Some(_)) => answers(cmi, key)?,
            _ => Vec::new(),
        };
        let started = optional(fields, "started")?;
        let claimed = optional(fields, "last")?.map(claimed).transpose()?;
        if let Some(claimed) = claimed.as_ref().filter(|_| verdict.is_some()) {
            self.wanted.has_been(&claimed.at)?;
        }
        Ok(Some(Row {
            place: String::new(),
            source: RowSource::Attempt(0, None),
            learner: learner.clone(),
            name: name.map(str::to_owned),
            item: item.map(str::to_owned),
            attempt: item.map(|_| started.map_or_else(|| format!("#{}", number + 1), str::to_owned)),
            said,
            verdict,
            score,
            claimed,
            mark,
            answers,
            minutes: None,
            told: Vec::new(),
        }))
    }

    /// The kept state says which edition the learner had before them; the package must be that one.
    fn is_this_edition(&self, mark: Option<&str>) -> Result<(), Why> {
        let (Some(mark), Some(edition)) = (mark, &self.wanted.edition) else {
            return Ok(());
        };
        let content = self.wanted.content.as_deref().unwrap_or("");
        let expected = crate::slots::edition_mark(edition, content);
        let same = if content.is_empty() { mark.starts_with(&expected) } else { mark == expected };
        if same {
            return Ok(());
        }
        Err((
            format!("the learner's state is of the edition {}, not {}", shown(mark), shown(&expected)),
            "import it with --package and the package that the learner had".into(),
        ))
    }
}

fn claimed(text: &str) -> Result<Claimed, Why> {
    if let Some(at) = utc_from_iso(text) {
        return Ok(Claimed { at, basis: ClaimBasis::LmsUtc });
    }
    if is_local(text) {
        return Ok(Claimed { at: text.to_owned(), basis: ClaimBasis::LmsLocal });
    }
    Err((
        format!("`last` is {}, which is not a time", shown(text)),
        "write it as `2026-11-22T02:30:00Z`".into(),
    ))
}

/// An object that has no other fields than these.
fn object<'v>(value: &'v Value, known: &[&str]) -> Result<&'v Map<String, Value>, Why> {
    let Value::Object(fields) = value else {
        return Err((
            format!("{} is not an object", shown(&value.to_string())),
            format!("it has {}", known.join(", ")),
        ));
    };
    match fields.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err((
            format!("the field {} is not known here", shown(key)),
            format!("it has {}", known.join(", ")),
        )),
        None => Ok(fields),
    }
}

/// A text that may be left out.
fn optional<'v>(fields: &'v Map<String, Value>, name: &str) -> Result<Option<&'v str>, Why> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.chars().count() <= TEXT && !text.chars().any(unseen) => {
            Ok(Some(text))
        }
        Some(other) => Err((
            format!("`{name}` is {}", shown(&other.to_string())),
            format!("it is a text of at most {TEXT} characters"),
        )),
    }
}

fn place_of(source: RowSource) -> String {
    match source {
        RowSource::Whole => "the file".to_owned(),
        RowSource::Table(row) => format!("row {row}"),
        RowSource::Attempt(learner, None) => format!("learners[{learner}]"),
        RowSource::Attempt(learner, Some(attempt)) => format!("learners[{learner}].attempts[{attempt}]"),
    }
}

/// The refused learners and attempts in our shape, with the reasons; a file of scorm-again comes back whole.
fn refused_file(whole: &Map<String, Value>, learners: &[Value], refusals: &[Refusal]) -> Vec<u8> {
    if refusals.is_empty() {
        return Vec::new();
    }
    let mut kept: Map<String, Value> = whole.clone();
    if whole.contains_key("format") {
        let mut refused: Vec<Value> = Vec::new();
        for (place, learner) in learners.iter().enumerate() {
            let of = |refusal: &&Refusal| matches!(refusal.source, RowSource::Attempt(at, _) if at == place);
            let mine: Vec<&Refusal> = refusals.iter().filter(of).collect();
            let attempts: Vec<Value> = mine
                .iter()
                .filter_map(|refusal| match refusal.source {
                    RowSource::Attempt(_, Some(number)) => learner.get("attempts")?.get(number).cloned(),
                    _ => None,
                })
                .collect();
            let mut learner = learner.clone();
            match learner.as_object_mut() {
                Some(fields) if !attempts.is_empty() => fields.insert("attempts".into(), attempts.into()),
                _ => None,
            };
            if !mine.is_empty() {
                refused.push(learner);
            }
        }
        kept.insert("learners".into(), refused.into());
    }
    let reasons =
        refusals.iter().map(|refusal| json!({"at": refusal.place, "why": refusal.why, "help": refusal.help}));
    kept.insert("refused".into(), reasons.collect());
    let mut bytes = serde_json::to_vec_pretty(&kept).expect("JSON that was read can be written");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod newer;
#[cfg(test)]
mod tests;
