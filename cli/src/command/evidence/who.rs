//! Who is meant by what somebody typed: a name, a staff number, an e-mail address, an account or a person number.
//!
//! Ids are not kept, so they are found by their pseudonyms. A name must be the whole name; where several people
//! have it, or nobody does, those who might be meant are listed with their numbers.

use bona_engine::evidence::{LearnerKey, Log, Person, PersonNumber, PseudonymKey};
use bona_engine::intake::{IdKind, LearnerId};

use crate::exit::Failure;

/// People that are listed when it is not clear who is meant.
const LISTED: usize = 20;

/// The one person that is meant.
pub(in crate::command) fn find<'a>(
    people: &'a [Person],
    key: &PseudonymKey,
    log: &Log,
    typed: &str,
) -> Result<&'a Person, Failure> {
    let by_id = people.iter().find(|person| {
        PersonNumber::parse(typed.trim())
            .is_some_and(|number| person.numbers().any(|theirs| *theirs == number))
            || ids(key, typed).iter().any(|learner| person.learners.contains(learner))
    });
    if let Some(person) = by_id {
        return Ok(person);
    }
    let wanted = folded(typed);
    let named: Vec<&Person> =
        people.iter().filter(|person| person.names().any(|name| folded(name) == wanted)).collect();
    match named.as_slice() {
        [person] => Ok(person),
        [] => Err(Failure::Argument(nobody(people, log, typed))),
        several => Err(Failure::Argument(format!(
            "`{typed}` is the name of {} people; give the number of the one that is meant:\n{}",
            several.len(),
            listed(several, log)
        ))),
    }
}

/// The pseudonyms that this would have, whatever kind of id it is.
fn ids(key: &PseudonymKey, typed: &str) -> Vec<LearnerKey> {
    let kinds = [IdKind::StaffNumber, IdKind::Email, IdKind::Account, IdKind::Code];
    kinds.into_iter().filter_map(|kind| LearnerId::new(kind, typed)).map(|id| key.learner(&id)).collect()
}

/// Upper case and blanks do not tell names apart.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn name_of(person: &Person) -> String {
    person.name.as_deref().map(folded).unwrap_or_default()
}

fn nobody(people: &[Person], log: &Log, typed: &str) -> String {
    let wanted = folded(typed);
    let words: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
    let like = |person: &&Person| {
        let name = name_of(person);
        !words.is_empty() && words.iter().all(|word| name.contains(word))
    };
    let near: Vec<&Person> = people.iter().filter(like).collect();
    if near.is_empty() {
        return format!(
            "nobody in the store is called `{typed}` or has that number or address; `bona evidence matrix` lists \
             who there is"
        );
    }
    format!("nobody in the store is called `{typed}`; is it one of these?\n{}", listed(&near, log))
}

fn listed(people: &[&Person], log: &Log) -> String {
    let line = |person: &&Person| {
        let records =
            log.completions.iter().filter(|recorded| recorded.person.as_ref() == Some(&person.number));
        let records = super::count(records.count() as u64, "record", "records");
        format!("  {}  {}, {records}", person.number.as_str(), person.name.as_deref().unwrap_or("(no name)"))
    };
    let mut lines: Vec<String> = people.iter().take(LISTED).map(line).collect();
    if LISTED < people.len() {
        lines.push(format!("  and {} more", people.len() - LISTED));
    }
    lines.join("\n")
}

/// How a person is called in what is printed.
pub(in crate::command) fn called(person: &Person) -> String {
    person.name.clone().unwrap_or_else(|| format!("person {}", person.number.as_str()))
}
