//! Moodle's report *Interactions* of a SCORM activity, downloaded as text: scores and answers, and no word on who
//! completed. So it is never read alone; what it says of an attempt is joined to the report *Activity completion*.
//!
//! Its layout (Moodle, `mod/scorm/report/interactions`): tabs; `Name`, the identity columns that the site shows,
//! `Attempt`, `Started on`, `Last accessed on`, `Score`, one column for each SCO, and for each question those of
//! `Question n`, `Response n`, `Right answer n`, `Result n` that were ticked. The cell of a SCO prints `raw/max` in the
//! place of its status wherever a score was sent. A learner has a row for each attempt; without one there are hyphens.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::super::answers::ANSWERS;
use super::super::mapped::moment;
use super::super::table::{Table, Why, place};
use super::super::{AnswerKey, Answered, FileFault, IdKind, LearnerId, Wanted, shown};
use super::layout::{identity_columns, unescaped};

/// Bytes of the report: a thousand learners with five hundred answers each are a tenth of it.
pub const ATTEMPTS_BYTES: u64 = 256_000_000;
/// Columns of the report: four for each of the most answers that are read, and room for what stands in front.
const COLUMNS: usize = 4 * ANSWERS + 100;
/// The four columns that stand one after the other behind the identity (Moodle, `lang/en/scorm.php`).
const FRONT: [&str; 4] = ["Attempt", "Started on", "Last accessed on", "Score"];

/// All attempts of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    by: BTreeMap<LearnerId, Vec<Attempt>>,
    /// Rows of attempts that say of nobody by the kind of id that is asked for.
    pub(super) nameless: u64,
}

/// One attempt, or why it cannot be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Attempt {
    line: u64,
    number: String,
    span: Option<(String, String)>,
    said: Result<Joined, (String, String)>,
}

/// What an attempt adds to a completion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Joined {
    pub(super) score: Option<u8>,
    pub(super) answers: Vec<Answered>,
}

/// Where things stand in a row.
struct Columns {
    who: usize,
    attempt: usize,
    sco: usize,
    /// Of each question: its id, the response, and the result where it is shown.
    questions: Vec<(usize, usize, Option<usize>)>,
}

/// Reads the report; learners are known by the same kind of id as in the report that it is joined to.
///
/// # Errors
/// When it is not that report, has not that id, or lacks the questions that were asked for.
pub(super) fn read(bytes: &[u8], kind: IdKind, wanted: &Wanted) -> Result<Attempts, FileFault> {
    if ATTEMPTS_BYTES < bytes.len() as u64 {
        let (found, most) = (bytes.len() / 1_000_000, ATTEMPTS_BYTES / 1_000_000);
        return Err(FileFault::new(
            format!("the SCORM report holds {found} MB; at most {most} are read"),
            "choose one group above the report, and download it for each",
        ));
    }
    let table = Table::read_wide(bytes, |headings| front(headings).is_some(), not_the_report(), COLUMNS)?;
    let columns = columns(&table, kind, wanted)?;
    let mut found = Attempts::default();
    for (line, record) in &table.rows {
        let cell = |column: usize| unescaped(table.cell(record, column));
        if cell(columns.attempt) == "-" || cell(columns.attempt).is_empty() {
            continue;
        }
        let written = cell(columns.who);
        let learner = match kind {
            IdKind::Account => wanted.lms.as_deref().and_then(|home| LearnerId::account(home, &written)),
            kind => LearnerId::given(kind, &written),
        };
        match (learner, table.sound(record)) {
            (Some(learner), Ok(())) => {
                let span = moment(&cell(columns.attempt + 1)).zip(moment(&cell(columns.attempt + 2)));
                let said = said(&table, &columns, record, wanted.answers.as_ref());
                let said = said.map_err(|why| placed(&table, *line, why));
                let attempt = Attempt { line: *line, number: cell(columns.attempt), span, said };
                found.by.entry(learner).or_default().push(attempt);
            }
            (None, Ok(())) => found.nameless += 1,
            // Whose row it is cannot be known where cells were lost: nothing may be joined to the wrong person.
            (_, Err(why)) => {
                let (why, help) = placed(&table, *line, why);
                return Err(FileFault { why, help });
            }
        }
    }
    unanswered(&table, &columns, wanted)?;
    Ok(found)
}

impl Attempts {
    /// What the attempt adds in which the completion of that time was reached; `None` where no attempt is known.
    pub(super) fn of(
        &self,
        learner: &LearnerId,
        at: Option<&str>,
    ) -> Result<Option<Joined>, (String, String)> {
        let Some(all) = self.by.get(learner) else { return Ok(None) };
        let numbers: Vec<&str> = all.iter().map(|attempt| attempt.number.as_str()).collect();
        if let Some(twice) =
            all.iter().zip(1..).find(|(attempt, next)| numbers[*next..].contains(&attempt.number.as_str()))
        {
            let why = format!(
                "the SCORM report has attempt {} of this learner in row {} and once more",
                shown(&twice.0.number),
                twice.0.line
            );
            return Err((why, "two people may have one id there: mend that in Moodle".to_owned()));
        }
        let one = match all.as_slice() {
            [one] => one,
            several => reached(several, at)?,
        };
        one.said.clone().map(Some)
    }

    /// How many learners of the report are not among these.
    pub(super) fn beside(&self, met: &BTreeMap<LearnerId, u64>) -> u64 {
        self.by.keys().filter(|learner| !met.contains_key(learner)).count() as u64
    }
}

/// The one attempt of several in which the completion was reached. The report prints no seconds.
fn reached<'a>(several: &'a [Attempt], at: Option<&str>) -> Result<&'a Attempt, (String, String)> {
    let minute = |time: &'a str| time.get(..16).unwrap_or(time);
    let within = |attempt: &&'a Attempt| match (&attempt.span, at) {
        (Some((first, last)), Some(at)) => {
            minute(first) <= at.get(..16).unwrap_or(at) && at.get(..16).unwrap_or(at) <= minute(last)
        }
        _ => false,
    };
    let mut found = several.iter().filter(within);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (first, _) => {
            let count = several.len();
            let which = if first.is_some() { "more than one" } else { "none" };
            let why = format!(
                "the SCORM report has {count} attempts of this learner, and the completion lies in {which} of them"
            );
            let help = "leave the attempt that counted in the SCORM report and delete the others there, or import this row \
                        without --interactions";
            Err((why, help.to_owned()))
        }
    }
}

/// What one attempt says.
fn said(
    table: &Table,
    columns: &Columns,
    record: &StringRecord,
    key: Option<&AnswerKey>,
) -> Result<Joined, Why> {
    let cell = |column: usize| unescaped(table.cell(record, column));
    let score = score(&cell(columns.sco)).map_err(|(why, help)| (Some(columns.sco), why, help))?;
    let Some(key) = key else { return Ok(Joined { score, answers: Vec::new() }) };
    let mut answers = BTreeMap::new();
    for (id, response, result) in &columns.questions {
        if cell(*id).is_empty() {
            continue;
        }
        let right = match result.map(cell).as_deref() {
            Some("correct") => Some(true),
            Some("wrong" | "incorrect") => Some(false),
            _ => None,
        };
        let answer = key.read(&cell(*id), &cell(*response), right).map_err(|why| {
            (Some(*response), why, "import it with the package that the learner had".to_owned())
        })?;
        answers.insert((answer.id.clone(), answer.attempt), answer);
    }
    Ok(Joined { score, answers: answers.into_values().collect() })
}

/// The cell of a SCO: `85/100` or `85` where a score was sent, else a status word, which says nothing here.
fn score(text: &str) -> Result<Option<u8>, (String, String)> {
    if !text.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-' || sign == '.') {
        return Ok(None);
    }
    let wrong = || {
        (format!("{} is not a score of this course", shown(text)), "its scores go from 0 to 100".to_owned())
    };
    let (raw, most) = text.split_once('/').unwrap_or((text, "100"));
    let (whole, part) = raw.split_once('.').unwrap_or((raw, "0"));
    let digits =
        |text: &str| (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !matches!(most, "100" | "100.0" | "100.00") || !digits(whole) || !digits(part) {
        return Err(wrong());
    }
    let half = u8::from(part.as_bytes().first().is_some_and(|first| b'5' <= *first));
    match whole.parse::<u8>() {
        Ok(100) if part.bytes().all(|byte| byte == b'0') => Ok(Some(100)),
        Ok(number) if number < 100 => Ok(Some(number + half)),
        _ => Err(wrong()),
    }
}

fn columns(table: &Table, kind: IdKind, wanted: &Wanted) -> Result<Columns, FileFault> {
    let headings = &table.headings;
    let attempt = front(headings).ok_or_else(not_the_report)?;
    let who =
        identity_columns(&headings[..attempt]).find(|(_, found)| *found == kind).map(|(column, _)| column);
    let who = who.ok_or_else(|| {
        let shows: Vec<String> = headings[..attempt].iter().map(|heading| shown(heading)).collect();
        let kind = kind.name();
        FileFault::new(
            format!(
                "the SCORM report has no {kind}, by which the other one knows people; it has {}",
                shows.join(", ")
            ),
            "download both reports as the same user on the same day, or choose another id with --identify-by",
        )
    })?;
    let rest = attempt + FRONT.len();
    let numbered = |heading: &str, word: &str| {
        let number = heading.strip_prefix(word)?.strip_prefix(' ')?;
        number.parse::<usize>().ok()
    };
    let of_question = |heading: &str| {
        ["Question", "Response", "Right answer", "Result"]
            .iter()
            .any(|word| numbered(heading, word).is_some())
    };
    let scos =
        headings[rest..].iter().position(|heading| of_question(heading)).unwrap_or(headings.len() - rest);
    if scos != 1 {
        return Err(FileFault::new(
            format!(
                "the SCORM report is of an activity with {scos} parts, and a package of this course has one"
            ),
            "download the report of the activity that holds this course",
        ));
    }
    let column = |word: &str, number: usize| place(headings, &[&format!("{word} {number}")]);
    let questions: Vec<_> = (0..ANSWERS)
        .filter_map(|number| {
            Some((column("Question", number)?, column("Response", number)?, column("Result", number)))
        })
        .collect();
    let any = headings[rest + scos..].iter().any(|heading| of_question(heading));
    if wanted.answers.is_some() && questions.is_empty() {
        let why = if any {
            "the SCORM report shows answers without the questions that they are to"
        } else {
            "the SCORM report shows no answers: it is the basic one, or nobody answered anything"
        };
        return Err(FileFault::new(
            why,
            "open the report Interactions, tick Summary of question and Summary of responses, show it, and download it \
             as text; or leave --answers out",
        ));
    }
    Ok(Columns { who, attempt, sco: rest, questions })
}

/// Moodle fills these columns from elements of SCORM 1.2 alone; those of a package of SCORM 2004 stay empty.
fn unanswered(table: &Table, columns: &Columns, wanted: &Wanted) -> Result<(), FileFault> {
    let attempts = || table.rows.iter().filter(|(_, record)| table.cell(record, columns.attempt) != "-");
    let filled =
        |record: &StringRecord| columns.questions.iter().any(|(id, ..)| !table.cell(record, *id).is_empty());
    if wanted.answers.is_none() || attempts().next().is_none() || attempts().any(|(_, record)| filled(record))
    {
        return Ok(());
    }
    Err(FileFault::new(
        "no question of the SCORM report is filled in: Moodle shows answers there for packages of SCORM 1.2 alone",
        "leave --answers out: scores are joined without it",
    ))
}

/// Where the four columns stand that only this report has.
fn front(headings: &[String]) -> Option<usize> {
    let is = |four: &[String]| four.iter().zip(FRONT).all(|(heading, name)| heading == name);
    headings.windows(FRONT.len()).position(is)
}

fn not_the_report() -> FileFault {
    FileFault::new(
        "this is not Moodle's report Interactions of a SCORM activity",
        "in the SCORM activity open Reports, Interactions report, in English, and download it as text",
    )
}

/// A reason with its place in this report, since it is told of a row of the other one.
fn placed(table: &Table, line: u64, why: Why) -> (String, String) {
    let refusal = table.refusal(line, why);
    (format!("SCORM report, {}: {}", refusal.place, refusal.why), refusal.help)
}

#[cfg(test)]
mod tests;
