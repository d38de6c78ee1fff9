//! Who is meant by what somebody typed: a name, a staff number, an e-mail address, an account or a person number.
//!
//! Ids are not kept, so they are found by their pseudonyms. A name must be the whole name; where several people
//! have it, or nobody does, those who might be meant are listed with their numbers.

use bona_engine::duty::Post;
use bona_engine::evidence::{LearnerKey, Log, Person, PersonNumber, PseudonymKey, Recorded};
use bona_engine::intake::{IdKind, LearnerId};

use crate::exit::Failure;
use crate::store::AnyStore;

/// People that are listed when it is not clear who is meant.
const LISTED: usize = 20;

/// The one person that is meant.
pub(in crate::command) fn find<'a>(
    people: &'a [Person],
    key: &PseudonymKey,
    log: &Log,
    store: &AnyStore,
    typed: &str,
) -> Result<&'a Person, Failure> {
    let listed = |people: &[&Person]| listed(people, log, store);
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
        [] => Err(Failure::Argument(nobody(people, listed, typed)?)),
        several => Err(Failure::Argument(format!(
            "`{typed}` is the name of {} people; give the number of the one that is meant:\n{}",
            several.len(),
            listed(several)?
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

fn nobody(
    people: &[Person],
    listed: impl Fn(&[&Person]) -> Result<String, Failure>,
    typed: &str,
) -> Result<String, Failure> {
    let wanted = folded(typed);
    let words: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
    let like = |person: &&Person| {
        let name = name_of(person);
        !words.is_empty() && words.iter().all(|word| name.contains(word))
    };
    let near: Vec<&Person> = people.iter().filter(like).collect();
    if near.is_empty() {
        return Ok(format!(
            "nobody in the store is called `{typed}` or has that number or address; `bona evidence matrix` lists \
             who there is"
        ));
    }
    Ok(format!("nobody in the store is called `{typed}`; is it one of these?\n{}", listed(&near)?))
}

/// What tells people apart who are called alike: number, post, ids, records.
fn listed(people: &[&Person], log: &Log, store: &AnyStore) -> Result<String, Failure> {
    let posts = store.posts().map_err(|error| Failure::Store(error.to_string()))?;
    let line = |person: &&Person| {
        let theirs = |number: &PersonNumber| person.numbers().any(|own| own == number);
        // The newest stands last.
        let post = posts.iter().rfind(|(whose, _)| theirs(whose)).map(|(_, held)| &held.post);
        let post = post.map_or_else(|| "in no staff list".to_owned(), posted);
        let (records, last) = records(log, person).fold((0, None), |(number, last), record| {
            (number + 1, last.max(record.completion.when().get(..10)))
        });
        let last = last.map(|day| format!(", the last of {day}")).unwrap_or_default();
        format!(
            "  {}  {}: {post}; {}; {}{last}",
            person.number.as_str(),
            person.name.as_deref().unwrap_or("(no name)"),
            super::count(person.learners.len() as u64, "id", "ids"),
            super::count(records, "record", "records"),
        )
    };
    let mut lines: Vec<String> = people.iter().take(LISTED).map(line).collect();
    if LISTED < people.len() {
        lines.push(format!("  and {} more", people.len() - LISTED));
    }
    Ok(lines.join("\n"))
}

/// A post in a few words.
fn posted(post: &Post) -> String {
    let words = [post.role.as_str(), post.place.as_str()].into_iter().filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>().join(", ");
    match &post.ends {
        Some(ends) => format!("{words} until {ends}"),
        None => format!("{words} from {}", post.starts),
    }
}

/// The records that commit to a person by any of these numbers.
pub(super) fn records<'a>(log: &'a Log, person: &'a Person) -> impl Iterator<Item = &'a Recorded> {
    log.records().filter(|record| {
        let whose = log.same.committed(record.index).or(record.person.as_ref());
        whose.is_some_and(|whose| person.numbers().any(|own| own == whose))
    })
}

/// How a person is called in what is printed.
pub(in crate::command) fn called(person: &Person) -> String {
    person.name.clone().unwrap_or_else(|| format!("person {}", person.number.as_str()))
}
