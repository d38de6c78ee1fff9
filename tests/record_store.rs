//! A learning record store that is made up: it keeps statements, answers as xAPI says, and errs where a test asks it to.
//!
//! No socket stands here: the made-up machine hands requests to it. What it does is written from the text of xAPI, not
//! from the program's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use bona::machine::fetched::{Answered, Asking, Fetcher, Silence, Unanswered};
use serde_json::{Value, json};

use crate::made_up::Died;

/// Where it stands.
pub const ADDRESS: &str = "https://lrs.elm.example/xapi";

/// What goes wrong at one request.
#[derive(Debug, Clone)]
pub enum Odd {
    /// This is answered instead.
    Answer(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Nothing is.
    Silence(Silence),
    /// The machine that asks dies.
    Dies,
}

/// A record store with a page size of its own.
#[derive(Debug, Clone)]
pub struct RecordStore {
    /// Its statements, in the order in which they were stored.
    pub statements: Vec<Value>,
    /// Statements of a page.
    pub page: usize,
    /// The versions that it takes in a request.
    pub takes: Vec<&'static str>,
    /// The version by which it answers.
    pub answers_by: &'static str,
    /// Whether it gives the newest first, whatever was asked.
    pub newest_first: bool,
    /// Whether it takes `since` for the time of the deed.
    pub since_the_deed: bool,
    /// Questions to which it gives nothing.
    pub gives_nothing: Vec<&'static str>,
    /// Questions that it does not hear.
    pub does_not_hear: Vec<&'static str>,
    /// What it says of up to when it gave everything.
    pub consistent: Option<String>,
    /// What goes wrong at which request, counted from 1.
    pub odd: BTreeMap<u64, Odd>,
    /// Every request: address and headers.
    pub asked: Vec<(String, BTreeMap<String, String>)>,
    /// How it was reached.
    pub asking: Option<Asking>,
}

impl Default for RecordStore {
    fn default() -> Self {
        Self {
            statements: Vec::new(),
            page: 2,
            takes: vec!["2.0.0", "1.0.3"],
            answers_by: "2.0.0",
            newest_first: false,
            since_the_deed: false,
            gives_nothing: Vec::new(),
            does_not_hear: Vec::new(),
            consistent: None,
            odd: BTreeMap::new(),
            asked: Vec::new(),
            asking: None,
        }
    }
}

/// The one that a machine reaches.
pub(crate) struct Reached(pub(crate) Arc<Mutex<Option<RecordStore>>>);

impl Fetcher for Reached {
    fn get(&self, address: &str, headers: &[(&str, &str)]) -> Result<Answered, Unanswered> {
        let mut own = self.0.lock().expect("no test panics while it asks");
        let nobody = || Unanswered { silence: Silence::Nobody, why: "no such host".to_owned() };
        let store = own.as_mut().ok_or_else(nobody)?;
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        store.asked.push((address.to_owned(), headers.collect()));
        match store.odd.get(&(store.asked.len() as u64)).cloned() {
            Some(Odd::Dies) => {
                // The lock must outlive the machine that asked.
                drop(own);
                std::panic::resume_unwind(Box::new(Died));
            }
            Some(Odd::Silence(silence)) => Err(Unanswered { silence, why: "made up".to_owned() }),
            Some(Odd::Answer(status, headers, body)) => {
                let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
                Ok(Answered { status, headers, body })
            }
            None => store.answer(),
        }
    }
}

impl RecordStore {
    fn answer(&self) -> Result<Answered, Unanswered> {
        let (address, headers) = self.asked.last().expect("it was just asked");
        let says = |status, words: &str| {
            let body = words.as_bytes().to_vec();
            Ok(Answered {
                status,
                headers: vec![("x-experience-api-version".into(), self.answers_by.into())],
                body,
            })
        };
        if headers.get("authorization").map(String::as_str) != Some("Basic cmVhZGVyOm9wZW4gc2VzYW1l") {
            return says(401, "who are you?");
        }
        if !headers
            .get("x-experience-api-version")
            .is_some_and(|version| self.takes.contains(&version.as_str()))
        {
            return says(400, "unknown version");
        }
        let Some(asked) = address.strip_prefix(&format!("{ADDRESS}/statements?")) else {
            return says(404, "");
        };
        let asked: BTreeMap<String, String> =
            asked.split('&').filter_map(|pair| pair.split_once('=')).map(decoded).collect();
        if let Some(id) = asked.get("voidedStatementId") {
            let void = self.void().contains(id.as_str());
            let found = self.statements.iter().find(|one| void && one["id"] == id.as_str());
            return found.map_or_else(|| says(404, ""), |one| says(200, &one.to_string()));
        }
        let from: usize = asked.get("from").map_or(0, |from| from.parse().expect("it gave that link itself"));
        let mut asked = asked;
        asked.retain(|name, _| !self.does_not_hear.contains(&name.as_str()));
        let mute = asked.keys().any(|name| self.gives_nothing.contains(&name.as_str()));
        let time = if self.since_the_deed { "timestamp" } else { "stored" };
        let void = self.void();
        let stands = |one: &&Value| one["id"].as_str().is_none_or(|id| !void.contains(id));
        let mut found: Vec<&Value> =
            self.statements.iter().filter(stands).filter(|one| !mute && fits(one, &asked, time)).collect();
        if self.newest_first {
            found.reverse();
        }
        let page: Vec<&Value> = found.iter().skip(from).take(self.page).copied().collect();
        let more = if from + self.page < found.len() {
            let rest: Vec<String> = asked.iter().filter(|(name, _)| *name != "from").map(encoded).collect();
            format!("/xapi/statements?{}&from={}", rest.join("&"), from + self.page)
        } else {
            String::new()
        };
        let mut headers = vec![("x-experience-api-version".to_owned(), self.answers_by.to_owned())];
        headers.extend(
            self.consistent
                .iter()
                .map(|time| ("x-experience-api-consistent-through".to_owned(), time.clone())),
        );
        let body = json!({ "statements": page, "more": more }).to_string().into_bytes();
        Ok(Answered { status: 200, headers, body })
    }

    /// The ids of what was voided.
    fn void(&self) -> BTreeSet<&str> {
        let voiding = |one: &&Value| one["verb"]["id"] == "http://adlnet.gov/expapi/verbs/voided";
        self.statements.iter().filter(voiding).filter_map(|one| one["object"]["id"].as_str()).collect()
    }
}

/// Whether a statement is of what was asked for (xAPI 1.0.3, 3.2.1.3).
fn fits(one: &Value, asked: &BTreeMap<String, String>, time: &str) -> bool {
    let is = |name: &str, value: &Value| asked.get(name).is_none_or(|wanted| value == wanted.as_str());
    let related = || one["context"]["contextActivities"].to_string();
    let about = asked.get("activity").is_none_or(|wanted| {
        one["object"]["id"] == wanted.as_str()
            || (asked.contains_key("related_activities") && related().contains(&format!("\"{wanted}\"")))
    });
    is("verb", &one["verb"]["id"])
        && is("registration", &one["context"]["registration"])
        && about
        && asked.get("since").is_none_or(|since| one[time].as_str() > Some(since.as_str()))
}

fn decoded((name, value): (&str, &str)) -> (String, String) {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        match (first, more) {
            (b'%', [high, low, after @ ..]) => {
                let hex = String::from_utf8_lossy(&[*high, *low]).into_owned();
                bytes.push(u8::from_str_radix(&hex, 16).expect("the program encodes by two digits"));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    (name.to_owned(), String::from_utf8(bytes).expect("the program sends text"))
}

fn encoded((name, value): (&String, &String)) -> String {
    let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("{name}={value}")
}
