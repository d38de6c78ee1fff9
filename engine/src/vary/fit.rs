//! Finds which translation belongs to which text: by its key, and where something moved, by its words.

use std::collections::BTreeMap;

use super::Text;
use crate::raw::RawSaid;

/// What belongs to what.
#[derive(Debug)]
pub(crate) struct Fit {
    /// For each text the translation that is shown, by its number in the file; `None`: the text itself is.
    pub(crate) shown: Vec<Option<usize>>,
    /// For each translation how it stands.
    pub(crate) states: Vec<State>,
}

/// How a translation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    /// It belongs to a text, or to several that are one in name and words.
    Used,
    /// It belongs to a text, and says nothing yet.
    Empty,
    /// The text from which it was translated is no more; these may have taken its place.
    Stale(Vec<usize>),
    /// Nothing in the course is called so.
    Unknown,
    /// An earlier one has the same key.
    Twice(usize),
}

/// Finds what belongs to what.
pub(crate) fn fit(texts: &[Text], said: &[RawSaid]) -> Fit {
    let mut states = vec![State::Unknown; said.len()];
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, one) in said.iter().enumerate() {
        match by_key.get(one.of.as_str()) {
            Some(first) => states[at] = State::Twice(*first),
            None => drop(by_key.insert(&one.of, at)),
        }
    }
    let keys: Vec<String> = texts.iter().map(Text::key).collect();
    let mut shown: Vec<Option<usize>> = vec![None; texts.len()];
    let mut named: Vec<Option<usize>> = vec![None; texts.len()];
    for (text, key) in keys.iter().enumerate() {
        let Some(at) = by_key.get(key.as_str()).copied() else { continue };
        named[text] = Some(at);
        if said[at].was.is_some() {
            match &mut states[at] {
                State::Stale(of) => of.push(text),
                state => *state = State::Stale(vec![text]),
            }
        } else if said[at].say.trim().is_empty() {
            states[at] = State::Empty;
        } else {
            (states[at], shown[text]) = (State::Used, Some(at));
        }
    }
    moved(texts, said, &named, &mut shown, &mut states);
    stale(texts, said, &named, &shown, &mut states);
    units(texts, &mut shown);
    Fit { shown, states }
}

/// A text that moved to another name keeps its translation, if all that are of the same words say the same.
fn moved(
    texts: &[Text],
    said: &[RawSaid],
    named: &[Option<usize>],
    shown: &mut [Option<usize>],
    states: &mut [State],
) {
    let mut by_hash: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (at, one) in said.iter().enumerate() {
        let whole = one.was.is_none() && !one.say.trim().is_empty() && !matches!(states[at], State::Twice(_));
        let Some((_, hash)) = one.of.rsplit_once('/').filter(|_| whole) else { continue };
        by_hash
            .entry(hash)
            .and_modify(|first| *first = first.filter(|first| said[*first].say == one.say))
            .or_insert(Some(at));
    }
    for (text, own) in texts.iter().enumerate() {
        if named[text].is_none()
            && let Some(at) = by_hash.get(own.hash.as_str()).copied().flatten()
        {
            shown[text] = Some(at);
            states[at] = State::Used;
        }
    }
    // The others of the same words are known by them too.
    for (at, one) in said.iter().enumerate() {
        let known = |hash: &str| {
            by_hash.get(hash).copied().flatten().is_some_and(|first| states[first] == State::Used)
        };
        if states[at] == State::Unknown
            && one.of.rsplit_once('/').is_some_and(|(_, hash)| known(hash))
            && one.was.is_none()
        {
            states[at] = State::Used;
        }
    }
}

/// A translation whose text has gone, where a text of the same name has none, was made of what stood there before.
fn stale(
    texts: &[Text],
    said: &[RawSaid],
    named: &[Option<usize>],
    shown: &[Option<usize>],
    states: &mut [State],
) {
    for (at, one) in said.iter().enumerate() {
        if states[at] != State::Unknown {
            continue;
        }
        let Some((name, _)) = one.of.rsplit_once('/') else { continue };
        let free =
            |text: &usize| texts[*text].name == name && named[*text].is_none() && shown[*text].is_none();
        let of: Vec<usize> = (0..texts.len()).filter(free).collect();
        if !of.is_empty() {
            states[at] = State::Stale(of);
        }
    }
}

/// Words that are to be spotted stand in their passage letter for letter: all of them are in one language.
fn units(texts: &[Text], shown: &mut [Option<usize>]) {
    let mut whole: BTreeMap<usize, bool> = BTreeMap::new();
    for (text, said) in texts.iter().zip(shown.iter()) {
        if let Some(unit) = text.unit {
            *whole.entry(unit).or_insert(true) &= said.is_some();
        }
    }
    for (text, said) in texts.iter().zip(shown.iter_mut()) {
        if text.unit.is_some_and(|unit| whole.get(&unit) == Some(&false)) {
            *said = None;
        }
    }
}
