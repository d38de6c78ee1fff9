//! Words of their own that people write into records, such as why somebody was let off: that they name nobody whom the store
//! knows, and which records name somebody all the same. What is sealed in the record of another goes with nobody's erasure.

use bona_engine::evidence::{Field, Person, StoreError, VaultPart, Waiver};

use super::traces;
use crate::exit::Failure;
use crate::store::AnyStore;

/// Leaves whose bodies are read at once.
const STEP: u64 = 4_096;

/// That what somebody wrote as a reason has nobody's name in it. A name of one word is any word.
pub(super) fn without_names(flag: &str, text: &str, people: &[Person]) -> Result<(), Failure> {
    let named = people.iter().flat_map(Person::names).find(|name| {
        name.split_whitespace().nth(1).is_some() && traces::forms_of(name).iter().any(|form| says(text, form))
    });
    match named {
        None => Ok(()),
        Some(name) => Err(Failure::Argument(format!(
            "{flag}: it names {name}, whom the store knows; say it without a name, since it would stay when {name} is erased \
             or renamed"
        ))),
    }
}

/// Whether a name stands in a text as words of their own, in whatever case.
fn says(text: &str, name: &str) -> bool {
    let (text, name) = (text.to_lowercase(), name.trim().to_lowercase());
    let end = |next: Option<char>| next.is_none_or(|sign| !sign.is_alphanumeric());
    !name.is_empty()
        && text
            .match_indices(&name)
            .any(|(at, _)| end(text[..at].chars().next_back()) && end(text[at + name.len()..].chars().next()))
}

/// A record whose words name somebody whom it is not about.
pub(super) struct Naming {
    /// Its leaf.
    pub(super) leaf: u64,
    /// What it is, in words.
    what: &'static str,
    /// What it says.
    says: String,
}

/// Records in which somebody gives a reason in words of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// Why somebody is let off.
    Waiver,
    /// Why a record was wrong: a withdrawal, or a record in the place of another.
    Correction,
}

/// What kind of reason the bodies of one leaf give; `None` where they give none.
pub(super) fn wording(parts: &[VaultPart]) -> Option<Wording> {
    let body = &parts.iter().find(|part| part.field == Field::What)?.body;
    if Waiver::is(body) {
        return Some(Wording::Waiver);
    }
    let told: serde_json::Value = serde_json::from_slice(body).ok()?;
    (told["kind"] == "withdrawal" || told["corrects"].is_object()).then_some(Wording::Correction)
}

impl Naming {
    fn of(part: &VaultPart) -> Self {
        let told: serde_json::Value = serde_json::from_slice(&part.body).unwrap_or_default();
        let because = told["because"].as_str().or(told["corrects"]["because"].as_str());
        let what = match wording(std::slice::from_ref(part)) {
            Some(Wording::Waiver) => "why somebody was let off",
            Some(Wording::Correction) => "why a record was corrected",
            None => "a record",
        };
        Self { leaf: part.index, what, says: because.map(str::to_owned).unwrap_or_default() }
    }

    fn line(&self) -> String {
        match self.says.as_str() {
            "" => format!("  leaf {}  {}\n", self.leaf, self.what),
            says => format!("  leaf {}  {}: “{says}”\n", self.leaf, self.what),
        }
    }
}

/// The records of others that have one of these names in them, by leaf.
pub(super) fn naming(store: &AnyStore, person: &Person, names: &[String]) -> Result<Vec<Naming>, StoreError> {
    use bona_engine::evidence::Store as _;
    let size = store.head()?.size;
    let numbers: Vec<&[u8]> = person.numbers().map(|number| number.as_str().as_bytes()).collect();
    let mut found = Vec::new();
    for from in (0..size).step_by(STEP as usize) {
        let bodies = store.parts(from, size.min(from + STEP))?.open;
        let theirs: Vec<u64> = bodies
            .iter()
            .filter(|part| part.field == Field::Who && numbers.contains(&part.body.as_slice()))
            .map(|part| part.index)
            .collect();
        let others = bodies.iter().filter(|part| part.field == Field::What && !theirs.contains(&part.index));
        found.extend(
            others
                .filter(|part| {
                    std::str::from_utf8(&part.body)
                        .is_ok_and(|text| names.iter().any(|name| says(text, name)))
                })
                .map(Naming::of),
        );
    }
    Ok(found)
}

/// A paragraph on such records, and what to do; empty without one.
pub(super) fn told(found: &[Naming]) -> String {
    if found.is_empty() {
        return String::new();
    }
    let lines: String = found.iter().map(Naming::line).collect();
    format!(
        "In words that somebody wrote, records of others have the name, and keep it:\n{lines}Record each anew without the \
         name, and let the old one go with `bona evidence erase --leaf {}`.\n",
        found[0].leaf
    )
}
