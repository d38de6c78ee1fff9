//! `bona evidence upload`: what is recorded here, as a file that an administrator uploads to a learning system.
//!
//! Totara's layout and Moodle's are read from their sources (`totara/completionimport`, `grade/import/csv`). A cell is
//! written as it is or its row is left out: an apostrophe that keeps a spreadsheet from running a cell would make another
//! user of it.

use std::collections::BTreeMap;

use bona_engine::evidence::{LearnerKey, Log, PersonNumber, PseudonymKey, Recorded};
use bona_engine::intake::users::{USERS_BYTES, User, UserColumns, Users, read};
use bona_engine::intake::{IdKind, safe_cell};
use bona_engine::time::is_day;

use super::{count, open, people_of, verified};
use crate::args::{IdentifyBy, UploadArgs, UploadFor};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::give::{Giving, never};
use crate::keys;
use crate::machine::{Keep, Machine, read_at_most};
use crate::store::Place;

/// Refused rows that are printed.
const PRINTED: usize = 100;

/// Who goes into the file, and who does not.
struct Told<'a> {
    /// What the system calls them, the day, and the grade; in the order of the list.
    lines: Vec<(&'a User, &'a str, u8)>,
    /// How many have the course by the store.
    have: usize,
    /// How many of them are not in the list.
    unlisted: usize,
    /// How many of them have no score, and are left out.
    scoreless: usize,
    /// How many of the list have not the course by the store.
    without: usize,
    /// Rows of the list that are one person by the store: which account is meant cannot be known.
    twice: Vec<Vec<u64>>,
}

/// Writes the file.
pub(crate) fn run(args: &UploadArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    asked(args)?;
    let bytes = read_at_most(machine, &args.list, USERS_BYTES)
        .map_err(|error| Failure::file("cannot read", &args.list, error))?;
    let users = match read(&bytes, &columns(args)) {
        Ok(users) => users,
        Err(fault) => {
            machine.err(&format!("error: `{}`: {fault}\n", args.list.display()));
            return Ok(Exit::AtFault);
        }
    };
    let store = open(place, machine)?;
    let key = keys::load(machine, &place.keys)?.pseudonym;
    let Some(log) = verified(machine, place, &store)? else { return Ok(Exit::AtFault) };
    let people = people_of(&store, &log, place)?;
    let whose: BTreeMap<&LearnerKey, &PersonNumber> =
        people.iter().flat_map(|own| own.learners.iter().map(move |key| (key, &own.number))).collect();
    let told = told(args, &users, &newest(args, &log), &key, &whose);
    machine.err(&refusals(&users, &told.twice));
    if told.lines.is_empty() {
        machine.err(&format!(
            "error: nobody would stand in the file, so it was not written\n{}",
            told.counts(args, &users)
        ));
        return Ok(Exit::AtFault);
    }
    let giving = Giving::of(place, machine).reading([args.list.as_path()]);
    giving.put(&args.file, Keep::Secret, text(args, &told).as_bytes(), never)?;
    let file = args.file.display();
    let counts = told.counts(args, &users);
    print(
        machine,
        &format!("Wrote `{file}`, readable by you alone. It names people.\n{counts}{}", next(args)),
    )?;
    Ok(if users.refusals.is_empty() && told.twice.is_empty() { Exit::Done } else { Exit::AtFault })
}

/// Whether all is there that the system needs, and whether what is typed may stand in a file.
fn asked(args: &UploadArgs) -> Result<(), Failure> {
    let wrong = |why: String| Err(Failure::Argument(why));
    let of_totara = args
        .short_name
        .as_ref()
        .map(|_| "--short-name")
        .or(args.course_number.as_ref().map(|_| "--course-number"));
    match (args.system, of_totara, &args.grade_item) {
        (UploadFor::Moodle, Some(flag), _) => return wrong(format!("{flag} is Totara's; leave it out")),
        (UploadFor::Totara, _, Some(_)) => return wrong("--grade-item is Moodle's; leave it out".into()),
        _ => {}
    }
    let typed = [&args.short_name, &args.course_number, &args.grade_item];
    if let Some(cell) =
        typed.into_iter().flatten().find(|cell| safe_cell(cell) != cell.as_str() || cell.trim().is_empty())
    {
        return wrong(format!(
            "`{cell}` is empty or would run in a spreadsheet; choose another name in the learning system"
        ));
    }
    if safe_cell(&args.user_column) != args.user_column.as_str() {
        return wrong(format!(
            "`{}` would run in a spreadsheet; head the column otherwise",
            args.user_column
        ));
    }
    match (&args.since, args.identify_by, &args.lms) {
        (Some(day), ..) if !is_day(day) => {
            wrong(format!("--since `{day}` is no day; write it as 2026-11-23"))
        }
        (_, IdentifyBy::Account, None) => {
            wrong("an account means nothing outside its learning system; add --lms with its address".into())
        }
        _ => Ok(()),
    }
}

fn columns(args: &UploadArgs) -> UserColumns {
    let kind = match args.identify_by {
        IdentifyBy::StaffNumber => IdKind::StaffNumber,
        IdentifyBy::Email => IdKind::Email,
        IdentifyBy::Account => IdKind::Account,
    };
    UserColumns { kind, id: args.id_column.clone(), user: args.user_column.clone(), lms: args.lms.clone() }
}

/// Of each person the newest record of the course that counts.
fn newest<'a>(args: &UploadArgs, log: &'a Log) -> BTreeMap<&'a PersonNumber, &'a Recorded> {
    let mut found: BTreeMap<&PersonNumber, &Recorded> = BTreeMap::new();
    for recorded in &log.completions {
        let done = &recorded.completion;
        let Some(person) = &recorded.person else { continue };
        let late = args.since.as_deref().is_none_or(|since| since <= day(recorded));
        let wanted = done.course == args.course && done.verdict.counts() && late;
        if !wanted || (args.sessions && done.session.is_none()) {
            continue;
        }
        let newer = found.get(person).is_none_or(|known| known.completion.when() <= done.when());
        if newer {
            found.insert(person, recorded);
        }
    }
    found
}

fn day(recorded: &Recorded) -> &str {
    recorded.completion.when().get(..10).unwrap_or("")
}

fn told<'a>(
    args: &UploadArgs,
    users: &'a Users,
    found: &BTreeMap<&PersonNumber, &'a Recorded>,
    key: &PseudonymKey,
    whose: &BTreeMap<&LearnerKey, &PersonNumber>,
) -> Told<'a> {
    let mut met: BTreeMap<&PersonNumber, (&Recorded, Vec<&User>)> = BTreeMap::new();
    let mut without = 0;
    for user in &users.rows {
        let person = whose.get(&key.learner(&user.learner)).copied();
        match person.and_then(|person| Some((person, *found.get(person)?))) {
            Some((person, recorded)) => met.entry(person).or_insert((recorded, Vec::new())).1.push(user),
            None => without += 1,
        }
    }
    let unlisted = found.len() - met.len();
    let (mut lines, mut twice, mut scoreless) = (Vec::new(), Vec::new(), 0);
    for (recorded, accounts) in met.into_values() {
        match (accounts.as_slice(), recorded.completion.score.or(args.no_score_as)) {
            ([one], Some(grade)) => lines.push((*one, day(recorded), grade)),
            ([_], None) => scoreless += 1,
            (several, _) => twice.push(several.iter().map(|user| user.row).collect()),
        }
    }
    lines.sort_by_key(|(user, ..)| user.row);
    Told { lines, have: found.len(), unlisted, scoreless, without, twice }
}

/// The file itself, in UTF-8 with commas: both systems take quotation marks as CSV has them.
fn text(args: &UploadArgs, told: &Told<'_>) -> String {
    let cell = |text: &str| {
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let of = |text: &Option<String>| cell(text.as_deref().unwrap_or(""));
    match args.system {
        UploadFor::Totara => {
            let mut out = String::from("username,courseshortname,courseidnumber,completiondate,grade\n");
            let (name, number) = (of(&args.short_name), of(&args.course_number));
            for (user, day, grade) in &told.lines {
                out.push_str(&format!("{},{name},{number},{day},{grade}\n", cell(&user.user)));
            }
            out
        }
        UploadFor::Moodle => {
            let mut out = format!("{},{}\n", cell(&args.user_column), of(&args.grade_item));
            for (user, _, grade) in &told.lines {
                out.push_str(&format!("{},{grade}\n", cell(&user.user)));
            }
            out
        }
    }
}

impl Told<'_> {
    fn counts(&self, args: &UploadArgs, users: &Users) -> String {
        let list = args.list.display();
        let have = count(self.have as u64, "person has", "people have");
        let mut text = format!("{}: {have} it by the store\n", args.course);
        let mut line = |number: usize, what: &str| text.push_str(&format!("  {number:>7} {what}\n"));
        line(self.lines.len(), "in the file");
        line(
            self.unlisted,
            &format!("not in `{list}`, or there under an id by which the store does not know them"),
        );
        if 0 < self.scoreless {
            line(
                self.scoreless,
                "left out, since nothing is known of a score: --no-score-as says what grade to write for them",
            );
        }
        line(self.without, &format!("of `{list}` without it by the store"));
        if 0 < users.empty {
            line(
                usize::try_from(users.empty).unwrap_or(usize::MAX),
                &format!("of `{list}` with an empty cell, left alone"),
            );
        }
        let refused = users.refusals.len() + self.twice.iter().map(Vec::len).sum::<usize>();
        if 0 < refused {
            line(refused, &format!("of `{list}` refused"));
        }
        text
    }
}

/// What an administrator does with it.
fn next(args: &UploadArgs) -> &'static str {
    match args.system {
        UploadFor::Totara => {
            "In Totara: Courses, Upload completion records, Upload course CSV.\n\
             Choose there: date format YYYY-MM-DD, comma, UTF-8, and grade format Percentage.\n\
             Totara counts these people as complete via recognition of prior learning.\n"
        }
        UploadFor::Moodle => {
            "In the Moodle course: Grades, Import, CSV file.\n\
             Map the first column to the user, and the second to a grade item of 100 points.\n\
             One person whom Moodle does not know cancels the whole import, and no day goes with a grade.\n"
        }
    }
}

fn refusals(users: &Users, twice: &[Vec<u64>]) -> String {
    let of_list = users
        .refusals
        .iter()
        .map(|refusal| format!("refused: {}: {}\n  help: {}\n", refusal.place, refusal.why, refusal.help));
    let of_store = twice.iter().map(|rows| {
        let rows: Vec<String> = rows.iter().map(u64::to_string).collect();
        let rows = rows.join(" and ");
        format!(
            "refused: rows {rows}: they are one person by the store\n  help: keep the account that they use\n"
        )
    });
    let mut text: String = of_list.chain(of_store).take(PRINTED).collect();
    match (users.refusals.len() + twice.len()).saturating_sub(PRINTED) {
        0 => {}
        more => text.push_str(&format!("and {} more refused\n", count(more as u64, "row is", "rows are"))),
    }
    text
}
