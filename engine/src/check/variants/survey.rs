//! What the places of a course say and change, and what has moved under them: for reports.

use super::{Base, Found, Read, change, opened, places, spoken};
use crate::check::Input;
use crate::check::context::Context;
use crate::diagnostic::Checked;

/// The places of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The course's folder, as messages name it.
    pub folder: String,
    /// The course's id.
    pub course: String,
    /// The author's edition.
    pub edition: String,
    /// The variables of its house, by their ids.
    pub variables: Vec<Variable>,
    /// Its places, by their ids.
    pub places: Vec<Surveyed>,
}

/// A variable of the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// What stands between the braces.
    pub id: String,
    /// The question that a place is asked.
    pub ask: String,
    /// Whether every place must say something.
    pub required: bool,
    /// Whether a text of this course has it.
    pub used: bool,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surveyed {
    /// Its id.
    pub place: String,
    /// What people call it.
    pub name: String,
    /// The place above it.
    pub of: Option<String>,
    /// The part of the UK in which it is, as `Wales`; its own, or that of the nearest place above that says so.
    pub nation: Option<&'static str>,
    /// Whether places stand below it: nobody waits for its own answer.
    pub above_others: bool,
    /// Whether it says or changes anything itself.
    pub answered: bool,
    /// What it changes, in order.
    pub changes: Vec<Changed>,
    /// What is said there for each variable that the course has.
    pub values: Vec<Value>,
    /// What it says in a language of the course that is of words that are no more.
    pub stale: Vec<Stale>,
}

/// A change of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The author's word for it, `Replace`.
    pub what: &'static str,
    /// The block or the page, by its id.
    pub of: String,
    /// How it stands.
    pub state: State,
    /// Whether the version in Easy Read of its page holds with it; `None` where the page has none.
    pub easy: Option<bool>,
}

/// How a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was written against the words that the course has.
    Held,
    /// The words have moved since.
    Moved,
    /// Nobody knows against which words it was written.
    Unbound,
    /// It cannot be made; `bona check` says why.
    AtFault,
}

/// Words of a place in another language that were made from words which are no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// What they are of: a variable, or the block or the page of a change, by its id.
    pub of: String,
    /// The tag of the language.
    pub language: String,
}

/// What is said at a place for a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The variable's id.
    pub variable: String,
    /// Whether every place must say something.
    pub required: bool,
    /// What is said; `None`: nothing.
    pub say: Option<String>,
    /// The place that says so: this one, or one above it.
    pub from: Option<String>,
}

/// Looks through the places of a course. `None`, with the faults, while the course itself is at fault.
#[must_use]
pub fn survey(input: &Input) -> Checked<Survey> {
    opened(input, |context, base, read| {
        let variables = context.house_variables.iter().map(|(id, (raw, _))| Variable {
            id: id.clone(),
            ask: raw.ask.clone(),
            required: raw.required,
            used: base.variables.get(id).is_some_and(|variable| variable.used),
        });
        Survey {
            folder: input.folder.clone(),
            course: base.course.id.to_string(),
            edition: base.course.edition.clone(),
            variables: variables.collect(),
            places: read.places.keys().map(|id| place(context, read, base, id)).collect(),
        }
    })
}

fn place(context: &Context<'_>, read: &Read, base: &Base<'_>, id: &str) -> Surveyed {
    let own = &read.places[id];
    let changes = read.changes.get(id).map(Vec::as_slice).unwrap_or_default();
    let values = base.variables.iter().filter(|(_, variable)| variable.used).map(|(variable, _)| {
        let said = places::said(&read.places, id, variable);
        Value {
            variable: variable.clone(),
            required: context.house_variables.get(variable).is_some_and(|(raw, _)| raw.required),
            say: said.map(|(.., set)| set.say.clone()),
            from: said.map(|(place, ..)| place.raw.id.clone()),
        }
    });
    let nation = own.chain.iter().rev().find_map(|above| read.places.get(above)?.raw.nation);
    let tags = context.stems("languages/");
    let stale = spoken::of_place(read, base, id).into_iter().map(|(one, _)| one);
    let stale =
        stale.filter(|one| one.is_stale() && tags.iter().any(|tag| tag.eq_ignore_ascii_case(&one.tag)));
    let stale = stale.map(|one| Stale { of: one.of, language: one.tag });
    Surveyed {
        place: id.to_owned(),
        name: own.raw.name.clone(),
        of: own.above().cloned(),
        nation: nation.map(places::nation),
        above_others: read.places.values().any(|other| other.above().is_some_and(|above| above == id)),
        answered: !own.raw.set.is_empty() || read.variants.contains_key(id),
        changes: changes.iter().map(|one| changed(read, id, one)).collect(),
        values: values.collect(),
        stale: stale.collect(),
    }
}

fn changed(read: &Read, id: &str, one: &Found) -> Changed {
    let (what, of) = change::words(&read.variants[id].raw.changes[one.number]);
    let state = match (&one.target, &one.now) {
        (None, _) => State::AtFault,
        (_, Some(_)) if one.was.is_empty() => State::Unbound,
        (_, Some(now)) if *now != one.was => State::Moved,
        _ => State::Held,
    };
    Changed { what, of, state, easy: one.easy.as_ref().map(|easy| easy.holds) }
}
