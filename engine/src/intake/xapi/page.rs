//! One answer of a record store, and what must be known of a statement before all of them are there.
//!
//! What a statement comes to is not judged here: that takes all statements of a registration.

use serde_json::Value;

use super::statement::{Statement, Verb, is_uuid, statement};
use super::{Listed, STATEMENT};
use crate::intake::json::Node;
use crate::intake::{FileFault, ToldBy, Wanted};
use crate::time::utc_from_rfc3339;

/// One answer: an object with a list of statements, or a single one. A list alone would not say whether there are more.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its statements, in the order of the answer.
    pub statements: Vec<Value>,
    /// The link by which it goes on; `None` at the end.
    pub more: Option<String>,
}

impl Page {
    /// Reads an answer.
    ///
    /// # Errors
    /// When it is no object with statements, says nothing sound of a next page, or holds a statement of more than 1 MB.
    pub fn read(bytes: &[u8]) -> Result<Self, FileFault> {
        let (found, more) = Listed::answered(bytes)?;
        if let Some(large) = found.iter().position(|one| one.is_longer_than(STATEMENT)) {
            return Err(FileFault::new(
                format!("statement {} of an answer holds more than {STATEMENT} bytes", large + 1),
                "ask whoever runs the record store; a statement of a course has a few thousand",
            ));
        }
        Ok(Self { statements: found.iter().map(Value::from).collect(), more })
    }
}

/// What must be known of a statement while others are still to come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brief {
    /// Its id in small letters, if it has one.
    pub id: Option<String>,
    /// The registration in small letters, of a verdict about the course or of a statement that is refused.
    pub registration: Option<String>,
    /// What such a verdict says.
    pub told: Option<ToldBy>,
    /// When the record store stored it, UTC to the second, rounded down.
    pub stored: Option<String>,
    /// The statement that it says is void.
    pub voids: Option<String>,
}

impl Brief {
    /// Looks at a statement; what is wrong with it is said later, with its row.
    #[must_use]
    pub fn of(value: &Value, wanted: &Wanted) -> Self {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let uuid = |text: &str| Some(text.to_ascii_lowercase()).filter(|text| is_uuid(text));
        let node = Node::from(value);
        let found = statement(&node, wanted);
        let voids = match &found {
            Ok(Statement { verb: Verb::Voided(id), .. }) => uuid(id),
            _ => None,
        };
        // One that is refused holds all of its registration back, so that all of it must be there.
        let refused = found.is_err().then(|| node.at(&["context", "registration"])?.text());
        let counts = found.as_ref().ok().filter(|found| found.counts());
        Self {
            id: text("id").and_then(uuid),
            told: counts.map(|found| found.told()),
            registration: match counts {
                Some(found) => uuid(&found.registration),
                None => refused.flatten().and_then(|one| uuid(one)),
            },
            stored: text("stored").and_then(utc_from_rfc3339),
            voids,
        }
    }
}

/// Statements as one file that import reads: one a line, as compact JSON.
#[must_use]
pub fn as_lines(statements: &[Value]) -> Vec<u8> {
    // One line alone would be a single statement, which is read as well.
    statements.iter().flat_map(|one| format!("{one}\n").into_bytes()).collect()
}
